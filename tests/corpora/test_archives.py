"""Archives are unpacked whole or not at all, into names of our own, and never without end."""

import zipfile

import pytest

from timeline.corpora import archives
from timeline.corpora.archives import Shelf
from timeline.errors import Unreadable


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shelf")


def left(shelf):
    return sorted(shelf.folder.iterdir())


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return path


def test_a_member_is_unpacked_once(tmp_path, shelf):
    path = archive(tmp_path / "a.zip", {"a.csv": "1\t2\n"})
    (first,) = shelf.unpack(path)
    assert first.read_text("utf-8") == "1\t2\n"
    kept = first.stat().st_mtime_ns
    assert shelf.unpack(path) == [first]
    assert (left(shelf), first.stat().st_mtime_ns) == ([first], kept)


def test_an_archive_that_changes_is_unpacked_anew(tmp_path, shelf):
    (first,) = shelf.unpack(archive(tmp_path / "a.zip", {"a.csv": "1\n"}))
    (second,) = shelf.unpack(archive(tmp_path / "a.zip", {"a.csv": "22\n"}))
    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("1\n", "22\n")


def test_names_inside_lead_nowhere(tmp_path, shelf):
    (found,) = shelf.unpack(archive(tmp_path / "a.zip", {"../../outside.csv": "x\n"}))
    assert found.parent == shelf.folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "shelf"]


@pytest.mark.parametrize("cut", [5, 40, -30])
def test_a_broken_archive_leaves_nothing_behind(tmp_path, shelf, cut):
    whole = archive(tmp_path / "a.zip", {"a.csv": "".join(f"{number}\t" for number in range(5_000))}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[:cut])
    with pytest.raises(Unreadable, match=r"a\.zip: the archive cannot be unpacked: .*; fetch it again"):
        shelf.unpack(tmp_path / "a.zip")
    assert left(shelf) == []


def test_a_wrong_checksum_leaves_nothing_behind(tmp_path, shelf):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.csv", "truthful\n")
    path.write_bytes(path.read_bytes().replace(b"truthful", b"falsehood"[:8], 1))
    with pytest.raises(Unreadable, match="CRC"):
        shelf.unpack(path)
    assert left(shelf) == []


def test_more_than_the_limit_is_refused(tmp_path):
    shelf = Shelf(tmp_path / "shelf", limit=10)
    shelf.unpack(archive(tmp_path / "a.zip", {"a.csv": "12345678"}))
    with pytest.raises(Unreadable, match=r"b\.zip: 'b\.csv' in it is too large; at most 10 bytes are unpacked"):
        shelf.unpack(archive(tmp_path / "b.zip", {"b.csv": "12345678"}))
    assert len(left(shelf)) == 1


def test_what_swells_without_end_is_refused(tmp_path, shelf, monkeypatch):
    monkeypatch.setattr(archives, "SUSPECT", 1 << 20)
    with pytest.raises(Unreadable, match="swells without end"):
        shelf.unpack(archive(tmp_path / "bomb.zip", {"bomb.csv": "0" * (4 << 20)}))
    assert left(shelf) == []


def test_a_temporary_folder_goes_when_nothing_needs_it(tmp_path):
    shelf = Shelf()
    folder = shelf.folder
    shelf.unpack(archive(tmp_path / "a.zip", {"a.csv": "1\n"}))
    assert folder.is_dir()
    del shelf
    assert not folder.exists()
