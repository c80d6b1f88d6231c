"""Figures in words: dollars, jobs, percent, and the reason where there is no figure.

Owns how a number is written for a person. Digits are never shortened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

REASONS = {
    "not_released": "withheld by BLS",
    "hourly_only": "paid by the hour only",
    "annual_only": "paid by the year only",
    "not_published": "not published for this place",
}
MISSING_BLOCKS = {
    "not_in_data_set": "not in this data set",
    "not_written_yet": "not written yet",
}
_ANNUAL, _HOURLY = ",.0f", ",.2f"
SURE_UNDER, FAIR_UNDER = 5.0, 10.0


def dollars_a_year(figure: float | None, note: str | None = None) -> str:
    """$47,030; "$239,200 or more" at the top code; the reason where there is no figure."""
    return _money(figure, note, _ANNUAL)


def dollars_an_hour(figure: float | None, note: str | None = None) -> str:
    """$22.61; "$115.00 or more" at the top code; the reason where there is no figure."""
    return _money(figure, note, _HOURLY)


def wage(row: Any, field: str) -> str:
    """The named wage of a row with notes, by the hour or by the year as its name says."""
    return _money(getattr(row, field), row.notes.get(field), _HOURLY if field.startswith("hourly") else _ANNUAL)


def jobs(figure: int | None, notes: Mapping[str, str] | None = None) -> str:
    """158,830, or the reason."""
    return f"{figure:,}" if figure is not None else REASONS[(notes or {}).get("employment", "not_published")]


def signed_percent(figure: float, decimals: int = 1) -> str:
    """+3.1%, -10.5%, 0.0%."""
    return f"{figure:+.{decimals}f}%" if round(figure, decimals) else f"{0:.{decimals}f}%"


def against(figure: float | None, base: float | None) -> float | None:
    """By how many percent `figure` is above (or below: negative) `base`; None where one is missing."""
    return None if figure is None or not base else 100 * (figure - base) / base


def how_sure(relative_standard_error: float | None) -> str:
    """How far to trust a mean wage, in words, from its relative standard error in percent; with the number."""
    if relative_standard_error is None:
        return ""
    word = "rough"
    if relative_standard_error < SURE_UNDER:
        word = "good"
    elif relative_standard_error < FAIR_UNDER:
        word = "fair"
    return f"{word} {relative_standard_error:.1f}%"


def is_rough(relative_standard_error: float | None) -> bool:
    """Whether `how_sure` calls it rough."""
    return relative_standard_error is not None and relative_standard_error >= FAIR_UNDER


def count(number: int, noun: str, plural: str = "") -> str:
    """1 area, 2 areas."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _money(figure: float | None, note: str | None, form: str) -> str:
    if figure is None:
        return REASONS[note or "not_published"]
    money = f"${figure:{form}}"
    return f"{money} or more" if note == "at_least" else money
