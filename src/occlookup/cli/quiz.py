"""occlookup quiz."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from occlookup.cli.asking import known_state, open_bundled_catalog
from occlookup.cli.bundles import taking
from occlookup.cli.listing import Listing, listing_options
from occlookup.cli.options import StateOption
from occlookup.cli.output import DEFAULT_WIDTH, OUTPUT, Output, medium, write_out
from occlookup.cli.signals import leaving_in_order
from occlookup.codes import show_text
from occlookup.errors import UsageError

if TYPE_CHECKING:
    from occlookup.catalog.quiz import QuizRun
    from occlookup.guidance import QuizResult
    from occlookup.model import Answer
    from occlookup.render.blocks import Screen

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_WORDS = {"1": "dislike strongly", "2": "dislike", "3": "unsure", "4": "like", "5": "like strongly"}
_KEYS = (", ".join(f"{key} {word}" for key, word in _WORDS.items()), "b back, q quit")
_LEGEND_EVERY = 10
_REHEARSAL = [1, 2, 3, 4, 5, 1] * 10
_END_OF_INPUT = ("", "\x03", "\x04")  # a closed terminal, Ctrl-C and Ctrl-D where they arrive as keys


@app.command(epilog="Example: occlookup quiz --state CT --education high-school")
@taking(listing=listing_options(top=20), output=OUTPUT)
def quiz(
    *,
    answers: Annotated[
        str | None, typer.Option("--answers", help="Sixty digits 1 to 5 instead of asking, for programs.", metavar="DIGITS")
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", help="Also write the result as JSON to this new file.", metavar="FILE")
    ] = None,
    state: StateOption = None,
    listing: Listing,
    output: Output,
) -> None:
    """Find work that fits your interests: 60 statements, a key each."""
    from occlookup.catalog.quiz import QuizRun, parse_answers

    given = None if answers is None else parse_answers(answers)
    if given is None and (output.scripted or not (sys.stdin.isatty() and sys.stdout.isatty())):
        raise UsageError(
            "the quiz asks at a terminal.", hint="Start it in one, or give the answers: --answers, 60 digits 1 to 5."
        )
    if save is not None:
        from occlookup.cli.files import check_new_file

        check_new_file(save)
    with open_bundled_catalog() as catalog:
        place = known_state(catalog, state)
        filters, order = listing.filters(state=place), listing.order()
        if given is None:
            # what is wrong with the options is said before sixty statements are answered
            catalog.quiz_result(_REHEARSAL, filters=filters, order=order)
            run = QuizRun(catalog.quiz_statements())
            with leaving_in_order():
                finished = _ask(run)
            if not finished:
                return write_out(f"\nStopped after {len(run.answers)} of {len(run.statements)}.\nNothing was kept.\n")
            given = run.answers
            write_out("\n")
        answer = catalog.quiz_result(given, filters=filters, order=order)
    # one does not hinder the other: what cannot be saved is shown, and what nobody reads is saved
    try:
        if save is not None:
            _save(save, answer)
    finally:
        output.deliver("quiz", answer, lambda answer: _screen(answer, listing.reverse))
    if save is not None and not output.scripted:
        write_out(f"\nWritten: {show_text(str(save), limit=200)}\n")


def _ask(run: QuizRun) -> bool:
    """Ask statement by statement; False where the person quits."""
    from occlookup.render.columns import wrap
    from occlookup.render.screens.quiz import EXPLORATION_AID

    width = medium().width or DEFAULT_WIDTH

    def say(text: str, indent: str = "") -> None:
        write_out("".join(f"{indent}{line}\n" for line in wrap(text, width - len(indent) - 1)))

    def explain_keys() -> None:
        for meaning in _KEYS:
            say(meaning, "  ")

    say(f"How much would you like to do each of these? {len(run.statements)} statements, one key each.")
    say(EXPLORATION_AID)
    legend_at = -1
    keys = _Keys()
    while not run.done:
        place = len(run.answers)
        if place % _LEGEND_EVERY == 0 and place != legend_at:
            write_out("\n")
            explain_keys()
            write_out("\n")
            legend_at = place
        say(f"{place + 1} of {len(run.statements)}: {run.current.text}")
        write_out("  > ")
        key = keys.next()
        if key in _WORDS:
            write_out(f"{key} {_WORDS[key]}\n")
            run.answer(int(key))
        elif key == "b":
            write_out("back\n")
            run.back()
        elif key == "q":
            return False
        else:
            write_out("(1 to 5, b or q)\n")
            explain_keys()
    return True


class _Keys:
    """Keys one by one, of which the terminal may give several at once."""

    def __init__(self) -> None:
        self._waiting = ""

    def next(self) -> str:
        """One key; Ctrl-C and the end of input as an interrupt."""
        if not self._waiting:
            try:
                read = typer.getchar()
            except EOFError:
                read = ""
            except KeyboardInterrupt:
                write_out("\n")
                raise
            # an arrow or a function key is one key of several characters
            if read[:1] == "\x1b":
                return read
            self._waiting = read or "\x04"
        key, self._waiting = self._waiting[0], self._waiting[1:]
        if key in _END_OF_INPUT:
            write_out("\n")
            raise KeyboardInterrupt
        return key.lower()


def _save(path: Path, answer: Answer[QuizResult]) -> None:
    from occlookup.cli.files import write_file
    from occlookup.render.json_text import answer_text

    write_file(path, answer_text("quiz", answer).encode(), replace=False)


def _screen(answer: Answer[QuizResult], reverse: bool) -> Screen:
    from occlookup.render.screens.quiz import quiz_screen

    return quiz_screen(answer, reverse)
