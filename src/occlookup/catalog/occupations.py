"""Everything about one occupation.

Owns turning an occupation's row and document into a Profile.
"""

from __future__ import annotations

from typing import Any

from occlookup.catalog.areas import NATION_CODE, area_by_code
from occlookup.catalog.resolving import resolve
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes, decode, rows_of
from occlookup.index.schema import MEASURES, SURVEY_SCALES, education_element
from occlookup.model import Answer, Area, Interests, Titled, WageRow
from occlookup.profile import (
    Automation,
    Education,
    ElementRating,
    ElementScore,
    Exposure2010,
    Groups,
    HistoryYear,
    IndustryShare,
    Insights,
    NationalWages,
    Outlook,
    Profile,
    Program,
    SurveyShare,
    Task,
    Technology,
)

INDUSTRY_LEVELS = {2: "sector", 3: "3-digit", 4: "4-digit", 5: "5-digit"}
_TOP_INDUSTRIES = 10
_SHOWN_INDUSTRY_LEVEL = 3  # NAICS subsectors and government: they neither overlap nor leave anything out

_MEASURE_NAMES = tuple(measure.name for measure in MEASURES)
_INDUSTRY_FIGURES = ("employment", "annual_median", "hourly_median")
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


def show(store: Store, text: str) -> Answer[Profile]:
    """The answer to `show`: see Catalog.show."""
    unit = resolve(store, text)
    row = store.row(
        "SELECT onet_code, parent, published_as, major, minor, broad, job_zone, employment_2024, employment_2034,"
        " change, percent_change, annual_openings, growth,"
        " realistic, investigative, artistic, social, enterprising, conventional, high_points"
        " FROM occupation WHERE id = ?",
        (unit.id,),
    )
    if row is None:
        raise LookupError(f"{unit.code} is in table soc alone")
    onet_code, parent, published_id, major, minor, broad, job_zone = row[:7]
    document = store.document(unit.id)
    titles = _titles(store, [major, minor, broad, parent, *document["members"], *document["related"]])
    published = store.row("SELECT code, title FROM soc WHERE id = ?", (published_id,))
    published_as = Titled(*published) if published and published_id != unit.id else None
    here = published_as or Titled(unit.code, unit.title)
    nation = area_by_code(store, NATION_CODE)
    national = next(iter(rows_of(store, published_id, here, [nation], keep_missing=False)), None)
    total = store.row("SELECT id, code, title FROM soc WHERE level = 'total'")
    compared = rows_of(store, total[0], Titled(*total[1:]), [nation], keep_missing=False) if total and national else []
    states, areas = _top_places(store, published_id, here, document["top_areas"])
    outlook = _outlook(row[7:13])
    interests = Interests._make(row[13:]) if row[13] is not None else None
    # that there is no estimate is something the current release says too
    source_ids = block_sources(store, "wages").union(*document["sources"].values())
    profile = Profile(
        code=unit.code,
        title=unit.title,
        onet_code=onet_code,
        kind=unit.level,  # type: ignore[arg-type]
        parent=titles.get(parent),
        members=tuple(titles[code] for code in document["members"] if code in titles),
        published_as=published_as,
        groups=Groups(titles[major], titles[minor], titles.get(broad)),
        summary=document["summary"],
        tasks=tuple(Task(line, tuple(ids)) for line, ids in document["tasks"]),
        example_titles=tuple(document["example_titles"]),
        alternate_titles=_alternate_titles(store, unit.id),
        interests=interests,
        job_zone=job_zone,
        job_zone_definition=store.element(f"JZ {job_zone}")[1] if job_zone else None,
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
        wages=NationalWages(national, next(iter(compared), None)),
        history=_history(store, document["history"]),
        outlook=outlook,
        top_states=states,
        top_areas=areas,
        industries=_industries(store, published_id, national),
        insights=Insights(_automation(document["automation"]), None, (), ()),
        related=tuple(titles[code] for code in document["related"] if code in titles),
        links=_links(onet_code, document),
        missing=_missing(document, national, outlook, interests),
    )
    return Answer(profile, named_sources(store, source_ids))


def _titles(store: Store, codes: list[str | None]) -> dict[str | None, Titled]:
    wanted = [code for code in codes if code]
    marks = ", ".join("?" * len(wanted))
    return {row[0]: Titled(*row) for row in store.rows(f"SELECT code, title FROM soc WHERE code IN ({marks})", wanted)}


def _alternate_titles(store: Store, soc_id: int) -> tuple[str, ...]:
    rows = store.rows(
        "SELECT t.text FROM occupation o JOIN title t ON t.id BETWEEN o.first_title AND o.last_title"
        " WHERE o.id = ? AND t.kind > 0 ORDER BY t.id",
        (soc_id,),
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


def _outlook(figures: tuple[Any, ...]) -> Outlook | None:
    return None if figures[0] is None else Outlook._make(figures)


def _top_places(
    store: Store, soc_id: int, unit: Titled, area_ids: list[int]
) -> tuple[tuple[WageRow, ...], tuple[WageRow, ...]]:
    marks = ", ".join("?" * len(area_ids))
    rows = store.rows(f"SELECT id, code, name, type, state FROM area WHERE id IN ({marks})", area_ids)
    areas = {row[0]: Area(*row[1:]) for row in rows}
    found = rows_of(store, soc_id, unit, [areas[area_id] for area_id in area_ids], keep_missing=False) if areas else []
    states = tuple(row for row in found if row.area.type == "state")
    return states, tuple(row for row in found if row.area.type != "state")


def _history(store: Store, years: list[list[Any]]) -> tuple[HistoryYear, ...]:
    made = []
    for year, source, row in years:
        cells = [-1 if token == "-0" else int(token.replace(".", "")) for token in row.split()]
        figures, notes = decode(_MEASURE_NAMES, cells, TopCodes.of(store, source))
        by_name = dict(zip(_MEASURE_NAMES, figures, strict=True))
        kept = {name: note for name, note in notes.items() if name in _HISTORY_FIGURES}
        made.append(HistoryYear._make((year, *(by_name[name] for name in _HISTORY_FIGURES), kept)))
    return tuple(made)


def _industries(store: Store, soc_id: int, national: WageRow | None) -> tuple[IndustryShare, ...]:
    rows = store.rows(
        "SELECT i.naics, i.title, i.level, w.employment, w.annual_median, w.hourly_median FROM industry_wage w"
        " JOIN industry i ON i.id = w.industry_id WHERE w.soc_id = ? AND i.level = ? AND w.employment >= 0"
        " ORDER BY w.employment DESC, i.naics LIMIT ?",
        (soc_id, _SHOWN_INDUSTRY_LEVEL, _TOP_INDUSTRIES),
    )
    if not rows:
        return ()
    everyone = national.employment if national else None
    source = store.row("SELECT source FROM area WHERE code = ?", (NATION_CODE,))
    top = TopCodes.of(store, source[0] if source else "")
    made = []
    for naics, title, level, *cells in rows:
        (employment, annual_median, hourly_median), notes = decode(_INDUSTRY_FIGURES, cells, top)
        share = round(100 * employment / everyone, 1) if everyone and employment is not None else None
        level_name = INDUSTRY_LEVELS[level]
        made.append(IndustryShare._make((naics, title, level_name, employment, share, annual_median, hourly_median, notes)))
    return tuple(made)


def _automation(block: dict[str, Any]) -> Automation | None:
    if not block:
        return None
    return Automation(
        tuple(Exposure2010(entry["soc_2010"], entry["probability"]) for entry in block.get("frey_osborne", ())),
        tuple(Exposure2010(entry["soc_2010"], entry["score"]) for entry in block.get("felten_aioe", ())),
        block.get("eloundou"),
    )


def _links(onet_code: str | None, document: dict[str, Any]) -> dict[str, str]:
    links = {}
    if onet_code:
        links["onet_online"] = f"https://www.onetonline.org/link/summary/{onet_code}"
    if document["video"]:
        links["video"] = document["video"]
    return links


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
