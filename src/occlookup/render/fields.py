"""--fields: which fields of an answer's rows are kept.

Owns the names that may be asked for, and taking the rest out of an answer. A figure brings its note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from occlookup.codes import show_text
from occlookup.errors import UsageError
from occlookup.render.json_text import to_plain
from occlookup.render.shapes import Shape, fields_of, noted_fields

# names asked for, as a tree: {"code": {}, "wages": {"national": {}}}; nothing below a name asks for all of it
Wanted = dict[str, Any]

_MANY_NAMES = 60
_MEANT = 3


def field_names(record: type[tuple[Any, ...]]) -> Iterator[str]:
    """Every name that --fields takes for rows of this type: its fields, and with a dot those of the records in them."""
    for name, shape in fields_of(record).items():
        yield name
        inner = record_in(shape)
        if inner is not None:
            yield from (f"{name}.{below}" for below in field_names(inner))


def names_below(record: type[tuple[Any, ...]], path: str) -> dict[str, bool]:
    """The names right below a dotted path of such a row, "" for its own; each with whether it has names below itself.

    None where there is no such path.
    """
    place: Any = record
    for part in path.split(".") if path else ():
        shape = fields_of(place).get(part) if place is not None else None
        place = None if shape is None else record_in(shape)
    return {} if place is None else {name: record_in(shape) is not None for name, shape in fields_of(place).items()}


def parse_fields(text: str) -> tuple[str, ...]:
    """The names in "code,wages.national.annual_median", each once.

    Raises:
        UsageError: there is none.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise UsageError("--fields names no field.", hint="Give names with commas between them: --fields code,title")
    return names


def wanted_fields(record: type[tuple[Any, ...]], names: tuple[str, ...]) -> Wanted:
    """The names as a tree.

    Raises:
        UsageError: rows of this type have no such field; the hint lists those that they have.
    """
    wanted: Wanted = {}
    for name in names:
        _check(record, name)
        place = wanted
        for part in name.split("."):
            if part in place and not place[part]:
                break  # all of it is asked for already
            place = place.setdefault(part, {})
        else:
            place.clear()  # the whole, whatever of it was asked for before
    return wanted


def keep(value: Any, wanted: Wanted) -> Any:
    """A row as dicts, lists and scalars with the fields that are wanted, in that order."""
    if not wanted:
        return to_plain(value)
    if value is None:
        return None
    if not hasattr(value, "_fields"):
        return [keep(item, wanted) for item in value]
    kept = {name: keep(getattr(value, name), below) for name, below in wanted.items()}
    noted = noted_fields(type(value)) & wanted.keys()
    if noted and "notes" not in wanted:
        kept["notes"] = {name: note for name, note in value.notes.items() if name in noted}
    return kept


def _check(record: Any, name: str) -> None:
    place: Any = record
    path = ""
    for part in name.split("."):
        shape = fields_of(place).get(part) if place is not None else None
        if shape is None:
            raise UsageError(f"there is no field {show_text(name)!r}.", hint=_valid_names(record, name, place, path))
        place = record_in(shape)
        path = f"{path}{part}."


def _valid_names(record: type[tuple[Any, ...]], name: str, place: Any, path: str) -> str:
    """What may be meant, and the valid names: all, or where these would fill a screen those at the place of the wrong one."""
    names = list(field_names(record))
    last = name.rpartition(".")[2]
    meant = [valid for valid in names if valid.endswith(f".{last}")][:_MEANT] if last else []
    if len(names) > _MANY_NAMES:
        names = [f"{path}{field}" for field in fields_of(place)] if place is not None else [path.rstrip(".")]
    perhaps = f"Perhaps {', '.join(meant)}. " if meant else ""
    return f"{perhaps}Fields: {', '.join(names)}."


def record_in(shape: Shape) -> Any:
    """The result type of a record, or of a list's items; None where it is neither."""
    while shape.kind == "list":
        shape = shape.inner
    return shape.type if shape.kind == "record" else None
