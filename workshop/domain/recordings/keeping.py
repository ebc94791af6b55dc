"""Recordings of cards: what comes in is checked and cleaned, kept with its card, and taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import col, delete, func, select

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.erasure.lines import Erasable, keep_line
from workshop.domain.journal import hides_author, moment_of, next_revision, record
from workshop.domain.people.members import new_id
from workshop.domain.room import run_of
from workshop.drafts import NewCard
from workshop.errors import InvalidInputError, NotFoundError, Sentence
from workshop.models import ActivityRun, Card, Recording, Workshop
from workshop.queries.pictures import UNTYPED
from workshop.queries.viewer import Viewer
from workshop.recordings.kept import SoundMime, cleaned

MOST_RECORDINGS = 300
MOST_TOGETHER = 60 * 1024 * 1024
"""Bytes of all of a workshop, so that its archive still comes in again."""
MOST_OF_ONE = 30
"""Of one device, so that nobody fills the places of a room alone, however slowly."""


@dataclass(frozen=True, slots=True)
class NewRecording:
    """A recording fit to be kept: its sound and nothing beside it."""

    mime: SoundMime
    content: bytes

    @classmethod
    def read(cls, content: bytes) -> "NewRecording":
        """Check an upload by its first bytes and clean it. Raises InvalidInputError.

        MP4, WebM, Ogg, MP3 and WAV of 1 MB at most are kept; what stands beside the sound goes.
        """
        return cls(*cleaned(content))


class _Held(NamedTuple):
    card: Card
    recording_id: str
    size: int


def in_words(draft: NewCard) -> NewCard:
    """The draft with words for a card that is only spoken: it is not yet known what it says."""
    if draft.recording is None:
        return draft
    if draft.onto is not None:
        raise InvalidInputError(
            "What is added to a card is written. Say it to somebody who can write it down."
        )
    if draft.text:
        return draft
    return draft.model_copy(update={"text": UNTYPED, "language": "", "ask_if_alike": False})


def keep_recording(
    work: UnitOfWork, card: Card, run: ActivityRun, recording: NewRecording, viewer: Viewer
) -> None:
    """Put a recording to a card that is stored already. Raises InvalidInputError for too many."""
    _require_place(work, viewer, len(recording.content))
    work.session.add(
        Recording(
            id=new_id(),
            workshop_id=card.workshop_id,
            card_id=card.id,
            mime=recording.mime,
            content=recording.content,
            created_at=moment_of(run, card),
        )
    )


def _require_place(work: UnitOfWork, viewer: Viewer, size: int) -> None:
    """Find a place for so many bytes, if need be that of cards taken back, the oldest first.

    Such a card keeps its recording, so that it can be put back whole; nobody need wait for it.
    """
    found = work.session.exec(
        select(Card, Recording.id, func.length(Recording.content))
        .join(Recording, col(Recording.card_id) == col(Card.id))
        .where(Recording.workshop_id == viewer.workshop_id)
        .order_by(col(Card.created_revision))
    )
    held = [_Held(*row) for row in found]
    own = [one for one in held if viewer.wrote(one.card)]
    if not viewer.is_facilitator and len(own) >= MOST_OF_ONE:
        held.remove(
            _taken_away(
                work,
                own,
                Sentence(
                    "You have sent {most} recordings already. Take one away first, so that others "
                    "find a place too.",
                    most=MOST_OF_ONE,
                ),
            )
        )
    while len(held) >= MOST_RECORDINGS or sum(one.size for one in held) + size > MOST_TOGETHER:
        held.remove(
            _taken_away(
                work,
                held,
                Sentence(
                    "This workshop holds {most} recordings already. Say it to somebody who can "
                    "write it down.",
                    most=len(held),
                ),
            )
        )


def _taken_away(work: UnitOfWork, among: Sequence[_Held], full: Sentence) -> _Held:
    """The oldest recording of a card that was taken back. Raises InvalidInputError for none."""
    back = next((one for one in among if one.card.withdrawn), None)
    if back is None:
        raise InvalidInputError(full)
    work.session.exec(delete(Recording).where(col(Recording.id) == back.recording_id))
    work.erase()
    return back


def remove_recording(db: Database, *, viewer: Viewer, card_id: str) -> None:
    """Take a recording away for good; the card stays, with what it says.

    Whose voice it is may do this at any time, and whoever facilitates: nothing else of the card
    changes. Raises NotFoundError when it is gone, and for anybody else: who asks learns not even
    that the card was spoken.
    """
    with acting(db, viewer) as (work, viewer):
        card = work.session.get(Card, card_id)
        found = select(Recording).where(Recording.card_id == card_id)
        kept = work.session.exec(found).first()
        if (
            card is None
            or kept is None
            or card.workshop_id != viewer.workshop_id
            or not (viewer.is_facilitator or viewer.wrote(card))
        ):
            raise NotFoundError("This recording is not here any more.")
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        forget_recording(work, workshop, viewer, kept, own=viewer.wrote(card))
        work.commit()


def forget_recording(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, kept: Recording, *, own: bool
) -> None:
    """Erase it; a line stays, so that it goes again where an older copy is put back."""
    card = work.session.get_one(Card, kept.card_id)
    run = run_of(work, workshop, card.activity)
    at = moment_of(run, card)
    keep_line(work, workshop, Erasable.RECORDING, kept.id, viewer.role, own=own, at=at)
    work.session.delete(kept)
    card.updated_at = at
    card.revision = next_revision(work, workshop)
    record(
        work,
        workshop,
        viewer,
        "remove_recording",
        object_type="card",
        object_id=card.id,
        revision=card.revision,
        anonymous=hides_author(run, card) and not viewer.is_facilitator,
        at=at,
    )
    work.erase()
