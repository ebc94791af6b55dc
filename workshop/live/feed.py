"""What a screen is told: read from the database for a view, and said in bytes once for all."""

import math
import secrets
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from weakref import WeakValueDictionary

from sqlmodel import Session

from workshop.db import Database, iso, kept_reads, now, read_began
from workshop.errors import NotFoundError
from workshop.live.answers.cards import ChangesAnswer, FaceDown, ShownCard, SteeredCard
from workshop.live.answers.whole_wall import Snapshot, WallLines
from workshop.live.wire import (
    change_json,
    dump,
    event,
    event_of,
    facilitator_json,
    own_card_json,
    room_json,
)
from workshop.queries.cards import Audience, Change, Nameless, Rules, marked_by, news, rules
from workshop.queries.people.groups import Labels
from workshop.queries.people.steerers import steering_now
from workshop.queries.room import RoomState, revision_of, room_state
from workshop.queries.viewer import Viewer
from workshop.queries.wall import relabelled_unseen, wall_news, with_cards_that_came

REVISION_DIGITS = 15
ALIKE_SECONDS = 1.0
FEW, MOST_GAP = 100, 1.0
MOST_LABELLINGS = 50
"""Whoever has heard nothing for longer is told all again."""
MUCH = 64 * 1024
"""A wall of so many bytes, about 350 cards, is better fetched by itself, packed."""
WAITING = "What people send waits on their devices until this works again."


@dataclass(frozen=True, slots=True)
class View:
    """A kind of screen: for whom it is, and the least time in seconds between two messages.

    ``gap`` is that of up to ``FEW`` screens; where it ``grows``, a thousand wait a second.
    """

    name: str
    audience: Audience
    gap: float
    grows: bool = False

    def gap_for(self, screens: int) -> float:
        """Seconds between two messages to so many screens.

        It grows faster than their number, so that a full room costs less a second than a small
        one does, and what people write comes first.
        """
        crowd = max(1.0, screens / FEW) if self.grows else 1.0
        return min(MOST_GAP, self.gap * math.pow(crowd, 1.3))

    @property
    def own(self) -> bool:
        """Whether each person is also told of their own cards, which others may not see yet."""
        return self.name == "phone"

    def to_json(self, change: Change, language: str) -> SteeredCard | ShownCard | FaceDown:
        to_json = facilitator_json if self.audience is Audience.FACILITATOR else change_json
        return to_json(change, language)


VIEWS = {
    "projector": View("projector", Audience.ROOM, 0.005),
    "console": View("console", Audience.FACILITATOR, 0.05),
    "phone": View("phone", Audience.ROOM, 0.05, grows=True),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """What a group of streams is sent: the state up to ``revision`` and the bytes that say it.

    ``only_for`` are the people whose streams may have it; None is everybody who may listen.
    ``nameless`` are cards of which each stream finds its own, with the seats at each device.
    """

    revision: int
    payload: bytes
    mine: dict[str, bytes] = field(default_factory=dict)
    only_for: frozenset[str] | None = None
    nameless: tuple[Nameless, ...] = ()
    seats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at: str = ""
    much: bool = False
    """Whether it is a whole wall so large that those who can should fetch it by itself."""

    def for_person(self, person_id: str | None, pen: bytes = b"") -> bytes:
        found = self.payload + self.mine.get(person_id or "", b"")
        if not self.nameless:
            return found
        seats = self.seats.get(person_id or "", ())
        own = marked_by(self.nameless, person_id, seats, pen)
        return found + event("mine", [own_card_json(c) for c in own], self.at) if own else found


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said in passing, and is no state of the workshop."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class Moment:
    """What all screens of a room are told alike at a revision, as read at a time of this clock.

    ``room`` is empty, and what is ``promised`` about cards unread, until a screen is told.
    """

    at: float
    state: RoomState
    promised: dict[str, Rules] = field(default_factory=dict)
    room: bytes = b""


class Feed:
    """Reads for one server's streams. Everything here runs in threads.

    It keeps which groups were told as labels, and from which revision on; and for a second what
    projector, console and phones are told alike, since a commit wakes all three.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self.epoch = secrets.token_hex(4)
        self._told: dict[str, list[tuple[int, Labels]]] = {}
        self._moments: dict[str, Moment] = {}
        self._reading: WeakValueDictionary[str, Lock] = WeakValueDictionary()
        self._lock = Lock()
        self.forgettings = 0
        """How often something was forgotten: what is read meanwhile is kept nowhere."""

    def state(self, session: Session, workshop_id: str) -> RoomState | None:
        """The room as this reading sees it; None when it was deleted.

        Many ask at once when people come in, and what is kept for screens does for them. Who
        writes may still undo what they see, so it is read for them alone.
        """
        if kept_reads(session) is None:
            return room_state(session, workshop_id)
        began = self.forgettings
        known = self._fresh(workshop_id)
        if known is not None and known.state.revision == revision_of(session, workshop_id):
            return known.state
        state = room_state(session, workshop_id)
        if state is not None:
            self._keep_moment(session, workshop_id, Moment(time.monotonic(), state), began)
        return state

    def _fresh(self, workshop_id: str) -> Moment | None:
        """What is kept of a room, for a second."""
        known = self._moments.get(workshop_id)
        return known if known and time.monotonic() - known.at < ALIKE_SECONDS else None

    def _moment(self, session: Session, workshop_id: str) -> Moment | None:
        """The room now; None when it was deleted. Those who ask at once wait for one reading."""
        with self._lock:
            one_reading = self._reading.setdefault(workshop_id, Lock())
            began = self.forgettings
        with one_reading:
            revision = revision_of(session, workshop_id)
            known = self._fresh(workshop_id)
            if known is not None and known.state.revision == revision:
                if known.room:
                    return known
                found: Moment | None = known
            else:
                found = self._moved_on(session, workshop_id, known)
            if found is None:
                self.forget({workshop_id})
                return None
            state = found.state
            promised = found.promised if found.room else rules(session, workshop_id)
            room = event("room", room_json(state), self.at(state.revision))
            found = replace(found, promised=promised, room=room)
            self._keep_moment(session, workshop_id, found, began)
            return found

    def _moved_on(self, session: Session, workshop_id: str, known: Moment | None) -> Moment | None:
        """What became of the room since; all is read anew once a second. None: it was deleted."""
        state = with_cards_that_came(session, workshop_id, known.state) if known else None
        if known is not None and state is not None:
            return replace(known, state=state)
        at, state = time.monotonic(), room_state(session, workshop_id)
        return Moment(at, state) if state else None

    def _keep_moment(self, session: Session, workshop_id: str, found: Moment, began: int) -> None:
        kept = kept_reads(session)
        if kept is None or kept.forgettings != read_began(session):
            return  # it may be undone, or from before an erasing
        with self._lock:
            known, at = self._fresh(workshop_id), time.monotonic()
            if known is not None and known.state.revision > found.state.revision:
                return  # this reading began earlier; who comes next asks for now
            if known is not None and known.state == found.state and not found.room:
                return
            others = self._moments.items()
            fresh_ones = {one: kept for one, kept in others if at - kept.at < ALIKE_SECONDS}
            kept_now = {workshop_id: found} if began == self.forgettings else {}
            self._moments = {**fresh_ones, **kept_now}

    def forget(self, workshop_ids: Collection[str] | None) -> None:
        """Keep nothing that these rooms, or any, were told before an erasing."""
        with self._lock:
            self.forgettings += 1
            self._moments = {
                one: kept
                for one, kept in self._moments.items()
                if workshop_ids is not None and one not in workshop_ids
            }

    def _relabelled(
        self,
        workshop_id: str,
        promised: Mapping[str, Rules],
        revision: int,
        since: int | None = None,
    ) -> bool:
        """Whether groups came to be labels, or are none any more, after ``since``.

        That is said of cards that have not changed themselves, so all must be told again.
        """
        # Every step promises the same groups, and without a step there is no card.
        labelled = next((rule.labelled for rule in promised.values()), Labels())
        with self._lock:
            told = self._told.setdefault(workshop_id, [(revision, labelled)])
            if told[-1][1] != labelled:
                told.append((revision, labelled))
                del told[:-MOST_LABELLINGS]
            if since is None:
                return False
            was = next((groups for at, groups in reversed(told) if at <= since), None)
        return was != labelled

    def at(self, revision: int) -> str:
        """The ``id:`` of an event: this server's epoch and the revision."""
        return f"{self.epoch}-{revision}"

    def since(self, given: str | None) -> int | None:
        """The revision in a ``Last-Event-ID``, or None for another epoch or nonsense."""
        epoch, _, revision = (given or "").partition("-")
        if epoch != self.epoch or not revision.isascii() or not revision.isdigit():
            return None
        return int(revision) if len(revision) <= REVISION_DIGITS else None

    def trouble(self, sentence: str) -> Aside:
        """That nothing can be stored just now, and why; an empty sentence takes it back."""
        kept = f"{sentence} {WAITING}" if sentence else ""
        return Aside(event("trouble", {"detail": kept}))

    def ping(self) -> Aside:
        """That the line stands, and the hour."""
        return Aside(event("ping", {"now": iso(now())}))

    def revision(self, workshop_id: str) -> int:
        """The workshop's revision now; 0 when it was deleted."""
        with self.db.read() as session:
            return revision_of(session, workshop_id) or 0

    def news(self, workshop_id: str, view: View, since: int) -> Batch | None:
        """What changed after ``since``; None when the workshop was deleted."""
        with self.db.read() as session:
            moment = self._moment(session, workshop_id)
            if moment is None:
                return None
            state, promised = moment.state, moment.promised
            anew = self._relabelled(workshop_id, promised, state.revision, since)
            anew |= relabelled_unseen(session, workshop_id, view.audience, since)
            found = news(
                session,
                workshop_id,
                view.audience,
                None if anew else since,
                promised,
                own=view.own,
            )
            # Who steers no more has a stream that began when they did.
            steers = view.audience is Audience.FACILITATOR
            only_for = steering_now(session, workshop_id) if steers else None
        at = self.at(state.revision)
        cards = [view.to_json(change, state.language) for change in found.changes]
        payload = event("snapshot", {}, at) if anew else b""
        payload += moment.room
        payload += event("cards", cards, at) if cards else b""
        mine = {
            person: event("mine", [own_card_json(card) for card in written], at)
            for person, written in found.own.items()
        }
        return Batch(state.revision, payload, mine, only_for, found.nameless, found.seats, at)

    def snapshot(self, workshop_id: str, view: View, known: Snapshot | None) -> Snapshot | None:
        """All of a room, or ``known`` where nothing changed; None when it was deleted.

        Only the cards that changed are read and said anew, so a thousand people who come into a
        room with a full wall cost little. ``known`` stays as it is, also where this is given up.
        """
        began = time.monotonic()
        with self.db.read() as session:
            moment = self._moment(session, workshop_id)
            if moment is None:
                return None
            state = moment.state
            if known is not None and known.state.revision == state.revision:
                return replace(known, began=began)
            lines = known.lines.copy() if known else None
            found = wall_news(
                session,
                workshop_id,
                view.audience,
                revision=state.revision,
                promised=moment.promised,
                since=known.state.revision if known else None,
                before=lines.promised if lines else None,
            )
        self._relabelled(workshop_id, moment.promised, state.revision)
        if lines is None or found.whole:
            lines = WallLines(moment.promised)
        self._keep(lines, found.changes, view, state.language)
        same = not found.whole and not found.changes
        cards = known.cards if known and same else lines.whole()
        return Snapshot(began, state, cards, lines)

    def _keep(self, lines: WallLines, changes: list[Change], view: View, language: str) -> None:
        """Take what changed into the lines of a wall."""
        in_order = True
        for change in changes:
            told = replace(change, op="add") if change.op == "edit" else change
            in_order &= lines.take(told, dump(view.to_json(told, language)))
        if not in_order:
            lines.in_order()

    def first_batch(self, known: Snapshot) -> Batch:
        """What a new stream starts with. The state is said anew: it carries the hour."""
        at = self.at(known.state.revision)
        room = event("room", room_json(known.state), at)
        cards = event_of("cards", known.cards, at)
        start = event("snapshot", {}, at) + room + cards
        return Batch(known.state.revision, start, much=len(known.cards) > MUCH)

    def fetch_it(self) -> bytes:
        """That all of it is to be fetched by itself, from ``/api/CODE/wall``."""
        return event("fetch", {})

    def whole_wall(self, known: Snapshot) -> tuple[bytes, bytes]:
        """The same as an answer of its own, without and with gzip: a ``ChangesAnswer``."""
        said: ChangesAnswer = {
            "id": self.at(known.state.revision),
            "snapshot": True,
            "room": room_json(known.state),
            "mine": [],
            "cards": [],
        }
        head, tail = dump(said).removesuffix(b"[]}"), b"}"
        return head + known.cards + tail, known.lines.packed(head, tail)

    def changes(
        self, workshop_id: str, view: View, since: int | None, me: Viewer | None
    ) -> ChangesAnswer:
        """What changed after ``since`` as one JSON object, for clients without a stream.

        ``me`` is also told of what they wrote themselves.
        """
        with self.db.read() as session:
            moment = self._moment(session, workshop_id)
            if moment is None:
                raise NotFoundError("This workshop was deleted.")
            state, promised = moment.state, moment.promised
            if since is not None and since > state.revision:
                since = None
            if self._relabelled(workshop_id, promised, state.revision, since) or (
                since is not None and relabelled_unseen(session, workshop_id, view.audience, since)
            ):
                since = None
            found = news(session, workshop_id, view.audience, since, promised, own=me is not None)
        own = found.own_of(me.person_id, me.pen) if me else []
        return {
            "id": self.at(state.revision),
            "snapshot": since is None,
            "room": room_json(state),
            "cards": [view.to_json(change, state.language) for change in found.changes],
            "mine": [own_card_json(card) for card in own],
        }
