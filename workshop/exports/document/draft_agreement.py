"""A draft of an agreement between those who share the work, from what the room wrote.

The headings are those of the method (stage “New solutions”). Where the room wrote nothing under a
heading, the draft says what is still to agree, so that nobody takes silence for consent.
"""

from collections.abc import Iterable

from workshop.exports.document.blocks import (
    Block,
    Bullets,
    Callout,
    Facts,
    Item,
    Paragraph,
    Section,
    TableBlock,
)
from workshop.exports.document.card_words import day_words, field_words, item
from workshop.exports.document.material import Material
from workshop.kinds import CardKind
from workshop.queries.cards import CardView

NO_ADVICE = (
    "This is a draft to talk through together. It is not legal advice and binds nobody. "
    "Before anybody signs, let somebody who knows the law read it."
)
STILL_OPEN = "Still to agree."
SHARES = (
    ("community_does", "What the community does"),
    ("staff_do", "What staff do"),
    ("both_do", "What both do"),
)
NEEDS = {
    "training": ("training",),
    "safeguarding": ("checks",),
    "insurance": ("insurance",),
    "money": ("expenses",),
    "quality": ("supervision",),
}
"""Headings under which the areas of shared work say what they need, by field."""
ROLE = ("before", "after", "hours_a_week", "paid", "support", "pathway")


def write_agreement(material: Material) -> Section:
    """The whole draft, one part for each heading of the method, in its order."""
    clauses = _in_sight(material, CardKind.SLA_CLAUSE)
    options = material.playbook.kind(CardKind.SLA_CLAUSE).fields["heading"].options
    parts = [
        Section(
            key=f"clause-{name}",
            title=f"{number}. {label}",
            blocks=_clause(material, name, clauses),
        )
        for number, (name, label) in enumerate(options.items(), 1)
    ]
    loose = [card for card in clauses if card.fields.get("heading") not in options]
    if loose:
        parts.append(
            Section(key="clause-other", title="Also said", blocks=(_listed(material, loose),))
        )
    return Section(
        key="agreement",
        title="Draft agreement on shared work",
        lead=material.workshop.place,
        blocks=(Callout(tone="care", title="A draft, not legal advice", text=NO_ADVICE),),
        parts=(*parts, _signing(material)),
    )


def _in_sight(material: Material, kind: CardKind) -> list[CardView]:
    """Cards that the whole room may read: an agreement holds nothing said in confidence."""
    found = material.of(kind)
    return [card for card in found if not (card.private or card.hidden or card.face_down)]


def _clause(material: Material, name: str, clauses: Iterable[CardView]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    said = [card for card in clauses if card.fields.get("heading") == name]
    if said:
        blocks.append(_listed(material, said))
    match name:
        case "purpose" if material.board.challenge is not None:
            blocks.append(Paragraph(text=material.board.challenge.text))
        case "areas":
            blocks += _areas(material)
        case "outcomes":
            blocks += _outcomes(material)
        case "roles":
            blocks += _roles(material)
    blocks += _needs(material, NEEDS.get(name, ()))
    return tuple(blocks) or (Paragraph(text=STILL_OPEN, tone="quiet"),)


def _listed(material: Material, cards: Iterable[CardView]) -> Bullets:
    items = []
    for card in cards:
        one = item(material, card)
        heading = material.playbook.kind(CardKind.SLA_CLAUSE).fields["heading"].label
        facts = tuple(pair for pair in one.facts if pair[0] != heading)
        items.append(Item(text=one.text, mark=one.mark, facts=facts))
    return Bullets(items=tuple(items))


def _areas(material: Material) -> list[Block]:
    """Who does what in each area of shared work."""
    found = _in_sight(material, CardKind.COPRODUCTION_AREA)
    if not found:
        return []
    rows = tuple(
        (card.text, *(str(card.fields.get(name) or STILL_OPEN) for name, _ in SHARES))
        for card in found
    )
    head = ("Area", *(label for _, label in SHARES))
    return [TableBlock(caption="Areas of shared work", head=head, rows=rows)]


def _outcomes(material: Material) -> list[Block]:
    signs = tuple(Item(text=sign.card.text) for sign in material.board.signs)
    return [Bullets(items=signs)] if signs else []


def _roles(material: Material) -> list[Block]:
    blocks: list[Block] = []
    for card in _in_sight(material, CardKind.ROLE_CHANGE):
        words = material.playbook.kind(CardKind.ROLE_CHANGE).fields
        pairs = [(words[name].label, field_words(material, card, name)) for name in ROLE]
        blocks.append(Facts(pairs=(("Role", card.text), *(pair for pair in pairs if pair[1]))))
    return blocks


def _needs(material: Material, names: tuple[str, ...]) -> list[Block]:
    """What the areas say that they need, each with its area."""
    items = tuple(
        Item(text=str(card.fields[name]), by=card.text)
        for card in _in_sight(material, CardKind.COPRODUCTION_AREA)
        for name in names
        if card.fields.get(name)
    )
    return [Bullets(items=items)] if items else []


def _signing(material: Material) -> Section:
    """Who would sign and when it is looked at again, to be filled in by hand."""
    dates = [
        day_words(card.fields.get("review_on"))
        for card in _in_sight(material, CardKind.SLA_CLAUSE)
        if card.fields.get("review_on")
    ]
    line = "……………………………………………………………"
    pairs = [(f"For {party}", line) for party in ("the community", "the service")]
    return Section(
        key="signing",
        title="Talked through by",
        blocks=(Facts(pairs=(*pairs, ("Looked at again on", ", ".join(dates) or line))),),
    )
