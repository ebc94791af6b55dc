"""Copies of a PostgreSQL database: made, put back by its own program, and erased again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from tests import postgres
from tests.workshop.filled import Filled
from workshop import moving
from workshop.cli import main
from workshop.db import Database
from workshop.domain.erasure.cards import erase_card
from workshop.domain.pictures import remove_picture
from workshop.domain.recordings.keeping import remove_recording
from workshop.exports.formats.archive import as_json
from workshop.exports.telling.collect import collect
from workshop.models import Card, Media, Recording
from workshop.queries.viewer import host

pytestmark = pytest.mark.about_postgresql


@pytest.fixture
def copy(db: Database, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What ``workshop backup`` makes of a full workshop."""
    monkeypatch.setenv("DATABASE_URL", db.url)
    made = tmp_path / "copy.dump"
    assert main(["backup", str(made)]) == 0
    return made


@pytest.fixture
def put_back(copy: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """The copy in an empty database."""
    name = f"put_back_{abs(hash(request.node.name))}"
    postgres.ask(f"CREATE DATABASE {name} TEMPLATE template0")
    address = postgres.address(name)
    plain = address.replace("+psycopg", "")
    words = ["--no-owner", "--exit-on-error", f"--dbname={plain}", str(copy)]
    subprocess.run([postgres.programs() / "pg_restore", *words], check=True)
    found = Database(address)
    yield found
    found.close()


def archive(db: Database, code: str) -> bytes:
    with db.read() as session:
        viewer = host(session, code)
    return as_json(collect(db, viewer))


def test_what_is_put_back_is_the_same_and_works_on(
    db: Database, filled: Filled, put_back: Database
) -> None:
    put_back.migrate()  # as a server does when it starts
    assert archive(put_back, filled.code) == archive(db, filled.code)
    with db.read() as here, put_back.read() as there:
        for table in moving._ALL:
            rows = list(moving._rows(here.connection(), table))
            assert rows == list(moving._rows(there.connection(), table)), table.name
    with put_back.read() as session:
        viewer = host(session, filled.code)
        card = session.exec(select(Card.id).where(Card.text != "")).first()
    assert card is not None
    erase_card(put_back, viewer=viewer, card_id=card)  # numbers go on after those that were copied


def test_nobody_else_may_read_the_copy_and_none_is_written_over(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copy.stat().st_mode & 0o077 == 0
    before = copy.read_bytes()
    assert main(["backup", str(copy)]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert copy.read_bytes() == before


def test_what_was_erased_since_is_erased_again(
    db: Database,
    filled: Filled,
    put_back: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A card, and a picture and a voice that were taken away from another."""
    with db.read() as session:
        picture, spoken = session.exec(select(Media)).one(), session.exec(select(Recording)).one()
        words = select(Card).where(Card.text != "", Card.id != spoken.card_id)
        found = session.exec(words).first()
    assert found is not None
    card, text = found.id, found.text
    erase_card(db, viewer=filled.facilitator, card_id=card)
    remove_picture(db, viewer=filled.facilitator, picture_id=picture.id)
    remove_recording(db, viewer=filled.facilitator, card_id=spoken.card_id)
    with put_back.read() as session:
        assert session.get_one(Card, card).text == text
        assert session.exec(select(Media.content)).all() == [picture.content]
        assert session.exec(select(Recording.content)).all() == [spoken.content]
    monkeypatch.setenv("DATABASE_URL", put_back.url)
    capsys.readouterr()
    for many in (3, 0):
        assert main(["erased", "--again", db.url]) == 0
        assert capsys.readouterr().out.strip().endswith(f"since that copy: {many}")
    with put_back.read() as session:
        assert session.get_one(Card, card).text == ""
        assert session.exec(select(Media)).all() == session.exec(select(Recording)).all() == []
    assert main(["erased", "--again", put_back.url]) == 1
    assert "this database itself" in capsys.readouterr().err


def test_restore_says_what_to_do_and_a_missing_program_is_a_sentence(
    copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["restore", str(copy)]) == 1
    assert "pg_restore --no-owner" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["backup", str(tmp_path / "second.dump")]) == 1
    assert "apt-get install postgresql-client" in capsys.readouterr().err
    assert not (tmp_path / "second.dump").exists()
