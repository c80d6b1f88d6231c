"""occlookup outlook."""

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
    from occlookup.details import OutlookAnswer
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(order=order_options(top=10), output=OUTPUT)
def outlook(
    *,
    words: OccupationArgument,
    state: StateOption = None,
    order: Order,
    output: Output,
) -> None:
    """Show how many jobs an occupation has and will have, by state too."""
    with open_bundled_catalog() as catalog:
        place = known_state(catalog, state)
        answer_about("outlook", words, lambda text: catalog.outlook(text, state=place, order=order), _screen, output)


def _screen(answer: Answer[OutlookAnswer]) -> Screen:
    from occlookup.render.screens.outlook import outlook_screen

    return outlook_screen(answer)
