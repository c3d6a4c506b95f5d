"""What of a text is EDTF, and what would be lost by writing it as EDTF.

Source: EDTF specification (Library of Congress, 2019): a time of day has seconds, stands alone, and knows offsets but no zone names.
"""

from __future__ import annotations

from timeline.when import zone as zones
from timeline.when.parts import Part, Point, Tree
from timeline.when.terms import Edge, Grain, Shape

__all__ = ["losses", "nearest"]


def losses(tree: Tree) -> list[str]:
    """Say what EDTF cannot carry of a text."""
    found = []
    for point in _points(tree):
        if point.second is not None and tree.shape is not Shape.MOMENT:
            found.append(f"the time of day in {point.text!r}, since it does not stand alone")
        elif point.cells.grain is Grain.MINUTE:
            found.append(f"that the seconds in {point.text!r} are not known")
        if "[" in point.text:
            found.append(f"the zone {zones.name_of(point.zone)!r}")
        if point.marks.time:
            found.append(f"the doubt about the time in {point.text!r}")
    return list(dict.fromkeys(found))


def nearest(tree: Tree) -> str:
    """Return the EDTF text that says as much as it can and never more."""
    alone = tree.shape is Shape.MOMENT
    parts = [_part(part, "/" if tree.shape is Shape.INTERVAL else "..", alone=alone) for part in tree.parts]
    left, right = {Shape.ONE_OF: ("[", "]"), Shape.SEVERAL: ("{", "}")}.get(tree.shape, ("", ""))
    return f"{left}{','.join(parts)}{right}"


def _part(part: Part, between: str, *, alone: bool) -> str:
    if isinstance(part, Point):
        return _point(part, alone=alone)
    ends = []
    for end in part:
        open_end = ".." if between == "/" and end is Edge.OPEN else ""
        ends.append(open_end if isinstance(end, Edge) else _point(end, alone=False))
    return between.join(ends)


def _point(point: Point, *, alone: bool) -> str:
    """Return a date without its zone; of a time, the second with its offset where both are known, else the day."""
    text = point.text.partition("[")[0]
    date, timed, _ = text.partition("T")
    if not timed:
        return text
    if alone and point.cells.grain is Grain.SECOND and not point.marks.time:
        return text + _offset(point) if "[" in point.text else text
    return date if date[-1] in "?~%" else date + point.marks.time


def _offset(point: Point) -> str:
    low, high = zones.instants(point.zone, point.cells.first)
    ahead = point.cells.first - low
    known = zones.split(point.zone or "")[1] is None and low == high and ahead % 60 == 0 and point.zone is not None
    return zones.offset_text(ahead) if known else ""


def _points(tree: Tree) -> list[Point]:
    return [
        end for part in tree.parts for end in ((part,) if isinstance(part, Point) else part) if isinstance(end, Point)
    ]
