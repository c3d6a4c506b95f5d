"""How templates become Python: what Jinja writes for them, without what it does twice.

Every expression of a template goes through `finalize`, which escapes it. Jinja puts each through its own escape as well, which finds
that there is nothing left to do and makes another object of it; for a page of 10,000 events that is 500,000 objects. `Terse` puts
`Environment.written` in the place of both, which returns plain text, and takes the text of a whole entry from `Environment.included` where that has one. This rests on how the compiler of Jinja 3.1 is made:
with any other, templates are compiled as Jinja does it, which takes longer and writes the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from jinja2.compiler import Frame

__all__ = ["KNOWN", "Direct", "Terse", "generator"]

# Whether the compiler is one that we know.
KNOWN = re.match(r"3\.1\.[0-9]+$", jinja2.__version__) is not None


# Of the templates that are included by a fixed name, those that come again and again on a page; the others come once.
QUICK = frozenset({"html/source.html.jinja"})


# Expressions that give what a row holds.
VALUES = (nodes.Name, nodes.Getattr, nodes.Getitem)


class Terse(CodeGenerator):
    """Writes `written(value)` where Jinja writes `escape(finalize(value))` or `str(finalize(value))`.

    It is the same text, because what `finalize` returns is of the class of what is safe, which both leave as it is.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile:  # within a block that switches escaping by a name; none of ours
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802  (Jinja's own name)
        """Write `{% include entry.template %}` so that the whole text is taken at once where there is a quick way to it."""
        fixed = node.template.value if isinstance(node.template, nodes.Const) else None
        if (fixed is not None and fixed not in QUICK) or not node.with_context or node.ignore_missing:
            super().visit_Include(node, frame)
            return
        text = self.temporary_identifier()
        self.writeline(f"{text} = environment.included(", node)
        self.visit(node.template, frame)
        self.write(f", context, {self.dump_local_context(frame)})")
        self.writeline(f"if {text} is not None:")
        self.indent()
        self.simple_write(text, frame)
        self.outdent()
        self.writeline("else:")
        self.indent()
        super().visit_Include(node, frame)
        self.outdent()


class Direct(Terse):
    """Also reads attributes as Python does, and calls without asking what is called; for text of ours, in `timeline.rendering.flattening`.

    The pieces of a text are gathered in turns: one that is safe, one that is a plain value of a row as it stands there, and so on, with `""` where
    there is none. `Environment.finished` then looks at all plain values of an entry at once. What Jinja would do where an attribute is
    missing is left to the plain way, which is taken whenever this fails.
    """

    CALLED = frozenset({"once", "counted", "written"})

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802  (Jinja's own name)
        """Write that pieces are gathered."""
        self.writeline(f"{frame.buffer}.extend((")
        safe_is_next = True
        for child in merged(node.nodes):
            is_value = isinstance(child, VALUES)
            if is_value is safe_is_next:
                self.write("'', ")
            safe_is_next = is_value
            self._piece(child, frame)
            self.write(", ")
        self.write("))" if safe_is_next else "''))")

    def _piece(self, node: nodes.Node, frame: Frame) -> None:
        if isinstance(node, nodes.TemplateData):
            self.write(repr(node.data))
        elif isinstance(node, VALUES) or called(node) in {"once", "written"}:
            self.visit(node, frame)
        else:
            self.visit(nodes.Call(nodes.Name("written", "load"), [node], [], None, None), frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja's own name)
        """Write `value.name`."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802  (Jinja's own name)
        """Write `value[index]`."""
        if not isinstance(node.arg, nodes.Const):
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f"[{node.arg.value!r}]")

    def visit_Call(self, node: nodes.Call, frame: Frame, **forwarded: bool) -> None:  # type: ignore[override]  # noqa: N802
        """Write the call of a function that we give ourselves as it is."""
        if called(node) not in self.CALLED:
            super().visit_Call(node, frame, **forwarded)
            return
        self.visit(node.node, frame)  # a local name, which is the quickest to find
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: ARG002  (Jinja's)
        """Write the return of plain text; whoever calls knows that it is safe."""
        self.writeline("return ")
        self.visit(nodes.Name("finished", "load"), frame)
        self.write(f"({frame.buffer})")


def merged(pieces: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the nodes of an output, texts that follow each other as one."""
    for is_text, run in groupby(pieces, key=lambda node: isinstance(node, nodes.TemplateData)):
        if is_text:
            yield nodes.TemplateData("".join(node.data for node in run))  # type: ignore[attr-defined]
        else:
            yield from run


def called(node: nodes.Node) -> str | None:
    """Return the name of the function that an expression calls, if it is a call of one."""
    return node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else None


def generator() -> type[CodeGenerator]:
    """Return what compiles templates: ours where it knows the version of Jinja, else Jinja's."""
    return Terse if KNOWN else CodeGenerator
