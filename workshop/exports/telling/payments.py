"""Reading spending files that were brought in, with all their payments, for the archive alone."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from workshop.exports.telling.record import PaymentRecord, SpendRecord
from workshop.models import SpendImport, SpendRow, Workshop


def collect_spending(
    session: Session, workshop: Workshop, cards: Mapping[str, str]
) -> tuple[SpendRecord, ...]:
    """The files in the order in which they came; ``cards`` are the records' names by id."""
    files = session.exec(
        select(SpendImport)
        .where(SpendImport.workshop_id == workshop.id)
        .order_by(col(SpendImport.revision))
    )
    return tuple(
        SpendRecord(
            revision=found.revision,
            file_name=found.file_name,
            digest=found.digest,
            sheet=found.sheet,
            currency=found.currency,
            grouped_by=found.grouped_by,
            headings=dict(found.headings),
            warnings=tuple(found.warnings),
            skipped=tuple((row, reason) for row, reason in found.skipped),
            imported_at=found.imported_at,
            payments=_payments(session, found, cards),
        )
        for found in files.all()
    )


def _payments(
    session: Session, found: SpendImport, cards: Mapping[str, str]
) -> tuple[PaymentRecord, ...]:
    rows = session.exec(
        select(SpendRow).where(SpendRow.import_id == found.id).order_by(col(SpendRow.row))
    )
    return tuple(
        PaymentRecord(
            row=one.row,
            line=cards[one.line_id],
            amount_pence=one.amount_pence,
            supplier=one.supplier,
            purpose=one.purpose,
            department=one.department,
            spent_on=one.spent_on,
            twin_of=one.twin_of,
            private=one.private,
        )
        for one in rows
    )
