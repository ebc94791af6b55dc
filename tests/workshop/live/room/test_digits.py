"""Digits of every script, as a page reads them and as Python does."""

import unicodedata
from typing import Any

from tests.workshop.live.room.typescript import answer_of
from workshop.live.reading.plain_form import as_pounds


def _read(said: list[str]) -> Any:
    """Each text with plain digits, and as money."""
    return answer_of("digits.mjs", "parts/digits.js", said)


def test_a_page_reads_the_digits_of_every_script() -> None:
    """All digits of the basic plane; other letters and signs stay as they are."""
    digits = [chr(n) for n in range(0x10000) if unicodedata.category(chr(n)) == "Nd"]
    said = [*digits, "٢٥", "table ৩", "１2", "²", "x£½"]
    wanted = [str(unicodedata.decimal(one)) for one in digits]
    assert len(wanted) > 300
    assert [plain for plain, _ in _read(said)] == [*wanted, "25", "table 3", "12", "²", "x£½"]


def test_a_bare_number_is_pounds_in_any_digits() -> None:
    """To the server a bare number is pence; words beside it say pounds themselves."""
    said = ["400", " 1,200.50 ", "12,50", "٤٠٠", "١٬٢٠٠٫٥٠", "about 400", "£400", "0.125", ""]
    said += [".50", ",50", ",5", "٫٥", ".", ","]
    read = [money for _, money in _read(said)]
    assert [as_pounds(one) for one in said] == read
    assert read == [
        *("£400", "£1,200.50", "£12,50", "£400", "£1,200.50", "about 400", "£400", "0.125", ""),
        *("£.50", "£,50", "£,5", "£.5", ".", ","),
    ]
