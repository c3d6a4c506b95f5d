"""The command group: how every command ends, well or badly."""

from __future__ import annotations

import contextlib
import io
import sys
import traceback
import warnings
from typing import Any, NoReturn

import attrs
import click

from timeline.cli import complaints, console
from timeline.errors import TimelineError

__all__ = ["FINDINGS", "UNREADABLE", "Commands"]

FINDINGS = 1  # the dossier was read, and something in it wants a look
UNREADABLE = 2  # wrong usage, unreadable input, unwritable output
INTERRUPTED = 130  # 128 + SIGINT, as shells expect it
PIPE_CLOSED = 141  # 128 + SIGPIPE


class Commands(click.Group):
    """A group that turns errors into messages on standard error and into exit statuses."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and end with its status."""
        console.forgive()
        try:
            with warnings.catch_warnings():
                warnings.showwarning = lambda message, *_place, **_more: console.note(f"warning: {message}")
                result = super().invoke(ctx)
            sys.stdout.flush()
        except click.NoSuchOption as error:
            raise _in_its_place(self, ctx, error) from None
        except (click.ClickException, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            with contextlib.suppress(OSError, io.UnsupportedOperation):
                console.mute()
            ctx.exit(PIPE_CLOSED)
        except (KeyboardInterrupt, click.Abort):
            console.note("interrupted")
            ctx.exit(INTERRUPTED)
        except Exception as error:  # noqa: BLE001  (the last line of defence before a traceback)
            _fail(ctx, error)
        return result


def _in_its_place(group: click.Group, ctx: click.Context, error: click.NoSuchOption) -> click.UsageError:
    """Say of an option that belongs to `timeline` itself that it stands in front of the command."""
    ours = {flag: option for option in group.params for flag in option.opts if isinstance(option, click.Option)}
    option = ours.get(error.option_name)
    if option is None or error.ctx is None or error.ctx is ctx:
        return error
    takes = "" if option.is_flag else f" {option.metavar}"
    rewritten = f"timeline {error.option_name}{takes} {error.ctx.info_name} ..."
    return click.UsageError(f"{error.option_name} stands before the command: {rewritten}", error.ctx)


def _fail(ctx: click.Context, error: Exception) -> NoReturn:
    """Say what went wrong, with a traceback only where it was asked for."""
    if ctx.params.get("debug"):
        console.note("".join(traceback.format_exception(error)).rstrip())
    elif isinstance(error, TimelineError | OSError):
        console.note(_told(error).rstrip("\n"))
    else:
        console.note(f"error: {type(error).__name__}: {error}")
        console.note("this is a defect of timeline itself; `timeline --debug ...` shows where, please report it")
    ctx.exit(UNREADABLE)


def _told(error: TimelineError | OSError) -> str:
    """Return the message: problems that name a file begin with its place, as compilers write them."""
    if not isinstance(error, TimelineError):
        place = f"{error.filename}: " if error.filename else ""
        return f"error: {place}{(error.strerror or str(error)).lower()}"
    form, first = complaints.form(), error.problems[0]
    problems = (attrs.evolve(first, hint="--force replaces it"),) if first.code == "exists" else error.problems
    text = complaints.told(problems, form)
    return text if first.file or form in {"json", "github"} else f"error: {text}"
