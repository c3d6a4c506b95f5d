"""How marks of one lane find room: each as low as it is free where it lies, and a count for those that find none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

__all__ = ["Extent", "Packed", "packed"]

APART = 2.0  # between two marks that stand side by side
NEAR = 44.0  # marks without room that are no further from each other share a count


@attrs.frozen
class Extent:
    """The room that a mark takes.

    Attributes:
        left: Where it begins.
        right: Where it ends.
        rows: How many rows high it is.
    """

    left: float
    right: float
    rows: int = 1

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.left + self.right) / 2

    def meets(self, other: Extent) -> bool:
        """Whether both want the same room, were they in one row."""
        return self.left - APART < other.right and other.left - APART < self.right


@attrs.frozen
class Packed:
    """Where the marks of a lane stand.

    Attributes:
        rows: The lowest row of each, counted from the bottom; None for one that found no room.
        height: How many rows there are.
        more: Marks that found no room, those near each other together, each by its place in the list.
    """

    rows: tuple[int | None, ...]
    height: int
    more: tuple[tuple[int, ...], ...] = ()


def packed(extents: Sequence[Extent], *, most: int, count: int = 1) -> Packed:
    """Return where marks stand.

    Those that come first stand lowest. Where more lie above each other than there are rows, the top ones are kept for counts.

    Args:
        extents: The room that each mark takes.
        most: How many rows there may be.
        count: How many rows a count takes.

    Examples:
        >>> packed([Extent(0, 10), Extent(5, 15), Extent(20, 30)], most=3).rows
        (0, 1, 0)
    """
    rows = _rows(extents, most)
    if None not in rows:
        tops = (row + extent.rows for row, extent in zip(rows, extents, strict=True) if row is not None)
        return Packed(tuple(rows), max(tops, default=0))
    rows = _rows(extents, most - count)
    return Packed(tuple(rows), most, _clusters(extents, [at for at, row in enumerate(rows) if row is None]))


def _rows(extents: Iterable[Extent], most: int) -> list[int | None]:
    taken: list[list[Extent]] = [[] for _ in range(most)]
    found: list[int | None] = []
    for extent in extents:
        free = [not any(extent.meets(other) for other in row) for row in taken]
        lowest = (row for row in range(most - extent.rows + 1) if all(free[row : row + extent.rows]))
        row = next(lowest, None)
        found.append(row)
        if row is not None:
            for each in taken[row : row + extent.rows]:
                each.append(extent)
    return found


def _clusters(extents: Sequence[Extent], lost: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """Gather marks that found no room by where their middles lie."""
    clusters: list[list[int]] = []
    for at in sorted(lost, key=lambda at: (extents[at].middle, at)):
        if clusters and extents[at].middle - extents[clusters[-1][0]].middle < NEAR:
            clusters[-1].append(at)
        else:
            clusters.append([at])
    return tuple(tuple(sorted(cluster)) for cluster in clusters)
