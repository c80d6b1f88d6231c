"""Search: tiers, scores and words that are hard on a search engine."""

from __future__ import annotations

import pytest

from occlookup import open_catalog
from occlookup.catalog.filtering import Order, make_filters
from occlookup.errors import UsageError
from occlookup.index.locate import RECORDS
from occlookup.listings import SearchResult
from occlookup.sources.records import read_record


def found(catalog, text, **words):
    return catalog.search(text, filters=make_filters(**words)).data.results


def by_title(results):
    """Those whose title it was, not what they do."""
    return [result for result in results if "title" in result.matched]


@pytest.fixture(scope="module")
def bundled():
    with open_catalog() as catalog:
        yield catalog


@pytest.mark.parametrize("typed", ["43-3011", "433011", "43\u20133011", "43-3011.00"])
def test_a_code_finds_its_occupation(catalog, typed):
    assert found(catalog, typed) == (SearchResult("43-3011", "Bill and Account Collectors", 1.0, "code"),)


@pytest.mark.parametrize("typed", ["99-9999", "43-301", "43-3010", "1"])
def test_a_code_of_no_occupation_finds_nothing(catalog, typed):
    assert found(catalog, typed) == ()


def test_an_own_title_comes_first_with_score_1(catalog):
    results = found(catalog, "registered nurses")
    assert results[0] == SearchResult("29-1141", "Registered Nurses", 1.0, "title")
    assert {"29-1141.01", "29-1141.03"} <= {result.code for result in results[1:]}
    assert all(result.score < 0.89 and result.matched.startswith("alternate title: ") for result in results[1:3])


@pytest.mark.parametrize(
    "typed", ["registered nurse", "REGISTERED NURSES", "Registered  Nurses.", "a registered nurse", "registered nurse jobs"]
)
def test_an_own_title_in_other_dress(catalog, typed):
    assert found(catalog, typed)[0][:3] == ("29-1141", "Registered Nurses", 1.0)


def test_an_alternate_title_scores_below_an_own_one(catalog):
    assert found(catalog, "debt collector")[0] == SearchResult(
        "43-3011", "Bill and Account Collectors", 0.9, "alternate title: Debt Collector"
    )
    first = found(catalog, "nurse")[:3]
    assert [(result.code, result.score) for result in first] == [("29-1141", 0.9), ("29-1141.03", 0.9), ("29-1141.01", 0.9)]


@pytest.mark.parametrize("typed", ["repo man", "Repo Man", "repo men", "the repo man"])
def test_an_everyday_name_is_as_good_as_a_title(catalog, typed):
    assert found(catalog, typed)[0] == SearchResult("43-3011", "Bill and Account Collectors", 0.9, "everyday name: repo man")


def test_the_occupations_of_an_everyday_name_stand_in_its_order(bundled):
    results = bundled.search("roughneck").data.results
    names = read_record(RECORDS / "everyday.toml")["everyday"]
    codes = next(entry["codes"] for entry in names if entry["name"] == "roughneck")
    assert len(codes) > 1
    assert results[0].code == codes[0]
    assert {result.code for result in results[: len(codes)]} == {*codes}
    assert all(result.matched == "everyday name: roughneck" for result in results[: len(codes)])


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("debt colector", "collector"),
        ("dbet collector", "debt"),
        ("debtt collector", "debt"),
    ],
)
def test_a_slip_is_repaired_and_said(catalog, typed, spelling):
    first = found(catalog, typed)[0]
    assert (first.code, first.score) == ("43-3011", 0.89)
    assert first.matched == f"spelling: {spelling}; alternate title: Debt Collector"


@pytest.mark.parametrize(
    ("typed", "spelling", "code"),
    [
        ("truckdriver", "truck driver", "53-3032"),
        ("book keeper", "bookkeeper", "43-3031"),
        ("truckd river", "truck driver", "53-3032"),
        ("equalbopportunity officer", "equal opportunity officer", "13-1041.03"),
    ],
)
def test_a_space_is_put_right_and_said(bundled, typed, spelling, code):
    first = bundled.search(typed).data.results[0]
    assert (first.code, first.matched.split(";")[0]) in [(code, f"spelling: {spelling}"), (code, "everyday name: book keeper")]


def test_the_repaired_title_means_what_the_title_means(catalog):
    codes = [result.code for result in found(catalog, "registered nurse")]
    assert [result.code for result in found(catalog, "registred nurse")][:3] == codes[:3]
    assert found(catalog, "registred nurse")[0].matched == "spelling: registered; title"


def test_a_short_word_that_is_known_may_be_a_slip_of_a_title(bundled):
    first = bundled.search("arm manager").data.results[0]
    assert (first.code, first.matched.split(";")[0]) == ("11-9013", "spelling: farm manager")


def test_words_within_titles_are_kin(catalog):
    assert found(catalog, "debts collectors")[0].code == "43-3011"
    assert found(catalog, "software develop")[0][:2] == ("15-1252", "Software Developers")


@pytest.mark.parametrize("typed", ["asks neighbors", "asking the neighbor", "someone who asks neighbors"])
def test_words_of_one_task_line_find_its_occupation(catalog, typed):
    first = found(catalog, typed)[0]
    assert (first.code, first.matched) == (
        "43-3011",
        "task: Tracks down customers who have moved by asking neighbors, post offices, phone companies, or credit bureaus",
    )


def test_words_spread_over_a_text_find_its_occupation(catalog):
    first = found(catalog, "neighbors lawyers")[0]
    assert first.code == "43-3011"
    assert first.matched.startswith("task: ")


def test_words_of_a_summary_say_so(catalog):
    (result,) = [result for result in found(catalog, "keeps track debt") if result.code == "43-3011"]
    assert result.matched == "words of the summary"


def test_titles_with_all_the_words_come_above_texts(catalog):
    matched = [result.matched.split(":")[0] for result in found(catalog, "nurse")]
    assert matched[:3] == ["alternate title"] * 3


def test_a_filter_holds_for_texts(catalog):
    assert "43-3011" not in {result.code for result in found(catalog, "asks neighbors", group="29")}


def test_scores_never_rise_and_stay_within_bounds(catalog):
    for text in ("nurse", "cook software clerk", "medical technologist", "manager", "buyer", "reigstered nurse", "cpa"):
        scores = [result.score for result in found(catalog, text)]
        assert scores
        assert scores == sorted(scores, reverse=True)
        assert 0 < scores[-1] <= scores[0] <= 1


def test_where_no_title_has_all_the_words_some_will_do(catalog):
    assert {"35-2014", "15-1252"} <= {result.code for result in found(catalog, "cook software")}


def test_no_occupation_is_found_twice(catalog):
    codes = [result.code for result in found(catalog, "registered nurse")]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("text", ["the", "the person who works with them", "zzzzqq"])
def test_nothing_is_found(catalog, text):
    answer = catalog.search(text)
    assert (answer.data.query, answer.data.results, answer.sources) == (text, (), {})


@pytest.mark.parametrize("text", ["", "   ", "-,.", "\x00", "%", "_", "\\", '"""', "\udcff", "\U0001f373" * 100])
def test_text_without_a_letter_or_digit_is_no_question(catalog, text):
    with pytest.raises(UsageError, match="nothing to search for"):
        catalog.search(text)


def test_stop_words_do_not_matter_beside_others(catalog):
    assert found(catalog, "the person who is collecting the debts") == found(catalog, "collecting debts")


@pytest.mark.parametrize(
    "text",
    [
        '"cook"',
        "cook*",
        "(cook",
        "cook)",
        "^cook",
        "cook:",
        "-cook",
        "+cook",
        "{cook}",
        "cook'",
        '"cook',
        "cook;--",
        "c\u00f6\u00f6k",
        "\x00cook\x07",
        "\u202ecook",
        "cook\udcff",
        "\uff43\uff4f\uff4f\uff4b",
    ],
)
def test_signs_of_query_languages_are_only_signs(catalog, text):
    assert found(catalog, text)[0][:3] == ("35-2014", "Cooks, Restaurant", 0.9)


@pytest.mark.parametrize(
    "text",
    ["NEAR", "AND", "OR", "NOT", "NEAR(a b, 3)", "a NOT", "title_text:x", "rank:", "; DROP TABLE soc"],
)
def test_words_of_query_languages_are_only_words(catalog, text):
    results = catalog.search(text).data.results
    assert all(result.matched for result in results)
    assert catalog.search("cook").data.results


@pytest.mark.parametrize("text", ["x" * 10_000, "cook " * 2_000, "\u8b77\u58eb" * 500, "a\u0301" * 5_000])
def test_long_text_is_no_error(catalog, text):
    results = catalog.search(text).data.results
    assert [result.code for result in results] == (["35-2014"] if "cook" in text else [])


@pytest.mark.parametrize(
    "text",
    [
        "\u8b77\u58eb",
        "\u043c\u0435\u0434\u0441\u0435\u0441\u0442\u0440\u0430",
        "\u0645\u0645\u0631\u0636\u0629",
        "\u0e1e\u0e22\u0e32\u0e1a\u0e32\u0e25",
    ],
)
def test_another_script_finds_nothing(catalog, text):
    assert found(catalog, text) == ()


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"job_zone": "3"}, ["29-1141.01"]),
        ({"group": "29-1140"}, ["29-1141", "29-1141.03", "29-1141.01"]),
        ({"group": "43"}, []),
        ({"min_wage": "97551"}, []),
        ({"growth": "faster", "job_zone": "4"}, ["29-1141", "29-1141.03"]),
    ],
)
def test_filters(catalog, words, codes):
    assert [result.code for result in by_title(found(catalog, "nurse", **words))] == codes


def test_ten_results_where_no_number_is_asked(bundled):
    assert len(bundled.search("nurse").data.results) == 10
    assert len(bundled.search("nurse", order=Order(top=2)).data.results) == 2
    assert len(bundled.search("nurse", order=Order(top=30)).data.results) > 15


def test_results_may_be_sorted_by_title(catalog):
    titles = [result.title for result in catalog.search("nurse", order=Order(sort="title")).data.results]
    assert {"Acute Care Nurses", "Critical Care Nurses", "Registered Nurses"} <= set(titles)
    assert titles == sorted(titles)


def test_sources_are_those_of_the_titles(catalog):
    assert list(catalog.search("cook").sources) == ["onet-29.3", "soc-2018"]
