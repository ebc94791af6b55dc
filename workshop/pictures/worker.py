"""The process that redraws pictures: one after another from its input, until that ends.

Each is asked and answered in a frame: the number of its bytes, and the bytes. An answer begins with
one letter: the type of the picture that follows, or that a sentence follows.
"""

import os
import signal
import struct
import sys
from contextlib import suppress
from importlib import import_module
from typing import BinaryIO

from workshop.errors import InvalidInputError
from workshop.pictures.limits import TOO_LARGE, Mime

SORTS: dict[bytes, Mime] = {b"p": "image/png", b"j": "image/jpeg", b"w": "image/webp"}
REFUSED = b"r"
_LETTERS = {mime: letter for letter, mime in SORTS.items()}
_SIZE = struct.Struct(">I")


def say(out: BinaryIO, content: bytes) -> None:
    out.write(_SIZE.pack(len(content)) + content)
    out.flush()


def hear(given: BinaryIO, most: int = 0xFFFFFFFF) -> bytes | None:
    """The next frame; None where the other side has ended, or says more than ``most`` bytes."""
    head = given.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    if size > most:
        return None
    content = given.read(size)
    return content if len(content) == size else None


def hold_to(memory: int) -> None:
    """So many bytes of memory for this process, where the system can hold it to that."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def answer(content: bytes) -> bytes:
    """The frame to answer with: the picture redrawn, or the sentence why not."""
    from workshop.pictures.redraw import redrawn  # the server asks a worker and needs it not

    try:
        mime, made = redrawn(content)
    except InvalidInputError as refused:
        return REFUSED + str(refused).encode()
    except MemoryError:
        return REFUSED + TOO_LARGE.encode()
    return _LETTERS[mime] + made


def main() -> int:
    for sign in (signal.SIGINT, signal.SIGTERM):  # the server ends it, whoever stops the server
        signal.signal(sign, signal.SIG_IGN)
    import_module("workshop.pictures.redraw")
    hold_to(int(sys.argv[1]))
    given, out = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints breaks no answer
    while (content := hear(given)) is not None:
        say(out, answer(content))
    return 0


if __name__ == "__main__":
    sys.exit(main())
