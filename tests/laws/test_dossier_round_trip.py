"""A chronology that is written and read again is equal, in every format, and written again it gives the same bytes."""

from hypothesis import HealthCheck, given, settings

from timeline import formats
from timeline.chronology import Chronology
from timeline.testing import chronologies


@given(chronology=chronologies(most_events=4))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_loads_inverts_dumps(chronology: Chronology) -> None:
    for name in ("yaml", "json"):
        text = formats.dumps(chronology, name)
        assert formats.loads(text, name) == chronology
        assert formats.dumps(formats.loads(text, name), name) == text
