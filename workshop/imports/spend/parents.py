"""Rows that stand above their own parts: a whole and its children, at any depth.

Two proofs are taken: codes (1, 1.1, 1.2) whose amounts add up, and a table that is made of
nothing but wholes with their parts. One sum that fits by chance proves nothing; it is said.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_high

from workshop.imports.spend.totals import AmountRow, same_pence

_CODE = re.compile(r"[A-Za-z]{0,3}[-. ]?\d+(?:[.\-/ ]\d+)*\.?")
_COVERED = 0.95
_FEWEST = 6
MOST_CODED = 5000
"""Rows of a plan with codes; a longer table is a list of payments with numbers."""


@dataclass(frozen=True, slots=True)
class Parents:
    """Places of rows that are ``proved`` to repeat others, and of those that ``may`` do so."""

    proved: frozenset[int] = frozenset()
    may: frozenset[int] = frozenset()


def find_parents(lines: Sequence[AmountRow], codes: Sequence[Sequence[str]]) -> Parents:
    """Among lines in their order. ``codes``: for each column that may hold codes, each line's."""
    if len(lines) < 3:
        return Parents()
    for column in codes if len(lines) <= MOST_CODED else ():
        found = _by_codes(lines, column)
        if found.proved:
            return found
    return _by_sums(lines)


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


def _by_sums(lines: Sequence[AmountRow]) -> Parents:
    """A table of wholes above their parts, or of parts above their wholes, with hardly any rest.

    A row that says less than the others, such as a team and nobody who was paid, needs no more
    proof than that it is the sum of the rows beside it.
    """
    usual = median_high([line.others for line in lines])
    sparse: set[int] = set()
    for order in (list(reversed(lines)), list(lines)):
        wholes, covered = _folded(order)
        if wholes and covered >= _COVERED * len(lines) and len(lines) >= _FEWEST:
            return Parents(frozenset(line.place for line in wholes))
        if usual > 1 and not sparse:
            sparse = {line.place for line in wholes if line.others < usual}
    if sparse:
        return Parents(frozenset(sparse))
    return Parents(may=_sum_of_all(lines))


def _folded(order: Sequence[AmountRow]) -> tuple[list[AmountRow], int]:
    """The lines that are the sum of two or more units just before them, and how many lines that
    explains; lines of nothing are explained. A unit is a line, or a whole with its parts."""
    sums = [Decimal(0)]
    sizes: list[int] = []
    wholes: list[AmountRow] = []
    place_of: dict[Decimal, int] = {Decimal(0): 0}
    nothing = 0
    for line in order:
        wanted = sums[-1] - line.pence
        start = place_of.get(wanted) if line.pence else None
        if start is not None and start < len(sums) - 2 and sums[start] == wanted:
            size = sum(sizes[start:]) + 1
            del sizes[start:], sums[start + 1 :]
            wholes.append(line)
        else:
            size = 1
            nothing += not line.pence
        sizes.append(size)
        sums.append(sums[-1] + line.pence)
        place_of[sums[-1]] = len(sums) - 1
    return wholes, min(len(order), sum(size for size in sizes if size > 1) + nothing)


def _sum_of_all(lines: Sequence[AmountRow]) -> frozenset[int]:
    """The first or last line where it is the sum of all others: a total without a word, perhaps."""
    total = sum((line.pence for line in lines), Decimal(0))
    ends = (lines[0], lines[-1])
    return frozenset(
        line.place for line in ends if line.pence and same_pence(total - line.pence, line)
    )
