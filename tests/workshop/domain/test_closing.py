"""Closing erases for good what was promised: who wrote, and the words that were taken back."""

from pathlib import Path

from sqlmodel import col, select

from tests.copying import stored
from tests.workshop.filled import Filled
from workshop.db import Database
from workshop.domain.workshops import close_workshop
from workshop.models import Audit, Card, Receipt, Voter, Workshop


def test_no_thread_leads_from_an_unsigned_card_to_its_writer(db: Database, filled: Filled) -> None:
    """Neither the card, nor the audit, nor the receipt of its key knows the person any more."""
    close_workshop(db, viewer=filled.facilitator)
    with db.read() as session:
        cards = session.exec(select(Card)).all()
        signed = {card.id for card in cards if card.author_id is not None}
        assert signed == {filled.cards["named"]}
        assert {(c.author_name, c.table_no) for c in cards if c.id not in signed} == {("", None)}
        rows = session.exec(select(Audit).where(Audit.object_type == "card")).all()
        assert {row.object_id for row in rows if row.actor_id is not None} == signed
        assert set(session.exec(select(Receipt.card_id))) == signed
        assert set(session.exec(select(Voter.person_id))) == {None}


def test_words_that_were_taken_back_are_nowhere_in_what_is_stored(
    db: Database, filled: Filled, tmp_path: Path
) -> None:
    """Not in the card, not in the audit, and not in the bytes that the database left over."""
    close_workshop(db, viewer=filled.facilitator)
    with db.read() as session:
        card = session.get_one(Card, filled.cards["withdrawn"])
        assert (card.text, card.fields, card.withdrawn) == ("", {}, True)
        rows = session.exec(select(Audit).where(Audit.object_id == card.id)).all()
        assert {(row.before, row.after) for row in rows} == {(None, None)}
        wifi = session.get_one(Workshop, filled.made.id)
        assert (wifi.wifi_ssid, wifi.wifi_password) == ("", "")
    data = b"".join(stored(db, tmp_path / "copy.db").values())
    assert b"I will ask the board" in data
    assert b"my neighbour" not in data
    assert b"hall-password" not in data


def test_what_was_signed_stays_signed(db: Database, filled: Filled) -> None:
    close_workshop(db, viewer=filled.facilitator)
    with db.read() as session:
        card = session.exec(select(Card).where(col(Card.author_id).is_not(None))).one()
        assert (card.author_name, card.role_group, card.table_no) == ("Amina", "resident", 1)
