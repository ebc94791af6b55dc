"""Agreeing on a challenge: two insights, two at most, locked until taken back knowingly."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import col, select

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain.agreements import agree_on, take_agreement_back
from workshop.domain.cards import add_card, edit_card, hide_card, star_card
from workshop.domain.cards import withdraw_card as withdraw
from workshop.domain.links import link_cards
from workshop.domain.room import open_activity, open_gate
from workshop.domain.undo_redo import redo, undo
from workshop.domain.workshops import close_workshop, create_workshop
from workshop.drafts import CardEdit, NewCard, NewWorkshop
from workshop.errors import (
    ClosedError,
    InvalidInputError,
    LockedError,
    NotAllowedError,
    NotFoundError,
)
from workshop.models import Audit, Card, Workshop
from workshop.playbook import Gate, Playbook
from workshop.queries.gates import closed_gates
from workshop.queries.versions import earlier_versions
from workshop.queries.viewer import Viewer, host

DAY = date(2026, 11, 22)
Add = Callable[..., str]


@pytest.fixture
def add(db: Database, facilitator: Viewer) -> Add:
    def adding(
        activity: str,
        kind: str,
        text: str,
        links: dict[str, list[str]] | None = None,
        **fields: object,
    ) -> str:
        draft = {"activity": activity, "kind": kind, "text": text, "fields": fields}
        draft["links"] = {name: tuple(ids) for name, ids in (links or {}).items()}
        return add_card(db, viewer=facilitator, draft=NewCard.read(draft)).id

    return adding


@pytest.fixture
def challenge(add: Add) -> Callable[[str], str]:
    """Make a challenge that rests on two insights."""

    def make(text: str) -> str:
        insights = [add("insights.write", "insight", f"{text} {n}") for n in (1, 2)]
        return add("reframe.from-to", "reframe", text, {"insights": insights}, before="More of it")

    return make


def card(db: Database, card_id: str) -> Card:
    with db.read() as session:
        return session.get_one(Card, card_id)


def verbs(db: Database, card_id: str) -> list[str]:
    with db.read() as session:
        rows = session.exec(
            select(Audit.verb).where(Audit.object_id == card_id).order_by(col(Audit.revision))
        )
        return list(rows)


def test_agreeing_sets_the_day_and_opens_new_solutions(
    db: Database, facilitator: Viewer, challenge: Callable[[str], str]
) -> None:
    """The challenge carries yes and the day, the gate opens, and the audit names the act."""
    one = challenge("Grow a community")
    agree_on(db, viewer=facilitator, card_id=one, version=1, on=DAY)
    assert card(db, one).fields == {
        "before": "More of it",
        "agreed": True,
        "agreed_on": "2026-11-22",
    }
    assert card(db, one).version == 2
    assert verbs(db, one) == ["add_card", "agree_on"]
    with db.read() as session:
        assert closed_gates(session, facilitator.workshop_id, "solutions.ideas") == []


def test_agreeing_needs_two_insights(db: Database, facilitator: Viewer, add: Add) -> None:
    """With one insight the sentence says what to do, and nothing is stored."""
    insight = add("insights.write", "insight", "One")
    one = add("reframe.from-to", "reframe", "Grow", {"insights": [insight]})
    with pytest.raises(InvalidInputError, match="at least two insights"):
        agree_on(db, viewer=facilitator, card_id=one, version=1, on=DAY)
    assert (card(db, one).fields, card(db, one).version) == ({}, 1)


def test_at_most_two_are_agreed_at_a_time(
    db: Database, facilitator: Viewer, challenge: Callable[[str], str]
) -> None:
    """A third is refused until one agreement is taken back."""
    one, two, three = (challenge(text) for text in ("One", "Two", "Three"))
    for made in (one, two):
        agree_on(db, viewer=facilitator, card_id=made, version=1, on=DAY)
    with pytest.raises(InvalidInputError, match="Two challenges are agreed"):
        agree_on(db, viewer=facilitator, card_id=three, version=1, on=DAY)
    take_agreement_back(db, viewer=facilitator, card_id=one)
    agree_on(db, viewer=facilitator, card_id=three, version=1, on=DAY)
    assert [bool(card(db, made).fields.get("agreed")) for made in (one, two, three)] == [
        False,
        True,
        True,
    ]


def test_an_agreed_challenge_is_locked(
    db: Database, facilitator: Viewer, challenge: Callable[[str], str]
) -> None:
    """Words, fields, links, hiding and taking back are refused; a star is not."""
    one = challenge("Grow a community")
    agree_on(db, viewer=facilitator, card_id=one, version=1, on=DAY)
    for draft in ({"version": 2, "text": "Other"}, {"version": 2, "fields": {"agreed": False}}):
        with pytest.raises(LockedError, match="take the agreement back"):
            edit_card(db, viewer=facilitator, card_id=one, draft=CardEdit.read(draft))
    with pytest.raises(LockedError):
        link_cards(db, viewer=facilitator, card_id=one, name="insights", to=())
    with pytest.raises(LockedError):
        hide_card(db, viewer=facilitator, card_id=one)
    with pytest.raises(LockedError):
        withdraw(db, viewer=facilitator, card_id=one)
    star_card(db, viewer=facilitator, card_id=one)
    after = card(db, one)
    assert (after.text, after.starred, after.hidden, after.withdrawn, after.version) == (
        "Grow a community",
        True,
        False,
        False,
        2,
    )


def test_undo_and_redo_do_not_get_round_the_lock(
    db: Database, facilitator: Viewer, challenge: Callable[[str], str]
) -> None:
    """An earlier edit cannot be undone, nor done again, while the challenge is agreed."""
    one = challenge("Grow")
    draft = CardEdit.read({"version": 1, "text": "Grow a community"})
    edit_card(db, viewer=facilitator, card_id=one, draft=draft)
    agree_on(db, viewer=facilitator, card_id=one, version=2, on=DAY)
    with pytest.raises(LockedError):
        undo(db, viewer=facilitator)
    take_agreement_back(db, viewer=facilitator, card_id=one)
    undo(db, viewer=facilitator)
    assert card(db, one).text == "Grow"
    agree_on(db, viewer=facilitator, card_id=one, version=card(db, one).version, on=DAY)
    with pytest.raises(LockedError):
        redo(db, viewer=facilitator)


def test_a_star_can_be_undone_on_an_agreed_challenge(
    db: Database, facilitator: Viewer, challenge: Callable[[str], str]
) -> None:
    """The lock is about the words, not about marks."""
    one = challenge("Grow")
    agree_on(db, viewer=facilitator, card_id=one, version=1, on=DAY)
    star_card(db, viewer=facilitator, card_id=one)
    undo(db, viewer=facilitator)
    assert not card(db, one).starred


def test_taking_back_makes_it_free_again(
    db: Database, facilitator: Viewer, challenge: Callable[[str], str]
) -> None:
    """The day goes with the agreement, the words stay, and the card can be edited."""
    one = challenge("Grow")
    agree_on(db, viewer=facilitator, card_id=one, version=1, on=DAY)
    take_agreement_back(db, viewer=facilitator, card_id=one)
    assert card(db, one).fields == {"before": "More of it"}
    draft = CardEdit.read({"version": 3, "text": "Grow a community"})
    edit_card(db, viewer=facilitator, card_id=one, draft=draft)
    assert verbs(db, one) == ["add_card", "agree_on", "take_agreement_back", "edit_card"]
    with pytest.raises(InvalidInputError, match="has not agreed"):
        take_agreement_back(db, viewer=facilitator, card_id=one)


def test_nobody_agrees_on_words_that_changed(
    db: Database, facilitator: Viewer, challenge: Callable[[str], str]
) -> None:
    """Agreement is to the words that the room read, not to newer ones."""
    one = challenge("Grow")
    draft = CardEdit.read({"version": 1, "text": "Grow a community"})
    edit_card(db, viewer=facilitator, card_id=one, draft=draft)
    with pytest.raises(InvalidInputError, match="Read it again"):
        agree_on(db, viewer=facilitator, card_id=one, version=1, on=DAY)


def test_a_hidden_challenge_is_not_agreed(
    db: Database, facilitator: Viewer, challenge: Callable[[str], str]
) -> None:
    """The room agrees on what it can see."""
    one = challenge("Grow")
    hide_card(db, viewer=facilitator, card_id=one)
    with pytest.raises(InvalidInputError, match="Show it first"):
        agree_on(db, viewer=facilitator, card_id=one, version=1, on=DAY)


def test_only_the_facilitator_notes_the_agreement(
    db: Database, facilitator: Viewer, resident: Viewer, challenge: Callable[[str], str]
) -> None:
    """Neither the verb nor an edit of one's own card lets a participant agree for the room."""
    one = challenge("Grow")
    for verb in (
        lambda: agree_on(db, viewer=resident, card_id=one, version=1, on=DAY),
        lambda: take_agreement_back(db, viewer=resident, card_id=one),
    ):
        with pytest.raises(NotAllowedError, match="Only the facilitator"):
            verb()
    open_activity(db, viewer=facilitator, activity="reframe.from-to")
    draft = {"activity": "reframe.from-to", "text": "Mine", "fields": {"agreed": True}}
    with pytest.raises(NotAllowedError, match="Only the facilitator"):
        add_card(db, viewer=resident, draft=NewCard.read(draft))


def test_agreeing_keeps_to_its_own_workshop_and_kind(
    db: Database, facilitator: Viewer, playbook: Playbook, add: Add, challenge: Callable[[str], str]
) -> None:
    """A card of another workshop, of another kind or of none is not found; a closed one refuses."""
    one = challenge("Grow")
    insight = add("insights.write", "insight", "One")
    draft = NewWorkshop(title="Elsewhere", place="Elsewhere")
    made = create_workshop(db, draft=draft, playbook=playbook)
    with db.read() as session:
        stranger = host(session, made.code)
    for viewer, card_id in ((stranger, one), (facilitator, insight), (facilitator, "nothing")):
        with pytest.raises(NotFoundError, match="not here any more"):
            agree_on(db, viewer=viewer, card_id=card_id, version=1, on=DAY)
    close_workshop(db, viewer=facilitator)
    with pytest.raises(ClosedError):
        agree_on(db, viewer=facilitator, card_id=one, version=1, on=DAY)


def test_earlier_versions_are_kept_for_the_facilitator(
    db: Database, facilitator: Viewer, join_as: JoinAs, challenge: Callable[[str], str]
) -> None:
    """Each thing it said before, latest first; a star is no version; participants see none."""
    one = challenge("Grow")
    star_card(db, viewer=facilitator, card_id=one)
    draft = CardEdit.read({"version": 1, "text": "Grow a community"})
    edit_card(db, viewer=facilitator, card_id=one, draft=draft)
    agree_on(db, viewer=facilitator, card_id=one, version=2, on=DAY)
    with db.read() as session:
        found = earlier_versions(session, facilitator, one)
        hidden = earlier_versions(session, join_as("resident"), one)
    assert [(v.text, v.fields, v.verb) for v in found] == [
        ("Grow a community", {"before": "More of it"}, "agree_on"),
        ("Grow", {"before": "More of it"}, "edit_card"),
    ]
    assert hidden == []


def test_a_gate_can_be_opened_where_the_room_is(db: Database, facilitator: Viewer) -> None:
    """The gate is open for good, the room stays, and the audit keeps it; participants may not."""
    gate = Gate.INSIGHTS_EXIST
    with db.read() as session:
        before = session.get_one(Workshop, facilitator.workshop_id).current_activity
    for _ in range(2):
        open_gate(db, viewer=facilitator, gate=gate)
    with db.read() as session:
        workshop = session.get_one(Workshop, facilitator.workshop_id)
        assert (workshop.gates_opened, workshop.current_activity) == (["insights-exist"], before)
        assert closed_gates(session, facilitator.workshop_id, "resources.guess") == []
        last = session.exec(select(Audit).order_by(col(Audit.revision).desc())).first()
        assert last is not None
        assert (last.verb, last.after) == ("open_gate", {"gate": "insights-exist"})


def test_a_participant_opens_no_gate(db: Database, resident: Viewer) -> None:
    """Going on without is for the facilitator to decide."""
    with pytest.raises(NotAllowedError):
        open_gate(db, viewer=resident, gate=Gate.INSIGHTS_EXIST)
