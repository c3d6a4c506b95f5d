"""How commands end: exit statuses, messages instead of tracebacks, closed pipes, odd encodings."""

import subprocess
import sys
from pathlib import Path

import pytest

import timeline as tl
from timeline.cli import drawing, reading

COMMAND = [sys.executable, "-m", "timeline"]


class TestUnreadable:
    def test_neither_a_file_nor_a_packaged_dossier(self, timeline):
        """The message names what was tried and what there is."""
        result = timeline("show", "rome-2024")
        assert (result.exit_code, result.stdout) == (2, "")
        assert (
            result.stderr
            == "error: no file 'rome-2024', and no packaged dossier of that name; did you mean 'rome-2025'?\n"
        )

    def test_a_file_of_the_folder_that_is_spelled_much_like_it_is_named(self, timeline, talks):
        told = "error: no file 'talk.yml', and no packaged dossier of that name; did you mean 'talks.yaml'?\n"
        assert timeline("render", "talk.yml").stderr == told

    def test_the_packaged_names_are_listed_where_none_is_near(self, timeline):
        assert "packaged: " in timeline("show", "zzz").stderr

    def test_a_file_that_exists_wins_over_a_packaged_name(self, timeline, folder):
        (folder / "rome-2025").mkdir()
        assert timeline("show", "rome-2025").exit_code == 0
        (folder / "rome-2025").rmdir()
        (folder / "rome-2025").write_text("title: Mine\nevents: []\n", "utf-8")
        assert timeline("show", "rome-2025").stderr.startswith("rome-2025: no format has this suffix")

    def test_problems_of_a_file_come_with_line_and_column(self, timeline, talks, folder):
        (folder / talks).write_text(
            "title: T\nevents:\n  - {when: 2025-02-30, title: Never}\n  - {title: No date}\n", "utf-8"
        )
        result = timeline("show", talks)
        assert (result.exit_code, result.stdout) == (2, "")
        lines = result.stderr.splitlines()
        assert len(lines) == 2
        assert lines[0].startswith("talks.yaml:3:")
        assert "Traceback" not in result.stderr

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("empty.yaml", b""),
            ("binary.yaml", b"title: \xff\xfe\n"),
            ("tab.yaml", b"title:\n\tx: y\n"),
            ("two.yaml", b"title: a\n---\ntitle: b\n"),
            ("list.yaml", b"- a\n- b\n"),
            ("version.yaml", b"timeline: 99\ntitle: a\n"),
            ("deep.yaml", b"[" * 10_000),
            ("deep.json", b"[" * 10_000),
            ("bomb.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
            ("broken.json", b"{"),
        ],
    )
    def test_bad_input_of_every_sort_is_told_and_not_traced(self, timeline, folder, name, content):
        (folder / name).write_bytes(content)
        result = timeline("check", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(name)
        assert "Traceback" not in result.stderr
        assert "defect" not in result.stderr

    def test_a_folder_is_no_dossier(self, timeline, folder):
        (folder / "papers.yaml").mkdir()
        result = timeline("render", "papers.yaml")
        assert (result.exit_code, result.stderr) == (2, "papers.yaml: this is a folder; name a file\n")

    def test_an_output_in_a_missing_folder(self, timeline, talks):
        result = timeline("render", talks, "--output", "nowhere/page.html")
        assert result.exit_code == 2
        assert result.stderr.startswith("nowhere/page.html: its folder does not exist")


class TestUsage:
    def test_an_unknown_command(self, timeline):
        result = timeline("rendr")
        assert result.exit_code == 2
        assert "rendr" in result.stderr

    def test_an_unknown_option(self, timeline, talks):
        assert timeline("show", talks, "--nope").exit_code == 2

    def test_no_command_shows_the_help(self, timeline):
        assert "Commands:" in timeline().output


class TestDefect:
    """Whatever goes wrong inside is a message; the traceback is there for who asks."""

    @pytest.fixture
    def broken(self, monkeypatch):
        def load(name):
            raise ZeroDivisionError("division by zero")

        monkeypatch.setattr(reading, "load", load)

    def test_it_is_told_without_a_traceback(self, timeline, broken):
        result = timeline("show", "rome-2025")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("error: ZeroDivisionError: division by zero\n")
        assert "--debug" in result.stderr

    def test_debug_shows_the_traceback(self, timeline, broken):
        result = timeline("--debug", "show", "rome-2025")
        assert result.exit_code == 2
        assert "Traceback" in result.stderr

    def test_a_refusal_of_the_system_names_the_file(self, timeline, monkeypatch):
        def load(name):
            raise PermissionError(13, "Permission denied", "secret.yaml")

        monkeypatch.setattr(reading, "load", load)
        assert timeline("show", "secret.yaml").stderr == "error: secret.yaml: permission denied\n"


class TestInterrupted:
    def test_control_c_ends_with_130_and_leaves_no_file(self, timeline, talks, folder, monkeypatch):
        from timeline import rendering

        def stream(*arguments, **options):
            yield "<!doctype html>"
            raise KeyboardInterrupt  # as Ctrl-C does in the middle of a long page

        monkeypatch.setattr(rendering, "stream", stream)
        result = timeline("render", talks, "--output", "page.html")
        assert (result.exit_code, result.stdout, result.stderr) == (130, "", "interrupted\n")
        assert [path.name for path in folder.iterdir()] == ["talks.yaml"]

    def test_an_old_page_outlives_a_failed_one(self, timeline, talks, folder, monkeypatch):
        from timeline import rendering

        def stream(*arguments, **options):
            yield "<!doctype html>"
            raise tl.BadTemplate("no such field")

        (folder / "page.html").write_text("old", "utf-8")
        monkeypatch.setattr(rendering, "stream", stream)
        result = timeline("render", talks, "--output", "page.html")
        assert (result.exit_code, result.stderr) == (2, "error: no such field\n")
        assert (folder / "page.html").read_text("utf-8") == "old"


class TestPipes:
    @pytest.mark.parametrize("command", [["render", "rome-2025"], ["show", "rome-2025"], ["schema"]])
    def test_a_reader_that_goes_away_is_no_error(self, command):
        """As `| head -1` does: nothing on standard error, and the status of SIGPIPE."""
        run = subprocess.Popen([*COMMAND, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        run.stdout.close()
        _, stderr = run.communicate(timeout=60)
        assert stderr == b""
        assert run.returncode == 141

    def test_a_closed_output_is_no_error(self):
        run = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *COMMAND, "schema"], capture_output=True, check=False)
        assert (run.returncode, run.stderr) == (0, b"")

    def test_a_full_disk_is_told(self):
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            run = subprocess.run([*COMMAND, "render", "rome-2025"], stdout=full, stderr=subprocess.PIPE, check=False)
        assert (run.returncode, run.stderr) == (2, b"error: no space left on device\n")


class TestEncodings:
    def run(self, *arguments, encoding):
        environment = {"PYTHONIOENCODING": encoding, "PATH": "/usr/bin:/bin"}
        return subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, env=environment)

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "cp1251"])
    def test_a_page_in_a_pipe_is_utf_8_whatever_the_terminal(self, encoding):
        run = self.run("render", "rome-2025", encoding=encoding)
        assert (run.returncode, run.stderr) == (0, b"")
        assert run.stdout == tl.dossier("rome-2025").render("html").encode("utf-8")

    def test_messages_in_ascii_escape_what_they_must(self, folder):
        run = self.run("show", "Рим.yaml", encoding="ascii")
        assert run.returncode == 2
        assert b"\\u0420\\u0438\\u043c.yaml" in run.stderr


def test_drawing_and_reading_share_one_loader():
    assert drawing.load is reading.load
