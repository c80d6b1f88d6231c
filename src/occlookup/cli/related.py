"""occlookup related."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import typer

from occlookup.cli.asking import answer_about, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, listing_options
from occlookup.cli.options import OccupationArgument, PayOption
from occlookup.cli.output import OUTPUT, Output
from occlookup.cli.settings import is_hourly

if TYPE_CHECKING:
    from occlookup.details import RelatedAnswer
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(listing=listing_options(), output=OUTPUT)
def related(
    *,
    words: OccupationArgument,
    pay: PayOption = None,
    listing: Listing,
    output: Output,
) -> None:
    """List occupations like one, with pay and outlook."""
    shown = partial(_screen, hourly=is_hourly(pay))
    with open_bundled_catalog() as catalog:
        filters, order = listing.filters(), listing.order()
        answer_about("related", words, lambda text: catalog.related(text, filters=filters, order=order), shown, output)


def _screen(answer: Answer[RelatedAnswer], *, hourly: bool) -> Screen:
    from occlookup.render.screens.related import related_screen

    return related_screen(answer, hourly=hourly)
