"""The system's Chromium, driven by Playwright; what is left out where there is none is said at the end of the run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.skipped and item.get_closest_marker("browser"):  # type: ignore[attr-defined]
        left_out.append(item.nodeid)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if left_out:
        terminalreporter.write_line(
            f"left out: {len(left_out)} tests of pages in a browser, because there is {missing() or 'none'}",
            yellow=True,
        )
