"""Figures of the case for change and of the signs that show whether it works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from workshop.errors import Sentence, Sentences
from workshop.figures.bars import Bar, Bars, Row
from workshop.figures.told_text import original
from workshop.measures import CostComparison, exact
from workshop.queries.cards import CardView
from workshop.queries.money.case_for_change import CaseForChange
from workshop.queries.money.costs import CostTable, kind_of
from workshop.queries.signs import Sign, SignNumber, said_value

DRAFT = "This is a draft. It still has to say whether these are counted: {}."


def cost_figure(cases: Sequence[CaseForChange], words: Mapping[str, str]) -> Bars | None:
    """Cost, reach and cost for each one, each in its own unit: now, and each other way.

    ``words`` name the costs that are easily left out. None where nothing can be compared. Ways
    that count another unit than the first are left out: units never mix.
    """
    tables = [case.table for case in cases if case.table.comparison is not None]
    if not tables:
        return None
    first = tables[0]
    same = [table for table in tables if _unit(table) == _unit(first)]
    findings = [one.sentence for one in cases[0].findings]
    waiting = dict.fromkeys(cost for case in cases for cost in case.unanswered)
    draft = [DRAFT.format(", ".join(words[cost].lower() for cost in waiting))] if waiting else []
    sources = dict.fromkeys(
        str(card.fields["source"])
        for table in same
        for card in (table.existing, table.redesigned)
        if card.fields.get("source")
    )
    return Bars(
        key="cost",
        title="What it costs, and whom it reaches",
        sentence=" ".join(findings[:2]),
        rows=tuple(_cost_row(same, place) for place in range(len(first.rows))),
        head="In a year" if "year" in first.rows[0].label else "",
        cautions=(*draft, *dict.fromkeys(said for table in same for said in table.cautions)),
        source=", ".join(sources),
        own_scale=True,
    )


def _unit(table: CostTable) -> str:
    return table.comparison.redesigned.reach_unit if table.comparison else ""


def _cost_row(tables: Sequence[CostTable], place: int) -> Row:
    first = tables[0]
    said = first.rows[place]
    pairs = [cost_pairs(table.comparison)[place] for table in tables if table.comparison]
    marks = [_side(first.existing, said.existing, pairs[0].before)]
    marks += [
        _side(
            table.redesigned,
            Sentences((table.rows[place].redesigned, table.rows[place].change), ", "),
            pair.after,
        )
        for table, pair in zip(tables, pairs, strict=True)
    ]
    return Row(said.label, tuple(marks), unit=pairs[0].unit)


def _side(card: CardView, said: str, size: Fraction) -> Bar:
    return Bar(scenario_name(card), said, size, basis_of(card))


def basis_of(card: CardView) -> Literal["counted", "forecast"]:
    """Whether the figures of a cost picture were counted or are expected."""
    return "forecast" if kind_of(card) == "forecast" else "counted"


def scenario_name(card: CardView) -> str:
    """A cost picture by its name; what is only expected says so."""
    if kind_of(card) != "forecast":
        return card.text
    return Sentence("{name} (forecast)", name=original(card.text))


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One number as it is and as it would be, exact; money is in pence with the unit "pence"."""

    unit: str
    before: Fraction
    after: Fraction

    @property
    def change(self) -> Fraction:
        return self.after - self.before


def cost_pairs(found: CostComparison) -> tuple[BeforeAfter, BeforeAfter, BeforeAfter]:
    """Cost, reach and cost for each one, in the order of the table's rows."""
    now, then = found.existing, found.redesigned
    return (
        BeforeAfter("pence", exact(now.cost_pence), exact(then.cost_pence)),
        BeforeAfter(now.reach_unit, exact(now.reach), exact(then.reach)),
        BeforeAfter("pence", found.unit_cost_existing_pence, found.unit_cost_redesigned_pence),
    )


def signs_figure(
    signs: Sequence[tuple[Sign, str]], cautions: Sequence[str], residents: str
) -> Bars:
    """Each sign on its own scale: start, what was counted last, and the goal, never as a result.

    Each sign comes with the word for its unit; ``residents`` says how many they chose.
    """
    rows = tuple(
        Row(sign.card.text, _sign_marks(sign, unit)) for sign, unit in signs if sign.readings
    )
    return Bars(
        key="signs",
        title="How would we know?",
        sentence=residents,
        rows=rows,
        head="Sign",
        cautions=("A goal is not a result.", *cautions),
        own_scale=True,
    )


def _sign_marks(sign: Sign, unit: str) -> tuple[Bar, ...]:
    marks = []
    if sign.baseline is not None:
        marks.append(Bar("start", _dated(sign.baseline, unit), sign.baseline.value, "start"))
    if sign.actuals:
        last = sign.actuals[-1]
        marks.append(Bar("counted last", _dated(last, unit), last.value, "counted"))
    elif sign.forecasts:
        last = sign.forecasts[-1]
        marks.append(Bar("expected", _dated(last, unit), last.value, "forecast"))
    if sign.target is not None:
        marks.append(Bar("goal", _dated(sign.target, unit), sign.target.value, "goal"))
    return tuple(marks)


def _dated(reading: SignNumber, unit: str) -> str:
    on = f", {reading.on:%Y}" if reading.on else ""
    return f"{said_value(reading, unit)}{on}"
