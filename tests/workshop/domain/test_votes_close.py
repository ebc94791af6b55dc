"""A vote ends by itself: soon after the last ballot of all, or when its time is up."""

from datetime import timedelta

from sqlmodel import col, select

from tests.workshop.passing import time_is_up
from tests.workshop.voting import Several, VotingRoom
from workshop.domain import room, timer
from workshop.domain.votes import take_back
from workshop.live.wire import room_json
from workshop.models import VoteRound
from workshop.queries.room import room_state


def _later(voting: VotingRoom, seconds: int) -> None:
    """As if so many seconds had gone by since the last ballot."""
    with voting.db.write() as work:
        for found in work.session.exec(select(VoteRound).where(col(VoteRound.open))):
            if found.closes_at is not None:
                found.closes_at -= timedelta(seconds=seconds)
        work.commit()


def _told(voting: VotingRoom) -> str | None:
    """When screens are told that the vote ends by itself."""
    with voting.db.read() as session:
        state = room_state(session, voting.facilitator.workshop_id)
    assert state is not None
    found: str | None = room_json(state)["activity"]["vote"].get("closes_at")
    return found


def _all_vote(voting: VotingRoom, several: Several, people: int = 3) -> None:
    voting.open(cards=4)
    for who in several("resident", people):
        voting.cast(who, voting.cards[: voting.round.dots])


def test_it_ends_ten_seconds_after_the_last_of_all(voting: VotingRoom, several: Several) -> None:
    """Not before, so that a ballot can still be changed, and the activity closes with it."""
    voting.open(cards=4)
    people = several("resident", 3)
    for who in people[:2]:
        voting.cast(who, voting.cards[: voting.round.dots])
    assert _told(voting) is None
    _later(voting, 600)
    assert timer.close_what_is_up(voting.db) == 0
    voting.cast(people[2], voting.cards[: voting.round.dots])
    assert _told(voting) is not None
    assert timer.close_what_is_up(voting.db) == 0
    _later(voting, 11)
    assert (timer.close_what_is_up(voting.db), timer.close_what_is_up(voting.db)) == (1, 0)
    assert not voting.round.open
    assert voting.results[-1].voters == 3


def test_a_ballot_that_is_changed_starts_the_seconds_anew(
    voting: VotingRoom, several: Several
) -> None:
    voting.open(cards=4)
    people = several("resident", 3)
    for who in people:
        voting.cast(who, voting.cards[: voting.round.dots])
    _later(voting, 11)
    voting.cast(people[0], voting.cards[1 : 1 + voting.round.dots])
    assert timer.close_what_is_up(voting.db) == 0


def test_who_has_a_dot_left_gets_longer(voting: VotingRoom, several: Several) -> None:
    """They may still be reading; in the end it closes all the same."""
    voting.open(cards=4)
    for who in several("resident", 3):
        voting.cast(who, voting.cards[:1])
    _later(voting, 11)
    assert timer.close_what_is_up(voting.db) == 0
    _later(voting, 40)
    assert timer.close_what_is_up(voting.db) == 1


def test_whoever_joins_meanwhile_is_waited_for(voting: VotingRoom, several: Several) -> None:
    _all_vote(voting, several)
    several("staff", 1)
    assert _told(voting) is None
    _later(voting, 60)
    assert timer.close_what_is_up(voting.db) == 0


def test_it_stays_open_where_that_was_asked_and_while_the_room_is_paused(
    voting: VotingRoom, several: Several
) -> None:
    _all_vote(voting, several)
    _later(voting, 60)
    room.pause(voting.db, viewer=voting.facilitator, paused=True)
    assert timer.close_what_is_up(voting.db) == 0
    room.pause(voting.db, viewer=voting.facilitator, paused=False)
    timer.close_at_end(voting.db, viewer=voting.facilitator, closes=False)
    assert (timer.close_what_is_up(voting.db), _told(voting)) == (0, None)
    timer.close_at_end(voting.db, viewer=voting.facilitator, closes=True)
    assert timer.close_what_is_up(voting.db) == 1


def test_it_ends_when_its_time_is_up(voting: VotingRoom, several: Several) -> None:
    """Whoever has not voted by then is not counted; nobody has to press."""
    voting.open(cards=4)
    voting.cast(several("resident", 2)[0], voting.cards[:1])
    time_is_up(voting.db, voting.activity)
    assert timer.close_what_is_up(voting.db) == 1
    assert not voting.round.open


def test_a_ballot_that_is_taken_back_is_waited_for_again(
    voting: VotingRoom, several: Several
) -> None:
    _all_vote(voting, several)
    voting.cast_for("resident", "paper-one-1", voting.cards[: voting.round.dots])
    take_back(voting.db, viewer=voting.facilitator, round_id=voting.round.id, paper="paper-one-1")
    _later(voting, 600)
    assert timer.close_what_is_up(voting.db) == 0
