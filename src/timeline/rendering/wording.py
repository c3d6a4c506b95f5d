"""The words of a page in its language: fixed words, dates, counts, figures and lists.

Each comes from the one mechanism of `timeline.language`. Where it knows no words of a language, or has no Babel to read them with, a page
speaks English, and marks its words as such; `lack` tells why.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from timeline.errors import MissingPackage, NotFound, Problem, nearest, shown
from timeline.language import Language, language, translated
from timeline.rendering.messages import FIELDS, KINDS, MESSAGES, ROLES
from timeline.when import When, describe, describe_duration

if TYPE_CHECKING:
    from timeline.records import Quantity
    from timeline.when import Duration

__all__ = ["ENGLISH", "Wording", "inner", "lack", "wording"]


class Wording(Mapping[str, str]):
    """The words of pages in one language; a mapping of the fixed ones, with those that have to be made.

    Args:
        tongue: Whose words they are.
        is_foreign: Whether that is not the language of the page, which has none of its own.

    Examples:
        >>> words = wording("en")
        >>> words["sources"], words.counted(2, "events")
        ('Sources', '2 events')
    """

    __slots__ = ("_known", "is_foreign", "tongue")
    __eq__ = object.__eq__  # one is made for each language, and templates are kept by it
    __hash__ = object.__hash__

    def __init__(self, tongue: Language, *, is_foreign: bool = False) -> None:
        self.tongue, self.is_foreign = tongue, is_foreign
        self._known: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if key not in self._known:
            self._known[key] = self.tongue.text(MESSAGES[key])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(MESSAGES)

    def __len__(self) -> int:
        return len(MESSAGES)

    @property
    def code(self) -> str:
        """The tag of the language."""
        return self.tongue.code

    # -- phrases -----------------------------------------------------------------------------------------------------------

    def say(self, key: str, /, **values: object) -> str:
        """Return a phrase with its names filled in."""
        return self.tongue.text(MESSAGES[key], **values)

    def counted(self, count: int, what: str) -> str:
        """Return a count with its noun, for instance "1 event" or "1,200 events"."""
        return self.tongue.plural(
            MESSAGES[f"{what}_one"], MESSAGES[f"{what}_many"], count, count=self.tongue.number(count)
        )

    def listed(self, items: Sequence[str]) -> str:
        """Join texts as a sentence does: "A", "A and B", "A, B and C"."""
        return self.tongue.join(items)

    # -- names of what records have ----------------------------------------------------------------------------------------

    def kind(self, kind: str) -> str:
        """Return the word for a kind of event; a user's kind is named as it is written."""
        return self.tongue.text(KINDS[kind]) if kind in KINDS else _spaced(kind)

    def role(self, role: str, count: int = 1) -> str:
        """Return the label under which those in a role are listed."""
        return self.tongue.text(ROLES[role][count != 1]) if role in ROLES else _spaced(role)

    def field(self, name: str) -> str:
        """Return the label of a field; one that a user's kind adds is named as it is written."""
        return self.tongue.text(FIELDS[name]) if name in FIELDS else _spaced(name)

    # -- time --------------------------------------------------------------------------------------------------------------

    def phrase(self, when: When) -> str:
        """Return a time in words, with its zone where it has a time of day."""
        return describe(when, zone=when.grain.timed, language=self.code)

    def date(self, when: When, *, style: Literal["long", "short"] = "long") -> str:
        """Return a time in words without its zone."""
        return describe(when, style=style, language=self.code)

    def year(self, year: int) -> str:
        """Return a year in words."""
        return self.date(When.of(year))

    def lasting(self, duration: Duration) -> str:
        """Return how long something lasted, in words."""
        return describe_duration(duration, language=self.code)

    # -- figures -----------------------------------------------------------------------------------------------------------

    def quantity(self, figure: Quantity) -> str:
        """Return a figure in words, no more exact than it is.

        Examples:
            >>> from timeline.records import Quantity
            >>> wording("en").quantity(Quantity.parse("> 1300 km² of Russian territory"))
            'more than 1,300 km² of Russian territory'
            >>> wording("en").quantity(Quantity.parse("10000..12000 soldiers"))
            'between 10,000 and 12,000 soldiers'
            >>> wording("en").quantity(Quantity.parse("~10000..12000 soldiers"))
            'between about 10,000 and 12,000 soldiers'
        """
        unit = self.say("of", unit=figure.unit, of=figure.of) if figure.of else figure.unit
        return f"{self._amount(figure)} {unit}"

    def _amount(self, figure: Quantity) -> str:
        """Return the number or numbers; "about" stands before the first of them."""
        low, high = self._number(figure.low), self._number(figure.high)
        if figure.low is None:
            return self.say("less_than" if figure.strict else "at_most", high=self._about(figure, high))
        low = self._about(figure, low)
        if figure.high is None:
            return self.say("more_than" if figure.strict else "at_least", low=low)
        return low if figure.low == figure.high else self.say("between_figures", least=low, most=high)

    def _about(self, figure: Quantity, number: str) -> str:
        return self.say("approximately", figure=number) if figure.approximate else number

    def _number(self, limit: Decimal | None) -> str:
        return "" if limit is None else self.tongue.number(limit)


ENGLISH = Wording(language("en"))


@functools.lru_cache(maxsize=128)
def wording(tag: str) -> Wording:
    """Return the words of the pages in a language: English ones where there are none.

    Args:
        tag: A language tag, as the header of a dossier has it; none is refused.
    """
    found = _spoken(tag)
    if isinstance(found, Language):
        return ENGLISH if found.english else Wording(found)
    return Wording(ENGLISH.tongue, is_foreign=True)


def lack(tag: str) -> Problem | None:
    """Return why the pages in a language have English words, where they have; and which languages there are.

    Examples:
        >>> print(lack("tlh"))
        no words for pages in 'tlh', so theirs are English; there are: ar, de, en, es, fr, it, ru, uk, zh
    """
    found = _spoken(tag)
    if isinstance(found, Language):
        return None
    known = f"there are: {', '.join(translated())}"
    if isinstance(found, MissingPackage):
        told = f"the words of pages in {shown(tag)} need Babel, so theirs are English"
        return Problem("missing-package", told, hint=f"{found.problems[0].hint}; {known}")
    meant = nearest(tag, translated())
    told = f"no words for pages in {shown(tag)}, so theirs are English"
    return Problem("untranslated-language", told, hint=f"{meant}; {known}" if meant else known)


def _spoken(tag: str) -> Language | MissingPackage | None:
    """Return a language with words for pages, what keeps it from being read, or None where there are no such words."""
    for code in dict.fromkeys((tag, tag.replace("_", "-").partition("-")[0])):
        try:
            found = language(code)
        except NotFound:
            continue
        except MissingPackage as error:
            return error if code.partition("-")[0].lower() in translated() else None
        if found.english or found.catalog is not None:
            return found
    return None


def inner(words: str) -> str:
    """Return words that begin a line as they stand within one."""
    return words[:1].lower() + words[1:]


def _spaced(name: str) -> str:
    text = name.replace("-", " ").replace("_", " ").strip()
    return text[:1].upper() + text[1:]
