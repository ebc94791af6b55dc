"""Joining and taking over: cookies, wrong codes, wrong words, and who is slowed for them."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from sqlmodel import select

from tests.workshop.live.conftest import Browser, NewBrowser
from workshop.db import Database
from workshop.domain.people import members
from workshop.domain.people.members import new_token
from workshop.domain.people.secrets import secret_hash, secret_hint, slow_hash
from workshop.domain.workshops import MadeWorkshop, delete_workshop
from workshop.errors import NotFoundError
from workshop.live.limits import Limits, door
from workshop.live.server import COOKIE, Server
from workshop.models import Device, Workshop
from workshop.queries.viewer import Viewer, find_workshop


def test_joining_sets_a_cookie_that_scripts_cannot_read(site: str, workshop: MadeWorkshop) -> None:
    """The join link sets the device cookie and goes on to the room page."""
    answer = httpx.get(f"{site}/join/{workshop.code}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/room/{workshop.code}")
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith(f"{COOKIE}=")
    assert {a.lower() for a in attributes} >= {"httponly", "samesite=lax", "path=/"}


def test_who_comes_after_the_first_is_let_in_by_the_thread_that_makes_them_known(
    site: str,
    workshop: MadeWorkshop,
    facilitator: Viewer,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A code that was right once is looked up with the writing; a guess never stands among it."""
    written: list[str] = []
    write = Server.as_newcomer

    async def counted(*given: Any) -> Any:
        written.append(given[1].path_params["code"])
        return await write(*given)

    def devices() -> int:
        with server.db.read() as session:
            return len(session.exec(select(Device)).all())

    monkeypatch.setattr(Server, "as_newcomer", counted)
    path = f"{site}/join/{workshop.code}"
    assert [httpx.get(path).status_code for _ in range(3)] == [303] * 3
    known = httpx.get(path)
    cookies = {COOKIE: known.cookies[COOKIE]}
    assert httpx.get(f"{site}/room/{workshop.code}", cookies=cookies).status_code == 200
    assert httpx.get(path, cookies=cookies).status_code == 303
    assert written == [workshop.code] * 3, "not the first, and nobody who is known"
    assert httpx.get(f"{site}/join/XXXXX").status_code == 404
    assert devices() == 5, "each who came, and who facilitates"
    delete_workshop(server.db, viewer=facilitator, typed_code=workshop.code)
    assert [httpx.get(path).status_code for _ in range(2)] == [404] * 2
    assert written == [workshop.code] * 4, "it is no right code any more"
    assert devices() == 0, "nobody is made known by it"


def test_a_code_is_taken_as_people_type_it(site: str, workshop: MadeWorkshop) -> None:
    """Small or wide letters and spaces do no harm, nor what a messenger writes around them."""
    code = workshop.code
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    written = (f"{code}.", f"{code}),", f"“{code}”", f"<{code}>", f"{code}\u200b", f"{code}…")
    for typed in (
        f" {code.lower()} ",
        " ".join(code),
        wide,
        *written,
        f"*{code}*",
        f"{code[:3]}-{code[3:]}",
    ):
        answer = httpx.get(f"{site}/join/{quote(typed)}")
        assert answer.headers["location"] == f"/room/{code}", typed


def test_a_whole_address_can_be_pasted_in_the_place_of_the_code(
    site: str, workshop: MadeWorkshop
) -> None:
    code = workshop.code
    for typed in (f"{site}/join/{code}", f"{site}/{code}/", f"{site}/room/{code}?lang=cy#top"):
        answer = httpx.get(f"{site}/join", params={"code": typed})
        assert answer.headers["location"] == f"/join/{code}", typed


@pytest.mark.parametrize("typed", ["КРХТМ", "крхтм", "ΚΡΧΤΜ", "ＫＰＸＴＭ"])
def test_a_code_in_look_alike_letters_is_the_same_code(
    db: Database, workshop: MadeWorkshop, site: str, typed: str
) -> None:
    """Cyrillic, Greek and full width; what looks like no letter of a code is a wrong code."""
    with db.write() as work:
        work.session.get_one(Workshop, workshop.id).code = "KPXTM"
        work.commit()
    with db.read() as session:
        assert find_workshop(session, typed).id == workshop.id
        with pytest.raises(NotFoundError, match="five letters"):
            find_workshop(session, "ЖЩЮЯЪ")
    with httpx.Client(base_url=site, follow_redirects=True) as client:
        answer = client.get(f"/{typed}")  # right after the address, as people type it
    assert (answer.status_code, answer.url.path) == (200, "/room/KPXTM")


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
    told = re.findall("[a-z]+", answer.headers["location"])
    assert not {*workshop.secret.split("-")}.intersection(told)
    token = answer.cookies[COOKIE]
    state = httpx.get(f"{site}/api/{workshop.code}", cookies={COOKIE: token}).json()
    assert state["me"]["facilitator"] is True


@pytest.mark.parametrize("way", ["link", "form"])
def test_who_starts_to_steer_has_a_new_token(
    way: str, site: str, workshop: MadeWorkshop, new_browser: NewBrowser
) -> None:
    """A token that somebody else may have seen, or set before, opens nothing from then on."""
    browser = new_browser("resident")
    before = browser.token
    if way == "link":
        browser.http.get(f"/f/{workshop.secret}")
    else:
        typed = workshop.secret.replace("-", "  ").upper()
        answer = browser.http.post("/f", data={"words": typed})
        assert answer.headers["location"] == f"/console?code={workshop.code}"
    assert browser.token != before
    assert browser.http.get(browser.api()).json()["me"]["facilitator"] is True
    assert httpx.get(f"{site}{browser.api()}", cookies={COOKIE: before}).status_code == 401


def test_wrong_words_in_the_form_get_a_sentence_and_the_form_again(site: str) -> None:
    answer = httpx.post(f"{site}/f", data={"words": "not the right words"})
    assert answer.status_code == 404
    assert "These four words open no workshop." in answer.text
    assert 'name="words"' in answer.text


def test_the_cookie_lasts_less_than_400_days(site: str, workshop: MadeWorkshop) -> None:
    """Longer ones are cut by browsers, and nobody needs them."""
    (cookie,) = httpx.get(f"{site}/f/{workshop.secret}").headers.get_list("set-cookie")
    (age,) = re.findall(r"Max-Age=(\d+)", cookie)
    assert 0 < int(age) < 400 * 24 * 3600


def test_a_browser_that_keeps_no_cookie_is_told_so(site: str, workshop: MadeWorkshop) -> None:
    """It is not sent round until it gives up; whoever keeps it arrives at an address without marks.

    A marked address that is passed on later leads in like any other.
    """

    def walk(path: str, *, keeps: bool) -> httpx.Response:
        with httpx.Client(base_url=site) as browser:
            for _ in range(6):
                answer = browser.get(path)
                if not keeps:
                    browser.cookies.clear()
                if not answer.has_redirect_location:
                    return answer
                path = answer.headers["location"]
        raise AssertionError("round and round")

    assert walk(f"/sort/{workshop.code}", keeps=False).status_code == 400
    for path in (f"/join/{workshop.code}", f"/room/{workshop.code}"):
        told = walk(path, keeps=False)
        assert (told.status_code, "keeps no cookies" in told.text) == (400, True)
        assert f'value="{workshop.code}"' in told.text
        for way in (path, f"/room/{workshop.code}?again=1764000000", f"{path}?again=x"):
            came = walk(way, keeps=True)
            assert (came.status_code, came.url.path, came.url.query) == (
                200,
                f"/room/{workshop.code}",
                b"",
            )


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
    """After very many wrong codes a stranger gets the same answer to all; people inside go on."""
    inside = new_browser()
    server.limits = Limits(clock=lambda: 0.0)
    for _ in range(598):
        server.limits.guesses.take("127.0.0.1")
    doors = ("/project/{}", "/join/{}", "/api/{}")
    right = [site + door.format(workshop.code) for door in doors]
    assert [httpx.get(address).status_code for address in right] == [200, 303, 401]
    assert [httpx.get(f"{site}/api/QQQQ{n}").status_code for n in "BCD"] == [404, 404, 429]
    for code in (workshop.code, "QQQQQ"):
        answers = [httpx.get(site + door.format(code)) for door in doors]
        assert [answer.status_code for answer in answers] == [303, 303, 429]
        assert [answer.headers.get("location") for answer in answers[:2]] == [
            f"/project/{code}",
            f"/room/{code}",
        ]
        assert all(COOKIE in answer.cookies for answer in answers[:2])
    assert inside.http.get(inside.api()).status_code == 200


def test_seven_hundred_wrong_codes_of_one_phone_keep_no_newcomer_out(
    site: str, server: Server, workshop: MadeWorkshop
) -> None:
    """Forty people come in from the same address, at the link and by typing the code."""
    server.limits = Limits(clock=lambda: 0.0)
    with httpx.Client(base_url=site) as phone:
        for number in range(700):
            phone.get(f"/api/{number:05}")
    for number in range(40):
        with httpx.Client(base_url=site, follow_redirects=number % 2 == 0) as newcomer:
            came = newcomer.get(f"/join/{workshop.code}")
            assert came.status_code in (200, 303), came.text
            joined = newcomer.post(f"/api/{workshop.code}/join", json={"role_group": "resident"})
            assert joined.status_code == 200, joined.text


def test_a_device_that_guesses_has_its_own_budget(
    new_browser: NewBrowser, server: Server, site: str
) -> None:
    """Its wrong codes cost the others nothing, and its own right code passes all the same."""
    server.limits = Limits(clock=lambda: 0.0)
    guesser = new_browser()
    statuses = [guesser.http.get(f"/api/{number:05}").status_code for number in range(700)]
    assert statuses == [404] * 20 + [429] * 680
    assert guesser.http.get(guesser.api()).status_code == 200
    server.limits.guesses.check("127.0.0.1")
    assert httpx.get(f"{site}/api/00000").status_code == 404


def test_an_address_of_ipv6_stands_for_its_whole_network() -> None:
    """Whoever has one has 2^64 of them; an IPv4 address that is written as IPv6 is that address."""
    assert door("2001:db8:1:2::3") == door("2001:db8:1:2:ffff::1") != door("2001:db8:1:3::3")
    assert door("::ffff:192.0.2.7") == door("192.0.2.7") == "192.0.2.7"
    assert door("fe80::1%eth0") == door("fe80::2")
    assert door("unknown") == "unknown"


def test_right_words_never_wait_behind_wrong_ones(
    site: str, server: Server, workshop: MadeWorkshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty devices try at once: hardly any of their words are worth the slow sum."""
    sums: list[str] = []

    def counted(secret: str) -> str:
        sums.append(secret)
        return slow_hash(secret)

    monkeypatch.setattr(members, "slow_hash", counted)
    wrong = [f"zebra-zebra-zebra-{word}" for word in ("zone", "zoo", "able", "about") * 15]
    with ThreadPoolExecutor(20) as pool:
        answers = [pool.submit(httpx.get, f"{site}/f/{words}", timeout=30) for words in wrong]
        assert httpx.get(f"{site}/f/{workshop.secret}", timeout=30).status_code == 303
    assert {answer.result().status_code for answer in answers} <= {404, 429}
    alike = {words for words in wrong if secret_hint(words) == secret_hint(workshop.secret)}
    assert set(sums) <= {workshop.secret, *alike}


def test_words_of_an_earlier_version_open_and_are_kept_anew(
    site: str, server: Server, workshop: MadeWorkshop, db: Database
) -> None:
    """They lie in the file without a hint; after the first use they have one."""
    with db.write() as work:
        stored = work.session.exec(select(Workshop)).one()
        stored.secret_hash = slow_hash(workshop.secret)
        work.commit()
    for _ in range(12):
        assert httpx.get(f"{site}/f/quite-other-words-here").status_code in (404, 429)
    # Of these nothing is known before the sum, so here alone right ones wait their turn.
    server.limits = Limits()
    assert httpx.get(f"{site}/f/{workshop.secret}").status_code == 303
    with db.read() as session:
        assert session.exec(select(Workshop.secret_hash)).one() == secret_hash(workshop.secret)
    for _ in range(12):
        httpx.get(f"{site}/f/quite-other-words-here")
    assert httpx.get(f"{site}/f/{workshop.secret}").status_code == 303


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
    form = {"role_group": "staff", "name": "Bo", "table": " ٣ "}
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
