"""Whatever encoding the environment says: the same bytes for programs, and screens without a traceback for people.

No published name has a letter beyond ASCII now, so a copy of the records is asked in which two have.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("locales of POSIX", allow_module_level=True)

from command_lines import FULL
from faults.package_copy import PackageCopy
from occlookup.index.locate import write_index
from processes import Done, call

# what the environment says, and the encoding of screens that follows from it
ENVIRONMENTS = {
    "C without UTF-8 mode": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
    "cp1252": ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
    "ascii in C": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:strict"}, "ascii"),
}
if FULL:
    ENVIRONMENTS |= {
        "C": ({"LC_ALL": "C"}, "utf-8"),
        "ascii": ({"PYTHONIOENCODING": "ascii"}, "ascii"),
        "cp1252 in C": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}, "cp1252"),
        "latin-1": ({"PYTHONIOENCODING": "latin-1:strict"}, "latin-1"),
        "unbuffered": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONUNBUFFERED": "1"}, "ascii"),
        "in UTF-8 mode": ({"LC_ALL": "C", "PYTHONUTF8": "1"}, "utf-8"),
    }
AREA, TITLE = "Do\u00f1a Ana-Hartford, CT", "Collecteur g\u00e9n\u00e9ral \u2013 \u039b\u00f3gos"
LINES = {"areas": ("areas", "--state", "CT"), "show": ("show", "43-3011")}
FOR_PROGRAMS = ("json", "jsonl", "csv", "tsv")

Ask = Callable[..., Done]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the package, with its index, in whose records an area and a title have such letters."""
    copied = PackageCopy(tmp_path_factory.mktemp("letters"))
    for name, old, new in (
        ("areas.toml", "Hartford-West Hartford-East Hartford, CT", AREA),
        ("occupations/43-3011.toml", "Accounts Collector", TITLE),
    ):
        path = copied.records / name
        text = path.read_text(encoding="utf-8")
        assert f'"{old}"' in text
        path.write_text(text.replace(f'"{old}"', f'"{new}"'), encoding="utf-8")
    write_index(copied.records, copied.root / "occlookup" / "index.sqlite")
    return copied.root


@pytest.fixture(scope="module")
def ask(root: Path) -> Ask:
    """Ask the copy, in the environment of this name; in UTF-8 where none is named."""

    def ask_copy(*words: str, given: bytes = b"", environment: str = "") -> Done:
        variables = ENVIRONMENTS[environment][0] if environment else {}
        return call(*words, given=given, **{**variables, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"})

    return ask_copy


@pytest.fixture(scope="module")
def in_utf_8(ask: Ask) -> dict[tuple[str, str], Done]:
    """What each line answers in each format for programs, where everything is UTF-8."""
    return {(name, form): ask(*words, "--format", form) for name, words in LINES.items() for form in FOR_PROGRAMS}


def test_the_letters_are_there_in_utf_8(in_utf_8):
    for form in ("csv", "tsv"):
        assert AREA in in_utf_8["areas", form].out.decode("utf-8")
        assert TITLE in in_utf_8["show", form].out.decode("utf-8")
    for name in LINES:
        assert in_utf_8[name, "json"].out.isascii() and in_utf_8[name, "jsonl"].out.isascii()
    rows = [json.loads(line)["name"] for line in in_utf_8["areas", "jsonl"].out.splitlines()]
    header, *lines = csv.reader(io.StringIO(in_utf_8["areas", "csv"].out.decode("utf-8"), newline=""))
    assert [line[header.index("name")] for line in lines] == rows
    assert AREA in rows


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_programs_get_the_same_bytes(ask, in_utf_8, environment):
    for (line, form), expected in in_utf_8.items():
        assert (expected.code, expected.err) == (0, b"")
        assert ask(*LINES[line], "--format", form, environment=environment) == expected, (line, form)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("line", LINES)
def test_people_get_a_screen_with_a_question_mark_for_what_cannot_be_shown(ask, environment, line):
    encoding = ENVIRONMENTS[environment][1]
    for form in ("table", "plain", "md"):
        done = ask(*LINES[line], "--format", form, environment=environment)
        assert (done.code, done.err) == (0, b"")
        text = done.out.decode(encoding)  # it is of that encoding, or this fails
        if line == "areas":
            shown = AREA.encode(encoding, "replace").decode(encoding)
            assert shown in text.replace("\\", "")


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_words_are_the_same_words(ask, environment):
    """A word of the command line comes as bytes that Python may not be able to read."""
    done = ask("riasec", TITLE, "--json", environment=environment)
    assert done == ask("riasec", TITLE, "--json")
    assert json.loads(done.out)["data"]["code"] == "43-3011"


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_error_repeats_a_word_harmlessly(ask, environment):
    words = ("show", "do\u00f1a ana \u2603")
    done = ask(*words, "--json", environment=environment)
    assert (done.code, done.out) == (3, b"")
    assert "do\u00f1a ana \u2603" in json.loads(done.err)["error"]["message"]
    shown = ask(*words, environment=environment)
    assert (shown.code, shown.out) == (3, b"")
    assert "do\u00f1a ana \u2603".encode(ENVIRONMENTS[environment][1], "replace") in shown.err


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_lines_from_standard_input_are_utf_8(ask, environment):
    given = f"{TITLE}\n43\u20133011\n\u2603\n".encode()
    done = ask("riasec", "-", given=given, environment=environment)
    assert done == ask("riasec", "-", given=given)
    first, second, third = (json.loads(line) for line in done.out.splitlines())
    assert first["data"]["code"] == second["data"]["code"] == "43-3011"
    assert third["error"]["input"] == "\u2603"
