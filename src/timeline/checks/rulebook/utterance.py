"""Whether two quotations are of one utterance, and whether their words are the same."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cached_property

import attrs

from timeline.chronology import fold

__all__ = ["Utterance"]

ELLIPSIS = re.compile(r"\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…")
LONGEST = 60  # words that are looked at; whoever quotes more has the text
ENOUGH = Fraction(2, 3)  # of the shorter quotation's words have to stand in the longer one
SHORT = 4  # words of a quotation whose order may have been turned round
STEM = 4  # letters that two forms of a word share: failure and failed
PHRASE = 8  # words of a quotation out of which one word may have been cut

# Words that any two quotations share; they are evidence of nothing. English, as the stems are; of other languages every word counts.
COMMON = (
    " a an and are as at be been but by for from had has have he her his i in is it its me my no not of on or our she so that the "
    "their them they this to too us very was we were what which who will with would you your "
)


@attrs.frozen
class Utterance:
    """The words of a quotation, folded, and cut where it leaves something out.

    Attributes:
        pieces: The words between the dots.
    """

    pieces: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, quote: str) -> Utterance:
        """Take a quotation apart.

        Examples:
            >>> Utterance.read("fortitude, … courage and [...] heroism").pieces
            (('fortitude',), ('courage', 'and'), ('heroism',))
        """
        pieces = (tuple(fold(piece).split()[:LONGEST]) for piece in ELLIPSIS.split(quote[: LONGEST * 40]))
        return cls(tuple(piece for piece in pieces if piece))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words in a row."""
        return tuple(word for piece in self.pieces for word in piece)[:LONGEST]

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The words by which an utterance can be told from others."""
        return tuple(word for word in self.words if f" {word} " not in COMMON)

    def altered(self, other: Utterance) -> bool:
        """Whether the two are evidently of one utterance, and their words differ.

        Examples:
            >>> Utterance.read("complete failure").altered(Utterance.read("completely failed"))
            True
        """
        short, long = sorted((self, other), key=lambda each: len(each.telling))
        if short.words == long.words or not short.telling:
            return False
        if len(short.words) == 1:
            return len(long.words) <= PHRASE and any(_akin(short.words[0], word) for word in long.telling)
        return not _stands_in(short, long) and _is_of(short, long)


def _stands_in(one: Utterance, other: Utterance) -> bool:
    """Whether every piece of one stands whole in a piece of the other."""
    rows = [f" {' '.join(piece)} " for piece in other.pieces]
    return all(any(f" {' '.join(piece)} " in row for row in rows) for piece in one.pieces)


def _is_of(one: Utterance, other: Utterance) -> bool:
    """Whether two words of one at least, and most of them, stand in the other too; in order where there are many."""
    if len(one.telling) <= SHORT:
        shared = sum(any(_akin(word, each) for each in other.telling) for word in one.telling)
    else:
        shared = _in_order(one.telling, other.telling)
    return shared >= 2 and shared >= ENOUGH * len(one.telling)


def _in_order(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many words of one stand in the other in the same order: the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for word in one:
        diagonal = 0
        for position, each in enumerate(other, start=1):
            above = row[position]
            row[position] = diagonal + 1 if _akin(word, each) else max(above, row[position - 1])
            diagonal = above
    return row[-1]


def _akin(one: str, other: str) -> bool:
    """Whether two words are one, or forms of one stem: they begin alike for four letters, and for most of the shorter."""
    if one == other or one[:STEM] != other[:STEM]:
        return one == other
    shared = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    shortest = min(len(one), len(other))
    length = shortest if shared is None else shared
    return length >= STEM and length * 2 > shortest and not any(map(str.isdigit, one + other))
