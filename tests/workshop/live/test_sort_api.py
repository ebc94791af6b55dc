"""Sorting over the JSON API: each step says what became of it, a bad one in a sentence."""

from typing import Any

import httpx
import pytest

from tests.workshop.live.conftest import Browser, NewBrowser

SORT = "insights.sort"


def sort(browser: Browser, do: str, **given: Any) -> httpx.Response:
    return browser.http.post(browser.api("/sort"), json={"do": do, **given})


def done(browser: Browser, do: str, **given: Any) -> dict[str, Any]:
    answer = sort(browser, do, **given)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def told(browser: Browser) -> dict[str, dict[str, Any]]:
    found = browser.http.get(browser.api("/changes?view=projector")).json()["cards"]
    return {card["id"]: card for card in found}


@pytest.fixture
def cards(host_browser: Browser, new_browser: NewBrowser, writing: None) -> list[str]:
    """Four cards of two people, face up, in a room that sorts."""
    people = [new_browser("resident"), new_browser("staff")]
    texts = ["No bus after six", "The bus is dear", "The door is shut", "Nobody at the door"]
    made = [people[n % 2].added(text) for n, text in enumerate(texts)]
    host_browser.steer("reveal", activity="insights.write")
    host_browser.steer("open", activity=SORT, anyway=True)
    return made


def test_every_step_over_the_api(host_browser: Browser, cards: list[str]) -> None:
    """A theme is made, filled, named, put into another, and all of it is taken back."""
    one, two, three, four = cards
    (buses,) = done(host_browser, "add-theme", name="Buses", cards=[one])["themes"]
    (doors,) = done(host_browser, "add-theme", name="Doors", colour="red")["themes"]
    assert done(host_browser, "move", cards=[one, two], source=None, target=doors)["stayed"] == [
        one
    ]
    changed = done(host_browser, "change-theme", theme=doors, name="The way in", version=1)
    assert changed["version"] == 2
    done(host_browser, "merge", cards=[four], card=three)
    done(host_browser, "unmerge", cards=[four])
    done(host_browser, "star", card=one)
    done(host_browser, "unstar", card=one)
    done(host_browser, "hide", card=four)
    assert four not in told(host_browser)
    comment = done(host_browser, "comment", card=one, text="Yes")
    assert told(host_browser)[comment["id"]]["about"] == one
    done(host_browser, "merge-themes", theme=buses, themes=[doors])
    assert told(host_browser)[two]["themes"] == [buses]
    done(host_browser, "remove-theme", theme=buses)
    assert done(host_browser, "undo") == {"verb": "remove_theme", "left": 0}
    assert done(host_browser, "redo") == {"verb": "remove_theme", "left": 0}
    known = host_browser.http.get(host_browser.api("/sort")).json()
    assert known == {
        "undo": "remove_theme",
        "redo": None,
        "undo_says": "take the theme ‘Buses’ away",
        "redo_says": "",
        "undo_said": {
            "text": "take the theme {theme} away",
            "values": {"theme": "‘Buses’"},
            "count": None,
        },
    }
    groups = [{"name": "A", "cards": [one, two]}]
    assert len(done(host_browser, "accept", groups=groups)["themes"]) == 1


def test_suggestions_are_of_what_the_room_may_read(
    host_browser: Browser, new_browser: NewBrowser, cards: list[str]
) -> None:
    """Also for the facilitator: what is hidden, or in a theme, is in no proposal."""
    address = host_browser.api("/sort/suggestions?kind=insight")
    groups = host_browser.http.get(address).json()["groups"]
    assert {frozenset(group["cards"]) for group in groups} == {
        frozenset(cards[:2]),
        frozenset(cards[2:]),
    }
    done(host_browser, "hide", card=cards[0])
    done(host_browser, "add-theme", name="Doors", cards=cards[2:])
    assert host_browser.http.get(address).json() == {"groups": []}
    assert (
        new_browser().http.get(new_browser().api("/sort/suggestions?kind=person")).status_code
        == 422
    )


@pytest.mark.parametrize(
    "given",
    [
        {"do": "dance"},
        {"do": "move", "cards": []},
        {"do": "move", "cards": ["x"], "target": 7},
        {"do": "add-theme", "name": " "},
        {"do": "add-theme", "name": "A", "colour": "pink"},
        {"do": "merge", "cards": "x", "card": "y"},
        {"do": "merge", "cards": ["x"], "card": ["y"]},
        {"do": "merge", "cards": ["x"] * 2001, "card": "y"},
        {"do": "accept", "groups": []},
        {"do": "comment", "card": "x", "text": ""},
        {"do": "change-theme", "theme": "x"},
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    host_browser: Browser, cards: list[str], given: dict[str, Any]
) -> None:
    answer = host_browser.http.post(host_browser.api("/sort"), json=given)
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")


def test_nobody_sorts_who_may_not(
    host_browser: Browser, new_browser: NewBrowser, site: str, cards: list[str]
) -> None:
    """A stranger joins first; a participant waits until all may sort; hiding is never theirs."""
    stranger = httpx.post(f"{site}{host_browser.api('/sort').split(site)[-1]}", json={"do": "undo"})
    assert stranger.status_code == 401
    other = new_browser()
    assert sort(other, "hide", card=cards[0]).status_code == 403
    assert sort(other, "star", card=cards[0]).status_code == 403
    done(other, "add-theme", name="Mine", cards=[cards[0]])
    host_browser.steer("sorting", allowed=False)
    assert sort(other, "undo").status_code == 403
    assert sort(other, "move", cards=[cards[1]]).json()["detail"].startswith("The facilitator")


def test_the_page_is_for_those_who_have_joined(
    host_browser: Browser, new_browser: NewBrowser, site: str
) -> None:
    """Others are shown the way in; the page holds no card, and asks for its kind by name."""
    code = host_browser.code
    assert httpx.get(f"{site}/sort/{code}").headers["location"] == f"/join/{code}"
    assert httpx.get(f"{site}/sort/QQQQQ").status_code == 404
    page = new_browser().http.get(f"/sort/{code}")
    assert page.status_code == 200
    assert "Big screen" not in page.text
    lead = host_browser.http.get(f"/sort/{code}?kind=idea").text
    assert '"kind": "idea"' in lead
    assert '"kind": "insight"' in host_browser.http.get(f"/sort/{code}?kind=worry").text


def test_the_big_screen_shows_the_themes_and_one_of_them(
    host_browser: Browser, cards: list[str]
) -> None:
    """A theme that is gone is shown as all themes; one that was put into another, as that one."""
    (buses,) = done(host_browser, "add-theme", name="Buses", cards=[cards[0]])["themes"]
    (doors,) = done(host_browser, "add-theme", name="Doors", cards=[cards[2]])["themes"]

    def shows() -> dict[str, Any]:
        found: dict[str, Any] = host_browser.http.get(host_browser.api()).json()["projector"]
        return found

    assert host_browser.steer("show", what="themes").json()["projector"] == {"show": "themes"}
    host_browser.steer("show", what=f"theme:{buses}")
    assert shows() == {"show": "themes", "theme": buses}
    done(host_browser, "merge-themes", theme=doors, themes=[buses])
    assert shows() == {"show": "themes", "theme": doors}
    done(host_browser, "remove-theme", theme=doors)
    assert shows() == {"show": "themes"}
    assert host_browser.steer("show", what=f"theme:{cards[0]}").status_code == 422
