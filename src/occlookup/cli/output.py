"""Where answers go: standard output, whole or with a clear error.

Owns writing, and what is known of the medium: is it a terminal, how wide, does it have colour and which characters.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, NamedTuple, TypeVar

import typer

from occlookup.cli.bundles import Bundle
from occlookup.cli.options import FORMATS, Color, Format
from occlookup.cli.settings import value_of
from occlookup.errors import OutputError, ReaderLeft, UsageError
from occlookup.model import Answer
from occlookup.publishing import old_lines

if TYPE_CHECKING:
    from occlookup.render.blocks import Screen
    from occlookup.render.medium import Medium

Result = TypeVar("Result")

_TRIAL_CHARACTERS = "\u2022\u2588\u258f"
DEFAULT_WIDTH = 80


_FOR_PEOPLE = ("table", "plain", "md")
_OF_SEVERAL_SETS = ("data-diff",)  # whose figures are as old as they are
_DELIMITERS = {"csv": ",", "tsv": "\t"}


class Output(NamedTuple):
    """How a person or a script wants the answer written: the same options on every command.

    `form` is None where no option says one: see `chosen_form`. `fields` are the names of --fields, none where all are wanted;
    `rows` the list of the answer that --rows names.
    """

    form: Format | None
    fields: tuple[str, ...]
    rows: str | None
    header: bool
    color: Color | None

    @property
    def scripted(self) -> bool:
        """True where a script reads the answer: nobody is there to choose."""
        return self.chosen_form not in _FOR_PEOPLE

    @property
    def chosen_form(self) -> str:
        """The format that an option says, or the one that is set."""
        return self.form or value_of("format")

    def deliver(self, command: str, answer: Answer[Result], screen: Callable[[Answer[Result]], Screen]) -> None:
        """Write the answer: as the JSON document of the contract, as its rows, or as the screen that `screen` makes of it.

        Raises:
            UsageError: the answer has no field of a name in `fields` or no list `rows`, or the format has no header or no rows.
        """
        form = self.chosen_form
        if self.rows is not None and form == "json":
            raise UsageError("a JSON document has all of its lists; --rows goes with the others.", hint="Try: --format jsonl")
        if not self.header and form not in _DELIMITERS:
            raise UsageError("--no-header goes with --format csv or tsv.", hint="Leave it out.")
        if form == "json":
            write_out(self.document(command, answer))
        elif form == "jsonl":
            write_out(self._lines(answer))
        elif form in _DELIMITERS:
            from occlookup.render import delimited
            from occlookup.render.rows import rows_of

            write_data(
                delimited.render(rows_of(answer.data, self.fields, self.rows), delimiter=_DELIMITERS[form], header=self.header)
            )
        elif self.fields or self.rows is not None:
            from occlookup.render.screens.fields import fields_screen

            self.deliver_screen(fields_screen(answer, self.fields, self.rows))
        else:
            self.deliver_screen(screen(answer))
        if command not in _OF_SEVERAL_SETS:
            say_age(answer)

    def check_fields(self, command: str) -> None:
        """Hold, before anything is answered, that the command's answers have the fields.

        Raises:
            UsageError: they have not.
        """
        if self.fields:
            from occlookup.answers import ANSWERS
            from occlookup.render.rows import check_names

            check_names(ANSWERS[command], self.fields)

    def document(self, command: str, answer: Answer[Any]) -> str:
        """The JSON document of the contract, a line; its rows with the fields that are wanted."""
        from occlookup.render.json_text import answer_text, plain_answer_text

        if not self.fields:
            return answer_text(command, answer)
        from occlookup.render.rows import plain_data

        return plain_answer_text(command, plain_data(answer.data, self.fields), answer.sources)

    def deliver_screen(self, screen: Screen) -> None:
        """Write the screen for people: as it suits the terminal, a fact a line, or Markdown."""
        if self.chosen_form == "plain":
            from occlookup.render import plain

            write_out(plain.render(screen))
        elif self.chosen_form == "md":
            from occlookup.render import markdown

            write_out(markdown.render(screen))
        else:
            write_out(table_text(screen, self.color))

    def _lines(self, answer: Answer[Any]) -> str:
        from occlookup.render.fields import keep
        from occlookup.render.json_text import line_text
        from occlookup.render.rows import rows_of

        rows = rows_of(answer.data, self.fields, self.rows)
        return "".join(line_text(keep(row, rows.wanted)) for row in rows.rows)


def _output(
    *,
    form: Format | None,
    as_json: bool,
    as_plain: bool,
    fields: str | None,
    rows: str | None,
    no_header: bool,
    color: Color | None,
) -> Output:
    if as_json:
        form = "json"
    elif as_plain:
        form = "plain"
    names: tuple[str, ...] = ()
    if fields is not None:
        from occlookup.render.fields import parse_fields

        names = parse_fields(fields)
    return Output(form, names, rows, not no_header, color)


OUTPUT = Bundle(
    _output,
    {
        "form": Annotated[
            Format | None,
            typer.Option(
                "--format",
                help=f"How to write the answer: {', '.join(FORMATS)}.",
                case_sensitive=False,
                metavar="FORMAT",
            ),
        ],
        "as_json": Annotated[bool, typer.Option("--json", help="Short for --format json.")],
        "as_plain": Annotated[bool, typer.Option("--plain", help="Short for --format plain, for screen readers.")],
        "fields": Annotated[
            str | None,
            typer.Option("--fields", help="Only these fields: code,title,annual_median.", metavar="NAMES"),
        ],
        "rows": Annotated[
            str | None,
            typer.Option("--rows", help="Another list of the answer than its own: skills, top_states.", metavar="LIST"),
        ],
        "no_header": Annotated[bool, typer.Option("--no-header", help="CSV and TSV without the line of names.")],
        "color": Annotated[
            Color | None,
            typer.Option("--color", help="Colour on the screen: auto, always, never.", case_sensitive=False, metavar="WHEN"),
        ],
    },
    {"as_json": False, "as_plain": False, "no_header": False},
)


def say_age(answer: Answer[Any]) -> None:
    """Have it said at the end which kinds of figures in an answer are old, unless it is set that nothing is to be said."""
    lines = old_lines(_current_periods(answer))
    if lines and value_of("age") == "on":
        from occlookup.cli.notices import note
        from occlookup.codes import show_text

        for line in lines:
            note(show_text(line, limit=300))


def _current_periods(answer: Answer[Any]) -> list[tuple[str, str]]:
    """Id and period of the releases of an answer, but for those of the wages of earlier years."""
    releases = getattr(answer.data, "sources", ())
    if releases:  # `data info` knows which of them have a calendar
        return [(source.id, source.period) for source in releases if source.published is not None]
    past = {f"oews-{each.year}-05" for each in getattr(answer.data, "history", ())}
    return [(source_id, source.period) for source_id, source in answer.sources.items() if source_id not in past]


def table_text(screen: Screen, color: Color | None = None) -> str:
    """The screen for standard output as it is."""
    from occlookup.render import terminal

    return terminal.render(screen, medium(color))


def medium(color: Color | None = None) -> Medium:
    """What standard output is. A pipe has no width; COLUMNS sets one for it too. `color`: what an option says."""
    from occlookup.render.medium import Medium, can_encode

    is_terminal = sys.stdout.isatty()
    columns = os.environ.get("COLUMNS", "")
    width: int | None = int(columns) if columns.isascii() and columns.isdecimal() and len(columns) < 6 else None
    if not width and is_terminal:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
        except OSError:
            width = DEFAULT_WIDTH
    colour = _has_colour(color or value_of("color"), is_terminal)
    # a link is an escape sequence too: who wants no colour gets none, and in a file it would be noise
    return Medium(
        width or None, colour, can_encode(_TRIAL_CHARACTERS, sys.stdout.encoding or "ascii"), links=colour and is_terminal
    )


def _has_colour(wanted: str, is_terminal: bool) -> bool:
    """Whether to write colour. What a person says for occlookup comes before the variables that are for all programs.

    NO_COLOR as no-color.org says it, FORCE_COLOR as force-color.org does, where it is the stronger; 0 and false mean no colour,
    as people and other programs read them.
    """
    if wanted != "auto":
        return wanted == "always"
    force = os.environ.get("FORCE_COLOR", "")
    if force:
        return force.casefold() not in ("0", "false")
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_path(path: Path) -> None:
    """Write a path on a line of its own: to a program byte for byte, to a terminal cleaned.

    Raises:
        ReaderLeft, OutputError: see `write_out`.
    """
    if sys.stdout.isatty():
        from occlookup.render.cleaning import clean

        write_out(f"{clean(str(path))}\n")
    else:
        write_out(f"{path}\n", sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())


def write_data(text: str) -> None:
    """Write text for programs: into a file or a pipe as UTF-8 whatever the locale, so that no name loses a letter.

    Raises:
        ReaderLeft, OutputError: see `write_out`.
    """
    write_out(text, None if sys.stdout.isatty() else "utf-8")


def write_out(text: str, encoding: str | None = None, errors: str = "replace") -> None:
    """Write `text` to standard output and see that it has left; characters that it cannot encode become "?".

    `encoding`, `errors`: others than the stream's own and "?".

    Raises:
        ReaderLeft: the reader closed the pipe.
        OutputError: it did not arrive, for another reason: a full disk.
    """
    own = sys.stdout.encoding or "ascii"
    data = text.encode(encoding or own, errors)
    try:
        binary = getattr(sys.stdout, "buffer", None)
        if binary is None or os.linesep != "\n":
            sys.stdout.write(data.decode(encoding or own, errors))
        else:
            sys.stdout.flush()
            _write_all(binary, data)
        sys.stdout.flush()
    except BrokenPipeError as fault:
        raise ReaderLeft from fault
    except OSError as fault:
        raise OutputError(
            f"the answer could not be written: {fault.strerror or fault}.", hint="Free some space or write elsewhere."
        ) from fault


def write_done(text: str) -> None:
    """Write a report of what has been done: it is done, whoever listens, and who repeated it might undo it."""
    try:
        write_out(text)
    except (OutputError, ReaderLeft):
        discard_output()


def discard_output() -> None:
    """Point standard output nowhere, so that the interpreter's last flush has nothing to complain of."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError):
        pass


def _write_all(stream: BinaryIO, data: bytes) -> None:
    """Write every byte: under PYTHONUNBUFFERED a stream may take a part and call it done."""
    rest = memoryview(data)
    while rest:
        written = stream.write(rest)
        if not written:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[written:]
