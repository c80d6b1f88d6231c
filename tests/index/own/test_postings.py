"""Search's tables after titles and lines were added: whole, in order, and weighed as a whole compilation weighs."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

import pytest

from occlookup.index.packing import unpack
from occlookup.index.search import USUAL_WORDS, impact
from occlookup.index.words import slip_key
from own_files import ADDED, GOOD


@pytest.fixture
def merged(own, opened):
    (own / "a.toml").write_text(GOOD.replace("repo caller", "zorblax caller"))
    (own / "b.toml").write_text(ADDED)
    with opened() as catalog:
        connection = sqlite3.connect(f"file:{catalog.index_path()}?mode=ro", uri=True)
    yield connection
    connection.close()


def word(connection, text):
    return connection.execute(
        "SELECT id, weight, titles, in_small_letters, in_titles, in_occupations, in_lines FROM word WHERE text = ?", (text,)
    ).fetchone()


def test_every_array_is_whole_and_in_order(merged):
    for in_titles, in_occupations, in_lines, titles in merged.execute(
        "SELECT in_titles, in_occupations, in_lines, titles FROM word"
    ):
        numbers, pairs, lines = unpack("I", in_titles), unpack("H", in_occupations), unpack("I", in_lines)
        assert len(numbers) == titles
        for some in (numbers, pairs[::2], lines):
            assert all(one < other for one, other in pairwise(some))


def test_the_arrays_by_title_have_every_title(merged):
    owners = dict(merged.execute("SELECT id, soc_id FROM title"))
    for name in ("title_occupation", "title_length"):
        (packed,) = merged.execute("SELECT content FROM search_array WHERE name = ?", (name,)).fetchone()
        assert len(unpack("H", packed)) == max(owners) + 1
        if name == "title_occupation":
            assert all(unpack("H", packed)[number] == soc_id for number, soc_id in owners.items())


def test_a_new_word_has_all_that_a_word_has(merged):
    number, weight, titles, in_small_letters, in_titles, in_occupations, _ = word(merged, "zorblax")
    (title, soc_id) = merged.execute("SELECT id, soc_id FROM title WHERE text = 'zorblax caller'").fetchone()
    assert (titles, in_small_letters, list(unpack("I", in_titles))) == (1, 1, [title])
    assert weight > 5000
    assert unpack("H", in_occupations)[0] == soc_id
    assert merged.execute("SELECT 1 FROM slip WHERE key = ? AND word = ?", (slip_key("zorblx"), number)).fetchone()
    (line,) = unpack("I", word(merged, "quorvex")[6])
    (added,) = merged.execute("SELECT id FROM soc WHERE code = '43-3011.90'").fetchone()
    assert line == added * 32 + 2


def test_the_words_of_an_added_occupation_weigh_as_compiled_ones_do(merged):
    """Its two titles have the words tribal, benefits, adviser and benefits, navigator."""
    (usual,) = merged.execute("SELECT value FROM meta WHERE name = ?", (USUAL_WORDS,)).fetchone()
    (added,) = merged.execute("SELECT id FROM soc WHERE code = '43-3011.90'").fetchone()
    for text, times in (("benefit", 2), ("tribal", 1)):
        pairs = unpack("H", word(merged, text)[5])
        assert dict(zip(pairs[::2], pairs[1::2], strict=True))[added] == impact(times, 5, float(usual))
