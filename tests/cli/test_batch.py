"""Codes and titles from standard input, one a line: one line of JSON out for each line in, in order, in bounded memory."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable

import pytest

if os.name != "posix":
    pytest.skip("uses terminals, signals and limits of POSIX", allow_module_level=True)

import processes
from command_lines import FULL
from conftest import Run
from occlookup.cli.batch import LONGEST_LINE

COMMANDS = ("show", "search", "wages", "outlook", "places", "related", "insights", "riasec")
LINES = (
    "43-3011", "29-1141", "433011", "43-3011.00", "29-1141.01", "bill and account collectors", "  43-3011  ", "Nurse",
    "43-3012", "99-9999", "43-301", "zzzq", "13-1020", "27-2011", "25-1011", "43\u20133011",
    "\uff14\uff13-\uff13\uff10\uff11\uff11", "kill myself", "do\u00f1a ana",
    "--json", "-", "43-0000", "55-3016", "debt collector", "911", "[bold]x[/y]",
)  # fmt: skip
MEMORY = 100.0  # MiB
NUMBER = 1_000_000 if FULL else 100_000
LENGTH = 1_000_000_000 if FULL else 100_000_000


class Pieces(io.RawIOBase):
    """A standard input that gives what it has in pieces."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = [piece for piece in pieces if piece]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self._pieces:
            return 0
        piece = self._pieces[0][: len(buffer)]
        self._pieces[0] = self._pieces[0][len(piece) :]
        if not self._pieces[0]:
            del self._pieces[0]
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.fixture
def feed(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Run a command line with what stands on its standard input: bytes, or pieces of them that come one by one."""

    def run_with(given: bytes | Iterable[bytes], *words: str) -> Run:
        pieces = [given] if isinstance(given, bytes) else given
        with io.TextIOWrapper(io.BufferedReader(Pieces(pieces))) as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            return run(*words)

    return run_with


def errors_of(done: Run) -> list[tuple[int, str, str]]:
    """Line, input and kind of each error."""
    found = []
    for number, line in enumerate(done.out.splitlines(), 1):
        document = json.loads(line)
        if "error" in document:
            assert list(document) == ["error"]
            assert list(document["error"]) == ["kind", "message", "hint", "suggestions", "line", "input"]
            assert document["error"]["line"] == number
            found.append((number, document["error"]["input"], document["error"]["kind"]))
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_every_line_has_the_answer_that_it_has_alone(feed, run, command):
    done = feed("\n".join([*LINES, *reversed(LINES), ""]).encode(), command, "-")
    answers = done.out.splitlines(keepends=True)
    assert done.err == "" and len(answers) == 2 * len(LINES)
    wrong = 0
    for number, (line, answer) in enumerate(zip([*LINES, *reversed(LINES)], answers, strict=True), 1):
        alone = run(command, "--json", "--", line) if line != "-" else None
        if alone is not None and alone.code == 0:
            assert answer == alone.out, line
            continue
        wrong += 1
        error = json.loads(answer)["error"]
        assert (error.pop("line"), error.pop("input")) == (number, line.strip())
        if alone is not None:
            assert alone.code in (2, 3) and alone.out == ""
            assert error == json.loads(alone.err)["error"], line
    assert done.code == (3 if wrong else 0)
    assert len(errors_of(done)) == wrong
    assert wrong < len(answers)


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_wrong_line_the_exit_code_is_0(feed, command):
    done = feed(b"43-3011\n29-1141\n", command, "-")
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 2)


OPTIONS = (
    "wages --state CT", "show --state ct", "outlook --state GU --top 2", "search --top 2 --group 43",
    "related --sort title --reverse", "places --sort hourly_p90", "wages --area hartford", "wages --national",
    "show --fields code,wages.national.annual_median", "wages --fields area.name,annual_p90",
)  # fmt: skip


@pytest.mark.parametrize("line", OPTIONS)
def test_options_mean_the_same_for_lines(feed, run, line):
    words = line.split()
    done = feed(b"43-3011\nregistered nurses\n", words[0], "-", *words[1:])
    assert (done.code, done.err) == (0, "")
    expected = [run(words[0], name, *words[1:], "--json").out for name in ("43-3011", "registered nurses")]
    assert done.out == "".join(expected)


@pytest.mark.parametrize("form", [[], ["--json"], ["--format", "jsonl"], ["--format", "json"]])
def test_lines_are_answered_in_json_lines(feed, form):
    assert feed(b"43-3011\n", "riasec", "-", *form) == feed(b"43-3011\n", "riasec", "-")


@pytest.mark.parametrize("form", ["table", "plain", "csv", "tsv", "md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_another_format_is_wrong(feed, command, form):
    done = feed(b"43-3011\n", command, "-", "--format", form)
    assert (done.code, done.out) == (2, "")
    assert "JSON lines" in done.err


def test_a_format_that_is_set_does_not_matter(feed, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_FORMAT", "csv")
    done = feed(b"43-3011\n", "riasec", "-")
    assert done.code == 0
    assert json.loads(done.out)["data"]["code"] == "43-3011"


WRONG_OPTIONS = [
    *(([command, "-", "--state", "ZZ"], 3) for command in ("show", "wages", "outlook", "places")),
    *(([command, "-", "--sort", "bogus"], 2) for command in ("search", "wages", "outlook", "places", "related")),
    *(([command, "-", "--fields", "bogus"], 2) for command in COMMANDS),
    *(([command, "-", "--no-header"], 2) for command in COMMANDS),
    *(([command, "-", "--group", "nope"], 2) for command in ("search", "related")),
    (["wages", "-", "--area", "nowhere"], 3),
    (["wages", "-", "--min-wage", "5"], 2),
    (["riasec", "-", "--state", "CT"], 2),
]


@pytest.mark.parametrize("words, code", WRONG_OPTIONS, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
@pytest.mark.parametrize("given", [b"", b"43-3011\n" * 3, b"zzzq\n43-3011\n"], ids=["no line", "lines", "a wrong line first"])
def test_a_wrong_option_is_said_once_before_the_first_line(feed, words, code, given):
    done = feed(given, *words)
    assert (done.code, done.out) == (code, "")
    assert len(done.err.splitlines()) == 1
    assert list(json.loads(done.err)) == ["error"]


WRONG = "wrong: "
# what stands on standard input: what each line is taken for, None for one that is too long
INPUTS = {
    b"": [],
    b"43-3011": ["43-3011"],
    b"43-3011\n": ["43-3011"],
    b"43-3011\r\n29-1141\r\n": ["43-3011", "29-1141"],
    b"43-3011\r\n29-1141": ["43-3011", "29-1141"],
    b"43-3011\r": ["43-3011"],
    b"\xef\xbb\xbf43-3011\n29-1141\n": ["43-3011", "29-1141"],
    b"\xef\xbb\xbf43-3011": ["43-3011"],
    b"\xef\xbb\xbf43-3011\r\n": ["43-3011"],
    b"\n": [""],
    b"\n\n43-3011\n \n\t\n": ["", "", "43-3011", "", ""],
    b"43-3011\n\n": ["43-3011", ""],
    b"\r\n": [""],
    b"\xff\xfe\n43-3011\n": ["\ufffd\ufffd", "43-3011"],
    b"caf\xe9\n": ["caf\ufffd"],
    b"43-\x003011\n": [WRONG + "43-3011"],
    b"\x00\n43-3011\n": ["", "43-3011"],
    b"\x1b[2Jnurse\x07\n": ["[2Jnurse"],
    "\u202e43-3011\n".encode(): [WRONG + "43-3011"],
    b" " * LONGEST_LINE + b"\n": [""],
    b"x" * LONGEST_LINE + b"\n43-3011\n": ["x", "43-3011"],
    b"x" * (LONGEST_LINE + 1) + b"\n43-3011\n": [None, "43-3011"],
    b"x" * LONGEST_LINE + b"\r\n43-3011\n": ["x", "43-3011"],
    b"x" * (LONGEST_LINE + 1) + b"\r\n43-3011\n": [None, "43-3011"],
    b"\xef\xbb\xbf" + b"x" * LONGEST_LINE + b"\r\n43-3011\n": ["x", "43-3011"],
    b"x" * LONGEST_LINE: ["x"],
    b"x" * (LONGEST_LINE + 1): [None],
    b"43-3011\n" + b"x" * 300_000 + b"\n29-1141": ["43-3011", None, "29-1141"],
    b"43-3011\n" + b"x" * 300_000: ["43-3011", None],
    b"x" * 300_000 + b"\n" + b"y" * 300_000 + b"\n\xef\xbb\xbf43-3011\n": [None, None, WRONG + "43-3011"],
}


def test_the_longest_line_is_the_one_that_is_promised():
    assert LONGEST_LINE == 4096


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: ascii(given[:24]) + str(len(given)))
@pytest.mark.parametrize("size", [None, 1, 7, 4095, 4096, 4097, 65536])
def test_whatever_stands_there_and_however_it_comes(feed, given, size):
    if size == 1 and len(given) > 10_000:
        size = 1001
    pieces = [given] if size is None else [given[at : at + size] for at in range(0, len(given), size)]
    done = feed(pieces, "riasec", "-")
    answers = [json.loads(line) for line in done.out.splitlines()]
    expected = INPUTS[given]
    assert len(answers) == len(expected) and done.err == ""
    assert done.out.isascii()
    for number, (answer, taken) in enumerate(zip(answers, expected, strict=True), 1):
        if taken in ("43-3011", "29-1141"):
            assert answer["data"]["code"] == taken
            continue
        error = answer["error"]
        assert error["line"] == number
        if taken is None:
            assert (error["kind"], error["input"]) == ("malformed_code", "")
            assert error["message"] == f"the line is longer than {LONGEST_LINE} bytes."
        elif taken == "x":
            assert error["kind"] == "not_found" and set(error["input"].rstrip(".\u2026")) == {"x"} and len(error["input"]) < 250
        else:
            assert error["input"].strip() == taken.removeprefix(WRONG)
    assert done.code == (3 if any("error" in answer for answer in answers) else 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_line_of_nothing_is_a_wrong_line_and_no_more(feed, command):
    done = feed(b"43-3011\n\n???\n29-1141\n", command, "-")
    assert (done.code, done.err) == (3, "")
    assert [number for number, _, _ in errors_of(done)] == [2, 3]


def test_an_answer_does_not_depend_on_the_lines_before(feed):
    """Answers are kept, for as long as there is room for them."""
    lines = [f"{major}-{number}" for major in range(10, 60) for number in range(1000, 1040)] + ["43-3011", "29-1141"] * 20
    done = feed("\n".join([*lines, *lines]).encode(), "wages", "-")
    first, second = done.out.splitlines()[: len(lines)], done.out.splitlines()[len(lines) :]
    for number, (one, other) in enumerate(zip(first, second, strict=True), 1):
        assert one.replace(f'"line": {number},', "") == other.replace(f'"line": {number + len(lines)},', "")
    assert [number for number, _, _ in errors_of(done)][:3] == [1, 2, 3]


def test_a_program_that_writes_a_line_and_waits_gets_its_answer():
    process = processes.start("riasec", "-")
    assert process.stdin and process.stdout and process.stderr
    guard = threading.Timer(processes.SECONDS, process.kill)  # so that a line that is held back is no endless wait
    guard.start()
    for line, code in ((b"43-3011\n", "43-3011"), (b"zzzq\n", None), (b"29-1141\r\n", "29-1141")):
        process.stdin.write(line)
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert answer.get("data", {}).get("code") == code
    process.stdin.write(b"43-3")
    process.stdin.flush()
    process.stdin.write(b"011")
    process.stdin.close()
    assert json.loads(process.stdout.readline())["data"]["code"] == "43-3011"
    assert process.stdout.read() == b""
    assert (process.wait(processes.SECONDS), process.stderr.read()) == (3, b"")
    guard.cancel()
    process.stdout.close()
    process.stderr.close()


def test_no_standard_input_at_all():
    done = processes.shell('"$@" show - <&-')
    assert done == (0, b"", b"")


def test_a_standard_input_that_cannot_be_read():
    done = processes.shell('"$@" show - 0>/dev/null')
    assert (done.code, done.out) == (2, b"")
    error = json.loads(done.err)["error"]
    assert error["message"] == "standard input cannot be read: Bad file descriptor."


def test_a_terminal_that_is_closed_at_once():
    done = processes.on_terminal(["show", "-"], b"\x04")
    assert (done.code, done.out.replace(b"^D\b\b", b"")) == (0, b"")  # some terminals echo the key


def test_lines_typed_at_a_terminal():
    shown = processes.on_terminal(["riasec", "-", "--fields", "code"], b"43-3011\n\x04").out
    assert b'"data":{"code":"43-3011"}' in shown


def test_a_reader_that_leaves_is_no_error():
    done = processes.shell('yes 43-3011 | head -n 200000 | { "$@" show -; echo "exit $?" >&2; } | head -n 1 | cut -c 1-20')
    assert done.out == b'{"schema":"occlookup\n'
    assert done.err == b"exit 0\n"


def test_a_full_disk_is_one_line_and_exit_code_4():
    done = processes.shell('yes 43-3011 | head -n 1000 | { "$@" show - > /dev/full; echo "exit $?" >&2; }')
    first, last = done.err.decode().splitlines()
    assert json.loads(first)["error"]["kind"] == "output"
    assert last == "exit 4"


def test_an_interrupt_in_the_middle():
    process = processes.start("show", "-")
    assert process.stdin and process.stdout
    process.stdin.write(b"43-3011\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["data"]["code"] == "43-3011"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=processes.SECONDS)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_an_interrupt_while_it_answers():
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [*processes.COMMAND, "show", "-"], stdin=reader, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=processes.environment(),
    )  # fmt: skip
    os.close(reader)
    threading.Thread(target=_write_lines, args=(writer,), daemon=True).start()
    assert process.stdout and process.stdout.readline().startswith(b'{"schema":')
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=processes.SECONDS)
    assert (process.returncode, err) == (130, b"")


def _write_lines(writer: int) -> None:
    try:
        while True:
            os.write(writer, b"43-3011\n29-1141\n" * 100)
    except OSError:  # it has gone
        os.close(writer)


def codes_in_turn(codes: Iterable[str]) -> str:
    listed = [f"{code}\n" for code in codes]
    return f"codes = {listed!r}; all(out.write(codes[at % {len(listed)}].encode()) for at in range({NUMBER}))"


@pytest.mark.parametrize("command", ["riasec", "wages"])
def test_very_many_lines_stay_in_little_memory(codes, command):
    fields = ["--fields", "annual_median"] if command == "wages" else []
    code, resident, last = processes.peak_memory([command, "-", *fields], codes_in_turn(codes))
    assert code == (3 if command == "riasec" else 0)  # aggregates have no interests
    assert last.endswith(b"\n")
    assert resident < MEMORY


def test_the_answers_that_are_kept_stay_in_little_memory():
    """Lines that are all different, each with an answer of more than 300 KB."""
    program = f"[out.write(b'43-3011' + b' ' * at + b'\\n') for at in range({3000 if FULL else 250})]"
    code, resident, last = processes.peak_memory(["places", "-", "--top", "600"], program)
    assert (code, last[-2:]) == (0, b"}\n")
    assert resident < MEMORY


def test_very_many_wrong_lines_stay_in_little_memory():
    program = f"all(out.write(b'zz%d zzzq\\n' % at) for at in range({NUMBER // 40}))"
    code, resident, last = processes.peak_memory(["riasec", "-"], program)
    assert json.loads(last.splitlines()[-1])["error"]["line"] == NUMBER // 40
    assert code == 3
    assert resident < MEMORY


def test_an_endless_line_stays_in_little_memory():
    program = f"out.write(b'43-3011\\n'); all(out.write(b'x' * 100_000) for at in range({LENGTH // 100_000}))"
    code, resident, last = processes.peak_memory(["riasec", "-"], program)
    error = json.loads(last.splitlines()[-1])["error"]
    assert (code, error["line"], error["message"]) == (3, 2, f"the line is longer than {LONGEST_LINE} bytes.")
    assert resident < MEMORY
