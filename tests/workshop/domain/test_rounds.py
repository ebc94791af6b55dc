"""Rounds begin and end with their activity; each keeps its own ballots and results."""

import pytest
from sqlmodel import select

from tests.workshop.voting import Several, VotingRoom
from workshop.db import Database
from workshop.domain import room
from workshop.domain.cards import add_card
from workshop.domain.run_sheet.edits import remove_steps
from workshop.domain.workshops import (
    close_workshop,
    delete_workshop,
    reopen_workshop,
)
from workshop.drafts import NewCard
from workshop.errors import (
    ClosedError,
    InvalidInputError,
    NotAllowedError,
)
from workshop.models import Audit, Ballot, Voter, VoteRound
from workshop.queries.room import room_state
from workshop.queries.viewer import Viewer


@pytest.mark.parametrize(("cards_there", "dots"), [(0, 2), (6, 2), (12, 3), (16, 4), (30, 5)])
def test_dots_are_a_quarter_of_the_cards(voting: VotingRoom, cards_there: int, dots: int) -> None:
    """Halves up, from two to five, fixed when the round opens."""
    state = voting.open("dots", cards=cards_there)
    assert (state.method, state.dots, state.number, state.open) == ("dots", dots, 1, True)
    voting.cards += [voting.add(f"Later {number}") for number in range(20)]
    assert voting.round.dots == dots


def test_a_round_lives_as_long_as_its_activity_is_open(
    voting: VotingRoom, resident: Viewer, db: Database, facilitator: Viewer
) -> None:
    """Opening goes on with the open round; closing, moving on and reopening start the next."""
    first = voting.open()
    assert voting.reopen().id == first.id
    voting.cast(resident, voting.cards[:1])
    voting.close()
    assert (voting.round.id, voting.round.open) == (first.id, False)
    with pytest.raises(ClosedError, match="has ended"):
        voting.cast(resident, voting.cards[1:2], first.id)
    second = voting.reopen()
    assert (second.number, second.voted) == (2, 0)
    with pytest.raises(ClosedError, match="started again"):
        voting.cast(resident, voting.cards[1:2], first.id)
    voting.cast(resident, voting.cards[1:2])
    room.step(db, viewer=facilitator, forward=True)
    assert [found.round.number for found in voting.results] == [1, 2]
    assert [voting.tally[card] for card in voting.cards[:2]] == [0, 1]


def test_a_round_without_a_vote_is_not_kept(voting: VotingRoom) -> None:
    """Opening by mistake leaves no empty result behind."""
    voting.open()
    voting.close()
    assert voting.results == []
    assert voting.reopen().number == 1


def test_a_new_round_shows_the_last_and_starts_at_nothing(
    voting: VotingRoom, resident: Viewer, db: Database, facilitator: Viewer
) -> None:
    first = voting.open()
    voting.cast(resident, voting.cards[:1])
    room.new_round(db, viewer=facilitator)
    assert (voting.round.number, voting.round.voted, voting.mine(resident)) == (2, 0, set())
    assert voting.tally[voting.cards[0]] == 1
    with pytest.raises(ClosedError, match="started again"):
        voting.cast(resident, voting.cards[:1], first.id)
    room.new_round(db, viewer=facilitator)
    assert voting.round.number == 2, "nobody had voted, so it is the same round"


def test_a_reset_erases_the_ballots_and_says_so(
    voting: VotingRoom, resident: Viewer, staff: Viewer, db: Database, facilitator: Viewer
) -> None:
    """Nothing of them is left, no late ballot slips in, and the audit keeps that it was done."""
    first = voting.open()
    voting.cast(resident, voting.cards[:1])
    voting.cast(staff, voting.cards[1:2])
    room.reset_round(db, viewer=facilitator)
    assert (voting.round.number, voting.round.voted) == (1, 0)
    with pytest.raises(ClosedError, match="started again"):
        voting.cast(resident, voting.cards[:1], first.id)
    with db.read() as session:
        assert session.exec(select(Ballot)).all() == []
        assert session.exec(select(Voter)).all() == []
        audit = session.exec(select(Audit).where(Audit.verb == "reset_round")).one()
    assert audit.after == {"activity": voting.activity, "ballots_discarded": 2}
    assert audit.actor_id == facilitator.person_id


def test_rounds_are_steered_only_where_there_is_an_open_vote(
    voting: VotingRoom, db: Database, facilitator: Viewer
) -> None:
    voting.open()
    voting.close()
    for verb in (room.new_round, room.reset_round):
        with pytest.raises(ClosedError, match="Open the activity"):
            verb(db, viewer=facilitator)
    room.open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    for verb in (room.new_round, room.reset_round):
        with pytest.raises(InvalidInputError, match="no vote"):
            verb(db, viewer=facilitator)


def test_closing_the_workshop_cuts_ballots_from_people(
    voting: VotingRoom, several: Several, db: Database, facilitator: Viewer
) -> None:
    """The results by group stay; whose ballot was whose is gone for good, also after reopening."""
    people = several("resident", 3)
    voting.open()
    for person in people:
        voting.cast(person, voting.cards[:1])
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        voters = session.exec(select(Voter)).all()
    assert [(voter.person_id, voter.role_group) for voter in voters] == [(None, "resident")] * 3
    assert dict(voting.results[0].groups) == {"resident": 3}
    assert voting.seen_by(people[0]).mine == ()
    with pytest.raises(ClosedError):
        voting.cast(people[0], voting.cards[:1])
    reopen_workshop(db, viewer=facilitator)
    assert voting.reopen().number == 2
    voting.cast(people[0], voting.cards[:1])


def test_deleting_the_workshop_deletes_its_votes(
    voting: VotingRoom, resident: Viewer, db: Database, facilitator: Viewer
) -> None:
    voting.open()
    voting.cast(resident, voting.cards[:1])
    delete_workshop(db, viewer=facilitator, typed_code=facilitator.code)
    with db.read() as session:
        left = [session.exec(select(table)).all() for table in (VoteRound, Voter, Ballot)]
    assert left == [[], [], []]


def test_an_activity_that_holds_votes_stays_on_the_run_sheet(
    voting: VotingRoom, resident: Viewer, db: Database, facilitator: Viewer
) -> None:
    voting.open()
    voting.cast(resident, voting.cards[:1])
    room.step(db, viewer=facilitator, forward=True)
    with pytest.raises(NotAllowedError, match="holds votes"):
        remove_steps(db, viewer=facilitator, activities=[voting.activity])


def test_a_vote_on_cards_that_lie_face_down_is_refused_with_what_to_do(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Nobody is asked to vote on nothing: the cards are shown first, then the vote opens."""
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    draft = NewCard(activity="insights.write", text="The bus stops at six")
    add_card(db, viewer=resident, draft=draft)
    with pytest.raises(InvalidInputError, match="show the cards to the room first"):
        room.open_activity(db, viewer=facilitator, activity="insights.vote", anyway=True)
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert state.current is not None
    assert (state.current.activity.key, state.current.open) == ("insights.write", True)
    room.reveal(db, viewer=facilitator, activity="insights.write")
    room.open_activity(db, viewer=facilitator, activity="insights.vote", anyway=True)
