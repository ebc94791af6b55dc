"""What every dialect answers to."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine


@dataclass(frozen=True, slots=True)
class WriteTurn:
    """What one write is about. Writes about different things need not wait for each other.

    ``about`` is the id of a workshop, or another name for what only one may change at a time; ""
    is everything. ``waits`` says whether it may wait for its turn, or is refused at once.
    """

    about: str = ""
    waits: bool = True


class CommitWatch(Protocol):
    """Sees commits of other processes. ``pause`` is how many seconds may pass between two looks."""

    pause: float

    def __call__(self, ids: set[str]) -> dict[str, int]:
        """The revisions of workshops that moved since the last look; -1 for one that is gone.

        Raises StorageError while the database does not answer.
        """

    def rest(self) -> None:
        """Nobody asks for now. What happens meanwhile is seen at the next look."""

    def close(self) -> None: ...


class Between(Protocol):
    """What one server of several says to the others, and hears of them."""

    def take(self, key: str, *, burst: float, per_second: float, cost: int) -> float:
        """Use ``cost`` tokens of a bucket that all servers share; 0 only looks, −1 gives back.

        Answers the seconds to wait where there is none, else 0.0. Raises StorageError.
        """

    def say(self, here: Mapping[str, Iterable[str]]) -> None:
        """Renew that this server lives, and who of which workshop has a page of it open."""

    def elsewhere(self, workshop_id: str) -> set[str]:
        """The people who have a page of another server open. Raises StorageError."""

    def erased(self) -> set[str] | None:
        """The workshops in which something was erased, by any server, since the last look.

        None where that cannot be told, so it may be any: at the first look, and after the line
        was lost. Raises StorageError.
        """

    def devices_of(self, people: Iterable[str]) -> dict[str, str | None]:
        """At which device each of these people is now. Raises StorageError."""


class Dialect(Protocol):
    """One kind of database. ``path`` is what the files beside it are named after.

    ``alone`` says whether one server at a time may work with it; ``between`` is there where
    several may.
    """

    name: str
    alone: bool
    path: Path
    writer: Engine
    reader: Engine

    @property
    def between(self) -> Between | None: ...

    def turn(self) -> AbstractContextManager[Any]:
        """Held while a transaction writes, where writers of this process wait for each other."""

    def require_there(self) -> None:
        """Raises StorageError where it was taken away."""

    def take(self, begun: Callable[[], Connection], act: WriteTurn) -> None:
        """Make sure, until the transaction ends, that nobody else changes what the act is about.

        ``begun`` answers the connection with its transaction, and begins it where nobody did.
        """

    def is_whole(self, connection: Connection) -> bool:
        """Whether the transaction still holds all that was written in it."""

    def sight(self, connection: Connection) -> int:
        """Another number once this transaction has waited for its turn, which each write does."""

    def tell(self, news: Mapping[str, int]) -> None:
        """Let other processes hear which workshops reached which revisions."""

    def erasing(self, connection: Connection, workshop_ids: Iterable[str]) -> None:
        """Let other processes learn, with this transaction, that they are to keep no old words."""

    def erase(self) -> None:
        """Take what was erased out of logs too."""

    @property
    def still_erasing(self) -> bool:
        """Whether erased rows still stand in a log of ours."""

    def migrate(self) -> None:
        """Run the migrations that it has not seen. Raises StorageError, and changes nothing."""

    def watch(self) -> CommitWatch: ...

    def backup(self, to: Path) -> None:
        """Copy all of it, as of one moment, into a file."""

    def count_on(self, connection: Connection, tables: Iterable[str]) -> None:
        """Rows with numbers were copied in: new ones of these tables get higher numbers."""

    def free_bytes(self) -> int | None:
        """What is free where it is kept; None where only its own server knows."""

    def close(self) -> None: ...
