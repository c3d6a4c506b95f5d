"""What every reader of somebody else's JSON does: take values of the right sort, know their places, and tell of what is left behind."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from timeline.errors import shown
from timeline.formats.drafting import json_reader
from timeline.formats.drafting.naming import slug, unique
from timeline.formats.drafting.tree import Lines, Path, Reading, Tree
from timeline.formats.intake import Intake, Spotted
from timeline.records.text import slug_problem

__all__ = ["Foreign"]

FAMILIES = dict.fromkeys(("agents", "people", "organizations", "states"), "agent") | {"places": "place"}
NO_PLACE = "a chronology has no place for it"


class Foreign:
    """A JSON text of another format, on its way into a chronology.

    A `null` is an empty cell here, and a number stands for its digits where a text is wanted, since other programs write both.

    Args:
        text: The JSON.
        file: What messages call it.
        lines: Whether a text that is no JSON as a whole may be one value to a line instead.

    Attributes:
        intake: Takes the entries.
        taken: The ids in use.
        bearers: Which record bears a name, by its family and the name.
    """

    def __init__(self, text: str, *, file: str | None = None, lines: bool = False) -> None:
        self.intake = Intake(file=file)
        self.taken: set[str] = set()
        self.bearers: dict[tuple[str, str], str] = {}
        self._told: set[object] = set()
        self._text = text.removeprefix("\ufeff")
        self._rows: list[tuple[int, str]] | None = None
        self._found: dict[str, tuple[Mapping[Path, int], Lines]] = {}
        self._reading = json_reader.read(self._text)
        if lines and not self._reading.whole:
            self._by_line()
        # A null is an empty cell here.
        self.intake.problems += [problem for problem in self._reading.problems if problem.code != "empty-item"]

    @property
    def tree(self) -> Tree:
        """What the text holds; None where it could not be read to its end, which is a problem already."""
        return self._reading.tree if self._reading.whole else None

    @property
    def is_whole(self) -> bool:
        """Whether the text could be read to its end."""
        return self._reading.whole

    def at(self, path: Path) -> Spotted:
        """Return the place of an entry, or of the nearest around it."""
        if self._rows is not None and path:
            number, line = self._rows[int(path[0])]
            offsets, lines = self._places_in(line)
            return Spotted(number, lines(_nearest(path[1:], offsets))[1], path)
        offsets, lines = self._places_in(self._text)
        return Spotted(*lines(_nearest(path, offsets)), path)

    def typed(self, tree: Tree, wanted: type[Any], path: Path) -> Any:
        """Return a mapping or a list as it is; of nothing an empty one; of anything else too, with a complaint."""
        if isinstance(tree, wanted):
            return tree
        if tree is not None and tree != "":
            word = "a mapping" if wanted is dict else "a list"
            self.refuse(f"{word} is wanted, not {_told(tree)}", path, code="wrong-type")
        return wanted()

    def entries(self, tree: Tree, path: Path) -> Iterator[tuple[dict[str, Tree], Path]]:
        """Yield the mappings of a list, each with its path."""
        for number, item in enumerate(self.typed(tree, list, path)):
            place = (*path, number)
            if item != "":  # a null among them
                yield self.typed(item, dict, place), place

    def text(self, tree: Tree, path: Path) -> str:
        """Return a text, or a number as it stands, without white space around it."""
        if tree is None:
            return ""
        if isinstance(tree, bool | dict | list):
            self.refuse(f"a text is wanted, not {_told(tree)}", path, code="wrong-type")
            return ""
        return str(tree).strip()

    def refuse(self, message: str, path: Path, *, code: str, hint: str = "") -> None:
        """Note something wrong in the file, once however often it is met."""
        if (told := (message, path)) not in self._told:
            self._told.add(told)
            self.intake.refuse(message, code=code, at=self.at(path), hint=hint)

    def lose(self, why: str, path: Path, *, record: str = "", field: str = "") -> None:
        """Note something that the chronology will not have, with its line, once however often it is met."""
        if (told := (why, path, record, field)) not in self._told:
            self._told.add(told)
            self.intake.lose(why, record=record, field=field, line=self.at(path).line)

    def leave(
        self, tree: Mapping[str, Tree], known: Container[str], path: Path, *, record: str, under: str = ""
    ) -> None:
        """Tell of keys that nothing is made of, unless they are empty."""
        for key, value in tree.items():
            if key not in known and _says_something(value):
                self.lose(NO_PLACE, (*path, key), record=record, field=f"{under}{key}")

    # -- ids ------------------------------------------------------------------------------------------------------------

    def claim(self, wanted: str, *, otherwise: str) -> str:
        """Return an id for a record: the one wanted if it can be one and is free, else one made of it."""
        free = wanted if wanted and not slug_problem(wanted) else slug(wanted, otherwise=otherwise)
        name = unique(free, self.taken)
        self.taken.add(name)
        return name

    def named(self, section: str, name: str, path: Path) -> str:
        """Return the id of the record that bears a name, entered now if none of its kind does; the name is taken for no id."""
        family = FAMILIES.get(section, section)
        if (family, name) not in self.bearers:
            found = self.claim(slug(name, otherwise=family), otherwise=family)
            self.intake.record(section, found, {"name": name}, at=self.at(path))
            self.bearers[family, name] = found
        return self.bearers[family, name]

    def bear(self, section: str, name: str, found: str) -> None:
        """Note who bears a name; the first who does is meant by it."""
        self.bearers.setdefault((FAMILIES.get(section, section), name), found)

    # -- places ----------------------------------------------------------------------------------------------------------

    def _by_line(self) -> None:
        """Read one value to a line, if the first line is one; the commas and brackets of a list cut short are passed over."""
        rows = enumerate((line.rstrip().rstrip(",") for line in self._text.split("\n")), start=1)
        numbered = [(number, line) for number, line in rows if line.strip() not in {"", "[", "]"}]
        readings = [json_reader.read(line) for _, line in numbered]
        if not readings or not readings[0].whole:
            return
        problems = [
            problem.at(None, number, problem.column)
            for (number, _), reading in zip(numbered, readings, strict=True)
            for problem in reading.problems
        ]
        self._rows = numbered
        trees = [reading.tree for reading in readings]
        self._reading = Reading(trees, tuple(problems), whole=all(reading.whole for reading in readings))

    def _places_in(self, text: str) -> tuple[Mapping[Path, int], Lines]:
        if text not in self._found:
            self._found[text] = (dict(_offsets(text)), Lines(text))
        return self._found[text]


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},]|[^\s\[\]{},:"]+')


def _offsets(text: str) -> Iterator[tuple[Path, int]]:
    """Yield where the values of a sound JSON text stand, each with its path.

    Why: the reader's own scanner finds the same, but builds every value anew and looks for what is wrong, which takes four times as long.
    """
    path: list[str | int] = []  # of the value that is read; in a mapping, an empty key stands for the one that follows
    in_mapping: list[bool] = []
    wants_key = False
    for token in _TOKEN.finditer(text):
        sign = text[token.start()]
        if wants_key and sign == '"':
            path[-1] = json.loads(token.group())
            wants_key = False
        elif sign == ",":
            wants_key = in_mapping[-1]
            path[-1] = "" if wants_key else int(path[-1]) + 1
        elif sign in "]}":
            wants_key = False
            in_mapping.pop()
            path.pop()
        else:
            yield tuple(path), token.start()
            if sign in "[{":
                wants_key = sign == "{"
                in_mapping.append(wants_key)
                path.append("" if wants_key else 0)


def _nearest(path: Path, offsets: Mapping[Path, int]) -> int:
    """Return where a value stands, or the nearest around it."""
    return next((offsets[path[:end]] for end in range(len(path), -1, -1) if path[:end] in offsets), 0)


def _says_something(tree: Tree) -> bool:
    if isinstance(tree, dict | list):
        return any(_says_something(item) for item in (tree.values() if isinstance(tree, dict) else tree))
    return tree not in ("", None)


def _told(tree: Tree) -> str:
    """Name a value of the wrong sort."""
    if isinstance(tree, dict):
        return "a mapping"
    return "a list" if isinstance(tree, list) else str(tree).lower() if isinstance(tree, bool) else shown(tree)
