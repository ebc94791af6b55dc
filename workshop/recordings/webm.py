"""A recording in WebM (RFC 9559), as Chrome, Edge and Firefox make it.

It is walked element by element. What is on none of the lists is made void of the same length.
"""

from typing import NamedTuple

from workshop.errors import InvalidInputError
from workshop.recordings.refusals import MORE_THAN_SOUND, Parts, damaged

_HEAD, _SEGMENT, _INFO, _TRACKS = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B
_TRACK, _AUDIO, _CLUSTER, _GROUP = 0xAE, 0xE1, 0x1F43B675, 0xA0
_TYPE, _CODEC, _DOCTYPE, _VOID = 0x83, 0x86, 0x4282, 0xEC
_APPS = (0x4D80, 0x5741)
"""What wrote it; it has to say something."""
_OF: dict[int, set[int]] = {
    0: {_HEAD, _SEGMENT},
    _HEAD: {0x4286, 0x42F7, 0x42F2, 0x42F3, _DOCTYPE, 0x4287, 0x4285},
    _SEGMENT: {_INFO, _TRACKS, _CLUSTER},
    _INFO: {0x2AD7B1, 0x4489, *_APPS},
    _TRACKS: {_TRACK},
    _TRACK: {
        *(0xD7, 0x73C5, _TYPE, _CODEC, 0x63A2, _AUDIO, 0x56AA, 0x56BB, 0x23E383),
        *(0x9C, 0xB9, 0x88),
    },
    _AUDIO: {0xB5, 0x78B5, 0x9F, 0x6264},
    _CLUSTER: {0xE7, 0xA3, _GROUP, 0xA7, 0xAB},
    _GROUP: {0xA1, 0x9B, 0xFB, 0x75A2},
}
"""What may stand in what: numbers of times and sounds, and no words but the codec's."""
_TOP = {0x114D9B74, _INFO, _TRACKS, _CLUSTER, 0x1C53BB6B, 0x1254C367, 0x1043A770, 0x1941A469}
"""What ends a cluster that does not say how long it is."""
_UNTOLD = (_SEGMENT, _CLUSTER)


class _Element(NamedTuple):
    name: int
    at: int
    inside: int
    end: int
    told: bool


def cleaned(content: bytes) -> bytes:
    """The same sound and nothing beside it. Raises InvalidInputError for more than one voice."""
    walk = _Walk(bytearray(content))
    walk.through(0, 0, len(content))
    found = walk.found
    if found.count(_TRACK) != 1 or not {_HEAD, _SEGMENT, _CLUSTER, _TYPE, _CODEC} <= {*found}:
        damaged()
    return bytes(walk.data)


class _Walk:
    def __init__(self, data: bytearray) -> None:
        self.data = data
        self.found: list[int] = []
        self.parts = Parts()

    def through(self, parent: int, at: int, end: int, *, told: bool = True) -> int:
        """Look at all that stands in ``parent``; where it ends."""
        while at < end:
            self.parts.one_more()
            one = self._element(at, end)
            if not told and parent == _CLUSTER and one.name in _TOP:
                return at
            if one.name not in _OF[parent]:
                if not one.told:
                    damaged()
                self._void(one.at, one.end)
                at = one.end
                continue
            self.found.append(one.name)
            if one.name in _OF:
                at = self.through(one.name, one.inside, one.end, told=one.told)
            else:
                self._require_sound(one)
                at = one.end
        return at

    def _element(self, at: int, end: int) -> _Element:
        name, inside = self._number(at, end, keep=True)
        size, inside = self._number(inside, end, keep=False)
        if size is None:
            if name not in _UNTOLD:
                damaged()
            return _Element(name or 0, at, inside, end, told=False)
        if inside + size > end:
            damaged()
        return _Element(name or 0, at, inside, inside + size, told=True)

    def _number(self, at: int, end: int, *, keep: bool) -> tuple[int | None, int]:
        """A number of the length that its first bits say; None where it says "not known"."""
        first = self.data[at] if at < end else 0
        length = 9 - first.bit_length()
        if length > (4 if keep else 8) or at + length > end:
            damaged()
        value = int.from_bytes(self.data[at : at + length])
        mask = (1 << (7 * length)) - 1
        if not keep and value & mask == mask:
            return None, at + length
        return (value if keep else value & mask), at + length

    def _require_sound(self, one: _Element) -> None:
        said = bytes(self.data[one.inside : one.end])
        if one.name == _DOCTYPE and said.rstrip(b"\0") not in (b"webm", b"matroska"):
            damaged()
        if one.name == _TYPE and said.lstrip(b"\0") != b"\x02":
            raise InvalidInputError(MORE_THAN_SOUND)
        if one.name == _CODEC and said.rstrip(b"\0") != b"A_OPUS":
            raise InvalidInputError(MORE_THAN_SOUND)
        if one.name in _APPS:
            self.data[one.inside : one.end] = b" " * len(said)

    def _void(self, at: int, end: int) -> None:
        size = end - at
        short = size <= 128
        head = bytes([_VOID, 0x80 | (size - 2)]) if short else self._long_void(size)
        self.data[at:end] = head + bytes(size - len(head))

    def _long_void(self, size: int) -> bytes:
        return bytes([_VOID, 0x01]) + (size - 9).to_bytes(7)
