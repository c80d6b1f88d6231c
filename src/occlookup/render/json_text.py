"""A result as the JSON document of the contract.

Owns the envelope and the error object. Imports nothing but json: every script's start-up runs through here.
"""

from __future__ import annotations

import json
from functools import lru_cache
from types import UnionType
from typing import Any

from occlookup.errors import OcclookupError
from occlookup.model import Answer, Area, WageListing, WageRow

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
            plain[name] = to_plain(plain[name])
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
    data = _listing_text(answer.data) if isinstance(answer.data, WageListing) else _text(answer.data)
    return f'{{"schema":"occlookup/{command}/1","data":{data},"sources":{_text(answer.sources)}}}\n'


def _text(value: Any) -> str:
    return json.dumps(to_plain(value), allow_nan=False, separators=(",", ":"))


def _listing_text(listing: WageListing) -> str:
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


def error_text(error: OcclookupError) -> str:
    """The one JSON object on standard error."""
    described = {
        "kind": error.kind,
        "message": error.message,
        "hint": error.hint,
        "suggestions": [suggestion._asdict() for suggestion in error.suggestions],
    }
    return json.dumps({"error": described}) + "\n"
