"""A chronology as a folder of pages: links lead across them, and the folder is written whole or stays as it was."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import BadTemplate, Invalid, NotWritten
from timeline.records import Claim, Event, Meeting, Source, Stance, Statement
from timeline.rendering import save
from timeline.rendering.folder import LIST, strangers
from timeline.rendering.splitting import leaves


def talks() -> Chronology:
    return Chronology(
        [
            Source("herald", title="The Herald", url="https://example.org/herald"),
            Source("wire", title="The Wire"),
            Claim("fired", text="They fired first", cites=["wire"]),
            Claim("where", subject="second", attribute="title", value="Another round", cites=["wire"]),
            Meeting("first", title="A first round", when="1960-05", cites=["herald"]),
            Statement("blame", title="The blame", when="1960-06-02", stances=[Stance("asserts", "fired")]),
            Meeting("second", title="A second round", when="1962-05", part_of="first", after=["blame"], cites=["herald"]),
            Statement("denial", title="A denial", when="1962-06", stances=[Stance("denies", "fired"), Stance("denies", "where")]),
            Event("vague", title="Something else", when="[1963..1964]"),
            Event("late", title="The end", when="1965-01-01"),
        ],
        title="Rounds",
        note="Made up.",
    )  # fmt: skip


def pages(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir()) if path.suffix == ".html"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    save(talks(), tmp_path / "site", split="year", compiled="1966")
    return tmp_path / "site"


def test_there_is_a_page_for_each_year_and_one_that_leads_to_them(site: Path) -> None:
    found = pages(site)
    assert list(found) == ["1960.html", "1962.html", "1965.html", "claims.html", "index.html", "other.html"]
    contents = re.search(r'<nav class="cr-contents".*?</nav>', found["index.html"], re.DOTALL)
    assert contents is not None
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a> <span class="cr-small">([^<]+)<', contents[0]) == [
        ("1960.html", "1960", "2 events"),
        ("1962.html", "1962", "2 events"),
        ("other.html", "Between 1963 and 1964", "1 event"),
        ("1965.html", "1965", "1 event"),
        ("claims.html", "Claims", "1 claim"),
    ]
    assert (site / LIST).read_text("utf-8").splitlines() == [
        "index.html", "1960.html", "1962.html", "other.html", "1965.html", "claims.html",
    ]  # fmt: skip


def test_each_page_has_its_events_and_its_sources(site: Path) -> None:
    found = pages(site)
    assert {name: re.findall(r'<article id="chron-([^"]+)"', html) for name, html in found.items()} == {
        "index.html": [],
        "1960.html": ["first", "blame"],
        "1962.html": ["second", "denial"],
        "other.html": ["vague"],
        "1965.html": ["late"],
        "claims.html": [],
    }
    assert {name for name, html in found.items() if "https://example.org/herald" in html} == {"1960.html", "1962.html"}
    assert {name for name, html in found.items() if "The Wire" in html} == {"1962.html", "claims.html"}
    assert {name for name, html in found.items() if "Made up." in html} == {"index.html"}
    assert '<h1 class="cr-title">Rounds: 1962</h1>' in found["1962.html"]
    assert "2 events, 1962. Compiled 1966." in found["1962.html"]
    assert "6 events, 1960 to 1965. Compiled 1966." in found["index.html"]


def test_links_lead_across_pages(site: Path) -> None:
    html = pages(site)
    assert '<dd><a href="1960.html#chron-first"><bdi>A first round</bdi></a></dd>' in html["1962.html"]
    assert '<dd><a href="1960.html#chron-blame"><bdi>The blame</bdi></a></dd>' in html["1962.html"]
    assert '<a href="claims.html#chron-fired"><bdi>They fired first</bdi></a>' in html["1960.html"]
    assert 'href="1960.html#chron-blame"' in html["claims.html"]
    assert 'href="1962.html#chron-denial"' in html["claims.html"]


@pytest.mark.parametrize("newest_first", [False, True])
def test_every_link_of_every_page_leads_somewhere(tmp_path: Path, *, newest_first: bool) -> None:
    save(tl.dossier("rome-2025"), tmp_path / "rome", split="year", newest_first=newest_first)
    found = pages(tmp_path / "rome")
    ids = {name: set(re.findall(r' id="([^"]+)"', html)) for name, html in found.items()}
    across = 0
    for name, html in found.items():
        assert len(ids[name]) == html.count(' id="')
        for address in re.findall(r'href="([^"]*)"', html):
            if address.startswith(("http", "data:")):
                continue
            page, _, anchor = address.partition("#")
            across += bool(page)
            assert page in {"", *found}
            assert anchor in {"", *ids[page or name]}
    assert across > 50


def test_neighbours_are_those_of_the_page_order(site: Path) -> None:
    def neighbours(html: str) -> list[tuple[str, str]]:
        found = re.findall(r'<nav class="cr-pages".*?</nav>', html, re.DOTALL)
        assert len(set(found)) == 2  # each has a name of its own
        assert len({re.sub('aria-label="[^"]*"', "", each) for each in found}) == 1
        return re.findall(r'href="([^"]+)">([^<]+)<', found[0])

    html = pages(site)
    assert neighbours(html["1960.html"]) == [("index.html", "All pages"), ("1962.html", "Next: 1962")]
    assert neighbours(html["1962.html"]) == [
        ("1960.html", "Previous: 1960"),
        ("index.html", "All pages"),
        ("other.html", "Next: Between 1963 and 1964"),
    ]
    assert neighbours(html["claims.html"])[0] == ("1965.html", "Previous: 1965")
    assert "cr-pages" not in html["index.html"]


def test_what_the_record_adds_up_to_is_asked_of_the_whole(site: Path) -> None:
    """The claim is contested on the page of the year in which nobody denied it yet."""
    assert 'They fired first</bdi></a> <em class="cr-mark">contested</em>' in pages(site)["1960.html"]


def test_findings_are_noted_once(tmp_path: Path) -> None:
    chronology = tl.dossier("rome-2025")
    findings = tl.check(chronology)
    save(chronology, tmp_path / "rome", split="year", findings=findings)
    html = "".join(pages(tmp_path / "rome").values())
    assert len(findings) > 3
    assert html.count('class="cr-rule"') == len(findings)


def test_years_before_the_first_and_contradictions() -> None:
    chronology = Chronology(
        [
            Event("a", title="a", when="-0043-03-15"),
            Event("zero", title="zero", when="0000"),
            Event("b", title="b", when="0004"),
            Event("c", title="c", when="1960"),
            Event("d", title="d", when="1962"),
            Event("e", title="e", when="1960", after=["d"]),
            Event("f", title="f", when="Y12345"),
        ]
    )
    assert {leaf.file: [event.id for event in leaf.events] for leaf in leaves(chronology)} == {
        "index.html": [],
        "bce-0044.html": ["a"],
        "bce-0001.html": ["zero"],
        "0004.html": ["b"],
        "1960.html": ["c", "e"],
        "1962.html": ["d"],
        "12345.html": ["f"],
    }


def test_an_empty_chronology_has_one_page(tmp_path: Path) -> None:
    save(Chronology(title="Nothing"), tmp_path / "site", split="year")
    assert list(pages(tmp_path / "site")) == ["index.html"]


def test_progress_goes_on_from_page_to_page(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    save(talks(), tmp_path / "site", split="year", progress=lambda done, total: told.append((done, total)))
    assert told == [(at, 6) for at in range(1, 7)]


# The folder


def test_a_folder_that_is_not_empty_is_refused(site: Path) -> None:
    with pytest.raises(NotWritten, match="the folder is not empty; overwrite=True replaces its pages"):
        save(talks(), site, split="year")


def test_earlier_pages_are_replaced_and_stale_ones_go_but_nothing_else(site: Path) -> None:
    (site / "notes.html").write_text("mine", "utf-8")
    (site / "1962.html").write_text("old", "utf-8")
    save(talks().during("1962"), site, split="year", overwrite=True, title="Less")
    assert list(pages(site)) == ["1962.html", "claims.html", "index.html", "notes.html"]
    assert (site / "notes.html").read_text("utf-8") == "mine"
    assert "Less: 1962" in (site / "1962.html").read_text("utf-8")
    assert strangers(site) == ("notes.html",)


def test_a_failing_template_leaves_the_folder_as_it_was(site: Path, tmp_path: Path) -> None:
    before = pages(site)
    broken = {
        "html/event.html.jinja": "{{ nope }}",
        "html/meeting.html.jinja": "fine",
        "html/statement.html.jinja": "fine",
    }
    for target in (site, tmp_path / "new"):
        with pytest.raises(BadTemplate):
            save(talks(), target, split="year", overwrite=True, templates=broken)
    assert pages(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_an_empty_folder_is_taken_with_its_permissions(tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.mkdir(mode=0o750)
    os.chmod(place, 0o750)  # noqa: PTH101  (whatever the umask)
    save(talks(), place, split="year")
    assert place.stat().st_mode & 0o777 == 0o750
    assert "index.html" in pages(place)


def test_a_link_to_a_folder_keeps_pointing(tmp_path: Path) -> None:
    (tmp_path / "behind").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "behind")
    save(talks(), tmp_path / "site", split="year")
    assert (tmp_path / "site").is_symlink()
    assert "index.html" in pages(tmp_path / "behind")


@pytest.mark.parametrize(
    "listed", ["../precious.html\n", "/etc/passwd\n", "sub/x.html\n", "notes.txt\n", "\x00.html\n", "\ufffe"]
)
def test_a_list_that_names_other_files_removes_none_of_them(listed: str, site: Path, tmp_path: Path) -> None:
    for name in ("precious.html", "site/notes.txt", "site/sub/x.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine", "utf-8")
    (site / LIST).write_text(listed, "utf-8")
    save(talks(), site, split="year", overwrite=True)
    for name in ("precious.html", "site/notes.txt", "site/sub/x.html"):
        assert (tmp_path / name).read_text("utf-8") == "mine"


def test_a_file_a_missing_parent_and_a_folder_in_the_way_are_refused(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(NotWritten, match="this is no folder"):
        save(talks(), tmp_path / "file", split="year", overwrite=True)
    with pytest.raises(NotWritten, match="the folder that it lies in does not exist"):
        save(talks(), tmp_path / "a" / "b", split="year")
    (site / "1962.html").unlink()
    (site / "1962.html").mkdir()
    before = (site / "1960.html").read_bytes()
    with pytest.raises(NotWritten, match="this is a folder"):
        save(talks(), site, split="year", overwrite=True, title="New")
    assert (site / "1960.html").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "site"]


@contextlib.contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let the system refuse to write more than that, as it does on a full disk."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("name", ["new", "empty", "site"])
def test_where_there_is_no_room_nothing_changes(name: str, site: Path, tmp_path: Path) -> None:
    """Where the largest does not fit, earlier pages stay, nothing else is left, and it is named where it would have stood."""
    (tmp_path / "empty").mkdir()
    before = {path.relative_to(tmp_path): path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    most = max(path.stat().st_size for path in site.iterdir())
    with files_up_to(most - 1), pytest.raises(NotWritten, match=rf"{name}/\w+\.html: file too large") as caught:
        save(talks(), tmp_path / name, split="year", overwrite=True, compiled="1966", title="Salvo!")
    assert Path(caught.value.problems[0].file or "").parent == tmp_path / name
    after = {path.relative_to(tmp_path): path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name] and name.suffix == ".html"} == set()


def test_a_folder_is_written_to_whatever_the_one_around_it_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mounted disk, or a folder that someone made for the pages, may be all that one can write to."""
    place = tmp_path / "site"
    place.mkdir()
    made: list[Path] = []
    make = os.mkdir
    monkeypatch.setattr(os, "mkdir", lambda path, *given: made.append(Path(path)) or make(path, *given))
    number = place.stat().st_ino
    save(talks(), place, split="year")
    assert made
    assert all(place in path.parents for path in made)
    assert place.stat().st_ino == number
    assert sorted(path.name for path in place.iterdir()) == [
        LIST, "1960.html", "1962.html", "1965.html", "claims.html", "index.html", "other.html",
    ]  # fmt: skip


def test_what_a_crash_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "site" / ".timeline-abc123.tmp" / "pages").mkdir(parents=True)
    assert strangers(tmp_path / "site") == ()
    save(talks(), tmp_path / "site", split="year")
    assert "index.html" in pages(tmp_path / "site")


def test_a_folder_that_cannot_be_written_to_says_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str, *_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    before = pages(site)
    monkeypatch.setattr(os, "mkdir", refused)
    with pytest.raises(NotWritten, match=r"site: permission denied$"):
        save(talks(), site, split="year", overwrite=True)
    assert pages(site) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"split": "yeer"}, "no split by 'yeer'; did you mean 'year'"),
        ({"split": "year", "language": "text"}, "only HTML is split into pages"),
        ({"split": "year", "fragment": True}, "fragment has no meaning for several pages"),
        ({"split": "year", "limit": 3}, "limit has no meaning for several pages"),
        ({"split": "year", "tail": 3}, "tail has no meaning for several pages"),
        ({"split": "year", "head": 0}, "head has no meaning for several pages"),
        ({"split": "year", "group": "weeks"}, "no grouping 'weeks'"),
    ],
)
def test_what_cannot_be_split_is_refused(options: dict[str, object], message: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=message):
        save(talks(), tmp_path / "site", **options)
    assert list(tmp_path.iterdir()) == []


def test_the_same_input_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    save(talks(), tmp_path / "again", split="year", compiled="1966")
    assert pages(site) == pages(tmp_path / "again")
