"""Who is asking: cookie in, viewer out. Everything else asks the viewer, never the cookie."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, literal_column
from sqlalchemy import select as rows_of
from sqlmodel import Session, select

from workshop.db import Database, sight_of
from workshop.dialects.prepared import Prepared
from workshop.enums import Role, RoleGroup
from workshop.errors import NotAllowedError, NotFoundError, Sentence, UnknownDeviceError
from workshop.models import Card, Device, Person, Workshop
from workshop.queries.people.pens import mark_of, pen_of
from workshop.queries.sql_tables import DEVICE, PERSON, WORKSHOP

GONE = Sentence(
    "This device is not in the workshop as it was. Load this page again, or join with the code."
)
DELETED = Sentence("This workshop was deleted.")
NO_LONGER_STEERS = (
    "This device does not steer the workshop any more, so nothing was done. Load this page again."
)
WRONG_CODE = Sentence("No workshop has this code. Check the five letters on the big screen.")
LOOK_ALIKES = str.maketrans("ВСԌНЈКМРЅТѴԜХΒϜΗΚΜΡΤΧΖ", "BCGHJKMPSTVWXBFHKMPTXZ")
"""Cyrillic and Greek letters in the shape of a code's own: a keyboard of that script gives them."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person looking at one workshop. An unknown device is a VISITOR and sees nothing."""

    workshop_id: str
    code: str
    role: Role
    device_id: str | None = None
    person_id: str | None = None
    role_group: RoleGroup = RoleGroup.UNKNOWN
    name: str = ""
    table_no: int | None = None
    done_in: str | None = None
    hand_up: bool = False
    return_words: str = ""
    people: frozenset[str] = frozenset()
    """The persons without a device for whom this one writes."""
    voice: str = ""
    """The key of their own voice, beside the role group; "" for none."""
    pen: bytes = field(default=b"", repr=False, compare=False)
    """The key of this browser: it finds the cards that name nobody (``queries.people.pens``)."""
    table_since: datetime | None = None

    def sat_there(self, card: Card) -> bool:
        """Whether this person was at the table of a card, as they say, when it was written.

        Anybody can say any table, afterwards too: what was written there before is not told by it.
        Both moments are of the clocks of the servers that wrote them: where several serve one
        database and their clocks differ, a card of that difference is taken for one of before, or
        for one of after. Keep them set by one time service.
        """
        if self.table_no is None or card.table_no != self.table_no:
            return False
        return self.table_since is not None and self.table_since <= card.created_at

    def wrote(self, card: Card) -> bool:
        """Whether these are this person's own words, or those of somebody they write for."""
        return self.voice_of(card) is not None

    def voice_of(self, card: Card) -> str | None:
        """Whose words these are, as far as they are this person's or of somebody they write for."""
        if card.author_id is not None:
            known = card.author_id == self.person_id or card.author_id in self.people
            return card.author_id if known else None
        if not card.author_mark or not self.pen or self.person_id is None:
            return None
        for person in (self.person_id, *self.people):
            if hmac.compare_digest(mark_of(self.pen, card.id, person), card.author_mark):
                return person
        return None

    @property
    def is_facilitator(self) -> bool:
        return self.role in (Role.FACILITATOR, Role.HOST)


def token_hash(token: str) -> str:
    """What the database keeps of a device's token: enough to know it, not to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_workshop(session: Session, code: str) -> Workshop:
    """The workshop behind a code as typed. Raises NotFoundError."""
    found = session.exec(select(Workshop).where(Workshop.code == code_as_stored(code))).first()
    if found is None:
        raise NotFoundError(WRONG_CODE)
    return found


def code_as_stored(code: str) -> str:
    """A code as typed, or as a messenger wrote it into a sentence: in quotes, with a full stop."""
    tidy = unicodedata.normalize("NFKC", code).upper().translate(LOOK_ALIKES)
    tidy = "".join(letter for letter in tidy if letter.isalnum())
    # Lone surrogates and the like can neither be looked up nor be a workshop's code.
    return tidy if tidy.isascii() else ""


def find_device(session: Session, token: str | None) -> Device | None:
    if token is None or not TOKEN.fullmatch(token):
        return None
    return session.exec(select(Device).where(Device.token_hash == token_hash(token))).first()


_SEEN = "reframe viewer"
_DEVICE_ID = Prepared(rows_of(DEVICE.c.id).where(DEVICE.c.token_hash == bindparam("token")))


def device_id(connection: Connection, token: str | None) -> str | None:
    """The device that holds this cookie; None where nobody knows it."""
    if token is None or not TOKEN.fullmatch(token):
        return None
    found = _DEVICE_ID.first(connection, {"token": token_hash(token)})
    return None if found is None else str(found.id)


_SPOKEN_FOR = PERSON.alias("spoken_for")
_PEOPLE = (
    rows_of(
        func.aggregate_strings(_SPOKEN_FOR.c.id, literal_column("','"))  # type: ignore[arg-type]
    )
    .where(_SPOKEN_FOR.c.scribe_id == PERSON.c.id)
    .correlate(PERSON)
    .scalar_subquery()
)


def _who(device: ColumnElement[bool], workshop: ColumnElement[bool]) -> Select[Any]:
    return (
        rows_of(
            WORKSHOP.c.id.label("workshop"),
            WORKSHOP.c.code,
            DEVICE.c.id.label("device"),
            PERSON.c.id.label("person"),
            PERSON.c.is_facilitator,
            PERSON.c.role_group,
            PERSON.c.voice,
            PERSON.c.name,
            PERSON.c.table_no,
            PERSON.c.table_since,
            PERSON.c.done_in,
            PERSON.c.hand_at,
            PERSON.c.return_words,
            _PEOPLE.label("people"),
        )
        .select_from(WORKSHOP)
        .outerjoin(DEVICE, device)
        .outerjoin(
            PERSON,
            and_(PERSON.c.workshop_id == WORKSHOP.c.id, PERSON.c.device_id == DEVICE.c.id),
        )
        .where(workshop)
    )


_BY_COOKIE = Prepared(
    _who(DEVICE.c.token_hash == bindparam("token"), WORKSHOP.c.code == bindparam("code"))
)
_BY_DEVICE = Prepared(
    _who(DEVICE.c.id == bindparam("device_id"), WORKSHOP.c.id == bindparam("workshop_id"))
)


def identify(session: Session, *, token: str | None, code: str) -> Viewer:
    """The viewer behind this cookie in this workshop. Raises NotFoundError for a wrong code.

    A known device that has not joined yet is a participant without a person; an unknown device is
    a visitor.
    """
    return identified(session.connection(), token=token, code=code)


def identified(connection: Connection, *, token: str | None, code: str) -> Viewer:
    """As ``identify``, where there is no session."""
    known = token is not None and TOKEN.fullmatch(token)
    asked = {"code": code_as_stored(code), "token": token_hash(token) if token and known else ""}
    row = _BY_COOKIE.first(connection, asked)
    if row is None:
        raise NotFoundError(WRONG_CODE)
    pen = pen_of(token) if token and row.device else b""
    found = _viewer(row, pen)
    connection.info[_SEEN] = (found, sight_of(connection))
    return found


def _viewer(row: Any, pen: bytes) -> Viewer:
    if row.device is None:
        return Viewer(row.workshop, row.code, Role.VISITOR)
    if row.person is None:
        return Viewer(row.workshop, row.code, Role.PARTICIPANT, row.device, pen=pen)
    return Viewer(
        row.workshop,
        row.code,
        Role.FACILITATOR if row.is_facilitator else Role.PARTICIPANT,
        row.device,
        row.person,
        RoleGroup(row.role_group),
        row.name,
        row.table_no,
        row.done_in,
        row.hand_at is not None,
        row.return_words or "",
        frozenset(row.people.split(",")) if row.people else frozenset(),
        row.voice,
        pen,
        row.table_since,
    )


def as_now(session: Session, viewer: Viewer) -> Viewer:
    """The same device as it stands in this very transaction: what acts asks here, never earlier.

    A page may have been open for hours. Raises NotFoundError when the workshop was deleted,
    UnknownDeviceError when this device is not that person any more, and NotAllowedError when it
    steered when its page was drawn and does not now.
    """
    return known_now(session.connection(), viewer)


def known_now(connection: Connection, viewer: Viewer) -> Viewer:
    """As ``as_now``, where there is no session."""
    seen: Viewer | None
    seen, sight = connection.info.get(_SEEN, (None, None))
    if seen is viewer and sight == sight_of(connection):
        return viewer  # identified in this very transaction, and nothing was written since
    asked = {"device_id": viewer.device_id, "workshop_id": viewer.workshop_id}
    row = _BY_DEVICE.first(connection, asked)
    if row is None:
        raise NotFoundError(DELETED)
    if viewer.role is Role.HOST:
        return viewer
    found = _viewer(row, viewer.pen)
    if found.device_id != viewer.device_id or viewer.person_id not in (None, found.person_id):
        raise UnknownDeviceError(GONE)
    if viewer.is_facilitator and not found.is_facilitator:
        raise NotAllowedError(NO_LONGER_STEERS)
    return found


@contextmanager
def looking(db: Database, viewer: Viewer) -> Iterator[tuple[Session, Viewer]]:
    """A read of one moment, and who is asking at that moment. Raises as ``as_now`` does."""
    with db.read() as session:
        yield session, as_now(session, viewer)


def host(session: Session, code: str) -> Viewer:
    """The command line on the server itself, which may do what a facilitator may."""
    workshop = find_workshop(session, code)
    return Viewer(workshop.id, workshop.code, Role.HOST)


@dataclass(frozen=True, slots=True)
class OwnWorkshop:
    """A workshop that this device made or took over, or joined."""

    code: str
    title: str
    state: str
    facilitates: bool
    is_example: bool
    erase_on: date | None = None


def own_workshops(session: Session, token: str | None) -> list[OwnWorkshop]:
    """The workshops this device is in, newest first."""
    device = find_device(session, token)
    if device is None:
        return []
    rows = session.exec(
        select(Workshop, Person)
        .where(Person.workshop_id == Workshop.id, Person.device_id == device.id)
        .order_by(Workshop.created_at.desc())  # type: ignore[attr-defined]
    ).all()
    return [
        OwnWorkshop(w.code, w.title, w.state, p.is_facilitator, w.is_example, w.erase_on)
        for w, p in rows
    ]


def newest_example(session: Session) -> str | None:
    """The code of the newest worked example on this server, or None without one."""
    return session.exec(
        select(Workshop.code).where(Workshop.is_example).order_by(Workshop.created_at.desc())  # type: ignore[attr-defined]
    ).first()
