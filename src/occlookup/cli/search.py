"""occlookup search."""

from __future__ import annotations

from typing import Annotated

import typer

from occlookup.cli.listing import Listing, with_listing
from occlookup.cli.options import Format, FormatOption, JsonOption, wants_json
from occlookup.cli.output import deliver_json, deliver_screen, open_bundled_catalog

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@with_listing(top=10)
def search(
    *,
    words: Annotated[list[str], typer.Argument(help="A job title or everyday words.", metavar="TEXT")],
    listing: Listing,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Find occupations by title or by everyday words."""
    with open_bundled_catalog() as catalog:
        answer = catalog.search(" ".join(words), filters=listing.filters(), order=listing.order())
    if wants_json(form, as_json):
        return deliver_json("search", answer)
    from occlookup.render.screens.search import screen

    deliver_screen(screen(answer), form)
