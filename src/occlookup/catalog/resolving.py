"""From a person's words to the one occupation or group that they mean.

Owns the order in which codes, titles and alternate titles are tried, and what is suggested where none fits.
"""

from typing import TYPE_CHECKING, NamedTuple

from occlookup.catalog.distress import NOTICE, speaks_of_harm
from occlookup.catalog.store import Store
from occlookup.codes import looks_like_code, parse_code, show_text, title_key
from occlookup.errors import AmbiguousError, MalformedCodeError, NotFoundError, Suggestion
from occlookup.index.schema import DIRECT_MATCH, EVERYDAY_TOO, OWN_TITLE

if TYPE_CHECKING:
    from occlookup.catalog.titles import TitleHit

GROUP_LEVELS = ("total", "major", "minor", "broad")

_NEARBY = 2
_SUGGESTED = 5


class Unit(NamedTuple):
    """A row of table `soc`: a group or an occupation."""

    id: int
    code: str
    title: str
    level: str

    @property
    def is_group(self) -> bool:
        """True for a major, minor or broad group and for all occupations."""
        return self.level in GROUP_LEVELS


def resolve(store: Store, text: str, *, groups: bool = False) -> Unit:
    """The unit that `text` names: a code; a title; an alternate title that the SOC assigns to one occupation; an alternate
    title that only one occupation has.

    Raises:
        MalformedCodeError, NotFoundError, AmbiguousError: see Catalog.
    """
    if not text.strip():
        raise MalformedCodeError("no occupation was named.", hint="Give a code or a job title: occlookup show 43-3011.")
    unit = _by_code(store, text) if looks_like_code(text) else _by_title(store, text, groups)
    if unit.is_group and not groups:
        raise NotFoundError(
            f"{unit.code} is a group of occupations, {unit.title}.",
            hint=f"Try: occlookup browse {unit.code}",
            suggestions=_members(store, unit.code),
        )
    return unit


def _by_code(store: Store, text: str) -> Unit:
    code = parse_code(text)
    row = store.row("SELECT id, code, title, level FROM soc WHERE code = ?", (code,))
    if row:
        return Unit(*row)
    retired = store.row("SELECT successors FROM retired WHERE code = ?", (code,))
    if retired:
        successors = _suggestions(store, retired[0].split())
        became = ", ".join(f"{code} {title}" for code, title in successors)
        raise NotFoundError(
            f"{code} is a code of SOC 2010 that SOC 2018 no longer has; it became {became}.",
            hint=f"Try: occlookup show {successors[0].code}" if successors else "",
            suggestions=successors,
        )
    nearby = _nearby(store, code)
    near = f" Near it: {', '.join(f'{code} {title}' for code, title in nearby)}." if nearby else ""
    known_major = store.row("SELECT 1 FROM soc WHERE code = ?", (f"{code[:2]}-0000",))
    raise NotFoundError(
        f"no occupation has the code {code}.{near}",
        hint=f"Try: occlookup browse {code[:4] if nearby else code[:2]}" if known_major else "Try: occlookup browse",
        suggestions=nearby,
    )


def _by_title(store: Store, text: str, groups: bool) -> Unit:
    from occlookup.catalog import titles  # here: a code, which is what programs give, needs none of it

    # a center's own names come after all that is published, so that what a title leads to without them it leads to with them
    published = titles.exact(store, text, published=True)
    if (unit := _decided(store, published)) is not None:
        return unit
    if groups and not published:
        key = title_key(text)
        for group in store.rows("SELECT id, code, title, level FROM soc WHERE level IN ('total', 'major', 'minor', 'broad')"):
            if key in (title_key(group[2]), title_key(group[2].removesuffix(" Occupations"))):
                return Unit(*group)
    named = titles.exact(store, text)
    if (unit := _decided(store, named)) is not None:
        return unit
    if named:
        found = tuple(Suggestion(hit.code, hit.title) for hit in named)
        raise AmbiguousError(
            f"{show_text(text)!r} is a title of {len(found)} occupations.",
            hint=f"Name one by its code: {found[0].code}",
            suggestions=found,
        )
    if speaks_of_harm(text):
        raise NotFoundError(f"no occupation has the title {show_text(text)!r}.", hint=NOTICE)
    results = titles.find(store, text)[:_SUGGESTED] if title_key(text) else []
    raise NotFoundError(
        f"no occupation has the title {show_text(text)!r}.",
        hint="Try: occlookup search, with other words." if not results else f"Try: occlookup show {results[0].code}",
        suggestions=tuple(Suggestion(result.code, result.title) for result in results),
    )


def _decided(store: Store, named: "list[TitleHit]") -> Unit | None:
    """The one occupation that the title means; None where there is none, or several share it."""
    best = [hit for hit in named if hit.kind == min(hit.kind for hit in named)]
    # An own title decides, or an everyday name that means one occupation only, or a direct match of the SOC; further down
    # several occupations may share an alternate title.
    several = any(hit.kind == EVERYDAY_TOO for hit in named)
    if len(best) == 1 and (len(named) == 1 or best[0].kind == OWN_TITLE or (best[0].kind <= DIRECT_MATCH and not several)):
        row = store.row("SELECT id, code, title, level FROM soc WHERE id = ?", (best[0].soc_id,))
        return Unit(*row) if row else None
    return None


def _nearby(store: Store, code: str) -> tuple[Suggestion, ...]:
    """The occupations of the same minor group whose numbers are nearest."""
    wanted = int(code[3:7])
    rows = store.rows(
        "SELECT code, title FROM soc WHERE level IN ('detailed', 'aggregate') AND code LIKE ?"
        " ORDER BY abs(CAST(substr(code, 4, 4) AS INTEGER) - ?), code LIMIT ?",
        (f"{code[:4]}%", wanted, _NEARBY),
    )
    return tuple(Suggestion(*row) for row in rows)


def _members(store: Store, group: str) -> tuple[Suggestion, ...]:
    rows = store.rows(
        "SELECT s.code, s.title FROM soc s JOIN occupation o ON o.id = s.id WHERE s.level IN ('detailed', 'aggregate')"
        " AND (? IN (o.major, o.minor, o.broad) OR ? = '00-0000') ORDER BY o.employment DESC, s.code LIMIT ?",
        (group, group, _SUGGESTED),
    )
    return tuple(Suggestion(*row) for row in rows)


def _suggestions(store: Store, codes: list[str]) -> tuple[Suggestion, ...]:
    marks = ", ".join("?" * len(codes))
    return tuple(
        Suggestion(*row) for row in store.rows(f"SELECT code, title FROM soc WHERE code IN ({marks}) ORDER BY code", codes)
    )
