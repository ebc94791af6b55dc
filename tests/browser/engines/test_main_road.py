"""The main road in Firefox and in WebKit: what Chromium does in all other tests is done there too.

Run by hand, ``-m long``: CI has no time for more browsers.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.engines import firefox, webkit
from tests.browser.engines.gate import Gate, gate
from tests.browser.engines.window import PATIENCE, Window
from tests.browser.people import Room, database_texts
from tests.browser.running import HOST, RunningServer
from tests.browser.test_voting import IDEAS, cast, crowd, ideas

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]

PHONE, PROJECTOR = (390, 844), (1920, 1080)
Open = Callable[[tuple[int, int]], Window]
SIDEWAYS = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Open]:
    """Opens windows of one engine."""
    found = {"firefox": firefox, "webkit": webkit}[request.param]
    if not found.path():
        pytest.skip(f"{request.param} is not on this machine")
    folder = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        if request.param == "firefox":
            made: firefox.Firefox | webkit.WebKit = stack.enter_context(firefox.firefox(folder))
        else:
            made = stack.enter_context(webkit.webkit(folder))
        windows: list[Window] = []

        def open_one(size: tuple[int, int]) -> Window:
            windows.append(made.open(*size))
            return windows[-1]

        yield open_one
        for window in windows:
            window.close()


@pytest.fixture
def way(server: RunningServer, request: pytest.FixtureRequest) -> Iterator[Gate]:
    with gate(server.port) as made:
        yield made


def base(way: Gate, request: pytest.FixtureRequest) -> str:
    """Firefox is told a name that is no secure context; WebKit knows none but the address."""
    host = HOST if request.node.callspec.params["engine"] == "firefox" else "127.0.0.1"
    return f"http://{host}:{way.port}"


@pytest.fixture
def room(server: RunningServer) -> Room:
    return Room(server).open()


@pytest.fixture
def phone(engine: Open, way: Gate, room: Room, request: pytest.FixtureRequest) -> Window:
    """A resident's phone, in the room."""
    window = engine(PHONE)
    window.go(f"{base(way, request)}/join/{room.code}")
    join(window, "Resident")
    return window


def join(window: Window, group: str) -> None:
    window.press(group, "radio")
    window.press("Join in")
    window.shows(f"You are here as: {group}")


def send(window: Window, text: str) -> None:
    window.write("Your words", text)
    window.press("Send")
    window.until("return document.querySelector('#box').value === ''")


def shot(window: Window, request: pytest.FixtureRequest, name: str) -> None:
    """Kept where ``SHOTS`` says, to be looked at; nothing is wider than what is seen."""
    assert window.run(SIDEWAYS) <= 0
    folder = os.environ.get("SHOTS")
    if folder:
        window.shot(Path(folder) / f"{request.node.callspec.params['engine']}-{name}.png")


def state(window: Window, text: str, said: str) -> None:
    """One card has these words, and says so."""
    window.until(
        "const rows = [...document.querySelectorAll('[data-part=mine] li')].filter((row) =>"
        " row.querySelector('.card-text')?.textContent === arguments[0]);"
        " return rows.length === 1 && rows[0].textContent.includes(arguments[1])",
        text,
        said,
    )


def test_words_wait_for_the_room_and_arrive_once(
    phone: Window, way: Gate, room: Room, server: RunningServer, request: pytest.FixtureRequest
) -> None:
    """Written, with no network, and with a guest wifi that answers in the server's place."""
    send(phone, "Our bus comes once an hour")
    state(phone, "Our bus comes once an hour", "Saved")
    shot(phone, request, "phone-saved")
    way.turn("shut")
    send(phone, "Nobody said it at the café")
    state(phone, "Nobody said it at the café", "Waiting to send")
    phone.shows("Waiting for the room")
    shot(phone, request, "phone-waiting")
    way.turn("open")
    state(phone, "Nobody said it at the café", "Saved")
    phone.shows("Connected")
    way.turn("portal")
    send(phone, "The library closes at four")
    phone.shows("This wifi wants you to sign in")
    state(phone, "The library closes at four", "Waiting to send")
    shot(phone, request, "phone-portal")
    until = time.monotonic() + PATIENCE
    while way.answered <= 2:
        assert time.monotonic() < until, "The page asks no more."
        time.sleep(0.1)
    assert len(database_texts(server, room.code)) == 2
    way.turn("open")
    state(phone, "The library closes at four", "Saved")
    phone.shows_no("This wifi wants you to sign in")
    assert len(database_texts(server, room.code)) == 3


def test_a_reload_keeps_what_was_typed_and_the_next_person_finds_nothing(
    phone: Window, room: Room, server: RunningServer, request: pytest.FixtureRequest
) -> None:
    phone.write("Your words", "Half a thought")
    phone.reload()
    phone.until("return document.querySelector('#box').value === 'Half a thought'")
    phone.write("Your words", ", and the whole")
    phone.press("Send")
    state(phone, "Half a thought, and the whole", "Saved")
    phone.press("Next person")
    phone.shows("Thank you. Your card is in.")
    shot(phone, request, "phone-next")
    phone.press("I am the next person")
    phone.shows("Who are you here as?")
    join(phone, "Staff")
    phone.shows_no("Half a thought")
    send(phone, "We never meet")
    phone.shows("Thank you. Your card is in.")
    assert database_texts(server, room.code) == ["Half a thought, and the whole", "We never meet"]


def test_the_wall_turns_cards_over_as_they_are_revealed(
    phone: Window, engine: Open, way: Gate, room: Room, request: pytest.FixtureRequest
) -> None:
    wall = engine(PROJECTOR)
    wall.go(f"{base(way, request)}/f/{room.words}")
    wall.go(f"{base(way, request)}/project/{room.code}")
    for number in range(6):
        room.add(f"A thing that people live with, number {number}")
    send(phone, "Our bus comes once an hour")
    state(phone, "Our bus comes once an hour", "Saved")
    wall.shows("7 cards are face down")
    shot(wall, request, "wall-face-down")
    wall.shows_no("Our bus comes once an hour")
    room.steer("reveal")
    wall.shows("Our bus comes once an hour")
    shot(wall, request, "wall")
    room.steer("show", what="join")
    wall.shows("Come in. Your voice counts.")
    shot(wall, request, "wall-join")


def test_votes_are_counted(
    phone: Window, engine: Open, way: Gate, room: Room, request: pytest.FixtureRequest
) -> None:
    cards = ideas(room)
    others = crowd(room, *["resident"] * 4)
    room.open("solutions.dots")
    for person in others:
        cast(room, person, {"card": cards[0]})
    phone.press("Put a dot")
    phone.shows("1 of 2 dots left\nSaved")
    shot(phone, request, "phone-vote")
    wall = engine(PROJECTOR)
    wall.go(f"{base(way, request)}/project/{room.code}")
    wall.shows("5 of 5")
    room.steer("close")
    wall.shows("4 dots")
    wall.shows(IDEAS[0])
    shot(wall, request, "wall-results")
    phone.shows("5 people voted")
    shot(phone, request, "phone-results")


def test_words_go_out_by_the_form_where_no_script_comes(
    engine: Open, way: Gate, room: Room, server: RunningServer, request: pytest.FixtureRequest
) -> None:
    """In a browser that has none from before either: joined and sent by the page's own forms."""
    way.turn("scriptless")
    phone = engine(PHONE)
    phone.go(f"{base(way, request)}/join/{room.code}")
    phone.press("Resident", "radio")
    phone.press("Join in")
    phone.write("Your words", "Sent by the form")
    assert phone.run("return document.querySelector('[data-part=plain-note]') !== null")
    phone.press("Send")
    phone.shows("Your card is saved.")
    shot(phone, request, "phone-form")
    assert database_texts(server, room.code) == ["Sent by the form"]
