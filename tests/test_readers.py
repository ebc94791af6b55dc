"""The page of each reader is one page, and every command in it works as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

from tests.test_docs import DOCS
from workshop import cli
from workshop.cli import looking, running
from workshop.db import Database, database
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewWorkshop
from workshop.playbook import load_playbook

READERS = sorted(DOCS.glob("for-*.md"))
MOST_WORDS = 420
CODE = "ABCDE"
ELSEWHERE = {"pip": "tests/browser/elsewhere/test_installed.py"}
"""Commands of others, and the test that runs them."""


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.strip().splitlines()]


@pytest.mark.parametrize("page", READERS, ids=lambda page: page.stem)
def test_it_is_one_page(page: Path) -> None:
    assert len(page.read_text("utf-8").split()) <= MOST_WORDS


def test_there_is_one_for_each_reader() -> None:
    assert [page.stem for page in READERS] == [
        "for-a-charity",
        "for-a-lab",
        "for-an-agency",
        "for-it",
    ]


@pytest.mark.parametrize("page", READERS, ids=lambda page: page.stem)
def test_every_command_of_the_page_works(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: Database
) -> None:
    """In the order in which they stand there, in an empty folder, on a server with one workshop."""
    made = create_workshop(db, draft=NewWorkshop(title="Ashby"), playbook=load_playbook())
    served: list[str] = []
    monkeypatch.setenv("DATABASE_URL", db.url)
    monkeypatch.setenv("PORT", "18591")
    monkeypatch.setattr(looking, "SECONDS", 0.2)
    monkeypatch.setattr(running, "serve", lambda _given: served.append("served") or 0)
    monkeypatch.setattr("workshop.cli.handing_over.desktop", lambda: tmp_path)
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    database.cache_clear()
    found = commands(page)
    assert len(found) > 5
    for line in found:
        program, *words = shlex.split(line)
        if program in ELSEWHERE:
            continue
        assert program == "workshop", line
        given = [made.code if word == CODE else word for word in words]
        # Every file of every format is made by the tests of exports; here the words are tried.
        given = ["md" if word == "all" else word for word in given]
        try:
            assert cli.main(given) == 0, line
        except SystemExit as left:
            assert left.code == 0, line  # noqa: PT017 - such as --version
    database(db.url).close()
    database.cache_clear()
    assert served == (["served"] if "workshop serve" in found else [])
