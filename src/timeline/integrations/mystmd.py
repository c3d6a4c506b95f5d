"""A directive `chronology` for mystmd and Jupyter Book 2, which run this module as an executable plugin.

Without arguments it tells what it has to offer; with `--directive chronology` it reads the directive as JSON from standard input and
writes the nodes that stand in its place. These are plain nodes of MyST, so every export can show them.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.chronology import Chronology
from timeline.errors import Invalid, Problem, TimelineError
from timeline.integrations import finding
from timeline.integrations.embedding import OPTIONS, Embedding, embedded
from timeline.integrations.fences import LEVEL, NOWHERE, Where, folder_of
from timeline.rendering.escapes.tree import first

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["SPEC", "main", "nodes"]

Node = dict[str, Any]

NAME = "chronology"
MOST_CHARS = 1_000_000  # mystmd takes no more from a plugin, and cuts the rest off
DEEPEST = 100

SPEC: Node = {
    "name": "Chronologies of diplomacy",
    "directives": [
        {
            "name": NAME,
            "doc": "A chronology, from a dossier in a file or in the directive itself.",
            "arg": {
                "type": "string",
                "doc": "The file, from the folder of the project, or the name of a packaged dossier.",
            },
            "options": {
                option.name: {"type": "boolean" if option.is_flag else "string", "doc": option.meaning}
                for option in OPTIONS
            },
            "body": {"type": "string", "doc": "The dossier in YAML, where no file is named."},
        }
    ],
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what mystmd asks for, and return the exit status.

    Args:
        arguments: None, or `--directive` and its name; those of the command line where they are left out.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        return _answer(SPEC)
    if given != ["--directive", NAME]:
        return _refuse(f"mystmd calls this program, with no arguments or with --directive {NAME}")
    try:
        drawn, remarks = _drawn(json.load(sys.stdin), Path())
    except TimelineError as error:
        return _refuse(str(error))
    sys.stderr.writelines(f"{problem}\n" for problem in remarks)
    return _answer([*drawn, *map(_warning, remarks)])


def _warning(problem: Problem) -> Node:
    """Return a warning for the page.

    Why: mystmd shows what a plugin writes to standard error only if the plugin fails, and then leaves out the whole page.
    """
    title = {"type": "admonitionTitle", "children": [{"type": "text", "value": NAME}]}
    words = {"type": "paragraph", "children": [{"type": "text", "value": str(problem)}]}
    return {"type": "admonition", "kind": "warning", "children": [title, words]}


def _answer(value: object) -> int:
    text = json.dumps(value)
    if len(text) > MOST_CHARS:
        return _refuse(f"{len(text):,} characters are more than mystmd takes from a plugin; `limit` shows fewer events")
    sys.stdout.write(f"{text}\n")
    return 0


def _refuse(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 1


def nodes(directive: Mapping[str, Any], *, folder: Path | None = None) -> list[Node]:
    """Return the nodes that stand in the place of a directive.

    Args:
        directive: What mystmd knows of it: `arg`, `options`, `body`, and `node` with the positions of its parts.
        folder: Where files are looked for; the folder of the project, in which mystmd runs its plugins.

    Raises:
        TimelineError: When an option, the dossier or a template is wrong; with every problem, each with its file and line.
    """
    drawn, remarks = _drawn(directive, folder or Path())
    sys.stderr.writelines(f"{problem}\n" for problem in remarks)
    return drawn


def _drawn(directive: Mapping[str, Any], folder: Path) -> tuple[list[Node], list[Problem]]:
    """Return the nodes, and what is to be warned of."""
    folders, lines = (folder,), _lines(directive.get("node") or {})
    where = Where(NOWHERE, lines.get("", 0))
    places = {name: line - where.line for name, line in lines.items()}
    with where.blaming(places):
        found = embedded(
            {name: _text(value) for name, value in (directive.get("options") or {}).items()},
            read=lambda: _chronology(directive, folders, lines.get("body", 0)),
            folder=lambda name: folder_of(name, folders),
        )
        page: dict[str, Any] = {"heading_level": LEVEL, **found.embedding.page}
        if found.templates is not None:
            page["templates"] = found.templates
        text = found.chronology.render("markdown", **page)
        title, *rest = _parsed(text)
        shown_here = _dressed([title, *_picture(found.chronology, page), *rest], found.embedding)
        return shown_here, [where.located(problem, places) for problem in found.remarks]


def _lines(node: Mapping[str, Any]) -> dict[str, int]:
    """Return the lines of the options and of the body by their names, and that of the directive under the empty name."""
    found = {"": _line(node)}
    for child in node.get("children") or ():
        name = "body" if child.get("type") == "mystDirectiveBody" else child.get("name")
        if name:
            found[str(name)] = _line(child)
    return found


def _line(node: Mapping[str, Any]) -> int:
    return int(((node.get("position") or {}).get("start") or {}).get("line") or 0)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _chronology(directive: Mapping[str, Any], folders: Sequence[Path], line: int) -> Chronology:
    name, body = str(directive.get("arg") or "").strip(), str(directive.get("body") or "")
    if bool(name) == bool(body.strip()):
        told = "names a file and holds a dossier too" if name else "names no file and holds no dossier"
        raise Invalid(
            f"the directive {told}", code="two-dossiers" if name else "no-dossier", hint="give one of the two"
        )
    if body.strip():
        return finding.inline(body, file=NOWHERE, line=max(line, 1))
    return finding.read(name.lstrip("/"), folders=folders)[0]


def _picture(chronology: Chronology, page: Mapping[str, Any]) -> list[Node]:
    """Return the events along time, where the directive asks for them: in an article on paper they are not wanted unasked."""
    if page.get("lanes", "none") == "none":
        return []
    drawn = chronology.render("svg", lanes=page["lanes"])
    address = f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
    return [{"type": "image", "url": address, "alt": page.get("title") or chronology.title or NAME}]


def _dressed(children: list[Node], embedding: Embedding) -> list[Node]:
    """Add the caption, give the name to the title, and the classes to an element around it all."""
    title, *rest = children
    if embedding.name:
        title = {**title, "label": embedding.name, "identifier": embedding.name.lower()}
    if embedding.caption:
        words = {"type": "emphasis", "children": [{"type": "text", "value": embedding.caption}]}
        rest.append({"type": "paragraph", "children": [words]})
    if not embedding.classes:  # not every export knows a div
        return [title, *rest]
    return [{"type": "div", "class": " ".join((NAME, *embedding.classes)), "children": [title, *rest]}]


# -- from our Markdown to the nodes of MyST ----------------------------------------------------------------------------------


def _parsed(text: str) -> list[Node]:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    # What a stranger wrote is escaped in it, so nothing of it is read as markup.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    return _all(SyntaxTreeNode(parser.parse(text)).children)


def _all(trees: Sequence[SyntaxTreeNode]) -> list[Node]:
    return [node for tree in trees for node in _one(tree)]


def _one(tree: SyntaxTreeNode) -> list[Node]:
    if tree.type in _LEAVES:
        return [_LEAVES[tree.type](tree)]
    children = _all(tree.children or ())
    if tree.type not in _PARENTS:
        return children
    return [{**_PARENTS[tree.type](tree), "children": children}]


_LEAVES: dict[str, Callable[[SyntaxTreeNode], Node]] = {
    "text": lambda tree: {"type": "text", "value": tree.content},
    "softbreak": lambda _tree: {"type": "text", "value": " "},
    "hardbreak": lambda _tree: {"type": "break"},
    "hr": lambda _tree: {"type": "thematicBreak"},
    "code_inline": lambda tree: {"type": "inlineCode", "value": tree.content},
    "code_block": lambda tree: {"type": "code", "value": tree.content.rstrip("\n")},
    "fence": lambda tree: {"type": "code", "value": tree.content.rstrip("\n")},
}
_PARENTS: dict[str, Callable[[SyntaxTreeNode], Node]] = {
    "paragraph": lambda _tree: {"type": "paragraph"},
    "heading": lambda tree: {"type": "heading", "depth": int(tree.tag[1]), "enumerated": False},
    "blockquote": lambda _tree: {"type": "blockquote"},
    "bullet_list": lambda _tree: {"type": "list", "ordered": False, "spread": False},
    "ordered_list": lambda tree: {"type": "list", "ordered": True, "start": first(tree), "spread": False},
    "list_item": lambda _tree: {"type": "listItem", "spread": False},
    "em": lambda _tree: {"type": "emphasis"},
    "strong": lambda _tree: {"type": "strong"},
    "link": lambda tree: {"type": "link", "url": str(tree.attrs["href"])},
}


if __name__ == "__main__":
    sys.exit(main())
