"""The summary goes to those who took part when it is shared with them, after the close."""

import pytest
from sqlmodel import select

from workshop.db import Database
from workshop.domain.people.members import new_token
from workshop.domain.summary_release import share_summary
from workshop.domain.workshops import close_workshop, reopen_workshop
from workshop.errors import NotAllowedError, UnknownDeviceError
from workshop.exports import collect_shared
from workshop.models import Audit
from workshop.queries.viewer import Viewer, identify


def test_only_who_facilitates_can_share_it(db: Database, resident: Viewer) -> None:
    with pytest.raises(NotAllowedError):
        share_summary(db, viewer=resident, shared=True)


def test_it_takes_both_the_close_and_the_facilitators_word(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Either alone is not enough, and both can be taken back."""

    def may_read() -> bool:
        try:
            story = collect_shared(db, resident)
        except NotAllowedError:
            return False
        assert (story.document.audience, story.report) == ("shareable", None)
        return True

    seen = [may_read()]
    for step in (
        lambda: share_summary(db, viewer=facilitator, shared=True),
        lambda: close_workshop(db, viewer=facilitator),
        lambda: share_summary(db, viewer=facilitator, shared=False),
        lambda: share_summary(db, viewer=facilitator, shared=True),
        lambda: reopen_workshop(db, viewer=facilitator),
    ):
        step()
        seen.append(may_read())
    assert seen == [False, False, True, False, True, False]


def test_saying_it_again_writes_nothing(db: Database, facilitator: Viewer) -> None:
    share_summary(db, viewer=facilitator, shared=True)
    share_summary(db, viewer=facilitator, shared=True)
    with db.read() as session:
        rows = session.exec(select(Audit).where(Audit.verb == "share_summary")).all()
    assert [(row.after, row.before) for row in rows] == [({"shared": True}, None)]


def test_a_device_that_has_not_joined_reads_nothing(db: Database, facilitator: Viewer) -> None:
    share_summary(db, viewer=facilitator, shared=True)
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        stranger = identify(session, token=new_token(), code=facilitator.code)
    with pytest.raises(UnknownDeviceError):
        collect_shared(db, stranger)
