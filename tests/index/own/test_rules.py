"""The rules of an own record, and that the JSON Schema for editors says the same."""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from occlookup.index.own.fields import MEASURE_FIELDS, RECORD
from occlookup.index.own.reading import ReadFault, read_own_file
from occlookup.index.own.rules import faults_of, normalised
from occlookup.index.own.schema import own_record_schema
from occlookup.index.schema import MEASURES
from own_files import ADDED, GOOD, HARMLESS, bad_contents

# what takes a look at two figures, at decimals, at the calendar or at the index, or at characters no pattern lists
_BEYOND_A_SCHEMA = (
    "percentiles", "decimals", "a tiny number", "a name of signs", "a title of signs", "an unknown group", "a major group",
    "a date 2026-02-30", "U+", " in a text", "lines in a source", "a code",
    'a date "2026-03-01\\n"', "an address 17",  # $ of Python's patterns, which JSON Schema's has not
)  # fmt: skip


def as_editors_see(value: Any) -> Any:
    """TOML's dates are text for a schema."""
    if isinstance(value, dict):
        return {name: as_editors_see(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_editors_see(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def schema_faults(content: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(own_record_schema()).iter_errors(as_editors_see(content))]


def reasons(text: str) -> list[str]:
    return [reason for _, reason in faults_of(tomllib.loads(text))]


def test_it_is_a_schema():
    Draft202012Validator.check_schema(own_record_schema())


@pytest.mark.parametrize("name", HARMLESS)
def test_a_good_record_is_good_to_both(tmp_path, name):
    path = tmp_path / "x.toml"
    path.write_bytes(HARMLESS[name])
    content = read_own_file(path).content
    assert (faults_of(content), schema_faults(content)) == ([], [])


@pytest.mark.parametrize("name", bad_contents())
def test_a_bad_record_is_bad_to_both(tmp_path, name):
    path = tmp_path / "x.toml"
    path.write_bytes(bad_contents()[name])
    try:
        content = read_own_file(path).content
    except ReadFault:
        return
    told = schema_faults(content)
    if name.startswith("a code") or name in ("an unknown group", "a major group"):
        return  # the index knows
    assert faults_of(content)
    assert told or name.startswith(_BEYOND_A_SCHEMA) or name.endswith(" in a text"), name


def test_the_schema_finds_nothing_that_the_checker_lets_pass(tmp_path):
    path = tmp_path / "x.toml"
    for content in bad_contents().values():
        path.write_bytes(content)
        try:
            read = read_own_file(path).content
        except ReadFault:
            continue
        assert faults_of(read) or not schema_faults(read), read


@pytest.mark.parametrize(
    "old, new, path, reason",
    [
        ("date = 2026-03-01\n", "", ("notes", 0, "date"), "date is missing."),
        ("47200", "1e-9", ("wages", 0, "annual_median"), "annual_median has to be a whole number, without quotes or commas."),
        ("47200", "-1", ("wages", 0, "annual_median"), "annual_median has to be 1 to 20,000,000."),
        ("47200", "0", ("wages", 0, "annual_median"), "annual_median has to be 1 to 20,000,000."),
        ("22.69", "nan", ("wages", 0, "hourly_median"), "hourly_median has to be a number, without quotes or commas."),
        ("22.69", "22.695", ("wages", 0, "hourly_median"), "hourly_median has more than 2 decimals."),
        ("employment = 120", "annual_p10 = 50000", ("wages", 0, "annual_median"), "annual_median is lower than annual_p10."),
        ("spring", "\\u202e", ("notes", 0, "text"), "text has a character that cannot be printed (U+202E)."),
        ("spring", "\\u3164", ("notes", 0, "text"), "text has a character that cannot be printed (U+3164)."),
        ("of the", "\\n", ("notes", 0, "source"), "source has to stand in one line."),
        ("https", "ftp", ("links", 0, "url"), "url has to be an address that begins with https:// or http://, without spaces."),
        ('"repo caller"', "3", ("names", 0), "an entry of names has to be a text in quotes."),
        ("2026-02-10", "2026-02-30x", None, None),
    ],
)
def test_a_fault_says_where_and_why(old, new, path, reason):
    text = GOOD.replace(old, new)
    if path is None:
        with pytest.raises(tomllib.TOMLDecodeError):
            tomllib.loads(text)
        return
    assert faults_of(tomllib.loads(text)) == [(path, reason)]


def test_a_wage_row_needs_a_time_and_a_figure():
    bare = 'code = "43-3011"\n[[wages]]\narea = "x"\nsource = "y"\n'
    assert reasons(bare) == [
        "a wage row needs a date or a period.",
        "a wage row needs a figure: annual_median, hourly_median, employment.",
    ]
    assert reasons(f'{bare}period = "May 2025"\nemployment = 0\n') == []


def test_what_describes_an_occupation_is_for_one_that_is_added():
    published = ADDED.replace("43-3011.90", "43-3011")
    assert reasons(published) == ["title goes with an occupation that you add, whose code ends in .90 to .99."]
    assert reasons('code = "43-3011.90"\njob_zone = 3\n') == [
        f"job_zone needs {name} beside it." for name in ("title", "group", "summary", "source", "date")
    ]


def test_very_many_faults_are_not_all_told():
    assert len(faults_of({f"key{number}": 1 for number in range(500)})) == 50


def test_every_measure_of_a_wage_row_may_be_given():
    assert list(MEASURE_FIELDS) == [measure.name for measure in MEASURES]
    assert MEASURE_FIELDS.keys() <= RECORD.fields["wages"].fields.keys()


def test_a_record_as_the_index_has_it():
    made = normalised(tomllib.loads(HARMLESS["lines in a note"].decode().replace('"43-3011"', '"43-3011.00"')))
    assert made["code"] == "43-3011"
    assert made["notes"][0]["text"] == "Two employers here hire every spring."
    assert made["notes"][0]["date"] == "2026-03-01"
    assert repr(normalised(tomllib.loads(GOOD.replace("120", "120.0")))["wages"][0]["employment"]) == "120"
    assert (made["wages"][0]["annual_p10"], made["wages"][0]["hourly_median"]) == (None, 22.69)
    assert (made["title"], made["tasks"], made["interests"]) == (None, [], None)
