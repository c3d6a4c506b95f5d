"""The page of `benchmarks/pages.py` by f-strings, as quick as we can write it by hand; of these events and no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.rendering.prose import draw

if TYPE_CHECKING:
    from benchmarks.pages import Rows
    from timeline.rendering.rows import Cite, Date, Person, Place
    from timeline.rendering.sheets import Entry, Section, SourceNote
    from timeline.rendering.wording import Wording

__all__ = ["by_hand"]

_INERT = re.compile("[ !#-%(-;=?-z|~\xa0-\u2027]*").fullmatch
_SPECIAL = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "\n": "&#10;", "{": "&#123;", "}": "&#125;"}
)


def _escaped(text: str) -> str:
    """Escape as `html.escape` does, and what else ours writes as references."""
    return text if _INERT(text) else text.translate(_SPECIAL)


def by_hand(rows: Rows) -> str:
    """Write the page."""
    page, words, escaped = rows.page, rows.words, _escaped
    parts = [_head(rows)]
    parts.extend(f'<li><a href="{escaped(link.href)}">{escaped(link.text)}</a></li>\n' for link in page.contents)
    parts.append(f"</ul>\n</nav>\n{_filter(words)}")
    writer = _Writer(words)
    for section in rows.sections:
        parts.append(
            f'<section class="cr-period">\n<h2 id="{escaped(section.anchor)}">{escaped(section.heading)}</h2>\n<ol class="cr-entries" role="list">\n'
        )
        parts.extend([writer.entry(entry, section) for entry in section.entries])
        parts.append("</ol>\n</section>\n")
    parts.append(
        f'<section class="cr-sources">\n<h2 id="{escaped(page.prefix)}_sources">{escaped(words["sources"])}</h2>\n<ol>\n'
    )
    parts.extend([writer.source(source) for source in rows.sources])
    parts.append(f"</ol>\n</section>\n</div></main>\n<script>{rows.script.text}</script>\n</body>\n</html>\n")
    return "".join(parts)


def _head(rows: Rows) -> str:
    page, words, escaped = rows.page, rows.words, _escaped
    language, direction, title = escaped(page.language), escaped(page.direction), escaped(page.title)
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '{escaped(rows.script.digest)}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
{rows.css[1]}
{rows.css[0]}
</style>
</head>
<body>
<main>
<div class="{escaped(page.style)} cr tex2jax_ignore mathjax_ignore{" cr-long" if page.is_long else ""}" id="{escaped(page.anchor)}" lang="{language}" dir="{direction}">
<header>
<h1 class="cr-title">{title}</h1>
<p class="cr-lead"><bdi>{escaped(" ".join(page.lead))}</bdi></p>
</header>
<nav class="cr-contents" aria-label="{escaped(words["contents"])}">
<ul role="list">
"""


def _filter(words: Wording) -> str:
    escaped = _escaped
    anything = f'<option value="">{escaped(words["filter_any"])}</option>'
    return f"""<form class="cr-filter" role="search" aria-label="{escaped(words["filter"])}" autocomplete="off" hidden>
<label>{escaped(words["filter_kind"])} <select name="kind">{anything}</select></label>
<label>{escaped(words["filter_who"])} <select name="who">{anything}</select></label>
<label>{escaped(words["filter_side"])} <select name="side">{anything}</select></label>
<label>{escaped(words["filter_text"])} <input type="search" name="text"></label>
<label><input type="checkbox" name="contested"> {escaped(words["filter_contested"])}</label>
<output dir="auto" data-words="{escaped(words["filter_count"])}"></output>
<button type="button">{escaped(words["filter_reset"])}</button>
</form>"""


class _Writer:
    """Writes entries and sources; fixed words are escaped once, and so is what people, places and citations share."""

    def __init__(self, words: Wording) -> None:
        self._permalink = _escaped(words["permalink"]) + _escaped(words["colon"])
        self._tags = (
            f'<p class="cr-small"><span class="cr-label">{_escaped(words["tags"])}{_escaped(words["colon"])}</span> '
        )
        self._sources = f'<p class="cr-small"><span class="cr-label">{_escaped(words["sources_here"])}{_escaped(words["colon"])}</span> '
        self._note = f'<span class="cr-label">{_escaped(words["note"])}{_escaped(words["colon"])}</span>'
        self._figures = _escaped(words["figures"])
        self._cited = f'<p class="cr-small cr-back"><span class="cr-label">{_escaped(words["cited_in"])}{_escaped(words["colon"])}</span> '
        self._back = f"{_escaped(words['back_link'])}{_escaped(words['colon'])}"
        self._drawn: dict[int, str] = {}  # by identity; the rows are held as long as the page is written

    def entry(self, entry: Entry, section: Section) -> str:  # noqa: C901, PLR0912 - what a template is, in one place
        """Write one event."""
        escaped, drawn = _escaped, self._drawn
        anchor, title, kind, date = escaped(entry.anchor), escaped(entry.title), escaped(entry.kind_word), entry.date
        text = f"""<li class="cr-entry cr-{escaped(entry.kind)}" data-kind="{kind}" data-who="{escaped(entry.names)}" data-side="{escaped(entry.sides)}"{" data-contested" if entry.is_contested else ""}>
<article id="{anchor}" aria-labelledby="{anchor}_t">
<p class="cr-date{" cr-same" if date.long == section.heading else ""}">
{_time(date)}
"""
        if date.note:
            text += f'<span class="cr-small">({escaped(date.note)})</span>\n'
        text += f"""</p>
<div class="cr-body">
<h3 id="{anchor}_t"><span dir="auto">{title}</span> <a class="cr-permalink" href="#{anchor}" aria-label="{self._permalink} {title}">#</a></h3>
<p class="cr-meta">
<span class="cr-kind"><span class="cr-sign" aria-hidden="true">{"◤" if entry.kind == "statement" else "●"}</span> {kind}{f", {escaped(entry.manner)}" if entry.manner else ""}</span>
"""
        if entry.place:
            place = drawn.get(id(entry.place)) or self._kept(entry.place, _place(entry.place))
            text += f'<span class="cr-place"><span class="cr-dot">·</span> {place}</span>\n'
        if entry.lasted:
            text += f'<span><span class="cr-dot">·</span> {escaped(entry.lasted)}</span>\n'
        if entry.status:
            text += f'<span><span class="cr-dot">·</span> <strong class="cr-status" dir="auto">{escaped(entry.status)}</strong></span>\n'
        for mark in entry.marks:
            text += f'<span><span class="cr-dot">·</span> <em class="cr-mark">{escaped(mark)}</em></span>\n'
        text += "</p>\n"
        if entry.quote:
            text += f'<blockquote dir="auto"><p>{escaped(entry.quote)}</p></blockquote>\n'
        if entry.summary:
            text += f'<div class="cr-summary" dir="auto">{draw("html", entry.summary)}</div>\n'
        if entry.roles or entry.figures:
            text += '<dl class="cr-facts">\n'
            for role in entry.roles:
                people = "".join(
                    [
                        f"<dd>{drawn.get(id(person)) or self._kept(person, _person(person))}</dd>"
                        for person in role.people
                    ]
                )
                text += f"<div><dt>{escaped(role.word)}</dt>{people}</div>\n"
            if entry.figures:
                figures = "".join([f"<dd><bdi>{escaped(figure)}</bdi></dd>" for figure in entry.figures])
                text += f"<div><dt>{self._figures}</dt>{figures}</div>\n"
            text += "</dl>\n"
        if entry.note:
            text += f'<div class="cr-note" dir="auto">{self._note} {draw("html", entry.note)}</div>\n'
        if entry.tags:
            text += f"{self._tags}{', '.join([f'<bdi>{escaped(tag)}</bdi>' for tag in entry.tags])}</p>\n"
        if entry.cites:
            cites = "; ".join([drawn.get(id(cite)) or self._kept(cite, _cite(cite)) for cite in entry.cites])
            text += f"{self._sources}{cites}</p>\n"
        return f"{text}</div>\n</article>\n</li>"

    def source(self, source: SourceNote) -> str:
        """Write one source with the places that cite it."""
        escaped = _escaped
        title, language = escaped(source.title), f' lang="{escaped(source.language)}"' if source.language else ""
        if source.url:
            title = f'<a href="{escaped(source.url)}" rel="nofollow">{title}</a>'
        details = "".join([f', <span dir="auto">{escaped(detail)}</span>' for detail in source.details])
        cited = " ".join(
            [
                f'<a href="#{escaped(link.anchor)}" aria-label="{number}: {self._back} {escaped(link.text)}">{number}</a>'
                for number, link in enumerate(source.cited, 1)
            ]
        )
        more = f" {escaped(source.more)}" if source.more else ""
        return f"""<li id="{escaped(source.anchor)}" value="{source.number}">
<cite{language} dir="auto">{title}</cite>{details}.
{self._cited}{cited}{more}</p>
</li>
"""

    def _kept(self, row: object, text: str) -> str:
        self._drawn[id(row)] = text
        return text


def _time(date: Date) -> str:
    machine = f' datetime="{_escaped(date.machine)}"' if date.machine else ""
    return f"<time{machine}>{_escaped(date.long)}</time>"


def _place(place: Place) -> str:
    within = "".join([f", <bdi>{_escaped(outer)}</bdi>" for outer in place.within])
    return f"<bdi>{_escaped(place.name)}</bdi>{within}"


def _person(person: Person) -> str:
    escaped = _escaped
    capacity = f', <span dir="auto">{escaped(person.capacity)}</span>' if person.capacity else ""
    principal = f', <span dir="auto">{escaped(person.principal)}</span>' if person.principal else ""
    side = f" (<bdi>{escaped(person.side)}</bdi>)" if person.side else ""
    return f'<span class="cr-person"><bdi>{escaped(person.name)}</bdi>{capacity}{principal}{side}</span>'


def _cite(cite: Cite) -> str:
    escaped = _escaped
    via = f', <span dir="auto">{escaped(cite.via)}</span>' if cite.via else ""
    locator = f', <span dir="auto">{escaped(cite.locator)}</span>' if cite.locator else ""
    language = f' lang="{escaped(cite.language)}"' if cite.language else ""
    quote = f': <q{language} dir="auto">{escaped(cite.quote)}</q>' if cite.quote else ""
    return f'<span class="cr-cite"><cite><a href="#{escaped(cite.anchor)}"><bdi>{escaped(cite.label)}</bdi>&nbsp;[{cite.number}]</a></cite>{via}{locator}{quote}</span>'
