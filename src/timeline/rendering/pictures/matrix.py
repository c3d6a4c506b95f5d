"""Who met whom as a table: names along the diagonal, and where a row and a column cross, how often these two met."""

from __future__ import annotations

import math
from functools import cached_property

import attrs

from timeline.chronology import Chronology, Contact, Network
from timeline.rendering.options import Folders
from timeline.rendering.pictures.contacts import Contacts
from timeline.rendering.pictures.lettering import SINK, direction_of, is_rtl, lines_of, width_of
from timeline.rendering.pictures.picture import Label, Picture, length
from timeline.rendering.pictures.sheet import HEADING, MARGIN, Sheet
from timeline.rendering.pictures.svg import Drawing, drawn
from timeline.rendering.setting import check_prefix

__all__ = ["Cell", "Matrix", "draw_matrix"]

NAME, COUNT = 13.0, 12.0  # sizes of letters
SIDE, SMALLEST = 28.0, 18.0  # of a cell, with few and with many names
ROOMY = 700.0  # how wide all cells together may be before they get smaller
WIDEST = 260.0  # a name
BESIDE = 7.0  # between the diagonal and a name
MOST_SHOWN = 40
FAINTEST, FIRMEST = 0.1, 0.5  # how far a cell is tinted
NARROWEST = 420.0


@attrs.frozen
class Cell:
    """Two who met.

    Attributes:
        x: Its left.
        y: Its top.
        count: How often.
        strength: How far it is tinted, from 0 to 1.
        told: Who met, how often and when, in words.
        href: Where it leads; empty where it leads nowhere.
    """

    x: str
    y: str
    count: str
    strength: str
    told: str
    href: str = ""


@attrs.frozen(kw_only=True)
class Matrix(Picture):
    """All that the template `svg/matrix.svg.jinja` draws.

    Attributes:
        side: Of a cell.
        half: Of a cell, to where its number is anchored.
        size: Of the numbers.
        foot: From the top of a cell to the foot of its number.
        grid: The lines between cells.
        cells: Pairs who met.
        names: Along the diagonal.
    """

    side: str
    half: str
    size: str
    foot: str
    grid: str
    cells: tuple[Cell, ...]
    names: tuple[Label, ...]


def draw_matrix(
    network: Network | Chronology,
    *,
    title: str | None = None,
    fragment: bool = False,
    links: bool = False,
    id_prefix: str = "chron-",
    templates: Folders = (),
) -> Drawing:
    """Return who met whom as a table, as an SVG picture.

    Of more than forty, those with most meetings are drawn, and the picture says how many are left out.

    Args:
        network: What is drawn; of a chronology, its network of people.
        title: In place of the chronology's; an empty one leaves out the heading.
        fragment: Whether it goes into a page: it then has no ground of its own and takes on the colour of the text around it.
        links: Whether each cell leads to the entry of the first meeting, which the page around it has to hold.
        id_prefix: What every DOM id begins with; of the entries on the page, too.
        templates: As of `render`; the template is `svg/matrix.svg.jinja`.

    Raises:
        BadTemplate: When a template is malformed, or asks for something it is not given.
        Invalid: When no DOM id begins with the prefix.
    """
    check_prefix(id_prefix)
    found = network.network() if isinstance(network, Chronology) else network
    contacts = Contacts(found, most=MOST_SHOWN, title=title)
    table = _Table(contacts, language=found.language, prefix=id_prefix, links=links)
    return drawn("matrix", table.matrix(alone=not fragment), templates=templates)


class _Table:
    """Measures and places names and cells."""

    def __init__(self, contacts: Contacts, *, language: str, prefix: str, links: bool) -> None:
        self._contacts, self._language, self._prefix, self._links = contacts, language, prefix, links
        self._nodes = contacts.nodes
        self._at = {node.id: at for at, node in enumerate(self._nodes)}
        self._most = max((edge.count for edge in contacts.edges), default=1)
        self._side = max(SMALLEST, min(SIDE, ROOMY / max(1, len(self._nodes))))
        self._rtl = direction_of(language) == "rtl"

    def matrix(self, *, alone: bool) -> Matrix:
        """Return all that is drawn.

        Args:
            alone: Whether it is a file of its own.
        """
        contacts, width = self._contacts, self._width
        sheet = Sheet(width, rtl=self._rtl)
        heading = sheet.block(contacts.heading, size=HEADING)
        lead = sheet.block(contacts.lead)
        top = sheet.top + MARGIN / 3
        sheet.top = top + self._side * len(self._nodes) + MARGIN / 3
        size = min(COUNT, 0.55 * self._side)
        return Matrix(
            title=contacts.title,
            told=tuple(contacts.told()),
            heading=heading,
            lead=lead,
            side=length(self._side),
            half=length(self._side / 2),
            size=length(size),
            foot=length(self._side / 2 + size * SINK),
            grid=self._grid(top),
            cells=tuple(self._cell(edge, top) for edge in contacts.edges),
            names=tuple(self._label(at, top) for at in range(len(self._nodes))),
            remark=sheet.block(contacts.left_out),
            width=length(width),
            height=length(sheet.top + MARGIN / 2),
            name=f"{self._prefix}_matrix-{contacts.mark}",
            language=self._language,
            alone=alone,
            links=self._links,
        )

    # -- places ------------------------------------------------------------------------------------------------------------

    @cached_property
    def _width(self) -> float:
        """Return how wide the whole is: the last names begin furthest to the right."""
        ends = [self._side * at + self._breadth(node.id) for at, node in enumerate(self._nodes)]
        return max([NARROWEST, *(2 * MARGIN + BESIDE + end for end in ends)])

    def _x(self, place: float, wide: float = 0.0) -> str:
        """Return the left of something, measured from the side at which the table begins."""
        return length(self._width - MARGIN - place - wide if self._rtl else MARGIN + place)

    def _breadth(self, name: str) -> float:
        return min(WIDEST, width_of(self._contacts.names[name], NAME)) + width_of(" 9,999", COUNT)

    def _label(self, at: int, top: float) -> Label:
        """Return a name at the end of its row, which is the head of its column."""
        node = self._nodes[at]
        (line,) = lines_of(self._contacts.names[node.id], WIDEST, NAME, most=1)
        rtl = is_rtl(line)
        y = length(top + self._side * (at + 0.5) + NAME * SINK)
        x = self._x(self._side * at + BESIDE)
        return Label(
            ((line, y),),
            x,
            "end" if rtl != self._rtl else "start",
            "rtl" if rtl else "ltr",
            self._contacts.words.tongue.number(node.meetings),
        )

    def _cell(self, edge: Contact, top: float) -> Cell:
        column, row = sorted((self._at[edge.first], self._at[edge.second]))
        share = math.sqrt((edge.count - 1) / max(1, self._most - 1))
        return Cell(
            x=self._x(self._side * column, self._side),
            y=length(top + self._side * row),
            count=self._contacts.words.tongue.number(edge.count),
            strength=length(FAINTEST + (FIRMEST - FAINTEST) * share, 2),
            told=self._contacts.met(edge),
            href=f"#{self._prefix}{edge.meetings[0]}" if self._links else "",
        )

    def _grid(self, top: float) -> str:
        """Return the stairs of lines between cells."""
        side, count = self._side, len(self._nodes)
        rows = (
            f"M{self._x(0)} {length(top + side * at)}H{self._x(side * min(at, count - 1))}"
            for at in range(1, count + 1)
        )
        columns = (
            f"M{self._x(side * at)} {length(top + side * max(at, 1))}V{length(top + side * count)}"
            for at in range(count)
        )
        return "".join((*rows, *columns)) if count > 1 else ""
