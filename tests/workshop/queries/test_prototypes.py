"""Tests of a room: what to find out first, versions in order, money not spent."""

from tests.workshop.queries.making import card
from workshop.queries.prototypes import (
    first_to_test,
    lacks_lines,
    not_spent,
    state_of,
    tried_versions,
)


def test_least_sure_and_worst_if_wrong_comes_first() -> None:
    sure = card("assumption", "sure", how_sure=5, how_bad=5)
    guess = card("assumption", "guess", how_sure=1, how_bad=4)
    worst = card("assumption", "worst", how_sure=2, how_bad=5)
    unsaid = card("assumption", "unsaid", how_sure=1)
    hidden = card("assumption", "hidden", hidden=True)
    found = first_to_test([unsaid, sure, guess, worst, hidden])
    assert [one.text for one in found] == ["worst", "guess", "sure", "unsaid"]


def test_only_tests_that_said_stop_saved_money() -> None:
    stopped = card("prototype", decision="stop", not_spent_pence=640_000)
    kept = card("prototype", decision="keep", not_spent_pence=99)
    hidden = card("prototype", decision="stop", not_spent_pence=1, hidden=True)
    assert not_spent([stopped, kept, hidden, card("prototype", decision="stop")]) == 640_000


def test_a_test_that_says_nothing_is_planned_and_lacks_both_lines() -> None:
    assert state_of(card("prototype")) == "planned"
    assert lacks_lines(card("prototype")) == ("success_line", "stop_line")
    assert lacks_lines(card("prototype", success_line="8", stop_line="5")) == ()


def test_versions_stand_by_number_with_their_trials_added_up() -> None:
    test = ("test1",)
    second = card("version", "two", number=2, links={"prototype": test})
    first = card("version", "one", number=1, links={"prototype": test})
    trials = [
        card("trial", people=10, worked_for=3, links={"prototype": test, "version": (first.id,)}),
        card("trial", people=5, worked_for=4, links={"prototype": test, "version": (first.id,)}),
        card("trial", "no number", links={"prototype": test}),
        card("trial", "of another test", links={"prototype": ("test2",)}),
    ]
    found = tried_versions([second, first, *trials], "test1")
    assert [one.version.text if one.version else None for one in found] == ["one", "two", None]
    assert [(one.people, one.worked) for one in found] == [(15, 7), (None, None), (None, None)]
    assert [trial.text for trial in found[2].trials] == ["no number"]
