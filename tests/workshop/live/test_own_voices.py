"""Groups of the room's own on phones, on the big screen and in what clients are answered."""

from collections.abc import Callable
from html import unescape

import pytest

from tests.workshop.live.conftest import Listen, NewBrowser
from tests.workshop.live.test_api import problem
from workshop.db import Database
from workshop.domain.people.own_voices import add_voice, end_voice
from workshop.domain.room import reveal
from workshop.drafts import NewVoice
from workshop.enums import RoleGroup
from workshop.queries.about import about
from workshop.queries.viewer import Viewer

Named = Callable[[str], str]
HOSTILE = '<img src=x onerror=alert(1)> "Dads" نادي'


@pytest.fixture
def named(db: Database, facilitator: Viewer) -> Named:
    """``named("Dads' club")`` makes a group of residents and answers its key."""

    def made(name: str) -> str:
        draft = NewVoice(name=name, role_group=RoleGroup.RESIDENT)
        add_voice(db, viewer=facilitator, draft=draft)
        with db.read() as session:
            return about(session, facilitator.workshop_id).voices[-1].key

    return made


def test_the_room_offers_them_before_the_others_as_words(
    new_browser: NewBrowser, named: Named
) -> None:
    """A name is text, kept apart in its direction, wherever it stands in the page."""
    key = named(HOSTILE)
    browser = new_browser("staff")
    page = browser.http.get(f"/room/{browser.code}").text
    assert HOSTILE not in page
    assert f"<bdi>{HOSTILE}</bdi>" in unescape(page)
    assert f'data-label="\u2068{HOSTILE}\u2069"' in unescape(page)
    assert page.index(f'value="{key}"') < page.index('value="resident"')


def test_a_phone_joins_with_one_and_knows_itself(
    new_browser: NewBrowser, named: Named, db: Database, facilitator: Viewer
) -> None:
    key = named("Dads' club")
    browser = new_browser(key, name="Ali")
    me = browser.http.get(browser.api()).json()["me"]
    assert (me["role_group"], me["voice"]) == ("resident", key)
    page = browser.http.get(f"/room/{browser.code}").text
    assert f'value="{key}" data-label="\u2068Dads&#39; club\u2069" checked' in page
    kept = browser.http.get(f"/kept/{browser.code}").text
    assert "You are here as: \u2068Dads&#39; club\u2069" in kept
    assert browser.http.get(f"/kept/{browser.code}/file").json()["person"]["voice"] == "Dads' club"
    end_voice(db, viewer=facilitator, key=key)
    me = browser.http.get(browser.api()).json()["me"]
    assert (me["role_group"], me["voice"]) == ("resident", "")
    answer = browser.http.post(browser.api("/join"), json={"role_group": key})
    assert problem(answer)[0] == 422
    assert answer.json()["detail"] == (
        "This group is not in the room any more. Load the page and choose again."
    )


def test_a_phone_that_is_not_in_english_reads_why(
    new_browser: NewBrowser, named: Named, db: Database, facilitator: Viewer
) -> None:
    browser, key = new_browser("staff"), named("Dads' club")
    end_voice(db, viewer=facilitator, key=key)
    polish, sent = {"accept-language": "pl"}, {"role_group": key}
    answer = browser.http.post(f"/join/{browser.code}", data=sent, headers=polish)
    assert "Tej grupy nie ma już w sali." in answer.text


def test_the_form_without_a_script_joins_with_one(new_browser: NewBrowser, named: Named) -> None:
    key, browser = named("Dads' club"), new_browser()
    sent = {"role_group": key, "name": "", "table": ""}
    answer = browser.http.post(f"/join/{browser.code}", data=sent)
    assert answer.status_code == 303
    assert browser.http.get(browser.api()).json()["me"]["voice"] == key


def test_the_big_screen_names_three_and_never_two(
    new_browser: NewBrowser,
    named: Named,
    listen: Listen,
    writing: None,
    db: Database,
    facilitator: Viewer,
) -> None:
    """Two of a group are residents on every stream; from the third on all of them are told anew."""
    key = named("Dads' club")
    dads = [new_browser(key) for _ in range(2)]
    for _ in range(3):
        new_browser("resident")
    reveal(db, viewer=facilitator, activity="insights.write")
    card = dads[0].added("The swings are broken")
    wall, phone = listen("projector"), listen("phone", dads[1].token)
    for screen in (wall, phone):
        screen.wait(lambda screen=screen: screen.cards.get(card, {}).get("role") == "resident")
        assert b"Dads" not in screen.raw
        assert key.encode() not in screen.raw
    new_browser(key)
    dads[0].added("And the slide")
    wall.wait(lambda: wall.cards[card].get("role_label") == "Dads' club")
    assert wall.cards[card]["role"] == "resident"
