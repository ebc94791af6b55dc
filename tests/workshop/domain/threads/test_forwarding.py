"""Which of its cards a table puts before the room: one tap, and what the vote is on then."""

from collections.abc import Sequence

import pytest
from sqlmodel import select

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain import cards, room
from workshop.domain.cards import Voice, add_card
from workshop.domain.people.moderation import mute
from workshop.domain.themes.merges import merge_cards
from workshop.domain.threads.forwarding import put_forward
from workshop.drafts import NewCard
from workshop.enums import RoleGroup, Via
from workshop.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnknownDeviceError,
)
from workshop.models import Audit, Card
from workshop.playbook import load_playbook
from workshop.queries.threads.choices import proposal
from workshop.queries.threads.forwarded import choosing
from workshop.queries.viewer import Viewer, identify
from workshop.queries.votes.rounds import options

CLUSTER, DOTS, GOALS = "solutions.cluster", "solutions.dots", "team.life-question"


def idea(db: Database, viewer: Viewer, text: str) -> str:
    return add_card(db, viewer=viewer, draft=NewCard(activity=CLUSTER, kind="idea", text=text)).id


def tables_ideas(
    db: Database, facilitator: Viewer, *tables: tuple[Viewer, Sequence[str]]
) -> list[list[str]]:
    """The ideas of each table, and the room in the step in which they are put together."""
    room.open_activity(db, viewer=facilitator, activity="solutions.ideas", anyway=True)
    made = [
        [
            add_card(db, viewer=who, draft=NewCard(activity="solutions.ideas", text=text)).id
            for text in texts
        ]
        for who, texts in tables
    ]
    room.reveal(db, viewer=facilitator)
    room.open_activity(db, viewer=facilitator, activity=CLUSTER, anyway=True)
    return made


def offered(db: Database, viewer: Viewer, key: str = CLUSTER) -> tuple[int, dict[str, bool]]:
    with db.read() as session:
        found = choosing(session, viewer, load_playbook().activity(key))
    assert found is not None
    return found.most, {card.id: card.on for card in found.cards}


def voted_on(db: Database, viewer: Viewer, key: str = DOTS) -> list[str]:
    with db.read() as session:
        return [
            one.text for one in options(session, viewer.workshop_id, load_playbook().activity(key))
        ]


def test_a_table_taps_among_its_own_and_all_at_it_see_that(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """The other table's cards are not there to tap, not even by their ids."""
    beside = join_as("partner", table=1)
    own, theirs = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["C"]))
    assert offered(db, beside) == (3, dict.fromkeys(own, False))
    put_forward(db, viewer=beside, card_id=own[1])
    assert offered(db, resident) == (3, {own[0]: False, own[1]: True})
    with pytest.raises(NotFoundError, match="cannot be put forward just now"):
        put_forward(db, viewer=beside, card_id=theirs[0])
    put_forward(db, viewer=resident, card_id=own[1], forward=False)
    assert offered(db, beside) == (3, dict.fromkeys(own, False))


def test_the_vote_is_on_what_was_put_forward_and_the_newest_of_the_others(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Where no table chose, all are voted on: nothing is lost because a step was left out."""
    own, _ = tables_ideas(db, facilitator, (resident, ["A", "B", "C"]), (staff, ["D", "E"]))
    assert voted_on(db, facilitator) == ["A", "B", "C", "D", "E"]
    put_forward(db, viewer=resident, card_id=own[0])
    put_forward(db, viewer=resident, card_id=own[1])
    assert voted_on(db, facilitator) == ["A", "B", "E"]


def test_without_tables_each_person_puts_forward_their_own(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    one, two = join_as("resident"), join_as("staff")
    own, theirs = tables_ideas(db, facilitator, (one, ["A", "B"]), (two, ["C", "D"]))
    assert offered(db, one)[1] == dict.fromkeys(own, False)
    put_forward(db, viewer=one, card_id=own[0])
    assert voted_on(db, facilitator) == ["A", "D"]
    assert offered(db, two)[1] == dict.fromkeys(theirs, False)


def test_so_many_and_no_more(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: JoinAs
) -> None:
    """Three of few tables, two from five tables on; the fourth tap says what to do first."""
    (own,) = tables_ideas(db, facilitator, (resident, ["A", "B", "C", "D"]))
    for card in own[:3]:
        put_forward(db, viewer=resident, card_id=card)
    with pytest.raises(InvalidInputError, match="3 go on at most"):
        put_forward(db, viewer=resident, card_id=own[3])
    for table in range(2, 6):
        join_as("partner", table=table)
    assert offered(db, resident)[0] == 2


def test_where_one_goes_on_the_next_tap_takes_its_place(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: JoinAs
) -> None:
    for table in range(2, 7):
        join_as("partner", table=table)
    room.open_activity(db, viewer=facilitator, activity=GOALS)
    goals = [
        add_card(db, viewer=resident, draft=NewCard(activity=GOALS, text=text)).id
        for text in ("Sleep", "Friends")
    ]
    assert offered(db, resident, GOALS) == (1, {})  # they lie face down
    with pytest.raises(NotFoundError):
        put_forward(db, viewer=resident, card_id=goals[0])
    room.reveal(db, viewer=facilitator)
    put_forward(db, viewer=resident, card_id=goals[0])
    put_forward(db, viewer=resident, card_id=goals[1])
    assert offered(db, resident, GOALS) == (1, {goals[0]: False, goals[1]: True})
    with db.read() as session:
        found = proposal(session, facilitator.workshop_id, GOALS)
    assert found is not None
    assert (found.ticked, found.says) == ((goals[1],), ("The tables put one card forward.",))


def test_what_is_hidden_taken_back_or_waiting_is_nobodys_to_put_forward(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """And what was put forward before it was hidden is not voted on."""
    own, _ = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["C"]))
    put_forward(db, viewer=resident, card_id=own[0])
    cards.hide_card(db, viewer=facilitator, card_id=own[0])
    assert offered(db, resident)[1] == {own[1]: False}
    assert "A" not in voted_on(db, facilitator)
    for who in (resident, facilitator):
        with pytest.raises(NotFoundError):
            put_forward(db, viewer=who, card_id=own[0], forward=False)


def test_two_tables_that_share_a_card_both_stand_for_it(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """What was put together is one card: either table puts it forward, and it counts for both."""
    own, theirs = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["A!", "C"]))
    merge_cards(db, viewer=facilitator, cards=[theirs[0]], into=own[0])
    assert set(offered(db, staff)[1]) == {own[0], theirs[1]}
    put_forward(db, viewer=staff, card_id=own[0])
    assert voted_on(db, facilitator) == ["A"]


def test_who_steers_taps_for_a_table_without_phones(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Cards from paper are there for the facilitator, who may put any of them forward."""
    tables_ideas(db, facilitator, (resident, ["A"]))
    draft = NewCard(activity=CLUSTER, kind="idea", text="From paper")
    voice = Voice(RoleGroup.RESIDENT, table=3)
    paper = add_card(db, viewer=facilitator, draft=draft, via=Via.PAPER, voice=voice).id
    assert paper in offered(db, facilitator)[1]
    put_forward(db, viewer=facilitator, card_id=paper)
    assert voted_on(db, facilitator) == ["A", "From paper"]


def test_who_may_not(db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer) -> None:
    """Strangers, somebody muted, and a step in which nothing is put forward."""
    (own,) = tables_ideas(db, facilitator, (resident, ["A"]))
    with db.read() as session:
        stranger = identify(session, token=None, code=facilitator.code)
    with pytest.raises(UnknownDeviceError):
        put_forward(db, viewer=stranger, card_id=own[0])
    mute(db, viewer=facilitator, card_id=own[0])
    with pytest.raises(NotAllowedError, match="Say at your table"):
        put_forward(db, viewer=resident, card_id=own[0])
    room.open_activity(db, viewer=facilitator, activity=DOTS, anyway=True)
    with pytest.raises(InvalidInputError, match="Nothing is put forward"):
        put_forward(db, viewer=staff, card_id=own[0])


def test_nobody_learns_from_the_history_who_tapped(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    (own,) = tables_ideas(db, facilitator, (resident, ["A"]))
    put_forward(db, viewer=resident, card_id=own[0])
    with db.read() as session:
        (row,) = session.exec(select(Audit).where(Audit.verb == "put_forward")).all()
        card = session.get_one(Card, own[0])
    assert (row.actor_id, row.before, row.after) == (None, {"forward": False}, {"forward": True})
    assert card.revision == row.revision
