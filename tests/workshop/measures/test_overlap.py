"""Several providers in one place: overlap, its bound, and concentration."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import (
    OverlapCell,
    SpendLine,
    concentration,
    extra_agencies,
    overlap,
    possible_saving_pence,
    round_for_display,
)

EXAMPLE = [
    SpendLine("Council", "A", "admin", 7000000),
    SpendLine("Council", "A", "play", 12000000),
    SpendLine("Library", "A", "play", 3000000),
    SpendLine("Council", "B", "support", 14000000),
    SpendLine("Council", "C", "engage", 3000000),
    SpendLine("NHS", "C", "engage", 2000000),
    SpendLine("Charity", "C", "engage", 1000000),
]


def test_the_worked_example():
    """£210,000 of £420,000 overlaps, at most £60,000 of it is paid for twice."""
    result = overlap(EXAMPLE)
    assert result.cells == (
        OverlapCell("A", "play", "", "", {"Council": 12000000, "Library": 3000000}),
        OverlapCell(
            "C", "engage", "", "", {"Council": 3000000, "NHS": 2000000, "Charity": 1000000}
        ),
    )
    assert [cell.providers for cell in result.cells] == [
        ("Council", "Library"),
        ("Council", "NHS", "Charity"),
    ]
    assert (result.total_pence, result.overlapped_pence) == (42000000, 21000000)
    assert result.overlapped_share == Fraction(1, 2)
    assert result.duplication_upper_bound_pence == 6000000
    assert round_for_display(result.duplication_share * 100, 4) == Decimal("14.2857")
    assert result.provider_pence == {
        "Council": 36000000,
        "Library": 3000000,
        "NHS": 2000000,
        "Charity": 1000000,
    }
    assert round_for_display(result.hhi, 5) == Decimal("0.74263")


def test_only_accidents_could_be_saved():
    """A choice and a safety net are kept."""
    play, engage = overlap(EXAMPLE).cells
    assert possible_saving_pence([(play, "choice"), (engage, "accident")]) == 3000000
    assert possible_saving_pence([(play, "safety net"), (engage, "choice")]) == 0


def test_lines_of_one_provider_never_overlap_with_each_other():
    """They are added up before the largest is taken."""
    alone = [SpendLine("Council", "A", "play", 50), SpendLine("Council", "A", "play", 70)]
    assert overlap(alone).cells == ()
    result = overlap([*alone, SpendLine("Library", "A", "play", 100)])
    assert (result.overlapped_pence, result.duplication_upper_bound_pence) == (220, 100)


def test_names_are_the_same_whatever_their_capitals_and_spaces():
    """Typed twice by two tables, Council is one provider; its first spelling is shown."""
    result = overlap(
        [
            SpendLine("Council", "New parents", "Play", 50),
            SpendLine(" council", "new  parents", "play ", 70),
        ]
    )
    assert (result.cells, result.provider_pence) == ((), {"Council": 120})


def test_a_name_keeps_its_own_spelling_in_each_field():
    """A purpose called play and a provider called Play are two things."""
    result = overlap([SpendLine("Play", "A", "play", 2), SpendLine("Council", "A", "play", 1)])
    assert result.cells == (OverlapCell("A", "play", "", "", {"Play": 2, "Council": 1}),)


def test_a_refund_lowers_only_its_own_provider():
    """What is left with each provider is what overlaps."""
    result = overlap(
        [
            SpendLine("Council", "A", "play", 100),
            SpendLine("Library", "A", "play", 60),
            SpendLine("Library", "A", "play", -20),
        ]
    )
    assert result.cells == (OverlapCell("A", "play", "", "", {"Council": 100, "Library": 40}),)
    assert (result.total_pence, result.duplication_upper_bound_pence) == (140, 40)
    assert result.unmatched_refund_pence == 0


@pytest.mark.parametrize(("refund", "unmatched"), [(-60, 0), (-75, 15)])
def test_a_provider_left_with_nothing_is_none(refund, unmatched):
    """Fully refunded, it no longer overlaps; more than that is told apart, not lost."""
    result = overlap(
        [
            SpendLine("Council", "A", "play", 100),
            SpendLine("Library", "A", "play", 60),
            SpendLine("Library", "A", "play", refund),
        ]
    )
    assert (result.cells, result.total_pence, result.hhi) == ((), 100, 1)
    assert result.unmatched_refund_pence == unmatched


def test_area_and_period_part_cells_where_given():
    """Two providers in different villages do not overlap."""
    lines = [
        SpendLine("Council", "A", "play", 100, area="North"),
        SpendLine("Library", "A", "play", 60, area="South"),
        SpendLine("NHS", "A", "play", 30, area="south", period=""),
    ]
    assert overlap(lines).cells == (
        OverlapCell("A", "play", "South", "", {"Library": 60, "NHS": 30}),
    )


def test_nothing_spent_has_no_shares():
    """No lines, or only nothing on them."""
    for lines in ([], [SpendLine("Council", "A", "play", 0)]):
        result = overlap(lines)
        assert (result.cells, result.total_pence, result.provider_pence) == ((), 0, {})
        assert result.hhi is result.overlapped_share is result.duplication_share is None


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (SpendLine(" ", "A", "play", 1), "Say for each line of spending who provides it."),
        (SpendLine("Council", "", "play", 1), "Say for each line of spending who it is for."),
        (SpendLine("Council", "A", "\t", 1), "Say for each line of spending what it is for."),
    ],
)
def test_blank_names_do_not_meet_in_a_cell(line, sentence):
    """Lines that nobody has placed would look like an overlap."""
    with pytest.raises(InvalidInputError) as caught:
        overlap([line])
    assert str(caught.value) == sentence


def test_amounts_are_whole_pence():
    """Pounds with a point are refused."""
    with pytest.raises(InvalidInputError, match="whole pence"):
        overlap([SpendLine("Council", "A", "play", 1.5)])


def test_agencies_beyond_the_one_a_family_needs():
    """Families that meet 1, 3 and 5 agencies meet two more than one on average."""
    assert extra_agencies([1, 3, 5]) == 2
    with pytest.raises(InvalidInputError):
        extra_agencies([])


lines_typed = st.lists(
    st.builds(
        SpendLine,
        provider=st.sampled_from("PQRS"),
        segment=st.sampled_from("AB"),
        purpose=st.sampled_from(["play", "support"]),
        amount_pence=st.integers(-(10**8), 10**9),
    ),
    max_size=25,
)


@given(lines_typed)
def test_no_more_is_doubled_than_overlaps_or_is_spent(lines):
    """0 <= duplication <= overlap <= total, refunds or not, and no pence goes missing."""
    result = overlap(lines)
    doubled, overlapped = result.duplication_upper_bound_pence, result.overlapped_pence
    assert 0 <= doubled <= overlapped <= result.total_pence
    assert result.total_pence - result.unmatched_refund_pence == sum(
        line.amount_pence for line in lines
    )
    assert sum(result.provider_pence.values()) == result.total_pence
    assert all(len(cell.providers) >= 2 for cell in result.cells)


@given(lines_typed, st.integers(1, 1000))
def test_scale_does_not_change_shares(lines, times):
    """The same lines in another currency have the same shares and concentration."""
    scaled = [SpendLine(x.provider, x.segment, x.purpose, x.amount_pence * times) for x in lines]
    one, many = overlap(lines), overlap(scaled)
    assert (one.hhi, one.overlapped_share, one.duplication_share) == (
        many.hhi,
        many.overlapped_share,
        many.duplication_share,
    )


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30))
def test_concentration_lies_between_even_and_single(amounts):
    """From 1/n when all are alike to 1 when one has it all."""
    assert Fraction(1, len(amounts)) <= concentration(amounts) <= 1
    assert concentration([7] * len(amounts)) == Fraction(1, len(amounts))
