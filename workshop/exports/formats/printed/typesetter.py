"""The typesetter by itself: files in, pages out. Also a program, so that it can run apart.

Typst keeps what it worked out, for the next file: with a large report and the pictures for phones
that is hundreds of megabytes, and there is no way to ask for them back but to end. As a program it
reads one order on its standard input and answers on its standard output. Nothing of ours is loaded
here, because that would take longer than setting most files.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import typst

Pages = tuple[bytes, ...]
"""A PDF alone, or the picture of each page."""
MOST_SECONDS = 300
"""The largest report takes a few; nobody waits longer for a file."""


class NotSetError(Exception):
    """The process that set a file ended before it was done, or took too long."""


def pages(
    root: str, fonts: Sequence[str], files: Mapping[str, str], options: Mapping[str, Any]
) -> Pages:
    """``files`` set in this process. Raises TypstError."""
    whole = {name: text.encode() for name, text in files.items()}
    compiler = typst.Compiler(root=root, font_paths=_fonts(tuple(fonts)))
    made = compiler.compile(whole, **{"format": "pdf", **options})
    assert made is not None, "without a place to write to, the bytes come back"  # noqa: S101
    return tuple(made) if isinstance(made, list) else (made,)


def pages_apart(
    root: str, fonts: Sequence[str], files: Mapping[str, str], options: Mapping[str, Any]
) -> Pages:
    """The same from a process of its own, whose memory is free again afterwards.

    Only where none can be had it is set in this one. Raises NotSetError where one ended in the
    middle: what took all the memory there would take this process along.
    """
    if not sys.executable or getattr(sys, "frozen", False):  # where it would start something else
        return pages(root, fonts, files, options)
    asked = {"root": root, "fonts": list(fonts), "files": dict(files), "options": dict(options)}
    try:
        ended = subprocess.run(  # noqa: S603 - this file, and nothing from outside
            [sys.executable, "-P", __file__],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            timeout=MOST_SECONDS,
            check=False,
        )
    except OSError:
        return pages(root, fonts, files, options)
    except subprocess.TimeoutExpired as late:
        raise NotSetError from late
    if ended.returncode:
        raise NotSetError
    head, _, content = ended.stdout.partition(b"\n")
    said: dict[str, Any] = json.loads(head)
    if "refused" in said:
        raise typst.TypstError(said["refused"])  # type: ignore[call-arg]  # it takes one word
    made, at = [], 0
    for size in said["sizes"]:
        made.append(content[at : at + size])
        at += size
    return tuple(made)


@cache
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )


def _answer(asked: dict[str, Any]) -> None:
    out = sys.stdout.buffer
    try:
        made = pages(**asked)
    except typst.TypstError as error:
        out.write(json.dumps({"refused": str(error)}).encode() + b"\n")
        return
    out.write(json.dumps({"sizes": [len(one) for one in made]}).encode() + b"\n")
    for one in made:
        out.write(one)


if __name__ == "__main__":
    _answer(json.load(sys.stdin.buffer))
