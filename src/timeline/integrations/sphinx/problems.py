"""What is wrong with a chronology, as warnings of the build and as a box in the page."""

from __future__ import annotations

import os

import attrs
from docutils import nodes
from sphinx.util import logging

from timeline.errors import SHOWN_PROBLEMS, Problem, TimelineError
from timeline.integrations.sphinx.prose import paragraph

__all__ = ["told"]

logger = logging.getLogger(__name__)


def told(error: TimelineError, *, location: str, root: str = "") -> nodes.Node:
    """Warn of every problem, where it can be mended, and return what stands in the page in place of the chronology.

    Args:
        error: What went wrong.
        location: File and line of the document, for what is wrong there.
        root: The folder of all documents, which readers of the page need not know.
    """
    box = nodes.error(support_smartquotes=False)
    for problem in error.problems[:SHOWN_PROBLEMS]:
        text = str(attrs.evolve(problem, file=None, line=None, column=None))
        logger.warning("%s", text, location=_place(problem) or location, type="chronology", subtype=problem.code)
        box += paragraph(text.replace(f"{root}{os.sep}", "").replace(root, ".") if root else text)
    if (more := len(error.problems) - SHOWN_PROBLEMS) > 0:
        logger.warning(
            "%d more problems in this chronology", more, location=location, type="chronology", subtype="more"
        )
    return box


def _place(problem: Problem) -> str:
    """Return file and line, in the form that editors find their way by; Sphinx takes a name without a line for a document's."""
    return "" if problem.file is None else f"{problem.file}:{problem.line or 1}"
