"""The small records with deliberate edits, a few of every kind that `data diff` tells: the second of two sets."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from occlookup.index.locate import RECORDS, write_index
from occlookup.index.schema import MEASURES
from occlookup.sources.records import read_record, write_record

DROPPED, ADDED = "43-4051", "43-4041"
# what Markdown and rich take for markup
HOSTILE_TITLE = "Debt [bold]Collectors[/x] | and :cd: `others`"
_PLACES = {measure.name: place for place, measure in enumerate(MEASURES)}

Record = dict[str, Any]


def edit_records(small: Path, target: Path) -> Path:
    """Copy the small records into `target` and edit them; the folder they are in."""
    data = target / "data"
    shutil.copytree(small, data)
    _drop(data, DROPPED)
    shutil.copyfile(RECORDS / "occupations" / f"{ADDED}.toml", data / "occupations" / f"{ADDED}.toml")
    for code, edit in _EDITS.items():
        edit_file(data / "occupations" / f"{code}.toml", edit)
    edit_file(data / "groups.toml", _retitle_group)
    edit_file(data / "wages" / "CT.toml", _edit_state)
    edit_file(data / "wages" / "GU.toml", lambda state: state["wages"].update(source="oews-2024-05"))
    return data


def compile_edited(small: Path, target: Path) -> Path:
    """Edit and compile; the folder of records, with index.sqlite beside it."""
    data = edit_records(small, target)
    write_index(data, target / "index.sqlite")
    return data


def edit_file(path: Path, edit: Callable[[Record], object]) -> None:
    """Read the record, edit it, write it."""
    record = read_record(path)
    edit(record)
    write_record(path, record)


def with_figures(row: str, **figures: str) -> str:
    """A wage row with other tokens for these measures."""
    cells = row.split()
    for name, token in figures.items():
        cells[_PLACES[name]] = token
    return " ".join(cells)


def _figures(**figures: str) -> Callable[[Record], None]:
    def edit(record: Record) -> None:
        record["wages"]["row"] = with_figures(record["wages"]["row"], **figures)

    return edit


def _collectors(record: Record) -> None:
    record["title"] = HOSTILE_TITLE
    _figures(annual_median="48000", hourly_median="-8", annual_p90="-5", employment="158840")(record)
    record["skills"]["importance"]["2.A.1.b"] = 3.9
    record["skills"]["suppress"] = ["2.A.1.d LV"]
    del record["skills"]["importance"]["2.B.1.a"], record["skills"]["level"]["2.B.1.a"]
    record["interests"] |= {"realistic": 2.1, "high_points": "CE"}
    record["job_zone"]["zone"] = 3
    record["education"]["typical"] = "Some college, no degree"
    record["titles"]["onet"] = [*record["titles"]["onet"][1:], "Arrears Caller"]
    record["programs"]["cip"] = record["programs"]["cip"][1:]
    record["related"]["primary_short"] = ["29-1141.00", *record["related"]["primary_short"]]
    record["text"]["tasks"][0]["text"] = "Keeps the books on each debt."
    record["projections"] |= {"percent_change": -10.6, "employment_2034_thousands": 149.2, "change_thousands": -17.7}


def _of_another_release(record: Record) -> None:
    record["wages"]["source"] = "oews-2024-05"
    _figures(annual_median="47100", hourly_median="22.64")(record)


def _without_projection(record: Record) -> None:
    del record["projections"]


_EDITS: dict[str, Callable[[Record], None]] = {
    "43-3011": _collectors,
    "43-3031": _of_another_release,
    "15-1252": _figures(annual_median="-5", hourly_median="-5"),
    "25-1011": _figures(hourly_median="47.50"),
    "27-2011": _figures(annual_median="-8"),
    "29-1141": _figures(annual_median="102741"),
    "11-1031": _without_projection,
    "53-1042": lambda record: record["job_zone"].update(zone=4) if "job_zone" in record else None,
    "43-3021": lambda record: record["projections"].update(annual_openings_thousands=0.0),
    "29-1141.01": lambda record: record.pop("interests"),
}


def _retitle_group(record: Record) -> None:
    (group,) = (group for group in record["groups"] if group["code"] == "43-3000")
    group["title"] = "Money Clerks"


def _edit_state(record: Record) -> None:
    (state, *areas) = record["wages"]["areas"]
    state["rows"] = [
        with_row(row, annual_median="60000", employment="-8") if row.startswith("43-3011 ") else row for row in state["rows"]
    ]
    areas[0]["rows"] = [row for row in areas[0]["rows"] if not row.startswith("43-3011 ")]
    rows = record["projections"]["rows"]
    record["projections"]["rows"] = [
        f"43-3011 {' '.join(row.split()[1:4])} 77" if row.startswith("43-3011 ") else row for row in rows
    ]


def with_row(row: str, **figures: str) -> str:
    """As `with_figures`, of a row that begins with its code."""
    code, _, figures_of_it = row.partition(" ")
    return f"{code} {with_figures(figures_of_it, **figures)}"


def _drop(data: Path, code: str) -> None:
    """Take an occupation out of the set, and every row that is about it."""
    (data / "occupations" / f"{code}.toml").unlink()
    for path in (data / "wages").glob("*.toml"):
        edit_file(path, lambda state: _without(state, code))
    names = read_record(data / "everyday.toml")["everyday"]
    write_record(data / "everyday.toml", {"everyday": [entry for entry in names if code not in entry["codes"]]})


def _without(state: Record, code: str) -> None:
    for holder in (*state["wages"]["areas"], *([state["projections"]] if "projections" in state else [])):
        holder["rows"] = [row for row in holder["rows"] if not row.startswith(f"{code} ")]
