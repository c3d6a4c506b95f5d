"""Directives of the gallery: what a page shows is made while it is built, so it cannot differ from what is written above it.

`{example}` shows a piece of Markdown and then what becomes of it. `{drawn}` shows an expression of Python and then the text that it returns: as
code of the language that is named, or as a picture or a part of the page where that is `svg` or `html page`. The official records of
the sample are made into a dossier before anything is read.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import timeline

# Those of our output languages that Pygments reads.
COLOURED = {"html", "latex", "markdown", "rst"}
RECIPE = "import sys; import official_records; official_records.chronology.write(sys.argv[1], overwrite=True)"


class Example(SphinxDirective):
    """Shows Markdown, and what becomes of it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the nodes."""
        text = "\n".join(self.content)
        block = nodes.literal_block(text, text, language="markdown")
        self.set_source_info(block)
        return [block, nodes.container("", *self.parse_text_to_nodes(text), classes=["shown"])]


class Drawn(SphinxDirective):
    """Shows an expression of Python, and the text that it returns; `tl` is the library, `rome` and `few` are chronologies."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"lines": directives.positive_int}  # noqa: RUF012  (as docutils declares it)

    def run(self) -> list[nodes.Node]:
        """Return the nodes."""
        source, language = "\n".join(self.content), self.arguments[0]
        text = eval(source, choices())  # noqa: S307  (what our own pages say)
        shown = nodes.literal_block(source, source, language="python")
        if language == "svg":
            result: nodes.Node = nodes.raw("", f'<div class="drawing written-svg">{text}</div>', format="html")
        elif language == "html page":
            result = nodes.raw("", f'<div class="shown"><div class="chronology">{text}</div></div>', format="html")
        else:
            result = self._code(text, language)
        return [shown, result]

    def _code(self, text: str, language: str) -> nodes.Node:
        """Return the first lines as code."""
        lines = text.rstrip("\n").splitlines()
        most = self.options.get("lines", len(lines))
        kept = "\n".join(lines[:most]) + ("\n..." if len(lines) > most else "")
        spoken = language if language in COLOURED else "none"
        return nodes.literal_block(kept, kept, language=spoken, force=True, classes=[f"written-{language}"])


def choices() -> dict[str, Any]:
    """Return what an expression may name."""
    rome = timeline.dossier("rome-2025")
    return {"tl": timeline, "rome": rome, "few": rome.involving("zelenskyy", "macron").of("meeting")}


def write_records(app: Sphinx) -> None:
    """Make the sample of official records into a dossier, by the recipe; a file that stays the same is left alone."""
    data = Path(app.srcdir, "_data")
    target = Path(app.srcdir, "_build", "state-department.yaml")
    fresh = target.with_suffix(f".{os.getpid()}.yaml")
    target.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-B", "-c", RECIPE, str(fresh)]
    subprocess.run(command, cwd=data, check=True)  # noqa: S603  (our own recipe)
    if target.is_file() and target.read_bytes() == fresh.read_bytes():
        fresh.unlink()
    else:
        fresh.replace(target)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.connect("builder-inited", write_records)
    app.add_css_file("shown.css")
    app.add_css_file("looks.css")
    app.add_directive("example", Example)
    app.add_directive("drawn", Drawn)
    return {"version": timeline.__version__, "parallel_read_safe": True}
