"""Words are found on a page in the forms that their languages give them."""

from typing import Any

import pytest

from tests.workshop.live.room.typescript import answer_of


def _found(pairs: list[tuple[str, str]]) -> Any:
    return answer_of("finding.mjs", "parts/finding.js", pairs)


THERE = [
    ("", "anything"),
    ("szkoły", "Szkoła jest daleko"),
    ("lodz", "Łódź"),
    ("lekarzy szkoła", "W szkole nie ma lekarza"),
    ("biblioteki", "Biblioteka e închisă"),
    ("під'їзд", "Її під’їзду немає"),
    ("школи", "У школі тепло"),
    ("المدرسة", "مدرسه بعيدة"),
    ("مدرسة", "في المدرسة القريبة"),
    ("دکان", "دكان بند ہے"),
    ("buses late", "The late bus: buses are few"),
    ("bus st", "At the bus stop"),
    ("مُعَلِّم", "معلم في المدرسة"),
    ("हिन्दी", "वह हिन्दी बोलती है"),
    ("किताबें", "किताब यहाँ है"),
    ("ราคา", "ราคาสูง"),
    ("Γραμμή", "η γραμμη ειναι μακρια"),
]
APART = [
    ("szpital", "Szkoła jest daleko"),
    ("buses late", "Buses are few"),
    ("?!", "A card"),
    ("مدرسة", "مستشفى"),
    ("काल", "वह कुली है"),
    ("दिन", "यह दान है"),
    ("ที่", "หลายคนทำที"),
    ("かき", "がぎ"),
]


@pytest.mark.parametrize(("pairs", "said"), [(THERE, True), (APART, False)])
def test_words_are_found_in_other_forms_and_letters(
    pairs: list[tuple[str, str]], said: bool
) -> None:
    assert [pair for pair, found in zip(pairs, _found(pairs), strict=True) if found != said] == []
