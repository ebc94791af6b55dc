"""Slides with figures: where the money goes, what it costs and whom it reaches, and the signs."""

from collections.abc import Iterator, Sequence

from workshop.exports.document.blocks import Cell, Number, TableBlock
from workshop.exports.document.card_words import counted
from workshop.exports.document.charts import cost_table
from workshop.exports.formats.office_text import printable
from workshop.exports.formats.slides.deck import Plot, Rows, Slide, Text
from workshop.exports.formats.slides.native_charts import quoted
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.bars import Bars
from workshop.kinds import CardKind
from workshop.queries.figures.case_for_change import cost_figure
from workshop.queries.figures.resources import NO_PART, hundred_figure, hundred_told
from workshop.queries.figures.sign_tracks import sign_track
from workshop.queries.money.case_for_change import read_case
from workshop.queries.money.costs import CostTable, kind_of
from workshop.queries.signs import Sign, SignNumber, said_value, unit_word

_NAME = 50
"""Letters of somebody's words that a headline has room for beside ours."""
_HATCHED = "A forecast is hatched. Nobody has counted it yet."


def money_slide(story: WorkshopStory) -> Iterator[Slide]:
    """Of every £100, how much goes where; nothing that could be one person's pay."""
    chart = hundred_figure(story.budget)
    if chart is None:
        return
    told = hundred_told(chart.rows)
    yield Slide(
        layout="chart",
        title=_money_title(chart, whole=not story.budget.unsaid_amounts),
        places=(
            Plot(chart=chart, alt=f"Bars. {chart.sentence}"),
            Text(
                lines=(
                    "Money is told after the insights, and as parts of a whole.",
                    "Ask what each part does for people's lives, and what nobody would miss.",
                    _unsaid(story.budget.unsaid_amounts),
                    f"Source: {chart.source}." if chart.source else "",
                )
            ),
        ),
        notes=(
            "Point at the longest bar. Ask: whose life gets better by it?",
            "What helps early often costs least. Where is it here?",
            "",
            "In full:",
            *told,
            *(f"Source: {source}." for source in story.budget.rests_on),
        ),
    )


def _money_title(chart: Bars, *, whole: bool) -> str:
    """What takes most of the money, and whether all of it stands in the sum."""
    most = max(chart.rows, key=lambda row: row.marks[0].size or 0)
    pounds = f"{most.marks[0].said} of every £100"
    if most.label is NO_PART:
        goes = f"{pounds} lies under no part of the work yet"
    else:
        long = len(printable(most.label)) > _NAME
        goes = f"{pounds} goes to {'one part of the work' if long else quoted(most.label)}"
    return goes if whole else f"Of what is counted, {goes}"


def _unsaid(lines: int) -> str:
    """What the sums do not hold: a line without an amount, or one whose amount is not told here."""
    them = "It is" if lines == 1 else "They are"
    return f"{counted(lines, 'line')} without an amount here. {them} not counted." if lines else ""


def cost_slide(story: WorkshopStory) -> Iterator[Slide]:
    """The cost table as the screens round it, and the cost for each as bars."""
    found = next((table for table in story.board.costs if table.rows), None)
    if found is None:
        return
    words = story.playbook.kind(CardKind.COST_SCENARIO).fields["includes"].options
    figure = cost_figure([read_case(found)], words)
    if figure is None:
        return
    table = cost_table(found)
    expected = "forecast" in (kind_of(found.existing), kind_of(found.redesigned))
    unit = found.rows[2]
    yield Slide(
        layout="both",
        title=f"{unit.label} would go from {unit.existing} to {unit.redesigned}"
        + (" (a forecast)" if expected else ""),
        apart="Nobody has counted the new figure yet"
        if expected
        else f"{unit.label} is {unit.redesigned}",
        places=(
            _rows(table, shares=(0.28, 0.22, 0.26, 0.24), forecast=_expected(found)),
            Plot(
                chart=figure.by_row()[2],
                alt=f"Bars for {unit.label.lower()}: {unit.existing} now, {unit.redesigned} then. "
                + (_HATCHED if expected else ""),
            ),
            Text(lines=((_HATCHED,) if expected else ()) + found.cautions[:2]),
        ),
        notes=(
            "Say “forecast” each time you say the new figure.",
            "Say which saving you mean: less money in all, or less for each one reached.",
            "",
            "In full:",
            *table.head[1:],
            *(f"{r.label}: {r.existing} now, {r.redesigned} then, {r.change}" for r in found.rows),
            *found.cautions,
        ),
    )


def _expected(found: CostTable) -> frozenset[int]:
    """The columns of the cost table that hold what is only expected."""
    then = {2, 3} if kind_of(found.redesigned) == "forecast" else set()
    return frozenset(then | ({1, 3} if kind_of(found.existing) == "forecast" else set()))


def signs_slide(story: WorkshopStory) -> Iterator[Slide]:
    """The signs with start, count and goal; the one that was counted most as a line."""
    signs = story.board.signs
    if not signs:
        return
    expected = any(sign.forecasts for sign in signs)
    rows = _sign_rows(story, signs, expected=expected)
    notes = (
        "A goal is not a result. Say what was really counted.",
        "Ask residents which of these signs they would believe.",
        "",
        "In full:",
        *(" – ".join(row) for row in rows.rows),
    )
    said = "Each sign keeps its own unit. A goal is not a result."
    sign = _best(signs)
    if sign is None:
        places = (rows, Text(lines=(said,)))
        yield Slide(
            layout="table",
            title=_signs_title(signs),
            places=places,
            notes=notes,
        )
        return
    plot, told = _line_plot(story, sign)
    words = Text(lines=(*told, "The broken line is the way still to go.", said))
    yield Slide(
        layout="both",
        title=_signs_title(signs),
        apart=_way(story, sign),
        places=(rows, plot, words),
        notes=notes,
    )


def _signs_title(signs: Sequence[Sign]) -> str:
    """How many signs somebody has counted, and whether each of them since its start."""
    all_signs, done = counted(len(signs), "sign"), [sign for sign in signs if sign.actuals]
    if not done:
        return f"{all_signs} will tell us how it goes"
    since = " since we began" if all(map(_counted_since, done)) else ""
    return f"{len(done)} of {all_signs} {'has' if len(done) == 1 else 'have'} been counted{since}"


def _counted_since(sign: Sign) -> bool:
    """Whether its newest count came after its start, where both say their day."""
    start, now = sign.baseline, _newest(sign.actuals)
    return bool(start and now and start.on and now.on and now.on > start.on)


def _way(story: WorkshopStory, sign: Sign) -> str:
    """The way of one sign as a sentence: where it began, where it is, and where it should get."""
    numbers = (sign.baseline, _newest(sign.actuals), sign.target)
    start, now, goal = (said_value(one, _unit(story, sign)) if one else "–" for one in numbers)
    return f"{sign.card.text} went from {start} to {now}, and should reach {goal}"


def _sign_rows(story: WorkshopStory, signs: Sequence[Sign], *, expected: bool) -> Rows:
    head = ["Sign", "Start", "Counted", *(["Forecast"] if expected else []), "Goal"]
    rows = []
    for sign in signs:
        cells = [_number(story, sign, sign.baseline), _number(story, sign, _newest(sign.actuals))]
        if expected:
            cells.append(_number(story, sign, _newest(sign.forecasts)))
        rows.append((sign.card.text, *cells, _number(story, sign, sign.target)))
    return Rows(
        alt=f"{counted(len(rows), 'sign')} with start, newest count and goal.",
        head=tuple(head),
        rows=tuple(rows),
        shares=(0.4, *([0.6 / (len(head) - 1)] * (len(head) - 1))),
        numeric=frozenset(range(1, len(head))),
        forecast=frozenset({3}) if expected else frozenset(),
    )


def _newest(readings: Sequence[SignNumber]) -> SignNumber | None:
    return readings[-1] if readings else None


def _number(story: WorkshopStory, sign: Sign, reading: SignNumber | None) -> str:
    if reading is None:
        return "–"
    said = said_value(reading, _unit(story, sign))
    return f"{said}, {reading.on:%Y}" if reading.on else said


def _unit(story: WorkshopStory, sign: Sign) -> str:
    options = story.playbook.kind(CardKind.INDICATOR).fields["unit"].options
    return unit_word(sign.card, options)


def _best(signs: Sequence[Sign]) -> Sign | None:
    """The sign with a dated start, at least one count and a goal, counted most often."""
    found = [
        sign
        for sign in signs
        if sign.target and _counted_since(sign) and all(one.on for one in sign.readings)
    ]
    return max(found, key=lambda sign: len(sign.actuals), default=None)


def _line_plot(story: WorkshopStory, sign: Sign) -> tuple[Plot, tuple[str, ...]]:
    """The way of one sign, and the same in words."""
    unit = _unit(story, sign)
    done = [one for one in (sign.baseline, *sign.actuals) if one is not None]
    readings = [*done, *([sign.target] if sign.target else [])]
    told = tuple(
        f"{one.on:%Y}: {said_value(one, unit)}{' (goal)' if one is sign.target else ''}"
        for one in readings
        if one.on
    )
    plot = Plot(
        chart=sign_track(sign, unit), alt=f"A line for {quoted(sign.card.text)}. {', '.join(told)}."
    )
    return plot, (f"{sign.card.text}:", *told)


def _rows(table: TableBlock, *, shares: tuple[float, ...], forecast: frozenset[int]) -> Rows:
    return Rows(
        alt=f"{table.caption}, {counted(len(table.rows), 'line')}.",
        head=table.head,
        rows=tuple(tuple(map(_said, row)) for row in table.rows),
        shares=shares if len(shares) == len(table.head) else (1.0,) * len(table.head),
        numeric=table.numeric,
        forecast=forecast,
    )


def _said(cell: Cell) -> str:
    return cell.said if isinstance(cell, Number) else cell
