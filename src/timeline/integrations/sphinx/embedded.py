"""A chronology in a document: HTML for builders that write HTML, plain nodes for all others."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from timeline import files
from timeline.integrations.sphinx.domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["ChoosesForm", "chronology", "link_stylesheets", "parted", "visit_html", "write_stylesheets"]

_STYLE = re.compile(r"<style>\n(.*?)\n</style>\n", re.DOTALL)
# Builders whose pages are put into others by a program of somebody else, who knows of no stylesheet.
_BODIES = {"json", "pickle"}


class chronology(nodes.compound):  # noqa: N801  (visitors are looked up by it)
    """A chronology. Its children are plain nodes; a translator that does not know it takes it for what it is derived from.

    `html` is the same as a fragment without its stylesheet, `style` the name of the stylesheet's file.
    """


def parted(fragment: str) -> tuple[str, str, str]:
    """Part a fragment from its stylesheet, so that all pages share one file; return it, the name of the file, and the stylesheet."""
    found = _STYLE.search(fragment)
    if found is None:
        return fragment, "", ""
    digest = sha256(found[1].encode()).hexdigest()[:8]
    return fragment[: found.start()] + fragment[found.end() :], f"chronology-{digest}.css", found[1]


def shows_html(builder: Builder) -> bool:
    """Whether a builder's pages take the fragment.

    Why: pages of a book for e-readers are XML, and its readers know little of style; they get the plain nodes, like paper.
    """
    return builder.format == "html" and getattr(builder, "out_suffix", "") != ".xhtml"


class ChoosesForm(SphinxPostTransform):
    """Leaves the plain nodes alone, where a builder does not take HTML."""

    default_priority = 5

    def run(self, **_given: Any) -> None:
        """Put the plain nodes of each chronology in its place."""
        if not shows_html(self.app.builder):
            for node in list(self.document.findall(chronology)):
                node.replace_self(node.children)


def visit_html(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the fragment, and leave out the plain nodes."""
    builder, name = translator.builder, node["style"]
    if builder.name in _BODIES and name and name not in translator.document.setdefault("chronology-styles", []):
        translator.document["chronology-styles"].append(name)
        translator.body.append(f"<style>\n{domain_of(builder.env).styles[name]}\n</style>\n")
    translator.body.append(node["html"])
    raise nodes.SkipNode


def write_stylesheets(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put the stylesheets among the static files of a site, before its pages are written."""
    if shows_html(app.builder):
        for name, css in domain_of(env).styles.items():
            path = Path(app.outdir, "_static", name)
            if not path.is_file():  # its name is made from what is in it
                path.parent.mkdir(parents=True, exist_ok=True)
                files.write(path, f"{css}\n", overwrite=True)
    return []


def link_stylesheets(
    app: Sphinx, _page: str, _template: str, _context: dict[str, Any], document: nodes.document | None
) -> None:
    """Let a page that shows a chronology ask for its stylesheet, and no other page."""
    shown = document.findall(chronology) if document is not None and app.builder.name not in _BODIES else ()
    for name in dict.fromkeys(node["style"] for node in shown):
        if name:
            app.add_css_file(name)
