"""Archives made up for measuring: one as editors keep them, and some in which one thing is taken to the extreme.

The same number always makes the same archive. Where it grows, its people, places and sources grow with it, so that each person meets about as
often, as in archives that were really kept; in the extreme ones something does not grow, or is all that grows.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from timeline.chronology import Chronology
from timeline.records import (
    Agent,
    Agreement,
    Citation,
    Claim,
    Event,
    Incident,
    Meeting,
    Mission,
    Organization,
    Participation,
    Person,
    Place,
    Record,
    Source,
    State,
    Statement,
    Tenure,
    Visit,
)
from timeline.when.civil import date_of, days

__all__ = ["EXTREMES", "Archive", "archive", "records"]

STATES, FIRST, LAST = 60, days(1975), days(2025)
SYLLABLES = [
    "ba",
    "che",
    "dor",
    "el",
    "fan",
    "gri",
    "hu",
    "ish",
    "jor",
    "kal",
    "lem",
    "mon",
    "nu",
    "os",
    "pra",
    "qui",
    "rav",
    "sel",
    "tor",
    "und",
    "vik",
    "wes",
    "xan",
    "yor",
    "zem",
]
TOPICS = (
    "ceasefire",
    "prisoners",
    "grain",
    "borders",
    "sanctions",
    "reactors",
    "pipelines",
    "refugees",
    "debt",
    "fisheries",
)
ZONES = ("Europe/Rome", "Europe/Moscow", "America/New_York", "Asia/Tokyo", "Africa/Cairo", None)
POSTS = ("President", "Foreign Minister", "Prime Minister", "Ambassador", "spokesman", "Defence Minister")
CLAIMS, RIVALS = 10, 30  # events for each claim, and for each rival value


class Archive:
    """Makes the records of an archive.

    Args:
        count: How many events.
        people: How many people there are; a twentieth of the events where it is left out.
        sources: Likewise.
        day: On which all of it happens, where all does.
        title: What all of it is called, where all is called alike.
    """

    def __init__(self, count: int, *, people: int = 0, sources: int = 0, day: str = "", title: str = "") -> None:
        self._rng = random.Random(1)  # noqa: S311 - the same every time
        self._count, self._day, self._title = count, day, title
        self._people = people or max(20, count // 20)
        self._sources = sources or max(20, count // 10)
        self._places = max(20, count // 100)

    def records(self) -> Iterator[Record]:
        """Yield all of it, section by section."""
        yield from self._agents()
        yield from self._spots()
        yield from (self._tenure(number) for number in range(self._people))
        yield from (self._source(number) for number in range(self._sources))
        yield from (self._claim(number) for number in range(self._count // CLAIMS))
        yield from (self._rival(number) for number in range(0, self._count, RIVALS))
        yield from (self._event(number) for number in range(self._count))

    # -- who, where, and from whom -----------------------------------------------------------------------------------------

    def _agents(self) -> Iterator[Record]:
        for number in range(STATES):
            yield State(f"state-{number}", name=f"Republic of {_word(number + 1_000_000)}")
        for number in range(max(10, self._people // 10)):
            yield Organization(f"body-{number}", name=f"{_word(number)} Committee", part_of=f"state-{number % STATES}")
        for number in range(self._people):
            names = [f"{_word(number * 7 + 3)[:1]}. {_word(number)}"] if number % 3 == 0 else []
            yield Person(f"p{number}", name=f"{_word(number * 7 + 3)} {_word(number)}", aliases=names)

    def _spots(self) -> Iterator[Record]:
        for number in range(STATES):
            yield Place(f"land-{number}", name=f"Land of {_word(number + 500_000)}", zone=ZONES[number % len(ZONES)])
        for number in range(self._places):
            yield Place(f"town-{number}", name=_word(number + 700_000), within=f"land-{number % STATES}")

    def _tenure(self, number: int) -> Tenure:
        begins = self._rng.randint(FIRST, LAST - 9_000)
        term = f"{_day(begins)}/{_day(begins + self._rng.randint(3_000, 9_000))}"
        return Tenure(
            f"post-{number}", holder=f"p{number}", post=POSTS[number % len(POSTS)], of=self._state(number), term=term
        )

    def _state(self, person: int) -> str:
        return f"state-{person % STATES}"

    def _source(self, number: int) -> Source:
        return Source(
            f"s{number}",
            title=f"Dispatch {number} on {TOPICS[number % len(TOPICS)]}",
            publisher=f"{_word(number % 90)} Gazette",
            published=_day(FIRST + (LAST - FIRST) * number // self._sources),
            url=f"https://example.org/{number}",
        )

    def _claim(self, number: int) -> Claim:
        text = f"The {TOPICS[number % len(TOPICS)]} of {_word(number)} are settled"
        return Claim(f"c{number}", text=text, cites=[self._cited(number * CLAIMS)] if number % 2 else [])

    def _rival(self, number: int) -> Claim:
        values = {"where": f"town-{(number + 1) % self._places}", "when": _day(self._rng.randint(FIRST, LAST))}
        attribute = "where" if number % 2 else "when"
        return Claim(
            f"r{number}",
            subject=f"e{number}",
            attribute=attribute,
            value=values[attribute],
            cites=[self._cited(number)],
        )

    def _cited(self, at: int) -> Citation:
        """Return a citation of one of the sources that came out soon after an event."""
        rng = self._rng
        source = min(at * self._sources // self._count + rng.randint(1, 15), self._sources - 1)
        via = (f"body-{rng.randrange(10)}",) if rng.random() < 0.2 else ()
        quote = f"They spoke of {rng.choice(TOPICS)} at length" if rng.random() < 0.3 else ""
        return Citation(f"s{source}", via=via, quote=quote)

    # -- what happened -----------------------------------------------------------------------------------------------------

    def _event(self, number: int) -> Event:
        day = self._day or _day(FIRST + (LAST - FIRST) * number // self._count)
        make = (
            (self._meeting,) * 11
            + (self._statement,) * 4
            + (self._visit,) * 2
            + (self._mission, self._incident, self._agreement)
        )
        kind, told = make[number % len(make)](number, day)
        common: dict[str, Any] = {
            "title": self._title or f"{kind.__name__} on {self._rng.choice(TOPICS)} {number}",
            "when": day,
        }
        common["cites"] = [self._cited(number) for _ in range(self._rng.choice((1, 1, 1, 2)))]
        common["tags"] = [TOPICS[number % len(TOPICS)]]
        if number % 10 == 9:
            common["after"] = [f"e{number - self._rng.randint(1, 9)}"]
        if number % 20 == 4:
            common["part_of"] = f"e{number - 4}"
        if number % 200 == 7 and not self._title:
            common["title"] = f"Meeting on grain {number - 1}"
        return kind(f"e{number}", **(common | told))

    def _two(self) -> list[int]:
        return self._rng.sample(range(self._people), 2)

    def _meeting(self, number: int, day: str) -> tuple[type[Event], dict[str, Any]]:
        one, other = self._two()
        who = [
            f"p{one}",
            Participation(f"p{other}", role="host", capacity=POSTS[other % len(POSTS)] if number % 5 == 0 else ""),
        ]
        told: dict[str, Any] = {"who": who, "where": f"town-{number % self._places}"}
        when = self._rng.random()
        if when < 0.1:
            told["when"] = day[:7]
        elif when < 0.2:
            told |= {"when": f"{day}T14:30", "lasted": "2 h"}
        elif when < 0.25:
            told["when"] = f"{day}~"
        return Meeting, told | ({"mode": "phone"} if number % 7 == 0 else {})

    def _statement(self, number: int, _day: str) -> tuple[type[Event], dict[str, Any]]:
        speaker = f"p{self._two()[0]}"
        told: dict[str, Any] = {
            "who": [Participation(speaker, role="speaker")],
            "text": f"We have settled it, point {number}.",
        }
        claims = self._count // CLAIMS
        if claims:
            act = ("asserts", "asserts", "denies", "confirms", "doubts")[number % 5]
            told[act] = [f"c{self._rng.randrange(claims)}"]
        return Statement, told

    def _visit(self, number: int, day: str) -> tuple[type[Event], dict[str, Any]]:
        guest, host = self._two()
        year, month, date = map(int, day.split("-"))
        when = f"{day}/{_day(days(year, month, date) + self._rng.randint(1, 4))}"
        who = [Participation(f"p{guest}", role="guest"), Participation(f"p{host}", role="host")]
        return Visit, {"who": who, "when": when, "where": f"town-{number * 3 % self._places}"}

    def _mission(self, number: int, _day: str) -> tuple[type[Event], dict[str, Any]]:
        envoy, sender = self._two()
        who = [Participation(f"p{envoy}", role="envoy", on_behalf_of=f"p{sender}")]
        return Mission, {"who": who, "where": f"town-{number % self._places}"}

    def _incident(self, number: int, _day: str) -> tuple[type[Event], dict[str, Any]]:
        figures = [f"{self._rng.randint(1, 90)} drones", f"{self._rng.randint(10, 900)} soldiers killed"]
        return Incident, {"figures": figures, "where": f"land-{number % STATES}"}

    def _agreement(self, _number: int, day: str) -> tuple[type[Event], dict[str, Any]]:
        return Agreement, {"who": [self._state(each) for each in self._rng.sample(range(STATES), 2)], "when": day}


def _word(number: int) -> str:
    """Return a name that no other number has."""
    found, base = "", len(SYLLABLES)
    while True:
        number, digit = divmod(number, base)
        found = SYLLABLES[digit] + found
        if not number:
            return found.capitalize() if len(found) > 4 else f"{found}ian".capitalize()


def _day(number: int) -> str:
    return "{:04}-{:02}-{:02}".format(*date_of(number))


def records(count: int) -> list[Record]:
    """Return the records of an archive of so many events, as editors keep them."""
    return [*Archive(count).records()]


def archive(count: int) -> Chronology:
    """Return such an archive as a chronology."""
    return Chronology(records(count), title="Talks", zone="Europe/Rome")


# -- one thing taken to the extreme ------------------------------------------------------------------------------------------


def _on_one_day(count: int) -> Chronology:
    return Chronology(Archive(count, day="2025-04-26").records())


def _alike(count: int) -> Chronology:
    return Chronology(Archive(count, title="Talks on grain").records())


def _alike_on_one_day(count: int) -> Chronology:
    return Chronology(Archive(count, title="Talks on grain", day="2025-04-26").records())


def _two_people(count: int) -> Chronology:
    return Chronology(Archive(count, people=2).records())


def _two_people_on_one_day(count: int) -> Chronology:
    """Two people who meet all day, at places all over the world: as days go, nothing keeps them from it."""
    towns = [Place(f"town-{number}", name=_word(number)) for number in range(50)]
    met = (
        Meeting(f"e{number}", title=f"Talks {number}", when="2025-04-26", where=f"town-{number % 50}", who=["p0", "p1"])
        for number in range(count)
    )
    return Chronology([Person("p0", name="One"), Person("p1", name="Another"), *towns, *met])


def _one_source(count: int) -> Chronology:
    return Chronology(Archive(count, sources=1).records())


def _chain(count: int) -> Chronology:
    """Every event after the one before it, on some day of fifty years."""
    return Chronology(
        Event(f"e{number}", title=f"Step {number}", when="[1975..2025]", after=[f"e{number - 1}"] if number else [])
        for number in range(count)
    )


def _contradicting_chain(count: int) -> Chronology:
    """Every event lasts fifty years, and comes after the one before it."""
    return Chronology(
        Event(f"e{number}", title=f"Step {number}", when="1975/2025", after=[f"e{number - 1}"] if number else [])
        for number in range(count)
    )


def _contradictions(count: int) -> Chronology:
    """Pairs of events, each stated to follow what came later."""
    whens = ("2025-04-26", "2025-04-25")
    return Chronology(
        Event(
            f"e{number}", title=f"Step {number}", when=whens[number % 2], after=[f"e{number - 1}"] if number % 2 else []
        )
        for number in range(count)
    )


def _stays(count: int) -> Chronology:
    """One traveller, on long stays that touch one another."""
    towns = [Place(f"town-{number}", name=_word(number)) for number in range(50)]
    visits = (
        Visit(
            f"e{number}",
            title=f"Stay {number}",
            when=f"{_day(number)}/{_day(number + 1)}",
            where=f"town-{number % 50}",
            who="p0",
        )
        for number in range(count)
    )
    return Chronology([Person("p0", name="A traveller"), *towns, *visits])


def _one_whole(count: int) -> Chronology:
    """One conference of which everything is a part, with figures of every part."""
    whole = Incident("whole", title="The war", when="2025", figures=["100000 drones"])
    parts = (
        Incident(
            f"e{number}",
            title=f"Raid {number}",
            when="2025-04-26",
            part_of="whole",
            figures=[f"{number % 9 + 1} drones"],
        )
        for number in range(count)
    )
    return Chronology([whole, *parts])


def _nested(count: int) -> Chronology:
    """Every event a part of the one before it."""
    return Chronology(
        Event(f"e{number}", title=f"Step {number}", when="2025", part_of=f"e{number - 1}" if number else None)
        for number in range(count)
    )


def _one_claim(count: int) -> Chronology:
    """One claim, on which every statement of two sides takes a stance, and a rival value of one field for each."""
    people = [Person(f"p{number}", name=_word(number)) for number in range(2)]
    source = Source("s0", title="Dispatch")
    talks = Event("talks", title="Talks", when="2025-04-26", where="town-0")
    towns = [Place(f"town-{number}", name=_word(number + 700_000)) for number in range(50)]
    claims = [Claim("c0", text="It is settled")]
    claims += [
        Claim(f"r{number}", subject="talks", attribute="where", value=f"town-{number % 50}", cites=["s0"])
        for number in range(count // 10)
    ]
    said = (
        Statement(
            f"e{number}",
            title=f"Statement {number}",
            when=_day(number // 4),
            who=[Participation(f"p{number % 2}", role="speaker")],
            **{("asserts", "denies", "asserts", "confirms")[number % 4]: ["c0"]},
        )
        for number in range(count)
    )
    return Chronology([*people, source, talks, *towns, *claims, *said])


def _names_alike(count: int) -> Chronology:
    """Agents of whom only the name is known, each met once, and some a letter from one another."""
    agents = (f"{_word(number * 13 + 5)} {_word(number)}" for number in range(count))
    known = [Agent(f"a{number}", name=name) for number, name in enumerate(agents)]
    met = (
        Meeting(
            f"e{number}",
            title=f"Talks {number}",
            when=_day(FIRST + number % 15_000),
            who=[f"a{number}", f"a{(number + 1) % count}"],
        )
        for number in range(count)
    )
    return Chronology([*known, *met])


EXTREMES: dict[str, Callable[[int], Chronology]] = {
    "all on one day": _on_one_day,
    "all titles alike": _alike,
    "all titles alike, on one day": _alike_on_one_day,
    "two people in everything": _two_people,
    "two people, on one day": _two_people_on_one_day,
    "one source for everything": _one_source,
    "a chain of `after`": _chain,
    "contradictions in order": _contradictions,
    "a chain of contradictions": _contradicting_chain,
    "one traveller": _stays,
    "parts of one whole": _one_whole,
    "parts of parts": _nested,
    "one claim": _one_claim,
    "names without records": _names_alike,
}
