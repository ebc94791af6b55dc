"""Rows that stand above their own parts: a whole and its children, at any depth.

Two proofs are taken: codes (1, 1.1, 1.2) whose amounts add up, and a table that is made of
nothing but wholes with their parts. One sum that fits by chance proves nothing; it is said.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from workshop.imports.spend.exact import Integers, whole_sum
from workshop.imports.spend.totals import AmountRow, same_pence

_CODE = re.compile(r"[A-Za-z]{0,3}[-. ]?\d+(?:[.\-/ ]\d+)*\.?")
_COVERED = 0.95
_FEWEST = 6
SHORT = 40
"""Lines among which sums that explain half of them are said; in a longer table they are chance."""
_ROUND_PENCE = 50_00
"""Grants are often round: then two that make up a third are chance."""
_PARTS = re.compile(r"\b(?:of which|thereof|davon|dont|di cui|total|subtotal)\b", re.IGNORECASE)
_PART = 10_000
MOST_CODED = 5000
"""Rows of a plan with codes; a longer table is a list of payments with numbers."""


@dataclass(frozen=True, slots=True)
class Parents:
    """Places of rows that are ``proved`` to repeat others, and of those that ``may`` do so."""

    proved: frozenset[int] = frozenset()
    may: frozenset[int] = frozenset()


@dataclass(frozen=True)
class PlanLines:
    """The lines by their ``places``: amounts as whole numbers, ``penny`` of which are a penny, how
    many other things each line says, and which: a bit of ``filled`` for each role."""

    places: NDArray[np.int64]
    units: Integers
    others: NDArray[np.int8]
    filled: NDArray[np.int8]
    penny: int

    def to_the_penny(self, units: int) -> int:
        """Rounded, half a penny away from zero."""
        size = (abs(units) + self.penny // 2) // self.penny
        return size if units >= 0 else -size


def find_parents(
    plan: PlanLines, lines: Sequence[AmountRow], codes: Sequence[Sequence[str]]
) -> Parents:
    """Among the lines of a ``plan`` in their order. ``lines`` are the same ones with their words
    and ``codes`` each line's code, for each column that may hold codes; none of a long table."""
    if len(plan.places) < 3:
        return Parents()
    for column in codes:
        found = _by_codes(lines, column)
        if found.proved:
            return found
    return _by_sums(plan, lines)


def _by_codes(lines: Sequence[AmountRow], codes: Sequence[str]) -> Parents:
    there = [code.strip().rstrip(".") for code in codes]
    filled = [code for code in there if code]
    if len(set(filled)) < max(3, 0.9 * len(lines)) or not all(map(_CODE.fullmatch, filled)):
        return Parents()
    at = {code: number for number, code in enumerate(there) if code}
    for above in (_dotted, _shorter, _rounder):
        children: dict[int, list[int]] = defaultdict(list)
        for code, number in at.items():
            parent = next((at[one] for one in above(code) if one in at), None)
            if parent is not None and parent != number:
                children[parent].append(number)
        proved, may = set(), set()
        for parent, own in children.items():
            fits = same_pence(sum((lines[one].pence for one in own), Decimal(0)), lines[parent])
            if fits and lines[parent].pence:
                proved.add(lines[parent].place)
            elif len(own) > 1 and above is _dotted:
                may.add(lines[parent].place)
        if proved and len(proved) * 2 >= len(children) and _several(children):
            return Parents(frozenset(proved), frozenset(may))
    return Parents()


def _several(children: dict[int, list[int]]) -> bool:
    return any(len(own) > 1 for own in children.values())


def _dotted(code: str) -> list[str]:
    """1.2.3 lies under 1.2, or else under 1."""
    parts = re.split(r"([.\-/ ])", code)
    return ["".join(parts[:end]) for end in range(len(parts) - 2, 0, -2)]


def _shorter(code: str) -> list[str]:
    """1201 lies under 120, or else under 12 or 1."""
    return [code[:end] for end in range(len(code) - 1, 0, -1)]


def _rounder(code: str) -> list[str]:
    """1230 lies under 1200, or else under 1000."""
    found = []
    for end in range(len(code) - 1, 0, -1):
        rounder = code[:end] + "0" * (len(code) - end)
        if rounder != code and code[end:].strip("0"):
            found.append(rounder)
        elif rounder != code and not code[end:].strip("0"):
            continue
    return found


def _by_sums(plan: PlanLines, lines: Sequence[AmountRow]) -> Parents:
    """A table of wholes above their parts, or of parts above their wholes, with hardly any rest.

    A row that says less than the others, such as a team and nobody who was paid, needs no more
    proof than that it is the sum of the rows beside it.
    """
    count = len(plan.places)
    usual = int(np.partition(plan.others, count // 2)[count // 2])
    sparse: set[int] = set()
    maybe: set[int] = set()
    for backwards in (True, False):
        units = plan.units[::-1] if backwards else plan.units
        wholes, parts, covered = _folded(units)
        if backwards:
            wholes = [count - 1 - whole for whole in wholes]
        if wholes and covered >= _COVERED * count and count >= _FEWEST:
            return Parents(frozenset(plan.places[wholes].tolist()))
        if count <= SHORT and 2 * covered >= count:
            told = _telling(plan, lines, wholes, parts, 1 if backwards else -1)
            maybe = maybe or (set(wholes) if told else maybe)
        if usual > 1 and not sparse:
            sparse = {whole for whole in wholes if plan.others[whole] < usual}
    if sparse:
        return Parents(frozenset(plan.places[list(sparse)].tolist()))
    return Parents(may=_sum_of_all(plan) | set(plan.places[list(maybe)].tolist()))


def _telling(
    plan: PlanLines,
    lines: Sequence[AmountRow],
    wholes: Sequence[int],
    parts: Sequence[int],
    beside: int,
) -> bool:
    """More than the chance by which one of some round amounts is the sum of two beside it: below
    it or above, as ``beside`` is 1 or -1."""
    return (
        (len(wholes) > 1 and max(parts) > 2)
        or bool((plan.units % (plan.penny * _ROUND_PENCE) != 0).any())
        or any(plan.filled[whole] != plan.filled[whole + beside] for whole in wholes)
        or any(_PARTS.search(words) for line in lines for words in line.words)
    )


def _folded(units: Integers) -> tuple[list[int], list[int], int]:
    """Which amounts are the sum of two or more units just before them, of how many each, and how
    many lines that explains; lines of nothing are explained. A unit is a line, or a whole with its
    parts."""
    sums: MutableSequence[int] = [0] if units.dtype == object else array("q", [0])
    lines = array("q", [0])
    wholes: list[int] = []
    parts: list[int] = []
    place_of = {0: 0}
    running, high = 0, 0
    for number, unit in enumerate(_one_by_one(units), 1):
        start = place_of.get(running - unit)
        if start is not None and unit and start < high - 1 and sums[start] == running - unit:
            del sums[start + 1 :], lines[start + 1 :]
            parts.append(high - start)
            high = start
            wholes.append(number - 1)
        else:
            running += unit
        sums.append(running)
        lines.append(number)
        high += 1
        place_of[running] = high
    sizes = np.diff(np.frombuffer(lines, np.int64))
    explained = int(sizes[sizes > 1].sum()) + int((units == 0).sum())
    return wholes, parts, min(len(units), explained)


def _one_by_one(units: Integers) -> Iterator[int]:
    """As Python's own integers, some at a time: all of them take much memory."""
    for start in range(0, len(units), _PART):
        yield from units[start : start + _PART].tolist()


def _sum_of_all(plan: PlanLines) -> frozenset[int]:
    """The first or last line where it is the sum of all others: a total without a word, perhaps."""
    total = whole_sum(plan.units)
    ends = [(int(plan.places[end]), int(plan.units[end])) for end in (0, -1)]
    return frozenset(
        place
        for place, unit in ends
        if unit and plan.to_the_penny(total - unit) == plan.to_the_penny(unit)
    )
