"""A small site for Sphinx, built as Sphinx builds it: in this process, with its own trees, its warnings kept line by line."""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

SETTINGS = """
project, version, copyright = "site", "1", "nobody"
extensions = ["timeline.integrations.sphinx", "myst_parser"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["part.rst"]
html_theme = "basic"
"""
TALKS = """
title: Talks by the lake
people: {barnabas: Barnabas Barda}
sources:
  herald: {title: The Lake Herald, publisher: Herald, url: "https://example.org/a", published: 1961-03}
claims:
  shot: Arcadian boats fired first
  by-phone: {subject: opening, attribute: mode, value: phone, cites: [herald]}
events:
  opening:
    kind: meeting
    title: Zephyrine meets Barnabas
    when: 1961-03-02
    mode: in-person
    who: [Zephyrine, barnabas]
    summary: "They *spoke*.\\n\\n- of boats\\n- of [fish](https://example.org/fish)"
    cites: [{source: herald, quote: cordial}]
  said:
    kind: statement
    title: Barnabas speaks
    when: 1961-03-03
    who: [barnabas]
    text: "They fired\\nfirst!"
    asserts: [shot]
    tags: [sea]
"""


class Site:
    """A folder with the sources of a site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.write("conf.py", SETTINGS)
        self.write("talks.yaml", TALKS)

    def write(self, name: str, text: str, *, more: str = "") -> Path:
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{dedent(text).lstrip()}{more}", "utf-8")
        return path

    def build(self, builder: str = "html", *, parallel: int = 1, trees: str = "trees", **settings: Any) -> Any:
        """Build it; return the folder, the warnings, the names of the documents that were read, and the application."""
        told, done, out = io.StringIO(), io.StringIO(), self.folder / builder
        read: list[str] = []
        # What Sphinx and docutils plan to change in later versions is theirs.
        with patch_docutils(str(self.source)), docutils_namespace(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            app = Sphinx(
                *map(str, (self.source, self.source, out, self.folder / trees)),
                builder,
                confoverrides={"nitpicky": True, **settings},
                status=done,
                warning=told,
                parallel=parallel,
            )
            app.connect("source-read", lambda _app, name, _text: read.append(name))
            app.build()
        lines = [re.sub("\x1b.*?m", "", line) for line in told.getvalue().splitlines() if line]
        # docutils names an included file from the working folder, where the two have more in common than the root.
        here = re.compile("|".join(re.escape(f"{name}/") for name in (self.source, os.path.relpath(self.source))))
        return SimpleNamespace(app=app, out=out, told=[here.sub("", line) for line in lines], read=sorted(read))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give an empty site with a dossier."""
    return Site(tmp_path)


@pytest.fixture(scope="session")
def make_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Site]:
    """Give sites that last as long as the session."""
    return lambda: Site(tmp_path_factory.mktemp("site"))


INDEX = """
    Site
    ====

    .. toctree::

       more/markdown

    See :chronology:event:`opening`, :chronology:event:`what he said <talks:said>`, :ref:`lake` and :any:`yalta`.

    .. chronology:: talks.yaml
       :name: lake
       :caption: By the *lake*.
       :class: wide quiet

    Below
    -----

    .. chronology::
       :kind: meeting
       :name: second

       title: "They're here"
       events:
         yalta: {when: 1945-02-04/1945-02-11, kind: meeting, title: "Stalin's guests 'at Yalta'", who: [Stalin, Churchill]}
         ultimatum: {when: 1939-09-03, title: An ultimatum ends}

    .. chronology-sources::
"""
MARKDOWN = """
    # Markdown

    See {chronology:event}`lake:opening` and [the lake](#lake).

    :::{chronology} ../talks.yaml
    :kind: statement
    :caption: As *Markdown*.
    :::

    ```{chronology}
    ---
    from: 1961-01
    to: "1962"
    lanes: none
    ---
    title: In Markdown
    events:
      - {when: 1961-05, title: A month of quiet}
    ```

    ```{chronology-sources} ../talks.yaml
    ```
"""


@pytest.fixture(scope="session")
def real(make_site: Callable[[], Site]) -> Callable[[str], Any]:
    """Build a site with pages in both markups, once with each builder that is asked for."""
    site = make_site()
    site.write("index.rst", INDEX)
    site.write("more/markdown.md", MARKDOWN)
    built: dict[str, Any] = {}

    def build(builder: str) -> Any:
        if builder not in built:
            trees = "trees" if builder != "gettext" else "trees-gettext"
            built[builder] = site.build(builder, trees=trees)
        return built[builder]

    return build
