"""Imports OEWS: recognises BLS's workbooks and flat files, and puts each release that they are of into the records.

Owns which files make up a release, and its entry for sources.toml. Reading is oews_workbook.py's and oews_flat.py's,
what becomes of the records is wage_release.py's.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path

from occlookup.sources.oews import CROSS_INDUSTRY, Oews
from occlookup.sources.oews_flat import convert, flat_kind
from occlookup.sources.oews_industries import IndustryRows
from occlookup.sources.oews_workbook import AreaRow, WorkbookRelease, is_wage_workbook, read_release, read_rows
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record
from occlookup.sources.releases import BLS, OEWS_TITLE
from occlookup.sources.states import STATES
from occlookup.sources.taking import Progress, Taken
from occlookup.sources.wage_release import Place, WageRelease, put_release
from occlookup.sources.wages_said import source_id

_URL = "https://www.bls.gov/oes/tables.htm"
# Before it OEWS used SOC 2010: the same code may be another occupation.
_FIRST = date(2019, 5, 1)


def recognise(path: Path) -> bool:
    """Whether the file is a workbook of OEWS, or one of its flat files."""
    return flat_kind(path) is not None or is_wage_workbook(path)


def take(records: RecordSet, files: Sequence[Path], progress: Progress) -> list[Taken]:
    """Put the figures of the files into the records, one release after the other, the oldest first.

    Raises:
        ValueError: as Kind.take; besides, a release before May 2019.
    """
    flat = {path: kind for path in files if (kind := flat_kind(path)) is not None}
    workbooks: dict[WorkbookRelease, list[Path]] = {}
    for path in files:
        if path not in flat:
            workbooks.setdefault(_held(path, read_release(path)), []).append(path)
    # The flat files have the exact figures above the top code: of one release they go over the workbooks.
    todo: list[tuple[date, int, Callable[[], Taken]]] = [
        (release.month, 0, partial(_take_workbooks, records, release, paths, progress)) for release, paths in workbooks.items()
    ]
    with tempfile.TemporaryDirectory(prefix="occlookup-oews-") as folder:
        if flat:
            by_kind = _by_kind(flat)
            database = Path(folder, "oews.sqlite")
            convert(by_kind, database, lambda read, size: progress("OEWS: reading the flat files", read, size))
            with _naming(by_kind["oe.data"]), Oews(database, packed=False) as oews:
                release = oews.release()
                month = datetime.strptime(release["release"], "%B %Y").date()
                _held(by_kind["oe.data"], WorkbookRelease(month, release["hourly_top_code"], release["annual_top_code"]))
            todo.append((month, 1, partial(_take_flat, records, by_kind, database, progress)))
        return [step() for _, _, step in sorted(todo, key=lambda step: step[:2])]


def _take_workbooks(records: RecordSet, found: WorkbookRelease, paths: Sequence[Path], progress: Progress) -> Taken:
    release = WageRelease(source_id(found.month))
    known = {entry["code"]: entry for entry in records.entries("industries")}
    industries = IndustryRows(known)
    states = {area["code"]: area.get("state") for area in records.entries("areas")}
    used, said = [], []
    for path in paths:
        progress(f"OEWS: {path.name}", 0, 0)
        across, by_industry = False, IndustryRows(known)
        for row in read_rows(path, states.get, partial(_said_rows, progress, path)):
            if row.industry == CROSS_INDUSTRY:
                across = True
                _add(release, row, path)
            else:
                by_industry.add(row, path)
        if across:
            used.append(path)
            industries.join(by_industry)
        elif by_industry.rows:
            said.append(
                f"{path.name} has rows by industry only, and nothing of it was taken: industries come from all_data or the "
                "flat files, which have all of them"
            )
        else:
            raise ValueError(f"{path.name}: no row of wages across industries")
    if industries.rows:
        release.industries, release.industry_rows = industries.entries(), industries.listed()
        said += industries.said()
    name = f"{found.month:%B %Y}"
    return Taken(
        _source(release.id, name, found.hourly_top_code, found.annual_top_code),
        tuple(used),
        (*(f"OEWS {name}: {line}" for line in put_release(records, release)), *said),
    )


def _said_rows(progress: Progress, path: Path, rows: int) -> None:
    progress(f"OEWS: {path.name}, {rows:,} rows", 0, 0)


def _add(release: WageRelease, row: AreaRow, path: Path) -> None:
    release.titles.setdefault(row.code, row.title)
    if row.area is None:
        rows = release.national = {} if release.national is None else release.national
    else:
        place = release.places.setdefault(row.area["code"], Place(row.area, {}))
        if place.entry != row.area:
            names = f"{place.entry['name']}, {row.area['name']}"
            raise ValueError(f"{path.name}: area {row.area['code']} is described in two ways: {names}")
        rows = place.rows
    # An occupation that BLS gives as the broad and as the detailed one stands twice, with the same figures.
    if rows.setdefault(row.code, row.row) != row.row:
        where = row.area["name"] if row.area else "the nation"
        raise ValueError(f"{path.name}: {row.code} stands twice for {where}, with different figures")


def _take_flat(records: RecordSet, files: dict[str, Path], database: Path, progress: Progress) -> Taken:
    with _naming(files["oe.data"]), Oews(database, packed=False) as oews:
        known = oews.release()
        release = WageRelease(known["id"], national=oews.national(), titles=oews.titles())
        entries = {area["code"]: area for area in oews.areas()}
        for number, state in enumerate(STATES, 1):
            progress("OEWS: states and areas", number, len(STATES))
            for block in oews.state_wages(state):
                pairs = (row.partition(" ") for row in block["rows"])
                release.places[block["code"]] = Place(entries[block["code"]], {code: row for code, _, row in pairs})
        progress("OEWS: industries", 0, 0)
        release.industries, release.industry_rows = oews.industries(), oews.industry_rows()
        said = [f"OEWS {known['release']}: {line}" for line in put_release(records, release)]
    source = _source(known["id"], known["release"], known["hourly_top_code"], known["annual_top_code"])
    return Taken(source, tuple(files.values()), tuple(said))


def _by_kind(flat: dict[Path, str]) -> dict[str, Path]:
    by_kind: dict[str, Path] = {}
    for path, kind in flat.items():
        if kind in by_kind:
            raise ValueError(f"{path.name}: a second {kind}, beside {by_kind[kind].name}; give one set of flat files")
        by_kind[kind] = path
    return by_kind


def _held(path: Path, release: WorkbookRelease) -> WorkbookRelease:
    """The release, if it is one that the records can have."""
    if release.month < _FIRST:
        month = f"{release.month:%B %Y}"
        raise ValueError(f"{path.name}: OEWS of {month} goes by SOC 2010; May 2019 is the first release that can be taken")
    return release


def _source(name: str, period: str, hourly: float, annual: int) -> Record:
    return {
        "id": name,
        "publisher": BLS,
        "title": OEWS_TITLE,
        "release": period,
        "period": period,
        "url": _URL,
        "licence": "public domain",
        "hourly_top_code": hourly,
        "annual_top_code": annual,
    }


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What is wrong in the database is wrong in this file."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
