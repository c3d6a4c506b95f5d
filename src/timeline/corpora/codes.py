"""What the codes of the corpora mean: kinds of event for codes of events, states for codes and names of states.

The tables are data files beside this module; each begins with where it comes from. Nothing here needs an engine.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import resources

import attrs

from timeline.chronology import fold
from timeline.errors import NotFound, nearest, shown

__all__ = [
    "FIRST_OF_THREE",
    "SCHEMES",
    "Coding",
    "Country",
    "coding_of",
    "codings",
    "countries",
    "country",
    "country_of",
    "kinds_coded",
    "three_digits",
]

SCHEMES = ("cameo", "plover")
FIRST_OF_THREE = "210"  # codes of three digits from here on have lost their zero: 0211 is 211, and there is no root 21


@attrs.frozen
class Coding:
    """What a code of events stands for.

    Attributes:
        code: As the corpora write it.
        kind: The kind of event that it becomes.
        mode: Of a meeting, how it was held, where the code says so.
        roles: Of the first who acts, and of the second.
        label: What the codebook calls it, in short.
    """

    code: str
    kind: str
    mode: str
    roles: tuple[str, str]
    label: str


@attrs.frozen
class Country:
    """A state as the corpora know it.

    Attributes:
        code: ISO 3166-1 alpha-3.
        alpha2: ISO 3166-1 alpha-2; in lower case it is the id of the `State`.
        name: In English.
        cameo: The code in CAMEO and GDELT, where that is another one.
        names: Other names.
    """

    code: str
    alpha2: str
    name: str
    cameo: str
    names: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of three letters by which a corpus may name it."""
        return (self.code, self.cameo) if self.cameo else (self.code,)

    @property
    def every_name(self) -> tuple[str, ...]:
        """The names by which a corpus may name it."""
        return (self.name, *self.names)


@functools.cache
def codings(scheme: str) -> Mapping[str, Coding]:
    """Return a table of codes by code: that of `cameo` or of `plover`."""
    return {row[0]: _coding(*row) for row in _rows(scheme)}


def coding_of(scheme: str, code: str) -> Coding:
    """Return what a code stands for; one that the table does not have is an `event` whose label has the code.

    Examples:
        >>> coding_of("cameo", "0412").label, coding_of("cameo", "46").label, coding_of("plover", "CONSULT-multilateral").label
        ('discuss by telephone', 'negotiate', 'consult')
    """
    table = codings(scheme)
    wide = code.partition("-")[0] if scheme == "plover" else three_digits(code)
    return (
        table.get(code)
        or table.get(wide)
        or Coding(
            code, "event", "", ("participant", "participant"), f"event coded {code}" if code else "event without a code"
        )
    )


def three_digits(code: str) -> str:
    """Return a code of CAMEO as its first three digits, where programs that took it for a number have dropped its first zero."""
    if len(code) < 3:
        return code.rjust(3, "0")
    return f"0{code[:2]}" if len(code) == 3 and code >= FIRST_OF_THREE else code[:3]


@functools.cache
def kinds_coded(scheme: str) -> tuple[str, ...]:
    """Return the kinds of event that the codes of a scheme become, in the order of the alphabet."""
    return tuple(sorted({coding.kind for coding in codings(scheme).values()}))


@functools.cache
def countries() -> Mapping[str, Country]:
    """Return the states by ISO 3166-1 alpha-3."""
    return {row[0]: _country(*row) for row in _rows("states")}


def country(name: str) -> Country:
    """Return the state that a code of three or two letters, or a name, stands for.

    Raises:
        NotFound: When none does; with the nearest.

    Examples:
        >>> country("RUS").name, country("ua").code, country("Turkey").name
        ('Russia', 'UKR', 'Türkiye')
    """
    found = _by_any().get(fold(name))
    if found is None:
        # Codes are too short to guess at: one letter of three makes another state.
        words = [word for each in countries().values() for word in each.every_name] if len(name) > 3 else []
        hint = (
            nearest(name, words)
            or "give ISO 3166-1 alpha-3 such as 'RUS', or an English name; of anything else ask with `where`"
        )
        raise NotFound(f"no state {shown(name)}", code="not-found", hint=hint)
    return found


def country_of(code: str) -> Country | None:
    """Return the state that a cell of a corpus stands for, or None: regions, bodies and territories have no entry."""
    return countries().get(code)


@functools.cache
def _by_any() -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    for each in countries().values():
        for word in (*each.codes, each.alpha2, *each.every_name):
            found.setdefault(fold(word), each)
    return found


def _country(code: str, alpha2: str, name: str, cameo: str, names: str) -> Country:
    return Country(code, alpha2, name, cameo, tuple(filter(None, names.split("|"))))


def _coding(code: str, kind: str, mode: str, roles: str, label: str) -> Coding:
    first, _, second = roles.partition("/")
    return Coding(code, kind, mode, (first, second), label)


def _rows(name: str) -> Iterator[list[str]]:
    """Yield the lines of a table without its comments and its heading."""
    text = (resources.files("timeline.corpora") / "data" / f"{name}.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    next(lines)
    yield from (line.split("\t") for line in lines)
