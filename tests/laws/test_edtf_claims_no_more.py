"""The nearest EDTF text is EDTF, and has bounds at least as wide as the value it stands for."""

from hypothesis import given

from timeline.testing import whens
from timeline.when import When


@given(whens())
def test_the_nearest_edtf_is_never_narrower(when):
    nearest = When(when.to_edtf(nearest=True), reading=when.reading)
    assert nearest.to_edtf() == str(nearest)
    if when.zoned or when.reading.value == "throughout":
        return
    for mine, theirs, least in zip(when.bounds, nearest.bounds, (True, False, True, False), strict=True):
        if isinstance(mine, int):
            assert theirs <= mine if least else theirs >= mine
        else:
            assert theirs is mine
