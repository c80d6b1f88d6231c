"""The result types of `data diff`: what differs between two sets of figures.

Owns the names of their fields; model.py says why they are NamedTuples and why there is no __future__ import.

In every type here `notes` says of `old` and of `new` why there is none, or what to mind: the words of WageRow; `new_jobs_only`
as in StateOutlook; `suppress` and `not_relevant` as in ElementRating; `not_in_data_set` where a set has nothing of the kind.
`revision` is true where both figures are of the same period, so that the publisher changed its mind; otherwise time went by
between them, or one of the periods is not known.
"""

from typing import Literal, NamedTuple

# what became of a figure; "top_coded": one of the two is only known as "at least", so that no change can be told;
# "note": the same figure, or none in both, with another remark
FigureEvent = Literal["moved", "top_coded", "appeared", "disappeared", "note"]
CodeEvent = Literal["added", "dropped", "retitled", "reclassified"]
SetEvent = Literal["same", "changed", "added", "dropped"]


class SourceChange(NamedTuple):
    """A release that one of the sets names. `series` is what releases that follow each other share: "oews".

    `old_blocks` and `new_blocks` name what figures each set has from it ("wages", "state_wages", "skills"); `kind` is "changed"
    where those, the release's name or its period differ.
    """

    series: str
    id: str
    title: str
    kind: SetEvent
    old_release: str | None
    old_period: str | None
    new_release: str | None
    new_period: str | None
    old_blocks: tuple[str, ...]
    new_blocks: tuple[str, ...]


class CodeChange(NamedTuple):
    """A code of an occupation or a group that one set lacks, or has under another title or (reclassified) at another level."""

    code: str
    kind: CodeEvent
    old_title: str | None
    new_title: str | None
    old_level: str | None
    new_level: str | None


class FigureChange(NamedTuple):
    """A figure of one occupation in the nation that differs. Wages in US dollars, `percent_change` of jobs in percent.

    `change` is new less old, `percent_change` that in percent of the old figure, to one decimal, a half away from zero; both
    None unless `kind` is "moved". Projected growth is a percent itself: its `change` is in percentage points and its
    `percent_change` None.
    """

    code: str
    title: str
    figure: str
    kind: FigureEvent
    old: float | None
    new: float | None
    change: float | None
    percent_change: float | None
    revision: bool
    old_period: str | None
    new_period: str | None
    notes: dict[str, str]


class FigureCount(NamedTuple):
    """How many occupations' figure differs, of the `compared`: those in both sets of which one at least publishes it."""

    figure: str
    compared: int
    moved: int
    top_coded: int
    appeared: int
    disappeared: int
    note: int


class FactChange(NamedTuple):
    """What is said of an occupation in words, and differs: its Holland code, its typical education, its job zone."""

    code: str
    title: str
    fact: str
    old: str | None
    new: str | None
    revision: bool
    old_period: str | None
    new_period: str | None
    notes: dict[str, str]


class RecordCount(NamedTuple):
    """How many records differ, of one folder ("occupations", "wages": a file for each state) or the one file of this name."""

    records: str
    same: int
    changed: int
    added: int
    dropped: int


class DataChanges(NamedTuple):
    """What differs between two sets of figures, in the nation. `differs` is false where every record is the same.

    `rows`: the figures that differ, of those with figures of their own, so that none counts twice. First those that moved, by
    the size of `percent_change` before it is rounded (of projected growth: of `change`, in points), the largest first; next
    those that moved from 0, by `change`; then those at the top code, those that disappeared, those that appeared, those with
    another note; each by code. `found` counts them all, also those that --top left out. `facts` and `codes` are by code. What
    differs in the states and elsewhere is told in `records` by number, and of one occupation in OccupationChanges.
    """

    old: str
    new: str
    differs: bool
    found: int
    sources: tuple[SourceChange, ...]
    codes: tuple[CodeChange, ...]
    counts: tuple[FigureCount, ...]
    rows: tuple[FigureChange, ...]
    facts: tuple[FactChange, ...]
    records: tuple[RecordCount, ...]


class DetailChange(NamedTuple):
    """A figure of the one occupation that differs: see FigureChange. `part`: what it is part of ("wages", "skills").

    `id` and `name` say what it is about: an area, a state, an element, an industry, a year. Figures on a scale and those in
    percent have no `percent_change`.
    """

    part: str
    id: str
    name: str
    figure: str
    kind: FigureEvent
    old: float | None
    new: float | None
    change: float | None
    percent_change: float | None
    revision: bool
    old_period: str | None
    new_period: str | None
    notes: dict[str, str]


class ItemChange(NamedTuple):
    """What stands in a list of one set alone: a title, a program, a related occupation, a task, a technology."""

    part: str
    kind: Literal["added", "dropped"]
    id: str
    text: str


class OccupationChanges(NamedTuple):
    """What differs between two sets about one occupation or group. `kind` "added" and "dropped": only one set has it.

    `rows`: every figure that differs, in the nation, the states and their areas, in the order of the occupation's page; none
    where only one set has the occupation. `found` counts them all, also those that --top left out. `facts` what is said in
    words, `items` what was added to a list or dropped from it.
    """

    old: str
    new: str
    code: str
    title: str
    kind: SetEvent
    old_title: str | None
    new_title: str | None
    found: int
    rows: tuple[DetailChange, ...]
    facts: tuple[FactChange, ...]
    items: tuple[ItemChange, ...]
