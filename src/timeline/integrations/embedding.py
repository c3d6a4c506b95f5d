"""What a document asks for when it embeds a chronology: one table of options, the same in every host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from timeline.chronology import Chronology, Selection
from timeline.errors import Gathering, Invalid, Problem, TimelineError, nearest, shown
from timeline.language import translated
from timeline.records.convert import as_language
from timeline.rendering.wording import lack
from timeline.when import When

__all__ = ["OPTIONS", "Embedded", "Embedding", "Option", "asked", "embedded", "faults"]

Read = Callable[[str], Any]
_CLASS = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*")


@attrs.frozen
class Option:
    """An option that a document can give.

    Attributes:
        name: As the document writes it: `as-of`.
        meaning: In one sentence.
        example: A value.
        read: Reads the text of a value.
        is_flag: Whether it needs no value.
    """

    name: str
    meaning: str
    example: str
    read: Read = attrs.field(repr=False)
    is_flag: bool = False


def _text(text: str) -> str:
    if not text.strip():
        raise Invalid("a value is wanted", code="no-value")
    return text.strip()


def _several(text: str) -> tuple[str, ...]:
    return tuple(_text(part) for part in _text(text).split(";"))


def _date(text: str) -> str:
    return When.parse(_text(text)).text


def _number(text: str) -> int:
    try:
        return int(_text(text).replace(",", ""))
    except ValueError:
        raise Invalid(f"{shown(text)} is no whole number", code="bad-number") from None


def _count(name: str, least: int) -> Read:
    def read(text: str) -> int:
        number = _number(text)
        if number < least:
            raise Invalid(f"{name} cannot be {number}", code="bad-number", hint=f"from {least} on")
        return number

    return read


def _level(text: str) -> int:
    number = _number(text)
    if number not in range(1, 7):
        raise Invalid(f"no heading level {number}", code="bad-level", hint="headings have levels 1 to 6")
    return number


def _language(text: str) -> str:
    tag = _text(text)
    try:
        return as_language(tag)
    except TimelineError as error:
        hint = nearest(tag, translated())
        raise Invalid(*(attrs.evolve(each, hint=hint or each.hint) for each in error.problems)) from error


def _flag(text: str) -> bool:
    word = text.strip().casefold()
    if word not in {"", "true", "yes", "false", "no"}:
        raise Invalid(f"{shown(text)} is neither yes nor no", code="bad-flag", hint="the option alone means yes")
    return word not in {"false", "no"}


def _one_of(*words: str) -> Read:
    def read(text: str) -> str:
        word = _text(text).casefold()
        if word not in words:
            hint = nearest(word, words) or f"allowed: {', '.join(words)}"
            raise Invalid(f"{shown(text)} is not allowed here", code="unknown-value", hint=hint)
        return word

    return read


def _classes(text: str) -> tuple[str, ...]:
    names = tuple(_text(text).split())
    for name in names:
        if not _CLASS.fullmatch(name):
            raise Invalid(f"{shown(name)} is no name of a class", code="bad-class", hint="letters, digits, - and _")
    return names


def _name(text: str) -> str:
    if not _NAME.fullmatch(_text(text)):
        raise Invalid(f"{shown(text)} is no name to link to", code="bad-name", hint="letters, digits, - and _")
    return text.strip()


# Every host reads these and no others, so a page can be moved from one to another.
OPTIONS = (
    Option("kind", "Only events of this kind; several with semicolons between, for any of them.", "meeting; visit", _several),
    Option("agent", "Only events with this person, body or state; several with semicolons between, for all of them together.", "Steve Witkoff; Putin", _several),
    Option("side", "Only events at which somebody stands for this state or body; several, for all of them together.", "United States", _several),
    Option("place", "Only events at this place, or at one that lies in it.", "Vatican City", _text),
    Option("tag", "Only events with this tag; several, for all of them together.", "ceasefire", _several),
    Option("from", "Only events that may fall on this date or later.", "2025-04-24", _date),
    Option("to", "Only events that may fall on this date or earlier.", "2025-04-26", _date),
    Option("contested", "Only events of which anything is contested.", "", _flag, is_flag=True),
    Option("as-of", "Only what had been said or published by this date.", "2025-04-25", _date),
    Option("according-to", "As the side of this person, body or state tells it.", "Russia", _text),
    Option("order", "Which end comes first: oldest-first, or newest-first.", "newest-first", _one_of("oldest-first", "newest-first")),
    Option("limit", "The most events to show; it stands without head and tail.", "10", _count("limit", 1)),
    Option("head", "To give an idea of the whole, only the first events, beside those of tail.", "3", _count("head", 0)),
    Option("tail", "Likewise the last.", "3", _count("tail", 0)),
    Option("group-by", "Under which headings events stand: day, month, year, decade, none; auto finds what suits.", "month", _one_of("auto", "day", "month", "year", "decade", "none")),
    Option("lanes", "The figure of events along time, with a lane for each side, person, place or kind; none leaves pictures out, auto finds what suits.", "side", _one_of("auto", "side", "person", "place", "kind", "none")),
    Option("template", "A folder of templates of your own, asked first.", "my-templates", _text),
    Option("language", "A language tag in place of the dossier's: in which language the page speaks, titles and names aside, and which way it is read.", "fr", _language),
    Option("title", "In place of the title of the dossier.", "The day of the funeral", _text),
    Option("heading-level", "The level of the title, from 1 to 6; where it is left out, what suits the place in the document.", "3", _level),
    Option("caption", "A line under it.", "Who met whom in Rome.", _text),
    Option("name", "A name by which the document can link to it.", "rome", _name),
    Option("class", "Classes of style for the element around it.", "wide quiet", _classes),
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Embedding:
    """A chronology that a document asks for.

    Attributes:
        selection: Which events, and from whose perspective.
        page: Options of `timeline.rendering.render`.
        template: A folder of templates, as the document names it.
        language: A language tag in place of the dossier's.
        caption: A line under it.
        name: By which the document links to it.
        classes: Of style.
    """

    selection: Selection
    page: Mapping[str, Any]
    template: str | None = None
    language: str | None = None
    caption: str = ""
    name: str = ""
    classes: tuple[str, ...] = ()

    def of(self, chronology: Chronology) -> Chronology:
        """Return the events that are asked for, in the language that is asked for.

        Raises:
            Invalid: When names or kinds are unknown, or are those of several; with every such problem, its path the name of the option.
        """
        faults = self.selection.faults(chronology)
        if faults:
            raise Invalid(*map(self._by_option, faults))
        chosen = self.selection.of(chronology)
        return chosen if self.language is None else chosen.headed(language=self.language)

    def misses(self, chronology: Chronology) -> tuple[Problem, ...]:
        """Return which options leave no event of a chronology that has some, to be told as a warning."""
        return tuple(map(self._by_option, self.selection.misses(chronology)))

    def _by_option(self, problem: Problem) -> Problem:
        """Return a problem with the name of the option as its path in place of that of the attribute."""
        if not problem.path:
            return problem
        field, *more = problem.path
        name = _OPTION.get(str(field), str(field))
        if field == "during":
            name = "to" if str(self.selection.during).startswith("../") else "from"
        return attrs.evolve(problem, path=(name, *more))

    def lacks(self, chronology: Chronology) -> Problem | None:
        """Return why a page speaks English where another language was wanted, to be told as a warning.

        A dossier may be in a language of which we have no words, and nobody is warned of that; but the document that asks for one is.
        """
        problem = lack(chronology.language)
        asked_for = problem is not None and (self.language is not None or problem.code == "missing-package")
        return attrs.evolve(problem, path=("language",)) if problem is not None and asked_for else None


def asked(given: Mapping[str, str | None]) -> Embedding:
    """Return what the options of a document ask for.

    Args:
        given: The texts of the options by their names; None or the empty text for an option alone.

    Raises:
        Invalid: When there is no such option, or a value cannot be; with every such problem, its path the name of the option.

    Examples:
        >>> asked({"kind": "meeting", "from": "2025-04-26", "order": "newest-first"}).selection.during
        '2025-04-26/..'
    """
    values, wrong = _read(given)
    if wrong:
        raise Invalid(*wrong)
    return _embedding(values)


def faults(given: Mapping[str, str | None]) -> tuple[Problem, ...]:
    """Return what is wrong with options by themselves, each with the name of the option as its path."""
    return tuple(_read(given)[1])


@attrs.frozen
class Embedded:
    """What is shown in a document.

    Attributes:
        embedding: What it asked for.
        chronology: The events that are shown.
        templates: The folder of its templates, if it names one.
        remarks: What is to be warned of, though it keeps nothing from being shown.
    """

    embedding: Embedding
    chronology: Chronology
    templates: Path | None
    remarks: tuple[Problem, ...]


def embedded(
    given: Mapping[str, str | None],
    *,
    read: Callable[[], Chronology],
    folder: Callable[[str], Path],
    wrong: Iterable[Problem] = (),
) -> Embedded:
    """Return what is shown where a document asks for a chronology.

    Every step is taken as far as it goes, so that a mistake in one hides none in another.

    Args:
        given: As for `asked`.
        read: Returns the whole chronology.
        folder: Returns the folder of templates of a name.
        wrong: What is known to be wrong already.

    Raises:
        Invalid: With every problem of the options, of the dossier and of how they fit, the path of the former the name of the option.
    """
    values, unread = _read(given)
    gathering, embedding, templates = Gathering(), _embedding(values), None
    gathering.problems += [*wrong, *unread]
    if embedding.template is not None:
        with gathering.step():
            templates = folder(embedding.template)
    with gathering.step():
        whole = read()
        chosen = embedding.of(whole)
    gathering.finish()
    lacking = embedding.lacks(chosen)
    return Embedded(embedding, chosen, templates, (*filter(None, (lacking,)), *embedding.misses(whole)))


def _read(given: Mapping[str, str | None]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of the options that can be read, and what is wrong with the others."""
    known = {option.name: option for option in OPTIONS}
    gathering, values = Gathering(), dict[str, Any]()
    for name, text in given.items():
        with gathering.step(name):
            if name not in known:
                hint = nearest(name, known) or f"there are: {', '.join(known)}"
                raise Invalid("there is no such option", code="unknown-option", hint=hint)
            values[name] = known[name].read(text or "")
    with gathering.step("limit"):
        if "limit" in values and not values.keys().isdisjoint({"head", "tail"}):
            hint = "leave out head and tail, or limit"
            raise Invalid("limit stands for itself", code="bad-number", hint=hint)
    with gathering.step("from"):
        _ordered(values)
    return values, gathering.problems


def _ordered(values: dict[str, Any]) -> None:
    """Refuse a stretch that ends before it begins, and forget it."""
    if not {"from", "to"} <= values.keys():
        return
    try:
        When.parse(f"{values['from']}/{values['to']}")
    except TimelineError:
        del values["from"], values["to"]
        raise


def _embedding(values: Mapping[str, Any]) -> Embedding:
    selection = Selection(
        kind=values.get("kind", ()),
        involving=values.get("agent", ()),
        side=values.get("side", ()),
        at=values.get("place"),
        during=_during(values.get("from"), values.get("to")),
        tagged=values.get("tag", ()),
        contested=values.get("contested", False),
        as_of=values.get("as-of"),
        according_to=values.get("according-to"),
    )
    page = {inner: values[outer] for outer, inner in _PAGE.items() if outer in values}
    if "order" in values:
        page["newest_first"] = values["order"] == "newest-first"
    return Embedding(
        selection=selection,
        page=page,
        template=values.get("template"),
        language=values.get("language"),
        caption=values.get("caption", ""),
        name=values.get("name", ""),
        classes=values.get("class", ()),
    )


# Under which names the attributes of a selection are options.
_OPTION = {
    "involving": "agent",
    "at": "place",
    "tagged": "tag",
    "as_of": "as-of",
    "according_to": "according-to",
}
_PAGE = {
    "limit": "limit",
    "head": "head",
    "tail": "tail",
    "group-by": "group",
    "lanes": "lanes",
    "title": "title",
    "heading-level": "heading_level",
}


def _during(first: str | None, last: str | None) -> str | None:
    """Return the stretch between two dates, open where one is left out."""
    if first is None and last is None:
        return None
    return f"{first or '..'}/{last or '..'}"
