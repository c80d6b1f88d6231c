"""Where the words of a reading stand: in which titles, how often in an occupation's titles, in which lines of its text.

Owns the arithmetic over the arrays that index/search.py wrote. What it adds up to is scoring.py's.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

from occlookup.catalog.store import Store
from occlookup.catalog.wording import Reading, Term
from occlookup.index.packing import unpack
from occlookup.index.schema import IMPACT_SCALE, LINE_STRIDE, MOST_IMPACT, WEIGHT_SCALE

# A term in more titles than this only adds to the titles that rarer terms have found, where those are enough.
_COMMON, _ENOUGH = 1200, 100
# Of more titles than this, those with less than this share of the most are not looked at.
_MANY, _LEAST_OF_GAINS = 500, 0.3


class Found(NamedTuple):
    """What one reading found, by soc.id.

    `titles`: (how well it fits, title.id) of the titles that fit best, best first; the fit is the cosine of the words' weights.
    `words`: how often its titles have the query's words (BM25), as a share of the most that there can be, 0 to 1.
    `texts`: the share of the query that its summary and task lines have. `lines`: by word, the lines that have it.
    """

    titles: dict[int, list[tuple[float, int]]]
    words: dict[int, float]
    texts: dict[int, float]
    lines: dict[str, array[int]]


def find_words(store: Store, reading: Reading, allowed: set[int] | None, most: int) -> Found:
    """What the index has of the words of a reading: the `most` titles that fit best, of `allowed` occupations only."""
    wanted = [word for term in reading.terms for word in term.stands_for]
    weights: dict[str, float] = {}
    titles: dict[str, array[int]] = {}
    occupations: dict[str, array[int]] = {}
    lines: dict[str, array[int]] = {}
    for word, weight, in_titles, in_occupations, in_lines in store.rows(
        f"SELECT text, weight, in_titles, in_occupations, in_lines FROM word WHERE text IN ({', '.join('?' * len(wanted))})",
        wanted,
        read=_read_postings,
    ):
        weights[word], titles[word], occupations[word], lines[word] = weight, in_titles, in_occupations, in_lines
    return Found(
        _titles_by_occupation(store, reading.terms, _by_title(reading.terms, weights, titles), allowed, most),
        _by_occupation(reading, occupations),
        _by_text(reading, lines),
        lines,
    )


def best_line(reading: Reading, lines: dict[str, array[int]], soc_id: int) -> tuple[int, float]:
    """The number of the line of an occupation's text that has most of the query, and the share; of equals the last.

    The summary is line 0: where a task line has as much, that says more.
    """
    first = soc_id * LINE_STRIDE
    shares: dict[int, float] = {}
    for term in reading.terms:
        gains: dict[int, float] = {}
        for word, share in term.stands_for.items():
            having = lines[word]
            start = bisect_left(having, first)
            if start < len(having) and having[start] < first + LINE_STRIDE:
                for line in having[start : bisect_left(having, first + LINE_STRIDE, start)]:
                    gains[line] = max(gains.get(line, 0.0), share)
        for line, gain in gains.items():
            shares[line] = shares.get(line, 0.0) + gain * term.weight / reading.weight
    best = max(shares, key=lambda line: (shares[line], line), default=first)
    return best - first, shares.get(best, 0.0)


def _read_postings(row: tuple[Any, ...]) -> tuple[Any, ...]:
    word, weight, in_titles, in_occupations, in_lines = row
    return word, weight / WEIGHT_SCALE, unpack("I", in_titles), unpack("H", in_occupations), unpack("I", in_lines)


def _least_first(term: Term) -> Iterator[tuple[str, float]]:
    """What stands for the term, what counts least first: later entries of a dict replace earlier ones."""
    return iter(sorted(term.stands_for.items(), key=lambda item: item[1]))


def _by_title(terms: tuple[Term, ...], weights: dict[str, float], titles: dict[str, array[int]]) -> dict[int, float]:
    """By title.id, how much of the query it has, in weights times weights."""
    each = []
    for term in terms:
        gains: dict[int, float] = {}
        for word, share in _least_first(term):
            gains.update(dict.fromkeys(titles[word], share * term.weight * weights[word]))
        each.append(gains)
    each.sort(key=len)
    scores: dict[int, float] = each[0] if each else {}
    for gains in each[1:]:
        if len(gains) > _COMMON and len(scores) > _ENOUGH:
            for number in scores.keys() & gains.keys():
                scores[number] += gains[number]
        else:
            for number, gain in gains.items():
                scores[number] = scores.get(number, 0.0) + gain
    return scores


def _titles_by_occupation(
    store: Store, terms: tuple[Term, ...], gains: dict[int, float], allowed: set[int] | None, most: int
) -> dict[int, list[tuple[float, int]]]:
    occupation_of, lengths = store.array("title_occupation"), store.array("title_length")
    if allowed is not None:
        gains = {number: gain for number, gain in gains.items() if occupation_of[number] in allowed}
    if len(gains) > _MANY:
        least = _LEAST_OF_GAINS * max(gains.values())
        gains = {number: gain for number, gain in gains.items() if gain >= least}
    scale = WEIGHT_SCALE / math.sqrt(sum(term.weight**2 for term in terms))
    fits = {number: gain * scale / lengths[number] for number, gain in gains.items()}
    found: dict[int, list[tuple[float, int]]] = {}
    for number in sorted(fits, key=fits.__getitem__, reverse=True)[:most]:
        found.setdefault(occupation_of[number], []).append((fits[number], number))
    return found


def _by_occupation(reading: Reading, occupations: dict[str, array[int]]) -> dict[int, float]:
    scores: dict[int, float] = {}
    for term in reading.terms:
        gains: dict[int, float] = {}
        for word, share in _least_first(term):
            pairs = occupations[word]
            factor = share * term.weight / (MOST_IMPACT * IMPACT_SCALE * reading.weight)
            for soc_id, impact in zip(pairs[::2], pairs[1::2], strict=True):
                gain = factor * impact
                if gain > gains.get(soc_id, 0.0):
                    gains[soc_id] = gain
        for soc_id, gain in gains.items():
            scores[soc_id] = scores.get(soc_id, 0.0) + gain
    return scores


def _by_text(reading: Reading, lines: dict[str, array[int]]) -> dict[int, float]:
    scores: dict[int, float] = {}
    for term in reading.terms:
        gains: dict[int, float] = {}
        for word, share in _least_first(term):
            gains.update(dict.fromkeys({line // LINE_STRIDE for line in lines[word]}, share * term.weight / reading.weight))
        for soc_id, gain in gains.items():
            scores[soc_id] = scores.get(soc_id, 0.0) + gain
    return scores
