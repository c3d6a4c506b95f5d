"""Every builder of Sphinx shows a chronology, without a warning; HTML as it looks anywhere, all others in plain nodes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.dom import minidom

import pytest
from sphinx.util.inventory import InventoryFile

Real = Callable[[str], Any]

WORDS = ("Zephyrine meets Barnabas", "Barnabas speaks", "cordial", "of boats", "A month of quiet", "The Lake Herald")
ESCAPED = re.compile(r"\\sphinxhyphen\{\}|[\\{}@]|&#39;|\s+")


def text_of(folder: Path, pattern: str) -> str:
    paths = sorted(folder.rglob(pattern))
    assert paths
    return ESCAPED.sub(" ", " ".join(path.read_text("utf-8") for path in paths))


@pytest.mark.parametrize(
    ("builder", "pattern"),
    [
        ("html", "*.html"),
        ("dirhtml", "*.html"),
        ("singlehtml", "*.html"),
        ("epub", "*.xhtml"),
        ("latex", "*.tex"),
        ("text", "*.txt"),
        ("man", "*.1"),
        ("texinfo", "*.texi"),
        ("xml", "*.xml"),
        ("pseudoxml", "*.pseudoxml"),
        ("json", "*.fjson"),
        ("htmlhelp", "*.html"),
        ("qthelp", "*.html"),
        ("devhelp", "*.html"),
    ],
)
def test_a_builder_shows_it_without_a_warning(real: Real, builder: str, pattern: str) -> None:
    built = real(builder)
    assert built.told == []
    text = text_of(built.out, pattern)
    assert [words for words in WORDS if words not in text] == []
    # Of the inline chronology, meetings only.
    assert "guests" in text
    assert "ultimatum ends" not in text


@pytest.mark.parametrize("builder", ["gettext", "dummy", "pickle", "changes"])
def test_a_builder_that_shows_nothing_of_it_is_not_disturbed(real: Real, builder: str) -> None:
    assert real(builder).told == []


def test_translators_are_given_the_caption_and_nothing_that_they_cannot_reach(real: Real) -> None:
    """What stands in a dossier is drawn from it, in HTML as well; a translated heading would be in one and not in the other."""
    messages = text_of(real("gettext").out, "*.pot")
    assert "By the *lake*." in messages
    assert "Talks by" not in messages
    assert "Zephyrine" not in messages


def test_the_search_finds_words_of_events(real: Real) -> None:
    index = (real("html").out / "searchindex.js").read_text("utf-8")
    found = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))
    home, more = found["docnames"].index("index"), found["docnames"].index("more/markdown")
    assert found["terms"]["cordial"] == home
    assert found["terms"]["boat"] == [home, more]  # claims stand on both
    assert found["terms"]["quiet"] == more
    assert "ultimatum" not in found["terms"]


def test_every_page_asks_for_one_stylesheet_and_only_where_it_is_used(real: Real) -> None:
    out = real("html").out
    [style] = out.joinpath("_static").glob("chronology-*.css")
    page = out.joinpath("index.html").read_text("utf-8")
    assert page.count(style.name) == 1
    assert "<style>" not in page
    assert f"../_static/{style.name}" in out.joinpath("more", "markdown.html").read_text("utf-8")
    assert style.name not in out.joinpath("search.html").read_text("utf-8")
    scope = re.search(r'class="(chron-[0-9a-f]{8}) ', page)[1]
    assert f".{scope}" in style.read_text("utf-8")


def test_pages_for_other_programs_carry_their_style_once(real: Real) -> None:
    """The body of a page in JSON goes into a page of somebody else, who knows of no file."""
    body = json.loads((real("json").out / "index.fjson").read_text("utf-8"))["body"]
    assert body.count("<style>") == 1
    assert body.count('id="lake-_top"') == body.count('id="second-_top"') == 1


def ids(page: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', page)


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
def test_ids_are_unique_and_every_link_within_the_page_leads_somewhere(real: Real, builder: str) -> None:
    pages = [path.read_text("utf-8") for pattern in ("*.html", "*.xhtml") for path in real(builder).out.rglob(pattern)]
    assert pages
    for page in pages:
        assert len(ids(page)) == len(set(ids(page)))
        # Sphinx 9.0 writes its own references in a single page as `#document-index#label`.
        assert set(re.findall(r'href="#(?:document-index#)?([^"]+)"', page)) <= set(ids(page))


def test_the_role_and_the_name_lead_to_the_right_place(real: Real) -> None:
    page = (real("html").out / "index.html").read_text("utf-8")
    assert (
        '<a class="reference internal" href="#lake-opening"><span class="chronology-event">Zephyrine meets Barnabas</span></a>'
        in page
    )
    assert re.search(r'href="#lake-said"><span[^>]*>what he said</span>', page)
    assert re.search(r'href="#lake-_top"><span[^>]*>By the lake.</span>', page)
    assert 'href="#second-yalta"' in page
    there = (real("dirhtml").out / "more" / "markdown" / "index.html").read_text("utf-8")
    assert 'href="../../#lake-opening"><span class="chronology-event">Zephyrine meets Barnabas</span>' in there
    assert re.search(r'href="../../#lake-_top"><span[^>]*>the lake</span>', there)
    assert r"\detokenize{index:lake-opening}" in text_of_tex(real("latex").out)


def text_of_tex(folder: Path) -> str:
    return (folder / "site.tex").read_text("utf-8")


def test_every_link_of_the_latex_has_its_label(real: Real) -> None:
    text = text_of_tex(real("latex").out)
    linked = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]+)\}\]", text))
    assert {"index:lake-herald", "index:lake-said"} <= linked
    assert linked <= set(re.findall(r"\\label\{\\detokenize\{([^}]+)\}\}", text))


def test_pages_of_a_book_are_well_formed(real: Real) -> None:
    pages = list(real("epub").out.rglob("*.xhtml"))
    assert len(pages) >= 3
    for page in pages:
        minidom.parseString(page.read_text("utf-8"))


def test_other_projects_can_refer_to_events(real: Real) -> None:
    with (real("html").out / "objects.inv").open("rb") as file:
        found = InventoryFile.load(file, "https://example.org", lambda *parts: "/".join(parts))
    events = found["chronology:event"]
    assert {"lake:opening", "lake:said", "second:yalta", "talks:said"} <= set(events)


def test_headings_begin_below_that_of_the_section(real: Real) -> None:
    page = (real("html").out / "index.html").read_text("utf-8")
    assert '<h2 class="cr-title">Talks by the lake</h2>' in page
    assert '<h3 class="cr-title">They&#39;re here</h3>' in page


def test_what_stands_in_a_dossier_is_not_made_typographic(real: Real) -> None:
    """Sphinx would bend the apostrophes of the plain nodes, and the HTML beside them would keep its own."""
    assert "Stalin's guests 'at Yalta'" in (real("text").out / "index.txt").read_text("utf-8")


def test_the_sources_of_a_page_are_listed(real: Real) -> None:
    page = (real("html").out / "index.html").read_text("utf-8")
    listed = page[page.index('class="chronology-sources') :]
    assert 'href="https://example.org/a">The Lake Herald</a>, Herald, published March 1961.' in listed
    assert "chronology-sources" in (real("html").out / "more" / "markdown.html").read_text("utf-8")


FOREIGN = """
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder


class Plainest(nodes.GenericNodeVisitor):
    '''A translator of somebody else, who knows the nodes of docutils and no others.'''

    def __init__(self, document):
        super().__init__(document)
        self.names = []

    def default_visit(self, node):
        self.names.append(type(node).__name__)

    def default_departure(self, node):
        pass


class Foreign(Builder):
    '''A builder of somebody else.'''

    name = format = "foreign"

    def get_outdated_docs(self):
        return set(self.env.found_docs)

    def get_target_uri(self, docname, typ=None):
        return docname

    def prepare_writing(self, docnames):
        pass

    def write_doc(self, docname, doctree):
        visitor = Plainest(doctree)
        doctree.walkabout(visitor)
        text = " ".join(visitor.names) + "\\n" + doctree.astext()
        Path(self.outdir, f"{docname}.txt").write_text(text, "utf-8")


def setup(app):
    app.add_builder(Foreign)
"""


def test_a_builder_of_somebody_else_is_given_plain_nodes(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(site.source))
    site.write("builder_of_somebody_else.py", FOREIGN)
    site.write("index.rst", "Site\n====\n\n.. chronology:: talks.yaml\n")
    built = site.build("foreign", extensions=["timeline.integrations.sphinx", "builder_of_somebody_else"])
    assert built.told == []
    names, text = (built.out / "index.txt").read_text("utf-8").split("\n", 1)
    assert {"compound", "rubric", "definition_list", "bullet_list", "reference"} <= set(names.split())
    assert "chronology" not in names
    assert "Zephyrine meets Barnabas" in text
