"""The pages that docs/generate.py makes: what they say of the code is so, and the manual page is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from json_page import EXAMPLES, laid_out, result_types
from live import commands
from man_page import man_page
from tables import ENVIRONMENT, EXIT_CODES, FORMATS, HUMAN_NAMES, SETTINGS_TABLE

import occlookup
from occlookup import errors
from occlookup.answers import ANSWERS
from occlookup.cli.main import INTERRUPTED
from occlookup.cli.options import FORMATS as FORMAT_NAMES
from occlookup.cli.settings import SETTINGS

ROOT = Path(__file__).parent.parent
MAN_PAGE = ROOT / "docs/man/occlookup.1"
CHECKERS = {
    "mandoc": ["mandoc", "-T", "lint", "-W", "warning"],
    "groff": ["groff", "-man", "-ww", "-z", "-Tutf8"],
}


def test_the_exit_codes_are_those_of_the_errors():
    family = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_code")}
    assert {int(row[0]) for row in EXIT_CODES.rows} == family | {0, INTERRUPTED}


def test_the_tables_have_every_format_setting_and_variable():
    assert [row[0] for row in FORMATS.rows] == [f"`{form}`" for form in FORMAT_NAMES]
    assert [row[0] for row in SETTINGS_TABLE.rows] == [f"`{name}`" for name in SETTINGS]
    told = set(re.findall(r"OCCLOOKUP_[A-Z]+", " ".join(row[0] for row in ENVIRONMENT.rows)))
    in_code = {
        name
        for path in Path(occlookup.__file__).parent.rglob("*.py")
        for name in re.findall(r"\"(OCCLOOKUP_[A-Z]+)\"", path.read_text(encoding="utf-8"))
    }
    assert told == in_code | {kind.variable(name) for name, kind in SETTINGS.items()}


def test_every_kind_of_answer_has_a_name_and_an_example():
    counts = {name: len(kinds) for name, kinds in ANSWERS.items()}
    assert {name: len(names) for name, names in HUMAN_NAMES.items()} == counts
    assert {name: len(lines) for name, lines in EXAMPLES.items()} == counts


def test_every_type_of_an_answer_is_described():
    described = {kind.__name__ for kind in result_types()}
    assert {kind.name for kinds in ANSWERS.values() for kind in kinds} <= described
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    assert {name for name in described if f"\n### {name}\n" not in page} == set()


def test_every_link_leads_somewhere():
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"


def test_what_fits_stands_on_one_line():
    assert laid_out({"a": [1, None]}) == '{"a": [1, null]}'
    assert laid_out({"a": ["x" * 60, "y" * 60]}).splitlines()[1:3] == ['  "a": [', f'    "{"x" * 60}",']


# The manual page.


def shown(text: str) -> str:
    """What a page says, without its fonts and escapes."""
    for escape, character in ((r"\-", "-"), (r"\(aq", "'"), (r"\(ga", "`"), (r"\(ti", "~"), (r"\(ha", "^"), (r"\e", "\\")):
        text = text.replace(escape, character)
    return re.sub(r"\\f[BIRP]", "", text)


@pytest.mark.parametrize("program", CHECKERS)
def test_the_manual_page_has_no_fault(program, tmp_path):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not here")
    done = subprocess.run([*CHECKERS[program], MAN_PAGE], capture_output=True, cwd=tmp_path, timeout=60)
    complaints = done.stderr + (done.stdout if program == "mandoc" else b"")
    assert (done.returncode, complaints.decode()) == (0, "")


def test_the_manual_page_has_every_command_with_its_options():
    page = shown(man_page())
    told = dict(re.findall(r'^\.SS "(.*?)"\n(.*?)(?=^\.S[SH])', page, re.DOTALL | re.MULTILINE))
    every = [command for command in commands() if command.words]
    assert list(told) == [command.line for command in every]
    assert len(every) > 20
    for command in every:
        for parameter in command.made.params:
            if parameter.param_type_name == "option" and "--help" not in parameter.opts:
                assert parameter.opts[-1] in told[command.line]
            elif parameter.param_type_name == "argument":
                assert f"\n{parameter.metavar}\n" in told[command.line]


def test_the_manual_page_says_what_each_option_does():
    page = shown(man_page())
    for command in commands():
        for parameter in command.made.params:
            if parameter.param_type_name == "option" and "--help" not in parameter.opts:
                entry = rf"^\.TP\n(?:.*, )?{parameter.opts[-1]}(?: .*)?\n{re.escape(' '.join(parameter.help.split()))}$"
                assert re.search(entry, page, re.MULTILINE), parameter.opts


def test_the_manual_page_has_its_sections():
    sections = re.findall(r"^\.SH (.*)$", man_page(), re.MULTILINE)
    assert sections == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "FORMATS", "ROWS AND FIELDS", "STANDARD INPUT", "SETTINGS",
        "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO",
    ]  # fmt: skip


def test_no_line_of_the_manual_page_is_a_request_by_chance():
    requests = {'.\\"', ".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".I", ".BR", ".nh", ".ad"}
    lines = man_page().splitlines()
    assert {line.split()[0] for line in lines if line.startswith((".", "'"))} <= requests
    assert [line for line in lines if not line.isascii() or re.search(r"\\(?![-efE&(\"])", line)] == []
