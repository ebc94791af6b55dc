"""A recording in MP3 (ISO/IEC 11172-3 and 13818-3, layer III).

Its frames of sound are kept as they are. What stands before and behind them goes: it may hold a
name, a place, a picture.
"""

from workshop.recordings.refusals import Parts, damaged

_TAG, _OLD_TAG = b"ID3", b"TAG"
_TAG_HEAD, _OLD_LENGTH = 10, 128
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
    return content.startswith(_TAG) or _frame(content, 0) > 0


def cleaned(content: bytes) -> bytes:
    """The same sound and nothing beside it. Raises InvalidInputError."""
    at, parts = _after_tags(content), Parts()
    frames: list[bytes] = []
    while at < len(content):
        parts.one_more()
        if content.startswith(_OLD_TAG, at) and len(content) - at == _OLD_LENGTH:
            break
        long = _frame(content, at)
        if not long or at + long > len(content):
            damaged()
        frames.append(content[at : at + long])
        at += long
    if frames and any(name in frames[0][4:44] for name in _TOLD):
        del frames[0]
    if len({frame[1] & 0xFE for frame in frames}) != 1:
        damaged()
    return b"".join(frames)


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
    return at


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
