"""Templates of strangers on the command line: said with --untrusted, and with limits that --allow lifts."""

from __future__ import annotations

import pytest


@pytest.fixture
def mine(folder):
    """A folder with a template that says more than a page has room for."""
    (folder / "mine" / "html").mkdir(parents=True)
    (folder / "mine" / "html" / "meeting.html.jinja").write_text(
        "<p>met: {{ entry.title }}{{ 'x' * 9999 }}</p>", "utf-8"
    )
    return "mine"


def test_the_page_is_the_same(timeline, talks, folder, mine):
    told = timeline("render", talks, "--templates", mine, "--untrusted", "--output", "apart.html")
    assert (told.exit_code, told.stdout) == (0, "")
    assert timeline("render", talks, "--templates", mine).stdout == (folder / "apart.html").read_text("utf-8")


def test_a_limit_that_is_reached_leaves_nothing_written(timeline, talks, folder, mine):
    told = timeline(
        "render", talks, "--templates", mine, "--untrusted", "--allow", "output=9k", "--output", "page.html"
    )
    assert (told.exit_code, (folder / "page.html").exists()) == (2, False)
    assert "the templates write more than 9,000 bytes; if they do need more" in told.stderr


def test_a_limit_without_the_other_option_is_refused(timeline, talks, mine):
    told = timeline("render", talks, "--templates", mine, "--allow", "seconds=3")
    assert (told.exit_code, "--allow goes with --untrusted" in told.stderr) == (2, True)


def test_a_limit_that_there_is_not_is_named_with_the_nearest(timeline, talks, mine):
    told = timeline("render", talks, "--templates", mine, "--untrusted", "--allow", "second=3")
    assert (told.exit_code, "no limit 'second'; did you mean 'seconds'?" in told.stderr) == (2, True)
