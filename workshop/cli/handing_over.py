"""Commands for who takes it over: papers to fill in, and something to double-click."""

import argparse
import sys
from datetime import date
from pathlib import Path

from workshop.cli.launchers import launcher
from workshop.errors import InvalidInputError
from workshop.papers import papers
from workshop.settings import Settings


def write_papers(given: argparse.Namespace, settings: Settings) -> None:
    """Write the papers into a folder; what somebody has filled in is not written over."""
    # The day on the wall of who signs it, not the database's.
    made = papers(settings, day=date.today(), organisation=given.organisation)  # noqa: DTZ011
    folder: Path = given.to
    folder.mkdir(parents=True, exist_ok=True)
    there = [name for name in made if (folder / name).exists()]
    if there and not given.force:
        raise InvalidInputError(
            f"{folder / there[0]} is there already, so nothing was written. "
            "Choose another folder, or add --force to replace it."
        )
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)


def shortcut(given: argparse.Namespace) -> None:
    """Make a file that starts the server when it is double-clicked."""
    folder: Path = given.to or desktop()
    if not folder.is_dir():
        raise InvalidInputError(f"There is no folder {folder}. Give another one with --to.")
    made = launcher(sys.platform, Path(sys.executable))
    path = folder / made.name
    path.write_bytes(made.content)
    if made.runs:
        path.chmod(0o755)
    print(path)


def desktop() -> Path:
    """Where people look for it: the desktop, or their home where there is none."""
    from platformdirs import user_desktop_path

    found = user_desktop_path()
    return found if found.is_dir() else Path.home()
