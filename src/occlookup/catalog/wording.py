"""From what a person typed to the ways to read it: related forms, repaired slips, abbreviations, everyday words.

Owns what stands for a typed word, and how much less than the word itself that counts. Which titles have the words is
scoring.py's question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from occlookup.catalog.lexicon import Lexicon, Word
from occlookup.catalog.spelling import completions, halves, repairs
from occlookup.catalog.store import Store
from occlookup.index.words import LIGHT_WORDS, STOP_WORDS, is_one_letter_off, plain_words, says_nothing, singular

# Of a long text so many words are read, and of these so many tell enough; a longer word is none.
_MOST_READ, _MOST_WORDS, _LONGEST_WORD = 60, 12, 32
_SHORTEST_STOP_WORD = 4
_MOST_READINGS = 4
# How much of the word itself a related form, an everyday word for it and the whole of a clipped one count; each further meaning
# so much less than the one before it.
_KIN, _SYNONYM, _NEXT_MEANING, _CLIPPED = 0.75, 0.8, 0.9, 0.7
# What is never a part of a word with its space in the wrong place.
_PARTICLES = frozenset({"a", "an", "and", "at", "for", "in", "of", "or", "the", "to", "with"})
# What a word that says little weighs beside others.
_LIGHT = 0.7
# What a reading counts that differs from the words as typed.
_WRITTEN_OUT, _JOINED, _SPLIT = 0.98, 0.97, 0.95
# What an unknown word weighs that nothing stands for, so that a title without it does not look complete.
_UNKNOWN_WEIGHT = 9.0


class Term(NamedTuple):
    """One word of a query that says something, in the singular.

    `stands_for`: words of the index with how much of its weight each counts. `slips`: those of them that repair a slip;
    `mended`: these and words related to them.
    """

    typed: str
    weight: float
    stands_for: dict[str, float]
    slips: frozenset[str]
    mended: frozenset[str]


class Reading(NamedTuple):
    """One way to read a query.

    `words`: all its words in the singular, slips repaired; `terms`: those that say something, in their order; `weight`: theirs
    together; `factor`: what its results count; `respaced`: whether a space was put in or taken out; `written_out`: whether an
    abbreviation was.
    """

    words: tuple[str, ...]
    terms: tuple[Term, ...]
    weight: float
    factor: float
    respaced: bool
    written_out: bool

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(self.words)


class _Variant(NamedTuple):
    words: list[str]
    factor: float = 1.0
    respaced: bool = False
    written_out: bool = False


def readings(store: Store, text: str) -> Iterator[Reading]:
    """The ways to read a query, the plainest first: as typed, abbreviations written out, spaces put right.

    None where no word says anything.
    """
    words = [word for word in plain_words(text) if len(word) <= _LONGEST_WORD][:_MOST_READ]
    if all(says_nothing(word) for word in words):
        return
    lexicon = Lexicon(store)
    singulars = [singular(word) for word in words]
    known = lexicon.known([*singulars, *(singular(one + other) for one, other in pairwise(words))])  # all at once is quicker
    words = [word for word in words if singular(word) in known or not _is_stop_word_with_slip(word)]
    if len(words) > _MOST_WORDS:
        words = _most_telling(words, known)
    singulars = [singular(word) for word in words]
    meanings = lexicon.meanings([*singulars, *map(" ".join, pairwise(singulars))])
    for variant in islice(_variants(lexicon, words, meanings), _MOST_READINGS):
        reading = _read(lexicon, variant, meanings)
        if reading.terms:
            yield reading


def _is_stop_word_with_slip(word: str) -> bool:
    return word not in STOP_WORDS and any(
        is_one_letter_off(word, other) for other in STOP_WORDS if len(other) >= _SHORTEST_STOP_WORD
    )


def _most_telling(words: list[str], known: dict[str, Word]) -> list[str]:
    """Of a long text the words that titles have, the rarer before the others, in their order."""
    weights = {
        word: known[one].weight
        for word in words
        if not says_nothing(word) and (one := singular(word)) in known and one not in LIGHT_WORDS and known[one].titles
    }
    chosen = set(sorted(weights, key=lambda word: -weights[word])[:_MOST_WORDS])
    return [word for word in dict.fromkeys(words) if word in chosen]


def _variants(lexicon: Lexicon, words: list[str], meanings: dict[str, list[str]]) -> Iterator[_Variant]:
    yield _Variant(words)
    singulars = [singular(word) for word in words]
    for place, word in enumerate(singulars):
        for meaning in meanings.get(word, ()):
            if " " in meaning:
                yield _Variant([*words[:place], *meaning.split(), *words[place + 1 :]], _WRITTEN_OUT, written_out=True)
    for place, (first, second) in enumerate(pairwise(singulars)):
        for meaning in meanings.get(f"{first} {second}", ()):
            yield _Variant([*words[:place], *meaning.split(), *words[place + 2 :]], _WRITTEN_OUT, written_out=True)
        for said in _respaced(lexicon, words[place], words[place + 1]):
            yield _Variant([*words[:place], *said, *words[place + 2 :]], _JOINED, respaced=True)
    for place, word in enumerate(singulars):
        if both := halves(lexicon, word):
            yield _Variant([*words[:place], *both, *words[place + 1 :]], _SPLIT, respaced=True)


def _respaced(lexicon: Lexicon, first: str, second: str) -> Iterator[tuple[str, ...]]:
    """Two words as one, and with the space a letter further on or back where they are words only so: "grou ptherapist"."""
    if (says_nothing(first) and says_nothing(second)) or first in _PARTICLES or second in _PARTICLES:
        return
    if lexicon.known([singular(first + second)]):
        yield (first + second,)
    if says_nothing(first) or says_nothing(second) or len(lexicon.known([singular(first), singular(second)])) == 2:
        return
    for said in ((first[:-1], first[-1] + second), (first + second[0], second[1:])):
        if len(lexicon.known({singular(word) for word in said})) == 2:
            yield said


def _read(lexicon: Lexicon, variant: _Variant, meanings: dict[str, list[str]]) -> Reading:
    said = [(singular(word), says_nothing(word)) for word in variant.words]
    telling = list(dict.fromkeys(word for word, is_nothing in said if not is_nothing))
    terms = {word: _term(lexicon, word, meanings.get(word, ())) for word in telling}
    if len(terms) > 1:
        terms = {word: _lighter(term) if word in LIGHT_WORDS else term for word, term in terms.items()}
    spelled = {word: next(iter(term.stands_for)) for word, term in terms.items() if term.slips and not lexicon.known([word])}
    words = tuple(word if is_nothing else spelled.get(word, word) for word, is_nothing in said)
    weight = sum(term.weight for term in terms.values())
    return Reading(words, tuple(terms.values()), weight, variant.factor, variant.respaced, variant.written_out)


def _lighter(term: Term) -> Term:
    return term._replace(weight=_LIGHT * term.weight)


def _term(lexicon: Lexicon, word: str, meanings: Sequence[str]) -> Term:
    """The word with all that stands for it, slips first, the likeliest of them first of all."""
    relatives = lexicon.kin([word])[word]
    clipped = {} if relatives else dict.fromkeys(completions(lexicon, word), _CLIPPED)
    slips = repairs(lexicon, word)
    if relatives and word not in relatives:  # a form that the index does not have, of a word that it has
        slips = {other: share for other, share in slips.items() if is_one_letter_off(word, other)}
    single = [singular(meaning) for meaning in meanings if " " not in meaning]
    meant = {meaning: _SYNONYM * _NEXT_MEANING**place for place, meaning in enumerate(single)}
    chosen = {**slips, **clipped, **meant}
    kin = lexicon.kin(chosen)
    stands_for = {other: share for other, share in chosen.items() if other in kin[other]}
    mended = {relative for other in slips for relative in kin[other]} - {*relatives}
    for other, share in chosen.items():
        for relative in kin[other]:
            stands_for[relative] = max(share * _KIN, stands_for.get(relative, 0.0))
    for relative in relatives:
        stands_for[relative] = max(_KIN, stands_for.get(relative, 0.0))
    own = lexicon.known([word]).get(word)
    if own is not None:
        stands_for[word] = 1.0
        return Term(word, own.weight, stands_for, frozenset(slips), frozenset(mended))
    weights = {other: row.weight for other, row in lexicon.known(stands_for).items()}
    likeliest = next((weights[other] for other in stands_for), _UNKNOWN_WEIGHT)
    return Term(word, likeliest, stands_for, frozenset(slips), frozenset(mended))
