"""Rankings: each against a brute force over the records as they stand in TOML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from occlookup.catalog import Catalog, open_catalog
from occlookup.catalog.filtering import make_filters
from occlookup.errors import NotFoundError, UsageError
from occlookup.index.locate import RECORDS, write_index
from occlookup.index.records import read_record
from occlookup.model import Area, Titled
from occlookup.sources.records import write_record
from small_records import cut_records

BY = ("annual_median", "openings", "growth", "employment", "location_quotient")
# the place of a figure in a wage row: docs/records.md
EMPLOYMENT, HOURLY_MEDIAN, ANNUAL_MEDIAN, LOCATION_QUOTIENT = 0, 7, 12, 16
TOP_CODE = 239200
EDUCATION = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
SHORT_EDUCATION = ("none", "high-school", "some-college", "certificate", "associate", "bachelor", "master", "doctoral")
GROWTH = {"little": 0, "slower": 1, "average": 3, "faster": 5, "much-faster": 7}


@pytest.fixture(scope="module")
def everything(bundled: Catalog) -> Catalog:
    """The catalog over all records."""
    return bundled


class Records(NamedTuple):
    """All that a ranking is reckoned from, as it stands in the records."""

    occupations: dict[str, dict[str, Any]]
    stem: frozenset[str]
    states: dict[str, dict[str, Any]]

    def wages(self, code: str, state: str | None) -> list[float] | None:
        """A published wage row, None where there is none."""
        if state is None:
            row = self.occupations[code].get("wages", {}).get("row")
        else:
            row = _by_code(self.states[state]["wages"]["areas"][0]["rows"]).get(code)
        return None if row is None else [float(token) if token != "-0" else -1.0 for token in row.split()]

    def published(self, record: dict[str, Any]) -> dict[str, Any]:
        return self.occupations[record.get("published_as", record["code"])]

    def outlook(self, record: dict[str, Any], state: str | None) -> tuple[float | None, float | None]:
        """Percent and openings a year."""
        published = self.published(record)
        if state is None:
            block = published.get("projections")
            return (block["percent_change"], round(block["annual_openings_thousands"] * 1000)) if block else (None, None)
        row = _by_code(self.states[state]["projections"]["rows"]).get(published["code"])
        return (None, None) if row is None else tuple(None if cell == "-0" else float(cell) for cell in row.split()[2:])


def _by_code(rows: list[str]) -> dict[str, str]:
    # the rows of a state stand in one list: read it once
    if id(rows) not in _KNOWN:
        _KNOWN[id(rows)] = (rows, dict(row.split(" ", 1) for row in rows))
    return _KNOWN[id(rows)][1]


_KNOWN: dict[int, tuple[list[str], dict[str, str]]] = {}


@pytest.fixture(scope="module")
def records() -> Records:
    occupations = [read_record(RECORDS, f"occupations/{path.name}")[0] for path in (RECORDS / "occupations").iterdir()]
    stem = frozenset(entry["code"] for entry in read_record(RECORDS, "stem.toml")[0]["stem"])
    states = {state: read_record(RECORDS, f"wages/{state}.toml")[0] for state in ("CT", "AL", "GU")}
    return Records({record["code"]: record for record in occupations}, stem, states)


def whole_percent(block: dict[str, Any]) -> int:
    """BLS's whole percent, halves away from zero; the two levels decide where one decimal cannot tell."""
    exact = (block["employment_2034_thousands"] / block["employment_2024_thousands"] - 1) * 100
    published = block["percent_change"]
    if round(abs(published) * 10) % 10 == 5:
        size = int(abs(published)) + (abs(exact) >= abs(published) - 1e-9)
    else:
        size = round(abs(published))
    return size if published >= 0 else -size


def fits(records: Records, record: dict[str, Any], row: list[float], words: dict[str, Any]) -> bool:
    """Whether an occupation fits all of the filters, each by its own words."""
    published = records.published(record)
    group = words.get("group")
    if group is not None:
        chain = {*record["groups"].values(), record["code"], record.get("parent")}
        whole = f"{group}-0000" if len(group) == 2 else group
        if not (whole in chain if len(whole) == 7 else record["code"].startswith(whole)):
            return False
    if "job_zone" in words:
        low, _, high = words["job_zone"].partition("-")
        if not int(low) <= record.get("job_zone", {}).get("zone", 0) <= int(high or low):
            return False
    if "education" in words:
        typical = published.get("education", {}).get("typical")
        if typical is None or EDUCATION.index(typical) > SHORT_EDUCATION.index(words["education"]):
            return False
    if "min_wage" in words:
        median, least = row[ANNUAL_MEDIAN], int(words["min_wage"])
        if not (median >= least or (median == -5 and least <= TOP_CODE)):
            return False
    if "growth" in words:
        block = published.get("projections")
        if block is None:
            return False
        asked = words["growth"]
        grown = whole_percent(block) >= GROWTH[asked] if asked in GROWTH else block["percent_change"] >= float(asked)
        if not grown:
            return False
    if words.get("stem") and record["code"] not in records.stem:
        return False
    return set(words.get("riasec", "").upper()) <= set(record.get("interests", {}).get("high_points", ""))


class Reckoned(NamedTuple):
    codes: list[str]
    ranked: int
    without: int


def reckon(records: Records, by: str, state: str | None, words: dict[str, Any] | None = None, *, reverse=False) -> Reckoned:
    """The ranking, from the records alone."""
    words = words or {}
    about_members = "job_zone" in words or "riasec" in words
    have: list[tuple[float, float, str]] = []
    without = 0
    for code, record in records.occupations.items():
        if about_members:
            listed = record["kind"] == "detailed"
        else:
            listed = record["kind"] in ("detailed", "aggregate") and "published_as" not in record
        row = records.wages(record.get("published_as", code), state) if listed else None
        if listed and row is None and by in ("growth", "openings"):
            row = [-1.0] * 17  # a projection counts also where no wage is published
        if row is None or not fits(records, record, row, words):
            continue
        if by in ("growth", "openings"):
            figure = records.outlook(record, state)[by == "openings"]
        else:
            place = {"annual_median": ANNUAL_MEDIAN, "employment": EMPLOYMENT, "location_quotient": LOCATION_QUOTIENT}[by]
            figure = TOP_CODE if row[place] == -5 else row[place] if row[place] >= 0 else None
        if figure is None:
            without += 1
        else:
            have.append((figure if reverse else -figure, -max(row[EMPLOYMENT], 0), code))
    return Reckoned([code for _, _, code in sorted(have)], len(have), without)


def asked(catalog: Catalog, by: str, state: str | None, words: dict[str, Any] | None = None, **given: Any) -> Reckoned:
    ranking = catalog.rank(by, state=state, filters=make_filters(**(words or {})), **given).data
    return Reckoned([entry.code for entry in ranking.rows], ranking.ranked, ranking.without)


def codes(answer):
    return [entry.code for entry in answer.data.rows]


# Everything, by each figure.


@pytest.mark.parametrize("reverse", [False, True], ids=["largest first", "smallest first"])
@pytest.mark.parametrize(
    ("by", "state"), [(by, state) for by in BY for state in (None, "CT", "AL") if state or by != "location_quotient"]
)
def test_all_ranks_and_counts_are_those_of_the_records(everything, records, by, state, reverse):
    expected = reckon(records, by, state, reverse=reverse)
    assert asked(everything, by, state, top=10, reverse=reverse) == expected._replace(codes=expected.codes[:10])
    assert asked(everything, by, state, top=None, reverse=reverse) == expected
    assert expected.ranked > 500


FILTERS = [
    {"group": "43"},
    {"group": "29-1210"},
    {"group": "43-3"},
    {"job_zone": "2"},
    {"job_zone": "1-3"},
    {"education": "none"},
    {"education": "high-school"},
    {"education": "bachelor"},
    {"min_wage": "100000"},
    {"min_wage": "239200"},
    {"min_wage": "239201"},
    {"growth": "5"},
    {"growth": "-3.5"},
    *({"growth": word} for word in GROWTH),
    {"stem": True},
    {"riasec": "S"},
    {"riasec": "ce"},
    {"riasec": "CES"},
    {"stem": True, "riasec": "I", "job_zone": "4-5", "min_wage": "80000", "growth": "faster"},
    {"group": "15", "education": "bachelor", "stem": True},
    {"group": "13", "riasec": "E"},
    {"group": "55"},
]


@pytest.mark.parametrize("words", FILTERS, ids=str)
@pytest.mark.parametrize(("by", "state"), [("annual_median", None), ("openings", "CT"), ("location_quotient", "AL")])
def test_every_filter_keeps_what_the_records_say(everything, records, by, state, words):
    assert asked(everything, by, state, words, top=None) == reckon(records, by, state, words)


@pytest.mark.parametrize(
    "words", [words for words in FILTERS if words not in ({"group": "55"}, {"min_wage": "239201"})], ids=str
)
def test_every_filter_keeps_something_and_leaves_something_out(records, words):
    kept, all_of_them = reckon(records, "annual_median", None, words), reckon(records, "annual_median", None)
    assert 0 < kept.ranked < all_of_them.ranked


# The figures themselves, as published.


def test_the_best_paid_in_the_nation(everything):
    ranking = everything.rank().data
    assert (ranking.by, ranking.area, ranking.outlook_period) == (
        "annual_median",
        Area("0000000", "National", "nation", None, "oews-2025-05"),
        "2024-34",
    )
    assert [(entry.rank, entry.code, entry.annual_median, entry.employment) for entry in ranking.rows[:3]] == [
        (1, "29-1243", 559030, 1190),
        (2, "29-1212", 496010, 17290),
        (3, "29-1224", 420860, 26770),
    ]
    assert (len(ranking.rows), ranking.ranked, ranking.without) == (20, 825, 5)


def test_the_fastest_growing_in_a_state_by_the_states_own_projection(everything):
    answer = everything.rank("growth", state="Connecticut", top=2)
    assert answer.data.outlook_period == "2022-32"
    assert [(entry.code, entry.percent_change, entry.annual_openings) for entry in answer.data.rows] == [
        ("17-2121", 56.0, 170),  # no estimate of its pay is published there
        ("29-1171", 44.8, 310),  # BLS for the nation: 40.1, 29,500
    ]
    assert "projections-state-2022-32" in answer.sources


@pytest.mark.parametrize("by", ["growth", "openings"])
def test_a_states_outlook_is_its_own(catalog, records, by):
    answer = catalog.rank(by, state="CT", top=None)
    assert answer.data.outlook_period == "2022-32"
    assert answer.sources["projections-state-2022-32"].period == "2022 to 2032"
    for entry in answer.data.rows:
        assert (entry.percent_change, entry.annual_openings) == records.outlook(records.occupations[entry.code], "CT")


@pytest.mark.parametrize("by", ["annual_median", "employment", "location_quotient"])
def test_beside_another_figure_of_a_state_stands_the_nations_outlook(catalog, by):
    answer = catalog.rank(by, state="CT", top=None)
    entry = next(entry for entry in answer.data.rows if entry.code == "43-3011")
    assert answer.data.outlook_period == "2024-34"
    assert (entry.percent_change, entry.annual_openings) == (-10.5, 13700)
    assert "projections-state-2022-32" not in answer.sources
    assert "projections-2024-34" in answer.sources


def test_the_nations_outlook_is_of_2024_to_34(catalog):
    answer = catalog.rank("growth", top=None)
    assert answer.data.outlook_period == "2024-34"
    assert list(answer.sources) == ["oews-2025-05", "projections-2024-34", "onet-29.3", "stem-2018"]


def test_an_entry_has_the_figures_of_the_place(catalog):
    entry = next(entry for entry in catalog.rank("employment", state="CT").data.rows if entry.code == "43-3011")
    assert entry._replace(rank=0) == (
        0, "43-3011", "Bill and Account Collectors", None, 900, 27.85, 57930, 0.52, -10.5, 13700,
        "High school diploma or equivalent", 2, "CES", None, {},
    )  # fmt: skip


def test_a_filter_by_growth_goes_by_the_nations_in_a_state_too(catalog):
    # bill and account collectors: BLS -10.5 for the nation, Texas itself -0.8
    kept = catalog.rank("growth", state="TX", filters=make_filters(growth="-2"), top=None)
    assert "43-3011" not in codes(kept)
    assert "43-3011" in codes(catalog.rank("growth", state="TX", filters=make_filters(growth="-10.5"), top=None))


def test_a_wage_asked_for_is_that_of_the_place(catalog):
    # bill and account collectors: 57,930 in Connecticut, 47,030 in the nation
    filters = make_filters(min_wage="57930")
    assert "43-3011" in codes(catalog.rank(state="CT", filters=filters, top=None))
    assert "43-3011" not in codes(catalog.rank(filters=filters, top=None))


def test_who_is_paid_by_the_hour_is_counted_as_without_an_annual_median(catalog):
    assert "27-2011" not in codes(catalog.rank(top=None))
    assert catalog.rank(filters=make_filters(group="27-2011")).data[4:8] == (0, 1, {}, ())
    (actors,) = catalog.rank("employment", filters=make_filters(group="27-2011")).data.rows
    assert (actors.annual_median, actors.hourly_median) == (None, 29.05)
    assert actors.notes["annual_median"] == "hourly_only"


def test_withheld_figures_are_counted_as_without(everything):
    # Guam's registered nurses: 690 jobs, pay withheld
    filters = make_filters(group="29-1141")
    assert everything.rank(state="GU", filters=filters).data[4:8] == (0, 1, {}, ())
    (nurses,) = everything.rank("employment", state="GU", filters=filters).data.rows
    assert (nurses.employment, nurses.annual_median, nurses.notes["annual_median"]) == (690, None, "not_released")


@pytest.mark.parametrize(("by", "figure"), [("growth", 3.4), ("openings", 2200)])
def test_who_has_a_projection_and_no_estimate_of_wages_is_ranked_by_it(everything, by, figure):
    # legislators
    ranking = everything.rank(by, filters=make_filters(group="11-1031")).data
    assert (ranking.ranked, ranking.without) == (1, 0)
    assert figure in (ranking.rows[0].percent_change, ranking.rows[0].annual_openings)


# Aggregates and their members.


def test_an_aggregate_stands_for_its_members(catalog):
    rows = {entry.code: entry for entry in catalog.rank("employment", top=None).data.rows}
    assert rows["13-1020"].employment == 491430
    assert rows["13-1020"].published_as is None
    assert not {"13-1021", "13-1022", "13-1023", "29-2011", "53-1042", "29-1141.01"} & set(rows)


@pytest.mark.parametrize("words", [{"job_zone": "1-5"}, {"riasec": "E"}, {"riasec": "C"}])
def test_members_stand_for_themselves_where_what_onet_says_is_asked(catalog, words):
    rows = {entry.code: entry for entry in catalog.rank("employment", filters=make_filters(**words), top=None).data.rows}
    assert "13-1020" not in rows
    for code in ("13-1021", "13-1022"):
        assert rows[code].published_as == Titled("13-1020", "Buyers and Purchasing Agents")
        assert (rows[code].employment, rows[code].annual_median, rows[code].percent_change) == (491430, 77710, 5.8)
    assert (rows["13-1021"].job_zone, rows["13-1021"].interests) == (4, "ECR")
    assert rows["43-3011"].published_as is None  # CES
    assert not [code for code in rows if "." in code]


def test_members_with_one_figure_stand_by_code(catalog):
    filters = make_filters(riasec="E", group="13-1020")
    assert codes(catalog.rank(filters=filters)) == ["13-1021", "13-1022", "13-1023"]
    assert codes(catalog.rank(filters=filters, reverse=True)) == ["13-1021", "13-1022", "13-1023"]


@pytest.mark.parametrize("words", [{"education": "bachelor"}, {"growth": "5"}, {"min_wage": "70000"}, {"group": "13"}])
def test_other_filters_leave_the_aggregate_in_its_place(catalog, words):
    found = codes(catalog.rank(filters=make_filters(**words), top=None))
    assert "13-1020" in found
    assert not {"13-1021", "13-1022", "13-1023"} & set(found)


# Order and length.


@pytest.mark.parametrize("by", [by for by in BY if by != "location_quotient"])
def test_reverse_is_the_smallest_first(catalog, by):
    forwards, backwards = catalog.rank(by, top=None).data, catalog.rank(by, top=None, reverse=True).data
    figure = {"growth": "percent_change", "openings": "annual_openings"}.get(by, by)
    figures = [getattr(entry, figure) for entry in backwards.rows]
    assert figures == sorted(figures)
    assert sorted(codes_of(forwards)) == sorted(codes_of(backwards))
    assert (forwards.ranked, forwards.without) == (backwards.ranked, backwards.without)
    assert [entry.rank for entry in backwards.rows] == list(range(1, backwards.ranked + 1))


def codes_of(ranking):
    return [entry.code for entry in ranking.rows]


def test_length(catalog):
    assert len(catalog.rank("growth", top=None).data.rows) == catalog.rank("growth").data.ranked == 16
    assert codes(catalog.rank("growth", top=3)) == codes(catalog.rank("growth", top=None))[:3]
    assert catalog.rank("growth", top=3).data.ranked == 16
    assert len(catalog.rank("growth", top=1000).data.rows) == 16


def test_filters_that_leave_nothing(catalog):
    ranking = catalog.rank(filters=make_filters(group="55")).data
    assert (ranking.rows, ranking.ranked, ranking.without) == ((), 0, 0)


@pytest.fixture(scope="module")
def top_coded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The small records with medians that are changed: no occupation's of the nation is top-coded in May 2025."""
    data = cut_records(tmp_path_factory.mktemp("top") / "records")
    for code, employment, median in (
        ("43-3021", "100", "-5"),
        ("43-3031", "200", "-5"),
        ("35-2014", "-8", "-5"),  # how many jobs is withheld: after those whose number is known
        ("43-3011", "300", "559030"),  # told exactly, above the top code
        ("43-4051", "300", "239199"),
        ("11-3012", "300", "239199"),  # as much and as many: by code
        ("25-1011", "50", "239200"),
    ):
        path = data / "occupations" / f"{code}.toml"
        record, _ = read_record(data, f"occupations/{code}.toml")
        cells = record["wages"]["row"].split(" ")
        cells[EMPLOYMENT], cells[ANNUAL_MEDIAN] = employment, median
        record["wages"]["row"] = " ".join(cells)
        write_record(path, record)
    write_index(data, data.parent / "index.sqlite")
    with open_catalog(records=data) as opened:
        yield opened


TIED = ["43-3031", "43-3021", "25-1011", "35-2014"]
CHANGED = ["43-3011", *TIED, "11-3012", "43-4051"]


def changed(ranking):
    """Those whose medians were changed; the others' are the published ones."""
    return [entry for entry in ranking.rows if entry.code in CHANGED]


def test_top_coded_pay_counts_as_the_top_code_then_more_jobs_come_first_then_the_code(top_coded):
    ranking = top_coded.rank(top=None).data
    rows = changed(ranking)
    assert [entry.code for entry in rows] == CHANGED
    assert [entry.annual_median for entry in rows] == [559030, 239200, 239200, 239200, 239200, 239199, 239199]
    assert [entry.notes.get("annual_median") for entry in rows] == [None, "at_least", "at_least", None, "at_least", None, None]
    assert rows[4].notes["employment"] == "not_released"
    # 358,550 dollars, told exactly
    assert [entry.code for entry in ranking.rows[:4]] == ["43-3011", "29-1242", *TIED[:2]]


def test_in_reverse_those_with_the_same_pay_stay_in_their_order(top_coded):
    ranking = top_coded.rank(top=None, reverse=True).data
    assert [entry.code for entry in changed(ranking)] == ["11-3012", "43-4051", *TIED, "43-3011"]
    assert ranking.rows[-1].code == "43-3011"


@pytest.mark.parametrize(("least", "kept"), [("239200", CHANGED[:5]), ("239201", ["43-3011"]), ("239199", CHANGED)])
def test_top_coded_pay_is_known_to_reach_the_top_code_and_no_more(top_coded, least, kept):
    found = top_coded.rank(filters=make_filters(min_wage=least), top=None).data
    assert [entry.code for entry in changed(found)] == kept


# What is refused.


def test_a_location_quotient_needs_a_state(catalog):
    with pytest.raises(UsageError) as raised:
        catalog.rank("location_quotient")
    assert raised.value.message == "a location quotient compares a place with the nation."
    assert raised.value.hint == "Name a state: --state CT."


@pytest.mark.parametrize("by", ["wage", "", "ANNUAL_MEDIAN", "hourly_median", "title"])
def test_another_figure_is_refused_and_those_there_are_named(catalog, by):
    with pytest.raises(UsageError, match="there is no ranking by") as raised:
        catalog.rank(by)
    assert raised.value.hint == "Rankings: annual_median, openings, growth, employment, location_quotient."


def test_an_unknown_state_is_refused(catalog):
    with pytest.raises(NotFoundError):
        catalog.rank(state="ZZ")


# Sources.


@pytest.mark.parametrize(
    ("given", "sources"),
    [
        ({}, ["oews-2025-05", "projections-2024-34", "onet-29.3", "stem-2018"]),
        ({"state": "CT"}, ["oews-2025-05", "projections-2024-34", "onet-29.3", "stem-2018"]),
        (
            {"by": "openings", "state": "CT"},
            ["oews-2025-05", "projections-2024-34", "projections-state-2022-32", "onet-29.3", "stem-2018"],
        ),
        (
            {"filters": make_filters(stem=True)},
            ["oews-2025-05", "projections-2024-34", "onet-29.3", "stem-2018"],
        ),
        ({"filters": make_filters(riasec="S")}, ["oews-2025-05", "projections-2024-34", "onet-29.3"]),
    ],
)
def test_the_sources_are_named(catalog, given, sources):
    assert list(catalog.rank(**given).sources) == sources


def test_where_a_row_is_said_to_be_stem_the_definition_is_among_the_sources(catalog):
    answer = catalog.rank(top=None)
    assert {entry.stem for entry in answer.data.rows} == {None, "practitioner"}
    assert "stem-2018" in answer.sources


def test_openings_of_a_state_that_counts_new_jobs_only_say_so(everything):
    assert everything.rank("openings", state="NY").data.notes == {"annual_openings": "new_jobs_only"}
    assert everything.rank("openings", state="CT").data.notes == {}
    assert everything.rank("openings").data.notes == {}


def test_the_other_way_round_is_said(everything):
    assert everything.rank("growth", reverse=True).data.ascending
    assert not everything.rank("growth").data.ascending
