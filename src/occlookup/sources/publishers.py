"""Where the current release of each source is published, as sources.toml says, and what the next one's address will be.

Owns how the publishers name their files. Opens no connection.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from occlookup.errors import DamagedDataError
from occlookup.index.records import read_record

# What `data fetch` takes: the beginning of the source's id, and the most that its file can be. O*NET's archive has 13 MB,
# all OEWS tables of a year 80 MB, the workbook of the projections 0.5 MB.
_LIMITS = {"onet": 256 << 20, "oews": 1 << 30, "projections": 64 << 20}
NAMES = tuple(_LIMITS)
_OEWS_FILE = re.compile(r"oesm(\d\d)all\.zip")
_ONET_FILE = re.compile(r"db_(\d{1,3})_(\d{1,2})_text\.zip")
# Of May of a year, BLS has published the estimates between the last days of March and the middle of May of the next.
_OEWS_FIRST_MONTH = 3
_MOST_YEARS = 4


class Publisher(NamedTuple):
    """A source that can be fetched: its name, the address of the release that was current when the records were made, the page
    that names the current one ("" where the file's name does not tell releases apart, or follows the calendar), and the most
    bytes that the file can have."""

    name: str
    address: str
    page: str
    limit: int


def publishers(records: Path) -> dict[str, Publisher]:
    """What can be fetched, by the words that a person types, from the records' sources.toml.

    Raises:
        DamagedDataError: the file is missing or cannot be read, or has no address of one of them.
    """
    sources = read_record(records, "sources.toml")[0].get("sources", [])
    found = {}
    for name, limit in _LIMITS.items():
        entries = [entry for entry in sources if entry["id"].startswith(f"{name}-") and "fetch" in entry]
        if not entries:
            raise DamagedDataError(f"sources.toml has no address to fetch {name} from.", hint="Reinstall occlookup.")
        page = entries[0]["url"] if _ONET_FILE.search(entries[0]["fetch"]) else ""
        found[name] = Publisher(name, entries[0]["fetch"], page, limit)
    return found


def candidates(publisher: Publisher, today: date) -> list[str]:
    """The addresses to ask for, the newest release's first and the recorded one last: those that may be out by the calendar."""
    file = _OEWS_FILE.search(publisher.address)
    if file is None:
        return [publisher.address]
    known = int(file[1])
    newest = today.year - 2000 - (1 if today.month >= _OEWS_FIRST_MONTH else 2)
    newer = range(min(newest, 99), known, -1)[: _MOST_YEARS - 1]
    return [_OEWS_FILE.sub(f"oesm{year:02d}all.zip", publisher.address) for year in (*newer, known)]


def newest_on_page(publisher: Publisher, text: str) -> str:
    """The address of the newest release that the page names; the recorded one where it names none that is newer.

    Of the page only the release's number is taken: where the file lies the record says.
    """
    numbers = [(int(major), int(minor)) for major, minor in _ONET_FILE.findall(f"{publisher.address}\n{text}")]
    major, minor = max(numbers)
    return _ONET_FILE.sub(f"db_{major}_{minor}_text.zip", publisher.address)
