"""Where cards lie on the board: in which themes, and on which card a comment is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlmodel import Session

from workshop.enums import Visibility
from workshop.kinds import CardKind
from workshop.models import Card
from workshop.queries.sql_tables import CARD, LINK

FEW = 500
"""More cards than these at once, as at a reveal, and all links are read instead."""

_GATHERED = (
    rows_of(LINK.c.to_id, LINK.c.from_id)
    .select_from(LINK.join(CARD, CARD.c.id == LINK.c.from_id))
    .where(
        LINK.c.workshop_id == bindparam("workshop"),
        LINK.c.name == "gathers",
        # The room is not told that a card lies in a theme which it may never see.
        CARD.c.visibility == Visibility.ROOM,
    )
    .order_by(LINK.c.to_id, LINK.c.from_id)
)
_ABOUT = rows_of(LINK.c.from_id, LINK.c.to_id).where(
    LINK.c.workshop_id == bindparam("workshop"), LINK.c.name == "about"
)


@dataclass(frozen=True, slots=True)
class Lies:
    """Where changed cards lie: in which themes, and on which card a comment is."""

    themes: Mapping[str, tuple[str, ...]]
    about: Mapping[str, str]


def lies_of(session: Session, workshop_id: str, cards: Sequence[Card], since: int | None) -> Lies:
    """Nothing is asked for cards just written, which is what a busy room has most of."""
    moved = [card.id for card in cards if card.revision > card.created_revision]
    remarks = [card.id for card in cards if card.kind == CardKind.COMMENT]
    themes: dict[str, tuple[str, ...]] = {}
    about: dict[str, str] = {}
    connection = session.connection()
    asked: dict[str, Any] = {"workshop": workshop_id}
    if moved:
        few = since is not None and len(moved) <= FEW
        wanted = _GATHERED.where(LINK.c.to_id.in_(moved)) if few else _GATHERED
        for card, theme in connection.execute(wanted, asked):
            themes[card] = (*themes.get(card, ()), theme)
    if remarks:
        about = about_which(session, workshop_id, None if since is None else remarks)
    return Lies(themes, about)


def about_which(
    session: Session, workshop_id: str, remarks: Sequence[str] | None = None
) -> dict[str, str]:
    """The card that each of these comments is about; of all comments for None."""
    wanted = _ABOUT if remarks is None else _ABOUT.where(LINK.c.from_id.in_(remarks))
    rows = session.connection().execute(wanted, {"workshop": workshop_id})
    return {row.from_id: row.to_id for row in rows}
