"""Amounts and row numbers in words."""

from collections.abc import Sequence

from workshop.figures.pounds import said_money

NAMES = {
    "GBP": "pounds",
    "EUR": "euros",
    "USD": "dollars",
    "PLN": "złoty",
    "INR": "rupees",
    "RON": "lei",
    "UAH": "hryvnias",
}
FEW = 5


def money(pence: int, currency: str = "GBP") -> str:
    """``-£1,234.50``; a currency without a sign of its own is named, as in ``CHF 12.00``."""
    return said_money(pence, decimals="always", currency=currency, minus="-")


def row_list(rows: Sequence[int]) -> str:
    """“Row 5”, “Rows 5 and 9”, “Rows 1, 2, 3, 4, 5 and 12 more”."""
    if len(rows) == 1:
        return f"Row {rows[0]}"
    if len(rows) > FEW + 1:
        return f"Rows {', '.join(map(str, rows[:FEW]))} and {len(rows) - FEW:,} more"
    return f"Rows {', '.join(map(str, rows[:-1]))} and {rows[-1]}"


def one_or_several(rows: Sequence[int], one: str, several: str) -> str:
    """The list of rows with the words for one or for several."""
    return f"{row_list(rows)} {one if len(rows) == 1 else several}"


def names(headings: Sequence[str], most: int = FEW) -> str:
    """“Net”, “Gross” and 3 more."""
    shown = ", ".join(f"“{heading}”" for heading in headings[:most])
    return f"{shown} and {len(headings) - most} more" if len(headings) > most else shown
