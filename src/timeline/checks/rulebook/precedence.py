"""Whether one time is over before another begins: whatever the zones, or only by the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.chronology import Chronology
from timeline.records import Event
from timeline.when import Shape, When
from timeline.when.bounds import Bounds

__all__ = ["accounts", "by_all_accounts", "earlier", "is_doubted", "with_room"]

MOST_ACCOUNTS = 20  # rival dates of one event that are looked at


def earlier(one: When, other: When) -> bool | None:
    """Return True where one is certainly over before the other begins, False where it perhaps is, None where dates do not say so.

    It is only perhaps so where the calendar says it, but the two days may lie in different parts of the world, and where either date
    is marked as doubtful.

    Why: to `When.before`, two days without a zone are days of one place. A source and an event are not.

    Examples:
        >>> earlier(When("2025-04-20"), When("2025-04-26")), earlier(When("2025-04-25"), When("2025-04-26"))
        (True, False)
        >>> earlier(When("2025-04"), When("2025-04-26")) is None
        True
    """
    if one.zoned and other.zoned:
        return None if not _over(one.instants, other.instants) else not (is_doubted(one) or is_doubted(other))
    if not _over(one.bounds, other.bounds):
        return None
    return _over(one.instants, other.instants) and not (is_doubted(one) or is_doubted(other))


def by_all_accounts(ones: Iterable[When], others: Iterable[When]) -> bool | None:
    """Return the same of two events of which several accounts exist, the adopted one first.

    What one account leaves room for is only perhaps so.
    """
    later = list(others)
    pairs = [earlier(one, other) for one in ones for other in later]
    return None if not pairs or pairs[0] is None else all(pairs)


def accounts(chronology: Chronology, event: Event) -> Iterator[When]:
    """Yield when an event was, and when it was by other accounts."""
    adopted = chronology.when(event)
    yield adopted
    for claim in chronology.rivals(event).get("when", ())[:MOST_ACCOUNTS]:
        yield type(event).fields()["when"].convert(claim.value).located(adopted.form.located)


def with_room(when: When) -> When:
    """Return a time with a day to go on where it says at what time of day something began, and not how long it lasted."""
    begins = when.grain.timed and when.shape in {Shape.MOMENT, Shape.ONE_OF} and when.lasting is None
    return when.lasted("<= 1 d") if begins else when


def is_doubted(when: When) -> bool:
    """Whether a date is marked uncertain or approximate; the marks move no bound, but nothing is certain because of it."""
    return when.uncertain or when.approximate


def _over(one: Bounds, other: Bounds) -> bool:
    return isinstance(one.end_max, int) and isinstance(other.start_min, int) and one.end_max <= other.start_min
