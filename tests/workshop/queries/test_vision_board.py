"""What goes on the board: only what the room sees, the most telling first."""

from dataclasses import replace

import pytest

from tests.workshop.queries.making import card
from workshop.queries.vision_board import read_vision_board, room_sees

ON_THE_BOARD = (
    "vision_statement",
    "vision_line",
    "picture",
    "headline",
    "reframe",
    "segment",
    "solution",
    "prototype",
    "indicator",
    "measurement",
    "cost_scenario",
    "first_step",
    "system_ask",
)


def test_an_empty_workshop_has_an_empty_board() -> None:
    board = read_vision_board([])
    assert board.statement is None
    assert (board.lines, board.headlines, board.pictures) == ((), (), ())


@pytest.mark.parametrize("name", ["hidden", "private", "face_down", "withdrawn"])
def test_what_the_room_may_not_see_is_never_on_it(name: str) -> None:
    """Whoever looks: the board is projected and photographed."""
    cards = [replace(card(kind, sort="existing"), **{name: True}) for kind in ON_THE_BOARD]
    assert not any(room_sees(one) for one in cards)
    assert read_vision_board(cards) == read_vision_board([])


def test_the_agreed_vision_comes_before_a_newer_draft() -> None:
    agreed = card("vision_statement", "Agreed", agreed=True)
    assert read_vision_board([agreed, card("vision_statement", "Draft")]).statement == agreed


def test_starred_headlines_lead_then_those_that_the_vision_names() -> None:
    plain, named = card("headline", "plain"), card("headline", "named")
    starred = card("headline", "starred", starred=True)
    line = card("vision_line", links={"headlines": (named.id,)})
    found = read_vision_board([plain, named, starred, line])
    assert [one.text for one in found.headlines] == ["starred", "named", "plain"]


def test_people_who_stay_away_come_first_among_whom_it_reaches() -> None:
    users, away, nobodys = (
        card("segment", "users"),
        card("segment", "away", non_user=True),
        card("segment"),
    )
    solution = card("solution", links={"segments": (users.id, away.id)})
    found = read_vision_board([users, away, nobodys, solution])
    assert [one.text for one in found.segments] == ["away", "users"]


def test_cards_that_say_the_same_stand_once_with_all_that_rests_on_them() -> None:
    """Two people who tap one idea build one solution; a sign that five want is one sign."""
    solution, sign = card("solution", "The warm bus stop"), card("indicator", "Buses")
    twin = replace(card("solution", "The warm bus stop"), merged_into=solution.id)
    test = card("prototype", links={"solution": (twin.id,)})
    target = card("measurement", links={"indicator": (sign.id,)}, sort="target", value="60")
    same = replace(card("indicator", "buses"), merged_into=sign.id)
    board = read_vision_board([solution, twin, test, sign, same, target])
    assert [(one.card.id, one.tests[0].id) for one in board.solutions] == [(solution.id, test.id)]
    assert [one.card.id for one in board.signs] == [sign.id]


def test_a_twin_of_what_is_hidden_stands_for_itself() -> None:
    twin = replace(card("first_step", "Ask her"), merged_into="somewhere else")
    assert read_vision_board([twin]).steps == (twin,)


def test_each_solution_comes_with_its_tests() -> None:
    solution = card("solution", to_test=True)
    test = card("prototype", links={"solution": (solution.id,)})
    (found,) = read_vision_board([solution, test, card("prototype")]).solutions
    assert found.tests == (test,)


def test_what_is_still_to_do_comes_before_what_is_done() -> None:
    done = card("first_step", "done", by_when="2010-01-01", progress="done")
    later = card("first_step", "later", by_when="2011-01-01")
    sooner = card("first_step", "sooner", by_when="2010-06-01", progress="doing")
    found = read_vision_board([done, later, sooner])
    assert [one.text for one in found.steps] == ["sooner", "later", "done"]


def test_what_the_room_took_on_leads() -> None:
    """A newer headline, challenge or solution stands behind the one that was chosen."""
    chosen = [card(kind, f"{kind} chosen") for kind in ("headline", "reframe", "solution")]
    newer = [card(kind, f"{kind} newer") for kind in ("headline", "reframe", "solution")]
    found = read_vision_board([*newer, *chosen], frozenset(one.id for one in chosen))
    assert found.headlines[0].text == "headline chosen"
    assert found.challenge is not None
    assert found.challenge.text == "reframe chosen"
    assert found.solutions[0].card.text == "solution chosen"
    oldest_first = read_vision_board([*chosen, *newer], frozenset(one.id for one in chosen))
    assert oldest_first.challenge == chosen[1]


def test_without_a_solution_the_board_shows_the_groups_in_focus() -> None:
    """A taster builds nothing, and still knows for whom it was."""
    focus, other = card("segment", "Dads", focus=True), card("segment", "Others")
    assert read_vision_board([other, focus]).segments == (focus,)
