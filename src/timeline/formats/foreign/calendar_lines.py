"""The lines of a calendar, put together where they are folded, each with its place in the file; and the components that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs
from icalendar import Parameters

from timeline.errors import shown
from timeline.formats.intake import Intake, Spotted

__all__ = ["Component", "Line", "components", "joined", "listed", "plain"]

DEEPEST = 10
LONGEST = 75
# Name, parameters with their quotation marks, value.
_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[^":;,=]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL)
_ESCAPE = re.compile(r"\\([\\;,nN])")
# A fold amid the bytes of one letter, which RFC 5545, 3.1 allows to those who count octets.
_PARTED = re.compile(b"([\xc2-\xf4][\x80-\xbf]*)(\r?\n[ \t])([\x80-\xbf]+)")


@attrs.frozen
class Line:
    """One property as a file has it.

    Attributes:
        name: In capitals.
        parameters: By their names in capitals, each with its values.
        value: As it is written, escapes and all.
        at: Where its value stands.
    """

    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str
    at: Spotted

    @property
    def text(self) -> str:
        """The value as a text."""
        return plain(self.value).strip()

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, or the empty text."""
        return next(iter(self.parameters.get(name, ())), "").strip()


@attrs.define
class Component:
    """What stands between BEGIN and END.

    Attributes:
        name: In capitals.
        at: Where it begins.
        lines: Its properties.
        inner: The components in it.
    """

    name: str
    at: Spotted
    lines: list[Line] = attrs.Factory(list)
    inner: list[Component] = attrs.Factory(list)

    def all(self, name: str) -> list[Line]:
        """Return the properties of a name, in the order of the file."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        """Return the first property of a name that says something."""
        return next((line for line in self.lines if line.name == name and line.value.strip()), None)

    def text(self, name: str) -> str:
        """Return the text of the first property of a name, or the empty text."""
        line = self.first(name)
        return "" if line is None else line.text


def joined(data: bytes) -> bytes:
    r"""Return a file in which every letter stands whole in one of the lines that it was folded into; no line changes its number.

    Examples:
        >>> joined(b"SUMMARY:\xd0\r\n \x9a")
        b'SUMMARY:\xd0\x9a\r\n '
    """
    return _PARTED.sub(rb"\1\3\2", data)


def components(text: str, intake: Intake) -> list[Component]:
    """Return the components of a file that stand in no other; what is wrong with its lines is told to the intake."""
    whole: list[Component] = []
    open_ones: list[Component] = []
    counts: dict[str, int] = {}
    for number, raw, folded in _unfolded(text):
        if len(open_ones) > DEEPEST:  # the rest would be no better
            intake.refuse(f"more than {DEEPEST} components within each other", code="too-deep", at=open_ones[-1].at)
            return whole
        at = Spotted(number, 1, open_ones[-1].at.path if open_ones else ())
        line = _line(raw, at, folded=folded, intake=intake)
        if line is None:
            continue
        if line.name == "BEGIN":
            _begin(line, at, whole, open_ones, counts)
        elif line.name == "END":
            _end(line, open_ones, intake)
        elif open_ones:
            open_ones[-1].lines.append(line)
        else:
            intake.refuse(f"{line.name} stands outside of any component", code="not-icalendar", at=at)
    for component in open_ones:
        intake.refuse(f"{component.name} has no END", code="not-icalendar", at=component.at)
    return whole


def _unfolded(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line with the number of the first that it is folded from, and whether it is."""
    number, kept = 0, [""]
    for count, raw in enumerate(re.split("\r?\n", text), start=1):
        if raw[:1] in {" ", "\t"} and kept[0]:
            kept.append(raw[1:])
            continue
        if kept[0]:
            yield number, "".join(kept), len(kept) > 1
        number, kept = count, [raw if raw.strip() else ""]
    if kept[0]:
        yield number, "".join(kept), len(kept) > 1


def _line(raw: str, at: Spotted, *, folded: bool, intake: Intake) -> Line | None:
    found = None if "\r" in raw else _LINE.fullmatch(raw)
    if found is None:
        hint = "a line is NAME:value or NAME;PARAMETER=value:value; one that goes on begins with a blank"
        intake.refuse(f"{shown(raw[:LONGEST])} is no line of iCalendar", code="not-icalendar", at=at, hint=hint)
        return None
    name, parameters, value = found.group(1).upper(), found.group(2)[1:], found.group(3)
    column = 1 if folded else found.start(3) + 1
    spot = Spotted(at.line, column, (*at.path, name) if at.path else ())
    try:
        given = Parameters.from_ical(parameters) if parameters else {}  # type: ignore[no-untyped-call]
    except ValueError:  # the one error that the reader of parameters has
        intake.refuse(f"{shown(parameters)} are no parameters", code="not-icalendar", at=at)
        return None
    several = {key.upper(): tuple(told) if isinstance(told, list) else (str(told),) for key, told in given.items()}
    return Line(name, several, value, spot)


def _begin(line: Line, at: Spotted, whole: list[Component], open_ones: list[Component], counts: dict[str, int]) -> None:
    name = line.value.strip().upper()
    counts[name] = counts.get(name, 0) + 1
    component = Component(name, Spotted(at.line, 1, () if name == "VCALENDAR" else (f"{name} {counts[name]}",)))
    (open_ones[-1].inner if open_ones else whole).append(component)
    open_ones.append(component)


def _end(line: Line, open_ones: list[Component], intake: Intake) -> None:
    name = line.value.strip().upper()
    if not any(component.name == name for component in open_ones):
        intake.refuse(f"END:{shown(name)[1:-1]} without its BEGIN", code="not-icalendar", at=Spotted(line.at.line))
        return
    while (component := open_ones.pop()).name != name:
        intake.refuse(f"{component.name} has no END before that of {name}", code="not-icalendar", at=component.at)


def plain(value: str) -> str:
    r"""Return a text without its escapes.

    Examples:
        >>> plain(r"Kyiv\, then Moscow")
        'Kyiv, then Moscow'
    """
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def listed(value: str) -> list[str]:
    r"""Return the texts of a list with commas, those that say something.

    Examples:
        >>> listed(r"talks\, secret,Vienna,")
        ['talks, secret', 'Vienna']
    """
    items = re.findall(r"(?:\\.|[^\\,]|\\$)+", value, re.DOTALL)
    return [text for text in (plain(item).strip() for item in items) if text]
