"""The options of every command that lists occupations: --top, --sort, --reverse and the filters.

Owns their names and help, and giving them to a command. What their words mean is catalog.ranking's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_type_hints

import typer

if TYPE_CHECKING:
    from occlookup.catalog.ranking import Filters, Order


class Listing(NamedTuple):
    """The options of every command that lists occupations. Their words are read by catalog.ranking, the same everywhere."""

    top: int | None
    sort: str | None
    reverse: bool
    group: str | None
    job_zone: str | None
    education: str | None
    min_wage: str | None
    growth: str | None

    def order(self) -> Order:
        """How many rows, by which field, and whether the other way round."""
        from occlookup.catalog.ranking import Order

        return Order(self.top, self.sort, self.reverse)

    def filters(self, *, state: str | None = None) -> Filters | None:
        """Which occupations to keep; None where no option says. `state`: USPS letters, where the command takes one.

        Raises:
            UsageError: an option's word is not one that it takes.
        """
        from occlookup.catalog.ranking import make_filters

        return make_filters(
            group=self.group,
            job_zone=self.job_zone,
            education=self.education,
            min_wage=self.min_wage,
            growth=self.growth,
            state=state,
        )


_LISTING_OPTIONS: dict[str, Any] = {
    "top": Annotated[int | None, typer.Option("--top", help="At most this many rows.", min=1, metavar="N")],
    "sort": Annotated[
        str | None,
        typer.Option("--sort", help="Sort by this field: figures from the largest, words from A.", metavar="FIELD"),
    ],
    "reverse": Annotated[bool, typer.Option("--reverse", help="The other way round.")],
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
}


def with_listing(*, top: int | None = None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of a listing, before its format, as its one parameter `listing`. `top`: rows by default."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        parameters: list[Parameter] = []
        for parameter in signature(command).parameters.values():
            if parameter.name == "listing":
                defaults: dict[str, Any] = {"top": top, "reverse": False}
                parameters.extend(
                    Parameter(name, Parameter.KEYWORD_ONLY, default=defaults.get(name), annotation=hint)
                    for name, hint in _LISTING_OPTIONS.items()
                )
            else:
                parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[parameter.name]))

        @wraps(command)
        def with_options(**given: Any) -> None:
            listing = Listing(**{name: given.pop(name) for name in Listing._fields})
            command(**given, listing=listing)

        # what Typer reads to make the options
        with_options.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return with_options

    return decorate
