"""The entry point and the one error boundary.

Owns exit codes: every way in which a run can end passes here. An expected error is one line on standard error (or one JSON
object where JSON was asked for), an interrupt 130, a closed pipe nothing, a bug one line that asks for a report.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

from occlookup.errors import DamagedDataError, OcclookupError, OutputError, ReaderLeft, UsageError

INTERRUPTED = 130
# set by the scripts of `occlookup completion`, to the shell's name
COMPLETE_VARIABLE = "_OCCLOOKUP_COMPLETE"
_LONGEST_MESSAGE = 300
_LEAST_HELP_WIDTH = 52
_JSON_FORMS = frozenset({"json", "jsonl"})


# words after which a path stands
_PATH_OPTIONS = (
    "-o", "--output", "--save", "--in", "--from", "--to", "--handouts", "--pin-file", "--usage", "--data", "set-pin",
)  # fmt: skip
_PATH_COMMANDS = (["data", "import"], ["data", "check"])  # whose words are all paths
_PATH_BEGINNINGS = tuple(option if option == "-o" else f"{option}=" for option in _PATH_OPTIONS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (the process's own where `arguments` is None); the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # a path is what its bytes say: another name would be another file
    words = [word if _is_path(given, place) else _legible(word) for place, word in enumerate(given)]
    # One short run: the cyclic collector would only cost (5 ms of 60). What runs long turns it on again.
    gc.disable()
    _replace_closed_streams()
    code = _outcome(words)
    # loaded where a catalog was
    if notices := sys.modules.get("occlookup.cli.notices"):
        notices.write_notices(silent=code != 0 and _wants_json(words))
    return code


def _outcome(words: list[str]) -> int:
    """Run, and report what went wrong; the exit code."""
    try:
        return _run(words)
    except OcclookupError as error:
        return _report(error, words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except ReaderLeft:
        from occlookup.cli.output import discard_output

        discard_output()
        return 0
    except OSError as fault:
        if not fault.filename:  # a stream's, as when a help text meets a full disk
            message = f"the answer could not be written: {fault.strerror or fault}."
            return _report(OutputError(message, hint="Free some space or write elsewhere."), words)
        return _report(DamagedDataError(_os_message(fault), hint="Look at that file, or reinstall occlookup."), words)
    except Exception as bug:
        if os.environ.get("OCCLOOKUP_DEBUG"):
            raise
        return _report(
            OcclookupError(
                f"a bug in occlookup: {type(bug).__name__}: {bug}",
                hint="Please report it, with what OCCLOOKUP_DEBUG=1 prints.",
            ),
            words,
        )


def _is_path(given: Sequence[str], place: int) -> bool:
    """Whether the word at `place` is a path, as far as the words before it tell."""
    before = given[place - 1] if place else ""
    if before in _PATH_OPTIONS or given[place].startswith(_PATH_BEGINNINGS):
        return True
    return place >= 2 and given[:2] in _PATH_COMMANDS


def script() -> None:
    """The console script: run, and leave without the interpreter's slow farewell to 300 modules."""
    shell = os.environ.get(COMPLETE_VARIABLE)
    if shell:
        _complete(shell)
        os._exit(0)
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # all that mattered has been written, or been reported
    os._exit(code)


def _complete(shell: str) -> None:
    """Answer the script of a shell, in silence: a word about a fault would stand in the middle of the line that is typed."""
    with suppress(BaseException):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 2)
        gc.disable()
        from occlookup.cli.completing import answer

        answer(shell, sys.argv[1:])


def _is_argument(word: str) -> bool:
    """Whether the system could have given it: no null character, and no half of a character but for a byte."""
    try:
        return b"\0" not in word.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False


def _run(words: list[str]) -> int:
    if not all(map(_is_argument, words)):  # from a program: no shell can say it
        raise UsageError("an argument has a character in it that no argument can have.", hint="Leave it out.")
    import typer

    from occlookup.cli.app import app

    # Typer's own name for a wrong command line moved between its releases; its public BadParameter is a kind of it.
    wrong_usage: type[Exception] = typer.BadParameter.__mro__[1]
    command = typer.main.get_command(app)
    try:
        code = command.main(words, prog_name="occlookup", standalone_mode=False, **_narrow())
    except wrong_usage as fault:
        if type(fault).__name__ == "NoArgsIsHelpError":  # no word at all asks for the help, which is the message
            from occlookup.cli.output import write_out

            write_out(f"{fault}\n")
            return 0
        raise _usage_error(fault) from fault
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as leaving:
        # how Typer leaves when the reader of a help text has closed the pipe
        raise ReaderLeft from leaving
    except typer.Exit as leaving:
        code = leaving.exit_code
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _narrow() -> dict[str, Any]:
    """Help as wide as a very narrow terminal: by itself Typer stops at 50 columns."""
    import shutil  # Typer has loaded it

    columns = shutil.get_terminal_size().columns
    return {"terminal_width": columns} if columns < _LEAST_HELP_WIDTH else {}


def _usage_error(fault: Exception) -> UsageError:
    message = fault.format_message() if hasattr(fault, "format_message") else str(fault)
    context = getattr(fault, "ctx", None)
    path = context.command_path if context is not None else "occlookup"
    text = " ".join(str(message).split())
    text = text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE]}..."
    if "no such option" in text.lower() and path == "occlookup":
        return UsageError(text[:1].lower() + text[1:], hint="Options stand after the command: occlookup show 43-3011 --json")
    return UsageError(text[:1].lower() + text[1:], hint=f"Try: {path} --help")


def _report(error: OcclookupError, words: Sequence[str]) -> int:
    """Say what is wrong on standard error, in one place and one form."""
    from occlookup.render.errors import error_lines
    from occlookup.render.json_text import error_text

    text = error_text(error) if _wants_json(words) else error_lines(error)
    try:
        encoding = sys.stderr.encoding or "ascii"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()
    except OSError:
        pass  # nobody listens there either; the exit code still says it
    if isinstance(error, OutputError):
        from occlookup.cli.output import discard_output

        discard_output()
    return error.exit_code


def _wants_json(words: Sequence[str]) -> bool:
    """Before "--", was JSON asked for? The error may be that the words could not be parsed, so look at them as they are.

    Lines from standard input are answered in JSON without being asked.
    """
    words = words[: words.index("--")] if "--" in words else words
    formats = [following for word, following in pairwise(words) if word == "--format"]
    formats += [word.partition("=")[2] for word in words if word.startswith("--format=")]
    if "--json" in words or "-" in words or _JSON_FORMS & {form.casefold() for form in formats}:
        return True
    return not formats and "--plain" not in words and _set_format() in _JSON_FORMS


def _set_format() -> str:
    """The format that is set, "" where that cannot be told: what is wrong may be just that."""
    from occlookup.cli.settings import value_of

    try:
        return value_of("format")
    except (OcclookupError, OSError):
        return ""


def _os_message(fault: OSError) -> str:
    where = f"{fault.filename}: " if fault.filename else ""
    return f"a file could not be used: {where}{fault.strerror or fault}."


def _legible(word: str) -> str:
    """Bytes that are not of the terminal's encoding come as lone surrogates, which nothing can look up or print: they are read
    as UTF-8, which they are where the locale is C."""
    try:
        return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return word.encode("utf-8", "replace").decode()


def _replace_closed_streams() -> None:
    """Python has None for a stream that was closed before it started."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = _ClosedStream()


class _ClosedStream(io.StringIO):
    """Standard output where there is none: an answer that goes nowhere is an error, not a success."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, "standard output is closed")
