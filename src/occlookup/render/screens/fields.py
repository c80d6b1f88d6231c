"""The screen of an answer with --fields or --rows: just those, a row a line, or one below another where there is one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from occlookup.model import Answer, WageRow
from occlookup.render.blocks import Column, Facts, Grid, Paragraph, Screen
from occlookup.render.delimited import cell_text, columns_of
from occlookup.render.figures import REASONS, dollars_a_year, dollars_an_hour
from occlookup.render.rows import Rows, rows_of
from occlookup.render.screens.parts import source_line

_NONE = "none"
_SHORT_TEXT = 24
# a figure, and what may stand behind it: 1,190; $239,200 or more. A code such as 43-3011 is none
_FIGURE = re.compile(r"-?\$?\d[\d,]*(\.\d+)?(?=$| )")
_WAGES = frozenset(name for name in WageRow._fields if name.startswith(("hourly_", "annual_")))


def fields_screen(answer: Answer[Any], names: tuple[str, ...], at: str | None = None) -> Screen:
    """The fields under their own names, each figure with the reason where it is missing; `at` as in `rows_of`.

    Raises:
        UsageError: see `rows_of`.
    """
    rows = rows_of(answer.data, names, at)
    heads, cells = _heads(rows), tuple(tuple(_cells(rows, row)) for row in rows.rows)
    if rows.field is None:
        return Facts(tuple(zip(heads, cells[0], strict=True))), source_line(answer)
    if not cells:
        return Paragraph("No row."), source_line(answer)
    # by what stands in this column a row is called where there is no room for a table, or nothing is drawn
    named = next((place for place, column in enumerate(zip(*cells, strict=True)) if not all(map(_is_figure, column))), None)
    if named is None:
        heads, cells = ["#", *heads], tuple((str(number), *row) for number, row in enumerate(cells, 1))
    columns = tuple(
        Column(head, "right" if all(map(_is_figure, column)) else "left", key=max(map(len, column)) <= _SHORT_TEXT)
        for head, column in zip(heads, zip(*cells, strict=True), strict=True)
    )
    return Grid(columns, cells, heads=named or 0), source_line(answer)


def _heads(rows: Rows) -> list[str]:
    return [column.name for column in columns_of(rows.kind, rows.wanted) if not column.is_note]


def _cells(rows: Rows, row: Any) -> Iterator[str]:
    columns = columns_of(rows.kind, rows.wanted)
    for column, following in zip(columns, [*columns[1:], None], strict=True):
        if not column.is_note:
            note = following.read(row) if following and following.is_note else None
            yield _cell(column.name.rpartition(".")[2], column.read(row), note)


def _cell(field: str, value: Any, note: Any) -> str:
    if isinstance(value, tuple) and isinstance(note, tuple):
        between = " | " if any(isinstance(item, tuple) for item in value) else "; "
        return between.join(_cell(field, item, beside) for item, beside in zip(value, note, strict=True)) or _NONE
    if value is None:
        return REASONS.get(note or "", note) or _NONE
    if isinstance(value, tuple) and all(isinstance(item, str | int | float) for item in value):
        return "; ".join(map(cell_text, value)) or _NONE
    text = _figure(field, value) if isinstance(value, int | float) and not isinstance(value, bool) else cell_text(value)
    if note == "at_least":
        return f"{text} or more"
    return f"{text} ({note.replace('_', ' ')})" if note else text


def _figure(field: str, value: float) -> str:
    """Dollars as dollars, years as they are, other whole numbers with their thousands apart."""
    if field in _WAGES:
        return dollars_an_hour(value) if field.startswith("hourly") else dollars_a_year(value)
    return f"{value:,}" if isinstance(value, int) and field != "year" else cell_text(value)


def _is_figure(text: str) -> bool:
    return text in (_NONE, *REASONS.values()) or _FIGURE.match(text) is not None
