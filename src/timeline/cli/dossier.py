"""The DOSSIER argument: a file, or the name of a dossier that comes with the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from timeline.errors import Problem, Unreadable, nearest, shown

if TYPE_CHECKING:
    from timeline.chronology import Chronology

    TextType = click.ParamType[str]
else:
    TextType = click.ParamType  # subscripted only by click 8.3 and later

__all__ = ["DOSSIER", "load"]


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


def load(name: str) -> Chronology:
    """Return the chronology in a file; where there is no such file, the packaged one of that name.

    Raises:
        Unreadable: When there is neither, naming what was tried.
        TimelineError: With every problem of the file.
    """
    from timeline import formats

    packaged, path = formats.dossiers(), Path(name)
    if name in packaged and not path.is_file():
        return formats.dossier(name)
    if name and path.is_dir():
        raise Unreadable(Problem("no-regular-file", "this is a folder", file=name, hint="name a file"))
    if name and path.exists():
        return formats.read(name)
    hint = nearest(name, packaged) or f"packaged: {', '.join(packaged)}"
    raise Unreadable(f"no file {shown(name)}, and no packaged dossier of that name", code="missing-file", hint=hint)
