"""Turns BLS's flat files of OEWS (oe.data, oe.area and so on) into a SQLite file that oews.py reads.

Owns the layout of those files: tab-separated text, cells padded with spaces, a header that names the columns; a series'
id is a cell's key (see oews.py) and two digits that number the measure. The largest has 330 MB: it is read line by line.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from occlookup.sources.tables import ascii_name

# What each file is told by: its columns, all of which it must have.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "oe.data": ("series_id", "year", "period", "value", "footnote_codes"),
    "oe.area": ("area_code", "areatype_code", "state_code", "area_name"),
    "oe.industry": ("industry_code", "industry_name", "display_level"),
    "oe.occupation": ("occupation_code", "occupation_name", "display_level"),
    "oe.footnote": ("footnote_code", "footnote_text"),
    "oe.release": ("release_date", "description"),
    "oe.datatype": ("datatype_code", "datatype_name"),
    "oe.areatype": ("areatype_code", "areatype_name"),
}
# Two layouts that BLS's other surveys have too: a line of the file must look like this.
_TELLING = {
    "oe.footnote": re.compile(rb"\bper hour or \$"),
    "oe.release": re.compile(rb"^\d{4}A\d\d\s*\t\s*[A-Z][a-z]+ \d{4}\s*$", re.M),
}
_NEEDED = {
    "oe.data": "the figures",
    "oe.area": "the areas' names",
    "oe.industry": "the industries' names",
    "oe.occupation": "the occupations' titles",
    "oe.footnote": "the top codes",
    "oe.release": "the release",
}
_HEAD = 4096
_KEY = re.compile(rb"OEU[NSM]\d{7}[0-9A-Z-]{6}\d{6}")
_RELEASE = re.compile(r"(\d{4})(A\d\d)")
_MEASURES = 17
_NUMBERS = {f"{number:02}".encode(): number - 1 for number in range(1, _MEASURES + 1)}
# So many cells go to SQLite at once.
_BATCH = 2_000
_TABLES = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE area (area_code TEXT PRIMARY KEY, areatype_code TEXT, state_code TEXT, area_name TEXT) WITHOUT ROWID;
CREATE TABLE industry (industry_code TEXT PRIMARY KEY, industry_name TEXT, display_level INTEGER) WITHOUT ROWID;
CREATE TABLE occupation (occupation_code TEXT PRIMARY KEY, occupation_name TEXT, display_level INTEGER) WITHOUT ROWID;
CREATE TABLE footnote (footnote_code TEXT PRIMARY KEY, footnote_text TEXT) WITHOUT ROWID;
CREATE TABLE cell (
    key TEXT PRIMARY KEY, {", ".join(f"{letter}{number:02} TEXT" for letter in "vf" for number in range(1, _MEASURES + 1))}
) WITHOUT ROWID;
"""
# The lines of one cell stand together in BLS's file; should they ever not, the later ones join the earlier.
_INSERT = f"INSERT INTO cell VALUES ({', '.join('?' * (1 + 2 * _MEASURES))}) ON CONFLICT (key) DO UPDATE SET " + ", ".join(
    f"{letter}{number:02} = coalesce(excluded.{letter}{number:02}, {letter}{number:02})"
    for letter in "vf"
    for number in range(1, _MEASURES + 1)
)


def flat_kind(path: Path) -> str | None:
    """Which of the flat files this one is, "oe.data" and so on, by its content; None where it is none of them."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    first, _, rest = head.partition(b"\n")
    names = _cells(first)
    for kind, columns in _COLUMNS.items():
        if {*columns} <= {name.decode("latin-1").lower() for name in names}:
            if kind == "oe.data":
                return kind if rest.startswith(b"OEU") else None
            telling = _TELLING.get(kind)
            return kind if telling is None or telling.search(rest) else None
    return None


def convert(files: Mapping[str, Path], database: Path, progress: Callable[[int, int], None]) -> None:
    """Write the figures of the release that oe.release names to `database`, a new file laid out as oews.py reads it.

    `files` are the flat files by their kind (flat_kind). `progress` is called with the bytes read of oe.data and its size.

    Raises:
        ValueError: a file that is needed is missing, a file has an unknown layout, or oe.data has no figures of that
            release or newer ones; one line that names the file.
        OSError: a file cannot be read, or `database` not be written.
    """
    for kind, what in _NEEDED.items():
        if kind not in files:
            known = next(iter(files.values())).name
            raise ValueError(f"{known}: {kind}, which has {what}, is needed too; give all of BLS's files oe.* together")
    connection = sqlite3.connect(database)
    try:
        connection.executescript(_TABLES)
        connection.execute("BEGIN")
        year, period = _write_release(connection, files["oe.release"])
        for kind in ("oe.area", "oe.industry", "oe.occupation", "oe.footnote"):
            _write_list(connection, kind, files[kind])
        _write_cells(connection, files["oe.data"], (year.encode(), period.encode()), progress)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _write_release(connection: sqlite3.Connection, path: Path) -> tuple[str, str]:
    """The newest release of oe.release as its year and period, "2025" and "A01"; its name goes to table meta."""
    rows = {code: name for _, (code, name) in _rows(path, "oe.release")}
    code = max((code for code in rows if _RELEASE.fullmatch(code)), default="")
    found = _RELEASE.fullmatch(code)
    if found is None:
        raise ValueError(f"{path.name}: no release is named")
    try:
        datetime.strptime(rows[code], "%B %Y")
    except ValueError:
        raise ValueError(f"{path.name}: the release {rows[code]!r} is not a month and a year") from None
    connection.execute("INSERT INTO meta VALUES ('release', ?)", (rows[code],))
    return found[1], found[2]


def _write_list(connection: sqlite3.Connection, kind: str, path: Path) -> None:
    columns = _COLUMNS[kind]
    statement = f"INSERT INTO {kind.removeprefix('oe.')} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for number, cells in _rows(path, kind):
        values = [ascii_name(cell) if column.endswith("_name") else cell for column, cell in zip(columns, cells, strict=True)]
        if columns[-1] == "display_level" and not values[-1].isdecimal():
            raise ValueError(f"{path.name}, line {number}: {values[-1]!r} is no display level")
        try:
            connection.execute(statement, values)
        except sqlite3.IntegrityError:
            raise ValueError(f"{path.name}, line {number}: {values[0]} stands twice") from None


def _write_cells(
    connection: sqlite3.Connection, path: Path, wanted: tuple[bytes, bytes], progress: Callable[[int, int], None]
) -> None:
    size, read, newest = path.stat().st_size, 0, b""
    batch: list[list[str | None]] = []
    cell: list[str | None] = []
    key = b""
    with path.open("rb") as stream:
        header = stream.readline(_HEAD)
        places = _places(path, header, _COLUMNS["oe.data"])
        series_at, year_at, period_at, value_at, footnote_at = places
        width = max(places) + 1
        read = len(header)
        for number, line in enumerate(iter(partial(stream.readline, _HEAD), b""), 2):
            read += len(line)
            if not number & 0xFFFF:
                progress(read, size)
            cells = line.split(b"\t")
            if len(cells) < width:
                if not line.strip():
                    continue
                raise ValueError(f"{path.name}, line {number}: {len(cells)} columns instead of {width}")
            series, year, period = cells[series_at].strip(), cells[year_at].strip(), cells[period_at].strip()
            if (year, period) != wanted:
                newest = max(newest, year if period.startswith(b"A") else b"")
                continue
            if series[:-2] != key or not cell:
                key = series[:-2]
                if not _KEY.fullmatch(key):
                    raise ValueError(f"{path.name}, line {number}: {_shown(series)} is no series of OEWS")
                cell = [key.decode(), *([None] * (2 * _MEASURES))]
                batch.append(cell)
                if len(batch) > _BATCH:
                    # the last one is still being filled
                    connection.executemany(_INSERT, batch[:-1])
                    del batch[:-1]
            place = _NUMBERS.get(series[-2:])
            if place is None:
                raise ValueError(f"{path.name}, line {number}: {_shown(series)} is of no known measure")
            if cell[1 + place] is not None:
                raise ValueError(f"{path.name}, line {number}: {_shown(series)} stands twice")
            cell[1 + place] = _ascii(path, number, cells[value_at])
            cell[1 + _MEASURES + place] = _ascii(path, number, cells[footnote_at]) or None
    connection.executemany(_INSERT, batch)
    progress(size, size)
    release = b"".join(wanted).decode()
    if newest > wanted[0]:
        raise ValueError(f"{path.name}: it has figures of {_shown(newest)}, and oe.release names {release}")
    if not key:
        raise ValueError(f"{path.name}: no figures of {release}, which oe.release names")


def _rows(path: Path, kind: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a short file: their number, and the cells of the kind's columns."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise ValueError(f"{path.name}: not UTF-8 text") from None
    places = _places(path, lines[0].encode(), _COLUMNS[kind])
    for number, line in enumerate(lines[1:], 2):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells):
            continue
        if len(cells) <= max(places):
            raise ValueError(f"{path.name}, line {number}: {len(cells)} columns, too few")
        yield number, [cells[place] for place in places]


def _places(path: Path, header: bytes, columns: tuple[str, ...]) -> list[int]:
    names = [name.decode("latin-1").lower() for name in _cells(header)]
    if missing := [column for column in columns if column not in names]:
        raise ValueError(f"{path.name}: no column {missing[0]!r}")
    return [names.index(column) for column in columns]


def _cells(line: bytes) -> list[bytes]:
    return [cell.strip() for cell in line.removeprefix(b"\xef\xbb\xbf").split(b"\t")]


def _ascii(path: Path, number: int, cell: bytes) -> str:
    try:
        return cell.strip().decode("ascii")
    except UnicodeDecodeError:
        raise ValueError(f"{path.name}, line {number}: {_shown(cell)} is no figure") from None


def _shown(cell: bytes) -> str:
    return repr(cell[:40].decode("latin-1"))
