"""What all tests share: golden files, a notebook that has run, and the system's Chromium, driven by Playwright.

What is left out where there is no Chromium is said at the end of the run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("TIMELINE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
left_out: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew, to be reviewed as text")


@pytest.fixture
def write_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew instead of compared."""
    return bool(request.config.getoption("--write-golden"))


@pytest.fixture(scope="session")
def executed_notebook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook of the documentation, with what each of its cells shows."""
    import nbformat
    from nbclient import NotebookClient

    path = Path(__file__).parents[1] / "docs" / "tutorial" / "notebook.ipynb"
    notebook = nbformat.read(path, as_version=4)
    folder = tmp_path_factory.mktemp("notebook")
    with pytest.MonkeyPatch.context() as patch:  # what a kernel writes beside, it does not write into a home
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
        NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built documentation; a warning fails the build. All processes of a run share one."""
    import fcntl

    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    target = shared / "docs"
    with (shared / "docs.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (told := target / "told.txt").exists():
            told.parent.mkdir()
            told.write_text(_build(target), "utf-8")
    assert told.read_text("utf-8") == "0\n"
    return target / "html"


def _build(target: Path) -> str:
    """Build the documentation, and return the exit status with what was told of it."""
    command = ["-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "html", "-d"]
    folders = (target / "trees", Path(__file__).parents[1] / "docs", target / "html")
    done = subprocess.run([sys.executable, *command, *folders], capture_output=True, text=True, check=False)
    return f"{done.returncode}\n{done.stderr}"


def missing() -> str:
    """Say what stands in the way of a browser, or nothing."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed"
    return "" if CHROMIUM else "no Chromium on this machine"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if reason := missing():
        if os.environ.get("TIMELINE_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{reason}, and TIMELINE_REQUIRE_BROWSER=1 asks for one")
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        launched = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


class Seen:
    """A page with what it asked for beside itself, and what it complained of; one who looks at these waits until it has come to rest."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self._url = url
        self._asked: list[str] = []
        self._told: list[str] = []
        page.on("request", lambda request: self._asked.append(request.url))
        page.on("console", lambda message: self._told.append(message.text))
        page.on("pageerror", lambda error: self._told.append(str(error)))
        page.route("https://**", lambda route: route.abort())

    @property
    def asked(self) -> list[str]:
        self.page.wait_for_load_state("networkidle")
        return [url for url in self._asked if url.partition("#")[0] != self._url]

    @property
    def told(self) -> list[str]:
        self.page.wait_for_load_state("networkidle")
        return self._told


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Seen]]:
    """Open a text, or a file, in a fresh window; what was asked for beside it is kept."""
    contexts = []

    def open_page(html: str | Path, *, behind: str = "", **options: Any) -> Seen:
        context = browser.new_context(**options)
        contexts.append(context)
        path = html if isinstance(html, Path) else tmp_path / f"page-{len(contexts)}.html"
        if isinstance(html, str):
            path.write_text(html, "utf-8")
        seen = Seen(context.new_page(), path.as_uri())
        seen.page.goto(path.as_uri() + behind)
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.skipped and item.get_closest_marker("browser") and missing():  # type: ignore[attr-defined]
        left_out.append(item.nodeid)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if left_out:
        terminalreporter.write_line(
            f"left out: {len(left_out)} tests of pages in a browser, because there is {missing() or 'none'}",
            yellow=True,
        )
