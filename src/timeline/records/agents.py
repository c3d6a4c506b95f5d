"""Who acts: people, organizations, states, groups of whom no more is known, and the posts they hold."""

from __future__ import annotations

from typing import ClassVar

import attrs

from timeline.records.convert import as_agent, as_identifiers, as_maybe_agent, as_stay, as_text, as_texts, as_title
from timeline.records.record import Record
from timeline.records.sources import Citation, as_citations
from timeline.when import When

__all__ = ["Agent", "Organization", "Person", "State", "Tenure"]


@attrs.frozen(kw_only=True)
class Agent(Record):
    """Someone or something that acts, where it is not known which: "both sides", "officials".

    Attributes:
        name: As the editor writes it.
        aliases: Other names and spellings by which it is found.
        identifiers: Names elsewhere, scheme by scheme, for instance `wikidata: Q22686`.

    Source: Popolo, "Person" and "Organization".
    """

    section: ClassVar[str] = "agents"
    kin: ClassVar[tuple[str, ...]] = ("origin",)
    bare: ClassVar[str] = "name"  # the field that a bare text in a file stands for

    name: str = attrs.field(converter=as_title)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    identifiers: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_identifiers)


@attrs.frozen(kw_only=True)
class Person(Agent):
    """A human being.

    Examples:
        >>> Person("de-gaulle", name="Charles de Gaulle", aliases=["General de Gaulle"]).name
        'Charles de Gaulle'
    """

    section: ClassVar[str] = "people"


@attrs.frozen(kw_only=True)
class Organization(Agent):
    """A body that acts as one: a ministry, a general staff, an alliance, a newspaper.

    Attributes:
        part_of: The organization or state that it belongs to.
    """

    section: ClassVar[str] = "organizations"

    part_of: str | None = attrs.field(default=None, converter=as_maybe_agent)


@attrs.frozen(kw_only=True)
class State(Agent):
    """A state, as one acts for it or against it; the land itself is a `Place`.

    Attributes:
        code: A short code, for instance ISO 3166-1 alpha-2.
    """

    section: ClassVar[str] = "states"

    code: str = attrs.field(default="", converter=as_text)


@attrs.frozen(kw_only=True)
class Tenure(Record):
    """A post that someone holds for a time.

    Attributes:
        holder: Who holds it.
        post: What it is called, for instance "President".
        of: The state or organization that it belongs to.
        term: When it is held; a bare year means throughout it.
        cites: Where this is known from.

    Source: Popolo, "Membership" and "Post".

    Examples:
        >>> str(Tenure("kissinger-sos", holder="kissinger", post="Secretary of State", of="us", term="1973-09-22/1977-01-20").term)
        '1973-09-22/1977-01-20'
    """

    section: ClassVar[str] = "tenures"

    holder: str = attrs.field(converter=as_agent)
    post: str = attrs.field(converter=as_title)
    of: str | None = attrs.field(default=None, converter=as_maybe_agent)
    term: When = attrs.field(converter=as_stay)
    cites: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)
