"""Sets of figures by their names: the bundled ones, those in use, editions that are kept, and whatever a path leads to.

Owns what a name means (NAMED is where others are added), and asking the indexes of two sets. What is asked is changes.py's.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from occlookup.catalog.store import Store
from occlookup.codes import show_text
from occlookup.errors import DamagedDataError, NotFoundError
from occlookup.folders import data_path
from occlookup.index import editions
from occlookup.index.survey import Progress

Result = TypeVar("Result")

INDEX_NAME = "index.sqlite"
# what the folder of records beside an index may be called
_RECORDS = ("records", "data")
# an index all of whose records are elsewhere has these beside it: none
_NO_RECORDS = "no-records"
_LONGEST_PATH = 200
# what comes of an index that SQLite takes for whole and that contradicts itself
_NONSENSE = (LookupError, ArithmeticError, ValueError, TypeError)


class SetFiles(NamedTuple):
    """Where a set of figures is: its folder of records and its index. Either may be None, and the index need not exist yet."""

    records: Path | None
    index_file: Path | None


def _former() -> SetFiles | None:
    name = editions.read_pointer().former
    return None if name is None else _edition(name)


def _edition(name: str) -> SetFiles | None:
    edition = editions.find(name)
    return edition and SetFiles(edition.records, edition.index_file)


# name: what tells where the set is now, None where there is none
NAMED: dict[str, Callable[[], SetFiles | None]] = {
    "bundled": lambda: _edition(editions.BUNDLED_NAME),
    "in-use": lambda: _edition(editions.in_use().name),
    "former": _former,
}


def set_names() -> list[str]:
    """The names that `resolve_set` takes: those that always mean something, then the kept editions, the newest first."""
    names = [name for name, find in NAMED.items() if find() is not None]
    folder = data_path(editions.EDITIONS)
    try:
        kept = sorted(os.listdir(folder), reverse=True) if folder is not None else []
    except OSError:
        kept = []
    return [*names, *(name for name in kept if _edition(name) is not None)]


def resolve_set(text: str) -> SetFiles:
    """Where the set is that `text` names: one of `set_names`, a folder of records, a folder with an index.sqlite, an index.

    Raises:
        NotFoundError: there is none; the hint lists the names that there are.
    """
    named = NAMED[text]() if text in NAMED else _edition(text)
    if named is not None:
        return named
    path = Path(text)
    try:
        if (path / "occupations").is_dir():
            return SetFiles(path, path.parent / INDEX_NAME)
        if (path / INDEX_NAME).is_file():
            within = [path / name for name in _RECORDS if (path / name / "occupations").is_dir()]
            return SetFiles(within[0] if within else None, path / INDEX_NAME)
        if path.is_file():
            return SetFiles(None, path)
        is_folder = path.is_dir()
    except (OSError, ValueError):  # ValueError: a null character
        is_folder = False
    wrong = "is a folder without records and without an index" if is_folder else "is no set of figures"
    if text in NAMED:
        wrong = "set is not there: nothing was imported yet"
    raise NotFoundError(
        f"{_shown(text)!r} {wrong}.",
        hint=f"Sets: {', '.join(set_names())}; or the path of a folder of records or of an index file.",
    )


def open_set(text: str, progress: Progress | None = None) -> Store:
    """The index of the set that `text` names, compiled first where records have none that is current.

    Raises:
        NotFoundError: see `resolve_set`.
        DamagedDataError: the records or the index cannot be read; the message names the set.
    """
    place = resolve_set(text)
    try:
        if place.records is not None:
            store = Store(records=place.records, bundled=place.index_file or place.records / _NO_RECORDS, progress=progress)
            store.ensure_current()
            return store
        assert place.index_file is not None
        # nothing to compile another from: what cannot be read is said to be so
        return Store(records=place.index_file.parent / _NO_RECORDS, bundled=place.index_file, compiling=False)
    except DamagedDataError as fault:
        raise _unreadable(text, place, fault) from fault


def _unreadable(text: str, place: SetFiles, fault: Exception) -> DamagedDataError:
    """The error that says which of two sets it is that cannot be read."""
    if place.records is None:
        return DamagedDataError(
            f"the set {_shown(text)!r} cannot be read: it is no index of this version, or is damaged.",
            hint=f"Name the folder of its records instead, or one of: {', '.join(set_names())}.",
        )
    if isinstance(fault, DamagedDataError):
        return DamagedDataError(f"the set {_shown(text)!r} cannot be read: {fault.message}", hint=fault.hint)
    return DamagedDataError(
        f"the set {_shown(text)!r} has figures that no set can have: {show_text(str(fault))}.",
        hint=f"Remove {place.index_file}, and it is made anew from the records.",
    )


def with_both(old: str, new: str, ask: Callable[[Store, Store], Result], progress: Progress | None = None) -> Result:
    """What `ask` answers about the indexes of two sets, which are open as long as it runs.

    Raises:
        NotFoundError, DamagedDataError: see `open_set`.
    """
    first = open_set(old, progress)
    try:
        second = open_set(new, progress)
        try:
            return _ask(old, new, first, second, ask)
        finally:
            second.close()
    finally:
        first.close()


def _ask(old: str, new: str, first: Store, second: Store, ask: Callable[[Store, Store], Result]) -> Result:
    """Ask; where a damaged index was replaced on the way, ask anew: row numbers of one are not those of the other.

    Raises:
        DamagedDataError: an index cannot be read, or has what none can have; the message names the set.
    """
    before = first.generation, second.generation
    try:
        answer = ask(first, second)
        return answer if before == (first.generation, second.generation) else ask(first, second)
    except (DamagedDataError, *_NONSENSE) as fault:
        if before != (first.generation, second.generation) and not isinstance(fault, DamagedDataError):
            return ask(first, second)
        # which of them it is: the one that cannot be held against itself
        for text, store in ((old, first), (new, second)):
            try:
                ask(store, store)
            except (DamagedDataError, *_NONSENSE) as own:
                raise _unreadable(text, resolve_set(text), own) from own
        raise


def _shown(text: str) -> str:
    """A path is worth more room than a word: what tells it from others is its end."""
    return show_text(text, limit=_LONGEST_PATH)
