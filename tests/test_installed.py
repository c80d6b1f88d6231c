"""The wheel as people get it: built once, installed into an environment of its own, run in processes of its own."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import re
import signal
import struct
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

if os.name != "posix":
    pytest.skip("uses terminals and signals of POSIX", allow_module_level=True)

import fcntl
import pty
import termios

from occlookup.render.cleaning import cell_width
from processes import NOBODYS

ROOT = Path(__file__).parent.parent
LARGEST_INDEX = 33_000_000
_TIMEOUT = 60
_ESCAPE = "\x1b["
_LIST = ["wages", "43-3011", "--state", "CT"]

pytestmark = pytest.mark.slow


class Done(NamedTuple):
    """What a process did."""

    code: int
    out: bytes
    err: bytes


def call(words: list[str | Path], environment: dict[str, str] | None = None) -> Done:
    done = subprocess.run(words, env=environment, capture_output=True, timeout=_TIMEOUT)
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    pytest.importorskip("pip")
    folder = tmp_path_factory.mktemp("wheel")
    ready = all(importlib.util.find_spec(name) for name in ("hatchling", "rtoml"))
    isolation = ["--no-build-isolation"] if ready else []
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *isolation, "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=300)
    (path,) = folder.glob("occlookup-*.whl")
    return path


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a process: none of pytest's, and a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", *NOBODYS) if name in os.environ}
    return {**kept, "HOME": str(tmp_path_factory.mktemp("home")), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a fresh environment that has the wheel; what it requires comes from this one."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=True)
    programs = folder / "bin"
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(programs / "python"),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*command, str(wheel)], check=True, timeout=_TIMEOUT)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "requirements.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


MANUAL_PAGE = "share/man/man1/occlookup.1"


def test_the_wheel_has_the_manual_page(wheel, installed):
    page = (ROOT / "docs/man/occlookup.1").read_bytes()
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(f".data/data/{MANUAL_PAGE}"))
        assert archive.read(name) == page
    assert (installed.parent / MANUAL_PAGE).read_bytes() == page


_USERS_PROGRAM = """
from typing import assert_type

from occlookup import (
    Answer, Catalog, NotFoundError, Note, Order, Profile, SearchResult, Source, Suggestion, WageListing, WageRow,
    make_filters, open_catalog,
)


def median(catalog: Catalog, text: str) -> int | None:
    try:
        answer = catalog.show(text, state="CT")
    except NotFoundError as error:
        assert_type(error.suggestions, tuple[Suggestion, ...])
        return None
    assert_type(answer, Answer[Profile])
    assert_type(answer.sources, dict[str, Source])
    national = answer.data.wages.national
    return None if national is None else national.annual_median


def rows(answer: Answer[WageListing]) -> list[tuple[WageRow, Note | None]]:
    return [(row, row.notes.get("annual_median")) for row in answer.data.rows]


with open_catalog() as catalog:
    found = catalog.search("cook", filters=make_filters(job_zone="2"), order=Order(top=1)).data.results
    assert_type(found, tuple[SearchResult, ...])
    print(median(catalog, "43-3011"), len(rows(catalog.wages_of("43-3011", area="hartford"))), found[0].code)
"""


@pytest.mark.parametrize("mistake, fault", [("", ""), ("found[0].wage", "has no attribute"), ("median(1, 2)", "arg-type")])
def test_a_users_program_sees_the_types(installed, environment, tmp_path, mistake, fault):
    pytest.importorskip("mypy")
    program = tmp_path / "program.py"
    program.write_text(f"{_USERS_PROGRAM}{mistake}\n", encoding="utf-8")
    # mypy reads the installed wheel, and not this tree: it knows no other path
    command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", installed / "python", "--config-file="]
    done = subprocess.run(
        [*command, "--cache-dir", tmp_path.parent / "mypy", program],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        timeout=_TIMEOUT * 5,
    )
    assert (done.returncode, fault in done.stdout.decode()) == (1 if mistake else 0, True), done.stdout.decode()
    if not mistake:
        assert call([installed / "python", program], environment) == Done(0, b"47030 1 35-2014\n", b"")


@pytest.fixture
def run(installed: Path, environment: dict[str, str]) -> Callable[..., Done]:
    """Run the console script; further variables by name."""

    def run_script(*words: str, **variables: str) -> Done:
        return call([installed / "occlookup", *words], {**environment, **variables})

    return run_script


@pytest.fixture
def shell(installed: Path, environment: dict[str, str]) -> Callable[[str], Done]:
    """Run a line of bash in which occlookup is the installed script."""

    def run_line(line: str) -> Done:
        return call(["bash", "-o", "pipefail", "-c", line], {**environment, "PATH": f"{installed}:{environment['PATH']}"})

    return run_line


class Terminal:
    """A process on a pseudo-terminal."""

    def __init__(self, words: list[str | Path], environment: dict[str, str], columns: int) -> None:
        self._screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(
            words, stdin=inside, stdout=inside, stderr=inside, env=environment, start_new_session=True
        )
        os.close(inside)
        self.shown = b""

    def read_until(self, words: bytes | None = None) -> str:
        """What is shown until these words stand there, or to the end."""
        while words is None or words not in self.shown:
            try:
                piece = os.read(self._screen, 65536)
            except OSError as fault:
                if fault.errno != errno.EIO:  # how Linux says that nobody writes any more
                    raise
                piece = b""
            if not piece:
                break
            self.shown += piece
        return self.shown.decode().replace("\r\n", "\n")

    def answer(self, line: str) -> None:
        os.write(self._screen, line.encode())

    def end(self) -> int:
        self.read_until()
        os.close(self._screen)
        return self.process.wait(_TIMEOUT)


@pytest.fixture
def terminal(installed: Path, environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Start the console script on a pseudo-terminal."""
    started: list[Terminal] = []

    def start(*words: str, columns: int = 80, **variables: str) -> Terminal:
        started.append(Terminal([installed / "occlookup", *words], {**environment, **variables}, columns))
        return started[-1]

    yield start
    for left in started:  # by a test that failed
        if left.process.poll() is None:
            left.process.kill()
            left.process.wait(_TIMEOUT)


def on_terminal(started: Terminal) -> str:
    shown = started.read_until()
    assert started.end() == 0
    return shown


def test_the_wheel_has_the_index_and_it_is_small(wheel):
    with zipfile.ZipFile(wheel) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    assert 1_000_000 < sizes["occlookup/index.sqlite"] <= LARGEST_INDEX
    assert "occlookup/py.typed" in sizes
    assert {f"occlookup/cli/completion_scripts/occlookup.{shell}" for shell in ("bash", "zsh", "fish")} <= sizes.keys()
    assert not [name for name in sizes if name.startswith("tests/") or name.endswith((".pyc", ".part"))]


def test_a_table(run):
    done = run("show", "43-3011")
    assert (done.code, done.err) == (0, b"")
    assert done.out.decode().startswith(" Bill and Account Collectors")
    assert b"$47,030 a year" in done.out


def test_a_document(run):
    done = run("show", "43-3011", "--json")
    assert (done.code, done.err) == (0, b"")
    assert json.loads(done.out)["data"]["wages"]["national"]["annual_median"] == 47030


def test_it_answers_from_the_index_of_the_wheel(run, environment, installed):
    info = json.loads(run("data", "info", "--json").out)["data"]
    assert Path(info["index_file"]).is_relative_to(installed.parent)
    assert info["index_file"].endswith("occlookup/index.sqlite")
    assert list(Path(environment["HOME"]).rglob("*.sqlite")) == []


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["riasec", "43-3011"], ["show", "nope"], ["show", "43-3011", "--json"]]
)
def test_the_module_agrees_with_the_script(run, installed, environment, words):
    assert call([installed / "python", "-m", "occlookup", *words], environment) == run(*words)


def test_version(run):
    done = run("--version")
    assert done.code == 0
    assert re.match(rb"occlookup \d+\.\d+\.\d+\n", done.out)


@pytest.mark.parametrize("words", ["show 43-3011", "--help"])
def test_a_reader_that_has_enough_is_no_fault(shell, words):
    done = shell(f"occlookup {words} | head -c 1; exit ${{PIPESTATUS[0]}}")
    assert (done.code, done.err) == (0, b"")
    assert len(done.out) == 1


@pytest.mark.parametrize("words", ["wages --state TX", "wages --state TX --json"])  # more than a pipe holds
def test_a_reader_that_leaves_is_no_fault(shell, words):
    done = shell(f"occlookup {words} | head -c 1; exit ${{PIPESTATUS[0]}}")
    assert (done.code, done.err) == (0, b"")
    assert len(done.out) == 1


def test_the_first_line_alone(shell):
    done = shell("occlookup show 43-3011 | head -1")
    assert (done.code, done.err) == (0, b"")
    assert done.out.split() == b"Bill and Account Collectors SOC 43-3011".split()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("words", ["show 43-3011", "wages --state TX", "--version", "--help"])
def test_a_full_disk_is_one_line_and_a_hint(shell, words):
    done = shell(f"occlookup {words} >/dev/full")
    assert done.code == 4
    first, *rest = done.err.decode().splitlines()
    assert first == "occlookup: the answer could not be written: No space left on device."
    assert rest == ["Free some space or write elsewhere."]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_in_json(shell):
    done = shell("occlookup show 43-3011 --json >/dev/full")
    assert done.code == 4
    assert json.loads(done.err)["error"]["kind"] == "output"


def test_errors_that_nobody_reads_keep_their_exit_code(shell):
    assert shell("occlookup show 99-9999 2>/dev/full").code == 3


def test_without_standard_input(shell):
    done = shell("occlookup show 43-3011 <&-")
    assert (done.code, done.err) == (0, b"")


def test_an_ambiguous_title_without_standard_input(shell):
    done = shell("occlookup show nurse <&-")
    assert done.code == 3
    assert done.out == b""
    assert b"fits" in done.err or b"is a title of" in done.err


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_stream_is_no_bug(shell, closed):
    done = shell(f"occlookup show 43-3011 {closed}")
    assert done.code in (0, 4)
    assert b"a bug" not in done.err
    assert b"Traceback" not in done.err


ENCODINGS = [
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "latin-1:strict"},
]


@pytest.mark.parametrize("variables", ENCODINGS, ids=str)
def test_json_is_the_same_bytes_under_every_locale(run, variables):
    words = ["areas", "--state", "PR", "--json"]
    assert run(*words, **variables) == run(*words)


@pytest.mark.parametrize("variables", ENCODINGS, ids=str)
@pytest.mark.parametrize(
    "words", [["show", "43-3011"], ["areas", "--state", "PR"], ["show", "\u201cn\u00fcrse\u201d"]], ids=str
)
def test_words_have_no_traceback_under_any_locale(run, variables, words):
    done = run(*words, **variables)
    assert done.code in (0, 3)
    assert b"Traceback" not in done.err
    assert b"a bug" not in done.err


def test_ascii_has_ascii_decoration(run):
    out = run("show", "43-3011", PYTHONIOENCODING="ascii").out.decode("ascii")
    assert "  - Keeps records" in out
    assert "####################" in out
    assert not [line for line in out.splitlines() if "?" in line and "://" not in line]


def test_a_terminal_has_colour(terminal):
    shown = on_terminal(terminal("show", "43-3011"))
    assert f"{_ESCAPE}1mBill and Account Collectors{_ESCAPE}0m" in shown


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
@pytest.mark.parametrize("words", [["show", "43-3011"], _LIST, ["show", "nope"], ["--help"]], ids=" ".join)
def test_a_terminal_without_colour_has_no_escape_sequence(terminal, variables, words):
    started = terminal(*words, **variables)
    assert "\x1b" not in started.read_until()
    assert started.end() in (0, 3)


def test_colour_changes_no_word(terminal):
    coloured = on_terminal(terminal(*_LIST))
    plain = on_terminal(terminal(*_LIST, NO_COLOR="1"))
    assert _ESCAPE in coloured
    assert [line.rstrip() for line in re.sub(r"\x1b\[\d+m", "", coloured).splitlines()] == plain.splitlines()


def test_a_pipe_has_no_colour_even_where_the_terminal_has(run):
    assert b"\x1b" not in run("show", "43-3011", CLICOLOR_FORCE="1").out
    assert b"\x1b" in run("show", "43-3011", FORCE_COLOR="1").out
    assert b"\x1b" not in run("show", "43-3011", "--color", "never", FORCE_COLOR="1").out


@pytest.mark.parametrize(
    "words", [["show", "43-3011"], _LIST, ["wages", "--state", "CT"], ["browse"], ["areas", "hartford"]], ids=" ".join
)
def test_a_narrow_terminal_has_no_longer_line(terminal, words):
    shown = on_terminal(terminal(*words, columns=40, NO_COLOR="1"))
    lines = [line for line in shown.splitlines() if "://" not in line]  # an address stays whole
    assert max(map(cell_width, lines)) <= 40


def test_a_person_at_a_terminal_chooses(terminal):
    started = terminal("riasec", "nurse", NO_COLOR="1")
    asked = started.read_until(b"Enter for none) ")
    (choice,) = re.findall(r"(\d+)  29-1141 +Registered Nurses", asked)
    started.answer(f"{choice}\n")
    assert "Registered Nurses" in started.read_until().split("Enter for none)")[1]
    assert started.end() == 0


def test_an_interrupt_is_130_and_says_nothing(terminal):
    started = terminal("show", "nurse")
    started.read_until(b"Enter for none) ")
    shown = len(started.shown)
    started.process.send_signal(signal.SIGINT)
    assert started.end() == 130
    assert b"Traceback" not in started.shown[shown:]


@pytest.mark.parametrize("home", ["/dev/null", "/nowhere/at/all", ""])
def test_a_home_that_cannot_be_written(run, home):
    done = run("show", "43-3011", "--json", HOME=home, XDG_CACHE_HOME=f"{home}/cache")
    assert done == run("show", "43-3011", "--json")


def test_the_folder_it_is_run_in_does_not_matter(installed, environment, tmp_path):
    (tmp_path / "occlookup.py").write_text("raise SystemExit('the wrong one')", encoding="utf-8")
    done = subprocess.run(
        [installed / "occlookup", "--version"], env=environment, cwd=tmp_path, capture_output=True, timeout=_TIMEOUT
    )
    assert (done.returncode, done.stderr) == (0, b"")


# What a command line does not load: start-up is most of a script's time.

_PROGRAM = """
import sys
from occlookup.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write(" ".join(sys.modules))
sys.exit(code)
"""
HEAVY = {"rich", "pydantic", "click", "openpyxl", "tomllib", "tomli_w", "asyncio", "importlib.metadata"}


@pytest.fixture
def loaded(installed: Path, environment: dict[str, str]) -> Callable[..., set[str]]:
    """The modules that a command line of its own process has loaded at its end."""

    def run_program(*words: str) -> set[str]:
        done = call([installed / "python", "-c", _PROGRAM, *words], environment)
        assert done.code == 0
        assert done.out
        return set(done.err.decode().split())

    return run_program


@pytest.mark.parametrize(
    "line",
    [
        "show 43-3011",
        "wages 43-3011",
        "wages --state CT",
        "search collector",
        "riasec --code CES",
        "riasec 43-3011",
        "outlook 43-3011",
        "places 43-3011",
        "related 43-3011",
        "insights 43-3011",
        "compare 43-3011 29-1141",
        "rank",
        "browse 43-3",
        "areas --state CT",
        "data info",
        "data diff bundled bundled",
        "data diff bundled bundled 43-3011",
    ],
)
def test_json_loads_nothing_heavy(loaded, line):
    modules = loaded(*line.split(), "--json")
    assert HEAVY & modules == set()
    assert "occlookup.render.terminal" not in modules
    assert "occlookup.index.compile" not in modules
    assert not [name for name in modules if name.startswith(("occlookup.sources", "rich."))]


def test_a_command_loads_no_other_command(loaded):
    modules = loaded("riasec", "43-3011", "--json")
    assert "occlookup.cli.riasec" in modules
    others = {f"occlookup.cli.{name}" for name in ("show", "search", "wages", "browse", "areas", "data", "version", "progress")}
    assert not others & modules


def test_plain_does_not_load_rich(loaded):
    assert "rich" not in loaded("show", "43-3011", "--format", "plain")


def test_a_long_table_does_not_load_rich(loaded):
    modules = loaded("wages", "--state", "CT")
    assert "occlookup.render.terminal" in modules
    assert "rich" not in modules


def test_a_short_table_is_drawn_with_rich(loaded):
    assert "rich" in loaded("wages", "43-3011", "--state", "CT")


def test_help_loads_neither_rich_nor_the_catalog(loaded):
    modules = loaded("--help")
    assert "rich" not in modules
    assert not [name for name in modules if name.startswith("occlookup.catalog")]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_answer_that_does_not_fit_is_never_cut_in_silence(shell, tmp_path, unbuffered):
    done = shell(f"ulimit -f 4; PYTHONUNBUFFERED={unbuffered} occlookup show 43-3011 --json >{tmp_path}/answer.json")
    assert done.code == 4
    assert b"could not be written" in done.err
