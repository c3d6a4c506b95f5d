"""The view rows: what a template is given. Frozen, ordered, worded; nothing in them is decided by a template.

Every text in a row is plain and is escaped when a template writes it. `Prose` is the one other kind: it is drawn as blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from timeline.records import Event
from timeline.rendering.prose import Prose

__all__ = [
    "Account",
    "Cite",
    "ClaimEntry",
    "Date",
    "Entry",
    "Fact",
    "Link",
    "Page",
    "Party",
    "Person",
    "Place",
    "Rivals",
    "Role",
    "Section",
    "Side",
    "SourceNote",
    "Stand",
]

NOTHING = Prose("")


@attrs.frozen
class Link:
    """Words that lead to another place of the page.

    Attributes:
        text: The words.
        anchor: The DOM id there; empty where the page does not hold it.
    """

    text: str
    anchor: str = ""


@attrs.frozen
class Date:
    """When something happened, never narrower than the record.

    Attributes:
        long: In a sentence: "between 21 and 26 April 2025".
        short: In a narrow column.
        machine: A valid `datetime` attribute; empty where the date is not one exact day, month, year or moment.
        note: What is not given: "day not given".
        said: The words in which the source put it, and when.
        dating: How the date is known where no source states it.
    """

    long: str
    short: str
    machine: str = ""
    note: str = ""
    said: str = ""
    dating: str = ""


@attrs.frozen
class Person:
    """Someone's part in an event: "Steve Witkoff, special envoy, for Donald Trump (United States)".

    Attributes:
        name: As the editor writes it.
        capacity: The title as printed, else the post that the record of tenures gives.
        principal: "for Donald Trump"; empty for those who speak for themselves.
        side: The state behind; empty where it is not known or already named.
    """

    name: str
    capacity: str = ""
    principal: str = ""
    side: str = ""


@attrs.frozen
class Role:
    """Those who took part as the same.

    Attributes:
        name: The role as records have it.
        word: Its label: "Participants", "Sent by".
        people: In the order of the record.
    """

    name: str
    word: str
    people: tuple[Person, ...]


@attrs.frozen
class Place:
    """Where something happened.

    Attributes:
        name: As the editor writes it.
        within: The places that it lies in, from the innermost out.
    """

    name: str
    within: tuple[str, ...] = ()


@attrs.frozen
class Cite:
    """One citation.

    Attributes:
        number: Of the source among the notes.
        anchor: The DOM id of that note.
        label: The publisher, else the title, cut short.
        via: "citing Ukrainian officials".
        locator: Where in the source.
        quote: Words of the source as printed.
        language: The language tag of the quote; empty where it is that of the page.
    """

    number: int
    anchor: str
    label: str
    via: str = ""
    locator: str = ""
    quote: str = ""
    language: str = ""


@attrs.frozen
class Account:
    """One version of a field.

    Attributes:
        value: What the field holds by this account.
        text: What the account says in a sentence, where that is more than the value.
        cites: The reporters behind it.
        parties: Statements that stand somewhere on it, by what they do.
    """

    value: str
    text: str = ""
    cites: tuple[Cite, ...] = ()
    parties: tuple[Side, ...] = ()


@attrs.frozen
class Rivals:
    """A field whose value is contested.

    Attributes:
        field: Its name in the record.
        word: Its label: "Where".
        adopted: What this entry holds.
        others: What others hold, in the order of the record.
    """

    field: str
    word: str
    adopted: Account
    others: tuple[Account, ...]


@attrs.frozen
class Stand:
    """What a statement does to a claim or to the report of an event.

    Attributes:
        act: As records have it: `denies`.
        word: "denies".
        target: The claim's text or the event's title, and where it is dealt with.
        mark: "contested", "conceded", ...; empty where there is no quarrel about it.
        contested: Whether there still is a quarrel.
        is_event: Whether it stands on an event having taken place.
    """

    act: str
    word: str
    target: Link
    mark: str = ""
    contested: bool = False
    is_event: bool = False


@attrs.frozen
class Party:
    """Someone who stands somewhere on a claim.

    Attributes:
        who: Their names.
        date: When they said so.
        statement: Where.
        cites: The reporters of it.
    """

    who: str
    date: Date
    statement: Link
    cites: tuple[Cite, ...] = ()


@attrs.frozen
class Side:
    """Those who do the same to a claim.

    Attributes:
        act: `asserts`, `confirms`, `denies`, `doubts`, `evades` or `retracts`.
        word: "Denied by".
        parties: In page order.
    """

    act: str
    word: str
    parties: tuple[Party, ...]


@attrs.frozen
class Fact:
    """A field of a kind's own.

    Attributes:
        name: As the record has it.
        word: Its label.
        values: One or several.
    """

    name: str
    word: str
    values: tuple[Link, ...]


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
    part_of: Link | None = None
    after: tuple[Link, ...] = ()
    cites: tuple[Cite, ...] = ()
    tags: tuple[str, ...] = ()


@attrs.frozen
class Section:
    """The events of one period.

    Attributes:
        heading: "April 2025".
        anchor: Its DOM id.
        count: How many events it holds.
        entries: They; made while they are read, so a page need not fit into memory. Read them once.
    """

    heading: str
    anchor: str
    count: int
    entries: Iterable[Entry] = attrs.field(eq=False, repr=False)


@attrs.frozen
class ClaimEntry:
    """A claim and who stands where on it.

    Attributes:
        anchor: Its DOM id.
        text: The proposition.
        about: The time that it speaks of, in words.
        contested: Whether sides differ on it, or its author has come to doubt it.
        mark: The word for what the positions add up to: "contested", "conceded"; empty where there never was a quarrel.
        sides: In the order of the acts, each in page order.
        cites: Reporters who give it in their own voice.
        note: Prose.
    """

    anchor: str
    text: str
    about: str
    contested: bool
    mark: str
    sides: tuple[Side, ...]
    cites: tuple[Cite, ...]
    note: Prose


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
        language: Its language tag.
        direction: `ltr` or `rtl`.
        lead: How many events, from when to when, compiled when.
        note: Prose.
        anchor: The DOM id of the whole.
        prefix: What every DOM id begins with.
        level: The level of the title's heading.
        contents: Links to the sections, and to the claims and sources.
        sections: Period by period; read them once, before `claims` and `sources`.
        claims: Contested ones first; called after the sections, when every note has its number.
        sources: The notes; called last.
        style: The name of the class that scopes the stylesheet.
    """

    title: str
    language: str
    direction: str
    lead: tuple[str, ...]
    note: Prose
    anchor: str
    prefix: str
    level: int
    style: str
    contents: tuple[Link, ...]
    sections: Iterable[Section] = attrs.field(eq=False, repr=False)
    claims: Callable[[], Iterable[ClaimEntry]] = attrs.field(eq=False, repr=False)
    sources: Callable[[], Iterable[SourceNote]] = attrs.field(eq=False, repr=False)
