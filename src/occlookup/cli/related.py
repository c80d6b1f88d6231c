"""occlookup related."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, listing_options
from occlookup.cli.output import OUTPUT, Output, choosing, open_bundled_catalog

if TYPE_CHECKING:
    from occlookup.details import RelatedAnswer
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(listing=listing_options(), output=OUTPUT)
def related(
    *,
    words: Annotated[list[str], typer.Argument(help="A code (43-3011, 29-1141.01) or a job title.", metavar="CODE")],
    listing: Listing,
    output: Output,
) -> None:
    """List occupations like one, with pay and outlook."""
    with open_bundled_catalog() as catalog:
        answer = choosing(
            " ".join(words),
            lambda text: catalog.related(text, filters=listing.filters(), order=listing.order()),
            scripted=output.json,
        )
    output.deliver("related", answer, _screen)


def _screen(answer: Answer[RelatedAnswer]) -> Screen:
    from occlookup.render.screens.related import related_screen

    return related_screen(answer)
