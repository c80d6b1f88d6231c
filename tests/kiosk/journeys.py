"""A visitor who does everything there is to do at a kiosk, and holds each screen against what the catalog itself answers.

Runs in processes of its own, several at once: a kiosk takes four lines a second and no more.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from kiosk.driving import COMMAND, LAUNCHER, MODULE, Kiosk, clean_environment
from occlookup.catalog import Catalog, open_catalog
from occlookup.catalog.areas import NATION_CODE
from occlookup.catalog.filtering import Order, make_filters
from occlookup.codes import RIASEC_LETTERS
from occlookup.errors import AmbiguousError, NotFoundError
from occlookup.model import Area, Titled, WageRow
from occlookup.render.cleaning import cell_width
from occlookup.render.figures import dollars_a_year, dollars_an_hour, signed_percent

SIZES = ((40, 12), (60, 20), (80, 24), (132, 43), (200, 60))
LOOKS: tuple[tuple[str, ...], ...] = ((), ("--plain",), ("--large",), ())
COMMANDS = (MODULE, MODULE, LAUNCHER, MODULE, MODULE, COMMAND, MODULE)
STATES = (None, "CT", "TX", "CA", "WY", "VI", "OH")
OTHER_STATES = ("ohio", "NY", "new mexico", "Puerto Rico", "state of nobody", "none")
EVERYDAY = ("nurse", "truck driver", "cook", "fix cars", "cashier", "babysitter", "lawyer", "plumber", "game designer", "pilot")
INTERESTS = ("work outside", "help people", "animals", "drawing", "computers", "teach kids", "build houses", "math", "fly")
PLACES = ("san", "st", "hartford", "springfield", "columbus", "Texas", "albany", "portland", "houston", "guam", "atlantis")
FAR_BACK = 12
MOST_LISTED, MOST_RANKED, MOST_KEPT = 20, 40, 10
_MORE = re.compile(r" ?Enter: (?:more \(page )?(\d+) of (\d+)\)?")
_AMOUNT = re.compile(r"\$[\d,]+(?:\.\d\d)?")
_SHEET = re.compile(r"Your sheet is called ([a-z0-9]{6})\.")
_INTEREST_NAMES = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")


@cache
def catalog() -> Catalog:
    return open_catalog()


@cache
def occupations() -> tuple[Titled, ...]:
    """All that there are."""

    def below(group: str | None) -> Iterable[Titled]:
        listing = catalog().browse(group).data
        yield from (Titled(entry.code, entry.title) for entry in listing.occupations)
        for inner in listing.groups if not listing.occupations else ():
            yield from below(inner.code)

    return tuple(below(None))


@cache
def wage_row(code: str, letters: str | None) -> WageRow | None:
    """The occupation's in the nation, or in the state itself."""
    if letters is None:
        rows = catalog().wages_of(code, area=NATION_CODE).data.rows
    else:
        rows = catalog().wages_of(code, state=letters).data.rows
    return next((row for row in rows if row.area.type in ("nation", "state")), None)


@cache
def whose_figures(code: str) -> Titled | None:
    return catalog().wages_of(code, area=NATION_CODE).data.published_as


@cache
def growth(code: str) -> str:
    national = catalog().outlook(code).data.national
    return "no projection" if national is None else signed_percent(national.percent_change)


def areas_called(place: str, letters: str | None) -> list[Area]:
    """The areas of the state, or of all of them, that the catalog takes this for."""
    try:
        return [catalog().find_area(place, state=letters)]
    except AmbiguousError as several:
        return [catalog().find_area(area.code) for area in several.suggestions]
    except NotFoundError:
        return []


def pay(row: WageRow | None) -> str:
    """The median as a list has it."""
    if row is None or row.notes.get("annual_median") == "not_published":
        hourly = row.hourly_median if row else None
        return f"{dollars_an_hour(hourly, row.notes.get('hourly_median'))} an hour" if row and hourly else "no OEWS estimate"
    if row.annual_median is None and row.hourly_median is not None:
        return f"{dollars_an_hour(row.hourly_median, row.notes.get('hourly_median'))} an hour"
    return dollars_a_year(row.annual_median, row.notes.get("annual_median"))


def collapse(text: str) -> str:
    """The text in one line, also where it was wrapped after a hyphen."""
    return re.sub(r"(?<=\w)- ", "-", " ".join(text.split()))


def words_of(text: str) -> list[str]:
    """Its words; the parts of a word with a hyphen are words, for it may be wrapped there."""
    return [word for word in re.split(r"[\s:]+|(?<=[A-Za-z])-\s*", text) if word]


def in_order(words: Iterable[str], among: Iterable[str]) -> bool:
    """Whether all of these are among them one after another, whatever is between."""
    rest = iter(among)
    return all(word in rest for word in words)


class Visitor:
    """One person after another at one kiosk. `body` is all of the page that was asked for last, of every screen of it."""

    def __init__(self, seed: int, home: Path) -> None:
        self.chance = random.Random(seed)
        self.size = self.first_size = SIZES[seed % len(SIZES)]
        look = LOOKS[seed % len(LOOKS)]
        self.plain, self.large = "--plain" in look, "--large" in look
        letters = STATES[seed % len(STATES)]
        self.first_state = None if letters is None else catalog().find_state(letters)
        self.state: Area | None = self.first_state
        self.sheets = home / "sheets"
        self.sheets.mkdir()
        options = [*look, *(("--state", letters) if letters else ()), "--handouts", str(self.sheets)]
        self.kiosk = Kiosk(
            home, *options, command=COMMANDS[seed % len(COMMANDS)], environment=clean_environment(home), size=self.size
        )
        self.kept: list[Titled] = []
        self.about: Titled | None = None
        self.listed: list[Titled] = []
        self.listed_at = 0
        self.body = ""
        self.message = ""
        self.typed: list[str] = []
        self.home = self.see(self.kiosk.screen if not self.plain else Kiosk.seen(self.kiosk.said))

    @property
    def letters(self) -> str | None:
        return self.state.state if self.state else None

    def expect(self, held: object, what: str) -> None:
        if not held:
            raise AssertionError(f"{what}\nafter {self.typed[-8:]}, kept {self.kept}; the page:\n{self.body}")

    def see(self, screen: str) -> str:
        """The lines of a screen but for the heading, the hint of pages and the prompt; none scrolls away or is too wide."""
        columns, rows = self.size
        lines = screen.split("\n")
        self.expect(lines[-1] == " > ", "the prompt is last and empty")
        self.expect(self.plain or len(lines) <= rows, f"{len(lines)} lines on {rows} rows")
        wide = [line for line in lines if cell_width(line) > columns]
        self.expect(not wide, f"wider than {columns}: {wide}")
        if not self.plain:
            self.expect(lines[0].startswith(" CAREER LOOKUP"), "the heading is first")
            here = f"{self.state.name} · private" if self.state else "  private"
            self.expect(columns < 80 or here in lines[0], "the heading has the state")
            del lines[0]
        return "\n".join(lines[:-1])

    def type(self, line: str, *, page_on: bool = True) -> None:
        """Type a line; page to the end of what comes."""
        self.typed.append(line)
        before = len(self.kiosk.said)
        screen = self.kiosk.type(line)
        self.take(screen if not self.plain else Kiosk.seen(self.kiosk.said[before:]).partition("\n")[2])
        if page_on:
            self.page_to_the_end()

    def press(self, key: str) -> None:
        before = len(self.kiosk.said)
        screen = self.kiosk.press(key)
        self.take(screen if not self.plain else Kiosk.seen(self.kiosk.said[before:]))

    def take(self, screen: str) -> None:
        """Read what came: its page, and which of how many it is."""
        self.place = None
        page = []
        for line in self.see(screen).split("\n"):
            if found := _MORE.fullmatch(line):
                self.place = int(found[1]), int(found[2])
            else:
                page.append(line)
        self.pages = [page]
        self.body = collapse(" ".join(page))

    def page_to_the_end(self) -> None:
        """Press Enter until there is no more, every page in its turn."""
        pages, before = list(self.pages), (0, 1)
        while self.place is not None:
            self.expect(self.place[0] == before[0] + 1, f"screen after screen: {self.place}, {before}")
            before = self.place
            self.press("\r")
            self.expect(any(line.strip() for line in self.pages[0]), "no screen is empty")
            pages += self.pages
        self.expect(len(pages) == before[1], f"{len(pages)} screens of {before[1]}")
        self.pages = pages
        self.body = collapse(" ".join(line for page in pages for line in page))

    def says(self, *texts: str) -> None:
        for text in texts:
            self.expect(collapse(text) in self.body, f"it does not say: {text}")

    def shows_job(self, job: Titled) -> None:
        """The page of a job, its figures those of the catalog."""
        self.about = job
        profile = catalog().show(job.code, state=self.letters).data
        self.expect(self.body.startswith(collapse(job.title)), f"the page of {job.title}")
        if profile.summary:
            self.says(profile.summary)
        national = wage_row(job.code, None)
        if national and national.annual_median is not None and national.hourly_median is not None:
            self.says(f"{dollars_a_year(national.annual_median, national.notes.get('annual_median'))} a year")
        local = wage_row(job.code, self.letters) if self.state else None
        if local and local.annual_median is not None:
            self.says(f"Median pay, {self.state.name}" if self.state else "")
            self.says(f"{dollars_a_year(local.annual_median, local.notes.get('annual_median'))} a year")
        projected = catalog().outlook(job.code).data.national
        if projected:
            self.says(f"{signed_percent(projected.percent_change)} by 2034", f"{projected.employment_2024:,} in 2024")
        if profile.education.typical:
            self.says(profile.education.typical)

    def entries(self) -> list[list[str]]:
        """The words of each numbered entry of the pages, in their order, 1 and on with none missing."""
        found: list[str] = []
        for page in self.pages:
            for line in page:
                if re.match(rf" {{0,4}}{len(found) + 1}(?: |$)", line):
                    found.append(f"{line.strip()} ")
                elif found:
                    found[-1] += f"{line.strip()} "
        return [words_of(entry)[1:] for entry in found]

    def shows_jobs(self, jobs: Sequence[Titled], *, national: bool = True, growths: Sequence[str] | None = None) -> None:
        """A list of exactly these, each with the pay that the catalog has for it."""
        self.listed, self.listed_at = list(jobs), len(self.typed)
        entries = self.entries()
        self.expect(len(entries) == len(jobs), f"{len(entries)} entries, not {len(jobs)}: {jobs}")
        roomy = not self.large and (self.size[0] >= 80 or self.plain)
        for place, (job, words) in enumerate(zip(jobs, entries, strict=True)):
            self.expect(in_order(words_of(job.title), words), f"{place + 1}. {job.title}: {words}")
            if whose := whose_figures(job.code):
                self.expect(in_order(words_of(f"(figures of {whose.title})"), words), f"whose figures: {words}")
            rows = [wage_row(job.code, self.letters)] if self.state else []
            rows += [wage_row(job.code, None)] if national or not self.state else []
            texts = [pay(row) for row in rows]
            amounts = [amount for text in texts for amount in _AMOUNT.findall(text)]
            shown = _AMOUNT.findall(" ".join(words))
            first = len(_AMOUNT.findall(texts[0]))
            self.expect(shown in ([amounts] if roomy else [amounts, amounts[:first]]), f"{job.title}: {shown}, not {texts}")
            self.expect(in_order(words_of(texts[0]), words), f"{job.title}: {texts[0]} in {words}")
            if roomy:
                grown = growths[place] if growths else growth(job.code)
                self.expect(in_order(words_of(grown), words), f"{job.title}: growth {grown} in {words}")

    # --- what a person does ---

    def by_title(self) -> None:
        job = self.chance.choice(occupations())
        self.finds_at_once(self.chance.choice([job.title, job.title.lower(), f"  {job.title}  "]), job)

    def by_code(self) -> None:
        job = self.chance.choice(occupations())
        self.finds_at_once(self.chance.choice([job.code, job.code.replace("-", "")]), job)

    def finds_at_once(self, text: str, job: Titled) -> None:
        """Who types a whole title or a code is at the job; the numbers are those of the others that were found."""
        self.type(text)
        self.shows_job(job)
        found = catalog().search(text, order=Order(top=MOST_LISTED)).data.results
        if len(found) != 1:
            self.listed, self.listed_at = [Titled(result.code, result.title) for result in found], len(self.typed)

    def by_words(self, words: str) -> None:
        found = catalog().search(words, order=Order(top=MOST_LISTED)).data
        jobs = [Titled(result.code, result.title) for result in found.results]
        self.type(words)
        if not jobs:
            self.says(f"No job was found for '{words}'.")
        elif len(jobs) == 1 or jobs[0].title.casefold() == words.casefold():
            if len(jobs) > 1:
                self.listed, self.listed_at = jobs, len(self.typed)
            self.shows_job(jobs[0])
        else:
            self.about = None
            self.says("Jobs that may fit these words")
            self.shows_jobs(jobs)

    def by_everyday_word(self) -> None:
        self.by_words(self.chance.choice(EVERYDAY))

    def by_interest(self) -> None:
        self.by_words(self.chance.choice(INTERESTS))

    def by_typo(self) -> None:
        word = max(self.chance.choice(occupations()).title.split(), key=len).strip(",()").lower()
        place = self.chance.randrange(1, len(word) - 1)
        self.by_words(word[:place] + word[place + 1] + word[place] + word[place + 2 :])

    def a_list(self) -> None:
        """Have a list with at least three jobs, not so far back that its numbers are forgotten."""
        if len(self.typed) - self.listed_at > FAR_BACK:
            self.listed = []
        while len(self.listed) < 3:
            self.chance.choice([self.by_everyday_word, self.best_pay, self.no_degree])()

    def number(self) -> None:
        self.a_list()
        place = self.chance.randrange(len(self.listed))
        self.type(str(place + 1))
        self.shows_job(self.listed[place])

    def no_such_number(self) -> None:
        self.a_list()
        self.type("999", page_on=False)
        self.says("There is no number 999 here.")

    def on_a_job(self) -> Titled:
        if self.about is None:
            self.chance.choice([self.number, self.by_title, self.by_code])()
        assert self.about is not None
        return self.about

    def pay(self) -> None:
        job = self.on_a_job()
        self.type(self.chance.choice(["pay", "PAY", "salary", "wages"]))
        rows = [] if self.state is None else list(catalog().wages_of(job.code, state=self.letters).data.rows)
        if self.state:
            self.expect(self.body.startswith(collapse(f"{job.title} in {self.state.name}")), "the state is first")
        self.says(f"{job.title} in the United States")
        national = wage_row(job.code, None)
        rows += [national] if national else []
        expected = [f"${row.annual_median:,}" for row in rows if row.annual_median is not None]
        self.expect(in_order(expected, _AMOUNT.findall(self.body)), f"the medians {expected}")
        areas = [row.area.name for row in rows if row.annual_median is not None and row.area.type in ("metro", "nonmetro")]
        self.expect(in_order(words_of(" ".join(areas)), words_of(self.body)), f"the areas {areas}")

    def pay_near(self) -> None:
        job = self.on_a_job()
        place = self.chance.choice(PLACES)
        form = self.chance.choice(["pay near", "pay in", "Pay Near"])
        areas = areas_called(place, self.letters) or areas_called(place, None)
        self.type(f"{form} {place}", page_on=bool(areas))
        if not areas:
            return self.says(f"No area is called '{place}'.")
        area = areas[0]
        if len(areas) > 1:
            self.says("Which of these places?")
            entries = self.entries()
            self.expect(len(entries) == len(areas), f"the places {areas}")
            for found, words in zip(areas, entries, strict=True):
                self.expect(in_order(words_of(found.name), words), f"{found.name} in {words}")
            choice = self.chance.randrange(len(areas))
            self.type(str(choice + 1))
            area = areas[choice]
            self.listed = []  # the numbers are places now
        self.says(f"{job.title} in {'the United States' if area.type == 'nation' else area.name}")
        for row in catalog().wages_of(job.code, area=area.code).data.rows:
            if row.annual_median is not None:
                median = re.escape(f"{dollars_a_year(row.annual_median, row.notes.get('annual_median'))} a year")
                self.expect(re.search(rf"Median pay:? {median}", self.body), f"the median {median}")

    def outlook(self) -> None:
        job = self.on_a_job()
        self.type("outlook")
        self.expect(self.body.startswith(collapse(f"{job.title}: outlook")), "the outlook of the job")
        found = catalog().outlook(job.code, state=self.letters, order=Order(top=15)).data
        if found.national:
            self.says(f"{signed_percent(found.national.percent_change)} by 2034", f"{found.national.employment_2034:,} jobs")
        else:
            self.says("BLS publishes no projection 2024-34 of this occupation.")
        if self.state and found.states and found.states[0].employment_2032 is not None:
            self.says(f"{self.state.name}, 2022 to 2032", f"{found.states[0].employment_2032:,}")
        elif not self.state and found.states:
            states = " ".join(state.name for state in found.states)
            self.expect(in_order(words_of(states), words_of(self.body)), f"the states {states}")

    def tasks(self) -> None:
        job = self.on_a_job()
        self.type(self.chance.choice(["tasks", "task"]))
        profile = catalog().show(job.code, state=self.letters).data
        self.expect(self.body.startswith(collapse(job.title)), "the tasks of the job")
        self.says(*(task.text for task in profile.tasks))

    def skills(self) -> None:
        job = self.on_a_job()
        self.type("skills")
        profile = catalog().show(job.code, state=self.letters).data
        self.expect(self.body.startswith(collapse(job.title)), "the skills of the job")
        rated = [rating for rating in profile.skills if rating.importance is not None][:10]
        self.expect(in_order(words_of(" ".join(rating.name for rating in rated)), words_of(self.body)), "skills")
        self.says(*(rating.definition for rating in rated if rating.definition))
        self.says(*(f"{rating.importance:.2f}" for rating in rated))

    def school(self) -> None:
        job = self.on_a_job()
        self.type(self.chance.choice(["school", "education", "training"]))
        education = catalog().show(job.code, state=self.letters).data.education
        self.expect(self.body.startswith(collapse(job.title)), "the school of the job")
        self.says(education.typical or "BLS names no typical education for this occupation")
        self.says(*(f"{program.cip} {program.title}" for program in education.programs))

    def like(self) -> None:
        job = self.on_a_job()
        self.type(self.chance.choice(["like", "similar"]))
        related = catalog().related(job.code).data.results
        if not related:
            return self.says(f"O*NET relates no occupations to {job.title}.")
        self.says(f"Jobs like {job.title}")
        self.shows_jobs([Titled(row.code, row.title) for row in related])

    def about_a_number(self) -> None:
        """pay 2, tasks 1: of the list, whatever is shown."""
        self.a_list()
        place = self.chance.randrange(len(self.listed))
        job = self.listed[place]
        verb = self.chance.choice(["pay", "outlook", "tasks", "school"])
        self.type(f"{verb} {place + 1}")
        self.expect(self.body.startswith(collapse(job.title)), f"{verb} of {job.title}")
        self.about = job

    def compare(self) -> None:
        self.a_list()
        places = self.chance.sample(range(len(self.listed)), self.chance.choice([2, 2, 3]))
        if self.chance.random() < 0.5:
            places = [0, 2]
        self.type("compare " + self.chance.choice([" ", ", ", " and "]).join(str(place + 1) for place in places))
        jobs = [self.listed[place] for place in places]
        self.about = None
        self.says(f"{len(jobs)} occupations side by side")
        shown = _AMOUNT.findall(self.body)
        for job in jobs:
            self.expect(in_order(words_of(job.title), words_of(self.body)), f"{job.title} is compared")
            for letters in {None, self.letters}:
                row = wage_row(job.code, letters)
                if row and row.annual_median is not None:
                    self.expect(f"${row.annual_median:,}" in shown, f"{job.title}: ${row.annual_median:,} in {shown}")
        self.listed, self.listed_at = jobs, len(self.typed)

    def mistyped_compare(self) -> None:
        self.type("comapre 1 3", page_on=False)
        self.says("Did you mean: compare 1 3?")
        self.about, self.listed = None, []
        self.type("home")
        self.shows_home()

    def ranked(self, verb: str, heading: str, by: str, *, no_degree: bool = False) -> None:
        self.type(verb)
        filters = make_filters(education="certificate") if no_degree else None
        rows = catalog().rank(by, state=self.letters, filters=filters, top=MOST_RANKED).data.rows
        self.expect(self.body.startswith(f"{heading} in {self.state.name}" if self.state else heading), heading)
        self.about = None
        growths = ["no projection" if row.percent_change is None else signed_percent(row.percent_change) for row in rows]
        self.shows_jobs([Titled(row.code, row.title) for row in rows], national=False, growths=growths)
        if by == "growth":
            percents = [row.percent_change or 0 for row in rows]
            self.expect(percents == sorted(percents, reverse=True), "the fastest first")
        else:
            medians = [row.annual_median or 0 for row in (wage_row(job.code, self.letters) for job in self.listed) if row]
            self.expect(medians == sorted(medians, reverse=True), "the best-paid first")
        for job in self.listed[:5] if no_degree else ():
            typical = catalog().show(job.code).data.education.typical
            self.expect(typical and "degree" not in typical.replace("nondegree", ""), f"{job.title}: {typical}")

    def best_pay(self) -> None:
        self.ranked("best pay", "Best-paid jobs", "annual_median")

    def growing(self) -> None:
        self.ranked("growing", "Fastest-growing jobs", "growth")

    def no_degree(self) -> None:
        self.ranked("no degree", "Best-paid jobs that need no degree", "annual_median", no_degree=True)

    def families(self) -> None:
        self.type("families")
        group: str | None = None
        title = "Job families"
        self.about = None
        while True:
            listing = catalog().browse(group).data
            self.expect(self.body.startswith(collapse(title)), f"the family {title}")
            if listing.occupations:
                return self.shows_jobs([Titled(entry.code, entry.title) for entry in listing.occupations])
            entries = self.entries()
            self.expect(len(entries) == len(listing.groups), f"the families {listing.groups}")
            for below, words in zip(listing.groups, entries, strict=True):
                self.expect(in_order(words_of(below.title), words), f"{below.title} in {words}")
            choice = self.chance.randrange(len(listing.groups))
            self.type(str(choice + 1))
            group, title = listing.groups[choice].code, listing.groups[choice].title

    def another_state(self) -> None:
        name = self.chance.choice(OTHER_STATES)
        if name == "none":
            self.state = None
            self.listed = []  # the same question has another answer now
            self.type("state none", page_on=False)
            return self.says("Pay is now that of the whole country.")
        try:
            state = catalog().find_state(name)
        except NotFoundError as error:
            self.type(f"state {name}", page_on=False)
            return self.says(error.message[1:])
        self.state = state
        self.type(f"state {name}", page_on=False)
        self.says(f"Pay is now that of {state.name} first.")
        self.type("home")
        self.shows_home()

    def shows_home(self) -> None:
        self.about, self.listed = None, []
        self.says("Type a job you are curious about")
        near = " near me" if self.state else ""
        words = ("Find jobs that fit my interests", "Jobs that need no degree", "Look through job families")
        menu = (*words, f"Best-paid jobs{near}", f"Fastest-growing jobs{near}", "Help")
        entries = [" ".join(words) for words in self.numbered()]
        for number, text in enumerate(menu):
            self.expect(entries[number].startswith(text), f"{number + 1} {text} in {entries}")
        self.expect(("that of the whole country" in self.body) == (self.state is None), "whose pay it is")

    def numbered(self) -> list[list[str]]:
        """The entries of the menu, as "1  Find" or "1: Find"."""
        found: list[list[str]] = []
        for page in self.pages:
            for line in page:
                if re.match(rf" *{len(found) + 1}:? ", line):
                    found.append(line.split()[1:])
        return found

    def help(self) -> None:
        self.type(self.chance.choice(["help", "?", "h"]))
        self.about = None
        self.expect(self.body.startswith("Help"), "the page of help")
        self.says("pay near hartford", "compare 1 3", "handout", "new")

    def back(self) -> None:
        """Back page by page, through what a job's tasks are to the beginning of the job."""
        self.by_title()
        job, before = list(self.pages), self.body
        self.type("tasks")
        for page in [*reversed(self.pages[:-1]), *reversed(job)]:
            self.type("back", page_on=False)
            self.expect(self.body == collapse(" ".join(page)), f"back to the page before:\n{page}")
        self.type("outlook", page_on=False)
        self.type("b")
        self.expect(self.body == before, "back brings the same page")

    def resize(self) -> None:
        """The window is made larger or smaller, and the page is drawn for it."""
        if self.plain:
            return
        self.size = self.chance.choice([size for size in SIZES if size != self.size])
        self.kiosk.read()
        self.kiosk.resize(*self.size)
        self.see(self.kiosk.wait_for_prompt())

    # --- the quiz ---

    def asks(self, number: int) -> None:
        text = catalog().quiz_statements()[number].text
        self.says(f"{number + 1} of 60: {text}")

    def quiz(self) -> None:
        statements = catalog().quiz_statements()
        answers: list[int] = []
        stops = self.chance.sample(range(3, 58), 1) if self.chance.random() < 0.5 else []
        backs = self.chance.sample(range(2, 58), self.chance.choice([0, 1, 3]))
        wrong = self.chance.randrange(60)
        self.type("quiz", page_on=False)
        while len(answers) < 60:
            self.asks(len(answers))
            if len(answers) in stops:
                stops.remove(len(answers))
                self.type(self.chance.choice(["stop", "home", "done"]), page_on=False)
                self.says("The quiz waits where you left it. To go on type: quiz")
                self.by_title()
                self.type("quiz", page_on=False)
            elif len(answers) in backs:
                backs.remove(len(answers))
                self.type(self.chance.choice(["back", "b"]), page_on=False)
                answers.pop()
            elif len(answers) == wrong:
                wrong = -1
                self.type(self.chance.choice(["perhaps", "nurse", "likes"]), page_on=False)
                self.says("Press 1, 2, 3, 4 or 5.")
            else:
                answers.append(self.chance.randint(1, 5))
                self.press(str(answers[-1]))
        self.page_to_the_end()
        self.about = None
        self.says("Your interests")
        points = dict.fromkeys(RIASEC_LETTERS, 0)
        for statement, liking in zip(statements, answers, strict=True):
            points[statement.type] += liking - 1
        for name in _INTEREST_NAMES:
            self.expect(re.search(rf"{name}:? [^A-Za-z]*\b{points[name[0]]} of 40", self.body), f"{name}: {points[name[0]]}")
        filters = make_filters(state=self.letters) if self.state else None
        result = catalog().quiz_result(answers, filters=filters, order=Order(top=MOST_LISTED)).data
        if result.letters:
            high = [letter for letter in points if points[letter] == max(points.values())]
            self.expect(result.letters[0] in high, f"{result.letters} of {points}")
            self.expect(re.search(rf"Your letters:? {result.letters} \(", self.body), f"the letters {result.letters}")
        if result.results:
            self.says("Work to look at, what fits best first")
            self.shows_jobs([Titled(match.code, match.title) for match in result.results])

    # --- what is kept ---

    def keep(self) -> None:
        if self.chance.random() < 0.4:
            jobs = [self.on_a_job()]
            self.type("keep", page_on=False)
        else:
            self.a_list()
            places = self.chance.sample(range(len(self.listed)), self.chance.choice([1, 1, 2]))
            jobs = [self.listed[place] for place in places]
            self.type("keep " + " ".join(str(place + 1) for place in places), page_on=False)
        for job in jobs:
            if job in self.kept or len(self.kept) < MOST_KEPT:
                self.kept += [job] if job not in self.kept else []
                self.says(f"Kept: {job.title}." if self.size[1] > 12 or len(jobs) == 1 else "Kept:")
            else:
                self.says("There is no room for")
        self.again()

    def again(self) -> None:
        """The kept jobs, all of them and no other."""
        self.type("list")
        self.about = None
        if self.kept:
            self.says("The jobs you kept")
            self.shows_jobs(self.kept)
        else:
            self.says("Nothing is kept.")

    def drop(self) -> None:
        while len(self.kept) < 2:
            self.keep()
        self.again()
        place = self.chance.randrange(len(self.kept))
        del self.kept[place]
        self.type(f"drop {place + 1}")
        self.says("The jobs you kept")
        self.shows_jobs(self.kept)

    def compare_kept(self) -> None:
        while len(self.kept) < 2:
            self.keep()
        self.type("compare")
        if len(self.kept) > 5:
            return self.says("Give the numbers of two to five jobs of the list: compare 1 3")
        self.says(f"{len(self.kept)} occupations side by side")
        for job in self.kept:
            self.expect(in_order(words_of(job.title), words_of(self.body)), f"{job.title} is compared")
        self.about, self.listed = None, list(self.kept)

    def handout(self) -> None:
        if not self.kept:
            self.type("handout", page_on=False)
            self.says("Keep a job first, for example: keep 2")
            self.keep()
        before = set(self.sheets.iterdir())
        self.type(self.chance.choice(["handout", "print"]), page_on=False)
        found = _SHEET.search(self.body)
        self.expect(found, "the name of the sheet")
        assert found is not None
        page, text = self.sheets / f"{found[1]}.html", self.sheets / f"{found[1]}.txt"
        self.expect(set(self.sheets.iterdir()) - before == {page, text}, f"the two files of {found[1]}")
        written, listed = collapse(text.read_text(encoding="utf-8")), page.read_text(encoding="utf-8")
        for job in self.kept:
            self.expect(collapse(job.title) in written, f"{job.title} in the text")
            self.expect(job.title.replace("&", "&amp;").replace("'", "&#x27;") in listed, f"{job.title} in the page")
            row = wage_row(job.code, None)
            if row and row.annual_median is not None:
                figure = dollars_a_year(row.annual_median, row.notes.get("annual_median"))
                self.expect(figure in written and figure in listed, f"{job.title}: {figure}")

    def new(self) -> None:
        """The next person, who finds nothing of this one."""
        self.state, self.kept, self.about, self.listed = self.first_state, [], None, []
        self.typed.append("new")
        before = len(self.kiosk.said)
        screen = self.kiosk.type("new")
        if self.plain:
            screen = Kiosk.seen(self.kiosk.said[before:].rpartition("\x1b[3J")[2])
        seen = self.see(screen)
        if self.size == self.first_size:
            self.expect(seen == self.home, f"the first screen again:\n{self.home}")
        self.type("back", page_on=False)
        self.says("This is the first page.")
        self.type("handout", page_on=False)
        self.says("Keep a job first")
        self.again()
        self.type("keep", page_on=False)
        self.says("Which one?")
        self.type("home")
        if not self.plain:
            self.shows_home()

    def whole_journey(self) -> None:
        """Everything that there is to do, in an order of its own; then the next person."""
        steps = [
            self.by_title, self.by_code, self.by_everyday_word, self.by_interest, self.by_typo, self.number,
            self.no_such_number, self.pay, self.pay_near, self.outlook, self.tasks, self.skills, self.school, self.like,
            self.about_a_number, self.compare, self.mistyped_compare, self.best_pay, self.growing, self.no_degree,
            self.families, self.another_state, self.help, self.back, self.resize, self.quiz, self.keep, self.keep, self.drop,
            self.compare_kept, self.handout,
        ]  # fmt: skip
        self.chance.shuffle(steps)
        for step in steps:
            step()
        self.handout()
        self.new()


def walk(seed: int) -> int:
    """One journey, from the start of a kiosk to the next person; how many lines were typed."""
    with tempfile.TemporaryDirectory() as folder:
        visitor = Visitor(seed, Path(folder))
        with visitor.kiosk:
            visitor.whole_journey()
        return len(visitor.typed)


if __name__ == "__main__":
    for number in map(int, sys.argv[1:]):
        print(number, walk(number))
