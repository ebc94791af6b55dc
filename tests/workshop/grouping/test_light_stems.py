"""Words of one stem, in the languages of phones that Snowball does not know, and cards of many."""

import pytest

from workshop.grouping import suggest_groups
from workshop.grouping.light_stems import light_stem
from workshop.grouping.terms import terms_of

ALIKE = {
    "cy": (
        "bws bysiau",
        "cath gath chath nghath cathod",
        "ffôn ffonau",
        "tŷ dŷ thŷ",
        "meddyg feddyg",
    ),
    "pl": ("sąsiad sąsiada sąsiadem", "autobus autobusy autobusów"),
    "ro": ("autobuz autobuze autobuzul", "vecin vecini vecinul"),
    "uk": ("автобус автобуси автобусів", "школа школи шкіл школою", "сусід сусіди сусідами"),
    "ur": ("بس بسیں بسوں", "دکان دکانیں دکانوں", "لڑکا لڑکے لڑکوں لڑکی"),
    "ar": ("المدرسة مدرسة", "حافلة الحافلة"),
    "en": ("stop stops stopped", "clinic clinics"),
}
APART = {
    "cy": "bws meddyg ysgol siop",
    "uk": "автобус школа сусід лікарня",
    "ur": "بس دکان ڈاکٹر اسکول",
}


@pytest.mark.parametrize("language", ALIKE)
def test_forms_of_one_word_have_one_stem(language: str) -> None:
    for words in ALIKE[language]:
        stems = {term.stem for term in terms_of(words, language, sure=True)}
        assert len(stems) == 1, (words, stems)


@pytest.mark.parametrize("language", APART)
def test_other_words_have_others(language: str) -> None:
    words = APART[language].split()
    assert len({term.stem for term in terms_of(APART[language], language, sure=True)}) == len(words)


def test_a_short_word_and_another_language_stay_as_they_are() -> None:
    assert [light_stem("ukrainian", "ні"), light_stem("klingon", "bysiau")] == ["ні", "bysiau"]


def test_letters_tell_ukrainian_from_russian_and_urdu_from_arabic() -> None:
    """Where nobody has said in which language a card is."""
    ukrainian = [term.stem for term in terms_of("Її школи і шкіл")]
    assert ukrainian == ["школ", "школ"]
    assert [term.stem for term in terms_of("یہ دکانیں ہیں")] == ["دکان"]
    assert len({term.stem for term in terms_of("المدرسة و مدرسة")}) == 1


SAID = {
    "cy": ("Mae’r ysgol yn bell", "Dim ysgolion yn y pentref"),
    "pl": ("Sąsiad nikogo nie zna", "Nie widuję sąsiadów"),
    "ro": ("Un vecin nu răspunde", "Nu știu ce fac vecinii"),
    "uk": ("Немає школи поруч", "Далеко до шкіл"),
    "ur": ("دکان بند ہے", "یہاں دکانیں نہیں ہیں"),
    "ar": ("المكتبة مغلقة", "لا مكتبة هنا"),
}


@pytest.mark.parametrize("language", SAID)
def test_beside_english_cards_those_of_another_language_find_their_theme(language: str) -> None:
    texts = ["The bus stops at six", *SAID[language], "No buses after six"]
    found = suggest_groups(texts, "en", ["en", language, language, "en"])
    assert {group.cards for group in found} == {(0, 3), (1, 2)}
