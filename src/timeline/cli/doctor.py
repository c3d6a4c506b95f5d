"""The command that looks at the installation: doctor."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

import click

from timeline.cli import console

__all__ = ["Line", "diagnose", "doctor"]

DISTRIBUTION = "timeline-diplomacy"
OLDEST = (3, 11)
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*(?P<bounds>[^;\s]*)\s*(;.*extra\s*==\s*['\"](?P<extra>[\w-]+)['\"])?")
# The others are for those who work on the library.
_USERS_EXTRAS = frozenset({"i18n", "icalendar", "markdown", "sphinx", "testing"})


class Line(NamedTuple):
    """One thing that was looked at.

    Attributes:
        ok: Whether it is as it should be; None where it is optional and absent.
        what: What was looked at.
        told: How it is, and what to do where it is not well.
    """

    ok: bool | None
    what: str
    told: str


@click.command(short_help="Look at the installation.", epilog="\b\nExamples:\n  timeline doctor")
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Look at the installation: versions, the fast parser, zone data, who owns the import name, and what other packages add.

    The exit status is 1 where something keeps timeline from working well.
    """
    lines = list(diagnose())
    marks = {True: "ok", False: "WRONG", None: "-"}
    width = max(len(line.what) for line in lines)
    for line in lines:
        console.line(f"{marks[line.ok]:<6}{line.what:<{width}}  {line.told}")
    ctx.exit(any(line.ok is False for line in lines))


def diagnose() -> Iterator[Line]:
    """Yield what there is to say about the installation, the most important first."""
    version = ".".join(map(str, OLDEST))
    yield Line(sys.version_info >= OLDEST, "Python", f"{platform.python_version()} ({version} or later is needed)")
    yield _ourselves()
    yield _owner()
    yield from _requirements()
    yield _parser()
    yield _zones()
    yield _encoding()
    yield from _packs()


def _ourselves() -> Line:
    try:
        return Line(True, DISTRIBUTION, importlib.metadata.version(DISTRIBUTION))
    except importlib.metadata.PackageNotFoundError:
        return Line(False, DISTRIBUTION, f"is not installed; run: pip install {DISTRIBUTION}")


def _owner() -> Line:
    """Whether another distribution installs a package of our name."""
    import timeline

    owner = timeline.other_owner()
    told = f"{owner} also installs a package named timeline; run: pip uninstall timeline, then: pip install --force-reinstall {DISTRIBUTION}"
    return Line(owner is None, "import name", "ours alone" if owner is None else told)


def _requirements() -> Iterator[Line]:
    """Yield each package that is needed, and each that would add something."""
    try:
        requirements = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return
    for text in requirements:
        found = _REQUIREMENT.match(text)
        if found and (found["extra"] is None or found["extra"] in _USERS_EXTRAS):
            yield _requirement(found["name"], found["bounds"], found["extra"])


def _requirement(name: str, bounds: str, extra: str | None) -> Line:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        wanted = DISTRIBUTION if extra is None else f"'{DISTRIBUTION}[{extra}]'"
        told = f"is not installed; {'needed' if extra is None else 'optional'}: pip install {wanted}"
        return Line(False if extra is None else None, name, told)
    least = re.search(r">=([\w.]+)", bounds)
    enough = least is None or _numbers(version) >= _numbers(least[1])
    return Line(enough, name, f"{version} ({bounds or 'any version'} is asked for)")


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version up to the first part that is none."""
    numbers = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)


def _parser() -> Line:
    """Whether PyYAML came with its parser in C; looked up by name, for only `formats` works with it."""
    fast = importlib.util.find_spec("yaml") is not None and importlib.util.find_spec("yaml._yaml") is not None
    told = "the C parser of PyYAML" if fast else "only the slow parser; install PyYAML from a wheel, or with libyaml"
    return Line(fast or None, "YAML parser", told)


def _zones() -> Line:
    from timeline.when.zone import database

    return Line(True, "zone data", database())


def _encoding() -> Line:
    encoding = sys.stdout.encoding or "unknown"
    whole = encoding.lower().replace("-", "") == "utf8"
    return Line(True if whole else None, "terminal", f"{encoding}{'' if whole else '; letters outside it are escaped'}")


def _packs() -> Iterator[Line]:
    """Yield what other packages add, rules and templates, and why some of it cannot be used."""
    from timeline.checks import packs as rules
    from timeline.checks import unloaded
    from timeline.rendering import packs as templates

    for what, group, problems in (
        ("packs of rules", rules.GROUP, unloaded()),
        ("packs of templates", templates.GROUP, templates.unloaded()),
    ):
        yield from (Line(False, what, str(problem)) for problem in problems)
        if not problems:
            owners = {_owner_of(entry) for entry in importlib.metadata.entry_points(group=group)}
            yield Line(True if owners else None, what, ", ".join(sorted(owners)) or "none is installed")


def _owner_of(entry: importlib.metadata.EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.name
