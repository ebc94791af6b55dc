"""Numbers of a sign that do not agree. All are kept, side by side, each with where it comes from:
the tool knows who said what, not which of them is true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workshop.errors import InvalidInputError, Numerals, Sentence, Sentences
from workshop.measures import (
    VolunteerTime,
    consistent_population,
    population_behind,
    volunteer_hours,
)
from workshop.queries.signs import Sign, SignNumber, plain_figure


@dataclass(frozen=True, slots=True)
class Claim:
    """Readings of one sign for the same sort and day that differ, in the order they came."""

    sort: str
    readings: tuple[SignNumber, ...]


def claims(sign: Sign) -> tuple[Claim, ...]:
    """Where two numbers say different things of the same: both stand, with their sources."""
    groups: dict[tuple[str, object, str], list[SignNumber]] = {}
    for reading in sign.all_readings:
        if reading.sort:
            groups.setdefault((reading.sort, reading.on, reading.basis), []).append(reading)
    return tuple(
        Claim(sort, tuple(found))
        for (sort, _, _), found in groups.items()
        if len({reading.value for reading in found}) > 1
    )


def behind(reading: SignNumber) -> str:
    """How many there are in all if so many are this percentage, as a range; "" where unknown.

    Formula: ``workshop.measures.population_behind``; the percentage is taken as it is written.
    """
    if reading.basis != "percent" or not reading.number or reading.out_of:
        return ""
    if reading.card.fields.get("percent") is None:
        return ""
    try:
        found = population_behind(reading.number, _written(reading))
    except InvalidInputError:
        return ""
    return _range(found)


def joint_population(signs: Iterable[Sign]) -> str:
    """The number that fits all starts counted in the same unit, where two or more say one.

    A sentence, or "" where there is nothing to compare.
    """
    by_unit: dict[str, list[tuple[int, str]]] = {}
    for sign in signs:
        first = sign.baseline
        if first is None or first.out_of or not first.number or not behind(first):
            continue
        by_unit.setdefault(sign.unit, []).append((first.number, _written(first)))
    said = [_joint(pairs) for pairs in by_unit.values() if len(pairs) > 1]
    return Sentences(said)


def _joint(pairs: Sequence[tuple[int, str]]) -> str:
    found = consistent_population(pairs)
    said = (
        Sentence("{number} is {percent} %", number=number, percent=Numerals(percent))
        for number, percent in pairs
    )
    *before, last = said
    listed = Sentence("{before} and {last}", before=Sentences(before, ", "), last=last)
    if not found:
        return Sentence(
            "{listed}: these cannot be of the same group. Check where each comes from.",
            listed=listed,
        )
    return Sentence("{listed}: so there are {range} in all.", listed=listed, range=_range(found))


def _range(found: range) -> str:
    if not found:
        return ""
    low, high = found[0], found[-1]
    if low == high:
        return Numerals(f"{low:,}")
    return Sentence("{low} to {high}", low=Numerals(f"{low:,}"), high=Numerals(f"{high:,}"))


def hours_said(sign: Sign, reading: SignNumber) -> str:
    """How a number of hours is reached by its helpers, or why it cannot be; "" where unsaid.

    Formulas: ``workshop.measures.volunteers``. Weeks have to be stated, since 50 people at 2 hours
    give 5,000 hours in 50 weeks, but only 3,800 in the 38 weeks of school.
    """
    fields = reading.card.fields
    people, each, weeks = (fields.get(name) for name in ("people", "hours_each", "weeks"))
    if sign.unit != "hour" or reading.basis != "count" or not people:
        return ""
    helpers = "1 helper" if people == 1 else f"{people:,} helpers"
    if not weeks:
        return f"{helpers}: say for how many weeks of the year."
    span = Fraction(str(weeks))
    over = f"{helpers} over {plain_figure(span)} weeks"
    try:
        if each is None:
            return f"{over}: {plain_figure(reading.value / (people * span))} hours a week each."
        total = volunteer_hours([VolunteerTime(people, Fraction(str(each)), span)])
    except InvalidInputError as error:
        return str(error)
    given = f"{over} at {plain_figure(Fraction(str(each)))} hours a week give {plain_figure(total)}"
    if total == reading.value:
        return f"{given} hours."
    return f"{given}, not {plain_figure(reading.value)}."


def _written(reading: SignNumber) -> str:
    return str(reading.card.fields.get("percent") or plain_figure(reading.value))
