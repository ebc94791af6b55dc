"""A table's device writes and votes for several people, and each counts as a person."""

import pytest

from tests.conftest import JoinAs
from tests.workshop.voting import VotingRoom
from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, withdraw_card
from workshop.domain.people.scribes import MOST_PEOPLE, seat
from workshop.domain.people.steerers import lock_room
from workshop.domain.people.tables import form_tables
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity
from workshop.domain.votes import cast
from workshop.domain.workshops import MadeWorkshop, close_workshop, delete_workshop
from workshop.drafts import BallotPaper, CardEdit, Joining, NewCard
from workshop.enums import Attribution, RoleGroup, Via
from workshop.errors import InvalidInputError, NotAllowedError, RoomLockedError
from workshop.models import Card, Person
from workshop.queries.cards import Audience, news, own_cards
from workshop.queries.people.scribes import Seat, seats
from workshop.queries.room import groups_here
from workshop.queries.viewer import Viewer, identify

WRITE = "insights.write"
TOKEN = "s" * 43


@pytest.fixture
def scribe(join_as: JoinAs) -> Viewer:
    return join_as("staff", name="Cleo", table=4, token=TOKEN)


def now_is(db: Database, workshop: MadeWorkshop) -> Viewer:
    """The scribe's device as it is identified at its next request."""
    with db.read() as session:
        return identify(session, token=TOKEN, code=workshop.code)


def sit(db: Database, viewer: Viewer, group: RoleGroup, name: str = "") -> str:
    return seat(db, viewer=viewer, draft=Joining(role_group=group, name=name))


def test_cards_for_two_people_are_theirs_and_the_scribe_keeps_them_in_hand(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, scribe: Viewer
) -> None:
    """Author, group and table are the person's; only the scribe's device reads and changes them."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    amina = sit(db, scribe, RoleGroup.RESIDENT, "Amina")
    ben = sit(db, scribe, RoleGroup.COUNCILLOR)
    device = now_is(db, workshop)
    with db.read() as session:
        assert seats(session, device) == [
            Seat(amina, RoleGroup.RESIDENT, "Amina", 4),
            Seat(ben, RoleGroup.COUNCILLOR, "", 4),
        ]
    sent = {
        person: add_card(
            db, viewer=device, draft=NewCard(activity=WRITE, text=text, person=person), key=text
        )
        for person, text in ((amina, "No bus"), (ben, "No money"), (None, "My own"))
    }
    with db.read() as session:
        stored = {person: session.get_one(Card, found.id) for person, found in sent.items()}
        mine = own_cards(session, device)
        told = news(session, workshop.id, Audience.ROOM, 0).own
    assert [
        (card.author_id, card.role_group, card.table_no, card.via) for card in stored.values()
    ] == [
        (amina, "resident", 4, Via.SCRIBE),
        (ben, "councillor", 4, Via.SCRIBE),
        (scribe.person_id, "staff", 4, Via.PHONE),
    ]
    assert [(card.text, card.person) for card in mine] == [
        ("My own", None),
        ("No money", ben),
        ("No bus", amina),
    ]
    assert list(told) == [scribe.person_id]
    edit_card(
        db, viewer=device, card_id=sent[amina].id, draft=CardEdit(version=1, text="No bus at night")
    )
    withdraw_card(db, viewer=device, card_id=sent[ben].id)


def test_everybody_at_the_table_is_counted(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, scribe: Viewer
) -> None:
    """Three residents at one device are three residents, and those who wrote count as such."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    people = [sit(db, scribe, RoleGroup.RESIDENT) for _ in range(3)]
    device = now_is(db, workshop)
    for person in people[:2]:
        draft = NewCard(activity=WRITE, text=f"From {person}", person=person)
        add_card(db, viewer=device, draft=draft)
    with db.read() as session:
        counted = groups_here(session, facilitator, activity=WRITE)
    assert (counted[0].people, counted[0].added_now) == (4, 2)


def test_one_device_casts_a_ballot_for_each_of_its_people(
    db: Database, workshop: MadeWorkshop, voting: VotingRoom, scribe: Viewer
) -> None:
    """Each ballot is its person's alone, and changes nobody else's."""
    state = voting.open("dots", cards=4)
    amina = sit(db, scribe, RoleGroup.RESIDENT)
    device = now_is(db, workshop)
    for person, card in ((amina, voting.cards[0]), (None, voting.cards[1])):
        paper = BallotPaper.read({"choices": [{"card": card}], "person": person})
        cast(db, viewer=device, round_id=state.id, draft=paper)
    assert voting.round.voted == 2
    again = BallotPaper.read({"choices": [{"card": voting.cards[1]}], "person": amina})
    cast(db, viewer=device, round_id=state.id, draft=again)
    assert voting.round.voted == 2
    voting.close()
    assert voting.tally[voting.cards[1]] == 2


def test_nobody_writes_or_votes_for_anybody_elses_people(
    db: Database, workshop: MadeWorkshop, voting: VotingRoom, scribe: Viewer, resident: Viewer
) -> None:
    """Neither for a person of another device, nor for one with a device of their own."""
    state = voting.open("dots")
    amina = sit(db, scribe, RoleGroup.RESIDENT)
    for person in (amina, scribe.person_id, "nobody"):
        paper = BallotPaper.read({"choices": [{"card": voting.cards[0]}], "person": person})
        with pytest.raises(NotAllowedError):
            cast(db, viewer=resident, round_id=state.id, draft=paper)
    open_activity(db, viewer=voting.facilitator, activity=WRITE)
    with pytest.raises(NotAllowedError, match="Add them here first"):
        add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text="Not mine", person=amina))


def test_seats_have_their_limits(db: Database, facilitator: Viewer, scribe: Viewer) -> None:
    """A locked room seats nobody, and one device only as many as sit at a table."""
    lock_room(db, viewer=facilitator, locked=True)
    with pytest.raises(RoomLockedError):
        sit(db, scribe, RoleGroup.RESIDENT)
    lock_room(db, viewer=facilitator, locked=False)
    for _ in range(MOST_PEOPLE):
        sit(db, scribe, RoleGroup.RESIDENT)
    with pytest.raises(InvalidInputError, match="second one"):
        sit(db, scribe, RoleGroup.RESIDENT)


def test_closing_cuts_the_thread_and_deleting_leaves_nobody(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, scribe: Viewer
) -> None:
    open_activity(db, viewer=facilitator, activity=WRITE)
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    amina = sit(db, scribe, RoleGroup.RESIDENT)
    device = now_is(db, workshop)
    draft = NewCard(activity=WRITE, text="Said quietly", person=amina)
    card = add_card(db, viewer=device, draft=draft)
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        assert session.get_one(Card, card.id).author_id is None
        assert session.get_one(Person, amina).scribe_id is None
    delete_workshop(db, viewer=facilitator, typed_code=workshop.code)
    with db.read() as session:
        assert session.get(Person, amina) is None


def test_the_facilitator_seats_a_room_that_writes_on_paper(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    """More than sit at a table; each has a table of their own, said or given where tables are."""
    seated = [sit(db, facilitator, RoleGroup.RESIDENT, f"Ann {n}") for n in range(MOST_PEOPLE + 1)]
    join_as("staff", table=9)
    form_tables(db, viewer=facilitator)
    with db.read() as session:
        tables = [session.get_one(Person, one).table_no for one in seated]
    assert len(set(tables)) > 1
    assert None not in tables
    late = sit(db, facilitator, RoleGroup.STAFF)
    with db.read() as session:
        assert session.get_one(Person, late).table_no in set(tables)


def test_the_facilitator_votes_for_whom_they_seated_and_not_for_themselves(
    db: Database, facilitator: Viewer, resident: Viewer, voting: VotingRoom
) -> None:
    """Each ballot counts for one person, who is not waited for any more."""
    ann = sit(db, facilitator, RoleGroup.RESIDENT, "Ann")
    state = voting.open("dots")
    voting.cast(resident, [voting.cards[0]])
    assert voting.round.closes_at is None
    for card in voting.cards[:2]:
        draft = BallotPaper.read({"choices": [{"card": card}], "person": ann})
        cast(db, viewer=facilitator, round_id=state.id, draft=draft)
    assert voting.round.voted == 2
    assert voting.round.closes_at is not None
    with pytest.raises(NotAllowedError, match="does not vote"):
        voting.cast(facilitator, [voting.cards[0]])
    voting.close()
    assert [voting.tally[card] for card in voting.cards[:2]] == [1, 1]
