"""Ids and references of the catalogue: what leads nowhere, goes round in a circle or passes for another is refused with its place."""

import copy
import pickle

import pytest

import timeline as tl

EVENT = "{{kind: statement, title: T, when: 2025-05-05, {}}}"
# The dossier that the words of a case describe, and what its refusal says.
DOSSIERS = {
    "H0757": (
        "people: {host: H}\nevents:\n  e1:\n    title: T\n    when: 2025\n    who: [ghost]\n",
        "events.e1.who[0]",
    ),
    "H0759": (f"claims: {{c40: C}}\nevents:\n  c1: {EVENT.format('denies: [c404]')}\n", "events.c1.denies[0]"),
    "H0761": (f"events:\n  c1: {EVENT.format('denies: [c1]')}\n", "c1"),
    "H0763": (
        "events:\n"
        + "".join(f"  c{one}: {EVENT.format(f'after: [c{other}]')}\n" for one, other in ((1, 2), (2, 3), (3, 1))),
        "c1 -> c2 -> c3 -> c1",
    ),
    "H0769": ("events:\n  kyiv-1: {title: A, when: 2025}\n  Kyiv-1: {title: B, when: 2025}\n", "'Kyiv-1' is no id"),
    "H0771": ("people: {\ufb01: A, fi: B}\n", "is no id"),
    "H0773": ("people: {\u212a: A, k: B}\n", "is no id"),
    "H0775": ('people: {a: A, "a\\u200b": B}\n', "is no id"),
    "H0777": ("people: {a/b: A}\n", "is no id"),
    "H0779": (f"people:\n  ? {'a' * 10_000}\n  : A\n", "at most 100"),
    "H0783": ("events:\n- {title: A, when: 2025, after: [b.yaml#e2]}\n", "'b.yaml#e2'"),
    "H0785": ("people: {a: A}\nevents:\n- {title: A, when: 2025, who: [a, a]}\n", "who"),
}


def test_a_reference(references, tmp_path):
    if references.id in DOSSIERS:
        text, told = DOSSIERS[references.id]
        with pytest.raises(tl.Unreadable) as caught:
            tl.loads(text, file="a.yaml")
        assert told in str(caught.value)
        assert all(problem.line and problem.column for problem in caught.value.problems)
    else:
        BY_HAND[references.id](tmp_path)


def long_chain(folder) -> None:
    """Nothing recurses along a chain of events: it is made, drawn, written, copied and kept at any length."""
    length = 3_000
    events = [tl.Event(f"e{n}", title="T", when="2025", after=[f"e{n - 1}"] if n else []) for n in range(length)]
    chain = tl.Chronology(events)
    assert [event.id for event in chain.events] == [f"e{n}" for n in range(length)]
    assert tl.loads(tl.dumps(chain, "json"), "json") == chain
    assert copy.deepcopy(chain) == pickle.loads(pickle.dumps(chain)) == chain
    assert hash(chain["e9"]) == hash(copy.deepcopy(chain["e9"]))
    assert len(repr(chain)) < 2_000
    assert "e2999" in tl.render(chain, limit=20, newest_first=True)


def one_id_in_two_files(folder) -> None:
    for name in ("2025-05-05-a.md", "2025-05-06-b.md"):
        (folder / name).write_text("---\nid: kyiv-1\ntitle: A\n---\nText.\n", "utf-8")
    with pytest.raises(tl.Unreadable) as caught:
        tl.read(folder, format="notes")
    assert all(name in str(caught.value) for name in ("kyiv-1", "2025-05-05-a.md", "2025-05-06-b.md"))


def number_as_id(folder) -> None:
    assert tl.loads("events: [{id: 007, title: A, when: 2025}]").events[0].id == "007"


def before_its_event(folder) -> None:
    meeting = tl.Meeting("m", title="M", when="2025-05-05")
    report = tl.Statement("s", title="S", when="2025-05-04", stances=[tl.Stance("confirms", "m")])
    (found,) = tl.check(tl.Chronology([meeting, report]), ["before-its-cause"])
    assert found.ids == ("s", "m")


BY_HAND = {"H0765": long_chain, "H0767": one_id_in_two_files, "H0781": number_as_id, "H0787": before_its_event}
