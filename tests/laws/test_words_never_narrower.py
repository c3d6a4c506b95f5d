"""What the reader is told, read back by someone else's reader, is never narrower than the value.

The reader in this file knows English dates and the documented seasons, and nothing of the code that words them.
"""

import calendar
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.testing import dates, whens
from timeline.when import Edge, When, describe
from timeline.when.civil import days

DAY = 86_400
NEVER = 10**40
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name: number for number, name in enumerate(calendar.month_abbr) if name} | {"Sept": 9}
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?P<year>[0-9]+)(?: (?P<era>BCE|CE))?"
SEASONS = {
    "spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3), "first quarter": (1, 3), "second quarter": (4, 3),
    "third quarter": (7, 3), "fourth quarter": (10, 3), "first third": (1, 4), "second third": (5, 4), "last third": (9, 4),
    "first half": (1, 6), "second half": (7, 6),
}  # fmt: skip


def year_of(found):
    return 1 - int(found["year"]) if found["era"] == "BCE" else int(found["year"])


def months(year, first, count):
    ahead, month = divmod(first - 1 + count, 12)
    return days(year, first) * DAY, days(year + ahead, month + 1) * DAY


def date(text):  # noqa: C901, PLR0911 - a reader is one case for each way of writing
    """Read one date as the first and the last second that it allows."""
    text = re.sub(r" \((?!southern|northern|given)[^)]*\)", "", text)
    text = re.sub(r"^(?:possibly |about )*(?:throughout )?", "", text)
    text = re.sub(rf"^{WEEKDAY} ", "", text)
    if found := re.fullmatch(rf"{YEAR}", text):
        return days(year_of(found)) * DAY, days(year_of(found) + 1) * DAY
    if found := re.fullmatch(rf"(?P<month>{MONTH}) {YEAR}", text):
        return months(year_of(found), MONTHS[found["month"]], 1)
    if found := re.fullmatch(rf"(?P<day>[0-9]+) (?P<month>{MONTH}) {YEAR}", text):
        start = days(year_of(found), MONTHS[found["month"]], int(found["day"])) * DAY
        return start, start + DAY
    if found := re.fullmatch(r"(.*), ([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?", text):
        start = date(found[1])[0] + int(found[2]) * 3_600 + int(found[3]) * 60 + int(found[4] or 0)
        return start, start + (1 if found[4] else 60)
    if found := re.fullmatch(r"the ([0-9]+)s", text):
        return days(int(found[1])) * DAY, days(int(found[1]) + 10) * DAY
    if found := re.fullmatch(
        rf"(?:the )?({'|'.join(SEASONS)})(?: of)? {YEAR}(?:–[0-9A-Z ]+)?( \(southern hemisphere\)| \(northern hemisphere\))?",
        text,
    ):
        first, count = SEASONS[found[1]]
        if found[4] and "southern" in found[4]:
            first = (first + 5) % 12 + 1
        return months(year_of(found), first, count)
    if found := re.fullmatch(
        r"(?:some time|some year|some month|a day) between (.*?) and (.*?)(?: \(given as [^)]*\))?", text
    ):
        return date(found[1])[0], date(found[2])[1]
    if text == "an unknown year":
        return days(0) * DAY, days(10_000) * DAY
    if found := re.fullmatch(r"(?:some month of|a day in) (.*)", text):
        return date(found[1])
    if found := re.fullmatch(rf"(?:[0-9]+ )?(?:{MONTH}) of (.*)", text):
        return date(found[1])
    raise AssertionError(f"the reader of this test cannot read {text!r}")


def completed(low, high):
    """Give the earlier of two dates what it leaves for the later one to say."""
    bare = re.sub(r" \([^)]*\)", "", high)
    found = re.search(rf"(?P<month>{MONTH}) {YEAR}$", bare)
    if re.fullmatch(r"[0-9]{1,2}", low) and found and re.match(r"[0-9]+ ", bare):
        return f"{low} {found[0]}"
    if re.fullmatch(rf"(?:[0-9]+ )?(?:{MONTH})", low) and found:
        return f"{low} {found[0][len(found['month']) + 1 :]}"
    return low


def pair(text, middle):
    """Read two dates around a word that may also stand inside one of them."""
    for cut in re.finditer(re.escape(middle), text):
        low, high = text[: cut.start()], text[cut.end() :]
        try:
            return date(completed(low, high)), date(high)
        except AssertionError:
            continue
    raise AssertionError(f"the reader of this test cannot read {text!r}")


def bounds(text):  # noqa: PLR0911 - as above
    """Read a phrase as the four bounds it allows."""
    if found := re.fullmatch(r"([^,]* [0-9]+(?: BCE| CE)?), ((?:from|between) .*)", text):
        clock = re.sub(r"([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)", rf"{found[1]}, \1", found[2])
        return bounds(clock)
    if found := re.fullmatch(r"from (.*) on", text):
        low = date(found[1])
        return (*low, NEVER, NEVER)
    if found := re.fullmatch(r"from (.*), end unknown", text):
        return (*date(found[1]), -NEVER, NEVER)
    if found := re.fullmatch(r"until (.*), start unknown", text):
        return (-NEVER, NEVER, *date(found[1]))
    if found := re.fullmatch(r"until (.*)", text):
        return (-NEVER, -NEVER, *date(found[1]))
    if found := re.fullmatch(r"at some time up to (.*)", text):
        high = date(found[1])[1]
        return -NEVER, high, -NEVER, high
    if found := re.fullmatch(r"at some time from (.*) on", text):
        low = date(found[1])[0]
        return low, NEVER, low, NEVER
    if text.startswith("from "):
        low, high = pair(text[5:], " to ")
        return (*low, *high)
    if text.startswith("between "):
        low, high = pair(text[8:], " and ")
        return low[0], high[1], low[0], high[1]
    low, high = date(text)
    return low, high, low, high


def number(bound, position, start):
    """Write the edges of a value as numbers that compare as they should."""
    if isinstance(bound, int):
        return bound
    if position in (0, 2):
        return NEVER if bound is Edge.OPEN and position == 2 and start is not Edge.OPEN else -NEVER
    return -NEVER if bound is Edge.OPEN and position == 1 and start is Edge.OPEN else NEVER


SINGLE = whens(zones=False).filter(lambda when: when.shape.value in {"moment", "interval"} or len(when.tree.parts) == 1)


@settings(max_examples=200)
@given(SINGLE, st.sampled_from(["long", "short"]), st.booleans())
@example(When("2001-24"), "long", False)
@example(When("[2025-04-26T14:00..2025-04-26T16:00]"), "long", False)
@example(When("2025-04-26T23:50/2025-04-27T02:00"), "short", True)
@example(When("/1985"), "long", False)
@example(When("../1985"), "long", False)
@example(When("[..1985]"), "long", False)
@example(When("[1985..]"), "long", False)
def test_words_are_never_narrower_than_the_value(when, style, weekday):
    if when.shape.value == "several":
        return
    phrase = describe(when, style=style, weekday=weekday)
    told = bounds(phrase)
    known = [number(bound, position, when.start_min) for position, bound in enumerate(when.bounds)]
    if when.shape.value != "interval":
        # An open side of one moment is an open bound, not an open event.
        known = [bound if isinstance(bound, int) else (-NEVER, NEVER)[at % 2] for at, bound in enumerate(when.bounds)]
    assert told[0] <= known[0], phrase
    assert told[1] >= known[1], phrase
    assert told[2] <= known[2], phrase
    assert told[3] >= known[3], phrase


@given(dates(marks=False), st.sampled_from("?~%"), st.booleans())
def test_doubts_are_always_said(date, mark, only_year):
    when = When(mark + date if only_year else date + mark)
    phrase = describe(when)
    assert not when.uncertain or "possibly" in phrase or "uncertain" in phrase
    assert not when.approximate or "about" in phrase or "approximate" in phrase


@given(st.lists(dates(), min_size=2, max_size=5), st.sampled_from(["[]", "{}"]))
def test_every_member_of_a_set_is_said(members, brackets):
    phrase = describe(When(f"{brackets[0]}{','.join(members)}{brackets[1]}"))
    for member in members:
        assert describe(When(member)) in phrase
