"""occlookup search."""

from __future__ import annotations

from typing import Annotated

import typer

from occlookup.cli.options import (
    EducationOption,
    Format,
    FormatOption,
    GroupOption,
    GrowthOption,
    JobZoneOption,
    JsonOption,
    MinWageOption,
    ReverseOption,
    SortOption,
    TopOption,
    wants_json,
)
from occlookup.cli.output import deliver_json, deliver_screen, open_bundled_catalog

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="A job title or everyday words.", metavar="TEXT")],
    top: TopOption = 10,
    sort: SortOption = None,
    reverse: ReverseOption = False,
    group: GroupOption = None,
    job_zone: JobZoneOption = None,
    education: EducationOption = None,
    min_wage: MinWageOption = None,
    growth: GrowthOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Find occupations by title or by everyday words."""
    from occlookup.catalog.ranking import Order, make_filters

    filters = make_filters(group=group, job_zone=job_zone, education=education, min_wage=min_wage, growth=growth)
    with open_bundled_catalog() as catalog:
        answer = catalog.search(" ".join(words), filters=filters, order=Order(top, sort, reverse))
    if wants_json(form, as_json):
        return deliver_json("search", answer)
    from occlookup.render.screens.search import screen

    deliver_screen(screen(answer), form)
