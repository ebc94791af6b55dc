"""What no well-behaved client sends: refused with a sentence, and nothing breaks."""

import json
import socket
import time
import unicodedata

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workshop.live.conftest import WRITE, Browser, NewBrowser
from workshop.kinds import clean_text

HEADERS = {"Content-Type": "application/json", "Idempotency-Key": "sixteen-letters!"}


def refused(answer: httpx.Response) -> int:
    """The status of a refusal that is a problem with a sentence and no insides of ours."""
    assert answer.headers["content-type"] == "application/problem+json"
    detail = answer.json()["detail"]
    assert detail.endswith((".", "?")), detail
    assert not any(word in answer.text for word in ("Traceback", "sqlite", 'File "', "pydantic"))
    return answer.status_code


@pytest.fixture
def browser(new_browser: NewBrowser, writing: None) -> Browser:
    return new_browser()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe\x00",
        b'{"activity": "insights.write", "text": "\xff"}',
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b'{"text": ' + b"9" * 5000 + b"}",
        b'{"activity": "insights.write"}',
        b'{"activity": "insights.write", "text": ""}',
        b'{"activity": "insights.write", "text": " \\u0000 \\u200e"}',
        b'{"activity": "insights.write", "text": 5}',
        b'{"activity": "insights.write", "text": "x", "author": "me"}',
        b'{"activity": "insights.write", "text": "x", "author_id": "me"}',
        b'{"activity": "insights.write", "text": "x", "revision": 1}',
        b'{"activity": "insights.write", "text": "x", "workshop_id": "other"}',
        b'{"activity": "insights.write", "text": "x", "kind": "no-such"}',
        b'{"activity": "insights.write", "text": "x", "kind": "sign_off"}',
        b'{"activity": "insights.write", "text": "x", "fields": []}',
        b'{"activity": "insights.write", "text": "x", "fields": {"evidence": "\\ud83d"}}',
        b'{"activity": "insights.write", "text": "x", "fields": {"evidence": NaN}}',
        b'{"activity": "insights.write", "text": "x", "fields": {"\\ud83d": 1}}',
        b'{"activity": "insights.write", "text": "x", "\\ud83d": 1}',
        b'{"activity": "insights.write", "text": "x", "links": {"no": ["such"]}}',
        b'{"activity": "insights.write", "text": "x", "links": {"\\u0000": ["\\u0000"]}}',
        json.dumps({"activity": WRITE, "text": "x" * 10_000}).encode(),
        json.dumps({"activity": "a" * 5000, "text": "x"}).encode(),
        json.dumps({"activity": WRITE, "text": "x" * 300_000}).encode(),
    ],
)
def test_a_body_that_is_no_card_is_refused_in_words(body: bytes, browser: Browser) -> None:
    """422 with a sentence, whatever was sent; nothing is stored."""
    answer = browser.http.post(browser.api("/cards"), content=body, headers=HEADERS)
    assert refused(answer) == 422
    assert browser.http.get(browser.api("/mine")).json()["cards"] == []


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_another_content_type_is_refused(kind: str, browser: Browser) -> None:
    """A form on a foreign page cannot post for somebody: only JSON is read."""
    headers = {**HEADERS, "Content-Type": kind}
    content = json.dumps({"activity": WRITE, "text": "x"})
    assert (
        refused(browser.http.post(browser.api("/cards"), content=content, headers=headers)) == 422
    )


@pytest.mark.parametrize("key", [None, "", "k" * 201])
def test_a_key_is_needed(key: str | None, browser: Browser) -> None:
    """Without a key a resend could double a card, so none is taken."""
    headers = {"Idempotency-Key": key} if key is not None else {}
    answer = browser.http.post(
        browser.api("/cards"), json={"activity": WRITE, "text": "x"}, headers=headers
    )
    assert refused(answer) == 422


def test_an_activity_that_is_not_there(browser: Browser) -> None:
    """404 with a sentence."""
    answer = browser.http.post(
        browser.api("/cards"), json={"activity": "no.such", "text": "x"}, headers=HEADERS
    )
    assert refused(answer) == 404


@pytest.mark.parametrize("card", ["nope", "%00", "%ED%A0%BD", "a" * 3000, "..%2f..", "' OR 1=1 --"])
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_card_that_is_not_there(card: str, method: str, browser: Browser) -> None:
    """404 with a sentence, and no try is counted against the address for it."""
    path = browser.api(f"/cards/{card}")
    for _ in range(2):
        answer = browser.http.request(method, path, json={"text": "x", "version": 1})
        if answer.headers["content-type"].startswith("text/plain"):
            assert answer.status_code == 404  # a slash in the id is another address
        else:
            assert refused(answer) == 404


@pytest.mark.parametrize(
    "body",
    [
        {"role_group": "queen"},
        {"table": 0},
        {"table": "one"},
        {"table": 10**30},
        {"name": "n" * 201},
        {"is_facilitator": True},
        {"role": "facilitator"},
    ],
)
def test_joining_cannot_make_anybody_more_than_they_are(
    body: dict[str, object], browser: Browser
) -> None:
    """What people may not choose is refused, and changes nothing."""
    assert refused(browser.http.post(browser.api("/join"), json=body)) == 422
    me = browser.http.get(browser.api()).json()["me"]
    assert (me["role_group"], me["facilitator"]) == ("resident", False)


def test_half_an_emoji_loses_no_words(browser: Browser) -> None:
    """A phone that cuts an emoji in two still gets its card in, with a mark where it was."""
    content = json.dumps({"activity": WRITE, "text": "walk home \ud83d"})
    answer = browser.http.post(browser.api("/cards"), content=content, headers=HEADERS)
    assert answer.status_code == 201
    (card,) = browser.http.get(browser.api("/mine")).json()["cards"]
    assert card["text"] == "walk home \ufffd"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.one_of(
        st.text(max_size=300),
        st.text(st.sampled_from("<>&\"'`*_[]()#\\/{}%\u202e\u0000\u200d🧓🏽é\r\n\t "), max_size=80),
        st.just("<script>alert(1)</script>"),
        st.just("** not bold ** [x](javascript:1)"),
        st.just("{{ 7*7 }}"),
    )
)
def test_what_people_type_is_kept_as_typed_or_refused_in_words(text: str, browser: Browser) -> None:
    """Stored after cleaning, exactly, or refused with a sentence; never something in between."""
    answer = browser.add(text, key=f"key-{abs(hash(text))}")
    if not any(unicodedata.category(char)[0] in "LNPSM" for char in clean_text(text)):
        assert refused(answer) == 422  # there is nothing that anybody could see
        return
    assert answer.status_code in (200, 201), answer.text
    cards = browser.http.get(browser.api("/mine")).json()["cards"]
    stored = {card["id"]: card["text"] for card in cards}
    assert stored[answer.json()["id"]] == clean_text(text)


def test_somebody_who_hangs_up_in_the_middle_fills_no_log(
    site: str, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    """A body that never comes whole is no mistake of ours; the next request is served."""
    where = httpx.URL(site)
    with socket.create_connection((where.host, where.port or 80)) as line:
        head = f"POST {browser.api('/cards')} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n"
        line.sendall(f"{head}Content-Type: application/json\r\n\r\n{{".encode())
        time.sleep(0.3)
    time.sleep(0.3)
    assert browser.add("Still here").status_code == 201
    assert "A request failed" not in caplog.text
