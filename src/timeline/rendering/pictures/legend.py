"""The legend of lanes: a sample of each sort of mark that occurs, and what it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.records import Act
from timeline.rendering.pictures.canvas import Canvas
from timeline.rendering.pictures.marks import Bar, Figure, Look, Shade
from timeline.rendering.pictures.rows import Sample
from timeline.rendering.wording import WORDS

__all__ = ["SAMPLE", "keys_of", "signs_of"]

SAMPLE = 24.0  # how wide a sample is
_SPAN = (1.0, SAMPLE - 1)
_MIDDLE = (SAMPLE / 2,)
_BARS = {
    "may": (Bar(*_SPAN, Shade.MAY),),
    "full": (Bar(*_SPAN, Shade.FULL),),
    "fading": (Bar(1, 9, Shade.IN), Bar(9, 15, Shade.FULL), Bar(15, SAMPLE - 1, Shade.OUT)),
    "open": (Bar(1, 8, Shade.FULL), Bar(8, SAMPLE - 1, Shade.OUT)),
    "unknown": (Bar(1, 13, Shade.OUT),),
}


def signs_of(figures: Iterable[Figure], *, rtl: bool = False) -> tuple[Sample, ...]:
    """Return the legend for signs: each act that occurs, in the order of the acts.

    Args:
        figures: The marks.
        rtl: Whether time runs from right to left.
    """
    canvas = Canvas(SAMPLE, rtl=rtl)
    looks = {figure.look.sign: figure.look for figure in figures}
    return tuple(
        Sample(canvas.mark(_sample(looks[act.value], signs=_MIDDLE), 0.0), WORDS[act.value].lower())
        for act in Act
        if act.value in looks
    )


def keys_of(figures: Iterable[Figure], *, day: str, rtl: bool = False) -> tuple[Sample, ...]:
    """Return the legend for some marks: what occurs among them and nothing else.

    Args:
        figures: The marks.
        day: What a dot stands for.
        rtl: Whether time runs from right to left.
    """
    canvas = Canvas(SAMPLE, rtl=rtl)
    drawn = list(figures)
    return tuple(Sample(canvas.mark(sample, 0.0), words) for sample, words in _samples(drawn, day))


def _samples(figures: list[Figure], day: str) -> Iterator[tuple[Figure, str]]:
    """Yield a sample of each sort of mark, and its words."""
    plain = [figure for figure in figures if not figure.look.hollow]
    if any(figure.dots and not figure.look.small for figure in plain):
        yield _sample(dots=_MIDDLE), day
    if any(figure.look.small for figure in plain):
        yield _sample(Look(small=True), dots=_MIDDLE), WORDS["key_statement"]
    for shade, words in (("may", "key_within"), ("full", "key_lasted"), ("fading", "key_fading")):
        if any(_is(figure, shade) for figure in plain):
            yield _sample(bars=_BARS[shade]), WORDS[words]
    if any(figure.tips for figure in figures):
        yield _sample(bars=_BARS["open"], tips=((SAMPLE - 1, 1),)), WORDS["key_open"]
    if any(figure.unknown for figure in figures):
        yield _sample(bars=_BARS["unknown"], unknown=(17.0,)), WORDS["key_unknown"]
    if any(figure.line for figure in figures):
        yield _sample(dots=(4.0, SAMPLE - 4), line=(8.0, SAMPLE - 8)), WORDS["key_several"]
    for look, words in (
        (Look(split=True), "key_contested"),
        (Look(hollow=True), "key_planned"),
        (Look(hollow=True, struck=True), "key_cancelled"),
    ):
        if any(_same(figure.look, look) for figure in figures):
            yield _sample(look, dots=_MIDDLE), WORDS[words]


def _sample(look: Look = Look(), **parts: object) -> Figure:  # noqa: B008  (frozen)
    return Figure(look, *_SPAN, **parts)  # type: ignore[arg-type]


def _is(figure: Figure, sort: str) -> bool:
    """Whether a bar is pale throughout, full throughout, or fades where it may have begun or ended."""
    shades = {bar.shade for bar in figure.bars}
    if sort == "may":
        return bool(shades & {Shade.MAY, Shade.MAY_IN, Shade.MAY_OUT})
    if sort == "full":
        return shades == {Shade.FULL}
    return bool(shades & {Shade.IN, Shade.OUT}) and not figure.tips and not figure.unknown


def _same(one: Look, other: Look) -> bool:
    return (one.hollow, one.struck, one.split and not one.hollow) == (other.hollow, other.struck, other.split)
