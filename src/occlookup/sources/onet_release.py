"""Which file of O*NET is which table, and which release it belongs to.

Owns how a table is known by its header and first row, whatever its name, and how a release's number is found. Reads no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from occlookup.sources.onet_tables import CODE, onet_table, peek

READ_ME, OCCUPATIONS, ALTERNATE_TITLES, REPORTED_TITLES = "read me", "occupations", "alternate titles", "reported titles"
JOB_ZONES, JOB_ZONE_REFERENCE, TASKS, TECHNOLOGY, SOFTWARE = (
    "job zones", "job zone reference", "tasks", "technology", "software",
)  # fmt: skip
RELATED, INTERESTS, WORK_VALUES, WORK_STYLES = "related", "interests", "work values", "work styles"
SKILLS_2A, SKILLS_2B, KNOWLEDGE = "skills 2.A", "skills 2.B", "knowledge"
SURVEY_EDUCATION, SURVEY_TRAINING, CATEGORIES_EDUCATION, CATEGORIES_TRAINING = (
    "survey RL", "survey RW", "survey categories RL", "survey categories RW",
)  # fmt: skip
WORK_CONTEXT, OTHER = "work context", "other"

_TITLE = re.compile(r"\s*O\*NET\W* ([0-9]{1,3}\.[0-9]{1,2}) Database\s*")
_PERIOD = re.compile(r"\s*([A-Z][a-z]+ [0-9]{4}) Release\s*")
_FOLDER = re.compile(
    r"(?:\bdb_([0-9]{1,3})_([0-9]{1,2})(?![0-9])|(?<![a-z])o\*?net[ _-]*([0-9]{1,3})[._]([0-9]{1,2})(?![0-9]))", re.IGNORECASE
)
NO_PERIOD = "date not given"  # without its Read Me a release does not tell it
# The columns of which every table of O*NET has one at least.
_COLUMNS = frozenset((CODE, "Element ID", "Scale ID", "Job Zone", "Task ID", "Commodity Code", "DWA ID"))
# A rated table by how the id of its first element begins; those with None are not used.
_ELEMENTS = (
    ("1.B.1.", INTERESTS), ("1.B.2.", WORK_VALUES), ("1.C.", WORK_STYLES), ("1.D.", WORK_STYLES), ("2.A.", SKILLS_2A),
    ("2.B.", SKILLS_2B), ("2.C.", KNOWLEDGE), ("4.C.", WORK_CONTEXT),
)  # fmt: skip
_SURVEY_SCALES = ("RL", "RW", "PT", "OJ")


class OnetFiles(NamedTuple):
    """The files of one release. tables: the file of each table; spare: those of a table that another file has already."""

    number: str
    period: str
    tables: dict[str, Path]
    others: tuple[Path, ...]
    spare: tuple[Path, ...]

    @property
    def source(self) -> str:
        """The release's id in sources.toml."""
        return f"onet-{self.number}"


def table_of(path: Path) -> str | None:
    """Which table a file is, by its content; OTHER for one of O*NET's that is not used, None for no file of O*NET."""
    # No file: a folder, or one of the kinds that would have a reader wait for ever.
    if not path.is_file():
        return None
    if read_me(path) is not None:
        return READ_ME
    found = peek(path)
    if found is None:
        return None
    header, first = found
    columns = set(header)
    if len(header) < 2 or not any(name in _COLUMNS or name.endswith(" Element ID") for name in columns):
        return None
    return _table(columns, dict(zip(header, first, strict=False)))


def releases_of(files: Sequence[Path]) -> list[OnetFiles]:
    """The releases that the files belong to, oldest first: by the Read Me beside them, else by their folders' names.

    Raises:
        ValueError: neither tells which release it is, or a file ends after its header.
    """
    grouped: dict[tuple[int, int], dict[Path, str]] = {}
    for path in files:
        number, period = _release(path)
        major, minor = number.split(".")
        grouped.setdefault((int(major), int(minor)), {})[path] = period
    return [
        _sorted_out(f"{major}.{minor}", min(set(periods.values()), key=lambda period: (period == NO_PERIOD, period)), periods)
        for (major, minor), periods in sorted(grouped.items())
    ]


def read_me(path: Path) -> tuple[str, str] | None:
    """The number and the period ("May 2025") of the release that O*NET's Read Me is of; None where it is no Read Me."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as stream:
            lines = stream.read(400).decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return None
    title = _TITLE.fullmatch(lines[0]) if lines else None
    if title is None:
        return None
    period = _PERIOD.fullmatch(lines[1]) if len(lines) > 1 else None
    return title[1], period[1] if period else NO_PERIOD


def _release(path: Path) -> tuple[str, str]:
    for beside in (path, *_read_mes(path.parent)):
        if found := read_me(beside):
            return found
    for folder in path.absolute().parents:
        if found_name := _FOLDER.search(folder.name):
            numbers = [part for part in found_name.groups() if part]
            return f"{int(numbers[0])}.{int(numbers[1])}", NO_PERIOD
    raise ValueError(
        f"{path.name}: nothing says which release of O*NET it is of; add its Read Me.txt, or name the folder db_30_2_text"
    )


def _read_mes(folder: Path) -> Iterable[Path]:
    return (folder / name for name in ("Read Me.txt", "ReadMe.txt", "Read_Me.txt", "read me.txt"))


def _sorted_out(number: str, period: str, files: Iterable[Path]) -> OnetFiles:
    tables: dict[str, Path] = {}
    others: list[Path] = []
    spare: list[Path] = []
    for path in files:
        table = table_of(path) or OTHER
        if table == READ_ME:
            continue
        if next(onet_table(path, ()), None) is None:
            raise ValueError(f"{path.name}: it ends after its header; is the file whole?")
        if table == OTHER:
            others.append(path)
        elif table in tables:
            spare.append(path)
        else:
            tables[table] = path
    return OnetFiles(number, period, tables, tuple(others), tuple(spare))


def _table(columns: set[str], first: dict[str, str]) -> str:
    if CODE not in columns:
        return _reference(columns, first)
    if {"Element ID", "Data Value"} <= columns:
        return _rated(first)
    for wanted, table in (
        ({"Title", "Description"}, OCCUPATIONS),
        ({"Reported Job Title"}, REPORTED_TITLES),
        ({"Alternate Title"}, ALTERNATE_TITLES),
        ({"Job Title"}, ALTERNATE_TITLES),
        ({"Job Zone"}, JOB_ZONES),
        ({"Workplace Example"}, SOFTWARE),
        ({"Commodity Code", "Hot Technology"}, TECHNOLOGY),
        ({"Related O*NET-SOC Code"}, RELATED),
        ({"Task ID", "Task Type"}, TASKS),
        ({"Task ID", "Incumbents Responding"}, TASKS),
    ):
        # Tables that link tasks to ratings or activities have the columns of the tasks too.
        if wanted <= columns and not columns & {"Scale ID", "DWA ID", "DWA Element ID"}:
            return table
    return OTHER


def _reference(columns: set[str], first: dict[str, str]) -> str:
    if {"Job Zone", "Name"} <= columns:
        return JOB_ZONE_REFERENCE
    if {"Scale ID", "Category", "Category Description"} <= columns and first.get("Scale ID") in _SURVEY_SCALES:
        return CATEGORIES_EDUCATION if first["Scale ID"] == "RL" else CATEGORIES_TRAINING
    return OTHER


def _rated(first: dict[str, str]) -> str:
    if first.get("Scale ID") in _SURVEY_SCALES:
        return SURVEY_EDUCATION if first["Scale ID"] == "RL" else SURVEY_TRAINING
    element = first.get("Element ID", "")
    # The ratings of career preparation that O*NET asks in the survey of education and training.
    if element.startswith(("2.D.", "3.A.")):
        return SURVEY_TRAINING
    return next((table for beginning, table in _ELEMENTS if element.startswith(beginning)), OTHER)
