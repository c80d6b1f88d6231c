"""Every figure on a screen can be found in the JSON answer of the same command line.

A number on the plain screen has to be a number of the answer, or one rounded to the decimals shown. What is reckoned from the
answer for the screen is listed in RECKONED, each with its rule; numbers of fixed wording are listed in FIXED. Text that stands
in the answer word for word (titles, tasks, addresses, codes, periods) is no figure.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from occlookup.cli.main import main

CODES = (
    "43-3011", "29-1141", "27-2011", "25-1011", "29-1242", "55-3016", "13-1021", "13-1020", "29-1141.01", "11-1031",
    "29-2011.01", "53-1047", "15-1252",
)  # fmt: skip
# projected to have as many jobs in 2034, to the hundred
NO_CHANGE = "19-2011"
SECTIONS = (
    "facts", "tasks", "pay", "outlook", "places", "industries", "interests", "skills", "technology", "education", "related",
    "insights", "links",
)  # fmt: skip
# not all alike, and no two types with as many points
ANSWERS = "543215432154321" * 4
LINES = (
    *(f"{command} {code}" for command in ("outlook", "places", "insights --why", "insights", "related") for code in CODES),
    *(f"{command} {code} --state CT" for command in ("outlook", "places", "wages") for code in CODES),
    *(f"places {code} --sort {field}" for field in ("mean_rse", "hourly_p90", "jobs_per_1000") for code in CODES[:4]),
    *(f"wages {code}" for code in CODES),
    *(f"wages {code} --area hartford" for code in CODES[:5]),
    "wages --state GU", "wages --state CT --level major", "wages --national --top 5 --sort annual_median", "wages 43-0000",
    *(
        f"rank --by {by}{state}"
        for by in ("annual_median", "openings", "growth", "employment", "location_quotient")
        for state in ("", " --state CT", " --state TX --top 3")
        if state or by != "location_quotient"
    ),
    "compare 43-3011 29-1141", "compare 43-3011 29-1141.01 27-2011 --state CT",
    "compare 13-1021 13-1022 25-1011 55-3016 29-1242",
    f"quiz --answers {ANSWERS}", f"quiz --answers {ANSWERS} --top 3 --state CT", f"quiz --answers {'3' * 60}",
)  # fmt: skip

# wording that is the same on every screen of its kind, whatever the answer
FIXED = tuple(
    re.compile(pattern)
    for pattern in (
        r"^Sources: .*",  # periods and releases
        r"\b(?:10th|25th|75th|90th)\b",  # names of percentiles
        r"\b(?:2024-34|2022-32)\b|\b2022 to 2032\b|\b2024 to 2034\b",  # the periods of the projections
        r"(?<=Jobs in )(?:2022|2024|2032)(?=:|$)|(?<= in )2024(?=, self-employed)",
        r"(?<= by )2034(?=:)|^  20[23]4(?=: [\d,]+ jobs$)",
        r"(?<=\d) of (?:5|10|40)\b",  # the ends of a scale: job zone, work-life index, quiz
        r"\b(?:0 to 1|1 to 7|1 to 5|0 to 7|0 to 40)\b",  # scales
        r"\((?:under 0\.3|0\.3 to 0\.7|0\.7 or more)\)|by their own 0\.7",  # levels of a paper
        r"10 times \(1 - the mean of the six percentiles / 100\)",
        r"the error of the mean wage is 10% or more",
        r"0 is average|1 is as common as in the nation, 2 twice as common|1 is the best, 0 none, -1 the opposite",
        r"\(1 = the nation's\)|\(location quotient; 1 is the nation's\)",
        r"\b1 to 12 months of training|less than 5 years of experience|5 years of experience or more",
        r"fewer than 50(?: jobs| openings)",
        r"Until May 2021 BLS told no wage above \$208,000 a year exactly, from 2022 to 2024 few above \$239,200",
        r"(?:Osborne|others) \((?:2017|2021|2024)\)|\bSOC 20(?:10|18)\b|\(CIP 2020\)|rated by GPT-4",
        r"--top 60\b",
    )
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.])(?P<sign>[-+](?=[\d$]))?\$?(?P<digits>\d[\d,]*(?:\.\d+)?)")


class Done(NamedTuple):
    """What a command line over the bundled records did."""

    code: int
    out: str


class Screen(NamedTuple):
    """A plain screen with the answer that it shows."""

    lines: list[str]
    answer: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.answer["data"]
        return data


# a rule: what the screen may say for a match, given the line that names the row it stands in
Rule = Callable[[Screen, re.Match[str], str], str | None]


def _against_all(screen: Screen, match: re.Match[str], subject: str) -> str:
    """How far the median is above or below that of all occupations, in whole percent."""
    wages = screen.data["wages"]
    base = wages["all_occupations"]["annual_median"]
    percent = 100 * (wages["national"]["annual_median"] - base) / base
    return f"{abs(percent):.0f}% {'above' if percent > 0 else 'below'}"


def _against_nation(screen: Screen, match: re.Match[str], subject: str) -> str | None:
    """How far a place's median is above or below the nation's, in whole percent; the hourly one if there is no annual."""
    nation = screen.data["wages"]["national"]
    field = "hourly_median" if nation["annual_median"] is None else "annual_median"
    lists = ("top_states", "top_areas", "best_paid_states", "most_concentrated_states")
    for row in (row for name in lists for row in screen.data[name]):
        if row["area"]["name"] == subject:
            percent = 100 * (row[field] - nation[field]) / nation[field]
            return f"{percent:+.0f}%" if round(percent) else "0%"
    return None


def _jobs_gained(screen: Screen, match: re.Match[str], subject: str) -> str:
    """The size of the change; its direction is a word."""
    change = (screen.data["outlook"] if "outlook" in screen.data else screen.data["national"])["change"]
    return f"{abs(change):,} {'more' if change > 0 else 'fewer'}"


def _left_out(screen: Screen, match: re.Match[str], subject: str) -> str:
    """How many of a list are not on the page."""
    data, lines = screen.data, screen.lines
    related = lines[next((at for at, line in enumerate(lines) if line.startswith("Related occupations")), len(lines)) :]
    total, shown = {
        "tasks": (len(data["tasks"]), sum(f"- {task['text']}" in lines for task in data["tasks"])),
        "industries": (
            len(data["sectors"]) + len(data["detailed_industries"]),
            sum(line.startswith("  NAICS: ") for line in lines),
        ),
        "technology": (
            len(data["technology"]),
            sum(any(line.startswith(f"- {kind['category']}: ") for line in lines) for kind in data["technology"]),
        ),
        "education": (
            len(data["education"]["programs"]),
            sum(f"- {program['cip']} {program['title']}" in lines for program in data["education"]["programs"]),
        ),
        "related": (len(data["related"]), sum(f"  Code: {other['code']}" in related for other in data["related"])),
    }[match["section"]]
    return f"{total - shown:,}"


def _examples_left_out(screen: Screen, match: re.Match[str], subject: str) -> str | None:
    """How many examples of a technology are not among the four on the page."""
    for kind in screen.data["technology"]:
        if match.string.startswith(f"- {kind['category']}: "):
            return str(len(kind["examples"]) - 4)
    return None


def _states_counted(screen: Screen, match: re.Match[str], subject: str) -> str:
    """How many states of a division have a figure."""
    return next(str(len(division["states"])) for division in screen.data["divisions"] if division["name"] == subject)


def _codes_became(screen: Screen, match: re.Match[str], subject: str) -> str | None:
    """How many codes of SOC 2018 a code of SOC 2010 became: those that are listed behind."""
    listed = re.match(r" codes \(([\d, .-]+)\)", match.string[match.end() :])
    return str(len(listed[1].split(", "))) if listed else None


RECKONED: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"(?P<said>\d+% (?:above|below))(?= all occupations \()", _against_all),
        (r"^  Against the nation: (?P<said>[-+]?\d+%)$", _against_nation),
        (r"(?P<said>[\d,]+ (?:more|fewer))(?= jobs)", _jobs_gained),
        (r"(?P<said>[\d,]+) more: occlookup show \S+ --section (?P<section>\w+)", _left_out),
        (r", and (?P<said>\d+) more$", _examples_left_out),
        (r"^  States counted: (?P<said>\d+)$", _states_counted),
        (r"(?<= became )(?P<said>\d+)(?= codes)", _codes_became),
        (r"^(?P<said>\d+)(?= occupations side by side)", lambda screen, *_: str(len(screen.data["occupations"]))),
        (r"^(?P<said>\d+)(?= of [\d,]+ occupations\.)", lambda screen, *_: str(len(screen.data["rows"]))),
    )
)


def _values(value: Any) -> Iterator[Any]:
    """Every scalar of an answer."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _values(item)
    elif value is not None and not isinstance(value, bool):
        yield value


def _texts(answer: dict[str, Any]) -> re.Pattern[str]:
    """What stands in the answer word for word and has a digit. A text that is nothing but a number could hide a wrong figure:
    it counts only where its label stands with it."""
    texts = {text for text in _values(answer) if isinstance(text, str) and re.search(r"\d", text)}
    texts = {text for text in texts if not re.fullmatch(r"[\d.,]+", text)}
    data = answer["data"]
    texts |= {f"{program['cip']} {program['title']}" for program in data.get("education", {}).get("programs", ())}
    texts |= {f"NAICS: {entry['naics']}" for name in ("sectors", "detailed_industries") for entry in data.get(name, ())}
    longest_first = sorted(texts, key=len, reverse=True)
    return re.compile(rf"(?<![\w$.])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if texts else r"(?!)")


def unknown_figures(plain: str, answer: dict[str, Any]) -> list[str]:
    """The numbers of a plain screen that the answer does not have, each with its line."""
    screen = Screen(plain.splitlines(), answer)
    numbers = [value for value in _values(answer) if isinstance(value, int | float)]
    whole = set(numbers)
    rounded = {places: {f"{number:.{places}f}" for number in numbers} for places in (1, 2, 3)}
    texts = _texts(answer)
    found = []
    subject = ""
    for line in screen.lines:
        if line and not line.startswith((" ", "- ")):
            subject = line
        rest = line
        for pattern, rule in RECKONED:
            for match in pattern.finditer(line):
                if match["said"] != rule(screen, match, subject):
                    found.append(f"{match['said']} in: {line}")
            rest = pattern.sub(lambda match: match[0].replace(match["said"], "_", 1), rest)
        # reckoned figures stand in wording that has fixed numbers too, fixed wording around texts, texts around figures
        rest = texts.sub("_", rest)
        for fixed in FIXED:
            rest = fixed.sub("_", rest)
        for match in _NUMBER.finditer(rest):
            digits = match["digits"].replace(",", "").rstrip(",")
            places = len(digits.partition(".")[2])
            signed = "-" + digits if match["sign"] == "-" else digits
            if not (signed in rounded[places] if places else int(signed) in whole):
                found.append(f"{match[0]} in: {line}")
    return found


def ask(run: Any, line: str) -> tuple[str, dict[str, Any]]:
    """The plain screen and the answer of one command line."""
    shown, told = run(*line.split(), "--plain"), run(*line.split(), "--json")
    assert (shown.code, told.code) == (0, 0)
    return shown.out, json.loads(told.out)


@pytest.mark.parametrize("line", LINES)
def test_every_figure_on_the_screen_is_in_the_answer(run, line):
    assert unknown_figures(*ask(run, line)) == []


@pytest.mark.parametrize("state", ["", " --state CT", " --state GU"])
@pytest.mark.parametrize("code", CODES)
def test_every_figure_of_an_occupations_page_is_in_the_answer(run, code, state):
    whole, answer = ask(run, f"show {code}{state}")
    assert unknown_figures(whole, answer) == []
    for section in SECTIONS:
        shown = run(*f"show {code}{state} --section {section} --plain".split()).out
        assert unknown_figures(shown, answer) == [], section


def test_a_screen_in_a_table_has_the_numbers_of_the_plain_one(run):
    for code in CODES[:4]:
        shown = run("show", code, "--format", "table", width=None).out
        plain = run("show", code, "--plain").out
        money = re.compile(r"\$[\d,]+(?:\.\d\d)?")
        assert set(money.findall(shown)) <= set(money.findall(plain))


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("158,830 on payrolls", "158,840 on payrolls"),
        ("$47,030 a year", "$47,031 a year"),
        ("$22.61 an hour", "$22.62 an hour"),
        ("8% below all", "9% below all"),
        ("8% below all", "8% above all"),
        ("-10.5% by 2034", "+10.5% by 2034"),
        ("-10.5% by 2034", "-10.4% by 2034"),
        ("17,500 fewer", "17,500 more"),
        ("13,700 openings", "13,800 openings"),
        ("Realistic: 2.04", "Realistic: 2.99"),
        ("Against the nation: -3%", "Against the nation: +3%"),
        ("6 more: occlookup show 43-3011 --section tasks", "7 more: occlookup show 43-3011 --section tasks"),
        ("Code: 43-3021", "Code: 43-3022"),
        ("by 2034", "by 2035"),
        ("percent of workers", "77.77% of workers"),
        ("onetonline.org/link/summary/43-3011.00", "onetonline.org/link/summary/43-3012.00"),
    ],
)
def test_a_figure_that_is_not_in_the_answer_is_seen(run, right, wrong):
    shown, answer = ask(run, "show 43-3011")
    assert right in shown
    assert unknown_figures(shown.replace(right, wrong, 1), answer)


@pytest.fixture
def run_bundled(monkeypatch, capsys, tmp_path_factory):
    """Run a command line over the bundled records; an index that has to be compiled goes to a folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "bundled-cache"))

    def run_command(*words: str) -> Done:
        code = main(list(words))
        gc.enable()  # a command line turns it off
        return Done(code, capsys.readouterr().out)

    return run_command


@pytest.mark.parametrize("code", [*CODES, NO_CHANGE, "19-1029", "29-2099", "17-2112"])
def test_every_figure_of_the_bundled_records_is_in_the_answer(run_bundled, code):
    for line in (f"show {code}", f"show {code} --state TX", f"outlook {code}", f"places {code}", f"related {code}"):
        assert unknown_figures(*ask(run_bundled, line)) == [], line
    assert unknown_figures(*ask(run_bundled, f"insights {code} --why")) == []


@pytest.mark.parametrize("line", ["rank", "rank --by growth --state CT", "rank --by location_quotient --state TX --top 60"])
def test_every_figure_of_a_bundled_ranking_is_in_the_answer(run_bundled, line):
    assert unknown_figures(*ask(run_bundled, line)) == []


def test_every_exception_is_used(run_bundled):
    """An exception that no screen needs would only hide a wrong figure."""
    asked = [
        *LINES,
        f"show {NO_CHANGE}",
        *(f"show {code} --state CT" for code in CODES),
        *(f"show {code} --section pay" for code in CODES),
    ]
    text = "\n".join(run_bundled(*line.split(), "--plain").out for line in asked)
    exceptions = [*(pattern for pattern, _ in RECKONED), *FIXED]
    assert [found.pattern for found in exceptions if not re.search(found.pattern, text, re.MULTILINE)] == []
