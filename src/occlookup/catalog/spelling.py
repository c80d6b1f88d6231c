"""Which words may have been meant where one is spelled wrong or a space is missing.

Owns what counts as a slip: one wrong, missing, extra or swapped letter; a word written as it sounds; for long words what begins
alike and shares half of its letters. Every repair is a word of the index.
"""

from __future__ import annotations

from collections.abc import Iterator

from occlookup.catalog.lexicon import Lexicon, Word
from occlookup.index.words import STOP_WORDS, singular

# How much of the word itself a repair counts; one that changes the first letter counts that much less.
_REPAIR, _REPAIR_OF_KNOWN, _SOUND, _SOUND_BESIDE_LETTERS, _DISTANT, _FIRST_LETTER = 0.9, 0.75, 0.8, 0.7, 0.65, 0.9
_MOST_REPAIRS = 10
_SHORT, _SHORTEST_REPAIRED, _SHORTEST_KNOWN_REPAIRED, _SHORTEST_SPLIT, _SHORTEST_DISTANT = 4, 4, 4, 6, 6
_SHORTEST_DOUBTED, _SHORTEST_CLIPPED, _CLIPPED_IN_TITLES, _MOST_COMPLETIONS = 3, 3, 3, 8
# A known word of titles may be a slip too, where it stands in fewer of them than this and the other in so many times more.
_RARE, _MUCH_MORE = 12, 10
_COMMON = 30
_LEAST_ALIKE_SOUND, _LEAST_ALIKE, _MOST_LONGER = 0.3, 0.55, 2
# Words about people, and about what hurts: what stands beside them in the alphabet is not what was meant.
NEVER_REPAIRED = frozenset(
    {
        "abuse",
        "addict",
        "alien",
        "bitch",
        "bum",
        "cock",
        "crazy",
        "cunt",
        "die",
        "drunk",
        "dumb",
        "dyke",
        "fag",
        "faggot",
        "felon",
    }
    | {"fuck", "gay", "hate", "hell", "homo", "housewife", "hurt", "idiot", "kill", "lesbian", "loser", "molest", "murder"}
    | {"murderer", "nazi", "nude", "pimp", "porn", "prostitute", "queer", "racist", "rape", "retard", "retarded", "sex", "sexy"}
    | {"shit", "slut", "spinster", "stripper", "stupid", "suck", "trans", "transgender", "ugly", "whore", "worthless"}
)
# Both halves of a word without its space stand in so many titles: "truckdriver", but not "an ti que".
_HALF_IN_TITLES = 3


def repairs(lexicon: Lexicon, word: str) -> dict[str, float]:
    """Words that may have been meant by a singular word, with what each counts, the likeliest first."""
    own = lexicon.known([word]).get(word)
    if not _may_be_a_slip(word, own):
        return {}
    found = _one_letter_off(lexicon, word, own)
    if own is None:
        letters = trigrams(word)
        share = _SOUND_BESIDE_LETTERS if found else _SOUND
        for other in lexicon.sounding_like(word):
            near = abs(len(other) - len(word)) <= _MOST_LONGER and likeness(letters, trigrams(other)) > _LEAST_ALIKE_SOUND
            if near and other not in STOP_WORDS:
                found.setdefault(other, share)
        if not found and len(word) >= _SHORTEST_DISTANT:
            alike = {
                other: likeness(letters, trigrams(other))
                for other in lexicon.beginning_with(word[:2])
                if abs(len(other) - len(word)) <= _MOST_LONGER
            }
            found = {
                other: _DISTANT * (1 + alike_share) / 2 for other, alike_share in alike.items() if alike_share >= _LEAST_ALIKE
            }
    known = {other: row for other, row in lexicon.known(found).items() if row.in_small_letters}
    found = {other: found[other] for other in known}
    best = sorted(found, key=lambda other: (-found[other], -known[other].titles, other))
    return {other: found[other] for other in best[:_MOST_REPAIRS]}


def completions(lexicon: Lexicon, word: str) -> list[str]:
    """Words that begin with an unknown one, those in most titles first: "phleb" for phlebotomist."""
    if len(word) < _SHORTEST_CLIPPED or lexicon.known([word]):
        return []
    known = lexicon.known(lexicon.beginning_with(word))
    fitting = [other for other, row in known.items() if row.titles >= _CLIPPED_IN_TITLES and row.in_small_letters]
    return sorted(fitting, key=lambda other: (-known[other].titles, other))[:_MOST_COMPLETIONS]


def doubted(lexicon: Lexicon, words: list[str]) -> Iterator[list[str]]:
    """The words with one letter of one word other than typed, though it is known: "arm manager" for "farm manager".

    The words in most titles come first.
    """
    for place, word in enumerate(words):
        if len(word) >= _SHORTEST_DOUBTED and word not in STOP_WORDS | NEVER_REPAIRED:
            near = lexicon.known(lexicon.one_letter_off(word))
            for other in sorted(near, key=lambda other: (-near[other].titles, other)):
                yield [*words[:place], other, *words[place + 1 :]]


def halves(lexicon: Lexicon, word: str) -> tuple[str, str] | None:
    """The two words that an unknown one is without its space, or else with a letter in the place of its space."""
    if len(word) < _SHORTEST_SPLIT or lexicon.known([word]):
        return None
    for missing, shortest in ((0, 2), (1, 3)):
        cuts = range(shortest, len(word) - shortest - missing + 1)
        if found := _likeliest(lexicon, [(word[:cut], word[cut + missing :]) for cut in cuts]):
            return found
    return None


def trigrams(text: str) -> set[str]:
    """The runs of three characters of a text, with two spaces before it and one after."""
    padded = f"  {text} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def likeness(first: set[str], second: set[str]) -> float:
    """Dice's coefficient of two sets, 0 to 1."""
    return 2 * len(first & second) / (len(first) + len(second))


def _may_be_a_slip(word: str, own: Word | None) -> bool:
    if len(word) < _SHORTEST_REPAIRED or word in STOP_WORDS or word in NEVER_REPAIRED:
        return False
    return own is None or (not own.in_texts and own.titles < _RARE and len(word) >= _SHORTEST_KNOWN_REPAIRED)


def _one_letter_off(lexicon: Lexicon, word: str, own: Word | None) -> dict[str, float]:
    share = _REPAIR if own is None else _REPAIR_OF_KNOWN
    found = {}
    for other in lexicon.known(lexicon.one_letter_off(word)).values():
        if (
            other.text in STOP_WORDS
            or not other.in_small_letters
            or (own is not None and other.titles <= _MUCH_MORE * own.titles)
        ):
            continue
        same_first = other.text[0] == word[0]
        # of a short word too much would be guessed
        if same_first or len(word) > _SHORT or other.text[:2] == word[1::-1] or other.titles >= _COMMON:
            found[other.text] = share if same_first else share * _FIRST_LETTER
    return found


def _likeliest(lexicon: Lexicon, pairs: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The pair whose rarer word is in most titles."""
    singulars = {half: singular(half) for pair in pairs for half in pair}
    known = lexicon.known(set(singulars.values()))
    titles = {half: known[one].titles for half, one in singulars.items() if one in known}
    # "taxman", "jobtraining": what says nothing may be one of them, but not "to" or "an"
    titles.update((half, _HALF_IN_TITLES) for half in STOP_WORDS.intersection(singulars) if len(half) > 2)
    rarer = {(one, other): min(titles[one], titles[other]) for one, other in pairs if one in titles and other in titles}
    best = max(rarer, key=lambda pair: rarer[pair], default=None)
    return best if best and rarer[best] >= _HALF_IN_TITLES else None
