"""What rests on what, back to the card somebody wrote, and what rests on nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from workshop.kinds import KINDS, CardKind
from workshop.queries.cards import CardView

CardId = str


@dataclass(frozen=True, slots=True)
class TraceLink:
    """``from_id`` rests on ``to_id``; ``name`` is the link's name in its kind."""

    from_id: CardId
    name: str
    to_id: CardId


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line of a trace: a card, how far it is from the start, and the link that led here."""

    card: CardView
    depth: int
    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A card that rests on nothing, or on which nothing rests. ``rule`` names which is missing."""

    rule: str
    card: CardView


class Trace:
    """The cards a viewer may read and the links between them; nothing else is known to it."""

    def __init__(self, cards: Iterable[CardView]) -> None:
        self.cards: Mapping[CardId, CardView] = {card.id: card for card in cards}
        self.edges: tuple[TraceLink, ...] = tuple(
            TraceLink(card.id, name, to)
            for card in self.cards.values()
            for name, targets in card.links.items()
            for to in targets
            if to in self.cards
        )
        self._down: dict[CardId, list[TraceLink]] = {}
        self._up: dict[CardId, list[TraceLink]] = {}
        for edge in self.edges:
            self._down.setdefault(edge.from_id, []).append(edge)
            self._up.setdefault(edge.to_id, []).append(edge)

    def rests_on(self, card_id: CardId) -> list[TraceLine]:
        """Everything below this card, nearest first along each branch; each card once."""
        return self._walk(card_id, self._down, lambda edge: edge.to_id)

    def carries(self, card_id: CardId) -> list[TraceLine]:
        """Everything that rests on this card; each card once."""
        return self._walk(card_id, self._up, lambda edge: edge.from_id)

    def _walk(
        self,
        start: CardId,
        edges: Mapping[CardId, list[TraceLink]],
        end: Callable[[TraceLink], CardId],
    ) -> list[TraceLine]:
        seen = {start}
        lines: list[TraceLine] = []
        stack = [(edge, 1) for edge in reversed(edges.get(start, []))]
        while stack:
            edge, depth = stack.pop()
            card_id = end(edge)
            if card_id in seen:
                continue
            seen.add(card_id)
            lines.append(TraceLine(self.cards[card_id], depth, edge.name))
            stack.extend((later, depth + 1) for later in reversed(edges.get(card_id, [])))
        return lines

    def linked(self, card_id: CardId, name: str) -> list[CardView]:
        """The cards that this one rests on in the way of ``name``."""
        return [self.cards[e.to_id] for e in self._down.get(card_id, []) if e.name == name]

    def resting(self, card_id: CardId, *kinds: CardKind) -> list[CardView]:
        """The cards of these kinds that rest directly on this one."""
        found = (self.cards[e.from_id] for e in self._up.get(card_id, []))
        return [card for card in found if card.kind in kinds]

    def of(self, *kinds: CardKind) -> list[CardView]:
        """The cards of these kinds that are in play, oldest first."""
        return [c for c in self.cards.values() if c.kind in kinds and not c.hidden]

    def gaps(self) -> list[Gap]:
        """What rests on nothing, in the order of the road."""
        return [
            Gap(rule.key, card)
            for rule in RULES
            for card in self.of(rule.kind)
            if rule.broken(self, card)
        ]


@dataclass(frozen=True, slots=True)
class Rule:
    """One question of the coverage view; its words are in ``data/method`` under ``coverage``."""

    key: str
    kind: CardKind
    broken: Callable[[Trace, CardView], bool]


def _lacks(name: str) -> Callable[[Trace, CardView], bool]:
    def broken(trace: Trace, card: CardView) -> bool:
        spec = KINDS[CardKind(card.kind)].link(name)
        need = max(1, spec.at_least if spec else 1)
        return len(trace.linked(card.id, name)) < need

    return broken


def _unused(*kinds: CardKind) -> Callable[[Trace, CardView], bool]:
    return lambda trace, card: not trace.resting(card.id, *kinds)


def _non_users_unsaid(trace: Trace, card: CardView) -> bool:
    """A solution names a group that does not come yet, or says why not."""
    if card.fields.get("no_non_user_why"):
        return False
    return not any(s.fields.get("non_user") for s in trace.linked(card.id, "segments"))


RULES: tuple[Rule, ...] = (
    Rule("segment-without-insight", CardKind.SEGMENT, _unused(CardKind.INSIGHT)),
    Rule("segment-without-solution", CardKind.SEGMENT, _unused(CardKind.SOLUTION, CardKind.IDEA)),
    Rule(
        "insight-unused",
        CardKind.INSIGHT,
        _unused(
            CardKind.REFRAME,
            CardKind.CHALLENGE_QUESTION,
            CardKind.BELIEF,
            CardKind.IDEA,
            CardKind.SOLUTION,
            CardKind.THEME,
        ),
    ),
    Rule("reframe-without-insights", CardKind.REFRAME, _lacks("insights")),
    Rule("solution-without-reframe", CardKind.SOLUTION, _lacks("reframe")),
    Rule("solution-without-insight", CardKind.SOLUTION, _lacks("insights")),
    Rule("solution-without-segment", CardKind.SOLUTION, _lacks("segments")),
    Rule("solution-without-non-users", CardKind.SOLUTION, _non_users_unsaid),
    Rule("solution-without-prototype", CardKind.SOLUTION, _unused(CardKind.PROTOTYPE)),
    Rule("prototype-without-solution", CardKind.PROTOTYPE, _lacks("solution")),
    Rule("vision-line-without-solution", CardKind.VISION_LINE, _lacks("solutions")),
    Rule("vision-line-without-indicator", CardKind.VISION_LINE, _lacks("indicators")),
    Rule("indicator-without-measurement", CardKind.INDICATOR, _unused(CardKind.MEASUREMENT)),
)
