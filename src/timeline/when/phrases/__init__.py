"""The operations by which spoken time is read; each turns the day something was said into a text of the notation.

An operation gets the day, what its rule sets, and what stood in the slots of the phrase. It is right or it raises `Unread`: where words
have two readings, both come out.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.when.phrases import days, nested, periods
from timeline.when.phrases.reading import Context, Read, Settings, Slots, Unread

__all__ = ["OPERATIONS", "Context", "Read", "Unread"]

Operation = Callable[[Context, Settings, Slots], Read]

OPERATIONS: dict[str, Operation] = {
    operation.__name__: operation
    for operation in (
        days.day,
        days.overnight,
        days.overnight_to,
        days.overnight_between,
        days.part_of_day,
        days.part_of_weekday,
        days.clock,
        days.weekday,
        days.last_weekday,
        days.next_weekday,
        days.this_weekday,
        days.weekday_of_week,
        days.weekend,
        days.weekend_of_week,
        days.next_weekend,
        days.date,
        periods.period,
        periods.earlier,
        periods.later,
        periods.third_of_period,
        periods.third_of_month,
        periods.third_of_year,
        periods.third_of_decade,
        periods.third_of_century,
        periods.decade,
        periods.century,
        periods.month,
        periods.last_month,
        periods.season,
        periods.this_season,
        periods.last_season,
        periods.quarter,
        periods.half,
        periods.year,
        periods.past,
        periods.coming,
        periods.away,
        nested.since,
        nested.until,
        nested.by,
        nested.previously,
        nested.before,
        nested.after,
        nested.between,
        nested.lasted,
    )
}
