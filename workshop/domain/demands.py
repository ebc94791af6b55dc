"""What the method insists on before a card may go on. Saving a draft is never refused for it."""

from sqlmodel import select

from workshop.db import UnitOfWork
from workshop.errors import InvalidInputError
from workshop.kinds import CardKind
from workshop.models import Card, Link


def require_demands(work: UnitOfWork, card: Card) -> None:
    """Refuse a step that the method forbids; the sentence says what to do first.

    A reframe is agreed only when it rests on two insights. A test runs, and is tried on people,
    only with a success line and a stop line set before.
    """
    match CardKind(card.kind):
        case CardKind.REFRAME if card.fields.get("agreed"):
            if len(_targets(work, card, "insights")) < 2:
                raise InvalidInputError(
                    "A new challenge needs at least two insights behind it before it is agreed. "
                    "Choose them first."
                )
        case CardKind.PROTOTYPE if card.fields.get("status") in ("running", "done"):
            _require_lines(card)
        case CardKind.TRIAL:
            for target in _targets(work, card, "prototype"):
                _require_lines(work.session.get_one(Card, target))


def _require_lines(prototype: Card) -> None:
    if not (prototype.fields.get("success_line") and prototype.fields.get("stop_line")):
        raise InvalidInputError(
            "Before a test starts, write what would count as success and what would make you stop."
        )


def _targets(work: UnitOfWork, card: Card, name: str) -> list[str]:
    return list(
        work.session.exec(select(Link.to_id).where(Link.from_id == card.id, Link.name == name))
    )
