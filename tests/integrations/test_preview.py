"""A page that follows its files: what a browser is given, what it is told, and who is refused."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import Problem, Unreadable
from timeline.integrations.preview import Preview, Server, state_of

TALKS = "title: Talks\nevents:\n  one: {when: 2025-04-26, title: They talk}\n"


@pytest.fixture
def served() -> Iterator[Callable[[Preview], Server]]:
    servers = []

    def serve(preview: Preview) -> Server:
        server = Server(preview)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return server

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def get(server: Server, path: str, **headers: str) -> str:
    request = urllib.request.Request(f"{server.address}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        return str(answer.read().decode("utf-8"))


def refused(server: Server, path: str, **headers: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(server, path, **headers)
    caught.value.close()
    return caught.value.code


def test_a_page_is_drawn_once_and_again_when_files_change() -> None:
    drawn, state = [], [1]
    preview = Preview(lambda: drawn.append(0) or f"page {len(drawn)}", lambda: state[0])  # type: ignore[func-returns-value]
    assert [preview.page(), preview.page()] == ["page 1", "page 1"]
    state[0] = 2
    assert (preview.page(), preview.shown) == ("page 2", 2)


def test_problems_are_the_page_with_file_line_and_the_line_itself(tmp_path: Path) -> None:
    file = tmp_path / "talks.yaml"
    file.write_text("title: <b>\nevents: {a: {when: 2025-13}}\n", "utf-8")

    def draw() -> str:
        raise Unreadable(
            Problem("impossible-date", "no month '<13>'", file=str(file), line=2, column=21, hint="01 to 12"),
            Problem("missing-file", "no file", file="gone.yaml", line=4),
            Problem("missing-file", "no file", file=str(file), line=40),
        )

    page = Preview(draw, lambda: 0).page()
    assert "<title>3 problems</title>" in page
    assert f"<code>{file}:2:21</code>" in page
    assert "no month &#x27;&lt;13&gt;&#x27;</strong>; 01 to 12" in page
    assert "<pre>events: {a: {when: 2025-13}}</pre>" in page
    assert page.count("<pre>") == 1


def test_whatever_a_rule_raises_is_a_page(tmp_path: Path) -> None:
    assert "ZeroDivisionError: division by zero" in Preview(lambda: str(1 / 0), lambda: 0).page()


def test_the_state_of_files_changes_with_them(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.yaml", tmp_path / "templates"
    (folder / "html").mkdir(parents=True)
    states = [state_of([file, folder])]
    for change in (
        lambda: file.write_text("a", "utf-8"),
        lambda: file.write_text("ab", "utf-8"),
        lambda: (folder / "html" / "event.html.jinja").write_text("x", "utf-8"),
        (folder / "html" / "event.html.jinja").unlink,
        file.unlink,
    ):
        change()
        states.append(state_of([file, folder]))
        assert states[-1] != states[-2]
    assert state_of([file, folder])[0][0] == states[0][0][0]


def test_only_this_machine_is_answered(served: Callable[[Preview], Server]) -> None:
    """A page from elsewhere can have its own name resolved to this machine; the name gives it away."""
    server = served(Preview(lambda: "hello", lambda: 0))
    assert server.server_address[0] == "127.0.0.1"
    assert get(server, "page") == "hello"
    assert refused(server, "page", Host="evil.example") == 403
    assert refused(server, "page", Host="127.0.0.1") == 403
    assert refused(server, "../../etc/passwd") == 404


def test_changes_are_told(served: Callable[[Preview], Server]) -> None:
    state = [1]
    server = served(Preview(lambda: "page", lambda: state[0]))
    get(server, "page")
    with urllib.request.urlopen(f"{server.address}changes", timeout=10) as stream:
        state[0] = 2
        assert stream.readline() == b"event: changed\n"


def test_a_change_between_page_and_listening_is_told(served: Callable[[Preview], Server]) -> None:
    state = [1]
    server = served(Preview(lambda: "page", lambda: state[0]))
    get(server, "page")
    state[0] = 2
    with urllib.request.urlopen(f"{server.address}changes", timeout=10) as stream:
        assert stream.readline() == b"event: changed\n"


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    """Start `timeline serve`, and return it with the address that it tells."""
    running = []

    def start(*arguments: str) -> tuple[subprocess.Popen[str], str]:
        words = [sys.executable, "-m", "timeline", "serve", *arguments, "--port", "0"]
        process = subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env={**os.environ})
        running.append(process)
        assert process.stderr is not None
        told = process.stderr.readline()
        assert "is shown at" in told, told
        return process, told.split()[4]

    yield start
    for process in running:
        process.kill()
        process.wait()
        process.stderr.close()


def test_it_ends_with_an_interrupt(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "talks.yaml").write_text(TALKS, "utf-8")
    process, _ = command("talks.yaml")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert process.stderr.read() == "no longer shown\n"


def test_what_cannot_be_served_is_said(tmp_path: Path) -> None:
    def ends(*arguments: str) -> tuple[int, str]:
        words = [sys.executable, "-m", "timeline", "serve", *arguments]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stderr

    (tmp_path / "talks.yaml").write_text(TALKS, "utf-8")
    with Server(Preview(str, int)) as other:
        code, told = ends("talks.yaml", "--port", str(other.server_port))
        way_out = "name another with --port, or 0 for any that is free"
        wanted = f"error: port {other.server_port}: address already in use; {way_out}\n"
    assert (code, told) == (2, wanted)
    assert ends("gone.yaml")[0] == 2
    assert "standard input is read only once" in ends("-")[1]


@pytest.mark.browser
def test_a_browser_follows_the_files(command: Callable[..., Any], browser: Any, tmp_path: Path) -> None:
    file, templates = tmp_path / "talks.yaml", tmp_path / "mine" / "html"
    file.write_text(TALKS, "utf-8")
    templates.mkdir(parents=True)
    _, address = command("talks.yaml", "--templates", "mine")
    page = browser.new_page()
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{address}#chron-one")
    inner = page.frame_locator("#page")
    inner.locator("article", has_text="They talk").wait_for()
    page.wait_for_function("document.title === 'Talks'")
    assert page.evaluate("document.getElementById('page').contentWindow.location.hash") == "#chron-one"

    file.write_text(TALKS.replace("They talk", "They quarrel"), "utf-8")
    inner.locator("article", has_text="They quarrel").wait_for()
    assert page.url.endswith("#chron-one")

    file.write_text(TALKS.replace("2025-04-26", "2025-04-31"), "utf-8")
    inner.get_by_text("talks.yaml:3:").wait_for()
    assert "2025-04-31" in inner.locator("pre").inner_text()

    file.write_text(TALKS, "utf-8")
    inner.locator("article", has_text="They talk").wait_for()

    (templates / "event.html.jinja").write_text("<li>{{ entry.titel }}</li>", "utf-8")
    inner.get_by_text("event.html.jinja:1").wait_for()
    (templates / "event.html.jinja").write_text("<li>Mine: {{ entry.title }}</li>", "utf-8")
    inner.get_by_text("Mine: They talk").wait_for()
    assert told == []
    page.close()
