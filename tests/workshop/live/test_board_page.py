"""What a walked plan made stands on the board: none of its boxes stays empty."""

from tests.workshop.queries.making import card
from workshop.live.board_page import Masthead, poster
from workshop.playbook import Playbook
from workshop.queries.vision_board import read_vision_board


def told(playbook: Playbook) -> str:
    """The board of a day whose answers were given where the plan asks for them."""
    solution = card(
        "solution",
        "A visit at home",
        different="Somebody comes who knows the street",
        better="Fewer evenings alone",
        lower_now="No letters",
        lower_later="Fewer crises",
    )
    sign = card("indicator", "Evenings alone")
    cards = [
        solution,
        card("prototype", "Try it", stop_line="two say no", links={"solution": (solution.id,)}),
        card(
            "coproduction_area",
            "A visit at home",
            community_does="Knock on the door",
            staff_do="Train and check",
            links={"solutions": (solution.id,)},
        ),
        card("coproduction_area", "A place to meet", both_do="Open it"),
        sign,
        card("first_step", "Find the start", owner="Ann", links={"indicators": (sign.id,)}),
        card("readiness_step", "Insure the visits", owner="Ben"),
    ]
    return poster(read_vision_board(cards), Masthead("A day", 2030), None, playbook, wall=True)


def test_what_solutions_say_of_different_better_and_cost_is_on_the_board(
    playbook: Playbook,
) -> None:
    board = told(playbook)
    for said in ("Somebody comes who knows the street", "Fewer evenings alone", "No letters"):
        assert said in board


def test_who_does_what_stands_with_its_solution_and_the_line_at_which_it_stops(
    playbook: Playbook,
) -> None:
    board = told(playbook)
    for said in ("Knock on the door", "Train and check", "Open it", "We stop if: two say no"):
        assert said in board


def test_who_does_what_has_a_list_of_its_own_in_which_a_solution_is_named_once(
    playbook: Playbook,
) -> None:
    """On the big screen too; where a solution's lines go on, its name waits for the next page."""
    _, _, listed = told(playbook).partition('data-list="who"')
    listed, _, _ = listed.partition("</section>")
    assert "Who does what" in listed
    assert listed.count("<li") == 3
    assert listed.count('"vb-begins">A visit at home<') == 1
    assert listed.count('"vb-again">A visit at home<') == 1


def test_a_start_that_nobody_knows_says_who_finds_out(playbook: Playbook) -> None:
    board = told(playbook)
    assert "not known yet: Ann finds out" in board
    assert "Insure the visits" in board
