"""The look at TOML text before it is parsed: bounds, and which line a key stands on."""

from __future__ import annotations

import pytest

from occlookup.index.own.scanning import ScanFault, line_of, scan
from own_files import GOOD


@pytest.mark.parametrize(
    "text, line, reason",
    [
        ("a = 1\nx = [[[[[1]]]]]", 2, "brackets"),
        ("a = 1\n\nx = {a={a={a={a={}}}}}", 3, "brackets"),
        ('a = "' + "x" * 8_001 + '"', 1, "more than 8,000 characters"),
        ('a = """\n\n' + "x" * 8_001 + '"""', 1, "more than 8,000 characters"),
        ("\na = " + "9" * 101, 2, "more than 100 characters"),
        ("\n" + "a." * 41 + "a = 1", 2, "points"),
        ("[a]\n" * 2_001, 2_001, "tables"),
        ('a = 1\nb = "x\nc = 2', 2, "no end"),
        ("b = '''x\n", 1, "no end"),
        ('b = "\\"', 1, "no end"),
    ],
)
def test_what_is_not_to_be_parsed(text, line, reason):
    with pytest.raises(ScanFault) as found:
        scan(text)
    assert (found.value.line, reason in found.value.reason) == (line, True)


@pytest.mark.parametrize(
    "text",
    [
        "x = [[[[1]]]]",
        'x = "' + "[{" * 3_000 + '"',
        "x = '" + "[{." * 2_000 + "'",
        '# "' + "[" * 9_000 + "\nx = 1",
        'x = """\n"" [[[[[[ "" """',
        'x = """a""""',
        'x = "\\\\" # "',
        "x = '\\'",
        "x = " + "9" * 100,
    ],
)
def test_what_may_be_parsed(text):
    assert len(scan(text)) == text.count("\n") + 1


def test_the_line_of_a_key():
    lines = scan(GOOD)
    assert line_of(lines, ("code",)) == 1
    assert line_of(lines, ("names", 0)) == 2
    assert line_of(lines, ("notes", 0, "source")) == 6
    assert line_of(lines, ("wages", 0, "date")) == 12
    assert line_of(lines, ("wages", 0, "annual_p10")) == 9, "what is missing is missed in its table"
    assert line_of(lines, ("title",)) is None
    assert line_of(lines, ()) is None


def test_the_line_of_a_key_in_the_second_table_and_behind_texts():
    text = 'code = "43-3011"\nx = """\n[[notes]]\ntext = 1\n"""\n[[notes]]\ntext = 1\n[[ notes ]] # "\n  text = 2\n[links]\n'
    lines = scan(text)
    assert line_of(lines, ("notes", 0, "text")) == 7
    assert line_of(lines, ("notes", 1, "text")) == 9
    assert line_of(lines, ("notes", 2, "text")) is None
    assert line_of(lines, ("links",)) == 10
