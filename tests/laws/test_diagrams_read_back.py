"""A diagram that is rendered and read again has the titles that it had, and no date in it claims more than the record did."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings

import timeline as tl
from timeline import formats
from timeline.escaping import visible
from timeline.testing import texts, whens
from timeline.when import When

FORMATS = {name: entry.rendered for name, entry in formats.FORMATS.items() if entry.rendered}
LAW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
FAR = 10**40


def spaced(text: str) -> str:
    """As a record keeps it, with single spaces."""
    return " ".join(visible(unicodedata.normalize("NFC", text)).replace("\N{WORD JOINER}", "").split())


def reach(when: When) -> tuple[int, int]:
    """Return the first and the last second that a time allows."""
    low, high = when.start_min, when.end_max
    return low if isinstance(low, int) else -FAR, high if isinstance(high, int) else FAR


def test_there_are_such_formats() -> None:
    assert {"mermaid": "mermaid-timeline", "markwhen": "markwhen"}.items() <= FORMATS.items()


@pytest.mark.parametrize("name", FORMATS)
@given(title=texts(), other=texts())
@LAW
def test_every_title_comes_back(name: str, title: str, other: str) -> None:
    events = [tl.Event("a", title=title, when="2025-04-26"), tl.Event("b", title=other, when="2025", tags=[other])]
    again = formats.loads(tl.Chronology(events, title=title).render(FORMATS[name]), name)
    assert sorted((spaced(title), spaced(other))) == sorted(spaced(event.title) for event in again.events)


@pytest.mark.parametrize("name", FORMATS)
@given(when=whens())
@LAW
def test_no_date_claims_more_unless_that_is_told(name: str, when: When) -> None:
    again = formats.loads(tl.Chronology([tl.Event("e", title="E", when=when)]).render(FORMATS[name]), name)
    told = any(loss.field == "when" for loss in again.losses)
    for event in again.events:
        (low, high), (first, last) = reach(event.when), reach(when)
        assert told or (low <= first and last <= high)
