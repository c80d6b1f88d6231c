"""A publisher on this computer: answers with real files over HTTP, well or as badly as a test says."""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

CERTIFICATE = Path(__file__).parent / "localhost_test_only.pem"
TAG = '"version-1"'


class Request(NamedTuple):
    """What was asked for."""

    path: str
    headers: Mapping[str, str]


Answer = Callable[[BaseHTTPRequestHandler], None]


class Publisher:
    """A running server. `answers` are by path, those of a list one after the other; `requests` is what was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.requests: list[Request] = []

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.requests.append(Request(handler.path, {name.lower(): value for name, value in handler.headers.items()}))
        found = self.answers.get(handler.path)
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        (found or status(404))(handler)

    def asked(self, name: str) -> list[str | None]:
        """What each request had in this header."""
        return [request.headers.get(name) for request in self.requests]


@contextmanager
def publishing(*, tls: bool = False, host: str = "localhost") -> Iterator[Publisher]:
    """A publisher on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            with suppress(OSError):  # the client has left
                publisher.answer(self)

        def log_message(self, *words: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *words: Any) -> None:
            pass  # a handshake that the client broke off

        def finish_request(self, request: Any, client_address: Any) -> None:
            if tls:  # in the connection's own thread
                request.settimeout(20)
                request = context.wrap_socket(request, server_side=True)
            super().finish_request(request, client_address)
            request.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server = Server(("127.0.0.1", 0), Handler)
    publisher = Publisher(f"{'https' if tls else 'http'}://{host}:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, head: str, body: bytes = b"") -> None:
    """Send a head as it stands here, one line a line, and a body."""
    handler.wfile.write("\r\n".join([*head.strip().split("\n"), "", ""]).encode("latin-1") + body)
    handler.wfile.flush()


def raw(head: str, body: bytes = b"") -> Answer:
    """Exactly this head and body."""
    return lambda handler: send(handler, head, body)


def status(number: int, *lines: str, body: bytes = b"") -> Answer:
    """A status, with these header lines."""
    return raw("\n".join([f"HTTP/1.1 {number} Word", *lines, f"Content-Length: {len(body)}"]), body)


def redirect(target: str, number: int = 302) -> Answer:
    """A redirect."""
    return status(number, f"Location: {target}")


def file(
    content: bytes, *, tag: str = TAG, modified: str = "", ranges: bool = True, cut: int | None = None, checked: bool = True
) -> Answer:
    """A file as a good server gives it, ranges too; or one that ends the connection after `cut` bytes.

    Without `ranges` it always gives the whole; without `checked` it does not look at If-Range.
    """

    def answer(handler: BaseHTTPRequestHandler) -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
        known = handler.headers.get("If-Range")
        first, head = 0, "HTTP/1.1 200 OK"
        if wanted and ranges and (not checked or known in (tag, modified)):
            first = int(wanted[1])
            if first >= len(content):
                return status(416, f"Content-Range: bytes */{len(content)}")(handler)
            head = f"HTTP/1.1 206 Partial Content\nContent-Range: bytes {first}-{len(content) - 1}/{len(content)}"
        head += f"\nContent-Length: {len(content) - first}" + (f"\nETag: {tag}" if tag else "")
        head += f"\nLast-Modified: {modified}" if modified else ""
        send(handler, head, content[first:] if cut is None else content[first : first + cut])
        return None

    return answer
