"""The options of every command that lists occupations: --top, --sort, --reverse and the filters.

Owns their names and help. What their words mean is catalog.filtering's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from occlookup.cli.bundles import Bundle

if TYPE_CHECKING:
    from occlookup.catalog.filtering import Filters, Order


class Listing(NamedTuple):
    """The options of every command that lists occupations. Their words are read by catalog.filtering, the same everywhere."""

    top: int | None
    sort: str | None
    reverse: bool
    group: str | None
    job_zone: str | None
    education: str | None
    min_wage: str | None
    growth: str | None
    stem: bool
    riasec: str | None

    def order(self) -> Order:
        """How many rows, by which field, and whether the other way round."""
        return _order(top=self.top, sort=self.sort, reverse=self.reverse)

    def filters(self, *, state: str | None = None) -> Filters | None:
        """Which occupations to keep; None where no option says. `state`: USPS letters, where the command takes one.

        Raises:
            UsageError: an option's word is not one that it takes.
        """
        from occlookup.catalog.filtering import make_filters

        return make_filters(
            group=self.group,
            job_zone=self.job_zone,
            education=self.education,
            min_wage=self.min_wage,
            growth=self.growth,
            stem=self.stem,
            riasec=self.riasec,
            state=state,
        )


_ORDER_OPTIONS: dict[str, Any] = {
    "top": Annotated[int | None, typer.Option("--top", help="At most this many rows.", min=1, metavar="N")],
    "sort": Annotated[
        str | None,
        typer.Option("--sort", help="Sort by this field: figures from the largest, words from A.", metavar="FIELD"),
    ],
    "reverse": Annotated[bool, typer.Option("--reverse", help="The other way round.")],
}
_FILTER_OPTIONS: dict[str, Any] = {
    "group": Annotated[
        str | None, typer.Option("--group", help="Only occupations of this group: 43, 43-3000.", metavar="CODE")
    ],
    "job_zone": Annotated[
        str | None, typer.Option("--job-zone", help="Only these O*NET job zones: 2, or 1-3.", metavar="ZONES")
    ],
    "education": Annotated[
        str | None,
        typer.Option(
            "--education",
            help="Needs no more than: none, high-school, some-college, certificate, associate, bachelor, master, doctoral.",
            metavar="LEVEL",
        ),
    ],
    "min_wage": Annotated[
        str | None,
        typer.Option(
            "--min-wage", help="Median wage of at least these dollars a year, in the place asked about.", metavar="DOLLARS"
        ),
    ],
    "growth": Annotated[
        str | None,
        typer.Option(
            "--growth",
            help="Projected growth of at least this percent, or: little, slower, average, faster, much-faster.",
            metavar="GROWTH",
        ),
    ],
    "stem": Annotated[
        bool, typer.Option("--stem", help="Only science, technology, engineering and mathematics (STEM) occupations.")
    ],
    "riasec": Annotated[
        str | None,
        typer.Option("--riasec", help="Only those whose Holland code has these letters: S, CE.", metavar="LETTERS"),
    ],
}


def listing_options(*, top: int | None = None) -> Bundle:
    """The options of a listing. `top`: how many rows by default."""
    return Bundle(Listing, {**_ORDER_OPTIONS, **_FILTER_OPTIONS}, {"top": top, "reverse": False, "stem": False})


def ranking_options(*, top: int | None) -> Bundle:
    """Those of a ranking, which says by itself what it sorts by."""
    options = {name: option for name, option in _ORDER_OPTIONS.items() if name != "sort"}
    kind = partial(Listing, sort=None)
    return Bundle(kind, {**options, **_FILTER_OPTIONS}, {"top": top, "reverse": False, "stem": False})


def order_options(*, top: int | None = None) -> Bundle:
    """Those of them that say the order: what a command takes is an Order. `top`: how many rows by default."""
    return Bundle(_order, _ORDER_OPTIONS, {"top": top, "reverse": False})


def _order(*, top: int | None, sort: str | None, reverse: bool) -> Order:
    from occlookup.catalog.filtering import Order

    return Order(top, sort, reverse)
