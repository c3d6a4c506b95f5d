"""Hypothesis strategies for the values of this library, for our tests and for users' own.

Needs the extra `testing`. Strategies draw what the library accepts, awkward cases included: gaps, doubts, open and unknown
ends, years before the common era, times that a zone skipped, texts that other formats take for something else.
"""

from __future__ import annotations

try:
    import hypothesis as _hypothesis  # noqa: F401  (asked for first, so that its absence is told in our words)
except ImportError as error:
    from timeline.errors import MissingPackage

    raise MissingPackage(
        "timeline.testing needs Hypothesis", code="missing-package", hint="pip install 'timeline-diplomacy[testing]'"
    ) from error

from timeline.testing.dates import dates, durations, times, whens
from timeline.testing.records import chronologies, ids, quantities, records, texts

__all__ = ["chronologies", "dates", "durations", "ids", "quantities", "records", "texts", "times", "whens"]
