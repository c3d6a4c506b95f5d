"""Values of the catalogue: what is frozen stays as it was made, and what a caller hands over is looked at."""

import pickle

import attrs
import pendulum
import pytest
from markupsafe import Markup

import timeline as tl
from timeline import formats


def test_an_object(objects):
    CASES[objects.id]()


def list_inside() -> None:
    tags = ["a"]
    event = tl.Event("e", title="E", when="2025", tags=tags)
    tags.append("b")
    assert event.tags == ("a",)
    assert hash(event) == hash(tl.Event("e", title="E", when="2025", tags=["a"]))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.tags = ("b",)


def pickled() -> None:
    """A pickle is taken in as a chronology is made: its records have to fit together. It is no format for files of strangers."""
    rome = tl.dossier("rome-2025")
    assert pickle.loads(pickle.dumps(rome)) == rome
    event = tl.Event("e", title="E", when="2025", who=["aaa"])

    class Forged:
        def __reduce__(self):
            return tl.Chronology.assembled, ((event,), rome.header)

    with pytest.raises(tl.Invalid, match="no agent 'aaa'"):
        pickle.loads(pickle.dumps(Forged()))
    assert "pickle" not in formats.FORMATS


def evolved() -> None:
    with pytest.raises(tl.Invalid, match="'<' is no id"):
        attrs.evolve(tl.Event("e", title="E", when="2025"), id="<")


def two_in_a_fold() -> None:
    one, other = (
        tl.Event("e", title="E", when=f"2025-10-26T03:30{offset}[Europe/Kyiv]") for offset in ("+03:00", "+02:00")
    )
    assert one != other
    assert len({one, other}) == 2
    assert one.when.before(other.when) is tl.Answer.YES


def locale_of_another() -> None:
    rome = tl.dossier("rome-2025")
    before = rome.render("html")
    try:
        pendulum.set_locale("uk")
        assert tl.dossier("rome-2025").render("html") == before
    finally:
        pendulum.set_locale("en")


def not_a_number() -> None:
    for value in (float("nan"), float("inf"), "NaN", "1e999"):
        with pytest.raises(tl.Invalid):
            tl.Quantity(value, unit="boats")


def markup() -> None:
    event = tl.Event("e", title=Markup("<b>x</b>"), when="2025", summary=Markup("<i>y</i>"))
    assert type(event.title) is type(event.summary) is str
    page = tl.render(tl.Chronology([event]))
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<i>" not in page


def any_order() -> None:
    texts = [
        "2025-05-05T12:00Z",
        "2025-05-05",
        "-0043-03-15",
        "2025/..",
        "../2024",
        "XXXX",
        "Y17E7",
        "2025-05-05T12:00",
    ]
    events = [tl.Event(f"e{n}", title="E", when=text) for n, text in enumerate(texts)]
    orders = [[event.id for event in tl.Chronology(order).events] for order in (events, events[::-1])]
    assert orders[0] == orders[1]
    with pytest.raises(TypeError):
        sorted(event.when for event in events)


CASES = {
    "H0809": list_inside, "H0811": pickled, "H0813": evolved, "H0815": two_in_a_fold, "H0817": locale_of_another,
    "H0819": not_a_number, "H0821": markup, "H0823": any_order,
}  # fmt: skip
