"""The DOSSIER argument: a file, the name of a dossier that comes with the library, or `-` for standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from click.shell_completion import CompletionItem

from timeline.errors import Problem, Unreadable, nearest, shown

if TYPE_CHECKING:
    from timeline.chronology import Chronology

    TextType = click.ParamType[str]
else:
    TextType = click.ParamType  # subscripted only by click 8.3 and later

__all__ = ["DOSSIER", "load", "shown_name"]

STANDARD_INPUT = "-"


class DossierName(TextType):
    """A path or a packaged name; shells complete both."""

    name = "dossier"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002  (as click calls it)
        """Keep the text as it is; it is looked up when the command runs."""
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  (as click calls it)
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer packaged names first, then files."""
        from timeline import formats

        names = [CompletionItem(name) for name in formats.dossiers() if name.startswith(incomplete)]
        return [*names, CompletionItem(incomplete, type="file")]


DOSSIER = DossierName()


def load(name: str, *, format: str | None = None, **options: Any) -> Chronology:  # noqa: A002  (the word of the field)
    """Return the chronology in a file; where there is no such file, the packaged one of that name; for `-`, the one that is piped in.

    Args:
        name: As it was typed.
        format: Its name; by default that of the suffix, and YAML for what is piped in.
        options: Those of reading that format.

    Raises:
        Unreadable: When there is neither, naming what was tried.
        TimelineError: With every problem of the file.
    """
    from timeline import files, formats

    if name == STANDARD_INPUT:
        return _standard_input(format, options)
    packaged, path = formats.dossiers(), Path(name)
    if (
        name and path.is_fifo()
    ):  # what a shell puts in place of `<(git show HEAD:talks.yaml)`: it has no suffix to go by
        with path.open("rb") as pipe:
            return _piped_in(pipe, options, name=name, language=format)
    if name in packaged and not path.is_file():
        return formats.dossier(name)
    if name and path.exists():
        return formats.read(name, format=format, **options)
    hint = files.neighbour(name) or nearest(name, packaged) or f"packaged: {', '.join(packaged)}"
    raise Unreadable(f"no file {shown(name)}, and no packaged dossier of that name", code="missing-file", hint=hint)


def shown_name(name: str) -> str:
    """Return what messages call a dossier: the file or the name, as it was typed."""
    return "<stdin>" if name == STANDARD_INPUT else name


def _standard_input(language: str | None, options: dict[str, str]) -> Chronology:
    name = shown_name(STANDARD_INPUT)
    if sys.stdin is None:  # it was closed
        raise Unreadable(Problem("unreadable-file", "there is no standard input", file=name))
    return _piped_in(sys.stdin.buffer, options, name=name, language=language)


def _piped_in(pipe: BinaryIO, options: dict[str, str], *, name: str, language: str | None) -> Chronology:
    """Read a pipe; as YAML, which JSON nearly is as well, where no format is named."""
    from timeline import files, formats

    data = pipe.read(files.MOST_BYTES + 1)
    return formats.loads(files.decode(data, name=name), language or "yaml", file=name, **options)
