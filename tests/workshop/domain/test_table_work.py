"""What people of a table may do to its cards, and what saying a table's number must not tell."""

from collections.abc import Callable

import pytest

from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, hide_card
from workshop.domain.room import open_activity
from workshop.drafts import CardEdit, NewCard
from workshop.errors import NotAllowedError
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer

JoinAs = Callable[..., Viewer]


def _written(db: Database, facilitator: Viewer, writer: Viewer, activity: str) -> str:
    open_activity(db, viewer=facilitator, activity=activity, anyway=True)
    draft = NewCard(activity=activity, text="Just among us")
    return add_card(db, viewer=writer, draft=draft).id


def _newer(words: str, version: int = 1) -> CardEdit:
    return CardEdit(version=version, text=words)


def test_people_of_a_table_change_its_cards(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Work done by a table is everybody's at that table, and nobody's at another."""
    writer, mate, other = (join_as("resident", table=table) for table in (3, 3, 4))
    card = _written(db, facilitator, writer, "insights.name")
    assert edit_card(db, viewer=mate, card_id=card, draft=_newer("Shorter")).version == 2
    with pytest.raises(NotAllowedError):
        edit_card(db, viewer=other, card_id=card, draft=_newer("Mine", 2))


def test_a_table_reads_nothing_that_the_room_may_not(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """A hidden card is refused outright; a try with an old version would bring its words back."""
    writer, mate = join_as("resident", table=3), join_as("resident", table=3)
    card = _written(db, facilitator, writer, "insights.name")
    hide_card(db, viewer=facilitator, card_id=card)
    with pytest.raises(NotAllowedError):
        edit_card(db, viewer=mate, card_id=card, draft=_newer("What is it?", 99))


def test_trying_table_after_table_does_not_tell_where_an_anonymous_card_was_written(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Whoever says the writer's table may no more change the card than anybody else."""
    writer, other = join_as("resident", table=3), join_as("staff", table=3)
    card = _written(db, facilitator, writer, "reframe.check")
    with db.read() as session:
        assert [one.editable for one in cards_for(session, other, activity="reframe.check")] == [
            False
        ]
    with pytest.raises(NotAllowedError):
        edit_card(db, viewer=other, card_id=card, draft=_newer("Whose?", 99))
    assert edit_card(db, viewer=writer, card_id=card, draft=_newer("Still mine")).version == 2
