"""The loop: lines, pages, the quiz, the idle clock, leaving; over a terminal that is none."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable

import pytest

from kiosk.fake_console import ENTER, FakeConsole, line
from occlookup.catalog import Catalog
from occlookup.kiosk import pin as pin_module
from occlookup.kiosk import shell as shell_module
from occlookup.kiosk.console import Gone
from occlookup.kiosk.conversation import Conversation
from occlookup.kiosk.display import Look
from occlookup.kiosk.keyboard import Key
from occlookup.kiosk.pace import Pace
from occlookup.kiosk.pin import Pin, made
from occlookup.kiosk.session import FAULT
from occlookup.kiosk.shell import WARNING_SECONDS, Settings, Shell

RIGHT = "Qz7!front"
HOME = "Type a job you are curious about"
WARNING = "Still there? Press any key."
FOUND = "Jobs that may fit these words"


USUAL = Settings(120.0, Look(colour=False))


class Ran:
    """One run of the shell, until the keys are at an end or the operator leaves."""

    def __init__(
        self, catalog: Catalog, keys: Iterable[object], settings: Settings, *, pace: Pace | None = None, rows: int = 24
    ) -> None:
        self.console = FakeConsole(keys, rows=rows)
        self.counted: list[str] = []
        self.forgotten: list[str] = []
        self.talk = Conversation(catalog, None)
        self.slept: list[float] = []

        def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            self.console.now += seconds

        shell = Shell(
            self.console, self.talk, settings, count=self.counted.append,
            forgotten=lambda: self.forgotten.append(self.console.screen),
            pace=pace or Pace(1000, 4, self.console.monotonic, sleep),
        )  # fmt: skip
        self.shell = shell
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shell_module, "time", types.SimpleNamespace(monotonic=self.console.monotonic))
            try:
                shell.run()
                self.left = True
            except Gone:
                self.left = False

    @property
    def screens(self) -> list[str]:
        """Every screen that was drawn, up to the end of the last person."""
        return [shown for shown in map(str, self.console.screens) if shown.strip()]

    @property
    def last(self) -> str:
        return self.screens[-1]


@pytest.fixture
def run(bundled: Catalog) -> Callable[..., Ran]:
    def run_shell(*keys: object, settings: Settings = USUAL, **more: object) -> Ran:
        flat = [each for key in keys for each in (line(key) if isinstance(key, str) and key != "resize" else [key])]
        return Ran(bundled, flat, settings, **more)

    return run_shell


@pytest.fixture
def pinned(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(pin_module, "_COST", 2)
    return Settings(120.0, Look(colour=False), Pin(made(RIGHT)))


def test_a_line_is_answered_with_the_next_page(run):
    ran = run("nurse", "29-1141", "pay")
    assert HOME in ran.screens[0]
    assert FOUND in "".join(ran.screens)
    assert "Registered Nurses" in ran.last
    assert ran.counted == ["look", "look", "pay"]
    assert not ran.left


def test_a_key_is_shown_as_it_is_pressed(run):
    ran = run(Key("text", "n"), Key("text", "u"), Key("erase"), Key("other"), Key("text", "o"))
    assert ran.screens[0].endswith(" > nu\r > n\x1b[Ko")


def test_a_message_stands_until_the_next_line(run):
    ran = run("1000000", "help")
    assert "No job was found for" in ran.screens[1]
    assert "No job was found for" not in ran.last


def test_enter_turns_pages_and_the_next_page_begins_with_its_first(run):
    ran = run("best pay", "", "more", "", "growing")
    begun = ["Best-paid jobs in" in screen or "Growth" in screen for screen in ran.screens]
    assert begun == [False, True, True, True, True, True]
    assert [screen.partition("(page ")[2][:6] for screen in ran.screens] == ["", "1 of 3", "2 of 3", "", "", "1 of 3"]
    assert ran.screens[4] == ran.screens[3] + "growing"
    assert ran.counted == ["best pay", "growing"]


def test_on_the_last_page_enter_stays_and_more_says_that_there_is_none(run):
    ran = run("", "", "more")
    assert ["There is no more." in screen for screen in ran.screens] == [False, False, False, True]
    assert ran.counted == ["more"]


def test_a_new_person_begins_on_the_first_page_with_nothing_of_the_one_before(run):
    ran = run("nurse", "keep 1", "state ohio", "new", "list")
    assert len(ran.forgotten) == 2
    at = max(number for number, screen in enumerate(ran.screens) if HOME in screen)
    assert at >= 4
    assert "Nothing is kept" in ran.last
    assert "Ohio" not in "".join(ran.screens[at:])
    assert ran.talk.session.kept == []


def test_what_the_person_saw_is_cleared_when_they_go(run):
    ran = run("29-1141", "new")
    assert ran.console.screens[ran.console.screens.index(ran.screens[-1]) - 1] == ""
    assert vars(ran.shell._display) == vars(type(ran.shell._display)(ran.console, Look(colour=False)))


def test_where_nobody_presses_a_key_it_asks_and_then_clears(run):
    ran = run("nurse", None, *[None] * WARNING_SECONDS, settings=Settings(77.0, Look(colour=False)))
    assert WARNING in ran.console.said
    assert [f"cleared in {second} s" in ran.console.said for second in (30, 29, 2, 1)] == [True] * 4
    assert ran.console.waited[-31 - 1 : -1] == [77.0, *[pytest.approx(1.0)] * 30]
    assert HOME in ran.last
    assert len(ran.forgotten) == 2
    assert ran.counted == ["look"]


@pytest.mark.parametrize("key", [Key("text", "x"), ENTER, Key("other"), Key("erase")])
@pytest.mark.parametrize("seconds", [0, 1, 29])
def test_any_key_stays_and_is_none_of_the_line(run, key, seconds):
    ran = run("nurse", *line("ab")[:2], None, *[None] * seconds, key, Key("text", "c"))
    assert FOUND in ran.last
    assert ran.last.endswith(" > abc")
    assert len(ran.forgotten) == 1


def test_a_key_on_the_first_page_alone_needs_no_clearing(run):
    ran = run(*[None] * 100)
    assert WARNING not in ran.console.said
    assert len(ran.screens) == 1


@pytest.mark.parametrize("begun", [[Key("text", "x")], ["nurse"], ["help"], ["quiz"], ["1"]])
def test_whatever_was_begun_is_cleared(run, begun):
    ran = run(*begun, None, *[None] * WARNING_SECONDS, None)
    assert WARNING in ran.console.said
    assert HOME in ran.last
    assert len(ran.forgotten) == 2


def test_pages_turned_are_begun_too(run):
    ran = run("", None, *[None] * WARNING_SECONDS, rows=8)
    assert "(page 2 of" in ran.console.said
    assert len(ran.forgotten) == 2


def test_another_size_is_no_key_and_draws_anew(run):
    ran = run("nurse", *line("ab")[:2], "resize", Key("text", "c"))
    assert ran.last.endswith(" > abc")
    assert sum(FOUND in screen for screen in ran.screens) == 2
    assert WARNING not in ran.console.said


def test_another_size_does_not_stop_the_countdown(run):
    ran = run("nurse", None, "resize", *[None] * WARNING_SECONDS)
    assert HOME in ran.last
    assert len(ran.forgotten) == 2


def test_several_lines_at_once_are_none(run):
    ran = run([*line("nurse"), *line("new"), *line("29-1141")], "help")
    assert "That was too much at once. Type one thing and press Enter." in ran.console.said
    assert ran.counted == ["help"]
    assert "Registered Nurses" not in ran.console.said


def test_one_line_at_once_with_something_behind_it_is_that_line(run):
    ran = run([*line("29-1141"), Key("text", "x")])
    assert "Registered Nurses" in ran.last
    assert ran.last.endswith(" > ")


def test_lines_are_taken_no_faster_than_a_person_types(bundled, run):
    clock = FakeConsole()
    slept = []
    pace = Pace(3, 4, clock.monotonic, lambda seconds: slept.append(seconds))
    run(*["help"] * 10, pace=pace)
    assert len(slept) == 7
    slept.clear()
    run(*[""] * 50, pace=Pace(3, 4, clock.monotonic, slept.append))
    assert slept == []


@pytest.mark.parametrize("word", ["exit", "quit", "q", "EXIT"])
def test_without_a_pin_nobody_leaves(run, word):
    ran = run(word, "", RIGHT)
    assert not ran.left
    assert "When you are done, type: new" in ran.screens[1]
    assert "PIN" not in ran.console.said


def test_with_the_pin_the_operator_leaves_and_all_is_cleared(run, pinned):
    ran = run("nurse", "exit", RIGHT, settings=pinned)
    assert ran.left
    assert "PIN (it is not shown):" in ran.last
    assert len(ran.forgotten) == 1
    assert ran.console.screens[-1] == ""
    assert ran.counted == ["look", "exit"]


def test_a_pin_is_never_shown(run, pinned):
    ran = run("exit", *line(RIGHT)[:5], "resize", *line(RIGHT)[5:], settings=pinned)
    assert ran.left
    typed = ran.console.said.partition("exit")[2]
    assert not set("Qz7!") & set(typed)


def test_a_wrong_pin_stays_and_the_next_guess_waits(run, pinned):
    waits = [None] * 40
    ran = run("exit", "wrong", "exit", None, "wrong", "exit", None, RIGHT, *waits, settings=pinned)
    assert ran.left
    assert ran.console.said.count("That is not the PIN.") == 2
    assert ran.console.said.count("Please wait.") == 2
    assert [wait for wait in ran.console.waited if wait != 120.0] == [pytest.approx(1.0), pytest.approx(2.0)]


def test_keys_do_not_shorten_the_wait(run, pinned):
    ran = run("exit", "wrong", "exit", *line(RIGHT), None, settings=pinned)
    assert not ran.left
    assert "PIN (it is not shown):" in ran.last


def test_the_words_of_the_list_are_no_pin_and_other_words_leave_nothing(run, pinned):
    ran = run("exit", "new", "exit", None, "", "exit", None, "exit", settings=pinned)
    assert not ran.left
    assert len(ran.forgotten) == 1
    assert ran.counted == ["exit", "exit", "exit"]


def test_where_nobody_types_the_pin_it_goes_back_to_the_first_page(run, pinned):
    ran = run("exit", None, *[None] * WARNING_SECONDS, settings=pinned)
    assert HOME in ran.last
    assert "PIN" not in ran.last
    assert len(ran.forgotten) == 2


def test_the_quiz_takes_one_key_a_statement(run):
    ran = run("quiz", *[Key("text", "54321"[number % 5]) for number in range(60)])
    statements = [screen for screen in ran.screens if "How much would you like to do this?" in screen]
    assert len(statements) == 60
    assert [f"{number} of 60:" in screen for number, screen in enumerate(statements, 1)] == [True] * 60
    assert "Your interests" in ran.last
    assert ran.counted == ["quiz"]


def test_the_quiz_begins_with_its_number_too(run):
    assert "1 of 60:" in run("1").last


def test_in_the_quiz_one_goes_back_stops_and_goes_on(run):
    ran = run("quiz", Key("text", "1"), Key("text", "2"), "back", "stop", "nurse", "quiz")
    assert ["2 of 60:" in screen for screen in ran.screens if " of 60:" in screen] == [False, True, False, True, True]
    assert "The quiz waits where you left it. To go on type: quiz" in ran.console.said
    assert "2 of 60:" in ran.last
    assert ran.talk.session.quiz is None


def test_in_the_quiz_before_the_first_statement_there_is_none(run):
    ran = run("quiz", "back", "back")
    assert "1 of 60:" in ran.last


@pytest.mark.parametrize("typed", ["6", "0", "x", "nurse", "12", "help", "exit", "\u0663x"])
def test_in_the_quiz_other_keys_are_no_answer(run, typed):
    ran = run("quiz", *([Key("text", "7")] if typed == "12" else []), typed)
    assert "Press 1, 2, 3, 4 or 5." in ran.last
    assert "1 of 60:" in ran.last


def test_in_the_quiz_a_new_person_begins(run):
    ran = run("quiz", Key("text", "1"), "new", "quiz")
    assert len(ran.forgotten) == 2
    assert "1 of 60:" in ran.last


def test_in_the_quiz_nobody_is_there_any_more(run):
    ran = run("quiz", Key("text", "5"), None, *[None] * WARNING_SECONDS, "quiz")
    assert "1 of 60:" in ran.last


def test_a_quiz_that_cannot_be_asked_is_the_plain_line(run, bundled, monkeypatch):
    monkeypatch.setattr(Catalog, "quiz_statements", lambda self: 1 // 0)
    assert FAULT in run("quiz").last


def test_a_fault_inside_goes_on(run, monkeypatch):
    monkeypatch.setattr(Catalog, "rank", lambda self, *given, **named: 1 // 0)
    ran = run("best pay", "29-1141")
    assert FAULT in ran.screens[1]
    assert "Registered Nurses" in ran.last


def test_the_first_answers_are_loaded_once_and_after_the_first_screen(bundled, monkeypatch):
    loaded = []

    def warm_up(self: Conversation) -> None:
        loaded.append(True)

    monkeypatch.setattr(Conversation, "warm_up", warm_up)
    Ran(bundled, [*line("help"), *line("new"), *line("help")], Settings(120.0, Look(colour=False)))
    assert loaded == [True]


def test_where_the_terminal_is_gone_the_person_is_forgotten_too(run):
    ran = run("nurse", "keep 1")
    assert not ran.left
    assert len(ran.forgotten) == 1
    assert (ran.talk.session.kept, ran.talk.session.used) == ([], False)


def test_it_is_the_same_line_after_line(run):
    ran = run("nurse", "1", "pay", "new", settings=Settings(120.0, Look(plain=True)))
    assert len([screen for screen in ran.console.screens if screen]) == 2  # nothing is cleared but between persons
    assert FOUND in ran.console.said
