"""The hub: wakes when a commit was made and tells every stream what changed, once per audience.

All state lives in the database. The hub keeps only which revision each group of streams has been
sent; a stream that falls behind is ended, and its client resumes from the database.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Collection, Mapping
from functools import partial
from weakref import WeakValueDictionary

from workshop.db import Database
from workshop.errors import StorageError
from workshop.live.answers.whole_wall import Snapshot
from workshop.live.feed import VIEWS, Aside, Batch, Feed, View
from workshop.live.running.readers import Readers
from workshop.live.running.streams import Stream, StreamGroup
from workshop.queries.cards import Audience

LOOK_SECONDS = 0.1
PING_SECONDS = 15.0
STORAGE_SECONDS = 0.5
MOST_READING = 4
"""Rooms that are read at once for screens."""
MOST_UNFOLLOWED = 8
"""So many walls are kept that no screen follows just now: it fetches first, and follows then."""

LOG = logging.getLogger(__name__)


class Hub:
    """Fans commits out to streams. Everything but ``notify`` runs on the event loop."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.feed = Feed(db)
        self._groups: dict[tuple[str, str], StreamGroup] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.in_thread = Readers(MOST_READING)
        self._snapshots: dict[tuple[str, Audience], Snapshot] = {}
        self._walls: dict[tuple[str, Audience], tuple[Snapshot, tuple[bytes, bytes]]] = {}
        self._making: WeakValueDictionary[tuple[str, Audience], asyncio.Lock] = (
            WeakValueDictionary()
        )
        self._watcher: asyncio.Task[None] | None = None
        self._trouble = ""
        self.closing = False

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.db.on_commit(self.notify)
        self.db.on_erase(self.forget_words)
        self._watcher = asyncio.create_task(self._watch_other_processes())

    def close(self) -> None:
        """End all streams, so that the server can stop at once. Safe from a signal handler."""
        self.closing = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        for group in self._groups.values():
            group.end()

    async def stop(self) -> None:
        self.closing = True
        self._end()
        self.db.forget(self.notify, self.forget_words)
        tasks = [self._watcher, *(group.task for group in self._groups.values())]
        for task in tasks:
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        self.in_thread.close()

    def in_trouble(self, sentence: str) -> None:
        """Tell every console that nothing can be stored, until something was. From any thread."""
        if self._trouble == sentence or self._loop is None or self._loop.is_closed():
            return
        self._trouble = sentence
        self._loop.call_soon_threadsafe(self._tell_trouble)

    def _tell_trouble(self) -> None:
        for group in self._groups.values():
            if group.view.audience is Audience.FACILITATOR:
                for stream in group.streams:
                    stream.put(self.feed.trouble(self._trouble))

    def notify(self, workshop_id: str, _revision: int) -> None:
        """A commit was made; called in the thread that wrote."""
        self.in_trouble("")
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, workshop_id)

    def forget_words(self, workshop_ids: Collection[str] | None) -> None:
        """Keep no picture of these rooms, or of any, from before an erasing. From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._drop_snapshots, workshop_ids)

    def _drop_snapshots(self, workshop_ids: Collection[str] | None) -> None:
        self.feed.forget(workshop_ids)
        for key in list(self._snapshots):
            if workshop_ids is None or key[0] in workshop_ids:
                self._drop(key)

    def _drop(self, key: tuple[str, Audience]) -> None:
        self._snapshots.pop(key, None)
        self._walls.pop(key, None)

    def _wake(self, workshop_id: str) -> None:
        for name in VIEWS:
            group = self._groups.get((workshop_id, name))
            if group is not None:
                group.wake.set()

    @property
    def open_streams(self) -> int:
        """How many pages follow a room now. May be asked from any thread."""
        return sum(len(group.streams) for group in tuple(self._groups.values()))

    def present(self, workshop_id: str) -> set[str]:
        """The people with an open room page just now, of whichever server. From any thread."""
        group = self._groups.get((workshop_id, "phone"))
        here = {person for person in tuple(group.streams.values()) if person} if group else set()
        between = self.db.dialect.between
        if between is None:
            return here
        with contextlib.suppress(StorageError):  # why stands elsewhere on the page
            here |= between.elsewhere(workshop_id)
        return here

    def people_here(self) -> dict[str, dict[str, set[str | None]]]:
        """The people with an open room page of this server, by workshop, and at which devices."""
        found: dict[str, dict[str, set[str | None]]] = {}
        for (workshop_id, name), group in self._groups.items():
            people = found.setdefault(workshop_id, {}) if name == "phone" else {}
            for stream, person in group.streams.items():
                if person:
                    people.setdefault(person, set()).add(stream.device)
        return found

    def end_streams_left(self, devices: Mapping[str, str | None]) -> None:
        """End the streams of people at devices that they have left, by way of another server."""
        for (_, name), group in self._groups.items():
            for stream, person in group.streams.items() if name == "phone" else ():
                if person and stream.device not in (None, devices.get(person, stream.device)):
                    stream.put(None)

    def end_streams_of(self, workshop_id: str, person_id: str) -> None:
        """End the streams of somebody who went on elsewhere; asked on the event loop."""
        for name in VIEWS:
            group = self._groups.get((workshop_id, name))
            for stream, person in list(group.streams.items()) if group else ():
                if person == person_id:
                    stream.put(None)

    async def messages(
        self,
        *,
        workshop_id: str,
        view: View,
        person_id: str | None,
        since: int | None,
        pen: bytes = b"",
        device_id: str | None = None,
        fetches: bool = False,
    ) -> AsyncIterator[bytes]:
        """What a connection is sent.

        ``since`` None starts with a snapshot, as does a revision that the workshop never had. Who
        ``fetches`` is told to where that is much, and comes back with the revision of the answer.
        The ``pen`` finds what its browser wrote without a name.
        """
        stream = Stream(device_id)
        group = await self._join(workshop_id, view, stream, person_id)
        try:
            first = await self._first(workshop_id, view, since)
            if first is None:
                return
            if fetches and first.much:
                yield self.feed.fetch_it()
                return
            yield first.for_person(person_id, pen)
            seen = first.revision
            if self._trouble and view.audience is Audience.FACILITATOR:
                yield self.feed.trouble(self._trouble).payload
            while not self.closing:
                batch = await stream.get()
                if batch is None:
                    return
                if isinstance(batch, Aside):
                    yield batch.payload
                elif batch.revision > seen:
                    seen = batch.revision
                    yield batch.for_person(person_id, pen)
        finally:
            self._leave(group, stream)

    async def _join(
        self, workshop_id: str, view: View, stream: Stream, person_id: str | None
    ) -> StreamGroup:
        key = (workshop_id, view.name)
        if key not in self._groups:
            revision = await self.in_thread(partial(self.feed.revision, workshop_id))
            if key not in self._groups:
                group = StreamGroup(view, workshop_id, revision)
                self._groups[key] = group
                group.task = asyncio.create_task(self._serve(group))
        self._groups[key].streams[stream] = person_id
        return self._groups[key]

    def _leave(self, group: StreamGroup, stream: Stream) -> None:
        group.streams.pop(stream, None)
        if group.streams:
            return
        if group.task is not None:
            group.task.cancel()
        self._forget(group)

    def _forget(self, group: StreamGroup) -> None:
        if self._groups.get(group.key) is group:
            del self._groups[group.key]
            self._keep_few()

    def _keep_few(self) -> None:
        """Keep the walls that screens follow, and a few that screens are about to."""
        followed = {(group.workshop_id, group.view.audience) for group in self._groups.values()}
        others = [key for key in self._snapshots if key not in followed]
        for key in others[:-MOST_UNFOLLOWED]:
            self._drop(key)

    async def _first(self, workshop_id: str, view: View, since: int | None) -> Batch | None:
        if since is None:
            return await self._snapshot(workshop_id, view)
        batch = await self.in_thread(partial(self.feed.news, workshop_id, view, since))
        if batch is not None and batch.revision < since:
            return await self._snapshot(workshop_id, view)
        return batch

    async def _snapshot(self, workshop_id: str, view: View) -> Batch | None:
        """All of a room, read after this call began; None when the workshop was deleted.

        Three hundred streams that come back at once wait for one reading and share its bytes.
        """
        asked = time.monotonic()
        async with self._one_reading((workshop_id, view.audience)):
            known = await self._read(workshop_id, view, asked)
        return self.feed.first_batch(known) if known else None

    async def whole_wall(self, workshop_id: str, view: View) -> tuple[bytes, bytes] | None:
        """The same as an answer of its own, without and with gzip."""
        key, asked = (workshop_id, view.audience), time.monotonic()
        async with self._one_reading(key):
            known = await self._read(workshop_id, view, asked)
            if known is None:
                return None
            before, found = self._walls.get(key, (None, None))
            if found is None or before is not known:
                found = await self.in_thread(partial(self.feed.whole_wall, known))
                if self._snapshots.get(key) is known:
                    self._walls[key] = (known, found)
            return found

    def _one_reading(self, key: tuple[str, Audience]) -> asyncio.Lock:
        """What is there as long as somebody reads, or waits to."""
        return self._making.setdefault(key, asyncio.Lock())

    async def _read(self, workshop_id: str, view: View, asked: float) -> Snapshot | None:
        """What is kept of a room if it was read after that moment, or else read now."""
        key = (workshop_id, view.audience)
        known = self._snapshots.get(key)
        if known is not None and known.began >= asked:
            return known
        began = self.feed.forgettings
        found = await self.in_thread(partial(self.feed.snapshot, workshop_id, view, known))
        self._snapshots.pop(key, None)
        if found is None or began != self.feed.forgettings:
            self._drop(key)  # what was read may be from before the erasing
            return found
        self._snapshots[key] = found  # at the end: those before it were asked for earlier
        self._keep_few()
        return found

    async def _serve(self, group: StreamGroup) -> None:
        """Send what is new whenever a commit woke this group, with the view's gap between."""
        while True:
            await self._woken(group)
            try:
                batch = await self.in_thread(
                    partial(self.feed.news, group.workshop_id, group.view, group.sent)
                )
            except StorageError:
                await self._ping(group)
                await asyncio.sleep(STORAGE_SECONDS)
                group.wake.set()
                continue
            except Exception:
                # Streams that nobody serves must not look alive: they end, and clients return.
                LOG.exception("The stream of a workshop failed")
                batch = None
            if batch is None:
                self._forget(group)
                group.end()
                return
            if batch.revision > group.sent:
                group.sent = batch.revision
                await group.say(batch)
            await asyncio.sleep(group.view.gap_for(len(group.streams)))

    async def _woken(self, group: StreamGroup) -> None:
        """Wait for the next commit. Who hears nothing meanwhile hears that the line stands."""
        while not group.wake.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PING_SECONDS):
                    await group.wake.wait()
            await self._ping(group)
        group.wake.clear()

    async def _ping(self, group: StreamGroup) -> None:
        if time.monotonic() - group.heard >= PING_SECONDS:
            await group.say(self.feed.ping())

    async def _watch_other_processes(self) -> None:
        """See commits of other processes: a cheap look, or an ear at the database's own news."""
        in_thread, look = Readers(1), self.db.watch()
        try:
            while not self.closing:
                pause = LOOK_SECONDS
                groups = list(self._groups.values())
                if not groups:
                    look.rest()
                else:
                    ids = {group.workshop_id for group in groups}
                    with contextlib.suppress(StorageError):
                        moved = await in_thread(partial(look, ids))
                        pause = look.pause
                        for group in groups:
                            if moved.get(group.workshop_id, group.sent) != group.sent:
                                group.wake.set()
                await asyncio.sleep(pause)
        finally:
            look.close()
            in_thread.close()
