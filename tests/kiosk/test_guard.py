"""What the process cannot do from then on. It is for good: each is tried in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from occlookup.index.locate import BUNDLED

TRY = """
import contextlib, ctypes, importlib, io, json, multiprocessing, os, pathlib, pty, resource, shutil, signal, socket, sqlite3
import subprocess, sys, tempfile, threading, urllib.request, webbrowser
from occlookup.kiosk import guard

class Harmless(Exception): pass
# a process that is made all the same must not go on with these tests
os.register_at_fork(after_in_child=lambda: os._exit(99))
sys.dont_write_bytecode = False
guard.shut()
found = {}
for name, source in json.loads(sys.stdin.read()).items():
    try:
        exec(source)
        found[name] = "done"
    except BaseException as fault:
        found[name] = f"{type(fault).__name__}: {fault}"
print(json.dumps(found))
"""

NEVER = {
    "Popen": "subprocess.Popen(['/bin/true'])",
    "run": "subprocess.run('/bin/true', shell=True)",
    "system": "os.system('/bin/true')",
    "popen": "os.popen('/bin/true')",
    "fork": "os.fork()",
    "forkpty": "os.forkpty()",
    "pty.spawn": "pty.spawn('/bin/true')",
    "execv": "os.execv('/bin/true', ['true'])",
    "execve": "os.execve('/bin/true', ['true'], {})",
    "execvp": "os.execvp('true', ['true'])",
    "execl": "os.execl('/bin/true', 'true')",
    "posix_spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "posix_spawnp": "os.posix_spawnp('true', ['true'], {})",
    "spawnv": "os.spawnv(os.P_WAIT, '/bin/true', ['true'])",
    "kill": "os.kill(os.getpid(), 0)",
    "killpg": "os.killpg(os.getpgid(0), 0)",
    "putenv": "os.putenv('PATH', '/tmp')",
    "environ": "os.environ['PATH'] = '/tmp'",
    "multiprocessing": "multiprocessing.get_context('fork').Process(target=print).start()",
    "socket": "socket.socket()",
    "socketpair": "socket.socketpair()",
    "getaddrinfo": "socket.getaddrinfo('localhost', 80)",
    "gethostbyname": "socket.gethostbyname('localhost')",
    "gethostname": "socket.gethostname()",
    "urlopen": "urllib.request.urlopen('http://localhost/')",
    "webbrowser": "webbrowser.GenericBrowser('true').open('http://localhost/')",
    "dlopen": "ctypes.CDLL('libc.so.6')",
    "input": "input()",
    "breakpoint": "breakpoint()",
}
WRITING = {
    "write": "open('new', 'w')",
    "write anew": "open('old', 'w')",
    "append": "open('old', 'a')",
    "update": "open('old', 'r+b')",
    "exclusive": "open('new', 'x')",
    "io.open": "io.open('new', 'wb')",
    "FileIO": "io.FileIO('new', 'w')",
    "os.open": "os.open('new', os.O_WRONLY | os.O_CREAT)",
    "os.open to create": "os.open('new', os.O_RDONLY | os.O_CREAT)",
    "os.open to truncate": "os.open('old', os.O_RDONLY | os.O_TRUNC)",
    "os.open in a folder": "os.open('new', os.O_RDWR | os.O_CREAT, dir_fd=os.open('.', os.O_RDONLY))",
    "os.open without a name": "os.open('.', os.O_TMPFILE | os.O_RDWR)",
    "write_text": "pathlib.Path('new').write_text('x')",
    "touch": "pathlib.Path('new').touch()",
    "remove": "os.remove('old')",
    "unlink": "pathlib.Path('old').unlink()",
    "rename": "os.rename('old', 'new')",
    "replace": "os.replace('old', 'new')",
    "link": "os.link('old', 'new')",
    "symlink": "os.symlink('old', 'new')",
    "mkdir": "os.mkdir('new')",
    "makedirs": "os.makedirs('new/below')",
    "rmdir": "os.rmdir('folder')",
    "chmod": "os.chmod('old', 0o777)",
    "chown": "os.chown('old', 1, 1)",
    "truncate": "os.truncate('old', 0)",
    "utime": "os.utime('old', (1, 1))",
    "setxattr": "os.setxattr('old', 'user.x', b'x')",
    "copyfile": "shutil.copyfile('old', 'new')",
    "move": "shutil.move('old', 'new')",
    "rmtree": "shutil.rmtree('folder')",
    "mkstemp": "tempfile.mkstemp(dir='.')",
    "mkdtemp": "tempfile.mkdtemp(dir='.')",
    "NamedTemporaryFile": "tempfile.NamedTemporaryFile(dir='.')",
    "sqlite": "sqlite3.connect('new').execute('CREATE TABLE t (c)')",
    "sqlite by a path": "sqlite3.connect(pathlib.Path('new')).execute('CREATE TABLE t (c)')",
    "sqlite by bytes": "sqlite3.connect(b'new').execute('CREATE TABLE t (c)')",
    "sqlite by an address": "sqlite3.connect('file:new?mode=rwc', uri=True).execute('CREATE TABLE t (c)')",
    "sqlite in an old file": "sqlite3.connect('data.sqlite').execute('INSERT INTO t VALUES (2)').connection.commit()",
    "sqlite without an end": "sqlite3.connect('').execute('CREATE TABLE t (c)')",
}
READING = {
    "open": "assert open('old').read() == 'as it was'",
    "os.open": "os.close(os.open('old', os.O_RDONLY))",
    "listdir": "assert 'old' in os.listdir('.')",
    "scandir": "list(os.scandir('.'))",
    "stat": "os.stat('old')",
    "import": "importlib.import_module('fractions')",
    "sqlite": "assert list(sqlite3.connect('file:data.sqlite?mode=ro', uri=True).execute('SELECT c FROM t')) == [(1,)]",
    "/dev/urandom": "open('/dev/urandom', 'rb').read(8)",
    "pipe": "read, write = os.pipe(); os.write(write, b'x'); assert os.read(read, 1) == b'x'",
    "the standard output": "os.write(2, b'')",
}
ALLOWED = {
    "write": "with guard.writing(): open('written', 'w').write('x' * 10)",
    "os.open": "with guard.writing(): os.close(os.open('opened', os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW))",
    "rename": "with guard.writing(): os.replace('opened', 'renamed')",
    "remove": "with guard.writing(): os.unlink('renamed')",
}


def attempt(sources: dict[str, str], folder: Path) -> dict[str, str]:
    """What became of each of these in a process that is shut, in `folder`."""
    done = subprocess.run(
        [sys.executable, "-c", TRY], input=json.dumps(sources), capture_output=True, text=True, cwd=folder, timeout=60
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def content(folder: Path) -> dict[str, Any]:
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    import sqlite3

    path = tmp_path / "here"
    (path / "folder").mkdir(parents=True)
    (path / "old").write_text("as it was")
    with sqlite3.connect(path / "data.sqlite") as connection:
        connection.execute("CREATE TABLE t (c)")
        connection.execute("INSERT INTO t VALUES (1)")
    connection.close()
    return path


def test_other_programs_the_network_and_the_like_are_refused(folder):
    before = content(folder)
    found = attempt(NEVER, folder)
    assert {name: said for name, said in found.items() if not said.startswith("PermissionError: the kiosk never needs")} == {}
    assert content(folder) == before


def test_they_are_refused_where_writing_is_allowed_too(folder):
    inside = {name: f"with guard.writing(): {source}" for name, source in NEVER.items()}
    found = attempt(inside, folder)
    assert {name: said for name, said in found.items() if not said.startswith("PermissionError: the kiosk never needs")} == {}


def test_every_way_to_write_is_refused(folder):
    before = content(folder)
    found = attempt(WRITING, folder)
    assert {name: said for name, said in found.items() if not said.startswith("PermissionError: the kiosk writes only")} == {}
    assert content(folder) == before


def test_reading_goes_on(folder):
    before = content(folder)
    assert attempt(READING, folder) == dict.fromkeys(READING, "done")
    assert content(folder) == before


def test_what_the_operator_named_can_be_written(folder):
    assert attempt(ALLOWED, folder) == dict.fromkeys(ALLOWED, "done")
    assert (folder / "written").read_text() == "x" * 10
    assert not (folder / "renamed").exists()


def test_writing_ends_where_it_ended_also_with_a_fault(folder):
    found = attempt(
        {
            "fault": "with guard.writing(): raise Harmless",
            "after a fault": "open('new', 'w')",
            "inside": "with guard.writing(): open('written', 'w').close()",
            "after": "open('new', 'w')",
        },
        folder,
    )
    assert {name: said.partition(":")[0] for name, said in found.items()} == {
        "fault": "Harmless",
        "after a fault": "PermissionError",
        "inside": "done",
        "after": "PermissionError",
    }


def test_no_core_file_no_new_process_and_no_file_without_end(folder):
    found = attempt(
        {
            "limits": "assert [resource.getrlimit(getattr(resource, name)) for name in ('RLIMIT_CORE', 'RLIMIT_NPROC')]"
            " == [(0, 0), (0, 0)]",
            "file": "assert resource.getrlimit(resource.RLIMIT_FSIZE) == (4 << 20, 4 << 20)",
            "large": "with guard.writing(): open('large', 'wb', buffering=0).write(bytes(4 << 20))",
            "too large": "with guard.writing(): open('large', 'ab', buffering=0).write(b'x')",
        },
        folder,
    )
    assert [found.pop(name) for name in ("limits", "file", "large")] == ["done"] * 3
    assert found["too large"].startswith("OSError")
    assert (folder / "large").stat().st_size == 4 << 20


def test_no_byte_code_is_written(folder):
    (folder / "imported.py").write_text("found = 1\n")
    tried = {"import": "sys.path.insert(0, '.'); importlib.import_module('imported')", "flag": "assert sys.dont_write_bytecode"}
    assert attempt(tried, folder) == {"import": "done", "flag": "done"}
    assert not (folder / "__pycache__").exists()


def test_it_cannot_be_opened_again(folder):
    found = attempt(
        {
            "rule": "guard._NEVER = (); guard._WRITING = ()",
            "module": "sys.modules.pop('occlookup.kiosk.guard')",
            "clear": "sys._clear_internal_caches() if hasattr(sys, '_clear_internal_caches') else None",
            "reload": "importlib.import_module('occlookup.kiosk.guard')",
            "write": "open('new', 'w')",
        },
        folder,
    )
    assert found["write"].startswith("PermissionError")
    assert not (folder / "new").exists()


@pytest.mark.skipif(not BUNDLED.exists(), reason="this copy has no index beside its modules")
def test_the_catalog_answers_as_before(folder):
    asked = {
        "search": "global catalog; from occlookup.catalog import open_catalog; catalog = open_catalog()\n"
        "assert catalog.search('nurse').data.results",
        "show": "assert catalog.show('29-1141', state='CT').data.title == 'Registered Nurses'",
        "compare": "assert catalog.compare(['29-1141', '43-3011']).data.occupations",
        "quiz": "assert catalog.quiz_result([1, 2, 3, 4, 5] * 12).data.scores",
    }
    assert attempt(asked, folder) == dict.fromkeys(asked, "done")


def test_this_process_is_as_it_was(tmp_path):
    (tmp_path / "file").write_text("x")
    os.remove(tmp_path / "file")
    assert not (tmp_path / "file").exists()
