"""Templates are data that anyone can see and replace, and cannot do harm with."""

from __future__ import annotations

import itertools
import os
import re
from importlib import resources
from pathlib import Path

import attrs
import pytest

from timeline import rendering
from timeline.chronology import Chronology
from timeline.errors import BadTemplate, Invalid
from timeline.records import Event, Meeting, event_class, kinds
from timeline.rendering import assets, environments, packs, render, template_source, templates
from timeline.rendering.environments import EXTENSIONS

OURS = resources.files("timeline").joinpath("templates")


def folder(tmp_path: Path, **files: str) -> Path:
    """Make a folder of HTML templates from names and texts."""
    (tmp_path / "html").mkdir()
    for name, text in files.items():
        (tmp_path / "html" / f"{name}.html.jinja").write_text(text, "utf-8")
    return tmp_path


def test_every_kind_has_a_template_in_every_language() -> None:
    ours = {
        cls.kind for cls in kinds().values() if cls.__module__.startswith("timeline.") and isinstance(cls.kind, str)
    }
    assert len(ours) >= 7
    for language, extension in EXTENSIONS.items():
        for kind in ours:
            assert OURS.joinpath(language, f"{kind}{extension}").is_file()


def test_every_template_says_what_it_draws_and_from_what() -> None:
    seen = 0
    for listed in templates():
        if listed.name.endswith(".jinja"):
            text = template_source(listed.language, listed.name)
            assert re.match(r"\{#- .*?(Context|each given).*?-#\}", text, re.DOTALL), listed
            seen += 1
    assert seen >= 28


def test_no_attribute_in_our_html_is_without_quotation_marks() -> None:
    for listed in templates():
        if listed.language == "html" and listed.name.endswith(".jinja"):
            assert not re.search(r"<[^>]*\s[\w-]+=\{\{", template_source("html", listed.name)), listed


def test_the_stylesheet_is_small_and_wholly_scoped() -> None:
    """All of it is nested in one rule, whose class is made from the stylesheet's hash, and nothing in it reaches out again."""
    css = assets.tight(assets.stylesheet(environments.shelf()))
    assert len(css.encode()) <= 8_200
    assert css.startswith(".chron.chron.chron{")
    depths = list(itertools.accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in css.strip()))
    assert depths.index(0, depths.index(1)) == len(depths) - 1
    selectors = re.findall(r"[{};]\s*([^{};]+)\{", css)
    assert len(selectors) > 80
    assert {selector.partition(" ")[0].partition("(")[0] for selector in selectors if selector[0] == "@"} == {
        "@container",
        "@media",
    }
    assert [
        selector for selector in selectors if re.search(r"&\s*[+~]|:root|:host|(?<![-.\w])(?:html|body)\b", selector)
    ] == []
    assert not re.search(r"url\(|@import|@font-face|@property|@keyframes|@layer", css)


def test_every_custom_property_is_documented_with_its_default() -> None:
    """The table of the documentation and the stylesheet name the same, no more and no less."""
    page = Path(__file__).parents[2].joinpath("docs", "how-to", "share-a-page.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(--chron-[a-z]+)` \| [^|]+ \| `([^`]+)` \|$", page, flags=re.MULTILINE))
    used = dict(re.findall(r"var\((--chron-[a-z]+), (.+)\);", template_source("html", "style.css")))
    assert len(used) > 5
    assert told == used
    pictures = set(re.findall(r"--chron-[a-z]+", template_source("svg", "picture.css")))
    assert {name for name in pictures if name != "--chron-"} == {"--chron-accent", "--chron-contest", "--chron-font"}
    assert "`--chron-font`" in page


def test_the_users_folder_comes_first(tmp_path: Path, arcadia: Chronology) -> None:
    own = folder(
        tmp_path,
        meeting='{% extends "timeline:html/meeting.html.jinja" %}{% block summary %}OWN {{ super() }}{% endblock %}',
    )
    page = render(arcadia, templates=own)
    assert page.count("OWN") == 2
    assert "<em>at length</em>" in page
    assert "OWN" not in render(arcadia)


@pytest.mark.parametrize(("language", "extension"), EXTENSIONS.items())
def test_what_super_and_macros_return_is_not_escaped_twice(language: str, extension: str, arcadia: Chronology) -> None:
    text = (
        f'{{% extends "timeline:{language}/event{extension}" %}}'
        "{% macro star(x) %}*{{ x }}*{% endmacro %}"
        "{% block title %}{{ super() }}{{ star(entry.title) }}{% set held %}{{ entry.title }}{% endset %}{{ held }}{% endblock %}"
    )
    plain = render(arcadia, language)
    own = render(arcadia, language, templates={f"{language}/event{extension}": text})
    assert "&amp;amp;" not in own
    assert "\\\\" not in own.replace(plain, "")


def test_a_language_keeps_escaping_in_own_templates(arcadia: Chronology) -> None:
    """Neither an autoescape block nor a missing filter lets a field through as markup."""
    texts = {
        "html/page.html.jinja": "{% autoescape false %}{{ page.title }}{% endautoescape %}{{ '<b>' }}",
        "markdown/page.md.jinja": "{{ page.title }}{{ '*b*' }}{{ '*c*' | upper }}",
        "text/page.txt.jinja": "{{ 'a\x1bb' }}",
        "latex/page.tex.jinja": "{{ page.title }}{{ '%{' }}",
        "rst/page.rst.jinja": "{{ page.title }}{{ '*b*' }}",
        "mermaid-gantt/page.mmd.jinja": "{{ page.title }}{{ '%%{' }}",
        "markwhen/page.mw.jinja": "{{ 'a #tag' }}",
    }
    assert render(arcadia, templates=texts) == "Arcadia &amp; Borduria: the lake&lt;b&gt;\n"
    assert render(arcadia, "markdown", templates=texts) == "Arcadia \\& Borduria: the lake\\*b\\*\\*C\\*\n"
    assert render(arcadia, "text", templates=texts) == "a\N{REPLACEMENT CHARACTER}b\n"
    assert render(arcadia, "latex", templates=texts) == "Arcadia \\& Borduria: the lake\\%\\{\n"
    assert render(arcadia, "rst", templates=texts) == "Arcadia & Borduria\\: the lake\\*b\\*\n"
    assert render(arcadia, "mermaid-gantt", templates=texts) == "Arcadia #38; Borduria#58; the lake#37;#37;#123;\n"
    assert render(arcadia, "markwhen", templates=texts) == "a #\N{WORD JOINER}tag\n"


def test_templates_can_be_listed_with_where_they_come_from(tmp_path: Path) -> None:
    own = folder(tmp_path, meeting="mine", toast="mine too")
    found = {(listed.language, listed.name): listed.origin for listed in templates(own)}
    assert found["html", "meeting.html.jinja"] == str(own)
    assert found["html", "toast.html.jinja"] == str(own)
    assert found["html", "visit.html.jinja"] == "timeline"
    assert template_source("html", "meeting", folders=own) == "mine"
    with pytest.raises(BadTemplate, match="did you mean 'html/meeting'"):
        template_source("html", "meetin")


def test_a_pack_stands_between_the_users_folder_and_ours(
    tmp_path: Path, arcadia: Chronology, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = folder(tmp_path, meeting="PACK", visit="PACK")
    monkeypatch.setattr(packs, "folders", lambda: (("lake-pack", str(pack)),))
    assert render(arcadia).count("PACK") == 3
    page = render(arcadia, templates={"html/meeting.html.jinja": "USER"})
    assert (page.count("USER"), page.count("PACK")) == (2, 1)
    assert {listed.origin for listed in templates()} == {"lake-pack", "timeline"}


def test_an_edited_template_is_read_again(tmp_path: Path, arcadia: Chronology) -> None:
    own = folder(tmp_path, meeting="FIRST")
    assert "FIRST" in render(arcadia, templates=own)
    (own / "html" / "meeting.html.jinja").write_text("SECOND!", "utf-8")
    assert "SECOND!" in render(arcadia, templates=own)


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("a\n{{ entri.title }}", 2, "did you mean 'entry'?"),
        ("{{ entry.titel }}", 1, "did you mean 'title'?"),
        ("{{ words.sorces }}", 1, "did you mean 'sources'?"),
        ("\n\n{{ entry.title | uper }}", 3, ""),
        ("{% if %}", 1, ""),
        ("{{ 1 / 0 }}", 1, ""),
        ("{% include 'html/meetin.html.jinja' %}", 1, "did you mean 'html/meeting.html.jinja'?"),
        ("{% extends 'html/meeting.html.jinja' %}", None, ""),
        ("{% debug %}", 1, ""),
    ],
)
def test_an_error_names_template_line_and_nearest_name(
    text: str, line: int | None, hint: str, tmp_path: Path, arcadia: Chronology
) -> None:
    own = folder(tmp_path, meeting=text)
    with pytest.raises(BadTemplate) as caught:
        render(arcadia, templates=own)
    problem = caught.value.problems[0]
    if line is not None:
        assert (str(own / "html" / "meeting.html.jinja"), line, hint) == (problem.file, problem.line, problem.hint)


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__[1].__subclasses__()",
        "('{0.__class__}'|attr('format'))(entry)",
        "'{x.__class__}'.format_map({'x': entry})",
        "'%s' % entry.__class__",
        "self._TemplateReference__context",
        "lipsum.__globals__",
        "joiner.__init__.__globals__",
        "entry.tags.append('x')",
        "page.__init__",
        "once.__globals__",
        "once('{0.__class__}'.format, entry)",
        "once(entry.title.upper, entry)",
        "(x for x in []).gi_frame",
        "words.pop('who')",
        "entry.event.__class__",
        "entry.event.who[0].__attrs_attrs__",
    ],
)
def test_a_users_template_runs_in_a_sandbox(expression: str, arcadia: Chronology) -> None:
    """Nothing but rows can be reached, and nothing changed; the refusal names no insides."""
    with pytest.raises(BadTemplate) as caught:
        render(arcadia, templates={"html/meeting.html.jinja": f"{{{{ {expression} }}}}"})
    assert "/site-packages/" not in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "../secret.html.jinja",
        "/etc/passwd",
        "..\\\\secret",
        "html/../../secret",
        "a\\0b",
        "timeline:../../errors.py",
        "x:timeline:html/page.html.jinja",
    ],
)
def test_a_template_name_cannot_leave_the_folder(name: str, tmp_path: Path, arcadia: Chronology) -> None:
    (tmp_path / "secret.html.jinja").write_text("SECRET", "utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    own = folder(inner, meeting=f"{{% include '{name}' %}}")
    with pytest.raises(BadTemplate):
        render(arcadia, templates=own)


def test_a_link_cannot_leave_the_folder(tmp_path: Path, arcadia: Chronology) -> None:
    (tmp_path / "secret").write_text("SECRET", "utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    own = folder(inner)
    (own / "html" / "meeting.html.jinja").symlink_to(tmp_path / "secret")
    with pytest.raises(BadTemplate, match="leads out of its folder"):
        render(arcadia, templates=own)


def test_a_pipe_and_a_giant_are_no_templates(tmp_path: Path, arcadia: Chronology) -> None:
    own = folder(tmp_path)
    os.mkfifo(own / "html" / "meeting.html.jinja")
    with pytest.raises(BadTemplate, match="is no file"):
        render(arcadia, templates=own)
    (own / "html" / "meeting.html.jinja").unlink()
    (own / "html" / "meeting.html.jinja").write_text("x" * 2_000_000, "utf-8")
    with pytest.raises(BadTemplate, match="is no file"):
        render(arcadia, templates=own)


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(BadTemplate, match="no folder 'nowhere'"):
        templates("nowhere")


def test_an_own_stylesheet_has_its_own_class_and_cannot_end_its_element(tmp_path: Path, arcadia: Chronology) -> None:
    own = folder(tmp_path)
    (own / "html" / "style.css").write_text(".chron p { color: red }", "utf-8")
    page = render(arcadia, templates=own, fragment=True)
    scope = re.search(r'<div class="(chron-[0-9a-f]{8}) ', page)
    assert scope is not None
    assert f".{scope[1]} p{{color:red}}" in page
    (own / "html" / "style.css").write_text("</style><script>", "utf-8")
    with pytest.raises(BadTemplate, match="cannot contain"):
        render(arcadia, templates=own)


@pytest.fixture
def press_conference() -> type[Event]:
    from timeline.records import events

    @attrs.frozen(kw_only=True)
    class PressConference(Meeting):
        room: str = ""

    yield PressConference  # type: ignore[misc]
    events._KINDS.pop("press-conference")


def test_a_kind_without_a_template_is_drawn_as_what_it_is_made_from(press_conference: type[Event]) -> None:
    event = press_conference("briefing", title="A briefing", when="1961", room="Blue Room")  # type: ignore[call-arg]
    chronology = Chronology([event])
    assert "MEETING" in render(chronology, templates={"html/meeting.html.jinja": "MEETING"})
    own = {
        "html/press-conference.html.jinja": "{{ entry.kind_word }} {{ entry.event.room }}",
        "html/meeting.html.jinja": "MEETING",
    }
    assert "Press conference Blue Room" in render(chronology, templates=own)
    assert "Room: Blue Room" in render(chronology, "text")


def test_an_unknown_kind_is_drawn_as_an_event_with_all_its_keys() -> None:
    tree = {
        "id": "toast",
        "kind": "state-dinner",
        "title": "A toast",
        "when": "1961",
        "menu": ["soup", {"wine": "red"}],
    }
    page = render(Chronology([event_class("state-dinner").from_tree(tree)]), "text")
    assert "State dinner" in page
    assert 'Menu: soup; {"wine": "red"}' in page


@pytest.mark.parametrize("language", EXTENSIONS)
def test_an_unknown_kind_is_drawn_in_every_language(language: str) -> None:
    tree = {"id": "toast", "kind": "state-dinner", "title": "A toast", "when": "1961"}
    page = render(Chronology([event_class("state-dinner").from_tree(tree)]), language)
    assert "A toast" in page
    assert "1961" in page


@pytest.mark.parametrize(
    "options",
    [
        {"language": "htm"},
        {"heading_level": 7},
        {"heading_level": 0},
        {"id_prefix": '"><'},
        {"id_prefix": ""},
        {"compiled": "today"},
    ],
)
def test_options_that_cannot_be_are_refused(options: dict[str, object], arcadia: Chronology) -> None:
    with pytest.raises(Invalid):
        render(arcadia, **options)


def test_languages_and_suffixes() -> None:
    """Every language has a suffix; of two that share one, the other has to be asked for."""
    suffixes = ("html", "md", "TXT", "tex", "rst", "mmd", "mw", "svg")
    expected = ["html", "markdown", "text", "latex", "rst", "mermaid-timeline", "markwhen", "svg"]
    assert expected == [rendering.language_of(f"a.{suffix}") for suffix in suffixes]
    assert {*expected, "mermaid-gantt"} == set(rendering.languages())
    with pytest.raises(Invalid, match="known suffixes"):
        rendering.language_of("a.pdf")


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("entry.title.upper", "'builtin_function_or_method' is nothing to print; call it"),
        ("cycler", "'type' is nothing to print; call it"),
        ("[entry.title]|map('upper')", "'generator' is nothing to print; join or loop over it"),
    ],
)
def test_what_has_no_text_is_refused_and_does_not_show_where_it_lies_in_memory(printed: str, told: str) -> None:
    single = Chronology([Event("a", title="A", when="2025")])
    block = "{% extends 'timeline:html/event.html.jinja' %}{% block title %}\n{{ PRINTED }}{% endblock %}"
    with pytest.raises(BadTemplate) as caught:
        single.render("html", templates={"html/event.html.jinja": block.replace("PRINTED", printed)})
    assert str(caught.value) == f"html/event.html.jinja:2: {told}"
    assert caught.value.problems[0].code == "not-printable"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("<a title={{ entry.title }}>", "title"),
        ("<a\n  href = {{ entry.title }}>x</a>", "href"),
        ("<p class='x' {% if entry.title %}id={{ entry.id }}{% endif %}>", "id"),
        ('<p class="x=1"data-a={{ entry.id }}>', "data-a"),
    ],
)
def test_an_attribute_without_quotation_marks_is_refused(tag: str, name: str) -> None:
    """A space would end its value, and a title would become attributes."""
    single = Chronology([Event("a", title="A onclick=alert(1)", when="2025")])
    block = f"{{% extends 'timeline:html/event.html.jinja' %}}{{% block title %}}\n{tag}{{% endblock %}}"
    with pytest.raises(BadTemplate, match=f"the attribute '{name}' has no quotation marks around its value") as caught:
        single.render("html", templates={"html/event.html.jinja": block})
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("unquoted-attribute", 2 + tag.count("\n"))


@pytest.mark.parametrize(
    "tag",
    [
        "<a title='{{ entry.title }}'>",
        '<a href="?q={{ entry.id }}">',
        "a < b c={{ entry.id }}",
        "<p>c={{ entry.id }}</p>",
    ],
)
def test_what_only_looks_like_such_an_attribute_is_drawn(tag: str) -> None:
    single = Chronology([Event("a", title="A", when="2025")])
    block = f"{{% extends 'timeline:html/event.html.jinja' %}}{{% block title %}}{tag}{{% endblock %}}"
    assert single.render("html", templates={"html/event.html.jinja": block})
