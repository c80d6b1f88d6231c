"""Addresses of public pages about an occupation: printed as text, never opened.

Owns the addresses. Each was seen in use before it was taken up; where a page takes no occupation, its start page stands.
"""

from __future__ import annotations

from occlookup.catalog.resolving import Unit
from occlookup.catalog.store import Store
from occlookup.model import Area, Titled

_CAREERONESTOP = "https://www.careeronestop.org"


def links_of(
    store: Store, published: Titled | None, unit: Unit, onet_code: str | None, video: str | None, state: Area | None
) -> dict[str, str]:
    """Addresses by what they lead to. `published` is the occupation whose estimates BLS shows, None where there are
    none; `state` narrows the searches.

    `onet_online`, `my_next_move`: O*NET's two sites. `bls`: BLS's wages of the newest year. `video`: CareerOneStop's.
    `job_search`, `training`: CareerOneStop's finders. `job_bank`: the state's own job bank, where one is known.
    """
    links = {}
    if onet_code:
        links["onet_online"] = f"https://www.onetonline.org/link/summary/{onet_code}"
        # that site has no page for the rest of a group
        if not unit.title.endswith("All Other"):
            links["my_next_move"] = f"https://www.mynextmove.org/profile/summary/{onet_code}"
    if published:
        digits = published.code.replace("-", "")
        chosen = f"major_group={digits[:2]}0000&occupation={digits}&measure=01&areas=INDUSTRY,STATE,MSA"
        links["bls"] = f"https://data.bls.gov/oesprofile/?{chosen}"
    if video:
        links["video"] = video
    keyword = _quoted(unit.title)
    place = f"&location={_quoted(state.name)}" if state else ""
    links["job_search"] = f"{_CAREERONESTOP}/Toolkit/Jobs/find-jobs-results.aspx?keyword={keyword}{place}"
    links["training"] = f"{_CAREERONESTOP}/Toolkit/Training/find-local-training.aspx?keyword={keyword}{place}"
    if state:
        banks = {bank["state"]: bank["url"] for bank in store.meta("job_banks")}
        if state.state in banks:
            links["job_bank"] = banks[state.state]
    return links


def _quoted(text: str) -> str:
    """Percent-encoded, as urllib's quote does, whose import alone would take longer than an answer."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in "-._~") else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in text
    )
