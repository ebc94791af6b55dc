"""An archive becomes a workshop again: with a new code and new words, all else as it was.

Nothing keeps its database id, so an archive may be imported beside the workshop that it came from,
and twice. New ids are handed out in rising order, which keeps the archive's order of people, cards
and links; so the next export is the same but for the code. The import leaves no audit row, because
that would be in the next export; it is a line in the log.
"""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table as Columns
from sqlalchemy import inspect
from sqlalchemy.exc import DataError, IntegrityError

from workshop.db import Database
from workshop.domain.people.members import new_id
from workshop.domain.people.secrets import new_secret, secret_hash
from workshop.domain.workshops import MadeWorkshop, free_code
from workshop.drafts import Meeting, OwnVoice
from workshop.enums import Role, RoleGroup, Via, VoteMethod
from workshop.exports.telling.collect import renamed, renamed_item
from workshop.exports.telling.record import CardRecord, Record, Report
from workshop.imports.archive_file import read_archive, refuse
from workshop.imports.consistency import checked
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
    Table,
    TakenOn,
    Voter,
    VoteRound,
    Workshop,
)

Row = dict[str, Any]
"""The values of a row by the names of its columns."""

log = logging.getLogger(__name__)


def import_archive(db: Database, data: bytes) -> MadeWorkshop:
    """Make a workshop from the bytes of an archive, whole or not at all.

    Raises InvalidInputError with one sentence for a file that cannot be used.
    """
    report = checked(read_archive(data))
    secret = new_secret()
    hashed = secret_hash(secret)
    with db.write() as work:
        made = MadeWorkshop(new_id(), free_code(work), secret)
        connection = work.session.connection()
        for table, rows in _rows(report, made, hashed):
            if not rows:
                continue
            try:
                connection.execute(_columns(table).insert(), _filled(table, rows))
            except (DataError, IntegrityError, OverflowError):
                # What the checks missed, the tables refuse; without the cause, which holds words.
                refuse(_columns(table).name)
        work.commit()
    log.info(
        "imported %s from the archive of %s at revision %d (%d cards, sha256 %s)",
        made.code,
        report.workshop.code,
        report.workshop.revision,
        len(report.cards),
        hashlib.sha256(data).hexdigest(),
    )
    return made


def _columns(table: type[Table]) -> Columns:
    found: Columns = inspect(table).local_table
    return found


def _filled(table: type[Table], rows: Sequence[Row]) -> list[Row]:
    """Plain rows with what the table's class gives to whatever an archive does not say.

    Straight into the table: making an object of each row, and asking the database for each one's
    number, takes most of the time that a large archive needs.
    """
    numbered = _columns(table).autoincrement_column
    given: Row = {
        name: field.get_default(call_default_factory=True)
        for name, field in table.model_fields.items()
        if not field.is_required() and (numbered is None or name != numbered.name)
    }
    return [given | row for row in rows]


def _rows(
    report: Report, made: MadeWorkshop, hashed: str
) -> Iterator[tuple[type[Table], list[Row]]]:
    """Everything to store, each table after those that it refers to."""
    people = _ids([person.key for person in report.people])
    cards = _ids([card.key for card in report.cards])
    columns = _said(report.workshop) | {
        "id": made.id,
        "code": made.code,
        "secret_hash": hashed,
        "gates_opened": list(report.workshop.gates_opened),
        "meetings": [Meeting.stored(one).kept() for one in report.workshop.meetings],
        "voices": [OwnVoice.read(one).kept() for one in report.workshop.voices],
        "projector": renamed_item(report.workshop.projector, cards),
    }
    at: Row = {"workshop_id": made.id}
    yield Workshop, [columns]
    yield ActivityRun, [{"id": new_id(), **at, **_said(run)} for run in report.activities]
    yield (
        Person,
        [
            {
                "id": people[person.key],
                "joined_at": report.workshop.created_at,
                **at,
                **_said(person, "key"),
            }
            for person in report.people
        ],
    )
    yield (
        Card,
        [
            _card(card, cards, people, made.id)
            # What is shown with another card comes after it.
            for card in sorted(report.cards, key=lambda card: card.merged_into is not None)
        ],
    )
    yield (
        Link,
        [
            {
                "id": own,
                **at,
                "from_id": cards[link.source],
                "name": link.name,
                "to_id": cards[link.target],
            }
            for own, link in zip(_new_ids(len(report.links)), report.links, strict=True)
        ],
    )
    yield (
        Media,
        [
            {"id": own, **at, "card_id": cards[picture.card], **_said(picture, "card")}
            for own, picture in zip(_new_ids(len(report.pictures)), report.pictures, strict=True)
        ],
    )
    yield (
        Recording,
        [
            {"id": own, **at, "card_id": cards[one.card], **_said(one, "card")}
            for own, one in zip(_new_ids(len(report.recordings)), report.recordings, strict=True)
        ],
    )
    yield from _votes(report, cards, made.id)
    yield (
        TakenOn,
        [
            {"id": new_id(), **at, "card_id": cards[one.card], **_said(one, "card")}
            for one in report.taken_on
        ],
    )
    yield from _spending(report, cards, made.id)
    yield Audit, _audit(report, cards, people, made.id)


def _new_ids(count: int) -> list[str]:
    return sorted(new_id() for _ in range(count))


def _ids(keys: Sequence[str]) -> dict[str, str]:
    return dict(zip(keys, _new_ids(len(keys)), strict=True))


def _said(record: Record, *but: str) -> Row:
    """The fields of a record by their names, without some."""
    return {name: value for name, value in vars(record).items() if name not in but}


def _card(card: CardRecord, cards: dict[str, str], people: dict[str, str], at: str) -> Row:
    return _said(card, "key", "author") | {
        "id": cards[card.key],
        "workshop_id": at,
        "author_id": people.get(card.author or ""),
        "merged_into": cards.get(card.merged_into or ""),
        "role_group": card.role_group or RoleGroup.UNKNOWN,
        "via": card.via or Via.PHONE,
    }


def _votes(
    report: Report, cards: dict[str, str], at: str
) -> Iterator[tuple[type[Table], list[Row]]]:
    rounds: list[Row] = []
    voters: list[Row] = []
    ballots: list[Row] = []
    for found in report.rounds:
        vote: Row = {"workshop_id": at, "method": found.method, "dots": found.dots}
        round_id = new_id()
        rounds.append(
            {
                "id": round_id,
                "open": False,
                **vote,
                **_said(found, "method", "dots", "ballots", "asked"),
                "asked": None if found.asked is None else [cards[one] for one in found.asked],
            }
        )
        for voter, ballot in zip(_new_ids(len(found.ballots)), found.ballots, strict=True):
            whose = {"role_group": ballot.role_group, "voice": ballot.voice}
            voters.append({"id": voter, "mark": voter, "round_id": round_id, **whose, **vote})
            ballots += [
                {
                    "voter_id": voter,
                    "round_id": round_id,
                    "card_id": cards[choice.card],
                    "slot": slot if found.method == VoteMethod.DOTS else None,
                    **vote,
                    **_said(choice, "card"),
                }
                for slot, choice in enumerate(ballot.choices, 1)
            ]
    yield VoteRound, rounds
    yield Voter, voters
    yield Ballot, ballots


def _spending(
    report: Report, cards: dict[str, str], at: str
) -> Iterator[tuple[type[Table], list[Row]]]:
    files: list[Row] = []
    rows: list[Row] = []
    for found in report.spending:
        own = new_id()
        files.append(
            {
                "id": own,
                "workshop_id": at,
                **_said(found, "payments"),
                "skipped": [list(one) for one in found.skipped],
                "warnings": list(found.warnings),
            }
        )
        rows += [
            {
                "import_id": own,
                "workshop_id": at,
                "line_id": cards[payment.line],
                **_said(payment, "line"),
            }
            for payment in found.payments
        ]
    yield SpendImport, files
    yield SpendRow, rows


def _audit(report: Report, cards: dict[str, str], people: dict[str, str], at: str) -> list[Row]:
    return [
        {
            "workshop_id": at,
            "revision": row.revision,
            "at": row.at,
            "actor_id": people.get(row.actor or ""),
            "actor_role": row.actor_role or Role.VISITOR,
            "verb": row.verb,
            "object_type": row.object_type,
            "object_id": cards.get(row.card or "", "" if row.object_type == "person" else at),
            "before": renamed(row.before, cards),
            "after": renamed(row.after, cards),
        }
        for row in report.audit
    ]
