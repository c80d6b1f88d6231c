"""Search: from words to occupations.

Owns the tiers: a code, an exact title, an exact everyday or alternate title, then the scored search (scoring.py); and what is
said of a match.
"""

from typing import NamedTuple

from occlookup.catalog.distress import NOTICE, speaks_of_harm
from occlookup.catalog.filtering import Filters, Order, arrange, filter_blocks, where
from occlookup.catalog.lexicon import Lexicon
from occlookup.catalog.scoring import MOST_FOUND, MOST_POINTS, Match, score_occupations
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.spelling import doubted
from occlookup.catalog.store import Store
from occlookup.codes import looks_like_code, parse_code, title_hash, title_key
from occlookup.errors import MalformedCodeError, UsageError
from occlookup.index.schema import EVERYDAY, EVERYDAY_TOO, OWN_TITLE
from occlookup.index.words import is_one_letter_off, letters_joined, plain_words, search_words, singular
from occlookup.listings import SearchResult, SearchResults
from occlookup.model import Answer

DEFAULT_TOP = 10
_OWN_SCORE, _EXACT_SCORE, _REPAIRED_SCORE = 1.0, 0.9, 0.89
# Less of the query than this in a title, or in a text, is chance; and beside a good match a poor one is noise.
_LEAST_IN_TITLE, _LEAST_IN_TEXT, _LEAST_OF_BEST = 0.3, 0.45, 0.3
_LEAST_SCORE, _LEAST_OF_UNFILTERED = 0.15, 0.6
_USUAL_WORDS = 4
# Of longer queries no word is doubted that the index knows.
_MOST_DOUBTED, _MOST_VARIANTS = 4, 300
# "hi" is no "HIS"
_SHORTEST_IN_PLURAL = 3
_ALL_BUT_ROUNDING = 0.999
_BEFORE_A_TITLE, _AFTER_A_TITLE = frozenset({"a", "an", "the"}), frozenset({"job", "jobs", "career", "careers"})
# Longer text is no name of a job; what is read of it is enough.
_LONGEST_TEXT = 400


class TitleHit(NamedTuple):
    """An occupation one of whose titles is exactly the words asked for."""

    soc_id: int
    code: str
    title: str
    kind: int
    text: str


def exact(store: Store, text: str, *, published: bool = False) -> list[TitleHit]:
    """Occupations with exactly this title, in either number: those whose own it is, then those that it means by the project's
    list of everyday names, then the others, specialties last, by how the sources rank the title, by employment, by code.

    With `published` what a center's own records call an occupation is left aside.
    """
    keys = _spellings(title_key(text))
    by_key = _with_keys(store, keys, published=published)
    # "cashier" is Cashiers, whatever else is called so too; then the words as typed, then in the other number
    own = [hit for key in keys for hit in by_key[key] if hit.kind == OWN_TITLE]
    named = {hit.soc_id for hit in own}
    return own + [hit for hit in next((by_key[key] for key in keys if by_key[key]), []) if hit.soc_id not in named]


def _spellings(key: str) -> list[str]:
    """The key itself, then as a plural or a singular: people type "registered nurse", titles are in the plural.

    Then the same without what people put before and after a title ("a plumber", "plumbing jobs"), and "h v a c" as hvac.
    """
    words = key.split()
    inner = words[1:] if words[:1] and words[0] in _BEFORE_A_TITLE else words
    inner = inner[:-1] if inner[1:] and inner[-1] in _AFTER_A_TITLE else inner
    found = []
    for said in filter(None, (words, inner, letters_joined(words))):
        plain = " ".join(said)
        found += [plain, " ".join([*said[:-1], singular(said[-1])])]
        if len(said[-1]) >= _SHORTEST_IN_PLURAL:
            found += [f"{plain}s", f"{plain}es"]
        if plain.endswith("y"):
            found.append(f"{plain[:-1]}ies")
    return list(dict.fromkeys(found))


def _with_keys(store: Store, keys: list[str], *, published: bool = False) -> dict[str, list[TitleHit]]:
    """By key, the occupations one of whose titles has it, each by its best."""
    hashes = {title_hash(key) for key in keys}
    # names of own records have ids behind those of all published titles
    only = " AND s.level != 'own' AND t.id BETWEEN o.first_title AND o.last_title" if published else ""
    rows = store.rows(
        "SELECT s.id, s.code, s.title, t.kind, t.text FROM title t JOIN soc s ON s.id = t.soc_id"
        f" JOIN occupation o ON o.id = s.id WHERE t.key_hash IN ({', '.join('?' * len(hashes))}){only}"
        " ORDER BY min(t.kind, ?), s.level = 'own', s.level = 'specialty',"
        " s.title LIKE '%, All Other', t.kind, o.employment DESC, s.code",
        (*hashes, EVERYDAY_TOO + 1),
    )
    found: dict[str, dict[int, TitleHit]] = {key: {} for key in keys}
    for hit in (TitleHit(*row) for row in rows):
        if (key := title_key(hit.text)) in found:
            found[key].setdefault(hit.soc_id, hit)
    return {key: list(hits.values()) for key, hits in found.items()}


def find(store: Store, text: str, filters: Filters | None = None, *, most: int = DEFAULT_TOP) -> list[SearchResult]:
    """The results for `text`, best first, `most` at the most; an empty list where nothing sensible fits.

    Raises:
        UsageError: `text` has no letter and no digit.

    The score is 1 for a code or an occupation's own title, 0.9 for another title that is exactly the words, 0.89 for one that
    is so once a slip is repaired, and less for all that scoring.py finds. Scores of one answer can be compared, not of two.
    """
    text = text[:_LONGEST_TEXT]
    if not title_key(text):
        raise UsageError("there is nothing to search for.", hint="Give a job title or everyday words: occlookup search nurse")
    return store.consult(lambda: _find(store, text, filters, most))


def _find(store: Store, text: str, filters: Filters | None, most: int) -> list[SearchResult]:
    allowed = _allowed(store, filters)
    results: dict[int, SearchResult] = {}
    if (code := _code(text)) is not None:
        rows = store.rows("SELECT s.id, s.code, s.title FROM soc s JOIN occupation o ON o.id = s.id WHERE s.code = ?", (code,))
        results = {soc_id: SearchResult(code, title, _OWN_SCORE, "code") for soc_id, code, title in rows}
    for hit in exact(store, text):
        score = _OWN_SCORE if hit.kind == OWN_TITLE else _EXACT_SCORE
        results.setdefault(hit.soc_id, SearchResult(hit.code, hit.title, score, _title_matched(hit.kind, hit.text, whole=True)))
    matches = score_occupations(store, text, allowed, most=most)
    if not results:
        for spelling, hit in _repaired(store, text, matches):
            matched = _title_matched(hit.kind, hit.text, whole=True)
            results[hit.soc_id] = SearchResult(hit.code, hit.title, _REPAIRED_SCORE, _with_spelling(spelling, matched))
    if allowed is not None:
        results = {soc_id: result for soc_id, result in results.items() if soc_id in allowed}
    # what filters leave is held against what they took away
    unfiltered = matches if allowed is None else score_occupations(store, text, most=1)
    best = max((_REPAIRED_SCORE * match.score / MOST_POINTS for match in unfiltered[:1]), default=0.0)
    least = best * (_LEAST_OF_BEST if allowed is None else _LEAST_OF_UNFILTERED)
    for match in matches:
        if len(results) >= most:
            break
        part = min(1.0, _USUAL_WORDS / match.asked)  # of a whole story nothing has a third
        sensible = match.share >= part * _LEAST_IN_TITLE or match.evidence.text >= part * _LEAST_IN_TEXT
        score = round(_REPAIRED_SCORE * min(match.score / MOST_POINTS, 1.0), 4)
        if sensible and score >= max(part * _LEAST_SCORE, least):
            results.setdefault(match.soc_id, SearchResult(match.code, match.occupation, score, _matched(store, match)))
    return list(results.values())[:most]


def _repaired(store: Store, text: str, matches: list[Match]) -> list[tuple[str, TitleHit]]:
    """The occupations whose title the text is once a slip in it is repaired, with the spelling."""
    for match in matches[:1]:
        if match.title and match.evidence.whole and match.spelling and _is_near(text, match.read_as):
            if hits := exact(store, match.read_as):
                return [(_spelling(text, match.read_as), hit) for hit in hits]
            return [(match.spelling, hit) for hit in exact(store, match.title[1])]
    if any(match.share > _ALL_BUT_ROUNDING for match in matches):
        return []
    words = plain_words(text)
    if not 1 < len(words) <= _MOST_DOUBTED:
        return []
    variants = [" ".join(said) for said in doubted(Lexicon(store), words)]
    by_key = {key: hits for key, hits in _with_keys(store, variants[:_MOST_VARIANTS]).items() if hits}
    best = min(by_key, key=lambda key: by_key[key][0].kind, default="")
    return [(best, hit) for hit in by_key.get(best, [])]


def _spelling(text: str, read_as: str) -> str:
    """The words that were read otherwise than typed; all where a space was put right."""
    words, others = search_words(text), read_as.split()
    same_length = len(words) == len(others)
    return " ".join(other for word, other in zip(words, others, strict=True) if word != other) if same_length else read_as


def _is_near(text: str, read_as: str) -> bool:
    """Whether only letters and spaces differ, one to a word: what sounds alike may mean anything."""
    words, others = search_words(text), read_as.split()
    if len(words) != len(others):
        return True
    return all(word == other or is_one_letter_off(word, other) for word, other in zip(words, others, strict=True))


def search(store: Store, text: str, filters: Filters | None, order: Order | None) -> Answer[SearchResults]:
    """The answer to `search`: see `find`."""
    if speaks_of_harm(text):
        return Answer(SearchResults(text, (), NOTICE), {})
    order = order or Order(top=DEFAULT_TOP)
    # what another order would bring to the top may stand anywhere among the best
    most = order.top if order.top is not None and order.sort is None and not order.reverse else MOST_FOUND
    results = arrange(SearchResult, find(store, text, filters, most=most), order)
    blocks = ["titles", *filter_blocks(filters)]
    return Answer(SearchResults(text, results, None), named_sources(store, block_sources(store, *blocks) if results else ()))


def _matched(store: Store, match: Match) -> str:
    """What of the occupation fits: a title, or a line of what people do where that has more of the words."""
    if match.line is not None:
        matched = _line_matched(store, match.soc_id, match.line)
    elif match.title is not None:
        matched = _title_matched(*match.title, whole=bool(match.evidence.whole))
    else:
        matched = "words of several titles"
    if match.written_out and match.spelling is None:
        return f"read as: {match.read_as}; {matched}"
    return _with_spelling(match.spelling, matched)


def _title_matched(kind: int, text: str, *, whole: bool) -> str:
    if kind == OWN_TITLE:
        return "title" if whole else "words of the title"
    return f"everyday name: {text}" if kind in (EVERYDAY, EVERYDAY_TOO) else f"alternate title: {text}"


def _line_matched(store: Store, soc_id: int, line: int) -> str:
    if line == 0:
        return "words of the summary"
    text, _ = store.document(soc_id)["tasks"][line - 1]
    return f"task: {text.rstrip('.')}"


def _with_spelling(spelling: str | None, matched: str) -> str:
    return f"spelling: {spelling}; {matched}" if spelling else matched


def _allowed(store: Store, filters: Filters | None) -> set[int] | None:
    if filters is None or filters == Filters(group=""):  # the group of all occupations takes none away
        return None
    condition, values = where(store, filters, wage=None)
    rows = store.rows(f"SELECT o.id FROM occupation o JOIN soc s ON s.id = o.id WHERE {condition}", values)
    return {row[0] for row in rows}


def _code(text: str) -> str | None:
    try:
        return parse_code(text) if looks_like_code(text) else None
    except MalformedCodeError:  # "911" is a word of titles
        return None
