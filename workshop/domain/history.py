"""Undo and redo of what was done to cards and to the board, from the audit rows.

Facilitators share one history. Whoever else sorts has one of their own, of what they sorted.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import and_
from sqlmodel import Session, col, select

from workshop.db import Database, UnitOfWork, now
from workshop.domain.demands import require_demands, require_unlocked
from workshop.domain.journal import CARD_STATE, card_state, next_revision, record
from workshop.domain.policy import Verb, require
from workshop.domain.themes.placements import BOARD, Layout, lay_out, skip, still_as
from workshop.domain.themes.sort_board import sorting_situation
from workshop.enums import Role
from workshop.errors import ChangedMeanwhileError, NotFoundError
from workshop.models import Audit, Card, Workshop
from workshop.queries.viewer import Viewer

ON_CARDS = (
    "edit_card",
    "hide_card",
    "unhide_card",
    "star_card",
    "unstar_card",
    "change_theme",
    "weigh_need",
    "judge_overlap",
)
ON_BOARD = (
    "move_cards",
    "add_theme",
    "accept_groups",
    "merge_themes",
    "remove_theme",
    "merge_cards",
    "unmerge_cards",
)
UNDOABLE = (*ON_CARDS, *ON_BOARD)
SORTERS = ("change_theme", *ON_BOARD)
FACILITATING = (Role.FACILITATOR, Role.HOST)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be taken back (or done again).

    ``card_id`` is the workshop's id for a step on the board as a whole. ``left`` counts the cards
    that others have moved since, which an undo leaves where they are.
    """

    revision: int
    verb: str
    card_id: str
    left: int = 0


def steps(session: Session, viewer: Viewer) -> tuple[list[Step], list[Step]]:
    """What this viewer can undo and what they can redo, the latest last in both."""
    if viewer.is_facilitator:
        mine: Any = col(Audit.actor_role).in_(FACILITATING)
        verbs: tuple[str, ...] = UNDOABLE
    elif viewer.person_id is not None:
        # What they did while they steered is the facilitators' to take back.
        mine = and_(
            col(Audit.actor_id) == viewer.person_id,
            col(Audit.actor_role) == Role.PARTICIPANT,
        )
        verbs = SORTERS
    else:
        return [], []
    done: list[Step] = []
    undone: list[Step] = []
    rows = session.exec(
        select(Audit.revision, Audit.verb, Audit.object_id)
        .where(
            Audit.workshop_id == viewer.workshop_id,
            mine,
            col(Audit.verb).in_((*verbs, "undo", "redo")),
        )
        .order_by(col(Audit.revision))
    )
    for revision, verb, card_id in rows:
        # Who came back may have two histories woven into one, in which a step can be missing.
        if verb == "undo":
            undone += [done.pop()] if done else []
        elif verb == "redo":
            done += [undone.pop()] if undone else []
        else:
            done.append(Step(revision, verb, card_id))
            undone.clear()
    return done, undone


def undo(db: Database, *, viewer: Viewer) -> Step:
    """Take back the last step. Raises NotFoundError when there is none."""
    return _replay(db, viewer, forward=False)


def redo(db: Database, *, viewer: Viewer) -> Step:
    """Do again what was undone last."""
    return _replay(db, viewer, forward=True)


def _replay(db: Database, viewer: Viewer, *, forward: bool) -> Step:
    with db.write() as work:
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        situation = sorting_situation(work, workshop)
        require(viewer.role, Verb.UNDO if viewer.is_facilitator else Verb.SORT, situation)
        done, undone = steps(work.session, viewer)
        stack = undone if forward else done
        if not stack:
            raise NotFoundError("There is nothing to do again." if forward else "Nothing to undo.")
        taken = stack[-1]
        audit = work.session.exec(
            select(Audit).where(Audit.workshop_id == workshop.id, Audit.revision == taken.revision)
        ).one()
        was, becomes = (audit.before, audit.after) if forward else (audit.after, audit.before)
        verb = "redo" if forward else "undo"
        if audit.object_type == BOARD:
            taken = _lay_back(work, workshop, viewer, verb, was, becomes, taken)
        else:
            _write_back(work, workshop, viewer, verb, was or {}, becomes or {}, taken)
        work.commit()
        return taken


def _lay_back(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    verb: str,
    was: dict[str, Any] | None,
    becomes: dict[str, Any] | None,
    taken: Step,
) -> Step:
    """Put the board back as far as nobody has moved the same cards since."""
    wanted = Layout.from_json(becomes)
    kept = still_as(work, workshop.id, Layout.from_json(was), wanted)
    if lay_out(work, workshop, viewer, verb, kept) is None:
        # It counts as taken back all the same, or it would stand in the way of what came before.
        skip(work, workshop, viewer, verb)
    return replace(taken, left=len(wanted.cards() - kept.cards()))


def _write_back(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    verb: str,
    was: dict[str, Any],
    becomes: dict[str, Any],
    taken: Step,
) -> None:
    """Put the words or marks of one card back."""
    card = work.session.get_one(Card, taken.card_id)
    current = card_state(card)
    _refuse_if_changed(card, current, was, becomes)
    changed = [name for name in CARD_STATE if was.get(name) != becomes.get(name)]
    if changed != ["starred"]:
        require_unlocked(card)
    for name in changed:
        setattr(card, name, becomes[name])
    require_demands(work, card, viewer)
    card.version += current["text"] != card.text or current["fields"] != card.fields
    card.updated_at = now()
    card.revision = next_revision(work, workshop)
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="card",
        object_id=card.id,
        revision=card.revision,
        before=current,
        after=card_state(card),
    )


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
