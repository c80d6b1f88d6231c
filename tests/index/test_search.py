"""What search reads: which word stands where and what it weighs, on a few titles and on all of the small records."""

from __future__ import annotations

import json
import math
import os
import sqlite3
import subprocess
import sys
import tomllib
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

import pytest

from occlookup.codes import title_hash, title_key
from occlookup.index.locate import PACKAGE
from occlookup.index.packing import unpack
from occlookup.index.schema import IMPACT_SCALE, LINE_STRIDE, MOST_IMPACT, OWN_TITLE, TABLES, WEIGHT_SCALE
from occlookup.index.search import add_words
from occlookup.index.words import UNKIND_WORDS, content_words, family, slip_key, sound

NURSES, DRIVERS, MANAGERS = 3, 5, 900
TITLES = [
    (NURSES, "Registered Nurses"),
    (NURSES, "Nurse"),
    (NURSES, "Night Nurse"),
    (DRIVERS, "Truck Driver"),
    (DRIVERS, "Night Truck Driver, Trucks"),
    (MANAGERS, "IT Manager"),
    (MANAGERS, "Manager of Nurses"),
]
LINES = [
    (NURSES * LINE_STRIDE, "Care for patients, and nurse them at night."),
    (NURSES * LINE_STRIDE + 2, "Help nurses."),
    (DRIVERS * LINE_STRIDE + 31, "Drive a truck and unload it at night."),
]
TABLES_OF_SEARCH = ("word", "slip", "search_array")

MAKE_FILE = """
import json, sqlite3, sys
from occlookup.index.schema import TABLES
from occlookup.index.search import add_words
titles, lines = json.load(sys.stdin)
connection = sqlite3.connect(sys.argv[1])
connection.executescript(TABLES)
add_words(connection, titles, lines)
connection.commit()
connection.close()
"""


class Entry(NamedTuple):
    """A row of table word, its arrays unpacked."""

    number: int
    family: str
    sound: str
    weight: int
    titles: int
    in_small_letters: bool
    in_titles: list[int]
    impacts: dict[int, int]
    in_lines: list[int]


def entries(connection):
    """By its text, every word of the index."""
    return {text: entry(number, *cells) for number, text, *cells in connection.execute("SELECT * FROM word ORDER BY id")}


def entry(number, kin, heard, weight, titles, in_small_letters, in_titles, in_occupations, in_lines):
    pairs = list(unpack("H", in_occupations))
    impacts = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert list(impacts) == sorted(impacts) and 2 * len(impacts) == len(pairs)
    assert in_small_letters in (0, 1)
    standing = list(unpack("I", in_titles)), impacts, list(unpack("I", in_lines))
    return Entry(number, kin, heard, weight, titles, bool(in_small_letters), *standing)


def stored_array(connection, name):
    (content,) = connection.execute("SELECT content FROM search_array WHERE name = ?", (name,)).fetchone()
    return list(unpack("H", content))


def contents(connection):
    return [connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES_OF_SEARCH]


def title_rows(titles):
    return [(number, soc_id, OWN_TITLE, text, title_hash(title_key(text))) for number, (soc_id, text) in enumerate(titles, 1)]


def deletions(word):
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


@pytest.fixture
def make():
    """Makes a database of titles and lines."""
    made = []

    def make_database(titles, lines=()):
        connection = sqlite3.connect(":memory:")
        made.append(connection)
        connection.executescript(TABLES)
        add_words(connection, title_rows(titles), list(lines))
        return connection

    yield make_database
    for connection in made:
        connection.close()


@pytest.fixture
def few(make):
    return make(TITLES, LINES)


@pytest.fixture(scope="module")
def small(small_records):
    connection = sqlite3.connect(f"file:{small_records.parent / 'index.sqlite'}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def small_entries(small):
    return entries(small)


@pytest.fixture(scope="module")
def small_titles(small):
    return small.execute("SELECT id, soc_id, kind, text, key_hash FROM title ORDER BY id").fetchall()


@pytest.fixture(scope="module")
def small_lines(small, small_records):
    """The lines as the records have them."""
    numbers = dict(small.execute("SELECT code, id FROM soc"))
    lines = []
    for path in sorted((small_records / "occupations").glob("*.toml")):
        text = tomllib.loads(path.read_text(encoding="utf-8")).get("text", {})
        said = [text.get("summary", ""), *(task["text"] for task in text.get("tasks", []))][:LINE_STRIDE]
        lines.extend((numbers[path.stem] * LINE_STRIDE + number, line) for number, line in enumerate(said) if line)
    return lines


# A few titles


def test_every_word_that_says_something_is_in_the_table_once(few):
    words = [text for (text,) in few.execute("SELECT text FROM word ORDER BY id")]
    assert words == [
        "care", "drive", "driver", "help", "it", "manager", "night", "nurse", "patient", "registered", "truck", "unload"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "titles", "occupations", "lines"),
    [
        ("nurse", [1, 2, 3, 7], [NURSES, MANAGERS], [NURSES * LINE_STRIDE, NURSES * LINE_STRIDE + 2]),
        ("night", [3, 5], [NURSES, DRIVERS], [NURSES * LINE_STRIDE, DRIVERS * LINE_STRIDE + 31]),
        ("truck", [4, 5], [DRIVERS], [DRIVERS * LINE_STRIDE + 31]),
        ("driver", [4, 5], [DRIVERS], []),
        ("it", [6], [MANAGERS], []),
        ("manager", [6, 7], [MANAGERS], []),
        ("registered", [1], [NURSES], []),
        ("patient", [], [], [NURSES * LINE_STRIDE]),
        ("drive", [], [], [DRIVERS * LINE_STRIDE + 31]),
    ],
)
def test_a_word_knows_where_it_stands(few, word, titles, occupations, lines):
    found = entries(few)[word]
    assert (found.in_titles, found.titles, found.in_lines) == (titles, len(titles), lines)
    assert list(found.impacts) == occupations


def test_a_word_has_its_family_and_sound(few):
    for word, found in entries(few).items():
        assert (found.family, found.sound) == (family(word), sound(word))
    assert entries(few)["drive"].family == entries(few)["driver"].family


def test_the_rarer_in_titles_a_word_is_the_heavier(few):
    weights = defaultdict(set)
    for found in entries(few).values():
        weights[found.titles].add(found.weight)
    assert sorted(weights) == [0, 1, 2, 4]
    assert all(len(same) == 1 for same in weights.values())
    rarest_first = [weight for _, (weight,) in sorted(weights.items())]
    assert rarest_first == sorted(rarest_first, reverse=True) and len(set(rarest_first)) == 4
    assert rarest_first[-1] > 0


def test_a_weight_is_the_logarithm_of_how_rare_the_word_is(few):
    assert entries(few)["nurse"].weight == round(WEIGHT_SCALE * math.log(1 + 7 / 5))


def test_a_title_is_as_long_as_the_vector_of_its_words_weights(few):
    found, lengths = entries(few), stored_array(few, "title_length")
    assert lengths[0] == 0 and len(lengths) == 1 + len(TITLES)
    assert lengths[2] == found["nurse"].weight
    for number, (_, text) in enumerate(TITLES, 1):
        length = math.hypot(*(found[word].weight for word in set(content_words(text))))
        # the weights are rounded too
        assert abs(lengths[number] - length) <= 2


def test_a_title_knows_whose_it_is(few):
    assert stored_array(few, "title_occupation") == [0, *(soc_id for soc_id, _ in TITLES)]


def test_a_word_twice_in_a_title_counts_once(make):
    once, twice = make([(1, "Truck Driver"), (2, "Nurse")]), make([(1, "Truck Driver, Trucks"), (2, "Nurse")])
    assert contents(once) == contents(twice)


def test_the_order_of_lines_does_not_matter(make):
    assert contents(make(TITLES, LINES)) == contents(make(TITLES, LINES[::-1]))


def test_lines_change_nothing_of_what_titles_say(make):
    without, found = entries(make(TITLES)), entries(make(TITLES, LINES))
    assert without.keys() < found.keys()
    for word, alone in without.items():
        assert (alone.weight, alone.in_titles, alone.impacts) == (
            found[word].weight,
            found[word].in_titles,
            found[word].impacts,
        )
        assert alone.in_lines == []


def test_no_titles_and_no_lines_make_empty_tables(make):
    empty = make([])
    assert entries(empty) == {}
    assert stored_array(empty, "title_occupation") == stored_array(empty, "title_length") == [0]


# What a word says for an occupation


def test_a_word_says_the_more_for_an_occupation_the_more_of_its_titles_have_it(make):
    found = entries(
        make([(1, "Cook"), (1, "Fry Cook"), (1, "Fry Cook, Grill"), (1, "Cook, Fry, Grill and Oven"), (2, "Nurse")])
    )
    impacts = [found[word].impacts[1] for word in ("oven", "grill", "fry", "cook")]
    assert impacts == sorted(impacts) and len(set(impacts)) == 4


@pytest.mark.parametrize("count", [1, 2, 10, 300, 3000])
def test_what_a_word_says_has_a_bound(make, count):
    impact = entries(make([*[(1, "Cook")] * count, (2, "Nurse")]))["cook"].impacts[1]
    assert 0 < impact < MOST_IMPACT * IMPACT_SCALE


def test_more_titles_add_less_and_less(make):
    impacts = [entries(make([(1, "Cook")] * count))["cook"].impacts[1] for count in range(1, 12)]
    gains = [more - less for less, more in pairwise(impacts)]
    assert all(gain > 0 for gain in gains)
    assert gains == sorted(gains, reverse=True)


def test_a_word_says_less_for_an_occupation_of_many_titles(make):
    found = entries(make([(1, "Cook"), (2, "Cook"), (2, "Baker"), (2, "Butcher"), (2, "Chef")]))
    assert found["cook"].impacts[1] > found["cook"].impacts[2]


# Abbreviations


@pytest.mark.parametrize(
    ("title", "small"),
    [
        ("RN Manager", {"manager"}),
        ("Rn Manager", {"rn", "manager"}),
        ("R.N. Manager", {"manager"}),
        ("CPAs", {"cpa"}),
        ("Help-Desk/IT Manager", {"help", "desk", "it", "manager"}),
        ("CPA (Certified Public Accountant)", {"certified", "public", "accountant"}),
    ],
)
def test_an_abbreviation_stands_in_capitals_only(make, title, small):
    found = entries(make([(1, title)]))
    assert {word for word, said in found.items() if said.in_small_letters} == small


def test_once_in_small_letters_it_is_no_abbreviation_in_titles_or_in_lines(make):
    assert not entries(make([(1, "CAD Drafter")]))["cad"].in_small_letters
    assert entries(make([(1, "CAD Drafter"), (2, "Cad Operator")]))["cad"].in_small_letters
    assert entries(make([(1, "CAD Drafter")], [(LINE_STRIDE, "Draw with cad.")]))["cad"].in_small_letters
    assert not entries(make([(1, "CAD Drafter")], [(LINE_STRIDE, "Draw with CAD.")]))["cad"].in_small_letters


# Unkind words


@pytest.mark.parametrize("word", sorted(UNKIND_WORDS))
def test_a_title_with_an_unkind_word_is_of_no_word_but_of_its_occupation(make, word):
    connection = make([(1, "Cook"), (2, f"Old {word.title()} Cook"), (3, "Baker")])
    found = entries(connection)
    assert found.keys() == {"cook", "baker"}
    assert (found["cook"].in_titles, list(found["cook"].impacts)) == ([1], [1])
    assert stored_array(connection, "title_occupation") == [0, 1, 2, 3]
    first, second, third = stored_array(connection, "title_length")[1:]
    assert second == 0 < min(first, third)


# Slips


def test_slips_lead_to_each_word_from_each_of_its_deletions_and_from_nothing_else(few):
    expected = {(slip_key(less), found.number) for word, found in entries(few).items() for less in deletions(word)}
    assert set(few.execute("SELECT key, word FROM slip")) == expected


def test_a_slip_leads_to_every_word_that_it_may_be(make):
    crowded = make([(1, "Baker"), (1, "Maker"), (1, "Faker"), (2, "Nurse")])
    found = crowded.execute(
        "SELECT w.text FROM slip s JOIN word w ON w.id = s.word WHERE s.key = ? ORDER BY w.text", (slip_key("aker"),)
    )
    assert [text for (text,) in found] == ["baker", "faker", "maker"]


# The same bytes


def test_the_same_titles_and_lines_make_the_same_tables(make):
    assert contents(make(TITLES, LINES)) == contents(make(TITLES, LINES))


def test_the_same_titles_and_lines_make_the_same_file_in_any_process(small_titles, small_lines, tmp_path):
    given = json.dumps([small_titles, small_lines])
    files = []
    for seed in ("0", "0", "1", "4294967295"):
        path = tmp_path / f"{len(files)}.sqlite"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PACKAGE.parent)}
        subprocess.run(
            [sys.executable, "-c", MAKE_FILE, path], input=given, env=environment, text=True, check=True, timeout=300
        )
        files.append(path.read_bytes())
    assert len(files[0]) > 100_000
    assert files.count(files[0]) == len(files)


# All of the small records


def test_the_index_of_the_small_records_has_what_their_titles_and_lines_make(small, small_titles, small_lines, make):
    made = make([(soc_id, text) for _, soc_id, _, text, _ in small_titles], small_lines)
    assert contents(made) == contents(small)


def test_every_word_of_every_title_and_line_is_in_the_table_and_no_other(small_entries, small_titles, small_lines):
    words = {word for _, _, _, text, _ in small_titles for word in content_words(text)}
    words.update(word for _, line in small_lines for word in content_words(line))
    assert len(words) > 1000
    assert small_entries.keys() == words


def test_postings_point_to_all_titles_that_have_the_word_and_to_no_other(small_entries, small_titles):
    having = defaultdict(list)
    for number, _, _, text, _ in small_titles:
        for word in sorted(set(content_words(text))):
            having[word].append(number)
    assert {word: found.in_titles for word, found in small_entries.items() if found.in_titles} == having
    assert all(found.titles == len(found.in_titles) for found in small_entries.values())


def test_postings_point_to_all_lines_that_have_the_word_and_to_no_other(small_entries, small_lines):
    having = defaultdict(list)
    for number, line in sorted(small_lines):
        for word in sorted(set(content_words(line))):
            having[word].append(number)
    assert {word: found.in_lines for word, found in small_entries.items() if found.in_lines} == having


def test_a_word_speaks_for_the_occupations_whose_titles_have_it(small_entries, small_titles):
    occupation_of = {number: soc_id for number, soc_id, *_ in small_titles}
    for word, found in small_entries.items():
        assert list(found.impacts) == sorted({occupation_of[number] for number in found.in_titles}), word
        assert all(0 < impact < MOST_IMPACT * IMPACT_SCALE for impact in found.impacts.values()), word


def test_among_an_occupation_s_words_those_in_more_of_its_titles_say_more(small_entries, small_titles):
    occupation_of = {number: soc_id for number, soc_id, *_ in small_titles}
    said = defaultdict(set)
    for found in small_entries.values():
        for soc_id, impact in found.impacts.items():
            said[soc_id].add((sum(occupation_of[number] == soc_id for number in found.in_titles), impact))
    for pairs in said.values():
        counts, impacts = zip(*sorted(pairs), strict=True)
        # one impact for each count, and more for more
        assert len(set(counts)) == len(counts) == len(set(impacts))
        assert list(impacts) == sorted(impacts)


def test_titles_of_the_small_records_know_whose_they_are_and_how_long(small, small_entries, small_titles):
    occupations, lengths = stored_array(small, "title_occupation"), stored_array(small, "title_length")
    assert len(occupations) == len(lengths) == 1 + len(small_titles)
    for number, soc_id, _, text, _ in small_titles:
        weights = [small_entries[word].weight for word in set(content_words(text))]
        assert occupations[number] == soc_id
        assert lengths[number] > 0
        assert abs(lengths[number] - math.hypot(*weights)) <= 1 + math.sqrt(len(weights)) / 2, text


def test_every_slip_of_every_word_of_the_small_records_is_found(small, small_entries):
    expected = {(slip_key(less), found.number) for word, found in small_entries.items() for less in deletions(word)}
    assert set(small.execute("SELECT key, word FROM slip")) == expected
