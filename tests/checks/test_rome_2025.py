"""What the checks say about the dossier `rome-2025`: what the acceptance page lists, and little else.

Every finding was read and judged. A line that is new, or gone, has to be judged as well before it goes into this list, or out of it.
"""

import pytest

from timeline.checks import check, rules
from timeline.formats import dossier

# The number on the acceptance page, the facts of the article, then the rule and the records, the most concerned first.
LISTED = {
    ("1", "A29 where"): ("sources-disagree", "witkoff-putin", "met-in-moscow", "met-in-the-kremlin"),
    ("1", "A29 and A04"): ("two-places-at-once", "witkoff-putin", "gerasimov-briefing", "putin"),
    ("2", "A04 where"): ("sources-disagree", "gerasimov-briefing", "briefing-at-novo-ogaryovo"),
    ("2", "A04 mode"): ("sources-disagree", "gerasimov-briefing", "briefing-by-video"),
    ("3", "A42"): ("newly-in-office", "zelenskyy-starmer", "starmer-prime-minister", "starmer"),
    ("5", "A35"): ("unsourced-figure", "yarova-strike"),
    ("5", "A36"): ("unsourced-figure", "dnipropetrovsk-strike"),
    ("5", "A37"): ("unsourced-figure", "air-defence-report"),
    ("5", "A39"): ("unsourced-figure", "russian-drone-count"),
    ("6", "A02, A09, A10"): ("possible-duplicate", "general-staff-denial", "kyiv-denial", "military-command-denial"),
    ("7", "A10 and A01"): (
        "denial-before-claim",
        "general-staff-denial",
        "gerasimov-claim",
        "kursk-cleared",
        "denial-in-the-morning",
    ),
    ("8", "A07"): ("quotes-differ", "putin-on-failure"),
    ("8", "A10"): ("quotes-differ", "general-staff-denial"),
    ("8", "A17"): ("quotes-differ", "gerasimov-praise"),
    ("8", "A24"): ("quotes-differ", "trump-zelenskyy", "officials-readout", "white-house-readout"),
    ("9", "A26"): ("unresolved-actor", "both-sides", "both-sides-ready"),
    ("10", "C1"): (
        "contested-claim",
        "kursk-cleared",
        "gerasimov-claim",
        "official-denial",
        "general-staff-denial",
        "kyiv-denial",
        "military-command-denial",
        "peskov-claim",
        "putin-on-failure",
    ),
    ("10", "C6"): ("stance-reversed", "gerasimov-confirmation", "russia-evades", "north-koreans-at-kursk"),
    ("10", "C8"): ("stance-reversed", "trump-doubts-putin", "trump-very-close", "deal-very-close"),
    ("fixture", "Saturday (27 April)"): ("weekday-mismatch", "gerasimov-briefing", "independent"),
}
# What the page does not list, and is true: why it may stay.
BEYOND = {
    "10,000 to 12,000 soldiers in the article, 14,000 in others": (
        "figures-disagree",
        "north-korean-deployment",
        "north-koreans-14000",
    ),
    "AP names three states where the article has Western intelligence agencies": (
        "sources-disagree",
        "intelligence-report",
        "intelligence-from-three",
    ),
    "the article does not say which agencies": ("unresolved-actor", "western-intelligence", "intelligence-report"),
    "AP's citation for the drones launched names nobody": ("unsourced-figure", "night-launches"),
}
POSSIBLE = {"two-places-at-once", "possible-duplicate", "denial-before-claim"}


@pytest.fixture(scope="module")
def findings():
    """The findings by rule and records."""
    return {(finding.rule, *finding.ids): finding for finding in check(dossier("rome-2025"))}


@pytest.mark.parametrize("fact", LISTED, ids=" ".join)
def test_what_the_acceptance_page_lists_is_reported(findings, fact):
    assert LISTED[fact] in findings


def test_nothing_else_is_reported_but_what_was_judged(findings):
    assert set(findings) == {*LISTED.values(), *BEYOND.values()}


def test_only_the_meeting_that_all_others_put_elsewhere_is_an_error(findings):
    errors = {key for key, finding in findings.items() if finding.severity.value == "error"}
    assert errors == {LISTED["1", "A29 where"], LISTED["1", "A29 and A04"]}


def test_what_depends_on_how_the_record_is_read_is_possible_and_the_rest_certain(findings):
    possible = {key for key, finding in findings.items() if not finding.certain}
    unknown = BEYOND["AP names three states where the article has Western intelligence agencies"]
    assert possible == {key for key in findings if key[0] in POSSIBLE} | {unknown}


@pytest.mark.parametrize("rule", ["parts-exceed-total", "figures-disagree"])
def test_two_and_one_are_three_and_1300_km2_are_500_mi2(findings, rule):
    """Facts A34 to A36, and A14."""
    assert rule in rules()
    fine = {"night-strikes", "yarova-strike", "dnipropetrovsk-strike", "kursk-offensive"}
    assert not [key for key in findings if key[0] == rule and fine & {*key[1:]}]
    assert not [key for key in findings if "kursk-offensive" in key]


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (
            ("1", "A29 where"),
            "'rome' (article) against 'moscow' (reuters-moscow, econotimes, asharq-al-awsat) and 'kremlin'",
        ),
        (
            ("2", "A04 where"),
            "'kremlin' (article, independent, zdf, ru-foreign-ministry) against 'novo-ogaryovo' (reuters, ap)",
        ),
        (("5", "A35"), "'article' does not say who counted; 'ap' credits 'filashkin'"),
        (("5", "A36"), "'article' does not say who counted; 'ap' credits 'lysak'"),
        (("7", "A10 and A01"), "'ap' dates it"),
        (("8", "A24"), "'constructive' (officials-readout) and 'very productive' (white-house-readout)"),
        (("10", "C1"), "asserted by 'gerasimov' and 'peskov'; confirmed by 'putin'; denied by "),
        (("10", "C1"), "3 origins of 1 side behind it"),
        (("10", "C6"), "'gerasimov' (ru) confirms 'north-koreans-at-kursk'"),
        (("10", "C8"), "'trump' asserted it"),
    ],
)
def test_a_message_says_who_stands_against_whom(findings, fact, told):
    assert told in findings[LISTED[fact]].message


def test_every_finding_leads_to_its_line_and_its_sources(findings):
    assert all(finding.line and finding.file for finding in findings.values())
    assert all(finding.sources for finding in findings.values())
