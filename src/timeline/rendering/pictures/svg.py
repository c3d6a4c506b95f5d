"""A picture as it is handed on: SVG as text, which shows itself in a notebook and can be saved."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from pathlib import Path

from timeline.errors import shown
from timeline.rendering.options import Folders

__all__ = ["Drawing", "drawn"]


class Drawing(str):
    """An SVG picture: a text that shows itself in a notebook, and that can be saved.

    Examples:
        >>> from timeline.formats import dossier
        >>> from timeline.rendering import draw_lanes
        >>> picture = draw_lanes(dossier("rome-2025"), by="side")
        >>> picture
        <Drawing 'Rome, 26 April 2025: events along time'>
        >>> str(picture)[:5]
        '<svg '
    """

    __slots__ = ()

    def save(self, path: str | Path, *, overwrite: bool = False) -> None:
        """Write it to a file; what stood there stays whole if anything fails.

        Args:
            path: The file.
            overwrite: Whether a file that is there already may be replaced.

        Raises:
            NotWritten: When the file is there already, or cannot be written.
        """
        from timeline import files

        files.write(path, str(self), overwrite=overwrite)

    def __str__(self) -> str:
        return str.__str__(self)

    def __repr__(self) -> str:
        found = re.search(r"<title[^>]*>([^<]*)</title>", self)
        return f"<Drawing {shown(unescape(found[1]) if found else '')}>"

    def _repr_svg_(self) -> str:
        return str.__str__(self)


def drawn(name: str, picture: object, *, templates: Folders = ()) -> Drawing:
    """Return a picture as its template draws it.

    Args:
        name: Of the template and of its stylesheet: `lanes`.
        picture: The row that the template is given.
        templates: As of `render`.

    Raises:
        BadTemplate: When a template is malformed, or asks for something it is not given.
    """
    from timeline.rendering.assets import stylesheet
    from timeline.rendering.environments import environment, shelf

    places = shelf(templates)
    made = environment("svg", places)
    css = stylesheet(places, "svg/picture.css")
    scope = f"pic-{sha256(css.encode()).hexdigest()[:8]}"
    context = {"picture": picture, "css": made.filters["safe"](re.sub(r"\.pic\b", f".{scope}", css)), "scope": scope}
    text = made.get_template(f"svg/{name}.svg.jinja").render(context)
    return Drawing(re.sub(r"\n\s+", "\n", text.strip()) + "\n")
