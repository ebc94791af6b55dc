"""What a change could give back: section 4.10 of the method, from the cards of a room."""

import pytest

from tests.workshop.queries.making import card
from workshop.errors import InvalidInputError
from workshop.queries.cards import CardView
from workshop.queries.money.gains import ChangeCost, WeighedGains, gains_in_play, weigh_gains

WORDS = {"public_money": "Public money", "local_economy": "Local shops", "social": "Lives"}


def gain(sort: str = "public_money", pounds: int = 900, **fields: object) -> CardView:
    return card("benefit", "Less crime", sort=sort, amount_pence=pounds * 100, **fields)


def weigh(*gains: CardView, once: int = 100, yearly: int = 0, rate: float = 0) -> WeighedGains:
    cost = ChangeCost(once * 100, yearly * 100, 2)
    return weigh_gains(gains, cost, discount_percent=rate, this_year=2026, words=WORDS)


def test_nine_pounds_back_are_eight_once_the_pound_is_taken_off() -> None:
    found = weigh(gain(cashable="yes", who_gains="Courts"))
    assert found.sentences[:2] == (
        "For each £1 it costs, gains of £9 could come back: £8 once that £1 is taken off.",
        "Of that, £9 is public money that can be spent again.",
    )
    assert found.kinds == (
        ("Public money", "£900", "£9"),
        ("Local shops", "£0", "£0"),
        ("Lives", "£0", "£0"),
    )
    assert found.parties == (("Who pays for the change", "£100", "£0"), ("Courts", "£0", "£900"))


def test_only_public_money_that_somebody_says_can_be_spent_counts_as_such() -> None:
    """Of what can be spent in part, and of what nobody has said, none is promised."""
    part = weigh(gain(cashable="part"), gain("social", cashable="yes"), gain())
    assert part.sentences[1] == (
        "Of that, £0 is public money that can be spent again. Of £900 more only a part can."
    )


def test_later_years_count_less_and_what_would_come_anyway_is_taken_off() -> None:
    """£1,000 a year from the second year on, half of it anyway, at 10 %: 454.55 + 413.22."""
    second = gain(pounds=1000, starts_in_year=2, years=2, anyway_percent="50")
    named = gain(pounds=1000, starts_in_year=2027, years=2, anyway_percent="50")
    for one in (second, named):
        assert weigh(one, once=0, yearly=110, rate=10).kinds[0][1] == "£868"
    assert weigh(second, once=0, yearly=110, rate=10).parties[0][1] == "£210"


def test_what_cannot_be_weighed_is_left_out_or_told() -> None:
    good = gain()
    others = [gain(pounds=0), card("benefit", "Unsaid"), card("insight", "No gain")]
    assert gains_in_play([good, *others]) == (good,)
    with pytest.raises(InvalidInputError, match="Enter what it costs"):
        weigh(good, once=0)
    with pytest.raises(InvalidInputError, match="prices of one year"):
        weigh(gain(price_year=2010), gain(price_year=2024))
