"""What a dossier means: the header, the sections, bare texts, the short form, names in place of ids, own and unknown kinds."""

import gc
from collections.abc import Iterator

import attrs
import pytest

from timeline import formats
from timeline.errors import Unreadable
from timeline.formats.drafting.bulk import uninterrupted
from timeline.records import (
    Act,
    Agent,
    Event,
    Meeting,
    OtherEvent,
    Participation,
    Person,
    Place,
    Source,
    Stance,
    events,
)
from timeline.records.convert import as_texts

SHORT = """\
title: Talks
events:
  - {when: 2025-04-26, title: Trump and Zelenskyy talk, who: [Donald Trump, Volodymyr Zelenskyy], where: St. Peter's}
  - {when: 2025-04-28~, title: A truce is announced}
"""


def test_the_short_form_needs_nothing_but_dates_and_titles() -> None:
    talks = formats.loads(SHORT)
    assert [event.id for event in talks] == ["2025-04-26-trump-and-zelenskyy-talk", "2025-04-28-a-truce-is-announced"]
    assert [type(event) for event in talks] == [Event, Event]
    assert talks["donald-trump"] == Agent("donald-trump", name="Donald Trump")
    assert talks["st-peters"] == Place("st-peters", name="St. Peter's")
    assert [part.agent for part in talks[0].who] == ["donald-trump", "volodymyr-zelenskyy"]


def test_the_long_form_of_the_short_says_the_same() -> None:
    talks = formats.loads(SHORT)
    assert formats.loads(formats.dumps(talks)) == talks
    assert "  st-peters: St. Peter's\n" in formats.dumps(talks)


def test_the_header() -> None:
    rome = formats.loads("timeline: 1\ntitle: Rome\nlanguage: it\nzone: Europe/Rome\nnote: A remark.")
    assert (rome.title, rome.language, rome.zone, rome.note) == ("Rome", "it", "Europe/Rome", "A remark.")
    assert formats.loads('{"timeline": 1, "title": "Rome"}', "json") == formats.loads("title: Rome")


def test_a_bare_text_is_the_name_the_title_or_the_claim() -> None:
    text = "people: {a: Ann}\nplaces: {b: Bern}\nsources: {c: Courier}\nclaims: {d: It is done}"
    found = formats.loads(text)
    assert (found["a"].name, found["b"].name, found["c"].title, found["d"].text) == (
        "Ann",
        "Bern",
        "Courier",
        "It is done",
    )


def test_a_name_refers_to_the_one_that_bears_it() -> None:
    """By name, alias, title or a differently written id; case, accents and punctuation aside."""
    text = """
        people: {zelenskyy: {name: Volodymyr Zelenskyy, aliases: [Зеленський]}}
        places: {st-peters: St. Peter's Basilica}
        sources: {courier: {title: The Courier}}
        events:
          - {title: The funeral, when: 2025-04-26}
          - title: A talk
            when: 2025-04-26
            who: [ЗЕЛЕНСЬКИЙ]
            where: st. peter’s basilica
            cites: [{source: the courier, via: Zelenskyy}]
            part_of: The Funeral
    """
    (talk,) = formats.loads(text).where(lambda event: event.title == "A talk")
    assert (talk.who[0].agent, talk.where, talk.cites[0].source) == ("zelenskyy", "st-peters", "courier")
    assert (talk.cites[0].via, talk.part_of) == (("zelenskyy",), "2025-04-26-the-funeral")


def test_names_work_in_every_section() -> None:
    text = "tenures: {t: {holder: Jimmy Carter, post: President, term: 1977/1981}}\nclaims: {c: {text: X, cites: [Die Zeit]}}"
    found = formats.loads(text)
    assert found["t"].holder == "jimmy-carter"
    assert isinstance(found["die-zeit"], Source)


def test_what_a_source_credits_is_made_an_agent() -> None:
    found = formats.loads("events: [{title: T, when: 2025, cites: [{source: Die Zeit, via: [AFP, AFP News]}]}]")
    assert [type(found[name]) for name in ("die-zeit", "afp", "afp-news")] == [Source, Agent, Agent]


def test_a_name_is_made_once_however_it_is_written() -> None:
    text = "events:\n- {title: A, when: 2024, who: [Donald Trump]}\n- {title: B, when: 2025, who: [DONALD TRUMP]}"
    assert [agent.name for agent in formats.loads(text).agents] == ["Donald Trump"]


def test_made_ids_never_take_one_that_is_in_use() -> None:
    text = """
        people: {rome: Rome Hartman, 2025-talks: Somebody}
        events:
          - {title: Talks, when: 2025, where: ROME!}
          - {title: Talks, when: 2025}
          - {id: 2025-talks-3, title: Talks, when: 2025}
          - {title: Talks, when: 2025}
    """
    found = formats.loads(text)
    assert {event.id for event in found} == {"2025-talks-2", "2025-talks-4", "2025-talks-3", "2025-talks-5"}
    assert found["rome-2"] == Place("rome-2", name="ROME!")


@pytest.mark.parametrize(
    ("when", "title", "expected"),
    [
        ("2025-04-26", "Trump and Zelenskyy talk", "2025-04-26-trump-and-zelenskyy-talk"),
        ("'[2025-04-21..2025-04-26]'", "Witkoff meets Putin", "2025-04-21-witkoff-meets-putin"),
        ("'2025-04-26T14:30[Europe/Rome]'", "Ségolène's café", "2025-04-26-segolenes-cafe"),
        ("201X", "Ærø Łódź straße", "201x-aero-lodz-strasse"),
        ("2025", "Переговори", "2025-event-790963f8"),
        ("2025", "word " * 30, "2025-" + "-".join(["word"] * 12)),
        ("2025", "a" * 200, "2025-" + "a" * 60),
    ],
)
def test_an_id_is_made_from_date_and_title(when: str, title: str, expected: str) -> None:
    assert formats.loads(f"events: [{{when: {when}, title: {title}}}]")[0].id == expected


def test_the_audience_and_the_stances_of_a_statement() -> None:
    text = """
        people: {a: A, b: B}
        claims: {c: C}
        events: {s: {kind: statement, title: T, when: 2025, who: a, to: b, denies: c, asserts: [c]}}
    """
    statement = formats.loads(text)["s"]
    assert statement.who == (Participation("a", role="speaker"), Participation("b", role="audience"))
    assert statement.stances == (Stance(Act.ASSERTS, "c"), Stance(Act.DENIES, "c"))


def test_an_unknown_kind_is_kept_whole() -> None:
    text = "events: {e: {kind: coronation, title: T, when: 1804-12-02, crown: {of: [gold, '1']}, flag: 'true'}}"
    found = formats.loads(text)
    assert isinstance(found["e"], OtherEvent)
    assert "    crown: {of: [gold, '1']}\n    flag: 'true'\n" in formats.dumps(found)
    json = '{"events": {"e": {"kind": "coronation", "title": "T", "when": "1804-12-02", "crown": {"of": ["gold", 1]}, "flag": true}}}'
    assert formats.loads(json, "json") == found


@pytest.fixture
def duel() -> Iterator[type[Event]]:
    @attrs.frozen(kw_only=True)
    class Duel(Event):
        """Two people fight.

        Attributes:
            weapons: With what.
        """

        weapons: tuple[str, ...] = attrs.field(default=(), converter=as_texts)

    yield Duel
    del events._KINDS["duel"]


def test_an_own_kind_is_read_and_written(duel: type[Event]) -> None:
    found = formats.loads("events: {e: {kind: duel, title: Hamilton and Burr, when: 1804-07-11, weapons: [pistols]}}")
    assert isinstance(found["e"], duel)
    assert formats.loads(formats.dumps(found)) == found
    assert "weapons: [pistols]" in formats.dumps(found)


def test_the_file_is_kept_with_the_chronology_but_is_no_part_of_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "talks.yaml"
    path.write_text(SHORT)
    assert formats.read(path).origin == str(path)
    assert formats.loads(SHORT).origin is None
    assert formats.read(path) == formats.loads(SHORT)


def test_equal_values_of_a_load_are_one() -> None:
    text = """
        people: {a: A}
        sources: {s: S}
        events:
          - {title: One, when: 2025-04, who: [{agent: a, role: host}], cites: [{source: s, via: [a], locator: p. 1}]}
          - {title: Two, when: 2025-04, who: [{agent: a, role: host}], cites: [{source: s, via: [a], locator: p. 1}]}
    """
    one, two = formats.loads(text)
    assert one.when is two.when
    assert one.who[0] is two.who[0]
    assert one.cites[0] is two.cites[0]


def test_the_collector_rests_during_a_load_and_wakes_again() -> None:
    with uninterrupted():
        assert not gc.isenabled()
        with uninterrupted():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(Unreadable):
        formats.loads("")
    assert gc.isenabled()


def test_a_collector_that_was_asleep_stays_asleep() -> None:
    gc.disable()
    try:
        formats.loads(SHORT)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_every_kind_of_record_has_a_section() -> None:
    found = formats.loads(formats.dumps(formats.loads(formats.starter())))
    assert isinstance(found["begin"], Person)
    assert isinstance(found["summit"], Meeting)
