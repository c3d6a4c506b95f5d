"""Every record is frozen, checked, hashable, equal by value, and takes records where it takes ids."""

import datetime as dt

import attrs
import pendulum
import pytest

import timeline as tl
from timeline.records import SECTIONS, Part, Record, entry_of, event_class, events, kinds

NIXON = tl.Person("nixon", name="Richard Nixon")
MAO = tl.Person("mao", name="毛泽东", aliases=["Mao Zedong"])
BEIJING = tl.Place("beijing", name="Beijing", zone="Asia/Shanghai")

EXAMPLES = [
    NIXON,
    tl.Organization("tass", name="TASS", part_of="ussr"),
    tl.State("ussr", name="Soviet Union", code="SU"),
    tl.Agent("both-sides", name="both sides"),
    BEIJING,
    tl.Tenure("nixon-37", holder=NIXON, post="President", of="us", term="1969-01-20/1974-08-09"),
    tl.Source("shanghai", title="Shanghai Communiqué", published="1972-02-27", url="https://example.org/a"),
    tl.Claim("one-china", text="There is one China", cites=["shanghai"]),
    tl.Claim("in-wuhan", subject="nixon-mao", attribute="where", value="wuhan"),
    tl.Meeting(
        "nixon-mao", title="Nixon meets Mao", when="1972-02-21", where=BEIJING, who=[NIXON, MAO], lasted="65 min"
    ),
    tl.Mission(
        "kissinger", title="Kissinger goes", when="1971-07-09/1971-07-11", who=["kissinger"], mandate="to prepare"
    ),
    tl.Visit("visit", title="A week", when="1972-02-21/1972-02-28", who=[NIXON], protocol="state"),
    tl.Statement("toast", title="A toast", when="1972-02-21", who=["zhou"], to=[NIXON], text="to friendship"),
    tl.Agreement("communique", title="Communiqué", when="1972-02-27", signed="1972-02-27", in_force="toast"),
    tl.Incident("raid", title="A raid", when="1972-04", figures=["17 aircraft"], who=["us"]),
    tl.Event("plain", title="Something", when="1972"),
]


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: record.id)
class TestEveryRecord:
    def test_is_frozen(self, record):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.note = "changed"

    def test_has_no_dictionary(self, record):
        """Slots: a misspelt attribute cannot be hung onto a record."""
        assert not hasattr(record, "__dict__")

    def test_equals_its_copy_and_hashes_alike(self, record):
        copy = attrs.evolve(record)
        assert copy == record
        assert hash(copy) == hash(record)
        assert attrs.evolve(record, note="another") != record

    def test_comes_back_from_its_plain_tree(self, record):
        tree = record.plain()
        tree.pop("id")
        make = type(record).from_tree if isinstance(record, tl.Event) else type(record).build
        assert make({"id": record.id, **tree}) == record

    def test_holds_only_tuples(self, record):
        assert not any(isinstance(value, list | dict | set) for value in attrs.asdict(record, recurse=False).values())


def test_all_types_are_among_the_examples():
    shown = {type(record) for record in EXAMPLES}
    assert shown >= set(SECTIONS.values()) | {tl.Meeting, tl.Mission, tl.Visit, tl.Statement, tl.Agreement, tl.Incident}


@pytest.mark.parametrize("bad", ["", "Trump", "a b", "-a", "a/b", "é", "a" * 101, "ﬁ", "a\u200b", "K"])
def test_a_malformed_id_is_refused(bad):
    with pytest.raises(tl.Invalid) as caught:
        tl.Person(bad, name="x")
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("malformed-id", ("id",))]


def test_all_wrong_fields_are_told_at_once():
    with pytest.raises(tl.Invalid) as caught:
        tl.Meeting(
            "talks", title="", when="1972-02-30", who=["Mao", NIXON], status="hold", mode="fax", figures=["some"]
        )
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("empty", ("title",)),
        ("impossible-date", ("when",)),
        ("malformed-id", ("who", 0)),
        ("unknown-status", ("status",)),
        ("bad-figure", ("figures", 0)),
        ("unknown-mode", ("mode",)),
    ]
    assert "did you mean 'held'?" in str(caught.value)


def test_an_unknown_role_is_refused_with_the_nearest():
    with pytest.raises(
        tl.Invalid, match=r"who\[0\]\.role: no role 'envoi' in an event of kind 'meeting'; did you mean 'envoy'\?"
    ):
        tl.Meeting("m", title="x", when="1972", who=[tl.Participation("a", role="envoi")])


def test_the_same_part_twice_is_refused():
    with pytest.raises(tl.Invalid, match="named twice"):
        tl.Meeting("m", title="x", when="1972", who=["a", "a"])


def test_the_same_part_with_and_without_its_usual_role_is_one():
    """Otherwise the record could be made, and neither changed nor written and read again."""
    meeting = tl.Meeting("m", title="x", when="1972", who=["a", tl.Participation("a", role="participant")])
    assert meeting.who == (tl.Participation("a", role="participant"),)
    statement = tl.Statement("s", title="x", when="1972", who=[tl.Participation("b", role="audience")], to=["b"])
    assert statement.to == statement.who == (tl.Participation("b", role="audience"),)


def test_mentions_go_by_new_ids():
    told = tl.Statement("s", title="x", when="1972", who=["a"], where="p", after=["e", "f"], denies=["c"], cites=["z"])
    ids = {"a": "b", "e": "f", "c": "d", "p": "q", "z": "y", "s": "t"}
    renamed = told.renamed(ids)
    assert (renamed.id, renamed.who[0].agent, renamed.where, renamed.after) == ("s", "b", "q", ("f",))
    assert (renamed.stances[0].target, renamed.cites[0].source) == ("d", "y")
    assert tl.Agreement("g", title="x", when="1972", signed="e", in_force="1973").renamed(ids).signed == "f"
    assert told.renamed({}) is told


def test_a_record_of_another_type_is_no_place():
    with pytest.raises(tl.Invalid, match="is no place"):
        tl.Meeting("m", title="x", when="1972", where=NIXON)


@pytest.mark.parametrize("text", ["x\x00", "x\x7f", "x\ufffe", "x\ud800", "x\U000e0041", "y" * 1_000_001])
def test_texts_that_no_reader_can_show_are_refused(text):
    with pytest.raises(tl.Invalid):
        tl.Source("s", title=text)


def test_texts_are_composed_and_plain():
    from markupsafe import Markup

    source = tl.Source("s", title=Markup("  <b>e\u0301</b>\r\n"))
    assert source.title == "<b>é</b>"
    assert type(source.title) is str


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "//evil.test",
        "https:/evil.test",
        "https://a@evil.test/",
        "https://[::1",
        "mailto:a@b",
        "#x",
        'https://example.org/"x',
        "https://example.org/<",
        "ftp://example.org",
        "https://example.org/" + "a" * 2048,
    ],
)
def test_only_whole_web_addresses_are_addresses(url):
    with pytest.raises(tl.Invalid) as caught:
        tl.Source("s", title="x", url=url)
    assert caught.value.problems[0].code == "bad-address"


def test_the_audience_is_kept_among_the_participations():
    short = tl.Statement("s", title="x", when="1972", who=["zhou"], to=["nixon"])
    long = tl.Statement("s", title="x", when="1972", who=["zhou", tl.Participation("nixon", role="audience")])
    assert short == long
    assert [part.agent for part in short.to] == ["nixon"]
    assert attrs.evolve(short, note="n").to == short.to


def test_each_act_is_short_for_a_stance():
    short = tl.Statement("s", title="x", when="1972", asserts=["a"], denies="b", stances=[tl.Stance("doubts", "c")])
    assert [(stance.act.value, stance.target) for stance in short.stances] == [
        ("asserts", "a"),
        ("denies", "b"),
        ("doubts", "c"),
    ]
    assert short.targets("denies") == ("b",)
    assert short == attrs.evolve(short) == tl.Statement("s", title="x", when="1972", stances=short.stances)


def test_a_key_of_another_kind_names_that_kind():
    with pytest.raises(tl.Invalid, match="statement has it: write `kind: statement`"):
        tl.Event.from_tree({"id": "e", "title": "x", "when": "1972", "denies": ["a"]})


def test_a_rival_value_may_be_several():
    claim = tl.Claim("c", subject="m", attribute="figures", value=["14000 soldiers", "3 tanks"])
    assert claim.value == ("14000 soldiers", "3 tanks")
    assert tl.Claim.build(claim.plain()) == claim


def test_a_rival_value_may_be_a_mapping_or_several():
    """As a file writes them; frozen, so that the claim still hashes, and refused where the field refuses them."""
    said = tl.Claim("c", subject="m", attribute="when", value={"said": "today", "on": "1972-02-21"})
    who = tl.Claim("d", subject="m", attribute="who", value=["a", {"agent": "b", "role": "host"}], adds=True)
    for claim in (said, who):
        assert tl.Claim.build(claim.plain()) == claim
        assert hash(tl.Claim.build(claim.plain())) == hash(claim)
    assert said.plain()["value"] == {"said": "today", "on": "1972-02-21"}
    agents = [tl.Agent("a", name="A"), tl.Agent("b", name="B")]
    event = tl.Meeting("m", title="x", when="1972")
    assert tl.Chronology([*agents, event, said, who]).rivals("m") == {"when": (said,), "who": (who,)}
    half = tl.Claim("c", subject="m", attribute="when", value={"said": "today"})
    with pytest.raises(tl.Invalid, match=r"claims\.c\.value: 'on' is missing"):
        tl.Chronology([event, half])
    with pytest.raises(tl.Invalid, match=r"value\.role: an empty text"):
        tl.Claim("c", subject="m", attribute="who", value={"agent": "a", "role": ""})


def test_a_repr_says_only_what_is_set():
    event = tl.Meeting("m", title="x", when="1972", who=["a"])
    assert repr(event) == "Meeting('m', title='x', when=When('1972'), who=(Participation('a', role='participant'),))"
    assert repr(tl.Quantity(None, 3, unit="h")) == "Quantity(high=Decimal('3'), unit='h')"


class TestDates:
    @pytest.mark.parametrize(
        ("given", "text"),
        [
            (dt.date(1972, 2, 21), "1972-02-21"),
            (dt.datetime(1972, 2, 21, 9, 30), "1972-02-21T09:30:00"),  # noqa: DTZ001
            (dt.datetime(1972, 2, 21, 9, 30, tzinfo=dt.UTC), "1972-02-21T09:30:00+00:00"),
            (pendulum.datetime(1972, 2, 21, 9, 30, tz="Asia/Shanghai"), "1972-02-21T09:30:00+08:00[Asia/Shanghai]"),
        ],
    )
    def test_dates_of_other_libraries_are_taken(self, given, text):
        assert str(tl.Event("e", title="x", when=given).when) == text

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            (1972, "write it as a text: '1972'"),
            (["1972-10-27", "1972-10-28"], "stands in quotation marks"),
            ({}, "stands in quotation marks"),
            ({"said": "last Tuesday"}, "'on' is missing"),
            ({"said": "recently", "on": "1972-02-21"}, "no rule reads this"),
            ({"day": "1972"}, "a date with the keys 'day'"),
            (dt.datetime(1972, 2, 21, 9, 30, 0, 5), "fractions of a second"),  # noqa: DTZ001
        ],
    )
    def test_what_is_no_date_is_told_with_a_way_out(self, given, told):
        with pytest.raises(tl.Invalid, match="when: ") as caught:
            tl.Event("e", title="x", when=given)
        assert told in str(caught.value)


def test_stances_stand_in_one_order():
    one = tl.Stance("denies", "a"), tl.Stance("asserts", "b")
    statement = tl.Statement("s", title="x", when="1972", stances=one)
    assert statement == tl.Statement("s", title="x", when="1972", stances=one[::-1])
    assert statement.plain()["denies"] == ["a"]


def test_a_visit_is_read_as_lasting_and_a_meeting_as_somewhere_within():
    visit = tl.Visit("v", title="x", when="1972-02")
    meeting = tl.Meeting("m", title="x", when="1972-02")
    assert (visit.when.reading, meeting.when.reading) == (tl.Reading.THROUGHOUT, tl.Reading.WITHIN)
    assert visit.plain()["when"] == meeting.plain()["when"] == "1972-02"
    other = tl.Visit("v", title="x", when={"date": "1972-02", "reading": "within"})
    assert other.plain()["when"] == {"date": "1972-02", "reading": "within"}


@pytest.mark.parametrize("half", [{"subject": "a"}, {"subject": "a", "attribute": "where"}, {"value": "x"}, {}])
def test_half_a_claim_is_refused(half):
    with pytest.raises(tl.Invalid):
        tl.Claim("c", **half)


@pytest.fixture
def own_kinds(monkeypatch):
    """Forget the kinds that a test declares."""
    monkeypatch.setattr(events, "_KINDS", dict(events._KINDS))


@pytest.mark.usefixtures("own_kinds")
class TestOwnKinds:
    def test_a_subclass_is_a_kind(self):
        @attrs.frozen(kw_only=True)
        class PressConference(tl.Statement):
            """Several speakers, one room."""

            hall: str = ""

        assert kinds()["press-conference"] is PressConference
        event = PressConference.from_tree(
            {"id": "p", "title": "x", "when": "1972", "hall": "East Room", "denies": ["c"]}
        )
        assert event.plain() == {
            "kind": "press-conference", "id": "p", "title": "x", "when": "1972", "hall": "East Room", "denies": ["c"],
        }  # fmt: skip

    def test_a_field_by_annotation_alone_is_checked_and_frozen(self):
        @attrs.frozen(kw_only=True)
        class Exercise(tl.Event):
            weapons: tuple[str, ...] = ()

        event = Exercise("e", title="x", when="1972", weapons=["tanks"])
        assert event.weapons == ("tanks",)
        assert Exercise("e", title="x", when="1972").weapons == ()
        assert hash(event)
        with pytest.raises(tl.Invalid, match=r"weapons\[0\]"):
            Exercise("e", title="x", when="1972", weapons=[""])

    def test_fields_without_the_decorator_are_told(self):
        class Hearing(tl.Event):
            room: str = ""

        with pytest.raises(TypeError, match="decorate it with"):
            kinds()

    def test_two_classes_cannot_share_a_kind(self):
        with pytest.raises(TypeError, match="already"):
            type("Meeting", (tl.Event,), {"__module__": "elsewhere", "__qualname__": "Meeting"})

    def test_an_unknown_kind_is_kept_whole(self):
        tree = {
            "kind": "summit",
            "title": "x",
            "when": "1972",
            "agenda": ["arms", {"a": "b"}],
            "who": [{"agent": "a", "role": "chair"}],
        }
        event = tl.OtherEvent.from_tree({"id": "s", **tree})
        assert event.kind == "summit"
        assert event.plain() == {"id": "s", **tree}
        assert hash(event) == hash(attrs.evolve(event))
        with pytest.raises(tl.Invalid):
            tl.OtherEvent("s", kind="summit", title="x", when="1972", extra="[")


def test_a_field_that_nothing_describes_is_a_defect_of_the_class():
    @attrs.frozen(kw_only=True)
    class Weather(Part):
        wind: complex = 0j

    with pytest.raises(TypeError, match="converters"):
        Weather.fields()


def test_families_name_ancestors_and_kin():
    assert tl.Person.families == {"person", "agent", "origin", "record"}
    assert {"matter", "event", "meeting"} <= tl.Meeting.families
    assert Record.families == {"record"}


def test_a_statement_takes_no_stance_on_itself():
    with pytest.raises(tl.Invalid, match="a statement that denies itself"):
        tl.Statement("a", title="A", when="2025", denies=["a"])


@pytest.mark.parametrize("zone", [" Europe/Kyiv", "Europe/Kyiv ", "Europe/Kyiv\n"])
def test_a_zone_with_a_blank_around_it_is_none(zone):
    with pytest.raises(tl.Invalid, match="no zone"):
        tl.Place("a", name="A", zone=zone)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: tl.Source("s", title=3), "title: a text is wanted, not 3"),
        (lambda: tl.Source("s", title=None), "title: a text is wanted, not nothing"),
        (lambda: tl.Source("s", title=["a"]), "title: a text is wanted, not a list"),
        (lambda: tl.Source("s", title={"a": "b"}), "title: a text is wanted, not a mapping"),
        (lambda: tl.Source("s", title="x", language="english!"), "language: 'english!' is no language tag"),
        (lambda: tl.Person(3, name="x"), "id: an id is a text, not 3"),
        (lambda: tl.Person("p", name="P", identifiers=3), "identifiers: a mapping of scheme to value is wanted, not 3"),
        (lambda: tl.Person("p", name="P", identifiers=["a"]), "identifiers: a scheme and a value are wanted, not 'a'"),
        (lambda: tl.Person("p", name="P", aliases={"a"}), "aliases: a list is wanted, and a set has no order"),
        (lambda: tl.Claim("c", subject="m", attribute="a", value="x", adds="so"), "adds: 'so' is neither true nor false"),
        (lambda: tl.Claim("c", text="x", adds=True), "adds: 'adds' says how a rival value is meant"),
        (
            lambda: tl.Statement("s", title="x", when="1972", stances=["denies"]),
            "stances[0]: a mapping of act, target is wanted, not 'denies'",
        ),
        (lambda: tl.Person.build({"id": "a", "nmae": "x"}), "nmae: unknown key 'nmae'; did you mean 'name'?"),
        (lambda: tl.Person.build({"id": "a"}), "'name' is missing; needed: id, name"),
        (lambda: tl.Person.build({"id": "a", "name": "x", "colour": "y"}), "colour: unknown key 'colour'; allowed: id, name"),
        (lambda: tl.Event.build({"id": "a", "title": "x", "when": "1972", "date": "1972"}), "unknown key 'date'; write 'when'"),
        (lambda: tl.Event.build({"id": "a", "title": "x", "when": "1972", "colour": "y"}), "'colour'; allowed: id, title"),
        (lambda: tl.OtherEvent("s", kind="k", title="x", when="1972", extra="3"), "extra: a mapping is wanted, not '3'"),
    ],
)  # fmt: skip
def test_a_refusal_says_where_and_what_and_what_to_do(make, told):
    with pytest.raises(tl.Invalid) as caught:
        make()
    assert told in str(caught.value)


def test_a_word_of_a_closed_list_may_be_the_word_itself():
    meeting = tl.Meeting("m", title="x", when="1972", status="planned")
    assert attrs.evolve(meeting, title="y").status is meeting.status is tl.Status.PLANNED


def test_a_rival_value_is_shown_as_it_is_written():
    claim = tl.Claim("c", subject="m", attribute="who", value=["a", {"agent": "b", "role": "host"}])
    told = "Claim('c', subject='m', attribute='who', value=('a', {'agent': 'b', 'role': 'host'}))"
    assert repr(claim) == told


def test_a_claim_that_is_a_rival_value_says_so():
    assert tl.Claim("c", subject="m", attribute="where", value="x").is_rival
    assert not tl.Claim("c", text="There is one China").is_rival


def test_those_in_a_role_are_told_in_the_order_of_the_record():
    meeting = tl.Meeting("m", title="x", when="1972", who=["a", tl.Participation("b", role="host"), "c"])
    assert [part.agent for part in meeting.with_role("participant")] == ["a", "c"]


def test_rich_is_given_the_id_without_its_name_and_the_defaults_to_leave_out():
    assert [*tl.Place("beijing", name="Beijing", note="n").__rich_repr__()] == [
        (None, "beijing"),
        ("name", "Beijing", attrs.NOTHING),
        ("aliases", (), ()),
        ("within", None, None),
        ("zone", None, None),
        ("identifiers", (), ()),
        ("silence", (), ()),
        ("note", "n", ""),
    ]


def test_words_said_with_their_zone_come_back():
    said = {"said": "yesterday", "on": "1972-02-22", "zone": "Asia/Shanghai"}
    assert tl.Meeting("m", title="x", when=said).plain()["when"] == said


def test_a_kind_that_nobody_declared_is_kept_whole():
    assert event_class("meeting") is tl.Meeting
    assert event_class("coronation") is tl.OtherEvent


@pytest.mark.parametrize(
    ("family", "told"),
    [
        ("place", "enter it under places"),
        ("agent", "enter it under people, organizations, states or agents"),
        ("event", "enter it under events"),
    ],
)
def test_what_is_not_there_is_told_with_the_section_to_enter_it_in(family, told):
    assert entry_of(family) == told


def test_a_list_in_which_all_is_wrong_is_not_read_to_its_end():
    with pytest.raises(tl.Invalid) as caught:
        tl.Event("e", title="x", when="1972", tags=[3] * 5_000)
    assert len(caught.value.problems) == 1_001
    assert caught.value.problems[-1].path == ("tags", 1_000)
    assert caught.value.problems[-1].code == "too-many"
