"""The legend of lanes: a sample of each sort of mark that occurs, and what it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.records import Act
from timeline.rendering.pictures.canvas import Canvas
from timeline.rendering.pictures.marks import Bar, Figure, Look, Shade, halved
from timeline.rendering.pictures.picture import length
from timeline.rendering.pictures.rows import Sample
from timeline.rendering.wording import ENGLISH, Wording, inner

__all__ = ["keys_of", "signs_of"]

SAMPLE, NARROW = 30.0, 12.0  # how wide a sample is, and one of a dot or a sign
DOTTED = 14.0  # where a bar begins beside a dot
_SPAN = (1.0, SAMPLE - 1)
_MIDDLE = (NARROW / 2,)
_BARS = {
    "may": (Bar(*_SPAN, Shade.MAY),),
    "full": (Bar(*_SPAN, Shade.FULL),),
    "fading": (Bar(1, 11, Shade.IN), Bar(11, 19, Shade.FULL), Bar(19, SAMPLE - 1, Shade.OUT)),
    "open": (Bar(1, 11, Shade.FULL), Bar(11, SAMPLE - 1, Shade.OUT)),
    "unknown": (Bar(1, 17, Shade.OUT),),
}


def signs_of(figures: Iterable[Figure], words: Wording = ENGLISH, *, rtl: bool = False) -> tuple[Sample, ...]:
    """Return the legend for signs: each act that occurs, in the order of the acts.

    Args:
        figures: The marks.
        words: Of the legend.
        rtl: Whether time runs from right to left.
    """
    looks = {figure.look.sign: figure.look for figure in figures}
    acts = [act for act in Act if act.value in looks]
    return tuple(_key(_sample(looks[act.value], signs=_MIDDLE), inner(words[act.value]), rtl=rtl) for act in acts)


def keys_of(figures: Iterable[Figure], words: Wording = ENGLISH, *, day: str, rtl: bool = False) -> tuple[Sample, ...]:
    """Return the legend for some marks: what occurs among them and nothing else.

    Args:
        figures: The marks.
        words: Of the legend.
        day: What a dot stands for.
        rtl: Whether time runs from right to left.
    """
    return tuple(_key(sample, told, rtl=rtl) for sample, told in _samples(list(figures), day, words))


def _key(sample: Figure, words: str, *, rtl: bool) -> Sample:
    wide = SAMPLE if sample.bars or sample.line else NARROW
    return Sample(Canvas(wide, rtl=rtl).mark(sample, 0.0), words, length(wide))


def _samples(figures: list[Figure], day: str, words: Wording) -> Iterator[tuple[Figure, str]]:
    """Yield a sample of each sort of mark, and its words."""
    plain = [figure for figure in figures if not figure.look.hollow]
    if any(figure.dots and not figure.look.small for figure in plain):
        yield _sample(dots=_MIDDLE), day
    if any(figure.dots and figure.look.small for figure in plain):
        yield _sample(Look(small=True), dots=_MIDDLE), words["key_statement"]
    for sort, key in (("may", "key_within"), ("full", "key_lasted"), ("fading", "key_fading")):
        if any(_is(figure, sort) for figure in plain):
            yield _sample(bars=_BARS[sort]), words[key]
    if any(figure.tips for figure in figures):
        yield _sample(bars=_BARS["open"], tips=((SAMPLE - 1, 1),)), words["key_open"]
    if any(figure.unknown for figure in figures):
        yield _sample(bars=_BARS["unknown"], unknown=(22.0,)), words["key_unknown"]
    if any(figure.line for figure in figures):
        yield _sample(dots=(4.0, SAMPLE - 4), line=(8.0, SAMPLE - 8)), words["key_several"]
    yield from _looks(figures, words)


def _looks(figures: list[Figure], words: Wording) -> Iterator[tuple[Figure, str]]:
    """Yield a sample of what is contested, of what was planned, and of what did not take place."""
    contested = [figure for figure in figures if figure.look.split]
    solid = [figure for figure in contested if not figure.look.hollow]
    planned = [figure for figure in figures if figure.look.hollow and not figure.look.struck]
    cancelled = [figure for figure in figures if figure.look.struck]
    for look, found, key in (
        (Look(split=True, hollow=not solid), solid or contested, "key_contested"),
        (Look(hollow=True), planned, "key_planned"),
        (Look(hollow=True, struck=True), cancelled, "key_cancelled"),
    ):
        if found:
            yield _both(look, found), words[key]


def _sample(look: Look = Look(), **parts: object) -> Figure:  # noqa: B008  (frozen)
    return Figure(look, *_SPAN, **parts)  # type: ignore[arg-type]


def _both(look: Look, figures: list[Figure]) -> Figure:
    """Return a sample of a look: a dot, a bar, or both side by side, as they occur."""
    bars = [bar for figure in figures for bar in figure.bars]
    if not bars:
        return _sample(look, dots=_MIDDLE)
    dotted = any(figure.dots for figure in figures)
    sure = any(bar.shade is Shade.FULL for bar in bars)
    bar = Bar(DOTTED if dotted else _SPAN[0], _SPAN[1], Shade.FULL if sure else Shade.MAY)
    return _sample(look, dots=_MIDDLE if dotted else (), bars=halved((bar,)) if look.split else (bar,))


def _is(figure: Figure, sort: str) -> bool:
    """Whether a bar is pale throughout, full throughout, or fades where it may have begun or ended."""
    shades = {bar.shade for bar in figure.bars}
    if sort == "may":
        return bool(shades & {Shade.MAY, Shade.MAY_IN, Shade.MAY_OUT})
    if sort == "full":
        return shades == {Shade.FULL}
    loose = {way for _, way in figure.tips} | {-1 if at < figure.bars[0].left else 1 for at in figure.unknown}
    return (Shade.IN in shades and -1 not in loose) or (Shade.OUT in shades and 1 not in loose)
