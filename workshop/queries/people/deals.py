"""Which seating of the tables holds now."""

from sqlmodel import Session, col, func, select

from workshop.models import Audit, Workshop


def last_deal(session: Session, workshop_id: str) -> int:
    """The revision in which the tables that stand were formed; 0 where there are none."""
    if not session.get_one(Workshop, workshop_id).tables:
        return 0
    formed = select(func.max(Audit.revision)).where(
        Audit.workshop_id == workshop_id, col(Audit.verb) == "form_tables"
    )
    return session.exec(formed).one() or 0
