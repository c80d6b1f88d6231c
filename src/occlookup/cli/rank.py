"""occlookup rank."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import known_state, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, ranking_options
from occlookup.cli.options import PayOption, StateOption
from occlookup.cli.output import OUTPUT, Output
from occlookup.cli.settings import is_hourly

if TYPE_CHECKING:
    from occlookup.model import Answer
    from occlookup.rankings import Ranking
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class By(str, Enum):
    """What occupations are ranked by."""

    ANNUAL_MEDIAN = "annual_median"
    OPENINGS = "openings"
    GROWTH = "growth"
    EMPLOYMENT = "employment"
    LOCATION_QUOTIENT = "location_quotient"


_BY = f"The figure to rank by: {', '.join(by.value for by in By)}."


@app.command(epilog="Example: occlookup rank --by annual_median --state CT --education high-school")
@taking(listing=ranking_options(top=20), output=OUTPUT)
def rank(
    *,
    by: Annotated[By, typer.Option("--by", help=_BY, case_sensitive=False, metavar="FIGURE")] = By.ANNUAL_MEDIAN,
    state: StateOption = None,
    pay: PayOption = None,
    listing: Listing,
    output: Output,
) -> None:
    """Rank occupations: the best paid, the fastest growing, the most openings."""
    shown = partial(_screen, hourly=is_hourly(pay))
    with open_bundled_catalog() as catalog:
        place = known_state(catalog, state)
        answer = catalog.rank(by.value, state=place, filters=listing.filters(), top=listing.top, reverse=listing.reverse)
    output.deliver("rank", answer, shown)


def _screen(answer: Answer[Ranking], *, hourly: bool) -> Screen:
    from occlookup.render.screens.rank import rank_screen

    return rank_screen(answer, hourly=hourly)
