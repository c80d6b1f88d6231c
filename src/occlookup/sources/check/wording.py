"""How written words are measured: counted, compared word by word, and graded for reading.

Owns what a word is, the Flesch-Kincaid grade, and what counts as an explained abbreviation. Knows no record and no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# So many words in a row that two texts share are a borrowed sentence.
RUN = 6

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'./-]*")
_PLAIN_WORD = re.compile(r"[A-Za-z0-9']+")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
# A silent e at the end, not the le of "table".
_SILENT = re.compile(r"(?:[^laeiouy]e|[aeiouy]le|[^td]ed|[^sxzcgh]es)$")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}", re.IGNORECASE)
_SHORTENED = re.compile(r"\b(?:etc|vs|incl|approx|govt|dept|asst|mgmt)\b\.?", re.IGNORECASE)
# Known to everyone by these letters and hardly by the words that they stand for.
_NAMES = frozenset({"DNA"})


def count_words(text: str) -> int:
    """How many words `text` has; the parts of a hyphened word count."""
    return max(len(text.split()), len(_PLAIN_WORD.findall(text)))


def normalised_words(text: str) -> list[str]:
    """The words of `text` in lower case without punctuation, to compare wordings."""
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’]", "", text.lower())).split()


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every RUN normalised words that stand in a row in `text`."""
    words = normalised_words(text)
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def unexplained_abbreviation(text: str) -> str | None:
    """The first abbreviation of `text` whose words do not stand in it: "RN" wants "registered nurse" beside it."""
    if shortened := _DOTTED.search(text) or _SHORTENED.search(text):
        return str(shortened[0])
    for letters in _CAPITALS.findall(text):
        initials = "".join(word[0] for word in _PLAIN_WORD.findall(text) if word != letters).upper()
        if letters not in _NAMES and letters not in initials:
            return str(letters)
    return None


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade level of `text` (Kincaid et al., 1975), syllables counted by groups of vowels."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, without a silent e at its end; at least 1."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain)))
