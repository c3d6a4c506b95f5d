"""The documentation is complete: it builds without a warning, and its reference names all there is to name."""

import ast
import importlib
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import attrs
import click
import pytest

import timeline
from timeline import checks, records, rendering
from timeline.cli import main
from timeline.integrations.embedding import OPTIONS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "timeline"
MODULES = (
    "timeline",
    "timeline.cards",
    "timeline.checks",
    "timeline.chronology",
    "timeline.cli",
    "timeline.corpora",
    "timeline.errors",
    "timeline.escaping",
    "timeline.files",
    "timeline.formats",
    "timeline.integrations",
    "timeline.language",
    "timeline.records",
    "timeline.rendering",
    "timeline.testing",
    "timeline.when",
)
# Codes that are put together from the name of a closed list of words.
CHOSEN = {f"unknown-{word}" for word in ("act", "grouping", "mode", "protocol", "status")}


class Text(HTMLParser):
    """What a reader sees in the main column, and what stands there as code."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.code: set[str] = set()
        self.targets: set[str] = set()
        self._depth = 0
        self._code: list[str] | None = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._depth += tag == "article"
        self.targets.add(given.get("id") or "")
        if tag == "code":
            self._code = []

    def handle_endtag(self, tag):
        self._depth -= tag == "article"
        if tag == "code" and self._code is not None:
            self.code.add("".join(self._code))
            self._code = None

    def handle_data(self, data):
        if self._depth:
            self.seen.append(data)
            if self._code is not None:
                self._code.append(data)


@pytest.fixture(scope="session")
def reference(built):
    """Read a page of the reference."""

    def read(name):
        text = Text()
        text.feed((built / "reference" / f"{name}.html").read_text("utf-8"))
        return text

    return read


def test_every_page_is_built(built):
    """What lies in a folder with an underscore is no page, but a part of one."""
    paths = [path.relative_to(DOCS) for path in DOCS.rglob("*.md")]
    pages = {path.with_suffix(".html") for path in paths if not path.parts[0].startswith("_")}
    assert len(pages) >= 25
    assert {page for page in pages if not (built / page).is_file()} == set()


class Links(HTMLParser):
    """Where a page leads, and to what in it one can lead."""

    def __init__(self) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.targets: set[str] = {"", "top"}

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.leads += [given[name] for name in ("href", "src") if given.get(name) is not None]
        self.targets |= {given[name] for name in ("id", "name") if given.get(name)}


def test_every_link_inside_leads_somewhere(built):
    """To a file that is there, and where it names one, to a place in that file."""
    pages = {}
    for path in built.rglob("*.html"):
        pages[path] = Links()
        pages[path].feed(path.read_text("utf-8"))
    broken, seen = [], 0
    for path, page in pages.items():
        for lead in dict.fromkeys(page.leads):
            address = urlsplit(lead)
            if address.scheme or address.netloc:
                continue
            seen += 1
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            known = pages[target].targets if target in pages else {address.fragment}
            if not target.is_file() or unquote(address.fragment) not in known:
                broken.append(f"{path.relative_to(built)}: {lead}")
    assert seen >= 3000
    assert broken == []


def test_the_gallery_shows_every_output_language(built):
    page = (built / "gallery" / "index.html").read_text("utf-8")
    assert set(re.findall(r'class="[^"]*\bwritten-([a-z-]+)', page)) == set(rendering.languages())


def test_nothing_is_fetched_from_elsewhere(built):
    fetched = re.compile(r"<(?:script|img|iframe|link rel=\"(?:stylesheet|preload|icon)\")[^>]*\"(?:https?:)?//")
    pages = list(built.rglob("*.html"))
    assert len(pages) >= 25
    assert [page.name for page in pages if fetched.search(page.read_text("utf-8"))] == []


def test_every_public_name_is_described(reference):
    """Each name of each module has an entry of its own, and each name of the package stands in the list."""
    missing, seen = [], 0
    listed = reference("api/index").code
    for module in MODULES:
        home = importlib.import_module(module)
        if module == "timeline":
            missing += [name for name in home.__all__ if f"timeline.{name}" not in listed]
        else:
            entries = reference(f"api/{module.partition('.')[2]}").targets
            wanted = (f"{module}.{name}" for name in home.__all__)
            missing += [name for name in wanted if not {name, f"module-{name}"} & entries]
        seen += len(home.__all__)
    assert missing == []
    assert seen >= 130


def test_no_module_of_the_first_level_is_left_out():
    packages = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    parts = {"__init__", "__main__"}
    assert {f"timeline.{name}" for name in packages - parts} == set(MODULES) - {"timeline"}


def test_every_field_of_every_record_is_described(reference):
    """A kind is told with the fields that it adds to those of every event."""
    page = reference("dossier")
    classes = {cls for cls in vars(records).values() if isinstance(cls, type) and issubclass(cls, records.Structure)}
    fields = {name for cls in classes if attrs.has(cls) for name in cls.fields()} - {"extra"}
    assert len(fields) >= 50
    assert fields - page.code == set()
    assert set(records.SECTIONS) | {"timeline", "title", "language", "zone", "note"} <= page.code
    assert len(records.ROLES) >= 15
    assert set(records.ROLES) <= page.code
    assert {act.value for act in records.Act} <= page.code


def test_every_kind_is_described(reference):
    kinds = {name for name, cls in records.kinds().items() if cls.__module__.startswith("timeline.")}
    assert len(kinds) >= 7
    assert kinds <= reference("dossier").code


def commands(command, name="timeline"):
    yield name, command
    for part, found in getattr(command, "commands", {}).items():
        yield from commands(found, f"{name} {part}")


def test_every_command_and_option_is_described(reference):
    page = reference("commands")
    seen = "".join(page.seen)
    options = 0
    for name, command in commands(main):
        assert name in seen
        with click.Context(command, info_name=name) as context:
            for parameter in command.get_params(context):
                options += 1
                for flag in parameter.opts if isinstance(parameter, click.Option) else ():
                    assert flag in page.code, (name, flag)
    assert len(list(commands(main))) >= 9
    assert options >= 40


def test_every_option_of_a_chronology_in_a_document_is_described(reference):
    assert len(OPTIONS) >= 20
    assert {option.name for option in OPTIONS} <= reference("embedding").code


def test_every_rule_is_described(reference):
    rules = [name for name, rule in checks.rules().items() if rule.examine.__module__.startswith("timeline.")]
    assert len(rules) >= 6
    assert set(rules) <= reference("checks").code


def test_every_picture_is_told_in_words(built):
    """And its own words are text, in the colours of the theme."""
    page = (built / "explanation" / "imprecise-time.html").read_text("utf-8")
    pictures = re.findall(r"<svg class=\"bounds\".*?</svg>", page)
    assert len(pictures) >= 8
    told = [re.search(r'role="img" aria-label="([^"]+)"', picture)[1] for picture in pictures]
    assert all(": begins " in words and "ends " in words for words in told)
    assert told[0] == (
        "The blockade, from 24 June 1948 to 12 May 1949: begins between the start of 24 June 1948 and the end of "
        "24 June 1948, ends between the start of 12 May 1949 and the end of 12 May 1949."
    )
    assert all("<text" in picture and "style=" not in picture for picture in pictures)
    assert [picture for picture in pictures if re.search(r"NaN|inf|#[0-9a-f]{3}", picture)] == []
    assert "svg.bounds" in (built / "_static" / "bounds.css").read_text("utf-8")


def test_every_rule_of_spoken_time_is_described(reference):
    """With each of its phrases, and with what its examples mean."""
    from timeline.when import rules

    page = reference("spoken-time")
    assert len(rules()) >= 30
    assert {rule.name for rule in rules()} <= page.code
    assert {form for rule in rules() for form in rule.forms} <= page.code
    assert {text for rule in rules() for text in rule.examples.values()} <= page.code


def test_every_output_language_and_template_is_described(reference):
    page = reference("templates")
    names = {f"{listed.language}/{listed.name}" for listed in rendering.templates()}
    assert len(rendering.languages()) >= 3
    assert set(rendering.languages()) <= page.code
    assert len(names) >= 20
    assert names <= page.code


def strings(node):
    """The texts that an expression can be."""
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def codes_in(tree):
    """The codes of problems that a module names: `code=`, and what the makers of problems are given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [word.value for word in node.keywords if word.arg == "code"]
            if name.lower() in {"problem", "_problem", "_complain"}:
                given += node.args[:2]
            for argument in given:
                yield from strings(argument)
        elif isinstance(node, ast.FunctionDef):
            pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            yield from (text for name, value in pairs if name.arg == "code" for text in strings(value))
        elif isinstance(node, ast.Assign) and "'code'" in ast.dump(node.targets[0]):
            yield from (text for part in getattr(node.value, "elts", [node.value]) for text in strings(part))


def test_every_code_of_a_problem_is_explained(reference):
    """And none that is explained has gone out of use."""
    slug = re.compile(r"[a-z]+(-[a-z0-9]+)*")
    used = {code for path in SOURCE.rglob("*.py") for code in codes_in(ast.parse(path.read_text("utf-8")))}
    written = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    source = (SOURCE / "cli" / "codes.md").read_text("utf-8")
    explained = set(re.findall(r"^`([a-z0-9-]+)`\n: ", source, flags=re.MULTILINE))
    assert len(explained) >= 70
    assert explained <= reference("errors").code
    likely = {code for code in used if slug.fullmatch(code) and ("-" in code or code in explained)}
    assert len(likely) >= 60
    assert likely - explained == set()
    assert {code for code in explained - CHOSEN if f'"{code}"' not in written} == set()


def test_every_row_of_the_notation_is_true():
    """What the tables say that a page says is what it says."""
    from timeline.when import describe, describe_duration

    source = (DOCS / "reference" / "notation.md").read_text("utf-8")
    dates, _, rest = source.partition("## Durations")
    durations, _, figures = rest.partition("## Figures")
    rows = re.findall(r"^\| `([^`]+)` \|(?: [^|]+ \|)? ([^|]+) \|$", dates, flags=re.MULTILINE)
    assert len(rows) >= 28
    assert [(text, words) for text, words in rows if describe(timeline.When(text)) != words] == []
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|$", durations, flags=re.MULTILINE)
    assert len(rows) >= 8
    assert [(text, words) for text, words in rows if describe_duration(timeline.Duration.parse(text)) != words] == []
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", figures, flags=re.MULTILINE)
    assert len(rows) >= 6
    for text, cells in rows:
        figure = timeline.Quantity.parse(text)
        told = [str(part) if part is not None else "" for part in (figure.low, figure.high, figure.unit, figure.of)]
        assert [cell.strip() for cell in cells.split("|")] == told
