"""Steering the room: which activity, open or closed, revealed, what the wall shows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import col, select, update

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.rounds import begin_round, discard_round, end_round
from workshop.domain.seen import Seen, require_seen
from workshop.enums import Role, WorkshopState
from workshop.errors import (
    ClosedError,
    GateClosedError,
    InvalidInputError,
    NotFoundError,
)
from workshop.models import ActivityRun, Card, Person, Workshop
from workshop.playbook import Gate, load_playbook
from workshop.queries.gates import closed_gates
from workshop.queries.money.guesses import GUESS
from workshop.queries.projector import PLACES, showing, theme_shown
from workshop.queries.viewer import Viewer
from workshop.queries.votes.rounds import hidden_options, options

Change = Callable[[UnitOfWork, Workshop, int], dict[str, object]]


def steer(
    db: Database, viewer: Viewer, verb: str, change: Change, *, at: Seen | None = None
) -> None:
    """Apply one change of the room's state with its revision and audit row.

    Raises MovedOnError when it was pressed ``at`` something that is not the case any more.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
        require(viewer.role, Verb.STEER, situation)
        if at is not None:
            require_seen(work, workshop, at)
        revision = next_revision(work, workshop)
        after = change(work, workshop, revision)
        record(
            work,
            workshop,
            viewer,
            verb,
            object_type="room",
            object_id=workshop.id,
            revision=revision,
            after=after,
        )
        work.commit()


def run_of(work: UnitOfWork, workshop: Workshop, key: str | None) -> ActivityRun:
    run = work.session.exec(
        select(ActivityRun).where(ActivityRun.workshop_id == workshop.id, ActivityRun.key == key)
    ).first()
    if run is None:
        raise NotFoundError(f"This workshop has no activity “{key}”.")
    return run


def _leave(work: UnitOfWork, workshop: Workshop, key: str) -> None:
    """Close what was current before another activity takes its place."""
    if workshop.current_activity in (None, key):
        return
    close_run(work, workshop, run_of(work, workshop, workshop.current_activity))


def _screen_of(workshop: Workshop, key: str) -> str:
    """What the big screen begins a step with: where people make themes, the cards by theme."""
    activity = load_playbook(workshop.language).activity(key)
    return "themes" if activity.makes_themes else "wall"


def move_to(db: Database, *, viewer: Viewer, activity: str) -> None:
    """Bring the room to an activity, without opening it for writing yet."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = run_of(work, workshop, activity)
        _leave(work, workshop, activity)
        workshop.current_activity = run.key
        workshop.projector = _screen_of(workshop, run.key)
        return {"activity": run.key}

    steer(db, viewer, "move_to", change)


def step(db: Database, *, viewer: Viewer, forward: bool, at: Seen | None = None) -> None:
    """Bring the room to the next or the previous line of the run sheet."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        keys = list(
            work.session.exec(
                select(ActivityRun.key)
                .where(ActivityRun.workshop_id == workshop.id)
                .order_by(col(ActivityRun.position))
            )
        )
        here = keys.index(workshop.current_activity) if workshop.current_activity in keys else -1
        there = here + (1 if forward else -1)
        if not 0 <= there < len(keys):
            raise NotFoundError(
                "This was the last activity." if forward else "This is the first activity."
            )
        if at is not None:
            require_seen(work, workshop, at)
        _leave(work, workshop, keys[there])
        workshop.current_activity = keys[there]
        workshop.projector = _screen_of(workshop, keys[there])
        return {"activity": keys[there]}

    steer(db, viewer, "move_to", change)


def open_activity(
    db: Database,
    *,
    viewer: Viewer,
    activity: str | None = None,
    anyway: bool = False,
    at: Seen | None = None,
) -> None:
    """Open an activity (the current one by default), bring the room there and start its time.

    Raises GateClosedError when the method asks for something first. ``anyway`` opens it all the
    same, and the audit keeps that this was done knowingly.
    """

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = run_of(work, workshop, activity or workshop.current_activity)
        _require_options(work, workshop, run)
        gates = closed_gates(work.session, workshop.id, run.key)
        if gates and not anyway:
            sentence = " ".join(f"{g.words.closed} {g.words.to_open}" for g in gates)
            raise GateClosedError(sentence, gates=tuple(g.gate for g in gates))
        keys = [str(state.gate) for state in gates]
        workshop.gates_opened = [*workshop.gates_opened, *keys]
        _leave(work, workshop, run.key)
        workshop.current_activity = run.key
        workshop.projector = _screen_of(workshop, run.key)
        if not run.open:
            moment = now()
            run.open = True
            run.started_at = run.started_at or moment
            run.ended_at = None
            run.ends_at = (workshop.paused_at or moment) + timedelta(minutes=run.minutes)
            _nobody_is_done(work, run)
        begin_round(work, workshop, run.key)
        return {"activity": run.key, "gates_opened": keys}

    steer(db, viewer, "open_activity", change, at=at)


def _require_options(work: UnitOfWork, workshop: Workshop, run: ActivityRun) -> None:
    """Refuse a vote on cards that all lie face down: people would vote on nothing."""
    activity = load_playbook(workshop.language).activity(run.key)
    if activity.votes is None or activity.collects or run.open:
        return
    face_down = hidden_options(work.session, workshop.id, activity)
    if face_down and not options(work.session, workshop.id, activity):
        raise InvalidInputError(
            "The cards for this vote lie face down. Go back, show the cards to the room first, "
            "then open the vote."
        )


def _nobody_is_done(work: UnitOfWork, run: ActivityRun) -> None:
    work.session.exec(
        update(Person)
        .where(col(Person.workshop_id) == run.workshop_id, col(Person.done_in) == run.key)
        .values(done_in=None)
    )


def open_gate(db: Database, *, viewer: Viewer, gate: Gate) -> None:
    """Go on without what the method asks for first, knowingly. The room stays where it is."""

    def change(_work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        if gate not in workshop.gates_opened:
            workshop.gates_opened = [*workshop.gates_opened, str(gate)]
        return {"gate": str(gate)}

    steer(db, viewer, "open_gate", change)


def close_activity(db: Database, *, viewer: Viewer, at: Seen | None = None) -> None:
    """Close the current activity for writing. Closing a closed one changes nothing."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = run_of(work, workshop, workshop.current_activity)
        close_run(work, workshop, run)
        return {"activity": run.key}

    steer(db, viewer, "close_activity", change, at=at)


def close_run(work: UnitOfWork, workshop: Workshop, run: ActivityRun) -> None:
    """End the writing and the vote of an activity, and its timer."""
    if run.open:
        run.ended_at = now()
    run.open = False
    run.ends_at = None
    end_round(work, workshop, run.key)


def new_round(db: Database, *, viewer: Viewer, at: Seen | None = None) -> None:
    """End the vote that is open, so that its results show, and have everybody vote anew."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = _voting(work, workshop)
        end_round(work, workshop, run.key)
        begin_round(work, workshop, run.key)
        return {"activity": run.key}

    steer(db, viewer, "new_round", change, at=at)


def reset_round(db: Database, *, viewer: Viewer, at: Seen | None = None) -> None:
    """Throw away every ballot of the open vote and start it again. Nobody ever sees them."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = _voting(work, workshop)
        voters = discard_round(work, workshop, run.key)
        begin_round(work, workshop, run.key)
        return {"activity": run.key, "ballots_discarded": voters}

    steer(db, viewer, "reset_round", change, at=at)


def _voting(work: UnitOfWork, workshop: Workshop) -> ActivityRun:
    """The current activity, which must be open and have a vote."""
    run = run_of(work, workshop, workshop.current_activity)
    if load_playbook(workshop.language).activity(run.key).votes is None:
        raise InvalidInputError("There is no vote in this activity.")
    if not run.open:
        raise ClosedError("This vote is closed. Open the activity to vote again.")
    return run


def reveal(
    db: Database, *, viewer: Viewer, activity: str | None = None, at: Seen | None = None
) -> None:
    """Show an activity's cards to the room, all at once; later ones show as they come.

    Where the room has guessed, the projector then shows the guesses beside the truth, or the wall
    as long as there is nothing of the kind.
    """

    def change(work: UnitOfWork, workshop: Workshop, revision: int) -> dict[str, object]:
        run = run_of(work, workshop, activity or workshop.current_activity)
        if not run.revealed:
            run.revealed = True
            send_again(work, run, revision)
            if run.key == GUESS == workshop.current_activity:
                workshop.projector = "figure:guess"
        return {"activity": run.key}

    steer(db, viewer, "reveal", change, at=at)


def send_again(work: UnitOfWork, run: ActivityRun, revision: int) -> None:
    """Give all cards of an activity this revision, so that every stream carries them anew."""
    work.session.exec(
        update(Card)
        .where(col(Card.workshop_id) == run.workshop_id, col(Card.activity) == run.key)
        .values(revision=revision)
    )


def show(db: Database, *, viewer: Viewer, what: str) -> None:
    """Choose what the projector shows: the way in (``join``), ``wall``, ``board``, or one thing.

    ``themes`` is the wall by theme. One thing is ``theme:id``, ``case:slug``, ``lens:slug``,
    ``card:id`` or ``figure:name``, of which the room may see the card, or the cards that the
    figure is made of.
    """

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        item = showing(work.session, workshop.id, workshop.language, what)
        theme = theme_shown(work.session, workshop.id, what)
        if what not in PLACES and item is None and theme is None:
            raise InvalidInputError("This cannot be shown on the big screen, or not yet.")
        workshop.projector = what
        return {"what": what}

    steer(db, viewer, "show", change)


def pause(db: Database, *, viewer: Viewer, paused: bool) -> None:
    """Ask every device to look up, or let them go on. Nothing that is sent meanwhile is lost.

    The clock stands still: going on gives the step as many minutes as it had left.
    """

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        if paused != workshop.paused:
            stood_since = workshop.paused_at
            workshop.paused_at = now() if paused else None
            if stood_since is not None:
                _give_back(work, workshop, stood_since)
        workshop.paused = paused
        return {"paused": paused}

    steer(db, viewer, "pause" if paused else "resume", change)


def _give_back(work: UnitOfWork, workshop: Workshop, stood_since: datetime) -> None:
    """Move the end of whatever is timed by as long as the clock stood still."""
    timed = select(ActivityRun).where(
        ActivityRun.workshop_id == workshop.id, col(ActivityRun.ends_at).is_not(None)
    )
    stood = now() - stood_since
    for run in work.session.exec(timed):
        if run.ends_at is not None:
            run.ends_at += stood


def clock(workshop: Workshop) -> datetime:
    """The moment from which minutes count: now, or when the clock was stopped."""
    return workshop.paused_at or now()


def set_address(db: Database, *, viewer: Viewer, address: str) -> None:
    """Choose which of the server's addresses phones use; an empty one means the likeliest."""

    def change(_work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        workshop.address = address
        workshop.phone_seen_at = None
        return {"address": address}

    steer(db, viewer, "set_address", change)


def note_phone(db: Database, *, workshop_id: str) -> None:
    """Remember that a device other than the server's own has reached the workshop."""
    with db.write(workshop_id) as work:
        workshop = work.session.get_one(Workshop, workshop_id)
        if workshop.phone_seen_at is not None:
            return
        workshop.phone_seen_at = now()
        record(
            work,
            workshop,
            Viewer(workshop.id, workshop.code, Role.VISITOR),
            "note_phone",
            object_type="room",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
        )
        work.commit()
