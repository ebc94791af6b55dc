"""Cards as people read them in a report: the text as typed, who wrote it, and what it says."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workshop.errors import Day, Quoted, Sentence, Sentences
from workshop.exports.document.blocks import Bullets, Item
from workshop.exports.document.material import Material
from workshop.figures.pounds import said_exactly
from workshop.figures.told_text import in_its_language
from workshop.kinds import CardKind, FieldSpec, FieldWords, field_specs
from workshop.queries.cards import CardView
from workshop.queries.signs import plain_figure
from workshop.queries.vision_board import room_sees

MARKS = (
    ("agreed", Sentence("Agreed")),
    ("chosen", Sentence("Chosen")),
    ("focus", Sentence("In focus")),
    ("to_test", Sentence("To be tested")),
)
"""Fields that show what a room chose, each with the word for it."""
SAID_ABOUT = (CardKind.COMMENT,)
"""Kinds that say something only beside another card."""
NOT_SHOWN = Sentence("Not shown to the room")


def day_words(said: object) -> str:
    """``2010-06-01`` as “1 June 2010”; "" for no date."""
    if not said:
        return ""
    day = said if isinstance(said, date) else date.fromisoformat(str(said)[:10])
    return Day(day)


def counted(count: int, noun: str, many: str = "") -> str:
    """“1 card”, “12 cards”."""
    return f"{count:,} {noun if count == 1 else many or f'{noun}s'}"


def said(spec: FieldSpec, words: FieldWords, value: object) -> str:
    """The value of a field in words."""
    match spec.widget:
        case "choice":
            return _option(words, value)
        case "choices" if isinstance(value, list | tuple):
            return Sentences((_option(words, one) for one in value), ", ")
        case "list" if isinstance(value, list | tuple):
            return in_its_language("; ".join(map(str, value)), next(iter(value), ""))
        case "pence":
            return said_exactly(int(str(value)))
        case "percent":
            return f"{plain_figure(Fraction(Decimal(str(value))))} %"
        case "yesno":
            return Sentence("Yes") if value else Sentence("No")
        case "date":
            return day_words(value)
        case "whole" | "decimal":
            return plain_figure(Fraction(Decimal(str(value))))
    return str(value)


def _option(words: FieldWords, value: object) -> str:
    key = str(value)
    return Sentence(words.options[key]) if key in words.options else key


def kind_name(material: Material, card: CardView) -> Sentence:
    """What a card is, as it stands alone: “Insight”."""
    return Sentence(material.playbook.kind(CardKind(card.kind)).singular.capitalize())


def fact_pairs(
    material: Material, card: CardView, *, without: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """The fields of a card that hold something, each with its label, in the order of its form."""
    words = material.playbook.kind(CardKind(card.kind)).fields
    marks = {name for name, _ in MARKS}
    return tuple(
        (Sentence(words[spec.name].label), said(spec, words[spec.name], card.fields[spec.name]))
        for spec in field_specs(CardKind(card.kind))
        if spec.name not in without
        and card.fields.get(spec.name) != card.text  # asked as its only words, and told above
        and not (spec.name in marks and card.fields.get(spec.name) is True)
        and card.fields.get(spec.name) not in (None, "", [], ())
    )


def field_words(material: Material, card: CardView, name: str) -> str:
    """One field of a card in words, or "" where it says nothing or its kind has no such field."""
    value = card.fields.get(name)
    spec = next((s for s in field_specs(CardKind(card.kind)) if s.name == name), None)
    if spec is None or value in (None, "", []):
        return ""
    return said(spec, material.playbook.kind(CardKind(card.kind)).fields[name], value)


def writer(material: Material, card: CardView) -> str:
    """Who wrote a card, as far as that was promised and as far as this edition tells it."""
    if card.author and material.edition.names == "names":
        return card.author
    if card.role is None:
        return ""
    return card.voice or Sentence(material.playbook.words.role_groups[card.role].label)


def mark(card: CardView) -> str:
    """Short words on what became of a card: starred, agreed, chosen, only for the facilitator."""
    found: list[str] = [Sentence("★ Starred")] if card.starred else []
    found += [word for name, word in MARKS if card.fields.get(name) is True]
    if card.private or card.face_down:
        found.append(NOT_SHOWN)
    return Sentences(found, " · ")


def item(material: Material, card: CardView, *, facts: bool = True) -> Item:
    """One card as a line of a list."""
    return Item(
        text=card.text,
        detail=also(material, card),
        mark=mark(card),
        by=writer(material, card),
        facts=fact_pairs(material, card) if facts else (),
        role=card.role or "",
    )


def also(material: Material, card: CardView) -> str:
    """The words of the cards that were put together with this one, or ""."""
    others = Quoted(other.text for other in material.merged_with(card))
    return Sentence("Together with {cards}", cards=others) if others else ""


def telling_first(cards: Iterable[CardView]) -> list[CardView]:
    """Starred cards first, then those that were chosen, then the others as they came."""
    return sorted(
        cards,
        key=lambda card: (
            not card.starred,
            not any(card.fields.get(name) for name, _ in MARKS),
        ),
    )


def written_so_far(material: Material) -> list[CardView]:
    """While no result stands on the board: all that the room has written, the telling first."""
    board = material.board
    results = (board.statement, board.lines, board.challenge, board.headlines, board.solutions)
    if any((*results, board.signs, board.steps, board.asks, board.pictures, material.costs)):
        return []
    there = material.trace.cards
    seen = (card for card in material.cards if room_sees(card) and card.merged_into not in there)
    return telling_first(card for card in seen if card.kind not in SAID_ABOUT)


def card_list(
    material: Material, cards: Iterable[CardView], most: int, *, facts: bool = True
) -> Bullets:
    """The most telling cards, and a sentence on how many more there are."""
    found = telling_first(cards)
    return Bullets(
        items=tuple(item(material, card, facts=facts) for card in found[:most]),
        more=more(len(found) - most),
    )


def more(count: int) -> str:
    """Where the rest of a list is; "" where there is no rest."""
    return Sentence("And {left} more in the workbook.", left=count) if count > 0 else ""


def only_facts(
    material: Material, card: CardView, names: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """Those of a card's fields that have these names, as ``fact_pairs`` gives them."""
    hidden = [name for name in card.fields if name not in names]
    return fact_pairs(material, card, without=hidden)
