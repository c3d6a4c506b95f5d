"""The picture of `growth`: a small panel for every step, the time per event against the number of events, both on scales that multiply.

A step whose cost is linear takes the same time per event at every size, so it is a level line; the dashed line is where it would go on from the
first size. All panels have the same scales, and every number stands in the description too, for those who do not see the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from html import escape

__all__ = ["drawn"]

COLUMNS, ROOM, HIGH = 4, 226, 132  # panels in a row, the width and height of each
LEFT, TOP, MARGIN = 52, 92, 18
INNER, UPPER, LOWER = 150, 30, 112  # of a panel: the width of its field, where that begins and ends
LOWEST, TOPMOST = 0, 4  # powers of ten of a microsecond

STYLE = """\
.growth { color: #22242a; }
.growth .ground { fill: #fffefb; }
.growth .ink { stroke: #0b5394; }
.growth .dot { fill: #0b5394; }
@media (prefers-color-scheme: dark) {
.growth { color: #e9e7e1; }
.growth .ground { fill: #16181d; }
.growth .ink { stroke: #8ec1f5; }
.growth .dot { fill: #8ec1f5; }
}
@media (forced-colors: active) {
.growth { color: CanvasText; }
.growth .ground { fill: Canvas; }
.growth .ink { stroke: LinkText; }
.growth .dot { fill: LinkText; }
}"""


def drawn(grown: Mapping[str, Mapping[int, float]]) -> str:
    """Return the picture as SVG.

    Args:
        grown: The seconds that each step took, by the number of events.
    """
    steps = {name: dict(sorted(times.items())) for name, times in grown.items() if times}
    sizes = sorted({size for times in steps.values() for size in times})
    height = TOP + HIGH * -(-len(steps) // COLUMNS) + MARGIN
    return "\n".join([*_head(steps, height), *_panels(steps, sizes), "</svg>", ""])


def _head(steps: Mapping[str, Mapping[int, float]], height: int) -> Iterator[str]:
    width = LEFT + ROOM * COLUMNS + MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="growth" lang="en" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="img" aria-labelledby="growth-title" aria-describedby="growth-told" fill="currentColor" color="#22242a" '
        'font-family="system-ui, sans-serif" font-size="12">'
    )
    yield '<title id="growth-title">What each step costs as the work grows</title>'
    yield f'<desc id="growth-told">{escape(told(steps))}</desc>'
    yield f"<style>\n{STYLE}\n</style>"
    yield '<rect class="ground" width="100%" height="100%"/>'
    yield f'<text x="{MARGIN}" y="34" font-size="20" font-weight="650">What each step costs as the work grows</text>'
    yield f'<text x="{MARGIN}" y="58">Processor time per event, against the number of events. A level line is a cost that grows as the work does.</text>'


def told(steps: Mapping[str, Mapping[int, float]]) -> str:
    """Return the numbers in words."""
    sentences = (
        f"{name[:1].upper()}{name[1:]}: {', '.join(f'{_amount(seconds / size)} an event at {size:,}' for size, seconds in times.items())}."
        for name, times in steps.items()
    )
    return " ".join(["A panel for each step.", *sentences])


def _panels(steps: Mapping[str, Mapping[int, float]], sizes: list[int]) -> Iterator[str]:
    for number, (name, times) in enumerate(steps.items()):
        row, column = divmod(number, COLUMNS)
        last = number + COLUMNS >= len(steps)
        yield f'<g transform="translate({LEFT + ROOM * column} {TOP + HIGH * row})">'
        yield from _panel(name, times, sizes, left=column == 0, foot=last)
        yield "</g>"


def _panel(name: str, times: Mapping[int, float], sizes: list[int], *, left: bool, foot: bool) -> Iterator[str]:
    """Yield what is drawn of one step.

    Args:
        name: Of the step.
        times: Its seconds, by the number of events.
        sizes: All numbers of events.
        left: Whether the heights are named at its side.
        foot: Whether the numbers of events are named below it.
    """
    yield f'<text x="0" y="18" font-weight="600">{escape(name)}</text>'
    lines = "".join(f"M0 {_y(10.0**power)}H{INNER}" for power in range(LOWEST, TOPMOST + 1))
    yield f'<path d="{lines}" fill="none" stroke="currentColor" stroke-opacity=".16"/>'
    each = {size: seconds / size * 1e6 for size, seconds in times.items()}
    points = [(_x(size, sizes), _y(cost)) for size, cost in each.items()]
    yield f'<path d="M{points[0][0]} {points[0][1]}H{INNER}" fill="none" stroke="currentColor" stroke-opacity=".55" stroke-dasharray="2 3"/>'
    course = "L".join(f"{x} {y}" for x, y in points)
    yield f'<path class="ink" d="M{course}" fill="none" stroke-width="2"/>'
    yield from (f'<circle class="dot" cx="{x}" cy="{y}" r="3"/>' for x, y in points)
    x, y = points[-1]
    yield f'<text x="{x + 7}" y="{y + 4}" font-size="11">{_amount([*each.values()][-1] / 1e6)}</text>'
    if left:
        for power in range(LOWEST, TOPMOST + 1):
            yield f'<text x="-8" y="{_y(10.0**power) + 4}" text-anchor="end" font-size="11" fill-opacity=".74">{_amount(10.0**power / 1e6)}</text>'
    if foot:
        for size in sizes:
            yield f'<text x="{_x(size, sizes)}" y="{LOWER + 16}" text-anchor="middle" font-size="11" fill-opacity=".74">{_count(size)}</text>'


def _x(size: int, sizes: list[int]) -> float:
    """Return where a number of events stands."""
    low, high = math.log10(sizes[0]), math.log10(max(sizes[-1], sizes[0] * 10))
    return round(INNER * (math.log10(size) - low) / (high - low), 1)


def _y(cost: float) -> float:
    """Return the height of a cost, in microseconds an event; what is below or above the scale is drawn at its edge."""
    power = min(max(math.log10(max(cost, 1e-9)), LOWEST), TOPMOST)
    return round(LOWER - (LOWER - UPPER) * (power - LOWEST) / (TOPMOST - LOWEST), 1)


def _amount(seconds: float) -> str:
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size * 0.9995:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def _count(size: int) -> str:
    return f"{size // 1_000_000} M" if size >= 1_000_000 else f"{size // 1_000}k" if size >= 1_000 else str(size)
