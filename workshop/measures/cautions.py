"""The sentences that have to stand beside a result, so that nobody reads too much into it."""

from collections.abc import Iterable
from fractions import Fraction

from workshop.errors import Numerals, Quoted, Sentence, Sentences
from workshop.measures.cost import (
    SAVINGS_BAND,
    CostComparison,
    ServiceCost,
    compare_costs,
    distinct_units,
    savings_band,
)
from workshop.measures.errors import NoReachError, UnitMismatchError
from workshop.measures.exact import round_for_display, whole

_ONE = (Sentence("family"), Sentence("child"), Sentence("person"))
_QUOTED = (
    Sentence("“family”"),
    Sentence("“child”"),
    Sentence("“person”"),
    Sentence("“families”"),
    Sentence("“children”"),
    Sentence("“people”"),
    Sentence("“hours”"),
)


def cost_cautions(
    existing: ServiceCost,
    redesigned: ServiceCost,
    *,
    has_commissioning_cost: bool,
    other_units: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return the sentences that must accompany a comparison of two scenarios, most basic first.

    ``other_units`` are the units of measures shown beside it. Where the scenarios cannot be
    compared, the sentence that says why stands in place of those about the result. Raises
    ``InvalidInputError`` for a cost or reach that cannot be.
    """
    sentences = [*_forecasts(existing, redesigned)]
    sentences += unit_cautions([existing.reach_unit, redesigned.reach_unit, *other_units])
    try:
        comparison = compare_costs(existing, redesigned)
    except UnitMismatchError:
        pass
    except NoReachError as error:
        sentences.append(error.sentence)
    else:
        sentences += [*_bands(comparison), *_leaning_on_reach(comparison)]
    if not has_commissioning_cost:
        sentences.append(
            Sentence(
                "No line shows what the community group is paid for its work. "
                "Add that cost, or the saving will look too big."
            )
        )
    return tuple(sentences)


def unit_cautions(units: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence when figures shown together count different things."""
    different = distinct_units(units)
    if len(different) < 2:
        return ()
    *before, last = (_known(Quoted([unit]), _QUOTED) for unit in different)
    said = Sentence(
        "The figures count different things: {before} and {last}. Do not add or compare them.",
        before=Sentences(before, between=", "),
        last=last,
    )
    return (said,)


def _known(said: str, ours: Iterable[Sentence]) -> str:
    """The same, to be said in a language where it is ours."""
    return next((one for one in ours if one == said), said)


def registration_cautions(*, reached: int, registered: int) -> tuple[str, ...]:
    """Return a sentence when more are reached than registered, which can be but may be a swap."""
    if whole(reached, what="The number reached") <= whole(registered, what="The number registered"):
        return ()
    return (
        Sentence(
            "More are reached than are registered. That can be true, as some come without "
            "signing up. Check that the two figures are not swapped."
        ),
    )


def _forecasts(*scenarios: ServiceCost) -> Iterable[str]:
    for scenario in scenarios:
        if scenario.kind == "forecast":
            yield Sentence("“{name}” is a forecast. It has not happened yet.", name=scenario.name)


def _bands(comparison: CostComparison) -> tuple[str, ...]:
    if comparison.cost_change_percent is None or comparison.unit_cost_change_percent is None:
        return ()
    cash = -comparison.cost_change_percent
    unit = -comparison.unit_cost_change_percent
    if savings_band(cash) == savings_band(unit):
        return ()
    low, high = SAVINGS_BAND
    said = Sentence(
        "The total cost {cash_falls}, which is {cash_is} the {low}% to {high}% "
        "that this method aims for. The cost for each {one} {falls}, which is "
        "{unit_is} it. Always say which of the two you mean.",
        cash_falls=_falls(cash),
        cash_is=_BANDS[savings_band(cash)],
        low=low,
        high=high,
        one=_known(comparison.redesigned.reach_unit.strip(), _ONE),
        falls=_falls(unit),
        unit_is=_BANDS[savings_band(unit)],
    )
    return (said,)


_BANDS = {"below": Sentence("below"), "within": Sentence("within"), "above": Sentence("above")}


def _falls(saving: Fraction) -> Sentence:
    """Say a saving in the fewest decimals (at least one) that keep it in its own band."""
    if not saving:
        return Sentence("stays the same")
    decimals = 1
    while savings_band(round_for_display(saving, decimals)) != savings_band(saving):
        decimals += 1
    percent = Numerals(f"{round_for_display(abs(saving), decimals)}%")
    if saving > 0:
        return Sentence("falls by {percent}", percent=percent)
    return Sentence("rises by {percent}", percent=percent)


def _leaning_on_reach(comparison: CostComparison) -> tuple[str, ...]:
    share = comparison.share_of_fall_from_reach
    if share is None or share <= 0.5 or comparison.redesigned.kind != "forecast":
        return ()
    said = Sentence(
        "About {percent} of the fall in cost for each {one} comes from "
        "reaching more. It holds only if that many are reached.",
        percent=Numerals(f"{round_for_display(share * 100)}%"),
        one=_known(comparison.redesigned.reach_unit.strip(), _ONE),
    )
    return (said,)
