"""The room's money lines added up: by the year, by part of the work, and out of every £100.

The arithmetic is ``workshop.measures``; here is what counts as spending, and what is only said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from workshop.kinds import CardKind
from workshop.measures import out_of_100, split_pence
from workshop.queries.cards import CardView

TIMES_A_YEAR: Mapping[str, int] = {
    "year": 1,
    "half_year": 2,
    "quarter": 4,
    "month": 12,
    "week": 52,
}
COMING_IN = ("income",)
NOT_PAID = ("volunteer_time", "in_kind")
NO_STRAND = ""


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One money line. ``pence`` is for a year, or once where ``once``; None where none was said.

    ``counts`` is "spent", "in", "given" or "once". ``guarded``: may show somebody's own pay.
    """

    card: CardView
    pence: int | None
    counts: str
    guarded: bool
    period_said: bool


@dataclass(frozen=True, slots=True)
class StrandSum:
    """What one part of the work costs in a year. ``out_of_100`` is whole pounds of every £100.

    ``strand`` is None for money under no part of the work. ``guarded`` as in ``MoneyLine``.
    """

    strand: CardView | None
    lines: tuple[MoneyLine, ...]
    pence: int
    out_of_100: int | None
    guarded: bool
    commissioning_missing: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """All lines with their sums: spent and coming in by the year, given, and once only."""

    lines: tuple[MoneyLine, ...]
    strands: tuple[StrandSum, ...]
    spent: int
    coming_in: int
    given: int
    once: int

    @property
    def unsaid_amounts(self) -> int:
        """Lines without an amount."""
        return sum(line.pence is None for line in self.lines)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Files behind the lines with an amount, each with what was decided when it was read."""
        return rests_on(line.card for line in self.lines if line.pence is not None)

    @property
    def unsaid_periods(self) -> int:
        """Lines with an amount that do not say for how long; they count as a year."""
        return sum(line.pence is not None and not line.period_said for line in self.lines)


MOST_FILES = 3


def rests_on(cards: Iterable[CardView]) -> tuple[str, ...]:
    """The files that these lines came from, with what was decided: all that has a colon."""
    sources = (str(card.fields.get("source") or "") for card in cards)
    return tuple(dict.fromkeys(source for source in sources if ": " in source))


def said_files(files: Sequence[str]) -> str:
    """Up to three of them, as a source that stands beside a figure; empty for none."""
    more = len(files) - MOST_FILES
    return "; ".join((*files[:MOST_FILES], *([f"and {more} more files"] if more > 0 else [])))


def read_budget(cards: Iterable[CardView]) -> Budget:
    """The money that these cards tell of. Hidden and withdrawn cards do not count."""
    found = [card for card in cards if not (card.hidden or card.withdrawn)]
    lines = tuple(_line(card) for card in found if card.kind == CardKind.RESOURCE_LINE)
    strands = _strand_sums(found, lines)

    def total(counts: str) -> int:
        return sum(line.pence or 0 for line in lines if line.counts == counts)

    return Budget(lines, strands, total("spent"), total("in"), total("given"), total("once"))


def _line(card: CardView) -> MoneyLine:
    fields = card.fields
    sort, period, amount = fields.get("sort"), fields.get("period"), fields.get("amount_pence")
    pence = None if amount is None else int(amount) * TIMES_A_YEAR.get(period or "year", 1)
    return MoneyLine(card, pence, _counts(sort, period), _guarded(fields), period is not None)


def _counts(sort: str | None, period: str | None) -> str:
    if sort in NOT_PAID:
        return "given"
    if period == "one_off":
        return "once"
    return "in" if sort in COMING_IN else "spent"


def _guarded(fields: Mapping[str, object]) -> bool:
    """Pay for fewer than two posts, or for nobody knows how many."""
    posts = fields.get("fte")
    return fields.get("sort") == "salary" and (posts is None or Decimal(str(posts)) < 2)


def _strand_sums(cards: Sequence[CardView], lines: Sequence[MoneyLine]) -> tuple[StrandSum, ...]:
    strands = {card.id: card for card in cards if card.kind == CardKind.STRAND}
    shares = [card for card in cards if card.kind == CardKind.STRAND_SHARE]
    held: dict[str, list[tuple[MoneyLine, int]]] = {strand: [] for strand in (*strands, NO_STRAND)}
    for line in lines:
        if line.counts != "spent":
            continue
        for strand, pence in _parts(line, shares, strands).items():
            held[strand].append((line, pence))
    sums = {strand: sum(pence for _, pence in parts) for strand, parts in held.items()}
    shown = [strand for strand in held if strand != NO_STRAND or sums[strand]]
    hundred = _out_of_100([sums[strand] for strand in shown])
    return tuple(
        StrandSum(
            strand=strands.get(strand),
            lines=tuple(line for line, _ in held[strand]),
            pence=sums[strand],
            out_of_100=pounds,
            guarded=one_guarded(held[strand]),
            commissioning_missing=_lacks_commissioning(strands.get(strand), held[strand]),
        )
        for strand, pounds in zip(shown, hundred, strict=True)
    )


def _parts(
    line: MoneyLine, shares: Sequence[CardView], strands: Mapping[str, CardView]
) -> dict[str, int]:
    """The pence of a line by part of the work: by its shares, else evenly over its links."""
    mine = [share for share in shares if line.card.id in share.links.get("line", ())]
    weights: dict[str, Fraction] = {}
    for share in mine:
        for strand in share.links.get("strand", ()):
            if strand in strands:
                percent = Fraction(str(share.fields.get("share_percent") or 0))
                weights[strand] = weights.get(strand, Fraction(0)) + percent
    if any(weights.values()):
        weights[NO_STRAND] = max(Fraction(0), 100 - sum(weights.values(), Fraction(0)))
    else:
        linked = [one for one in line.card.links.get("strand", ()) if one in strands]
        weights = dict.fromkeys(linked or [NO_STRAND], Fraction(1))
    parts = split_pence(line.pence or 0, list(weights.values()))
    return {strand: part for strand, part in zip(weights, parts, strict=True) if weights[strand]}


def _out_of_100(sums: Sequence[int]) -> list[int] | list[None]:
    """Whole pounds of every £100 (``measures.out_of_100``); nothing can be said of no money."""
    return list(out_of_100(sums)) if sum(sums) > 0 else [None] * len(sums)


def one_guarded(parts: Sequence[tuple[MoneyLine, int]]) -> bool:
    """Whether a sum is one line alone that may show somebody's own pay."""
    paid = [line for line, pence in parts if pence]
    return len(paid) == 1 and paid[0].guarded


def _lacks_commissioning(strand: CardView | None, parts: Sequence[tuple[MoneyLine, int]]) -> bool:
    """Local people do part of it, and no line says what they are paid, not even £0."""
    if strand is None or not strand.fields.get("community_helps"):
        return False
    return not any(
        line.card.fields.get("covers") == "commissioning" and line.pence is not None
        for line, _ in parts
    )


def stop_gaps(card: CardView) -> tuple[str, ...]:
    """What a thing to stop has not said yet: who feels it, what keeps them safe, the money.

    What is kept frees nothing, so nothing has to be said of it.
    """
    if card.fields.get("action") == "keep":
        return ()
    return tuple(
        name for name in ("affected", "safeguard", "money_to") if not card.fields.get(name)
    )
