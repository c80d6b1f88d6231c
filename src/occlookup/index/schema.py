"""The tables of the index: the one place that defines them.

Figures that BLS publishes with fixed decimals are whole numbers of the last decimal (cents, tenths of a percent), so that
they are small and come back exactly. A negative number is a mark, see docs/records.md: -8 not released, -5 at or above the top
code, -4 paid by the year or by the hour only, -1 no such estimate.
"""

from typing import NamedTuple
from zlib import crc32

NOT_RELEASED, TOP_CODED, ONE_BASIS_ONLY, NOT_PUBLISHED = -8, -5, -4, -1


# Wages of one area stand together: those of area 7 have the ids from 7 * AREA_STRIDE on. More than there are codes.
AREA_STRIDE = 4096
# Lines of one occupation's text stand together: the summary is line 0, its task lines follow. More than a text may have.
LINE_STRIDE = 32


# Kinds of titles. Everyday names are the project's own list: the first occupation that a name means, and others that it may.
OWN_TITLE, EVERYDAY, EVERYDAY_TOO, DIRECT_MATCH, REPORTED, ALTERNATE = range(6)
# What a word weighs is a whole number in the index: of 1/WEIGHT_SCALE, and for an occupation of 1/IMPACT_SCALE.
WEIGHT_SCALE, IMPACT_SCALE = 1000, 10_000
# How soon further titles with a word add nothing (BM25's k); so much a word may say for an occupation at the most.
SATURATION = 1.5
MOST_IMPACT = 1 + SATURATION


class Measure(NamedTuple):
    """A column of a wage row in the order of the records: `scale` is the whole number that stands for 1."""

    name: str
    scale: int

    @property
    def decimals(self) -> int:
        """How many decimals the publisher gives."""
        return len(str(self.scale)) - 1


MEASURES = (
    Measure("employment", 1),
    Measure("employment_rse", 10),
    Measure("hourly_mean", 100),
    Measure("annual_mean", 1),
    Measure("mean_rse", 10),
    Measure("hourly_p10", 100),
    Measure("hourly_p25", 100),
    Measure("hourly_median", 100),
    Measure("hourly_p75", 100),
    Measure("hourly_p90", 100),
    Measure("annual_p10", 1),
    Measure("annual_p25", 1),
    Measure("annual_median", 1),
    Measure("annual_p75", 1),
    Measure("annual_p90", 1),
    Measure("jobs_per_1000", 1000),
    Measure("location_quotient", 100),
)

# BLS's typical entry education from least to most: the rank is its place here, and what --education compares.
EDUCATION_LEVELS = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)


def education_element(level: str) -> str:
    """The id in elements.toml of one of EDUCATION_LEVELS: "EE 1" for the least."""
    return f"EE {EDUCATION_LEVELS.index(level) + 1}"


# The release that says what STEM is; stem.toml is drawn up from it.
STEM_SOURCE = "stem-2018"
STATE_PROJECTIONS_SOURCE = "projections-state-2022-32"
STATE_PROJECTIONS_PERIOD = "2022-32"
# New York's openings are a tenth of the growth (0 where jobs decline) in 655 of its 656 rows of 2022-32; every other state
# counts people who leave too
NEW_JOBS_ONLY = frozenset({"NY"})

# The six work-context items of the work-life index. In all of them more is harder on a life outside work.
WORK_LIFE_ITEMS = (
    "duration_of_typical_work_week",
    "time_pressure",
    "work_schedules",
    "frequency_of_conflict_situations",
    "deal_with_unpleasant_or_angry_people",
    "consequence_of_error",
)
AUTOMATION_ITEM = "degree_of_automation"
# What percentiles are reckoned of, beside these items; percentiles.py says how. Answers name them, and need no more of it.
STRAIN, OPENINGS, GROWTH, PAY, PREPARATION, COMPUTERISATION, LANGUAGE_MODELS = (
    "physical_strain", "annual_openings", "percent_change", "pay_for_education", "preparation", "frey_osborne",
    "eloundou_human_beta",
)  # fmt: skip

# O*NET's survey: required level of education, related work experience, on-site training, on-the-job training.
SURVEY_SCALES = ("RL", "RW", "PT", "OJ")

_WAGE_COLUMNS = ", ".join(f"{measure.name} INTEGER NOT NULL" for measure in MEASURES)


def _published(measure: Measure) -> str:
    """A measure of table wage in its unit and its note, as WageRow has them."""
    name = measure.name
    unit = f" / {measure.scale}.0" if measure.scale > 1 else ""
    basis, other = ("hourly", "annual") if name.startswith("hourly") else ("annual", "hourly")
    known = f"CASE WHEN {name} >= 0 THEN {name}{unit}"
    if name.startswith(("hourly_", "annual_")):
        known += f" WHEN {name} = {TOP_CODED} THEN source.{basis}_top_code{unit}"
    return (
        f"{known} END AS {name}, CASE {name} WHEN {NOT_RELEASED} THEN 'not_released' WHEN {TOP_CODED} THEN 'at_least'"
        f" WHEN {ONE_BASIS_ONLY} THEN '{other}_only' WHEN {NOT_PUBLISHED} THEN 'not_published' END AS {name}_note"
    )


_PUBLISHED_COLUMNS = ", ".join(map(_published, MEASURES))
_EDUCATION_COLUMN = " ".join(
    f"WHEN {rank} THEN '{level.replace(chr(39), chr(39) * 2)}'" for rank, level in enumerate(EDUCATION_LEVELS)
)

# whoever asks the view for these years is given no others
_OF_2024_34 = "base_year = 2024 AND projected_year = 2034"

TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, publisher TEXT NOT NULL, title TEXT NOT NULL, release TEXT NOT NULL,
    period TEXT NOT NULL, url TEXT NOT NULL, licence TEXT NOT NULL, retrieved TEXT, files INTEGER NOT NULL,
    hourly_top_code INTEGER, annual_top_code INTEGER
) WITHOUT ROWID;
CREATE TABLE area (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, type TEXT NOT NULL, state TEXT, source TEXT
);
-- every code that figures are about: groups (total, major, minor, broad) and occupations (detailed, aggregate, specialty)
CREATE TABLE soc (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL, level TEXT NOT NULL, parent TEXT
);
CREATE TABLE occupation (
    id INTEGER PRIMARY KEY REFERENCES soc, onet_code TEXT, parent TEXT, published_as INTEGER NOT NULL REFERENCES soc,
    major TEXT NOT NULL, minor TEXT NOT NULL, broad TEXT, job_zone INTEGER, education INTEGER,
    employment INTEGER NOT NULL, hourly_median INTEGER NOT NULL, annual_median INTEGER NOT NULL,
    employment_base INTEGER, employment_projected INTEGER, change INTEGER, percent_change REAL, annual_openings INTEGER,
    growth TEXT, growth_rank INTEGER,
    realistic REAL, investigative REAL, artistic REAL, social REAL, enterprising REAL, conventional REAL, high_points TEXT,
    stem TEXT,
    first_title INTEGER NOT NULL, last_title INTEGER NOT NULL
);
-- the national projection in use, one row, or none where no occupation has one: the years of employment_base and
-- employment_projected
CREATE TABLE projection_round (source TEXT PRIMARY KEY, base_year INTEGER NOT NULL, projected_year INTEGER NOT NULL);
-- apart from the occupations, whose short rows every listing reads
CREATE TABLE document (id INTEGER PRIMARY KEY REFERENCES occupation, content BLOB NOT NULL);
-- id: area.id * {AREA_STRIDE} + soc.id. One number, written in its order, keeps the file 2 MB smaller than a key of two
CREATE TABLE wage (id INTEGER PRIMARY KEY, {_WAGE_COLUMNS});
-- overlaps: 1 for a cut by owner (privately owned schools) or across all industries, whose jobs are in others too
CREATE TABLE industry (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, naics TEXT NOT NULL, title TEXT NOT NULL, level INTEGER NOT NULL,
    overlaps INTEGER NOT NULL
);
CREATE TABLE industry_wage (
    soc_id INTEGER NOT NULL REFERENCES soc, industry_id INTEGER NOT NULL REFERENCES industry, employment INTEGER NOT NULL,
    hourly_median INTEGER NOT NULL, annual_median INTEGER NOT NULL,
    PRIMARY KEY (soc_id, industry_id)
) WITHOUT ROWID;
CREATE TABLE state_projection (
    state TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, base INTEGER, projected INTEGER, percent_change REAL,
    annual_openings INTEGER, PRIMARY KEY (state, code)
) WITHOUT ROWID;
CREATE TABLE retired (code TEXT PRIMARY KEY, successors TEXT NOT NULL) WITHOUT ROWID;
-- kind: see OWN_TITLE and the others above. The titles of an occupation have running ids, occupation.first_title to last_title.
-- key_hash: see codes.title_hash
CREATE TABLE title (
    id INTEGER PRIMARY KEY, soc_id INTEGER NOT NULL REFERENCES soc, kind INTEGER NOT NULL, text TEXT NOT NULL,
    key_hash INTEGER NOT NULL
);
-- every word of titles, summaries and task lines, in the singular, as words.py makes it. family: what related forms share;
-- sound: how it sounds; weight: the rarer in titles, the more, in 1/{WEIGHT_SCALE}; titles: in how many it is;
-- in_small_letters: 0 for an abbreviation, which stands there in capitals only. Arrays, as
-- packing.py lays them out: in_titles: title.id (4 bytes each); in_occupations: soc.id and what the word says for it (2 bytes
-- each); in_lines: soc.id * {LINE_STRIDE} + the line's number, 0 the summary (4 bytes each)
CREATE TABLE word (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, family TEXT NOT NULL, sound TEXT NOT NULL, weight INTEGER NOT NULL,
    titles INTEGER NOT NULL, in_small_letters INTEGER NOT NULL, in_titles BLOB NOT NULL, in_occupations BLOB NOT NULL,
    in_lines BLOB NOT NULL
);
-- what a center's own records add (index/own): by occupation, JSON as own/merging.py writes it
CREATE TABLE own (soc_id INTEGER PRIMARY KEY REFERENCES soc, content TEXT NOT NULL);
-- finds words by what they are without one letter; key: words.slip_key of that
CREATE TABLE slip (key INTEGER NOT NULL, word INTEGER NOT NULL REFERENCES word, PRIMARY KEY (key, word)) WITHOUT ROWID;
-- title_occupation: by title.id, whose title it is; title_length: by title.id, the length of the vector of its words' weights
-- (2 bytes each)
CREATE TABLE search_array (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
-- what stands in titles for a word that people use; position: the likeliest first
CREATE TABLE synonym (word TEXT NOT NULL, position INTEGER NOT NULL, meaning TEXT NOT NULL, PRIMARY KEY (word, position))
    WITHOUT ROWID;
-- for people who read the file themselves (docs/scripting.md): figures in their units, and the note of each as in an answer.
-- SQLite and DuckDB read them, which divide whole numbers differently
CREATE VIEW published_wage AS
    SELECT soc.code, soc.title, soc.level, area.code AS area_code, area.name AS area_name, area.type AS area_type, area.state,
        {_PUBLISHED_COLUMNS}, source.period
    FROM area CROSS JOIN soc JOIN wage ON wage.id = area.id * {AREA_STRIDE} + soc.id JOIN source ON source.id = area.source;
CREATE VIEW published_occupation AS
    SELECT soc.code, soc.title, soc.level AS kind, occupation.onet_code, occupation.parent, whose.code AS published_as,
        occupation.major, occupation.minor, occupation.broad, occupation.job_zone,
        CASE occupation.education {_EDUCATION_COLUMN} END AS education,
        CASE WHEN {_OF_2024_34} THEN employment_base END AS employment_2024,
        CASE WHEN {_OF_2024_34} THEN employment_projected END AS employment_2034,
        change, percent_change, annual_openings, growth,
        realistic, investigative, artistic, social, enterprising, conventional, high_points AS interests_code, stem,
        base_year, projected_year, employment_base, employment_projected
    FROM occupation JOIN soc ON soc.id = occupation.id JOIN soc AS whose ON whose.id = occupation.published_as
        LEFT JOIN projection_round ON 1 = 1 WHERE soc.level != 'own';
"""

# An area's rows stand together, and one occupation in many areas is many look-ups by the primary key: a second index on
# wage would save 0.3 ms there and cost 2.3 MB.
# Made once the rows are in: it is quicker, and the file is smaller.
INDEXES = """
CREATE INDEX title_by_key ON title (key_hash);
CREATE INDEX word_by_family ON word (family);
CREATE INDEX word_by_sound ON word (sound);
CREATE INDEX area_by_state ON area (state, type);
CREATE INDEX occupation_by_parent ON occupation (parent);
"""

# Stamped into every index and part of a cached one's name. The tables tell a change of themselves; raise the number with a
# change in what compile.py and document.py write into them.
SCHEMA_VERSION = f"5-{crc32((TABLES + INDEXES).encode()):08x}"
