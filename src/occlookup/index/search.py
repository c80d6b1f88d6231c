"""Fills the tables that search reads: the words of titles and texts, and where each stands.

Owns what a word weighs. Called by compile.py alone; catalog/scoring.py reads what this writes.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from occlookup.index.packing import pack
from occlookup.index.rows import TitleRow
from occlookup.index.schema import IMPACT_SCALE, MOST_IMPACT, SATURATION, WEIGHT_SCALE
from occlookup.index.words import (
    UNKIND_WORDS,
    content_of,
    content_words,
    family,
    one_letter_less,
    plain_words,
    search_words,
    singular,
    slip_key,
    sound,
)

# How much an occupation with many titles gives up for it (BM25's b).
_LENGTH = 0.5
# the name in table meta of how many words, each counted in every title, an occupation's titles have in the mean
USUAL_WORDS = "usual_title_words"

Line = tuple[int, str]


def add_words(connection: sqlite3.Connection, titles: list[TitleRow], lines: list[Line]) -> None:
    """Fill tables word and search_array.

    `titles` are all rows of table title, their ids running from 1; `lines` are the numbers of lines (soc.id * LINE_STRIDE and
    the line's number) and their text.
    """
    # a title with such a word is found by exactly its words only
    said = ((number, text, plain_words(text)) for number, _, _, text, _ in titles)
    kind = [(number, text, words) for number, text, words in said if UNKIND_WORDS.isdisjoint(words)]
    # kept while this runs and no longer: words that people type are looked at by the same function
    in_singular = lru_cache(maxsize=None)(singular)
    in_titles = _Postings((number, content_of(words, in_singular)) for number, _, words in kind)
    in_lines = _Postings((number, content_words(text)) for number, text in sorted(lines))
    occupation_of = array("H", [0, *(soc_id for _, soc_id, *_ in titles)])
    counts = _counts(in_titles, occupation_of)
    usual = sum(words.total() for words in counts.values()) / max(len(counts), 1)
    connection.execute("INSERT INTO meta VALUES (?, ?)", (USUAL_WORDS, repr(usual)))
    impacts = _impacts(counts, usual)
    texts = (*(text for _, text, _ in kind), *(text for _, text in lines))
    parts = {part for text in texts for part in text.split()}
    in_small_letters = {word for part in parts if not part.isupper() for word in search_words(part)}
    vocabulary = sorted({*in_titles.numbers, *in_lines.numbers})
    connection.executemany(
        "INSERT INTO word VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                number,
                word,
                family(word),
                sound(word),
                round(WEIGHT_SCALE * in_titles.weight(word)),
                len(in_titles.numbers.get(word, ())),
                int(word in in_small_letters),
                pack("I", in_titles.numbers.get(word, ())),
                pack("H", (figure for pair in sorted(impacts.get(word, {}).items()) for figure in pair)),
                pack("I", in_lines.numbers.get(word, ())),
            )
            for number, word in enumerate(vocabulary, 1)
        ),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO slip VALUES (?, ?)",
        sorted((slip_key(less), number) for number, word in enumerate(vocabulary, 1) for less in one_letter_less(word)),
    )
    lengths = [round(WEIGHT_SCALE * in_titles.length(number)) for number in range(len(occupation_of))]
    connection.executemany(
        "INSERT INTO search_array VALUES (?, ?)",
        [("title_occupation", pack("H", occupation_of)), ("title_length", pack("H", lengths))],
    )


class _Postings:
    """Which of the numbered texts have which of their content words, and what the words weigh."""

    def __init__(self, texts: Iterable[tuple[int, list[str]]]) -> None:
        self.numbers: dict[str, list[int]] = defaultdict(list)
        self.words: dict[int, list[str]] = {}
        for number, words in texts:
            self.words[number] = list(dict.fromkeys(words))
            for word in self.words[number]:
                self.numbers[word].append(number)
        self._weights = {word: self._weight(len(numbers)) for word, numbers in self.numbers.items()}

    def weight(self, word: str) -> float:
        """The rarer, the heavier."""
        return self._weights.get(word) or self._weight(0)

    def length(self, number: int) -> float:
        """The length of a text as a vector of its words' weights."""
        return math.sqrt(sum(self._weights[word] ** 2 for word in self.words.get(number, ())))

    def _weight(self, times: int) -> float:
        return math.log(1 + len(self.words) / (1 + times))


def _counts(titles: _Postings, occupation_of: array[int]) -> dict[int, Counter[str]]:
    """By occupation, in how many of its titles each word is."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for number, said in titles.words.items():
        counts[occupation_of[number]].update(said)
    return counts


def _impacts(counts: dict[int, Counter[str]], usual: float) -> dict[str, dict[int, int]]:
    """What a word in an occupation's titles says for the occupation: at most MOST_IMPACT * IMPACT_SCALE."""
    impacts: dict[str, dict[int, int]] = defaultdict(dict)
    for soc_id, words in counts.items():
        size = words.total()
        for word, times in words.items():
            impacts[word][soc_id] = impact(times, size, usual)
    return impacts


def impact(times: int, size: int, usual: float) -> int:
    """What a word that is in `times` titles of an occupation says for it; they have `size` words, `usual` in the mean."""
    slowness = SATURATION * (1 - _LENGTH + _LENGTH * size / usual)
    return round(IMPACT_SCALE * times * MOST_IMPACT / (times + slowness))
