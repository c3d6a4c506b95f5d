"""What tests of pages look at: what keeps people from reading, and the pages of others in which a fragment may stand."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTS = Path(__file__).with_name("hosts")


# The release of axe-core that is fetched from the npm registry, and the digest of its one file.
AXE = "4.14.1"
AXE_DIGEST = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


@pytest.fixture(scope="session")
def axe_source(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return axe-core from the npm registry, kept from run to run; without npm or network, the older one that a development tool brings."""
    kept = pytestconfig.rootpath / ".pytest_cache" / "axe-core" / f"{AXE}.js"
    if not kept.exists():
        with contextlib.suppress(OSError, subprocess.SubprocessError, KeyError, ValueError):
            _fetch_axe(kept, tmp_path_factory.mktemp("axe"))
    if kept.exists():
        return kept.read_text("utf-8")
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def _fetch_axe(to: Path, folder: Path) -> None:
    """Fetch what npm would install, without running anything of it."""
    quick = ["--silent", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000"]
    command = [shutil.which("npm") or "npm", "pack", f"axe-core@{AXE}", *quick, "--pack-destination", str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=60, cwd=folder)
    with tarfile.open(folder / f"axe-core-{AXE}.tgz") as archive:
        member = archive.extractfile("package/axe.min.js")
        source = member.read() if member else b""
    if sha256(source).hexdigest() != AXE_DIGEST:
        raise ValueError(AXE)
    to.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder / "axe.js"
    fresh.write_bytes(source)
    shutil.copy(fresh, part := to.with_suffix(f".{os.getpid()}"))
    part.replace(to)


@pytest.fixture(scope="session")
def axe(axe_source: str) -> Callable[[Page], list[str]]:
    """Return what axe-core finds wrong with a page for those who do not see it, or not well."""

    def violations(page: Page) -> list[str]:
        page.evaluate(f"{axe_source};0")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]

    return violations


@pytest.fixture(scope="session")
def furo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a page that Sphinx writes with the theme Furo, its stylesheets within it and its scripts left out."""
    folder = tmp_path_factory.mktemp("furo")
    shutil.copy(HOSTS / "furo.rst", folder / "index.rst")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-C",
        "-b",
        "html",
        "-D",
        "html_theme=furo",
        str(folder),
        str(folder / "html"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    page = re.sub(r"<script\b.*?</script>", "", (folder / "html" / "index.html").read_text("utf-8"), flags=re.DOTALL)

    def style(link: re.Match[str]) -> str:
        return f"<style>{(folder / 'html' / link[1]).read_text('utf-8')}</style>"

    return re.sub(r'<link rel="stylesheet"[^>]* href="([^"?]+)[^>]*>', style, page)


@pytest.fixture(params=["bare", "furo", "material"])
def host(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Return one of the pages in which a fragment may stand."""
    if request.param == "furo":
        text = str(request.getfixturevalue("furo"))
    else:
        text = HOSTS.joinpath(f"{request.param}.html").read_text("utf-8")
    return lambda fragment: text.replace("<!-- fragment -->", fragment)
