"""Holds an index against the records that it should have been compiled from, figure by figure.

Owns how a difference is named. The records are compiled anew, in memory.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from occlookup.errors import DamagedDataError
from occlookup.index.locate import compile_in_memory, open_readonly
from occlookup.index.schema import AREA_STRIDE
from occlookup.index.survey import Progress

# What they hold is made of the other tables' texts; that they are whole, a letter of a title would show.
_TOLD_IN_ONE = ("word", "slip", "search_array", "meta")


def differences(records: Path, index: Path, progress: Progress | None = None) -> Iterator[str]:
    """A line for each figure or text that the index has and the records have not, or have otherwise.

    Raises:
        DamagedDataError: a record cannot be read; or the index is missing, damaged or of another version of occlookup.
    """
    try:
        open_readonly(index).close()  # whole, and of this version
    except (OSError, sqlite3.Error, ValueError) as fault:
        raise _damaged(index, fault) from fault
    anew = compile_in_memory(records, progress)
    try:
        anew.execute("ATTACH ? AS held", (f"{index.absolute().as_uri()}?mode=ro&immutable=1",))
        # what is compared below is read out of the tables alone; answers go by the keys and indexes beside them too
        for (found,) in anew.execute("PRAGMA held.integrity_check(3)").fetchall():
            if found != "ok":
                yield f"the index: {found}"
        tables = anew.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (table,) in tables:
            yield from _table_differences(anew, table)
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise _damaged(index, fault) from fault
    finally:
        anew.close()


def _damaged(index: Path, fault: Exception) -> DamagedDataError:
    return DamagedDataError(
        f"the index {index} is damaged, or of another version of occlookup: {fault}",
        hint="Reinstall occlookup, or import again.",
    )


def _table_differences(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
    keys = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})") if row[5]]
    places = [columns.index(key) for key in keys]
    now, held = (
        {
            tuple(row[place] for place in places): row
            for row in connection.execute(f"SELECT * FROM {a}.{table} EXCEPT SELECT * FROM {b}.{table}")
        }
        for a, b in (("main", "held"), ("held", "main"))
    )
    if table in _TOLD_IN_ONE:
        if now or held:
            yield f"the index: table {table} is not the one that the records give"
        return
    if table == "record":
        yield from (f"{key[0]}: changed after the index was compiled" for key in sorted({*now, *held}))
        return
    for key in sorted({*now, *held}, key=str):
        name = _name(connection, table, key)
        if key not in now or key not in held:
            yield f"{name}: {'only the records have it' if key in now else 'only the index has it'}"
            continue
        for column, record_says, index_says in zip(columns, now[key], held[key], strict=True):
            if record_says != index_says:
                yield from _value_differences(f"{name}, {column}", record_says, index_says)


def _value_differences(name: str, record_says: Any, index_says: Any) -> Iterator[str]:
    if isinstance(record_says, bytes) and isinstance(index_says, bytes):
        try:
            record_says, index_says = (json.loads(zlib.decompress(value)) for value in (record_says, index_says))
        except (zlib.error, ValueError):
            yield f"{name}: the index is damaged there"
            return
        yield from _inner_differences(name, record_says, index_says)
    else:
        yield f"{name}: the record says {_short(record_says)}, the index {_short(index_says)}"


def _inner_differences(name: str, record_says: Any, index_says: Any) -> Iterator[str]:
    """The places in two JSON values at which they differ."""
    if isinstance(record_says, dict) and isinstance(index_says, dict):
        for key in sorted({*record_says, *index_says}):
            yield from _inner_differences(f"{name}, {key}", record_says.get(key), index_says.get(key))
    elif isinstance(record_says, list) and isinstance(index_says, list) and len(record_says) == len(index_says):
        for number, (one, other) in enumerate(zip(record_says, index_says, strict=True), 1):
            yield from _inner_differences(f"{name} {number}", one, other)
    elif record_says != index_says:
        yield f"{name}: the record says {_short(record_says)}, the index {_short(index_says)}"


def _short(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _name(connection: sqlite3.Connection, table: str, key: tuple[Any, ...]) -> str:
    """What a row is about, in words of the figures."""
    if table == "wage":
        area, soc = divmod(key[0], AREA_STRIDE)
        return f"wages of {_one(connection, 'soc', 'code', soc)} in {_one(connection, 'area', 'name', area)}"
    if table in ("occupation", "document", "soc"):
        return f"{_one(connection, 'soc', 'code', key[0])}: {table}"
    if table == "industry_wage":
        return f"{_one(connection, 'soc', 'code', key[0])} in the industry {_one(connection, 'industry', 'title', key[1])}"
    return f"{table} {' '.join(map(str, key))}"


def _one(connection: sqlite3.Connection, table: str, column: str, row_id: int) -> str:
    row = connection.execute(f"SELECT {column} FROM main.{table} WHERE id = ?", (row_id,)).fetchone()
    return str(row[0]) if row else f"{table} {row_id}"
