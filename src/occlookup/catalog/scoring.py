"""The scored search: which occupations' titles and texts fit words best.

Owns what speaks for an occupation and how much (WEIGHTS). Which words to look for is wording.py's, where they stand
postings.py's, and what is said of a match titles.py's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from occlookup.catalog.postings import Found, best_line, find_words
from occlookup.catalog.spelling import likeness, trigrams
from occlookup.catalog.store import Store
from occlookup.catalog.wording import Reading, readings
from occlookup.index.schema import EVERYDAY, EVERYDAY_TOO
from occlookup.index.words import STOP_WORDS, family, search_words

# So many of the occupations that look best are looked at closely, however few are asked for; more than a few hundred are noise.
FEWEST_LOOKED_AT, MOST_FOUND = 12, 200
# Titles of one occupation fit alike: so many are found for each that is asked for.
_TITLES_FOR_EACH = 10
# Of an occupation's titles the best is looked at, and the next where it fits nearly as well.
_TITLES_OF_ONE, _NEXT_BEST = 2, 0.8
_WHOLE_BUT_STOP_WORDS, _EVERYDAY_TOO = 0.9, 0.9
# A text with less of the query than this tells nothing.
_LEAST_TOLD = 0.25
_ROLES = frozenset({"helper", "instructor", "manager", "professor", "supervisor", "teacher"})
_OF = frozenset({"of", "for", "in", "at", "with", "to"})


class Evidence(NamedTuple):
    """What speaks for an occupation, each from 0 to about 1."""

    title: float  # how much of query and best title is the same: the cosine of their words' weights
    words: float  # how often the words stand in its titles
    letters: float  # how alike the letters of query and best title are
    head: float  # whether the noun that says who it is, is the same
    whole: float  # whether query and title are the same word by word, but for repaired slips
    own: float  # how much of the query its own title has
    everyday: float  # how well an everyday name fits
    text: float  # how much of the query its summary and tasks have
    told: float  # the same for one line of them, the more the less any title fits
    jobs: float  # how many people do this work, on a scale of powers of ten
    role: float  # 1 where it teaches, manages or helps with the work, and the query says nothing of that


# Near what a regression gives that predicts the right one among those found: on reported titles and everyday queries that
# tests/bench/bench_search.py shows with --tune, as they are and with an edit.
WEIGHTS = Evidence(
    title=1.0,
    words=2.35,
    letters=0.45,
    head=0.2,
    whole=0.8,
    own=0.35,
    everyday=0.4,
    text=0.3,
    told=1.0,
    jobs=0.5,
    role=-0.3,
)
# What an occupation has that nothing could fit better.
MOST_POINTS = sum(weight for weight in WEIGHTS if weight > 0)


class Match(NamedTuple):
    """An occupation and how well it fits.

    `title`: (kind, text) of the title that fits best; `share`: how much of the query it has; `line`: the number of the line of
    its text that has more; `spelling`: the words that repair a slip, None where there was none; `read_as`: the whole query;
    `written_out`: whether an abbreviation in it was; `asked`: of how many words that say something it is.
    """

    soc_id: int
    code: str
    occupation: str
    score: float
    evidence: Evidence
    title: tuple[int, str] | None
    share: float
    line: int | None
    spelling: str | None
    read_as: str
    written_out: bool
    asked: int


class _Title(NamedTuple):
    """A title held against a query: see Evidence and Match."""

    kind: int
    text: str
    fit: float
    letters: float
    whole: float
    head: float
    share: float
    spelling: str | None


def score_occupations(store: Store, text: str, allowed: set[int] | None = None, *, most: int = FEWEST_LOOKED_AT) -> list[Match]:
    """Occupations that fit, those of `allowed` only, best first: `most` or a few more."""
    best: dict[int, Match] = {}
    for reading in readings(store, text):
        for match in _score(store, reading, allowed, most):
            if match.soc_id not in best or match.score > best[match.soc_id].score:
                best[match.soc_id] = match
        # where the words as typed are a title, no other way to read them is meant
        if any(match.evidence.whole == 1 and match.spelling is None for match in best.values()):
            break
    return sorted(best.values(), key=lambda match: (-match.score, match.code))


def _score(store: Store, reading: Reading, allowed: set[int] | None, most: int) -> list[Match]:
    most = min(max(most, FEWEST_LOOKED_AT), MOST_FOUND)
    found = find_words(store, reading, allowed, most * _TITLES_FOR_EACH)
    rough = {soc_id: WEIGHTS.words * share for soc_id, share in found.words.items()}
    for soc_id, fits in found.titles.items():
        rough[soc_id] = rough.get(soc_id, 0.0) + 2 * fits[0][0]
    for soc_id, share in found.texts.items():
        rough[soc_id] = rough.get(soc_id, 0.0) + WEIGHTS.text * share
    if allowed is not None:
        rough = {soc_id: points for soc_id, points in rough.items() if soc_id in allowed}
    candidates = sorted(rough, key=rough.__getitem__, reverse=True)[:most]
    query = _Query(reading)
    titles = _titles_of(store, query, found, candidates)
    marks = ", ".join("?" * len(candidates))
    units = store.rows(
        f"SELECT s.id, s.code, s.title, o.employment FROM soc s JOIN occupation o ON o.id = s.id WHERE s.id IN ({marks})",
        candidates,
    )
    unfit = 1 - min(max((fits[0][0] for fits in found.titles.values()), default=0.0), 1.0)
    return [_weigh(query, found, titles.get(unit[0], []), unit, unfit) for unit in units]


def _titles_of(store: Store, query: _Query, found: Found, candidates: list[int]) -> dict[int, list[_Title]]:
    """By soc.id, the one or two titles of each candidate that fit best."""
    chosen: dict[int, tuple[int, float]] = {}
    for soc_id in candidates:
        fits = found.titles.get(soc_id, [])[:_TITLES_OF_ONE]
        chosen.update((number, (soc_id, fit)) for fit, number in fits if fit > _NEXT_BEST * fits[0][0])
    marks = ", ".join("?" * len(chosen))
    titles: dict[int, list[_Title]] = {}
    for number, kind, text in store.rows(f"SELECT id, kind, text FROM title WHERE id IN ({marks})", list(chosen)):
        soc_id, fit = chosen[number]
        titles.setdefault(soc_id, []).append(query.held_against(kind, text, fit))
    return titles


def _weigh(query: _Query, found: Found, titles: list[_Title], unit: tuple[int, str, str, int], unfit: float) -> Match:
    """All that speaks for one occupation; `unfit` is how far the best title of all is from the query."""
    soc_id, code, own_title, employment = unit
    reading, own_words = query.reading, _title_words(own_title)
    best = max(titles, key=lambda title: (title.fit + title.letters, title.text), default=None)
    share = best.share if best else 0.0
    text = found.texts.get(soc_id, 0.0)
    line, told = best_line(reading, found.lines, soc_id) if text > _LEAST_TOLD else (0, 0.0)
    evidence = Evidence(
        title=min(max((title.fit for title in titles), default=0.0), 1.0),
        words=found.words.get(soc_id, 0.0),
        letters=max((title.letters for title in titles), default=0.0),
        head=best.head if best else 0.0,
        whole=max((title.whole for title in titles), default=0.0),
        own=_share(reading, own_words),
        everyday=max((_everyday(title) for title in titles), default=0.0),
        text=text,
        told=unfit * told,
        jobs=math.log10(max(employment, 100)) / 5 - 0.4,
        role=float(not query.says_a_role and not _ROLES.isdisjoint(own_words)),
    )
    points = reading.factor * sum(map(mul, evidence, WEIGHTS))
    return Match(
        soc_id,
        code,
        own_title,
        points,
        evidence,
        (best.kind, best.text) if best else None,
        share,
        line if told > share else None,
        best.spelling if best else None,
        reading.text,
        reading.written_out,
        len(reading.terms),
    )


def _everyday(title: _Title) -> float:
    if title.kind not in (EVERYDAY, EVERYDAY_TOO):
        return 0.0
    return title.fit if title.kind == EVERYDAY else _EVERYDAY_TOO * title.fit


class _Query:
    """A reading, as titles are held against it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.says_a_role = any(not _ROLES.isdisjoint(term.stands_for) for term in reading.terms)
        self._letters = trigrams(" ".join(_telling(reading.words)))
        by_word = {word: term for term in reading.terms for word in (term.typed, *term.slips)}
        self._terms = [by_word.get(word) for word in reading.words]
        head = by_word.get(_head(reading.words)) or reading.terms[-1]
        self._heads = {head.typed, *head.stands_for}
        # related words begin alike, and to see so is quicker than to make their family
        self._begins, self._family = head.typed[:3], family(head.typed)

    def held_against(self, kind: int, text: str, fit: float) -> _Title:
        """The title with what it has of the query."""
        words = _title_words(text)
        head = _head(words)
        return _Title(
            kind,
            text,
            fit,
            likeness(self._letters, trigrams(" ".join(_telling(words)))),
            self._whole(words),
            float(head in self._heads or (head[:3] == self._begins and family(head) == self._family)),
            _share(self.reading, words),
            self._spelling(words),
        )

    def _whole(self, words: Sequence[str]) -> float:
        """1 where they are the query word by word, but for repaired slips; a little less where stop words differ."""
        if len(words) == len(self.reading.words) and all(
            word == said or (term is not None and word in term.slips)
            for word, said, term in zip(words, self.reading.words, self._terms, strict=True)
        ):
            return 1.0
        terms, telling = self.reading.terms, [word for word in words if word not in STOP_WORDS]
        same = len(telling) == len(terms) and all(
            word == term.typed or word in term.slips for word, term in zip(telling, terms, strict=True)
        )
        return _WHOLE_BUT_STOP_WORDS if same else 0.0

    def _spelling(self, words: Sequence[str]) -> str | None:
        """How the query was read, where words of a title repair a slip in it; None where nothing was repaired."""
        if self.reading.respaced:
            return self.reading.text
        slips = [term for term in self.reading.terms if term.slips and term.typed not in words]
        return " ".join(word for term in slips for word in words if word in term.mended) or None


def _telling(words: Sequence[str]) -> Sequence[str]:
    """The words that say something of a job; all where none does."""
    return [word for word in words if word not in STOP_WORDS] or words


def _share(reading: Reading, words: Iterable[str]) -> float:
    """How much of the query these words have."""
    there = {*words}
    return sum(term.weight for term in reading.terms if not there.isdisjoint(term.stands_for)) / reading.weight


# Titles of the index only, never what a person typed: that must not be kept.
@lru_cache(maxsize=1500)
def _title_words(title: str) -> tuple[str, ...]:
    return tuple(search_words(title))


def _head(words: Sequence[str]) -> str:
    """The noun that says who it is: the last word, or the last before "of" and its like."""
    place = next((place for place, word in enumerate(words) if place and word in _OF), len(words))
    return words[place - 1]
