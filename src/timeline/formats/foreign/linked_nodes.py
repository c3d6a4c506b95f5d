"""The nodes of a JSON-LD text: what they are called, which of their values are nodes, and which ids they get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from timeline.errors import shown
from timeline.formats.drafting.naming import slug
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign.foreign_json import Foreign
from timeline.formats.foreign.linked_terms import family_of
from timeline.records.text import slug_problem

__all__ = ["LinkedNodes", "Node"]

_PREFIX = re.compile(r"(?:schema:|https?://(?:www\.)?schema\.org/)")
_ALIASES = {"id": "@id", "type": "@type"}


@attrs.frozen(eq=False)
class Node:
    """A mapping of the file, with its properties under their names in schema.org.

    Attributes:
        fields: The values by property.
        path: Where it stands.
        written: How the file writes the properties.
    """

    fields: dict[str, Tree]
    path: Path
    written: dict[str, str]

    def place(self, key: str) -> Path:
        """Return where a property stands."""
        return (*self.path, self.written[key]) if key in self.written else self.path

    @property
    def name(self) -> str:
        """The `@id`, as it stands; the empty text where it has none."""
        found = self.fields.get("@id")
        return found if isinstance(found, str) else ""

    @property
    def is_reference(self) -> bool:
        """Whether it only mentions another node."""
        return set(self.fields) == {"@id"}

    @property
    def sorts(self) -> list[str]:
        """The types."""
        found = self.fields.get("@type")
        sorts = found if isinstance(found, list) else [found]
        return [_PREFIX.sub("", sort) for sort in sorts if isinstance(sort, str)]

    @property
    def family(self) -> tuple[str, str] | None:
        """What it stands for, and in which section, by the first type that stands for something."""
        return next((found for sort in self.sorts if (found := family_of(sort))), None)


class LinkedNodes(Foreign):
    """The nodes of a text, found by their `@id`.

    Attributes:
        tops: Those that stand in `@graph`, in the list, or alone.
    """

    def __init__(self, text: str, *, file: str | None = None) -> None:
        super().__init__(text, file=file)
        self.tops: list[Node] = []
        self._defined: dict[str, Node] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._reserved: dict[str, str] = {}

    def gather(self) -> bool:
        """Find the nodes; say so where the text has none."""
        tree = self.tree
        if isinstance(tree, dict) and "@graph" in tree:
            graph = tree["@graph"]
            found: Any = [(graph, ("@graph",))] if isinstance(graph, dict) else list(self.entries(graph, ("@graph",)))
        elif isinstance(tree, list):
            found = list(self.entries(tree, ()))
        else:
            found = [(tree, ())]
        nodes = [self.node(fields, path) for fields, path in found if isinstance(fields, dict)]
        self.tops = [node for node in nodes if node.fields.keys() - {"@context"}]
        if not self.tops and tree != [] and not self.intake.problems and found != []:
            hint = "a mapping with '@type', a list of them, or a mapping with '@graph'"
            self.refuse("no node of JSON-LD", (), code="wrong-type", hint=hint)
            return False
        for node in self.tops:
            self._define(node)
        self._reserve()
        return True

    def node(self, fields: dict[str, Tree], path: Path) -> Node:
        """Return a mapping as a node."""
        written = {_ALIASES.get(name := _PREFIX.sub("", key), name): key for key in fields}
        return Node({name: fields[key] for name, key in written.items()}, path, written)

    def _define(self, node: Node) -> None:
        """Note which node an `@id` stands for, within this one too; what is said of it in several places belongs together."""
        if node.name and not node.is_reference:
            first = self._defined.setdefault(node.name, node)
            for key, value in node.fields.items():
                first.fields.setdefault(key, value)
        for key, value in node.fields.items():
            for inner in self.nodes(value, node.place(key)):
                self._define(inner)

    def _reserve(self) -> None:
        """Keep the ids that the file itself uses for those that have them."""
        for name in self._defined:
            own = name.removeprefix("#")
            if name.startswith("#") and not slug_problem(own):
                self._reserved[name] = own
                self.taken.add(own)

    # -- values ------------------------------------------------------------------------------------------------------------

    def values(self, tree: Tree, path: Path) -> Iterator[tuple[Tree, Path]]:
        """Yield the values of a property, each with its path; `@list` and `@set` are passed through."""
        if isinstance(tree, dict) and (inner := next((key for key in ("@list", "@set") if key in tree), None)):
            yield from self.values(tree[inner], (*path, inner))
        elif isinstance(tree, list):
            for number, item in enumerate(tree):
                yield from self.values(item, (*path, number))
        elif tree not in (None, ""):
            yield tree, path

    def nodes(self, tree: Tree, path: Path) -> Iterator[Node]:
        """Yield the values that are nodes."""
        for value, place in self.values(tree, path):
            if isinstance(value, dict) and "@value" not in value:
                yield self.node(value, place)

    def texts(self, node: Node, key: str) -> list[str]:
        """Return the values of a property that are texts; anything else is a mistake."""
        found = []
        for value, place in self.values(node.fields.get(key), node.place(key)):
            inner = (
                next((name for name in ("@value", "@id") if name in value), None) if isinstance(value, dict) else None
            )
            if text := self.text(value, place) if inner is None else self.text(value[inner], (*place, inner)):
                found.append(text)
        return found

    def one(self, node: Node, key: str, *, record: str) -> str:
        """Return the one text of a property; the others are reported."""
        found = self.texts(node, key)
        for other in found[1:]:
            self.lose(f"{shown(other)} is a second one", node.place(key), record=record, field=key)
        return found[0] if found else ""

    def left(self, node: Node, known: set[str], *, record: str) -> None:
        """Tell of the properties that nothing is made of."""
        for key, value in node.fields.items():
            if key not in known | {"@id", "@type", "@context"}:
                self.leave({key: value}, (), node.place(key)[:-1], record=record)

    # -- ids ---------------------------------------------------------------------------------------------------------------

    def defined(self, node: Node) -> Node:
        """Return the node that a reference stands for, or itself."""
        return self._defined.get(node.name, node)

    def is_known(self, node: Node) -> bool:
        """Whether the text says more of a node than its `@id`."""
        return not node.is_reference or node.name in self._defined

    def identify(self, family: str, node: Node, wanted: str) -> tuple[str, bool]:
        """Return the id of a node as one of a family, and whether it has been asked for before.

        A node that is two things, a country that takes part and is a place, has an id as each.
        """
        key = node.name or "\0".join(str(part) for part in node.path)
        if (family, key) in self._ids:
            return self._ids[family, key], True
        other = any(each == key for _, each in self._ids)
        own = self._reserved.get(node.name)
        found = own if own and not other else self.claim(slug(wanted, otherwise=family), otherwise=family)
        if own and other:
            self.taken.discard(found)
            found = self.claim(f"{own}-{family}", otherwise=family)
        self._ids[family, key] = found
        return found, False
