"""One payment as it was read from a spending file, before and after it is stored."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a spending file. ``row`` is its number in the spreadsheet.

    ``twin_of`` is the first row just like it. ``private``: the payee looks like one person, or the
    name was taken out; nobody but the facilitator reads who it was and what for.
    """

    row: int
    amount_pence: int
    supplier: str = ""
    purpose: str = ""
    department: str = ""
    spent_on: date | None = None
    twin_of: int | None = None
    private: bool = False
