"""Opens the index and runs questions over it; a damaged index is replaced and the question asked again.

Owns the connection. With index/ it is the only place that knows of sqlite3.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, TypeVar

from occlookup.errors import DamagedDataError
from occlookup.index import locate
from occlookup.index.packing import unpack
from occlookup.index.survey import Progress

Result = TypeVar("Result")

_DAMAGE = (sqlite3.DatabaseError, zlib.error, json.JSONDecodeError, UnicodeDecodeError, TypeError)
_MOST_REPLACEMENTS = 3
# what a merge of own records may meet in a damaged index
_MERGE_DAMAGE = (sqlite3.Error, LookupError, TypeError, ValueError)


class Store:
    """The index, open for reading. `path` is its file, None where it is in memory.

    `own` is a folder of a center's own records, which a copy of the index has in it; None for none.

    With `compiling` false no index is made: where none is ready, or the one there is is damaged, that is a DamagedDataError.

    `own_failure` says why all own records are left out, where they are.

    `generation` counts how often it was replaced: row numbers of one generation mean nothing in another.
    """

    def __init__(
        self,
        *,
        records: Path = locate.RECORDS,
        bundled: Path = locate.BUNDLED,
        progress: Progress | None = None,
        compiling: bool = True,
        own: Path | None = None,
    ) -> None:
        self.records = records
        self._own = own
        self._progress = progress
        self._compiling = compiling
        self.generation = 0
        self._layer_replaced = False
        self.own_failure: str | None = None
        self._layered = False
        self._elements: dict[str, tuple[str, str | None]] | None = None
        self._facts: dict[tuple[str, tuple[object, ...]], tuple[Any, ...] | None] = {}
        self._lists: dict[str, Any] = {}
        self._arrays: dict[str, array[int]] = {}
        self.path: Path | None = bundled
        connection = locate.bundled_index(bundled)
        # what was compiled from the records as they are needs no second look
        self._all_current = connection is None
        self._known_current: set[str] = set()
        self._connection, self._base_path = (connection, self.path) if connection else self._made(distrust=None)
        self.path = self._base_path
        self._add_own(distrust=None)

    def ensure_current(self, paths: Sequence[str] | None = None) -> bool:
        """Replace the index where a record is newer: one of `paths`, or any where that is None. True where it was replaced.

        Row numbers may then mean something else: whoever holds one asks for it again.
        """
        if self._all_current or self._base_path is None:
            return False
        unknown = None if paths is None else [path for path in paths if path not in self._known_current]
        try:
            current = locate.is_current(self._connection, self._base_path, self.records, unknown)
        except sqlite3.ProgrammingError:
            raise  # a closed store
        except (OSError, sqlite3.Error):
            current = False
        if not current:
            self._replace(distrust=None)
            return True
        if unknown is None:
            self._all_current = True
        else:
            self._known_current.update(unknown)
        return False

    @property
    def has_own(self) -> bool:
        """Whether there are own records, in use or left out."""
        return self._layered or self.own_failure is not None

    def rows(
        self, question: str, values: Sequence[object] = (), *, read: Callable[[tuple[Any, ...]], tuple[Any, ...]] | None = None
    ) -> list[tuple[Any, ...]]:
        """All rows that answer the SQL `question`, each as `read` makes it, where that is given."""

        def ask() -> list[tuple[Any, ...]]:
            rows = self._connection.execute(question, values).fetchall()
            return rows if read is None else [read(row) for row in rows]

        return self._asking(ask)

    def row(self, question: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row that answers the SQL `question`, or None."""
        row: tuple[Any, ...] | None = self._asking(lambda: self._connection.execute(question, values).fetchone())
        return row

    def fact(self, question: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
        """As `row`, asked once as long as the index stays: for what many answers look up, such as a release's top codes."""
        key = question, values
        if key not in self._facts:
            self._facts[key] = self.row(question, values)
        return self._facts[key]

    def named(self, occupation_ids: Collection[int]) -> list[tuple[int, str, str, int]]:
        """(id, code, title, employment in the nation, negative where there is none) of these occupations, in no order."""
        marks = ", ".join("?" * len(occupation_ids))
        return self.rows(
            f"SELECT s.id, s.code, s.title, o.employment FROM soc s JOIN occupation o ON o.id = s.id WHERE s.id IN ({marks})",
            list(occupation_ids),
        )

    def document(self, occupation_id: int) -> dict[str, Any]:
        """The document of the occupation, as index/document.py lays it out."""

        def read() -> dict[str, Any]:
            (payload,) = self._connection.execute("SELECT content FROM document WHERE id = ?", (occupation_id,)).fetchone()
            document: dict[str, Any] = json.loads(zlib.decompress(payload))
            return document

        return self._asking(read)

    def meta(self, name: str) -> Any:
        """The JSON value that the index keeps under `name`, {} where it has none; the same one each time."""

        def read() -> Any:
            row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
            return {} if row is None else json.loads(row[0])

        if name not in self._lists:
            self._lists[name] = self._asking(read)
        return self._lists[name]

    def array(self, name: str) -> array[int]:
        """The array of two-byte numbers that the index keeps under `name`; the same one each time."""

        def read() -> array[int]:
            (content,) = self._connection.execute("SELECT content FROM search_array WHERE name = ?", (name,)).fetchone()
            return unpack("H", content)

        if name not in self._arrays:
            self._arrays[name] = self._asking(read)
        return self._arrays[name]

    def element(self, element_id: str) -> tuple[str, str | None]:
        """Name and definition of an O*NET element or a work-context item."""
        if self._elements is None:
            self._elements = self.meta("elements")
        name, definition = self._elements.get(element_id, (element_id, None))
        return name, definition

    def consult(self, ask: Callable[[], Result]) -> Result:
        """Ask what puts several answers of the index together; where these contradict each other, as those of a damaged index
        may that SQLite takes for whole, replace it and ask again."""
        generation = self.generation
        try:
            return ask()
        except (LookupError, ArithmeticError, RuntimeError):
            if self.generation == generation:
                self._replace(distrust=self.path)
            return ask()

    def close(self) -> None:
        """Close the index. A store that is closed answers nothing more."""
        self._connection.close()

    def _asking(self, ask: Callable[[], Result]) -> Result:
        """Ask; where the index turns out damaged, replace it and ask again: first the bundled one, then a cached one."""
        for _ in range(_MOST_REPLACEMENTS):
            try:
                return ask()
            except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
                raise  # a question put wrongly, or to a closed store: no damage
            except _DAMAGE:
                self._replace(distrust=self.path)
        try:
            return ask()
        except _DAMAGE as fault:
            raise DamagedDataError(f"the index cannot be read: {fault}", hint="Reinstall occlookup.") from fault

    def _made(self, *, distrust: Path | None) -> tuple[sqlite3.Connection, Path | None]:
        """Another index than the bundled one, and its file."""
        if self._compiling:
            return locate.make_index(self.records, self._progress, distrust=distrust)
        ready = locate.cached_index(self.records) if distrust is None else None
        if ready is None:
            raise DamagedDataError("no index is ready.", hint="Ask occlookup something, and it makes one.")
        return ready

    def _replace(self, *, distrust: Path | None) -> None:
        """Open another index. Of a copy with own records that is damaged first the copy is replaced, then its base."""
        self._connection.close()
        layer_alone = distrust is not None and distrust != self._base_path and not self._layer_replaced
        base = locate.try_open(self._base_path) if layer_alone and self._base_path else None
        if base is None:
            self._connection, self._base_path = self._made(distrust=self._base_path if distrust else None)
            self._all_current = True
        else:
            self._connection, self._layer_replaced = base, True
        self.path = self._base_path
        self._add_own(distrust=distrust)
        self._elements = None
        self._facts.clear()
        self._lists.clear()
        self._arrays.clear()
        self.generation += 1

    def _add_own(self, *, distrust: Path | None) -> None:
        """Put the copy with own records in the place of the base, where there are any."""
        self.own_failure, self._layered = None, False
        if self._own is None:
            return
        if not os.path.isdir(self._own):  # as nearly everywhere
            if os.path.lexists(self._own):  # a link to a drive that is not there, for one: its figures must not go quietly
                self.own_failure = "their folder is no folder, or a link that leads nowhere"
            return
        from occlookup.index.own.layering import layered

        try:
            layer = layered(self._connection, self._base_path, self._own, distrust=distrust, making=self._compiling)
        except OSError as fault:  # the folder of own records cannot be read
            self.own_failure = fault.strerror or str(fault)
            return
        except _MERGE_DAMAGE as fault:
            if self._compiling and not self._all_current:  # the base may be damaged: have another
                self._connection.close()
                self._connection, self._base_path = self._made(distrust=self._base_path)
                self.path, self._all_current = self._base_path, True
                self._add_own(distrust=None)
            else:
                self.own_failure = f"{type(fault).__name__}: {fault}"
            return
        if layer is not None:
            self._connection.close()
            self._connection, self.path = layer
            self._layered = True
