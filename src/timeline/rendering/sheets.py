"""What a template is given: entries, sections, the page. Frozen, ordered, worded; nothing in them is decided by a template.

Every text is plain and is escaped when a template writes it. `Prose` is the one other kind: it is drawn as blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from timeline.records import Event
from timeline.rendering.pictures.rows import Lanes
from timeline.rendering.prose import Prose
from timeline.rendering.rows import Changed, Cite, Date, Fact, Link, Omission, Place, Remark, Rivals, Role, Side, Stand

__all__ = ["ClaimEntry", "Entry", "Page", "Section", "SourceNote"]

NOTHING = Prose("")


@attrs.frozen
class Entry:
    """One event as the page shows it.

    Attributes:
        id: Of the record.
        anchor: Its DOM id.
        kind: As records have it.
        kind_word: "Meeting".
        manner: "by phone", "state visit"; empty where no source says.
        template: The name of the template that draws it.
        title: Plain text.
        date: When.
        status: "planned; did not take place: tight schedules"; empty for what was held.
        marks: What disputes it, in words: "accounts differ".
        known: "not known before 27 April 2025", on a page as of a moment.
        place: Where, or None.
        roles: Who, role by role.
        lasted: "about 15 minutes".
        figures: In words.
        quote: The words of a statement as printed.
        facts: Fields of the kind's own, user kinds' included.
        summary: Prose.
        note: Prose.
        stands: What a statement asserts, confirms, denies.
        reports: Who confirms, denies or doubts that it took place.
        rivals: Contested fields, each with every account of it.
        changed: Fields that hold the value of the side whose version the page tells.
        remarks: What checks found, where that was asked for.
        part_of: The event that it belongs to, or None.
        after: Events that it is known to follow.
        cites: Where it is known from.
        tags: The editor's words.
        event: The record itself, for templates of users' own kinds.
    """

    id: str
    anchor: str
    kind: str
    kind_word: str
    template: str
    title: str
    date: Date
    event: Event
    manner: str = ""
    status: str = ""
    marks: tuple[str, ...] = ()
    known: str = ""
    place: Place | None = None
    roles: tuple[Role, ...] = ()
    lasted: str = ""
    figures: tuple[str, ...] = ()
    quote: str = ""
    facts: tuple[Fact, ...] = ()
    summary: Prose = NOTHING
    note: Prose = NOTHING
    stands: tuple[Stand, ...] = ()
    reports: tuple[Side, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    changed: tuple[Changed, ...] = ()
    remarks: tuple[Remark, ...] = ()
    part_of: Link | None = None
    after: tuple[Link, ...] = ()
    cites: tuple[Cite, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """What sort of event it is, where the manner tells that alone: "State visit"; else the word for its kind."""
        return self.manner[:1].upper() + self.manner[1:] or self.kind_word

    @property
    def names(self) -> str:
        """Those who took part and those they acted for, each once and on a line of its own."""
        return "\n".join({name: None for role in self.roles for person in role.people for name in person.names})

    @property
    def sides(self) -> str:
        """The states and bodies behind those who took part, likewise."""
        return "\n".join({person.behind: None for role in self.roles for person in role.people if person.behind})

    @property
    def is_contested(self) -> bool:
        """Whether anything in it is: a field, that it took place, or a claim on which it stands."""
        return bool(self.marks) or (bool(self.stands) and any(stand.contested for stand in self.stands))


@attrs.frozen
class Section:
    """The events of one period.

    Attributes:
        heading: "April 2025".
        anchor: Its DOM id.
        count: How many events it holds.
        entries: They; made while they are read, so a page need not fit into memory. Read them once.
        gap: How many events are left out before it, in words; empty where none are.
    """

    heading: str
    anchor: str
    count: int
    entries: Iterable[Entry] = attrs.field(eq=False, repr=False)
    gap: str = ""


@attrs.frozen
class ClaimEntry:
    """A claim and who stands where on it.

    Attributes:
        anchor: Its DOM id.
        text: The proposition.
        about: The time that it speaks of, in words.
        contested: Whether sides differ on it, or its author has come to doubt it.
        mark: The word for what the positions add up to: "contested", "conceded"; empty where there never was a quarrel.
        state: What they add up to in a sentence: "Corroborated (since 26 April 2025, 2 origins)."
        sides: In the order of the acts, each in page order.
        cites: Reporters who give it in their own voice.
        note: Prose.
        life: What was done to it along time, or None where a picture would tell no more; called by the languages that draw.
        remarks: What checks found, where that was asked for.
    """

    anchor: str
    text: str
    about: str
    contested: bool
    mark: str
    state: str
    sides: tuple[Side, ...]
    cites: tuple[Cite, ...]
    note: Prose
    life: Callable[[], Lanes | None] = attrs.field(eq=False, repr=False)
    remarks: tuple[Remark, ...] = ()


@attrs.frozen
class SourceNote:
    """A source, as one of the numbered notes at the end.

    Attributes:
        number: By first mention on the page.
        anchor: Its DOM id.
        title: As printed.
        url: A web address that is safe to link, or empty.
        language: The language tag of the title, or empty.
        details: Author, publisher, date, language, each in words.
        cited: The entries that cite it.
        more: "and 120 more", where not all of them are listed.
        note: Prose.
    """

    number: int
    anchor: str
    title: str
    url: str
    language: str
    details: tuple[str, ...]
    cited: tuple[Link, ...]
    more: str
    note: Prose


@attrs.frozen
class Page:
    """The whole.

    Attributes:
        title: Of the chronology.
        is_own_title: Whether that is the title of the record, and not another in its place.
        language: The language tag of the page.
        direction: `ltr` or `rtl`.
        lead: How many events, from when to when, compiled when.
        seen: "As Russia tells it.", where the page tells one side's version or what was known by a moment.
        omissions: What that side denies, and what is left out therefore.
        remarks: What checks found in records that have no place of their own on the page.
        note: Prose.
        anchor: The DOM id of the whole.
        prefix: What every DOM id begins with.
        level: The level of the title's heading.
        contents: Links to the sections, and to the claims and sources; or to the pages of a chronology that is split.
        pages: Links to the neighbours of one page of several, and to the first.
        rest: How many events are left out behind those shown, in words; empty where none are.
        is_long: Whether a browser should leave what is out of sight for later.
        is_filtered: Whether it carries the script with which a reader filters it.
        figure: The events in lanes along time, or None; called by the languages that draw.
        is_drawn: Whether pictures were asked for.
        sections: Period by period; read them once, before `claims` and `sources`.
        claims: Contested ones first; called after the sections, when every note has its number.
        sources: The notes; called last.
        style: The name of the class that scopes the stylesheet.
    """

    title: str
    is_own_title: bool
    language: str
    direction: str
    lead: tuple[str, ...]
    seen: tuple[str, ...]
    omissions: tuple[Omission, ...]
    remarks: tuple[Remark, ...]
    note: Prose
    anchor: str
    prefix: str
    level: int
    style: str
    contents: tuple[Link, ...]
    pages: tuple[Link, ...]
    rest: str
    is_long: bool
    is_filtered: bool
    is_drawn: bool
    figure: Callable[[], Lanes | None] = attrs.field(eq=False, repr=False)
    sections: Iterable[Section] = attrs.field(eq=False, repr=False)
    claims: Callable[[], Iterable[ClaimEntry]] = attrs.field(eq=False, repr=False)
    sources: Callable[[], Iterable[SourceNote]] = attrs.field(eq=False, repr=False)
