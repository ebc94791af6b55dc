"""What happened to rights and files stands in a log, and nothing that anybody wrote."""

import json
import logging
import os
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.erasure.cards import erase_card
from workshop.domain.erasure.people import erase_person
from workshop.domain.people.members import new_token, sign_out, take_over
from workshop.domain.people.steerers import end_steering, hand_over, lock_room
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop, close_workshop, delete_workshop, renew_secret
from workshop.drafts import NewCard
from workshop.enums import Attribution
from workshop.live.limits import Limits
from workshop.queries.viewer import Viewer
from workshop.security_log import LOG, SecurityEvent, keep_beside

WRITE = "insights.write"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """The log of one test."""
    before = LOG.handlers[:]
    LOG.handlers.clear()
    keep_beside(tmp_path / "log.db")
    yield tmp_path / "log.db-security.log"
    for handler in LOG.handlers:
        handler.close()
    LOG.handlers[:] = before


def lines(kept: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in kept.read_text().splitlines()]


def test_every_change_of_rights_is_one_line_without_anybodys_words(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs, kept: Path
) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)
    token = new_token()
    amina = join_as("resident", name="Amina Okafor", token=token)
    add_card(db, viewer=amina, draft=NewCard(activity=WRITE, text="Nobody asked us"))
    hand_over(db, viewer=facilitator, person_id=str(amina.person_id))
    end_steering(db, viewer=facilitator, person_id=str(amina.person_id))
    lock_room(db, viewer=facilitator, locked=True)
    lock_room(db, viewer=facilitator, locked=False)
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    secret = renew_secret(db, viewer=facilitator)
    take_over(db, token=new_token(), secret=secret)
    sign_out(db, token=token)
    close_workshop(db, viewer=facilitator)
    delete_workshop(db, viewer=facilitator, typed_code=workshop.code)
    found = lines(kept)
    assert [line["event"] for line in found] == [
        SecurityEvent.STEERING_GIVEN,
        SecurityEvent.STEERING_ENDED,
        SecurityEvent.ROOM_LOCKED,
        SecurityEvent.ROOM_UNLOCKED,
        SecurityEvent.AUTHORS_ERASED,
        SecurityEvent.WORDS_RENEWED,
        SecurityEvent.STEERING_TAKEN,
        SecurityEvent.SIGNED_OUT,
        SecurityEvent.CLOSED,
        SecurityEvent.DELETED,
    ]
    assert {line.get("workshop") for line in found} == {workshop.code, None}
    said = kept.read_text()
    words = ("Nobody asked us", "Amina", "Okafor", secret, token, "Growing up")
    assert not [word for word in words if word in said]
    told = {part for line in found for each in line.values() for part in str(each).split()}
    assert not told & set(secret.split("-")), "“shop” is in each “workshop”"


def test_what_is_erased_on_request_is_noted_and_not_whose_it_was(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs, kept: Path
) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)
    amina = join_as("resident", name="Amina Okafor")
    card = add_card(db, viewer=amina, draft=NewCard(activity=WRITE, text="Nobody asked us")).id
    erase_card(db, viewer=facilitator, card_id=card)
    erase_person(db, viewer=amina, person_id=str(amina.person_id))
    events = [SecurityEvent.CARD_ERASED, SecurityEvent.PERSON_ERASED]
    assert [(one["event"], one["workshop"]) for one in lines(kept)] == [
        (event, workshop.code) for event in events
    ]
    found = kept.read_text()
    assert not [word for word in ("Amina", card, str(amina.person_id), "asked") if word in found]


def test_a_wrong_guess_is_noted_with_its_address_and_not_with_what_was_guessed(
    kept: Path,
) -> None:
    limits = Limits()
    limits.wrong_words("192.168.7.20")
    limits.wrong_try("192.168.7.21", "device")
    assert [(line["event"], line["address"]) for line in lines(kept)] == [
        (SecurityEvent.WRONG_WORDS, "192.168.7.20"),
        (SecurityEvent.WRONG_CODE, "192.168.7.21"),
    ]


def test_the_log_is_for_nobody_else_and_does_not_grow_for_ever(kept: Path) -> None:
    if os.name == "posix":
        assert kept.stat().st_mode & 0o777 == 0o600
    limits = Limits(clock=lambda: 0.0)
    (handler,) = [one for one in LOG.handlers if isinstance(one, RotatingFileHandler)]
    handler.maxBytes = 2000
    for number in range(60):
        limits.wrong_try("10.0.0.1", f"device {number}")
    files = sorted(kept.parent.glob("log.db-security.log*"))
    assert 1 < len(files) <= 4
    assert all(file.stat().st_size <= 2000 for file in files)


def test_what_cannot_be_written_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        keep_beside(tmp_path / "no folder" / "log.db")
    assert "No security log" in caplog.text
