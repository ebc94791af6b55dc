"""Adding to a card that stands there already, and cards that say the same."""

import pytest
from sqlmodel import select

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain import cards, room
from workshop.domain.cards import CardReceipt, add_card
from workshop.drafts import NewCard
from workshop.errors import AlikeError, ChangedMeanwhileError, InvalidInputError, NotFoundError
from workshop.models import Card
from workshop.queries.threads.taking import taking
from workshop.queries.viewer import Viewer


def put(db: Database, viewer: Viewer, activity: str, text: str = "", **more: object) -> CardReceipt:
    draft = NewCard.read({"activity": activity, **({"text": text} if text else {}), **more})
    return add_card(db, viewer=viewer, draft=draft)


@pytest.fixture
def group(db: Database, facilitator: Viewer, resident: Viewer) -> str:
    """One group of people on the map, and the step in which it finds its voice."""
    room.open_activity(db, viewer=facilitator, activity="segments.map")
    made = put(db, resident, "segments.map", "New parents").id
    room.open_activity(db, viewer=facilitator, activity="segments.name")
    return made


def fields(db: Database, card: str) -> dict[str, object]:
    with db.read() as session:
        return dict(session.get_one(Card, card).fields)


def test_what_is_asked_here_is_added_to_the_card_that_is_there(
    db: Database, resident: Viewer, staff: Viewer, group: str
) -> None:
    """Two people add different things; neither is lost, and the version goes on."""
    put(db, resident, "segments.name", onto=group, version=1, fields={"voice": "We are tired"})
    done = put(db, staff, "segments.name", onto=group, version=1, fields={"needs": "Sleep"})
    assert done.version == 3
    assert {"voice": "We are tired", "needs": "Sleep"}.items() <= fields(db, group).items()


def test_who_answers_the_same_a_moment_later_is_told_what_it_says(
    db: Database, resident: Viewer, staff: Viewer, group: str
) -> None:
    put(db, resident, "segments.name", onto=group, version=1, fields={"barriers": ["trust"]})
    with pytest.raises(ChangedMeanwhileError, match="just before you: “Trust”") as told:
        put(db, staff, "segments.name", onto=group, version=1, fields={"barriers": ["cost"]})
    assert fields(db, group)["barriers"] == ["trust"]
    version = told.value.current["version"]
    put(db, staff, "segments.name", onto=group, version=version, fields={"barriers": ["cost"]})
    assert fields(db, group)["barriers"] == ["cost"]


def test_only_what_is_asked_is_added(db: Database, resident: Viewer, group: str) -> None:
    with pytest.raises(InvalidInputError, match="is not asked here"):
        put(db, resident, "segments.name", onto=group, fields={"size": 40})


def test_a_near_twin_is_asked_about_and_then_counts_with_its_writer(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, group: str
) -> None:
    """Nothing is stored until the writer has said which; a twin stands with the first card."""
    room.open_activity(db, viewer=facilitator, activity="segments.map")
    with pytest.raises(AlikeError) as asked:
        put(db, staff, "segments.map", "new parents!", ask_if_alike=True)
    assert [one["id"] for one in asked.value.alike] == [group]
    twin = put(db, staff, "segments.map", "new parents!", same_as=group).id
    with db.read() as session:
        stored = session.get_one(Card, twin)
        assert (stored.merged_into, stored.author_id) == (group, staff.person_id)
        offered = taking(session, resident, "segments.name").doings[0].onto
    assert [card.id for card in offered] == [group]


def test_a_near_twin_is_named_in_the_language_of_its_words(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    room.open_activity(db, viewer=facilitator, activity="segments.map")
    text = "Młodzi rodzice z blokowiska"
    made = put(db, resident, "segments.map", text, language="pl").id
    with pytest.raises(AlikeError) as asked:
        put(db, staff, "segments.map", f"{text}!", language="pl", ask_if_alike=True)
    assert asked.value.alike == [{"id": made, "text": text, "lang": "pl"}]


def test_nobody_is_asked_about_what_they_may_not_read(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """Face down, hidden or taken back: the question would tell another person's words."""
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    first = put(db, resident, "insights.write", "Nobody answers the phone").id
    put(db, staff, "insights.write", "Nobody answers the phone", ask_if_alike=True)
    with pytest.raises(AlikeError):  # one's own is known to oneself
        put(db, resident, "insights.write", "nobody answers the phone", ask_if_alike=True)
    room.reveal(db, viewer=facilitator)
    third = join_as("partner")
    with pytest.raises(AlikeError):
        put(db, third, "insights.write", "nobody answers the phone", ask_if_alike=True)
    with db.read() as session:
        others = [c.id for c in session.exec(select(Card).where(Card.activity == "insights.write"))]
    for card in others:
        cards.hide_card(db, viewer=facilitator, card_id=card)
    put(db, third, "insights.write", "nobody answers the phone", ask_if_alike=True)
    with pytest.raises(NotFoundError):
        put(db, staff, "insights.write", "Nobody answers the phone", same_as=first)
