"""From what a person or a script asks to the catalog's answer: one occupation, or one on every line of standard input.

Owns opening the catalog, asking back where words fit several, and what "-" and the state that is set mean.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import typer

from occlookup.cli.output import Output
from occlookup.cli.settings import state_or_default
from occlookup.errors import AmbiguousError, NotFoundError
from occlookup.model import Answer

if TYPE_CHECKING:
    from occlookup.catalog import Catalog
    from occlookup.render.blocks import Screen

Result = TypeVar("Result")

STANDARD_INPUT = "-"


def open_bundled_catalog() -> Catalog:
    """The catalog; where an index has to be compiled first, a person at a terminal sees how far it is.

    Own records that are left out, and imported figures that are lost, are told when the run ends.
    """
    from occlookup.catalog import open_catalog

    if not sys.stderr.isatty():
        catalog = open_catalog()
    else:
        from occlookup.cli.progress import PreparingIndex

        catalog = open_catalog(progress=PreparingIndex())
    if (lost := catalog.lost) is not None:
        from occlookup.cli.notices import note_lost

        note_lost(lost)
    if catalog.has_own_records:
        from occlookup.cli.notices import note_left_out

        note_left_out(catalog)
    return catalog


def answer_about(
    command: str,
    words: Sequence[str],
    ask: Callable[[str], Answer[Result]],
    screen: Callable[[Answer[Result]], Screen],
    output: Output,
) -> None:
    """Answer what `words` name, or every line of standard input where they are "-".

    Raises:
        typer.Exit: with 3, where a line of standard input could not be answered.
    """
    if list(words) == [STANDARD_INPUT]:
        from occlookup.cli.batch import answer_lines

        raise typer.Exit(answer_lines(command, ask, output))
    output.deliver(command, choosing(" ".join(words), ask, scripted=output.scripted), screen)


def choosing(text: str, ask: Callable[[str], Result], *, scripted: bool) -> Result:
    """What `ask` answers for `text`; where that fits several occupations or areas, a person at a terminal chooses one.

    Raises:
        AmbiguousError: a script asked.
        NotFoundError: the person chose none.
    """
    try:
        return ask(text)
    except AmbiguousError as several:
        if scripted or not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise
        from occlookup.render.errors import choice_lines, choice_question

        sys.stderr.write(choice_lines(several))
        while True:
            sys.stderr.write(choice_question(several))
            sys.stderr.flush()
            answer = sys.stdin.readline().strip()
            if answer.isascii() and answer.isdecimal() and 1 <= int(answer[:9]) <= len(several.suggestions):
                return ask(several.suggestions[int(answer) - 1].code)
            if not answer:
                raise NotFoundError("none was chosen.") from None


def known_state(catalog: Catalog, given: str | None) -> str | None:
    """The letters of the state that an option names, or of the one that is set; None where there is none.

    Raises:
        NotFoundError: there is no such state.
    """
    state = state_or_default(given)
    return None if state is None else catalog.find_state(state).state
