"""Places: from a person's words to a state or an area, and the list of them.

Owns table `area`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from occlookup.catalog.sourcing import named_sources
from occlookup.catalog.store import Store
from occlookup.codes import fold_text, is_area_code, show_text, title_key
from occlookup.errors import AmbiguousError, NotFoundError, Suggestion
from occlookup.model import Answer, Area

if TYPE_CHECKING:
    from occlookup.catalog.filtering import Order
    from occlookup.listings import AreaListing  # `show` and `wages` ask for areas too, and need not define the listings

NATION_CODE = "0000000"

_COLUMNS = "code, name, type, state, source"
_SUGGESTED = 10


def find_state(store: Store, text: str) -> Area:
    """The state or territory with these USPS letters or this name.

    Raises:
        NotFoundError: there is none; `suggestions` has those with a similar name.
    """
    wanted = title_key(text)
    # letters, which is what most people and all programs give, need no look at the 54 names
    row = store.row(f"SELECT {_COLUMNS} FROM area WHERE state = ? AND type = 'state'", (wanted.upper(),))
    if row:
        return Area(*row)
    states = [Area(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM area WHERE type = 'state' ORDER BY name")]
    for state in states:
        if wanted in (title_key(state.name), state.code[:2]):
            return state
    beginning = [state for state in states if len(wanted) > 2 and title_key(state.name).startswith(wanted)]
    if len(beginning) == 1:
        return beginning[0]
    similar = beginning or [state for state in states if title_key(state.name) in _close(wanted, states)]
    raise NotFoundError(
        f"no state or territory is called {show_text(text)!r}.",
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
    letters = None if state is None else find_state(store, state).state
    if is_area_code(text):
        area = area_by_code(store, fold_text(text))
        if letters is not None and letters not in states_of(area):
            raise NotFoundError(
                f"{area.code} {area.name} is not in {letters}.", hint="Leave out --state, or name another area."
            )
        return area
    if title_key(text) in ("nation", "national", "us", "usa", "united states"):
        return area_by_code(store, NATION_CODE)
    fitting = _named(store, text, letters)
    # "Albany, GA" is one; "Washington" may be the state and may be the city, so ask
    whole = [area for area in fitting if area.type != "state" and title_key(text) == title_key(area.name)]
    if len(fitting) == 1 or len(whole) == 1:
        return (whole or fitting)[0]
    if fitting:
        raise AmbiguousError(
            f"{show_text(text)!r} fits {len(fitting)} areas.",
            hint=f"Give more of the name, or the code: --area {fitting[0].code}",
            suggestions=tuple(Suggestion(area.code, area.name) for area in fitting[:_SUGGESTED]),
        )
    where = f" in {letters}" if letters else ""
    raise NotFoundError(
        f"no area{where} is called {show_text(text)!r}.",
        hint="Areas go by their main cities. All of a state: occlookup areas --state CT",
    )


def area_by_code(store: Store, code: str) -> Area:
    """The area with exactly this code.

    Raises:
        NotFoundError: there is none.
    """
    row = store.fact(f"SELECT {_COLUMNS} FROM area WHERE code = ?", (code,))
    if row is None:
        raise NotFoundError(f"no area has the code {code}.", hint="All of a state: occlookup areas --state CT")
    return Area(*row)


def states_of(area: Area) -> frozenset[str]:
    """The USPS letters of every state that the area reaches into: a metropolitan area's name ends in them, "NY-NJ"."""
    letters = area.name.rpartition(", ")[2].split("-") if area.type == "metro" else []
    return frozenset({*letters, *([area.state] if area.state else [])})


def areas_of(store: Store, state: str) -> list[Area]:
    """The state itself, its metropolitan areas by name, its nonmetropolitan ones, then those that reach in from other states.

    BLS counts an area under one state; half of New Jersey works in areas that it counts under New York and Pennsylvania.
    """
    areas = [Area(*row) for row in store.rows(f"SELECT {_COLUMNS} FROM area WHERE state IS NOT NULL ORDER BY name")]
    inside = [area for area in areas if state in states_of(area)]
    return sorted(inside, key=lambda area: (area.state != state, area.type != "state", area.type == "nonmetro"))


def listing(store: Store, text: str | None, state: str | None, order: Order | None) -> Answer[AreaListing]:
    """The answer to `areas`: all areas, or those of a state, or those whose name has the words."""
    from occlookup.catalog.filtering import arrange
    from occlookup.listings import AreaListing

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
    return Answer(AreaListing(arrange(Area, found, order)), named_sources(store, sources if found else ()))


def _named(store: Store, text: str, state: str | None) -> list[Area]:
    """Areas whose name has every word of `text` as the beginning of a word; those whose name begins so first."""
    words = title_key(text).split()
    found = []
    for row in store.rows(f"SELECT {_COLUMNS} FROM area ORDER BY name"):
        area = Area(*row)
        key = title_key(area.name)
        parts = key.split()
        inside = state is None or state in states_of(area)
        if inside and words and all(any(part.startswith(word) for part in parts) for word in words):
            found.append((not key.startswith(" ".join(words)), area))
    return [area for _, area in sorted(found, key=lambda item: item[0])]


def _close(wanted: str, states: list[Area]) -> list[str]:
    import difflib

    return difflib.get_close_matches(wanted[:40], [title_key(state.name) for state in states], n=3, cutoff=0.7)
