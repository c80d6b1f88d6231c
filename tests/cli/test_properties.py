"""What filters, orders and lengths of listings must be, whatever is asked, over the bundled records.

The expected rows are picked here one by one out of all of them, by facts that `show` tells of each occupation.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pytest

from cli.test_formats import rows_and_type
from command_lines import FULL, LIKINGS, SCORES, sampled
from conftest import Run
from occlookup.catalog import Catalog
from occlookup.profile import Profile
from occlookup.render.shapes import fields_of

Row = dict[str, Any]
Words = tuple[str, ...]

ALL = ("--top", "100000")
SEED = 43_3011
COMBINATIONS = 300 if FULL else 30

EDUCATION = {
    "none": "No formal educational credential",
    "high-school": "High school diploma or equivalent",
    "some-college": "Some college, no degree",
    "certificate": "Postsecondary nondegree award",
    "associate": "Associate's degree",
    "bachelor": "Bachelor's degree",
    "master": "Master's degree",
    "doctoral": "Doctoral or professional degree",
}
LEVELS = tuple(EDUCATION.values())
GROWTH = {
    "decline": "decline",
    "little": "little or no change",
    "slower": "slower than average",
    "average": "average",
    "faster": "faster than average",
    "much-faster": "much faster than average",
}
GROWTH_WORDS = tuple(GROWTH.values())

# each filter with the words to try; those that keep nothing and those that keep all are among them
FILTERS: dict[str, tuple[str, ...]] = {
    "--group": ("43", "29", "55", "43-3000", "29-1210", "13-1020", "29-1141", "15-1", "43-3", "00", "00-0000", "98"),
    "--job-zone": ("1", "2", "5", "2-3", "1-5", "4-5"),
    "--education": tuple(EDUCATION),
    "--min-wage": ("0", "30000", "47030", "$75,000", "150000", "239200", "239201", "900000"),
    "--growth": (*tuple(GROWTH)[1:], "0", "-5.5", "4.5%", "-100", "40"),
    "--stem": ("",),
    "--riasec": ("C", "S", "CE", "ES", "RIC", "IRA", "s"),
}


class Facts(NamedTuple):
    """What `show` says of one occupation, and the national or a state's wage row that applies to it."""

    groups: frozenset[str]
    zone: int | None
    education: str | None
    percent: float | None
    growth: str | None
    stem: str | None
    letters: str
    own: bool
    detailed: bool
    openings: int | None


@pytest.fixture(scope="module")
def profiles(bundled: Catalog, codes: tuple[str, ...]) -> list[Profile]:
    """What `show` says of every occupation."""
    return [bundled.show(code).data for code in codes]


@pytest.fixture(scope="module")
def facts(profiles: list[Profile]) -> dict[str, Facts]:
    """Of every occupation."""
    found = {}
    for told in profiles:
        above = (told.groups.major, told.groups.minor, told.groups.broad, told.parent)
        outlook = told.outlook
        found[told.code] = Facts(
            groups=frozenset([told.code, *(group.code for group in above if group)]),
            zone=told.job_zone,
            education=told.education.typical,
            percent=outlook.percent_change if outlook else None,
            growth=outlook.growth if outlook else None,
            stem=told.stem,
            letters=told.interests.code if told.interests else "",
            own=told.published_as is None,
            detailed=told.kind == "detailed",
            openings=outlook.annual_openings if outlook else None,
        )
    assert any(fact.percent is None for fact in found.values()) and any(fact.zone is None for fact in found.values())
    return found


@pytest.fixture(scope="module")
def medians(bundled: Catalog, profiles: list[Profile]) -> dict[str | None, dict[str, Row]]:
    """The wage row that applies to an occupation, by state (None: the nation) and code; none where there is no estimate."""
    found: dict[str | None, dict[str, Row]] = {}
    whose = {told.code: told.published_as.code if told.published_as else told.code for told in profiles}
    for state in (None, "CT", "GU"):
        rows = {row.code: row._asdict() for row in bundled.wages_in(state=state).data.rows}
        found[state] = {code: rows[other] for code, other in whose.items() if other in rows}
    return found


def fits(code: str, fact: Facts, option: str, word: str, wage: Row | None) -> bool:
    """Whether an occupation is one that the filter keeps, as docs/commands.md says it."""
    if option == "--group":
        whole = {2: f"{word}-0000", 7: word}.get(len(word))
        if word in ("00", "00-0000"):
            return True
        return whole in fact.groups if whole else code.startswith(word)
    if option == "--job-zone":
        least, _, most = word.partition("-")
        return fact.zone is not None and int(least) <= fact.zone <= int(most or least)
    if option == "--education":
        return fact.education is not None and LEVELS.index(fact.education) <= LEVELS.index(EDUCATION[word])
    if option == "--min-wage":
        median = wage["annual_median"] if wage else None
        return median is not None and median >= int(word.strip("$").replace(",", ""))
    if option == "--growth":
        if word in GROWTH:
            return fact.growth is not None and GROWTH_WORDS.index(fact.growth) >= GROWTH_WORDS.index(GROWTH[word])
        return fact.percent is not None and fact.percent >= float(word.strip("%"))
    if option == "--stem":
        return fact.stem is not None
    return set(word.upper()) <= set(fact.letters)


Filters = tuple[tuple[str, str], ...]


def combinations() -> Iterator[Filters]:
    """Each filter with each word by itself, then several filters drawn by chance."""
    for option, words in FILTERS.items():
        yield from (((option, word),) for word in words)
    chance = random.Random(SEED)
    for _ in range(COMBINATIONS):
        options = sorted(chance.sample(sorted(FILTERS), chance.choice((2, 2, 3, 3, 4))))
        yield tuple((option, chance.choice(FILTERS[option])) for option in options)


EVERY_COMBINATION = tuple(combinations())


def asked_of(name: str) -> Sequence[Filters]:
    """The combinations to ask of a listing: in the ordinary run a third, another for each listing."""
    return EVERY_COMBINATION if FULL or name == "wages --state" else EVERY_COMBINATION[len(name) % 3 :: 3]


def as_words(filters: Filters) -> Words:
    return tuple(word for pair in filters for word in pair if word)


class Listing(NamedTuple):
    """A command line that lists occupations; in which state's wages its filters look."""

    words: Words
    state: str | None = None


# listings whose filtered rows are among those of the unfiltered
LISTINGS = {
    "wages --state": Listing(("wages", "--state", "CT"), "CT"),
    "wages --state GU": Listing(("wages", "--state", "GU"), "GU"),
    "wages --national": Listing(("wages", "--national")),
    "browse": Listing(("browse",)),
    "riasec --code": Listing(("riasec", "--code", "CES", *ALL)),
    "riasec --code --state": Listing(("riasec", "--code", "RI", "--state", "CT", *ALL), "CT"),
    "riasec --scores": Listing(("riasec", "--scores", SCORES, *ALL)),
    "related": Listing(("related", "15-1252")),
    "quiz": Listing(("quiz", "--answers", LIKINGS, *ALL)),
    "quiz --state": Listing(("quiz", "--answers", LIKINGS, "--state", "GU", *ALL), "GU"),
}


@pytest.fixture(scope="module")
def unfiltered() -> dict[Words, list[Row]]:
    """Filled as they are asked for."""
    return {}


@pytest.fixture
def rows(run_bundled: Callable[..., Run], unfiltered: dict[Words, list[Row]]) -> Callable[..., list[Row]]:
    """The rows of a listing."""

    def ask(*words: str) -> list[Row]:
        if words not in unfiltered:
            done = run_bundled(*words, "--json")
            assert (done.code, done.err) == (0, ""), done.err
            unfiltered[words] = rows_and_type(done.document)[0]
        return unfiltered[words]

    return ask


def everything(listing: Listing, rows: Callable[..., list[Row]]) -> list[Row]:
    """All rows of a listing; those of `browse`, which begins with groups, by a filter that keeps all."""
    return rows(*listing.words, *(("--group", "00") if listing.words == ("browse",) else ()))


@pytest.mark.parametrize("name", LISTINGS)
def test_filters_keep_just_what_fits_in_its_order(rows, facts, medians, name):
    listing = LISTINGS[name]
    whole = everything(listing, rows)
    assert len(whole) > (5 if name == "related" else 50)
    kept_some = 0
    for filters in asked_of(name):
        expected = [
            row
            for row in whole
            if all(
                fits(row["code"], facts[row["code"]], option, word, medians[listing.state].get(row["code"]))
                for option, word in filters
            )
        ]
        kept_some += 0 < len(expected) < len(whole)
        assert rows(*listing.words, *as_words(filters)) == expected, filters
    assert kept_some > 5  # so many of them were neither everything nor nothing


def test_browse_without_a_filter_has_every_occupation(rows, facts, codes):
    assert [row["code"] for row in everything(LISTINGS["browse"], rows)] == sorted(facts) == list(codes)


@pytest.mark.parametrize("state", [None, "CT", "GU"])
@pytest.mark.parametrize("reverse", [False, True])
def test_filters_of_a_ranking(rows, facts, medians, state, reverse):
    words = ("rank", *(("--state", state) if state else ()), *(("--reverse",) if reverse else ()), *ALL)
    for filters in ((), *asked_of(f"rank {state} {reverse}")):
        # an aggregate has no O*NET data: where these are asked for, its members stand for it
        about_members = any(option in ("--job-zone", "--riasec") for option, _ in filters)
        found = []
        for code, fact in facts.items():
            wage = medians[state].get(code)
            listed = fact.detailed if about_members else fact.own
            if listed and wage and all(fits(code, fact, option, word, wage) for option, word in filters):
                found.append((code, wage["annual_median"], wage["employment"] or 0))
        ranked = [entry for entry in found if entry[1] is not None]
        ranked.sort(key=lambda entry: (entry[1] if reverse else -entry[1], -entry[2], entry[0]))
        listed_rows = rows(*words, *as_words(filters))
        assert [row["code"] for row in listed_rows] == [code for code, *_ in ranked], filters
        assert [row["rank"] for row in listed_rows] == list(range(1, len(ranked) + 1))


@pytest.mark.parametrize("query", ["collector", "nurse", "engineer", "works with animals", "43-3011", "software developer"])
def test_filters_of_a_search(rows, facts, medians, query):
    """They keep nothing that does not fit. What fits stays where it is near the best that there would be without them
    (docs/search.md), unless as many as are asked for are as good."""
    whole = rows("search", query)
    near = 0.6 * min(whole[0]["score"], 0.89)  # 0.89 is the most for what is no title
    for filters in asked_of(query):
        kept = rows("search", query, *as_words(filters))
        wage = medians[None]
        fitting = {
            code for code in facts if all(fits(code, facts[code], option, word, wage.get(code)) for option, word in filters)
        }
        scores = {row["code"]: row["score"] for row in kept}
        assert scores.keys() <= fitting, filters
        assert [row["score"] for row in kept] == sorted(scores.values(), reverse=True), filters
        for row in whole:
            if row["code"] in fitting and row["score"] >= near and row["code"] not in scores:
                assert len(kept) == 10 and min(scores.values()) >= row["score"], (filters, row)


ORDERED = {
    **{name: listing.words for name, listing in LISTINGS.items() if "GU" not in listing.words},
    "search": ("search", "engineer", *ALL),
    "wages CODE": ("wages", "43-3011"),
    "wages CODE --state": ("wages", "29-1141", "--state", "TX"),
    "browse": ("browse", "--group", "00"),
    "browse groups": ("browse",),
}


def sortable(kind: Any) -> list[str]:
    """The fields that have an order: numbers and texts, not words of a few."""
    return [name for name, shape in fields_of(kind).items() if shape.kind == "scalar" and not shape.words]


def in_order(rows: Sequence[Row], field: str, *, reverse: bool) -> list[Row]:
    """By insertion, one row after another: figures from the largest, words from A, none at the end; ties as they were."""
    given: list[Row] = []
    for row in rows:
        value = row[field]
        if value is None:
            continue
        place = len(given)
        while place and (given[place - 1][field] > value if isinstance(value, str) else given[place - 1][field] < value):
            place -= 1
        given.insert(place, row)
    return [*(given[::-1] if reverse else given), *(row for row in rows if row[field] is None)]


@pytest.mark.parametrize("name", ORDERED)
def test_sort_by_every_field_both_ways_and_any_length(run_bundled, rows, name):
    words = ORDERED[name]
    document = run_bundled(*words, "--json").document
    whole, kind = rows_and_type(document)
    assert len(whole) > 3
    fields = sortable(kind)
    for field in fields if len(fields) < 9 else sampled(fields, 4):
        for reverse in (False, True):
            expected = in_order(whole, field, reverse=reverse)
            way = ("--reverse",) if reverse else ()
            assert rows(*words, "--sort", field, *way) == expected, (field, reverse)
            for top in (1, 5) if FULL or field in ("title", "annual_median", "score") else (3,):
                assert rows(*words, "--sort", field, *way, "--top", str(top)) == expected[:top], (field, reverse, top)
    assert rows(*words, "--reverse") == whole[::-1]
    for top in (1, 5, 10**6):
        assert rows(*words, "--top", str(top)) == whole[:top]
        assert rows(*words, "--reverse", "--top", str(top)) == whole[::-1][:top]


def test_ties_and_missing_figures_are_among_what_is_sorted(rows):
    """What is held above is not empty."""
    listed = rows("wages", "--state", "CT")
    figures = [row["employment"] for row in listed]
    assert None in figures and len(set(figures)) < len(figures)


@pytest.mark.parametrize("field", ["state", "employment_2032", "change", "percent_change", "annual_openings", "name"])
def test_sort_the_states_of_an_outlook(run_bundled, field):
    def states(*words: str) -> list[Row]:
        listed: list[Row] = run_bundled("outlook", "29-1141", *words, "--json").document["data"]["states"]
        return listed

    whole = states(*ALL)
    assert len(whole) > 40
    for reverse in (False, True):
        expected = in_order(whole, field, reverse=reverse)
        way = ("--reverse",) if reverse else ()
        assert states("--sort", field, *way, *ALL) == expected
        for top in (1, 5):
            assert states("--sort", field, *way, "--top", str(top)) == expected[:top]


@pytest.mark.parametrize("by", ["annual_median", "openings", "growth", "employment"])
def test_a_ranking_is_the_beginning_of_the_same_order(rows, facts, by):
    field = {"openings": "annual_openings", "growth": "percent_change"}.get(by, by)
    whole = rows("rank", "--by", by, *ALL)
    figures = [row[field] for row in whole]
    assert figures == sorted(figures, reverse=True) and len(figures) > 700
    upwards = rows("rank", "--by", by, "--reverse", *ALL)
    assert [row[field] for row in upwards] == figures[::-1]
    assert {row["code"] for row in upwards} == {row["code"] for row in whole}
    for listed in (whole, upwards):
        for one, other in pairwise(listed):
            if one[field] == other[field]:  # the one with more jobs first, then by code
                assert (-(one["employment"] or 0), one["code"]) < (-(other["employment"] or 0), other["code"])
    for top in (1, 5):
        assert rows("rank", "--by", by, "--top", str(top)) == whole[:top]
        assert rows("rank", "--by", by, "--reverse", "--top", str(top)) == upwards[:top]
    if by in ("openings", "growth"):
        told = {code: fact.openings if by == "openings" else fact.percent for code, fact in facts.items() if fact.own}
        assert {row["code"]: row[field] for row in whole} == {code: value for code, value in told.items() if value is not None}


REASONS = {
    "not_released": "withheld by BLS",
    "hourly_only": "paid by the hour only",
    "annual_only": "paid by the year only",
    "not_published": "not published for this place",
}


def as_text(field: str, value: Any, note: str | None) -> str:
    """How a person reads a figure."""
    if value is None:
        return REASONS[note] if note else "none"
    if isinstance(value, str):
        return value
    if field.startswith("hourly_"):
        text = f"${value:,.2f}"
    elif field.startswith("annual_") and field != "annual_openings":
        text = f"${value:,}"
    else:
        text = f"{value:,}" if isinstance(value, int) else json.dumps(value)
    return f"{text} or more" if note == "at_least" else f"{text} ({note.replace('_', ' ')})" if note else text


FIGURES = {
    **ORDERED,
    "wages above the top code": ("wages", "29-1242"),
    "rank": ("rank", *ALL),
    "rank --state": ("rank", "--by", "openings", "--state", "NY", *ALL),
}


@pytest.mark.parametrize("name", FIGURES)
def test_plain_lines_have_every_figure_of_the_rows(run_bundled, name):
    words = FIGURES[name]
    listed, kind = rows_and_type(run_bundled(*words, "--json").document)
    fields = ["code", *(field for field in sortable(kind) if field != "code")]
    out = run_bundled(*words, "--fields", ",".join(fields), "--plain").out
    lines = out.partition("\n\nSources: ")[0].splitlines()
    expected = []
    for row in listed:
        notes = row.get("notes", {})
        expected.append(row["code"])
        expected += [f"  {field}: {text}" for field in fields[1:] if (text := as_text(field, row[field], notes.get(field)))]
    assert lines == expected
    figures = [value for row in listed for field in fields if isinstance(value := row[field], int | float)]
    assert len(figures) >= len(listed)
    assert len(re.findall(r"(?m)^  \w+: [-$\d]", out)) >= len(figures) - len(listed)
