"""What a facilitator looks at first: every card of a step, or what comes from one device.

Such a card is saved for its writer, and hidden until the facilitator says yes. Nobody is named by
it: in steps where nobody may know who wrote, a device is not looked at first, the whole step is.
"""

from sqlmodel import col, select

from workshop.db import Database, UnitOfWork
from workshop.domain.room import run_of, steer
from workshop.enums import Attribution, Role, Visibility
from workshop.errors import InvalidInputError, NotAllowedError, NotFoundError
from workshop.kinds import KINDS, CardKind
from workshop.models import ActivityRun, Card, Person, Workshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer

READ_FIRST = (
    "Here the facilitator reads first what is added. Write it as a card of its own, or say it."
)
UNTRACED = (
    "Nobody may know who wrote this, not even you. Hide the card, or look first at all cards of "
    "this step."
)


def look_first(
    db: Database, *, viewer: Viewer, activity: str | None = None, wanted: bool = True
) -> None:
    """Have every card of a step wait for a yes, or no more; what waits already goes on waiting."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        run = run_of(work, workshop, activity or workshop.current_activity)
        if wanted and not load_playbook(workshop.language).activity(run.key).collects:
            raise InvalidInputError("Nothing is written in this step, so nothing can wait.")
        run.looks_first = wanted
        return {"activity": run.key, "wanted": wanted}

    steer(db, viewer, "look_first", change)


def let_through(db: Database, *, viewer: Viewer, cards: list[str]) -> int:
    """Say yes to cards that wait: the room sees them. Answers how many there were."""
    return _decided(db, viewer, "let_through", cards, hidden=False)


def keep_back(db: Database, *, viewer: Viewer, cards: list[str]) -> int:
    """Say no: they stay with the facilitator, and can be shown later like any hidden card."""
    return _decided(db, viewer, "keep_back", cards, hidden=True)


def _decided(db: Database, viewer: Viewer, verb: str, cards: list[str], *, hidden: bool) -> int:
    done: list[str] = []

    def change(work: UnitOfWork, workshop: Workshop, revision: int) -> dict[str, object]:
        wanted = select(Card).where(
            Card.workshop_id == workshop.id, col(Card.id).in_(cards), col(Card.waiting).is_(True)
        )
        for card in work.session.exec(wanted):
            card.waiting, card.hidden, card.revision = False, hidden, revision
            done.append(card.id)
        return {"cards": done}

    steer(db, viewer, verb, change)
    return len(done)


def mute(db: Database, *, viewer: Viewer, card_id: str) -> None:
    """From now on, look first at what comes from the device that wrote this card."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        card = work.session.get(Card, card_id)
        if card is None or card.workshop_id != workshop.id:
            raise NotFoundError("This card is not here any more.")
        if untraced(run_of(work, workshop, card.activity), card):
            raise NotAllowedError(UNTRACED)
        person = work.session.get(Person, card.author_id) if card.author_id else None
        if person is not None and person.scribe_id:
            person = work.session.get(Person, person.scribe_id)
        if person is None or person.is_facilitator:
            raise InvalidInputError("No device in the room wrote this card.")
        person.muted = True
        return {"person": person.id}

    steer(db, viewer, "mute", change)


def unmute(db: Database, *, viewer: Viewer, person_id: str) -> None:
    """Show at once again what comes from this device; what waits already goes on waiting."""

    def change(work: UnitOfWork, workshop: Workshop, _revision: int) -> dict[str, object]:
        person = work.session.get(Person, person_id)
        if person is None or person.workshop_id != workshop.id:
            raise NotFoundError("This device is not here any more.")
        person.muted = False
        return {"person": person.id}

    steer(db, viewer, "unmute", change)


def untraced(run: ActivityRun, card: Card) -> bool:
    """Whether nobody may ever be told, not even by a sign, from which device this card came."""
    return run.attribution == Attribution.ANONYMOUS or KINDS[CardKind(card.kind)].anonymous


def hold(card: Card, run: ActivityRun, device: Person | None, viewer: Viewer) -> None:
    """Let a card wait where the facilitator looks first; what only they read never waits."""
    if viewer.role is not Role.PARTICIPANT or card.visibility != Visibility.ROOM:
        return
    muted = device is not None and device.muted and not untraced(run, card)
    if run.looks_first or muted:
        card.waiting = card.hidden = True


def require_free(run: ActivityRun, device: Person | None, viewer: Viewer) -> None:
    """Refuse to add to a card of the room what would have to wait: the card cannot wait with it."""
    if viewer.role is Role.PARTICIPANT and (run.looks_first or (device and device.muted)):
        raise NotAllowedError(READ_FIRST)
