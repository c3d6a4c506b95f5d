"""Who met whom, as a picture that needs nothing but itself.

Names stand around an oval, and a line joins two who met. How often is told by the width of the line and by a number on it, never by
colour alone; all of it is told in words as well, for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.chronology import Chronology, Contact, Network
from timeline.errors import Invalid
from timeline.rendering.options import Folders
from timeline.rendering.pictures.contacts import Contacts, often
from timeline.rendering.pictures.lettering import direction_of
from timeline.rendering.pictures.picture import length
from timeline.rendering.pictures.ring import SMALLEST, Ring
from timeline.rendering.pictures.sheet import HEADING, MARGIN, Sheet
from timeline.rendering.pictures.svg import Drawing, drawn
from timeline.rendering.pictures.threads import Key, Mark, Thread, Web
from timeline.rendering.setting import check_prefix

__all__ = ["draw_network"]

WIDTH, NARROWEST = 900, 480
MOST_SHOWN = 60  # nodes; the names of more would be too many to read
SAMPLE = 34.0  # how long a line in the legend is
KINDS = ("person", "organization", "state", "agent")


def draw_network(
    network: Network | Chronology,
    *,
    title: str | None = None,
    width: int = WIDTH,
    fragment: bool = False,
    links: bool = False,
    id_prefix: str = "chron-",
    templates: Folders = (),
) -> Drawing:
    """Return who met whom as an SVG picture.

    Of more than sixty, those with most meetings are drawn, and the picture says how many are left out.

    Args:
        network: What is drawn; of a chronology, its network of people.
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
    if width < NARROWEST:
        hint = f"from {NARROWEST} units on"
        raise Invalid(f"{width} units are too few for names on both sides", code="bad-width", hint=hint)
    check_prefix(id_prefix)
    found = network.network() if isinstance(network, Chronology) else network
    contacts = Contacts(found, most=MOST_SHOWN, title=title)
    plate = _Plate(contacts, width=float(width), language=found.language, prefix=id_prefix, links=links)
    return drawn("network", plate.web(alone=not fragment), templates=templates)


class _Plate:
    """Sets heading, ring, legend and notes, one below the other, and words what they say."""

    def __init__(self, contacts: Contacts, *, width: float, language: str, prefix: str, links: bool) -> None:
        self._contacts = contacts
        self._width, self._language = width, language
        self._prefix, self._links = prefix, links
        self._ring = Ring(
            contacts.nodes, contacts.edges, width=width, words=contacts.words, told=contacts.met, leading=self._leading
        )

    def web(self, *, alone: bool) -> Web:
        """Return the picture, ready to be written down.

        Args:
            alone: Whether it is a file of its own.
        """
        contacts, ring = self._contacts, self._ring
        sheet = Sheet(self._width, rtl=direction_of(self._language) == "rtl")
        heading = sheet.block(contacts.heading, size=HEADING)
        lead = sheet.block(contacts.lead)
        middle = sheet.top + MARGIN / 2 + ring.oval.down
        threads, gaps = ring.threads
        if contacts.nodes:
            sheet.top = middle + ring.oval.down + MARGIN / 2
        keys = tuple(self._keys(sheet))
        return Web(
            title=contacts.title,
            told=tuple(contacts.told()),
            heading=heading,
            lead=lead,
            middle=f"{length(ring.middle)} {length(middle)}",
            threads=threads,
            gaps=gaps,
            marks=tuple(ring.marks()),
            keys=keys,
            remark=sheet.block(" ".join(self._notes(threads))),
            width=length(self._width),
            height=length(sheet.top + MARGIN / 2),
            name=f"{self._prefix}_network-{contacts.mark}",
            language=self._language,
            alone=alone,
            links=self._links,
        )

    def _leading(self, edge: Contact) -> str:
        return f"#{self._prefix}{edge.meetings[0]}" if self._links else ""

    def _notes(self, threads: Sequence[Thread]) -> Iterator[str]:
        """Yield what has to be known to read the picture."""
        contacts, numbered, words = self._contacts, self._ring.numbered, self._contacts.words
        if contacts.nodes:
            yield words["behind_a_name"]
        if numbered > 2:
            yield words.say("numbered", count=numbered)
        wanting = sum(edge.count >= numbered for edge in contacts.edges)
        if unnumbered := wanting - sum(bool(thread.number) for thread in threads):
            yield words.counted(unnumbered, "unnumbered")
        if contacts.left_out:
            yield contacts.left_out

    # -- the legend --------------------------------------------------------------------------------------------------------

    def _keys(self, sheet: Sheet) -> Iterator[Key]:
        """Yield what lines and marks stand for."""
        samples = list(self._samples())
        placed = sheet.flow((_breadth(sample), words) for sample, words in samples)
        for (sample, _), (x, y, label) in zip(samples, placed, strict=True):
            if isinstance(sample, str):
                size = SMALLEST + 1
                yield Key(label, mark=Mark(sample, length(float(x) + size), y, length(size)))
            else:
                yield Key(label, thread=self._ring.line(f"M{x} {y}h{length(SAMPLE)}", sample))

    def _samples(self) -> Iterator[tuple[int | str, str]]:
        """Yield a count or a kind, and the words for it: the fewest meetings, the most, and some between."""
        counts = sorted({edge.count for edge in self._contacts.edges})
        between = [count for count in counts if count <= (counts[-1] + 1) / 2]
        for count in dict.fromkeys((*counts[:1], *between[-1:], *counts[-1:])):
            yield count, often(count, self._contacts.words)
        kinds = {node.kind for node in self._contacts.nodes}
        if len(kinds) > 1:
            yield from ((kind, self._contacts.words[f"node_{kind}"]) for kind in KINDS if kind in kinds)


def _breadth(sample: int | str) -> float:
    """Return how wide the sample of a line or a mark is."""
    return SAMPLE if isinstance(sample, int) else 2 * (SMALLEST + 1)
