"""The records as the rules see them: every file read once, by what it is about.

Owns finding and parsing the files, and walks each against its layout. Knows no other rule.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from occlookup.index.records import parse_toml
from occlookup.sources.check.layout import compare, layout_of

Record = dict[str, Any]


class Fault(NamedTuple):
    """One thing that is wrong: the rule's name, the file below the data folder, and what is wrong in one line."""

    rule: str
    file: str
    message: str


# What a rule yields: the file below the data folder, and the message.
Finding = tuple[str, str]
# The lists of the single files: the file's name and the list's key are the same word.
LISTS = (
    "areas", "groups", "elements", "programs", "industries", "retired", "sources", "stem", "glossary", "quiz", "job_banks",
    "everyday", "synonyms",
)  # fmt: skip


@dataclass
class Tree:
    """The parsed files by their place below the data folder; `counts` as for check().

    `layout_findings` holds what the walk over the layouts found: the rule's name, the file and the message.
    """

    files: dict[str, Record]
    counts: Mapping[str, int]
    layout_findings: list[tuple[str, str, str]] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def set_aside(self, files: set[str]) -> None:
        """Leave these files out of what the later rules read; that they exist stays known."""
        self.unreadable |= files

    def occupations(self) -> Iterator[tuple[str, Record]]:
        """The sound occupation records, with their files."""
        return self._folder("occupations/")

    def states(self) -> Iterator[tuple[str, Record]]:
        """The sound state records, with their files."""
        return self._folder("wages/")

    def entries(self, name: str) -> list[Record]:
        """The entries of one of LISTS; none where its file is missing or unsound."""
        file = f"{name}.toml"
        return [] if self.missing(name) else list(self.files[file][name])

    def missing(self, name: str) -> bool:
        """Whether one of LISTS is missing or unsound, so that nothing can be held against it."""
        file = f"{name}.toml"
        return file in self.unreadable or file not in self.files

    def codes(self) -> set[str]:
        """The codes of the occupations by their files' names, the unsound ones too."""
        places = {*self.files, *self.unreadable}
        return {Path(place).stem for place in places if place.startswith("occupations/")}

    def _folder(self, prefix: str) -> Iterator[tuple[str, Record]]:
        for place, record in self.files.items():
            if place.startswith(prefix) and place not in self.unreadable:
                yield place, record


Rule = Callable[[Tree], Iterator[Finding]]


def load_tree(data_dir: Path, counts: Mapping[str, int]) -> tuple[Tree, list[Fault]]:
    """Read every TOML file of the data folder, and the faults of those that are none (rule "toml")."""
    tree = Tree({}, counts)
    faults = []
    for path in sorted(data_dir.rglob("*.toml")):
        place = path.relative_to(data_dir).as_posix()
        try:
            record = parse_toml(path.read_bytes().decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            tree.unreadable.add(place)
            faults.append(Fault("toml", place, f"not TOML: {error}"))
            continue
        tree.files[place] = record
        layout = layout_of(place)
        if layout is None:
            tree.unreadable.add(place)  # the rule "files" says that it does not belong there
        else:
            tree.layout_findings += [(rule, place, message) for rule, message in compare(layout, record)]
    return tree, faults


def registry() -> tuple[dict[str, Rule], Callable[[str], Callable[[Rule], Rule]]]:
    """An empty list of rules by name, and the decorator that puts a rule on it."""
    rules: dict[str, Rule] = {}

    def named(name: str) -> Callable[[Rule], Rule]:
        def register(rule: Rule) -> Rule:
            rules[name] = rule
            return rule

        return register

    return rules, named
