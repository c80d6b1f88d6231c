"""The rows of an answer: what a line of JSONL, of CSV or of a grid is made of.

Owns taking the rows out of an answer's data, and putting those with fewer fields in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from occlookup.answers import AnswerKind, kind_of
from occlookup.codes import show_text
from occlookup.errors import UsageError
from occlookup.render.fields import Wanted, keep, wanted_fields
from occlookup.render.json_text import to_plain
from occlookup.render.shapes import fields_of


class Rows(NamedTuple):
    """The rows of an answer, their type, and what is wanted of each (everything where that is empty).

    `field` is where they stand in the answer's data, dotted where that is deeper; None where the data is itself the one row.
    """

    rows: tuple[Any, ...]
    kind: type[tuple[Any, ...]]
    wanted: Wanted
    field: str | None


def rows_of(data: Any, names: tuple[str, ...] = (), at: str | None = None) -> Rows:
    """The rows of an answer's data, with the fields of these names or, where there are none, with all.

    `at` names another of its lists than the one that is its rows by itself: see `row_fields`.

    Raises:
        UsageError: its rows have no such field, or it has no such list.
    """
    if at is not None and at not in (lists := dict(row_fields(type(data)))):
        known = f"Lists: {', '.join(lists)}." if lists else "It has none."
        raise UsageError(f"this answer has no list of rows {show_text(at)!r}.", hint=known)
    field = row_field(data) if at is None else at
    kind: Any = type(data)
    if field is None:
        return Rows((data,), kind, _wanted(kind, names), None)
    kind = dict(row_fields(type(data)))[field]
    return Rows(tuple(_rows_at(data, field.split("."))), kind, _wanted(kind, names), field)


def row_fields(kind: Any) -> Iterator[tuple[str, Any]]:
    """Every list of records in answers of this type, by its dotted name, with the type of its rows."""
    for name, shape in fields_of(kind).items():
        inner = shape.inner if shape.kind == "list" else shape
        if inner.kind != "record":
            continue
        if shape.kind == "list":
            yield name, inner.type
        yield from ((f"{name}.{below}", row) for below, row in row_fields(inner.type))


def _rows_at(value: Any, path: list[str]) -> Iterator[Any]:
    if value is None:
        return
    if not hasattr(value, "_fields"):
        for item in value:
            yield from _rows_at(item, path)
    elif path:
        yield from _rows_at(getattr(value, path[0]), path[1:])
    else:
        yield value


def check_names(kinds: Sequence[AnswerKind], names: tuple[str, ...]) -> Wanted:
    """Hold that the rows of one of these kinds of answer have the fields of these names.

    Raises:
        UsageError: none has; it lists those of the first.
    """
    types = [(kind.load(), field) for kind in kinds for field in kind.rows or ("",)]
    row_types = [dict(row_fields(kind))[field] if field else kind for kind, field in types]
    for other in row_types[1:]:
        with suppress(UsageError):
            return _wanted(other, names)
    return _wanted(row_types[0], names)


def row_field(data: Any) -> str | None:
    """The field that holds the rows: of several the first that has any."""
    candidates = kind_of(data).rows
    return next((name for name in candidates if getattr(data, name)), candidates[0] if candidates else None)


def plain_data(data: Any, names: tuple[str, ...]) -> Any:
    """An answer's data as dicts, lists and scalars, its rows with the fields of these names only."""
    rows = rows_of(data, names)
    if rows.field is None:
        return keep(data, rows.wanted)
    plain = {name: to_plain(value) for name, value in zip(data._fields, data, strict=True) if name != rows.field}
    kept = [keep(row, rows.wanted) for row in rows.rows]
    return {name: kept if name == rows.field else plain[name] for name in data._fields}


@lru_cache(maxsize=16)
def _wanted(kind: type[tuple[Any, ...]], names: tuple[str, ...]) -> Wanted:
    return wanted_fields(kind, names) if names else {}
