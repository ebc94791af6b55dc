"""Reading a workshop once, at one moment, into a frozen report.

What was weighed so that an archive tells no more of who wrote than the room was promised:

- The promise is looked at as it stands now. An activity that was tightened after people wrote
  hides the authors of its earlier cards too, and a kind that is anonymous stays so everywhere.
- A card that hides its author has no person, name or table; an anonymous one has no role group,
  nor has one of a group so small that its label would name somebody.
- Audit rows about such a card name no actor at all. Leaving out only the author would tell by the
  gap which cards the facilitator wrote. The actor's role is left out where only an author acts
  (adding, taking back, putting back); it stays for edits, because undo goes by it.
- People are listed in the order of their random ids, never in that of joining, and neither their
  rows nor the audit say who joined when: whoever came late and wrote at once could be read off.
- No row ever holds a device, a token, the four words, the two words of a way back, a raised hand,
  the room's wifi or this server's address.
- A voice goes along once the cards of its step are shown: before, its writer alone hears it, as the
  phone said. Voices are read for an archive alone: there may be tens of megabytes of them.
- Payments of spending files are the facilitator's alone: no story for sharing is told of them.
- The order and time of the cards stay, because the course of the day is part of the record. Who
  sat beside a person and saw when they typed can guess from it, as they could in the room.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_type_hints

from sqlmodel import Session, SQLModel, col, select

from workshop.db import Database
from workshop.domain.journal import hides_author
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.summary_release import may_take_summary
from workshop.domain.themes.placements import BOARD
from workshop.domain.undo_redo import FACILITATING
from workshop.enums import Attribution, Role, RoleGroup, Via
from workshop.errors import NotAllowedError
from workshop.exports.telling.closed_ballots import collect_rounds
from workshop.exports.telling.edition import Edition
from workshop.exports.telling.names import names_in
from workshop.exports.telling.payments import collect_spending
from workshop.exports.telling.record import (
    AuditRecord,
    CardRecord,
    LinkRecord,
    PersonRecord,
    PictureRecord,
    Record,
    Report,
    RunRecord,
    TakenOnRecord,
    WorkshopRecord,
)
from workshop.exports.telling.story import Results, WorkshopStory, tell
from workshop.exports.telling.voices import collect_voices
from workshop.exports.telling.withheld import card_views, given_names
from workshop.kinds import KINDS, CardKind
from workshop.models import (
    ActivityRun,
    Audit,
    Ballot,
    Card,
    Link,
    Media,
    Person,
    Recording,
    SpendImport,
    SpendRow,
    TakenOn,
    Voter,
    VoteRound,
    Workshop,
)
from workshop.playbook import load_playbook
from workshop.queries.people.groups import Labels, labels
from workshop.queries.viewer import Viewer, looking
from workshop.queries.votes.totals import results

LEFT_OUT = {
    Workshop: {
        "id",
        "secret_hash",
        "address",
        "paused_at",
        "phone_seen_at",
        "wifi_ssid",
        "wifi_password",
        "wifi_hidden",
        "tables",
        "erase_on",
    },
    ActivityRun: {"id", "workshop_id"},
    Person: {
        "id",
        "workshop_id",
        "device_id",
        "joined_at",
        "done_in",
        "hand_at",
        "return_words",
        "table_since",
        "scribe_id",
        "muted",
    },
    Card: {"id", "workshop_id", "author_id", "author_mark"},
    Link: {"id", "workshop_id", "from_id", "to_id"},
    Media: {"id", "workshop_id", "card_id"},
    Recording: {"id", "workshop_id", "card_id"},
    VoteRound: {"id", "workshop_id", "open", "closes_at"},
    Voter: {
        "id",
        "round_id",
        "workshop_id",
        "method",
        "dots",
        "person_id",
        "paper",
        "mark",
        "way",
    },
    TakenOn: {"id", "workshop_id", "card_id"},
    Ballot: {"voter_id", "card_id", "round_id", "workshop_id", "method", "dots", "slot"},
    Audit: {"id", "workshop_id", "actor_id", "object_id"},
    SpendImport: {"id", "workshop_id"},
    SpendRow: {"import_id", "workshop_id", "line_id"},
}
"""Columns that no record holds under their own name: secrets, and ids of this database."""

NOT_SHARED = (
    "The summary can be read here when the workshop is closed and the facilitator shares it."
)
AUTHORS_VERBS = ("add_card", "withdraw_card", "restore_card")
_OF_THIS_SERVER = ("set_address",)

R = TypeVar("R", bound=Record)
Row = TypeVar("Row", ActivityRun, Person, Card, Link, Media, Audit, TakenOn)


def collect(db: Database, viewer: Viewer) -> Report:
    """The facilitator's complete record of the viewer's workshop. Raises NotAllowedError."""
    require(viewer.role, Verb.READ_ALL, Situation())
    with looking(db, viewer) as (session, viewer):
        return _read(session, session.get_one(Workshop, viewer.workshop_id), voices=True)


def collect_story(db: Database, viewer: Viewer, edition: Edition) -> WorkshopStory:
    """The viewer's workshop told for one edition, read in one transaction at one revision.

    Raises NotAllowedError for who does not facilitate.
    """
    require(viewer.role, Verb.READ_ALL, Situation())
    with looking(db, viewer) as (session, viewer):
        workshop = session.get_one(Workshop, viewer.workshop_id)
        report = _read(session, workshop, voices=edition.is_whole)
        found = _results(session, workshop)
    return tell(report, found, edition)


def names_taken_out(db: Database, viewer: Viewer) -> Counter[str]:
    """What an edition without names takes out of people's words, and how often: to look at before.

    Raises NotAllowedError for who does not facilitate.
    """
    require(viewer.role, Verb.READ_ALL, Situation())
    with looking(db, viewer) as (session, viewer):
        report = _read(session, session.get_one(Workshop, viewer.workshop_id))
    cards = card_views(report)
    said = (value for card in cards for value in (card.text, *card.fields.values()))
    return names_in((one for one in said if isinstance(one, str)), given_names(report, cards))


def collect_shared(db: Database, viewer: Viewer) -> WorkshopStory:
    """The edition for sharing, for anybody who joined, once the facilitator lets them have it.

    Raises NotAllowedError before that, and UnknownDeviceError for who has not joined.
    """
    with looking(db, viewer) as (session, viewer):
        workshop = _require_shared(session, viewer)
        report = _read(session, workshop)
        found = _results(session, workshop)
    return tell(report, found, Edition(audience="shareable"))


def shared_revision(db: Database, viewer: Viewer) -> int:
    """The revision at which this viewer may have that edition now. Raises as it does."""
    with looking(db, viewer) as (session, viewer):
        return _require_shared(session, viewer).revision


def _require_shared(session: Session, viewer: Viewer) -> Workshop:
    require(viewer.role, Verb.READ_ROOM, Situation())
    workshop = session.get_one(Workshop, viewer.workshop_id)
    if not (viewer.is_facilitator or may_take_summary(workshop)):
        raise NotAllowedError(NOT_SHARED)
    return workshop


def _results(session: Session, workshop: Workshop) -> Results:
    """The closed rounds, with the report's own names for the cards voted on."""
    keys = _keys("card", _rows(session, workshop, Card, Card.created_revision, Card.id))
    activities = load_playbook(workshop.language).activities
    return {
        activity.key: tuple(
            replace(
                one,
                round=replace(one.round, id="", asked=_asked(one.round.asked, keys)),
                options=tuple(
                    replace(line, option=replace(line.option, id=keys[line.option.id]))
                    for line in one.options
                ),
                ties=tuple(tuple(keys[card] for card in tie) for tie in one.ties),
            )
            for one in results(session, workshop.id, activity)
        )
        for activity in activities
        if activity.votes is not None
    }


def _asked(asked: Iterable[str] | None, keys: Mapping[str, str]) -> tuple[str, ...] | None:
    return None if asked is None else tuple(keys[card] for card in asked if card in keys)


def _read(session: Session, workshop: Workshop, *, voices: bool = False) -> Report:
    runs = _rows(session, workshop, ActivityRun, ActivityRun.position, ActivityRun.key)
    people = _rows(session, workshop, Person, Person.id)
    cards = _rows(session, workshop, Card, Card.created_revision, Card.id)
    links = _rows(session, workshop, Link, Link.name, Link.id)
    media = _rows(session, workshop, Media, Media.id)
    audit = _rows(session, workshop, Audit, Audit.revision)

    person_keys = _keys("person", people)
    card_keys = _keys("card", cards)
    order = {card.id: place for place, card in enumerate(cards)}
    unsigned = _unsigned(runs, cards)
    labelled = labels(session, workshop.id)
    return Report(
        workshop=_record(
            WorkshopRecord,
            workshop,
            gates_opened=tuple(workshop.gates_opened),
            meetings=tuple(workshop.meetings),
            voices=tuple(workshop.voices),
            projector=renamed_item(workshop.projector, card_keys),
        ),
        activities=tuple(_record(RunRecord, run, dealt_to=tuple(run.dealt_to)) for run in runs),
        people=tuple(_record(PersonRecord, row, key=person_keys[row.id]) for row in people),
        cards=tuple(
            _record(
                CardRecord,
                card,
                key=card_keys[card.id],
                merged_into=card_keys.get(card.merged_into or ""),
                **_signature(card, unsigned.get(card.id), person_keys, labelled),
            )
            for card in cards
        ),
        links=tuple(
            LinkRecord(source=card_keys[link.from_id], name=link.name, target=card_keys[link.to_id])
            for link in sorted(links, key=lambda row: (order[row.from_id], row.name))
        ),
        pictures=tuple(
            _record(PictureRecord, row, card=card_keys[row.card_id])
            for row in sorted(media, key=lambda row: order[row.card_id])
        ),
        recordings=collect_voices(session, workshop, card_keys) if voices else (),
        rounds=collect_rounds(session, workshop, card_keys),
        spending=collect_spending(session, workshop, card_keys),
        audit=tuple(_audit(row, person_keys, card_keys, unsigned) for row in audit),
        taken_on=tuple(
            _record(TakenOnRecord, row, card=card_keys[row.card_id])
            for row in _rows(session, workshop, TakenOn, TakenOn.activity, TakenOn.rank)
        ),
    )


def _rows(session: Session, workshop: Workshop, table: type[Row], *order: Any) -> Sequence[Row]:
    wanted = select(table).where(table.workshop_id == workshop.id)
    return session.exec(wanted.order_by(*(col(column) for column in order))).all()


def _keys(name: str, rows: Iterable[Person | Card]) -> dict[str, str]:
    return {row.id: f"{name}-{number}" for number, row in enumerate(rows, 1)}


def _record(shape: type[R], row: SQLModel, **given: Any) -> R:
    """The columns of a row that have the names of the record's fields, and what is given."""
    for name, kind in _columns(shape).items():  # type: ignore[arg-type]  # classes are hashable
        if name not in given:
            value = getattr(row, name)
            given[name] = kind(value) if kind else value
    return shape(**given)


@cache
def _columns(shape: type[Record]) -> dict[str, type[StrEnum] | None]:
    """The names of a record's fields, each with the closed list that its column is a word of."""
    return {
        name: kind if isinstance(kind, type) and issubclass(kind, StrEnum) else None
        for name, kind in get_type_hints(shape).items()
        if name != "__pydantic_config__"
    }


def _unsigned(runs: Iterable[ActivityRun], cards: Iterable[Card]) -> dict[str, Attribution]:
    """Cards that may not be traced to a person, each with what it may show."""
    by_key = {run.key: run for run in runs}
    found = {}
    for card in cards:
        run = by_key.get(card.activity)
        if run is None or KINDS[CardKind(card.kind)].anonymous:
            found[card.id] = Attribution.ANONYMOUS
        elif hides_author(run, card):
            found[card.id] = Attribution(run.attribution)
    return found


def _signature(
    card: Card,
    promise: Attribution | None,
    people: dict[str, str],
    labelled: Labels,
) -> dict[str, Any]:
    if promise is None:
        author = people.get(card.author_id or "")
        signed = {"author": author, "role_group": RoleGroup(card.role_group), "via": Via(card.via)}
        return {**signed, "voice": card.voice if card.voice in labelled.voices else ""}
    told = promise is not Attribution.ANONYMOUS and card.role_group in labelled.groups
    role = RoleGroup(card.role_group) if told else None
    voice = card.voice if told and card.voice in labelled.voices else ""
    via = None if card.via in (Via.PHONE, Via.APP) else Via(card.via)
    unsigned = {"author": None, "author_name": "", "table_no": None}
    return {**unsigned, "role_group": role, "voice": voice, "via": via}


def _audit(
    row: Audit, people: dict[str, str], cards: dict[str, str], unsigned: dict[str, Attribution]
) -> AuditRecord:
    of_person = row.object_type == "person"
    of_unsigned = row.object_id in unsigned
    # Facilitators alone can undo after an import, so a sorter need not be told from the others.
    of_sorter = row.object_type == BOARD and row.actor_role not in FACILITATING
    silent = of_person or row.verb in _OF_THIS_SERVER
    unsaid = of_unsigned and row.verb in AUTHORS_VERBS
    return _record(
        AuditRecord,
        row,
        actor=None if of_person or of_unsigned or of_sorter else people.get(row.actor_id or ""),
        actor_role=None if unsaid else Role(row.actor_role),
        card=cards.get(row.object_id),
        before=None if silent else renamed(row.before, cards),
        after=None if silent else renamed(row.after, cards),
    )


def renamed(payload: dict[str, Any] | None, names: Mapping[str, str]) -> dict[str, Any] | None:
    """An audit row's payload with the cards in it called by other names.

    Raises KeyError, TypeError or ValueError for a card that is none.
    """
    if payload is None:
        return None
    found = dict(payload)
    if "links" in payload:
        found["links"] = sorted([name, names[card]] for name, card in payload["links"])
    for part in ("places", "merged", "removed"):
        if part in payload:
            lies = dict(payload[part])
            found[part] = {
                names[card]: _renamed_place(value, names) for card, value in lies.items()
            }
    if "chosen" in payload:
        found["chosen"] = [names[card] for card in payload["chosen"]]
    if "what" in payload:
        found["what"] = renamed_item(payload["what"], names)
    return found


def _renamed_place(value: Any, names: Mapping[str, str]) -> Any:
    """Themes that gather a card, what it is merged into, or whether it is away."""
    if isinstance(value, list):
        return sorted(names[theme] for theme in value)
    return names[value] if isinstance(value, str) else value


def renamed_item(what: str, names: Mapping[str, str]) -> str:
    """What the projector shows, ``card:ID`` with another name for the card. Raises KeyError."""
    kind, _, card = what.partition(":")
    return f"{kind}:{names[card]}" if kind in ("card", "theme") else what
