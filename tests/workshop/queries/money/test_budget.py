"""Money lines added up: sums by the year, out of every £100, bands, guesses and what is missing."""

from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.queries.making import card
from workshop.figures.pounds import band
from workshop.queries.money.budget import read_budget, stop_gaps


def test_the_year_is_what_all_periods_come_to() -> None:
    """A month counts twelve times, a week 52 times; once only, income and gifts stand apart."""
    budget = read_budget(
        [
            card("resource_line", amount_pence=100_00, period="year"),
            card("resource_line", amount_pence=10_00, period="half_year"),
            card("resource_line", amount_pence=10_00, period="quarter"),
            card("resource_line", amount_pence=1_00, period="month"),
            card("resource_line", amount_pence=1_00, period="week"),
            card("resource_line", amount_pence=7_00, period="one_off"),
            card("resource_line", amount_pence=30_00, period="year", sort="income"),
            card("resource_line", amount_pence=5_00, period="week", sort="volunteer_time"),
        ]
    )
    spent = 100_00 + 20_00 + 40_00 + 12_00 + 52_00
    assert (budget.spent, budget.coming_in, budget.given, budget.once) == (
        spent,
        30_00,
        260_00,
        7_00,
    )


def test_what_was_not_said_is_counted_and_said() -> None:
    """No amount adds nothing; no period counts as a year; both are told."""
    budget = read_budget([card("resource_line"), card("resource_line", amount_pence=5)])
    assert (budget.spent, budget.unsaid_amounts, budget.unsaid_periods) == (5, 1, 1)


def test_the_example_of_the_four_parts() -> None:
    """185,000 + 150,000 + 64,261 + 110,000 is 509,261, and of every £100: 36, 29, 13 and 22."""
    sums = {"Child development": 185_000, "Family": 150_000, "Outreach": 64_261, "Admin": 110_000}
    strands = [card("strand", name) for name in sums]
    lines = [
        card(
            "resource_line",
            amount_pence=pounds * 100,
            period="year",
            links={"strand": (strand.id,)},
        )
        for strand, pounds in zip(strands, sums.values(), strict=True)
    ]
    budget = read_budget([*strands, *lines])
    assert budget.spent == 509_261_00
    assert [(one.pence, one.out_of_100) for one in budget.strands] == [
        (185_000_00, 36),
        (150_000_00, 29),
        (64_261_00, 13),
        (110_000_00, 22),
    ]


def test_a_post_is_shared_out_to_the_penny() -> None:
    """Shares of a post split its money; what is left over stands under no part of the work."""
    one, two = card("strand", "One"), card("strand", "Two")
    line = card("resource_line", amount_pence=1_00, period="year", links={"strand": (one.id,)})
    shares = [
        card(
            "strand_share", share_percent="33.3", links={"line": (line.id,), "strand": (strand.id,)}
        )
        for strand in (one, two)
    ]
    budget = read_budget([one, two, line, *shares])
    assert [(s.strand.text if s.strand else "", s.pence) for s in budget.strands] == [
        ("One", 33),
        ("Two", 33),
        ("", 34),
    ]


def test_a_line_under_two_parts_counts_once() -> None:
    """It is split evenly, so that shared money is not counted twice."""
    one, two = card("strand", "One"), card("strand", "Two")
    line = card("resource_line", amount_pence=101, links={"strand": (one.id, two.id)})
    budget = read_budget([one, two, line])
    assert ([s.pence for s in budget.strands], budget.spent) == ([51, 50], 101)


def test_pay_for_one_post_is_guarded() -> None:
    """Fewer than two posts, or nobody knows how many; its part too where nothing else is in it."""
    strand = card("strand", "One")
    links = {"strand": (strand.id,)}
    alone = card("resource_line", sort="salary", fte="1.5", amount_pence=31_000_00, links=links)
    team = card("resource_line", sort="salary", fte="2", amount_pence=60_000_00)
    unknown = card("resource_line", sort="salary", amount_pence=60_000_00)
    rent = card("resource_line", sort="building", amount_pence=60_000_00)
    budget = read_budget([strand, alone, team, unknown, rent])
    assert [line.guarded for line in budget.lines] == [True, False, True, False]
    assert [one.guarded for one in budget.strands] == [True, False]
    assert band(31_000_00) == (30_000_00, 35_000_00)
    both = card("resource_line", sort="building", amount_pence=1, links=links)
    assert [one.guarded for one in read_budget([strand, alone, both]).strands] == [False]


def test_what_local_people_are_paid_must_be_said() -> None:
    """A part with help from local people lacks its cost until a line says it, be it £0."""
    helped = card("strand", "Outreach", community_helps="The parents' group does it")
    alone = card("strand", "Admin")
    assert [one.commissioning_missing for one in read_budget([helped, alone]).strands] == [
        True,
        False,
    ]
    links = {"strand": (helped.id,)}
    unsaid = card("resource_line", covers="commissioning", links=links)
    assert read_budget([helped, unsaid]).strands[0].commissioning_missing
    nothing = card("resource_line", covers="commissioning", amount_pence=0, links=links)
    assert not read_budget([helped, nothing]).strands[0].commissioning_missing


def test_hidden_lines_do_not_count() -> None:
    """What the room cannot see is not in the room's sum."""
    assert read_budget([card("resource_line", amount_pence=5, hidden=True)]).spent == 0


@given(st.lists(st.integers(0, 10**12), max_size=8), st.integers(1, 4))
def test_no_penny_is_lost(amounts: list[int], parts: int) -> None:
    """The parts add up to the total, and the pounds of £100 to 100, whatever people type."""
    strands = [card("strand", str(number)) for number in range(parts)]
    lines = [
        card(
            "resource_line",
            amount_pence=pence,
            links={"strand": tuple(s.id for s in strands[: n % (parts + 1)])},
        )
        for n, pence in enumerate(amounts)
    ]
    budget = read_budget([*strands, *lines])
    assert sum(one.pence for one in budget.strands) == budget.spent == sum(amounts)
    shares = [one.out_of_100 for one in budget.strands]
    assert sum(share or 0 for share in shares) == (100 if budget.spent else 0)


def test_a_stop_says_what_it_still_lacks() -> None:
    """Who feels it, what keeps them safe, and where the money goes."""
    assert stop_gaps(card("stop_entry")) == ("affected", "safeguard", "money_to")
    full = card("stop_entry", affected="A", safeguard="B", money_to="C")
    assert stop_gaps(full) == ()
