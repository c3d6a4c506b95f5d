"""Templates from strangers: none gets out of its process, each is stopped in time, and harmless ones draw what they always draw."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import BadTemplate, Invalid
from timeline.records import Meeting, events
from timeline.rendering import Limits, render, templates
from timeline.rendering.apart import child, parent
from timeline.rendering.apart.limits import limits_of
from timeline.rendering.environments import EXTENSIONS, PICTURES, environment, mentioned, shelf

TALKS = Chronology([Meeting("talks", title="Talks", when="1961-03", tags=["sea"])], title="The lake")
BARE = {"fragment": True, "style": False, "lanes": None}
# What the cases speak of: an event, a mapping, a title, a template that extends itself and a link out of the folder.
GIVEN = "{% set e = entry %}{% set d = {'a': 1} %}{% set title = entry.title %}"
SECRET = "root:x:0:0"
INSIDES = re.compile(r" at 0x[0-9a-f]+|site-packages|Traceback|\benviron\b|<(?:module|class|function|frame) ")
# What reaches for something that is not there for templates, and uses up nothing.
REACHES = re.compile(
    r"__|gi_frame|_Template|include|extends|\.append|\.pop|dangerous|debug|nope|1/0|recursive|round|truncate"
)

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on what a process may use up")


def draw(own: object, *, limits: Limits | None = None, language: str = "html", **options: object) -> str:
    return render(TALKS, language, templates=own, trusted=False, limits=limits, **{**BARE, **options})  # type: ignore[arg-type]


def meeting(text: str) -> dict[str, str]:
    return {"html/meeting.html.jinja": text}


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    """Return a folder with a template for meetings, and beside it what the cases reach for."""

    def make(text: str) -> Path:
        own = tmp_path / "own"
        (own / "html").mkdir(parents=True)
        (own / "html" / "meeting.html.jinja").write_text(text, "utf-8")
        (own / "selfext.html").write_text("{% extends 'selfext.html' %}", "utf-8")
        (own / "link.html").symlink_to("/etc/passwd")
        return own

    return make


def outcome(draw_it: Callable[[], str]) -> tuple[str, str]:
    """Return whether a page was drawn, and what anybody can read of it."""
    try:
        return "inert", draw_it()
    except BadTemplate as error:
        return "reject", str(error)


def test_every_case_of_the_catalogue(template, folder, tmp_path, thorough):  # type: ignore[no-untyped-def]
    """It has the outcome that it names, and what comes of it shows nothing of the inside of the program."""
    if template.input_kind == "proc":
        STEPS[template.id](SimpleNamespace(folder=folder, path=tmp_path))
        return
    if not thorough and REACHES.search(template.value):  # the sandbox is the same in this process, and quicker
        came, told = outcome(lambda: render(TALKS, templates=folder(GIVEN + template.value), **BARE))
        assert (template.outcome, None, False) == (came, INSIDES.search(told), SECRET in told)
        return
    # What never ends is stopped as well with fewer seconds; how many there are by default is asserted below.
    endless = "range(9999" in template.value and "join" not in template.value
    limits = Limits(seconds=2) if endless else Limits(seconds=60)
    if thorough and template.outcome == "reject":
        limits = Limits()
    came, told = outcome(lambda: draw(folder(GIVEN + template.value), limits=limits))
    assert (template.outcome, None, False) == (came, INSIDES.search(told), SECRET in told)


# What the cases that are told in words ask for.


def _link(here: SimpleNamespace) -> None:
    own = here.folder("")
    (own / "html" / "meeting.html.jinja").unlink()
    (own / "html" / "meeting.html.jinja").symlink_to("/etc/passwd")
    _refused(own, "leads out of its folder")


def _pipe(here: SimpleNamespace) -> None:
    own = here.folder("")
    (own / "html" / "meeting.html.jinja").unlink()
    os.mkfifo(own / "html" / "meeting.html.jinja")
    _refused(own, "is no file of at most")


def _giant(here: SimpleNamespace) -> None:
    own = here.folder("")
    os.truncate(own / "html" / "meeting.html.jinja", 100_000_000)
    _refused(own, "is no file of at most")


def _nul(here: SimpleNamespace) -> None:
    _refused(here.folder("{% include 'a\\x00b' %}"), "is no name of a template")


def _above(here: SimpleNamespace) -> None:
    (here.path / "secret.html").write_text(SECRET, "utf-8")
    _refused(here.folder("{% include '../secret.html' %}"), "is no name of a template")
    for path in (
        str(here.path / "secret.html"),
        "html/../../secret.html",
        "./../secret.html",
        "//secret.html",
        "C:/secret.html",
    ):
        with pytest.raises(BadTemplate, match="is no name of a template"):
            render(TALKS, templates=meeting(f"{{% include '{path}' %}}"))


def _refused(own: object, words: str) -> None:
    with pytest.raises(BadTemplate, match=words) as caught:
        draw(own)
    assert SECRET not in str(caught.value)


def _braces(here: SimpleNamespace) -> None:
    own = here.folder("{{ entry.title }}")
    (own / "html" / "{x}.html.jinja").write_text("{{ 1 / 0 }}", "utf-8")
    assert ">\nTalks<" in draw(own)


def _unescaped(here: SimpleNamespace) -> None:
    """Every expression is escaped by the language of the page, whatever the template says of autoescape."""
    own = here.folder("{% autoescape false %}{{ entry.title }}{% endautoescape %}")
    page = render(Chronology([Meeting("talks", title="<b>", when="1961")]), templates=own, trusted=False, **BARE)  # type: ignore[arg-type]
    assert ("&lt;b&gt;" in page, "<b>" in page) == (True, False)


def _unquoted(_here: SimpleNamespace) -> None:
    """No template that comes along sets a value into an attribute without quotation marks, or into a script or a style."""
    names = [listed.name for listed in templates() if listed.language in {"html", "svg"}]
    sources = {
        name: place.source for name in names if (place := shelf().find(f"html/{name}") or shelf().find(f"svg/{name}"))
    }
    assert len(sources) >= 10
    assert {
        name: found[0] for name, text in sources.items() if (found := re.search(r"\s[\w:-]+=\s*\{[{%]", text))
    } == {}


def _environ(here: SimpleNamespace) -> None:
    assert outcome(lambda: draw(here.folder("{{ environ }}"))) == (
        "reject",
        f"{here.path}/own/html/meeting.html.jinja:1: nothing is called 'environ' here",
    )
    seen = subprocess.run(
        [sys.executable, "-I", "-c", "import os; print(sorted(os.environ))"],
        env=parent.surroundings(),
        capture_output=True,
        check=True,
    )
    assert seen.stdout.decode().strip() in {"[]", "['LC_CTYPE']", "['SYSTEMROOT']"}


def _cache(here: SimpleNamespace) -> None:
    places = shelf(here.folder(""))
    assert {environment(language, places).bytecode_cache for language in (*EXTENSIONS, *PICTURES)} == {None}


STEPS = {
    "H0708": _link,
    "H0710": _pipe,
    "H0712": _giant,
    "H0714": _nul,
    "H0716": _above,
    "H0718": _braces,
    "H0720": _unescaped,
    "H0722": _unquoted,
    "H0724": _environ,
    "H0726": _cache,
}


class TestThePage:
    def test_is_the_same_as_in_this_process(self) -> None:
        """Whatever view of a chronology is shown, in whatever language, with whatever findings."""
        rome = tl.dossier("rome-2025")
        own = meeting('{% extends "timeline:html/meeting.html.jinja" %}{% block kind %}Talks{% endblock %}')
        view = rome.as_of("2025-04-26").according_to("ru").of("meeting").headed(title="Meetings", language="fr")
        for chronology, language in ((rome.of("statement"), "svg"), (view, "html")):
            given = {"templates": own, "findings": tl.check(chronology), "compiled": "2025-05-01", "newest_first": True}
            assert render(chronology, language, **given) == render(chronology, language, trusted=False, **given)  # type: ignore[arg-type]

    def test_is_split_into_years_likewise(self, tmp_path: Path) -> None:
        years = Chronology([Meeting("a", title="A", when="1961"), Meeting("b", title="B", when="1962")])
        own = meeting("<p>{{ entry.title }}</p>")
        for name, trusted in (("here", True), ("apart", False)):
            years.save(tmp_path / name, split="year", templates=own, trusted=trusted)
        here, apart = (
            {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "apart")
        )
        assert (here, len(here) >= 3) == (apart, True)

    def test_knows_kinds_of_events_that_a_module_declares(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "flights.py").write_text(
            "from timeline.records import Event\nclass Flight(Event):\n    'A flight.'\n", "utf-8"
        )
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setattr(events, "_KINDS", dict(events._KINDS))  # forgotten after the test
        flight = __import__("flights").Flight("f", title="To Reykjavik", when="1986-10-09")
        page = render(
            Chronology([flight]),
            templates={"html/flight.html.jinja": "<p>flown: {{ entry.title }}</p>"},
            trusted=False,
            **BARE,
        )  # type: ignore[arg-type]
        assert "flown: To Reykjavik" in page
        monkeypatch.setattr(type(flight), "__module__", "__main__")
        with pytest.raises(Invalid, match="'flight' is declared in the program itself"):
            render(Chronology([flight]), templates=meeting(""), trusted=False)

    def test_tells_how_far_it_is_once_it_is_there(self) -> None:
        told: list[tuple[int, int]] = []
        draw(meeting("x"), progress=lambda *numbers: told.append(numbers))
        assert told == [(1, 1)]

    def test_needs_no_process_where_there_are_no_templates_of_others(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(parent.subprocess, "Popen", None)
        assert draw(()) == render(TALKS, **BARE)  # type: ignore[arg-type]


class TestALimit:
    def test_stops_every_page_within_ten_seconds(self) -> None:
        assert (Limits().seconds < 10, Limits().memory <= 2**30, Limits().output <= 2**27) == (True, True, True)

    def test_of_time_ends_the_process_and_all_that_belongs_to_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The clock on the wall is the parent's, so it also ends a process that sleeps and uses up no processor."""
        started: list[subprocess.Popen[bytes]] = []
        make = subprocess.Popen

        def popen(*args: object, **options: object) -> subprocess.Popen[bytes]:
            started.append(make(*args, **options))  # type: ignore[call-overload]
            return started[0]

        monkeypatch.setattr(parent.subprocess, "Popen", popen)
        monkeypatch.setattr(parent, "BEGIN", "import time; time.sleep(600)")
        with pytest.raises(BadTemplate) as caught:
            draw(meeting("x"), limits=Limits(seconds=0.2))
        assert (caught.value.problems[0].code, started[0].returncode) == ("template-too-slow", -signal.SIGKILL)
        assert str(caught.value) == (
            "the templates take longer than 0.2 seconds; if they do need more, give limits=Limits(seconds=1), or --allow seconds=1 on the command line"
        )

    def test_holds_only_in_a_process_that_can_be_started(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(parent.sys, "executable", "/nowhere/python")
        with pytest.raises(BadTemplate, match="no process for the templates can be started"):
            draw(meeting("x"))

    def test_of_output_ends_it_before_more_is_read(self) -> None:
        with pytest.raises(BadTemplate, match=r"write more than 2,000,000 bytes; .* limits=Limits\(output=8000000\)"):
            draw(meeting("{% for a in range(99) %}{{ 'x' * 99999 }}{% endfor %}"), limits=Limits(output=2_000_000))

    @needs_limits
    def test_of_memory_is_told_as_one(self) -> None:
        with pytest.raises(
            BadTemplate, match=r"more than 300,000,000 bytes of memory; .* --allow memory=1200000000"
        ) as caught:
            draw(meeting("{{ ('a' * 400000000)|length }}"), limits=Limits(memory=300_000_000))
        assert caught.value.problems[0].code == "template-too-hungry"

    @needs_limits
    def test_of_memory_may_be_too_low_to_begin_with(self) -> None:
        with pytest.raises(BadTemplate):
            draw(meeting("x"), limits=Limits(memory=20_000_000))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"seconds": 0},
            {"memory": -1},
            {"output": 1.5},
            {"seconds": True},
            {"seconds": float("inf")},
            {"memory": "1"},
        ],
    )
    def test_is_a_number_greater_than_nought(self, wrong: dict[str, float]) -> None:
        with pytest.raises(Invalid, match="greater than 0 is wanted"):
            Limits(**wrong)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("second=3", "no limit 'second'; did you mean 'seconds'?"),
            ("files=3", "no limit 'files'; write one of seconds, memory, output"),
            ("seconds", "seconds: '' is no number"),
            ("memory=1T", "memory: '1T' is no number"),
            ("output=0", "output: output is 0; a whole number greater than 0"),
        ],
    )
    def test_on_the_command_line_is_read_or_refused(self, text: str, message: str) -> None:
        with pytest.raises(Invalid, match=re.escape(message)):
            limits_of((text,))

    def test_on_the_command_line_may_be_short(self) -> None:
        assert limits_of(("memory=2G", "output=10k", "seconds=20")) == Limits(
            seconds=20, memory=2 * 10**9, output=10_000
        )


DEEDS = (
    "os.system('true')",
    "os.fork()",
    "os.kill(os.getppid(), 0)",
    "os.remove('x')",
    "subprocess.run(['true'])",
    "socket.socket()",
    "ctypes.CDLL(None)",
    "open('/etc/passwd')",
    "open('written', 'w')",
    "os.open('written', os.O_CREAT | os.O_WRONLY)",
    "(pathlib.Path(sys.prefix) / 'written').write_text('x')",
)


class TestTheSecondWall:
    """Where a template did get out of the sandbox, it would find that it may neither start, send nor change anything."""

    def test_refuses(self, tmp_path: Path) -> None:
        tried = "\n".join(
            (
                "import ctypes, os, pathlib, socket, subprocess, sys",
                "from timeline.rendering.apart.child import guard",
                "sys.addaudithook(guard(map(pathlib.Path, (*sys.path, sys.prefix, sys.base_prefix))))",
                *(
                    f"try:\n    {does}\n    print({does!r})\nexcept PermissionError as error:\n    print(str(error)[-13:])"
                    for does in DEEDS
                ),
            )
        )
        done = subprocess.run([sys.executable, "-c", tried], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert (done.stdout.splitlines(), [*tmp_path.iterdir()]) == (["for templates"] * len(DEEDS), [])

    def test_leaves_reading_below_its_folders_alone(self, tmp_path: Path) -> None:
        hook = child.guard([tmp_path])
        hook("open", (str(tmp_path / "a"), "r", os.O_RDONLY))
        hook("open", (3, "w", 0))
        hook("import", ("x",))
        for arguments in (
            (f"{tmp_path}-b", "r", 0),
            (f"{tmp_path}/../b", "r", 0),
            (str(tmp_path / "a"), "r+", 0),
            (str(tmp_path / "a"), None, os.O_RDWR),
        ):
            with pytest.raises(PermissionError):
                hook("open", arguments)


class TestWhatTheProcessSays:
    """It may have been taken over: what comes from it is looked at as any text of a stranger."""

    @pytest.mark.parametrize(
        "told",
        [
            b"",
            b"\xff\xfe",
            b"not json",
            b"[" * 5_000,
            b'{"error": "Path", "problems": [{"code": "x", "message": 7}]}',
            b'{"error": "MissingPackage", "problems": [{"code": "x"}]}',
            b'{"error": "BadTemplate", "problems": [{"code": "x", "message": "y", "other": "z"}]}',
            b'{"error": "BadTemplate", "problems": 5}',
            b'{"error": "BadTemplate", "problems": []}',
            b"7",
        ],
    )
    def test_is_an_error_of_ours_whatever_it_is(self, told: bytes) -> None:
        error = parent.failure(3, told, Limits())
        assert (type(error), error.problems[0].code) == (BadTemplate, "template-crashed")

    def test_is_never_the_name_of_anything_but_an_error_of_ours(self) -> None:
        for name in ("Gathering", "nearest", "SystemExit", None, 7):
            told = b'{"error": %s, "problems": [{"code": "c", "message": "m"}]}' % (
                b"null" if name is None else f'"{name}"'.encode()
            )
            assert type(parent.failure(3, told, Limits())) is BadTemplate

    def test_is_told_with_place_and_hint(self) -> None:
        with pytest.raises(BadTemplate) as caught:
            draw(meeting("\n{{ entry.titel }}"))
        problem = caught.value.problems[0]
        assert (problem.code, problem.line, problem.hint) == ("unknown-variable", 2, "did you mean 'title'?")

    def test_about_an_option_is_as_in_this_process(self) -> None:
        with pytest.raises(Invalid, match="no heading level 9"):
            draw(meeting("x"), heading_level=9)


def test_a_template_of_a_stranger_is_never_read_by_this_process() -> None:
    """A source too deep to be parsed is nothing to those who only look for the templates that it mentions."""
    assert mentioned("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}") == ()
