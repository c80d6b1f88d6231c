"""The years that a projection of employment spans, and how they are written.

Owns "2024-34", "2024 to 2034", and the years in the keys of a record's projection. Imports nothing of the project.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_CENTURY = 100
_EMPLOYMENT = re.compile(r"employment_([0-9]{4})_thousands")


class Period(NamedTuple):
    """From which year a projection starts, and for which it projects."""

    base_year: int
    projected_year: int

    @property
    def short(self) -> str:
        """As BLS names a round of its projections: 2024-34."""
        return f"{self.base_year}-{self.projected_year % _CENTURY:02d}"

    @property
    def words(self) -> str:
        """As a sentence has it: 2024 to 2034."""
        return f"{self.base_year} to {self.projected_year}"


def parse_period(short: str) -> Period:
    """The years that `Period.short` was written from; of "1998-08" the second is 2008.

    Raises:
        ValueError: it is not written so.
    """
    base, _, last = short.partition("-")
    if not (short.isascii() and len(base) == 4 and len(last) == 2 and (base + last).isdigit()):
        raise ValueError(f"{short!r} is not a period such as 2024-34")
    projected = int(base) // _CENTURY * _CENTURY + int(last)
    return Period(int(base), projected if projected > int(base) else projected + _CENTURY)


def projection_period(block: Mapping[str, Any]) -> Period:
    """The years that the [projections] of a record has in the names of its keys.

    Raises:
        ValueError: there are not two of them.
    """
    years = sorted(int(match[1]) for match in map(_EMPLOYMENT.fullmatch, block) if match)
    if len(years) != 2:
        raise ValueError(f"a projection with the employment of {len(years)} years, not of two")
    return Period(*years)


def employment(block: Mapping[str, Any], year: int) -> float:
    """The employment of a year in thousands, as the [projections] of a record has it."""
    thousands: float = block[f"employment_{year}_thousands"]
    return thousands
