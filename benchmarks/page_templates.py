"""The page of `benchmarks/pages.py` as templates of stock Jinja: with a macro for each part of an entry, and with everything in its place.

Both write the bytes that ours write, for events that have no more than those of the benchmark.
"""

from __future__ import annotations

__all__ = ["INLINED", "MACROS"]

_PAGE = """\
<!DOCTYPE html>
<html lang="{{ page.language }}" dir="{{ page.direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '{{ script.digest }}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<title>{{ page.title }}</title>
<link rel="icon" href="data:,">
<style>
{{ page_css | safe }}
{{ css | safe }}
</style>
</head>
<body>
<main>
<div class="{{ page.style }} cr tex2jax_ignore mathjax_ignore{{ " cr-long" if page.is_long }}" id="{{ page.anchor }}" lang="{{ page.language }}" dir="{{ page.direction }}">
<header>
<h1 class="cr-title">{{ page.title }}</h1>
<p class="cr-lead"><bdi>{{ page.lead | join(" ") }}</bdi></p>
</header>
<nav class="cr-contents" aria-label="{{ words.contents }}">
<ul role="list">
{% for link in page.contents %}
<li><a href="{{ link.href }}">{{ link.text }}</a></li>
{% endfor %}
</ul>
</nav>
<form class="cr-filter" role="search" aria-label="{{ words.filter }}" autocomplete="off" hidden>
<label>{{ words.filter_kind }} <select name="kind"><option value="">{{ words.filter_any }}</option></select></label>
<label>{{ words.filter_who }} <select name="who"><option value="">{{ words.filter_any }}</option></select></label>
<label>{{ words.filter_side }} <select name="side"><option value="">{{ words.filter_any }}</option></select></label>
<label>{{ words.filter_text }} <input type="search" name="text"></label>
<label><input type="checkbox" name="contested"> {{ words.filter_contested }}</label>
<output dir="auto" data-words="{{ words.filter_count | braces }}"></output>
<button type="button">{{ words.filter_reset }}</button>
</form>{% for section in sections -%}
<section class="cr-period">
<h2 id="{{ section.anchor }}">{{ section.heading }}</h2>
<ol class="cr-entries" role="list">
{% for entry in section.entries %}
[[entry]]
{%- endfor %}
</ol>
</section>
{% endfor %}
<section class="cr-sources">
<h2 id="{{ page.prefix }}_sources">{{ words.sources }}</h2>
<ol>
{% for source in sources %}
[[source]]
{% endfor %}
</ol>
</section>
</div></main>
<script>{{ script.text | safe }}</script>
</body>
</html>
"""

_PERSON = """\
<span class="cr-person"><bdi>{{ person.name }}</bdi>{% if person.capacity %}, <span dir="auto">{{ person.capacity }}</span>{% endif %}{% if person.principal %}, <span dir="auto">{{ person.principal }}</span>{% endif %}{% if person.side %} (<bdi>{{ person.side }}</bdi>){% endif %}</span>"""
_PLACE = """\
<bdi>{{ place.name }}</bdi>{% for outer in place.within %}, <bdi>{{ outer }}</bdi>{% endfor %}"""
_CITE = """\
<span class="cr-cite"><cite><a href="#{{ cite.anchor }}"><bdi>{{ cite.label }}</bdi>&nbsp;[{{ cite.number }}]</a></cite>{% if cite.via %}, <span dir="auto">{{ cite.via }}</span>{% endif %}{% if cite.locator %}, <span dir="auto">{{ cite.locator }}</span>{% endif %}{% if cite.quote %}: <q{% if cite.language %} lang="{{ cite.language }}"{% endif %} dir="auto">{{ cite.quote }}</q>{% endif %}</span>"""
_TIME = """\
<time{% if date.machine %} datetime="{{ date.machine }}"{% endif %}>{{ date.long }}</time>"""
_SOURCE = """\
<li id="{{ source.anchor }}" value="{{ source.number }}">
<cite{% if source.language %} lang="{{ source.language }}"{% endif %} dir="auto">{% if source.url %}<a href="{{ source.url }}" rel="nofollow">{{ source.title }}</a>{% else %}{{ source.title }}{% endif %}</cite>{% for detail in source.details %}, <span dir="auto">{{ detail }}</span>{% endfor %}.
<p class="cr-small cr-back"><span class="cr-label">{{ words.cited_in }}{{ words.colon }}</span> {% for link in source.cited %}<a href="#{{ link.anchor }}" aria-label="{{ loop.index }}: {{ words.back_link }}{{ words.colon }} {{ link.text }}">{{ loop.index }}</a>{{ " " if not loop.last }}{% endfor %}{% if source.more %} {{ source.more }}{% endif %}</p>
</li>"""
_ENTRY = """\
<li class="cr-entry cr-{{ entry.kind }}" data-kind="{{ entry.kind_word }}" data-who="{{ entry.names | lines }}" data-side="{{ entry.sides | lines }}"{{ " data-contested" if entry.is_contested }}>
<article id="{{ entry.anchor }}" aria-labelledby="{{ entry.anchor }}_t">
<p class="cr-date{{ " cr-same" if entry.date.long == section.heading }}">
[[time]]
{% if entry.date.note %}
<span class="cr-small">({{ entry.date.note }})</span>
{% endif %}
</p>
<div class="cr-body">
<h3 id="{{ entry.anchor }}_t"><span dir="auto">{{ entry.title }}</span> <a class="cr-permalink" href="#{{ entry.anchor }}" aria-label="{{ words.permalink }}{{ words.colon }} {{ entry.title }}">#</a></h3>
<p class="cr-meta">
<span class="cr-kind"><span class="cr-sign" aria-hidden="true">{{ "◤" if entry.kind == "statement" else "●" }}</span> {{ entry.kind_word }}{% if entry.manner %}, {{ entry.manner }}{% endif %}</span>
{% if entry.place %}
<span class="cr-place"><span class="cr-dot">·</span> [[place]]</span>
{% endif %}
{% if entry.lasted %}
<span><span class="cr-dot">·</span> {{ entry.lasted }}</span>
{% endif %}
{% if entry.status %}
<span><span class="cr-dot">·</span> <strong class="cr-status" dir="auto">{{ entry.status }}</strong></span>
{% endif %}
{% for mark in entry.marks %}
<span><span class="cr-dot">·</span> <em class="cr-mark">{{ mark }}</em></span>
{% endfor %}
</p>
{% if entry.quote %}
<blockquote dir="auto"><p>{{ entry.quote }}</p></blockquote>
{% endif %}
{% if entry.summary %}
<div class="cr-summary" dir="auto">{{ entry.summary | prose }}</div>
{% endif %}
{% if entry.roles or entry.figures %}
<dl class="cr-facts">
{% for role in entry.roles %}
<div><dt>{{ role.word }}</dt>{% for person in role.people %}<dd>[[person]]</dd>{% endfor %}</div>
{% endfor %}
{% if entry.figures %}
<div><dt>{{ words.figures }}</dt>{% for figure in entry.figures %}<dd><bdi>{{ figure }}</bdi></dd>{% endfor %}</div>
{% endif %}
</dl>
{% endif %}
{% if entry.note %}
<div class="cr-note" dir="auto"><span class="cr-label">{{ words.note }}{{ words.colon }}</span> {{ entry.note | prose }}</div>
{% endif %}
{% if entry.tags %}
<p class="cr-small"><span class="cr-label">{{ words.tags }}{{ words.colon }}</span> {% for tag in entry.tags %}<bdi>{{ tag }}</bdi>{{ ", " if not loop.last }}{% endfor %}</p>
{% endif %}
{% if entry.cites %}
<p class="cr-small"><span class="cr-label">{{ words.sources_here }}{{ words.colon }}</span> {% for cite in entry.cites %}[[cite]]{{ "; " if not loop.last }}{% endfor %}</p>
{% endif %}
</div>
</article>
</li>"""

_PARTS = {"person": _PERSON, "place": _PLACE, "cite": _CITE, "time": _TIME, "source": _SOURCE, "entry": _ENTRY}
_GIVEN = {
    "person": "person",
    "place": "entry.place",
    "cite": "cite",
    "time": "entry.date",
    "source": "source",
    "entry": "entry, section",
}
_TAKEN = {"time": "date", "entry": "entry, section"}


def _with_macros() -> str:
    """Return the page with a call for each part, behind the macros that are called."""
    whole = "".join(
        f"{{% macro drawn_{name}({_TAKEN.get(name, name)}) -%}}\n{text}\n{{%- endmacro %}}\n"
        for name, text in _PARTS.items()
    )
    whole += _PAGE
    for name in _PARTS:
        whole = whole.replace(f"[[{name}]]", f"{{{{ drawn_{name}({_GIVEN[name]}) }}}}")
    return whole


def _inlined() -> str:
    """Return the page with every part in its place."""
    page = _PAGE
    for name in reversed(_PARTS):
        text = _PARTS[name]
        if name in {"place", "time"}:
            text = text.replace(f"{_TAKEN.get(name, name)}.", f"{_GIVEN[name]}.")
        page = page.replace(f"[[{name}]]", text)
    return page


MACROS, INLINED = _with_macros(), _inlined()
