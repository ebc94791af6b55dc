"""Two words bring me and my cards into another browser, one browser at a time."""

import re

import pytest

from tests.conftest import JoinAs
from tests.workshop.voting import VotingRoom
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.people.steerers import hand_over, lock_room
from workshop.domain.people.way_back import come_back
from workshop.domain.room import open_activity
from workshop.domain.workshops import MadeWorkshop, close_workshop
from workshop.drafts import Joining, NewCard
from workshop.enums import RoleGroup
from workshop.errors import ClosedError, NotAllowedError, NotFoundError
from workshop.models import Person
from workshop.queries.cards import own_cards
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer, identify

WRITE = "insights.write"


def device(db: Database, workshop: MadeWorkshop, token: str) -> Viewer:
    register_device(db, token=token)
    with db.read() as session:
        return identify(session, token=token, code=workshop.code)


def write(db: Database, viewer: Viewer, text: str) -> None:
    add_card(db, viewer=viewer, draft=NewCard(activity=WRITE, text=text))


def texts(db: Database, viewer: Viewer) -> list[str]:
    with db.read() as session:
        return [card.text for card in own_cards(session, viewer)]


def people(db: Database, viewer: Viewer) -> int:
    with db.read() as session:
        found = room_state(session, viewer.workshop_id)
    assert found is not None
    return found.people


def test_another_browser_becomes_me_with_my_cards(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs
) -> None:
    """However the words are typed; the first browser is nobody then, and can come back as well."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    first, second = new_token(), new_token()
    me = join_as("resident", name="Amina", table=3, token=first)
    assert re.fullmatch("[a-z]+ [a-z]+", me.return_words)
    write(db, me, "Written in the scanner")
    lock_room(db, viewer=facilitator, locked=True)
    typed = f"  {me.return_words.upper().replace(' ', ' - ')} "
    assert come_back(db, viewer=device(db, workshop, second), words=typed) == me.person_id
    now = device(db, workshop, second)
    assert (now.person_id, now.role_group, now.name, now.table_no) == (
        me.person_id,
        RoleGroup.RESIDENT,
        "Amina",
        3,
    )
    assert texts(db, now) == ["Written in the scanner"]
    left = device(db, workshop, first)
    assert left.person_id is None
    come_back(db, viewer=left, words=me.return_words)
    assert device(db, workshop, first).person_id == me.person_id
    assert people(db, facilitator) == 1


def test_who_joined_anew_meanwhile_is_made_one_with_whom_they_were(
    db: Database, workshop: MadeWorkshop, voting: VotingRoom, join_as: JoinAs
) -> None:
    """Cards of both are mine; of two ballots in one vote, the one that I cast first counts."""
    me = join_as("resident")
    token = new_token()
    stray = join_as("staff", token=token)
    open_activity(db, viewer=voting.facilitator, activity=WRITE)
    write(db, me, "Before")
    write(db, stray, "After")
    voting.open("dots", cards=4)
    voting.cast(me, voting.cards[:1])
    voting.cast(stray, voting.cards[1:2])
    assert voting.round.voted == 2
    come_back(db, viewer=stray, words=me.return_words)
    now = device(db, workshop, token)
    assert sorted(texts(db, now)) == ["After", "Before"]
    assert (people(db, now), voting.round.voted) == (1, 1)
    voting.close()
    assert (voting.tally[voting.cards[0]], voting.tally[voting.cards[1]]) == (1, 0)


def test_wrong_words_bring_nobody_back(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Nor do words of another workshop, and a device that steers stays what it is."""
    me = join_as("resident")
    other = device(db, workshop, new_token())
    for words in ("", "abandon", f"{me.return_words} zoo", "' or 1=1 --"):
        with pytest.raises(NotFoundError, match="join as somebody new"):
            come_back(db, viewer=other, words=words)
    with pytest.raises(NotAllowedError):
        come_back(db, viewer=facilitator, words=me.return_words)


def test_who_steers_has_no_words_and_a_closed_workshop_none_at_all(
    db: Database, workshop: MadeWorkshop, facilitator: Viewer, join_as: JoinAs
) -> None:
    """Twenty-two bits never lead to what the four words guard."""
    helper, me = join_as("staff"), join_as("resident")
    assert helper.person_id is not None
    hand_over(db, viewer=facilitator, person_id=helper.person_id)
    with pytest.raises(NotFoundError):
        come_back(db, viewer=device(db, workshop, new_token()), words=helper.return_words)
    close_workshop(db, viewer=facilitator)
    with pytest.raises(ClosedError):
        come_back(db, viewer=device(db, workshop, new_token()), words=me.return_words)
    with db.read() as session:
        assert session.get_one(Person, me.person_id).return_words is None


def test_joining_again_keeps_the_words(db: Database, resident: Viewer) -> None:
    """Changing one's group does not make the words on a slip of paper worthless."""
    again = join(db, viewer=resident, draft=Joining(role_group=RoleGroup.STAFF))
    assert again.return_words == resident.return_words != ""
