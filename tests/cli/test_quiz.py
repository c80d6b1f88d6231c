"""The quiz at a terminal, a key each; and with its answers given, for programs."""

from __future__ import annotations

import errno
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from processes import NOBODYS

if os.name != "posix":
    pytest.skip("uses terminals and signals of POSIX", allow_module_level=True)

import fcntl
import pty
import resource
import termios

# R 0, I 40, A 30, S 20, E 10, C 0
ANSWERS = "154321" * 10
WORDS = ["dislike strongly", "dislike", "unsure", "like", "like strongly"]
LEGEND = "1 dislike strongly, 2 dislike, 3 unsure, 4 like, 5 like strongly"
pytestmark = pytest.mark.slow
_TIMEOUT = 30
_CODE = re.compile(r"\b\d\d-\d{4}(?:\.\d\d)?")
# The console script over the small records: a checkout's own index may be out of date and would be compiled in HOME.
_PROGRAM = """
import sys
from pathlib import Path
from occlookup import catalog
opened = catalog.open_catalog
catalog.open_catalog = lambda **given: opened(records=Path(sys.argv[1]))
from occlookup.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


class Place:
    """Where the quiz is run: a home, a folder to work in, and the words that start it."""

    def __init__(self, folder: Path, records: Path) -> None:
        self.home, self.work = folder / "home", folder / "work"
        for made in (self.home, self.work):
            made.mkdir()
        self._start = [sys.executable, "-B", "-c", _PROGRAM, str(records)]
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        path = os.pathsep.join(filter(None, sys.path))
        self.environment = {**kept, "HOME": str(self.home), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "NO_COLOR": "1"}
        self.environment |= NOBODYS
        self.environment["PYTHONPATH"] = path

    def words(self, *words: str) -> list[str]:
        return [*self._start, *words]

    def left_behind(self) -> list[str]:
        """Every file and folder under the home and the working folder."""
        return sorted(str(path.relative_to(root)) for root in (self.home, self.work) for path in root.rglob("*"))

    def call(self, *words: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
        """Run without a terminal; `limit`: no file may be longer than this."""

        def limited() -> None:
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        return subprocess.run(
            self.words(*words), env=self.environment, cwd=self.work, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", timeout=_TIMEOUT, preexec_fn=limited,
        )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, small_records: Path) -> Place:
    return Place(tmp_path, small_records)


class Quiz:
    """The quiz on a pseudo-terminal."""

    def __init__(self, words: list[str], place: Place, limit: int | None) -> None:
        def limited() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C of the terminal reaches it
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        self._screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            words, stdin=inside, stdout=inside, stderr=inside, env=place.environment, cwd=place.work,
            start_new_session=True, preexec_fn=limited,
        )  # fmt: skip
        os.close(inside)
        self.shown = ""
        self._read = 0

    def until(self, words: str) -> str:
        """What is shown from the last of these on until these words stand there."""
        self._take(lambda: words in self.shown[self._read :])
        start, end = self._read, self.shown.index(words, self._read) + len(words)
        self._read = end
        return self.shown[start:end]

    def asked(self, number: int) -> str:
        """The statement, once it waits for its key."""
        self.until(f"\n{number} of 60: ")
        statement = self.until("\n  > ")
        # a key that comes before the terminal waits for one would be thrown away
        deadline = time.monotonic() + _TIMEOUT
        while self.line_by_line():
            assert time.monotonic() < deadline, self.shown
            time.sleep(0.001)
        return statement.removesuffix("\n  > ")

    def line_by_line(self) -> bool:
        """Whether the terminal is as a shell wants it, and does not give key by key."""
        return bool(termios.tcgetattr(self._screen)[3] & termios.ICANON)

    def press(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def answer_all(self, answers: str = ANSWERS, first: int = 1) -> None:
        for number, key in enumerate(answers, first):
            self.asked(number)
            self.press(key)

    def end(self) -> tuple[int, str]:
        """The exit code and what was shown last."""
        self._take(lambda: False)
        code = self.process.wait(_TIMEOUT)
        rest = self.shown[self._read :]
        self._read = len(self.shown)
        return code, rest

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(_TIMEOUT)
        os.close(self._screen)

    def _take(self, enough: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _TIMEOUT
        while not enough():
            ready, _, _ = select.select([self._screen], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"nothing more is shown after {self.shown!r}"
            try:
                piece = os.read(self._screen, 65536)
            except OSError as fault:
                if fault.errno != errno.EIO:  # how Linux says that nobody writes any more
                    raise
                piece = b""
            if not piece:
                return
            self.shown += piece.decode().replace("\r\n", "\n")


@pytest.fixture
def quiz(place: Place) -> Iterator[Callable[..., Quiz]]:
    """Start the quiz on a terminal."""
    started: list[Quiz] = []

    def start(*words: str, limit: int | None = None) -> Quiz:
        started.append(Quiz(place.words("quiz", *words), place, limit))
        return started[-1]

    yield start
    for left in started:
        left.close()


@pytest.fixture
def statements(catalog):
    return [statement.text for statement in catalog.quiz_statements()]


# At a terminal.


def test_sixty_keys_give_what_the_same_answers_give(quiz, place):
    run = quiz()
    run.answer_all()
    code, rest = run.end()
    assert code == 0
    given = place.call("quiz", "--answers", ANSWERS)
    assert given.returncode == 0
    assert "IAS (Investigative, Artistic, Social)" in " ".join(rest.split())
    assert len(_CODE.findall(rest)) == 20
    assert _CODE.findall(rest) == _CODE.findall(given.stdout)
    assert place.left_behind() == []


def test_before_the_first_statement_stands_what_the_quiz_is(quiz):
    run = quiz()
    shown = run.until("\n1 of 60: ")
    assert "60 statements, one key each" in shown
    assert "not a validated test" in shown
    assert f"  {LEGEND}\n  b back, q quit\n" in shown


def test_every_statement_is_shown_with_how_far_it_is(quiz, statements):
    run = quiz()
    for number, text in enumerate(statements, 1):
        assert run.asked(number) == text
        run.press("3")
    code, _ = run.end()
    assert code == 0
    assert run.shown.count("  > 3 unsure\n") == len(statements) == 60


@pytest.mark.parametrize(("key", "word"), [*zip("12345", WORDS, strict=True)])
def test_a_key_is_answered_with_its_word(quiz, key, word):
    run = quiz()
    run.asked(1)
    run.press(key)
    run.asked(2)
    assert f"{key} {word}\n" in run.shown


def test_the_keys_are_said_again_every_ten_statements(quiz):
    run = quiz()
    run.answer_all("3" * 60)
    assert run.end()[0] == 0
    assert run.shown.count(LEGEND) == 6


def test_b_goes_back_and_the_answer_is_given_anew(quiz, statements, place):
    run = quiz("--save", "result.json")
    run.asked(1)
    run.press("5")
    run.asked(2)
    run.press("b")
    assert run.asked(1) == statements[0]
    run.press("1")
    run.answer_all("1" * 58 + "5", first=2)
    assert run.end()[0] == 0
    assert "back\n" in run.shown
    saved = json.loads((place.work / "result.json").read_text(encoding="utf-8"))
    assert list(saved["data"]["scores"].values()) == [0, 0, 0, 0, 0, 4]


def test_b_at_the_first_statement_stays_there(quiz):
    run = quiz()
    for key in ("b", "B", "4"):
        run.asked(1)
        run.press(key)
    run.asked(2)


@pytest.mark.parametrize("key", ["q", "Q"])
def test_q_ends_it_and_keeps_nothing(quiz, place, key):
    run = quiz("--save", "result.json")
    run.answer_all("12345")
    run.asked(6)
    run.press(key)
    code, rest = run.end()
    assert code == 0
    assert "Stopped after 5 of 60.\nNothing was kept." in rest
    assert "Your interests" not in rest
    assert place.left_behind() == []


@pytest.mark.parametrize("key", ["7", "0", "x", " ", "\r", "\x1b[A", "\u00e9", "\t"], ids=repr)
def test_another_key_is_explained_and_the_statement_asked_again(quiz, statements, key):
    run = quiz()
    run.asked(1)
    run.press(key)
    run.until("(1 to 5, b or q)")
    run.until(LEGEND)
    assert run.asked(1) == statements[0]
    run.press("4")
    run.asked(2)


@pytest.mark.parametrize("answered", [0, 7])
def test_ctrl_c_is_130_says_nothing_and_keeps_nothing(quiz, place, answered):
    run = quiz("--save", "result.json")
    run.answer_all("3" * answered)
    run.asked(answered + 1)
    shown = len(run.shown)
    run.press("\x03")
    code, _ = run.end()
    assert code == 130
    assert "Traceback" not in run.shown[shown:]
    assert "occlookup" not in run.shown[shown:]
    assert place.left_behind() == []


def test_ctrl_d_ends_it_like_ctrl_c(quiz):
    run = quiz()
    run.asked(1)
    run.press("\x04")
    assert run.end()[0] == 130


def test_an_interrupt_from_elsewhere_is_130(quiz, place):
    run = quiz()
    run.asked(1)
    run.process.send_signal(signal.SIGINT)
    code, _ = run.end()
    assert code == 130
    assert "Traceback" not in run.shown
    assert place.left_behind() == []


def test_the_terminal_is_left_as_it_was(quiz):
    run = quiz()
    run.asked(1)
    assert not run.line_by_line()
    run.press("q")
    run.end()
    assert run.line_by_line()


def test_filters_are_read_before_anything_is_asked(quiz):
    run = quiz("--job-zone", "9")
    code, rest = run.end()
    assert code == 2
    assert "'9' is not a job zone." in rest
    assert " of 60" not in rest


def test_filters_hold_for_what_is_shown(quiz):
    run = quiz("--group", "29", "--top", "2")
    run.answer_all()
    _, rest = run.end()
    assert re.findall(r"\b(\d\d)-\d{4}", rest) == ["29", "29"]


def test_a_field_that_cannot_be_sorted_by_is_refused_before_anything_is_asked(quiz):
    run = quiz("--sort", "wage")
    run._take(lambda: " of 60" in run.shown)
    assert " of 60" not in run.shown


def test_a_file_that_is_there_is_refused_before_anything_is_asked(quiz, place):
    (place.work / "result.json").write_text("old", encoding="utf-8")
    run = quiz("--save", "result.json")
    run._take(lambda: " of 60" in run.shown)
    assert " of 60" not in run.shown


def test_a_folder_that_is_missing_is_refused_before_anything_is_asked(quiz):
    run = quiz("--save", "nowhere/result.json")
    code, rest = run.end()
    assert code == 4
    assert " of 60" not in rest


def test_the_result_is_shown_even_where_it_cannot_be_saved(quiz, place):
    run = quiz("--save", "result.json")
    run._take(lambda: " of 60" in run.shown)
    (place.work / "result.json").write_text("somebody else's", encoding="utf-8")  # meanwhile
    run.answer_all()
    code, rest = run.end()
    assert code == 2
    assert "Your interests" in rest
    assert (place.work / "result.json").read_text(encoding="utf-8") == "somebody else's"


# Without one.


def test_answers_as_digits_need_no_terminal(place):
    done = place.call("quiz", "--answers", "12345" * 12, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["schema"] == "occlookup/quiz/1"
    # 1 to 5 in turn: sixty answers are twelve of each, and each type gets every answer twice
    assert set(document["data"]["scores"].values()) == {20}
    assert (document["data"]["letters"], document["data"]["results"]) == ("", [])
    assert place.left_behind() == []


def test_answers_of_one_kind_are_counted_for_their_type(place):
    document = json.loads(place.call("quiz", "--answers", "511111" * 10, "--json").stdout)
    assert document["data"]["scores"] == {
        "realistic": 40, "investigative": 0, "artistic": 0, "social": 0, "enterprising": 0, "conventional": 0,
    }  # fmt: skip
    assert (document["data"]["letters"], document["data"]["tied"]) == ("RIA", "SEC")
    assert len(document["data"]["results"]) == 20


@pytest.mark.parametrize("form", [[], ["--plain"], ["--json"]], ids=str)
@pytest.mark.parametrize("answers", ["3" * 59, "3" * 61, "", "6" * 60])
def test_wrong_answers_are_a_usage_error(place, answers, form):
    done = place.call("quiz", "--answers", answers, *form)
    assert (done.returncode, done.stdout) == (2, "")
    assert "answer" in done.stderr
    assert place.left_behind() == []


@pytest.mark.parametrize("words", [[], ["--plain"], ["--save", "result.json"]], ids=str)
def test_without_a_terminal_it_says_so_in_a_line_and_a_hint(place, words):
    done = place.call("quiz", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "occlookup: the quiz asks at a terminal.",
        "Start it in one, or give the answers: --answers, 60 digits 1 to 5.",
    ]
    assert place.left_behind() == []


def test_a_program_is_never_asked(place, quiz):
    run = quiz("--json")
    code, rest = run.end()
    assert code == 2
    assert json.loads(rest)["error"]["kind"] == "usage"
    assert " of 60" not in rest


# A result that is saved.


def test_the_saved_file_is_the_json_of_the_same_answers(place):
    done = place.call("quiz", "--answers", ANSWERS, "--save", "result.json", "--group", "29", "--plain")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Your interests")
    document = place.call("quiz", "--answers", ANSWERS, "--group", "29", "--json").stdout
    assert (place.work / "result.json").read_text(encoding="utf-8") == document
    assert json.loads(document)["data"]["letters"] == "IAS"
    assert place.left_behind() == ["result.json"]


def test_the_saved_file_of_a_run_has_its_result(quiz, place):
    run = quiz("--save", "result.json")
    run.answer_all(ANSWERS)
    assert run.end()[0] == 0
    saved = json.loads((place.work / "result.json").read_text(encoding="utf-8"))
    assert list(saved["data"]["scores"].values()) == [0, 40, 30, 20, 10, 0]
    assert place.left_behind() == ["result.json"]


def test_a_file_that_is_there_is_left_as_it_was(place):
    (place.work / "result.json").write_text("old", encoding="utf-8")
    done = place.call("quiz", "--answers", ANSWERS, "--save", "result.json")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "occlookup: there is a file result.json already."
    assert (place.work / "result.json").read_text(encoding="utf-8") == "old"
    assert place.left_behind() == ["result.json"]


def test_the_hint_names_only_options_that_the_quiz_has(place):
    (place.work / "result.json").write_text("old", encoding="utf-8")
    hint = place.call("quiz", "--answers", ANSWERS, "--save", "result.json").stderr
    help_text = place.call("quiz", "--help").stdout
    assert not [option for option in re.findall(r"--[a-z-]+", hint) if option not in help_text]


def test_a_folder_and_a_missing_folder_are_said(place):
    (place.work / "folder").mkdir()
    done = place.call("quiz", "--answers", ANSWERS, "--save", "folder")
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, "occlookup: folder is a folder.")
    done = place.call("quiz", "--answers", ANSWERS, "--save", "nowhere/result.json")
    assert done.returncode == 4
    assert done.stderr.splitlines()[0] == "occlookup: nowhere/result.json cannot be written there."
    assert place.left_behind() == ["folder"]


def test_a_disk_without_room_leaves_nothing(place):
    # no file may be longer than 200 bytes: the system refuses in the midst of it
    done = place.call("quiz", "--answers", ANSWERS, "--save", "result.json", limit=200)
    assert done.returncode == 4
    first, *rest = done.stderr.splitlines()
    assert first == "occlookup: result.json could not be written: File too large."
    assert rest == ["Name another file, in a folder that exists, has room and lets you write."]
    assert place.left_behind() == []


def test_a_disk_without_room_leaves_nothing_after_a_run_either(quiz, place):
    run = quiz("--save", "result.json", limit=200)
    run.answer_all(ANSWERS)
    code, rest = run.end()
    assert code == 4
    assert "could not be written: File too large." in rest
    assert place.left_behind() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_dev_full_is_a_file_that_is_there_already(place):
    assert place.call("quiz", "--answers", ANSWERS, "--save", "/dev/full").returncode == 2


# Signals.


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=lambda number: number.name)
def test_a_signal_ends_it_and_leaves_the_terminal_as_it_was(quiz, number):
    run = quiz()
    run.asked(1)  # the terminal gives key by key now
    run.process.send_signal(number)
    assert run.process.wait(_TIMEOUT) == -number
    assert run.line_by_line()


def test_keys_that_come_together_are_taken_one_by_one(quiz):
    run = quiz()
    run.asked(1)
    run.press("12")
    run.asked(3)
    assert "> 1 dislike strongly" in run.shown
    assert "> 2 dislike\n" in run.shown
