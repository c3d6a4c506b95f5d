"""Days of the week that do not fit their dates, and dates that are more exact than anybody can know."""

import pytest

import timeline as tl
from timeline.checks import Severity, check
from timeline.checks.rulebook.day_names import MONTHS, WEEKDAYS, plain
from timeline.checks.rulebook.printed import printed, weekdays

LANGUAGES = ("de", "en", "es", "fr", "it", "ru", "uk")


def found(name, *records, **header):
    return check(tl.Chronology(records, **header), [name])


def mismatches(text, *, when="2025-04-26", published=None):
    """What the rule says of a quote in a source about an event."""
    paper = tl.Source("paper", title="A paper", published=published)
    event = tl.Event("talks", title="Talks", when=when, cites=[tl.Citation("paper", quote=text)])
    return [finding.message for finding in found("weekday-mismatch", paper, event)]


class TestWeekdayMismatch:
    def test_a_weekday_beside_another_day_is_found(self):
        paper = tl.Source("independent", title="A paper")
        event = tl.Meeting(
            "briefing",
            title="A briefing",
            when="2025-04-26",
            cites=[tl.Citation("independent", quote="Saturday (27 April)")],
        )
        (finding,) = found("weekday-mismatch", paper, event)
        assert finding.message == "'briefing' has 'Saturday (27 April)' in a quote, and 27 April 2025 is a Sunday"
        assert (finding.ids, finding.sources) == (("briefing", "independent"), ("independent",))
        assert (finding.severity, finding.certain) == (Severity.WARNING, True)

    @pytest.mark.parametrize(
        "text",
        [
            "Saturday, April 25, 2025",
            "on SATURDAY, 25 APRIL 2025, they met",
            "Saturday the 25th of April",
            "Saturday's 25 April edition",
            "25 April 2025 (Saturday)",
            "25 April 2025, a Saturday, was cold",
            "25 April was a Saturday",
            "Saturday 2025-04-25",
            "Samstag, 25. April 2025",
            "am Sonnabend, dem 25. April",
            "Montag, 13.05.2025",
            "le samedi 25 avril 2025",
            "samedi\u00a025\u00a0avril",
            "lundi 1er août 2025",
            "el sábado 25 de abril de 2025",
            "sabado, 25 de abril",
            "sabato 25 aprile",
            "lunedì 25 aprile 2025",
            "в субботу, 25 апреля 2025 года",
            "суббота (25 апреля)",
            "у суботу, 25 квітня 2025 року",
            "п’ятниця, 26 квітня",
            "пʼятниця, 26 квітня",
            "Monday 13/05/2025",
            "Monday 05/13/2025",
        ],
    )
    def test_it_reads_seven_languages_and_several_ways_to_write_a_date(self, text):
        assert len(mismatches(text)) == 1, text

    @pytest.mark.parametrize(
        "text",
        [
            "Friday, April 25, 2025",
            "Friday (25 April)",
            "Freitag, 25. April 2025",
            "vendredi 25 avril",
            "viernes, 25 de abril de 2025",
            "venerdì 25 aprile",
            "в пятницу, 25 апреля 2025 года",
            "п'ятниця, 25 квітня",
            "Friday 25/04/2025",
        ],
    )
    def test_what_fits_is_fine(self, text):
        assert not mismatches(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Saturday",
            "27 April 2025",
            "on Saturday, and on 25 April",
            "Saturday 04/05/2025",
            "Saturday 25/13/2025",
            "25-26 April (Friday-Saturday)",
            "Friday and Saturday, April 25 and 26",
            "Saturday and Sunday, April 25-26",
            "Friday to Sunday, April 25 to 27",
            "Saturday, 25 and 26 April",
            "Saturday 25/26 April",
            "Saturday, 27 April/10 May 1905",
            "Friday, 15 March 44 BC",
            "Friday, 15 March 44 B.C.",
            "Freitag, 15. März 44 v. Chr.",
            "Saturday, 15 March 1200 BC",
            "Saturday, 31 April",
            "Monday, 29 February",
            "Saturday 20 march for peace",
            "Saturday 5 may attend",
            "Saturday, 25 Nisan",
            "Saturday, 25 Shawwal 1446",
            "Saturday, 6 Floréal",
            "Saturday 25 April 14:00",
            "Saturday-25 April",
            "Caturday, 25 April",
            "ſaturday, 25 aprıl",
            "",
        ],
    )
    def test_what_is_no_weekday_beside_a_date_is_passed_over(self, text):
        assert not mismatches(text), text

    def test_the_julian_calendar_will_do_as_long_as_it_was_used(self):
        """Bloody Sunday was 9 January in St Petersburg and 22 January elsewhere; the Templars were seized on a Friday."""
        for text in ("Sunday, 9 January 1905", "Sunday, 22 January 1905", "Friday, 13 October 1307"):
            assert not mismatches(text, when="1905"), text
        (message,) = mismatches("Friday, 9 January 1905")
        assert message.endswith("9 January 1905 is a Monday, or a Sunday by the Julian calendar")

    def test_weekdays_of_known_days(self):
        assert weekdays(2025, 4, 27) == (6,)
        assert weekdays(1582, 10, 15)[0] == 4  # the Friday with which the Gregorian calendar began
        assert weekdays(1582, 10, 4)[1] == 3  # the Thursday before it
        assert weekdays(1923, 3, 1) == (3, 2)  # in Greece, the day after Wednesday, 15 February
        assert weekdays(2025, 2, 29) == ()

    def test_a_date_without_a_year_lies_near_the_event(self):
        assert not mismatches("Monday, 30 December", when="2025-01-03")
        assert mismatches("Monday, 30 December", when="2024-01-03")
        assert not mismatches("Friday (3 January)", when="2024-12-30")

    def test_it_must_fit_in_none_of_the_years_that_may_be_meant(self):
        """27 April was a Saturday in 2024, when the event may have been, and in 1957, when the source came out."""
        assert not mismatches("Saturday, 27 April", when="[2024..2025]")
        assert not mismatches("Saturday, 27 April", published="1957-05-01")
        (message,) = mismatches("Monday, 27 April", when="[2024-05..2025-04]")
        assert message.endswith("27 April 2024 is a Saturday; 27 April 2025 is a Sunday")

    @pytest.mark.parametrize("when", ["1945/..", "../1990", "1900/1990", "Y170000002", "-0043-03-15"])
    def test_where_the_year_cannot_be_told_nothing_is(self, when):
        assert not mismatches("Saturday (27 April)", when=when)

    def test_all_texts_of_sources_and_editors_are_read_but_notes(self):
        text = "Saturday, 27 April 2025"
        records = [
            tl.Event("title", title=text, when="2025"),
            tl.Event("summary", title="x", when="2025", summary=text),
            tl.Event("reason", title="x", when="2025", reason=text),
            tl.Statement("words", title="x", when="2025", text=text),
            tl.Claim("claim", text=text),
            tl.Source("source", title=text),
            tl.Event("note", title="x", when="2025", note=text, dating=text),
            tl.Source("noted", title="x", note=text),
        ]
        findings = found("weekday-mismatch", *records)
        assert {finding.ids[0] for finding in findings} == {"title", "summary", "reason", "words", "claim", "source"}

    def test_the_year_of_a_title_is_that_of_the_source(self):
        assert found("weekday-mismatch", tl.Source("s", title="Saturday, 27 April", published="2025-04-28"))
        assert not found("weekday-mismatch", tl.Source("s", title="Saturday, 27 April", published="2024-04-28"))
        assert not found("weekday-mismatch", tl.Source("s", title="Saturday, 27 April"))

    def test_quotes_of_claims_and_tenures_are_read(self):
        paper = tl.Source("paper", title="x")
        cite = tl.Citation("paper", quote="Saturday (27 April)")
        claim = tl.Claim("c", text="x", about="2025-04", cites=[cite])
        event = tl.Event("e", title="x", when="2025-04-26")
        rival = tl.Claim("r", subject="e", attribute="title", value="y", cites=[cite])
        person = tl.Person("p", name="x")
        tenure = tl.Tenure(
            "t", holder="p", post="x", term="2025", cites=[tl.Citation("paper", quote="Saturday, 27 April 2025")]
        )
        assert {
            finding.ids[0] for finding in found("weekday-mismatch", paper, claim, event, rival, person, tenure)
        } == {
            "c",
            "r",
            "t",
        }

    def test_spoken_words_with_a_wrong_weekday_are_refused_when_they_are_read(self):
        assert str(tl.When.said("on Friday, 25 April 2025", on="2025-04-26")) == "2025-04-25"
        with pytest.raises(tl.Unresolved, match="not that day of the week"):
            tl.When.said("on Saturday, 25 April 2025", on="2025-04-26")

    def test_long_texts_are_read_in_one_go(self):
        text = "Saturday (27 April) " * 10_000
        assert sum(1 for _ in printed(text)) == 10_000
        assert not list(printed("Saturday " * 100_000 + "(" * 100_000))


class TestDayNames:
    """The names are those of CLDR."""

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_every_weekday_and_month_is_known(self, code):
        locale = pytest.importorskip("babel").Locale(code)
        for number, name in locale.days["format"]["wide"].items():
            assert WEEKDAYS[plain(name).lower()] == number
        for number, name in locale.months["format"]["wide"].items():
            assert MONTHS[plain(name).lower()] == number

    def test_names_are_written_as_texts_are_compared(self):
        assert [name for name in (*WEEKDAYS, *MONTHS) if plain(name) != name or name.lower() != name] == []

    def test_a_plain_text_is_as_long_as_before(self):
        text = "Le vendredi 1er août – п’ятниця ÀÉÎÕÜ ß ﬁ İ"
        assert len(plain(text)) == len(text)


def imprecise(when, kind=tl.Meeting, *records, **fields):
    return found("false-precision", kind("talks", title=fields.pop("title", "Talks"), when=when, **fields), *records)


class TestFalsePrecision:
    def test_exactly_the_first_of_january_is_found(self):
        (finding,) = imprecise("1955-01-01")
        assert finding.message == (
            "'talks' is dated exactly 1 January (1955-01-01); where no source has it so, give the year alone"
        )
        assert (finding.severity, finding.certain) == (Severity.HINT, False)

    def test_a_year_written_as_its_first_and_last_day_is_found(self):
        assert imprecise("1955-01-01/1955-12-31")
        assert not imprecise("1955-01-01/1956-12-31")
        assert not imprecise("1955/1956")

    def test_exactly_midnight_is_found(self):
        (finding,) = imprecise("1955-06-05T00:00")
        assert "is dated exactly midnight (1955-06-05T00:00)" in finding.message

    @pytest.mark.parametrize(
        "when",
        [
            "1955",
            "1955-01",
            "1955-01-02",
            "1955-01-01?",
            "1955-01-01~",
            "1955-XX-01",
            "195X-01-01",
            "1955-01-01T15:00",
            "1955-01-01/1955-01-04",
            "[1955-01-01..1955-01-04]",
            "{1955-01-01,1955-02-01}",
            "1955-01-01/..",
            "1955-06-05T24:00",
            "1955-06-05T00:01",
            "1955-06-05T12:00",
            "1955-06-05T00:00/1955-06-05T03:00",
            "[1955-06-05T00:00..1955-06-05T12:00]",
        ],
    )
    def test_other_dates_are_fine(self, when):
        assert not imprecise(when), when

    @pytest.mark.parametrize(
        "fields",
        [
            {"dating": "The minutes bear the date."},
            {"title": "The New Year's reception"},
            {"title": "Neujahrsempfang"},
            {"summary": "They met on 1 January."},
            {"summary": "On January 1, 1955 they met."},
            {"summary": "Встреча 1 января 1955 года"},
            {"status": "planned"},
        ],
    )
    def test_a_day_that_is_accounted_for_is_fine(self, fields):
        assert not imprecise("1955-01-01", **fields)

    def test_a_quote_that_names_the_day_is_enough(self):
        paper = tl.Source("paper", title="x")
        assert imprecise("1955-01-01", tl.Meeting, paper, cites=[tl.Citation("paper", quote="on 2 January")])
        assert not imprecise("1955-01-01", tl.Meeting, paper, cites=[tl.Citation("paper", quote="le 1er janvier 1955")])

    @pytest.mark.parametrize(
        ("published", "hint"), [("1955-01-02", False), ("1955-01", False), ("1955", True), ("1975", True)]
    )
    def test_a_source_of_the_time_is_believed(self, published, hint):
        paper = tl.Source("paper", title="x", published=published)
        assert bool(imprecise("1955-01-01", tl.Meeting, paper, cites=["paper"])) is hint

    def test_spoken_words_are_what_the_source_said(self):
        assert not imprecise(tl.When.said("yesterday", on="1955-01-02"))

    def test_a_stay_may_begin_then_and_a_treaty_be_in_force(self):
        assert not imprecise("1955-01-01", tl.Visit)
        assert not imprecise("1955-01-01/1955-12-31", tl.Visit)
        assert not imprecise("1957-03-25", tl.Agreement, in_force="1958-01-01")
        assert not imprecise("1958-01-01", tl.Agreement, in_force="1958-01-01")
        assert imprecise("1958-01-01", tl.Agreement)

    @pytest.mark.parametrize(
        "fields",
        [
            {"title": "The guns fall silent at midnight"},
            {"summary": "um Mitternacht"},
            {"summary": "at 00:00 local time"},
            {"lasted": "2 h"},
            {"dating": "The log says so."},
        ],
    )
    def test_a_midnight_that_is_accounted_for_is_fine(self, fields):
        assert not imprecise("1955-06-05T00:00", **fields)

    def test_three_of_a_kind_are_a_habit_and_told_once(self):
        events = [tl.Meeting(f"e{number}", title="x", when=f"{1950 + number}-01-01") for number in range(9)]
        assert [finding.severity for finding in found("false-precision", *events[:2])] == [Severity.HINT] * 2
        (three,) = found("false-precision", *events[:3])
        assert (three.severity, three.ids) == (Severity.WARNING, ("e0", "e1", "e2"))
        assert "'e0' is dated exactly 1 January (1950-01-01), as are 'e1' and 'e2';" in three.message
        (many,) = found("false-precision", *events)
        assert "and 'e5' and 3 more;" in many.message
        assert len(many.ids) == 9

    def test_a_day_of_which_all_sources_know_the_month_is_found(self):
        paper, book = tl.Source("paper", title="x"), tl.Source("book", title="x")
        rival = tl.Claim("month", subject="talks", attribute="when", value="1955-06", cites=["paper", "book"])
        (finding,) = imprecise("1955-06-05", tl.Meeting, paper, book, rival, cites=["paper"])
        assert finding.message == (
            "'talks' is dated 1955-06-05 to the day, and what is cited for it has no more than 1955-06"
        )
        assert (finding.ids, finding.certain, finding.severity) == (("talks", "month"), True, Severity.HINT)

    @pytest.mark.parametrize(
        ("when", "rival", "cites"),
        [
            ("1955-06-05", "1955-06", ["paper", "diary"]),
            ("1955-06-05", "1955-06-04", ["paper"]),
            ("1955-06-05", "[1955-06-01..1955-06-30]", ["paper"]),
            ("1955-06-05", "1955-07", ["paper"]),
            ("1955-06", "1955", ["paper"]),
            ("1955-06-XX", "1955-06", ["paper"]),
        ],
    )
    def test_a_day_that_somebody_may_know_is_fine(self, when, rival, cites):
        sources = [tl.Source(name, title="x") for name in ("paper", "diary")]
        claim = tl.Claim("month", subject="talks", attribute="when", value=rival, cites=["paper"])
        assert not imprecise(when, tl.Meeting, *sources, claim, cites=cites)

    def test_years_before_the_common_era_have_a_first_of_january(self):
        assert imprecise("-0044-01-01")
        assert not imprecise("-0044-01-02")


@pytest.mark.parametrize("name", ["weekday-mismatch", "false-precision"])
def test_nothing_is_found_in_nothing(name):
    assert not found(name)
