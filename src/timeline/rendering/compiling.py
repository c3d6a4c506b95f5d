"""How templates become Python: what Jinja writes for them, without what it does twice.

Every expression of a template goes through `finalize`, which escapes it. Jinja puts each through its own escape as well, which finds
that there is nothing left to do and makes another object of it; for a page of 10,000 events that is 500,000 objects. `Terse` puts
`Environment.written` in the place of both, which returns plain text, and takes the text of a whole entry from `Environment.included` where that has one. This rests on how the compiler of Jinja 3.1 is made:
with any other, templates are compiled as Jinja does it, which takes longer and writes the same.
"""

from __future__ import annotations

import re
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

    What Jinja would do where an attribute is missing is left to the plain way, which is taken whenever this fails.
    """

    CALLED = frozenset({"once", "counted", "written"})

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        if not isinstance(node, nodes.MarkSafe):
            self.visit(nodes.Name("written", "load"), frame)  # a local name, which is the quickest to find
            self.write("(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        if not isinstance(node, nodes.MarkSafe):
            self.write(")")

    def visit_MarkSafe(self, node: nodes.MarkSafe, frame: Frame) -> None:  # noqa: N802  (Jinja's own name)
        """Write what has been escaped already."""
        self.visit(node.expr, frame)

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
        if not (isinstance(node.node, nodes.Name) and node.node.name in self.CALLED):
            super().visit_Call(node, frame, **forwarded)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: ARG002  (Jinja's)
        """Write the return of plain text; whoever calls knows that it is safe."""
        self.writeline(f"return ''.join({frame.buffer})")


def generator() -> type[CodeGenerator]:
    """Return what compiles templates: ours where it knows the version of Jinja, else Jinja's."""
    return Terse if KNOWN else CodeGenerator
