"""Quotations differ where they are evidently of one utterance and their words are not the same."""

import pytest

import timeline as tl
from timeline.checks import Severity, check
from timeline.checks.rulebook.utterance import Utterance

AROUND = [
    tl.State("ua", name="Ukraine"),
    tl.State("us", name="United States"),
    *(tl.Source(name, title=name.title()) for name in ("article", "ap", "reuters")),
    tl.Source("zdf", title="ZDF", language="de"),
]


def found(*records):
    return check(tl.Chronology([*AROUND, *records]), ["quotes-differ"])


def quoted(*cites, kind=tl.Statement):
    given = [tl.Citation(source, quote=quote) for source, quote in cites]
    return kind("word", title="A word", when="2025-04-26", cites=given)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("complete failure", "completely failed"),
        ("difficult operational conditions", "difficult"),
        ("courage and professionalism", "high professionalism, … fortitude, courage and heroism"),
        ("heroism", "high professionalism, … fortitude, courage and heroism"),
        ("an act of blatant aggression", "an act of open aggression by blatant means"),
        ("peace in our time", "peace for our time"),
        (
            "From Stettin in the Baltic to Trieste in the Adriatic, an iron curtain has come down",
            "From Stettin in the Baltic, to Trieste, in the Adriatic, an iron curtain has descended across the Continent",
        ),
    ],
)
def test_words_that_were_changed_are_found_whichever_comes_first(one, other):
    assert Utterance.read(one).altered(Utterance.read(other))
    assert Utterance.read(other).altered(Utterance.read(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("complete failure", "Complete failure."),
        ("complete failure", "COMPLETE… failure"),
        ("very productive", "a very productive conversation"),
        ("operational conditions", "difficult operational conditions"),
        ("high professionalism … heroism", "high professionalism, … fortitude, courage and heroism"),
        ("counter-statement", "difficult operational conditions"),
        ("Too many people are dying!!!", "as he flew back"),
        ("peace", "We discussed the war, the weather, trade and above all a lasting peace in the region"),
        ("the", "the war"),
        ("the war goes on", "the peace goes well"),
        ("1,300 square kilometres", "1,400 acres"),
        ("we are ready for talks", "the terms of surrender were read out to them"),
        ("we will not talk about Berlin with anyone today", "Berlin is today what anyone can talk about"),
        ("…", "difficult"),
        ("", ""),
    ],
)
def test_the_same_words_other_passages_and_longer_pieces_are_fine(one, other):
    assert not Utterance.read(one).altered(Utterance.read(other))
    assert not Utterance.read(other).altered(Utterance.read(one))


def test_all_quotations_of_one_statement_are_one_finding():
    heroism = "high professionalism, … fortitude, courage and heroism"
    (finding,) = found(quoted(("article", "courage and professionalism"), ("reuters", "heroism"), ("ap", heroism)))
    assert finding.message == (
        "sources quote 'word' differently: 'courage and professionalism' (article), 'heroism' (reuters) and "
        f"'{heroism}' (ap)"
    )
    assert (finding.ids, finding.sources) == (("word",), ("article", "reuters", "ap"))
    assert finding.severity is Severity.HINT


def test_a_quotation_of_another_passage_is_not_named():
    (finding,) = found(
        quoted(("article", "counter-statement"), ("article", "complete failure"), ("ap", "completely failed"))
    )
    assert "counter-statement" not in finding.message


@pytest.mark.parametrize(
    "cites",
    [
        [("article", "complete failure"), ("article", "completely failed")],
        [("article", "complete failure"), ("zdf", "komplett failed")],
        [("article", "complete failure"), ("ap", "")],
        [("article", "complete failure")],
    ],
)
def test_one_source_or_two_languages_are_fine(cites):
    assert not found(quoted(*cites))


def test_the_language_of_the_quotation_goes_before_that_of_the_source():
    cites = [
        tl.Citation("article", quote="complete failure"),
        tl.Citation("zdf", quote="completely failed", language="en-GB"),
    ]
    assert found(tl.Statement("word", title="A word", when="2025-04-26", cites=cites))


def test_what_is_quoted_of_anything_but_a_statement_are_the_reporters_own_words():
    assert not found(quoted(("article", "complete failure"), ("ap", "completely failed"), kind=tl.Incident))


class TestReadouts:
    TALKS = tl.Meeting("talks", title="Talks", when="2025-04-26")

    def readout(self, side, text, act="confirms", **fields):
        given = {"title": side, "when": "2025-04-26", "who": [side], "text": text, act: ["talks"], "cites": ["ap"]}
        return tl.Statement(f"{side}-readout", **given | fields)

    def test_two_sides_that_label_one_meeting_differently_are_found(self):
        readouts = self.readout("ua", "constructive"), self.readout("us", "very productive", "asserts")
        (finding,) = found(self.TALKS, *readouts)
        assert finding.message == (
            "the sides put 'talks' in different words: 'constructive' (ua-readout) and 'very productive' (us-readout)"
        )
        assert (finding.ids, finding.sources) == (("talks", "ua-readout", "us-readout"), ("ap",))

    @pytest.mark.parametrize(
        ("text", "fields"),
        [
            ("Constructive!", {}),
            ("The two presidents spoke at length about the ways to a lasting peace.", {}),
            ("", {}),
            ("productive", {"who": ["ua"]}),
            ("productive", {"act": "denies"}),
        ],
    )
    def test_the_same_label_long_texts_and_one_side_are_fine(self, text, fields):
        assert not found(self.TALKS, self.readout("ua", "constructive"), self.readout("us", text, **fields))

    def test_only_a_meeting_has_readouts(self):
        strike = tl.Incident("talks", title="A strike", when="2025-04-26")
        assert not found(strike, self.readout("ua", "constructive"), self.readout("us", "very productive"))


def test_quotations_of_any_length_are_read():
    """Only the first words of a long text are looked at, so that no source can hold the check up."""
    assert not found(quoted(("article", "word " * 50_000), ("ap", f"{'other ' * 50_000}")))
