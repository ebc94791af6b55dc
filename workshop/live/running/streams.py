"""Open connections: what waits to be sent to each, and all those that hear the same."""

import asyncio
import time
from dataclasses import dataclass, field

from workshop.live.feed import Aside, Batch, View

QUEUE_LENGTH = 200
CROWD = 25
CROWD_SECONDS = 0.005


@dataclass(eq=False, slots=True)
class Stream:
    """One open connection, of a ``device`` where it is known, and what waits to be sent there.

    A room has thousands of these, nearly always empty; a queue of ``asyncio`` takes 3 kB.
    """

    device: str | None = None
    _waiting: list[Batch | Aside | None] = field(default_factory=list)
    _reader: asyncio.Future[None] | None = None

    def put(self, batch: Batch | Aside | None) -> None:
        if len(self._waiting) >= QUEUE_LENGTH:
            # A client that does not read is cut off; it comes back and asks for what it missed.
            self._waiting.clear()
            batch = None
        self._waiting.append(batch)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    async def get(self) -> Batch | Aside | None:
        """The next of what came, for the one who reads."""
        if not self._waiting:
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        return self._waiting.pop(0)


@dataclass(eq=False, slots=True)
class StreamGroup:
    """All streams of one view of one workshop."""

    view: View
    workshop_id: str
    sent: int
    heard: float = field(default_factory=time.monotonic)
    """When all of them were last sent something."""
    streams: dict[Stream, str | None] = field(default_factory=dict)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None

    @property
    def key(self) -> tuple[str, str]:
        return (self.workshop_id, self.view.name)

    def end(self) -> None:
        for stream in self.streams:
            stream.put(None)

    def allowed(self, batch: Batch) -> list[Stream]:
        """The streams that may have a batch; those of people who may not any more are ended."""
        if batch.only_for is None:
            return list(self.streams)
        found = []
        for stream, person in self.streams.items():
            if person in batch.only_for:
                found.append(stream)
            else:
                stream.put(None)
        return found

    async def say(self, what: Batch | Aside) -> None:
        """Hand it to all of them in small crowds, so that a full room delays no wall."""
        self.heard = time.monotonic()
        streams = self.allowed(what) if isinstance(what, Batch) else list(self.streams)
        for start in range(0, len(streams), CROWD):
            if start:
                await asyncio.sleep(CROWD_SECONDS)
            for stream in streams[start : start + CROWD]:
                stream.put(what)
