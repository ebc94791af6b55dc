"""People's words on slides: in quotation marks, with their group, and in full in the notes."""

from collections.abc import Iterator

from workshop.exports.document.card_words import writer
from workshop.exports.telling.story import WorkshopStory
from workshop.figures.told_text import in_quotes
from workshop.queries.cards import CardView


def quoted(text: str) -> str:
    return in_quotes(text)


def by(story: WorkshopStory, card: CardView) -> str:
    said_by = writer(story, card)
    return f"({said_by})" if said_by else ""


def sentence(card: CardView) -> str:
    return str(card.fields.get("sentence") or card.text)


def in_full(lines: list[str]) -> Iterator[str]:
    """What the slide may have had to cut, for the notes."""
    if lines:
        yield ""
        yield "In full:"
        yield from lines
