"""All that a set of figures has about one occupation or group, laid out so that two sets can be held against each other.

Owns what is compared about one occupation, and under which names. What follows from other figures (percentiles, leading
places) is left out: it would say the same change twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from occlookup.catalog.periods import STATE_PROJECTIONS, Periods
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import decode
from occlookup.codes import INTEREST_NAMES
from occlookup.index.document import RATED_BLOCKS
from occlookup.index.schema import AREA_STRIDE, DIRECT_MATCH, EVERYDAY, EVERYDAY_TOO, MEASURES, NEW_JOBS_ONLY

# part, id and figure, as DetailChange has them
Key = tuple[str, str, str]
# part, id and text, as ItemChange has them
Item = tuple[str, str, str]
# lists of codes, whose texts are the titles that the set has for them
CODED_LISTS = frozenset({"members", "related", "programs"})
Noted = tuple[float | None, str | None]
# those where a figure that is not there is not published; a year that is no history yet, or not any more, may well be
PUBLISHED_PARTS = frozenset({"wages", "projections", "state_projections", "industries"})

_MEASURES = tuple(measure.name for measure in MEASURES)
_OUTLOOK = ("employment_base", "employment_projected", "percent_change", "annual_openings")
_INDUSTRY = ("employment", "hourly_median", "annual_median")
_AREAS = ("nation", "state", "metro", "nonmetro")


class Details(NamedTuple):
    """What a set has: figures with their notes, what their ids mean, the releases of each part or (part, id), the facts with
    theirs, and the lines of lists as (part, id, text)."""

    figures: dict[Key, Noted]
    names: dict[tuple[str, str], str]
    sources: dict[tuple[str, str], Sequence[str]]
    facts: dict[str, tuple[str | None, Sequence[str]]]
    items: list[Item]


def details_of(store: Store, periods: Periods, soc_id: int) -> Details:
    """All that the set has about the unit with this id of table soc."""
    details = Details({}, {}, {}, {}, [])
    unit = store.row("SELECT code, title, level, parent FROM soc WHERE id = ?", (soc_id,))
    assert unit is not None
    details.facts.update((name, (text, ())) for name, text in zip(("title", "level", "parent"), unit[1:], strict=True))
    row = store.row(
        "SELECT o.published_as, p.code, o.onet_code, o.major, o.minor, o.broad, o.stem, o.job_zone, o.high_points, o.growth"
        " FROM occupation o JOIN soc p ON p.id = o.published_as WHERE o.id = ?",
        (soc_id,),
    )
    if row is None:  # a group: wages alone
        _add_wages(details, store, soc_id, periods.blocks.get("wages", []), periods)
        return details
    document = store.document(soc_id)
    sources = document["sources"]
    for block, ids in sources.items():
        details.sources[block, ""] = ids
    published_id, published, onet_code, major, minor, broad, stem, zone, letters, growth = row
    _add_wages(details, store, published_id, sources.get("wages", []), periods)
    _add_outlook(details, store, soc_id, published, periods)
    _add_history(details, document, periods)
    _add_industries(details, store, published_id, periods, sources.get("industries", []))
    _add_ratings(details, store, document, soc_id)
    _add_automation(details, document)
    education = document["education"]
    words = {
        "published_as": (published, "wages"), "onet_code": (onet_code, "titles"), "major_group": (major, ""),
        "minor_group": (minor, ""), "broad_group": (broad, ""), "stem": (stem, "stem"), "summary": (document["summary"], ""),
        "job_zone": (None if zone is None else str(zone), "job_zone"), "interests_code": (letters or None, "interests"),
        "growth": (growth, "projections"), "video": (document["video"], "video"),
        **{name: (education.get(name), "education") for name in ("typical", "experience", "training")},
    }  # fmt: skip
    details.facts.update((name, (text, sources.get(block, ()))) for name, (text, block) in words.items())
    _add_items(details, store, document, soc_id)
    return details


def _add(details: Details, part: str, about: str, names: Iterable[str], noted: Iterable[Noted]) -> None:
    details.figures.update(((part, about, name), figure) for name, figure in zip(names, noted, strict=True))


def _decoded(names: Sequence[str], cells: Sequence[int], periods: Periods, sources: Sequence[str]) -> list[Noted]:
    figures, notes = decode(names, cells, periods.top_codes_of(sources))
    return [(figure, notes.get(name)) for name, figure in zip(names, figures, strict=True)]


def _add_wages(details: Details, store: Store, published_id: int, national: Sequence[str], periods: Periods) -> None:
    """The nation, each state, its areas: all measures."""
    rows = store.rows(
        f"SELECT a.code, a.name, a.type, a.state, a.source, {', '.join(f'w.{name}' for name in _MEASURES)}"
        f" FROM area a JOIN wage w ON w.id = a.id * {AREA_STRIDE} + ?",
        (published_id,),
    )
    rows.sort(key=lambda row: (row[3] or "", _AREAS.index(row[2]), row[0]))
    for code, name, kind, _, source, *cells in rows:
        sources = national if kind == "nation" and national else [source] if source else []
        details.names["wages", code] = name
        details.sources["wages", code] = sources
        _add(details, "wages", code, _MEASURES, _decoded(_MEASURES, cells, periods, sources))


def _add_outlook(details: Details, store: Store, soc_id: int, published: str, periods: Periods) -> None:
    columns = ", ".join(_OUTLOOK)
    row = store.row(f"SELECT {columns} FROM occupation WHERE id = ?", (soc_id,)) or ()
    if any(cell is not None for cell in row):
        details.names["projections", ""] = "National"
        _add(details, "projections", "", _OUTLOOK, [_or_unpublished(cell) for cell in row])
    details.sources[STATE_PROJECTIONS, ""] = periods.blocks.get(STATE_PROJECTIONS, [])
    rows = store.rows(
        "SELECT p.state, a.name, p.base, p.projected, p.percent_change, p.annual_openings FROM state_projection p"
        " LEFT JOIN area a ON a.state = p.state AND a.type = 'state' WHERE p.code = ? ORDER BY p.state",
        (published,),
    )
    for state, name, *cells in rows:
        details.names[STATE_PROJECTIONS, state] = name or state
        noted = [_or_unpublished(cell) for cell in cells]
        if state in NEW_JOBS_ONLY and cells[-1] is not None:
            noted[-1] = cells[-1], "new_jobs_only"
        _add(details, STATE_PROJECTIONS, state, _OUTLOOK, noted)


def _or_unpublished(cell: float | None) -> Noted:
    return cell, "not_published" if cell is None else None


def _add_history(details: Details, document: dict[str, Any], periods: Periods) -> None:
    for year, source, row in document["history"]:
        cells = [-1 if token == "-0" else int(token.replace(".", "")) for token in row.split()]
        details.names["history", str(year)] = str(year)
        details.sources["history", str(year)] = [source]
        _add(details, "history", str(year), _MEASURES, _decoded(_MEASURES, cells, periods, [source]))


def _add_industries(details: Details, store: Store, published_id: int, periods: Periods, sources: Sequence[str]) -> None:
    rows = store.rows(
        "SELECT i.code, i.title, w.employment, w.hourly_median, w.annual_median FROM industry_wage w"
        " JOIN industry i ON i.id = w.industry_id WHERE w.soc_id = ? ORDER BY i.code",
        (published_id,),
    )
    for code, title, *cells in rows:
        details.names["industries", code] = title
        _add(details, "industries", code, _INDUSTRY, _decoded(_INDUSTRY, cells, periods, sources))


def _add_ratings(details: Details, store: Store, document: dict[str, Any], soc_id: int) -> None:
    """Interests, rated and scored elements, the survey."""
    interests = store.row(f"SELECT {', '.join(INTEREST_NAMES)} FROM occupation WHERE id = ?", (soc_id,)) or ()
    if any(score is not None for score in interests):
        details.names["interests", ""] = "Occupational interests"
        _add(details, "interests", "", INTEREST_NAMES, [(score, None) for score in interests])
    for block in RATED_BLOCKS:
        for element, importance, level, notes in sorted(document.get(block, ())):
            details.names[block, element] = store.element(element)[0]
            for name, figure in (("importance", importance), ("level", level)):
                if figure is not None:
                    details.figures[block, element, name] = figure, notes.get(name)
    for block in ("work_values", "work_context"):
        for element, score in sorted(document[block]):
            details.names[block, element] = store.element(element)[0]
            details.figures[block, element, "score"] = score, None
    for shares in document["survey"].values():
        for category, percent, suppress in shares:
            details.names["survey", category] = store.element(category)[0]
            details.figures["survey", category, "percent"] = percent, "suppress" if suppress else None


def _add_automation(details: Details, document: dict[str, Any]) -> None:
    """The papers' figures by SOC 2010 code; those without one have none here."""
    for name, scores in document["automation"].items():
        if name == "eloundou":
            details.names["automation", ""] = "Eloundou and others"
            details.figures.update((("automation", "", figure), (value, None)) for figure, value in scores.items())
        else:
            for code, score, _ in scores:
                if score is not None:
                    details.names["automation", code] = f"SOC 2010 code {code}"
                    details.figures["automation", code, name] = score, None


def _add_items(details: Details, store: Store, document: dict[str, Any], soc_id: int) -> None:
    rows = store.rows(
        "SELECT t.kind, t.text FROM occupation o JOIN title t ON t.id BETWEEN o.first_title AND o.last_title"
        " WHERE o.id = ? ORDER BY t.id",
        (soc_id,),
    )
    titled = dict(store.rows("SELECT code, title FROM soc"))
    add = details.items.append
    for kind, text in rows:
        if kind >= DIRECT_MATCH:
            add(("alternate_titles", "", text))
        elif kind in (EVERYDAY, EVERYDAY_TOO):
            add(("everyday_names", "", text))
    for text, ids in document["tasks"]:
        add(("tasks", " ".join(map(str, ids)), text))
    for part in ("members", "related"):
        for code in document[part]:
            add((part, code, titled.get(code, "")))
    for cip, title in document["programs"]:
        add(("programs", cip, title))
    for category, examples, hot, in_demand in document["technology"]:
        for part, names in (("technology", examples), ("hot_technology", hot), ("in_demand_technology", in_demand)):
            for name in names:
                add((part, category, name))
    for text in document["example_titles"]:
        add(("example_titles", "", text))
