"""Writes own records into an index: a copy of the one in use, or one in memory.

Owns which code a record may be about, and what becomes of it in the tables. No row that was there is changed but those of the
words of search: published figures are out of reach. The same index and files give the same tables.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from occlookup.codes import is_own_code, title_hash, title_key
from occlookup.index.document import make_document
from occlookup.index.own.folder import FILES, STATE, OwnEntry
from occlookup.index.own.postings import extend_words
from occlookup.index.rows import TitleRow
from occlookup.index.schema import AREA_STRIDE, EVERYDAY, LINE_STRIDE, OWN_TITLE
from occlookup.index.search import Line
from occlookup.own_records import OwnFault

_TOLD_FAULTS = 20
OWN_LEVEL = "own"
_GROUPS = ("minor", "broad")
_OCCUPATIONS = ("detailed", "aggregate", "specialty", OWN_LEVEL)


class _Group(NamedTuple):
    major: str
    minor: str
    broad: str | None


def merge(connection: sqlite3.Connection, entries: list[OwnEntry], faults: list[OwnFault], state: str) -> None:
    """Write the records into the index behind `connection`, in the order of `entries`; `state` is written beside them.

    Those that name a code or group that there is none of become faults.

    Raises:
        sqlite3.Error: the index cannot be written, or is damaged.
    """
    connection.execute("BEGIN")
    good, unknown = about_known_codes(connection, entries)
    _Merge(connection).add(good)
    left_out = sorted([*faults, *unknown], key=lambda fault: fault.file)
    files = {"files": len(entries) + len(faults), "left_out": len(left_out), "faults": left_out[:_TOLD_FAULTS]}
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)",
        [(STATE, state), (FILES, json.dumps(files))],
    )
    connection.execute("COMMIT")


def about_known_codes(connection: sqlite3.Connection, entries: list[OwnEntry]) -> tuple[list[OwnEntry], list[OwnFault]]:
    """The records about an occupation of the index, or about one that they add, and the faults of the others."""
    levels: dict[str, str] = dict(connection.execute("SELECT code, level FROM soc"))
    room = AREA_STRIDE - 1 - len(levels)
    faults: dict[int, OwnFault] = {}
    for place, entry in enumerate(entries):
        code = entry.content["code"]
        if code not in levels and _adds(entry, levels):
            if room > 0:
                levels[code] = OWN_LEVEL
                room -= 1
            else:
                faults[place] = OwnFault(entry.file, entry.line("code"), "there is no room for so many occupations.")
    for place, entry in enumerate(entries):
        if place not in faults and (fault := unknown_code(entry, levels)):
            faults[place] = fault
    return [entry for place, entry in enumerate(entries) if place not in faults], list(faults.values())


def levels_with(levels: dict[str, str], entries: list[OwnEntry]) -> dict[str, str]:
    """The levels of all codes, with the occupations that these records add."""
    return levels | {
        entry.content["code"]: OWN_LEVEL for entry in entries if entry.content["code"] not in levels and _adds(entry, levels)
    }


def unknown_code(entry: OwnEntry, levels: Mapping[str, str]) -> OwnFault | None:
    """What is wrong with the record's code or group, where `levels` has the level of every code of the index."""
    code, group = entry.content["code"], entry.content["group"]
    if group is not None and levels.get(group) not in _GROUPS:
        reason = f"{group} is no minor or broad group of the SOC; 'occlookup browse {code[:2]}' lists them."
        return OwnFault(entry.file, entry.line("group"), reason)
    if levels.get(code) in _OCCUPATIONS or _adds(entry, levels):
        return None
    return OwnFault(entry.file, entry.line("code"), _unknown(code, levels.get(code)))


def _adds(entry: OwnEntry, levels: Mapping[str, str]) -> bool:
    return entry.content["title"] is not None and levels.get(entry.content["group"]) in _GROUPS


def _unknown(code: str, level: str | None) -> str:
    if level is not None:
        return f"{code} is a group; a record is about one occupation."
    if is_own_code(code):
        return f"no occupation has the code {code}; to add it, give it title, group, summary, source and date."
    return f"no occupation has the code {code}; one that you add has a code that ends in .90 to .99."


class _Merge:
    """One run: what is known of the index, and what is to be added to it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.ids: dict[str, int] = dict(connection.execute("SELECT code, id FROM soc"))
        (self.last_title,) = connection.execute("SELECT max(id) FROM title").fetchone()
        self.last_soc = max(self.ids.values())
        self.titles: list[TitleRow] = []
        self.lines: list[Line] = []

    def add(self, entries: list[OwnEntry]) -> None:
        by_code: dict[str, list[OwnEntry]] = {}
        for entry in entries:
            by_code.setdefault(entry.content["code"], []).append(entry)
        added = {code: self.add_occupation(code, about) for code, about in by_code.items() if code not in self.ids}
        for code, about in by_code.items():
            if code not in added:
                self.add_names(self.ids[code], about)
            said = own_content(about)
            if not any(part for name, part in said.items() if name != "files"):
                continue  # a record that is yet to be filled in
            content = json.dumps(said, ensure_ascii=False)
            self.connection.execute("INSERT INTO own VALUES (?, ?)", (self.ids[code], content))
        extend_words(self.connection, self.titles, self.lines)
        self.connection.executemany("INSERT INTO title VALUES (?, ?, ?, ?, ?)", self.titles)
        for code, (first, last, group) in added.items():
            self.add_rows(code, first, last, group)

    def add_occupation(self, code: str, entries: list[OwnEntry]) -> tuple[int, int, str]:
        """Its row of soc, its document, titles and lines; the ids of its first and last title, and its group."""
        first = next(entry.content for entry in entries if entry.content["title"])
        self.last_soc += 1
        soc_id = self.ids[code] = self.last_soc
        row = (soc_id, code, first["title"], OWN_LEVEL, first["group"])
        self.connection.execute("INSERT INTO soc VALUES (?, ?, ?, ?, ?)", row)
        tasks = [{"text": task, "onet_task_ids": []} for task in first["tasks"]]
        document = make_document(
            {"text": {"summary": first["summary"], "tasks": tasks}},
            names={},
            programs={},
            places={"most_jobs": [], "best_paid": [], "most_concentrated": []},
            standings={},
            successors={},
            industries={"sectors": [], "subsectors": [], "detailed": []},
        )
        packed = zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())
        self.connection.execute("INSERT INTO document VALUES (?, ?)", (soc_id, packed))
        lines = [first["summary"], *first["tasks"]]
        self.lines.extend((soc_id * LINE_STRIDE + number, line) for number, line in enumerate(lines[:LINE_STRIDE]))
        first_title = self.last_title + 1
        self.add_title(soc_id, OWN_TITLE, first["title"])
        self.add_names(soc_id, entries, but=first["title"])
        return first_title, self.last_title, first["group"]

    def add_names(self, soc_id: int, entries: list[OwnEntry], but: str = "") -> None:
        """The everyday names; the titles that others describe it by are names too."""
        said = {but.casefold()}
        for entry in entries:
            for name in (*entry.content["names"], entry.content["title"] or ""):
                if name and name.casefold() not in said:
                    said.add(name.casefold())
                    self.add_title(soc_id, EVERYDAY, name)

    def add_title(self, soc_id: int, kind: int, text: str) -> None:
        self.last_title += 1
        self.titles.append((self.last_title, soc_id, kind, text, title_hash(title_key(text))))

    def add_rows(self, code: str, first_title: int, last_title: int, group: str) -> None:
        """Its row of occupation, which has no figure: its own stand in table own alone."""
        soc_id = self.ids[code]
        above = self.groups(group)
        nothing = (-1, -1, -1, *(None,) * 13)
        row = (soc_id, None, None, soc_id, *above, None, None, *nothing, "", None, first_title, last_title)
        self.connection.execute(f"INSERT INTO occupation VALUES ({', '.join('?' * len(row))})", row)

    def groups(self, group: str) -> _Group:
        """The groups above: those of the SOC that `group`, a minor or a broad one, is in."""
        level, parent = self.connection.execute("SELECT level, parent FROM soc WHERE code = ?", (group,)).fetchone()
        if level == "minor":
            return _Group(parent, group, None)
        (major,) = self.connection.execute("SELECT parent FROM soc WHERE code = ?", (parent,)).fetchone()
        return _Group(major, parent, group)


def own_content(entries: Iterable[OwnEntry]) -> dict[str, Any]:
    """What the records say about one occupation, each part with the file that says it; as catalog/own.py reads it."""
    made: dict[str, Any] = {name: [] for name in ("files", "names", "notes", "wages", "links", "descriptions")}
    files: dict[str, None] = {}  # in their order, each once; a list of thousands is slow to look through
    names: dict[str, None] = {}
    for file, content, _ in entries:
        files[file] = None
        names.update(dict.fromkeys(content["names"]))
        for part in ("notes", "wages", "links"):
            made[part].extend({**entry, "file": file} for entry in content[part])
        if content["title"] is not None:
            described = ("title", "group", "summary", "tasks", "interests", "job_zone", "education", "source", "date")
            made["descriptions"].append({**{name: content[name] for name in described}, "file": file})
    return {**made, "files": list(files), "names": list(names)}
