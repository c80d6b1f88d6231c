"""occlookup riasec."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import answer_about, known_state, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, listing_options
from occlookup.cli.options import StateOption
from occlookup.cli.output import OUTPUT, Output
from occlookup.codes import parse_holland_letters
from occlookup.errors import UsageError

if TYPE_CHECKING:
    from occlookup.listings import InterestMatches, InterestProfile
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
@taking(listing=listing_options(top=20), output=OUTPUT)
def riasec(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(help="A code or a job title: its interests; -: one a line from standard input.", metavar="CODE"),
    ] = None,
    letters: Annotated[
        str | None, typer.Option("--code", help="One to three letters, strongest first: CES.", metavar="LETTERS")
    ] = None,
    scores: Annotated[
        str | None, typer.Option("--scores", help="Six scores: R=10,I=20,A=5,S=30,E=12,C=25.", metavar="SCORES")
    ] = None,
    state: StateOption = None,
    listing: Listing,
    output: Output,
) -> None:
    """Show an occupation's interests, or find occupations that fit interests."""
    if sum(question is not None for question in (words or None, letters, scores)) != 1:
        raise UsageError(
            "riasec takes one question: an occupation, --code or --scores.", hint="Try: occlookup riasec --code CES"
        )
    if words and (state or listing.sort or listing.filters()):
        raise UsageError(
            "filters choose among occupations, and one was named.", hint="Leave out the occupation or the filters."
        )
    with open_bundled_catalog() as catalog:
        if words:
            return answer_about("riasec", words, catalog.interests, _profile_screen, output)
        place = known_state(catalog, state)
        filters, order = listing.filters(state=place), listing.order()
        if letters is not None:
            matches = catalog.match_letters(letters, filters=filters, order=order)
        else:
            matches = catalog.match_scores(scores or "", filters=filters, order=order)
    asked = parse_holland_letters(letters) if letters else ""
    output.deliver("riasec", matches, lambda answer: _matches_screen(answer, asked))


def _profile_screen(answer: Answer[InterestProfile]) -> Screen:
    from occlookup.render.screens.riasec import profile_screen

    return profile_screen(answer)


def _matches_screen(answer: Answer[InterestMatches], asked: str) -> Screen:
    from occlookup.render.screens.riasec import matches_screen

    return matches_screen(answer, asked)
