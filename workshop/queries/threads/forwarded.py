"""What tables put before the whole room: which of its cards a table chose, and what that leaves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import bindparam, select
from sqlmodel import Session

from workshop.enums import Via
from workshop.kinds import CardKind
from workshop.kinds.languages import Translated, translated
from workshop.models import Card, Workshop
from workshop.playbook import Activity, Forward, load_playbook
from workshop.queries.cards import Audience, Rules, Sight, of_table, rules, sight
from workshop.queries.sql_tables import CARD, PERSON
from workshop.queries.viewer import Viewer

_TABLES = (
    select(PERSON.c.table_no)
    .where(
        PERSON.c.workshop_id == bindparam("workshop"),
        PERSON.c.is_facilitator.is_(False),
        PERSON.c.table_no.is_not(None),
    )
    .distinct()
    .order_by(PERSON.c.table_no)
)
_CARDS = (
    select(
        CARD.c.id,
        CARD.c.kind,
        CARD.c.text,
        CARD.c.fields,
        CARD.c.activity,
        CARD.c.visibility,
        CARD.c.hidden,
        CARD.c.withdrawn,
        CARD.c.merged_into,
        CARD.c.forward,
        CARD.c.table_no,
        CARD.c.author_id,
        CARD.c.author_mark,
        CARD.c.via,
        CARD.c.version,
        CARD.c.language,
        CARD.c.translations,
        CARD.c.created_at,
    )
    .where(
        CARD.c.workshop_id == bindparam("workshop"),
        CARD.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(CARD.c.created_revision, CARD.c.id)
)


@dataclass(frozen=True, slots=True)
class PutUp:
    """A card that may be put forward, and whether it is."""

    id: str
    text: str
    on: bool
    alone: bool = True
    """Whether it is this table's alone: no other table stands for it."""
    language: str = ""
    translations: tuple[Translated, ...] = ()


@dataclass(frozen=True, slots=True)
class Choosing:
    """What one table can put forward in a step, ``most`` of them at once.

    Whoever steers can do it for every table.
    """

    kind: CardKind
    most: int
    cards: tuple[PutUp, ...]


def forwarding(session: Session, workshop_id: str, key: str | None = None) -> Activity | None:
    """The activity of that key, or the room's own, where tables put something forward in it."""
    workshop = session.get_one(Workshop, workshop_id)
    wanted = key or workshop.current_activity
    if wanted is None:
        return None
    activity = load_playbook(workshop.language).activity(wanted)
    return activity if activity.forward is not None else None


def choosing(session: Session, viewer: Viewer, activity: Activity) -> Choosing | None:
    """What this viewer's table can put forward here; None where nothing is put forward."""
    rule = activity.forward
    if rule is None:
        return None
    promised = rules(session, viewer.workshop_id)
    leads, followers = candidates(session, viewer.workshop_id, rule, promised)
    mine = [
        card
        for card in leads
        if viewer.is_facilitator
        or any(
            of_table(one, promised.get(one.activity), viewer)
            for one in (card, *followers.get(card.id, ()))
        )
    ]
    cards = tuple(
        PutUp(
            one.id,
            said_by(one),
            is_forward(one, followers),
            all(_alone(each, viewer) for each in (one, *followers.get(one.id, ()))),
            one.language,
            translated(one.translations, one.version),
        )
        for one in reversed(mine)
    )
    most = rule.most(len(tables_here(session, viewer.workshop_id)))
    if viewer.is_facilitator:
        most = len(cards)  # they tap for any table, and say nothing of whose a card is
    return Choosing(rule.kind, most, cards)


def said_by(card: Card) -> str:
    """What a card says as a whole, on one line: an insight its sentence, a reframe both halves."""
    parts: tuple[str, ...] = (card.text,)
    if card.kind == CardKind.INSIGHT:
        parts = (str(card.fields.get("sentence") or card.text),)
    elif card.kind == CardKind.REFRAME and card.fields.get("before"):
        parts = (f"{card.fields['before']} →", card.text)
    return " ".join(" ".join(parts).split())


def candidates(
    session: Session,
    workshop_id: str,
    rule: Forward,
    promised: Mapping[str, Rules] | None = None,
) -> tuple[list[Card], dict[str, list[Card]]]:
    """The cards that the room may read now, oldest first, and those shown with each as one.

    ``promised`` are the rules of now, where they are known.
    """
    promised = rules(session, workshop_id) if promised is None else promised
    shown = [
        card
        for card in cards_to_choose(session, workshop_id, [rule.kind])
        if sight(card, promised.get(card.activity), Audience.ROOM) is Sight.SHOWN
    ]
    leads = [card for card in shown if not card.merged_into and _has(card, rule)]
    followers: dict[str, list[Card]] = defaultdict(list)
    for card in shown:
        if card.merged_into:
            followers[card.merged_into].append(card)
    return leads, followers


def cards_to_choose(session: Session, workshop_id: str, kinds: Sequence[CardKind]) -> list[Card]:
    """Every card of these kinds, oldest first, as far as choosing between them asks for it.

    They are rows: what chooses is asked by each phone, and mapped objects cost four times as much.
    """
    asked = {"workshop": workshop_id, "kinds": list(kinds)}
    return cast("list[Card]", session.connection().execute(_CARDS, asked).all())


def _has(card: Card, rule: Forward) -> bool:
    return rule.having is None or bool(card.fields.get(rule.having))


def tables_here(session: Session, workshop_id: str) -> list[int]:
    """The tables at which people say that they sit, in their order."""
    return list(session.connection().execute(_TABLES, {"workshop": workshop_id}).scalars())


def is_forward(card: Card, followers: Mapping[str, Sequence[Card]]) -> bool:
    """Whether this card goes on: it, or one that is shown with it as one, was put forward."""
    return any(one.forward for one in (card, *followers.get(card.id, ())))


def _alone(card: Card, viewer: Viewer) -> bool:
    """Whether no other table stands for this card: somebody may have changed tables since."""
    return viewer.wrote(card) if card.table_no is None else card.table_no == viewer.table_no


def tables_of(
    leads: Iterable[Card], followers: Mapping[str, Sequence[Card]]
) -> dict[str, list[Card]]:
    """The cards of each table, oldest first; without tables, those of each person.

    What nobody may be told the writer of stands for itself, and so does what somebody typed in for
    a person without a phone.
    """
    found: dict[str, list[Card]] = defaultdict(list)
    for card in leads:
        for whose in {_whose(one) for one in (card, *followers.get(card.id, ()))}:
            found[whose].append(card)
    return found


def _whose(card: Card) -> str:
    if card.table_no is not None:
        return f"table {card.table_no}"
    # These may all bear the name of one facilitator or scribe, who is no table.
    return card.id if card.via in (Via.PAPER, Via.SCRIBE) else card.author_id or card.id


def gone_forward(leads: Sequence[Card], followers: Mapping[str, Sequence[Card]]) -> frozenset[str]:
    """The cards that tables put forward, and the newest of each table that chose none.

    Where no table has chosen anything, all of them.
    """
    on = {card.id for card in leads if is_forward(card, followers)}
    if not on:
        return frozenset(card.id for card in leads)
    found: set[str] = set()
    for cards in tables_of(leads, followers).values():
        chosen = [card.id for card in cards if card.id in on]
        found.update(chosen or [cards[-1].id])
    return frozenset(found)
