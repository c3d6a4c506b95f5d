"""The dossier `rome-2025` holds all that the acceptance article says, fact by fact.

Each row of `FACTS` names a fact of the article, the record and field that hold it, and what stands there, in the plain form that
a file has. Losing, moving or rounding any of them fails one test, which says which.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from timeline.chronology import Chronology
from timeline.formats import dossier, dumps, loads
from timeline.records import Statement

WHOLE = ""  # instead of the name of a field: the whole record
ARTICLE = Path(__file__).parents[3] / "shared" / "acceptance" / "article.txt"
BUNDLED = resources.files("timeline") / "dossiers" / "rome-2025.yaml"

DAY = "2025-04-26"
THIS_WEEK = {"said": "earlier this week", "on": DAY}
OVERNIGHT = {"said": "overnight", "on": DAY}


def quoted(*words: str) -> list[Any]:
    """Return citations of the article for each of these words."""
    return [{"source": "article", "quote": each} for each in words]


FACTS: list[tuple[str, str, str, Any]] = [
    # The top commander's claim; the same man under another label than at the briefing.
    ("A01", "gerasimov-claim", "kind", "statement"),
    ("A01", "gerasimov-claim", "who", [{"agent": "gerasimov", "capacity": "Russia's top military commander"}]),
    ("A01", "gerasimov-claim", "when", DAY),
    ("A01", "gerasimov-claim", "asserts", ["kursk-cleared"]),
    ("A01", "gerasimov-claim", "cites", ["article"]),
    ("A01", "kursk-cleared", "text", "Ukrainian forces have been driven out of the Kursk region altogether"),
    ("A01", "gerasimov-chief", "holder", "gerasimov"),
    ("A01", "gerasimov-chief", "of", "ru"),
    # "Kyiv" is the state; "immediately" is an order without a time.
    ("A02", "kyiv-denial", "kind", "statement"),
    ("A02", "kyiv-denial", "who", ["ua"]),
    ("A02", "ua", "aliases", ["Kyiv"]),
    ("A02", "kyiv-denial", "when", DAY),
    ("A02", "kyiv-denial", "denies", ["kursk-cleared"]),
    ("A02", "kyiv-denial", "after", ["gerasimov-claim"]),
    ("A02", "kyiv-denial", "cites", quoted("immediately rejected")),
    # The reporter's own voice.
    ("A03", "border-fighting", "when", "2025-04-26/.."),
    ("A03", "border-fighting", "where", "kursk-border"),
    ("A03", "border-fighting", "cites", quoted("fierce battles continued")),
    # The briefing, and that others have it elsewhere and otherwise.
    ("A04", "gerasimov-briefing", "kind", "meeting"),
    (
        "A04",
        "gerasimov-briefing",
        "who",
        [
            {"agent": "gerasimov", "role": "speaker", "capacity": "Chief of the General Staff"},
            {"agent": "putin", "role": "host", "capacity": "President"},
        ],
    ),
    ("A04", "gerasimov-briefing", "when", DAY),
    ("A04", "gerasimov-briefing", "where", "kremlin"),
    ("A04", "gerasimov-briefing", "mode", "in-person"),
    (
        "A04",
        "gerasimov-briefing",
        "cites",
        [
            {"source": "article", "via": ["interfax", "peskov"], "quote": "high-profile"},
            {"source": "independent", "quote": "Saturday (27 April)"},
            "zdf",
            {"source": "ru-foreign-ministry", "quote": "met with"},
        ],
    ),
    ("A04", "gerasimov-claim", "part_of", "gerasimov-briefing"),
    (
        "A04",
        "briefing-by-video",
        WHOLE,
        {
            "subject": "gerasimov-briefing",
            "attribute": "mode",
            "value": "video",
            "cites": [
                {"source": "reuters", "locator": "photo caption"},
                {"source": "ap", "locator": "photo caption"},
                {"source": "al-jazeera", "quote": "video conference"},
            ],
        },
    ),
    (
        "A04",
        "briefing-at-novo-ogaryovo",
        WHOLE,
        {
            "subject": "gerasimov-briefing",
            "attribute": "where",
            "value": "novo-ogaryovo",
            "cites": [
                {"source": "reuters", "locator": "photo caption"},
                {"source": "ap", "locator": "photo caption"},
            ],
        },
    ),
    ("A04", "putin-president", "of", "ru"),
    # He confirms the event, not the claim.
    (
        "A05",
        "peskov-confirmation",
        "who",
        [{"agent": "peskov", "capacity": "Kremlin spokesman", "on_behalf_of": "putin"}],
    ),
    ("A05", "peskov-confirmation", "to", ["interfax"]),
    ("A05", "peskov-confirmation", "when", DAY),
    ("A05", "peskov-confirmation", "confirms", ["gerasimov-briefing"]),
    ("A05", "peskov-confirmation", "after", ["gerasimov-briefing"]),
    ("A05", "peskov-confirmation", "cites", [{"source": "article", "via": ["interfax"]}]),
    ("A05", "peskov-claim", "asserts", ["kursk-cleared"]),
    ("A05", "peskov-claim", "cites", [{"source": "ap", "via": ["interfax"]}]),
    ("A05", "interfax", "note", "The article and AP call it state media; the agency is privately owned."),
    ("A06", "putin-congratulates", "who", [{"agent": "putin", "capacity": "President"}]),
    ("A06", "putin-congratulates", "to", ["ru-military"]),
    ("A06", "putin-congratulates", "when", DAY),
    ("A06", "putin-congratulates", "note", "Whether he said it during the briefing is not told."),
    ("A06", "putin-congratulates", "cites", ["article"]),
    ("A07", "putin-on-failure", "who", ["putin"]),
    ("A07", "putin-on-failure", "when", DAY),
    ("A07", "putin-on-failure", "text", "complete failure"),
    ("A07", "putin-on-failure", "asserts", ["incursion-failed"]),
    ("A07", "putin-on-failure", "confirms", ["kursk-cleared"]),
    (
        "A07",
        "putin-on-failure",
        "cites",
        [*quoted("complete failure"), {"source": "ap", "quote": "completely failed"}],
    ),
    ("A07", "incursion-failed", "text", "Ukraine's push across the border has failed completely"),
    # A prediction: made on one day, about the time from then on.
    ("A08", "putin-on-successes", "who", ["putin"]),
    ("A08", "putin-on-successes", "when", DAY),
    ("A08", "putin-on-successes", "text", "further successes"),
    ("A08", "putin-on-successes", "asserts", ["further-successes"]),
    ("A08", "further-successes", "about", "2025-04-26/.."),
    ("A08", "further-successes", "text", "What was won at Kursk opens the way to successes on other important fronts"),
    ("A08", "putin-on-successes", "cites", quoted("further successes")),
    ("A09", "military-command-denial", "who", ["ua-military-command"]),
    ("A09", "military-command-denial", "when", DAY),
    ("A09", "military-command-denial", "denies", ["kursk-cleared"]),
    ("A09", "military-command-denial", "cites", quoted("dismissed the statement as false")),
    ("A09", "ua-general-staff", "part_of", "ua-military-command"),
    ("A09", "ua-military-command", "part_of", "ua"),
    ("A09", "military-command-denial", "after", ["gerasimov-claim"]),
    # One statement, four stances.
    ("A10", "general-staff-denial", "who", ["ua-general-staff"]),
    ("A10", "general-staff-denial", "when", DAY),
    ("A10", "general-staff-denial", "text", "difficult operational conditions"),
    ("A10", "general-staff-denial", "denies", ["kursk-cleared"]),
    (
        "A10",
        "general-staff-denial",
        "asserts",
        ["kursk-defence-goes-on", "kursk-positions-held", "kursk-heavy-losses"],
    ),
    ("A10", "kursk-defence-goes-on", "text", "Ukraine's defensive operation in the Kursk region continues"),
    ("A10", "general-staff-denial", "after", ["gerasimov-claim"]),
    (
        "A10",
        "general-staff-denial",
        "cites",
        [
            *quoted("counter-statement", "difficult operational conditions"),
            {"source": "al-jazeera", "quote": "difficult", "locator": 'credited to "Ukraine\'s chief of staff"'},
        ],
    ),
    ("A10", "denial-in-the-morning", "subject", "general-staff-denial"),
    ("A10", "denial-in-the-morning", "attribute", "when"),
    ("A10", "denial-in-the-morning", "value", "[2025-04-26T00:00[Europe/Kyiv]..2025-04-26T12:00[Europe/Kyiv]]"),
    ("A10", "denial-in-the-morning", "cites", [{"source": "ap", "quote": "morning update"}]),
    ("A10", "denial-on-telegram", "value", "Telegram"),
    ("A11", "kursk-positions-held", "text", "Ukrainian units in the Kursk region hold their positions"),
    (
        "A12",
        "kursk-heavy-losses",
        "text",
        "Ukraine's active defence in the Kursk region costs the enemy heavy losses",
    ),
    # A month stays a month.
    ("A13", "kursk-offensive", "kind", "incident"),
    ("A13", "kursk-offensive", "when", "2024-08/.."),
    ("A13", "kursk-offensive", "where", "kursk-region"),
    ("A13", "kursk-offensive", "who", ["ua-forces", {"agent": "ru", "role": "target"}]),
    ("A13", "ua-forces", "part_of", "ua"),
    ("A13", "kursk-offensive", "cites", quoted("surprise offensive", "briefly")),
    (
        "A14",
        "kursk-offensive",
        "figures",
        ["> 1300 km² of Russian territory", "~500 mi² of Russian territory"],
    ),
    ("A14", "area-an-estimate", "cites", [{"source": "ap", "quote": "an estimated"}]),
    ("A15", "kursk-erosion", "when", {"said": "early 2025", "on": DAY}),
    ("A15", "kursk-erosion", "where", "kursk-region"),
    ("A15", "kursk-erosion", "cites", quoted("steadily eroded")),
    (
        "A15",
        "kursk-erosion",
        "who",
        [{"agent": "ru-military", "role": "actor"}, {"agent": "ua-forces", "role": "target"}],
    ),
    ("A15", "kursk-erosion", "part_of", "kursk-offensive"),
    # Confirmed by the side that had most to hide.
    ("A16", "gerasimov-confirmation", "who", ["gerasimov"]),
    ("A16", "gerasimov-confirmation", "when", DAY),
    ("A16", "gerasimov-confirmation", "confirms", ["north-koreans-at-kursk"]),
    ("A16", "gerasimov-confirmation", "cites", quoted("for the first time")),
    (
        "A16",
        "north-koreans-at-kursk",
        "text",
        "North Korean troops were deployed in the Kursk region alongside Russian forces",
    ),
    ("A17", "gerasimov-praise", "who", ["gerasimov"]),
    ("A17", "gerasimov-praise", "text", "courage and professionalism"),
    (
        "A17",
        "gerasimov-praise",
        "cites",
        [
            *quoted("courage and professionalism"),
            {"source": "reuters", "quote": "heroism"},
            {"source": "ap", "quote": "high professionalism, … fortitude, courage and heroism"},
        ],
    ),
    ("A17", "gerasimov-praise", "when", DAY),
    # Dated only in relation to others.
    ("A18", "north-korean-deployment", "kind", "incident"),
    ("A18", "north-korean-deployment", "when", "[..2025-04-26]"),
    ("A18", "north-korean-deployment", "where", "kursk-region"),
    ("A18", "north-korean-deployment", "part_of", "kursk-offensive"),
    (
        "A18",
        "north-korean-deployment",
        "who",
        [{"agent": "kp-forces", "on_behalf_of": "kp"}, {"agent": "ru-military", "role": "participant"}],
    ),
    (
        "A18",
        "north-korean-deployment",
        "cites",
        [{"source": "article", "via": ["gerasimov"]}, {"source": "article", "via": ["western-intelligence"]}],
    ),
    ("A19", "intelligence-report", "who", ["western-intelligence"]),
    ("A19", "western-intelligence", "name", "Western intelligence agencies"),
    ("A19", "intelligence-report", "when", "[..2025-04-25]"),
    ("A19", "intelligence-report", "figures", ["10000..12000 soldiers"]),
    ("A19", "intelligence-report", "asserts", ["north-koreans-at-kursk", "north-koreans-number"]),
    ("A19", "gerasimov-confirmation", "after", ["intelligence-report"]),
    ("A19", "north-korean-deployment", "figures", ["10000..12000 soldiers"]),
    ("A19", "north-koreans-over-10000", "value", "> 10000 soldiers"),
    ("A19", "north-koreans-14000", "value", "14000 soldiers"),
    (
        "A19",
        "intelligence-from-three",
        WHOLE,
        {"subject": "intelligence-report", "attribute": "who", "value": ["ua", "us", "kr"], "cites": ["ap"]},
    ),
    ("A19", "intelligence-report", "cites", ["article"]),
    ("A19", "north-koreans-number", "text", "North Korea has sent 10,000 to 12,000 soldiers in support of Russia"),
    ("A20", "russia-evades", "who", ["ru"]),
    ("A20", "russia-evades", "when", "../2025-04-26"),
    ("A20", "russia-evades", "evades", ["north-koreans-at-kursk", "north-koreans-number"]),
    ("A20", "russia-evades", "cites", quoted("only vaguely addressed until now")),
    ("A20", "north-korea-evades", "who", ["kp"]),
    ("A20", "north-korea-evades", "when", "../2025-04-26"),
    ("A20", "north-korea-evades", "evades", ["north-koreans-at-kursk", "north-koreans-number"]),
    ("A20", "north-korea-evades", "cites", quoted("only vaguely addressed until now")),
    ("A21", "diplomacy-gathers-pace", "when", "2025-04"),
    ("A21", "diplomacy-gathers-pace", "cites", quoted("gaining momentum")),
    ("A21", "war", "when", "2022-02/.."),
    ("A21", "war", "dating", 'The article says "three-year war"; the month is counted back from that.'),
    ("A21", "war", "cites", quoted("three-year war")),
    ("A21", "war", "who", [{"agent": "ru", "role": "actor"}, {"agent": "ua", "role": "target"}]),
    # A day that the article does not print.
    ("A22", "funeral", "when", DAY),
    ("A22", "funeral", "dating", "Not dated in the article; the day follows from the talks held beside it."),
    ("A22", "funeral", "where", "vatican"),
    (
        "A22",
        "funeral",
        "who",
        [{"agent": "francis", "role": "subject", "capacity": "Pope"}, "trump", "zelenskyy"],
    ),
    ("A22", "funeral", "cites", ["article"]),
    ("A23", "trump-zelenskyy", "kind", "meeting"),
    ("A23", "trump-zelenskyy", "when", DAY),
    ("A23", "trump-zelenskyy", "dating", "Not dated in the article; it was on the sidelines of the funeral."),
    ("A23", "trump-zelenskyy", "lasted", "15 min"),
    ("A23", "trump-zelenskyy", "where", "st-peters"),
    ("A23", "st-peters", "within", "vatican"),
    ("A23", "trump-zelenskyy", "part_of", "funeral"),
    (
        "A23",
        "trump-zelenskyy",
        "who",
        [
            {"agent": "trump", "capacity": "U.S. President"},
            {"agent": "zelenskyy", "capacity": "Ukrainian President"},
        ],
    ),
    (
        "A23",
        "trump-zelenskyy",
        "cites",
        [{"source": "article", "via": ["ua-officials"], "quote": "brief"}],
    ),
    ("A23", "zelenskyy", "aliases", ["Zelensky", "Zelenskiy", "Volodymyr Zelensky", "Зеленський"]),
    ("A23", "trump-president", "of", "us"),
    ("A23", "zelenskyy-president", "of", "ua"),
    ("A23", "trump-zelenskyy", "mode", "in-person"),
    ("A23", "talk-about-15-minutes", "value", "~15 min"),
    ("A24", "officials-readout", "who", [{"agent": "ua-officials", "on_behalf_of": "ua"}]),
    ("A24", "officials-readout", "text", "constructive"),
    ("A24", "officials-readout", "asserts", ["talk-constructive"]),
    ("A24", "officials-readout", "confirms", ["trump-zelenskyy"]),
    ("A24", "white-house-readout", "text", "very productive"),
    ("A24", "white-house-readout", "asserts", ["talk-very-productive"]),
    ("A24", "white-house-readout", "confirms", ["trump-zelenskyy"]),
    (
        "A24",
        "white-house-readout",
        "who",
        [{"agent": "cheung", "capacity": "communications director", "on_behalf_of": "white-house"}],
    ),
    ("A24", "officials-readout", "when", DAY),
    ("A24", "officials-readout", "after", ["trump-zelenskyy"]),
    ("A24", "officials-readout", "cites", quoted("constructive")),
    ("A24", "talk-constructive", "text", "The talk between Trump and Zelenskyy was constructive"),
    ("A24", "talk-very-productive", "text", "The talk between Trump and Zelenskyy was very productive"),
    # Planned and not held: no contact.
    ("A25", "second-trump-zelenskyy", "kind", "meeting"),
    ("A25", "second-trump-zelenskyy", "status", "cancelled"),
    ("A25", "second-trump-zelenskyy", "reason", "tight schedules"),
    ("A25", "second-trump-zelenskyy", "when", DAY),
    ("A25", "second-trump-zelenskyy", "after", ["trump-zelenskyy"]),
    (
        "A25",
        "second-trump-zelenskyy",
        "cites",
        [
            *quoted("tight schedules"),
            {"source": "liga", "via": ["nykyforov"], "quote": "Очень плотные графики президентов", "language": "ru"},
        ],
    ),
    ("A25", "spokesman-on-second-meeting", "denies", ["second-trump-zelenskyy"]),
    (
        "A25",
        "spokesman-on-second-meeting",
        "who",
        [{"agent": "nykyforov", "capacity": "spokesman", "on_behalf_of": "zelenskyy"}],
    ),
    ("A25", "spokesman-readout", "asserts", ["talks-to-continue"]),
    (
        "A25",
        "second-trump-zelenskyy",
        "who",
        [{"agent": "trump", "capacity": "U.S. President"}, {"agent": "zelenskyy", "capacity": "Ukrainian President"}],
    ),
    (
        "A25",
        "talks-to-continue",
        "text",
        "Trump and Zelenskyy agreed to go on talking, and their teams are arranging it",
    ),
    # Two sides, and no telling which.
    ("A26", "both-sides-ready", "who", ["both-sides"]),
    ("A26", "both-sides", "name", "both sides"),
    (
        "A26",
        "both-sides-ready",
        "note",
        "The article does not say which two, Washington and Kyiv or Moscow and Kyiv, nor who reports it.",
    ),
    ("A26", "both-sides-ready", "asserts", ["quick-agreement"]),
    ("A26", "both-sides-ready", "cites", quoted("reportedly")),
    ("A26", "quick-agreement", "text", "Both sides are ready to move fast towards a peace agreement"),
    ("A26", "both-sides-ready", "when", DAY),
    ("A27", "trump-on-direct-talks", "who", ["trump"]),
    ("A27", "trump-on-direct-talks", "when", "../2025-04-26"),
    ("A27", "trump-on-direct-talks", "asserts", ["direct-talks-wanted"]),
    ("A27", "direct-talks-wanted", "text", "Russia and Ukraine should talk to each other directly and at a high level"),
    ("A27", "trump-on-direct-talks", "cites", ["article"]),
    ("A28", "witkoff-mission", "kind", "mission"),
    ("A28", "witkoff-mission", "when", THIS_WEEK),
    (
        "A28",
        "witkoff-mission",
        "who",
        [
            {"agent": "trump", "role": "sender"},
            {"agent": "witkoff", "capacity": "envoy", "on_behalf_of": "trump"},
            {"agent": "putin", "role": "receiver"},
        ],
    ),
    ("A28", "witkoff-mission", "mandate", "to meet Putin"),
    ("A28", "witkoff-mission", "cites", ["article"]),
    # In Rome, says the article.
    ("A29", "witkoff-putin", "kind", "meeting"),
    ("A29", "witkoff-putin", "when", THIS_WEEK),
    ("A29", "witkoff-putin", "where", "rome"),
    ("A29", "witkoff-putin", "cites", ["article"]),
    (
        "A29",
        "witkoff-putin",
        "who",
        [
            {"agent": "witkoff", "role": "envoy", "capacity": "envoy", "on_behalf_of": "trump"},
            {"agent": "putin", "role": "host"},
        ],
    ),
    ("A29", "witkoff-putin", "after", ["witkoff-mission"]),
    (
        "A29",
        "met-in-moscow",
        WHOLE,
        {
            "subject": "witkoff-putin",
            "attribute": "where",
            "value": "moscow",
            "cites": ["reuters-moscow", "econotimes", "asharq-al-awsat"],
        },
    ),
    (
        "A29",
        "met-in-the-kremlin",
        WHOLE,
        {
            "subject": "witkoff-putin",
            "attribute": "where",
            "value": "kremlin",
            "cites": [
                {"source": "ru-foreign-ministry", "quote": "met in the kremlin"},
                "rt",
                "tass",
                "news-pravda",
            ],
        },
    ),
    ("A29", "met-on-friday", "attribute", "when"),
    ("A29", "met-on-friday", "value", "2025-04-25"),
    ("A29", "met-for-three-hours", "attribute", "lasted"),
    ("A29", "met-for-three-hours", "value", "3 h"),
    ("A29", "met-for-over-two-hours", "value", "> 2 h"),
    ("A29", "met-with-ushakov", "attribute", "who"),
    ("A29", "met-with-ushakov", "value", "ushakov"),
    ("A29", "met-with-ushakov", "adds", "true"),
    ("A29", "met-with-dmitriev", "value", "dmitriev"),
    ("A29", "met-with-dmitriev", "adds", "true"),
    ("A29", "witkoff-putin", "mode", "in-person"),
    # The order is known, the day is not.
    ("A30", "trump-very-close", "who", ["trump"]),
    ("A30", "trump-very-close", "when", "[2025-04-21..2025-04-25]"),
    ("A30", "trump-very-close", "text", "very close"),
    ("A30", "trump-very-close", "asserts", ["deal-very-close"]),
    ("A30", "deal-very-close", "text", "The two sides are very close to a deal"),
    ("A30", "trump-very-close", "cites", quoted("very close")),
    ("A30", "very-close-on-friday", "value", "2025-04-25"),
    ("A31", "trump-doubts-putin", "who", ["trump"]),
    ("A31", "trump-doubts-putin", "when", DAY),
    ("A31", "trump-doubts-putin", "after", ["trump-very-close"]),
    ("A31", "trump-doubts-putin", "doubts", ["putin-in-earnest", "deal-very-close"]),
    ("A31", "putin-in-earnest", "text", "Putin means to end the war"),
    ("A31", "trump-doubts-putin", "cites", [*quoted("distrust"), "amn"]),
    # A channel is no place.
    ("A32", "trump-post", "channel", "Truth Social"),
    ("A32", "trump-post", "text", "Too many people are dying!!!"),
    ("A32", "trump-post", "to", ["public"]),
    ("A32", "trump-post", "when", DAY),
    ("A32", "trump-post", "after", ["trump-zelenskyy"]),
    ("A32", "trump-post", "asserts", ["recent-strikes"]),
    ("A32", "trump-post", "who", ["trump"]),
    (
        "A32",
        "trump-post",
        "cites",
        [*quoted("Too many people are dying!!!"), {"source": "amn", "quote": "as he flew back"}],
    ),
    ("A33", "recent-strikes", "when", "[2025-04-20..2025-04-26]"),
    ("A33", "recent-strikes", "where", "ukraine"),
    ("A33", "recent-strikes", "who", ["ru", {"agent": "ua", "role": "target"}]),
    ("A33", "recent-strikes", "cites", [{"source": "article", "via": ["trump"]}]),
    ("A34", "night-strikes", "kind", "incident"),
    ("A34", "night-strikes", "when", OVERNIGHT),
    ("A34", "night-strikes", "figures", ["3 killed"]),
    ("A34", "night-strikes", "where", "ukraine"),
    ("A34", "night-strikes", "who", ["ru", {"agent": "ua", "role": "target"}]),
    ("A34", "night-strikes", "cites", ["article", "ap"]),
    ("A35", "yarova-strike", "when", OVERNIGHT),
    ("A35", "yarova-strike", "where", "yarova"),
    ("A35", "yarova-strike", "part_of", "night-strikes"),
    ("A35", "yarova-strike", "figures", ["2 killed"]),
    ("A35", "yarova-strike", "cites", [*quoted("eastern town"), {"source": "ap", "via": ["filashkin"]}]),
    ("A35", "yarova-strike", "who", ["ru"]),
    ("A36", "dnipropetrovsk-strike", "when", OVERNIGHT),
    ("A36", "dnipropetrovsk-strike", "where", "dnipropetrovsk-region"),
    ("A36", "dnipropetrovsk-strike", "part_of", "night-strikes"),
    ("A36", "dnipropetrovsk-strike", "figures", ["1 killed"]),
    ("A36", "dnipropetrovsk-strike", "cites", [*quoted("third"), {"source": "ap", "via": ["lysak"]}]),
    ("A36", "dnipropetrovsk-strike", "who", ["ru"]),
    ("A37", "air-defence-report", "who", ["ua-air-defence"]),
    ("A37", "air-defence-report", "when", OVERNIGHT),
    ("A37", "air-defence-report", "figures", ["66 drones", ">= 2 missiles"]),
    ("A37", "air-defence-report", "asserts", ["ukraine-stopped-66"]),
    ("A37", "air-defence-report", "cites", quoted("multiple missiles")),
    ("A37", "night-launches", "figures", ["114 drones", "3 missiles"]),
    ("A37", "night-launches", "cites", ["ap"]),
    ("A37", "air-defence-report", "where", "ukraine"),
    ("A37", "ukraine-stopped-66", "text", "Ukrainian air defences stopped 66 drones and several missiles that night"),
    ("A38", "intense-bombardment", "when", OVERNIGHT),
    ("A38", "intense-bombardment", "cites", quoted("another intense bombardment")),
    ("A38", "intense-bombardment", "where", "ukraine"),
    ("A39", "russian-drone-count", "who", ["ru"]),
    ("A39", "russian-drone-count", "when", OVERNIGHT),
    ("A39", "russian-drone-count", "figures", ["45 drones"]),
    ("A39", "russian-drone-count", "asserts", ["russia-downed-45", "drone-attack"]),
    ("A39", "russian-drone-count", "cites", ["article"]),
    ("A39", "russia-downed-45", "text", "Russia shot down 45 Ukrainian drones that night"),
    # An event whose only evidence is one party's word.
    ("A40", "drone-attack", "who", ["ua", {"agent": "ru", "role": "target"}]),
    ("A40", "drone-attack", "when", OVERNIGHT),
    ("A40", "drone-attack", "where", "russia"),
    ("A40", "drone-attack", "figures", [">= 45 drones"]),
    ("A40", "drone-attack", "cites", [{"source": "article", "via": ["ru"]}]),
    ("A41", "zelenskyy-macron", "who", ["zelenskyy", {"agent": "macron", "capacity": "French President"}]),
    ("A41", "zelenskyy-macron", "when", DAY),
    ("A41", "zelenskyy-macron", "where", "rome"),
    ("A41", "zelenskyy-macron", "cites", quoted("separate")),
    ("A41", "macron-president", "of", "fr"),
    ("A41", "macron-at-villa-bonaparte", "value", "villa-bonaparte"),
    (
        "A42",
        "zelenskyy-starmer",
        "who",
        ["zelenskyy", {"agent": "starmer", "capacity": "newly elected British Prime Minister"}],
    ),
    ("A42", "zelenskyy-starmer", "when", DAY),
    ("A42", "zelenskyy-starmer", "where", "rome"),
    ("A42", "zelenskyy-starmer", "cites", quoted("newly elected")),
    (
        "A42",
        "starmer-prime-minister",
        WHOLE,
        {
            "holder": "starmer",
            "post": "Prime Minister",
            "of": "gb",
            "term": "2024-07-05/..",
            "cites": ["new-times"],
        },
    ),
    ("A42", "starmer-at-the-residence", "value", "uk-residence"),
    ("A42", "starmer-around-four", "value", "2025-04-26T16:00~[Europe/Kyiv]"),
    ("A43", "outreach", "who", ["ua"]),
    ("A43", "outreach", "cites", quoted("diplomatic outreach")),
    ("A43", "outreach", "when", DAY),
    # Where it was written, not where it happened.
    (
        "A44",
        "article",
        "note",
        (
            "Unsigned and undated, a rewrite of agency copy. The dateline says where it was written; most of what it tells "
            "happened elsewhere."
        ),
    ),
    ("A44", "article", "title", "Article datelined Rome"),
    ("A44", "article", "published", "[2025-04-26..2025-04-27]"),
]

# What the words of the article come to, once they are read.
READ = [
    ("kursk-erosion", "[2025-01..2025-04]"),
    ("witkoff-mission", "[2025-04-21..2025-04-26]"),
    ("witkoff-putin", "[2025-04-21..2025-04-26]"),
    ("night-strikes", "2025-04-25/2025-04-26"),
    ("yarova-strike", "2025-04-25/2025-04-26"),
    ("drone-attack", "2025-04-25/2025-04-26"),
]

# Events whose day the article does not print have to say how it is known.
INFERRED = [
    "both-sides-ready",
    "funeral",
    "intelligence-report",
    "night-strikes",
    "officials-readout",
    "outreach",
    "recent-strikes",
    "second-trump-zelenskyy",
    "trump-on-direct-talks",
    "trump-very-close",
    "trump-zelenskyy",
    "war",
    "zelenskyy-macron",
    "zelenskyy-starmer",
]


@pytest.fixture(scope="module")
def rome() -> Chronology:
    return dossier("rome-2025")


def held(chronology: Chronology, record: str, field: str) -> Any:
    """Return what a field of a record holds, as a file would write it; the record without its id where no field is named."""
    tree = {"kind": "event", **chronology[record].plain()} if record in chronology else {}
    tree.pop("id", None)
    if field:
        return tree.get(field)
    tree.pop("kind", None)
    return tree


def test_it_loads_under_its_name(rome: Chronology):
    assert (rome.title, rome.language, rome.zone) == ("Rome, 26 April 2025", "en", "Europe/Rome")
    assert len(rome.events) > 44


def test_the_table_covers_every_fact():
    assert [f"A{number:02}" for number in range(1, 45)] == sorted({fact for fact, *_ in FACTS})


@pytest.mark.parametrize(("fact", "record", "field", "expected"), FACTS, ids=[f"{f}-{r}-{a}" for f, r, a, _ in FACTS])
def test_the_fact_is_held(rome: Chronology, fact: str, record: str, field: str, expected: Any):
    assert expected == held(rome, record, field)


def test_losing_any_field_is_noticed(rome: Chronology):
    """No row of the table is satisfied by a default: each would fail if the field were left out of the file."""
    assert [row for row in FACTS if row[3] in (None, "", [], {})] == []


@pytest.mark.parametrize(("event", "expected"), READ)
def test_spoken_words_are_read_as_the_article_means_them(rome: Chronology, event: str, expected: str):
    assert expected == str(rome[event].when)


def test_the_three_forms_of_a_date_stay_apart(rome: Chronology):
    """Somewhere in a span, throughout a span, and a month that is no day."""
    assert (
        str(rome["kursk-erosion"].when),
        str(rome["night-strikes"].when),
        str(rome["diplomacy-gathers-pace"].when),
    ) == ("[2025-01..2025-04]", "2025-04-25/2025-04-26", "2025-04")


@pytest.mark.parametrize("event", INFERRED)
def test_an_inferred_date_says_so(rome: Chronology, event: str):
    assert rome[event].dating


def test_the_confirmation_of_the_briefing_is_none_of_the_claim(rome: Chronology):
    assert [stance.target for stance in rome["peskov-confirmation"].stances] == ["gerasimov-briefing"]


def test_each_event_cites_a_source(rome: Chronology):
    assert [event.id for event in rome.events if not event.cites] == []


def test_what_only_the_reporter_says_is_no_statement(rome: Chronology):
    """Cited to the article, credited to nobody, spoken by nobody."""
    own = ["border-fighting", "kursk-erosion", "diplomacy-gathers-pace", "intense-bombardment", "outreach"]
    events = [rome[name] for name in own]
    assert [event.id for event in events if isinstance(event, Statement)] == []
    assert {("article", ())} == {(cite.source, cite.via) for event in events for cite in event.cites}


def test_the_dead_of_the_parts_add_up(rome: Chronology):
    parts = [event for event in rome.events if event.part_of == "night-strikes"]
    killed = [figure.low for event in parts for figure in event.figures if figure.unit == "killed"]
    assert rome["night-strikes"].figures[0].low == sum(killed)


def test_every_claim_is_taken_up(rome: Chronology):
    """A proposition that no statement takes up and no source backs would be invisible."""
    targets = {stance.target for event in rome.of(Statement).events for stance in event.stances}
    assert [claim.id for claim in rome.claims if not claim.is_rival and claim.id not in targets] == []


def test_every_rival_value_has_a_source_and_differs(rome: Chronology):
    rivals = [claim for claim in rome.claims if claim.is_rival]
    assert rivals
    assert [claim.id for claim in rivals if not claim.cites] == []
    assert [claim.id for claim in rivals if held(rome, claim.subject, claim.attribute) == claim.value] == []


def test_every_record_is_used(rome: Chronology):
    """Nothing is declared that nothing mentions: no dangling parts, in neither direction. A publisher is mentioned by name."""
    mentioned = {reference.id for record in rome.records for reference in record.references()}
    mentioned |= {
        value for claim in rome.claims for value in ([claim.value] if isinstance(claim.value, str) else claim.value)
    }
    publishers = {source.publisher for source in rome.sources}
    declared = {agent.id for agent in rome.agents if agent.name not in publishers} | {s.id for s in rome.sources}
    assert declared
    assert set() == declared - mentioned


# Whose post speaks for whom. Of "both sides" and of the unnamed agencies, nobody can tell.
SIDES = [
    ("cheung", "us"),
    ("dmitriev", "ru"),
    ("gerasimov", "ru"),
    ("nykyforov", "ua"),
    ("peskov", "ru"),
    ("ru-mfa", "ru"),
    ("ru-military", "ru"),
    ("rt-television", "ru"),
    ("suspilne", "suspilne"),
    ("tass-agency", "ru"),
    ("ua-general-staff", "ua"),
    ("ushakov", "ru"),
    ("both-sides", "both-sides"),
    ("western-intelligence", "western-intelligence"),
]


@pytest.mark.parametrize(("agent", "side"), SIDES, ids=[agent for agent, _ in SIDES])
def test_the_side_of_each_is_found_as_far_as_it_is_known(rome: Chronology, agent: str, side: str):
    """By the post or the body alone, without `on_behalf_of`."""
    speaks = Statement("speaks", title="Somebody speaks", when=DAY, who=[agent])
    behind = Chronology([*rome.records, speaks]).principal_of(agent, at=speaks)
    assert side == [agent, *(each.id for each in behind)][-1]


@pytest.mark.parametrize("statement", ["officials-readout", "official-denial"])
def test_unnamed_officials_speak_for_ukraine(rome: Chronology, statement: str):
    assert [part.on_behalf_of for part in rome[statement].who] == ["ua"]


@pytest.mark.parametrize("name", ["yaml", "json"])
def test_it_survives_a_round_trip(rome: Chronology, name: str):
    text = dumps(rome, format=name)
    again = loads(text, format=name)
    assert again == rome
    assert again.records == rome.records
    assert dumps(again, format=name) == text


def test_the_example_stays_pleasant_to_read():
    """Readers meet this file first: no fact numbers, no tabs, no lines that run off the screen."""
    lines = BUNDLED.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 130 and "url: " not in line] == []
    assert [line for line in lines if "\t" in line or line != line.rstrip()] == []
    assert [line for line in lines if re.search(r"\b[AC]\d\d?\b", line)] == []


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of that many words."""
    found = words(text)
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


def test_no_sentence_of_the_article_is_copied():
    """Short quotes carry over, sentences do not: no eight words in a row are the article's."""
    if not ARTICLE.exists():
        pytest.skip("the article is not part of the project")
    article = ARTICLE.read_text(encoding="utf-8")
    assert set() == runs(article, 8) & runs(BUNDLED.read_text(encoding="utf-8"), 8)
