"""A chronology in LaTeX: read back by a strict reader, and set by every TeX that is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.formats import dossier
from timeline.records import Event, Source
from timeline.rendering import render
from timeline.rendering.escapes.latex import escape_latex, latex_address
from timeline.rendering.prose import Prose, draw
from timeline.testing import texts

Hostile = Callable[..., Chronology]

NAMED = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "textasciigrave": "`",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "allowbreak": "",
}
TRANSPARENT = {"chronother", "chronrtl"}
TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)(?P<closed>\{\})?|\\(?P<sign>.)|\{(?P<kept>[\[\]*])\}|(?P<apart>[-,])\{\}|(?P<brace>[{}])"
    r"|(?P<par>\n[ \t]*\n\s*)|(?P<text>(?:(?![-,]\{\})[^\\{}\n])+|\n)",
    re.DOTALL,
)


def read(source: str) -> tuple[list[str], str]:
    """Return the commands, groups and paragraphs of the body of a document, and its text; refuse what is active and not escaped.

    Nothing in it is guessed: a sign that means something to TeX, or two that TeX would join into one, is a failure.
    """
    skeleton: list[str] = []
    text = ""
    open_groups: list[bool] = []
    transparent = False
    for found in _tokens(source):
        if (word := found["word"]) is not None:
            if word in NAMED:
                assert found["closed"], f"a letter follows \\{word}"
                text += NAMED[word]
            elif word in TRANSPARENT:
                transparent = True
            else:
                skeleton.append(f"\\{word}{found['closed'] or ''}")
        elif found["sign"] is not None:
            assert found["sign"] in "{}$&#_%", found.group()
            text += found["sign"]
        elif found["brace"] == "{":
            open_groups.append(transparent)
            skeleton += [] if transparent else ["{"]
            transparent = False
        elif found["brace"] == "}":
            skeleton += [] if open_groups.pop() else ["}"]
        elif found["par"] is not None:
            skeleton.append("par")
        else:
            text += _plain(found["kept"] or found["apart"] or found["text"])
    assert open_groups == []
    return skeleton, text


def _tokens(source: str) -> list[re.Match[str]]:
    tokens = list(TOKEN.finditer(source))
    assert source == "".join(found.group() for found in tokens)
    return tokens


def _plain(text: str) -> str:
    assert not re.search(r"[$&#_%^\"`<>|]|--|,,|''", text), text
    return text.replace("~", " ")


def body(document: str) -> str:
    """Return what follows the definitions; the last one is that of the command for a source."""
    return document.partition("\\providecommand{\\chronsource}")[2].partition("\n")[2].replace("\\end{document}\n", "")


def spaced(text: str) -> str:
    return " ".join(text.split())


LATEX = [
    r"\input{/etc/passwd}",
    r"\immediate\write18{ls}",
    r"^^5cinput ^^M",
    r"\end{document}",
    r"}\bye{",
    "% all that follows",
    "``quoted'' ,,here'' <<there>> !` ?`",
    "--- -- - end",
    "[2cm] *",
    "#1 ##1",
    r"\\[2cm]\\*",
    r"\verb|x| \begin{verbatim}",
    "a~b \"a 'b' Peter's",
    "$$x^2$$ \\(y\\)",
    "a" * 300,
    "https://example.org/" + "a-b_c/" * 20,
    "\\",
    "{",
    "a\u2028\u2029\x85b",
    "x\N{NO-BREAK SPACE}y",
    "x" * 29 + ",",
]


@pytest.mark.parametrize("fragment", [False, True])
def test_text_in_any_field_comes_back(hostile: Hostile, payload: str, *, fragment: bool) -> None:
    _comes_back(hostile, payload, fragment=fragment)


@pytest.mark.parametrize("text", LATEX)
def test_what_means_something_to_tex_comes_back(hostile: Hostile, text: str) -> None:
    _comes_back(hostile, text, fragment=False)


def _comes_back(hostile: Hostile, text: str, *, fragment: bool) -> None:
    """Hold that the commands are those of a harmless text, and that the text is the one that went in."""
    harmless, _ = read(body(render(hostile("Qq"), "latex", fragment=fragment)))
    skeleton, actual = read(body(render(hostile(text), "latex", fragment=fragment)))
    assert harmless == skeleton
    assert spaced(actual).count(spaced(text)) >= 30


def test_no_command_is_one_that_our_templates_do_not_write(arcadia: Chronology) -> None:
    skeleton, _ = read(body(render(arcadia, "latex")))
    written = {piece for piece in skeleton if piece.startswith("\\")}
    assert {"\\chronentry", "\\chroncite", "\\href", "\\emph"} <= written
    assert not written & {"\\input", "\\include", "\\write", "\\def", "\\let", "\\catcode", "\\csname", "\\special"}


SHARP = st.text(st.sampled_from("\\{}$&#^_%~\"'`<>|[]*-,!? \nabI1/é"), max_size=14)


@given(SHARP | texts())
def test_escaped_text_reads_as_the_text(text: str) -> None:
    """It is one run of text without a command, in which nothing is joined, and a line break is a space."""
    shown = re.sub("[\u202a-\u202e\u2066-\u2069\ufeff]", "", text)
    skeleton, actual = read(escape_latex(shown))
    assert skeleton == []
    assert spaced(shown) == spaced(actual)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Peter's 'word'", r"Peter's \textquotesingle{}word\textquotesingle{}"),
        ("--- a,,b", "-{}-{}- a,{},b"),
        ("Зеленський, Володимир Я", r"\chronother{Зеленський}, \chronother{Володимир Я}"),
        ("אבג דהו", r"\chronrtl{אבג דהו}"),
        ("新华社 and Łódź", r"\chronother{新华社} and Łódź"),
        ("Kyiv – “quoted” … 5 €", "Kyiv – “quoted” … 5 €"),
    ],
)
def test_what_needs_no_escape_stays_readable(text: str, escaped: str) -> None:
    assert escaped == escape_latex(text)


def test_a_word_that_no_line_can_hold_may_break() -> None:
    assert escape_latex("https://example.org/a/long/way").count("allowbreak") == 0
    assert escape_latex("https://example.org/a/longer/way/home").count("allowbreak") > 3
    assert escape_latex("y" * 100).count("allowbreak") == 3


def test_an_address_is_one_argument() -> None:
    address = "https://example.org/a_b%20c?x=1&y=~z$#f"
    assert latex_address(address) == r"https://example.org/a\_b\%20c?x=1\&y=\~z\%24\#f"
    source = Source("s", title="S", url=address)
    page = render(Chronology([source, Event("e", title="E", when="1962", cites=["s"])]), "latex")
    assert f"\\href{{{latex_address(address)}}}{{" in page


def test_only_web_addresses_become_links() -> None:
    assert "href" not in draw("latex", Prose("[a](javascript:alert(1)) <https://user@evil.test/>"))


PROSE = """Some *emphasis*, **weight**, `co_de`, a [link](https://example.org/a_b).

3. three
4. four
   - deeper

> quoted

# heading

```
raw  {x}
 ^^5c
```

***

last\\
line
"""


def test_prose_is_drawn_with_its_marks() -> None:
    drawn = draw("latex", Prose(PROSE))
    skeleton, text = read(drawn)
    assert "\\emph{emphasis}, \\textbf{weight}, \\texttt{co\\_de}, a \\href{https://example.org/a\\_b}{link}." in drawn
    assert drawn.count("\\begin{itemize}") == drawn.count("\\end{itemize}") == 2
    assert "\\item[3.] three\n\\item[4.] four" in drawn
    assert "\\begin{quote}\nquoted\n\\end{quote}" in drawn
    assert "\\noindent raw~ \\{x\\}\n\n\\noindent ~\\textasciicircum{}\\textasciicircum{}5c" in drawn
    assert "last\\leavevmode\\newline{}line" in drawn
    assert "\\newline{}" in skeleton
    assert "^^5c" in text


@given(st.text(st.sampled_from("*_`[]()<> \n-1.>#a!\\|:~é$%^&{}"), max_size=40) | texts())
def test_prose_reads_back_whatever_is_in_it(text: str) -> None:
    skeleton, _ = read(draw("latex", Prose(text)))
    assert skeleton.count("\\begin") == skeleton.count("\\end")


@pytest.mark.parametrize(
    "text", ["> " * 9_000, "[a](" * 4_000, "*a " * 6_000, "- " * 5_000, "- " * 8 + "deep", "1. " * 8]
)
def test_prose_is_never_deeper_than_latex_allows(text: str) -> None:
    """From the fifth list within a list on LaTeX refuses, so the deepest are written as paragraphs."""
    depth = deepest = 0
    for command in re.findall(r"\\(begin|end)\{", draw("latex", Prose(text))):
        depth += 1 if command == "begin" else -1
        deepest = max(deepest, depth)
    assert deepest <= 3


def test_everything_that_markdown_shows_is_there() -> None:
    """Every title, every date in words, every claim and every source of a real dossier."""
    rome = dossier("rome-2025")
    shown = spaced(read(body(render(rome, "latex")))[1])
    cited = {cite.source for record in (*rome.events, *rome.claims) for cite in record.cites}
    expected = [event.title for event in rome.events] + [source.title for source in rome.sources if source.id in cited]
    expected += [claim.text for claim in rome.claims if claim.text]
    expected += [text.replace("\\", "") for text in re.findall(r"(?m)^\*\*([^:]*?)\*\*", render(rome, "markdown"))]
    assert len(expected) > 100
    assert [text for text in expected if spaced(text) not in shown] == []


def test_a_fragment_has_no_preamble_and_fits_below_a_heading(arcadia: Chronology) -> None:
    fragment = render(arcadia, "latex", fragment=True, heading_level=2)
    assert not re.search(r"documentclass|usepackage|begin\{document\}|makeatletter", fragment)
    assert "\\subsection*{Arcadia \\& Borduria: the lake}" in fragment
    assert "\\subsubsection*{Claims}" in fragment
    deepest = render(arcadia, "latex", fragment=True, heading_level=6)
    assert deepest.count("\\subparagraph*{") == 2 + render(arcadia, "markdown").count("\n## ") - 1


# What follows needs a TeX; each engine by itself, since a machine may have one of them.
ENGINES = ["pdflatex", "xelatex", "lualatex"]
WORDS = [
    "Зеленський Володимир",
    "Ελλάδα",
    "新华社：王毅会见俄罗斯外长，双方就国际和地区热点问题深入交换意见并就下一步合作达成重要共识",
    "محمد بن سلمان, الرياض",
    "ראש הממשלה",
    "ქართული 한국어 ไทย हिन्दी",
    "\N{GRINNING FACE} \N{FAMILY} \N{RIGHTWARDS ARROW} \N{REPLACEMENT CHARACTER} q\u0301",
    "İstanbul, Łódź, Őr, ħ ŧ ĸ ŉ ș ạ №",
]


@pytest.fixture(params=ENGINES)
def typeset(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Give a function that sets a document with one engine, and returns the text of the PDF; left out where it is not installed."""
    engine = shutil.which(request.param)
    if engine is None:
        pytest.skip(f"{request.param} is not installed")

    def run(document: str) -> str:
        path = tmp_path / "page.tex"
        path.write_text(document, "utf-8")
        command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", path.name]
        done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, errors="replace")
        assert done.returncode == 0, done.stdout[-3000:]
        reader = shutil.which("pdftotext")
        return (
            subprocess.run([reader, "page.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
            if reader
            else ""
        )

    run.engine = request.param
    return run


def printed(text: str) -> str:
    """Return a text as it can be found again in a PDF: without spaces, without the hyphens that TeX breaks words at, and without ligatures."""
    text = re.sub(r"(?<=[a-z])[\u00ad-]\n(?=[a-z])", "", text)
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def test_tex_sets_whatever_is_in_a_field(typeset: Callable[[str], str], hostile: Hostile) -> None:
    """No field stops a run, nor does any letter; what is in Latin letters can be read in the PDF as it was written."""
    texts = [text for text in LATEX if text.strip("{\\ ")]
    events = [
        Event(f"e{number}", title=text, when=str(1800 + number), summary=text, note=PROSE)
        for number, text in enumerate([*texts, *WORDS])
    ]
    found = printed(
        typeset(render(Chronology([*hostile(texts[0], texts[1]).records, *events], title=texts[2]), "latex"))
    )
    if found:
        assert [text for text in texts if printed(text) not in found] == []
        if typeset.engine == "pdflatex":
            assert "[U+0417]" in found


def test_tex_sets_a_page_and_a_fragment(typeset: Callable[[str], str], arcadia: Chronology) -> None:
    """A fragment needs nothing of the document around it but fonts, and a page may have findings for footnotes."""
    fonts = (
        "\\usepackage[T1]{fontenc}\\usepackage{lmodern}" if typeset.engine == "pdflatex" else "\\usepackage{fontspec}"
    )
    fragment = render(arcadia, "latex", fragment=True)
    pages = [
        render(arcadia, "latex"),
        f"\\documentclass{{article}}{fonts}\\begin{{document}}\n{fragment}\\end{{document}}\n",
    ]
    for page in pages:
        found = printed(typeset(page))
        assert not found or [event.title for event in arcadia.events if printed(event.title) not in found] == []


def test_tex_sets_a_page_from_right_to_left(typeset: Callable[[str], str]) -> None:
    """Words of both directions come out whole; LuaLaTeX with babel turns the page around, and the others do not stop."""
    events = [
        Event("visit", title="السادات يزور القدس 1977", when="1977-11-19/1977-11-21", note="خطاب, then a conference."),
        Event("speech", title="נאום בכנסת", when="1977-11-20", cites=["herald"]),
    ]
    herald = Source("herald", title="In Jerusalem, by A. Reporter")
    for language in ("ar", "he"):
        page = render(Chronology([herald, *events], title="مصر وإسرائيل Egypt and Israel", language=language), "latex")
        assert "bidi=basic" in page
        found = printed(typeset(page))
        if found:
            told = ("from 19 to 21 November 1977", "2 events") if language == "he" else ()
            for words in ("Egypt and Israel", "[1]", "In Jerusalem, by A. Reporter", *told):
                assert printed(words) in found
        if found and typeset.engine == "lualatex":
            assert {"القدس", "בכנסת"} <= set(re.findall(r"القدس|בכנסת", found))
    assert "bidi=basic" not in render(Chronology([herald, *events], language="en"), "latex")
