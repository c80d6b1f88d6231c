"""What the kiosk answers to a line, without a terminal.

Owns what each word of the list does. A fault inside is one plain line and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from occlookup.catalog import Catalog
from occlookup.catalog.quiz import QuizRun
from occlookup.codes import parse_code, show_text
from occlookup.errors import AmbiguousError, MalformedCodeError, NotFoundError, OcclookupError
from occlookup.kiosk import listings, pages
from occlookup.kiosk.session import FAULT, Choice, Session, View
from occlookup.kiosk.words import LEAVE, OF_A_JOB, Said, meant, numbers, read
from occlookup.model import Area, Titled

_SECTIONS = {"tasks": "tasks", "skills": "skills", "school": "education"}
_ZIP = re.compile(r"[0-9]{5}(?:-[0-9]{4})?")
_HOW_TO_CHOOSE = "Type a job, or the number of one on a list."


class Handouts(Protocol):
    """Where sheets go."""

    def write(self, jobs: list[Titled], state: str | None) -> str:
        """Write a sheet about some jobs; its name."""
        ...


class Conversation:
    """One catalog and one person after another. `session` is the person's, and has the page to show."""

    def __init__(self, catalog: Catalog, state: Area | None, handouts: Handouts | None = None) -> None:
        self._catalog = catalog
        self._handouts = handouts
        self.session = Session(state)

    def begin(self) -> None:
        """Forget the person, and show the first page."""
        self.session.clear()
        self.session.show(lambda: pages.home(self.session.state))

    def handle(self, line: str) -> str:
        """Answer a line: a message, and whatever of the session it changes. "" where the page says it all.

        The words that are about the screen, the quiz and leaving are the shell's.
        """
        said = read(line)
        if said.verb == "nothing":
            return ""
        self.session.used = True
        try:
            return self._answer(said)
        except OcclookupError as error:
            return _sentence(error.message)
        except Exception:
            return FAULT

    def asks_quiz(self, said: Said) -> bool:
        """Whether what was said means the quiz."""
        if said.verb != "number":
            return said.verb == "quiz"
        choice = self._choice(int(said.rest))
        return choice is not None and choice.kind == "word" and choice.code == "quiz"

    def quiz(self) -> QuizRun:
        """The run that the person is in, or a new one."""
        self.session.used = True
        if self.session.quiz is None:
            self.session.quiz = QuizRun(self._catalog.quiz_statements())
        return self.session.quiz

    def finish_quiz(self) -> str:
        """Show what the answers say; a message where that does not work."""
        run, self.session.quiz = self.session.quiz, None
        try:
            if run is not None:
                self.session.show(lambda: listings.fits(self._catalog, run.answers, self.session.state))
        except Exception:
            return FAULT
        return ""

    def warm_up(self) -> None:
        """Load what the first answers need, while the first person reads: from then on each is there at once."""
        try:
            listings.found(self._catalog, "nurse", self.session.state)
            job = Titled("29-1141", "Registered Nurses")
            pages.job(self._catalog, job, self.session.letters)
            pages.pay(self._catalog, job, self.session.letters)
            listings.like(self._catalog, job, self.session.state)
        except Exception:
            return  # whoever asks will be told

    def _answer(self, said: Said) -> str:
        session, catalog = self.session, self._catalog
        verb = said.verb
        if verb in OF_A_JOB:
            return self._of_a_job(verb, said)
        match verb:
            case "number":
                return self._chosen(int(said.rest))
            case "look":
                return self._look(said.rest)
            case "pay near":
                return self._pay_near(said)
            case "compare":
                return self._compare(said.rest)
            case "keep":
                return self._keep(said.rest)
            case "drop":
                return self._drop(said.rest)
            case "list":
                return self._list()
            case "handout":
                return self._handout(said)
            case "best pay":
                return self._show(lambda: listings.ranked(catalog, "annual_median", session.state))
            case "growing":
                return self._show(lambda: listings.ranked(catalog, "growth", session.state))
            case "no degree":
                return self._show(lambda: listings.ranked(catalog, "annual_median", session.state, no_degree=True))
            case "families":
                return self._show(lambda: listings.families(catalog, None, session.state))
            case "state":
                return self._set_state(said)
            case "back":
                return "" if session.back() else "This is the first page."
            case "home":
                return self._show(lambda: pages.home(session.state))
            case "help":
                return self._show(lambda: pages.help_page(handouts=self._handouts is not None))
            case "more":
                return "There is no more."
        if verb in ("done", LEAVE):
            return "When you are done, type: new (it clears everything for the next person)."
        return FAULT

    def _show(self, make: Callable[[], View]) -> str:
        self.session.show(make)
        return ""

    def _look(self, text: str) -> str:
        view = listings.found(self._catalog, text, self.session.state)
        verb = meant(text)
        if verb == "handout" and self._handouts is None:
            verb = None
        message = "" if verb is None else f"Did you mean: {verb}?"
        if view is None:
            return message or f"No job was found for {show_text(text)!r}. Try other words, or: families"
        jobs = view.choices
        if len(jobs) != 1:
            self.session.show(lambda: listings.found(self._catalog, text, self.session.state) or view, view)
        # who types a whole title or a code wants that job; the others are there with `back`
        if len(jobs) == 1 or (jobs and _is_called(jobs[0], text)):
            self._show_job(jobs[0])
            return ""
        return message

    def _show_job(self, choice: Choice) -> None:
        self.session.show(lambda: pages.job(self._catalog, Titled(choice.code, choice.title), self.session.letters))

    def _choice(self, number: int) -> Choice | None:
        choices = self.session.choices
        return choices[number - 1] if 1 <= number <= len(choices) else None

    def _chosen(self, number: int) -> str:
        choice = self._choice(number)
        if choice is None:
            return f"There is no number {number} here." if self.session.choices else _HOW_TO_CHOOSE
        match choice.kind:
            case "word":
                return self._answer(Said(choice.code))
            case "family":
                return self._show(lambda: listings.families(self._catalog, choice.code, self.session.state))
            case "job":
                self._show_job(choice)
                return ""
            case "area":
                return self._pay_near(Said("pay near", choice.code))

    def _of_a_job(self, verb: str, said: Said) -> str:
        job = self.session.view.about
        if said.rest:
            job, *_ = self._named(said.rest)
        if job is None:
            return f"Of which job? {_HOW_TO_CHOOSE}"
        catalog, session, about = self._catalog, self.session, job
        match verb:
            case "pay":
                return self._show(lambda: pages.pay(catalog, about, session.letters))
            case "outlook":
                return self._show(lambda: pages.outlook(catalog, about, session.letters))
            case "like":
                return self._show(lambda: listings.like(catalog, about, session.state))
        return self._show(lambda: pages.section(catalog, about, _SECTIONS[verb], session.letters))

    def _pay_near(self, said: Said) -> str:
        job = self.session.view.about
        if not said.rest:
            return "Which place? Type for example: pay near hartford"
        if _ZIP.fullmatch(said.rest):
            return "Figures are published for towns and states, not for ZIP codes. Type for example: pay near hartford"
        try:
            if job is None:
                self._catalog.find_area(said.rest)
                return f"Of which job? {_HOW_TO_CHOOSE}"
            # found now: with another state, or none, the name may mean several, and this page is about one place
            area = pages.area_near(self._catalog, said.rest, self.session.letters)
            return self._show(lambda: pages.pay_near(self._catalog, job, area))
        except AmbiguousError as several:
            areas = [Titled(area.code, area.title) for area in several.suggestions]
            return self._show(lambda: listings.places(job, areas)) if job else f"Of which job? {_HOW_TO_CHOOSE}"
        except NotFoundError:
            # "pay clerk" is a job after all
            if said.text.casefold().startswith(("pay near ", "pay in ")) or not said.text:
                raise
            return self._look(said.text)

    def _named(self, words: str) -> list[Titled]:
        """The jobs with these numbers of the list.

        Raises:
            NotFoundError: there is no such number, or it is no job's.
        """
        jobs = []
        for number in dict.fromkeys(numbers(words)):
            choice = self._choice(number)
            if choice is None or choice.kind != "job":
                raise NotFoundError(f"there is no job with the number {number} here.")
            jobs.append(Titled(choice.code, choice.title))
        return jobs

    def _keep(self, words: str) -> str:
        about = self.session.view.about
        jobs = self._named(words) if words else [about] if about else []
        if not jobs:
            return "Which one? Give its number on the list: keep 2"
        lines = [
            f"Kept: {job.title}." if self.session.keep(job) else f"There is no room for {job.title}: drop one first."
            for job in jobs
        ]
        return f"{' '.join(lines)} All you kept: list"

    def _list(self) -> str:
        return self._show(lambda: listings.kept(self._catalog, self.session.kept, self.session.state))

    def _drop(self, words: str) -> str:
        kept = self.session.kept
        wanted = numbers(words)
        if not wanted or any(not 1 <= number <= len(kept) for number in wanted):
            return "Give the number of a job that you kept: drop 1. All of them: list"
        for number in sorted(set(wanted), reverse=True):
            del kept[number - 1]
        return self._list()

    def _compare(self, words: str) -> str:
        jobs = self._named(words) if words else list(self.session.kept)
        if not 2 <= len(jobs) <= 5:
            return "Give the numbers of two to five jobs of the list: compare 1 3"
        return self._show(lambda: listings.compare(self._catalog, jobs, self.session.letters))

    def _set_state(self, said: Said) -> str:
        if not said.rest:
            return "Which state? Type for example: state ohio"
        if said.rest.casefold() == "none":
            self.session.move(None)
            return "Pay is now that of the whole country."
        try:
            state = self._catalog.find_state(said.rest)
        except NotFoundError:
            # "state trooper" is a job after all
            if listings.names_a_job(self._catalog, said.text):
                return self._look(said.text)
            raise
        self.session.move(state)
        return f"Pay is now that of {state.name} first."

    def _handout(self, said: Said) -> str:
        if self._handouts is None:
            # "print" may be work that somebody looks for
            return self._look(said.text) if said.text.casefold() != "handout" else "There are no sheets here. Ask the staff."
        if not self.session.kept:
            return "Keep a job first, for example: keep 2"
        name = self._handouts.write(list(self.session.kept), self.session.letters)
        return f"Your sheet is called {name}. Ask the staff for it."


def _is_called(job: Choice, text: str) -> bool:
    """Whether the text is the job's whole title, or its code."""
    try:
        return parse_code(text) == job.code
    except MalformedCodeError:
        return text.casefold() == job.title.casefold()


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]
