"""What is said where a template is wrong: its place, and the nearest of the names that it could have meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

import attrs
import jinja2
from jinja2.utils import missing

from timeline.errors import BadTemplate, Problem, nearest, shown
from timeline.rendering.filters import NotPrintableError

__all__ = ["Missing", "NoNameError", "explained", "is_the_templates"]

_OUR_MODULES = re.compile(
    r"timeline\.(escaping|rendering\.(escape|escapes\..+|filters|flattening|fragments|environments|explaining))"
)


class NoNameError(jinja2.TemplateNotFound):
    """A template asks for another by what can be no name."""


class _Unknown(str):
    """The message for a name that a template is not given, with what it could have meant."""

    __slots__ = ("known", "name")
    name: str
    known: tuple[str, ...]


class Missing(jinja2.StrictUndefined):
    """What an unknown name stands for: printing, testing or following it is an error."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        bare = self._undefined_obj is missing
        name = str(self._undefined_name)
        text = f"nothing is called {shown(name)} here" if bare else f"{_noun(self._undefined_obj)} has no {shown(name)}"
        message = _Unknown(text)
        message.name, message.known = name, () if bare else _parts(self._undefined_obj)
        return message


def _noun(thing: object) -> str:
    name = type(thing).__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _parts(thing: object) -> tuple[str, ...]:
    cls: type[Any] = type(thing)
    if attrs.has(cls):
        return tuple(field.name for field in attrs.fields(cls))
    return tuple(map(str, thing)) if isinstance(thing, Mapping) else ()


def explained(error: BaseException, environment: jinja2.Environment) -> BadTemplate:
    """Return an error of Jinja, or in a template, with the place and the nearest known name."""
    file, line, known = _spot(error, environment)
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or error.name or file, error.lineno
        return BadTemplate(Problem("template-syntax", str(error.message), file=file, line=line))
    if isinstance(error, NoNameError):
        message = f"{shown(str(error.name))} is no name of a template"
        return BadTemplate(Problem("bad-template-name", message, file=file, line=line))
    if isinstance(error, jinja2.TemplateNotFound):
        hint = nearest(str(error.name), environment.list_templates())
        return BadTemplate(
            Problem("no-template", f"no template {shown(str(error.name))}", file=file, line=line, hint=hint)
        )
    if isinstance(error, NotPrintableError):
        message, hint = error.args
        return BadTemplate(Problem("not-printable", message, file=file, line=line, hint=hint))
    message = error.args[0] if error.args else ""
    if isinstance(message, _Unknown):
        hint = nearest(message.name, [name for name in message.known or known if name != message.name])
        return BadTemplate(Problem("unknown-variable", str(message), file=file, line=line, hint=hint))
    return BadTemplate(Problem("template-failed", f"{type(error).__name__}: {error}"[:300], file=file, line=line))


def _frames(error: BaseException) -> Iterator[TracebackType]:
    step = error.__traceback__
    while step is not None:
        yield step
        step = step.tb_next


def _spot(error: BaseException, environment: jinja2.Environment) -> tuple[str | None, int | None, tuple[str, ...]]:
    """Return the file and line of the innermost template, and the names that were known there."""
    found: tuple[str | None, int | None, tuple[str, ...]] = (None, None, ())
    for step in _frames(error):
        template = step.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            names = tuple(_known(step.tb_frame.f_locals)) + tuple(environment.globals)
            found = (template.filename or template.name, template.get_corresponding_lineno(step.tb_lineno), names)
    return found


def _known(frame: Mapping[str, object]) -> Iterator[str]:
    context = frame.get("context")
    if isinstance(context, jinja2.runtime.Context):
        yield from context.get_all()
    for name in frame:
        if found := re.fullmatch(r"l_[0-9]+_(.+)", name):
            yield found[1]


def is_the_templates(error: BaseException) -> bool:
    """Whether a failure arose in a template, and not in the code that makes the rows it reads."""
    if isinstance(error, jinja2.TemplateError | RecursionError):
        return True
    modules = [step.tb_frame.f_globals.get("__name__", "") for step in _frames(error)]
    return not any(name.startswith("timeline.") and not _OUR_MODULES.fullmatch(name) for name in modules[1:])
