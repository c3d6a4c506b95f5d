"""The how-to guides as sites: their files written, their commands run; and fragments of what strangers may write."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import timeline as tl
from timeline.cli import main

ROOT = Path(__file__).parents[3]
BLOCK = re.compile(r"^(`{3,})(?:\{code-block\} )?([\w-]+)\n((?::\w+: [^\n]*\n)*)(.*?)^\1$", re.MULTILINE | re.DOTALL)
# What some host or other would act upon: templates, shortcodes, expressions, mathematics, fences, markup.
HOSTILE = (
    "{{ 7*7 }} {% raw %} {# gone #} {%- if x -%} {%endraw%}",
    "{{< include secret.md >}} {{% figure %}} {{</* x */>}}",
    "{7*7} {props.x} ${process.env.HOME} {/* gone */}",
    r"$x^2$ $$y$$ \(z\) \[w\] *stars* _lines_ `code` ~~gone~~ ==mark==",
    "```\n```{=html}\n<b>bold</b>\n```",
    "blank\n\n# heading\n\n    code\n\n---\n\n::: note\n",
    "<%= 7*7 %> <?php echo 7*7 ?> <!--#include virtual='x' --> <!--more--> -->",
    "import x from 'y'; export const z = 1",
    "</div></style><script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">",
    "{: .cls} {::options /} {::nomarkdown} &amp; &lt; &#123;&#123; 7*7 }}",
    "[link](javascript:alert(1)) ![image](x) [[wiki]] @mention :emoji: %}{{",
)
SHAPE = """id => {
    const element = document.getElementById(id), rows = [];
    for (const each of [element, ...element.querySelectorAll("*")]) {
        const names = each.getAttributeNames().sort().filter(name => name !== "d");
        rows.push([each.localName, ...names.map(name => `${name}=${each.getAttribute(name).replace(/\\s+/g, " ")}`)].join(" "));
        for (const text of each.childNodes)
            if (text.nodeType === 3 && each.localName !== "style") rows.push(text.data.replace(/\\s+/g, ""));
    }
    return rows.filter(Boolean);
}"""


PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


@pytest.fixture
def run():
    """Run a tool in a folder, those of this environment first."""
    return in_folder


def in_folder(*command, folder, **environment):
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "PATH": PATH, **environment},
    )


@pytest.fixture
def tool():
    """Return the path of a tool, or leave the test out."""
    return lambda name: shutil.which(name, path=PATH) or pytest.skip(f"there is no {name} on this machine")


@pytest.fixture
def guide(tmp_path, monkeypatch):
    """Write the files that a how-to guide shows, and run its commands of ours; return the folder and the blocks that are only shown."""

    def follow(name):
        monkeypatch.chdir(tmp_path)
        shown = []
        for _, language, options, text in BLOCK.findall((ROOT / "docs" / "how-to" / f"{name}.md").read_text("utf-8")):
            told = dict(re.findall(r":(\w+): (.*)", options))
            if "caption" in told:
                path = tmp_path / told["caption"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            elif told.get("class") == "drawing":
                shown.append(text)
            elif language == "console":
                for command in re.findall(r"^\$ (.*)", text, flags=re.MULTILINE):
                    obey(command.split(), tmp_path)
        return tmp_path, shown

    return follow


def obey(command, folder):
    if command[0] == "timeline":
        result = CliRunner().invoke(main, command[1:], prog_name="timeline")
        assert result.exit_code == 0, result.output
    else:
        assert in_folder(*command, folder=folder).returncode == 0


def hostile():
    """A chronology in which every field that can hold words holds such words."""
    people = [tl.Person(f"p{number}", name=text) for number, text in enumerate(HOSTILE)]
    events = [
        tl.Event(f"e{number}", title=text, when=f"1990-09-{number + 1:02}", summary=text, note=text, who=[f"p{number}"])
        for number, text in enumerate(HOSTILE)
    ]
    return tl.Chronology([*people, *events], title=" ".join(HOSTILE[:2]))


@pytest.fixture(scope="session")
def fragment():
    """A fragment as the guides draw it, of a real chronology into which a stranger has written."""
    both = tl.dossier("rome-2025").merge(hostile())
    return both.render("html", fragment=True, heading_level=2, id_prefix="rome-")


@pytest.fixture
def stands(show):
    """See that a fragment stands in a page as it does alone: the same elements with the same words, styled, and nothing has run."""

    def look(page, fragment):
        alone = show(f'<!doctype html><html lang="en"><meta charset="utf-8"><body>{fragment}').page
        seen = show(page)
        wanted = alone.evaluate(SHAPE, "rome-_top")
        assert len(wanted) > 1000
        assert seen.page.evaluate(SHAPE, "rome-_top") == wanted
        weight = "getComputedStyle(document.querySelector('#rome-_top .cr-title')).fontWeight"
        assert seen.page.evaluate(weight) == "650"
        assert seen.page.title() != "taken"
        assert [text for text in seen.told if "favicon" not in text] == []
        return seen.page

    return look
