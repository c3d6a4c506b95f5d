"""Whether two records that bear one id tell of one thing.

Why not the id alone: everyone calls a statement `denial` and a president `bush`. To take two things for one puts words into mouths, to
take one thing for two leaves a duplicate that anyone can see; so where nothing speaks for one thing, there are two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container
from difflib import SequenceMatcher
from enum import IntEnum
from urllib.parse import urlsplit

from timeline.chronology.change.precision import gap
from timeline.chronology.names import fold
from timeline.chronology.window import finite
from timeline.records import Agent, Claim, Event, OtherEvent, Person, Place, Record, Source, State, Statement, Tenure
from timeline.when import When

__all__ = ["Likeness", "address", "alike", "contradicted", "likeness", "names", "related", "same", "share_a_term"]

NEAR = 31 * 86_400  # dates so close may be one date that somebody got wrong
ALIKE = 0.8  # how much of two words has to be equal for one to be a spelling of the other
SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "de", "du", "la"})


class Likeness(IntEnum):
    """What speaks for two records being one.

    Attributes:
        OTHER: They tell of two things.
        FAIR: They may be one, where no other record fits better.
        SURE: They are one.
    """

    OTHER = 0
    FAIR = 1
    SURE = 2


def likeness(first: Record, second: Record, *, around: Callable[[str | None], Container[str]]) -> Likeness:
    """Return what speaks for two records of one id being one.

    Args:
        first: The one.
        second: The other, its mentions under the ids of the first's chronology as far as they are known.
        around: Gives a place and those that it lies in, by id.
    """
    if not related(first, second) or contradicted(first, second):
        return Likeness.OTHER
    if isinstance(first, Event) and isinstance(second, Event):
        return Likeness.SURE if _speaks_for(first, second, around) > 0 else Likeness.OTHER
    judge = next((judge for sort, judge in _JUDGES.items() if isinstance(first, sort)), None)
    return Likeness.OTHER if judge is None else judge(first, second)


def related(first: Record, second: Record) -> bool:
    """Whether two records can be of one class: one may know more of it, as that an agent is a person."""
    if isinstance(first, OtherEvent) and isinstance(second, OtherEvent):
        return first.kind == second.kind
    one, other = type(first), type(second)
    return issubclass(one, other) or issubclass(other, one)


def contradicted(first: Record, second: Record) -> bool:
    """Whether identifiers elsewhere, or codes of states, say that two records are two things."""
    if isinstance(first, State) and isinstance(second, State) and first.code and second.code:
        return fold(first.code) != fold(second.code)
    one, other = (dict(getattr(each, "identifiers", ())) for each in (first, second))
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[scheme] != other[scheme] for scheme in shared)


# -- agents and places ---------------------------------------------------------------------------------------------------------


def names(record: Agent | Place) -> set[str]:
    """Return the name and aliases of a record as they are compared; without those of which nothing is left."""
    return {fold(name) for name in (record.name, *record.aliases)} - {""}


def _named(first: Agent | Place, second: Agent | Place) -> Likeness:
    """Judge two agents or places: by a name that they share, by an id that is a name itself, else by how alike the names are.

    An alias that people share is no more than a surname.
    """
    persons = isinstance(first, Person) or isinstance(second, Person)
    one, other = fold(first.name), fold(second.name)
    shared = one in names(second) or other in names(first) or (not persons and names(first) & names(second))
    if shared or fold(first.id) in {one, other} or set(first.identifiers) & set(second.identifiers):
        return Likeness.SURE
    if isinstance(first, State) and isinstance(second, State) and first.code and first.code == second.code:
        return Likeness.SURE
    return Likeness.FAIR if _one_name(first.name, second.name, strict=persons) else Likeness.OTHER


def _one_name(first: str, second: str, *, strict: bool) -> bool:
    """Whether two names may be one: spelt otherwise, shortened, in another script.

    Args:
        first: The one.
        second: The other.
        strict: Whether the longer may only add to a name of two words: George W. Bush is not George H. W. Bush.
    """
    one, other = fold(first).split(), fold(second).split()
    if not one or not other or _scripts_differ(one, other) or _initials(one, other) or _initials(other, one):
        return True
    left, right = _without_alike(one, other)
    if left and right:
        return False
    return not (left or right) or not strict or min(len(one), len(other)) < 3


def _scripts_differ(one: list[str], other: list[str]) -> bool:
    return not _scripts(one) & _scripts(other)


def _scripts(name: list[str]) -> set[str]:
    """Return the scripts of a name: LATIN, CYRILLIC."""
    return {unicodedata.name(letter, "?").split()[0] for word in name for letter in word}


def _initials(short: list[str], long: list[str]) -> bool:
    """Whether a single word is made of the first letters of several: UN, USA."""
    spelt = {"".join(word[0] for word in long), "".join(word[0] for word in long if word not in SMALL_WORDS)}
    return len(short) == 1 and len(long) > 1 and any(initials.startswith(short[0]) for initials in spelt)


def _without_alike(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Return the words of each name that have no like in the other."""
    left, right = [], list(other)
    for word in one:
        like = next((each for each in right if each == word), None) or next(
            (each for each in right if _spelt_alike(word, each)), None
        )
        if like is None:
            left.append(word)
        else:
            right.remove(like)
    return left, right


def _spelt_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return min(len(one), len(other)) >= 4 and SequenceMatcher(None, one, other).ratio() >= ALIKE


# -- what is told in words -----------------------------------------------------------------------------------------------------


def same(first: str, second: str) -> bool:
    """Whether two texts are one, case, accents and punctuation aside."""
    return first == second or fold(first) == fold(second) != ""


def alike(first: str, second: str) -> bool:
    """Whether two texts share at least half of their words."""
    one, other = set(fold(first).split()), set(fold(second).split())
    return 2 * len(one & other) >= len(one | other) > 0


def address(url: str) -> str:
    """Return a web address as it is compared: however it is fetched, and with or without a slash at its end."""
    parts = urlsplit(url)
    return re.sub(r"/$", "", f"{parts.netloc.lower()}{parts.path}") + (f"?{parts.query}" if parts.query else "")


def _of_sources(first: Source, second: Source) -> Likeness:
    if first.url and second.url and address(first.url) == address(second.url):
        return Likeness.SURE
    publishers = {fold(each.publisher) for each in (first, second)} - {""}
    dates = [each.published for each in (first, second) if each.published is not None]
    if len(publishers) > 1 or (len(dates) == 2 and (gap(*dates) or 0) > NEAR):
        return Likeness.OTHER
    return _of_words(first.title, second.title)


def _of_claims(first: Claim, second: Claim) -> Likeness:
    """Judge two claims in words; a rival value is what it is about and what it says, whatever its id."""
    if first.is_rival or second.is_rival:
        return Likeness.OTHER
    return _of_words(first.text, second.text)


def _of_words(first: str, second: str) -> Likeness:
    return Likeness.SURE if same(first, second) else Likeness.FAIR if alike(first, second) else Likeness.OTHER


def _of_tenures(first: Tenure, second: Tenure) -> Likeness:
    same = first.holder == second.holder and share_a_term(first, second)
    return Likeness.SURE if same else Likeness.OTHER


def share_a_term(first: Tenure, second: Tenure) -> bool:
    """Whether two terms of office overlap by half of the shorter: re-election makes another term."""
    (start, _, _, end), (other_start, _, _, other_end) = (finite(each.term.bounds) for each in (first, second))
    shared = min(end, other_end) - max(start, other_start)
    return shared * 2 >= min(end - start, other_end - other_start)


# -- events --------------------------------------------------------------------------------------------------------------------


def _speaks_for(first: Event, second: Event, around: Callable[[str | None], Container[str]]) -> int:
    """Return by how much more speaks for one event than for two; title, date and people weigh most."""
    return (
        _of_titles(first.title, second.title)
        + _of_dates(first.when, second.when)
        + _of_people(first, second)
        + _of_places(first.where, second.where, around)
    )


def _of_titles(first: str, second: str) -> int:
    if same(first, second):
        return 3
    return 1 if alike(first, second) else -1


def _of_dates(first: When, second: When) -> int:
    if first == second:
        return 2
    apart = gap(first, second)
    return 1 if apart is None else -1 if apart <= NEAR else -3


def _of_people(first: Event, second: Event) -> int:
    """Weigh who took part: some of the others' is right, others altogether is another meeting; and a statement is its speaker's."""
    one, other = ({part.agent for part in each.who if part.role != "audience"} for each in (first, second))
    if not one or not other:
        return 0
    if one <= other or other <= one:
        return 2
    if isinstance(first, Statement) and not one & other:
        return -6
    return 0 if 2 * len(one & other) >= len(one | other) else -3


def _of_places(first: str | None, second: str | None, around: Callable[[str | None], Container[str]]) -> int:
    if first is None or second is None:
        return 0
    return 1 if first in around(second) or second in around(first) else -1


_JUDGES: dict[type[Record], Callable[..., Likeness]] = {
    Agent: _named,
    Place: _named,
    Source: _of_sources,
    Claim: _of_claims,
    Tenure: _of_tenures,
}
