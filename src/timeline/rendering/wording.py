"""The fixed words of a page, and words for figures, lists and counts.

Every word that a page says by itself stands in one table, so that a catalogue can put another language in its place; dates are
worded by `timeline.when`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from timeline.records import Quantity

__all__ = ["WORDS", "counted", "listed", "named_field", "named_kind", "named_role", "quantity", "quoted"]

_ENGLISH = {
    # the page
    "untitled": "Chronology",
    "lead": "Dates are given no more precisely than the sources allow.",
    "compiled": "Compiled {date}.",
    "contents": "Contents",
    "events_one": "{count} event",
    "events_many": "{count} events",
    "years": "{first} to {last}",
    "no_events": "No events.",
    "claims": "Claims",
    "claims_lead": "What was said to be so, and who stands where on it. Those on which the sides differ come first.",
    "sources": "Sources",
    "permalink": "Link to this entry",
    "back_link": "Back to where it is cited",
    "more": "and {count} more",
    "continued": "{period}, continued",
    "all_events": "Events",
    "newest_first": "The newest come first.",
    "shown_first": "Shown: the first {first}.",
    "shown_last": "Shown: the last {last}.",
    "shown_ends": "Shown: the first {first} and the last {last}.",
    "see_all": "To see all, leave out head and tail.",
    "display_all": "chronology.display(limit=None) shows all {count}.",
    "left_out_events_one": "{count} more event is not shown here.",
    "left_out_events_many": "{count} more events are not shown here.",
    # one page of several
    "page_of": "{title}: {period}",
    "pages": "Pages",
    "all_pages": "All pages",
    "previous": "Previous: {page}",
    "next": "Next: {page}",
    "claims_one": "{count} claim",
    "claims_many": "{count} claims",
    # the filter
    "filter": "Filter the events",
    "filter_kind": "Kind",
    "filter_who": "Who",
    "filter_side": "Side",
    "filter_text": "Text",
    "filter_any": "all",
    "filter_contested": "Contested only",
    "filter_reset": "Show all",
    "filter_count": "{shown} of {all} events",
    "no_start": "Beginning not known",
    "up_to": "Before the end of {period}",
    "between": "Between {first} and {last}",
    # dates
    "day_not_given": "day not given",
    "month_not_given": "month not given",
    "said_on": "\u201c{words}\u201d, said on {date}",
    "inferred": "Date inferred: {reason}",
    # status
    "planned": "planned",
    "postponed": "planned; postponed",
    "cancelled": "planned; did not take place",
    "because": "{status}: {reason}",
    "accounts_differ": "accounts differ",
    "disputed": "disputed",
    # parts of an entry
    "when": "When",
    "where": "Where",
    "who": "Who",
    "lasted": "How long",
    "figures": "Figures",
    "about": "About",
    "part_of": "Part of",
    "after": "After",
    "note": "Note",
    "tags": "Tags",
    "sources_here": "Sources",
    "stands": "Stands",
    "accounts_heading": "Accounts differ",
    "this_entry": "This entry",
    "other_accounts": "Other accounts",
    "not_said": "not said",
    "reports_heading": "On whether it took place",
    "to": "to",
    # from where it is seen
    "known": "As it was known by {date}.",
    "known_for_certain": "As it was certainly known by {date}.",
    "version": "As {side} tells it: its own account of what is contested, without what it denies.",
    "no_version": "As {side} tells it: the record holds no account of its own, and nothing that it denies.",
    "not_known_before": "not known before {date}",
    "changed_heading": "Changed in this version",
    "this_version": "This version",
    "the_chronology": "The chronology itself",
    "omissions": "Left out of this version",
    "omissions_lead": "What the side denies or has taken back.",
    "event": "Event",
    "claim": "Claim",
    # what checks remark
    "remarks": "Remarks of the checks",
    "finding_error": "Error",
    "finding_warning": "Warning",
    "finding_hint": "Hint",
    "possibly": "Possible {word}",
    # people
    "on_behalf": "for {principal}",
    "cites_via": "citing {origins}",
    "cites_next": ", who cite {origin}",
    # claims: of a statement, and of those who stand there
    "asserts": "Asserts",
    "confirms": "Confirms",
    "denies": "Denies",
    "doubts": "Doubts",
    "evades": "Gives no answer on",
    "retracts": "Retracts",
    "asserted_by": "Asserted by",
    "confirmed_by": "Confirmed by",
    "denied_by": "Denied by",
    "doubted_by": "Doubted by",
    "evaded_by": "Evaded by",
    "retracted_by": "Retracted by",
    "reported_by": "Reported by",
    "is_contested": "contested",
    "is_conceded": "conceded",
    "is_retracted": "retracted",
    "reconsidered": "doubted by its own speaker",
    "state_unasserted": "Put forward by nobody here",
    "state_asserted": "Put forward by one side only",
    "state_corroborated": "Corroborated",
    "state_contested": "Contested",
    "state_conceded": "Conceded",
    "state_retracted": "Retracted",
    "since": "since {date}",
    "with_details": "{state} ({details}).",
    "origins_one": "{count} origin",
    "origins_many": "{count} origins",
    "origins_of_one": "{origins} of one side",
    "as_well": "as well",
    "speaks_of": "Speaks of {date}",
    "took_place": "that it took place: {title}",
    "to_take_place": "that it is to take place: {title}",
    "unnamed": "an unnamed speaker",
    # sources
    "published": "published {date}",
    "accessed": "read {date}",
    "in_language": "in {language}",
    "cited_in": "Cited in",
    # figures
    "between_figures": "between {low} and {high}",
    "more_than": "more than {low}",
    "at_least": "at least {low}",
    "less_than": "less than {high}",
    "at_most": "at most {high}",
    "approximately": "about {figure}",
    "of": "{unit} of {of}",
    # lists
    "pair": "{first} and {last}",
    "list_end": "{first}, and {last}",
    # diagrams with an axis of days
    "undrawn_one": "{count} event is not drawn: its date has no place on an axis from the year 1 to the year 9999",
    "undrawn_many": "{count} events are not drawn: their dates have no place on an axis from the year 1 to the year 9999",
    # who met whom
    "met_heading": "Who met whom",
    "met_lead": "Who met whom, and how often: {nodes}, {pairs}, {meetings}.",
    "nobody_met": "No two are recorded as having met.",
    "people_one": "{count} person",
    "people_many": "{count} people",
    "participants_one": "{count} participant",
    "participants_many": "{count} participants",
    "sides_one": "{count} side",
    "sides_many": "{count} sides",
    "pairs_one": "{count} pair who met",
    "pairs_many": "{count} pairs who met",
    "meetings_held_one": "{count} meeting that was held",
    "meetings_held_many": "{count} meetings that were held",
    "met_once": "met once",
    "met_twice": "met twice",
    "met_often": "met {count} times",
    "pair_met": "{first} and {second} {met}: {dates}.",
    "pair_dates": "first {first}, last {last}",
    "met_in_all": "{name}: {meetings}",
    "more_pairs_one": "One pair more met.",
    "more_pairs_many": "{count} more pairs met.",
    "behind_a_name": "The number behind a name counts its meetings.",
    "left_out_one": "One more, with fewer meetings, is left out.",
    "left_out_many": "{count} more, with no more meetings than these, are left out.",
    "numbered": "Lines bear a number from {count} meetings on.",
    "unnumbered_one": "One line has no room for its number; its width tells it.",
    "unnumbered_many": "{count} lines have no room for their numbers; their width tells them.",
    "node_person": "person",
    "node_organization": "organization",
    "node_state": "state",
    "node_agent": "not known what",
    # lanes along time
    "lanes_title": "{title}: events along time",
    "lanes_lead": "{events}, {by}.",
    "lanes_none": "No event has a date that could be drawn.",
    "life_none": "No statement on it has a date that could be drawn.",
    "met_title": "{title}: who met whom",
    "by_side": "one lane for each side",
    "by_person": "one lane for each of those who took part",
    "by_place": "one lane for each place",
    "by_kind": "one lane for each kind of event",
    "lane_told": "{name}: {events}",
    "lane_nobody": "Nobody named",
    "lane_nowhere": "No place given",
    "lane_others": "Others",
    "mark_told": "{date}: {title}",
    "mark_notes": "{told} ({notes})",
    "stand_told": "{side} {act}, {date}: {title}",
    "life_title": "{claim}: who stood where on it, and when",
    "statements_one": "{count} statement",
    "statements_many": "{count} statements",
    "bin_told": "{name}, {when}: {events}",
    "key_day": "a known day",
    "key_time": "a known time",
    "key_near": "known to within the width of a dot",
    "key_statement": "a statement",
    "key_within": "at some time within",
    "key_lasted": "went on",
    "key_fading": "began or ended where it fades",
    "key_open": "no limit on that side",
    "key_unknown": "end not known",
    "key_several": "on several days",
    "key_contested": "accounts differ, or disputed",
    "key_planned": "planned",
    "key_cancelled": "did not take place",
    "broken": "Where the axis is broken, the scale changes: {breaks}.",
    "broken_before": "before {date} time is drawn some {times} times as tightly",
    "broken_after": "after {date} time is drawn some {times} times as tightly",
    "dense": "There are too many events for a mark each. The higher a bar, the more of them fall, or may fall, into its time; the highest stands for {most}.",
    "clock": "Times of day are those of {zone}.",
    "undated_one": "One event is not drawn, because no year of it is known.",
    "undated_many": "{count} events are not drawn, because no year of them is known.",
    # values of a kind's own fields
    "in-person": "in person",
    "phone": "by phone",
    "video": "by video",
    "written": "in writing",
    "state": "state visit",
    "official": "official visit",
    "working": "working visit",
    "private": "private visit",
}

WORDS: Mapping[str, str] = MappingProxyType(_ENGLISH)

# One of them, several of them.
_ROLES = {
    "participant": ("Participant", "Participants"),
    "host": ("Host", "Hosts"),
    "guest": ("Guest", "Guests"),
    "speaker": ("Speaker", "Speakers"),
    "audience": ("To", "To"),
    "envoy": ("Envoy", "Envoys"),
    "sender": ("Sent by", "Sent by"),
    "receiver": ("Sent to", "Sent to"),
    "party": ("Party", "Parties"),
    "mediator": ("Mediator", "Mediators"),
    "organizer": ("Organized by", "Organized by"),
    "observer": ("Observer", "Observers"),
    "interpreter": ("Interpreter", "Interpreters"),
    "witness": ("Witness", "Witnesses"),
    "actor": ("By", "By"),
    "target": ("Against", "Against"),
    "victim": ("Victim", "Victims"),
    "subject": ("Concerning", "Concerning"),
}

_FIELDS = {
    "title": "Title",
    "when": "When",
    "where": "Where",
    "who": "Who",
    "lasted": "How long",
    "figures": "Figures",
    "mode": "How held",
    "status": "Status",
    "reason": "Reason",
    "channel": "Channel",
    "text": "Words",
    "mandate": "Mandate",
    "protocol": "Rank",
    "signed": "Signed",
    "in_force": "In force",
    "part_of": "Part of",
    "after": "After",
    "asserts": "What is asserted",
    "confirms": "What is confirmed",
    "denies": "What is denied",
}

_KINDS = {"event": "Event"}

_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hr": "Croatian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def named_kind(kind: str) -> str:
    """Return the word for a kind of event; a user's kind is named as it is written."""
    return _KINDS.get(kind, _spaced(kind))


def named_role(role: str, count: int = 1) -> str:
    """Return the label under which those in a role are listed."""
    one, many = _ROLES.get(role, (_spaced(role), _spaced(role)))
    return one if count == 1 else many


def named_field(name: str) -> str:
    """Return the label of a field."""
    return _FIELDS.get(name, _spaced(name))


def named_language(tag: str) -> str:
    """Return the name of a language, or its tag where no name is at hand."""
    return _LANGUAGES.get(tag.partition("-")[0].lower(), tag)


def _spaced(name: str) -> str:
    text = name.replace("-", " ").replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str]) -> str:
    """Join texts as a sentence does: "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return WORDS["pair"].format(first=", ".join(items[:-1]), last=items[-1])


def counted(count: int, what: str) -> str:
    """Return a count with its noun, for instance "1 event" or "1,200 events"."""
    return WORDS[f"{what}_one" if count == 1 else f"{what}_many"].format(count=f"{count:,}")


def quoted(text: str) -> str:
    """Return a text between quotation marks, where it does not bring its own."""
    return text if text[:1] in '\u201c\u00ab\u201e"' else f"\u201c{text}\u201d"


def quantity(figure: Quantity) -> str:
    """Return a figure in words, no more exact than it is.

    Examples:
        >>> quantity(Quantity.parse("> 1300 km² of Russian territory"))
        'more than 1,300 km² of Russian territory'
        >>> quantity(Quantity.parse("10000..12000 soldiers"))
        'between 10,000 and 12,000 soldiers'
        >>> quantity(Quantity.parse("~10000..12000 soldiers"))
        'between about 10,000 and 12,000 soldiers'
    """
    unit = WORDS["of"].format(unit=figure.unit, of=figure.of) if figure.of else figure.unit
    return f"{_amount(figure)} {unit}"


def _amount(figure: Quantity) -> str:
    """Return the number or numbers; "about" stands before the first of them."""
    about = WORDS["approximately"] if figure.approximate else "{figure}"
    low, high = _number(figure.low), _number(figure.high)
    if figure.low is None:
        return WORDS["less_than" if figure.strict else "at_most"].format(high=about.format(figure=high))
    low = about.format(figure=low)
    if figure.high is None:
        return WORDS["more_than" if figure.strict else "at_least"].format(low=low)
    return low if figure.low == figure.high else WORDS["between_figures"].format(low=low, high=high)


def _number(limit: Decimal | None) -> str:
    return "" if limit is None else f"{limit:,f}"
