"""The short code of a printed sheet: four letters for the step, and the table after a dash.

A sheet printed yesterday is found today, also when the plan has changed in between: the letters
follow from the workshop and the steps that the method knows, whether they are planned or not.
"""

import hashlib
from collections.abc import Iterable

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no words come of it, and nothing that looks like a number."""
_LENGTH = 4


def sheet_codes(workshop: str, steps: Iterable[str], known: Iterable[str] = ()) -> dict[str, str]:
    """The letters of each step of that workshop, no two alike.

    ``known`` are the steps of the method: they keep their letters whatever is planned beside them,
    also while they are not in the plan.
    """
    found: dict[str, str] = {}
    first = dict.fromkeys(sorted(known))
    for step in (*first, *sorted(set(steps) - set(first))):
        tries = 0
        while (letters := _letters(f"{workshop}.{step}.{tries}")) in found.values():
            tries += 1
        found[step] = letters
    return found


def _letters(of: str) -> str:
    number = int.from_bytes(hashlib.sha256(of.encode()).digest()[:8])
    letters = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return letters


def read_sheet_code(typed: str) -> tuple[str, int | None]:
    """The letters and the table of what somebody typed, as “bktm 3” or “BKTM-3”.

    The letters are "" where there are not four of them.
    """
    letters = "".join(char for char in typed.upper() if char.isalpha())
    digits = "".join(char for char in typed if char.isascii() and char.isdigit())
    table = int(digits) if digits and 1 <= int(digits[:4]) <= 99 else None
    return (letters if len(letters) == _LENGTH else ""), table
