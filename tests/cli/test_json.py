"""The JSON answers, key for key: what scripts rely on."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest

NUMBER = (int, float)
OPTIONAL_NUMBER = (int, float, type(None))
OPTIONAL_INT = (int, type(None))
OPTIONAL_TEXT = (str, type(None))

# A shape: a type or types, a dict of shapes (these keys in this order), a list of one shape (each item), or None-able by MAYBE.


class Maybe:
    """The shape, or null."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


class Mapping:
    """Any keys, each with a value of this shape."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


TITLED = {"code": str, "title": str}
AREA = {"code": str, "name": str, "type": str, "state": OPTIONAL_TEXT, "source": OPTIONAL_TEXT}
WAGE_ROW = {
    "code": str,
    "title": str,
    "area": AREA,
    "employment": OPTIONAL_INT,
    "employment_rse": OPTIONAL_NUMBER,
    "jobs_per_1000": OPTIONAL_NUMBER,
    "location_quotient": OPTIONAL_NUMBER,
    "hourly_mean": OPTIONAL_NUMBER,
    "annual_mean": OPTIONAL_INT,
    "mean_rse": OPTIONAL_NUMBER,
    "hourly_p10": OPTIONAL_NUMBER,
    "hourly_p25": OPTIONAL_NUMBER,
    "hourly_median": OPTIONAL_NUMBER,
    "hourly_p75": OPTIONAL_NUMBER,
    "hourly_p90": OPTIONAL_NUMBER,
    "annual_p10": OPTIONAL_INT,
    "annual_p25": OPTIONAL_INT,
    "annual_median": OPTIONAL_INT,
    "annual_p75": OPTIONAL_INT,
    "annual_p90": OPTIONAL_INT,
    "notes": Mapping(str),
}
INTERESTS = {
    "realistic": NUMBER,
    "investigative": NUMBER,
    "artistic": NUMBER,
    "social": NUMBER,
    "enterprising": NUMBER,
    "conventional": NUMBER,
    "code": str,
}
OWN_WAGE_ROW = {
    "area": str,
    "source": str,
    "date": OPTIONAL_TEXT,
    "period": OPTIONAL_TEXT,
    "url": OPTIONAL_TEXT,
    **{name: shape for name, shape in WAGE_ROW.items() if name not in ("code", "title", "area", "notes")},
    "file": str,
}
OWN_RECORD = {
    "files": [str],
    "names": [str],
    "notes": [{"text": str, "source": str, "date": str, "file": str}],
    "wages": [OWN_WAGE_ROW],
    "links": [{"title": str, "url": str, "source": OPTIONAL_TEXT, "file": str}],
    "descriptions": [
        {
            "title": str,
            "group": str,
            "summary": str,
            "tasks": [str],
            "interests": Maybe(INTERESTS),
            "job_zone": OPTIONAL_INT,
            "education": OPTIONAL_TEXT,
            "source": str,
            "date": str,
            "file": str,
        }
    ],
}
RATING = {
    "id": str,
    "name": str,
    "definition": OPTIONAL_TEXT,
    "importance": OPTIONAL_NUMBER,
    "level": OPTIONAL_NUMBER,
    "notes": Mapping(str),
}
SCORE = {"id": str, "name": str, "definition": OPTIONAL_TEXT, "score": NUMBER}
SHARE = {"level": str, "percent": NUMBER, "suppress": bool, "definition": OPTIONAL_TEXT}
EXPOSURE = {"soc_2010": str, "value": OPTIONAL_NUMBER, "level": OPTIONAL_TEXT, "became": [str]}
STANDING = {"figure": NUMBER, "percentile": NUMBER, "of": int}
AUTOMATION = {
    "frey_osborne": [EXPOSURE],
    "felten_aioe": [EXPOSURE],
    "eloundou": Maybe(Mapping(NUMBER)),
    "language_models": Maybe(STANDING),
    "degree_of_automation": Maybe(STANDING),
}
WORK_LIFE = {
    "score": NUMBER,
    "items": [
        {"id": str, "name": str, "definition": OPTIONAL_TEXT, "score": NUMBER, "percentile": NUMBER, "of": int},
    ],
}
FINDING = {
    "rule": str,
    "name": str,
    "figure": OPTIONAL_NUMBER,
    "unit": str,
    "detail": OPTIONAL_TEXT,
    "percentile": NUMBER,
    "of": int,
    "median": OPTIONAL_NUMBER,
}
OUTLOOK = {
    "employment_2024": OPTIONAL_INT,
    "employment_2034": OPTIONAL_INT,
    "change": int,
    "percent_change": NUMBER,
    "annual_openings": int,
    "growth": OPTIONAL_TEXT,
    "base_year": int,
    "projected_year": int,
    "employment_base": int,
    "employment_projected": int,
    "growth_reason": OPTIONAL_TEXT,
}
STATE_OUTLOOK = {
    "state": str,
    "name": str,
    "employment_2022": OPTIONAL_INT,
    "employment_2032": OPTIONAL_INT,
    "change": OPTIONAL_INT,
    "percent_change": OPTIONAL_NUMBER,
    "annual_openings": OPTIONAL_INT,
    "notes": Mapping(str),
}
LOCAL = {"wages": WAGE_ROW, "outlook": Maybe(STATE_OUTLOOK)}
INDUSTRY = {
    "naics": str,
    "title": str,
    "level": str,
    "employment": OPTIONAL_INT,
    "share": OPTIONAL_NUMBER,
    "annual_median": OPTIONAL_INT,
    "hourly_median": OPTIONAL_NUMBER,
    "notes": Mapping(str),
}
RELATED_OCCUPATION = {
    "code": str,
    "title": str,
    "published_as": Maybe(TITLED),
    "employment": OPTIONAL_INT,
    "hourly_median": OPTIONAL_NUMBER,
    "annual_p10": OPTIONAL_INT,
    "annual_p25": OPTIONAL_INT,
    "annual_median": OPTIONAL_INT,
    "annual_p75": OPTIONAL_INT,
    "annual_p90": OPTIONAL_INT,
    "percent_change": OPTIONAL_NUMBER,
    "growth": OPTIONAL_TEXT,
    "annual_openings": OPTIONAL_INT,
    "job_zone": OPTIONAL_INT,
    "notes": Mapping(str),
}
PROFILE = {
    "code": str,
    "title": str,
    "onet_code": OPTIONAL_TEXT,
    "kind": str,
    "parent": Maybe(TITLED),
    "members": [TITLED],
    "published_as": Maybe(TITLED),
    "groups": {"major": TITLED, "minor": TITLED, "broad": Maybe(TITLED)},
    "stem": OPTIONAL_TEXT,
    "summary": OPTIONAL_TEXT,
    "tasks": [{"text": str, "onet_task_ids": [int]}],
    "example_titles": [str],
    "alternate_titles": [str],
    "interests": Maybe(INTERESTS),
    "job_zone": OPTIONAL_INT,
    "job_zone_definition": OPTIONAL_TEXT,
    "skills": [RATING],
    "knowledge": [RATING],
    "work_styles": [RATING],
    "work_values": [SCORE],
    "work_context": [SCORE],
    "technology": [{"category": str, "examples": [str], "hot": bool, "hot_examples": [str], "in_demand": [str]}],
    "education": {
        "typical": OPTIONAL_TEXT,
        "typical_definition": OPTIONAL_TEXT,
        "experience": OPTIONAL_TEXT,
        "training": OPTIONAL_TEXT,
        "survey": [SHARE],
        "survey_experience": [SHARE],
        "survey_on_site_training": [SHARE],
        "survey_on_the_job_training": [SHARE],
        "programs": [{"cip": str, "title": str}],
    },
    "wages": {
        "national": Maybe(WAGE_ROW),
        "all_occupations": Maybe(WAGE_ROW),
        "major_group": Maybe(WAGE_ROW),
        "source": OPTIONAL_TEXT,
    },
    "history": [
        {
            "year": int,
            "employment": OPTIONAL_INT,
            "hourly_median": OPTIONAL_NUMBER,
            "annual_median": OPTIONAL_INT,
            "annual_mean": OPTIONAL_INT,
            "notes": Mapping(str),
        }
    ],
    "outlook": Maybe(OUTLOOK),
    "top_states": [WAGE_ROW],
    "top_areas": [WAGE_ROW],
    "best_paid_states": [WAGE_ROW],
    "most_concentrated_states": [WAGE_ROW],
    "local": Maybe(LOCAL),
    "sectors": [INDUSTRY],
    "industries": [INDUSTRY],
    "detailed_industries": [INDUSTRY],
    "industries_source": OPTIONAL_TEXT,
    "insights": {
        "automation": Maybe(AUTOMATION),
        "work_life": Maybe(WORK_LIFE),
        "strengths": [FINDING],
        "challenges": [FINDING],
    },
    "related": [RELATED_OCCUPATION],
    "links": Mapping(str),
    "missing": Mapping(str),
    "outlook_period": OPTIONAL_TEXT,
    "block_sources": Mapping([str]),
    "own": Maybe(OWN_RECORD),
}
WAGES = {
    "rows": [WAGE_ROW],
    "occupation": Maybe(TITLED),
    "area": AREA,
    "published_as": Maybe(TITLED),
    "reason": OPTIONAL_TEXT,
    "own": [OWN_WAGE_ROW],
}
SEARCH = {
    "query": str,
    "results": [{"code": str, "title": str, "score": NUMBER, "matched": str}],
    "notice": OPTIONAL_TEXT,
}
INTEREST_PROFILE = {
    "code": str,
    "title": str,
    "interests": INTERESTS,
    "types": [{"letter": str, "name": str, "definition": OPTIONAL_TEXT}],
}
MATCHES = {"method": str, "results": [{"code": str, "title": str, "score": NUMBER, "interests": INTERESTS}]}
BROWSE = {
    "path": [TITLED],
    "summary": OPTIONAL_TEXT,
    "groups": [{"code": str, "title": str, "level": str, "occupations": int, "summary": OPTIONAL_TEXT}],
    "occupations": [
        {
            "code": str,
            "title": str,
            "kind": str,
            "published_as": Maybe(TITLED),
            "annual_median": OPTIONAL_INT,
            "hourly_median": OPTIONAL_NUMBER,
            "employment_2024": OPTIONAL_INT,
            "percent_change": OPTIONAL_NUMBER,
            "job_zone": OPTIONAL_INT,
            "notes": Mapping(str),
            "base_year": OPTIONAL_INT,
            "projected_year": OPTIONAL_INT,
            "employment_base": OPTIONAL_INT,
            "employment_projected": OPTIONAL_INT,
        }
    ],
    "outlook_period": OPTIONAL_TEXT,
}
AREAS = {"rows": [AREA]}
OUTLOOK_ANSWER = {
    "code": str,
    "title": str,
    "published_as": Maybe(TITLED),
    "national": Maybe(OUTLOOK),
    "state": Maybe(AREA),
    "states": [STATE_OUTLOOK],
    "states_publishing": int,
    "outlook_period": OPTIONAL_TEXT,
}
PLACE = {
    "area": AREA,
    "figure": OPTIONAL_NUMBER,
    "employment": OPTIONAL_INT,
    "mean_rse": OPTIONAL_NUMBER,
    "hourly_median": OPTIONAL_NUMBER,
    "annual_median": OPTIONAL_INT,
    "against_nation": OPTIONAL_NUMBER,
    "location_quotient": OPTIONAL_NUMBER,
    "jobs_per_1000": OPTIONAL_NUMBER,
    "notes": Mapping(str),
}
PLACES = {
    "code": str,
    "title": str,
    "published_as": Maybe(TITLED),
    "nation": Maybe(WAGE_ROW),
    "state": Maybe(AREA),
    "tops": [{"by": str, "ascending": bool, "withheld": int, "at_least": int, "states": [PLACE], "areas": [PLACE]}],
    "divisions": [
        {
            "name": str,
            "region": str,
            "employment": OPTIONAL_INT,
            "share": OPTIONAL_NUMBER,
            "states": [str],
            "withheld": [str],
            "not_published": [str],
        }
    ],
    "covered": OPTIONAL_NUMBER,
}
INSIGHTS = {
    "code": str,
    "title": str,
    "published_as": Maybe(TITLED),
    "automation": Maybe(AUTOMATION),
    "work_life": Maybe(WORK_LIFE),
    "strengths": [FINDING],
    "challenges": [FINDING],
    "missing": Mapping(str),
    "outlook_period": OPTIONAL_TEXT,
}
RELATED = {
    "code": str,
    "title": str,
    "results": [RELATED_OCCUPATION],
    "reason": OPTIONAL_TEXT,
    "outlook_period": OPTIONAL_TEXT,
}
COMPARISON = {
    "area": Maybe(AREA),
    "occupations": [
        {
            "code": str,
            "title": str,
            "published_as": Maybe(TITLED),
            "wages": Maybe(WAGE_ROW),
            "local": Maybe(LOCAL),
            "outlook": Maybe(OUTLOOK),
            "typical_education": OPTIONAL_TEXT,
            "experience": OPTIONAL_TEXT,
            "training": OPTIONAL_TEXT,
            "job_zone": OPTIONAL_INT,
            "interests": Maybe(INTERESTS),
            "stem": OPTIONAL_TEXT,
            "top_skills": [RATING],
            "own_skills": [str],
            "work_life": OPTIONAL_NUMBER,
            "strengths": [FINDING],
            "challenges": [FINDING],
        }
    ],
    "shared_skills": [str],
    "comparability": [{"figures": str, "comparable": bool, "reason": OPTIONAL_TEXT}],
    "outlook_period": OPTIONAL_TEXT,
}
RANKING = {
    "by": str,
    "ascending": bool,
    "area": AREA,
    "outlook_period": str,
    "ranked": int,
    "without": int,
    "notes": Mapping(str),
    "rows": [
        {
            "rank": int,
            "code": str,
            "title": str,
            "published_as": Maybe(TITLED),
            "employment": OPTIONAL_INT,
            "hourly_median": OPTIONAL_NUMBER,
            "annual_median": OPTIONAL_INT,
            "location_quotient": OPTIONAL_NUMBER,
            "percent_change": OPTIONAL_NUMBER,
            "annual_openings": OPTIONAL_INT,
            "education": OPTIONAL_TEXT,
            "job_zone": OPTIONAL_INT,
            "interests": OPTIONAL_TEXT,
            "stem": OPTIONAL_TEXT,
            "notes": Mapping(str),
        }
    ],
    "own_outlook": bool,
}
TYPES = ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
QUIZ = {
    "scores": dict.fromkeys(TYPES, int),
    "letters": str,
    "tied": str,
    "results": [{"code": str, "title": str, "score": NUMBER, "interests": INTERESTS}],
}
GLOSSARY = {"terms": [{"term": str, "also": [str], "meaning": str}]}
INFO = {
    "version": str,
    "occupations": int,
    "areas": int,
    "wage_rows": int,
    "index_file": str,
    "records_folder": str,
    "sources": [
        {
            "id": str,
            "publisher": str,
            "title": str,
            "release": str,
            "period": str,
            "url": str,
            "licence": str,
            "retrieved": OPTIONAL_TEXT,
            "files": int,
            "published": OPTIONAL_TEXT,
            "age_months": OPTIONAL_INT,
            "next_expected": OPTIONAL_TEXT,
            "newer_due": Maybe(bool),
        }
    ],
    "edition": OPTIONAL_TEXT,
    "former": OPTIONAL_TEXT,
    "notices": [str],
}
SPAN = {"revision": bool, "old_period": OPTIONAL_TEXT, "new_period": OPTIONAL_TEXT, "notes": Mapping(str)}
MOVE = {
    "figure": str,
    "kind": str,
    "old": OPTIONAL_NUMBER,
    "new": OPTIONAL_NUMBER,
    "change": OPTIONAL_NUMBER,
    "percent_change": OPTIONAL_NUMBER,
    **SPAN,
}
FACT = {"code": str, "title": str, "fact": str, "old": OPTIONAL_TEXT, "new": OPTIONAL_TEXT, **SPAN}
CHANGES = {
    "old": str,
    "new": str,
    "differs": bool,
    "found": int,
    "sources": [
        {
            "series": str,
            "id": str,
            "title": str,
            "kind": str,
            "old_release": OPTIONAL_TEXT,
            "old_period": OPTIONAL_TEXT,
            "new_release": OPTIONAL_TEXT,
            "new_period": OPTIONAL_TEXT,
            "old_blocks": [str],
            "new_blocks": [str],
        }
    ],
    "codes": [
        {
            "code": str,
            "kind": str,
            "old_title": OPTIONAL_TEXT,
            "new_title": OPTIONAL_TEXT,
            "old_level": OPTIONAL_TEXT,
            "new_level": OPTIONAL_TEXT,
        }
    ],
    "counts": [
        {
            "figure": str,
            "compared": int,
            "moved": int,
            "top_coded": int,
            "appeared": int,
            "disappeared": int,
            "note": int,
        }
    ],
    "rows": [{"code": str, "title": str, **MOVE}],
    "facts": [FACT],
    "records": [{"records": str, "same": int, "changed": int, "added": int, "dropped": int}],
}
CHANGES_OF_ONE = {
    "old": str,
    "new": str,
    "code": str,
    "title": str,
    "kind": str,
    "old_title": OPTIONAL_TEXT,
    "new_title": OPTIONAL_TEXT,
    "found": int,
    "rows": [{"part": str, "id": str, "name": str, **MOVE}],
    "facts": [FACT],
    "items": [{"part": str, "kind": str, "id": str, "text": str}],
}
SOURCE = {"publisher": str, "title": str, "release": str, "period": str, "url": str, "licence": str}

OEWS, PROJECTIONS, ONET, SOC = "oews-2025-05", "projections-2024-34", "onet-29.3", "soc-2018"
HISTORY = {f"oews-{year}-05" for year in range(2019, 2025)}
PAPERS = {"frey-osborne-2017", "eloundou-2024", "felten-2021"}
CONTEXT, CROSSWALK, STATES, STEM = "onet-work-context", "soc-2010-2018", "projections-state-2022-32", "stem-2018"
EVERYTHING = {OEWS, *HISTORY, PROJECTIONS, ONET, CONTEXT, SOC, CROSSWALK, "cip-soc-2020", *PAPERS, "careeronestop-videos"}
COMPARED = {OEWS, PROJECTIONS, ONET, CONTEXT, SOC, CROSSWALK, *PAPERS} - {"felten-2021"}
# Rows of several kinds in one answer: SOC names the groups, the other releases the figures beside them.
SCORES = "R=10,I=20,A=5,S=30,E=12,C=25"
# command line: (schema, shape of data, the sources)
ANSWERS = {
    "show 43-3011": ("show", PROFILE, EVERYTHING),
    "show 13-1020": ("show", PROFILE, None),
    "show 13-1021": ("show", PROFILE, None),
    "show 29-1141.01": ("show", PROFILE, None),
    "show 27-2011": ("show", PROFILE, None),
    "show 25-1011": ("show", PROFILE, None),
    "show 11-1031": ("show", PROFILE, None),
    "show 55-3016": ("show", PROFILE, None),
    "show 43-3011 --state CT": ("show", PROFILE, EVERYTHING | {STATES}),
    "show 15-1252 --state GU": ("show", PROFILE, None),
    "outlook 43-3011": ("outlook", OUTLOOK_ANSWER, {PROJECTIONS, STATES}),
    "outlook 43-3011 --state CT": ("outlook", OUTLOOK_ANSWER, {PROJECTIONS, STATES}),
    "outlook 29-1141.01 --state GU": ("outlook", OUTLOOK_ANSWER, None),
    "outlook 55-3016": ("outlook", OUTLOOK_ANSWER, set()),
    "places 43-3011": ("places", PLACES, {OEWS}),
    "places 27-2011 --state TX --sort hourly_p90": ("places", PLACES, {OEWS}),
    "places 29-1242": ("places", PLACES, {OEWS}),
    "places 55-3016": ("places", PLACES, {OEWS}),
    "related 43-3011": ("related", RELATED, {ONET, OEWS, PROJECTIONS}),
    "related 13-1020": ("related", RELATED, set()),
    "insights 43-3011": ("insights", INSIGHTS, {OEWS, PROJECTIONS, CONTEXT, CROSSWALK, *PAPERS}),
    "insights 15-1252": ("insights", INSIGHTS, None),
    "insights 55-3016": ("insights", INSIGHTS, None),
    "compare 43-3011 29-1141": ("compare", COMPARISON, COMPARED),
    "compare 43-3011 27-2011 55-3016 --state CT": ("compare", COMPARISON, COMPARED | {STATES}),
    "rank": ("rank", RANKING, {OEWS, PROJECTIONS, ONET, STEM}),
    "rank --by growth --state CT --stem": ("rank", RANKING, {OEWS, PROJECTIONS, ONET, STATES, STEM}),
    "rank --by location_quotient --state TX --riasec C": ("rank", RANKING, {OEWS, PROJECTIONS, ONET, STEM}),
    f"quiz --answers {'123451234512' * 5}": ("quiz", QUIZ, {ONET}),
    f"quiz --answers {'3' * 60}": ("quiz", QUIZ, set()),
    "glossary": ("glossary", GLOSSARY, set()),
    "glossary median": ("glossary", GLOSSARY, set()),
    "browse --stem": ("browse", BROWSE, {SOC, OEWS, PROJECTIONS, ONET, STEM}),
    "wages 43-3011": ("wages", WAGES, {OEWS}),
    "wages 43-3011 --state CT": ("wages", WAGES, {OEWS}),
    "wages 43-3011 --area hartford": ("wages", WAGES, {OEWS}),
    "wages 13-1021 --national": ("wages", WAGES, {OEWS}),
    "wages 29-1141 --state GU": ("wages", WAGES, {OEWS}),
    "wages 27-2011 --state TX": ("wages", WAGES, {OEWS}),
    "wages --state CT": ("wages", WAGES, {OEWS}),
    "wages --state GU --level major": ("wages", WAGES, {OEWS}),
    "wages --national --top 5 --sort annual_median": ("wages", WAGES, {OEWS}),
    "wages 00-0000 --national": ("wages", WAGES, {OEWS}),
    "search collector": ("search", SEARCH, {ONET, SOC}),
    "search zzzq": ("search", SEARCH, set()),
    "search kill myself": ("search", SEARCH, set()),
    "riasec 43-3011": ("riasec", INTEREST_PROFILE, {ONET}),
    "riasec --code CES --top 5": ("riasec", MATCHES, {ONET}),
    f"riasec --scores {SCORES}": ("riasec", MATCHES, {ONET}),
    "riasec --code CES --state CT": ("riasec", MATCHES, {ONET, OEWS}),
    "riasec --code CES --growth average": ("riasec", MATCHES, {ONET, PROJECTIONS}),
    "browse": ("browse", BROWSE, {SOC}),
    "browse 43": ("browse", BROWSE, {SOC}),
    "browse 43-3": ("browse", BROWSE, {SOC, OEWS, PROJECTIONS, ONET}),
    "areas --state CT": ("areas", AREAS, {OEWS}),
    "areas nowhere": ("areas", AREAS, set()),
    "data diff small edited": ("data-diff", CHANGES, {OEWS, "oews-2024-05", PROJECTIONS, ONET}),
    "data diff small small": ("data-diff", CHANGES, set()),
    "data diff small edited 43-3011": ("data-diff", CHANGES_OF_ONE, {OEWS, PROJECTIONS, ONET, STATES}),
    "data diff small edited 43-4051": ("data-diff", CHANGES_OF_ONE, set()),
    "data info": ("data-info", INFO, None),
}
SCHEMAS = {f"occlookup/{name}/1" for name, _, _ in ANSWERS.values()}


def mismatches(value: Any, shape: Any, where: str = "data") -> Iterator[str]:
    """Where the value is not of the shape: a key too many, too few or in another place; a type."""
    if isinstance(shape, Maybe):
        if value is not None:
            yield from mismatches(value, shape.shape, where)
    elif isinstance(shape, Mapping):
        if not isinstance(value, dict):
            yield f"{where}: {type(value).__name__} is no mapping"
        else:
            for key, item in value.items():
                yield from mismatches(item, shape.shape, f"{where}.{key}")
    elif isinstance(shape, dict):
        if not isinstance(value, dict) or list(value) != list(shape):
            yield f"{where}: {list(value) if isinstance(value, dict) else type(value).__name__}"
        else:
            for key, inner in shape.items():
                yield from mismatches(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{where}: {type(value).__name__} is no list"
        else:
            for place, item in enumerate(value):
                yield from mismatches(item, shape[0], f"{where}[{place}]")
    elif not isinstance(value, shape) or (isinstance(value, bool) and shape is not bool):
        yield f"{where}: {type(value).__name__}"


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, NUMBER):
        yield value


def wage_rows(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "annual_p90" in value and "area" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from wage_rows(item)


@pytest.mark.parametrize("line", ANSWERS)
def test_the_document_has_these_keys_and_types(run, line):
    schema, shape, _ = ANSWERS[line]
    document = run(*line.split(), "--json").document
    assert list(document) == ["schema", "data", "sources"]
    assert document["schema"] == f"occlookup/{schema}/1"
    assert list(mismatches(document["data"], shape)) == []


@pytest.mark.parametrize("line", ANSWERS)
def test_the_document_is_one_line_of_ascii_and_nothing_else(run, line):
    done = run(*line.split(), "--json")
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()
    assert done.out.count("\n") == 1
    assert done.out.endswith("}\n")


@pytest.mark.parametrize("line", ANSWERS)
def test_every_number_is_finite(run, line):
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    document = json.loads(run(*line.split(), "--json").out, parse_constant=refuse)
    assert all(math.isfinite(number) for number in numbers(document))


@pytest.mark.parametrize("line", ANSWERS)
def test_every_source_is_named_whole(run, line):
    for name, source in run(*line.split(), "--json").document["sources"].items():
        assert list(mismatches(source, SOURCE, name)) == []
        assert all(source.values())
        assert source["url"].startswith("https://")


@pytest.mark.parametrize("line", [line for line, (_, _, sources) in ANSWERS.items() if sources is not None])
def test_the_sources_are_just_those_that_the_answer_used(run, line):
    assert set(run(*line.split(), "--json").document["sources"]) == ANSWERS[line][2]


def test_an_occupation_without_estimates_names_only_the_release_that_has_none(run):
    document = run("show", "55-3016", "--json").document
    assert document["data"]["wages"] == {"national": None, "all_occupations": None, "major_group": None, "source": OEWS}
    assert set(document["sources"]) == {OEWS, ONET, SOC}


@pytest.mark.parametrize(
    "line", [line for line, (schema, _, _) in ANSWERS.items() if schema in ("show", "wages") and "55-3016" not in line]
)
def test_a_wage_is_a_number_or_null_with_its_note(run, line):
    rows = list(wage_rows(run(*line.split(), "--json").document["data"]))
    assert rows or "11-1031" in line
    for row in rows:
        figures = {name: value for name, value in row.items() if name not in ("code", "title", "area", "notes")}
        missing = {name for name, value in figures.items() if value is None}
        explained = {name for name, note in row["notes"].items() if note != "at_least"}
        assert missing == explained
        assert set(row["notes"].values()) <= {"at_least", "not_released", "hourly_only", "annual_only", "not_published"}
        assert all(value is None or value > 0 for name, value in figures.items() if name.startswith(("hourly", "annual")))


@pytest.mark.parametrize("form", [["--json"], ["--format", "json"], ["--format=json"], ["--format", "plain", "--json"]])
def test_every_way_of_asking_for_json_gives_the_same_bytes(run, form):
    assert run("riasec", "43-3011", *form).out == run("riasec", "43-3011", "--json").out


def test_the_width_of_the_terminal_does_not_matter(run):
    assert run("wages", "43-3011", "--json", width=40).out == run("wages", "43-3011", "--json").out


@pytest.mark.parametrize("line", ["wages --state CT", "wages 29-1141 --state GU", "wages 43-3011", "wages 55-3016"])
def test_the_short_way_of_writing_rows_writes_what_the_json_module_writes(run, line):
    out = run(*line.split(), "--json").out
    assert out == json.dumps(json.loads(out), separators=(",", ":")) + "\n"


def test_the_published_figures(run):
    data = run("show", "43-3011", "--json").document["data"]
    assert (data["code"], data["title"], data["onet_code"]) == ("43-3011", "Bill and Account Collectors", "43-3011.00")
    assert data["kind"] == "detailed"
    assert data["outlook"] == {
        "employment_2024": 166900,
        "employment_2034": 149400,
        "change": -17500,
        "percent_change": -10.5,
        "annual_openings": 13700,
        "growth": "decline",
        "base_year": 2024,
        "projected_year": 2034,
        "employment_base": 166900,
        "employment_projected": 149400,
        "growth_reason": None,
    }
    assert data["interests"]["code"] == "CES"
    assert data["wages"]["national"]["annual_p10"] == 34400
    assert data["wages"]["all_occupations"]["annual_median"] == 50980
    assert data["missing"] == {}


def test_what_is_missing_says_why(run):
    missing = run("show", "55-3016", "--json").document["data"]["missing"]
    assert missing == dict.fromkeys(("wages", "outlook", "interests", "skills"), "not_in_data_set")
    assert run("show", "27-2011", "--json").document["data"]["missing"] == {}


def test_whose_figures_they_are(run):
    member = run("show", "13-1021", "--json").document["data"]
    assert member["published_as"] == member["parent"] == {"code": "13-1020", "title": "Buyers and Purchasing Agents"}
    specialty = run("show", "29-1141.01", "--json").document["data"]
    assert specialty["kind"] == "specialty"
    assert specialty["published_as"] == {"code": "29-1141", "title": "Registered Nurses"}
    aggregate = run("show", "13-1020", "--json").document["data"]
    assert aggregate["kind"] == "aggregate"
    assert [member["code"] for member in aggregate["members"]] == ["13-1021", "13-1022", "13-1023"]
    assert aggregate["groups"]["broad"] is None or aggregate["groups"]["broad"]["code"] == "13-1020"


def test_rows_of_the_place_that_was_asked(run):
    rows = run("wages", "43-3011", "--json").document["data"]["rows"]
    assert [(row["area"]["type"], row["area"]["state"]) for row in rows] == [
        ("nation", None), ("state", "CT"), ("state", "GU"), ("state", "TX"),
    ]  # fmt: skip
    rows = run("wages", "43-3011", "--state", "CT", "--json").document["data"]["rows"]
    assert [row["area"]["type"] for row in rows] == ["state", *["metro"] * 5, "nonmetro"]
    assert set(rows[-1]["notes"].values()) == {"not_published"}
    (row,) = run("wages", "43-3011", "--area", "0025540", "--json").document["data"]["rows"]
    assert row["area"] == {
        "code": "0025540", "name": "Hartford-West Hartford-East Hartford, CT", "type": "metro", "state": "CT",
        "source": OEWS,
    }  # fmt: skip


def test_paid_by_the_hour_and_paid_by_the_year(run):
    (actors,) = run("wages", "27-2011", "--national", "--json").document["data"]["rows"]
    assert (actors["hourly_median"], actors["annual_median"], actors["notes"]["annual_median"]) == (29.05, None, "hourly_only")
    (teachers,) = run("wages", "25-1011", "--national", "--json").document["data"]["rows"]
    assert (teachers["annual_median"], teachers["notes"]["hourly_median"]) == (99080, "annual_only")


def test_withheld(run):
    (nurses,) = run("wages", "29-1141", "--state", "GU", "--json").document["data"]["rows"]
    assert (nurses["employment"], nurses["annual_median"], nurses["notes"]["annual_median"]) == (690, None, "not_released")


def test_nothing_published_is_an_empty_list_with_its_reason(run):
    nothing = run("wages", "55-3016", "--json").document["data"]
    assert (nothing["rows"], nothing["reason"]) == ([], "not_in_data_set")
    assert (nothing["occupation"]["code"], nothing["area"]["type"]) == ("55-3016", "nation")
    assert run("wages", "--state", "CT", "--min-wage", "900000", "--json").document["data"]["reason"] == "no_match"
    assert run("search", "zzzq", "--json").document["data"] == {"query": "zzzq", "results": [], "notice": None}
    assert run("areas", "nowhere", "--json").document == {"schema": "occlookup/areas/1", "data": {"rows": []}, "sources": {}}


@pytest.mark.parametrize(
    "value, shape",
    [
        ({"a": 1}, {"a": int, "b": int}),
        ({"a": 1, "b": 2}, {"a": int}),
        ({"b": 1, "a": 2}, {"a": int, "b": int}),
        ({"a": True}, {"a": int}),
        ({"a": None}, {"a": str}),
        ([1, "x"], [int]),
        ({"a": "x"}, Mapping(int)),
        ({}, [int]),
        ({"a": {"b": 1}}, Maybe({"a": {"b": str}})),
    ],
)
def test_a_wrong_shape_is_found(value, shape):
    assert list(mismatches(value, shape))


def test_every_schema_of_the_contract_is_here():
    commands = (
        "show", "search", "wages", "outlook", "places", "related", "insights", "compare", "rank", "riasec", "quiz", "browse",
        "areas", "glossary", "data-diff", "data-info",
    )  # fmt: skip
    assert {f"occlookup/{name}/1" for name in commands} == SCHEMAS
