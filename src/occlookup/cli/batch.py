"""Codes or titles from standard input, one a line, each answered by one line of JSON.

Owns reading lines without end in bounded memory, and that every line has its answer or its error in its place.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BufferedReader
from typing import TYPE_CHECKING, Any, cast

from occlookup.errors import MalformedCodeError, NotFoundError, OcclookupError, UsageError

if TYPE_CHECKING:
    from occlookup.cli.output import Output
    from occlookup.model import Answer

NOT_FOUND = NotFoundError.exit_code
LONGEST_LINE = 4096
_MARK = b"\xef\xbb\xbf"
# what may yet become a line that is not too long: the mark and the carriage return are no part of it
_LONGEST_REST = LONGEST_LINE + len(_MARK) + len(b"\r")
_CHUNK = 1 << 16
_WRITTEN_AT_ONCE = 1 << 18
# answers that were given are kept, for lists name the same occupations again and again: a thousand there are
_KEPT_BYTES = 16 << 20
_SHOWN_INPUT = 200
_REHEARSED = "43-3011"


def answer_lines(command: str, ask: Callable[[str], Answer[Any]], output: Output) -> int:
    """Answer every line of standard input; the exit code: 3 where a line has an error, else 0.

    Raises:
        UsageError: another format than JSON lines was asked for, or a field that the answers have not.
        OcclookupError: nothing can be answered: damaged data, a full disk.
    """
    from occlookup.cli.output import write_out

    if output.form not in (None, "json", "jsonl"):
        raise UsageError("lines from standard input are answered in JSON lines.", hint="Leave out --format.")
    if output.rows is not None:
        raise UsageError("--rows does not go with lines from standard input.", hint="Leave it out.")
    if not output.header:
        raise UsageError("--no-header goes with --format csv or tsv.", hint="Leave it out.")
    output.check_fields(command)
    _rehearse(ask)
    gc.enable()  # unlike most runs a long one
    answers = _Answers(lambda text: output.document(command, ask(text)))
    for number, lines in _numbered(_chunks()):
        # what was read is answered before more is read: another program may wait for it
        waiting: list[str] = []
        size = 0
        for at, line in enumerate(lines, number):
            waiting.append(answers.line(at, line))
            size += len(waiting[-1])
            if size > _WRITTEN_AT_ONCE:
                write_out("".join(waiting))
                waiting.clear()
                size = 0
        write_out("".join(waiting))
    return NOT_FOUND if answers.errors else 0


def _rehearse(ask: Callable[[str], Answer[Any]]) -> None:
    """Ask once before a line is read, so that a wrong --sort is said once and not of every line.

    Raises:
        UsageError: the options are wrong, whatever the lines are.
    """
    with suppress(MalformedCodeError, NotFoundError):  # other people's records may not have it
        ask(_REHEARSED)


class _Answers:
    """The line of JSON for a line of input, made once and kept as long as there is room."""

    def __init__(self, document: Callable[[str], str]) -> None:
        self._document = document
        # an answer, or an error's text before and after the number of its line
        self._kept: dict[bytes, str | tuple[str, str]] = {}
        self._room = _KEPT_BYTES
        self.errors = 0

    def line(self, number: int, line: bytes | None) -> str:
        """The answer to a line; None is a line that was too long to be kept."""
        answer = self._kept.get(line) if line is not None else _too_long()
        if answer is None:
            answer = self._made(line or b"")
            self._keep(line or b"", answer)
        if isinstance(answer, str):
            return answer
        self.errors += 1
        return f"{answer[0]}{number}{answer[1]}"

    def _made(self, line: bytes) -> str | tuple[str, str]:
        text = line.decode("utf-8", "replace")
        try:
            return self._document(text)
        except (MalformedCodeError, NotFoundError, UsageError) as error:
            # the options are not wrong, see _rehearse: so it is this line, in which there may be nothing to search for
            return _error(error, text)

    def _keep(self, line: bytes, answer: str | tuple[str, str]) -> None:
        self._room -= len(line) + len("".join(answer))
        self._kept[line] = answer
        while self._room < 0:
            oldest = next(iter(self._kept))
            self._room += len(oldest) + len("".join(self._kept.pop(oldest)))


def _error(error: OcclookupError, text: str) -> tuple[str, str]:
    from occlookup.codes import show_text
    from occlookup.render.json_text import described

    head, tail = json.dumps({"error": {**described(error), "line": 0, "input": show_text(text, limit=_SHOWN_INPUT)}}).split(
        '"line": 0,', 1
    )
    return f'{head}"line": ', f",{tail}\n"


def _too_long() -> tuple[str, str]:
    error = MalformedCodeError(f"the line is longer than {LONGEST_LINE} bytes.", hint="One code or title stands on each line.")
    return _error(error, "")


def _numbered(chunks: Iterator[list[bytes | None]]) -> Iterator[tuple[int, list[bytes | None]]]:
    number = 1
    for lines in chunks:
        yield number, lines
        number += len(lines)


def _chunks() -> Iterator[list[bytes | None]]:
    """The lines of standard input, as many at a time as come at once, without their ends; of one that is too long, None."""
    rest, too_long, mark = b"", False, _MARK
    while piece := _read():
        *whole, rest = (rest + piece).split(b"\n")
        lines: list[bytes | None] = [_stripped(line) for line in whole]
        if lines:
            # the mark that some programs put before UTF-8 is no part of the first line
            lines[0] = None if too_long else _stripped(whole[0].removeprefix(mark))
            too_long, mark = False, b""
        if len(rest) > _LONGEST_REST:
            rest, too_long = b"", True
        yield lines
    if rest or too_long:
        yield [None if too_long else _stripped(rest.removeprefix(mark))]


def _read() -> bytes:
    """What stands in standard input now; nothing at its end.

    Raises:
        UsageError: it cannot be read, as one that is open for writing only.
    """
    try:
        return cast(BufferedReader, sys.stdin.buffer).read1(_CHUNK)
    except OSError as fault:
        raise UsageError(
            f"standard input cannot be read: {fault.strerror or fault}.", hint="Give it one code or title a line."
        ) from fault


def _stripped(line: bytes) -> bytes | None:
    line = line.removesuffix(b"\r")
    return None if len(line) > LONGEST_LINE else line
