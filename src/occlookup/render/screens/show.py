"""The screen of `show`: one occupation on a page, the answer first, the sources last."""

from __future__ import annotations

from collections.abc import Iterator

from occlookup.model import Answer, WageRow
from occlookup.profile import Outlook, Profile
from occlookup.render.blocks import Bar, Bars, Block, Bullets, Column, Facts, Grid, Heading, Paragraph, Screen, SourceLine
from occlookup.render.figures import (
    MISSING_BLOCKS,
    against,
    count,
    dollars_a_year,
    dollars_an_hour,
    jobs,
    signed_percent,
    wage,
)
from occlookup.render.screens.parts import INTEREST_WORDS, interest_words, oews_period, published_as_note, source_line

_PLACES = 5
_SKILLS = 5
_RELATED = 6
_INDUSTRIES = 5
_LONGEST_INTEREST = 7.0
_PERCENTILES = ("p10", "p25", "median", "p75", "p90")
_TRAINING = {
    "None": "no training on the job",
    "Short-term on-the-job training": "up to a month of training on the job",
    "Moderate-term on-the-job training": "1 to 12 months of training on the job",
    "Long-term on-the-job training": "more than a year of training on the job",
    "Internship/residency": "an internship or residency",
    "Apprenticeship": "an apprenticeship",
}
_EXPERIENCE = {
    "None": "no experience",
    "Less than 5 years": "less than 5 years of experience",
    "5 years or more": "5 years of experience or more",
}


def screen(answer: Answer[Profile]) -> Screen:
    """Blocks for the whole profile."""
    return tuple(_blocks(answer))


def _blocks(answer: Answer[Profile]) -> Iterator[Block]:
    profile = answer.data
    system = "O*NET-SOC" if profile.kind == "specialty" else "SOC"
    # a group of one occupation has its title
    chain = dict.fromkeys(group.title for group in profile.groups if group is not None and group.title != profile.title)
    yield Heading(profile.title, f"{system} {profile.code}", " > ".join(_short(title) for title in chain))
    if profile.summary:
        yield Paragraph(profile.summary)
    if profile.members:
        yield Paragraph("Published together: " + "; ".join(f"{code} {title}" for code, title in profile.members) + ".")
    yield from published_as_note(profile.code, profile.published_as)
    yield Facts(tuple(_facts(profile, oews_period(answer))))
    yield from _work(profile)
    yield from _pay(profile)
    yield from _interests(profile)
    yield from _places(profile)
    yield from _skills(profile)
    yield from _industries(profile)
    if profile.related:
        shown = tuple(f"{code} {title}" for code, title in profile.related[:_RELATED])
        yield Bullets("Related occupations", shown, _more(len(profile.related) - _RELATED, profile.code))
    yield _page_sources(answer)


def _page_sources(answer: Answer[Profile]) -> SourceLine:
    """The releases of the figures on this page; the history, the papers and the rest of the answer are for --json."""
    profile = answer.data
    prefixes = ["onet-2", "onet-3"] if profile.skills or profile.interests or profile.job_zone else []
    releases = sorted(source_id for source_id in answer.sources if source_id.startswith("oews-"))
    # where there is no pay now, the last there was stands on the page too
    prefixes.extend(releases[-1:] if profile.wages.national else releases[-2:])
    if profile.outlook:
        prefixes.append("projections-")
    line = source_line(answer, *prefixes, "soc-")
    return SourceLine(f"{line.text}. Written text: occlookup" if profile.summary else line.text)


def _facts(profile: Profile, period: str) -> Iterator[tuple[str, str]]:
    national, everyone = profile.wages
    yield "Median pay", _median_pay(national, everyone) if national else _no_estimate(profile, period)
    payrolls = f"{jobs(national.employment, national.notes)} on payrolls, {period}" if national else ""
    if profile.outlook:
        yield "Jobs", f"{profile.outlook.employment_2024:,} in 2024" + (f" ({payrolls})" if payrolls else "")
        yield "Outlook", _outlook(profile.outlook)
    else:
        yield "Jobs", payrolls or "not counted by the OEWS survey, nor projected by BLS"
        yield "Outlook", "BLS publishes no projection 2024-34 of this occupation"
    needed = profile.education
    if needed.typical:
        training = _TRAINING.get(needed.training or "", needed.training or "")
        experience = _EXPERIENCE.get(needed.experience or "", needed.experience or "")
        yield "To start", "; ".join(part for part in (needed.typical, experience, training) if part)
    else:
        yield "To start", "BLS names no typical education for this occupation"
    yield "Job zone", f"{profile.job_zone} of 5" if profile.job_zone else _NOT_IN_ONET
    yield "Interests", interest_words(profile.interests) if profile.interests else _NOT_IN_ONET
    if not profile.skills:
        yield "Skills", _NOT_IN_ONET


_NOT_IN_ONET = "O*NET publishes none for this occupation"


def _no_estimate(profile: Profile, period: str) -> str:
    """Why there is no pay, and the last there was."""
    text = f"no estimate in OEWS {period}".rstrip() if period else "the OEWS survey does not cover it"
    earlier = [year for year in profile.history if year.annual_median is not None]
    if not earlier:
        return text
    last = earlier[-1]
    return (
        f"{text}; last published May {last.year}: {dollars_a_year(last.annual_median, last.notes.get('annual_median'))} a year"
    )


def _median_pay(national: WageRow, everyone: WageRow | None) -> str:
    year = wage(national, "annual_median")
    hour = wage(national, "hourly_median")
    if national.annual_median is None or national.hourly_median is None:
        # one of them is "paid by the ... only": the other is the figure
        if national.annual_median is None and national.hourly_median is not None:
            return f"{hour} an hour ({year})"
        return f"{year} a year ({hour})" if national.annual_median is not None else year
    pay = f"{year} a year, {hour} an hour"
    difference = against(national.annual_median, everyone.annual_median if everyone else None)
    if difference is None or everyone is None or national.notes.get("annual_median") == "at_least":
        return pay
    side = "above" if difference > 0 else "below"
    base = dollars_a_year(everyone.annual_median)
    close = f"about the same as all occupations ({base})"
    return f"{pay}; {f'{abs(difference):.0f}% {side} all occupations ({base})' if abs(difference) >= 0.5 else close}"


def _outlook(outlook: Outlook) -> str:
    # BLS publishes hundreds of jobs: its 0.0 is not "none"
    if outlook.change:
        change = f"{abs(outlook.change):,} {'more' if outlook.change > 0 else 'fewer'} jobs"
    else:
        change = "a change of fewer than 50 jobs"
    openings = f"{outlook.annual_openings:,}" if outlook.annual_openings else "fewer than 50"
    growth = "average growth" if outlook.growth == "average" else outlook.growth
    link = ", yet" if outlook.change < 0 else " and"
    return f"{signed_percent(outlook.percent_change)} by 2034: {change}{link} {openings} openings a year; {growth}"


def _work(profile: Profile) -> Iterator[Block]:
    if profile.tasks:
        yield Bullets("What they do", tuple(task.text for task in profile.tasks))
    elif profile.example_titles:
        yield Bullets("Examples of jobs", profile.example_titles)
    elif "summary" in profile.missing:
        titles = ", ".join(profile.alternate_titles[:5])
        also = f" Also called: {titles}." if titles else ""
        yield Paragraph(f"What they do: {MISSING_BLOCKS[profile.missing['summary']]}.{also}", quiet=True)


def _whose(profile: Profile) -> str:
    return f"Published as {profile.published_as.code}" if profile.published_as else "This occupation"


def _pay(profile: Profile) -> Iterator[Block]:
    rows = [
        (label, row)
        for label, row in ((_whose(profile), profile.wages.national), ("All occupations", profile.wages.all_occupations))
        if row
    ]
    if profile.wages.national is None:
        return
    hourly = profile.wages.national.annual_median is None and profile.wages.national.hourly_median is not None
    basis = "hourly" if hourly else "annual"
    write = dollars_an_hour if hourly else dollars_a_year
    columns = (Column(""), *(Column(title, "right", label=label) for title, label in _PERCENTILE_TITLES))
    cells = tuple(
        (label, *(write(getattr(row, f"{basis}_{name}"), row.notes.get(f"{basis}_{name}")) for name in _PERCENTILES))
        for label, row in rows
    )
    yield Grid(columns, cells, f"Pay across the nation, {'an hour' if hourly else 'a year'}")


_PERCENTILE_TITLES = (
    ("10th", "10th percentile"), ("25th", "25th percentile"), ("median", "Median"), ("75th", "75th percentile"),
    ("90th", "90th percentile"),
)  # fmt: skip


def _interests(profile: Profile) -> Iterator[Block]:
    if profile.interests is None:
        return
    scores = zip(INTEREST_WORDS.values(), profile.interests[:6], strict=True)
    bars = tuple(Bar(name, f"{score:.2f}", (score - 1) / (_LONGEST_INTEREST - 1)) for name, score in scores)
    yield Bars("Interest profile (RIASEC, 1 to 7)", bars)


def _places(profile: Profile) -> Iterator[Block]:
    if not profile.top_states:
        return
    nation = profile.wages.national
    hourly = nation is not None and nation.annual_median is None
    columns = (
        Column("State", key=False),
        Column("Jobs", "right"),
        Column("Median hour" if hourly else "Median year", "right", label=f"Median pay {'an hour' if hourly else 'a year'}"),
        Column("Against nation", "right", label="Against the nation"),
        Column("Concentration", "right", label="Concentration (1 = the nation's)"),
    )
    field = "hourly_median" if hourly else "annual_median"
    rows = []
    for row in profile.top_states[:_PLACES]:
        note = row.notes.get(field)
        difference = against(getattr(row, field), getattr(nation, field, None)) if note is None else None
        quotient = "withheld" if row.location_quotient is None else f"{row.location_quotient:.2f}"
        compared = signed_percent(difference, 0) if difference is not None else "not known"
        rows.append((row.area.name, jobs(row.employment, row.notes), wage(row, field), compared, quotient))
    more = f"All states: occlookup wages {profile.code}"
    yield Grid(columns, tuple(rows), "Where most of them work", note=more)


def _skills(profile: Profile) -> Iterator[Block]:
    for title, ratings in (("skills", profile.skills), ("knowledge", profile.knowledge)):
        if ratings:
            bars = tuple(
                Bar(rating.name, f"{rating.importance:.2f}", (rating.importance - 1) / 4)
                for rating in ratings[:_SKILLS]
                if rating.importance is not None
            )
            yield Bars(f"Most important {title} (1 to 5)", bars)


def _industries(profile: Profile) -> Iterator[Block]:
    if not profile.industries:
        return
    columns = (
        Column("Industry", key=False),
        Column("Jobs", "right"),
        Column("Share", "right"),
        Column("Median", "right", label="Median pay"),
    )
    rows = tuple(
        (entry.title, jobs(entry.employment, entry.notes), "" if entry.share is None else f"{entry.share:.1f}%",
         wage(entry, "annual_median") if entry.annual_median is not None or entry.hourly_median is None
         else f"{wage(entry, 'hourly_median')} an hour")
        for entry in profile.industries[:_INDUSTRIES]
    )  # fmt: skip
    yield Grid(columns, rows, "Industries with the most jobs")


def _more(left: int, code: str) -> str:
    return f"{count(left, 'more', 'more')}: occlookup show {code} --json" if left > 0 else ""


def _short(title: str) -> str:
    return title.removesuffix(" Occupations")
