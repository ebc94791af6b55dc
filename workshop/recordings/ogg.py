"""A recording in Ogg with Opus (RFC 3533, RFC 7845), as Firefox and some recorders make it.

Its pages are written anew, the one with comments empty: those may hold a name, a place, a picture.
"""

from collections.abc import Iterator
from typing import NamedTuple

from workshop.errors import InvalidInputError
from workshop.recordings.refusals import MORE_THAN_SOUND, Parts, damaged

_HEAD = 27
_EMPTY = b"OpusTags" + bytes(8)
"""No vendor, no comment."""
_CONTINUED, _FIRST, _LAST = 1, 2, 4


def _table() -> tuple[int, ...]:
    found = []
    for number in range(256):
        rest = number << 24
        for _ in range(8):
            rest = ((rest << 1) ^ (0x04C11DB7 if rest & 0x80000000 else 0)) & 0xFFFFFFFF
        found.append(rest)
    return tuple(found)


_CRC = _table()


class OggPage(NamedTuple):
    flags: int
    until: bytes
    serial: bytes
    lacing: bytes
    packets: bytes

    def written(self, number: int) -> bytes:
        """The bytes of the page, with its number and its sum."""
        head = (
            b"OggS\0"
            + bytes([self.flags])
            + self.until
            + self.serial
            + number.to_bytes(4, "little")
        )
        tail = bytes([len(self.lacing)]) + self.lacing + self.packets
        return head + crc(head + bytes(4) + tail).to_bytes(4, "little") + tail


def crc(data: bytes) -> int:
    found = 0
    for byte in data:
        found = ((found << 8) & 0xFFFFFFFF) ^ _CRC[(found >> 24) ^ byte]
    return found


def pages(data: bytes) -> Iterator[OggPage]:
    at, parts = 0, Parts()
    while at < len(data):
        parts.one_more()
        head = data[at : at + _HEAD]
        if len(head) < _HEAD or head[:5] != b"OggS\0":
            damaged()
        lacing = data[at + _HEAD : at + _HEAD + head[26]]
        start = at + _HEAD + head[26]
        at = start + sum(lacing)
        if len(lacing) < head[26] or at > len(data):
            damaged()
        yield OggPage(head[5], head[6:14], head[14:18], lacing, data[start:at])


def cleaned(content: bytes) -> bytes:
    """The same sound and nothing beside it. Raises InvalidInputError for more than one voice."""
    found = list(pages(content))
    if not found or not found[0].packets.startswith(b"OpusHead"):
        raise InvalidInputError(MORE_THAN_SOUND)
    first, *rest = found
    if not first.flags & _FIRST or any(
        one.flags & _FIRST or one.serial != first.serial for one in rest
    ):
        raise InvalidInputError(MORE_THAN_SOUND)
    sound = _after_comments(rest)
    if not sound:
        damaged()
    tags = OggPage(0, bytes(8), first.serial, bytes([len(_EMPTY)]), _EMPTY)
    return b"".join(page.written(number) for number, page in enumerate((first, tags, *sound)))


def _after_comments(rest: list[OggPage]) -> list[OggPage]:
    """The pages after the comments, which end a page of their own (RFC 7845, section 3)."""
    for place, page in enumerate(rest):
        ends = [size for size in page.lacing if size < 255]
        if ends:
            whole = rest[0].packets.startswith(b"OpusTags") and page.lacing[-1] < 255
            return rest[place + 1 :] if whole and len(ends) == 1 else []
    return []
