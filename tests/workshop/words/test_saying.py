"""Our sentences in one language with words of people in another."""

import pickle
from datetime import date
from functools import partial

import pytest

from workshop.errors import Day, Quoted, Sentence, Sentences, numbered
from workshop.figures.told_text import ToldPart, ToldText
from workshop.queries.told import in_the_rooms
from workshop.words import catalogue
from workshop.words.saying import Saying

TYPED = partial(in_the_rooms, language="en", inside=True)


def _said(text: str, language: str = "pl") -> str:
    return str(Saying(catalogue(language), "en", TYPED)(text))


def test_what_somebody_typed_says_its_language_inside_our_sentence() -> None:
    together = Sentence("Together with {cards}", cards=Quoted(["A bench"]))
    assert _said(together) == 'Razem z: <bdi lang="en">„A bench”</bdi>'
    assert _said(together, "ar").endswith('\u2068<bdi lang="en">«A bench»</bdi>\u2069')
    assert str(Saying(catalogue("pl"), "en")(together)) == "Razem z: „A bench”"


@pytest.mark.parametrize("typed", ["“We are tired”", "“We”, “you”"])
def test_the_quotes_that_somebody_typed_stay_as_they_are(typed: str) -> None:
    """A phone sets curly ones by itself; only what we put around cards is written anew."""
    own = Sentence("Together with {cards}", cards=typed)
    assert catalogue("pl").tell(own) == f"Razem z: {typed}"
    assert _said(own) == f'Razem z: <bdi lang="en">{typed}</bdi>'
    assert _said(Sentences((typed,))) == f'<bdi lang="en">{typed}</bdi>'
    cards = Sentence("Together with {cards}", cards=Quoted([typed, "A, b"]))
    assert catalogue("pl").tell(cards) == f"Razem z: „{typed}”, „A, b”"
    assert catalogue("ar").tell(cards).endswith(f"«{typed}»، «A, b»")
    assert cards == f"Together with “{typed}”, “A, b”"


def test_words_in_quotes_come_through_another_process() -> None:
    cards = pickle.loads(pickle.dumps(Quoted(["A", "b”, “c"])))
    assert (cards, cards.words) == ("“A”, “b”, “c”", ("A", "b”, “c"))
    assert _said(Sentences((cards,))) == '<bdi lang="en">„A”, „b”, “c”</bdi>'


def test_what_is_typed_stays_text_and_is_no_name_of_a_value() -> None:
    typed = "<b>{cards}</b> \u20680\u2069 & {n}"
    said = _said(Sentence("Together with {cards}", cards=typed))
    kept = "&lt;b&gt;{cards}&lt;/b&gt; \u20680\u2069 &amp; {n}"
    assert said == f'Razem z: <bdi lang="en">{kept}</bdi>'


def test_values_of_ours_are_said_and_figures_need_no_language() -> None:
    day = Sentence("Together with {cards}", cards=Day(date(2010, 6, 1)))
    assert _said(day) == "Razem z: 1 czerwca 2010"
    parts = Sentences((Sentence("Resident"), "(Ann)"))
    both = Sentence("Together with {cards}", cards=parts)
    resident = catalogue("pl").tell("Resident")
    assert _said(both) == f'Razem z: {resident} <bdi lang="en">(Ann)</bdi>'
    assert _said(Sentence("Together with {cards}", cards="12")) == "Razem z: 12"


@pytest.mark.parametrize("people", [1, 5])
def test_how_many_decides_the_form_on_a_page_in_english_too(people: int) -> None:
    text = numbered(
        people,
        "{n} person voted in round {round}.",
        "{n} people voted in round {round}.",
        round="two",
    )
    shown = str(text).replace("two", '<bdi lang="en">two</bdi>')
    assert _said(text, "en") == shown


def test_words_with_a_language_of_their_own_keep_it() -> None:
    text = ToldText.of((ToldPart("cy", "Mainc", "", "ltr"),))
    said = _said(Sentence("Together with {cards}", cards=text))
    assert said == 'Razem z: <bdi lang="cy" dir="ltr">Mainc</bdi>'


def test_a_day_is_said_in_each_language_and_comes_through_another_process() -> None:
    day = pickle.loads(pickle.dumps(Day(date(2010, 6, 1))))
    assert (day, day.on) == ("1 June 2010", date(2010, 6, 1))
    assert [_said(day, one) for one in ("en", "ro")] == ["1 June 2010", "1 iunie 2010"]


@pytest.mark.parametrize("language", ["ar", "ur", "pl"])
def test_a_number_called_n_that_decides_no_form_is_said_in_each_direction(language: str) -> None:
    text = Sentence("They choose at least half: {n} more.", n=3)
    saying = Saying(catalogue(language), "en")
    assert "3" in saying(text)
    assert saying(text) == saying.plain(text) == catalogue(language).tell(text)


def test_what_is_counted_is_no_value_called_many() -> None:
    """It would be taken for the words of other numbers, and “{many}” would be read out."""
    with pytest.raises(TypeError, match="needs a count"):
        Sentence("{many} families", many="649")
