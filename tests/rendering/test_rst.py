"""A chronology in reStructuredText, read back by docutils."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator

import docutils.core
import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.formats import dossier
from timeline.records import Claim, Event, Meeting, Source, Statement
from timeline.rendering import render
from timeline.rendering.escape import escape
from timeline.rendering.escapes.rst import escape_rst
from timeline.rendering.filters import filters
from timeline.rendering.prose import Prose, draw
from timeline.testing import texts

Hostile = Callable[..., Chronology]


def parsed(text: str) -> tuple[nodes.document, str]:
    """Return what docutils reads, and what it complains of; it may read no file and take nothing raw."""
    complaints = io.StringIO()
    settings = {
        "warning_stream": complaints,
        "report_level": 2,
        "halt_level": 5,
        "raw_enabled": False,
        "file_insertion_enabled": False,
        "doctitle_xform": False,
        "_disable_config": True,
    }
    tree = docutils.core.publish_doctree(text, settings_overrides=settings)
    for remark in [node for node in tree.findall(nodes.system_message) if node["level"] < 2]:
        remark.parent.remove(remark)  # such as that a list begins with eleven
    return tree, complaints.getvalue()


def kinds(tree: nodes.document) -> list[str]:
    return [type(node).__name__ for node in tree.findall() if not isinstance(node, nodes.Text)]


def words(tree: nodes.document) -> str:
    """Return the text, with white space as docutils and readers take it."""
    texts = (node for node in tree.findall(nodes.TextElement) if not isinstance(node.parent, nodes.TextElement))
    return spaced(" ".join(node.astext() for node in texts))


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_a_page_is_read_without_a_complaint(arcadia: Chronology) -> None:
    tree, complaints = parsed(render(arcadia, "rst"))
    assert complaints == ""
    assert not list(tree.findall(nodes.problematic))
    assert len(list(tree.findall(nodes.footnote))) == len(arcadia.sources)


def test_text_in_any_field_comes_back(hostile: Hostile, payload: str) -> None:
    """Nodes are the same as with harmless text, docutils has no complaint, and the text is the one that went in."""
    expected, _ = parsed(render(hostile("Qq"), "rst"))
    actual, complaints = parsed(render(hostile(payload), "rst"))
    assert complaints == ""
    assert kinds(expected) == kinds(actual)
    assert words(actual).count(spaced(payload)) >= 30


@pytest.mark.parametrize(
    "text",
    [
        ".. raw:: html",
        ".. include:: /etc/passwd",
        ".. _target: https://evil.test",
        "__ https://evil.test",
        ":: ",
        "ends so::",
        ">>> import os",
        "+---+---+",
        "==== ====",
        "-- someone",
        "\u2014 someone",
        "\u2022 item",
        "--option  what it does",
        "/V  what it does",
        ":field: value",
        "(a) item",
        "MCMLXXXVIII. item",
        "A. Einstein",
        "#. item",
        "`x <javascript:alert(1)>`_",
        "x\\ `y`__",
        "_`target`",
        "|x|_",
        "[#]_ [*]_ [CIT2002]_",
        "\\",
        "\u2028.. raw:: html",
        "::",
        "....",
        "漢字かな 한국어",
        "q\u0301\u0302 \u3099x",
    ],
)
def test_what_means_something_in_restructuredtext_comes_back(hostile: Hostile, text: str) -> None:
    expected, _ = parsed(render(hostile("Qq"), "rst"))
    actual, complaints = parsed(render(hostile(text), "rst"))
    assert complaints == ""
    assert kinds(expected) == kinds(actual)
    assert words(actual).count(spaced(text)) >= 30


SHARP = st.text(st.sampled_from("\\`*_{}[]<>()#+-.!|~&$^=@:;/ \n1ai\u00a0\u2028\"'%?,"), max_size=12)
WIDE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=40)
PLACES = [
    "{}",
    "- {}",
    ":field: {}",
    ":{}: value",
    "x ({}) y",
    "   {}",
    "`{} <https://example.org/>`__",
    "| {}",
    "x “{}”; y",
]


@pytest.mark.parametrize("place", PLACES)
@given(st.one_of(WIDE, SHARP))
def test_text_comes_back_wherever_a_template_puts_it(place: str, text: str) -> None:
    shown = spaced(re.sub("[\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]", "", text))
    if shown:
        harmless, _ = parsed(place.format("Qq"))
        tree, complaints = parsed(place.format(escape_rst(shown)))
        assert complaints == ""
        assert kinds(harmless) == kinds(tree)
        assert words(harmless).replace("Qq", shown) == words(tree)


@given(texts().map(str.strip))
def test_a_heading_is_underlined_far_enough(title: str) -> None:
    """However wide its letters are and whatever combines with them."""
    heading = f"{escape('rst', title)}\n{filters('rst')['underline'](title, '-')}\n\ntext\n"
    tree, complaints = parsed(heading)
    assert complaints == ""
    assert kinds(parsed("Qq\n--\n\ntext")[0]) == kinds(tree)


PROSE = """Some *emphasis* and **weight**, `code`, a [link](https://example.org/a_b?c=1&copy;=2_).

un*frigging*believable **bold *and* [linked](https://example.org/)**

1. one
2. two
   - deeper

   > quoted in an item

- > quoted first

> quoted
> lines

> again

```
raw  {x}
  more
```

    indented

***

last\\
line
"""


def test_prose_is_drawn_with_its_marks() -> None:
    tree, complaints = parsed(draw("rst", Prose(PROSE)))
    assert complaints == ""
    assert spaced(
        "document paragraph emphasis strong literal reference paragraph emphasis emphasis reference"
        " enumerated_list list_item paragraph list_item paragraph bullet_list list_item paragraph comment block_quote"
        " paragraph comment bullet_list list_item comment block_quote paragraph comment block_quote paragraph comment"
        " block_quote paragraph comment literal_block comment literal_block paragraph line_block line line"
    ) == " ".join(kind for kind in kinds(tree) if kind != "target")
    assert [node["refuri"] for node in tree.findall(nodes.reference)] == [
        "https://example.org/a_b?c=1%C2%A9=2_",
        "https://example.org/",
    ]
    assert "unfriggingbelievable" in words(tree)
    assert "raw  {x}\n  more" in [node.astext() for node in tree.findall(nodes.literal_block)]


@given(st.text(st.sampled_from("*_`[]()<> \n-1.>#a!\\|:~é\u00a0"), max_size=30) | texts())
def test_prose_never_makes_docutils_complain(text: str) -> None:
    """Whatever is in a summary, it is read whole, without a complaint, and nothing in it is raw."""
    tree, complaints = parsed(draw("rst", Prose(text)))
    assert complaints == ""
    assert not list(tree.findall(nodes.problematic)) + list(tree.findall(nodes.raw))
    expected = html.unescape(re.sub("<[^>]+>", "", draw("html", Prose(text))))
    assert re.sub(r"[\W_]", "", expected) == re.sub(r"[\W_]", "", words(tree))


@pytest.mark.parametrize("text", ["> " * 9_000, "[a](" * 4_000, "*a " * 6_000, "- " * 5_000, "> " * 30 + "deep"])
def test_prose_made_to_be_slow_is_drawn(text: str) -> None:
    assert draw("rst", Prose(text))


def test_only_web_addresses_become_links() -> None:
    source = Source("good", title="Good <https://evil.test>", url="https://example.org/a_")
    event = Event("e", title="E", when="1962", cites=["good"], summary="[x](javascript:alert(1)) https://evil.test")
    tree, complaints = parsed(render(Chronology([source, event]), "rst"))
    assert complaints == ""
    assert [node["refuri"] for node in tree.findall(nodes.reference) if "refuri" in node] == ["https://example.org/a_"]


def test_everything_that_markdown_shows_is_there() -> None:
    """Every title, every date in words, every claim and every source of a real dossier."""
    rome = dossier("rome-2025")
    shown = words(parsed(render(rome, "rst"))[0])
    cited = {cite.source for record in (*rome.events, *rome.claims) for cite in record.cites}
    expected = [event.title for event in rome.events] + [source.title for source in rome.sources if source.id in cited]
    expected += [claim.text for claim in rome.claims if claim.text]
    expected += re.findall(r"(?m)^\*\*(.*?)\*\*", render(rome, "markdown"))
    assert len(expected) > 100
    assert [text for text in expected if spaced(text.replace("\\", "")) not in shown] == []


def test_two_events_of_one_title_are_two_sections_and_their_links_differ() -> None:
    events = [Meeting("a", title="Talks", when="1962"), Meeting("b", title="Talks", when="1963", after=["a"])]
    tree, complaints = parsed(render(Chronology(events), "rst"))
    assert complaints == ""
    assert [node["refid"] for node in tree.findall(nodes.reference)] == ["chron-a"]


@pytest.mark.parametrize("level", [1, 2, 6])
def test_a_page_stands_below_other_headings(level: int, arcadia: Chronology) -> None:
    above = "".join(f"T{depth}\n{mark * 3}\n\n" for depth, mark in enumerate("=-~^\"'"[: level - 1]))
    tree, complaints = parsed(above + render(arcadia, "rst", heading_level=level))
    assert complaints == ""
    (title,) = (node for node in tree.findall(nodes.title) if node.astext() == arcadia.title)
    assert len(list(_sections(title))) == level


def _sections(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.section):
            yield node


def test_notes_stand_inside_their_source_and_findings_beside_their_event(arcadia: Chronology) -> None:
    noted = Chronology([Source("s", title="S", note="- one\n- two"), Event("e", title="E", when="1962", cites=["s"])])
    (footnote,) = parsed(render(noted, "rst"))[0].findall(nodes.footnote)
    assert [item.astext() for item in footnote.findall(nodes.list_item)] == ["one", "two"]


def test_an_empty_chronology_is_a_page() -> None:
    tree, complaints = parsed(render(Chronology(), "rst", title="  Nothing "))
    assert complaints == ""
    assert tree.astext().strip().startswith("Nothing\n\nNo events.")


@pytest.mark.parametrize("value", ["A", "7", "iv", "#"])
def test_a_value_that_is_a_letter_or_a_number_begins_no_list(value: str) -> None:
    """Behind it stands what others say, and what follows a full stop could make an item of it."""
    told = Chronology(
        [
            Statement("talks", title="Talks", when="1990", channel=value),
            Claim("other", subject="talks", attribute="channel", value="by cable"),
        ]
    )
    tree, complaints = parsed(render(told, "rst"))
    assert complaints == ""
    assert [*tree.findall(nodes.enumerated_list)] == []
    (field,) = [
        each for each in tree.findall(nodes.field) if "channel" in each.astext().lower() and "by cable" in each.astext()
    ]
    assert field.children[1].astext().startswith(f"{value}; ")
