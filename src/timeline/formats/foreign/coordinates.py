"""Where a place lies on the globe, as its identifier `geo` tells it: a URI such as `geo:41.9022,12.4533`.

Latitude comes first, then longitude, in decimal degrees of WGS 84, and perhaps the height above its ellipsoid in metres. The bare numbers
`41.9022,12.4533` are read too. Parameters (`;u=35`) are not, since what a map shows would claim more than they allow.

Source: RFC 5870, "A Uniform Resource Identifier for Geographic Locations ('geo' URI)".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.errors import Invalid, shown
from timeline.records import Place

__all__ = ["SCHEME", "Position", "geo_of", "position"]

SCHEME = "geo"
_NUMBER = r"-?[0-9]{1,12}(?:\.[0-9]{1,20})?"
_URI = re.compile(rf"(?:geo:)?({_NUMBER}), ?({_NUMBER})(?:, ?({_NUMBER}))?", re.IGNORECASE)


class Position(NamedTuple):
    """A point on the globe.

    Attributes:
        latitude: Degrees north of the equator, -90 to 90.
        longitude: Degrees east of Greenwich, -180 to 180.
        altitude: Metres above the ellipsoid, where it is given.
    """

    latitude: float
    longitude: float
    altitude: float | None = None

    def __str__(self) -> str:
        return f"geo:{','.join(_digits(part) for part in self if part is not None)}"


def position(text: str) -> Position:
    """Return the point that an identifier `geo` names.

    Raises:
        Invalid: `bad-coordinates`, where it is none or lies nowhere.

    Examples:
        >>> position("geo:41.9022,12.4533").latitude
        41.9022
        >>> position("12.4533,141.9022,0")
        Position(latitude=12.4533, longitude=141.9022, altitude=0.0)
    """
    found = _URI.fullmatch(text)
    if found is None:
        hint = "write latitude and longitude in degrees of WGS 84, such as geo:41.9022,12.4533"
        raise Invalid(f"{shown(text)} is no position", code="bad-coordinates", hint=hint)
    latitude, longitude, *altitude = (float(part) for part in found.groups() if part is not None)
    for degrees, most, name in ((latitude, 90, "latitude"), (longitude, 180, "longitude")):
        if abs(degrees) > most:
            hint = f"a {name} lies between -{most} and {most}; latitude comes first"
            raise Invalid(f"{shown(text)} has the {name} {_digits(degrees)}", code="bad-coordinates", hint=hint)
    return Position(latitude, longitude, *altitude)


def geo_of(place: Place) -> Position | None:
    """Return where a place lies, or None where it does not say.

    Raises:
        Invalid: As `position`.
    """
    text = next((value for scheme, value in place.identifiers if scheme.lower() == SCHEME), None)
    return None if text is None else position(text)


def _digits(number: float) -> str:
    """Return a number in plain digits."""
    return f"{number:.12f}".rstrip("0").rstrip(".")
