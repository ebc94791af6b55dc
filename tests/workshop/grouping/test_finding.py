"""What somebody looks for is found by the stems of each card's own language."""

import pytest

from workshop.grouping.finding import finder


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("stops", "The bus stop is cold", ""),
        ("late bus", "A bus that is late", ""),
        ("szkoły", "Szkoła jest daleko", "pl"),
        ("школа", "Діти йдуть до школи", "uk"),
        ("cath", "Mae gan fy nghath fwyd", "cy"),
        ("st", "At the bus stop", ""),
    ],
)
def test_a_word_is_found_in_another_form(typed: str, text: str, language: str) -> None:
    assert finder(typed, "en")(text, language)


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("train", "The bus is late", ""),
        ("late train", "The bus is late", ""),
        ("szpital", "Szkoła jest daleko", "pl"),
        ("the", "A bus", ""),
        ("?", "A bus", ""),
    ],
)
def test_other_words_are_not(typed: str, text: str, language: str) -> None:
    assert not finder(typed, "en")(text, language)
