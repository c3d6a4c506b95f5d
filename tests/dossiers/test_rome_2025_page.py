"""The page of `rome-2025`, read as a person would: each fact of the acceptance article can be found where it belongs.

The page is stripped to the words that a reader sees, entry by entry; style, scripts and attributes do not count. Each row of `SEEN`
names a fact, the entry in which one looks for it, and words that have to stand there.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from timeline.formats import dossier
from timeline.rendering import render

PREFIX = "chron-"
UNSEEN = {"head", "script", "style", "svg", "template", "title"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {"a", "b", "bdi", "bdo", "cite", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time"}


class Reader(HTMLParser):
    """Collects the words that stand inside each element with an id, and on the page as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[tuple[str, str | None]] = []
        self.words: dict[str | None, list[str]] = {None: []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_data('"' if tag == "q" else "" if tag in INLINE else " ")
        if tag not in VOID:
            self.path.append((tag, dict(attrs).get("id")))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.path and self.path[-1][0] != tag:
            self.path.pop()
        self.handle_data('"' if tag == "q" else "" if tag in INLINE else " ")
        if self.path:
            self.path.pop()

    def handle_data(self, data: str) -> None:
        if not UNSEEN & {tag for tag, _ in self.path}:
            for anchor in {None, *(anchor for _, anchor in self.path if anchor)}:
                self.words.setdefault(anchor, []).append(data)

    def read(self, anchor: str | None) -> str:
        """Return what stands there on one line."""
        return folded("".join(self.words[anchor]))


def folded(text: str) -> str:
    """Return a text without case, spacing, counts of origins and the marks that only divide; quotation marks and hyphens made plain."""
    text = re.sub(r"\(\d+ [a-z ]*origins?\)", " ", text)
    text = re.sub("[“”„]", '"', re.sub("[‘’]", "'", re.sub("[‐‑–]", "-", text)))
    return " ".join(re.sub("[:;·#]", " ", text).casefold().split())


def missing(words: list[str], text: str) -> list[str]:
    return [each for each in words if folded(each) not in text]


@pytest.fixture(scope="module")
def page() -> Reader:
    reader = Reader()
    reader.feed(render(dossier("rome-2025")))
    reader.close()
    return reader


SEEN: list[tuple[str, str, list[str]]] = [
    (
        "A01",
        "gerasimov-claim",
        [
            "Gerasimov says no Ukrainian troops are left in the Kursk region",
            "26 April 2025",
            "Statement",
            "Valery Gerasimov, Russia's top military commander",
            "asserts: Ukrainian forces have been driven out of the Kursk region altogether",
            "contested",
        ],
    ),
    ("A02", "kyiv-denial", ["Kyiv rejects the claim at once", "26 April 2025", "Ukraine", '"immediately rejected"']),
    (
        "A02",
        "kyiv-denial",
        [
            "After Gerasimov says no Ukrainian troops are left",
            "denies: Ukrainian forces have been driven out of the Kursk region altogether",
        ],
    ),
    (
        "A03",
        "border-fighting",
        ["Fighting goes on along the border", "from 26 April 2025 on", "Kursk", '"fierce battles continued"'],
    ),
    ("A03", "border-fighting", ["Told by the reporter, credited to neither side"]),
    (
        "A04",
        "gerasimov-briefing",
        [
            "Gerasimov reports to Putin on Kursk",
            "26 April 2025",
            '"Saturday (27 April)"',
            "Valery Gerasimov, Chief of the General Staff",
            "Vladimir Putin, President (Russia)",
            "Kremlin, Moscow, Russia",
            "citing Interfax, who cite Dmitry Peskov",
            '"high-profile"',
        ],
    ),
    (
        "A04",
        "gerasimov-briefing",
        [
            "accounts differ",
            "in person Article datelined Rome [1], citing",
            "by video Reuters",
            "Novo-Ogaryovo, Russia",
            "Reuters",
            "Associated Press",
            "Al Jazeera",
        ],
    ),
    (
        "A05",
        "peskov-confirmation",
        [
            "Peskov confirms that the briefing took place",
            "Dmitry Peskov, Kremlin spokesman, for Vladimir Putin",
            "To Interfax",
            "confirms: that it took place: Gerasimov reports to Putin on Kursk",
        ],
    ),
    ("A05", "gerasimov-briefing", ["Confirmed by Dmitry Peskov"]),
    (
        "A06",
        "putin-congratulates",
        ["Putin congratulates the Russian military", "26 April 2025", "To Russian military"],
    ),
    (
        "A07",
        "putin-on-failure",
        ["Vladimir Putin", "complete failure", '"completely failed"', "Ukraine's push across the border has failed"],
    ),
    (
        "A08",
        "putin-on-successes",
        ["Putin expects more successes on key fronts", "further successes", "opens the way to successes"],
    ),
    ("A08", "further-successes", ["speaks of from 26 April 2025 on", "Asserted by Vladimir Putin, 26 April 2025"]),
    (
        "A09",
        "military-command-denial",
        ["Ukraine's military command", "denies: Ukrainian forces have been driven out", "false", "26 April 2025"],
    ),
    (
        "A10",
        "general-staff-denial",
        [
            "General Staff of Ukraine",
            "difficult operational conditions",
            "denies: Ukrainian forces have been driven out",
            "asserts: Ukraine's defensive operation in the Kursk region continues",
        ],
    ),
    (
        "A10",
        "general-staff-denial",
        ['"counter-statement"', '"morning update"', "perhaps before Gerasimov spoke", "Telegram", "chief of staff"],
    ),
    ("A11", "general-staff-denial", ["asserts: Ukrainian units in the Kursk region hold their positions"]),
    ("A12", "general-staff-denial", ["active defence in the Kursk region costs the enemy heavy losses"]),
    (
        "A13",
        "kursk-offensive",
        [
            "Ukraine attacks into the Kursk region",
            "from August 2024 on",
            "Ukrainian forces",
            "Russia",
            '"surprise offensive"',
        ],
    ),
    (
        "A14",
        "kursk-offensive",
        ["more than 1,300 km² of Russian territory", "500 mi² of Russian territory", '"briefly"', '"an estimated"'],
    ),
    (
        "A15",
        "kursk-erosion",
        ["Ukraine's hold on the Kursk region shrinks", "between January and April 2025", '"steadily eroded"'],
    ),
    (
        "A16",
        "gerasimov-confirmation",
        [
            "Valery Gerasimov, Chief of the General Staff (Russia)",
            "26 April 2025",
            "confirms: North Korean troops were deployed in the Kursk region alongside Russian forces",
            '"for the first time"',
        ],
    ),
    ("A17", "gerasimov-praise", ["Valery Gerasimov", "courage and professionalism", '"heroism"', "fortitude"]),
    (
        "A18",
        "north-korean-deployment",
        [
            "North Korean troops",
            "for North Korea",
            "Kursk region, Russia",
            "at some time up to 26 April 2025",
            "Part of Ukraine attacks into the Kursk region",
        ],
    ),
    (
        "A19",
        "intelligence-report",
        [
            "Western intelligence agencies",
            "at some time up to 25 April 2025",
            "between 10,000 and 12,000 soldiers",
            "asserts: North Korea has sent 10,000 to 12,000 soldiers",
            "Ukraine; United States; South Korea Associated Press",
        ],
    ),
    ("A19", "north-korean-deployment", ["more than 10,000 soldiers", "14,000 soldiers", "3,000 of them"]),
    (
        "A20",
        "russia-evades",
        ["Russia", "until 26 April 2025", "gives no answer on: North Korean troops were deployed"],
    ),
    ("A20", "north-korea-evades", ["North Korea", "until 26 April 2025", '"only vaguely addressed until now"']),
    ("A21", "diplomacy-gathers-pace", ["April 2025 (day not given)", '"gaining momentum"', "The reporter's own"]),
    ("A21", "war", ["from February 2022 on", '"three-year war"', "the month is counted back"]),
    (
        "A22",
        "funeral",
        ["Funeral of Pope Francis", "26 April 2025", "Vatican City", "inferred: Not dated in the article"],
    ),
    (
        "A23",
        "trump-zelenskyy",
        [
            "Trump and Zelenskyy talk inside St. Peter's",
            "26 April 2025",
            "Donald Trump, U.S. President",
            "Volodymyr Zelenskyy, Ukrainian President",
            "St. Peter's Basilica, Vatican City",
            "15 minutes",
            "Part of Funeral of Pope Francis",
            "citing Ukrainian officials",
            '"brief"',
        ],
    ),
    ("A23", "trump-zelenskyy", ["inferred: Not dated in the article", "about 15 minutes", "citing Serhii Nykyforov"]),
    (
        "A24",
        "officials-readout",
        [
            "Ukrainian officials, for Ukraine",
            "constructive",
            "After Trump and Zelenskyy talk inside",
            "confirms: that it took place: Trump and Zelenskyy talk inside",
        ],
    ),
    ("A24", "trump-zelenskyy", ["Confirmed by Ukrainian officials, 26 April 2025", "Steven Cheung, 26 April 2025"]),
    ("A24", "white-house-readout", ["Steven Cheung, communications director, for White House", "very productive"]),
    (
        "A25",
        "second-trump-zelenskyy",
        [
            "Second meeting of Trump and Zelenskyy",
            "planned; did not take place: tight schedules",
            "Denied by Serhii Nykyforov",
            "After Trump and Zelenskyy talk inside St. Peter's",
        ],
    ),
    ("A25", "spokesman-readout", ["Serhii Nykyforov, spokesman, for Volodymyr Zelenskyy", "agreed to go on talking"]),
    (
        "A26",
        "both-sides-ready",
        ["both sides", "ready to move fast towards a peace agreement", '"reportedly"', "does not say which two"],
    ),
    (
        "A27",
        "trump-on-direct-talks",
        ["Donald Trump", "until 26 April 2025", "should talk to each other directly and at a high level"],
    ),
    (
        "A28",
        "witkoff-mission",
        [
            "Trump sends Witkoff to Putin",
            "between 21 and 26 April 2025",
            '"earlier this week", said on 26 April 2025',
            "Sent by Donald Trump",
            "Steve Witkoff, envoy, for Donald Trump",
            "Sent to Vladimir Putin",
        ],
    ),
    (
        "A29",
        "witkoff-putin",
        [
            "Witkoff meets Putin",
            "between 21 and 26 April 2025",
            "Rome, Italy",
            "accounts differ",
            "Steve Witkoff, envoy, for Donald Trump (United States)",
            "Vladimir Putin, President (Russia)",
            "After Trump sends Witkoff to Putin",
        ],
    ),
    (
        "A29",
        "witkoff-putin",
        [
            "Where Rome, Italy Article datelined Rome [1] Moscow, Russia Reuters",
            "Kremlin, Moscow, Russia Russian Foreign Ministry",
            "When between 21 and 26 April 2025 Article datelined Rome [1] 25 April 2025 Reuters",
            "3 hours Reuters",
            "Yuri Ushakov",
            "Kirill Dmitriev",
        ],
    ),
    (
        "A30",
        "trump-very-close",
        [
            "Donald Trump",
            "between 21 and 25 April 2025",
            "very close",
            "Only the order is told",
            "asserts: The two sides",
        ],
    ),
    (
        "A31",
        "trump-doubts-putin",
        [
            "Donald Trump",
            "26 April 2025",
            "After Trump sees a deal within reach",
            "doubts: Putin means to end the war",
            "doubts: The two sides are very close to a deal",
        ],
    ),
    (
        "A32",
        "trump-post",
        [
            "Too many people are dying!!!",
            "Channel Truth Social",
            "To the public",
            "After Trump and Zelenskyy talk inside St. Peter's",
            "Russian missiles hit civilian areas",
        ],
    ),
    (
        "A33",
        "recent-strikes",
        [
            "Russian missiles hit civilian areas",
            "between 20 and 26 April 2025",
            "Asserted by Donald Trump",
            "Kyiv of 24 April",
        ],
    ),
    (
        "A34",
        "night-strikes",
        [
            "Three die in a night of Russian attacks on Ukraine",
            "overnight 25-26 April 2025",
            "3 killed",
            '"overnight", said on 26 April 2025',
        ],
    ),
    (
        "A35",
        "yarova-strike",
        [
            "Yarova, Donetsk region, Ukraine",
            "2 killed",
            "overnight 25-26 April 2025",
            '"eastern town"',
            "Part of Three die in a night",
            "citing Vadym Filashkin",
        ],
    ),
    (
        "A36",
        "dnipropetrovsk-strike",
        ["The third dies", "Dnipropetrovsk region, Ukraine", "1 killed", "Part of Three die", "citing Serhii Lysak"],
    ),
    (
        "A37",
        "air-defence-report",
        ["Ukrainian air defences", "66 drones", "at least 2 missiles", '"multiple missiles"', "overnight 25-26 April"],
    ),
    ("A37", "night-launches", ["114 drones", "3 missiles", "Associated Press"]),
    (
        "A38",
        "intense-bombardment",
        ['"another intense bombardment"', "overnight 25-26 April 2025", "The reporter's own"],
    ),
    ("A39", "russian-drone-count", ["Russia", "45 drones", "overnight 25-26 April 2025", "No speaker"]),
    (
        "A40",
        "drone-attack",
        ["Ukrainian drones attack Russia", "at least 45 drones", "Asserted by Russia", "Known only through the count"],
    ),
    (
        "A41",
        "zelenskyy-macron",
        [
            "Zelenskyy meets Macron",
            "Emmanuel Macron, French President",
            "Rome, Italy Article datelined Rome [1] Villa Bonaparte, Rome, Italy",
            '"separate"',
        ],
    ),
    (
        "A42",
        "zelenskyy-starmer",
        [
            "Zelenskyy meets Starmer",
            "Keir Starmer, newly elected British Prime Minister",
            "since 5 July 2024",
            "Rome, Italy Article datelined Rome [1] British ambassador's residence, Rome, Italy",
            "16:00",
        ],
    ),
    ("A43", "outreach", ["strengthen Ukraine's ties to its Western allies", '"diplomatic outreach"']),
    (
        "A44",
        "article",
        ["Article datelined Rome", "between 26 and 27 April 2025", "The dateline says where it was written"],
    ),
]

# Who stands where on the claims that matter, read in the claims' own entries.
STANDING = [
    (
        "kursk-cleared",
        [
            "contested",
            "Asserted by Valery Gerasimov",
            "Confirmed by Vladimir Putin",
            "Denied by a senior Ukrainian official",
            "General Staff of Ukraine, 26 April 2025",
            "Ukraine, 26 April 2025: Kyiv rejects the claim at once",
            "Ukraine's military command",
        ],
    ),
    (
        "north-koreans-at-kursk",
        [
            "Asserted by Western intelligence agencies",
            "Confirmed by Valery Gerasimov",
            "Evaded by North Korea",
            "Russia",
        ],
    ),
    ("deal-very-close", ["Asserted by Donald Trump", "Doubted by Donald Trump"]),
]

# What no reader may be told, because no source says it.
UNSAID = [
    ("kursk-offensive", "6 August"),
    ("diplomacy-gathers-pace", "1 April"),
    ("kursk-erosion", "1 January"),
    ("north-korean-deployment", "from 2024"),
    ("second-trump-zelenskyy", "Vatican"),
    ("trump-post", "Rome, Italy"),
    ("border-fighting", "asserts"),
]


def test_the_table_covers_every_fact():
    assert [f"A{number:02}" for number in range(1, 45)] == sorted({fact for fact, *_ in SEEN})


@pytest.mark.parametrize(("fact", "entry", "words"), SEEN, ids=[f"{fact}-{entry}" for fact, entry, _ in SEEN])
def test_a_reader_finds_the_fact(page: Reader, fact: str, entry: str, words: list[str]):
    text = page.read(PREFIX + entry)
    assert missing(words, text) == [], text


@pytest.mark.parametrize(("claim", "words"), STANDING, ids=[claim for claim, _ in STANDING])
def test_a_reader_sees_who_asserts_and_who_denies(page: Reader, claim: str, words: list[str]):
    text = page.read(PREFIX + claim)
    assert missing(words, text) == [], text


@pytest.mark.parametrize(("entry", "words"), UNSAID, ids=[entry for entry, _ in UNSAID])
def test_a_reader_is_not_told_what_nobody_said(page: Reader, entry: str, words: str):
    assert [words] == missing([words], page.read(PREFIX + entry))


def test_every_event_has_an_entry_with_its_title(page: Reader):
    events = dossier("rome-2025").events
    assert events
    assert [event.id for event in events if missing([event.title], page.read(PREFIX + event.id))] == []


def test_every_source_is_a_numbered_note(page: Reader):
    """All but those for the terms of office, which the page names without a note."""
    rome = dossier("rome-2025")
    terms = {cite.source for tenure in rome.tenures for cite in tenure.cites}
    sources = [source for source in rome.sources if source.id not in terms]
    assert sources
    assert [source.id for source in sources if missing([source.title], page.read(PREFIX + source.id))] == []


def test_no_record_shows_its_id(page: Reader):
    """A reader meets names and titles, never the ids by which records refer to each other."""
    events = dossier("rome-2025").events
    seen = set(re.findall(r"[\w-]+", page.read(None)))
    assert {event.id for event in events if "-" in event.id} & seen == set()
