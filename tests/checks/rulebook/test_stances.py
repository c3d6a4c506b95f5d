"""Who stands where: contested claims, turns, disputed events, and denials that came too early."""

import attrs
import pytest

import timeline as tl
from timeline.checks import Severity, check

AROUND = [
    tl.State("ru", name="Russia"),
    tl.State("ua", name="Ukraine"),
    tl.State("us", name="United States"),
    tl.Person("gerasimov", name="Valery Gerasimov"),
    tl.Person("peskov", name="Dmitry Peskov"),
    tl.Person("trump", name="Donald Trump"),
    tl.Tenure("chief", holder="gerasimov", post="Chief of the General Staff", of="ru", term="2012/.."),
    tl.Tenure("spokesman", holder="peskov", post="spokesman", of="ru", term="2012/.."),
    tl.Tenure("president", holder="trump", post="President", of="us", term="2025/.."),
    *(tl.Source(name, title=name.title()) for name in ("article", "ap", "ft")),
]
CLAIM = tl.Claim("cleared", text="The region has been cleared")
HELD = tl.Meeting("talks", title="Talks", when="2025-04-25")


def says(name, who, when="2025-04-26", **fields):
    return tl.Statement(
        name, **{"title": name, "when": when, "who": [who] if who else [], "cites": ["article"]} | fields
    )


def found(rule, *records, **header):
    return check(tl.Chronology([*AROUND, CLAIM, HELD, *records], **header), [rule])


class TestContestedClaim:
    def test_a_claim_that_another_side_denies_is_found(self):
        records = (
            says("claim", "gerasimov", asserts=["cleared"]),
            says("relayed", "peskov", asserts=["cleared"], cites=["ap"]),
            says("denial", "ua", denies=["cleared"]),
        )
        (finding,) = found("contested-claim", *records)
        assert finding.message == (
            "'cleared' is contested: asserted by 'gerasimov' and 'peskov'; denied by 'ua'; 2 origins of 1 side behind it"
        )
        assert finding.ids == ("cleared", "claim", "denial", "relayed")
        assert (finding.sources, finding.severity) == (("article", "ap"), Severity.HINT)

    def test_so_is_one_that_reporters_put_forward_and_a_side_doubts(self):
        reported = attrs.evolve(CLAIM, id="reported", cites=["article", "ap"])
        (finding,) = found("contested-claim", reported, says("doubt", "ua", doubts=["reported"]))
        assert finding.message == "'reported' is contested: doubted by 'ua'; 2 origins behind it"

    @pytest.mark.parametrize(
        "records",
        [
            [says("claim", "ru", asserts=["cleared"])],
            [says("claim", "ru", asserts=["cleared"]), says("other", "ua", confirms=["cleared"])],
            [says("claim", "ru", asserts=["cleared"]), says("other", "ua", evades=["cleared"])],
            [says("denial", "ua", denies=["cleared"])],
            [says("claim", "trump", asserts=["cleared"]), says("later", "us", "2025-04-27", doubts=["cleared"])],
            [
                says("claim", "ru", asserts=["cleared"]),
                says("denial", "ua", "2025-04-27", denies=["cleared"]),
                says("concession", "ua", "2025-04-28", confirms=["cleared"]),
            ],
        ],
    )
    def test_a_claim_on_which_the_sides_agree_or_that_only_its_author_doubts_is_fine(self, records):
        assert not found("contested-claim", *records)


class TestStatusDisputed:
    @pytest.mark.parametrize("act", ["denies", "doubts", "retracts"])
    def test_a_meeting_that_somebody_denies_is_a_hint(self, act):
        (finding,) = found("status-disputed", says("denial", "ua", **{act: ["talks"]}))
        past = {"denies": "denied", "doubts": "doubted", "retracts": "retracted"}[act]
        assert finding.message == f"'talks' is entered as held; that it took place is {past} by 'ua' in 'denial'"
        assert (finding.ids, finding.severity) == (("talks", "denial"), Severity.HINT)

    def test_a_cancelled_one_that_somebody_confirms_is_a_warning(self):
        cancelled = attrs.evolve(HELD, id="summit", status="cancelled")
        (finding,) = found("status-disputed", cancelled, says("word", "peskov", confirms=["summit"]))
        assert finding.severity is Severity.WARNING
        assert "entered as cancelled" in finding.message

    @pytest.mark.parametrize(
        ("status", "act"),
        [
            ("held", "confirms"),
            ("held", "evades"),
            ("cancelled", "denies"),
            ("planned", "confirms"),
            ("planned", "denies"),
        ],
    )
    def test_what_fits_the_status_is_fine(self, status, act):
        summit = attrs.evolve(HELD, id="summit", status=status)
        assert not found("status-disputed", summit, says("word", "peskov", **{act: ["summit"]}))

    def test_only_the_latest_word_of_a_side_counts(self):
        records = says("no", "peskov", denies=["talks"]), says("yes", "ru", "2025-04-27", confirms=["talks"])
        assert not found("status-disputed", *records)


class TestStanceReversed:
    def test_a_side_that_comes_to_confirm_what_it_evaded_is_found(self):
        evasion = says("evasion", "ru", "../2025-04-26", evades=["cleared"])
        (finding,) = found("stance-reversed", evasion, says("word", "gerasimov", confirms=["cleared"]))
        assert finding.message == "'gerasimov' (ru) confirms 'cleared' in 'word', and 'ru' evaded it in 'evasion'"
        assert finding.ids == ("word", "evasion", "cleared")
        assert (finding.severity, finding.certain) == (Severity.HINT, True)

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            ("asserts", "doubts"),
            ("confirms", "denies"),
            ("asserts", "retracts"),
            ("denies", "confirms"),
            ("doubts", "asserts"),
            ("evades", "confirms"),
            ("retracts", "asserts"),
        ],
    )
    def test_every_turn_is_found(self, earlier, later):
        records = says("b", "trump", **{earlier: ["cleared"]}), says("a", "trump", "2025-04-27", **{later: ["cleared"]})
        (finding,) = found("stance-reversed", *records)
        assert finding.ids == ("a", "b", "cleared")

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            ("asserts", "confirms"),
            ("asserts", "evades"),
            ("denies", "doubts"),
            ("evades", "denies"),
            ("denies", "retracts"),
        ],
    )
    def test_what_is_no_turn_is_fine(self, earlier, later):
        records = says("b", "trump", **{earlier: ["cleared"]}), says("a", "trump", "2025-04-27", **{later: ["cleared"]})
        assert not found("stance-reversed", *records)

    def test_two_sides_that_differ_have_not_turned(self):
        records = says("claim", "ru", asserts=["cleared"]), says("denial", "ua", "2025-04-27", denies=["cleared"])
        assert not found("stance-reversed", *records)

    def test_a_statement_does_not_take_itself_back(self):
        assert not found("stance-reversed", says("both", "ru", asserts=["cleared"], doubts=["cleared"]))

    def test_stated_order_makes_it_certain_and_a_day_alone_does_not(self):
        claim, doubt = says("a", "trump", asserts=["cleared"]), says("b", "trump", doubts=["cleared"])
        (possible,) = found("stance-reversed", claim, doubt)
        assert not possible.certain
        assert possible.message.endswith("; which came first is not certain")
        between = tl.Event("between", title="Between", when="2025-04-26", after=["a"])
        (certain,) = found("stance-reversed", claim, between, attrs.evolve(doubt, after=["between"]))
        assert certain.certain

    def test_only_the_latest_turn_of_a_side_is_told(self):
        records = (
            says("a", "ru", "2025-04-25", denies=["cleared"]),
            says("b", "ru", "2025-04-26", asserts=["cleared"]),
            says("c", "ru", "2025-04-27", retracts=["cleared"]),
        )
        assert [finding.ids for finding in found("stance-reversed", *records)] == [("c", "b", "cleared")]

    def test_a_speaker_who_changes_sides_and_words_is_found(self):
        told = tl.Participation("peskov", on_behalf_of="ua")
        records = says("a", "peskov", asserts=["cleared"]), says("b", told, "2025-04-27", denies=["cleared"])
        (finding,) = found("stance-reversed", *records)
        assert finding.message == "'peskov' (ua) denies 'cleared' in 'b', and 'peskov' asserted it in 'a'"

    def test_speakers_who_were_never_named_have_no_history(self):
        records = says("a", None, asserts=["cleared"]), says("b", None, "2025-04-27", denies=["cleared"])
        assert not found("stance-reversed", *records)

    def test_an_event_may_be_conceded_too(self):
        records = says("no", "ru", denies=["talks"]), says("yes", "ru", "2025-04-27", confirms=["talks"])
        assert [finding.ids for finding in found("stance-reversed", *records)] == [("yes", "no", "talks")]


class TestDenialBeforeClaim:
    def test_a_denial_of_what_nobody_had_said_yet_is_certain(self):
        records = says("denial", "ua", "2025-04-24", denies=["cleared"]), says("claim", "ru", asserts=["cleared"])
        (finding,) = found("denial-before-claim", *records)
        assert finding.message == (
            "'denial' (2025-04-24) denies 'cleared', which nobody puts forward until 'claim' (2025-04-26)"
        )
        assert finding.ids == ("denial", "claim", "cleared")
        assert (finding.severity, finding.certain) == (Severity.WARNING, True)

    def test_so_is_a_denial_of_an_event_that_was_yet_to_come(self):
        (finding,) = found("denial-before-claim", says("denial", "ua", "2025-04-24", denies=["talks"]))
        assert finding.message == "'denial' (2025-04-24) denies 'talks', which was not until 2025-04-25"
        assert finding.ids == ("denial", "talks")

    def test_stated_order_and_durations_count(self):
        """The claim was made after talks that went on into the night, the denial in the evening."""
        records = (
            tl.Meeting("long", title="Long talks", when="2025-04-26T20:00", lasted="5 h"),
            says("claim", "ru", "[2025-04-26..2025-04-27]", after=["long"], asserts=["cleared"]),
            says("denial", "ua", "2025-04-26T22:00", denies=["cleared"]),
        )
        assert [finding.certain for finding in found("denial-before-claim", *records, zone="Europe/Moscow")] == [True]

    @pytest.mark.parametrize("when", ["2025-04-26", "2025-04", "2025-04-27", "[2025-04-24..2025-04-26]"])
    def test_a_denial_that_need_not_have_come_first_is_fine(self, when):
        records = says("denial", "ua", when, denies=["cleared"]), says("claim", "ru", asserts=["cleared"])
        assert not found("denial-before-claim", *records)

    def test_a_denial_after_the_first_of_several_claims_is_fine(self):
        records = (
            says("first", "ru", "2025-04-20", asserts=["cleared"]),
            says("denial", "ua", "2025-04-24", denies=["cleared"]),
            says("again", "ru", asserts=["cleared"]),
        )
        assert not found("denial-before-claim", *records)

    @pytest.mark.parametrize("act", ["doubts", "evades", "retracts"])
    def test_only_a_denial_answers(self, act):
        records = says("word", "ua", "2025-04-24", **{act: ["cleared"]}), says("claim", "ru", asserts=["cleared"])
        assert not found("denial-before-claim", *records)

    def test_what_only_reporters_put_forward_is_fine(self):
        reported = attrs.evolve(CLAIM, id="reported", cites=["article"])
        assert not found("denial-before-claim", reported, says("denial", "ua", "2025-04-24", denies=["reported"]))

    def test_a_planned_event_may_be_denied_beforehand(self):
        summit = attrs.evolve(HELD, id="summit", status="planned")
        assert not found("denial-before-claim", summit, says("denial", "ua", "2025-04-24", denies=["summit"]))

    def test_a_statement_that_denies_itself_is_none_of_it(self):
        assert not found("denial-before-claim", says("both", "ua", denies=["cleared"], asserts=["cleared"]))

    @pytest.mark.parametrize("after", [[], ["claim"]])
    @pytest.mark.parametrize(
        ("value", "reported"),
        [
            ("2025-04-24", True),
            ("2025-04-26T09:00", True),
            ("[2025-04-26T00:00..2025-04-26T12:00]", True),
            ("2025-04-26", False),
            ("[2025-04-26..2025-04-27]", False),
            ("2025-04-27", False),
        ],
    )
    def test_another_date_of_the_denial_that_lets_it_come_first_makes_it_possible(self, after, value, reported):
        rival = tl.Claim("morning", subject="denial", attribute="when", value=value, cites=["ap"])
        denial = says("denial", "ua", denies=["cleared"], after=after)
        findings = found("denial-before-claim", rival, denial, says("claim", "ru", asserts=["cleared"]))
        assert [finding.ids for finding in findings] == (
            [("denial", "claim", "cleared", "morning")] if reported else []
        )
        assert not any(finding.certain for finding in findings)

    def test_a_view_is_not_blamed_for_what_it_leaves_out(self):
        records = [
            *AROUND,
            CLAIM,
            says("first", "ru", "2025-04-20", asserts=["cleared"]),
            says("denial", "ua", "2025-04-24", denies=["cleared"]),
            says("again", "ru", asserts=["cleared"]),
        ]
        assert not check(tl.Chronology(records).during("2025-04-24/2025-04-26"), ["denial-before-claim"])


class TestWhoPutItForwardFirst:
    """A date may leave open when somebody did."""

    AGENTS = (tl.Person("ann", name="Ann"), tl.Person("bob", name="Bob"))
    RAIN = tl.Claim("rain", text="It rains")

    def told(self, when):
        says = [
            tl.Statement(name, title=name, when=date, who=["ann"], asserts=["rain"])
            for name, date in (("vague", when), ("dated", "2025-04-20"))
        ]
        denial = tl.Statement("denial", title="No", when="2025-04-10", who=["bob"], denies=["rain"])
        return check(tl.Chronology([*self.AGENTS, self.RAIN, *says, denial]), ["denial-before-claim"])

    def test_a_denial_before_every_statement_is_found(self):
        (finding,) = self.told("2025-04-21")
        assert (
            finding.message
            == "'denial' (2025-04-10) denies 'rain', which nobody puts forward until 'dated' (2025-04-20)"
        )

    @pytest.mark.parametrize("when", ["../2025-04-26", "/2025-04-26", "[..2025-04-26]"])
    def test_whoever_may_have_said_it_at_any_time_may_have_said_it_before(self, when):
        assert self.told(when) == ()
