"""Who met whom as a table: names along the diagonal, and where a row and a column cross, how often these two met."""

from __future__ import annotations

import math
from collections.abc import Iterator
from hashlib import sha256

import attrs

from timeline.chronology import Chronology, Contact, Grouping, Network
from timeline.rendering.dating import phrase
from timeline.rendering.escape import escape_text
from timeline.rendering.lettering import is_rtl, lines_of, width_of
from timeline.rendering.options import Folders
from timeline.rendering.picture import Label, length
from timeline.rendering.pictures.sheet import HEADING, MARGIN, SINK, Sheet
from timeline.rendering.pictures.svg import Drawing, drawn
from timeline.rendering.setting import check_prefix
from timeline.rendering.wording import WORDS, counted

__all__ = ["Cell", "Matrix", "draw_matrix"]

NAME, COUNT = 13.0, 12.0  # sizes of letters
SIDE, SMALLEST = 28.0, 18.0  # of a cell, with few and with many names
ROOMY = 700.0  # how wide all cells together may be before they get smaller
WIDEST = 260.0  # a name
BESIDE = 7.0  # between the diagonal and a name
MOST_SHOWN = 40
MOST_TOLD = 300  # pairs that are told in words
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


@attrs.frozen
class Matrix:
    """All that the template `svg/matrix.svg.jinja` draws.

    Attributes:
        width: Of the whole.
        height: Likewise.
        name: What every DOM id in it begins with.
        language: Of the names, as a language tag.
        title: What it shows, in a few words.
        told: All that it shows, in sentences.
        heading: The title as it is drawn, or None.
        lead: What is counted.
        side: Of a cell.
        half: Of a cell, to where its number is anchored.
        size: Of the numbers.
        foot: From the top of a cell to the foot of its number.
        grid: The lines between cells.
        cells: Pairs who met.
        names: Along the diagonal.
        remark: What is left out, or None.
        alone: Whether it is a file of its own and not a part of a page.
        links: Whether cells lead to entries.
    """

    width: str
    height: str
    name: str
    language: str
    title: str
    told: tuple[str, ...]
    heading: Label | None
    lead: Label | None
    side: str
    half: str
    size: str
    foot: str
    grid: str
    cells: tuple[Cell, ...]
    names: tuple[Label, ...]
    remark: Label | None
    alone: bool
    links: bool


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
    sheet = _Table(found, prefix=id_prefix, links=links)
    return drawn("matrix", sheet.matrix(title=title, alone=not fragment), templates=templates)


class _Table:
    """Measures and places names and cells, and words what they tell."""

    def __init__(self, network: Network, *, prefix: str, links: bool) -> None:
        self._network, self._prefix, self._links = network, prefix, links
        self._nodes = network.nodes[:MOST_SHOWN]
        self._at = {node.id: at for at, node in enumerate(self._nodes)}
        self._names = {node.id: escape_text(node.name) for node in self._nodes}
        self._edges = [edge for edge in network.edges if edge.first in self._at and edge.second in self._at]
        self._most = max((edge.count for edge in self._edges), default=1)
        self._side = max(SMALLEST, min(SIDE, ROOMY / max(1, len(self._nodes))))

    def matrix(self, *, title: str | None, alone: bool) -> Matrix:
        """Return all that is drawn."""
        name = escape_text(title or self._network.title or WORDS["met_heading"])
        width = self._width()
        sheet = Sheet(width)
        heading = sheet.block("" if title == "" else name, size=HEADING)
        lead = sheet.block(self._lead())
        top = sheet.top + MARGIN / 3
        sheet.top = top + self._side * len(self._nodes) + MARGIN / 3
        left_out = "".join(self._left_out())
        remark = sheet.block(left_out)
        size = min(COUNT, 0.55 * self._side)
        mark = sha256(f"{self._network.plain()}{name}".encode("utf-8", "surrogatepass")).hexdigest()[:6]
        return Matrix(
            width=length(width),
            height=length(sheet.top + MARGIN / 2),
            name=f"{self._prefix}_{mark}",
            language=self._network.language,
            title=WORDS["matrix_title"].format(title=name),
            told=tuple(self._told(left_out)),
            heading=heading,
            lead=lead,
            side=length(self._side),
            half=length(self._side / 2),
            size=length(size),
            foot=length(self._side / 2 + size * SINK),
            grid=self._grid(top),
            cells=tuple(self._cell(edge, top) for edge in self._edges),
            names=tuple(self._label(at, top) for at in range(len(self._nodes))),
            remark=remark,
            alone=alone,
            links=self._links,
        )

    # -- places ------------------------------------------------------------------------------------------------------------

    def _width(self) -> float:
        """Return how wide the whole is: the last names begin furthest to the right."""
        ends = [self._side * at + self._breadth(node.id) for at, node in enumerate(self._nodes)]
        return max([NARROWEST, *(2 * MARGIN + BESIDE + end for end in ends)])

    def _breadth(self, name: str) -> float:
        return min(WIDEST, width_of(self._names[name], NAME)) + width_of(" 9,999", COUNT)

    def _label(self, at: int, top: float) -> Label:
        """Return a name at the end of its row, which is the head of its column."""
        node = self._nodes[at]
        (line,) = lines_of(self._names[node.id], WIDEST, NAME, most=1)
        rtl = is_rtl(line)
        y = length(top + self._side * (at + 0.5) + NAME * SINK)
        x = length(MARGIN + self._side * at + BESIDE)
        return Label(((line, y),), x, "end" if rtl else "start", "rtl" if rtl else "ltr", f"{node.meetings:,}")

    def _cell(self, edge: Contact, top: float) -> Cell:
        column, row = sorted((self._at[edge.first], self._at[edge.second]))
        share = math.sqrt((edge.count - 1) / max(1, self._most - 1))
        return Cell(
            x=length(MARGIN + self._side * column),
            y=length(top + self._side * row),
            count=f"{edge.count:,}",
            strength=length(FAINTEST + (FIRMEST - FAINTEST) * share, 2),
            told=self._met(edge),
            href=f"#{self._prefix}{edge.meetings[0]}" if self._links else "",
        )

    def _grid(self, top: float) -> str:
        """Return the stairs of lines between cells."""
        side, count = self._side, len(self._nodes)
        rows = (
            f"M{length(MARGIN)} {length(top + side * at)}h{length(side * min(at, count - 1))}"
            for at in range(1, count + 1)
        )
        columns = (
            f"M{length(MARGIN + side * at)} {length(top + side * max(at, 1))}V{length(top + side * count)}"
            for at in range(count)
        )
        return "".join((*rows, *columns)) if count > 1 else ""

    # -- words -------------------------------------------------------------------------------------------------------------

    def _lead(self) -> str:
        network = self._network
        if not network.edges:
            return WORDS["nobody_met"]
        what = "people" if all(node.kind == "person" for node in network.nodes) else "participants"
        return WORDS["met_lead"].format(
            nodes=counted(len(network.nodes), "sides" if network.by is Grouping.SIDE else what),
            pairs=counted(len(network.edges), "pairs"),
            meetings=counted(len(network.meetings), "meetings_held"),
        )

    def _met(self, edge: Contact) -> str:
        """Say in a sentence who met, how often and when."""
        first, last = phrase(edge.first_met), phrase(edge.last_met)
        dates = first if first == last else WORDS["pair_dates"].format(first=first, last=last)
        often = WORDS[{1: "met_once", 2: "met_twice"}.get(edge.count, "met_often")].format(count=f"{edge.count:,}")
        return WORDS["pair_met"].format(
            first=self._names[edge.first], second=self._names[edge.second], met=often, dates=dates
        )

    def _told(self, left_out: str) -> Iterator[str]:
        yield self._lead()
        yield from map(self._met, self._edges[:MOST_TOLD])
        if more := len(self._edges[MOST_TOLD:]):
            yield counted(more, "more_pairs")
        if left_out:
            yield left_out

    def _left_out(self) -> Iterator[str]:
        if more := len(self._network.nodes) - len(self._nodes):
            yield counted(more, "left_out")
