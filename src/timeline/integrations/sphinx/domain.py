"""Which page shows which event: the domain behind the role that links to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from timeline.errors import nearest, shown
from timeline.escaping import escape_text
from timeline.integrations.sphinx.problems import Trouble, tell

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

__all__ = ["ChronologyDomain", "Failed", "Shown", "domain_of", "outdated", "tell_troubles", "told_missing"]

logger = logging.getLogger(__name__)
MOST_PAGES = 5  # named in a warning
_BY_DOCUMENT = ("shown", "folders", "failed", "troubles")


@attrs.frozen
class Shown:
    """An event on a page.

    Attributes:
        event: Its id.
        title: As the page has it.
        document: The name of the document.
        anchor: The DOM id there.
        names: By which its chronology can be told from others: the name that the document gives it, the name of its file.
    """

    event: str
    title: str
    document: str
    anchor: str
    names: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The id with the name of the chronology before it, as other projects refer to it."""
        return f"{self.names[0]}:{self.event}" if self.names else self.event

    def answers(self, target: str) -> bool:
        """Whether it is meant by what a role says."""
        name, _, event = target.rpartition(":")
        return event == self.event and (not name or name in self.names)


@attrs.frozen
class Failed:
    """A chronology that a document could not show, or of which nothing was left: what is wrong with it has been told.

    Attributes:
        names: As of an event that is shown.
        events: The ids of its events; None where they cannot be known.
    """

    names: tuple[str, ...] = ()
    events: tuple[str, ...] | None = None

    def answers(self, target: str) -> bool:
        """Whether what a role says may be meant to be in it."""
        name, _, event = target.rpartition(":")
        return (not name or name in self.names) and (self.events is None or event in self.events)


class ChronologyDomain(Domain):
    """The events that the documents of a project show."""

    name = "chronology"
    label = "Chronology"
    object_types = {"event": ObjType("event", "event")}  # noqa: RUF012  (as Sphinx declares it)
    roles = {"event": XRefRole(innernodeclass=nodes.inline, warn_dangling=True)}  # noqa: RUF012
    initial_data: ClassVar[dict[str, Any]] = {
        "shown": {},
        "folders": {},
        "styles": {},
        "failed": {},
        "troubles": {},
    }
    data_version = 1

    @property
    def shown(self) -> dict[str, list[Shown]]:
        """The events of each document, in the order of the page."""
        return self.data["shown"]  # type: ignore[no-any-return]

    @property
    def folders(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The folders of templates that each document uses, and what was in them."""
        return self.data["folders"]  # type: ignore[no-any-return]

    @property
    def styles(self) -> dict[str, str]:
        """The stylesheets of all documents, by the names of their files."""
        return self.data["styles"]  # type: ignore[no-any-return]

    @property
    def failed(self) -> dict[str, list[Failed]]:
        """The chronologies that each document could not show."""
        return self.data["failed"]  # type: ignore[no-any-return]

    @property
    def troubles(self) -> dict[str, list[Trouble]]:
        """What is wrong with files, by the documents that were read and met it, until it is told."""
        return self.data["troubles"]  # type: ignore[no-any-return]

    def note(self, events: Iterable[Shown]) -> None:
        """Remember which document shows these events."""
        for event in events:
            self.shown.setdefault(event.document, []).append(event)

    def clear_doc(self, docname: str) -> None:
        """Forget a document that is read again, or gone."""
        for part in _BY_DOCUMENT:
            self.data[part].pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for docname in docnames:
            for part in _BY_DOCUMENT:
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]
        self.styles.update(otherdata["styles"])

    def meant(self, target: str, document: str) -> list[Shown]:
        """Return the places that a role can mean; one on its own page comes before all others."""
        found = [event for name in sorted(self.shown) for event in self.shown[name] if event.answers(target)]
        return [event for event in found if event.document == document][:1] or found

    def resolve_xref(  # noqa: PLR0917  (as Sphinx calls it)
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,  # noqa: ARG002
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return the link to an event; the title of the event where the role has no words of its own."""
        found = self.meant(target, fromdocname)
        if not found:
            return None
        if len({event.document for event in found}) > 1:
            _tell_ambiguous(target, found, node)
        text = contnode.astext() if node.get("refexplicit") else found[0].title
        words = nodes.inline(
            "", escape_text(text), classes=["chronology-event"]
        )  # that of the role is also that of a whole chronology
        # On the one page of singlehtml every event is near, and Sphinx 9.0 writes addresses with two anchors for what it takes to be far.
        here = found[0].document if builder.name == "singlehtml" else fromdocname
        return make_refnode(builder, here, found[0].document, found[0].anchor, words)

    def resolve_any_xref(  # noqa: PLR0917
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the same for the role that finds anything."""
        if not self.meant(target, fromdocname):
            return []
        found = self.resolve_xref(env, fromdocname, builder, "event", target, node, contnode)
        return [] if found is None else [("chronology:event", found)]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what goes into the search and into the inventory for other projects."""
        for event in (event for name in sorted(self.shown) for event in self.shown[name]):
            yield event.full_name, event.title, "event", event.document, event.anchor, 1


def domain_of(env: BuildEnvironment) -> ChronologyDomain:
    """Return what is known of the documents of a project."""
    return env.get_domain("chronology")  # type: ignore[return-value]


def _tell_ambiguous(target: str, found: list[Shown], node: nodes.Node) -> None:
    places = ", ".join(f"{event.full_name!r} in {event.document}" for event in found[:MOST_PAGES])
    hint = "give a chronology a name and write it before the id"
    text = f"{shown(target)} is shown in several documents: {places}; {hint}"
    logger.warning("%s", text, location=node, type="chronology", subtype="ambiguous-event")


def told_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn of a role that names no event, with the nearest that there is; not where a chronology is missing of which that has been told."""
    target, known = str(node["reftarget"]), domain_of(app.env)
    is_ours = domain is not None and domain.name == "chronology"
    if (is_ours or node["reftype"] == "any") and any(
        each.answers(target) for failed in known.failed.values() for each in failed
    ):
        return True
    if not is_ours:
        return None
    text = f"no chronology of these documents shows an event {shown(target)}"
    hint = _near(target, known)
    logger.warning("%s", f"{text}; {hint}" if hint else text, location=node, type="chronology", subtype="unknown-event")
    return True


def _near(target: str, known: ChronologyDomain) -> str:
    """Return the event whose id, with or without the name of its chronology, or whose title is nearest."""
    events = [event for name in sorted(known.shown) for event in known.shown[name]]
    titles = {event.title.casefold(): event.event for event in events}
    ids = [event.event for event in events]
    full = [f"{name}:{event.event}" for event in events for name in event.names]
    kept = [each for failed in known.failed.values() for found in failed for each in found.events or ()]
    if hint := nearest(target, dict.fromkeys([*ids, *kept, *full])):
        return hint
    if near := nearest(target, titles):
        return next(f"did you mean {titles[title]!r}?" for title in titles if repr(title) in near)
    return nearest(target.rpartition(":")[2], dict.fromkeys(ids))


def tell_troubles(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell what is wrong with files, when all documents have been read, by however many processes."""
    tell(domain_of(env).troubles)
    domain_of(env).troubles.clear()
    return []


def outdated(_app: Sphinx, env: BuildEnvironment, *_documents: set[str]) -> list[str]:
    """Return the documents whose folders of templates hold other files than when they were read."""
    folders = domain_of(env).folders
    return [
        name for name, used in folders.items() if any(files_in(Path(folder)) != had for folder, had in used.items())
    ]


def files_in(folder: Path) -> tuple[str, ...]:
    """Return the files in a folder and in those within it, in order."""
    return tuple(sorted(str(path) for path in folder.rglob("*") if path.is_file()))
