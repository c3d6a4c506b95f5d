"""What the docstring of a rule says, part by part."""

from __future__ import annotations

import inspect
import itertools
import textwrap

import attrs

__all__ = ["Explanation", "explained"]

_DOSSIER, _SOURCE = "Dossier:", "Source:"


@attrs.frozen
class Explanation:
    """The parts of a docstring.

    Attributes:
        meaning: What the rule says to a historian, in one sentence: the first paragraph.
        text: The whole of what is explained, in Markdown, the meaning at its head.
        source: Where the rule comes from.
        dossier: A dossier in YAML in which the rule finds something.
    """

    meaning: str
    text: str
    source: str
    dossier: str


def explained(function: object) -> Explanation:
    r"""Return what the docstring of a function says; every part may be empty.

    Examples:
        >>> def late(chronology):
        ...     '''A letter is answered before it was sent.
        ...
        ...     Source: common sense.
        ...
        ...     Dossier:
        ...         title: Letters
        ...     '''
        >>> explained(late)
        Explanation(meaning='A letter is answered before it was sent.', text='A letter is answered before it was sent.',
            source='common sense.', dossier='title: Letters\n')
    """
    lines = inspect.cleandoc(getattr(function, "__doc__", None) or "").splitlines()
    prose, dossier = _parted(lines)
    paragraphs = [
        _unwrapped(list(part)) for blank, part in itertools.groupby(prose, lambda line: not line) if not blank
    ]
    told = [paragraph for paragraph in paragraphs if not paragraph.startswith(_SOURCE)]
    sources = [paragraph.removeprefix(_SOURCE).strip() for paragraph in paragraphs if paragraph.startswith(_SOURCE)]
    return Explanation("".join(told[:1]), "\n\n".join(told), " ".join(sources), dossier)


def _parted(lines: list[str]) -> tuple[list[str], str]:
    """Part the prose from the dossier, which is all that is indented under its heading."""
    if _DOSSIER not in lines:
        return lines, ""
    start = lines.index(_DOSSIER) + 1
    block = list(itertools.takewhile(lambda line: not line or line[0].isspace(), lines[start:]))
    rest = lines[start + len(block) :]
    return [*lines[: start - 1], "", *rest], textwrap.dedent("\n".join(block)).strip("\n") + "\n"


def _unwrapped(paragraph: list[str]) -> str:
    """Return a paragraph on one line; a list keeps its lines."""
    listed = any(line.startswith(("- ", "* ")) for line in paragraph)
    return "\n".join(paragraph) if listed else " ".join(line.strip() for line in paragraph)
