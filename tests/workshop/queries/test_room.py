"""The state of the room, and who is here."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from workshop.db import Database
from workshop.domain.cards import add_card, hide_card, withdraw_card
from workshop.domain.people.hands import raise_hand, say_done
from workshop.domain.people.members import new_token, register_device
from workshop.domain.people.moderation import look_first
from workshop.domain.people.own_voices import add_voice
from workshop.domain.room import open_activity, pause, reveal, show
from workshop.drafts import NewCard, NewVoice
from workshop.enums import RoleGroup
from workshop.kinds import CardKind
from workshop.models import Workshop
from workshop.queries.cards import Rules, rules
from workshop.queries.room import RoomState, groups_here, room_state, run_sheet
from workshop.queries.viewer import Viewer, identify
from workshop.queries.wall import with_cards_that_came

WRITE = "insights.write"


def counts(db: Database, viewer: Viewer) -> tuple[int, int]:
    """Cards that the room may count, and how many of them lie face down."""
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
        sheet = run_sheet(session, viewer.workshop_id)
    assert state is not None
    assert state.current is not None
    assert state.current == next(r for r in sheet if r.activity.key == state.current.activity.key)
    return state.current.cards, state.current.face_down


def test_only_what_the_room_may_know_of_is_counted(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Private, hidden and withdrawn cards are no number on the big screen either."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    drafts = [NewCard(activity=WRITE, text=str(n), private=n == 0) for n in range(4)]
    ids = [add_card(db, viewer=resident, draft=draft).id for draft in drafts]
    assert counts(db, facilitator) == (3, 3)
    hide_card(db, viewer=facilitator, card_id=ids[1])
    withdraw_card(db, viewer=resident, card_id=ids[2])
    assert counts(db, facilitator) == (1, 1)
    reveal(db, viewer=facilitator)
    assert counts(db, facilitator) == (1, 0)


def test_a_deleted_workshop_has_no_state(db: Database, facilitator: Viewer) -> None:
    """None, and no exception, for a stream that outlived its workshop."""
    with db.read() as session:
        assert room_state(session, "gone") is None


def test_who_is_here_is_for_the_facilitator(
    db: Database, facilitator: Viewer, join_as: Callable[..., Viewer]
) -> None:
    """People by role group and how many of them have added something; facilitators not counted."""
    writer, *others = [join_as("resident") for _ in range(3)]
    open_activity(db, viewer=facilitator, activity=WRITE)
    for text in ("One", "Two"):
        add_card(db, viewer=writer, draft=NewCard(activity=WRITE, text=text))
    with db.read() as session:
        here = groups_here(session, facilitator)
        told = [(group.role_group, group.people, group.added) for group in here]
        assert told == [(RoleGroup.RESIDENT, 3, 1)]
        assert groups_here(session, others[0]) == []
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert state.people == 3


def put(db: Database, viewer: Viewer, text: str, **more: Any) -> str:
    return add_card(db, viewer=viewer, draft=NewCard(activity=WRITE, text=text, **more)).id


def come_only(db: Database, known: RoomState) -> bool:
    """Whether a room's state is made of the one before; then it is what is read anew."""
    with db.read() as session:
        (workshop,) = session.exec(select(Workshop.id)).all()
        found = with_cards_that_came(session, workshop, known)
        assert found in (None, room_state(session, workshop))
        return found is not None


def state_of(db: Database, viewer: Viewer) -> tuple[RoomState, dict[str, Rules]]:
    with db.read() as session:
        state = room_state(session, viewer.workshop_id)
        assert state is not None
        return state, rules(session, viewer.workshop_id)


@pytest.mark.parametrize("way", ["usual", "looked at first", "revealed", "private", "elsewhere"])
def test_a_room_is_not_counted_anew_for_cards_that_come(
    db: Database, facilitator: Viewer, resident: Viewer, way: str
) -> None:
    """It says the same as a reading of all, and so do the promises."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    put(db, resident, "before")
    if way == "looked at first":
        look_first(db, viewer=facilitator, activity=WRITE)
    if way == "revealed":
        reveal(db, viewer=facilitator)
    known, promised = state_of(db, facilitator)
    for number in range(3):
        put(db, resident, f"card {number}", private=way == "private")
        if way == "elsewhere":
            with db.read() as session:
                steps = [run.activity.key for run in run_sheet(session, facilitator.workshop_id)]
            draft = NewCard(activity=steps[0], kind=CardKind.INSIGHT, text="elsewhere")
            add_card(db, viewer=facilitator, draft=draft)
        assert come_only(db, known)
    assert state_of(db, facilitator)[1] == promised


def test_whatever_else_happens_has_a_room_read_anew(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: Callable[..., Viewer]
) -> None:
    """Beside cards that come too, and whichever it is: nothing of before is told then."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    card = put(db, resident, "before")
    stranger = new_token()
    register_device(db, token=stranger)
    with db.read() as session:
        unjoined = identify(session, token=stranger, code=facilitator.code)
    entry = NewCard(activity=WRITE, kind=CardKind.ROSTER_ENTRY, text="Ada")
    voice = NewVoice(name="Carers", role_group=RoleGroup.RESIDENT)
    acts: list[Callable[[], object]] = [
        lambda: put(db, unjoined, "becomes somebody by it"),
        lambda: join_as("staff"),
        lambda: raise_hand(db, viewer=resident),
        lambda: say_done(db, viewer=resident, activity=WRITE),
        lambda: hide_card(db, viewer=facilitator, card_id=card),
        lambda: hide_card(db, viewer=facilitator, card_id=card, hidden=False),
        lambda: reveal(db, viewer=facilitator),
        lambda: [pause(db, viewer=facilitator, paused=on) for on in (True, False)],
        lambda: withdraw_card(db, viewer=resident, card_id=card),
        lambda: add_card(db, viewer=facilitator, draft=entry),
        lambda: show(db, viewer=facilitator, what="themes"),
        lambda: add_voice(db, viewer=facilitator, draft=voice),
    ]
    for act in acts:
        known, _ = state_of(db, facilitator)
        put(db, resident, "beside it")
        assert come_only(db, known)
        act()
        assert not come_only(db, known)
    known, _ = state_of(db, facilitator)
    put(db, resident, "with own voices, cards decide what is told")
    assert not come_only(db, known)


def test_a_clock_that_stands_still_is_read_anew(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Its end moves on with the time, whatever happens."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    pause(db, viewer=facilitator, paused=True)
    known, _ = state_of(db, facilitator)
    put(db, resident, "beside it")
    assert not come_only(db, known)
