"""What people are promised before they write: who sees their name, and when others read it.

Within a workshop a promise can be tightened, never loosened.
"""

from sqlmodel import col, delete, select, update

from workshop.db import Database, UnitOfWork
from workshop.domain.room import run_of, send_again, steer
from workshop.enums import Attribution, RoleGroup
from workshop.errors import InvalidInputError
from workshop.models import ActivityRun, Audit, Card, Receipt, Recording, Workshop
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note

NOBODY = RoleGroup.UNKNOWN


def tighten(db: Database, *, viewer: Viewer, activity: str, attribution: Attribution) -> None:
    """Show less of who wrote. Showing more than people were promised is refused.

    Where nobody is to be named any more, who wrote is forgotten at once: these cards can then be
    changed by the facilitator alone, and the voices in which they were spoken go.
    """
    order = list(Attribution)

    def change(work: UnitOfWork, workshop: Workshop, revision: int) -> dict[str, object]:
        run = run_of(work, workshop, activity)
        if order.index(attribution) < order.index(Attribution(run.attribution)):
            raise InvalidInputError(
                "People were promised that less is shown. This can be tightened, never loosened."
            )
        run.attribution = attribution
        if attribution is Attribution.ANONYMOUS:
            _cut_names(work, run)
        send_again(work, run, revision)
        return {"activity": run.key, "attribution": attribution}

    steer(db, viewer, "tighten", change)
    if attribution is Attribution.ANONYMOUS:
        note(SecurityEvent.AUTHORS_ERASED, viewer.code)


def _cut_names(work: UnitOfWork, run: ActivityRun) -> None:
    """Nobody can be looked up any more, not even by the writers themselves: their pens are away."""
    cards = select(Card.id).where(
        col(Card.workshop_id) == run.workshop_id, col(Card.activity) == run.key
    )
    work.session.exec(delete(Receipt).where(col(Receipt.card_id).in_(cards)))
    work.session.exec(
        update(Audit)
        .where(col(Audit.workshop_id) == run.workshop_id, col(Audit.object_id).in_(cards))
        .values(actor_id=None)
    )
    named = (col(Card.id).in_(cards), col(Card.author_mark).is_(None))
    spoken = select(Card.id).where(*named)
    work.session.exec(delete(Recording).where(col(Recording.card_id).in_(spoken)))
    unsigned = {"author_id": None, "author_name": "", "table_no": None}
    work.session.exec(update(Card).where(*named).values(**unsigned, role_group=NOBODY, voice=""))
    work.erase()


def write_alone(db: Database, *, viewer: Viewer, activity: str, alone: bool = True) -> None:
    """Have people write alone, so that all cards of an activity are shown at once.

    It can be taken back only while nobody has been promised anything yet. Raises InvalidInputError
    then, and where the cards have been shown.
    """

    def change(work: UnitOfWork, workshop: Workshop, revision: int) -> dict[str, object]:
        run = run_of(work, workshop, activity)
        if run.revealed:
            raise InvalidInputError("These cards have been shown to the room already.")
        if run.hidden and not alone and _was_promised(work, run):
            raise InvalidInputError(
                "People were promised that all cards are shown at once. Show the cards to do that."
            )
        if run.hidden != alone:
            run.hidden = alone
            send_again(work, run, revision)
        return {"activity": run.key, "alone": alone}

    steer(db, viewer, "write_alone", change)


def _was_promised(work: UnitOfWork, run: ActivityRun) -> bool:
    cards = select(Card.id).where(
        col(Card.workshop_id) == run.workshop_id, col(Card.activity) == run.key
    )
    return run.started_at is not None or work.session.exec(cards).first() is not None
