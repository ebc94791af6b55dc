"""Verbs on cards: add, edit, withdraw, hide, star."""

from collections import namedtuple
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

from sqlalchemy import and_, bindparam, or_
from sqlalchemy import select as rows_of

from workshop.db import Database, UnitOfWork
from workshop.dialects.prepared import Prepared
from workshop.domain.acting import acting
from workshop.domain.demands import (
    require_demands,
    require_face_down,
    require_one_guess,
    require_rooms_own,
    require_unlocked,
)
from workshop.domain.grace import require_for, working_on
from workshop.domain.journal import (
    card_state,
    count_on,
    hides_author,
    is_nameless,
    moment_of,
    next_revision,
    record,
)
from workshop.domain.new_cards import new_card, store
from workshop.domain.people.members import group_and_voice, person_for
from workshop.domain.people.moderation import hold, require_free
from workshop.domain.people.tables import keep_deal
from workshop.domain.pictures import NewPicture, keep_picture, require_no_handwriting
from workshop.domain.policy import Verb
from workshop.domain.receipts import devices_of, keep_receipt, require_key
from workshop.domain.recordings.keeping import NewRecording, in_words, keep_recording
from workshop.domain.room import run_of
from workshop.domain.stored_links import set_links, tell_comments, tell_gathered
from workshop.domain.themes.placements import GATHERS
from workshop.domain.threads.carrying import add_to, completed
from workshop.domain.threads.twins import twin_of
from workshop.drafts import CardEdit, GroupChosen, NewCard
from workshop.enums import Role, Via
from workshop.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    NotFoundError,
)
from workshop.kinds import CardKind, fields_as_json, parse_fields, parse_text
from workshop.models import ActivityRun, Card, Person, Workshop
from workshop.playbook import load_playbook
from workshop.queries.cards import may_write
from workshop.queries.people.first_writers import in_this_room
from workshop.queries.people.pens import mark_of
from workshop.queries.people.scribes import speaker
from workshop.queries.sql_tables import ACTIVITY_RUN, PERSON, RECEIPT, WORKSHOP
from workshop.queries.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CardReceipt:
    """What became of a card that was sent. ``created`` is False when the key was known already."""

    id: str
    revision: int
    version: int = 1
    created: bool = True


@dataclass(frozen=True, slots=True)
class Voice:
    """For whom a scribe or facilitator writes: a card counts as theirs, not the writer's.

    ``role_group`` may be the key of an own voice; once it is known here it stands in ``voice``.
    """

    role_group: GroupChosen
    name: str = ""
    table: int | None = None
    voice: str = ""


def add_card(
    db: Database,
    *,
    viewer: Viewer,
    draft: NewCard,
    key: str | None = None,
    via: Via = Via.PHONE,
    voice: Voice | None = None,
    picture: NewPicture | None = None,
    recording: NewRecording | None = None,
) -> CardReceipt:
    """Add a card; durable when this returns. The same ``key`` from a device adds nothing twice.

    For some minutes after its activity has closed a card is still taken, and marked as late.
    ``picture`` and ``recording`` are stored with the card, or none of them is.
    """
    require_key(key)
    with acting(db, viewer) as (work, viewer):
        receipt = _add(work, viewer, draft, key, via, voice, picture, recording)
        work.commit()
        return receipt


def try_card(db: Database, *, viewer: Viewer, draft: NewCard, key: str | None = None) -> bool:
    """Whether this card would be new. Raises all that ``add_card`` would, and adds nothing.

    For what is dear to prepare, such as a picture: only for a card that may come in at all.
    """
    require_key(key)
    with acting(db, viewer) as (work, viewer):
        return _add(work, viewer, draft, key, Via.PHONE, None, None, None).created


def _add(
    work: UnitOfWork,
    viewer: Viewer,
    draft: NewCard,
    key: str | None,
    via: Via,
    voice: Voice | None,
    picture: NewPicture | None,
    recording: NewRecording | None,
) -> CardReceipt:
    place = _place(work, viewer, draft.activity, key)
    if place.receipt is not None:
        return place.receipt
    draft = in_words(draft)
    workshop, run = place.workshop, place.run
    activity = load_playbook(workshop.language).activity(run.key)
    if activity.writers:
        activity = in_this_room(work.session, workshop.id, activity)
    require_for(viewer, Verb.ADD_CARD, workshop, run)
    if voice is not None and not viewer.is_facilitator:
        raise InvalidInputError("Only the facilitator writes for others.")
    writer = place.person or _writer(work, workshop, viewer)
    if draft.person is not None:
        viewer = speaker(work.session, viewer, draft.person)
        via = Via.PAPER if via is Via.PAPER else Via.SCRIBE
        writer = work.session.get(Person, draft.person)
    if draft.onto is not None:
        require_free(run, place.person, viewer)
        return _added_to(work, viewer, draft, place, key, voice)
    draft = completed(work, draft, activity, workshop)
    revision = count_on(work, workshop.id)
    keep_deal(work, run, activity)
    card = new_card(draft, viewer, activity, workshop, revision)
    card.merged_into = twin_of(work, draft, card, viewer, workshop)
    card.via = via
    card.late = viewer.role is Role.PARTICIPANT and not run.open
    sign(card, run, writer, voice and known_voice(workshop, voice), viewer.pen)
    hold(card, run, place.person, viewer)
    store(work, card)
    if draft.links:
        set_links(work, card, draft.links)
        tell_gathered(work, draft.links.get(GATHERS, ()), revision)
    if picture:
        require_no_handwriting(run, card)
        keep_picture(work, card, run, picture, viewer)
    if recording:
        keep_recording(work, card, run, recording, viewer)
    require_rooms_own(CardKind(card.kind), {}, card.fields, viewer)
    require_demands(work, card, viewer)
    record_card(
        work, workshop, viewer, Verb.ADD_CARD, card, run, after=card_state(card), at=revision
    )
    nameless = is_nameless(run, card)
    keep_receipt(work, viewer, key, card.id, revision, nameless=nameless)
    return CardReceipt(card.id, revision)


def _added_to(
    work: UnitOfWork,
    viewer: Viewer,
    draft: NewCard,
    place: "_Place",
    key: str | None,
    voice: Voice | None,
) -> CardReceipt:
    """Keep what was added to a card of the room, as a change of that card."""
    workshop, run = work.session.get_one(Workshop, place.workshop.id), place.run
    activity = load_playbook(workshop.language).activity(run.key)
    card, was = add_to(work, draft, activity, workshop, viewer)
    keep_deal(work, run, activity)
    before = card_state(card) | was
    for_somebody = draft.person is not None or voice is not None
    record_card(
        work,
        workshop,
        viewer,
        Verb.EDIT_CARD,
        card,
        run,
        before=before,
        after=card_state(card),
        of_writer=for_somebody,
    )
    nameless = is_nameless(run, card)
    keep_receipt(work, viewer, key, card.id, card.revision, nameless=nameless)
    return CardReceipt(card.id, card.revision, card.version)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a card is to go, and what became of it if this key was here before.

    All three are rows with the columns of these classes as attributes, to be read only.
    """

    workshop: Workshop
    run: ActivityRun
    person: Person | None
    receipt: CardReceipt | None


_TABLES = (WORKSHOP, ACTIVITY_RUN, PERSON)
_ENDS = tuple(accumulate((len(table.c) for table in _TABLES), initial=0))
_OF_TABLES: Any = [namedtuple(table.name, table.c.keys()) for table in _TABLES]
_PLACE = Prepared(
    rows_of(*_TABLES, RECEIPT.c.card_id, RECEIPT.c.revision)
    .select_from(WORKSHOP)
    .outerjoin(
        ACTIVITY_RUN,
        and_(
            ACTIVITY_RUN.c.workshop_id == WORKSHOP.c.id,
            ACTIVITY_RUN.c.key == bindparam("activity"),
        ),
    )
    .outerjoin(
        PERSON,
        and_(PERSON.c.workshop_id == WORKSHOP.c.id, PERSON.c.device_id == bindparam("device")),
    )
    .outerjoin(
        RECEIPT,
        and_(
            RECEIPT.c.workshop_id == WORKSHOP.c.id,
            or_(
                RECEIPT.c.device_id == bindparam("device"),
                RECEIPT.c.device_id == bindparam("mark"),
            ),
            RECEIPT.c.key == bindparam("key"),
        ),
    )
    .where(WORKSHOP.c.id == bindparam("workshop"))
)


def _place(work: UnitOfWork, viewer: Viewer, activity: str, key: str | None) -> _Place:
    asked = {
        "workshop": viewer.workshop_id,
        "device": viewer.device_id,
        "mark": devices_of(viewer, key)[1],
        "activity": activity,
        "key": key,
    }
    work.flush()
    (row,) = _PLACE.all(work.connection, asked)
    parts = zip(_OF_TABLES, pairwise(_ENDS), strict=True)
    found: Any = [of._make(row[a:b]) if row[a] is not None else None for of, (a, b) in parts]
    workshop, run, person = found
    card_id, revision = row[_ENDS[-1] :]
    known = CardReceipt(card_id, revision, created=False) if card_id is not None else None
    if known is None and run is None:
        run = run_of(work, workshop, activity)  # says that there is none
    return _Place(workshop, run, person, known)


def _writer(work: UnitOfWork, workshop: Workshop, viewer: Viewer) -> Person | None:
    if viewer.device_id is None:
        return None
    return person_for(work, workshop, viewer.device_id)


def known_voice(workshop: Workshop, voice: Voice) -> Voice:
    """With its role group as it stands in the room. Raises as ``group_and_voice`` does."""
    group, own = group_and_voice(workshop, voice.role_group)
    return replace(voice, role_group=group, voice=own)


def sign(
    card: Card, run: ActivityRun, person: Person | None, voice: Voice | None, pen: bytes
) -> None:
    """Whose voice the card is. What may be shown of it is decided when it is read.

    Where nobody may learn it, nobody is written down: only the pen that marked it knows its card.
    """
    if voice is not None:
        card.via = Via.SCRIBE if card.via is not Via.PAPER else Via.PAPER
    if is_nameless(run, card):
        card.created_at = card.updated_at = moment_of(run, card)
        if person is not None and pen:
            card.author_mark = mark_of(pen, card.id, person.id)
        return
    if person is not None:
        card.author_id = person.id
        card.author_name = person.name
        card.role_group, card.voice = person.role_group, person.voice
        card.table_no = person.table_no
    if voice is not None:
        card.author_name = voice.name
        card.role_group, card.voice = voice.role_group, voice.voice
        card.table_no = voice.table


def record_card(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    verb: str,
    card: Card,
    run: ActivityRun,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    at: int | None = None,
    of_writer: bool = False,
) -> None:
    """Add the audit row of a card; ``at`` is the revision where the workshop is no object.

    ``of_writer`` says that a facilitator typed the words of somebody else.
    """
    # A table's cards are changed by its people, who are their authors as much as the first.
    writer = of_writer or _own(card, viewer) or viewer.role is Role.PARTICIPANT
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type="card",
        object_id=card.id,
        revision=at or workshop.revision,
        before=before,
        after=after,
        anonymous=hides_author(run, card) and (verb == Verb.ADD_CARD or writer),
        at=moment_of(run, card),
    )


def loaded(work: UnitOfWork, viewer: Viewer, card_id: str) -> tuple[Workshop, Card, ActivityRun]:
    card = work.session.get(Card, card_id)
    if card is None or card.workshop_id != viewer.workshop_id:
        raise NotFoundError("This card is not here any more.")
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    return workshop, card, run_of(work, workshop, card.activity)


def _own(card: Card, viewer: Viewer) -> bool:
    return viewer.wrote(card)


def _change(
    db: Database, viewer: Viewer, verb: Verb, card_id: str, values: dict[str, Any], name: str
) -> CardReceipt:
    """Set columns of a card, with revision and audit; setting what is set already is no error."""
    with acting(db, viewer) as (work, viewer):
        workshop, card, run = loaded(work, viewer, card_id)
        require_for(viewer, verb, workshop, run, own=_own(card, viewer))
        if all(getattr(card, column) == value for column, value in values.items()):
            return CardReceipt(card.id, card.revision, card.version, created=False)
        if verb in (Verb.WITHDRAW_CARD, Verb.HIDE_CARD):
            require_unlocked(card)
        if verb is Verb.WITHDRAW_CARD:
            require_face_down(work, card)
        if values.get("withdrawn") is False:
            require_one_guess(work, card, viewer)
        before = card_state(card)
        card.revision = next_revision(work, workshop)
        card.updated_at = moment_of(run, card)
        for column, value in values.items():
            setattr(card, column, value)
        if verb in (Verb.WITHDRAW_CARD, Verb.HIDE_CARD):
            tell_comments(work, card)
        record_card(work, workshop, viewer, name, card, run, before=before, after=card_state(card))
        work.commit()
        return CardReceipt(card.id, card.revision, card.version)


def edit_card(db: Database, *, viewer: Viewer, card_id: str, draft: CardEdit) -> CardReceipt:
    """Save newer words for a card.

    Raises ChangedMeanwhileError, with the stored text and version as ``current``, when somebody
    saved a newer version first; nothing is overwritten then.
    """
    with acting(db, viewer) as (work, viewer):
        workshop, card, run = loaded(work, viewer, card_id)
        where = working_on(work, workshop, card, run)
        require_for(viewer, Verb.EDIT_CARD, workshop, where, own=may_write(card, run, viewer))
        if card.withdrawn:
            raise NotFoundError("This card was taken back by the person who wrote it.")
        kind = CardKind(card.kind)
        text = card.text if draft.text is None else parse_text(kind, draft.text)
        fields = (
            card.fields
            if draft.fields is None
            else fields_as_json(parse_fields(kind, draft.fields))
        )
        require_rooms_own(kind, card.fields, fields, viewer)
        if (text, fields) == (card.text, card.fields):
            return CardReceipt(card.id, card.revision, card.version, created=False)
        require_unlocked(card)
        if draft.version != card.version:
            raise ChangedMeanwhileError(
                "Somebody saved a newer text first. Both are shown; keep what you need of each.",
                current={"text": card.text, "fields": card.fields, "version": card.version},
            )
        before = card_state(card)
        card.text = text
        card.fields = fields
        card.version += 1
        card.updated_at = moment_of(run, card)
        _hold_again(work, card, run, viewer)
        require_demands(work, card, viewer)
        card.revision = next_revision(work, workshop)
        record_card(
            work, workshop, viewer, Verb.EDIT_CARD, card, run, before=before, after=card_state(card)
        )
        work.commit()
        return CardReceipt(card.id, card.revision, card.version)


def _hold_again(work: UnitOfWork, card: Card, run: ActivityRun, viewer: Viewer) -> None:
    """New words wait as new cards do: nothing slips by as a change of what was let through."""
    device = work.session.get(Person, viewer.person_id) if viewer.person_id else None
    hold(card, run, device, viewer)


def withdraw_card(
    db: Database, *, viewer: Viewer, card_id: str, withdrawn: bool = True
) -> CardReceipt:
    """Take back a card of one's own, or put it back. Words and voice go for good at the close."""
    name = Verb.WITHDRAW_CARD if withdrawn else "restore_card"
    return _change(db, viewer, Verb.WITHDRAW_CARD, card_id, {"withdrawn": withdrawn}, name)


def hide_card(db: Database, *, viewer: Viewer, card_id: str, hidden: bool = True) -> CardReceipt:
    """Take a card off the wall, or put it back; it stays on the console and in the archive."""
    name = Verb.HIDE_CARD if hidden else "unhide_card"
    decided = {"hidden": hidden, "waiting": False}
    return _change(db, viewer, Verb.HIDE_CARD, card_id, decided, name)


def star_card(db: Database, *, viewer: Viewer, card_id: str, starred: bool = True) -> CardReceipt:
    """Mark an "aha" moment, or take the mark off."""
    name = Verb.STAR_CARD if starred else "unstar_card"
    return _change(db, viewer, Verb.STAR_CARD, card_id, {"starred": starred}, name)
