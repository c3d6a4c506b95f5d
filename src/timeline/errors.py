"""What goes wrong, said so that the reader can find the place and mend it.

A `Problem` is data: a stable code, a place, a message and a hint. A `TimelineError` carries one problem or many. Code that
checks a nested value raises with the innermost key, and each caller adds its own while the stack unwinds (`inside`), so the
place in the message is the path that the author of the file wrote.
"""

from __future__ import annotations

import contextlib
import functools
import heapq
import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from contextvars import ContextVar

import attrs

__all__ = [
    "MOST_PROBLEMS",
    "Ambiguous",
    "BadTemplate",
    "Gathering",
    "Invalid",
    "Loss",
    "Lossy",
    "MissingPackage",
    "NotFound",
    "NotWritten",
    "Problem",
    "TimelineError",
    "Unreadable",
    "Unresolved",
    "inside",
    "nearest",
    "offered",
    "shown",
    "sparing",
]

Path = tuple[str | int, ...]

SHOWN_PROBLEMS = 50
MOST_PROBLEMS = 1_000  # of one text or one list; so many that to read on is no use


@attrs.frozen
class Problem:
    """One thing that is wrong, and where.

    Attributes:
        code: A stable, readable name such as `impossible-date`; part of the public interface, unlike the wording.
        message: Lower case, no full stop, with the found value in quotation marks.
        path: Keys and positions from the outermost in, for instance `("events", "briefing", "who", 0)`.
        file: The file as the caller named it, where there is one.
        line: Counted from one.
        column: Counted from one, in characters.
        hint: What is allowed, or the nearest name.
    """

    code: str
    message: str
    path: Path = ()
    file: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str = ""

    def under(self, *outer: str | int) -> Problem:
        """Return the same problem with `outer` put before its path."""
        # A copy field by field: one fault within another is handed through many floors, and an input may have thousands.
        path = (*outer, *self.path)
        return Problem(self.code, self.message, path, self.file, self.line, self.column, self.hint)

    def at(self, file: str | None, line: int | None = None, column: int | None = None) -> Problem:
        """Return the same problem placed in a file."""
        return Problem(self.code, self.message, self.path, file, line, column, self.hint)

    @property
    def place(self) -> str:
        """File, line, column and path, as far as they are known, without a trailing colon."""
        spot = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return ": ".join(part for part in (_plain(spot), _dotted(self.path)) if part)

    def __str__(self) -> str:
        # Whoever words a message may forget that a name in it comes from a stranger; here nothing of it acts on a terminal.
        message, hint = _plain(self.message), _plain(self.hint)
        text = f"{self.place}: {message}" if self.place else message
        return f"{text}; {hint}" if hint else text


@attrs.frozen
class Loss:
    """Something that did not come along from one format to another.

    Attributes:
        record: The id of the record that it belongs to; the empty text for the chronology itself, or where no record was made.
        field: Which field of it, perhaps only a part of it, such as `who[0].capacity`; the empty text for the whole.
        why: What the other format has no place for, or what was not understood.
        line: Where in the file that was read, counted from one; None for what was written.
    """

    record: str
    field: str
    why: str
    line: int | None = None

    def __str__(self) -> str:
        what = ".".join(part for part in (self.record, self.field) if part) or "the chronology"
        place = "" if self.line is None else f"line {self.line}: "
        return f"{place}{_plain(what)}: {_plain(self.why)}"


class TimelineError(Exception):
    """The one family of exceptions of this library.

    Attributes:
        problems: Every problem that was found, in the order of the input; never empty.
    """

    def __init__(self, *problems: Problem | str, code: str = "invalid", path: Path = (), hint: str = "") -> None:
        self.problems: tuple[Problem, ...] = tuple(
            Problem(code=code, message=problem, path=path, hint=hint) if isinstance(problem, str) else problem
            for problem in problems
        )
        super().__init__(*self.problems)

    def under(self, *outer: str | int) -> TimelineError:
        """Return an error of the same type whose problems lie under `outer`."""
        return type(self)(*(problem.under(*outer) for problem in self.problems))

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        if len(self.problems) > SHOWN_PROBLEMS:
            lines.append(f"... {len(self.problems)} problems in all, the first {SHOWN_PROBLEMS} are shown")
        return "\n".join(lines)


class Invalid(TimelineError, ValueError):
    """A value that cannot be: an impossible date, a malformed id, a role that does not exist."""


class Unreadable(TimelineError):
    """A file or text that cannot be taken in as a chronology; nothing of it was kept."""


class NotFound(TimelineError, LookupError):
    """A name or id that nothing bears."""


class Ambiguous(TimelineError, LookupError):
    """A name that several records bear."""


class Lossy(TimelineError, ValueError):
    """An output form cannot carry what the value says."""


class Unresolved(TimelineError, ValueError):
    """Spoken words of time that no rule reads."""


class BadTemplate(TimelineError):
    """A template that is missing, malformed, or asks for something it is not given."""


class NotWritten(TimelineError, OSError):
    """An output file could not be written; what stood there before still stands."""


class MissingPackage(TimelineError, ImportError):
    """An optional package is needed and not installed."""


@contextlib.contextmanager
def inside(*outer: str | int) -> Iterator[None]:
    """Put `outer` before the path of any problem that leaves the block."""
    try:
        yield
    except TimelineError as error:
        raise error.under(*outer) from error.__cause__


class Gathering:
    """Collects the problems of many steps, so that all are reported and not only the first.

    Examples:
        >>> gathering = Gathering()
        >>> for text in ("a", "b"):
        ...     with gathering.step("letters", text):
        ...         raise Invalid(f"no {text!r}")
        >>> [str(problem) for problem in gathering.problems]
        ["letters.a: no 'a'", "letters.b: no 'b'"]
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    @contextlib.contextmanager
    def step(self, *outer: str | int) -> Iterator[None]:
        """Keep the problems that leave the block, under `outer`, and go on."""
        try:
            yield
        except TimelineError as error:
            self.keep(error, *outer)

    def keep(self, error: TimelineError, *outer: str | int) -> None:
        """Keep the problems of an error, under `outer`."""
        self.problems.extend(problem.under(*outer) for problem in error.problems)

    def finish(self, error: type[TimelineError] = Invalid) -> None:
        """Raise all that was collected as one error.

        Raises:
            TimelineError: Of the type asked for, when there was at least one problem.
        """
        if self.problems:
            raise error(*self.problems)


_MOST_WORDS = 20_000  # among which a nearest one is looked for
_FEW = 6  # so many can be listed in a message
_COMPARED = 30  # of them, letter by letter
_sought: ContextVar[list[int] | None] = ContextVar("sought", default=None)


@contextlib.contextmanager
def sparing(most: int = 100) -> Iterator[None]:
    """Let `nearest` look only so many times within the block; of an input with thousands of mistakes the first ones get a nearest name.

    A block within another shares what the outer one has left.
    """
    token = _sought.set([most]) if _sought.get() is None else None
    try:
        yield
    finally:
        if token is not None:
            _sought.reset(token)


def nearest(word: str, words: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for the word most like the one given, or the empty text; see `sparing`."""
    return _nearest(word, _pool(word, words))


def offered(word: str, words: Iterable[str], *, otherwise: str = "") -> str:
    """Return what `nearest` says, else all the words where they are few, else another way out."""
    pool = _pool(word, words)
    return _nearest(word, pool) or (f"there are: {', '.join(pool)}" if 0 < len(pool) <= _FEW else otherwise)


def _pool(word: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the words among which one is looked for; none of them where that would take too long, or has been done often."""
    left = _sought.get()
    if left is not None:
        left[0] -= 1
    if len(word) > 100 or (left is not None and left[0] < 0):
        return ()
    pool = tuple(words)
    return () if len(pool) > _MOST_WORDS else pool


def _nearest(word: str, pool: tuple[str, ...]) -> str:
    import difflib  # only a mistake needs it

    # A word half as long shares few letters, however large their part in it: `id` is in no way meant by `fild`.
    folded = {likely.casefold(): likely for likely in _likely(word, pool) if 2 * len(likely) > len(word)}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean {folded[found[0]]!r}?" if found else ""


def _likely(word: str, pool: tuple[str, ...]) -> Iterable[str]:
    """Return the few words of a pool that share most letters and pairs of letters with one, in the order of the pool.

    Why: to compare two words letter by letter takes as long as to look at a hundred in this way.
    """
    if len(pool) <= _COMPARED:
        return pool
    wanted, known = _marks(word), _marked(pool)
    scores = [len(wanted & marks) / (len(wanted) + len(marks)) for marks in known]
    best = heapq.nlargest(_COMPARED, range(len(pool)), key=scores.__getitem__)
    return [pool[place] for place in sorted(best)]


@functools.lru_cache(maxsize=8)
def _marked(pool: tuple[str, ...]) -> list[frozenset[str]]:
    return [_marks(word) for word in pool]


def _marks(word: str) -> frozenset[str]:
    """Return the letters of a word, folded, and its pairs of letters, the first and the last letter as pairs with nothing."""
    folded = f" {word[:100].casefold()} "
    return frozenset((*folded, *map("".join, itertools.pairwise(folded))))


def shown(value: object, *, limit: int = 80) -> str:
    """Return a quoted form of any value that is safe in a terminal and never long."""
    text = value if isinstance(value, str) else repr(value)
    cut = text if len(text) <= limit else f"{text[:limit]}..."
    return repr(_plain(cut)) if isinstance(value, str) else _plain(cut)


def _plain(text: str) -> str:
    """Escape what would act on a terminal or reorder its line: controls, formats, lone surrogates."""
    return "".join(
        char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else ascii(char)[1:-1] for char in text
    )


def _dotted(path: Path) -> str:
    """Write a path as `events.briefing.who[0].role`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return _plain(text.removeprefix("."))
