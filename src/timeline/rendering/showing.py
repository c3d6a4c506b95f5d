"""Which events of a chronology a page shows, and in which direction; what is left out is said on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from timeline.errors import Invalid, nearest, shown
from timeline.records import Event
from timeline.rendering.grouping import Period
from timeline.rendering.options import GROUPS
from timeline.rendering.wording import ENGLISH, Wording

__all__ = ["Choice", "Showing"]


@attrs.frozen(kw_only=True)
class Choice:
    """What was asked for.

    Attributes:
        newest_first: Whether the latest events come first.
        group: The periods under which events stand: `auto`, `day`, `month`, `year`, `decade` or `none`.
        limit: The most events that are shown.
        head: How many of the first are shown, where the page is only to give an idea of the whole.
        tail: How many of the last, likewise.
        see_all: What to do in order to see all, where that is not to leave out `head` and `tail`.

    Raises:
        Invalid: When there is no such grouping, a number cannot be, or `limit` stands beside `head` or `tail`.
    """

    newest_first: bool = False
    group: str = "auto"
    limit: int | None = None
    head: int | None = None
    tail: int | None = None
    see_all: str = ""

    def __attrs_post_init__(self) -> None:
        if self.group not in GROUPS:
            hint = nearest(self.group, GROUPS) or f"known: {', '.join(GROUPS)}"
            raise Invalid(f"no grouping {shown(self.group)}", code="bad-group", hint=hint)
        for name, least in (("limit", 1), ("head", 0), ("tail", 0)):
            number = getattr(self, name)
            if number is not None and number < least:
                raise Invalid(f"{name} cannot be {number}", code="bad-number", hint=f"from {least} on")
        if self.limit is not None and self.is_preview:
            raise Invalid("limit stands for itself", code="bad-number", hint="leave out head and tail, or limit")

    @property
    def is_preview(self) -> bool:
        """Whether the first or the last events are to stand for the whole."""
        return self.head is not None or self.tail is not None

    def of(self, events: tuple[Event, ...], words: Wording = ENGLISH) -> Showing:
        """Return which of these events are shown, and in which words that is told."""
        first, last = (self.head or 0, self.tail or 0) if self.is_preview else (self.limit or len(events), 0)
        if first + last >= len(events):
            return Showing(events, len(events), self, first=len(events), words=words)
        early, late = (last, first) if self.newest_first else (first, last)
        return Showing((*events[:early], *events[len(events) - late :]), len(events), self, first=first, words=words)


@attrs.frozen
class Showing:
    """What a page shows.

    Attributes:
        events: In page order, the earliest first, whatever the direction of the page.
        whole: How many there are in all.
        choice: What was asked for.
        first: How many of those shown stand before what is left out.
        words: In which that is told.
    """

    events: tuple[Event, ...]
    whole: int
    choice: Choice
    first: int
    words: Wording = ENGLISH

    @property
    def omitted(self) -> int:
        """How many events are left out."""
        return self.whole - len(self.events)

    def lead(self) -> Iterator[str]:
        """Yield in sentences what is shown of how many, and in which direction."""
        if self.choice.newest_first and self.whole > 1:
            yield self.words["newest_first"]
        if not self.omitted:
            return
        first, last = self.first, len(self.events) - self.first
        name = "shown_first" if not last else "shown_last" if not first else "shown_ends"
        number = self.words.tongue.number
        yield self.words.say(name, first=number(first), last=number(last))
        if self.choice.is_preview:
            yield self.choice.see_all or self.words["see_all"]

    def rest(self) -> str:
        """Return what is said of the events that are left out behind all others."""
        return self.gap(self.omitted) if self.first == len(self.events) else ""

    def gap(self, omitted: int) -> str:
        """Return what is said in the place of some events."""
        return self.words.counted(omitted, "left_out_events") if omitted else ""

    def arranged(self, parts: Iterable[Period]) -> Iterator[Period]:
        """Yield periods in the direction of the page, cut where events are left out.

        Args:
            parts: Of the events that are shown, the earliest first.
        """
        done = 0
        backwards = self.choice.newest_first
        gap = self.first if self.omitted and self.first < len(self.events) else None
        for part in sorted(parts, key=lambda part: part.start, reverse=backwards):
            if gap is not None and done < gap < done + part.count:
                yield from self._cut(part, gap - done)
            else:
                yield attrs.evolve(part, omitted=self.omitted if done == gap else 0)
            done += part.count

    def _cut(self, part: Period, count: int) -> Iterator[Period]:
        """Yield a period in two parts, the first of which to be drawn holds `count` events."""
        backwards = self.choice.newest_first
        rest = part.count - count
        middle = part.start + (rest if backwards else count)
        yield attrs.evolve(part, start=middle if backwards else part.start, count=count)
        yield attrs.evolve(
            part,
            heading=self.words.say("continued", period=part.heading),
            name=f"{part.name}--{middle}",
            start=part.start if backwards else middle,
            count=rest,
            omitted=self.omitted,
        )
