"""The kiosk in a hostile or broken environment: none of the caller's variables means anything, and nothing is needed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import occlookup
from kiosk.driving import COMMAND, LAUNCHER, MODULE, Kiosk, children_of, clean_environment, tree
from kiosk.test_terminal import make_pin

# variables that make some program start another, or read a file, at its start, at its end, or in between
PROGRAMS = ("PAGER", "MANPAGER", "EDITOR", "VISUAL", "BROWSER", "SHELL", "LESSOPEN", "GIT_PAGER")
FILES = ("PYTHONSTARTUP", "INPUTRC", "BASH_ENV", "ENV", "PYTHONHISTORY", "PYTHON_HISTORY")
FOLDERS = (
    "PYTHONPATH",
    "PYTHONUSERBASE",
    "TERMINFO",
    "TERMCAP",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "TMPDIR",
)
OTHERS = {
    "PYTHONINSPECT": "1", "PYTHONDEBUG": "1", "PYTHONVERBOSE": "1", "PYTHONBREAKPOINT": "os.system", "PYTHONWARNINGS": "error",
    "PYTHONDEVMODE": "1", "PYTHONPROFILEIMPORTTIME": "1", "PYTHONIOENCODING": "ascii", "PYTHONTRACEMALLOC": "1", "IFS": "/",
    "PYTHONFAULTHANDLER": "1", "PYTHONOPTIMIZE": "2", "PYTHONSAFEPATH": "", "OCCLOOKUP_CONFIG": "/nonexistent/settings",
    "OCCLOOKUP_STATE": "TX", "OCCLOOKUP_DEBUG": "1", "FORCE_COLOR": "1", "COLUMNS": "7", "LINES": "3", "SHELLOPTS": "xtrace",
    "LANG": "../../etc", "LC_CTYPE": "/tmp/x",
}  # fmt: skip


def poisoned(home: Path) -> tuple[dict[str, str], Path]:
    """An environment in which every variable leaves a trace where it is followed, and the folder of the traces."""
    traces = home / "traces"
    traces.mkdir()
    trap = home / "trap"
    trap.mkdir()
    for name in ("sitecustomize.py", "usercustomize.py", "occlookup.py", "argparse.py", "startup"):
        (trap / name).write_text(f"open({str(traces / name)!r}, 'w')\n" if name.endswith(".py") or name == "startup" else "")
    script = trap / "program"
    script.write_text(f'#!/bin/sh\ntouch {traces}/program-"$$"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    shell = trap / "shell"
    shell.write_text(f"touch {traces}/shell\n")
    environment = {
        **clean_environment(home),
        **OTHERS,
        **dict.fromkeys(PROGRAMS, str(script)),
        **dict.fromkeys(FILES, str(trap / "startup")),
        **dict.fromkeys(FOLDERS, str(trap)),
        "BASH_ENV": str(shell),
        "ENV": str(shell),
        "PS4": f"$(touch {traces}/prompt)",
        "PATH": f"{trap}:/usr/bin:/bin",
        "BASH_FUNC_readlink%%": f"() {{ touch {traces}/function; }}",
        "BASH_FUNC_exec%%": f"() {{ touch {traces}/function; }}",
    }
    for name in ("python", "python3", "env", "readlink"):
        (trap / name).symlink_to(script)
    return environment, traces


def one_session(kiosk: Kiosk) -> None:
    kiosk.type("nurse")
    kiosk.type("1")
    kiosk.type("pay")
    kiosk.type("quiz")
    kiosk.press("3")
    kiosk.type("stop")
    assert "type: new" not in kiosk.type("exit")
    kiosk.send("4321\r")
    assert kiosk.wait_for_end() == 0


SHELLS = [shell for shell in ("/bin/sh", "/bin/bash", "/bin/dash") if Path(shell).exists()]


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_of_the_callers_environment_is_followed(shell, tmp_path):
    environment, traces = poisoned(tmp_path)
    make_pin(tmp_path / "pin", "4321")
    launcher = tmp_path / "launch"
    launcher.write_text(f"{Path(LAUNCHER[0]).read_text().replace('#!/bin/sh', f'#!{shell}', 1)}")
    launcher.chmod(0o755)
    # beside the Python, as the installed one is
    beside = tmp_path / "bin"
    beside.mkdir()
    (beside / "occlookup-kiosk").write_text(launcher.read_text())
    (beside / "occlookup-kiosk").chmod(0o755)
    (beside / "occlookup").write_text(Path(COMMAND[0]).read_text())
    link = tmp_path / "link"
    link.symlink_to(beside / "occlookup-kiosk")
    before = tree(tmp_path)
    for program in (LAUNCHER[0], str(beside / "occlookup-kiosk"), str(link)):
        with Kiosk(
            tmp_path, "--pin-file", str(tmp_path / "pin"), command=[program], environment=environment, cwd=tmp_path / "trap"
        ) as kiosk:
            variables = Path(f"/proc/{kiosk.pid}/environ").read_bytes().decode().split("\0")
            assert {variable.partition("=")[0] for variable in variables if variable} <= {"TERM", "LC_ALL", "NO_COLOR"}
            one_session(kiosk)
    assert list(traces.iterdir()) == []
    assert tree(tmp_path) == before


def test_the_command_ends_at_once_too(tmp_path):
    environment, traces = poisoned(tmp_path)
    # what a Python that is not isolated reads before any line of ours is not ours to refuse
    for name in ("PYTHONPATH", "PYTHONWARNINGS", "PYTHONDEVMODE", "PYTHONVERBOSE", "PYTHONPROFILEIMPORTTIME", "PYTHONDEBUG"):
        del environment[name]
    make_pin(tmp_path / "pin", "4321")
    with Kiosk(tmp_path, "--pin-file", str(tmp_path / "pin"), command=COMMAND, environment=environment) as kiosk:
        one_session(kiosk)
    assert list(traces.iterdir()) == []


def test_the_shell_of_a_login_takes_no_command(tmp_path):
    for words in (["-c", "id"], ["-c", "/usr/lib/sftp-server"], ["--", "id"], ["id"], ["-i"], ["-l"], ["-s"]):
        done = subprocess.run([*LAUNCHER, *words], capture_output=True, text=True, env=clean_environment(tmp_path), timeout=60)
        assert (done.returncode, done.stdout) == (2, ""), words
        assert "usage: occlookup-kiosk" in done.stderr


def test_without_a_terminal_it_says_so_in_a_line(tmp_path):
    for command in (MODULE, LAUNCHER, COMMAND):
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=clean_environment(tmp_path), timeout=60
        )
        assert done.returncode == 2
        assert "the kiosk needs a terminal" in done.stderr
        assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) <= 2


HOMES = {
    "none": lambda path: None,
    "one that is not there": lambda path: path / "missing",
    "a file": lambda path: path / "file",
    "one to read only": lambda path: path / "closed",
    "/dev/null": lambda path: Path("/dev/null"),
}


@pytest.mark.parametrize("kind", HOMES)
def test_it_needs_no_home(kind, tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "closed").mkdir(mode=0o555)
    home = HOMES[kind](tmp_path)
    environment = clean_environment(tmp_path)
    del environment["HOME"]
    if home is not None:
        environment["HOME"] = str(home)
    before = tree(tmp_path)
    with Kiosk(tmp_path, environment=environment) as kiosk:
        kiosk.type("nurse")
        assert "Registered Nurses" in kiosk.type("1")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("term", [None, "", "dumb", "linux", "vt100", "unknown-terminal", "xterm\x1b[2J"])
def test_it_needs_no_kind_of_terminal(term, tmp_path):
    environment = clean_environment(tmp_path)
    del environment["TERM"]
    if term is not None:
        environment["TERM"] = term
    with Kiosk(tmp_path, "--plain", environment=environment) as kiosk:
        assert "Registered Nurses" in kiosk.type("nurse")
        if term in (None, "", "dumb"):
            assert "\x1b[36m" not in kiosk.said and "\x1b[1m" not in kiosk.said


@pytest.mark.parametrize("variable", ["LANG", "LC_ALL", "LC_CTYPE"])
@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "C.UTF-8", "ja_JP.eucJP", "not a locale"])
def test_it_speaks_in_any_locale(variable, locale, tmp_path):
    environment = {**clean_environment(tmp_path), variable: locale}
    with Kiosk(tmp_path, "--state", "CT", command=LAUNCHER, environment=environment) as kiosk:
        kiosk.type("nurse")
        assert "Registered Nurses" in kiosk.type("1")
        assert "\ufffd" not in kiosk.said
        assert "Jobs" in kiosk.type("café")


def test_it_works_where_the_folder_is_gone(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    command = ["/bin/sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *MODULE]
    with Kiosk(tmp_path, command=command, cwd=gone) as kiosk:
        assert "Registered Nurses" in kiosk.type("nurse")


def sheet(kiosk: Kiosk) -> str:
    kiosk.type("29-1141")
    kiosk.type("keep")
    return kiosk.type("handout")


def limited(blocks: int) -> list[str]:
    return ["/bin/sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh", *MODULE]


def test_a_full_disk_leaves_nothing_of_a_sheet(tmp_path):
    folder = tmp_path / "sheets"
    folder.mkdir()
    with Kiosk(tmp_path, "--handouts", str(folder), command=limited(8)) as kiosk:
        assert "could not be written" in sheet(kiosk)
        assert list(folder.iterdir()) == []
        assert "Registered Nurses" in kiosk.type("list")


def test_a_disk_that_is_full_leaves_nothing_of_a_sheet(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        with Kiosk(tmp_path, "--handouts", str(folder)) as kiosk:
            assert "could not be written" in sheet(kiosk)
            assert list(folder.iterdir()) == []
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_folder_that_cannot_be_used_is_said_at_the_start(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in ("missing", "file"):
        done = subprocess.run(
            [*MODULE, "--handouts", str(tmp_path / folder)], capture_output=True, text=True, env=clean_environment(tmp_path)
        )
        assert done.returncode == 2
    with Kiosk(tmp_path, "--handouts", str(tmp_path)) as kiosk:
        name = sheet(kiosk).partition("called ")[2].split(".")[0]
        assert {path.name for path in tmp_path.iterdir()} == {"file", f"{name}.html", f"{name}.txt"}
        assert children_of(kiosk.pid) == []


def test_no_word_for_sheets_without_a_folder(tmp_path):
    with Kiosk(tmp_path) as kiosk:
        assert "handout" not in kiosk.type("help")
        kiosk.type("29-1141")
        kiosk.type("keep")
        kiosk.type("handout")
    assert list(tmp_path.iterdir()) == []


def test_the_installed_package_is_the_one_under_test():
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import occlookup; print(occlookup.__file__)"], capture_output=True, text=True
    )
    assert os.path.samefile(done.stdout.strip(), occlookup.__file__)
