"""What was on the screen when somebody pressed: stale presses do nothing."""

from dataclasses import dataclass

from sqlmodel import col, select

from workshop.db import UnitOfWork
from workshop.errors import MovedOnError
from workshop.models import VoteRound, Workshop
from workshop.playbook import load_playbook


@dataclass(frozen=True, slots=True)
class Seen:
    """What was on the screen when somebody pressed: the step, None before the first, and the vote.

    What is meant relative to it (next, open, more time) does nothing once the room is elsewhere.
    """

    step: str | None
    round: str | None = None


def require_seen(work: UnitOfWork, workshop: Workshop, at: Seen) -> None:
    """Raise MovedOnError when the room is elsewhere, or that round of its vote has ended."""
    here = workshop.current_activity
    if at.step != here:
        place = load_playbook(workshop.language).activity(here).title if here else "the beginning"
        raise MovedOnError(
            f"Somebody has moved the room meanwhile: it is at “{place}” now. "
            "Nothing was changed. Look, then press again."
        )
    if at.round is None or here is None:
        return
    asked = col(VoteRound.workshop_id) == workshop.id, VoteRound.activity == here
    open_round = work.session.exec(
        select(VoteRound.id).where(*asked, col(VoteRound.open).is_(True))
    ).first()
    if open_round != at.round:
        raise MovedOnError(
            "Somebody has ended this round of the vote meanwhile. Nothing was changed."
        )


def require_newest_vote(work: UnitOfWork, workshop: Workshop, at: Seen) -> None:
    """Raise MovedOnError when the room is elsewhere, or another vote has begun since that one.

    What a vote proposes is taken on by whoever has read it; that it is open or closed is no matter.
    """
    require_seen(work, workshop, Seen(at.step))
    if at.round is None:
        return
    newest = work.session.exec(
        select(VoteRound.id)
        .where(col(VoteRound.workshop_id) == workshop.id, VoteRound.activity == at.step)
        .order_by(col(VoteRound.number).desc())
    ).first()
    if newest != at.round:
        raise MovedOnError(
            "Somebody has begun another vote meanwhile. Nothing was changed. Look, then press "
            "again."
        )
