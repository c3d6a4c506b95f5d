"""JSON-LD in schema.org: expanded by a processor that is not ours, held to the published vocabulary, and read back."""

import contextlib
import functools
import json
import os
import re
import shutil
import subprocess
import tarfile
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

import timeline as tl
from timeline import formats
from timeline.chronology import Chronology
from timeline.errors import Unreadable
from timeline.formats.foreign.linked_terms import iso_duration, lasting
from timeline.records import (
    Agent,
    Citation,
    Claim,
    Event,
    Meeting,
    Organization,
    Participation,
    Person,
    Place,
    Source,
    State,
    Statement,
    Tenure,
)
from timeline.when import Duration

SCHEMA = "https://schema.org/"
BASE = "https://example.org/talks"
# The release of schema-dts, which has the vocabulary as types of TypeScript, and the digest of its one file.
TYPES = "2.1.0"
TYPES_DIGEST = "efc3e1bdfe893c6e93057d99cd8e839e54dc233da19af4c05a09665c78c2b22c"


def no_network(url: str, options: Any) -> Any:
    raise AssertionError(f"the file asks for {url}")


def expanded(chronology: Chronology) -> list[dict[str, Any]]:
    document = json.loads(formats.dumps(chronology, "jsonld"))
    return jsonld.expand(document, {"base": BASE, "documentLoader": no_network})


def triples(chronology: Chronology) -> set[tuple[str, str, str]]:
    document = json.loads(formats.dumps(chronology, "jsonld"))
    graph = jsonld.to_rdf(document, {"base": BASE, "documentLoader": no_network})["@default"]
    return {tuple(each[part]["value"] for part in ("subject", "predicate", "object")) for each in graph}


def walked(tree: Any) -> list[dict[str, Any]]:
    if isinstance(tree, list):
        return [node for item in tree for node in walked(item)]
    if not isinstance(tree, dict):
        return []
    return [tree, *(node for value in tree.values() for node in walked(value))]


TALKS = Chronology(
    [
        Person("ann", name="Ann", aliases=["A.", "Annie"], identifiers={"wikidata": "Q1"}, note="From Oslo"),
        State("norway", name="Norway", code="NO"),
        Organization("ministry", name="Ministry", part_of="norway"),
        Agent("both", name="Both sides"),
        Tenure("ann-minister", holder="ann", post="Minister", of="ministry", term="1990-01-01/..", cites=["paper"]),
        Place("oslo", name="Oslo", zone="Europe/Oslo"),
        Place("villa", name="Villa", within="oslo"),
        Source("paper", title="The Paper", publisher="Press", published="1993-09~", url="https://example.org/paper"),
        Claim("agreed", text="They agreed", about="1993", cites=["paper"]),
        Claim("in-oslo", subject="meeting", attribute="where", value="oslo"),
        Meeting(
            "meeting",
            title="They meet",
            when="1993-08-20T10:30",
            where="villa",
            mode="in-person",
            who=["ann", Participation("both", role="host", capacity="the delegations")],
            lasted="2 h",
            tags=["peace, or not"],
            summary="In secret",
            cites=[Citation("paper", quote="They met", locator="p. 1", via=["both"])],
        ),
        Event("later", title="Later", when="1993-09~", status="cancelled", part_of="meeting"),
        Statement(
            "denial",
            title="A denial",
            when="1993-09-09/1993-09-10",
            who=["ann"],
            text="No",
            denies=["agreed"],
            confirms=["meeting"],
        ),
    ],
    title="Talks",
)


# -- a processor that is not ours ----------------------------------------------------------------------------------------


def test_a_processor_finds_the_statements_without_the_network() -> None:
    found = triples(TALKS)
    meeting, ann = f"{BASE}#meeting", f"{BASE}#ann"
    assert {
        (meeting, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{SCHEMA}Event"),
        (meeting, f"{SCHEMA}name", "They meet"),
        (meeting, f"{SCHEMA}startDate", "1993-08-20T10:30+02:00"),
        (meeting, f"{SCHEMA}location", f"{BASE}#villa"),
        (meeting, f"{SCHEMA}attendee", ann),
        (meeting, f"{SCHEMA}duration", "PT2H"),
        (meeting, f"{SCHEMA}eventAttendanceMode", f"{SCHEMA}OfflineEventAttendanceMode"),
        (f"{BASE}#later", f"{SCHEMA}eventStatus", f"{SCHEMA}EventCancelled"),
        (f"{BASE}#later", f"{SCHEMA}superEvent", meeting),
        (f"{BASE}#villa", f"{SCHEMA}containedInPlace", f"{BASE}#oslo"),
        (f"{BASE}#ministry", f"{SCHEMA}parentOrganization", f"{BASE}#norway"),
        (ann, f"{SCHEMA}memberOf", f"{BASE}#ann-minister"),
        (f"{BASE}#ann-minister", f"{SCHEMA}memberOf", f"{BASE}#ministry"),
        (f"{BASE}#ann-minister", f"{SCHEMA}startDate", "1990-01-01"),
        (f"{BASE}#ann-minister", f"{SCHEMA}temporalCoverage", "1990-01-01/.."),
        (f"{BASE}#agreed", f"{SCHEMA}appearance", f"{BASE}#paper"),
        (BASE, f"{SCHEMA}name", "Talks"),
    } <= found


def test_a_doubtful_date_is_typed_and_is_no_start() -> None:
    later = next(node for node in expanded(TALKS) if node["@id"] == f"{BASE}#later")
    assert later[f"{SCHEMA}temporalCoverage"] == [
        {"@type": "http://id.loc.gov/datatypes/edtf/EDTF", "@value": "1993-09~"}
    ]
    assert f"{SCHEMA}startDate" not in later


def test_stances_are_roles() -> None:
    denial = next(node for node in expanded(TALKS) if node["@id"] == f"{BASE}#denial")
    assert {
        (role[f"{SCHEMA}roleName"][0]["@value"], role[f"{SCHEMA}about"][0]["@id"]) for role in denial[f"{SCHEMA}about"]
    } == {("denies", f"{BASE}#agreed"), ("confirms", f"{BASE}#meeting")}


@pytest.mark.parametrize("name", formats.dossiers())
def test_expanding_drops_nothing(name: str) -> None:
    """As many properties come out as went in, each with an address in schema.org, each value with its text."""
    document = json.loads(formats.dumps(tl.dossier(name), "jsonld"))
    keys = [key for node in walked(document["@graph"]) for key in node if not key.startswith("@")]
    nodes = walked(expanded(tl.dossier(name)))
    found = [key for node in nodes for key in node if not key.startswith("@")]
    assert sorted(key.removeprefix(SCHEMA) for key in found) == sorted(keys)
    assert all(key.startswith(SCHEMA) for key in found)


# -- the vocabulary ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def vocabulary(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The properties of each type of schema.org, those of its ancestors among them, from the types that Google publishes on npm."""
    kept = pytestconfig.rootpath / ".pytest_cache" / "schema-dts" / f"{TYPES}.d.ts"
    if not kept.exists():
        with contextlib.suppress(OSError, subprocess.SubprocessError, KeyError, ValueError):
            _fetch(kept, tmp_path_factory.mktemp("schema"))
    if not kept.exists():
        reason = "schema-dts cannot be fetched from npm"
        if os.environ.get("TIMELINE_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return _properties(kept.read_text("utf-8"))


def _fetch(to: Path, folder: Path) -> None:
    quick = ["--silent", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000"]
    command = [shutil.which("npm") or "npm", "pack", f"schema-dts@{TYPES}", *quick, "--pack-destination", str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=60, cwd=folder)
    with tarfile.open(folder / f"schema-dts-{TYPES}.tgz") as archive:
        member = archive.extractfile("package/dist/schema.d.ts")
        source = member.read() if member else b""
    if sha256(source).hexdigest() != TYPES_DIGEST:
        raise ValueError(TYPES)
    to.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder / "schema.d.ts"
    fresh.write_bytes(source)
    shutil.copy(fresh, part := to.with_suffix(f".{os.getpid()}"))
    part.replace(to)


def _properties(source: str) -> dict[str, set[str]]:
    own: dict[str, tuple[list[str], set[str]]] = {}
    for name, above, body in re.findall(
        r"^interface (\w+)Base extends ([^{]+)\{\n(.*?)^\}", source, re.DOTALL | re.MULTILINE
    ):
        own[name] = re.findall(r"(\w+)Base", above), set(re.findall(r'^    "(\w+)"\?:', body, re.MULTILINE))
    leaves = dict(
        re.findall(
            r"^(?:export )?(?:interface|type) (\w+)Leaf\b[^{=]*?(?:extends|= Omit<)\s*(\w+)Base", source, re.MULTILINE
        )
    )

    @functools.cache
    def every(name: str) -> frozenset[str]:
        above, properties = own.get(name, ([], set()))
        return frozenset(properties.union(*(every(each) for each in above)))

    return {
        name: set(every(name)) | set(every(base)) for name, base in {**{name: name for name in own}, **leaves}.items()
    }


# schema.org has `temporalCoverage` for works only; a role carries, beside its own, the property that it stands between.
BEYOND = {("Event", "temporalCoverage"), ("OrganizationRole", "temporalCoverage"), ("OrganizationRole", "memberOf")}
BEYOND |= {("Role", key) for key in ("attendee", "organizer", "performer", "translator", "about")}
BEYOND |= {("Thing", "memberOf"), ("Country", "memberOf")}


@pytest.mark.parametrize("chronology", [TALKS, *map(tl.dossier, formats.dossiers())], ids=lambda whole: whole.title)
def test_every_property_is_one_that_the_vocabulary_has_for_the_type(
    vocabulary: dict[str, set[str]], chronology: Chronology
) -> None:
    assert {"name", "startDate", "attendee", "location"} <= vocabulary["Event"]  # the types were understood
    used = {
        (sort.removeprefix(SCHEMA), key.removeprefix(SCHEMA))
        for node in walked(expanded(chronology))
        for sort in node.get("@type", [])
        if isinstance(node["@type"], list)
        for key in node
        if not key.startswith("@")
    }
    assert len(used) > 20
    assert {pair for pair in used if pair[1] not in vocabulary.get(pair[0], set())} <= BEYOND


# -- within a page -------------------------------------------------------------------------------------------------------

HOSTILE = ["</script><b>", "<!--<script>", "a\u2028b", "&lt;", "]]>", "\u202etxet", "{{ 7 * 7 }}", "a\nb", '"', "\\"]


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_within_a_script(text: str) -> None:
    whole = Chronology(
        [
            Person("ann", name=text, aliases=[text], identifiers={text: text}, note=text),
            Source("paper", title=text, publisher=text, author=text),
            Event("e", title=text, when="1993", summary=text, tags=[text], who=[Participation("ann", capacity=text)]),
        ],
        title=text,
    )
    made = formats.dumps(whole, "jsonld")
    page = Scripts()
    page.feed(f'<script type="application/ld+json">{made}</script><p>end</p>')
    assert page.tags == ["script", "p"]
    assert "\u2028" not in made
    assert formats.loads("".join(page.texts[:-1]), "jsonld") == whole


# -- back ----------------------------------------------------------------------------------------------------------------


def test_what_was_written_comes_back() -> None:
    again = formats.loads(formats.dumps(TALKS, "jsonld"), "jsonld")
    assert {record.id for record in again.records} == {record.id for record in TALKS.records}
    assert [str(loss) for loss in formats.losses(TALKS, "jsonld")] == [
        "oslo.zone: schema.org has no property for it",
    ]
    for record in TALKS.records:
        if record.id != "oslo":
            assert again[record.id] == record


def test_nothing_is_an_empty_chronology() -> None:
    empty = Chronology([])
    assert formats.loads(formats.dumps(empty, "jsonld"), "jsonld") == empty
    assert formats.loads("[]", "jsonld") == empty


def test_a_date_that_was_changed_counts() -> None:
    text = formats.dumps(TALKS, "jsonld").replace('"startDate": "1990-01-01"', '"startDate": "1991-01-01"')
    again = formats.loads(text, "jsonld")
    assert str(again["ann-minister"].term) == "1991-01-01/"
    assert [(loss.record, loss.field) for loss in again.losses] == [("ann-minister", "temporalCoverage")]


PAGE = """{
  "@context": "https://schema.org",
  "@type": "BusinessEvent",
  "name": "Summit",
  "startDate": "2025-07-21T19:00:00-0500",
  "endDate": "2025-07-22",
  "eventStatus": "https://schema.org/EventScheduled",
  "location": {
    "@type": "Place",
    "name": "Snickerpark",
    "address": {"@type": "PostalAddress", "addressLocality": "Snickertown", "addressCountry": "US"}
  },
  "image": ["https://example.org/1.jpg"],
  "description": "They meet.",
  "offers": {"@type": "Offer", "price": 30},
  "performer": {"@type": "PerformingGroup", "name": "Kira"},
  "organizer": {"@type": "Organization", "name": "Kira Inc", "url": "https://example.org/kira"},
  "attendee": ["Ann", {"@type": "Person", "name": "Bob", "sameAs": "https://www.wikidata.org/entity/Q2"}],
  "url": "https://example.org/summit",
  "keywords": "peace, trade"
}
"""


def test_a_page_of_another_is_read_and_what_is_left_is_named() -> None:
    whole = formats.loads(PAGE, "jsonld")
    (event,) = whole
    assert (event.title, str(event.when), event.summary) == (
        "Summit",
        "2025-07-21T19:00:00-05:00/2025-07-22",
        "They meet.",
    )
    assert (event.status, event.tags) == ("held", ("peace", "trade", "BusinessEvent"))
    assert (whole[event.where].name, whole[event.where].note) == ("Snickerpark", "Address: Snickertown, US")
    assert [(whole[part.agent].name, part.role) for part in event.who] == [
        ("Kira", "speaker"),
        ("Kira Inc", "organizer"),
        ("Ann", "participant"),
        ("Bob", "participant"),
    ]
    assert [person.identifiers for person in whole.people] == [(("wikidata", "Q2"),)]
    assert [source.url for source in whole.sources] == ["https://example.org/summit"]
    assert [(loss.field, loss.line) for loss in whole.losses] == [("image", 13), ("offers", 15), ("url", 17)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('{"@type": "Event", "name": "A", "startDate": "2025-01-01"}', "A"),
        ('[{"@type": "Event", "name": "A", "startDate": "2025-01-01"}, {"@type": "Person", "name": "B"}]', "A"),
        ('{"@graph": [{"@type": ["Thing2", "PublicationEvent"], "name": "A", "startDate": "2025-01-01"}]}', "A"),
        ('{"@type": "schema:Event", "schema:name": "A", "http://schema.org/startDate": "2025-01-01"}', "A"),
        ('{"type": "Event", "id": "x:1", "name": {"@value": "A", "@language": "en"}, "startDate": "2025-01-01"}', "A"),
    ],
)
def test_every_layout_is_read(text: str, title: str) -> None:
    assert [(event.title, str(event.when)) for event in formats.loads(text, "jsonld")] == [(title, "2025-01-01")]


def test_events_within_events_and_nodes_told_of_twice_are_one() -> None:
    text = """[
      {"@type": "Event", "@id": "http://x/1", "name": "A", "startDate": "2025-01-01",
       "subEvent": [{"@type": "Event", "name": "B", "startDate": "2025-01-01", "location": {"@id": "http://x/p"}}],
       "location": {"@id": "http://x/p"}},
      {"@type": "Place", "@id": "http://x/p", "name": "Here"}]"""
    whole = formats.loads(text, "jsonld")
    assert [(event.title, event.part_of, whole[event.where].name) for event in whole] == [
        ("A", None, "Here"),
        ("B", "a", "Here"),
    ]
    assert whole.losses == ()


def test_a_country_that_takes_part_and_is_a_place_is_both() -> None:
    text = """{"@type": "Event", "name": "A", "startDate": "2025-01-01", "location": {"@id": "#us"},
      "attendee": {"@id": "#us", "@type": "Country", "name": "United States", "identifier": "US"}}"""
    whole = formats.loads(text, "jsonld")
    (event,) = whole
    assert (event.where, event.who[0].agent) == ("us", "us-agent") or (event.where, event.who[0].agent) == (
        "us-place",
        "us",
    )
    assert (whole[event.where].section, whole[event.who[0].agent].section) == ("places", "states")


def test_a_reference_to_nothing_is_named() -> None:
    whole = formats.loads(
        '{"@type": "Event", "name": "A", "startDate": "2025", "location": {"@id": "http://x/y"}}', "jsonld"
    )
    assert [loss.why for loss in whole.losses] == ["'http://x/y' is not in the file; its address stands for its name"]
    assert [place.name for place in whole.places] == ["http://x/y"]


def test_every_problem_has_its_line_and_column() -> None:
    broken = """{"@graph": [
  {"@type": "Event", "name": "A", "startDate": "July 4th"},
  {"@type": "Event", "name": {"@value": true}, "startDate": "2025-02-30"}
]}
"""
    with pytest.raises(Unreadable) as caught:
        formats.loads(broken, "jsonld", file="a.jsonld")
    told = str(caught.value).split("\n")
    assert [line.partition(": ")[0] for line in told] == ["a.jsonld:2:48", "a.jsonld:3:41", "a.jsonld:3:61"]
    assert told[0].startswith("a.jsonld:2:48: @graph[0].startDate: 'July 4th'")
    assert told[1] == "a.jsonld:3:41: @graph[1].name.@value: a text is wanted, not true"


@pytest.mark.parametrize("text", ["", "3", '"a"', "[1]", '{"@graph": 3}', "{"])
def test_what_is_no_json_ld_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        formats.loads(text, "jsonld")


@pytest.mark.parametrize("text", ["15 min", "3 h", "1 h 30 min", "2 days", "1 day", "2 weeks", "1 year", "40 s"])
def test_exact_durations_go_and_come(text: str) -> None:
    assert lasting(iso_duration(Duration.parse(text))) == text


@pytest.mark.parametrize("text", ["~15 min", "> 4 h", "2..3 days"])
def test_a_duration_that_is_not_exact_is_none_there(text: str) -> None:
    assert iso_duration(Duration.parse(text)) == ""


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "Event", "Person", "#a", "2025", "P1D"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "@id",
                        "@type",
                        "@value",
                        "name",
                        "startDate",
                        "about",
                        "attendee",
                        "roleName",
                        "location",
                        "memberOf",
                        "subjectOf",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_tree_is_read_or_refused(tree: Any) -> None:
    with contextlib.suppress(Unreadable):
        formats.loads(
            json.dumps({"@graph": [{"@type": "Event", **tree} if isinstance(tree, dict) else tree]}), "jsonld"
        )


MEETING = {"@type": "Event", "@id": "#a", "name": "A", "startDate": "2025-01-01"}
POST = {
    "@type": "OrganizationRole",
    "@id": "#t",
    "roleName": "Minister",
    "memberOf": {"@type": "Organization", "name": "Gov"},
}
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"


def losses(*nodes: Any) -> list[tuple[str, str, str]]:
    whole = formats.loads(json.dumps(nodes), "jsonld")
    return [(loss.record, loss.field, loss.why) for loss in whole.losses]


@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ({"subEvent": ["B"]}, "", "'B' is a bare name"),
        ({"superEvent": {"@id": "#none"}}, "", "'#none' is not in the file"),
        ({"additionalType": ["visit", "state", "rubbish text"]}, "additionalType", "'rubbish text' is no kind"),
        ({"additionalType": ["meeting", "video"], "eventAttendanceMode": OFFLINE}, "eventAttendanceMode", f"'{OFFLINE}' is said of no meeting"),
        ({"about": {"@type": "Person", "name": "Ann"}}, "about", "it is not said what the event is to it"),
        ({"about": {"@type": "Role", "roleName": "denies"}}, "denies", "a stance on nothing that is told of here"),
        (
            {"additionalType": "statement", "about": {"@type": "Role", "roleName": "denies", "about": {"@type": "Person", "name": "Ann"}}},
            "denies",
            "a stance on nothing that is told of here",
        ),
        ({"eventStatus": "https://schema.org/EventNot"}, "status", "the status 'EventNot' is none here"),
        ({"duration": "soon"}, "lasted", "'soon' is no duration in whole units"),
        ({"url": "nowhere"}, "url", "'nowhere' is no web address"),
        ({"workFeatured": {"@type": "Quotation", "text": "Hello"}}, "workFeatured", "only a statement has words"),
        ({"location": ["Rome", "Oslo"]}, "location", "one is taken"),
        ({"name": ["A", "B"]}, "name", "'B' is a second one"),
        ({"subjectOf": {"@type": "Person", "name": "Ann"}}, "cites", "it is no source"),
        ({"temporalCoverage": "sometime"}, "temporalCoverage", "'sometime' is no date here"),
    ],
)  # fmt: skip
def test_what_an_event_cannot_keep_is_told(fields: dict[str, Any], field: str, why: str) -> None:
    assert losses({**MEETING, **fields}) == [("a", field, why)]


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ({"@id": "#nobody"}, []),
        (
            {
                "@type": "Person",
                "@id": "#ann",
                "name": "Ann",
                "identifier": ["x", "y", {"@type": "PropertyValue", "propertyID": "z"}],
                "sameAs": [f"https://www.wikidata.org/entity/Q{number}" for number in (1, 2)],
            },
            [
                ("ann", "identifiers", "'y' is a second identifier"),
                ("ann", "identifiers", "'Q2' is a second wikidata"),
            ],
        ),
        (
            {"@type": "Person", "@id": "#ann", "name": "Ann", "memberOf": "Parliament"},
            [("ann", "memberOf", "a membership without a role")],
        ),
        (
            {"@type": "Article", "@id": "#t", "name": "T", "url": "nowhere"},
            [("t", "url", "'nowhere' is no web address")],
        ),
        (
            {
                "@type": "Claim",
                "@id": "#c",
                "text": "x",
                "mainEntity": {"@type": "PropertyValue", "propertyID": "title", "value": "B"},
            },
            [("c", "mainEntity", "a chronology has no place for it")],
        ),
        (
            {
                "@type": "Claim",
                "@id": "#c",
                "text": "x",
                "about": {"@type": "Role", "name": "z"},
                "mainEntity": {"@type": "PropertyValue", "propertyID": "title"},
            },
            [
                ("c", "about", "a chronology has no place for it"),
                ("c", "mainEntity", "a chronology has no place for it"),
            ],
        ),
    ],
)
def test_what_other_nodes_cannot_keep_is_told(node: dict[str, Any], told: list[tuple[str, str, str]]) -> None:
    assert losses(node) == told


def test_what_has_only_an_address_is_called_by_it_and_who_is_named_twice_took_part_once() -> None:
    page = "https://example.org/a"
    nodes = [
        {
            **MEETING,
            "attendee": ["Ann", "Ann"],
            "location": {"@type": "Place", "address": "Via Roma 1"},
            "subjectOf": page,
        },
        {
            **MEETING,
            "@id": "#b",
            "location": {"@type": "Place", "name": "Hall", "address": "Via Roma 1"},
            "subjectOf": page,
        },
        {
            "@type": "Article",
            "@id": "#t",
            "name": "T",
            "author": [{"@type": "Person", "name": "Ann"}, "Bob", {"@value": ""}],
        },
    ]
    whole = formats.loads(json.dumps(nodes), "jsonld")
    assert [part.agent for part in whole["a"].who] == ["ann"]
    assert [(place.name, place.note) for place in whole.places] == [("Via Roma 1", ""), ("Hall", "Address: Via Roma 1")]
    assert [cite.source for event in whole for cite in event.cites] == ["https-example-org-a"] * 2
    assert whole["t"].author == "Ann, Bob"


def test_a_claim_may_be_about_a_post() -> None:
    claim = {
        "@type": "Claim",
        "@id": "#c",
        "text": "x",
        "mainEntity": {"@type": "PropertyValue", "propertyID": "post", "value": "B"},
        "about": [{"@type": "Thing2"}, {"@id": "#t"}],
    }
    whole = formats.loads(
        json.dumps([{"@type": "Person", "@id": "#p", "name": "Ann", "memberOf": POST}, claim]), "jsonld"
    )
    assert (whole["c"].subject, whole["c"].attribute, whole["c"].value) == ("t", "post", "B")


def test_what_the_vocabulary_has_no_property_for_is_lost() -> None:
    def told(*records: tl.Record) -> list[tuple[str, str, str]]:
        return [(loss.record, loss.field, loss.why) for loss in formats.losses(Chronology(records), "jsonld")]

    day = "2025-04-26"
    ann, bob = Person("ann", name="Ann"), Person("bob", name="Bob")
    assert told(Event("a", title="A", when=day, status="planned")) == [
        (
            "a",
            "status",
            "EventScheduled is said of what has taken place as well, so it does not say that an event is planned",
        )
    ]
    assert told(Event("a", title="A", when=day, lasted="3 hours")) == [("a", "lasted", "it is written in other words")]
    assert told(ann, bob, Statement("a", title="A", when=day, to=[Participation("ann", on_behalf_of="bob")])) == [
        ("a", "who[0].on_behalf_of", "an attendee acts for nobody else"),
        ("a", "to", "schema.org in JSON-LD has no place for it"),
    ]
    why = "a rival value that is more than one text, or stands beside what the field holds, has no property"
    claims = [
        Claim("more", subject="e", attribute="tags", value=["x"], adds=True),
        Claim("on-it", subject="more", attribute="text", value="y"),
        Claim("on-that", subject="on-it", attribute="text", value="z"),
    ]
    says = Statement("s", title="S", when=day, who=["ann"], denies=["more"], asserts=["on-it"])
    assert told(Event("e", title="E", when=day), *claims, ann, says) == [
        *((claim.id, "", why) for claim in claims),
        *(("s", field, "the claim is not in the file") for field in ("stances", "asserts", "denies")),
    ]
