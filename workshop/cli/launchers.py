"""What is double-clicked to start the server, on each system."""

import shlex
from dataclasses import dataclass
from pathlib import PurePath

TITLE = "Reframe"


@dataclass(frozen=True, slots=True)
class Launcher:
    """A file; ``runs`` where the system wants it marked as a program."""

    name: str
    content: bytes
    runs: bool = True


def launcher(system: str, python: PurePath) -> Launcher:
    """For ``sys.platform``, with the Python that Reframe is installed in."""
    if system == "win32":
        return Launcher(f"{TITLE}.bat", _batch(str(python)), runs=False)
    if system == "darwin":
        return Launcher(f"{TITLE}.command", _shell(str(python)))
    return Launcher("reframe.desktop", _desktop(str(python)))


def _batch(python: str) -> bytes:
    """In UTF-8, which the first lines have Windows read it as; a percent sign is doubled."""
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        f"title {TITLE}",
        "set PYTHONUTF8=1",
        f'"{python.replace("%", "%%")}" -m workshop serve',
        "if errorlevel 1 pause",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def _shell(python: str) -> bytes:
    return f"#!/bin/sh\nexec {shlex.quote(python)} -m workshop serve\n".encode()


def _desktop(python: str) -> bytes:
    """A desktop entry (freedesktop.org, 1.5), which quotes in its own way."""
    quoted = python
    for mark in ("\\", '"', "`", "$"):
        quoted = quoted.replace(mark, f"\\{mark}")
    quoted = quoted.replace("\\", "\\\\").replace("%", "%%")
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={TITLE}",
        "Comment=Co-design workshops in one room",
        f'Exec="{quoted}" -m workshop serve',
        "Terminal=true",
        "Categories=Office;",
    )
    return "".join(f"{line}\n" for line in lines).encode()
