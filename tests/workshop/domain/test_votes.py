"""Casting votes: who may, when, how many, and that a ballot is nobody else's business."""

from threading import Thread

import pytest
from sqlmodel import col, select

from tests.workshop.voting import METHODS, Several, VotingRoom
from workshop.db import Database
from workshop.domain import cards, room, votes
from workshop.domain.people.members import join, new_token, register_device
from workshop.domain.workshops import (
    create_workshop,
)
from workshop.drafts import Joining, NewWorkshop
from workshop.enums import Role
from workshop.errors import (
    ClosedError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnknownDeviceError,
)
from workshop.models import Audit, Workshop
from workshop.playbook import Playbook
from workshop.queries.viewer import Viewer, identify

SAID = {
    "dots": {},
    "score": {"score": 4},
    "consent": {"consent": "live"},
    "matrix": {"x": 0, "y": 100},
}


@pytest.mark.parametrize("method", METHODS)
def test_each_method_takes_its_own_answers_alone(
    voting: VotingRoom, resident: Viewer, method: str
) -> None:
    """A ballot of another method is refused with a sentence, and nothing of it is stored."""
    voting.open(method)
    card = voting.cards[0]
    for other, said in SAID.items():
        if other != method:
            with pytest.raises(InvalidInputError, match=votes.HOW[method][:20]):
                voting.cast(resident, [{"card": card, **said}])
    assert voting.seen_by(resident).mine == ()
    voting.cast(resident, [{"card": card, **SAID[method]}])
    (mine,) = voting.seen_by(resident).mine
    assert {name: getattr(mine, name) for name in ("card", *SAID[method])} == {
        "card": card,
        **SAID[method],
    }


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("score", {"score": 0}),
        ("score", {"score": 6}),
        ("score", {"score": True}),
        ("score", {"score": 2.5}),
        ("score", {"score": -3}),
        ("consent", {"consent": "maybe"}),
        ("matrix", {"x": -1, "y": 5}),
        ("matrix", {"x": 101, "y": 5}),
        ("matrix", {"x": 5}),
        ("dots", {"slot": 9}),
    ],
)
def test_answers_out_of_range_are_refused(
    voting: VotingRoom, resident: Viewer, method: str, said: dict[str, object]
) -> None:
    voting.open(method)
    with pytest.raises(InvalidInputError):
        voting.cast(resident, [{"card": voting.cards[0], **said}])
    assert voting.round.voted == 0


def test_a_ballot_is_set_as_a_whole(voting: VotingRoom, resident: Viewer) -> None:
    """The last ballot counts, whole; the same one again changes nothing, not even the revision."""
    voting.open("dots", cards=12)
    first, second, third, *_ = voting.cards
    assert voting.cast(resident, [first, second]).left == 1
    before = voting.cast(resident, [second, third, first])
    again = voting.cast(resident, [first, second, third])
    assert (again.left, again.revision) == (0, before.revision)
    assert voting.mine(resident) == {first, second, third}
    assert voting.cast(resident, [third]).left == 2
    assert voting.mine(resident) == {third}
    assert voting.round.voted == 1
    voting.cast(resident, [])
    assert (voting.mine(resident), voting.round.voted) == (set(), 0)


def test_too_many_dots_say_how_many_are_left(voting: VotingRoom, resident: Viewer) -> None:
    """The ballot that was there stays as it was."""
    voting.open("dots", cards=12)
    voting.cast(resident, voting.cards[:2])
    with pytest.raises(InvalidInputError, match="You have 1 left"):
        voting.cast(resident, voting.cards[:4])
    with pytest.raises(InvalidInputError, match="once"):
        voting.cast(resident, [voting.cards[0], voting.cards[0]])
    assert voting.mine(resident) == set(voting.cards[:2])


def test_what_is_left_counts_cards_where_there_are_no_dots(
    voting: VotingRoom, resident: Viewer
) -> None:
    voting.open("score", cards=4)
    answers = [{"card": card, "score": 3} for card in voting.cards[:3]]
    assert voting.cast(resident, answers).left == 1
    assert voting.seen_by(resident).left == 1


def test_only_cards_that_the_room_may_read_can_be_voted_for(
    voting: VotingRoom, resident: Viewer, db: Database, facilitator: Viewer
) -> None:
    """Not a card of another kind, one face down, hidden, withdrawn, private, or unknown."""
    voting.open("dots", cards=3)
    hidden, withdrawn, fine = voting.cards
    cards.hide_card(db, viewer=facilitator, card_id=hidden)
    cards.withdraw_card(db, viewer=facilitator, card_id=withdrawn)
    voting.activity = METHODS["score"]
    other = voting.add("A new challenge")
    voting.activity = METHODS["dots"]
    face_down = cards.add_card(
        db,
        viewer=facilitator,
        draft=cards.NewCard(activity="insights.write", kind="segment", text="Face down"),
    ).id
    private = cards.add_card(
        db,
        viewer=facilitator,
        draft=cards.NewCard(activity="segments.map", kind="segment", text="Hush", private=True),
    ).id
    for card in (hidden, withdrawn, other, face_down, private, "nowhere"):
        with pytest.raises(InvalidInputError, match="Look at the list again"):
            voting.cast(resident, [card])
    assert {option.id for option in voting.seen_by(resident).options} == {fine}
    room.reveal(db, viewer=facilitator, activity="insights.write")
    voting.cast(resident, [face_down])
    assert voting.mine(resident) == {face_down}


def test_a_hidden_card_gives_its_dot_back(
    voting: VotingRoom, resident: Viewer, staff: Viewer, db: Database, facilitator: Viewer
) -> None:
    """While it is hidden its votes do not count; shown again they do, unless the dot was used."""
    voting.open("dots", cards=6)
    gone, kept, new, *_ = voting.cards
    voting.cast(resident, [gone, kept])
    voting.cast(staff, [gone, kept])
    cards.hide_card(db, viewer=facilitator, card_id=gone)
    assert voting.seen_by(resident).left == 1
    assert voting.cast(resident, [gone, kept, new]).left == 0, "a list from before it was hidden"
    assert voting.cast(staff, [kept]).left == 1, "the dot on the hidden card is kept aside"
    cards.hide_card(db, viewer=facilitator, card_id=gone, hidden=False)
    assert voting.mine(resident) == {kept, new}
    assert voting.mine(staff) == {gone, kept}
    cards.hide_card(db, viewer=facilitator, card_id=gone)
    voting.close()
    assert gone not in voting.tally
    assert (voting.tally[kept], voting.tally[new]) == (2, 1)


def test_who_may_vote(
    voting: VotingRoom, facilitator: Viewer, resident: Viewer, db: Database
) -> None:
    state = voting.open()
    with pytest.raises(NotAllowedError, match="does not vote"):
        voting.cast(facilitator, voting.cards[:1])
    visitor = Viewer(resident.workshop_id, resident.code, Role.VISITOR)
    with pytest.raises(UnknownDeviceError):
        voting.cast(visitor, voting.cards[:1])
    with pytest.raises(NotAllowedError):
        votes.cast_for(
            db,
            viewer=resident,
            round_id=state.id,
            paper="paper-one",
            voice=cards.Voice(resident.role_group),
            draft=votes.BallotPaper(choices=()),
        )
    with pytest.raises(NotAllowedError):
        votes.take_back(db, viewer=resident, round_id=state.id, paper="paper-one")
    for verb in (room.new_round, room.reset_round):
        with pytest.raises(NotAllowedError):
            verb(db, viewer=resident)


def test_a_round_of_another_workshop_is_closed_to_us(
    voting: VotingRoom, resident: Viewer, db: Database, playbook: Playbook
) -> None:
    """Its id opens nothing, and the answer is that for a round that never was."""
    theirs = voting.open().id
    token = new_token()
    made = create_workshop(db, draft=NewWorkshop(title="Other"), playbook=playbook)
    register_device(db, token=token)
    with db.read() as session:
        stranger = identify(session, token=token, code=made.code)
    with pytest.raises(ClosedError, match="has ended"):
        voting.cast(stranger, voting.cards[:1], theirs)
    with pytest.raises(ClosedError, match="started again"):
        voting.cast(resident, voting.cards[:1], "no-such-round")


def test_ballots_for_people_without_a_device(
    voting: VotingRoom, resident: Viewer, several: Several
) -> None:
    """Each counts for its own group, can be set again, and taken back; never the facilitator's."""
    several("staff", 1)
    voting.open("dots", cards=6)
    one, two, *_ = voting.cards
    assert (voting.round.voted, voting.round.could) == (0, 2)
    for number in range(3):
        voting.cast_for("resident", f"paper-number-{number}", [one])
    voting.cast_for("resident", "paper-number-0", [two])
    voting.cast_for("partner", "paper-number-9", [one])
    assert (voting.round.voted, voting.round.could) == (4, 6)
    votes.take_back(
        voting.db, viewer=voting.facilitator, round_id=voting.round.id, paper="paper-number-9"
    )
    with pytest.raises(NotFoundError):
        votes.take_back(
            voting.db, viewer=voting.facilitator, round_id=voting.round.id, paper="paper-number-9"
        )
    assert [paper.key for paper in voting.seen_by(voting.facilitator).papers] == [
        "paper-number-0",
        "paper-number-1",
        "paper-number-2",
    ]
    assert voting.seen_by(voting.facilitator).mine == ()
    assert voting.seen_by(resident).papers == ()
    with pytest.raises(InvalidInputError, match="8 to 64"):
        voting.cast_for("resident", "short", [one])
    voting.close()
    (found,) = voting.results
    assert dict(found.groups) == {"resident": 3}
    assert (voting.tally[one], voting.tally[two]) == (2, 1)


def test_a_role_group_chosen_late_is_the_one_that_counts(
    voting: VotingRoom, several: Several, db: Database
) -> None:
    """Voting again after joining anew carries the new group, though the ballot is the same."""
    people = several("unknown", 3)
    voting.open()
    for person in people:
        voting.cast(person, voting.cards[:1])
        moved = join(db, viewer=person, draft=Joining.read({"role_group": "partner"}))
        voting.cast(moved, voting.cards[:1])
    voting.close()
    assert dict(voting.results[0].groups) == {"partner": 3}


def test_whoever_joins_in_the_middle_of_a_vote_can_vote(
    voting: VotingRoom, resident: Viewer, several: Several
) -> None:
    """They count among those who could from the moment they join."""
    voting.open()
    voting.cast(resident, voting.cards[:1])
    (late,) = several("partner", 1)
    assert (voting.round.voted, voting.round.could) == (1, 2)
    assert voting.cast(late, voting.cards[:2]).left == 0
    assert (voting.round.voted, voting.round.could) == (2, 2)


def test_no_tally_while_the_round_is_open(voting: VotingRoom, resident: Viewer) -> None:
    """Not for the facilitator either; how many have voted is all there is."""
    voting.open()
    voting.cast(resident, voting.cards[:1])
    assert voting.results == []
    assert (voting.round.voted, voting.round.could) == (1, 1)
    assert voting.seen_by(voting.facilitator).mine == ()


def test_options_stand_in_an_order_of_ones_own(
    voting: VotingRoom, resident: Viewer, staff: Viewer
) -> None:
    """The same at every look, another for each person, and all of them there."""
    voting.open("dots", cards=12)

    def order(viewer: Viewer) -> list[str]:
        return [option.id for option in voting.seen_by(viewer).options]

    assert order(resident) == order(resident)
    assert order(resident) != order(staff)
    assert sorted(order(resident)) == sorted(order(staff)) == sorted(voting.cards)


def test_audit_rows_of_ballots_name_nobody_and_hold_nothing(
    voting: VotingRoom, resident: Viewer, db: Database
) -> None:
    voting.open()
    voting.cast(resident, voting.cards[:2])
    voting.cast_for("resident", "paper-one", voting.cards[:1])
    votes.take_back(db, viewer=voting.facilitator, round_id=voting.round.id, paper="paper-one")
    with db.read() as session:
        votes_only = select(Audit).where(Audit.object_type == "vote_round")
        rows = session.exec(votes_only.order_by(col(Audit.id))).all()
    assert [(row.verb, row.actor_id, row.actor_role, row.before, row.after) for row in rows] == [
        ("vote", None, "participant", None, None),
        ("vote_for", None, "facilitator", None, None),
        ("take_back_vote", None, "facilitator", None, None),
    ]
    assert {row.object_id for row in rows} == {voting.round.id}


def test_forty_at_once(voting: VotingRoom, several: Several, db: Database) -> None:
    """Forty people vote in the same moment, each twice: every ballot counts once."""
    people = several("resident", 40)
    state = voting.open("dots", cards=6)
    failed: list[Exception] = []

    def vote(number: int, person: Viewer) -> None:
        try:
            voting.cast(person, [voting.cards[5]], state.id)
            voting.cast(person, [voting.cards[number % 5], voting.cards[5]], state.id)
        except Exception as problem:
            failed.append(problem)

    threads = [Thread(target=vote, args=pair) for pair in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    voting.close()
    assert voting.tally == dict.fromkeys(voting.cards, 8) | {voting.cards[5]: 40}
    with db.read() as session:
        workshop = session.get_one(Workshop, voting.facilitator.workshop_id)
        revisions = session.exec(select(Audit.revision)).all()
    assert sorted(revisions) == list(range(1, workshop.revision + 1))
