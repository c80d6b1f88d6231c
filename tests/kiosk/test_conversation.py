"""What the kiosk answers, over the bundled records."""

from __future__ import annotations

import gc
import re
import types
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from occlookup.catalog import Catalog
from occlookup.catalog.filtering import Filters, make_filters
from occlookup.errors import OutputError
from occlookup.kiosk import listings, pages
from occlookup.kiosk.conversation import Conversation
from occlookup.kiosk.session import FAULT, Session, View
from occlookup.kiosk.words import OF_A_JOB, VERBS, Said, read
from occlookup.model import Titled
from occlookup.render import plain, terminal
from occlookup.render.blocks import Bars, Block, Boxes, Bullets, Facts, Grid, Links, Paragraph, Ratings, SourceLine
from occlookup.render.medium import Medium

WIDTHS = (40, 60, 80, 120, 200)
# paid by the hour alone, top-coded, with no change until 2034, and well known
NAMED = (
    "27-2011", "27-2042", "27-2091", "29-1242", "11-1011", "53-2011", "25-1011", "19-2011", "15-1252", "43-3011", "29-1141",
)  # fmt: skip
NURSES = Titled("29-1141", "Registered Nurses")
# every word in each of its forms, numbers, jobs, places, and what is none of these
LINES = (
    "nurse", "registered nurses", "43-3011", "teacher", "xyzzyq", "like working with animals", "1", "2", "21", "0", "pay",
    "pay 2", "pay near hartford", "pay near portland", "pay in", "pay near nowhereatall", "pay clerk", "outlook", "outlook 1",
    "tasks", "skills", "school", "like", "like 3", "compare", "compare 1 2", "compare 1, 2 and 3", "compare 1", "keep",
    "keep 1 2", "drop 1", "drop", "list", "handout", "quiz", "best pay", "growing", "no degree", "families", "state ohio",
    "state none", "state guam", "state nowhere", "state", "more", "back", "home", "help", "new", "exit", "quit", "military",
)  # fmt: skip
# what is said of the shell's own words, and what only stays where it is
_COMMAND = re.compile(r"occlookup |(?<!\S)--|Traceback|\.py\b|/src/|/tmp/")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Sheets:
    """A folder for sheets that keeps what it is given."""

    def __init__(self) -> None:
        self.written: list[tuple[list[Titled], str | None]] = []

    def write(self, jobs: list[Titled], state: str | None) -> str:
        self.written.append((jobs, state))
        return "abc234"


@pytest.fixture
def sheets() -> Sheets:
    return Sheets()


@pytest.fixture
def talk(bundled: Catalog, sheets: Sheets) -> Conversation:
    conversation = Conversation(bundled, None, sheets)
    conversation.begin()
    return conversation


def say(talk: Conversation, *lines: str) -> str:
    """Say these one after another; the last message."""
    return [talk.handle(line) for line in lines][-1]


def page(talk: Conversation) -> str:
    return plain.render(talk.session.view.screen)


def heading(talk: Conversation) -> str:
    return page(talk).splitlines()[0]


def titles(talk: Conversation) -> list[str]:
    return [choice.title for choice in talk.session.view.choices]


def test_the_first_page_offers_what_can_be_done(talk):
    assert [choice.code for choice in talk.session.choices] == ["quiz", "no degree", "families", "best pay", "growing", "help"]
    assert all(choice.code in VERBS and choice.title in page(talk) for choice in talk.session.choices)
    assert "state ohio" in page(talk)
    assert not talk.session.used


def test_with_a_state_the_first_page_says_so(bundled):
    talk = Conversation(bundled, bundled.find_state("OH"))
    talk.begin()
    assert "near me" in page(talk)
    assert "state ohio" not in page(talk)


def test_words_of_a_job_give_a_list_and_its_number_the_job(talk):
    assert say(talk, "nurse") == ""
    assert heading(talk) == "Jobs that may fit these words"
    wanted = titles(talk)[2]
    assert say(talk, "3") == ""
    assert heading(talk) == wanted
    assert talk.session.view.about.title == wanted
    assert talk.session.used


@pytest.mark.parametrize("line", ["registered nurses", "Registered Nurses", "29-1141", "291141", "29-1141.00"])
def test_a_whole_title_or_a_code_is_the_job_itself(talk, line):
    assert say(talk, line) == ""
    assert (heading(talk), talk.session.view.about) == ("Registered Nurses", NURSES)


def test_a_job_under_its_title_has_the_others_behind_it(talk):
    say(talk, "registered nurses", "back")
    assert heading(talk) == "Jobs that may fit these words"
    assert "Registered Nurses" in titles(talk)


@pytest.mark.parametrize("verb", OF_A_JOB)
def test_a_word_about_a_job_is_about_the_one_of_the_page_or_of_the_number(talk, verb):
    assert say(talk, verb) == "Of which job? Type a job, or the number of one on a list."
    say(talk, "nurse")
    second, third = talk.session.choices[1:3]
    say(talk, "3", verb)
    assert talk.session.view.about == Titled(third.code, third.title)
    assert third.title in page(talk)
    if verb != "like":  # that is a list of its own
        say(talk, f"{verb} 2")
        assert talk.session.view.about == Titled(second.code, second.title)
        assert say(talk, f"{verb} 99") == "There is no job with the number 99 here."
    say(talk, "home", "families")
    assert say(talk, f"{verb} 1") == "There is no job with the number 1 here."


def test_pay_with_a_number_is_about_that_of_the_list(talk):
    say(talk, "nurse")
    second = titles(talk)[1]
    say(talk, "pay 2")
    assert heading(talk).startswith(second)
    assert "$" in page(talk)


def test_like_with_more_words_is_a_search(talk):
    say(talk, "nurse", "1")
    say(talk, "like working with animals")
    assert heading(talk) == "Jobs that may fit these words"
    assert any("Animal" in title for title in titles(talk))


def test_every_number_of_a_list_is_that_job(talk):
    for line in ("nurse", "best pay", "growing", "no degree", "like"):
        if line == "like":
            say(talk, "29-1141")
        say(talk, line)
        for number, choice in enumerate(talk.session.view.choices, 1):
            assert say(talk, str(number)) == ""
            assert heading(talk) == choice.title, (line, number)
            say(talk, "back")


@pytest.mark.parametrize("line", ["nurse", "best pay", "no degree", "growing", "families", "like", "list", "pay near portland"])
def test_the_number_that_stands_beside_each_is_its_own(talk, line):
    say(talk, "best pay", "keep 1 2 3", "29-1141", line)
    (grid,) = [block for block in talk.session.view.screen if isinstance(block, Grid)]
    assert [row[0] for row in grid.rows] == [str(number) for number in range(1, len(grid.rows) + 1)]
    shown = [row[1].partition(" (figures of ")[0] for row in grid.rows]
    assert shown == titles(talk)


@pytest.mark.parametrize("line, by", [("best pay", "annual_median"), ("growing", "growth")])
def test_the_first_of_a_ranking_are_those_of_the_state(talk, bundled, line, by):
    for words, state in (("state none", None), ("state ohio", "OH"), ("state texas", "TX")):
        say(talk, words, line)
        assert titles(talk) == [row.title for row in bundled.rank(by, state=state, top=40).data.rows]
    say(talk, "no degree")
    found = bundled.rank("annual_median", state="TX", top=40, filters=make_filters(education="certificate")).data.rows
    assert titles(talk) == [row.title for row in found]


def test_a_number_that_is_not_there_says_so(talk):
    say(talk, "nurse")
    assert say(talk, "21") == "There is no number 21 here."
    assert say(talk, "0") == "There is no number 0 here."


def test_families_lead_to_every_job(talk, bundled):
    found = set()
    say(talk, "families")
    assert len(talk.session.choices) == 23
    todo = [choice for choice in talk.session.choices]
    while todo:
        choice = todo.pop()
        below = listings.families(bundled, choice.code, None).choices
        assert below
        found |= {each.code for each in below if each.kind == "job"}
        todo += [each for each in below if each.kind == "family"]
    detailed = {row.code for row in bundled.browse(filters=Filters(group="")).data.occupations if "." not in row.code}
    assert detailed - found == set()


def test_pay_near_a_place(talk):
    assert say(talk, "pay near") == "Which place? Type for example: pay near hartford"
    assert say(talk, "pay near hartford") == "Of which job? Type a job, or the number of one on a list."
    assert say(talk, "pay near nowhereatall") == "No area is called 'nowhereatall'."
    say(talk, "29-1141")
    for line in ("pay near hartford", "pay in hartford", "pay hartford"):
        assert say(talk, line) == ""
        assert "Hartford" in page(talk)
        assert heading(talk).startswith("Registered Nurses")
        say(talk, "back")
    assert say(talk, "pay near nowhereatall") == "No area is called 'nowhereatall'."


def test_a_place_that_several_are_called_is_chosen_by_number(talk):
    say(talk, "29-1141", "pay near portland")
    assert heading(talk) == "Which of these places?"
    maine = next(number for number, title in enumerate(titles(talk), 1) if "ME" in title)
    say(talk, str(maine))
    assert "ME" in page(talk)
    assert "OR-WA" not in page(talk)
    assert heading(talk).startswith("Registered Nurses")


def test_in_a_state_the_place_is_the_one_there_and_stays_so_with_another_state(talk):
    say(talk, "state oregon", "29-1141", "pay near portland")
    before = page(talk)
    assert "OR-WA" in before
    assert heading(talk).startswith("Registered Nurses")
    assert talk.session.view.choices == ()
    assert say(talk, "state none") == "Pay is now that of the whole country."
    assert page(talk) == before
    assert say(talk, "state maine") == "Pay is now that of Maine first."
    assert page(talk) == before
    say(talk, "back")
    assert "Median pay, Maine" in page(talk)


def test_pay_of_something_that_is_no_place_is_a_search(talk):
    say(talk, "29-1141", "pay clerk")
    assert heading(talk) == "Jobs that may fit these words"


def test_another_state_shows_the_page_anew(talk):
    say(talk, "29-1141")
    assert "Median pay, Ohio" not in page(talk)
    assert say(talk, "state ohio") == "Pay is now that of Ohio first."
    assert "Median pay, Ohio" in page(talk)
    assert say(talk, "state TX") == "Pay is now that of Texas first."
    assert "Median pay, Texas" in page(talk)
    assert say(talk, "state none") == "Pay is now that of the whole country."
    assert "Pay in" not in page(talk)
    assert say(talk, "state") == "Which state? Type for example: state ohio"
    assert say(talk, "state nowhere") == "No state or territory is called 'nowhere'."


@pytest.mark.parametrize("line", ["nurse", "best pay", "growing", "no degree", "list", "pay", "outlook", "like", "compare 1 2"])
def test_every_list_with_figures_is_that_of_the_state(talk, line):
    say(talk, "29-1141", "keep", "nurse", "1", line)
    nation = page(talk)
    say(talk, "state guam" if line != "growing" else "state ohio")
    assert page(talk) != nation
    say(talk, "state none")
    assert page(talk) == nation


def test_back_walks_back_through_all_pages(talk):
    seen = [page(talk)]
    for line in ("nurse", "2", "pay", "outlook", "like", "1", "school", "families", "3", "help", "best pay"):
        say(talk, line)
        seen.append(page(talk))
    assert len(set(seen)) == len(seen)
    for before in reversed(seen[:-1]):
        assert say(talk, "back") == ""
        assert page(talk) == before
    assert say(talk, "back") == "This is the first page."
    assert page(talk) == seen[0]


def test_jobs_are_kept_listed_compared_and_dropped(talk):
    assert say(talk, "keep") == "Which one? Give its number on the list: keep 2"
    say(talk, "nurse")
    first, second, third = titles(talk)[:3]
    assert say(talk, "keep 1 and 3") == f"Kept: {first}. Kept: {third}. All you kept: list"
    assert say(talk, "2", "keep") == f"Kept: {second}. All you kept: list"
    say(talk, "list")
    assert titles(talk) == [first, third, second]
    assert say(talk, "compare") == ""
    assert all(title in page(talk) for title in (first, second, third))
    assert say(talk, "drop 2") == ""
    assert titles(talk) == [first, second]
    assert say(talk, "drop 3") == "Give the number of a job that you kept: drop 1. All of them: list"
    assert say(talk, "drop 0") == say(talk, "drop") == say(talk, "drop 1 3") == say(talk, "drop 3")
    assert say(talk, "drop 1, 2 and 2") == ""
    assert "Nothing is kept" in page(talk)


def test_no_more_than_ten_are_kept(talk):
    say(talk, "best pay")
    kept = titles(talk)[:10]
    for number in range(1, 11):
        assert say(talk, f"keep {number}").startswith("Kept: ")
    eleventh = titles(talk)[10]
    assert say(talk, "keep 11") == f"There is no room for {eleventh}: drop one first. All you kept: list"
    assert say(talk, "keep 1") == f"Kept: {kept[0]}. All you kept: list"
    assert [job.title for job in talk.session.kept] == kept


@pytest.mark.parametrize("line", ["compare", "compare 1", "compare 1 1", "compare 1 2 3 4 5 6"])
def test_two_to_five_are_compared(talk, line):
    say(talk, "nurse")
    assert say(talk, line) == "Give the numbers of two to five jobs of the list: compare 1 3"


def test_a_sheet_is_about_what_is_kept(talk, sheets):
    assert say(talk, "handout") == "Keep a job first, for example: keep 2"
    say(talk, "state ohio", "29-1141", "keep")
    assert say(talk, "handout") == "Your sheet is called abc234. Ask the staff for it."
    assert sheets.written == [([NURSES], "OH")]
    sheets.written[0][0].clear()
    assert talk.session.kept == [NURSES]


def test_a_sheet_that_cannot_be_written_is_said(bundled):
    class Full:
        def write(self, jobs: list[Titled], state: str | None) -> str:
            raise OutputError("The sheet could not be written. Please ask the staff.", hint="Try: occlookup show --out")

    talk = Conversation(bundled, None, Full())
    talk.begin()
    assert say(talk, "29-1141", "keep", "handout") == "The sheet could not be written. Please ask the staff."


@pytest.mark.parametrize("line", ["handout", "handuot", "handouts", "sheet"])
def test_without_sheets_nothing_says_there_are_any(bundled, line):
    talk = Conversation(bundled, None)
    talk.begin()
    say(talk, "29-1141", "keep")
    assert "handout" not in say(talk, line)
    say(talk, "help")
    assert "handout" not in page(talk)


def test_a_mistyped_word_is_guessed(talk):
    assert say(talk, "comapre 1 3") == "Did you mean: compare 1 3?"
    assert say(talk, "xyzzyq") == "No job was found for 'xyzzyq'. Try other words, or: families"


def test_a_line_that_nothing_is_found_for_is_repeated_harmlessly(talk):
    message = say(talk, "zq\x1b[2Jx\u202ey\x00w" + "q" * 300)
    assert message.startswith("No job was found for 'zq[2Jxyw")
    assert message.isprintable()
    assert len(message) < 140


def test_an_empty_line_is_nothing(talk):
    assert say(talk, "   ") == ""
    assert not talk.session.used


def test_the_operators_word_says_how_to_leave(talk):
    for line in ("exit", "quit", "q", "bye", "done"):
        assert say(talk, line) == "When you are done, type: new (it clears everything for the next person)."
    say(talk, "help")
    assert not re.search(r"\bexit\b", page(talk))


def test_a_warning_instead_of_jobs_is_shown_as_it_is(talk, bundled, monkeypatch):
    answer = bundled.search("nurse")
    notice = answer._replace(data=answer.data._replace(notice="Call 988.", results=()))
    monkeypatch.setattr(bundled, "search", lambda *given, **named: notice)
    assert say(talk, "anything") == ""
    assert page(talk) == "Call 988.\n"
    assert talk.session.view.choices == ()


def test_a_person_in_distress_is_shown_whom_to_call(talk):
    say(talk, "i want to kill myself")
    assert "988" in page(talk)
    assert "$" not in page(talk)


def test_which_words_mean_the_quiz(talk):
    assert talk.asks_quiz(Said("quiz"))
    assert talk.asks_quiz(Said("number", "1"))
    assert not any(
        talk.asks_quiz(Said(*said))
        for said in (("number", "2"), ("number", "0"), ("number", "99"), ("look", "quiz"), ("help",))
    )
    say(talk, "nurse")
    assert not talk.asks_quiz(Said("number", "1"))


def test_a_quiz_goes_on_where_it_was_and_ends_with_jobs(talk):
    run = talk.quiz()
    assert talk.session.used
    assert len(run.statements) == 60
    for number in range(30):
        run.answer((5, 4, 3, 2, 1, 1)[number % 6])
    assert talk.quiz() is run
    for number in range(30):
        run.answer((5, 4, 3, 2, 1, 1)[number % 6])
    assert talk.finish_quiz() == ""
    assert "Work to look at, what fits best first" in page(talk)
    assert len(talk.session.choices) == 20
    assert talk.session.quiz is None
    assert talk.quiz() is not run


def test_a_quiz_with_all_answers_alike_says_what_that_means(talk):
    run = talk.quiz()
    for _ in range(60):
        run.answer(3)
    assert talk.finish_quiz() == ""
    assert talk.session.view.choices == ()
    assert page(talk)


# Every word from every page


def kept_state(session: Session) -> dict[str, object]:
    return {name: list(value) if isinstance(value, list) else value for name, value in vars(session).items()}


def restore(session: Session, state: dict[str, object]) -> None:
    for name, value in state.items():
        setattr(session, name, list(value) if isinstance(value, list) else value)


def wrong_with(talk: Conversation, line: str, checked: dict[View, str]) -> str:
    """What is not as it should be with the answer to a line; "" where nothing is."""
    before = talk.session.view
    message = talk.handle(line)
    view = talk.session.view
    if message == FAULT and read(line).verb not in ("quiz", "new") and not talk.asks_quiz(read(line)):  # those are the shell's
        return "a fault"
    if not message and view is before:
        return "nothing happens"
    if not message.isprintable() or _COMMAND.search(message):
        return f"message {message!r}"
    if view not in checked:
        shown = plain.render(view.screen, 79)
        wrong = "" if shown.strip() else "an empty page"
        checked[view] = f"a command line: {_COMMAND.search(shown)}" if _COMMAND.search(shown) else wrong
    return checked[view]


def test_every_line_after_every_other_does_something_sensible(talk):
    checked: dict[View, str] = {}
    wrong = []
    for first in LINES:
        talk.begin()
        if said := wrong_with(talk, first, checked):
            wrong.append((first, said))
        then = kept_state(talk.session)
        for second in LINES:
            restore(talk.session, then)
            if said := wrong_with(talk, second, checked):
                wrong.append((first, second, said))
    assert wrong == []
    assert len(checked) > 100


def test_from_a_job_with_a_list_behind_it_every_line_does_too(talk):
    checked: dict[View, str] = {}
    wrong = []
    for opening in (
        ("nurse", "2", "keep"),
        ("state ohio", "best pay", "keep 1 2 3", "4"),
        ("military", "1"),
        ("family", "3", "1"),
    ):
        talk.begin()
        say(talk, *opening)
        then = kept_state(talk.session)
        for first in LINES:
            restore(talk.session, then)
            if said := wrong_with(talk, first, checked):
                wrong.append((opening, first, said))
            after = kept_state(talk.session)
            for second in ("back", "pay", "state texas", "keep", "list", "like", "1", "compare 1 2", "state guam"):
                restore(talk.session, after)
                if said := wrong_with(talk, second, checked):
                    wrong.append((opening, first, second, said))
    assert wrong == []


# Nothing is left


def strings_reachable(start: object, without: set[int]) -> Iterator[str]:
    """Every string that can be come to from an object; code, modules and classes are nobody's words."""
    seen, todo = set(without), [start]
    while todo:
        each = todo.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, str):
            yield each
        elif isinstance(each, (bytes, bytearray)):
            yield each.decode("utf-8", "replace")
        elif isinstance(each, types.FunctionType):
            todo.extend(each.__closure__ or ())
            todo.extend(each.__defaults__ or ())
            todo.append(each.__kwdefaults__)
        elif not isinstance(each, (type, types.ModuleType, types.CodeType, types.BuiltinFunctionType)):
            todo.extend(gc.get_referents(each))


WORDS = ("Veterinary Technologists", "xyzzyq", "plughq", "flamingo")


def leave_traces(talk: Conversation) -> None:
    say(
        talk, "xyzzyq plughq", "work with flamingo", "29-2056", "keep", "pay near plughq", "pay near hartford", "state guam",
        "like", "compare 1 2", "list", "handout", "comapre 1 flamingo",
    )  # fmt: skip
    run = talk.quiz()
    for _ in range(7):
        run.answer(4)


def test_the_search_for_traces_finds_them(talk, bundled):
    leave_traces(talk)
    found = list(strings_reachable(talk, {id(bundled)}))
    for word in ("Veterinary Technologists", "flamingo"):
        assert any(word in text for text in found)
    talk.session.show(lambda text="xyzzyq": View(()))
    assert "xyzzyq" in list(strings_reachable(talk, {id(bundled)}))


def test_after_a_person_nothing_of_theirs_can_be_come_to(bundled):
    talk = Conversation(bundled, bundled.find_state("CT"))
    talk.begin()
    leave_traces(talk)
    talk.begin()
    gc.collect()
    found = list(strings_reachable(talk, {id(bundled)}))
    assert len(found) > 10
    assert [
        text for text in found for word in (*WORDS, "Hartford", "Guam", "29-2056") if word.casefold() in text.casefold()
    ] == []
    assert vars(talk.session) | {"_shown": None} == vars(Session(bundled.find_state("CT"))) | {"_shown": None}
    assert [shown.view for shown in talk.session._shown] == [pages.home(bundled.find_state("CT"))]


def test_the_catalog_remembers_no_words_either(bundled):
    talk = Conversation(bundled, None)
    talk.begin()
    leave_traces(talk)
    talk.begin()
    assert [text for text in strings_reachable(bundled, set()) if "xyzzyq" in text or "plughq" in text] == []


# A fault inside


@pytest.mark.parametrize(
    "method, lines",
    [
        ("search", ["nurse"]), ("show", ["29-1141"]), ("show", ["nurse", "1"]), ("wages_of", ["29-1141", "pay"]),
        ("wages_of", ["29-1141", "pay near hartford"]), ("find_area", ["29-1141", "pay near hartford"]),
        ("find_state", ["state ohio"]), ("outlook", ["29-1141", "outlook"]), ("related", ["29-1141", "like"]),
        ("compare", ["nurse", "compare 1 2"]), ("rank", ["best pay"]), ("rank", ["growing"]), ("rank", ["no degree"]),
        ("browse", ["families"]), ("glances", ["nurse"]), ("glances", ["29-1141", "keep", "list"]),
        ("show", ["29-1141", "tasks"]), ("show", ["29-1141", "state ohio"]), ("show", ["29-1141", "help", "back"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("fault", [RuntimeError, MemoryError, PermissionError])
def test_a_fault_inside_is_one_plain_line(talk, bundled, monkeypatch, method, lines, fault):
    say(talk, *lines[:-1] or ("",))
    before = talk.session.view

    def failing(*given, **named):
        raise fault("/home/kiosk/src/occlookup/store.py line 7")

    with monkeypatch.context() as patch:
        patch.setattr(Catalog, method, failing)
        assert say(talk, lines[-1]) == FAULT
    if lines[-1] != "back":
        assert talk.session.view is before
    assert say(talk, "29-1141") == ""
    assert FAULT == "That did not work. Try something else, or ask the staff."


def test_a_fault_of_the_quiz_or_of_loading_ahead_is_no_more_than_that(talk, bundled, monkeypatch):
    run = talk.quiz()
    for _ in range(60):
        run.answer((5, 4, 3, 2, 1, 1)[len(run.answers) % 6])

    def failing(*given, **named):
        raise RuntimeError("/home/kiosk")

    monkeypatch.setattr(Catalog, "quiz_result", failing)
    monkeypatch.setattr(Catalog, "search", failing)
    assert talk.finish_quiz() == FAULT
    before = talk.session.view
    talk.warm_up()
    assert talk.session.view is before


def test_loading_ahead_shows_nothing_and_counts_as_nobodys(talk):
    before = kept_state(talk.session)
    talk.warm_up()
    assert kept_state(talk.session) == before


# Pages


@pytest.fixture(scope="module")
def jobs(bundled: Catalog) -> list[Titled]:
    """Sixty occupations of all kinds."""
    every = bundled.browse(filters=Filters(group="")).data.occupations
    military = [row for row in every if row.code.startswith("55-")][:6]
    specialties = [row for row in every if "." in row.code][:10]
    aggregates = [row for row in every if "." not in row.code and row.code.endswith("0")][:10]
    named = [row for row in every if row.code in NAMED]
    rest = every[:: len(every) // 30]
    found = list(dict.fromkeys(Titled(row.code, row.title) for row in [*military, *specialties, *aggregates, *named, *rest]))
    assert min(map(len, (military, specialties, aggregates, named))) >= 5
    assert len(found) >= 60
    return found


def views_of(catalog: Catalog, job: Titled, state: str | None) -> dict[str, View]:
    area = catalog.find_state(state) if state else None
    return {
        "job": pages.job(catalog, job, state),
        "pay": pages.pay(catalog, job, state),
        "outlook": pages.outlook(catalog, job, state),
        **{name: pages.section(catalog, job, name, state) for name in ("tasks", "skills", "education")},
        "like": listings.like(catalog, job, area),
        "pay near": pages.pay_near(catalog, job, catalog.find_area("hartford")),
        "compare": listings.compare(catalog, [job, NURSES if job != NURSES else Titled("43-3011", "")], state),
    }


@pytest.fixture(scope="module")
def views(bundled: Catalog, jobs: list[Titled]) -> dict[tuple[str, str | None, str], View]:
    return {
        (job.code, state, name): view
        for place, job in enumerate(jobs)
        for state in (None, ("CT", "TX", "GU")[place % 3])
        for name, view in views_of(bundled, job, state).items()
    }


def test_no_page_names_a_command_line(views):
    for named, view in views.items():
        for shown in (
            plain.render(view.screen),
            terminal.render(view.screen, Medium(100, colour=False, unicode=True, fixed=True)),
        ):
            assert "occlookup " not in shown, named
            assert " --" not in shown, named
            assert "Traceback" not in shown
        assert not _COMMAND.search(view.hint)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)


def figures(block: Block) -> Counter[str]:
    """The figures that a block shows at every width."""
    match block:
        case Grid():
            needed = [place for place, column in enumerate(block.columns) if not column.spare]
            texts = [row[place] for row in block.rows for place in needed] + [block.title, block.note]
        case Boxes():
            texts = [block.title]
            for number, box in enumerate(block.boxes):
                texts += [box.label, *(box.figures if number < block.in_figures else box.figures[2:3])]
        case Ratings():
            texts = [block.title, block.note]
            for rating in block.ratings:
                texts += [rating.label, rating.about, *(bar.figure for bar in rating.bars)]
        case SourceLine() | Links():
            texts = []
        case _:
            texts = list(strings(block))
    return Counter(figure for text in texts for figure in _FIGURE.findall(text))


def test_every_figure_of_a_page_is_on_the_screen_at_every_width(views):
    for named, view in views.items():
        wanted = sum(map(figures, view.screen), Counter())
        for width in WIDTHS:
            shown = terminal.render(view.screen, Medium(width, colour=False, unicode=True, fixed=True))
            assert wanted - Counter(_FIGURE.findall(shown)) == Counter(), (named, width)


def test_the_pages_have_the_figures_of_the_catalog(bundled, views, jobs):
    for job in jobs:
        nation = bundled.show(job.code).data.wages.national
        if nation is not None and nation.annual_median is not None:
            shown = [plain.render(views[job.code, None, name].screen) for name in ("job", "pay")]
            assert all(f"${nation.annual_median:,}" in text for text in shown), job


@pytest.mark.parametrize(
    "said, left",
    [
        ("First. Type: occlookup show 29-1141. Last one here.", "First. Last one here."),
        ("12 more: occlookup show 29-1141 --section tasks", ""),
        ("Only those with --state CT. What it means.", "What it means."),
        ("There are none. Well-known - and not -- a word.", "There are none. Well-known - and not -- a word."),
    ],
)
def test_what_stands_around_a_command_line_stays(said, left):
    blocks = (
        Bullets("Title", ("item",), said), Grid((), (), note=said), Ratings("Title", (), (), said), Bars("Title", (), said),
        Facts((("label", "value"),)),
    )  # fmt: skip
    bullets, grid, ratings, bars, facts = pages.without_commands(blocks)
    assert [bullets.more, grid.note, ratings.note, bars.note] == [left] * 4
    assert facts is blocks[-1]
    paragraph = (Paragraph(left),) if left else ()
    assert pages.without_commands([Paragraph(said)]) == paragraph


def test_no_word_of_a_list_is_written_into_the_source_twice():
    """Every page tells a person to type only what is read as meant."""
    source = Path(pages.__file__).read_text("utf-8") + Path(listings.__file__).read_text("utf-8")
    told = {*re.findall(r"type, for example: ([a-z ]+)\"", source), *re.findall(r"example: ([a-z]+ [a-z0-9]+)\"?", source)}
    assert {"state ohio", "keep 2"} <= {each.strip() for each in told}
    assert all(read(each).verb in VERBS for each in told)
