"""The small view rows, of which entries and pages are made: words that are chosen already, for templates to lay out.

Every text in a row is plain and is escaped when a template writes it.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from timeline.rendering.wording import inner

__all__ = [
    "Account",
    "Changed",
    "Cite",
    "Date",
    "Fact",
    "Link",
    "Omission",
    "Party",
    "Person",
    "Place",
    "Remark",
    "Rivals",
    "Role",
    "Side",
    "Stand",
]


@attrs.frozen
class Link:
    """Words that lead to another place of the page, or to another page of the same chronology.

    Attributes:
        text: The words.
        anchor: The DOM id there; empty where no page holds it.
        page: The file of the other page; empty for this one.
        detail: What is said beside: "12 events".
    """

    text: str
    anchor: str = ""
    page: str = ""
    detail: str = ""

    @property
    def href(self) -> str:
        """The address, within this folder; empty where there is none."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


@attrs.frozen
class Date:
    """When something happened, never narrower than the record.

    Attributes:
        long: In a sentence: "between 21 and 26 April 2025".
        shorten: Gives what `short` is; most pages never ask for it.
        machine: A valid `datetime` attribute; empty where the date is not one exact day, month, year or moment.
        note: What is not given: "day not given".
        said: The words in which the source put it, and when.
        dating: How the date is known where no source states it.
    """

    long: str
    shorten: Callable[[], str] = attrs.field(eq=False, repr=False)
    machine: str = ""
    note: str = ""
    said: str = ""
    dating: str = ""

    @property
    def short(self) -> str:
        """In a narrow column: "21 Apr 2025"."""
        return self.shorten()


@attrs.frozen
class Person:
    """Someone's part in an event: "Steve Witkoff, special envoy, for Donald Trump (United States)".

    Attributes:
        name: As the editor writes it.
        capacity: The title as printed, else the post that the record of tenures gives.
        principal: "for Donald Trump"; empty for those who speak for themselves.
        side: The state behind; empty where it is not known or already named.
        names: Under which names a reader looks for the event: the own one, and that of the principal.
        behind: The state or body behind, even where it is named already; empty where it is not known.
    """

    name: str
    capacity: str = ""
    principal: str = ""
    side: str = ""
    names: tuple[str, ...] = ()
    behind: str = ""


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
        manner: "as well", where the value stands beside what the field holds and not in its place.
        origins: "2 origins", where reports of it go back to several.
        cites: The reporters behind it.
        parties: Statements that stand somewhere on it, by what they do.
    """

    value: str
    text: str = ""
    manner: str = ""
    origins: str = ""
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
class Changed:
    """A field that holds one side's value in place of the editor's.

    Attributes:
        field: Its name in the record.
        word: Its label: "Where".
        before: What the chronology itself holds.
        after: What the side has, and who reports it.
    """

    field: str
    word: str
    before: str
    after: Account


@attrs.frozen
class Omission:
    """Something that a side denies, and that its version leaves out.

    Attributes:
        text: The claim, or the title of the event.
        kind: "Event" or "Claim".
        because: The statements that deny it or take it back.
    """

    text: str
    kind: str
    because: tuple[Link, ...]


@attrs.frozen
class Remark:
    """What a check remarks on the record, as a note in the margin.

    Attributes:
        severity: `error`, `warning` or `hint`.
        word: "Possible error".
        text: What is the matter.
        rule: The name of the check.
        certain: Whether it holds however vague dates are read.
    """

    severity: str
    word: str
    text: str
    rule: str
    certain: bool


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

    @property
    def within(self) -> str:
        """The word as it stands within a line: "denied by"."""
        return inner(self.word)


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
