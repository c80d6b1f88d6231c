"""What stands first on an occupation's page: pay, jobs, outlook, what it takes to start, in a line each."""

from __future__ import annotations

from collections.abc import Iterator

from occlookup.model import WageRow
from occlookup.periods import Period
from occlookup.profile import Education, Outlook, Profile
from occlookup.render.figures import against, dollars_a_year, jobs, signed_percent, wage
from occlookup.render.screens.parts import interest_words

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
STEM_WORDS = {
    "practitioner": "yes: science, engineering, mathematics or computing",
    "technician": "yes: technologists and technicians",
    "teacher": "yes: college teachers",
    "manager": "yes: managers",
    "sales": "yes: technical sales",
}
_NOT_IN_ONET = "O*NET publishes none for this occupation"
_IN_ONET_BY_MEMBER = "O*NET describes the occupations that are published together here, one by one"
# of an occupation that a center added, about which nobody publishes a figure
NOT_HERE = "not in this data set"
_MILITARY = "55-0000"


def key_facts(profile: Profile, period: str) -> Iterator[tuple[str, str]]:
    """Label and value of each. `period`: of the OEWS figures, "May 2025"."""
    if profile.kind == "own":
        yield from ((label, NOT_HERE) for label in ("Median pay", "Jobs", "Outlook", "To start", "Job zone", "Interests"))
        return
    national, everyone = profile.wages.national, profile.wages.all_occupations
    yield "Median pay", median_pay(national, everyone) if national else no_estimate(profile, period)
    payrolls = f"{jobs(national.employment, national.notes)} on payrolls, {period} (OEWS)" if national else ""
    if profile.outlook:
        outlook = profile.outlook
        projected = f"{outlook.employment_base:,} in {outlook.base_year}, self-employed included (projections)"
        yield "Jobs", f"{projected}; {payrolls}" if payrolls else projected
        yield "Outlook", outlook_words(outlook)
    else:
        yield "Jobs", payrolls or "not counted by the OEWS survey, nor projected by BLS"
        yield "Outlook", no_projection(profile.outlook_period)
    yield "To start", to_start(profile.education) or "BLS names no typical education for this occupation"
    if profile.job_zone:
        yield "Job zone", f"{profile.job_zone} of 5{f': {profile.job_zone_definition}' if profile.job_zone_definition else ''}"
    else:
        yield "Job zone", not_in_onet(profile)
    yield "Interests", interest_words(profile.interests) if profile.interests else not_in_onet(profile)
    if profile.stem:
        yield "STEM", STEM_WORDS[profile.stem]


def not_in_onet(profile: Profile) -> str:
    """Why a part that O*NET would have is missing."""
    return _IN_ONET_BY_MEMBER if profile.members else _NOT_IN_ONET


def to_start(needed: Education) -> str:
    """Education, experience and training that BLS calls typical, in words; "" where it names none."""
    if not needed.typical:
        return ""
    training = _TRAINING.get(needed.training or "", needed.training or "")
    experience = _EXPERIENCE.get(needed.experience or "", needed.experience or "")
    return "; ".join(part for part in (needed.typical, experience, training) if part)


def no_estimate(profile: Profile, period: str) -> str:
    """Why there is no pay, and the last there was."""
    if profile.groups.major.code == _MILITARY:
        return "none: the OEWS survey does not cover the armed forces"
    text = f"no estimate in OEWS {period}".rstrip() if period else "the OEWS survey does not cover it"
    earlier = [year for year in profile.history if year.annual_median is not None]
    if not earlier:
        return text
    last = earlier[-1]
    return (
        f"{text}; last published May {last.year}: {dollars_a_year(last.annual_median, last.notes.get('annual_median'))} a year"
    )


def median_pay(national: WageRow, everyone: WageRow | None) -> str:
    """The median by year and hour, or the one there is and why there is no other; against all occupations."""
    year = wage(national, "annual_median")
    hour = wage(national, "hourly_median")
    if national.annual_median is None or national.hourly_median is None:
        # one of them is "paid by the ... only": the other is the figure
        if national.annual_median is None and national.hourly_median is not None:
            return f"{hour} an hour ({year})"
        if national.annual_median is None:
            return year
        pay = f"{year} a year ({hour})"
    else:
        pay = f"{year} a year, {hour} an hour"
    difference = against(national.annual_median, everyone.annual_median if everyone else None)
    if difference is None or everyone is None or national.notes.get("annual_median") == "at_least":
        return pay
    side = "above" if difference > 0 else "below"
    base = dollars_a_year(everyone.annual_median)
    close = f"about the same as all occupations ({base})"
    return f"{pay}; {f'{abs(difference):.0f}% {side} all occupations ({base})' if abs(difference) >= 0.5 else close}"


def outlook_words(outlook: Outlook) -> str:
    """-10.5% by 2034: 17,500 fewer jobs, yet 13,700 openings a year; decline."""
    # BLS publishes hundreds of jobs: its 0.0 is not "none"
    if outlook.change:
        change = f"{abs(outlook.change):,} {'more' if outlook.change > 0 else 'fewer'} jobs"
    else:
        change = "a change of fewer than 50 jobs"
    openings = f"{outlook.annual_openings:,}" if outlook.annual_openings else "fewer than 50"
    if outlook.growth is None:
        growth = words_not_known(Period(outlook.base_year, outlook.projected_year).short)
    else:
        growth = "average growth" if outlook.growth == "average" else outlook.growth
    link = ", yet" if outlook.change < 0 else " and"
    percent = f"{signed_percent(outlook.percent_change)} by {outlook.projected_year}"
    return f"{percent}: {change}{link} {openings} openings a year; {growth}"


def no_projection(period: str | None) -> str:
    """That BLS projects nothing of an occupation; `period` as in Profile.outlook_period."""
    return (
        f"BLS publishes no projection {period} of this occupation" if period else "no projection of BLS's is in these records"
    )


def words_not_known(period: str | None) -> str:
    """Why there is no word for growth."""
    return f"BLS's word for growth of {period} is not known here"
