"""occlookup browse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, listing_options
from occlookup.cli.options import PayOption
from occlookup.cli.output import OUTPUT, Output
from occlookup.cli.settings import is_hourly

if TYPE_CHECKING:
    from occlookup.listings import BrowseListing
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(listing=listing_options(), output=OUTPUT)
def browse(
    *,
    words: Annotated[
        list[str] | None, typer.Argument(help="A group or the beginning of codes: 43, 43-3, 43-3010.", metavar="GROUP")
    ] = None,
    pay: PayOption = None,
    listing: Listing,
    output: Output,
) -> None:
    """Look through the occupation groups: major, minor, occupations."""
    shown = partial(_screen, hourly=is_hourly(pay))
    with open_bundled_catalog() as catalog:
        answer = catalog.browse(" ".join(words) if words else None, filters=listing.filters(), order=listing.order())
    output.deliver("browse", answer, shown)


def _screen(answer: Answer[BrowseListing], *, hourly: bool) -> Screen:
    from occlookup.render.screens.browse import browse_screen

    return browse_screen(answer, hourly=hourly)
