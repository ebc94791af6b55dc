"""The signs that show whether it works, one on each line, with the way gone as a live formula."""

from functools import partial

from workshop.exports.formats.workbook.grid import Formula, Grid, Value, as_decimal, column
from workshop.exports.formats.workbook.wording import Wording
from workshop.exports.telling.story import WorkshopStory
from workshop.kinds import CardKind
from workshop.queries.signs import Sign, SignNumber

_WAY_GONE = (
    'IF(OR({start}="",{goal}="",{counted}="",{goal}={start}),"",'
    "({counted}-{start})/({goal}-{start}))"
)
"""``measures.progress``: (counted - start) / (goal - start), empty where one of them is missing."""


def sign_grid(story: WorkshopStory, wording: Wording) -> Grid:
    """What is followed of each sign; a number of another sort stays on its own sheet."""
    return Grid(
        key="signs-and-goals",
        title="Signs and goals",
        about="Each sign that it works: where we start, where we want to be, and what was counted. "
        "Every single number is on the sheet of numbers.",
        columns=_COLUMNS,
        rows=tuple(_row(sign, wording) for sign in story.signs),
    )


def _row(sign: Sign, wording: Wording) -> tuple[Value, ...]:
    counted = sign.actuals[-1] if sign.actuals else None
    expected = sign.forecasts[-1] if sign.forecasts else None
    options = wording.playbook.kind(CardKind.INDICATOR).fields
    return (
        sign.card.id,
        sign.card.text,
        _unit(sign, wording),
        options["direction"].options.get(sign.card.fields.get("direction") or ""),
        *_said(sign.baseline),
        *_said(sign.target),
        *_said(counted),
        *_said(expected),
        Formula(_WAY_GONE, as_decimal(sign.done)),
    )


def _unit(sign: Sign, wording: Wording) -> str | None:
    if sign.basis == "percent":
        return "%"
    if sign.unit == "money":
        return wording.money
    if sign.unit == "other":
        return sign.card.fields.get("unit_other") or None
    return wording.playbook.kind(CardKind.INDICATOR).fields["unit"].options.get(sign.unit)


def _said(reading: SignNumber | None) -> tuple[Value, Value]:
    return (None, None) if reading is None else (as_decimal(reading.value), reading.on)


_kept = partial(column, source="Read by Reframe")


_COLUMNS = (
    _kept("card", "Card", "name", "The name of the sign's card."),
    _kept("sign", "Sign that it works", "text", "What we would notice if this was working."),
    _kept("unit", "Counted in", "name", "What the numbers of this line count."),
    _kept("direction", "Good is", "name", "Which way is good.", allowed="Up; Down"),
    _kept("start", "Start", "decimal", "Where we start."),
    _kept("start_day", "Start: day", "day", "The day that number is for."),
    _kept("goal", "Goal", "decimal", "Where we want to be."),
    _kept("goal_day", "Goal: day", "day", "The day by which we want to be there."),
    _kept("counted", "Counted", "decimal", "The newest number that was really counted."),
    _kept("counted_day", "Counted: day", "day", "The day that number is for."),
    _kept("expected", "Forecast", "decimal", "What we expect. Nobody has counted it."),
    _kept("expected_day", "Forecast: day", "day", "The day that number is for."),
    _kept(
        "way",
        "Part of the way gone",
        "share",
        "A live formula: (counted - start) / (goal - start). 100 % is the goal reached.",
    ),
)
