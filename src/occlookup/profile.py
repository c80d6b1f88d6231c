"""The result types of `show`: an occupation's profile and its parts.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import. A module of
its own, so that a listing need not define them.
"""

from typing import Literal, NamedTuple

from occlookup.model import Interests, Note, OccupationKind, Titled, WageRow
from occlookup.own_records import OwnRecord


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
    """The nation's wage row, None where the occupation has no OEWS estimate at all; to compare, all occupations' and its
    major group's. `source` is the id of the release that they come from, or that has no estimate."""

    national: WageRow | None
    all_occupations: WageRow | None
    major_group: WageRow | None
    source: str | None


class Outlook(NamedTuple):
    """BLS's employment projections from `base_year` to `projected_year`, in persons, self-employed included.

    `growth` in BLS's words, None where it is not known which percent each stands for in these years; `growth_reason` is then
    "words_not_known". `employment_2024` and `employment_2034` are None where the projection in use is of other years.
    """

    employment_2024: int | None
    employment_2034: int | None
    change: int
    percent_change: float
    annual_openings: int
    growth: str | None
    base_year: int
    projected_year: int
    employment_base: int
    employment_projected: int
    growth_reason: str | None


class StateOutlook(NamedTuple):
    """A state's own projection 2022-32, in persons, as Projections Central publishes it; `change` is reckoned here.

    Made by the state, and as a rule for another period than BLS's: the two are not to be compared. A figure is None where the
    state gives none. `notes` has "new_jobs_only" for openings that leave out people who leave, as no other state's do.
    """

    state: str
    name: str
    employment_2022: int | None
    employment_2032: int | None
    change: int | None
    percent_change: float | None
    annual_openings: int | None
    notes: dict[str, str]


class LocalFigures(NamedTuple):
    """One state: its wage row (whose notes say why, where there is no estimate) and its own projection, None without one."""

    wages: WageRow
    outlook: StateOutlook | None


class IndustryShare(NamedTuple):
    """The occupation in one industry of the nation (OEWS, the release of Profile.industries_source).

    `naics` as published; `level`: "sector", or how many digits its code has, "3-digit" to "6-digit"; `share` is
    percent of the occupation's national employment, computed here, one decimal; None where the nation's figures are of another
    release. `notes` as in WageRow.
    """

    naics: str
    title: str
    level: str
    employment: int | None
    share: float | None
    annual_median: int | None
    hourly_median: float | None
    notes: dict[str, Note]


class Standing(NamedTuple):
    """Where a figure stands: `percentile` percent of the `of` occupations that have one have a lower, ties counted half."""

    figure: float
    percentile: float
    of: int


class Exposure2010(NamedTuple):
    """A figure that a paper gives for a SOC 2010 code which became this occupation, and no other.

    Where the code became several of SOC 2018 the figure is none of theirs: `value` is None and `became` names them. Where the
    occupation has several predecessors and the paper has no score of this one, `value` is None and `became` empty. `level`:
    "low" up to 0.3, "medium", "high" from 0.7; None where the paper knows no such levels.
    """

    soc_2010: str
    value: float | None
    level: str | None
    became: tuple[str, ...]


class Automation(NamedTuple):
    """Published automation-exposure figures, each on its paper's own scale; never mixed, none is the project's judgement.

    `frey_osborne`: probability of computerisation, 0 to 1. `felten_aioe`: AI occupational exposure, standardised (0 is
    average). `eloundou`: share of tasks exposed to large language models, 0 to 1, by rater and measure;
    `language_models`: where `eloundou["human_beta"]` stands. `degree_of_automation`: O*NET's work-context item, 0 to 1.
    """

    frey_osborne: tuple[Exposure2010, ...]
    felten_aioe: tuple[Exposure2010, ...]
    eloundou: dict[str, float] | None
    language_models: Standing | None
    degree_of_automation: Standing | None


class WorkLifeItem(NamedTuple):
    """One of the six work-context items of the work-life index; in each, less is easier on a life outside work."""

    id: str
    name: str
    definition: str | None
    score: float
    percentile: float
    of: int


class WorkLife(NamedTuple):
    """The work-life index, 0 to 10, higher is better: ten times one minus the mean of the items' percentiles as shares."""

    score: float
    items: tuple[WorkLifeItem, ...]


class Finding(NamedTuple):
    """A strength or a challenge: the rule that was met, and the published figure and percentile that met it.

    `rule` is its name for programs, `name` for people. `unit` says what `figure` counts; `detail` is what is published in
    words, where that is no number. `median` is that of the `of` occupations compared.
    """

    rule: str
    name: str
    figure: float | None
    unit: str
    detail: str | None
    percentile: float
    of: int
    median: float | None


class Insights(NamedTuple):
    """What published figures say beyond pay and outlook. `work_life` is None where O*NET has no work context."""

    automation: Automation | None
    work_life: WorkLife | None
    strengths: tuple[Finding, ...]
    challenges: tuple[Finding, ...]


class RelatedOccupation(NamedTuple):
    """An occupation that O*NET relates to this one, with its national wages (OEWS) and its outlook (BLS).

    `published_as`: the occupation whose figures these are, where it has none of its own. `notes` as in WageRow, and of
    `growth` what Outlook has as its reason.
    """

    code: str
    title: str
    published_as: Titled | None
    employment: int | None
    hourly_median: float | None
    annual_p10: int | None
    annual_p25: int | None
    annual_median: int | None
    annual_p75: int | None
    annual_p90: int | None
    percent_change: float | None
    growth: str | None
    annual_openings: int | None
    job_zone: int | None
    notes: dict[str, Literal[Note, "words_not_known"]]


class Profile(NamedTuple):
    """All that `show` tells of one occupation.

    `missing` names each block that has nothing and says why: `not_in_data_set` (the publisher has no figures for this
    occupation) or `not_written_yet`. `history` is the years before; the current one is in `wages`. `stem`: which kind of STEM
    occupation it is ("practitioner", "technician", "teacher", "manager", "sales"), None for none. `industries` are NAICS
    subsectors and government, `sectors` all sectors, `detailed_industries` those without a published one below them; the ten
    with the most jobs of each but the sectors. `industries_source`: the id of the release that all three come from. `local`
    is the state that was asked for. `outlook_period`: of BLS's projections ("2024-34"), whether or not this occupation has
    one; None where no occupation has. `block_sources`: the ids of the releases that each block of the occupation's record
    comes from, for records may mix releases. `own` is what the center's own records add, None where they add nothing; of an
    occupation of `kind` "own" it is all there is.
    """

    code: str
    title: str
    onet_code: str | None
    kind: OccupationKind
    parent: Titled | None
    members: tuple[Titled, ...]
    published_as: Titled | None
    groups: Groups
    stem: str | None
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
    best_paid_states: tuple[WageRow, ...]
    most_concentrated_states: tuple[WageRow, ...]
    local: LocalFigures | None
    sectors: tuple[IndustryShare, ...]
    industries: tuple[IndustryShare, ...]
    detailed_industries: tuple[IndustryShare, ...]
    industries_source: str | None
    insights: Insights
    related: tuple[RelatedOccupation, ...]
    links: dict[str, str]
    missing: dict[str, str]
    outlook_period: str | None
    block_sources: dict[str, tuple[str, ...]]
    own: OwnRecord | None
