"""Where several do the same for the same people, and what the room says of each: only what is
there by accident may free money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workshop.kinds import CardKind
from workshop.measures import Overlap, OverlapCell, SpendLine, overlap, split_pence
from workshop.queries.cards import CardView
from workshop.queries.money.budget import Budget, MoneyLine, one_guarded
from workshop.queries.money.fairness import line_weights, plain_name

VERDICTS = ("choice", "safety_net", "accident")


@dataclass(frozen=True, slots=True)
class Cell:
    """Two or more who pay for the same purpose for the same group. ``lines`` are their cards.

    ``verdict`` is what the room says of it, "" while it has said nothing; ``note`` is the card
    that says so. ``guarded``: what one of them spends may be somebody's own pay.
    """

    cell: OverlapCell
    lines: tuple[str, ...]
    note: CardView | None
    guarded: bool = False

    @property
    def verdict(self) -> str:
        return str((self.note.fields.get("verdict") if self.note else None) or "")

    @property
    def possible_saving_pence(self) -> int:
        """Never more than the parts that may be paid for twice; 0 unless it is an accident."""
        if self.verdict != "accident" or self.note is None:
            return 0
        said = self.note.fields.get("saving_pence")
        bound = self.cell.duplication_upper_bound_pence
        return bound if said is None else min(int(said), bound)


@dataclass(frozen=True, slots=True)
class OverlapTable:
    """All overlaps, largest first, and the ``others`` that people noted where no lines meet.

    ``unsaid`` are yearly money lines that do not say who does it, for whom or for what.
    ``rests_on`` are the files behind the lines.
    """

    cells: tuple[Cell, ...]
    others: tuple[CardView, ...]
    whole: Overlap
    unsaid: int
    rests_on: tuple[str, ...] = ()

    @property
    def purposes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.cell.purpose for one in self.cells))

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.cell.segment for one in self.cells))

    def at(self, purpose: str, segment: str) -> Cell | None:
        return next(
            (c for c in self.cells if (c.cell.purpose, c.cell.segment) == (purpose, segment)), None
        )

    @property
    def possible_saving_pence(self) -> int:
        """Pence a year that overlaps by accident could free at most."""
        noted = sum(
            int(card.fields.get("saving_pence") or 0)
            for card in self.others
            if card.fields.get("verdict") == "accident"
        )
        return noted + sum(cell.possible_saving_pence for cell in self.cells)

    @property
    def waiting(self) -> int:
        """Overlaps of which the room has said nothing yet."""
        return sum(not cell.verdict for cell in self.cells)


def read_overlaps(cards: Iterable[CardView], budget: Budget) -> OverlapTable:
    """Every cell of group and purpose that two or more pay for in a year.

    Formula and sources: ``workshop.measures.overlap``.
    """
    found = [card for card in cards if not (card.hidden or card.withdrawn)]
    lines, ids, unsaid = _spend_lines(found, budget)
    whole = overlap(lines)
    notes = [card for card in found if card.kind == CardKind.OVERLAP_NOTE]
    named = {card.id: card.text for card in found if card.kind == CardKind.SEGMENT}
    cells, used = [], set()
    for cell in whole.cells:
        note = _note_of(cell, notes, named)
        if note is not None:
            used.add(note.id)
        key = (plain_name(cell.segment), plain_name(cell.purpose))
        behind = tuple(dict.fromkeys(ids.get(key, ())))
        cells.append(Cell(cell, behind, note, _guarded(cell, behind, budget)))
    others = tuple(note for note in notes if note.id not in used)
    return OverlapTable(tuple(cells), others, whole, unsaid, budget.rests_on)


def _guarded(cell: OverlapCell, behind: tuple[str, ...], budget: Budget) -> bool:
    """Whether one of the providers has no other line here than one with somebody's own pay."""
    mine: dict[str, list[tuple[MoneyLine, int]]] = {plain_name(who): [] for who in cell.providers}
    for line in budget.lines:
        who = plain_name(str(line.card.fields.get("provider") or ""))
        if line.card.id in behind and who in mine:
            mine[who].append((line, line.pence or 0))
    return any(one_guarded(parts) for parts in mine.values())


def _spend_lines(
    cards: Sequence[CardView], budget: Budget
) -> tuple[list[SpendLine], dict[tuple[str, str], list[str]], int]:
    """A line for each group that a money line helps, and the cards behind each cell."""
    segments = {card.id: card for card in cards if card.kind == CardKind.SEGMENT}
    shares = [card for card in cards if card.kind == CardKind.ALLOCATION]
    lines: list[SpendLine] = []
    ids: dict[tuple[str, str], list[str]] = {}
    unsaid = 0
    for line in budget.lines:
        if line.counts != "spent" or not line.pence:
            continue
        fields = line.card.fields
        provider, purpose = fields.get("provider") or "", fields.get("purpose") or ""
        weights = line_weights(line, shares, segments)
        helped = {segments[one].text: weight for one, weight in weights.items() if weight}
        if not helped and fields.get("for_whom"):
            helped = {str(fields["for_whom"]): Fraction(100)}
        if not (provider.strip() and purpose.strip() and helped):
            unsaid += 1
            continue
        rest = max(Fraction(0), 100 - sum(helped.values(), Fraction(0)))
        parts = split_pence(line.pence, [*helped.values(), rest])
        for segment, pence in zip(helped, parts[: len(helped)], strict=True):
            lines.append(SpendLine(provider, segment, purpose, pence))
            ids.setdefault((plain_name(segment), plain_name(purpose)), []).append(line.card.id)
    return lines, ids, unsaid


def _note_of(
    cell: OverlapCell, notes: Sequence[CardView], named: dict[str, str]
) -> CardView | None:
    """The newest card that speaks of this purpose and this group."""
    for note in reversed(notes):
        groups = [named[one] for one in note.links.get("segments", ()) if one in named]
        groups.append(str(note.fields.get("for_whom") or ""))
        same = plain_name(str(note.fields.get("purpose") or "")) == plain_name(cell.purpose)
        if same and plain_name(cell.segment) in map(plain_name, groups):
            return note
    return None
