"""RIASEC: the interests of occupations, and occupations that fit a person's.

Owns the two measures of fit. Scores: Pearson's correlation of six scores with an occupation's six, as the O*NET Interest
Profiler matches people to occupations. Letters: the C index of Brown and Gore. Both are the literature's, neither is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from occlookup.catalog.filtering import Filters, Order, arrange, filter_blocks, where
from occlookup.catalog.resolving import resolve
from occlookup.catalog.sourcing import block_sources, named_sources
from occlookup.catalog.store import Store
from occlookup.codes import RIASEC_LETTERS, parse_holland_letters, parse_interest_scores
from occlookup.errors import NotFoundError
from occlookup.index.schema import AREA_STRIDE
from occlookup.listings import InterestMatch, InterestMatches, InterestProfile, InterestType
from occlookup.model import Answer, Interests

_COLUMNS = "o.realistic, o.investigative, o.artistic, o.social, o.enterprising, o.conventional, o.high_points"
_ELEMENTS = {letter: f"1.B.1.{number}" for letter, number in zip(RIASEC_LETTERS, "abcdef", strict=True)}
_POSITION_WEIGHTS = (3, 2, 1)
_DEFAULT_TOP = 20


def c_index(person: str, occupation: str) -> int:
    """How well two Holland codes agree, 0 to 18 for three letters each: 3(X1,Y1) + 2(X2,Y2) + (X3,Y3).

    (X, Y) is 3 for the same letter, 2 for neighbours on the hexagon R-I-A-S-E-C, 1 for alternates and 0 for opposites.
    Brown, S. D. and Gore, P. A. (1994), An evaluation of interest congruence indices: Distribution characteristics and
    measurement properties. Journal of Vocational Behavior 45, 310-327. A person's code of one or two letters is compared in
    those places alone (at most 9 and 15); a place that the occupation's code lacks counts 0.
    """
    return sum(
        weight * (3 - _hexagon_distance(mine, theirs))
        for weight, mine, theirs in zip(_POSITION_WEIGHTS, person, occupation, strict=False)
    )


def correlation(person: Sequence[float], occupation: Sequence[float]) -> float:
    """Pearson's r of two interest profiles, -1 to 1; 0 where one of them is flat.

    The measure by which the O*NET Interest Profiler ranks occupations for a person: Rounds, J., Su, R., Lewis, P. and
    Rivkin, D. (2010), O*NET Interest Profiler Short Form Psychometric Characteristics, National Center for O*NET Development.
    """
    mean_person, mean_occupation = sum(person) / len(person), sum(occupation) / len(occupation)
    mine = [score - mean_person for score in person]
    theirs = [score - mean_occupation for score in occupation]
    # each by its own largest: scores as small as 1e-200 would vanish when multiplied
    largest = max(map(abs, mine)) * max(map(abs, theirs))
    if not largest:
        return 0.0
    mine, theirs = [x / max(map(abs, mine)) for x in mine], [y / max(map(abs, theirs)) for y in theirs]
    spread = sqrt(sum(x * x for x in mine) * sum(y * y for y in theirs))
    return sum(x * y for x, y in zip(mine, theirs, strict=True)) / spread


def profile(store: Store, text: str) -> Answer[InterestProfile]:
    """The answer to `riasec CODE`.

    Raises:
        NotFoundError: O*NET has no interests for this occupation (aggregates, most "All Other" occupations).
    """
    unit = resolve(store, text)
    row = store.row(f"SELECT {_COLUMNS} FROM occupation o WHERE o.id = ?", (unit.id,))
    if row is None or row[0] is None:
        raise NotFoundError(
            f"O*NET publishes no interests for {unit.code} {unit.title}.",
            hint=f"Related occupations may have them: occlookup browse {unit.code[:4]}",
        )
    interests = Interests._make(row)
    types = tuple(InterestType(letter, *store.element(_ELEMENTS[letter])) for letter in interests.code)
    answer = InterestProfile(unit.code, unit.title, interests, types)
    return Answer(answer, named_sources(store, store.document(unit.id)["sources"].get("interests", ())))


def match_letters(store: Store, letters: str, filters: Filters | None, order: Order | None) -> Answer[InterestMatches]:
    """The answer to `riasec --code`: score is the C index, the larger the better."""
    wanted = parse_holland_letters(letters)
    return _match(store, "c_index", lambda interests: c_index(wanted, interests.code), filters, order)


def match_scores(store: Store, scores: str, filters: Filters | None, order: Order | None) -> Answer[InterestMatches]:
    """The answer to `riasec --scores`: score is Pearson's correlation, rounded to four decimals."""
    wanted = parse_interest_scores(scores)
    return _match(store, "correlation", lambda interests: round(correlation(wanted, interests[:6]), 4), filters, order)


def _match(
    store: Store, method: str, fit: Callable[[Interests], float], filters: Filters | None, order: Order | None
) -> Answer[InterestMatches]:
    # Ties go to the occupation in which more people work (OEWS, of the place asked about), then by code.
    condition, values = where(store, filters, wage="w")
    asked = filters or Filters()
    rows = store.rows(
        f"SELECT s.code, s.title, {_COLUMNS}, w.employment FROM occupation o JOIN soc s ON s.id = o.id"
        f" LEFT JOIN wage w ON w.id = o.published_as + {AREA_STRIDE} *"
        " (SELECT id FROM area WHERE CASE WHEN ? IS NULL THEN type = 'nation' ELSE type = 'state' AND state = ? END)"
        f" WHERE o.realistic IS NOT NULL AND (? IS NULL OR w.id IS NOT NULL) AND {condition}",
        (asked.state, asked.state, asked.state, *values),
    )
    matches = []
    for code, title, *figures, employment in rows:
        interests = Interests._make(figures)
        matches.append((InterestMatch(code, title, fit(interests), interests), employment or 0))
    matches.sort(key=lambda match: (-match[0].score, -match[1], match[0].code))
    results = arrange(InterestMatch, (match for match, _ in matches), order or Order(top=_DEFAULT_TOP))
    source_ids = block_sources(store, "interests", *filter_blocks(filters))
    return Answer(InterestMatches(method, results), named_sources(store, source_ids if results else ()))


def _hexagon_distance(mine: str, theirs: str) -> int:
    apart = abs(RIASEC_LETTERS.index(mine) - RIASEC_LETTERS.index(theirs))
    return min(apart, len(RIASEC_LETTERS) - apart)
