"""What a center's own records add to a page: notes, local pay, links, and how it describes an occupation that it added.

Owns how each part says whose it is. Every text here was written by a person, and is cleaned by the renderer as all others are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from occlookup.render.blocks import Block, Bullets, Facts, Links, Paragraph, SourceLine
from occlookup.render.figures import dollars_a_year, dollars_an_hour
from occlookup.render.screens.parts import Periods, interest_words

if TYPE_CHECKING:
    from occlookup.model import OwnWageRow
    from occlookup.own_records import OwnDescription, OwnRecord
    from occlookup.profile import Profile

_SPREAD = (
    ("median", "median"),
    ("mean", "mean"),
    ("p10", "10th percentile"),
    ("p25", "25th percentile"),
    ("p75", "75th percentile"),
    ("p90", "90th percentile"),
)
_OTHERS = (
    ("employment_rse", "error of the jobs {:g}%"),
    ("mean_rse", "error of the mean {:g}%"),
    ("jobs_per_1000", "{:g} of 1,000 jobs"),
    ("location_quotient", "location quotient {:g}"),
)


def own_section(profile: Profile, full: bool, periods: Periods) -> Iterator[Block]:
    """The part of the page; where it is asked for by name and there is nothing, that."""
    if profile.own is not None:
        yield from own_blocks(profile.own, added=profile.kind == "own")
    elif full:
        yield Paragraph("This center has no record of its own about this occupation.", quiet=True)


def own_blocks(own: OwnRecord, *, added: bool) -> Iterator[Block]:
    """Every part of the record; `added` says that the page's title and summary are the center's already."""
    for described in own.descriptions:
        yield from _description(described, added)
    if own.notes:
        yield Bullets("Notes", tuple(f"{note.text} ({_whose(note.source, note.date)})" for note in own.notes))
    yield from own_pay(own.wages)
    if own.names:
        yield Paragraph(f"Also called here: {', '.join(own.names)}.", quiet=True)
    if own.links:
        links = ((f"{link.title} ({_whose(link.source)})", link.url) for link in own.links)
        yield Links("Local links", tuple(links))


def own_pay(rows: tuple[OwnWageRow, ...]) -> Iterator[Block]:
    """Local wage rows, each figure that there is; nothing where there are none."""
    if rows:
        yield Facts(tuple((row.area, _figures(row)) for row in rows), "Local pay, not a published estimate")


def added_source(profile: Profile) -> SourceLine | None:
    """The last line of the page of an occupation that the center added; None for any other."""
    if profile.kind != "own" or profile.own is None:
        return None
    said = dict.fromkeys(f"{described.source}, {described.date}" for described in profile.own.descriptions)
    return SourceLine(f"Source: this center's own record: {'; '.join(said)}")


def _whose(source: str | None, date: str | None = None) -> str:
    named = ", ".join(part for part in (source, date) if part)
    return f"from this center: {named}" if named else "from this center"


def _description(described: OwnDescription, added: bool) -> Iterator[Block]:
    pairs = [] if added else [("Title", described.title), ("What they do", described.summary)]
    if not added and described.tasks:
        pairs.append(("Tasks", "; ".join(described.tasks)))
    if described.job_zone is not None:
        pairs.append(("Job zone", f"{described.job_zone} of 5"))
    if described.education is not None:
        pairs.append(("Education", described.education))
    if described.interests is not None:
        pairs.append(("Interests", interest_words(described.interests)))
    if pairs:
        yield Facts(tuple(pairs), f"F{_whose(described.source, described.date)[1:]}")


def _figures(row: OwnWageRow) -> str:
    said = []
    for name, words in _SPREAD:
        figures = [
            text(figure) + unit
            for basis, text, unit in (("annual", dollars_a_year, " a year"), ("hourly", dollars_an_hour, " an hour"))
            if (figure := getattr(row, f"{basis}_{name}")) is not None
        ]
        if figures:
            said.append(f"{words} {', '.join(figures)}")
    if row.employment is not None:
        said.append(f"{row.employment:,} jobs")
    said += [words.format(figure) for name, words in _OTHERS if (figure := getattr(row, name)) is not None]
    time = "; ".join(part for part in (row.period, row.date) if part)
    whose = _whose(row.source, time)
    return f"{'; '.join(said)} ({whose}{f'; {row.url}' if row.url else ''})"
