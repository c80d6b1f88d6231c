"""occlookup insights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import answer_about, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.options import OccupationArgument
from occlookup.cli.output import OUTPUT, Output

if TYPE_CHECKING:
    from occlookup.details import InsightsAnswer
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(output=OUTPUT)
def insights(
    *,
    words: OccupationArgument,
    why: Annotated[
        bool, typer.Option("--why", help="Every item, value and percentile behind them; JSON always has all.")
    ] = False,
    output: Output,
) -> None:
    """Show automation, work-life, strengths and challenges, each with its figures."""
    with open_bundled_catalog() as catalog:
        answer_about("insights", words, catalog.insights, lambda answer: _screen(answer, why), output)


def _screen(answer: Answer[InsightsAnswer], why: bool) -> Screen:
    from occlookup.render.screens.insights import insights_screen

    return insights_screen(answer, why)
