"""Takes a round of BLS's national Employment Projections into the records: a kind of release, as taking.py has it.

Owns which blocks of which records a round replaces. projections_workbook.py reads the file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from occlookup.periods import Period, projection_period
from occlookup.sources.check.layout import OCCUPATION
from occlookup.sources.projections_workbook import Projected, Workbook, is_projections, read_workbook
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import Record
from occlookup.sources.releases import BLS
from occlookup.sources.taking import Progress, Taken

_BLOCKS = ("projections", "education")
_ORDER = [name.removesuffix("?") for name in OCCUPATION]
_NAMED = 12  # codes that a line names before it only counts them


def source_id(period: Period) -> str:
    """The id of a round in sources.toml."""
    return f"projections-{period.short}"


def recognise(path: Path) -> bool:
    """Whether the file is a workbook of BLS's with projections by occupation."""
    return is_projections(path)


def take(records: RecordSet, files: Sequence[Path], progress: Progress) -> list[Taken]:
    """Put one round's figures in the place of every occupation's [projections] and [education].

    The records have one round at a time, since figures of two do not compare: of files of several rounds the newest is taken.
    A code that is published in another's place has no blocks of its own, and gets none.

    Raises:
        ValueError: a file is not what it should be, or two of one round differ; one line that names it.
    """
    workbook, file, said = _newest(files, progress)
    period = workbook.period
    source: Record = {
        "id": source_id(period), "publisher": BLS, "title": "Employment Projections", "release": period.short,
        "period": period.words, "url": "https://www.bls.gov/emp/", "licence": "public domain",
    }  # fmt: skip
    before = _period_in_use(records)
    codes = records.codes()
    placed: set[str] = set()
    lost: list[str] = []
    for number, code in enumerate(codes, start=1):
        record = records.occupation(code)
        own = "published_as" not in record
        row = workbook.rows.get(code)
        # A sum of occupations is an occupation of its own only where the records have it as one.
        fits = own and row is not None and (row.line_item or record["kind"] == "aggregate")
        changed = _with_blocks(record, row if fits else None, source["id"])
        if fits:
            placed.add(code)
        if any(name in record and name not in changed for name in _BLOCKS):
            lost.append(code)
        if changed != record:
            records.set_occupation(changed)
        progress(f"projections {period.short}", number, len(codes))
    unplaced = sorted(code for code, row in workbook.rows.items() if row.line_item and code not in placed)
    if unplaced:
        source["unplaced"] = unplaced
    said = [f"{file.name}: outlook and typical education of {len(placed):,} occupations, {period.words}.", *said]
    if before is not None and before > period:
        said.append(f"{period.short} is an older round than {before.short}, which it takes the place of.")
    if lost:
        said.append(f"{period.short} lacks a figure of {_listed(lost)}: what was there before is gone.")
    if unplaced:
        said.append(f"No record takes the figures of {_listed(unplaced)}.")
    return [Taken(source, (file,), tuple(said))]


def _newest(files: Sequence[Path], progress: Progress) -> tuple[Workbook, Path, list[str]]:
    """The workbook of the newest round, its file, and what is said of the others."""
    read: list[tuple[Workbook, Path]] = []
    for number, path in enumerate(files, start=1):
        progress(f"reading {path.name}", number - 1, len(files))
        read.append((read_workbook(path), path))
    newest, file = max(read, key=lambda found: found[0].period)
    said = []
    for workbook, path in read:
        if path is file:
            continue
        if workbook.period == newest.period and workbook != newest:
            raise ValueError(f"{path.name}: its figures of {newest.period.short} are not those of {file.name}")
        if workbook.period != newest.period:
            said.append(f"{path.name}: {workbook.period.short} is left out, for {newest.period.short} is newer.")
    return newest, file, said


def _period_in_use(records: RecordSet) -> Period | None:
    return next((projection_period(record["projections"]) for record in records.occupations() if "projections" in record), None)


def _with_blocks(record: Record, row: Projected | None, source: str) -> Record:
    """The record with the row's blocks in the place of its own, in the order of docs/records.md."""
    blocks: Mapping[str, Record | None] = {} if row is None else {"projections": row.projections, "education": row.education}
    rest = {name: value for name, value in record.items() if name not in _BLOCKS}
    added = {name: {"source": source, **block} for name, block in blocks.items() if block is not None}
    return dict(sorted({**rest, **added}.items(), key=lambda item: _ORDER.index(item[0]) if item[0] in _ORDER else len(_ORDER)))


def _listed(codes: Collection[str]) -> str:
    """How many, and which, as far as a line has room."""
    named = ", ".join(sorted(codes)[:_NAMED])
    more = f" and {len(codes) - _NAMED:,} more" if len(codes) > _NAMED else ""
    return f"{len(codes):,} occupation{'s' if len(codes) != 1 else ''} ({named}{more})"
