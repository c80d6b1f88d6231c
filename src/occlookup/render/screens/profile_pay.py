"""Parts of an occupation's page about pay and places: pay compared, its history, where, in which industries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from occlookup.model import WageRow
from occlookup.profile import HistoryYear, IndustryShare, Profile, RelatedOccupation
from occlookup.render.blocks import Bar, Bars, Block, Box, Boxes, Column, Facts, Grid, Paragraph
from occlookup.render.figures import against, is_rough, jobs, signed_percent, wage
from occlookup.render.screens.key_facts import no_estimate
from occlookup.render.screens.parts import (
    Periods,
    apart_from_nation,
    at_length,
    both_wages,
    other_period,
    place_columns,
    short_title,
    title_and_whose,
)

_FIRST_YEAR = 2019  # of the national history
_RELATED, _STATES, _INDUSTRIES, _SECTORS = 4, 5, 5, 5
_PERCENTILES = ("p10", "p25", "median", "p75", "p90")


def pay(profile: Profile, full: bool, periods: Periods) -> Iterator[Block]:
    """The spread of pay beside others', in the state asked for, and over the years."""
    period = periods.get(profile.wages.source, "")
    if profile.wages.national is None:
        yield Paragraph(f"Pay: {no_estimate(profile, period)}.", quiet=True)
    else:
        yield from pay_boxes(profile, related=len(profile.related) if full else _RELATED)
    if profile.local:
        yield from local_pay(profile.local.wages, other_period(profile.local.wages.area, profile.wages.source, periods))
    yield from _history(profile, profile.wages.national, period)


def pay_boxes(profile: Profile, *, related: int) -> Iterator[Block]:
    """The occupation's spread of pay beside all occupations', its major group's and those of `related` ones."""
    national = profile.wages.national
    if national is None:
        return
    hourly = national.annual_median is None and national.hourly_median is not None
    basis, unit = ("hourly", "an hour") if hourly else ("annual", "a year")
    whose = f"Published as {profile.published_as.code}" if profile.published_as else "This occupation"
    rows = [(whose, national), ("All occupations", profile.wages.all_occupations)]
    if profile.wages.major_group:
        rows.append((short_title(profile.wages.major_group.title), profile.wages.major_group))
    compared = [_box(label, row, basis) for label, row in rows if row is not None]
    others = [] if hourly else [_box(title_and_whose(other), other, "annual") for other in _with_other_pay(profile)[:related]]
    yield Boxes(f"Pay across the nation, {unit}", (*compared, *others), in_figures=len(compared))


def _with_other_pay(profile: Profile) -> list[RelatedOccupation]:
    """The related occupations with an annual median of their own: specialties of one occupation have one figure."""
    seen = {profile.published_as.code if profile.published_as else profile.code}
    found = []
    for other in profile.related:
        whose = other.published_as.code if other.published_as else other.code
        if whose not in seen and other.annual_median is not None:
            found.append(other)
        seen.add(whose)
    return found


def _box(label: str, row: WageRow | RelatedOccupation, basis: str) -> Box:
    fields = [f"{basis}_{name}" for name in _PERCENTILES]
    return Box(
        label,
        tuple(getattr(row, field) for field in fields),
        tuple(wage(row, field) for field in fields),
        row.notes.get(fields[-1]) == "at_least",
    )


def local_pay(row: WageRow, period: str) -> Iterator[Block]:
    """Pay in one state, or that none is published there. `period`: see other_period."""
    place = f"{row.area.name}, {period}" if period else row.area.name
    if set(row.notes.values()) == {"not_published"} and row.employment is None:
        yield Paragraph(f"{place}: no estimate is published for this occupation there.")
        return
    pairs = [("Jobs", jobs(row.employment, row.notes))]
    for label, name in (("Entry (10th percentile)", "p10"), ("Median", "median"), ("90th percentile", "p90")):
        pairs.append((label, both_wages(row, name)))
    yield Facts(tuple(pairs), f"Pay in {place}")


def _history(profile: Profile, national: WageRow | None, period: str) -> Iterator[Block]:
    """The national median of each year on one scale from zero."""
    years: list[tuple[str, HistoryYear | WageRow]] = [(f"May {year.year}", year) for year in profile.history]
    if national is not None:
        years.append((period, national))
    annual = any(year.annual_median is not None for _, year in years)
    field, unit = ("annual_median", "a year") if annual else ("hourly_median", "an hour")
    known = [figure for _, year in years if (figure := getattr(year, field)) is not None]
    if len(known) < 2:
        return
    bars = tuple(Bar(label, wage(year, field), (getattr(year, field) or 0) / max(known)) for label, year in years)
    note = (
        "Dollars of each year, not adjusted for inflation. BLS estimates in another way since May 2021 and advises caution in"
        " comparing years."
    )
    if profile.history and profile.history[0].year > _FIRST_YEAR:
        note += f" Before May {profile.history[0].year} none is published under this code."
    if any(year.notes.get(field) == "at_least" for _, year in years):
        note += " Until May 2021 BLS told no wage above $208,000 a year exactly, from 2022 to 2024 few above $239,200."
    yield Bars(f"Median pay over the years, {unit}", bars, note, in_turn=True)


def places(profile: Profile, full: bool, periods: Periods) -> Iterator[Block]:
    """The states with the most jobs, the highest pay and the highest concentration; at length the areas too."""
    if not profile.top_states:
        yield Paragraph("Where: no estimate of this occupation is published for any state.", quiet=True)
        return
    more = f"More, with metropolitan areas and Census divisions: occlookup places {profile.code}"
    if not full:
        leading = [*profile.top_states[:_STATES], *profile.best_paid_states[:3], *profile.most_concentrated_states[:3]]
        apart = apart_from_nation((row.area for row in leading), profile.wages.source, periods)
        grid = _places_grid("Where most of them work", "State", profile.top_states[:_STATES], profile, periods)
        yield grid._replace(note=apart)
        best = "; ".join(_named_pay(row, profile) for row in profile.best_paid_states[:3])
        dense = "; ".join(f"{row.area.name} {row.location_quotient:.2f}" for row in profile.most_concentrated_states[:3])
        pairs = (("Highest pay", best), ("Concentration", dense))
        yield Facts(tuple(pair for pair in pairs if pair[1]))
        yield Paragraph(more, quiet=True)
        return
    for title, head, rows in (
        ("States with the most jobs", "State", profile.top_states),
        ("Areas with the most jobs", "Area", profile.top_areas),
        ("States with the highest pay", "State", profile.best_paid_states),
        ("States with the highest concentration", "State", profile.most_concentrated_states),
    ):
        if rows:
            yield _places_grid(title, head, rows, profile, periods)
    yield Paragraph(more, quiet=True)


def _named_pay(row: WageRow, profile: Profile) -> str:
    hourly = profile.wages.national is not None and profile.wages.national.annual_median is None
    rough = " (rough)" if is_rough(row.mean_rse) else ""
    return f"{row.area.name} {wage(row, 'hourly_median' if hourly else 'annual_median')}{rough}"


def _places_grid(title: str, head: str, places: Sequence[WageRow], profile: Profile, periods: Periods) -> Grid:
    nation = profile.wages.national
    hourly = nation is not None and nation.annual_median is None
    field = "hourly_median" if hourly else "annual_median"
    rows = []
    for row in places:
        note = row.notes.get(field)
        difference = against(getattr(row, field), getattr(nation, field, None)) if note is None else None
        quotient = "withheld" if row.location_quotient is None else f"{row.location_quotient:.2f}"
        compared = signed_percent(difference, 0) if difference is not None else "not known"
        rows.append((row.area.name, jobs(row.employment, row.notes), wage(row, field), compared, quotient))
    apart = apart_from_nation((row.area for row in places), profile.wages.source, periods)
    return Grid(place_columns(head, hourly=hourly), tuple(rows), title, note=apart)


def industries(profile: Profile, full: bool, periods: Periods) -> Iterator[Block]:
    """Shares by sector, and the most detailed industries published."""
    if not profile.sectors and not profile.detailed_industries:
        yield Paragraph("Industries: BLS publishes none for this occupation.", quiet=True)
        return
    sectors = profile.sectors if full else profile.sectors[:_SECTORS]
    apart = ""
    if profile.industries_source != profile.wages.source:
        by_industry, nation = (periods.get(source, "") for source in (profile.industries_source, profile.wages.source))
        apart = f"By industry the figures are of {by_industry}, the nation's of {nation}: shares of its jobs are not told."
    yield _industry_grid("Industries: sectors with the most jobs", sectors, apart)
    details = profile.detailed_industries if full else profile.detailed_industries[:_INDUSTRIES]
    hidden = len(profile.sectors) - len(sectors) + len(profile.detailed_industries) - len(details)
    yield _industry_grid("The most detailed industries published", details, at_length(hidden, profile.code, "industries"))


def _industry_grid(title: str, entries: Sequence[IndustryShare], note: str) -> Grid:
    columns = (
        Column("NAICS", spare=1),
        Column("Industry", key=False),
        Column("Jobs", "right"),
        Column("Share", "right", label="Share of the occupation's jobs"),
        Column("Median", "right", label="Median pay"),
    )
    rows = tuple(
        (entry.naics if len(entry.naics) < 8 else "several", entry.title, jobs(entry.employment, entry.notes),
         "" if entry.share is None else f"{entry.share:.1f}%", _industry_pay(entry))
        for entry in entries
    )  # fmt: skip
    return Grid(columns, rows, title, heads=1, note=note)


def _industry_pay(entry: IndustryShare) -> str:
    if entry.annual_median is None and entry.hourly_median is not None:
        return f"{wage(entry, 'hourly_median')} an hour"
    return wage(entry, "annual_median")
