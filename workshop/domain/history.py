"""Undo and redo of what facilitators did to cards, from the audit rows."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from workshop.db import Database, now
from workshop.domain.demands import require_demands, require_unlocked
from workshop.domain.journal import CARD_STATE, card_state, next_revision, record
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import Role, WorkshopState
from workshop.errors import ChangedMeanwhileError, NotFoundError
from workshop.models import Audit, Card, Workshop
from workshop.queries.viewer import Viewer

UNDOABLE = ("edit_card", "hide_card", "unhide_card", "star_card", "unstar_card")
FACILITATING = (Role.FACILITATOR, Role.HOST)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a facilitator did that can be taken back (or done again)."""

    revision: int
    verb: str
    card_id: str


def steps(session: Session, workshop_id: str) -> tuple[list[Step], list[Step]]:
    """What can be undone and what can be redone, the latest last in both."""
    done: list[Step] = []
    undone: list[Step] = []
    rows = session.exec(
        select(Audit.revision, Audit.verb, Audit.object_id)
        .where(
            Audit.workshop_id == workshop_id,
            col(Audit.actor_role).in_(FACILITATING),
            col(Audit.verb).in_((*UNDOABLE, "undo", "redo")),
        )
        .order_by(col(Audit.revision))
    )
    for revision, verb, card_id in rows:
        if verb == "undo":
            undone.append(done.pop())
        elif verb == "redo":
            done.append(undone.pop())
        else:
            done.append(Step(revision, verb, card_id))
            undone.clear()
    return done, undone


def undo(db: Database, *, viewer: Viewer) -> Step:
    """Take back the facilitators' last step on a card. Raises NotFoundError when there is none."""
    return _replay(db, viewer, forward=False)


def redo(db: Database, *, viewer: Viewer) -> Step:
    """Do again what was undone last."""
    return _replay(db, viewer, forward=True)


def _replay(db: Database, viewer: Viewer, *, forward: bool) -> Step:
    with db.write() as work:
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
        require(viewer.role, Verb.UNDO, situation)
        done, undone = steps(work.session, workshop.id)
        stack = undone if forward else done
        if not stack:
            raise NotFoundError("There is nothing to do again." if forward else "Nothing to undo.")
        taken = stack[-1]
        audit = work.session.exec(
            select(Audit).where(Audit.workshop_id == workshop.id, Audit.revision == taken.revision)
        ).one()
        card = work.session.get_one(Card, taken.card_id)
        was, becomes = (audit.before, audit.after) if forward else (audit.after, audit.before)
        current = card_state(card)
        _refuse_if_changed(card, current, was or {}, becomes or {})
        changed = [
            name for name in CARD_STATE if (was or {}).get(name) != (becomes or {}).get(name)
        ]
        if changed != ["starred"]:
            require_unlocked(card)
        for name in changed:
            setattr(card, name, (becomes or {})[name])
        require_demands(work, card, viewer)
        card.version += current["text"] != card.text or current["fields"] != card.fields
        card.updated_at = now()
        card.revision = next_revision(work, workshop)
        record(
            work,
            workshop,
            viewer,
            "redo" if forward else "undo",
            object_type="card",
            object_id=card.id,
            revision=card.revision,
            before=current,
            after=card_state(card),
        )
        work.commit()
        return taken


def _refuse_if_changed(
    card: Card, current: dict[str, object], was: dict[str, object], becomes: dict[str, object]
) -> None:
    """Undo touches only what its step changed; if that changed again since, nothing is lost."""
    for name in CARD_STATE:
        if was.get(name) != becomes.get(name) and current[name] != was.get(name):
            raise ChangedMeanwhileError(
                "The writer has changed this card since. Edit it by hand to keep both.",
                current={"text": card.text, "version": card.version},
            )
