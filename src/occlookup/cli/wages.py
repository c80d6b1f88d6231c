"""occlookup wages."""

from __future__ import annotations

from typing import Annotated

import typer

from occlookup.cli.listing import Listing, with_listing
from occlookup.cli.options import Format, FormatOption, JsonOption, StateOption, wants_json
from occlookup.cli.output import choosing, deliver_json, deliver_screen, open_bundled_catalog
from occlookup.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@with_listing()
def wages(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(help="A code, a group (43-0000) or a job title; none: every occupation of a place.", metavar="CODE"),
    ] = None,
    state: StateOption = None,
    area: Annotated[
        str | None, typer.Option("--area", help="A code of seven digits or a part of the name.", metavar="AREA")
    ] = None,
    national: Annotated[bool, typer.Option("--national", help="The nation alone.")] = False,
    level: Annotated[
        str, typer.Option("--level", help="For a place: major, minor, broad or detailed.", metavar="LEVEL")
    ] = "detailed",
    listing: Listing,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show wages of an occupation over places, or of a place over occupations."""
    from occlookup.catalog.areas import NATION_CODE
    from occlookup.catalog.ranking import parse_level

    code = " ".join(words) if words else None
    filters = listing.filters()
    order = listing.order()
    level = parse_level(level)
    if national and (state or area):
        raise UsageError("--national leaves no room for --state or --area.", hint="Name one place.")
    if code is not None and filters is not None:
        raise UsageError("filters choose among occupations, and one was named.", hint="Leave out the code or the filters.")
    if code is None and not (state or area or national):
        raise UsageError(
            "wages of what, and where?",
            hint="Try: occlookup wages 43-3011, or occlookup wages --state CT, or --national",
        )
    scripted = wants_json(form, as_json)
    with open_bundled_catalog() as catalog:
        place = NATION_CODE if national else None
        if area is not None:
            place = choosing(area, lambda text: catalog.find_area(text, state=state), scripted=scripted).code
        if code is None:
            answer = catalog.wages_in(state=state, area=place, level=level, filters=filters, order=order)
        else:
            asked = choosing(code, lambda text: catalog.resolve(text, groups=True), scripted=scripted).code
            answer = catalog.wages_of(asked, state=state, area=place, order=order)
    if wants_json(form, as_json):
        return deliver_json("wages", answer)
    from occlookup.render.screens.wages import screen

    deliver_screen(screen(answer), form)
