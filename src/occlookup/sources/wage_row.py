"""The wage row: its 17 measures, the decimals of each, and the marks for what is not published.

Owns the vocabulary that docs/records.md sets down under "A wage row". Reads no release.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Measure(NamedTuple):
    """One of the 17 measures: its name, the decimals that BLS publishes, and whether it is a wage."""

    name: str
    decimals: int
    period: str  # "hourly" or "annual" for a wage, else ""


MEASURES: tuple[Measure, ...] = (
    Measure("employment", 0, ""),
    Measure("employment_rse", 1, ""),
    Measure("hourly_mean", 2, "hourly"),
    Measure("annual_mean", 0, "annual"),
    Measure("mean_rse", 1, ""),
    Measure("hourly_p10", 2, "hourly"),
    Measure("hourly_p25", 2, "hourly"),
    Measure("hourly_median", 2, "hourly"),
    Measure("hourly_p75", 2, "hourly"),
    Measure("hourly_p90", 2, "hourly"),
    Measure("annual_p10", 0, "annual"),
    Measure("annual_p25", 0, "annual"),
    Measure("annual_median", 0, "annual"),
    Measure("annual_p75", 0, "annual"),
    Measure("annual_p90", 0, "annual"),
    Measure("jobs_per_1000", 3, ""),
    Measure("location_quotient", 2, ""),
)
COLUMNS: tuple[str, ...] = tuple(measure.name for measure in MEASURES)

WITHHELD = "-8"
TOP_CODED = "-5"
OTHER_PERIOD = "-4"
NOT_PUBLISHED = "-0"

# The measures that docs/records.md names for [industries], after the industry's code.
INDUSTRY_COLUMNS: tuple[str, ...] = ("employment", "hourly_mean", "annual_mean", "hourly_median", "annual_median")


def figure_pattern(decimals: int) -> str:
    """The regular expression of a figure with exactly so many decimals, without sign, exponent or thousands mark."""
    return r"\d+" if decimals == 0 else rf"\d+\.\d{{{decimals}}}"


def token_pattern(measure: Measure) -> str:
    """The regular expression of every token that the measure may hold: a figure, or a mark that makes sense for it."""
    marks = "-8|-0|-5|-4" if measure.period else "-8|-0"
    return f"(?:{figure_pattern(measure.decimals)}|{marks})"


TOKENS: dict[str, re.Pattern[str]] = {measure.name: re.compile(token_pattern(measure)) for measure in MEASURES}


def row_regex(columns: tuple[str, ...] = COLUMNS) -> re.Pattern[str]:
    """The pattern of a row of these columns, parted by one space, without the code that begins a list's rows."""
    return re.compile(" ".join(TOKENS[name].pattern for name in columns))
