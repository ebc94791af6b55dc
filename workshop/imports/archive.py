"""An archive becomes a workshop again: with a new code and new words, all else as it was.

Nothing keeps its database id, so an archive may be imported beside the workshop that it came from,
and twice. New ids are handed out in rising order, which keeps the archive's order of people, cards
and links; so the next export is the same but for the code. The import leaves no audit row, because
that would be in the next export; it is a line in the log.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.exc import IntegrityError

from workshop.db import Database
from workshop.domain.people.members import new_id
from workshop.domain.people.secrets import new_secret, secret_hash
from workshop.domain.workshops import MadeWorkshop, free_code
from workshop.drafts import Meeting, OwnVoice
from workshop.enums import Role, RoleGroup, Via, VoteMethod
from workshop.exports.telling.collect import renamed, renamed_item
from workshop.exports.telling.record import CardRecord, Report
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
    SpendImport,
    SpendRow,
    Table,
    TakenOn,
    Voter,
    VoteRound,
    Workshop,
)

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
        for rows in _rows(report, made, hashed):
            if not rows:
                continue
            work.session.add_all(rows)
            try:
                work.session.flush()
            except IntegrityError:
                # What the checks missed, the tables refuse; without the cause, which holds words.
                refuse(str(rows[0].__tablename__))
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


def _rows(report: Report, made: MadeWorkshop, hashed: str) -> list[list[Table]]:
    """Everything to store, each list after those that it refers to."""
    people = _ids([person.key for person in report.people])
    cards = _ids([card.key for card in report.cards])
    columns = asdict(report.workshop) | {
        "id": made.id,
        "code": made.code,
        "secret_hash": hashed,
        "gates_opened": list(report.workshop.gates_opened),
        "meetings": [Meeting.read(one).kept() for one in report.workshop.meetings],
        "voices": [OwnVoice.read(one).kept() for one in report.workshop.voices],
        "projector": renamed_item(report.workshop.projector, cards),
    }
    at: dict[str, Any] = {"workshop_id": made.id}
    return [
        [Workshop(**columns)],
        [ActivityRun(id=new_id(), **at, **asdict(run)) for run in report.activities],
        [
            Person(
                id=people[person.key],
                joined_at=report.workshop.created_at,
                **at,
                **_without(asdict(person), "key"),
            )
            for person in report.people
        ],
        [
            _card(card, cards, people, made.id)
            # What is shown with another card comes after it.
            for card in sorted(report.cards, key=lambda card: card.merged_into is not None)
        ],
        [
            Link(id=own, **at, from_id=cards[link.source], name=link.name, to_id=cards[link.target])
            for own, link in zip(_new_ids(len(report.links)), report.links, strict=True)
        ],
        [
            Media(id=own, **at, card_id=cards[picture.card], **_without(asdict(picture), "card"))
            for own, picture in zip(_new_ids(len(report.pictures)), report.pictures, strict=True)
        ],
        *_votes(report, cards, made.id),
        [
            TakenOn(id=new_id(), **at, card_id=cards[one.card], **_without(asdict(one), "card"))
            for one in report.taken_on
        ],
        *_spending(report, cards, made.id),
        _audit(report, cards, people, made.id),
    ]


def _new_ids(count: int) -> list[str]:
    return sorted(new_id() for _ in range(count))


def _ids(keys: Sequence[str]) -> dict[str, str]:
    return dict(zip(keys, _new_ids(len(keys)), strict=True))


def _without(columns: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in columns.items() if name not in names}


def _card(card: CardRecord, cards: dict[str, str], people: dict[str, str], at: str) -> Card:
    columns = _without(asdict(card), "key", "author")
    columns["merged_into"] = cards.get(card.merged_into or "")
    columns["role_group"] = card.role_group or RoleGroup.UNKNOWN
    columns["via"] = card.via or Via.PHONE
    return Card(
        id=cards[card.key], workshop_id=at, author_id=people.get(card.author or ""), **columns
    )


def _votes(report: Report, cards: dict[str, str], at: str) -> list[list[Table]]:
    rounds: list[Table] = []
    voters: list[Table] = []
    ballots: list[Table] = []
    for found in report.rounds:
        vote: dict[str, Any] = {"workshop_id": at, "method": found.method, "dots": found.dots}
        rounds.append(
            VoteRound(
                id=(round_id := new_id()),
                open=False,
                **vote,
                asked=None if found.asked is None else [cards[one] for one in found.asked],
                **_without(asdict(found), "method", "dots", "ballots", "asked"),
            )
        )
        for voter, ballot in zip(_new_ids(len(found.ballots)), found.ballots, strict=True):
            whose: dict[str, Any] = {"role_group": ballot.role_group, "voice": ballot.voice}
            voters.append(Voter(id=voter, mark=voter, round_id=round_id, **whose, **vote))
            ballots += [
                Ballot(
                    voter_id=voter,
                    round_id=round_id,
                    card_id=cards[choice.card],
                    slot=slot if found.method == VoteMethod.DOTS else None,
                    **vote,
                    **_without(asdict(choice), "card"),
                )
                for slot, choice in enumerate(ballot.choices, 1)
            ]
    return [rounds, voters, ballots]


def _spending(report: Report, cards: dict[str, str], at: str) -> list[list[Table]]:
    files: list[Table] = []
    rows: list[Table] = []
    for found in report.spending:
        own = new_id()
        columns = _without(vars(found), "payments", "skipped", "warnings")
        skipped = [list(one) for one in found.skipped]
        files.append(
            SpendImport(
                id=own,
                workshop_id=at,
                skipped=skipped,
                warnings=list(found.warnings),
                **columns,
            )
        )
        rows += [
            SpendRow(
                import_id=own,
                workshop_id=at,
                line_id=cards[payment.line],
                **_without(vars(payment), "line"),
            )
            for payment in found.payments
        ]
    return [files, rows]


def _audit(report: Report, cards: dict[str, str], people: dict[str, str], at: str) -> list[Table]:
    return [
        Audit(
            workshop_id=at,
            revision=row.revision,
            at=row.at,
            actor_id=people.get(row.actor or ""),
            actor_role=row.actor_role or Role.VISITOR,
            verb=row.verb,
            object_type=row.object_type,
            object_id=cards.get(row.card or "", "" if row.object_type == "person" else at),
            before=renamed(row.before, cards),
            after=renamed(row.after, cards),
        )
        for row in report.audit
    ]
