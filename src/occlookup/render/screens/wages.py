"""The screens of `wages`: one occupation over places, or one place over occupations."""

from __future__ import annotations

from occlookup.model import Answer, WageListing, WageRow
from occlookup.render.blocks import Column, Facts, Grid, Heading, Paragraph, Screen
from occlookup.render.figures import REASONS, how_sure, jobs, wage
from occlookup.render.screens.own import own_pay
from occlookup.render.screens.parts import (
    Periods,
    both_wages,
    empty_reason,
    oews_period,
    oews_periods,
    published,
    published_as_note,
    source_line,
)

_JOBS = Column("Jobs", "right")
_MEDIAN_YEAR = Column("Median year", "right", label="Median pay a year")
_MEDIAN_HOUR = Column("Median hour", "right", label="Median pay an hour")
_SPREAD_COLUMNS = (
    Column("Entry (10th)", "right", label="Entry (10th percentile, an hour)", spare=2),
    Column("25th to 75th", "right", label="Mid-range (25th to 75th percentile, an hour)", spare=4),
    Column("How sure", label="How sure (error of the mean wage)", spare=3),
)
_PLACE_COLUMNS = (
    _JOBS,
    _MEDIAN_YEAR,
    Column("Mean year", "right", label="Mean pay a year", spare=1),
    Column("Mean hour", "right", label="Mean pay an hour", spare=5),
    *_SPREAD_COLUMNS,
)
_HOURLY_PLACE_COLUMNS = (
    _JOBS,
    _MEDIAN_HOUR,
    Column("Mean hour", "right", label="Mean pay an hour", spare=1),
    Column("Mean year", "right", label="Mean pay a year", spare=5),
    *_SPREAD_COLUMNS,
)
_FIGURE_COLUMNS = (_JOBS, _MEDIAN_YEAR, _MEDIAN_HOUR._replace(spare=1), *_SPREAD_COLUMNS)
_HOURLY_FIGURE_COLUMNS = (_JOBS, _MEDIAN_HOUR, _MEDIAN_YEAR._replace(spare=1), *_SPREAD_COLUMNS)


def screen(answer: Answer[WageListing], *, hourly: bool = False) -> Screen:
    """The listing under a heading that names what was asked, whatever the order of the rows. `hourly`: by the hour first."""
    listing = answer.data
    place = "the United States" if listing.area.type == "nation" else listing.area.name
    asked = listing.occupation
    subject = asked.title if asked else "Wages"
    heading = Heading(f"{subject} in {place}", f"OEWS {oews_period(answer)}", asked.code if asked else "")
    if not listing.rows:
        return heading, Paragraph(empty_reason(listing)), *own_pay(listing.own), source_line(published(answer))
    note = published_as_note(asked.code, listing.published_as, "These figures") if asked else []
    body = _by_place(listing.rows, hourly, oews_periods(answer)) if asked else _by_occupation(listing.rows, hourly)
    return heading, *note, *body, *own_pay(listing.own), source_line(published(answer))


def _by_place(rows: tuple[WageRow, ...], hourly: bool, periods: Periods) -> tuple[Grid | Facts | Paragraph, ...]:
    if len(rows) == 1:
        return (_one(rows[0]),)
    there = tuple(row for row in rows if set(row.notes.values()) != {"not_published"} or row.employment is not None)
    missing = [row for row in rows if row not in there]
    if not there:
        return (Paragraph("No estimate is published for any of these places."),)
    # by the hour where there is nothing by the year, as of actors: the other columns would only say so
    by_year, by_hour = ({getattr(row, f"{basis}_median") for row in there} - {None} for basis in ("annual", "hourly"))
    hourly = hourly or bool(by_hour and not by_year)
    # figures of two releases stand side by side only with their periods
    mixed = len({row.area.source for row in there}) > 1
    grid = Grid(
        (
            Column("Area", key=False),
            *([Column("OEWS", label="OEWS of")] if mixed else []),
            *(_HOURLY_PLACE_COLUMNS if hourly else _PLACE_COLUMNS),
        ),
        tuple(
            (row.area.name, *([periods.get(row.area.source, "")] if mixed else []), *_place_figures(row, hourly))
            for row in there
        ),
        note=_reasons(there),
    )
    if not missing:
        return (grid,)
    no_state = len(missing) == len(rows) - 1 and all(row.area.type == "state" for row in missing)
    where = "any state or territory" if no_state else "; ".join(row.area.name for row in missing)
    return grid, Paragraph(f"No estimate is published for {where}.", quiet=True)


def _by_occupation(rows: tuple[WageRow, ...], hourly: bool) -> tuple[Grid]:
    columns = (Column("Code"), Column("Occupation", key=False), *(_HOURLY_FIGURE_COLUMNS if hourly else _FIGURE_COLUMNS))
    cells = tuple((row.code, row.title, *_figures(row, hourly)) for row in rows)
    return (Grid(columns, cells, heads=1, note=_reasons(rows)),)


def _figures(row: WageRow, hourly: bool) -> tuple[str, ...]:
    return _jobs(row), *(_brief(row, f"{basis}_median") for basis in _bases(hourly)), *_spread(row)


def _place_figures(row: WageRow, hourly: bool) -> tuple[str, ...]:
    means = (_brief(row, f"{basis}_mean") for basis in _bases(hourly))
    return _jobs(row), _brief(row, f"{_bases(hourly)[0]}_median"), *means, *_spread(row)


def _bases(hourly: bool) -> tuple[str, str]:
    return ("hourly", "annual") if hourly else ("annual", "hourly")


def _jobs(row: WageRow) -> str:
    return _BRIEF["not_released"] if row.notes.get("employment") == "not_released" else jobs(row.employment, row.notes)


def _spread(row: WageRow) -> tuple[str, str, str]:
    """The 10th percentile, the middle half and how sure they are; by the year where nothing is published by the hour."""
    basis = "hourly" if row.hourly_p25 is not None else "annual"
    unit = "/yr" if basis == "annual" and row.annual_p25 is not None else ""
    return _brief(row, f"{basis}_p10") + unit, _range(row, basis) + unit, how_sure(row.mean_rse) or _brief(row, "mean_rse")


def _range(row: WageRow, basis: str) -> str:
    low, high = _brief(row, f"{basis}_p25"), _brief(row, f"{basis}_p75")
    return low if low == high else f"{low} - {high}"


# As a cell of a long listing says it: the heading of its column has the rest.
_BRIEF = {
    "not_released": "withheld",
    "hourly_only": "hourly only",
    "annual_only": "annual only",
    "not_published": "none",
}
_BRIEF_NOTES = {
    "not_released": "withheld: BLS does not release this estimate.",
    "hourly_only": "hourly only: paid by the hour, without a figure a year.",
    "annual_only": "annual only: paid by the year, without a figure an hour.",
    "at_least": "+: at or above the top code; BLS does not tell this one exactly.",
    "not_published": "none: no such estimate is published.",
}
_HOW_SURE = "How sure: relative standard error of the mean wage."
_LISTED = (
    "employment",
    "annual_median",
    "hourly_median",
    "annual_mean",
    "hourly_mean",
    "hourly_p10",
    "hourly_p25",
    "hourly_p75",
    "mean_rse",
)


def _brief(row: WageRow, field: str) -> str:
    note = row.notes.get(field)
    if note is None or note == "at_least":
        return wage(row, field).replace(" or more", "+")
    return _BRIEF[note]


def _reasons(rows: tuple[WageRow, ...]) -> str:
    """A sentence for each short reason that the rows have."""
    used = {row.notes[field] for row in rows for field in _LISTED if field in row.notes}
    units = {"/yr: dollars a year, not an hour."} if any(_spread(row)[0].endswith("/yr") for row in rows) else set()
    return " ".join([*(text for note, text in _BRIEF_NOTES.items() if note in used), *units, _HOW_SURE])


def _one(row: WageRow) -> Facts:
    pairs = [("Jobs", jobs(row.employment, row.notes))]
    for label, name in (
        ("Mean pay", "mean"),
        ("Entry (10th percentile)", "p10"),
        ("25th percentile", "p25"),
        ("Median pay", "median"),
        ("75th percentile", "p75"),
        ("90th percentile", "p90"),
    ):
        pairs.append((label, both_wages(row, name)))
    if row.location_quotient is not None:
        pairs.append(("Concentration", f"{row.location_quotient:.2f} (location quotient; 1 is the nation's)"))
    elif row.area.type != "nation":
        pairs.append(("Concentration", REASONS[row.notes["location_quotient"]]))
    if row.mean_rse is not None:
        pairs.append(("How sure", f"{how_sure(row.mean_rse)}: relative standard error of the mean wage"))
    else:
        pairs.append(("How sure", REASONS[row.notes["mean_rse"]]))
    return Facts(tuple(pairs))
