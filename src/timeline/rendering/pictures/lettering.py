"""How much room words take in a picture that is drawn before anyone knows in which font.

Estimates are for the widest of the usual sans-serif fonts, so that no word runs into another or out of the picture.
"""

from __future__ import annotations

import functools
import unicodedata

__all__ = ["SINK", "direction_of", "is_rtl", "lines_of", "width_of"]

RTL = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
RTL_SCRIPTS = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"}
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
SINK = 0.35  # how far below its middle a letter stands, in parts of its size

# In parts of the size of the letters, measured on DejaVu Sans; of the usual fonts only Verdana is as wide.
_NARROW, _LEAN, _ROOMY, _BROAD = 0.32, 0.45, 0.86, 1.0
_SINGLE = (
    dict.fromkeys("ijl.,:;'|!I\u2019\u2018\xb7", _NARROW)
    | dict.fromkeys('frtJ()[]/\\ -\xad\xa0"`\u201c\u201d\u2010\u2011', _LEAN)
    | dict.fromkeys("wG\xd8OQ\u0416\u0428\u042e\u0436\u0448\u044e\u041c\u0424\u0444\u044b\u042b+=<>~#", _ROOMY)
    | dict.fromkeys("mMW@%&\u0429\u0449\u2014\u2026\u0152\u0153\xc6\xe6", _BROAD)
)
_SMALL, _CAPITAL, _DIGIT = 0.66, 0.76, 0.66
_WIDE, _PICTOGRAM, _UNKNOWN = 1.04, 1.4, 1.1
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "HEBREW")
_ARABIC, _ARABIC_FORM = 0.8, 2.2
_LIGATURE = range(0xFDF0, 0xFE00)  # whole words, and once a whole sentence, in one character
_LONGEST = 11.0


def width_of(text: str, size: float) -> float:
    """Return how wide a text may be at most, where letters have a size.

    Examples:
        >>> width_of("Vilnius", 10) < width_of("WARSAW", 10) < width_of("日内瓦会议上", 10)
        True
    """
    return size * sum(map(_advance, text))


@functools.lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    """Return the width of one character; what joins or marks the one before it has none."""
    if char in _SINGLE:
        return _SINGLE[char]
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _PICTOGRAM if category in {"So", "Sk"} else _WIDE
    return _lettered(char, category)


def _lettered(char: str, category: str) -> float:
    """Return the width of a letter or digit by its script."""
    name = unicodedata.name(char, "")
    if name.startswith("ARABIC"):
        whole = _LONGEST if ord(char) == 0xFDFD else _ARABIC_FORM
        return whole if ord(char) in _LIGATURE else _ARABIC
    if category in {"Nd", "Nl"}:
        return _DIGIT if category == "Nd" else _PICTOGRAM
    if name.startswith(_ALPHABETS):
        return _CAPITAL if category in {"Lu", "Lt"} else _SMALL
    return _DIGIT if char.isascii() else _UNKNOWN


def lines_of(text: str, width: float, size: float, *, most: int = 3) -> tuple[str, ...]:
    """Break a text into lines that are no wider than asked for; one that needs too many ends in an ellipsis.

    Args:
        text: Any text; it is broken at spaces, and within a word that is wider than a line.
        width: Of a line.
        size: Of the letters.
        most: How many lines there may be.
    """
    lines = [""]
    for word in (part for whole in text.split() for part in _cut(whole, width, size)):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(joined, size) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _shortened(f"{lines[most - 1]} {lines[most]}", width, size))


def _cut(word: str, width: float, size: float) -> list[str]:
    """Cut a word that is wider than a line into parts that fit, behind a hyphen where it has one; a mark stays with its letter."""
    if width_of(word, size) <= width:
        return [word]
    parts = [""]
    for char in word:
        if parts[-1] and width_of(parts[-1] + char, size) > width and _advance(char):
            head, hyphen, tail = parts[-1].rpartition("-")
            parts[-1:] = [head + hyphen, tail] if head else [parts[-1], ""]
        parts[-1] += char
    return parts


def _shortened(text: str, width: float, size: float) -> str:
    while text and width_of(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def is_rtl(text: str) -> bool:
    """Whether a text runs from right to left, by its first letter that has a direction.

    Source: Unicode Bidirectional Algorithm, rules P2 and P3.

    Examples:
        >>> is_rtl("محمد بن سلمان"), is_rtl("(1) Anwar Sadat")
        (True, False)
    """
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((direction != "L" for direction in directions if direction in {"L", "R", "AL"}), False)


def direction_of(language: str) -> str:
    """Return `rtl` for a language tag that is written from right to left, else `ltr`.

    Examples:
        >>> direction_of("he"), direction_of("az-Arab"), direction_of("en")
        ('rtl', 'rtl', 'ltr')
    """
    tag, *subtags = language.split("-")
    return "rtl" if tag.lower() in RTL or RTL_SCRIPTS & {subtag.title() for subtag in subtags} else "ltr"
