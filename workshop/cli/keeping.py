"""Commands that keep the database, bring it back, and take away what should not be kept."""

import argparse
import tempfile
from pathlib import Path

from workshop.db import Database
from workshop.errors import InvalidInputError
from workshop.settings import Settings


def backup(given: argparse.Namespace, _settings: Settings, db: Database) -> None:
    to: Path = given.to
    if to.is_dir():
        raise InvalidInputError(f"{to} is a folder. Give the name of a file in it.")
    if not to.parent.is_dir():
        raise InvalidInputError(f"There is no folder {to.parent}. Make it first.")
    if to.exists() and (not given.force or to.samefile(db.path)):
        raise InvalidInputError(
            f"{to} is there already, so nothing was written. "
            "Choose another name, or add --force to replace it."
        )
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".workshop-") as folder:
        whole = Path(folder) / to.name
        db.backup(whole)
        whole.replace(to)
    print(to)
