"""The templates of an entry as one function of Python, in which nothing is left to be looked up.

An entry is drawn by the template of its kind, which extends that of all events, whose blocks call the macros of the small parts. For each
entry, Jinja makes two contexts, passes every piece of text through four generators and looks every name up by its text. Here the blocks are put
where they stand, small macros where they are called, and the fixed words of the page into the text around them; what comes of it is compiled
once for a page's language. It takes about a fifth of the time, and writes the same.

It is done only where all the templates are ours, and ours are written so that it can be done: no block or macro sets a name that another reads. Whatever
fails in such a function is left to the plain way, which says what is wrong, or finds that nothing is.
"""

from __future__ import annotations

import functools
import io
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import attrs
import jinja2
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables
from jinja2.utils import missing

from timeline.errors import TimelineError
from timeline.rendering.compiling import Direct
from timeline.rendering.fragments import Drawer, Once
from timeline.rendering.prose import Prose
from timeline.rendering.sheets import Entry

__all__ = ["Flat", "TooSpecialError", "flattened"]

Parts = Mapping[str, nodes.Macro]
_LOOP = ("index", "last")
# Prose, names one to a line, numbers, and what people said, which is full of marks: they seldom stand in a page as they are.
_SELDOM_PLAIN = frozenset(
    {
        "names",
        "sides",
        "number",
        "quote",
        *(field.name for field in attrs.fields(Entry) if str(field.type) == Prose.__name__),
    }
)


class TooSpecialError(Exception):
    """A template has something that is left to Jinja."""


class Flat:
    """A template as a function.

    Args:
        write: Draws.
        names: What it is given, in order.
        own: Those of the names that are always the same.
        fixed: Names whose values are in it already; it writes what the plain way writes only where they still have them.
    """

    _NONE = Once()

    def __init__(
        self,
        write: Callable[..., str],
        names: Sequence[str],
        *,
        own: Mapping[str, object],
        fixed: Mapping[str, object],
    ) -> None:
        self._write, self._names, self._own, self._fixed = write, names, own, fixed
        self._in_order = itemgetter(*names)  # there are always two at least
        self._seen: tuple[Callable[[], object], dict[str, object] | None] = (lambda: None, None)

    def text(self, context: jinja2.runtime.Context, local: Mapping[str, object]) -> str | None:
        """Return what is written in a context; None where the plain way has to be taken.

        Args:
            context: Where the template is included.
            local: What is set there beside, such as the entry itself.
        """
        seen, given = self._seen
        if seen() is not context or context.vars:
            given = self._given(context)
            self._seen = (weakref.ref(context), given)
        if given is None or not self._fixed.keys().isdisjoint(local):
            return None
        try:
            return self._write(*self._in_order(given | local))  # type: ignore[operator]
        except Exception:  # noqa: BLE001  (the plain way will say what it is)
            return None

    def _given(self, context: jinja2.runtime.Context) -> dict[str, object] | None:
        """Return the values of the names in a context, or None where another stands in the place of one that is fixed, or of `once`."""
        found = {name: self._own[name] if name in self._own else context.resolve(name) for name in self._names}
        is_ours = all(context.resolve_or_missing(name) is value for name, value in self._fixed.items())
        return found if is_ours and isinstance(found.get("once", self._NONE), Once) else None


def flattened(environment: jinja2.Environment, name: str, source: Callable[[str], str]) -> Flat | None:
    """Return a template as a function, or None where something in it is left to Jinja.

    Args:
        environment: In which it runs.
        name: Of the template.
        source: Gives the text of a template of ours.
    """
    try:
        return _flat(environment, name, source)
    except (TooSpecialError, TimelineError):  # the plain way meets the latter too, and has more to say
        return None


def _flat(environment: jinja2.Environment, name: str, source: Callable[[str], str]) -> Flat:
    body = _whole(environment, name, source)
    modules = {node.target: node.template.value for node in body if isinstance(node, nodes.Import)}  # type: ignore[attr-defined]
    fixed = {key: value for key, value in environment.globals.items() if key == "words" or key.startswith("lang_of_")}
    work = _Work(environment, fixed, {alias: _macros(environment, source(file)) for alias, file in modules.items()})
    own: dict[str, object] = {alias: _drawers(work, alias, file) for alias, file in modules.items()}
    own |= _given_by(environment)
    write, names = _compiled(work, [node for node in body if not isinstance(node, nodes.Import)], name)
    return Flat(write, names, own=own, fixed=fixed)


def _given_by(environment: jinja2.Environment) -> dict[str, object]:
    return {"counted": counted, "written": environment.written, "finished": environment.finished}  # type: ignore[attr-defined]


def _drawers(work: _Work, alias: str, file: str) -> object:
    """Return the macros of a file; as functions where they are given a row and nothing else. One for all templates, since `once` goes by which it is."""
    known: dict[str, object] = work.environment.drawers  # type: ignore[attr-defined]
    if file not in known:
        module = work.environment.get_template(file).module
        macros = {name: _drawer(work, macro) or getattr(module, name) for name, macro in work.parts[alias].items()}
        known[file] = SimpleNamespace(**macros)
    return known[file]


def _drawer(work: _Work, macro: nodes.Macro) -> Drawer | None:
    own = _given_by(work.environment)
    write, names = _compiled(work, macro.body, macro.name)
    if len(macro.args) != 1 or [name for name in names if name not in own] != [macro.args[0].name]:
        return None
    return Drawer(functools.partial(write, *[own[name] for name in names[:-1]]), work.environment.concat)


def _compiled(work: _Work, body: Iterable[nodes.Node], name: str) -> tuple[Callable[..., str], list[str]]:
    """Return statements as a function, and the names of what it has to be given, our own functions first."""
    environment = work.environment
    tree = nodes.Template([*work.all(body)], lineno=1)
    tree.set_environment(environment)
    own = _given_by(environment)
    names = sorted({*find_undeclared_variables(tree), "written", "finished"}, key=lambda each: (each not in own, each))
    params = [nodes.Name(each, "param", lineno=1) for each in names]
    tree.body = [nodes.Macro("written_out", params, [], tree.body, lineno=1)]
    tree.set_environment(environment)
    source = io.StringIO()
    Direct(environment, name, name, source).visit(tree)
    made = jinja2.Template.from_code(
        environment, compile(source.getvalue(), name, "exec"), dict(environment.globals), None
    )
    return made.module.written_out._func, names  # type: ignore[attr-defined]  # noqa: SLF001  (a call of the macro would look its arguments up)


# Inheritance


def _whole(environment: jinja2.Environment, name: str, source: Callable[[str], str]) -> list[nodes.Node]:
    """Return the body of the outermost template, with the blocks of the innermost in their places."""
    blocks: dict[str, nodes.Block] = {}
    while True:
        tree = environment.parse(source(name), name)
        extends = [node for node in tree.body if isinstance(node, nodes.Extends)]
        for block in tree.find_all(nodes.Block):
            blocks.setdefault(block.name, block)
        if not extends:
            return [each for node in tree.body for each in _filled(node, blocks)]
        if not all(isinstance(node, nodes.Extends | nodes.Block) or _is_space(node) for node in tree.body):
            raise TooSpecialError(name)
        name = _constant(extends[0].template)


def _is_space(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(isinstance(each, nodes.TemplateData) for each in node.nodes)


def _constant(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Const) or not isinstance(node.value, str):
        raise TooSpecialError(type(node).__name__)
    return node.value


def _filled(node: nodes.Node, blocks: Mapping[str, nodes.Block]) -> list[nodes.Node]:
    """Return a statement with the bodies of blocks in place of the blocks."""
    if isinstance(node, nodes.Block):
        body = blocks[node.name].body
        if any(True for each in body for _ in each.find_all((nodes.Assign, nodes.AssignBlock, nodes.Import))):
            raise TooSpecialError(node.name)
        return [each for inner in body for each in _filled(inner, blocks)]
    for field in ("body", "else_"):
        if isinstance(getattr(node, field, None), list):
            setattr(node, field, [each for inner in getattr(node, field) for each in _filled(inner, blocks)])
    return [node]


# Macros, words, choices, loops


def _macros(environment: jinja2.Environment, source: str) -> Parts:
    return {node.name: node for node in environment.parse(source).find_all(nodes.Macro)}


@attrs.frozen
class _Work:
    """Rewrites statements."""

    environment: jinja2.Environment
    fixed: Mapping[str, object]
    parts: Mapping[str, Parts]

    def all(self, found: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
        """Yield statements as they are to be; what is written without a choice between is written at once."""
        for is_output, run in groupby(self.each(found), key=lambda node: isinstance(node, nodes.Output)):
            if is_output:
                yield nodes.Output([child for node in run for child in node.nodes], lineno=1)  # type: ignore[attr-defined]
            else:
                yield from run

    def each(self, found: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
        """Yield statements as they are to be, one by one."""
        for node in found:
            if isinstance(node, nodes.Output):
                yield from self.output(node)
            else:
                yield self.statement(node)

    def statement(self, node: nodes.Node) -> nodes.Node:
        """Return a statement with what stands in it rewritten."""
        if not isinstance(node, nodes.If | nodes.For | nodes.With | nodes.Assign):
            raise TooSpecialError(type(node).__name__)
        if isinstance(node, nodes.For):
            node = _counted(node)
        for field in ("body", "else_", "elif_"):
            if isinstance(getattr(node, field, None), list):
                setattr(node, field, list(self.all(getattr(node, field))))
        return node

    def output(self, node: nodes.Output) -> Iterator[nodes.Node]:
        """Yield what an output is: texts and expressions, and the bodies of small macros and of choices between them."""
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr):
                no = [child.expr2] if child.expr2 is not None else []
                yes = list(self.output(nodes.Output([child.expr1], lineno=child.lineno)))
                yield nodes.If(child.test, yes, [], list(self.output(nodes.Output(no, lineno=1))), lineno=child.lineno)
            elif (call := self.called(child)) is not None:
                yield from self.inlined(*call)
            else:
                yield nodes.Output([self.known(child)], lineno=child.lineno)

    def known(self, node: nodes.Expr) -> nodes.Expr:
        """Return an expression; as the text that it comes to, where that is the same on every page of the language."""
        finalize = self.environment.finalize
        assert finalize is not None  # noqa: S101  (our environments have one)
        value = missing
        if isinstance(node, nodes.Const):
            value = node.value
        elif isinstance(node, nodes.Name) and node.name in self.fixed:
            value = self.fixed[node.name]
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "words":
            value = self.environment.getattr(self.fixed["words"], node.attr)
        if value is not missing:
            return nodes.TemplateData(str(finalize(value)), lineno=node.lineno)
        if isinstance(node, nodes.Getattr) and node.attr in _SELDOM_PLAIN:
            return nodes.Call(
                nodes.Name("written", "load", lineno=node.lineno), [node], [], None, None, lineno=node.lineno
            )
        return node

    def called(self, node: nodes.Expr) -> tuple[nodes.Macro, nodes.Call] | None:
        """Return the macro that an expression calls and the call, where that is a small one, and its arguments can stand wherever it has them."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Getattr):
            return None
        where = node.node.node
        macro = self.parts.get(where.name, {}).get(node.node.attr) if isinstance(where, nodes.Name) else None
        if macro is None or node.kwargs or len(node.args) > len(macro.args):
            return None
        simple = all(isinstance(each, nodes.Name | nodes.Getattr | nodes.Const) for each in node.args)
        special = any(True for each in macro.body for _ in each.find_all((nodes.For, nodes.Assign, nodes.Call)))
        return (macro, node) if simple and not special else None

    def inlined(self, macro: nodes.Macro, call: nodes.Call) -> Iterator[nodes.Node]:
        """Yield the body of a macro with its arguments in the places of its parameters."""
        missed = len(macro.args) - len(call.args)
        values = [*call.args, *(macro.defaults[-missed:] if missed else [])]
        given = {each.name: value for each, value in zip(macro.args, values, strict=True)}
        yield from self.each(
            _replaced(each, lambda node: given.get(node.name) if isinstance(node, nodes.Name) else None)
            for each in macro.body
        )


def _replaced(value: Any, by: Callable[[nodes.Node], nodes.Node | None]) -> Any:
    """Return a copy of a statement with others in the place of some nodes."""
    if isinstance(value, list):
        return [_replaced(each, by) for each in value]
    if not isinstance(value, nodes.Node):
        return value
    other = by(value)
    if other is not None:
        return _replaced(other, lambda _node: None)
    fields = [_replaced(getattr(value, name, None), by) for name in value.fields]
    return type(value)(*fields, lineno=value.lineno)


def _counted(node: nodes.For) -> nodes.For:
    """Rewrite a loop that asks at which item it is, or whether that is the last, so that it is told both with each item."""
    asked = [
        each.attr
        for each in node.find_all(nodes.Getattr)
        if isinstance(each.node, nodes.Name) and each.node.name == "loop"
    ]
    if not asked or not {*_LOOP}.issuperset(asked) or node.test is not None or node.else_ or node.recursive:
        return node
    told = [nodes.Name(f"loop_{name}", "store", lineno=node.lineno) for name in _LOOP]
    call = nodes.Call(
        nodes.Name("counted", "load", lineno=node.lineno), [node.iter], [], None, None, lineno=node.lineno
    )
    target = nodes.Tuple([node.target, *told], "store", lineno=node.lineno)
    body = [_replaced(each, _told) for each in node.body]
    return nodes.For(target, call, body, [], None, False, lineno=node.lineno)


def _told(node: nodes.Node) -> nodes.Node | None:
    """Return `loop_last` for `loop.last`."""
    asks = isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop"
    return nodes.Name(f"loop_{node.attr}", "load", lineno=node.lineno) if asks else None  # type: ignore[attr-defined]


def counted(items: Sequence[object]) -> list[tuple[object, str, bool]]:
    """Return items, each with its number from 1 on, as it is written, and whether it is the last."""
    end = len(items)
    return [(item, str(number), number == end) for number, item in enumerate(items, 1)]
