"""Small sites, built by the real programs and opened in a browser."""

from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import attrs
import pytest

import timeline as tl

PAGE = """\
---
title: A page
date: 2025-04-26
---

# A page

It was [here](#rome-witkoff-putin).

```chronology
file: rome.yaml
kind: meeting
limit: 3
name: rome
```

!!! note

    ```chronology
    events:
      - {when: 2025-04-26, title: Ambassadors converse}
    ```
"""
BROKEN = "\n```chronology\nfile: rmoe.yaml\n```\n"

MATERIAL = """\
site_name: A site
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
markdown_extensions: [admonition, attr_list, md_in_html, toc: {permalink: true}, pymdownx.superfences, chronology]
validation: {anchors: warn}
"""
PROPER = """\
site_name: A site
theme: {name: mkdocs, highlightjs: false, color_mode: auto}
markdown_extensions: [chronology, admonition, pymdownx.superfences]
validation: {anchors: warn}
"""
PELICAN = """\
SITENAME = "A site"
TIMEZONE = "UTC"
PATH = "content"
STATIC_PATHS = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {
    "extension_configs": {"markdown.extensions.extra": {}, "admonition": {}, "pymdownx.superfences": {}, "chronology": {}},
    "output_format": "html5",
}
"""


@attrs.frozen
class Host:
    """A program that builds sites: its settings, how it is called, and where the page is."""

    settings: tuple[str, str]
    strict: tuple[str, ...]
    sources: str
    built: str
    page: str
    names_the_page: bool = True


HOSTS = {
    "mkdocs": Host(("mkdocs.yml", MATERIAL), ("mkdocs", "build", "--strict"), "docs", "site", "index.html"),
    "properdocs": Host(("properdocs.yml", PROPER), ("properdocs", "build", "--strict"), "docs", "site", "index.html"),
    "zensical": Host(("mkdocs.yml", MATERIAL), ("zensical", "build", "--clean"), "docs", "site", "index.html"),
    "pelican": Host(
        ("pelicanconf.py", PELICAN),
        ("pelican", "--settings", "pelicanconf.py", "--fatal", "warnings"),
        "content",
        "output",
        "a-page.html",
        names_the_page=False,
    ),
}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "COLUMNS": "300"}


def lay(host: Host, folder: Path, page: str) -> None:
    """Write the sources of a site."""
    sources = folder / host.sources
    sources.mkdir(parents=True)
    (folder / host.settings[0]).write_text(host.settings[1], "utf-8")
    (sources / "index.md").write_text(page, "utf-8")
    tl.dossier("rome-2025").write(sources / "rome.yaml")


def run(command: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment."""
    programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, **QUIET, "PATH": programs}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module", params=HOSTS)
def site(request, tmp_path_factory):
    """The name of a program, and the folder of the site that it built."""
    host = HOSTS[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    lay(host, folder, PAGE)
    done = run(host.strict, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return request.param, folder / host.built


@pytest.fixture
def served(site):
    """The address of the page of a site."""
    name, folder = site
    handler = functools.partial(Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{HOSTS[name].page}"
        server.shutdown()
        thread.join()


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments):
        """Say nothing."""


def test_the_page_has_both_chronologies_and_one_style(site):
    name, folder = site
    html = (folder / HOSTS[name].page).read_text("utf-8")
    assert html.count("Witkoff meets Putin") >= 1
    assert html.count("Ambassadors converse") >= 1
    assert html.count("<style>\n.chron-") == 1
    assert "chronology-broken" not in html
    assert 'id="rome-witkoff-putin"' in html


def test_the_search_knows_the_words_of_events(site):
    name, folder = site
    found = {"mkdocs": "search/search_index.json", "properdocs": "search/search_index.json", "zensical": "search.json"}
    if name == "pelican":
        assert not list(folder.rglob("search*"))  # it has none
        return
    index = json.loads((folder / found[name]).read_text("utf-8"))
    told = " ".join(f"{each['title']} {each['text']}" for each in index.get("docs") or index["items"])
    for words in ("Witkoff meets Putin", "Ambassadors converse", "Vladimir Putin"):
        assert words in told


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_shows_it_and_asks_nobody_for_anything(served, browser, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1100, "height": 900})
    page = context.new_page()
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.goto(served, wait_until="load")
    assert page.get_by_text("Ambassadors converse").first.is_visible()
    assert page.get_by_role("heading", name="Witkoff meets Putin").is_visible()
    style = page.evaluate("getComputedStyle(document.querySelector('#rome-witkoff-putin')).display")
    assert style == "grid"
    assert page.evaluate(CONTRAST) >= 4.5
    home = served.rpartition("/")[0]
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []
    assert [text for text in told if "404" not in text] == []  # themes without their icons
    context.close()


# How far the words of an entry stand out from what is behind them, as WCAG reckons it.
CONTRAST = """() => {
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const paint = colours => { colours.forEach(c => { canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); });
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const entry = document.querySelector("#rome-witkoff-putin"), behind = [];
  for (let each = entry; each; each = each.parentElement) behind.unshift(getComputedStyle(each).backgroundColor);
  const ground = [getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "black" : "white", ...behind];
  const [one, other] = [light(paint(ground)), light(paint([...ground, getComputedStyle(entry).color]))];
  return (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
}"""


@pytest.mark.parametrize("name", HOSTS)
def test_a_broken_fence_fails_a_strict_build(name, tmp_path):
    host = HOSTS[name]
    lay(host, tmp_path, PAGE + BROKEN)
    done = run(host.strict, tmp_path)
    told = " ".join((done.stdout + done.stderr).split())
    assert done.returncode != 0
    number = (PAGE + BROKEN).splitlines().index("file: rmoe.yaml") + 1
    where = (f"{host.sources}/index.md", "docs/rmoe.yaml")
    page, tried = where if host.names_the_page else ("<page>", "docs/rmoe.yaml, content/rmoe.yaml, rmoe.yaml")
    assert f"{page}:{number}: file: no dossier 'rmoe.yaml'; tried {tried}; did you mean 'rome.yaml'?" in told


def test_the_folder_of_the_documents_is_the_one_of_the_settings(tmp_path):
    """Wherever the program is started."""
    host = attrs.evolve(HOSTS["mkdocs"], sources="texts", settings=("mkdocs.yml", f"{MATERIAL}docs_dir: texts\n"))
    lay(host, tmp_path / "sub", PAGE)
    done = run(("mkdocs", "build", "--strict", "--config-file", "sub/mkdocs.yml"), tmp_path)
    assert done.returncode == 0, done.stderr
