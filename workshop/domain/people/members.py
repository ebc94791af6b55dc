"""Devices and people: joining a room, taking one over."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlalchemy import update as update_rows
from sqlmodel import col, select, update

from workshop.db import Database, UnitOfWork, now
from workshop.dialects.prepared import Prepared
from workshop.domain.acting import acting
from workshop.domain.journal import count_on, next_revision, record
from workshop.domain.people.pens import hand_pen_on
from workshop.domain.people.seats import sit, take_a_seat
from workshop.domain.people.secrets import normal_secret, secret_hint, slow_hash, two_words
from workshop.domain.policy import Situation, Verb, require
from workshop.drafts import GroupChosen, Joining
from workshop.enums import Role, RoleGroup, Via, WorkshopState
from workshop.errors import InvalidInputError, NotFoundError, RoomLockedError, UnknownDeviceError
from workshop.models import Card, Device, Person, Workshop
from workshop.queries.cards import label_told, rules, shown_to_room
from workshop.queries.people.own_voices import Share
from workshop.queries.sql_tables import CARD, DEVICE, PERSON, WORKSHOP
from workshop.queries.viewer import TOKEN, Viewer, device_id, find_device, token_hash
from workshop.queries.wall import RELABELS
from workshop.security_log import SecurityEvent, note


def new_token() -> str:
    """A device token: 256 random bits, for a cookie."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """An opaque id of 96 random bits, which tells nothing about when or by whom."""
    return secrets.token_urlsafe(12)


def register_device(db: Database, *, token: str) -> None:
    """Know this device from now on. Registering it twice changes nothing."""
    with db.rows() as connection:
        if device_id(connection, token) is not None:
            return
    with db.write(f"device {token}") as work:
        device_for(work, token)
        work.commit()


def sign_out(db: Database, *, token: str) -> list[tuple[str, str]]:
    """Know this token no more; answers the workshops and people that it was.

    What they did stays. Two words, or the four, bring them back in any browser. A device that
    nobody knows is no error.
    """
    with db.write() as work:
        device = find_device(work.session, token)
        if device is None:
            return []
        device.token_hash = token_hash(new_token())  # a token that nobody holds
        people = select(Person.workshop_id, Person.id).where(Person.device_id == device.id)
        found = [(workshop, person) for workshop, person in work.session.exec(people)]
        work.erase()
        work.commit()
        note(SecurityEvent.SIGNED_OUT)
        return found


_ADD_DEVICE = Prepared(DEVICE.insert().inline())


def device_for(work: UnitOfWork, token: str) -> str:
    """The id of the device that holds this token, made known where it is not."""
    if not TOKEN.fullmatch(token):
        raise UnknownDeviceError("This browser's cookie is damaged. Please open the link again.")
    work.flush()
    known = device_id(work.connection, token)
    if known is not None:
        return known
    made = {"id": new_id(), "token_hash": token_hash(token), "created_at": midnight()}
    _ADD_DEVICE.run(work.connection, made)
    return str(made["id"])


def midnight() -> datetime:
    """The day alone: nobody needs to know when a browser was first seen."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0)


def person_for(
    work: UnitOfWork, workshop: Workshop, device_id: str, *, steers: bool = False
) -> Person:
    """The person of this device here; a device that never chose is of unknown role.

    Raises RoomLockedError for somebody new in a locked room, unless they have come to steer.
    """
    person = work.session.exec(
        select(Person).where(Person.workshop_id == workshop.id, Person.device_id == device_id)
    ).first()
    if person is None:
        person = _newcomer(workshop, device_id, steers=steers)
        work.session.add(person)
        work.session.flush()
    return person


def _newcomer(workshop: Workshop, device_id: str, *, steers: bool = False) -> Person:
    """Somebody new, of whom more is to be said before they are stored."""
    if workshop.locked and not steers:
        raise RoomLockedError(
            "The room is locked, so nobody new can join now. Ask the facilitator to let you in."
        )
    return Person(id=new_id(), workshop_id=workshop.id, device_id=device_id, joined_at=now())


_COLUMNS = tuple(PERSON.c.keys())
_ADD_PERSON = Prepared(PERSON.insert().inline())
_ROOM = Prepared(rows_of(WORKSHOP).where(WORKSHOP.c.id == bindparam("workshop")))


def _room(work: UnitOfWork, workshop_id: str) -> Workshop:
    """The workshop as a row with its columns as attributes, to be read only."""
    (row,) = _ROOM.all(work.connection, {"workshop": workshop_id})
    return cast("Workshop", row)


def require_joined(viewer: Viewer) -> None:
    """Refuse a device that knows the code and has not joined: a locked room keeps it out too.

    For verbs that sign nothing with a person, and so would never ask for one.
    """
    if not viewer.is_facilitator and viewer.person_id is None:
        raise UnknownDeviceError("Please join the workshop with its code first.")


def join(db: Database, *, viewer: Viewer, draft: Joining) -> Viewer:
    """Choose role group, name and table; all three can be changed by joining again."""
    return join_again(db, viewer=viewer, draft=draft)[0]


def join_again(db: Database, *, viewer: Viewer, draft: Joining) -> tuple[Viewer, int]:
    """As ``join``; answers also how many cards say the group that was put right.

    These are the cards that are linked to their writer. One without a name holds no group, and a
    vote that is closed stays as it was counted.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = _room(work, viewer.workshop_id)
        situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
        require(viewer.role, Verb.JOIN, situation)
        if viewer.device_id is None:
            raise UnknownDeviceError("Please join the workshop with its code first.")
        comes = viewer.person_id is None
        if comes:
            person = _newcomer(workshop, viewer.device_id)
        else:
            person = work.session.get_one(Person, viewer.person_id)
        before = {"role_group": person.role_group, "table": person.table_no}
        revision = count_on(work, workshop.id)
        chosen = group_and_voice(workshop, draft.role_group)
        if comes:
            person.role_group, person.voice = chosen
            right = _PutRight()
        else:
            right = _put_right(work, workshop, person, chosen, revision)
        person.name = draft.name
        stays = not comes and draft.seated == (draft.table or 0)
        if not stays and (draft.table is not None or not workshop.tables):
            sit(person, draft.table)
        take_a_seat(work, workshop, person)
        if person.return_words is None and not person.is_facilitator:
            person.return_words = new_return_words(work, workshop)
        if comes:
            _ADD_PERSON.run(work.connection, {name: getattr(person, name) for name in _COLUMNS})
        record(
            work,
            workshop,
            viewer,
            Verb.JOIN,
            object_type="person",
            object_id="",  # whoever came late and wrote at once could be read off
            revision=revision,
            before=before,
            after={"role_group": person.role_group, "table": person.table_no, **right.told},
            anonymous=True,
        )
        work.commit()
        joined = Viewer(
            workshop.id,
            workshop.code,
            Role.FACILITATOR if person.is_facilitator else Role.PARTICIPANT,
            viewer.device_id,
            person.id,
            RoleGroup(person.role_group),
            person.name,
            person.table_no,
            person.done_in,
            person.hand_at is not None,
            person.return_words or "",
            viewer.people,
            person.voice,
            viewer.pen,
            person.table_since,
        )
        return joined, right.said


def group_and_voice(workshop: Workshop, chosen: GroupChosen) -> tuple[RoleGroup, str]:
    """The role group and the own voice that somebody chose by one value.

    Raises InvalidInputError for a voice that nobody can choose here, or not any more.
    """
    if isinstance(chosen, RoleGroup):
        return chosen, ""
    for one in workshop.voices:
        if one["key"] == chosen and not one["ended"]:
            return RoleGroup(one["role_group"]), chosen
    raise InvalidInputError(
        "This group is not in the room any more. Load the page and choose again."
    )


@dataclass(frozen=True, slots=True)
class _PutRight:
    """How many cards say another group, and what the step's line says of that."""

    said: int = 0
    told: dict[str, bool] = field(default_factory=dict)


def _put_right(
    work: UnitOfWork, workshop: Workshop, person: Person, becomes: Share, revision: int
) -> _PutRight:
    """Let a person and their cards say another group.

    What was typed for somebody else, or from paper, keeps the group of whose words they are. Where
    the room reads another label by it, all cards with a label of both groups are told to have
    changed that it reads in these activities, else none: these cards alone would say that one
    person wrote them. Of what the room does not read nothing is told, not even that it is there.
    """
    was = RoleGroup(person.role_group), person.voice
    if was == becomes:
        return _PutRight()
    mine = (
        col(Card.author_id) == person.id,
        col(Card.role_group) == was[0],
        col(Card.voice) == was[1],
        col(Card.via).in_((Via.PHONE, Via.APP)),
    )
    ids = work.session.exec(select(Card.id).where(*mine)).all()
    before = _labels_told(work, workshop, ids) if ids else {}
    group, voice = becomes
    work.session.exec(update(Card).where(*mine).values(role_group=group, voice=voice))
    person.role_group, person.voice = becomes
    person.joined_at = now()  # in this group: a vote that is open counts from then on
    if not ids:
        return _PutRight()
    work.session.flush()
    after = _labels_told(work, workshop, ids)
    relabelled = {card for card in ids if before[card] != after[card]}
    return _PutRight(len(ids), _tell(work, workshop, relabelled, {was[0], group}, revision))


def _labels_told(
    work: UnitOfWork, workshop: Workshop, ids: Sequence[str]
) -> dict[str, tuple[RoleGroup | None, str]]:
    """What each of these cards is labelled with, by id."""
    found = work.session.connection().execute(rows_of(CARD).where(CARD.c.id.in_(ids)))
    promised = rules(work.session, workshop.id)
    return {card.id: label_told(cast("Card", card), promised[card.activity]) for card in found}


def _tell(
    work: UnitOfWork,
    workshop: Workshop,
    relabelled: Collection[str],
    groups: Collection[RoleGroup],
    revision: int,
) -> dict[str, bool]:
    """Raise what the room is told of anew; answers what the line says of what it is not told."""
    if not relabelled:
        return {}
    session, connection = work.session, work.session.connection()
    of_groups = CARD.c.workshop_id == workshop.id, CARD.c.role_group.in_(groups)
    cards = cast("list[Card]", connection.execute(rows_of(CARD).where(*of_groups)).all())
    promised = rules(session, workshop.id)
    shown = shown_to_room(session, workshop.id, cards, promised)
    steps = {card.activity for card in cards if card.id in shown and card.id in relabelled}
    raised = [
        {"raised": card.id}
        for card in cards
        if card.id in shown
        and card.activity in steps
        # One without a label would be told to be of one of these groups.
        and (card.id in relabelled or label_told(card, promised[card.activity])[0])
    ]
    if raised:
        connection.execute(_RAISE.values(revision=revision), raised)
    return {} if shown.issuperset(relabelled) else {RELABELS: True}


_RAISE = update_rows(CARD).where(CARD.c.id == bindparam("raised"))


_USED_WORDS = Prepared(
    rows_of(PERSON.c.id).where(
        PERSON.c.workshop_id == bindparam("workshop"), PERSON.c.return_words == bindparam("words")
    )
)


def new_return_words(work: UnitOfWork, workshop: Workshop) -> str:
    """Two words that bring nobody else here back (``domain.returning``)."""
    while True:
        words = two_words()
        asked = {"workshop": workshop.id, "words": words}
        if _USED_WORDS.first(work.connection, asked) is None:
            return words


WRONG_WORDS = "These four words open no workshop. Check them, or ask for a new link."


class Chance(StrEnum):
    """Whether four words may open something here, said without the slow sum."""

    NONE = "none"
    LIKELY = "likely"
    OLD = "old"  # a workshop of an earlier version is here, of which nothing is known before


def secret_chance(db: Database, *, secret: str) -> Chance:
    """A quick look at four words, however they were typed."""
    hint = secret_hint(normal_secret(secret))
    kept = col(Workshop.secret_hash)
    with db.read() as session:
        if session.exec(select(Workshop.id).where(kept.endswith(f".{hint}"))).first() is not None:
            return Chance.LIKELY
        old = session.exec(select(Workshop.id).where(~kept.contains("."))).first()
    return Chance.NONE if old is None else Chance.OLD


def take_over(db: Database, *, token: str, secret: str, renewed: str = "") -> str:
    """Make this device a facilitator by the four words; answers the workshop's code.

    With ``renewed`` the device is known by that token from then on, and by the old one no more.
    Raises NotFoundError for words that open nothing.
    """
    if secret_chance(db, secret=secret) is Chance.NONE:
        raise NotFoundError(WRONG_WORDS)
    words = normal_secret(secret)
    slow = slow_hash(words)
    hashed = f"{slow}.{secret_hint(words)}"
    with db.write() as work:
        workshop = work.session.exec(
            select(Workshop).where(col(Workshop.secret_hash).in_((slow, hashed)))
        ).first()
        if workshop is None:
            raise NotFoundError(WRONG_WORDS)
        workshop.secret_hash = hashed
        person = make_facilitator(work, workshop, token)
        if renewed:
            device = work.session.get_one(Device, person.device_id)
            device.token_hash = token_hash(renewed)
            hand_pen_on(work, device.id, was=token, becomes=renewed)
        work.commit()
        note(SecurityEvent.STEERING_TAKEN, workshop.code)
        return workshop.code


def make_facilitator(work: UnitOfWork, workshop: Workshop, token: str) -> Person:
    device = device_for(work, token)
    person = person_for(work, workshop, device, steers=True)
    if not person.is_facilitator:
        steers_now(person)
        record(
            work,
            workshop,
            Viewer(workshop.id, workshop.code, Role.FACILITATOR, device, person.id),
            "take_over",
            object_type="person",
            object_id=person.id,
            revision=next_revision(work, workshop),
        )
    return person


def steers_now(person: Person) -> None:
    """Make a person a facilitator. They need no hand and no two words: they have the four."""
    person.is_facilitator = True
    person.done_in = person.hand_at = person.return_words = None
