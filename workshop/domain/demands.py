"""What the method insists on before a card may go on. Saving a draft is never refused for it."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from workshop.db import UnitOfWork
from workshop.errors import InvalidInputError, LockedError, NotAllowedError
from workshop.kinds import CardKind, Mark, marked
from workshop.models import ActivityRun, Card, Link
from workshop.queries.viewer import Viewer

MOST_AGREED = 2
"""More than two challenges at a time, and nobody works on any of them."""


def require_demands(work: UnitOfWork, card: Card, viewer: Viewer) -> None:
    """Refuse a step that the method forbids; the sentence says what to do first.

    A reframe is agreed by the facilitator for the room, only when it rests on two insights, and
    two at most at a time. A test runs, and is tried on people, only with a success line and a
    stop line set before. A solution is chosen to be tested only when it names a group that stays
    away, or says why not. What was read out to the room is for the facilitator to say. Each person
    shares out £100 once, before the guesses are turned over.
    """
    match CardKind(card.kind):
        case CardKind.REFRAME if is_agreed(card):
            _require_agreeable(work, card, viewer)
        case CardKind.PROTOTYPE if card.fields.get("status") in ("running", "done"):
            _require_lines(card)
        case CardKind.SOLUTION if card.fields.get("to_test"):
            _require_non_users(work, card)
        case CardKind.CONCERN if card.fields.get("read_out") and not viewer.is_facilitator:
            raise NotAllowedError(
                "Only the facilitator reads concerns out. Ask them to change this one for you."
            )
        case CardKind.BUDGET_GUESS:
            require_face_down(work, card)
            require_one_guess(work, card, viewer)
        case CardKind.TRIAL:
            for target in _targets(work, card, "prototype"):
                _require_lines(work.session.get_one(Card, target))


def require_rooms_own(
    kind: CardKind, before: Mapping[str, Any], after: Mapping[str, Any], viewer: Viewer
) -> None:
    """Refuse a participant who decides alone what is marked as the room's own."""
    if viewer.is_facilitator:
        return
    if any(before.get(name) != after.get(name) for name in marked(kind, Mark.ROOMS_OWN)):
        raise NotAllowedError("The room decides this together. The facilitator notes it.")


def require_face_down(work: UnitOfWork, card: Card) -> None:
    """Refuse a guess that comes, changes or goes once all are on the big screen.

    The room would see one dot more, one less or one that moved, and know whose it is. By then the
    truth stands beside them too. Erasing what is one's own stays possible. Raises LockedError.
    """
    if card.kind != CardKind.BUDGET_GUESS:
        return
    shown = work.session.exec(
        select(ActivityRun.revealed).where(
            ActivityRun.workshop_id == card.workshop_id, ActivityRun.key == card.activity
        )
    ).first()
    if shown:
        raise LockedError("The guesses are on the big screen now, so they stay as they are.")


def require_one_guess(work: UnitOfWork, card: Card, viewer: Viewer) -> None:
    """Refuse a second guess of all the money by the same person: it would count twice.

    A facilitator may write one for each of several people who have no device.
    """
    if card.kind != CardKind.BUDGET_GUESS or viewer.is_facilitator:
        return
    author = card.author_id or viewer.voice_of(card)
    if author is None or not card.fields.get("split"):
        return
    others = work.session.exec(
        select(Card).where(
            Card.workshop_id == card.workshop_id,
            Card.kind == CardKind.BUDGET_GUESS,
            Card.id != card.id,
            col(Card.withdrawn).is_(False),
        )
    )
    own = (one for one in others if author in (one.author_id, viewer.voice_of(one)))
    if any(other.fields.get("split") for other in own):
        raise InvalidInputError("You have guessed already. Change your guess instead.")


def is_agreed(card: Card) -> bool:
    """Whether this is a challenge that the room has agreed on."""
    return card.kind == CardKind.REFRAME and bool(card.fields.get("agreed"))


def require_unlocked(card: Card) -> None:
    """Refuse to change what the room has agreed on. Raises LockedError."""
    if is_agreed(card):
        raise LockedError(
            "The room has agreed on this challenge, so it stays as it is. "
            "The facilitator can take the agreement back first."
        )


def _require_agreeable(work: UnitOfWork, card: Card, viewer: Viewer) -> None:
    if not viewer.is_facilitator:
        raise NotAllowedError("Only the facilitator can note that the room has agreed.")
    if card.withdrawn or card.hidden:
        raise InvalidInputError(
            "The room cannot see this challenge. Show it first, then agree on it."
        )
    if len(_targets(work, card, "insights")) < 2:
        raise InvalidInputError(
            "A new challenge needs at least two insights behind it before it is agreed. "
            "Choose them first."
        )
    others = work.session.exec(
        select(Card).where(
            Card.workshop_id == card.workshop_id,
            Card.kind == CardKind.REFRAME,
            Card.id != card.id,
            col(Card.withdrawn).is_(False),
            col(Card.hidden).is_(False),
        )
    )
    if sum(is_agreed(other) for other in others) >= MOST_AGREED:
        raise InvalidInputError(
            "Two challenges are agreed already, and more would be too many. "
            "Take one agreement back first."
        )


def _require_lines(prototype: Card) -> None:
    if not (prototype.fields.get("success_line") and prototype.fields.get("stop_line")):
        raise InvalidInputError(
            "Before a test starts, write what would count as success and what would make you stop."
        )


def _require_non_users(work: UnitOfWork, solution: Card) -> None:
    if solution.fields.get("no_non_user_why"):
        return
    segments = (work.session.get_one(Card, one) for one in _targets(work, solution, "segments"))
    if not any(segment.fields.get("non_user") for segment in segments):
        raise InvalidInputError(
            "Before we test it: name a group of people who stay away and who gain from this, "
            "or say why not."
        )


def _targets(work: UnitOfWork, card: Card, name: str) -> list[str]:
    return list(
        work.session.exec(select(Link.to_id).where(Link.from_id == card.id, Link.name == name))
    )
