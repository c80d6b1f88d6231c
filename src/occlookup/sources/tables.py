"""Reads the publishers' tables (xlsx, delimited text, JSON) as rows of named cells, and their words as plain text.

Owns the file formats and the characters. Knows nothing of what the columns mean.
"""

from __future__ import annotations

import csv
import json
import unicodedata
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

# The punctuation that the publishers' word processors put in; marks of trade and register carry no meaning in a title.
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\u2026": "...", "\u2022": "-", "\u00b7": "-", "\u2044": "/", "\u00d7": "x",
        "\u00ae": None, "\u2122": None, "\u00a9": None, "\u00ad": None,
    }
)  # fmt: skip


# The texts of BLS's largest workbook have some 10 MB.
_WHOLE_PARTS_LIMIT = 128 << 20


class _Unquoted(csv.excel_tab):
    quoting = csv.QUOTE_NONE


def plain(cell: object) -> str:
    """A cell as one line of text: ASCII punctuation, single spaces, no control or invisible characters; None is "".

    Letters stay as they are, accented ones too.
    """
    if cell is None:
        return ""
    text = str(cell)
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text.translate(_PLAIN))
        # Cf is the zero-width and direction marks; other controls and every kind of space part words.
        text = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(text.split())


def is_workbook(path: Path) -> bool:
    """Whether the file is an Excel workbook (xlsx), by what is in it; False where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def xlsx_header(path: Path, sheet: str | None = None) -> tuple[str, ...]:
    """The texts of a worksheet's first row (of the first one's where `sheet` is None); none where there is no such sheet."""
    try:
        row = next(xlsx_rows(path, sheet), ())
    except ValueError:
        return ()
    return tuple("" if cell is None else str(cell) for cell in row)


def ascii_name(cell: object) -> str:
    """A name as `plain` text without accents, as BLS's flat files write it: Mayaguez."""
    decomposed = unicodedata.normalize("NFKD", plain(cell))
    return decomposed.encode("ascii", "ignore").decode()


def xlsx_rows(path: Path, sheet: str | None = None) -> Iterator[tuple[Any, ...]]:
    """The rows of a worksheet (the first one where `sheet` is None), cells as openpyxl gives them.

    Those are str, int, float or None.

    Raises:
        FileNotFoundError: no such file.
        ValueError: it is no workbook, or has no such sheet.
    """
    with _open_workbook(path) as workbook:
        if sheet is not None and sheet not in workbook.sheetnames:
            raise ValueError(f"{path.name}: no sheet {sheet!r}; it has {', '.join(workbook.sheetnames)}")
        worksheet = workbook[sheet] if sheet else workbook.worksheets[0]
        yield from _whole(path, worksheet.iter_rows(values_only=True))


def xlsx_sheets(path: Path) -> list[str]:
    """The names of a workbook's worksheets.

    Raises:
        FileNotFoundError: no such file.
        ValueError: it is no workbook.
    """
    with _open_workbook(path) as workbook:
        return [worksheet.title for worksheet in workbook.worksheets]


def xlsx_all_rows(path: Path) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """The name of each worksheet and its rows as `xlsx_rows` gives them; those of one are read before the next is asked for.

    Raises:
        FileNotFoundError: no such file.
        ValueError: it is no workbook, or is damaged.
    """
    with _open_workbook(path) as workbook:
        for worksheet in workbook.worksheets:
            yield worksheet.title, _whole(path, worksheet.iter_rows(values_only=True))


def _whole(path: Path, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    with _reading(path):
        yield from rows


@contextmanager
def _open_workbook(path: Path) -> Iterator[Any]:
    # The extra occlookup[import]; only reading releases needs it.
    import openpyxl  # type: ignore[import-untyped, unused-ignore]

    # as a stream: of a path openpyxl looks at the name, and what a file is its content tells
    with path.open("rb") as stream:
        workbook = _loaded(openpyxl, path, stream)
        try:
            yield workbook
        finally:
            workbook.close()


def _loaded(openpyxl: Any, path: Path, stream: BinaryIO) -> Any:
    with _reading(path):
        with zipfile.ZipFile(stream) as archive:
            # A sheet is read row by row; these parts are read as a whole, so that they must not be a bomb.
            whole = [part.file_size for part in archive.infolist() if not part.filename.startswith("xl/worksheets/")]
        if sum(whole) > _WHOLE_PARTS_LIMIT:
            raise ValueError(f"{path.name}: not an Excel workbook: unpacked, its texts alone would have {sum(whole):,} bytes")
        return openpyxl.load_workbook(stream, read_only=True, data_only=True)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """openpyxl has no error of its own for a damaged file: it lets through whatever the damage leads to."""
    try:
        yield
    except (FileNotFoundError, PermissionError, IsADirectoryError, ImportError):
        raise
    except ValueError as error:
        if str(error).startswith(f"{path.name}: "):
            raise
        raise ValueError(f"{path.name}: not an Excel workbook") from error
    except Exception as error:
        raise ValueError(f"{path.name}: not an Excel workbook") from error


def xlsx_table(
    path: Path, sheet: str | None = None, *, first_column: str | None = None, columns: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """The rows below the header as dicts.

    The header is the first row, or the first one that begins with `first_column`.

    Raises:
        FileNotFoundError: no such file.
        ValueError: no workbook, no such sheet, no header, or a header without one of `columns`.
    """
    header: list[str] | None = None
    for row in xlsx_rows(path, sheet):
        if header is None:
            if first_column is None or (row and row[0] == first_column):
                header = ["" if cell is None else str(cell) for cell in row]
                _require(path, header, columns)
            continue
        if any(cell is not None for cell in row):
            yield dict(zip(header, row, strict=False))
    if header is None:
        raise ValueError(f"{path.name}: no header" + (f" that begins with {first_column!r}" if first_column else ""))


def text_table(path: Path, *, delimiter: str = "\t", columns: Collection[str] = ()) -> Iterator[dict[str, str]]:
    """The rows of a delimited text file as dicts of text; O*NET's tab-separated files quote nothing.

    A row that is blank throughout is passed over, and a missing cell at a row's end is "".

    Raises:
        FileNotFoundError: no such file.
        ValueError: not UTF-8, a header without one of `columns`, or a row with more cells than the header.
    """
    dialect = _Unquoted if delimiter == "\t" else csv.excel
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, dialect=dialect, delimiter=delimiter, restval="")
        try:
            _require(path, reader.fieldnames or [], columns)
            for row in reader:
                if None in row:
                    raise ValueError(f"{path.name}, line {reader.line_num}: more cells than the header has")
                if any(row.values()):
                    yield row
        except UnicodeDecodeError as error:
            raise ValueError(f"{path.name}: not UTF-8 text") from error


def json_object(path: Path) -> dict[str, Any]:
    """The object that a JSON file holds.

    Raises:
        FileNotFoundError: no such file.
        ValueError: not JSON, or another thing than an object.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: not JSON") from error
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: no JSON object")
    return content


def json_tables(path: Path, *members: str) -> list[dict[str, Any]]:
    """The named members of the object in a JSON file, each of them an object, in the order asked for.

    Raises:
        FileNotFoundError: no such file.
        ValueError: not JSON, or without one of `members`.
    """
    content = json_object(path)
    for member in members:
        if not isinstance(content.get(member), dict):
            raise ValueError(f"{path.name}: no object {member!r}")
    return [content[member] for member in members]


def number(path: Path, cell: object, where: str) -> float:
    """A cell, text or number, as a float; `where` names the row in the error.

    Raises:
        ValueError: the cell is no finite number.
    """
    try:
        value = float(cell) if isinstance(cell, (str, int, float)) else None
    except ValueError:
        value = None
    if value is None or value - value != 0:
        raise ValueError(f"{path.name}, {where}: {cell!r} is not a number")
    return value


def _require(path: Path, header: Collection[str], columns: Collection[str]) -> None:
    missing = [column for column in columns if column not in header]
    if missing:
        raise ValueError(f"{path.name}: no column {missing[0]!r}; it has {', '.join(header)}")
