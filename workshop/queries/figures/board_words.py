"""The words of the vision board, in the order in which they are read, for whoever draws it.

Screen, poster and picture take them from here, so that they say the same. Nothing is cut here.
What is a ``Sentence`` is ours, and a page says it in the language of whoever reads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from workshop.errors import Sentence
from workshop.figures.pounds import said_pounds
from workshop.figures.told_text import original
from workshop.kinds import CardKind
from workshop.playbook import Playbook
from workshop.queries.cards import CardView
from workshop.queries.money.costs import CostTable
from workshop.queries.signs import Sign, SignNumber, said_value, unit_word
from workshop.queries.vision_board import TestedSolution, VisionBoard

PAIR = ((Sentence("Different"), ("different",)), (Sentence("Better"), ("better",)))
LOWER = ((Sentence("Lower cost"), ("lower", "lower_now", "lower_later")),)
WHO = (
    (Sentence("Neighbours"), "community_does"),
    (Sentence("Staff"), "staff_do"),
    (Sentence("Both"), "both_do"),
)
DECISIONS = {"keep": Sentence("Keep"), "change": Sentence("Change"), "stop": Sentence("Stop")}
EDGE = 4
"""Per cent of a track's width that its marks keep from both ends."""
LEAST = 2
"""Per cent below which a block of the cost figure could not be seen."""
ROOMY = 33
"""Per cent from which on a block holds its own number."""
WORDY = 60
"""Per cent from which on it holds the word for its people too."""


def board_words(found: VisionBoard, playbook: Playbook) -> dict[str, Any]:
    """What each box says; a box that holds nothing is empty, and is not drawn."""
    said = [found.statement.text] if found.statement else [line.text for line in found.lines[:2]]
    return {
        "statement": said[0] if len(said) == 1 else " ".join(map(original, said)),
        "move": _move(found.challenge),
        "reach": _reach(found.segments),
        "told": found.pictures[0].text if found.pictures else "",
        "headlines": [_headline(card) for card in found.headlines],
        "pair": _answers(found, PAIR),
        "lower": [*_answers(found, LOWER), *_rests_on(found.costs)],
        "cost": _cost(found.costs),
        "solutions": [_solution(one) for one in found.solutions],
        "who": list(_who_does_what(found)),
        "signs": [_sign(one, playbook, found.steps) for one in found.signs],
        "steps": [_step(card, playbook) for card in found.steps],
        "asks": [{"text": card.text, "whom": card.fields.get("of_whom")} for card in found.asks],
    }


def _move(challenge: CardView | None) -> dict[str, Any] | None:
    if challenge is None:
        return None
    return {"from": challenge.fields.get("before"), "to": challenge.text}


def _answers(
    found: VisionBoard, questions: Sequence[tuple[str, Sequence[str]]]
) -> list[tuple[str, str]]:
    """What the vision answers to these, under their labels; what it does not is left out.

    Solutions say it, the first of them for all; only an older vision has answers of its own.
    """
    cards = [found.statement] if found.statement else []
    told = [*cards, *(one.card for one in found.solutions)]
    said = (
        (label, next((str(c.fields[n]) for c in told for n in names if c.fields.get(n)), ""))
        for label, names in questions
    )
    return [(label, words) for label, words in said if words]


def _rests_on(costs: Sequence[CostTable]) -> list[tuple[str, str]]:
    """The spending files behind the cost figure, and what was decided of them."""
    return [(Sentence("Money lines"), one.files) for one in costs[:1] if one.rows and one.files]


def _headline(card: CardView) -> dict[str, Any]:
    fields = card.fields
    return {"text": card.text, "quote": fields.get("quote"), "speaker": fields.get("speaker")}


def _reach(segments: Sequence[CardView]) -> dict[str, list[str]]:
    """Whom it is for: those who stay away now, and the others."""
    away = [card.text for card in segments if card.fields.get("non_user")]
    others = [card.text for card in segments if not card.fields.get("non_user")]
    return {"away": away, "others": others}


def _cost(costs: Sequence[CostTable]) -> dict[str, Any] | None:
    """Two blocks on one scale: as wide as the reach, as high as the cost for each."""
    if not costs:
        return None
    table = costs[0]
    found = table.comparison
    if found is None or not table.rows:
        return {"rows": (), "cautions": table.cautions}
    reach = (Fraction(found.existing.reach), Fraction(found.redesigned.reach))
    each = (found.unit_cost_existing_pence, found.unit_cost_redesigned_pence)
    then = Sentence("forecast") if table.is_forecast else Sentence("then")
    sizes = zip(_shares(reach, max(reach)), _shares(each, max(each)), strict=True)
    return {
        "rows": table.rows,
        "cautions": table.cautions,
        "forecast": table.is_forecast,
        "then": Sentence("Forecast") if table.is_forecast else Sentence("Then"),
        "blocks": [
            _block(table, at, "now" if at == 0 else "then", NOW if at == 0 else then, *size)
            for at, size in enumerate(sizes)
        ],
    }


NOW = Sentence("now")
EACH = {
    "family": Sentence("each family"),
    "child": Sentence("each child"),
    "person": Sentence("each person"),
}
MANY = {
    "family": Sentence("{reached} families"),
    "child": Sentence("{reached} children"),
    "person": Sentence("{reached} people"),
}
LONG = {
    "year": Sentence("a year, {time}"),
    "half_year": Sentence("half a year, {time}"),
    "quarter": Sentence("three months, {time}"),
    "month": Sentence("a month, {time}"),
}


def _block(
    table: CostTable, at: int, time: str, said: Sentence, long: int, high: int
) -> dict[str, Any]:
    """One of the two blocks: the cost for each above it, its people inside, all of it below.

    What does not fit inside stands above.
    """
    money, people, unit = table.rows
    total, many, one = ((row.existing, row.redesigned)[at] for row in (money, people, unit))
    roomy = high >= ROOMY and long >= ROOMY
    counted = str(table.existing.fields["reach_unit"])
    long_for = LONG[str(table.redesigned.fields.get("period") or "year")]
    return {
        "time": time,
        "long": long,
        "high": high,
        "each": one,
        "each_note": EACH[counted] if at == 0 else "",
        "each_many": "" if roomy else many,
        "inside": Sentence(MANY[counted], reached=many)
        if roomy and long > WORDY
        else many
        if roomy
        else "",
        "all": total,
        "all_note": Sentence(long_for, time=said),
    }


def _shares(parts: Sequence[Fraction], whole: Fraction | int) -> Iterator[int]:
    for part in parts:
        yield max(LEAST, round(100 * part / whole)) if whole > 0 else LEAST


def _solution(one: TestedSolution) -> dict[str, Any]:
    tried = _test(one.tests[-1]) if one.tests else NOT_TRIED
    return {"text": one.card.text, **tried}


def _who_does_what(found: VisionBoard) -> Iterator[dict[str, Any]]:
    """Who does what in each solution, one line for each side; then in what has no solution.

    ``begins`` says where a solution begins, so that its name stands once.
    """
    shared = [(one.card.text, one.areas) for one in found.solutions]
    for text, areas in [*shared, *((one.text, (one,)) for one in found.areas)]:
        said = [
            (label, str(area.fields[name]))
            for area in areas
            for label, name in WHO
            if area.fields.get(name)
        ]
        for at, (label, words) in enumerate(said):
            yield {"text": text, "begins": at == 0, "label": label, "words": words}


NOT_TRIED = {"state": "planned", "verdict": Sentence("Not tried yet"), "lesson": ""}


def _test(test: CardView) -> dict[str, str]:
    """What the newest test showed: its state, the word for it, and what was learned."""
    decision = test.fields.get("decision")
    lesson = str(test.fields.get("learning") or test.fields.get("what_happened") or test.text)
    if decision == "stop":
        saved = test.fields.get("not_spent_pence")
        lesson = Sentence("{money} not spent", money=said_pounds(saved)) if saved else lesson
    if decision in DECISIONS:
        return {"state": decision, "verdict": DECISIONS[decision], "lesson": lesson}
    stop = str(test.fields.get("stop_line") or "")
    line = Sentence("We stop if: {line}", line=stop) if stop else ""
    if test.fields.get("status") == "running":
        return {"state": "running", "verdict": Sentence("Being tested"), "lesson": line}
    return {"state": "planned", "verdict": Sentence("Test planned"), "lesson": line}


SOMEBODY = Sentence("not known yet: somebody finds out")


def _sign(sign: Sign, playbook: Playbook, steps: Sequence[CardView]) -> dict[str, Any]:
    labels = playbook.kind(CardKind.INDICATOR).fields["unit"].options
    unit = unit_word(sign.card, labels)
    on = sign.target.on if sign.target else None
    by = Sentence("by {year}", year=f"{on:%Y}") if on else ""
    values = _values(sign, unit)
    finds = next((c for c in steps if sign.card.id in c.links.get("indicators", ())), None)
    if sign.baseline is None and finds is not None:
        owner = str(finds.fields.get("owner") or "")
        waits = Sentence("not known yet: {owner} finds out", owner=owner)
        values = [{"name": "start", "said": waits if owner else SOMEBODY}, *values]
    return {"text": sign.card.text, "values": values, "by": by, "way": _marks(sign)}


def _values(sign: Sign, unit: str) -> list[dict[str, str]]:
    """Start, what was counted and goal, in this order; a forecast only where nothing was counted.

    The unit stands once, with the last.
    """
    counted = sign.actuals[-1:] or sign.forecasts[-1:]
    found = [("start", one) for one in (sign.baseline,) if one]
    found += [("now" if sign.actuals else "forecast", one) for one in counted]
    found += [("goal", one) for one in (sign.target,) if one]
    said = [(name, said_value(replace(one, number=None), unit)) for name, one in found]
    last = len(said) - 1
    return [
        {"name": name, "said": value if at == last else _bare(value, unit)}
        for at, (name, value) in enumerate(said)
    ]


def _bare(value: str, unit: str) -> str:
    return value.removesuffix(" %") if value.endswith(" %") else value.removesuffix(f" {unit}")


def _marks(sign: Sign) -> dict[str, int | None] | None:
    """Where start, goal and the newest count stand on a line, in per cent of its width.

    Per cent has a line from 0 to 100; counts have one from 0 to the largest. None where there is
    nothing to compare.
    """
    ends = {
        "start": sign.baseline,
        "goal": sign.target,
        "now": sign.actuals[-1] if sign.actuals else None,
    }
    values = [one.value for one in ends.values() if one is not None]
    if len(values) < len(ends) - 1 or min(values) < 0:
        return None
    top = max(*values, Fraction(100 if sign.basis == "percent" else 0))
    if top == 0:
        return None

    def place(reading: SignNumber | None) -> int | None:
        if reading is None:
            return None
        return round(EDGE + (100 - 2 * EDGE) * reading.value / top)

    return {name: place(reading) for name, reading in ends.items()}


def _step(card: CardView, playbook: Playbook) -> dict[str, Any]:
    labels = playbook.kind(CardKind(card.kind)).fields
    progress = labels["progress"].options if "progress" in labels else {}
    fields = card.fields
    day = date.fromisoformat(str(fields["by_when"])) if fields.get("by_when") else None
    return {
        "text": card.text,
        "on": day.isoformat() if day else "",
        "day": f"{day.day} {day:%B}" if day else Sentence("No date"),
        "year": day.year if day else None,
        "owner": fields.get("owner") or Sentence("nobody yet"),
        "progress": progress.get(str(fields.get("progress")), ""),
        "waits": fields.get("progress") == "to_do",
    }
