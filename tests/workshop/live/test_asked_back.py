"""The gentle question in the API's answer: the words are saved first, then asked about."""

from tests.workshop.live.conftest import NewBrowser
from workshop.errors import Sentence, Sentences
from workshop.live.server import said_of

ASK = "Who have we not reached yet, and why?"
TYPED = "Hard-to-reach families"


def test_saved_words_may_be_asked_about(new_browser: NewBrowser, writing: None) -> None:
    """The same key is asked about again; other words carry no question at all."""
    browser = new_browser()
    first = browser.add(TYPED, key="gentle-question-1")
    assert (first.status_code, first.json()["ask"]) == (201, ASK)
    again = browser.add(TYPED, key="gentle-question-1")
    assert (again.status_code, again.json()) == (200, first.json())
    assert set(browser.add("The bus is late").json()) == {"id", "revision"}
    mine = browser.http.get(browser.api("/mine")).json()["cards"]
    assert sorted(card["text"] for card in mine) == [TYPED, "The bus is late"]


def test_fields_and_newer_words_are_asked_about_too(new_browser: NewBrowser, writing: None) -> None:
    browser = new_browser()
    card = browser.added("Families we do not know")
    path = browser.api(f"/cards/{card}")
    fields = {"sentence": "People are hard to reach because we close at five"}
    asked = browser.http.patch(path, json={"version": 1, "fields": fields})
    assert (asked.status_code, asked.json()["ask"]) == (200, ASK)
    better = browser.http.patch(path, json={"version": 2, "text": "We close at five", "fields": {}})
    assert (better.status_code, set(better.json())) == (200, {"id", "revision", "version"})


def test_an_answer_says_which_of_its_values_are_ours() -> None:
    """A card may have the very words of a label: these are said in no other language."""
    label, card = Sentence("Staff"), "Staff"
    groups = Sentences((label, Sentence("Residents")), " · ")
    text = "{label}, {groups}, {card} and {n}"
    assert said_of(Sentence(text, label=label, groups=groups, card=card, n=2)) == {
        "text": text,
        "values": {"label": "Staff", "groups": "Staff · Residents", "card": "Staff", "n": 2},
        "count": None,
        "ours": ["label", "groups"],
    }
    theirs = said_of(Sentence("{card}", card="“Staff”"))
    assert theirs.keys() == {"text", "values", "count"}
