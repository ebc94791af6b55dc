"""The case for change: the published Knowsley figures with every warning of the method."""

from tests.workshop.queries.making import card
from tests.workshop.queries.money.test_costs import KNOWSLEY, existing, redesigned
from workshop.queries.cards import CardView
from workshop.queries.figures.case_for_change import cost_figure
from workshop.queries.money.case_for_change import CaseForChange, read_case, tried
from workshop.queries.money.costs import read_costs, scenario

WORDS = {
    "change_costs": "The cost of changing",
    "overheads": "Running costs",
    "volunteer_support": "Looking after volunteers",
    "commissioning": "Paying a local group to do it",
}
ALL = list(WORDS)


def case(*cards: CardView) -> CaseForChange:
    (table,) = read_costs(cards)
    return read_case(table)


def test_the_published_case_names_each_saving_with_its_measure() -> None:
    found = case(existing(), redesigned())
    aim = "the 20 to 60 % we aim for"
    assert [one.sentence for one in found.findings] == [
        f"Total cost falls by 13 %: less than {aim}.",
        f"Cost for each family falls by 63 %: more than {aim}.",
        "Of the fall in cost for each family, 86 % comes from reaching more and "
        "14 % from spending less.",
        "It breaks even at 242 families: with fewer, each one costs more than now. "
        "To save 20 % for each one, it must reach 302.",
    ]
    assert found.more == (
        "To reach 649 families in the way of today would cost £1,188,886, which is £746,736 more. "
        "Nobody ever has that money: it is a comparison, not cash.",
    )
    assert found.table.rows == KNOWSLEY


def test_what_is_left_out_must_be_answered() -> None:
    """In, out or none is an answer each; until then the case is a draft."""
    assert case(existing(), redesigned()).unanswered == tuple(ALL)
    said = redesigned(includes=["overheads"], left_out=["change_costs"], none_of=ALL[2:])
    assert not case(existing(), said).is_draft
    paid = card("resource_line", covers="commissioning", amount_pence=1)
    linked = redesigned({"lines": (paid.id,)}, includes=ALL[:3])
    assert case(existing(), linked, paid).unanswered == ()


def test_given_time_stands_beside_the_money_and_its_worth_is_only_a_test() -> None:
    """Section 4.8 with £10 an hour: £1,839.79 and £758.32 for each family."""
    found = case(
        existing(volunteer_hours="220"), redesigned(volunteer_hours="5000", hour_rate_pence=1000)
    )
    assert found.beside == (
        "Now: 220 hours are given in that time.",
        "Then: 5,000 hours are given in that time.",
        "Given time is a gift, not money. It is in no sum above.",
    )
    assert "each family would cost £1,840 now and £758 then" in found.more[-1]
    assert found.table.rows == KNOWSLEY


def test_families_beside_signs_in_children_are_warned_of() -> None:
    sign = card("indicator", sort="reach", unit="child")
    (table,) = read_costs([existing(), redesigned(), sign])
    assert any("count different things" in said for said in table.cautions)


def test_any_number_of_ways_stand_beside_the_present_one() -> None:
    """Newest forecast first, then what turned out; the same name again replaces the old."""
    other = card("cost_scenario", "Other", **redesigned().fields)
    actual = card("cost_scenario", "Real", **{**redesigned().fields, "sort": "actual"})
    tables = read_costs([existing(), redesigned(cost_pence=1), redesigned(), actual, other])
    assert [table.redesigned.text for table in tables] == ["Other", "Then", "Real"]
    assert [table.comparison is not None for table in tables] == [True, True, True]


def test_forecast_and_counted_are_never_drawn_alike() -> None:
    turned_out = card(
        "cost_scenario", "Real", **{**redesigned().fields, "sort": "actual", "basis": "measured"}
    )
    cards = [existing(), redesigned(), turned_out]
    figure = cost_figure([read_case(table) for table in read_costs(cards)], WORDS)
    assert figure is not None
    assert [[(mark.name, mark.said, mark.look) for mark in row.marks] for row in figure.rows] == [
        [
            ("Now", row.existing, "counted"),
            ("Then (forecast)", f"{row.redesigned}, {row.change}", "forecast"),
            ("Real", f"{row.redesigned}, {row.change}", "counted"),
        ]
        for row in KNOWSLEY
    ]
    assert figure.cautions[0].startswith("This is a draft.")


def test_a_slider_recomputes_and_stays_a_forecast() -> None:
    now, then = scenario(existing()), scenario(redesigned())
    found = tried(now, then, cost_pence=44_215_000, reach=242)
    assert found.is_forecast
    assert -1 < (found.unit_cost_change_percent or 0) < 0
    assert (tried(now, then, cost_pence=44_215_000, reach=241).unit_cost_change_percent or 0) > 0


def test_what_the_change_costs_once_is_paid_back_or_is_not() -> None:
    """Section 4.10: £50,000 over £67,111 a year is 8.94 months, so nine."""
    found = case(existing(), redesigned(one_off_pence=5_000_000))
    assert found.findings[-1].sentence == (
        "The change costs £50,000 once. The saving pays that back in 9 months."
    )
    dearer = case(existing(), redesigned(one_off_pence=5_000_000, cost_pence=60_000_000))
    assert "no yearly saving" in dearer.findings[-1].sentence
