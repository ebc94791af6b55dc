"""Which recordings are kept: told by their first bytes, cleaned, and of a bounded size."""

from typing import Literal

from workshop.errors import InvalidInputError, Sentence
from workshop.recordings import mp3, mp4, ogg, wav, webm
from workshop.recordings.refusals import NOT_KEPT, OLD_SOUND

SoundMime = Literal["audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav", "audio/webm"]
MOST_BYTES = 1024 * 1024
TOO_LARGE = Sentence(
    "This recording is larger than 1 MB. Make it shorter, and send the rest after it."
)


def cleaned(content: bytes) -> tuple[SoundMime, bytes]:
    """The sound alone. The name of the file says nothing. Raises InvalidInputError."""
    if len(content) > MOST_BYTES:
        raise InvalidInputError(TOO_LARGE)
    if content[4:8] == b"ftyp":
        return "audio/mp4", mp4.cleaned(content)
    if content.startswith(b"OggS"):
        return "audio/ogg", ogg.cleaned(content)
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return "audio/webm", webm.cleaned(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return "audio/wav", wav.cleaned(content)
    if mp3.begins(content):
        return "audio/mpeg", mp3.cleaned(content)
    raise InvalidInputError(OLD_SOUND if content.startswith(b"#!AMR") else NOT_KEPT)
