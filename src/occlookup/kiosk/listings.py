"""Views of several things with a number before each: jobs that were found, the best paid, families, kept jobs.

Owns the columns of these lists and what their numbers stand for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from occlookup.catalog import Catalog
from occlookup.catalog.filtering import Order, make_filters
from occlookup.comparisons import Glance
from occlookup.kiosk.pages import without_commands
from occlookup.kiosk.session import Choice, View
from occlookup.model import Answer, Area, Titled
from occlookup.render.blocks import Block, Bullets, Column, Facts, Grid, Heading, Paragraph
from occlookup.render.screens.parts import listed_growth, listed_pay, source_line

_FOUND, _RANKED = 20, 40
_CODE = re.compile(r"[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?")
_HINT = "Type a number, or another job."
_OTHERWISE = "Type a job, back, or home."
_NUMBER, _JOB = Column("", "right"), Column("Job", key=False)


def found(catalog: Catalog, text: str, state: Area | None) -> View | None:
    """The jobs that the words may mean; a job's own words of help where the words call for it; None where there is nothing."""
    answer = catalog.search(text, order=Order(top=_FOUND))
    if answer.data.notice is not None:
        return View((Paragraph(answer.data.notice),), hint=_OTHERWISE)
    jobs = [Titled(result.code, result.title) for result in answer.data.results]
    return jobs_view(catalog, "Jobs that may fit these words", jobs, state) if jobs else None


def names_a_job(catalog: Catalog, text: str) -> bool:
    """Whether a job goes by just these words."""
    results = catalog.search(text, order=Order(top=1)).data.results
    return bool(results) and results[0].matched.casefold().endswith(f": {text.casefold()}")


def like(catalog: Catalog, occupation: Titled, state: Area | None) -> View:
    """The jobs like one."""
    related = catalog.related(occupation.code).data.results
    if not related:
        return View((Paragraph(f"O*NET relates no occupations to {occupation.title}."),), about=occupation, hint=_OTHERWISE)
    jobs = [Titled(row.code, row.title) for row in related]
    # the source of the relation beside those of the figures
    return jobs_view(catalog, f"Jobs like {occupation.title}", jobs, state, relation="Related by O*NET.", about=occupation)


def compare(catalog: Catalog, occupations: Sequence[Titled], state: str | None) -> View:
    """Some side by side."""
    from occlookup.render.screens.compare import compare_screen

    answer = catalog.compare([occupation.code for occupation in occupations], state=state)
    screen = tuple(_numbered(block, occupations) for block in without_commands(compare_screen(answer)))
    return View(screen, _choices(occupations), hint=_HINT)


def _numbered(block: Block, occupations: Sequence[Titled]) -> Block:
    """A block of a comparison with the numbers that a person may type in the place of codes."""
    numbers = {occupation.code: str(number) for number, occupation in enumerate(occupations, 1)}
    match block:
        case Grid(columns=columns):
            return block._replace(columns=tuple(each._replace(title=numbers.get(each.title, each.title)) for each in columns))
        case Facts(pairs=pairs):
            only = {f"Only {code}": f"Only {number}" for code, number in numbers.items()}
            return block._replace(pairs=tuple((only.get(label, label), value) for label, value in pairs))
        case Bullets(items=items):
            titles = {occupation.code: occupation.title for occupation in occupations}
            return block._replace(items=tuple(_CODE.sub(lambda code: titles.get(code[0], code[0]), item) for item in items))
    return block


def ranked(catalog: Catalog, by: str, state: Area | None, *, no_degree: bool = False) -> View:
    """The first by one figure, "annual_median" or "growth"."""
    filters = make_filters(education="certificate") if no_degree else None
    answer = catalog.rank(by, state=state.state if state else None, filters=filters, top=_RANKED)
    ranking = answer.data
    title = {"annual_median": "Best-paid jobs", "growth": "Fastest-growing jobs"}[by]
    title += " that need no degree" if no_degree else ""
    columns = (_NUMBER, _JOB, _pay_column(state), Column(f"Growth {ranking.outlook_period}", "right", spare=1))
    rows = tuple(
        (str(row.rank), _title(row.title, row.published_as), listed_pay(row), listed_growth(row.percent_change))
        for row in ranking.rows
    )
    notes = []
    if ranking.own_outlook:
        notes.append("Growth is the state's own projection.")
    if no_degree:
        notes.append("No degree: BLS names a certificate, high school or less as typical for beginners.")
    blocks: list[Block] = [Heading(f"{title}{f' in {ranking.area.name}' if state else ''}")]
    blocks.append(Grid(columns, rows, heads=1, note=" ".join(notes)))
    jobs = [Titled(row.code, row.title) for row in ranking.rows]
    return View((*blocks, source_line(answer, "oews-", "projections-", "state-")), _choices(jobs), hint=_HINT)


def families(catalog: Catalog, group: str | None, state: Area | None) -> View:
    """The groups below a group, or its occupations."""
    listing = catalog.browse(group).data
    title = listing.path[-1].title if listing.path else "Job families"
    if listing.occupations:
        return jobs_view(catalog, title, [Titled(entry.code, entry.title) for entry in listing.occupations], state)
    rows = tuple((str(number), below.title) for number, below in enumerate(listing.groups, 1))
    choices = tuple(Choice("family", below.code, below.title) for below in listing.groups)
    return View((Heading(title), Grid((_NUMBER, _JOB._replace(title="Family")), rows, heads=1)), choices, hint="Type a number.")


def kept(catalog: Catalog, jobs: Sequence[Titled], state: Area | None) -> View:
    """What the person kept."""
    if not jobs:
        nothing = Paragraph("Nothing is kept. On a list type for example: keep 2. On the page of a job: keep")
        return View((Heading("The jobs you kept"), nothing), hint=_HINT)
    view = jobs_view(catalog, "The jobs you kept", jobs, state)
    return view._replace(hint="Type a number, compare, drop 1, or another job.")


def fits(catalog: Catalog, answers: Sequence[int], state: Area | None) -> View:
    """What sixty answers of the quiz say."""
    from occlookup.render.screens.quiz import quiz_screen

    filters = make_filters(state=state.state) if state else None
    answer = catalog.quiz_result(answers, filters=filters, order=Order(top=_FOUND))
    jobs = [Titled(match.code, match.title) for match in answer.data.results]
    # the quiz's own page, with the kiosk's list in the place of its table
    opening = [block for block in without_commands(quiz_screen(answer)) if not isinstance(block, Grid)]
    if not jobs:
        return View(tuple(opening), hint=_OTHERWISE)
    listed = jobs_view(catalog, "Work to look at, what fits best first", jobs, state)
    return listed._replace(screen=(*opening, *listed.screen))


def places(occupation: Titled, areas: Sequence[Titled]) -> View:
    """The areas that a name may mean, to choose one."""
    rows = tuple((str(number), area.title) for number, area in enumerate(areas, 1))
    grid = Grid((_NUMBER, Column("Area", key=False)), rows, heads=1)
    choices = tuple(Choice("area", area.code, area.title) for area in areas)
    return View((Heading("Which of these places?"), grid), choices, occupation, "Type a number.")


def jobs_view(
    catalog: Catalog, title: str, jobs: Sequence[Titled], state: Area | None, *, relation: str = "", about: Titled | None = None
) -> View:
    """Numbered jobs with pay, in the state first where one is set, and growth. `relation`: what they have in common."""
    answer = catalog.glances([job.code for job in jobs], state=state.state if state else None)
    national = (_pay_column(None)._replace(spare=2 if state else 0),)
    local = (_pay_column(state),) if state else ()
    period = next((job.outlook_period for job in answer.data if job.outlook_period), "")
    growth = (Column(f"Growth {period}".rstrip(), "right", label=f"Growth of jobs in the US {period}".rstrip(), spare=1),)
    rows = tuple(_row(number, job) for number, job in enumerate(answer.data, 1))
    grid = Grid((_NUMBER, _JOB, *local, *national, *growth), rows, heads=1, note=relation)
    return View((Heading(title), grid, source_line(_shown_sources(answer))), _choices(jobs), about, _HINT)


def _row(number: int, job: Glance) -> tuple[str, ...]:
    pay = (listed_pay(job.local),) if job.local else ()
    return str(number), _title(job.title, job.published_as), *pay, listed_pay(job.national), listed_growth(job.percent_change)


def _shown_sources(answer: Answer[tuple[Glance, ...]]) -> Answer[None]:
    """The sources without that of growth, where no job of the list has any."""
    if any(job.percent_change is not None for job in answer.data):
        return Answer(None, answer.sources)
    return Answer(None, {name: source for name, source in answer.sources.items() if name.startswith("oews-")})


def _pay_column(state: Area | None) -> Column:
    letters, name = (state.state, state.name) if state else ("US", "the US")
    return Column(f"Median pay {letters}", "right", label=f"Median pay in {name}")


def _title(title: str, published_as: Titled | None) -> str:
    return f"{title} (figures of {published_as.title})" if published_as else title


def _choices(jobs: Sequence[Titled]) -> tuple[Choice, ...]:
    return tuple(Choice("job", job.code, job.title) for job in jobs)
