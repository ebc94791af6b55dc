"""Pictures of cards: what comes in is checked, made new without its hidden data, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import col, select

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.demands import require_unlocked
from workshop.domain.erasure.lines import Erasable, keep_line
from workshop.domain.journal import hides_author, is_nameless, moment_of, next_revision, record
from workshop.domain.people.members import new_id
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.receipts import known_receipt
from workshop.domain.room import run_of
from workshop.enums import Via, WorkshopState
from workshop.errors import InvalidInputError, NotFoundError, Sentence
from workshop.kinds import LONG_MAX, clean_text
from workshop.models import ActivityRun, Card, Media, Workshop
from workshop.pictures.apart import redrawn
from workshop.pictures.limits import MOST_BYTES, Mime
from workshop.queries.cards import may_write
from workshop.queries.viewer import Viewer

SIDE_OF_MANY = 1400
MOST_PICTURES = 300
MOST_OF_ONE = 30
"""Of one device, so that nobody fills the places of a room alone, however slowly."""


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture fit to be kept: made new from its pixels, with words for those who cannot see it.

    ``content`` holds nothing but pixels: no place, no camera, no name.
    """

    mime: Mime
    content: bytes
    alt: str

    @classmethod
    def read(cls, content: bytes, alt: str) -> "NewPicture":
        """Check an upload by its first bytes, turn it upright and draw it anew, in a process apart.

        Sides longer than 2000 pixels are made smaller. Raises InvalidInputError for anything but
        a PNG, JPEG, WebP or HEIC of 5 MB at most, and where nobody says what the picture shows.
        """
        words = clean_text(alt)
        if not words:
            raise InvalidInputError(
                "Say in words what the picture shows, for people who cannot see it."
            )
        if len(words) > LONG_MAX:
            raise InvalidInputError(
                Sentence("Say what the picture shows in {most} letters or less.", most=LONG_MAX)
            )
        if len(content) > MOST_BYTES:
            raise InvalidInputError(
                "This picture is larger than 5 MB. Make it smaller, or take it again."
            )
        return cls(*redrawn(content), words)


def smaller(picture: NewPicture) -> NewPicture:
    """The same picture to be kept with several cards: still read, at a fraction of the bytes."""
    from workshop.pictures.redraw import small_copy

    return replace(picture, mime="image/webp", content=small_copy(picture.content, SIDE_OF_MANY))


def add_picture(db: Database, *, viewer: Viewer, card_id: str, picture: NewPicture) -> str:
    """Keep a picture for a card and return its id.

    Whoever may change the card's words may do this, under the same conditions.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, card, run = _place(work, viewer, card_id)
        kept = keep_picture(work, card, run, picture, viewer)
        _note(work, workshop, viewer, "add_picture", card, run)
        work.commit()
        return kept.id


def require_may_add(db: Database, *, viewer: Viewer, card_id: str) -> None:
    """Raise what ``add_picture`` would, before a picture is drawn; nothing is changed."""
    with acting(db, viewer) as (work, viewer):
        _place(work, viewer, card_id)


def keep_picture(
    work: UnitOfWork, card: Card, run: ActivityRun, picture: NewPicture, viewer: Viewer
) -> Media:
    """Put a picture to a card that is stored already. Raises InvalidInputError for too many."""
    _require_place(work, card, viewer)
    kept = Media(
        id=new_id(),
        workshop_id=card.workshop_id,
        card_id=card.id,
        mime=picture.mime,
        alt=picture.alt,
        content=picture.content,
        created_at=moment_of(run, card),
    )
    work.session.add(kept)
    return kept


def require_no_handwriting(run: ActivityRun, card: Card) -> None:
    """Refuse a photo of paper where nobody may learn who wrote: handwriting would tell."""
    if card.via == Via.PAPER and is_nameless(run, card):
        raise InvalidInputError(
            "Nobody is told who wrote here, and handwriting would tell. Leave the photo out."
        )


def require_places(db: Database, viewer: Viewer, keys: Sequence[str]) -> None:
    """Refuse a photo that goes with more new cards than there are places for pictures.

    ``keys`` are those of the cards (``domain.receipts``): one that came in before needs no place.
    """
    with acting(db, viewer) as (work, viewer):
        new = sum(known_receipt(work, viewer, key) is None for key in keys)
        free = MOST_PICTURES - len(_with_pictures(work, viewer.workshop_id))
        if new > free:
            raise InvalidInputError(
                f"This photo goes with {new} cards, and this workshop has a place for "
                f"{max(0, free)} more pictures. Leave the photo out."
            )


def _with_pictures(work: UnitOfWork, workshop_id: str) -> Sequence[Card]:
    return work.session.exec(
        select(Card)
        .join(Media, col(Media.card_id) == col(Card.id))
        .where(Media.workshop_id == workshop_id)
    ).all()


def _require_place(work: UnitOfWork, card: Card, viewer: Viewer) -> None:
    with_pictures = _with_pictures(work, card.workshop_id)
    if len(with_pictures) >= MOST_PICTURES:
        raise InvalidInputError(
            Sentence(
                "This workshop holds {most} pictures already. Take one away first.",
                most=MOST_PICTURES,
            )
        )
    own = sum(viewer.wrote(one) for one in with_pictures)
    if own >= MOST_OF_ONE and not viewer.is_facilitator:
        raise InvalidInputError(
            Sentence(
                "You have added {most} pictures already. Take one away first, so that others "
                "find a place too.",
                most=MOST_OF_ONE,
            )
        )


def remove_picture(db: Database, *, viewer: Viewer, picture_id: str) -> None:
    """Take a picture away for good; the card stays. Raises NotFoundError when it is gone."""
    with acting(db, viewer) as (work, viewer):
        kept = work.session.get(Media, picture_id)
        if kept is None or kept.workshop_id != viewer.workshop_id:
            raise NotFoundError("This picture is not here any more.")
        workshop, card, _ = _place(work, viewer, kept.card_id)
        forget_picture(work, workshop, viewer, kept, own=viewer.wrote(card))
        work.commit()


def forget_picture(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, kept: Media, *, own: bool
) -> None:
    """Erase it; a line stays, so that it goes again where an older copy is put back."""
    card = work.session.get_one(Card, kept.card_id)
    run = run_of(work, workshop, card.activity)
    at = moment_of(run, card)
    keep_line(work, workshop, Erasable.PICTURE, kept.id, viewer.role, own=own, at=at)
    work.session.delete(kept)
    work.erase()
    _note(work, workshop, viewer, "remove_picture", card, run)


def _place(work: UnitOfWork, viewer: Viewer, card_id: str) -> tuple[Workshop, Card, ActivityRun]:
    card = work.session.get(Card, card_id)
    if card is None or card.workshop_id != viewer.workshop_id or card.withdrawn:
        raise NotFoundError("This card is not here any more.")
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    run = run_of(work, workshop, card.activity)
    situation = Situation(
        workshop_open=workshop.state == WorkshopState.OPEN,
        activity_open=run.open,
        own_card=may_write(card, run, viewer),
    )
    require(viewer.role, Verb.EDIT_CARD, situation)
    require_unlocked(card)
    return workshop, card, run


def _note(
    work: UnitOfWork, workshop: Workshop, viewer: Viewer, verb: str, card: Card, run: ActivityRun
) -> None:
    card.updated_at = moment_of(run, card)
    card.revision = next_revision(work, workshop)
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="card",
        object_id=card.id,
        revision=card.revision,
        anonymous=hides_author(run, card) and not viewer.is_facilitator,
        at=moment_of(run, card),
    )
