"""A recording in MP4 (ISO/IEC 14496-12), as iPhones and many recorders of Android phones make it.

It is walked box by box. What is on none of the lists is made free space of the same length, so
that the places of the sound stay true: names, comments, places on earth, pictures, the unknown.
"""

from collections.abc import Iterator
from typing import NamedTuple

from workshop.errors import InvalidInputError
from workshop.recordings.refusals import MORE_THAN_SOUND, OLD_SOUND, Parts, damaged

HOLDS = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts", b"mvex", b"moof", b"traf"}
TELLS_TIME = {b"mvhd", b"tkhd", b"mdhd"}
"""Each says when it was made and changed, which the card says as its room allows."""
_KEPT = set(b"ftyp styp mdat smhd dref stsd stts stsc stsz stz2 stco co64 elst".split())
_KEPT |= set(b"mehd trex mfhd tfhd tfdt trun sidx".split())
_SOUNDS = {b"mp4a", b"Opus"}
_OLD_SOUNDS = {b"samr", b"sawb"}
"""AMR (3GPP TS 26.244), narrow and wide, which hardly any browser plays."""
_DEEPEST = 8


class Box(NamedTuple):
    name: bytes
    at: int
    inside: int
    end: int


def boxes(data: bytes | bytearray, at: int, end: int, parts: Parts) -> Iterator[Box]:
    """The boxes that stand side by side. Raises InvalidInputError where they do not fill it."""
    while at < end:
        parts.one_more()
        head = 8
        if at + head > end:
            damaged()
        size, name = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8])
        if size == 1:
            head, size = 16, int.from_bytes(data[at + 8 : at + 16])
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            damaged()
        yield Box(name, at, at + head, at + size)
        at += size


def cleaned(content: bytes) -> bytes:
    """The same sound and nothing beside it. Raises InvalidInputError for more than one voice."""
    data = bytearray(content)
    found = _walk(data, 0, len(data), b"", 0, Parts())
    if found.count(b"trak") != 1 or b"stsd" not in found or b"mdat" not in found:
        damaged()
    return bytes(data)


def _walk(
    data: bytearray, at: int, end: int, parent: bytes, depth: int, parts: Parts
) -> list[bytes]:
    if depth > _DEEPEST:
        damaged()
    found: list[bytes] = []
    for box in boxes(data, at, end, parts):
        found.append(box.name)
        if box.name in HOLDS:
            found += _walk(data, box.inside, box.end, box.name, depth + 1, parts)
        elif box.name in TELLS_TIME:
            _forget_times(data, box)
        elif box.name == b"hdlr" and parent == b"mdia":
            _only_sound(data, box)
        elif box.name in _KEPT:
            _require_plain(data, box, parts)
        else:
            data[box.at + 4 : box.at + 8] = b"free"
            data[box.inside : box.end] = bytes(box.end - box.inside)
    return found


def _forget_times(data: bytearray, box: Box) -> None:
    long = data[box.inside : box.inside + 1] == b"\x01"
    first, stop = box.inside + 4, box.inside + 4 + (16 if long else 8)
    if stop > box.end:
        damaged()
    data[first:stop] = bytes(stop - first)


def _only_sound(data: bytearray, box: Box) -> None:
    """Refuse a track of pictures, of words or of places; forget what made it."""
    if box.end - box.inside < 24:
        damaged()
    if data[box.inside + 8 : box.inside + 12] != b"soun":
        raise InvalidInputError(MORE_THAN_SOUND)
    data[box.inside + 24 : box.end] = bytes(box.end - box.inside - 24)


def _require_plain(data: bytearray, box: Box, parts: Parts) -> None:
    """The sound lies in this very file, and is of a sort that browsers play."""
    if box.name == b"dref":
        for one in boxes(data, box.inside + 8, box.end, parts):
            if one.name != b"url " or one.end - one.inside > 4:
                damaged()
    if box.name == b"stsd":
        entries = [one.name for one in boxes(data, box.inside + 8, box.end, parts)]
        if _OLD_SOUNDS.issuperset(entries) and entries:
            raise InvalidInputError(OLD_SOUND)
        if len(entries) != 1 or not _SOUNDS.issuperset(entries):
            raise InvalidInputError(MORE_THAN_SOUND)
