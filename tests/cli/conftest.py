"""A dossier to work on, and the command line to work with."""

import pytest
from click.testing import CliRunner

from timeline.cli import main

TALKS = """\
title: Talks
people:
  trump: {name: Donald Trump}
places:
  rome: Rome
events:
  one: {kind: meeting, when: 2025-04-26, title: They talk, who: [trump], where: rome, tags: [talks]}
  two: {when: 2025-05, title: A truce is announced, figures: [30 days]}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def talks(folder):
    """A small dossier in the working folder."""
    (folder / "talks.yaml").write_text(TALKS, "utf-8")
    return "talks.yaml"


@pytest.fixture
def timeline(folder):
    """Run the command line in the working folder; the result has exit_code, stdout and stderr."""
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="timeline")
