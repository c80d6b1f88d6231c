"""Where answers go: standard output, whole or with a clear error.

Owns writing, and what is known of the medium: is it a terminal, how wide, does it have colour and which characters.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, BinaryIO, NamedTuple, TypeVar

import typer

from occlookup.cli.bundles import Bundle
from occlookup.cli.options import Format
from occlookup.errors import AmbiguousError, NotFoundError, OutputError, ReaderLeft
from occlookup.model import Answer

if TYPE_CHECKING:
    from occlookup.catalog import Catalog
    from occlookup.render.blocks import Screen
    from occlookup.render.medium import Medium

Result = TypeVar("Result")

_TRIAL_CHARACTERS = "\u2022\u2588\u258f"
DEFAULT_WIDTH = 80


class Output(NamedTuple):
    """How a person or a script wants the answer written: the same options on every command."""

    form: Format
    as_json: bool
    as_plain: bool

    @property
    def json(self) -> bool:
        """True where --json or --format json asks for it: a script asks, and nobody is there to choose."""
        return self.as_json or self.form is Format.JSON

    @property
    def plain(self) -> bool:
        """True where --plain or --format plain asks for it."""
        return self.as_plain or self.form is Format.PLAIN

    def deliver(self, command: str, answer: Answer[Result], screen: Callable[[Answer[Result]], Screen]) -> None:
        """Write the answer: as the JSON document of the contract, or as the screen that `screen` makes of it."""
        if self.json:
            from occlookup.render.json_text import answer_text

            write_out(answer_text(command, answer))
        else:
            self.deliver_screen(screen(answer))

    def deliver_screen(self, screen: Screen) -> None:
        """Write the screen for people: as it suits the terminal, or a fact a line."""
        if self.plain:
            from occlookup.render import plain

            write_out(plain.render(screen))
        else:
            write_out(table_text(screen))


OUTPUT = Bundle(
    Output,
    {
        "form": Annotated[
            Format,
            typer.Option(
                "--format", help="table for people, plain for screen readers, json for programs.", case_sensitive=False
            ),
        ],
        "as_json": Annotated[bool, typer.Option("--json", help="Short for --format json.")],
        "as_plain": Annotated[bool, typer.Option("--plain", help="Short for --format plain.")],
    },
    {"form": Format.TABLE, "as_json": False, "as_plain": False},
)


def open_bundled_catalog() -> Catalog:
    """The catalog; where an index has to be compiled first, a person at a terminal sees how far it is."""
    from occlookup.catalog import open_catalog

    if not sys.stderr.isatty():
        return open_catalog()
    from occlookup.cli.progress import PreparingIndex

    return open_catalog(progress=PreparingIndex())


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


def table_text(screen: Screen) -> str:
    """The screen for standard output as it is."""
    from occlookup.render import terminal

    return terminal.render(screen, medium())


def medium() -> Medium:
    """What standard output is. A pipe has no width; COLUMNS sets one for it too."""
    from occlookup.render.medium import Medium

    is_terminal = sys.stdout.isatty()
    columns = os.environ.get("COLUMNS", "")
    width: int | None = int(columns) if columns.isascii() and columns.isdecimal() and len(columns) < 6 else None
    if not width and is_terminal:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
        except OSError:
            width = DEFAULT_WIDTH
    plain_wanted = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    colour = is_terminal and not plain_wanted
    # a link is an escape sequence too: who wants no colour gets none
    return Medium(width or None, colour, _can_encode(_TRIAL_CHARACTERS), links=colour)


def write_out(text: str) -> None:
    """Write `text` to standard output and see that it has left; characters that it cannot encode become "?".

    Raises:
        ReaderLeft: the reader closed the pipe.
        OutputError: it did not arrive, for another reason: a full disk.
    """
    encoding = sys.stdout.encoding or "ascii"
    data = text.encode(encoding, "replace")
    try:
        binary = getattr(sys.stdout, "buffer", None)
        if binary is None or os.linesep != "\n":
            sys.stdout.write(data.decode(encoding))
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


def _write_all(stream: BinaryIO, data: bytes) -> None:
    """Write every byte: under PYTHONUNBUFFERED a stream may take a part and call it done."""
    rest = memoryview(data)
    while rest:
        written = stream.write(rest)
        if not written:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[written:]


def _can_encode(characters: str) -> bool:
    try:
        characters.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
