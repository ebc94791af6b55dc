"""The vision board for the wall (A3, tagged PDF) and for a phone (PNG), from one set of words.

What goes on it, and in which order, is the board's own choice (``queries.vision_board``,
``queries.figures.board_words``): screen, poster and picture say the same. No word is cut: the
template takes the largest letters at which all of it fits, then leaves whole items from the end of
a list and says how many more there are.
"""

from typing import Any

from workshop.exports.document.card_words import day_words, kind_name, writer, written_so_far
from workshop.exports.formats.printed.typesetting import Files, imprint, typeset
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.labels import shortened
from workshop.queries.cards import CardView
from workshop.queries.figures.board_words import board_words

MOST = 16
"""Of each list; how many of them fit is for the template to find."""
CAPTION = 110
"""The most letters below a picture that nobody has said who drew."""


def render(story: WorkshopStory) -> bytes:
    """A3, landscape, PDF/UA-1."""
    files = Files()
    return typeset("poster.typ", board_data(story, files), files=files, day=story.document.day)


def board_data(story: WorkshopStory, files: Files) -> dict[str, Any]:
    """What stands on the board, for both templates; pictures go among the files."""
    document, year = story.document, story.workshop.horizon_year
    words = board_words(story.board, story.playbook)
    cost = words["cost"]
    return {
        **imprint(document, f"Vision board: {document.title}", files),
        **words,
        "title": document.title,
        "statement": words["statement"] or story.question,
        "asked": not words["statement"],
        "picture": _picture(story, files),
        "year": str(year or ""),
        "cost": cost and {**cost, "rows": [row.label for row in cost["rows"]]},
        **{name: _some(words[name]) for name in ("solutions", "who", "signs", "steps", "asks")},
        "cards": _some([_card(story, card) for card in written_so_far(story)]),
        "day": day_words(document.day),
    }


def _some(items: list[Any]) -> dict[str, Any]:
    return {"items": items[:MOST], "all": len(items)}


def _card(story: WorkshopStory, card: CardView) -> dict[str, str]:
    by = (str(kind_name(story, card)), str(writer(story, card)))
    return {"text": card.text, "by": " · ".join(filter(None, by))}


def _picture(story: WorkshopStory, files: Files) -> dict[str, Any] | None:
    """The newest drawing that came with a file; the newest in words stands in ``told``."""
    for card in story.board.pictures:
        for drawn in story.pictures.get(card.id, ())[-1:]:
            made_by = str(card.fields.get("made_by") or "")
            told = {"file": files.picture(drawn), "alt": drawn.alt or card.text or "Our picture"}
            caption = f"Drawn by {made_by}" if made_by else shortened(drawn.caption, CAPTION)
            return {**told, "caption": caption, "ratio": drawn.width / drawn.height}
    return None
