"""A whole day by forms of HTML alone: cards, signs, who one is, and the wall in its themes."""

import re

import pytest

from tests.workshop.live.conftest import WRITE, Browser, NewBrowser
from tests.workshop.live.plain.forms import form_for, forms_of, plain, sends
from workshop.db import Database
from workshop.domain.room import open_activity, reveal
from workshop.domain.themes.sorts import allow_sorting
from workshop.examples import build_example
from workshop.queries.viewer import Viewer


def opens(db: Database, facilitator: Viewer, key: str) -> None:
    open_activity(db, viewer=facilitator, activity=key, anyway=True)


def me(browser: Browser) -> dict[str, object]:
    found: dict[str, object] = browser.http.get(browser.api()).json()["me"]
    return found


def mine(browser: Browser) -> list[dict[str, object]]:
    found: list[dict[str, object]] = browser.http.get(browser.api("/mine")).json()["cards"]
    return found


def test_one_changes_takes_back_and_puts_back_a_card(
    new_browser: NewBrowser, writing: None
) -> None:
    """What somebody wrote first stands there with one's own words, which go out once more."""
    browser = new_browser()
    card = browser.added("Once an hour <b>")
    answer = sends(browser, form_for(plain(browser), "edit", card=card), text="Twice an hour")
    assert "Saved" in answer.text
    old = form_for(plain(browser), "edit", card=card)
    changed = {"version": 2, "text": "By the script"}
    browser.http.patch(browser.api(f"/cards/{card}"), json=changed)
    answer = sends(browser, old, text="By the form")
    assert answer.status_code == 409
    assert "It now says: By the script" in answer.text
    again = form_for(answer.text, "edit", card=card)
    assert again.held()["text"] == "By the form"
    sends(browser, again)
    assert [one["text"] for one in mine(browser)] == ["By the form"]
    sends(browser, form_for(plain(browser), "withdraw", card=card))
    page = plain(browser)
    assert "Taken back" in page
    assert [one["withdrawn"] for one in mine(browser)] == [True]
    sends(browser, form_for(page, "restore", card=card))
    assert [one["withdrawn"] for one in mine(browser)] == [False]


def test_nobody_changes_a_card_of_somebody_else(new_browser: NewBrowser, writing: None) -> None:
    one, other = new_browser(), new_browser()
    card = one.added("Mine alone")
    assert "Mine alone" not in plain(other)
    for do in ("edit", "withdraw"):
        sent = {"do": do, "card": card, "version": "1", "text": "Stolen"}
        assert other.http.post(f"/plain/{other.code}", data=sent).status_code == 403
    assert [one["text"] for one in mine(one)] == ["Mine alone"]


def test_hand_done_and_whom_one_is_here_as(new_browser: NewBrowser, writing: None) -> None:
    browser = new_browser("resident", name="Ada")
    up = form_for(plain(browser), "hand")
    for _ in range(2):
        assert "sees that you want to speak" in sends(browser, up).text
    assert me(browser)["hand"] is True
    assert "Your hand is down." in sends(browser, form_for(plain(browser), "hand")).text
    assert sends(browser, up).status_code == 200
    assert me(browser)["hand"] is False, "an old form that comes again raises no hand"
    assert "counts you as done" in sends(browser, form_for(plain(browser), "done")).text
    assert me(browser)["done_in"] == WRITE
    sends(browser, form_for(plain(browser), "done"))
    assert me(browser)["done_in"] is None
    who = form_for(plain(browser), "who")
    assert (who.held()["role_group"], who.held()["name"]) == ("resident", "Ada")
    sends(browser, who, role_group="staff", table="3")
    now = me(browser)
    assert (now["role_group"], now["name"], now["table"]) == ("staff", "Ada", 3)
    sends(browser, form_for(plain(browser), "who"), table="5")
    sends(browser, form_for(plain(browser), "who"), table="")
    assert me(browser)["table"] is None
    old = form_for(plain(browser), "who")
    sends(browser, form_for(plain(browser), "who"), table="4")
    sends(browser, old, name="Ada L")
    assert (me(browser)["name"], me(browser)["table"]) == ("Ada L", 4)


def test_the_next_person_has_the_phone_and_two_words_bring_one_back(
    new_browser: NewBrowser, writing: None
) -> None:
    browser = new_browser("staff")
    card, words = browser.added("Before"), str(me(browser)["words"])
    assert words in plain(browser)
    pass_on = form_for(plain(browser), "next")
    for _ in range(2):
        answer = sends(browser, pass_on)
        assert answer.url.path == f"/room/{browser.code}"
    assert (me(browser)["joined"], mine(browser)) == (False, [])
    page = plain(browser)
    assert {form.held().get("do") for form in forms_of(page)} == {"back"}
    assert card not in page
    assert words not in page
    answer = sends(browser, form_for(page, "back"), words="no such")
    assert answer.status_code == 404
    assert "bring nobody back" in answer.text
    sends(browser, form_for(answer.text, "back"), words=words)
    assert (me(browser)["role_group"], [one["id"] for one in mine(browser)]) == ("staff", [card])
    leave = next(one for one in forms_of(plain(browser)) if one.action.endswith("/sign-out"))
    sends(browser, leave)
    assert browser.http.get(f"/plain/{browser.code}").status_code == 303


def test_something_is_added_to_an_earlier_card(
    new_browser: NewBrowser, db: Database, facilitator: Viewer, host_browser: Browser
) -> None:
    """It is chosen first; what it holds stands in the fields; what is refused stays there."""
    opens(db, facilitator, "segments.map")
    browser = new_browser()
    card = host_browser.added("Night shift", activity="segments.map", kind="segment")
    reveal(db, viewer=facilitator)
    opens(db, facilitator, "segments.size")
    page = browser.http.get(f"/room/{browser.code}").text
    assert f'href="/plain/{browser.code}">Choose earlier cards here' in page
    page = plain(browser)
    onto = re.search(r'href="(\?onto=[\w-]+)#', page)
    assert onto is not None
    page = plain(browser, onto[1])
    form = form_for(page, "add")
    assert (form.held()["onto"], form.held()["version"]) == (card, "1")
    size = next(name for name in form.names("segment.") if name.endswith("size"))
    answer = sends(browser, form, **{size: "no number"})
    assert answer.status_code == 422
    assert form_for(answer.text, "add").held()[size] == "no number"
    answer = sends(browser, form_for(answer.text, "add"), **{size: "120"})
    assert "Saved" in answer.text
    assert form_for(plain(browser, onto[1]), "add").held()[size] == "120"


def test_a_card_rests_on_earlier_ones_that_are_ticked(
    new_browser: NewBrowser, db: Database, facilitator: Viewer
) -> None:
    browser, other = new_browser(), new_browser()
    opens(db, facilitator, WRITE)
    below = other.added("Buses stop at six")
    reveal(db, viewer=facilitator)
    opens(db, facilitator, "reframe.from-to")
    form = form_for(plain(browser), "add")
    link = "link.insights"
    assert link in form.names("link.")
    assert below in form.values(link)
    fields = dict.fromkeys(form.names("reframe."), "Said")
    answer = sends(browser, form, text="A bus at night", **fields, **{link: below})
    assert "Your card is saved." in answer.text
    assert "is saved" not in plain(browser), "told once"
    assert [card["text"] for card in mine(browser)] == ["A bus at night"]


def test_a_table_puts_a_card_forward_and_takes_it_back(
    new_browser: NewBrowser, db: Database, facilitator: Viewer
) -> None:
    browser, mate = new_browser(table=2), new_browser(table=2)
    step = "team.life-question"
    opens(db, facilitator, step)
    one = browser.added("Night bus", activity=step)
    reveal(db, viewer=facilitator)
    found = browser.http.get(browser.api("/forward")).json()
    assert [card["id"] for card in found["cards"]] == [one]
    form = form_for(plain(mate), "forward")
    assert "Saved" in sends(mate, form, card=one).text
    (card,) = browser.http.get(browser.api("/forward")).json()["cards"]
    assert card["on"] is True
    again = form_for(plain(browser), "forward")
    assert again.held()["card"] == one
    sends(browser, again, without=["card"])
    (card,) = browser.http.get(browser.api("/forward")).json()["cards"]
    assert card["on"] is False


def test_the_wall_is_read_by_theme_and_sorted_where_that_is_allowed(
    new_browser: NewBrowser, db: Database, facilitator: Viewer, host_browser: Browser
) -> None:
    browser = new_browser()
    opens(db, facilitator, WRITE)
    cards = [browser.added(text) for text in ("Buses stop at six", "No clinic here")]
    wall = plain(browser, "/wall")
    assert "2 cards are face down" in wall
    assert "Buses" not in wall
    reveal(db, viewer=facilitator)
    opens(db, facilitator, "insights.sort")
    allow_sorting(db, viewer=facilitator, allowed=False)
    wall = plain(browser, "/wall")
    assert "Buses stop at six" in wall
    assert forms_of(wall) == []
    forced = {"do": "move", "card": f"{cards[0]} ", "target": "new", "name": "Buses"}
    where = f"/plain/{browser.code}/wall"
    answer = browser.http.post(where, data=forced)
    assert (answer.status_code, "The facilitator sorts the cards just now" in answer.text) == (
        403,
        True,
    )
    allow_sorting(db, viewer=facilitator, allowed=True)
    (form,) = forms_of(plain(browser, "/wall"))
    ticked = [value for value in form.values("card") if value.startswith(cards[0])]
    answer = sends(browser, form, card=ticked, target="new")
    assert answer.status_code == 422
    (form,) = forms_of(answer.text)
    assert form.held()["card"] == ticked[0]
    for _ in range(2):
        answer = sends(browser, form, target="new", name="Getting about")
        assert answer.status_code == 200
    assert answer.text.count("<h2>") == 2
    (form,) = forms_of(plain(browser, "/wall"))
    moved = next(value for value in form.values("card") if value.startswith(cards[0]))
    theme = moved.partition(" ")[2]
    assert theme
    other = next(value for value in form.values("card") if value.startswith(cards[1]))
    assert "1 card is moved." in sends(browser, form, card=other, target=theme).text
    answer = sends(browser, form, card=other, target="")
    assert "Somebody else moved 1 card first." in answer.text


def test_a_wall_of_many_kinds_begins_with_its_cards(
    new_browser: NewBrowser, db: Database, facilitator: Viewer
) -> None:
    """The doors to six other kinds and more are folded away; a few stand open."""
    made = build_example(db)
    browser = Browser(new_browser(join="").http, made.code)
    browser.http.get(f"/join/{made.code}")
    browser.http.post(browser.api("/join"), json={"role_group": "resident"})
    wall = plain(browser, "/wall?kind=idea")
    before, _, after = wall.partition("<details>")
    folded = after.partition("</details>")[0]
    assert "<h2>Ideas</h2>" in before
    assert "?kind=" not in before
    assert folded.count("?kind=") > 30
    assert "?kind=idea" not in folded
    assert "Show the others (" in folded

    few = new_browser()
    opens(db, facilitator, WRITE)
    few.added("Buses stop at six")
    reveal(db, viewer=facilitator)
    assert "<details>" not in plain(few, "/wall")


@pytest.mark.parametrize("language", ["ar", "pl"])
def test_both_pages_speak_the_language_of_their_phone(
    language: str, new_browser: NewBrowser, db: Database, facilitator: Viewer
) -> None:
    browser = new_browser()
    opens(db, facilitator, WRITE)
    browser.added("Buses stop at six")
    reveal(db, viewer=facilitator)
    browser.http.cookies.set("reframe_words", language)
    for path in ("", "/wall"):
        page = plain(browser, path)
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}"' in page
        assert 'lang="en">Buses stop at six' in page
        assert "Back to the room" not in page
