"""Known holes in what the library needs are seen, and silence is not taken for safety."""

from __future__ import annotations

from importlib import metadata

from proof import audit


def test_all_that_is_needed_is_asked_about() -> None:
    found = audit.needed()
    assert {"attrs", "click", "jinja2", "markdown-it-py", "pendulum", "pyyaml", "tzdata"} <= found.keys()
    assert found["markupsafe"] == metadata.version("markupsafe")  # which Jinja needs
    assert "pytest" not in found
    assert "sphinx" not in audit.needed(extras=())


def test_a_hole_is_told_with_the_version_that_mends_it_and_so_is_what_was_not_asked() -> None:
    told = {
        "dependencies": [
            {"name": "jinja2", "version": "2.10", "vulns": [{"id": "CVE-2019-10906", "fix_versions": ["2.10.1"]}]},
            {"name": "attrs", "version": "25.4.0", "vulns": []},
            {"name": "click", "skip_reason": "not found"},
        ]
    }
    assert audit.judged(told) == (["jinja2 2.10: CVE-2019-10906, mended in 2.10.1"], ["click"])
