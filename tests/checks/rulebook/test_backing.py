"""Claims that nobody puts forward, and several sources that are one voice."""

import attrs
import pytest

import timeline as tl
from timeline.checks import Severity, check

AROUND = [
    tl.Person("peskov", name="Dmitry Peskov"),
    tl.Person("ushakov", name="Yuri Ushakov"),
    tl.Organization("interfax", name="Interfax", aliases=["IFX"]),
    *(tl.Source(name, title=name.title()) for name in ("guardian", "times")),
    tl.Source("wire", title="A wire", publisher="Reuters"),
    tl.Source("caption", title="A caption", publisher="REUTERS"),
    tl.Source("bulletin", title="A bulletin", publisher="IFX"),
]
CLAIM = tl.Claim("cleared", text="The region has been cleared")


def found(rule, *records):
    return check(tl.Chronology([*AROUND, *records]), [rule])


def messages(rule, *records):
    return [finding.message for finding in found(rule, *records)]


def says(name="says", act="asserts", target="cleared", **fields):
    stances = [tl.Stance(act, target)]
    return tl.Statement(name, **({"title": name, "when": "2025-04-26", "stances": stances} | fields))


class TestUnassertedClaim:
    def test_a_claim_of_which_only_the_denial_is_known_is_found(self):
        assert messages("unasserted-claim", CLAIM, says("denial", "denies")) == [
            "nobody asserts 'cleared'; it is only answered, by 'denial'"
        ]

    def test_a_claim_of_which_nothing_is_known_is_found(self):
        (finding,) = found("unasserted-claim", CLAIM)
        assert finding.message == "nobody asserts 'cleared'; no source is cited for it"
        assert (finding.ids, finding.severity) == (("cleared",), Severity.HINT)

    def test_a_rival_value_that_nothing_backs_is_found_with_the_field_that_it_contests(self):
        talks = tl.Meeting("talks", title="Talks", when="2025-04-25", mode="in-person")
        rival = tl.Claim("by-video", subject="talks", attribute="mode", value="video")
        assert messages("unasserted-claim", talks, rival) == [
            "nobody asserts 'by-video', another 'mode' of 'talks'; no source is cited for it"
        ]
        assert not found("unasserted-claim", talks, attrs.evolve(rival, cites=["guardian"]))

    @pytest.mark.parametrize("act", ["asserts", "confirms"])
    def test_a_statement_that_puts_it_forward_is_enough(self, act):
        assert not found("unasserted-claim", CLAIM, says("briefing", act))

    @pytest.mark.parametrize("act", ["doubts", "evades"])
    def test_one_may_doubt_what_nobody_has_said(self, act):
        assert not found("unasserted-claim", CLAIM, says("doubt", act))

    def test_a_source_is_enough(self):
        assert not found("unasserted-claim", attrs.evolve(CLAIM, cites=["guardian"]))

    def test_a_view_is_not_blamed_for_what_it_leaves_out(self):
        records = [*AROUND, CLAIM, says("briefing"), says("denial", "denies", when="2025-04-27")]
        assert not check(tl.Chronology(records).during("2025-04-27"), ["unasserted-claim"])


class TestSingleOrigin:
    def meeting(self, *cites, **fields):
        return tl.Meeting("talks", title="Talks", when="2025-04-25", cites=cites, **fields)

    def test_sources_that_all_credit_one_witness_are_found(self):
        cites = tl.Citation("guardian", via=["peskov"]), tl.Citation("times", via=["interfax", "peskov"])
        (finding,) = found("single-origin", self.meeting(*cites))
        assert finding.message == "2 sources of 'talks' (guardian, times) go back to one origin: 'peskov'"
        assert (finding.ids, finding.sources) == (("talks",), ("guardian", "times"))
        assert finding.severity is Severity.HINT

    def test_so_are_two_reports_of_one_publisher(self):
        assert found("single-origin", self.meeting("wire", "caption"))

    def test_so_are_a_publisher_and_a_paper_that_credits_it(self):
        assert found("single-origin", self.meeting("bulletin", tl.Citation("times", via=["interfax"])))

    def test_so_is_a_claim(self):
        cites = [tl.Citation("guardian", via=["peskov"]), tl.Citation("times", via=["peskov"])]
        (finding,) = found("single-origin", attrs.evolve(CLAIM, cites=cites), says(who=["peskov"]))
        assert finding.ids == ("cleared",)

    @pytest.mark.parametrize(
        "cites",
        [
            [],
            ["guardian"],
            ["guardian", "times"],
            ["wire", "times"],
            [tl.Citation("guardian", via=["peskov"]), tl.Citation("guardian", via=["peskov"], quote="yes")],
            [tl.Citation("guardian", via=["peskov"]), tl.Citation("times", via=["peskov", "ushakov"])],
            [tl.Citation("guardian", via=["peskov"]), "times"],
        ],
    )
    def test_one_source_or_two_voices_are_fine(self, cites):
        assert not found("single-origin", self.meeting(*cites))

    def test_someone_else_who_bears_it_out_is_a_second_voice(self):
        cites = tl.Citation("guardian", via=["peskov"]), tl.Citation("times", via=["peskov"])
        witness = says("witness", "confirms", "talks", who=["ushakov"])
        assert not found("single-origin", self.meeting(*cites), witness)
        assert found("single-origin", self.meeting(*cites), attrs.evolve(witness, who=["peskov"]))

    def test_every_statement_goes_back_to_its_speaker(self):
        cites = [tl.Citation("guardian", via=["peskov"]), tl.Citation("times", via=["peskov"])]
        assert not found("single-origin", CLAIM, says(who=["peskov"], cites=cites))
        assert found("single-origin", CLAIM, says(who=["ushakov"], cites=cites))

    def test_a_view_is_not_blamed_for_what_it_leaves_out(self):
        cites = tl.Citation("guardian", via=["peskov"]), tl.Citation("times", via=["peskov"])
        witness = says("witness", "confirms", "talks", who=["ushakov"])
        assert not check(tl.Chronology([*AROUND, self.meeting(*cites), witness]).of("meeting"), ["single-origin"])
