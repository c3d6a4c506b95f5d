"""Titles as printed: the words beside the name of a post, and what they say of when it is held. English; for other languages, silence."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable
from enum import Enum

from timeline.chronology import fold

__all__ = [
    "Stage",
    "Words",
    "another_post",
    "is_plain",
    "of_people",
    "pieces",
    "stage_before",
    "stage_behind",
    "words_of",
]

Words = tuple[str, ...]


class Stage(Enum):
    """When somebody is said to hold a post.

    Attributes:
        NOW: At the time.
        NEW: Since a short while ago.
        COMING: From a later time on.
        LEAVING: Until a short while from then.
        GONE: No more.
        OTHERWISE: Not as the others do who hold it: in the place of someone, as a candidate, in name.
    """

    NOW = "now"
    NEW = "new"
    COMING = "coming"
    LEAVING = "leaving"
    GONE = "gone"
    OTHERWISE = "otherwise"


STAGES = {
    Stage.NEW: (
        "new", "newly elected", "newly re elected", "newly appointed", "newly inaugurated", "newly installed", "newly chosen",
        "newly named", "newly sworn in", "recently elected", "recently appointed", "freshly elected", "just elected",
    ),
    Stage.COMING: ("incoming", "future", "elect", "designate", "designated", "presumptive", "in waiting"),
    Stage.LEAVING: ("outgoing", "departing"),
    Stage.GONE: ("former", "ex", "late", "erstwhile", "one time", "onetime", "past", "deposed", "ousted", "retired"),
    Stage.OTHERWISE: (
        "acting", "interim", "caretaker", "provisional", "candidate", "nominee", "nominated", "would be", "self proclaimed",
        "shadow", "honorary", "emeritus", "in exile",
    ),
}  # fmt: skip
# Words that make another post of it ("Vice President"), and those that put it into somebody else's title ("envoy of the President").
RANKS = frozenset({
    "vice", "deputy", "assistant", "associate", "under", "sub", "pro", "co", "joint", "first", "second", "prime", "chief",
    "foreign",
})  # fmt: skip
LINKS = frozenset({"to", "of", "for", "from", "by", "with", "at", "in"})
PLAIN = frozenset({
    "the", "a", "an", "his", "her", "its", "their", "our", "current", "sitting", "incumbent", "then", "serving", "long",
    "longtime", "re", "elected", "mr", "mrs", "ms", "sir", "madam", "he", "dr",
})  # fmt: skip
# Names of peoples that do not begin like the name of the state; the others are told by their first four letters.
PEOPLES = {
    "american": ("united states", "america"), "british": ("united kingdom", "great britain"), "danish": ("denmark",),
    "dutch": ("netherlands",), "filipino": ("philippines",), "finnish": ("finland",), "french": ("france",),
    "irish": ("ireland",), "polish": ("poland",), "soviet": ("union of soviet socialist republics", "ussr"),
    "spanish": ("spain",), "swiss": ("switzerland",), "welsh": ("wales",),
}  # fmt: skip
LONGEST, LONGEST_TEXT = 30, 1_000  # words of a title, and of a text in which titles stand, that are looked at
TELLING = 4  # letters by which a people is known to be that of a state: Russian, Russia
_PHRASES = {tuple(phrase.split()): stage for stage, phrases in STAGES.items() for phrase in phrases}
_ORDINAL = re.compile("[0-9]+(?:st|nd|rd|th)")
_PARTING = re.compile(r"[,;()/&]|\band\b", re.IGNORECASE)
# Names that begin with a word which otherwise says that somebody has just come.
_NEW_PLACES = "caledonia|delhi|democra|england|guinea|hampshire|jersey|labour|mexico|south|york|zealand"
_NEW_NAME = re.compile(rf"\bnew (?={_NEW_PLACES})")


def words_of(text: str, *, longest: int = LONGEST) -> Words:
    """Return the words of a text, folded.

    Examples:
        >>> words_of("the newly elected U.S. President"), words_of("Prime Minister of New Zealand")
        (('the', 'newly', 'elected', 'us', 'president'), ('prime', 'minister', 'of', 'newzealand'))
    """
    words = _NEW_NAME.sub("new", fold(text)).split()[:longest]
    found: list[str] = []
    for alone, run in itertools.groupby(words, key=lambda word: len(word) == 1 and word.isalpha()):
        letters = list(run)
        found += ["".join(letters)] if alone else letters
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def pieces(title: str) -> tuple[Words, ...]:
    """Return the words of a title, and those of each of several titles that it joins: "President and Commander-in-Chief"."""
    return tuple(dict.fromkeys(words_of(piece) for piece in (title, *_PARTING.split(title)[:LONGEST])))


def stage_behind(words: Words) -> tuple[Stage, str, Words]:
    """Return what the words behind a post begin by saying, how they say it, and the words that are left."""
    for length in (2, 1):
        if stage := _PHRASES.get(words[:length]):
            return stage, " ".join(words[:length]), words[length:]
    return Stage.NOW, "", words


def stage_before(words: Words) -> tuple[Stage, str, Words]:
    """Return what the words before a post say anywhere, how they say it, and the words that are left."""
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            if stage := _PHRASES.get(words[at : at + length]):
                return stage, " ".join(words[at : at + length]), (*words[:at], *words[at + length :])
    return Stage.NOW, "", words


def stage_close_before(words: Words, passes: Callable[[str], bool]) -> tuple[Stage, str]:
    """Return what the last words before a post say, and how; in running text others stand further off.

    Args:
        words: Those before the post.
        passes: Whether a word may stand between: the name of a people.
    """
    for end in range(len(words), 0, -1):
        for length in (3, 2, 1):
            if stage := _PHRASES.get(words[max(0, end - length) : end]):
                return stage, " ".join(words[max(0, end - length) : end])
        if not passes(words[end - 1]):
            break
    return Stage.NOW, ""


def stages_in(text: str, post: str) -> frozenset[Stage]:
    """Return what a text says, anywhere, of when a post is held: "Visit made as President-elect".

    Examples:
        >>> stages_in("Met with the outgoing President. [Visit made as President-elect.]", "president") == {Stage.COMING, Stage.LEAVING}
        True
    """
    words, wanted = words_of(text, longest=LONGEST_TEXT), tuple(post.split())
    places = (at for at in range(len(words)) if words[at : at + len(wanted)] == wanted)
    around = ((words[max(0, at - 2) : at], words[at + len(wanted) :][:2]) for at in places)
    found = (stage for before, behind in around for stage in (stage_before(before)[0], stage_behind(behind)[0]))
    return frozenset(found) - {Stage.NOW}


def another_post(before: Words, *, quoted: bool = False) -> bool:
    """Whether the words before the name of a post make another of it: "Vice", "envoy of the".

    Args:
        before: The words.
        quoted: Whether they stand in running text, where only the last of them belongs to the post.
    """
    return not RANKS.isdisjoint(before[-1:]) if quoted else not (RANKS | LINKS).isdisjoint(before)


def is_plain(word: str) -> bool:
    """Whether a word before a title changes nothing."""
    return word in PLAIN or _ORDINAL.fullmatch(word) is not None


def names_of_body(name: str) -> tuple[str, ...]:
    """Return the name of a state or body, folded, and its initials.

    Examples:
        >>> names_of_body("The United States of America")
        ('united states of america', 'usa')
    """
    words = words_of(name)
    words = words[1:] if words[:1] == ("the",) else words
    initials = "".join(word[0] for word in words if word not in {"of", "the", "and"})
    return (" ".join(words), initials) if len(initials) > 1 else (" ".join(words),)


def names_of_post(post: str, bodies: set[str]) -> tuple[str, ...]:
    """Return the name of a post, folded, and that without the body to which it belongs.

    Examples:
        >>> names_of_post("President of the Russian Federation", {"russian federation"}), names_of_post("U.S. President", {"us"})
        (('president of the russian federation', 'president'), ('us president', 'president'))
    """
    words = words_of(post)
    end = words.index("of") if "of" in words else len(words)
    behind = " ".join(words[end + 1 :]).removeprefix("the ")
    start = next((at for at, word in enumerate(words[:end]) if not of_people(word, bodies)), 0)
    bare = words[start:end] if behind in bodies or end == len(words) else words
    return tuple(dict.fromkeys((" ".join(words), " ".join(bare))))


def of_people(word: str, names: set[str]) -> bool:
    """Whether a word is one of the names of a body, or the name of its people.

    Examples:
        >>> of_people("french", {"france", "fr"}), of_people("us", {"united states", "us"}), of_people("finance", {"france"})
        (True, True, False)
    """
    if any(name in names for name in (word, word.removesuffix("s"), *PEOPLES.get(word, ()))):
        return True
    parts = (part for name in names for part in name.split() if len(part) >= TELLING <= len(word))
    return any(part.startswith(word[:TELLING]) for part in parts)
