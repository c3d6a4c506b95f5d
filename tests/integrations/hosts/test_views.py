"""The views of the how-to guide, as a server runs them."""

import os
import runpy
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml

import timeline as tl
from timeline import rendering

EXPRESSION = "{{ 7*7 }}{% raw %}{# gone #}<script>document.title = 'taken'</script>"


def dossier(folder, title):
    """Write a dossier of one event with a file date of its own, however quickly one follows the other."""
    path = folder / "helsinki.yaml"
    later = path.stat().st_mtime_ns + 1_000_000
    path.write_text(yaml.safe_dump({"events": [{"when": "1990-09-09", "title": title}]}), "utf-8")
    os.utime(path, ns=(later, later))


@pytest.fixture
def flask_view(guide):
    folder, _ = guide("embed-web-view")
    return folder, runpy.run_path("flask_view.py", run_name="flask_view")


@pytest.fixture
def fastapi_view(guide):
    from fastapi.testclient import TestClient

    folder, _ = guide("embed-web-view")
    return folder, TestClient(runpy.run_path("fastapi_view.py", run_name="fastapi_view")["api"])


class TestFlask:
    def test_a_stranger_writes_text_and_no_template(self, flask_view):
        folder, view = flask_view
        dossier(folder, EXPRESSION)
        page = view["app"].test_client().get("/helsinki").text
        assert "&#123;&#123; 7*7 &#125;&#125;&#123;% raw %&#125;&#123;# gone #&#125;&lt;script&gt;" in page
        assert "49" not in page
        assert page.count("<h1>") == page.count('<h2 class="cr-title">') == 1

    def test_not_even_where_the_fragment_became_part_of_a_template(self, flask_view):
        from flask import render_template_string

        folder, view = flask_view
        dossier(folder, EXPRESSION)
        drawn = view["drawn"](folder / "helsinki.yaml")
        with view["app"].app_context():
            assert render_template_string(str(drawn)) == drawn.rstrip("\n")

    def test_it_is_drawn_again_when_the_file_has_changed_and_only_then(self, flask_view):
        folder, view = flask_view
        path = folder / "helsinki.yaml"
        first = view["drawn"](path)
        assert view["drawn"](path) is first
        dossier(folder, "They part")
        assert "They part" in view["app"].test_client().get("/helsinki").text

    def test_many_readers_at_once_get_the_same_page(self, flask_view):
        _, view = flask_view
        with ThreadPoolExecutor(8) as readers:
            pages = set(readers.map(lambda _: view["app"].test_client().get("/helsinki").text, range(32)))
        assert len(pages) == 1


class TestFastAPI:
    def test_a_reader_chooses_and_a_slip_is_the_readers(self, fastapi_view):
        _, client = fastapi_view
        assert client.get("/helsinki").text.count("<article") == 2
        told = client.get("/helsinki", params={"involving": "<b>Busch"})
        assert (told.status_code, told.headers["content-type"]) == (404, "application/json")

    def test_a_stranger_writes_text(self, fastapi_view):
        folder, client = fastapi_view
        dossier(folder, EXPRESSION)
        assert "&#123;&#123; 7*7 &#125;&#125;" in client.get("/helsinki").text

    def test_readers_in_many_threads_share_what_a_chronology_finds_out(self):
        """Its index is built when it is first asked for, here by all of them at once."""
        rome = tl.dossier("rome-2025")
        with ThreadPoolExecutor(8) as readers:
            pages = set(readers.map(lambda _: rome.involving("Putin").render("text"), range(16)))
        assert pages == {tl.dossier("rome-2025").involving("Putin").render("text")}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("policy", "lanes"), [("style-src 'self'; style-src-attr 'unsafe-inline'", "auto"), ("style-src 'self'", None)]
)
def test_a_strict_policy_lets_a_fragment_with_a_linked_stylesheet_through(browser, policy, lanes):
    part = tl.dossier("rome-2025").render("html", fragment=True, style=False, lanes=lanes)
    html = f'<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="/chronology.css"><body>{part}'
    header = {"Content-Security-Policy": f"default-src 'none'; img-src data:; {policy}"}
    page, told = browser.new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.route("**/chronology.css", lambda route: route.fulfill(body=rendering.stylesheet(), content_type="text/css"))
    page.route("**/page", lambda route: route.fulfill(body=html, content_type="text/html", headers=header))
    page.goto("http://site.test/page")
    assert page.evaluate("getComputedStyle(document.querySelector('.cr-title')).fontWeight") == "650"
    assert told == []
    page.close()
