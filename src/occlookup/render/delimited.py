"""An answer's rows as CSV or TSV: a column for each figure, dotted names for what stands deeper, the note beside its figure.

A field of the items of a list is a list in a cell, and so are its notes.

Owns the columns and what a cell says. Which columns there are follows from the type of the rows, never from their values, so
that a program finds the same ones each time.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, NamedTuple

from occlookup.render.cleaning import clean
from occlookup.render.fields import Wanted, record_in
from occlookup.render.json_text import to_plain
from occlookup.render.rows import Rows
from occlookup.render.shapes import fields_of, noted_fields

NOTE_ENDING = "_note"

_Read = Callable[[Any], Any]


class Column(NamedTuple):
    """A column: its name, the value of a row in it, and the note of that value where it is a figure that may have one."""

    name: str
    read: _Read
    is_note: bool = False


def columns_of(kind: type[tuple[Any, ...]], wanted: Wanted) -> list[Column]:
    """The columns of rows of this type, all or those that are wanted."""
    return list(_columns(kind, wanted, "", lambda row: row))


def render(rows: Rows, *, delimiter: str, header: bool = True) -> str:
    """The rows as delimited text, in the quoting of Python's csv, lines ending in a line feed.

    A cell is empty for null; true and false for truth values; a list or a mapping is JSON.
    """
    columns = columns_of(rows.kind, rows.wanted)
    stream = StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow([column.name for column in columns])
    writer.writerows([cell_text(column.read(row)) for column in columns] for row in rows.rows)
    return stream.getvalue()


def cell_text(value: Any) -> str:
    """What a cell says: the figure as JSON writes it, text cleaned of control characters."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return clean(json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")))


def _columns(kind: type[tuple[Any, ...]], wanted: Wanted, prefix: str, reach: _Read) -> Iterator[Column]:
    shapes, noted = fields_of(kind), noted_fields(kind)
    for name in wanted or shapes:
        shape, below = shapes[name], wanted.get(name, {})
        if name == "notes" and noted and name not in wanted:
            continue  # each stands beside its figure
        here = _field(reach, name)
        if shape.kind == "record":
            yield from _columns(shape.type, below, f"{prefix}{name}.", here)
        elif below:
            for column in _columns(record_in(shape), below, "", lambda item: item):
                yield Column(f"{prefix}{name}.{column.name}", _of_each(here, column.read), column.is_note)
        else:
            yield Column(f"{prefix}{name}", here)
        if name in noted and "notes" not in wanted:
            yield Column(f"{prefix}{name}{NOTE_ENDING}", _note(reach, name), is_note=True)


def _field(reach: _Read, name: str) -> _Read:
    def read(row: Any) -> Any:
        record = reach(row)
        return None if record is None else getattr(record, name)

    return read


def _note(reach: _Read, name: str) -> _Read:
    def read(row: Any) -> Any:
        record = reach(row)
        return None if record is None else record.notes.get(name)

    return read


def _of_each(reach: _Read, read: _Read) -> _Read:
    """What `read` finds in each item of a list, as a list."""

    def gather(value: Any) -> Any:
        if value is None or hasattr(value, "_fields"):
            return read(value)
        return tuple(gather(item) for item in value)

    def read_all(row: Any) -> Any:
        items = reach(row)
        return None if items is None else gather(items)

    return read_all
