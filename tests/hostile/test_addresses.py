"""Addresses, colours and ids of the catalogue: none becomes a link, a style or the name of something that a page has already."""

import re

import pytest

import timeline as tl


def test_an_address(url):
    """It is refused by the record and by a file, there with its place; in prose it is no link."""
    if url.outcome == "accept":
        source = tl.Source("s", title="S", url=url.value)
        page = tl.render(tl.Chronology([source, tl.Event("a", title="A", when="2025", cites=["s"])]), fragment=True)
        assert re.findall(r'href="(http[^"]*)"', page) == [url.expected]
        return
    with pytest.raises(tl.Invalid) as caught:
        tl.Source("s", title="S", url=url.value)
    assert len(str(caught.value)) < 500
    dossier = tl.dumps(tl.Chronology([tl.Source("s", title="S", url="https://example.org/")]), "json")
    for name in ("json", "yaml"):
        quoted = "".join(
            char if " " < char < "\x7f" and char not in '"\\' else f"\\u{ord(char):04x}" for char in url.value
        )
        with pytest.raises(tl.Unreadable) as found:
            tl.loads(dossier.replace("https://example.org/", quoted), name)
        (problem,) = found.value.problems
        assert problem.path == ("sources", "s", "url")
        assert problem.line is not None
        assert problem.column is not None
    links = re.findall('href="([^"#]*)"', prose(f"[a]({url.value}) <{url.value}> {url.value}"))
    assert [link for link in links if not re.match(r"https?://[^/@]+(/|$)|mailto:[^?]*$", link)] == []


def prose(text: str) -> str:
    try:
        event = tl.Event("a", title="A", when="2025", summary=text)
    except tl.Invalid:  # a character that no text may have
        return ""
    return tl.render(tl.Chronology([event]), fragment=True)


def test_a_colour(css):
    """No field takes one, so none can reach a style; as a word of the author it stands in no style either."""
    value = css.value.replace("\\", "\\\\")
    for field in ("color", "colour", "style", "class"):
        with pytest.raises(tl.Unreadable, match=f"unknown key '{field}'"):
            tl.loads(f'events: [{{title: A, when: 2025, {field}: "{value}"}}]')
    event = tl.Event("a", title=css.value, when="2025", tags=[css.value], summary=css.value)
    page = tl.render(tl.Chronology([event], title=css.value))
    assert not any(
        css.value in found for found in re.findall(r'(?s)<style.*?</style>|style="[^"]*"|class="[^"]*"', page)
    )


def test_an_id_in_a_page(dom_id):
    """It is refused where it is none of ours; else it stands behind a prefix, which each fragment of a page can have for itself."""
    if dom_id.expected == "refused":
        with pytest.raises(tl.Invalid) as caught:
            tl.Event(dom_id.value, title="A", when="2025")
        assert caught.value.problems[0].code == "malformed-id"
        return
    event = tl.Event(dom_id.value, title="A", when="2025")
    chronology = tl.Chronology([event])
    one, other = (tl.render(chronology, fragment=True, id_prefix=prefix) for prefix in ("one-", "other-"))
    found = [set(re.findall(r'(?:id|name|for)="([^"]*)"', page)) for page in (one, other, tl.render(chronology))]
    assert all(found)
    assert not found[0] & found[1]
    assert dom_id.value not in set.union(*found)
