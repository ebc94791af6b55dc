"""Signing out: the browser is a stranger's then, and so is every copy of its token."""

import httpx

from tests.workshop.live.conftest import Browser, Listen, NewBrowser
from workshop.domain.workshops import MadeWorkshop
from workshop.live.server import COOKIE


def test_the_token_opens_nothing_any_more(
    site: str, new_browser: NewBrowser, listen: Listen, writing: None
) -> None:
    """Neither in this browser nor where it was copied; its stream ends; its words stay."""
    browser = new_browser("resident")
    token, card = browser.token, browser.added("Said before I went")
    phone = listen("phone", token=token)
    answer = browser.http.post("/sign-out")
    assert answer.status_code == 200
    assert "signed out" in answer.text
    assert f'{COOKIE}=""' in answer.headers["set-cookie"]
    phone.wait(lambda: phone.ended)
    copied = httpx.get(f"{site}{browser.api()}", cookies={COOKIE: token})
    assert copied.status_code == 401
    assert card in listen("projector").cards


def test_two_words_bring_back_who_signed_out(new_browser: NewBrowser, writing: None) -> None:
    browser = new_browser("resident")
    words = browser.http.get(browser.api()).json()["me"]["words"]
    card = browser.added("Mine")
    browser.http.post("/sign-out")
    again = new_browser(join="")
    again.http.get(f"/join/{again.code}")
    assert again.http.post(again.api("/return"), json={"words": words}).status_code == 200
    assert [one["id"] for one in again.http.get(again.api("/mine")).json()["cards"]] == [card]


def test_who_steers_and_signs_out_steers_no_more(
    host_browser: Browser, workshop: MadeWorkshop
) -> None:
    """The four words give the steering back."""
    host_browser.http.post("/sign-out")
    assert host_browser.http.get(host_browser.api()).status_code == 401
    host_browser.http.get(f"/f/{workshop.secret}")
    assert host_browser.http.get(host_browser.api()).json()["me"]["facilitator"] is True


def test_a_stranger_may_sign_out_too(site: str) -> None:
    assert httpx.post(f"{site}/sign-out").status_code == 200
