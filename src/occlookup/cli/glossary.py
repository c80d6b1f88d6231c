"""occlookup glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.catalog.filtering import Order
from occlookup.cli.asking import open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import order_options
from occlookup.cli.output import OUTPUT, Output

if TYPE_CHECKING:
    from occlookup.guidance import Glossary
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(order=order_options(), output=OUTPUT)
def glossary(
    *,
    words: Annotated[list[str] | None, typer.Argument(help="A term, or words of one: median, LQ.", metavar="TERM")] = None,
    order: Order,
    output: Output,
) -> None:
    """Explain the words of the screens, a sentence each."""
    with open_bundled_catalog() as catalog:
        answer = catalog.glossary(" ".join(words) if words else None, order=order)
    output.deliver("glossary", answer, _screen)


def _screen(answer: Answer[Glossary]) -> Screen:
    from occlookup.render.screens.quiz import glossary_screen

    return glossary_screen(answer)
