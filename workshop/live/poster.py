"""The vision board as one picture: HTML from the read model, every word in it escaped.

At 1920×1080 it fits one screen; on the big screen (``wall``) no letter is smaller than 1/40 of its
height, so it holds less of each sort and says how much more there is.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template

from workshop.figures.pounds import said_pounds
from workshop.kinds import CardKind
from workshop.playbook import Playbook
from workshop.queries.cards import CardView
from workshop.queries.money.costs import CostTable
from workshop.queries.pictures import PictureView
from workshop.queries.signs import Sign, SignNumber, said_value, unit_word
from workshop.queries.vision_board import TestedSolution, VisionBoard

THREE = (("Different", "different"), ("Better", "better"), ("Lower cost", "lower"))
STYLE = Path(__file__).parent / "room" / "poster.css"
EDGE = 4
"""Per cent of a track's width that its marks keep from both ends."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each sort fit."""

    headlines: int
    segments: int
    solutions: int
    signs: int
    steps: int
    asks: int


WALL = Room(headlines=2, segments=4, solutions=4, signs=5, steps=3, asks=3)
PAGE = Room(headlines=3, segments=8, solutions=4, signs=5, steps=3, asks=3)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the vision: the workshop's title, and the year of the headlines."""

    title: str
    year: int | None


def poster(
    found: VisionBoard,
    head: Masthead,
    picture: PictureView | None,
    playbook: Playbook,
    *,
    wall: bool = False,
) -> str:
    """The whole board as HTML, to stand in a page that has the style sheet ``STYLE``."""
    room = WALL if wall else PAGE
    signs = [_sign(one, playbook, short=wall) for one in found.signs[: room.signs]]
    said = [found.statement.text] if found.statement else [line.text for line in found.lines[:2]]
    board = _template().render(
        wall=wall,
        title=head.title,
        year=head.year,
        statement=" ".join(said),
        headlines=[_headline(card) for card in found.headlines[: room.headlines]],
        headlines_left=len(found.headlines) - room.headlines,
        challenge=found.challenge
        and {"text": found.challenge.text, "before": found.challenge.fields.get("before")},
        reach=_reach(found.segments, room),
        three=[(label, _fields(found.statement).get(name)) for label, name in THREE],
        cost=_cost(found.costs),
        steps=[_step(card, playbook) for card in found.steps[: room.steps]],
        steps_left=len(found.steps) - room.steps,
        solutions=[_solution(one) for one in found.solutions[: room.solutions]],
        solutions_left=len(found.solutions) - room.solutions,
        asks=[
            {"text": card.text, "whom": card.fields.get("of_whom")}
            for card in found.asks[: room.asks]
        ],
        asks_left=len(found.asks) - room.asks,
        picture=picture and _picture(picture, found.pictures),
        told=found.pictures[0].text if found.pictures else "",
        signs=signs,
        signs_left=len(found.signs) - room.signs,
        tracked=any(one["way"] for one in signs),
    )
    return board if wall else f'<div class="vb-frame">{board}</div>'


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return made.get_template("poster.html")


def _fields(card: CardView | None) -> dict[str, Any]:
    return card.fields if card else {}


def _headline(card: CardView) -> dict[str, str]:
    quote, speaker = card.fields.get("quote"), card.fields.get("speaker")
    said = f"“{quote}”{f' – {speaker}' if speaker else ''}" if quote else ""
    return {"text": card.text, "quote": said}


def _picture(picture: PictureView, cards: Sequence[CardView]) -> dict[str, str]:
    """The picture as a part of the page itself, so that a saved page still has it."""
    made_by = next((c.fields.get("made_by") for c in cards if c.id == picture.card_id), "")
    data = b64encode(picture.content).decode()
    source = f"data:{picture.mime};base64,{data}"
    return {"source": source, "alt": picture.alt, "made_by": made_by or ""}


def _reach(segments: Sequence[CardView], room: Room) -> list[tuple[str, Sequence[str], int, bool]]:
    """A line for those who stay away and one for the others: label, names, how many more."""
    away = [card.text for card in segments if card.fields.get("non_user")]
    others = [card.text for card in segments if not card.fields.get("non_user")]
    lines = (("Who stay away now", away, True), ("And also", others, False))
    return [
        (label, names[: room.segments], len(names) - room.segments, is_away)
        for label, names, is_away in lines
        if names
    ]


def _cost(costs: Sequence[CostTable]) -> dict[str, Any]:
    if not costs:
        return {"title": "Cost and reach", "rows": (), "cautions": ("No cost picture yet.",)}
    table = costs[0]
    title = "Cost and reach (forecast)" if table.rows and table.is_forecast else "Cost and reach"
    return {
        "title": title,
        "then": "Forecast" if table.is_forecast else "Then",
        "forecast": table.is_forecast,
        "rows": _cost_rows(table),
        "cautions": table.cautions,
    }


def _cost_rows(table: CostTable) -> list[dict[str, Any]]:
    """The rows with the length of their two bars, in per cent of the longer one."""
    found = table.comparison
    if found is None:
        return []
    pairs = (
        (Fraction(found.existing.cost_pence), Fraction(found.redesigned.cost_pence)),
        (Fraction(found.existing.reach), Fraction(found.redesigned.reach)),
        (found.unit_cost_existing_pence, found.unit_cost_redesigned_pence),
    )
    rows = []
    for row, pair in zip(table.rows, pairs, strict=True):
        longest = max(pair)
        before, after = (round(100 * one / longest) if longest else 0 for one in pair)
        said = {"label": row.label, "existing": row.existing, "redesigned": row.redesigned}
        rows.append({**said, "change": row.change, "before": before, "after": after})
    return rows


def _solution(one: TestedSolution) -> dict[str, Any]:
    return {"text": one.card.text, "tests": [_test(test) for test in one.tests[-2:]]}


def _test(test: CardView) -> dict[str, str]:
    """What a test showed, in a few words, with the mark of its state."""
    decision = test.fields.get("decision")
    if decision == "stop":
        saved = test.fields.get("not_spent_pence")
        said = f"Stopped in time{f': {said_pounds(saved)} not spent' if saved else ''}"
        return {"state": "stop", "mark": "■", "said": said}
    said = test.fields.get("learning") or test.fields.get("what_happened") or test.text
    if decision == "keep":
        return {"state": "keep", "mark": "✓", "said": f"Keep. {said}"}
    if decision == "change":
        return {"state": "change", "mark": "↻", "said": f"Change. {said}"}
    if test.fields.get("status") == "running":
        return {"state": "running", "mark": "…", "said": "Being tested"}
    return {"state": "planned", "mark": "○", "said": "Test planned"}


def _sign(sign: Sign, playbook: Playbook, *, short: bool) -> dict[str, Any]:
    labels = playbook.kind(CardKind.INDICATOR).fields["unit"].options
    said = _way(sign, unit_word(sign.card, labels), short=short)
    return {"text": sign.card.text, "said": said, "way": _marks(sign)}


def _way(sign: Sign, unit: str, *, short: bool) -> str:
    """Start, goal and what was counted, in one unit; what is missing is said."""

    def said(reading: SignNumber | None, missing: str) -> str:
        if reading is None:
            return missing
        return said_value(replace(reading, number=None) if short else reading, unit)

    goal = said(sign.target, "no goal yet")
    by = f" by {sign.target.on:%Y}" if sign.target and sign.target.on else ""
    way = f"{said(sign.baseline, 'no start yet')} → {goal}{by}"
    if sign.baseline is None and sign.target is None:
        way = "No start and no goal yet"
    if sign.actuals:
        newest = sign.actuals[-1]
        on = f" in {newest.on:%Y}" if newest.on else ""
        return f"{way}; counted {said(newest, '')}{on}"
    return f"{way}; forecast {said(sign.forecasts[-1], '')}" if sign.forecasts else way


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


def _step(card: CardView, playbook: Playbook) -> dict[str, str]:
    progress = playbook.kind(CardKind.FIRST_STEP).fields["progress"].options
    fields = card.fields
    facts = [
        str(fields.get("owner") or "Nobody yet"),
        _day(fields.get("by_when")) or "no date",
        progress.get(str(fields.get("progress")), "").lower(),
    ]
    return {"text": card.text, "facts": " · ".join(filter(None, facts))}


def _day(said: object) -> str:
    if not said:
        return ""
    day = date.fromisoformat(str(said))
    return f"{day.day} {day:%B %Y}"
