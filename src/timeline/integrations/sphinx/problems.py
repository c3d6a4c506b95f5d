"""What is wrong with a chronology, as warnings of the build and as a box in the page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import attrs
from docutils import nodes
from sphinx.util import logging

from timeline.errors import SHOWN_PROBLEMS, Problem, TimelineError
from timeline.integrations.sphinx.prose import paragraph

__all__ = ["Trouble", "tell", "told", "warned"]

logger = logging.getLogger(__name__)


@attrs.frozen
class Trouble:
    """What is wrong with a file that many documents may show, told when all of them have been read.

    Attributes:
        place: File, line and column.
        text: What is wrong.
        code: Of the problem.
        user: File and line of the directive that met it.
    """

    place: str
    text: str
    code: str
    user: str

    @property
    def file(self) -> str:
        """The file."""
        return self.place.rstrip("0123456789:")


def told(error: TimelineError, *, location: str, root: str = "") -> tuple[nodes.Node, list[Trouble]]:
    """Warn of every problem of the document, and return what stands in the page in place of the chronology, and the problems of other files.

    Args:
        error: What went wrong.
        location: File and line of the directive, for what is wrong there.
        root: The folder of all documents, which readers of the page need not know.
    """
    box, troubles = nodes.error(support_smartquotes=False), list[Trouble]()
    document = location.rpartition(":")[0]
    for problem in error.problems[:SHOWN_PROBLEMS]:
        text = _bare(problem)
        if problem.file in {None, document}:
            warned(problem, location=location)
        else:
            troubles.append(Trouble(_place(problem), text, problem.code, location))
        box += paragraph(text.replace(f"{root}{os.sep}", "").replace(root, ".") if root else text)
    if more := error.problems[SHOWN_PROBLEMS:]:
        troubles.append(
            Trouble(_place(more[0]) or location, f"{len(more)} more problems from here on", "more", location)
        )
    return box, troubles


def tell(troubles: Mapping[str, Iterable[Trouble]]) -> None:
    """Warn of what is wrong with files, once, however many documents show them, and say which do.

    Args:
        troubles: By the names of the documents.
    """
    found = [trouble for name in sorted(troubles) for trouble in troubles[name]]
    for trouble in {(each.place, each.text): each for each in found}.values():
        logger.warning("%s", trouble.text, location=trouble.place, type="chronology", subtype=trouble.code)
    for file in dict.fromkeys(trouble.file for trouble in found):
        users = dict.fromkeys(trouble.user for trouble in found if trouble.file == file)
        if len(users) > 1:
            logger.info("%s is shown by %s", file, ", ".join(users))


def warned(problem: Problem, *, location: str) -> None:
    """Warn of a problem.

    Args:
        problem: What is wrong.
        location: File and line of the document, where the problem has none of its own.
    """
    logger.warning("%s", _bare(problem), location=_place(problem) or location, type="chronology", subtype=problem.code)


def _bare(problem: Problem) -> str:
    """Return a problem without its place."""
    return str(attrs.evolve(problem, file=None, line=None, column=None))


def _place(problem: Problem) -> str:
    """Return file, line and column, in the form that editors find their way by; Sphinx takes a name without a line for a document's."""
    if problem.file is None:
        return ""
    return ":".join(str(part) for part in (problem.file, problem.line or 1, problem.column) if part is not None)
