"""Whatever a stranger wrote into a dossier comes out as that text, from every builder."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.dom import minidom

import pytest
from docutils import nodes

from timeline import formats
from timeline.rendering.prose import Prose

HERE = Path(__file__)
HARMLESS = "Qq"
PAYLOADS = [
    "<script>alert(1)</script>",
    "]]><iframe srcdoc='<script>'>",
    "&lt;b&gt; &amp; &#60; &copy;",
    "</style><style>*{background:url(//evil.test/css)}</style>",
    "[c](javascript:alert(1))",
    "x\n\n.. raw:: html\n\n   <script>alert(1)</script>\n\ny",
    ":raw-html:`<b>` |sub| [1]_ `x`_ x_ `a <javascript:1>`_",
    "```{raw} html\n<script>alert(1)</script>\n```",
    "{raw}`<b>`{l=html} {{7*7}} {% raw %} {eval-rst}",
    "\\input{/etc/passwd} \\write18{id} $x^2$ %comment ~ # ^^41",
    "@include /etc/passwd @end ifhtml @{ @}",
    ".SH HACKED\n.so /etc/passwd\n'\\\" x",
    ":ref:`genindex` :chronology:event:`m`",
    "| a | b |\n|---|---|",
    'cost $5 -- "so" it\'s...',
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe \x1b[31m \x00",
]


@pytest.fixture(scope="session")
def hostile() -> Callable[..., Any]:
    """Give the function of the tests of pages that puts a text into every field."""
    path = HERE.parents[2] / "rendering" / "conftest.py"
    spec = importlib.util.spec_from_file_location("hostile_fields", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module._hostile


@pytest.fixture(scope="session")
def built(make_site: Callable[[], Any], hostile: Callable[..., Any]) -> Callable[[str], Any]:
    """Build a site with one page for each text, and one with a harmless one."""
    site, done = make_site(), {}
    for number, payload in enumerate((HARMLESS, *PAYLOADS)):
        text = re.sub("[\x00-\x08\x0b-\x1f]", "", payload)  # YAML holds no controls
        site.write(f"d{number}.yaml", formats.dumps(hostile(text, text if number else HARMLESS)))
        page = f"Page\n====\n\n.. chronology:: d{number}.yaml\n   :lanes: none\n\n.. chronology-sources::\n"
        site.write(f"p{number:02}.rst", page)
    site.write("index.rst", "Site\n====\n\n.. toctree::\n   :glob:\n\n   p*\n")

    def build(builder: str) -> Any:
        if builder not in done:
            done[builder] = site.build(builder)
        return done[builder]

    return build


@pytest.mark.parametrize("builder", ["html", "latex", "text", "man", "texinfo", "xml", "epub"])
def test_no_builder_stumbles(built: Callable[[str], Any], builder: str) -> None:
    assert built(builder).told == []


def skeleton(node: nodes.Node) -> Iterator[str]:
    """Yield the nodes of a tree, without those that prose may make: a summary is Markdown, and may be long."""
    for child in node.findall(lambda child: isinstance(child, nodes.Element)):
        if isinstance(child, nodes.reference | nodes.target | nodes.rubric | nodes.term | nodes.definition_list):
            yield type(child).__name__


@pytest.mark.parametrize("number", range(1, len(PAYLOADS) + 1))
def test_the_plain_nodes_are_those_of_harmless_text(built: Callable[[str], Any], number: int) -> None:
    env = built("xml").app.env
    trees = [env.get_doctree(f"p{count:02}") for count in (0, number)]
    expected, actual = (list(skeleton(tree)) for tree in trees)
    assert len(expected) > 30
    assert expected == actual
    for kind in (nodes.raw, nodes.image, nodes.system_message, nodes.problematic, nodes.math, nodes.footnote_reference):
        assert list(trees[1].findall(kind)) == []
    assert {link["refuri"] for link in trees[1].findall(nodes.reference) if "refuri" in link} == {
        "https://example.org/"
    }
    words = " ".join(re.sub("[\x00-\x08\x0b-\x1f]", "", PAYLOADS[number - 1]).split())
    shown = words.replace("\N{RIGHT-TO-LEFT OVERRIDE}", "\u27e8U+202E\u27e9")
    assert " ".join(trees[1].astext().split()).count(shown) >= 30


def test_pages_in_xml_are_well_formed(built: Callable[[str], Any]) -> None:
    paths = [*built("xml").out.glob("p*.xml"), *built("epub").out.rglob("p*.xhtml")]
    assert len(paths) == 2 * (len(PAYLOADS) + 1)
    for path in paths:
        minidom.parseString(path.read_text("utf-8"))


def test_no_command_of_another_language_comes_from_a_field(built: Callable[[str], Any]) -> None:
    tex = (built("latex").out / "site.tex").read_text("utf-8")
    assert not re.search(r"\\(?:input|write18)\s*\{", tex.partition("\\begin{document}")[2])
    texinfo = (built("texinfo").out / "site.texi").read_text("utf-8")
    assert not re.search(r"(?<!@)@include", texinfo)
    man = (built("man").out / "site.1").read_text("utf-8")
    assert not re.search(r"^[.'](?:SH HACKED|so)", man, flags=re.MULTILINE)


PROSE = """Some *emphasis*, **weight with *both***, `code \\x`, a [link](https://example.org/a_b) and <https://example.org/c>.

1. one
2. two
   - deeper
     - deeper still
       - and here

> quoted

# A heading

***

```python
raw {x}
```

last\\
line
"""


def test_prose_is_markdown_in_any_document(site: Any) -> None:
    """The same nodes come of it in a document in reStructuredText and in one in Markdown."""
    dossier = {"title": "Talks", "events": [{"when": "1961", "title": "They talk", "summary": PROSE}]}
    site.write("talks.json", json.dumps(dossier))
    site.write("index.rst", "Site\n====\n\n.. toctree::\n\n   more\n\n.. chronology:: talks.json\n   :name: x\n")
    site.write("more.md", "# More\n\n```{chronology} talks.json\n:name: y\n```\n")
    for builder in ("text", "latex", "man", "texinfo"):
        assert site.build(builder).told == []
    env = site.build("dummy").app.env
    drawn = [next(iter(env.get_doctree(name).findall(nodes.definition))) for name in ("index", "more")]
    first, second = ([type(node).__name__ for node in tree.findall()] for tree in drawn)
    assert first == second
    wanted = {"emphasis", "strong", "literal", "enumerated_list", "block_quote", "literal_block", "line_block"}
    assert wanted <= set(first)
    assert [link["refuri"] for link in drawn[0].findall(nodes.reference)] == [
        "https://example.org/a_b",
        "https://example.org/c",
    ]
    text = (site.folder / "text" / "index.txt").read_text("utf-8")
    assert all(words in text for words in ("deeper still", "and here", "raw {x}", "* * *", "A heading"))


def nesting(node: nodes.Node) -> int:
    """Return in how many lists and quotations a node stands."""
    count = 0
    while (node := node.parent) is not None:
        count += isinstance(node, nodes.bullet_list | nodes.enumerated_list | nodes.block_quote)
    return count


@pytest.mark.parametrize(
    "text", ["> " * 9_000, "- " * 5_000, "**a** " * 4_000, "> " * 30 + "deep", "", "-", "1.", "> "]
)
def test_prose_made_to_be_slow_or_empty_is_drawn(text: str) -> None:
    from timeline.integrations.sphinx.prose import blocks

    drawn = nodes.container("", *blocks(Prose(text)))
    assert len(drawn.astext()) <= len(text)
    assert all(nesting(node) <= 3 for node in drawn.findall(nodes.paragraph))
