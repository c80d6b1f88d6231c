"""Command lines drawn by chance, from a fixed seed: whatever is typed, an answer or one clear error, soon."""

from __future__ import annotations

import gc
import io
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import typer

from occlookup import catalog as catalog_module
from occlookup.catalog import open_catalog
from occlookup.cli.app import COMMANDS, app
from occlookup.cli.main import main

NUMBER = 10_000
SEED = 43_3011
LONGEST_SECONDS = 2.0
EXIT_CODES = {0, 2, 3, 4}

CODES = [
    "43-3011", "433011", "43-3011.00", "29-1141", "29-1141.01", "13-1020", "13-1021", "27-2011", "25-1011", "55-3016",
    "15-1252", "43-0000", "43-3000", "00-0000", "43", "43-3", "99-9999", "43-301", "4330111",
    "\uff14\uff13-\uff13\uff10\uff11\uff11", "43\u20133011", "-", "--", "", " ",
]  # fmt: skip
TITLES = [
    "debt collector", "nurse", "registered nurses", "actors", "dermitologist", "someone who fits hearing aids", "zzzq", "a",
    "\u0663\u0664", "do\u00f1a", "\U0001f600", "\u202e43-3011", "\x1b[31mred", "nurse\x00", "\ud800", "x" * 5000, "the",
    "'; DROP TABLE soc;--",
    "%s%n", "{}", "../../etc/passwd", "$(reboot)", "[/bold]", ":cd:", "\n", "\t", "kill myself",
]  # fmt: skip
WORDS = {
    "--state": ["CT", "ct", "Connecticut", "GU", "TX", "none", "ZZ", "", "N", "\x00", "New York"],
    "--area": ["hartford", "0025540", "9999999", "guam", "region", "", "nation", "x" * 300],
    "--level": ["major", "minor", "broad", "detailed", "MAJOR", "huge", ""],
    "--top": ["1", "5", "0", "-1", "999999999999", "1e3", "x", ""],
    "--sort": ["annual_median", "title", "code", "employment", "score", "notes", "area", "nope", ""],
    "--group": ["43", "43-3000", "43-3010", "00-0000", "43-3011", "99", "x", ""],
    "--job-zone": ["1", "2-3", "5-1", "0", "6", "x", ""],
    "--education": ["none", "high-school", "bachelor", "Bachelor's degree", "doctoral", "x", ""],
    "--min-wage": ["50000", "$50,000", "0", "-5", "999999999", "9999999999", "x", ""],
    "--growth": ["faster", "5", "-5.5%", "nan", "inf", "1e9", "x", ""],
    "--riasec": ["C", "CES", "XYZ", "CC", "RIASEC", ""],
    "--format": ["table", "plain", "json", "jsonl", "csv", "tsv", "md", "JSON", "xml", ""],
    "--fields": ["code", "code,title", "annual_median,area.name", "nope", ",", "code,,title", "a.b.c", "notes", ".", "title."],
    "--rows": ["skills", "top_states", "tops.states", "results", "rows", "occupations", "x", "", "."],
    "--color": ["auto", "always", "never", "x"],
    "--pay": ["annual", "hourly", "weekly"],
    "--by": ["annual_median", "growth", "openings", "employment", "location_quotient", "x"],
    "--section": ["pay", "tasks", "links", "skills", "x"],
    "--code": ["CES", "R", "", "CESR", "123"],
    "--scores": ["R=10,I=20,A=5,S=30,E=12,C=25", "R=1", "R=1,I=1,A=1,S=1,E=1,C=1", "R=nan,I=2,A=3,S=4,E=5,C=6", "", "a=b"],
    "--answers": ["3" * 60, "123451234512" * 5, "9" * 60, "1", ""],
}  # fmt: skip
_LEFT_OUT = (("data", "check"), ("data", "build"), ("data", "fetch"), ("data", "verify"))
FILES = {"-o", "--output", "--save", "--in", "--from", "--to"}
OTHER = [
    "--json", "--plain", "--help", "-h", "--version", "--bogus", "-x", "--js", "-", "--", "--=", "---", "--state=CT",
    "--format=json",
]  # fmt: skip
INPUTS = [
    b"",
    b"43-3011\n",
    b"43-3011\nnope\n\n\xff\xfe\r\ndebt collector",
    b"\x00" * 9000,
    b"nurse\n" * 50,
    b"\xef\xbb\xbf29-1141",
]


def commands() -> list[list[str]]:
    """Every command and subcommand, as words; not those that read or write all records, which take their time by design, and
    not the one that asks the network."""
    group = typer.main.get_command(app)
    found = []
    for name in COMMANDS:
        below = getattr(group.get_command(None, name), "commands", {})
        found.extend([[name, sub] for sub in below if (name, sub) not in _LEFT_OUT] or [[name]])
    return [*found, ["data"], ["config"], []]


def options(words: list[str]) -> list[str]:
    """The live options of a command."""
    command = typer.main.get_command(app)
    for word in words:
        command = command.get_command(None, word)
    return [option for parameter in command.params for option in parameter.opts if option.startswith("-")]


class Lines:
    """Draws command lines."""

    def __init__(self, folder: Path) -> None:
        self.chance = random.Random(SEED)
        self.folder = folder
        self.commands = [(words, options(words)) for words in commands()]

    def line(self) -> list[str]:
        """A command with arguments and options, most of them its own, in no order; sometimes spoiled."""
        chance = self.chance
        words, own = chance.choice(self.commands)
        parts: list[list[str]] = []
        for _ in range(chance.choice((0, 1, 1, 1, 1, 2, 5))):
            parts.append([chance.choice(CODES) if chance.random() < 0.6 else chance.choice(TITLES)])
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 6))):
            parts.append(self.option(chance.choice(own) if own and chance.random() < 0.85 else chance.choice([*WORDS, *OTHER])))
        chance.shuffle(parts)
        line = [*words, *(word for part in parts for word in part)]
        if chance.random() < 0.1 and line:
            self.spoil(line)
        return line

    def option(self, name: str) -> list[str]:
        if name in FILES:
            return [
                name,
                str(self.folder / self.chance.choice(("a.html", "b.md", "c.txt", "d.exe", "no/e.txt", "", "x" * 300))),
            ]
        if name not in WORDS:
            return [name]
        value = self.chance.choice(WORDS[name])
        return [f"{name}={value}"] if self.chance.random() < 0.3 else [name, value]

    def spoil(self, line: list[str]) -> None:
        place = self.chance.randrange(len(line))
        word = line[place]
        cut = self.chance.randint(0, len(word))
        line[place] = word[:cut] + self.chance.choice(("", "\x7f", "-", "=", "\u200b", word)) + word[cut + 1 :]


@pytest.fixture
def place(tmp_path: Path, small_records: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in, over the small records, with a settings file of its own."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "OCCLOOKUP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OCCLOOKUP_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(catalog_module, "open_catalog", lambda **given: open_catalog(records=small_records))
    # a process that could not write ends there; this one goes on
    monkeypatch.setattr("occlookup.cli.output.discard_output", lambda: None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_any_command_line_ends_in_an_answer_or_one_clear_error(place, monkeypatch, capfd):
    lines = Lines(place)
    codes: Counter[int] = Counter()
    for number in range(NUMBER):
        line = lines.line()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.chance.choice(INPUTS))))
        begun = time.perf_counter()
        code = main(line)
        seconds = time.perf_counter() - begun
        gc.enable()  # a command line turns it off: its process is to end soon
        out, err = capfd.readouterr()
        told = f"line {number} of seed {SEED}: {line!r}: exit {code}, {seconds:.2f} s, {err[:500]!r}"
        codes[code] += 1
        assert code in EXIT_CODES, told
        assert "Traceback" not in err and "a bug in occlookup" not in err, told
        assert seconds <= LONGEST_SECONDS, told
        if code == 0:
            assert err == "", told
        elif not out:  # lines from standard input are answered, those that can be
            assert err.strip(), told
            if err.startswith("{"):
                assert set(json.loads(err)["error"]) == {"kind", "message", "hint", "suggestions"}, told
            else:
                assert err.startswith("occlookup: ") and err.isprintable() is False and "\x1b" not in err, told
        assert "\x1b" not in out or "--color" in " ".join(line) or "color" in (place / "config.toml").read_text(), told
        (place / "config.toml").unlink(missing_ok=True)
    # by chance all kinds of end were met
    assert codes[0] > NUMBER / 20 and codes[2] > NUMBER / 20 and codes[3] > NUMBER / 50, codes
    left = {path.name for path in place.iterdir()}
    assert left <= {"a.html", "b.md", "c.txt", "d.exe", "data"}, left
    assert all(path.suffix == ".toml" for path in (place / "data" / "records").iterdir())
