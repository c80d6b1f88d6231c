"""occlookup show."""

from __future__ import annotations

from typing import Annotated

import typer

from occlookup.cli.options import Format, FormatOption, JsonOption, wants_json
from occlookup.cli.output import choosing, deliver_json, deliver_screen, open_bundled_catalog

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def show(
    words: Annotated[list[str], typer.Argument(help="A code (43-3011, 29-1141.01) or a job title.", metavar="CODE")],
    form: FormatOption = Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one occupation: work, pay, outlook, interests, places."""
    with open_bundled_catalog() as catalog:
        answer = choosing(" ".join(words), catalog.show, scripted=wants_json(form, as_json))
    if wants_json(form, as_json):
        return deliver_json("show", answer)
    from occlookup.render.screens.show import screen

    deliver_screen(screen(answer), form)
