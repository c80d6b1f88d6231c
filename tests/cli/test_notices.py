"""What is told at the end of a run: once, in one line, and not beside an error in JSON."""

from __future__ import annotations

import io
import sys

import pytest

from occlookup.cli import notices
from occlookup.own_records import OwnFault, OwnFiles


class Told:
    """A catalog that knows only of its own files."""

    def __init__(self, *given) -> None:
        self.given = OwnFiles(*given)

    def own_files(self) -> OwnFiles:
        return self.given


FAULT = OwnFault("x.toml", 3, "date is missing.")


@pytest.mark.parametrize(
    "given, line",
    [
        ((12, 1, (FAULT,)), "1 of 12 own records is left out: records/x.toml, line 3: date is missing;"),
        (
            (12, 3, (FAULT, FAULT)),
            "3 of 12 own records are left out, the first of them: records/x.toml, line 3: date is missing;",
        ),
        ((2, 1, (FAULT._replace(line=None),)), "1 of 2 own records is left out: records/x.toml: date is missing;"),
    ],
)
def test_the_line(capsys, given, line):
    notices.note_left_out(Told(*given))
    notices.note_left_out(Told(*given))
    notices.write_notices(silent=False)
    notices.write_notices(silent=False)
    assert capsys.readouterr() == ("", f"occlookup: {line} 'occlookup data check FILE' tells all.\n")


def test_nothing_left_out_is_nothing_told(capsys):
    notices.note_left_out(Told(3, 0, ()))
    notices.write_notices(silent=False)
    assert capsys.readouterr() == ("", "")


def test_what_is_silenced_is_forgotten(capsys):
    notices.note_left_out(Told(1, 1, (FAULT,)))
    notices.write_notices(silent=True)
    notices.write_notices(silent=False)
    assert capsys.readouterr() == ("", "")


def test_hostile_words_and_a_narrow_encoding(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", stream)
    notices.note_left_out(Told(1, 1, (OwnFault("x.toml", 1, "a\x1b[31m\u202e\u00e9."),)))
    notices.write_notices(silent=False)
    stream.flush()
    assert b"line 1: a[31m?;" in stream.buffer.getvalue()


def test_a_closed_stream_is_no_error(monkeypatch):
    stream = io.StringIO()
    stream.close()
    monkeypatch.setattr(sys, "stderr", stream)
    notices.note_left_out(Told(1, 1, (FAULT,)))
    notices.write_notices(silent=False)
