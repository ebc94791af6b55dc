"""Only what our fonts can show reaches a printed page; what they can show is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.exports.formats.printed.glyphs import (
    UNKNOWN,
    font_folders,
    in_all_texts,
    known,
    plainest,
    printable,
)


@pytest.mark.parametrize(
    "text",
    [
        "Two lines\nof “English”, £5 – and more",
        "Zażółć gęślą jaźń",
        "Привет, мир",
        "مرحبا بالعالم",
        "שלום",
        "हिन्दी বাংলা ไทย",
        "中文 日本語 한국어",
        "😀 👍🏽 👩‍👩‍👧 🇵🇱 ✓ →",
    ],
)
def test_what_people_write_is_kept_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_what_no_font_has_is_said_to_be_missing() -> None:
    assert known("a\U000e0fff b\ue000 c") == f"a{UNKNOWN} b{UNKNOWN} c"


def test_controls_leave_no_trace() -> None:
    assert known("a\x00\x1b\u202e\ufeffb") == "ab"


def test_mark_stays_with_a_letter_of_its_own_font_alone() -> None:
    assert known("e\u0301") == "e\u0301"
    assert known("a\u0941") == "a"
    assert plainest("e\u0301\u20dd") == "é"


def test_word_without_end_may_break_and_loses_nothing() -> None:
    word = "W" * 5_000
    shown = printable(word)
    assert shown.replace("\u200b", "") == word
    assert max(map(len, shown.split("\u200b"))) <= 8
    assert printable("Uncharacteristically") == "Uncharacteristically"


@given(st.text())
def test_nothing_is_added_but_places_to_break(text: str) -> None:
    shown = known(text)
    rest = iter(text)
    assert all(char == UNKNOWN or char in rest for char in shown)


def test_texts_are_reached_wherever_they_stand() -> None:
    data = {"a": ["x", {"b": ("y", 1, None)}], "c": 2.5}
    assert in_all_texts(data, str.upper) == {"a": ["X", {"b": ["Y", 1, None]}], "c": 2.5}


def test_fonts_are_installed_with_the_product() -> None:
    assert [folder.is_dir() for folder in font_folders()] == [True, True, True, True]
