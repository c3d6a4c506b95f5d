"""Places in the JSON of others: found quickly, and the same that the scanner of dossiers finds."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats.drafting import json_reader
from timeline.formats.foreign.foreign_json import Foreign

TREES = st.recursive(
    st.booleans()
    | st.integers(-5, 5)
    | st.floats(0, 1)
    | st.sampled_from(["", "a", 'q"\\b', "[,]{}:", "\u2028", "é\n"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b,", 'c"', "d:", " "]), inner),
    max_leaves=15,
)


def paths(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        yield from paths(value, (*path, key))


@given(TREES, st.sampled_from([None, 1]), st.booleans())
def test_every_value_has_the_place_that_the_scanner_finds(tree: Any, indent: int | None, plain: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=plain)
    foreign = Foreign(text)
    for path, spot in json_reader.spots(text, set(paths(tree))).items():
        found = foreign.at(path)
        assert (found.line, found.column) == spot.value


def test_what_is_not_there_has_the_place_of_what_is_around_it() -> None:
    foreign = Foreign('{"a":\n  {"b": [1]}}')
    assert [(foreign.at(path).line, foreign.at(path).column) for path in (("a", "b", 7, "c"), ("a", "x"), ("y",))] == [
        (2, 9),
        (2, 3),
        (1, 1),
    ]


def test_a_line_of_many_has_its_own_places() -> None:
    foreign = Foreign('{"a": 1}\n\n{"a": 2},\n', lines=True)
    assert [fields["a"] for fields in foreign.tree] == [1, 2]
    assert (foreign.at((1, "a")).line, foreign.at((1, "a")).column) == (3, 7)


@pytest.mark.parametrize("wanted", [dict, list])
def test_a_wrong_sort_is_refused_once_however_often_it_is_met(wanted: type) -> None:
    foreign = Foreign('{"a": 3}')
    assert [foreign.typed(foreign.tree["a"], wanted, ("a",)) for _ in range(2)] == [wanted(), wanted()]
    assert len(foreign.intake.problems) == 1
