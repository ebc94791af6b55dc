"""How long a workshop is kept, and erasing it when that time is over, or again after a restore."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from workshop.db import Database
from workshop.domain.acting import acting
from workshop.domain.changed_fields import changed_only
from workshop.domain.erasure.cards import erase_one, is_erased
from workshop.domain.erasure.lines import Erasable
from workshop.domain.erasure.people import erase_whole_person
from workshop.domain.journal import next_revision, record
from workshop.domain.pictures import forget_picture
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.recordings.keeping import forget_recording
from workshop.domain.workshops import delete_workshop
from workshop.errors import InvalidInputError
from workshop.models import Card, Erasure, Media, Person, Recording, Workshop
from workshop.queries.viewer import Viewer, host

LONGEST_YEARS = 30


DAY = "day"


def set_erase_on(
    db: Database,
    *,
    viewer: Viewer,
    day: date | None,
    today: date,
    seen: Mapping[str, date | None] | None = None,
) -> None:
    """Say when everything of the workshop is erased; None: when somebody does it.

    ``seen`` holds under ``DAY`` what stood there before. Raises InvalidInputError for a day that is
    not still to come, and ChangedMeanwhileError where somebody has chosen another one since.
    """
    if day is not None and not today < day <= today + timedelta(days=366 * LONGEST_YEARS):
        raise InvalidInputError("Choose a day that is still to come, within thirty years.")
    with acting(db, viewer) as (work, viewer):
        require(viewer.role, Verb.SET_RETENTION, Situation())
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        changed = changed_only({DAY: workshop.erase_on}, seen, {DAY: day})
        if not changed or workshop.erase_on == day:
            return
        before = {"erase_on": workshop.erase_on.isoformat() if workshop.erase_on else None}
        workshop.erase_on = day
        record(
            work,
            workshop,
            viewer,
            Verb.SET_RETENTION,
            object_type="workshop",
            object_id=workshop.id,
            revision=next_revision(work, workshop),
            before=before,
            after={"erase_on": day.isoformat() if day else None},
        )
        work.commit()


def erase_what_is_due(db: Database, today: date) -> list[str]:
    """Erase every workshop whose day has come; answers their codes."""
    with db.read() as session:
        due = select(Workshop.code).where(
            col(Workshop.erase_on).is_not(None), col(Workshop.erase_on) <= today
        )
        codes = list(session.exec(due))
    for code in codes:
        with db.read() as session:
            viewer = host(session, code)
        delete_workshop(db, viewer=viewer, typed_code=code)
    return codes


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """One line of what was erased, as it is read."""

    id: str
    day: str
    code: str
    what: str
    object_id: str
    workshop_id: str
    own: bool


def erasures(db: Database, *, code: str = "") -> list[ErasureLine]:
    """The lines that stay of all erasures, or of one workshop's, the oldest first."""
    wanted = select(Erasure).order_by(col(Erasure.at), col(Erasure.id))
    if code:
        wanted = wanted.where(Erasure.code == code)
    with db.read() as session:
        return [
            ErasureLine(
                one.id,
                f"{one.at:%Y-%m-%d}",
                one.code,
                one.what,
                one.object_id,
                one.workshop_id,
                one.own,
            )
            for one in session.exec(wanted)
        ]


def erase_again(db: Database, lines: Sequence[ErasureLine]) -> int:
    """Erase in a database that was put back what had been erased since; answers how much it was."""
    known = {one.id for one in erasures(db)}
    return sum(_again(db, line) for line in lines if line.id not in known)


def _again(db: Database, line: ErasureLine) -> bool:
    with db.read() as session:
        found = session.get(Workshop, line.workshop_id)
        if found is None:
            return False
        viewer = host(session, found.code)
    if line.what == Erasable.WORKSHOP:
        delete_workshop(db, viewer=viewer, typed_code=viewer.code)
        return True
    with db.write() as work:
        workshop = work.session.get_one(Workshop, line.workshop_id)
        if line.what == Erasable.CARD:
            card = work.session.get(Card, line.object_id)
            if card is None or is_erased(card):
                return False
            erase_one(work, workshop, viewer, card, own=line.own)
        elif line.what == Erasable.RECORDING:
            spoken = work.session.get(Recording, line.object_id)
            if spoken is None:
                return False
            forget_recording(work, workshop, viewer, spoken, own=line.own)
        elif line.what == Erasable.PICTURE:
            picture = work.session.get(Media, line.object_id)
            if picture is None:
                return False
            forget_picture(work, workshop, viewer, picture, own=line.own)
        else:
            person = work.session.get(Person, line.object_id)
            if person is None:
                return False
            erase_whole_person(work, workshop, viewer, person, own=line.own)
        work.commit()
    return True
