"""The chronology: an immutable, ordered collection of events with the records that they mention."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cards import Card, safely
from timeline.chronology.verbs import Verbs
from timeline.errors import Loss

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    from rich.console import Group

    from timeline.rendering import Display, Drawing

__all__ = ["Chronology"]


class Chronology(Verbs):
    """Events in order, with everyone and everything that they mention.

    A chronology never changes: verbs such as `involving` return a view, which shares the indexes of the whole and holds only
    the chosen events. Records are found by id (`rome["trump"]`) or by any name (`rome.find("Zelensky")`).

    Args:
        records: Events, agents, places, tenures, sources and claims, in any order.
        title: Of the whole.
        language: Of titles and summaries, as a language tag.
        zone: Of times that name no zone, at places that have none.
        note: A remark of the editor on the whole, in Markdown.
        rules: The only checks to apply to it; all of them where it is left out.
        silence: Checks whose findings are not reported, each with the reason.
        origin: The file that it was read from; no part of its value.

    Raises:
        Invalid: When ids are used twice, mentions do not resolve, or something contains itself; with every such problem.

    Examples:
        >>> from timeline.records import Meeting, Person
        >>> people = [Person("begin", name="Menachem Begin"), Person("sadat", name="Anwar Sadat")]
        >>> talks = Meeting("camp-david", title="Talks at Camp David", when="1978-09-05/1978-09-17", who=people)
        >>> Chronology([*people, talks], title="Camp David").involving("Anwar Sadat")
        <Chronology 'Camp David': 1 event, 1978-09-05/1978-09-17>
    """

    __slots__ = ()

    def merge(self, other: Chronology) -> Chronology:
        """Return this chronology and another as one; what the other holds otherwise becomes rival claims with its sources.

        The same agents, places, sources and events are recognized by id and by unambiguous name; the ids and values of this one stay.
        `timeline.chronology.merging` also tells what was matched, renamed and contested.

        Examples:
            >>> from timeline.formats import dossier
            >>> both = dossier("rome-2025").merge(dossier("witkoff-putin"))
            >>> both["witkoff-putin"].where, len(both.contacts("witkoff", "putin"))
            ('rome', 8)
        """
        from timeline.chronology.change.merging import merge

        return merge(self, other)

    # -- convenience: the only lines that look up the tower --------------------------------------------------------------

    def render(self, language: str = "html", **options: Any) -> str:
        """Return the chronology as a page; see `timeline.rendering.render`."""
        from timeline.rendering import render

        return render(self, language, **options)

    def lanes(self, *, by: str = "side", **options: Any) -> Drawing:
        """Return the events in lanes along time, as a picture; see `timeline.rendering.draw_lanes`.

        Args:
            by: What each lane is for: `side`, `person`, `place` or `kind`; `auto` for what suits the events.
            options: Those of `draw_lanes`: `title=""`, `width=1200`, `links=True`.

        Raises:
            Invalid: When lanes are for no such thing, or an option has a value that cannot be.

        Examples:
            >>> from timeline.formats import dossier
            >>> dossier("rome-2025").involving("Witkoff").lanes(by="person")
            <Drawing 'Rome, 26 April 2025: events along time'>
        """
        from timeline.rendering import draw_lanes

        return draw_lanes(self, by=by, **options)

    def save(self, path: str | Path, *, overwrite: bool = False, **options: Any) -> None:
        """Render to a file, in the output language of its suffix; see `timeline.rendering.save`."""
        from timeline.rendering import save

        save(self, path, overwrite=overwrite, **options)

    def dumps(self, format: str = "yaml", *, strict: bool = False, **options: Any) -> str:  # noqa: A002  (the word of the field)
        """Return the chronology as a dossier, or in another format; see `timeline.formats.dumps`."""
        from timeline.formats import dumps

        return dumps(self, format, strict=strict, **options)

    def write(
        self,
        path: str | Path,
        format: str | None = None,  # noqa: A002
        *,
        overwrite: bool = False,
        strict: bool = False,
        **options: Any,
    ) -> tuple[Loss, ...]:
        """Write the chronology in a format, by default that of the suffix, and return what it could not carry; see `timeline.formats.write`."""
        from timeline.formats import write

        return write(self, path, format, overwrite=overwrite, strict=strict, **options)

    def to_records(self) -> list[dict[str, str | bool | date | None]]:
        """Return the events as flat dictionaries, one for each in page order, with a key for every column, for data frames and databases.

        Values are texts, dates, `True` or `False`, and None for what is not said. `when` is the date as the record has it; `earliest` and `latest` are the days that
        it allows. Several values of a column are parted by ` | `. `from_records` reads what it returns.

        Examples:
            >>> from timeline.formats import dossier
            >>> row = dossier("rome-2025").of("meeting").to_records()[0]
            >>> row["when"], str(row["latest"]), row["who"]
            ('[2025-04-21..2025-04-26]', '2025-04-26', 'Steve Witkoff | Vladimir Putin')
        """
        from timeline.formats import records

        return records(self)

    @staticmethod
    def from_records(rows: Any, mapping: Any = None) -> Chronology:
        """Return the chronology of a list of dictionaries, a data frame or another table.

        Args:
            rows: Dictionaries of column to value, or a data frame; None, NaN and the empty text say nothing.
            mapping: What the columns mean, as a tree, a `timeline.formats.TableMapping`, or the name of a file in YAML; left out where they are
                those of `to_records`.

        Raises:
            Unreadable: With every problem, each with row and column.
            Invalid: When there are no rows to speak of, or the mapping is none.

        Examples:
            >>> rows = [{"Year": 1814, "Month": 9, "Event": "The congress opens", "City": "Vienna"}, {"Year": 1815, "Event": "It ends", "City": "Vienna"}]
            >>> mapping = {"title": "Event", "when": {"year": "Year", "month": "Month"}, "where": "City"}
            >>> [str(event.when) for event in Chronology.from_records(rows, mapping)]
            ['1814-09', '1815']
        """
        from timeline.formats import from_records

        return from_records(rows, mapping)

    def to_pandas(self) -> pd.DataFrame:
        """Return the events as a data frame of pandas, one row for each; the columns are those of `to_records`, with lists as lists.

        Raises:
            MissingPackage: When pyarrow or pandas is not installed.
        """
        from timeline.formats import to_pandas

        return to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """Return the events as a data frame of Polars, one row for each; the columns are those of `to_records`, with lists as lists.

        Raises:
            MissingPackage: When pyarrow or Polars is not installed.
        """
        from timeline.formats import to_polars

        return to_polars(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the events as a stream of Arrow, by which data frames and databases take a chronology as it is.

        Raises:
            MissingPackage: When pyarrow is not installed.

        Source: Apache Arrow, "The Arrow PyCapsule Interface".
        """
        from timeline.formats import arrow_reader

        return arrow_reader(self).__arrow_c_stream__(requested_schema)

    def display(self, *, limit: int | None = 100, **options: Any) -> Display:
        """Return the chronology as a notebook shows it, for more say in how; see `timeline.rendering.Display`.

        Args:
            limit: The most events to show, the first and the last half of them; None for all.
            options: Those of `render` but for `fragment`: `newest_first=True`, `group="day"`, `lanes="side"`.

        Raises:
            Invalid: When an option has a value that cannot be.
            TypeError: When there is no such option; with the nearest.
        """
        from timeline.rendering import Display

        return Display(self, limit, options)

    def __str__(self) -> str:
        """Return the whole chronology as a page of text; it is the data, so it is never cut short."""
        return self.render("text")

    def _repr_html_(self) -> str:
        return safely(self, lambda: self.display()._repr_html_(), Card.html)

    def _repr_markdown_(self) -> str:
        return safely(self, lambda: self.display()._repr_markdown_(), Card.markdown)

    def _repr_latex_(self) -> str | None:
        return safely(self, lambda: self.display()._repr_latex_(), lambda _: None)

    def __rich__(self) -> Display | Group:
        return safely(self, self.display, Card.rich)
