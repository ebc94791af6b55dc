"""Concerns: the room reads what was read out, and never from whom."""

import pytest

from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, hide_card, withdraw_card
from workshop.domain.room import open_activity
from workshop.drafts import CardEdit, NewCard
from workshop.errors import NotAllowedError
from workshop.queries.cards import cards_for
from workshop.queries.concerns import HeardConcern, heard_concerns
from workshop.queries.viewer import Viewer, identify

ACTIVITY = "solutions.concerns"


@pytest.fixture
def concern(db: Database, facilitator: Viewer, staff: Viewer) -> str:
    open_activity(db, viewer=facilitator, activity=ACTIVITY, anyway=True)
    draft = NewCard.read({"activity": ACTIVITY, "text": "My post goes"})
    return add_card(db, viewer=staff, draft=draft).id


def heard(db: Database, viewer: Viewer) -> tuple[HeardConcern, ...]:
    with db.read() as session:
        return heard_concerns(session, viewer)


def read_out(db: Database, viewer: Viewer, card_id: str, **fields: object) -> None:
    draft = CardEdit.read({"version": 1, "fields": {"read_out": True, **fields}})
    edit_card(db, viewer=viewer, card_id=card_id, draft=draft)


def test_nobody_in_the_room_reads_it_before_it_was_read_out(
    db: Database, resident: Viewer, staff: Viewer, facilitator: Viewer, concern: str
) -> None:
    assert heard(db, resident) == heard(db, staff) == heard(db, facilitator) == ()


def test_then_everybody_reads_the_answer_but_neither_the_words_nor_the_group(
    db: Database, resident: Viewer, facilitator: Viewer, concern: str
) -> None:
    read_out(db, facilitator, concern, from_group="staff", response="It stays", status="answered")
    expected = (HeardConcern(concern, "It stays", "", "answered", None),)
    assert heard(db, resident) == heard(db, facilitator) == expected
    with db.read() as session:
        assert concern not in [card.id for card in cards_for(session, resident)]


def test_hidden_or_taken_back_it_is_gone(
    db: Database, resident: Viewer, staff: Viewer, facilitator: Viewer, concern: str
) -> None:
    read_out(db, facilitator, concern)
    hide_card(db, viewer=facilitator, card_id=concern)
    assert heard(db, resident) == ()
    hide_card(db, viewer=facilitator, card_id=concern, hidden=False)
    withdraw_card(db, viewer=staff, card_id=concern)
    assert heard(db, resident) == ()


def test_a_visitor_reads_nothing(db: Database, facilitator: Viewer, concern: str) -> None:
    read_out(db, facilitator, concern)
    with db.read() as session:
        visitor = identify(session, token=None, code=facilitator.code)
    assert heard(db, visitor) == ()


def test_only_the_facilitator_says_that_it_was_read_out(
    db: Database, staff: Viewer, concern: str
) -> None:
    with pytest.raises(NotAllowedError, match="Only the facilitator reads concerns out"):
        read_out(db, staff, concern)
