"""What is offered where a person presses TAB: the engine behind the shells' scripts, over the small records."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from occlookup import catalog as catalog_module
from occlookup.answers import ANSWERS
from occlookup.catalog import open_catalog
from occlookup.catalog.filtering import EDUCATION_WORDS, make_filters, parse_level
from occlookup.cli.app import COMMANDS, app
from occlookup.cli.completing import answer, complete, offer_text, offer_to_bash
from occlookup.cli.completion import SCRIPTS, SHELLS
from occlookup.cli.completion_values import Offer
from occlookup.cli.shell_words import read_word, write_word
from occlookup.errors import DamagedDataError
from occlookup.render.fields import field_names
from occlookup.render.rows import row_fields
from small_records import OCCUPATIONS, cut_records

# options whose values no list can hold
FREE = {"--top", "--min-wage", "--answers", "--scores", "--contact"}
WEIRD = [
    "", "-", "--", "---", "=", "--=", "--state=", "--nothing=x", "\x1b[31mred", "a\nb", "a\tb", "\x00", "'", '"', "\\",
    "a'b\"c", "$(touch x)", "`x`", ";", "%", "_", "%s", "*", "\udcff", "\u202e", "\U0001f600", "\u00bd", "\u0663",
    "x" * 100_000, "4" * 999,
    "." * 300, ",", ".,.", "code,", "wages..", "wages.nothing.",
]  # fmt: skip


@pytest.fixture(autouse=True)
def small(small_records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_module, "open_catalog", lambda **given: open_catalog(records=small_records))


def offered(line: str) -> Offer:
    """What may stand at the end of the line; a blank there begins a word."""
    words = ["occlookup", *shlex.split(line)]
    if not line or line.endswith(" "):
        words.append("")
    return complete(words, len(words) - 1)


def values(line: str) -> list[str]:
    return [candidate.value for candidate in offered(line).candidates]


def live() -> Iterator[tuple[str, Any, Any]]:
    """Every command by its words, and its context."""
    root = typer.main.get_command(app)
    top = typer.Context(root, **root.context_settings)
    for name in COMMANDS:
        command = root.get_command(top, name)
        context = typer.Context(command, info_name=name, parent=top)
        if hasattr(command, "commands"):
            for inner, below in command.commands.items():
                yield f"{name} {inner}", below, typer.Context(below, info_name=inner, parent=context)
        else:
            yield name, command, context


def parameters(kind: str) -> list[tuple[str, Any]]:
    return [
        (words, each)
        for words, command, context in live()
        for each in command.get_params(context)
        if each.param_type_name == kind
    ]


OPTIONS = [(words, max(each.opts, key=len)) for words, each in parameters("option") if not each.is_flag]
ONE_OF_EACH = [(words, name) for name, words in {name: words for words, name in OPTIONS}.items()]


def test_commands_come_with_their_help_lines():
    assert offered("").candidates == [(name, line) for name, (_, line) in COMMANDS.items()]
    assert values("comp") == ["compare", "completion"]
    assert offered("data ").candidates[0] == ("info", "Tell which releases the figures come from.")
    assert values("data b") == ["build"]
    assert values("data fetch ") == ["onet", "oews", "projections"]
    assert values("data fetch onet o") == ["oews"]


@pytest.mark.parametrize("words, command, context", list(live()), ids=[words for words, _, _ in live()])
def test_every_option_of_every_command_is_offered_with_its_help(words, command, context):
    options = [each for each in command.get_params(context) if each.param_type_name == "option"]
    assert offered(f"{words} --").candidates == [(max(each.opts, key=len), each.help) for each in options]


def test_options_of_the_program_itself():
    assert values("-") == ["--version", "--help"]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("wages --st", ["--state", "--stem"]),
        ("wages --state CT --st", ["--stem"]),
        ("wages --state=CT --st", ["--stem"]),
        ("show --section pay --sec", ["--section"]),
        ("handout -", ["--output", "--state", "--force", "--help"]),
        ("handout -o x -", ["--state", "--force", "--help"]),
        ("handout -o", ["-o"]),
        ("show -- --", []),
        ("nothing --", []),
        ("show --format j", ["json", "jsonl"]),
        ("show --format J", ["json", "jsonl"]),
        ("show --format=js", ["--format=json", "--format=jsonl"]),
        ("show --color a", ["auto", "always"]),
        ("rank --by e", ["employment"]),
        ("show --section in", ["industries", "interests", "insights"]),
        ("wages --level m", ["major", "minor"]),
        ("rank --education ", list(EDUCATION_WORDS)),
        ("rank --growth f", ["faster"]),
        ("rank --job-zone ", ["1", "2", "3", "4", "5"]),
        ("rank --state ", ["CT", "GU", "TX", "none"]),
        ("rank --state c", ["CT"]),
        ("rank --state conn", ["Connecticut"]),
        ("rank --state=C", ["--state=CT"]),
        ("rank --state zz", []),
        ("wages --area hart", ["Hartford-West Hartford-East Hartford, CT"]),
        ("wages --area 'west hartford-e'", ["Hartford-West Hartford-East Hartford, CT"]),
        ("wages --area 00255", ["0025540"]),
        ("areas water", ["Waterbury-Shelton, CT"]),
        ("areas waterbury-shelton ", []),
        ("areas waterbury-shelton, c", ["CT"]),
        ("areas --sort n", ["name"]),
        ("config set f", ["format"]),
        ("config set format t", ["table", "tsv"]),
        ("config set state c", ["CT"]),
        ("config set pay ", ["annual", "hourly"]),
        ("config set color n", ["never"]),
        ("config set nothing ", []),
        ("config set pay annual ", []),
        ("config unset p", ["pay"]),
        ("rank --rows x", []),
        ("show --rows top", ["top_states", "top_areas"]),
        ("show --rows skills --fields imp", ["importance"]),
        ("wages --pay h", ["hourly"]),
        ("rank --group 43-", ["43-0000", "43-1000", "43-2000", "43-3000", "43-4000", "43-5000", "43-6000", "43-9000"]),
        ("browse 43-301", ["43-3010"]),
        ("browse 43 ", []),
        ("show 43-30", ["43-3011", "43-3021", "43-3031"]),
        ("show 4330", ["43-3011", "43-3021", "43-3031"]),
        ("show 29-1141.", ["29-1141", "29-1141.01", "29-1141.03"]),
        ("wages 43-301", ["43-3010", "43-3011"]),
        ("show bill", ["Bill and Account Collectors", "Billing and Posting Clerks"]),
        ("show 'bill and'", ["Bill and Account Collectors"]),
        ("show bill an", ["and Account Collectors"]),
        ("show 43-3011 ", []),
        ("show 99", []),
        ("show zzz", []),
        ("compare 43-3011 43-3", ["43-3021", "43-3031"]),
        ("compare registered bill", ["Bill and Account Collectors", "Billing and Posting Clerks"]),
        ("glossary major", ["major group"]),
        ("glossary location quo", ["quotient"]),
        ("schema d", ["data-diff", "data-info"]),
        ("data diff b", ["bundled"]),
        ("data diff bundled b", ["bundled"]),
        ("data diff bundled bundled 43-301", ["43-3010", "43-3011"]),
        ("data diff bundled bundled bill a", ["and Account Collectors"]),
        ("data diff bundled bundled --figure annual", ["annual_median", "annual_openings"]),
        ("data diff bundled bundled 43-3011 --figure annual_me", ["annual_mean", "annual_median"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("completion bash ", []),
        ("riasec --code ", ["R", "I", "A", "S", "E", "C"]),
        ("riasec --riasec CE", ["CER", "CEI", "CEA", "CES"]),
        ("riasec --riasec CX", []),
        ("related --sort t", ["title"]),
        ("outlook --sort st", ["state"]),
        ("places --sort annual_m", ["annual_mean", "annual_median"]),
        ("wages --fields code,tit", ["code,title"]),
        ("wages --fields code,co", []),
        ("show --fields wages.nat", ["wages.national", "wages.national."]),
        ("show --fields code,wages.national.annual_med", ["code,wages.national.annual_median"]),
        ("search anything", []),
        ("wages --min-wage 5", []),
        ("wages --json=", []),
    ],
)  # fmt: skip
def test_what_fits_is_offered(line, expected):
    assert values(line) == expected


def test_codes_say_their_titles_and_titles_their_codes():
    assert offered("show 43-301").candidates == [("43-3011", "Bill and Account Collectors")]
    assert offered("show bill a").candidates == [("and Account Collectors", "43-3011")]
    assert offered("rank --state g").candidates == [("GU", "Guam")]
    assert offered("rank --job-zone 1").candidates == [("1", "Little or No Preparation Needed")]
    assert offered("wages --area 00255").candidates[0].about == "Hartford-West Hartford-East Hartford, CT"


def test_with_nothing_typed_every_occupation_is_offered():
    assert values("show ") == sorted(OCCUPATIONS)
    assert [value for value in values("browse ") if not value.endswith("-0000")] == []


def test_what_is_typed_stays_where_it_begins_no_value():
    assert offered("wages --area texas").remarks == ("keep",)
    assert offered("wages --area hart").remarks == ()
    assert offered("show 433").remarks == ()


def test_files_are_the_shells_affair():
    for line in (
        "data diff ./",
        "data diff bundled x",
        "handout -o ",
        "handout --output x",
        "handout --output=",
        "quiz --save ",
    ):
        assert offered(line) == ([], ("files",))
    for line in ("data check --in ", "data check --from=x", "data build --to ", "data fetch --to "):
        assert offered(line) == ([], ("folders",))


@pytest.mark.parametrize("words, name", OPTIONS, ids=[" ".join(case) for case in OPTIONS])
def test_every_option_has_values_or_none_can_be_listed(words, name):
    offer = offered(f"{words} {name} ")
    assert (offer == ([], ())) == (name in FREE)


@pytest.mark.parametrize("words, name", [*ONE_OF_EACH, *((words, "") for words, _, _ in live())])
def test_weird_words_are_no_fault(words, name):
    for weird in WEIRD:
        line = ["occlookup", *words.split(), *([name] if name else []), weird]
        assert offer_text(complete(line, len(line) - 1)) is not None
        assert offer_text(offer_to_bash(line, len(line) - 1)) is not None
        complete([*line, "", weird], len(line))
        complete(["occlookup", weird, *line], len(line) + 1)


def test_what_the_completed_words_say_is_what_the_commands_take(catalog):
    for word in values("rank --education "):
        assert make_filters(education=word)
    for word in values("rank --growth "):
        assert make_filters(growth=word)
    for word in values("rank --job-zone "):
        assert make_filters(job_zone=word)
    for word in values("rank --group 43"):
        assert make_filters(group=word)
    for word in values("wages --level "):
        assert parse_level(word) == word
    for name, code in offered("wages --area ").candidates:
        assert catalog.find_area(name).code == code
    for title, code in offered("show r").candidates:
        assert catalog.resolve(title).code == code


@pytest.mark.parametrize("words", [words for words, name in OPTIONS if name == "--sort"])
def test_every_field_to_sort_by_is_one(run, words):
    given = {
        "wages": ["--state", "GU"], "search": ["clerk"], "riasec": ["--code", "CES"], "quiz": ["--answers", "12345" * 12],
        "browse": [], "related": ["43-3011"], "outlook": ["43-3011"], "places": ["43-3011"], "areas": [], "glossary": [],
    }[words]  # fmt: skip
    fields = values(f"{words} --sort ")
    assert fields
    for field in fields:
        done = run(words, *given, "--sort", field, "--json")
        if words == "browse" and done.code:  # a field of occupations, which groups have not
            done = run(words, "43-3", "--sort", field, "--json")
        assert (field, done.code, done.err) == (field, 0, "")


@pytest.mark.parametrize("words", [words for words, name in OPTIONS if name == "--fields"])
def test_every_field_is_offered_level_by_level(words):
    found: set[str] = set()
    waiting = [""]
    while waiting:
        path = waiting.pop()
        below = complete(["occlookup", *words.split(), "--fields", path], len(words.split()) + 2)
        for name, _ in below.candidates:
            if name.endswith("."):
                waiting.append(name)
            else:
                found.add(name)
    kinds = ANSWERS[words.replace(" ", "-")]
    rows = [dict(row_fields(kind.load()))[field] if field else kind.load() for kind in kinds for field in kind.rows or ("",)]
    expected = {name for row in rows for name in field_names(row)}
    assert found == expected


# bash: words as they stand on the line


@pytest.mark.parametrize(
    "raw, position, expected",
    [
        (["show", "reg"], 2, ["Registered\\ Nurses"]),
        (["show", '"reg'], 2, ["Registered Nurses"]),
        (["show", "'reg"], 2, ["Registered Nurses"]),
        (["show", "Registered\\ nu"], 2, ["Registered\\ Nurses"]),
        (["show", '"registered nu"'], 2, ["Registered\\ Nurses"]),
        (["show", "regi'ster"], 2, []),
        (["rank", "--state", "=", "C"], 4, ["CT"]),
        (["rank", "--state", "="], 3, ["CT", "GU", "TX", "none"]),
        (["rank", "--state=C"], 2, ["--state=CT"]),
        (["rank", "--state", "=", "CT", "--sta"], 5, []),
        (["rank", "--sta", "--state", "=", "CT"], 2, []),
        (["wages", "--area", "=", '"hart'], 4, ["Hartford-West Hartford-East Hartford, CT"]),
        (["="], 1, []),
        (["show", "=", "x"], 3, []),
    ],
)
def test_bash_gets_what_stands_in_the_place_of_its_word(raw, position, expected):
    assert [candidate.value for candidate in offer_to_bash(["occlookup", *raw], position).candidates] == expected


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_quoting_is_read_back(quote):
    everything = [*values("wages --area "), *values("show r"), *WEIRD[:30], "Coeur d'Alene, ID", "a  b", "~", "!x", "#"]
    for text in everything:
        if "\n" not in text or quote:
            assert read_word(f"{quote}{write_word(text, quote)}{quote}").text == text


def test_an_open_quote_is_told():
    assert read_word('"New Yo') == ("New Yo", '"', 0)
    assert read_word("New\\ 'Yo") == ("New Yo", "'", 5)
    assert read_word('"\\x\\"') == ('\\x"', '"', 0)


# what the scripts read


@pytest.mark.parametrize(
    "arguments",
    [
        [], [""], ["x"], ["-1", "occlookup"], ["0", "occlookup"], ["9", "occlookup"], ["1" * 99, "occlookup", "show"], ["1"],
        ["2", "occlookup", "nothing", ""], ["\u00b2", "occlookup", "s"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("shell", [*SHELLS, "tcsh", ""])
def test_a_wrong_position_gets_nothing(capfd, shell, arguments):
    answer(shell, arguments)
    assert capfd.readouterr() == ("", "")


def test_an_answer_is_a_line_a_candidate(capfd):
    answer("zsh", ["2", "occlookup", "show", "43-301"])
    answer("bash", ["3", "occlookup", "handout", "-o", ""])
    answer("fish", ["2", "occlookup", "show", "registered\\ nu"])
    assert capfd.readouterr() == ("43-3011\tBill and Account Collectors\n\tfiles\nRegistered Nurses\t29-1141\n", "")


def test_what_a_terminal_does_not_show_is_not_offered():
    assert offer_text(Offer([("a\x1b[2J", "x"), ("b", "y\n\x07z")])) == "b\ty z\n"  # type: ignore[list-item]


def test_no_index_is_made_for_it(tmp_path, monkeypatch):
    data = cut_records(tmp_path)
    for variable in ("XDG_CACHE_HOME", "TMPDIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    with pytest.raises(DamagedDataError):
        open_catalog(records=data, compiling=False)
    (tmp_path / "index.sqlite").write_bytes(b"no index")
    with pytest.raises(DamagedDataError):
        open_catalog(records=data, compiling=False)
    assert list(tmp_path.rglob("*.part")) == [*tmp_path.rglob("index-*.sqlite")] == []
    open_catalog(records=data).close()
    with open_catalog(records=data, compiling=False) as ready:  # the one that was made meanwhile
        assert ready.beginnings().codes("43-301")[0].code == "43-3011"


def test_a_damaged_index_is_not_replaced_for_it(small_records, tmp_path):
    whole = (small_records.parent / "index.sqlite").read_bytes()
    (tmp_path / "data").symlink_to(small_records)
    # the tables' pages are noise, the header and what it says of the version are whole
    (tmp_path / "index.sqlite").write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) - len(whole) // 2))
    with pytest.raises(DamagedDataError), open_catalog(records=tmp_path / "data", compiling=False) as catalog:
        catalog.beginnings().titles("")
        catalog.beginnings().areas("")
        catalog.beginnings().states("")
        catalog.glossary()
        catalog.beginnings().job_zones()


# the command


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(run, shell):
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert done.out == (SCRIPTS / f"occlookup.{shell}").read_text(encoding="utf-8")


def test_an_unknown_shell(run):
    done = run("completion", "tcsh")
    assert (done.code, done.out) == (2, "")
    assert "Shells: bash, zsh, fish." in done.err
    assert run("completion").code == 2


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_evaluates_nothing(shell):
    lines = (SCRIPTS / f"occlookup.{shell}").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "eval" in line.partition("#")[0]]
