"""The columns of our own tables: those of `records()`, and of the formats csv and tsv."""

from __future__ import annotations

import attrs

__all__ = ["COLUMNS", "Column"]


@attrs.frozen
class Column:
    """One column.

    Attributes:
        name: As it stands in the header.
        holds: `text`, `list` (texts parted by ` | `), `date` or `yes or no`.
        meaning: Of what stands in it.
        derived: Whether it follows from others or from the rest of the chronology; such a column is written and never read.
    """

    name: str
    holds: str
    meaning: str
    derived: bool = False


COLUMNS = (
    Column("id", "text", "The id of the event."),
    Column("kind", "text", "Its kind: `meeting`, `visit`, `statement` ..."),
    Column("title", "text", "One line."),
    Column("when", "text", "The date in the notation, as vague as the record is. Where others disagree, this one is right."),
    Column("reading", "text", "`within` or `throughout`: whether it happened somewhere within that time or all through it."),
    Column("earliest", "date", "The first day that the date allows; empty where it has no such limit, or one outside the years 1 to 9999.", True),
    Column("latest", "date", "The last day that it allows, itself included; empty likewise.", True),
    Column("grain", "text", "The unit in which the date is written: `year`, `month`, `day`, `minute` ...", True),
    Column("said", "text", "The words of time that the date was read from: `earlier this week`."),
    Column("said_on", "text", "The day on which they were said."),
    Column("said_zone", "text", "The zone in which they were said."),
    Column("dating", "text", "How the date is known where no source states it."),
    Column("lasted", "text", "How long, where a source says so: `~15 min`."),
    Column("place", "text", "The name of the place."),
    Column("place_id", "text", "Its id."),
    Column("who", "list", "The names of those who took part."),
    Column("who_ids", "list", "Their ids, in the same order; so are the next four."),
    Column("who_kinds", "list", "`person`, `organization`, `state` or `agent`."),
    Column("roles", "list", "As what they took part."),
    Column("capacities", "list", "Under which title."),
    Column("on_behalf_of", "list", "For whom, by name; empty for those who act for themselves."),
    Column("on_behalf_of_ids", "list", "The ids of those, in the same order."),
    Column("sides", "list", "The states and bodies that they stand for, each once.", True),
    Column("status", "text", "`held`, `planned`, `postponed` or `cancelled`."),
    Column("reason", "text", "Why it has that status."),
    Column("part_of", "text", "The id of the event that it belongs to."),
    Column("after", "list", "The ids of the events that it is known to follow."),
    Column("figures", "list", "Counts and measures: `66 drones`."),
    Column("sources", "list", "The titles of the sources that it cites."),
    Column("source_ids", "list", "Their ids, in the same order; so are the next three."),
    Column("urls", "list", "Their addresses."),
    Column("locators", "list", "Where in the source."),
    Column("quotes", "list", "Words of the source."),
    Column("tags", "list", "Words of the editor's own."),
    Column("mode", "text", "Of a meeting: `in-person`, `phone`, `video` or `written`."),
    Column("protocol", "text", "Of a visit: `state`, `official`, `working` or `private`."),
    Column("mandate", "text", "Of a mission: what the envoy is to do."),
    Column("channel", "text", "Of a statement: by what it went out."),
    Column("text", "text", "Of a statement: its words."),
    Column("summary", "text", "A paragraph or two, in Markdown."),
    Column("note", "text", "A remark of the editor."),
    Column("contested", "yes or no", "Whether anything in it is contested.", True),
)  # fmt: skip
