"""What a page carries beside its text: stylesheets, and the script of the filter, without what only their authors read."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from typing import TYPE_CHECKING

import attrs

from timeline.errors import BadTemplate, Problem

if TYPE_CHECKING:
    from timeline.rendering.environments import Shelf

__all__ = ["Script", "script", "stylesheet", "tight"]

# Either a string, which stays as it is, or what may be written without the space around it.
_SPACE = re.compile(r"""("[^"\n]*"|'[^'\n]*')|[ ]*([{};])[ ]*|([:,])[ ]+""")


@attrs.frozen
class Script:
    """A script that stands in a page.

    Attributes:
        text: As it stands there.
        digest: What the page's policy allows, and nothing else: `sha256-...`.
    """

    text: str
    digest: str


def stylesheet(places: Shelf, name: str = "html/style.css") -> str:
    """Return a stylesheet without comments, indentation and blank lines.

    Raises:
        BadTemplate: When it would end its `style` element.
    """
    text = re.sub(r"/\*.*?\*/", "", _source(places, name, "bad-stylesheet"), flags=re.DOTALL)
    return _no_template("\n".join(line.strip() for line in text.splitlines() if line.strip()))


def tight(css: str) -> str:
    """Return a stylesheet without the space that only makes it readable; what stands between quotation marks stays as it is."""
    return _no_template(_SPACE.sub(lambda found: found[1] or found[2] or found[3], css).replace(";}", "}"))


def _no_template(css: str) -> str:
    """Put a space into what would be a brace of a template in the host's pages."""
    return re.sub(r"([{}])(?=[{}%#])", r"\1 ", css)


def script(places: Shelf, name: str = "html/filter.js") -> Script:
    """Return a script without indentation, blank lines and lines of comment.

    Raises:
        BadTemplate: When it would end its `script` element.
    """
    lines = (line.strip() for line in _source(places, name, "bad-script").splitlines())
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    return Script(text, f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}")


def _source(places: Shelf, name: str, code: str) -> str:
    found = places.find(name)
    if found is None:
        return ""
    if "</" in found.source or "<!--" in found.source:
        what = code.removeprefix("bad-")
        raise BadTemplate(Problem(code, f"a {what} cannot contain '</' or '<!--'", file=found.path))
    return found.source
