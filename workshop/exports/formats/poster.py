"""The vision board for the wall (A3, tagged PDF) and for a phone (PNG), from one set of words.

What goes on it, and in which order, is the vision board's own choice
(``queries.vision_board``): only what the room may see. Words are cut to what can be read from two
metres away; the template then takes the largest letters at which all of it fits, and says how many
more there are of what does not.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from workshop.exports.document.card_words import day_words
from workshop.exports.formats.printed.typesetting import Files, imprint, typeset
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.labels import shortened
from workshop.figures.pounds import said_pounds
from workshop.kinds import CardKind
from workshop.queries.cards import CardView
from workshop.queries.money.costs import CostTable
from workshop.queries.signs import Sign, SignNumber, said_value, unit_word
from workshop.queries.vision_board import TestedSolution

MOST = 6
"""Of each sort; how many of them fit is for the template to find."""
TITLE, LINE, NOTE = 90, 170, 110
"""The most letters of a title, of a sentence and of what stands under a title."""
STATEMENT = 300
THREE = (("Different", "different"), ("Better", "better"), ("Lower cost", "lower"))
DECIDED = {"keep": "Keep", "change": "Change", "stop": "Stopped in time"}


def render(story: WorkshopStory) -> bytes:
    """A3, landscape, PDF/UA-1."""
    files = Files()
    return typeset("poster.typ", board_data(story, files), files=files, day=story.document.day)


def board_data(story: WorkshopStory, files: Files) -> dict[str, Any]:
    """What stands on the board, for both templates; pictures go among the files."""
    document, board, year = story.document, story.board, story.workshop.horizon_year
    headlines = [shortened(card.text, TITLE) for card in board.headlines]
    return {
        **imprint(document, f"Vision board: {document.title}", files),
        "kicker": shortened(document.title, TITLE),
        "saying": _saying(story),
        "for": [shortened(card.text, TITLE // 2) for card in board.segments[:5]],
        "picture": _picture(story, files),
        "page": {
            "title": f"The front page in {year}" if year else "The front page",
            **_some(headlines, 3),
            "quote": _spoken(board.headlines[0]) if headlines else "",
        },
        "move": _move(board.challenge),
        "three": _three(board.statement),
        "cost": _cost(board.costs),
        "solutions": _some([_solution(one) for one in board.solutions]),
        "signs": _some([_sign(story, one) for one in board.signs]),
        "steps": _some([_step(story, one) for one in board.steps]),
        "asks": _some([_ask(one) for one in board.asks]),
        "day": day_words(document.day),
    }


def _some(items: Sequence[Any], most: int = MOST) -> dict[str, Any]:
    return {"items": list(items[:most]), "all": len(items)}


def _saying(story: WorkshopStory) -> str:
    """The vision; until there is one, the question that the workshop asks."""
    board = story.board
    words = [board.statement.text] if board.statement else [card.text for card in board.lines[:2]]
    return shortened(" ".join(words) or story.question, STATEMENT)


def _picture(story: WorkshopStory, files: Files) -> dict[str, Any] | None:
    """The newest drawing that came with a file; else the newest in words."""
    for card in story.board.pictures:
        for drawn in story.pictures.get(card.id, ())[-1:]:
            told = {"file": files.picture(drawn), "alt": drawn.alt or card.text or "Our picture"}
            ratio = drawn.width / drawn.height
            return {**told, "caption": shortened(drawn.caption, NOTE), "ratio": ratio}
    if story.board.pictures:
        words = shortened(story.board.pictures[0].text, STATEMENT)
        return {"file": None, "alt": words, "caption": "Our picture, in words", "ratio": 1}
    return None


def _spoken(card: CardView) -> str:
    quote = shortened(str(card.fields.get("quote") or ""), LINE)
    speaker = shortened(str(card.fields.get("speaker") or ""), 40)
    return f"“{quote}”{f' – {speaker}' if speaker else ''}" if quote else ""


def _move(challenge: CardView | None) -> list[str] | None:
    if challenge is None:
        return None
    return [
        shortened(str(challenge.fields.get("before") or ""), LINE),
        shortened(challenge.text, LINE),
    ]


def _three(statement: CardView | None) -> list[list[str]]:
    fields = statement.fields if statement else {}
    return [
        [label, shortened(str(fields[name]), LINE)] for label, name in THREE if fields.get(name)
    ]


def _cost(tables: Sequence[CostTable]) -> dict[str, Any] | None:
    """The published figures as the cost table rounds them; ``shares`` are the lengths of bars."""
    if not tables:
        return None
    table = tables[0]
    return {
        "forecast": table.is_forecast,
        "rows": [
            {"said": [row.label, row.existing, row.redesigned, row.change], "shares": shares}
            for row, shares in zip(table.rows, _shares(table), strict=True)
        ],
        "cautions": [] if table.rows else [shortened(one, LINE) for one in table.cautions[:1]],
    }


def _shares(table: CostTable) -> list[list[float]]:
    """For cost, reach and cost for each: before and after, as parts of the larger of the two."""
    found = table.comparison
    if found is None:
        return []
    pairs: tuple[tuple[Fraction | int, Fraction | int], ...] = (
        (found.existing.cost_pence, found.redesigned.cost_pence),
        (Fraction(found.existing.reach), Fraction(found.redesigned.reach)),
        (found.unit_cost_existing_pence, found.unit_cost_redesigned_pence),
    )
    return [[float(one / max(pair)) if max(pair) > 0 else 0.0 for one in pair] for pair in pairs]


def _solution(one: TestedSolution) -> list[str]:
    return [
        shortened(one.card.text, TITLE),
        _shown(one.tests[-1]) if one.tests else "Not tried yet",
    ]


def _shown(test: CardView) -> str:
    """What the newest test showed, in a few words."""
    decision = str(test.fields.get("decision") or "")
    said = str(test.fields.get("learning") or test.fields.get("what_happened") or test.text)
    if decision == "stop":
        saved = test.fields.get("not_spent_pence")
        said = f"{said_pounds(saved)} not spent" if saved else said
    if decision in DECIDED:
        return shortened(f"{DECIDED[decision]}: {said}", NOTE)
    return "Being tested" if test.fields.get("status") == "running" else "Test planned"


def _sign(story: WorkshopStory, sign: Sign) -> list[str]:
    options = story.playbook.kind(CardKind.INDICATOR).fields["unit"].options
    return [shortened(sign.card.text, TITLE), _way(sign, unit_word(sign.card, options))]


def _way(sign: Sign, unit: str) -> str:
    """Start, goal and what was counted, each in the sign's own unit; a forecast is called one."""

    def told(label: str, reading: SignNumber) -> str:
        on = f" ({reading.on:%Y})" if reading.on else ""
        return f"{label} {said_value(reading, unit)}{on}"

    parts = [told("From", sign.baseline)] if sign.baseline else []
    parts += [told("counted", sign.actuals[-1])] if sign.actuals else []
    if sign.forecasts and not sign.actuals:
        parts.append(told("forecast", sign.forecasts[-1]))
    parts += [told("goal", sign.target)] if sign.target else []
    said = " · ".join(parts)
    return f"{said[:1].upper()}{said[1:]}" if parts else "No start and no goal yet"


def _step(story: WorkshopStory, card: CardView) -> list[str]:
    progress = story.playbook.kind(CardKind.FIRST_STEP).fields["progress"].options
    fields = card.fields
    facts = [
        shortened(str(fields.get("owner") or ""), 40),
        day_words(fields.get("by_when")),
        progress.get(str(fields.get("progress")), "").lower(),
    ]
    return [shortened(card.text, TITLE), " · ".join(filter(None, facts))]


def _ask(card: CardView) -> list[str]:
    whom = shortened(str(card.fields.get("of_whom") or ""), 60)
    return [shortened(card.text, TITLE), f"We ask: {whom}" if whom else ""]
