"""The board that people sort: which of its cards and themes a viewer may move."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from workshop.db import UnitOfWork
from workshop.domain.people.members import require_joined
from workshop.domain.policy import Situation, Verb, require
from workshop.domain.room import run_of
from workshop.domain.themes.placements import GATHERS, gathered
from workshop.enums import Visibility, WorkshopState
from workshop.errors import InvalidInputError, NotAllowedError, NotFoundError
from workshop.kinds import COLOURS, CardKind, Colour, kind_spec
from workshop.models import Card, Link, Person, Workshop
from workshop.queries.cards import Audience, Sight, rules, sight
from workshop.queries.viewer import Viewer

SORTED_BY_OTHERS = "Others sort the cards just now. Say what you would move."
GONE = "This theme is not here any more. Look at the board again."


@dataclass(frozen=True, slots=True)
class Sorting:
    """What became of a step. ``themes`` are those that it made or moved cards into.

    ``stayed`` are cards that somebody else had moved, hidden or taken back first: they were left
    where they are.
    """

    revision: int
    themes: tuple[str, ...] = ()
    stayed: tuple[str, ...] = ()


def begin_sorting(work: UnitOfWork, viewer: Viewer, verb: Verb = Verb.SORT) -> Workshop:
    """The workshop, where this viewer may sort its cards just now. Raises NotAllowedError."""
    workshop = work.session.get_one(Workshop, viewer.workshop_id)
    require(viewer.role, verb, sorting_situation(work, workshop))
    device = work.session.get(Person, viewer.person_id) if viewer.person_id else None
    if device is not None and device.muted and not viewer.is_facilitator:
        raise NotAllowedError(SORTED_BY_OTHERS)
    require_joined(viewer)
    return workshop


def sorting_situation(work: UnitOfWork, workshop: Workshop) -> Situation:
    here = workshop.current_activity
    run = run_of(work, workshop, here) if here else None
    return Situation(
        workshop_open=workshop.state == WorkshopState.OPEN,
        activity_open=run is not None and run.open,
        sorting=run is not None and run.sorting,
    )


class SortBoard:
    """The cards of a workshop as this viewer may sort them, inside one transaction."""

    def __init__(self, work: UnitOfWork, viewer: Viewer, workshop: Workshop) -> None:
        self.work, self.viewer, self.workshop = work, viewer, workshop
        self._rules = rules(work.session, workshop.id)
        self.themes = {card.id: card for card in self._stored(Card.kind == CardKind.THEME)}

    def _stored(self, *wanted: object) -> Sequence[Card]:
        return self.work.session.exec(
            select(Card)
            .where(Card.workshop_id == self.workshop.id, *wanted)  # type: ignore[arg-type]
            .order_by(col(Card.created_revision), col(Card.id))
        ).all()

    def may_sort(self, card: Card) -> bool:
        """What is private is nobody's to sort: its place would tell the room that it is there."""
        if card.visibility != Visibility.ROOM or card.withdrawn:
            return False
        seen = sight(card, self._rules.get(card.activity), Audience.ROOM)
        return self.viewer.is_facilitator or seen is Sight.SHOWN

    def cards(self, ids: Iterable[str], kinds: Iterable[CardKind] | None = None) -> list[Card]:
        """Those of the cards that are there to be sorted. Raises NotFoundError when none is."""
        found = {card.id: card for card in self._stored(col(Card.id).in_(list(ids)))}
        cards = [found[i] for i in dict.fromkeys(ids) if i in found and self.may_sort(found[i])]
        if not cards:
            raise NotFoundError("These cards are not here any more. Look at the board again.")
        allowed = set(kinds) if kinds is not None else None
        if allowed is not None and any(CardKind(card.kind) not in allowed for card in cards):
            raise InvalidInputError("Cards of this kind cannot be put into a theme.")
        return cards

    def is_live(self, theme: str) -> bool:
        card = self.themes.get(theme)
        return card is not None and not (card.withdrawn or card.hidden or card.merged_into)

    def theme(self, theme_id: str) -> Card:
        """A theme, or the one that it was merged into meanwhile. Raises NotFoundError."""
        card = self.themes.get(theme_id)
        if card is not None and card.merged_into is not None:
            card = self.themes.get(card.merged_into)
        if card is None or not self.is_live(card.id) or not self.may_sort(card):
            raise NotFoundError(GONE)
        return card

    def moves(
        self, cards: Sequence[Card], source: str | None, target: str | None
    ) -> tuple[dict[str, tuple[str, ...]], list[str]]:
        """Where each card goes, and which stay since they were not where the mover saw them."""
        places: dict[str, tuple[str, ...]] = {}
        stayed = []
        for card_id, themes in gathered(self.work, self.workshop.id, (c.id for c in cards)).items():
            live = {theme for theme in themes if self.is_live(theme)}
            arrived = target is not None and target in live
            if source in live if source is not None else not live:
                places[card_id] = tuple(
                    sorted((set(themes) - {source}) | ({target} if target else set()))
                )
            elif not arrived and not (target is None and not live):
                stayed.append(card_id)
        return places, stayed

    def inside(self, themes: set[str]) -> dict[str, list[str]]:
        """The cards that these themes gather, each with all of its themes."""
        cards = self.work.session.exec(
            select(Link.to_id).where(Link.name == GATHERS, col(Link.from_id).in_(themes))
        ).all()
        return gathered(self.work, self.workshop.id, cards)

    def free_colour(self, taken: Iterable[str] = ()) -> Colour:
        """The colour that fewest themes have, the first of them."""
        live = (card.fields.get("colour") for card in self.themes.values() if self.is_live(card.id))
        used = Counter([*live, *taken])
        return min(COLOURS, key=lambda colour: used[colour])


def theme_targets() -> tuple[CardKind, ...]:
    """The kinds of card that a theme can gather."""
    spec = kind_spec(CardKind.THEME).link("gathers")
    return spec.to if spec else ()
