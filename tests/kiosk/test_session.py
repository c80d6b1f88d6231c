"""What the kiosk knows of a person."""

from __future__ import annotations

import pytest

from occlookup.kiosk.session import MOST_KEPT, Choice, Session, View
from occlookup.model import Area, Titled
from occlookup.render.blocks import Paragraph

OHIO = Area("3900000", "Ohio", "state", "OH")
TEXAS = Area("4800000", "Texas", "state", "TX")


def page(text: str, *choices: str) -> View:
    return View((Paragraph(text),), tuple(Choice("job", code) for code in choices))


def show(session: Session, text: str, *choices: str) -> None:
    session.show(lambda: page(f"{text} {session.letters}", *choices))


def shown(session: Session) -> str:
    return " ".join(block.text for block in session.view.screen if isinstance(block, Paragraph))


@pytest.fixture
def session() -> Session:
    return Session(OHIO)


def test_a_new_one_has_nothing_but_the_operators_state(session):
    assert (session.state, session.letters, session.kept, session.quiz, session.used) == (OHIO, "OH", [], None, False)
    assert (session.view, session.choices) == (View(()), ())
    assert Session(None).letters is None


def test_back_goes_to_the_page_before_and_no_further_than_the_first(session):
    assert not session.back()
    for text in "abc":
        show(session, text)
    assert [shown(session), session.back(), shown(session), session.back(), shown(session), session.back(), shown(session)] == [
        "c OH", True, "b OH", True, "a OH", False, "a OH",
    ]  # fmt: skip


def test_twenty_pages_are_remembered(session):
    for number in range(50):
        show(session, str(number))
    steps = 0
    while session.back():
        steps += 1
    assert (steps, shown(session)) == (19, "30 OH")


def test_another_state_makes_the_page_anew_and_those_before_it_too(session):
    show(session, "a")
    show(session, "b")
    session.move(TEXAS)
    assert shown(session) == "b TX"
    session.back()
    assert shown(session) == "a TX"
    session.move(None)
    assert (shown(session), session.letters) == ("a None", None)


def test_a_page_that_is_made_already_is_not_made_again_until_it_has_to(session):
    made = []
    session.show(lambda: made.append(1) or page("later"), page("at once"))
    assert (shown(session), made) == ("at once", [])
    session.move(TEXAS)
    assert (shown(session), made) == ("later", [1])


def test_a_page_that_cannot_be_made_is_not_gone_to(session):
    show(session, "a")
    with pytest.raises(ZeroDivisionError):
        session.show(lambda: page(str(1 // 0)))
    assert shown(session) == "a OH"
    assert not session.back()


def test_numbers_are_those_of_the_last_page_that_has_any(session):
    show(session, "list", "1", "2")
    show(session, "a job")
    assert [choice.code for choice in session.choices] == ["1", "2"]
    show(session, "another list", "3")
    assert [choice.code for choice in session.choices] == ["3"]
    session.back()
    assert [choice.code for choice in session.choices] == ["1", "2"]


def test_ten_are_kept_each_once(session):
    jobs = [Titled(f"11-{number:04d}", f"Job {number}") for number in range(12)]
    assert MOST_KEPT == 10
    assert [session.keep(job) for job in jobs] == [True] * 10 + [False] * 2
    assert session.keep(jobs[3])
    assert session.kept == jobs[:10]
    del session.kept[0]
    assert session.keep(jobs[11])
    assert not session.keep(jobs[0])


def test_clearing_clears_all(session):
    fresh = vars(Session(OHIO))
    show(session, "a", "1")
    session.move(TEXAS)
    session.keep(Titled("11-1011", "Chief Executives"))
    session.used = True
    session.quiz = object()
    assert vars(session) != fresh
    session.clear()
    assert vars(session) == fresh
