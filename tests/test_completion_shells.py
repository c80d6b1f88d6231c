"""The completion scripts in the shells themselves: what a person gets who presses TAB."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("uses terminals of POSIX", allow_module_level=True)

import pty

SCRIPT = Path(sysconfig.get_path("scripts")) / "occlookup"
_TIMEOUT = 60
_SHOWN_WITHIN = 20.0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SCRIPT.exists(), reason="occlookup is not installed in this environment"),
]
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
needs_zsh = pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh")
needs_fish = pytest.mark.skipif(shutil.which("fish") is None, reason="no fish")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a shell: a home of its own, occlookup on the path, its index ready."""
    home = tmp_path_factory.mktemp("home")
    path = f"{SCRIPT.parent}:{os.environ.get('PATH', '')}"
    variables = {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    subprocess.run([SCRIPT, "browse"], env=variables, stdout=subprocess.DEVNULL, check=True, timeout=300)
    return variables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with something in it."""
    (tmp_path / "sheet one.html").touch()
    (tmp_path / "sheets").mkdir()
    return tmp_path


_DRIVER = """
source <(occlookup completion bash)
COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=$2 COMP_CWORD=$(($# - 3))
COMP_WORDS=("${@:3}")
_occlookup occlookup
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def in_bash(environment: dict[str, str], tmp_path: Path) -> Callable[..., list[str]]:
    """What bash is given for these words of its line, the last being completed."""

    def complete(*words: str, kind: int = 9, line: str | None = None) -> list[str]:
        given = ["occlookup", *words]
        command = ["bash", "-u", "-c", _DRIVER, "bash", " ".join(given) if line is None else line, str(kind), *given]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, timeout=_TIMEOUT)
        assert (done.returncode, done.stderr) == (0, b"")
        assert list(tmp_path.iterdir()) == []
        return done.stdout.decode().splitlines()

    return complete


@needs_bash
@pytest.mark.parametrize(
    "words, expected",
    [
        (["comp"], ["compare  (Compare up to five occupations side by side.)"]),
        (["sho"], ["show"]),
        (["show", "43-301"], ["43-3011"]),
        (["show", "regulatory affairs m"], ["Regulatory\\ Affairs\\ Managers"]),
        (["wages", "--area", '"hartford-w'], ["Hartford-West Hartford-East Hartford, CT"]),
        (["wages", "--area", "coeur"], ["Coeur\\ d\\'Alene,\\ ID"]),
        (["rank", "--state", "=", "C"], ["CA  (California)", "CO  (Colorado)", "CT  (Connecticut)"]),
        (["show", "zzz"], [""]),
        (["show", "$(touch x)"], [""]),
        (["show", "`touch x`"], [""]),
        (["show", "a\nb"], [""]),
        (["$(touch x)", "y"], [""]),
    ],
)
def test_bash(in_bash, words, expected):
    assert in_bash(*words)[: len(expected)] == expected


@needs_bash
def test_bash_shows_what_the_values_are_and_takes_the_values_alone(in_bash):
    listed = in_bash("show", "43-30", kind=63)
    assert listed[0] == "43-3011  (Bill and Account Collectors)"
    assert in_bash("show", "43-30", kind=37)[0] == "43-3011"


@needs_bash
def test_bash_keeps_what_was_typed_where_the_values_begin_otherwise(in_bash):
    assert in_bash("wages", "--area", "city")[-1] == " "
    assert "Oklahoma City, OK  (0036420)" in in_bash("wages", "--area", "city", kind=63)
    assert "Oklahoma\\ City,\\ OK" in in_bash("wages", "--area", "city", kind=37)


class Typist:
    """A person at an interactive shell on a pseudo-terminal."""

    def __init__(self, words: list[str], environment: dict[str, str], folder: Path) -> None:
        self._screen, inside = pty.openpty()
        self._process = subprocess.Popen(
            words, stdin=inside, stdout=inside, stderr=inside, env=environment, cwd=folder, start_new_session=True
        )
        os.close(inside)
        self.shown = ""

    def type(self, keys: str, until: str) -> str:
        """Type, and read until something is shown; what is shown from the first key on."""
        before = len(self.shown)
        os.write(self._screen, keys.encode())
        deadline = time.monotonic() + _SHOWN_WITHIN
        while until not in self.shown[before:]:
            ready, _, _ = select.select([self._screen], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, f"{until!r} was not shown, but {self.shown[before:]!r}"
            self.shown += os.read(self._screen, 65536).decode(errors="replace")
        return self.shown[before:]

    def leave(self) -> None:
        self._process.kill()
        self._process.wait(_TIMEOUT)
        os.close(self._screen)


@pytest.fixture
def typist(environment: dict[str, str], folder: Path) -> Iterator[Callable[..., Typist]]:
    """Start an interactive shell."""
    started: list[Typist] = []

    def start(*words: str, **variables: str) -> Typist:
        started.append(Typist([*words], {**environment, **variables}, folder))
        return started[-1]

    yield start
    for left in started:
        left.leave()


@pytest.fixture
def bash(typist: Callable[..., Typist], tmp_path_factory: pytest.TempPathFactory) -> Typist:
    """An interactive bash with the line that the help names."""
    file = tmp_path_factory.mktemp("bash") / "bashrc"
    file.write_text("PS1='ready> '\neval \"$(occlookup completion bash)\"\n", encoding="utf-8")
    started = typist("bash", "--noprofile", "--rcfile", str(file), "-i")
    started.type("", "ready> ")
    return started


@needs_bash
@pytest.mark.parametrize(
    "typed, shown",
    [
        ("occlookup show 43-301\t", "43-3011 "),
        ('occlookup wages --area "hartford-w\t', 'Hartford-West Hartford-East Hartford, CT" '),
        ("occlookup wages --area hartford-w\t", "Hartford-West\\ Hartford-East\\ Hartford,\\ CT "),
        ("occlookup rank --state=conn\t", "Connecticut "),
        ("occlookup show --fields code,wages.nation\t", "al"),
        ("occlookup handout -o sheet\\ \t", "one.html"),
        ("occlookup data check --in=she\t", "sheets/"),
        ("occlookup show 43-302\t\t", "43-3021"),
        ("occlookup wages --area city\t\t", "Oklahoma City, OK  (0036420)"),
        ("occlookup show Bill\t\t", "Billing and Posting Clerks  (43-3021)"),
    ],
)
def test_tab_in_bash(bash, typed, shown):
    bash.type(typed, shown)


@needs_bash
def test_tab_in_the_middle_of_a_line_in_bash(bash):
    bash.type("occlookup show 43-301 --json\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\t", "1 --json")


@needs_zsh
@pytest.mark.parametrize("autoloaded", [True, False])
def test_tab_in_zsh(typist, environment, tmp_path_factory, autoloaded):
    functions = tmp_path_factory.mktemp("functions")
    script = subprocess.run([SCRIPT, "completion", "zsh"], env=environment, capture_output=True, check=True, timeout=_TIMEOUT)
    (functions / "_occlookup").write_bytes(script.stdout)
    zsh = typist("zsh", "-f", "-i")
    load = f"fpath=({functions} $fpath)" if autoloaded else "true"
    then = "true" if autoloaded else "source <(occlookup completion zsh)"
    zsh.type(f"PS1=; {load}; autoload -Uz compinit; compinit -u -D; {then}; PS1='rea''dy> '\n", "ready> ")
    for typed, shown in [
        ("occlookup show 43-301\t", "43-3011"),
        ("\x15occlookup rank --by \t", "annual_median"),
        ("\x15occlookup show 43-30\t", "Billing and Posting Clerks"),
        ("\x15occlookup wages --area city\t", "-- 0036420"),
        ("\x15occlookup wages --area Coeur\\ d\t", "Alene,\\ ID"),
        ("\x15occlookup show --fields wages.nat\t", "ional"),
        ("\x15occlookup data check --in she\t", "sheets"),
    ]:
        zsh.type(typed, shown)


@needs_fish
@pytest.mark.parametrize(
    "line, expected",
    [
        ("occlookup show 43-301", "43-3011\tBill and Account Collectors"),
        ("occlookup sho", "show\tShow one occupation: work, pay, outlook, interests, places."),
        ("occlookup show Registered\\ nu", "Registered Nurses\t29-1141"),
        ("occlookup show registered nu", "Nurses\t29-1141"),
        ('occlookup wages --area "hartford-w', "Hartford-West Hartford-East Hartford, CT\t0025540"),
        ("occlookup rank --state=CT", "--state=CT\tConnecticut"),
        ("occlookup show --fields code,titl", "code,title"),
        ("occlookup handout --output=sheet\\ ", "--output=sheet one.html"),
        ("occlookup show zzz", ""),
        ("occlookup handout ", "11-1011\tChief Executives"),
    ],
)
def test_fish(environment, folder, line, expected):
    program = "occlookup completion fish | source; complete -C $argv[1]"
    command = ["fish", "--no-config", "-c", program, line]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, timeout=_TIMEOUT)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().partition("\n")[0] == expected


# Whatever goes wrong: nothing is offered, nothing is said.

_WITHOUT_INDEX = """
from pathlib import Path
from occlookup.index import locate
locate.BUNDLED = Path("damaged.sqlite")
from occlookup.cli.main import script
script()
"""


@pytest.fixture
def asked(environment: dict[str, str], tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Ask the console script as the scripts of the shells do."""

    def ask(*words: str, program: tuple[str, ...] = (str(SCRIPT),), **variables: str) -> subprocess.CompletedProcess[bytes]:
        given = {**environment, "_OCCLOOKUP_COMPLETE": "bash", **variables}
        return subprocess.run([*program, *words], env=given, cwd=tmp_path, capture_output=True, timeout=_TIMEOUT)

    return ask


@pytest.mark.parametrize(
    "words, variables",
    [
        (["2", "occlookup", "show", "\udcff\udcfe"], {}),
        (["2", "occlookup", "show", "x" * 100_000], {}),
        (["2", "occlookup", "show", "a\x1b]0;x\x07"], {}),
        (["-2", "occlookup", "show"], {}),
        ([], {}),
        (["2", "occlookup", "show", "4"], {"_OCCLOOKUP_COMPLETE": "tcsh"}),
    ],
)
def test_what_cannot_be_answered_is_silent(asked, words, variables):
    done = asked(*words, **variables)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_damaged_settings_file_does_not_matter(asked, tmp_path):
    settings = tmp_path / "config.toml"
    settings.write_bytes(b"\xff = [")
    done = asked("3", "occlookup", "wages", "--state", "C", OCCLOOKUP_CONFIG=str(settings), OCCLOOKUP_FORMAT="nonsense")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"CA\tCalifornia\n")


@pytest.mark.parametrize("content", [None, b"", b"no index" * 99])
def test_without_an_index_nothing_is_offered_and_none_is_made(asked, tmp_path, content):
    if content is not None:
        (tmp_path / "damaged.sqlite").write_bytes(content)
    before = sorted(tmp_path.rglob("*"))
    program = (sys.executable, "-c", _WITHOUT_INDEX)
    (tmp_path / "home").mkdir()
    empty = {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "home")}
    done = asked("2", "occlookup", "show", "43", program=program, **empty)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert asked("1", "occlookup", "sho", program=program, **empty).stdout.startswith(b"show\t")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path not in before] == []


def test_a_bug_is_silent(asked):
    broken = "from occlookup.cli import app\ndel app.COMMANDS\nfrom occlookup.cli.main import script\nscript()"
    done = asked("1", "occlookup", "", program=(sys.executable, "-c", broken))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("streams", [">&-", "2>&-", "<&- >&- 2>&-", "> /dev/full", "| true"])
def test_closed_and_full_streams_are_silent(asked, streams):
    line = f'{{ "$0" 1 occlookup "" {streams}; }} 2>said; cat said'
    done = asked(str(SCRIPT), program=("sh", "-c", line))
    if streams != "2>&-":
        assert done.stdout == b""
    assert (done.returncode, done.stderr) == (0, b"")
