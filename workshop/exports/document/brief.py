"""The one-page brief: for somebody who has two minutes, at any point of the road."""

from collections.abc import Callable, Sequence

from workshop.exports.document.blocks import (
    Block,
    Bullets,
    Callout,
    Facts,
    Item,
    Paragraph,
    Section,
)
from workshop.exports.document.card_words import counted, day_words, field_words
from workshop.exports.document.charts import cost_table
from workshop.exports.document.material import Material
from workshop.queries.cards import CardView

SOLUTIONS = STEPS = ASKS = 3


def write_brief(material: Material) -> Section:
    """The question, the challenge from and to, what we will do, cost and reach, steps and asks."""
    board = material.board
    blocks: list[Block] = [Callout(tone="key", title="The question", text=material.question)]
    if board.challenge is not None:
        blocks.append(
            Facts(
                pairs=(
                    ("We used to say", str(board.challenge.fields.get("before") or "Not said yet")),
                    ("Now we say", board.challenge.text),
                )
            )
        )
    elif material.workshop.big_challenge:
        blocks.append(Facts(pairs=(("The challenge", material.workshop.big_challenge),)))
    if board.statement is not None:
        blocks.append(Callout(tone="key", title="Our vision", text=board.statement.text))
    parts = (_doing(material), _cost(material), _steps(material), _asks(material))
    return Section(
        key="brief",
        title="On one page",
        lead=_how_far(material),
        icon="description",
        blocks=tuple(blocks) or (Paragraph(text="Nothing is written yet."),),
        parts=tuple(part for part in parts if part is not None),
    )


def _how_far(material: Material) -> str:
    """How many took part, how much of it stands here, and how far the room has come."""
    cards, people = len(material.cards), material.people
    if not cards:
        return "This workshop has not begun yet: there are no cards."
    done = [step for step in material.steps if step.started_at is not None]
    said = f"{counted(people, 'person', 'people')} took part. Here are {counted(cards, 'card')}."
    if done and len(done) < len(material.steps):
        stage = material.playbook.stage(done[-1].activity.stage)
        said += f" The room has come as far as “{stage.title}”."
    return said


def _doing(material: Material) -> Section | None:
    solutions = material.board.solutions[:SOLUTIONS]
    if not solutions:
        return None
    items = tuple(
        Item(
            text=one.card.text,
            detail=str(one.card.fields.get("one_line") or ""),
            mark="Tried" if any(t.fields.get("what_happened") for t in one.tests) else "",
        )
        for one in solutions
    )
    left = len(material.board.solutions) - len(items)
    more = f"And {left} more in the report." if left else ""
    return Section(
        key="brief-doing", title="What we will do", blocks=(Bullets(items=items, more=more),)
    )


def _cost(material: Material) -> Section | None:
    for found in material.costs:
        if found.rows:
            forecast = "A forecast: it has not happened yet." if found.is_forecast else ""
            return Section(
                key="brief-cost",
                title="What it costs, and whom it reaches",
                lead=forecast,
                blocks=(cost_table(found),),
            )
    return None


def _steps(material: Material) -> Section | None:
    steps = material.board.steps[:STEPS]
    return _listed("brief-steps", "First steps", steps, lambda card: _step(material, card))


def _step(material: Material, card: CardView) -> Item:
    facts = [
        str(card.fields.get("owner") or ""),
        day_words(card.fields.get("by_when")),
        field_words(material, card, "progress"),
    ]
    return Item(text=card.text, detail=" · ".join(filter(None, facts)))


def _asks(material: Material) -> Section | None:
    asks = material.board.asks[:ASKS]
    return _listed(
        "brief-asks",
        "What we ask",
        asks,
        lambda card: Item(text=card.text, detail=str(card.fields.get("of_whom") or "")),
    )


def _listed(
    key: str, title: str, cards: Sequence[CardView], drawn: Callable[[CardView], Item]
) -> Section | None:
    if not cards:
        return None
    return Section(key=key, title=title, blocks=(Bullets(items=tuple(map(drawn, cards))),))
