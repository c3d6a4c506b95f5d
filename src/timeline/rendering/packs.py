"""Templates that installed packages bring: folders under the entry point `timeline.templates`."""

from __future__ import annotations

import functools
import warnings
from importlib import metadata, resources
from pathlib import Path
from types import ModuleType

from timeline.errors import Invalid, Problem, TimelineError, shown

__all__ = ["GROUP", "folders", "unloaded"]

GROUP = "timeline.templates"


def folders() -> tuple[tuple[str, str], ...]:
    """Return the name and the folder of each pack that can be used.

    The packs are looked up once. Whoever has not asked `unloaded` before is told of the others with a warning.
    """
    if not _found.cache_info().currsize:
        for problem in unloaded():
            warnings.warn(str(problem), stacklevel=2)
    return _found()[0]


def unloaded() -> tuple[Problem, ...]:
    """Return why the templates of some installed packages are not used.

    Why: a page that needs none of them is drawn all the same, as rules of a package that cannot be loaded stop no other rule.
    """
    return _found()[1]


@functools.cache
def _found() -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
    found: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for entry in sorted(metadata.entry_points(group=GROUP)):
        try:
            found.append((entry.name, str(_folder(entry.load()))))
        except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever another's module does as it is imported)
            problems.append(_problem(entry, error))
    return tuple(found), tuple(problems)


def _folder(loaded: object) -> Path:
    """Return the folder of templates that an entry point names: that of a package, or a path.

    Raises:
        Invalid: When it is neither, or holds no templates.
    """
    if not isinstance(loaded, ModuleType | str | Path):
        raise Invalid("it is neither a package nor the path of a folder", code="bad-pack")
    places = getattr(loaded, "__path__", ()) if isinstance(loaded, ModuleType) else (loaded,)
    for place in map(Path, places):
        if _holds_templates(place):
            return place
    inner = next((each.name for place in map(Path, places) for each in _inside(place) if _holds_templates(each)), None)
    hint = f"did you mean its folder {shown(inner)}?" if inner else ""
    raise Invalid("it is no folder with one of an output language in it, such as 'html'", code="bad-pack", hint=hint)


def _holds_templates(folder: Path) -> bool:
    ours = resources.files("timeline").joinpath("templates").iterdir()
    return any((folder / language.name).is_dir() for language in ours)


def _inside(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []


def _problem(entry: metadata.EntryPoint, error: BaseException) -> Problem:
    owner = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.name
    why = str(error) if isinstance(error, TimelineError) else f"{type(error).__name__}: {error}"
    message = f"the templates of {shown(owner)} are not used: {shown(entry.value)} cannot be loaded ({why})"
    return Problem("bad-pack", message, hint="mend the package, or uninstall it")
