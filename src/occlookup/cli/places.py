"""occlookup places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from occlookup.catalog.filtering import Order
from occlookup.cli.asking import answer_about, known_state, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import order_options
from occlookup.cli.options import OccupationArgument, StateOption
from occlookup.cli.output import OUTPUT, Output

if TYPE_CHECKING:
    from occlookup.details import PlacesAnswer
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(order=order_options(top=5), output=OUTPUT)
def places(
    *,
    words: OccupationArgument,
    state: StateOption = None,
    order: Order,
    output: Output,
) -> None:
    """Show where an occupation has the most jobs and the highest pay."""
    with open_bundled_catalog() as catalog:
        place = known_state(catalog, state)
        answer_about("places", words, lambda text: catalog.places(text, state=place, order=order), _screen, output)


def _screen(answer: Answer[PlacesAnswer]) -> Screen:
    from occlookup.render.screens.places import places_screen

    return places_screen(answer)
