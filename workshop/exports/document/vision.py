"""The vision as the room tells it: words, front page, pictures, first steps and asks."""

from collections.abc import Sequence
from dataclasses import replace

from workshop.errors import Sentence
from workshop.exports.document.blocks import (
    Block,
    Bullets,
    Callout,
    Facts,
    Paragraph,
    Quote,
    Section,
    TableBlock,
)
from workshop.exports.document.card_words import (
    card_list,
    field_words,
    item,
    more,
    only_facts,
    telling_first,
)
from workshop.exports.document.material import Material
from workshop.kinds import KINDS, CardKind
from workshop.playbook import Stage
from workshop.queries.cards import CardView

MOST = 8
MOST_ROWS = 12
MOST_STEPS = 40
"""Nobody who promised something is left out of the list."""


def vision_part(material: Material) -> Section | None:
    """The vision, what makes it up, and the front page of the year it has come true."""
    board = material.board
    blocks: list[Block] = []
    if board.statement is not None:
        blocks.append(Callout(tone="key", title=Sentence("Our vision"), text=board.statement.text))
        pairs = only_facts(material, board.statement, ("different", "better", "lower"))
        if pairs:
            blocks.append(Facts(pairs=pairs))
    others = [c for c in material.of(CardKind.VISION_STATEMENT) if c != board.statement]
    lines = [*material.of(CardKind.VISION_LINE), *others]
    if lines:
        blocks.append(card_list(material, lines, MOST))
    parts = []
    headlines = telling_first(material.of(CardKind.HEADLINE))
    if headlines:
        parts.append(_front_page(material, headlines))
    if not blocks and not parts:
        return None
    return Section(
        key="vision-told", title=Sentence("The vision"), blocks=tuple(blocks), parts=tuple(parts)
    )


def _front_page(material: Material, headlines: Sequence[CardView]) -> Section:
    year = material.workshop.horizon_year
    lead = headlines[0]
    blocks: list[Block] = []
    if quote := lead.fields.get("quote"):
        blocks.append(Quote(text=str(quote), by=str(lead.fields.get("speaker") or "")))
    blocks.append(
        Bullets(
            items=tuple(item(material, card, facts=False) for card in headlines[:MOST]),
            more=more(len(headlines) - MOST),
        )
    )
    title = (
        Sentence("The front page in {year}", year=str(year)) if year else Sentence("The front page")
    )
    return Section(
        key="front-page", title=title, lead=Sentence("Imagined by the room."), blocks=tuple(blocks)
    )


def picture_part(material: Material) -> Section | None:
    """The pictures that the room made, and in words those of which there is no file."""
    cards = material.of(CardKind.PICTURE)
    blocks: list[Block] = []
    for card in cards:
        drawn = material.pictures.get(card.id, ())
        blocks += drawn or (Paragraph(text=card.text),)
    if not blocks:
        return None
    return Section(key="pictures", title=Sentence("Our picture"), blocks=tuple(blocks))


def pictures_on_cards(material: Material, stage: Stage) -> Section | None:
    """Pictures that came with other cards of a stage, each with the words of its card."""
    drawn = [
        replace(picture, caption=card.text)
        for card in material.cards
        if card.kind != CardKind.PICTURE and KINDS[CardKind(card.kind)].stage == stage.key
        for picture in material.pictures.get(card.id, ())
    ]
    if not drawn:
        return None
    blocks: list[Block] = [*drawn[:MOST]]
    if left := more(len(drawn) - MOST):
        blocks.append(Paragraph(text=left, tone="quiet"))
    return Section(
        key=f"pictures-{stage.key}", title=Sentence("Pictures on cards"), blocks=tuple(blocks)
    )


def steps_part(material: Material) -> Section | None:
    """Who does what first and makes ready what, and by when, as the board has them.

    What is done comes last.
    """
    steps = material.board.steps
    rest = tuple(card for card in material.of(CardKind.FIRST_STEP) if card not in steps)
    title = Sentence(material.playbook.kind(CardKind.FIRST_STEP).plural.capitalize())
    names = ("owner", "by_when", "decision_point", "progress")
    return _tabled(material, "steps", title, (*steps, *rest), names, most=MOST_STEPS)


def asks_part(material: Material) -> Section | None:
    """What the room asks of those in charge, and what they said."""
    asks = material.of(CardKind.SYSTEM_ASK)
    title = Sentence("What we ask of those in charge")
    return _tabled(material, "asks", title, asks, ("of_whom", "sort", "by_when", "answer"))


def _tabled(
    material: Material,
    key: str,
    title: str,
    cards: Sequence[CardView],
    names: Sequence[str],
    most: int = MOST_ROWS,
) -> Section | None:
    """Cards as a table with those of their fields of which at least one says something."""
    if not cards:
        return None
    used = [name for name in names if any(card.fields.get(name) for card in cards)]
    words = material.playbook.kind(CardKind(cards[0].kind))
    rows = tuple(
        (card.text, *(field_words(material, card, name) or "–" for name in used))
        for card in cards[:most]
    )
    head = tuple(
        map(Sentence, (words.singular.capitalize(), *(words.fields[name].label for name in used)))
    )
    table = TableBlock(caption=title, head=head, rows=rows, more=more(len(cards) - most))
    return Section(key=key, title=title, blocks=(table,))
