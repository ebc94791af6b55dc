"""``workshop doctor`` finds what would spoil the day, says what to do, and changes nothing."""

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.cli import doctor, looking, main
from workshop.cli.diagnosis import Diagnosis, State
from workshop.db import Database
from workshop.errors import StorageError
from workshop.settings import Settings


def about(name: str, settings: Settings) -> list[Diagnosis]:
    return [one for one in doctor.findings(settings) if one.about == name]


@pytest.fixture
def settings(db: Database, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in [one for one in doctor.os.environ if one.lower() in doctor.PROXIES]:
        monkeypatch.delenv(name)
    return Settings(database_url=db.url, host="127.0.0.1", port=_free())


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def taken(settings: Settings) -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.port))
        other.listen(1)
        yield settings.port


def test_a_machine_that_is_ready_is_good_throughout(settings: Settings) -> None:
    found = list(doctor.findings(settings))
    assert {one.about: one.state for one in found if one.state is State.BAD} == {}
    assert {"port", "network", "proxy", "disk", "database", "fonts", "clock"} <= {
        one.about for one in found
    }
    assert all(one.todo for one in found if one.state is not State.GOOD)


def test_a_port_that_another_program_has_is_said_with_another_one(
    settings: Settings, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "SECONDS", 0.1)
    (found,) = about("port", settings)
    assert found.state is State.BAD
    assert str(taken + 1) in found.todo


def test_a_page_that_is_not_ours_is_no_server_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guest wifi answers everything; only our own JSON counts."""

    class SignIn:
        def open(self, *_: object, **__: object) -> closing[object]:
            return closing(self)  # type: ignore[arg-type]

        def close(self) -> None: ...

        def read(self, _most: int) -> bytes:
            return b"<html>Please sign in</html>"

    monkeypatch.setattr(looking, "build_opener", lambda *_: SignIn())
    assert not looking.asked_health("http://wifi.example")


def test_a_public_address_that_leads_nowhere_is_said(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "asked_health", lambda _base: False)
    (found,) = about("network", replace(settings, public_url="https://reframe.example.org"))
    assert found.state is State.LOOK
    assert "PUBLIC_URL" in found.says


def test_a_proxy_is_named_but_not_printed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its address may hold a password."""
    monkeypatch.setenv("HTTPS_PROXY", "http://me:secret@proxy.example:3128")
    (found,) = about("proxy", settings)
    assert found.state is State.LOOK
    assert "secret" not in found.said


@pytest.mark.parametrize(
    ("free", "state"), [(10**8, State.BAD), (10**9, State.LOOK), (10**10, State.GOOD)]
)
def test_a_disk_that_fills_up_is_said_in_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, state: State
) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _folder: type("", (), {"free": free}))
    assert about("disk", settings)[0].state is state


@pytest.mark.parametrize(
    "path",
    ["/home/a/Dropbox/reframe.db", "/Users/a/OneDrive - Council/reframe.db", r"\\server\x\r.db"],
)
def test_a_folder_that_others_change_is_no_place_for_a_database(path: str) -> None:
    assert looking.risky_place(Path(path)) != ""
    assert looking.risky_place(Path("/home/a/reframe/reframe.db")) == ""


def test_a_network_disk_is_seen_by_its_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("disk / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\n", encoding="utf-8")
    assert looking._file_system(Path("/srv/reframe.db"), mounts) == "nfs4"
    assert looking._file_system(Path("/home/reframe.db"), mounts) == "ext4"


@pytest.mark.about_sqlite
def test_a_damaged_database_is_told_with_the_way_out(settings: Settings, db: Database) -> None:
    db.close()
    db.path.write_bytes(b"no database at all" * 400)
    (found,) = about("database", settings)
    assert found.state is State.BAD
    assert "workshop restore" in found.todo


def test_a_newer_database_is_refused_by_the_doctor_and_by_every_command(
    settings: Settings, db: Database, monkeypatch: pytest.MonkeyPatch, capsys: object
) -> None:
    """Nothing is written into it, and the sentence says what to do."""
    changed = "UPDATE alembic_version SET version_num = '{}'"
    with db._writer.begin() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        connection.exec_driver_sql(changed.format("9999"))
    try:
        (told,) = about("database", settings)
        assert told.state is State.BAD
        assert "newer Reframe" in told.says
        other = Database(db.url)
        with pytest.raises(StorageError, match="newer Reframe"):
            other.migrate()
        other.close()
    finally:  # a server's database is another test's afterwards
        with db._writer.begin() as connection:
            connection.exec_driver_sql(changed.format(found))


def test_a_clock_that_was_set_back_is_seen_by_the_last_change(
    settings: Settings, workshop: object, db: Database
) -> None:
    assert [one.state for one in about("clock", settings)] == [State.GOOD]
    with db._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET at = '2099-01-01 00:00:00.000000'")
    assert State.LOOK in [one.state for one in about("clock", settings)]


def test_it_prints_json_for_programs_and_answers_1_where_something_is_bad(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("PORT", str(settings.port))
    monkeypatch.setattr(doctor, "missing_fonts", lambda: ("manimgx_fonts",))
    assert main(["doctor", "--json"]) == 1
    found = {one["about"]: one for one in json.loads(capsys.readouterr().out)}
    assert found["fonts"]["state"] == "bad"
    assert "manimgx_fonts" in found["fonts"]["says"]
    assert sys.version.split()[0] in found["version"]["says"]
