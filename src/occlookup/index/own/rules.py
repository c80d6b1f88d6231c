"""The rules of an own record: every fault of a file's content, each with where it stands.

Owns what the table in fields.py cannot say of one key alone, and how a record that has no fault is written down for the index.
Whether a code is known is merging.py's question.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from occlookup.codes import is_own_code, show_text, title_key
from occlookup.index.own.fields import DESCRIBED_BY, MEASURE_FIELDS, MOST_IN_LINE, NEEDS, RECORD, Field

Path = tuple[str | int, ...]
Found = tuple[Path, str]

_SPREAD = ("p10", "p25", "median", "p75", "p90")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# letters and signs, by their category, of which nothing is seen: fillers of Hangul, and braille without a dot
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_IN_TEXT = frozenset("\n\t")
_MOST_FAULTS = 50


def faults_of(content: dict[str, Any]) -> list[Found]:
    """Every fault, at the path of keys where it stands, with the reason in a sentence; the first fifty of very many."""
    found = []
    for fault in _all_faults(content):
        found.append(fault)
        if len(found) == _MOST_FAULTS:
            break
    return found


def _all_faults(content: dict[str, Any]) -> Iterator[Found]:
    yield from _table_faults(content, RECORD, ())
    own = isinstance(content.get("code"), str) and is_own_code(content["code"])
    described = [name for name in (*DESCRIBED_BY, "source", "date") if name in content]
    if described and not own:
        reason = f"{described[0]} goes with an occupation that you add, whose code ends in .90 to .99."
        yield (described[0],), reason
    for name in described if own else ():
        yield from (((name,), f"{name} needs {other} beside it.") for other in NEEDS[name] if other not in content)
    if isinstance(title := content.get("title"), str) and title.strip() and not title_key(title):
        yield ("title",), "title has no letter to search for."
    wages = content.get("wages")
    for number, row in enumerate(wages if isinstance(wages, list) else ()):
        if isinstance(row, dict):
            yield from _wage_faults(row, ("wages", number))


def _wage_faults(row: dict[str, Any], path: Path) -> Iterator[Found]:
    if "date" not in row and "period" not in row:
        yield path, "a wage row needs a date or a period."
    if not MEASURE_FIELDS.keys() & row.keys():
        yield path, "a wage row needs a figure: annual_median, hourly_median, employment."
    for basis in ("hourly", "annual"):
        known = [(name, row[name]) for part in _SPREAD if _is_number(row.get(name := f"{basis}_{part}"))]
        for (lower, less), (higher, more) in pairwise(known):
            if less > more:
                yield (*path, higher), f"{higher} is lower than {lower}."


def _table_faults(value: Any, field: Field, path: Path) -> Iterator[Found]:
    if not isinstance(value, dict):
        yield path, f"{_named(path)} has to be a table of keys."
        return
    for key, inner in value.items():
        if key in field.fields:
            yield from _faults(inner, field.fields[key], (*path, key))
        else:
            known = ", ".join(field.fields)
            yield (*path, key), f"there is no key {show_text(key)!r} here; those there are: {known}."
    yield from (((*path, name), f"{name} is missing.") for name in field.needed if name not in value)


def _faults(value: Any, field: Field, path: Path) -> Iterator[Found]:
    if field.kind == "table":
        yield from _table_faults(value, field, path)
    elif field.kind in ("lines", "tables"):
        yield from _list_faults(value, field, path)
    elif reason := _CHECKS[field.kind](value, field):
        yield path, f"{_named(path)} {reason}"


def _list_faults(value: Any, field: Field, path: Path) -> Iterator[Found]:
    if not isinstance(value, list):
        wanted = f"tables, each under [[{path[-1]}]]" if field.kind == "tables" else "a list of texts in quotes"
        yield path, f"{_named(path)} has to be {wanted}."
        return
    if not 1 <= len(value) <= field.most:
        yield path, f"{_named(path)} has {len(value)} entries, not 1 to {field.most}."
        return
    for number, entry in enumerate(value):
        if field.kind == "tables":
            yield from _table_faults(entry, field, (*path, number))
        elif reason := _text_reason(entry, Field("line", "", most=MOST_IN_LINE)):
            yield (*path, number), f"an entry of {path[-1]} {reason}"
        elif path == ("names",) and not title_key(entry):
            yield path, f"{show_text(entry)!r} has no letter to search for."


def _named(path: Path) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "it")


def _text_reason(value: Any, field: Field) -> str:
    if not isinstance(value, str):
        return "has to be a text in quotes."
    if not value.strip():
        return "is empty."
    if len(value) > field.most:
        return f"has {len(value):,} characters, more than {field.most:,}."
    allowed = _IN_TEXT if field.kind == "text" else frozenset[str]()
    bad = next((char for char in value if _is_unseen(char) and char not in allowed), None)
    if bad == "\n":
        return "has to stand in one line."
    return "" if bad is None else f"has a character that cannot be printed (U+{ord(bad):04X})."


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNPRINTABLE or char in _UNSEEN


def _code_reason(value: Any, field: Field) -> str:
    if isinstance(value, str) and re.fullmatch(field.pattern, value, re.ASCII):
        return ""
    example = "43-3011" if field.kind == "code" else "43-3000"
    return f'has to be a code in quotes, such as "{example}".'


def _date_reason(value: Any, field: Field) -> str:
    try:
        _iso(value)
    except ValueError:
        return "has to be a day as year-month-day, such as 2026-03-01."
    return ""


def _iso(value: Any) -> str:
    """The date as year-month-day.

    Raises:
        ValueError: it is none, or of no year from 1900 to 2099.
    """
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = value.isoformat()
    pattern = RECORD.fields["date"].pattern
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
        raise ValueError("no day")
    return datetime.date.fromisoformat(value).isoformat()


def _address_reason(value: Any, field: Field) -> str:
    if reason := _text_reason(value, field):
        return reason
    return (
        ""
        if re.fullmatch(field.pattern, value, re.ASCII)
        else "has to be an address that begins with https:// or http://, without spaces."
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _number_reason(value: Any, field: Field) -> str:
    whole = field.kind == "whole"
    if not _is_number(value) or (whole and value != int(value)):
        return (
            "has to be a whole number, without quotes or commas." if whole else "has to be a number, without quotes or commas."
        )
    if not field.low <= value <= field.high:
        return f"has to be {field.low:,} to {field.high:,}."
    return "" if whole or round(value, field.decimals) == value else f"has more than {field.decimals} decimals."


def _choice_reason(value: Any, field: Field) -> str:
    return "" if value in field.words else f"has to be one of: {'; '.join(field.words)}."


_CHECKS: dict[str, Callable[[Any, Field], str]] = {
    "line": _text_reason,
    "text": _text_reason,
    "code": _code_reason,
    "group": _code_reason,
    "date": _date_reason,
    "address": _address_reason,
    "number": _number_reason,
    "whole": _number_reason,
    "choice": _choice_reason,
}


def normalised(content: dict[str, Any]) -> dict[str, Any]:
    """A record without faults as the index writes it down: texts in one line, dates as text, every key there."""
    made = {name: _plain(content.get(name), field) for name, field in RECORD.fields.items()}
    made["code"] = made["code"].removesuffix(".00")
    return made


def _plain(value: Any, field: Field) -> Any:
    if field.kind == "tables":
        return [_plain_table(entry, field) for entry in value or ()]
    if field.kind == "lines":
        return list(dict.fromkeys(" ".join(entry.split()) for entry in value or ()))
    if value is None:
        return None
    if field.kind == "table":
        return _plain_table(value, field)
    if field.kind == "date":
        return _iso(value)
    if field.kind == "whole":
        return int(value)  # 47200.0 is a whole number too
    return " ".join(value.split()) if isinstance(value, str) else value


def _plain_table(value: dict[str, Any], field: Field) -> dict[str, Any]:
    return {name: _plain(value.get(name), inner) for name, inner in field.fields.items()}
