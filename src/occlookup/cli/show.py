"""occlookup show."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import answer_about, known_state, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.options import OccupationArgument, StateOption
from occlookup.cli.output import OUTPUT, Output

if TYPE_CHECKING:
    from occlookup.model import Answer
    from occlookup.profile import Profile
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Section(str, Enum):
    """The parts of the screen, in their order."""

    FACTS = "facts"
    OWN = "own"
    TASKS = "tasks"
    PAY = "pay"
    OUTLOOK = "outlook"
    PLACES = "places"
    INDUSTRIES = "industries"
    INTERESTS = "interests"
    SKILLS = "skills"
    TECHNOLOGY = "technology"
    EDUCATION = "education"
    RELATED = "related"
    INSIGHTS = "insights"
    LINKS = "links"


_SECTIONS = f"Sections: {', '.join(section.value for section in Section)}. JSON has all of them."


@app.command(epilog=_SECTIONS)
@taking(output=OUTPUT)
def show(
    words: OccupationArgument,
    sections: Annotated[
        list[Section] | None,
        typer.Option(
            "--section",
            help="Only this part, at length; may be repeated.",
            case_sensitive=False,
            metavar="NAME",
        ),
    ] = None,
    state: StateOption = None,
    *,
    output: Output,
) -> None:
    """Show one occupation: work, pay, outlook, interests, places."""
    names = tuple(section.value for section in sections or ())
    with open_bundled_catalog() as catalog:
        place = known_state(catalog, state)
        answer_about("show", words, lambda text: catalog.show(text, state=place), lambda answer: _screen(answer, names), output)


def _screen(answer: Answer[Profile], sections: tuple[str, ...]) -> Screen:
    from occlookup.render.screens.show import screen

    return screen(answer, sections)
