"""Small files in the layouts as they are published, with rows that are hard: blanks, quotes, both directions, codes without a zero.

Tests of engines want Ibis, which has an environment of its own; where `TIMELINE_REQUIRE_ENGINES` is set, they must run.
"""

import csv
import os
import warnings
import zipfile
from types import SimpleNamespace

import pytest

from timeline.corpora.layouts import LAYOUTS

REQUIRED = os.environ.get("TIMELINE_REQUIRE_ENGINES") == "1"

GDELT, POLECAT, ICEWS = (LAYOUTS[name] for name in ("gdelt", "polecat", "icews"))

# id, day, first name, first state, second name, second state, code, place, address
GDELT_ROWS = [
    (
        "1",
        "20250401",
        "UNITED STATES",
        "USA",
        "RUSSIA",
        "RUS",
        "046",
        "Riyadh, Saudi Arabia",
        "https://a.example/talks",
    ),
    (
        "2",
        "20250425",
        "VLADIMIR PUTIN",
        "RUS",
        "STEVE WITKOFF",
        "USA",
        "040",
        "Moscow, Moskva, Russia",
        "https://a.example/talks",
    ),
    (
        "3",
        "20250425",
        "UNITED STATES",
        "USA",
        "RUSSIA",
        "RUS",
        "042",
        "Moscow, Moskva, Russia",
        "https://b.example/visit",
    ),
    ("4", "20250430", "UNITED STATES", "USA", "RUSSIA", "RUS", "0411", "", "BBC Monitoring"),
    ("5", "20250501", "UNITED STATES", "USA", "RUSSIA", "RUS", "046", "", "https://c.example/may"),
    ("6", "20250402", "ROMANIA", "ROM", "UKRAINE", "UKR", "057", "", "https://c.example/x"),
    ("7", "20250402", "UKRAINE", "UKR", "", "", "195", "", "https://c.example/y"),
    ("8", "20250403", "", "", "", "", "---", "", ""),
    ("9", "20250331", 'THE "ENVOY"', "USA", "RUSSIA", "RUS", "036", "", "https://c.example/q"),
    ("10", "20250404", "EUROPE", "EUR", "IRAN", "IRN", "112", "", "https://c.example/z"),
]
# id, day, type, mode, first name, first states, second name, second states, city, country, publisher
POLECAT_ROWS = [
    (
        "p-1",
        "2025-04-25",
        "CONSULT",
        "visit",
        "Steve Witkoff",
        "USA",
        "Vladimir Putin",
        "RUS",
        "Moscow",
        "RUS",
        "Interfax",
    ),
    (
        "p-2",
        "2025-04-26",
        "CONSULT",
        "multilateral",
        "Emmanuel Macron; Keir Starmer",
        "FRA; GBR",
        "Volodymyr Zelenskyy",
        "UKR",
        "Rome",
        "ITA",
        "AFP",
    ),
    ("p-3", "2025-04-26", "CONSULT", "phone", "Donald Trump", "USA", "None", "RUS; UKR", "None", "None", "None"),
    ("p-4", "2025-05-01", "AGREE", "None", "None", "UKR", "None", "USA", "None", "USA", "Reuters"),
    ("p-5", "2025-04-27", "ASSAULT", "aerial", "None", "RUS", "None", "UKR", "Kyiv", "UKR", "AFP"),
    ("p-6", "2025-04-27", "SHRUG", "None", "None", "None", "None", "None", "None", "None", "AFP"),
]
# id, day, first name, first country, text, code, second name, second country, story, publisher, city, country
ICEWS_ROWS = [
    (
        "20718170",
        "2014-03-01",
        "John Kerry",
        "United States",
        "Discuss by telephone",
        "41",
        "Sergey Lavrov",
        "Russian Federation",
        "301",
        "Interfax",
        "Moscow",
        "Russian Federation",
    ),
    (
        "20718171",
        "2014-03-05",
        "Sergey Lavrov",
        "Russian Federation",
        "Consult",
        "040",
        "John Kerry",
        "United States",
        "302",
        "AFP",
        "Paris",
        "France",
    ),
    (
        "20718172",
        "2014-03-05",
        "Protester (Egypt)",
        "Egypt",
        "Demonstrate or rally",
        "141",
        "",
        "",
        "303",
        "AFP",
        "",
        "",
    ),
    (
        "20718173",
        "2014-04-17",
        "Ukraine",
        "Ukraine",
        "Appeal for economic aid",
        "231",
        "Côte d'Ivoire",
        "Cote d'Ivoire",
        "304",
        "AFP",
        "Geneva",
        "Switzerland",
    ),
    (
        "20718174",
        "2014-04-18",
        "European Union",
        "",
        "Sign formal agreement",
        "57",
        "Ukraine",
        "Ukraine",
        "305",
        "Reuters",
        "",
        "",
    ),
]

# One task at a time, on this machine alone, and no time spent on making code quick that runs once.
SPARK = {
    "ui.enabled": "false",
    "driver.host": "127.0.0.1",
    "driver.bindAddress": "127.0.0.1",
    "driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "log.level": "OFF",
    "sql.adaptive.enabled": "false",
    "sql.codegen.wholeStage": "false",
    "sql.session.timeZone": "UTC",
    "sql.shuffle.partitions": "1",
    "ui.showConsoleProgress": "false",
}


def gdelt_line(row, columns=GDELT.columns):
    values = dict.fromkeys(columns, "")
    number, day, first, first_state, second, second_state, code, place, url = row
    values |= {
        "GLOBALEVENTID": number,
        "SQLDATE": day,
        "MonthYear": day[:6],
        "Year": day[:4],
        "FractionDate": f"{day[:4]}.2986",
    }
    values |= {"Actor1Code": first_state, "Actor1Name": first, "Actor1CountryCode": first_state}
    values |= {"Actor2Code": second_state, "Actor2Name": second, "Actor2CountryCode": second_state}
    values |= {
        "IsRootEvent": "1",
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": "1",
    }
    values |= {"GoldsteinScale": "7.0", "NumMentions": "10", "NumSources": "1", "NumArticles": "10", "AvgTone": "-1.5"}
    values |= {"ActionGeo_Type": "4", "ActionGeo_FullName": place, "DATEADDED": f"{day}120000", "SOURCEURL": url}
    return "\t".join(values[column] for column in columns)


def polecat_line(row):
    number, day, kind, mode, first, first_states, second, second_states, city, country, publisher = row
    values = dict.fromkeys(POLECAT.columns, "None")
    values |= {"Event ID": number, "Event Date": day, "Event Type": kind, "Event Mode": mode, "Intensity": "2.5"}
    values |= {
        "Actor Name": first,
        "Actor Country": first_states,
        "Recipient Name": second,
        "Recipient Country": second_states,
    }
    values |= {
        "City": city,
        "Country": country,
        "Source": publisher,
        "Publication Date": day,
        "Version": "NGEC_coder-Vers001",
    }
    return "\t".join(values[column] for column in POLECAT.columns)


def icews_line(row):
    number, day, first, first_country, text, code, second, second_country, story, publisher, city, country = row
    values = dict.fromkeys(ICEWS.columns, "")
    values |= {
        "Event ID": number,
        "Event Date": day,
        "Source Name": first,
        "Source Country": first_country,
        "Event Text": text,
    }
    values |= {"CAMEO Code": code, "Intensity": "1.0", "Target Name": second, "Target Country": second_country}
    values |= {"Story ID": story, "Sentence Number": "2", "Publisher": publisher, "City": city, "Country": country}
    return "\t".join(values[column] for column in ICEWS.columns)


def write_gdelt(folder, rows=GDELT_ROWS, name="20250426.export.CSV"):
    path = folder / name
    path.write_text("".join(f"{gdelt_line(row)}\n" for row in rows), "utf-8")
    return path


def write_zip(folder, rows=GDELT_ROWS, name="20250426.export.CSV.zip"):
    """An archive as GDELT publishes it: one member of the same name without `.zip`."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name.removesuffix(".zip"), "".join(f"{gdelt_line(row)}\n" for row in rows))
    return path


def write_polecat(folder, rows=POLECAT_ROWS, name="ngecEvents.DV.2025.txt"):
    path = folder / name
    path.write_text("\t".join(POLECAT.columns) + "\n" + "".join(f"{polecat_line(row)}\n" for row in rows), "utf-8")
    return path


def write_icews(folder, rows=ICEWS_ROWS, name="events.2014.tab", *, quoted=False):
    path = folder / name
    lines = [ICEWS.columns, *(icews_line(row).split("\t") for row in rows)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        style = {"quoting": csv.QUOTE_ALL} if quoted else {"quoting": csv.QUOTE_NONE, "quotechar": None}
        csv.writer(stream, delimiter="\t", lineterminator="\n", **style).writerows(lines)
    return path


@pytest.fixture(scope="session")
def made():
    """What writes the files, and the rows that are written."""
    return SimpleNamespace(
        gdelt=write_gdelt,
        zip=write_zip,
        polecat=write_polecat,
        icews=write_icews,
        gdelt_line=gdelt_line,
        rows=GDELT_ROWS,
        layouts=LAYOUTS,
    )


@pytest.fixture(scope="session")
def session():
    """One session of Spark on this machine, without a page of its own and without more tasks than there is work."""
    if not REQUIRED:
        pytest.importorskip("pyspark", reason="engines have an environment of their own")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]")
    for name, value in SPARK.items():
        builder = builder.config(f"spark.{name}", value)
    found = builder.getOrCreate()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the pipe to Java is closed when the process ends
        yield found


@pytest.fixture(scope="session")
def spark(session):
    """Ibis on Spark."""
    import ibis

    return ibis.pyspark.connect(session)
