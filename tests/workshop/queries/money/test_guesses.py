"""Guesses of £100 beside the truth: gathered by part, spread told, nobody counted twice."""

import pytest

from tests.workshop.queries.making import card
from workshop.errors import InvalidInputError
from workshop.kinds import CardKind, parse_fields
from workshop.queries.figures.resources import guess_figure
from workshop.queries.money.budget import read_budget
from workshop.queries.money.guesses import Guess, GuessRound, read_guesses


def test_guesses_are_gathered_by_what_they_are_about() -> None:
    """Capitals and spaces do not matter; single guesses and whole splits count alike.

    What one or two people wrote by themselves is not there, not even as a name without a figure.
    """
    found = read_guesses(
        [
            card("budget_guess", "Paper", out_of_100=50),
            card("budget_guess", " paper ", out_of_100=10),
            card("budget_guess", "All of it", split=["PAPER: 21", "Play: 79"]),
            card("budget_guess", "Hidden", hidden=True, split=["Paper: 100"]),
            card("budget_guess", "Nothing said"),
        ]
    )
    assert found == GuessRound((Guess("Paper", (10, 21, 50)),), 1)
    assert (found.rows[0].low, found.rows[0].middle, found.rows[0].high) == (10, 21, 50)


def test_the_truth_stands_beside_the_guess_in_the_order_of_the_parts() -> None:
    """Parts nobody guessed show too; where the room was wrong by most is named."""
    play, paper = card("strand", "Play"), card("strand", "Paper")
    lines = [
        card("resource_line", amount_pence=pence, period="year", links={"strand": (strand.id,)})
        for strand, pence in ((play, 90_00), (paper, 10_00))
    ]
    guesses = [card("budget_guess", "G", split=["Play: 40", "Paper: 60"]) for _ in range(3)]
    cards = [play, paper, *lines, *guesses]
    found = read_guesses(cards, read_budget(cards))
    assert found.rows == (Guess("Play", (40,) * 3, 90), Guess("Paper", (60,) * 3, 10))
    assert found.furthest == Guess("Play", (40,) * 3, 90)
    bare = read_guesses([play, paper, *lines], read_budget([play, paper, *lines]))
    assert [row.truth for row in bare.rows] == [90, 10]
    assert bare.furthest is None


def test_the_guess_and_the_truth_are_out_of_one_whole() -> None:
    """Nobody could share anything out to “all others”, so the truth leaves them out, and says so.

    Parts that cost the same show the same figure.
    """
    parts = [card("strand", f"Payee {n}") for n in range(5)]
    sums = (33_332_00, 33_332_00, 33_332_00, 33_332_00, 56_672_00)
    lines = [
        card("resource_line", amount_pence=pence, period="year", links={"strand": (part.id,)})
        for part, pence in zip(parts, sums, strict=True)
    ]
    others = card("resource_line", "All others", amount_pence=810_000_00, period="year")
    split = [f"Payee {n}: 20" for n in range(5)]
    guesses = [card("budget_guess", "G", split=split) for _ in range(3)]
    cards = [*parts, *lines, others, *guesses]
    found = read_guesses(cards, read_budget(cards))
    assert [row.truth for row in found.rows] == [17, 17, 17, 17, 32]
    assert found.left_out == 810_000_00
    figure = guess_figure(found)
    assert "£810,000 lies under no part and is not in it." in figure.cautions[1]
    bare = [*parts, *lines, *guesses]
    assert guess_figure(read_guesses(bare, read_budget(bare))).cautions == figure.cautions[:1]


def test_one_or_two_guesses_are_not_shown() -> None:
    """They would tell who guessed what; the truth shows all the same."""
    play, paper = card("strand", "Play"), card("strand", "Paper")
    line = card("resource_line", amount_pence=5, period="year", links={"strand": (play.id,)})
    guesses = [card("budget_guess", "G", split=["Play: 40", "Paper: 60"]) for _ in range(2)]
    cards = [play, paper, line, *guesses]
    figure = guess_figure(read_guesses(cards, read_budget(cards)))
    assert figure.sentence == "Guess first, then look."
    assert [[mark.said for mark in row.marks] for row in figure.rows] == [["£100"], ["£0"]]
    assert {row.note for row in figure.rows} == {"Too few guesses to show them."}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["A: 40", "B: 50"], "The parts must add up to £100. £10 is left to share out."),
        (["A: 99", "B: 50"], "The parts must add up to £100. It is £49 too much."),
        (["A 40", "B: 60"], "Write each part with its pounds, such as “Family support: 40”."),
        (["A: 50", "a : 50"], "Each part of the work can be there once only."),
    ],
)
def test_what_does_not_add_up_gets_one_sentence(lines: list[str], sentence: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_fields(CardKind.BUDGET_GUESS, {"split": lines})
    assert str(refused.value) == sentence


def test_a_split_is_kept_as_it_was_written() -> None:
    given = ["Play: 40", "Paper: £60", ""]
    found = parse_fields(CardKind.BUDGET_GUESS, {"split": given})
    assert found.model_dump()["split"] == ("Play: 40", "Paper: £60")
