"""Rows that add up other rows: known by their words, and proved by their sum where they can be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

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
_SAID = re.compile(r"[^\W\d_]|\d[/.-]\d+[/.-]\d")
"""Letters or a day: more than digits and signs."""
_WORDS = re.compile(r"[^a-z0-9]+")


def _plain(words: str) -> str:
    return " ".join(_WORDS.sub(" ", words.lower()).split())


@lru_cache(maxsize=200_000)
def says_total(words: str) -> bool:
    """It says nothing but that it is a total: “Grand Total:”, “Total for March 2024”, “Sub-total”.

    The energy company “Total Gas & Power Ltd” says more.
    """
    if len(words) > 80 or "total" not in words.lower():
        return False
    return bool(_ONLY.fullmatch(_plain(words)))


@lru_cache(maxsize=200_000)
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


class _Sums:
    """The payments so far, and where blocks of them begin: at the top and after each total."""

    def __init__(self) -> None:
        self.running, self.count = Decimal(0), 0
        self.starts: dict[Decimal, int] = {Decimal(0): 0}
        self.last = Decimal(0)

    def add(self, line: AmountRow) -> None:
        self.running += line.pence
        self.count += 1

    def begin(self) -> None:
        self.starts[self.running] = self.count
        self.last = self.running

    def rows_above(self, line: AmountRow) -> int:
        """How many rows above, back to the beginning of a block, this one is the sum of."""
        begun = self.starts.get(self.running - line.pence)
        if begun is not None:
            return self.count - begun
        for start in (self.last, Decimal(0)):
            if _penny(self.running - start) == _penny(line.pence):
                return self.count - self.starts[start]
        return 0

    def total(self, line: AmountRow, label: str, *, proved: bool) -> Total:
        return Total(line, label, proved, self.running, self.count)


def _penny(pence: Decimal) -> Decimal:
    return pence.quantize(Decimal(1), ROUND_HALF_UP)


def same_pence(pence: Decimal, line: AmountRow) -> bool:
    """Whether a sum is the amount of a line, to the penny."""
    return _penny(pence) == _penny(line.pence)


def find_totals(lines: Sequence[AmountRow], usual: int) -> tuple[list[Total], list[Doubtful]]:
    """The totals among the lines, in order. ``usual`` is how many ``others`` most rows have."""
    totals: list[Total] = []
    doubtful: list[Doubtful] = []
    sums = _Sums()
    previous: AmountRow | None = None
    last = lines[-1].place if lines else -1
    for line in lines:
        label = next((words for words in line.words if says_total(words)), "")
        named = label or next((words for words in line.words if names_total(words)), "")
        rows = sums.rows_above(line) if named or not line.others else 0
        sparse = line.others == 0 or line.others * 2 < usual
        if label and (rows or sparse):
            totals.append(sums.total(line, label, proved=rows > 0))
        elif named and not label and _proved(rows, line, named, previous):
            totals.append(sums.total(line, named, proved=True))
        elif _unlabelled(line, rows, usual, last):
            totals.append(sums.total(line, "", proved=True))
        else:
            if label or (named and fold(named) in all_words().totals):
                doubtful.append(Doubtful(line, label or named))
            sums.add(line)
            previous = line
            continue
        sums.begin()
    return [_of_all(total, sums) for total in totals], doubtful


def _of_all(total: Total, sums: _Sums) -> Total:
    """A total may stand above the rows that it adds up."""
    whole = _penny(total.line.pence) == _penny(sums.running)
    return replace(total, proved=total.proved or whole)


def _proved(rows: int, line: AmountRow, named: str, previous: AmountRow | None) -> bool:
    """One row above is proof only where the total is called after it."""
    if rows > 1:
        return bool(line.pence)
    if rows == 1 and previous is not None:
        group = _plain(named).replace("total", "").strip()
        return bool(group) and any(_plain(words) == group for words in previous.words)
    return False


def _unlabelled(line: AmountRow, rows: int, usual: int, last: int) -> bool:
    """No words at all, and the sum of two or more rows above, where most rows say two things.

    The last row may also be the sum of rows that say less, or repeat a single one that says two.
    """
    if line.others or not line.pence or any(map(_SAID.search, line.words)):
        return False
    if line.place == last and (rows > 1 or (rows == 1 and usual > 1)):
        return True
    return rows > 1 and usual > 1
