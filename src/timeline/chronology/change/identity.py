"""What identifies a record: by which of its fields it is recognized in another chronology, under another id."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import NamedTuple

from timeline.chronology.change.likeness import address, contradicted, names, share_a_term
from timeline.chronology.change.precision import gap
from timeline.chronology.names import fold
from timeline.records import Agent, Claim, Event, Meeting, Place, Record, Source, State, Tenure, Visit
from timeline.when import Grain

__all__ = ["WAYS", "Around", "Key", "Way"]

Key = tuple[Hashable, ...]
Around = Callable[[str | None], Collection[str]]

DAYS = Grain.DAY.order
# Words that tell two meetings of one day apart.
_ORDINALS = re.compile(
    r"\b(?:[0-9]+|first|second|third|fourth|fifth|last|final|next|another|opening|closing|morning|afternoon|evening|night)\b"
)


class Way(NamedTuple):
    """How records of one sort are recognized.

    Attributes:
        wanted: Whether a record is of that sort.
        keys: What identifies one: how that is called, and what it is.
        fits: Whether two that share a key can be one; the third argument gives a place and those that it lies in.
        strict: Whether a key that several share identifies none of them; otherwise it does the one that fits.
    """

    wanted: Callable[[Record], bool]
    keys: Callable[..., Iterable[Key]]
    fits: Callable[..., bool]
    strict: bool = False


def _keys_of_agents(record: Agent | Place) -> Iterator[Key]:
    yield from (("identifier", *pair) for pair in record.identifiers)
    yield from (("name", name) for name in sorted(names(record)))
    if isinstance(record, State) and record.code:
        yield "code", fold(record.code)


def _agents_fit(first: Agent | Place, second: Agent | Place, around: Around) -> bool:  # noqa: ARG001
    """Whether two that share a key can be one: not where only an alias is shared, as by all who bear a surname."""
    by_name = fold(first.name) in names(second) or fold(second.name) in names(first)
    by_code = isinstance(first, State) and isinstance(second, State) and first.code and second.code
    shared = by_name or by_code or set(first.identifiers) & set(second.identifiers)
    return bool(shared) and not contradicted(first, second)


def _places_fit(first: Place, second: Place, around: Around) -> bool:
    """Whether two places of one name can be one: not where each is said to lie in another, or in another zone."""
    apart = first.within and second.within and not set(around(first.within)) & set(around(second.within))
    one_zone = first.zone == second.zone or not (first.zone and second.zone)
    return not apart and one_zone and _agents_fit(first, second, around)


def _keys_of_sources(source: Source) -> Iterator[Key]:
    if source.url:
        yield "address", address(source.url)
    if fold(source.title):
        yield "title", fold(source.title), fold(source.publisher)


def _sources_fit(first: Source, second: Source, around: Around) -> bool:  # noqa: ARG001
    """Whether two of one address, or of one title and publisher, can be one: an annual report is another every year."""
    addresses = {address(each.url) for each in (first, second) if each.url}
    if first.url and second.url and len(addresses) == 1:
        return True
    dates = [each.published for each in (first, second) if each.published is not None]
    authors = {fold(each.author) for each in (first, second)} - {""}
    apart = len(dates) == 2 and gap(*dates) is not None
    return not apart and len(authors) < 2 and (bool(first.publisher) or len(addresses) < 2)


def _keys_of_claims(claim: Claim) -> Iterator[Key]:
    if fold(claim.text):
        yield "text", fold(claim.text)


def _keys_of_tenures(tenure: Tenure) -> Iterator[Key]:
    yield "post", tenure.holder, fold(tenure.post)


def _tenures_fit(first: Tenure, second: Tenure, around: Around) -> bool:  # noqa: ARG001
    return share_a_term(first, second) and (first.of == second.of or not (first.of and second.of))


def _keys_of_events(event: Event) -> Iterator[Key]:
    """Yield what identifies an event: kind, date, place and people, with the title; or without it, where that is still enough.

    Without the title only for those who meet or visit on days that are known: of statements, and of strikes, there may be
    several on one day.
    """
    people = frozenset(part.agent for part in event.who)
    when = event.when
    same = (event.kind, when.bounds, when.zone, when.uncertain, when.approximate, event.where, people)
    if fold(event.title):
        yield "title", *same, fold(event.title)
    if isinstance(event, Meeting | Visit) and people and event.where and when.grain.order >= DAYS:
        yield "date, place and people", *same, event.status, frozenset(_ORDINALS.findall(fold(event.title)))


def _always(first: Record, second: Record, around: Around) -> bool:  # noqa: ARG001  (as the others are called)
    return True


def _is(sort: type[Record]) -> Callable[[Record], bool]:
    return lambda record: isinstance(record, sort)


# In this order, because later sorts mention earlier ones.
WAYS = (
    Way(_is(Agent), _keys_of_agents, _agents_fit, strict=True),
    Way(_is(Place), _keys_of_agents, _places_fit, strict=True),
    Way(_is(Source), _keys_of_sources, _sources_fit),
    Way(lambda record: isinstance(record, Claim) and not record.is_rival, _keys_of_claims, _always),
    Way(_is(Tenure), _keys_of_tenures, _tenures_fit),
    Way(_is(Event), _keys_of_events, _always),
)
