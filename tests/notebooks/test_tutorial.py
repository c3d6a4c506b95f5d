"""The notebook of the tutorial: it is the page, it runs, and it can be handed on in other forms."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest
from markdown_it import MarkdownIt

import timeline as tl
from timeline.rendering.escape import escape

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial"
NOTEBOOK = TUTORIAL / "notebook.ipynb"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
ROME = tl.dossier("rome-2025")

# What each cell that ends in a value shows beside the chronology itself.
WORDS = [
    "Witkoff meets Putin",
    "Regular session 1 opens",
    "Regular session 80 opens",
    "76 more events are not shown here.",
    "chronology.display(limit=None) shows all 80.",
    "In the Vatican, backwards",
    "The newest come first.",
    "meeting · witkoff-putin",
    "“earlier this week” on 2025-04-26",
    "between the start of 2025-04-21 and the end of 2025-04-26",
    "gerasimov, 26 April 2025 (gerasimov-claim)",
    "error · sources-disagree",
    "'drone-attack' is new: Ukrainian drones attack Russia, overnight 25-26 April 2025",
]


# -- the page and the notebook -----------------------------------------------------------------------------------------------


def prose(text: str) -> str:
    """Return the text of a page as a notebook can hold it: without links to other pages."""
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", text).strip()


def pieces(page: str) -> Iterator[tuple[str, str]]:
    """Yield the text and the code of a page in turn; what a block prints is left to the notebook."""
    end = 0
    for block in BLOCK.finditer(page):
        yield "markdown", prose(page[end : block.start()])
        if block[1] == "python":
            yield "code", block[2].strip()
        end = block.end()
    yield "markdown", prose(page[end:])


def made_from(page: str) -> Any:
    """Return the notebook that a page of the tutorial makes."""
    made = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    cells = [
        made[kind](source, id=f"cell-{number}")
        for number, (kind, source) in enumerate((kind, source) for kind, source in pieces(page) if source)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def test_the_notebook_is_the_page(write_golden: bool) -> None:
    """Cell by cell; `--write-golden` writes it anew."""
    made = made_from((TUTORIAL / "notebooks.md").read_text("utf-8"))
    assert sum(cell.cell_type == "code" for cell in made.cells) >= 10
    nbformat.validate(made)
    wanted = nbformat.writes(made) + "\n"
    if write_golden:
        NOTEBOOK.write_text(wanted, "utf-8")
    assert NOTEBOOK.read_text("utf-8") == wanted


# -- the notebook that has run -----------------------------------------------------------------------------------------------


def shown(notebook: Any) -> list[dict[str, str]]:
    """The values that cells end in, in every form."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [output.data for output in outputs if output.output_type == "execute_result"]


def test_no_cell_fails_or_complains(executed_notebook: Any) -> None:
    outputs = [output for cell in executed_notebook.cells for output in cell.get("outputs", ())]
    assert len(outputs) >= 12
    assert {output.output_type for output in outputs} == {"execute_result", "stream"}
    assert {output.name for output in outputs if output.output_type == "stream"} == {"stdout"}
    assert "drawing it failed" not in str(outputs)


def test_every_value_comes_in_the_forms_that_hosts_ask_for(executed_notebook: Any) -> None:
    values = shown(executed_notebook)
    assert len(values) >= 9
    assert all({"text/plain", "text/html", "text/markdown"} <= data.keys() for data in values)
    assert sum("text/latex" in data for data in values) == 4  # the chronologies


def test_what_is_printed_stands_on_the_page(executed_notebook: Any) -> None:
    outputs = [cell.get("outputs", ()) for cell in executed_notebook.cells]
    # What one cell prints may come in pieces, as the kernel has time for them.
    streams = [[each.text for each in found if each.output_type == "stream"] for found in outputs]
    printed = ["".join(texts).strip() for texts in streams if texts]
    wanted = [
        block[2].strip()
        for block in BLOCK.finditer((TUTORIAL / "notebooks.md").read_text("utf-8"))
        if block[1] == "text"
    ]
    assert len(printed) == len(wanted) >= 3
    for said, written in zip(printed, wanted, strict=True):
        assert said.startswith(written.removesuffix("..."))


def test_two_outputs_share_no_ids(executed_notebook: Any) -> None:
    ids = [name for data in shown(executed_notebook) for name in re.findall(r' id="([^"]+)"', data["text/html"])]
    assert len(ids) == len(set(ids)) > 150


# -- handed on ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def export(executed_notebook: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Hand the notebook on as nbconvert does."""
    import nbconvert
    import pypandoc

    pandoc = Path(pypandoc.get_pandoc_path()).parent
    monkeypatch.setenv("PATH", os.pathsep.join((str(pandoc), os.environ["PATH"])))

    def exported(form: str) -> str:
        exporter = nbconvert.get_exporter(form)()
        return exporter.from_notebook_node(executed_notebook, {"metadata": {"name": "notebook"}})[0]

    return exported


def seen(html: str) -> str:
    """What a reader sees of HTML, on one line."""
    text = re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", "", html, flags=re.DOTALL)
    return " ".join(unescape(text).split())


def holds_in_order(text: str, wanted: list[str]) -> bool:
    """Whether texts stand in a text one after the other."""
    at = 0
    for each in wanted:
        at = text.find(" ".join(each.split()), at) + 1
        if not at:
            return False
    return True


TITLES = [event.title for event in ROME]


def test_as_html_it_shows_everything(export: Callable[..., str]) -> None:
    html = export("html")
    text = seen(html)
    assert holds_in_order(text, TITLES)
    assert [words for words in WORDS if words not in text] == []
    cited = {citation.source for event in ROME for citation in event.cites}
    addresses = [ROME[source].url for source in cited if ROME[source].url]
    assert len(addresses) >= 10
    assert [address for address in addresses if f'href="{address}"' not in html] == []


def test_as_markdown_it_shows_everything(export: Callable[..., str], executed_notebook: Any) -> None:
    """The HTML within it stays in one piece for a reader of CommonMark."""
    rendered = MarkdownIt("commonmark").render(export("markdown"))
    for data in shown(executed_notebook):
        assert data["text/html"].strip() in rendered
    text = seen(rendered)
    assert holds_in_order(text, TITLES)
    assert [words for words in WORDS if words not in text] == []


def test_its_own_markdown_says_the_same(executed_notebook: Any) -> None:
    """For a host that takes Markdown and no HTML."""
    told = [seen(MarkdownIt("commonmark").render(data["text/markdown"])) for data in shown(executed_notebook)]
    assert holds_in_order(told[0], TITLES)
    assert [words for words in WORDS if not any(words in text for text in told)] == []


def test_as_latex_it_holds_everything(export: Callable[..., str]) -> None:
    latex = " ".join(export("latex").split())
    assert holds_in_order(latex, [str(escape("latex", title)) for title in TITLES])
    # The signs of quotation become others, in pandoc's hands.
    bare, *wanted = (re.sub(r"\\[a-z]+\{\}|[\\{}`'“”]", "", text) for text in (latex, *WORDS))
    assert [words for words in wanted if words not in bare] == []


def test_its_latex_is_a_document(export: Callable[..., str], tmp_path: Path) -> None:
    """XeLaTeX, which nbconvert calls, makes a PDF of it that lacks no letter."""
    engine = shutil.which("xelatex")
    if engine is None:
        pytest.skip("xelatex is not installed")
    for package in ("ulem", "soul"):  # nbconvert loads them for text that is struck out, of which there is none
        if subprocess.run(["kpsewhich", f"{package}.sty"], capture_output=True, check=False).returncode:
            (tmp_path / f"{package}.sty").write_text(
                rf"\ProvidesPackage{{{package}}}\DeclareOption*{{}}\ProcessOptions\relax"
            )
    (tmp_path / "notebook.tex").write_text(export("latex"), "utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "notebook.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    log = (tmp_path / "notebook.log").read_text("utf-8", "replace")
    assert done.returncode == 0, log[-2000:]
    assert (tmp_path / "notebook.pdf").stat().st_size > 50_000
    assert "Missing character" not in log
    assert "multiply defined" not in log
