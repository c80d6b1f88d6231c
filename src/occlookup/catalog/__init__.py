"""THE QUERY LAYER: pure questions over the index, each with a frozen answer. No printing, no Typer, no rich.

Owns the Catalog, the door through which the commands, the kiosk and other people's programs ask. Each question's code stands
in the module named for it, and is loaded when it is first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from occlookup.catalog.store import Store
from occlookup.index.survey import Progress

if TYPE_CHECKING:
    from occlookup.catalog.filtering import Filters, Order
    from occlookup.catalog.naming import Beginnings
    from occlookup.comparisons import Comparison, Glance
    from occlookup.details import InsightsAnswer, OutlookAnswer, PlacesAnswer, RelatedAnswer
    from occlookup.guidance import Glossary, QuizResult, Statement
    from occlookup.listings import AreaListing, BrowseListing, DataInfo, InterestMatches, InterestProfile, SearchResults
    from occlookup.model import Answer, Area, Titled, WageListing
    from occlookup.own_records import OwnFault, OwnFiles
    from occlookup.profile import Profile
    from occlookup.rankings import Ranking

Result = TypeVar("Result")


class Catalog:
    """All questions that occlookup answers. Use `open_catalog()` to get one; it may be used as a context manager.

    Every method raises DamagedDataError where a record that it needs cannot be read, and those that take a person's words
    for an occupation raise MalformedCodeError, NotFoundError or AmbiguousError (its `suggestions` say what may be meant).
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Catalog:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index."""
        self._store.close()

    def _ask(self, question: Callable[[], Result]) -> Result:
        """Ask; where a damaged index was replaced on the way, ask anew, since the first answer may mix row numbers of both."""
        generation = self._store.generation
        try:
            answer = question()
        except Exception:
            if self._store.generation == generation:
                raise
        else:
            if self._store.generation == generation:
                return answer
        return question()

    def _ask_about(self, text: str, question: Callable[[str], Result]) -> Result:
        """Ask about the one occupation that `text` names, of records that are current."""
        code = self.resolve(text).code
        self._store.ensure_current()
        return self._ask(lambda: question(code))

    def resolve(self, text: str, *, groups: bool = False) -> Titled:
        """The occupation that a code, a title or an alternate title names; with `groups` also a group of occupations."""
        from occlookup.catalog.resolving import resolve
        from occlookup.errors import NotFoundError
        from occlookup.model import Titled

        try:
            unit = resolve(self._store, text, groups=groups)
        except NotFoundError:
            if not self._store.ensure_current():
                raise
            unit = resolve(self._store, text, groups=groups)
        return Titled(unit.code, unit.title)

    def find_area(self, text: str, *, state: str | None = None) -> Area:
        """The area that seven digits, a state or a part of a name mean."""
        from occlookup.catalog import areas

        return self._ask(lambda: areas.find_area(self._store, text, state=state))

    def find_state(self, text: str) -> Area:
        """The state or territory that CT, ct or Connecticut names."""
        from occlookup.catalog import areas

        return self._ask(lambda: areas.find_state(self._store, text))

    def show(self, text: str, *, state: str | None = None) -> Answer[Profile]:
        """Everything about one occupation; with a `state` also its pay, its own projection and its searches."""
        from occlookup.catalog import occupations

        unit = self.resolve(text)
        self._store.ensure_current(occupations.records_behind(self._store, unit.code))
        return self._ask(lambda: occupations.show(self._store, unit.code, state=state))

    def outlook(self, text: str, *, state: str | None = None, order: Order | None = None) -> Answer[OutlookAnswer]:
        """One occupation's jobs as BLS projects them, and in 2022 and 2032 in the states that project them."""
        from occlookup.catalog import outlook

        return self._ask_about(text, lambda code: outlook.outlook(self._store, code, state=state, order=order))

    def places(self, text: str, *, state: str | None = None, order: Order | None = None) -> Answer[PlacesAnswer]:
        """Where one occupation has the most jobs, the highest pay and the highest concentration; or by what `order` says."""
        from occlookup.catalog import places

        return self._ask_about(text, lambda code: places.places(self._store, code, state=state, order=order))

    def insights(self, text: str) -> Answer[InsightsAnswer]:
        """Automation, work-life index, strengths and challenges of one occupation, each with the figures behind it."""
        from occlookup.catalog import insights

        return self._ask_about(text, lambda code: insights.insights(self._store, code))

    def related(self, text: str, *, filters: Filters | None = None, order: Order | None = None) -> Answer[RelatedAnswer]:
        """The occupations that O*NET relates to one, with pay and outlook."""
        from occlookup.catalog import related

        return self._ask_about(text, lambda code: related.related(self._store, code, filters, order))

    def compare(self, texts: Sequence[str], *, state: str | None = None) -> Answer[Comparison]:
        """Two to five occupations side by side; with a `state` its pay and outlook too."""
        from occlookup.catalog import comparing

        comparing.check_number(texts)
        codes = [self.resolve(text).code for text in texts]
        self._store.ensure_current()
        return self._ask(lambda: comparing.compare(self._store, codes, state=state))

    def rank(
        self,
        by: str = "annual_median",
        *,
        state: str | None = None,
        filters: Filters | None = None,
        top: int | None = 20,
        reverse: bool = False,
    ) -> Answer[Ranking]:
        """Occupations by one figure: annual_median, openings, growth, employment or location_quotient."""
        from occlookup.catalog import ranking

        self._store.ensure_current()
        return self._ask(lambda: ranking.rank(self._store, by, state=state, filters=filters, top=top, reverse=reverse))

    def quiz_statements(self) -> tuple[Statement, ...]:
        """The sixty statements of the interest quiz in the order in which they are asked."""
        from occlookup.catalog import quiz

        self._store.ensure_current(["quiz.toml"])
        return self._ask(lambda: quiz.statements(self._store))

    def quiz_result(
        self, answers: Sequence[int], *, filters: Filters | None = None, order: Order | None = None
    ) -> Answer[QuizResult]:
        """What sixty answers (1 to 5) say: scores, letters, occupations that fit; 20 where `order` says nothing else."""
        from occlookup.catalog import quiz

        self._store.ensure_current()
        return self._ask(lambda: quiz.result(self._store, answers, filters, order))

    def glossary(self, text: str | None = None, *, order: Order | None = None) -> Answer[Glossary]:
        """What the words of the screens mean; all of them, or those that `text` names."""
        from occlookup.catalog import glossary

        self._store.ensure_current(["glossary.toml"])
        return self._ask(lambda: glossary.glossary(self._store, text, order))

    def search(self, text: str, *, filters: Filters | None = None, order: Order | None = None) -> Answer[SearchResults]:
        """Occupations that a person's words may mean, best first; ten where `order` says nothing else."""
        from occlookup.catalog import titles

        self._store.ensure_current()
        return self._ask(lambda: titles.search(self._store, text, filters, order))

    def glances(self, codes: Sequence[str], *, state: str | None = None) -> Answer[tuple[Glance, ...]]:
        """Median pay and growth of the occupations with these codes, in their order; with a `state` its pay too."""
        from occlookup.catalog import glance

        self._store.ensure_current()
        return self._ask(lambda: glance.glances(self._store, codes, state=state))

    def wages_of(
        self, text: str, *, state: str | None = None, area: str | None = None, order: Order | None = None
    ) -> Answer[WageListing]:
        """One occupation's or group's wages: the nation and every state; or a state and its areas; or one area."""
        from occlookup.catalog import wages

        code = self.resolve(text, groups=True).code
        if state is not None and area is None:
            self._store.ensure_current([f"wages/{self.find_state(state).state}.toml"])
        else:
            self._store.ensure_current()
        return self._ask(lambda: wages.wages_of(self._store, code, state=state, area=area, order=order))

    def wages_in(
        self,
        *,
        state: str | None = None,
        area: str | None = None,
        level: str = "detailed",
        filters: Filters | None = None,
        order: Order | None = None,
    ) -> Answer[WageListing]:
        """One area's wages, every occupation or every group of a level; the nation where no place is named."""
        from occlookup.catalog import wages

        if state is not None and area is None and filters is None:
            self._store.ensure_current([f"wages/{self.find_state(state).state}.toml"])
        else:
            self._store.ensure_current()
        return self._ask(lambda: wages.wages_in(self._store, state=state, area=area, level=level, filters=filters, order=order))

    def interests(self, text: str) -> Answer[InterestProfile]:
        """The RIASEC interests of one occupation."""
        from occlookup.catalog import interests

        unit = self.resolve(text)
        self._store.ensure_current([f"occupations/{unit.code}.toml", "elements.toml"])
        return self._ask(lambda: interests.profile(self._store, unit.code))

    def match_letters(
        self, letters: str, *, filters: Filters | None = None, order: Order | None = None
    ) -> Answer[InterestMatches]:
        """Occupations by the fit of their Holland code to one to three letters; 20 where `order` says nothing else."""
        from occlookup.catalog import interests

        self._store.ensure_current()
        return self._ask(lambda: interests.match_letters(self._store, letters, filters, order))

    def match_scores(
        self, scores: str, *, filters: Filters | None = None, order: Order | None = None
    ) -> Answer[InterestMatches]:
        """Occupations by the correlation of their interests with six scores, "R=..,I=..,A=..,S=..,E=..,C=.."."""
        from occlookup.catalog import interests

        self._store.ensure_current()
        return self._ask(lambda: interests.match_scores(self._store, scores, filters, order))

    def browse(
        self, group: str | None = None, *, filters: Filters | None = None, order: Order | None = None
    ) -> Answer[BrowseListing]:
        """The classification from a group downwards; the major groups where no group is named."""
        from occlookup.catalog import browsing

        self._store.ensure_current()
        return self._ask(lambda: browsing.browse(self._store, group, filters, order))

    def areas(self, text: str | None = None, *, state: str | None = None, order: Order | None = None) -> Answer[AreaListing]:
        """The areas with OEWS estimates whose name has the words in `text`, of one state or of all."""
        from occlookup.catalog import areas

        self._store.ensure_current()
        return self._ask(lambda: areas.listing(self._store, text, state, order))

    def index_path(self) -> Path | None:
        """The SQLite file that answers, of records that are current; None where it is in memory."""
        self._store.ensure_current()
        return self._store.path

    def beginnings(self) -> Beginnings:
        """What the beginning of a code or a name may become, for completion."""
        from occlookup.catalog.naming import Beginnings

        return Beginnings(self._store)

    @property
    def lost(self) -> str | None:
        """Why another edition answers than the one that was put into use last, in a sentence; None where none is lost."""
        from occlookup.index.editions import lost_line

        return lost_line()

    @property
    def has_own_records(self) -> bool:
        """Whether there are files of a center's own records, in use or left out."""
        return self._store.has_own

    def own_files(self) -> OwnFiles:
        """How many files the center's own records are, and which of them are left out, and why."""
        from occlookup.catalog import own

        return self._ask(lambda: own.files_of(self._store))

    def check_own(self, path: Path) -> tuple[OwnFault, ...] | None:
        """Every fault of a file of own records, or of each file in a folder; None where the folder has no record.

        No fault: it may be used beside the figures and the own records in use.
        """
        from occlookup.catalog import own

        self._store.ensure_current()
        return self._ask(lambda: own.check(self._store, path))

    def info(self) -> Answer[DataInfo]:
        """Which releases the figures come from, and which index answers."""
        from occlookup.catalog import info

        self._store.ensure_current()
        return self._ask(lambda: info.describe(self._store))


def open_catalog(
    *, records: Path | None = None, own: Path | None = None, progress: Progress | None = None, compiling: bool = True
) -> Catalog:
    """The catalog over the figures in use (imported, or else bundled), or over a folder of records as in docs/records.md.

    `own` is a folder of a center's own records (docs/own-records.md); where neither is given, the one in the data folder.

    Where there is no current index one is compiled (some seconds, once); `progress` is told files done and files in all.
    With `compiling` false none is, for who cannot wait.

    Raises:
        DamagedDataError: a record cannot be read, or there are none; or no index is ready and none is to be compiled.
    """
    if records is None:
        from occlookup.folders import data_path
        from occlookup.index.editions import in_use

        edition = in_use()
        return Catalog(
            Store(
                records=edition.records,
                bundled=edition.index_file,
                progress=progress,
                compiling=compiling,
                own=own or data_path("records"),
            )
        )
    bundled = records.parent / "index.sqlite"
    return Catalog(Store(records=records, bundled=bundled, progress=progress, compiling=compiling, own=own))
