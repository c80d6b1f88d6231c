"""What other people's programs import."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import occlookup
from occlookup.errors import NotFoundError


def test_every_public_name_is_there():
    assert sorted(occlookup.__all__) == [
        "Catalog", "Filters", "OcclookupError", "Order", "__version__", "make_filters", "open_catalog",
    ]  # fmt: skip
    for name in occlookup.__all__:
        assert getattr(occlookup, name) is not None


def test_another_name_is_refused():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        occlookup.nonsense  # noqa: B018


def test_version_has_three_numbers():
    assert re.fullmatch(r"\d+\.\d+\.\d+", occlookup.__version__)


def test_importing_loads_no_index():
    code = "import sys, occlookup; occlookup.__version__; sys.exit('sqlite3' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_answer_is_data_and_its_sources(small_records):
    with occlookup.open_catalog(records=small_records) as catalog:
        data, sources = catalog.wages_of("43-3011", state="CT")
    assert data.rows[0].hourly_p10 == 19.49
    assert sources["oews-2025-05"].release == "May 2025"


def test_answers_cannot_be_changed(catalog):
    answer = catalog.show("43-3011")
    with pytest.raises(AttributeError):
        answer.data.title = "Something else"


def test_errors_are_of_the_family(catalog):
    with pytest.raises(occlookup.OcclookupError) as raised:
        catalog.show("99-9999")
    assert isinstance(raised.value, NotFoundError)


def test_filters_and_order_are_taken(catalog):
    filters = occlookup.make_filters(job_zone="2", min_wage="40000")
    answer = catalog.match_letters("CES", filters=filters, order=occlookup.Order(top=2))
    assert [match.code for match in answer.data.results] == ["43-4051", "43-3011"]


def test_a_closed_catalog_answers_nothing(small_records, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    catalog = occlookup.open_catalog(records=small_records)
    catalog.close()
    with pytest.raises(Exception, match="closed"):
        catalog.search("cook")
