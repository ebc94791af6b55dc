"""Rows that add up other rows: known by their words, and proved by their sum where they can be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Protocol

from workshop.imports.spend.words import fold
from workshop.imports.spend.words import words as all_words

_GENERIC = (
    r"amounts?|spend(ing)?|spent|expenditure|payments?|paid|net|nett|gross|value|values|sum|cost|"
    r"costs|all|awarded|grants?|invoices?|transactions?|vat|excl?|excluding|incl?|including|ex|"
    r"for|of|the|in|to|and|over|above|report|page|sheet|period|month|monthly|quarter|year|yearly|"
    r"annual|week|suppliers?|vendors?|council|department|directorate|overall|this|date|gbp|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|q[1-4]|fy|\d+"
)
_ONLY = re.compile(
    rf"(?:(?:{_GENERIC}) )*(?:(?:grand|sub|overall|running|final|report|monthly|net|gross) ?)*"
    rf"(?:totals?|subtotals?|sum total)(?: (?:{_GENERIC}))*"
)
_NAMED = re.compile(r"^(?:grand |sub ?|overall )?totals?\b|\b(?:sub ?)?totals?$|\bgrand total\b")
_SUMS = frozenset(
    {"sum", "overall", "all", "in all", "summe", "gesamt", "cyfanswm", "net", "gross"}
)
"""Words that mean a total where the rows above add up to it, and say nothing where not."""
_SURELY = re.compile(r"^(?:sub ?totals?|grand totals?)\b")
"""Hardly a payee is called so: one row above is proof enough, and without proof it is said."""
_FIRM = re.compile(r"\b(?:ltd|limited|plc|llp|llc|inc|cic|gmbh|corp|bv|nv|srl|sarl|ltda)$")
_TOTAL = re.compile(r"\b(?:sub ?|grand )?totals?\b")
_SAID = re.compile(r"[^\W\d_]|\d[/.-]\d+[/.-]\d")
"""Letters or a day: more than digits and signs."""
_WORDS = re.compile(r"[^a-z0-9]+")


def _plain(words: str) -> str:
    return " ".join(_WORDS.sub(" ", words.lower()).split())


def says_total(words: str) -> bool:
    """It says nothing but that it is a total: “Grand Total:”, “Total for March 2024”, “Sub-total”.

    The energy company “Total Gas & Power Ltd” says more.
    """
    if len(words) > 80 or "total" not in words.lower():
        return False
    return _only_total(words)


@lru_cache(maxsize=2000)
def _only_total(words: str) -> bool:
    return bool(_ONLY.fullmatch(_plain(words)))


@lru_cache(maxsize=2000)
def names_total(words: str) -> bool:
    """It begins or ends with the word, as in “Acme Ltd Total”; a sum has to prove it."""
    if words.isdigit():
        return False
    lower = words.lower()
    if len(words) <= 60 and _foreign_total(words):
        return True
    if "total" in lower:
        return len(words) <= 120 and bool(_NAMED.search(_plain(words)))
    return len(words) <= 14 and lower.strip(" :.=") in _SUMS


@lru_cache(maxsize=1)
def _any_total() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, all_words().totals)), re.IGNORECASE)


def _foreign_total(words: str) -> bool:
    """It begins or ends with a word for total in some language that the reader knows."""
    if words.isascii() and not _any_total().search(words.replace("-", " ")):
        return False
    folded = fold(words)
    return any(
        folded == one or folded.startswith(f"{one} ") or folded.endswith(f" {one}")
        for one in all_words().totals
    )


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A row with an amount. ``words`` are its cells of text and its dates, the amount left out.

    ``pence`` is exact, with parts of a penny where the file has them: a total adds those up too.
    ``others`` counts the chosen columns, such as supplier and date, that hold something else than
    the word total.
    """

    place: int
    pence: Decimal
    words: tuple[str, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Total:
    """A row to leave out: ``label`` as it stands there, ``proved`` where the rows above add up.

    ``above`` is the exact sum of the ``count`` payments above it.
    """

    line: AmountRow
    label: str
    proved: bool
    above: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row that says total but looks like a payment; it is kept and said."""

    line: AmountRow
    label: str


class AmountLines(Protocol):
    """The rows with an amount, in their order, each put together when somebody looks at it.

    Their units are the amounts as whole numbers, ``penny`` of which are a penny. ``candidates`` are
    places among them of those that may be a total: a cell says so, or no column says anything.
    """

    penny: int

    @property
    def candidates(self) -> Sequence[int]: ...

    def __len__(self) -> int: ...

    def line(self, number: int) -> AmountRow:
        """One of them."""

    def unit(self, number: int) -> int:
        """Its amount as a whole number."""

    def sum_before(self, number: int) -> int:
        """Of all before it."""

    def pence(self, unit: int) -> Decimal:
        """A number of units in pence, with parts of a penny."""


class _Sums:
    """The payments so far, and where blocks of them begin: at the top and after each total."""

    def __init__(self, lines: AmountLines) -> None:
        self.lines = lines
        self.totals: set[int] = set()
        self.taken = 0
        self.running, self.count = 0, 0
        self.starts: dict[int, int] = {0: 0}
        self.last = 0

    def go_to(self, number: int) -> None:
        """All lines before this one are payments, but for the totals among them."""
        self.running = self.lines.sum_before(number) - self.taken
        self.count = number - len(self.totals)

    def previous(self, number: int) -> AmountRow | None:
        """The payment above."""
        above = number - 1
        while above in self.totals:
            above -= 1
        return self.lines.line(above) if above >= 0 else None

    def rows_above(self, number: int) -> int:
        """How many rows above, back to the beginning of a block, this one is the sum of."""
        own = self.lines.unit(number)
        begun = self.starts.get(self.running - own)
        if begun is not None:
            return self.count - begun
        for start in (self.last, 0):
            if self.to_the_penny(self.running - start) == self.to_the_penny(own):
                return self.count - self.starts[start]
        return 0

    def to_the_penny(self, units: int) -> int:
        """Rounded, half a penny away from zero."""
        size = (abs(units) + self.lines.penny // 2) // self.lines.penny
        return size if units >= 0 else -size

    def total(self, number: int, line: AmountRow, label: str, *, proved: bool) -> Total:
        """This line is a total: blocks begin after it."""
        self.totals.add(number)
        self.taken += self.lines.unit(number)
        self.starts[self.running] = self.count
        self.last = self.running
        return Total(line, label, proved, self.lines.pence(self.running), self.count)


def _penny(pence: Decimal) -> Decimal:
    return pence.quantize(Decimal(1), ROUND_HALF_UP)


def same_pence(pence: Decimal, line: AmountRow) -> bool:
    """Whether a sum is the amount of a line, to the penny."""
    return _penny(pence) == _penny(line.pence)


def find_totals(lines: AmountLines, usual: int) -> tuple[list[Total], list[Doubtful]]:
    """The totals among the lines, in order. ``usual`` is how many ``others`` most rows have."""
    totals: list[Total] = []
    doubtful: list[Doubtful] = []
    sums = _Sums(lines)
    for number in lines.candidates:
        sums.go_to(number)
        line = lines.line(number)
        label = next((words for words in line.words if says_total(words)), "")
        named = label or next((words for words in line.words if names_total(words)), "")
        rows = sums.rows_above(number) if named or not line.others else 0
        sparse = line.others == 0 or line.others * 2 < usual
        if label and (rows or sparse):
            totals.append(sums.total(number, line, label, proved=rows > 0))
        elif named and not label and _proved(rows, line, named, sums.previous(number)):
            totals.append(sums.total(number, line, named, proved=True))
        elif _unlabelled(line, rows, usual, last=number == len(lines) - 1):
            totals.append(sums.total(number, line, "", proved=True))
        elif label or (named and (fold(named) in all_words().totals or _surely(named))):
            doubtful.append(Doubtful(line, label or named))
    sums.go_to(len(lines))
    return [_of_all(total, lines.pence(sums.running)) for total in totals], doubtful


def _of_all(total: Total, above: Decimal) -> Total:
    """A total may stand above the rows that it adds up."""
    return replace(total, proved=total.proved or same_pence(above, total.line))


@lru_cache(maxsize=1)
def total_parts() -> tuple[str, ...]:
    """Each text that ``says_total`` or ``names_total`` holds one of these, or no plain letters."""
    known = {word.split()[-1] for word in all_words().totals}
    return ("total", *sorted(known - {"total"}), *sorted(_SUMS))


def _proved(rows: int, line: AmountRow, named: str, previous: AmountRow | None) -> bool:
    """One row above is proof only where the total is called after it."""
    if rows > 1:
        return bool(line.pence)
    if rows == 1 and previous is not None:
        if _surely(named):
            return bool(line.pence)
        group = _TOTAL.sub(" ", _plain(named)).strip()
        return bool(group) and any(_plain(words) == group for words in previous.words)
    return False


def _surely(named: str) -> bool:
    """A firm may be called so, as “Sub Total Services Ltd”."""
    plain = _plain(named)
    return bool(_SURELY.match(plain)) and not _FIRM.search(plain)


def _unlabelled(line: AmountRow, rows: int, usual: int, *, last: bool) -> bool:
    """No words at all, and the sum of two or more rows above, where most rows say two things.

    The last row may also be the sum of rows that say less, or repeat a single one that says two.
    """
    if line.others or not line.pence or any(map(_SAID.search, line.words)):
        return False
    if last and (rows > 1 or (rows == 1 and usual > 1)):
        return True
    return rows > 1 and usual > 1
