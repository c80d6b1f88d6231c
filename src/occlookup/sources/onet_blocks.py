"""Reads what one release of O*NET has, table by table, as the blocks and names that the records take.

Owns which tables make which block, and what is said of those that are missing, laid out in another way or not used. Changes no
record: that is onet_records.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from occlookup.sources import onet, onet_ratings
from occlookup.sources import onet_release as tables
from occlookup.sources.onet_release import OnetFiles
from occlookup.sources.onet_tables import UnknownLayoutError
from occlookup.sources.records import Record

# Names of elements: kind, element id: name.
Names = Mapping[str, Mapping[str, str]]
_Found = TypeVar("_Found")
_BOTH = {"IM": "importance", "LV": "level"}
_UNUSED_CONTEXT = "its scales are other ones than those of the work context in use"


class OnetBlocks(NamedTuple):
    """What a release says. onet_titles, alternate, reported: None where it has no such table.

    blocks: name of the block, O*NET-SOC code. elements: kind, element id: name, whole for each kind. left: names of the
    blocks that stay as they are, each with the reason. files: those that were used. file_names: by the names of the blocks.
    said: what else is to be said.
    """

    onet_titles: dict[str, str] | None
    alternate: dict[str, Record] | None
    reported: dict[str, Record] | None
    blocks: dict[str, dict[str, Record]]
    elements: dict[str, dict[str, str]]
    left: dict[str, str]
    files: tuple[Path, ...]
    file_names: dict[str, str]
    said: tuple[str, ...]


def read_blocks(files: OnetFiles, known: Names, step: Callable[[str], None]) -> OnetBlocks:
    """Everything that the records take of a release; `known` has the names in use, `step` is told which table is read next.

    Raises:
        ValueError: a table is damaged; one line that names its file.
    """
    reader = _Reader(files, known, step)
    onet_titles = reader.take("occupations", (tables.OCCUPATIONS,), lambda path: onet.read_occupations(path))
    alternate = reader.take("alternate titles", (tables.ALTERNATE_TITLES,), lambda path: onet.read_alternate_titles(path))
    reported = reader.take("reported titles", (tables.REPORTED_TITLES,), lambda path: onet.read_reported_titles(path))
    reader.ratings("interests", "interest", tables.INTERESTS, onet_ratings.read_interests)
    reader.job_zones()
    reader.skills()
    reader.ratings("knowledge", "knowledge", tables.KNOWLEDGE, lambda path, id_: onet_ratings.read_elements(path, _BOTH, id_))
    reader.ratings(
        "work_styles", "work_style", tables.WORK_STYLES,
        lambda path, id_: onet_ratings.read_elements(path, {"IM": "importance"}, id_),
    )  # fmt: skip
    reader.ratings("work_values", "work_value", tables.WORK_VALUES, onet_ratings.read_work_values)
    reader.block("tasks", tables.TASKS, onet.read_tasks)
    reader.technology()
    reader.survey()
    reader.block("related", tables.RELATED, lambda path, id_: onet.read_related(path, None, id_))
    reader.finish()
    return OnetBlocks(
        onet_titles, alternate, reported, reader.blocks, reader.elements, reader.left, tuple(reader.used), reader.file_names,
        tuple(reader.said),
    )  # fmt: skip


class _Reader:
    """Reads tables and remembers which, what of them was left, and why."""

    def __init__(self, files: OnetFiles, known: Names, step: Callable[[str], None]) -> None:
        self._files, self._known, self._step = files, known, step
        self.blocks: dict[str, dict[str, Record]] = {}
        self.elements: dict[str, dict[str, str]] = {}
        self.left: dict[str, str] = {}
        self.used: list[Path] = []
        self.file_names: dict[str, str] = {}
        self.said: list[str] = []

    def take(self, block: str, needed: tuple[str, ...], read: Callable[..., _Found]) -> _Found | None:
        """What `read` makes of the files of the tables `needed`; None, with the reason kept, where that cannot be had."""
        paths = [self._files.tables[table] for table in needed if table in self._files.tables]
        if len(paths) < len(needed):
            missing = [table for table in needed if table not in self._files.tables]
            self.left[block] = "no such file" if not paths else f"no file with the {_plain_name(missing[0])}"
            return None
        self._step(paths[0].name)
        try:
            found = read(*paths)
        except UnknownLayoutError as error:
            self.left[block] = f"laid out or rated in another way ({error})"
            return None
        self.used += paths
        self.file_names[block] = " and ".join(path.name for path in paths)
        return found

    def block(self, name: str, table: str, read: Callable[[Path, str], dict[str, Record]]) -> None:
        """A block that is one file."""
        found = self.take(name, (table,), lambda path: read(path, self._files.source))
        if found is not None:
            self.blocks[name] = found

    def ratings(self, name: str, kind: str, table: str, read: Callable[[Path, str], onet_ratings.Ratings]) -> None:
        """A block that is one file of elements."""
        self._keep(name, kind, self.take(name, (table,), lambda path: read(path, self._files.source)))

    def job_zones(self) -> None:
        """[job_zone], whose numbers mean nothing without the names of the same release: 30.2 has four zones for five."""

        def read(zones: Path, reference: Path) -> tuple[dict[str, Record], dict[str, str]]:
            names = onet.read_job_zone_names(reference)
            blocks = onet.read_job_zones(zones, self._files.source)
            for code, block in blocks.items():
                if f"JZ {block['zone']}" not in names:
                    raise ValueError(f"{zones.name}, {code}: job zone {block['zone']} is not in {reference.name}")
            return blocks, names

        found = self.take("job_zone", (tables.JOB_ZONES, tables.JOB_ZONE_REFERENCE), read)
        if found is not None:
            self.blocks["job_zone"], self.elements["job_zone"] = found

    def skills(self) -> None:
        """[skills]: one file until 30.2, since then essential (2.A) and transferable (2.B) ones."""
        needed = tuple(table for table in (tables.SKILLS_2A, tables.SKILLS_2B) if table in self._files.tables)

        def read(*paths: Path) -> onet_ratings.Ratings:
            return onet_ratings.read_elements(paths, _BOTH, self._files.source)

        found = self.take("skills", needed or (tables.SKILLS_2A,), read)
        self._keep("skills", "skill", found)
        if found is not None:
            missing = sorted(set(self._known.get("skill", {})) - set(found.elements))
            if missing:
                names = ", ".join(self._known["skill"][element] for element in missing)
                self.said.append(
                    f"Skills: {len(missing)} of those in use are not in the files of {self._files.number}: {names}."
                )

    def technology(self) -> None:
        """[technology], or the software skills that replace it since 30.3."""
        if tables.SOFTWARE not in self._files.tables or tables.TECHNOLOGY in self._files.tables:
            found = self.take("technology", (tables.TECHNOLOGY,), lambda path: onet.read_technology(path, self._files.source))
        else:
            found = self.take("technology", (tables.SOFTWARE,), self._software)
        if found is None:
            return
        self.blocks["technology"], self.elements["technology"] = found.blocks, found.categories
        if found.unknown:
            self.said.append(f"Technology: left out for want of a known commodity code: {'; '.join(found.unknown)}.")

    def _software(self, path: Path) -> onet.Technology:
        commodities = {label.casefold(): int(element) for element, label in self._known.get("technology", {}).items()}
        found = onet.read_software(path, commodities, self._files.source)
        if not found.blocks:
            raise UnknownLayoutError(f"{path.name}: none of its categories has a commodity code that is known")
        return found

    def survey(self) -> None:
        """[survey]: one file until 30.2, since then one of education and one of training and experience."""
        tables_of_survey = [tables.SURVEY_EDUCATION]
        categories = [tables.CATEGORIES_EDUCATION, tables.CATEGORIES_TRAINING]
        if tables.SURVEY_TRAINING in self._files.tables:
            tables_of_survey.append(tables.SURVEY_TRAINING)
        paths = [self._files.tables[table] for table in categories if table in self._files.tables]

        def read(*surveys: Path) -> onet_ratings.Ratings:
            found = onet_ratings.read_survey(surveys, paths, self._files.source)
            scales = {scale for block in found.blocks.values() for scale in ("RL", "RW", "PT", "OJ") if scale in block}
            if missing := [scale for scale in ("RL", "RW", "PT", "OJ") if scale not in scales]:
                raise UnknownLayoutError(f"{surveys[0].name}: nothing on the scale {missing[0]}")
            return found if paths else found._replace(elements=self._names_in_use(found, surveys[0]))

        self._keep("survey", "survey", self.take("survey", tuple(tables_of_survey), read))
        if "survey" in self.blocks:
            self.used += paths

    def _names_in_use(self, found: onet_ratings.Ratings, path: Path) -> dict[str, str]:
        """The names of the categories as the records in use have them, for a release that comes without its own."""
        known = self._known.get("survey", {})
        if unknown := [category for category in _categories(found.blocks) if category not in known]:
            raise UnknownLayoutError(f"{path.name}: nothing says what category {unknown[0]} is")
        return {element: label for element, label in known.items() if " " in element} | found.elements

    def finish(self) -> None:
        """Say which files were not used, and why."""
        context = self._files.tables.get(tables.WORK_CONTEXT)
        if context is not None:
            self.said.append(f"{context.name} is not used: {_UNUSED_CONTEXT}.")
        used = {*self.used, context}
        unused = [path.name for table, path in self._files.tables.items() if path not in used and not self._is_left(table)]
        names = sorted({*unused, *(path.name for path in self._files.others)})
        if names:
            self.said.append(f"Recognised, and not used: {', '.join(names)}.")
        for path in self._files.spare:
            self.said.append(f"{path.name} is not used: another file of {self._files.number} has the same.")

    def _is_left(self, table: str) -> bool:
        """Whether the reason for which a block was left names the file already."""
        return any(self._files.tables[table].name in reason for reason in self.left.values())

    def _keep(self, name: str, kind: str, found: onet_ratings.Ratings | None) -> None:
        if found is not None:
            self.blocks[name], self.elements[kind] = found.blocks, found.elements


def _categories(blocks: Mapping[str, Record]) -> Iterator[str]:
    for block in blocks.values():
        for scale in ("RL", "RW", "PT", "OJ"):
            for category in block.get(scale, {}):
                yield f"{scale} {category}"


def _plain_name(table: str) -> str:
    return {
        tables.JOB_ZONES: "zones of the occupations",
        tables.JOB_ZONE_REFERENCE: "names of the zones",
        tables.SURVEY_EDUCATION: "level of education",
        tables.SURVEY_TRAINING: "training and experience",
    }.get(table, table)
