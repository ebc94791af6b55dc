"""The vision board as one picture: HTML from the read model, every word in it escaped.

At 1920×1080 it fits one screen; on the big screen (``wall``) no letter is smaller than 1/40 of its
height, so it holds less of each sort and says how much more there is.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any, TypeVar

from workshop.kinds import CardKind
from workshop.playbook import Playbook
from workshop.queries.cards import CardView
from workshop.queries.costs import CostTable, said_pounds
from workshop.queries.pictures import PictureView
from workshop.queries.signs import Reading, Sign, said_value
from workshop.queries.visionboard import TestedSolution, VisionBoard

T = TypeVar("T")
THREE = (("Different", "different"), ("Better", "better"), ("Lower cost", "lower"))


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each sort fit."""

    headlines: int
    segments: int
    solutions: int
    signs: int
    steps: int
    asks: int


WALL = Room(headlines=3, segments=5, solutions=4, signs=5, steps=3, asks=3)
PAGE = Room(headlines=4, segments=8, solutions=5, signs=6, steps=3, asks=4)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the vision: the workshop's title, and the year of the headlines.

    ``back`` is the address that the big screen's link leads to.
    """

    title: str
    year: int | None
    back: str = ""


def poster(
    found: VisionBoard,
    head: Masthead,
    picture: PictureView | None,
    playbook: Playbook,
    *,
    wall: bool = False,
) -> str:
    """The whole board as HTML."""
    room = WALL if wall else PAGE
    columns = (
        (_front_page(found, head, room), _from_to(found), _reach(found, room)),
        (_three(found), _cost(found), _steps(found, room, playbook)),
        (_solutions(found, room), _asks(found, room)),
        (_picture(found, picture), _signs(found, room, playbook, short=wall)),
    )
    inside = "".join(
        f'<div class="vb-column vb-column-{place}">{"".join(blocks)}</div>'
        for place, blocks in enumerate(columns, 1)
    )
    back = (
        f'<a class="vb-back" href="{escape(head.back)}" target="_self">Close the board</a>'
        if head.back
        else ""
    )
    look = "vb vb-wall" if wall else "vb"
    board = (
        f'<article class="{look}" aria-label="Vision board">{_saying(found, head)}{inside}{back}'
        "</article>"
    )
    return board if wall else f'<div class="vb-frame">{board}</div>'


def _block(area: str, title: str, inside: str) -> str:
    return f'<section class="vb-{area}"><h3>{escape(title)}</h3>{inside}</section>'


def _p(words: object, look: str = "") -> str:
    kind = f' class="{look}"' if look else ""
    return f'<p{kind} dir="auto">{escape(str(words))}</p>'


def _list(items: Sequence[T], most: int, drawn: Callable[[T], str], nothing: str) -> str:
    if not items:
        return _p(nothing, "vb-soft")
    inside = "".join(f'<li dir="auto">{drawn(item)}</li>' for item in items[:most])
    left = len(items) - most
    more = _p(f"and {left} more", "vb-soft") if left > 0 else ""
    return f"<ul>{inside}</ul>{more}"


def _saying(found: VisionBoard, head: Masthead) -> str:
    words = [found.statement.text] if found.statement else [line.text for line in found.lines[:2]]
    said = " ".join(words) or "Residents write first. In ten minutes the vision stands here."
    statement = f'<h2 dir="auto">{escape(said)}</h2>'
    kicker = _p(f"Our vision · {head.title}", "vb-kicker")
    return f'<header class="vb-say">{kicker}{statement}</header>'


def _picture(found: VisionBoard, picture: PictureView | None) -> str:
    if picture is not None:
        made_by = next(
            (c.fields.get("made_by") for c in found.pictures if c.id == picture.card_id), ""
        )
        data = b64encode(picture.content).decode()
        caption = f"<figcaption>{escape(f'Drawn by {made_by}')}</figcaption>" if made_by else ""
        return (
            f'<figure class="vb-picture"><img src="data:{picture.mime};base64,{data}" '
            f'alt="{escape(picture.alt)}">{caption}</figure>'
        )
    if found.pictures:
        words = _p(found.pictures[0].text, "vb-told")
        return _block("picture", "Our picture, in words", words)
    return _block("picture", "Our picture", _p("Draw it together. It goes here.", "vb-soft"))


def _front_page(found: VisionBoard, head: Masthead, room: Room) -> str:
    title = f"The front page in {head.year}" if head.year else "The front page"
    if not found.headlines:
        return _block("page", title, _p("It worked. What does the paper say?", "vb-soft"))
    lead, *others = found.headlines[: room.headlines]
    inside = f'<p class="vb-lead" dir="auto">{escape(lead.text)}</p>'
    if quote := lead.fields.get("quote"):
        speaker = lead.fields.get("speaker")
        inside += _p(f"“{quote}”{f' – {speaker}' if speaker else ''}", "vb-quote")
    inside += "".join(_p(one.text, "vb-other") for one in others)
    if (left := len(found.headlines) - room.headlines) > 0:
        inside += _p(f"and {left} more", "vb-soft")
    return _block("page", title, inside)


def _from_to(found: VisionBoard) -> str:
    challenge = found.challenge
    if challenge is None:
        return _block("move", "From … to …", _p("No new challenge yet.", "vb-soft"))
    before = challenge.fields.get("before") or "Not said yet"
    inside = (
        f'<p class="vb-from" dir="auto"><b>From</b> {escape(str(before))}</p>'
        f'<p class="vb-to" dir="auto"><b>To</b> {escape(challenge.text)}</p>'
    )
    return _block("move", "From … to …", inside)


def _three(found: VisionBoard) -> str:
    fields: dict[str, Any] = found.statement.fields if found.statement else {}
    rows = "".join(
        f'<div><dt>{label}</dt><dd dir="auto">{escape(str(fields.get(name) or "Not said yet"))}'
        "</dd></div>"
        for label, name in THREE
    )
    return _block("three", "Different, better, lower cost", f"<dl>{rows}</dl>")


def _cost(found: VisionBoard) -> str:
    if not found.costs:
        return _block("cost", "Cost and reach", _p("No cost picture yet.", "vb-soft"))
    table = found.costs[0]
    if not table.rows:
        return _block(
            "cost", "Cost and reach", "".join(_p(one, "vb-soft") for one in table.cautions)
        )
    return _block("cost", f"Cost and reach{_forecast(table)}", _cost_table(table))


def _forecast(table: CostTable) -> str:
    return " (forecast)" if table.is_forecast else ""


def _cost_table(table: CostTable) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th><td>{escape(row.existing)}</td>'
        f"<td>{escape(row.redesigned)}</td><td>{escape(row.change)}</td></tr>"
        for row in table.rows
    )
    then = "Forecast" if table.is_forecast else "Then"
    return (
        '<table><thead><tr><td></td><th scope="col">Now</th>'
        f'<th scope="col">{then}</th><th scope="col">Change</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _solutions(found: VisionBoard, room: Room) -> str:
    inside = _list(found.solutions, room.solutions, _solution, "No solutions yet.")
    return _block("solutions", "Solutions and tests", inside)


def _solution(one: TestedSolution) -> str:
    shown = "".join(f"<span>{escape(_shown(test))}</span>" for test in one.tests[-2:])
    return f"<b>{escape(one.card.text)}</b>{shown or '<span>Not tried yet</span>'}"


def _shown(test: CardView) -> str:
    """What a test showed, in a few words."""
    decision = test.fields.get("decision")
    if decision == "stop":
        saved = test.fields.get("not_spent_pence")
        return f"■ Stopped in time{f': {said_pounds(saved)} not spent' if saved else ''}"
    said = test.fields.get("learning") or test.fields.get("what_happened") or test.text
    if decision == "keep":
        return f"✓ Keep. {said}"
    if decision == "change":
        return f"↻ Change. {said}"
    return "… Being tested" if test.fields.get("status") == "running" else "○ Test planned"


def unit_word(playbook: Playbook, sign: Sign) -> str:
    """The word for what a sign counts; “£” for money, "" for per cent."""
    if sign.unit == "money":
        return "£"
    if sign.unit in ("", "percent"):
        return ""
    if sign.unit == "other":
        return str(sign.card.fields.get("unit_other") or "")
    return playbook.kind(CardKind.INDICATOR).fields["unit"].options[sign.unit].lower()


def _signs(found: VisionBoard, room: Room, playbook: Playbook, *, short: bool) -> str:
    def drawn(sign: Sign) -> str:
        way = _way(sign, unit_word(playbook, sign), short=short)
        return f"<b>{escape(sign.card.text)}</b><span>{escape(way)}</span>"

    inside = _list(found.signs, room.signs, drawn, "What would we notice if it worked?")
    return _block("signs", "How we would know", inside)


def _way(sign: Sign, unit: str, *, short: bool) -> str:
    """Start, goal and what was counted, in one unit; what is missing is said."""

    def said(reading: Reading | None, missing: str) -> str:
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


def _reach(found: VisionBoard, room: Room) -> str:
    away = [card.text for card in found.segments if card.fields.get("non_user")]
    others = [card.text for card in found.segments if not card.fields.get("non_user")]
    if not found.segments:
        inside = _p("The solutions do not say yet whom they are for.", "vb-soft")
    else:
        inside = "".join(
            f'<p dir="auto"><b>{label}:</b> {escape(_named(names, room.segments))}</p>'
            for label, names in (("Who stay away now", away), ("And also", others))
            if names
        )
    return _block("reach", "Whom it reaches", inside)


def _named(names: Sequence[str], most: int) -> str:
    left = len(names) - most
    return " · ".join([*names[:most], *([f"and {left} more"] if left > 0 else [])])


def _day(said: object) -> str:
    return f"{date.fromisoformat(str(said)):%d/%m/%Y}" if said else ""


def _steps(found: VisionBoard, room: Room, playbook: Playbook) -> str:
    progress = playbook.kind(CardKind.FIRST_STEP).fields["progress"].options

    def drawn(card: CardView) -> str:
        fields = card.fields
        facts = [
            str(fields.get("owner") or "Nobody yet"),
            _day(fields.get("by_when")) or "no date",
            progress.get(str(fields.get("progress")), "").lower(),
        ]
        said = " · ".join(filter(None, facts))
        return f"<b>{escape(card.text)}</b><span>{escape(said)}</span>"

    return _block("steps", "First steps", _list(found.steps, room.steps, drawn, "No step yet."))


def _asks(found: VisionBoard, room: Room) -> str:
    def drawn(card: CardView) -> str:
        whom = card.fields.get("of_whom")
        said = f"<span>{escape(f'We ask: {whom}')}</span>" if whom else ""
        return f"<b>{escape(card.text)}</b>{said}"

    inside = _list(found.asks, room.asks, drawn, "Nothing asked yet.")
    return _block("asks", "What we ask of those in charge", inside)
