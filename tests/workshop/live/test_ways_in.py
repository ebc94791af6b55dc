"""Joining and taking over: cookies, wrong codes, wrong words, and who is slowed for them."""

from typing import Any

import httpx
import pytest

from tests.workshop.live.conftest import Browser, NewBrowser
from workshop.db import Database
from workshop.domain.people.members import new_token
from workshop.domain.workshops import MadeWorkshop
from workshop.live.limits import Limits
from workshop.live.server import COOKIE, Server
from workshop.queries.viewer import find_workshop


def test_joining_sets_a_cookie_that_scripts_cannot_read(site: str, workshop: MadeWorkshop) -> None:
    """The join link sets the device cookie and goes on to the room page."""
    answer = httpx.get(f"{site}/join/{workshop.code}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/room/{workshop.code}")
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith(f"{COOKIE}=")
    assert {a.lower() for a in attributes} >= {"httponly", "samesite=lax", "path=/"}


def test_a_code_is_taken_as_people_type_it(site: str, workshop: MadeWorkshop) -> None:
    """Small letters and spaces around do no harm."""
    answer = httpx.get(f"{site}/join/ {workshop.code.lower()} ")
    assert answer.headers["location"] == f"/room/{workshop.code}"


def test_a_device_keeps_its_token(new_browser: NewBrowser) -> None:
    """Joining again, or opening the page again, does not make somebody else of a person."""
    browser = new_browser()
    before = browser.token
    browser.http.get(f"/join/{browser.code}")
    browser.http.get(f"/room/{browser.code}")
    assert browser.token == before


def test_a_damaged_cookie_is_replaced(new_browser: NewBrowser) -> None:
    """A cookie that is no token of ours is never stored; the device gets a new one."""
    browser = new_browser(join="", token="'; DROP TABLE device; --")
    assert browser.http.get(browser.api()).status_code == 401
    answer = browser.http.get(f"/join/{browser.code}")
    assert "DROP" not in answer.headers["set-cookie"]


def test_the_facilitators_link_sets_the_cookie_and_hides_the_secret(
    site: str, workshop: MadeWorkshop
) -> None:
    """The cookie comes in that very response, and where it leads to holds no secret."""
    answer = httpx.get(f"{site}/f/{workshop.secret}")
    assert answer.status_code == 303
    assert COOKIE in answer.headers["set-cookie"]
    assert workshop.secret not in answer.headers["location"]
    assert not any(word in answer.headers["location"] for word in workshop.secret.split("-"))
    token = answer.cookies[COOKIE]
    state = httpx.get(f"{site}/api/{workshop.code}", cookies={COOKIE: token}).json()
    assert state["me"]["facilitator"] is True


def test_wrong_words_open_nothing(site: str, server: Server, workshop: MadeWorkshop) -> None:
    """Wrong words are slowed by address; right ones from that address open at once."""
    statuses = [httpx.get(f"{site}/f/wrong-words-every-{n}").status_code for n in "abcdefghijkl"]
    assert set(statuses) == {404, 429}
    assert httpx.get(f"{site}/f/{workshop.secret}").status_code == 303


@pytest.mark.parametrize(
    "path",
    ["/join/{}", "/room/{}", "/project/{}", "/qr/{}.svg", "/api/{}", "/live/{}", "/api/{}/mine"],
)
def test_wrong_codes_are_slowed_by_address_at_every_door(
    path: str, site: str, server: Server, workshop: MadeWorkshop
) -> None:
    """Guessing at any door uses up the address's tries; the right code is never slowed."""
    moment = [0.0]
    server.limits = Limits(clock=lambda: moment[0])
    with httpx.Client(base_url=site) as client:
        statuses = [client.get(path.format("QQQQQ")).status_code for _ in range(61)]
        assert statuses == [404] * 60 + [429]
        assert client.get(f"/join/{workshop.code}").status_code == 303
        assert client.get(f"/api/{workshop.code}").status_code == 200
        moment[0] += 1
        assert client.get(path.format("QQQQQ")).status_code == 404


def test_a_right_code_cannot_be_told_from_wrong_ones_by_guessing_on(
    site: str, server: Server, workshop: MadeWorkshop, new_browser: NewBrowser
) -> None:
    """After very many wrong codes a stranger's right one waits too; people in the room go on."""
    inside = new_browser()
    server.limits = Limits(clock=lambda: 0.0)
    for _ in range(598):
        server.limits.guesses.take("127.0.0.1")
    doors = (f"/project/{workshop.code}", f"/join/{workshop.code}", f"/api/{workshop.code}")
    assert [httpx.get(site + door).status_code for door in doors] == [200, 303, 401]
    assert [httpx.get(f"{site}/api/QQQQ{n}").status_code for n in "BCD"] == [404, 404, 429]
    assert [httpx.get(site + door).status_code for door in doors] == [429] * 3
    assert inside.http.get(inside.api()).status_code == 200


def test_a_whole_room_behind_one_address_is_never_slowed(
    new_browser: NewBrowser, server: Server, writing: None
) -> None:
    """Limits count per device: while one floods, another from the same address is served."""
    server.limits = Limits(clock=lambda: 0.0)
    loud, quiet = new_browser(), new_browser()
    answers = [loud.http.post(loud.api("/join"), json={}) for _ in range(300)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[-1].json()["detail"].endswith(".")
    assert quiet.add("Still here").status_code == 201


def test_the_workshop_as_a_whole_has_a_limit(
    new_browser: NewBrowser, server: Server, writing: None
) -> None:
    """However many devices take part, a workshop takes a thousand at once, then asks to wait."""
    server.limits = Limits(clock=lambda: 0.0)
    browser = new_browser()
    with server.db.read() as session:
        workshop_id = find_workshop(session, browser.code).id
    for _ in range(999):
        server.limits.workshop.take(workshop_id)
    assert browser.add("One too many").status_code == 429


def test_reading_costs_nothing(new_browser: NewBrowser, server: Server) -> None:
    """A page that is loaded again and again does not use up what its person may send."""
    server.limits = Limits(clock=lambda: 0.0)
    browser = new_browser()
    assert {browser.http.get(browser.api("/mine")).status_code for _ in range(320)} == {200}


def test_the_projector_page_needs_only_the_code_and_tells_nothing_of_the_facilitator(
    site: str, workshop: MadeWorkshop, host_browser: Browser
) -> None:
    """Neither the secret nor any device's token stands in what is projected."""
    page = host_browser.http.get(f"/project/{workshop.code}").text
    assert host_browser.token not in page
    assert workshop.secret not in page
    assert httpx.get(f"{site}/project/{workshop.code}").status_code == 200


def test_tokens_and_secrets_are_stored_as_hashes_only(
    db: Database, new_browser: NewBrowser, workshop: MadeWorkshop, host_browser: Browser
) -> None:
    """Whoever gets hold of the file can neither be a device nor a facilitator."""
    browser = new_browser()
    stored = b"".join(path.read_bytes() for path in db.path.parent.glob("reframe.db*"))
    for secret in (browser.token, host_browser.token, workshop.secret):
        assert secret.encode() not in stored


def test_a_new_token_is_never_the_same() -> None:
    """Tokens are random, and long enough that nobody guesses one."""
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43


def test_the_join_form_works_before_its_script_is_there(
    site: str, workshop: MadeWorkshop, new_browser: NewBrowser
) -> None:
    """Posted plainly, the form joins like the script would; nonsense gets a sentence."""
    browser = new_browser(join="")
    browser.http.get(f"/join/{browser.code}")
    form = {"role_group": "staff", "name": "Bo", "table": " 3 "}
    answer = browser.http.post(f"/join/{browser.code}", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/room/{browser.code}")
    me = browser.http.get(browser.api()).json()["me"]
    assert (me["role_group"], me["name"], me["table"]) == ("staff", "Bo", 3)
    wrong = browser.http.post(f"/join/{browser.code}", data={"role_group": "king"})
    assert wrong.status_code == 422
    assert "Traceback" not in wrong.text
    stranger = httpx.post(f"{site}/join/{workshop.code}", data=form)
    assert (stranger.status_code, stranger.headers["location"]) == (303, f"/join/{workshop.code}")


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"role_group": "staff", "table": "9" * 5000}},
        {"data": {"role_group": "staff", "name": "x" * 300_000}},
        {"data": {"role_group": "staff"}, "files": {"table": b"x" * 300_000}},
        {"data": {f"field-{number}": "x" for number in range(100)}},
    ],
)
def test_a_form_of_nonsense_is_read_no_further_than_it_must(
    sent: dict[str, Any], site: str, new_browser: NewBrowser
) -> None:
    """Endless numbers, names, files and fields get a page with a sentence, or are not looked at."""
    browser = new_browser(join="")
    browser.http.get(f"/join/{browser.code}")
    answer = browser.http.post(f"/join/{browser.code}", **sent)
    assert answer.status_code in (303, 422)
    assert browser.http.get(browser.api()).json()["me"]["table"] is None


def test_modules_are_kept_for_ever_under_their_version(site: str, workshop: MadeWorkshop) -> None:
    """The page names its modules by version; those never need asking again, the others do."""
    page = httpx.get(f"{site}/project/{workshop.code}").text
    start = page.index("/room/static/v-")
    address = page[start : page.index('"', start)]
    kept = httpx.get(site + address)
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    plain = httpx.get(f"{site}/room/static/wall/wall.js")
    assert plain.headers["cache-control"] == "no-cache"
    again = httpx.get(
        f"{site}/room/static/wall/wall.js", headers={"If-None-Match": plain.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    for outside in ("..%2f..%2fserver.py", "v-x/..%2f..%2fserver.py", "types.d.ts", "nothing.js"):
        assert httpx.get(f"{site}/room/static/{outside}").status_code == 404
