"""Letting those who took part take the summary home."""

from workshop.db import Database
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.policy import Situation, Verb, require
from workshop.enums import WorkshopState
from workshop.models import Workshop
from workshop.queries.about import WorkshopView
from workshop.queries.viewer import Viewer


def share_summary(db: Database, *, viewer: Viewer, shared: bool) -> None:
    """Whether everybody who joined may read the summary for sharing once the workshop is closed.

    A facilitator may say so before and after the close, and take it back.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        require(viewer.role, Verb.SHARE_SUMMARY, Situation())
        if workshop.summary_shared == shared:
            return
        workshop.summary_shared = shared
        record(
            work,
            workshop,
            viewer,
            Verb.SHARE_SUMMARY,
            object_type="workshop",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
            after={"shared": shared},
        )
        work.commit()


def may_take_summary(workshop: Workshop | WorkshopView) -> bool:
    """Whether those who took part may have it now."""
    return workshop.summary_shared and workshop.state == WorkshopState.CLOSED
