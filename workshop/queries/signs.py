"""The signs that show whether it works, each with its start, its goal and what came of it.

A count and a percentage are never compared, and each sign keeps the unit in which it is counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from workshop.errors import InvalidInputError, Numerals, Sentence, Sentences, numbered
from workshop.figures.pounds import said_exactly
from workshop.kinds import CardKind
from workshop.measures import (
    Pace,
    pace,
    progress,
    registration_cautions,
    round_for_display,
    unit_cautions,
)
from workshop.queries.cards import CardView
from workshop.queries.threads.proposals import NOTHING_CHOSEN, RoomChoice

Basis = Literal["count", "percent"]

CHOSEN_IN = "vision.signs"
"""The activity in which the room votes on its signs and takes some on."""


@dataclass(frozen=True, slots=True)
class SignNumber:
    """One number of a sign. ``value`` is a count in the sign's unit, or per cent, by ``basis``.

    ``sort`` is "baseline", "target", "forecast" or "actual"; "" where nobody said. ``number`` of
    ``out_of`` is how many stand behind a percentage.
    """

    card: CardView
    sort: str
    basis: Basis
    value: Fraction
    number: int | None
    out_of: int | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign with its numbers, oldest first. ``basis`` is the one in which it is followed.

    ``apart`` are numbers of the other basis, which cannot be compared with those. ``done`` is the
    part of the way from start to goal that the newest count has gone; None where that cannot be
    said. ``pace`` is that beside the straight line, where start, goal and count have their days.
    """

    card: CardView
    unit: str
    basis: Basis | None
    baseline: SignNumber | None
    target: SignNumber | None
    forecasts: tuple[SignNumber, ...]
    actuals: tuple[SignNumber, ...]
    apart: tuple[SignNumber, ...]
    done: Fraction | None
    pace: Pace | None = None
    all_readings: tuple[SignNumber, ...] = ()
    """Every number that rests on this sign, whatever it says."""
    kept: bool = False
    """Whether the room took it on as its own."""
    by_residents: bool = False
    """Whether residents chose it: as somebody said on its card, else as they voted."""

    @property
    def readings(self) -> tuple[SignNumber, ...]:
        """The numbers that may stand on one line, in the order of the road."""
        ends = [one for one in (self.baseline, *self.actuals, *self.forecasts, self.target) if one]
        return tuple(ends)


def read_signs(cards: Iterable[CardView], choice: RoomChoice = NOTHING_CHOSEN) -> tuple[Sign, ...]:
    """Every sign that is in play, with the numbers that rest on it, oldest sign first.

    ``choice`` is what the room took on where it chose signs, so that each says who chose it.
    """
    found = [card for card in cards if not (card.hidden or card.withdrawn)]
    numbers = [card for card in found if card.kind == CardKind.MEASUREMENT]
    return tuple(
        _sign(card, [one for one in numbers if card.id in one.links.get("indicator", ())], choice)
        for card in found
        if card.kind == CardKind.INDICATOR
    )


def read_number(card: CardView) -> SignNumber | None:
    """A measurement as a count or a percentage; None where it holds no number."""
    fields = card.fields
    number, out_of = fields.get("numerator"), fields.get("denominator")
    basis: Basis
    if fields.get("percent") is not None:
        basis, value = "percent", Fraction(str(fields["percent"]))
    elif fields.get("value") is not None:
        basis, value = "count", Fraction(str(fields["value"]))
    elif number is not None and out_of:
        basis, value = "percent", Fraction(number * 100, out_of)
    elif number is not None:
        basis, value = "count", Fraction(number)
    else:
        return None
    return SignNumber(
        card,
        fields.get("sort") or "",
        basis,
        value,
        number,
        out_of,
        _day(fields.get("measured_on")),
    )


def _day(said: Any) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) else said


def _sign(card: CardView, numbers: Iterable[CardView], choice: RoomChoice) -> Sign:
    readings = [one for one in map(read_number, numbers) if one is not None]
    readings.sort(key=lambda one: one.on or date.min)
    unit = card.fields.get("unit") or ""
    if unit == "percent":
        readings = [_as_percent(one) for one in readings]
    basis = _followed(readings)
    same = [one for one in readings if one.basis == basis]

    def of(sort: str) -> tuple[SignNumber, ...]:
        return tuple(one for one in same if one.sort == sort)

    baseline = next(iter(of("baseline")), None)
    target = next(iter(reversed(of("target"))), None)
    # A start of another day is a count like any other; one of the same day is another's claim.
    later = (
        one for one in of("baseline")[1:] if baseline and baseline.on and one.on != baseline.on
    )
    actuals = (*of("actual"), *later)
    actuals = tuple(sorted(actuals, key=lambda one: one.on or date.min))
    by_hand = card.fields.get("chosen_by_residents")
    return Sign(
        card=card,
        unit=unit,
        basis=basis,
        baseline=baseline,
        target=target,
        forecasts=of("forecast"),
        actuals=actuals,
        apart=tuple(one for one in readings if one.basis != basis),
        done=_done(baseline, target, actuals),
        pace=_pace(baseline, target, actuals),
        all_readings=tuple(readings),
        kept=card.id in choice.kept,
        by_residents=card.id in choice.by_residents if by_hand is None else bool(by_hand),
    )


def _as_percent(reading: SignNumber) -> SignNumber:
    """A plain number of a sign that is counted in per cent is a percentage."""
    if reading.basis == "percent" or reading.card.fields.get("value") is None:
        return reading
    return SignNumber(
        reading.card,
        reading.sort,
        "percent",
        reading.value,
        reading.number,
        reading.out_of,
        reading.on,
    )


def _followed(readings: list[SignNumber]) -> Basis | None:
    """The basis of the goal, else of the start, else of whatever there is."""
    for sort in ("target", "baseline"):
        for reading in readings:
            if reading.sort == sort:
                return reading.basis
    return readings[0].basis if readings else None


def _done(
    baseline: SignNumber | None, target: SignNumber | None, actuals: tuple[SignNumber, ...]
) -> Fraction | None:
    if baseline is None or target is None or not actuals:
        return None
    try:
        return progress(baseline.value, target.value, actuals[-1].value)
    except InvalidInputError:
        return None


def _pace(
    baseline: SignNumber | None, target: SignNumber | None, actuals: tuple[SignNumber, ...]
) -> Pace | None:
    last = actuals[-1] if actuals else None
    if baseline is None or target is None or last is None:
        return None
    if baseline.on is None or target.on is None or last.on is None:
        return None
    try:
        return pace(
            baseline=baseline.value,
            target=target.value,
            actual=last.value,
            start=baseline.on,
            due=target.on,
            on=last.on,
        )
    except InvalidInputError:
        return None


def sign_cautions(signs: Iterable[Sign], words: Mapping[str, str]) -> tuple[str, ...]:
    """Sentences that must stand beside these signs: units that differ, figures that may be swapped.

    ``words`` say each unit in plain words. Only counts of the same unit and basis are compared.
    """
    found = tuple(signs)
    shown = [s for s in found if s.card.fields.get("sort") in ("reach", "registration")]
    sentences = list(unit_cautions(words.get(s.unit, s.unit) for s in shown if s.unit))
    for reach in shown:
        for signed_up in shown:
            pair = (reach.card.fields["sort"], signed_up.card.fields["sort"])
            if pair != ("reach", "registration") or reach.unit != signed_up.unit:
                continue
            if reach.basis != signed_up.basis or not (reach.actuals and signed_up.actuals):
                continue
            met, joined = reach.actuals[-1].value, signed_up.actuals[-1].value
            scale = met.denominator * joined.denominator
            sentences += registration_cautions(
                reached=int(met * scale), registered=int(joined * scale)
            )
    return tuple(dict.fromkeys(sentences))


def residents_chose(signs: Sequence[Sign]) -> Sentence | Sentences:
    """How many of the signs residents chose, and whether that is at least half.

    As soon as the room has taken any on, the others count no more.
    """
    counted = [sign for sign in signs if sign.kept] or signs
    chosen = sum(sign.by_residents for sign in counted)
    said = Sentence("Residents chose {chosen} of {all} signs.", chosen=chosen, all=len(counted))
    if chosen * 2 >= len(counted):
        return said
    more = Sentence("They choose at least half: {n} more.", n=-(-len(counted) // 2) - chosen)
    return Sentences([said, more])


def said_value(reading: SignNumber, unit: str) -> str:
    """A number as people read it: “22.7 % (397)”, “50 people”, “£80”. ``unit`` may be ""."""
    figure = Numerals(plain_figure(reading.value))
    if reading.basis == "percent":
        percent, behind = Numerals(f"{figure} %"), _behind(reading)
        return Sentences((percent, Sentences(("(", behind, ")"), "") if behind else ""))
    if unit == "£":
        return Numerals(said_exactly(reading.value * 100))
    return _so_many(reading.value, unit) or Sentences((figure, unit))


def _behind(reading: SignNumber) -> str:
    """How many of how many a percentage is, as far as somebody said it."""
    if reading.number is None:
        return ""
    number = Numerals(f"{reading.number:,}")
    if not reading.out_of:
        return number
    return Sentence("{number} of {whole}", number=number, whole=Numerals(f"{reading.out_of:,}"))


def _so_many(value: Fraction, unit: str) -> str:
    """So many of what is counted, in the form that goes with their number; "" for other units."""
    if value.denominator != 1 or value < 0:
        return ""
    count = int(value)
    match unit:
        case "families":
            return numbered(count, "{n} family", "{n} families")
        case "children":
            return numbered(count, "{n} child", "{n} children")
        case "people":
            return numbered(count, "{n} person", "{n} people")
        case "hours":
            return numbered(count, "{n} hour", "{n} hours")
    return ""


def plain_figure(value: Fraction) -> str:
    """A number with its thousands apart and no more decimals than it needs, two at most."""
    shown = next(
        (
            round_for_display(value, places)
            for places in range(3)
            if Fraction(round_for_display(value, places)) == value
        ),
        round_for_display(value, 2),
    )
    return f"{shown:,}".replace("-", "−")


def unit_word(sign: CardView, labels: Mapping[str, str]) -> str:
    """The word for what a sign counts; “£” for money, "" for per cent or where nobody said.

    ``labels`` are the words of each unit, as in the playbook.
    """
    unit = sign.fields.get("unit") or ""
    if unit == "money":
        return "£"
    if unit == "other":
        return str(sign.fields.get("unit_other") or "")
    if unit in ("", "percent"):
        return ""
    return labels[unit].lower()
