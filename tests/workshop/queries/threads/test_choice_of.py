"""Which of the kept signs residents chose: read from their votes, never written on a card."""

import pytest

from tests.workshop.voting import Several, VotingRoom
from workshop.domain import undo_redo
from workshop.domain.cards import add_card, edit_card
from workshop.domain.threads import choices
from workshop.drafts import CardEdit, NewCard
from workshop.exports.document.blocks import Paragraph, TableBlock
from workshop.exports.document.signs import measures_section
from workshop.exports.telling.collect import collect_story
from workshop.exports.telling.edition import Edition
from workshop.kinds import CardKind
from workshop.models import Workshop
from workshop.queries.cards import cards_for
from workshop.queries.figures.shown_in_room import figure_for_room
from workshop.queries.signs import CHOSEN_IN, read_signs
from workshop.queries.threads.choices import choice_of
from workshop.queries.viewer import Viewer


@pytest.fixture
def staff(several: Several) -> list[Viewer]:
    return several("staff", 6)


@pytest.fixture
def residents(several: Several) -> list[Viewer]:
    return several("resident", 4)


@pytest.fixture
def signs(voting: VotingRoom, staff: list[Viewer], residents: list[Viewer]) -> list[str]:
    """Eight signs, each with a number; staff liked the first two, residents the fifth and sixth."""
    voting.activity = CHOSEN_IN
    found = [voting.add(f"Sign {number}") for number in range(1, 9)]
    number = NewCard(
        activity="vision.targets",
        kind=CardKind.MEASUREMENT,
        text="Counted at the door",
        fields={"sort": "actual", "value": "12"},
        links={"indicator": (found[0],)},
    )
    add_card(voting.db, viewer=voting.facilitator, draft=number)
    voting.reopen()
    vote(voting, {0: staff, 1: staff, 4: residents, 5: residents}, found)
    return found


def vote(voting: VotingRoom, liked: dict[int, list[Viewer]], signs: list[str]) -> None:
    """Each person gives a dot to every sign that they like, and the vote ends."""
    by_person: dict[str, tuple[Viewer, list[str]]] = {}
    for place, people in liked.items():
        for who in people:
            by_person.setdefault(str(who.person_id), (who, []))[1].append(signs[place])
    for who, dots in by_person.values():
        voting.cast(who, dots)
    voting.close()


def said(voting: VotingRoom) -> str:
    """The signs that are kept, and after them in brackets those that residents chose."""
    with voting.db.read() as session:
        choice = choice_of(session, voting.facilitator.workshop_id, CHOSEN_IN)
        found = read_signs(cards_for(session, voting.facilitator), choice)
    kept, theirs = (
        "".join(sign.card.text[-1] for sign in found if getattr(sign, name))
        for name in ("kept", "by_residents")
    )
    return f"{kept} ({theirs})"


def figure(voting: VotingRoom) -> str:
    """What the big screen says above the picture of the signs."""
    with voting.db.read() as session:
        workshop = session.get_one(Workshop, voting.facilitator.workshop_id)
        found = figure_for_room(session, workshop, "signs")
    assert found is not None
    return found.sentence


def by_hand(voting: VotingRoom, sign: str, *, chosen: bool) -> None:
    with voting.db.read() as session:
        card = next(c for c in cards_for(session, voting.facilitator) if c.id == sign)
    fields = {**card.fields, "chosen_by_residents": chosen}
    draft = CardEdit(version=card.version, fields=fields)
    edit_card(voting.db, viewer=voting.facilitator, card_id=sign, draft=draft)


def test_each_taking_and_its_undo_say_what_is_kept_then(
    voting: VotingRoom, signs: list[str]
) -> None:
    """Cards that leave keep nothing, and those that come back have it again."""
    db, leads = voting.db, voting.facilitator
    assert said(voting) == " ()"
    assert figure(voting) == "Residents chose 0 of 8 signs. They choose at least half: 4 more."
    assert choices.take_on(db, viewer=leads) == [signs[0], signs[1], signs[4], signs[5]]
    assert said(voting) == "1256 (56)"
    assert figure(voting) == "Residents chose 2 of 4 signs."
    choices.take_on(db, viewer=leads, cards=signs[:2])
    assert said(voting) == "12 ()"
    assert figure(voting) == "Residents chose 0 of 2 signs. They choose at least half: 1 more."
    undo_redo.undo(db, viewer=leads)
    assert said(voting) == "1256 (56)"
    undo_redo.undo(db, viewer=leads)
    assert said(voting) == " ()"
    undo_redo.redo(db, viewer=leads)
    assert said(voting) == "1256 (56)"


def test_what_somebody_said_by_hand_stands_beside_every_vote(
    voting: VotingRoom, signs: list[str]
) -> None:
    db, leads = voting.db, voting.facilitator
    by_hand(voting, signs[0], chosen=True)
    by_hand(voting, signs[4], chosen=False)
    choices.take_on(db, viewer=leads, cards=signs[:6])
    assert said(voting) == "123456 (16)"
    undo_redo.undo(db, viewer=leads)
    assert said(voting) == " (1)"


def test_a_run_off_speaks_for_the_cards_in_it_alone(
    voting: VotingRoom, signs: list[str], staff: list[Viewer], residents: list[Viewer]
) -> None:
    db, leads = voting.db, voting.facilitator
    choices.vote_again(db, viewer=leads, cards=[signs[1], signs[4]])
    vote(voting, {1: residents, 4: staff}, signs)
    choices.take_on(db, viewer=leads, cards=[signs[0], signs[1], signs[4], signs[5]])
    assert said(voting) == "1256 (26)"
    story = collect_story(db, leads, Edition())
    assert [sign.card.text for sign in story.signs if sign.by_residents] == ["Sign 2", "Sign 6"]
    section = measures_section(story)
    assert section is not None
    (table,) = (block for block in section.blocks if isinstance(block, TableBlock))
    assert [row[0] for row in table.rows[:3]] == [
        "Sign 1",
        "Sign 2 (residents chose it)",
        "Sign 3",
    ]
    assert section.blocks[0] == Paragraph(text="Residents chose 2 of 4 signs.")


def test_a_new_vote_in_which_too_few_residents_are_told_takes_the_old_word_back(
    voting: VotingRoom, signs: list[str], staff: list[Viewer], residents: list[Viewer]
) -> None:
    choices.take_on(voting.db, viewer=voting.facilitator)
    assert (said(voting), figure(voting)) == ("1256 (56)", "Residents chose 2 of 4 signs.")
    voting.reopen()
    vote(voting, {0: staff, 4: residents[:2]}, signs)
    assert (said(voting), figure(voting)) == (
        "1256 ()",
        "Residents chose 0 of 4 signs. They choose at least half: 2 more.",
    )
