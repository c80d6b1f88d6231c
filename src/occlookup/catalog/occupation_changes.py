"""Everything that differs between two sets of figures about one occupation or group.

Owns the answer to `data diff` of one code. What is compared is what detailed_figures.py finds in a set; here the two are laid
side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from occlookup.catalog.changes import NOT_HERE, fact_change, is_revision
from occlookup.catalog.detailed_figures import CODED_LISTS, PUBLISHED_PARTS, Details, Item, Key, details_of
from occlookup.catalog.moves import UNSCALED, Judged, judge, notes_of
from occlookup.catalog.periods import Periods, used_sources
from occlookup.catalog.record_sets import with_both
from occlookup.catalog.resolving import resolve
from occlookup.catalog.store import Store
from occlookup.changes import DetailChange, FactChange, ItemChange, OccupationChanges
from occlookup.codes import show_text
from occlookup.errors import AmbiguousError, NotFoundError, UsageError
from occlookup.index.schema import MEASURES
from occlookup.index.survey import Progress
from occlookup.model import Answer

_PARTS_OF_FIGURES = (
    "employment_base", "employment_projected", "percent_change", "annual_openings", "realistic", "investigative", "artistic",
    "social", "enterprising", "conventional", "importance", "level", "score", "percent", "frey_osborne", "felten_aioe",
    "dv_alpha", "dv_beta", "dv_gamma", "human_alpha", "human_beta", "human_gamma",
)  # fmt: skip
# what --figure takes with a CODE
DETAILED_FIGURES = (*(measure.name for measure in MEASURES), *_PARTS_OF_FIGURES)


def changes_of(
    old: str,
    new: str,
    text: str,
    *,
    figure: str | None = None,
    top: int | None = None,
    reverse: bool = False,
    progress: Progress | None = None,
) -> Answer[OccupationChanges]:
    """Everything that differs between two sets about the occupation or group that `text` names: see `changes_between`.

    `text` is looked up in the new set, and where that has nothing of the name in the old one. `figure`: only rows of this one
    of DETAILED_FIGURES.

    Raises:
        UsageError: there is no such figure.
        NotFoundError, AmbiguousError, MalformedCodeError: no such set; neither set has one such occupation.
        DamagedDataError: a set cannot be read.
    """
    if figure is not None and figure not in DETAILED_FIGURES:
        hint = f"Figures: {', '.join(DETAILED_FIGURES)}."
        raise UsageError(f"there is no figure {show_text(figure)!r} to compare.", hint=hint)
    return with_both(old, new, lambda *stores: _changes(old, new, text, stores, figure, top, reverse), progress)


def _changes(
    old: str, new: str, text: str, stores: tuple[Store, ...], figure: str | None, top: int | None, reverse: bool
) -> Answer[OccupationChanges]:
    code = _code(stores, text)
    first, second = (store.row("SELECT id, title FROM soc WHERE code = ?", (code,)) for store in stores)
    title = (second or first or (0, code))[1]
    if first is None or second is None:
        kind: Any = "added" if first is None else "dropped"
        then, now = (unit[1] if unit else None for unit in (first, second))
        return Answer(OccupationChanges(old, new, code, title, kind, then, now, 0, (), (), ()), {})
    periods = Periods(stores[0]), Periods(stores[1])
    before = details_of(stores[0], periods[0], first[0])
    after = details_of(stores[1], periods[1], second[0])
    judged = [row for row in _judged(before, after) if figure in (None, row[0][2])]
    if reverse:
        judged.reverse()
    rows = tuple(_row(*row, before, after, periods) for row in (judged if top is None else judged[:top]))
    facts, items = _facts(code, title, before, after, periods), _items(before, after)
    kind = "changed" if judged or facts or items else "same"
    changes = OccupationChanges(old, new, code, title, kind, first[1], second[1], len(judged), rows, facts, items)
    return Answer(changes, used_sources(*periods))


def _code(stores: tuple[Store, ...], text: str) -> str:
    """An occupation of the new set, or else of the old one; a group only where neither has such an occupation: one that was
    retitled may have left its name to its group."""
    unknown: NotFoundError | None = None
    for groups in (False, True):
        for store in reversed(stores):
            try:
                return resolve(store, text, groups=groups).code
            except AmbiguousError:
                raise
            except NotFoundError as fault:
                unknown = unknown or fault
    assert unknown is not None
    raise unknown


def _judged(old: Details, new: Details) -> Iterator[tuple[Key, Judged]]:
    """The figures that differ, in the order of the new set; what only the old one has stands at the end of its part."""
    parts = list(dict.fromkeys(key[0] for details in (new, old) for key in details.figures))
    for key in sorted(dict.fromkeys([*new.figures, *old.figures]), key=lambda key: parts.index(key[0])):
        judged = judge(*_both(key, old, new), relative=key[2] not in UNSCALED)
        if judged is not None:
            yield key, judged


def _both(key: Key, old: Details, new: Details) -> tuple[float | None, float | None, str | None, str | None]:
    """Old and new figure, old and new note."""
    # of what a set has no row: a wage is not published there, anything else it does not have
    absent = None, "not_published" if key[0] in PUBLISHED_PARTS else NOT_HERE
    (before, old_note), (after, new_note) = old.figures.get(key, absent), new.figures.get(key, absent)
    if before is None and after is None and NOT_HERE in (old_note, new_note):
        return None, None, None, None  # that the set has no such row makes no difference to what was never published
    return before, after, old_note, new_note


def _row(key: Key, judged: Judged, old: Details, new: Details, periods: tuple[Periods, Periods]) -> DetailChange:
    part, about, figure = key
    before, after, old_note, new_note = _both(key, old, new)
    then, now = (
        their.of_sources(details.sources.get((part, about)) or details.sources.get((part, ""), ()))
        for details, their in zip((old, new), periods, strict=True)
    )
    name = new.names.get((part, about)) or old.names.get((part, about), "")
    return DetailChange(
        part, about, name, figure, judged.kind, before, after, judged.change, judged.percent_change,
        is_revision(then, now), then, now, notes_of(old_note, new_note),
    )  # fmt: skip


def _facts(code: str, title: str, old: Details, new: Details, periods: tuple[Periods, Periods]) -> tuple[FactChange, ...]:
    unsaid: tuple[None, tuple[str, ...]] = None, ()  # what is a group in one set has few facts there
    found = []
    for name in dict.fromkeys([*new.facts, *old.facts]):
        (before, then), (after, now) = old.facts.get(name, unsaid), new.facts.get(name, unsaid)
        if before != after:
            spans = periods[0].of_sources(then), periods[1].of_sources(now)
            found.append(fact_change(code, title, name, before, after, *spans))
    return tuple(found)


def _items(old: Details, new: Details) -> tuple[ItemChange, ...]:
    """What stands in one set's list alone, what was added first; the same line twice counts twice."""
    before, after = (Counter(map(_told_by, details.items)) for details in (old, new))
    texts = {_told_by(item): item for details in (old, new) for item in details.items}
    added, dropped = (after - before).elements(), (before - after).elements()
    return (
        *(ItemChange(part, "added", about, text) for part, about, text in map(texts.__getitem__, added)),
        *(ItemChange(part, "dropped", about, text) for part, about, text in map(texts.__getitem__, dropped)),
    )


def _told_by(item: Item) -> tuple[str, ...]:
    """What makes a line of a list the same one: its code, where it has one, whatever the title of that is by now."""
    return item[:2] if item[0] in CODED_LISTS else item
