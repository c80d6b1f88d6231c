"""occlookup schema."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from occlookup.answers import ANSWERS
from occlookup.cli.output import write_out
from occlookup.codes import fold_text, show_text
from occlookup.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)

ERROR = "error"
OWN_RECORD = "own-record"


@app.command(epilog="Example: occlookup schema wages > wages.schema.json")
def schema(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="A command (wages, data info), error, or own-record; none: all answers in one.", metavar="COMMAND"),
    ] = None,
) -> None:
    """Print the JSON Schema of a command's answer. With own-record: that of a record of your own."""
    from occlookup.render.schema import answer_schema, error_schema, every_schema

    name = "-".join(fold_text(word).casefold() for word in words or ())
    if name and name not in (ERROR, OWN_RECORD, *ANSWERS):
        raise UsageError(
            f"no JSON answer is called {show_text(' '.join(words or ()))!r}.",
            hint=f"Answers: {', '.join([*ANSWERS, ERROR, OWN_RECORD])}.",
        )
    if not name:
        made = every_schema()
    elif name == ERROR:
        made = error_schema()
    elif name == OWN_RECORD:
        from occlookup.index.own.schema import own_record_schema

        made = own_record_schema()
    else:
        made = answer_schema(name)
    write_out(json.dumps(made, indent=2) + "\n")
