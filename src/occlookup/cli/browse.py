"""occlookup browse."""

from __future__ import annotations

from typing import Annotated

import typer

from occlookup.cli.listing import Listing, with_listing
from occlookup.cli.options import Format, FormatOption, JsonOption, wants_json
from occlookup.cli.output import deliver_json, deliver_screen, open_bundled_catalog

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@with_listing()
def browse(
    *,
    words: Annotated[
        list[str] | None, typer.Argument(help="A group or the beginning of codes: 43, 43-3, 43-3010.", metavar="GROUP")
    ] = None,
    listing: Listing,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Look through the occupation groups: major, minor, occupations."""
    with open_bundled_catalog() as catalog:
        answer = catalog.browse(" ".join(words) if words else None, filters=listing.filters(), order=listing.order())
    if wants_json(form, as_json):
        return deliver_json("browse", answer)
    from occlookup.render.screens.browse import browse_screen

    deliver_screen(browse_screen(answer), form)
