"""What several screens share: the source line, the words for interests, the warning that figures are another code's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from occlookup.codes import is_own_code
from occlookup.model import Answer, Area, Interests, Source, Titled, WageListing, WageRow
from occlookup.render.blocks import Column, Paragraph, SourceLine
from occlookup.render.figures import signed_percent, wage

if TYPE_CHECKING:
    from occlookup.profile import Profile

# What an OEWS release can be the release of in a profile.
ReleasePart = Literal["nation", "state", "places", "industries"]
INTEREST_WORDS = {
    "R": "Realistic", "I": "Investigative", "A": "Artistic", "S": "Social", "E": "Enterprising", "C": "Conventional",
}  # fmt: skip
_PAPERS = {
    "The future of employment: How susceptible are jobs to computerisation?": "Frey and Osborne 2017",
    "GPTs are GPTs: Labor market impact potential of LLMs": "Eloundou and others 2024",
    "Occupational, industry, and geographic exposure to artificial intelligence": "Felten, Raj and Seamans 2021",
    "Options for defining STEM occupations under the 2018 SOC (Attachment C)": "SOC Policy Committee's definition of STEM",
    "Long-term occupational projections by state": "the states' projections 2022-32 (Projections Central)",
    "Standard Occupational Classification": "SOC 2018",
}
_SHORT_NAMES = {
    "Occupational Employment and Wage Statistics": "BLS OEWS",
    "Employment Projections": "BLS projections",
}


# How the ids of O*NET's numbered releases begin: "onet-29.3", not "onet-work-context".
ONET_RELEASES = tuple(f"onet-{digit}" for digit in range(1, 10))


def onet_attribution(opening: str, titles: Iterable[str], closing: str) -> str:
    """The words that O*NET asks for, with every release in use: `titles` are "O*NET 29.3 Database" and the like.

    `opening` is what includes the information ("This sheet"), `closing` the sentence about changes.
    """
    named = " and ".join(f"the {title}" for title in sorted(set(titles)))
    return (
        f"{opening} includes information from {named} by the U.S. Department of Labor, Employment and Training Administration"
        f" (USDOL/ETA), used under the CC BY 4.0 license. O*NET is a trademark of USDOL/ETA. {closing} USDOL/ETA has not"
        " approved, endorsed or tested these modifications."
    )


def source_line(answer: Answer[Any], *prefixes: str) -> SourceLine:
    """The releases that the screen's figures come from, with their periods. `prefixes` of ids: only those are on the screen."""
    named: dict[str, list[Source]] = {}
    for source_id, source in answer.sources.items():
        if not prefixes or source_id.startswith(prefixes):
            named.setdefault(_SHORT_NAMES.get(source.title, source.title), []).append(source)
    return SourceLine(f"Sources: {'; '.join(map(_named_source, named, named.values()))}" if named else "")


def published(answer: Answer[Any]) -> Answer[Any]:
    """The answer without a center's own sources, which stand beside what they say."""
    return Answer(answer.data, {name: source for name, source in answer.sources.items() if not name.startswith("own:")})


def _named_source(name: str, sources: list[Source]) -> str:
    if name in _PAPERS:
        return _PAPERS[name]
    release = sources[0].release
    if len(sources) > 1:
        return f"{name} {_span([source.period for source in sources])}"
    titled = name if release in name else f"{name} {release}"
    # "2024-34" says "2024 to 2034" already
    known = titled.replace("-", " to 20")
    return titled if sources[0].period in (titled, release) or sources[0].period in known else f"{titled} ({sources[0].period})"


# BLS's typical education as a column of a listing has room for it
BRIEF_EDUCATION = {
    "No formal educational credential": "no credential",
    "High school diploma or equivalent": "high school",
    "Some college, no degree": "some college",
    "Postsecondary nondegree award": "certificate",
    "Associate's degree": "associate's",
    "Bachelor's degree": "bachelor's",
    "Master's degree": "master's",
    "Doctoral or professional degree": "doctoral or professional",
}


def at_length(hidden: int | None, code: str, section: str, what: str = "") -> str:
    """How to see what a page leaves out: `hidden` things, or `what`; "" where it leaves out nothing."""
    if hidden is not None and hidden <= 0:
        return ""
    return f"{what or f'{hidden:,} more'}: occlookup show {code} --section {section}"


# The period of each OEWS release of an answer, by the release's id: "May 2025".
Periods = Mapping[str | None, str]


def oews_periods(answer: Answer[Any]) -> Periods:
    """The periods of the OEWS figures in the answer; "" for no release at all."""
    periods: dict[str | None, str] = {None: ""}
    return periods | {source_id: source.period for source_id, source in answer.sources.items() if source_id.startswith("oews-")}


def oews_period(answer: Answer[Any]) -> str:
    """The period of all OEWS figures in the answer: "May 2025", or "May 2024 and May 2025" where they are of two."""
    return _span([period for source, period in oews_periods(answer).items() if source])


def nation_period(answer: Answer[Profile]) -> str:
    """The period of the nation's OEWS figures: "May 2025"."""
    return oews_periods(answer).get(answer.data.wages.source, "")


def _span(periods: Sequence[str]) -> str:
    """Periods in words, the oldest first; of three or more the first and the last."""
    ordered = sorted(dict.fromkeys(periods), key=lambda period: (period[-4:], period))
    return " and ".join(ordered) if len(ordered) < 3 else f"{ordered[0]} to {ordered[-1]}"


def shown_releases(profile: Profile, *parts: ReleasePart) -> set[str]:
    """The ids of the OEWS releases behind these parts of a profile; the years of the history are none of them."""
    places = (profile.top_states, profile.top_areas, profile.best_paid_states, profile.most_concentrated_states)
    by_part: dict[ReleasePart, list[str | None]] = {
        "nation": [profile.wages.source],
        "state": [profile.local.wages.area.source] if profile.local else [],
        "places": [row.area.source for rows in places for row in rows],
        "industries": [profile.industries_source] if profile.sectors or profile.detailed_industries else [],
    }
    return {source for part in parts for source in by_part[part] if source}


def other_period(area: Area, nation: str | None, periods: Periods) -> str:
    """The period of an area's figures, where the nation's (of the release with the id `nation`) are of another; else ""."""
    return periods.get(area.source, "") if area.source != nation else ""


def apart_from_nation(areas: Iterable[Area], nation: str | None, periods: Periods) -> str:
    """That these areas' figures are of another time than the nation's, in a sentence; "" where they are of the same."""
    found = {area.source for area in areas if area.source}
    if found <= {nation}:
        return ""
    places = _span([periods[source] for source in found])
    return f"The nation's figures are of {periods.get(nation, '')}, those of these places of {places}."


def interest_words(interests: Interests) -> str:
    """CES (Conventional, Enterprising, Social)."""
    return f"{interests.code} ({', '.join(INTEREST_WORDS[letter] for letter in interests.code)})"


def published_as_note(asked: str, published_as: Titled | None, what: str = "Pay and outlook") -> list[Paragraph]:
    """Says whose figures stand here, where the code asked for has none of its own."""
    if published_as is None:
        return []
    whose = f"{published_as.code} {published_as.title}"
    return [Paragraph(f"{what} are those of {whose}: none are published for {asked} alone.")]


def empty_reason(listing: WageListing) -> str:
    """Why a wage listing has no rows, in a sentence."""
    if listing.occupation and is_own_code(listing.occupation.code):
        return "Not in this data set: nothing is published about an occupation that a center added."
    if listing.reason == "not_in_data_set":
        return "The OEWS survey has no estimates for this occupation: it leaves out the military, the self-employed and others."
    return "Nothing that is published here fits all of these conditions."


def both_wages(row: WageRow, name: str) -> str:
    """Both figures, or the one there is and why there is no other, or why there is none."""
    figures, reasons = [], []
    for basis, unit in (("annual", "a year"), ("hourly", "an hour")):
        text = wage(row, f"{basis}_{name}")
        if getattr(row, f"{basis}_{name}") is None:
            reasons.append(text)
        else:
            figures.append(f"{text} {unit}")
    reason = "; ".join(dict.fromkeys(reasons))
    return f"{'; '.join(figures)} ({reason})" if figures and reason else "; ".join(figures) or reason


def listed_pay(row: Any, *, hourly: bool = False) -> str:
    """The median of a row with notes, as a column of a listing has it: by the year, or, where there is no other or where
    `hourly` asks for it, by the hour."""
    if row.hourly_median is not None and (hourly or row.annual_median is None):
        return f"{wage(row, 'hourly_median')} an hour"
    if hourly and row.annual_median is not None:
        return f"{wage(row, 'annual_median')} a year"
    if row.notes.get("annual_median") == "not_published":
        return "no OEWS estimate"
    return wage(row, "annual_median")


def listed_growth(percent: float | None) -> str:
    """The growth of jobs, as a column of a listing has it."""
    return "no projection" if percent is None else signed_percent(percent)


def growth_column(period: str | None, *, spare: int = 0) -> Column:
    """The column of the growth of jobs in the nation in a listing; `period` as in Profile.outlook_period."""
    return Column(period or "Growth", "right", label=f"Growth {period or ''}".rstrip(), spare=spare)


def title_and_whose(row: Any) -> str:
    """The title of a row, and whose figures it has where they are another occupation's."""
    return f"{row.title} (figures of {row.published_as.code})" if row.published_as else str(row.title)


def short_title(title: str) -> str:
    """A group's title without the word that all of them end in."""
    return title.removesuffix(" Occupations")


def place_columns(head: str, *, hourly: bool) -> tuple[Column, ...]:
    """The columns of an occupation in several places; `head` names the places."""
    return (
        Column(head, key=False),
        Column("Jobs", "right"),
        Column("Median hour" if hourly else "Median year", "right", label=f"Median pay {'an hour' if hourly else 'a year'}"),
        Column("Against nation", "right", label="Against the nation"),
        Column("Concentration", "right", label="Concentration (1 = the nation's)"),
    )
