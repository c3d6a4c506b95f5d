"""What all tests share: golden files, a notebook that has run, and the system's Chromium, driven by Playwright.

What is left out where there is no Chromium is said at the end of the run.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from hashlib import sha256
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
# Programs of others that look at what is written for them, from the npm registry: release, digest of the archive, and what of it is kept.
PACKAGES = {
    "@knight-lab/timelinejs": (
        "3.9.11",
        "5d6e925c9a2ea8276af7f2c1ddfce0addc12c66c2689bf329ae8754c8dd4b44b",
        ("dist/js/timeline.js", "dist/css/", "src/template/"),
    ),
    "vis-timeline": (
        "8.5.4",
        "695f0491f385444add8bddb040bdd59d3b6e7ca5e3283ba33186164291c5f200",
        ("standalone/umd/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css"),
    ),
    "mermaid": (
        "12.3.0",
        "be0684e8d20bfc874df12c0f04927a5c482f57f2200eec54cca52a4583fd4040",
        ("dist/mermaid.min.js",),
    ),
    "ical.js": (
        "2.2.1",
        "36482280d62cc50f0adddb0587612cff32b96df18eb9e2071ec9929c2e7b3107",
        ("dist/ical.js",),
    ),
    "@placemarkio/check-geojson": (
        "0.1.14",
        "8314917b0a913e6699d8629c9c8f9e518f25e78cda2b312840bada588cd325cd",
        ("dist/index.modern.mjs",),
    ),
}
left_out: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew, to be reviewed as text")


@pytest.fixture
def write_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew instead of compared."""
    return bool(request.config.getoption("--write-golden"))


@pytest.fixture(scope="session")
def thorough() -> bool:
    """Whether what is long runs whole: `TIMELINE_THOROUGH=1` asks for it."""
    return os.environ.get("TIMELINE_THOROUGH") == "1"


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
    """The folder of the built documentation; a warning fails the build. All processes of a run share one.

    `TIMELINE_BUILT_DOCS` names a folder in which it has just been built as strictly, so that it is not built twice.
    """
    import fcntl

    if ready := os.environ.get("TIMELINE_BUILT_DOCS"):
        assert (Path(ready) / "index.html").is_file()
        return Path(ready)
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


@pytest.fixture(scope="session")
def npm(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the folder of a package from the npm registry, fetched without running anything of it and kept from run to run."""

    def package(name: str) -> Path:
        version, digest, kept = PACKAGES[name]
        folder = pytestconfig.rootpath / ".pytest_cache" / "npm" / f"{name.replace('/', '-')}-{version}"
        if not folder.exists():
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                _fetch(f"{name}@{version}", digest, kept, folder, tmp_path_factory.mktemp("npm"))
        if not folder.exists():
            reason = f"npm cannot fetch {name}"
            if os.environ.get("TIMELINE_REQUIRE_BROWSER") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        return folder

    return package


def _fetch(package: str, digest: str, kept: tuple[str, ...], to: Path, folder: Path) -> None:
    quick = ["--silent", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=60000"]
    command = [shutil.which("npm") or "npm", "pack", package, *quick, "--pack-destination", str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=folder)
    (archive,) = folder.glob("*.tgz")
    assert sha256(archive.read_bytes()).hexdigest() == digest
    with tarfile.open(archive) as members:
        wanted = [member for member in members if member.name.removeprefix("package/").startswith(kept)]
        members.extractall(folder, wanted, filter="data")
    to.parent.mkdir(parents=True, exist_ok=True)
    (folder / "package").rename(part := to.with_name(f"{to.name}.{os.getpid()}"))
    with contextlib.suppress(OSError):  # another process of the run was quicker
        part.rename(to)


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage of laws, nor of tests that look at pages in a browser: it doubles their time.

    Examples alone have to reach what is asked for; they do, and lack a fifth of a percent of what all together reach.
    """
    laws = Path(__file__).with_name("laws")
    for item in items:
        if item.get_closest_marker("browser") or laws in item.path.parents:
            item.add_marker(pytest.mark.no_cover)


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
