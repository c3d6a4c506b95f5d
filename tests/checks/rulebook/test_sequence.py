"""What comes before what brought it about: answers before events, parts outside wholes, sources before what they tell."""

import pytest

import timeline as tl
from timeline.checks import Severity, check

ZONES = [
    tl.Place("moscow", name="Moscow", zone="Europe/Moscow"),
    tl.Place("washington", name="Washington", zone="America/New_York"),
]


def found(name, *records, **header):
    return check(tl.Chronology([*ZONES, *records], **header), [name])


class TestBeforeItsCause:
    def answered(self, act, when, *records, talks="1962-10-22", status="held", **fields):
        event = tl.Event("talks", title="Talks", when=talks, status=status)
        answer = tl.Statement("answer", title="x", when=when, stances=[tl.Stance(act, "talks")], **fields)
        return found("before-its-cause", event, answer, *records)

    def test_an_event_that_is_confirmed_before_it_began_is_found(self):
        (finding,) = self.answered("confirms", "1962-10-14")
        assert finding.message == "'answer' (1962-10-14) confirms 'talks' (1962-10-22) before it began"
        assert (finding.ids, finding.severity, finding.certain) == (("answer", "talks"), Severity.WARNING, True)

    @pytest.mark.parametrize("act", ["denies", "doubts", "retracts"])
    def test_to_deny_or_doubt_what_is_to_come_is_a_hint(self, act):
        (finding,) = self.answered(act, "1962-10-14")
        assert finding.severity is Severity.HINT

    @pytest.mark.parametrize("act", ["asserts", "evades"])
    def test_one_may_announce_it(self, act):
        assert not self.answered(act, "1962-10-14")

    @pytest.mark.parametrize(
        "when", ["1962-10-22", "1962-10", "1962-10-23", "[1962-10-01..1962-10-25]", "1962-10-01/.."]
    )
    def test_a_date_that_leaves_room_is_fine(self, when):
        assert not self.answered("confirms", when)

    @pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
    def test_what_was_only_planned_may_be_confirmed_beforehand(self, status):
        assert not self.answered("confirms", "1962-10-14", status=status)

    def test_a_statement_that_was_not_made_is_no_effect(self):
        event = tl.Event("talks", title="Talks", when="1962-10-22")
        answer = tl.Statement("answer", title="x", when="1962-10-14", status="cancelled", confirms="talks")
        assert not found("before-its-cause", event, answer)

    @pytest.mark.parametrize("when", ["1962-10-21", "1962-10-14?", "1962-10-14~"])
    def test_where_zones_or_doubts_leave_room_it_is_possible(self, when):
        (finding,) = self.answered("confirms", when)
        assert not finding.certain

    def test_two_zones_are_compared_by_instants(self):
        """Half past eleven in Washington is half past six of the next morning in Moscow."""
        for clock, certain in (("23:30", False), ("21:59", True)):
            event = tl.Event("talks", title="x", when="1962-10-23T05:00", where="moscow")
            when = f"1962-10-22T{clock}"
            answer = tl.Statement("answer", title="x", when=when, where="washington", confirms="talks")
            assert bool(found("before-its-cause", event, answer)) is certain, clock

    def test_another_account_that_leaves_room_makes_it_possible(self):
        rival = tl.Claim("earlier", subject="talks", attribute="when", value="1962-10-12")
        (finding,) = self.answered("confirms", "1962-10-14", rival)
        assert not finding.certain

    def test_a_rival_value_of_a_field_speaks_of_its_event(self):
        event = tl.Event("talks", title="x", when="1962-10-22")
        where = tl.Claim("in-moscow", subject="talks", attribute="where", value="moscow")
        then = tl.Claim("earlier", subject="talks", attribute="when", value="1962-10-13")
        answer = tl.Statement("answer", title="x", when="1962-10-14", confirms=["in-moscow", "earlier"])
        (finding,) = found("before-its-cause", event, where, then, answer)
        assert finding.ids == ("answer", "talks")

    def test_a_claim_without_an_event_has_no_date(self):
        claim = tl.Claim("c", text="It will rain", about="1962-10-22")
        assert not found("before-its-cause", claim, tl.Statement("s", title="x", when="1950", denies="c"))

    def test_a_treaty_in_force_before_it_was_signed_is_found(self):
        treaty = tl.Agreement("salt", title="SALT", when="1972-05", signed="1972-05-26", in_force="1971-10-03")
        (finding,) = found("before-its-cause", treaty)
        assert finding.message == "'salt' came into force (1971-10-03) before it was signed (1972-05-26)"

    def test_signature_and_entry_into_force_may_be_events(self):
        records = [
            tl.Event("signature", title="x", when="1972-05-26"),
            tl.Event("exchange", title="x", when="1971-10-03"),
            tl.Agreement("salt", title="SALT", when="1972", signed="signature", in_force="exchange"),
        ]
        (finding,) = found("before-its-cause", *records)
        assert finding.ids == ("salt", "exchange", "signature")

    @pytest.mark.parametrize(
        "fields",
        [
            {"signed": "1972-05-26", "in_force": "1972-10-03"},
            {"signed": "1972-05-26", "in_force": "1972-05-26"},
            {"signed": "1972-05-26", "in_force": "1972"},
            {"signed": "1972-05-26", "in_force": "../1980"},
            {"signed": "1972-05-26"},
            {"in_force": "1972-10-03"},
            {},
        ],
    )
    def test_a_treaty_that_took_its_course_is_fine(self, fields):
        assert not found("before-its-cause", tl.Agreement("salt", title="SALT", when="1972-05-26", **fields))

    def test_without_a_signature_the_date_of_the_agreement_counts(self):
        (finding,) = found("before-its-cause", tl.Agreement("salt", title="x", when="1972-05-26", in_force="1971"))
        assert "before it was concluded (1972-05-26)" in finding.message


class TestPartOutsideWhole:
    def parted(self, part, whole="1945-07-17/1945-08-02", **fields):
        conference = tl.Meeting("conference", title="x", when=whole)
        session = tl.Meeting("session", title="x", when=part, part_of="conference", **fields)
        return found("part-outside-whole", conference, session)

    @pytest.mark.parametrize("part", ["1945-06-17", "1945-08-20", "1944", "[1945-05..1945-06]", "-0043-03-15"])
    def test_a_part_that_shares_no_time_with_the_whole_is_found(self, part):
        (finding,) = self.parted(part)
        told = "lies outside 'conference' (1945-07-17/1945-08-02), of which it is a part"
        assert finding.message == f"'session' ({part}) {told}"
        assert (finding.ids, finding.severity, finding.certain) == (("session", "conference"), Severity.WARNING, True)

    @pytest.mark.parametrize("part", ["1945-07-10/1945-07-20", "1945-07-20/1945-08-09", "1945-01/1945-12"])
    def test_a_part_that_goes_beyond_the_whole_is_a_hint(self, part):
        (finding,) = self.parted(part)
        assert (finding.severity, "goes beyond" in finding.message) == (Severity.HINT, True)

    @pytest.mark.parametrize(
        "part",
        [
            "1945-07-17",
            "1945-08-02",
            "1945-07",
            "1945",
            "1945-07-17/1945-08-02",
            "1945-07-16/1945-08-03",
            "1945-07-20/..",
            "/1945-07-20",
            "../1945-07-20",
            "[..1945-08]",
            "{1945-07-20,1945-07-25}",
            "1945-08-02T22:30",
        ],
    )
    def test_a_part_that_may_lie_within_is_fine(self, part):
        assert not self.parted(part)

    def test_a_day_next_to_the_whole_is_possible(self):
        (finding,) = self.parted("1945-08-03")
        assert not finding.certain

    def test_a_time_of_day_says_when_the_whole_began_not_when_it_was_over(self):
        assert not self.parted("2025-04-26T12:00", "2025-04-26T10:00")
        assert not self.parted("2025-04-27T01:00[Europe/Rome]", "2025-04-26T22:00[Europe/Rome]")
        assert self.parted("2025-04-26T08:00", "2025-04-26T10:00")
        assert self.parted("2025-04-28T08:00", "2025-04-26T10:00")

    def test_two_zones_are_compared_by_instants(self):
        assert not self.parted("2025-04-25T20:00[America/New_York]", "2025-04-26[Europe/Moscow]")
        assert self.parted("2025-04-25T16:00[America/New_York]", "2025-04-26[Europe/Moscow]")

    def test_an_open_whole_has_room(self):
        assert not self.parted("2025-04-26", "2022-02/..")
        assert self.parted("2021", "2022-02/..")

    def test_a_part_of_another_status_is_left_alone(self):
        assert not self.parted("1945-06-17", status="cancelled")


class TestSourceBeforeEvent:
    def told(self, when, *published, status="held", records=()):
        papers = [tl.Source(f"s{number}", title="x", published=date) for number, date in enumerate(published)]
        event = tl.Meeting("summit", title="x", when=when, status=status, cites=papers)
        return found("source-before-event", *papers, event, *records)

    def test_a_source_of_before_the_event_is_found(self):
        (finding,) = self.told("1986-10-11/1986-10-12", "1986-09-30")
        assert finding.message == (
            "'summit' (1986-10-11/1986-10-12) is later than what is cited for it: 's0' (1986-09-30)"
        )
        assert (finding.ids, finding.sources) == (("summit", "s0"), ("s0",))
        assert (finding.severity, finding.certain) == (Severity.WARNING, True)

    def test_an_event_dated_by_one_day_too_late_is_possible(self):
        (finding,) = self.told("1986-10-11", "1986-10-10")
        assert not finding.certain

    @pytest.mark.parametrize(
        "published",
        [
            "1986-10-11",
            "1986-10",
            "1986",
            "1987",
            "[1986-09-30..1986-10-12]",
            "1986-09/..",
            "1986-09/",
            "[1986-09..]",
            None,
        ],
    )
    def test_a_source_that_may_be_later_is_fine(self, published):
        assert not self.told("1986-10-11", published)

    @pytest.mark.parametrize("when", ["1986", "1986-09/..", "../1986-10-12", "/1986-10-12", "[..1986-10-12]"])
    def test_an_event_that_may_be_earlier_is_fine(self, when):
        assert not self.told(when, "1986-09-30")

    @pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
    def test_what_was_not_held_is_only_announced(self, status):
        assert not self.told("1986-10-11", "1986-09-30", status=status)

    def test_an_announcement_may_stand_beside_the_report(self):
        assert not self.told("1986-10-11", "1986-09-30", "1986-10-12")

    def test_beside_a_source_without_a_date_it_is_a_hint(self):
        (finding,) = self.told("1986-10-11", "1986-09-30", None)
        assert (finding.severity, "the others have no date" in finding.message) == (Severity.HINT, True)

    def test_the_day_of_reading_counts_where_that_of_publication_is_not_known(self):
        page = tl.Source("page", title="x", accessed="1986-09-30")
        assert found("source-before-event", page, tl.Event("e", title="x", when="1986-10-11", cites=["page"]))

    def test_a_page_that_was_read_later_may_have_changed(self):
        page = tl.Source("page", title="x", published="1986-09-30", accessed="2025-04-26")
        (finding,) = found("source-before-event", page, tl.Event("e", title="x", when="1986-10-11", cites=["page"]))
        assert not finding.certain

    def test_a_day_in_an_unknown_zone_is_fifty_hours_long(self):
        """The paper of 25 April in Washington can tell of the early morning of 26 April in Moscow."""
        paper = tl.Source("paper", title="x", published="2025-04-25")
        early = tl.Event("early", title="x", when="2025-04-26T00:30", where="moscow", cites=["paper"])
        late = tl.Event("late", title="x", when="2025-04-26T16:00", where="moscow", cites=["paper"])
        findings = found("source-before-event", paper, early, late)
        assert {finding.ids[0]: finding.certain for finding in findings} == {"early": False, "late": True}

    def test_a_published_time_is_an_instant(self):
        paper = tl.Source("paper", title="x", published="2025-04-26T16:03[Europe/Kyiv]")
        event = tl.Event("talks", title="x", when="2025-04-26T15:30[Europe/Rome]", cites=["paper"])
        (finding,) = found("source-before-event", paper, event)
        assert finding.certain

    def test_another_account_that_leaves_room_makes_it_possible(self):
        rival = tl.Claim("earlier", subject="summit", attribute="when", value="1986-09-12")
        (finding,) = self.told("1986-10-11", "1986-09-30", records=[rival])
        assert not finding.certain

    def test_a_rival_date_is_held_against_its_own_sources(self):
        paper = tl.Source("paper", title="x", published="1986-10-01")
        event = tl.Event("summit", title="x", when="1986-09-20")
        later = tl.Claim("later", subject="summit", attribute="when", value="1986-10-11", cites=["paper"])
        place = tl.Claim("there", subject="summit", attribute="where", value="moscow", cites=["paper"])
        assert [finding.ids[0] for finding in found("source-before-event", paper, event, later, place)] == ["later"]

    def test_a_post_may_be_told_of_a_year_ahead(self):
        nixon = tl.Person("nixon", name="Richard Nixon")
        papers = [
            tl.Source("election", title="x", published="1968-11-06"),
            tl.Source("early", title="x", published="1966"),
        ]
        terms = [
            tl.Tenure(f"t-{paper.id}", holder="nixon", post="President", term="1969-01-20/1974-08-09", cites=[paper])
            for paper in papers
        ]
        (finding,) = found("source-before-event", nixon, *papers, *terms)
        assert (finding.ids[0], finding.severity) == ("t-early", Severity.HINT)

    def test_an_event_without_sources_has_none_that_is_early(self):
        assert not found("source-before-event", tl.Event("e", title="x", when="1986"))


@pytest.mark.parametrize("name", ["before-its-cause", "part-outside-whole", "source-before-event"])
def test_nothing_is_found_in_nothing(name):
    assert not found(name)
