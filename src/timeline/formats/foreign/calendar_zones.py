"""The zones that calendars name: places, the names of Windows, paths of old programs, and zones that only the file itself explains."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from timeline.errors import Invalid
from timeline.formats.foreign.calendar_changes import Changes
from timeline.formats.foreign.calendar_dates import UTC
from timeline.formats.foreign.calendar_lines import Component
from timeline.when.zone import ELSEWHERE, check_zone, offset, offset_text

__all__ = ["Zones", "known"]

_UTC = {"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "ETC/UCT", "GMT STANDARD TIME (UTC)", "TZONE://MICROSOFT/UTC"}


def known(name: str) -> str:
    """Return a zone as a dossier has it, or the empty text for one that nobody knows.

    Examples:
        >>> known("Russian Standard Time"), known("/mozilla.org/20050126_1/Europe/Kyiv"), known("Customized Time Zone")
        ('Europe/Moscow', 'Europe/Kyiv', '')
    """
    if name.upper() in _UTC:
        return UTC
    parts = name.strip("/").split("/")
    tails = ["/".join(parts[-length:]) for length in (len(parts), 3, 2) if length <= len(parts)]
    for candidate in (*tails, ELSEWHERE.get(name, ""), WINDOWS_TO_OLSON.get(name, "")):
        try:
            return check_zone(candidate)
        except Invalid:
            continue
    return ""


class Zones:
    """The zones of one file.

    Args:
        definitions: Its VTIMEZONEs.
    """

    def __init__(self, definitions: Mapping[str, Component]) -> None:
        self._definitions = definitions
        self._made: dict[str, Changes] = {}

    def at(self, name: str, moment: datetime) -> str:
        """Return the zone of a name, or its offset at a civil time, or the empty text where nothing tells it."""
        location = self._definitions[name].text("X-LIC-LOCATION") if name in self._definitions else ""
        return known(name) or (known(location) if location else "") or self._offset(name, moment)

    def _offset(self, name: str, moment: datetime) -> str:
        if name not in self._definitions:
            return ""
        if name not in self._made:
            self._made[name] = Changes(self._definitions[name])
        ahead = self._made[name].ahead(moment)
        if ahead is None or ahead % 60:
            return ""
        written = offset_text(ahead)
        return written if offset(written) is not None else ""
