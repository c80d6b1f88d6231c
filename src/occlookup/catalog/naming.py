"""What the beginning of a code or a name may become: for completion, where a person is still typing.

Owns those questions. Each is answered in a millisecond or two, and none looks whether a record is newer than the index: a word
offered too much or too little is put right by the answer itself.
"""

from __future__ import annotations

from occlookup.catalog.store import Store
from occlookup.codes import fold_text, looks_like_code, title_key
from occlookup.model import Area, Titled

_OCCUPATIONS = ("detailed", "aggregate", "specialty", "own")
_GROUPS = ("major", "minor", "broad")
_DIGITS_OF_A_MAJOR_GROUP = 2
_STATE_LETTERS = 2
_JOB_ZONES = 5


class Beginnings:
    """The questions. Where nothing is typed, everything begins with it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def codes(self, text: str, *, groups: bool = False) -> list[Titled]:
        """Occupations whose code begins with these digits, with the hyphen or without; with `groups` the groups too."""
        return self._codes(text, (*_GROUPS, *_OCCUPATIONS) if groups else _OCCUPATIONS)

    def groups(self, text: str) -> list[Titled]:
        """Groups whose code begins with these digits: major ones, and the deeper the more digits are given."""
        given = len(_digits(text) or "")
        depth = 1 if not given else 2 if given <= _DIGITS_OF_A_MAJOR_GROUP else 3
        return self._codes(text, _GROUPS[:depth])

    def titles(self, text: str) -> list[Titled]:
        """Occupations whose title begins with this, by title. Small and capital letters are one."""
        if not text.isprintable():
            return []  # no title has such characters, and SQLite takes no half of one
        rows = self._store.rows(
            f"SELECT code, title FROM soc WHERE level IN ({_marks(_OCCUPATIONS)})"
            " AND substr(title, 1, length(?)) = ? COLLATE NOCASE ORDER BY title",
            (*_OCCUPATIONS, text, text),
        )
        return [Titled(*row) for row in rows]

    def states(self, text: str) -> list[Area]:
        """States and territories by letters. Up to two letters begin those of a state, more its name."""
        key = title_key(text)
        if text and not key:
            return []
        rows = self._store.rows("SELECT code, name, type, state, source FROM area WHERE type = 'state' ORDER BY state")
        states = [Area(*row) for row in rows]
        if len(key) > _STATE_LETTERS:
            return [state for state in states if title_key(state.name).startswith(key)]
        return [state for state in states if (state.state or "").casefold().startswith(key)]

    def areas(self, text: str) -> list[Area]:
        """Metropolitan and nonmetropolitan areas by name, of which this begins some word, those that begin with it first; of
        digits those whose code begins so."""
        rows = self._store.rows(
            "SELECT code, name, type, state, source FROM area WHERE type IN ('metro', 'nonmetro') ORDER BY name"
        )
        areas = [Area(*row) for row in rows]
        folded = fold_text(text)
        if folded.isdecimal():
            return sorted((area for area in areas if area.code.startswith(folded)), key=lambda area: area.code)
        key = title_key(text)
        if text and not key:
            return []
        named = [(f" {title_key(area.name)}", area) for area in areas]
        fitting = [(name, area) for name, area in named if f" {key}" in name]
        return [area for _, area in sorted(fitting, key=lambda found: not found[0].startswith(f" {key}"))]

    def job_zones(self) -> list[Titled]:
        """The O*NET job zones with their names; since release 30.2 there are four of them, 2 to 5."""
        named = ((str(zone), f"JZ {zone}", self._store.element(f"JZ {zone}")[0]) for zone in range(1, _JOB_ZONES + 1))
        return [Titled(zone, name) for zone, element, name in named if name != element]

    def _codes(self, text: str, levels: tuple[str, ...]) -> list[Titled]:
        digits = _digits(text)
        if digits is None:
            return []
        rows = self._store.rows(
            f"SELECT code, title FROM soc WHERE level IN ({_marks(levels)})"
            " AND replace(replace(code, '-', ''), '.', '') LIKE ? ORDER BY code",
            (*levels, f"{digits}%"),
        )
        return [Titled(*row) for row in rows]


def _digits(text: str) -> str | None:
    """The digits of the beginning of a code, "" where nothing is typed; None where it can begin none."""
    if not text:
        return ""
    return "".join(char for char in fold_text(text) if char.isdecimal()) if looks_like_code(text) else None


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
