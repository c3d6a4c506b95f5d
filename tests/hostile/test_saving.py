"""What can go wrong when a page or a file is written: the old bytes or the new ones, and an error of ours that says why."""

import errno
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import timeline as tl

ROME = tl.Chronology([tl.Event("a", title="First\r\nsecond", when="2025-05-05")], title="Kyiv")
OTHER = tl.Chronology([tl.Event("b", title="B", when="2025-05-06")])


def test_saving(file_output, tmp_path, monkeypatch):
    CASES[file_output.id](tmp_path, monkeypatch)
    assert list(tmp_path.rglob("*.tmp")) == []


def exists(folder: Path, monkeypatch) -> None:
    for name in ("a.html", "a.yaml"):
        (folder / name).write_bytes(b"old")
    with pytest.raises(tl.NotWritten, match=r"a\.html: the file exists; overwrite=True replaces it"):
        tl.save(ROME, folder / "a.html")
    with pytest.raises(tl.NotWritten, match=r"a\.yaml: the file exists; overwrite=True replaces it"):
        tl.write(ROME, folder / "a.yaml")
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == [b"old", b"old"]


def failing(folder: Path, monkeypatch, *, calls: tuple[str, ...], code: int) -> None:
    """Let each call that writing makes fail in turn."""
    for name in calls:
        path = folder / f"{name}.yaml"
        path.write_bytes(b"old")

        def fail(*_: object, **__: object) -> None:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr(os, name, fail)
            with pytest.raises(tl.NotWritten) as caught:
                tl.write(ROME, path, overwrite=True)
        assert os.strerror(code).lower()[:10] in str(caught.value).lower()
        assert path.read_bytes() == b"old"


def disk_full(folder: Path, monkeypatch) -> None:
    failing(folder, monkeypatch, calls=("fsync", "open"), code=errno.ENOSPC)


def any_call(folder: Path, monkeypatch) -> None:
    for code in (errno.EIO, errno.EACCES, errno.EDQUOT, errno.ENOSPC):
        failing(folder, monkeypatch, calls=("open", "fsync", "replace"), code=code)


def no_folder(folder: Path, monkeypatch) -> None:
    for name in ("none/a.html", "none/a.yaml"):
        with pytest.raises(tl.NotWritten, match="its folder does not exist"):
            (tl.save if name.endswith("html") else tl.write)(ROME, folder / name)


def pipe(folder: Path, monkeypatch) -> None:
    for name in ("a.html", "a.yaml"):
        os.mkfifo(folder / name)
        with pytest.raises(tl.NotWritten, match="this is a pipe"):
            (tl.save if name.endswith("html") else tl.write)(ROME, folder / name, overwrite=True)
        with pytest.raises(tl.Unreadable, match="this is a pipe"):
            tl.read(folder / name, format="yaml")


def link(folder: Path, monkeypatch) -> None:
    (folder / "a.yaml").write_bytes(b"old")
    (folder / "link.yaml").symlink_to("a.yaml")
    tl.write(ROME, folder / "link.yaml", overwrite=True)
    assert (folder / "link.yaml").is_symlink()
    assert tl.read(folder / "a.yaml") == ROME


def loop(folder: Path, monkeypatch) -> None:
    (folder / "a.yaml").symlink_to("b.yaml")
    (folder / "b.yaml").symlink_to("a.yaml")
    with pytest.raises(tl.NotWritten, match=r"(?i)too many levels"):
        tl.write(ROME, folder / "a.yaml")
    with pytest.raises(tl.Unreadable, match=r"(?i)too many levels"):
        tl.read(folder / "a.yaml")


def umask(folder: Path, monkeypatch) -> None:
    before = os.umask(0o077)
    try:
        tl.write(ROME, folder / "a.yaml")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "a.yaml").stat().st_mode) == 0o600


def nul(folder: Path, monkeypatch) -> None:
    for name in ("a\0b.html", "a\0b.yaml"):
        with pytest.raises(tl.NotWritten, match="no file can have this name"):
            (tl.save if name.endswith("html") else tl.write)(ROME, f"{folder}/{name}")
        with pytest.raises(tl.Unreadable, match="no file can have this name"):
            tl.read(f"{folder}/{name}", format="yaml")


def names_of_windows(folder: Path, monkeypatch) -> None:
    """Files that are named by us are named after years, whatever the record is called."""
    chronology = tl.Chronology(
        tl.Event(f"e{n}", title=name, when=f"{n}") for n, name in enumerate(("CON", "a:b", "x. "), 2020)
    )
    tl.save(chronology, folder / "pages", split="year")
    names = [path.name for path in (folder / "pages").glob("[!.]*")]
    assert names
    assert all(
        re.fullmatch(r"[a-z0-9-]+\.html", name) and name.partition(".")[0] not in {"con", "nul", "aux"}
        for name in names
    )


def many_writers(folder: Path, monkeypatch) -> None:
    """Several processes write one file while it is read: what is read is whole, and one of theirs."""
    path, code = (
        folder / "a.yaml",
        "import sys, timeline as tl\nfor n in range(10): tl.write(tl.Chronology(title=sys.argv[2] * 3000), sys.argv[1], overwrite=True)",
    )
    tl.write(tl.Chronology(title="A" * 3000), path)
    writers = [subprocess.Popen([sys.executable, "-c", code, path, letter]) for letter in "AB"]
    titles = set()
    while any(writer.poll() is None for writer in writers):
        titles.add(tl.read(path).header.title)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert {len(title) for title in titles} == {3000}
    assert {len(set(title)) for title in titles} == {1}


def last_writer(folder: Path, monkeypatch) -> None:
    """Without `overwrite` the second one is refused; with it the last one wins, whole."""
    path = folder / "a.yaml"
    tl.write(ROME, path)
    with pytest.raises(tl.NotWritten):
        tl.write(OTHER, path)
    assert tl.read(path) == ROME
    tl.write(OTHER, path, overwrite=True)
    assert tl.read(path) == OTHER


def no_fsync(folder: Path, monkeypatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.warns(RuntimeWarning, match="it may not outlive a power cut"):
            tl.write(ROME, folder / "a.yaml")
    assert tl.read(folder / "a.yaml") == ROME


def line_ends(folder: Path, monkeypatch) -> None:
    tl.write(ROME, folder / "a.yaml")
    assert b"\r" not in (folder / "a.yaml").read_bytes()
    assert (folder / "a.yaml").read_bytes() == tl.dumps(ROME, "yaml").encode()
    assert tl.read(folder / "a.yaml")["a"].title == "First\nsecond"


def same_bytes(folder: Path, monkeypatch) -> None:
    code = (
        "import timeline as tl, hashlib\nrome = tl.dossier('witkoff-putin')\n"
        "print([hashlib.sha256(made.encode()).hexdigest() for made in (rome.render('html'), rome.dumps('yaml'))])"
    )
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"},
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **each},
            capture_output=True,
            text=True,
            check=True,
            cwd=folder,
        ).stdout
        for each in surroundings
    }
    assert len(found) == 1


CASES = {
    "H0727": exists, "H0729": disk_full, "H0731": any_call, "H0733": no_folder, "H0735": pipe, "H0737": link,
    "H0739": loop, "H0741": umask, "H0743": nul, "H0745": names_of_windows, "H0747": many_writers,
    "H0749": last_writer, "H0751": no_fsync, "H0753": line_ends, "H0755": same_bytes,
}  # fmt: skip
