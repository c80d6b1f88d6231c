"""Words of distress: what is heard, what is a job all the same, and what search and show answer."""

from __future__ import annotations

import pytest

from occlookup import open_catalog
from occlookup.catalog.distress import NOTICE, speaks_of_harm
from occlookup.catalog.filtering import Order, make_filters
from occlookup.errors import NotFoundError

HEARD = [
    "kill myself", "i want to kill myself", "I'm going to kill my self", "KILL MYSELF!!!", "killing myself", "hurt myself",
    "hurting myself", "harm myself", "cut myself", "cutting myself", "hang myself", "shoot myself", "kill me",
    "i want to die", "I want to die.", "wanna die", "i am going to die", "id rather be dead", "ready to die",
    "I wish I was dead", "i wish i were dead", "end my life", "ending my own life", "take my life", "end it all",
    "commit suicide", "i am suicidal", "I'm suicidal", "I\u2019m suicidal", "im suicidal", "feeling suicidal",
    "i don't want to live", "I don\u2019t want to live anymore", "dont want to be alive", "do not want to exist",
    "no reason to live", "better off dead", "unalive myself", "  kill   myself  ", "\uff4b\uff49\uff4c\uff4c myself",
]  # fmt: skip
JOBS = [
    "tool and die maker", "die maker", "die", "die setter", "want to die cast", "kills bugs", "someone who kills bugs",
    "suicide prevention counselor", "suicide hotline", "hair cutting", "cut hair", "want to cut hair", "wood cutting",
    "life insurance", "take life insurance claims", "life coach", "life guard", "shooting instructor", "shooting guns",
    "someone who shoots movies", "hang drywall", "hangs wallpaper", "crisis counselor", "harm reduction specialist",
    "work with dead people", "dead animals", "hurt animals", "killing floor", "meat cutter", "live in nanny",
    "i want to live in another place", "cutting and sewing", "end of life doula", "self help", "funeral",
]  # fmt: skip


@pytest.fixture(scope="module")
def bundled():
    with open_catalog() as catalog:
        yield catalog


@pytest.mark.parametrize("typed", HEARD)
def test_words_of_distress_are_heard(typed):
    assert speaks_of_harm(typed)


@pytest.mark.parametrize("typed", JOBS)
def test_words_of_jobs_are_no_distress(typed):
    assert not speaks_of_harm(typed)


@pytest.mark.parametrize("typed", ["i want to die now", "i just want to die please", "suicidal", "suicide"])
def test_distress_in_other_words_is_heard_too(typed):
    assert speaks_of_harm(typed)


@pytest.mark.parametrize("typed", ["counselor for people who feel suicidal", "take my life insurance claims"])
def test_a_job_near_words_of_distress_is_a_job(typed):
    assert not speaks_of_harm(typed)


@pytest.mark.parametrize("text", ["", " ", "...", "\x00", "\udcff", "x" * 10_000, "kill " * 5_000])
def test_anything_may_be_asked(text):
    assert not speaks_of_harm(text)


def test_the_notice_says_whom_to_call():
    assert "988" in NOTICE
    assert "call or text" in NOTICE


@pytest.mark.parametrize("typed", ["kill myself", "I want to die", "i don't want to live", "better off dead"])
def test_search_says_whom_to_call_and_nothing_else(bundled, typed):
    answer = bundled.search(typed)
    assert (answer.data.query, answer.data.results, answer.data.notice) == (typed, (), NOTICE)
    assert answer.sources == {}


@pytest.mark.parametrize("words", [{"group": "29"}, {"education": "none"}])
def test_neither_filters_nor_order_change_that(bundled, words):
    answer = bundled.search("kill myself", filters=make_filters(**words), order=Order(top=1, sort="title"))
    assert (answer.data.results, answer.data.notice, answer.sources) == ((), NOTICE, {})


@pytest.mark.parametrize("typed", JOBS)
def test_a_search_for_a_job_has_no_notice(bundled, typed):
    assert bundled.search(typed).data.notice is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("tool and die maker", "51-4111"), ("hair cutting", "39-5012"), ("life insurance", "41-3021"), ("kills bugs", "37-2021")],
)
def test_a_search_for_a_job_finds_it(bundled, typed, code):
    assert code in [result.code for result in bundled.search(typed).data.results[:3]]


@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("typed", ["kill myself", "I want to die", "end it all"])
def test_to_name_it_as_an_occupation_says_whom_to_call_and_suggests_nothing(bundled, typed, groups):
    with pytest.raises(NotFoundError) as raised:
        bundled.resolve(typed, groups=groups)
    assert raised.value.hint == NOTICE
    assert "988" in raised.value.hint
    assert tuple(raised.value.suggestions) == ()


def test_to_name_a_job_says_nothing_of_it(bundled):
    assert bundled.resolve("tool and die maker").code == "51-4111"
    with pytest.raises(NotFoundError) as raised:
        bundled.resolve("want to cut hair")
    assert "988" not in raised.value.hint
    assert raised.value.suggestions
