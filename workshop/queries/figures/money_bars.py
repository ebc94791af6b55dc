"""Money as bars: where every £100 goes, and what comes of another way."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from workshop.figures.chart import Bars, Series, Value
from workshop.measures import CostComparison, exact
from workshop.queries.cards import CardView
from workshop.queries.money.budget import Budget
from workshop.queries.money.costs import CostTable, kind_of

Pair = tuple[Fraction, Fraction]


def hundred_bars(budget: Budget) -> Bars | None:
    """Of every £100, how much goes to each part of the work; None where nobody can say."""
    strands = [one for one in budget.strands if one.out_of_100 is not None]
    if not strands:
        return None
    names = tuple(one.strand.text if one.strand else "Under no part of the work" for one in strands)
    values = tuple(
        Value(value=one.out_of_100 or 0, said=f"£{one.out_of_100 or 0}") for one in strands
    )
    series = (Series(name="Of every £100", values=values),)
    return Bars(title="Of every £100", unit="£", categories=names, series=series)


def cost_bars(found: CostTable) -> tuple[Bars, ...]:
    """Cost, reach and cost for each one reached, before and after, each in its own unit.

    Empty where the two cannot be compared.
    """
    if found.comparison is None:
        return ()
    cards = (found.existing, found.redesigned)
    then = [f"{row.redesigned} · {row.change}" for row in found.rows]
    return tuple(
        Bars(
            title=row.label,
            unit=unit,
            categories=tuple(map(scenario, cards)),
            series=(_series(row.label, cards, pair, (row.existing, said)),),
        )
        for row, said, (unit, pair) in zip(
            found.rows, then, cost_pairs(found.comparison), strict=True
        )
    )


def _series(name: str, cards: Sequence[CardView], pair: Pair, said: tuple[str, str]) -> Series:
    values = tuple(
        Value(value=one, said=words, style=basis_of(card))
        for card, one, words in zip(cards, pair, said, strict=True)
    )
    return Series(name=name, values=values)


def basis_of(card: CardView) -> Literal["counted", "forecast"]:
    """Whether the figures of a cost picture were counted or are expected."""
    return "forecast" if kind_of(card) == "forecast" else "counted"


def scenario(card: CardView) -> str:
    """A cost picture by its name; what is only expected says so."""
    return f"{card.text} (forecast)" if kind_of(card) == "forecast" else card.text


def cost_pairs(found: CostComparison) -> tuple[tuple[str, Pair], ...]:
    """Cost, reach and cost for each one: the unit, and the number before and after."""
    return (
        ("pence", (exact(found.existing.cost_pence), exact(found.redesigned.cost_pence))),
        (found.existing.reach_unit, (exact(found.existing.reach), exact(found.redesigned.reach))),
        ("pence", (found.unit_cost_existing_pence, found.unit_cost_redesigned_pence)),
    )
