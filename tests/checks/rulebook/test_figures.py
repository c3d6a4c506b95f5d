"""Figures: those that cannot all be right, parts that are more than the whole, and counts that nobody made."""

import pytest

import timeline as tl
from timeline.checks import Severity, check

AROUND = [
    tl.State("ru", name="Russia"),
    tl.State("ua", name="Ukraine"),
    tl.Organization("ministry", name="Ministry of Defence", part_of="ru"),
    tl.Organization("agency", name="An agency"),
    tl.Person("lysak", name="Serhii Lysak"),
    tl.Agent("officials", name="officials"),
    *(tl.Source(name, title=name.title()) for name in ("article", "ap", "ruv", "visir")),
    tl.Source("telegram", title="Telegram channel", publisher="Ministry of Defence"),
    tl.Source("wire", title="A wire", publisher="An agency"),
    tl.Source("history", title="A history", author="John Keegan"),
]
CLAIM = tl.Claim("downed", text="Drones were shot down that night")


def incident(name="night", *figures, **fields):
    given = {"title": name, "when": "2025-04-26", "figures": figures, "cites": ["article"]} | fields
    return tl.Incident(name, **given)


def rival(*value, cites=("ruv",), name="rival", **fields):
    return tl.Claim(name, subject="night", attribute="figures", value=value, cites=cites, **fields)


def says(name, *figures, **fields):
    return tl.Statement(name, **({"title": name, "when": "2025-04-26", "who": ["ru"], "figures": figures} | fields))


def found(rule, *records):
    return check(tl.Chronology([*AROUND, *records]), [rule])


class TestFiguresDisagree:
    @pytest.mark.parametrize(
        ("adopted", "other"),
        [
            ("10000..12000 soldiers", "14000 soldiers"),
            ("> 1300 km²", "30 km²"),
            ("<= 5 ships", "6 ships"),
            ("~1000 men", "1300 men"),
            ("1 soldier", "2 soldiers"),
            ("3 killed of the crew", "4 killed of the crew"),
            ("100 km", "100 miles"),
            ("1300 km²", "700 square miles"),
            ("1000 kg", "3 tonnes"),
        ],
    )
    def test_figures_that_cannot_both_be_right_are_found(self, adopted, other):
        (finding,) = found("figures-disagree", incident("night", adopted), rival(other))
        assert (finding.ids, finding.severity, finding.certain) == (("night", "rival"), Severity.WARNING, True)
        assert finding.message.startswith("figures of 'night' cannot all be right: ")
        assert finding.sources == ("article", "ruv")

    @pytest.mark.parametrize(
        ("adopted", "other"),
        [
            ("10000..12000 soldiers", "> 10000 soldiers"),
            ("> 10000 soldiers", "12000 soldiers"),
            ("> 10000 soldiers", "10000 soldiers"),
            ("~1000 men", "1200 men"),
            ("3 killed", "5 wounded"),
            ("3 killed of the crew", "5 killed of the passengers"),
            ("1300 km²", "500 sq mi"),
            ("1300 km²", "130000 ha"),
            ("2 km", "1 mile"),
            ("62 miles", "100 km"),
            ("0 killed", "0 killed"),
        ],
    )
    def test_figures_with_something_in_common_are_fine(self, adopted, other):
        assert not found("figures-disagree", incident("night", adopted), rival(other))

    def test_one_event_in_two_units_that_do_not_agree_is_found(self):
        (finding,) = found("figures-disagree", incident("night", "> 1300 km² of land", "200..300 mi² of land"))
        assert finding.message == (
            "figures of 'night' cannot all be right: > 1300 km² of land (article) and 200..300 mi² of land (article)"
        )

    def test_one_event_in_two_units_that_agree_is_fine(self):
        assert not found("figures-disagree", incident("night", "> 1300 km² of land", "~500 mi² of land"))

    def test_two_figures_of_one_unit_in_one_record_may_be_of_two_things(self):
        assert not found(
            "figures-disagree", incident("night", "14000 soldiers", "3000 soldiers"), rival("4000 soldiers")
        )

    def test_a_figure_that_stands_beside_the_others_is_fine(self):
        assert not found("figures-disagree", incident("night", "3 killed"), rival("4 killed", adds=True))

    def test_rival_figures_are_compared_where_the_record_has_none(self):
        (finding,) = found("figures-disagree", incident(), rival("3 killed"), rival("4 killed", name="more"))
        assert finding.ids == ("night", "rival", "more")

    def test_all_of_one_event_is_one_finding(self):
        records = incident("night", "3 killed", "5 ships"), rival("4 killed", "6 ships"), rival("3 killed", name="same")
        (finding,) = found("figures-disagree", *records)
        assert finding.message == (
            "figures of 'night' cannot all be right: "
            "3 killed (article), 4 killed (ruv), 3 killed (ruv), 5 ships (article) and 6 ships (ruv)"
        )

    def test_statements_that_bear_out_one_claim_are_compared(self):
        ours, theirs = says("ours", "45 drones", asserts=["downed"]), says("theirs", "66 drones", confirms=["downed"])
        (finding,) = found("figures-disagree", CLAIM, ours, theirs)
        assert finding.ids == ("downed", "ours", "theirs")
        assert finding.message == "figures of 'downed' cannot all be right: 45 drones (ours) and 66 drones (theirs)"

    def test_so_are_a_statement_and_the_event_that_it_confirms(self):
        statement = says("ours", "45 drones", confirms=["night"])
        (finding,) = found("figures-disagree", incident("night", "66 drones"), statement)
        assert finding.ids == ("night", "ours")

    def test_where_a_statement_bears_out_several_things_it_is_only_possible(self):
        statement = says("ours", "45 drones", asserts=["night", "downed"])
        (finding,) = found("figures-disagree", CLAIM, incident("night", "66 drones"), statement)
        assert not finding.certain

    def test_a_denial_is_not_compared(self):
        ours, theirs = says("ours", "45 drones", asserts=["downed"]), says("theirs", "66 drones", denies=["downed"])
        assert not found("figures-disagree", CLAIM, ours, theirs)


class TestPartsExceedTotal:
    def parts(self, *figures, unit="killed", **fields):
        return [
            incident(f"part-{number}", f"{figure} {unit}", part_of="night", **fields)
            for number, figure in enumerate(figures)
        ]

    def test_more_than_the_whole_is_found(self):
        (finding,) = found("parts-exceed-total", incident("night", "3 killed"), *self.parts(2, 2))
        assert finding.message == (
            "the parts add up to more than the 3 killed of 'night': 2 killed (part-0) and 2 killed (part-1)"
        )
        assert finding.ids == ("night", "part-0", "part-1")
        assert (finding.severity, finding.certain) == (Severity.ERROR, True)

    def test_as_many_or_fewer_are_fine(self):
        assert not found("parts-exceed-total", incident("night", "3 killed"), *self.parts(2, 1))
        assert not found("parts-exceed-total", incident("night", "3 killed"), *self.parts(1, 1))

    def test_of_what_may_be_counted_twice_it_is_only_possible(self):
        (finding,) = found(
            "parts-exceed-total", incident("night", "50 delegates"), *self.parts(40, 40, unit="delegates")
        )
        assert (finding.severity, finding.certain) == (Severity.WARNING, False)

    def test_one_part_that_has_more_alone_is_certain_whatever_it_is(self):
        (finding,) = found(
            "parts-exceed-total", incident("night", "50 delegates"), *self.parts(60, 5, unit="delegates")
        )
        assert finding.message == "'part-0' alone has more than the 50 delegates of 'night'"
        assert finding.ids == ("night", "part-0")
        assert (finding.severity, finding.certain) == (Severity.ERROR, True)

    @pytest.mark.parametrize("whole", ["> 3 killed", "3..5 killed", "~4 killed", "3 wounded", "3 killed of the crew"])
    def test_a_whole_that_leaves_room_is_fine(self, whole):
        assert not found("parts-exceed-total", incident("night", whole), *self.parts(2, 2))

    @pytest.mark.parametrize("part", ["< 9 killed", "~2 killed", "1..9 killed"])
    def test_so_is_a_part_that_may_be_less(self, part):
        vague = incident("vague", part, part_of="night")
        assert not found("parts-exceed-total", incident("night", "3 killed"), vague, *self.parts(1))

    @pytest.mark.parametrize("status", ["planned", "cancelled", "postponed"])
    def test_what_was_not_held_does_not_count(self, status):
        assert not found("parts-exceed-total", incident("night", "3 killed"), *self.parts(2, 2, status=status))

    def test_a_statement_is_no_part(self):
        reports = [says(f"report-{number}", "3 killed", part_of="night") for number in range(2)]
        assert not found("parts-exceed-total", incident("night", "3 killed"), *reports)

    def test_a_part_within_a_part_counts_once(self):
        parts = [
            incident("east", "2 killed", part_of="night"),
            incident("yarova", "2 killed", part_of="east"),
            incident("west", part_of="night"),
            incident("dnipro", "1 killed", part_of="west"),
        ]
        assert not found("parts-exceed-total", incident("night", "3 killed"), *parts)
        (finding,) = found("parts-exceed-total", incident("night", "2 killed"), *parts)
        assert finding.ids == ("night", "dnipro", "east")

    def test_a_chain_of_parts_may_be_longer_than_python_can_recurse(self):
        chain = [
            incident(f"e{number}", f"{number + 1} killed", **({"part_of": f"e{number - 1}"} if number else {}))
            for number in range(3000)
        ]
        assert len(found("parts-exceed-total", *chain)) == 2999


class TestUnsourcedFigure:
    def test_a_source_that_does_not_say_who_counted_is_found(self):
        (finding,) = found("unsourced-figure", incident("night", "66 drones"))
        assert finding.message == (
            "'night' gives figures (66 drones), and 'article' does not say who counted; "
            "name whom the source credits with `via`, or enter who said it as a statement"
        )
        assert (finding.ids, finding.sources, finding.severity) == (("night",), ("article",), Severity.WARNING)

    def test_so_is_one_beside_a_source_that_does(self):
        strike = incident("night", "1 killed", cites=["article", tl.Citation("ap", via=["lysak"])])
        (finding,) = found("unsourced-figure", strike)
        assert finding.message == (
            "'night' gives figures (1 killed), and 'article' does not say who counted; 'ap' credits 'lysak'"
        )

    def test_without_any_source_it_is_a_hint(self):
        (finding,) = found("unsourced-figure", incident("night", "66 drones", cites=[]))
        assert finding.message.startswith("'night' gives figures (66 drones), and nothing tells whose they are; ")
        assert finding.severity is Severity.HINT

    @pytest.mark.parametrize("cite", [tl.Citation("article", via=["lysak"]), "telegram", "history"])
    def test_a_source_that_credits_someone_or_speaks_for_itself_is_fine(self, cite):
        assert not found("unsourced-figure", incident("night", "66 drones", cites=[cite]))

    def test_a_news_agency_does_not_count_drones(self):
        assert found("unsourced-figure", incident("night", "66 drones", cites=["wire"]))

    @pytest.mark.parametrize("figure", ["~500 mi²", "> 1300 km²", "10000..12000 soldiers", "<= 5 ships"])
    def test_an_estimate_pretends_to_no_count(self, figure):
        assert not found("unsourced-figure", incident("night", figure))

    def test_a_total_is_told_by_its_parts(self):
        parts = [
            incident(f"part-{number}", "1 killed", part_of="night", cites=[tl.Citation("ap", via=["lysak"])])
            for number in range(3)
        ]
        assert not found("unsourced-figure", incident("night", "3 killed"), *parts)
        (finding,) = found("unsourced-figure", incident("night", "3 killed", "2 fires"), *parts)
        assert "(2 fires)" in finding.message

    @pytest.mark.parametrize("act", ["asserts", "confirms"])
    def test_a_statement_that_bears_the_event_out_is_enough(self, act):
        assert not found("unsourced-figure", incident("night", "66 drones"), says("count", **{act: ["night"]}))

    def test_a_denial_of_the_event_is_not(self):
        assert found("unsourced-figure", incident("night", "66 drones"), says("count", denies=["night"]))

    @pytest.mark.parametrize("who", [["ru"], ["ministry"], ["ru", "ua"], []])
    def test_a_statement_of_a_state_or_a_body_names_nobody(self, who):
        (finding,) = found("unsourced-figure", says("count", "45 drones", who=who, cites=["article"]))
        assert finding.ids == ("count",)

    @pytest.mark.parametrize(
        "fields",
        [
            {"who": ["ministry", "lysak"]},
            {"who": ["officials"]},
            {"channel": "Telegram"},
            {"cites": ["telegram"]},
            {"cites": ["article", tl.Citation("ap", via=["lysak"])]},
        ],
    )
    def test_a_statement_with_a_speaker_a_channel_or_a_source_that_names_one_is_fine(self, fields):
        assert not found("unsourced-figure", says("count", "45 drones", **({"cites": ["article"]} | fields)))

    def test_whom_one_speaks_to_does_not_count(self):
        assert found("unsourced-figure", says("count", "45 drones", cites=["article"], to=["lysak"]))

    def test_a_view_is_not_blamed_for_what_it_leaves_out(self):
        later = says("count", when="2025-04-27", asserts=["night"])
        view = tl.Chronology([*AROUND, incident("night", "66 drones"), later]).during("2025-04-26")
        assert [event.id for event in view] == ["night"]
        assert not check(view, ["unsourced-figure"])


@pytest.mark.parametrize("rule", ["figures-disagree", "parts-exceed-total", "unsourced-figure"])
def test_figures_beyond_all_measure_are_compared_all_the_same(rule):
    """Forty digits, none, and units that are no words."""
    huge = "9" * 40
    records = [
        incident("night", f"{huge} %", "0 …", "0 ² of ²", f"~{huge} s"),
        incident("part", f"{huge} %", "0 …", f"> {huge} s", part_of="night"),
        rival(f"{huge} %", "1 …", f"< 1 {'x' * 500}"),
    ]
    findings = found(rule, *records)
    assert all(finding.ids for finding in findings)
