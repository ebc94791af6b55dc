"""What each viewer may read of each card, and what the stream tells of changes."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.workshop.voting import Several
from workshop.db import Database
from workshop.dialects import prepared
from workshop.domain.cards import add_card, edit_card, hide_card, withdraw_card
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity, reveal
from workshop.drafts import CardEdit, NewCard
from workshop.enums import Attribution
from workshop.live.feed import VIEWS, Feed
from workshop.queries.cards import Audience, cards_for, news, own_cards
from workshop.queries.viewer import Viewer

WRITE = "insights.write"


@dataclass(frozen=True)
class Wall:
    """The ids of four cards by the resident: seen, private, hidden and withdrawn."""

    seen: str
    private: str
    hidden: str
    withdrawn: str


@pytest.fixture
def wall(db: Database, facilitator: Viewer, resident: Viewer) -> Wall:
    open_activity(db, viewer=facilitator, activity=WRITE)

    def add(text: str, **more: bool) -> str:
        return add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text=text, **more)).id

    made = Wall(add("seen"), add("private", private=True), add("hidden"), add("withdrawn"))
    hide_card(db, viewer=facilitator, card_id=made.hidden)
    withdraw_card(db, viewer=resident, card_id=made.withdrawn)
    return made


def texts(db: Database, viewer: Viewer) -> list[str]:
    with db.read() as session:
        return [card.text for card in cards_for(session, viewer, activity=WRITE)]


def test_before_the_reveal(
    db: Database, wall: Wall, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Others read nothing, the writer their own, the facilitator all that was not taken back."""
    assert texts(db, staff) == []
    assert texts(db, resident) == ["seen", "private", "hidden"]
    assert texts(db, facilitator) == ["seen", "private", "hidden"]


def test_after_the_reveal(
    db: Database, wall: Wall, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """The room reads what is meant for the room, and nothing that is private or hidden."""
    reveal(db, viewer=facilitator, activity=WRITE)
    assert texts(db, staff) == ["seen"]
    assert texts(db, resident) == ["seen", "private", "hidden"]


def test_own_cards_are_all_of_them_newest_first(
    db: Database, wall: Wall, resident: Viewer, staff: Viewer
) -> None:
    """Taken back ones too, so that they can be put back; nobody else's; for nobody, none."""
    with db.read() as session:
        own = own_cards(session, resident)
        assert own_cards(session, staff) == []
        assert own_cards(session, replace(staff, person_id=None)) == []
    assert [(card.text, card.withdrawn, card.hidden) for card in own] == [
        ("withdrawn", True, False),
        ("hidden", False, True),
        ("private", False, False),
        ("seen", False, False),
    ]


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        (Attribution.ROLE, ("resident", "", None)),
        (Attribution.ANONYMOUS, (None, "", None)),
    ],
)
def test_as_much_of_the_author_as_was_promised(
    attribution: Attribution,
    expected: tuple[str | None, str, int | None],
    db: Database,
    wall: Wall,
    facilitator: Viewer,
    resident: Viewer,
    several: Several,
) -> None:
    """The same for the facilitator and the writer, of whom a nameless card no longer knows.

    Three residents are here, so that the label of their group names nobody.
    """
    several("resident", 2)
    tighten(db, viewer=facilitator, activity=WRITE, attribution=attribution)
    named = attribution is not Attribution.ANONYMOUS
    for viewer in (facilitator, resident) if named else (facilitator,):
        with db.read() as session:
            seen = cards_for(session, viewer, activity=WRITE)[0]
        assert (seen.role, seen.author, seen.table) == expected


def told(db: Database, viewer: Viewer, audience: Audience, since: int | None) -> list[tuple]:  # type: ignore[type-arg]
    with db.read() as session:
        found = news(session, viewer.workshop_id, audience, since).changes
    return [(one.op, one.id, one.card.text if one.card else None) for one in found]


def test_a_fresh_screen_is_told_what_is_there(
    db: Database, wall: Wall, facilitator: Viewer
) -> None:
    """Face down for the room, open for the facilitator, and what is absent is not mentioned."""
    assert told(db, facilitator, Audience.ROOM, None) == [("add", wall.seen, None)]
    assert told(db, facilitator, Audience.FACILITATOR, None) == [
        ("add", wall.seen, "seen"),
        ("add", wall.private, "private"),
        ("add", wall.hidden, "hidden"),
    ]


def test_a_screen_that_was_away_is_told_what_changed(
    db: Database, wall: Wall, facilitator: Viewer, resident: Viewer
) -> None:
    """Only the cards that changed since, each once, with what became of it."""
    reveal(db, viewer=facilitator, activity=WRITE)
    with db.read() as session:
        since = max(c.revision for c in cards_for(session, facilitator, activity=WRITE))
    edit_card(db, viewer=resident, card_id=wall.seen, draft=CardEdit(version=1, text="newer"))
    hide_card(db, viewer=facilitator, card_id=wall.hidden, hidden=False)
    late = add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text="late")).id
    gone = add_card(db, viewer=resident, draft=NewCard(activity=WRITE, text="gone")).id
    withdraw_card(db, viewer=resident, card_id=gone)
    private = NewCard(activity=WRITE, text="private", private=True)
    add_card(db, viewer=resident, draft=private)
    assert told(db, facilitator, Audience.ROOM, since) == [
        ("edit", wall.seen, "newer"),
        ("edit", wall.hidden, "hidden"),
        ("add", late, "late"),
        ("remove", gone, None),
    ]


def test_each_writer_is_told_of_their_own(
    db: Database, wall: Wall, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Newest first, by writer; nobody is in another's list."""
    add_card(db, viewer=staff, draft=NewCard(activity=WRITE, text="Ben's"))
    with db.read() as session:
        own = news(session, facilitator.workshop_id, Audience.ROOM, 0).own
    assert {person: [card.text for card in cards] for person, cards in own.items()} == {
        resident.person_id: ["withdrawn", "hidden", "private", "seen"],
        staff.person_id: ["Ben's"],
    }


def test_a_wall_is_told_of_a_card_without_asking_whose_it_is(
    db: Database, wall: Wall, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told after every card, and who writes for whom is asked of everybody in the room."""
    said: list[str] = []
    asked = prepared._asked

    def noted(connection: Any, statement: Any, given: Any) -> Any:
        said.append(statement.words)
        return asked(connection, statement, given)

    monkeypatch.setattr(prepared, "_asked", noted)
    found = {}
    for name, view in VIEWS.items():
        del said[:]
        batch = Feed(db).news(facilitator.workshop_id, view, 0)
        scribes = sum("person.scribe_id IS NOT NULL" in words for words in said)
        found[name] = (scribes, batch is not None and bool(batch.mine))
    assert found == {"projector": (0, False), "console": (0, False), "phone": (1, True)}
