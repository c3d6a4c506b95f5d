"""Figures say exactly what the source said."""

from decimal import Decimal

import pytest

import timeline as tl


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("66 drones", tl.Quantity(66, 66, unit="drones")),
        ("10000..12000 soldiers", tl.Quantity(10000, 12000, unit="soldiers")),
        ("> 1300 km² of Russian territory", tl.Quantity(1300, unit="km²", of="Russian territory", strict=True)),
        (">= 45 drones", tl.Quantity(45, unit="drones")),
        ("<= 3 h", tl.Quantity(None, 3, unit="h")),
        ("~50 dead", tl.Quantity(50, 50, unit="dead", approximate=True)),
        ("2.5 km", tl.Quantity("2.5", "2.5", unit="km")),
    ],
)
def test_text_and_value_are_inverse(text, expected):
    assert tl.Quantity.parse(text) == expected
    assert str(expected) == text


def test_thousands_may_be_parted():
    assert tl.Quantity.parse("1,300 km²").low == Decimal(1300)


@pytest.mark.parametrize(
    "text",
    ["", "drones", "66", "66drones", "-1 x", "1e9 x", "01 x", "1,30 x", "> 1..2 x", "٣ x", "NaN x", "9" * 41 + " x"],
)
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(tl.Invalid):
        tl.Quantity.parse(text)


@pytest.mark.parametrize(
    "fields",
    [
        {"low": 2, "high": 1},
        {},
        {"low": float("nan")},
        {"low": -1},
        {"low": 1, "high": 2, "strict": True},
        {"low": True},
    ],
)
def test_impossible_figures_are_refused(fields):
    with pytest.raises(tl.Invalid):
        tl.Quantity(**fields, unit="x")


def test_a_figure_that_its_text_cannot_hold_is_written_whole():
    figure = tl.Quantity(1, 1, unit="ton of coal")
    assert figure.shortest() == {"low": "1", "high": "1", "unit": "ton of coal"}
    event = tl.Event("e", title="x", when="1972", figures=[figure])
    assert tl.Event.build(event.plain()) == event
