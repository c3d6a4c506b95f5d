"""A notebook that its reader does not trust, and what is left of it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

import pytest

# What JupyterLab leaves of an output that it does not trust: `sanitizer.ts` of @jupyterlab/apputils 4.7.6, and the settings of
# sanitize-html 2.12.1 that it does not change. Of the attributes only those that our pages have; it also keeps some styles of
# elements, which are taken out here: a list has to read well without.
TAGS = """
    a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col
    colgroup colspan command data datalist dd del details dfn dir div dl dt em fieldset figcaption figure font footer form h1 h2
    h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li map mark menu meter nav nobr ol optgroup option output p pre
    progress q rowspan s samp section select small source span strike strong sub summary sup table tbody td textarea tfoot th
    thead time tr track tt u ul var video wbr
""".split()  # noqa: SIM905
ATTRIBUTES = {
    "": {"class", "data-jupyter-id", "dir", "hidden", "lang", "title"},
    "a": {"href", "hreflang", "rel", "tabindex", "target"},
    "img": {"alt", "src"},
    "li": {"value"},
    "ol": {"start"},
    "td": {"colspan"},
    "th": {"colspan", "scope"},
}
WORDLESS = {"script", "style", "textarea", "option"}
VOID = {"br", "hr", "img", "input", "wbr", "col"}


class Sanitizer(HTMLParser):
    """Leaves out what is not trusted; of an element that is left out, the words stay."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []
        self._wordless = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._wordless += tag in WORDLESS
        if tag not in TAGS or self._wordless:
            return
        named = (("data-jupyter-id" if name == "id" else name, value or "") for name, value in attrs)
        allowed = ATTRIBUTES[""] | ATTRIBUTES.get(tag, set())
        told = "".join(f' {name}="{escape(value)}"' for name, value in named if name in allowed)
        self.kept.append(f"<{tag}{told}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in TAGS and tag not in VOID and not self._wordless:
            self.kept.append(f"</{tag}>")
        self._wordless -= tag in WORDLESS

    def handle_data(self, data: str) -> None:
        if not self._wordless:
            self.kept.append(escape(data, quote=False))


@pytest.fixture(scope="session")
def untrusted() -> Callable[[str], str]:
    """Return what JupyterLab shows of HTML that it does not trust."""

    def sanitize(html: str) -> str:
        sanitizer = Sanitizer()
        sanitizer.feed(html)
        sanitizer.close()
        return "".join(sanitizer.kept)

    return sanitize
