"""Search: from words to occupations.

Owns the tiers: a code, an exact title, an exact alternate title, titles with all words (stemmed, SQLite FTS5, porter), texts
with all words (texts.py), titles with some of them. Many titles of one occupation that fit count for it.
"""

from typing import NamedTuple

from occlookup.catalog.filtering import Filters, Order, arrange, filter_blocks, where
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.catalog.texts import find_in_texts
from occlookup.codes import looks_like_code, parse_code, title_hash, title_key
from occlookup.errors import MalformedCodeError, UsageError
from occlookup.listings import SearchResult, SearchResults
from occlookup.model import Answer

OWN_TITLE, DIRECT_MATCH, REPORTED, ALTERNATE = range(4)

# Words that say nothing about a job; without them "the person who fits hearing aids" looks for "fits hearing aids".
_STOP_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "i", "in", "is", "it", "job", "jobs", "of", "on", "or"}
    | {"person", "someone", "somebody", "that", "the", "them", "they", "this", "to", "want", "who", "with"}
    | {"work", "works", "working", "would"}
)
_DEFAULT_TOP = 10
_MOST_WORDS = 12
_MOST_TITLES = 400
# Further titles of an occupation that fit count for it, each less than the one before.
_VOTE_DECAY = 0.5
_MOST_VOTES = 5
_LINE_SCORE, _TEXT_SCORE = 0.5, 0.4
# Where more may be asked for, so many results from the better tiers need none of the next.
_ENOUGH = 50


class TitleHit(NamedTuple):
    """An occupation one of whose titles is exactly the words asked for."""

    soc_id: int
    code: str
    title: str
    kind: int
    text: str


def exact(store: Store, text: str) -> list[TitleHit]:
    """Occupations with exactly this title, in either number: those whose own it is, then the others, specialties last,
    then by how the sources rank the title, by employment, by code."""
    by_key = [_with_key(store, key) for key in _with_other_number(title_key(text))]
    # "cashier" is Cashiers, whatever else is called so too; then the words as typed, then in the other number
    own = [hit for hits in by_key for hit in hits if hit.kind == OWN_TITLE]
    named = {hit.soc_id for hit in own}
    return own + [hit for hit in next(filter(None, by_key), []) if hit.soc_id not in named]


def _with_other_number(key: str) -> list[str]:
    """The key itself, then as a plural or a singular: people type "registered nurse", titles are in the plural."""
    if not key:
        return []
    variants = [key, f"{key}s", f"{key}es"]
    if key.endswith("y"):
        variants.append(f"{key[:-1]}ies")
    if key.endswith("s"):
        variants.append(key[:-1])
    return variants


def _with_key(store: Store, key: str) -> list[TitleHit]:
    rows = store.rows(
        "SELECT s.id, s.code, s.title, t.kind, t.text FROM title t JOIN soc s ON s.id = t.soc_id"
        " JOIN occupation o ON o.id = s.id WHERE t.key_hash = ?"
        " ORDER BY s.level = 'specialty', t.kind, o.employment DESC, s.code",
        (title_hash(key),),
    )
    found: dict[int, TitleHit] = {}
    for hit in (TitleHit(*row) for row in rows):
        if title_key(hit.text) == key:
            found.setdefault(hit.soc_id, hit)
    return list(found.values())


def find(store: Store, text: str, filters: Filters | None = None, *, enough: int = _ENOUGH) -> list[SearchResult]:
    """The results for `text`, best first; an empty list where nothing fits.

    Texts, and titles with some of the words, are asked where `enough` are not yet found.

    Raises:
        UsageError: `text` has no letter and no digit.

    The score is 1 for a code or an occupation's own title, 0.9 for an alternate title, 0.6 to 0.8 for titles with all words,
    0.5 for texts with all words in one line and 0.4 in several, and up to 0.3 for titles with some of the words.
    """
    if not title_key(text):
        raise UsageError("there is nothing to search for.", hint="Give a job title or everyday words: occlookup search nurse")
    results: dict[int, SearchResult] = {}
    if (code := _code(text)) is not None:
        rows = store.rows("SELECT s.id, s.code, s.title FROM soc s JOIN occupation o ON o.id = s.id WHERE s.code = ?", (code,))
        results = {soc_id: SearchResult(code, title, 1.0, "code") for soc_id, code, title in rows}
    for hit in exact(store, text):
        own = hit.kind == OWN_TITLE
        matched = "title" if own else f"alternate title: {hit.text}"
        results.setdefault(hit.soc_id, SearchResult(hit.code, hit.title, 1.0 if own else 0.9, matched))
    allowed = _allowed(store, filters)
    if allowed is not None:
        results = {soc_id: result for soc_id, result in results.items() if soc_id in allowed}
    words = [word for word in title_key(text).split() if word not in _STOP_WORDS][:_MOST_WORDS]
    for soc_id, result in _with_all_words(store, words, allowed):
        results.setdefault(soc_id, result)
    for found in find_in_texts(store, words, allowed, known=set(results), most=enough - len(results)):
        score = _LINE_SCORE if found.whole else _TEXT_SCORE
        results[found.soc_id] = SearchResult(found.code, found.title, score, found.matched)
    if len(words) > 1 and len(results) < enough:
        for soc_id, result in _with_some_words(store, words, allowed):
            results.setdefault(soc_id, result)
    return list(results.values())


def search(store: Store, text: str, filters: Filters | None, order: Order | None) -> Answer[SearchResults]:
    """The answer to `search`: see `find`."""
    order = order or Order(top=_DEFAULT_TOP)
    best_first = order.sort is None and not order.reverse
    enough = order.top if best_first and order.top is not None else _ENOUGH
    results = arrange(SearchResult, find(store, text, filters, enough=enough), order)
    blocks = ["titles", *filter_blocks(filters)]
    return Answer(SearchResults(text, results), named_sources(store, block_sources(store, *blocks) if results else ()))


def _with_all_words(store: Store, words: list[str], allowed: set[int] | None) -> list[tuple[int, SearchResult]]:
    found = _match(store, " ".join(f'"{word}"' for word in words), allowed) if words else []
    return _voted(store, found, 0.6, 0.2)


def _with_some_words(store: Store, words: list[str], allowed: set[int] | None) -> list[tuple[int, SearchResult]]:
    return _voted(store, _match(store, " OR ".join(f'"{word}"' for word in words), allowed), 0.0, 0.3)


def _voted(
    store: Store, found: list[tuple[int, int, str, float]], least: float, spread: float
) -> list[tuple[int, SearchResult]]:
    """Occupations by their titles' votes; scores from `least` to `least + spread`."""
    titles: dict[int, list[tuple[float, int, str]]] = {}
    for soc_id, kind, title, rank in found:
        titles.setdefault(soc_id, []).append((-rank, kind, title))
    scores = {
        soc_id: sum(hit[0] * _VOTE_DECAY**place for place, hit in enumerate(hits[:_MOST_VOTES]))
        for soc_id, hits in titles.items()
    }
    if not scores:
        return []
    best = max(scores.values())
    units = sorted(store.named(scores), key=lambda unit: (-scores[unit[0]], -unit[3], unit[1]))
    results = []
    for soc_id, code, own_title, _ in units:
        _, kind, title = titles[soc_id][0]
        matched = "words of the title" if kind == OWN_TITLE else f"alternate title: {title}"
        score = round(least + spread * scores[soc_id] / best, 4)
        results.append((soc_id, SearchResult(code, own_title, score, matched)))
    return results


def _match(store: Store, expression: str, allowed: set[int] | None) -> list[tuple[int, int, str, float]]:
    """(soc id, kind, title, bm25 rank: lower is better) of the titles that fit best, of the allowed occupations."""
    rows = store.rows(
        "SELECT t.soc_id, t.kind, t.text, f.rank FROM"
        " (SELECT rowid, rank FROM title_text WHERE title_text MATCH ? ORDER BY rank LIMIT ?) f"
        " JOIN title t ON t.id = f.rowid ORDER BY f.rank, t.kind, t.id",
        (expression, _MOST_TITLES if allowed is None else -1),
    )
    return rows if allowed is None else [row for row in rows if row[0] in allowed]


def _allowed(store: Store, filters: Filters | None) -> set[int] | None:
    if filters is None:
        return None
    condition, values = where(filters, wage=None)
    rows = store.rows(f"SELECT o.id FROM occupation o JOIN soc s ON s.id = o.id WHERE {condition}", values)
    return {row[0] for row in rows}


def _code(text: str) -> str | None:
    try:
        return parse_code(text) if looks_like_code(text) else None
    except MalformedCodeError:  # "911" is a word of titles
        return None
