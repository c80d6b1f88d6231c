"""Everything about one occupation.

Owns turning an occupation's row and document into a Profile.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from occlookup.catalog.areas import NATION_CODE, area_by_code, find_state
from occlookup.catalog.industries import industries_of
from occlookup.catalog.insights import CROSSWALK_SOURCE, insights_of
from occlookup.catalog.links import links_of
from occlookup.catalog.projecting import OUTLOOK_COLUMNS, make_outlook, outlook_period
from occlookup.catalog.related import related_occupations
from occlookup.catalog.resolving import resolve
from occlookup.catalog.sourcing import named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes, decode, rows_of, wage_sources
from occlookup.index.schema import (
    DIRECT_MATCH,
    MEASURES,
    STATE_PROJECTIONS_SOURCE,
    STEM_SOURCE,
    SURVEY_SCALES,
    education_element,
)
from occlookup.model import Answer, Area, Interests, Titled, WageRow
from occlookup.profile import (
    Education,
    ElementRating,
    ElementScore,
    Groups,
    HistoryYear,
    LocalFigures,
    NationalWages,
    Profile,
    Program,
    SurveyShare,
    Task,
    Technology,
)

TOTAL_CODE = "00-0000"

_MEASURE_NAMES = tuple(measure.name for measure in MEASURES)
_HISTORY_FIGURES = ("employment", "hourly_median", "annual_median", "annual_mean")


def records_behind(store: Store, code: str) -> list[str]:
    """The records whose figures stand in the occupation's profile, for Store.ensure_current.

    Only the titles of related occupations come from others.
    """
    row = store.row(
        "SELECT p.code, o.parent FROM occupation o JOIN soc s ON s.id = o.id JOIN soc p ON p.id = o.published_as"
        " WHERE s.code = ?",
        (code,),
    )
    codes = {code, *(other for other in row or () if other)}
    states = store.rows("SELECT state FROM area WHERE type = 'state'")
    return [
        *(f"occupations/{other}.toml" for other in sorted(codes)),
        *(f"wages/{state}.toml" for (state,) in states),
        *(f"{name}.toml" for name in ("areas", "elements", "groups", "industries", "programs", "sources")),
    ]


def show(store: Store, text: str, *, state: str | None = None) -> Answer[Profile]:
    """The answer to `show`: see Catalog.show."""
    place = None if state is None else find_state(store, state)
    unit = resolve(store, text)
    row = store.row(
        "SELECT onet_code, parent, published_as, major, minor, broad, job_zone,"
        f" {', '.join(OUTLOOK_COLUMNS)},"
        " realistic, investigative, artistic, social, enterprising, conventional, high_points, stem"
        " FROM occupation WHERE id = ?",
        (unit.id,),
    )
    if row is None:
        raise LookupError(f"{unit.code} is in table soc alone")
    onet_code, parent, published_id, major, minor, broad, job_zone = row[:7]
    document = store.document(unit.id)
    titles = _titles(store, [major, minor, broad, parent, *document["members"]])
    published = store.row("SELECT code, title FROM soc WHERE id = ?", (published_id,))
    published_as = Titled(*published) if published and published_id != unit.id else None
    here = published_as or Titled(unit.code, unit.title)
    nation = area_by_code(store, NATION_CODE)
    national = next(iter(rows_of(store, published_id, here, [nation], keep_missing=False)), None)
    compared = _compared(store, major, nation) if national else {}
    top = _top_places(store, published_id, here, document["places"])
    outlook = make_outlook(store, row[7:13])
    interests = Interests._make(row[13:20]) if row[13] is not None else None
    by_industry = next(iter(document["sources"].get("industries", ())), None)
    industries = industries_of(store, document["industries"], national, by_industry)
    # that there is no estimate is something the nation's release says too
    source_ids = {*wage_sources([nation, *top.areas_named()])}.union(*document["sources"].values())
    local = None
    if place is not None:
        from occlookup.catalog.outlook import state_outlook  # here: most answers are about no state

        (local_row,) = rows_of(store, published_id, here, [place])
        local = LocalFigures(local_row, state_outlook(store, here.code, place.state or ""))
        source_ids |= {*wage_sources([place]), *([STATE_PROJECTIONS_SOURCE] if local.outlook else [])}
    automation = document["automation"]
    if "frey_osborne" in automation or "felten_aioe" in automation:
        source_ids.add(CROSSWALK_SOURCE)
    if row[20]:
        source_ids.add(STEM_SOURCE)
    own, sources = None, named_sources(store, source_ids)
    if store.has_own:
        from occlookup.catalog.own import own_record, own_sources

        own = own_record(store, unit.id)
        sources |= own_sources(own)
    profile = Profile(
        code=unit.code,
        title=unit.title,
        onet_code=onet_code,
        kind=unit.level,  # type: ignore[arg-type]
        parent=titles.get(parent),
        members=tuple(titles[code] for code in document["members"] if code in titles),
        published_as=published_as,
        groups=Groups(titles[major], titles[minor], titles.get(broad)),
        stem=row[20],
        summary=document["summary"],
        tasks=tuple(Task(line, tuple(ids)) for line, ids in document["tasks"]),
        example_titles=tuple(document["example_titles"]),
        alternate_titles=_alternate_titles(store, unit.id),
        interests=interests,
        job_zone=job_zone,
        job_zone_definition=_meaning_of_zone(store, job_zone) if job_zone else None,
        skills=_ratings(store, document, "skills"),
        knowledge=_ratings(store, document, "knowledge"),
        work_styles=_ratings(store, document, "work_styles"),
        work_values=_scores(store, document, "work_values"),
        work_context=_scores(store, document, "work_context"),
        technology=tuple(
            Technology(category, tuple(examples), bool(hot), tuple(hot), tuple(in_demand))
            for category, examples, hot, in_demand in document["technology"]
        ),
        education=_education(store, document),
        wages=NationalWages(national, compared.get(TOTAL_CODE), compared.get(major), nation.source),
        history=_history(store, document["history"]),
        outlook=outlook,
        top_states=top.states,
        top_areas=top.areas,
        best_paid_states=top.best_paid,
        most_concentrated_states=top.most_concentrated,
        local=local,
        sectors=industries.sectors,
        industries=industries.subsectors,
        detailed_industries=industries.detailed,
        industries_source=by_industry,
        insights=insights_of(store, document, outlook),
        related=related_occupations(store, document["related"]),
        links=links_of(store, here if national else None, unit, onet_code, document["video"], place),
        missing=_missing(document, national, outlook, interests),
        outlook_period=outlook_period(store),
        block_sources={block: tuple(dict.fromkeys(named)) for block, named in document["sources"].items()},
        own=own,
    )
    return Answer(profile, sources)


def _meaning_of_zone(store: Store, job_zone: int) -> str | None:
    """What a job zone means in the project's words, or O*NET's name for one that an import brought."""
    name, definition = store.element(f"JZ {job_zone}")
    return definition or (name if name != f"JZ {job_zone}" else None)


def _titles(store: Store, codes: list[str | None]) -> dict[str | None, Titled]:
    wanted = [code for code in codes if code]
    marks = ", ".join("?" * len(wanted))
    return {row[0]: Titled(*row) for row in store.rows(f"SELECT code, title FROM soc WHERE code IN ({marks})", wanted)}


def _alternate_titles(store: Store, soc_id: int) -> tuple[str, ...]:
    rows = store.rows(
        "SELECT t.text FROM occupation o JOIN title t ON t.id BETWEEN o.first_title AND o.last_title"
        " WHERE o.id = ? AND t.kind >= ? ORDER BY t.id",
        (soc_id, DIRECT_MATCH),
    )
    return tuple(row[0] for row in rows)


def _ratings(store: Store, document: dict[str, Any], block: str) -> tuple[ElementRating, ...]:
    return tuple(
        ElementRating(element, *store.element(element), importance, level, notes)
        for element, importance, level, notes in document.get(block, ())
    )


def _scores(store: Store, document: dict[str, Any], block: str) -> tuple[ElementScore, ...]:
    return tuple(ElementScore(element, *store.element(element), score) for element, score in document[block])


def _education(store: Store, document: dict[str, Any]) -> Education:
    typical, survey = document["education"], document["survey"]
    shares = {scale: tuple(_survey_share(store, *share) for share in survey.get(scale, ())) for scale in SURVEY_SCALES}
    level = typical.get("typical")
    return Education(
        typical=level,
        typical_definition=store.element(education_element(level))[1] if level else None,
        experience=typical.get("experience"),
        training=typical.get("training"),
        survey=shares["RL"],
        survey_experience=shares["RW"],
        survey_on_site_training=shares["PT"],
        survey_on_the_job_training=shares["OJ"],
        programs=tuple(Program(*program) for program in document["programs"]),
    )


def _survey_share(store: Store, category: str, percent: float, suppress: bool) -> SurveyShare:
    level, definition = store.element(category)
    return SurveyShare(level, percent, suppress, definition)


def _compared(store: Store, major: str, nation: Area) -> dict[str, WageRow]:
    """The national rows of all occupations and of the major group, by code."""
    units = store.rows("SELECT id, code, title FROM soc WHERE code IN (?, ?)", (TOTAL_CODE, major))
    rows = [rows_of(store, soc_id, Titled(code, title), [nation], keep_missing=False) for soc_id, code, title in units]
    return {row.code: row for found in rows for row in found}


class _TopPlaces(NamedTuple):
    states: tuple[WageRow, ...]
    areas: tuple[WageRow, ...]
    best_paid: tuple[WageRow, ...]
    most_concentrated: tuple[WageRow, ...]

    def areas_named(self) -> list[Area]:
        """The places of all of these rows."""
        return [row.area for rows in self for row in rows]


def _top_places(store: Store, soc_id: int, unit: Titled, ids: dict[str, list[int]]) -> _TopPlaces:
    """The places that lead, by the ids that the document has."""
    wanted = [*ids["most_jobs"], *ids["best_paid"], *ids["most_concentrated"]]
    marks = ", ".join("?" * len(wanted))
    areas = {
        row[0]: Area(*row[1:])
        for row in store.rows(f"SELECT id, code, name, type, state, source FROM area WHERE id IN ({marks})", wanted)
    }
    rows = {row.area: row for row in rows_of(store, soc_id, unit, list(areas.values()), keep_missing=False)} if areas else {}
    most, best_paid, concentrated = (tuple(rows[areas[area_id]] for area_id in found) for found in ids.values())
    return _TopPlaces(
        tuple(row for row in most if row.area.type == "state"),
        tuple(row for row in most if row.area.type != "state"),
        best_paid,
        concentrated,
    )


def _history(store: Store, years: list[list[Any]]) -> tuple[HistoryYear, ...]:
    made = []
    for year, source, row in years:
        cells = [-1 if token == "-0" else int(token.replace(".", "")) for token in row.split()]
        figures, notes = decode(_MEASURE_NAMES, cells, TopCodes.of(store, source))
        by_name = dict(zip(_MEASURE_NAMES, figures, strict=True))
        kept = {name: note for name, note in notes.items() if name in _HISTORY_FIGURES}
        made.append(HistoryYear._make((year, *(by_name[name] for name in _HISTORY_FIGURES), kept)))
    return tuple(made)


def _missing(document: dict[str, Any], national: object, outlook: object, interests: object) -> dict[str, str]:
    missing = {}
    if national is None:
        missing["wages"] = "not_in_data_set"
    if outlook is None:
        missing["outlook"] = "not_in_data_set"
    if not document["summary"]:
        missing["summary"] = "not_written_yet"
    if interests is None:
        missing["interests"] = "not_in_data_set"
    if "skills" not in document:
        missing["skills"] = "not_in_data_set"
    return missing
