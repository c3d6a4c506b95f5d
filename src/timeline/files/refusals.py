"""What is said when the system refuses a file."""

from __future__ import annotations

import stat

from timeline.errors import Problem

__all__ = ["problem", "reason", "sort_of"]


def problem(code: str, message: str, name: str, *, hint: str = "") -> Problem:
    """Return what is wrong with a file."""
    return Problem(code, message, file=name, hint=hint)


def reason(error: OSError | ValueError) -> str:
    """Return why the system refuses, in its own words; a ValueError is of a name that Python does not even ask the system for."""
    if isinstance(error, ValueError):
        return "no file can have this name"
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]


def sort_of(mode: int) -> str:
    """Return what stands there in place of a regular file, by its mode."""
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"
