"""occlookup areas."""

from __future__ import annotations

from typing import Annotated

import typer

from occlookup.cli.options import Format, FormatOption, JsonOption, StateOption, wants_json
from occlookup.cli.output import deliver_json, deliver_screen, open_bundled_catalog

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def areas(
    name: Annotated[str | None, typer.Argument(help="Words of the name: hartford.", metavar="NAME")] = None,
    state: StateOption = None,
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List states, metropolitan and nonmetropolitan areas."""
    with open_bundled_catalog() as catalog:
        answer = catalog.areas(name, state=state)
    if wants_json(form, as_json):
        return deliver_json("areas", answer)
    from occlookup.render.screens.browse import areas_screen

    deliver_screen(areas_screen(answer), form)
