"""An archive that is brought in twice is marked as such, wherever workshops are listed."""

import json
from pathlib import Path

import pytest

from workshop.cli import main
from workshop.db import Database
from workshop.domain.workshops import MadeWorkshop, describe
from workshop.drafts import Description
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.imports.archive import import_archive
from workshop.queries.copies import copies
from workshop.queries.viewer import Viewer, host


def test_copies_know_each_other_whatever_they_are_called_later(
    db: Database, facilitator: Viewer, workshop: MadeWorkshop
) -> None:
    with db.read() as session:
        assert copies(session) == {}
    data = archive.as_json(collect(db, facilitator))
    made = [import_archive(db, data).code for _ in range(2)]
    with db.read() as session:
        viewer = host(session, made[0])
    describe(db, viewer=viewer, draft=Description(title="Another title"))
    with db.read() as session:
        found = copies(session)
    assert set(found) == {workshop.code, *made}
    assert set(found[made[0]].others) == {workshop.code, made[1]}
    assert found[made[0]].said == "one of 3 copies"


def test_the_command_line_says_that_it_is_here_already(
    db: Database,
    facilitator: Viewer,
    workshop: MadeWorkshop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", db.url)
    file = tmp_path / "archive.json"
    file.write_bytes(archive.as_json(collect(db, facilitator)))
    assert main(["import", str(file), "--json"]) == 0
    said = capsys.readouterr()
    assert workshop.code in said.err
    assert json.loads(said.out)["code"] != workshop.code
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.endswith("(one of 2 copies)") for line in lines] == [True, True]
