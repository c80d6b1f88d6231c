"""occlookup areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.catalog.filtering import Order
from occlookup.cli.asking import known_state, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import order_options
from occlookup.cli.options import StateOption
from occlookup.cli.output import OUTPUT, Output

if TYPE_CHECKING:
    from occlookup.listings import AreaListing
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(order=order_options(), output=OUTPUT)
def areas(
    *,
    words: Annotated[list[str] | None, typer.Argument(help="Words of the name: hartford.", metavar="NAME")] = None,
    state: StateOption = None,
    order: Order,
    output: Output,
) -> None:
    """List states, metropolitan and nonmetropolitan areas."""
    with open_bundled_catalog() as catalog:
        # a state that is merely set would hide the areas of all the others
        place = None if state is None else known_state(catalog, state)
        answer = catalog.areas(" ".join(words) if words else None, state=place, order=order)
    output.deliver("areas", answer, _screen)


def _screen(answer: Answer[AreaListing]) -> Screen:
    from occlookup.render.screens.browse import areas_screen

    return areas_screen(answer)
