"""occlookup data diff."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from occlookup.cli.asking import choosing
from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, ranking_options
from occlookup.cli.output import OUTPUT, Output
from occlookup.errors import UsageError

if TYPE_CHECKING:
    from occlookup.cli.progress import PreparingIndex
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

_SET = "A set of figures: bundled, in-use, former, the name of an edition; or the path of its records or its index."


@taking(listing=ranking_options(top=None), output=OUTPUT)
def diff(
    *,
    old: Annotated[str, typer.Argument(help=_SET, metavar="OLD")],
    new: Annotated[str, typer.Argument(help="The set to hold against it.", metavar="NEW")],
    words: Annotated[
        list[str] | None, typer.Argument(help="Only this occupation or group, in everything: 43-3011.", metavar="CODE")
    ] = None,
    figure: Annotated[
        str | None,
        typer.Option("--figure", help="Only this figure: annual_median, employment, percent_change.", metavar="FIGURE"),
    ] = None,
    listing: Listing,
    output: Output,
) -> None:
    """Tell what differs between two sets of figures: codes, medians, jobs, growth; or all about one occupation."""
    filters = listing.filters()
    order: dict[str, Any] = {"figure": figure, "top": listing.top, "reverse": listing.reverse, "progress": _progress()}
    shown = partial(_screen, all_rows=listing.top is not None)
    if not words:
        from occlookup.catalog.changes import changes_between

        output.deliver("data-diff", changes_between(old, new, filters=filters, **order), shown)
        return
    if filters is not None:
        raise UsageError("a filter chooses among occupations, and one is named.", hint="Leave out the code or the filter.")
    from occlookup.catalog.occupation_changes import changes_of

    answer = choosing(" ".join(words), lambda text: changes_of(old, new, text, **order), scripted=output.scripted)
    output.deliver("data-diff", answer, shown)


def _progress() -> PreparingIndex | None:
    if not sys.stderr.isatty():
        return None
    from occlookup.cli.progress import PreparingIndex

    return PreparingIndex()


def _screen(answer: Answer[Any], *, all_rows: bool) -> Screen:
    from occlookup.changes import DataChanges
    from occlookup.render.screens.changes import changes_screen, occupation_screen

    return (changes_screen if isinstance(answer.data, DataChanges) else occupation_screen)(answer, all_rows=all_rows)
