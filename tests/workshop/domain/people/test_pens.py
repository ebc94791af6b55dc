"""A card that names nobody leads to nobody in the file, and its writer's browser still knows it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from tests.conftest import JoinAs
from tests.workshop.recordings.samples import webm
from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, withdraw_card
from workshop.domain.comments import comment_on
from workshop.domain.erasure.cards import erase_card
from workshop.domain.people.members import new_token, register_device, take_over
from workshop.domain.people.scribes import seat
from workshop.domain.people.way_back import come_back
from workshop.domain.pictures import NewPicture, add_picture, remove_picture
from workshop.domain.promises import tighten
from workshop.domain.recordings.keeping import NewRecording, remove_recording
from workshop.domain.room import open_activity, reveal
from workshop.domain.themes.sorts import allow_sorting
from workshop.domain.workshops import MadeWorkshop
from workshop.drafts import CardEdit, CommentText, Joining, NewCard
from workshop.enums import Attribution, RoleGroup
from workshop.errors import NotAllowedError
from workshop.models import Card, Media, Person, Recording
from workshop.queries.cards import Audience, news, own_cards
from workshop.queries.viewer import Viewer, identify

WRITE = "insights.write"


@pytest.fixture
def nameless(db: Database, facilitator: Viewer) -> None:
    """The room writes, and nobody is to learn who wrote."""
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    open_activity(db, viewer=facilitator, activity=WRITE)


def write(db: Database, viewer: Viewer, text: str = "Nobody asked me", **given: Any) -> str:
    draft = NewCard.read({"activity": WRITE, "text": text, **given})
    return add_card(db, viewer=viewer, draft=draft, key=f"key-{text}").id


def rows_about(path: Path, card: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table that mentions a card, as anybody with the file reads it."""
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        tables = [
            row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for table in tables:
            for row in file.execute(f"SELECT * FROM {table}"):
                if any(card == value for value in tuple(row)):
                    yield table, dict(row)


@pytest.mark.about_sqlite
def test_a_backup_made_in_the_middle_names_nobody(
    db: Database, tmp_path: Path, resident: Viewer, nameless: None
) -> None:
    """Written, changed, with a picture, taken back and put back: no row leads to a person."""
    card = write(db, resident)
    edit_card(db, viewer=resident, card_id=card, draft=CardEdit(version=1, text="Nobody ever asks"))
    picture = NewPicture("image/png", b"pixels", "a bus")
    add_picture(db, viewer=resident, card_id=card, picture=picture)
    withdraw_card(db, viewer=resident, card_id=card)
    withdraw_card(db, viewer=resident, card_id=card, withdrawn=False)
    db.backup(tmp_path / "kept.db")
    found = list(rows_about(tmp_path / "kept.db", card))
    assert {table for table, _ in found} == {"card", "audit", "media", "receipt"}
    known = {resident.person_id, resident.device_id, "Amina"}
    for table, row in found:
        assert not known & set(map(str, row.values())), (table, row)
        times = [row[name] for name in ("at", "created_at", "updated_at") if name in row]
        assert all(":00:00" in time for time in times), (table, times)
    stored = dict(found)["card"]
    assert (stored["author_id"], stored["author_name"], stored["table_no"]) == (None, "", None)
    assert stored["role_group"] == RoleGroup.UNKNOWN


@pytest.mark.about_sqlite
def test_what_stays_of_an_erasing_tells_the_hour_alone(
    db: Database, tmp_path: Path, resident: Viewer, nameless: None
) -> None:
    """The photo is taken away, the voice, and then the card: nothing tells the minute."""
    draft = NewCard(activity=WRITE, text="Nobody asked me")
    voice, photo = NewRecording.read(webm()), NewPicture("image/png", b"pixels", "a bus")
    card = add_card(db, viewer=resident, draft=draft, picture=photo, recording=voice).id
    with db.read() as session:
        pictures, voices = (list(session.exec(select(one.id))) for one in (Media, Recording))
    remove_picture(db, viewer=resident, picture_id=pictures[0])
    remove_recording(db, viewer=resident, card_id=card)
    erase_card(db, viewer=resident, card_id=card)
    db.backup(tmp_path / "kept.db")
    found = [
        row for one in (card, *pictures, *voices) for row in rows_about(tmp_path / "kept.db", one)
    ]
    assert [row["what"] for table, row in found if table == "erasure"] == [
        "card",
        "picture",
        "recording",
    ]
    verbs = [row["verb"] for table, row in found if table == "audit"]
    assert verbs[-3:] == ["remove_picture", "remove_recording", "erase_card"]
    for table, row in found:
        times = [row[name] for name in ("at", "created_at", "updated_at") if name in row]
        assert all(":00:00" in time for time in times), (table, times)


def test_two_cards_of_one_person_have_nothing_in_common(
    db: Database, resident: Viewer, nameless: None
) -> None:
    cards = [write(db, resident, text) for text in ("One", "Two")]
    with db.read() as session:
        marks = [session.get_one(Card, card).author_mark for card in cards]
    assert len(set(marks)) == 2
    assert None not in marks


def test_the_same_key_adds_nothing_twice_though_no_receipt_names_the_device(
    db: Database, resident: Viewer, staff: Viewer, nameless: None
) -> None:
    draft = NewCard(activity=WRITE, text="Sent on bad wifi")
    first = add_card(db, viewer=resident, draft=draft, key="again")
    again = add_card(db, viewer=resident, draft=draft, key="again")
    others = add_card(db, viewer=staff, draft=draft, key="again")
    assert (first.id, again.created) == (again.id, False)
    assert others.id != first.id


def test_only_the_writers_browser_knows_its_card(
    db: Database, resident: Viewer, staff: Viewer, nameless: None
) -> None:
    card = write(db, resident)
    with db.read() as session:
        assert [one.id for one in own_cards(session, resident)] == [card]
        assert own_cards(session, staff) == []
        told = news(session, resident.workshop_id, Audience.ROOM, None)
        assert [one.id for one in told.own_of(resident.person_id, resident.pen)] == [card]
        assert told.own_of(staff.person_id, staff.pen) == []
        assert told.own_of(resident.person_id, staff.pen) == []
    with pytest.raises(NotAllowedError):
        edit_card(db, viewer=staff, card_id=card, draft=CardEdit(version=1, text="Mine now"))
    edit_card(db, viewer=resident, card_id=card, draft=CardEdit(version=1, text="Mine still"))


def test_a_table_knows_for_whom_it_wrote(
    db: Database, resident: Viewer, workshop: MadeWorkshop, nameless: None
) -> None:
    neighbour = seat(db, viewer=resident, draft=Joining(role_group=RoleGroup.RESIDENT, name="Jo"))
    card = write(db, resident, "Jo says so", person=neighbour)
    with db.read() as session:
        told = news(session, resident.workshop_id, Audience.ROOM, None)
        (own,) = told.own_of(resident.person_id, resident.pen)
    assert (own.id, own.person) == (card, neighbour)


def test_the_four_words_change_the_token_and_keep_the_cards(
    db: Database, workshop: MadeWorkshop, join_as: JoinAs, nameless: None
) -> None:
    old, new = new_token(), new_token()
    me = join_as("resident", token=old)
    card = write(db, me)
    take_over(db, token=old, secret=workshop.secret, renewed=new)
    with db.read() as session:
        assert identify(session, token=old, code=workshop.code).device_id is None
        again = identify(session, token=new, code=workshop.code)
        assert [one.id for one in own_cards(session, again)] == [card]
    draft = NewCard(activity=WRITE, text="Nobody asked me")
    assert add_card(db, viewer=again, draft=draft, key="key-Nobody asked me").id == card


def test_two_words_bring_back_no_card_that_names_nobody(
    db: Database, workshop: MadeWorkshop, join_as: JoinAs, nameless: None
) -> None:
    """What this browser wrote before it came back goes on with it; the other's stays there."""
    me, token = join_as("resident"), new_token()
    write(db, me, "On my phone")
    register_device(db, token=token)
    with db.read() as session:
        here = identify(session, token=token, code=workshop.code)
    write(db, here, "On the laptop")
    come_back(db, viewer=here, words=me.return_words)
    with db.read() as session:
        again = identify(session, token=token, code=workshop.code)
        assert again.person_id == me.person_id
        assert [one.text for one in own_cards(session, again)] == ["On the laptop"]


@pytest.mark.about_sqlite
def test_a_promise_tightened_later_forgets_who_wrote_before(
    db: Database, facilitator: Viewer, resident: Viewer, tmp_path: Path
) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)
    card = write(db, resident)
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    db.backup(tmp_path / "kept.db")
    for table, row in rows_about(tmp_path / "kept.db", card):
        known = {resident.person_id, resident.device_id, "Amina"}
        assert not known & set(map(str, row.values())), (table, row)


def test_a_comment_on_a_card_that_names_nobody_names_nobody(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, nameless: None
) -> None:
    card = write(db, resident)
    reveal(db, viewer=facilitator, activity=WRITE)
    allow_sorting(db, viewer=facilitator, allowed=True)
    said = comment_on(db, viewer=staff, card_id=card, draft=CommentText(text="So true"))
    with db.read() as session:
        stored = session.get_one(Card, said.id)
        assert (stored.author_id, stored.role_group) == (None, RoleGroup.UNKNOWN)
        assert staff.wrote(stored)


@pytest.mark.about_sqlite
def test_the_file_does_not_say_who_came_in_when(
    db: Database, resident: Viewer, tmp_path: Path
) -> None:
    """Whoever came late and wrote at once could be read off the audit."""
    db.backup(tmp_path / "kept.db")
    tables = {table for table, _ in rows_about(tmp_path / "kept.db", str(resident.person_id))}
    assert tables == {Person.__tablename__}
