"""What differs between two sets of figures: releases, codes, the nation's figures, facts, and how many records.

Owns the answer to `data diff` of all occupations. It reads the two indexes alone, never a record: all of it takes a tenth of a
second. Of one occupation everything is compared in occupation_changes.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from occlookup.catalog.filtering import Filters, where
from occlookup.catalog.moves import UNSCALED, Judged, judge, notes_of
from occlookup.catalog.periods import Periods, source_changes, used_sources
from occlookup.catalog.record_sets import with_both
from occlookup.catalog.store import Store
from occlookup.catalog.wage_rows import decode
from occlookup.changes import CodeChange, DataChanges, FactChange, FigureChange, FigureCount, RecordCount
from occlookup.codes import show_text
from occlookup.errors import UsageError
from occlookup.index.schema import EDUCATION_LEVELS
from occlookup.index.survey import Progress
from occlookup.model import Answer

_WAGES = ("employment", "hourly_median", "annual_median")
_OUTLOOK = ("employment_base", "employment_projected", "percent_change", "annual_openings")
# what --figure takes, in the order in which figures of the same size stand
FIGURES = ("annual_median", "hourly_median", "employment", *_OUTLOOK)
_BLOCKS = {**dict.fromkeys(_WAGES, "wages"), **dict.fromkeys(_OUTLOOK, "projections")}
_FACT_BLOCKS = {"job_zone": "job_zone", "interests_code": "interests", "education": "education", "published_as": "wages"}
NOT_PUBLISHED, NOT_HERE = "not_published", "not_in_data_set"

# the order of what happened to a figure; those that moved stand first, by size
_EVENTS = ("moved", "top_coded", "disappeared", "appeared", "note")


class Occupation(NamedTuple):
    """What is compared of one occupation: each figure with its note, each fact."""

    id: int
    title: str
    figures: dict[str, tuple[float | None, str | None]]
    facts: dict[str, str | None]


def changes_between(
    old: str,
    new: str,
    *,
    figure: str | None = None,
    filters: Filters | None = None,
    top: int | None = None,
    reverse: bool = False,
    progress: Progress | None = None,
) -> Answer[DataChanges]:
    """What differs between two sets of figures, `old` and `new`, each the name of a set or a path: see `resolve_set`.

    `figure`: only this one of FIGURES. `filters`: only occupations that fit them in one of the sets. `top`: so many rows at
    most; `reverse`: of the figures that moved the smallest change first. `progress`: see `open_catalog`.

    Raises:
        UsageError: there is no such figure.
        NotFoundError: there is no such set.
        DamagedDataError: one of them cannot be read.
    """
    if figure is not None and figure not in FIGURES:
        raise UsageError(f"there is no figure {show_text(figure)!r} to compare.", hint=f"Figures: {', '.join(FIGURES)}.")
    return with_both(old, new, lambda *stores: _changes(old, new, stores, figure, filters, top, reverse), progress)


def _changes(
    old: str,
    new: str,
    stores: tuple[Store, ...],
    figure: str | None,
    filters: Filters | None,
    top: int | None,
    reverse: bool,
) -> Answer[DataChanges]:
    first, second = stores
    periods = Periods(first), Periods(second)
    before, after = _occupations(first, periods[0]), _occupations(second, periods[1])
    kept = None if filters is None else _fitting(first, filters) | _fitting(second, filters)
    common = [code for code in after if code in before and (kept is None or code in kept)]
    judged = [row for code in common for row in _judged(code, before[code], after[code])]
    counts = _counts(common, before, after, judged)
    if figure is not None:
        judged = [row for row in judged if row[1] == figure]
    judged.sort(key=lambda row: _place(row, reverse))
    shown = judged if top is None else judged[:top]
    rows = tuple(_figure_change(row, before[row[0]], after[row[0]], periods) for row in shown)
    facts = tuple(fact for code in common for fact in _facts(code, before[code], after[code], periods))
    records = _records(first, second)
    changes = DataChanges(
        old=old,
        new=new,
        differs=any(count.changed or count.added or count.dropped for count in records),
        found=len(judged),
        sources=tuple(source_changes(*periods)),
        codes=tuple(_codes(first, second, kept)),
        counts=counts,
        rows=rows,
        facts=facts,
        records=records,
    )
    return Answer(changes, used_sources(*periods))


def _occupations(store: Store, periods: Periods) -> dict[str, Occupation]:
    """Every occupation by its code, in the order of codes. One without figures of its own has none here."""
    rows = store.rows(
        f"SELECT s.code, s.id, s.title, o.published_as, p.code, {', '.join(f'o.{name}' for name in _WAGES)},"
        f" {', '.join(f'o.{name}' for name in _OUTLOOK)}, o.job_zone, o.high_points, o.education"
        " FROM occupation o JOIN soc s ON s.id = o.id JOIN soc p ON p.id = o.published_as ORDER BY s.code"
    )
    made = {}
    for code, soc_id, title, published_id, published_as, *cells in rows:
        own = published_id == soc_id
        figures: dict[str, tuple[float | None, str | None]] = dict.fromkeys(FIGURES, (None, NOT_PUBLISHED))
        if own:
            wages, outlook = cells[: len(_WAGES)], cells[len(_WAGES) : -3]
            decoded, notes = decode(_WAGES, wages, periods.top_codes("wages", soc_id)) if min(wages) < 0 else _plain(wages)
            figures |= {name: (value, notes.get(name)) for name, value in zip(_WAGES, decoded, strict=True)}
            given = zip(_OUTLOOK, outlook, strict=True)
            figures |= {name: (value, None if value is not None else NOT_PUBLISHED) for name, value in given}
        zone, letters, education = cells[-3:]
        facts = {
            "job_zone": None if zone is None else str(zone),
            "interests_code": letters or None,
            "education": None if education is None else EDUCATION_LEVELS[education],
            "published_as": published_as,
        }
        made[code] = Occupation(soc_id, title, figures, facts)
    return made


def _plain(wages: list[int]) -> tuple[list[float | int | None], dict[str, Any]]:
    """As wage_rows.decode, of jobs, hourly and annual median without a mark: nearly every occupation."""
    return [wages[0], wages[1] / 100, wages[2]], {}


def _fitting(store: Store, filters: Filters) -> set[str]:
    condition, values = where(store, filters, wage=None)
    return {
        row[0] for row in store.rows(f"SELECT s.code FROM occupation o JOIN soc s ON s.id = o.id WHERE {condition}", values)
    }


def _judged(code: str, old: Occupation, new: Occupation) -> Iterator[tuple[str, str, Judged]]:
    if old.figures == new.figures:
        return
    for name in FIGURES:
        (before, old_note), (after, new_note) = old.figures[name], new.figures[name]
        judged = judge(before, after, old_note, new_note, relative=name not in UNSCALED)
        if judged is not None:
            yield code, name, judged


def _place(row: tuple[str, str, Judged], reverse: bool) -> tuple[Any, ...]:
    """What the rows are sorted by: see DataChanges."""
    code, name, judged = row
    sign = 1 if reverse else -1
    # one that moved from 0 has no size in percent
    size = (0, sign * judged.size) if judged.size is not None else (1, sign * abs(judged.change or 0))
    return _EVENTS.index(judged.kind), *size, code, FIGURES.index(name)


def _counts(
    common: list[str], old: dict[str, Occupation], new: dict[str, Occupation], judged: list[tuple[str, str, Judged]]
) -> tuple[FigureCount, ...]:
    happened = Counter[tuple[str, str]]((name, row.kind) for _, name, row in judged)
    compared = Counter(
        name
        for code in common
        for name in FIGURES
        if old[code].figures[name][0] is not None or new[code].figures[name][0] is not None
    )
    counts = {name: [happened[name, event] for event in FigureCount._fields[2:]] for name in FIGURES}
    return tuple(FigureCount(name, compared[name], *counts[name]) for name in FIGURES)


def _figure_change(
    row: tuple[str, str, Judged], old: Occupation, new: Occupation, periods: tuple[Periods, Periods]
) -> FigureChange:
    code, name, judged = row
    (before, old_note), (after, new_note) = old.figures[name], new.figures[name]
    then, now = (their.of_block(_BLOCKS[name], each.id) for their, each in zip(periods, (old, new), strict=True))
    return FigureChange(
        code, new.title, name, judged.kind, before, after, judged.change, judged.percent_change,
        is_revision(then, now), then, now, notes_of(old_note, new_note),
    )  # fmt: skip


def is_revision(old_period: str | None, new_period: str | None) -> bool:
    """Whether both figures are of the same time, and it is known."""
    return old_period is not None and old_period == new_period


def _facts(code: str, old: Occupation, new: Occupation, periods: tuple[Periods, Periods]) -> Iterator[FactChange]:
    if old.facts == new.facts:
        return
    for name, block in _FACT_BLOCKS.items():
        before, after = old.facts[name], new.facts[name]
        if before != after:
            then, now = (their.of_block(block, each.id) for their, each in zip(periods, (old, new), strict=True))
            yield fact_change(code, new.title, name, before, after, then, now)


def fact_change(
    code: str, title: str, fact: str, old: str | None, new: str | None, old_period: str | None, new_period: str | None
) -> FactChange:
    """A fact that differs, with the reason where a set has none."""
    notes = notes_of(NOT_HERE if old is None else None, NOT_HERE if new is None else None)
    return FactChange(code, title, fact, old, new, is_revision(old_period, new_period), old_period, new_period, notes)


def _codes(old: Store, new: Store, kept: set[str] | None) -> Iterator[CodeChange]:
    question = "SELECT code, title, level FROM soc"
    before, after = ({row[0]: row[1:] for row in store.rows(question)} for store in (old, new))
    for code in sorted(before.keys() | after.keys()):
        if before.get(code) == after.get(code) or (kept is not None and code not in kept):
            continue
        old_title, old_level = before.get(code, (None, None))
        new_title, new_level = after.get(code, (None, None))
        if code not in before:
            yield CodeChange(code, "added", None, new_title, None, new_level)
        elif code not in after:
            yield CodeChange(code, "dropped", old_title, None, old_level, None)
        else:
            kind: Any = "retitled" if old_title != new_title else "reclassified"
            yield CodeChange(code, kind, old_title, new_title, old_level, new_level)


def _records(old: Store, new: Store) -> tuple[RecordCount, ...]:
    before, after = (dict(store.rows("SELECT path, sha256 FROM record")) for store in (old, new))
    counts: dict[str, Counter[str]] = {}
    for path in sorted(before.keys() | after.keys(), key=lambda path: ("/" not in path, path)):
        kind = "same" if before.get(path) == after.get(path) else "changed"
        if path not in before or path not in after:
            kind = "added" if path not in before else "dropped"
        counts.setdefault(path.partition("/")[0], Counter())[kind] += 1
    return tuple(RecordCount(name, *(kinds[kind] for kind in RecordCount._fields[1:])) for name, kinds in counts.items())
