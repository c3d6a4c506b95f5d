"""Corpora of events that a machine has coded from news, millions of them, asked for where they lie.

A corpus is opened as one query with uniform columns: GDELT 2.0, POLECAT and ICEWS as they are published, or Parquet of the same. It runs on an
embedded DuckDB, or unchanged on any engine that Ibis is connected to. Filters go to the engine, and only what is left crosses over, as a
chronology of typed events that say where they come from and that no one has checked them. The extra `corpora` brings what it needs.
"""

from timeline.corpora.codes import Coding, Country, coding_of, codings, countries, country, country_of
from timeline.corpora.corpus import Corpus
from timeline.corpora.counts import Count, Counts, Pair, Pairs
from timeline.corpora.layouts import LAYOUTS, UNIFORM, Layout
from timeline.corpora.opening import gdelt, icews, parquet, polecat

__all__ = [
    "LAYOUTS",
    "UNIFORM",
    "Coding",
    "Corpus",
    "Count",
    "Country",
    "Counts",
    "Layout",
    "Pair",
    "Pairs",
    "coding_of",
    "codings",
    "countries",
    "country",
    "country_of",
    "gdelt",
    "icews",
    "parquet",
    "polecat",
]
