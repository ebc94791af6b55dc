"""Words are sent by the page's own form, where its script did not come."""

import html
import re

import pytest

from tests.workshop.live.conftest import WRITE, Browser, NewBrowser
from workshop.db import Database
from workshop.domain.room import close_activity, open_activity
from workshop.kinds import CardKind
from workshop.live.plain_writing import _sum
from workshop.playbook import load_playbook
from workshop.queries.viewer import Viewer

KEPT = "Our bus comes\nonce an hour <b>"


def marked(text: str, activity: str = WRITE) -> int:
    """The sum by which a script lets go of these words."""
    return _sum(activity, text)


def opened(browser: Browser) -> tuple[dict[str, str], str]:
    """What the form of the page would send, and the page."""
    page = browser.http.get(f"/room/{browser.code}").text
    form = re.search(r'<form class="writing".*?</form>', page, re.DOTALL)
    assert form is not None
    assert f'action="/room/{browser.code}"' in form[0]
    assert re.search(r"<button[^>]*data-part=\"send\"", form[0])
    assert 'type="button"' not in form[0]
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0])
    return dict(hidden), page


def texts(browser: Browser) -> list[str]:
    return [card["text"] for card in browser.http.get(browser.api("/mine")).json()["cards"]]


def test_a_card_goes_out_without_any_script(new_browser: NewBrowser, writing: None) -> None:
    """Saved once though it is pressed twice; said above the box; another card is another one.

    Whoever has sent by the form is shown all of it at once from then on.
    """
    browser = new_browser()
    form, first = opened(browser)
    assert form["activity"] == WRITE
    sent = {**form, "text": "Our bus comes\r\nonce an hour <b>"}
    for _ in range(2):
        answer = browser.http.post(f"/room/{browser.code}", data=sent)
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"/room/{browser.code}?saved={marked(KEPT)}",
        )
    saved = answer.headers["location"]
    told = [browser.http.get(saved).text for _ in range(2)]
    assert ["Your card is saved." in page for page in told] == [True, False]
    assert all("data-saved" in page for page in told)
    assert [page.count('class="room is-plain"') for page in (first, *told)] == [0, 1, 1]
    browser.http.post(f"/room/{browser.code}", data={**sent, "text": "Changed after going back"})
    assert sorted(texts(browser)) == ["Changed after going back", KEPT]


def test_words_of_which_fewer_signs_are_kept_are_saved_all_the_same(
    new_browser: NewBrowser, writing: None
) -> None:
    """As pasted from another program: the script lets go of what the form has sent."""
    browser = new_browser()
    form, _ = opened(browser)
    said = "Our bus\u2028once an hour\x07"
    answer = browser.http.post(f"/room/{browser.code}", data={**form, "text": said})
    told = browser.http.get(answer.headers["location"]).text
    assert f'data-saved="{marked(said)}"' in told
    assert texts(browser) != [said]


def test_no_page_says_saved_on_the_word_of_an_address(
    new_browser: NewBrowser, writing: None
) -> None:
    """Passed on or loaded again it says nothing, and takes away nothing that somebody has begun."""
    browser = new_browser()
    browser.added(KEPT)
    assert "data-saved" in browser.http.get(f"/room/{browser.code}?saved={marked(KEPT)}").text
    for place in (
        f"/room/{browser.code}?saved={marked('Only begun')}",
        f"/room/{browser.code}?saved={marked(KEPT, 'team.hopes')}",
        f"/plain/{browser.code}?said=vote",
        f"/plain/{browser.code}?said=card",
        f"/plain/{browser.code}/wall?moved=3&stayed=1",
        f"/kept/{browser.code}?erased=1",
    ):
        page = browser.http.get(place)
        assert page.status_code == 200
        for word in ("is saved", "is erased", "are moved", "data-saved"):
            assert word not in page.text, place


def test_the_plain_page_says_what_holds_without_any_script(
    new_browser: NewBrowser, db: Database, facilitator: Viewer, writing: None
) -> None:
    """That the question is closed, once it is; the keys that send are told by the script alone."""
    browser = new_browser()
    late = "This question is closed now. You can still send what you wrote."
    said = []
    for closes in (False, True):
        if closes:
            close_activity(db, viewer=facilitator)
        page = browser.http.get(f"/room/{browser.code}").text
        said.append((late in page, 'data-part="keys" hidden' in page))
    assert said == [(False, True), (True, True)]


def test_what_needs_the_script_is_not_offered_without_it(new_browser: NewBrowser) -> None:
    """Nobody presses in vain, and is led to where all of it is done by forms."""
    browser = new_browser()
    page = browser.http.get(f"/room/{browser.code}").text
    assert re.findall(r'data-part="(change-who|next-person)"( hidden)?>', page) == [
        ("change-who", " hidden"),
        ("next-person", " hidden"),
    ]
    assert re.findall(r'data-part="back"( hidden)?>', page) == [" hidden"]
    assert page.count(f'href="/plain/{browser.code}">Change your cards, raise your hand,') == 1


@pytest.mark.parametrize(
    ("text", "status"), [("x" * 9000, 422), ("Kept <script>alert(1)</script>", 409), ("  ", 422)]
)
def test_what_is_refused_stands_in_the_box_with_the_reason_above(
    text: str, status: int, new_browser: NewBrowser, host_browser: Browser
) -> None:
    if status != 409:
        host_browser.steer("open", activity=WRITE)
    browser = new_browser()
    form, _ = opened(browser)
    sent = {**form, "activity": WRITE, "text": text}
    answer = browser.http.post(f"/room/{browser.code}", data=sent)
    assert answer.status_code == status
    box = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.text, re.DOTALL)
    assert box is not None
    assert html.unescape(box[1]) == text
    assert f'name="activity" value="{WRITE}"' in answer.text
    said = answer.text.index('data-part="plain-said"')
    assert said < answer.text.index("<textarea")
    assert texts(browser) == []


def test_whom_the_room_does_not_know_is_led_in(new_browser: NewBrowser, writing: None) -> None:
    browser = new_browser(join="")
    answer = browser.http.post(f"/room/{browser.code}", data={"activity": WRITE, "text": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/join/{browser.code}")


@pytest.mark.parametrize("page", ["room", "plain"])
def test_words_stay_where_the_room_knows_the_browser_no_more(
    page: str, new_browser: NewBrowser, writing: None
) -> None:
    """Its cookies were cleared meanwhile: the words are there to copy, beside the way in."""
    browser = new_browser(join="")
    sent: dict[str, str | list[str]] = {
        **{"do": "add", "key": "a-key", "activity": WRITE, "kind": "insight", "words": "two words"},
        **{"text": "Half an <hour>", "belief.now_think": "Nobody asks us"},
        **{"segment.barriers": ["time", "cost"], "split.Buses": "£40", "insight.never": "Sent by"},
    }
    answer = browser.http.post(f"/{page}/{browser.code}", data=sent)
    assert answer.status_code == 401
    box = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.text, re.DOTALL)
    assert box is not None
    labels = load_playbook().kind(CardKind.SEGMENT).fields["barriers"]
    assert html.unescape(box[1]).split("\n\n") == [
        "Half an <hour>",
        f"{load_playbook().kind(CardKind.BELIEF).fields['now_think'].label}\nNobody asks us",
        f"{labels.label}\n{labels.options['time']}; {labels.options['cost']}",
        "Buses\n£40",
    ]
    assert re.search(r'<form[^>]* action="/join"[^>]* target="_blank"', answer.text)
    assert f'value="{browser.code}"' in answer.text


def test_questions_of_another_kind_and_money_are_read_as_the_script_reads_them(
    new_browser: NewBrowser, db: Database, facilitator: Viewer
) -> None:
    """A bare number is pounds, in whatever digits; an answer to a kind not chosen stays out."""
    browser = new_browser()
    open_activity(db, viewer=facilitator, activity="resources.spend", anyway=True)
    form, _ = opened(browser)
    sent = {**form, "text": "Heat", "resource_line.amount_pence": "٢٥", "strand.order": "7"}
    answer = browser.http.post(f"/room/{browser.code}", data=sent)
    assert answer.status_code == 303
    open_activity(db, viewer=facilitator, activity="segments.name", anyway=True)
    several = {
        "activity": "segments.name",
        "kind": "segment",
        "text": "Night shift",
        "segment.barriers": ["time", "cost"],
    }
    answer = browser.http.post(f"/room/{browser.code}", data=several)
    assert answer.status_code == 303, answer.text
    cards = browser.http.get(browser.api("/mine")).json()["cards"]
    assert [card["fields"] for card in cards] == [
        {"barriers": ["time", "cost"]},
        {"amount_pence": 2500},
    ]


def test_typed_answers_stay_where_the_box_was_empty(
    new_browser: NewBrowser, db: Database, facilitator: Viewer
) -> None:
    browser = new_browser()
    open_activity(db, viewer=facilitator, activity="reframe.used-to-think", anyway=True)
    form, _ = opened(browser)
    sent = {**form, "belief.now_think": "Nobody asks us"}
    answer = browser.http.post(f"/room/{browser.code}", data=sent)
    assert answer.status_code == 422
    assert ">Nobody asks us</textarea>" in answer.text


def test_as_many_parts_as_there_are_are_guessed_at_once(
    new_browser: NewBrowser, db: Database, facilitator: Viewer
) -> None:
    browser = new_browser()
    open_activity(db, viewer=facilitator, activity="resources.guess", anyway=True)
    parts = {f"split.Part {number}": "£4" for number in range(25)}
    sent = {"activity": "resources.guess", "key": "", **parts}
    answer = browser.http.post(f"/room/{browser.code}", data=sent)
    assert answer.status_code == 303, answer.text
    (card,) = browser.http.get(browser.api("/mine")).json()["cards"]
    assert card["fields"]["split"] == [f"Part {number}: 4" for number in range(25)]
