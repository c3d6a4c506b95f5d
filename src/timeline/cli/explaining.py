"""Commands that say what a word of ours means: rules lists what is checked, explain tells of a rule or of the code of a problem."""

from __future__ import annotations

import importlib.resources
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

from timeline.cli import complaints, completion, console
from timeline.errors import NotFound, nearest, shown

if TYPE_CHECKING:
    from timeline.checks import Rule

__all__ = ["codes", "explain", "rules"]

_CODE = re.compile(r"^`([a-z0-9-]+)`\n: (.+(?:\n  .+)*)", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


@click.command(epilog="\b\nExamples:\n  timeline rules\n  timeline --load own.py rules")
def rules() -> None:
    """List the rules of `timeline check`, each with its severity and its meaning.

    Those of installed packages are among them. `timeline explain` says more of one.
    """
    from timeline.checks import registry

    for problem in registry.unloaded():
        complaints.complain(problem)
    _list(registry.rules())


@click.command(
    epilog="\b\nExamples:\n  timeline explain dangling-id\n  timeline explain two-places-at-once unknown-zone\n"
    "  timeline --load own.py explain no-summary"
)
@click.argument(
    "words", metavar="CODE...", nargs=-1, required=True, shell_complete=completion.offering(completion.explained)
)
def explain(words: tuple[str, ...]) -> None:
    """Say what the CODE of a problem means, or the name of a rule of `timeline check`.

    A rule is explained with a dossier in which it finds something, and with what it finds there.
    """
    for number, tell in enumerate([_teller(word) for word in words]):
        console.emit([*("\n" * bool(number)), *(f"{line}\n" for line in tell())])


def codes() -> dict[str, str]:
    """Return what each code of a problem means, in the order of the reference."""
    source = (importlib.resources.files("timeline.cli") / "codes.md").read_text("utf-8")
    return {code: _LINK.sub(r"\1", " ".join(meaning.split())) for code, meaning in _CODE.findall(source)}


def _teller(word: str) -> Callable[[], Iterator[str]]:
    """Return what yields the explanation of a word, or refuse it before anything is written."""
    from timeline.checks import registry

    if (rule := registry.rules().get(word)) is not None:
        return partial(_of_rule, rule)
    meanings = codes()
    if word not in meanings:
        hint = (
            nearest(word, (*registry.rules(), *meanings)) or "timeline rules lists the rules, the reference all codes"
        )
        raise NotFound(f"no rule and no code {shown(word)}", code="not-found", hint=hint)
    return partial(_of_code, word, meanings[word])


def _of_code(code: str, meaning: str) -> Iterator[str]:
    yield from (code, "", *_wrapped(meaning))


def _list(known: dict[str, Rule]) -> None:
    """Write a line for each rule; in a terminal, as many as its meaning needs."""
    margin = max(map(len, known)) + 10  # and the longest severity
    for name, rule in known.items():
        head = f"{name:<{margin - 9}}{rule.severity.value:<9}"
        lines = _wrapped(rule.meaning, margin) if console.watched() else [rule.meaning]
        for number, line in enumerate(lines or [""]):
            console.line(f"{' ' * margin if number else head}{line}".rstrip())


def _of_rule(rule: Rule) -> Iterator[str]:
    """Yield the lines of an explanation, with what the rule finds in its own example."""
    from timeline import checks, formats

    yield f"{rule.name} ({rule.severity.value})"
    paragraphs = [*rule.text.split("\n\n"), f"Source: {rule.source}" if rule.source else ""]
    for paragraph in filter(None, paragraphs):
        yield ""
        yield from _wrapped(paragraph)
    if rule.dossier:
        yield from ("", "For instance:", "")
        yield from (f"  {line}".rstrip() for line in rule.dossier.splitlines())
        yield ""
        yield from (str(found) for found in checks.check(formats.loads(rule.dossier), [rule.name]))


def _wrapped(text: str, margin: int = 0) -> list[str]:
    return textwrap.wrap(text, console.width() - margin, break_long_words=False, break_on_hyphens=False)
