"""A whole wall in bytes: said line by line, and packed so that what stays is not packed again."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice

from workshop.queries.cards import Change, Rules
from workshop.queries.room import RoomState

LINES_TOGETHER = 128
_LEVEL = 6
_GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"


def _deflated(content: bytes) -> bytes:
    """Content packed so that it can stand anywhere in a packed answer (RFC 1951).

    It ends at a whole byte and looks back at nothing before it.
    """
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packing.compress(content) + packing.flush(zlib.Z_FULL_FLUSH)


@dataclass(slots=True)
class WallLines:
    """A wall line by line: when each card came, and the bytes that say it."""

    promised: dict[str, Rules]
    said: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    _packed: dict[bytes, bytes] = field(default_factory=dict)
    """Lines that were packed together, by what they say: no more than one wall of them."""

    def copy(self) -> "WallLines":
        """Lines to take changes into, while these stay as they are."""
        return WallLines(self.promised, dict(self.said), self._packed)

    def take(self, change: Change, line: bytes) -> bool:
        """Keep what is said of a card; whether it came after all that are here."""
        if change.op == "remove":
            self.said.pop(change.id, None)
            return True
        after = change.id in self.said or not self.said or change.created >= self._last()
        self.said[change.id] = (change.created, line)
        return after

    def _last(self) -> int:
        return self.said[next(reversed(self.said))][0]

    def in_order(self) -> None:
        self.said = dict(sorted(self.said.items(), key=lambda line: line[1][0]))

    def whole(self) -> bytes:
        return b"[%b]" % b",".join([line for _, line in self.said.values()])

    def packed(self, head: bytes, tail: bytes) -> bytes:
        """``head``, the whole wall and ``tail`` as one file of gzip."""
        check, size, kept = 0, 0, dict[bytes, bytes]()
        found = [_GZIP]
        for one in (head, *self._together(), tail):
            check, size = zlib.crc32(one, check), size + len(one)
            name = blake2b(one, digest_size=16).digest()
            kept[name] = self._packed.get(name) or _deflated(one)
            found.append(kept[name])
        self._packed = kept
        sizes = (check.to_bytes(4, "little"), (size % 2**32).to_bytes(4, "little"))
        return b"".join([*found, _END, *sizes])

    def _together(self) -> Iterator[bytes]:
        lines = iter([line for _, line in self.said.values()])
        before = b"["
        while some := list(islice(lines, LINES_TOGETHER)):
            yield before + b",".join(some)
            before = b","
        yield b"]" if before == b"," else b"[]"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All cards of a room for one audience, as read at a moment of the loop's clock.

    ``cards`` is their JSON. From a copy of ``lines`` the next snapshot is put together.
    """

    began: float
    state: RoomState
    cards: bytes
    lines: WallLines
