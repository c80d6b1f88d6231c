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


FormatOption = Annotated[
    Format,
    typer.Option("--format", help="table for people, plain for screen readers, json for programs.", case_sensitive=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
StateOption = Annotated[str | None, typer.Option("--state", help="A state or territory: CT, Connecticut.", metavar="STATE")]


def wants_json(form: Format, as_json: bool) -> bool:
    """True where --json or --format json asks for it."""
    return as_json or form is Format.JSON
