"""Directives for the parts of the reference that are read from the code, so that they cannot fall behind it.

`{api}` describes all public names of a module, `{names}` lists them, `{fields}`, `{kinds}` and `{roles}` tell of records, `{command}`
of a command, `{formats}` and `{losses}` of the formats of files, `{corpora}`, `{uniform}`, `{codes}` and `{states}` of corpora, `{rules}` of the checks, `{options}` of chronologies in other documents, `{spoken}` and `{thirds}` of words of time, `{templates}` and `{rows}` of templates. Each writes Markdown, or the reStructuredText that autodoc
reads, and has it parsed in place.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import re
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config, GoogleDocstring
from sphinx.util.docutils import SphinxDirective, SphinxRole

import timeline
from timeline import records
from timeline.records import field, record, text
from timeline.records.claims import Rival
from timeline.records.convert import Lasting, Moment, MomentOrEvent, Zone
from timeline.records.quantity import Figure, Number

CONSTANTS = {
    "timeline.corpora.LAYOUTS": "The layout of each corpus, by its name.",
    "timeline.corpora.UNIFORM": "The columns of every corpus once it is opened, each with its type and meaning.",
    "timeline.errors.MOST_PROBLEMS": "So many problems of one text or one list are told; to read on is no use then.",
    "timeline.files.LONGEST_TEXT": "The most characters of one text; `TIMELINE_LONGEST_TEXT` in the environment sets another number.",
    "timeline.files.MOST_BYTES": "The most bytes that are read of one file; `TIMELINE_MOST_BYTES` in the environment sets another number.",
    "timeline.formats.FORMATS": "Every format, by its name.",
    "timeline.integrations.OPTIONS": "What a document may ask for, in the order of the reference.",
    "timeline.records.ROLES": "The names of all roles.",
    "timeline.records.SECTIONS": "The class of the records in each section of a dossier, in the order of the file.",
}
COMMENT = re.compile(r"\{#-?\s*(.*?)\s*-?#\}|/\*\s*(.*?)\s*\*/|((?://[^\n]*\n)+)", re.DOTALL)
STYLE = Config(napoleon_use_ivar=True)
ENTRY = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def sentence(thing: object) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join(inspect.getdoc(thing).partition("\n\n")[0].split())


# -- the names of a module ---------------------------------------------------------------------------------------------------


def api(module: str) -> str:
    """Return the autodoc directives for every public name of a module."""
    home = importlib.import_module(module)
    entries = (_documented(module, name, getattr(home, name)) for name in home.__all__)
    return "\n\n".join(("```{eval-rst}", f".. currentmodule:: {module}", *entries, "```"))


def _documented(module: str, name: str, value: object) -> str:
    target = f"{module}.{name}"
    if isinstance(value, types.ModuleType):
        return f".. py:module:: {target}\n\n{sentence(value)}"
    if isinstance(value, click.Command):
        return f".. py:data:: {name}\n\n   {sentence(value.callback)}"
    if isinstance(value, type):
        more = "   :undoc-members:\n" if issubclass(value, enum.Enum) else ""
        public = importlib.import_module(module).__all__
        # What stands in bases that have no name of their own in public belongs to the class itself.
        hidden = any(base.__module__.startswith(module) and base.__name__ not in public for base in value.__bases__)
        own = "   :inherited-members: object\n" if hidden else "   :show-inheritance:\n"
        return f".. autoclass:: {target}\n   :members:\n{own}{more}"
    if callable(value):
        return f".. autofunction:: {target}"
    return f".. py:data:: {name}\n\n   {CONSTANTS[target]}"


def names(module: str) -> str:
    """Return a table of the public names of a module, each with a link to where it is described."""
    home = importlib.import_module(module)
    rows = []
    for name in sorted(home.__all__, key=str.casefold):
        value = getattr(home, name)
        if name == "__version__":
            rows.append([f"`{module}.{name}`", "The version of the library, from the metadata of the distribution."])
            continue
        floor = ".".join(value.__module__.split(".")[:2])
        role = "func" if inspect.isfunction(value) else "exc" if issubclass(value, BaseException) else "class"
        rows.append([f"{{py:{role}}}`{module}.{name} <{floor}.{name}>`", sentence(value)])
    return table(["name", "what it is"], rows)


# -- the fields of records -------------------------------------------------------------------------------------------------

WORDS: dict[type, Callable[[Any], str]] = {
    text.Text: lambda shape: "text, not empty" if shape.required else "text",
    text.Slug: lambda _: "id",
    text.Language: lambda _: "language tag",
    text.Url: lambda _: "web address",
    field.Flag: lambda _: "`true` or `false`",
    field.Pairs: lambda shape: f"mapping of {shape.key} to {shape.value}",
    field.Choice: lambda shape: ", ".join(f"`{word.value}`" for word in shape.words),
    field.Ref: lambda shape: {"matter": "claim or event", "origin": "agent or source"}.get(shape.family, shape.family),
    field.Optional: lambda shape: holds(shape.inner),
    field.Many: lambda shape: f"list of: {holds(shape.inner)}",
    record.Inside: lambda shape: f"[{shape.part.__name__.lower()}](#{shape.part.__name__.lower()})",
    Figure: lambda _: "[figure](#quantity)",
    Number: lambda _: "number",
    Moment: lambda _: "[date](notation.md#dates)",
    MomentOrEvent: lambda _: "[date](notation.md#dates) or event",
    Lasting: lambda _: "[duration](notation.md#durations)",
    Zone: lambda _: "zone",
    Rival: lambda _: "whatever the field may hold; several values as a list",
}


def holds(shape: field.Shape[Any]) -> str:
    """Say in a few words what a field holds."""
    return WORDS[type(shape)](shape)


def attributes(cls: type) -> dict[str, str]:
    """Return what the docstrings of a class and its ancestors say of each attribute."""
    found: dict[str, str] = {}
    for ancestor in reversed(cls.__mro__):
        section = inspect.cleandoc(ancestor.__doc__ or "").partition("Attributes:\n")[2].partition("\n\n")[0]
        found |= {name: " ".join(said.split()) for name, said in ENTRY.findall(section)}
    return found


def own(cls: type[record.Structure]) -> list[str]:
    """Return the fields that a kind adds to those of every event, or all fields of any other class."""
    return [name for name in cls.fields() if cls in (records.Event, records.OtherEvent) or name not in inherited(cls)]


def inherited(cls: type[record.Structure]) -> set[str]:
    """Return the fields that are told of elsewhere."""
    return set(records.Event.fields()) if issubclass(cls, records.Event) else set()


def fields(name: str) -> str:
    """Return a table of the fields of a record or of a part of one."""
    cls = getattr(records, name)
    told, needed = attributes(cls), record.layout(cls).required
    rows = [
        [f"`{key}`" + (" (required)" if key in needed and key != "id" else ""), holds(cls.fields()[key]), told[key]]
        for key in own(cls)
        if key != "extra"
    ]
    for key, shape in getattr(cls, "shorthands", dict)().items():
        rows.append([f"`{key}`", holds(shape), f"Short for stances whose act is `{key}`."])
    return table(["field", "holds", "meaning"], rows)


def kinds() -> str:
    """Return a table of the kinds of event."""
    rows = [
        [
            f"`{name}`",
            sentence(cls),
            f"`{cls.default_role}`",
            cls.reading.value,
            ", ".join(f"`{key}`" for key in own(cls)) if cls is not records.Event else "",
        ]
        for name, cls in records.kinds().items()
        if cls.__module__.startswith("timeline.")
    ]
    return table(["kind", "what it is", "usual role", "a bare date means", "fields of its own"], rows)


# -- commands, rules, templates ----------------------------------------------------------------------------------------------


def command(name: str) -> str:
    """Return what a command does, its arguments and its options."""
    from timeline.cli import main

    context = click.Context(main, info_name="timeline", **main.context_settings)
    found: click.Command = main
    for part in name.split()[1:]:
        found = found.get_command(context, part)  # type: ignore[attr-defined]
        context = click.Context(found, info_name=part, parent=context)
    return "\n\n".join(_described(found, context))


def _described(found: click.Command, context: click.Context) -> Iterator[str]:
    yield f"```text\n{found.get_usage(context).removeprefix('Usage: ')}\n```"
    yield from _unwrapped(found.help or "")
    options = (parameter for parameter in found.get_params(context) if isinstance(parameter, click.Option))
    yield table(["option", "what it does"], (_option(option, context) for option in options))
    if found.epilog:
        yield from _unwrapped(found.epilog)


def _option(option: click.Option, context: click.Context) -> list[str]:
    flags = ", ".join(f"`{flag}`" for flag in (*option.opts, *option.secondary_opts))
    takes = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    return [f"{flags}{takes and f' `{takes.strip()}`'}", option.help or ""]


def _unwrapped(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text; one that click must not wrap becomes a literal block."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        kept = paragraph.startswith("\b")
        yield f"```text\n{paragraph.removeprefix(chr(8)).strip(chr(10))}\n```" if kept else paragraph


def options() -> str:
    """Return a table of what a document can ask for when it shows a chronology."""
    from timeline.integrations.embedding import OPTIONS

    rows = [[f"`{option.name}`", option.meaning, f"`{option.example}`" if option.example else ""] for option in OPTIONS]
    return table(["option", "meaning", "for instance"], rows)


def templates() -> str:
    """Return every template that comes along, with its first comment."""
    from timeline import rendering

    entries = []
    for listed in rendering.templates():
        source = rendering.template_source(listed.language, listed.name)
        comment = " ".join("".join(part or "" for part in COMMENT.match(source).groups()).replace("//", "").split())
        entries.append(f"`{listed.language}/{listed.name}`\n: {comment}")
    return "\n\n".join(entries)


def rows() -> str:
    """Return a table for each row that a template may be given."""
    from timeline.rendering import bars
    from timeline.rendering import rows as small
    from timeline.rendering import sheets as large
    from timeline.rendering.pictures import counts, matrix, picture, threads
    from timeline.rendering.pictures import rows as drawn

    homes = {
        name: home for home in (small, large, picture, threads, drawn, matrix, counts, bars) for name in home.__all__
    }
    parts = []
    for name in sorted(homes):
        cls = getattr(homes[name], name)
        if not attrs.has(cls):
            continue
        told = attributes(cls)
        parts.append(f"**{name}.** {sentence(cls)}")
        lines = ([f"`{attribute.name}`", told[attribute.name]] for attribute in attrs.fields(cls))
        parts.append(table(["attribute", "what it is"], lines))
    return "\n\n".join(parts)


def rules() -> str:
    """Return the rules of the checks: severity, docstring, and what each finds in a dossier of its own."""
    from timeline import checks

    known = (rule for rule in checks.rules().values() if rule.home.startswith("timeline."))
    return "\n\n".join(part for rule in known for part in _rule(rule))


def _rule(rule: Any) -> Iterator[str]:
    """Yield the paragraphs on a rule; what it finds is found now."""
    from timeline import checks

    yield f"### `{rule.name}`"
    yield f"*{rule.severity.value}.* {rule.text}"
    if rule.source:
        yield f"Source: {rule.source}"
    if rule.dossier:
        found = checks.report(checks.check(timeline.loads(rule.dossier), [rule.name]))
        yield f"```yaml\n{rule.dossier}```"
        yield f"```text\n{found}```"


# -- words of time -----------------------------------------------------------------------------------------------------------

SATURDAY = "2025-04-26"


def spoken() -> str:
    """Return a table of every rule of spoken time: the phrases it reads, what they mean, and examples that are read now."""
    from timeline.when import rules as vocabulary

    rows = [
        [
            f"`{rule.name}`",
            "; ".join(f"`{form}`" for form in rule.forms),
            rule.gives,
            "; ".join(f"{words}: `{timeline.When.said(words, on=SATURDAY)}`" for words in rule.examples),
        ]
        for rule in vocabulary()
    ]
    return table(["rule", "phrases", "what they give", "for instance"], rows)


def thirds() -> str:
    """Return what is early, in the middle and late, of each stretch of time."""
    from timeline.when import describe

    wholes = ("this week", "this month", "this year", "the 1990s", "the 19th century")
    rows = []
    for whole in wholes:
        whens = (timeline.When.said(f"{third} {whole}", on=SATURDAY) for third in ("early", "mid", "late"))
        rows.append([whole, *(describe(when) for when in whens)])
    return table(["of", "early", "mid", "late"], rows)


# -- formats -----------------------------------------------------------------------------------------------------------------


def formats() -> str:
    """Return a table of the formats."""
    from timeline.formats import FORMATS

    heads = ("format", "what it is", "suffixes", "read", "written", "extra")
    return table(heads, ([f"[`{entry.name}`](#format-{entry.name})", *_facts(entry)] for entry in FORMATS.values()))


def losses() -> str:
    """Return for each format, and for the stream of Arrow, what it is, keeps and loses."""
    from timeline.formats import FORMATS
    from timeline.formats.registry import ARROW

    return "\n\n".join(_format(entry) for entry in (*FORMATS.values(), ARROW))


def _facts(entry: Any) -> list[str]:
    suffixes = "a folder" if entry.folder else " ".join(f"`{suffix}`" for suffix in entry.suffixes)
    ways = ["yes" if way else "" for way in (entry.reads, entry.writes)]
    return [entry.title, suffixes, *ways, f"`{entry.extra}`" if entry.extra else ""]


def _format(entry: Any) -> str:
    """Return the section of one format: its docstring, with what it keeps and loses as tables."""
    text = re.sub(r"^(?:Kept|Lost):\n(?:    .*\n?)*", "", inspect.getdoc(entry.module), flags=re.MULTILINE)
    parts = [f"(format-{entry.name})=\n### {entry.title}", re.sub(r"\n{3,}", "\n\n", text).strip()]
    for title, mapped in (("kept", entry.kept), ("lost", entry.lost)):
        rows = [[", ".join(f"`{part}`" for part in line.parts), line.how] for line in mapped]
        parts += [table([title, "as what" if title == "kept" else "why"], rows)] if rows else []
    values = [
        [f"`{name}`", ", ".join(f"`{value}`" for value in known) or "any text"] for name, known in entry.options.items()
    ]
    return "\n\n".join([*parts, *([table(["option", "values, the usual one first"], values)] if values else [])])


def corpora() -> str:
    """Return a table of the corpora."""
    from timeline.corpora import LAYOUTS

    heads = ("opened by", "what it is", "columns", "first line", "codes")
    rows = (
        [
            f"`{each.name}`",
            f"[{each.title}]({each.url})",
            str(len(each.columns)),
            "names" if each.header else "rows",
            each.scheme.upper(),
        ]
        for each in LAYOUTS.values()
    )
    return table(heads, rows)


def uniform() -> str:
    """Return a table of the columns that every corpus has, and where each is from."""
    from timeline.corpora import LAYOUTS, UNIFORM

    heads = ("column", "type", "what it is", *LAYOUTS)
    sources = {
        name: [", ".join(f"`{part}`" for part in each.holds.get(name, ())) for each in LAYOUTS.values()]
        for name in UNIFORM
    }
    return table(heads, ([f"`{name}`", kind, told, *sources[name]] for name, (kind, told) in UNIFORM.items()))


def codes(scheme: str) -> str:
    """Return a table of what the codes of a scheme become."""
    from timeline.corpora import codings

    rows = (
        [f"`{each.code}`", each.label, f"`{each.kind}`", each.mode, " / ".join(dict.fromkeys(each.roles))]
        for each in codings(scheme).values()
    )
    return table(("code", "what it is", "kind", "mode", "roles"), rows)


def states() -> str:
    """Return a table of the states that corpora know."""
    from timeline.corpora import countries

    rows = (
        [
            f"`{each.code}`",
            f"`{each.alpha2.lower()}`",
            each.name,
            each.cameo and f"`{each.cameo}`",
            "; ".join(each.names),
        ]
        for each in countries().values()
    )
    return table(("ISO 3166-1", "id of the state", "name", "CAMEO", "also"), rows)


def columns() -> str:
    """Return a table of the columns of our own tables."""
    from timeline.formats.tables.columns import COLUMNS

    rows = [[f"`{column.name}`", column.holds, column.meaning, "" if column.derived else "yes"] for column in COLUMNS]
    return table(["column", "holds", "meaning", "read"], rows)


def mapping() -> str:
    """Return tables of what a mapping of a table may say, part by part."""
    from timeline.formats import tables

    parts = (
        ("A mapping", tables.TableMapping),
        ("A text", tables.Pick),
        ("A date", tables.Dated),
        ("Agents, places and sources have these as well", tables.Named),
        ("Those who took part", tables.Took),
        ("The place", tables.Sited),
        ("Sources", tables.Sourced),
        ("Counts", tables.Figured),
    )
    return "\n\n".join(part for title, cls in parts for part in _part(title, cls))


def _part(title: str, cls: type) -> Iterator[str]:
    """Yield the keys of one part of a mapping, without those that it shares."""
    shared = {name for base in cls.__mro__[1:] if attrs.has(base) for name in record.layout(base).attributes}
    told = attributes(cls)
    rows = [
        [f"`{name}`", told[field.name]] for name, field in record.layout(cls).attributes.items() if name not in shared
    ]
    yield f"**{title}.** {sentence(cls)}"
    yield table(["key", "meaning"], rows)


DIRECTIVES: dict[str, Callable[..., str]] = {
    "api": api,
    "codes": codes,
    "columns": columns,
    "command": command,
    "corpora": corpora,
    "fields": fields,
    "formats": formats,
    "kinds": kinds,
    "losses": losses,
    "mapping": mapping,
    "names": names,
    "options": options,
    "rows": rows,
    "rules": rules,
    "spoken": spoken,
    "states": states,
    "templates": templates,
    "thirds": thirds,
    "uniform": uniform,
}


class FromCode(SphinxDirective):
    """Parses what the function of the same name writes; headings in it become sections of the page."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the nodes."""
        return self.parse_text_to_nodes(DIRECTIVES[self.name](*self.arguments), allow_section_headings=True)


def explained(app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]) -> None:  # noqa: PLR0917  (as Sphinx calls it)
    """Turn a docstring in Google's style into reStructuredText.

    Why: the extension of Sphinx takes the beginning of a property's docstring for a type where a colon follows.
    """
    if lines and lines[0].startswith("Alias for field number"):  # what Python says of every field of a named tuple
        lines.clear()
    what = "method" if what == "property" else what
    lines[:] = GoogleDocstring(lines, STYLE, app, what, name, value, options).lines()


class Roles(SphinxRole):
    """Writes the names of all roles of participants into the line."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the nodes."""
        listed: list[nodes.Node] = []
        for name in records.ROLES:
            listed += [nodes.Text(", " if listed else ""), nodes.literal(name, name)]
        return listed, []


def unlinked(_app: Sphinx, _environment: object, node: nodes.Element, content: nodes.Element) -> nodes.Element | None:
    """Leave a name that is in the code and not public, such as a type in a signature, as it stands; a wrong name stays a warning."""
    name = node["reftarget"].rpartition(".")[2]
    ours = {module: vars(found) for module, found in sys.modules.items() if module.partition(".")[0] == "timeline"}
    public = any(name in found.get("__all__", ()) for module, found in ours.items() if module.count(".") < 2)
    known = any(name in found for found in ours.values())
    return content if node.get("refdomain") == "py" and known and not public else None


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.connect("autodoc-process-docstring", explained)
    app.connect("missing-reference", unlinked)
    app.add_role("roles", Roles())
    for name in DIRECTIVES:
        app.add_directive(name, FromCode)
    return {"version": timeline.__version__, "parallel_read_safe": True}
