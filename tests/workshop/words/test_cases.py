"""Cases from elsewhere in the languages of participants: all of them, with the same figures."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from tests.workshop.words.test_catalogues import WORD, lix
from workshop.errors import Numerals
from workshop.library import load_library
from workshop.queries import projector
from workshop.queries.projector import case_claims, case_in
from workshop.words import ENGLISH, languages, with_cases
from workshop.words.catalogues import CASES, DRAFT, FOLDER, catalogue
from workshop.words.sentences import SourceText, sentences

OTHERS = [one for one in languages() if one != ENGLISH]
LIBRARY = load_library(ENGLISH)
BETWEEN_DIGITS = re.compile(r"(?<=\d)[,.\u00a0\u202f](?=\d)")
"""What languages write between the digits of one number; which of them differs."""
EASY = 36
"""Björnsson calls 30 to 40 easy; names of places and services are long in every language."""
FIGURE = re.compile(r"\d+|[£€%]")


@pytest.fixture(scope="module")
def of_cases() -> list[SourceText]:
    return [one for one in sentences() if one.what == CASES]


def figures(text: str) -> Counter[str]:
    return Counter(FIGURE.findall(BETWEEN_DIGITS.sub("", text)))


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_of_a_case_is_said(language: str, of_cases: list[SourceText]) -> None:
    assert len(of_cases) > 400
    found = with_cases(language)
    assert [one.text for one in of_cases if not found.has(one.text)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_figures_are_those_of_the_english(language: str, of_cases: list[SourceText]) -> None:
    """What is said may be put otherwise, but no figure is lost, added or changed."""
    said = with_cases(language).said
    plain = [one.text for one in of_cases if not one.many]
    wrong = {text: said[text][0] for text in plain if figures(text) != figures(said[text][0])}
    assert wrong == {}


def test_a_figure_that_was_changed_would_be_seen() -> None:
    assert figures("£1,832 down to £681") == figures("Z £1\u00a0832 do £681")
    assert figures("72.4 down to 31") == figures("De la 72,4 la 31")
    assert figures("About 1,000 fewer") != figures("Tua 100 yn llai")
    assert figures("96%") != figures("96")


@pytest.mark.parametrize("language", ["cy", "pl", "ro", "uk"])
def test_cases_are_easy_to_read(language: str, of_cases: list[SourceText]) -> None:
    said = with_cases(language).said
    texts = [said[one.text][0] for one in of_cases if one.text.endswith((".", "?"))]
    assert lix([text for text in texts if len(WORD.findall(text)) >= 5]) < EASY


@pytest.mark.parametrize("language", OTHERS)
def test_of_a_case_the_title_alone_stays_english(language: str) -> None:
    """As the files are read, and put together: not a sentence falls back."""
    shown = [case_in(LIBRARY, case, language) for case in LIBRARY.cases]
    assert [one.english for one in shown] == [(one.title,) for one in shown]
    found = with_cases(language)
    for case in LIBRARY.cases:
        assert all(found.has(claim) for claim in case_claims(LIBRARY, case.results))
        assert found.has(case.evidence_why)


@pytest.mark.parametrize("language", OTHERS)
def test_cases_are_as_much_a_draft_as_the_rest(language: str) -> None:
    """A speaker reads both, or neither."""
    head = (FOLDER / CASES / f"{language}.po").read_text("utf-8").partition("\n")[0]
    assert (DRAFT in head) == catalogue(language).draft


def test_a_case_is_said_whole_with_the_numbers_of_the_language() -> None:
    case = LIBRARY.case("whiston-family-voices")
    polish = case_in(LIBRARY, case, "pl")
    assert polish.title == case.title
    assert polish.subtitle == "Whiston, Knowsley, Wielka Brytania · 2010–2014"
    assert polish.number is not None
    assert (polish.number.label, polish.number.value, polish.number.method) == (
        "Koszt na każdą rodzinę, do której to dotarło",
        "Z £1832 do £681",
        "Prognoza, zrobiona, zanim to się stało",
    )
    assert "Nowi ochotnicy: 38 osób. (" in polish.note


def test_a_figure_without_words_is_written_as_the_language_writes_it() -> None:
    told = {one: with_cases(one).tell(Numerals("£107,769 (49.5%)")) for one in ("en", "cy", "pl")}
    assert told == {
        "en": "£107,769 (49.5%)",
        "cy": "£107,769 (49.5%)",
        "pl": "£107\u00a0769 (49,5%)",
    }


def test_what_is_not_said_of_a_case_stays_english_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = LIBRARY.cases[0]
    found = with_cases("pl")
    less = {one: forms for one, forms in found.said.items() if one != case.questions[1]}
    monkeypatch.setattr(projector, "with_cases", lambda _: replace(found, said=less))
    polish = case_in(LIBRARY, case, "pl")
    assert polish.english == (case.title, case.questions[1])
    assert polish.points[1] == case.questions[1]
    assert polish.points[0] != case.questions[0]


def test_a_case_that_a_language_has_in_a_file_of_its_own_stays_as_it_is_there() -> None:
    """Nothing of it is taken for English."""
    own = replace(LIBRARY.cases[0], summary="Ysbyty llygaid.", later="Tyfodd.")
    welsh = replace(LIBRARY, language="cy", cases=(own, *LIBRARY.cases[1:]))
    shown = case_in(welsh, own, "cy")
    assert (shown.text, shown.later, shown.english) == ("Ysbyty llygaid.", "Tyfodd.", None)
    assert case_in(welsh, welsh.cases[1], "cy").english == (welsh.cases[1].title,)


def test_romanian_says_de_behind_twenty_and_more_and_not_before() -> None:
    """Fifteen families are “15 familii”, forty “40 de familii”."""
    romanian = with_cases("ro")
    told = [
        romanian.tell(claim)
        for case in LIBRARY.cases
        for claim in case_claims(LIBRARY, case.results)
    ]
    found = [
        (int(number.replace(".", "")), word)
        for text in told
        for number, word in re.findall(r": (?:Peste |Până la |Circa )?(\d[\d.]*) (\w+)", text)
    ]
    assert len(found) > 15
    assert [
        one for one in found if (one[1] == "de") != (one[0] % 100 >= 20 or one[0] % 100 == 0)
    ] == []
    assert any("40 de familii" in text for text in told)
    assert any("15 familii" in text for text in told)
    assert any("8 milioane de oameni" in text for text in told)
