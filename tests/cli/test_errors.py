"""Every way to be wrong: its exit code, one line and a hint on standard error, nothing on standard output."""

from __future__ import annotations

import gc
import json
from errno import EPIPE

import pytest

from occlookup.catalog import Catalog
from occlookup.cli.app import COMMANDS
from occlookup.errors import (
    AmbiguousError,
    DamagedDataError,
    MalformedCodeError,
    NotFoundError,
    OcclookupError,
    OutputError,
    UsageError,
)


@pytest.fixture(autouse=True)
def collecting():
    yield
    gc.enable()  # main() turns it off, and what it lets pass leaves it so


WAGE_FIELDS = (
    "code, title, employment, employment_rse, jobs_per_1000, location_quotient, hourly_mean, annual_mean, mean_rse,"
    " hourly_p10, hourly_p25, hourly_median, hourly_p75, hourly_p90, annual_p10, annual_p25, annual_median, annual_p75,"
    " annual_p90"
)
LEVELS = "none, high-school, some-college, certificate, associate, bachelor, master, doctoral"

# (command line, exit code, kind, what the message has, what the hint has)
MISTAKES = [
    # the command line
    (["shwo", "43-3011"], 2, "usage", "there is no command 'shwo'.", "Did you mean: occlookup show"),
    (["wage"], 2, "usage", "there is no command 'wage'.", "Did you mean: occlookup wages"),
    (["nurse"], 2, "usage", "there is no command 'nurse'.", "For an occupation: occlookup show nurse"),
    (["debt collector"], 2, "usage", "there is no command", 'occlookup show "debt collector"'),
    (["data", "nope"], 2, "usage", "no such command 'nope'.", "Try: occlookup data --help"),
    (["--bogus"], 2, "usage", "no such option: --bogus", "Options stand after the command"),
    (["show", "43-3011", "--bogus"], 2, "usage", "no such option: --bogus", "Try: occlookup show --help"),
    (["show", "43-3011", "--jsn"], 2, "usage", "no such option: --jsn (Possible options: --json)", "occlookup show --help"),
    (["show"], 2, "usage", "missing argument 'CODE'.", "Try: occlookup show --help"),
    (["search"], 2, "usage", "missing argument 'TEXT'.", "Try: occlookup search --help"),
    (["data", "build"], 2, "usage", "missing option '--from'.", "Try: occlookup data build --help"),
    (["show", "43-3011", "--format", "xml"], 2, "usage", "'xml' is not one of 'table', 'plain', 'json'", "show --help"),
    (["show", "43-3011", "--format"], 2, "usage", "'--format' requires an argument", "Try: occlookup"),
    # codes and titles
    (["show", "43-301"], 2, "malformed_code", "'43-301' is not an occupation code.", "Codes look like 43-3011"),
    (["show", "4330111"], 2, "malformed_code", "'4330111' is not an occupation code.", "Codes look like 43-3011"),
    (["show", " "], 2, "malformed_code", "no occupation was named.", "occlookup show 43-3011"),
    (["show", "99-9999"], 3, "not_found", "no occupation has the code 99-9999.", "Try: occlookup browse"),
    (["show", "43-3012"], 3, "not_found", "no occupation has the code 43-3012. Near it: 43-3011", "occlookup browse 43-3"),
    (["show", "43-3000"], 3, "not_found", "43-3000 is a group of occupations, Financial Clerks.", "browse 43-3000"),
    (["show", "zzzq"], 3, "not_found", "no occupation has the title 'zzzq'.", "Try: occlookup search"),
    (["show", "nurse"], 3, "ambiguous", "'nurse' is a title of 3 occupations.", "Name one by its code"),
    (["wages", "nurse"], 3, "ambiguous", "'nurse' is a title of 3 occupations.", "Name one by its code"),
    (["riasec", "13-1020"], 3, "not_found", "O*NET publishes no interests for 13-1020", "occlookup browse 13-1"),
    (["browse", "99"], 3, "not_found", "no group or occupation begins with 99.", "Try: occlookup browse"),
    (["browse", "zzzq"], 3, "not_found", "no occupation has the title 'zzzq'.", "Try: occlookup search"),
    # places
    (["wages", "43-3011", "--state", "ZZ"], 3, "not_found", "no state or territory is called 'ZZ'.", "--state CT"),
    (["areas", "--state", "QQ"], 3, "not_found", "no state or territory is called 'QQ'.", "--state CT"),
    (["wages", "43-3011", "--area", "nowhere"], 3, "not_found", "no area is called 'nowhere'.", "occlookup areas"),
    (["wages", "43-3011", "--area", "9999999"], 3, "not_found", "no area has the code 9999999.", "occlookup areas"),
    (["wages", "43-3011", "--area", "region"], 3, "ambiguous", "'region' fits", "Give more of the name, or the code"),
    (["wages"], 2, "usage", "wages of what, and where?", "occlookup wages 43-3011"),
    (["wages", "--national", "--state", "CT"], 2, "usage", "--national leaves no room", "Name one place."),
    (["wages", "43-3011", "--national", "--area", "x"], 2, "usage", "--national leaves no room", "Name one place."),
    # rows
    (["wages", "--state", "CT", "--level", "huge"], 2, "usage", "'huge' is not a level", "major, minor, broad, detailed"),
    (["wages", "--state", "CT", "--top", "0"], 2, "usage", "0 is not in the range", "Try: occlookup wages --help"),
    (["wages", "--state", "CT", "--top", "-3"], 2, "usage", "-3 is not in the range", "Try: occlookup wages --help"),
    (["wages", "--state", "CT", "--top", "x"], 2, "usage", "'x' is not a valid", "Try: occlookup wages --help"),
    (["wages", "--state", "CT", "--sort", "bogus"], 2, "usage", "no field 'bogus' to sort by", f"Fields: {WAGE_FIELDS}."),
    (["wages", "--state", "CT", "--sort", "notes"], 2, "usage", "no field 'notes' to sort by", f"Fields: {WAGE_FIELDS}."),
    (["search", "collector", "--sort", "x"], 2, "usage", "no field 'x' to sort by", "Fields: code, title, score, matched."),
    (["riasec", "--code", "CES", "--sort", "x"], 2, "usage", "no field 'x' to sort by", "Fields: code, title, score."),
    (["browse", "--sort", "x"], 2, "usage", "no field 'x' to sort by", "Fields: code, title, occupations, summary."),
    (
        ["browse", "43-3", "--sort", "x"], 2, "usage", "no field 'x' to sort by",
        "Fields: code, title, annual_median, hourly_median, employment_2024, percent_change, job_zone, base_year, "
        "projected_year, employment_base, employment_projected.",
    ),
    # filters
    (["wages", "43-3011", "--min-wage", "3"], 2, "usage", "filters choose among occupations", "Leave out the code"),
    (["wages", "--state", "CT", "--min-wage", "abc"], 2, "usage", "'abc' is not a wage a year.", "--min-wage 50000"),
    (["wages", "--state", "CT", "--min-wage", "5.5"], 2, "usage", "'5.5' is not a wage a year.", "--min-wage 50000"),
    (["wages", "--state", "CT", "--education", "phd"], 2, "usage", "'phd' is not a level of education.", LEVELS),
    (["search", "clerk", "--job-zone", "9"], 2, "usage", "'9' is not a job zone.", "Give 1 to 5, or a range such as 1-3."),
    (["search", "clerk", "--job-zone", "4-2"], 2, "usage", "'4-2' is not a job zone.", "1 to 5"),
    (["browse", "--growth", "big"], 2, "usage", "'big' is no growth to ask for.", "much-faster"),
    (["browse", "--growth", "nan"], 2, "usage", "'nan' is no growth to ask for.", "much-faster"),
    (["browse", "--group", "nope"], 2, "malformed_code", "'nope' is not an occupation code.", "Codes look like"),
    (
        ["wages", "--state", "CT", "--level", "major", "--min-wage", "9"], 2, "usage",
        "groups of occupations can only be filtered by --group.", "Leave out the others.",
    ),
    # interests
    (["riasec"], 2, "usage", "riasec takes one question", "occlookup riasec --code CES"),
    (["riasec", "43-3011", "--code", "C"], 2, "usage", "riasec takes one question", "occlookup riasec --code CES"),
    (["riasec", "--code", "XYZ"], 2, "usage", "'XYZ' is not a Holland code.", "strongest first: CES"),
    (["riasec", "--code", "CC"], 2, "usage", "'CC' is not a Holland code.", "strongest first: CES"),
    (["riasec", "--scores", "R=1"], 2, "usage", "no score is given for I, A, S, E, C.", "Give all six"),
    (["riasec", "--scores", "R=1,I=x"], 2, "usage", "'I=x' is not an interest score.", "Give all six"),
    (["riasec", "--scores", "R=1,I=1,A=1,S=1,E=1,C=1"], 2, "usage", "six equal scores", "At least two must differ."),
    # releases
    (["data", "build", "--from", "nowhere"], 2, "usage", "nowhere", "--from wants the folder"),
]  # fmt: skip
IDS = [" ".join(words) for words, *_ in MISTAKES]
IN_JSON = [
    mistake for mistake in MISTAKES if mistake[0][0] in COMMANDS and mistake[0][0] != "data" and mistake[0][-1] != "--format"
]


@pytest.mark.parametrize("words, code, kind, message, hint", MISTAKES, ids=IDS)
def test_a_mistake_is_one_line_and_a_hint(run, words, code, kind, message, hint):
    done = run(*words)
    assert done.code == code
    assert done.out == ""
    first, *rest = done.err.splitlines()
    assert first.startswith("occlookup: ")
    assert message in first
    assert hint in rest[-1]
    assert len(rest) == 1 or kind == "ambiguous"
    assert "Traceback" not in done.err


@pytest.mark.parametrize("words, code, kind, message, hint", IN_JSON, ids=[" ".join(mistake[0]) for mistake in IN_JSON])
def test_with_json_a_mistake_is_one_object(run, words, code, kind, message, hint):
    for form in (["--json"], ["--format", "json"], ["--format=json"]):
        if "--format" in words and form != ["--json"]:
            continue  # the last one said counts
        done = run(*words, *form)
        assert (done.code, done.out) == (code, "")
        assert done.err.count("\n") == 1
        assert done.err.isascii()
        document = json.loads(done.err)
        assert list(document) == ["error"]
        error = document["error"]
        assert list(error) == ["kind", "message", "hint", "suggestions"]
        assert error["kind"] == kind
        assert message in error["message"]
        assert hint in error["hint"]
        assert all(list(suggestion) == ["code", "title"] for suggestion in error["suggestions"])


def test_what_follows_two_dashes_does_not_ask_for_json(run):
    done = run("show", "zzzq", "--", "--json")
    assert done.code == 3
    assert done.err.startswith("occlookup: ")


def test_suggestions_are_codes_and_titles(run):
    error = json.loads(run("show", "43-3012", "--json").err)["error"]
    assert error["suggestions"][0] == {"code": "43-3011", "title": "Bill and Account Collectors"}
    error = json.loads(run("show", "nurse", "--json").err)["error"]
    assert {"code": "29-1141", "title": "Registered Nurses"} in error["suggestions"]
    error = json.loads(run("wages", "43-3011", "--area", "region", "--json").err)["error"]
    assert error["suggestions"]
    assert all(len(suggestion["code"]) == 7 for suggestion in error["suggestions"])
    error = json.loads(run("wages", "43-3011", "--state", "Conecticut", "--json").err)["error"]
    assert error["suggestions"] == [{"code": "CT", "title": "Connecticut"}]


def test_an_ambiguous_title_lists_the_occupations_in_a_pipe(run):
    done = run("show", "nurse")
    assert done.code == 3
    assert "  29-1141     Registered Nurses\n" in done.err


def test_what_may_be_meant_is_said_once(run):
    assert run("wages", "43-3011", "--state", "Conecticut").err.count("Did you mean") == 1


@pytest.mark.parametrize("words", [["wages", "55-3016"], ["search", "zzzq"]])
def test_an_unknown_field_is_wrong_without_rows_too(run, words):
    assert run(*words, "--sort", "bogus").code == 2


@pytest.mark.parametrize("words", [[], ["data"]])
def test_no_word_at_all_gives_the_help(run, words):
    done = run(*words)
    assert (done.code, done.err) == (0, "")
    assert done.out == run(*words, "--help").out


@pytest.mark.parametrize(
    "error, code",
    [
        (OcclookupError("x"), 1),
        (UsageError("x"), 2),
        (MalformedCodeError("x"), 2),
        (NotFoundError("x"), 3),
        (AmbiguousError("x"), 3),
        (DamagedDataError("x"), 4),
        (OutputError("x"), 4),
        (OSError(28, "No space left on device"), 4),
        (ZeroDivisionError("x"), 1),
        (KeyboardInterrupt(), 130),
        (BrokenPipeError(EPIPE, "Broken pipe"), 0),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_each_way_to_end_has_its_exit_code(run, monkeypatch, error, code, form):
    def fail(self: Catalog, *words: object, **more: object) -> None:
        raise error

    monkeypatch.setattr(Catalog, "show", fail)
    monkeypatch.setattr("occlookup.cli.output.discard_output", lambda: None)  # it would close pytest's own
    done = run("show", "43-3011", *form)
    assert done.code == code
    assert done.out == ""
    if code in (0, 130):
        assert done.err == ""
    elif form:
        assert list(json.loads(done.err)) == ["error"]
    else:
        assert done.err.startswith("occlookup: ")


def test_the_kinds_are_stable_words():
    kinds = {error.kind for error in (OcclookupError, UsageError, MalformedCodeError, NotFoundError, AmbiguousError)}
    assert kinds | {DamagedDataError.kind, OutputError.kind} == {
        "error", "usage", "malformed_code", "not_found", "ambiguous", "damaged_data", "output",
    }  # fmt: skip


def test_a_bug_asks_for_a_report_and_has_no_traceback(run, monkeypatch):
    monkeypatch.setattr(Catalog, "show", lambda self, text, state=None: 1 / 0)
    done = run("show", "43-3011")
    assert done.err.splitlines() == [
        "occlookup: a bug in occlookup: ZeroDivisionError: division by zero",
        "Please report it, with what OCCLOOKUP_DEBUG=1 prints.",
    ]


QUOTED = [
    ["show"], ["search"], ["browse"], ["areas"], ["wages", "43-3011", "--state"], ["wages", "43-3011", "--area"],
    ["wages", "--state", "CT", "--sort"], ["wages", "--state", "CT", "--level"], ["riasec", "--code"],
    ["riasec", "--scores"], ["search", "clerk", "--min-wage"], ["browse", "--group"], ["browse", "--growth"],
    ["browse", "--education"], ["show", "x", "--format"], ["data"], [],
]  # fmt: skip


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202e", "\x9b31m", "a\nb", "\x07", "[bold]x[/y]", "%s{}"], ids=ascii)
@pytest.mark.parametrize("words", QUOTED, ids=" ".join)
def test_hostile_words_are_repeated_harmlessly(run, words, hostile):
    for form in ([], ["--json"]):
        done = run(*words, hostile, *form)
        assert done.code in (0, 2, 3)
        assert all(char.isprintable() or char == "\n" for char in done.out + done.err)
        assert "a bug" not in done.err


@pytest.mark.parametrize(
    "words",
    [["show"], ["search"], ["areas"], ["riasec"], ["wages"], ["wages", "--state"], ["wages", "--area"], ["browse"]],
    ids=" ".join,
)
def test_words_that_are_no_text_are_repeated_harmlessly(run, words, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for form in ([], ["--json"]):
        done = run(*words, "nur\udcffse", *form)
        assert done.code in (0, 3)
        assert "\udcff" not in done.out + done.err


@pytest.mark.parametrize("words", QUOTED, ids=" ".join)
def test_endless_words_are_not_repeated_whole(run, words):
    done = run(*words, "x" * 5000)
    assert done.code in (0, 2, 3)
    assert len(done.out + done.err) < 1000
