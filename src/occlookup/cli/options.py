"""Options that mean the same on every command.

Owns their names, help and the types of their values.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer


class Format(str, Enum):
    """How the answer is written."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


class Color(str, Enum):
    """Whether screens have colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Pay(str, Enum):
    """Whether the pay in tables is by the year or by the hour."""

    ANNUAL = "annual"
    HOURLY = "hourly"


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
