"""What a record writes is what its schema admits, judged by an independent validator."""

import jsonschema
import pytest

import timeline as tl
from timeline import formats
from timeline.records import Record

SCHEMA = formats.schema()
RECORDS = [
    tl.Person("nixon", name="Richard Nixon", aliases=["Dick"], identifiers={"wikidata": "Q9588"}, silence={"r": "known"}),
    tl.Place("beijing", name="Beijing", zone="Asia/Shanghai"),
    tl.Source("times", title="Times", url="https://example.org/a", language="en", published="1972-02-22"),
    tl.Claim("there", subject="talks", attribute="where", value="wuhan", adds=True),
    tl.Claim("then", subject="talks", attribute="when", value={"said": "today", "on": "1972-02-21"}),
    tl.Meeting(
        "talks",
        title="Talks",
        when={"said": "yesterday", "on": "1972-02-22", "zone": "Asia/Shanghai"},
        lasted="65 min",
        who=["nixon", tl.Participation("mao", role="host")],
        figures=["17 aircraft", tl.Quantity(1, 1, unit="ton of coal")],
        cites=["times"],
        mode="phone",
    ),
    tl.Agreement("treaty", title="A treaty", when="1972", signed="talks", in_force={"date": "1973", "reading": "throughout"}),
    tl.Statement("toast", title="A toast", when="1972", who=["zhou"], to=["nixon"], denies=["there"]),
    tl.OtherEvent("summit", kind="summit", title="A summit", when="1972", extra={"host": ["us"]}),
]  # fmt: skip


def dossier(record: Record) -> dict[str, object]:
    tree = record.plain()
    return {record.section: {tree.pop("id"): tree}}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_what_a_record_writes_its_schema_admits(record):
    assert [*jsonschema.Draft202012Validator(SCHEMA).iter_errors(dossier(record))] == []


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (RECORDS[0], "identifiers", "Q9588"),
        (RECORDS[0], "aliases", [3]),
        (RECORDS[1], "zone", ""),
        (RECORDS[2], "url", "example.org"),
        (RECORDS[2], "language", "e"),
        (RECORDS[3], "adds", "maybe"),
        (RECORDS[5], "mode", "fax"),
        (RECORDS[5], "figures", [17]),
        (RECORDS[5], "lasted", 65),
        (RECORDS[6], "signed", []),
    ],
)
def test_what_no_field_takes_its_schema_does_not_admit(record, field, value):
    tree = dossier(record)
    tree[record.section][record.id][field] = value
    assert [*jsonschema.Draft202012Validator(SCHEMA).iter_errors(tree)] != []
