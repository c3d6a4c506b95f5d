"""Which words of schema.org stand for what, in both directions."""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.records import Event, event_class
from timeline.when import Duration, When

__all__ = [
    "ABSENT",
    "ATTENDANCE",
    "CONTEXT",
    "EDTF",
    "PART_KEYS",
    "STATUSES",
    "family_of",
    "is_edtf",
    "iso_duration",
    "key_of",
    "lasting",
    "usual_role",
]

SCHEMA = "https://schema.org/"
EDTF = "edtf:EDTF"
# Everything that a processor has to know stands in the file, so that none goes to the network for it.
CONTEXT = {
    "@vocab": SCHEMA,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    **{key: {"@type": "@id"} for key in ("eventAttendanceMode", "eventStatus", "url")},
}
STATUSES = {"postponed": f"{SCHEMA}EventPostponed", "cancelled": f"{SCHEMA}EventCancelled"}
ATTENDANCE = {
    "in-person": f"{SCHEMA}OfflineEventAttendanceMode",
    "phone": f"{SCHEMA}OnlineEventAttendanceMode",
    "video": f"{SCHEMA}OnlineEventAttendanceMode",
}
# Who was spoken of, or struck, is what an event is about; everybody else took part in it in some way.
ABSENT = frozenset({"subject", "target", "victim"})
_KEYS = {"organizer": "organizer", "sender": "organizer", "speaker": "performer", "actor": "performer"}
_KEYS |= {"interpreter": "translator", **dict.fromkeys(ABSENT, "about")}
PART_KEYS = ("attendee", "organizer", "performer", "translator", "about")
_BARE = {"attendee": "participant", "organizer": "organizer", "performer": "speaker", "translator": "interpreter"}


def key_of(role: str) -> str:
    """Return the property of an event that says that someone took part in a role."""
    return _KEYS.get(role, "attendee")


def usual_role(key: str, kind: str) -> str:
    """Return the role of someone who stands under a property without more being said."""
    usual = event_class(kind).default_role
    return usual if key_of(usual) == key else _BARE.get(key, Event.default_role)


# -- types ---------------------------------------------------------------------------------------------------------------

_AGENTS = {"Person": "people", "Country": "states", "Thing": "agents", "Patient": "people"}
_ORGANIZATIONS = {"Corporation", "NGO", "Consortium", "Airline", "Cooperative", "SportsTeam", "FundingScheme"}
_EVENTS = {"Festival", "Hackathon", "EventSeries", "CourseInstance", "Event"}
_PLACES = {"Place", "VirtualLocation", "City", "State", "Continent", "AdministrativeArea", "Landform", "Accommodation"}
_PLACES |= {"CivicStructure", "TouristAttraction", "Residence", "LandmarksOrHistoricalBuildings", "EventVenue"}
_PLACES |= {"GovernmentBuilding", "Embassy", "Museum", "Park", "PlaceOfWorship", "Church", "Airport", "Hotel"}
_WORKS = {"CreativeWork", "Article", "NewsArticle", "WebPage", "Book", "Report", "Quotation", "ScholarlyArticle"}
_WORKS |= {"BlogPosting", "SocialMediaPosting", "Legislation", "ArchiveComponent", "Manuscript", "Message"}
_WORKS |= {"VideoObject", "AudioObject", "MediaObject", "Photograph", "Map", "Thesis", "Newspaper", "Dataset"}


def family_of(sort: str) -> tuple[str, str] | None:
    """Return what a type stands for: a family of records, and the section; None for a type that stands for none.

    Examples:
        >>> family_of("GovernmentOrganization"), family_of("BusinessEvent"), family_of("Offer")
        (('agent', 'organizations'), ('event', 'events'), None)
    """
    if sort in _AGENTS:
        return "agent", _AGENTS[sort]
    if sort in _ORGANIZATIONS or sort.endswith("Organization"):
        return "agent", "organizations"
    if sort in _EVENTS or sort.endswith("Event"):
        return "event", "events"
    if sort in _PLACES:
        return "place", "places"
    if sort == "Claim":
        return "claim", "claims"
    return ("source", "sources") if sort in _WORKS or sort.endswith("Article") else None


# -- dates ---------------------------------------------------------------------------------------------------------------


def is_edtf(when: When) -> bool:
    """Whether a time is written in EDTF as it stands."""
    try:
        return when.to_edtf() == str(when)
    except ValueError:
        return False


class _Unit(NamedTuple):
    sign: str
    timed: bool
    one: str
    more: str


_UNITS = (
    _Unit("Y", False, "year", "years"),
    _Unit("M", False, "month", "months"),
    _Unit("W", False, "week", "weeks"),
    _Unit("D", False, "day", "days"),
    _Unit("H", True, "h", "h"),
    _Unit("M", True, "min", "min"),
    _Unit("S", True, "s", "s"),
)
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII)
_PARTS = re.compile(r"(\d{1,9}) ?([a-z]+)", re.ASCII)


def iso_duration(duration: Duration) -> str:
    """Return an exact duration in ISO 8601; the empty text for one that is a range, a limit or about so long.

    Examples:
        >>> iso_duration(Duration.parse("1 h 30 min")), iso_duration(Duration.parse("~15 min"))
        ('PT1H30M', '')
    """
    parts = _PARTS.findall(duration.text)
    if _PARTS.sub("", duration.text).strip() or not parts:
        return ""
    amounts = {unit: next((n for n, name in parts if _names(name, unit)), "") for unit in _UNITS}
    days, clock = (
        "".join(f"{n}{unit.sign}" for unit, n in amounts.items() if n and unit.timed is timed)
        for timed in (False, True)
    )
    return f"P{days}T{clock}" if clock else f"P{days}"


def _names(word: str, unit: _Unit) -> bool:
    return Duration.parse(f"1 {word}").low == Duration.parse(f"1 {unit.one}").low


def lasting(text: str) -> str:
    """Return a duration of ISO 8601 as we write it; the empty text where it is none.

    Examples:
        >>> lasting("PT1H30M"), lasting("P2D")
        ('1 h 30 min', '2 days')
    """
    found = _ISO.fullmatch(text)
    given = [(n, unit) for n, unit in zip(found.groups(), _UNITS, strict=True) if n] if found else []
    return " ".join(f"{int(n)} {unit.one if int(n) == 1 else unit.more}" for n, unit in given)
