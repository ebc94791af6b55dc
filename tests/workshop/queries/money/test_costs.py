"""Cost pictures as the published table, and what has to be said beside it."""

from typing import Any

import pytest

from tests.workshop.queries.making import card
from workshop.queries.cards import CardView
from workshop.queries.money.costs import CostRow, read_costs

KNOWSLEY = (
    CostRow("Cost in a year", "£509,261", "£442,150", "−£67,111 (−13 %)"),
    CostRow("Families reached", "278", "649", "+371 (133 %)"),
    CostRow("Cost for each family", "£1,832", "£681", "−£1,151 (−63 %)"),
)
"""The table as published (Radical Efficiency case paper on Knowsley)."""


def existing(**fields: Any) -> CardView:
    said = {"basis": "measured", "cost_pence": 50_926_100, "reach_count": 278}
    return card(
        "cost_scenario", "Now", sort="existing", **{**said, "reach_unit": "family", **fields}
    )


def redesigned(links: dict[str, tuple[str, ...]] | None = None, **fields: Any) -> CardView:
    said = {"sort": "redesigned", "basis": "forecast", "cost_pence": 44_215_000}
    said |= {"reach_count": 649, "reach_unit": "family"}
    return card("cost_scenario", "Then", links=links, **{**said, **fields})


def test_the_published_table_comes_out() -> None:
    (table,) = read_costs([existing(), redesigned()])
    assert table.rows == KNOWSLEY
    assert table.is_forecast
    assert table.cautions[0] == "“Then” is a forecast. It has not happened yet."


def test_without_two_pictures_there_is_no_table() -> None:
    assert read_costs([redesigned()]) == ()
    assert read_costs([existing()]) == ()


def test_the_newest_picture_of_each_sort_counts_and_hidden_ones_do_not() -> None:
    old = redesigned(cost_pence=1)
    hidden = card("cost_scenario", "Hidden", hidden=True, sort="redesigned")
    (table,) = read_costs([existing(), old, redesigned(), hidden])
    assert table.rows == KNOWSLEY


def test_how_it_turned_out_stands_in_a_table_of_its_own() -> None:
    actual = redesigned(sort="actual", basis="measured")
    tables = read_costs([existing(), redesigned(), actual])
    assert [table.is_forecast for table in tables] == [True, False]


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ("cost_pence", "“Then” does not say what it costs yet."),
        ("reach_count", "“Then” does not say how many it reaches yet."),
        ("reach_unit", "“Then” does not say what is counted yet."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_worked_out(left_out: str, says: str) -> None:
    (table,) = read_costs([existing(), redesigned(**{left_out: None})])
    assert (table.rows, table.cautions) == ((), (says,))


def test_families_and_children_are_never_compared() -> None:
    (table,) = read_costs([existing(), redesigned(reach_unit="child")])
    assert table.rows == ()
    assert any("count different things" in sentence for sentence in table.cautions)


def test_a_year_and_a_month_are_not_compared() -> None:
    (table,) = read_costs([existing(period="year"), redesigned(period="month")])
    assert table.rows == ()
    assert "different lengths of time" in table.cautions[0]


def test_a_service_that_reaches_nobody_gets_a_sentence() -> None:
    (table,) = read_costs([existing(), redesigned(reach_count=0)])
    assert table.rows == ()
    assert any("reaches nobody yet" in sentence for sentence in table.cautions)


def test_a_redesign_that_says_nothing_of_its_basis_is_a_forecast() -> None:
    (table,) = read_costs([existing(), redesigned(basis=None)])
    assert table.is_forecast


def test_what_the_group_is_paid_may_stand_in_the_cost_or_in_a_line_of_it() -> None:
    paid = card("resource_line", covers="commissioning", amount_pence=100)
    unpaid = card("resource_line", covers="commissioning")

    def warned(then: CardView, *lines: CardView) -> bool:
        (table,) = read_costs([existing(), then, *lines])
        return any("community group is paid" in sentence for sentence in table.cautions)

    assert warned(redesigned())
    assert warned(redesigned({"lines": (unpaid.id,)}), unpaid)
    assert not warned(redesigned(includes=["commissioning"]))
    assert not warned(redesigned({"lines": (paid.id,)}), paid)
