"""What the rows of a fresh index must be like, asked of all of them at once.

Owns the demands that are cheaper after the rows are in than row by row. `occlookup data check` has the many others.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from occlookup.errors import DamagedDataError
from occlookup.index.schema import AREA_STRIDE, MEASURES


def demand_numbers(connection: sqlite3.Connection, data: Path) -> None:
    """Every wage is a number. SQLite keeps what is none as text, and a text is more than any number.

    Raises:
        DamagedDataError: one is not; the message names its record and its code.
    """
    figures = ", ".join(measure.name for measure in MEASURES)
    found = connection.execute(
        "SELECT s.code, a.state FROM wage w JOIN soc s ON s.id = w.id % ? JOIN area a ON a.id = w.id / ?"
        f" WHERE typeof(max({figures})) <> 'integer' LIMIT 1",
        (AREA_STRIDE, AREA_STRIDE),
    ).fetchone()
    if found:
        code, state = found
        path = data / (f"wages/{state}.toml" if state else f"occupations/{code}.toml")
        raise DamagedDataError(
            f"the record {path} is not laid out as it should be: in a wage row of {code}, a figure that is no number.",
            hint="'occlookup data check' names every fault; reinstall occlookup to have the records as they were.",
        )


def demand_states(connection: sqlite3.Connection, data: Path) -> None:
    """Every state has its wages: without its record it would seem as if nothing were published there.

    Raises:
        DamagedDataError: one has none; the message names its record.
    """
    row = connection.execute("SELECT state FROM area WHERE type = 'state' AND source IS NULL").fetchone()
    if row:
        path = data / "wages" / f"{row[0]}.toml"
        raise DamagedDataError(
            f"the record {path} is missing, or has no wages of its own state.",
            hint="Reinstall occlookup to have the records as they were.",
        )
