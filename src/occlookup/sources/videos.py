"""Reads CareerOneStop's career videos: the addresses of the videos that are about the occupation they are listed for.

Owns that file's layout. Imports nothing of the catalogue, index or renderers.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from occlookup.sources.records import Record
from occlookup.sources.tables import json_tables

SOURCE = "careeronestop-videos"
_ADDRESS = re.compile(r"https://cdn\.careeronestop\.org/(?:[\w.-]+/)*(\d\d-\d{4}\.\d\d)\.mp4")


class Videos(NamedTuple):
    """blocks: the block [video] by O*NET-SOC code; unplaced: codes in addresses that are no current O*NET-SOC code."""

    blocks: dict[str, Record]
    unplaced: list[str]


def read_videos(path: Path, onet_codes: Collection[str]) -> Videos:
    """The videos by the O*NET-SOC code in their own address.

    Of the file's 877 entries 365 lend an occupation the video of another one (general managers get that of chief
    executives). So the key of an entry is not read: a video belongs to the code that its address carries.

    Raises:
        ValueError: not that file, or an address is laid out in another way.
    """
    (entries,) = json_tables(path, "videos")
    blocks: dict[str, Record] = {}
    for key in sorted(entries):
        url, poster = str(entries[key].get("videoUrl", "")), str(entries[key].get("posterUrl", ""))
        address = _ADDRESS.fullmatch(url)
        if address is None:
            raise ValueError(f"{path.name}, {key}: the address of the video carries no O*NET-SOC code: {url!r}")
        block: Record = {"source": SOURCE, "url": url}
        if address[1] in poster:
            block["poster"] = poster
        blocks.setdefault(address[1], block)
    unplaced = sorted(set(blocks) - set(onet_codes))
    return Videos({code: blocks[code] for code in sorted(blocks) if code not in unplaced}, unplaced)
