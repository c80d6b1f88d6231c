"""The loop: a page, a prompt, a line, the next page; and the person forgotten when they go.

Owns the idle clock, the quiz's keys, leaving, and which words are the screen's own. What is on the screen is display.py's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from occlookup.kiosk.console import Console
from occlookup.kiosk.conversation import Conversation
from occlookup.kiosk.display import Display, Look
from occlookup.kiosk.editing import Line
from occlookup.kiosk.pace import Pace
from occlookup.kiosk.pin import Pin
from occlookup.kiosk.session import FAULT, View
from occlookup.kiosk.words import LEAVE, read
from occlookup.render.blocks import Facts, Paragraph

WARNING_SECONDS = 30
_TOO_MUCH = "That was too much at once. Type one thing and press Enter."
_QUIZ_KEYS = ("dislike strongly", "dislike", "unsure", "like", "like strongly")
_QUIZ_DIGITS = tuple(str(number) for number in range(1, len(_QUIZ_KEYS) + 1))
_QUIZ_QUESTION = "How much would you like to do this?"
_QUIZ_HINT = "Press 1 to 5. Or type back, or stop, and press Enter."
_WRONG_PIN = "That is not the PIN."
_FOR_STAFF = "This is for the staff. To go back press Enter."


class Settings(NamedTuple):
    """What the operator chose. `idle` in seconds; `pin` is None where the kiosk is never left."""

    idle: float = 120.0
    look: Look = Look()
    pin: Pin | None = None


class _NextPerson(Exception):
    """Nobody is there any more, or the next person is."""


class Shell:
    """One terminal's kiosk. `count` is told each verb that was used, `forgotten` that a person's traces are gone."""

    def __init__(
        self,
        console: Console,
        conversation: Conversation,
        settings: Settings,
        *,
        count: Callable[[str], None] = lambda verb: None,
        forgotten: Callable[[], None] = lambda: None,
        pace: Pace | None = None,
    ) -> None:
        self._console = console
        self._talk = conversation
        self._settings = settings
        self._count = count
        self._forgotten = forgotten
        self._pace = pace or Pace()
        self._display = Display(console, settings.look)
        self._warm = False
        self._guessed_at = 0.0
        self._talk.begin()

    def run(self) -> None:
        """Serve person after person; returns when the operator leaves.

        Raises:
            Gone: the terminal is no more.
        """
        while True:
            try:
                if self._serve():
                    return
            except _NextPerson:
                pass
            finally:
                self._talk.begin()
                self._display.reset()
                self._forgotten()
                self._console.clear()

    def _serve(self) -> bool:
        """One person; True where the operator leaves."""
        display, session = self._display, self._talk.session
        while True:
            line = self._ask(session.view)
            display.message = ""
            said = read(line)
            if said.verb in ("nothing", "more") and display.has_more:
                display.turn()
                continue
            if said.verb == "nothing":
                continue
            if said.verb == "back" and display.page:
                display.page -= 1
                continue
            self._pace.take()
            self._count(said.verb)
            if said.verb == "new":
                raise _NextPerson
            if said.verb == LEAVE and self._settings.pin is not None:
                session.used = True  # or the question for the PIN would stand there for ever
                if self._may_leave(self._settings.pin):
                    return True
                continue
            before = session.view
            session.leave_at(display.page)
            display.message = self._quiz() if self._talk.asks_quiz(said) else self._talk.handle(line)
            if session.view is not before:
                display.begin(session.page)

    def _draw(self, view: View, line: Line, instead: str = "") -> None:
        self._display.draw(view, self._talk.session.state, line, instead=instead)

    def _ask(self, view: View, instant: tuple[str, ...] = (), *, echo: bool = True, instead: str = "") -> str:
        """The line that is typed below the page. One of the keys in `instant` is a whole line, as the first of a line.

        Raises:
            _NextPerson: nobody answered the warning.
            Gone: the terminal is no more.
        """
        console, line = self._console, Line()
        self._draw(view, line, instead)
        if not self._warm:
            self._warm = True
            self._talk.warm_up()
        while True:
            key = console.key(self._settings.idle)
            if key is None:
                if not console.resized:
                    if not (self._talk.session.used or line.text or self._display.page):
                        continue
                    self._ask_whether_there()
                self._draw(view, line if echo else Line(), instead)
                continue
            if key.kind == "enter":
                if not console.has_more or not console.drain():
                    return line.text
                line = Line()
                self._display.message = _TOO_MUCH
                self._draw(view, line, instead)
                continue
            before = line.text
            line.press(key)
            if line.text in instant:
                return line.text
            if echo and line.text != before:
                self._display.retype(line, before)

    def _ask_whether_there(self) -> None:
        """Count down; any key stays.

        Raises:
            _NextPerson: none came.
            Gone: the terminal is no more.
        """
        console = self._console
        for left in range(WARNING_SECONDS, 0, -1):
            self._display.warn(left)
            if self._key_within(1):
                console.drain()
                return
        raise _NextPerson

    def _key_within(self, seconds: float) -> bool:
        """Wait; True at once where a key comes, whatever else does."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._console.resized = False
            if self._console.key(left) is not None:
                return True
        return False

    def _quiz(self) -> str:
        """Ask the statements, from where the person was; the message to go on with.

        Raises:
            _NextPerson: the person, or nobody, said so.
            Gone: the terminal is no more.
        """
        try:
            run = self._talk.quiz()
        except Exception:
            return FAULT
        display = self._display
        keys = Facts(tuple((f"  {digit}", word) for digit, word in zip(_QUIZ_DIGITS, _QUIZ_KEYS, strict=True)))
        display.page = 0
        answered = False
        while not run.done:
            statement = Paragraph(f"{len(run.answers) + 1} of {len(run.statements)}: {run.current.text}")
            screen = (statement, keys) if display.is_low else (Paragraph(_QUIZ_QUESTION), statement, keys)
            ask = View(screen, hint=_QUIZ_HINT)
            typed = self._ask(ask, _QUIZ_DIGITS)
            display.message = ""
            said = read(typed)
            after_answer, answered = answered, typed in _QUIZ_DIGITS
            if answered:
                run.answer(int(typed))
                display.page = 0
            elif said.verb == "nothing" and after_answer:
                pass  # who presses Enter after the digit, as everywhere else, does not mean the next page
            elif said.verb in ("nothing", "more"):
                display.turn()
            elif said.verb == "back":
                run.back()
                display.page = 0
            elif said.verb == "new":
                raise _NextPerson
            elif said.verb in ("done", "home"):
                if said.verb == "home":
                    self._talk.handle(typed)
                display.page = self._talk.session.page
                return "The quiz waits where you left it. To go on type: quiz"
            else:
                display.message = "Press 1, 2, 3, 4 or 5."
        return self._talk.finish_quiz()

    def _may_leave(self, pin: Pin) -> bool:
        """Whether the operator's PIN was typed; after a wrong one it takes ever longer until the next is asked for.

        Who only typed a word for leaving goes back with Enter; who comes later does not wait for another's guesses.
        """
        view, display = self._talk.session.view, self._display
        self._talk.session.used = True  # nobody is to find a prompt for the PIN, or what was said of one, that another left
        if (until := self._guessed_at + pin.wait) > time.monotonic():
            self._draw(view, Line(), "Please wait.")
        while (left := until - time.monotonic()) > 0:
            self._key_within(left)
        self._console.drain()
        display.message = _FOR_STAFF
        guess = self._ask(view, echo=False, instead="PIN (it is not shown):")
        display.message = ""
        if not guess:
            display.message = self._talk.handle(LEAVE)
            return False
        if pin.is_right(guess):
            return True
        self._guessed_at = time.monotonic()
        display.message = _WRONG_PIN
        return False
