"""Pieces of records as rows of the index: figures as whole numbers, titles with their keys, the outlook with BLS's word.

Owns the conversions. Pure: reads no file and knows no table's ids.
"""

from __future__ import annotations

import re
from typing import Any

from occlookup.codes import title_hash, title_key
from occlookup.index.growth import BOUNDS, growth_rank, growth_word
from occlookup.index.records import Record
from occlookup.index.schema import ALTERNATE, DIRECT_MATCH, MEASURES, OWN_TITLE, REPORTED
from occlookup.periods import employment, projection_period

CODE = re.compile(r"\d\d-\d{4}(?:\.\d\d)?")
TitleRow = tuple[int, int, int, str, int]

_TITLE_KINDS = (("direct_match", DIRECT_MATCH), ("reported", REPORTED), ("short", REPORTED), ("onet", ALTERNATE))


def record_path(record: Record) -> str:
    """Where the record of an occupation stands under the data folder."""
    return f"occupations/{record['code']}.toml"


def title_rows(record: Record, soc_id: int, first: int, everyday: list[tuple[str, int]]) -> list[TitleRow]:
    """(id, soc id, kind, title, hash of its key) of every title, each once and as its best kind; ids run from `first`.

    `everyday` are the names, with their kind, that people use for the occupation.
    """
    titles = record.get("titles", {})
    own = record["title"]
    published = [(own, OWN_TITLE), *((text, kind) for name, kind in _TITLE_KINDS for text in titles.get(name, []))]
    seen: set[str] = set()
    kept: list[tuple[str, int, str]] = []
    for text, kind in published:
        spelling = text.casefold()  # "C Developer" and "C++ Developer" have one key and are two titles
        if spelling not in seen and (key := title_key(text)):
            seen.add(spelling)
            kept.append((text, kind, key))
    # an everyday name may be an alternate title too, which then stays one
    named = [*kept[:1], *((text, kind, title_key(text)) for text, kind in everyday), *kept[1:]]
    return [(first + place, soc_id, kind, text, title_hash(key)) for place, (text, kind, key) in enumerate(named)]


def tokens(row: str) -> list[str]:
    """The figures of a row in the index's whole numbers, still as text: SQLite makes them integers as it stores them.

    Dropping the points is right because a measure always has the same count of decimals, which the data checker holds.
    """
    cells = row.replace(".", "").split(" ")
    return ["-1" if cell == "-0" else cell for cell in cells] if "-0" in row else cells


def wage_cells(row: str) -> list[str]:
    """The tokens of a wage row.

    Raises:
        ValueError: there are not as many as there are measures.
    """
    cells = tokens(row)
    if len(cells) != len(MEASURES):
        raise ValueError(f"a wage row of {len(cells)} figures, not {len(MEASURES)}")
    return cells


def outlook_row(block: Record) -> tuple[Any, ...]:
    """Employment, change and openings in persons, percent, BLS's word and its rank; Nones where there is no projection.

    The word and its rank are None too where it is not known which percent each word stands for in that round.

    Raises:
        ValueError: the block has not the employment of two years.
    """
    if not block:
        return (None,) * 7
    period = projection_period(block)
    before, after = employment(block, period.base_year), employment(block, period.projected_year)
    bounds = BOUNDS.get(period)
    word = None if bounds is None else growth_word(block["percent_change"], before, after, bounds)
    return (
        _persons(before),
        _persons(after),
        _persons(block["change_thousands"]),
        block["percent_change"],
        _persons(block["annual_openings_thousands"]),
        word,
        None if word is None else growth_rank(word),
    )


def overlaps(industry: Record) -> bool:
    """Whether the industry is a cut by owner, or across all industries: its jobs are counted in others too.

    BLS puts the owner into the last digit: 611105 are the privately owned schools of 6111.
    """
    code, naics = industry["code"], industry["naics"]
    return not naics or (code.isdigit() and code != naics.ljust(len(code), "0"))


def cents(dollars: float | None) -> int | None:
    """Whole cents, or None for None."""
    return None if dollars is None else round(dollars * 100)


def _persons(thousands: float) -> int:
    return round(thousands * 1000)
