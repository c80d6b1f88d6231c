"""A center's own records on the command line: begun, checked, shown; and three hundred bad files that do no harm."""

from __future__ import annotations

import gc
import json
import os
import re
import time
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from conftest import Run
from occlookup import catalog as catalog_module
from occlookup.catalog import open_catalog
from occlookup.cli.data_own import template
from occlookup.cli.main import main
from occlookup.index.own.rules import faults_of
from occlookup.index.schema import EDUCATION_LEVELS
from own_files import ADDED, BAD_NAMES, GOOD, HARMLESS, LONGEST_SECONDS, bad_inputs
from processes import call

OWN = "43-3011.90"
BAD = dict(bad_inputs())
FORMS = ("table", "plain", "json", "jsonl", "csv", "tsv", "md")
ROWS = {"show": ("own.notes", "own.wages", "own.links"), "wages": ("own",)}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of own records of a data folder, empty; copies of the index go to a cache of the test's own."""
    folder = tmp_path / "data" / "records"
    folder.mkdir(parents=True)
    monkeypatch.setenv("OCCLOOKUP_DATA", str(folder.parent))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def ask(
    own: Path, small_records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Run a command line in this process over the small records with the own ones."""

    def run_command(*words: str) -> Run:
        monkeypatch.setenv("OCCLOOKUP_CONFIG", "")
        monkeypatch.setattr(catalog_module, "open_catalog", lambda **given: open_catalog(records=small_records, own=own))
        code = main(list(words))
        gc.enable()
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run_command


def raw(text: str) -> set[str]:
    """The characters of an output that a terminal would not print as they are."""
    return {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and char not in "\n\t"}


def test_there_are_more_than_two_hundred_bad_files():
    assert len(BAD) > 300


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_does_no_harm(own, ask, name):
    """It is told with its reason, and a page is what it is without it."""
    path = own / "x.toml"
    BAD[name](path)
    (own / "y.toml").write_text('code = "43-3011"\nnames = ["zorblax"]\n')
    before = time.monotonic()
    checked = ask("data", "check", str(path))
    shown = ask("show", "zorblax", "--section", "own")
    took = time.monotonic() - before
    assert took < 2 * LONGEST_SECONDS, took
    assert (checked.code, checked.out) == (2 if name == "a folder" else 4, "")
    assert shown.code == 0 and "zorblax" in shown.out
    assert shown.err.startswith("occlookup: 1 of 2 own records is left out: records/x.toml") and shown.err.count("\n") == 1
    assert raw(checked.err) | raw(shown.err) | raw(shown.out) == set()
    if name != "a folder":
        assert re.match(r"x\.toml: (line \d+: )?\S.*\.\n", checked.err)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_good_file_has_no_fault(own, ask, name):
    (own / "x.toml").write_bytes(HARMLESS[name])
    assert ask("data", "check", str(own / "x.toml")) == (0, f"No fault in {own / 'x.toml'}.\n", "")
    for form in FORMS:
        shown = ask("show", "43-3011", "--format", form)
        assert (shown.code, shown.err, raw(shown.out)) == (0, "", set())


def test_all_of_them_at_once(own, ask):
    for place, make in enumerate(BAD.values()):
        make(own / f"{place:03}.toml")
    for name in BAD_NAMES:
        Path(os.fsdecode(os.fsencode(own) + b"/" + name)).write_text("x = 1")
    (own / "good.toml").write_text(GOOD)
    before = time.monotonic()
    shown = ask("show", "43-3011", "--json")
    checked = ask("data", "check", str(own))
    assert time.monotonic() - before < 20
    assert shown.document["data"]["own"]["files"] == ["good.toml"]
    # "elsewhere" of a link has no ending of a record
    assert f"{len(BAD) + len(BAD_NAMES)} of {len(BAD) + len(BAD_NAMES) + 1} own records are left out, the first" in shown.err
    assert (checked.code, shown.err.count("\n"), raw(checked.err) | raw(shown.err)) == (4, 1, set())


def test_ten_thousand_files(own, ask):
    for number in range(10_000):
        (own / f"{number}.toml").write_text(f'code = "43-3011"\n[[links]]\ntitle = "{number}"\nurl = "https://e.org"\n')
    before = time.monotonic()
    assert len(ask("show", "43-3011", "--json").document["data"]["own"]["links"]) == 10_000
    assert time.monotonic() - before < 60


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_file_of_any_name_is_read_and_shown_safely(own, ask, name):
    path = os.fsencode(own) + b"/" + name
    with open(path, "w") as stream:
        stream.write(GOOD)
    for form in FORMS:
        shown = ask("show", "43-3011", "--format", form)
        assert (shown.code, shown.err, raw(shown.out)) == (0, "", set())
    with open(path, "w") as stream:
        stream.write("x")
    told = ask("show", "43-3011", "--json")
    assert "1 of 1 own records is left out" in told.err and raw(told.err) == set()


@pytest.mark.parametrize("command", ROWS)
def test_hostile_words_reach_no_terminal_even_from_a_forged_index(own, ask, command):
    """The checker lets none through; here they stand in the copy itself, and every renderer cleans."""
    import sqlite3

    (own / "x.toml").write_text(GOOD)
    ask("show", "43-3011")
    evil = "a\x1b[31m\x9b\u202e\u200b[x] [/x] :cd: b"
    (copy,) = (own.parent.parent / "cache" / "occlookup").glob("own-*.sqlite")
    connection = sqlite3.connect(copy)
    ((content,),) = connection.execute("SELECT content FROM own")
    forged = content
    for text in ("Two employers", "Staff of the center", "Hartford region", "Local association", "repo caller"):
        assert text in forged
        forged = forged.replace(text, json.dumps(evil)[1:-1])
    connection.execute("UPDATE own SET content = ?", (forged,))
    connection.commit()
    connection.close()
    for form in FORMS:
        for rows in (None, *ROWS[command]):
            if form == "json" and rows:
                continue
            shown = ask(command, "43-3011", "--format", form, *(["--rows", rows] if rows else []))
            assert shown.code == 0
            assert raw(shown.out) == set(), (form, rows)
            if rows in (None, "own.notes") and (command == "show" or form in ("table", "plain", "md")):
                assert "[x] [/x] :cd: b" in " ".join(shown.out.replace("\\", "").split())


def test_the_page_marks_every_part_with_its_source(own, ask):
    (own / "x.toml").write_text(GOOD)
    page = ask("show", "43-3011", "--plain").out
    for said in (
        "Two employers here hire every spring. (from this center: Staff of the center, 2026-03-01)",
        "median $47,200 a year, $22.69 an hour; 120 jobs (from this center: Survey of local employers, 2026-02-10)",
        "Also called here: repo caller.",
        "https://example.org/jobs",
    ):
        assert said in page
    assert "$47,030" in page, "the published median stands as it is"


def test_wages_have_own_rows_in_a_part_of_their_own(own, ask):
    without = ask("wages", "43-3011", "--json").document
    (own / "x.toml").write_text(GOOD)
    document = ask("wages", "43-3011", "--json").document
    assert document["data"]["rows"] == without["data"]["rows"]
    assert without["data"]["own"] == []
    (row,) = document["data"]["own"]
    assert (row["area"], row["annual_median"], row["hourly_median"], row["annual_p10"]) == (
        "Hartford region",
        47200,
        22.69,
        None,
    )
    assert (row["source"], row["date"], row["file"]) == ("Survey of local employers", "2026-02-10", "x.toml")
    assert document["sources"]["own:x.toml"] == {
        "publisher": "Staff of the center; Survey of local employers",
        "title": "This center's own record",
        "release": "2026-03-01",
        "period": "2026-02-10 to 2026-03-01",
        "url": "",
        "licence": "",
    } or document["sources"]["own:x.toml"]["publisher"].endswith("Survey of local employers")
    sorted_rows = ask("wages", "43-3011", "--json", "--sort", "annual_median").document["data"]
    assert all(entry["area"]["name"] != "Hartford region" for entry in sorted_rows["rows"])
    text = ask("wages", "43-3011", "--plain").out
    assert text.index("Local pay, not a published estimate") > text.index("$47,030")
    assert ask("wages", "43-3011", "--rows", "own", "--format", "csv").out.splitlines()[1].startswith("Hartford region,Survey")


def test_an_added_occupation_says_what_is_not_in_this_data_set(own, ask):
    (own / "x.toml").write_text(ADDED)
    document = ask("show", OWN, "--json").document
    data = document["data"]
    assert (data["kind"], data["title"], data["summary"]) == (
        "own",
        "Tribal benefits advisers",
        "Help members of the nation apply for benefits.",
    )
    assert data["missing"] == dict.fromkeys(("wages", "outlook", "interests", "skills"), "not_in_data_set")
    assert (data["wages"]["national"], data["outlook"], data["interests"], data["job_zone"]) == (None, None, None, None)
    (described,) = data["own"]["descriptions"]
    assert (described["job_zone"], described["interests"]["social"], described["interests"]["code"]) == (3, 6.5, "SCE")
    assert document["sources"]["own:x.toml"]["publisher"] == "Tribal career office"
    page = ask("show", OWN).out
    for label in ("Median pay", "Jobs", "Outlook", "To start", "Job zone", "Interests"):
        assert re.search(rf"{label} +not in this data set", page)
    assert "From this center: Tribal career office, 2026-01-15" in page
    assert "Source: this center's own record: Tribal career office, 2026-01-15" in page
    assert "Pay: not in this data set." in ask("show", OWN, "--section", "pay").out
    assert "Not in this data set" in ask("wages", OWN).out


@pytest.mark.parametrize("command", ["outlook", "places", "insights", "related"])
def test_every_question_about_an_added_occupation_is_answered(own, ask, command):
    (own / "x.toml").write_text(ADDED)
    for form in FORMS:
        done = ask(command, OWN, "--format", form)
        assert (done.code, done.err) == (0, "")


def test_an_added_occupation_beside_others(own, ask):
    (own / "x.toml").write_text(ADDED)
    compared = ask("compare", OWN, "43-3011", "--json")
    assert [entry["code"] for entry in compared.document["data"]["occupations"]] == [OWN, "43-3011"]
    assert ask("riasec", OWN).code == 3
    ranked = ask("rank", "--json", "--top", "500").document["data"]["rows"]
    assert OWN not in [row["code"] for row in ranked]
    listed = ask("browse", "43-3010", "--json").document["data"]["occupations"]
    assert [(entry["code"], entry["kind"]) for entry in listed if entry["code"] == OWN] == [(OWN, "own")]


def test_what_is_answered_is_as_the_schema_says(own, ask):
    (own / "x.toml").write_text(GOOD)
    (own / "y.toml").write_text(ADDED)
    for name, line in (
        ("show", "show 43-3011"),
        ("show", f"show {OWN}"),
        ("wages", "wages 43-3011"),
        ("browse", "browse 43-3010"),
    ):
        schema = json.loads(ask("schema", name).out)
        assert [
            error.message for error in Draft202012Validator(schema).iter_errors(ask(*line.split(), "--json").document)
        ] == []


def test_the_schema_of_a_record(ask):
    schema = json.loads(ask("schema", "own-record").out)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:occlookup:own-record:1"


def test_a_sheet_has_the_notes_and_the_local_pay(own, ask, tmp_path):
    (own / "x.toml").write_text(GOOD)
    (own / "y.toml").write_text(ADDED)
    for code in ("43-3011", OWN):
        assert ask("handout", code, "-o", str(tmp_path / f"{code}.txt")).code == 0
    sheet = (tmp_path / "43-3011.txt").read_text()
    assert "from this center: Staff of the center, 2026-03-01" in " ".join(sheet.split())
    assert "Local pay, not a published estimate" in sheet
    added = (tmp_path / f"{OWN}.txt").read_text()
    assert "Median pay: not in this data set" in added
    assert "O*NET publishes none" not in added and "BLS" not in added


def test_a_new_record_is_begun_where_it_is_looked_for(own, ask):
    done = ask("data", "new", "433011")
    assert (done.code, done.out, done.err) == (0, f"{own / '43-3011.toml'}\n", "")
    assert ask("data", "check", str(own / "43-3011.toml")).code == 0, "with nothing filled in it is no fault yet"
    again = ask("data", "new", "43-3011")
    assert (again.code, again.out) == (2, "") and "already" in again.err
    assert ask("data", "new", "43-3011", "--to", str(own.parent / "other.toml")).code == 0
    assert ask("data", "new", "43-9999").code == 3
    assert ask("data", "new", "43-3000").code == 3
    assert ask("data", "new", "x").code == 2
    own.parent.joinpath("elsewhere").mkdir()


def test_a_new_record_has_its_folder_made(tmp_path, ask, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_DATA", str(tmp_path / "new" / "folder"))
    assert ask("data", "new", OWN).out == f"{tmp_path / 'new' / 'folder' / 'records' / OWN}.toml\n"
    monkeypatch.setenv("OCCLOOKUP_DATA", "")
    nowhere = ask("data", "new", OWN)
    assert nowhere.code == 2 and "--to" in nowhere.err


@pytest.mark.parametrize("code, title", [("43-3011", "Bill and Account Collectors"), (OWN, "")])
def test_a_template_is_toml_bare_and_with_every_mark_taken_away_and_every_gap_filled(code, title):
    text = template(code, title)
    assert faults_of(tomllib.loads(text)) == []
    keys = re.compile(r"^# (?=\[\[|[a-z_]+ = )", re.MULTILINE)
    bare = keys.sub("", text)
    with pytest.raises(tomllib.TOMLDecodeError):  # no day and no figure stands there that could be left by mistake
        tomllib.loads(bare)
    given = {"date": "2026-03-01", "annual_median": "47200", "hourly_median": "22.69", "employment": "120", "job_zone": "3"}
    for key, value in given.items():
        bare = re.sub(rf"^{key} = ", f"{key} = {value} ", bare, flags=re.MULTILINE)
    filled = tomllib.loads(re.sub(r" = (?=[,}])", " = 1", bare))
    assert set(filled) >= {"code", "notes", "wages", "links", "names"}
    # what is wrong with it is that it is empty, and nothing else
    assert {reason.split(" ", 1)[1] for _, reason in faults_of(filled)} <= {
        "is empty.",
        "entry of names is empty.",
        "entry of tasks is empty.",
        "has to be an address that begins with https:// or http://, without spaces.",
    } | {reason for reason in [f"has to be one of: {'; '.join(EDUCATION_LEVELS)}."] if not title}


def test_the_check_of_a_file_and_of_the_published_records_do_not_mix(own, ask):
    path = own / "x.toml"
    path.write_text(GOOD)
    assert ask("data", "check", str(path), "--in", str(own)).code == 2
    missing = ask("data", "check", str(own / "nowhere.toml"))
    assert missing.code == 2 and "there is no file" in missing.err
    assert ask("data", "check", str(own.parent)).code == 2


def test_every_fault_is_named_and_all_files_of_a_folder(own, ask):
    (own / "a.toml").write_text(GOOD.replace("date = 2026-03-01\n", "").replace("47200", "nan"))
    (own / "b.toml").write_text(GOOD)
    (own / "c.toml").write_text(GOOD.replace("43-3011", "43-3012"))
    done = ask("data", "check", str(own))
    assert done.code == 4
    assert done.err.splitlines()[:3] == [
        "a.toml: line 4: date is missing.",
        "a.toml: line 12: annual_median has to be a whole number, without quotes or commas.",
        "c.toml: line 1: no occupation has the code 43-3012; one that you add has a code that ends in .90 to .99.",
    ]
    assert done.err.splitlines()[3] == f"occlookup: 3 faults in {own}."


def test_a_bad_file_is_told_once_and_beside_an_error_too_but_not_in_json(own, ask):
    (own / "a.toml").write_text("x = 1")
    assert ask("show", "43-3011").err.count("left out") == 1
    failed = ask("show", "99-9999")
    assert failed.code == 3 and failed.err.count("left out") == 1
    failed = ask("show", "99-9999", "--json")
    assert json.loads(failed.err)["error"]["kind"] == "not_found"
    assert ask("show", "43-3011", "--json").err.count("left out") == 1


def test_in_a_process_of_its_own(tmp_path):
    """From the data folder, over the real figures; a pipe and a file name that is no UTF-8."""
    folder = tmp_path / "data" / "records"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text(GOOD)
    bad = os.fsencode(folder) + b"/caf\xe9.toml"
    os.mkfifo(bad)
    variables = {"OCCLOOKUP_DATA": str(folder.parent), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = call("show", "repo caller", "--json", **variables)
    assert done.code == 0
    assert json.loads(done.out)["data"]["own"]["notes"][0]["source"] == "Staff of the center"
    assert b"1 of 2 own records is left out: records/caf?.toml: it is no ordinary file" in done.err
    checked = call("data", "check", os.fsdecode(bad), **variables)
    assert (checked.code, checked.out) == (4, b"")
    assert b"caf?.toml: it is no ordinary file." in checked.err
    os.unlink(bad)
    os.unlink(folder / "a.toml")
    assert json.loads(call("show", "43-3011", "--json", **variables).out)["data"]["own"] is None


def test_what_is_left_empty_is_named_with_its_line(own, ask):
    wages = template("43-3011", "x").partition("# [[wages]]")[2].partition("# [[links]]")[0]
    wages = re.sub(r"^# ", "", wages, flags=re.MULTILINE).replace('""', '"Us"').replace("date = ", "date = 2026-03-01")
    path = own / "x.toml"
    path.write_text(f'code = "43-3011"\n[[wages]]{wages}')
    told = ask("data", "check", str(path))
    assert told.code == 4
    assert "x.toml: line 6: it is not TOML: no value stands behind the =" in told.err
