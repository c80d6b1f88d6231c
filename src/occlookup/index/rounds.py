"""Which round of BLS's national projections the records hold, and the words of the glossary in its years.

Owns that all records have one and the same round. Pure: reads no file and writes no table.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from occlookup.index.records import Record
from occlookup.periods import Period, parse_period, projection_period


class Round(NamedTuple):
    """A round: the id of its source, and its years."""

    source: str
    period: Period


def round_of(record: Record, known: Round | None) -> Round | None:
    """The round of an occupation's record; `known`, that of the records before it, where it has no projection.

    Raises:
        ValueError: it is another one than `known`, or the block has not the employment of two years.
    """
    block = record.get("projections")
    if block is None:
        return known
    found = Round(block["source"], projection_period(block))
    if known is not None and found != known:
        raise ValueError(f"its projection is {found.source} ({found.period.short}), that of others {known.source}")
    return found


def in_period(entry: Record, period: Period | None) -> Record:
    """An entry of the glossary as it reads for the national projection of `period`; None where there is none.

    Of an entry that is written for other years "otherwise" is taken, where it has one, and the years are put in their place.
    """
    said = {key: value for key, value in entry.items() if key not in ("period", "otherwise")}
    if period is None or "period" not in entry or (written := parse_period(entry["period"])) == period:
        return said
    years = {
        written.short: period.short,
        str(written.base_year): str(period.base_year),
        str(written.projected_year): str(period.projected_year),
    }
    # at once: the last year of one round may be the first of another
    named = re.compile(rf"\b(?:{'|'.join(years)})\b")

    def put(text: str) -> str:
        return named.sub(lambda match: years[match[0]], text)

    meaning: str = entry["otherwise"] if "otherwise" in entry else entry["meaning"]
    said["term"], said["meaning"] = put(entry["term"]), put(meaning)
    if "also" in entry:
        said["also"] = [put(name) for name in entry["also"]]
    return said
