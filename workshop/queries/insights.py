"""The wall of insights by theme, the journeys of each group, and what may be shared of a quote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.kinds import CardKind, Mark, marked
from workshop.queries.cards import CardView
from workshop.queries.trace import Trace

PHASES = ("before", "first_contact", "during", "after")
UNSAID_PHASE = len(PHASES)


@dataclass(frozen=True, slots=True)
class ThemeColumn:
    """A theme with the cards it gathers, in the order in which they were put there."""

    theme: CardView
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class InsightWall:
    """The insights by theme, and those in none. A card may be in several themes."""

    columns: tuple[ThemeColumn, ...]
    loose: tuple[CardView, ...]


def insight_wall(trace: Trace) -> InsightWall:
    """Themes that gather insights or nothing yet; themes of other things have their own pages."""
    insights = {
        card.id
        for card in trace.cards.values()
        # What is shown with another card as one has no place of its own.
        if card.kind == CardKind.INSIGHT and card.merged_into not in trace.cards
    }
    columns = []
    themes = (card for card in trace.cards.values() if card.kind == CardKind.THEME)
    for theme in (card for card in themes if card.merged_into not in trace.cards):
        gathered = [
            card
            for card in trace.linked(theme.id, "gathers")
            if card.merged_into not in trace.cards
        ]
        if not gathered or any(card.id in insights for card in gathered):
            columns.append(ThemeColumn(theme, tuple(gathered)))
    placed = {card.id for column in columns for card in column.cards}
    loose = tuple(trace.cards[one] for one in trace.cards if one in insights and one not in placed)
    return InsightWall(tuple(columns), loose)


class Sharing(StrEnum):
    """What the person whose words these are has said."""

    YES = "yes"
    NO = "no"
    ASK_FIRST = "ask first"


def sharing(card: CardView) -> Sharing:
    """Whether a quote or a story may be shown. Where nobody has asked, it may not."""
    match card.fields.get("consent"):
        case "yes":
            return Sharing.YES
        case "no":
            return Sharing.NO
    return Sharing.ASK_FIRST


def awaits_yes(card: CardView) -> bool:
    """Whether there is a quote on the card that its speaker has not said yes to showing."""
    quoted = any(card.fields.get(name) for name in marked(CardKind(card.kind), Mark.QUOTE))
    return quoted and sharing(card) is not Sharing.YES


@dataclass(frozen=True, slots=True)
class Journey:
    """The steps of one group's way, in order. ``segment`` is None where nobody said whose it is."""

    segment: CardView | None
    steps: tuple[CardView, ...]


def journeys(trace: Trace) -> list[Journey]:
    """A journey for each group that has steps, in the order of the groups; the others' last."""
    steps = sorted(trace.of(CardKind.JOURNEY_STEP), key=_step_order)
    found = [
        Journey(segment, mine)
        for segment in trace.of(CardKind.SEGMENT)
        if (mine := tuple(step for step in steps if segment in trace.linked(step.id, "segments")))
    ]
    placed = {step.id for journey in found for step in journey.steps}
    loose = tuple(step for step in steps if step.id not in placed)
    return [*found, Journey(None, loose)] if loose else found


def _step_order(step: CardView) -> tuple[int, int]:
    phase = step.fields.get("phase")
    number = step.fields.get("order")
    place = PHASES.index(phase) if phase in PHASES else UNSAID_PHASE
    return place, int(number) if number is not None else 10**9


def by_field(
    cards: Iterable[CardView], name: str, options: Iterable[str]
) -> Mapping[str | None, tuple[CardView, ...]]:
    """Cards by what they say in one field, in the order of its options; None last."""
    found = list(cards)
    wanted = (*options, None)
    split = {one: tuple(card for card in found if card.fields.get(name) == one) for one in wanted}
    return {one: there for one, there in split.items() if there}
