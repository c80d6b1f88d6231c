"""Every rule of the data checker, each with records that break it and no other rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from occlookup.sources.check import BORROWED_RULES, BUNDLED_ONLY, COUNTS, RULES, Fault, check
from occlookup.sources.check.wording import count_words, reading_grade, syllables, unexplained_abbreviation
from occlookup.sources.sentences import Sentences

Files = dict[str, Any]
Mutation = Callable[[Files], None]

KINDS = ("detailed", "aggregate", "specialty")
ROW = "900 13.4 28.19 58640 2.6 19.49 23.08 27.85 31.17 37.10 40540 48010 57930 64840 77180 0.532 0.52"
TOP = "900 13.4 28.19 58640 2.6 19.49 23.08 27.85 31.17 -5 40540 48010 57930 64840 -5 -0 -0"
SALARIED = "900 13.4 -4 58640 2.6 -4 -4 -4 -4 -4 40540 48010 57930 64840 77180 0.532 0.52"
COLLECTORS = "occupations/43-3011.toml"
NURSES = "occupations/29-1141.toml"
SPECIALTY = "occupations/29-1141.01.toml"
AGGREGATE = "occupations/13-1020.toml"
MEMBER = "occupations/13-1021.toml"
STATE = "wages/CT.toml"
STEM, GLOSSARY, QUIZ, JOB_BANKS = "stem.toml", "glossary.toml", "quiz.toml", "job_banks.toml"
EVERYDAY, SYNONYMS = "everyday.toml", "synonyms.toml"


def _source(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "publisher": "A publisher",
        "title": "A data set",
        "release": "May 2025",
        "period": "May 2025",
        "url": "https://example.org/",
        "licence": "public domain",
        **more,
        "files": [{"name": "a.txt", "sha256": "0a" * 32}],
    }


def _group(code: str, level: str, parent: str | None, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": f"Group {code}", "level": level, **({"parent": parent} if parent else {}), **more}


def _text(summary: str, examples: list[str] | None = None) -> dict[str, Any]:
    return {"summary": summary, "source": "written", **({"example_titles": examples} if examples else {})}


def _quiz() -> Files:
    """Sixty statements, and for each job zone two occupations that have the six letters among them (I is not in zone 1)."""
    files: Files = {QUIZ: {"quiz": []}}
    for zone in range(1, 6):
        for number, letters in enumerate(("RA" if zone == 1 else "RIA", "SEC")):
            code = f"43-4{zone}{number}1"
            files[f"occupations/{code}.toml"] = {
                "code": code,
                "title": f"Zone {zone} Clerks, {letters}",
                "kind": "detailed",
                "onet_code": f"{code}.00",
                "groups": {"major": "43-0000", "minor": "43-3000", "broad": "43-3010"},
                "text": _text(f"Do the work of zone {zone} and kind {number}.", ["Clerk", "Helper"]),
                "interests": {
                    "source": "onet-29.3",
                    "date": "11/2023",
                    "domain": "Machine Learning",
                    **dict.fromkeys(("realistic", "investigative", "artistic"), 3.0),
                    **dict.fromkeys(("social", "enterprising", "conventional"), 4.0),
                    "high_points": letters,
                },
                "job_zone": {"source": "onet-29.3", "date": "08/2018", "domain": "Analyst", "zone": zone},
            }
    for letter in "RIASEC":
        for zone in range(1, 6):
            code = f"43-4{zone}{int(letter in 'SEC')}1"
            for number in (1, 2):
                text = f"Try {letter} thing {number} of zone {zone}"
                files[QUIZ]["quiz"].append({"type": letter, "job_zone": zone, "code": code, "text": text})
    return files


def _term(term: str, *also: str, meaning: str = "What it says.") -> dict[str, Any]:
    return {"term": term, **({"also": list(also)} if also else {}), "meaning": meaning}


def _job_bank(state: str) -> dict[str, Any]:
    return {"state": state, "name": "A job bank", "url": "https://example.gov/jobs"}


def _rated(**tables: Any) -> dict[str, Any]:
    return {"source": "onet-29.3", "dates": ["08/2023"], "domains": ["Analyst"], **tables}


def _valid() -> Files:
    """A small set of records without a fault, by file."""
    top_codes = {"hourly_top_code": 115.0, "annual_top_code": 239200}
    numbers = ("One", "Two", "Three", "Four", "Five", "Six")
    return {
        "areas.toml": {
            "areas": [
                {"code": "0000000", "name": "National", "type": "nation", "fips": "00"},
                {"code": "0900000", "name": "Connecticut", "type": "state", "state": "CT", "fips": "09"},
                {"code": "0025540", "name": "Hartford, CT", "type": "metro", "state": "CT", "fips": "09"},
            ]
        },
        "groups.toml": {
            "groups": [
                _group("00-0000", "total", None, row=ROW),
                *(
                    _group(f"{major}-0000", "major", "00-0000", summary=f"They do the work of group {major}.")
                    for major in ("13", "29", "43")
                ),
                *(_group(f"{minor}000", "minor", f"{minor[:2]}-0000") for minor in ("13-1", "29-1", "43-3")),
                _group("13-1020", "broad", "13-1000"),
                _group("29-1140", "broad", "29-1000"),
                _group("43-3010", "broad", "43-3000", row=ROW, history=[_history(2019)]),
            ]
        },
        "elements.toml": {
            "elements": [
                {"id": "2.A.1.a", "kind": "skill", "name": "Reading", "definition": "Taking in what is written."},
                {"id": "1.C.1.a", "kind": "work_style", "name": "Effort", "definition": "Works hard."},
                {"id": "1.B.2.a", "kind": "work_value", "name": "Achievement", "definition": "Work that shows."},
                {
                    "id": "degree_of_automation",
                    "kind": "work_context",
                    "name": "Degree of automation",
                    "definition": "How much machines do.",
                },
                {"id": "43232201", "kind": "technology", "name": "Contact center software"},
                {"id": "RL 1", "kind": "survey", "name": "Less than high school", "definition": "Not finished."},
                {"id": "RL 2", "kind": "survey", "name": "High school", "definition": "Finished."},
            ]
        },
        "programs.toml": {"programs": [{"cip": "52.0302", "title": "Accounting Technology"}]},
        "industries.toml": {"industries": [{"code": "522000", "naics": "522", "title": "Credit", "level": 3}]},
        "retired.toml": {"retired": [{"code": "29-1111", "successors": ["29-1141"]}]},
        "sources.toml": {
            "sources": [
                _source("oews-2025-05", **top_codes),
                _source("oews-2019-05", **top_codes),
                _source("oews-2020-05", **top_codes),
                _source("onet-29.3"),
                _source("projections-2024-34", release="2024-34", period="2024 to 2034"),
                {**_source("stem-2018", without_files="A definition, read by people."), "files": []},
            ]
        },
        STEM: {"stem": [{"code": "13-1020", "type": "manager"}, {"code": "29-1141", "type": "practitioner"}]},
        # Neither case nor punctuation counts in their order.
        GLOSSARY: {"glossary": [_term("OEWS", "OES"), _term("O*NET"), _term("on-the-job training"), _term("SOC")]},
        JOB_BANKS: {"job_banks": [_job_bank("CT")]},
        EVERYDAY: {"everyday": [{"name": "repo man", "codes": ["43-3011"]}]},
        SYNONYMS: {"synonyms": [{"word": "debt", "means": ["acute nurses"]}]},
        **_quiz(),
        COLLECTORS: {
            "code": "43-3011",
            "title": "Bill Collectors",
            "kind": "detailed",
            "onet_code": "43-3011.00",
            "groups": {"major": "43-0000", "minor": "43-3000", "broad": "43-3010"},
            "text": {
                "summary": "Find people who owe money and ask them to pay.",
                "source": "written for occlookup",
                "tasks": [{"text": f"{word} thing to do.", "onet_task_ids": [number]} for number, word in enumerate(numbers)],
            },
            "titles": {"source": ["onet-29.3"], "onet": ["Collector"]},
            "interests": {
                "source": "onet-29.3",
                "date": "11/2023",
                "domain": "Machine Learning",
                "realistic": 2.04,
                "investigative": 1.0,
                "artistic": 1.0,
                "social": 3.24,
                "enterprising": 4.38,
                "conventional": 7.0,
                "high_points": "CES",
            },
            "job_zone": {"source": "onet-29.3", "date": "08/2018", "domain": "Analyst", "zone": 2},
            "skills": _rated(importance={"2.A.1.a": 3.5}, level={"2.A.1.a": 3.38}),
            "work_styles": _rated(importance={"1.C.1.a": 4.0}),
            "work_values": _rated(extent={"1.B.2.a": 3.0}),
            "work_context": {"source": "onet-29.3", "score": {"degree_of_automation": 0.4}},
            "tasks": {"source": "onet-29.3", "ids": [0, 1, 2, 3, 4], "supplemental": [9], "untyped": [5]},
            "technology": {
                "source": "onet-29.3",
                "categories": [{"commodity": 43232201, "examples": ["A program"], "hot": [], "in_demand": []}],
            },
            "survey": _rated(RL={"1": 40.0, "2": 59.99}),
            "programs": {"source": "onet-29.3", "cip": ["52.0302"]},
            "related": {
                "source": "onet-29.3",
                "primary_short": ["29-1141.00"],
                "primary_long": ["29-1141.01"],
                "supplemental": [],
            },
            "projections": {
                "source": "projections-2024-34",
                "title": "Bill collectors",
                "employment_2024_thousands": 166.9,
                "employment_2034_thousands": 149.4,
                "change_thousands": -17.5,
                "percent_change": -10.5,
                "annual_openings_thousands": 13.7,
            },
            "wages": {"source": "oews-2025-05", "row": ROW},
            "history": [_history(2019), _history(2020)],
            "industries": {
                "source": "oews-2025-05",
                "columns": "industry employment hourly_mean annual_mean hourly_median annual_median",
                "rows": ["522000 12340 24.56 51080 23.11 48070"],
            },
            "automation": {
                "source": ["onet-29.3"],
                "frey_osborne": [{"soc_2010": "43-3011", "probability": 0.95}],
            },
        },
        NURSES: {
            "code": "29-1141",
            "title": "Registered Nurses",
            "kind": "detailed",
            "onet_code": "29-1141.00",
            "groups": {"major": "29-0000", "minor": "29-1000", "broad": "29-1140"},
            "text": {
                "summary": "Care for sick people.",
                "source": "written for occlookup",
                "example_titles": ["Nurse", "Ward Nurse"],
            },
            "titles": {"source": ["onet-29.3"], "onet": ["Nurse", *"abcdef"], "reported": ["Ward Nurse"]},
            "wages": {"source": "oews-2025-05", "row": TOP},
        },
        SPECIALTY: {
            "code": "29-1141.01",
            "title": "Acute Care Nurses",
            "kind": "specialty",
            "onet_code": "29-1141.01",
            "parent": "29-1141",
            "published_as": "29-1141",
            "groups": {"major": "29-0000", "minor": "29-1000", "broad": "29-1140"},
            "text": _text("Care for very sick people.", ["Acute Nurse", "Ward Nurse"]),
            "titles": {"source": ["onet-29.3"], "onet": ["Acute Nurse", "Ward Nurse"]},
        },
        AGGREGATE: {
            "code": "13-1020",
            "title": "Buyers",
            "kind": "aggregate",
            "members": ["13-1021"],
            "groups": {"major": "13-0000", "minor": "13-1000"},
            "text": _text("Buy things for others."),
            "wages": {"source": "oews-2025-05", "row": SALARIED},
        },
        MEMBER: {
            "code": "13-1021",
            "title": "Farm Buyers",
            "kind": "detailed",
            "onet_code": "13-1021.00",
            "parent": "13-1020",
            "published_as": "13-1020",
            "groups": {"major": "13-0000", "minor": "13-1000", "broad": "13-1020"},
            "text": _text("Buy food from farms.", ["Egg Buyer", "Hay Buyer"]),
            "titles": {"source": ["onet-29.3"], "onet": ["Egg Buyer"], "direct_match": ["Hay Buyer"]},
        },
        STATE: {
            "state": "CT",
            "name": "Connecticut",
            "fips": "09",
            "wages": {
                "source": "oews-2025-05",
                "areas": [
                    {"code": "0900000", "rows": [f"00-0000 {ROW}", f"43-3011 {ROW}"]},
                    {"code": "0025540", "rows": [f"43-3011 {SALARIED}"]},
                ],
            },
            "projections": {
                "source": "projections-2024-34",
                "columns": "code base projected percent_change annual_openings",
                "rows": ["15-1256 1010 900 -10.9 80", "43-3011 -0 900 5 -0"],
                "titles": {"15-1256": "Software Developers and Testers"},
            },
        },
    }


def _history(year: int) -> dict[str, Any]:
    return {"year": year, "source": f"oews-{year}-05", "row": TOP}


def _change(place: str, *steps: str | int, to: Any = None) -> Mutation:
    """A mutation that sets what `steps` lead to, or takes it out where there is nothing to set it to."""

    def mutate(files: Files) -> None:
        table: Any = files
        for step in (place, *steps[:-1]) if steps else ():
            table = table[step]
        last = steps[-1] if steps else place
        if to is None:
            del table[last]
        else:
            table[last] = to

    return mutate


def _append(place: str, *steps: str | int, item: Any) -> Mutation:
    def mutate(files: Files) -> None:
        table: Any = files[place]
        for step in steps:
            table = table[step]
        table.append(item)

    return mutate


def _row(position: int, token: str, row: str = ROW) -> str:
    tokens = row.split()
    tokens[position] = token
    return " ".join(tokens)


def _wage(position: int, token: str, row: str = ROW) -> Mutation:
    return _change(COLLECTORS, "wages", "row", to=_row(position, token, row))


def _summary(text: str) -> Mutation:
    return _change(COLLECTORS, "text", "summary", to=text)


def _lines(number: int, tasks: int) -> Mutation:
    """So many task lines over so many O*NET tasks, all of them covered."""

    def mutate(files: Files) -> None:
        ids = list(range(tasks))
        files[COLLECTORS]["tasks"] = {"source": "onet-29.3", "ids": ids}
        lines = [{"text": f"Line {line}.", "onet_task_ids": ids[line::number]} for line in range(number)]
        files[COLLECTORS]["text"]["tasks"] = lines

    return mutate


def _swapped(files: Files) -> None:
    lines = files[COLLECTORS]["text"]["tasks"]
    lines[0], lines[1] = lines[1], lines[0]


def _hard_to_read(files: Files) -> None:
    """Summaries of grade 10.4: each may be so, most of them may not."""
    asked = ("payment", "outing", "outcome", "answers", "letters", "papers", "tickets", "orders", "numbers")
    places = [place for place in files if place.startswith("occupations/")]
    assert len(asked) > len(places) / 2
    for place, thing in zip(places, asked, strict=False):
        files[place]["text"]["summary"] = f"Requests {thing} from customers owing money."


def _renamed(files: Files) -> None:
    files[SPECIALTY] |= {"code": "29-1141.02", "onet_code": "29-1141.02"}


def _copied_state(files: Files) -> None:
    files["wages/NY.toml"] = files[STATE]


def _second_state(files: Files) -> None:
    """A sound second state, before which Connecticut's job bank must stand."""
    files["areas.toml"]["areas"].append({"code": "3600000", "name": "New York", "type": "state", "state": "NY", "fips": "36"})
    wages = {"source": "oews-2025-05", "areas": [{"code": "3600000", "rows": []}]}
    files["wages/NY.toml"] = {"state": "NY", "name": "New York", "fips": "36", "wages": wages}


def _unsorted_job_banks(files: Files) -> None:
    _second_state(files)
    files[JOB_BANKS]["job_banks"] = [_job_bank("NY"), _job_bank("CT")]


def _sorted_job_banks(files: Files) -> None:
    _second_state(files)
    files[JOB_BANKS]["job_banks"] = [_job_bank("CT"), _job_bank("NY")]


def _stem(*pairs: tuple[str, str]) -> Mutation:
    return _change(STEM, "stem", to=[{"code": code, "type": kind} for code, kind in pairs])


def _terms(*terms: dict[str, Any]) -> Mutation:
    return _change(GLOSSARY, "glossary", to=list(terms))


def _meaning(text: str) -> Mutation:
    return _change(GLOSSARY, "glossary", 0, "meaning", to=text)


def _period(**more: str) -> Mutation:
    return _terms({**_term("growth 2024-34"), "period": "2024-34", **more})


def _another_round(files: Files) -> None:
    """A second record with projections, of the next round."""
    files["sources.toml"]["sources"].append(_source("projections-2025-35", release="2025-35", period="2025 to 2035"))
    block = {
        key.replace("2024", "2025").replace("2034", "2035"): value for key, value in files[COLLECTORS]["projections"].items()
    }
    files[NURSES]["projections"] = {**block, "source": "projections-2025-35"}


def _statement(text: str) -> Mutation:
    """The quiz's first statement: letter R at job zone 1, of 43-4101."""
    return _change(QUIZ, "quiz", 0, "text", to=text)


def _another_letter(files: Files) -> None:
    """An R statement in place of an A statement of the same occupation."""
    next(entry for entry in files[QUIZ]["quiz"] if entry["type"] == "A")["type"] = "R"


def _without_letter(letter: str, zone: int) -> Mutation:
    """The occupation of that job zone keeps its other high points."""

    def mutate(files: Files) -> None:
        place = f"occupations/43-4{zone}{int(letter in 'SEC')}1.toml"
        interests = files[place]["interests"]
        interests["high_points"] = interests["high_points"].replace(letter, "")

    return mutate


def _second_member(files: Files) -> None:
    text = _text("Buy goods for shops.", ["Egg Buyer", "Hay Buyer"])
    files["occupations/13-1022.toml"] = {**files[MEMBER], "code": "13-1022", "onet_code": "13-1022.00", "text": text}


_AREAS = "areas.toml"
_CT_ROWS = (STATE, "wages", "areas", 0, "rows")

BROKEN: list[tuple[str, str, Mutation]] = [
    ("toml", "open string", _change("programs.toml", to=b'[[programs]]\ncip = "52.0302\n')),
    ("toml", "not UTF-8", _change("retired.toml", to=b'a = "\xff"\n')),
    ("files", "missing", _change("industries.toml")),
    *[("files", f"missing {place}", _change(place)) for place in (STEM, GLOSSARY, QUIZ, JOB_BANKS)],
    ("files", "stray", _change("notes.toml", to={"a": 1})),
    ("files", "stray in a folder", _change("occupations/old/a.toml", to={"a": 1})),
    ("required-keys", "title", _change(COLLECTORS, "title")),
    ("required-keys", "in a list", _change("elements.toml", "elements", 0, "name")),
    ("required-keys", "in a table", _change(COLLECTORS, "job_zone", "zone")),
    ("required-keys", "in the STEM list", _change(STEM, "stem", 0, "type")),
    ("required-keys", "in the glossary", _change(GLOSSARY, "glossary", 0, "meaning")),
    ("required-keys", "in the quiz", _change(QUIZ, "quiz", 0, "code")),
    ("required-keys", "in the job banks", _change(JOB_BANKS, "job_banks", 0, "url")),
    ("required-keys", "the employment of one year", _change(COLLECTORS, "projections", "employment_2034_thousands")),
    ("required-keys", "of three years", _change(COLLECTORS, "projections", "employment_2044_thousands", to=1.0)),
    ("required-keys", "two medians", lambda files: files[COLLECTORS]["projections"].update(
        annual_median_may_2023=1, annual_median_may_2024=1)),
    ("required-keys", "beside years", _change(COLLECTORS, "projections", "change_thousands")),
    ("types", "of a year", _change(COLLECTORS, "projections", "employment_2034_thousands", to="149.4")),
    ("unknown-keys", "no year", _change(COLLECTORS, "projections", "employment_last_thousands", to=1.0)),
    ("types", "of an occupation in the quiz", _change("occupations/43-4101.toml", "job_zone", "zone", to="1")),
    ("types", "of an occupation in the STEM list", _change(NURSES, "kind", to=1)),
    ("types", "text", _change(COLLECTORS, "title", to=1)),
    ("types", "whole number", _change(COLLECTORS, "job_zone", "zone", to=2.5)),
    ("types", "true is no number", _change(COLLECTORS, "job_zone", "zone", to=True)),
    ("types", "flag", _change(COLLECTORS, "projections", "annual_median_top_coded", to="yes")),
    ("types", "list", _change(COLLECTORS, "tasks", "ids", to=7)),
    ("types", "table", _change(COLLECTORS, "wages", to=[ROW])),
    ("types", "free table", _change(COLLECTORS, "skills", "level", to={"2.A.1.a": "high"})),
    ("types", "table of a list", _change("programs.toml", "programs", to=["52.0302"])),
    ("unknown-keys", "record", _change(COLLECTORS, "wage", to=1)),
    ("unknown-keys", "block", _change(COLLECTORS, "wages", "note", to="x")),
    ("code-format", "cip", _append("programs.toml", "programs", item={"cip": "52.03", "title": "Short"})),
    ("code-format", "date", _change(COLLECTORS, "interests", "date", to="2023-11")),
    ("code-format", "dates", _change(COLLECTORS, "skills", "dates", to=["13/2023"])),
    ("code-format", "soc_2010", _change(COLLECTORS, "automation", "frey_osborne", 0, "soc_2010", to="433011")),
    ("code-format", "industry", _append("industries.toml", "industries", item={
        "code": "52", "naics": "52", "title": "Finance", "level": 2})),
    ("file-name", "occupation", _renamed),
    ("file-name", "state", _copied_state),
    ("unique-entries", "code", _append("programs.toml", "programs", item={"cip": "52.0302", "title": "Again"})),
    ("title-characters", "letter", _change(COLLECTORS, "title", to="Bill Collect\u00f6rs")),
    ("title-characters", "control", _change(COLLECTORS, "title", to="Bill\x1b[31m Collectors")),
    ("title-characters", "empty", _change(COLLECTORS, "title", to="")),
    ("title-characters", "area", _change(_AREAS, "areas", 2, "name", to="Hartf\u00f6rd")),
    ("title-characters", "job bank without a name", _change(JOB_BANKS, "job_banks", 0, "name", to="")),
    ("title-characters", "apostrophe", _change("programs.toml", "programs", 0, "title", to="a\u2019b")),
    ("clean-text", "control", _change(COLLECTORS, "titles", "onet", to=["Collec\x07tor"])),
    ("clean-text", "direction mark", _change(COLLECTORS, "titles", "onet", to=["Collector\u202e"])),
    ("clean-text", "spaces", _change(COLLECTORS, "titles", "onet", to=["Collector "])),
    ("clean-text", "two spaces", _change(COLLECTORS, "text", "source", to="written  for occlookup")),
    ("area-type", "unknown", _change(_AREAS, "areas", 2, "type", to="county")),
    ("area-type", "no nation", _change(_AREAS, "areas", 0, to={
        "code": "1000000", "name": "Delaware", "type": "metro", "state": "DE", "fips": "10"})),
    ("area-type", "nation with a state", _change(_AREAS, "areas", 0, to={
        "code": "0000000", "name": "National", "type": "nation", "state": "DE", "fips": "10"})),
    ("area-state", "fips", _change(_AREAS, "areas", 2, "fips", to="10")),
    ("area-state", "name", _change(_AREAS, "areas", 1, "name", to="Conn.")),
    ("state-identity", "name", _change(STATE, "name", to="Conn.")),
    ("state-areas", "missing", _change(STATE, "wages", "areas", 1)),
    ("state-areas", "twice", _append(STATE, "wages", "areas", item={"code": "0025540", "rows": []})),
    ("state-areas", "strange", _append(STATE, "wages", "areas", item={"code": "0000001", "rows": []})),
    ("state-files", "missing", _append(_AREAS, "areas", item={
        "code": "1000000", "name": "Delaware", "type": "state", "state": "DE", "fips": "10"})),
    ("kind", "unknown", _change(NURSES, "kind", to="group")),
    ("kind", "onet_code", _change(COLLECTORS, "onet_code", to="43-3012.00")),
    ("onet-codes", "none", _change(NURSES, "onet_code")),
    ("kind", "specialty without onet_code", _change(SPECIALTY, "onet_code")),
    ("kind", "aggregate with O*NET", _change(AGGREGATE, "tasks", to={"source": "onet-29.3", "ids": []})),
    ("kind", "specialty with wages", _change(SPECIALTY, "wages", to={"source": "oews-2025-05", "row": ROW})),
    ("kind", "member with wages", _change(MEMBER, "wages", to={"source": "oews-2025-05", "row": ROW})),
    ("kind", "specialty without parent", _change(SPECIALTY, "parent")),
    ("parent", "unknown", _change(SPECIALTY, "parent", to="29-1151")),
    ("parent", "another", _change(SPECIALTY, "parent", to="43-3011")),
    ("parent", "not a member", _second_member),
    ("members", "unknown", _append(AGGREGATE, "members", item="13-1022")),
    ("members", "without parent", _append(AGGREGATE, "members", item="43-3011")),
    ("groups", "unknown", _change(COLLECTORS, "groups", "broad", to="43-3020")),
    ("groups", "level", _change(COLLECTORS, "groups", "broad", to="43-3000")),
    ("groups", "no broad", _change(COLLECTORS, "groups", "broad")),
    ("group-parents", "unknown", _change("groups.toml", "groups", 9, "parent", to="43-4000")),
    ("group-parents", "level", _append("groups.toml", "groups", item=_group("43-3020", "family", "43-3000"))),
    ("published-as", "unknown", _change(SPECIALTY, "published_as", to="29-1151")),
    ("published-as", "chain", _change(SPECIALTY, "published_as", to="13-1021")),
    ("published-as", "missing", _change(MEMBER, "published_as")),
    ("related", "unknown", _append(COLLECTORS, "related", "supplemental", item="43-3099.00")),
    ("related", "itself", _append(COLLECTORS, "related", "supplemental", item="43-3011.00")),
    ("related", "twice", _append(COLLECTORS, "related", "supplemental", item="29-1141.00")),
    ("programs", "unknown", _append(COLLECTORS, "programs", "cip", item="52.0303")),
    ("elements", "skill", _change("elements.toml", "elements", 0, "id", to="2.A.1.z")),
    ("elements", "commodity", _change("elements.toml", "elements", 4, "id", to="43232202")),
    ("elements", "survey", _change("elements.toml", "elements", 6, "id", to="RL 3")),
    ("retired", "unknown", _change("retired.toml", "retired", 0, "successors", to=["29-1151"])),
    ("retired", "none", _change("retired.toml", "retired", 0, "successors", to=[])),
    ("source-known", "block", _change(COLLECTORS, "job_zone", "source", to="onet-1.0")),
    ("source-known", "list", _change(COLLECTORS, "titles", "source", to=["onet-29.3", "soc-2000"])),
    ("source-known", "state", _change(STATE, "wages", "source", to="oews-1999-05")),
    ("source-known", "history", _change("sources.toml", "sources", 2, "id", to="oews-2021-05")),
    ("source-known", "area", _change(STATE, "wages", "areas", 0, "source", to="oews-2031-05")),
    ("source-facts", "licence", _change("sources.toml", "sources", 3, "licence", to="")),
    ("source-facts", "url", _change("sources.toml", "sources", 3, "url", to="example.org")),
    ("source-facts", "fetched over http", _change("sources.toml", "sources", 3, "fetch", to="http://example.org/a.zip")),
    ("source-facts", "fetched elsewhere", _change("sources.toml", "sources", 3, "fetch", to="https://example.com/a.zip")),
    ("source-facts", "fetched page", _change("sources.toml", "sources", 3, "fetch", to="https://example.org/a.html")),
    ("source-facts", "top code", _change("sources.toml", "sources", 0, "annual_top_code")),
    ("source-files", "none", _change("sources.toml", "sources", 0, "files", to=[])),
    ("source-files", "no reason", _change("sources.toml", "sources", 5, "without_files")),
    ("source-files", "empty reason", _change("sources.toml", "sources", 5, "without_files", to="")),
    ("source-files", "hash", _change("sources.toml", "sources", 0, "files", 0, "sha256", to="0A" * 32)),
    ("wage-row", "16 tokens", _change(COLLECTORS, "wages", "row", to=ROW.rsplit(" ", 1)[0])),
    ("wage-row", "below 0", _wage(0, "-900")),
    ("wage-row", "unknown mark", _wage(7, "-7")),
    ("wage-row", "BLS's dash", _wage(7, "-")),
    ("wage-row", "hourly decimals", _wage(7, "27.8")),
    ("wage-row", "annual decimals", _wage(12, "57930.0")),
    ("wage-row", "rse decimals", _wage(1, "13.40")),
    ("wage-row", "jobs decimals", _wage(15, "0.53")),
    ("wage-row", "quotient decimals", _wage(16, "0.520")),
    ("wage-row", "top-coded employment", _wage(0, "-5")),
    ("wage-row", "two spaces", _change(COLLECTORS, "wages", "row", to=ROW.replace(" ", "  ", 1))),
    ("wage-row", "history", _change(COLLECTORS, "history", 0, "row", to="1")),
    ("wage-row", "group", _change("groups.toml", "groups", 0, "row", to="1")),
    ("wage-row", "group history", _change("groups.toml", "groups", 9, "history", 0, "row", to="1")),
    ("wage-row", "area", _change(*_CT_ROWS, 1, to="43-3011 1")),
    ("percentile-order", "hourly", _wage(7, "99.00")),
    ("percentile-order", "annual", _wage(10, "99000")),
    ("percentile-order", "past a mark", _wage(5, "99.00", _row(6, "-8"))),
    ("percentile-order", "area", _change(*_CT_ROWS, 1, to=f"43-3011 {_row(7, '99.00')}")),
    ("top-code-order", "hourly", _wage(7, "-5")),
    ("top-code-order", "annual withheld", _wage(14, "-8", _row(13, "-5", TOP))),
    ("paid-period", "one wage", _wage(2, "-4")),
    ("paid-period", "both periods", _wage(3, "-4", SALARIED)),
    ("wage-codes", "unknown", _append(*_CT_ROWS, item=f"53-9999 {ROW}")),
    ("wage-order", "unsorted", _change(*_CT_ROWS, to=[f"43-3011 {ROW}", f"00-0000 {ROW}"])),
    ("wage-order", "twice", _append(*_CT_ROWS, item=f"43-3011 {ROW}")),
    ("history-order", "unsorted", _change(COLLECTORS, "history", to=[_history(2020), _history(2019)])),
    ("history-order", "twice", _change(COLLECTORS, "history", to=[_history(2020), _history(2020)])),
    ("history-order", "source", _change(COLLECTORS, "history", 0, "source", to="oews-2020-05")),
    ("industry-row", "columns", _change(COLLECTORS, "industries", "columns", to="industry employment")),
    ("industry-row", "tokens", _change(COLLECTORS, "industries", "rows", to=["522000 12340 24.56 51080 23.11"])),
    ("industry-row", "decimals", _change(COLLECTORS, "industries", "rows", to=["522000 1 24.5 51080 23.11 48070"])),
    ("industry-row", "twice", _append(COLLECTORS, "industries", "rows", item="522000 1 24.56 51080 23.11 48070")),
    ("industry-codes", "cross-industry", _change(COLLECTORS, "industries", "rows", to=["000000 1 -8 -8 -8 -8"])),
    ("importance-range", "skills", _change(COLLECTORS, "skills", "importance", "2.A.1.a", to=0.5)),
    ("importance-range", "styles", _change(COLLECTORS, "work_styles", "importance", "1.C.1.a", to=5.1)),
    ("level-range", "skills", _change(COLLECTORS, "skills", "level", "2.A.1.a", to=7.1)),
    ("work-value-range", "extent", _change(COLLECTORS, "work_values", "extent", "1.B.2.a", to=0.9)),
    ("work-context-range", "score", _change(COLLECTORS, "work_context", "score", "degree_of_automation", to=40.0)),
    ("interest-range", "high", _change(COLLECTORS, "interests", "artistic", to=7.01)),
    ("interest-range", "low", _change(COLLECTORS, "interests", "artistic", to=0.0)),
    ("interest-range", "letters", _change(COLLECTORS, "interests", "high_points", to="CEX")),
    ("interest-range", "letter twice", _change(COLLECTORS, "interests", "high_points", to="CC")),
    ("job-zone-range", "six", _change(COLLECTORS, "job_zone", "zone", to=6)),
    ("survey-shares", "sum", _change(COLLECTORS, "survey", "RL", "1", to=38.0)),
    ("survey-shares", "below 0", _change(COLLECTORS, "survey", "RL", to={"1": -5.0, "2": 105.0})),
    ("task-ids-unique", "two lists", _append(COLLECTORS, "tasks", "supplemental", item=5)),
    ("automation-range", "probability", _change(COLLECTORS, "automation", "frey_osborne", 0, "probability", to=95)),
    ("automation-range", "exposure", _change(COLLECTORS, "automation", "eloundou", to=dict.fromkeys(
        ("dv_alpha", "dv_beta", "dv_gamma", "human_alpha", "human_beta", "human_gamma"), 1.1))),
    ("projection-change", "sign", _change(COLLECTORS, "projections", "employment_2034_thousands", to=184.4)),
    ("projection-change", "just off", _change(COLLECTORS, "projections", "employment_2034_thousands", to=149.6)),
    ("projection-change", "below 0", _change(COLLECTORS, "projections", "annual_openings_thousands", to=-1.0)),
    ("projection-percent", "off", _change(COLLECTORS, "projections", "percent_change", to=-10.7)),
    ("projection-years", "release", _change("sources.toml", "sources", 4, "release", to="2022-32")),
    ("projection-years", "period", _change("sources.toml", "sources", 4, "period", to="2024 to 2044")),
    ("projection-round", "two", _another_round),
    ("state-projection-row", "columns", _change(STATE, "projections", "columns", to="code base")),
    ("state-projection-row", "decimals", _change(STATE, "projections", "rows", 1, to="43-3011 1.5 900 5 -0")),
    ("state-projection-row", "order", _append(STATE, "projections", "rows", item="29-1141 10 10 0 1")),
    ("state-projection-percent", "off", _change(STATE, "projections", "rows", 1, to="43-3011 1010 900 10.9 80")),
    ("state-projection-titles", "missing", _change(STATE, "projections", "titles")),
    ("state-projection-titles", "needless", _change(STATE, "projections", "titles", "43-3011", to="Collectors")),
    ("text-summary-words", "41", _summary("Do it. " * 20 + "Now.")),
    ("text-task-words", "21", _change(COLLECTORS, "text", "tasks", 0, "text", to="Do it " * 10 + "now.")),
    ("text-task-words", "none", _change(COLLECTORS, "text", "tasks", 0, "text", to="")),
    ("text-ascii", "summary", _summary("Ask people to pay what they owe\u2014now.")),
    ("text-ascii", "task line", _change(COLLECTORS, "text", "tasks", 0, "text", to="Caf\u00e9 thing to do.")),
    ("text-repeat", "tasks", _change(COLLECTORS, "text", "tasks", 0, "text", to="two thing to do")),
    ("text-task-ids", "unknown", _append(COLLECTORS, "text", "tasks", 0, "onet_task_ids", item=77)),
    ("text-task-ids", "none", _append(COLLECTORS, "text", "tasks", item={"text": "More.", "onet_task_ids": []})),
    ("text-task-ids", "five", _change(COLLECTORS, "text", "tasks", 0, "onet_task_ids", to=[0, 1, 2, 3, 4])),
    ("text-task-ids", "twice", _append(COLLECTORS, "text", "tasks", 0, "onet_task_ids", item=0)),
    ("text-order", "swapped", _swapped),
    ("text-coverage", "core", _append(COLLECTORS, "tasks", "ids", item=6)),
    ("text-coverage", "untyped", _append(COLLECTORS, "tasks", "untyped", item=6)),
    ("text-task-count", "few", _lines(5, 6)),
    ("text-task-count", "many", _lines(13, 24)),
    ("text-task-count", "too many of many", _lines(16, 25)),
    ("text-task-count", "fewer than O*NET", _lines(3, 4)),
    ("text-summary-unique", "case", _summary("care for sick people.")),
    ("text-examples", "one", _change(NURSES, "text", "example_titles", to=["Nurse"])),
    ("text-examples", "six", _change(NURSES, "text", "example_titles", to=list("abcdef"))),
    ("text-examples", "beside tasks", _change(COLLECTORS, "text", "example_titles", to=["Collector"])),
    ("text-examples", "unknown title", _change(NURSES, "text", "example_titles", to=["Nurse", "Doctor"])),
    ("text-examples", "of an aggregate", _change(AGGREGATE, "text", "example_titles", to=["Buyer", "Agent"])),
    ("text-missing", "detailed", _change(MEMBER, "text")),
    ("text-missing", "aggregate", _change(AGGREGATE, "text")),
    ("text-abbreviations", "capitals", _summary("Ask an RN to pay what they owe.")),
    ("text-abbreviations", "dotted", _summary("Ask people, e.g. by mail, to pay what they owe.")),
    ("text-abbreviations", "task line", _change(COLLECTORS, "text", "tasks", 0, "text", to="Sends bills, letters etc.")),
    ("text-grade-median", "hard", _hard_to_read),
    ("definition-missing", "skill", _change("elements.toml", "elements", 0, "definition")),
    ("definition-missing", "empty", _change("elements.toml", "elements", 1, "definition", to="")),
    ("definition-missing", "level of education", _change("elements.toml", "elements", 5, "definition")),
    ("definition-words", "21", _change("elements.toml", "elements", 0, "definition", to="so " * 20 + "long.")),
    ("definition-words", "not ASCII", _change("elements.toml", "elements", 0, "definition", to="Caf\u00e9.")),
    ("definition-words", "abbreviation", _change("elements.toml", "elements", 0, "definition", to="What an RN does.")),
    ("group-summary", "missing", _change("groups.toml", "groups", 1, "summary")),
    ("group-summary", "long", _change("groups.toml", "groups", 1, "summary", to="so " * 40 + "long.")),
    ("group-summary", "two sentences", _change("groups.toml", "groups", 1, "summary", to="They sell. They buy.")),
    ("group-summary", "not ASCII", _change("groups.toml", "groups", 1, "summary", to="They run caf\u00e9s.")),
    ("group-summary", "abbreviation", _change("groups.toml", "groups", 1, "summary", to="They work as RN.")),
    ("group-summary", "twice", _change("groups.toml", "groups", 1, "summary", to="They do the work of group 29.")),
    ("text-grade", "long words", _summary("Contacts customers owing money and negotiates settlements.")),
    ("stem-list", "unknown", _stem(("29-1151", "practitioner"))),
    ("stem-list", "specialty", _stem(("29-1141.01", "practitioner"))),
    ("stem-list", "type", _stem(("29-1141", "nurse"))),
    ("stem-list", "twice", _stem(("29-1141", "practitioner"), ("29-1141", "technician"))),
    ("stem-list", "unsorted", _stem(("29-1141", "practitioner"), ("13-1020", "manager"))),
    ("glossary-terms", "term twice", _terms(_term("Mean"), _term("mean"))),
    ("glossary-terms", "other name of another", _terms(_term("mean", "average"), _term("median", "Average"))),
    ("glossary-terms", "other name of its own", _terms(_term("mean", "Mean"))),
    ("glossary-terms", "unsorted", _terms(_term("O*NET"), _term("OEWS"))),
    ("glossary-terms", "unsorted by case", _terms(_term("SOC"), _term("sector"))),
    ("glossary-terms", "not ASCII", _terms(_term("caf\u00e9"))),
    ("glossary-terms", "other name not ASCII", _terms(_term("tea room", "caf\u00e9"))),
    ("glossary-terms", "empty", _terms(_term(""))),
    ("glossary-meaning", "no period", _meaning("What it says")),
    ("glossary-meaning", "empty", _meaning("")),
    ("glossary-meaning", "two sentences", _meaning("What it says. And more.")),
    ("glossary-meaning", "36", _meaning("so " * 35 + "long.")),
    ("glossary-meaning", "not ASCII", _meaning("A caf\u00e9.")),
    ("glossary-meaning", "otherwise", _period(otherwise="What it says")),
    ("glossary-period", "spelled", _period(period="2024 to 2034")),
    ("glossary-period", "of no year", _period(period="2022-32")),
    ("glossary-period", "otherwise than when", _terms({**_term("growth"), "otherwise": "What it says."})),
    ("quiz-balance", "one missing", _change(QUIZ, "quiz", 0)),
    ("quiz-balance", "one more", _append(QUIZ, "quiz", item={
        "type": "R", "job_zone": 1, "code": "43-4101", "text": "Try one thing more"})),
    ("quiz-balance", "letter", _another_letter),
    ("quiz-balance", "none", _change(QUIZ, "quiz", to=[])),
    ("quiz-balance", "twice", _statement("Try r thing 2 of zone 1")),
    ("quiz-statement", "3", _statement("Try a thing")),
    ("quiz-statement", "12", _statement("Try" + " a" * 11)),
    ("quiz-statement", "empty", _statement("")),
    ("quiz-statement", "not ASCII", _statement("Try cakes at a caf\u00e9 today")),
    ("quiz-statement", "period", _statement("Try a thing today.")),
    ("quiz-statement", "question", _statement("Try a thing today?")),
    ("quiz-statement", "small letter", _statement("try a thing today")),
    ("quiz-occupation", "unknown", _change(QUIZ, "quiz", 0, "code", to="43-4109")),
    ("quiz-occupation", "zone", _change(QUIZ, "quiz", 0, "code", to="43-4201")),
    ("quiz-occupation", "no zone", _change("occupations/43-4101.toml", "job_zone")),
    ("quiz-occupation", "letter", _change(QUIZ, "quiz", 0, "code", to="43-4111")),
    ("quiz-occupation", "letter I past zone 1", _without_letter("I", 2)),
    ("quiz-occupation", "another letter at zone 1", _without_letter("C", 1)),
    ("quiz-occupation", "no interests", _change("occupations/43-4101.toml", "interests")),
    ("everyday-names", "capital", _change(EVERYDAY, "everyday", 0, "name", to="Repo man")),
    ("everyday-names", "two spaces", _change(EVERYDAY, "everyday", 0, "name", to="repo  man")),
    ("everyday-names", "six words", _change(EVERYDAY, "everyday", 0, "name", to="the man who takes cars back")),
    ("everyday-names", "no code", _change(EVERYDAY, "everyday", 0, "codes", to=[])),
    ("everyday-names", "code twice", _change(EVERYDAY, "everyday", 0, "codes", to=["43-3011", "43-3011"])),
    ("everyday-names", "unknown code", _change(EVERYDAY, "everyday", 0, "codes", to=["43-9999"])),
    ("everyday-names", "a group", _change(EVERYDAY, "everyday", 0, "codes", to=["43-0000"])),
    ("everyday-names", "unsorted", _append(EVERYDAY, "everyday", item={"name": "dunner", "codes": ["43-3011"]})),
    ("everyday-names", "twice", _append(EVERYDAY, "everyday", item={"name": "repo man", "codes": ["43-3011"]})),
    ("synonyms", "capital", _change(SYNONYMS, "synonyms", 0, "word", to="Debt")),
    ("synonyms", "three words", _change(SYNONYMS, "synonyms", 0, "word", to="what is owed")),
    ("synonyms", "no meaning", _change(SYNONYMS, "synonyms", 0, "means", to=[])),
    ("synonyms", "meaning twice", _change(SYNONYMS, "synonyms", 0, "means", to=["acute", "acute"])),
    ("synonyms", "four meanings", _change(SYNONYMS, "synonyms", 0, "means", to=["a", "b", "c", "d"])),
    ("synonym-titles", "in no title", _change(SYNONYMS, "synonyms", 0, "means", to=["acute payment"])),
    ("synonyms", "sign", _change(SYNONYMS, "synonyms", 0, "means", to=["ward & nurse"])),
    ("synonyms", "unsorted", _append(SYNONYMS, "synonyms", item={"word": "dare", "means": ["nurse"]})),
    ("synonyms", "twice", _append(SYNONYMS, "synonyms", item={"word": "debt", "means": ["nurse"]})),
    ("job-banks", "unknown", _append(JOB_BANKS, "job_banks", item=_job_bank("NY"))),
    ("job-banks", "twice", _append(JOB_BANKS, "job_banks", item=_job_bank("CT"))),
    ("job-banks", "unsorted", _unsorted_job_banks),
    ("job-banks", "http", _change(JOB_BANKS, "job_banks", 0, "url", to="http://example.gov/")),
    ("job-banks", "space", _change(JOB_BANKS, "job_banks", 0, "url", to="https://example.gov/a b")),
]  # fmt: skip


@pytest.fixture
def files() -> Files:
    return _valid()


def _counts(files: Files) -> dict[str, int]:
    """How many records of each kind the files have, so that only the rule "counts" counts them."""
    kinds = [record.get("kind") for place, record in files.items() if place.startswith("occupations/")]
    areas = files["areas.toml"]["areas"]
    states = sum(place.startswith("wages/") for place in files)
    return {**{kind: kinds.count(kind) for kind in KINDS}, "states": states, "areas": len(areas)}


def _check(folder: Path, files: Files, **counts: int) -> list[Fault]:
    for place, record in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(record if isinstance(record, bytes) else tomli_w.dumps(record).encode())
    return check(folder, counts={**_counts(files), **counts})


def test_valid_records_have_no_fault(tmp_path: Path, files: Files) -> None:
    assert _check(tmp_path, files) == []


def test_every_rule_has_a_case() -> None:
    assert {name for name, _, _ in BROKEN} | {"counts"} == {"toml", *RULES}


@pytest.mark.parametrize(("name", "mutate"), [pytest.param(n, m, id=f"{n}: {d}") for n, d, m in BROKEN])
def test_broken_records_break_that_rule_alone(tmp_path: Path, files: Files, name: str, mutate: Mutation) -> None:
    mutate(files)
    faults = _check(tmp_path, files)
    assert {fault.rule for fault in faults} == {name}, faults
    assert all(fault.file and fault.message for fault in faults)


@pytest.mark.parametrize(("name", "mutate"), [pytest.param(n, m, id=f"{n}: {d}") for n, d, m in BROKEN])
def test_records_of_an_import_are_held_to_what_holds_of_any(tmp_path: Path, files: Files, name: str, mutate: Mutation) -> None:
    mutate(files)
    _check(tmp_path, files)
    faults = check(tmp_path, imported=True)
    assert {fault.rule for fault in faults} == ({name} - BUNDLED_ONLY), faults


def test_what_holds_only_for_the_bundled_records_are_rules() -> None:
    assert set(RULES) > BUNDLED_ONLY


@pytest.mark.parametrize("kind", ["detailed", "aggregate", "specialty", "states", "areas"])
def test_a_missing_record_is_counted(tmp_path: Path, files: Files, kind: str) -> None:
    wanted = _counts(files)[kind] + 1
    faults = _check(tmp_path, files, **{kind: wanted})
    assert [fault.rule for fault in faults] == ["counts"]
    assert f"{kind}: {wanted - 1} instead of {wanted}" in faults[0].message


def test_the_counts_are_those_of_the_releases() -> None:
    assert COUNTS == {"detailed": 867, "aggregate": 12, "specialty": 149, "states": 54, "areas": 583}


@pytest.mark.parametrize(
    "mutate",
    [
        pytest.param(_lines(15, 25), id="15 lines of more than 24 tasks"),
        pytest.param(_lines(12, 24), id="12 lines"),
        pytest.param(_lines(2, 2), id="2 lines of 2 tasks"),
        pytest.param(_change(COLLECTORS, "survey", "RL", to={}), id="an empty survey scale"),
        pytest.param(_change(COLLECTORS, "titles", "onet", to=["Ma\u00eetre d'"]), id="an accent in a title list"),
        pytest.param(_change(STATE, "projections"), id="a state without projections"),
        pytest.param(_change(COLLECTORS, "projections", "employment_2034_thousands", to=149.5), id="rounded change"),
        pytest.param(_wage(2, "-8"), id="a withheld mean"),
        pytest.param(_wage(9, "-8", _row(8, "-8")), id="withheld percentiles"),
        pytest.param(_wage(9, "31.17"), id="equal percentiles"),
        pytest.param(_wage(9, "342.37"), id="a figure above the top code's amount"),
        pytest.param(_change(STEM, "stem", to=[]), id="no STEM occupation"),
        pytest.param(_terms(), id="no term"),
        pytest.param(_period(otherwise="What it says in other years."), id="a term of a period"),
        pytest.param(_change(JOB_BANKS, "job_banks", to=[]), id="no job bank"),
        pytest.param(_sorted_job_banks, id="two job banks"),
        pytest.param(_change(EVERYDAY, "everyday", to=[]), id="no everyday name"),
        pytest.param(_change(EVERYDAY, "everyday", 0, "name", to="x-ray man's 2nd job"), id="hyphen and apostrophe"),
        pytest.param(_append(SYNONYMS, "synonyms", item={"word": "pay up", "means": ["ward nurse"]}), id="two words"),
        pytest.param(_meaning("so " * 34 + "long."), id="a meaning of 35 words"),
        pytest.param(_statement("Try a thing today"), id="a statement of 4 words"),
        pytest.param(_statement("Try" + " a" * 10), id="a statement of 11 words"),
    ],
)
def test_what_is_allowed(tmp_path: Path, files: Files, mutate: Mutation) -> None:
    mutate(files)
    assert _check(tmp_path, files) == []


SENTENCES = Sentences(
    {
        "43-3011": ["Locate and notify customers of delinquent accounts by mail, telephone, or personal visits."],
        "43-4101": ["Greet the guests at the front door of a hotel, and carry their bags."],
    },
    ["The ability to listen to and understand information and ideas."],
)
BORROWED: list[tuple[str, str, Mutation]] = [
    ("text-borrowed", "summary", _summary("Notifies customers of delinquent accounts by mail and more.")),
    ("text-borrowed", "other punctuation", _summary("Customers of delinquent accounts: by mail, telephone.")),
    ("text-borrowed", "task line",
     _change(COLLECTORS, "text", "tasks", 0, "text", to="Tells customers of delinquent accounts by mail.")),
    ("definition-borrowed", "element",
     _change("elements.toml", "elements", 0, "definition", to="To listen to and understand information.")),
    ("glossary-borrowed", "meaning", _meaning("Said of how people listen to and understand information and ideas.")),
    ("quiz-borrowed", "occupation", _statement("Greet the guests at the front door")),
    ("quiz-borrowed", "element", _statement("Learn to listen to and understand information")),
]  # fmt: skip


def test_every_borrowed_rule_has_a_case() -> None:
    assert {name for name, _, _ in BORROWED} == set(BORROWED_RULES)
    assert [name for name, rule in BORROWED_RULES.items() if not rule.__doc__] == []


@pytest.mark.parametrize(("name", "mutate"), [pytest.param(n, m, id=f"{n}: {d}") for n, d, m in BORROWED])
def test_borrowed_words_are_found_beside_the_releases(tmp_path: Path, files: Files, name: str, mutate: Mutation) -> None:
    mutate(files)
    assert _check(tmp_path, files) == []
    assert {fault.rule for fault in check(tmp_path, counts=_counts(files), sentences=SENTENCES)} == {name}


def test_five_words_in_a_row_are_no_borrowing(tmp_path: Path, files: Files) -> None:
    _summary("Notifies customers of delinquent accounts in letters.")(files)
    _check(tmp_path, files)
    assert check(tmp_path, counts=_counts(files), sentences=SENTENCES) == []


def test_a_statement_is_held_against_its_own_occupation(tmp_path: Path, files: Files) -> None:
    _change(QUIZ, "quiz", 2, "text", to="Greet the guests at the front door")(files)  # of 43-4201
    _check(tmp_path, files)
    assert check(tmp_path, counts=_counts(files), sentences=SENTENCES) == []


@pytest.mark.parametrize(("text", "found"), [
    ("Reads scans from magnetic resonance imaging (MRI).", None), ("Takes MRI scans.", "MRI"), ("Tests DNA samples.", None),
    ("Cleans, sorts, etc.", "etc."), ("Works at night, i.e. late.", "i.e."), ("Operates the X-ray machine.", None),
])  # fmt: skip
def test_abbreviations(text: str, found: str | None) -> None:
    assert unexplained_abbreviation(text) == found


def test_the_parts_of_a_hyphened_word_count() -> None:
    assert count_words("Sets up a 12-hour watch.") == 6


def test_faults_are_sorted_and_name_the_place(tmp_path: Path, files: Files) -> None:
    files[COLLECTORS]["job_zone"]["zone"] = 9
    files[AGGREGATE]["title"] = ""
    files[COLLECTORS]["interests"]["social"] = 9.0
    assert [(fault.file, fault.rule) for fault in _check(tmp_path, files)] == [
        (AGGREGATE, "title-characters"),
        (COLLECTORS, "interest-range"),
        (COLLECTORS, "job-zone-range"),
    ]


def test_every_rule_says_what_it_holds() -> None:
    assert [name for name, rule in RULES.items() if not rule.__doc__] == []


@pytest.mark.parametrize(("word", "count"), [
    ("pay", 1), ("ask", 1), ("make", 1), ("table", 2), ("money", 2), ("banana", 3), ("used", 1), ("wanted", 2),
    ("machines", 2), ("boxes", 2), ("the", 1), ("organizational", 6),
])  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_reading_grade_follows_the_formula() -> None:
    # Six words, one sentence, six syllables.
    assert reading_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert reading_grade("") == 0.0
