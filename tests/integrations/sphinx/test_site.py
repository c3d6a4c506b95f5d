"""A site as it grows: what is rebuilt and when, read by several processes, with options of its own and in odd places."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from docutils import nodes

from timeline.integrations.embedding import OPTIONS


def page(site: Any, name: str = "index") -> str:
    return (site.folder / "html" / f"{name}.html").read_text("utf-8")


def one_page(site: Any, *options: str, of: str = "talks.yaml") -> None:
    site.write(
        "index.rst", "\n".join(("Site\n====\n", f".. chronology:: {of}", *(f"   {option}" for option in options), ""))
    )


def later(path: Any) -> None:
    """Make a file newer than everything that was read, without waiting."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 5_000_000_000))


def test_a_changed_dossier_rebuilds_its_pages_and_no_others(site: Any) -> None:
    one_page(site)
    site.write("other.rst", ":orphan:\n\nOther\n=====\n")
    assert site.build().read == ["index", "other"]
    assert site.build().read == []
    later(site.write("talks.yaml", "title: Talks\nevents:\n  - {when: 1961, title: A new event}\n"))
    assert site.build().read == ["index"]
    assert "A new event" in page(site)


def test_a_page_is_read_again_until_its_dossier_is_there(site: Any) -> None:
    one_page(site, of="later.yaml")
    assert len(site.build().told) == 1
    assert len(site.build().told) == 1
    site.write("later.yaml", "title: Talks\nevents:\n  - {when: 1961, title: A new event}\n")
    assert site.build().told == []
    assert "A new event" in page(site)
    (site.source / "later.yaml").unlink()
    assert len(site.build().told) == 1
    assert "A new event" not in page(site)


def test_a_mended_dossier_rebuilds_its_page(site: Any) -> None:
    site.write("talks.yaml", "titel: Talks\n")
    one_page(site)
    assert len(site.build().told) == 1
    later(site.write("talks.yaml", "title: Talks\n"))
    built = site.build()
    assert (built.read, built.told) == (["index"], [])


def test_a_template_that_changes_or_is_added_rebuilds_its_pages(site: Any) -> None:
    template = site.write("mine/html/meeting.html.jinja", "<li>{{ entry.title }} (one)</li>\n")
    one_page(site, ":template: mine")
    assert site.build().told == []
    assert "Zephyrine meets Barnabas (one)" in page(site)
    later(site.write("mine/html/meeting.html.jinja", "<li>{{ entry.title }} (two)</li>\n"))
    assert site.build().read == ["index"]
    assert "Zephyrine meets Barnabas (two)" in page(site)
    site.write("mine/html/statement.html.jinja", "<li>{{ entry.title }} (three)</li>\n")
    assert site.build().read == ["index"]
    assert "Barnabas speaks (three)" in page(site)
    template.unlink()
    assert site.build().read == ["index"]
    assert "(two)" not in page(site)
    assert site.build().read == []


def test_templates_may_bring_a_stylesheet_of_their_own(site: Any) -> None:
    """It touches no chronology that is drawn without it."""
    site.write("mine/html/style.css", ".chron { color: teal }\n")
    directives = ".. chronology:: talks.yaml\n\n.. chronology:: talks.yaml\n   :template: mine\n"
    site.write("index.rst", f"Site\n====\n\n{directives}")
    assert site.build().told == []
    styles = {
        path.name: path.read_text("utf-8") for path in (site.folder / "html" / "_static").glob("chronology-*.css")
    }
    assert len(styles) == 2
    assert all(page(site).count(name) == 1 for name in styles)
    [(own, css)] = [(name, css) for name, css in styles.items() if "teal" in css]
    assert css.startswith(".chron-")
    assert page(site).count(f'class="{css[1:15]} cr') == 1
    site.write("mine/html/chronology.html.jinja", "<p>No style at all.</p>\n")
    later(site.source / "mine" / "html" / "chronology.html.jinja")
    assert site.build().told == []
    assert "<p>No style at all.</p>" in page(site)
    assert own not in page(site)


def test_a_page_that_is_gone_takes_its_events_with_it(site: Any) -> None:
    one_page(site)
    site.write("other.rst", ":orphan:\n\nOther\n=====\n\n:chronology:event:`opening`\n")
    assert site.build().told == []
    site.write("index.rst", "Site\n====\n")
    later(site.source / "index.rst")
    later(site.source / "other.rst")
    [line] = site.build().told
    assert "shows an event 'opening'" in line


def test_several_processes_make_the_same_site(site: Any) -> None:
    """Read and written by two processes, every page is as it is when one does it."""
    for number in range(12):
        link = f":chronology:event:`c{(number + 1) % 12}:said`"
        text = f"Page {number}\n========\n\n{link}\n\n.. chronology:: talks.yaml\n   :name: c{number}\n\n.. chronology-sources::\n"
        site.write(f"p{number}.rst", text)
    site.write("index.rst", "Site\n====\n\n.. toctree::\n   :glob:\n\n   p*\n")
    assert site.build("html").told == []
    alone = {path.name: path.read_bytes() for path in (site.folder / "html").glob("p*.html")}
    (site.folder / "html").rename(site.folder / "alone")
    assert site.build("html", parallel=2, trees="other-trees").told == []
    together = {path.name: path.read_bytes() for path in (site.folder / "html").glob("p*.html")}
    assert len(alone) == 12
    assert alone == together
    assert 'href="p1.html#c1-said"' in page(site, "p0")
    assert len(list((site.folder / "html" / "_static").glob("chronology-*.css"))) == 1


def test_every_option_is_taken(site: Any) -> None:
    """With the example that the reference gives of each; together they leave no event over, which is all that is told."""
    site.write("my-templates/html/meeting.html.jinja", '{% extends "timeline:html/meeting.html.jinja" %}\n')
    together = [option for option in OPTIONS if option.name != "limit"]  # which stands alone, without head and tail
    one_page(site, *(f":{option.name}: {option.example}" for option in together), of="rome-2025")
    told = site.build("dummy").told
    assert told
    assert [line for line in told if "no event " not in line] == []


def test_options_choose_what_every_builder_shows(site: Any) -> None:
    one_page(site, ":kind: statement", ":title: Said", ":heading-level: 4", ":class: wide quiet")
    for builder in ("html", "text"):
        assert site.build(builder).told == []
    html, text = page(site), (site.folder / "text" / "index.txt").read_text("utf-8")
    assert '<h4 class="cr-title">Said</h4>' in html
    assert 'class="chronology wide quiet compound"' in html
    for shown in (html, text):
        assert "Said" in shown
        assert "Barnabas speaks" in shown
        assert "Zephyrine meets" not in shown


def test_plain_nodes_tell_from_where_it_is_seen(site: Any) -> None:
    one_page(site, ":according-to: Ukraine", ":limit: 40", of="rome-2025")
    assert site.build("text").told == []
    text = " ".join((site.folder / "text" / "index.txt").read_text("utf-8").split())
    for words in ("As Ukraine tells it", "Left out of this version", "Changed in this version", "not shown here"):
        assert words in text


def test_settings_are_options_of_every_chronology_and_a_directive_has_the_last_word(site: Any) -> None:
    site.write(
        "index.rst", "Site\n====\n\n.. chronology:: talks.yaml\n\n.. chronology:: talks.yaml\n   :kind: meeting\n"
    )
    assert site.build(chronology_options={"kind": "statement", "limit": 1}).told == []
    assert "2 events" not in page(site)
    assert page(site).count('<article id="') == 2
    assert 'id="index-said"' in page(site)
    assert 'id="index_2-opening"' in page(site)
    site.build(chronology_options={})
    assert 'id="index-opening"' in page(site)


def test_a_list_of_sources_is_that_of_the_events_that_are_asked_for(site: Any) -> None:
    site.write(
        "index.rst", "Site\n====\n\n.. chronology-sources:: talks.yaml\n   :kind: statement\n   :class: small\n\nEnd.\n"
    )
    assert site.build("text").told == []
    assert "Herald" not in (site.folder / "text" / "index.txt").read_text("utf-8")
    later(site.write("index.rst", "Site\n====\n\n.. chronology-sources:: talks.yaml\n   :limit: 1\n"))
    assert site.build("text").told == []
    assert "* The Lake Herald, Herald" in (site.folder / "text" / "index.txt").read_text("utf-8")


def test_paths_begin_at_the_document_then_at_the_root(site: Any) -> None:
    site.write("deep/near.yaml", "title: Near\n")
    site.write("deep/talks.yaml", "title: The nearer one\n")
    text = ":orphan:\n\nDeep\n====\n\n" + "".join(
        f".. chronology:: {name}\n\n" for name in ("near.yaml", "talks.yaml", "/talks.yaml", "rome-2025")
    )
    site.write("deep/page.rst", text)
    site.write("index.rst", "Site\n====\n")
    assert site.build().told == []
    for title in ("Near", "The nearer one", "Talks by the lake", "Rome, 26 April 2025"):
        assert f'<h2 class="cr-title">{title}</h2>' in page(site, "deep/page")


PLACES = """
    Site
    ====

    .. note::

       .. chronology:: talks.yaml
          :name: first

    1. - .. chronology:: talks.yaml
            :name: second

    .. only:: html

       .. chronology:: talks.yaml
          :name: third

    .. list-table::

       * - .. chronology:: talks.yaml
              :name: fourth

    Section
    -------

    .. container:: box

       .. chronology:: talks.yaml
          :name: fifth
"""


def test_it_may_stand_wherever_a_paragraph_may(site: Any) -> None:
    site.write("index.rst", PLACES)
    for builder in ("html", "latex", "text", "man", "texinfo"):
        assert site.build(builder).told == []
    for name in ("first", "second", "third", "fourth"):
        assert f'<article id="{name}-opening"' in page(site)
    assert page(site).count('<h2 class="cr-title">') == 4
    assert page(site).count('<h3 class="cr-title">') == 1


def test_two_names_that_are_alike_are_told(site: Any) -> None:
    site.write("index.rst", "Site\n====\n\n" + ".. chronology:: talks.yaml\n   :name: same\n\n" * 2)
    told = site.build().told
    assert any("same" in line.lower() and "uplicate" in line for line in told)
    ids = page(site).count('id="same-opening"'), page(site).count('id="same_2-opening"')
    assert ids == (1, 1)


@pytest.mark.parametrize("name", ["сводка", "a" * 80, "2025", "under_score", "two words"])
def test_ids_can_be_made_from_any_name_of_a_document(site: Any, name: str) -> None:
    site.write(f"{name}.rst", ":orphan:\n\nPage\n====\n\n.. chronology:: talks.yaml\n")
    site.write("index.rst", "Site\n====\n")
    built = site.build()
    assert built.told == []
    [anchor] = {event.anchor for event in built.app.env.get_domain("chronology").shown[name] if event.event == "said"}
    assert f'<article id="{anchor}"' in page(site, name)
    assert anchor.isascii()


def test_a_section_may_have_the_id_that_an_event_would_have(site: Any) -> None:
    site.write(
        "index.rst",
        "Site\n====\n\nIndex said\n----------\n\n.. chronology:: talks.yaml\n\nIndex 2 opening\n---------------\n",
    )
    assert site.build().told == []
    ids = re.findall(r'\sid="([^"]+)"', page(site))
    assert {"index-said", "index_2-said", "index_2-opening"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_another_project_links_to_an_event(site: Any, make_site: Any) -> None:
    one_page(site, ":name: lake")
    inventory = site.build().out / "objects.inv"
    other = make_site()
    other.write("index.rst", "Other\n=====\n\n:chronology:event:`what he said <lake:said>`\n")
    extensions = ["timeline.integrations.sphinx", "sphinx.ext.intersphinx"]
    mapping = {"site": ("https://example.org/", str(inventory))}
    assert other.build(extensions=extensions, intersphinx_mapping=mapping).told == []
    assert 'href="https://example.org/index.html#lake-said"' in page(other)


def test_an_empty_chronology_and_one_without_sources_are_shown(site: Any) -> None:
    site.write("index.rst", "Site\n====\n\n.. chronology::\n\n   title: Nothing yet\n")
    for builder in ("html", "text", "latex"):
        assert site.build(builder).told == []
    assert "Nothing yet" in page(site)


def test_a_dossier_of_another_language_and_direction(site: Any) -> None:
    one_page(site, ":language: ar")
    for builder in ("html", "text"):
        assert site.build(builder).told == []
    assert 'dir="rtl"' in page(site)


def test_a_docstring_can_show_one(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(site.source))
    site.write("an_envoy.py", '"""Module.\n\n.. chronology:: talks.yaml\n\n.. chronology::\n\n   titel: Talks\n"""\n')
    site.write("index.rst", "Site\n====\n\n.. automodule:: an_envoy\n")
    built = site.build(extensions=["sphinx.ext.autodoc", "timeline.integrations.sphinx"])
    assert 'id="index-opening"' in page(site)
    assert [line.split(": WARNING")[0] for line in built.told] == ["an_envoy.py:docstring of an_envoy:7"]


def test_what_is_kept_of_a_document_holds_no_chronology(site: Any) -> None:
    """Only text: trees stay small, and are read whatever else changes."""
    one_page(site)
    tree = site.build("dummy").app.env.get_doctree("index")
    assert list(tree.findall(nodes.raw)) == []
    [kept] = [node for node in tree.findall(nodes.compound) if "html" in node]
    assert {type(value) for value in kept.attributes.values()} <= {str, bool, list}
