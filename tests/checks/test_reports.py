"""The forms of a report: each is whole whatever a stranger wrote, and says what the findings say."""

import json
import re
from urllib.parse import unquote, urlsplit

import attrs
import hypothesis.strategies as st
import jsonschema
import pytest
from hypothesis import given

import timeline as tl
from timeline.checks import Finding, check, report, rules
from timeline.checks.reports import FORMS
from timeline.cli import checking

CLASH = Finding(
    message="two cities at once",
    ids=("rome", "moscow", "putin"),
    sources=("article",),
    rule="two-places-at-once",
    severity="error",
    certain=False,
    file="talks.yaml",
    line=12,
    lines=(12, 30, None),
)
QUIET = Finding(
    message="nobody asserts it", ids="ill", rule="unasserted-claim", severity="hint", silenced="To be looked up"
)
PROBLEM = tl.Problem(
    "wrong-type", "a list is wanted", path=("events", 0, "who"), file="bad.yaml", line=3, column=9, hint="write [x]"
)


def test_the_command_line_offers_every_form():
    assert tuple(FORMS) == checking.FORMS
    assert set(checking.SUFFIXES.values()) < set(FORMS)


def test_an_unknown_form_is_refused_with_the_nearest():
    with pytest.raises(tl.NotFound, match="did you mean 'sarif'"):
        report([], "sariff")


def test_a_finding_shows_itself():
    assert CLASH._repr_markdown_().splitlines() == [
        "**two cities at once** (possible error · two-places-at-once)",
        "",
        "- **Records:** rome; moscow; putin",
        "- **Sources:** article",
        "- **In:** talks.yaml:12",
    ]
    assert QUIET._repr_markdown_().splitlines() == [
        "**nobody asserts it** (hint · unasserted-claim)",
        "",
        "- **Records:** ill",
        "- **Silenced:** To be looked up",
    ]


class TestText:
    def test_each_finding_has_a_line_problems_first(self):
        assert report([CLASH, QUIET], problems=[PROBLEM]) == (
            "bad.yaml:3:9: events[0].who: a list is wanted; write [x]\n"
            "talks.yaml:12: possible error: two cities at once [two-places-at-once]\n"
            "hint: nobody asserts it [unasserted-claim] (silenced: To be looked up)\n"
        )

    def test_nothing_is_the_empty_text(self):
        assert report([]) == ""


class TestJson:
    def test_findings_and_problems_have_the_attributes_of_their_classes(self):
        tree = json.loads(report([CLASH], "json", problems=[PROBLEM]))
        (finding,), (problem,) = tree["findings"], tree["problems"]
        assert finding == json.loads(json.dumps({"dossier": "talks.yaml", **attrs.asdict(CLASH)}))
        assert problem == json.loads(json.dumps(attrs.asdict(PROBLEM)))

    def test_letters_stand_as_they_are_and_what_acts_on_a_terminal_does_not(self):
        text = report([attrs.evolve(CLASH, message="Зеленський\u202e\x7f\U000e0001")], "json")
        assert '"Зеленський\\u202e\\u007f\\udb40\\udc01"' in text
        assert json.loads(text)["findings"][0]["message"] == "Зеленський\u202e\x7f\U000e0001"


class TestGithub:
    def test_each_severity_has_its_command(self):
        lines = report([CLASH, attrs.evolve(CLASH, severity="warning", certain=True), QUIET], "github").splitlines()
        assert lines == [
            "::error file=talks.yaml,line=12,title=two-places-at-once (possible)::two cities at once",
            "::warning file=talks.yaml,line=12,title=two-places-at-once::two cities at once",
            "::notice title=unasserted-claim::nobody asserts it (silenced: To be looked up)",
        ]

    def test_a_silenced_error_is_no_error(self):
        assert report([attrs.evolve(CLASH, silenced="so be it")], "github").startswith("::notice ")

    def test_a_problem_is_an_error_with_its_column(self):
        assert report([], "github", problems=[PROBLEM]) == (
            "::error file=bad.yaml,line=3,col=9,title=wrong-type::events[0].who: a list is wanted; write [x]\n"
        )

    def test_what_parts_properties_is_escaped_in_them_and_not_in_the_message(self):
        finding = attrs.evolve(CLASH, file="a:b,c%0A::d\n.yaml", message="50% ::error::, 2:1\r\nnext", line=None)
        assert report([finding], "github") == (
            "::error file=a%3Ab%2Cc%250A%3A%3Ad%0A.yaml,title=two-places-at-once (possible)"
            "::50%25 ::error::, 2:1%0D%0Anext\n"
        )


# -- SARIF: the parts of its schema that are used here, stricter than it is ---------------------------------------------------


def obj(required, **properties):
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def many(items, *, least=1):
    return {"type": "array", "minItems": least, "items": items, "uniqueItems": True}


WORDS = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
PLACE = {"type": "integer", "minimum": 0}
LEVEL = {"enum": ["note", "warning", "error"]}
MESSAGE = obj(["text"], text=WORDS)
ARTIFACT = obj(
    ["uri"], uri={"type": "string", "format": "uri-reference", "pattern": r"^[A-Za-z0-9\-._~%/]+$|^file:///"}
)
REGION = obj(["startLine"], startLine=COUNT, startColumn=COUNT)
PHYSICAL = obj(["artifactLocation"], artifactLocation=ARTIFACT, region=REGION)
LOGICAL = many(obj(["name", "kind"], name=WORDS, kind={"const": "object"}))
LOCATION = {**obj([], physicalLocation=PHYSICAL, logicalLocations=LOGICAL), "minProperties": 1}
RELATED = obj(
    ["id", "message", "logicalLocations"],
    id=COUNT,
    message=MESSAGE,
    physicalLocation=PHYSICAL,
    logicalLocations=LOGICAL,
)
PROPERTIES = obj(
    ["certainty", "ids", "sources"],
    certainty={"enum": ["certain", "possible"]},
    ids={"type": "array", "items": WORDS},
    sources={"type": "array", "items": WORDS},
)
SUPPRESSION = obj(["kind", "justification"], kind={"enum": ["inSource", "external"]}, justification=WORDS)
RESULT = obj(
    ["ruleId", "ruleIndex", "level", "message", "locations"],
    ruleId=WORDS,
    ruleIndex=PLACE,
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION, "maxItems": 1},
    relatedLocations=many(RELATED),
    partialFingerprints={"type": "object", "minProperties": 1, "additionalProperties": WORDS},
    suppressions=many(SUPPRESSION),
    properties=PROPERTIES,
)
DESCRIPTOR = obj(
    ["id", "shortDescription", "defaultConfiguration"],
    id=WORDS,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=obj(["text", "markdown"], text=WORDS, markdown=WORDS),
    defaultConfiguration=obj(["level"], level=LEVEL),
)
DRIVER = obj(["name", "version", "rules"], name={"const": "timeline"}, version=WORDS, rules=many(DESCRIPTOR))
RUN = obj(
    ["tool", "results", "columnKind", "invocations"],
    tool=obj(["driver"], driver=DRIVER),
    invocations=many(obj(["executionSuccessful"], executionSuccessful={"type": "boolean"})),
    columnKind={"const": "unicodeCodePoints"},
    results={"type": "array", "items": RESULT},
)
LOG = obj(
    ["$schema", "version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"}, "runs": many(RUN)},
)


def sarif(findings, problems=()):
    """The one run of a log that keeps to the schema, in which every index leads to the rule of its id."""
    log = json.loads(report(findings, "sarif", problems=problems))
    jsonschema.Draft7Validator(LOG).validate(log)
    (run,) = log["runs"]
    listed = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(listed) == len(set(listed))
    assert all(listed[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    return run


class TestSarif:
    def test_the_tool_tells_all_its_rules(self):
        driver = sarif([])["tool"]["driver"]
        assert driver["version"] == tl.__version__
        assert [rule["id"] for rule in driver["rules"]] == list(rules())
        (told,) = [rule for rule in driver["rules"] if rule["id"] == "alias-collision"]
        known = rules()["alias-collision"]
        assert told["shortDescription"]["text"] == known.meaning
        assert told["fullDescription"]["text"] == known.text
        assert told["help"]["text"].endswith(f"Source: {known.source}")
        assert known.dossier in told["help"]["markdown"]
        assert told["defaultConfiguration"] == {"level": "warning"}

    def test_a_finding_is_a_result_with_its_place_and_the_other_records(self):
        (result,) = sarif([CLASH])["results"]
        assert (result["ruleId"], result["level"], result["message"]) == (
            "two-places-at-once",
            "error",
            {"text": "two cities at once"},
        )
        file = {"artifactLocation": {"uri": "talks.yaml"}}
        assert result["locations"] == [
            {
                "physicalLocation": {**file, "region": {"startLine": 12}},
                "logicalLocations": [{"name": "rome", "kind": "object"}],
            }
        ]
        first, second = result["relatedLocations"]
        assert (first["id"], first["message"]["text"], first["physicalLocation"]["region"]) == (
            1,
            "moscow",
            {"startLine": 30},
        )
        assert (second["id"], second["physicalLocation"]) == (2, file)
        assert result["properties"] == {
            "certainty": "possible",
            "ids": ["rome", "moscow", "putin"],
            "sources": ["article"],
        }
        assert "suppressions" not in result

    def test_hints_are_notes_and_what_is_silenced_has_its_reason(self):
        (result,) = sarif([QUIET])["results"]
        assert result["level"] == "note"
        assert result["suppressions"] == [{"kind": "inSource", "justification": "To be looked up"}]
        assert result["locations"] == [{"logicalLocations": [{"name": "ill", "kind": "object"}]}]

    def test_what_the_caller_silenced_is_not_persisted_in_the_dossier(self):
        found = check(tl.loads("claims: {alone: It rained}"), silence=["unasserted-claim"], silenced=True)
        (result,) = sarif(found)["results"]
        assert [each["kind"] for each in result["suppressions"]] == ["external"]

    def test_a_problem_is_an_error_under_its_code(self):
        run = sarif([CLASH], [PROBLEM])
        result, _ = run["results"]
        assert (result["ruleId"], result["level"]) == ("wrong-type", "error")
        assert result["message"]["text"] == "events[0].who: a list is wanted; write [x]"
        assert result["locations"] == [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "bad.yaml"},
                    "region": {"startLine": 3, "startColumn": 9},
                }
            }
        ]
        assert run["invocations"] == [{"executionSuccessful": False}]

    def test_a_finding_of_a_rule_that_is_no_longer_known_is_told_all_the_same(self):
        (result,) = sarif([attrs.evolve(CLASH, rule="forgotten")])["results"]
        assert result["ruleId"] == "forgotten"

    def test_fingerprints_outlive_lines_and_words_and_tell_findings_apart(self):
        def marks(*findings):
            return [result["partialFingerprints"] for result in sarif(findings)["results"]]

        moved = attrs.evolve(CLASH, line=99, lines=(99, 100, 101), message="told otherwise", severity="warning")
        assert marks(CLASH) == marks(moved)
        others = [
            attrs.evolve(CLASH, ids=("rome", "moscow")),
            attrs.evolve(CLASH, rule="unasserted-claim"),
            attrs.evolve(CLASH, ids=()),
            attrs.evolve(CLASH, ids=(), message="another"),
        ]
        several = [*marks(CLASH, moved), *(mark for other in others for mark in marks(other))]
        assert len({json.dumps(mark) for mark in several}) == 6

    @pytest.mark.parametrize(
        ("file", "uri"),
        [
            ("talks.yaml", "talks.yaml"),
            ("./papers/talks.yaml", "papers/talks.yaml"),
            ("a b%c#d?e.yaml", "a%20b%25c%23d%3Fe.yaml"),
            ("c:talks.yaml", "c%3Atalks.yaml"),
            ("Рим.yaml", "%D0%A0%D0%B8%D0%BC.yaml"),
            ("\udcff\n.yaml", "%FF%0A.yaml"),
            ("\ud800.yaml", "%3F.yaml"),
            ("<stdin>", "%3Cstdin%3E"),
            ("/papers/a b.yaml", "file:///papers/a%20b.yaml"),
            ("//host/a.yaml", "file:////host/a.yaml"),
        ],
    )
    def test_a_file_name_is_a_reference_to_a_file_and_to_nothing_else(self, file, uri):
        (result,) = sarif([attrs.evolve(CLASH, file=file)])["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}
        assert urlsplit(uri).scheme in {"", "file"}
        assert not urlsplit(uri).netloc


# -- hostile text ------------------------------------------------------------------------------------------------------------

ANYTHING = st.text(
    st.one_of(st.characters(), st.sampled_from('\n\r\t:,%;"\\[]{}\x00\x1b\x85\u2028\u2029\u202e\u2066\udcff\x7f')),
    max_size=30,
)
FINDINGS = st.builds(
    Finding,
    message=ANYTHING.map(lambda text: text or "x"),
    file=st.none() | ANYTHING.map(lambda text: text.replace("\0", "") or "x"),
    line=st.none() | st.integers(1, 9),
    silenced=ANYTHING,
    rule=st.just("x"),
    severity=st.sampled_from(["error", "warning", "hint"]),
    certain=st.booleans(),
)
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\n]*,?)+)::([^\n]*)")


def taken_back(text):
    """Undo the escapes of a workflow command, as the runner does."""
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


@given(st.lists(FINDINGS, max_size=4))
def test_no_text_breaks_a_form_or_acts_on_a_terminal(findings):
    for form in FORMS:
        assert not ACTING.search(report(findings, form)), form


@given(st.lists(FINDINGS, max_size=4))
def test_lines_are_as_many_as_findings(findings):
    for form in ("text", "github"):
        assert len(report(findings, form).splitlines()) == len(findings)


@given(FINDINGS)
def test_a_workflow_command_is_one_command_and_gives_back_what_was_said(finding):
    found = COMMAND.fullmatch(report([finding], "github").removesuffix("\n"))
    assert found
    given_back = dict(pair.split("=", 1) for pair in found[2].split(","))
    if finding.file is not None and not ACTING.search(finding.file) and finding.file.isprintable():
        assert taken_back(given_back["file"]) == finding.file
    if finding.message.isprintable() and not finding.silenced:
        assert taken_back(found[3]) == finding.message


@given(st.lists(FINDINGS, max_size=4))
def test_json_gives_back_what_was_said(findings):
    told = [each["message"] for each in json.loads(report(findings, "json"))["findings"]]
    assert told == [finding.message for finding in findings]


SURROGATE = re.compile("[\ud800-\udfff]")  # no file system gives such a name


@given(st.lists(FINDINGS, max_size=4))
def test_sarif_keeps_to_its_schema(findings):
    results = sarif(findings)["results"]
    assert [result["message"]["text"] for result in results] == [finding.message for finding in findings]
    for result, finding in zip(results, findings, strict=True):
        if finding.file and "/" not in finding.file and not SURROGATE.search(finding.file):
            (place,) = result["locations"]
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert unquote(uri, errors="surrogateescape") == finding.file
