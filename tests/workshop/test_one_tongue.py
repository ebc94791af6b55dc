"""Above the dialects nothing is said that the two databases understand differently."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = (
    "dialects/",
    "migrations/",
    "write_ahead_log.py",
    "backups.py",
    "storage.py",
    "cli/doctor.py",
    "cli/keeping.py",
    "cli/looking.py",
)
"""What speaks to one database, and says so (CONTRIBUTING.md, "Add a database")."""

ONLY_ONE = {
    "group_concat": "unknown to PostgreSQL; put words together in Python",
    "string_agg": "unknown to SQLite before 3.44; put words together in Python",
    "on_conflict": "a batch that names one row twice is refused by one of them",
    "with_for_update": "a row that the session holds is not refreshed: whoever writes has its turn",
    "add_notify_handler": "where there is one, nothing comes by waiting",
    "rowid": "a matter of SQLite's",
    "json_extract": "fields are read in Python",
    "func.random": "chance is Python's",
    "sql.collate": "texts have the order of their characters on both",
}
_BY_LIKE = re.compile(r"\.like\(")
"""LIKE minds capitals on one of them alone; ``ilike`` does on neither."""


def sources() -> dict[str, str]:
    found = {
        path.relative_to(ROOT / "workshop").as_posix(): path.read_text("utf-8")
        for path in (ROOT / "workshop").rglob("*.py")
    }
    return {name: text for name, text in found.items() if not name.startswith(OWN)}


@pytest.mark.parametrize("word", ONLY_ONE)
def test_no_module_says_it(word: str) -> None:
    said = {name for name, text in sources().items() if word in text}
    assert said == set(), ONLY_ONE[word]


def test_no_module_looks_with_like() -> None:
    assert {name for name, text in sources().items() if _BY_LIKE.search(text)} == set()


def test_the_folders_that_may_are_there() -> None:
    """A guard that looks at nothing holds nothing."""
    assert len(sources()) > 200
    for name in OWN:
        assert (ROOT / "workshop" / name).exists(), name
