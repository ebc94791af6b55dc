"""A phone that goes round: each person's cards, ballot and two words stay theirs."""

import pytest
from sqlmodel import select

from tests.conftest import JoinAs
from tests.workshop.domain.people.test_way_back import device, people, texts, write
from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, hide_card, withdraw_card
from workshop.domain.people.members import join, join_again, new_token
from workshop.domain.people.next_person import pass_on
from workshop.domain.people.scribes import seat
from workshop.domain.people.steerers import lock_room
from workshop.domain.people.way_back import come_back
from workshop.domain.promises import write_alone
from workshop.domain.room import open_activity, reveal
from workshop.domain.workshops import MadeWorkshop
from workshop.drafts import CardEdit, Joining, NewCard
from workshop.enums import Attribution, RoleGroup
from workshop.errors import NotAllowedError, NotFoundError, RoomLockedError, UnknownDeviceError
from workshop.models import ActivityRun, Card, Person
from workshop.queries.cards import own_cards
from workshop.queries.viewer import Viewer

WRITE = "insights.write"


def promise(db: Database, attribution: Attribution) -> None:
    with db.write() as work:
        for run in work.session.exec(select(ActivityRun).where(ActivityRun.key == WRITE)):
            run.attribution = attribution
        work.commit()


def groups(db: Database) -> dict[str, str]:
    with db.read() as session:
        return {card.text: card.role_group for card in session.exec(select(Card))}


@pytest.mark.parametrize("attribution", list(Attribution))
def test_the_next_person_has_nothing_of_the_one_before(
    db: Database,
    workshop: MadeWorkshop,
    facilitator: Viewer,
    join_as: JoinAs,
    attribution: Attribution,
) -> None:
    """Not the name, the group, a card or the two words; and the first one comes back whole."""
    promise(db, attribution)
    open_activity(db, viewer=facilitator, activity=WRITE)
    token = new_token()
    join_as("resident", name="Amina", table=3, token=token)
    first = device(db, workshop, token)
    write(db, first, "Face down and mine")
    dora = seat(db, viewer=first, draft=Joining(role_group=RoleGroup.STAFF, name="Dora"))
    assert pass_on(db, viewer=first) == first.person_id
    between = device(db, workshop, token)
    assert (between.person_id, between.name, between.return_words) == (None, "", "")
    assert pass_on(db, viewer=between) == ""

    second = join(db, viewer=between, draft=Joining(role_group=RoleGroup.PARTNER))
    assert second.person_id != first.person_id
    assert (texts(db, second), second.people) == ([], frozenset())
    with db.read() as session:
        mine = own_cards(session, device(db, workshop, token))
        theirs = session.exec(select(Card)).one().id
    assert mine == []
    edit = CardEdit(text="Somebody else's words", version=1)
    now = device(db, workshop, token)
    with pytest.raises((NotAllowedError, NotFoundError)):
        edit_card(db, viewer=now, card_id=theirs, draft=edit)
    with pytest.raises(UnknownDeviceError):
        write(db, first, "From a page that was left open")

    assert people(db, facilitator) == 3
    assert pass_on(db, viewer=device(db, workshop, token)) == second.person_id
    come_back(db, viewer=device(db, workshop, token), words=first.return_words)
    back = device(db, workshop, token)
    assert (back.person_id, back.name, back.people) == (first.person_id, "Amina", {dora})
    assert texts(db, back) == ["Face down and mine"]


def test_a_phone_stays_with_its_person_where_nobody_could_come_after(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs
) -> None:
    """In a locked room, on a device that steers, and while its cards wait for a yes."""
    token = new_token()
    me = join_as("resident", token=token)
    lock_room(db, viewer=facilitator, locked=True)
    with pytest.raises(RoomLockedError):
        pass_on(db, viewer=device(db, workshop, token))
    lock_room(db, viewer=facilitator, locked=False)
    with pytest.raises(NotAllowedError, match="steers"):
        pass_on(db, viewer=facilitator)
    with db.write() as work:
        work.session.get_one(Person, me.person_id).muted = True
        work.commit()
    with pytest.raises(NotAllowedError, match="wait for the facilitator"):
        pass_on(db, viewer=device(db, workshop, token))
    assert device(db, workshop, token).person_id == me.person_id


def test_a_group_put_right_is_said_by_the_cards_that_are_linked_to_their_writer(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Not by what was typed for somebody else; a card without a name holds no group at all."""
    promise(db, Attribution.ROLE)
    open_activity(db, viewer=facilitator, activity=WRITE)
    token = new_token()
    join_as("councillor", token=token)
    me = device(db, workshop, token)
    dora = seat(db, viewer=me, draft=Joining(role_group=RoleGroup.COUNCILLOR, name="Dora"))
    write(db, me, "Mine")
    add_card(db, viewer=me, draft=NewCard(activity=WRITE, text="Dora's", person=dora))
    promise(db, Attribution.ANONYMOUS)
    write(db, me, "Nobody's")
    again = Joining(role_group=RoleGroup.RESIDENT)
    now, said = join_again(db, viewer=device(db, workshop, token), draft=again)
    assert (now.role_group, said) == (RoleGroup.RESIDENT, 1)
    assert groups(db) == {"Mine": "resident", "Dora's": "councillor", "Nobody's": "unknown"}
    assert join_again(db, viewer=device(db, workshop, token), draft=again)[1] == 0


def unread(db: Database, facilitator: Viewer, writer: Viewer) -> None:
    """What the room does not read: private, hidden, taken back, face down; and of another step."""
    group = writer.role_group

    def shown(text: str) -> str:
        return add_card(db, viewer=writer, draft=NewCard(activity=WRITE, text=text)).id

    private = NewCard(activity=WRITE, text=f"Private of {group}", private=True)
    add_card(db, viewer=writer, draft=private)
    hide_card(db, viewer=facilitator, card_id=shown(f"Hidden of {group}"))
    withdraw_card(db, viewer=writer, card_id=shown(f"Taken back of {group}"))
    for step in ("segments.name", "team.introductions"):
        open_activity(db, viewer=facilitator, activity=step, anyway=True)
        if step == "segments.name":
            write_alone(db, viewer=facilitator, activity=step)
        add_card(db, viewer=writer, draft=NewCard(activity=step, text=f"{step} of {group}"))
    open_activity(db, viewer=facilitator, activity=WRITE, anyway=True)


def revisions(db: Database) -> dict[str, int]:
    with db.read() as session:
        return {card.text: card.revision for card in session.exec(select(Card))}


@pytest.mark.parametrize(
    ("others", "changed"),
    [
        # Nobody can read a group on these cards, so none is told to have changed.
        ([], set()),
        # The room reads the new label: with it all are told anew that say the same.
        (["resident"] * 3, {"Mine", "Mine too", "Of a resident"}),
        # And all that say the old one. What it does not read is not told to be of these groups.
        (
            ["resident"] * 3 + ["councillor"] * 3,
            {"Mine", "Mine too", "Of a resident", "Of a councillor"},
        ),
    ],
)
def test_a_group_put_right_points_at_nobody_by_what_is_told_to_have_changed(
    db: Database,
    workshop: MadeWorkshop,
    facilitator: Viewer,
    join_as: JoinAs,
    others: list[str],
    changed: set[str],
) -> None:
    promise(db, Attribution.ROLE)
    open_activity(db, viewer=facilitator, activity=WRITE)
    token = new_token()
    join_as("councillor", token=token)
    me = device(db, workshop, token)
    written = {"resident": "Of a resident", "councillor": "Of a councillor", "staff": "Of staff"}
    for group, text in written.items():
        write(db, join_as(group), text)
    for group in ("resident", "councillor"):
        unread(db, facilitator, join_as(group))
    for group in [*others, "staff", "staff"]:
        join_as(group)
    write(db, me, "Mine")
    write(db, me, "Mine too")
    reveal(db, viewer=facilitator, activity=WRITE)
    before = revisions(db)
    join_again(db, viewer=me, draft=Joining(role_group=RoleGroup.RESIDENT))
    after = revisions(db)
    assert {text for text in after if after[text] != before[text]} == changed
    assert groups(db)["Mine too"] == "resident"
