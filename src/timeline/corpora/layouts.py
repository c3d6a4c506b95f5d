"""How each corpus is laid out: its columns as they are published, and which of them say what.

Sources: "The GDELT Event Database Data Format Codebook V2.0" (2015); the codebook of POLECAT, doi:10.7910/DVN/AJGVIT; that of ICEWS,
doi:10.7910/DVN/28075.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from timeline.errors import NotFound, nearest, shown

__all__ = ["LAYOUTS", "UNIFORM", "Layout", "layout", "recognized"]

# The columns of every corpus once it is opened, with the type and the meaning of each.
UNIFORM: Mapping[str, tuple[str, str]] = {
    "id": ("string", "the row's own id in the corpus"),
    "date": ("date", "the day to which the event was coded"),
    "kind": ("string", "the kind of event that the code becomes"),
    "code": ("string", "the code of the event, as the corpus writes it"),
    "actor": ("string", "the name of who acts, as coded"),
    "actor_state": ("string", "the state behind, ISO 3166-1 alpha-3 where it is one; POLECAT joins several with `; `"),
    "recipient": ("string", "the name of whom it concerns, as coded"),
    "recipient_state": ("string", "the state behind, likewise"),
    "place": ("string", "where, as coded"),
    "country": ("string", "the country of the place, as coded"),
    "url": ("string", "the address of the article"),
    "publisher": ("string", "who published the article"),
    "story": ("string", "the article's id in the corpus"),
    "intensity": ("float64", "how cooperative (up to 10) or hostile (down to -10), as the scheme has it for the code"),
    "mentions": ("int64", "how often articles mention it"),
}


@attrs.frozen(kw_only=True)
class Layout:
    """A corpus as its publisher lays it out.

    Attributes:
        name: By which it is asked for.
        title: Of the data set.
        publisher: Who puts it out.
        url: Where it is described.
        row: What its rows are called in a citation.
        scheme: Of its codes: `cameo` or `plover`.
        columns: Every column in the order of the files.
        header: Whether the first line of a file names them.
        holds: Under each uniform column the columns that it is taken from, the first that has a value.
        key: The column by which the kind is told, where that is not the one with the code.
        mode: The column that makes the code narrower, if there is one.
        named: Whether states are told by English names and not by codes.
        many: Whether a cell may name several states.
        void: The word of an empty cell.
        partitions: Columns that tell the year or the month, by which such tables are often partitioned.
    """

    name: str
    title: str
    publisher: str
    url: str
    row: str
    scheme: str
    columns: tuple[str, ...]
    header: bool
    holds: Mapping[str, tuple[str, ...]]
    key: str = ""
    mode: str = ""
    named: bool = False
    many: bool = False
    void: str = ""
    partitions: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The column of the date."""
        return self.holds["date"][0]

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which nothing can be asked."""
        wanted = ("id", "date", "code", "actor_state", "recipient_state")
        return tuple(dict.fromkeys((*(self.holds[name][0] for name in wanted), *filter(None, (self.key, self.mode)))))


def _actors(name: str) -> str:
    tail = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    return " ".join(name + part for part in tail.split())


def _geo(name: str) -> str:
    tail = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
    return " ".join(f"{name}Geo_{part}" for part in tail.split())


GDELT = Layout(
    name="gdelt",
    title="GDELT 2.0 Event Database",
    publisher="The GDELT Project",
    url="https://www.gdeltproject.org/",
    row="GLOBALEVENTID",
    scheme="cameo",
    columns=(
        *["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
        *_actors("Actor1").split(),
        *_actors("Actor2").split(),
        *["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"],
        *["NumMentions", "NumSources", "NumArticles", "AvgTone"],
        *_geo("Actor1").split(),
        *_geo("Actor2").split(),
        *_geo("Action").split(),
        *["DATEADDED", "SOURCEURL"],
    ),
    header=False,
    holds={
        "id": ("GLOBALEVENTID",),
        "date": ("SQLDATE",),
        "code": ("EventCode",),
        "actor": ("Actor1Name",),
        "actor_state": ("Actor1CountryCode",),
        "recipient": ("Actor2Name",),
        "recipient_state": ("Actor2CountryCode",),
        "place": ("ActionGeo_FullName",),
        "url": ("SOURCEURL",),
        "intensity": ("GoldsteinScale",),
        "mentions": ("NumMentions",),
    },
    key="EventBaseCode",
    partitions=("Year", "MonthYear"),
)

POLECAT = Layout(
    name="polecat",
    title="POLECAT, the Political Event Classification, Attributes, and Types data set",
    publisher="Harvard Dataverse",
    url="https://doi.org/10.7910/DVN/AJGVIT",
    row="Event ID",
    scheme="plover",
    columns=(
        "Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
        "Contexts",
        "Actor Name",
        "Actor Country",
        "Actor COW",
        "Primary Actor Sector",
        "Actor Sectors",
        "Actor Title",
        "Actor Name Raw",
        "Wikipedia Actor ID",
        "Recipient Name",
        "Recipient Country",
        "Recipient COW",
        "Primary Recipient Sector",
        "Recipient Sectors",
        "Recipient Title",
        "Recipient Name Raw",
        "Wikipedia Recipient ID",
        "Placename",
        "City",
        "District",
        "Province",
        "Country",
        "Latitude",
        "Longitude",
        "GeoNames ID",
        "Raw Placename",
        "Feature Type",
        "Source",
        "Publication Date",
        "Story People",
        "Story Organizations",
        "Story Locations",
        "Language",
        "Version",
    ),
    header=True,
    holds={
        "id": ("Event ID",),
        "date": ("Event Date",),
        "code": ("Event Type",),
        "actor": ("Actor Name", "Actor Name Raw"),
        "actor_state": ("Actor Country",),
        "recipient": ("Recipient Name", "Recipient Name Raw"),
        "recipient_state": ("Recipient Country",),
        "place": ("Placename", "City", "District", "Province"),
        "country": ("Country",),
        "publisher": ("Source",),
        "intensity": ("Intensity",),
    },
    mode="Event Mode",
    many=True,
    void="None",
)

ICEWS = Layout(
    name="icews",
    title="ICEWS Coded Event Data",
    publisher="Harvard Dataverse",
    url="https://doi.org/10.7910/DVN/28075",
    row="Event ID",
    scheme="cameo",
    columns=(
        "Event ID",
        "Event Date",
        "Source Name",
        "Source Sectors",
        "Source Country",
        "Event Text",
        "CAMEO Code",
        "Intensity",
        "Target Name",
        "Target Sectors",
        "Target Country",
        "Story ID",
        "Sentence Number",
        "Publisher",
        "City",
        "District",
        "Province",
        "Country",
        "Latitude",
        "Longitude",
    ),
    header=True,
    holds={
        "id": ("Event ID",),
        "date": ("Event Date",),
        "code": ("CAMEO Code",),
        "actor": ("Source Name",),
        "actor_state": ("Source Country",),
        "recipient": ("Target Name",),
        "recipient_state": ("Target Country",),
        "place": ("City", "District", "Province"),
        "country": ("Country",),
        "publisher": ("Publisher",),
        "story": ("Story ID",),
        "intensity": ("Intensity",),
    },
    named=True,
)

LAYOUTS: Mapping[str, Layout] = {each.name: each for each in (GDELT, POLECAT, ICEWS)}


def layout(name: str) -> Layout:
    """Return the layout of a corpus.

    Raises:
        NotFound: When there is none of the name; with the nearest.
    """
    if name not in LAYOUTS:
        hint = nearest(name, LAYOUTS) or f"known: {', '.join(LAYOUTS)}"
        raise NotFound(f"no corpus {shown(name)}", code="not-found", hint=hint)
    return LAYOUTS[name]


def recognized(columns: Iterable[str]) -> Layout | None:
    """Return the layout that has some columns, or None."""
    present = set(columns)
    return next((each for each in LAYOUTS.values() if present.issuperset(each.needed)), None)
