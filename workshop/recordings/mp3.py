"""A recording in MP3 (ISO/IEC 11172-3 and 13818-3, layer III).

Its frames of sound are kept as they are. What stands before and behind them goes: it may hold a
name, a place, a picture. So do zeros there, and a part of a frame at either end, where a recorder
was switched on or off in the middle of one.
"""

from struct import unpack

from workshop.recordings.refusals import Parts, damaged

_TAG, _OLD_TAG, _APE = b"ID3", b"TAG", b"APETAGEX"
_TAG_HEAD, _OLD_LENGTH, _APE_FOOT = 10, 128, 32
_LONGEST = 1441
"""Bytes of the largest frame that there is."""
_BITRATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
"""Thousands of bits a second: of MPEG-1, and of the lower rates."""
_RATES = (44_100, 48_000, 32_000)
_HALVED = {3: 1, 2: 2, 0: 4}
"""By what the rates of a version are divided: MPEG-1, MPEG-2, and what is called 2.5."""
_TOLD = (b"Xing", b"Info", b"VBRI")
"""A first frame without sound, in which an encoder says its name and how long all of it is."""


def begins(content: bytes) -> bool:
    return content.startswith(_TAG) or _frame(content, 0) > 0 or _first_of_two(content) >= 0


def cleaned(content: bytes) -> bytes:
    """The same sound and nothing beside it. Raises InvalidInputError."""
    sound, parts = content[_after_tags(content) : _before_tags(content)], Parts()
    at = _first_of_two(sound)
    if at < 0:
        damaged()
    frames: list[bytes] = []
    while (long := _frame(sound, at)) and at + long <= len(sound):
        parts.one_more()
        frames.append(sound[at : at + long])
        at += long
    if any(name in frames[0][4:44] for name in _TOLD):
        del frames[0]
    if not _is_no_more(sound[at:]) or len(frames) < 2 or len({_sort(one) for one in frames}) != 1:
        damaged()
    return b"".join(frames)


def _is_no_more(rest: bytes) -> bool:
    """Whether behind the last whole frame there are zeros alone, or one that was cut short."""
    cut = rest.startswith(b"\xff") and (len(rest) < 4 or _frame(rest, 0) > len(rest))
    return cut or not rest.strip(b"\0")


def _first_of_two(sound: bytes) -> int:
    """Where the first whole frame is with a whole one of its sort behind it; -1 for nowhere.

    Bytes of sound may look like the head of a frame; hardly ever do they twice, as far apart as
    the first one says.
    """
    for at in range(min(len(sound), _LONGEST)):
        behind = at + (_frame(sound, at) or len(sound))
        long = _frame(sound, behind)
        whole = long and behind + long <= len(sound)
        if whole and _sort(sound[at : at + 4]) == _sort(sound[behind : behind + 4]):
            return at
    return -1


def _sort(frame: bytes) -> int:
    return frame[1] & 0xFE


def _after_tags(content: bytes) -> int:
    at, parts = 0, Parts()
    while content.startswith(_TAG, at):
        parts.one_more()
        head = content[at : at + _TAG_HEAD]
        if len(head) < _TAG_HEAD or any(byte & 0x80 for byte in head[6:]):
            damaged()
        size = sum(
            (byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True)
        )
        at += _TAG_HEAD + size + (_TAG_HEAD if head[5] & 0x10 else 0)
    return len(content) - len(content[at:].lstrip(b"\0"))


def _before_tags(content: bytes) -> int:
    """Where the sound ends: ID3v1 stands last, APE before it, and zeros behind either."""
    end = len(content)
    foot = _last(content, _APE, _APE_FOOT, end)
    if foot < 0:
        old = _last(content, _OLD_TAG, _OLD_LENGTH, end)
        end = end if old < 0 else old
        foot = _last(content, _APE, _APE_FOOT, end)
    return end if foot < 0 else _ape_start(content, foot)


def _last(content: bytes, name: bytes, size: int, end: int) -> int:
    """Where so many bytes begin with this name, with zeros alone behind them; -1 for nowhere."""
    told = len(content[:end].rstrip(b"\0"))
    return content.rfind(name, max(0, told - size), max(0, end - size + len(name)))


def _ape_start(content: bytes, foot: int) -> int:
    """Where a tag begins of which this is the foot."""
    size, flags = unpack("<4xI4xI", content[foot + 8 : foot + 24])
    start: int = foot + _APE_FOOT - size - (_APE_FOOT if flags >> 31 else 0)
    if size < _APE_FOOT or start < 0 or (flags >> 31 and not content.startswith(_APE, start)):
        damaged()
    return start


def _frame(content: bytes, at: int) -> int:
    """How long the frame is that begins there; 0 where none does."""
    head = content[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in _HALVED or bits in (0, 15) or rate == 3:
        return 0
    lower = version != 3
    samples = 72 if lower else 144
    return samples * _BITRATES[lower][bits] * 1000 // (_RATES[rate] // _HALVED[version]) + (
        head[2] >> 1 & 1
    )
