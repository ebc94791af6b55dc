"""Money, people and need by group: the method's own example to the penny, and what is not said."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.workshop.queries.making import card
from workshop.measures import round_for_display
from workshop.queries.cards import CardView
from workshop.queries.figures.resources import fairness_sentence, segments_figure
from workshop.queries.money.budget import read_budget
from workshop.queries.money.fairness import Fairness, read_fairness


def group(name: str, size: int | None, weight: str | None = None) -> CardView:
    fields = {"size": size, "need_weight": weight}
    return card("segment", name, **{key: one for key, one in fields.items() if one is not None})


def line(pounds: int, **more: object) -> CardView:
    return card("resource_line", amount_pence=pounds * 100, period="year", **more)


def share(of: CardView, *groups: CardView, percent: str) -> CardView:
    links = {"line": (of.id,), "segments": tuple(one.id for one in groups)}
    return card("allocation", share_percent=percent, links=links)


def invented() -> list[CardView]:
    """The example of section 4.6: A 250 people, B 400, C 350; £220k, £140k, £60k."""
    a, b, c = group("A", 250, "1.0"), group("B", 400, "1.2"), group("C", 350, "2.0")
    big, small = line(360_000), line(60_000, for_whom=" c ")
    return [
        a,
        b,
        c,
        big,
        small,
        share(big, a, percent="61.1111"),
        share(big, b, percent="38.8889"),
    ]


def read(cards: list[CardView]) -> Fairness:
    return read_fairness(cards, read_budget(cards))


def exact() -> Fairness:
    """The same with whole lines for each group, so that no penny is lost in a per cent."""
    groups = [group("A", 250, "1.0"), group("B", 400, "1.2"), group("C", 350, "2.0")]
    sums = (220_000, 140_000, 60_000)
    lines = [line(pounds, for_whom=one.text) for one, pounds in zip(groups, sums, strict=True)]
    return read([*groups, *lines])


def test_the_example_of_the_method() -> None:
    """Who lacks most, and what would have to move over all."""
    found = exact()
    result = found.result
    assert result is not None
    assert result.pence_to_move_need is not None
    assert round_for_display(result.pence_to_move_need / 100) == 146_573
    assert fairness_sentence(found) == (
        "£145,594 would have to move to “C” for its money to match its need. "
        "Over all groups it is £146,573."
    )
    figure = segments_figure(found)
    assert [[mark.said for mark in row.marks] for row in figure.rows] == [
        ["14 %", "35 %", "49 %"],
        ["33 %", "40 %", "34 %"],
        ["52 %", "25 %", "17 %"],
    ]
    assert figure.rows[0].note == "£60,000 for 350 people. Each counts 2."


def test_shares_of_a_line_add_up_to_the_penny() -> None:
    found = read(invented())
    assert sum(one.pence for one in found.shares) == 420_000_00
    assert [one.weight for one in found.shares] == [Decimal("1.0"), Decimal("1.2"), Decimal("2.0")]


def test_what_nobody_said_stays_apart() -> None:
    """Half a line shared out leaves half; a line for nobody known is unshared whole."""
    a, b = group("A", 10), group("B", 10)
    half, none = line(100), line(50, for_whom="Everyone")
    found = read([a, b, half, none, share(half, a, b, percent="50")])
    assert ([one.pence for one in found.shares], found.unshared) == ([25_00, 25_00], 100_00)


def test_shares_over_a_hundred_are_said_and_fitted() -> None:
    a, b = group("A", 10), group("B", 10)
    whole = line(100)
    cards = [a, b, whole, share(whole, a, percent="90"), share(whole, b, percent="30")]
    found = read(cards)
    assert [one.pence for one in found.shares] == [75_00, 25_00]
    assert found.over == ((whole, Fraction(120)),)
    assert any("come to 120 %" in said for said in segments_figure(found).cautions)


@pytest.mark.parametrize("sizes", [(None, None), (10, None)])
def test_without_two_known_groups_nothing_is_compared(sizes: tuple[int | None, ...]) -> None:
    groups = [group(str(place), size) for place, size in enumerate(sizes)]
    found = read([*groups, line(5, for_whom="0")])
    assert found.result is None
    assert "Then we can compare" in fairness_sentence(found)
