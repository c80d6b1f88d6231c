"""From what a person typed to the ways to read it: related forms, repaired slips, abbreviations, everyday words.

Owns what stands for a typed word, and how much less than the word itself that counts. Which titles have the words is
scoring.py's question.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from occlookup.catalog.lexicon import Lexicon
from occlookup.catalog.spelling import halves, repairs
from occlookup.catalog.store import Store
from occlookup.index.words import plain_words, says_nothing, singular

# A longer query is a sentence of which so many words are enough; a longer word is none.
_MOST_WORDS, _LONGEST_WORD = 12, 32
_MOST_READINGS = 4
# How much of the word itself a related form and an everyday word for it count; each further meaning so much less.
_KIN, _SYNONYM, _NEXT_MEANING = 0.75, 0.8, 0.9
# What a reading counts that differs from the words as typed.
_WRITTEN_OUT, _JOINED, _SPLIT = 0.98, 0.97, 0.95
# What an unknown word weighs that nothing stands for, so that a title without it does not look complete.
_UNKNOWN_WEIGHT = 9.0


class Term(NamedTuple):
    """One word of a query that says something, in the singular.

    `stands_for`: words of the index with how much of its weight each counts; `repaired`: those of them that repair a slip.
    """

    typed: str
    weight: float
    stands_for: dict[str, float]
    repaired: frozenset[str]


class Reading(NamedTuple):
    """One way to read a query.

    `text`: all its words, slips repaired; `terms`: those that say something, in their order; `weight`: theirs together;
    `factor`: what its results count; `respaced`: whether a space was put in or taken out.
    """

    text: str
    terms: tuple[Term, ...]
    weight: float
    factor: float
    respaced: bool


class _Variant(NamedTuple):
    words: list[str]
    factor: float
    respaced: bool


def readings(store: Store, text: str) -> Iterator[Reading]:
    """The ways to read a query, the plainest first: as typed, abbreviations written out, spaces put right.

    None where no word says anything.
    """
    words = [word for word in plain_words(text) if len(word) <= _LONGEST_WORD][:_MOST_WORDS]
    singulars = [singular(word) for word in words]
    if all(says_nothing(word) for word in words):
        return
    lexicon = Lexicon(store)
    lexicon.known([*singulars, *(singular(first + second) for first, second in pairwise(words))])  # all at once is quicker
    meanings = lexicon.meanings([*singulars, *map(" ".join, pairwise(singulars))])
    for variant in islice(_variants(lexicon, words, meanings), _MOST_READINGS):
        yield _read(lexicon, variant, meanings)


def _variants(lexicon: Lexicon, words: list[str], meanings: dict[str, list[str]]) -> Iterator[_Variant]:
    yield _Variant(words, 1.0, False)
    singulars = [singular(word) for word in words]
    for place, word in enumerate(singulars):
        for meaning in meanings.get(word, ()):
            if " " in meaning:
                yield _Variant([*words[:place], *meaning.split(), *words[place + 1 :]], _WRITTEN_OUT, False)
    for place, (first, second) in enumerate(pairwise(singulars)):
        for meaning in meanings.get(f"{first} {second}", ()):
            yield _Variant([*words[:place], *meaning.split(), *words[place + 2 :]], _WRITTEN_OUT, False)
        joined = words[place] + words[place + 1]
        for said in _space_moved(lexicon, words[place], words[place + 1]):
            yield _Variant([*words[:place], *said, *words[place + 2 :]], _JOINED, True)
        if lexicon.known([singular(joined)]):
            yield _Variant([*words[:place], joined, *words[place + 2 :]], _JOINED, True)
    for place, word in enumerate(singulars):
        if both := halves(lexicon, word):
            yield _Variant([*words[:place], *both, *words[place + 1 :]], _SPLIT, True)


def _space_moved(lexicon: Lexicon, first: str, second: str) -> Iterator[tuple[str, str]]:
    """The two words with the space a letter further on or back, where they are words only so: "grou ptherapist"."""
    if len(lexicon.known([singular(first), singular(second)])) < 2:
        for said in ((first[:-1], first[-1] + second), (first + second[0], second[1:])):
            if len(lexicon.known({singular(word) for word in said})) == 2:
                yield said


def _read(lexicon: Lexicon, variant: _Variant, meanings: dict[str, list[str]]) -> Reading:
    said = {word: singular(word) for word in variant.words}
    telling = [one for word, one in said.items() if not says_nothing(word)]
    terms = {word: _term(lexicon, word, meanings.get(word, ())) for word in dict.fromkeys(telling)}
    spelled = {word: next(iter(term.stands_for)) for word, term in terms.items() if term.repaired and not lexicon.known([word])}
    text = " ".join(spelled.get(said[word], word) for word in variant.words)
    weight = sum(term.weight for term in terms.values())
    return Reading(text, tuple(terms.values()), weight, variant.factor, variant.respaced)


def _term(lexicon: Lexicon, word: str, meanings: list[str] | tuple[()]) -> Term:
    """The word with all that stands for it, slips first, the likeliest of them first of all."""
    slips = repairs(lexicon, word)
    single = [singular(meaning) for meaning in meanings if " " not in meaning]
    chosen = {**slips, **{meaning: _SYNONYM * _NEXT_MEANING**place for place, meaning in enumerate(single)}}
    kin = lexicon.kin([word, *chosen])
    stands_for = {other: share for other, share in chosen.items() if other in kin[other]}
    for other, share in [*chosen.items(), (word, 1.0)]:
        for relative in kin[other]:
            stands_for[relative] = max(share * _KIN, stands_for.get(relative, 0.0))
    own = lexicon.known([word]).get(word)
    if own is not None:
        stands_for[word] = 1.0
        return Term(word, own.weight, stands_for, frozenset(slips))
    weight = max((found.weight for found in lexicon.known(stands_for).values()), default=_UNKNOWN_WEIGHT)
    return Term(word, weight, stands_for, frozenset(slips))
