"""Numbers as people say them: the number goes into sums, the words are kept."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import InvalidInputError, SettingsError
from workshop.kinds import CardKind, fields_as_json, parse_fields, said_numbers
from workshop.kinds.said_numbers import said_number
from workshop.words import catalogue, languages


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("about 400", 400),
        ("About 400 people", 400),
        ("200-300", 250),
        ("200 – 300", 250),
        ("from 200 to 300", 250),
        ("between 5 and 8", 7),
        ("2k", 2000),
        ("2-3k", 2500),
        ("400+", 400),
        ("~50", 50),
        ("1.5 million", 1_500_000),
        ("£١٬٢٠٠", 1200),
        ("২০০–৩০০", 250),
        ("1 200", 1200),
        ("okolo 400 osob", 400),
        ("între 5 și 8", 7),
        ("în jur de 25 de oameni", 25),
        ("від 200 до 300 людей", 250),
        ("2,5 тис.", 2500),
        ("rhwng 5 ac 8", 7),
        ("بين ٢٠٠ و٣٠٠ شخص", 250),
        ("200 سے 300 کے درمیان", 250),
    ],
)
def test_what_was_meant_is_the_number_and_what_was_said_stays(said: str, number: int) -> None:
    found = fields_as_json(parse_fields(CardKind.SEGMENT, {"size": said}))
    assert found == {"size": number, "size_said": said}
    assert fields_as_json(parse_fields(CardKind.SEGMENT, found)) == found


@pytest.mark.parametrize(("said", "number"), [("1,200", 1200), ("5", 5), (" 12 ", 12), ("٢٥", 25)])
def test_a_bare_number_needs_no_words_beside_it(said: str, number: int) -> None:
    assert fields_as_json(parse_fields(CardKind.SEGMENT, {"size": said})) == {"size": number}


@pytest.mark.parametrize("said", ["many", "-5", "12.5", "300-200", "about", "4 0 0", "9" * 400])
def test_what_is_no_number_gets_a_sentence_that_shows_how(said: str) -> None:
    with pytest.raises(InvalidInputError, match="such as 400 or “about 400”"):
        parse_fields(CardKind.SEGMENT, {"size": said})


@pytest.mark.parametrize("language", languages())
def test_a_hint_shows_what_the_box_takes(language: str) -> None:
    """“About 400” as the hint says it, in the language of the phone."""
    hint = catalogue(language).tell("“About 400” or “200-300” will do.")
    about, between = re.findall(r"[“”„«»][^“”„«»]*\d[^“”„«»]*[“”„«»]", hint)
    assert said_number(about.strip("“”„«»")) == 400
    assert said_number(between.strip("“”„«»")) == 250
    half = re.search(r"\d[.,]\d", catalogue(language).tell("Half a post is 0.5."))
    assert half is not None
    found = parse_fields(CardKind.RESOURCE_LINE, {"fte": half[0]})
    assert fields_as_json(found) == {"fte": "0.5"}


def test_a_comma_before_one_or_two_digits_is_a_point() -> None:
    """As most of Europe writes half a post; before three digits it parts thousands."""
    found = parse_fields(CardKind.RESOURCE_LINE, {"fte": "0,5", "amount_pence": "£12,50"})
    assert fields_as_json(found) == {"fte": "0.5", "amount_pence": 1250}
    assert fields_as_json(parse_fields(CardKind.RESOURCE_LINE, {"fte": ",5"})) == {"fte": "0.5"}


def test_words_of_numbers_that_are_not_there_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said_numbers, "WORDS", tmp_path / "numbers.toml")
    said_numbers._forms.cache_clear()
    with pytest.raises(SettingsError, match=r"words of numbers in .*numbers\.toml"):
        said_number("about 400")
    monkeypatch.undo()
    said_numbers._forms.cache_clear()
    assert said_number("about 400") == 400


def test_words_of_an_earlier_number_go_with_it() -> None:
    """Somebody looked it up: what was said before does not stand beside the new number."""
    found = parse_fields(CardKind.SEGMENT, {"size": 312, "size_said": "about 400"})
    assert fields_as_json(found) == {"size": 312}
    assert fields_as_json(parse_fields(CardKind.SEGMENT, {"size_said": "about 400"})) == {
        "size_said": "about 400"
    }


def test_the_number_of_a_sign_is_read_alike() -> None:
    found = fields_as_json(parse_fields(CardKind.MEASUREMENT, {"value": "5-8"}))
    assert found == {"value": "6.5", "value_said": "5-8"}
    assert fields_as_json(parse_fields(CardKind.MEASUREMENT, {"value": "-3"})) == {"value": "-3"}


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    number = said_number(text)
    assert number is None or number >= 0


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_middle_of_a_range_lies_in_it(low: int, high: int) -> None:
    found = said_number(f"{low}-{high}")
    assert found == (Decimal(low + high) / 2 if low <= high else None)


@pytest.mark.parametrize(
    ("said", "pence", "words"),
    [
        ("£400", 40_000, None),
        ("£1,200.50", 120_050, None),
        ("£.50", 50, None),
        ("£,50", 50, None),
        ("about 400", 40_000, "about 400"),
        ("£200–£300", 25_000, "£200–£300"),
        ("2k", 200_000, "2k"),
        ("400", 400, None),  # as programs send it: whole pence
    ],
)
def test_money_is_said_in_pounds(said: str, pence: int, words: str | None) -> None:
    """The words stay beside the sum, and go with it when somebody looked the sum up."""
    found = fields_as_json(parse_fields(CardKind.COST_SCENARIO, {"cost_pence": said}))
    assert found == {"cost_pence": pence} | ({"cost_said": words} if words else {})
    assert fields_as_json(parse_fields(CardKind.COST_SCENARIO, found)) == found
    later = parse_fields(CardKind.COST_SCENARIO, {**found, "cost_pence": 7})
    assert fields_as_json(later) == {"cost_pence": 7}


@pytest.mark.parametrize("said", ["5 mil", "£5 mil", "5 mil.", "2-5mil", "about 5 mil people"])
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (CardKind.RESOURCE_LINE, "amount_pence"),
        (CardKind.RESOURCE_LINE, "fte"),
        (CardKind.SEGMENT, "size"),
        (CardKind.MEASUREMENT, "value"),
    ],
)
def test_a_word_that_means_another_number_elsewhere_is_asked_again(
    kind: CardKind, name: str, said: str
) -> None:
    """Five thousand in Welsh, five million in English and Romanian: nobody is put down for less."""
    with pytest.raises(InvalidInputError):
        parse_fields(kind, {name: said})


def test_a_letter_that_is_also_a_measure_needs_a_sign_of_money() -> None:
    found = parse_fields(CardKind.COST_SCENARIO, {"cost_pence": "£2m"})
    assert fields_as_json(found) == {"cost_pence": 200_000_000, "cost_said": "£2m"}
    assert said_number("£1-2m") == 1_500_000
    assert [said_number(said) for said in ("2 m", "2m", "1m-2m", "about 1-2 m")] == [None] * 4


def test_every_word_means_the_same_number_in_all_languages_or_is_not_understood() -> None:
    """Read from the file as it is, so that a language that is added is looked at too."""
    spoken = tomllib.loads(said_numbers.WORDS.read_text("utf-8")).values()
    plainly = said_numbers._folded
    meant: dict[str, set[int]] = {}
    for word, by in (pair for one in spoken for pair in one["times"].items()):
        meant.setdefault(plainly(word).strip("."), set()).add(by)
    for word, numbers in meant.items():
        expected = 5 * numbers.copy().pop() if len(numbers) == 1 else None
        assert (word, said_number(f"5 {word}")) == (word, expected)
    assert {word for word, numbers in meant.items() if len(numbers) > 1} == {"mil"}
    others = {
        plainly(word).strip(".")
        for one in spoken
        for name in ("before", "after", "to", "of")
        for word in one[name]
    }
    assert others.isdisjoint(meant)


def test_a_language_that_is_added_takes_no_number_from_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“Million” said of something else, as a word of another language may look like it."""
    added = "[xx]\nbefore=[]\nafter=[]\nto=[]\nof=[]\ntimes={ Milion = 1000, duo = 2 }\n"
    file = tmp_path / "numbers.toml"
    file.write_text(said_numbers.WORDS.read_text("utf-8") + added, "utf-8")
    monkeypatch.setattr(said_numbers, "WORDS", file)
    said_numbers._forms.cache_clear()
    try:
        assert (said_number("5 milion"), said_number("5 duo")) == (None, 10)
    finally:
        monkeypatch.undo()
        said_numbers._forms.cache_clear()
    assert said_number("5 milion") == 5_000_000


def test_other_sums_take_pounds_too() -> None:
    found = fields_as_json(parse_fields(CardKind.RESOURCE_LINE, {"amount_pence": "about £2k"}))
    assert found == {"amount_pence": 200_000}
