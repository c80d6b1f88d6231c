"""Rules of areas and states: areas.toml and the state files say the same."""

from __future__ import annotations

from collections.abc import Iterator

from occlookup.sources.check.tree import Finding, Tree, registry
from occlookup.sources.states import STATES

RULES, rule = registry()

_TYPES = ("nation", "state", "metro", "nonmetro")


@rule("area-type")
def areas_have_a_known_type(tree: Tree) -> Iterator[Finding]:
    """An area is of a known type; there is one nation, the only area without a state."""
    areas = tree.entries("areas")
    for area in areas:
        if area["type"] not in _TYPES:
            yield "areas.toml", f"{area['code']} is of no known type: {area['type']!r}"
        elif (area["type"] == "nation") == ("state" in area):
            yield "areas.toml", f"{area['code']}: the nation has no state, and every other area has one"
    nations = [area["code"] for area in areas if area["type"] == "nation"]
    if areas and len(nations) != 1:
        yield "areas.toml", f"{len(nations)} nations instead of one"


@rule("area-state")
def areas_belong_to_known_states(tree: Tree) -> Iterator[Finding]:
    """An area's state and FIPS code are one state's; a state's own area has its code and name."""
    for area in tree.entries("areas"):
        if "state" not in area:
            continue
        state = STATES.get(area["state"])
        if state is None or area.get("fips") != state.fips:
            yield "areas.toml", f"{area['code']}: {area['state']} with FIPS code {area.get('fips')} is no state"
        elif area["type"] == "state" and (area["code"], area["name"]) != (f"{state.fips}00000", state.name):
            yield "areas.toml", f"{area['code']} ({area['name']}) is not the area of {state.name}"


@rule("state-identity")
def states_are_known(tree: Tree) -> Iterator[Finding]:
    """A state file's abbreviation, name and FIPS code are one state's."""
    for place, record in tree.states():
        state = STATES.get(record["state"])
        if state is None or (record["name"], record["fips"]) != (state.name, state.fips):
            yield place, f"{record['state']}, {record['name']}, {record['fips']} are not one state"


@rule("state-areas")
def states_have_exactly_their_areas(tree: Tree) -> Iterator[Finding]:
    """A state file has the areas that areas.toml gives the state, each once: its own first, the others by code."""
    if tree.missing("areas"):
        return
    areas = tree.entries("areas")
    for place, record in tree.states():
        own = [area for area in areas if area.get("state") == record["state"]]
        wanted = [area["code"] for area in sorted(own, key=lambda area: (area["type"] != "state", area["code"]))]
        found = [area["code"] for area in record["wages"]["areas"]]
        if found != wanted:
            missing, strange = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
            detail = f"missing {missing}, not the state's {strange}" if missing or strange else "in another order, or twice"
            yield place, f"the areas are not those of areas.toml: {detail}"


@rule("state-files")
def every_state_has_a_file(tree: Tree) -> Iterator[Finding]:
    """Every state of areas.toml has its file."""
    places = {*tree.files, *tree.unreadable}
    for area in tree.entries("areas"):
        if area["type"] == "state" and f"wages/{area.get('state')}.toml" not in places:
            yield "areas.toml", f"{area['code']}: there is no wages/{area.get('state')}.toml"
