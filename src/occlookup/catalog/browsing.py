"""The SOC 2018 classification: major groups, minor groups, occupations.

Owns walking down table `soc`.
"""

from __future__ import annotations

from occlookup.catalog.filtering import Filters, Order, arrange, filter_blocks, in_group, parse_group, where
from occlookup.catalog.projecting import employment_named_2024, outlook_period, projection_period
from occlookup.catalog.resolving import resolve
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import TopCodes, decode
from occlookup.codes import show_text
from occlookup.errors import MalformedCodeError, NotFoundError
from occlookup.listings import BrowseListing, Group, OccupationEntry
from occlookup.model import Answer, Titled

_FIGURES = ("annual_median", "hourly_median")
_DEEPEST = 6  # major, minor, broad, aggregate, member, specialty: no chain of parents is longer


def browse(store: Store, text: str | None, filters: Filters | None, order: Order | None) -> Answer[BrowseListing]:
    """The answer to `browse`: see Catalog.browse.

    With no group the 23 major groups; with a major group its minor groups; further down the occupations. Filters go to the
    occupations at once.
    """
    group = "" if text is None else _group(store, text)
    path = _path(store, group)
    summaries = store.meta("group_summaries")
    summary = summaries.get(group)
    below = None
    if filters is None and not group:
        below = "major"
    elif filters is None and len(path) == 1 and path[-1].code == group:
        below = "minor"
    if below:
        groups = arrange(Group, _groups(store, below, group[:3], summaries), order)
        return Answer(BrowseListing(path, summary, groups, (), outlook_period(store)), named_sources(store, ["soc-2018"]))
    entries = arrange(OccupationEntry, _occupations(store, group, filters), order)
    sources = {"soc-2018", *block_sources(store, "wages", "projections", "job_zone", *filter_blocks(filters))}
    return Answer(BrowseListing(path, summary, (), entries, outlook_period(store)), named_sources(store, sources))


def _group(store: Store, text: str) -> str:
    """A group as filtering.in_group takes it, from a code, the beginning of one, or the title of a group or an occupation."""
    try:
        group = parse_group(text)
    except MalformedCodeError:
        return parse_group(resolve(store, text, groups=True).code)
    padded = group if len(group) > 6 else group + "0000000"[len(group) :]
    if group and store.row("SELECT 1 FROM soc WHERE code = ? AND level IN ('major', 'minor', 'broad')", (padded,)):
        return padded
    if group and store.row("SELECT 1 FROM soc WHERE code LIKE ?", (f"{group}%",)) is None:
        raise NotFoundError(f"no group or occupation begins with {show_text(text)}.", hint="Try: occlookup browse")
    return group


def _path(store: Store, group: str) -> tuple[Titled, ...]:
    """The groups above, the widest first, and the group itself; of a mere beginning of codes the major group."""
    path: list[Titled] = []
    code: str | None = group if len(group) > 6 else f"{group[:2]}-0000" if group else None
    while code and len(path) < _DEEPEST:
        row = store.row("SELECT code, title, parent, level FROM soc WHERE code = ?", (code,))
        if row is None or row[3] == "total":
            break
        path.insert(0, Titled(row[0], row[1]))
        code = row[2]
    return tuple(path)


def _groups(store: Store, level: str, prefix: str, summaries: dict[str, str]) -> list[Group]:
    rows = store.rows(
        "SELECT g.code, g.title, g.level, count(o.id) FROM soc g LEFT JOIN occupation o"
        " ON CASE g.level WHEN 'major' THEN o.major ELSE o.minor END = g.code"
        " AND o.id IN (SELECT id FROM soc WHERE level IN ('detailed', 'aggregate', 'own'))"
        " WHERE g.level = ? AND g.code LIKE ? GROUP BY g.id ORDER BY g.code",
        (level, f"{prefix}%"),
    )
    return [Group._make((*row, summaries.get(row[0]))) for row in rows]


def _occupations(store: Store, group: str, filters: Filters | None) -> list[OccupationEntry]:
    condition, values = where(store, filters, wage=None)
    inside, value = in_group(group)
    rows = store.rows(
        "SELECT s.code, s.title, s.level, p.code, p.title, o.annual_median, o.hourly_median, o.employment_base,"
        " o.employment_projected, o.percent_change, o.job_zone"
        f" FROM occupation o JOIN soc s ON s.id = o.id JOIN soc p ON p.id = o.published_as"
        f" WHERE {inside} AND {condition} ORDER BY s.code",
        (value, *values),
    )
    source = store.row("SELECT source FROM area WHERE type = 'nation'")
    top = TopCodes.of(store, source[0] if source and source[0] else "")
    period = projection_period(store)
    years = period or (None, None)
    entries = []
    for code, title, level, *published, annual, hourly, base, projected, percent, zone in rows:
        (annual_median, hourly_median), notes = decode(_FIGURES, (annual, hourly), top)
        published_as = None if published[0] == code else Titled(*published)
        figures = (annual_median, hourly_median, employment_named_2024(period, base), percent, zone, notes)
        entries.append(OccupationEntry._make((code, title, level, published_as, *figures, *years, base, projected)))
    return entries
