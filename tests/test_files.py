"""Files are written whole or not at all, and read with their limits."""

# The calls of the system by their own names: what is promised here is promised in their terms.
# ruff: noqa: PTH110, PTH123

import contextlib
import errno
import fcntl
import itertools
import os
import re
import resource
import shutil
import stat
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from proof import writing as writing_that_fails

from timeline import files
from timeline.errors import BadTemplate, NotWritten, Unreadable
from timeline.files import fresh, reading, writing


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: object, chunks: object = "new", **options: bool) -> str:
    with pytest.raises(NotWritten) as caught:
        files.write(path, chunks, **options)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert problem.file == os.fsdecode(path)  # type: ignore[arg-type]
    return f"{problem.code}: {problem.message}{'; ' if problem.hint else ''}{problem.hint}"


def unreadable(path: object, **options: int) -> str:
    with pytest.raises(Unreadable) as caught:
        files.read_text(path, **options)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert problem.file == os.fsdecode(path)  # type: ignore[arg-type]
    place = f"{problem.line}:{problem.column}: " if problem.line else ""
    return f"{place}{problem.code}: {problem.message}{'; ' if problem.hint else ''}{problem.hint}"


def test_the_bytes_are_utf_8_with_line_ends_as_given(tmp_path: Path) -> None:
    files.write(tmp_path / "a.txt", ["Зеленський\r\n", "b\n", "c\r"])
    assert (tmp_path / "a.txt").read_bytes() == "Зеленський\r\nb\nc\r".encode()
    assert files.read_text(tmp_path / "a.txt") == "Зеленський\r\nb\nc\r"
    assert only(tmp_path) == ["a.txt"]


def test_an_existing_file_is_replaced_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.write(path, "old")
    assert refused(path) == "exists: the file exists; overwrite=True replaces it"
    assert path.read_text() == "old"
    files.write(path, "new", overwrite=True)
    assert path.read_text() == "new"
    assert only(tmp_path) == ["a.txt"]


def test_a_place_taken_while_writing_is_refused(tmp_path: Path) -> None:
    def chunks() -> object:
        yield "mine"
        (tmp_path / "a.txt").write_text("theirs")

    assert refused(tmp_path / "a.txt", chunks()) == "exists: the file exists; overwrite=True replaces it"
    assert (tmp_path / "a.txt").read_text() == "theirs"
    assert only(tmp_path) == ["a.txt"]


def test_a_file_system_without_links_is_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    files.write(tmp_path / "a.txt", "a" * 100_000)
    files.write(tmp_path / "b.txt", "old")
    (tmp_path / "b.txt").chmod(0o600)
    files.write(tmp_path / "b.txt", "new", overwrite=True)
    assert refused(tmp_path / "a.txt") == "exists: the file exists; overwrite=True replaces it"
    assert [(tmp_path / name).read_text() for name in ("a.txt", "b.txt")] == ["a" * 100_000, "new"]
    assert stat.S_IMODE((tmp_path / "b.txt").stat().st_mode) == 0o600
    assert only(tmp_path) == ["a.txt", "b.txt"]


@pytest.fixture(params=["nameless", "named"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where files without a name are to be had, and where they are not."""
    if request.param == "named":
        monkeypatch.setattr(fresh, "_nameless", lambda _: None)
    return str(request.param)


CALLS = [
    "open",
    "stat",
    "fsync",
    "link",
    "replace",
    "chmod",
    "chown",
    "close",
    "unlink",
    "makedirs",
    "scandir",
    "getxattr",
    "setxattr",
]


def failing_at(patch: pytest.MonkeyPatch, number: int, code: int) -> list[str]:
    """Let one call of the system fail, by its number among all; the list says which have been made."""
    made: list[str] = []

    def counting(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            made.append(name)
            if len(made) == number:
                raise OSError(code, os.strerror(code))
            return real(*given, **more)

        return call

    for name in CALLS:
        patch.setattr(os, name, counting(name, getattr(os, name)))
    return made


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR, errno.EDQUOT])
@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.usefixtures("either")
@pytest.mark.filterwarnings("ignore:.*may not outlive a power cut")
def test_whichever_call_fails_the_old_file_stands_or_the_new_one(tmp_path: Path, code: int, overwrite: bool) -> None:
    old, new = ("old", "new") if overwrite else (None, "new")
    outcomes, number, made = set(), 0, ["more"]
    while len(made) > number - 1:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "a.txt"
        if old is not None:
            path.write_text(old)
        told = old
        with pytest.MonkeyPatch.context() as patch:
            made = failing_at(patch, number, code)
            with contextlib.suppress(NotWritten):
                files.write(path, "new", overwrite=overwrite)
                told = new
        stands = path.read_text() if path.exists() else None
        assert stands == told, (number, made)
        assert set(only(folder)) <= {"a.txt"}
        outcomes.add(told)
    assert outcomes == {old, new}
    assert number > 5


def test_what_a_killed_writer_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """Files and folders; and nothing else: not those of a writer at work, nor what only looks alike."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / f".timeline-{gone.pid}-0.tmp").write_text("left")
    (tmp_path / f".timeline-{gone.pid}-1.tmp").write_text("at work, where it has another number")
    (tmp_path / f".timeline-{os.getpid()}-999999.tmp").write_text("at work")
    (tmp_path / f".timeline-{gone.pid}-x.tmp").write_text("of somebody else")
    (tmp_path / f".timeline-{gone.pid}-2.tmp" / "pages").mkdir(parents=True)
    (tmp_path / f".timeline-{gone.pid}-2.tmp" / "pages" / "a.html").write_text("left")
    (tmp_path / f".timeline-{gone.pid}-3.tmp").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / f".timeline-{gone.pid}-4.tmp")
    with open(tmp_path / f".timeline-{gone.pid}-1.tmp", "rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        files.write(tmp_path / "a.txt", "a")
    kept = [f".timeline-{gone.pid}-{each}.tmp" for each in "134x"]
    assert only(tmp_path) == sorted([*kept, f".timeline-{os.getpid()}-999999.tmp", "a.txt"])


def test_the_file_of_somebody_elses_process_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no signal of ours for that one")

    (tmp_path / ".timeline-1-0.tmp").write_text("at work")
    monkeypatch.setattr(os, "kill", refused)
    files.sweep(str(tmp_path))
    assert only(tmp_path) == [".timeline-1-0.tmp"]


@pytest.mark.usefixtures("either")
def test_a_name_that_is_taken_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "_numbers", itertools.count())
    (tmp_path / f".timeline-{os.getpid()}-0.tmp").write_text("of somebody else")
    (tmp_path / "a.txt").write_text("old")
    files.write(tmp_path / "a.txt", "new", overwrite=True)
    assert only(tmp_path) == [f".timeline-{os.getpid()}-0.tmp", "a.txt"]
    assert (tmp_path / "a.txt").read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.usefixtures("either")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    os.chown(path, 12_345, 54_321)
    path.chmod(0o640)
    files.write(path, "new", overwrite=True)
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (12_345, 54_321, 0o640)


@pytest.mark.usefixtures("either")
def test_the_access_list_is_kept(tmp_path: Path) -> None:
    """One that lets another user in, in the form that Linux keeps it in: version, then mark, rights and number of each entry."""
    path = tmp_path / "a.txt"
    path.write_text("old")
    everyone, rows = 0xFFFF_FFFF, [(1, 6), (2, 4), (4, 4), (16, 4), (32, 0)]
    wanted = struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", mark, rights, 12_345 if mark == 2 else everyone) for mark, rights in rows
    )
    try:
        os.setxattr(path, "system.posix_acl_access", wanted)
    except (OSError, AttributeError):
        pytest.skip("the file system has no access lists")
    files.write(path, "new", overwrite=True)
    assert os.getxattr(path, "system.posix_acl_access") == wanted
    assert path.read_text() == "new"


@pytest.mark.usefixtures("either")
def test_who_may_not_give_files_away_writes_one_of_his_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "chown", fails)
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    files.write(path, "new", overwrite=True)
    assert path.read_text() == "new"


@pytest.mark.usefixtures("either")
def test_a_new_file_is_as_open_as_the_process_lets_files_be(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        files.write(tmp_path / "a.txt", "a")
        files.write(tmp_path / "b.txt", "b", overwrite=True)
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.txt", "b.txt")] == [0o666, 0o666]


def test_a_writer_at_work_has_its_file_locked_beside_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "_nameless", lambda _: None)
    seen: list[str] = []

    def chunks() -> Iterator[str]:
        for path in tmp_path.glob(".timeline-*.tmp"):
            with path.open("rb") as stream, pytest.raises(BlockingIOError):
                fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
            seen.append(path.name)
        yield "a"

    files.write(tmp_path / "a.txt", chunks())
    assert len(seen) == 1
    with files.workshop(str(tmp_path)) as made:
        assert Path(made).parent == tmp_path
        assert stat.S_IMODE(Path(made).stat().st_mode) == 0o700
        descriptor = os.open(made, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        os.close(descriptor)
    assert only(tmp_path) == ["a.txt"]


def test_tidying_up_forgives_a_refusal_that_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([OSError(errno.EIO, "no"), OSError(errno.EINTR, "no"), None])
    remove = shutil.rmtree

    def fails(path: str) -> None:
        if error := next(tries):
            raise error
        remove(path)

    monkeypatch.setattr(shutil, "rmtree", fails)
    with files.workshop(str(tmp_path)) as made:
        Path(made, "a.html").write_text("a")
    assert only(tmp_path) == []


def test_closing_never_hides_why_writing_failed(tmp_path: Path) -> None:
    """The bytes that are still held back cannot be written either then."""
    made = fresh.Fresh(str(tmp_path))
    made.stream.write(b"a")
    os.close(made.stream.fileno())
    made.close()
    assert only(tmp_path) == []


def test_another_hard_link_keeps_the_old_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    os.link(tmp_path / "a.txt", tmp_path / "b.txt")
    files.write(tmp_path / "a.txt", "new", overwrite=True)
    assert [(tmp_path / name).read_text() for name in ("a.txt", "b.txt")] == ["new", "old"]


@pytest.mark.parametrize("error", [BadTemplate("no such block"), KeyboardInterrupt(), OSError(errno.EIO, "theirs")])
def test_a_text_that_fails_half_way_leaves_the_old_file(tmp_path: Path, error: BaseException) -> None:
    def chunks() -> object:
        yield "half" * 100_000
        raise error

    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(type(error)) as caught:
        files.write(path, chunks(), overwrite=True)  # type: ignore[arg-type]
    assert caught.value is error
    assert path.read_text() == "old"
    assert only(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "chmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES])
def test_a_refusal_of_the_system_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fails)
    text = os.strerror(number)
    assert refused(path, overwrite=True) == f"not-written: {text[0].lower()}{text[1:]}"
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert only(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """Linux lends a device on which every write fails as on a full disk."""
    if not os.path.exists("/dev/full"):
        pytest.skip("needs /dev/full")
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(NotWritten, match="no space left on device"):
        writing._fill(full, [b"text"], "a.txt")


def test_a_file_that_grows_too_large_leaves_the_old_one(tmp_path: Path) -> None:
    """Whichever part of it does: one that is written at once, and one that is held back until the end."""
    path = tmp_path / "a.txt"
    path.write_text("old")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    for parts in (["a" * 1_000_000], ["a" * 3_000] * 2):
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, usual[1]))
        try:
            assert refused(path, parts, overwrite=True) == "not-written: file too large"
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        assert (path.read_text(), only(tmp_path)) == ("old", ["a.txt"])


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_without_fsync_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fails(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.warns(RuntimeWarning, match=r"a\.txt: written, but it may not outlive a power cut: ") as told:
        files.write(tmp_path / "a.txt", "a")
    assert len(told) == 2  # of the file and of its folder
    assert (tmp_path / "a.txt").read_text() == "a"


def test_a_folder_that_cannot_be_settled_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is in place by then."""
    settle = os.fsync

    def fails_for_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        settle(descriptor)

    monkeypatch.setattr(os, "fsync", fails_for_folders)
    with pytest.warns(RuntimeWarning, match=r"a\.txt: written, but it may not outlive a power cut: "):
        files.write(tmp_path / "a.txt", "a")
    assert (tmp_path / "a.txt").read_text() == "a"


def test_a_missing_folder_is_refused_or_made(tmp_path: Path) -> None:
    path = tmp_path / "no" / "such" / "a.txt"
    assert refused(path) == f"missing-folder: its folder does not exist; make {str(path.parent)!r} first"
    assert only(tmp_path) == []
    files.write(path, "a", parents=True)
    assert path.read_text() == "a"


def test_a_name_in_the_working_folder_needs_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files.write("a.txt", "a")
    assert only(tmp_path) == ["a.txt"]


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe", overwrite=True) == "no-regular-file: this is a pipe; name a file"
    assert refused(tmp_path, overwrite=True) == "no-regular-file: this is a folder; name a file"
    assert refused("/dev/null", overwrite=True) == "no-regular-file: this is a device or socket; name a file"
    assert unreadable(tmp_path / "pipe") == "no-regular-file: this is a pipe; name a file"
    assert unreadable(tmp_path) == "no-regular-file: this is a folder; name a file"


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.txt").write_text("old")
    (tmp_path / "link").symlink_to("there/a.txt")
    (tmp_path / "dangling").symlink_to("there/b.txt")
    assert refused(tmp_path / "link") == "exists: the file exists; overwrite=True replaces it"
    files.write(tmp_path / "link", "new", overwrite=True)
    files.write(tmp_path / "dangling", "made")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "a.txt").read_text() == "new"
    assert (tmp_path / "there" / "b.txt").read_text() == "made"
    assert only(tmp_path / "there") == ["a.txt", "b.txt"]


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert refused(tmp_path / "a") == "not-written: too many levels of symbolic links"
    assert unreadable(tmp_path / "a") == "unreadable-file: too many levels of symbolic links"


def test_permission_bits_are_kept_or_given_by_the_process(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        files.write(tmp_path / "new.txt", "a")
        files.write(tmp_path / "old.txt", "a")
        (tmp_path / "old.txt").chmod(0o640)
        files.write(tmp_path / "old.txt", "b", overwrite=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "old.txt").stat().st_mode) == 0o640


def test_names_that_no_file_has(tmp_path: Path) -> None:
    assert refused(f"{tmp_path}/a\0b") == "not-written: no file can have this name"
    assert unreadable(f"{tmp_path}/a\0b") == "unreadable-file: no file can have this name"
    assert refused(tmp_path / ("a" * 300)) == "not-written: file name too long"


def test_a_file_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        files.read_text(os.fsencode(tmp_path) + b"/caf\xe9.yaml")  # type: ignore[arg-type]
    assert str(caught.value).endswith(r"caf\udce9.yaml: no such file")
    str(caught.value).encode()


def test_a_text_that_has_no_bytes_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.txt", ["ok", "\ud800"]) == "not-utf-8: the text has the lone surrogate U+D800"
    assert only(tmp_path) == []


def test_what_cannot_be_read_says_why_and_where(tmp_path: Path) -> None:
    (tmp_path / "rome.yaml").write_bytes("title: é\nnote: é\xff".encode("latin-1"))
    (tmp_path / "surrogate.yaml").write_bytes("é: ".encode() + b"\xed\xa0\x80")
    (tmp_path / "sixteen.json").write_bytes("{}".encode("utf-16"))
    assert unreadable(tmp_path / "roma.yaml") == "missing-file: no such file; did you mean 'rome.yaml'?"
    assert unreadable(tmp_path / "no" / "a") == "missing-file: no such file"
    assert (
        unreadable(tmp_path / "rome.yaml")
        == "1:8: not-utf-8: the byte 0xe9 at offset 7 is not UTF-8; save the file as UTF-8"
    )
    assert unreadable(tmp_path / "surrogate.yaml").startswith("1:4: not-utf-8: the byte 0xed at offset 4")
    assert unreadable(tmp_path / "sixteen.json").endswith("it looks like UTF-16; save it as UTF-8")
    assert unreadable(tmp_path / "rome.yaml", limit=3) == (
        "too-large: a file of 17 bytes; at most 3 are read; TIMELINE_MOST_BYTES in the environment sets another limit, and so does `limit=`"
    )


def test_bytes_are_written_as_safely_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.bin"
    with pytest.raises(NotWritten, match=r"a\.bin: its folder does not exist; make '.*new' first"):
        files.write_bytes(path, [b"a"])
    for given in (b"\x00\xff", b"\xfe"):
        files.write_bytes(path, [given, b"\x01"], overwrite=True, parents=True)
        assert files.read_bytes(path) == given + b"\x01"
    with pytest.raises(NotWritten, match=r"a\.bin: the file exists; overwrite=True replaces it"):
        files.write_bytes(path, [b"a"])
    assert only(path.parent) == ["a.bin"]


@pytest.mark.parametrize(
    "read", [files.read_text, files.read_bytes, lambda path, **most: list(files.read_lines(path, **most))]
)
def test_a_limit_is_what_may_be_read(tmp_path: Path, read: Callable[..., object]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo\n")
    assert read(path, limit=8) == read(path)
    for limit in (7, 4, 3, 0):
        with pytest.raises(Unreadable, match=rf"a\.txt: a file of 8 bytes; at most {limit} are read"):
            read(path, limit=limit)


def test_a_file_without_end_is_given_up_at_the_limit(tmp_path: Path) -> None:
    """One that the system says is empty, as those of `/proc` are."""
    for read in (files.read_text, files.read_bytes, lambda path, **most: list(files.read_lines(path, **most))):
        with pytest.raises(Unreadable, match="a file of 6 bytes; at most 5 are read"):
            read("/proc/self/status", limit=5)


def test_bytes_from_elsewhere_have_the_same_limit() -> None:
    assert files.decode(b"four", name="<stdin>", limit=4) == "four"
    with pytest.raises(Unreadable) as caught:
        files.decode(b"fives", name="<stdin>", limit=4)
    (problem,) = caught.value.problems
    hint = "at most 4 are read; TIMELINE_MOST_BYTES in the environment sets another limit, and so does `limit=`"
    assert (problem.code, problem.message, problem.file, problem.hint) == (
        "too-large",
        "more than 4 bytes",
        "<stdin>",
        hint,
    )


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffone\n\ufefftwo\r\n\nfour".encode())
    assert list(files.read_lines(path)) == ["one", "\ufefftwo\r", "", "four"]
    path.write_bytes(b"one\ntw\xff")
    lines = files.read_lines(path)
    assert next(lines) == "one"
    with pytest.raises(Unreadable, match=r"a\.txt:2:3: the byte 0xff at offset 6 is not UTF-8"):
        next(lines)


@pytest.mark.parametrize("data", [b"\xff\xfea\0", b"\xfe\xff\0a"])
def test_utf_16_is_told_in_either_order(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert unreadable(tmp_path / "a.txt") == (
        f"1:1: not-utf-8: the byte 0x{data[0]:02x} at offset 0 is not UTF-8; it looks like UTF-16; save it as UTF-8"
    )


def test_the_line_and_the_column_of_a_wrong_byte_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\né\nxé".encode() + b"\xff")
    assert unreadable(tmp_path / "a.txt").startswith("3:3: not-utf-8: the byte 0xff at offset 7 is not UTF-8")


def test_a_file_of_this_folder_is_offered_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rome.yaml").write_text("a")
    monkeypatch.chdir(tmp_path)
    assert unreadable("roma.yaml") == "missing-file: no such file; did you mean 'rome.yaml'?"


@pytest.mark.parametrize(
    ("found", "limit"),
    [
        ("", 7),
        ("12", 12),
        ("1_000", 1_000),
        ("9" * 15, int("9" * 15)),
        ("9" * 16, None),
        ("ten", None),
        ("-1", None),
        ("\u0663", None),
    ],
)
def test_a_limit_can_be_set_from_outside(found: str, limit: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_MOST_BYTES", found)
    if limit is not None:
        assert reading._allowed("TIMELINE_MOST_BYTES", 7) == limit
        return
    told = re.escape(f"TIMELINE_MOST_BYTES={found!r} is no number, so the limit is 7,000")
    with pytest.warns(RuntimeWarning, match=told):
        assert reading._allowed("TIMELINE_MOST_BYTES", 7_000) == 7_000


def test_a_limit_that_nobody_set_is_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_MOST_BYTES", raising=False)
    assert reading._allowed("TIMELINE_MOST_BYTES", 7) == 7


def test_a_text_that_is_too_long_says_what_would_do() -> None:
    problem = files.too_long(2_000_000)
    hint = "at most 1,000,000 are read; TIMELINE_LONGEST_TEXT in the environment sets another limit"
    assert (problem.code, problem.message, problem.hint) == ("too-long", "a text of 2,000,000 characters", hint)


def test_a_byte_order_mark_at_the_beginning_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa")
    assert files.read_text(tmp_path / "a.txt") == "a"


def test_six_writers_at_once_never_show_a_torn_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.write(path, "0" * 50_000)

    def writes(letter: str) -> None:
        for _ in range(20):
            files.write(path, letter * 50_000, overwrite=True)

    writers = [threading.Thread(target=writes, args=(letter,)) for letter in "123456"]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        text = files.read_text(path)
        assert (len(text), len(set(text))) == (50_000, 1)
    for writer in writers:
        writer.join()
    assert only(tmp_path) == ["a.txt"]


def test_processes_that_write_at_once_leave_one_of_their_files_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    code = "import sys; from timeline import files\nfor _ in range(15): files.write(sys.argv[1], [sys.argv[2] * 40_000] * 5, overwrite=True)"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(path), letter]) for letter in "1234"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0, 0]
    text = files.read_text(path)
    assert (len(text), len(set(text))) == (200_000, 1)
    assert only(tmp_path) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(thorough: bool) -> None:
    cases = writing_that_fails.ways(count=100 if thorough else 5)
    for name, found in writing_that_fails.kills(50 if thorough else 2, cases=cases).items():
        assert (found["torn"], found["strays"]) == (0, 0), name
        assert found["old"] + found["new"] + found[MIXED] == found["kills"], name
    if thorough:
        (found,) = writing_that_fails.kills(50, cases=writing_that_fails.plain()).values()
        assert found["torn"] > 0  # the same blows do tear what `open` writes


MIXED = "old and new pages, each whole"


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_writer_that_is_killed_at_any_call_leaves_the_old_file_or_the_new_one(thorough: bool) -> None:
    for name, found in writing_that_fails.struck(None if thorough else {"an archive, unpacked"}):
        assert (found["torn"], found["strays"], found["ended before"]) == (0, 0, 0), name
        assert found["old"] > 5, name
        assert found["new"] > 0, name
        assert (found[MIXED] > 0) == (name == "a folder of pages")


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_call_that_the_system_itself_refuses_leaves_the_old_file(thorough: bool) -> None:
    codes = writing_that_fails.CODES if thorough else ("EIO",)
    names = None if thorough else {"a long text"}
    for name, found in writing_that_fails.failing(codes=codes, names=names):
        assert (found["wrong"], found["strays"]) == (0, 0), name
        assert found["refused, the old stands"] > 5 * len(codes), name


def test_bytes_from_elsewhere_are_read_like_a_file():
    """Of standard input, for instance."""
    assert files.decode(b"\xef\xbb\xbftitle: \xc3\xa9", name="<stdin>") == "title: \xe9"
    with pytest.raises(Unreadable, match="<stdin>:1:2: the byte 0xff at offset 1 is not UTF-8"):
        files.decode(b"a\xff", name="<stdin>")
    with pytest.raises(Unreadable, match="<stdin>: more than 3 bytes; at most 3 are read"):
        files.decode(b"abcd", name="<stdin>", limit=3)


class TestLines:
    """A file line by line is refused for the same reasons and in the same words as a whole one."""

    def test_the_lines_are_those_of_the_text(self, tmp_path):
        path = tmp_path / "a.jsonl"
        path.write_bytes("\ufeffä\r\n\n\u2028b\ufeff\nc".encode())
        assert [*files.read_lines(path)] == files.read_text(path).split("\n") == ["ä\r", "", "\u2028b\ufeff", "c"]

    @pytest.mark.parametrize("data", [b"a\nb\xff\n", b"a" * 30, b"a\n" * 30, b"ok\n" + b"\xc3"])
    def test_what_is_wrong_is_told_as_of_the_whole(self, tmp_path, data):
        path = tmp_path / "a.jsonl"
        path.write_bytes(data)
        told = []
        for read in (lambda: [*files.read_lines(path, limit=20)], lambda: files.read_text(path, limit=20)):
            with pytest.raises(Unreadable) as caught:
                read()
            told.append(str(caught.value))
        assert told[0] == told[1]

    @pytest.mark.parametrize("name", ["missing.jsonl", "", "a\0b"])
    def test_what_cannot_be_opened_is_refused_at_once(self, tmp_path, name):
        with pytest.raises(Unreadable):
            next(files.read_lines(tmp_path / name))
