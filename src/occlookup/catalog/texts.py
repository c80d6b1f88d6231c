"""Search in what occupations do: the words of the project's summaries and task lines.

Owns the two ways in which a text fits, and what is said of the match. Titles are titles.py's, and come first.
"""

from typing import NamedTuple

from occlookup.catalog.store import Store
from occlookup.index.schema import LINE_STRIDE


class TextHit(NamedTuple):
    """An occupation whose text has all words: in one line (`whole`), or over several; `matched` says where."""

    soc_id: int
    code: str
    title: str
    whole: bool
    matched: str


def find_in_texts(store: Store, words: list[str], allowed: set[int] | None, *, known: set[int], most: int) -> list[TextHit]:
    """Up to `most` occupations, `known` left out, whose summary and tasks have all of `words` (stemmed).

    Those with all of them in one line come first, then those with the most jobs.
    """
    if not words or most < 1:
        return []
    lines_with = [{row[0] for row in store.rows("SELECT rowid FROM line_text WHERE line_text MATCH ?", (f'"{word}"',))}
                  for word in words]  # fmt: skip
    together = set.intersection(*lines_with)
    best_line: dict[int, int] = {}
    # the summary is line 0: where a task line has the words too, that says more
    for line in sorted(together, key=lambda line: (line % LINE_STRIDE == 0, line)):
        best_line.setdefault(line // LINE_STRIDE, line % LINE_STRIDE)
    apart = set.intersection(*({line // LINE_STRIDE for line in lines} for lines in lines_with)) - set(best_line)
    found = {**best_line, **{soc_id: _fullest(soc_id, lines_with) for soc_id in apart}}
    found = {soc_id: line for soc_id, line in found.items() if soc_id not in known and (allowed is None or soc_id in allowed)}
    units = sorted(store.named(found), key=lambda unit: (unit[0] not in best_line, -unit[3], unit[1]))
    return [
        TextHit(soc_id, code, title, soc_id in best_line, _matched(store, soc_id, found[soc_id]))
        for soc_id, code, title, _ in units[:most]
    ]


def _fullest(soc_id: int, lines_with: list[set[int]]) -> int:
    """The number of the occupation's line that has most of the words, the first of equals."""
    first = soc_id * LINE_STRIDE
    return max(range(LINE_STRIDE), key=lambda number: (sum(first + number in lines for lines in lines_with), -number))


def _matched(store: Store, soc_id: int, line: int) -> str:
    if line == 0:
        return "words of the summary"
    text, _ = store.document(soc_id)["tasks"][line - 1]
    return f"task: {text.rstrip('.')}"
