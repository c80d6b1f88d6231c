"""What own records say, as the catalog answers it."""

from __future__ import annotations

import time

import pytest

from occlookup.catalog import open_catalog
from occlookup.catalog.own import own_sources
from occlookup.model import Interests
from occlookup.own_records import OwnNote, OwnRecord
from own_files import ADDED, GOOD


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "records"
    folder.mkdir()
    return folder


def test_every_part_has_its_source_its_date_and_its_file(small_records, own):
    (own / "x.toml").write_text(GOOD)
    with open_catalog(records=small_records, own=own) as catalog:
        record = catalog.show("43-3011").data.own
    assert (record.files, record.names) == (("x.toml",), ("repo caller",))
    (note,), (row,), (link,) = record.notes, record.wages, record.links
    assert note == ("Two employers here hire every spring.", "Staff of the center", "2026-03-01", "x.toml")
    assert (row.area, row.source, row.date, row.period, row.file) == (
        "Hartford region",
        "Survey of local employers",
        "2026-02-10",
        None,
        "x.toml",
    )
    assert (row.annual_median, row.hourly_median, row.employment, row.annual_p90) == (47200, 22.69, 120, None)
    assert link == ("Local association of collectors", "https://example.org/jobs", None, "x.toml")


def test_the_description_of_an_added_occupation(small_records, own):
    (own / "x.toml").write_text(ADDED)
    with open_catalog(records=small_records, own=own) as catalog:
        profile = catalog.show("43-3011.90").data
    (described,) = profile.own.descriptions
    assert described.interests == Interests(1.5, 2, 1, 6.5, 3, 5, "SCE")
    assert (described.group, described.education, described.tasks[0]) == ("43-3010", "Associate's degree", "Explain forms.")
    assert [task.onet_task_ids for task in profile.tasks] == [(), ()]
    assert (profile.job_zone, profile.education.typical, profile.interests) == (None, None, None)


def test_equal_interests_come_in_the_order_of_the_letters(small_records, own):
    (own / "x.toml").write_text(ADDED.replace("6.5", "5").replace("enterprising = 3", "enterprising = 5"))
    with open_catalog(records=small_records, own=own) as catalog:
        assert catalog.show("43-3011.90").data.own.descriptions[0].interests.code == "SEC"


def test_sources_are_those_of_the_files_that_are_on_the_answer(small_records, own):
    (own / "a.toml").write_text(GOOD.partition("[[wages]]")[0])
    (own / "b.toml").write_text(
        'code = "43-3011"\n' + "[[wages]]" + GOOD.partition("[[wages]]")[2].replace("date = 2026-02-10", 'period = "Spring"')
    )
    with open_catalog(records=small_records, own=own) as catalog:
        shown, wages = catalog.show("43-3011"), catalog.wages_of("43-3011")
    assert [name for name in shown.sources if name.startswith("own:")] == ["own:a.toml", "own:b.toml"]
    assert [name for name in wages.sources if name.startswith("own:")] == ["own:b.toml"]
    assert shown.sources["own:a.toml"] == (
        "Staff of the center",
        "This center's own record",
        "2026-03-01",
        "2026-03-01",
        "",
        "",
    )
    assert (wages.sources["own:b.toml"].publisher, wages.sources["own:b.toml"].period) == (
        "Survey of local employers",
        "Spring",
    )
    assert own_sources(None) == {}


def test_another_occupation_is_as_it_was(small_records, own, catalog):
    before = catalog.show("43-3021")
    (own / "x.toml").write_text(GOOD)
    with open_catalog(records=small_records, own=own) as opened:
        assert opened.show("43-3021") == before
        asked = opened.show("43-3011")
    was = catalog.show("43-3011")
    assert asked.data._replace(own=None) == was.data
    assert {name: source for name, source in asked.sources.items() if not name.startswith("own:")} == was.sources


def test_a_place_has_no_own_rows(small_records, own):
    (own / "x.toml").write_text(GOOD)
    with open_catalog(records=small_records, own=own) as catalog:
        assert catalog.wages_in(state="CT").data.own == ()
        assert catalog.wages_of("43-3011", state="CT").data.own[0].area == "Hartford region"


def test_search_for_other_words_is_as_it_was(small_records, own, catalog):
    (own / "x.toml").write_text(GOOD)
    (own / "y.toml").write_text(ADDED)
    with open_catalog(records=small_records, own=own) as opened:
        for text in ("nurse", "software developer", "teach biology", "accountant", "cashier"):
            assert opened.search(text).data.results[:3] == catalog.search(text).data.results[:3]


def test_the_data_folder_is_looked_at_where_nothing_is_said(tmp_path, own, monkeypatch, bundled):
    (own / "x.toml").write_text(GOOD)
    monkeypatch.setenv("OCCLOOKUP_DATA", str(own.parent))
    with open_catalog() as catalog:
        assert catalog.own_files().files == 1
    monkeypatch.setenv("OCCLOOKUP_DATA", "")
    with open_catalog() as catalog:
        assert catalog.own_files().files == 0
    monkeypatch.delenv("OCCLOOKUP_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    with open_catalog() as catalog:
        assert catalog.own_files().files == 0
    (tmp_path / "home" / "occlookup").mkdir(parents=True)
    own.rename(tmp_path / "home" / "occlookup" / "records")
    with open_catalog() as catalog:
        assert catalog.own_files().files == 1


NAMED = (
    'code = "43-3011.91"\ntitle = "{title}"\ngroup = "43-3010"\nsummary = "Own."\nsource = "Us"\ndate = 2026-01-01\n'
    'names = ["{name}"]\n'
)


def test_a_title_leads_where_it_led_without_own_records(small_records, own, catalog):
    title, group = catalog.resolve("43-3011").title, catalog.resolve("43-3000", groups=True).title
    other = catalog.show("43-3011").data.alternate_titles[0]
    (own / "a.toml").write_text(NAMED.format(title=title, name=group))
    (own / "b.toml").write_text(f'code = "29-1141"\nnames = ["{title}", "{other}", "{group}"]\n')
    with open_catalog(records=small_records, own=own) as with_own:
        assert with_own.own_files().faults == ()
        for text in (title, title.lower(), other):
            assert with_own.resolve(text) == catalog.resolve(text)
        assert with_own.resolve(group, groups=True).code == "43-3000"


def test_an_own_name_decides_among_published_occupations_that_share_it(small_records, own, catalog):
    (own / "a.toml").write_text(NAMED.format(title="Zorblers", name="zorbling person"))
    with open_catalog(records=small_records, own=own) as with_own:
        assert [with_own.resolve(text).code for text in ("zorbler", "Zorbling Person")] == ["43-3011.91"] * 2


def test_thousands_of_files_about_one_occupation_are_told_quickly():
    files = tuple(f"{number}.toml" for number in range(4000))
    notes = tuple(OwnNote("Text.", file, "2026-01-01", file) for file in files)
    begun = time.process_time()
    sources = own_sources(OwnRecord(files, (), notes, (), (), ()))
    assert time.process_time() - begun < 1  # each file looked through all parts: 4 s
    assert sources["own:7.toml"].publisher == "7.toml"


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("nowhere"), lambda path: path.write_text("x")])
def test_a_folder_that_is_none_is_told(small_records, tmp_path, make):
    make(tmp_path / "gone")
    with open_catalog(records=small_records, own=tmp_path / "gone") as catalog:
        assert "no folder" in catalog.own_files().faults[0].reason
    with open_catalog(records=small_records, own=tmp_path / "never") as catalog:
        assert catalog.own_files().faults == ()


def test_data_info_counts_what_is_published(small_records, own, catalog):
    (own / "a.toml").write_text(ADDED)
    with open_catalog(records=small_records, own=own) as with_own:
        assert with_own.browse("43-3010").data.occupations[-1].code == "43-3011.90"
        assert with_own.info().data.occupations == catalog.info().data.occupations
