"""Undo and redo of what was done to cards and to the board, from the audit rows.

Facilitators share one history. Whoever else sorts has one of their own, of what they sorted.
Hiding a card is no step of it: it is taken back at the card itself, never in passing. A list from
paper is one step; a card that was written alone is taken back at the card too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.demands import require_demands, require_unlocked
from workshop.domain.journal import CARD_STATE, card_state, next_revision, record
from workshop.domain.policy import Verb, require
from workshop.domain.themes.placements import BOARD, Layout, lay_out, skip, still_as
from workshop.domain.themes.sort_board import sorting_situation
from workshop.domain.threads.choices import TAKEN_ON, lay_back
from workshop.enums import Role, Via
from workshop.errors import ChangedMeanwhileError, MovedOnError, NotFoundError
from workshop.models import Audit, Card, Receipt, Workshop
from workshop.queries.viewer import Viewer

ADD = "add_card"
HIDING = ("hide_card", "unhide_card")
"""Steps of older histories; nothing offers to take them back any more."""
ON_CARDS = (
    "edit_card",
    *HIDING,
    "star_card",
    "unstar_card",
    "change_theme",
    "weigh_need",
    "judge_overlap",
    "set_language",
    "translate",
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
UNDOABLE = (*ON_CARDS, *ON_BOARD, "take_on")
SORTERS = ("change_theme", *ON_BOARD)
FACILITATING = (Role.FACILITATOR, Role.HOST)


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One thing that can be taken back (or done again).

    ``card_id`` is the workshop's id for a step on the board as a whole. ``left`` counts the cards
    that others have moved since, which an undo leaves where they are. ``cards`` counts those that
    came in together, from one list on paper. ``made`` is the room's revision after a replay.
    """

    revision: int
    verb: str
    card_id: str
    left: int = 0
    cards: int = 1
    made: int = 0


_FROM_PAPER = select(Card.id).where(Card.via == Via.PAPER)


def steps(session: Session, viewer: Viewer) -> tuple[list[HistoryStep], list[HistoryStep]]:
    """What this viewer can undo and what they can redo, the latest last in both."""
    done: list[HistoryStep] = []
    undone: list[HistoryStep] = []
    rows = _rows(session, viewer)
    was_about = _what_replays_changed(session, viewer, rows)
    for revision, verb, card_id in rows:
        if verb == "undo":
            _pass_on(done, undone, card_id, was_about[revision])
        elif verb == "redo":
            _pass_on(undone, done, card_id, was_about[revision])
        else:
            done.append(HistoryStep(revision, verb, card_id))
            if verb not in HIDING:
                undone.clear()
    return _offered(session, done, ~col(Card.withdrawn)), _offered(session, undone, Card.text != "")


def _rows(session: Session, viewer: Viewer, *, after: int = -1) -> Sequence[tuple[int, str, str]]:
    """Revision, verb and card of all that was done in this viewer's history, the oldest first."""
    if viewer.is_facilitator:
        mine: Any = col(Audit.actor_role).in_(FACILITATING)
        verbs: tuple[str, ...] = (*UNDOABLE, ADD)
    elif viewer.person_id is not None:
        # What they did while they steered is the facilitators' to take back.
        mine = and_(
            col(Audit.actor_id) == viewer.person_id,
            col(Audit.actor_role) == Role.PARTICIPANT,
        )
        verbs = SORTERS
    else:
        return []
    return session.exec(
        select(Audit.revision, Audit.verb, Audit.object_id)
        .where(
            Audit.workshop_id == viewer.workshop_id,
            Audit.revision > after,
            mine,
            col(Audit.verb).in_((*verbs, "undo", "redo")),
            or_(col(Audit.verb) != ADD, col(Audit.object_id).in_(_FROM_PAPER)),
        )
        .order_by(col(Audit.revision))
    ).all()


def _offered(
    session: Session, stack: list[HistoryStep], there: ColumnElement[bool] | bool
) -> list[HistoryStep]:
    """Without hiding, and without cards that were added but are ``there`` no more."""
    added = [step.card_id for step in stack if step.verb == ADD]
    known = set(session.exec(select(Card.id).where(col(Card.id).in_(added), there)))
    return [s for s in stack if s.verb not in HIDING and (s.verb != ADD or s.card_id in known)]


def _what_replays_changed(
    session: Session, viewer: Viewer, rows: Iterable[tuple[int, str, str]]
) -> dict[int, tuple[str, ...]]:
    """For each undo and redo the verbs that it can have been about."""
    wanted = [revision for revision, verb, _card in rows if verb in ("undo", "redo")]
    found = session.exec(
        select(Audit.revision, Audit.before, Audit.after).where(
            Audit.workshop_id == viewer.workshop_id, col(Audit.revision).in_(wanted)
        )
    )
    return {revision: _verbs_of(was or {}, became or {}) for revision, was, became in found}


def _verbs_of(was: Mapping[str, Any], became: Mapping[str, Any]) -> tuple[str, ...]:
    if brings_in(was, became):
        return (ADD,)
    if was.get("hidden") != became.get("hidden"):
        return HIDING
    return tuple(verb for verb in UNDOABLE if verb not in HIDING)


def brings_in(was: Mapping[str, Any] | None, became: Mapping[str, Any] | None) -> bool:
    """Whether an undo took back that a card was added, or a redo brought it in again."""
    return (was or {}).get("withdrawn") != (became or {}).get("withdrawn")


def _pass_on(
    source: list[HistoryStep], to: list[HistoryStep], card_id: str, verbs: tuple[str, ...]
) -> None:
    """Move the latest step that this can have been about, leaving out what was passed over.

    Who came back may have two histories woven into one, in which a step can be missing.
    """
    for place in range(len(source) - 1, -1, -1):
        if source[place].card_id == card_id and source[place].verb in verbs:
            to.append(source.pop(place))
            return


def last_act(session: Session, stack: list[HistoryStep]) -> tuple[HistoryStep, ...]:
    """The last act of a history, the latest step first: one step, or all cards of one list."""
    if not stack:
        return ()
    adds = list(takewhile(lambda step: step.verb == ADD, reversed(stack)))
    lists = _lists(session, [step.card_id for step in adds])
    if not adds or not (own := lists.get(stack[-1].card_id)):
        return (stack[-1],)
    return tuple(takewhile(lambda step: lists.get(step.card_id) == own, adds))


def _lists(session: Session, cards: list[str]) -> dict[str, str]:
    """For each card from paper the name under which its whole list was sent."""
    rows = session.exec(select(Receipt.card_id, Receipt.key).where(col(Receipt.card_id).in_(cards)))
    return {card: key.rpartition(".")[0] for card, key in rows}


def undo(db: Database, *, viewer: Viewer, seen: int | None = None) -> HistoryStep:
    """Take back the last step. Raises NotFoundError when there is none.

    ``seen`` is the room's revision when it was pressed: raises MovedOnError when somebody who
    shares this history has done or taken back something since.
    """
    return _replay(db, viewer, seen, forward=False)


def redo(db: Database, *, viewer: Viewer, seen: int | None = None) -> HistoryStep:
    """Do again what was undone last. Raises as ``undo`` does."""
    return _replay(db, viewer, seen, forward=True)


def _replay(db: Database, viewer: Viewer, seen: int | None, *, forward: bool) -> HistoryStep:
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        situation = sorting_situation(work, workshop)
        require(viewer.role, Verb.UNDO if viewer.is_facilitator else Verb.SORT, situation)
        if seen is not None and _rows(work.session, viewer, after=seen):
            raise MovedOnError(
                "Somebody has changed something meanwhile. Nothing was taken back. "
                "Look what it is about now, then press again."
            )
        done, undone = steps(work.session, viewer)
        act = last_act(work.session, undone if forward else done)
        if not act:
            raise NotFoundError("There is nothing to do again." if forward else "Nothing to undo.")
        taken = [_replay_one(work, workshop, viewer, step, forward=forward) for step in act]
        work.commit()
        return replace(taken[0], cards=len(taken), made=workshop.revision)


def _replay_one(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, taken: HistoryStep, *, forward: bool
) -> HistoryStep:
    verb = "redo" if forward else "undo"
    if taken.verb == ADD:
        was, becomes = {"withdrawn": forward}, {"withdrawn": not forward}
        _write_back(work, workshop, viewer, verb, was, becomes, taken)
        return taken
    audit = work.session.exec(
        select(Audit).where(Audit.workshop_id == workshop.id, Audit.revision == taken.revision)
    ).one()
    before, after = (audit.before, audit.after) if forward else (audit.after, audit.before)
    if audit.object_type == TAKEN_ON:
        lay_back(work, workshop, viewer, verb, before or {}, after or {})
        return taken
    if audit.object_type == BOARD:
        return _lay_back(work, workshop, viewer, verb, before, after, taken)
    _write_back(work, workshop, viewer, verb, before or {}, after or {}, taken)
    return taken


def _lay_back(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    verb: str,
    was: dict[str, Any] | None,
    becomes: dict[str, Any] | None,
    taken: HistoryStep,
) -> HistoryStep:
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
    taken: HistoryStep,
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
