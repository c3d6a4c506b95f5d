"""A question to many rows of GDELT: meetings of the United States and Russia in April 2025, by day.

The rows are made up, in the layout of GDELT 2.0: 61 columns of text with tabs between, four files. Ours is the query of the guide on an embedded DuckDB. Beside it stand the
SQL that one would write for DuckDB by hand, with the same reader and only the columns that it needs; pandas, told to read only these columns; and the csv module of Python. Files are in
the page cache for all of them. Where Ibis or pandas is not installed, nothing is compared.
"""

from __future__ import annotations

import atexit
import csv
import importlib
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.contest import OURS, Contest, installed
from timeline.corpora.layouts import LAYOUTS

MANY, FEW, FILES = 5_000_000, 20_000, 4
GDELT = LAYOUTS["gdelt"]
AT = {name: at for at, name in enumerate(GDELT.columns)}
ASKED = ("SQLDATE", "Actor1CountryCode", "Actor2CountryCode", "EventBaseCode")
MEETINGS = ("040", "041", "044", "045", "046")
STATES = ("USA", "RUS", "UKR", "CHN", "FRA", "GBR", "DEU", "IND", "TUR", "IRN", "ISR", "")
CODES = ("010", "020", "036", "040", "042", "043", "046", "051", "112", "190")


def line(chance: random.Random, number: int) -> str:
    """Return one row."""
    day = f"2025{chance.randrange(1, 7):02}{chance.randrange(1, 29):02}"
    first, second, code = chance.choice(STATES), chance.choice(STATES), chance.choice(CODES)
    cells = [""] * len(GDELT.columns)
    values = {
        "GLOBALEVENTID": str(1_200_000_000 + number), "SQLDATE": day, "MonthYear": day[:6], "Year": day[:4], "FractionDate": "2025.2986",
        "Actor1Code": first, "Actor1Name": "UNITED STATES", "Actor1CountryCode": first, "Actor2Code": second, "Actor2Name": "RUSSIA",
        "Actor2CountryCode": second, "IsRootEvent": "1", "EventCode": code, "EventBaseCode": code, "EventRootCode": code[:2], "QuadClass": "1",
        "GoldsteinScale": "4.0", "NumMentions": "10", "NumSources": "1", "NumArticles": "10", "AvgTone": "-1.52671755725191",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Moscow, Moskva, Russia", "ActionGeo_CountryCode": "RS", "ActionGeo_Lat": "55.7522",
        "ActionGeo_Long": "37.6156", "DATEADDED": f"{day}121500", "SOURCEURL": f"https://news.example/2025/{number % 9_973}/talks",
    }  # fmt: skip
    for name, value in values.items():
        cells[AT[name]] = value
    return "\t".join(cells)


def written(folder: Path, rows: int) -> list[str]:
    """Write the rows into some files and return their names; a thousand different ones over and over, since only reading is measured."""
    chance = random.Random(2025)  # noqa: S311 - the same rows every time
    block = "".join(f"{line(chance, number)}\n" for number in range(min(rows // FILES, 5_000)))
    many = rows // FILES // block.count("\n")
    names = [folder / f"202504{part:02}.export.CSV" for part in range(1, FILES + 1)]
    for name in names:
        with name.open("w", encoding="utf-8") as stream:
            stream.writelines(block for _ in range(many))
    return [str(name) for name in names]


def ours(names: list[str]) -> dict[str, int]:
    """Ask a corpus."""
    import timeline as tl

    talks = tl.corpora.gdelt(names).kind("meeting").between_states("USA", "RUS").during("2025-04")
    return {str(row.when): row.count for row in talks.per_day() if row.count}


def by_hand(names: list[str]) -> dict[str, int]:
    """Ask DuckDB."""
    duckdb = importlib.import_module("duckdb")
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in GDELT.columns)
    found = duckdb.connect().execute(
        f"SELECT SQLDATE, count(*) FROM read_csv({names!r}, delim='\t', header=false, quote='', escape='', auto_detect=false, "  # noqa: S608
        f"columns={{{columns}}}) WHERE SQLDATE BETWEEN '20250401' AND '20250430' AND EventBaseCode IN {MEETINGS!r} AND "
        "((Actor1CountryCode = 'USA' AND Actor2CountryCode = 'RUS') OR (Actor1CountryCode = 'RUS' AND Actor2CountryCode = 'USA')) GROUP BY SQLDATE"
    )
    return {f"{day[:4]}-{day[4:6]}-{day[6:]}": count for day, count in found.fetchall()}


def with_pandas(names: list[str]) -> dict[str, int]:
    """Read what is needed into a data frame for each file, and count in it."""
    pd = importlib.import_module("pandas")
    found: Counter[str] = Counter()
    for name in names:
        frame = pd.read_csv(
            name,
            sep="\t",
            header=None,
            names=GDELT.columns,
            usecols=ASKED,
            dtype=str,
            quoting=csv.QUOTE_NONE,
            keep_default_na=False,
        )
        one, other = frame.Actor1CountryCode, frame.Actor2CountryCode
        between = ((one == "USA") & (other == "RUS")) | ((one == "RUS") & (other == "USA"))
        kept = frame[between & frame.EventBaseCode.isin(MEETINGS) & frame.SQLDATE.between("20250401", "20250430")]
        found.update(kept.SQLDATE.value_counts().to_dict())
    return {f"{day[:4]}-{day[4:6]}-{day[6:]}": int(count) for day, count in found.items()}


def with_csv(names: list[str]) -> dict[str, int]:
    """Read row by row with the csv module."""
    day, one, other, code = (AT[name] for name in ASKED)
    found: Counter[str] = Counter()
    for name in names:
        with Path(name).open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                if (
                    {row[one], row[other]} == {"USA", "RUS"}
                    and row[code] in MEETINGS
                    and "20250401" <= row[day] <= "20250430"
                ):
                    found[row[day]] += 1
    return {f"{each[:4]}-{each[4:6]}-{each[6:]}": count for each, count in found.items()}


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield the contest, where there is an engine."""
    if not installed("ibis", "duckdb"):
        return
    rows = FEW if small else MANY
    folder = Path(tempfile.mkdtemp(prefix="timeline-benchmark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    names = written(folder, rows)
    contenders: dict[str, Any] = {OURS: ours, "DuckDB, SQL by hand": by_hand}
    if installed("pandas"):
        contenders["pandas.read_csv"] = with_pandas
    if small:
        contenders["csv"] = with_csv
    yield Contest(
        work=f"one question to {rows:,} rows of GDELT",
        runs={name: (lambda run=run: run(names)) for name, run in contenders.items()},
        reach={"DuckDB, SQL by hand": 1.2},
        answer=lambda found: sorted(found.items()),
        rounds=3,
    )
