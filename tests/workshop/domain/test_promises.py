"""Who sees whose name, and when others read it: tightened, never loosened."""

import pytest

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.promises import write_alone
from workshop.domain.room import close_activity, open_activity, reveal
from workshop.drafts import NewCard
from workshop.errors import InvalidInputError, NotAllowedError
from workshop.queries.cards import Audience, news
from workshop.queries.viewer import Viewer

PLACE = "team.rules"


def read_by_the_room(db: Database, viewer: Viewer) -> list[str | None]:
    """What the room reads of each card; None for one that lies face down."""
    with db.read() as session:
        changes = news(session, viewer.workshop_id, Audience.ROOM, None).changes
    return [change.card.text if change.card else None for change in changes]


def test_writing_alone_can_be_chosen_and_then_holds(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Until somebody was promised it, it can be taken back; then only by showing the cards."""
    write_alone(db, viewer=facilitator, activity=PLACE)
    write_alone(db, viewer=facilitator, activity=PLACE, alone=False)
    write_alone(db, viewer=facilitator, activity=PLACE)
    open_activity(db, viewer=facilitator, activity=PLACE)
    add_card(db, viewer=resident, draft=NewCard(activity=PLACE, text="Listen first"))
    assert read_by_the_room(db, facilitator) == [None]
    with pytest.raises(InvalidInputError, match="shown at once"):
        write_alone(db, viewer=facilitator, activity=PLACE, alone=False)
    reveal(db, viewer=facilitator)
    assert read_by_the_room(db, facilitator) == ["Listen first"]
    with pytest.raises(InvalidInputError, match="shown to the room already"):
        write_alone(db, viewer=facilitator, activity=PLACE)


def test_cards_that_came_openly_can_be_turned_over(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Showing less is always possible, and only for who steers."""
    open_activity(db, viewer=facilitator, activity=PLACE)
    add_card(db, viewer=resident, draft=NewCard(activity=PLACE, text="Be kind"))
    close_activity(db, viewer=facilitator)
    assert read_by_the_room(db, facilitator) == ["Be kind"]
    with pytest.raises(NotAllowedError):
        write_alone(db, viewer=resident, activity=PLACE)
    write_alone(db, viewer=facilitator, activity=PLACE)
    assert read_by_the_room(db, facilitator) == [None]
