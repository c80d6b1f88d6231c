"""Reading one file: what it is, how it is written, and what the parser makes of it."""

from __future__ import annotations

import os

import pytest

from occlookup.index.own import reading
from occlookup.index.own.reading import MOST_BYTES, ReadFault, read_own_file
from own_files import BAD_KINDS, GOOD, HARMLESS


def fault(path) -> ReadFault:
    with pytest.raises(ReadFault) as found:
        read_own_file(path)
    return found.value


@pytest.mark.parametrize("name", HARMLESS)
def test_a_good_file_is_read(tmp_path, name):
    path = tmp_path / "x.toml"
    path.write_bytes(HARMLESS[name])
    assert read_own_file(path).content["code"].startswith("43-3011")


@pytest.mark.parametrize(
    "content, line, reason",
    [
        (GOOD.encode("utf-16"), 1, "it is written in UTF-16; save it as UTF-8."),
        (GOOD.encode("utf-32"), 1, "it is written in UTF-32; save it as UTF-8."),
        (b'code = "43-3011"\nx = "\xff"', 2, "it is not UTF-8; save it as UTF-8."),
        (b"\n\n\0", 3, "it has a null character: it is no text in UTF-8."),
        (b" \n", None, "it is empty."),
        (b"a = 1\nb =", 2, "it is not TOML: no value stands behind the =, or a text without its quotes."),
        (b"a = 1\na = 2\nb = 3", 2, "it is not TOML: cannot overwrite a value."),
        (b"x" * (MOST_BYTES + 1), None, "it has more than 256 KiB."),
    ],
)
def test_a_bad_one_says_where_and_why(tmp_path, content, line, reason):
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    found = fault(path)
    assert (found.line, found.reason) == (line, reason)


@pytest.mark.parametrize("kind", BAD_KINDS)
def test_what_is_no_plain_file_is_not_read(tmp_path, monkeypatch, kind):
    path = tmp_path / "x.toml"
    BAD_KINDS[kind](path)
    read = []
    monkeypatch.setattr(reading, "_decoded", lambda content: read.append(content) or "")
    found = fault(path)
    words = {"a folder": "it is a folder.", "sixteen gibibytes": "it has more than 256 KiB."}
    expected = words.get(kind, "links are not followed" if "link" in kind else "it is no ordinary file.")
    assert (expected in found.reason, found.line, read) == (True, None, [])


def test_no_descriptor_stays_open(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(GOOD)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        read_own_file(path)
        fault(tmp_path)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "x.toml"
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    told = os.fstat

    class Small:
        def __init__(self, status):
            self.st_mode, self.st_size = status.st_mode, 10

    monkeypatch.setattr(reading.os, "fstat", lambda descriptor: Small(told(descriptor)))
    assert fault(path).reason == "it has more than 256 KiB."


def test_a_file_that_is_not_there(tmp_path):
    assert fault(tmp_path / "x.toml").reason.startswith("it cannot be read: ")


def test_a_message_of_the_parser_shows_no_control_character(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text('"\\u001b[31m" = 1\n"\\u001b[31m" = 2\n')
    assert fault(path).reason.isprintable()
