"""Addresses of public pages: well formed, and only where there is such a page."""

from __future__ import annotations

import re
import tomllib
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from occlookup import open_catalog
from occlookup.catalog.links import links_of
from occlookup.catalog.resolving import Unit
from occlookup.index.locate import RECORDS

# what an address may be written with, RFC 3986; a sign of percent only before two hex digits
ADDRESS = re.compile(r"https://[a-z0-9.-]+(?:[A-Za-z0-9\-._~/?=&,+:]|%[0-9A-F]{2})*")
HOSTS = {
    "onet_online": "www.onetonline.org",
    "my_next_move": "www.mynextmove.org",
    "bls": "data.bls.gov",
    "video": "cdn.careeronestop.org",
    "job_search": "www.careeronestop.org",
    "training": "www.careeronestop.org",
}


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        opened = open_catalog()
        opened.info()
    with opened:
        yield opened


@pytest.fixture(scope="module")
def profiles(bundled):
    """All profiles, as asked for in a state whose name has a space."""
    return [bundled.show(path.stem, state="NC").data for path in sorted((RECORDS / "occupations").glob("*.toml"))]


def test_bill_and_account_collectors(catalog):
    assert catalog.show("43-3011").data.links == {
        "onet_online": "https://www.onetonline.org/link/summary/43-3011.00",
        "my_next_move": "https://www.mynextmove.org/profile/summary/43-3011.00",
        "bls": "https://data.bls.gov/oesprofile/?major_group=430000&occupation=433011&measure=01&areas=INDUSTRY,STATE,MSA",
        "video": "https://cdn.careeronestop.org/OccVids/OccupationVideos/43-3011.00.mp4",
        "job_search": "https://www.careeronestop.org/Toolkit/Jobs/find-jobs-results.aspx?keyword=Bill%20and%20Account%20Collectors",
        "training": "https://www.careeronestop.org/Toolkit/Training/find-local-training.aspx"
        "?keyword=Bill%20and%20Account%20Collectors",
    }


@pytest.mark.parametrize("title", ["Café & Söhne", "a/b?c=d#e", "100% + 1", 'say "so"', "日本", "~-._"])
def test_what_a_title_may_have_is_percent_encoded(title):
    links = links_of(None, None, Unit(1, "11-1011", title, "detailed"), None, None, None)
    assert links["job_search"].endswith(f"?keyword={quote(title, safe='')}")
    assert links["training"].endswith(f"?keyword={quote(title, safe='')}")


def test_control_characters_are_no_part_of_an_address():
    links = links_of(None, None, Unit(1, "11-1011", "a\x1b[31m\r\nb\x00", "detailed"), None, None, None)
    assert links["job_search"].endswith("?keyword=a%1B%5B31m%0D%0Ab%00")


def test_a_state_narrows_the_searches_and_adds_its_job_bank(catalog):
    everywhere, here = catalog.show("43-3011").data.links, catalog.show("43-3011", state="CT").data.links
    assert here == {
        **everywhere,
        "job_search": everywhere["job_search"] + "&location=Connecticut",
        "training": everywhere["training"] + "&location=Connecticut",
        "job_bank": "https://www.cthires.com",
    }


@pytest.mark.slow
def test_every_link_of_every_occupation_is_a_well_formed_https_address(profiles):
    assert len(profiles) == 1028
    for profile in profiles:
        for name, link in profile.links.items():
            assert ADDRESS.fullmatch(link), (profile.code, name, link)
            assert link.isascii() and link.isprintable() and " " not in link
            assert name == "job_bank" or urlsplit(link).hostname == HOSTS[name]


@pytest.mark.slow
def test_searches_ask_for_the_title_and_the_state_as_they_are_written(profiles):
    for profile in profiles:
        for name in ("job_search", "training"):
            asked = parse_qs(urlsplit(profile.links[name]).query, strict_parsing=True)
            assert asked == {"keyword": [profile.title], "location": ["North Carolina"]}


@pytest.mark.slow
def test_my_next_move_has_a_page_of_all_with_onet_codes_but_the_rest_of_a_group(profiles):
    rest = 0
    for profile in profiles:
        is_rest = profile.title.endswith("All Other")
        rest += is_rest
        assert ("my_next_move" in profile.links) == (profile.onet_code is not None and not is_rest), profile.code
        assert ("onet_online" in profile.links) == (profile.onet_code is not None), profile.code
    assert rest > 50


@pytest.mark.slow
def test_bls_has_a_page_of_just_what_it_estimates_and_it_is_that_occupations(profiles):
    without = 0
    for profile in profiles:
        if profile.wages.national is None:
            without += 1
            assert "bls" not in profile.links, profile.code
            continue
        digits = profile.wages.national.code.replace("-", "")
        asked = parse_qs(urlsplit(profile.links["bls"]).query)
        assert (asked["occupation"], asked["major_group"]) == ([digits], [f"{digits[:2]}0000"])
    assert without > 15


def test_a_member_has_the_bls_page_of_its_aggregate(catalog):
    assert "occupation=131020&" in catalog.show("13-1022").data.links["bls"]


@pytest.mark.parametrize("code", ["11-1031", "55-3016"])
def test_without_estimates_there_is_no_bls_page(catalog, code):
    assert "bls" not in catalog.show(code).data.links


def test_the_rest_of_a_group_has_no_page_at_my_next_move(bundled):
    links = bundled.show("13-1199").data.links
    assert "my_next_move" not in links
    assert links["onet_online"] == "https://www.onetonline.org/link/summary/13-1199.00"


def test_an_aggregate_has_no_page_at_onet(catalog):
    assert list(catalog.show("13-1020").data.links) == ["bls", "job_search", "training"]


def test_each_state_has_the_job_bank_of_the_records_and_no_other(bundled):
    banks = tomllib.loads((RECORDS / "job_banks.toml").read_text(encoding="utf-8"))["job_banks"]
    by_state = {bank["state"]: bank["url"] for bank in banks}
    assert len(by_state) == len(banks) > 40
    for area in bundled.areas().data.rows:
        if area.type == "state":
            link = bundled.show("43-3011", state=area.state).data.links.get("job_bank")
            assert link == by_state.get(area.state), area.state
            assert link is None or ADDRESS.fullmatch(link)


def test_without_a_state_there_is_no_job_bank_and_no_place(catalog):
    for code in ("43-3011", "13-1020", "55-3016"):
        links = catalog.show(code).data.links
        assert "job_bank" not in links
        assert not any("location=" in link for link in links.values())
