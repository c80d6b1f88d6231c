"""occlookup browse."""

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
def browse(
    words: Annotated[
        list[str] | None, typer.Argument(help="A group or the beginning of codes: 43, 43-3, 43-3010.", metavar="GROUP")
    ] = None,
    top: TopOption = None,
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
    """Look through the occupation groups: major, minor, occupations."""
    from occlookup.catalog.ranking import Order, make_filters

    filters = make_filters(group=group, job_zone=job_zone, education=education, min_wage=min_wage, growth=growth)
    with open_bundled_catalog() as catalog:
        answer = catalog.browse(" ".join(words) if words else None, filters=filters, order=Order(top, sort, reverse))
    if wants_json(form, as_json):
        return deliver_json("browse", answer)
    from occlookup.render.screens.browse import browse_screen

    deliver_screen(browse_screen(answer), form)
