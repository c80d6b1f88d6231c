"""The releases that the records are built from: who publishes each, where, under which licence, and in which files.

Owns the ids of sources.toml and the names of the input files. Reads the files only to hash them. Imports nothing of the
catalogue, index or renderers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from occlookup.sources import history
from occlookup.sources.records import Record

BLS = "U.S. Bureau of Labor Statistics"
ONET = "O*NET, U.S. Department of Labor, Employment and Training Administration"
OEWS = "oews-2025-05"  # the release whose wages stand in the records
OEWS_TITLE = "Occupational Employment and Wage Statistics"

OEWS_DATABASE = "oews-2025-05/oews-2025.sqlite.gz"
OEWS_MANIFEST = "oews-2025-05/manifest.json"
PROJECTIONS = "projections-2024-2034/bls_projections.json"
STATE_PROJECTIONS = "state-projections-2022-2032/state_projections_2022_2032.tsv"
OCCUPATION_DATA = "onet-29.3/Occupation Data.txt"
ALTERNATE_TITLES = "onet-29.3/Alternate Titles.xlsx"
REPORTED_TITLES = "onet-29.3/Sample of Reported Titles.txt"
INTERESTS = "onet-29.3/Interests.txt"
JOB_ZONES = "onet-29.3/Job Zones.txt"
JOB_ZONE_REFERENCE = "onet-29.3/Job Zone Reference.txt"
SKILLS = "onet-29.3/Skills.xlsx"
KNOWLEDGE = "onet-29.3/Knowledge.xlsx"
WORK_STYLES = "onet-29.3/Work Styles.txt"
WORK_VALUES = "onet-29.3/Work Values.txt"
TASKS = "onet-29.3/Task Statements.txt"
TECHNOLOGY = "onet-29.3/Technology Skills.txt"
SURVEY = "onet-29.3/Education, Training, and Experience.xlsx"
SURVEY_CATEGORIES = "onet-29.3/Education, Training, and Experience Categories.txt"
RELATED = "onet-29.3/Related Occupations.txt"
WORK_CONTEXT = "work-context/work_context.tsv"
SOC_STRUCTURE = "soc-2018/soc_structure_2018.xlsx"
DIRECT_MATCH = "soc-2018/soc_2018_direct_match_title_file.xlsx"
CROSSWALK = "soc-2018/soc_2010_to_2018.json"
PROGRAMS = "education-programs/CIP2020_SOC2018_Crosswalk.xlsx"
FREY_OSBORNE = "automation-exposure/frey_osborne_2013_raw.csv"
ELOUNDOU = "automation-exposure/eloundou_occ_level.csv"
FELTEN = "automation-exposure/AIOE_DataAppendix.xlsx"
VIDEOS = "career-videos/careeronestop_career_videos.json"


class Release(NamedTuple):
    """One entry of sources.toml before its files are hashed; the names are those of docs/records.md."""

    id: str
    publisher: str
    title: str
    release: str
    period: str
    url: str
    licence: str
    files: tuple[str, ...]
    attribution: str = ""
    without_files: str = ""  # why there is none
    fetch: str = ""  # where the publisher's current release lies, which may be a later one

    def entry(self) -> Record:
        """Its entry in sources.toml, without its files and without what these say of themselves."""
        texts = {name: getattr(self, name) for name in ("id", "publisher", "title", "release", "period", "url")}
        optional = ("fetch", "licence", "attribution", "without_files")
        return texts | {name: getattr(self, name) for name in optional if getattr(self, name)}


def _onet(number: str, period: str) -> tuple[str, str, str, str, str, str, str]:
    url = "https://www.onetcenter.org/database.html"
    return f"onet-{number}", ONET, f"O*NET {number} Database", number, period, url, "CC BY 4.0"


def _onet_attribution(number: str) -> str:
    return (
        f"This product includes information from the O*NET {number} Database by the U.S. Department of Labor, "
        "Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET is a "
        "trademark of USDOL/ETA. The information has been modified; USDOL/ETA has not approved, endorsed or "
        "tested these modifications."
    )


RELEASES: tuple[Release, ...] = (
    Release(OEWS, BLS, OEWS_TITLE, "May 2025", "May 2025", "https://www.bls.gov/oes/", "public domain",
            (OEWS_DATABASE, OEWS_MANIFEST), fetch="https://www.bls.gov/oes/special-requests/oesm25all.zip"),
    *(
        Release(history.source_id(year), BLS, OEWS_TITLE, f"May {year}", f"May {year}",
                "https://www.bls.gov/oes/tables.htm", "public domain", (history.WORKBOOKS[year],))
        for year in sorted(history.WORKBOOKS)
    ),
    Release("projections-2024-34", BLS, "Employment Projections", "2024-34", "2024 to 2034",
            "https://www.bls.gov/emp/", "public domain", (PROJECTIONS,),
            fetch="https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx"),
    Release("projections-state-2022-32", "Projections Central, from the states' labor market information agencies",
            "Long-term occupational projections by state", "2022-32", "2022 to 2032",
            "https://projectionscentral.org/", "see publisher", (STATE_PROJECTIONS,)),
    Release(*_onet("29.3", "May 2025"),
            (OCCUPATION_DATA, ALTERNATE_TITLES, REPORTED_TITLES, INTERESTS, JOB_ZONES, JOB_ZONE_REFERENCE,
             SKILLS, KNOWLEDGE, WORK_STYLES, WORK_VALUES, TASKS, TECHNOLOGY, SURVEY, SURVEY_CATEGORIES, RELATED),
            _onet_attribution("29.3"), fetch="https://www.onetcenter.org/dl_files/database/db_30_3_text.zip"),
    Release("onet-work-context", ONET, "O*NET work context", "about release 26", "about 2021",
            "https://www.onetcenter.org/database.html", "CC BY 4.0", (WORK_CONTEXT,)),
    Release("soc-2018", BLS, "Standard Occupational Classification", "2018", "reference year 2018",
            "https://www.bls.gov/soc/2018/home.htm", "public domain", (SOC_STRUCTURE, DIRECT_MATCH)),
    Release("soc-2010-2018", BLS, "Crosswalk from SOC 2010 to SOC 2018", "November 2017", "SOC 2010 to SOC 2018",
            "https://www.bls.gov/soc/2018/soc_2010_to_2018_crosswalk.xlsx", "public domain", (CROSSWALK,)),
    Release("stem-2018", "SOC Policy Committee", "Options for defining STEM occupations under the 2018 SOC (Attachment C)",
            "June 2019", "SOC 2018", "https://www.bls.gov/soc/2018/home.htm", "public domain", (),
            without_files="A definition: the list in stem.toml was drawn up from it for occlookup."),
    Release("cip-soc-2020", "National Center for Education Statistics and " + BLS, "CIP 2020 to SOC 2018 Crosswalk",
            "2020", "CIP 2020, SOC 2018", "https://nces.ed.gov/ipeds/cipcode/", "public domain", (PROGRAMS,)),
    Release("frey-osborne-2017", "C. B. Frey and M. A. Osborne",
            "The future of employment: How susceptible are jobs to computerisation?",
            "Technological Forecasting and Social Change 114, 2017", "as judged in 2013",
            "https://doi.org/10.1016/j.techfore.2016.08.019", "see publisher", (FREY_OSBORNE,)),
    Release("eloundou-2024", "T. Eloundou, S. Manning, P. Mishkin and D. Rock",
            "GPTs are GPTs: Labor market impact potential of LLMs", "Science 384, 2024", "as judged in 2023",
            "https://doi.org/10.1126/science.adj0998", "see publisher", (ELOUNDOU,)),
    Release("felten-2021", "E. Felten, M. Raj and R. Seamans",
            "Occupational, industry, and geographic exposure to artificial intelligence",
            "Strategic Management Journal 42, 2021", "as judged in 2018 to 2020",
            "https://doi.org/10.1002/smj.3286", "see publisher", (FELTEN,)),
    Release("careeronestop-videos", "CareerOneStop, sponsored by the U.S. Department of Labor", "Career videos",
            "January 2026", "addresses as of January 2026", "https://www.careeronestop.org/Videos/", "see publisher",
            (VIDEOS,)),
)  # fmt: skip


def require_files(source: Path) -> None:
    """Hold that every input file is there.

    Raises:
        FileNotFoundError: the folder or a file is missing; the message is one line that names the first one.
    """
    if not source.is_dir():
        raise FileNotFoundError(f"{source}: no such folder of releases")
    missing = [name for release in RELEASES for name in release.files if not (source / name).is_file()]
    if missing:
        more = f" (and {len(missing) - 1} more files)" if len(missing) > 1 else ""
        raise FileNotFoundError(f"{source / missing[0]}: no such file{more}")


def onet_source(number: str, period: str) -> Record:
    """The entry of sources.toml, without "files", of a release of O*NET: its number ("30.2") and its period ("May 2025")."""
    return Release(*_onet(number, period), (), _onet_attribution(number)).entry()


def source_records(source: Path, known: Mapping[str, Mapping[str, Any]]) -> list[Record]:
    """The [[sources]] of sources.toml, each of its files with its SHA-256.

    `known` adds to an id what its own file says: retrieved, hourly_top_code, annual_top_code, unplaced.

    Raises:
        OSError: a file cannot be read.
    """
    return [
        {
            **release.entry(),
            **known.get(release.id, {}),
            "files": [{"name": name, "sha256": sha256_of(source / name)} for name in release.files],
        }
        for release in RELEASES
    ]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
