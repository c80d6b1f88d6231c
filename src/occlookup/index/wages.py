"""Fills the tables of places, wages, industries and state projections from the records.

Owns those tables, and which places and industries of an occupation its document names. Called by compile.py alone.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from occlookup.index.records import Record
from occlookup.index.rows import overlaps, record_path, tokens, wage_cells
from occlookup.index.schema import AREA_STRIDE, MEASURES, TOP_CODED

TOP_AREAS, BEST_STATES, TOP_INDUSTRIES = 10, 5, 10
# levels of an industry: of the subsectors and government, none overlaps another and none is left out
SECTOR, SUBSECTOR = 2, 3
# rows wait until this many are together; all of them at once would take 150 MB
_BATCH = 20_000
_INSERT = f"INSERT INTO wage VALUES ({', '.join('?' * (1 + len(MEASURES)))})"


class WageTables:
    """The tables as they fill: the ids that rows refer to, and what is known of an occupation's places so far.

    `soc_ids` are the ids of all codes; `blaming` names the record that a fault inside is one of; `top_codes` are those of each
    release, in cents an hour and dollars a year.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        soc_ids: dict[str, int],
        blaming: Callable[[str], AbstractContextManager[None]],
        top_codes: dict[str, tuple[int, int]],
    ) -> None:
        self.connection = connection
        self.soc_ids = soc_ids
        self.blaming = blaming
        self.top_codes = top_codes
        self.area_ids: dict[str, int] = {}
        self.industry_ids: dict[str, int] = {}
        self.industries: dict[str, Record] = {}
        self.area_names: dict[int, str] = {}
        # of each occupation: minus the jobs, the area's name and its id, which is their order
        self.state_jobs: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
        self.area_jobs: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
        # of each occupation in each state: the area's id, jobs, annual and hourly median, location quotient
        self.state_rows: dict[int, list[tuple[int, int, int, int, int]]] = defaultdict(list)

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run the statement for every row."""
        self.connection.executemany(statement, rows)

    def add_areas(self, areas: list[Record]) -> None:
        """Fill table area."""
        # Numbered in the order in which the states' files have their rows: rows that come in the order of their key fill
        # the pages, which keeps the file 2 MB smaller.
        areas = sorted(areas, key=lambda area: (area.get("state", ""), area["type"] != "state", area["code"]))
        self.area_ids = {area["code"]: number for number, area in enumerate(areas, 1)}
        self.area_names = {number: area["name"] for number, area in enumerate(areas, 1)}
        self.many(
            "INSERT INTO area VALUES (?, ?, ?, ?, ?, NULL)",
            ((number, area["code"], area["name"], area["type"], area.get("state")) for number, area in enumerate(areas, 1)),
        )

    def add_industries(self, industries: list[Record]) -> None:
        """Fill table industry."""
        self.industries = {industry["code"]: industry for industry in industries}
        self.industry_ids = {industry["code"]: number for number, industry in enumerate(industries, 1)}
        self.many(
            "INSERT INTO industry VALUES (?, ?, ?, ?, ?, ?)",
            (
                (number, industry["code"], industry["naics"], industry["title"], industry["level"], overlaps(industry))
                for number, industry in enumerate(industries, 1)
            ),
        )

    def add_national(self, records: list[Record]) -> None:
        """The wage rows and the industries of groups and occupations."""
        nation = self.area_ids["0000000"]
        rows: dict[int, list[str | int]] = {}
        for record in records:
            row = record.get("wages", {}).get("row") or record.get("row")
            if row:
                soc_id = self.soc_ids[record["code"]]
                path = record_path(record) if "wages" in record else "groups.toml"
                with self.blaming(path):
                    rows[soc_id] = [nation * AREA_STRIDE + soc_id, *wage_cells(row)]
        self.many(_INSERT, (rows[soc_id] for soc_id in sorted(rows)))
        # An import replaces the whole nation. Should a record name another release all the same, most of them decide.
        sources = [record["wages"]["source"] for record in records if "wages" in record]
        source = max(sorted(set(sources)), key=sources.count) if sources else None
        self.connection.execute("UPDATE area SET source = ? WHERE id = ?", (source, nation))
        self.many("INSERT INTO industry_wage VALUES (?, ?, ?, ?, ?)", self._industry_rows(records))

    def _industry_rows(self, records: list[Record]) -> Iterator[tuple[Any, ...]]:
        for record in sorted(records, key=lambda record: self.soc_ids[record["code"]]):
            soc_id = self.soc_ids[record["code"]]
            for row in record.get("industries", {}).get("rows", []):
                industry, _, figures = row.partition(" ")
                employment, _, _, hourly_median, annual_median = tokens(figures)  # the means stay in the records
                yield soc_id, self.industry_ids[industry], employment, hourly_median, annual_median

    def add_state(self, record: Record) -> None:
        """The wage rows and the projections of one state."""
        self._add_state_wages(record)
        projections = record.get("projections", {})
        titles = projections.get("titles", {})
        rows = []
        for row in projections.get("rows", []):
            code, base, projected, percent, openings = (None if token == "-0" else token for token in row.split())
            rows.append((record["state"], code, titles.get(code, ""), base, projected, percent, openings))
        self.many("INSERT INTO state_projection VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _add_state_wages(self, record: Record) -> None:
        soc_ids = self.soc_ids
        batch: list[list[str | int]] = []
        for area in record["wages"]["areas"]:
            area_id = self.area_ids[area["code"]]
            source = area.get("source", record["wages"]["source"])
            # a median at or above the top code counts as that: May 2025 also tells wages above it exactly
            hourly, annual = self.top_codes.get(source, (0, 0))
            self.connection.execute("UPDATE area SET source = ? WHERE id = ?", (source, area_id))
            is_state = area["code"].endswith("00000")
            jobs = self.state_jobs if is_state else self.area_jobs
            for row in area["rows"]:
                code, _, figures = row.partition(" ")
                soc_id = soc_ids[code]
                cells = wage_cells(figures)
                batch.append([area_id * AREA_STRIDE + soc_id, *cells])
                employment = int(cells[0])
                if employment > 0:
                    jobs[soc_id].append((-employment, self.area_names[area_id], area_id))
                if is_state:
                    median = annual if cells[12] == str(TOP_CODED) else int(cells[12])
                    median_hour = hourly if cells[7] == str(TOP_CODED) else int(cells[7])
                    self.state_rows[soc_id].append((area_id, employment, median, median_hour, int(cells[16])))
            if len(batch) > _BATCH:
                self.many(_INSERT, batch)
                batch.clear()
        self.many(_INSERT, batch)

    def leading_places(self, code: str) -> dict[str, list[int]]:
        """The ids of the areas with the most jobs, states first, and of the states that lead by pay and by concentration."""
        published_id = self.soc_ids[code]
        most = [
            area_id
            for jobs in (self.state_jobs, self.area_jobs)
            for _, _, area_id in sorted(jobs.get(published_id, ()))[:TOP_AREAS]
        ]
        # those with more jobs first of those with the same figure
        rows = sorted(self.state_rows.get(published_id, ()), key=lambda row: (-max(row[1], 0), self.area_names[row[0]]))
        annual, hourly, concentrated = (
            [row[0] for row in sorted(rows, key=lambda row: -row[place]) if row[place] > 0][:BEST_STATES] for place in (2, 3, 4)
        )
        return {"most_jobs": most, "best_paid": annual or hourly, "most_concentrated": concentrated}

    def shown_industries(self, published: Record) -> dict[str, list[list[int]]]:
        """The industries that an answer shows, each as its id, employment, annual and hourly median.

        All sectors; of the subsectors, and of the industries without a published part, those with the most jobs. What overlaps
        others is left out.
        """
        rows = []
        for row in published.get("industries", {}).get("rows", []):
            code, _, figures = row.partition(" ")
            industry = self.industries[code]
            employment, _, _, hourly_median, annual_median = map(int, tokens(figures))
            if employment >= 0 and not overlaps(industry):
                rows.append((code, industry["level"], [self.industry_ids[code], employment, annual_median, hourly_median]))
        rows.sort(key=lambda row: (-row[2][1], row[0]))
        with_parts = {code[:level] for code, depth, _ in rows for level in range(SUBSECTOR, depth)}
        lowest = [figures for code, depth, figures in rows if depth > SECTOR and code[:depth] not in with_parts]
        return {
            "sectors": [figures for _, depth, figures in rows if depth == SECTOR],
            "subsectors": [figures for _, depth, figures in rows if depth == SUBSECTOR][:TOP_INDUSTRIES],
            "detailed": lowest[:TOP_INDUSTRIES],
        }
