"""What clocks skipped is refused, and of what they showed twice each instant is kept, wherever it goes."""

import pytest
from proof.zones import changes, faults, sum_up

from timeline.when import zone as zones

# By the hour and by half of it, by a whole day, by twenty minutes; in the north and in the south; with odd seconds long ago.
SAMPLE = ["America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Accra", "Europe/Dublin", "Asia/Pyongyang"]


@pytest.mark.parametrize("name", SAMPLE)
def test_every_change_of_clocks_is_met(name):
    found = list(changes(name))
    assert len({each.repeats for each in found}) == 2
    assert [*faults(found)] == []


def test_the_search_finds_what_is_known_of_rome():
    found = {each.text: each.repeats for each in changes("Europe/Rome")}
    assert (found["2025-03-30T02:00"], found["2025-10-26T02:00"]) == (False, True)
    assert len(found) > 150


def test_every_zone(thorough):
    """`python -m proof zones` counts them as well."""
    if not thorough:
        pytest.skip("TIMELINE_THOROUGH=1 goes through all zones")
    counted, wrong = sum_up(sorted(zones.names()))
    assert wrong == []
    assert counted["repeated"] > 10_000
