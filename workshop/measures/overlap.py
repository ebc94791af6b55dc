"""Where several providers pay for the same purpose for the same people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from workshop.errors import InvalidInputError
from workshop.measures.exact import pence, whole

OverlapLabel = Literal["choice", "safety net", "accident"]


@dataclass(frozen=True)
class SpendLine:
    """Whole pence that a provider spends on a segment for a purpose; below 0 for a refund.

    ``area`` and ``period`` part the cells further where a room wants that; empty means everywhere
    and always.
    """

    provider: str
    segment: str
    purpose: str
    amount_pence: int
    area: str = ""
    period: str = ""


@dataclass(frozen=True)
class OverlapCell:
    """One segment and purpose, with what each provider spends there, the largest first."""

    segment: str
    purpose: str
    area: str
    period: str
    provider_pence: dict[str, int]

    @property
    def providers(self) -> tuple[str, ...]:
        return tuple(self.provider_pence)

    @property
    def total_pence(self) -> int:
        return sum(self.provider_pence.values())

    @property
    def duplication_upper_bound_pence(self) -> int:
        """All but the largest provider's spend: never more than this can be paid for twice."""
        return self.total_pence - max(self.provider_pence.values())


@dataclass(frozen=True)
class Overlap:
    """The cells with two or more providers, and the totals over all lines."""

    cells: tuple[OverlapCell, ...]
    """Largest total first."""
    total_pence: int
    overlapped_pence: int
    duplication_upper_bound_pence: int
    unmatched_refund_pence: int
    """Refunds beyond what their provider spent in that cell, 0 or more; part of no other figure."""
    provider_pence: dict[str, int]
    """Largest first; only providers that spend something."""
    hhi: Fraction | None
    """1 when one provider spends it all, 1/n when n spend alike, None when nothing is spent."""

    @property
    def overlapped_share(self) -> Fraction | None:
        return Fraction(self.overlapped_pence, self.total_pence) if self.total_pence else None

    @property
    def duplication_share(self) -> Fraction | None:
        if not self.total_pence:
            return None
        return Fraction(self.duplication_upper_bound_pence, self.total_pence)


_Key = tuple[str, str, str, str]


def overlap(lines: Sequence[SpendLine]) -> Overlap:
    """Find the cells (segment x purpose, and area and period where given) with several providers.

    A provider's lines in one cell are added up first, so they never overlap with each other. A
    refund lowers what its own provider spends in that cell, at most to nothing; a provider left
    with nothing is no provider there. Names are the same whatever their capitals and spaces.

    An overlap is not yet waste: people say of each whether it is a choice, a safety net or an
    accident. Concentration is the Herfindahl-Hirschman index, the sum of squared provider shares.

    Raises ``InvalidInputError`` for a line without provider, segment or purpose.
    """
    first_line: dict[_Key, SpendLine] = {}
    spelling: dict[str, str] = {}
    net: dict[_Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        _require_names(line)
        key, provider = _key_of(line), _plain(line.provider).casefold()
        first_line.setdefault(key, line)
        spelling.setdefault(provider, _plain(line.provider))
        net[key][provider] += pence(line.amount_pence, what="Each amount")
    spent = {
        key: {who: amount for who, amount in _largest_first(cell) if amount > 0}
        for key, cell in net.items()
    }
    cells = [
        _cell(first_line[key], {spelling[who]: amount for who, amount in cell.items()})
        for key, cell in spent.items()
        if len(cell) > 1
    ]
    cells.sort(key=lambda cell: cell.total_pence, reverse=True)
    providers = _provider_totals(spent.values())
    total = sum(providers.values())
    return Overlap(
        cells=tuple(cells),
        total_pence=total,
        overlapped_pence=sum(cell.total_pence for cell in cells),
        duplication_upper_bound_pence=sum(cell.duplication_upper_bound_pence for cell in cells),
        unmatched_refund_pence=-sum(
            amount for cell in net.values() for amount in cell.values() if amount < 0
        ),
        provider_pence={spelling[who]: amount for who, amount in _largest_first(providers)},
        hhi=concentration(providers.values()),
    )


def concentration(amounts: Iterable[int]) -> Fraction | None:
    """Return the Herfindahl-Hirschman index of amounts of 0 or more, from 1/n to 1."""
    sizes = [whole(amount, what="Each amount") for amount in amounts]
    total = sum(sizes)
    return Fraction(sum(size * size for size in sizes), total * total) if total else None


def possible_saving_pence(labelled: Iterable[tuple[OverlapCell, OverlapLabel]]) -> int:
    """Return the most that could be saved: the bound of those overlaps people call an accident."""
    return sum(
        cell.duplication_upper_bound_pence for cell, label in labelled if label == "accident"
    )


def extra_agencies(agencies_per_family: Sequence[int]) -> Fraction:
    """Return the mean number of agencies that a family meets, less the one it needs to meet."""
    if not agencies_per_family:
        raise InvalidInputError("Enter how many agencies at least one family meets.")
    met = [whole(count, what="The number of agencies") for count in agencies_per_family]
    return Fraction(sum(met), len(met)) - 1


def _require_names(line: SpendLine) -> None:
    for name, missing in (
        (line.provider, "who provides it"),
        (line.segment, "who it is for"),
        (line.purpose, "what it is for"),
    ):
        if not name.strip():
            raise InvalidInputError(f"Say for each line of spending {missing}.")


def _plain(name: str) -> str:
    return " ".join(name.split())


def _key_of(line: SpendLine) -> _Key:
    segment, purpose, area, period = (
        _plain(part).casefold() for part in (line.segment, line.purpose, line.area, line.period)
    )
    return segment, purpose, area, period


def _cell(line: SpendLine, provider_pence: dict[str, int]) -> OverlapCell:
    return OverlapCell(
        segment=_plain(line.segment),
        purpose=_plain(line.purpose),
        area=_plain(line.area),
        period=_plain(line.period),
        provider_pence=provider_pence,
    )


def _largest_first(amounts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(amounts.items(), key=lambda item: item[1], reverse=True)


def _provider_totals(cells: Iterable[dict[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for cell in cells:
        for provider, amount in cell.items():
            totals[provider] += amount
    return dict(totals)
