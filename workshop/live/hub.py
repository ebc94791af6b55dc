"""The hub: wakes when a commit was made and tells every stream what changed, once per audience.

All state lives in the database. The hub keeps only which revision each group of streams has been
sent; a stream that falls behind is ended, and its client resumes from the database.
"""

import asyncio
import contextlib
import secrets
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from anyio import CapacityLimiter, to_thread

from workshop.db import Database
from workshop.errors import NotFoundError, StorageError
from workshop.live.wire import (
    change_json,
    event,
    facilitator_json,
    own_card_json,
    room_json,
)
from workshop.queries.cards import Audience, Change, changes, own_cards
from workshop.queries.room import RoomState, room_state

QUEUE_LENGTH = 200
LOOK_SECONDS = 0.1
PING_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class View:
    """A kind of screen: for whom it is, and the least time in seconds between two messages."""

    name: str
    audience: Audience
    gap: float


VIEWS = {
    "projector": View("projector", Audience.ROOM, 0.005),
    "console": View("console", Audience.FACILITATOR, 0.05),
    "phone": View("phone", Audience.ROOM, 1.0),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """What a group of streams is sent: the state up to ``revision`` and the bytes that say it."""

    revision: int
    payload: bytes
    mine: dict[str, bytes] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Stream:
    """One open connection."""

    view: View
    person_id: str | None
    queue: asyncio.Queue[Batch | None]
    behind: bool = False

    def put(self, batch: Batch | None) -> None:
        if self.queue.full():
            # A client that does not read is cut off; it comes back and asks for what it missed.
            self.behind = True
            while not self.queue.empty():
                self.queue.get_nowait()
            batch = None
        self.queue.put_nowait(batch)


@dataclass(eq=False, slots=True)
class Group:
    """All streams of one view of one workshop."""

    view: View
    workshop_id: str
    sent: int
    streams: set[Stream] = field(default_factory=set)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class Hub:
    """Fans commits out to streams. Everything but ``notify`` runs on the event loop."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.epoch = secrets.token_hex(4)
        self._groups: dict[tuple[str, str], Group] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._limiter: CapacityLimiter | None = None
        self._snapshots: dict[tuple[str, Audience], Batch] = {}
        self._watcher: asyncio.Task[None] | None = None
        self.closing = False

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._limiter = CapacityLimiter(4)
        self.db.on_commit(self.notify)
        self._watcher = asyncio.create_task(self._watch_other_processes())

    def close(self) -> None:
        """End all streams, so that the server can stop at once. Safe from a signal handler."""
        self.closing = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        for group in self._groups.values():
            for stream in group.streams:
                stream.put(None)

    async def stop(self) -> None:
        self.closing = True
        self._end()
        self.db.forget(self.notify)
        tasks = [self._watcher, *(group.task for group in self._groups.values())]
        for task in tasks:
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    def notify(self, workshop_id: str, _revision: int) -> None:
        """A commit was made; called in the thread that wrote."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, workshop_id)

    def _wake(self, workshop_id: str) -> None:
        for name in VIEWS:
            group = self._groups.get((workshop_id, name))
            if group is not None:
                group.wake.set()

    def present(self, workshop_id: str) -> set[str]:
        """The people with an open room page just now."""
        group = self._groups.get((workshop_id, "phone"))
        return {s.person_id for s in group.streams if s.person_id} if group else set()

    async def in_thread(self, call: partial[Any]) -> Any:
        """Run database work away from the event loop."""
        return await to_thread.run_sync(call, limiter=self._limiter)

    async def messages(
        self, *, workshop_id: str, view: View, person_id: str | None, since: int | None
    ) -> AsyncIterator[bytes | None]:
        """What a connection is sent; None means that nothing happened for a while (time to ping).

        ``since`` None starts with a snapshot, as does a revision that the workshop never had.
        """
        stream = Stream(view, person_id, asyncio.Queue(QUEUE_LENGTH))
        group = await self._join(workshop_id, stream)
        try:
            first = await self._first(workshop_id, view, person_id, since)
            if first is None:
                return
            yield first.payload
            seen = first.revision
            while not self.closing:
                try:
                    batch = await asyncio.wait_for(stream.queue.get(), PING_SECONDS)
                except TimeoutError:
                    yield None
                    continue
                if batch is None:
                    return
                if batch.revision > seen:
                    seen = batch.revision
                    yield batch.payload + batch.mine.get(person_id or "", b"")
        finally:
            self._leave(group, stream)

    async def _join(self, workshop_id: str, stream: Stream) -> Group:
        key = (workshop_id, stream.view.name)
        group = self._groups.get(key)
        if group is None:
            revision = await self.in_thread(partial(self._revision, workshop_id))
            group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = Group(stream.view, workshop_id, revision)
            group.task = asyncio.create_task(self._serve(group))
        group.streams.add(stream)
        return group

    def _leave(self, group: Group, stream: Stream) -> None:
        group.streams.discard(stream)
        if not group.streams and group.task is not None:
            group.task.cancel()
            self._groups.pop((group.workshop_id, group.view.name), None)

    def _revision(self, workshop_id: str) -> int:
        with self.db.read() as session:
            state = room_state(session, workshop_id)
            return state.revision if state else 0

    async def _first(
        self, workshop_id: str, view: View, person_id: str | None, since: int | None
    ) -> Batch | None:
        if since is None:
            return await self._snapshot(workshop_id, view.audience)
        news = partial(self._news, workshop_id, view.audience, since, {person_id or ""})
        batch: Batch | None = await self.in_thread(news)
        if batch is None or batch.revision < since:
            return await self._snapshot(workshop_id, view.audience)
        return Batch(batch.revision, batch.payload + batch.mine.get(person_id or "", b""))

    async def _snapshot(self, workshop_id: str, audience: Audience) -> Batch | None:
        """All of a room; three hundred streams that come back at once share the same bytes."""
        known = self._snapshots.get((workshop_id, audience))
        if known is not None and known.revision == await self.in_thread(
            partial(self._revision, workshop_id)
        ):
            return known
        made: Batch | None = await self.in_thread(
            partial(self._news, workshop_id, audience, None, set())
        )
        if made is not None:
            self._snapshots[(workshop_id, audience)] = made
        else:
            self._snapshots.pop((workshop_id, audience), None)
        return made

    async def _serve(self, group: Group) -> None:
        """Send what is new whenever a commit woke this group, with the view's gap between."""
        while True:
            await group.wake.wait()
            group.wake.clear()
            people = {s.person_id for s in group.streams if s.person_id}
            try:
                batch = await self.in_thread(
                    partial(self._news, group.workshop_id, group.view.audience, group.sent, people)
                )
            except StorageError:
                await asyncio.sleep(0.5)
                group.wake.set()
                continue
            if batch is None or batch.revision > group.sent:
                group.sent = batch.revision if batch else group.sent
                for stream in tuple(group.streams):
                    stream.put(batch)
            await asyncio.sleep(group.view.gap)

    def _news(
        self, workshop_id: str, audience: Audience, since: int | None, people: set[str]
    ) -> Batch | None:
        """Read and serialise once; None when the workshop was deleted. Runs in a thread."""
        with self.db.read() as session:
            state = room_state(session, workshop_id)
            if state is None:
                return None
            found = changes(session, workshop_id, audience, since)
            written: dict[str, list[str]] = {}
            for change in found:
                if change.author_id in people and change.author_id is not None:
                    written.setdefault(change.author_id, []).append(change.id)
            mine = {
                person: event(
                    "mine",
                    [own_card_json(c) for c in own_cards(session, workshop_id, person, ids)],
                    self.at(state.revision),
                )
                for person, ids in written.items()
            }
        return Batch(state.revision, self._payload(state, found, audience, since), mine)

    def _payload(
        self, state: RoomState, found: list[Change], audience: Audience, since: int | None
    ) -> bytes:
        at = self.at(state.revision)
        to_json = facilitator_json if audience is Audience.FACILITATOR else change_json
        cards = [to_json(change, state.language) for change in found]
        start = event("snapshot", {}, at) if since is None else b""
        listed = event("cards", cards, at) if cards or since is None else b""
        return start + event("room", room_json(state), at) + listed

    def read_news(
        self, workshop_id: str, audience: Audience, since: int | None, person_id: str | None
    ) -> dict[str, Any]:
        """What changed after ``since`` as one JSON object, for clients without a stream."""
        to_json = facilitator_json if audience is Audience.FACILITATOR else change_json
        with self.db.read() as session:
            state = room_state(session, workshop_id)
            if state is None:
                raise NotFoundError("This workshop was deleted.")
            if since is not None and since > state.revision:
                since = None
            found = changes(session, workshop_id, audience, since)
            ids = [change.id for change in found if change.author_id == person_id]
            mine = own_cards(session, workshop_id, person_id, ids if since is not None else None)
        return {
            "id": self.at(state.revision),
            "snapshot": since is None,
            "room": room_json(state),
            "cards": [to_json(change, state.language) for change in found],
            "mine": [own_card_json(card) for card in mine],
        }

    def at(self, revision: int) -> str:
        """The ``id:`` of an event: this server's epoch and the revision."""
        return f"{self.epoch}-{revision}"

    def since(self, given: str | None) -> int | None:
        """The revision in a ``Last-Event-ID``, or None for another epoch or nonsense."""
        epoch, _, revision = (given or "").partition("-")
        if epoch != self.epoch or not revision.isascii() or not revision.isdigit():
            return None
        return int(revision)

    async def _watch_other_processes(self) -> None:
        """See commits of other processes: one cheap look ten times a second."""
        path = str(self.db.path)
        limiter = CapacityLimiter(1)
        connection: sqlite3.Connection | None = None
        last = -1

        def look() -> int:
            nonlocal connection
            if connection is None:
                connection = sqlite3.connect(path, check_same_thread=False, timeout=1)
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

        while not self.closing:
            if self._groups:
                try:
                    version = await to_thread.run_sync(look, limiter=limiter)
                except sqlite3.Error:
                    version = last
                if version != last:
                    last = version
                    for group in self._groups.values():
                        group.wake.set()
            await asyncio.sleep(LOOK_SECONDS)
