"""A page says as of when and as whose version it is read, what that changed, and what checks remark."""

from __future__ import annotations

import pytest

import timeline as tl
from timeline.checks import Finding, Severity
from timeline.rendering.sheets import Page
from timeline.rendering.view import page

ROME = tl.dossier("rome-2025")


def drawn(chronology: tl.Chronology, **options: object) -> Page:
    return page(chronology, template=lambda event: event.kind, **options)


def entry(shown: Page, name: str) -> object:
    return next(entry for section in shown.sections for entry in section.entries if entry.id == name)


class TestVersion:
    def test_a_changed_field_shows_both_values_and_who_reports_the_new_one(self) -> None:
        (where, *_) = entry(drawn(ROME.according_to("ru")), "witkoff-putin").changed
        assert (where.word, where.before) == ("Where", "Rome, Italy")
        assert where.after.value == "Kremlin, Moscow, Russia"
        assert "Russian Foreign Ministry" in {cite.label for cite in where.after.cites}

    def test_the_adopted_account_is_backed_by_those_who_gave_it(self) -> None:
        rivals = {each.field: each for each in entry(drawn(ROME.according_to("ru")), "witkoff-putin").rivals}
        assert "Article datelined Rome" not in {cite.label for cite in rivals["where"].adopted.cites}

    def test_what_is_left_out_is_told_with_the_denials(self) -> None:
        shown = drawn(ROME.according_to("ua"))
        assert shown.seen == ("As Ukraine tells it: its own account of what is contested, without what it denies.",)
        assert [(each.kind, each.text) for each in shown.omissions] == [
            ("Claim", "Ukrainian forces have been driven out of the Kursk region altogether"),
        ]
        assert shown.omissions[0].because[0].text == "A Ukrainian official says that some ground is still held"

    def test_a_side_that_says_nothing_is_told_so(self) -> None:
        assert drawn(ROME.according_to("gb")).seen == (
            "As United Kingdom tells it: the record holds no account of its own, and nothing that it denies.",
        )

    def test_the_usual_page_has_none_of_it(self) -> None:
        shown = drawn(ROME)
        assert (shown.seen, shown.omissions, shown.remarks) == ((), (), ())
        assert entry(shown, "witkoff-putin").changed == ()


class TestHindsight:
    def test_what_only_later_sources_tell_says_since_when(self) -> None:
        shown = entry(drawn(ROME.as_of("2025-05")), "kursk-erosion")
        assert shown.known == ""  # early 2025 may have ended on the day of the article
        later = tl.Source("memoirs", title="Memoirs", published="1976")
        talks = tl.Meeting("talks", title="Talks at Sèvres", when="1956-10-22", cites=["memoirs"])
        record = tl.Chronology([later, talks])
        assert entry(drawn(record.as_of("1980")), "talks").known == "not known before 1976"
        assert entry(drawn(record), "talks").known == ""

    def test_the_moment_is_told(self) -> None:
        assert drawn(ROME.as_of("2025-04")).seen == ("As it was known by April 2025.",)
        assert drawn(ROME.as_of("2025-04", certainly=True)).seen == ("As it was certainly known by April 2025.",)


class TestStates:
    def test_each_claim_says_where_it_stands(self) -> None:
        shown = drawn(ROME)
        list(shown.sections)
        states = {claim.text[:20]: claim.state for claim in shown.claims()}
        assert states["Ukrainian forces hav"] == "Contested (since 26 April 2025, 3 origins of one side)."
        assert states["North Korean troops "].startswith("Conceded (since 26 April 2025")
        assert states["The talk between Tru"] == "Put forward by one side only."

    def test_a_rival_value_says_through_how_many_origins_it_comes(self) -> None:
        rivals = {each.field: each for each in entry(drawn(ROME), "witkoff-putin").rivals}
        assert rivals["where"].others[0].origins == "3 origins"
        assert {account.manner for account in rivals["who"].others} == {"as well"}


FINDINGS = (
    Finding(message="a <b>", ids=("witkoff-putin",), rule="two", severity=Severity.ERROR, certain=False),
    Finding(message="of a claim", ids=("kursk-cleared", "ru"), rule="claim", severity=Severity.HINT),
    Finding(message="of a field", ids=("met-in-moscow",), rule="field", severity=Severity.WARNING),
    Finding(message="of a person", ids=("peskov",), rule="person", severity=Severity.WARNING),
    Finding(message="of nothing", rule="nothing", severity=Severity.HINT),
)


class TestRemarks:
    def test_a_finding_stands_beside_what_it_concerns(self) -> None:
        shown = drawn(ROME, findings=FINDINGS)
        beside = entry(shown, "witkoff-putin").remarks
        assert [(remark.word, remark.text, remark.rule) for remark in beside] == [
            ("Possible error", "a <b>", "two"),
            ("Warning", "of a field", "field"),
        ]
        assert [remark.text for remark in shown.remarks] == ["of a person", "of nothing"]
        claims = [claim.remarks for claim in shown.claims() if claim.remarks]
        assert [remark.text for (remark,) in claims] == ["of a claim"]

    @pytest.mark.parametrize(
        ("language", "escaped"), [("html", "a &lt;b&gt;"), ("markdown", "a \\<b\\>"), ("text", "a <b>")]
    )
    def test_every_language_draws_all_of_them(self, language: str, escaped: str) -> None:
        text = ROME.render(language, findings=FINDINGS)
        for words in (escaped, "of a claim", "of a field", "of a person", "of nothing"):
            assert words in text

    @pytest.mark.parametrize("language", ["html", "markdown", "text"])
    def test_every_language_draws_a_version(self, language: str) -> None:
        text = ROME.according_to("ua").render(language)
        assert "As Ukraine tells it" in text
        assert "Left out of this version" in text
        assert "Changed in this version" in ROME.according_to("ru").render(language)
