"""What is written depends on nothing but what is written down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from proof import settings


def test_the_same_bytes_come_out_in_any_surroundings(thorough: bool) -> None:
    """Hash seed, zone, language, width of the terminal, flags of Python, and the parser of YAML."""
    usual, *others = settings.SETTINGS
    tried = others if thorough else others[-1:]
    dossiers = () if thorough else ("rome-2025",)
    with ThreadPoolExecutor(2) as pool:
        expected, *found = pool.map(lambda name: settings.digests(name, dossiers=dossiers), [usual, *tried])
    assert len(expected) > 20
    assert {name: [*settings.differences(expected, each)] for name, each in zip(tried, found, strict=True)} == {
        name: [] for name in tried
    }


def test_a_difference_is_seen() -> None:
    assert [*settings.differences({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"})] == ["b", "c"]
