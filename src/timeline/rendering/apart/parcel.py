"""What is sent to the child, as JSON: a chronology with the view that is shown of it, and the options of the page.

Why: a pickle can run anything as it is read. Records go as the plain trees that a dossier has of them, and are made anew by their constructors, which
refuse what cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from timeline.chronology import Chronology, Header
from timeline.errors import Invalid, shown
from timeline.records import SECTIONS, Event, OtherEvent, Record, kinds
from timeline.rendering.splitting import leaves
from timeline.when import When

if TYPE_CHECKING:
    from timeline.checks import Finding
    from timeline.rendering.options import Folders

__all__ = ["packed", "unpacked"]

Tree = Any  # what JSON holds


def packed(chronology: Chronology, language: str, options: Mapping[str, Any]) -> dict[str, Tree]:
    """Return all that a page is made from as a tree for JSON.

    Args:
        chronology: What is shown, a view or the whole.
        language: The output language.
        options: Those of `render`.

    Raises:
        Invalid: When an event is of a kind that another process cannot know.
    """
    seen = chronology.perspective
    record = chronology._archive.whole  # noqa: SLF001  (what was written, behind every perspective)
    return {
        "language": language,
        "modules": sorted(_modules(record.events)),
        "records": [[_name(each), each.plain()] for each in record.records.values()],
        "written": chronology.written.plain(),
        "header": chronology.header.plain(),
        "as_of": [[str(moment.when), moment.certainly] for moment in seen.as_of],
        "according_to": list(seen.according_to),
        "events": None if chronology.is_whole else [event.id for event in chronology],
        "options": dict(_plain_options(options)),
    }


def unpacked(tree: Mapping[str, Tree]) -> tuple[Chronology, str, dict[str, Any]]:
    """Return the chronology, the output language and the options of a parcel."""
    chronology = Chronology.assembled([_record(*each) for each in tree["records"]], Header(**tree["written"]))
    for when, certainly in tree["as_of"]:
        chronology = chronology.as_of(When.parse(when), certainly=certainly)
    for side in tree["according_to"]:
        chronology = chronology.according_to(side)
    chronology = _headed(chronology, Header(**tree["header"]))
    if tree["events"] is not None:
        chosen = frozenset(tree["events"])
        chronology = chronology.where(lambda event: event.id in chosen)
    return chronology, tree["language"], dict(_options(chronology, tree["options"]))


def _headed(chronology: Chronology, header: Header) -> Chronology:
    if chronology.header == header:
        return chronology
    return chronology.headed(title=header.title, language=header.language, note=header.note)


# Records


def _name(record: Record) -> str:
    return "event" if isinstance(record, Event) else type(record).__name__


def _record(name: str, tree: dict[str, Tree]) -> Record:
    if name != "event":
        return _CLASSES[name].build(tree)
    return kinds().get(tree.get("kind", "event"), OtherEvent).from_tree(tree)


def _classes(cls: type[Record]) -> Iterator[type[Record]]:
    yield cls
    for each in cls.__subclasses__():
        yield from _classes(each)


_CLASSES = {cls.__name__: cls for cls in _classes(Record) if cls.section in SECTIONS and not issubclass(cls, Event)}


def _modules(events: Iterable[Event]) -> set[str]:
    """Return the modules of others that declare kinds of the events.

    Raises:
        Invalid: When one is declared where no other process can find it.
    """
    found = {type(event) for event in events}
    own = {cls.__module__: cls for cls in found if cls.__module__.partition(".")[0] != "timeline"}
    if "__main__" in own:
        kind = shown(own["__main__"].kind)
        message = f"the kind {kind} is declared in the program itself, where the process of untrusted templates cannot find it"
        raise Invalid(message, code="kind-not-found", hint="declare it in a module of its own, and import that")
    return set(own)


# Options


def _plain_options(options: Mapping[str, Any]) -> Iterator[tuple[str, Tree]]:
    for name, value in options.items():
        if name in _WRITE:
            yield name, _WRITE[name](value)
        elif name != "progress":  # told of by the parent
            yield name, value


def _folders(given: Folders) -> list[Tree]:
    each = [given] if isinstance(given, str | Path | Mapping) else given
    return [dict(one) if isinstance(one, Mapping) else str(Path(one).absolute()) for one in each]


def _remarks(findings: Iterable[Finding]) -> list[Tree]:
    names = ("rule", "severity", "certain", "message", "ids")
    return [{name: getattr(finding, name) for name in names} for finding in findings]


_WRITE: dict[str, Callable[[Any], Tree]] = {
    "templates": _folders,
    "findings": _remarks,
    "compiled": lambda day: None if day is None else str(day),
    "leaf": lambda leaf: None if leaf is None else leaf.file,
}


def _options(chronology: Chronology, options: Mapping[str, Tree]) -> Iterator[tuple[str, Any]]:
    for name, value in options.items():
        if name == "findings":
            yield name, tuple(SimpleNamespace(**{**each, "ids": tuple(each["ids"])}) for each in value)
        elif name == "leaf" and value is not None:
            newest = bool(options.get("newest_first"))
            yield name, next(leaf for leaf in leaves(chronology, newest_first=newest) if leaf.file == value)
        else:
            yield name, value
