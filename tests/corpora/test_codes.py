"""The tables of codes: whole, sourced, and only naming kinds and roles that there are."""

from importlib import resources

import pytest

import timeline as tl
from timeline.corpora import codes
from timeline.errors import NotFound
from timeline.records import ROLES, Mode

DATA = resources.files("timeline.corpora") / "data"


@pytest.mark.parametrize("scheme", codes.SCHEMES)
def test_every_code_becomes_a_kind_with_roles_that_it_has(scheme):
    found = codes.codings(scheme)
    assert len(found) >= 18
    assert {coding.kind for coding in found.values()} <= set(tl.kinds())
    assert {role for coding in found.values() for role in coding.roles} <= set(ROLES)
    assert {coding.mode for coding in found.values()} <= {"", *Mode}
    assert [coding for coding in found.values() if not coding.label] == []


def test_every_base_code_of_cameo_is_there():
    """Twenty roots, each with its general code, as the codebook counts them."""
    bases = set(codes.codings("cameo"))
    assert {f"{root:02}0" for root in range(1, 21)} <= bases | {"010"}
    assert len(bases) == 149


@pytest.mark.parametrize("name", ["cameo", "plover", "states"])
def test_a_table_begins_with_where_it_comes_from(name):
    head = (DATA / f"{name}.tsv").read_text("utf-8").splitlines()[:4]
    assert all(line.startswith("#") for line in head[:2])
    assert any(word in " ".join(head) for word in ("codebook", "ISO 3166-1"))


@pytest.mark.parametrize(
    ("scheme", "code", "kind", "mode"),
    [
        ("cameo", "046", "meeting", ""),
        ("cameo", "0412", "meeting", "phone"),
        ("cameo", "41", "meeting", "phone"),
        ("cameo", "231", "statement", ""),
        ("cameo", "190", "incident", ""),
        ("cameo", "10", "statement", ""),
        ("cameo", "---", "event", ""),
        ("cameo", "", "event", ""),
        ("plover", "CONSULT-phone", "meeting", "phone"),
        ("plover", "CONSULT-third-party", "meeting", ""),
        ("plover", "SHRUG", "event", ""),
    ],
)
def test_a_code_is_as_its_first_three_digits_or_its_type(scheme, code, kind, mode):
    found = codes.coding_of(scheme, code)
    assert (found.kind, found.mode) == (kind, mode)


@pytest.mark.parametrize("name", ["ROU", "ROM", "ro", "Romania", "ROMANIA"])
def test_a_state_is_found_by_any_of_its_codes_and_names(name):
    assert codes.country(name).code == "ROU"


def test_no_name_stands_for_two_states():
    pairs = [
        (word, each.code)
        for each in codes.countries().values()
        for word in (*each.codes, each.alpha2, *each.every_name)
    ]
    homes = {}
    for word, code in pairs:
        homes.setdefault(codes.fold(word), set()).add(code)
    assert len(homes) > 600
    assert {word for word, found in homes.items() if len(found) > 1} == set()


def test_an_unknown_state_is_told_with_the_nearest():
    with pytest.raises(NotFound, match=r"no state 'Ukrain'; did you mean 'Ukraine'\?"):
        codes.country("Ukrain")
    with pytest.raises(NotFound, match="no state 'EUR'; give ISO 3166-1 alpha-3"):
        codes.country("EUR")
