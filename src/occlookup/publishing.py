"""When the publishers bring out their releases: how old one is, and whether a newer one should be out.

Owns the publishers' calendars and the age from which figures count as old. Needs no network: the calendars are those that the
publishers have kept for years. Imports nothing of the project.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

OLD_MONTHS = 18
_BEFORE_ONET_0 = 1995  # so that 29.0 is of 2024
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


# No NamedTuples here: making two of them takes longer than all the rest of what every answer asks of this module.
class Month(tuple[int, int]):
    """A month of a year, 1 to 12."""

    __slots__ = ()

    def __new__(cls, year: int, month: int) -> Month:
        """May 2026 is Month(2026, 5)."""
        return super().__new__(cls, (year, month))

    def __str__(self) -> str:
        return f"{_MONTHS[self[1] - 1]} {self[0]}"

    @property
    def iso(self) -> str:
        """2026-05."""
        return f"{self[0]}-{self[1]:02}"


class Status:
    """Where a release stands: `published` in that month, by the calendar; the next one `expected` by the end of that one.

    `what`: the figures, as in "the wages are of May 2025"; `fetched_as`: the word for `occlookup data fetch`. `age_months` are
    whole months since `published`; `newer_due`: the month of the next one is over.
    """

    __slots__ = ("age_months", "expected", "fetched_as", "newer_due", "published", "what")

    def __init__(self, what: str, fetched_as: str, published: Month, expected: Month, month: Month) -> None:
        self.what = what
        self.fetched_as = fetched_as
        self.published = published
        self.expected = expected
        self.age_months = max(_months(month) - _months(published), 0)
        self.newer_due = month > expected


def today() -> Month:
    """The month of this computer. Tests and the pages of docs/ put another one in its place."""
    now = time.localtime()
    return Month(now.tm_year, now.tm_mon)


def status(source_id: str, period: str, month: Month | None = None) -> Status | None:
    """Where the release stands in `month` (this one); None for releases without a calendar, such as papers.

    OEWS: the figures of May come out in April or May of the next year, so by its June. Employment Projections: early September
    of the year after the first one. O*NET: a release a quarter; the next one by the fourth month after. Where its month is not
    given, its number tells: 29.0 came out in August 2024, 29.1 a quarter later, 30.0 in August 2025.
    """
    month = today() if month is None else month
    kind, _, release = source_id.partition("-")
    year = int(release[:4]) if release.isascii() and release[:4].isdecimal() else 0
    if kind == "oews" and year and release[4:] == "-05":
        what, fetched_as, published, expected = "wages", "oews", Month(year + 1, 5), Month(year + 2, 6)
    elif kind == "projections" and year:
        what, fetched_as, published, expected = "projections", "projections", Month(year + 1, 9), Month(year + 2, 9)
    elif kind == "onet" and (named := _month_named(period) or _month_numbered(release)):
        what, fetched_as, published, expected = "O*NET figures", "onet", named, _later(named, 4)
    else:
        return None
    return Status(what, fetched_as, published, expected, month)


def newest(periods: Iterable[tuple[str, str]], month: Month | None = None) -> dict[str, tuple[Status, str]]:
    """Of each kind of figures the newest release among these (id, period): where it stands on `month`, and its period."""
    return {what: max(found, key=_published) for what, found in _by_kind(periods, month).items()}


def old_lines(periods: Iterable[tuple[str, str]], month: Month | None = None) -> list[str]:
    """A line for each kind of figures of which the oldest release among these (id, period) was published over 18 months ago."""
    by_kind = _by_kind(periods, month)
    oldest = {what: min(found, key=_published) for what, found in by_kind.items()}
    several = {what for what, found in by_kind.items() if len(set(map(_published, found))) > 1}
    return [
        f"{'Some of the' if found.what in several else 'The'} {found.what} are of {period}, published about {found.published},"
        f" {found.age_months} months ago: a newer release should be out. To get it: occlookup data fetch {found.fetched_as}"
        for found, period in oldest.values()
        if found.age_months > OLD_MONTHS
    ]


def _by_kind(periods: Iterable[tuple[str, str]], month: Month | None) -> dict[str, list[tuple[Status, str]]]:
    """Where those of these releases stand that have a calendar, by what their figures are."""
    found: dict[str, list[tuple[Status, str]]] = {}
    for source_id, period in periods:
        if (its := status(source_id, period, month)) is not None:
            found.setdefault(its.what, []).append((its, period))
    return found


def _published(release: tuple[Status, str]) -> Month:
    return release[0].published


def _month_named(period: str) -> Month | None:
    """The month of "May 2025"; None for words that name none."""
    name, _, year = period.partition(" ")
    return (
        Month(int(year), _MONTHS.index(name) + 1)
        if name in _MONTHS and len(year) == 4 and year.isascii() and year.isdecimal()
        else None
    )


def _month_numbered(release: str) -> Month | None:
    """The month of "30.2"; None for what is no number of a release."""
    number, _, quarter = release.partition(".")
    if not (release.isascii() and number.isdecimal() and quarter.isdecimal() and len(number) == 2 and len(quarter) == 1):
        return None
    return _later(Month(_BEFORE_ONET_0 + int(number), 8), 3 * int(quarter))


def _months(month: Month) -> int:
    return month[0] * 12 + month[1]


def _later(month: Month, by: int) -> Month:
    total = _months(month) + by - 1
    return Month(total // 12, total % 12 + 1)
