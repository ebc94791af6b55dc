"""Files that lead phones into the room: with which address, and what is said where it is none."""

import json
import os
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from tests.workshop.filled import Filled
from workshop.cli import files
from workshop.cli.words import parser
from workshop.db import Database
from workshop.domain.agenda import set_meeting
from workshop.domain.room import set_address
from workshop.drafts import Meeting
from workshop.errors import InvalidInputError
from workshop.exports.paper import read_paper
from workshop.exports.paper.printing import print_piece
from workshop.live import addresses
from workshop.live.addresses import CALENDAR, ONLY_HERE, PAPER, WRONG_ADDRESS
from workshop.settings import Settings

COMMANDS = {
    PAPER: ("print", "--what", "door"),
    CALENDAR: ("invite",),
}


@pytest.fixture
def to(tmp_path: Path, db: Database, filled: Filled) -> Path:
    """A folder for files of a workshop that has its day."""
    meeting = Meeting(number=1, day=date(2026, 5, 1), starts=time(9, 30), place="Whiston Hall")
    set_meeting(db, viewer=filled.facilitator, draft=meeting)
    return tmp_path / "files"


def run(db: Database, settings: Settings, to: Path, *words: str) -> None:
    given = parser(words).parse_args([*words, "--to", str(to)])
    {"print": files.print_paper, "invite": files.invite}[words[0]](given, settings, db)


@pytest.mark.parametrize("nowhere", COMMANDS)
@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"host": "127.0.0.1"}, ONLY_HERE.format(host="127.0.0.1")),
        ({"public_url": "http://localhost:8501"}, WRONG_ADDRESS),
        ({"public_url": "https://reframe.example.org"}, ""),
    ],
)
def test_an_address_of_this_computer_alone_is_not_printed_without_a_word(
    db: Database,
    filled: Filled,
    to: Path,
    capsys: pytest.CaptureFixture[str],
    nowhere: str,
    given: dict[str, str],
    why: str,
) -> None:
    """The file is made all the same, for who prints before the day; programs read stdout alone."""
    settings = replace(Settings(database_url=db.url), **given)  # type: ignore[arg-type]
    command, *options = COMMANDS[nowhere]
    run(db, settings, to, command, filled.code, *options)
    said = capsys.readouterr()
    assert said.err == (f"{nowhere} {why}\n" if why else "")
    assert sorted(said.out.split()) == sorted(str(one) for one in to.iterdir())


def test_files_lead_to_the_address_that_was_chosen_in_the_room_check(
    db: Database, filled: Filled, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "lan_addresses", lambda: ["192.168.1.20", "10.42.0.1"])
    chosen = "http://10.42.0.1:8501"
    set_address(db, viewer=filled.facilitator, address=chosen)
    settings = Settings(database_url=db.url)
    run(db, settings, to, "print", filled.code, "--what", "door")
    run(db, settings, to, "invite", filled.code)
    room = read_paper(db, filled.facilitator, base=chosen)
    assert (to / f"{filled.code}-door.pdf").read_bytes() == print_piece(room, "door")
    dated = (to / f"{filled.code}-calendar.ics").read_bytes().replace(b"\r\n ", b"")
    assert f"{chosen}/join/{filled.code}".encode() in dated


def test_a_plan_is_written_into_what_stands_at_its_place(
    db: Database, filled: Filled, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A pipe gets it and stays a pipe, a link leads to it and stays a link, a folder is named."""
    settings = Settings(database_url=db.url)
    words = ["plan", filled.facilitator.code]

    def write(to: Path) -> None:
        files.plan(parser(words).parse_args([*words, "--to", str(to)]), settings, db)

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe)
    assert json.loads(os.read(end, 60_000))
    assert pipe.is_fifo()
    os.close(end)
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_bytes(b"")
    link.symlink_to(target)
    write(link)
    assert link.is_symlink()
    assert json.loads(target.read_bytes())
    with pytest.raises(InvalidInputError, match=r"is a folder\. Name a file in it"):
        write(tmp_path)
    capsysbinary.readouterr()
    write(Path("/dev/stdout"))
    assert json.loads(capsysbinary.readouterr().out) == json.loads(target.read_bytes())
