"""What the kiosk knows of the person at it, and nothing else knows.

Owns the one place where a person's words and choices are, so that clearing it clears them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from occlookup.catalog.quiz import QuizRun
from occlookup.model import Area, Titled
from occlookup.render.blocks import Screen

FAULT = "That did not work. Try something else, or ask the staff."
MOST_KEPT = 10
_MOST_BACK = 20


class Choice(NamedTuple):
    """What a number stands for: a word of the list, a job family, a job, or an area; its word, or its code and title."""

    kind: Literal["word", "family", "job", "area"]
    code: str
    title: str = ""


class View(NamedTuple):
    """A page as it is shown: its blocks, and what the numbers on it stand for. `about`: the occupation that it is about."""

    screen: Screen
    choices: tuple[Choice, ...] = ()
    about: Titled | None = None
    hint: str = ""


class _Shown(NamedTuple):
    view: View
    make: Callable[[], View]
    page: int = 0


class Session:
    """One person's. `state` is the state whose figures come first; a new person begins with the operator's."""

    def __init__(self, first_state: Area | None) -> None:
        self._first_state = first_state
        self.clear()

    def clear(self) -> None:
        """Forget the person."""
        self.state = self._first_state
        self.kept: list[Titled] = []
        self.quiz: QuizRun | None = None
        self.used = False
        self._shown: list[_Shown] = []

    @property
    def letters(self) -> str | None:
        """The state's letters, None for the nation."""
        return None if self.state is None else self.state.state

    @property
    def view(self) -> View:
        """The page that is shown."""
        return self._shown[-1].view if self._shown else View(())

    @property
    def page(self) -> int:
        """Which page of the view was shown when it was left; 0 is the first."""
        return self._shown[-1].page if self._shown else 0

    def leave_at(self, page: int) -> None:
        """Note which page of the view is shown, for who comes back to it."""
        self._shown[-1:] = [shown._replace(page=page) for shown in self._shown[-1:]]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the numbers stand for: those of the last page that has any."""
        return next((shown.view.choices for shown in reversed(self._shown) if shown.view.choices), ())

    def show(self, make: Callable[[], View], view: View | None = None) -> None:
        """Go to the page that `make` makes, or has made as `view`; it is where `back` comes back to, made anew."""
        self._shown.append(_Shown(view or make(), make))
        del self._shown[:-_MOST_BACK]

    def back(self) -> bool:
        """Go to the page before; False where there is none."""
        if len(self._shown) < 2:
            return False
        self._shown.pop()
        self._renew(self.page)
        return True

    def move(self, state: Area | None) -> None:
        """Set the state, and show the page anew for it."""
        self.state = state
        self._renew()

    def _renew(self, page: int = 0) -> None:
        make = self._shown[-1].make
        self._shown[-1] = _Shown(make(), make, page)

    def keep(self, occupation: Titled) -> bool:
        """Keep an occupation; False where there is no room. One that is kept already stays kept."""
        if occupation in self.kept:
            return True
        if len(self.kept) == MOST_KEPT:
            return False
        self.kept.append(occupation)
        return True
