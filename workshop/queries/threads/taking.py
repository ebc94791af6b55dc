"""What a person starts from in an activity: earlier cards to tap, as the playbook declares them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, select

from workshop.kinds import KINDS, CardKind
from workshop.kinds.languages import Translated, translated
from workshop.models import ActivityRun, Card, Workshop
from workshop.playbook import TEXT, Activity, Given, Taken, load_playbook
from workshop.queries.cards import Audience, Rules, Sight, of_table, rules, sight
from workshop.queries.people.first_writers import in_this_room
from workshop.queries.threads.choices import chosen_cards, decided_at_tables, room_cards
from workshop.queries.threads.dealt import Dealt, dealt
from workshop.queries.threads.forwarded import cards_to_choose, gone_forward, tables_here
from workshop.queries.viewer import Viewer

SHOWN = 60
"""More than this to tap on one phone is no choice; the newest go first."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A card to tap. ``first`` ones stand there; the others are behind “Show the others”.

    ``said`` is what it holds of the fields asked here, ``version`` the one that this was read from.
    ``fills`` is what a card that rests on this one has from it, by the name of the field. Its text
    is in its ``language`` ("" for the workshop's), beside its ``translations``.
    """

    id: str
    text: str
    first: bool
    said: dict[str, object]
    version: int
    fills: dict[str, object] = field(default_factory=dict)
    language: str = ""
    translations: tuple[Translated, ...] = ()


@dataclass(frozen=True, slots=True)
class Tap:
    """Cards to tap for one link of what is made here. ``alone`` is tapped already: it is the one.

    ``least`` is how many the method asks for, and of ``one`` kind of link there is a single one.
    """

    link: str
    kind: CardKind
    cards: tuple[Offered, ...]
    least: int
    alone: bool
    one: bool = False


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that people can do here: make a card, or add to one of ``onto``.

    ``anew``: where none of them is meant, a new card can be written instead.
    """

    place: int
    given: Given
    onto: tuple[Offered, ...]
    taps: tuple[Tap, ...]
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """Everything that one person can do in an activity, and what is said where nothing is there.

    ``kinds`` are those that it starts from, ``reads`` what of the library lies on their table.
    """

    activity: str
    kinds: tuple[CardKind, ...]
    doings: tuple[Doing, ...]
    says: tuple[str, ...]
    reads: tuple[Dealt, ...] = ()


def taking(session: Session, viewer: Viewer, key: str) -> Taking:
    """What this viewer starts from in an activity; only cards that the room may read."""
    workshop = session.get_one(Workshop, viewer.workshop_id)
    activity = in_this_room(session, workshop.id, load_playbook(workshop.language).activity(key))
    chosen = chosen_cards(session, workshop.id)
    promised = rules(session, workshop.id)
    kinds = [taken.kind for taken in activity.takes]
    read = room_cards(session, workshop.id, *kinds, promised=promised)
    spreads = any(taken.deal == "spread" for taken in activity.takes)
    tables = _dealt_to(session, workshop.id, key) if spreads else []
    own = _own_at_table(session, viewer, activity, promised)
    there = {
        taken.kind: _in_order(
            [c for c in read if c.kind == taken.kind], taken, viewer, chosen, promised, tables, own
        )
        for taken in activity.takes
    }
    doings = [
        _doing(place, given, activity, there, own)
        for place, given in enumerate(activity.gives)
        if given in activity.offered and _may(activity, viewer)
    ]
    missing = [t.otherwise for t in activity.takes if t.must and t.otherwise and not there[t.kind]]
    reads = dealt(activity, viewer.table_no, workshop.language)
    return Taking(key, tuple(there), tuple(doings), tuple(missing), reads)


def _may(activity: Activity, viewer: Viewer) -> bool:
    """Whether it is this person's turn; the others have a box of their own meanwhile."""
    if not activity.writers or viewer.is_facilitator:
        return True
    return viewer.role_group in activity.writers


def _in_order(
    cards: Sequence[Card],
    taken: Taken,
    viewer: Viewer,
    chosen: frozenset[str],
    promised: Mapping[str, Rules],
    tables: Sequence[int] = (),
    own: frozenset[str] = frozenset(),
) -> list[tuple[Card, bool]]:
    """Newest first, those that this step starts from before the others; all where there is none."""
    fitting = [card for card in cards if not taken.having or card.fields.get(taken.having)]
    forward = gone_forward(fitting, {}) if taken.which == "forward" else frozenset()

    def is_first(card: Card) -> bool:
        match taken.which:
            case "chosen":
                return card.id in chosen
            case "mine":
                return viewer.wrote(card)
            case "my-table":
                return of_table(card, promised.get(card.activity), viewer)
            case "forward":
                return card.id in forward
            case _:
                return True

    first = [card for card in fitting if is_first(card)] or fitting
    if own and taken.which == "chosen" and taken.kind in decided_at_tables():
        mine = [card for card in fitting if card.id in own]
        first = [card for card in mine if card.id in chosen] or mine or first
    if taken.deal == "spread" and viewer.table_no is not None:
        first = own_share(first, tables or [viewer.table_no], viewer.table_no)
    rest = [card for card in fitting if card not in first]
    ordered = [(card, True) for card in reversed(first)] + [(card, False) for card in rest[::-1]]
    return ordered[:SHOWN]


def _own_at_table(
    session: Session, viewer: Viewer, activity: Activity, promised: Mapping[str, Rules]
) -> frozenset[str]:
    """The cards of this viewer's table among the kinds of which each table takes its own on.

    Of those shown as one it is the one that stands for them, whichever is the table's.
    """
    by_tables = decided_at_tables()
    kinds = [one.kind for one in activity.takes if one.which == "chosen" and one.kind in by_tables]
    return frozenset(
        card.merged_into or card.id
        for card in (cards_to_choose(session, viewer.workshop_id, kinds) if kinds else ())
        if of_table(card, promised.get(card.activity), viewer)
    )


def _dealt_to(session: Session, workshop_id: str, key: str) -> list[int]:
    """The tables that a step was dealt to, or those of now until something is written in it."""
    wanted = select(ActivityRun.dealt_to).where(
        ActivityRun.workshop_id == workshop_id, ActivityRun.key == key
    )
    dealt_to = session.exec(wanted).first() or []
    return list(dealt_to) or tables_here(session, workshop_id)


def own_share(cards: Sequence[Card], tables: Sequence[int], table: int) -> list[Card]:
    """The cards that one table has for its own, dealt one by one in their order, oldest first.

    No two of the ``tables`` have the same, unless there are more tables than cards: then some share
    one. A card that comes later, or another sum, takes from no table what it has begun to work on,
    and neither does a table that comes later: it works with one of these.
    """
    place = tables.index(table) if table in tables else (table - 1) % len(tables)
    if not cards or len(cards) < len(tables):
        return list(cards[place % len(cards) :][:1]) if cards else []
    return list(cards[place :: len(tables)])


def _doing(
    place: int,
    given: Given,
    activity: Activity,
    there: dict[CardKind, list[tuple[Card, bool]]],
    own: frozenset[str],
) -> Doing:
    onto = () if given.makes else _offered(there.get(given.kind, []), given.asked)
    taps = [
        _tap(link, kind, given, activity, there[kind], own)
        for link, kind in given.tapped.items()
        if there.get(kind)
    ]
    anew = not given.makes and given.kind in activity.collects
    return Doing(place, given, onto, tuple(taps), anew)


def _tap(
    link: str,
    kind: CardKind,
    given: Given,
    activity: Activity,
    cards: list[tuple[Card, bool]],
    own: frozenset[str],
) -> Tap:
    which = {taken.kind: taken.which for taken in activity.takes}
    spec = KINDS[given.kind].link(link)
    fills = {name: field for name, (of, field) in given.carried.items() if of == kind}
    offered = _offered(cards, (), fills)
    first = [card.id for card in offered if card.first]
    alone = which.get(kind) == "chosen" and len(first) == 1
    if kind in decided_at_tables():
        alone = alone and first[0] in own  # what another table chose is offered and no more
    least, one = (spec.at_least, spec.one) if spec else (0, False)
    return Tap(link, kind, offered, least, alone, one)


def _offered(
    cards: Iterable[tuple[Card, bool]],
    asked: Sequence[str],
    fills: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Offered, ...]:
    return tuple(
        Offered(
            card.id,
            " ".join(card.text.split()),
            first,
            {name: card.fields[name] for name in asked if name in card.fields},
            card.version,
            {name: value for name, of in fills.items() if (value := value_of(card, of))},
            card.language,
            translated(card.translations, card.version),
        )
        for card, first in cards
    )


def value_of(card: Card, name: str) -> Any:
    """What a card says under this name: its main text, or a field."""
    return card.text if name == TEXT else card.fields.get(name)


def readable(session: Session, workshop_id: str) -> Callable[[Card], bool]:
    """What tells whether everybody in the room may read a card now."""
    promised = rules(session, workshop_id)
    return lambda card: sight(card, promised.get(card.activity), Audience.ROOM) is Sight.SHOWN


def may_be_read(session: Session, workshop_id: str, card: Card) -> bool:
    """Whether everybody in the room may read this card now."""
    return readable(session, workshop_id)(card)
