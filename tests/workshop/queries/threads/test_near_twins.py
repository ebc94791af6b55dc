"""Cards of a coming vote that say nearly the same, compared by all that they say."""

from workshop.db import Database
from workshop.domain import room
from workshop.domain.cards import add_card
from workshop.drafts import NewCard
from workshop.playbook import load_playbook
from workshop.queries.threads.forwarded import choosing
from workshop.queries.threads.near_twins import twins_before
from workshop.queries.viewer import Viewer

SENTENCES, VOTE = "insights.sentences", "insights.vote"


def test_insights_are_told_and_compared_by_their_sentence(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Two of one theme are no twins, and two of different themes may be."""
    room.open_activity(db, viewer=facilitator, activity=SENTENCES, anyway=True)
    said = [
        (resident, "Buses", "People stay in because the bus stops at six"),
        (staff, "Buses", "Carers walk because the driver does not wait"),
        (staff, "Evenings", "People stay in because the bus stops at six!"),
        (staff, "Buses", ""),
    ]
    made = [
        add_card(
            db,
            viewer=who,
            draft=NewCard(
                activity=SENTENCES, kind="insight", text=text, fields={"sentence": sentence or None}
            ),
        ).id
        for who, text, sentence in said
    ]
    book = load_playbook()
    with db.read() as session:
        offered = choosing(session, resident, book.activity(SENTENCES))
        found = twins_before(session, facilitator.workshop_id, [book.activity(VOTE)], "en")
    assert offered is not None
    assert [one.text for one in offered.cards] == [said[0][2]]
    assert [(one.lead, one.lead_text, one.twin, one.twin_text) for one in found] == [
        (made[0], said[0][2], made[2], said[2][2])
    ]
