"""Adds titles and lines to the search tables of an index that is filled already.

Owns what a new word weighs. Words that the index has keep their weight: a few names more change no answer but their own.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter, defaultdict

from occlookup.index.packing import pack, unpack
from occlookup.index.rows import TitleRow
from occlookup.index.schema import WEIGHT_SCALE
from occlookup.index.search import USUAL_WORDS, Line, impact
from occlookup.index.words import (
    UNKIND_WORDS,
    content_words,
    family,
    one_letter_less,
    plain_words,
    search_words,
    slip_key,
    sound,
)

_MOST_IN_TWO_BYTES = 65_535


class _Word:
    """A row of table word; what is added to it comes behind what it has."""

    def __init__(self, row: tuple[object, ...] | None, text: str, titles: int) -> None:
        self.text = text
        self.is_new = row is None
        self.weight: int
        if row is None:
            self.number = 0
            self.weight = round(WEIGHT_SCALE * math.log(1 + titles / 2))
            self.in_small_letters = 0
            packed: tuple[object, ...] = (b"", b"", b"")
        else:
            self.number, self.weight, self.in_small_letters, *rest = row  # type: ignore[assignment]
            packed = tuple(rest)
        in_titles, in_occupations, in_lines = packed
        self.in_titles = _numbers("I", in_titles)
        pairs = _numbers("H", in_occupations)
        self.impacts = dict(zip(pairs[::2], pairs[1::2], strict=True))
        self.in_lines = _numbers("I", in_lines)

    def columns(self) -> tuple[object, ...]:
        impacts = (figure for pair in sorted(self.impacts.items()) for figure in pair)
        return (
            len(self.in_titles),
            self.in_small_letters,
            pack("I", self.in_titles),
            pack("H", impacts),
            pack("I", sorted(self.in_lines)),
        )


def _numbers(kind: str, packed: object) -> array[int]:
    return unpack(kind, packed) if isinstance(packed, bytes) and packed else array(kind)


def extend_words(connection: sqlite3.Connection, titles: list[TitleRow], lines: list[Line]) -> None:
    """Add titles and lines to the tables of search.

    `titles` are rows that table title is yet to get, their ids running on from those it has; `lines` as in search.add_words.
    """
    kind = [row for row in titles if UNKIND_WORDS.isdisjoint(plain_words(row[3]))]
    said = {number: list(dict.fromkeys(content_words(text))) for number, _, _, text, _ in kind}
    said_in_lines = {number: list(dict.fromkeys(content_words(text))) for number, text in lines}
    wanted = sorted({word for words in (*said.values(), *said_in_lines.values()) for word in words})
    words = _known(connection, wanted)
    counts = _counts(connection, kind)
    usual = float(connection.execute("SELECT value FROM meta WHERE name = ?", (USUAL_WORDS,)).fetchone()[0])
    for number, soc_id, *_ in kind:
        size = counts[soc_id].total()
        for word in said[number]:
            words[word].in_titles.append(number)
            words[word].impacts[soc_id] = impact(counts[soc_id][word], size, usual)
    for number, found in said_in_lines.items():
        for word in found:
            words[word].in_lines.append(number)
    texts = [*(row[3] for row in kind), *(text for _, text in lines)]
    for part in {part for text in texts for part in text.split() if not part.isupper()}:
        for word in search_words(part):
            if word in words:
                words[word].in_small_letters = 1
    _write(connection, list(words.values()))
    _extend_arrays(connection, titles, said, words)


def _known(connection: sqlite3.Connection, wanted: list[str]) -> dict[str, _Word]:
    (titles,) = connection.execute("SELECT count(*) FROM title").fetchone()
    question = "SELECT id, weight, in_small_letters, in_titles, in_occupations, in_lines FROM word WHERE text = ?"
    return {word: _Word(connection.execute(question, (word,)).fetchone(), word, titles) for word in wanted}


def _counts(connection: sqlite3.Connection, kind: list[TitleRow]) -> dict[int, Counter[str]]:
    """In how many titles of an occupation each word is: of those that it has, and of the new ones."""
    texts: dict[int, list[str]] = defaultdict(list)
    for _, soc_id, _, text, _ in kind:
        texts[soc_id].append(text)
    counts: dict[int, Counter[str]] = {}
    for soc_id, new in texts.items():
        there = connection.execute(
            "SELECT t.text FROM occupation o JOIN title t ON t.id BETWEEN o.first_title AND o.last_title WHERE o.id = ?",
            (soc_id,),
        )
        counts[soc_id] = Counter()
        for text in (*(row[0] for row in there), *new):
            if UNKIND_WORDS.isdisjoint(plain_words(text)):
                counts[soc_id].update(set(content_words(text)))
    return counts


def _write(connection: sqlite3.Connection, words: list[_Word]) -> None:
    (last,) = connection.execute("SELECT max(id) FROM word").fetchone()
    for word in words:
        if not word.is_new:
            connection.execute(
                "UPDATE word SET titles = ?, in_small_letters = ?, in_titles = ?, in_occupations = ?, in_lines = ?"
                " WHERE id = ?",
                (*word.columns(), word.number),
            )
            continue
        last += 1
        titles, in_small_letters, *arrays = word.columns()
        connection.execute(
            "INSERT INTO word VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (last, word.text, family(word.text), sound(word.text), word.weight, titles, in_small_letters, *arrays),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO slip VALUES (?, ?)", sorted((slip_key(less), last) for less in one_letter_less(word.text))
        )


def _extend_arrays(
    connection: sqlite3.Connection, titles: list[TitleRow], said: dict[int, list[str]], words: dict[str, _Word]
) -> None:
    lengths = [math.sqrt(sum(words[word].weight ** 2 for word in said.get(number, ()))) for number, *_ in titles]
    for name, more in (
        ("title_occupation", [soc_id for _, soc_id, *_ in titles]),
        ("title_length", [min(round(length), _MOST_IN_TWO_BYTES) for length in lengths]),
    ):
        (packed,) = connection.execute("SELECT content FROM search_array WHERE name = ?", (name,)).fetchone()
        content = unpack("H", packed)
        content.extend(more)
        connection.execute("UPDATE search_array SET content = ? WHERE name = ?", (pack("H", content), name))
