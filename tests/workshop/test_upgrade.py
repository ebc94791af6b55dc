"""What a start does when there is nothing to bring up to date, which is nearly always."""

import subprocess
import sys
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from workshop.upgrade import MIGRATIONS, newest

LOADED = """
import sys
from workshop.db import Database
Database(sys.argv[1]).migrate()
print("alembic" in sys.modules)
"""


def test_the_newest_migration_is_the_one_that_alembic_would_run_last() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert newest() == set(ScriptDirectory.from_config(config).get_heads())


def test_a_start_with_nothing_to_bring_up_to_date_loads_no_migrations(tmp_path: Path) -> None:
    """The first one makes the tables, at once; somebody waits for it, and a room for the second."""
    url = f"sqlite:///{tmp_path / 'reframe.db'}"
    starts = [
        subprocess.run(
            [sys.executable, "-c", LOADED, url], check=True, capture_output=True, text=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert starts == ["False", "False"]
