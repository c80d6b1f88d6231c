"""The examples of the pages: each is run, and what the page shows below it is what it writes, letter for letter.

An example is a block of sh or python with a block of text right below it. OCCLOOKUP_WRITE_RECIPES=1 writes the texts anew; then
read them.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

if os.name != "posix":
    pytest.skip("the examples are for the shells of POSIX", allow_module_level=True)

ROOT = Path(__file__).parent.parent
# page: how many examples it has at the least
PAGES = {"docs/scripting.md": 25, "docs/python.md": 5, "README.md": 3}
TOOLS = ("comm", "diff", "jq", "paste", "sqlite3", "xargs")
LIBRARIES = ("duckdb", "pandas")
# what DuckDB otherwise fetches, when it is first asked for an SQLite file
EXTENSION = ("duckdb_extensions", "duckdb_extension_sqlite_scanner")

_LINES = r"((?:(?!```).*\n)*)"
_BLOCK = re.compile(rf"^```(sh|python)\n{_LINES}```\n\n```text\n{_LINES}```$", re.MULTILINE)
_TIMEOUT = 60


class Example(NamedTuple):
    """An example: its page, its heading, and its place among the page's."""

    page: str
    heading: str
    number: int
    language: str
    code: str
    output: str

    @property
    def name(self) -> str:
        return re.sub(r"\W+", "-", f"{Path(self.page).stem}-{self.number}-{self.heading}").strip("-").lower()


def examples_in(page: str) -> list[Example]:
    text = (ROOT / page).read_text(encoding="utf-8")
    found = []
    for number, match in enumerate(_BLOCK.finditer(text), 1):
        heading = re.findall(r"^#+ (.*)$", text[: match.start()], re.MULTILINE)[-1]
        found.append(Example(page, heading, number, match[1], match[2], match[3]))
    return found


_OLD = re.compile(r"^occlookup: The .* months ago: a newer release should be out\.")
EXAMPLES = [example for page in PAGES for example in examples_in(page)]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of an example: a home of its own, and occlookup of this environment first among the programs."""
    home = tmp_path_factory.mktemp("home")
    programs = Path(sys.executable).parent
    variables = {"HOME": str(home), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    if all(map(importlib.util.find_spec, ("duckdb", *EXTENSION))):
        install = "from duckdb_extensions import import_extension; import_extension('sqlite_scanner')"
        subprocess.run([sys.executable, "-c", install], env=variables, check=True, timeout=_TIMEOUT)
    return variables


def skip_without_tools(example: Example) -> None:
    for tool in TOOLS:
        if example.language == "sh" and re.search(rf"\b{tool} ", example.code) and shutil.which(tool) is None:
            pytest.skip(f"{tool} is not here")
    for library in LIBRARIES:
        if re.search(rf"^import {library}\b", example.code, re.MULTILINE):
            pytest.importorskip(library)
    if "type sqlite" in example.code and not all(map(importlib.util.find_spec, EXTENSION)):
        pytest.skip("DuckDB's extension for SQLite files is not here")


def write_output(example: Example, output: str) -> None:
    path = ROOT / example.page
    text = path.read_text(encoding="utf-8")
    match = list(_BLOCK.finditer(text))[example.number - 1]
    path.write_text(text[: match.start(3)] + output + text[match.end(3) :], encoding="utf-8", newline="\n")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example, environment, tmp_path):
    skip_without_tools(example)
    program = ["bash", "-e", "-o", "pipefail"] if example.language == "sh" else [sys.executable, "-"]
    done = subprocess.run(
        program, input=example.code.encode(), env=environment, cwd=tmp_path, capture_output=True, timeout=_TIMEOUT
    )
    # the bundled figures grow old while the pages stay as they are
    said = [line for line in done.stderr.decode().splitlines() if not _OLD.search(line)]
    assert (done.returncode, said) == (0, [])
    output = done.stdout.decode()
    if os.environ.get("OCCLOOKUP_WRITE_RECIPES") == "1":
        if output != example.output:
            write_output(example, output)
            pytest.fail(f"wrote {example.name}: read it, then run again without OCCLOOKUP_WRITE_RECIPES")
        return
    assert output == example.output


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_examples(page):
    assert len(examples_in(page)) >= PAGES[page]


@pytest.mark.parametrize("page", ["docs/scripting.md", "docs/python.md"])
def test_every_block_of_code_is_an_example(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert len(re.findall(r"^```(?:sh|python)$", text, re.MULTILINE)) == len(examples_in(page))


def test_the_recipes_are_many():
    recipes = (ROOT / "docs/scripting.md").read_text(encoding="utf-8").partition("## Recipes")[2]
    assert recipes.count("\n### ") >= 10


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_no_example_names_this_computer(example):
    assert not re.search(r"/home/|/root|/tmp|/Users/|[A-Z]:\\", example.code + example.output)
