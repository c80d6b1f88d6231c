"""How many jobs an occupation has and will have: BLS's projection of the nation, the states' own of 2022-32.

Owns table `state_projection` and the answer to `outlook`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from occlookup.catalog.projecting import national_outlook, outlook_period
from occlookup.catalog.store import Store
from occlookup.index.schema import NEW_JOBS_ONLY, STATE_PROJECTIONS_SOURCE
from occlookup.profile import StateOutlook

if TYPE_CHECKING:
    from occlookup.catalog.filtering import Order
    from occlookup.details import OutlookAnswer
    from occlookup.model import Answer

_QUESTION = (
    "SELECT a.state, a.name, p.base, p.projected, p.percent_change, p.annual_openings"
    " FROM area a JOIN state_projection p ON p.state = a.state AND p.code = ? WHERE a.type = 'state'"
)


def state_outlook(store: Store, code: str, state: str) -> StateOutlook | None:
    """The state's projection of the occupation with this code; None where the state publishes none."""
    row = store.row(f"{_QUESTION} AND a.state = ?", (code, state))
    return None if row is None else _make(row)


def outlook(store: Store, text: str, *, state: str | None, order: Order | None) -> Answer[OutlookAnswer]:
    """The answer to `outlook`: see Catalog.outlook."""
    from occlookup.catalog.areas import find_state
    from occlookup.catalog.filtering import arrange
    from occlookup.catalog.resolving import resolve
    from occlookup.catalog.sourcing import block_sources, named_sources
    from occlookup.catalog.wages import published_unit
    from occlookup.details import OutlookAnswer
    from occlookup.model import Answer, Titled

    unit = resolve(store, text)
    asked = Titled(unit.code, unit.title)
    _, published = published_unit(store, unit.id, asked)
    national = national_outlook(store, unit.id)
    found = [_make(row) for row in store.rows(f"{_QUESTION} ORDER BY p.base DESC, a.name", (published.code,))]
    place = None if state is None else find_state(store, state)
    if place is not None:
        found = [entry for entry in found if entry.state == place.state]
    states = arrange(StateOutlook, found, order)
    sources = (block_sources(store, "projections") if national else set()) | ({STATE_PROJECTIONS_SOURCE} if states else set())
    published_as = None if published.code == asked.code else published
    answer = OutlookAnswer(asked.code, asked.title, published_as, national, place, states, len(found), outlook_period(store))
    return Answer(answer, named_sources(store, sources))


def _make(row: tuple[Any, ...]) -> StateOutlook:
    state, name, base, projected, percent, openings = row
    change = None if base is None or projected is None else projected - base
    notes = {"annual_openings": "new_jobs_only"} if state in NEW_JOBS_ONLY and openings is not None else {}
    return StateOutlook(state, name, base, projected, change, percent, openings, notes)
