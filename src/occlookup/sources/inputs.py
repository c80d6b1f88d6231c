"""Reads all releases that describe occupations into one value, from which the records are put together.

Owns which reader gets which file. The states' figures are not here: they are read one state at a time.
Imports nothing of the catalogue or renderers.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from occlookup.index.schema import EDUCATION_LEVELS, education_element
from occlookup.sources import automation, history, onet, onet_ratings, programs, projections, releases, soc, videos
from occlookup.sources.oews import Oews
from occlookup.sources.records import Record
from occlookup.sources.tables import json_object, json_tables

# A step's name, its number from 1, and the number of steps.
Progress = Callable[[str, int, int], None]


class Inputs(NamedTuple):
    """What the releases say, by code. Blocks are as they stand in the records."""

    structure: soc.Structure
    aggregates: dict[str, soc.Aggregate]
    onet_titles: dict[str, str]
    title_lists: dict[str, Record]
    blocks: dict[str, dict[str, Record]]  # name of the block, O*NET-SOC code
    elements: dict[str, dict[str, str]]  # kind, element id: name
    outlook: dict[str, projections.Outlook]
    wages: dict[str, str]
    history: dict[str, list[Record]]
    industries: dict[str, list[str]]
    programs: programs.Programs
    crosswalk: dict[str, tuple[str, ...]]
    frey_osborne: automation.ByOccupation
    felten: automation.ByOccupation
    eloundou: dict[str, Record]
    video_codes_unplaced: list[str]


def read_inputs(source: Path, oews: Oews, step: Callable[[str], None]) -> Inputs:
    """Read every release under `source`; `oews` is its open database, `step` is told what is read next.

    Raises:
        FileNotFoundError: a file is missing.
        ValueError: a file is not what it should be; the message names it.
    """
    step("SOC 2018")
    structure = soc.read_structure(source / releases.SOC_STRUCTURE)
    direct_match = soc.read_direct_match(source / releases.DIRECT_MATCH)
    crosswalk = soc.read_crosswalk(source / releases.CROSSWALK)
    step("OEWS: the nation")
    wages = oews.national()
    titles = oews.titles()
    industries = oews.industry_rows()
    step("OEWS: earlier years")
    aggregates = _aggregates(source, {code: titles[code] for code in wages}, structure)
    titles |= {code: group.title for code, group in structure.groups.items()}
    titles |= {code: occupation.title for code, occupation in structure.detailed.items()}
    titles |= {code: aggregate.title for code, aggregate in aggregates.items()}
    past = history.national_history(source, titles)
    step("Projections, programs, papers, videos")
    onet_titles = onet.read_occupations(source / releases.OCCUPATION_DATA)
    found_videos = videos.read_videos(source / releases.VIDEOS, onet_titles)
    outlook = projections.read_projections(source / releases.PROJECTIONS)
    study = programs.read_programs(source / releases.PROGRAMS)
    frey_osborne = automation.read_frey_osborne(source / releases.FREY_OSBORNE, crosswalk)
    felten = automation.read_felten(source / releases.FELTEN, crosswalk)
    eloundou = automation.read_eloundou(source / releases.ELOUNDOU)
    step("O*NET: titles")
    title_lists = _title_lists(source, onet_titles, direct_match)
    blocks, elements = _onet_blocks(source, onet_titles, step)
    blocks["video"] = found_videos.blocks
    _hold_codes(onet_titles, blocks, eloundou)
    return Inputs(
        structure, aggregates, onet_titles, title_lists, blocks, elements, outlook, wages, past, industries, study,
        crosswalk, frey_osborne, felten, eloundou, found_videos.unplaced,
    )  # fmt: skip


STEPS = 9  # how often read_inputs calls `step`


def known_of_releases(source: Path, oews: Oews, inputs: Inputs) -> dict[str, dict[str, Any]]:
    """What the files say of their own release, for sources.toml: top codes, dates, and codes that found no place.

    Raises:
        ValueError: the OEWS database holds another release than the records are built for, or a date is missing.
    """
    manifest_path, videos_path = source / releases.OEWS_MANIFEST, source / releases.VIDEOS
    packed = oews.release()
    if packed.pop("id") != releases.OEWS:
        raise ValueError(f"{releases.OEWS_DATABASE}: holds the release of {packed['release']}, not {releases.OEWS}")
    packed["retrieved"] = _date(manifest_path, json_object(manifest_path), "retrieved")
    known: dict[str, dict[str, Any]] = {releases.OEWS: packed}
    for year in history.WORKBOOKS:
        release = history.release(source, year)
        known[release.pop("id")] = release
    (metadata,) = json_tables(videos_path, "metadata")
    known["careeronestop-videos"] = {"retrieved": _date(videos_path, metadata, "generated_at")}
    for name, codes in (
        ("frey-osborne-2017", inputs.frey_osborne.unplaced),
        ("felten-2021", inputs.felten.unplaced),
        ("careeronestop-videos", inputs.video_codes_unplaced),
    ):
        if codes:
            known.setdefault(name, {})["unplaced"] = codes
    return known


def _aggregates(source: Path, published: dict[str, str], structure: soc.Structure) -> dict[str, soc.Aggregate]:
    """The aggregates; titles that the database cuts at 100 characters are whole in the workbook of May 2024."""
    whole = {code: title for code, (title, _) in history.read_year(source / history.WORKBOOKS[2024]).items()}
    return soc.find_aggregates(
        {code: whole[code] if history.same_title(title, whole.get(code, "")) else title for code, title in published.items()},
        structure,
    )


def _title_lists(source: Path, onet_titles: dict[str, str], direct_match: dict[str, list[str]]) -> dict[str, Record]:
    alternate = onet.read_alternate_titles(source / releases.ALTERNATE_TITLES)
    reported = onet.read_reported_titles(source / releases.REPORTED_TITLES)
    lists: dict[str, Record] = {}
    for code in sorted({*onet_titles, *(f"{code}.00" for code in direct_match)}):
        of_onet = alternate.get(code, {"onet": [], "short": []}) | reported.get(code, {"reported": [], "my_next_move": []})
        of_soc = direct_match.get(code[:7], []) if code.endswith(".00") else []
        if any(of_onet.values()) or of_soc:
            names = [name for name, found in ((onet.SOURCE, any(of_onet.values())), ("soc-2018", of_soc)) if found]
            lists[code] = {"source": names, **of_onet, "direct_match": of_soc}
    return lists


def _onet_blocks(
    source: Path, onet_titles: dict[str, str], step: Callable[[str], None]
) -> tuple[dict[str, dict[str, Record]], dict[str, dict[str, str]]]:
    both = {"IM": "importance", "LV": "level"}
    step("O*NET: interests, styles, values")
    interests = onet_ratings.read_interests(source / releases.INTERESTS)
    styles = onet_ratings.read_elements(source / releases.WORK_STYLES, {"IM": "importance"})
    values = onet_ratings.read_work_values(source / releases.WORK_VALUES)
    context = onet_ratings.read_work_context(source / releases.WORK_CONTEXT)
    step("O*NET: tasks, technology, related occupations")
    technology = onet.read_technology(source / releases.TECHNOLOGY)
    tasks = onet.read_tasks(source / releases.TASKS)
    related = onet.read_related(source / releases.RELATED, onet_titles)
    zones = onet.read_job_zones(source / releases.JOB_ZONES)
    step("O*NET: skills and knowledge")
    skills = onet_ratings.read_elements(source / releases.SKILLS, both)
    knowledge = onet_ratings.read_elements(source / releases.KNOWLEDGE, both)
    step("O*NET: education and experience")
    survey = onet_ratings.read_survey(source / releases.SURVEY, source / releases.SURVEY_CATEGORIES)
    blocks = {
        "interests": interests.blocks,
        "job_zone": zones,
        "skills": skills.blocks,
        "knowledge": knowledge.blocks,
        "work_styles": styles.blocks,
        "work_values": values.blocks,
        "work_context": context.blocks,
        "tasks": tasks,
        "technology": technology.blocks,
        "survey": survey.blocks,
        "related": related,
    }
    elements = {
        "interest": interests.elements,
        "skill": skills.elements,
        "knowledge": knowledge.elements,
        "work_style": styles.elements,
        "work_value": values.elements,
        "work_context": context.elements,
        "job_zone": onet.read_job_zone_names(source / releases.JOB_ZONE_REFERENCE),
        "education": {education_element(level): level for level in EDUCATION_LEVELS},
        "survey": survey.elements,
        "technology": technology.categories,
    }
    return blocks, elements


def _hold_codes(onet_titles: dict[str, str], blocks: dict[str, dict[str, Record]], eloundou: dict[str, Record]) -> None:
    """Figures for a code that has no record would be lost without a word."""
    for name, by_code in (*blocks.items(), ("automation.eloundou", eloundou)):
        unknown = sorted(set(by_code) - set(onet_titles))
        if unknown:
            raise ValueError(f"[{name}]: {unknown[0]} is not in {releases.OCCUPATION_DATA}")


def _date(path: Path, content: dict[str, Any], name: str) -> str:
    date = str(content.get(name, ""))[:10]
    if len(date) != 10:
        raise ValueError(f"{path.name}: no date {name!r}")
    return date
