"""A recording in WAV (Multimedia Programming Interface and Data Specifications 1.0, 1991).

The form of the sound and the sound are written anew; what stands beside them may hold a name, a
place or a time. A recorder that streams cannot go back to say how long the sound became: where it
says nothing or as much as there can be, the sound goes to the end.
"""

import re
from struct import pack, unpack

from workshop.recordings.refusals import Parts, damaged

_HEAD, _CHUNK, _FORM = 12, 8, 16
_CODINGS = (1, 3, 6, 7)
"""Whole numbers, decimal ones, A-law and µ-law."""
_EXTENDED, _CODED_AT = 0xFFFE, 24
"""A longer form, which says the coding further on."""
_UNTOLD = (0, 0xFFFFFFFF)
_BESIDE = re.compile(rb"LIST|[iI][dD]3 |bext|iXML|axml|cue |fact|smpl|inst|DISP|_PMX|JUNK|junk")
"""What may stand behind the sound."""


def cleaned(content: bytes) -> bytes:
    """The same sound and nothing beside it. Raises InvalidInputError."""
    form, sound = _found(content)
    if len(form) < _FORM or not sound:
        damaged()
    coding, channels, rate = unpack("<HHI", form[:8])
    if coding == _EXTENDED and len(form) > _CODED_AT + 1:
        coding = unpack("<H", form[_CODED_AT : _CODED_AT + 2])[0]
    if coding not in _CODINGS or channels not in (1, 2) or not 4_000 <= rate <= 192_000:
        damaged()
    padded = sound + bytes(len(sound) % 2)
    body = b"WAVE" + pack("<4sIH", b"fmt ", _FORM, coding) + form[2:_FORM]
    body += pack("<4sI", b"data", len(sound)) + padded
    return pack("<4sI", b"RIFF", len(body)) + body


def _found(content: bytes) -> tuple[bytes, bytes]:
    """The form and the sound; each stands there once."""
    at, parts = _HEAD, Parts()
    found: dict[bytes, bytes] = {}
    while at + _CHUNK <= len(content):
        parts.one_more()
        name, size = unpack("<4sI", content[at : at + _CHUNK])
        start = at + _CHUNK
        if name == b"data" and size in _UNTOLD and name not in found:
            return found.get(b"fmt ", b""), _to_the_end(content[start:], parts)
        at = start + size + size % 2
        if start + size > len(content):
            damaged()
        if name in (b"fmt ", b"data"):
            if name in found:
                damaged()
            found[name] = content[start : start + size]
    return found.get(b"fmt ", b""), found.get(b"data", b"")


def _to_the_end(rest: bytes, parts: Parts) -> bytes:
    """The sound without chunks that end where the file does."""
    for beside in _BESIDE.finditer(rest):
        if _are_chunks(rest, beside.start(), parts):
            return rest[: beside.start()]
    return b"" if _are_chunks(rest, 0, parts) else rest


def _are_chunks(rest: bytes, at: int, parts: Parts) -> bool:
    while at + _CHUNK <= len(rest):
        parts.one_more()
        name, size = unpack("<4sI", rest[at : at + _CHUNK])
        if not (name.isascii() and name.decode().isprintable()):
            return False
        at += _CHUNK + size + size % 2
    return at in (len(rest), len(rest) + 1)
