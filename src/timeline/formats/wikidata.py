"""Wikidata's items, from files: those of `Special:EntityData`, a single item, a list, or the lines of a dump.

Nothing is fetched. What the items only mention, and the file does not hold, has its number for a name, and that is reported; so put the items of
those who took part and of the places into the same file. Ids are those of Wikidata in lower case, `q12345`, and agents and places have them
as the identifier `wikidata` too. A country that is both an agent and a place is `q159` and `q159-place`.

The option `language` chooses the labels, aliases and descriptions (`en` unless said otherwise); where there is no label in it, the one for all languages, the English
one or the first stands in.

Events are items with a date or with participants, and those of a kind of event. Their best statements count, as on Wikidata: the preferred
ones where there are any, else the normal ones. Of several best dates or places the first is adopted. Every other statement on them, and
every deprecated one, becomes a claim with a rival value, its rank in the note. A statement that is disputed by somebody (P1310) says so in the note.

Dates are read by their precision, from a century to a day; Julian days become Gregorian ones, Julian months stretches of days, and
years before 1 are counted as everywhere here: see "Times" below. A day that was converted is told in `dating` as it stood.

Times:
    century: `[1801..1900]` for the 19th
    decade, year, month, day: `191X`, `1917`, `1917-11`, `1917-11-07`
    Julian calendar: 25 October 1917 is `1917-11-07`; October 1917 is `[1917-10-14..1917-11-13]`; a year keeps its number
    before the year 1: -0044 is 44 BCE and `-0043`
    before, after: both ends are widened by the larger of them, since what they mean is described in two ways
    unknown value, no value: an end that is not known, no end
    millennium and less, hour and more: reported, and not taken

Kept:
    P31 instance of: the kind: meeting (meeting, summit, conference), agreement (treaty), incident (battle), else event; person, organization or state
    P279 subclass of: likewise, of classes that are in the file; those labelled state visit, official visit, speech or press conference as well
    P585, P580, P582: `when`; start and end are adopted before a point in time, which is a rival only where it cannot be the same
    P276 location, else P131 and P17: `where`, and `within` of places
    P710 participant: `who`; P3831, P2868 and P39 on it are the role where it is one of ours, else the capacity
    P664, P823, P1891, P8031, P8032: `who`, as organizer, speaker, party, actor and victim
    P361 part of: `part_of`, where the whole is an event of the file
    P7588 effective date: `in_force` of agreements
    P39 position held: tenures of people, with P580 and P582; P642 or P1001 is the state or body
    references: sources by P248, P854, P1476, P577, P813, P123 and P50 or P2093; P304 and P1683 are the place and the quote
    ranks, P1310: claims and notes
    labels, aliases, descriptions: names or titles, aliases, summaries or notes
Lost:
    sitelinks, other languages: those of one language are taken
    other statements and qualifiers: named in one line for each item; nothing is made of them

Source: Wikibase, "JSON" (the data model's documentation); Help:Ranking and Help:Dates of Wikidata.
"""

from __future__ import annotations

from timeline.chronology import Chronology
from timeline.formats.foreign.wikidata_items import Items

__all__ = ["OPTIONS", "loads"]

OPTIONS: dict[str, tuple[str, ...]] = {"language": ()}


def loads(text: str, *, file: str | None = None, language: str = "en") -> Chronology:
    """Return the chronology of items of Wikidata; see `timeline.formats.loads`."""
    return Items(text, file=file, language=language).chronology()
