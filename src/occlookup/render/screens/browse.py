"""The screens of `browse`, `areas` and `data info`: what there is."""

from __future__ import annotations

from occlookup.listings import AreaListing, BrowseListing, DataInfo, OccupationEntry, SourceStatus
from occlookup.model import Answer
from occlookup.publishing import Month
from occlookup.render.blocks import Column, Facts, Grid, Heading, Paragraph, Screen
from occlookup.render.figures import count
from occlookup.render.screens.parts import (
    ONET_RELEASES,
    growth_column,
    listed_growth,
    listed_pay,
    onet_attribution,
    source_line,
    title_and_whose,
)

_AREA_TYPES = {
    "nation": "nation", "state": "state or territory", "metro": "metropolitan", "nonmetro": "nonmetropolitan",
}  # fmt: skip


def browse_screen(answer: Answer[BrowseListing], *, hourly: bool = False) -> Screen:
    """Groups, or the occupations of the last level with their pay and outlook."""
    listing = answer.data
    title = listing.path[-1].title if listing.path else "Occupations of the United States"
    above = " > ".join(group.title.removesuffix(" Occupations") for group in listing.path[:-1] if group.title != title)
    heading = Heading(title, listing.path[-1].code if listing.path else "SOC 2018", above)
    opening = (heading, Paragraph(listing.summary)) if listing.summary else (heading,)
    columns: tuple[Column, ...]
    if listing.groups:
        columns = (Column("Code"), Column("Group", key=False), Column("Occupations", "right"))
        rows = tuple((group.code, group.title, str(group.occupations)) for group in listing.groups)
        onward = f"Further down: occlookup browse {listing.groups[0].code}"
        return *opening, Grid(columns, rows, heads=1), Paragraph(onward, quiet=True), source_line(answer)
    if not listing.occupations:
        return *opening, Paragraph("No occupation fits all of these conditions.")
    columns = (
        Column("Code"), Column("Occupation", key=False), Column("Median pay", "right"),
        growth_column(listing.outlook_period), Column("Zone", "right", label="Job zone"),
    )  # fmt: skip
    entries = tuple(_entry(entry, hourly) for entry in listing.occupations)
    return *opening, Grid(columns, entries, heads=1), source_line(answer)


def areas_screen(answer: Answer[AreaListing]) -> Screen:
    """Areas with their codes."""
    rows = tuple((area.code, area.name, _AREA_TYPES[area.type], area.state or "") for area in answer.data.rows)
    if not rows:
        return Heading("No area has such a name"), Paragraph("All of a state: occlookup areas --state CT")
    columns = (Column("Code"), Column("Area", key=False), Column("Kind"), Column("State"))
    return Heading(count(len(rows), "area")), Grid(columns, rows, heads=1), source_line(answer)


def info_screen(answer: Answer[DataInfo]) -> Screen:
    """Counts, files and releases."""
    info = answer.data
    columns = (
        Column("Release", key=False),
        Column("Period"),
        Column("Published", key=False),
        Column("Next expected", key=False),
        Column("Publisher", key=False),
        Column("Licence", key=False),
    )
    rows = tuple(
        (source.title if source.release in source.title else f"{source.title}, {source.release}", source.period,
         _published(source), _expected(source), source.publisher, source.licence)
        for source in info.sources
    )  # fmt: skip
    titles = [source.title for source in info.sources if source.id.startswith(ONET_RELEASES)]
    modified = "occlookup has modified all or some of this information;"
    attribution = (Paragraph(onet_attribution("This product", titles, modified), quiet=True),) if titles else ()
    return (
        Heading(f"occlookup {info.version}"),
        Facts(
            (
                ("Figures", _figures(info)),
                ("Occupations", f"{info.occupations:,}"),
                ("Areas", f"{info.areas:,}"),
                ("Wage rows", f"{info.wage_rows:,}"),
                ("Index", info.index_file),
                ("Records", info.records_folder),
            )
        ),
        *(Paragraph(notice) for notice in info.notices),
        Grid(columns, rows),
        *attribution,
    )


def _figures(info: DataInfo) -> str:
    if info.edition is None:
        return "records of your own"
    former = f"; before: {info.former} (occlookup data rollback)" if info.former else ""
    whose = "as they came with occlookup" if info.edition == "bundled" else f"imported, {info.edition}"
    return f"{whose}{former}"


def _published(source: SourceStatus) -> str:
    """May 2026, 6 months ago; by the publisher's calendar."""
    if source.published is None or source.age_months is None:
        return ""
    return f"about {_month(source.published)}, {count(source.age_months, 'month')} ago"


def _expected(source: SourceStatus) -> str:
    if source.next_expected is None:
        return ""
    return f"{'due since' if source.newer_due else 'by'} {_month(source.next_expected)}"


def _month(iso: str) -> str:
    """May 2026, of 2026-05."""
    return str(Month(int(iso[:4]), int(iso[5:])))


def _entry(entry: OccupationEntry, hourly: bool) -> tuple[str, ...]:
    growth = listed_growth(entry.percent_change)
    zone = "" if entry.job_zone is None else str(entry.job_zone)
    return entry.code, title_and_whose(entry), listed_pay(entry, hourly=hourly), growth, zone
