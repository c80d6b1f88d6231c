"""occlookup data fetch in processes of its own, against a publisher on this computer with a certificate of the tests."""

from __future__ import annotations

import errno
import fcntl
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import occlookup
from data_folder import put_in_use
from occlookup.cli import data_fetch
from occlookup.cli.data_fetch import SOURCES
from occlookup.sources.publishers import NAMES
from processes import Done, environment
from publisher_server import CERTIFICATE, TAG, Publisher, file, publishing, redirect, send, status

DATA = Path(__file__).parents[3] / "shared" / "data"
PACKAGES = Path(occlookup.__file__).parents[1]
SECONDS = 60
# Runs a command line with the addresses of the tests, and an import that only tells what it was given.
PROGRAM = """
import resource, sys
sys.path.insert(0, sys.argv[1])
address, largest = sys.argv[2], int(sys.argv[3])
from occlookup.cli import data_fetch
from occlookup.errors import DamagedDataError
from occlookup.sources import publishers, unpacking
from occlookup.sources.publishers import Publisher
addresses = {"onet": "db_30_3_text.zip", "oews": "oesm25all.zip", "projections": "occupation.xlsx"}
pages = {"onet": f"{address}/database.html"}
publishers.publishers = lambda records: {
    name: Publisher(name, f"{address}/{file}", pages.get(name, ""), 64 << 20) for name, file in addresses.items()
}
def take(paths):
    for path in paths:
        print("imported", path.name, path.stat().st_size)
        if path.name == "occupation.xlsx":
            raise DamagedDataError("the import found a fault.", hint="A hint.")
data_fetch.importer = lambda: take
if largest:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
from occlookup.cli import main
sys.argv[1:] = sys.argv[4:]
main.script()
"""


def zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(DATA / name, f"db_30_3_text/{Path(name).name}")
    return stream.getvalue()


ONET = zipped("onet-29.3/Task Statements.txt")
WORKBOOK = (DATA / "projections-2022-2032" / "occupation_2022_2032.xlsx").read_bytes()


@pytest.fixture
def server() -> Iterator[Publisher]:
    with publishing(tls=True) as running:
        running.answers |= {
            "/database.html": status(200, body=b'<a href="/dl_files/database/db_30_3_text.zip">'),
            "/db_30_3_text.zip": file(ONET),
            "/oesm25all.zip": file(WORKBOOK),
        }
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder, not there yet."""
    return tmp_path / "data"


def words_of(server: Publisher, *words: str, largest: int = 0) -> list[str]:
    return [sys.executable, "-c", PROGRAM, str(PACKAGES), server.address, str(largest), "data", "fetch", *words]


def variables(folder: Path, **more: str) -> dict[str, str]:
    return environment(**{"SSL_CERT_FILE": str(CERTIFICATE), "OCCLOOKUP_DATA": str(folder), **more})


def fetch(server: Publisher, folder: Path, *words: str, largest: int = 0, **more: str) -> Done:
    done = subprocess.run(
        words_of(server, *words, largest=largest), capture_output=True, env=variables(folder, **more), timeout=SECONDS
    )
    assert b"Traceback" not in done.stderr and b"bug" not in done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(done: Done, code: int = 4) -> str:
    """The one line of an error; its hint follows."""
    lines = done.err.decode().splitlines()
    assert (done.code, len(lines)) == (code, 2), done
    return lines[0]


def test_a_release_is_downloaded_and_handed_to_the_import(server, folder):
    done = fetch(server, folder, "onet")
    assert (done.code, done.err) == (0, b"")
    first, second, third = done.out.decode().splitlines()
    assert first == f"db_30_3_text.zip: {len(ONET):,} bytes from {server.address}/db_30_3_text.zip"
    assert second.startswith("  SHA-256 ") and third == f"imported db_30_3_text.zip {len(ONET)}"
    assert files(folder / "downloads") == []  # what is in use need not lie there twice
    assert server.asked("user-agent") == [f"occlookup/{occlookup.__version__}"] * 2


def test_what_was_downloaded_is_put_into_use(server, folder, sound_records, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_DATA", str(folder))
    put_in_use(sound_records)
    server.answers["/occupation.xlsx"] = file(WORKBOOK)
    program = PROGRAM.replace("data_fetch.importer = lambda: take\n", "")
    assert program != PROGRAM
    words = [sys.executable, "-c", program, *words_of(server, "projections")[3:]]
    done = subprocess.run(words, capture_output=True, env=variables(folder), timeout=SECONDS)
    assert done.returncode == 0 and b"2022 to 2032" in done.stdout
    with occlookup.open_catalog() as catalog:
        outlook = catalog.show("43-3011").data.outlook
        assert (outlook.base_year, outlook.employment_base, outlook.percent_change) == (2022, 209700, -9.6)
    assert files(folder / "downloads") == []


def test_without_a_source_all_three_are_fetched_and_a_fault_of_the_import_keeps_them(server, folder):
    server.answers["/occupation.xlsx"] = file(WORKBOOK)
    done = fetch(server, folder)
    assert done.code == 4
    imported = [line.split()[1] for line in done.out.decode().splitlines() if line.startswith("imported")]
    assert imported == ["db_30_3_text.zip", "oesm25all.zip", "occupation.xlsx"]
    assert files(folder / "downloads") == sorted(imported)
    lines = done.err.decode().splitlines()
    assert lines[0] == f"What was downloaded stays in {folder / 'downloads'}." and "the import found a fault." in lines[1]


def test_to_a_folder_nothing_is_imported_and_nothing_written_over(server, folder, tmp_path):
    (tmp_path / "mine").mkdir()
    done = fetch(server, folder, "onet", "--to", str(tmp_path / "mine"))
    assert (done.code, done.err) == (0, b"") and b"imported" not in done.out
    assert (tmp_path / "mine" / "db_30_3_text.zip").read_bytes() == ONET
    assert files(tmp_path / "mine") == ["db_30_3_text.zip"] and not folder.exists()
    done = fetch(server, folder, "onet", f"--to={tmp_path / 'mine'}")
    assert "already" in refusal(done, 2)


def test_without_a_data_folder_it_says_so_and_to_a_folder_works(server, folder, tmp_path):
    done = fetch(server, folder, "onet", OCCLOOKUP_DATA="")
    assert "there is no data folder to import into." in refusal(done, 2) and server.requests == []
    assert fetch(server, folder, "onet", "--to", str(tmp_path), OCCLOOKUP_DATA="").code == 0


def test_the_data_folder_of_the_system_is_used_where_none_is_named(server, tmp_path):
    named = variables(tmp_path, HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path / "share"))
    del named["OCCLOOKUP_DATA"]
    server.answers["/occupation.xlsx"] = file(WORKBOOK)
    done = subprocess.run(words_of(server, "projections"), capture_output=True, env=named, timeout=SECONDS)
    assert done.returncode == 4 and (tmp_path / "share" / "occlookup" / "downloads" / "occupation.xlsx").is_file()


@pytest.mark.parametrize(
    "words, code, what",
    [
        (["soc"], 2, "'soc' is no source to fetch."),
        (["onet", "\x1b[31mred"], 2, "'[31mred' is no source to fetch."),
        (["onet", "--to", "/dev/null/folder"], 2, "there is no folder /dev/null/folder."),
        (["onet", "--contact", "a\r\nEvil: 1"], 2, "--contact is no address"),
        (["onet", "--contact", "x" * 101], 2, "--contact is no address"),
        (["onet", "--contact", "\u00e9@example.org"], 2, "--contact is no address"),
        (["onet", "--contact", "(nested)"], 2, "--contact is no address"),
        (["onet", "--contact", ""], 2, "--contact is no address"),
    ],
)
def test_wrong_words_are_refused_before_anything_is_asked(server, folder, words, code, what):
    done = fetch(server, folder, *words)
    assert what in refusal(done, code) and server.requests == [] and not folder.exists()


def test_a_contact_is_sent_along(server, folder):
    fetch(server, folder, "onet", "--contact", "desk@example.org")
    assert server.asked("user-agent") == [f"occlookup/{occlookup.__version__} (desk@example.org)"] * 2


@pytest.mark.parametrize(
    "answer, what",
    [
        (status(403), "localhost refuses to give db_30_3_text.zip (403)."),
        (status(404), "localhost has no db_30_3_text.zip (404)."),
        (status(503, "Retry-After: 7"), "is too busy to give db_30_3_text.zip (503) and asks to wait 7 seconds."),
        (status(200, body=b"<html>Access denied</html>"), "localhost sent a web page instead of db_30_3_text.zip."),
        (redirect("http://localhost/x"), "is no https address"),
        (redirect("https://example.invalid/x"), "redirects to another host, example.invalid, which was not followed."),
    ],
)
def test_a_fault_is_one_line_with_a_hint(server, folder, answer, what):
    server.answers["/db_30_3_text.zip"] = answer
    done = fetch(server, folder, "onet")
    lines = [line for line in done.err.decode().splitlines() if "redirects to another host: " not in line]
    assert (done.code, done.out, len(lines)) == (4, b"", 2) and what in lines[0]
    assert files(folder / "downloads") == []


def test_a_fault_as_json(server, folder, monkeypatch):
    server.answers["/db_30_3_text.zip"] = status(404)
    monkeypatch.setenv("OCCLOOKUP_FORMAT", "json")
    settings = folder.parent / "settings.toml"
    settings.write_text('format = "json"\n')
    done = fetch(server, folder, "onet", OCCLOOKUP_CONFIG=str(settings))
    assert json.loads(done.err)["error"]["kind"] == "network"


def test_a_certificate_that_nobody_trusts_is_refused(server, folder):
    named = variables(folder)
    del named["SSL_CERT_FILE"]
    done = subprocess.run(words_of(server, "projections"), capture_output=True, env=named, timeout=SECONDS)
    assert (done.returncode, server.requests) == (4, [])
    assert b"the certificate of localhost is not to be trusted" in done.stderr


def test_another_host_is_told_and_followed_where_that_is_allowed(server, folder, tmp_path):
    """The certificate of the tests is for localhost alone; another port is another host."""
    with publishing(tls=True) as other:
        other.answers["/x"] = file(ONET)
        server.answers["/db_30_3_text.zip"] = redirect(f"{other.address}/x")
        done = fetch(server, folder, "onet", "--to", str(tmp_path))
        assert done.code == 4 and other.requests == []
        done = fetch(server, folder, "onet", "--to", str(tmp_path), "--allow-redirect")
        old, new = (each.address.removeprefix("https://") for each in (server, other))
        assert (done.code, done.err.decode()) == (0, f"{old} redirects to another host: {new}\n")
        assert (tmp_path / "db_30_3_text.zip").read_bytes() == ONET


@pytest.mark.parametrize("typed, code", [(b"y\n", 0), (b"n\n", 4), (b"\n", 4), (b"\x04", 4)])
def test_at_a_terminal_a_person_is_asked(server, folder, tmp_path, typed, code):
    with publishing(tls=True) as other:
        other.answers["/x"] = file(ONET)
        server.answers["/db_30_3_text.zip"] = redirect(f"{other.address}/x")
        screen, inside = pty.openpty()
        process = subprocess.Popen(
            words_of(server, "onet", "--to", str(tmp_path)), stdin=inside, stdout=inside, stderr=inside, env=variables(folder)
        )
        os.close(inside)
        shown = b""
        while True:
            try:
                piece = os.read(screen, 65536)
            except OSError as fault:
                assert fault.errno == errno.EIO
                break
            if b"Follow it? [y/N]" in piece:
                os.write(screen, typed)
            shown += piece
        os.close(screen)
        assert process.wait(SECONDS) == code and shown.count(b"Follow it?") == 1
        assert (b"Downloading db_30_3_text.zip: " in shown) == (code == 0)
        assert other.requests == [] or code == 0


def stalling(content: bytes, count: int):
    """Some of a file, and then nothing for a long time."""

    def answer(handler) -> None:
        send(handler, f"HTTP/1.1 200 OK\nETag: {TAG}\nContent-Length: {len(content)}", content[:count])
        time.sleep(SECONDS)

    return answer


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -9)])
def test_an_interrupt_leaves_a_part_that_the_next_run_goes_on_with(server, folder, number, code):
    server.answers["/db_30_3_text.zip"] = [stalling(ONET, 100_000), file(ONET)]
    process = subprocess.Popen(words_of(server, "onet"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=variables(folder))
    part = folder / "downloads" / ".db_30_3_text.zip.part"
    deadline = time.monotonic() + SECONDS
    while not (part.exists() and part.stat().st_size == 100_000):
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.02)
    # while it runs nobody else may
    assert "another fetch is under way" in refusal(fetch(server, folder, "onet"))
    process.send_signal(number)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, err) == (code, b"", b"")
    assert not (folder / "downloads" / "db_30_3_text.zip").exists() and part.read_bytes() == ONET[:100_000]
    done = fetch(server, folder, "onet")
    assert done.code == 0 and f"imported db_30_3_text.zip {len(ONET)}" in done.out.decode()
    assert server.asked("range")[-1] == "bytes=100000-"
    assert files(folder / "downloads") == []


def test_killed_at_any_moment_nothing_half_stands_under_the_name(server, folder):
    """Bytes come all the time; after every kill the next run ends whole, with the right content."""

    def trickling(handler) -> None:
        wanted = handler.headers.get("Range")
        if wanted:
            return file(ONET)(handler)
        send(handler, f"HTTP/1.1 200 OK\nETag: {TAG}\nContent-Length: {len(ONET)}")
        for start in range(0, len(ONET), 8192):
            handler.wfile.write(ONET[start : start + 8192])
            time.sleep(0.002)
        return None

    server.answers["/db_30_3_text.zip"] = trickling
    target = folder / "to"
    target.mkdir(parents=True)
    for turn in range(12):
        process = subprocess.Popen(
            words_of(server, "onet", "--to", str(target)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=variables(folder)
        )
        time.sleep(0.05 + 0.05 * turn)
        process.kill()
        process.communicate()
        whole = target / "db_30_3_text.zip"
        assert not whole.exists() or whole.read_bytes() == ONET
        if not whole.exists():
            assert fetch(server, folder, "onet", "--to", str(target)).code == 0
        assert whole.read_bytes() == ONET
        whole.unlink()


@pytest.mark.parametrize("largest", [1, 50, 4096, 100_000, len(ONET) - 1])
def test_a_full_disk_is_one_line_and_leaves_nothing(server, folder, largest):
    done = fetch(server, folder, "onet", largest=largest)
    assert "db_30_3_text.zip could not be written: File too large." in refusal(done)
    assert files(folder / "downloads") == []


def test_a_data_folder_that_is_none_is_told(server, folder):
    folder.write_bytes(b"a file")
    done = fetch(server, folder, "onet")
    assert "could not be written: " in refusal(done)
    assert folder.read_bytes() == b"a file"


def test_closed_streams_are_no_fault(server, folder):
    line = '"$@" 2>&-'
    named = variables(folder)
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *words_of(server, "onet")], capture_output=True, env=named, timeout=SECONDS
    )
    assert done.returncode == 0 and b"imported" in done.stdout
    server.answers["/db_30_3_text.zip"] = redirect("https://example.invalid/")
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *words_of(server, "onet")], capture_output=True, env=named, timeout=SECONDS
    )
    assert (done.returncode, done.stdout, done.stderr) == (4, b"", b"")
    line = '"$@" 2>/dev/full'
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *words_of(server, "onet")], capture_output=True, env=named, timeout=SECONDS
    )
    assert (done.returncode, done.stdout) == (4, b"")


def test_the_lock_of_a_dead_process_keeps_nobody_out(server, folder):
    (folder / "downloads").mkdir(parents=True)
    (folder / "downloads" / ".fetch.lock").write_bytes(b"")
    assert fetch(server, folder, "onet").code == 0
    with (folder / "downloads" / ".fetch.lock").open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        assert "another fetch is under way" in refusal(fetch(server, folder, "onet"))


def test_the_words_are_the_sources():
    assert tuple(SOURCES) == NAMES


def test_nothing_of_the_network_is_loaded_but_by_fetch():
    """Neither at the start of any command, nor with the module of this one."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from occlookup.cli.main import main; main(['show', '43-3011']);"
        "main(['data', '--help']); main(['data', 'fetch', '--help']); main(['data', 'info']);"
        "main(['data', 'fetch', 'nothing']);"
        "sys.stderr.write(' '.join(name for name in sys.modules if name in "
        "('socket', 'ssl', 'http', 'http.client', 'urllib.request', 'occlookup.sources.transfer')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(PACKAGES)], capture_output=True, env=environment(), timeout=SECONDS
    )
    assert done.stderr.decode().splitlines()[2:] == []
    assert b"only command of occlookup that ever opens a network connection" in done.stdout.replace(b"\n  ", b" ")


def test_what_the_import_needs_is_asked_for_first(server, monkeypatch, capsys):
    from occlookup.cli.main import main
    from occlookup.errors import UsageError

    def missing() -> None:
        raise UsageError("reading the releases needs openpyxl.", hint="Install it.")

    monkeypatch.setattr(data_fetch, "importer", missing)
    monkeypatch.setattr(data_fetch, "_download", lambda *words, **named: pytest.fail("asked too early"))
    assert main(["data", "fetch", "onet"]) == 2
    assert "needs openpyxl" in capsys.readouterr().err
