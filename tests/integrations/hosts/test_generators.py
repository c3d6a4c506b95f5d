"""Sites as the how-to guides make them, by the real tools, opened in a browser.

A tool that is not there leaves its test out. For Docusaurus, which is too large to install for a test, TIMELINE_DOCUSAURUS names a folder
in which npm has installed it and raw-loader.
"""

import os
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def test_a_page_of_ones_own(guide, fragment, stands, run):
    folder, _ = guide("embed-html")
    (folder / "parts" / "rome.html").write_text(fragment, "utf-8")
    assert run(sys.executable, "build.py", folder=folder).returncode == 0
    stands(folder / "site" / "index.html", fragment)


def test_many_share_a_stylesheet(guide, show):
    """Without its style element a fragment looks as with it."""
    folder, _ = guide("embed-html")
    plain = (folder / "parts" / "plain.html").read_text("utf-8")
    assert "<style" not in plain
    head = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="chronology.css">'
    (folder / "site" / "plain.html").write_text(f"{head}<body>{plain}", "utf-8")
    page = show(folder / "site" / "plain.html").page
    assert page.evaluate("getComputedStyle(document.querySelector('#rome-_top article')).display") == "grid"


@pytest.mark.parametrize("options", [[], ["--minify"]])
def test_hugo(guide, fragment, stands, run, tool, options):
    hugo = tool("hugo")
    folder, _ = guide("embed-hugo")
    (folder / "chronologies" / "rome.html").write_text(fragment, "utf-8")
    layout = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>'
    (folder / "layouts" / "_default").mkdir()
    (folder / "layouts" / "_default" / "single.html").write_text(layout, "utf-8")
    (folder / "hugo.toml").write_text('title = "Site"\ndisableKinds = ["taxonomy", "term", "home", "RSS"]\n', "utf-8")
    done = run(hugo, "--quiet", *options, "--destination", "public", folder=folder)
    assert done.returncode == 0, done.stderr
    page = stands(folder / "public" / "rome" / "index.html", fragment)
    assert "{{<" not in page.inner_text("body").partition(page.inner_text(".cr"))[0]
    (folder / "chronologies" / "rome.html").unlink()
    done = run(hugo, "--destination", "again", folder=folder)
    assert done.returncode != 0
    assert "content/rome.md:6:1" in done.stderr + done.stdout
    assert "there is no chronologies/rome.html" in done.stderr + done.stdout


def test_a_partial_of_hugo(guide, fragment, stands, run, tool):
    hugo = tool("hugo")
    folder, _ = guide("embed-hugo")
    (folder / "layouts" / "partials").mkdir()
    (folder / "layouts" / "partials" / "rome.html").write_text(fragment, "utf-8")
    (folder / "layouts" / "_default").mkdir()
    layout = '<!doctype html><html lang="en"><meta charset="utf-8"><body>{{ partial "rome.html" . }}'
    (folder / "layouts" / "_default" / "single.html").write_text(layout, "utf-8")
    (folder / "hugo.toml").write_text('disableKinds = ["taxonomy", "term", "home", "RSS"]\n', "utf-8")
    assert run(hugo, "--quiet", folder=folder).returncode == 0
    stands(folder / "public" / "rome" / "index.html", fragment)


def test_jekyll(guide, fragment, stands, run, tool):
    jekyll = tool("jekyll")
    folder, _ = guide("embed-jekyll")
    (folder / "_includes" / "rome.html").write_text(fragment, "utf-8")
    done = run(jekyll, "build", "--quiet", "--disable-disk-cache", folder=folder)
    assert done.returncode == 0, done.stderr
    stands(folder / "_site" / "rome.html", fragment)


def test_what_quarto_hands_to_pandoc(guide, fragment, stands, run, tool):
    """Quarto puts the text of an include into the page before Pandoc reads it."""
    pandoc = tool("pandoc") if not (there := bundled()) else there
    folder, _ = guide("embed-quarto")
    (folder / "_rome.html").write_text(fragment, "utf-8")
    document = (folder / "rome.qmd").read_text("utf-8")
    assert document.count("{{< include _rome.html >}}") == 1
    (folder / "rome.md").write_text(document.replace("{{< include _rome.html >}}\n", f"{fragment}\n"), "utf-8")
    done = run(pandoc, "--from=markdown", "--to=html", "--standalone", "--output=rome.html", "rome.md", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    stands(folder / "rome.html", fragment)


def bundled():
    """Return the pandoc that comes with pypandoc."""
    try:
        import pypandoc
    except ImportError:
        return None
    return pypandoc.get_pandoc_path()


def test_quarto(guide, fragment, stands, run, tool):
    quarto = tool("quarto")
    folder, _ = guide("embed-quarto")
    (folder / "_rome.html").write_text(fragment, "utf-8")
    done = run(quarto, "render", "rome.qmd", "--to", "html", folder=folder)
    assert done.returncode == 0, done.stderr
    stands(folder / "rome.html", fragment)


SETTINGS = """
export default {
    title: "Site", url: "https://example.org", baseUrl: "/", onBrokenLinks: "warn",
    presets: [["classic", {docs: {routeBasePath: "/", sidebarPath: false}, blog: false}]],
};
"""


def test_docusaurus(guide, fragment, browser, run):
    installed = os.environ.get("TIMELINE_DOCUSAURUS")
    if not installed:
        pytest.skip("TIMELINE_DOCUSAURUS names no folder in which Docusaurus is installed")
    folder, _ = guide("embed-docusaurus")
    (folder / "docs" / "rome.html").write_text(fragment, "utf-8")
    (folder / "docusaurus.config.mjs").write_text(SETTINGS, "utf-8")
    (folder / "package.json").write_text('{"name": "site", "version": "0.0.0", "private": true}', "utf-8")
    (folder / "node_modules").symlink_to(Path(installed) / "node_modules")
    done = run("npx", "docusaurus", "build", folder=folder, DOCUSAURUS_DISABLE_TELEMETRY="1", CI="1")
    assert done.returncode == 0, done.stdout + done.stderr
    built = (folder / "build").resolve()
    page, told = browser.new_page(), []
    page.on("pageerror", lambda error: told.append(str(error)))

    def serve(route):
        path = built / route.request.url.partition("://")[2].partition("/")[2].partition("?")[0]
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path) if path.is_file() else route.fulfill(status=404, body="")

    page.route("**/*", serve)
    page.goto("http://site.test/rome")
    page.wait_for_load_state("networkidle")
    assert told == []
    alone = browser.new_page()
    alone.set_content(f'<!doctype html><html lang="en"><meta charset="utf-8"><body>{fragment}')
    words = "document.getElementById('rome-_top').textContent.replace(/\\s+/g, '')"
    count = "document.getElementById('rome-_top').querySelectorAll('*').length"
    style = "document.querySelector('#rome-_top style').remove()"
    for each in (page, alone):
        each.evaluate(style)
    assert page.evaluate(words) == alone.evaluate(words)
    assert page.evaluate(count) == alone.evaluate(count)
    page.close()
    alone.close()
