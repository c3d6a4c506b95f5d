"""Who met whom, as a picture that needs nothing but itself.

Names stand around an oval, and a line joins two who met. How often is told by the width of the line and by a number on it, never by
colour alone; all of it is told in words as well, for those who do not see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from timeline.chronology.contacts import Contact, Grouping, Network
from timeline.errors import Invalid
from timeline.rendering.dating import phrase
from timeline.rendering.escape import escape_text
from timeline.rendering.figure import LEADING, MARGIN, NAME, SINK, SMALL, SMALLEST, Figure
from timeline.rendering.lettering import is_rtl, lines_of, width_of
from timeline.rendering.options import Folders
from timeline.rendering.picture import Key, Label, Mark, Picture, length
from timeline.rendering.setting import check_prefix
from timeline.rendering.wording import WORDS, counted

__all__ = ["draw_network"]

WIDTH, NARROWEST = 900, 480
HEADING = 21.0  # the size of its letters, which are bold
BOLD = 1.13  # how much wider bold letters are
MOST_SHOWN = 60  # nodes; the names of more would be too many to read
MOST_TOLD = 300  # pairs that are told in words
MOST_LINES = 4  # of a heading or a note
SAMPLE = 34.0  # how long a line in the legend is
BESIDE = 8.0  # a sample and its words
KINDS = ("person", "organization", "state", "agent")


def draw_network(
    network: Network,
    *,
    title: str | None = None,
    width: int = WIDTH,
    fragment: bool = False,
    links: bool = False,
    id_prefix: str = "chron-",
    templates: Folders = (),
) -> str:
    """Return who met whom as an SVG picture.

    Of more than sixty, those with most meetings are drawn, and the picture says how many are left out.

    Args:
        network: What is drawn.
        title: In place of the chronology's; an empty one leaves out the heading.
        width: Of the picture, in units; it scales with the room that it is given.
        fragment: Whether it goes into a page: it then has no ground of its own and takes on the colour of the text around it.
        links: Whether each line leads to the entry of the first meeting, which the page around it has to hold.
        id_prefix: What every DOM id begins with; of the entries on the page, too.
        templates: As of `render`; the template is `svg/network.svg.jinja`.

    Raises:
        BadTemplate: When a template is malformed, or asks for something it is not given.
        Invalid: When the picture would be too narrow for names, or no DOM id begins with the prefix.
    """
    from timeline.rendering.environments import environment, shelf, stylesheet

    if width < NARROWEST:
        hint = f"from {NARROWEST} units on"
        raise Invalid(f"{width} units are too few for names on both sides", code="bad-width", hint=hint)
    check_prefix(id_prefix)
    places = shelf(templates)
    made = environment("svg", places)
    css = stylesheet(places, "svg/network.css")
    scope = f"net-{sha256(css.encode()).hexdigest()[:8]}"
    sheet = _Sheet(network, title=title, width=width, prefix=id_prefix, links=links)
    context = {
        "picture": sheet.picture(alone=not fragment),
        "css": made.filters["safe"](re.sub(r"\.net\b", f".{scope}", css)),
        "scope": scope,
    }
    text = made.get_template("svg/network.svg.jinja").render(context)
    return re.sub(r"\n\s+", "\n", text.strip()) + "\n"


class _Sheet:
    """Sets heading, figure, legend and notes, one below the other, and words what they say."""

    def __init__(self, network: Network, *, title: str | None, width: int, prefix: str, links: bool) -> None:
        self._network = network
        self._title = escape_text(title or network.title or WORDS["met_heading"])
        self._heading = "" if title == "" else self._title
        self._width = float(width)
        self._prefix, self._links = prefix, links
        chosen = {node.id for node in network.nodes[:MOST_SHOWN]}
        self._edges = [edge for edge in network.edges if edge.first in chosen and edge.second in chosen]
        linked = {name for edge in self._edges for name in (edge.first, edge.second)}
        self._nodes = [node for node in network.nodes if node.id in linked]
        self._names = {node.id: escape_text(node.name) for node in self._nodes}
        self._figure = Figure(self._nodes, self._edges, width=self._width, told=self._met, leading=self._leading)

    def picture(self, *, alone: bool) -> Picture:
        """Return the picture, ready to be written down.

        Args:
            alone: Whether it is a file of its own.
        """
        top = MARGIN
        heading, top = self._block(self._heading, top, size=HEADING)
        lead, top = self._block(self._lead(), top, size=SMALL)
        middle = top + MARGIN / 2 + self._figure.oval.down if self._nodes else top
        threads, gaps = self._figure.threads
        keys, top = self._legend(middle + self._figure.oval.down + MARGIN / 2 if self._nodes else top)
        unnumbered = sum(edge.count >= self._figure.numbered for edge in self._edges)
        unnumbered -= sum(bool(thread.number) for thread in threads)
        notes, top = self._block(" ".join(self._notes(unnumbered)), top, size=SMALL)
        return Picture(
            width=length(self._width),
            height=length(top + MARGIN / 2),
            name=f"{self._prefix}net-{self._mark()}",
            language=self._network.language,
            title=self._title,
            told=tuple(self._told()),
            heading=heading,
            lead=lead,
            middle=f"{length(self._figure.middle)} {length(middle)}",
            threads=threads,
            gaps=gaps,
            marks=tuple(self._figure.marks()),
            keys=keys,
            notes=notes,
            alone=alone,
            links=self._links,
        )

    def _mark(self) -> str:
        """Return eight letters that tell this picture from others on one page."""
        content = f"{self._network.plain()}{self._title}{self._width}"
        return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:8]

    # -- words ---------------------------------------------------------------------------------------------------------

    def _lead(self) -> str:
        """Count what there is, shown or not."""
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
        names = {"first": self._names[edge.first], "second": self._names[edge.second]}
        return WORDS["pair_met"].format(**names, met=_often(edge.count), dates=dates)

    def _leading(self, edge: Contact) -> str:
        return f"#{self._prefix}{edge.meetings[0]}" if self._links else ""

    def _told(self) -> Iterator[str]:
        """Yield all that the picture shows as sentences, and what it leaves out."""
        yield self._lead()
        yield from map(self._met, self._edges[:MOST_TOLD])
        if more := len(self._edges[MOST_TOLD:]):
            yield counted(more, "more_pairs")
        yield from self._left_out()

    def _left_out(self) -> Iterator[str]:
        if left_out := len(self._network.nodes) - len(self._nodes):
            yield counted(left_out, "left_out")

    def _notes(self, unnumbered: int) -> Iterator[str]:
        """Yield what has to be known to read the picture."""
        if self._nodes:
            yield WORDS["behind_a_name"]
        if self._figure.numbered > 2:
            yield WORDS["numbered"].format(count=self._figure.numbered)
        if unnumbered:
            yield counted(unnumbered, "unnumbered")
        yield from self._left_out()

    # -- blocks of text ------------------------------------------------------------------------------------------------

    def _block(self, text: str, top: float, *, size: float) -> tuple[Label | None, float]:
        """Return a text that fills the width of the picture, and where it ends."""
        if not text:
            return None, top
        step = LEADING * size / NAME
        wide = size * BOLD if size == HEADING else size
        lines = lines_of(text, self._width - 2 * MARGIN, wide, most=MOST_LINES)
        placed = tuple((line, length(top + size + step * row)) for row, line in enumerate(lines))
        rtl = is_rtl(text)
        x = self._width - MARGIN if rtl else MARGIN
        return Label(placed, length(x), direction="rtl" if rtl else "ltr"), top + step * len(lines) + BESIDE / 2

    def _legend(self, top: float) -> tuple[tuple[Key, ...], float]:
        """Return what lines and marks stand for, side by side as far as there is room, and where that ends."""
        keys: list[Key] = []
        x, y = MARGIN, top + SMALL
        for sample, words in self._samples():
            wide = _sampled(sample) + BESIDE + width_of(words, SMALL)
            if keys and x + wide > self._width - MARGIN:
                x, y = MARGIN, y + LEADING
            keys.append(self._key(sample, words, x, y))
            x += wide + MARGIN
        return tuple(keys), y + LEADING if keys else top

    def _samples(self) -> Iterator[tuple[int | str, str]]:
        """Yield a count or a kind, and the words for it: the fewest meetings, the most, and some between."""
        counts = sorted({edge.count for edge in self._edges})
        between = [count for count in counts if count <= (counts[-1] + 1) / 2]
        for count in dict.fromkeys((*counts[:1], *between[-1:], *counts[-1:])):
            yield count, _often(count)
        kinds = {node.kind for node in self._nodes}
        if len(kinds) > 1:
            yield from ((kind, WORDS[f"node_{kind}"]) for kind in KINDS if kind in kinds)

    def _key(self, sample: int | str, words: str, x: float, y: float) -> Key:
        """Return an entry of the legend."""
        middle = y - SMALL * SINK
        label = Label(((words, length(y)),), length(x + _sampled(sample) + BESIDE))
        if isinstance(sample, str):
            size = SMALLEST + 1
            return Key(label, mark=Mark(sample, length(x + size), length(middle), length(size)))
        path = f"M{length(x)} {length(middle)}h{length(SAMPLE)}"
        return Key(label, thread=self._figure.line(path, sample))


def _sampled(sample: int | str) -> float:
    """Return how wide the sample of a line or a mark is."""
    return SAMPLE if isinstance(sample, int) else 2 * SMALLEST


def _often(count: int) -> str:
    word = {1: "met_once", 2: "met_twice"}.get(count, "met_often")
    return WORDS[word].format(count=f"{count:,}")
