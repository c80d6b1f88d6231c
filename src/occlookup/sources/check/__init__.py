"""Checks the finished records: that they keep to docs/records.md, agree with each other, and can be true.

Owns the list of rules. Reads only the records; the rules of borrowed wording are given the releases' sentences.
Imports nothing of the catalog, index or renderers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from occlookup.sources.check.rules_areas import RULES as AREA_RULES
from occlookup.sources.check.rules_borrowed import RULES as BORROWED_RULES
from occlookup.sources.check.rules_definitions import RULES as DEFINITION_RULES
from occlookup.sources.check.rules_layout import RULES as LAYOUT_RULES
from occlookup.sources.check.rules_layout import UNSOUND
from occlookup.sources.check.rules_links import RULES as LINK_RULES
from occlookup.sources.check.rules_lists import RULES as LIST_RULES
from occlookup.sources.check.rules_onet import RULES as ONET_RULES
from occlookup.sources.check.rules_projections import RULES as PROJECTION_RULES
from occlookup.sources.check.rules_text import RULES as TEXT_RULES
from occlookup.sources.check.rules_wages import RULES as WAGE_RULES
from occlookup.sources.check.tree import Fault, Rule, load_tree
from occlookup.sources.sentences import Sentences

__all__ = ["BORROWED_RULES", "BUNDLED_ONLY", "COUNTS", "RULES", "Fault", "check"]

COUNTS: Mapping[str, int] = {"detailed": 867, "aggregate": 12, "specialty": 149, "states": 54, "areas": 583}

# The rules of the layout come first: the others read only the files that these find sound.
RULES: dict[str, Rule] = {
    **LAYOUT_RULES,
    **AREA_RULES,
    **LINK_RULES,
    **WAGE_RULES,
    **ONET_RULES,
    **PROJECTION_RULES,
    **TEXT_RULES,
    **DEFINITION_RULES,
    **LIST_RULES,
}


# Rules that a sound newer release breaks. They hold the bundled records to what was written for them and to the releases they
# are built from: how many codes there are, that everything has words, and that the lists that people wrote fit the figures.
BUNDLED_ONLY = frozenset((
    "counts", "onet-codes", "definition-missing", "text-missing", "text-coverage", "text-task-count", "text-examples",
    "text-grade-median", "quiz-occupation", "synonym-titles",
))  # fmt: skip


def check(
    data_dir: Path,
    *,
    counts: Mapping[str, int] = COUNTS,
    sentences: Sentences | None = None,
    imported: bool = False,
) -> list[Fault]:
    """Every fault of the records under `data_dir`, by file and rule; an empty list where they are sound.

    Each file is read once. A file that is no TOML, lacks a key or has a value of the wrong type has those faults alone
    reported. `counts` says how many records of each kind there must be. With the `sentences` of the releases the rules of
    BORROWED_RULES are held too. For records that an import changed (`imported`) the rules of BUNDLED_ONLY are not held.

    Raises:
        OSError: the folder cannot be read.
    """
    tree, faults = load_tree(data_dir, counts)
    for name, rule in RULES.items():
        if imported and name in BUNDLED_ONLY:
            continue
        found = [Fault(name, file, message) for file, message in rule(tree)]
        if name in UNSOUND:
            tree.set_aside({fault.file for fault in found})
        faults += found
    if sentences is not None:
        for name, borrowed in BORROWED_RULES.items():
            faults += [Fault(name, file, message) for file, message in borrowed(tree, sentences)]
    return sorted(faults, key=lambda fault: (fault.file, fault.rule))
