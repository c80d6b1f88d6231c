"""One request for one file over the network, as safe as it can be: https, checked certificates, no quiet leap to another host.

Owns connections, redirects, and that every wait ends. Keeps nothing: what comes fetching.py writes. Of all of occlookup only
this module opens a connection, and only `data fetch` calls it.
"""

from __future__ import annotations

import http.client
import io
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from occlookup.codes import show_text
from occlookup.errors import NetworkError

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
_CHUNK = 128 << 10
_LONGEST_ADDRESS = 2_000
_ADDRESS = re.compile(r"[!-~]+")  # what is no space, no control and ASCII
_LENGTH = re.compile(r"\d{1,15}")
_NOT_TAKEN = "Nothing was taken from there."
_TRY_LATER = "Look at your connection, and try again later."


class Patience(NamedTuple):
    """Seconds to wait: for a connection, for the next byte, and for the next `least` bytes, headers included.

    The last ends what drips: 32 KiB in a minute is a tenth of what a telephone modem brought.
    """

    connect: float = 20.0
    byte: float = 30.0
    window: float = 60.0
    least: int = 32 << 10


class Policy(NamedTuple):
    """What a request may do.

    user_agent: how the program names itself; BLS refuses who does not.
    may_leave: asked before a redirect to another host, of the old and the new one.
    plain_http: also http, on this computer alone. For tests.
    trusted: a file of certificates to trust instead of the system's. For tests.
    """

    user_agent: str
    may_leave: Callable[[str, str], bool]
    plain_http: bool = False
    trusted: Path | None = None
    patience: Patience = Patience()


class BrokenOffError(NetworkError):
    """The connection ended or fell silent in the middle: to ask again for the rest may help."""


class Reply(NamedTuple):
    """An answer: its status, the host that gave it, its headers by lower-case name, and its length where that is known."""

    status: int
    host: str
    headers: Mapping[str, str]
    length: int | None
    pieces: Iterator[bytes]


@contextmanager
def open_address(address: str, headers: Mapping[str, str], policy: Policy) -> Iterator[Reply]:
    """Ask for `address`, following redirects as `policy` allows; any status but a redirect is an answer.

    Raises:
        NetworkError: no connection, no trust, an address that is not taken, a redirect that is not followed, an answer that
            breaks the rules of HTTP.
        BrokenOffError: from `pieces`, where the answer breaks off.
    """
    opener = _opener(policy)
    for _ in range(_MOST_REDIRECTS + 1):
        split = _split(address, policy)
        host = split.hostname or ""
        asked = {**headers, "User-Agent": policy.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        with _faults_told(host):
            response = opener.open(urllib.request.Request(address, headers=asked), timeout=policy.patience.connect)
        with response:
            if response.status not in _REDIRECTS:
                yield _reply(response, host)
                return
            address = _next_address(response, address, policy)
    raise NetworkError(f"{host} redirects again and again.", hint=_TRY_LATER)


def _opener(policy: Policy) -> urllib.request.OpenerDirector:
    """What asks: of urllib's handlers just these, so that no redirect is followed by itself, and no file opened."""
    context = ssl.create_default_context(cafile=None if policy.trusted is None else str(policy.trusted))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    opener = urllib.request.OpenerDirector()
    opener.addheaders = []
    handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler(), _Secure(context, policy.patience)]
    if policy.plain_http:
        handlers.append(_Plain(policy.patience))
    for handler in [*handlers, urllib.request.UnknownHandler()]:
        opener.add_handler(handler)
    return opener


def _split(address: str, policy: Policy) -> SplitResult:
    """The address in its parts, found to be one that may be asked for."""
    shown = show_text(address, limit=120)
    try:
        split = urlsplit(address)
        port = split.port
    except ValueError:
        raise NetworkError(f"{shown} is no address that is asked.", hint=_NOT_TAKEN) from None
    local = policy.plain_http and split.scheme == "http" and split.hostname in _THIS_COMPUTER
    if split.scheme != "https" and not local:
        raise NetworkError(f"{shown} is no https address, and nothing else is safe.", hint=_NOT_TAKEN)
    strange = not _ADDRESS.fullmatch(address) or len(address) > _LONGEST_ADDRESS
    if strange or not split.hostname or port == 0 or split.username is not None or split.password is not None:
        raise NetworkError(f"{shown} is no address that is asked.", hint=_NOT_TAKEN)
    return split


def _next_address(response: http.client.HTTPResponse, address: str, policy: Policy) -> str:
    """Where the redirect leads, if it may be followed."""
    old = _split(address, policy)
    target = response.headers.get("Location")
    if not target:
        raise NetworkError(f"{old.hostname} redirects without saying where.", hint=_TRY_LATER)
    try:
        # told apart before urljoin, which drops line ends in silence
        following = urljoin(address, target) if _ADDRESS.fullmatch(target) else target
    except ValueError:
        following = target
    new = _split(following, policy)
    if _authority(new) != _authority(old) and not policy.may_leave(_authority(old), _authority(new)):
        raise NetworkError(
            f"{_authority(old)} redirects to another host, {_authority(new)}, which was not followed.",
            hint="If you trust that host: --allow-redirect.",
        )
    return following


def _authority(split: SplitResult) -> str:
    """Host and port, as they are told to a person; of the usual port nothing."""
    usual = {"https": 443, "http": 80}.get(split.scheme)
    return f"{split.hostname}" if split.port in (None, usual) else f"{split.hostname}:{split.port}"


def _reply(response: http.client.HTTPResponse, host: str) -> Reply:
    headers = {name.lower(): show_text(value, limit=1_000) for name, value in response.headers.items()}
    lengths = {value.strip() for value in response.headers.get_all("Content-Length", [])}
    if len(lengths) > 1 or not all(map(_LENGTH.fullmatch, lengths)):
        raise NetworkError(f"{host} tells a length that is none.", hint=_TRY_LATER)
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise NetworkError(f"{host} sent the file packed in another way than it was asked for.", hint=_TRY_LATER)
    chunked = "transfer-encoding" in headers
    if chunked and lengths:  # two ends of one answer: who believes which is how answers are smuggled
        raise NetworkError(f"{host} tells two lengths for one answer.", hint=_TRY_LATER)
    length = int(lengths.pop()) if lengths else None
    return Reply(response.status, host, headers, length, _pieces(response, host, length))


def _pieces(response: http.client.HTTPResponse, host: str, length: int | None) -> Iterator[bytes]:
    count = 0
    while True:
        with _faults_told(host, middle=True):
            piece = response.read1(_CHUNK)
        if not piece:
            break
        count += len(piece)
        yield piece
    if length is not None and count < length:
        raise BrokenOffError(f"{host} ended the connection after {count:,} of {length:,} bytes.", hint="Run the command again.")


@contextmanager
def _faults_told(host: str, *, middle: bool = False) -> Iterator[None]:
    """Say what went wrong with a connection in one line."""
    kind: type[NetworkError] = BrokenOffError if middle else NetworkError
    hint = "Run the command again: it goes on where it stopped." if middle else _TRY_LATER
    try:
        yield
    except urllib.error.URLError as fault:
        reason = fault.reason if isinstance(fault.reason, Exception) else OSError(str(fault.reason))
        raise kind(_told(host, reason), hint=_hint(reason, hint)) from fault
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise kind(_told(host, fault), hint=_hint(fault, hint)) from fault


def _told(host: str, fault: Exception) -> str:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"the certificate of {host} is not to be trusted: {show_text(fault.verify_message, limit=120)}."
    if isinstance(fault, TimeoutError):
        return f"{host} is too slow, or does not answer."
    if isinstance(fault, socket.gaierror):
        return f"the computer {host} could not be found."
    if isinstance(fault, http.client.IncompleteRead):
        return f"{host} ended the connection in the middle of the file."
    if isinstance(fault, OSError):
        return f"the connection to {host} failed: {show_text(fault.strerror or str(fault), limit=120)}."
    return f"{host} answered with what is no HTTP: {show_text(str(fault)) or type(fault).__name__}."


def _hint(fault: Exception, otherwise: str) -> str:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return "Nothing was taken. A proxy between may have a certificate of its own: SSL_CERT_FILE names what to trust."
    return otherwise


class _Paced(io.RawIOBase):
    """What comes through a socket, as long as it comes fast enough."""

    def __init__(self, connection: socket.socket, patience: Patience) -> None:
        self._socket = connection
        self._stream = connection.makefile("rb", buffering=0)
        self._patience = patience
        self._end_window()

    def _end_window(self) -> None:
        self._deadline = time.monotonic() + self._patience.window
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("too slow")
        self._socket.settimeout(min(self._patience.byte, left))
        count = self._stream.readinto(buffer)
        self._count += count or 0
        if self._count >= self._patience.least:
            self._end_window()
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


def _paced(kind: type[http.client.HTTPConnection], patience: Patience) -> Callable[..., http.client.HTTPConnection]:
    """Connections of this kind whose answers, and those of a proxy, must come fast enough."""

    class Response(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **named: Any) -> None:
            super().__init__(sock, *args, **named)
            self.fp.close()
            self.fp = io.BufferedReader(_Paced(sock, patience))

    def connect(host: str, **named: Any) -> http.client.HTTPConnection:
        connection = kind(host, **named)
        connection.response_class = Response
        return connection

    return connect


class _Secure(urllib.request.HTTPSHandler):
    """https with this context."""

    def __init__(self, context: ssl.SSLContext, patience: Patience) -> None:
        super().__init__(context=context)
        self._trust = context
        self._patience = patience

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_paced(http.client.HTTPSConnection, self._patience), req, context=self._trust)


class _Plain(urllib.request.HTTPHandler):
    """http, which only tests ask for."""

    def __init__(self, patience: Patience) -> None:
        super().__init__()
        self._patience = patience

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_paced(http.client.HTTPConnection, self._patience), req)
