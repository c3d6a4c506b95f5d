"""Whatever stands in a dossier, a fragment has nothing that a host would act upon."""

import re

import pytest
from click.testing import CliRunner

import timeline as tl
from timeline.cli import main

# Jinja, Liquid, Go templates, shortcodes of Hugo and Quarto, template strings, ERB and EJS, PHP, server-side includes.
OPENERS = ("{{", "{%", "{#", "{{<", "{{%", "{:", "${", "<%", "<?", "<!--", "\t", "\n\n", "\n ", "\r")


@pytest.mark.parametrize("opener", OPENERS)
def test_nothing_opens_an_expression_or_a_block(fragment, opener):
    assert opener not in fragment


def test_outside_of_its_stylesheet_there_is_no_brace(fragment):
    """So it could stand in a template string, or where braces hold expressions."""
    before, _, rest = fragment.partition("<style>")
    assert "{" in rest.partition("</style>")[0]
    assert re.findall(r".*[{}].*", before + rest.partition("</style>")[2]) == []


def test_no_line_ends_a_fence_or_begins_another_block(fragment):
    """In a raw block of Pandoc a line of backticks would be the end; elsewhere these would be lines of Markdown."""
    assert re.findall(r"^(?:`{3,}|~{3,}|:{3,}|---|\+\+\+|#+ |[-*+] |\d+[.)] |> ).*", fragment, flags=re.MULTILINE) == []


def test_it_is_one_element(fragment):
    assert fragment.startswith('<div class="chron-')
    assert fragment.endswith("</div>\n")
    assert fragment.count("<div") == fragment.count("</div>")
    assert "<script" not in fragment


def test_the_command_of_the_guides_draws_what_python_draws(guide):
    folder, _ = guide("embed-html")
    wanted = tl.dossier("rome-2025").render("html", fragment=True, heading_level=2, id_prefix="rome-")
    assert (folder / "parts" / "rome.html").read_text("utf-8") == wanted


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--heading-level", "7"), "error: no heading level 7; headings have levels 1 to 6\n"),
        (("--id-prefix", '"><b>'), "error: '\"><b>' is no prefix of DOM ids; begin with a letter"),
    ],
)
def test_what_no_page_can_have_is_refused(option, told):
    result = CliRunner().invoke(main, ["render", "rome-2025", "--fragment", *option], prog_name="timeline")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)
