"""Past plans of a workshop, also those that an older version let in though they are damaged."""

from datetime import date, time

import pytest

from workshop.db import Database
from workshop.domain import agenda as verbs
from workshop.drafts import Meeting
from workshop.exports.invitations import called_off
from workshop.models import Audit
from workshop.queries.plan_history import PLAN, meetings_before
from workshop.queries.viewer import Viewer

HELD = Meeting(
    number=1, day=date(2026, 5, 1), starts=time(9, 30), ends=time(12), zone="Europe/London"
)


@pytest.mark.parametrize("meetings", [5, "x", [7], [{"number": "x"}], [None], None])
def test_a_past_plan_that_cannot_be_read_does_not_end_later_invitations(
    db: Database, facilitator: Viewer, meetings: object
) -> None:
    verbs.set_meeting(db, viewer=facilitator, draft=HELD)
    verbs.set_meeting(db, viewer=facilitator, draft=Meeting(number=1))
    with db.write() as work:
        row = Audit(
            workshop_id=facilitator.workshop_id,
            revision=9_000,
            at=work.session.get_one(Audit, 1).at,
            actor_role="facilitator",
            verb="set_meeting",
            object_type=PLAN,
            object_id=facilitator.workshop_id,
            before={"meetings": meetings},
        )
        work.session.add(row)
        work.commit()
    with db.read() as session:
        assert meetings_before(session, facilitator.workshop_id) == {1: HELD}
    assert [day.meeting for day in called_off(db, facilitator)] == [HELD]
