"""From a chronology to the rows of a page: everything decided and worded, nothing laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.chronology import Chronology
from timeline.records import Act, Event, Statement, Status, kinds
from timeline.rendering.accounts import Accounts, is_disputed
from timeline.rendering.dating import date_row, years
from timeline.rendering.grouping import Period, periods
from timeline.rendering.leaf import Leaf
from timeline.rendering.notes import Notes
from timeline.rendering.people import People
from timeline.rendering.pictures.groups import AUTO, by_of
from timeline.rendering.pictures.lanes import lanes_of
from timeline.rendering.pictures.lettering import direction_of
from timeline.rendering.pictures.rows import Lanes
from timeline.rendering.prose import Prose
from timeline.rendering.rows import Fact, Link, Role
from timeline.rendering.setting import Setting
from timeline.rendering.sheets import Entry, Page, Section
from timeline.rendering.showing import Choice, Showing
from timeline.rendering.standpoint import Standpoint
from timeline.rendering.values import Values
from timeline.rendering.wording import Wording, wording
from timeline.when import When
from timeline.when.zone import database

if TYPE_CHECKING:
    from timeline.checks import Finding

__all__ = ["ancestry", "page"]

MOST_CONTENTS = 60
LONG = 500  # events; of a longer page, a browser leaves the drawing of what is out of sight for later
FEWEST_TO_DRAW = 5  # events; of fewer, a list tells as much
FEWEST_TO_FILTER = 8
# Fields of a kind's own that have a place of their own on the page.
_PLACED = {"mode", "protocol", "text", "stances", "to", "extra", *Act}


def page(
    chronology: Chronology,
    *,
    template: Callable[[Event], str],
    title: str | None = None,
    level: int = 1,
    prefix: str = "chron-",
    style: str = "",
    compiled: str | When | None = None,
    progress: Callable[[int, int], object] | None = None,
    findings: Iterable[Finding] = (),
    choice: Choice = Choice(),  # noqa: B008  (frozen)
    script: bool = False,
    leaf: Leaf | None = None,
    lanes: str | None = None,
) -> Page:
    """Return the page of a chronology; its entries are made while they are read.

    Args:
        chronology: What is shown.
        template: Gives the name of the template that draws an event.
        title: In place of the chronology's own.
        level: Of the title's heading.
        prefix: Of every DOM id.
        style: The class that scopes the stylesheet.
        compiled: The day the page is made, as it is to be printed; left out where it is not given.
        progress: Called with the number of events drawn so far, and of all.
        findings: Of checks, to be noted in the margins.
        choice: Which events are shown, and in which direction.
        script: Whether the page may carry the script that filters it.
        leaf: Which page of several it is.
        lanes: By what events are shown along time: `side`, `person`, `place`, `kind`, or `auto`; not at all without it.
    """
    words = wording(chronology.language)
    showing = choice.of(chronology.events if leaf is None else leaf.events, words)
    setting = _setting(chronology, prefix, showing, leaf)
    desk = Desk(setting, template, findings)
    parts = tuple(showing.arranged(periods(showing.events, choice.group, words=words)))
    begins = leaf is None or leaf.is_first
    name = title or chronology.title or words["untitled"]
    return Page(
        title=name if begins else words.say("page_of", title=name, period=leaf.heading),  # type: ignore[union-attr]
        is_own_title=name == chronology.written.title,
        language=chronology.language,
        direction=direction_of(chronology.language),
        lead=tuple(_lead(chronology, showing, compiled, words, whole=begins)),
        seen=tuple(desk.standpoint.lead()),
        omissions=desk.standpoint.omissions() if begins else (),
        remarks=desk.standpoint.others() if begins else (),
        note=Prose(chronology.note if begins else ""),
        anchor=setting.anchor("_top"),
        prefix=prefix,
        level=level,
        style=style,
        contents=(*(leaf.contents if leaf else ()), *_contents(parts, setting), *_ends(setting)),
        pages=leaf.pages if leaf else (),
        rest=showing.rest(),
        is_long=len(showing.events) > LONG,
        is_filtered=script and len(showing.events) >= FEWEST_TO_FILTER,
        is_drawn=lanes is not None,
        figure=_figure(
            setting, showing if leaf is None else choice.of(chronology.events, words), lanes if begins else None
        ),
        sections=desk.sections(parts, showing, progress or _silent),
        claims=desk.accounts.claims,
        sources=desk.notes.sources,
    )


def _setting(chronology: Chronology, prefix: str, showing: Showing, leaf: Leaf | None) -> Setting:
    if leaf is None:
        return Setting(chronology, prefix=prefix, shown=showing.events)
    return Setting(chronology, prefix=prefix, shown=showing.events, claims=leaf.claims, elsewhere=leaf.elsewhere)


def _figure(setting: Setting, showing: Showing, lanes: str | None) -> Callable[[], Lanes | None]:
    """Return what draws the lanes of a page: of the events that it shows, and on the first of several pages of all."""
    by = lanes if lanes is None or lanes == AUTO else by_of(lanes)

    def figure() -> Lanes | None:
        if by is None or (by == AUTO and len(showing.events) < FEWEST_TO_DRAW):
            return None
        found = lanes_of(
            setting.chronology,
            showing,
            by=by,
            name=f"{setting.prefix}_lanes",
            leading=lambda name: setting.lead_to(name, "").href,
        )
        return found if found.lanes else None

    return figure


def _silent(_done: int, _total: int) -> None:
    """Report progress to nobody."""


def _lead(
    chronology: Chronology, showing: Showing, compiled: str | When | None, words: Wording, *, whole: bool
) -> Iterator[str]:
    events: Sequence[Event] = chronology.events if whole else showing.events
    count, span = words.counted(len(events), "events"), years(events, words)
    yield words.say("sum_years" if span else "sum", events=count, years=span) if events else words["no_events"]
    yield from showing.lead()
    if compiled is not None:
        yield words.say("compiled", date=words.date(When.parse(str(compiled))))
    if whole and chronology.zones:
        yield words.say("zones", version=database())
    if events:
        yield words["lead"]


def _contents(parts: tuple[Period, ...], setting: Setting) -> Iterator[Link]:
    """Yield links to the periods; where they are many, to the first of each year, of each ten years, and so on."""
    if len(parts) <= MOST_CONTENTS:
        yield from (Link(part.heading, setting.anchor(f"_{part.name}")) for part in parts)
        return
    firsts: dict[int, Period] = {}
    step = 1
    while step == 1 or len(firsts) > MOST_CONTENTS:
        firsts = {}
        for part in parts:
            if part.year is not None:
                firsts.setdefault(part.year // step, part)
        step *= 10
    yield from (Link(part.year_words, setting.anchor(f"_{part.name}")) for part in firsts.values())


def _ends(setting: Setting) -> Iterator[Link]:
    """Yield links to what follows the events, as far as the page will have it."""
    if setting.claims:
        yield Link(setting.words["claims"], setting.anchor("_claims"))
    if setting.is_sourced:
        yield Link(setting.words["sources"], setting.anchor("_sources"))


def ancestry(event: Event) -> tuple[str, ...]:
    """Return the kind of an event and the kinds that it is made from, the nearest first; `event` ends it.

    A template that a kind does not have is looked for along these.
    """
    table = {cls: kind for kind, cls in kinds().items()}
    ancestors = [table[cls] for cls in type(event).__mro__ if cls in table]
    return tuple(dict.fromkeys((event.kind, *ancestors, "event")))


class _OwnFields(dict[type[Event], tuple[str, ...]]):
    """The fields that each kind adds to those of every event, but those that have a place of their own on the page."""

    def __missing__(self, kind: type[Event]) -> tuple[str, ...]:
        self[kind] = tuple(name for name in kind.fields() if name not in Event.fields() and name not in _PLACED)
        return self[kind]


class Desk:
    """Where the entries of one page are made."""

    def __init__(self, setting: Setting, template: Callable[[Event], str], findings: Iterable[Finding] = ()) -> None:
        self.notes = Notes(setting)
        self._setting, self._words = setting, setting.words
        self._chronology = setting.chronology
        self._template = template
        self._kinds: dict[str, str] = {}
        self._fields = _OwnFields()
        self._people = People(setting)
        self._values = Values(setting)
        self.standpoint = Standpoint(setting, self.notes, self._values, findings)
        self.accounts = Accounts(setting, self.notes, self._people, self._values, remarks=self.standpoint.remarks)

    def sections(
        self, parts: tuple[Period, ...], showing: Showing, progress: Callable[[int, int], object]
    ) -> Iterator[Section]:
        """Yield the sections in the direction of the page."""
        done = 0
        for part in parts:
            events = showing.events[part.start : part.start + part.count]
            entries = self._entries(events[::-1] if showing.choice.newest_first else events, done, progress)
            gap = showing.gap(part.omitted)
            yield Section(part.heading, self._setting.anchor(f"_{part.name}"), part.count, entries, gap)
            done += part.count

    def _entries(self, events: tuple[Event, ...], done: int, progress: Callable[[int, int], object]) -> Iterator[Entry]:
        for number, event in enumerate(events, start=done + 1):
            yield self.entry(event)
            progress(number, len(self._setting.shown))

    def entry(self, event: Event) -> Entry:
        """Return one event as the page shows it."""
        here = Link(event.title, self._setting.anchor(event.id))
        roles = self._people.roles(event)
        reports = self.accounts.reports(event, at=here)
        rivals = self.accounts.rivals(event, at=here)
        return Entry(
            id=event.id,
            anchor=here.anchor,
            kind=event.kind,
            kind_word=self._kind(event.kind),
            template=self._template(event),
            title=event.title,
            date=date_row(event, self._words),
            event=event,
            manner=self._manner(event),
            status=self._status(event),
            marks=tuple(self._marks(contested=bool(rivals), disputed=is_disputed(event, reports))),
            known=self.standpoint.first_word(event),
            place=self._values.place(event.where) if event.where else None,
            roles=_speakers_first(roles),
            lasted=self._words.lasting(event.lasted) if event.lasted else "",
            figures=tuple(link.text for link in self._values.of(event, "figures")) if event.figures else (),
            quote=str(getattr(event, "text", "")),
            facts=tuple(self._facts(event)),
            summary=Prose(event.summary),
            note=Prose(event.note),
            stands=self.accounts.stands(event) if isinstance(event, Statement) else (),
            reports=reports,
            rivals=rivals,
            changed=self.standpoint.changed(event, at=here),
            remarks=self.standpoint.remarks(event.id),
            part_of=self._setting.link(event.part_of) if event.part_of else None,
            after=tuple(self._setting.link(name) for name in event.after),
            cites=self.notes.cite(event.cites, at=here),
            tags=event.tags,
        )

    def _kind(self, kind: str) -> str:
        """Return the word for a kind of events; there are few of them."""
        if kind not in self._kinds:
            self._kinds[kind] = self._words.kind(kind)
        return self._kinds[kind]

    def _manner(self, event: Event) -> str:
        for field in ("mode", "protocol"):
            if getattr(event, field, None) and (values := self._values.of(event, field)):
                return values[0].text
        return ""

    def _facts(self, event: Event) -> Iterator[Fact]:
        """Yield the fields that a kind adds to those of every event."""
        for name in self._fields[type(event)]:
            if values := self._values.of(event, name):
                yield Fact(name, self._words.field(name), values)
        if extra := getattr(event, "extra", ""):
            yield from self._extra(extra)

    def _extra(self, extra: str) -> Iterator[Fact]:
        """Yield what a file says of an event of a kind that nobody declared."""
        import json

        for name, value in json.loads(extra).items():
            values = value if isinstance(value, list) else [value]
            texts = (item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in values)
            yield Fact(name, self._words.field(name), tuple(Link(text) for text in texts))

    def _status(self, event: Event) -> str:
        if event.status is Status.HELD:
            return ""
        word = self._words[event.status.value]
        return self._words.say("because", status=word, reason=event.reason) if event.reason else word

    def _marks(self, *, contested: bool, disputed: bool) -> Iterator[str]:
        if contested:
            yield self._words["accounts_differ"]
        if disputed:
            yield self._words["disputed"]


def _speakers_first(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Put those spoken to last; the record may have them anywhere."""
    if not any(role.name == "audience" for role in roles):
        return roles
    return tuple(sorted(roles, key=lambda role: role.name == "audience"))
