"""A whole installation in another database: complete, the same, and never over somebody's work."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from filelock import FileLock
from PIL import Image
from sqlmodel import select

from tests import postgres
from tests.workshop.filled import Filled
from tests.workshop.recordings.samples import mp4, ogg, webm
from workshop import moving
from workshop.cli import main
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.pictures import NewPicture
from workshop.domain.recordings.keeping import NewRecording
from workshop.domain.room import open_activity, reveal
from workshop.domain.workshops import create_workshop
from workshop.drafts import NewCard, NewWorkshop
from workshop.errors import StorageError
from workshop.exports.formats.archive import as_json
from workshop.exports.telling.collect import collect
from workshop.models import Audit, Card, Workshop
from workshop.moving import move
from workshop.playbook import Playbook
from workshop.queries.viewer import Viewer, find_device, host, identify

WRITE = "insights.write"


def nothing(_line: str) -> None:
    """Nobody reads along."""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """An empty file, somewhere else."""
    database = Database(f"sqlite:///{tmp_path / 'other.db'}")
    yield database
    database.close()


@pytest.fixture
def second(db: Database, playbook: Playbook, token: Callable[[], str]) -> str:
    draft = NewWorkshop(title="The second", place="Ashby")
    return create_workshop(db, draft=draft, playbook=playbook, token=token()).code


def write(db: Database, filled: Filled, text: str) -> None:
    """One more card, by who facilitates."""
    with db.read() as session:
        viewer: Viewer = identify(session, token=filled.token, code=filled.code)
    open_activity(db, viewer=viewer, activity=WRITE, anyway=True)
    add_card(db, viewer=viewer, draft=NewCard(activity=WRITE, text=text))


def archive(db: Database, code: str) -> bytes:
    with db.read() as session:
        viewer = host(session, code)
    return as_json(collect(db, viewer))


def many_shapes(large: int) -> bytes:
    """A photo of some size, with every byte there is in it."""
    made = BytesIO()
    Image.frombytes("RGB", (large, large), Random(7).randbytes(large * large * 3)).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def shown_and_said(db: Database, filled: Filled) -> bytes:
    """The archive of the filled room with a photo, a sketch and a voice of each phone besides."""
    open_activity(db, viewer=filled.facilitator, activity=WRITE, anyway=True)
    for content in (many_shapes(400), many_shapes(40)):
        picture = NewPicture.read(content, "What it shows: “a bus”, 100 %")
        draft = NewCard(activity=WRITE, text="Shown")
        add_card(db, viewer=filled.facilitator, draft=draft, picture=picture)
    for content in (mp4(), webm(), ogg()):
        given = NewCard.read({"activity": WRITE, "recording": {"content": "QUJD"}})
        voice = NewRecording.read(content)
        add_card(db, viewer=filled.facilitator, draft=given, recording=voice)
    reveal(db, viewer=filled.facilitator, activity=WRITE)
    found = archive(db, filled.code)
    told = json.loads(found)
    held = {name: [one["mime"] for one in told[name]] for name in ("pictures", "recordings")}
    assert (len(held["pictures"]), len(set(held["recordings"]))) == (3, 3)
    return found


def test_photos_sketches_and_voices_are_moved_byte_by_byte(
    db: Database, filled: Filled, shown_and_said: bytes, other: Database
) -> None:
    assert move(db, other, nothing) == 1
    assert archive(other, filled.code) == shown_and_said


def test_everything_is_there_and_works_on(db: Database, filled: Filled, other: Database) -> None:
    """Compared by ``move`` itself, row by row; devices open there what they opened here."""
    assert move(db, other, nothing) == 1
    with db.read() as here, other.read() as there:
        for table in moving._ALL:
            rows = list(moving._rows(here.connection(), table))
            assert rows == list(moving._rows(there.connection(), table)), table.name
        assert find_device(there, filled.token) is not None
    write(other, filled, "Written after the move")
    with db.read() as here, other.read() as there:
        last = here.exec(select(Audit.id).order_by(Audit.id.desc())).first()  # type: ignore[union-attr]
        after = there.exec(select(Audit.id).order_by(Audit.id.desc())).first()  # type: ignore[union-attr]
    assert last is not None
    assert after is not None
    assert after > last


def test_who_was_stopped_goes_on_with_what_is_missing(
    db: Database, filled: Filled, second: str, other: Database
) -> None:
    said: list[str] = []

    def until_one_is_there(line: str) -> None:
        said.append(line)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(db, other, until_one_is_there)
    with other.read() as there:
        assert there.exec(select(Workshop.code)).all() == [filled.code]
    assert move(db, other, said.append) == 2
    assert said == [f"{filled.code}  copied", f"{filled.code}  is there", f"{second}  copied"]


def test_what_was_written_here_since_is_brought_after(
    db: Database, filled: Filled, other: Database
) -> None:
    move(db, other, nothing)
    write(db, filled, "Written since")
    said: list[str] = []
    move(db, other, said.append)
    assert said == [f"{filled.code}  copied"]
    with other.read() as there:
        assert "Written since" in there.exec(select(Card.text)).all()


def test_somebody_who_writes_meanwhile_is_noticed(
    db: Database, filled: Filled, other: Database
) -> None:
    with pytest.raises(StorageError, match="Somebody wrote here meanwhile"):
        move(db, other, lambda _line: write(db, filled, "Just now"))
    assert move(db, other, nothing) == 1


def test_what_was_done_there_is_never_written_over(
    db: Database, filled: Filled, other: Database
) -> None:
    move(db, other, nothing)
    write(other, filled, "Only over there")
    with pytest.raises(StorageError, match="was changed in the other database"):
        move(db, other, nothing)
    with other.read() as there:
        assert "Only over there" in there.exec(select(Card.text)).all()


def test_another_installation_is_left_alone(
    db: Database, second: str, other: Database, playbook: Playbook, token: Callable[[], str]
) -> None:
    other.migrate()
    draft = NewWorkshop(title="Somebody else's", place="Elsewhere")
    made = create_workshop(other, draft=draft, playbook=playbook, token=token())
    with pytest.raises(StorageError, match=f"not here: {made.code}"):
        move(db, other, nothing)
    with other.read() as there:
        assert there.exec(select(Workshop.code)).all() == [made.code]


def test_a_copy_that_differs_is_never_called_the_same(
    db: Database, filled: Filled, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = moving._stored

    def changed(table: moving.Rows, row: tuple[object, ...]) -> dict[str, object]:
        made = stored(table, row)
        return made | {"text": f"{made['text']}."} if table.name == "card" else made

    monkeypatch.setattr(moving, "_stored", changed)
    with pytest.raises(StorageError, match="differs in the table card"):
        move(db, other, nothing)


@pytest.mark.about_sqlite
def test_the_command_moves_while_nobody_uses_either(
    db: Database,
    filled: Filled,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", db.url)
    to = f"sqlite:///{tmp_path / 'there.db'}"
    assert main(["move", "--to", db.url]) == 1
    assert "this database itself" in capsys.readouterr().err
    for path in (db.path, tmp_path / "there.db"):
        with FileLock(f"{path}-server.lock"):
            assert main(["move", "--to", to]) == 1
            assert f"running on {path}" in capsys.readouterr().err
    assert main(["move", "--to", to]) == 0
    said = capsys.readouterr().out
    assert f"{filled.code}  copied" in said
    assert "archive by archive: 1 workshop." in said


@pytest.mark.about_postgresql
def test_to_a_server_and_back_nothing_changes(
    db: Database, filled: Filled, shown_and_said: bytes, second: str, other: Database
) -> None:
    """Out into a file, and from there into another database of a server."""
    assert move(db, other, nothing) == 2
    postgres.ask("CREATE DATABASE moved TEMPLATE template0")
    back = Database(postgres.address("moved"))
    assert move(other, back, nothing) == 2
    assert [archive(one, filled.code) for one in (other, back)] == [shown_and_said] * 2
    write(back, filled, "Written after the move")  # numbers go on after those that were copied
    back.close()
