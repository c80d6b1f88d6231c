"""The screen of `search`: the best matches, nothing found with and without filters, and a notice."""

from __future__ import annotations

import pytest

from occlookup.catalog.distress import NOTICE
from occlookup.listings import SearchResult, SearchResults
from occlookup.model import Answer
from occlookup.render.blocks import Heading, Paragraph
from occlookup.render.screens.search import screen

FORMS = [["--format", "table"], ["--format", "plain"]]


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("width", [None, 40, 80, 120])
@pytest.mark.parametrize("words", [[], ["--group", "29"], ["--top", "3"]])
def test_a_notice_is_all_that_is_shown(run, form, width, words):
    done = run("search", "kill", "myself", *words, *form, width=width)
    assert (done.code, done.err) == (0, "")
    assert flat(done.out) == NOTICE


def test_a_notice_in_json_stands_beside_no_results(run):
    document = run("search", "kill myself", "--json").document
    assert document["data"] == {"query": "kill myself", "results": [], "notice": NOTICE}
    assert document["sources"] == {}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_found(run, form):
    done = run("search", "zqxjkvword", *form, width=80)
    assert (done.code, done.err) == (0, "")
    assert flat(done.out) == (
        'Nothing found for "zqxjkvword" Try fewer or other words, or look through the job families: occlookup browse'
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", [["--group", "43"], ["--min-wage", "900000"], ["--stem", "--job-zone", "1"]])
def test_nothing_found_with_filters_says_that_there_were_filters(run, form, words):
    done = run("search", "acute care nurse", *words, *form, width=80)
    assert (done.code, done.err) == (0, "")
    assert flat(done.out) == (
        'Nothing found for "acute care nurse" with these filters'
        " Try fewer filters, other words, or look through the job families: occlookup browse"
    )


@pytest.mark.parametrize("words", [["--top", "1"], ["--sort", "title"]])
def test_order_is_no_filter(run, words):
    out = flat(run("search", "zqxjkvword", *words, "--format", "plain").out)
    assert out.startswith('Nothing found for "zqxjkvword" Try fewer or other words')


@pytest.mark.parametrize("words", [[], ["--group", "29"]])
def test_what_is_found_says_nothing_of_filters_and_has_no_notice(run, words):
    out = flat(run("search", "acute care nurse", *words, "--format", "plain").out)
    assert "29-1141.01" in out
    assert "filters" not in out
    assert "988" not in out
    assert "Sources: " in out


def test_a_notice_comes_before_results_and_filters():
    result = SearchResult("43-3011", "Bill and Account Collectors", 0.9, "title")
    for filtered in (False, True):
        assert screen(Answer(SearchResults("x", (result,), NOTICE), {}), filtered=filtered) == (Paragraph(NOTICE),)


@pytest.mark.parametrize("filtered", [False, True])
def test_a_long_query_is_cut_where_nothing_was_found(filtered):
    heading, _ = screen(Answer(SearchResults("x" * 61, (), None), {}), filtered=filtered)
    ending = " with these filters" if filtered else ""
    assert heading == Heading(f'Nothing found for "{"x" * 57}..."{ending}')
    heading, _ = screen(Answer(SearchResults("x" * 60, (), None), {}), filtered=filtered)
    assert heading == Heading(f'Nothing found for "{"x" * 60}"{ending}')


def test_the_group_of_all_occupations_takes_none_away(run):
    everything = run("search", "collector", "--json").document["data"]["results"]
    assert run("search", "collector", "--group", "00-0000", "--json").document["data"]["results"] == everything
