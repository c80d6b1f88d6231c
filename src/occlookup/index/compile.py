"""Fills the index from the records.

Owns what goes into which table. The same records give the same bytes. Called by the build of the wheel, and by locate.py
where a copy has no current index. Writes into a connection that the caller opened; files are locate.py's.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from occlookup.errors import DamagedDataError
from occlookup.index.demands import demand_numbers, demand_states
from occlookup.index.document import block_sources, make_document
from occlookup.index.percentiles import Standings
from occlookup.index.records import Record, read_record
from occlookup.index.rounds import Round, in_period, round_of
from occlookup.index.rows import CODE, TitleRow, cents, outlook_row, record_path, title_rows, tokens
from occlookup.index.schema import (
    EDUCATION_LEVELS,
    EVERYDAY,
    EVERYDAY_TOO,
    INDEXES,
    LINE_STRIDE,
    MEASURES,
    SCHEMA_VERSION,
    STEM_SOURCE,
    TABLES,
)
from occlookup.index.search import Line, add_words
from occlookup.index.survey import Progress, list_records, survey_records
from occlookup.index.wages import WageTables
from occlookup.index.words import search_words

# lists that the index keeps whole, in table meta
WRITTEN_LISTS = ("glossary", "job_banks", "quiz")
# a member of an aggregate and a specialty have these blocks of the occupation that is published in their place
_PUBLISHED_BLOCKS = ("education", "projections", "wages", "history", "industries")


def compile_index(data: Path, connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Make all tables in the empty database `connection` from the records under `data`.

    `progress` is called with files done and files in all.

    Raises:
        DamagedDataError: a record is missing, cannot be read, or is not laid out as docs/records.md says.
        sqlite3.Error: the database cannot be written.
    """
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;" + TABLES)
    connection.execute("BEGIN")
    _Compilation(data, connection, progress).run()
    connection.execute("COMMIT")
    connection.executescript(INDEXES)


class _Compilation:
    """One run: the ids that rows refer to, and what is known of an occupation's places once the states are read."""

    def __init__(self, data: Path, connection: sqlite3.Connection, progress: Progress | None) -> None:
        self.data = data
        self.connection = connection
        self.progress = progress
        self.tree = survey_records(data)
        self.paths = sorted(record.path for record in list_records(data))
        self.done = 0
        self.soc_ids: dict[str, int] = {}
        self.title_ranges: dict[int, tuple[int, int]] = {}
        self.successors: dict[str, list[str]] = {}  # of the SOC 2010 codes that became several
        self.lines: list[Line] = []
        self.stem: dict[str, str] = {}
        self.top_codes: dict[str, tuple[int, int]] = {}
        self.round: Round | None = None  # of the national projections

    def run(self) -> None:
        occupations = [self.read_occupation(path) for path in self.paths if path.startswith("occupations/")]
        groups = self.read("groups.toml")["groups"]
        if not occupations:
            raise DamagedDataError(f"no records of occupations stand in {self.data}.", hint="Reinstall occlookup.")
        self.add_sources(self.read("sources.toml")["sources"])
        self.add_round(occupations)
        self.add_codes(groups, occupations)
        summaries = {group["code"]: group["summary"] for group in groups if "summary" in group}
        self.many("INSERT INTO meta VALUES (?, ?)", [("group_summaries", json.dumps(summaries, ensure_ascii=False))])
        wages = WageTables(self.connection, self.soc_ids, self.blaming, self.top_codes)
        wages.add_areas(self.read("areas.toml")["areas"])
        wages.add_industries(self.read("industries.toml")["industries"])
        retired = self.read("retired.toml")["retired"]
        self.many("INSERT INTO retired VALUES (?, ?)", ((entry["code"], " ".join(entry["successors"])) for entry in retired))
        self.successors = {entry["code"]: entry["successors"] for entry in retired if len(entry["successors"]) > 1}
        self.add_written_lists()
        wages.add_national([*groups, *occupations])
        for path in self.paths:
            if path.startswith("wages/"):
                with self.blaming(path):
                    wages.add_state(self.read(path))
        demand_numbers(self.connection, self.data)
        demand_states(self.connection, self.data)
        titles = self.add_titles(occupations)
        self.gather_lines(occupations)
        add_words(self.connection, titles, self.lines)
        self.many(
            "INSERT OR IGNORE INTO synonym VALUES (?, ?, ?)",
            (
                (" ".join(search_words(entry["word"])), position, meaning)
                for entry in self.read("synonyms.toml")["synonyms"]
                for position, meaning in enumerate(entry["means"])
            ),
        )
        self.add_occupations(occupations, wages)
        self.many(
            "INSERT INTO meta VALUES (?, ?)",
            [
                ("schema_version", SCHEMA_VERSION),
                ("record_count", str(self.tree.files)),
                ("record_size", str(self.tree.size)),
            ],
        )

    def read(self, path: str) -> Record:
        record, sha256 = read_record(self.data, path)
        self.connection.execute("INSERT INTO record VALUES (?, ?)", (path, sha256))
        self.done += 1
        if self.progress:
            self.progress(self.done, self.tree.files)
        return record

    def read_occupation(self, path: str) -> Record:
        record = self.read(path)
        if record.get("code") != Path(path).stem:
            raise DamagedDataError(
                f"the record {self.data / path} says that it is about {record.get('code')}.",
                hint="A record's name is its code; reinstall occlookup to have the records as they were.",
            )
        return record

    @contextmanager
    def blaming(self, path: str) -> Iterator[None]:
        """A fault inside is one of this record: say so, in words of a record and not of this program."""
        try:
            yield
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, sqlite3.Error) as fault:
            unknown = isinstance(fault, KeyError) and CODE.fullmatch(str(fault.args[0]))
            reason = f"it names {fault.args[0]}, which no record is about" if unknown else f"{type(fault).__name__} {fault}"
            raise DamagedDataError(
                f"the record {self.data / path} is not laid out as it should be: {reason}.",
                hint="'occlookup data check' names every fault; reinstall occlookup to have the records as they were.",
            ) from fault

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        self.connection.executemany(statement, rows)

    def add_written_lists(self) -> None:
        """What people wrote for the project as a whole, which answers read as it stands."""
        self.stem = {entry["code"]: entry["type"] for entry in self.read("stem.toml")["stem"]}
        lists = {name: self.read(f"{name}.toml")[name] for name in WRITTEN_LISTS}
        with self.blaming("glossary.toml"):
            period = self.round.period if self.round else None
            lists["glossary"] = [in_period(entry, period) for entry in lists["glossary"]]
        self.many("INSERT INTO meta VALUES (?, ?)", ((name, json.dumps(entries)) for name, entries in lists.items()))

    def add_sources(self, sources: list[Record]) -> None:
        self.top_codes = {
            source["id"]: (cents(source["hourly_top_code"]) or 0, source["annual_top_code"])
            for source in sources
            if "hourly_top_code" in source
        }
        self.many(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    source["id"],
                    position,
                    source["publisher"],
                    source["title"],
                    source["release"],
                    source["period"],
                    source["url"],
                    source["licence"],
                    source.get("retrieved"),
                    len(source["files"]),
                    cents(source.get("hourly_top_code")),
                    source.get("annual_top_code"),
                )
                for position, source in enumerate(sources)
            ),
        )

    def add_round(self, occupations: list[Record]) -> None:
        """The one round that all records have: figures of two cannot stand in one listing."""
        for record in occupations:
            with self.blaming(record_path(record)):
                self.round = round_of(record, self.round)
        if self.round:
            self.many("INSERT INTO projection_round VALUES (?, ?, ?)", [(self.round.source, *self.round.period)])

    def add_codes(self, groups: list[Record], occupations: list[Record]) -> None:
        # An aggregate such as 13-1020 is a broad group of SOC 2018 too: as an occupation it has figures, so that wins.
        units = {group["code"]: (group["title"], group["level"], group.get("parent")) for group in groups}
        for record in occupations:
            with self.blaming(record_path(record)):
                chain = record["groups"]
                above = record.get("parent") or chain.get("broad") or chain["minor"]
                units[record["code"]] = (record["title"], record["kind"], above)
        self.soc_ids = {code: number for number, code in enumerate(sorted(units), 1)}
        self.many(
            "INSERT INTO soc VALUES (?, ?, ?, ?, ?)",
            ((self.soc_ids[code], code, *units[code]) for code in sorted(units)),
        )

    def add_occupations(self, occupations: list[Record], wages: WageTables) -> None:
        elements = self.read("elements.toml")["elements"]
        names = {element["id"]: element["name"] for element in elements}
        programs = {program["cip"]: program["title"] for program in self.read("programs.toml")["programs"]}
        described = {element["id"]: [element["name"], element.get("definition")] for element in elements}
        self.many("INSERT INTO meta VALUES (?, ?)", [("elements", json.dumps(described, ensure_ascii=False))])
        blocks: dict[str, set[str]] = defaultdict(set)
        for record in occupations:
            for block, sources in block_sources(record).items():
                blocks[block].update(sources)
        by_block = {**{block: sorted(sources) for block, sources in sorted(blocks.items())}, "stem": [STEM_SOURCE]}
        self.many("INSERT INTO meta VALUES (?, ?)", [("block_sources", json.dumps(by_block))])
        by_code = {record["code"]: record for record in occupations}
        with self.blaming("occupations"):
            standings = Standings(occupations, frozenset(self.successors))
        for record in occupations:
            with self.blaming(record_path(record)):
                published = by_code.get(record.get("published_as", record["code"]), record)
                row = self.occupation_row(record, published)
                self.connection.execute(f"INSERT INTO occupation VALUES ({', '.join('?' * len(row))})", row)
                document = make_document(
                    {**{key: published[key] for key in _PUBLISHED_BLOCKS if key in published}, **record},
                    names=names,
                    programs=programs,
                    places=wages.leading_places(published["code"]),
                    standings=standings.of(record, published),
                    successors=self.successors,
                    industries=wages.shown_industries(published),
                )
                packed = zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 9)
                self.connection.execute("INSERT INTO document VALUES (?, ?)", (row[0], packed))

    def occupation_row(self, record: Record, published: Record) -> tuple[Any, ...]:
        published_id = self.soc_ids[published["code"]]
        figures = tokens(published["wages"]["row"]) if "wages" in published else ["-1"] * len(MEASURES)
        outlook = published.get("projections", {})
        interests = record.get("interests", {})
        education = published.get("education", {}).get("typical")
        return (
            self.soc_ids[record["code"]], record.get("onet_code"), record.get("parent"), published_id,
            record["groups"]["major"], record["groups"]["minor"], record["groups"].get("broad"),
            record.get("job_zone", {}).get("zone"),
            EDUCATION_LEVELS.index(education) if education else None,
            figures[0], figures[7], figures[12],
            *outlook_row(outlook),
            *(interests.get(name) for name in (
                "realistic", "investigative", "artistic", "social", "enterprising", "conventional"
            )),
            interests.get("high_points", ""),
            self.stem.get(record["code"]) or self.stem.get(record.get("parent", "")),
            *self.title_ranges[self.soc_ids[record["code"]]],
        )  # fmt: skip

    def gather_lines(self, occupations: list[Record]) -> None:
        for record in occupations:
            with self.blaming(record_path(record)):
                text = record.get("text", {"summary": ""})
                lines = [text["summary"], *(task["text"] for task in text.get("tasks", []))][:LINE_STRIDE]
                first = self.soc_ids[record["code"]] * LINE_STRIDE
                self.lines.extend((first + number, line) for number, line in enumerate(lines) if line)

    def add_titles(self, occupations: list[Record]) -> list[TitleRow]:
        everyday: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for entry in self.read("everyday.toml")["everyday"]:
            for position, code in enumerate(entry["codes"]):
                everyday[code].append((entry["name"], EVERYDAY_TOO if position else EVERYDAY))
        rows: list[TitleRow] = []
        for record in occupations:
            first = len(rows) + 1
            soc_id = self.soc_ids[record["code"]]
            with self.blaming(record_path(record)):
                rows.extend(title_rows(record, soc_id, first, everyday.get(record["code"], [])))
            self.title_ranges[soc_id] = first, len(rows)
        self.many("INSERT INTO title VALUES (?, ?, ?, ?, ?)", rows)
        return rows
