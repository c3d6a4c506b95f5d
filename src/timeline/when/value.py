"""`When`: the time of an event, exactly as vague as the record of it.

A value keeps the author's text and four bounds, and shares everything else (grain, shape, reading, zones) with its like. What is
rarely asked for, its parts and qualifiers, is read again from the text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import ClassVar, NoReturn, Self, cast, overload

import attrs

from timeline import errors
from timeline.cards import Card, ShowsItself
from timeline.when import bounds, edtf, notation
from timeline.when import zone as zones
from timeline.when.bounds import Form, Rest, form_of, moment_form, shared
from timeline.when.civil import DAY, UNIX_DAY
from timeline.when.duration import Duration
from timeline.when.facts import Facts
from timeline.when.parts import Point
from timeline.when.terms import Edge, Grain, Reading, Said, Shape
from timeline.when.widening import Widening

__all__ = ["Said", "When"]


class _SaidOrRead:
    """On a value, the words it came from; on the class, the reader of such words."""

    @overload
    def __get__(self, when: None, owner: type[When]) -> Callable[..., When]: ...

    @overload
    def __get__(self, when: When, owner: type[When]) -> Said | None: ...

    def __get__(self, when: When | None, owner: type[When]) -> Callable[..., When] | Said | None:
        if when is not None:
            return None if when.rest is None else when.rest.said
        from timeline.when import spoken

        return spoken.said


class When(Facts, ShowsItself):
    """A time as the record gives it: a day, a month, one of several days, a stretch with an open end.

    An event is a non-empty half-open stretch of time, and a `When` says between which limits it can begin and between which
    it can end. Values are frozen, equal where text, reading, words said and duration are equal, and have no `<`: ask
    `before`, which answers yes, no or maybe.

    Attributes:
        text: The notation as the author spelt it; `When(str(when), reading=when.reading) == when`.
        start_min: The event begins no earlier; civil seconds, or an `Edge`.
        start_max: It begins no later.
        end_min: It ends no earlier.
        end_max: It ends no later.
        form: Grain, shape, reading and zones, shared with other values.
        rest: What few values have.

    Units: civil seconds since 1970-01-01T00:00, proleptic Gregorian, astronomical years of any size. A day is its first
    second up to the first of the next.

    Source: EDTF levels 0 to 2 for the notation; the reading after CIDOC-CRM P81 and P82.

    Examples:
        >>> offensive = When("2024-08")            # the month in which Ukrainian forces entered the Kursk region
        >>> offensive.earliest, offensive.latest
        (Date(2024, 8, 1), Date(2024, 8, 31))
        >>> When("2024-07-05/..").end_max          # a term of office that has no end yet
        <Edge.OPEN: 'open'>
    """

    __slots__ = ("end_max", "form", "rest", "start_min", "text")

    text: str
    start_min: int | Edge
    end_max: int | Edge
    form: Form
    rest: Rest | None

    __match_args__: ClassVar[tuple[str, ...]] = ("text",)

    def __new__(cls, text: str, *, reading: Reading | str = Reading.WITHIN) -> Self:
        """Read a text; the same as `When.parse`."""
        return cast("Self", cls.parse(text, reading=reading))

    @classmethod
    def parse(cls, text: str, *, reading: Reading | str = Reading.WITHIN) -> When:
        """Read a text in the notation.

        Args:
            text: EDTF, or one of the additions named in `timeline.when.notation`.
            reading: Whether a bare date means somewhere within it or all through it.

        Raises:
            Invalid: `unreadable-date`, `impossible-date` or `unknown-zone`, with the character where the trouble begins.

        Examples:
            >>> When.parse("2025-02-30")
            Traceback (most recent call last):
            timeline.errors.Invalid: '2025-02-30': February 2025 has 28 days (character 9)
        """
        # A whole day of the common era is nearly all that is ever parsed; `date` reads it at the speed of C, and its other
        # spellings (20250426, 2025-W17-6) are kept out by the hyphens.
        if reading is _WITHIN and type(text) is str and len(text) == 10 and text[4] == "-" == text[7]:
            try:
                low = (_ordinal(_iso(text)) - UNIX_DAY) * DAY
            except ValueError:
                pass
            else:
                return _made(text, PLAIN_DAY, low, low + DAY, None)
        if not isinstance(text, str):
            raise errors.Invalid(f"a date is text, not {type(text).__name__}", code="unreadable-date")
        return _read(text, reading if isinstance(reading, Reading) else _reading(reading))

    @classmethod
    def of(
        cls,
        year: int,
        month: int | None = None,
        day: int | None = None,
        hour: int | None = None,
        minute: int = 0,
        *,
        zone: str | None = None,
        reading: Reading | str = Reading.WITHIN,
    ) -> When:
        """Make a date or time from numbers.

        Raises:
            Invalid: Where the calendar has no such date, as `parse` does.

        Examples:
            >>> str(When.of(1945, 2, 4)), str(When.of(-43, 3, 15))
            ('1945-02-04', '-0043-03-15')
        """
        parts = [f"{year:04}" if year >= 0 else f"-{-year:04}"]
        if abs(year) > 9999:
            parts = [f"Y{year}"]
        parts += [f"-{part:02}" for part in (month, day) if part is not None]
        if hour is not None:
            parts.append(f"T{hour:02}:{minute:02}")
        if zone is not None:
            parts.append(zone if hour is not None and zones.offset(zone) is not None else f"[{zone}]")
        return cls.parse("".join(parts), reading=reading)

    @property
    def members(self) -> tuple[When, ...]:
        """The parts of a set, each a value of its own, or the value itself.

        A range within a set stays one member, written as a set: `{1667,1670..1672}` has the members `1667` and
        `{1670..1672}`.
        """
        if self.shape in (Shape.MOMENT, Shape.INTERVAL) or (len(self.tree.parts) == 1 and ".." in self.text):
            return (self,)
        left, right = self.text[0], self.text[-1]
        texts = (f"{left}{text}{right}" if ".." in text else text for text in self.text[1:-1].split(","))
        members = (When.parse(text, reading=self.reading) for text in texts)
        located, policy = self.form.located, self.widened
        if policy is not None:
            members = (member.widen(policy) for member in members)
        return tuple(member.located(located) for member in members)

    said = _SaidOrRead()

    # Verbs

    def located(self, zone: str | None) -> When:
        """Return the same time, read in `zone` where the text names none; text and equality stay as they are.

        Raises:
            Invalid: `unknown-zone`.
        """
        form = self.form
        if zone is None or form.located is not None or (form.zone is not None and form.end_zone is not None):
            return self
        name = zones.check_zone(zone)
        if not form.mixed:
            form = form._replace(zone=form.zone or name, end_zone=form.end_zone or name)
        return _made(
            self.text, shared(form._replace(located=name, zoned=True)), self.start_min, self.end_max, self.rest
        )

    def lasted(self, duration: Duration | str | None) -> When:
        """Return the same time with bounds on how long the event lasted.

        A time of day says when something began; with a duration, its end follows.

        Raises:
            Invalid: `unreadable-duration`.

        Examples:
            >>> call = When("2022-02-12T11:00[America/New_York]").lasted("62 min")     # Biden and Putin
            >>> call.latest.format("HH:mm")
            '12:02'
        """
        stated = None if duration is None else Duration.of(duration)
        clocked = stated is not None and _begins_at_a_time(self)
        dated = _hull(self, _WITHIN if clocked else self.reading)
        if stated is not None and clocked:
            dated = bounds.clocked(dated, self.form.zone, stated.limits)
        elif stated is not None and self.shape is Shape.ONE_OF and len(self.tree.parts) > 1:
            dated = bounds.joined([member.lasted(stated).bounds for member in self.members], Shape.ONE_OF)
        start_min, start_max, end_min, end_max = dated
        rest = Rest(start_max, end_min, self.said, stated, self.widened)
        return _made(self.text, self.form, start_min, end_max, rest)

    def read_as(self, reading: Reading | str) -> When:
        """Return the same text under the other reading."""
        fresh = _read(self.text, reading if isinstance(reading, Reading) else _reading(reading))
        fresh = fresh.located(self.form.located)
        if self.rest is None:
            return fresh
        fresh = with_words(fresh, self.said)
        fresh = fresh if self.widened is None else fresh.widen(self.widened)
        return fresh if self.lasting is None else fresh.lasted(self.lasting)

    def widen(self, policy: Widening | str) -> When:
        """Return the same time with its doubtful dates widened by a policy that you name; others stay as they are.

        Raises:
            NotFound: For a policy that nothing bears the name of.

        Examples:
            >>> birth = When("1893-12-26~").widen("unit")
            >>> str(birth.earliest), str(birth.latest)
            ('1893-12-25', '1893-12-27')
        """
        chosen = Widening.of(policy)
        start_min, start_max, end_min, end_max = bounds.widened_hull(self.tree, self.reading, chosen)
        rest = Rest(start_max, end_min, self.said, None, chosen)
        return _made(self.text, self.form, start_min, end_max, rest).lasted(self.lasting)

    def to_edtf(self, *, nearest: bool = False) -> str:
        """Return the text as EDTF has it, for programs that read nothing else.

        Args:
            nearest: Whether to return the nearest text that claims no more, where EDTF cannot say the same.

        Raises:
            Lossy: `lossy-edtf`, one problem for each thing that would be lost.

        Examples:
            >>> When("2025-04-26T14:30[Europe/Rome]").to_edtf(nearest=True)
            '2025-04-26'
        """
        lost = edtf.losses(self.tree)
        if self.said is not None:
            lost.append(f"the words {errors.shown(self.said.words)}")
        if self.lasting is not None:
            lost.append(f"the duration {str(self.lasting)!r}")
        if lost and not nearest:
            problems = (
                errors.Problem("lossy-edtf", f"{errors.shown(self.text)} as EDTF would lose {each}") for each in lost
            )
            raise errors.Lossy(*problems)
        return edtf.nearest(self.tree)

    # What every value does

    def card(self) -> Card:
        """Return it in words, with its notation and bounds, as a notebook shows it."""
        from timeline.when.telling import card_of_when

        return card_of_when(self)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        parts = [repr(self.text)]
        if self.reading is Reading.THROUGHOUT:
            parts.append("reading='throughout'")
        more = "".join(
            (
                f".located({self.form.located!r})" if self.form.located else "",
                f".lasted({str(self.lasting)!r})" if self.lasting else "",
            )
        )
        words = f" said {errors.shown(self.said.words)}" if self.said else ""
        return f"When({', '.join(parts)}){more}" if not words else f"<When({', '.join(parts)}){more}{words}>"

    def __eq__(self, other: object) -> bool:
        if other is self:
            return True
        if not isinstance(other, When):
            return NotImplemented
        return (
            self.text == other.text
            and self.reading is other.reading
            and (
                self.rest is other.rest
                or (self.said, self.lasting, self.widened) == (other.said, other.lasting, other.widened)
            )
        )

    def __hash__(self) -> int:
        return hash(self.text)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise attrs.exceptions.FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        raise attrs.exceptions.FrozenInstanceError

    def __copy__(self) -> When:
        return self

    def __deepcopy__(self, memo: object) -> When:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (self.text, self.reading.value, self.form.located, self.said, self.lasting, self.widened)


_WITHIN = Reading.WITHIN
_ordinal, _iso = date.toordinal, date.fromisoformat
_new = object.__new__
# The slots are written through their descriptors, since `__setattr__` refuses; this is what makes a value cheap.
_set_text, _set_form, _set_low, _set_high, _set_rest = (
    When.__dict__[name].__set__ for name in ("text", "form", "start_min", "end_max", "rest")
)


def _made(text: str, form: Form, low: int | Edge, high: int | Edge, rest: Rest | None) -> When:
    value = _new(When)
    _set_text(value, text)
    _set_form(value, form)
    _set_low(value, low)
    _set_high(value, high)
    _set_rest(value, rest)
    return value


PLAIN_DAY = moment_form(_WITHIN, Grain.DAY, None)


@functools.lru_cache(maxsize=4096)
def _read(text: str, reading: Reading) -> When:
    """Return the value of a text; the same one for the texts that were read last, since values never change."""
    tree = notation.read(text)
    first = tree.parts[0]
    if tree.shape is Shape.MOMENT and reading is _WITHIN and isinstance(first, Point):
        cells = first.cells
        return _made(str(text), moment_form(reading, cells.grain, first.zone), cells.first, cells.last_end, None)
    low, start_max, end_min, high = bounds.hull(tree, reading)
    # What a moment leaves to be worked out from two bounds is not stored.
    usual = (start_max == high and end_min == low) if reading is _WITHIN else (start_max == low and end_min == high)
    rest = None if usual else Rest(start_max, end_min, None, None)
    return _made(str(text), form_of(tree, reading), low, high, rest)


def _reading(word: object) -> Reading:
    try:
        return Reading(word)
    except ValueError:
        hint = "a reading is 'within' or 'throughout'"
        raise errors.Invalid(f"no reading {errors.shown(word)}", code="unknown-reading", hint=hint) from None


def with_words(when: When, said: Said | None) -> When:
    """Return the same time with the words it came from, read in the zone they were said in."""
    if said is None:
        return when
    rest = Rest(when.start_max, when.end_min, said, when.lasting, when.widened)
    return _made(when.text, when.form, when.start_min, when.end_max, rest).located(said.zone)


def _restored(  # noqa: PLR0917 - pickle calls it with all that there is
    text: str,
    reading: str,
    located: str | None,
    said: Said | None,
    lasting: Duration | None,
    policy: Widening | None = None,
) -> When:
    when = with_words(_read(text, Reading(reading)).located(located), said)
    when = when if policy is None else when.widen(policy)
    return when if lasting is None else when.lasted(lasting)


def _hull(when: When, reading: Reading) -> bounds.Bounds:
    policy = when.widened
    return bounds.hull(when.tree, reading) if policy is None else bounds.widened_hull(when.tree, reading, policy)


def _begins_at_a_time(when: When) -> bool:
    """Whether the value says at what time of day something began, or among which times."""
    form = when.form
    return form.shape in (Shape.MOMENT, Shape.ONE_OF) and form.grain.timed and not form.mixed
