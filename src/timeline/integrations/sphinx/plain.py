"""A chronology as plain nodes of docutils, which every builder knows: what the search reads, and what is shown where HTML is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docutils import nodes

from timeline.escaping import escape_text
from timeline.integrations.sphinx.prose import blocks, paragraph
from timeline.rendering.wording import Wording, inner, wording

if TYPE_CHECKING:
    from timeline.rendering.rows import Account, Cite, Link, Party, Person, Place, Remark, Side
    from timeline.rendering.sheets import ClaimEntry, Entry, Page, SourceNote

__all__ = ["Plain", "source"]

Words = Iterable[str | nodes.Node]


class Plain:
    """The nodes of a page.

    Attributes:
        title: Of the page.
        nodes: They, in order.
        entries: The entries that they show.
        sources: The sources that these cite, by number.
    """

    def __init__(self, page: Page) -> None:
        self.title = page.title
        self.entries: list[Entry] = []
        words = wording(page.language)
        drawn = [*_head(page, words), *self._events(page, words)]
        claims = list(page.claims())
        self.sources: tuple[SourceNote, ...] = tuple(page.sources())
        self.nodes: list[nodes.Node] = [*drawn, *_claims(claims, words), *_sources(self.sources, words)]

    def _events(self, page: Page, words: Wording) -> Iterator[nodes.Node]:
        for section in page.sections:
            if section.gap:
                yield _aside(section.gap)
            yield _rubric(section.heading)
            listed = nodes.definition_list()
            for entry in section.entries:
                self.entries.append(entry)
                listed += _item(entry.anchor, entry.title, _entry(entry, words))
            yield listed
        if page.rest:
            yield _aside(page.rest)


def source(note: SourceNote, anchor: str = "") -> list[nodes.Node]:
    """Return a source, with a link to where it can be read, and a target for those who cite it."""
    title = escape_text(note.title)
    words: list[str | nodes.Node] = [nodes.target("", "", ids=[anchor])] if anchor else []
    words.append(nodes.reference("", title, refuri=note.url) if note.url else note.title)
    return [paragraph(*words, *(f", {detail}" for detail in note.details), "."), *blocks(note.note)]


# -- the parts of a page -----------------------------------------------------------------------------------------------------


def _head(page: Page, words: Wording) -> Iterator[nodes.Node]:
    yield nodes.target("", "", ids=[page.anchor])
    yield _rubric(page.title)
    yield paragraph(" ".join(page.lead))
    yield from (paragraph(_strong(sentence)) for sentence in page.seen)
    yield from blocks(page.note)
    if page.omissions:
        yield paragraph(_strong(words["omissions"]), f": {words['omissions_lead']}")
        told = ([f"{each.kind}: {each.text} (", *_joined(map(_link, each.because)), ")"] for each in page.omissions)
        yield _bullets(told)
    yield from _remarks(page.remarks)


def _claims(claims: Iterable[ClaimEntry], words: Wording) -> Iterator[nodes.Node]:
    listed = nodes.definition_list()
    for claim in claims:
        title = f"{claim.text} ({claim.mark})" if claim.mark else claim.text
        listed += _item(claim.anchor, title, _claim(claim, words))
    if listed.children:
        yield from (_rubric(words["claims"]), paragraph(words["claims_lead"]), listed)


def _claim(claim: ClaimEntry, words: Wording) -> Iterator[nodes.Node]:
    yield paragraph(claim.state, f" {claim.about}." if claim.about else "")
    cited = [_labelled(words["reported_by"], _cites(claim.cites))] if claim.cites else []
    yield from _listing([*map(_side, claim.sides), *cited])
    yield from blocks(claim.note)
    yield from _remarks(claim.remarks)


def _sources(sources: Iterable[SourceNote], words: Wording) -> Iterator[nodes.Node]:
    listed = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
    listed += [nodes.list_item("", *source(note, note.anchor)) for note in sources]
    if listed.children:
        yield from (_rubric(words["sources"]), listed)


# -- the parts of an entry ---------------------------------------------------------------------------------------------------


def _entry(entry: Entry, words: Wording) -> Iterator[nodes.Node]:
    yield paragraph(*_meta(entry))
    if entry.quote:
        yield nodes.block_quote("", paragraph(f"\u201c{entry.quote}\u201d"))
    yield from blocks(entry.summary)
    yield from _listing([*_facts(entry, words), *_accounts(entry, words), *_backing(entry, words)])
    yield from _note(blocks(entry.note), words)
    yield from _remarks(entry.remarks)


def _note(drawn: list[nodes.Node], words: Wording) -> Iterator[nodes.Node]:
    """Yield a note, its label in the same line where it begins with running text."""
    label = nodes.emphasis("", f"{words['note']}:")
    if drawn and isinstance(drawn[0], nodes.paragraph):
        yield paragraph(label, " ", *drawn.pop(0).children)
    elif drawn:
        yield paragraph(label)
    yield from drawn


def _meta(entry: Entry) -> Iterator[str | nodes.Node]:
    """Yield when, what and where, in one line."""
    notes = "".join(f" ({note})" for note in (entry.date.note, entry.known) if note)
    kind = ", ".join(part for part in (entry.kind_word, entry.manner) if part)
    yield " · ".join(filter(None, (f"{entry.date.long}{notes}", kind, _place(entry.place), entry.lasted, entry.status)))
    for mark in entry.marks:
        yield from (" · ", nodes.emphasis("", mark))


def _facts(entry: Entry, words: Wording) -> Iterator[Words]:
    for role in entry.roles:
        yield _labelled(role.word, ["; ".join(map(_person, role.people))])
    if entry.figures:
        yield _labelled(words["figures"], ["; ".join(entry.figures)])
    for fact in entry.facts:
        yield _labelled(fact.word, _joined(map(_link, fact.values)))
    if entry.part_of:
        yield _labelled(words["part_of"], [_link(entry.part_of)])
    if entry.after:
        yield _labelled(words["after"], _joined(map(_link, entry.after)))
    for stand in entry.stands:
        mark: list[str | nodes.Node] = [" (", nodes.emphasis("", stand.mark), ")"] if stand.mark else []
        yield _labelled(stand.word, [_link(stand.target), *mark])


def _accounts(entry: Entry, words: Wording) -> Iterator[Words]:
    for each in entry.changed:
        before: list[str | nodes.Node] = [". ", nodes.emphasis("", f"{words['the_chronology']}:"), f" {each.before}"]
        yield _labelled(f"{words['changed_heading']}, {each.word}", [*_account(each.after), *before])
    yield from map(_side, entry.reports)
    for rivals in entry.rivals:
        others = _joined([list(_account(account)) for account in rivals.others])
        label = nodes.emphasis("", f"{words['other_accounts']}:")
        told = [*_account(rivals.adopted), ". ", label, " ", *others]
        yield _labelled(f"{words['accounts_heading']}, {rivals.word}", told)


def _backing(entry: Entry, words: Wording) -> Iterator[Words]:
    if told := ". ".join(filter(None, (entry.date.said, entry.date.dating))):
        yield _labelled(words["when"], [told])
    if entry.tags:
        yield _labelled(words["tags"], [", ".join(entry.tags)])
    if entry.cites:
        yield _labelled(words["sources_here"], _cites(entry.cites))


# -- rows --------------------------------------------------------------------------------------------------------------------


def _person(person: Person) -> str:
    told = ", ".join(filter(None, (person.name, person.capacity, person.principal)))
    return f"{told} ({person.side})" if person.side else told


def _place(place: Place | None) -> str:
    return ", ".join((place.name, *place.within)) if place else ""


def _link(link: Link) -> str | nodes.Node:
    return _reference(link.text, link.anchor) if link.anchor and not link.page else link.text


def _cite(cite: Cite) -> list[str | nodes.Node]:
    told = "".join(f", {part}" for part in (cite.via, cite.locator) if part)
    quote = f": \u201c{cite.quote}\u201d" if cite.quote else ""
    return [f"{cite.label} ", _reference(f"[{cite.number}]", cite.anchor), f"{told}{quote}"]


def _cites(cites: Iterable[Cite]) -> Words:
    return _joined(map(_cite, cites))


def _side(side: Side) -> Words:
    return _labelled(side.word, _joined(map(_party, side.parties)))


def _party(party: Party) -> list[str | nodes.Node]:
    numbers = (part for cite in party.cites for part in (" ", _reference(f"[{cite.number}]", cite.anchor)))
    return [f"{party.who}, {party.date.long} (", _link(party.statement), ")", *numbers]


def _account(account: Account) -> Iterator[str | nodes.Node]:
    manner = f" {account.manner}" if account.manner else ""
    text = f": {account.text}" if account.text else ""
    yield f"{account.value}{manner}{text}{f' ({account.origins})' if account.origins else ''}"
    if account.cites:
        yield from (" (", *_cites(account.cites), ")")
    for side in account.parties:
        yield from (f", {inner(side.word)} ", *_joined(map(_party, side.parties)))


def _remarks(remarks: Iterable[Remark]) -> Iterator[nodes.Node]:
    yield from _listing([_labelled(remark.word, [f"{remark.text} [{remark.rule}]"]) for remark in remarks])


# -- nodes -------------------------------------------------------------------------------------------------------------------


def _rubric(text: str) -> nodes.Node:
    # Sphinx would hand a heading to translators, who cannot reach the HTML beside it.
    return nodes.rubric("", escape_text(text), translatable=False)


def _item(anchor: str, title: str, body: Iterable[nodes.Node]) -> nodes.Node:
    term = nodes.term("", "", nodes.target("", "", ids=[anchor]), nodes.Text(escape_text(title)))
    return nodes.definition_list_item("", term, nodes.definition("", *body))


def _listing(items: list[Words]) -> Iterator[nodes.Node]:
    if items:
        yield _bullets(items)


def _bullets(items: Iterable[Words]) -> nodes.Node:
    listed = nodes.bullet_list(bullet="-")
    listed += [nodes.list_item("", paragraph(*words)) for words in items]
    return listed


def _labelled(label: str, words: Words) -> Words:
    return [_strong(f"{label}:"), " ", *words]


def _joined(parts: Iterable[str | nodes.Node | list[str | nodes.Node]]) -> list[str | nodes.Node]:
    """Put semicolons between parts."""
    found: list[str | nodes.Node] = []
    for part in parts:
        found += ["; "] if found else []
        found += part if isinstance(part, list) else [part]
    return found


def _aside(text: str) -> nodes.Node:
    return paragraph(nodes.emphasis("", escape_text(text)))


def _strong(text: str) -> nodes.Node:
    return nodes.strong("", escape_text(text))


def _reference(text: str, anchor: str) -> nodes.Node:
    return nodes.reference("", escape_text(text), internal=True, refid=anchor)
