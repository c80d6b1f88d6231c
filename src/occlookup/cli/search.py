"""occlookup search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import answer_about, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, listing_options
from occlookup.cli.output import OUTPUT, Output

if TYPE_CHECKING:
    from occlookup.listings import SearchResults
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(listing=listing_options(top=10), output=OUTPUT)
def search(
    *,
    words: Annotated[
        list[str], typer.Argument(help="A job title or everyday words; -: one a line from standard input.", metavar="TEXT")
    ],
    listing: Listing,
    output: Output,
) -> None:
    """Find occupations by title or by everyday words."""
    with open_bundled_catalog() as catalog:
        filters, order = listing.filters(), listing.order()
        shown = partial(_screen, filtered=filters is not None)
        answer_about("search", words, lambda text: catalog.search(text, filters=filters, order=order), shown, output)


def _screen(answer: Answer[SearchResults], *, filtered: bool) -> Screen:
    from occlookup.render.screens.search import screen

    return screen(answer, filtered=filtered)
