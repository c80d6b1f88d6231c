"""Who may import whom: DESIGN's one direction, read out of the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import occlookup

PACKAGE = Path(occlookup.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

_BASE = {
    "errors", "codes", "folders", "periods", "publishing", "model", "own_records", "profile", "listings", "details",
    "comparisons", "rankings", "changes", "guidance", "answers",
}  # fmt: skip
_MAY_IMPORT = {
    "errors": set(),
    "codes": {"errors"},
    "folders": set(),
    "publishing": set(),
    "periods": set(),
    "model": set(),
    "own_records": {"model"},
    "profile": {"model", "own_records"},
    "listings": {"model"},
    "details": {"model", "profile"},
    "comparisons": {"model", "profile"},
    "rankings": {"model"},
    "changes": set(),
    "guidance": {"model"},
    "answers": set(),
    "index": _BASE | {"index"},
    "catalog": _BASE | {"index", "catalog", ""},
    "render": _BASE | {"render"},
    "sources": {"errors", "codes", "folders", "periods", "model", "publishing", "index", "sources"},
    "cli": _BASE | {"catalog", "render", "cli", ""},
    "kiosk": _BASE | {"catalog", "render", "kiosk", ""},
    "__init__": (_BASE - {"answers", "codes", "folders", "periods", "publishing"}) | {"catalog"},
    "__main__": {"cli"},
}
# beyond its part's rule: a module that reaches further, and exactly how far
_REACHES_FURTHER = {
    "cli/data.py": {
        "occlookup.index.locate", "occlookup.sources.build", "occlookup.sources.check", "occlookup.sources.sentences",
    },
    "cli/data_import.py": {
        "occlookup.index.editions", "occlookup.index.switching", "occlookup.sources.importing", "occlookup.sources.verifying",
    },
    "cli/data_fetch.py": {
        "occlookup.index.locate", "occlookup.sources.fetching", "occlookup.sources.publishers", "occlookup.sources.transfer",
    },
    "cli/schema.py": {"occlookup.index.own.schema"},
    "cli/kiosk.py": {"occlookup.kiosk.start", "occlookup.kiosk.pin"},
}  # fmt: skip
_OTHER_WAYS_OUT = (
    "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "nntplib", "xmlrpc", "socketserver", "asyncio", "requests", "httpx",
    "aiohttp", "urllib3", "urllib.robotparser", "_socket", "_ssl", "webbrowser",
)  # fmt: skip
# the places, as beginnings of paths, that alone may import a library
_ONLY_IN = {
    "rich": ("render/",),
    "typer": ("cli/",),
    "sqlite3": ("index/", "catalog/store.py", "sources/oews.py", "sources/oews_flat.py"),
    "tomli_w": ("sources/records.py", "cli/settings_file.py"),
    "openpyxl": ("sources/tables.py", "cli/data_import.py"),
    # only `data fetch` opens a connection, in this one module; urllib.parse takes addresses apart and opens none
    **dict.fromkeys(("urllib.request", "urllib.error", "http", "socket", "ssl"), ("sources/transfer.py",)),
    "urllib.parse": ("sources/transfer.py", "sources/fetching.py"),
    **dict.fromkeys(_OTHER_WAYS_OUT, ()),
    "subprocess": (),
    "click": (),
    "typer._click": (),
    "pydantic": (),
}


def imported(source: str, module: str) -> Iterator[str]:
    """Every name that the source imports, as a.b.c; imports inside functions and for type checking too."""
    package = ["occlookup", *Path(module).parent.parts]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            home = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{home}.{alias.name}" for alias in node.names)


def within(name: str, home: str) -> bool:
    return name == home or name.startswith(f"{home}.")


def part_of(name: str) -> str:
    """The part of the project that `occlookup.render.figures.wage` is of; "" for the package's own names."""
    part = name.split(".")[1] if "." in name else ""
    return part if (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file() else ""


def faults(source: str, module: str) -> list[str]:
    """What the source imports and must not, as a module at this place of the package."""
    found = []
    allowed = _MAY_IMPORT[Path(module).parts[0].removesuffix(".py")]
    for name in imported(source, module):
        if within(name, "occlookup"):
            further = any(within(name, home) for home in _REACHES_FURTHER.get(module, ()))
            if part_of(name) not in allowed and not further:
                found.append(f"{module} imports {name}")
        found.extend(
            f"{module} imports {name}"
            for library, places in _ONLY_IN.items()
            if within(name, library) and not module.startswith(places or ("nowhere",))
        )
    return found


def test_the_source_is_found():
    assert len(MODULES) > 50
    assert {"errors.py", "cli/main.py", "sources/check/tree.py"} <= set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_it_may(module):
    assert faults((PACKAGE / module).read_text(encoding="utf-8"), module) == []


@pytest.mark.parametrize("module", MODULES)
def test_no_module_starts_another_program(module):
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    called = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names = set(imported(ast.unparse(tree), module))
    forbidden = {
        f"os.{verb}" for verb in ("system", "popen", "execv", "execvp", "execve", "fork", "spawnv", "spawnl", "startfile")
    }
    assert not forbidden & (called | names)


# what reads a person's words as anything but words, starts what is not the kiosk, or keeps what was typed
_NOT_IN_A_KIOSK = (
    "subprocess", "pty", "webbrowser", "pydoc", "code", "pdb", "cmd", "readline", "curses", "ctypes", "socket", "urllib",
    "http", "shlex", "logging", "tempfile", "shutil", "pickle", "runpy", "importlib", "multiprocessing", "threading", "asyncio",
    "occlookup.cli", "occlookup.sources", "occlookup.index",
)  # fmt: skip
_NOT_CALLED_IN_A_KIOSK = {
    "eval",
    "exec",
    "compile",
    "input",
    "open",
    "breakpoint",
    "__import__",
    "print",
    "help",
    "quit",
    "exit",
}


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("kiosk/")])
def test_the_kiosk_has_no_way_out(module):
    source = (PACKAGE / module).read_text(encoding="utf-8")
    names = list(imported(source, module))
    reached = [name for name in names for far in _NOT_IN_A_KIOSK if within(name, far)]
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    called = {call.id for call in calls if isinstance(call, ast.Name)}
    assert (reached, called & _NOT_CALLED_IN_A_KIOSK) == ([], set())


@pytest.mark.parametrize(
    "module, line",
    [
        ("catalog/wages.py", "from occlookup.render.figures import wage"),
        ("catalog/wages.py", "from occlookup import render"),
        ("catalog/wages.py", "import rich.table"),
        ("catalog/wages.py", "import sqlite3"),
        ("render/plain.py", "from occlookup.catalog.titles import find"),
        ("render/plain.py", "def late():\n    from occlookup.index import locate"),
        ("render/screens/show.py", "from ...catalog import open_catalog"),
        ("index/compile.py", "from occlookup.catalog import store"),
        ("model.py", "from occlookup.errors import OcclookupError"),
        ("sources/build.py", "from occlookup.catalog import open_catalog"),
        ("sources/build.py", "import tomli_w"),
        ("cli/show.py", "from occlookup.index.locate import RECORDS"),
        ("cli/data.py", "from occlookup.index.compile import compile_index"),
        ("cli/main.py", "from typer._click import UsageError"),
        ("cli/main.py", "import click"),
        ("cli/progress.py", "from rich.progress import Progress"),
        ("index/locate.py", "import subprocess as runner"),
    ],
)
def test_a_wrong_import_is_found(module, line):
    assert faults(line, module)


@pytest.mark.parametrize(
    "module, line",
    [
        ("catalog/info.py", "from occlookup import __version__"),
        ("cli/data.py", "from occlookup.sources.check import check"),
        ("cli/data.py", "from occlookup.index.locate import RECORDS"),
        ("render/terminal.py", "from rich.table import Table"),
        ("cli/app.py", "from typer.core import TyperGroup"),
        ("render/plain.py", "import sqlite3_of_another_name"),
    ],
)
def test_a_right_import_is_none(module, line):
    assert faults(line, module) == []
