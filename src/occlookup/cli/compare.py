"""occlookup compare."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import choosing, known_state, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.options import PayOption, StateOption
from occlookup.cli.output import OUTPUT, Output
from occlookup.cli.settings import is_hourly

if TYPE_CHECKING:
    from occlookup.comparisons import Comparison
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(output=OUTPUT)
def compare(
    *,
    codes: Annotated[
        list[str],
        typer.Argument(help='Two to five codes or job titles; titles in quotes: "debt collector".', metavar="CODE..."),
    ],
    state: StateOption = None,
    pay: PayOption = None,
    output: Output,
) -> None:
    """Compare up to five occupations side by side."""
    from occlookup.catalog.comparing import check_number

    check_number(codes)
    shown = partial(_screen, hourly=is_hourly(pay))
    with open_bundled_catalog() as catalog:
        chosen = [choosing(code, catalog.resolve, scripted=output.scripted).code for code in codes]
        answer = catalog.compare(chosen, state=known_state(catalog, state))
    output.deliver("compare", answer, shown)


def _screen(answer: Answer[Comparison], *, hourly: bool) -> Screen:
    from occlookup.render.screens.compare import compare_screen

    return compare_screen(answer, hourly=hourly)
