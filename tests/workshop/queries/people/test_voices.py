"""A nudge about quiet voices: only for who steers, only for groups of three and more."""

from tests.workshop.voting import Several
from workshop.db import Database
from workshop.domain.cards import Voice, add_card
from workshop.domain.promises import tighten
from workshop.domain.room import open_activity
from workshop.drafts import NewCard
from workshop.enums import Attribution, RoleGroup
from workshop.queries.people.voices import Quiet, Voices, voices
from workshop.queries.viewer import Viewer

WRITE = "insights.write"


def write(db: Database, viewer: Viewer, number: int) -> None:
    for place in range(number):
        add_card(db, viewer=viewer, draft=NewCard(activity=WRITE, text=f"{viewer.name}{place}"))


def read(db: Database, viewer: Viewer) -> Voices | None:
    with db.read() as session:
        return voices(session, viewer)


def test_half_of_the_people_wrote_a_fifth_of_the_cards(
    db: Database, facilitator: Viewer, several: Several
) -> None:
    """The method's own figures: 3 of 6 are residents with 6 of 30 cards, a ratio of 0.40."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    residents, staff = several("resident", 3), several("staff", 3)
    for viewer in residents:
        write(db, viewer, 2)
    for viewer in staff:
        write(db, viewer, 8)
    assert read(db, facilitator) == Voices((Quiet(RoleGroup.RESIDENT, 50, 20),), few=True)
    assert read(db, residents[0]) is None


def test_nothing_is_said_of_a_group_of_two_or_too_early(
    db: Database, facilitator: Viewer, several: Several
) -> None:
    """Two quiet residents would be pointed at; and so would a first card be."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    several("resident", 2)
    staff = several("staff", 4)
    write(db, staff[0], 3)
    assert read(db, facilitator) is None
    for viewer in staff[1:]:
        write(db, viewer, 3)
    assert read(db, facilitator) == Voices((), few=False)


def test_paper_and_anonymous_cards_are_no_part_of_it(
    db: Database, facilitator: Viewer, several: Several
) -> None:
    """Nobody knows how many people wrote paper, and an anonymous card belongs to no group."""
    open_activity(db, viewer=facilitator, activity=WRITE)
    residents, staff = several("resident", 3), several("staff", 3)
    for viewer in (*residents, *staff):
        write(db, viewer, 2)
    for number in range(9):
        draft = NewCard(activity=WRITE, text=f"On paper {number}")
        add_card(db, viewer=facilitator, draft=draft, voice=Voice(RoleGroup.STAFF))
    assert read(db, facilitator) == Voices((), few=False)
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    assert read(db, facilitator) is None
