"""Chronologies in documents of Sphinx, in reStructuredText and in Markdown.

Put `timeline.integrations.sphinx` among the `extensions` in conf.py. A directive `chronology` shows a chronology, `chronology-sources` its sources,
and the role `chronology:event` links to an event. Every builder shows them: HTML as it looks anywhere, all others as plain lists.
"""

from __future__ import annotations

from typing import Any
from zlib import crc32

from sphinx.application import Sphinx

import timeline
from timeline.integrations.sphinx import directives, domain, embedded

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; Sphinx calls this."""
    app.add_config_value("chronology_options", {}, "env", types=[dict])
    app.add_domain(domain.ChronologyDomain)
    app.add_node(embedded.chronology, html=(embedded.visit_html, None))
    app.add_node(directives.sources_of_page)
    app.add_directive("chronology", directives.ChronologyDirective)
    app.add_directive("chronology-sources", directives.SourcesDirective)
    app.add_post_transform(embedded.ChoosesForm)
    app.connect("config-inited", directives.check_options)
    app.connect("doctree-read", directives.finish)
    app.connect("env-get-outdated", domain.outdated)
    app.connect("env-updated", domain.tell_troubles)
    app.connect("env-updated", embedded.write_stylesheets)
    app.connect("html-page-context", embedded.link_stylesheets)
    app.connect("warn-missing-reference", domain.told_missing)
    return {
        "version": timeline.__version__,
        # What is kept of a document was drawn by this version of the library.
        "env_version": crc32(str(timeline.__version__).encode()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
