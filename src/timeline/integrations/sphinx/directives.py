"""The directives: what a document says becomes a chronology, and its problems become warnings with the place to mend them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StateMachine
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from timeline.chronology import Chronology
from timeline.errors import Invalid, Problem, TimelineError, Unreadable
from timeline.integrations import finding
from timeline.integrations.embedding import OPTIONS, Embedded, Embedding, asked, embedded
from timeline.integrations.fences import folder_of
from timeline.integrations.sphinx.domain import Failed, Shown, domain_of, files_in
from timeline.integrations.sphinx.embedded import chronology, parted
from timeline.integrations.sphinx.plain import Plain, source
from timeline.integrations.sphinx.problems import told, warned
from timeline.rendering import render
from timeline.rendering.showing import Choice
from timeline.rendering.view import page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from timeline.rendering.sheets import SourceNote

__all__ = ["ChronologyDirective", "SourcesDirective", "check_options", "finish", "sources_of_page"]

_SOURCES = "chronology-sources"  # under which the sources of a document are kept while it is read
LONGEST_PREFIX = 30
_CHOICE = {"newest_first", "group", "limit"}


class sources_of_page(nodes.General, nodes.Element):  # noqa: N801  (a node)
    """Where the sources of all chronologies of a document will stand, when it has been read."""


class _Any(dict[str, Any]):
    """A table of options that refuses none: what there is and what is near to it, `asked` knows in every host alike."""

    def __missing__(self, _name: str) -> Any:
        return directives.unchanged


class Embeds(SphinxDirective):
    """What both directives share: a file or a body, the options, and the telling of problems."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = _Any({option.name: directives.unchanged for option in OPTIONS})

    def run(self) -> list[nodes.Node]:
        """Return the nodes, or a box that says what is wrong."""
        self.whole: Chronology | None = None  # of which something is wanted, when it has been read
        try:
            return self.drawn({**_settings(self.config), **self.options})
        except TimelineError as error:
            return self.failed(error)

    def failed(self, error: TimelineError) -> list[nodes.Node]:
        """Return the box that says what is wrong; what is wrong with other files is told later."""
        box, troubles = told(error, location=self.location, root=str(self.env.srcdir))
        if troubles:
            domain_of(self.env).troubles.setdefault(self.env.docname, []).extend(troubles)
        return [box]

    @property
    def location(self) -> str:
        """The file and line of the directive."""
        return ":".join(map(str, self.state_machine.get_source_and_line(self.lineno)))

    def drawn(self, given: Mapping[str, str]) -> list[nodes.Node]:
        """Return the nodes of what is asked for."""
        raise NotImplementedError

    @property
    def _folders(self) -> tuple[Path, Path]:
        """Where a path may begin: at the document, at the root of all documents."""
        return Path(self.env.doc2path(self.env.docname)).parent, Path(self.env.srcdir)

    def chosen(self, given: Mapping[str, str]) -> Embedded:
        """Return what is asked for, and warn of what makes little sense in it."""
        found = embedded(given, read=self._read, folder=self._templates)
        for problem in found.remarks:
            warned(problem, location=self.location)
        if any(problem.code == "empty-choice" for problem in found.remarks):
            self.miss(found.embedding.name)
        return found

    def miss(self, name: str) -> None:
        """Remember which events a link may be meant to lead to in vain, so that one mistake is one warning."""
        events = None if self.whole is None else tuple(event.id for event in self.whole)
        failed = Failed(tuple(filter(None, (name, self.file))), events)
        domain_of(self.env).failed.setdefault(self.env.docname, []).append(failed)

    @property
    def file(self) -> str:
        """The name of the dossier without its suffix, if it stands in a file."""
        return Path(self.arguments[0].strip()).stem if self.arguments else ""

    def _read(self) -> Chronology:
        if self.arguments and self.content:
            raise Invalid("a chronology stands in a file or in the document, not both", code="two-dossiers")
        if self.arguments:
            self.whole = self._named(self.arguments[0].strip())
        else:
            self.whole = finding.inline("\n".join(self.content), **self._place_of_content())
        return self.whole

    def _named(self, name: str) -> Chronology:
        if "\n" in name:
            hint = "leave an empty line before a chronology that stands in the document"
            raise Invalid("the name of a file stands in one line", code="two-dossiers", hint=hint)
        try:
            path = finding.find(name, folders=self._folders)
        except Unreadable:
            # Sphinx reads a document again for as long as something that it depends on is not there.
            self.env.note_dependency(str(self._folders[-1] / name.lstrip("/")))
            raise
        if path is not None:
            self.env.note_dependency(str(path))
        return finding.read(name, folders=self._folders)[0]

    def _place_of_content(self) -> dict[str, Any]:
        """Return the file and line where the body begins.

        Why: docutils counts from the top of the file and knows of files that are included; MyST counts from the directive.
        """
        if not self.content:
            raise Invalid("a file, or a chronology in the body, is wanted", code="no-dossier")
        if isinstance(self.state_machine, StateMachine):
            file, offset = self.content.info(0)
            return {"file": str(file), "line": int(offset or 0) + 1}
        file, line = self.state_machine.get_source_and_line(self.lineno)
        return {"file": str(file), "line": line + self.content_offset + 1}

    def _templates(self, name: str) -> Path:
        """Return the folder of templates, and see to it that a changed template rebuilds the document."""
        folders = self._folders[-1:] if name.startswith("/") else self._folders
        try:
            folder = folder_of(name, folders)
        except Unreadable:
            self.env.note_dependency(str(folders[-1] / name.lstrip("/")))
            raise
        held = files_in(folder)
        domain_of(self.env).folders.setdefault(self.env.docname, {})[str(folder)] = held
        for path in held:
            self.env.note_dependency(path)
        return folder

    @staticmethod
    def plain(found: Chronology, embedding: Embedding, prefix: str = "chron-") -> Plain:
        """Return a chronology as plain nodes."""
        choice = Choice(**{name: value for name, value in embedding.page.items() if name in _CHOICE})
        title = embedding.page.get("title")
        return Plain(page(found, template=lambda event: event.kind, title=title, prefix=prefix, choice=choice))


class ChronologyDirective(Embeds):
    """Shows a chronology."""

    def failed(self, error: TimelineError) -> list[nodes.Node]:
        """Return the box that says what is wrong, with the name that the chronology would have had."""
        name = self.options.get("name") or ""
        self.miss(name)
        box = super().failed(error)
        if not name.strip():
            return box
        target = nodes.target("", "", ids=[_slug(name)])
        whole = nodes.compound("", target, *box)
        self._name(whole, name, name)
        return [whole]

    def drawn(self, given: Mapping[str, str]) -> list[nodes.Node]:
        """Return the chronology, and the line under it."""
        chosen = self.chosen(given)
        embedding, found = chosen.embedding, chosen.chronology
        prefix = self._prefix(embedding.name, found)
        html = self._html(chosen, prefix)
        plain = self.plain(found, embedding, prefix)
        node = chronology("", *plain.nodes, support_smartquotes=False, **html)
        whole = nodes.compound("", node, classes=["chronology", *embedding.classes])
        self.set_source_info(whole)
        caption, messages = self._caption(embedding.caption)
        whole += caption
        self._note(node, plain, names=tuple(dict.fromkeys(filter(None, (embedding.name, self.file)))))
        if embedding.name:
            self._name(node, embedding.name, "".join(line.astext() for line in caption) or plain.title)
        return [whole, *messages]

    def _html(self, chosen: Embedded, prefix: str) -> dict[str, str]:
        # `only` begins to count anew; what has been read of the document does not.
        depth = max(self.state.memo.section_level, _depth(self.state.document))
        options = {"heading_level": min(6, depth + 1), **chosen.embedding.page}
        options["templates"] = () if chosen.templates is None else (chosen.templates,)
        html, name, css = parted(render(chosen.chronology, "html", fragment=True, id_prefix=prefix, **options))
        if name:
            domain_of(self.env).styles[name] = css
        return {"html": html, "style": name}

    def _prefix(self, name: str, found: Chronology) -> str:
        """Return what the DOM ids begin with: the name, else that of the document, so that documents can be put together."""
        stem = _slug(name or self.env.docname)
        wanted = ("_top", *(record.id for record in found.records))
        numbers = (f"{stem}_{number}-" for number in itertools.count(2))
        taken = self.state.document.ids
        prefixes = itertools.chain((f"{stem}-",), numbers)
        return next(prefix for prefix in prefixes if not any(f"{prefix}{each}" in taken for each in wanted))

    def _note(self, node: nodes.Element, plain: Plain, *, names: tuple[str, ...]) -> None:
        """Make known what a role can lead to, and what is cited."""
        for target in node.findall(nodes.target):
            self.state.document.note_explicit_target(target, target)
        events = (Shown(entry.id, entry.title, self.env.docname, entry.anchor, names) for entry in plain.entries)
        domain_of(self.env).note(events)
        earlier = self.env.temp_data.get(_SOURCES) or ()
        self.env.temp_data[_SOURCES] = (*earlier, *plain.sources)

    def _name(self, node: nodes.Element, name: str, title: str) -> None:
        """Make known by what name, and in what words, a reference leads here."""
        top = next(iter(node.findall(nodes.target)))
        label = nodes.fully_normalize_name(name)
        top["names"].append(label)
        self.state.document.note_explicit_target(top, top)  # tells of a name that is there already, and takes it away
        if label in top["names"]:
            node["label"] = (label, top["ids"][0], title)

    def _caption(self, text: str) -> tuple[list[nodes.Node], list[nodes.Node]]:
        """Return the line under it, written in the markup of the document, and what is wrong with that."""
        if not text:
            return [], []
        words, messages = self.state.inline_text(text, self.lineno)
        caption = nodes.paragraph(text, "", *words, classes=["chronology-caption"])
        self.set_source_info(caption)
        return [caption], list(messages)


class SourcesDirective(Embeds):
    """Lists the sources of a chronology, or of all chronologies on the page."""

    def drawn(self, given: Mapping[str, str]) -> list[nodes.Node]:
        """Return the list; where no chronology is named, what marks its place until the whole document has been read."""
        if not self.arguments and not self.content:
            embedding = asked(given)
            node = sources_of_page(classes=list(embedding.classes))
            self.set_source_info(node)
            return [node]
        found = self.chosen(given)
        return [listed(self.plain(found.chronology, found.embedding).sources, found.embedding.classes)]


def listed(sources: Iterable[SourceNote], classes: Iterable[str] = ()) -> nodes.Node:
    """Return sources as a list, by their titles, each once."""
    found = {(note.title, note.url, note.details): note for note in sources}
    items = nodes.bullet_list(bullet="-", classes=["chronology-sources", *classes], support_smartquotes=False)
    for _, note in sorted(found.items(), key=lambda pair: (pair[0][0].casefold(), pair[0])):
        items += nodes.list_item("", *source(note))
    return items


def finish(app: Sphinx, document: nodes.document) -> None:
    """Do what can be done only when the whole of a document has been read: name what can be linked to, and list the sources."""
    standard = app.env.get_domain("std")
    for node in document.findall(nodes.compound):
        if "label" in node:
            name, anchor, title = node["label"]
            standard.data["labels"][name] = (app.env.docname, anchor, title)
            standard.data["anonlabels"][name] = (app.env.docname, anchor)
    for place in list(document.findall(sources_of_page)):
        sources = app.env.temp_data.get(_SOURCES, ())
        if sources or app.env.docname not in domain_of(app.env).failed:
            place.replace_self(listed(sources, place["classes"]) if sources else _no_sources(place))
        else:  # why there are none has been told where the chronology should stand
            place.parent.remove(place)


def _no_sources(place: nodes.Element) -> nodes.Node:
    problem = Problem("no-sources", "no chronology on this page cites a source", hint="name a file, or leave this out")
    return told(Invalid(problem), location=f"{place.source}:{place.line}")[0]


def check_options(_app: Sphinx, config: Config) -> None:
    """Refuse wrong options for all chronologies before anything is read.

    Raises:
        ConfigError: With every problem.
    """
    try:
        asked(_settings(config))
    except TimelineError as error:
        raise ConfigError(f"chronology_options: {error}") from error


def _settings(config: Config) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in config.chronology_options.items()}


def _depth(node: nodes.Element) -> int:
    """Return how deep the sections go at the end of what has been read."""
    sections = [child for child in node.children if isinstance(child, nodes.section)]
    return 1 + _depth(sections[-1]) if sections else 0


def _slug(name: str) -> str:
    """Return a name as the beginning of DOM ids; where that loses letters, or is long, a number tells it from others."""
    slug = nodes.make_id(name)
    if not name.isascii() or len(slug) > LONGEST_PREFIX:
        slug = f"{slug[:LONGEST_PREFIX]}-{sha256(name.encode()).hexdigest()[:6]}"
    return slug if slug[:1].isalpha() else f"chron-{slug}".rstrip("-")
