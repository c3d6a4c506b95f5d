"""Kinds and rules of one's own, on the command line."""

import sys

import pytest

from timeline.checks import registry
from timeline.records import events

OWN = """\
import timeline as tl
from timeline.checks import Finding, rule


class Summit(tl.Meeting):
    '''Heads of state meet.'''


@rule("summit-without-place")
def summit_without_place(chronology):
    '''A summit stands somewhere.'''
    return [Finding(message="no place", ids=(event.id,)) for event in chronology.of("summit") if not event.where]
"""
TALKS = "events: {yalta: {kind: summit, when: 1945-02, title: Three men by the sea}}\n"


@pytest.fixture
def own(folder, monkeypatch):
    """A module of one's own and a dossier that needs it; what it declares is forgotten afterwards."""
    monkeypatch.setattr(events, "_KINDS", dict(events._KINDS))
    monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    (folder / "own_summits.py").write_text(OWN, "utf-8")
    (folder / "yalta.yaml").write_text(TALKS, "utf-8")


@pytest.mark.usefixtures("own")
class TestLoad:
    def test_without_it_the_kind_is_unknown(self, timeline):
        assert "unknown-kind" in timeline("check", "yalta.yaml").stdout

    def test_with_it_kinds_and_rules_are_known(self, timeline):
        result = timeline("--load", "own_summits.py", "check", "yalta.yaml")
        assert result.stdout == "yalta.yaml:1: warning: no place [summit-without-place]\n"

    @pytest.mark.parametrize(
        ("content", "told"), [(None, "cannot load 'own.py'"), ("1/0", "fails as it is loaded: ZeroDivisionError")]
    )
    def test_what_cannot_be_loaded_is_told(self, timeline, folder, content, told):
        if content:
            (folder / "own.py").write_text(content, "utf-8")
        result = timeline("--load", "own.py", "check", "yalta.yaml")
        assert result.exit_code == 2
        assert told in result.stderr

    def test_a_module_that_is_not_installed_is_told(self, timeline):
        result = timeline("--load", "no_such_module", "check", "yalta.yaml")
        assert result.exit_code == 2
        assert "No module named 'no_such_module'" in result.stderr
