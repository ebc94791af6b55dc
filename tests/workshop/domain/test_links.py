"""Linking one card at a time, so that two people who sort at once lose nothing."""

import pytest

from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.links import relink_card
from workshop.domain.room import open_activity
from workshop.drafts import NewCard
from workshop.errors import InvalidInputError, NotAllowedError
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer


def add(db: Database, viewer: Viewer, activity: str, text: str) -> str:
    return add_card(db, viewer=viewer, draft=NewCard(activity=activity, text=text)).id


def gathered(db: Database, viewer: Viewer, theme: str) -> set[str]:
    with db.read() as session:
        found = {card.id: card for card in cards_for(session, viewer)}
    return set(found[theme].links.get("gathers", ()))


@pytest.fixture
def theme(db: Database, facilitator: Viewer) -> str:
    return add(db, facilitator, "insights.name", "The first hello")


def test_each_step_leaves_the_other_links_alone(
    db: Database, facilitator: Viewer, theme: str
) -> None:
    one, two = (add(db, facilitator, "insights.write", text) for text in ("One", "Two"))
    for card in (one, two, one):
        relink_card(db, viewer=facilitator, card_id=theme, name="gathers", add=(card,), drop=())
    assert gathered(db, facilitator, theme) == {one, two}
    for _ in range(2):
        relink_card(db, viewer=facilitator, card_id=theme, name="gathers", add=(), drop=(one,))
    assert gathered(db, facilitator, theme) == {two}


def test_what_cannot_be_linked_is_refused_and_changes_nothing(
    db: Database, facilitator: Viewer, theme: str
) -> None:
    one = add(db, facilitator, "insights.write", "One")
    relink_card(db, viewer=facilitator, card_id=theme, name="gathers", add=(one,), drop=())
    for wrong in (theme, "nowhere", add(db, facilitator, "team.rules", "A rule")):
        with pytest.raises(InvalidInputError):
            relink_card(
                db, viewer=facilitator, card_id=theme, name="gathers", add=(wrong,), drop=()
            )
    assert gathered(db, facilitator, theme) == {one}


def test_participants_sort_into_their_own_themes_only(
    db: Database, facilitator: Viewer, resident: Viewer, theme: str
) -> None:
    one = add(db, facilitator, "insights.write", "One")
    open_activity(db, viewer=facilitator, activity="insights.name")
    own = add(db, resident, "insights.name", "Ours")
    relink_card(db, viewer=resident, card_id=own, name="gathers", add=(one,), drop=())
    assert gathered(db, facilitator, own) == {one}
    with pytest.raises(NotAllowedError):
        relink_card(db, viewer=resident, card_id=theme, name="gathers", add=(one,), drop=())
    assert gathered(db, facilitator, theme) == set()
