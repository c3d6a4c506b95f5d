"""Any tree of texts that a writer writes, the reader of the same format reads back: with both parsers of YAML."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.formats.drafting import json_reader, json_writer, yaml_reader, yaml_writer
from timeline.testing.records import AWKWARD

letters = st.characters(exclude_categories=("Cs",)) | st.sampled_from(
    "\n\t :#-?,[]{}&*!|>'\"%@`~=<.\\/0aA\x85\u2028\ufeff\xa0\u200d😀"
)
texts = st.sampled_from((*AWKWARD, "", " a", "a ", "\na", "a\n", "x" * 1500, "é " * 600 + "e")) | st.text(letters)
trees = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
)
sections = st.dictionaries(texts.filter(lambda key: len(key) < 100), trees, min_size=1, max_size=3)


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@given(section=sections)
@settings(deadline=None)
def test_yaml(parser: str, section: dict[str, Any]) -> None:
    tree = {"timeline": "1", "title": "x", "places": section, "events": section}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "Parser", getattr(yaml, parser))
        assert yaml_reader.read(yaml_writer.write(tree)) == yaml_reader.Reading(tree)


@given(section=sections)
@settings(deadline=None)
def test_json(section: dict[str, Any]) -> None:
    tree = {"title": "x", "places": section, "events": section}
    assert json_reader.read(json_writer.write(tree)) == json_reader.Reading(tree)
