"""The words of the index, each looked up once for a query.

Owns the questions about table `word`, but for where its words stand, which is scoring.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from occlookup.catalog.store import Store
from occlookup.index.packing import CHECK_BYTES
from occlookup.index.schema import WEIGHT_SCALE
from occlookup.index.words import family, is_one_letter_off, one_letter_less, slip_key, sound

_AT_ONCE = 900  # older SQLite takes 999 values
_MOST_ALIKE, _SHORTEST_SOUND = 40, 3


class Word(NamedTuple):
    """A word of the index: `weight` is the larger the rarer; `titles` is how many have it.

    `in_texts`: whether a text has it; `in_small_letters`: whether it is more than an abbreviation.
    """

    text: str
    weight: float
    titles: int
    in_texts: bool
    in_small_letters: bool


class Lexicon:
    """What the index knows of words."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._words: dict[str, Word | None] = {}
        self._kin: dict[str, list[str]] = {}

    def known(self, words: Iterable[str]) -> dict[str, Word]:
        """Those of `words` that the index has."""
        wanted = list(words)
        unseen = [word for word in wanted if word not in self._words]
        self._words.update(dict.fromkeys(unseen))
        self._fetch("text", unseen)
        return {word: found for word in wanted if (found := self._words[word]) is not None}

    def kin(self, words: Iterable[str]) -> dict[str, list[str]]:
        """By word, the words of its family; a word that the index does not have may have kin there."""
        groups = {word: family(word) for word in words}
        unseen = [group for group in dict.fromkeys(groups.values()) if group not in self._kin]
        self._kin.update((group, []) for group in unseen)
        self._fetch("family", unseen)
        return {word: self._kin[group] for word, group in groups.items()}

    def one_letter_off(self, word: str) -> list[str]:
        """Words that one wrong, missing, extra or swapped letter makes of this one."""
        less = one_letter_less(word)
        keys = [slip_key(word), *map(slip_key, less)]
        marks = ", ".join("?" * len(keys))
        rows = self._store.rows(
            f"SELECT DISTINCT w.text FROM slip s JOIN word w ON w.id = s.word WHERE s.key IN ({marks})", keys
        )
        near = [text for (text,) in rows if is_one_letter_off(word, text)]
        return sorted({*near, *self.known(less)})

    def sounding_like(self, word: str) -> list[str]:
        """Words that sound as this one does, those in most titles first."""
        heard = sound(word)
        if len(heard) < _SHORTEST_SOUND:
            return []
        rows = self._store.rows(
            "SELECT text FROM word WHERE sound = ? ORDER BY titles DESC, text LIMIT ?", (heard, _MOST_ALIKE)
        )
        return [text for (text,) in rows]

    def beginning_with(self, letters: str) -> list[str]:
        """Words that begin with these letters."""
        return [text for (text,) in self._store.rows("SELECT text FROM word WHERE text GLOB ?", (f"{letters}*",))]

    def meanings(self, words: list[str]) -> dict[str, list[str]]:
        """By word, or pair of words, what people mean by it, the likeliest first."""
        marks = ", ".join("?" * len(words))
        found: dict[str, list[str]] = {}
        for word, meaning in self._store.rows(
            f"SELECT word, meaning FROM synonym WHERE word IN ({marks}) ORDER BY word, position", words
        ):
            found.setdefault(word, []).append(meaning)
        return found

    def _fetch(self, column: str, wanted: list[str]) -> None:
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            for text, group, weight, titles, in_texts, in_small_letters in self._store.rows(
                "SELECT text, family, weight, titles, length(in_lines) > ?, in_small_letters FROM word"
                f" WHERE {column} IN ({marks})",
                (CHECK_BYTES, *some),
            ):
                self._words[text] = Word(text, weight / WEIGHT_SCALE, titles, bool(in_texts), bool(in_small_letters))
                if column == "family":
                    self._kin[group].append(text)
