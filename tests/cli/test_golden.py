"""The exact text of the screens, under tests/golden/. OCCLOOKUP_WRITE_GOLDEN=1 writes them anew; then read them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import typer

from occlookup.cli.app import COMMANDS
from occlookup.render.cleaning import cell_width
from occlookup.render.screens.show import SECTIONS

GOLDEN = Path(__file__).parent.parent / "golden"
SCORES = "R=10,I=20,A=5,S=30,E=12,C=25"

# name: (the widths that have a file, command line)
SCREENS = {
    "show": ((40, 80, 120), "show 43-3011"),
    "show-member": ((80,), "show 13-1021"),
    "show-aggregate": ((100,), "show 13-1020"),
    "show-specialty": ((80, 120), "show 29-1141.01"),
    "show-hourly-only": ((40, 100), "show 27-2011"),
    "show-annual-only": ((100,), "show 25-1011"),
    "show-no-estimate": ((100,), "show 11-1031"),
    "show-nothing-published": ((40, 80), "show 55-3016"),
    "show-state": ((100,), "show 43-3011 --state CT"),
    "show-pay": ((60, 80), "show 43-3011 --section pay"),
    "show-skills": ((40, 80, 120), "show 43-3011 --section skills"),
    "show-technology": ((80,), "show 43-3011 --section technology"),
    "show-education": ((80,), "show 43-3011 --section education"),
    "show-industries": ((80,), "show 43-3011 --section industries"),
    "show-nothing-at-length": ((80,), "show 55-3016 " + " ".join(f"--section {name}" for name in SECTIONS)),
    "outlook": ((40, 80), "outlook 43-3011"),
    "outlook-state": ((80,), "outlook 43-3011 --state CT"),
    "outlook-none": ((80,), "outlook 55-3016 --state CT"),
    "places": ((40, 80), "places 43-3011 --top 3"),
    "places-hourly-only": ((80,), "places 27-2011 --top 3"),
    "places-state": ((80,), "places 43-3011 --state CT --sort hourly_p90"),
    "places-none": ((80,), "places 55-3016"),
    "related": ((40, 80), "related 43-3011 --top 5"),
    "related-none": ((80,), "related 13-1020"),
    "insights": ((40, 80), "insights 43-3011"),
    "insights-why": ((80,), "insights 43-3011 --why"),
    "insights-not-carried-over": ((80,), "insights 15-1252 --why"),
    "insights-none": ((80,), "insights 55-3016"),
    "compare": ((40, 80, 120), "compare 43-3011 29-1141 --state CT"),
    "compare-unlike": ((100,), "compare 27-2011 25-1011 13-1021 13-1022 55-3016"),
    "rank": ((40, 80, 120), "rank --top 5"),
    "rank-state-growth": ((100,), "rank --by growth --state CT --top 5"),
    "rank-nothing": ((80,), "rank --min-wage 900000000"),
    "quiz": ((40, 80), f"quiz --answers {'123451234512' * 5} --top 5"),
    "quiz-flat": ((80,), f"quiz --answers {'3' * 60}"),
    "glossary-term": ((40, 80), "glossary lq"),
    "browse-stem": ((80,), "browse --stem --top 5"),
    "wages": ((40, 80, 120), "wages 43-3011"),
    "wages-state": ((40, 80, 120), "wages 43-3011 --state CT"),
    "wages-state-withheld": ((80, 120), "wages 27-2011 --state TX"),
    "wages-area": ((40, 80), "wages 43-3011 --area hartford"),
    "wages-area-withheld": ((80,), "wages 29-1141 --area guam"),
    "wages-area-hourly-only": ((80,), "wages 27-2011 --area hartford"),
    "wages-area-not-published": ((80,), "wages 25-1011 --area guam"),
    "wages-member": ((80,), "wages 13-1021 --national"),
    "wages-nothing-published": ((80,), "wages 55-3016"),
    "wages-no-match": ((80,), "wages --state CT --min-wage 900000"),
    "wages-place": ((80, 120), "wages --state CT"),
    "wages-major-groups": ((40, 80, 120), "wages --state GU --level major"),
    "wages-top": ((80,), "wages --national --top 5 --sort annual_median"),
    "riasec": ((40, 80, 120), "riasec 43-3011"),
    "riasec-code": ((40, 80), "riasec --code CES --top 5"),
    "riasec-scores": ((80,), f"riasec --scores {SCORES} --top 5"),
    "search": ((40, 80), "search collector"),
    "search-nothing": ((40, 80), "search zzzq"),
    "search-nothing-filtered": ((80,), "search nurse --group 43"),
    "search-notice": ((40, 80), "search kill myself"),
    "browse": ((40, 80), "browse"),
    "browse-major": ((80,), "browse 43"),
    "browse-minor": ((40, 80), "browse 43-3"),
    "browse-no-figures": ((80,), "browse 55"),
    "areas": ((40, 80), "areas --state CT"),
    "areas-nothing": ((80,), "areas nowhere"),
    "data-info": ((40, 120), "data info"),
    "data-diff": ((40, 80, 120), "data diff small edited"),
    "data-diff-same": ((80,), "data diff small small"),
    "data-diff-figure": ((80,), "data diff edited small --figure annual_median --top 2"),
    "data-diff-of-one": ((40, 100), "data diff small edited 43-3011"),
    "data-diff-dropped": ((80,), "data diff small edited 43-4051"),
}
SUBCOMMANDS = {
    "config": ("show", "set", "unset", "path"),
    "data": ("info", "diff", "path", "check", "new", "build", "import", "rollback", "verify", "fetch"),
}
PLAIN = (
    "outlook", "places", "related", "insights-why", "compare", "rank", "quiz", "glossary-term", "show-skills", "show-pay",
    "show", "show-hourly-only", "wages-state", "wages-area", "riasec", "riasec-code", "search", "browse-minor", "areas",
    "data-info", "data-diff", "data-diff-of-one",
)  # fmt: skip
HELP = {"help": "", **{f"help-{name}": name for name in COMMANDS}} | {
    f"help-{name}-{sub}": f"{name} {sub}" for name, subs in SUBCOMMANDS.items() for sub in subs
}


def masked(text: str) -> str:
    """Without what differs from one computer, or one release of occlookup, to another."""
    text = re.sub(r"(?m)^( *(?:Index|Records):? +).*(?:\n  \S*)?$", r"\1PATH", text)
    return re.sub(r"occlookup \d+\.\d+\.\d+\w*", "occlookup VERSION", text)


def check_golden(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("OCCLOOKUP_WRITE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        pytest.fail(f"wrote {path.name}: read it, then run again without OCCLOOKUP_WRITE_GOLDEN")
    assert text == path.read_text(encoding="utf-8")


CASES = [(name, width) for name, (widths, _) in SCREENS.items() for width in widths]


@pytest.mark.parametrize("name, width", CASES)
def test_screen(run, name, width):
    done = run(*SCREENS[name][1].split(), width=width)
    assert (done.code, done.err) == (0, "")
    check_golden(f"{name}-{width}", masked(done.out))


@pytest.mark.parametrize("name", PLAIN)
def test_plain(run, name):
    done = run(*SCREENS[name][1].split(), "--format", "plain")
    assert (done.code, done.err) == (0, "")
    check_golden(f"{name}-plain", masked(done.out))


@pytest.mark.skipif(not typer.__version__.startswith("0.28."), reason="the layout of help is that of Typer 0.28")
@pytest.mark.parametrize("name", HELP)
def test_help(run, name):
    done = run(*HELP[name].split(), "--help", width=80)
    assert (done.code, done.err) == (0, "")
    check_golden(name, done.out)


def test_every_golden_file_is_asserted():
    expected = {f"{name}-{width}" for name, (widths, _) in SCREENS.items() for width in widths}
    expected |= {f"{name}-plain" for name in PLAIN} | set(HELP)
    assert {path.stem for path in GOLDEN.glob("*.txt")} == expected


@pytest.mark.parametrize("width", [40, 60, 64, 72, 80, 100, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_no_line_is_wider_than_the_terminal(run, name, width):
    lines = masked(run(*SCREENS[name][1].split(), width=width).out).splitlines()
    assert lines
    # an address is whole on a line of its own, however long
    assert [line for line in lines if cell_width(line) > width and "://" not in line] == []


@pytest.mark.parametrize("name", SCREENS)
def test_no_line_ends_in_space_and_no_empty_line_is_doubled(run, name):
    for width in (40, 80, None):
        out = run(*SCREENS[name][1].split(), width=width).out
        assert [line for line in out.splitlines() if line != line.rstrip()] == []
        assert "\n\n\n" not in out
        assert out.endswith("\n") and not out.endswith("\n\n")
        assert not out.startswith("\n")


@pytest.mark.parametrize("name", HELP)
def test_help_fits_eighty_columns(run, name):
    assert max(map(len, run(*HELP[name].split(), "--help", width=80).out.splitlines())) <= 80


def test_help_fits_forty_columns(run):
    assert max(map(len, run("show", "--help", width=40).out.splitlines())) <= 40


def test_help_is_never_cut_short(run):
    commands = run("data", "--help", width=60).out.partition("Commands:\n")[2].splitlines()
    assert [line.rstrip()[-1] for line in commands] == ["."] * len(SUBCOMMANDS["data"])
    assert not [line for line in commands if line.endswith("...")]


def test_the_table_of_commands_has_each_commands_own_help_line(run):
    for name, (_, line) in COMMANDS.items():
        words = " ".join(run(name, "--help", width=200).out.split())
        assert f" {line} " in words


@pytest.mark.parametrize("width", [13, 20, 33, 59, 60, 61, 64, 77, 79, 200, 1000])
@pytest.mark.parametrize("name", ["show-industries", "wages-state", "wages-major-groups", "search", "areas"])
def test_every_figure_and_code_is_whole_at_every_width(run, name, width):
    words = SCREENS[name][1].split()
    figures = set(re.findall(r"\$[\d,.]*\d|\d\d-\d{4}(?:\.\d\d)?|\b\d{7}\b", run(*words, width=40).out))
    out = run(*words, width=width).out
    assert figures
    spare = {figure for figure in figures if "." in figure and "$" in figure} if 59 < width < 120 else set()
    assert [figure for figure in figures - spare if figure not in out] == []
