"""The case for change: what a table of costs means, and what it leaves out.

A saving is always named with its measure. Given time stands beside the money and never in it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from workshop.errors import Numerals, Sentence, Sentences, numbered
from workshop.figures.pounds import said_pounds
from workshop.figures.told_text import original
from workshop.measures import (
    CostComparison,
    ServiceCost,
    compare_costs,
    full_cost_unit,
    payback_months,
    reach_for_unit_saving,
    round_for_display,
    savings_band,
)
from workshop.queries.cards import CardView
from workshop.queries.money.costs import UNITS, CostTable, cost_for, one_of

LEFT_OUT = ("change_costs", "overheads", "volunteer_support", "commissioning")
"""What a saving tends to forget, in the order in which the room is asked."""
ANSWERS: Mapping[str, str] = {
    "includes": "Counted in",
    "left_out": "Left out, and we know it",
    "none_of": "There is none",
}
BANDS = {
    "below": Sentence("less than the 20 to 60 % we aim for"),
    "within": Sentence("within the 20 to 60 % we aim for"),
    "above": Sentence("more than the 20 to 60 % we aim for"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of the case, with the measure it speaks of."""

    measure: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CaseForChange:
    """One way of working beside the present one. ``unanswered`` are the costs of ``LEFT_OUT`` of
    which nobody has said whether they are counted; while there are any, the case is a draft.
    """

    table: CostTable
    findings: tuple[Finding, ...]
    beside: tuple[str, ...]
    more: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def is_draft(self) -> bool:
        return bool(self.unanswered)


def answer(card: CardView, cost: str) -> str:
    """The name of the field of ``ANSWERS`` in which this cost stands; "" where it is in none.

    Where people gave more than one answer, that it is left out is the one to be careful with.
    """
    order = ("left_out", "includes", "none_of")
    return next((name for name in order if cost in (card.fields.get(name) or ())), "")


def unanswered(card: CardView) -> tuple[str, ...]:
    """What nobody has said yet of this cost picture."""
    return tuple(cost for cost in LEFT_OUT if not answer(card, cost))


def read_case(table: CostTable) -> CaseForChange:
    """The sentences that go with a table. Formulas: ``workshop.measures.cost`` and ``volunteers``.

    Who paid the local group may also be said by a money line; then that cost counts as answered.
    """
    waiting = unanswered(table.redesigned)
    if not any("community group is paid" in sentence for sentence in table.cautions):
        waiting = tuple(cost for cost in waiting if cost != "commissioning")
    if table.comparison is None:
        return CaseForChange(table, (), _hours(table), (), waiting)
    found = table.comparison
    return CaseForChange(
        table=table,
        findings=(*_savings(found), *_shares(found), *_break_even(found), *_payback(table)),
        beside=_hours(table),
        more=(*_notional(found), *_full_cost(table)),
        unanswered=waiting,
    )


def _savings(found: CostComparison) -> tuple[Finding, ...]:
    one = found.redesigned.reach_unit
    named = (
        (Sentence("Total cost"), found.cost_change_percent),
        (cost_for(one), found.unit_cost_change_percent),
    )
    return tuple(
        Finding(
            measure,
            Sentence(
                "{measure} {falls}: {band}.",
                measure=measure,
                falls=moves(change),
                band=BANDS[savings_band(-change)],
            ),
        )
        for measure, change in named
        if change is not None
    )


def moves(change: Fraction) -> str:
    """“falls by 13 %”, in the fewest decimals that keep it in its own band."""
    decimals = 0
    while savings_band(-round_for_display(change, decimals)) != savings_band(-change):
        decimals += 1
    shown = round_for_display(abs(change), decimals)
    percent = Numerals(f"{shown} %")
    if not change:
        return Sentence("stays the same")
    if change < 0:
        return Sentence("falls by {percent}", percent=percent)
    return Sentence("rises by {percent}", percent=percent)


def _shares(found: CostComparison) -> tuple[Finding, ...]:
    from_cost, from_reach = found.share_of_fall_from_cost, found.share_of_fall_from_reach
    if from_cost is None or from_reach is None:
        return ()
    measure = cost_for(found.redesigned.reach_unit)
    reach = round_for_display(from_reach * 100)
    return (
        Finding(
            measure,
            Sentence(
                "Of the fall in cost for each {one}, {reach} comes from reaching more and {less} "
                "from spending less.",
                one=one_of(found.redesigned.reach_unit),
                reach=Numerals(f"{reach} %"),
                less=Numerals(f"{100 - reach} %"),
            ),
        ),
    )


def _break_even(found: CostComparison) -> tuple[Finding, ...]:
    """Sensitivity: how many must be reached for the new way to be no dearer for each one."""
    if found.break_even_reach is None:
        return ()
    unit = UNITS.get(found.redesigned.reach_unit, found.redesigned.reach_unit)
    at_least = math.ceil(found.break_even_reach)
    twenty = math.ceil(reach_for_unit_saving(found.existing, found.redesigned, 20))
    return (
        Finding(
            Sentence("Break-even"),
            Sentence(
                "It breaks even at {at_least} {unit}: with fewer, each one costs more than now. "
                "To save 20 % for each one, it must reach {twenty}.",
                at_least=at_least,
                unit=unit,
                twenty=twenty,
            ),
        ),
    )


def _payback(table: CostTable) -> tuple[Finding, ...]:
    """How long until a saving has paid for what the change costs once."""
    found, once = table.comparison, table.redesigned.fields.get("one_off_pence")
    if found is None or not once or (table.redesigned.fields.get("period") or "year") != "year":
        return ()
    paid = Sentence("The change costs {pounds} once.", pounds=Numerals(said_pounds(int(once))))
    if found.cost_change_pence >= 0:
        never = Sentence("There is no yearly saving to pay it.")
        return (Finding(Sentence("One-off cost"), Sentences((paid, never))),)
    months = math.ceil(
        payback_months(one_off_pence=int(once), yearly_saving_pence=-found.cost_change_pence)
    )
    back = numbered(
        months,
        "The saving pays that back in {n} month.",
        "The saving pays that back in {n} months.",
    )
    return (Finding(Sentence("One-off cost"), Sentences((paid, back))),)


def _hours(table: CostTable) -> tuple[str, ...]:
    said: list[str] = []
    for card in (table.existing, table.redesigned):
        hours = card.fields.get("volunteer_hours")
        if hours is not None:
            number = round_for_display(Fraction(str(hours)))
            said.append(
                numbered(
                    int(number),
                    "{name}: {n} hour is given in that time.",
                    "{name}: {n} hours are given in that time.",
                    name=original(card.text),
                )
            )
    return (
        (*said, Sentence("Given time is a gift, not money. It is in no sum above.")) if said else ()
    )


def _notional(found: CostComparison) -> tuple[str, ...]:
    if found.notional_avoided_pence <= 0:
        return ()
    unit = UNITS.get(found.redesigned.reach_unit, found.redesigned.reach_unit)
    reach = round_for_display(found.redesigned.reach if found.redesigned.reach else 0)
    return (
        Sentence(
            "To reach {reach} {unit} in the way of today would cost {cost}, which is {more} more. "
            "Nobody ever has that money: it is a comparison, not cash.",
            reach=int(reach),
            unit=unit,
            cost=Numerals(said_pounds(found.cost_at_existing_unit_pence)),
            more=Numerals(said_pounds(found.notional_avoided_pence)),
        ),
    )


def _full_cost(table: CostTable) -> tuple[str, ...]:
    """What each one reached would cost if the given hours were paid: a test, never a saving."""
    rate = table.redesigned.fields.get("hour_rate_pence")
    hours = [card.fields.get("volunteer_hours") for card in (table.existing, table.redesigned)]
    found = table.comparison
    if found is None or rate is None or None in hours:
        return ()
    units = [
        full_cost_unit(
            cost_pence=side.cost_pence,
            reach=side.reach,
            hours=Fraction(str(given)),
            rate_pence_per_hour=int(rate),
        )
        for side, given in zip((found.existing, found.redesigned), hours, strict=True)
    ]
    return (
        Sentence(
            "A test: if each given hour were paid at {rate}, each {one} would cost {now} now and "
            "{then} then. This says what was not paid, not what the time is worth.",
            rate=Numerals(said_pounds(int(rate))),
            one=one_of(found.redesigned.reach_unit),
            now=Numerals(said_pounds(units[0])),
            then=Numerals(said_pounds(units[1])),
        ),
    )


def tried(
    existing: ServiceCost, redesigned: ServiceCost, *, cost_pence: int, reach: int
) -> CostComparison:
    """The comparison if it costs and reaches this instead; always a forecast.

    Raises ``NoReachError`` at a reach of 0.
    """
    what_if = ServiceCost(
        name=redesigned.name,
        cost_pence=cost_pence,
        reach=reach,
        reach_unit=redesigned.reach_unit,
        kind="forecast",
    )
    return compare_costs(existing, what_if)
