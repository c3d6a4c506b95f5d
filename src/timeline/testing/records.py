"""Strategies for records and chronologies, with texts of the awkward kind."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.errors import Invalid
from timeline.records import (
    Act,
    Agent,
    Agreement,
    Citation,
    Claim,
    Event,
    Incident,
    Meeting,
    Mission,
    Mode,
    Organization,
    OtherEvent,
    Participation,
    Person,
    Place,
    Protocol,
    Quantity,
    Record,
    Source,
    Stance,
    State,
    Statement,
    Status,
    Tenure,
    Visit,
)
from timeline.records.convert import as_text
from timeline.testing.dates import durations, whens

__all__ = ["chronologies", "ids", "quantities", "records", "texts"]

# Texts that other formats take for something else, or that lose something on a careless way.
AWKWARD = (
    *(
        "NO",
        "~",
        "null",
        "true",
        "1:30",
        "2025",
        "0x1F",
        "1e3",
        ".5",
        "<<",
        "=",
        "-",
        "---",
        "...",
        "?",
        "[]",
        "{}",
        "''",
    ),
    *(
        "a: b",
        "a:",
        ":a",
        "- a",
        "? a",
        "# a",
        "a #b",
        "a#b",
        "!a",
        "&a",
        "*a",
        "@a",
        "%a",
        "|",
        ">",
        "a, b",
        "[a]",
        "{a: b}",
    ),
    *(
        "it's",
        'say "so"',
        "'\"\\",
        "a\nb",
        "a\n\n  b\nc",
        "a \nb",
        "a\tb",
        "a\u2028b",
        "a\x85b",
        "a\xa0b",
        "\u200da",
        "نیم‌فاصله",
    ),
    *(
        "Зеленський",
        "İstanbul",
        "é" * 130,
        "word " * 40 + "end",
        "👩‍👩‍👧",
        "\u202etxet",
        "</script>",
        "{{ 7 * 7 }}",
        "a\ufeffb",
    ),
)
ZONES = ("Europe/Rome", "Europe/Kyiv", "Asia/Kolkata", "+03:00")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def _is_text(text: str) -> bool:
    try:
        return bool(as_text(text))
    except Invalid:
        return False


@functools.cache  # a strategy for letters takes longer to make than to draw from
def texts() -> st.SearchStrategy[str]:
    """Draw texts that say something, in any script, some of several lines, many of them awkward."""
    letters = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")) | st.sampled_from(" \n:#'\"-[]{},&*!|>%@`")
    return (st.sampled_from(AWKWARD) | st.text(letters, min_size=1, max_size=30)).filter(_is_text)


def ids() -> st.SearchStrategy[str]:
    """Draw ids, those among them that other formats take for numbers or flags."""
    tails = st.text(f"{LETTERS}-", max_size=12)
    return st.sampled_from(["no", "null", "1984", "007", "a", "on"]) | st.builds(
        "{}{}".format, st.sampled_from(LETTERS), tails
    )


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Draw figures: exact, ranges, one-sided, approximate."""
    low = draw(st.integers(0, 10**6) | st.decimals(0, 10**6, places=2))
    high = draw(st.sampled_from([None, low, low + 1]))
    strict = high is None and draw(st.booleans())
    return Quantity(
        low, high, unit=draw(texts()), of=draw(_maybe(texts())), approximate=draw(st.booleans()), strict=strict
    )


def records() -> st.SearchStrategy[Record]:
    """Draw one record of any kind; whom it mentions need not exist."""
    names = ["alpha", "beta", "gamma"]
    return ids().flatmap(
        lambda name: st.one_of(
            _agents(name, names),
            _places(name, names),
            _sources(name),
            _claims(name, names),
            _tenures(name, names, names),
            _events(name, agents=names, places=names, sources=names, claims=names, events=names),
        )
    )


@st.composite
def chronologies(draw: st.DrawFn, *, most_events: int = 6) -> Chronology:
    """Draw chronologies whose records fit together.

    Args:
        draw: Supplied by Hypothesis.
        most_events: The most events that one holds.
    """
    names = draw(st.lists(ids(), unique=True, min_size=8, max_size=8 + most_events))
    agents, places, source, claim, tenure, *events = names[:2], names[2:4], *names[4:]
    made: list[Record] = [draw(_agents(agents[0], [])), draw(_agents(agents[1], agents[:1]))]
    made += [draw(_places(places[0], [])), draw(_places(places[1], places[:1])), draw(_sources(source))]
    if draw(st.booleans()):
        made.append(draw(_tenures(tenure, agents, [source])))
    made.append(draw(_claims(claim, [source])))
    for number, name in enumerate(events):
        pool: dict[str, Sequence[str]] = {"agents": agents, "places": places, "sources": [source], "claims": [claim]}
        made.append(draw(_events(name, **pool, events=events[:number])))
    rivals = draw(st.lists(ids().filter(lambda name: name not in names), unique=True, max_size=2)) if events else []
    made += [draw(_rivals(name, subjects=events, places=places, agents=agents, sources=[source])) for name in rivals]
    return Chronology(made, language=draw(st.sampled_from(["en", "uk", "zh-Hans"])), **draw(_header()))


def _header() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"title": _maybe(texts()), "note": _maybe(texts()), "zone": _none_or(ZONES), "silence": _silence()}
    )


def _silence() -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(["false-precision", "single-origin"]), texts(), max_size=1)


def _maybe(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.just("") | text


def _none_or(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


def _named() -> dict[str, st.SearchStrategy[Any]]:
    pairs = st.dictionaries(texts(), texts(), max_size=2)
    return {
        "name": texts(),
        "aliases": st.lists(texts(), max_size=2, unique_by=as_text),
        "identifiers": pairs,
        "silence": _silence(),
        "note": _maybe(texts()),
    }


def _agents(name: str, others: Sequence[str]) -> st.SearchStrategy[Agent]:
    fields = _named()
    return st.one_of(
        st.builds(Person, st.just(name), **fields),
        st.builds(Agent, st.just(name), **fields),
        st.builds(State, st.just(name), code=_maybe(st.just("NO")), **fields),
        st.builds(Organization, st.just(name), part_of=_none_or(others), **fields),
    )


def _places(name: str, others: Sequence[str]) -> st.SearchStrategy[Place]:
    return st.builds(Place, st.just(name), within=_none_or(others), zone=_none_or(ZONES), **_named())


def _sources(name: str) -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        st.just(name),
        title=texts(),
        publisher=_maybe(texts()),
        published=st.none() | whens(),
        url=st.sampled_from(["", "https://example.org/a?b=c#d"]),
        note=_maybe(texts()),
    )


def _citations(sources: Sequence[str], agents: Sequence[str]) -> st.SearchStrategy[list[Citation]]:
    via = st.lists(st.sampled_from(agents), max_size=2, unique=True) if agents else st.just([])
    one = st.builds(Citation, st.sampled_from(sources), via=via, quote=_maybe(texts()), locator=_maybe(texts()))
    return st.lists(one, max_size=2)


def _claims(name: str, sources: Sequence[str]) -> st.SearchStrategy[Claim]:
    cites = _citations(sources, [])
    return st.builds(Claim, st.just(name), text=texts(), about=st.none() | whens(), cites=cites, note=_maybe(texts()))


@st.composite
def _rivals(
    draw: st.DrawFn,
    name: str,
    *,
    subjects: Sequence[str],
    places: Sequence[str],
    agents: Sequence[str],
    sources: Sequence[str],
) -> Claim:
    """Draw a rival value of a field that every event has."""
    values: dict[str, st.SearchStrategy[Any]] = {
        "title": texts(),
        "when": whens(readings=False).map(str),
        "where": st.sampled_from(places),
        "who": st.lists(_part_as_written(agents), min_size=1, unique_by=_agent_as_written),
    }
    attribute = draw(st.sampled_from(list(values)))
    return Claim(
        name,
        subject=draw(st.sampled_from(subjects)),
        attribute=attribute,
        value=draw(values[attribute]),
        adds=attribute == "who" and draw(st.booleans()),
        cites=draw(_citations(sources, agents)),
    )


def _part_as_written(agents: Sequence[str]) -> st.SearchStrategy[Any]:
    """Draw a participation as a file writes it: a bare id or a mapping."""
    whole = st.fixed_dictionaries({"agent": st.sampled_from(agents), "role": st.just("host")})
    return st.sampled_from(agents) | whole


def _agent_as_written(part: str | dict[str, str]) -> str:
    return part if isinstance(part, str) else part["agent"]


def _tenures(name: str, agents: Sequence[str], sources: Sequence[str]) -> st.SearchStrategy[Tenure]:
    return st.builds(
        Tenure,
        st.just(name),
        holder=st.sampled_from(agents),
        post=texts(),
        of=_none_or(agents),
        term=whens(),
        cites=_citations(sources, agents),
    )


@st.composite
def _events(
    draw: st.DrawFn,
    name: str,
    *,
    agents: Sequence[str],
    places: Sequence[str],
    sources: Sequence[str],
    claims: Sequence[str],
    events: Sequence[str],
) -> Event:
    part = st.builds(
        Participation,
        st.sampled_from(agents),
        role=st.sampled_from(["", "host", "audience"]),
        capacity=_maybe(texts()),
        on_behalf_of=_none_or(agents),
    )
    fields: dict[str, Any] = {
        "title": draw(texts()),
        "when": draw(whens()),
        "dating": draw(_maybe(texts())),
        "lasted": draw(st.none() | durations()),
        "where": draw(_none_or(places)),
        "who": draw(st.lists(part, max_size=3, unique=True)),
        "status": draw(st.sampled_from(Status)),
        "part_of": draw(_none_or(events)),
        "after": draw(st.lists(st.sampled_from(events), max_size=2, unique=True)) if events else [],
        "figures": draw(st.lists(quantities(), max_size=2)),
        "cites": draw(_citations(sources, agents)),
        "tags": draw(st.lists(texts(), max_size=2, unique_by=as_text)),
        "summary": draw(_maybe(texts())),
        "silence": draw(_silence()),
        "note": draw(_maybe(texts())),
    }
    kind, own = draw(_kind(claims, events, name))
    return kind(name, **fields, **own)


@st.composite
def _kind(
    draw: st.DrawFn, claims: Sequence[str], events: Sequence[str], name: str
) -> tuple[type[Event], dict[str, Any]]:
    """Draw a kind and the fields of its own."""
    others = [*claims, *(event for event in events if event != name)]
    stance = st.builds(Stance, st.sampled_from(Act), st.sampled_from(others)) if others else st.nothing()
    own: dict[type[Event], dict[str, st.SearchStrategy[Any]]] = {
        Event: {},
        Incident: {},
        Meeting: {"mode": _none_or(list(Mode))},
        Mission: {"mandate": _maybe(texts())},
        Visit: {"protocol": _none_or(list(Protocol))},
        # What reads as a date is a date, so an event named `1984` cannot be spoken of there.
        Agreement: {
            "signed": _none_or([event for event in events if event[0].isalpha()]),
            "in_force": st.none() | whens(readings=False),
        },
        Statement: {
            "text": _maybe(texts()),
            "channel": _maybe(texts()),
            "stances": st.lists(stance, max_size=2, unique=True),
        },
        OtherEvent: {
            "kind": st.just("coronation"),
            "extra": st.sampled_from(["{}", '{"crown": ["gold", {"weight": "2 kg"}]}']),
        },
    }
    kind = draw(st.sampled_from(list(own)))
    return kind, {name: draw(strategy) for name, strategy in own[kind].items()}
