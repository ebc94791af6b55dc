"""The links of one card, as they are stored."""

from collections.abc import Iterable

from sqlalchemy import bindparam, insert
from sqlalchemy import select as rows_of
from sqlmodel import col, delete, select, update

from workshop.db import UnitOfWork
from workshop.dialects.prepared import Prepared
from workshop.domain.people.members import new_id
from workshop.errors import InvalidInputError
from workshop.kinds import KINDS, CardKind
from workshop.models import Card, Link
from workshop.queries.sql_tables import CARD, LINK

_ENDS = Prepared(
    rows_of(LINK.c.to_id).where(
        LINK.c.from_id == bindparam("card"), LINK.c.name == bindparam("link")
    )
)
_KIND = Prepared(
    rows_of(CARD.c.kind).where(
        CARD.c.id == bindparam("card"), CARD.c.workshop_id == bindparam("workshop")
    )
)
_ADD = Prepared(insert(LINK))


def set_links(work: UnitOfWork, card: Card, links: dict[str, tuple[str, ...]]) -> None:
    """Replace the named links of a card. Raises InvalidInputError for one that cannot be."""
    specs = {spec.name: spec for spec in KINDS[CardKind(card.kind)].links}
    work.flush()
    for name, targets in links.items():
        if name not in specs:
            raise InvalidInputError(f"A card of this kind cannot rest on others as “{name}”.")
        kept = set(_ENDS.scalars(work.connection, {"card": card.id, "link": name}))
        for target in dict.fromkeys(targets):
            if target not in kept:
                _require_end(work, card, target, specs[name].to)
                _add(work, card, name, target)
        if gone := kept.difference(targets):
            ends = col(Link.from_id) == card.id, col(Link.name) == name, col(Link.to_id).in_(gone)
            work.session.exec(delete(Link).where(*ends))


def _require_end(work: UnitOfWork, card: Card, target: str, kinds: Iterable[CardKind]) -> None:
    asked = {"card": target, "workshop": card.workshop_id}
    found = _KIND.first(work.connection, asked) if target != card.id else None
    if found is None:
        raise InvalidInputError("The card that this should rest on is not here any more.")
    if CardKind(found.kind) not in kinds:
        raise InvalidInputError("These two cards cannot be linked in this way.")


def _add(work: UnitOfWork, card: Card, name: str, target: str) -> None:
    row = {"id": new_id(), "workshop_id": card.workshop_id, "from_id": card.id}
    _ADD.run(work.connection, {**row, "name": name, "to_id": target})


def tell_comments(work: UnitOfWork, card: Card) -> None:
    """Comments go and come with their card, so every stream is told of them too."""
    comments = select(Link.from_id).where(Link.to_id == card.id, Link.name == "about")
    work.session.exec(update(Card).where(col(Card.id).in_(comments)).values(revision=card.revision))


def tell_gathered(work: UnitOfWork, cards: Iterable[str], revision: int) -> None:
    """Give cards whose themes have changed this revision, so that every stream tells of it."""
    wanted = list(cards)
    if wanted:
        work.session.exec(update(Card).where(col(Card.id).in_(wanted)).values(revision=revision))
