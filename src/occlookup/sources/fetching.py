"""Downloading the current release of a source from its publisher, whole or not at all.

Owns what is asked for, how a broken download goes on, and what is taken for the file that was wanted. Where the releases are
publishers.py knows; connections are transfer.py's, parts of files partial.py's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import sleep
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from occlookup.codes import show_text
from occlookup.errors import DamagedDataError, NetworkError, OutputError, UsageError
from occlookup.sources.archives import RefusedArchiveError, looks_like, open_archive
from occlookup.sources.partial import Partial, Version, locked, validator_of
from occlookup.sources.publishers import Publisher, candidates, newest_on_page
from occlookup.sources.releases import sha256_of
from occlookup.sources.taking import Progress
from occlookup.sources.transfer import BrokenOffError, Policy, Reply, open_address

_TRIES = 5
_HEAD = 512
_LARGEST_PAGE = 4 << 20
_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")
_SECONDS = re.compile(r"\d{1,7}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_AGAIN = "Try again later, or download it with a browser and import the file."
_REACHED = "Some publishers want to know how to reach who asks: --contact ADDRESS. Or download it with a browser."


class Fetched(NamedTuple):
    """A file that was downloaded: where it lies, where it is from, its bytes, and their SHA-256 in hexadecimal digits."""

    path: Path
    address: str
    size: int
    sha256: str


class NotGivenError(NetworkError):
    """The publisher does not give this file: it is not there, or not for us."""


def fetch_release(
    publisher: Publisher,
    folder: Path,
    policy: Policy,
    progress: Progress,
    *,
    say: Callable[[str], None],
    today: date,
    replace: bool = True,
) -> Fetched:
    """Download the current release into `folder`.

    `say` gets a line for the person where something is worth telling. With `replace` a file of an earlier fetch is replaced.

    Raises:
        NetworkError: it cannot be had; what has come is kept where it can be gone on with.
        DamagedDataError: what came is no archive, or one that could do harm.
        OutputError: it cannot be written; nothing is left.
        UsageError: without `replace`, there is such a file already.
    """
    addresses = candidates(publisher, today)
    if publisher.page:
        addresses = _from_page(publisher, policy, say)
    for number, address in enumerate(addresses, 1):
        try:
            path = download(address, folder, publisher.limit, policy, progress, replace=replace)
            return Fetched(path, address, path.stat().st_size, sha256_of(path))
        except NotGivenError:  # the next year's may not be out yet
            if number == len(addresses):
                raise
    raise AssertionError("a publisher has an address")


def _from_page(publisher: Publisher, policy: Policy, say: Callable[[str], None]) -> list[str]:
    """The address of the release that the publisher's page names as the current one; the recorded one where it names none."""
    try:
        with open_address(publisher.page, {}, policy) as reply:
            if reply.status != 200:
                raise _refusal(reply, publisher.page)
            text = bytearray()
            for piece in reply.pieces:
                text += piece
                if len(text) > _LARGEST_PAGE:
                    raise NetworkError(f"{reply.host} has no end to its page.")
    except NetworkError as fault:
        say(f"The newest release could not be looked up ({fault.message.rstrip('.')}): asking for the one that is known.")
        return [publisher.address]
    return [newest_on_page(publisher, text.decode("ascii", "replace"))]


def download(address: str, folder: Path, limit: int, policy: Policy, progress: Progress, *, replace: bool = True) -> Path:
    """Download the zip archive or workbook at `address`, of at most `limit` bytes; its path in `folder`.

    A part that an earlier call has left is gone on with where the server says that it is of the same version.
    Raises as `fetch_release`.
    """
    name = unquote(urlsplit(address).path).rpartition("/")[2]
    if not _NAME.fullmatch(name):
        raise NetworkError(f"{show_text(address)} names no file.")
    shown = show_text(str(folder / name), limit=200)
    try:
        with locked(folder):
            if not replace and os.path.lexists(folder / name):
                raise UsageError(f"there is {shown} already.", hint="Name another folder, or move it away.")
            partial = Partial(folder, name)
            try:
                return _download(address, partial, limit, policy, progress, replace=replace)
            except OSError:
                partial.drop()
                raise
            finally:
                partial.close()
                if partial.known(address) is None:
                    partial.drop()
    except OSError as fault:
        raise OutputError(
            f"{shown} could not be written: {fault.strerror or fault}.",
            hint="Free some space, or name another folder: --to DIR.",
        ) from fault


def _download(address: str, partial: Partial, limit: int, policy: Policy, progress: Progress, *, replace: bool) -> Path:
    """Ask until the file is whole: as long as every answer brings something, so that a host which gives nothing is left."""
    for number in range(_TRIES):
        before = partial.size()
        try:
            if _ask(address, partial, limit, policy, progress):
                break
        except BrokenOffError:
            if number == _TRIES - 1 or partial.known(address) is None or partial.size() <= before:
                raise
            sleep(min(number, 2))
    else:
        raise NetworkError(f"{_host(address)} sends other parts of the file than those that are asked for.", hint=_AGAIN)
    try:
        with open_archive(partial.path, partial.target.name):
            pass
    except RefusedArchiveError as fault:
        partial.drop()
        raise DamagedDataError(f"what {_host(address)} sent is not taken: {fault}.", hint=_AGAIN) from fault
    return partial.finish(replace=replace)


def _ask(address: str, partial: Partial, limit: int, policy: Policy, progress: Progress) -> bool:
    """Ask for the file, or for what is missing of it; whether it is whole. If not, it is to be asked for anew."""
    known = partial.known(address)
    headers = {}
    if known is not None:
        headers = {"Range": f"bytes={known[1]}-", "If-Range": known[0].validator}
    with open_address(address, headers, policy) as reply:
        if known is not None and reply.status in (206, 416):
            version, count = known
            if (whole := _whole_length(reply, version, count)) is None:
                partial.drop()
                return False
            version = version._replace(total=whole)
            partial.go_on()
        elif reply.status == 200:
            validator = validator_of(reply.headers.get("etag", ""), reply.headers.get("last-modified", ""))
            version, count = Version(address, validator, reply.length), 0
        else:
            raise _refusal(reply, address)
        _receive(reply, partial, version, count, limit, progress)
    return True


def _whole_length(reply: Reply, version: Version, count: int) -> int | None:
    """The length of the whole, where the answer is the rest of just the part that is there; None where it is not."""
    said = _CONTENT_RANGE.fullmatch(reply.headers.get("content-range", ""))
    if reply.status != 206 or said is None:
        return None
    first, last, total = map(int, said.groups())
    other = validator_of(reply.headers.get("etag", ""), reply.headers.get("last-modified", ""))
    alike = not other or other == version.validator or other.startswith('"') != version.validator.startswith('"')
    fits = (first, last + 1, total) == (count, total, version.total or total) and reply.length in (None, total - count)
    return total if fits and alike else None


def _receive(reply: Reply, partial: Partial, version: Version, count: int, limit: int, progress: Progress) -> None:
    """Write what comes behind the `count` bytes that are there; the beginning must be that of an archive."""
    name, total = partial.target.name, version.total or 0
    if max(total, count + (reply.length or 0)) > limit:
        partial.drop()
        raise NetworkError(f"{reply.host} has a {name} of more than {limit >> 20} MiB, which it cannot be.", hint=_AGAIN)
    head = b""
    for piece in reply.pieces:
        if count == 0:
            head += piece
            if len(head) < _HEAD:
                continue
            piece = head
        count = _write(reply, partial, version, count, piece)
        if count > limit or (total and count > total):
            partial.drop()
            raise NetworkError(f"{reply.host} sends more than the {total or limit:,} bytes that {name} has.", hint=_AGAIN)
        progress(f"Downloading {name}", count, total)
    if count == 0:  # all of it is shorter than what is looked at
        count = _write(reply, partial, version, count, head)
    if total and count < total:
        raise BrokenOffError(f"{reply.host} sent {count:,} of {total:,} bytes.", hint=_AGAIN)


def _write(reply: Reply, partial: Partial, version: Version, count: int, piece: bytes) -> int:
    if count == 0:
        if (kind := looks_like(piece)) != "zip":
            what = {"web page": "a web page", "nothing": "nothing"}.get(kind, "something else")
            raise NotGivenError(f"{reply.host} sent {what} instead of {partial.target.name}.", hint=_AGAIN)
        partial.begin(version)
    partial.write(piece)
    return count + len(piece)


def _refusal(reply: Reply, address: str) -> NetworkError:
    """What the publisher's answer says, where it is not the file."""
    name, status = show_text(unquote(urlsplit(address).path).rpartition("/")[2]), reply.status
    if status in (404, 410):
        return NotGivenError(f"{reply.host} has no {name} ({status}).", hint=_AGAIN)
    if status in (401, 403):
        return NotGivenError(f"{reply.host} refuses to give {name} ({status}).", hint=_REACHED)
    if status in (429, 503):
        wait = reply.headers.get("retry-after", "")
        later = f" and asks to wait {int(wait):,} seconds" if _SECONDS.fullmatch(wait) else ""
        return NetworkError(f"{reply.host} is too busy to give {name} ({status}){later}.", hint=_AGAIN)
    return NetworkError(f"{reply.host} could not give {name} (status {status}).", hint=_AGAIN)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""
