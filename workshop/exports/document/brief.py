"""The one-page brief: for somebody who has two minutes, at any point of the road."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from workshop.errors import Sentence, Sentences, numbered
from workshop.exports.document.blocks import (
    Block,
    Bullets,
    Callout,
    Facts,
    Item,
    Paragraph,
    Section,
)
from workshop.exports.document.card_words import (
    also,
    day_words,
    field_words,
    item,
    kind_name,
    written_so_far,
)
from workshop.exports.document.charts import cost_table
from workshop.exports.document.material import Material
from workshop.queries.cards import CardView

SOLUTIONS = STEPS = ASKS = 3
CARDS = 6
"""Cards that stand there while there is no result."""


def write_brief(material: Material) -> Section:
    """The question, the challenge from and to, what we will do, cost and reach, steps and asks."""
    board = material.board
    blocks: list[Block] = [
        Callout(tone="key", title=Sentence("The question"), text=material.question)
    ]
    if board.challenge is not None:
        blocks.append(
            Facts(
                pairs=(
                    (
                        Sentence("We used to say"),
                        board.challenge.fields.get("before") or Sentence("Not said yet"),
                    ),
                    (Sentence("Now we say"), board.challenge.text),
                )
            )
        )
    elif material.workshop.big_challenge:
        blocks.append(Facts(pairs=((Sentence("The challenge"), material.workshop.big_challenge),)))
    if board.statement is not None:
        blocks.append(Callout(tone="key", title=Sentence("Our vision"), text=board.statement.text))
    told = (_so_far, _doing, _cost, _steps, _asks)
    parts = [part(material) for part in told]
    return Section(
        key="brief",
        title=Sentence("On one page"),
        lead=_how_far(material),
        icon="description",
        blocks=tuple(blocks) or (Paragraph(text=Sentence("Nothing is written yet.")),),
        parts=tuple(part for part in parts if part is not None),
    )


def _how_far(material: Material) -> str:
    """How many took part, how much of it stands here, and how far the room has come."""
    cards, people = len(material.cards), material.people
    if not cards:
        return Sentence("This workshop has not begun yet: there are no cards.")
    done = [step for step in material.steps if step.started_at is not None]
    said = [
        numbered(people, "{n} person took part.", "{n} people took part."),
        numbered(cards, "Here is {n} card.", "Here are {n} cards."),
    ]
    if done and len(done) < len(material.steps):
        stage = Sentence(material.playbook.stage(done[-1].activity.stage).title)
        said.append(Sentence("The room has come as far as “{stage}”.", stage=stage))
    return Sentences(said)


def _so_far(material: Material) -> Section | None:
    cards = written_so_far(material)
    if not cards:
        return None
    items = tuple(
        replace(
            item(material, card, facts=False),
            detail=Sentences((kind_name(material, card), also(material, card)), " · "),
        )
        for card in cards[:CARDS]
    )
    left = len(cards) - len(items)
    more = Sentence("And {left} more in the report.", left=left) if left else ""
    title = Sentence("What is written so far")
    return Section(key="brief-cards", title=title, blocks=(Bullets(items=items, more=more),))


def _doing(material: Material) -> Section | None:
    solutions = material.board.solutions[:SOLUTIONS]
    if not solutions:
        return None
    items = tuple(
        Item(
            text=one.card.text,
            detail=str(one.card.fields.get("one_line") or ""),
            mark=Sentence("Tried") if any(t.fields.get("what_happened") for t in one.tests) else "",
        )
        for one in solutions
    )
    left = len(material.board.solutions) - len(items)
    more = Sentence("And {left} more in the report.", left=left) if left else ""
    return Section(
        key="brief-doing",
        title=Sentence("What we will do"),
        blocks=(Bullets(items=items, more=more),),
    )


def _cost(material: Material) -> Section | None:
    for found in material.costs:
        if found.rows:
            forecast = Sentence("A forecast: it has not happened yet.") if found.is_forecast else ""
            return Section(
                key="brief-cost",
                title=Sentence("What it costs, and whom it reaches"),
                lead=forecast,
                blocks=(cost_table(found),),
            )
    return None


def _steps(material: Material) -> Section | None:
    steps = material.board.steps[:STEPS]
    return _listed(
        "brief-steps", Sentence("First steps"), steps, lambda card: _step(material, card)
    )


def _step(material: Material, card: CardView) -> Item:
    facts = [
        str(card.fields.get("owner") or ""),
        day_words(card.fields.get("by_when")),
        field_words(material, card, "progress"),
    ]
    return Item(text=card.text, detail=Sentences(facts, " · "))


def _asks(material: Material) -> Section | None:
    asks = material.board.asks[:ASKS]
    return _listed(
        "brief-asks",
        Sentence("What we ask"),
        asks,
        lambda card: Item(text=card.text, detail=Sentences(_of_whom(card), " · ")),
    )


def _of_whom(card: CardView) -> tuple[str, str]:
    """Whom it is asked of, and by when."""
    return str(card.fields.get("of_whom") or ""), day_words(card.fields.get("by_when"))


def _listed(
    key: str, title: str, cards: Sequence[CardView], drawn: Callable[[CardView], Item]
) -> Section | None:
    if not cards:
        return None
    return Section(key=key, title=title, blocks=(Bullets(items=tuple(map(drawn, cards))),))
