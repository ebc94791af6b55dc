"""Two or more for the same people and purpose: the method's example, and what the room says."""

from tests.workshop.queries.making import card
from workshop.measures import round_for_display
from workshop.queries.cards import CardView
from workshop.queries.figures.line_sums import overlaps_sentence
from workshop.queries.money.budget import read_budget
from workshop.queries.money.overlaps import OverlapTable, read_overlaps

INVENTED = (
    ("Council", "C", "engage", 30),
    ("Library", "C", "engage", 20),
    ("NHS", "C", "Engage ", 10),
    ("Council", "A", "play", 120),
    ("Charity", "A", "play", 30),
    ("Council", "B", "support", 140),
    ("Council", "A", "admin", 70),
)
"""Provider, group, purpose and thousands of pounds, as in section 4.7 but for one name."""


def lines() -> list[CardView]:
    return [
        card(
            "resource_line",
            amount_pence=thousands * 100_000,
            period="year",
            provider=provider,
            for_whom=whom,
            purpose=purpose,
        )
        for provider, whom, purpose, thousands in INVENTED
    ]


def read(*more: CardView) -> OverlapTable:
    cards = [*lines(), *more]
    return read_overlaps(cards, read_budget(cards))


def note(verdict: str, **more: object) -> CardView:
    return card("overlap_note", verdict=verdict, purpose="engage", **{"for_whom": "c", **more})


def test_the_example_of_the_method() -> None:
    found = read()
    assert [
        (one.cell.segment, one.cell.purpose, one.cell.total_pence, len(one.lines))
        for one in found.cells
    ] == [("A", "play", 150_000_00, 2), ("C", "engage", 60_000_00, 3)]
    assert found.whole.overlapped_pence == 210_000_00
    assert found.whole.duplication_upper_bound_pence == 60_000_00
    assert (found.possible_saving_pence, found.waiting) == (0, 2)
    assert overlaps_sentence(found) == (
        "2 overlaps wait for our word: a choice, a safety net or an accident?"
    )


def test_only_an_accident_frees_money_and_never_more_than_is_paid_twice() -> None:
    assert read(note("choice")).possible_saving_pence == 0
    assert read(note("safety_net")).possible_saving_pence == 0
    assert read(note("accident")).possible_saving_pence == 30_000_00
    assert read(note("accident", saving_pence=5_000_00)).possible_saving_pence == 5_000_00
    assert read(note("accident", saving_pence=99_000_00)).possible_saving_pence == 30_000_00
    found = read(note("accident"))
    assert overlaps_sentence(found) == "Overlaps by accident could free up to £30,000 a year."


def test_a_note_may_name_the_group_by_a_link_and_the_newest_word_counts() -> None:
    c = card("segment", "C")
    linked = card("overlap_note", verdict="choice", purpose="engage", links={"segments": (c.id,)})
    assert read(c, linked).at("engage", "C").verdict == "choice"  # type: ignore[union-attr]
    assert read(c, linked, note("accident")).at("engage", "C").verdict == "accident"  # type: ignore[union-attr]


def test_an_overlap_without_lines_counts_only_what_it_says() -> None:
    other = card("overlap_note", verdict="accident", purpose="Tea", saving_pence=100_00)
    found = read(other, card("overlap_note", verdict="choice", saving_pence=900_00))
    assert [one.text for one in found.others] == ["Words", "Words"]
    assert found.possible_saving_pence == 100_00


def test_lines_that_do_not_say_enough_are_counted_not_guessed() -> None:
    bare = card("resource_line", amount_pence=5, provider="X", purpose="Y")
    assert read(bare).unsaid == 1


def test_concentration_is_that_of_the_method() -> None:
    hhi = read().whole.hhi
    assert hhi is not None
    assert round_for_display(hhi, 5) == round_for_display(0.74263, 5)
