"""How often search finds the occupation that is meant: first, among the first five, and the mean of 1 / its place.

Run with any python that has occlookup and its records: python tests/bench/bench_search.py [--tune]
Prints a table with the targets beside the figures. Not part of the tests. --tune shows the queries that may be looked at while
search is being improved: other titles, and the other half of the everyday queries; those of the table are kept for the report.

  a  O*NET's reported titles, drawn with a fixed seed, from an index without every alternate title that equals one of them;
     right is each occupation that reports the title
  b  the same with one random edit: a letter wrong, missing, extra or swapped with the next, or the same to a space
  c  the same with the last word's number changed
  d  the same with nothing removed, as they are and with one edit; right is each occupation that lists the title
  e  everyday_queries.tsv: written by people who had seen neither the search nor its everyday names, read again by another

Baselines: SQLite full text with the Porter stemmer over the same titles, each occupation by its best one; sockit
(pip install sockit into the same environment), which knows six-digit codes only, so that its answers count by those.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from occlookup.catalog import titles
from occlookup.catalog.store import Store
from occlookup.codes import title_key
from occlookup.index import compile as index_compile
from occlookup.index.locate import RECORDS, write_index
from occlookup.index.schema import DIRECT_MATCH

SEED, DRAWN = 20261122, 1500
EDITS_SEED = 8
LETTERS = "abcdefghijklmnopqrstuvwxyz"
EVERYDAY = Path(__file__).with_name("everyday_queries.tsv")
PLACES = 20

# first, first five, reciprocal rank
TARGETS = {
    "a reported, held out": (0.62, 0.84, 0.71),
    "b with one edit": (0.60, 0.82, 0.69),
    "d listed, as it is": (0.99, None, None),
    "d with one edit": (0.92, 0.99, None),
    "e everyday": (0.85, 0.96, 0.90),
}
MEDIAN_TARGET, P95_TARGET = 2.0, 8.0

Search = Callable[[str], list[str]]


class Query(NamedTuple):
    """What is asked, and the codes that are right."""

    text: str
    right: frozenset[str]


class Titles(NamedTuple):
    """By title key: a spelling; the codes that report it; the codes that list it."""

    spelling: dict[str, str]
    reported: dict[str, set[str]]
    listed: dict[str, set[str]]


def read_titles() -> Titles:
    """The titles of all records."""
    found = Titles({}, defaultdict(set), defaultdict(set))
    for path in sorted(RECORDS.glob("occupations/*.toml")):
        with path.open("rb") as stream:
            record = tomllib.load(stream)
        lists = record.get("titles", {})
        for text in lists.get("reported", []):
            found.spelling[title_key(text)] = text
            found.reported[title_key(text)].add(record["code"])
        for text in [record["title"], *(text for kind in lists if kind != "source" for text in lists[kind])]:
            found.listed[title_key(text)].add(record["code"])
    return found


def edited(text: str, chance: random.Random) -> str:
    """The text with one edit that changes its key."""
    while True:
        place = chance.randrange(len(text))
        kind = chance.choice(("wrong", "missing", "extra", "swapped"))
        before, letter, after = text[:place], text[place], text[place + 1 :]
        if kind == "wrong":
            changed = before + chance.choice(LETTERS) + after
        elif kind == "missing":
            changed = before + after
        elif kind == "extra":
            changed = before + chance.choice(LETTERS) + letter + after
        else:
            changed = before + after[:1] + letter + after[1:]
        if title_key(changed) not in ("", title_key(text)):
            return changed


def other_number(text: str) -> str:
    """The text with its last word in the plural where it was in the singular, and the other way round."""
    if text.endswith("ies"):
        return f"{text[:-3]}y"
    if text.endswith("s") and not text.endswith("ss"):
        return text[:-1]
    if text.endswith("man"):
        return f"{text[:-3]}men"
    if text.endswith("y") and text[-2:-1] not in "aeiou":
        return f"{text[:-1]}ies"
    return f"{text}es" if text.endswith(("s", "x", "ch", "sh")) else f"{text}s"


def index_without(keys: Iterable[str], path: Path) -> None:
    """Compile the records, but for the alternate titles with these keys."""
    without, make_rows = frozenset(keys), index_compile.title_rows

    def fewer_rows(record: dict, soc_id: int, first: int, everyday: list) -> list:
        rows = make_rows(record, soc_id, first, everyday)
        kept = [row for row in rows if row[2] < DIRECT_MATCH or title_key(row[3]) not in without]
        return [(first + place, *row[1:]) for place, row in enumerate(kept)]

    index_compile.title_rows = fewer_rows
    try:
        write_index(RECORDS, path)
    finally:
        index_compile.title_rows = make_rows


def full_text(index: Path) -> Search:
    """SQLite's own search over the titles of an index, words stemmed, any of them enough."""
    source = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    rows = source.execute("SELECT s.code, t.text FROM title t JOIN soc s ON s.id = t.soc_id WHERE t.kind <> 1 AND t.kind <> 2")
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE VIRTUAL TABLE found USING fts5(code UNINDEXED, text, tokenize='porter unicode61')")
    memory.executemany("INSERT INTO found VALUES (?, ?)", rows)

    def search(text: str) -> list[str]:
        expression = " OR ".join(f'"{word}"' for word in title_key(text).split())
        answer = memory.execute("SELECT code FROM found WHERE found MATCH ? ORDER BY rank LIMIT 400", (expression,))
        return list(dict.fromkeys(code for (code,) in answer))

    return search


def sockit() -> Search | None:
    """The title matcher of PyPI's sockit where it is installed."""
    try:
        from sockit import title as matcher
    except ImportError:
        return None

    def search(text: str) -> list[str]:
        counts = matcher.search(matcher.clean(text))
        return [f"{code[:2]}-{code[2:]}" for code in sorted(counts, key=lambda code: -counts[code])]

    return search


def ours(index: Path) -> Search:
    """This project's search over an index."""
    store = Store(bundled=index)
    return lambda text: [result.code for result in titles.find(store, text)]


def measure(search: Search, queries: list[Query], *, six_digits: bool = False) -> tuple[float, float, float, list[float]]:
    """First, first five and reciprocal rank as shares of all queries; and the milliseconds of each."""
    first = five = reciprocal = 0.0
    times = []
    for text, right in queries:
        begun = time.perf_counter()
        codes = search(text)
        times.append(1000 * (time.perf_counter() - begun))
        wanted = {code[:7] for code in right} if six_digits else right
        place = next((place for place, code in enumerate(codes[:PLACES], 1) if code in wanted), None)
        if place is not None:
            first += place == 1
            five += place <= 5
            reciprocal += 1 / place
    return first / len(queries), five / len(queries), reciprocal / len(queries), times


def line(name: str, figures: tuple[float, float, float, list[float]], target: tuple[float | None, ...] | None = None) -> str:
    """A row of the table."""
    *shares, times = figures
    text = f"  {name:22}" + "".join(f"{share:7.3f}" for share in shares)
    text += f"   {statistics.median(times):6.2f} ms {statistics.quantiles(times, n=20)[18]:7.2f} ms"
    if target:
        wanted = " / ".join("-" if share is None else f"{share:.2f}" for share in target)
        held = all(share is None or figure >= share for figure, share in zip(shares, target, strict=True))
        text += f"   target {wanted}  {'ok' if held else 'SHORT'}"
    return text


def main() -> None:
    """The table."""
    tuning = "--tune" in sys.argv[1:]
    found = read_titles()
    keys = sorted(found.reported)
    random.Random(SEED).shuffle(keys)
    drawn = keys[DRAWN : 2 * DRAWN] if tuning else keys[:DRAWN]
    chance = random.Random(EDITS_SEED + tuning)
    plain = [Query(found.spelling[key], frozenset(found.reported[key])) for key in drawn]
    listed = [Query(found.spelling[key], frozenset(found.listed[key])) for key in drawn]
    half = "tune" if tuning else "report"
    rows = [row.rstrip("\n").split("\t") for row in EVERYDAY.open(encoding="utf-8")]
    held_out = {
        "a reported, held out": plain,
        "b with one edit": [Query(edited(text.lower(), chance), right) for text, right in plain],
        "c other number": [Query(other_number(text), right) for text, right in plain],
    }
    whole = {
        "d listed, as it is": listed,
        "d with one edit": [Query(edited(text.lower(), chance), right) for text, right in listed],
        "e everyday": [Query(text, frozenset(codes.split())) for row_half, text, codes in rows if row_half == half],
    }
    with tempfile.TemporaryDirectory() as folder:
        without, full = Path(folder, "without.sqlite"), Path(folder, "index.sqlite")
        index_without(drawn, without)
        write_index(RECORDS, full)
        other = sockit()
        every: list[float] = []
        print(f"{'queries, first, first five, 1/rank':53} median      p95")
        for index, sets in ((without, held_out), (full, whole)):
            search, text_search = ours(index), full_text(index)
            for name, queries in sets.items():
                print(f"{name} ({len(queries)})")
                figures = measure(search, queries)
                every += figures[3]
                print(line("occlookup", figures, TARGETS.get(name)))
                print(line("full text, stemmed", measure(text_search, queries)))
                if other:
                    print(line("sockit, six digits", measure(other, queries, six_digits=True)))
        median, p95 = statistics.median(every), statistics.quantiles(every, n=20)[18]
        verdict = "ok" if median <= MEDIAN_TARGET and p95 <= P95_TARGET else "OVER"
        print(f"time of all: median {median:.2f} ms, p95 {p95:.2f} ms   target {MEDIAN_TARGET} / {P95_TARGET}   {verdict}")


if __name__ == "__main__":
    main()
