"""The result types of `show`: an occupation's profile and its parts.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import. A module of
its own, so that a listing need not define them.
"""

from typing import NamedTuple

from occlookup.model import Interests, Note, OccupationKind, Titled, WageRow


class HistoryYear(NamedTuple):
    """National figures of one OEWS year (May). Dollars of that year, not adjusted for inflation; notes as in WageRow."""

    year: int
    employment: int | None
    hourly_median: float | None
    annual_median: int | None
    annual_mean: int | None
    notes: dict[str, Note]


class Task(NamedTuple):
    """A line of the project's own words and the O*NET tasks that it says again."""

    text: str
    onet_task_ids: tuple[int, ...]


class Groups(NamedTuple):
    """The SOC 2018 groups above an occupation; an aggregate that is itself a broad group has no broad."""

    major: Titled
    minor: Titled
    broad: Titled | None


class ElementRating(NamedTuple):
    """A skill, knowledge area or work style. Importance 1 to 5, level 0 to 7 (None where O*NET rates no level).

    `notes` has "suppress" where O*NET recommends not to rely on a rating, "not_relevant" on a level that respondents call so,
    and "suppress, not_relevant" for both.
    """

    id: str
    name: str
    definition: str | None
    importance: float | None
    level: float | None
    notes: dict[str, str]


class ElementScore(NamedTuple):
    """A work value (extent, 1 to 7) or a work-context item (0 to 1, the 0-100 score of O*NET OnLine / 100)."""

    id: str
    name: str
    definition: str | None
    score: float


class Technology(NamedTuple):
    """A category of software or equipment with O*NET's examples; `hot`: one of them is an O*NET Hot Technology."""

    category: str
    examples: tuple[str, ...]
    hot: bool
    hot_examples: tuple[str, ...]
    in_demand: tuple[str, ...]


class SurveyShare(NamedTuple):
    """How many of O*NET's respondents, in percent, say that the job requires this.

    `definition`: what a level of education is; None for lengths of time. `suppress`: O*NET recommends not to rely on the
    figure.
    """

    level: str
    percent: float
    suppress: bool
    definition: str | None


class Program(NamedTuple):
    """A CIP 2020 program of study that prepares for the occupation."""

    cip: str
    title: str


class Education(NamedTuple):
    """BLS: typical education, related experience and on-the-job training. O*NET: what respondents say."""

    typical: str | None
    typical_definition: str | None
    experience: str | None
    training: str | None
    survey: tuple[SurveyShare, ...]
    survey_experience: tuple[SurveyShare, ...]
    survey_on_site_training: tuple[SurveyShare, ...]
    survey_on_the_job_training: tuple[SurveyShare, ...]
    programs: tuple[Program, ...]


class NationalWages(NamedTuple):
    """The nation's wage row, None where the occupation has no OEWS estimate at all; all occupations', to compare."""

    national: WageRow | None
    all_occupations: WageRow | None


class Outlook(NamedTuple):
    """BLS employment projections 2024-34, in persons, self-employed included; `growth` in BLS's words."""

    employment_2024: int
    employment_2034: int
    change: int
    percent_change: float
    annual_openings: int
    growth: str


class IndustryShare(NamedTuple):
    """The occupation in one industry of the nation (OEWS, May 2025).

    `naics` as published; `level` is the depth of the classification: "sector", "3-digit", "4-digit" ...; `share` is
    percent of the occupation's national employment, computed here, one decimal. `notes` as in WageRow.
    """

    naics: str
    title: str
    level: str
    employment: int | None
    share: float | None
    annual_median: int | None
    hourly_median: float | None
    notes: dict[str, Note]


class Exposure2010(NamedTuple):
    """A figure that a paper gives for a SOC 2010 code which became (part of) this occupation."""

    soc_2010: str
    value: float


class Automation(NamedTuple):
    """Published automation-exposure figures, each on its paper's own scale; none is the project's judgement.

    `frey_osborne`: probability of computerisation, 0 to 1. `felten_aioe`: AI occupational exposure, standardised (0 is
    average). `eloundou`: share of tasks exposed to large language models, 0 to 1, by rater and measure.
    """

    frey_osborne: tuple[Exposure2010, ...]
    felten_aioe: tuple[Exposure2010, ...]
    eloundou: dict[str, float] | None


class Insights(NamedTuple):
    """What published figures say beyond pay and outlook."""

    automation: Automation | None
    work_life: None
    strengths: tuple[str, ...]
    challenges: tuple[str, ...]


class Profile(NamedTuple):
    """All that `show` tells of one occupation.

    `missing` names each block that has nothing and says why: `not_in_data_set` (the publisher has no figures for this
    occupation) or `not_written_yet`. `history` is the years before; the current one is in `wages`.
    """

    code: str
    title: str
    onet_code: str | None
    kind: OccupationKind
    parent: Titled | None
    members: tuple[Titled, ...]
    published_as: Titled | None
    groups: Groups
    summary: str | None
    tasks: tuple[Task, ...]
    example_titles: tuple[str, ...]
    alternate_titles: tuple[str, ...]
    interests: Interests | None
    job_zone: int | None
    job_zone_definition: str | None
    skills: tuple[ElementRating, ...]
    knowledge: tuple[ElementRating, ...]
    work_styles: tuple[ElementRating, ...]
    work_values: tuple[ElementScore, ...]
    work_context: tuple[ElementScore, ...]
    technology: tuple[Technology, ...]
    education: Education
    wages: NationalWages
    history: tuple[HistoryYear, ...]
    outlook: Outlook | None
    top_states: tuple[WageRow, ...]
    top_areas: tuple[WageRow, ...]
    industries: tuple[IndustryShare, ...]
    insights: Insights
    related: tuple[Titled, ...]
    links: dict[str, str]
    missing: dict[str, str]
