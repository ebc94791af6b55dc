"""For whom the money is, beside how many they are and how much they need it.

How much a need counts is the room's own choice. It is shown, it can be changed while all look on,
and each change is kept with the role of who made it, never a name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, select

from workshop.enums import Role
from workshop.kinds import CardKind
from workshop.measures import Equity, SegmentSpend, equity, split_pence
from workshop.models import Audit
from workshop.queries.cards import CardView
from workshop.queries.money.budget import Budget, MoneyLine, one_guarded

NOBODY_SAID = ""
WEIGHING = ("weigh_need", "edit_card", "undo", "redo")


@dataclass(frozen=True, slots=True)
class Share:
    """One group: its people, how much the need of each counts, and the pence spent on it.

    ``guarded``: the pence may be somebody's own pay, and are said as a band only.
    """

    segment: CardView
    people: int | None
    weight: Decimal
    pence: int
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Fairness:
    """Spending by group. ``known`` are the groups whose number is known: only those are compared.

    ``unshared`` is spending of which nobody said for whom it is; ``over`` are the lines whose
    shares come to more than 100 per cent, with that sum.
    ``rests_on`` are the files behind the lines.
    """

    shares: tuple[Share, ...]
    unshared: int
    over: tuple[tuple[CardView, Fraction], ...]
    result: Equity | None
    rests_on: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[Share, ...]:
        return tuple(share for share in self.shares if share.people)

    @property
    def most_short(self) -> tuple[Share, Fraction] | None:
        """The group whose money is furthest below its need, with the pence it lacks."""
        if self.result is None:
            return None
        gaps = [(self.result.gap_pence[share.segment.id] or 0, share) for share in self.known]
        gap, share = min(gaps, key=lambda found: found[0], default=(Fraction(0), None))
        return (share, -Fraction(gap)) if share is not None and gap < 0 else None


def read_fairness(cards: Iterable[CardView], budget: Budget) -> Fairness:
    """Yearly spending by group of people, from the shares that people gave to each line.

    A line without shares goes to the group whose name stands as the one who gains, if there is
    one. Formula and sources: ``workshop.measures.equity``.
    """
    found = [card for card in cards if not (card.hidden or card.withdrawn)]
    segments = {card.id: card for card in found if card.kind == CardKind.SEGMENT}
    shares = [card for card in found if card.kind == CardKind.ALLOCATION]
    parts: dict[str, list[tuple[MoneyLine, int]]] = {segment: [] for segment in segments}
    unshared, over = 0, []
    for line in budget.lines:
        if line.counts != "spent" or line.pence is None:
            continue
        weights = line_weights(line, shares, segments)
        total = sum(weights.values(), Fraction(0))
        if total > 100:
            over.append((line.card, total))
        for segment, part in _split(line.pence, weights).items():
            if segment == NOBODY_SAID:
                unshared += part
            else:
                parts[segment].append((line, part))
    rows = tuple(
        Share(
            card,
            card.fields.get("size"),
            need_weight(card),
            sum(part for _, part in parts[card.id]),
            one_guarded(parts[card.id]),
        )
        for card in segments.values()
    )
    return Fairness(rows, unshared, tuple(over), _equity(rows), budget.rests_on)


def need_weight(segment: CardView) -> Decimal:
    """How much the need of one of them counts; 1 where the room has said nothing."""
    weight = segment.fields.get("need_weight")
    return Decimal(1) if weight is None else Decimal(str(weight))


def line_weights(
    line: MoneyLine, shares: Sequence[CardView], segments: Mapping[str, CardView]
) -> dict[str, Fraction]:
    """The per cent of a line by group; empty where nobody said for whom it is."""
    weights: dict[str, Fraction] = {}
    for share in shares:
        if line.card.id not in share.links.get("line", ()):
            continue
        helped = [one for one in share.links.get("segments", ()) if one in segments]
        percent = Fraction(str(share.fields.get("share_percent") or 0))
        for one in helped:
            weights[one] = weights.get(one, Fraction(0)) + percent / len(helped)
    if any(weights.values()):
        return weights
    named = plain_name(str(line.card.fields.get("for_whom") or ""))
    same = [key for key, card in segments.items() if named and plain_name(card.text) == named]
    return {same[0]: Fraction(100)} if same else {}


def plain_name(text: str) -> str:
    """A name by which two people mean the same, capitals and spaces apart."""
    return " ".join(text.split()).casefold()


def _split(pence: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """The pence of a line by group, to the penny; what is over is said by nobody."""
    rest = max(Fraction(0), 100 - sum(weights.values(), Fraction(0)))
    whole = {**weights, NOBODY_SAID: rest}
    return dict(zip(whole, split_pence(pence, list(whole.values())), strict=True))


def _equity(rows: Sequence[Share]) -> Equity | None:
    known = [
        SegmentSpend(row.segment.id, row.people, row.weight, row.pence)
        for row in rows
        if row.people
    ]
    if len(known) < 2 or not any(row.spend_pence for row in known):
        return None
    return equity(known)


@dataclass(frozen=True, slots=True)
class WeightChange:
    """A change of how much a need counts, by whom only as a role. ``before`` None is not said."""

    segment_id: str
    before: Decimal | None
    after: Decimal | None
    by: Role
    at: datetime


def weight_changes(session: Session, workshop_id: str) -> list[WeightChange]:
    """Every change of a weight, the latest first, whichever way it was made."""
    rows = session.exec(
        select(Audit)
        .where(Audit.workshop_id == workshop_id, col(Audit.verb).in_(WEIGHING))
        .order_by(col(Audit.revision).desc())
    )
    changes = (_change(row) for row in rows)
    return [change for change in changes if change is not None]


def _change(row: Audit) -> WeightChange | None:
    before, after = (
        ((state or {}).get("fields") or {}).get("need_weight") for state in (row.before, row.after)
    )
    if before == after or (row.after or {}).get("kind") != CardKind.SEGMENT:
        return None

    def number(value: object) -> Decimal | None:
        return None if value is None else Decimal(str(value))

    return WeightChange(row.object_id, number(before), number(after), Role(row.actor_role), row.at)
