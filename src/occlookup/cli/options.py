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


StateOption = Annotated[str | None, typer.Option("--state", help="A state: CT or its name.", metavar="STATE")]
