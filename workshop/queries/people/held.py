"""What is held on one person in one workshop, for that person, or for who answers for it."""

from base64 import b64encode
from typing import Any

from sqlmodel import Session, col, or_, select

from workshop.db import iso
from workshop.enums import Attribution, RoleGroup
from workshop.errors import NotFoundError
from workshop.kinds import KINDS, CardKind
from workshop.models import (
    ActivityRun,
    Audit,
    Ballot,
    Card,
    Media,
    Person,
    Recording,
    Voter,
    Workshop,
)
from workshop.queries.people.own_voices import own_voices
from workshop.queries.viewer import Viewer

NOBODY = "This person is not here any more."
LEFT_OUT = (
    "Cards and votes that promised no name are told to the person alone, on their own device: "
    "who steers the workshop is not to learn which they are."
)
WORDS = ("text", "fields")


def held_on(session: Session, viewer: Viewer, person_id: str) -> dict[str, Any]:
    """All of it as plain data. Raises NotFoundError for somebody who is not in this workshop.

    To anybody but the person it leaves out what promised no name, and says so.
    """
    person = session.get(Person, person_id)
    if person is None or person.workshop_id != viewer.workshop_id:
        raise NotFoundError(NOBODY)
    own = speaks_for(viewer, person.id)
    workshop = session.get_one(Workshop, viewer.workshop_id)
    cards = [
        _card(session, card)
        for card in _theirs(session, viewer, person)
        if own or not _unsigned(session, card)
    ]
    found: dict[str, Any] = {
        "workshop": {"code": workshop.code, "title": workshop.title},
        "kept_until": workshop.erase_on.isoformat() if workshop.erase_on else None,
        "person": _person(session, person),
        "cards": cards,
    }
    if own:
        found["votes"] = _votes(session, person)
    else:
        found["left_out"] = LEFT_OUT
    return found


def speaks_for(viewer: Viewer, person_id: str) -> bool:
    """Whether this is the viewer, or somebody without a device for whom they write."""
    return person_id == viewer.person_id or person_id in viewer.people


def _theirs(session: Session, viewer: Viewer, person: Person) -> list[Card]:
    """What is known to be theirs; their own browser knows its cards that name nobody too."""
    found = session.exec(
        select(Card)
        .where(
            Card.workshop_id == person.workshop_id,
            or_(Card.author_id == person.id, col(Card.author_mark).is_not(None)),
        )
        .order_by(col(Card.created_revision))
    )
    return [one for one in found if person.id in (one.author_id, viewer.voice_of(one))]


def _voice_name(session: Session, person: Person) -> str:
    found = own_voices(session, person.workshop_id).get(person.voice)
    return found.name if found else ""


def _person(session: Session, person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "role_group": person.role_group,
        "voice": _voice_name(session, person),
        "table": person.table_no,
        "table_since": iso(person.table_since),
        "steers": person.is_facilitator,
        "joined_at": iso(person.joined_at),
        "known_by_a_device": person.device_id is not None,
    }


def _card(session: Session, card: Card) -> dict[str, Any]:
    rows = session.exec(
        select(Audit).where(Audit.object_id == card.id).order_by(col(Audit.revision))
    )
    return {
        "id": card.id,
        "step": card.activity,
        "kind": card.kind,
        "text": card.text,
        "fields": card.fields,
        "language": card.language,
        "says_too": {language: one["text"] for language, one in card.translations.items()},
        "signed": card.author_name,
        "written_at": iso(card.created_at),
        "changed_at": iso(card.updated_at),
        "taken_back": card.withdrawn,
        "earlier": [
            {"at": iso(row.at), **{name: row.before.get(name) for name in WORDS}}
            for row in rows
            if row.before and row.before.get("text") not in (None, card.text)
        ],
        "recordings": [
            {"type": one.mime, "content": b64encode(one.content).decode()}
            for one in session.exec(select(Recording).where(Recording.card_id == card.id))
        ],
        "pictures": [
            {"type": one.mime, "says": one.alt, "content": b64encode(one.content).decode()}
            for one in session.exec(select(Media).where(Media.card_id == card.id))
        ],
    }


def _unsigned(session: Session, card: Card) -> bool:
    if KINDS[CardKind(card.kind)].anonymous:
        return True
    promised = select(ActivityRun.attribution).where(
        ActivityRun.workshop_id == card.workshop_id, ActivityRun.key == card.activity
    )
    return session.exec(promised).first() not in (None, Attribution.NAMED)


def _votes(session: Session, person: Person) -> list[dict[str, Any]]:
    """Ballots of which it is still known that they are this person's."""
    voters = select(Voter.id).where(Voter.person_id == person.id)
    return [
        {
            "card": one.card_id,
            "way": one.method,
            "says": next(
                (said for said in (one.score, one.consent, one.x, one.slot) if said is not None),
                None,
            ),
        }
        for one in session.exec(select(Ballot).where(col(Ballot.voter_id).in_(voters)))
    ]


def cards_with(session: Session, viewer: Viewer, words: str, most: int) -> list[tuple[str, str]]:
    """Id and text of cards that hold these words, the newest first, for who steers alone."""
    if not viewer.is_facilitator:
        return []
    found = session.exec(
        select(Card.id, Card.text)
        .where(
            Card.workshop_id == viewer.workshop_id, col(Card.text).icontains(words, autoescape=True)
        )
        .order_by(col(Card.created_at).desc())
        .limit(most)
    )
    return [(one, text) for one, text in found]


def names_here(session: Session, viewer: Viewer) -> list[tuple[str, str, RoleGroup, str]]:
    """Id, name, role group and own voice of those who gave a name, for who steers alone.

    The others are nobody.
    """
    if not viewer.is_facilitator:
        return []
    people = session.exec(
        select(Person)
        .where(Person.workshop_id == viewer.workshop_id, Person.name != "")
        .order_by(col(Person.name))
    )
    return [(one.id, one.name, RoleGroup(one.role_group), one.voice) for one in people]
