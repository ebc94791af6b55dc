"""Cards that wait for a facilitator's yes: of a whole step, or from one device."""

from typing import Any

import pytest

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain.cards import add_card, edit_card
from workshop.domain.people.moderation import (
    keep_back,
    let_through,
    look_first,
    mute,
    unmute,
)
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity, reveal
from workshop.drafts import CardEdit, NewCard
from workshop.enums import Attribution
from workshop.errors import InvalidInputError, NotAllowedError
from workshop.live.wire import own_card_json, room_json
from workshop.playbook import load_playbook
from workshop.queries.cards import Audience, cards_for, news, own_cards
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer
from workshop.queries.votes.rounds import voted_on

WRITE = "insights.write"


def write(db: Database, viewer: Viewer, text: str, activity: str = WRITE) -> str:
    return add_card(db, viewer=viewer, draft=NewCard(activity=activity, text=text)).id


def wall(db: Database, viewer: Viewer, since: int | None = None) -> list[str]:
    """The words that the room's stream carries."""
    with db.read() as session:
        found = news(session, viewer.workshop_id, Audience.ROOM, since)
    return [change.card.text for change in found.changes if change.card]


def mine(db: Database, viewer: Viewer) -> dict[str, Any]:
    with db.read() as session:
        return own_card_json(own_cards(session, viewer)[0])


def said(db: Database, viewer: Viewer) -> str:
    """What people are told before they write."""
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
    assert state is not None
    promise: str = room_json(state)["activity"]["promise"]
    return promise


@pytest.fixture
def looked_at(db: Database, facilitator: Viewer) -> Viewer:
    """A step in which the facilitator looks first, all cards face up."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    reveal(db, viewer=facilitator)
    look_first(db, viewer=facilitator)
    return facilitator


def test_a_card_waits_and_its_writer_reads_where_it_is(
    db: Database, looked_at: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """The room reads nothing of it and people knew that before; a yes brings it to the wall."""
    assert "reads each card first" in said(db, looked_at)
    card = write(db, resident, "The bus stops at six")
    assert wall(db, staff) == []
    with db.read() as session:
        assert cards_for(session, staff) == []
        (seen,) = cards_for(session, looked_at)
        state = room_state(session, looked_at.workshop_id)
    assert (seen.text, seen.waiting) == ("The bus stops at six", True)
    assert state is not None
    assert state.current is not None
    assert state.current.cards == 0
    assert mine(db, resident)["waiting"]
    assert let_through(db, viewer=looked_at, cards=[card]) == 1
    assert wall(db, staff) == ["The bus stops at six"]
    assert not mine(db, resident)["waiting"]
    assert let_through(db, viewer=looked_at, cards=[card]) == 0


def test_a_no_keeps_it_and_new_words_ask_again(
    db: Database, looked_at: Viewer, resident: Viewer
) -> None:
    """A change of what was let through waits as well: nothing slips by."""
    card = write(db, resident, "Ours is worse")
    keep_back(db, viewer=looked_at, cards=[card])
    assert (mine(db, resident)["waiting"], mine(db, resident)["hidden"]) == (False, True)
    edit_card(db, viewer=resident, card_id=card, draft=CardEdit(text="Ours is slow", version=1))
    assert mine(db, resident)["waiting"]
    let_through(db, viewer=looked_at, cards=[card])
    edit_card(db, viewer=resident, card_id=card, draft=CardEdit(text="Ours is late", version=2))
    assert wall(db, resident) == []


def test_what_the_facilitator_writes_does_not_wait(db: Database, looked_at: Viewer) -> None:
    write(db, looked_at, "From paper")
    assert wall(db, looked_at) == ["From paper"]


def test_only_steps_with_something_to_write_can_wait(db: Database, facilitator: Viewer) -> None:
    with pytest.raises(InvalidInputError, match="Nothing is written"):
        look_first(db, viewer=facilitator, activity="segments.focus")


def test_a_muted_device_reads_saved_and_nobody_reads_it_before_a_yes(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Others go on as before; ending it lets new cards through at once."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    reveal(db, viewer=facilitator)
    first = write(db, resident, "A hard word")
    mute(db, viewer=facilitator, card_id=first)
    write(db, resident, "A second one")
    write(db, staff, "The lift is broken")
    assert wall(db, staff) == ["A hard word", "The lift is broken"]
    assert mine(db, resident)["waiting"]
    assert "reads each card first" not in said(db, facilitator)
    assert resident.person_id
    unmute(db, viewer=facilitator, person_id=resident.person_id)
    write(db, resident, "A third one")
    assert wall(db, staff)[-1] == "A third one"


def test_muting_never_tells_who_wrote_where_nobody_may_know(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Such a card mutes nobody, and a muted device's cards do not stand out by waiting there."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    reveal(db, viewer=facilitator)
    known = write(db, resident, "With my group")
    mute(db, viewer=facilitator, card_id=known)
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    with pytest.raises(NotAllowedError, match="not even you"):
        mute(db, viewer=facilitator, card_id=write(db, staff, "Without a name"))
    write(db, resident, "Nobody knows")
    assert "Nobody knows" in wall(db, staff)


def test_participants_decide_nothing(db: Database, looked_at: Viewer, resident: Viewer) -> None:
    card = write(db, resident, "Mine")
    for verb in (let_through, keep_back):
        with pytest.raises(NotAllowedError):
            verb(db, viewer=resident, cards=[card])
    with pytest.raises(NotAllowedError):
        look_first(db, viewer=resident, wanted=False)


def test_a_card_that_waits_cannot_be_voted_on(
    db: Database, facilitator: Viewer, join_as: JoinAs, resident: Viewer
) -> None:
    open_activity(db, viewer=facilitator, activity="segments.name")
    look_first(db, viewer=facilitator, activity="segments.name")
    add_card(
        db,
        viewer=resident,
        draft=NewCard(activity="segments.name", kind="segment", text="Dads", fields={}),
    )
    with db.read() as session:
        vote = load_playbook().activity("segments.focus")
        found = voted_on(session, facilitator.workshop_id, vote)
    assert found == ([], {})
