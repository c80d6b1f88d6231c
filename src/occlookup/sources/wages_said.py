"""Words for the lines that say what an import of OEWS did, and what an id of a release says of its time.

Owns the form of those ids: "oews-2024-05".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_SHOWN = 5


def source_id(month: date) -> str:
    """The id in sources.toml of the release of that month."""
    return f"oews-{month:%Y-%m}"


def year_of(source: str) -> int:
    """The year of a release by its id."""
    return int(source.split("-")[1])


def period_of(source: str) -> str:
    """ "May 2024" of "oews-2024-05"; another kind of id as it is."""
    try:
        _, year, month = source.split("-")
        return f"{date(int(year), int(month), 1):%B %Y}"
    except ValueError:
        return source


def counted(count: int, noun: str) -> str:
    """The number with its noun: "1 group", "263 groups", "444 industries"."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"


def named(names: Sequence[str]) -> str:
    """The first few of these names, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
