"""Where the room stands on its new challenges: what is agreed, doubts, and each group's answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.enums import RoleGroup
from workshop.kinds import KINDS, CardKind
from workshop.queries.cards import CardView


@dataclass(frozen=True, slots=True)
class Standing:
    """One challenge with what bears on agreeing to it.

    ``insights_missing`` counts those still to choose; ``answers`` has the newest sign-off of each
    role group, residents first; ``open_doubts`` are the strong ones without an answer.
    """

    card: CardView
    agreed: bool
    insights: tuple[CardView, ...]
    insights_missing: int
    doubts: tuple[CardView, ...]
    open_doubts: tuple[CardView, ...]
    answers: tuple[tuple[RoleGroup, CardView], ...]
    questions: tuple[CardView, ...]


def standings(cards: Iterable[CardView]) -> list[Standing]:
    """Every challenge that these cards tell of, the agreed first, else oldest first."""
    found = {card.id: card for card in cards if not card.withdrawn}
    reframes = [card for card in found.values() if card.kind == CardKind.REFRAME]
    return sorted(
        (_standing(card, found) for card in reframes), key=lambda standing: not standing.agreed
    )


def agreed_challenges(cards: Iterable[CardView]) -> list[Standing]:
    """The one or two challenges that the room has agreed on and can see."""
    return [one for one in standings(cards) if one.agreed and not one.card.hidden]


def _standing(card: CardView, found: dict[str, CardView]) -> Standing:
    spec = KINDS[CardKind.REFRAME].link("insights")
    need = spec.at_least if spec else 0
    chosen = card.links.get("insights", ())
    doubts = _about(card, found, CardKind.OBJECTION)
    return Standing(
        card=card,
        agreed=bool(card.fields.get("agreed")),
        insights=tuple(found[one] for one in chosen if one in found),
        insights_missing=max(0, need - len(chosen)),
        doubts=doubts,
        open_doubts=tuple(one for one in doubts if _is_open(one)),
        answers=_answers(_about(card, found, CardKind.SIGN_OFF)),
        questions=_about(card, found, CardKind.CHALLENGE_QUESTION),
    )


def _about(card: CardView, found: dict[str, CardView], kind: CardKind) -> tuple[CardView, ...]:
    return tuple(
        other
        for other in found.values()
        if other.kind == kind and card.id in other.links.get("reframe", ())
    )


def _is_open(doubt: CardView) -> bool:
    return bool(doubt.fields.get("strong")) and doubt.fields.get("status") != "answered"


def _answers(signed: tuple[CardView, ...]) -> tuple[tuple[RoleGroup, CardView], ...]:
    newest = {
        RoleGroup(card.fields["role_group"]): card
        for card in signed
        if card.fields.get("role_group") and card.fields.get("answer")
    }
    return tuple((group, newest[group]) for group in RoleGroup if group in newest)
