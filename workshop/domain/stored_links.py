"""The links of one card, as they are stored."""

from collections.abc import Iterable

from sqlmodel import col, select, update

from workshop.db import UnitOfWork
from workshop.domain.people.members import new_id
from workshop.errors import InvalidInputError
from workshop.kinds import KINDS, CardKind
from workshop.models import Card, Link


def set_links(work: UnitOfWork, card: Card, links: dict[str, tuple[str, ...]]) -> None:
    """Replace the named links of a card. Raises InvalidInputError for one that cannot be."""
    specs = {spec.name: spec for spec in KINDS[CardKind(card.kind)].links}
    for name, targets in links.items():
        if name not in specs:
            raise InvalidInputError(f"A card of this kind cannot rest on others as “{name}”.")
        kept = {
            link.to_id: link
            for link in work.session.exec(
                select(Link).where(Link.from_id == card.id, Link.name == name)
            )
        }
        for target in dict.fromkeys(targets):
            if target in kept:
                kept.pop(target)
                continue
            other = work.session.get(Card, target)
            if other is None or other.workshop_id != card.workshop_id or other.id == card.id:
                raise InvalidInputError("The card that this should rest on is not here any more.")
            if CardKind(other.kind) not in specs[name].to:
                raise InvalidInputError("These two cards cannot be linked in this way.")
            work.session.add(
                Link(
                    id=new_id(),
                    workshop_id=card.workshop_id,
                    from_id=card.id,
                    name=name,
                    to_id=target,
                )
            )
        for link in kept.values():
            work.session.delete(link)
    work.session.flush()


def tell_comments(work: UnitOfWork, card: Card) -> None:
    """Comments go and come with their card, so every stream is told of them too."""
    comments = select(Link.from_id).where(Link.to_id == card.id, Link.name == "about")
    work.session.exec(update(Card).where(col(Card.id).in_(comments)).values(revision=card.revision))


def tell_gathered(work: UnitOfWork, cards: Iterable[str], revision: int) -> None:
    """Give cards whose themes have changed this revision, so that every stream tells of it."""
    wanted = list(cards)
    if wanted:
        work.session.exec(update(Card).where(col(Card.id).in_(wanted)).values(revision=revision))
