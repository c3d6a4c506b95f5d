"""A fence draws what it names or holds, the same under every parser of fences; what is wrong with it is said with its line."""

import re

import markdown as python_markdown
import pytest

from timeline import rendering
from timeline.integrations.embedding import OPTIONS
from timeline.integrations.fences import Where, read_fence
from timeline.integrations.markdown import BrokenFence

NAMED = "```chronology\nfile: talks.yaml\n```\n"
HELD = "```chronology\nkind: meeting\n---\ntitle: Held\nevents:\n  - {when: 2025-04-26, kind: meeting, title: Ambassadors converse}\n  - {when: 2025, title: Another}\n```\n"
BARE = "~~~ chronology\nevents:\n  - {when: 2025-04-26, title: Ambassadors converse}\n~~~\n"


def titles(html):
    """The titles of the events that a page shows, in order."""
    return re.findall(r'<h4[^>]*><span dir="auto">([^<]*)</span>', html) or re.findall(r"<h4[^>]*>([^<]*)", html)


def texts(html):
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


def test_a_fence_names_a_file(md):
    html = md.convert(f"# Page\n\n{NAMED}\nafter\n")
    assert "They talk" in html
    assert "A truce is announced" in html
    assert html.startswith("<h1")
    assert html.endswith("<p>after</p>")
    assert "<p><div" not in html


def test_a_fence_holds_a_dossier_behind_its_options(md):
    html = texts(md.convert(HELD))
    assert "Ambassadors converse" in html
    assert "Another" not in html


def test_a_dossier_needs_no_options(md):
    assert "Ambassadors converse" in md.convert(BARE)


def test_the_fragment_is_handed_on_whole(make):
    """Whatever else reads the page: attribute lists, smart quotes, tables of contents, HTML in Markdown."""
    more = ("attr_list", "md_in_html", "smarty", "toc", "footnotes", "abbr", "def_list", "tables", "admonition")
    import timeline as tl

    wanted = tl.dossier("rome-2025").render("html", fragment=True, heading_level=2)
    for host in ("alone", "after superfences"):
        html = make(host, *more).convert("# Page\n\n*[Trump]: no\n\n```chronology\nfile: rome-2025\n```\n")
        assert wanted in html


def test_every_option_is_taken(md, folder):
    (folder / "docs" / "mine").mkdir()
    lines = {option.name: option.example or "yes" for option in OPTIONS}
    lines |= {
        "kind": "meeting",
        "agent": "trump",
        "side": "Donald Trump",
        "place": "rome",
        "tag": "talks",
        "template": "mine",
    }
    lines |= {
        "from": "2025",
        "to": "2026",
        "contested": "no",
        "as-of": "2026",
        "according-to": "trump",
        "lanes": "none",
    }
    lines["title"] = '"With: a colon"'
    del lines["limit"]  # it stands alone, without head and tail
    assert len(lines) >= 20
    body = "\n".join(f"{name}: {value}" for name, value in lines.items())
    html = md.convert(f"```chronology\nfile: talks.yaml\n{body}\n```\n")
    assert "chronology-broken" not in html
    assert '<div class="chronology wide quiet" id="rome">' in html
    assert 'id="rome-one"' in html
    assert '<p class="chronology-caption">Who met whom in Rome.</p>' in html
    assert re.search(r"<h3[^>]*>With: a colon</h3>", html)
    assert 'lang="fr"' in html


def test_the_style_comes_once_and_every_fence_has_ids_of_its_own(md):
    page = md.convert(f"{NAMED}\n{HELD}\n{NAMED}\n")
    assert page.count("<style>") == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) > 10
    assert len(set(ids)) == len(ids)
    assert {"chron-one", "chron-3-one"} <= set(ids)
    md.reset()
    assert md.convert(NAMED).count("<style>") == 1


def test_the_style_can_be_left_to_a_file(make):
    html = make("alone", style=False).convert(NAMED)
    assert "<style" not in html
    assert '<div class="chron cr ' in html


def test_templates_of_ones_own_bring_their_style(md, folder):
    (folder / "docs" / "mine" / "html").mkdir(parents=True)
    (folder / "docs" / "mine" / "html" / "style.css").write_text(".chron { color: teal }", "utf-8")
    own = NAMED.replace("\n```\n", "\ntemplate: mine\n```\n")
    html = md.convert(f"{NAMED}\n{own}\n{own}")
    assert html.count("<style>") == 2
    assert html.count("color:teal") == 1


def test_superfences_takes_fences_where_others_cannot(make):
    inside = "".join(f"    {line}\n" for line in HELD.splitlines())
    html = make("after superfences", "admonition").convert(
        f"!!! note\n\n{inside}\n- item\n\n{inside}\n> quoted\n>\n> x\n"
    )
    assert html.count("Ambassadors converse") >= 2
    assert re.search(r'<div class="admonition note">.*Ambassadors converse.*</div>', html, flags=re.DOTALL)


@pytest.mark.parametrize("host", ["with fenced_code", "before superfences", "after superfences"])
def test_a_fence_that_is_shown_as_an_example_is_left_alone(make, host, told):
    inset = "".join(f"    {line}\n" for line in NAMED.splitlines())
    html = make(host).convert(f"````markdown\n{NAMED}````\n\n{inset}\ntext\n\n")
    assert "They talk" not in html
    assert html.count("talks.yaml") == 2
    assert told() == []
    assert make(host).convert(f"{inset}\n\ntext\n\n{NAMED}").count("<style>") == 1


def test_hostile_words_stay_words(md):
    evil = "wzxhzdk:0 </div><script>alert(1)</script> {{ 7*7 }} {% raw %} ]]> &lt; **b**"
    html = md.convert(
        f'x <b>raw</b>\n\n```chronology\nevents:\n  - {{when: 2025, title: "{evil}", summary: "<img src=x>"}}\n```\n'
    )
    assert "chronology-broken" not in html
    assert "<script" not in html
    assert "<img" not in html
    assert "{{" not in html
    assert "{%" not in html
    assert "**b**" in html


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("file: tolks.yaml", 4, "file: no dossier 'tolks.yaml'; tried docs/tolks.yaml, content/tolks.yaml, tolks.yaml"),
        ("file: talks.yaml\nkind: meting", 5, "kind: no kind 'meting'; did you mean 'meeting'?"),
        ("file: talks.yaml\n\n# note\nkid: meeting", 7, "there is no option 'kid'; did you mean 'kind'?"),
        ("file: talks.yaml\nlimit: ten", 5, "limit: 'ten' is no whole number"),
        ("file: talks.yaml\nheading-level: 9", 5, "heading-level: no heading level 9; headings have levels 1 to 6"),
        ("file: talks.yaml\ntemplate: mine", 5, "template: no folder 'mine'; tried docs/mine, content/mine, mine"),
        ("file: talks.yaml\nkind: visit\nkind: meeting", 6, "'kind' is given twice; the second would hide the first"),
        ("file: talks.yaml\njust words", 5, "'just words' is no option; write one to a line, `name: value`"),
        ("file:", 4, "file: a file is wanted"),
        ("fle: talks.yaml", 4, "there is no option 'fle'; did you mean 'file'?"),
        ("kind: meeting", 3, "the fence holds no dossier and names none"),
        ("", 3, "the fence holds no dossier and names none"),
        ("file: talks.yaml\n---\nevents: []", 3, "the fence holds a dossier and names a file too"),
        ("events:\n  - {when: 2025-02-30, title: A}", 5, "events[0].when: '2025-02-30': February 2025 has 28 days"),
        ("kind: event\n---\nevents:\n  - {when: 2025, title: A, whn: 1}", 7, "events[0].whn: unknown key 'whn'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(md, told, body, line, message):
    html = md.convert(f"# Page\n\n```chronology\n{body}\n```\n\nafter\n")
    (warning,) = told()
    assert warning.startswith(f"<page>:{line}:"), warning
    assert message in warning
    assert '<div class="admonition danger chronology-broken">' in html
    assert f"&lt;page&gt;:{line}:" in html
    assert html.endswith("<p>after</p>")


def test_every_mistake_is_a_warning_with_the_line_of_its_option(md, told):
    html = md.convert(
        "```chronology\nfile: talks.yaml\nkind: meating\nlimit: x\nagent: Trunp\n"
        "kid: y\nplace: Rme\nlanguage: not a tag\ntemplate: mine\n```\n"
    )
    warnings = told()
    assert [warning.split(" ")[0] for warning in warnings] == [f"<page>:{line}:" for line in range(3, 10)]
    for near in ("'kind'", "'trump'", "'rome'", "'meeting'"):
        assert any(near.casefold() in warning.casefold() for warning in warnings), near
    assert html.count("&lt;page&gt;:") == 7


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("tag: talkz", "<page>:3: tag: no event has the tag 'talkz'; did you mean 'talks'?"),
        ("kind: visit", "<page>:3: kind: no event is of the kind 'visit'; there are: event, meeting"),
        ("to: 1990", "<page>:3: to: no event falls within '../1990'; the first is dated 2025-04-26, the last 2025-05"),
        ("agent: trump\nfrom: 2025-05", "<page>:1: no event has 'trump' in it and falls within '2025-05/..'"),
        ("contested:", "<page>:3: contested: no event is contested"),
    ],
)
def test_a_choice_that_leaves_nothing_is_a_warning_and_a_page_that_says_so(md, told, body, message):
    html = md.convert(f"```chronology\nfile: talks.yaml\n{body}\n```\n")
    assert told() == [message]
    assert "No events." in texts(html)


def test_it_stops_a_build_where_that_is_asked_for(make):
    with pytest.raises(BrokenFence, match=r"<page>:3: tag: no event"):
        make("alone", strict=True).convert("```chronology\nfile: talks.yaml\ntag: none\n```\n")


def test_an_empty_dossier_is_no_mistake(md, folder, told):
    (folder / "docs" / "talks.yaml").write_text("title: x\nevents: []\n", "utf-8")
    md.convert("```chronology\nfile: talks.yaml\ntag: none\n```\n")
    assert told() == []


def test_a_dossier_is_told_once_on_a_page(md, folder, told):
    (folder / "docs" / "talks.yaml").write_text("title: x\nevents:\n  - {when: soon, title: A}\n", "utf-8")
    html = md.convert(f"{NAMED}\n{NAMED}\n")
    assert len(told()) == 1
    assert html.count("chronology-broken") == 2


def test_what_is_wrong_with_a_file_is_told_with_the_line_of_the_file(md, folder, told):
    (folder / "docs" / "talks.yaml").write_text("title: x\nevents:\n  - {when: soon, title: A}\n", "utf-8")
    md.convert(NAMED)
    (warning,) = told()
    assert warning.startswith("docs/talks.yaml:3:12: events[0].when: ")


def test_the_line_is_that_of_the_page_front_matter_and_all(make, told):
    page = (
        "---\ntitle: x\n---\n\n# Page\n\n```chronology\nfile: none.yaml\n```\n\n```chronology\nfile: none.yaml\n```\n"
    )
    for host in ("alone", "after superfences"):
        make(host, "meta").convert(page)
    assert [warning.partition(": ")[0] for warning in told()] == ["<page>:8", "<page>:12"] * 2


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("```chronology file=talks.yaml\n```\n", "<page>:1: nothing may follow 'chronology' on the first line of a fence"),
        ('```chronology file="talks.yaml"\n```\n', "<page>:1: nothing may follow 'chronology'"),
        ("``` {.chronology .wide}\nfile: talks.yaml\n```\n", "<page>:1: nothing may follow 'chronology'"),
        ("text\n\n```chronology\nfile: talks.yaml\n", "<page>:3: this fence is not closed"),
    ],
)  # fmt: skip
def test_a_fence_that_is_none_is_no_silent_code(make, told, page, message):
    for host in ("alone", "with fenced_code", "before superfences", "after superfences"):
        html = make(host).convert(page)
        assert told()[-1].startswith(message)
        assert "chronology-broken" in html
    assert len(told()) == 4


def test_braces_around_the_name_are_the_same_fence(md):
    assert "They talk" in md.convert(NAMED.replace("chronology", " {.chronology}"))


def test_a_name_is_given_once(md, told):
    named = NAMED.replace("\n```\n", "\nname: rome\n```\n")
    md.convert(f"{named}\n{named}")
    assert told() == ["<page>:8: name: 'rome' is the name of an earlier fence on the page"]


def test_a_name_that_could_begin_no_id_leaves_the_ids_to_the_number(md):
    html = md.convert(NAMED.replace("\n```\n", "\nname: _1\n```\n"))
    assert '<div class="chronology" id="_1">' in html
    assert 'id="chron-one"' in html


@pytest.mark.parametrize("host", ["alone", "after superfences"])
def test_where_it_is_asked_for_a_broken_fence_stops_everything(make, host):
    for page in ("```chronology\nfile: none.yaml\n```\n", "```chronology a=b\n```\n", "```chronology\nfile: x\n"):
        with pytest.raises(BrokenFence, match=r"<page>:[12]: "):
            make(host, strict=True).convert(page)


def test_a_defect_of_ours_is_not_hidden_by_superfences(make, monkeypatch):
    def fail(*_args, **_options):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("timeline.integrations.markdown.draw", fail)
    with pytest.raises(BrokenFence, match="ZeroDivisionError: oh"):
        make("after superfences").convert(NAMED)


def test_dossiers_are_looked_for_where_the_settings_say(make, folder, told):
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    (folder / "docs" / "talks.yaml").rename(folder / "b" / "talks.yaml")
    for base in (["a", "b"], "b"):
        assert "They talk" in make("alone", base=base).convert(NAMED)
    assert "They talk" in make("alone", base="b").convert(NAMED.replace("talks", "/talks"))
    make("alone", base=["a"]).convert(NAMED)
    assert "tried a/talks.yaml;" in told()[0]


def test_a_changed_dossier_is_read_again(md, folder):
    md.convert(NAMED)
    path = folder / "docs" / "talks.yaml"
    path.write_text(path.read_text("utf-8").replace("They talk", "They converse"), "utf-8")
    md.reset()
    assert "They converse" in md.convert(NAMED)


def test_the_stylesheet_of_a_fence_is_the_common_one_but_for_its_class(make):
    (css,) = re.findall(r"<style>\n(.*?)\n</style>", make("alone").convert(NAMED), flags=re.DOTALL)
    own, common = (re.sub(r"[\s;}]", "", text) for text in (css, rendering.stylesheet()))
    assert re.sub(r"\.chron-[0-9a-f]{8}\b", ".chron", own) == common


def test_the_entry_point_is_known_to_python_markdown(folder):
    assert "They talk" in python_markdown.markdown(NAMED, extensions=["chronology"])
    assert "They talk" in python_markdown.markdown(NAMED, extensions=["timeline.integrations.markdown"])


def test_a_place_that_cannot_be_told_is_not_made_up():
    fence = read_fence("file: x\nkind: visit", Where("docs/x.md", 0))
    assert (fence.file, dict(fence.options)) == ("x", {"kind": "visit"})
    with pytest.raises(Exception, match=r"^docs/x\.md: 'words' is no option"):
        read_fence("file: x\nwords", Where("docs/x.md", 0))


def test_a_language_without_words_is_told_with_its_line_and_stops_nothing(md, told):
    html = md.convert("Text\n\n```chronology\nfile: talks.yaml\nlanguage: tlh\n```\n")
    assert "chronology-broken" not in html
    assert '<p class="cr-lead" lang="en">' in html
    (warning,) = told()
    assert "5: language: no words for pages in 'tlh', so theirs are English; there are: ar, de, en" in warning
