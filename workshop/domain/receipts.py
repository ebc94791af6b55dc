"""What an idempotency key brought about, so that the same key does nothing twice."""

from sqlmodel import select

from workshop.db import UnitOfWork
from workshop.errors import InvalidInputError
from workshop.models import Receipt
from workshop.queries.sql_tables import RECEIPT
from workshop.queries.viewer import Viewer

MAX_KEY = 200
_ADD_RECEIPT = RECEIPT.insert().inline()


def require_key(key: str | None) -> None:
    """Raises InvalidInputError for a key that cannot be kept."""
    if key is not None and not 1 <= len(key) <= MAX_KEY:
        raise InvalidInputError(f"The Idempotency-Key must have 1 to {MAX_KEY} characters.")


def known_receipt(work: UnitOfWork, viewer: Viewer, key: str | None) -> Receipt | None:
    """What this device's key brought about before."""
    if key is None or viewer.device_id is None:
        return None
    return work.session.exec(
        select(Receipt).where(
            Receipt.workshop_id == viewer.workshop_id,
            Receipt.device_id == viewer.device_id,
            Receipt.key == key,
        )
    ).first()


def keep_receipt(
    work: UnitOfWork, viewer: Viewer, key: str | None, card_id: str, revision: int
) -> None:
    """Remember that this device's key made this card."""
    if key is None or viewer.device_id is None:
        return
    row = {
        "workshop_id": viewer.workshop_id,
        "device_id": viewer.device_id,
        "key": key,
        "card_id": card_id,
        "revision": revision,
    }
    work.session.connection().execute(_ADD_RECEIPT, row)
