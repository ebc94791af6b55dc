"""Columns of words that say what each amount is: debit or credit, money in or out, planned or paid.

Without them a table adds up money paid and money received, or promises and payments.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshop.imports.spend.cell_columns import Cell, CellColumn
from workshop.imports.spend.spreadsheet import Sheet, cell_text
from workshop.imports.spend.table_layout import TableLayout
from workshop.imports.spend.words import fold, words

MOST_VALUES = 60
"""Different words in a column: with more it says something else."""
_ENOUGH = 0.6


class MoneyWay(StrEnum):
    """What a word says of an amount."""

    PAID = "paid"
    BACK = "back"
    OUT = "out"
    IN = "in"
    ACTUAL = "actual"
    PLANNED = "planned"


KEPT = (MoneyWay.PAID, MoneyWay.OUT, MoneyWay.ACTUAL)


@dataclass(frozen=True)
class Direction:
    """A column of ways. ``ways`` is by folded word, ``left_out`` the ways that are not added up."""

    column: int
    ways: Mapping[str, MoneyWay]
    left_out: frozenset[MoneyWay]
    spelt: Mapping[MoneyWay, tuple[str, ...]]
    counts: Mapping[MoneyWay, int]

    def way(self, cell: Cell) -> MoneyWay | None:
        """What this row's word says, None where it says nothing that we know."""
        return self.ways.get(_word(cell))


def _word(cell: Cell) -> str:
    text = cell_text(cell)
    return text if text in ("+", "-") else fold(text) or text.strip()


def find_directions(
    sheet: Sheet, layout: TableLayout, amounts: Sequence[int]
) -> tuple[Direction, ...]:
    """The columns of ways in a table, none of the columns of amounts among them."""
    found = []
    for column, heading in enumerate(layout.headings):
        if column in amounts:
            continue
        counts = _counted(sheet.columns[column], layout.first)
        if counts:
            made = _direction(column, fold(heading), counts)
            if made is not None:
                found.append(made)
    return tuple(found)


def _counted(column: CellColumn, first: int) -> Counter[Cell]:
    """The cells of a column that has few different ones; empty for one that has many."""
    codes = column.present(first)
    if len(codes) > MOST_VALUES:
        return Counter()
    counts = column.counts(first)
    found = Counter(dict(zip(column.some(codes), counts[codes].tolist(), strict=True)))
    return found if any(isinstance(cell, str | int | float) for cell in found) else Counter()


def _direction(column: int, heading: str, counts: Counter[Cell]) -> Direction | None:
    by_word: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for cell, times in counts.items():
        word = _word(cell)
        if word and word != heading:
            by_word[word] += times
            spelling.setdefault(word, cell_text(cell))
    ways = {word: way for word in by_word if (way := _way(word, heading, by_word)) is not None}
    if not ways or sum(by_word[word] for word in ways) < _ENOUGH * by_word.total():
        return None
    kinds = set(ways.values())
    if not _tells(kinds):
        return None
    spelt = {way: tuple(spelling[word] for word in ways if ways[word] is way) for way in kinds}
    rows = {way: sum(by_word[word] for word in ways if ways[word] is way) for way in kinds}
    return Direction(column, ways, _left_out(kinds), spelt, rows)


def _tells(kinds: set[MoneyWay]) -> bool:
    """Something else than that all is paid."""
    return bool(kinds & {MoneyWay.BACK, MoneyWay.IN, MoneyWay.PLANNED})


def _left_out(kinds: set[MoneyWay]) -> frozenset[MoneyWay]:
    """Money in and plans, where there is something else to add up."""
    if not kinds & set(KEPT):
        return frozenset()
    return frozenset(kinds & {MoneyWay.IN, MoneyWay.PLANNED})


def _way(word: str, heading: str, all_words: Mapping[str, int]) -> MoneyWay | None:
    said = words().directions
    if "transaction type" in heading and word in said["iati"]:
        return MoneyWay(said["iati"][word])
    if heading in said["sign_headings"] and word in said["codes"]:
        return MoneyWay(said["codes"][word])
    if heading in said["paid_headings"] and word in said["paid_codes"]:
        return MoneyWay(said["paid_codes"][word])
    if {word, "-"} <= {"+", "-"} and set(all_words) <= {"+", "-"}:
        return MoneyWay(said["codes"][word])
    if heading in said["flow_headings"] and word in said["flow_codes"] and len(all_words) <= 3:
        return MoneyWay(said["flow_codes"][word])
    return _named_way(word, all_words)


def _named_way(word: str, all_words: Mapping[str, int]) -> MoneyWay | None:
    said = words().directions
    if word == "soll":
        return MoneyWay.PAID if "haben" in all_words else MoneyWay.PLANNED
    if _starts(word, said["back"]):
        return MoneyWay.BACK
    if word in said["planned"]:
        return MoneyWay.PLANNED
    flow = _flow(word, all_words)
    if flow is not None:
        return flow
    if word in said["paid"]:
        return MoneyWay.PAID
    return MoneyWay.ACTUAL if word in said["actual"] else None


def _starts(word: str, phrases: frozenset[str]) -> bool:
    """The very word, or one such as “credit note 12” that begins with a phrase of two words."""
    return word in phrases or any(
        (" " in one and word.startswith(f"{one} ")) or (word.endswith(f" {one}") and " " in one)
        for one in phrases
    )


def _flow(word: str, all_words: Mapping[str, int]) -> MoneyWay | None:
    """Income or expense. Where “capital” stands beside “revenue”, neither is money in."""
    if any("capital" in other.split() for other in all_words):
        return None
    first = next((one for one in word.split() if not one.isdigit()), "")
    out, come = (_alone(word, first, what) for what in ("out", "in"))
    if out == come:
        return None
    return MoneyWay.OUT if out else MoneyWay.IN


def _alone(word: str, first: str, what: str) -> bool:
    for language in words().languages:
        phrases = language.phrases[what]
        if word in phrases.anywhere or word in phrases.alone or first in phrases.anywhere:
            return True
    return False
