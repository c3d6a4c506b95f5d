"""A dossier, and pages that draw it with Python-Markdown."""

import pytest
from markdown import Markdown

from timeline.integrations.markdown import fence, validate

TALKS = """\
title: Talks
people:
  trump: {name: Donald Trump}
places:
  rome: Rome
events:
  one: {kind: meeting, when: 2025-04-26, title: They talk, who: [trump], where: rome, tags: [talks]}
  two: {when: 2025-05, title: A truce is announced, after: [one]}
"""

HOSTS = {
    "alone": ["chronology"],
    "with fenced_code": ["fenced_code", "chronology"],
    "before superfences": ["chronology", "pymdownx.superfences"],
    "after superfences": ["pymdownx.superfences", "chronology"],
    "as a custom fence": ["pymdownx.superfences"],
}
CUSTOM = {"name": "chronology", "class": "chronology", "format": fence, "validator": validate}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with a dossier among the documents."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "talks.yaml").write_text(TALKS, "utf-8")
    return tmp_path


def parser(host, *more, **settings):
    configs = {"chronology": settings} if "chronology" in HOSTS[host] else {}
    if host == "as a custom fence":
        configs["pymdownx.superfences"] = {"custom_fences": [CUSTOM]}
    return Markdown(extensions=[*HOSTS[host], *more], extension_configs=configs)


@pytest.fixture(params=HOSTS)
def md(request, folder):
    """Every way in which a page can come to the fence."""
    return parser(request.param)


@pytest.fixture
def make(folder):
    """Make a parser: whose fences, which other extensions, and the settings of ours."""
    return parser


@pytest.fixture
def told(caplog):
    """Return the warnings so far."""
    return lambda: [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
