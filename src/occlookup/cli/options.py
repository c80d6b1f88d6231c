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
TopOption = Annotated[int | None, typer.Option("--top", help="At most this many rows.", min=1, metavar="N")]
SortOption = Annotated[
    str | None,
    typer.Option("--sort", help="Sort by this field: figures from the largest, words from A.", metavar="FIELD"),
]
ReverseOption = Annotated[bool, typer.Option("--reverse", help="The other way round.")]
GroupOption = Annotated[
    str | None, typer.Option("--group", help="Only occupations of this group: 43, 43-3000.", metavar="CODE")
]
JobZoneOption = Annotated[
    str | None, typer.Option("--job-zone", help="Only these O*NET job zones: 2, or 1-3.", metavar="ZONES")
]
EducationOption = Annotated[
    str | None,
    typer.Option(
        "--education",
        help="Needs no more than: none, high-school, some-college, certificate, associate, bachelor, master, doctoral.",
        metavar="LEVEL",
    ),
]
MinWageOption = Annotated[
    str | None,
    typer.Option(
        "--min-wage", help="Median wage of at least these dollars a year, in the place asked about.", metavar="DOLLARS"
    ),
]
GrowthOption = Annotated[
    str | None,
    typer.Option(
        "--growth",
        help="Projected growth of at least this percent, or: little, slower, average, faster, much-faster.",
        metavar="GROWTH",
    ),
]
StateOption = Annotated[str | None, typer.Option("--state", help="A state or territory: CT, Connecticut.", metavar="STATE")]


def wants_json(form: Format, as_json: bool) -> bool:
    """True where --json or --format json asks for it."""
    return as_json or form is Format.JSON
