"""Numbers that do not agree are kept side by side, and say for how many they can be true."""

from tests.workshop.queries.making import card
from workshop.queries.cards import CardView
from workshop.queries.claims import behind, claims, hours_said, joint_population
from workshop.queries.signs import Sign, read_signs, residents_chose


def sign(name: str, *numbers: dict[str, object], **fields: object) -> list[CardView]:
    one = card("indicator", name, **{"unit": "child", **fields})
    return [
        one,
        *(
            card(
                "measurement",
                str(number.pop("source", "Somebody")),
                links={"indicator": (one.id,)},
                **number,
            )
            for number in numbers
        ),
    ]


def start(percent: str, number: int | None = None, source: str = "Case paper") -> dict[str, object]:
    return {"sort": "baseline", "percent": percent, "numerator": number, "source": source}


def read(*cards: list[CardView]) -> tuple[Sign, ...]:
    return read_signs([one for few in cards for one in few])


def test_two_starts_that_differ_are_two_claims_and_no_progress() -> None:
    """22.7 % in one paper, 22 % in another: both stand, neither is a count since the start."""
    (found,) = read(sign("Reach", start("22.7", 397), start("22", source="Case study")))
    (claim,) = claims(found)
    assert [(one.value, one.card.text) for one in claim.readings] == [
        (found.all_readings[0].value, "Case paper"),
        (22, "Case study"),
    ]
    assert found.actuals == ()
    assert claims(read(sign("Same", start("22"), start("22")))[0]) == ()


def test_the_whole_behind_a_percentage_is_a_range() -> None:
    """Section 4.3: 397 at 22.7 % is 1,746 to 1,752 children, and 934 at 53 % fits."""
    reach = sign("Reach", start("22.7", 397))
    joined = sign("Joined", start("53", 934))
    found = read(reach, joined)
    assert [behind(one.baseline) for one in found if one.baseline] == [
        "1,746 to 1,752",
        "1,746 to 1,779",
    ]
    assert joint_population(found) == (
        "397 is 22.7 % and 934 is 53 %: so there are 1,746 to 1,752 in all."
    )


def test_figures_that_cannot_be_of_the_same_group_are_named() -> None:
    found = read(sign("Reach", start("22", 397)), sign("Joined", start("22.7", 397)))
    assert "cannot be of the same group" in joint_population(found)
    families = read(sign("A", start("22", 397)), sign("B", start("22.7", 397), unit="family"))
    assert joint_population(families) == ""


def test_pace_needs_all_three_days() -> None:
    """Half of the time gone and a quarter of the way done is behind."""
    days: list[dict[str, object]] = [
        {"sort": "baseline", "value": "0", "measured_on": "2026-01-01"},
        {"sort": "target", "value": "100", "measured_on": "2028-01-01"},
        {"sort": "actual", "value": "25", "measured_on": "2027-01-01"},
    ]
    (found,) = read(sign("Volunteers", *[dict(day) for day in days]))
    assert found.pace is not None
    assert (found.pace.expected, round(found.pace.days_ahead)) == (50, -182)
    days[1].pop("measured_on")
    (found,) = read(sign("Volunteers", *days))
    assert found.pace is None


def test_residents_choose_at_least_half() -> None:
    chosen, other = (
        sign("A", chosen_by_residents=True),
        sign("B"),
    )
    assert residents_chose(read(chosen, other)) == "Residents chose 1 of 2 signs."
    assert residents_chose(read(sign("A"), sign("B"), sign("C"))) == (
        "Residents chose 0 of 3 signs. They choose at least half: 2 more."
    )


def test_hours_say_how_they_are_reached() -> None:
    """Section 4.8: 12 people, 1,840 hours; the goal of 5,000 holds in 50 weeks, not in 38."""

    def said(**fields: object) -> str:
        (found,) = read(sign("Hours", {"sort": "target", **fields}, unit="hour"))
        return hours_said(found, found.all_readings[0])

    assert said(value="1840", people=12, weeks="52") == (
        "12 helpers over 52 weeks: 2.95 hours a week each."
    )
    fifty = {"value": "5000", "people": 50, "hours_each": "2"}
    assert said(**fifty, weeks="50") == (
        "50 helpers over 50 weeks at 2 hours a week give 5,000 hours."
    )
    assert said(**fifty, weeks="38") == (
        "50 helpers over 38 weeks at 2 hours a week give 3,800, not 5,000."
    )
    assert said(**fifty) == "50 helpers: say for how many weeks of the year."
    assert said(value="9") == ""
