"""Spending files that were brought in, and their payments as far as a viewer may read them.

The payments of public bodies are public, people are not: a payee who looks like one person, and
what the payment was for, are read by the facilitator alone, and by nobody when searching.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, func, literal, or_
from sqlmodel import Session, col, select

from workshop.enums import Role
from workshop.models import Card, SpendImport, SpendRow
from workshop.queries.viewer import Viewer

PAGE = 25
KEPT_BACK = "Kept back"
"""What stands in place of a private payee."""

ALL_SHEETS = "All sheets: "
"""Begins the name of several sheets that were read as one."""

Order = Literal["row", "largest", "smallest"]


@dataclass(frozen=True, slots=True)
class FileLine:
    """One line that a file became: its card, how many payments are in it, their sum in pence."""

    card_id: str
    label: str
    payments: int
    pence: int


@dataclass(frozen=True, slots=True)
class SpendFileView:
    """A file that was brought in. ``warnings`` and ``skipped`` are for the facilitator alone."""

    id: str
    file_name: str
    sheet: str
    grouped_by: str
    imported_at: datetime
    headings: dict[str, str]
    lines: tuple[FileLine, ...]
    warnings: tuple[str, ...]
    skipped: tuple[tuple[int, str], ...]

    @property
    def payments(self) -> int:
        """How many payments are in it."""
        return sum(line.payments for line in self.lines)

    @property
    def pence(self) -> int:
        """Their exact sum."""
        return sum(line.pence for line in self.lines)


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One payment as this viewer may read it."""

    row: int
    pence: int
    supplier: str
    purpose: str
    department: str
    spent_on: date | None
    twin_of: int | None
    kept_back: bool


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """``payments`` of one page; ``count`` and ``pence`` are of all that were found."""

    payments: tuple[PaymentView, ...]
    count: int
    pence: int
    pages: int


def spend_files(session: Session, viewer: Viewer) -> tuple[SpendFileView, ...]:
    """The files of the viewer's workshop, the newest first; none for somebody who has not joined.

    Lines that the facilitator hides from the room are left out for the others.
    """
    if viewer.role is Role.VISITOR:
        return ()
    files = session.exec(
        select(SpendImport)
        .where(SpendImport.workshop_id == viewer.workshop_id)
        .order_by(col(SpendImport.revision).desc())
    ).all()
    return tuple(_file(session, viewer, found) for found in files)


def _file(session: Session, viewer: Viewer, found: SpendImport) -> SpendFileView:
    own = viewer.is_facilitator
    return SpendFileView(
        found.id,
        found.file_name,
        found.sheet,
        found.grouped_by,
        found.imported_at,
        dict(found.headings),
        _lines(session, viewer, found.id),
        tuple(found.warnings) if own else (),
        tuple((row, reason) for row, reason in found.skipped) if own else (),
    )


def _lines(session: Session, viewer: Viewer, import_id: str) -> tuple[FileLine, ...]:
    sums = session.exec(
        select(
            Card.id,
            Card.text,
            func.count(),
            func.sum(SpendRow.amount_pence),
        )
        .where(SpendRow.line_id == Card.id, SpendRow.import_id == import_id, *_seen(viewer))
        .group_by(col(Card.id))
        .order_by(func.sum(SpendRow.amount_pence).desc(), col(Card.text))
    )
    # One database sums whole numbers to a decimal one.
    return tuple(FileLine(card, text, count, int(pence)) for card, text, count, pence in sums)


def _seen(viewer: Viewer) -> list[ColumnElement[bool]]:
    """For the room, only payments under lines that the room can see."""
    if viewer.is_facilitator:
        return []
    return [col(Card.hidden).is_(False), col(Card.withdrawn).is_(False)]


def file_known(session: Session, viewer: Viewer, digest: str, sheet: str) -> str:
    """The name under which this very sheet of this very file was brought in before, else empty."""
    if not viewer.is_facilitator:
        return ""
    return known_file(session, viewer.workshop_id, digest, sheet)


def known_file(session: Session, workshop_id: str, digest: str, sheet: str) -> str:
    """The same for any workshop. All sheets as one and one of them alone hold the same payments."""
    same = or_(
        col(SpendImport.sheet) == sheet,
        col(SpendImport.sheet).startswith(ALL_SHEETS),
        literal(sheet.startswith(ALL_SHEETS)),
    )
    found = session.exec(
        select(SpendImport.file_name).where(
            SpendImport.workshop_id == workshop_id, SpendImport.digest == digest, same
        )
    ).first()
    return found or ""


def payments_of(
    session: Session,
    viewer: Viewer,
    import_id: str,
    *,
    line: str = "",
    search: str = "",
    order: Order = "row",
    page: int = 0,
) -> PaymentPage:
    """One page of a file's payments, of one line or all, that hold all words of ``search``."""
    if viewer.role is Role.VISITOR:
        return PaymentPage((), 0, 0, 0)
    where: list[ColumnElement[bool]] = [
        col(SpendRow.workshop_id) == viewer.workshop_id,
        col(SpendRow.import_id) == import_id,
        col(SpendRow.line_id) == Card.id,
        *_seen(viewer),
        *_found(viewer, search),
    ]
    if line:
        where.append(col(SpendRow.line_id) == line)
    count, pence = session.exec(
        select(func.count(), func.coalesce(func.sum(SpendRow.amount_pence), 0)).where(*where)
    ).one()
    pages = -(-count // PAGE)
    first = max(0, min(page, pages - 1)) * PAGE
    rows = session.exec(
        select(SpendRow).where(*where).order_by(*_ordered(order)).offset(first).limit(PAGE)
    )
    return PaymentPage(tuple(_view(viewer, row) for row in rows), count, int(pence), pages)


def _ordered(order: Order) -> Sequence[Any]:
    if order == "row":
        return (col(SpendRow.row),)
    amount = col(SpendRow.amount_pence)
    return (amount.desc() if order == "largest" else amount.asc(), col(SpendRow.row))


def _found(viewer: Viewer, search: str) -> list[ColumnElement[bool]]:
    """Each word must stand somewhere; the words of private payees only for the facilitator."""
    found: list[ColumnElement[bool]] = []
    for word in search.split()[:8]:
        pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        private = [col(SpendRow.supplier), col(SpendRow.purpose)]
        hits = or_(*(column.ilike(pattern, escape="\\") for column in private))
        if not viewer.is_facilitator:
            hits = and_(col(SpendRow.private).is_(False), hits)
        found.append(or_(hits, col(SpendRow.department).ilike(pattern, escape="\\")))
    return found


def _view(viewer: Viewer, row: SpendRow) -> PaymentView:
    kept = row.private and not viewer.is_facilitator
    return PaymentView(
        row.row,
        row.amount_pence,
        KEPT_BACK if kept else row.supplier,
        "" if kept else row.purpose,
        row.department,
        row.spent_on,
        row.twin_of,
        kept,
    )
