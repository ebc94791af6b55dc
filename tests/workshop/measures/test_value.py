"""Benefit for each pound, payback, and short results."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError
from workshop.measures import (
    AgencyShare,
    BenefitCost,
    BenefitFlow,
    CostFlow,
    benefit_cost,
    payback_months,
    round_for_display,
)


def test_a_claim_of_nine_pounds_is_eight_net():
    """The pound spent is taken off."""
    result = benefit_cost(
        costs=[CostFlow("Meetings", "Police", 100)],
        benefits=[BenefitFlow("Less crime", "Courts", "fiscal", 900)],
        discount_percent=0,
    )
    assert (result.ratio, result.net_per_pound) == (9, 8)


def test_payback_of_the_published_saving():
    """£50,000 against £67,111 a year is paid back in 8.94 months."""
    months = payback_months(one_off_pence=5000000, yearly_saving_pence=6711100)
    assert round_for_display(months, 2) == Decimal("8.94")


@pytest.mark.parametrize("saving", [0, -1])
def test_without_a_saving_it_is_never_paid_back(saving):
    """The sentence says so."""
    with pytest.raises(InvalidInputError, match="never paid back"):
        payback_months(one_off_pence=100, yearly_saving_pence=saving)


def test_discounting_and_every_correction():
    """Two years at 10%: half is deadweight, a fifth others' work, a tenth optimism, then fades."""
    result = benefit_cost(
        costs=[
            CostFlow("Set-up", "Council", 10000, optimism_percent=10),
            CostFlow("Running", "NHS", 1100, first_year=1),
        ],
        benefits=[
            BenefitFlow(
                "Fewer visits",
                "NHS",
                "fiscal",
                100000,
                first_year=1,
                years=2,
                deadweight_percent=50,
                attribution_percent=20,
                drop_off_percent=45,
                optimism_percent=10,
                cashable="part",
            ),
            BenefitFlow("Less lonely", "Residents", "social", 6000),
        ],
        discount_percent=10,
    )
    first = 100000 * Fraction(1, 2) * Fraction(4, 5) * Fraction(9, 10)
    fiscal = first / Fraction(11, 10) + first * Fraction(55, 100) / Fraction(121, 100)
    costs = Fraction(12000)
    assert result == BenefitCost(
        costs_pence=costs,
        benefits_pence=fiscal + 6000,
        ratio=(fiscal + 6000) / costs,
        net_per_pound=(fiscal + 6000) / costs - 1,
        benefits_by_kind={"fiscal": fiscal, "economic": Fraction(0), "social": Fraction(6000)},
        ratio_by_kind={"fiscal": fiscal / costs, "economic": Fraction(0), "social": Fraction(1, 2)},
        fiscal_by_cashable={"yes": Fraction(0), "part": fiscal, "no": Fraction(0)},
        by_agency={
            "Council": AgencyShare(costs_pence=Fraction(11000), benefits_pence=Fraction(0)),
            "NHS": AgencyShare(costs_pence=Fraction(1000), benefits_pence=fiscal),
            "Residents": AgencyShare(costs_pence=Fraction(0), benefits_pence=Fraction(6000)),
        },
    )


def cost(**changed):
    return CostFlow(**{"name": "Cost", "agency": "Council", "yearly_pence": 100, **changed})


def benefit(**changed):
    basics = {"name": "Gain", "agency": "NHS", "kind": "fiscal", "yearly_pence": 100}
    return BenefitFlow(**{**basics, **changed})


def test_without_a_cost_there_is_nothing_to_weigh():
    """No lines, or lines of nothing."""
    for costs in ([], [cost(yearly_pence=0)], [cost(years=0)]):
        with pytest.raises(InvalidInputError, match="Enter what it costs"):
            benefit_cost(costs=costs, benefits=[benefit()], discount_percent=0)


def test_prices_of_different_years_do_not_mix():
    """Lines without a stated year go with any one."""
    with pytest.raises(InvalidInputError, match="Some prices are of 2010 and some of 2024"):
        benefit_cost(
            costs=[cost(price_year=2024)], benefits=[benefit(price_year=2010)], discount_percent=0
        )
    mixed = benefit_cost(costs=[cost(price_year=2024)], benefits=[benefit()], discount_percent=0)
    assert mixed.ratio == 1


@pytest.mark.parametrize(
    "lines",
    [
        {"costs": [cost(yearly_pence=-1)]},
        {"costs": [cost(optimism_percent=-1)]},
        {"costs": [cost(first_year=-1)]},
        {"costs": [cost(years=101)]},
        {"benefits": [benefit(kind="other")]},
        {"benefits": [benefit(cashable="maybe")]},
        {"benefits": [benefit(deadweight_percent=101)]},
        {"benefits": [benefit(drop_off_percent=-1)]},
        {"benefits": [benefit(yearly_pence=1.5)]},
        {"discount_percent": -1},
        {"discount_percent": float("nan")},
    ],
)
def test_figures_that_cannot_be_are_refused(lines):
    """Each with a sentence, never a division by zero."""
    asked = {"costs": [cost()], "benefits": [benefit()], "discount_percent": 3.5, **lines}
    with pytest.raises(InvalidInputError):
        benefit_cost(**asked)


def test_a_loss_counts_against_the_benefits():
    """A change can also make something worse, and that is weighed too."""
    result = benefit_cost(
        costs=[cost()],
        benefits=[benefit(yearly_pence=300), benefit(yearly_pence=-50)],
        discount_percent=0,
    )
    assert result.ratio == Fraction(5, 2)


percents = st.integers(0, 100)


@given(st.integers(1, 10**9), st.integers(0, 10**9), percents, percents, st.integers(1, 1000))
def test_scale_does_not_change_the_ratio(paid, gained, discount, deadweight, times):
    """The same in pence or pounds."""

    def ratio(scale):
        return benefit_cost(
            costs=[cost(yearly_pence=paid * scale, years=3)],
            benefits=[benefit(yearly_pence=gained * scale, years=5, deadweight_percent=deadweight)],
            discount_percent=discount,
        ).ratio

    assert ratio(times) == ratio(1)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["fiscal", "economic", "social"]),
            st.sampled_from(["NHS", "Council"]),
            st.integers(0, 10**8),
        )
    ),
    percents,
)
def test_kinds_and_agencies_add_up_to_the_whole(lines, discount):
    """Nothing is counted twice or lost between the views."""
    result = benefit_cost(
        costs=[cost(years=2), cost(agency="NHS", first_year=1)],
        benefits=[benefit(kind=k, agency=a, yearly_pence=p, years=2) for k, a, p in lines],
        discount_percent=discount,
    )
    assert sum(result.benefits_by_kind.values()) == result.benefits_pence
    assert sum(result.ratio_by_kind.values()) == result.ratio
    assert sum(share.benefits_pence for share in result.by_agency.values()) == result.benefits_pence
    assert sum(share.costs_pence for share in result.by_agency.values()) == result.costs_pence
    assert sum(result.fiscal_by_cashable.values()) == result.benefits_by_kind["fiscal"]
