"""What an idempotency key brought about, so that the same key does nothing twice."""

from collections.abc import Callable
from typing import TypeVar, cast

from sqlalchemy import bindparam, or_
from sqlalchemy import select as rows_of

from workshop.db import Database, UnitOfWork
from workshop.dialects.prepared import Prepared
from workshop.domain.people.pens import receipt_mark
from workshop.errors import InvalidInputError
from workshop.models import Receipt
from workshop.queries.sql_tables import RECEIPT
from workshop.queries.viewer import Viewer

T = TypeVar("T")

MAX_KEY = 200
_ADD_RECEIPT = Prepared(RECEIPT.insert().inline())


_KNOWN = Prepared(
    rows_of(RECEIPT).where(
        RECEIPT.c.workshop_id == bindparam("workshop"),
        or_(RECEIPT.c.device_id == bindparam("device"), RECEIPT.c.device_id == bindparam("mark")),
        RECEIPT.c.key == bindparam("key"),
    )
)


def require_key(key: str | None) -> None:
    """Raises InvalidInputError for a key that cannot be kept."""
    if key is not None and not 1 <= len(key) <= MAX_KEY:
        raise InvalidInputError(f"The Idempotency-Key must have 1 to {MAX_KEY} characters.")


def known_receipt(work: UnitOfWork, viewer: Viewer, key: str | None) -> Receipt | None:
    """What this device's key brought about before."""
    if key is None or viewer.device_id is None:
        return None
    device, mark = devices_of(viewer, key)
    asked = {"workshop": viewer.workshop_id, "device": device, "mark": mark, "key": key}
    return cast("Receipt | None", _KNOWN.first(work.connection, asked))


def devices_of(viewer: Viewer, key: str | None) -> tuple[str | None, str | None]:
    """What a receipt of this device may call it: its id, or a mark that only it can make."""
    marked = viewer.pen and key is not None
    return viewer.device_id, receipt_mark(viewer.pen, key or "") if marked else None


def keep_receipt(
    work: UnitOfWork,
    viewer: Viewer,
    key: str | None,
    card_id: str,
    revision: int,
    *,
    nameless: bool = False,
) -> None:
    """Remember that this device's key made this card; of a nameless one only the device can say."""
    device_id, mark = devices_of(viewer, key)
    device_id = mark if nameless else device_id
    if key is None or device_id is None:
        return
    row = {
        "workshop_id": viewer.workshop_id,
        "device_id": device_id,
        "key": key,
        "card_id": card_id,
        "revision": revision,
    }
    _ADD_RECEIPT.run(work.connection, row)


def once(
    db: Database,
    *,
    viewer: Viewer,
    key: str | None,
    act: Callable[[], T],
    again: Callable[[str], T],
    made: Callable[[T], str] = lambda _: "",
) -> T:
    """Do what this device's key stands for; the same key again changes nothing.

    What a network doubles, or delivers late, must not undo what came after it. ``again`` answers
    the repeat, from the id of what was ``made`` by the act. The receipt says neither when nor in
    which revision it was, nor which device: a ballot or a hand stays nobody's.
    """
    require_key(key)
    if key is None or viewer.device_id is None:
        return act()

    def job() -> T:
        with db.write(viewer.workshop_id) as work:
            known = known_receipt(work, viewer, key)
        if known is not None:
            return again(known.card_id)
        done = act()
        with db.write(viewer.workshop_id) as work:
            keep_receipt(work, viewer, key, made(done), 0, nameless=bool(viewer.pen))
            work.commit()
        return done

    return db.as_one(job)
