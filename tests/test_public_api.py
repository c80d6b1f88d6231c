"""What other people's programs import."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import occlookup
from occlookup import errors
from occlookup.errors import NotFoundError, OcclookupError


def test_every_public_name_is_there():
    assert sorted({*occlookup._HOMES, "__version__"}) == sorted(occlookup.__all__)
    for name in occlookup.__all__:
        assert getattr(occlookup, name) is not None
        assert name in dir(occlookup)


def test_every_public_name_is_known_to_type_checkers():
    (checked,) = (node for node in ast.parse(Path(occlookup.__file__).read_text("utf-8")).body if isinstance(node, ast.If))
    imports = {
        (node.module.removeprefix("occlookup."), alias.name)
        for node in checked.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    assert imports == {(module, name) for name, module in occlookup._HOMES.items()}


def types_in(hint: object) -> set[str]:
    """The names of the types of occlookup that an annotation names."""
    if isinstance(hint, str):
        return set(re.findall(r"[A-Z]\w+", hint))
    named = {hint.__name__} if isinstance(hint, type) and hint.__module__.startswith("occlookup.") else set()
    return named.union(*map(types_in, get_args(hint)))


def test_what_the_catalog_takes_and_gives_is_public():
    methods = [method for name, method in vars(occlookup.Catalog).items() if inspect.isfunction(method) and name[0] != "_"]
    reached = set().union(*(types_in(hint) for method in methods for hint in method.__annotations__.values()))
    reached -= {"None", "Sequence", "Path"}
    assert {"Answer", "Profile", "Statement", "Filters"} <= reached
    while True:
        kinds = [getattr(occlookup, name) for name in reached]
        deeper = {name for kind in kinds for hint in kind.__annotations__.values() for name in types_in(hint)} - {"TypeVar"}
        if deeper <= reached:
            break
        reached |= deeper
    assert reached <= set(occlookup.__all__)


def test_every_error_is_public():
    family = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, OcclookupError)}
    assert family <= set(occlookup.__all__)


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
