"""What the room weighs: changed while it talks, kept by role only, and undone like any edit."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlmodel import col, select

from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, hide_card, withdraw_card
from workshop.domain.money.fairness import weigh_need
from workshop.domain.money.overlaps import judge_overlap
from workshop.domain.people.members import register_device
from workshop.domain.plan import add_activity
from workshop.domain.room import close_activity, open_activity, reveal
from workshop.domain.undo_redo import undo
from workshop.drafts import CardEdit, NewCard
from workshop.enums import Role
from workshop.errors import (
    ClosedError,
    InvalidInputError,
    LockedError,
    NotFoundError,
    UnknownDeviceError,
)
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.imports.archive import import_archive
from workshop.models import Audit, Card
from workshop.queries.cards import cards_for
from workshop.queries.money.fairness import weight_changes
from workshop.queries.money.guesses import guesses_of
from workshop.queries.viewer import Viewer, host, identify

FAIR, OVERLAPS, GUESS = "resources.fairness", "resources.overlaps", "resources.guess"


def put(db: Database, viewer: Viewer, activity: str, kind: str, text: str, **fields: object) -> str:
    draft = {"activity": activity, "kind": kind, "text": text, "fields": fields}
    return add_card(db, viewer=viewer, draft=NewCard.read(draft)).id


@pytest.fixture(autouse=True)
def _planned(db: Database, facilitator: Viewer) -> None:
    for activity in (FAIR, OVERLAPS):
        add_activity(db, viewer=facilitator, activity=activity)


@pytest.fixture
def group(db: Database, facilitator: Viewer) -> str:
    return put(db, facilitator, "segments.map", "segment", "New parents")


def test_anybody_may_weigh_while_the_room_talks_and_no_name_is_kept(
    db: Database, facilitator: Viewer, resident: Viewer, group: str
) -> None:
    """Before and after it only the facilitator may. The log says the role and nothing more."""
    with pytest.raises(ClosedError):
        weigh_need(db, viewer=resident, segment_id=group, weight="2")
    open_activity(db, viewer=facilitator, activity=FAIR, anyway=True)
    weigh_need(db, viewer=resident, segment_id=group, weight="2")
    assert not weigh_need(db, viewer=resident, segment_id=group, weight="2").created
    weigh_need(db, viewer=facilitator, segment_id=group, weight="1.5")
    close_activity(db, viewer=facilitator)
    with pytest.raises(ClosedError):
        weigh_need(db, viewer=resident, segment_id=group, weight="3")
    with db.read() as session:
        changes = weight_changes(session, facilitator.workshop_id)
        actors = session.exec(select(Audit.actor_id).where(col(Audit.verb) == "weigh_need")).all()
    assert [(one.segment_id, one.before, one.after, one.by) for one in changes] == [
        (group, Decimal(2), Decimal("1.5"), Role.FACILITATOR),
        (group, None, Decimal(2), Role.PARTICIPANT),
    ]
    assert list(actors) == [None, None]


def test_a_weight_can_be_taken_back_and_that_is_logged_too(
    db: Database, facilitator: Viewer, group: str
) -> None:
    weigh_need(db, viewer=facilitator, segment_id=group, weight="2")
    undo(db, viewer=facilitator)
    with db.read() as session:
        changes = weight_changes(session, facilitator.workshop_id)
        weight = session.get_one(Card, group).fields.get("need_weight")
    assert weight is None
    assert [(one.before, one.after) for one in changes] == [(Decimal(2), None), (None, Decimal(2))]


@pytest.mark.parametrize("weight", ["-1", "much", "1e30"])
def test_a_weight_that_is_none_is_refused_with_a_sentence(
    db: Database, facilitator: Viewer, group: str, weight: str
) -> None:
    with pytest.raises(InvalidInputError, match="How much their need counts"):
        weigh_need(db, viewer=facilitator, segment_id=group, weight=weight)


def test_only_what_the_room_sees_can_be_weighed_by_it(
    db: Database, facilitator: Viewer, resident: Viewer, group: str
) -> None:
    """A hidden group, and a card that is no group, are not there."""
    open_activity(db, viewer=facilitator, activity=FAIR, anyway=True)
    line = put(db, facilitator, "resources.spend", "resource_line", "Heat")
    hide_card(db, viewer=facilitator, card_id=group)
    for card in (group, line):
        with pytest.raises(NotFoundError):
            weigh_need(db, viewer=resident, segment_id=card, weight="2")


def test_the_room_says_why_two_do_the_same_whoever_noted_it(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    note = put(db, facilitator, OVERLAPS, "overlap_note", "Both sing", purpose="Play")
    open_activity(db, viewer=facilitator, activity=OVERLAPS, anyway=True)
    judge_overlap(db, viewer=resident, note_id=note, verdict="choice")
    with db.read() as session:
        assert session.get_one(Card, note).fields == {"purpose": "Play", "verdict": "choice"}
    judge_overlap(db, viewer=resident, note_id=note, verdict="")
    with db.read() as session:
        assert session.get_one(Card, note).fields == {"purpose": "Play"}
    with pytest.raises(InvalidInputError):
        judge_overlap(db, viewer=resident, note_id=note, verdict="waste")


def test_each_person_shares_out_the_money_once(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: Callable[..., Viewer]
) -> None:
    """A second guess would count twice, also by putting back one taken back; others may guess."""
    open_activity(db, viewer=facilitator, activity=GUESS, anyway=True)
    guess = {"split": ["Play: 40", "Paper: 60"]}
    first = put(db, resident, GUESS, "budget_guess", "One", **guess)
    with pytest.raises(InvalidInputError, match="You have guessed already"):
        put(db, resident, GUESS, "budget_guess", "Two", **guess)
    put(db, join_as("staff"), GUESS, "budget_guess", "Another", **guess)
    withdraw_card(db, viewer=resident, card_id=first)
    put(db, resident, GUESS, "budget_guess", "Three", **guess)
    with pytest.raises(InvalidInputError, match="You have guessed already"):
        withdraw_card(db, viewer=resident, card_id=first, withdrawn=False)


def test_a_guess_stays_as_it_is_once_all_are_turned_over(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: Callable[..., Viewer]
) -> None:
    """A dot that comes, moves or goes while the room looks on would say whose it is."""
    open_activity(db, viewer=facilitator, activity=GUESS, anyway=True)
    guess = {"split": ["Play: 40", "Paper: 60"]}
    first = put(db, resident, GUESS, "budget_guess", "One", **guess)
    staff = join_as("staff")
    back = put(db, staff, GUESS, "budget_guess", "Two", **guess)
    withdraw_card(db, viewer=staff, card_id=back)
    reveal(db, viewer=facilitator, activity=GUESS)
    newer = CardEdit(version=1, fields={"split": ["Play: 90", "Paper: 10"]})
    late = {"viewer": join_as("partner"), "activity": GUESS, "kind": "budget_guess"}
    for act in (
        lambda: put(db, text="Late", **late, **guess),
        lambda: put(db, facilitator, GUESS, "budget_guess", "On paper", **guess),
        lambda: edit_card(db, viewer=resident, card_id=first, draft=newer),
        lambda: withdraw_card(db, viewer=resident, card_id=first),
        lambda: withdraw_card(db, viewer=staff, card_id=back, withdrawn=False),
    ):
        with pytest.raises(LockedError, match="they stay as they are"):
            act()
    with db.read() as session:
        found = [(card.text, card.fields["split"]) for card in guesses_of(session, facilitator)]
    assert found == [("One", guess["split"])]


def test_weights_and_guesses_come_through_the_archive(
    db: Database, facilitator: Viewer, group: str
) -> None:
    """The record holds who changed a weight only as a role; brought in again, the log is there."""
    weigh_need(db, viewer=facilitator, segment_id=group, weight="2")
    put(db, facilitator, GUESS, "budget_guess", "All", split=["Play: 40", "Paper: 60"])
    made = import_archive(db, archive.as_json(collect(db, facilitator)))
    with db.read() as session:
        changes = weight_changes(session, made.id)
        (guess,) = cards_for(session, host(session, made.code), kinds=["budget_guess"])
    assert [(one.before, one.after, one.by) for one in changes] == [
        (None, Decimal(2), Role.FACILITATOR)
    ]
    assert guess.fields == {"split": ["Play: 40", "Paper: 60"]}


def test_who_has_not_joined_weighs_nothing(
    db: Database, facilitator: Viewer, group: str, token: Callable[[], str]
) -> None:
    """No name is kept of who weighs, but it is somebody in the room."""
    open_activity(db, viewer=facilitator, activity=FAIR, anyway=True)
    device = token()
    register_device(db, token=device)
    with db.read() as session:
        outside = identify(session, token=device, code=facilitator.code)
    with pytest.raises(UnknownDeviceError, match="join the workshop"):
        weigh_need(db, viewer=outside, segment_id=group, weight="2")
