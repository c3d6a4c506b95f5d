"""Two dossiers become one: what is the same is recognized, what is not is kept apart, and nothing is overwritten."""

import attrs
import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.chronology.change.merging import merge, merging
from timeline.records import events
from timeline.records.convert import as_lasted, as_text
from timeline.records.events import Event
from timeline.when import Duration

ROME, MOSCOW = tl.Place("rome", name="Rome"), tl.Place("moscow", name="Moscow")
WITKOFF, PUTIN = tl.Person("witkoff", name="Steve Witkoff"), tl.Person("putin", name="Vladimir Putin")
ARTICLE, REUTERS = (
    tl.Source("article", title="Article datelined Rome"),
    tl.Source("reuters", title="Report from Moscow"),
)
TALKS = tl.Meeting("talks", title="Witkoff meets Putin", when="2025-04-25")


def both(first, second, *, with_first=(), with_second=()):
    """Merge two records, each with what it mentions."""
    return merging(Chronology([first, *with_first]), Chronology([second, *with_second]))


def values(chronology, name, field):
    return [(claim.value, claim.adds) for claim in chronology.rivals(name).get(field, ())]


class TestRivals:
    """Two reports of one meeting, of which one says Rome and the other Moscow."""

    @pytest.fixture
    def merged(self):
        ours = attrs.evolve(
            TALKS,
            when={"said": "earlier this week", "on": "2025-04-26"},
            where="rome",
            who=["witkoff", "putin"],
            cites=["article"],
        )
        theirs = attrs.evolve(
            TALKS,
            where="moscow",
            mode="in-person",
            lasted="3 h",
            who=["witkoff", tl.Participation("putin", role="host"), "ushakov"],
            cites=["reuters"],
        )
        first = Chronology([ROME, WITKOFF, PUTIN, ARTICLE, ours])
        second = Chronology([MOSCOW, WITKOFF, PUTIN, tl.Person("ushakov", name="Yuri Ushakov"), REUTERS, theirs])
        return merging(first, second)

    def test_the_first_keeps_its_values(self, merged):
        talks = merged.chronology["talks"]
        assert (talks.where, talks.when.said.words) == ("rome", "earlier this week")

    def test_the_second_is_a_rival_with_its_sources(self, merged):
        claims = merged.chronology.rivals("talks")
        assert [(claim.id, claim.value, claim.cites[0].source) for claim in claims["where"]] == [
            ("talks-where-moscow", "moscow", "reuters")
        ]
        assert [claim.value for claim in claims["when"]] == ["2025-04-25"]

    def test_what_the_first_leaves_open_is_taken(self, merged):
        assert (str(merged.chronology["talks"].lasted), merged.chronology["talks"].mode) == ("3 h", "in-person")

    def test_whom_only_the_second_knows_is_said_to_have_been_there_too(self, merged):
        assert values(merged.chronology, "talks", "who") == [("ushakov", True)]
        assert [part.role for part in merged.chronology["talks"].who] == ["participant", "host"]

    def test_citations_are_united(self, merged):
        assert [cite.source for cite in merged.chronology["talks"].cites] == ["article", "reuters"]

    def test_the_report_says_so(self, merged):
        assert str(merged).splitlines() == [
            "in both: 3 records",
            "rival value: 'talks-when-2025-04-25', when of “Witkoff meets Putin” may be 25 April 2025",
            "rival value: 'talks-where-moscow', where of “Witkoff meets Putin” may be Moscow",
            "rival value: 'talks-who-ushakov', who of “Witkoff meets Putin” also has Yuri Ushakov",
        ]

    def test_the_other_way_round_nothing_is_lost_either(self, merged):
        back = merging(merged.chronology, Chronology([ROME, attrs.evolve(TALKS, where="rome")]))
        assert back.chronology["talks"].where == "rome"
        assert merge(back.chronology, merged.chronology) == back.chronology


class TestFields:
    def test_a_status_is_never_unsaid(self):
        """That a meeting was held is what a file says by saying nothing."""
        merged = both(attrs.evolve(TALKS, status="planned"), TALKS).chronology
        assert merged["talks"].status == "planned"
        assert values(merged, "talks", "status") == [("held", False)]

    def test_what_explains_a_date_goes_with_it(self):
        ours = attrs.evolve(TALKS, when="2025-04")
        theirs = attrs.evolve(TALKS, dating="inferred from the communiqué")
        merged = both(ours, theirs).chronology
        assert merged["talks"].dating == ""
        assert values(merged, "talks", "dating") == [("inferred from the communiqué", False)]
        assert both(TALKS, theirs).chronology["talks"].dating == "inferred from the communiqué"

    def test_notes_are_joined_and_not_repeated(self):
        ours, theirs = attrs.evolve(TALKS, note="Ours."), attrs.evolve(TALKS, note="Theirs.")
        merged = both(ours, theirs).chronology
        assert merged["talks"].note == "Ours.\n\nTheirs."
        assert merge(merged, Chronology([theirs]))["talks"].note == "Ours.\n\nTheirs."

    def test_another_name_is_an_alias(self):
        ours = tl.Person("zelenskyy", name="Volodymyr Zelenskyy", aliases=["Zelensky"])
        theirs = tl.Person("zelenskyy", name="Volodymyr Zelensky", aliases=["Зеленський", "Zelensky"])
        merged = both(ours, theirs)
        assert merged.chronology["zelenskyy"].aliases == ("Zelensky", "Volodymyr Zelensky", "Зеленський")
        assert merged.rivals == ()

    def test_another_summary_or_title_is_a_rival(self):
        theirs = attrs.evolve(TALKS, title="Putin receives Witkoff", summary="Three hours in the Kremlin.")
        merged = both(attrs.evolve(TALKS, summary="Short."), theirs).chronology
        assert values(merged, "talks", "title") == [("Putin receives Witkoff", False)]
        assert values(merged, "talks", "summary") == [("Three hours in the Kremlin.", False)]

    def test_case_accents_and_punctuation_make_no_rival(self):
        source = tl.Source("s", title="Talks at Sèvres", url="https://example.org/a/")
        theirs = tl.Source("s", title="Talks at Sevres.", url="http://EXAMPLE.org/a")
        assert both(source, theirs).rivals == ()

    def test_words_as_printed_are_kept_to_the_letter(self):
        ours = tl.Statement("s", title="A post", when="2025-04-26", text="Too many people are dying!!!")
        theirs = attrs.evolve(ours, text="Too many people are dying.")
        assert values(both(ours, theirs).chronology, "s", "text") == [("Too many people are dying.", False)]

    def test_figures_of_other_things_stand_beside(self):
        ours, theirs = (
            attrs.evolve(TALKS, figures=["66 drones"]),
            attrs.evolve(TALKS, figures=["66 drones", "3 missiles"]),
        )
        assert values(both(ours, theirs).chronology, "talks", "figures") == [("3 missiles", True)]

    def test_figures_of_the_same_thing_are_rivals(self):
        ours, theirs = (
            attrs.evolve(TALKS, figures=["66 drones"]),
            attrs.evolve(TALKS, figures=["45 drones", "3 missiles"]),
        )
        assert values(both(ours, theirs).chronology, "talks", "figures") == [(("45 drones", "3 missiles"), False)]

    def test_the_same_person_in_another_role_makes_the_whole_list_a_rival(self):
        ours = attrs.evolve(TALKS, who=[tl.Participation("putin", role="host", capacity="President")])
        theirs = attrs.evolve(TALKS, who=[tl.Participation("putin", role="guest"), "witkoff"])
        merged = both(ours, theirs, with_first=[PUTIN], with_second=[PUTIN, WITKOFF]).chronology
        assert values(merged, "talks", "who") == [(({"agent": "putin", "role": "guest"}, "witkoff"), False)]
        assert merged["talks"].who == ours.who

    def test_a_part_is_completed(self):
        ours = attrs.evolve(TALKS, who=["witkoff"])
        whole = tl.Participation("witkoff", role="envoy", capacity="special envoy", on_behalf_of="putin")
        theirs = attrs.evolve(TALKS, who=[whole])
        merged = both(ours, theirs, with_first=[WITKOFF], with_second=[WITKOFF, PUTIN])
        assert merged.chronology["talks"].who == (whole,)
        assert merged.rivals == ()

    def test_tags_stances_and_silence_are_united(self):
        claim, other = tl.Claim("a", text="One"), tl.Claim("b", text="Two")
        ours = tl.Statement("s", title="He says", when="2025", tags=["x"], asserts=["a"], silence={"r": "because"})
        theirs = attrs.evolve(
            ours, tags=("y", "x"), stances=(tl.Stance("denies", "b"),), silence={"r": "for", "q": "no"}
        )
        merged = both(ours, theirs, with_first=[claim, other], with_second=[claim, other]).chronology["s"]
        assert (merged.tags, merged.silence) == (("x", "y"), (("q", "no"), ("r", "because\n\nfor")))
        assert [str(stance.act) for stance in merged.stances] == ["asserts", "denies"]

    def test_another_identifier_of_one_scheme_is_a_rival(self):
        ours = tl.Person("p", name="P", identifiers={"wikidata": "Q1", "viaf": "7"})
        theirs = tl.Person("p", name="P", identifiers={"wikidata": "Q1", "viaf": "8", "gnd": "9"})
        merged = both(ours, theirs).chronology
        assert merged["p"].identifiers == (("gnd", "9"), ("viaf", "7"), ("wikidata", "Q1"))
        assert values(merged, "p", "identifiers") == [({"viaf": "8"}, False)]

    def test_keys_of_an_unknown_kind(self):
        ours = tl.records.OtherEvent("c", kind="coronation", title="Aachen", when="0800-12-25", extra={"crown": "gold"})
        theirs = attrs.evolve(ours, extra={"crown": "iron", "orb": "none"})
        merged = both(ours, theirs).chronology
        assert merged["c"].extra == '{"crown": "gold", "orb": "none"}'
        assert values(merged, "c", "extra") == [('{"crown": "iron"}', False)]


class TestKnownRivals:
    CLAIM = tl.Claim("in-moscow", subject="talks", attribute="where", value="moscow", cites=["article"])

    def test_a_rival_that_is_known_gets_the_sources(self):
        ours = [attrs.evolve(TALKS, where="rome"), ROME, MOSCOW, ARTICLE, self.CLAIM]
        theirs = [attrs.evolve(TALKS, where="moscow", cites=["reuters"]), MOSCOW, REUTERS]
        merged = merging(Chronology(ours), Chronology(theirs))
        assert (merged.rivals, merged.supported) == ((), ("in-moscow",))
        assert [cite.source for cite in merged.chronology["in-moscow"].cites] == ["article", "reuters"]
        assert "supported by more sources: 'in-moscow', where of “Witkoff meets Putin” may be Moscow" in str(merged)

    def test_the_same_rival_under_two_ids_is_one(self):
        ours = [attrs.evolve(TALKS, where="rome"), ROME, MOSCOW, ARTICLE, self.CLAIM]
        theirs = [attrs.evolve(each, id="met-there") if each is self.CLAIM else each for each in ours]
        merged = merging(Chronology(ours), Chronology(theirs))
        assert merged.chronology == Chronology(ours)
        assert merged.ids == {"met-there": "in-moscow"}

    def test_rivals_under_one_id_that_say_something_else_are_two(self):
        """A claim about another event is not the same claim, even to the letter."""
        ours = [attrs.evolve(TALKS, where="rome"), ROME, MOSCOW, ARTICLE, self.CLAIM]
        other = tl.Meeting("talks", title="Secret talks at Sèvres", when="1956-10-22/1956-10-24")
        merged = merging(Chronology(ours), Chronology([other, MOSCOW, ARTICLE, self.CLAIM])).chronology
        assert merged["in-moscow"].subject == "talks"
        assert merged["in-moscow-2"].subject == "talks-2"

    def test_ids_are_numbered_where_they_are_taken_and_never_too_long(self):
        name = "x" * 100
        event = tl.Meeting(name, title="Talks", when="2025-04-25", where="rome")
        other = attrs.evolve(event, where="moscow")
        merged = both(event, other, with_first=[ROME], with_second=[MOSCOW])
        assert [len(claim.id) for claim in merged.rivals] == [100]
        taken = tl.Claim("talks-where-moscow", text="Something else")
        merged = both(
            attrs.evolve(TALKS, where="rome"),
            attrs.evolve(TALKS, where="moscow"),
            with_first=[ROME, taken],
            with_second=[MOSCOW],
        )
        assert [claim.id for claim in merged.rivals] == ["talks-where-moscow-2"]

    def test_a_value_in_another_script_makes_a_readable_id(self):
        merged = both(TALKS, attrs.evolve(TALKS, title="Встреча"))
        assert [claim.id for claim in merged.rivals] == ["talks-title"]


class TestSame:
    """What is recognized, and by what."""

    @pytest.mark.parametrize(
        ("first", "second", "by"),
        [
            (tl.Person("a", name="Donald Trump"), tl.Person("b", name="donald trump"), "name"),
            (
                tl.Person("a", name="Francis", aliases=["Jorge Mario Bergoglio"]),
                tl.Person("b", name="Jorge Mario Bergoglio"),
                "name",
            ),
            (tl.Person("a", name="Donald Trump"), tl.Agent("donald-trump", name="Donald Trump"), "name"),
            (tl.State("a", name="United States", code="US"), tl.State("b", name="USA", code="us"), "code"),
            (
                tl.Person("a", name="Xi Jinping", identifiers={"wikidata": "Q15031"}),
                tl.Person("b", name="习近平", identifiers={"wikidata": "Q15031"}),
                "identifier",
            ),
            (tl.Place("a", name="Saint-Père"), tl.Place("b", name="SAINT PÈRE"), "name"),
            (
                tl.Source("a", title="One", url="https://example.org/x"),
                tl.Source("b", title="Two", url="https://example.org/x/"),
                "address",
            ),
            (
                tl.Source("a", title="The Talks", publisher="Reuters"),
                tl.Source("b", title="The talks", publisher="Reuters", author="X"),
                "title",
            ),
            (tl.Claim("a", text="The region is cleared"), tl.Claim("b", text="The region is cleared."), "text"),
            (TALKS, attrs.evolve(TALKS, id="2025-04-25-witkoff-meets-putin"), "title"),
        ],
        ids=lambda value: getattr(value, "id", value),
    )
    def test_under_two_ids(self, first, second, by):
        merged = both(first, second)
        assert [(match.first, match.second, match.by) for match in merged.matches] == [(first.id, second.id, by)]
        assert second.id not in merged.chronology

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (tl.Person("x", name="Donald Trump"), tl.Person("x", name="Donald J. Trump")),
            (tl.Person("x", name="Volodymyr Zelenskyy"), tl.Person("x", name="Volodymyr Zelensky")),
            (tl.Person("zelenskyy", name="Volodymyr Zelenskyy"), tl.Person("zelenskyy", name="Зеленський")),
            (tl.Person("x", name="George Bush"), tl.Person("x", name="George W. Bush")),
            (tl.Organization("un", name="United Nations"), tl.Organization("un", name="UN")),
            (
                tl.Organization("x", name="Ministry of Foreign Affairs"),
                tl.Organization("x", name="Ministry of Foreign Affairs of Russia"),
            ),
            (tl.Place("moscow", name="Moscow"), tl.Place("moscow", name="Moskva")),
            (
                tl.Source("x", title="Report on the talks in Moscow"),
                tl.Source("x", title="Report on Witkoff's talks in Moscow"),
            ),
            (TALKS, attrs.evolve(TALKS, when="2025-03-25")),
            (TALKS, attrs.evolve(TALKS, title="The envoy calls on the president")),
            (TALKS, tl.Event("talks", title="Witkoff meets Putin", when="2025-04")),
        ],
        ids=lambda value: getattr(value, "name", None) or getattr(value, "title", None),
    )
    def test_under_one_id_told_otherwise(self, first, second):
        assert [match.by for match in both(first, second).matches] == ["id"]

    def test_an_event_by_kind_date_place_and_people(self):
        first = attrs.evolve(TALKS, where="moscow", who=["witkoff", "putin"])
        second = attrs.evolve(first, id="kremlin-talks", title="Der Kreml empfängt", who=["putin", "witkoff"])
        around = [MOSCOW, WITKOFF, PUTIN]
        merged = both(first, second, with_first=around, with_second=around)
        assert merged.ids == {"kremlin-talks": "talks"}
        assert values(merged.chronology, "talks", "title") == [("Der Kreml empfängt", False)]

    def test_an_event_whose_id_reads_as_a_date_keeps_to_itself(self):
        """An agreement says `signed: accord`; under the id 1978 that would be a year."""
        ours = tl.Event("1978", title="The accords are signed", when="1978-09-17")
        theirs = [attrs.evolve(ours, id="accord"), tl.Agreement("peace", title="Peace", when="1979", signed="accord")]
        merged = merging(Chronology([ours]), Chronology(theirs))
        assert (merged.matches, merged.chronology["peace"].signed) == ((), "accord")

    def test_a_tenure_by_holder_post_and_term(self):
        state = tl.State("ru", name="Russia")
        first = tl.Tenure("putin-4", holder="putin", post="President", of="ru", term="2012-05-07/..")
        second = tl.Tenure("president", holder="putin", post="president", term="2012/..")
        merged = both(first, second, with_first=[PUTIN, state], with_second=[PUTIN])
        assert merged.ids == {"president": "putin-4"}
        assert values(merged.chronology, "putin-4", "term") == [("2012/..", False)]

    def test_more_is_known_of_an_agent(self):
        """A name in the short form of a dossier makes an agent; the other knows that it is a person."""
        merged = both(tl.Agent("witkoff", name="Steve Witkoff"), WITKOFF)
        assert merged.chronology["witkoff"] == WITKOFF

    def test_more_is_known_of_an_event(self):
        plain = tl.Event("talks", title="Witkoff meets Putin", when="2025-04", who=["witkoff"])
        merged = both(plain, attrs.evolve(TALKS, mode="phone"), with_first=[WITKOFF]).chronology
        assert (type(merged["talks"]), merged["talks"].mode, str(merged["talks"].when)) == (
            tl.Meeting,
            "phone",
            "2025-04",
        )

    def test_the_kind_that_knows_more_reads_a_date_and_gives_the_roles(self):
        plain = tl.Event("stay", title="A stay in Moscow", when="2025-04", who=["witkoff"])
        claim = tl.Claim("may", subject="stay", attribute="when", value="2025-05")
        visit = tl.Visit("stay", title="A stay in Moscow", when="2025-04", who=["witkoff"])
        merged = both(plain, visit, with_first=[WITKOFF, claim], with_second=[WITKOFF])
        assert (merged.chronology["stay"], merged.rivals) == (visit, ())
        assert merged.chronology["may"].value == {"date": "2025-05", "reading": "within"}
        assert both(visit, plain, with_first=[WITKOFF], with_second=[WITKOFF]).chronology["stay"] == visit

    def test_a_reading_that_is_said_is_no_habit_of_the_kind(self):
        plain = tl.Event("stay", title="A stay in Moscow", when={"date": "2025-04", "reading": "throughout"})
        meeting = tl.Meeting("stay", title="A stay in Moscow", when="2025-04")
        assert values(both(plain, meeting).chronology, "stay", "when") == [("2025-04", False)]


class TestDifferent:
    """Better two of a thing than a wrong one."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (tl.Person("bush", name="George H. W. Bush"), tl.Person("bush", name="George W. Bush")),
            (tl.Person("clinton", name="Bill Clinton"), tl.Person("clinton", name="Hillary Clinton")),
            (
                tl.Person("bush", name="George H. W. Bush", aliases=["Bush", "President Bush"]),
                tl.Person("bush", name="George W. Bush", aliases=["President Bush", "Bush"]),
            ),
            (tl.Person("pm", name="Jonas Gahr Støre"), tl.Person("pm", name="Erna Solberg")),
            (
                tl.Person("x", name="A. B.", identifiers={"wikidata": "Q1"}),
                tl.Person("x", name="A. B.", identifiers={"wikidata": "Q2"}),
            ),
            (tl.Person("georgia", name="Georgia"), tl.State("georgia", name="Georgia")),
            (tl.Person("rome", name="Rome"), tl.Place("rome", name="Rome")),
            (tl.State("x", name="Korea", code="KP"), tl.State("x", name="Korea", code="KR")),
            (
                tl.Source("reuters", title="Report from Moscow", publisher="Reuters"),
                tl.Source("reuters", title="Putin praises the army", publisher="Reuters"),
            ),
            (tl.Source("x", title="Report", publisher="AP"), tl.Source("x", title="Report", publisher="Reuters")),
            (
                tl.Source("report", title="Annual report", publisher="UN", published="2023"),
                tl.Source("report", title="Annual report", publisher="UN", published="2024-03"),
            ),
            (tl.Source("q", title="!!!"), tl.Source("q", title="???")),
            (tl.Claim("c", text="The region is cleared"), tl.Claim("c", text="A truce was agreed upon")),
            (TALKS, tl.Incident("talks", title="Witkoff meets Putin", when="2025-04-25")),
            (TALKS, tl.Meeting("talks", title="Secret talks at Sèvres", when="1956-10-22/1956-10-24")),
            (
                tl.Meeting("call", title="First phone call", when="2025-02-12"),
                tl.Meeting("call", title="Second phone call", when="2025-03-18"),
            ),
        ],
        ids=lambda value: getattr(value, "name", None) or getattr(value, "title", None) or getattr(value, "text", ""),
    )
    def test_under_one_id(self, first, second):
        merged = both(first, second)
        assert (merged.matches, merged.ids) == ((), {first.id: f"{first.id}-2"})
        assert merged.chronology[first.id] == first
        assert merged.chronology[f"{first.id}-2"] == attrs.evolve(second, id=f"{first.id}-2")
        assert f"another thing under the same id: {first.id!r} is called '{first.id}-2'" in str(merged)
        assert merge(merged.chronology, Chronology([second])) == merged.chronology

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (
                tl.Person("bill", name="Bill Clinton", aliases=["Clinton"]),
                tl.Person("hillary", name="Hillary Clinton", aliases=["Clinton"]),
            ),
            (
                tl.Person("a", name="A", identifiers={"wikidata": "Q1"}),
                tl.Person("b", name="A", identifiers={"wikidata": "Q2"}),
            ),
            (tl.Person("rome", name="Rome"), tl.Place("roma", name="Rome")),
            (
                tl.Place("a", name="Birmingham", zone="Europe/London"),
                tl.Place("b", name="Birmingham", zone="America/Chicago"),
            ),
            (
                tl.Source("a", title="Annual report", publisher="UN", published="2023"),
                tl.Source("b", title="Annual report", publisher="UN", published="2024"),
            ),
            (
                tl.Source("a", title="Transcript", url="https://example.org/1"),
                tl.Source("b", title="Transcript", url="https://example.org/2"),
            ),
            (TALKS, attrs.evolve(TALKS, id="b", when="2025-04-26")),
            (TALKS, tl.Meeting("b", title="Something else", when="2025-04-25")),
        ],
        ids=lambda value: getattr(value, "name", None) or getattr(value, "title", None),
    )
    def test_under_two_ids(self, first, second):
        merged = both(first, second)
        assert merged.matches == ()
        assert {record.id for record in merged.chronology.records} == {first.id, second.id}

    def test_a_name_that_several_bear_identifies_nobody(self):
        elder, younger = tl.Person("elder", name="George Bush"), tl.Person("younger", name="George Bush")
        asked = tl.Person("bush", name="George Bush")
        for pair in (([elder, younger], [asked]), ([asked], [elder, younger])):
            merged = merging(*map(Chronology, pair))
            assert merged.matches == ()
            assert len(merged.chronology.people) == 3

    def test_an_id_gives_way_to_a_name(self):
        """The second's `bush` is the first's `bush-43`, and not his father."""
        father, son = tl.Person("bush", name="George Bush"), tl.Person("bush-43", name="George W. Bush")
        merged = merging(Chronology([father, son]), Chronology([tl.Person("bush", name="George W. Bush")]))
        assert merged.ids == {"bush": "bush-43"}
        assert len(merged.chronology.people) == 2

    def test_mentions_follow_a_renamed_record(self):
        father, son = tl.Person("bush", name="George H. W. Bush"), tl.Person("bush", name="George W. Bush")
        event = tl.Statement("s", title="He speaks", when="2001", who=["bush"])
        claim = tl.Claim("c", subject="s", attribute="who", value=[{"agent": "bush", "role": "audience"}])
        merged = merging(Chronology([father]), Chronology([son, event, claim])).chronology
        assert merged["s"].who[0].agent == "bush-2"
        assert merged["c"].value == ({"agent": "bush-2", "role": "audience"},)

    @pytest.mark.parametrize(
        ("kind", "titles"),
        [
            (tl.Meeting, ("Morning session", "Afternoon session")),
            (tl.Meeting, ("First meeting", "Second meeting")),
            (tl.Statement, ("Putin praises the army", "Putin condemns the strikes")),
            (tl.Incident, ("A strike at Yarova", "A strike elsewhere")),
        ],
    )
    def test_two_events_of_one_day(self, kind, titles):
        ours, theirs = (
            kind(name, title=title, when="2025-04-25", where="moscow", who=["putin"])
            for name, title in zip("ab", titles, strict=True)
        )
        merged = both(ours, theirs, with_first=[MOSCOW, PUTIN], with_second=[MOSCOW, PUTIN])
        assert "b" in merged.chronology

    @pytest.mark.parametrize(("kind", "title"), [(tl.Meeting, "Zelenskyy meets {}"), (tl.Statement, "{} denies it")])
    def test_one_id_for_meetings_with_two_people(self, kind, title):
        people = [tl.Person(name, name=name.title()) for name in ("zelenskyy", "macron", "starmer")]
        shared = ["zelenskyy"] if kind is tl.Meeting else []
        ours, theirs = (
            kind("meeting", title=title.format(name), when="2025-04-26", who=[*shared, name])
            for name in ("macron", "starmer")
        )
        assert "meeting-2" in both(ours, theirs, with_first=people, with_second=people).chronology

    def test_a_second_term_is_another_tenure(self):
        first = tl.Tenure("a", holder="putin", post="President", term="2000-05-07/2004-05-07")
        second = tl.Tenure("b", holder="putin", post="President", term="2004-05-07/2008-05-07")
        assert both(first, second, with_first=[PUTIN], with_second=[PUTIN]).ids == {}
        assert both(first, attrs.evolve(second, id="a"), with_first=[PUTIN], with_second=[PUTIN]).ids == {"a": "a-2"}

    def test_places_of_one_name_in_two_countries(self):
        def land(name):
            return [tl.Place(name, name=name.title()), tl.Place(f"{name}-x", name="Springfield", within=name)]

        merged = merging(Chronology(land("ohio")), Chronology(land("illinois")))
        assert merged.matches == ()
        same = merging(
            Chronology(land("ohio")),
            Chronology([tl.Place("o", name="Ohio"), tl.Place("s", name="Springfield", within="o")]),
        )
        assert same.ids == {"o": "ohio", "s": "ohio-x"}


class TestCircles:
    @pytest.mark.parametrize(
        ("make", "field"),
        [
            (lambda name, **links: tl.Place(name, name=name, **links), "within"),
            (lambda name, **links: tl.Organization(name, name=name, **links), "part_of"),
            (lambda name, **links: tl.Event(name, title=name, when="2025-04-25", **links), "part_of"),
            (lambda name, **links: tl.Event(name, title=name, when="2025-04-25", **links), "after"),
        ],
    )
    def test_a_link_that_would_close_one_is_left_as_a_claim(self, make, field):
        one = Chronology([make("alpha"), make("beta", **{field: "alpha"})])
        other = Chronology([make("alpha", **{field: "beta"}), make("beta")])
        merged = merging(one, other)
        assert [(link.record, link.target) for link in merged.cut] == [("alpha", "beta")]
        assert merged.chronology["alpha"] == one["alpha"]
        assert values(merged.chronology, "alpha", field) == [("beta", field == "after")]
        assert f"would go round in a circle: {field.replace('_', ' ')} of 'alpha' is not 'beta'" in str(merged)
        assert merge(merged.chronology, other) == merged.chronology

    def test_the_claim_has_the_sources_of_the_second(self):
        ours = [
            ARTICLE,
            tl.Event("a", title="A", when="2025", cites=["article"]),
            tl.Event("b", title="B", when="2025", part_of="a"),
        ]
        theirs = [
            REUTERS,
            tl.Event("a", title="A", when="2025", cites=["reuters"], part_of="b"),
            tl.Event("b", title="B", when="2025"),
        ]
        (claim,) = merging(Chronology(ours), Chronology(theirs)).rivals
        assert [cite.source for cite in claim.cites] == ["reuters"]

    def test_a_long_one_is_cut_once(self):
        names = [f"e{number}" for number in range(6)]

        def chain(pairs):
            after = {}
            for later, earlier in pairs:
                after.setdefault(later, []).append(earlier)
            return Chronology(
                tl.Event(name, title=f"Talks {name}", when="2025-04-25", after=after.get(name, [])) for name in names
            )

        pairs = list(zip(names[1:], names, strict=False))
        merged = merging(chain(pairs[:3]), chain([*pairs[3:], ("e0", "e5")]))
        assert len(merged.cut) == 1


class TestHeader:
    def test_it_is_the_firsts_filled_from_the_others(self):
        first = Chronology([TALKS], note="Ours.", silence={"a": "x"})
        second = Chronology([TALKS], title="Talks", zone="Europe/Moscow", note="Theirs.", silence={"b": "y"})
        merged = merging(first, second)
        assert (merged.chronology.title, merged.chronology.zone) == ("Talks", "Europe/Moscow")
        assert merged.chronology.note == "Ours.\n\nTheirs."
        assert merged.chronology.header.silence == (("a", "x"), ("b", "y"))
        assert merged.remarks == (
            "taken from the second: the zone Europe/Moscow; times of the first that name none are read in it from now on",
        )

    def test_what_is_left_out_of_it_is_told(self):
        first = Chronology([TALKS], title="Ours", silence={"a": "x"})
        second = Chronology([TALKS], title="Theirs", language="uk", rules=["stale-plan"], silence={"a": "y"})
        assert merging(first, second).remarks == (
            "left out: the title of the second, Theirs",
            "left out: the language of the second, uk",
            "left out: the rules of the second, stale-plan",
            "left out: why the second silences a, y",
        )

    @pytest.mark.parametrize(
        ("zone", "text", "written"),
        [
            ("Europe/Moscow", "2025-04-25T14:30", "2025-04-25T14:30[Europe/Moscow]"),
            (
                "Europe/Moscow",
                "2025-04-25T14:30~/2025-04-25T15:30:10",
                "2025-04-25T14:30~[Europe/Moscow]/2025-04-25T15:30:10[Europe/Moscow]",
            ),
            ("+03:00", "2025-04-25T14:30?", "2025-04-25T14:30+03:00?"),
            ("Europe/Moscow", "2025-04-25T14:30Z", "2025-04-25T14:30Z"),
            ("Europe/Moscow", "2025-04-25T14:30[Europe/Kyiv]", "2025-04-25T14:30[Europe/Kyiv]"),
            ("Europe/Moscow", "2025-04-25", "2025-04-25"),
            ("Europe/Rome", "2025-04-25T14:30", "2025-04-25T14:30"),
        ],
    )
    def test_a_time_of_day_keeps_its_zone(self, zone, text, written):
        """14:30 in a chronology of Moscow is not 14:30 in one of Rome."""
        second = Chronology([attrs.evolve(TALKS, when=text)], zone=zone)
        merged = merging(Chronology([ROME], zone="Europe/Rome"), second)
        assert str(merged.chronology["talks"].when) == written
        assert bool(merged.remarks) is (text != written)
        assert merged.chronology.when("talks").instants == second.when("talks").instants or len(text) == 10

    def test_a_place_with_a_zone_needs_nothing(self):
        kremlin = [
            tl.Place("moscow", name="Moscow", zone="Europe/Moscow"),
            tl.Place("kremlin", name="Kremlin", within="moscow"),
        ]
        second = Chronology(
            [*kremlin, attrs.evolve(TALKS, when="2025-04-25T14:30", where="kremlin")], zone="Europe/Kyiv"
        )
        assert merging(Chronology([ROME], zone="Europe/Rome"), second).remarks == ()


class TestOwnKinds:
    @pytest.fixture(autouse=True)
    def _forget(self):
        kinds = dict(events._KINDS)
        yield
        events._KINDS.clear()
        events._KINDS.update(kinds)

    def test_fields_of_ones_own(self):
        @attrs.frozen(kw_only=True)
        class Summit(Event):
            venue: str = attrs.field(default="", converter=as_text)
            seals: tuple[str, ...] = ()

        ours = Summit("s", title="Yalta", when="1945-02-04/1945-02-11", venue="Livadia", seals=["red"])
        theirs = Summit("s", title="Yalta", when="1945-02-04/1945-02-11", venue="Vorontsov", seals=["red", "blue"])
        merged = both(ours, theirs).chronology
        assert values(merged, "s", "venue") == [("Vorontsov", False)]
        assert values(merged, "s", "seals") == [("blue", True)]

    def test_two_that_cannot_be_one_record_are_two(self):
        """Each is well as it is; together they break a rule of their kind."""

        @attrs.frozen(kw_only=True)
        class Duel(Event):
            sword: str = attrs.field(default="", converter=as_text)
            pistol: str = attrs.field(default="", converter=as_text)

            def __attrs_post_init__(self):
                super().__attrs_post_init__()
                if self.sword and self.pistol:
                    raise tl.Invalid("one weapon")

        ours, theirs = (Duel("d", title="A duel", when="1804-07-11", **{weapon: "x"}) for weapon in ("sword", "pistol"))
        merged = both(ours, theirs)
        assert {event.id for event in merged.chronology} == {"d", "d-2"}

    def test_two_of_which_one_cannot_hold_what_is_said_of_the_other_are_two(self):
        """Together they would be of the narrower kind, and the rival value is none of that."""

        @attrs.frozen(kw_only=True)
        class Siege(Event):
            length: str = attrs.field(default="", converter=as_text)

        @attrs.frozen(kw_only=True)
        class Measured(Siege):
            length: Duration | None = attrs.field(default=None, converter=as_lasted)

        ours, theirs = (sort("siege", title="A siege", when="1453") for sort in (Measured, Siege))
        rival = tl.Claim("rival", subject="siege", attribute="length", value="weeks on end")
        merged = both(ours, theirs, with_second=[rival])
        assert {event.id for event in merged.chronology} == {"siege", "siege-2"}
        assert merged.chronology["rival"].subject == "siege-2"


def test_views_are_merged_with_what_they_mention():
    rome = tl.dossier("rome-2025")
    view = rome.involving("witkoff")
    assert {event.id for event in view} <= {event.id for event in merge(Chronology(), view)}
    assert merge(rome, view) == rome


def test_the_two_dossiers_that_come_along():
    """Both tell of the meeting of 25 April 2025; one follows an article that has it in Rome."""
    one, other = tl.dossier("rome-2025"), tl.dossier("witkoff-putin")
    merged = merging(one, other)
    assert merged.chronology["witkoff-putin"].where == "rome"
    assert "kremlin" in [claim.value for claim in merged.chronology.rivals("witkoff-putin")["where"]]
    assert len(merged.chronology) < len(one) + len(other)
    assert merge(merged.chronology, other) == merged.chronology
    assert tl.loads(merged.chronology.dumps()) == merged.chronology


def test_a_time_that_a_zone_leaves_out_stays_without_one():
    """In the night to 30 March 2025 the clocks of Rome had no half past two."""
    events = [
        tl.Event("night", title="x", when="2025-03-30T02:30"),
        tl.Event("morning", title="y", when="2025-03-30T09:00"),
    ]
    merged = merging(Chronology(zone="UTC"), Chronology(events, zone="Europe/Rome"))
    assert str(merged.chronology["night"].when) == "2025-03-30T02:30"
    assert str(merged.chronology["morning"].when) == "2025-03-30T09:00[Europe/Rome]"


def test_a_state_of_one_id_and_code_is_one_whatever_its_name():
    names = ("États-Unis", "Vereinigte Staaten")
    merged = both(*(tl.State("us", name=name, code="US") for name in names))
    assert [(match.first, match.second, match.by) for match in merged.matches] == [("us", "us", "id")]


def test_what_was_matched_under_another_id_is_told():
    merged = both(tl.State("usa", name="États-Unis", code="US"), tl.State("us", name="Vereinigte Staaten", code="US"))
    assert str(merged) == "in both: 1 record\nmatched by code: 'us' is 'usa', États-Unis"
    assert merged._repr_markdown_() == (
        "**\\<Chronology: 0 events\\>** (merged)\n\n- in both: 1 record\n- matched by code: 'us' is 'usa', États-Unis"
    )


@pytest.mark.parametrize(
    ("swap", "told"), [(False, "'c-2', a word"), (True, "'c-2', where of “Witkoff meets Putin” may be Rome")]
)
def test_a_rival_value_is_no_claim_in_words(swap, told):
    rival = Chronology([TALKS, ROME, tl.Claim("c", subject="talks", attribute="where", value="rome")])
    words = Chronology([tl.Claim("c", text="a word")])
    merged = merging(words, rival) if swap else merging(rival, words)
    assert str(merged) == f"in both: 0 records\nanother thing under the same id: 'c' is called {told}"


def test_what_an_earlier_merge_gave_a_number_is_recognized_though_more_is_known_of_it():
    john, anna = tl.Person("smith", name="John Smith"), tl.Person("smith-2", name="Anna Smith", note="a diplomat")
    merged = both(john, tl.Person("smith", name="Anna Smith", note="born in Oslo"), with_first=[anna])
    assert str(merged) == "in both: 1 record\nmatched by content: 'smith' is 'smith-2', Anna Smith"


@pytest.mark.parametrize(("count", "matched"), [(1, 1), (101, 0)])
def test_a_title_that_more_than_a_hundred_share_identifies_none_of_them(count, matched):
    reports = [tl.Source(f"report-{number}", title="Annual report") for number in range(count)]
    merged = merging(Chronology(reports), Chronology([tl.Source("another", title="Annual report")]))
    assert len(merged.matches) == matched


@pytest.mark.parametrize("sign", ["🎉", "?!"])
def test_a_text_without_a_letter_identifies_nothing(sign):
    assert both(tl.Claim("a", text=sign), tl.Claim("b", text=sign)).matches == ()
    days = (tl.Event(name, title=sign, when="1990-01-01") for name in "ab")
    assert both(*days).matches == ()


def test_keys_that_only_the_second_has_make_no_rival():
    """Of events whose kind is not known, every key counts."""
    texts = ("bride: x", "bride: x, cake: y")
    first, second = (tl.loads(f"events:\n  a: {{kind: wedding, title: A, when: 1990, {more}}}\n") for more in texts)
    merged = merging(first, second)
    assert (merged.chronology["a"].extra, merged.rivals) == ('{"bride": "x", "cake": "y"}', ())


def test_a_rival_value_is_written_anew_only_where_the_class_of_its_subject_reads_it_otherwise():
    """A visit lasts the whole of a date, any other event some of it."""
    claims = [
        tl.Claim("then", subject="v", attribute="when", value="1990-05"),
        tl.Claim("there", subject="v", attribute="where", value="rome"),
    ]
    event, visit = (sort("v", title="V", when="1990") for sort in (tl.Event, tl.Visit))
    merged = both(event, visit, with_first=[ROME, *claims]).chronology
    assert [merged[claim.id].value for claim in claims] == [{"date": "1990-05", "reading": "within"}, "rome"]


def test_a_circle_round_several_ways_is_cut_once():
    def event(name, *after):
        return tl.Event(name, title=f"The {name}", when="1990", after=after)

    first = Chronology([event("a"), event("b", "a"), event("c", "a"), event("d", "b", "c")])
    second = Chronology([event("a", "d"), event("b"), event("c"), event("d"), event("e", "d")])
    assert [tuple(link) for link in merging(first, second).cut] == [("a", "after", "d")]
