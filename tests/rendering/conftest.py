"""A small dossier of countries that are on no map, with every kind of event and every kind of doubt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline.chronology import Chronology
from timeline.records import (
    Agreement,
    Citation,
    Claim,
    Event,
    Incident,
    Meeting,
    Mission,
    Organization,
    Participation,
    Person,
    Place,
    Quantity,
    Source,
    Stance,
    State,
    Statement,
    Tenure,
    Visit,
)


def arcadian_records() -> list[object]:
    return [
        State("arcadia", name="Arcadia"),
        State("borduria", name="Borduria"),
        Organization("navy", name="Fleet Command", part_of="borduria"),
        Organization("gazette", name="Official Gazette"),
        Person("ann", name="Ann Archer"),
        Person("bo", name="Bo Barda"),
        Person("cy", name="Cy Cole"),
        Place("lakeland", name="Lakeland", zone="Europe/Zurich"),
        Place("villa", name="Villa Serena", within="lakeland"),
        Place("harbour", name="the old harbour"),
        Tenure("ann-president", holder="ann", post="President", of="arcadia", term="1958-01-01/.."),
        Source(
            "herald",
            title="Talks by the lake",
            publisher="The Herald",
            published="1961-03",
            url="https://example.org/a?b=1&copy;=2",
        ),
        Source("wire", title="Dispatch 17", author="A. Reporter", language="fr"),
        Claim("shelled", text="Arcadian boats fired first"),
        Claim("near", text="A treaty is near", about="1962", note="A prediction."),
        Claim(
            "by-phone",
            subject="meeting",
            attribute="mode",
            value="phone",
            cites=[Citation("wire", via=["gazette", "bo"])],
        ),
        Claim(
            "at-harbour",
            subject="meeting",
            attribute="where",
            value="harbour",
            text="They met on a boat",
            cites=["herald"],
        ),
        Claim("ten-boats", subject="clash", attribute="figures", value="> 10 boats", cites=["wire"]),
        Incident(
            "clash",
            title="Boats exchange fire off the harbour",
            when="1960-11",
            where="harbour",
            who=["navy", Participation("arcadia", role="target")],
            figures=["3..5 boats", "~1200 rounds"],
            cites=["herald"],
            tags=["sea", "shooting"],
        ),
        Statement(
            "accusation",
            title="Borduria blames Arcadia",
            when="[1960-11-20..1960-11-25]",
            dating="In the week after the clash.",
            who=["bo"],
            to=["arcadia"],
            channel="a note verbale",
            text="They fired\nfirst!",
            stances=[Stance("asserts", "shelled"), Stance("confirms", "clash")],
            cites=[Citation("wire", quote="Ils ont tiré", locator="p. 2")],
        ),
        Statement(
            "denial",
            title="Arcadia denies it",
            when="1960-11-26",
            who=["ann"],
            stances=[Stance("denies", "shelled")],
            after=["accusation"],
        ),
        Mission(
            "errand",
            title="Cole is sent to the lake",
            when="[..1961-02-28]",
            who=[
                Participation("cy", capacity="special envoy", on_behalf_of="ann"),
                Participation("bo", role="receiver"),
            ],
            mandate="to sound out the other side",
        ),
        Visit(
            "stay",
            title="Archer stays by the lake",
            when="1961-03-01/1961-03-05",
            who=["ann"],
            where="lakeland",
            protocol="private",
        ),
        Meeting(
            "meeting",
            title="Archer and Barda meet",
            when="1961-03-02T09:30",
            lasted="~2 h",
            where="villa",
            mode="in-person",
            who=["ann", Participation("bo", capacity="Foreign Minister")],
            part_of="stay",
            after=["errand"],
            cites=[Citation("herald", via=["bo"], quote="cordial")],
            summary="They spoke *at length*.\n\n- of boats\n- of [fish](https://example.org/fish)",
            note="Neither side kept minutes.",
        ),
        Meeting(
            "second",
            title="A second round",
            when="1961-03-05",
            who=["ann", "bo"],
            status="cancelled",
            reason="fog",
            after=["meeting"],
        ),
        Statement(
            "hopes",
            title="Archer is hopeful, then not",
            when="1961-03-06",
            who=["ann"],
            stances=[Stance("asserts", "near"), Stance("doubts", "near")],
        ),
        Agreement(
            "accord",
            title="The Lake Accord",
            when="1961-05-04",
            who=["arcadia", "borduria"],
            signed="1961-05-04",
            in_force="1962",
        ),
        Event("calm", title="The lake is quiet", when="1962/.."),
    ]


@pytest.fixture
def arcadia() -> Chronology:
    return Chronology(arcadian_records(), title="Arcadia & Borduria: the lake", language="en", note="Made up.")  # type: ignore[arg-type]


def _hostile(text: str, prose: str = "") -> Chronology:
    """Put a text into every field of every record that takes one."""
    return Chronology(
        [
            Person("p", name=text, aliases=[f"{text} 2"]),
            State("s", name=f"State of {text}"),
            Organization("o", name=text, part_of="s"),
            Place("outer", name=text),
            Place("inner", name=text, within="outer"),
            Tenure("t", holder="p", post=text, of="s", term="1900/.."),
            Source("src", title=text, publisher=text[:30], author=text, note=prose, url="https://example.org/"),
            Source("bare", title=text, language="fr"),
            Claim("c", text=text, note=prose, cites=[Citation("src", via=["o", "p"], quote=text, locator=text)]),
            Claim("rival", subject="m", attribute="where", value="outer", text=text, cites=["bare"]),
            Claim("channel", subject="st", attribute="channel", value=text),
            Meeting(
                "m",
                title=text,
                when="1950-02",
                dating=text,
                where="inner",
                who=[Participation("p", capacity=text, on_behalf_of="o"), "o"],
                status="cancelled",
                reason=text,
                figures=[Quantity("1", "2", unit=text, of=text)],
                cites=[Citation("src", via=["p"], quote=text, locator=text, language="de")],
                tags=[text],
                summary=prose,
                note=prose,
            ),
            Statement(
                "st",
                title=text,
                when="1950-02-03",
                text=text,
                channel=text,
                who=["p"],
                stances=[Stance("denies", "c"), Stance("denies", "m")],
                after=["m"],
            ),
            Statement("st2", title=text, when="1950-02-04", who=["o"], stances=[Stance("asserts", "c")], part_of="m"),
            Mission("mi", title=text, when="1950-02-05", mandate=text),
            Visit("v", title=text, when="1950-02-06", protocol="state"),
            Agreement("a", title=text, when="1950-02-07", signed="m", in_force="1951"),
            Incident("i", title=text, when="1950-02-08"),
        ],
        title=text,
        note=prose,
    )


@pytest.fixture(scope="session")
def hostile() -> Callable[..., Chronology]:
    """Give the function that puts a text into every field."""
    return _hostile


@pytest.fixture(
    params=[
        "<script>alert(1)</script>",
        "'><body onload=alert(1)>",
        "&lt;b&gt; &amp; &#60; &copy;",
        "<meta http-equiv=refresh content='0;url=javascript:1'>",
        "[c](javascript:alert(1))",
        "x\n\n[c](javascript:alert(1))\n\ny",
        "https://evil.test and www.evil.test and a@evil.test",
        "# heading",
        "- item",
        "1. item",
        "***",
        "---",
        "===",
        "*a* _b_ **c** ~~d~~ `e`",
        "a\\",
        "a\\*b",
        "dying!!!",
        "| a | b |\n|---|---|",
        "cost $5 and $6",
        "100% -- of it",
        "{{7*7}} {% raw %} {#-#} {0.__class__} ${7*7}",
        ":raw:`x` |sub| [1]_ x_",
    ]
)
def payload(request: pytest.FixtureRequest) -> str:
    """Give one hostile text after the other."""
    return str(request.param)
