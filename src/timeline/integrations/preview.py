"""A page that follows its files: drawn anew when they change, with their problems in it while they have any.

The page is shown inside a small frame of its own, so that it stays as it will be published: its policy on scripts holds, and a
template may replace all of it.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from timeline.errors import Problem, TimelineError

__all__ = ["Preview", "Server", "state_of"]

HOST = "127.0.0.1"  # nobody but this machine
LOOK = 0.25  # seconds between two looks at the files
ALIVE = 10.0  # seconds of silence after which a browser that has gone is noticed

_FRAME = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>timeline</title>
<link rel="icon" href="data:,">
<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100% } body { overflow: hidden } iframe { display: block }</style>
<iframe id="page" title="page"></iframe>
<script>
const frame = document.getElementById("page");
frame.src = "page" + location.hash;
frame.addEventListener("load", () => {
  const inner = frame.contentWindow;
  document.title = inner.document.title;
  const follow = () => history.replaceState(null, "", inner.location.hash || location.pathname);
  inner.addEventListener("hashchange", follow);
  inner.addEventListener("input", () => setTimeout(follow));
});
frame.addEventListener("load", () => {
  new EventSource("changes").addEventListener("changed", () => frame.contentWindow.location.reload());
}, { once: true });
</script>
</html>
"""

_PROBLEMS = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 3rem auto; padding: 0 1rem }}
li {{ margin: 1rem 0 }}
code, pre {{ font: .9rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }}
pre {{ border-inline-start: .25rem solid #c33; margin: .3rem 0; padding-inline-start: .7rem }}
</style>
<h1>{title}</h1>
<p>The page comes back when this is mended.</p>
<ol>
{problems}
</ol>
</html>
"""


def state_of(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when one of some files does, or a file in one of some folders, as when one comes or goes."""
    return tuple(sorted(state for path in paths for state in _states(path)))


def _states(path: Path) -> Iterator[tuple[str, int, int]]:
    for file in (path, *path.rglob("*")) if path.is_dir() else (path,):
        with contextlib.suppress(OSError):  # it is gone, or on its way
            status = file.stat()
            yield str(file), status.st_mtime_ns, status.st_size


class Preview:
    """What is shown now: a page, or why there is none.

    Args:
        draw: Returns the page; called again when the stamp has changed.
        stamp: Returns something that changes with the files.
    """

    def __init__(self, draw: Callable[[], str], stamp: Callable[[], Hashable]) -> None:
        self.stamp = stamp
        self._draw = draw
        self._lock = threading.Lock()
        self._drawn: tuple[Hashable, str] | None = None

    def page(self) -> str:
        """Return the page of the files as they are; never raises because of what they hold."""
        with self._lock:
            stamp = self.stamp()
            if self._drawn is None or self._drawn[0] != stamp:
                self._drawn = stamp, self._anew()
            return self._drawn[1]

    @property
    def shown(self) -> Hashable:
        """The stamp of the page that was shown last."""
        return None if self._drawn is None else self._drawn[0]

    def _anew(self) -> str:
        try:
            return self._draw()
        except TimelineError as error:
            return _told(error.problems)
        except Exception as error:  # noqa: BLE001  (a rule or a kind of somebody's own may raise what it likes)
            return _told((Problem("defect", f"{type(error).__name__}: {error}"),))


def _told(problems: tuple[Problem, ...]) -> str:
    title = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    return _PROBLEMS.format(title=title, problems="\n".join(map(_item, problems)))


def _item(problem: Problem) -> str:
    told = f"<strong>{escape(problem.message)}</strong>" + (f"; {escape(problem.hint)}" if problem.hint else "")
    place = f"<br><code>{escape(problem.place)}</code>" if problem.place else ""
    line = _line(problem)
    return f"<li>{told}{place}{f'<pre>{escape(line)}</pre>' if line else ''}</li>"


def _line(problem: Problem) -> str:
    """Return the line of the file that a problem names, as far as it can be read."""
    if problem.file is None or problem.line is None:
        return ""
    try:
        lines = Path(problem.file).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return lines[problem.line - 1].rstrip() if problem.line <= len(lines) else ""


class Server(ThreadingHTTPServer):
    """Shows a preview to the browsers of this machine, and tells them when to load it again.

    Args:
        preview: What is shown.
        port: Where; 0 for any that is free.

    Raises:
        OSError: When the port is taken.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, preview: Preview, *, port: int = 0) -> None:
        self.preview = preview
        self.closing = threading.Event()
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.server_port}/"

    def server_close(self) -> None:
        """Let go of the port, and of the browsers that wait."""
        self.closing.set()
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser; a page from elsewhere that has this machine's address resolved for it is refused."""

    server: Server

    def do_GET(self) -> None:
        names = {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}
        if self.headers.get("Host") not in names:
            self._say(HTTPStatus.FORBIDDEN, "only for this machine\n", "text/plain")
        elif self.path == "/":
            self._say(HTTPStatus.OK, _FRAME, "text/html")
        elif self.path == "/page":
            self._say(HTTPStatus.OK, self.server.preview.page(), "text/html")
        elif self.path == "/changes":
            self._tell_changes()
        else:
            self._say(HTTPStatus.NOT_FOUND, "there is only /\n", "text/plain")

    def _say(self, status: HTTPStatus, text: str, kind: str) -> None:
        data = text.encode("utf-8", errors="replace")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _tell_changes(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        for line in self._changes():
            try:
                self.wfile.write(line)
                self.wfile.flush()
            except OSError:  # the browser has gone
                return

    def _changes(self) -> Iterator[bytes]:
        """Yield a line for each change, and now and then one that says nothing."""
        known, spoken = self.server.preview.shown, time.monotonic()
        while not self.server.closing.wait(LOOK):
            now = self.server.preview.stamp()
            if now != known:
                known, spoken = now, time.monotonic()
                yield b"event: changed\ndata: \n\n"
            elif time.monotonic() - spoken > ALIVE:
                spoken = time.monotonic()
                yield b": still here\n\n"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (as it is called)
        """Keep quiet; what matters is in the page."""
