"""How cards lie on the board: which themes gather them, which card they are shown with.

A step of sorting is the difference between two layouts, so that it can be taken back by laying out
the difference the other way round, and what others have moved since stays where they put it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlmodel import col, select

from workshop.db import UnitOfWork, now
from workshop.domain.journal import next_revision, record
from workshop.domain.people.members import new_id
from workshop.models import Card, Link, Workshop
from workshop.queries.viewer import Viewer

GATHERS = "gathers"
BOARD = "board"
"""``object_type`` of the audit rows about the board as a whole."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a board that a step is about.

    ``places``: card -> the themes that gather it, sorted. ``merged``: card or theme -> what it is
    shown with, or None. ``removed``: theme -> whether it was removed.
    """

    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merged: Mapping[str, str | None] = field(default_factory=dict)
    removed: Mapping[str, bool] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As it is kept in the audit; parts that say nothing are left out."""
        found = {
            "places": {card: list(themes) for card, themes in self.places.items()},
            "merged": dict(self.merged),
            "removed": dict(self.removed),
        }
        return {name: part for name, part in found.items() if part}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> "Layout":
        kept = kept or {}
        places = {card: tuple(themes) for card, themes in kept.get("places", {}).items()}
        return cls(places, dict(kept.get("merged", {})), dict(kept.get("removed", {})))

    def cards(self) -> set[str]:
        return {*self.places, *self.merged, *self.removed}


def gathered(work: UnitOfWork, workshop_id: str, cards: Iterable[str]) -> dict[str, list[str]]:
    """For each card the themes that gather it, whatever has become of these."""
    wanted = list(dict.fromkeys(cards))
    found: dict[str, list[str]] = {card: [] for card in wanted}
    rows = work.session.exec(
        select(Link.to_id, Link.from_id).where(
            Link.workshop_id == workshop_id, Link.name == GATHERS, col(Link.to_id).in_(wanted)
        )
    )
    for card, theme in rows:
        found[card].append(theme)
    return found


def layout_of(work: UnitOfWork, workshop_id: str, like: Layout) -> Layout:
    """How the cards that ``like`` speaks of lie now; a card that is gone is left out."""
    known = {card.id: card for card in _cards(work, workshop_id, like.cards())}
    places = gathered(work, workshop_id, (card for card in like.places if card in known))
    return Layout(
        {card: tuple(sorted(themes)) for card, themes in places.items()},
        {card: known[card].merged_into for card in like.merged if card in known},
        {card: known[card].withdrawn for card in like.removed if card in known},
    )


def _cards(work: UnitOfWork, workshop_id: str, ids: Iterable[str]) -> list[Card]:
    wanted = select(Card).where(Card.workshop_id == workshop_id, col(Card.id).in_(list(ids)))
    return list(work.session.exec(wanted))


def lay_out(
    work: UnitOfWork,
    workshop: Workshop,
    viewer: Viewer,
    verb: str,
    wanted: Layout,
    *,
    made: Collection[str] = (),
) -> int | None:
    """Lay the cards out so, with revision and audit; None where they lay so already.

    Themes ``made`` in this very step were away before it, and are again when it is undone.
    """
    wanted = _flat(work, workshop.id, wanted)
    current = layout_of(work, workshop.id, wanted)
    current = replace(current, removed={**current.removed, **dict.fromkeys(made, True)})
    before, after = _difference(current, wanted)
    touched = after.cards()
    if not touched:
        return None
    revision = next_revision(work, workshop)
    for card in _cards(work, workshop.id, touched):
        card.merged_into = after.merged.get(card.id, card.merged_into)
        # What lost its words when the workshop closed does not come back.
        card.withdrawn = after.removed.get(card.id, card.withdrawn) or not card.text
        card.revision = revision
        card.updated_at = now()
    for card_id, themes in after.places.items():
        _gather(work, workshop.id, card_id, set(themes))
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type=BOARD,
        object_id=workshop.id,
        revision=revision,
        before=before.to_json(),
        after=after.to_json(),
    )
    return revision


def skip(work: UnitOfWork, workshop: Workshop, viewer: Viewer, verb: str) -> None:
    """Record a step that found nothing left to lay out."""
    record(
        work,
        workshop,
        viewer,
        verb,
        object_type=BOARD,
        object_id=workshop.id,
        revision=next_revision(work, workshop),
        before={},
        after={},
    )


def _flat(work: UnitOfWork, workshop_id: str, wanted: Layout) -> Layout:
    """Nothing is merged into what is merged itself: what lies with a card goes where it goes."""
    moved = [card for card, lead in wanted.merged.items() if lead is not None]
    if not moved:
        return wanted
    merged = dict(wanted.merged)
    for card in moved:
        merged[card] = _lead(work, merged, card)
    followers = work.session.exec(
        select(Card).where(Card.workshop_id == workshop_id, col(Card.merged_into).in_(moved))
    )
    for follower in followers:
        merged.setdefault(follower.id, merged[follower.merged_into or ""])
    return replace(wanted, merged=merged)


def _lead(work: UnitOfWork, merged: Mapping[str, str | None], card: str) -> str | None:
    """Where a card ends; None where following it would lead back to itself."""
    seen = {card}
    lead = merged[card]
    while lead is not None and lead not in seen:
        seen.add(lead)
        stored = work.session.get(Card, lead)
        onward = merged.get(lead, stored.merged_into if stored else None)
        if onward is None:
            return lead
        lead = onward
    return None


def _difference(current: Layout, wanted: Layout) -> tuple[Layout, Layout]:
    """Only what is to change, as it is and as it will be."""

    def changed(part: str) -> list[str]:
        now_, then = getattr(current, part), getattr(wanted, part)
        return [card for card, value in then.items() if card in now_ and now_[card] != value]

    names = {part: changed(part) for part in ("places", "merged", "removed")}

    def only(layout: Layout) -> Layout:
        parts = {part: {c: getattr(layout, part)[c] for c in names[part]} for part in names}
        return Layout(**parts)

    return only(current), only(wanted)


def _gather(work: UnitOfWork, workshop_id: str, card_id: str, themes: set[str]) -> None:
    links = work.session.exec(
        select(Link).where(
            Link.workshop_id == workshop_id, Link.name == GATHERS, Link.to_id == card_id
        )
    ).all()
    for link in links:
        if link.from_id not in themes:
            work.session.delete(link)
    for theme in sorted(themes - {link.from_id for link in links}):
        work.session.add(
            Link(id=new_id(), workshop_id=workshop_id, from_id=theme, name=GATHERS, to_id=card_id)
        )


def still_as(work: UnitOfWork, workshop_id: str, was: Layout, becomes: Layout) -> Layout:
    """Of ``becomes`` what can be laid out without undoing what others did after ``was``."""
    current = layout_of(work, workshop_id, was)

    def kept(part: str) -> dict[str, Any]:
        now_, then = getattr(current, part), getattr(was, part)
        return {
            card: value
            for card, value in getattr(becomes, part).items()
            if card in now_ and now_[card] == then.get(card)
        }

    return Layout(kept("places"), kept("merged"), kept("removed"))
