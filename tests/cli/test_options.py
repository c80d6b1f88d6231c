"""Options mean the same on every command."""

from __future__ import annotations

import pytest

import occlookup

LISTINGS = [["wages", "--state", "CT"], ["search", "clerk"], ["riasec", "--code", "CES"], ["browse", "43-3"]]


def listed(run, *words: str) -> list[dict[str, object]]:
    data = run(*words, "--json").document["data"]
    rows: list[dict[str, object]] = data.get("rows") or data.get("results") or data.get("occupations") or []
    return rows


@pytest.mark.parametrize("words", LISTINGS, ids=" ".join)
def test_top(run, words):
    rows = listed(run, *words)
    assert len(rows) > 1
    assert listed(run, *words, "--top", "1") == rows[:1]
    assert listed(run, *words, "--top", "9999")[: len(rows)] == rows


@pytest.mark.parametrize("words", LISTINGS, ids=" ".join)
def test_words_sort_from_a_and_reverse_from_z(run, words):
    titles = [row["title"] for row in listed(run, *words, "--sort", "title", "--top", "99")]
    assert titles == sorted(titles)
    assert [row["title"] for row in listed(run, *words, "--sort", "title", "--reverse", "--top", "99")] == titles[::-1]


def test_figures_sort_from_the_largest_and_what_is_missing_is_last(run):
    words = ["wages", "--state", "CT", "--sort", "annual_median"]
    figures = [row["annual_median"] for row in listed(run, *words)]
    assert figures[-1] is None
    assert figures[:-1] == sorted(figures[:-1], reverse=True)
    smallest_first = [row["annual_median"] for row in listed(run, *words, "--reverse")]
    assert smallest_first == [*figures[-2::-1], None]


@pytest.mark.parametrize("words", LISTINGS, ids=" ".join)
def test_group_keeps_its_own(run, words):
    rows = listed(run, *words, "--group", "43-3000", "--top", "99")
    assert rows
    assert all(str(row["code"]).startswith("43-3") for row in rows)


def test_filters_together_keep_what_fits_all(run):
    rows = listed(run, "browse", "--job-zone", "4-5", "--min-wage", "$90,000", "--growth", "faster")
    assert rows
    for row in rows:
        assert row["job_zone"] in (4, 5)
        assert row["annual_median"] >= 90_000
        assert row["percent_change"] >= 4.5


def test_education_keeps_what_needs_no_more(run):
    codes = {row["code"] for row in listed(run, "browse", "--education", "high-school")}
    assert "43-3011" in codes
    assert not {"15-1252", "25-1011", "29-1141"} & codes


def test_a_state_narrows_interests_to_what_is_there(run):
    here = {row["code"] for row in listed(run, "riasec", "--code", "SIR", "--state", "GU", "--top", "99")}
    everywhere = {row["code"] for row in listed(run, "riasec", "--code", "SIR", "--top", "99")}
    assert here < everywhere


@pytest.mark.parametrize("words", [["areas", "--state", "CT"], ["glossary"]], ids=" ".join)
def test_areas_and_terms_have_an_order_too(run, words):
    data = run(*words, "--json").document["data"]
    (name,) = data
    rows = data[name]
    field = "name" if name == "rows" else "term"
    assert run(*words, "--sort", field, "--json").document["data"][name] == sorted(rows, key=lambda row: row[field])
    assert run(*words, "--reverse", "--top", "2", "--json").document["data"][name] == rows[:-3:-1]
    assert "Fields: " in run(*words, "--sort", "nope").err


def test_an_area_may_be_several_words_without_quotes(run):
    assert run("areas", "west", "hartford").out == run("areas", "west hartford").out
    assert "Hartford" in run("areas", "west", "hartford").out


def test_level_lists_groups(run):
    rows = listed(run, "wages", "--state", "GU", "--level", "major")
    assert len(rows) == 21
    assert all(str(row["code"]).endswith("-0000") for row in rows)


@pytest.mark.parametrize(
    "code", ["433011", "43-3011.00", "43\u20133011", "\uff14\uff13-\uff13\uff10\uff11\uff11", "bill AND account collectors"]
)
def test_a_code_may_be_written_in_many_ways(run, code):
    assert run("show", code).out == run("show", "43-3011").out


def test_a_title_may_be_several_words_without_quotes(run):
    assert run("show", "bill", "and", "account", "collectors").out == run("show", "43-3011").out
    assert run("riasec", "bill", "and", "account", "collectors").out == run("riasec", "43-3011").out


@pytest.mark.parametrize("state", ["CT", "ct", "Connecticut", "CONNECTICUT"])
def test_a_state_goes_by_letters_or_name(run, state):
    assert run("wages", "43-3011", "--state", state).out == run("wages", "43-3011", "--state", "CT").out


def test_options_may_stand_before_the_argument(run):
    assert run("show", "--json", "43-3011").out == run("show", "43-3011", "--json").out


def test_version_names_the_releases(run):
    done = run("--version")
    first, *releases = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert first == f"occlookup {occlookup.__version__}"
    assert "oews-2025-05: U.S. Bureau of Labor Statistics, May 2025" in releases


@pytest.mark.parametrize("form", ["-h", "--help"])
def test_help_has_a_short_form(run, form):
    assert run(form).out.startswith("Usage: occlookup")
    assert run("--help").out == run("-h").out


def test_a_bare_listing_of_areas_has_the_nation_first(run):
    rows = listed(run, "areas")
    assert [row["type"] for row in rows[:2]] == ["nation", "state"]


def test_data_check_names_each_fault(run, tmp_path):
    done = run("data", "check", "--in", str(tmp_path))
    *faults, last = done.err.splitlines()
    assert (done.code, done.out) == (4, "")
    assert any("areas.toml" in fault for fault in faults)
    assert last == f"occlookup: {len(faults)} faults in the records."


def test_the_sections_of_the_command_are_those_of_the_screen():
    from occlookup.cli.show import Section
    from occlookup.render.screens.show import SECTIONS

    assert [section.value for section in Section] == list(SECTIONS)


@pytest.mark.parametrize("words", [["--plain"], ["--format", "plain"], ["--plain", "--format", "table"]])
def test_plain_is_asked_for_in_two_ways(run, words):
    assert run("riasec", "43-3011", *words).out == run("riasec", "43-3011", "--plain").out
