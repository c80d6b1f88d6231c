"""occlookup handout."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from occlookup.cli.asking import choosing, known_state, open_bundled_catalog
from occlookup.cli.files import write_file
from occlookup.cli.options import StateOption
from occlookup.cli.output import say_age, write_done
from occlookup.codes import show_text
from occlookup.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_FORMS = (".html", ".md", ".txt")


@app.command(epilog="Example: occlookup handout 43-3011 --state CT -o collector.html")
def handout(
    words: Annotated[list[str], typer.Argument(help="A code (43-3011, 29-1141.01) or a job title.", metavar="CODE")],
    target: Annotated[
        Path, typer.Option("-o", "--output", help="The file to write: .html, .md or .txt.", metavar="FILE", show_default=False)
    ],
    state: StateOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
) -> None:
    """Write a one to two page sheet about one occupation, to print or to take home."""
    form = target.suffix.lower()
    if form not in _FORMS:
        named = show_text(target.name) or "that"
        raise UsageError(f"{named} is no {', '.join(_FORMS[:-1])} or {_FORMS[-1]} file.", hint="Try: -o handout.html")
    with open_bundled_catalog() as catalog:
        place = known_state(catalog, state)
        answer = choosing(" ".join(words), lambda text: catalog.show(text, state=place), scripted=False)
    from occlookup import __version__
    from occlookup.render.cleaning import clean
    from occlookup.render.screens.handout import handout_foot, handout_screen, handout_text

    screen = handout_screen(answer)
    foot = handout_foot([answer], __version__)
    if form == ".html":
        from occlookup.render import html

        text = html.render(screen, title=answer.data.title, foot=foot)
    elif form == ".md":
        from occlookup.render import markdown

        text = markdown.render(screen, foot)
    else:
        text = handout_text(screen, foot)
    write_file(target, text.encode("utf-8"), replace=force, taken_hint="Name another, or add --force to replace it.")
    write_done(f"Written: {clean(str(target))}\n")
    say_age(answer)
