"""Places: from a person's words to a state or an area, and the list of them.

Owns table `area`.
"""

from __future__ import annotations

from occlookup.catalog.sourcing import named_sources
from occlookup.catalog.store import Store
from occlookup.codes import fold_text, is_area_code, show_text, title_key
from occlookup.errors import AmbiguousError, NotFoundError, Suggestion
from occlookup.model import Answer, Area, AreaListing

NATION_CODE = "0000000"

_COLUMNS = "code, name, type, state"
_SUGGESTED = 10


def find_state(store: Store, text: str) -> Area:
    """The state or territory with these USPS letters or this name.

    Raises:
        NotFoundError: there is none; `suggestions` has those with a similar name.
    """
    wanted = title_key(text)
    states = [Area(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM area WHERE type = 'state' ORDER BY name")]
    for state in states:
        if wanted in ((state.state or "").casefold(), title_key(state.name), state.code[:2]):
            return state
    beginning = [state for state in states if wanted and title_key(state.name).startswith(wanted)]
    similar = beginning or [state for state in states if title_key(state.name) in _close(wanted, states)]
    near = f" Did you mean {' or '.join(state.name for state in similar)}?" if similar else ""
    raise NotFoundError(
        f"no state or territory is called {show_text(text)!r}.{near}",
        hint="Give two letters or the name: --state CT, --state Connecticut. All of them: occlookup areas",
        suggestions=tuple(Suggestion(state.state or "", state.name) for state in similar),
    )


def find_area(store: Store, text: str, *, state: str | None = None) -> Area:
    """The area with this code of seven digits, or the one whose name has these words. `state`: only the areas of the state
    that this names.

    Raises:
        NotFoundError: there is none.
        AmbiguousError: several fit; `suggestions` lists them, those that begin with the words first.
    """
    if is_area_code(text):
        row = store.row(f"SELECT {_COLUMNS} FROM area WHERE code = ?", (fold_text(text),))
        if row:
            return Area(*row)
        raise NotFoundError(f"no area has the code {fold_text(text)}.", hint="Try: occlookup areas --state CT")
    if title_key(text) in ("nation", "national", "us", "usa", "united states"):
        return area_by_code(store, NATION_CODE)
    fitting = _named(store, text, None if state is None else find_state(store, state).state)
    whole = [area for area in fitting if title_key(text) in (title_key(area.name), title_key(area.name.split(",")[0]))]
    if len(fitting) == 1 or len(whole) == 1:
        return (whole or fitting)[0]
    if fitting:
        raise AmbiguousError(
            f"{show_text(text)!r} fits {len(fitting)} areas: {'; '.join(f'{area.code} {area.name}' for area in fitting[:3])}"
            + ("; ..." if len(fitting) > 3 else "."),
            hint=f"Give more of the name, or the code: --area {fitting[0].code}",
            suggestions=tuple(Suggestion(area.code, area.name) for area in fitting[:_SUGGESTED]),
        )
    raise NotFoundError(
        f"no area is called {show_text(text)!r}.",
        hint="Areas go by their main cities. All of a state: occlookup areas --state CT",
    )


def area_by_code(store: Store, code: str) -> Area:
    """The area with exactly this code.

    Raises:
        NotFoundError: there is none.
    """
    row = store.row(f"SELECT {_COLUMNS} FROM area WHERE code = ?", (code,))
    if row is None:
        raise NotFoundError(f"no area has the code {code}.")
    return Area(*row)


def areas_of(store: Store, state: str) -> list[Area]:
    """The state itself, then its metropolitan areas by name, then its nonmetropolitan ones."""
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM area WHERE state = ? ORDER BY type = 'nonmetro', type = 'metro', name",
        (state,),
    )
    return [Area(*row) for row in rows]


def area_ids(store: Store) -> dict[int, Area]:
    """Every area by its row number in the index."""
    return {row[0]: Area(*row[1:]) for row in store.rows(f"SELECT id, {_COLUMNS} FROM area")}


def listing(store: Store, text: str | None, state: str | None) -> Answer[AreaListing]:
    """The answer to `areas`: all areas, or those of a state, or those whose name has the words."""
    letters = None if state is None else find_state(store, state).state
    if text is not None:
        found = _named(store, text, letters)
    elif letters is not None:
        found = areas_of(store, letters)
    else:
        found = [
            Area(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM area ORDER BY type <> 'nation', type <> 'state', name")
        ]
    sources = {row[0] for row in store.rows("SELECT DISTINCT source FROM area WHERE source IS NOT NULL")}
    return Answer(AreaListing(tuple(found)), named_sources(store, sources if found else ()))


def _named(store: Store, text: str, state: str | None) -> list[Area]:
    """Areas whose name has every word of `text` as the beginning of a word; those whose name begins so first."""
    words = title_key(text).split()
    found = []
    for row in store.rows(f"SELECT {_COLUMNS} FROM area WHERE ? IS NULL OR state = ? ORDER BY name", (state, state)):
        key = title_key(row[1])
        parts = key.split()
        if words and all(any(part.startswith(word) for part in parts) for word in words):
            found.append((not key.startswith(" ".join(words)), Area(*row)))
    return [area for _, area in sorted(found, key=lambda item: item[0])]


def _close(wanted: str, states: list[Area]) -> list[str]:
    import difflib

    return difflib.get_close_matches(wanted[:40], [title_key(state.name) for state in states], n=3, cutoff=0.7)
