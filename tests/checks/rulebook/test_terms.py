"""Terms of office: who acts outside one, is called new in one, shares a post; and what ends before it begins."""

import pytest

import timeline as tl
from timeline.checks import Severity, check

US = tl.State("us", name="United States")
GB = tl.State("gb", name="United Kingdom", aliases=["Britain"])
NIXON = tl.Person("nixon", name="Richard Nixon")
FORD = tl.Person("ford", name="Gerald Ford")
NIXON_37 = tl.Tenure("nixon-37", holder="nixon", post="President", of="us", term="1969-01-20/1974-08-09")
FORD_38 = tl.Tenure("ford-38", holder="ford", post="President", of="us", term="1974-08-09/1977-01-20")


def found(name, *records, **header):
    return check(tl.Chronology(records, **header), [name])


def part(capacity="", agent="nixon", **more):
    return tl.Participation(agent, capacity=capacity, **more)


class TestTermEndsBeforeItBegins:
    def test_a_source_that_was_read_before_it_came_out_is_found(self):
        paper = tl.Source("paper", title="A report", published="2025-04-26", accessed="2024-04-26")
        (finding,) = found("term-ends-before-it-begins", paper)
        assert finding.message == "'paper' was read (2024-04-26) before it was published (2025-04-26)"
        assert (finding.ids, finding.severity, finding.certain) == (("paper",), Severity.ERROR, True)

    @pytest.mark.parametrize(
        ("published", "accessed"),
        [("2025-04-26", "2025-04-24"), ("2025-04-26?", "2024"), ("2025-04-26T01:00+03:00", "2025-04-25")],
    )
    def test_where_zones_or_doubts_leave_room_it_is_only_possible(self, published, accessed):
        paper = tl.Source("paper", title="A report", published=published, accessed=accessed)
        (finding,) = found("term-ends-before-it-begins", paper)
        assert not finding.certain

    @pytest.mark.parametrize(
        ("published", "accessed"),
        [
            ("2025-04-26", "2025-04-26"),
            ("2025-04", "2025-04-01"),
            ("2025-04-26", "2025"),
            ("2025-04-26", "2025-04-20/.."),
            ("2025-04-26", None),
            (None, "1999"),
            ("../2025-04-26", "1999"),
            ("2025-04-26T02:00+03:00", "2025-04-25T23:30Z"),
        ],
    )
    def test_what_can_be_is_fine(self, published, accessed):
        paper = tl.Source("paper", title="A report", published=published, accessed=accessed)
        assert not found("term-ends-before-it-begins", paper)

    @pytest.mark.parametrize("when", ["2025-05/2025-05-01", "2025/2025-01-01", "2025-05-XX/2025-05-01"])
    def test_an_interval_whose_end_leaves_one_day_to_begin_on_is_possible(self, when):
        (finding,) = found("term-ends-before-it-begins", tl.Visit("stay", title="A stay", when=when))
        assert finding.message == f"'stay' ends ({when}) on the first day on which it may begin"
        assert (finding.certain, finding.severity) == (False, Severity.WARNING)

    def test_terms_and_the_times_of_claims_are_looked_at_too(self):
        tenure = tl.Tenure("t", holder="nixon", post="President", term="1974-08/1974-08-01")
        claim = tl.Claim("c", text="It was so", about="1974/1974-01-01")
        assert {finding.ids for finding in found("term-ends-before-it-begins", NIXON, tenure, claim)} == {
            ("t",),
            ("c",),
        }

    @pytest.mark.parametrize(
        "when",
        [
            "2025-05-01/2025-05-01",
            "2025/2025-03",
            "2025-05/2025-05-10",
            "-0044/-0044-03-15",
            "2025-05/..",
            "/2025-05-01",
            "2025-05",
            "[2025-05-01..2025-05-02]",
            "2025-04-26T10:00/2025-04-26T10:00",
        ],
    )
    def test_an_interval_that_leaves_room_is_fine(self, when):
        assert not found("term-ends-before-it-begins", tl.Visit("stay", title="A stay", when=when))

    @pytest.mark.parametrize(
        "when",
        [
            "2025-05/2025-04-30",
            "2025/2024",
            "2025-05-01T12:00/2025-05-01T10:00",
            "2025-04-26T10:00[Europe/Rome]/2025-04-26T10:00[Europe/Moscow]",
        ],
    )
    def test_what_is_certainly_so_within_one_date_is_refused_when_it_is_read(self, when):
        with pytest.raises(tl.Invalid, match="the end lies before the start"):
            tl.When(when)


class TestOutsideTerm:
    def outside(self, when, *parts, records=(), title="A talk", **fields):
        event = tl.Meeting("talk", title=title, when=when, who=parts or (part("President"),), **fields)
        return found("outside-term", US, GB, NIXON, FORD, NIXON_37, FORD_38, event, *records)

    def test_acting_after_the_term_is_found(self):
        (finding,) = self.outside("1974-09-12", part("U.S. President"))
        assert finding.message == (
            "Richard Nixon acts as 'U.S. President' in 'talk' (1974-09-12), outside the term that is known: "
            "President, 1969-01-20/1974-08-09 ('nixon-37')"
        )
        assert finding.ids == ("talk", "nixon", "nixon-37")
        assert (finding.severity, finding.certain) == (Severity.ERROR, True)

    def test_acting_before_the_term_is_found(self):
        assert [finding.certain for finding in self.outside("1968-12")] == [True]

    @pytest.mark.parametrize(
        "capacity",
        [
            "president",
            "the President",
            "President of the United States",
            "President of the USA",
            "US President",
            "United States President",
            "American President",
            "President Nixon",
            "President, Commander-in-Chief",
            "Commander-in-Chief and President",
            "re-elected President",
            "37th President",
            "H.E. President Nixon",
            "President (1969-1974)",
        ],
    )
    def test_a_capacity_names_the_post_in_many_ways(self, capacity):
        usa = tl.State("us", name="United States", aliases=["USA"])
        event = tl.Meeting("talk", title="A talk", when="1980", who=[part(capacity)])
        (finding,) = found("outside-term", usa, NIXON, NIXON_37, event)
        assert finding.certain, capacity

    @pytest.mark.parametrize(
        "capacity",
        [
            "Vice President",
            "Vice-President",
            "President Johnson's envoy",
            "envoy of the President",
            "adviser to the President",
            "former President",
            "ex-President",
            "37th ex-president",
            "President-elect",
            "President (elect)",
            "President designate",
            "acting President",
            "President ad interim, acting",
            "presidential candidate",
            "newly elected President",
            "incoming U.S. President",
            "late President",
            "President of the Senate",
            "President of France",
            "lawyer",
            "Presidential envoy",
            "!!!",
        ],
    )
    def test_another_post_or_another_time_is_meant(self, capacity):
        assert not self.outside("1980", part(capacity)), capacity

    def test_a_word_that_may_name_another_body_makes_it_possible(self):
        (finding,) = self.outside("1980", part("Rotary President"))
        assert not finding.certain

    @pytest.mark.parametrize("post", ["President of the United States", "U.S. President", "United States President"])
    @pytest.mark.parametrize("capacity", ["President", "US President", "President of the United States"])
    def test_the_tenure_may_name_the_body_in_the_post(self, post, capacity):
        tenure = tl.Tenure("t", holder="nixon", post=post, of="us", term="1969-01-20/1974-08-09")
        fine, late = (tl.Event(f"e{when}", title="x", when=when, who=[part(capacity)]) for when in ("1970", "1980"))
        (finding,) = found("outside-term", US, NIXON, tenure, fine, late)
        assert (finding.ids[0], finding.certain) == ("e1980", True)

    def test_a_post_of_several_words_is_not_taken_for_a_part_of_it(self):
        eden = tl.Person("eden", name="Anthony Eden")
        posts = [
            tl.Tenure("t1", holder="eden", post="Prime Minister", of="gb", term="1955-04-06/1957-01-09"),
            tl.Tenure("t2", holder="eden", post="Minister", of="gb", term="1951/1952"),
        ]
        event = tl.Meeting("talk", title="A talk", when="1956-07", who=[part("British Prime Minister", "eden")])
        assert not found("outside-term", GB, eden, *posts, event)

    def test_the_body_behind_the_post_tells_two_presidencies_apart(self):
        """A President of the European Council acts after he was President of the party's congress."""
        tusk = tl.Person("tusk", name="Donald Tusk")
        bodies = [
            tl.Organization("ec", name="European Council", aliases=["EU Council"]),
            tl.Organization("epp", name="EPP"),
        ]
        posts = [
            tl.Tenure("t1", holder="tusk", post="President", of="ec", term="2014-12-01/2019-11-30"),
            tl.Tenure("t2", holder="tusk", post="President", of="epp", term="2019-12-01/2022-06-01"),
        ]
        late, fine = (
            tl.Meeting(name, title="x", when="2021-05-01", who=[part(capacity, "tusk")])
            for name, capacity in (("late", "President of the European Council"), ("fine", "President of the EPP"))
        )
        assert [finding.ids[0] for finding in found("outside-term", tusk, *bodies, *posts, late, fine)] == ["late"]

    @pytest.mark.parametrize(
        "when",
        [
            "1969-01-20",
            "1974-08-09",
            "1974-08-09T23:59",
            "1974-08",
            "1974",
            "[1974-08-01..1980]",
            "[..1990]",
            "1974-08-01/1974-12-31",
            "1972-02-21/1972-02-28",
            "1974-08-09/..",
            "/1969-01-20",
            "{1970,1971}",
            "[1960,1970]",
        ],
    )
    def test_a_date_that_may_lie_in_the_term_is_fine(self, when):
        assert not self.outside(when)

    @pytest.mark.parametrize("when", ["1974-08-10", "1969-01-19", "1974-08-10T02:00[Asia/Tokyo]", "1990?", "1990~"])
    def test_a_day_that_zones_decide_or_that_is_doubtful_is_possible(self, when):
        (finding,) = self.outside(when)
        assert not finding.certain

    def test_of_several_moments_one_is_enough_and_of_one_among_several_all_must_lie_outside(self):
        assert self.outside("{1970,1990}")
        assert self.outside("[1960,1990]")

    def test_any_term_of_the_post_will_do(self):
        cleveland = tl.Person("cleveland", name="Grover Cleveland")
        terms = [
            tl.Tenure("c-22", holder="cleveland", post="President", of="us", term="1885-03-04/1889-03-04"),
            tl.Tenure("c-24", holder="cleveland", post="President", of="us", term="1893-03-04/1897-03-04"),
        ]
        dates = ["1884", "1886", "1891-06-01", "1894", "1898"]
        events = [
            tl.Event(f"e-{when[:4]}", title="x", when=when, who=[part("President", "cleveland")]) for when in dates
        ]
        findings = found("outside-term", US, cleveland, *terms, *events)
        assert {finding.ids[0] for finding in findings} == {"e-1884", "e-1891", "e-1898"}
        between = next(finding for finding in findings if finding.ids[0] == "e-1891")
        assert between.ids == ("e-1891", "cleveland", "c-22", "c-24")
        assert "outside the terms that are known" in between.message

    @pytest.mark.parametrize(
        "term", ["1969-01-20/..", "1969-01-20/", "1969/1974-08-09", "../1974-08-09", "/1974-08-09"]
    )
    def test_an_open_or_unknown_end_is_no_end(self, term):
        tenure = tl.Tenure("t", holder="nixon", post="President", term=term)
        for when in ("1969-06", "1973"):
            event = tl.Event("e", title="x", when=when, who=[part("President")])
            assert not found("outside-term", NIXON, tenure, event)

    @pytest.mark.parametrize("term", ["1969-01-20/..", "1969-01-20/"])
    def test_before_a_known_start_it_is_certain_whatever_the_end(self, term):
        tenure = tl.Tenure("t", holder="nixon", post="President", term=term)
        before, after = (
            tl.Event(f"e{when}", title="x", when=when, who=[part("President")]) for when in ("1960", "2020")
        )
        assert [finding.ids[0] for finding in found("outside-term", NIXON, tenure, before, after)] == ["e1960"]

    def test_years_before_the_common_era_are_years(self):
        caesar = tl.Person("caesar", name="Gaius Julius Caesar")
        tenure = tl.Tenure("t", holder="caesar", post="Dictator", term="-0048/-0043-03-15")
        fine, late = (
            tl.Event(f"e{number}", title="x", when=when, who=[part("Dictator", "caesar")])
            for number, when in enumerate(("-0043-03-14", "-0042"))
        )
        assert [finding.ids[0] for finding in found("outside-term", caesar, tenure, fine, late)] == ["e1"]

    def test_a_term_that_another_account_gives_counts_too(self):
        rival = tl.Claim("longer", subject="nixon-37", attribute="term", value="1969-01-20/1976")
        assert not self.outside("1975", records=[rival])

    @pytest.mark.parametrize("role", ["subject", "victim", "target"])
    def test_what_is_done_to_somebody_is_no_act(self, role):
        """The funeral of a pope is after the end of his term."""
        francis = tl.Person("francis", name="Francis")
        tenure = tl.Tenure("t", holder="francis", post="Pope", term="2013-03-13/2025-04-21")
        event = tl.Event("funeral", title="A funeral", when="2025-04-26", who=[part("Pope", "francis", role=role)])
        assert not found("outside-term", francis, tenure, event)

    @pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
    def test_what_was_not_held_is_no_act(self, status):
        assert not self.outside("1980", status=status)

    @pytest.mark.parametrize("title", ["Trip made as President-elect", "The former President in Cairo"])
    def test_an_event_that_says_it_itself_is_fine(self, title):
        assert not self.outside("1980", title=title)
        assert not self.outside("1980", summary=title)

    def test_the_words_for_another_post_do_not_explain_it(self):
        assert self.outside("1980", title="With the former Secretary of State")

    def test_acting_for_a_state_without_a_capacity_is_a_possible_warning(self):
        (finding,) = self.outside("1990", part(on_behalf_of="us"))
        assert (finding.severity, finding.certain) == (Severity.WARNING, False)
        assert finding.message.startswith("Richard Nixon acts for United States in 'talk' (1990)")
        assert not self.outside("1990", part("special envoy", on_behalf_of="us"))
        assert not self.outside("1990", part(on_behalf_of="gb"))
        assert not self.outside("1970", part(on_behalf_of="us"))

    def test_acting_for_a_principal_out_of_office_is_a_possible_hint(self):
        kissinger = tl.Person("kissinger", name="Henry Kissinger")
        sent = part("special envoy", "kissinger", on_behalf_of="nixon")
        (finding,) = self.outside("1975-03", sent, records=[kissinger])
        assert (finding.severity, finding.certain) == (Severity.HINT, False)
        assert finding.ids == ("talk", "nixon", "nixon-37")
        assert not self.outside("1971-07-09", sent, records=[kissinger])

    def test_who_holds_no_post_is_left_alone(self):
        brandt = tl.Person("brandt", name="Willy Brandt")
        assert not self.outside("1980", part("President", "brandt"), records=[brandt])


class TestNewlyInOffice:
    STARMER = tl.Person("starmer", name="Keir Starmer", aliases=["Sir Keir Starmer"])
    TERM = tl.Tenure("starmer-pm", holder="starmer", post="Prime Minister", of="gb", term="2024-07-05/..")

    def called(self, capacity="", when="2025-04-26", *, quote="", term=None, records=()):
        paper = tl.Source("paper", title="A report")
        cites = [tl.Citation("paper", quote=quote)] if quote else []
        event = tl.Meeting("rome", title="A talk", when=when, who=[part(capacity, "starmer")], cites=cites)
        return found("newly-in-office", GB, self.STARMER, term or self.TERM, paper, event, *records)

    def test_newly_elected_after_nine_months_is_found_with_the_days(self):
        (finding,) = self.called("newly elected British Prime Minister")
        assert finding.message == (
            "'rome': Keir Starmer is called 'newly elected' 295 days after the term began: Prime Minister, 2024-07-05/.."
        )
        assert (finding.ids, finding.severity) == (("rome", "starmer-pm", "starmer"), Severity.HINT)
        assert finding.certain

    @pytest.mark.parametrize(
        "capacity", ["new Prime Minister", "Britain's new Prime Minister", "newly appointed Prime Minister"]
    )
    def test_there_are_other_words_for_it(self, capacity):
        assert len(self.called(capacity)) == 1

    @pytest.mark.parametrize(
        ("capacity", "when"),
        [
            ("newly elected Prime Minister", "2024-10-13"),
            ("newly elected Prime Minister", "2024-07-04"),
            ("newly elected Prime Minister", "2024"),
            ("newly elected Prime Minister", "2025-04-26?"),
            ("newly elected Prime Minister", "[2024-08..2025-08]"),
            ("Prime Minister", "2025-04-26"),
            ("New Zealand's Prime Minister", "2025-04-26"),
            ("newly elected member of Parliament", "2025-04-26"),
            ("newly elected French Prime Minister's envoy", "2025-04-26"),
        ],
    )
    def test_what_fits_or_cannot_be_told_is_fine(self, capacity, when):
        assert not self.called(capacity, when)

    def test_a_hundred_days_are_new_and_one_more_is_not(self):
        assert not self.called("new Prime Minister", "2024-10-13")
        assert len(self.called("new Prime Minister", "2024-10-14")) == 1

    def test_days_from_a_vague_start_are_a_lower_limit(self):
        term = tl.Tenure("t", holder="starmer", post="Prime Minister", of="gb", term="2024-07/..")
        (finding,) = self.called("new Prime Minister", term=term)
        assert "at least 269 days after" in finding.message

    @pytest.mark.parametrize("term", ["../2030", "/2030", "2024?/..", "[2020-01-01..2025-04-20]"])
    def test_since_a_start_that_nobody_knows_no_days_are_counted(self, term):
        tenure = tl.Tenure("t", holder="starmer", post="Prime Minister", of="gb", term=term)
        assert not self.called("new Prime Minister", term=tenure)

    def test_a_second_term_makes_new_again(self):
        again = tl.Tenure("again", holder="starmer", post="Prime Minister", of="gb", term="2025-03-01/..")
        assert not self.called("newly elected Prime Minister", records=[again])

    @pytest.mark.parametrize(
        "capacity", ["Prime Minister-designate", "incoming Prime Minister", "future Prime Minister"]
    )
    def test_to_come_after_the_first_day_is_found(self, capacity):
        assert len(self.called(capacity, "2024-07-06")) == 1
        assert not self.called(capacity, "2024-07-05")
        assert not self.called(capacity, "2024-07-01")

    def test_former_in_the_midst_of_the_only_term_is_found(self):
        term = tl.Tenure("t", holder="starmer", post="Prime Minister", of="gb", term="2024-07-05/2026-07-05")
        assert len(self.called("former Prime Minister", term=term)) == 1
        assert not self.called("former Prime Minister", "2026-07-05", term=term)
        assert not self.called("former Prime Minister", "2027", term=term)
        unknown = tl.Tenure("t", holder="starmer", post="Prime Minister", of="gb", term="2024-07-05/")
        assert not self.called("former Prime Minister", term=unknown)

    def test_who_has_held_the_post_before_may_be_called_former(self):
        before = tl.Tenure("before", holder="starmer", post="Prime Minister", of="gb", term="2010/2012")
        assert not self.called("former Prime Minister", records=[before])

    def test_outgoing_more_than_a_year_before_the_end_is_found(self):
        term = tl.Tenure("t", holder="starmer", post="Prime Minister", of="gb", term="2024-07-05/2026-07-05")
        assert len(self.called("outgoing Prime Minister", term=term)) == 1
        assert not self.called("outgoing Prime Minister", "2025-08", term=term)
        assert not self.called("outgoing Prime Minister")

    @pytest.mark.parametrize(
        "quote",
        [
            "He met the newly elected British Prime Minister Keir Starmer in Rome.",
            "newly elected Prime Minister Sir Keir Starmer",
            "talks with Prime Minister-designate Starmer",
        ],
    )
    def test_a_quote_with_post_and_name_is_read(self, quote):
        (finding,) = self.called(quote=quote)
        assert finding.sources == ("paper",)

    @pytest.mark.parametrize(
        "quote",
        [
            "newly elected",
            "Prime Minister Keir Starmer",
            "newly elected Prime Minister",
            "newly elected Prime Minister Mark Carney met Keir Starmer",
            "newly elected Deputy Prime Minister Starmer",
            "Keir Starmer, newly elected leader",
            "the new sanctions, Prime Minister Keir Starmer said",
            "new talks with Prime Minister Keir Starmer, new and old " + "new " * 3000,
        ],
    )
    def test_a_quote_that_may_speak_of_another_is_not(self, quote):
        assert not self.called(quote=quote)

    def test_capacity_and_quote_that_say_the_same_are_one_finding(self):
        assert len(self.called("new Prime Minister", quote="newly elected Prime Minister Keir Starmer")) == 1


class TestTermOverlap:
    def overlap(self, *terms, post="Pope", of="church"):
        church = tl.Organization("church", name="Catholic Church")
        people = [tl.Person(f"p{number}", name=f"P {number}") for number in range(len(terms))]
        tenures = [
            tl.Tenure(f"t{number}", holder=f"p{number}", post=post, of=of, term=term)
            for number, term in enumerate(terms)
        ]
        return found("term-overlap", church, *people, *tenures)

    def test_two_holders_at_one_time_are_found(self):
        (finding,) = self.overlap("1378-04-08/1389-10-15", "1378-09-20/1394-09-16")
        assert finding.ids == ("t0", "t1")
        assert finding.message == (
            "'t0' (1378-04-08/1389-10-15) and 't1' (1378-09-20/1394-09-16) have one post at one time: 'Pope'"
        )
        assert len(self.overlap("1378/..", "1380/..")) == 1

    @pytest.mark.parametrize(
        "terms",
        [
            ("1969-01-20/1974-08-09", "1974-08-09/1977-01-20"),
            ("1969-01-20/1974-08-10", "1974-08-09/1977-01-20"),
            ("1969/1974", "1974/1977"),
            ("1969-01-20/", "1974-08-09/1977"),
            ("1969-01-20/1977?", "1970/1977"),
            ("1969/1970", "1980/1990"),
            ("1969/..",),
            (),
        ],
    )
    def test_terms_that_meet_or_leave_room_are_fine(self, terms):
        assert not self.overlap(*terms)

    def test_a_post_for_many_is_left_alone(self):
        assert not self.overlap("1960/1970", "1961/1970", "1962/1970", post="Minister")

    def test_another_body_is_another_post_and_without_one_nothing_is_known(self):
        assert not self.overlap("1960/1970", "1961/1970", of=None)
        tenures = [
            tl.Tenure(f"t-{of}", holder=who, post="President", of=of, term="1970")
            for who, of in (("nixon", "us"), ("ford", "gb"))
        ]
        assert not found("term-overlap", US, GB, NIXON, FORD, *tenures)

    def test_one_holder_may_be_entered_twice(self):
        again = tl.Tenure("again", holder="nixon", post="President", of="us", term="1970/1972")
        assert not found("term-overlap", US, NIXON, NIXON_37, again)


@pytest.mark.parametrize("name", ["outside-term", "newly-in-office", "term-overlap", "term-ends-before-it-begins"])
def test_nothing_is_found_in_nothing(name):
    assert not found(name)
