"""The national projection in use: its years, and what it says of one occupation.

Owns table `projection_round`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from occlookup.catalog.store import Store
from occlookup.index.growth import BOUNDS
from occlookup.periods import Period

if TYPE_CHECKING:
    from occlookup.profile import Outlook

# The columns of table `occupation` that make_outlook takes.
OUTLOOK_COLUMNS = ("employment_base", "employment_projected", "change", "percent_change", "annual_openings", "growth")
WORDS_NOT_KNOWN = "words_not_known"

# The years that the fields `employment_2024` and `employment_2034` are named for; of other years they have nothing.
_NAMED = Period(2024, 2034)


def projection_period(store: Store) -> Period | None:
    """The years of BLS's projections in the records; None where no occupation has one."""
    row = store.fact("SELECT base_year, projected_year FROM projection_round", ())
    return None if row is None else Period(*row)


def outlook_period(store: Store) -> str | None:
    """The same as answers have it, "2024-34"."""
    period = projection_period(store)
    return None if period is None else period.short


def words_are_known(store: Store) -> bool:
    """Whether it is known which percent each of BLS's words for growth stands for in the projections in use."""
    period = projection_period(store)
    return period is None or period in BOUNDS


def employment_named_2024(period: Period | None, base: int | None) -> int | None:
    """The employment of the base year where that is the 2024 of 2024-34, else None."""
    return base if period == _NAMED else None


def make_outlook(store: Store, cells: Sequence[Any]) -> Outlook | None:
    """The outlook from OUTLOOK_COLUMNS of an occupation; None where it has none."""
    from occlookup.profile import Outlook  # here: a listing asks for the years alone

    base, projected, change, percent, openings, growth = cells
    period = projection_period(store)
    if base is None or period is None:
        return None
    named: tuple[int | None, ...] = (base, projected) if period == _NAMED else (None, None)
    reason = WORDS_NOT_KNOWN if growth is None else None
    return Outlook._make((*named, change, percent, openings, growth, *period, base, projected, reason))


def national_outlook(store: Store, occupation_id: int) -> Outlook | None:
    """BLS's projection of the occupation with this id, None where there is none."""
    row = store.row(f"SELECT {', '.join(OUTLOOK_COLUMNS)} FROM occupation WHERE id = ?", (occupation_id,))
    return None if row is None else make_outlook(store, row)
