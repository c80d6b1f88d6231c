"""occlookup wages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import answer_about, choosing, known_state, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, listing_options
from occlookup.cli.options import PayOption, StateOption
from occlookup.cli.output import OUTPUT, Output
from occlookup.cli.settings import is_hourly, state_or_default
from occlookup.errors import UsageError

if TYPE_CHECKING:
    from occlookup.model import Answer, WageListing
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(listing=listing_options(), output=OUTPUT)
def wages(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="A code, a group (43-0000) or a job title; -: one a line from standard input;"
            " none: every occupation of a place.",
            metavar="CODE",
        ),
    ] = None,
    state: StateOption = None,
    area: Annotated[
        str | None, typer.Option("--area", help="A code of seven digits or a part of the name.", metavar="AREA")
    ] = None,
    national: Annotated[bool, typer.Option("--national", help="The nation alone.")] = False,
    level: Annotated[
        str, typer.Option("--level", help="For a place: major, minor, broad or detailed.", metavar="LEVEL")
    ] = "detailed",
    pay: PayOption = None,
    listing: Listing,
    output: Output,
) -> None:
    """Show wages of an occupation over places, or of a place over occupations."""
    from occlookup.catalog.areas import NATION_CODE
    from occlookup.catalog.filtering import parse_level

    filters = listing.filters()
    order = listing.order()
    level = parse_level(level)
    if national and (state or area):
        raise UsageError("--national leaves no room for --state or --area.", hint="Name one place.")
    if words and filters is not None:
        raise UsageError("filters choose among occupations, and one was named.", hint="Leave out the code or the filters.")
    elsewhere = area is not None or national
    if not words and not elsewhere and state_or_default(state) is None:
        raise UsageError(
            "wages of what, and where?",
            hint="Try: occlookup wages 43-3011, or occlookup wages --state CT, or --national",
        )
    shown = partial(_screen, hourly=is_hourly(pay))
    with open_bundled_catalog() as catalog:
        # a state that is merely set says nothing of an area that is named
        inside = None if elsewhere and state is None else known_state(catalog, state)
        place = NATION_CODE if national else None
        if area is not None:
            place = choosing(area, lambda text: catalog.find_area(text, state=inside), scripted=output.scripted).code
        if words:
            return answer_about(
                "wages",
                words,
                lambda text: catalog.wages_of(text, state=inside, area=place, order=order),
                shown,
                output,
            )
        answer = catalog.wages_in(state=inside, area=place, level=level, filters=filters, order=order)
    output.deliver("wages", answer, shown)


def _screen(answer: Answer[WageListing], *, hourly: bool) -> Screen:
    from occlookup.render.screens.wages import screen

    return screen(answer, hourly=hourly)
