"""Names that are nearly the same, found without comparing each with each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from timeline.chronology import fold

__all__ = ["Spellings", "alike"]

SHORTEST = 5  # of a word that can be told from another although a letter is wrong: Iran is not Iraq
LONGEST = 40  # of a word that anybody wrote by hand
MOST_SLIPS = 2  # words of one name that may each have one
_TELLING = re.compile(r".*\d.*|[ivxlcdm]+")  # numbers tell things apart: the 27th brigade, Louis XVII
_ENDINGS = ("a", "s")  # Petrov and Petrova are two people, an official is not officials
_GENERATIONS = frozenset({"jr", "junior", "sr", "senior", "elder", "younger"})


class Spellings:
    """Names by their words, and the words of these by those that differ in one letter.

    Each word is filed under every text that is left of it when one letter is struck out. Words that differ by a letter too
    many, too few, wrong or swapped meet under one of these, so that nobody has to compare each with each.

    Args:
        names: As they are written.

    Source: Garbe 2012, the symmetric delete algorithm.

    Examples:
        >>> names = Spellings(["Volodymyr Zelenskyy", "Kim Jong Il"])
        >>> sorted(names.near("Volodymr Zelensky")), sorted(names.near("Kim Jong Un"))
        (['volodymyr zelenskyy'], [])
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {fold(name) for name in names}
        self._joined: dict[str, set[str]] = {}
        self._filed: dict[str, set[str]] = {}
        for name in self._names:
            self._joined.setdefault(name.replace(" ", ""), set()).add(name)
        for word in {word for name in self._names for word in name.split()}:
            for left in _struck(word):
                self._filed.setdefault(left, set()).add(word)

    def near(self, name: str) -> set[str]:
        """Return the folded names that are nearly this one, itself left out: other spaces, or a slip in a word or two."""
        folded = fold(name)
        found = {
            other for other in self._joined.get(folded.replace(" ", ""), ()) if min(len(other), len(folded)) > SHORTEST
        }
        words = folded.split()
        choices = [(word, *self._slips(word)) for word in words[:10]] if len(words) <= 10 else []
        for slipped in range(1, MOST_SLIPS + 1):
            for places in itertools.combinations(range(len(choices)), slipped):
                options = [choice[1:] if place in places else choice[:1] for place, choice in enumerate(choices)]
                found.update(filter(self._names.__contains__, map(" ".join, itertools.product(*options))))
        return found - {folded}

    def _slips(self, word: str) -> set[str]:
        """Return the words that differ from one by a slip."""
        found = (other for left in _struck(word) for other in self._filed.get(left, ()))
        return {other for other in found if slip(word, other)}


def _struck(word: str) -> Iterator[str]:
    """Yield what is left of a word when one letter, or none, is struck out; nothing for a word that has to be exact."""
    if SHORTEST <= len(word) <= LONGEST and not _TELLING.fullmatch(word):
        yield word
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def slip(one: str, other: str) -> bool:
    """Whether two words differ as by a slip of the pen: in one letter, not the first, nor in a grammatical ending.

    Examples:
        >>> slip("volodymr", "volodymyr"), slip("marcon", "macron"), slip("zambia", "gambia"), slip("petrov", "petrova")
        (True, True, False, False)
    """
    short, long = sorted((one, other), key=len)
    if one == other or len(short) < SHORTEST or short[0] != long[0] or len(long) - len(short) > 1:
        return False
    if any(map(_TELLING.fullmatch, (one, other))) or any(long == short + ending for ending in _ENDINGS):
        return False
    start = next((place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    return short[start + 1 :] == long[start + 1 :] or (
        short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    )


def alike(one: str, other: str) -> bool:
    """Whether two names may be those of one person: a title, an initial, a space, a slip or the order of words apart.

    Examples:
        >>> alike("President Xi Jin-ping", "Xi Jinping"), alike("Dilma Roussef", "Rousseff, Dilma")
        (True, True)
        >>> alike("George H.W. Bush", "George W. Bush"), alike("Albert", "Albert II")
        (False, False)
    """
    first, second = fold(one).split(), fold(other).split()
    beside = [_beside(first, second), _beside(second, first)]
    return any(
        rest is not None and not _telling(rest, words) for rest, words in zip(beside, (first, second), strict=True)
    )


def _beside(words: list[str], others: list[str]) -> list[str] | None:
    """Return what is left of the second name when all of the first is taken out of it; None where it does not hold all of it."""
    whole = "".join(words)
    for cut in range(len(others) + 1 if words else 0):
        if "".join(others[cut:]) == whole:
            return others[:cut]
        if "".join(others[:cut]) == whole:
            return others[cut:]
    rest = list(others)
    for word in words:
        fitting = [left for left in rest if left == word] or [left for left in rest if slip(left, word)]
        if not fitting:
            return None
        rest.remove(fitting[0])
    return rest if words else None


def _telling(rest: list[str], words: list[str]) -> bool:
    """Whether what one name has more than the other tells two people apart: a number, a generation, other initials."""
    initials = any(len(word) == 1 for word in rest) and any(len(word) == 1 for word in words)
    return initials or any(word in _GENERATIONS or _TELLING.fullmatch(word) for word in rest)
