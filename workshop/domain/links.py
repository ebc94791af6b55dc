"""Verbs on links: on which cards a card rests."""

from collections.abc import Callable, Collection
from typing import Any

from sqlmodel import select

from workshop.db import Database, UnitOfWork
from workshop.domain.acting import acting
from workshop.domain.cards import CardReceipt, loaded, record_card
from workshop.domain.demands import require_demands, require_unlocked
from workshop.domain.grace import require_for, working_on
from workshop.domain.journal import next_revision
from workshop.domain.policy import Verb
from workshop.domain.stored_links import set_links, tell_gathered
from workshop.domain.themes.placements import GATHERS
from workshop.models import Card, Link
from workshop.queries.cards import may_write
from workshop.queries.viewer import Viewer


def link_cards(
    db: Database, *, viewer: Viewer, card_id: str, name: str, to: tuple[str, ...]
) -> CardReceipt:
    """Say on which cards this one rests in the way of ``name``; replaces what was said before."""
    return _relink(db, viewer, card_id, name, lambda _: to)


def relink_card(
    db: Database,
    *,
    viewer: Viewer,
    card_id: str,
    name: str,
    add: Collection[str],
    drop: Collection[str],
) -> CardReceipt:
    """Link to these and not to those any more; what others have linked meanwhile stays."""

    def chosen(before: tuple[str, ...]) -> tuple[str, ...]:
        kept = [one for one in before if one not in drop]
        return (*kept, *(one for one in add if one not in kept))

    return _relink(db, viewer, card_id, name, chosen)


def _relink(
    db: Database,
    viewer: Viewer,
    card_id: str,
    name: str,
    choose: Callable[[tuple[str, ...]], tuple[str, ...]],
) -> CardReceipt:
    with acting(db, viewer) as (work, viewer):
        workshop, card, run = loaded(work, viewer, card_id)
        own = may_write(card, run, viewer)
        where = working_on(work, workshop, card, run)
        require_for(viewer, Verb.EDIT_CARD if own else Verb.LINK_CARDS, workshop, where, own=own)
        require_unlocked(card)
        before = _links_of(work, card)
        set_links(work, card, {name: choose(tuple(to for n, to in before["links"] if n == name))})
        require_demands(work, card, viewer)
        card.revision = next_revision(work, workshop)
        after = _links_of(work, card)
        if name == GATHERS:
            changed = {to for _, to in before["links"]} ^ {to for _, to in after["links"]}
            tell_gathered(work, changed, card.revision)
        record_card(work, workshop, viewer, Verb.LINK_CARDS, card, run, before=before, after=after)
        work.commit()
        return CardReceipt(card.id, card.revision, card.version)


def _links_of(work: UnitOfWork, card: Card) -> dict[str, Any]:
    links = work.session.exec(select(Link).where(Link.from_id == card.id))
    return {"links": sorted([link.name, link.to_id] for link in links)}
