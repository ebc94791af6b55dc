"""A rehearsal is a workshop of its own with the same plan, so robots never meet real people.

No card, vote or export of the real workshop can hold anything of a robot, because nothing of a
rehearsal is in it; and one click takes the whole rehearsal away.
"""

from workshop.db import Database
from workshop.domain.journal import next_revision, record
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.templates.own_templates import copy_workshop
from workshop.domain.workshops import MadeWorkshop, delete_workshop
from workshop.enums import WorkshopState
from workshop.errors import InvalidInputError
from workshop.kinds import SHORT_MAX
from workshop.models import Workshop
from workshop.queries.viewer import Viewer, looking

MARK = "Rehearsal: "


def begin_rehearsal(db: Database, *, viewer: Viewer, token: str) -> MadeWorkshop:
    """Make a rehearsal of the viewer's workshop, steered by the device of ``token``."""
    with looking(db, viewer) as (session, viewer):
        source = session.get_one(Workshop, viewer.workshop_id)
        require(viewer.role, Verb.STEER, Situation(source.state == WorkshopState.OPEN))
        if source.is_rehearsal:
            raise InvalidInputError("This is a rehearsal already.")
        title = f"{MARK}{source.title}"[:SHORT_MAX]
    made = copy_workshop(db, viewer=viewer, title=title, token=token)
    with db.write() as work:
        workshop = work.session.get_one(Workshop, made.id)
        workshop.is_rehearsal = True
        owner = Viewer(workshop.id, workshop.code, viewer.role)
        record(
            work,
            workshop,
            owner,
            "begin_rehearsal",
            object_type="workshop",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
        )
        work.commit()
    return made


def end_rehearsal(db: Database, *, viewer: Viewer) -> None:
    """Take a rehearsal away for good, with all that robots and people tried out in it.

    Raises InvalidInputError for a real workshop, which is deleted with its code typed instead.
    """
    with looking(db, viewer) as (session, viewer):
        workshop = session.get_one(Workshop, viewer.workshop_id)
        if not workshop.is_rehearsal:
            raise InvalidInputError("This is no rehearsal. A real workshop is deleted elsewhere.")
    delete_workshop(db, viewer=viewer, typed_code=viewer.code)
