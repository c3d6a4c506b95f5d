"""Size, in the small: what grows is capped or folded, and the cap says how it is lifted. How long the large takes is measured elsewhere."""

import threading
from pathlib import Path

import pytest

import timeline as tl
from timeline import rendering
from timeline.files import reading


def test_a_size(size, tmp_path, monkeypatch):
    CASES[size.id](tmp_path, monkeypatch)


def events(count: int, **fields: object) -> list[tl.Event]:
    return [tl.Event(f"e{n}", title="T", when=str(1000 + n % 1000), **fields) for n in range(count)]


def many_events(folder: Path, monkeypatch) -> None:
    """A notebook shows a part and says so; a page of all comes in pieces that need not be in memory together."""
    many = tl.Chronology(events(1_500))
    shown = many._repr_html_()
    assert 0 < shown.count("<article") <= 100
    assert "1,500" in shown
    pieces = list(rendering.stream(many, fragment=True, lanes=None))
    assert len(pieces) > 10
    assert max(map(len, pieces)) < sum(map(len, pieces)) / 2


def many_participants(folder: Path, monkeypatch) -> None:
    people = [tl.Person(f"p{n}", name=f"Person {n}") for n in range(2_000)]
    page = tl.render(
        tl.Chronology([*people, tl.Event("e", title="E", when="2025", who=people)]), fragment=True, lanes=None
    )
    assert "Person 1999" in page


def many_tags(folder: Path, monkeypatch) -> None:
    tags = [f"t{n}" for n in range(5_000)]
    chronology = tl.Chronology([tl.Event("e", title="E", when="2025", tags=tags)])
    assert chronology["e"].tags == tuple(tags)
    assert len(chronology.tagged("t4999")) == 1


def all_overlapping(folder: Path, monkeypatch) -> None:
    over = tl.Chronology(tl.Event(f"e{n}", title="T", when="2000/2010") for n in range(300))
    assert "e299" in tl.render(over, fragment=True)


def whole_calendar(folder: Path, monkeypatch) -> None:
    """An interval is two ends and never its days."""
    when = tl.When("0001-01-01/9999-12-31")
    assert (when.earliest.year, when.latest.year) == (1, 9999)
    chronology = tl.Chronology([tl.Event("e", title="E", when=when)])
    assert len(tl.dumps(chronology, "icalendar")) < 2_000
    assert tl.render(chronology)


def without_a_date(folder: Path, monkeypatch) -> None:
    page = tl.render(tl.Chronology([tl.Event("e", title="Somewhere in time", when="XXXX"), *events(2)]))
    assert "Somewhere in time" in page


def growing(folder: Path, monkeypatch) -> None:
    """A file is read once, and no further than the limit, however long it has become."""
    path = folder / "a.yaml"
    path.write_text("title: A\n", "utf-8")
    real = reading._opened

    def opened(name):
        path.write_text("title: A\n" + "# more\n" * 1_000, "utf-8")
        return real(name)

    monkeypatch.setattr(reading, "_opened", opened)
    with pytest.raises(tl.Unreadable, match=r"a file of 7,009 bytes; at most 50 are read"):
        tl.read(path, limit=50)


def many_errors(folder: Path, monkeypatch) -> None:
    text = "events:\n" + "".join(f"- {{title: T, when: 2025-02-{n % 60 + 40}}}\n" for n in range(1_000))
    with pytest.raises(tl.Unreadable) as caught:
        tl.loads(text)
    assert 50 <= len(caught.value.problems) <= 1_001
    assert len(str(caught.value).splitlines()) <= 60


def short_repr(folder: Path, monkeypatch) -> None:
    long = tl.Chronology([tl.Event("e", title="x" * 100_000, when="2025"), *events(500)], title="y" * 100_000)
    assert len(repr(long)) < 2_000


def threads(folder: Path, monkeypatch) -> None:
    chronology = tl.dossier("witkoff-putin")
    pages: list[str] = []
    workers = [threading.Thread(target=lambda: pages.append(tl.render(chronology, lanes=None))) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(pages) == 8
    assert len(set(pages)) == 1


CASES = {
    "H0789": many_events, "H0791": many_participants, "H0793": many_tags, "H0795": all_overlapping,
    "H0797": whole_calendar, "H0799": without_a_date, "H0801": growing, "H0803": many_errors,
    "H0805": short_repr, "H0807": threads,
}  # fmt: skip
