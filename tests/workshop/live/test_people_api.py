"""Done, hands, seats, ways back and pictures as a client asks for them."""

import base64
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event

import httpx
import pytest
import segno
from PIL import Image

from tests.workshop.live.conftest import WRITE, Browser, Listen, NewBrowser
from tests.workshop.live.test_api import problem
from workshop.db import Database
from workshop.domain.cards import hide_card
from workshop.domain.pictures import NewPicture
from workshop.domain.room import reveal
from workshop.domain.workshops import set_wifi
from workshop.drafts import Wifi
from workshop.live.limits import Limits
from workshop.live.pages import qr_svg
from workshop.live.server import Server
from workshop.queries.viewer import Viewer

SECRET_PLACE = b"GPS 53.4084N 2.9916W"


def photo(width: int = 2400, height: int = 1200, sort: str = "JPEG") -> str:
    """A picture in base64 with hidden words about where it was taken."""
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE.decode()
    Image.effect_noise((width, height), 40).convert("RGB").save(made, sort, exif=exif)
    return base64.b64encode(made.getvalue()).decode()


def post(browser: Browser, path: str, **body: object) -> httpx.Response:
    return browser.http.post(browser.api(path), json=body)


def me(browser: Browser) -> dict[str, object]:
    found: dict[str, object] = browser.http.get(browser.api()).json()["me"]
    return found


def test_done_and_a_raised_hand_are_counted_on_every_screen(
    new_browser: NewBrowser, host_browser: Browser, listen: Listen, writing: None
) -> None:
    """The wall learns how many, never who; the device itself finds its signs after a reload."""
    wall = listen("projector")
    browser = new_browser("resident", name="Amina")
    assert post(browser, "/done", activity=WRITE).json() == {"done_in": WRITE}
    assert post(browser, "/hand").json() == {"hand": True}
    wall.wait(lambda: (wall.room.get("done"), wall.room.get("hands")) == (1, 1))
    assert (me(browser)["done_in"], me(browser)["hand"]) == (WRITE, True)
    assert b"Amina" not in wall.raw
    assert host_browser.steer("lower-hands").status_code == 200
    assert me(browser)["hand"] is False
    assert post(browser, "/done", activity=WRITE, done=False).json() == {"done_in": None}
    wall.wait(lambda: (wall.room.get("done"), wall.room.get("hands")) == (0, 0))
    assert problem(post(browser, "/done"))[0] == 422
    assert problem(post(host_browser, "/hand"))[0] == 403


def test_hands_are_lowered_that_were_up_when_the_room_was_read(
    new_browser: NewBrowser, host_browser: Browser, writing: None
) -> None:
    """Whoever raised theirs since goes on waiting, and was asked nothing yet."""
    first, second = new_browser("resident"), new_browser("staff")
    post(first, "/hand")
    read = host_browser.http.get(host_browser.api()).json()["last_hand"]
    time.sleep(0.002)  # the state says whole milliseconds
    post(second, "/hand")
    for wrong in ("now", "2026-11-22T10:00:00", 5):
        assert host_browser.steer("lower-hands", last_hand=wrong).status_code == 422
    assert host_browser.steer("lower-hands", last_hand=read).status_code == 200
    assert [me(one)["hand"] for one in (first, second)] == [False, True]


def test_a_phone_goes_round_a_table_and_not_round_all_day(
    new_browser: NewBrowser, server: Server, writing: None
) -> None:
    """Each who comes has a ballot of their own, so one hand must not pass it on without end."""
    moment = 0.0
    server.limits = Limits(clock=lambda: moment)
    browser = new_browser("resident")
    said = []
    for number in range(13):
        said.append(post(browser, "/next", key=f"round-{number}").status_code)
        assert post(browser, "/join", role_group="resident").status_code in (200, 201)
    assert said == [200] * 12 + [429]
    moment = 121.0
    assert post(browser, "/next").status_code == 200


def test_a_locked_room_is_said_to_who_comes_late(
    new_browser: NewBrowser, host_browser: Browser, writing: None
) -> None:
    """A problem of its own, that no outbox retries; who is in can go on."""
    inside = new_browser()
    assert host_browser.steer("lock").json()["locked"] is True
    late = new_browser(join="")
    late.http.get(f"/join/{late.code}")
    assert problem(post(late, "/join", role_group="staff"))[:2] == (409, "room-locked")
    assert problem(late.add("Through the window"))[:2] == (409, "room-locked")
    assert inside.add("From inside").status_code == 201


def test_a_tables_device_writes_for_two(new_browser: NewBrowser, writing: None) -> None:
    """Seats come with the state; a card sent for one of them is told as theirs."""
    browser = new_browser("staff")
    seated = post(browser, "/seats", role_group="resident", name="Dora")
    assert seated.status_code == 201
    dora = seated.json()["id"]
    there = {"id": dora, "role_group": "resident", "voice": "", "name": "Dora"}
    assert seated.json()["me"]["people"] == [there]
    assert me(browser)["people"] == seated.json()["me"]["people"]
    browser.added("Dora says: no bus", person=dora)
    mine = browser.http.get(browser.api("/mine")).json()["cards"]
    assert [(card["text"], card["person"]) for card in mine] == [("Dora says: no bus", dora)]
    assert problem(new_browser().add("Not mine", person=dora))[0] == 403


def test_two_words_bring_me_back_and_wrong_ones_are_slowed_for_all(
    new_browser: NewBrowser, server: Server, writing: None
) -> None:
    """Right words cost nothing; after five wrong ones a device waits, and nobody else with it.

    After three hundred from one address it waits for that address too: two words are few.
    """
    first = new_browser("resident", name="Amina")
    first.added("Mine")
    words = me(first)["words"]
    second = new_browser(join="")
    second.http.get(f"/join/{second.code}")
    for _ in range(8):
        answer = post(second, "/return", words=words)
        assert (answer.status_code, answer.json()["me"]["name"]) == (200, "Amina")
    mine = second.http.get(second.api("/mine")).json()["cards"]
    assert [card["text"] for card in mine] == ["Mine"]
    assert me(first)["joined"] is False

    server.limits = Limits(clock=lambda: 0.0)
    codes = []
    for number in range(60):
        stranger = new_browser(join="")
        stranger.http.get(f"/join/{stranger.code}")
        tries = [post(stranger, "/return", words=f"zoo abandon {number}") for _ in range(6)]
        codes.append([answer.status_code for answer in tries])
        if number in (6, 58):
            assert post(first, "/return", words=words).status_code == 200
            assert post(second, "/return", words=words).status_code == 200
    assert codes == [[404] * 5 + [429]] * 60
    assert problem(post(first, "/return", words=words))[0] == 429, "right words wait as well"
    assert problem(post(second, "/return", words=["a", "b"]))[0] == 422


def test_a_photo_is_a_card_made_new_and_small(
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
    facilitator: Viewer,
    db: Database,
) -> None:
    """Nothing of where it was taken is left, it is smaller, and it is told to who may see it.

    Face down it is for its writer and the facilitator; hidden again, for them alone.
    """
    host_browser.steer("open", activity=WRITE)
    writer, other = new_browser("resident"), new_browser("staff")
    sent = {"content": photo(), "alt": "The path behind the shop"}
    answer = writer.add("Here we fall", picture=sent, key="photo-once-0001")
    assert answer.status_code == 201
    assert writer.add("Here we fall", picture=sent, key="photo-once-0001").status_code == 200
    card = writer.http.get(writer.api("/mine")).json()["cards"][0]
    assert [picture["alt"] for picture in card["pictures"]] == ["The path behind the shop"]
    path = writer.api(f"/pictures/{card['pictures'][0]['id']}")

    def seen() -> list[int]:
        return [one.http.get(path).status_code for one in (writer, host_browser, other)]

    assert seen() == [200, 200, 404]
    assert writer.http.get(path).headers["cache-control"] == "no-store"
    assert host_browser.http.get(path + "?view=projector").status_code == 404
    wall = listen("projector")
    assert card["pictures"][0]["id"].encode() not in wall.raw
    reveal(db, viewer=facilitator)
    wall.wait(lambda: any("pictures" in found for found in wall.cards.values()))
    assert seen() == [200, 200, 200]
    got = other.http.get(path)
    assert got.headers["content-type"] == "image/jpeg"
    assert SECRET_PLACE not in got.content
    assert max(Image.open(BytesIO(got.content)).size) == 2000
    assert "sandbox" in got.headers["content-security-policy"]
    hide_card(db, viewer=facilitator, card_id=card["id"])
    assert seen() == [200, 200, 404]


@pytest.mark.parametrize(
    "content",
    [
        base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode(),
        base64.b64encode(b"\xff\xd8\xff and no more").decode(),
        "no base64!",
        "A" * 4_000_000,
    ],
)
def test_a_picture_that_cannot_be_kept_is_refused_and_nothing_is_stored(
    new_browser: NewBrowser, writing: None, content: str
) -> None:
    """One sentence, and neither the card nor the picture is half there."""
    browser = new_browser()
    answer = browser.add("With a picture", picture={"content": content})
    assert problem(answer)[0] == 422
    assert browser.http.get(browser.api("/mine")).json() == {"cards": [], "recorded": []}


def test_the_wifi_password_is_for_who_steers(
    new_browser: NewBrowser, host_browser: Browser, facilitator: Viewer, db: Database
) -> None:
    """The code alone, which every phone has, does not open it; nor is it on another's projector."""
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Hall", password="hall-password"))
    address = f"/qr/{host_browser.code}-wifi.svg"
    assert host_browser.http.get(address).headers["content-type"].startswith("image/svg+xml")
    assert new_browser().http.get(address).status_code == 403
    page = new_browser(join="").http.get(f"/project/{host_browser.code}").text
    assert ("Hall" in page, "-wifi.svg" in page) == (True, False)
    assert "-wifi.svg" in host_browser.http.get(f"/project/{host_browser.code}").text


def test_the_wifi_code_says_a_pound_sign_as_phones_read_it(
    host_browser: Browser, facilitator: Viewer, db: Database
) -> None:
    """In Latin-1, as the library writes it, scanners find a Japanese bracket or nothing."""
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Tŷ Gwyn £1", password="Pa££word1"))
    code = segno.make_qr("WIFI:T:WPA;S:Tŷ Gwyn £1;P:Pa££word1;;".encode())
    found = host_browser.http.get(f"/qr/{host_browser.code}-wifi.svg")
    assert found.content == qr_svg(code)
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Hall", password="Pa££word1"))
    code = segno.make_qr("WIFI:T:WPA;S:Hall;P:Pa££word1;;".encode())
    found = host_browser.http.get(f"/qr/{host_browser.code}-wifi.svg")
    assert found.content == qr_svg(code)


def test_pictures_hold_up_nobody_elses_words(
    new_browser: NewBrowser, writing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawing a picture anew takes seconds: words that come meanwhile are stored meanwhile."""
    begun, ended = Event(), Event()
    read = NewPicture.read

    def slowly(content: bytes, alt: str) -> NewPicture:
        begun.set()
        assert ended.wait(20)
        return read(content, alt)

    monkeypatch.setattr(NewPicture, "read", slowly)
    painter, writer = new_browser("resident"), new_browser("staff")
    sent = {"content": photo(40, 30)}
    with ThreadPoolExecutor() as pool:
        painted = pool.submit(painter.add, "With a picture", picture=sent)
        assert begun.wait(20)
        assert writer.add("Without one").status_code == 201
        ended.set()
        assert painted.result().status_code == 201


def test_a_device_that_sends_picture_after_picture_waits(
    new_browser: NewBrowser, server: Server, writing: None
) -> None:
    """A few at once, for a table; then one in a while, and others send theirs as before."""
    server.limits = Limits(clock=lambda: 0.0)
    browser, other = new_browser(), new_browser()
    broken = {"content": base64.b64encode(b"\xff\xd8\xff and no more").decode()}
    codes = [browser.add("Again", picture=broken).status_code for _ in range(9)]
    assert codes == [422] * 8 + [429]
    assert browser.add("Words alone").status_code == 201
    assert other.add("A picture", picture={"content": photo(40, 30)}).status_code == 201


def test_nothing_is_drawn_for_a_card_that_may_not_come_in(
    new_browser: NewBrowser,
    host_browser: Browser,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Closed, locked, or no card of this activity: refused before a pixel is looked at.

    Somebody new at this address may have four drawn at once, whatever devices they have.
    """
    drawn: list[int] = []
    read = NewPicture.read.__func__  # type: ignore[attr-defined]

    def counted(cls: type[NewPicture], content: bytes, alt: str) -> NewPicture:
        drawn.append(len(content))
        made: NewPicture = read(cls, content, alt)
        return made

    monkeypatch.setattr(NewPicture, "read", classmethod(counted))
    server.limits = Limits(clock=lambda: 0.0)
    sent = {"content": photo(), "alt": "A path"}
    inside = new_browser("resident")
    assert inside.add("Not open yet", picture=sent).status_code == 409
    host_browser.steer("open", activity=WRITE)
    assert inside.add("Wrong step", activity="no.such", picture=sent).status_code == 404
    assert inside.add("Not theirs", person="somebody", picture=sent).status_code == 403
    host_browser.steer("lock")
    strangers = [new_browser(join="") for _ in range(6)]
    for stranger in strangers:
        stranger.http.get(f"/join/{stranger.code}")
    assert strangers[0].add("Locked out", picture=sent).status_code == 409
    assert drawn == []
    host_browser.steer("unlock")
    for stranger in strangers:
        stranger.add("New here", picture=sent)
    assert len(drawn) == 4
    assert inside.add("Mine comes through", picture=sent, key="once-and-only").status_code == 201
    assert inside.add("Mine comes through", picture=sent, key="once-and-only").status_code == 200
    assert len(drawn) == 5, "what is here already is not drawn again"
