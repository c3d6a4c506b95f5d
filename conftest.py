"""Runs the examples of the README and of the documentation.

A block of Python is run, and a block of text behind it is what it prints. In the documentation a block of YAML is loaded, a
block with a file name as caption is written to that file first, and a console block is run and its output compared; each page has a
folder of its own. A block that none of this fits is an error, so that no example goes unread.
"""

import contextlib
import functools
import importlib.metadata
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from sybil import Document, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.evaluators.python import PythonEvaluator
from sybil.example import Example
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.abstract.lexers import LexerCollection
from sybil.parsers.markdown import CodeBlockParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from sybil.parsers.myst.lexers import DirectiveLexer

from timeline.when import zone

# No test looks at the clock: how long a draw takes says more of the machine than of the code. Each run draws other examples, so the few of one run
# add up; who wants many at once sets TIMELINE_EXAMPLES. A change is judged by the same examples every time, which TIMELINE_SAME_EXAMPLES=1 asks for.
EXAMPLES = int(os.environ.get("TIMELINE_EXAMPLES", "40"))
settings.register_profile(
    "unhurried",
    deadline=None,
    max_examples=EXAMPLES,
    derandomize=os.environ.get("TIMELINE_SAME_EXAMPLES") == "1",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")

# Each machine has zone data of its own, whose version pages and calendars name; in what tests and examples compare it is always this one.
zone.database = functools.wraps(zone.database)(lambda: "2025b")

# What needs an engine is run in an environment of its own, where it must run.
ENGINES = importlib.util.find_spec("ibis") is not None or os.environ.get("TIMELINE_REQUIRE_ENGINES") == "1"
ENGINES_ONLY = ["src/timeline/corpora/expressions.py", "docs/how-to/when-one-machine-is-not-enough.md"]
collect_ignore = [] if ENGINES else ENGINES_ONLY

run = PythonEvaluator()


def show(example: Example) -> None:
    """Run a block and keep what it prints for the block that follows."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        run(example)
    example.namespace["printed"] = printed.getvalue()


def compare(example: Example) -> str | None:
    """Compare a block of output with what the block before it printed."""
    return differing(example.parsed, example.namespace["printed"], "the block before it prints")


def differing(wanted: str, found: str, told: str) -> str | None:
    """Say how two outputs differ; three dots stand for what is left out."""
    wanted, found = (re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n") + "\n" for text in (wanted, found))
    same = OutputChecker().check_output(wanted, found, ELLIPSIS)
    return None if same else f"{told}\n\n{found}"


# -- the blocks of the documentation -----------------------------------------------------------------------------------------


def load(example: Example) -> None:
    """Load a dossier; one of the class `wrong` must be refused."""
    import timeline

    if "wrong" not in options(example).get("class", ""):
        timeline.loads(example.parsed)
        return
    with contextlib.suppress(timeline.TimelineError):
        timeline.loads(example.parsed)
        raise AssertionError("this dossier is shown as wrong, and it is read")


def execute(example: Example) -> str | None:
    """Run the commands of a console block one by one, and compare what each of them writes."""
    for entry in re.split(r"^\$ ", example.parsed.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        command, _, wanted = entry.partition("\n")
        found = output(command, example.namespace)
        if problem := differing(wanted, found, f"`{command}` writes"):
            return problem
    return None


def output(command: str, namespace: dict[str, Any]) -> str:
    """Return what a command writes; `timeline` runs in this process, anything else in a shell."""
    from click.testing import CliRunner

    if command == "echo $?":
        return f"{namespace['status']}\n"
    if command.startswith("timeline "):
        from timeline.cli import main

        result = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="timeline")
        namespace["status"] = result.exit_code
        return result.output
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        command, shell=True, env={**os.environ, "PATH": path}, check=False, capture_output=True, text=True
    )
    namespace["status"] = done.returncode
    return done.stdout + done.stderr


def installable(example: Example) -> None:
    """See that what a reader is told to install is ours, with an extra that it has."""
    ours = importlib.metadata.metadata("timeline-diplomacy")
    for line in example.parsed.strip().splitlines():
        name, extra = re.fullmatch(r"pip install ['\"]?([\w-]+)(?:\[(\w+)\])?['\"]?", line).groups()
        assert name == ours["Name"]
        assert extra is None or extra in ours.get_all("Provides-Extra")


EVALUATORS = {
    "console": execute,
    "css": lambda _: None,
    "html": compare,
    "json": compare,
    "markdown": compare,
    "python": show,
    "sh": installable,
    "text": compare,
    "toml": lambda _: None,
    "xml": lambda _: None,
    "yaml": load,
}


def options(example: Example) -> dict[str, str]:
    """Return the options that a block carries."""
    return example.region.lexemes.get("options") or {}


def evaluate(example: Example) -> str | None:
    """Write a block to the file of its caption, and do with it what its language asks for."""
    name, language = options(example).get("caption"), example.region.lexemes["arguments"]
    if name:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(example.parsed, "utf-8")
        if language not in {"python", "yaml"}:
            return None
    if (sort := options(example).get("class")) in {"drawing", "output"}:
        return compare(example) if sort == "output" else None
    return EVALUATORS[language](example)


class Blocks:
    """Every block of code of a page, the sessions of Python among them line by line."""

    lexers = LexerCollection(
        [
            FencedCodeBlockLexer(language=r"[^{\s].*", mapping={"language": "arguments", "source": "source"}),
            DirectiveLexer(directive="code-block", arguments=".+"),
        ]
    )
    sessions = DocTestStringParser(DocTestEvaluator(ELLIPSIS | NORMALIZE_WHITESPACE))

    def __call__(self, document: Document) -> Iterable[Region]:
        """Yield the blocks of a page."""
        end = 0
        for region in sorted(self.lexers(document), key=lambda region: (region.start, -region.end)):
            if region.start < end:  # a block that is shown within another is no block of the page
                continue
            source, end = region.lexemes["source"], region.end
            if region.lexemes["arguments"] == "python" and source.startswith(">>>"):
                for session in self.sessions(source, document.path):
                    session.adjust(region, source)
                    yield session
            else:
                region.parsed, region.evaluator = source, evaluate
                yield region


def tables() -> tuple[dict[str, Any], ...]:
    """Return the tables in which rules and kinds of event register themselves."""
    from timeline.checks import registry
    from timeline.records import events

    return registry._RULES, events._KINDS  # noqa: SLF001  (what a page adds to them must not outlive it)


def enter(namespace: dict[str, Any]) -> None:
    """Give a page a folder of its own to work in, with the data that the documentation carries."""
    namespace["__name__"] = "__page__"
    namespace["tables"] = [dict(table) for table in tables()]
    namespace["folder"] = tempfile.TemporaryDirectory()
    shutil.copytree(Path(__file__).parent / "docs" / "_data", namespace["folder"].name, dirs_exist_ok=True)
    namespace["home"] = Path.cwd()
    os.chdir(namespace["folder"].name)


def leave(namespace: dict[str, Any]) -> None:
    """Leave the folder and remove it, and take back what the page registered."""
    for table, kept in zip(tables(), namespace["tables"], strict=True):
        table.clear()
        table.update(kept)
    os.chdir(namespace["home"])
    namespace["folder"].cleanup()


pytest_collect_file = (
    Sybil(
        parsers=[
            CodeBlockParser(language="python", evaluator=show),
            CodeBlockParser(language="text", evaluator=compare),
        ],
        patterns=["README.md"],
    )
    + Sybil(parsers=[Blocks()], path="docs", patterns=["*.md"], excludes=["_build/**/*"], setup=enter, teardown=leave)
).pytest()
