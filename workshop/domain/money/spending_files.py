"""Bringing in a spending file, and taking it back whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, delete, select, update

from workshop.db import Database, UnitOfWork, now
from workshop.domain.acting import acting
from workshop.domain.journal import next_revision, record
from workshop.domain.made_cards import make_card, writer_of
from workshop.domain.money.payment_groups import SpendGroup, SpendGroupSort, group_payments
from workshop.domain.people.members import new_id
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.drafts import NewSpend
from workshop.enums import WorkshopState
from workshop.errors import InvalidInputError, NotFoundError
from workshop.figures.labels import shortened
from workshop.kinds import CardKind
from workshop.kinds.card_kinds import SHORT_MAX
from workshop.models import ActivityRun, Card, Link, SpendImport, SpendRow, Workshop
from workshop.payment import Payment
from workshop.playbook import load_playbook
from workshop.queries.money.spending_files import known_file
from workshop.queries.sql_tables import SPEND_ROW
from workshop.queries.viewer import Viewer
from workshop.security_log import SecurityEvent, note

MOST_PAYMENTS = 300_000
_ADD_ROWS = SPEND_ROW.insert().inline()


@dataclass(frozen=True, slots=True)
class SpendReceipt:
    """What became of a file: the import and the cards of its lines, the largest first."""

    id: str
    lines: tuple[str, ...]
    revision: int


def import_spend(
    db: Database, *, viewer: Viewer, draft: NewSpend, payments: Sequence[Payment]
) -> SpendReceipt:
    """Keep the payments of a file and add the lines they add up to: one revision, all or nothing.

    Raises InvalidInputError for another currency than the workshop's, for a file without payments,
    and for one that is here already unless it is brought in ``again``.
    """
    # Before the lock: others write meanwhile.
    groups = group_payments(payments, by=draft.grouped_by, most=draft.most)
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
        require(viewer.role, Verb.IMPORT_SPEND, situation)
        _require_usable(work, workshop, draft, payments)
        run = run_of(work, workshop, draft.activity)
        _require_collects(workshop, run)
        maker = _Maker(work, workshop, viewer, draft, run)
        lines = [maker.line(group) for group in groups]
        work.session.flush()
        made = maker.keep(groups, lines)
        record(
            work,
            workshop,
            viewer,
            Verb.IMPORT_SPEND,
            object_type="spend_import",
            object_id=made.id,
            revision=made.revision,
            after={
                "file_name": made.file_name,
                "rows": len(payments),
                "total_pence": sum(one.amount_pence for one in payments),
                "lines": len(lines),
            },
        )
        work.commit()
        return SpendReceipt(made.id, tuple(card.id for card in lines), made.revision)


def _require_usable(
    work: UnitOfWork, workshop: Workshop, draft: NewSpend, payments: Sequence[Payment]
) -> None:
    if not payments:
        raise InvalidInputError("No row of this file has an amount, so there is nothing to keep.")
    if len(payments) > MOST_PAYMENTS:
        raise InvalidInputError(
            f"This file has more than {MOST_PAYMENTS:,} payments. Bring in a part of it."
        )
    if draft.currency != workshop.money_unit:
        raise InvalidInputError(
            f"This file is in {draft.currency}, but this workshop counts in {workshop.money_unit}. "
            "Bring in a file in the same money."
        )
    known = known_file(work.session, workshop.id, draft.digest, draft.sheet)
    if known and not draft.again:
        raise InvalidInputError(
            f"This very file is here already, as “{known}”. Undo that first, "
            "or say that you want it twice."
        )


def _require_collects(workshop: Workshop, run: ActivityRun) -> None:
    activity = load_playbook(workshop.language).activity(run.key)
    if CardKind.RESOURCE_LINE not in activity.collects:
        raise InvalidInputError("Money lines cannot be added in this activity. Choose another.")


def _source(draft: NewSpend) -> str:
    """The file, and what its sums rest on, wherever a figure says where it comes from."""
    if not draft.decided:
        return draft.file_name
    room = SHORT_MAX - len(draft.decided) - 2
    name = draft.file_name
    return f"{shortened(name, room)}: {draft.decided}"


class _Maker:
    """Makes the cards of one import at one revision."""

    def __init__(
        self,
        work: UnitOfWork,
        workshop: Workshop,
        viewer: Viewer,
        draft: NewSpend,
        run: ActivityRun,
    ) -> None:
        self.work, self.workshop, self.draft, self.run = work, workshop, draft, run
        self.revision = next_revision(work, workshop)
        self.moment = now()
        self.person = writer_of(work, workshop, viewer)
        self.pen = viewer.pen
        self.strands = self._strands_here()
        # Rising, so that cards of one revision stand in the same order here and in an archive.
        self.ids = iter(sorted(new_id() for _ in range(2 * draft.most + 6)))

    def _strands_here(self) -> dict[str, str]:
        """The parts of the work that are there, by their names without capitals."""
        rows = self.work.session.exec(
            select(Card.id, Card.text).where(
                Card.workshop_id == self.workshop.id,
                Card.kind == CardKind.STRAND,
                col(Card.hidden).is_(False),
                col(Card.withdrawn).is_(False),
            )
        )
        return {" ".join(text.split()).casefold(): found for found, text in rows}

    def card(self, kind: CardKind, text: str, fields: dict[str, Any]) -> Card:
        return make_card(
            self.work,
            self.workshop,
            self.run,
            kind,
            text,
            fields,
            person=self.person,
            pen=self.pen,
            card_id=next(self.ids),
        )

    def line(self, group: SpendGroup) -> Card:
        """The money line of a group; what came back is money coming in, since no cost is less."""
        fields: dict[str, Any] = {
            "amount_pence": abs(group.pence),
            "period": self.draft.period,
            "sort": "income" if group.sort is SpendGroupSort.CAME_BACK else self.draft.sort,
            "source": _source(self.draft),
        }
        if group.sort is SpendGroupSort.NAMED and self.draft.grouped_by != "department":
            name = {"supplier": "provider", "purpose": "purpose"}[self.draft.grouped_by]
            fields[name] = group.label
        made = self.card(CardKind.RESOURCE_LINE, group.label, fields)
        if self.draft.strands and group.sort is SpendGroupSort.NAMED:
            self.work.session.flush()
            self._link(made, group.label)
        return made

    def _link(self, line: Card, name: str) -> None:
        key = name.casefold()
        if key not in self.strands:
            self.strands[key] = self.card(CardKind.STRAND, name, {}).id
            self.work.session.flush()
        self.work.session.add(
            Link(
                id=new_id(),
                workshop_id=self.workshop.id,
                from_id=line.id,
                name="strand",
                to_id=self.strands[key],
            )
        )

    def keep(self, groups: Sequence[SpendGroup], lines: Sequence[Card]) -> SpendImport:
        """The import and all its payments, each under its line."""
        draft = self.draft
        made = SpendImport(
            id=new_id(),
            workshop_id=self.workshop.id,
            revision=self.revision,
            file_name=draft.file_name,
            digest=draft.digest,
            sheet=draft.sheet,
            currency=draft.currency,
            grouped_by=draft.grouped_by,
            headings=dict(draft.headings),
            warnings=list(draft.warnings),
            skipped=[list(one) for one in draft.skipped],
            imported_at=self.moment,
        )
        self.work.session.add(made)
        self.work.session.flush()
        at = {"import_id": made.id, "workshop_id": self.workshop.id}
        rows = [
            {
                **at,
                "line_id": line.id,
                "row": one.row,
                "amount_pence": one.amount_pence,
                "supplier": one.supplier,
                "purpose": one.purpose,
                "department": one.department,
                "spent_on": one.spent_on,
                "twin_of": one.twin_of,
                "private": one.private,
            }
            for group, line in zip(groups, lines, strict=True)
            for one in group.payments
        ]
        self.work.session.connection().execute(_ADD_ROWS, rows)
        return made


def undo_spend(db: Database, *, viewer: Viewer, import_id: str) -> None:
    """Take back a file: its payments go for good, and its lines leave the room.

    Parts of the work that it made stay if other lines have come under them.
    """
    with acting(db, viewer) as (work, viewer):
        workshop = work.session.get_one(Workshop, viewer.workshop_id)
        situation = Situation(workshop_open=workshop.state == WorkshopState.OPEN)
        require(viewer.role, Verb.IMPORT_SPEND, situation)
        found = work.session.get(SpendImport, import_id)
        if found is None or found.workshop_id != workshop.id:
            raise NotFoundError("This file is not here any more.")
        cards = _cards_of(work, found)
        before = {"file_name": found.file_name, "lines": len(cards)}
        work.session.exec(delete(SpendRow).where(col(SpendRow.import_id) == found.id))
        work.session.delete(found)
        revision = next_revision(work, workshop)
        for card in cards:
            card.withdrawn = True
            card.revision = revision
            card.updated_at = now()
        work.erase()
        record(
            work,
            workshop,
            viewer,
            "undo_spend",
            object_type="spend_import",
            object_id=import_id,
            revision=revision,
            before=before,
        )
        work.commit()
        note(SecurityEvent.SPENDING_ERASED, workshop.code)


def _cards_of(work: UnitOfWork, found: SpendImport) -> list[Card]:
    """Its lines, and the parts of the work it made that nothing else rests on."""
    cards = work.session.exec(
        select(Card).where(
            Card.workshop_id == found.workshop_id,
            Card.created_revision == found.revision,
            col(Card.withdrawn).is_(False),
        )
    ).all()
    own = {card.id for card in cards}
    used = set(
        work.session.exec(
            select(Link.to_id).where(col(Link.to_id).in_(own), col(Link.from_id).not_in(own))
        )
    )
    return [card for card in cards if card.kind == CardKind.RESOURCE_LINE or card.id not in used]


def forget_private_payees(work: UnitOfWork, workshop: Workshop) -> None:
    """Erase who they were and what for; the sums stay. Part of the close of a workshop."""
    work.session.exec(
        update(SpendRow)
        .where(col(SpendRow.workshop_id) == workshop.id, col(SpendRow.private))
        .values(supplier="", purpose="")
    )
