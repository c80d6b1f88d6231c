"""A result as the JSON document of the contract.

Owns the envelope and the error object. Imports nothing but json: every script's start-up runs through here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from types import UnionType
from typing import Any

from occlookup.errors import OcclookupError
from occlookup.model import Answer, Area, Source, WageListing, WageRow

_SCALARS = frozenset({str, int, float, bool, type(None)})
# The fields of a result type that hold more than scalars, by its annotations: a listing has 700 rows of 24 fields.
_nested_fields: dict[type, tuple[str, ...]] = {}


def to_plain(value: Any) -> Any:
    """Dicts, lists and scalars for result types: a NamedTuple becomes a dict of its fields, another tuple a list."""
    kind = value.__class__
    if kind in _SCALARS:
        return value
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return [to_plain(item) for item in value]
        plain = dict(zip(fields, value, strict=True))
        for name in _nested(kind):
            inner = plain[name]
            if inner is not None and inner != {}:  # most rows have no notes and are published as themselves
                plain[name] = to_plain(inner)
        return plain
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    raise TypeError(f"{kind.__name__} has no place in an answer")


def _nested(kind: type) -> tuple[str, ...]:
    nested = _nested_fields.get(kind)
    if nested is None:
        annotations = kind.__annotations__.items()
        nested = tuple(
            name for name, hint in annotations if not set(hint.__args__ if isinstance(hint, UnionType) else (hint,)) <= _SCALARS
        )
        _nested_fields[kind] = nested
    return nested


def answer_text(command: str, answer: Answer[Any]) -> str:
    """The one document on standard output, a line of ASCII: its bytes are the same under every locale."""
    data = _wage_listing_text(answer.data) if isinstance(answer.data, WageListing) else _data_text(answer.data)
    return _document(command, data, answer.sources)


def plain_answer_text(command: str, data: Any, sources: dict[str, Source]) -> str:
    """As `answer_text`, of data that is dicts, lists and scalars already."""
    return _document(command, _dump(data), sources)


def _document(command: str, data: str, sources: dict[str, Source]) -> str:
    return f'{{"schema":"occlookup/{command}/1","data":{data},"sources":{_text(sources)}}}\n'


def line_text(plain: Any) -> str:
    """Dicts, lists and scalars as a line of JSON."""
    return f"{_dump(plain)}\n"


def _text(value: Any) -> str:
    return _dump(to_plain(value))


def _dump(plain: Any) -> str:
    return json.dumps(plain, allow_nan=False, separators=(",", ":"))


def _data_text(data: Any) -> str:
    """What `_text` gives for a result; a field of many rows at two thirds of its time."""
    parts = [
        f'"{name}":{_rows_text(value) if value.__class__ is tuple and len(value) >= _MANY else _text(value)}'
        for name, value in zip(data._fields, data, strict=True)
    ]
    return f"{{{','.join(parts)}}}"


def _rows_text(rows: tuple[Any, ...]) -> str:
    fields = getattr(rows[0], "_fields", None)
    if fields is None:
        return _text(rows)
    template = "{" + ",".join(f'"{name}":%s' for name in fields) + "}"
    written = _WRITTEN.get
    return "[" + ",".join([template % tuple([written(value.__class__, _text)(value) for value in row]) for row in rows]) + "]"


@lru_cache(maxsize=64)
def _notes_text(notes: tuple[tuple[str, Any], ...]) -> str:
    return _text(dict(notes))


_MANY = 50
# figures come from whole numbers, so that none is infinite or no number; of the notes there are few different ones
_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: encode_basestring_ascii,
    int: repr,
    float: repr,
    type(None): lambda value: "null",
    dict: lambda value: _notes_text(tuple(value.items())) if _is_flat(value) else _text(value),
}


def _is_flat(value: dict[str, Any]) -> bool:
    return all(item.__class__ is str for item in value.values())


def _wage_listing_text(listing: WageListing) -> str:
    """What `_text` gives for the listing, at a quarter of its time: 700 rows of 24 fields are most of such an answer."""
    rows = ",".join([_text(row) if row.notes else _plain_row_text(row) for row in listing.rows])
    rest = "".join(f',"{name}":{_text(value)}' for name, value in zip(listing._fields[1:], listing[1:], strict=True))
    return f'{{"rows":[{rows}]{rest}}}'


# A row without notes has a number in every figure, and a number's JSON is what %r writes.
_PLAIN_ROW = '{"code":%s,"title":%s,"area":%s,' + "".join(f'"{name}":%r,' for name in WageRow._fields[3:-1]) + '"notes":{}}'


def _plain_row_text(row: WageRow) -> str:
    code, title, area, *figures = row[:-1]
    return _PLAIN_ROW % (json.dumps(code), json.dumps(title), _area_text(area), *figures)


@lru_cache(maxsize=64)
def _area_text(area: Area) -> str:
    return _text(area)


def described(error: OcclookupError) -> dict[str, Any]:
    """An error as the contract says it."""
    return {
        "kind": error.kind,
        "message": error.message,
        "hint": error.hint,
        "suggestions": [suggestion._asdict() for suggestion in error.suggestions],
    }


def error_text(error: OcclookupError) -> str:
    """The one JSON object on standard error."""
    return json.dumps({"error": described(error)}) + "\n"
