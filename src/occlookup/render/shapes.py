"""The shape of a result type: its fields, by its annotations.

Owns reading the annotations of the result types, and which figures may have a note. Fields, columns and JSON Schema are made
from it.
"""

from __future__ import annotations

from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from occlookup.model import WageRow

_NOTED = frozenset({*WageRow._fields[3:-1], "annual_openings", "figure", "importance", "level", "old", "new"})


class Shape(NamedTuple):
    """What a value may be. `kind`: "scalar", "record" (a result type), "list" or "mapping" (from text to `inner`).

    `type` is a scalar's or a record's, `inner` the shape of a list's items or a mapping's values, `words` those that a text is
    one of.
    """

    kind: Literal["scalar", "record", "list", "mapping"]
    nullable: bool
    type: Any = str
    inner: Any = None
    words: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def shape_of(hint: Any) -> Shape:
    """The shape that an annotation of a result type tells.

    Raises:
        TypeError: none that an answer may have.
    """
    if isinstance(hint, UnionType):
        (other,) = (part for part in hint.__args__ if part is not NoneType)
        return shape_of(other)._replace(nullable=True)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return Shape("list", False, inner=shape_of(arguments[0]))
    if origin is dict:
        return Shape("mapping", False, inner=shape_of(arguments[1]))
    if origin is Literal:
        return Shape("scalar", False, str, words=arguments)
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        return Shape("record", False, hint)
    if hint in (str, int, float, bool):
        return Shape("scalar", False, hint)
    raise TypeError(f"{hint} has no place in an answer")


def fields_of(record: Any) -> dict[str, Shape]:
    """The fields of a result type, in its order, each with its shape."""
    return _fields_of(record)


@lru_cache(maxsize=128)
def _fields_of(record: Any) -> dict[str, Shape]:
    return {name: shape_of(hint) for name, hint in record.__annotations__.items()}


def noted_fields(record: Any) -> frozenset[str]:
    """The figures of a result type whose reason or remark stands in its `notes`; none where it has no notes."""
    fields = fields_of(record)
    return _NOTED & fields.keys() if "notes" in fields else frozenset()
