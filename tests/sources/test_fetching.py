"""Downloads against a publisher on this computer: cut, slow, lying, redirecting, hostile; whole or not at all."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import re
import socket
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from occlookup.errors import DamagedDataError, NetworkError, OcclookupError, OutputError, UsageError
from occlookup.index.locate import RECORDS
from occlookup.sources import fetching, partial, publishers, transfer
from occlookup.sources.fetching import NotGivenError, download, fetch_release
from occlookup.sources.partial import locked
from occlookup.sources.publishers import NAMES, Publisher, candidates, newest_on_page
from occlookup.sources.transfer import BrokenOffError, Patience, Policy
from publisher_server import CERTIFICATE, TAG, file, publishing, raw, redirect, send, status
from publisher_server import Publisher as Server

DATA = Path(__file__).parents[3] / "shared" / "data"
MIB = 1 << 20
MODIFIED = "Fri, 15 May 2026 14:00:00 GMT"
HASTY = Patience(connect=5, byte=0.4, window=0.8, least=4096)


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.write(DATA / name, f"db_29_3_text/{Path(name).name}")
    return stream.getvalue()


RELEASE = zipped("onet-29.3/Job Zones.txt", "onet-29.3/Job Zone Reference.txt", "onet-29.3/Occupation Data.txt")
OTHER = zipped("onet-29.3/Interests.txt")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the computer that runs the tests, and no waiting between tries."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(fetching, "sleep", lambda seconds: None)


@pytest.fixture
def server() -> Iterator[Server]:
    with publishing() as running:
        yield running


def policy(**more: object) -> Policy:
    given = {"plain_http": True, "patience": Patience(connect=5, byte=5, window=10), "may_leave": lambda old, new: False}
    return Policy("occlookup/test", **{**given, **more})


def fetch(server: Server, folder: Path, path: str = "/db.zip", *, limit: int = 10 * MIB, **more: object) -> Path:
    return download(server.address + path, folder, limit, policy(**more), lambda *words: None)


def refused(server: Server, folder: Path, kind: type[OcclookupError] = NetworkError, **more: object) -> str:
    """The message of a fetch that fails, and leaves nothing."""
    with pytest.raises(kind) as fault:
        fetch(server, folder, **more)
    error = fault.value
    assert error.message.isprintable() and len(error.message) < 400 and error.hint.isprintable() and error.hint
    assert list(folder.iterdir()) == []
    return error.message


def test_a_whole_file_comes_whole(server, tmp_path):
    server.answers["/db.zip"] = file(RELEASE)
    steps: list[tuple[str, int, int]] = []
    path = download(server.address + "/db.zip", tmp_path / "new", 10 * MIB, policy(), lambda *words: steps.append(words))
    assert path == tmp_path / "new" / "db.zip" and path.read_bytes() == RELEASE
    assert list((tmp_path / "new").iterdir()) == [path]  # no part, no lock
    assert steps[-1] == ("Downloading db.zip", len(RELEASE), len(RELEASE))
    assert server.asked("user-agent") == ["occlookup/test"]
    assert server.asked("accept-encoding") == ["identity"]
    assert set(server.requests[0].headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.parametrize(
    "validators", [{"tag": TAG}, {"tag": "", "modified": MODIFIED}, {"tag": 'W/"1"', "modified": MODIFIED}]
)
@pytest.mark.parametrize("cut", [600, 5_000, len(RELEASE) // 2, len(RELEASE) - 1])
def test_a_connection_that_is_cut_is_gone_on_with(server, tmp_path, cut, validators):
    server.answers["/db.zip"] = [file(RELEASE, cut=cut, **validators), file(RELEASE, **validators)]
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    assert server.asked("range") == [None, f"bytes={cut}-"]
    assert server.asked("if-range") == [None, TAG if validators["tag"] == TAG else MODIFIED]
    assert [path.name for path in tmp_path.iterdir()] == ["db.zip"]


def test_the_next_run_goes_on_where_the_last_one_broke_off(server, tmp_path):
    server.answers["/db.zip"] = [file(RELEASE, cut=9_000), file(RELEASE, cut=0)]
    with pytest.raises(BrokenOffError, match="ended the connection"):
        fetch(server, tmp_path)
    assert (tmp_path / ".db.zip.part").read_bytes() == RELEASE[:9_000]
    assert not (tmp_path / "db.zip").exists() and not (tmp_path / ".fetch.lock").exists()
    server.answers["/db.zip"] = file(RELEASE)
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    assert server.asked("range")[-1] == "bytes=9000-"


def test_a_host_that_gives_nothing_more_is_left(server, tmp_path):
    server.answers["/db.zip"] = [file(RELEASE, cut=9_000), file(RELEASE, cut=0)]
    with pytest.raises(BrokenOffError):
        fetch(server, tmp_path)
    assert len(server.requests) == 2
    server.answers["/db.zip"] = file(RELEASE, cut=1_000)
    with pytest.raises(BrokenOffError):
        fetch(server, tmp_path)
    assert len(server.requests) == 7  # each brought something, but five times is enough


@pytest.mark.parametrize(
    "second",
    [
        file(OTHER, tag='"version-2"'),
        file(OTHER, tag='"version-2"', ranges=False),
        file(OTHER, tag='"version-2"', checked=False),  # a range of another version, whatever it was asked
        file(OTHER, tag=""),
    ],
)
def test_another_version_starts_anew(server, tmp_path, second):
    server.answers["/db.zip"] = [file(RELEASE, cut=20_000), second]
    assert fetch(server, tmp_path).read_bytes() == OTHER


def test_another_version_of_the_same_length_is_told_by_its_tag(server, tmp_path):
    other = RELEASE.replace(b"Job Zones.txt", b"Job Bones.txt")
    assert other != RELEASE and len(other) == len(RELEASE)
    server.answers["/db.zip"] = [file(RELEASE, cut=20_000), file(other, tag='"version-2"', checked=False)]
    assert fetch(server, tmp_path).read_bytes() == other


def test_a_rest_that_ends_early_is_no_rest(server, tmp_path):
    """Of a chunked answer the connection's end tells no length, but the range did."""
    head = f"HTTP/1.1 206 Part\nContent-Range: bytes 20000-{len(RELEASE) - 1}/{len(RELEASE)}\nTransfer-Encoding: chunked"
    short = raw(head, b"1388\r\n%s\r\n0\r\n\r\n" % RELEASE[20_000:25_000])
    server.answers["/db.zip"] = [file(RELEASE, cut=20_000), short, file(RELEASE)]
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    assert server.asked("range") == [None, "bytes=20000-", "bytes=25000-"]


def test_a_server_without_ranges_starts_anew(server, tmp_path):
    server.answers["/db.zip"] = [file(RELEASE, cut=20_000), file(RELEASE, ranges=False)]
    assert fetch(server, tmp_path).read_bytes() == RELEASE


@pytest.mark.parametrize(
    "said",
    [
        f"bytes 0-{len(RELEASE) - 1}/{len(RELEASE)}",
        f"bytes 20001-{len(RELEASE) - 1}/{len(RELEASE)}",
        f"bytes 20000-{len(RELEASE)}/{len(RELEASE) + 1}",
        "bytes 20000-20001/99999",
        "bytes 20000-29999/*",
        "bytes */7",
        "nonsense",
        "",
    ],
)
def test_a_range_that_was_not_asked_for_is_never_put_behind_the_part(server, tmp_path, said):
    wrong = raw(f"HTTP/1.1 206 Part\nContent-Range: {said}\nContent-Length: 10\nETag: {TAG}", b"0123456789")
    server.answers["/db.zip"] = [file(RELEASE, cut=20_000), wrong, file(RELEASE)]
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    server.answers["/db.zip"] = [file(RELEASE, cut=20_000), wrong, file(RELEASE, cut=20_000), wrong, file(RELEASE, cut=20_000)]
    server.answers["/db.zip"] += [wrong, wrong]
    (tmp_path / "db.zip").unlink()
    with pytest.raises(NetworkError):
        fetch(server, tmp_path)
    assert not (tmp_path / "db.zip").exists()


def test_a_part_that_is_all_there_is_asked_for_anew(server, tmp_path):
    (tmp_path / ".db.zip.part").write_bytes(RELEASE)
    state = {"address": server.address + "/db.zip", "validator": TAG, "total": len(RELEASE)}
    (tmp_path / ".db.zip.part.json").write_text(json.dumps(state))
    server.answers["/db.zip"] = file(RELEASE)
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    assert server.asked("range") == [f"bytes={len(RELEASE)}-", None]


@pytest.mark.parametrize(
    "state",
    [
        b"", b"{", b"[]", b"null", b"[" * 5000, b"\xff\xfe", b'{"address": 1}', b'{"address":"A","validator":"","total":null}',
        b'{"address":"A","validator":"x\\r\\nEvil: 1","total":null}', b'{"address":"A","validator":["a"],"total":null}',
        b'{"address":"A","validator":"\\"v\\"","total":-1}', b'{"address":"A","validator":"\\"v\\"","total":true}',
        b'{"address":"A","validator":"\\"v\\"","total":3}', b'{"address":"other","validator":"\\"v\\"","total":null}',
        b'{"address":"A","validator":"W/\\"v\\"","total":null}',
    ],
)  # fmt: skip
def test_a_part_of_which_nothing_sound_is_known_is_thrown_away(server, tmp_path, state):
    (tmp_path / ".db.zip.part").write_bytes(b"PK\x03\x04 of something else")
    (tmp_path / ".db.zip.part.json").write_bytes(state.replace(b'"A"', json.dumps(server.address + "/db.zip").encode()))
    server.answers["/db.zip"] = file(RELEASE)
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    assert server.asked("range") == [None]


def test_a_part_that_is_a_link_is_not_written_through(server, tmp_path):
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / ".db.zip.part").symlink_to(tmp_path / "mine.txt")
    state = {"address": server.address + "/db.zip", "validator": TAG, "total": len(RELEASE)}
    (tmp_path / ".db.zip.part.json").write_text(json.dumps(state))
    server.answers["/db.zip"] = file(RELEASE)
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    assert (tmp_path / "mine.txt").read_bytes() == b"mine" and not (tmp_path / "db.zip").is_symlink()


def test_without_a_validator_nothing_is_kept(server, tmp_path):
    server.answers["/db.zip"] = file(RELEASE, cut=20_000, tag="")
    assert "ended the connection" in refused(server, tmp_path, BrokenOffError)
    assert len(server.requests) == 1


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(RELEASE), RELEASE)
OK = f"HTTP/1.1 200 OK\nETag: {TAG}"


def test_a_file_of_untold_length_comes_whole(server, tmp_path):
    server.answers["/db.zip"] = raw(f"{OK}\nTransfer-Encoding: chunked", CHUNKED)
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    server.answers["/db.zip"] = raw(f"{OK}\nConnection: close", RELEASE)
    assert fetch(server, tmp_path).read_bytes() == RELEASE


@pytest.mark.parametrize(
    "head, body, kind, what",
    [
        (f"Content-Length: {len(RELEASE) - 100}", RELEASE, DamagedDataError, "is damaged"),
        ("Content-Length: -1", RELEASE, NetworkError, "tells a length that is none"),
        ("Content-Length: many", RELEASE, NetworkError, "tells a length that is none"),
        ("Content-Length: 0x10", RELEASE, NetworkError, "tells a length that is none"),
        ("Content-Length: +5", RELEASE, NetworkError, "tells a length that is none"),
        ("Content-Length: " + "9" * 30, RELEASE, NetworkError, "tells a length that is none"),
        ("Content-Length: 5\nContent-Length: 6", RELEASE, NetworkError, "tells a length that is none"),
        ("Content-Length: 5\nTransfer-Encoding: chunked", CHUNKED, NetworkError, "two lengths"),
        ("Content-Length: 99999999999", RELEASE, NetworkError, "more than 10 MiB"),
        ("Content-Length: 0", b"", NotGivenError, "sent nothing instead of db.zip"),
        ("Connection: close", RELEASE[:-500], DamagedDataError, "is damaged"),
        ("Content-Encoding: gzip", gzip.compress(RELEASE), NetworkError, "packed in another way"),
        ("Content-Length: 12", b"not an archive"[:12], NotGivenError, "sent something else instead of db.zip"),
        ("Content-Type: text/html", b"<!DOCTYPE html><p>Access denied" + b" " * 9000, NotGivenError, "sent a web page instead"),
        ("Content-Type: application/zip", b"\n <html>short", NotGivenError, "sent a web page instead of db.zip"),
        ("Content-Type: application/zip", b"PK\x03\x04" + bytes(5000), DamagedDataError, "is damaged"),
    ],
)  # fmt: skip
def test_an_answer_that_lies_is_refused(server, tmp_path, head, body, kind, what):
    server.answers["/db.zip"] = raw(f"{OK}\n{head}", body)
    assert what in refused(server, tmp_path, kind)


def test_a_short_answer_leaves_the_part_and_no_file(server, tmp_path):
    server.answers["/db.zip"] = [raw(f"{OK}\nContent-Length: {len(RELEASE) + 100}", RELEASE), file(RELEASE)]
    assert fetch(server, tmp_path).read_bytes() == RELEASE
    broken = raw(f"{OK}\nTransfer-Encoding: chunked", b"%x\r\n%s" % (len(RELEASE), RELEASE[:9_000]))
    server.answers["/db.zip"] = [broken, file(RELEASE)]
    assert fetch(server, tmp_path).read_bytes() == RELEASE


def test_a_stream_without_end_is_left_at_the_limit(server, tmp_path):
    def endless(handler) -> None:
        send(handler, OK)
        handler.wfile.write(RELEASE)
        while True:
            handler.wfile.write(bytes(MIB))

    server.answers["/db.zip"] = endless
    assert "sends more than the 10,485,760 bytes" in refused(server, tmp_path)


@pytest.mark.parametrize(
    "members, what",
    [
        ({"../x.txt": b"x"}, r"db.zip: ../x.txt has a name that leads out"),
        ({"/etc/x": b"x"}, "absolute name"),
        ({"a\\b": b"x"}, "backslash"),
        ({"zeros": bytes(80 * MIB)}, "unpacks to more than 200 times"),
    ],
)
def test_an_archive_that_could_do_harm_is_not_even_kept(server, tmp_path, members, what):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    server.answers["/db.zip"] = file(stream.getvalue())
    assert what in refused(server, tmp_path, DamagedDataError)


@pytest.mark.parametrize(
    "answer, kind, what",
    [
        (status(404), NotGivenError, "has no db.zip (404)"),
        (status(410), NotGivenError, "has no db.zip (410)"),
        (status(403), NotGivenError, "refuses to give db.zip (403)"),
        (status(500), NetworkError, "could not give db.zip (status 500)"),
        (status(503, "Retry-After: 120"), NetworkError, "too busy to give db.zip (503) and asks to wait 120 seconds"),
        (status(503, "Retry-After: \x1b[31msoon"), NetworkError, "too busy to give db.zip (503)."),
        (status(429, "Retry-After: Fri, 15 May 2026 14:00:00 GMT"), NetworkError, "too busy to give db.zip (429)."),
        (status(204), NetworkError, "status 204"),
        (status(304), NetworkError, "status 304"),
        (status(206, "Content-Range: bytes 0-3/4", body=b"PK\x03\x04"), NetworkError, "status 206"),
        (raw("HTTP/1.1 999 \x1b]0;evil\x07"), NetworkError, "status 999"),
        (raw("SSH-2.0-OpenSSH"), NetworkError, "answered with what is no HTTP"),
        (raw(""), NetworkError, "answered with what is no HTTP"),
        (raw("HTTP/1.1 200 OK\n" + "\n".join(f"X-{n}: y" for n in range(200))), NetworkError, "answered with what is no HTTP"),
        (raw("HTTP/1.1 200 OK\nX: " + "y" * 70_000), NetworkError, "answered with what is no HTTP"),
        (raw("HTTP/1.1 200 " + "y" * 70_000), NetworkError, "answered with what is no HTTP"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_in_a_line(server, tmp_path, answer, kind, what):
    server.answers["/db.zip"] = answer
    message = refused(server, tmp_path, kind)
    assert what in message and "\x1b" not in message


def test_a_connection_closed_at_once_is_told(server, tmp_path):
    server.answers["/db.zip"] = lambda handler: None
    assert "failed" in refused(server, tmp_path) or "no HTTP" in refused(server, tmp_path)


def test_nobody_listening_is_told(tmp_path):
    with publishing() as gone:
        pass
    assert "failed: Connection refused" in refused(gone, tmp_path)


def test_a_name_that_no_computer_has_is_told(tmp_path):
    nowhere = Server("https://no-such-host.invalid")
    assert re.search("could not be found|failed", refused(nowhere, tmp_path))


def test_headers_cannot_be_put_into_the_next_request(server, tmp_path):
    """What a server says comes back in If-Range only where it is an entity tag or a date, and nothing else."""
    evil = raw(
        f'HTTP/1.1 200 OK\nETag: "a"\n b: c\nLast-Modified: x\rEvil: 1\nContent-Length: {len(RELEASE)}', RELEASE[:20_000]
    )
    server.answers["/db.zip"] = [evil, file(RELEASE)]
    with pytest.raises(BrokenOffError):
        fetch(server, tmp_path)
    fetch(server, tmp_path)
    assert server.asked("if-range") == [None, None]


def test_a_server_that_drips_is_left_in_bounded_time(server, tmp_path):
    def dripping(head: str):
        def answer(handler) -> None:
            handler.wfile.write(head.encode())
            while True:
                time.sleep(0.05)
                handler.wfile.write(b"P")

        return answer

    for head in ("", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\nPK\x03\x04" + "x" * 600):
        server.answers["/db.zip"] = dripping(head)
        started = time.monotonic()
        assert "too slow" in refused(server, tmp_path, patience=HASTY)
        assert time.monotonic() - started < 5
    server.answers["/db.zip"] = lambda handler: time.sleep(3)
    started = time.monotonic()
    assert "too slow" in refused(server, tmp_path, patience=HASTY)
    assert time.monotonic() - started < 2.5


def test_time_that_has_run_out_is_no_time_to_wait():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        paced = transfer._Paced(ours, Patience(window=0.05))
        theirs.send(b"ab")
        assert paced.readinto(bytearray(1)) == 1
        time.sleep(0.1)
        with pytest.raises(TimeoutError, match="too slow"):
            paced.readinto(bytearray(1))
        paced.close()


def test_a_slow_but_steady_server_is_waited_for(server, tmp_path):
    def steady(handler) -> None:
        send(handler, f"{OK}\nContent-Length: {len(RELEASE)}")
        for start in range(0, len(RELEASE), 8192):
            time.sleep(0.15)
            handler.wfile.write(RELEASE[start : start + 8192])

    server.answers["/db.zip"] = steady
    started = time.monotonic()
    assert fetch(server, tmp_path, patience=HASTY).read_bytes() == RELEASE
    assert time.monotonic() - started > HASTY.window  # longer than a window, but enough came in each


def test_a_redirect_on_the_same_host_is_followed(server, tmp_path):
    asked: list[object] = []
    server.answers |= {"/db.zip": redirect("/a/b"), "/a/b": redirect(f"{server.address}/c", 308), "/c": file(RELEASE)}
    path = fetch(server, tmp_path, may_leave=lambda *hosts: asked.append(hosts))
    assert path.name == "db.zip" and path.read_bytes() == RELEASE and asked == []


def test_another_host_is_followed_only_if_that_is_allowed(server, tmp_path):
    with publishing(host="127.0.0.1") as other:
        server.answers["/db.zip"] = redirect(f"{other.address}/x")
        other.answers["/x"] = file(RELEASE)
        asked: list[tuple[str, str]] = []
        message = refused(server, tmp_path, may_leave=lambda *hosts: asked.append(hosts))
        hosts = (server.address.removeprefix("http://"), other.address.removeprefix("http://"))
        assert message == f"{hosts[0]} redirects to another host, {hosts[1]}, which was not followed."
        assert asked == [hosts] and other.requests == []
        assert fetch(server, tmp_path, may_leave=lambda old, new: True).read_bytes() == RELEASE


@pytest.mark.parametrize(
    "target, what",
    [
        ("file:///etc/passwd", "is no https address"),
        ("FILE:/etc/passwd", "is no https address"),
        ("ftp://localhost/x.zip", "is no https address"),
        ("data:application/zip;base64,UEsDBA==", "is no https address"),
        ("http://example.invalid/x.zip", "is no https address"),
        ("javascript:alert(1)", "is no https address"),
        ("https://user:secret@localhost/x.zip", "is no address that is asked"),
        ("https://", "is no address that is asked"),
        ("https://localhost:99999/", "is no address that is asked"),
        ("https://[::1/", "is no address that is asked"),
        ("https://localhost/a b", "is no address that is asked"),
        ("https://localhost/a\x1b[31m", "is no address that is asked"),
        ("https://localhost/\n Evil: 1", "is no address that is asked"),
        ("https://localhost/\n\tEvil:1", "is no address that is asked"),
        ("/a\n\tb", "is no https address"),
        ("https://loc\xe4lhost/", "is no address that is asked"),
        ("https://localhost/" + "x" * 3000, "is no address that is asked"),
        ("", "redirects without saying where"),
    ],
)
def test_a_redirect_to_what_is_no_safe_address_is_refused(server, tmp_path, target, what):
    server.answers["/db.zip"] = redirect(target)
    message = refused(server, tmp_path, may_leave=lambda old, new: True)
    assert what in message and "\x1b" not in message


def test_a_loop_of_redirects_ends(server, tmp_path):
    server.answers |= {"/db.zip": redirect("/b"), "/b": redirect("/db.zip")}
    assert refused(server, tmp_path) == "localhost redirects again and again."
    assert len(server.requests) == 6


def test_https_to_http_is_refused_even_here(tmp_path):
    with publishing(tls=True) as server, publishing() as plain:
        server.answers["/db.zip"] = redirect(f"{plain.address}/db.zip")
        plain.answers["/db.zip"] = file(RELEASE)
        message = refused(server, tmp_path, trusted=CERTIFICATE, plain_http=False, may_leave=lambda old, new: True)
        assert "is no https address" in message and plain.requests == []


def test_certificates_are_checked(tmp_path):
    with publishing(tls=True) as server:
        server.answers["/db.zip"] = file(RELEASE)
        message = refused(server, tmp_path, plain_http=False)
        assert "the certificate of localhost is not to be trusted: self-signed certificate" in message
        assert server.requests == []
        assert fetch(server, tmp_path, trusted=CERTIFICATE, plain_http=False).read_bytes() == RELEASE
        (tmp_path / "db.zip").unlink()
        elsewhere = Server(server.address.replace("localhost", "127.0.0.1"))
        message = refused(elsewhere, tmp_path, trusted=CERTIFICATE, plain_http=False)
        assert "the certificate of 127.0.0.1 is not to be trusted" in message and "not valid for" in message


def test_a_server_without_https_is_told(server, tmp_path):
    plain = Server(server.address.replace("http:", "https:"))
    assert "the connection to localhost failed" in refused(plain, tmp_path)


def test_http_is_refused_unless_a_test_asks(server, tmp_path):
    assert "is no https address" in refused(server, tmp_path, plain_http=False)
    assert server.requests == []


def test_a_proxy_of_the_environment_is_used_and_told_where_it_refuses(server, tmp_path, monkeypatch):
    monkeypatch.setenv("https_proxy", server.address)
    target = Server("https://publisher.invalid")
    assert "Tunnel connection failed: 501" in refused(target, tmp_path, plain_http=False)


def test_two_fetches_at_once_the_second_says_so(server, tmp_path):
    server.answers["/db.zip"] = file(RELEASE)
    with locked(tmp_path), pytest.raises(NetworkError, match="another fetch is under way"):
        fetch(server, tmp_path)
    assert server.requests == []
    assert fetch(server, tmp_path).read_bytes() == RELEASE


def test_a_lock_whose_file_was_taken_away_meanwhile_is_taken_anew(tmp_path, monkeypatch):
    """Who held it ends between our opening the file and our locking it, and a third begins."""
    take, turns = partial.take_lock, []

    def late(descriptor: int) -> bool:
        turns.append(descriptor)
        if len(turns) == 1:
            (tmp_path / ".fetch.lock").unlink()
            (tmp_path / ".fetch.lock").touch()
        return take(descriptor)

    monkeypatch.setattr(partial, "take_lock", late)
    with locked(tmp_path):
        assert len(turns) == 2
        with pytest.raises(NetworkError), locked(tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("function", ["fsync", "replace", "open", "mkdir"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_folder_that_cannot_be_written_is_told_and_nothing_left(server, tmp_path, monkeypatch, function, code):
    def full(*words: object, **named: object) -> object:
        raise OSError(code, os.strerror(code))

    server.answers["/db.zip"] = file(RELEASE)
    with monkeypatch.context() as patch:
        patch.setattr(os, function, full)
        with pytest.raises(OutputError, match=f"could not be written: {os.strerror(code)}"):
            fetch(server, tmp_path / "downloads")
    assert not (tmp_path / "downloads").exists() or list((tmp_path / "downloads").iterdir()) == []


def test_a_file_is_never_written_over_where_that_was_not_said(server, tmp_path):
    (tmp_path / "db.zip").write_bytes(b"mine")
    server.answers["/db.zip"] = file(RELEASE)
    with pytest.raises(UsageError, match="already"):
        download(server.address + "/db.zip", tmp_path, MIB, policy(), lambda *words: None, replace=False)
    assert (tmp_path / "db.zip").read_bytes() == b"mine" and server.requests == []
    assert fetch(server, tmp_path).read_bytes() == RELEASE


def release(server: Server, known: Publisher, folder: Path, said: list[str], today: date = date(2026, 11, 22)) -> Path:
    done = fetch_release(known, folder, policy(), lambda *words: None, say=said.append, today=today)
    assert done.size == done.path.stat().st_size == len(done.path.read_bytes()) and re.fullmatch("[0-9a-f]{64}", done.sha256)
    return done.path


def test_the_next_year_is_asked_for_first(server, tmp_path):
    known = Publisher("oews", f"{server.address}/oes/oesm25all.zip", "", MIB)
    server.answers["/oes/oesm25all.zip"] = file(RELEASE)
    assert release(server, known, tmp_path, [], date(2028, 4, 1)).name == "oesm25all.zip"
    assert [request.path for request in server.requests] == [f"/oes/oesm{year}all.zip" for year in (27, 26, 25)]
    server.answers["/oes/oesm27all.zip"] = raw(f"{OK}\nConnection: close", b"<html>Not found</html>")
    server.answers["/oes/oesm26all.zip"] = file(OTHER)
    assert release(server, known, tmp_path, [], date(2028, 4, 1)).name == "oesm26all.zip"


def test_trouble_with_the_newest_is_not_taken_for_its_absence(server, tmp_path):
    known = Publisher("oews", f"{server.address}/oesm25all.zip", "", MIB)
    server.answers |= {"/oesm25all.zip": file(RELEASE), "/oesm26all.zip": status(503)}
    with pytest.raises(NetworkError, match="too busy"):
        release(server, known, tmp_path, [], date(2027, 6, 1))


@pytest.mark.parametrize(
    "today, years",
    [
        (date(1970, 1, 1), [25]),
        (date(2026, 2, 28), [25]),
        (date(2027, 2, 28), [25]),
        (date(2027, 3, 1), [26, 25]),
        (date(2031, 5, 1), [30, 29, 28, 25]),
        (date(2999, 5, 1), [99, 98, 97, 25]),
    ],
)
def test_the_years_are_those_that_may_be_out(today, years):
    known = Publisher("oews", "https://www.bls.gov/oes/special-requests/oesm25all.zip", "", 1)
    assert candidates(known, today) == [f"https://www.bls.gov/oes/special-requests/oesm{year}all.zip" for year in years]


def test_the_newest_release_is_read_off_the_page(server, tmp_path):
    known = Publisher("onet", f"{server.address}/dl_files/database/db_30_3_text.zip", f"{server.address}/database.html", MIB)
    page = b'<a href="/dl_files/database/db_30_3_text.zip"> <a href="https://evil.invalid/db_31_0_text.zip"> db_9_9_text.zip'
    server.answers["/database.html"] = status(200, body=page)
    server.answers["/dl_files/database/db_31_0_text.zip"] = file(RELEASE)
    said: list[str] = []
    assert release(server, known, tmp_path, said).name == "db_31_0_text.zip" and said == []


@pytest.mark.parametrize("page", [status(404), status(200, body=b"<html>"), raw(f"{OK}\nContent-Length: 100000", b"<html>")])
def test_a_page_that_tells_nothing_is_no_reason_to_stop(server, tmp_path, page):
    known = Publisher("onet", f"{server.address}/db_30_3_text.zip", f"{server.address}/database.html", MIB)
    server.answers |= {"/database.html": page, "/db_30_3_text.zip": file(RELEASE)}
    said: list[str] = []
    assert release(server, known, tmp_path, said).name == "db_30_3_text.zip"
    assert [line.startswith("The newest release could not be looked up (localhost ") for line in said] in ([], [True])


def test_a_page_without_end_is_left(server, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "_LARGEST_PAGE", 1000)
    known = Publisher("onet", f"{server.address}/db_30_3_text.zip", f"{server.address}/database.html", MIB)
    server.answers |= {"/database.html": status(200, body=bytes(5000)), "/db_30_3_text.zip": file(RELEASE)}
    said: list[str] = []
    release(server, known, tmp_path, said)
    assert "has no end to its page" in said[0]


def test_the_bundled_records_say_where_to_fetch_from():
    known = publishers.publishers(RECORDS)
    assert {name: each.address for name, each in known.items()} == {
        "onet": "https://www.onetcenter.org/dl_files/database/db_30_3_text.zip",
        "oews": "https://www.bls.gov/oes/special-requests/oesm25all.zip",
        "projections": "https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx",
    }
    assert tuple(known) == NAMES
    assert [each.page for each in known.values()] == ["https://www.onetcenter.org/database.html", "", ""]
    assert newest_on_page(known["onet"], "db_29_9_text.zip db_31_10_text.zip").endswith("/dl_files/database/db_31_10_text.zip")


def test_records_without_addresses_are_told(tmp_path):
    (tmp_path / "sources.toml").write_text('[[sources]]\nid = "onet-1"\n')
    with pytest.raises(DamagedDataError, match="no address to fetch onet from"):
        publishers.publishers(tmp_path)


def test_certificates_of_old_protocols_are_refused():
    opener = transfer._opener(policy())
    contexts = [handler._trust for handler in opener.handlers if hasattr(handler, "_trust")]
    assert [(each.check_hostname, each.verify_mode.name, each.minimum_version.name) for each in contexts] == [
        (True, "CERT_REQUIRED", "TLSv1_2")
    ]
    kinds = {type(handler).__name__ for handler in opener.handlers}
    assert not kinds & {"HTTPRedirectHandler", "FileHandler", "FTPHandler", "DataHandler"}
