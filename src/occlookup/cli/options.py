"""Options that mean the same on every command.

Owns their names, help and the types of their values.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import typer

# Words, not an Enum of them: that takes ten times as long to define, at every start
Format = Literal["table", "plain", "json", "jsonl", "csv", "tsv", "md"]
Color = Literal["auto", "always", "never"]
Pay = Literal["annual", "hourly"]
FORMATS: tuple[Format, ...] = get_args(Format)
COLORS: tuple[Color, ...] = get_args(Color)
SWITCHES = ("on", "off")
PAYS: tuple[Pay, ...] = get_args(Pay)

OccupationArgument = Annotated[
    list[str],
    typer.Argument(
        help="A code (43-3011, 29-1141.01) or a job title; -: one a line from standard input.",
        metavar="CODE",
    ),
]
PayOption = Annotated[
    Pay | None,
    typer.Option("--pay", help="Pay in the table: annual or hourly.", case_sensitive=False, metavar="BASIS"),
]
StateOption = Annotated[str | None, typer.Option("--state", help="A state: CT or its name; none: no state.", metavar="STATE")]
