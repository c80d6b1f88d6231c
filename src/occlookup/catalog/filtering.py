"""Filters, order and length of a listing: the same words mean the same on every one.

Owns what --group, --job-zone, --education, --min-wage, --growth, --stem, --riasec, --sort, --reverse and --top mean.
"""

import re
from collections.abc import Iterable
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from occlookup.codes import fold_text, parse_code_prefix, parse_holland_letters, show_text
from occlookup.errors import UsageError
from occlookup.index.schema import EDUCATION_LEVELS, TOP_CODED

if TYPE_CHECKING:
    from occlookup.catalog.store import Store

Row = TypeVar("Row", bound=tuple[Any, ...])

GROWTH_WORDS = ("decline", "little", "slower", "average", "faster", "much-faster")  # by index.growth.growth_rank

_ORDERED = frozenset({str, int, float, type(None)})
LEVELS = ("major", "minor", "broad", "detailed")
_TOP_CODE = "SELECT max(annual_top_code) FROM source WHERE id IN (SELECT source FROM area)"
_EDUCATION_SHORT = ("none", "high-school", "some-college", "certificate", "associate", "bachelor", "master", "doctoral")
EDUCATION_WORDS = dict(zip(_EDUCATION_SHORT, EDUCATION_LEVELS, strict=True))


class Order(NamedTuple):
    """How many rows (None: all), by which field, and whether the other way round."""

    top: int | None = None
    sort: str | None = None
    reverse: bool = False


class Filters(NamedTuple):
    """Which occupations a listing keeps. Each None keeps all.

    `group`: see parse_group. `job_zones`: O*NET job zones, 1 to 5. `education`: rank in EDUCATION_LEVELS of the most
    that may be typically needed. `min_annual`: dollars a year, median, in the place that is asked about. `min_growth`: percent,
    over the years of BLS's projection; `min_growth_rank`: BLS's word for it or better. `state`: USPS letters, occupations with
    estimates there. `stem`: only STEM occupations by the SOC Policy Committee's definition. `letters`: those whose Holland code
    has all of them.
    """

    group: str | None = None
    job_zones: frozenset[int] | None = None
    education: int | None = None
    min_annual: int | None = None
    min_growth: float | None = None
    min_growth_rank: int | None = None
    state: str | None = None
    stem: bool = False
    letters: str | None = None


def make_filters(
    *,
    group: str | None = None,
    job_zone: str | None = None,
    education: str | None = None,
    min_wage: str | None = None,
    growth: str | None = None,
    state: str | None = None,
    stem: bool = False,
    riasec: str | None = None,
) -> Filters | None:
    """Filters from the words of a command line; None where none is set.

    Raises:
        UsageError: a word that the filter does not take; the hint lists those that it takes.
    """
    filters = Filters(
        group=None if group is None else parse_group(group),
        job_zones=None if job_zone is None else _parse_job_zones(job_zone),
        education=None if education is None else _parse_education(education),
        min_annual=None if min_wage is None else _parse_min_wage(min_wage),
        min_growth=None if growth is None else _parse_growth_percent(growth),
        min_growth_rank=None if growth is None else _parse_growth_word(growth),
        state=state,
        stem=stem,
        letters=None if riasec is None else parse_holland_letters(riasec),
    )
    return None if filters == Filters() else filters


def parse_group(text: str) -> str:
    """A group's code (43-3000), or the beginning of codes (43-3): "43" is the major group, "00-0000" everything.

    Raises:
        MalformedCodeError: neither.
    """
    prefix = parse_code_prefix(text)
    if prefix in ("00", "00-0000"):
        return ""
    return f"{prefix}-0000" if len(prefix) == 2 else prefix


def in_group(group: str) -> tuple[str, str]:
    """The SQL condition on tables occupation (as o) and soc (as s) for a group as `parse_group` gives it, and its value.

    A group's members are those that the SOC lists under it: 29-1221 stands under 29-1210, which no digits tell. An occupation
    is a group of itself and its specialties.
    """
    if len(group) == len("43-3000"):
        return "? IN (o.major, o.minor, o.broad, s.code, o.parent)", group
    return "s.code LIKE ?", f"{group}%"


def where(store: "Store", filters: Filters | None, *, wage: str | None) -> tuple[str, list[object]]:
    """The SQL condition on table `occupation` (as o) and, where `wage` names its alias, on the wage row of the place asked.

    Without `wage` the least wage is compared with the national median. A top-coded median is known to reach the top code and
    no more; an occupation paid by the hour only has no annual figure, so a least annual wage leaves it out.

    Raises:
        UsageError: a word for growth is asked for, and what it stands for in the projections in use is not known.
    """
    conditions: list[str] = ["1"]
    values: list[object] = []
    if filters is None:
        return "1", values
    if filters.group is not None:
        condition, value = in_group(filters.group)
        conditions.append(condition)
        values.append(value)
    if filters.job_zones is not None:
        conditions.append(f"o.job_zone IN ({', '.join('?' * len(filters.job_zones))})")
        values.extend(sorted(filters.job_zones))
    if filters.education is not None:
        conditions.append("o.education <= ?")
        values.append(filters.education)
    if filters.min_annual is not None:
        median = f"{wage or 'o'}.annual_median"
        conditions.append(f"({median} >= ? OR {median} = {TOP_CODED} AND ? <= ({_TOP_CODE}))")
        values.extend((filters.min_annual, filters.min_annual))
    if filters.min_growth is not None:
        conditions.append("o.percent_change >= ?")
        values.append(filters.min_growth)
    if filters.min_growth_rank is not None:
        _hold_words(store)
        conditions.append("o.growth_rank >= ?")
        values.append(filters.min_growth_rank)
    for letter in filters.letters or "":
        conditions.append("instr(o.high_points, ?)")
        values.append(letter)
    if filters.stem:
        conditions.append("o.stem IS NOT NULL")
    return " AND ".join(conditions), values


def _hold_words(store: "Store") -> None:
    """Nothing would fit a word that no occupation has, and that would be said of the occupations."""
    from occlookup.catalog.projecting import outlook_period, words_are_known

    if not words_are_known(store):
        raise UsageError(
            f"BLS's words for growth of {outlook_period(store)} are not known here.", hint="Give the least percent: --growth 5."
        )


def filter_blocks(filters: Filters | None) -> list[str]:
    """The blocks of records whose figures the filters compare, for an answer's sources."""
    blocks = []
    if filters is not None:
        if filters.state or filters.min_annual is not None:
            blocks.append("wages")
        if filters.education is not None or filters.min_growth is not None or filters.min_growth_rank is not None:
            blocks.append("projections")
        if filters.job_zones is not None:
            blocks.append("job_zone")
        if filters.letters is not None:
            blocks.append("interests")
        if filters.stem:
            blocks.append("stem")
    return blocks


def arrange(kind: type[Row], rows: Iterable[Row], order: Order | None) -> tuple[Row, ...]:
    """The rows by `order` (None: as they are): figures largest first, words from A to Z; rows without the figure always last.

    Raises:
        UsageError: rows of this kind have no such field, or its values have no order.
    """
    arranged = list(rows)
    if order is None:
        return tuple(arranged)
    if order.sort is not None:
        field = order.sort
        sortable = sortable_fields(kind)
        if field not in sortable:
            raise UsageError(f"there is no field {show_text(field)!r} to sort by.", hint=f"Fields: {', '.join(sortable)}.")
        given = [row for row in arranged if getattr(row, field) is not None]
        missing = [row for row in arranged if getattr(row, field) is None]
        descending = bool(given) and not isinstance(getattr(given[0], field), str)
        given.sort(key=lambda row: getattr(row, field), reverse=descending)
        arranged = [*(reversed(given) if order.reverse else given), *missing]
    elif order.reverse:
        arranged.reverse()
    return tuple(arranged if order.top is None else arranged[: order.top])


def sortable_fields(kind: type[tuple[Any, ...]]) -> list[str]:
    """The fields of a result type whose values have an order: figures, words, and either where it may be missing."""
    hints = kind.__annotations__.items()
    return [name for name, hint in hints if set(hint.__args__ if isinstance(hint, UnionType) else (hint,)) <= _ORDERED]


def parse_level(text: str) -> str:
    """A level of occupations: "major", "minor", "broad" or "detailed", in any case.

    Raises:
        UsageError: none of them.
    """
    level = fold_text(text).casefold()
    if level not in LEVELS:
        raise UsageError(f"{show_text(text)!r} is not a level of occupations.", hint=f"Levels: {', '.join(LEVELS)}.")
    return level


def _parse_job_zones(text: str) -> frozenset[int]:
    match = re.fullmatch(r"([1-5])(?:-([1-5]))?", fold_text(text), re.ASCII)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise UsageError(f"{show_text(text)!r} is not a job zone.", hint="Give 1 to 5, or a range such as 1-3.")
    return frozenset(range(int(match[1]), int(match[2] or match[1]) + 1))


def _parse_education(text: str) -> int:
    wanted = fold_text(text).casefold().replace("'s", "").removesuffix(" degree").replace(" ", "-")
    for rank, (short, level) in enumerate(EDUCATION_WORDS.items()):
        if wanted in (short, fold_text(level).casefold().replace("'s", "").removesuffix(" degree").replace(" ", "-")):
            return rank
    raise UsageError(
        f"{show_text(text)!r} is not a level of education.",
        hint=f"Levels, from least to most: {', '.join(EDUCATION_WORDS)}.",
    )


def _parse_min_wage(text: str) -> int:
    match = re.fullmatch(r"\$?(\d{1,3}(?:,\d{3})+|\d{1,9})", fold_text(text), re.ASCII)
    if match is None:
        raise UsageError(f"{show_text(text)!r} is not a wage a year.", hint="Give whole dollars a year: --min-wage 50000.")
    return int(match[1].replace(",", ""))


def _parse_growth_word(text: str) -> int | None:
    wanted = fold_text(text).casefold().replace(" ", "-").removesuffix("-than-average").removesuffix("-or-no-change")
    return GROWTH_WORDS.index(wanted) if wanted in GROWTH_WORDS else None


def _parse_growth_percent(text: str) -> float | None:
    if _parse_growth_word(text) is not None:
        return None
    try:
        percent = float(fold_text(text).removesuffix("%"))
    except ValueError:
        percent = float("nan")
    if not abs(percent) <= 1000:
        raise UsageError(
            f"{show_text(text)!r} is no growth to ask for.",
            hint=f"Give the least percent in ten years, or one of {', '.join(GROWTH_WORDS[1:])} (that or better).",
        )
    return percent
