"""Taking cards on as the room's own: one press by the facilitator, and taken back as one act."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, delete, select

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.demands import MOST_AGREED, require_demands
from workshop.domain.journal import moment_of, next_revision, record
from workshop.domain.people.members import new_id
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.rounds import begin_round, end_round, open_round
from workshop.domain.seen import Seen, require_newest_vote
from workshop.domain.stored_links import set_links
from workshop.enums import VoteMethod, WorkshopState
from workshop.errors import InvalidInputError, NotFoundError
from workshop.kinds import CardKind, fields_as_json, parse_fields
from workshop.models import ActivityRun, Card, TakenOn, Workshop
from workshop.playbook import Activity, Decision, load_playbook
from workshop.queries.threads.choices import (
    chosen_in,
    decision_of,
    proposal,
    room_cards,
    taken_in,
)
from workshop.queries.threads.forwarded import candidates, is_forward
from workshop.queries.viewer import Viewer

TAKEN_ON = "choice"
"""What the audit calls the cards that an activity took on, as one thing."""

DOUBTS = (
    "Somebody cannot live with it. Read the doubts out, change the words and ask again, or take it "
    "on all the same."
)


def take_on(
    db: Database,
    *,
    viewer: Viewer,
    activity: str | None = None,
    cards: Sequence[str] | None = None,
    insights: Sequence[str] = (),
    anyway: bool = False,
    at: Seen | None = None,
) -> list[str]:
    """Take these cards on as the room's own, or what the vote proposes, and answer their ids.

    They stand in place of what this activity took on before, also where tables did so with their
    taps: these are then set for them, and each can still change its own. A vote that is open ends
    with it; pressed ``at`` another one, nothing is done. ``insights`` are put behind a new
    challenge that rests on too few. ``anyway`` goes on although somebody said that they cannot
    live with it, which is kept.
    """
    _end_vote(db, viewer, activity, at)
    with acting(db, viewer) as (work, viewer):
        workshop, found, decide = _deciding(work, viewer, activity)
        offered = proposal(work.session, workshop.id, found.key)
        if offered is not None and offered.doubts and cards is None and not anyway:
            raise InvalidInputError(DOUBTS)
        wanted = list(offered.ticked if offered and cards is None else cards or ())
        _require_fit(work, workshop, decide, wanted)
        for card in wanted:
            _rest_on(work, card, insights)
        before = {"activity": found.key, "chosen": taken_in(work.session, workshop.id, found)}
        revision = next_revision(work, workshop)
        _set(work, workshop, viewer, found, wanted, decide.by, revision)
        record(
            work,
            workshop,
            viewer,
            "take_on",
            object_type=TAKEN_ON,
            object_id=workshop.id,
            revision=revision,
            before={**before, "how": decide.by},
            after={"activity": found.key, "chosen": wanted, "how": decide.by},
        )
        work.commit()
        return wanted


def lay_back(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    verb: str,
    was: dict[str, Any],
    becomes: dict[str, Any],
) -> None:
    """Undo or do again: an activity takes on what it had taken on before.

    What a table has tapped or taken back since stays as it is.
    """
    activity = load_playbook(workshop.language).activity(becomes["activity"])
    wanted = list(becomes["chosen"])
    if becomes["how"] == "table":
        stand = taken_in(work.session, workshop.id, activity)
        kept = [card for card in stand if card in wanted or card not in was["chosen"]]
        wanted = kept + [card for card in wanted if card not in {*stand, *was["chosen"]}]
    there = set(
        work.session.exec(
            select(Card.id).where(Card.workshop_id == workshop.id, col(Card.id).in_(wanted))
        )
    )
    wanted = [card for card in wanted if card in there]
    revision = next_revision(work, workshop)
    _set(work, workshop, viewer, activity, wanted, becomes["how"], revision)
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type=TAKEN_ON,
        object_id=workshop.id,
        revision=revision,
        before=was,
        after=becomes,
    )


def ask(
    db: Database,
    *,
    viewer: Viewer,
    activity: str | None = None,
    cards: Sequence[str] | None = None,
    at: Seen | None = None,
) -> list[str]:
    """Ask everybody whether they can live with the winner of a vote, or with these cards.

    A vote that is open ends with it. Answers the ids of the cards asked about.
    """
    _end_vote(db, viewer, activity, at)
    with acting(db, viewer) as (work, viewer):
        workshop, found, decide = _deciding(work, viewer, activity)
        offered = proposal(work.session, workshop.id, found.key)
        wanted = list(offered.ticked if offered and cards is None else cards or ())
        if not wanted:
            raise InvalidInputError(
                "No card came out first yet. Vote, or tap the one to ask about."
            )
        _require_fit(work, workshop, decide, wanted)
        run = _run(work, workshop, found.key)
        if not run.open:
            run.open, run.ended_at, run.ends_at = True, None, None
        begin_round(work, workshop, found.key, asked=wanted, method=VoteMethod.CONSENT)
        _note(work, workshop, viewer, "ask", found.key, wanted)
        return wanted


def vote_again(
    db: Database,
    *,
    viewer: Viewer,
    activity: str | None = None,
    cards: Sequence[str] | None = None,
    at: Seen | None = None,
) -> list[str]:
    """Vote once more on those that came out level, or on these cards alone."""
    _end_vote(db, viewer, activity, at)
    with acting(db, viewer) as (work, viewer):
        workshop, found, _ = _deciding(work, viewer, activity)
        offered = proposal(work.session, workshop.id, found.key)
        wanted = list(offered.level if offered and cards is None else cards or ())
        if len(wanted) < 2:
            raise InvalidInputError("Nothing is level. Tap the cards to vote on once more.")
        run = _run(work, workshop, found.key)
        run.open, run.ended_at = True, None
        begin_round(work, workshop, found.key, asked=wanted)
        _note(work, workshop, viewer, "vote_again", found.key, wanted)
        return wanted


def _end_vote(db: Database, viewer: Viewer, activity: str | None, at: Seen | None) -> None:
    """End the vote first, in a write of its own: its result stands, whatever comes of it.

    Raises MovedOnError where it was pressed ``at`` a vote that is not the newest any more.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, found, _ = _deciding(work, viewer, activity)
        if at is not None:
            require_newest_vote(work, workshop, at)
        if open_round(work, workshop, found.key) is None:
            return
        end_round(work, workshop, found.key)
        _note(work, workshop, viewer, "close_vote", found.key, [])


def _note(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, verb: str, activity: str, cards: list[str]
) -> None:
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="room",
        object_id=workshop.id,
        revision=next_revision(work, workshop),
        after={"activity": activity, "chosen": cards},
    )
    work.commit()


def _deciding(
    work: UnitOfWork, viewer: Viewer, activity: str | None
) -> tuple[Workshop, Activity, Decision]:
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
    require(viewer.role, Verb.STEER, situation)
    key = activity or workshop.current_activity
    _run(work, workshop, key)
    found = load_playbook(workshop.language).activity(key or "")
    decide = decision_of(work.session, workshop, found)
    if decide is None:
        raise InvalidInputError("Nothing is chosen in this activity.")
    return workshop, found, decide


def _run(work: UnitOfWork, workshop: Workshop, key: str | None) -> ActivityRun:
    run = work.session.exec(
        select(ActivityRun).where(ActivityRun.workshop_id == workshop.id, ActivityRun.key == key)
    ).first()
    if run is None:
        raise NotFoundError(f"This workshop has no activity “{key}”.")
    return run


def _require_fit(
    work: UnitOfWork, workshop: Workshop, decide: Decision, wanted: Sequence[str]
) -> None:
    """Refuse cards that the room cannot see, twice the same, none, or far too many."""
    seen = {card.id for card in room_cards(work.session, workshop.id, decide.kind)}
    if not wanted:
        raise InvalidInputError("Tap the cards to take on first.")
    if not seen >= set(wanted) or len(set(wanted)) != len(wanted):
        raise InvalidInputError("One of these cards cannot be taken on just now. Look again.")
    most = decide.keep[1] + 1
    if len(wanted) > most:
        raise InvalidInputError(f"Take on {most} at most. Take some ticks away first.")
    if decide.kind is CardKind.REFRAME and len(wanted) > MOST_AGREED:
        raise InvalidInputError(f"Agree on {MOST_AGREED} challenges at most.")


def _rest_on(work: UnitOfWork, card_id: str, insights: Sequence[str]) -> None:
    card = work.session.get_one(Card, card_id)
    if insights and card.kind == CardKind.REFRAME:
        set_links(work, card, {"insights": tuple(insights)})


def _set(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    activity: Activity,
    wanted: Sequence[str],
    how: str,
    revision: int,
) -> None:
    """Write the rows, or the taps where tables decide, and the field that says it on the cards."""
    before = set(chosen_in(work.session, workshop.id, activity.key))
    work.session.exec(
        delete(TakenOn).where(
            col(TakenOn.workshop_id) == workshop.id, col(TakenOn.activity) == activity.key
        )
    )
    moment = now()
    if how == "table":
        _set_taps(work, workshop, activity, wanted, revision)
    for rank, card_id in enumerate(wanted if how != "table" else (), 1):
        work.session.add(
            TakenOn(
                id=new_id(),
                workshop_id=workshop.id,
                activity=activity.key,
                card_id=card_id,
                rank=rank,
                how=how,
                at=moment,
            )
        )
    sets = activity.decide.sets if activity.decide else None
    for card_id in sorted(before | set(wanted)):
        card = work.session.get_one(Card, card_id)
        card.revision = revision
        if sets is not None:
            _mark(work, card, sets, card_id in wanted, viewer)
    work.session.flush()


def _set_taps(
    work: UnitOfWork, workshop: Workshop, activity: Activity, wanted: Sequence[str], revision: int
) -> None:
    """Have these cards put forward and no others of the step, with those shown with each as one."""
    if activity.forward is None:
        return
    leads, followers = candidates(work.session, workshop.id, activity.forward)
    for lead in leads:
        on = lead.id in wanted
        if is_forward(lead, followers) == on:
            continue
        as_one = (lead,) if on else (lead, *followers.get(lead.id, ()))
        for one in as_one:
            card = work.session.get_one(Card, one.id)
            if card.forward != on:
                card.forward, card.revision = on, revision
                card.updated_at = moment_of(_run(work, workshop, card.activity), card)


def _mark(work: UnitOfWork, card: Card, sets: str, on: bool, viewer: Viewer) -> None:
    """Set or clear the field, with the day for what is agreed; a field unchanged stays as it is."""
    if bool(card.fields.get(sets)) == on:
        return
    fields = {**card.fields, sets: on or None}
    if card.kind == CardKind.REFRAME:
        fields["agreed_on"] = now().date() if on else None
    card.fields = fields_as_json(parse_fields(CardKind(card.kind), fields))
    card.version += 1
    card.updated_at = now()
    if on:
        require_demands(work, card, viewer)
