"""What the library needs, held against the known holes of those packages.

The packages are those that are installed here for the library and its extras, with what they need in turn. `pip-audit` asks the package index about each. A hole
that is known fails; a package of which nobody could be asked is named, so that a silent index is not taken for a clean one.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import Any

__all__ = ["EXTRAS", "judged", "main", "needed"]

NAME = "timeline-diplomacy"
EXTRAS = ("arrow", "corpora", "i18n", "icalendar", "markdown", "sphinx", "testing")
_EXTRA = re.compile(r"extra *== *['\"]([\w-]+)['\"]")


def needed(name: str = NAME, extras: Iterable[str] = EXTRAS) -> dict[str, str]:
    """Return the version of each distribution that one needs, by its name, as far as they are installed; of others, only what they cannot do without."""
    found: dict[str, str] = {}
    left = [(name, frozenset(extras))]
    while left:
        current, wanted = left.pop()
        try:
            requirements = metadata.distribution(current).requires or ()
        except metadata.PackageNotFoundError:  # for another system, or for an extra that is not installed
            continue
        if current != name and found.setdefault(current, "") == "":
            found[current] = metadata.version(current)
        for requirement in requirements:
            extra = _EXTRA.search(requirement)
            other = re.match(r"[\w.-]+", requirement)
            if other and (extra is None or extra[1] in wanted) and other[0].lower() not in found:
                left.append((other[0].lower(), frozenset()))
    return found


def judged(told: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return what has a known hole, and of what nobody could be asked, in words.

    Args:
        told: What `pip-audit --format json` says.
    """
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for each in told["dependencies"]
        for hole in each.get("vulns", ())
    ]
    return holes, [each["name"] for each in told["dependencies"] if "skip_reason" in each]


def _asked(packages: dict[str, str]) -> dict[str, Any]:
    """Return what `pip-audit` says of packages; where it cannot ask at all, that all are skipped."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.writelines(f"{name}=={version}\n" for name, version in sorted(packages.items()))
        listed.flush()
        command = [sys.executable, "-m", "pip_audit", "--requirement", listed.name, "--no-deps", "--disable-pip"]
        ended = subprocess.run(  # noqa: S603  (our own arguments)
            [*command, "--format", "json", "--progress-spinner", "off", "--timeout", "10"],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
    try:
        found: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        return {"dependencies": [{"name": name, "skip_reason": "not asked"} for name in packages]}
    return found


def _lines(packages: dict[str, str], holes: list[str], unasked: list[str]) -> Iterator[str]:
    yield f"audit: {len(packages)} packages, {len(holes)} known holes, {len(unasked)} of which nobody could be asked"
    yield from (f"audit: {hole}" for hole in holes)
    if unasked:
        yield f"audit: NOT ASKED: {', '.join(sorted(unasked))}"


def main(_arguments: list[str]) -> int:
    """Ask about all packages, tell what came out, and return 1 where there is a known hole."""
    packages = needed()
    holes, unasked = judged(_asked(packages))
    print(*_lines(packages, holes, unasked), sep="\n")  # noqa: T201
    return 1 if holes else 0
