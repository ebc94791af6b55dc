"""Nothing is lost: no card, no draft, whatever happens to the wifi, the page or the server."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import (
    SLOW,
    WAITING,
    Console,
    Phone,
    Projector,
    Room,
    archive,
    database_texts,
    sleep,
    wake,
)
from tests.browser.running import RunningServer
from workshop.kinds import CardKind
from workshop.playbook import load_playbook

Device = Callable[..., Page]
CARDS = "**/api/*/cards"


def fail(route: Route) -> None:
    """The request never arrives."""
    route.abort()


def test_five_cards_sent_offline_all_arrive_once_and_in_order(
    server: RunningServer, device: Device
) -> None:
    """Offline, each card says that it waits; back online, all are saved in the order written."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.expect_connected()
    texts = [f"Written on the bus, number {number}" for number in range(1, 6)]

    phone.page.context.set_offline(True)
    for text in texts:
        phone.send(text)
    phone.write("And one that I have not sent")
    for text in texts:
        phone.expect_state(text, WAITING)
    phone.expect_waiting()
    assert database_texts(server, room.code) == []

    phone.page.context.set_offline(False)
    phone.expect_saved(*texts)
    phone.expect_connected()
    expect(phone.box).to_have_value("And one that I have not sent")
    assert database_texts(server, room.code) == texts
    expect(phone.rows()).to_have_count(5)


def test_reload_keeps_the_draft_and_the_waiting_cards(
    server: RunningServer, device: Device
) -> None:
    """What waits and what is half written are there again after a reload, and arrive once."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.page.route(CARDS, fail)
    phone.send("Waiting one")
    phone.send("Waiting two")
    phone.write("Half a thought")

    phone.page.reload()
    phone.expect_state("Waiting one", WAITING)
    phone.expect_state("Waiting two", WAITING)
    expect(phone.box).to_have_value("Half a thought")

    phone.page.unroute(CARDS)
    phone.expect_saved("Waiting one", "Waiting two")
    expect(phone.box).to_have_value("Half a thought")
    assert database_texts(server, room.code) == ["Waiting one", "Waiting two"]


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", "<html><h1>Welcome to our guest wifi</h1></html>"),
        (200, "application/json", "{}"),
        (200, "application/json", '{"id": 7, "revision": "new"}'),
        (403, "text/html", "<html><h1>Blocked by your organisation</h1></html>"),
        (404, "application/json", '{"error": "no such page"}'),
    ],
)
def test_what_somebody_else_answers_is_never_taken_for_the_rooms(
    server: RunningServer, device: Device, status: int, kind: str, body: str
) -> None:
    """A sign-in page of a wifi saves no card and refuses none: it waits, and arrives later."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    heard: list[str] = []

    def pretend(route: Route) -> None:
        heard.append(route.request.url)
        route.fulfill(status=status, content_type=kind, body=body)

    phone.page.route(CARDS, pretend)
    phone.send("Mine, not theirs")
    while len(heard) < 2:  # it was answered, not believed, and sent again
        phone.page.wait_for_timeout(50)
    phone.expect_state("Mine, not theirs", WAITING)
    assert database_texts(server, room.code) == []

    phone.page.unroute(CARDS)
    phone.expect_saved("Mine, not theirs")
    assert heard
    assert database_texts(server, room.code) == ["Mine, not theirs"]


def unheard(server: RunningServer, route: Route) -> None:
    """The server does what was asked, and its answer is lost."""
    here = f"http://127.0.0.1:{server.port}"
    address = route.request.url.replace(server.url, here)
    answer = route.fetch(url=address, headers={**route.request.all_headers(), "origin": here})
    assert answer.ok, answer.text()
    route.abort()


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait for what is no part of the page, which goes on meanwhile."""
    for _ in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("It did not come to be so.")


def test_a_lost_answer_doubles_nothing(server: RunningServer, device: Device) -> None:
    """The server has the card but its answer never came: sent again, it is still one card."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    heard: list[str] = []

    def lose(route: Route) -> None:
        heard.append(route.request.headers["idempotency-key"])
        if len(heard) > 2:
            route.continue_()
        else:
            unheard(server, route)

    phone.page.route(CARDS, lose)
    phone.send("Said once")
    phone.expect_saved("Said once")
    assert len(heard) >= 3
    assert len(set(heard)) == 1
    assert database_texts(server, room.code) == ["Said once"]


def test_a_card_that_comes_before_its_answer_stands_there_once(
    server: RunningServer, device: Device
) -> None:
    """The room tells of it while the phone still asks; taken back and put back, it is there."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.send("Said before")
    phone.expect_saved("Said before")
    heard: list[str] = []

    def lose(route: Route) -> None:
        if not heard:
            heard.append(route.request.headers["idempotency-key"])
            unheard(server, route)
        elif heard[-1] == "free":
            route.continue_()
        else:
            route.abort()

    phone.page.route(CARDS, lose)
    phone.send("Said once")
    until(phone.page, lambda: "Said once" in database_texts(server, room.code))
    phone.send("Said before")
    phone.page.reload()
    expect(phone.card("Said before")).to_have_count(2, timeout=SLOW)  # with what the server has
    expect(phone.card("Said once")).to_have_count(1)
    phone.press("Said once", "Remove")
    phone.press("Said once", "Put back")
    heard.append("free")
    phone.expect_saved("Said once")
    assert database_texts(server, room.code).count("Said once") == 1


def test_a_draft_put_back_comes_after_what_was_begun_since(
    server: RunningServer, device: Device
) -> None:
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.write("Half a thought")
    room.open("segments.name")
    phone.page.get_by_role("button", name="Keep them and go on").click()
    phone.press("Half a thought", "Remove")
    room.open("insights.write")
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("did not expect")
    phone.write("Another")
    phone.press("Half a thought", "Put back")
    expect(phone.box).to_have_value("Another\nHalf a thought")
    phone.page.reload()
    expect(phone.box).to_have_value("Another\nHalf a thought", timeout=SLOW)


def test_what_was_tapped_beside_the_box_stays_a_tap(server: RunningServer, device: Device) -> None:
    """Kept for its question in people's words; taken away and put back it is tapped again."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    option = load_playbook().kind(CardKind.INSIGHT).fields["evidence"].options["observed"]
    tapped = phone.page.get_by_role("button", name=re.compile(f"{option}$"))
    phone.write("The bus is late")
    tapped.click()
    room.open("segments.name")
    phone.page.get_by_role("button", name="Keep them and go on").click(timeout=SLOW)
    row = f"The bus is late · {option}"
    expect(phone.card(row)).to_be_visible(timeout=SLOW)
    phone.press(row, "Remove")
    room.open("insights.write")
    phone.press(row, "Put back")
    expect(phone.box).to_have_value("The bus is late", timeout=SLOW)
    expect(tapped).to_have_attribute("aria-pressed", "true")
    phone.page.get_by_role("button", name="Send", exact=True).click()
    phone.expect_saved("The bus is late")
    (card,) = archive(server, room.code)["cards"]
    assert (card["text"], card["fields"]["evidence"]) == ("The bus is late", "observed")


def test_a_second_tab_of_the_same_device_sends_no_doubles(
    server: RunningServer, device: Device
) -> None:
    """Both tabs see what waits; when the way is free, each card goes out once."""
    room = Room(server).open()
    first = Phone(device(PHONE), server, room.code).join()
    context = first.page.context
    context.route(CARDS, fail)
    second = Phone(context.new_page(), server, room.code).come()
    texts = [f"From tab {tab}, card {number}" for number in range(3) for tab in (1, 2)]
    for number in range(3):
        first.send(texts[2 * number])
        second.send(texts[2 * number + 1])
    for text in texts:
        first.expect_state(text, WAITING)
        second.expect_state(text, WAITING)

    context.unroute(CARDS)
    first.expect_saved(*texts)
    second.expect_saved(*texts)
    assert sorted(database_texts(server, room.code)) == sorted(texts)
    for tab in (first, second):
        expect(tab.rows()).to_have_count(len(texts))


def test_a_server_killed_in_the_middle_of_a_burst_loses_and_doubles_nothing(
    own_server: RunningServer, device: Device
) -> None:
    """Killed without warning while three phones send, and started again.

    Every card is stored exactly once, what was acknowledged before the kill among them. Every
    light page comes back by itself, at the same place, without a reload and with its draft.
    """
    server = own_server
    room = Room(server).open()
    room.steer("reveal")
    wall = Projector(device(PROJECTOR), server, room.code).come()
    phones = [
        Phone(device(PHONE), server, room.code).join(group)
        for group in ("Resident", "Staff", "Partner")
    ]
    pages = [wall.page, *(phone.page for phone in phones)]
    for page in pages:
        page.evaluate("window.neverReloaded = true")
    written = [f"{who}{number:02}" for number in range(10) for who in "ABC"]

    for place, text in enumerate(written):
        if place == len(written) // 2:
            server.kill()
        phones[place % 3].send(text)
    for number, phone in enumerate(phones):
        phone.write(f"Draft {number}")
        phone.expect_waiting()
    before = {text for phone in phones for text in phone.acknowledged}
    assert before
    assert before < set(written)
    assert before <= set(database_texts(server, room.code))

    server.start()
    back = time.monotonic()
    for phone in phones:
        phone.expect_connected()
    expect(wall.page.get_by_text("Waiting for the room", exact=True)).to_be_hidden(timeout=SLOW)
    took = time.monotonic() - back
    for number, phone in enumerate(phones):
        phone.expect_saved(*written[number::3])
        expect(phone.box).to_have_value(f"Draft {number}")
    print(f"\nall four light pages back {took:.1f} s after the server answered again")
    assert took < 20
    assert sorted(database_texts(server, room.code)) == sorted(written)
    for text in written:
        wall.shows(text)
    for page in pages:
        assert page.evaluate("window.neverReloaded") is True


def test_after_a_long_sleep_a_page_shows_what_the_room_does_now(
    own_server: RunningServer, device: Device
) -> None:
    """Meanwhile the room went elsewhere and the server was started again: the page wakes to the
    right question, with its own words and cards."""
    server = own_server
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.send("Before I slept")
    phone.expect_saved("Before I slept")
    phone.write("Not finished")
    phone.expect_connected()  # only then it has a stream to end
    sleep(phone.page)

    room.steer("reveal")
    room.steer("move", activity="vision.close")
    server.stop()
    server.start()
    now = room.steer("open")

    wake(phone.page)
    phone.expect_said("The room has moved on. Your words are kept.")
    expect(phone.box).to_have_value("Not finished")
    phone.page.get_by_role("button", name="Keep them and go on").click()
    expect(phone.prompt).to_have_text(now["activity"]["prompt"])
    phone.expect_state("Not finished", "Kept here, not sent")
    phone.send("Awake again")
    phone.expect_saved("Awake again")
    assert database_texts(server, room.code) == ["Before I slept", "Awake again"]


def test_the_back_button_leads_back_to_the_draft(server: RunningServer, device: Device) -> None:
    """Away by a link and back again: the room's question of now, and the words that were typed."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.write("Half a thought")
    phone.page.goto(f"{server.url}/join")
    expect(phone.page.get_by_label("The five letters on the big screen")).to_be_visible()
    room.steer("minutes", minutes=30)

    phone.page.go_back()
    expect(phone.box).to_have_value("Half a thought")
    phone.expect_connected()
    phone.send("A whole thought")
    phone.expect_saved("A whole thought")
    assert database_texts(server, room.code) == ["A whole thought"]


def test_who_joins_late_can_write_at_once(server: RunningServer, device: Device) -> None:
    """An activity is open already: the first page that they see asks it."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join("Observer", name="Late Lee", table="7")
    expect(phone.box).to_be_visible()
    phone.send("Sorry that I am late")
    phone.expect_saved("Sorry that I am late")
    card = archive(server, room.code)["cards"][0]
    # The only observer: a label would name them.
    assert (card["text"], card["role_group"]) == ("Sorry that I am late", None)


def test_a_workshop_that_closes_while_somebody_types_keeps_their_words(
    server: RunningServer, device: Device
) -> None:
    """They see that it ended and that their words are kept; opened again, they can send them."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.send("In time")
    phone.expect_saved("In time")
    phone.write("Too late")

    room.close()
    expect(
        phone.page.get_by_role("heading", name="This workshop has ended. Thank you.")
    ).to_be_visible(timeout=SLOW)
    phone.expect_saved("In time")
    phone.expect_state("Too late", "Kept here, not sent")

    room.reopen()
    expect(phone.box).to_have_value("Too late", timeout=SLOW)
    room.open()
    phone.send("Not too late")
    phone.expect_saved("Not too late")
    assert database_texts(server, room.code) == ["In time", "Not too late"]


def test_while_paused_nothing_can_be_typed_and_nothing_is_lost(
    server: RunningServer, device: Device
) -> None:
    """Paused, the page asks to look up; then the words are there and can be sent."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.write("In the middle of")
    room.steer("pause")
    phone.expect_said("Look up for a moment. Your words are kept.")
    expect(phone.box).not_to_be_editable()
    room.steer("resume")
    expect(phone.box).to_be_editable(timeout=SLOW)
    expect(phone.box).to_have_value("In the middle of")
    phone.send("In the middle of a sentence")
    phone.expect_saved("In the middle of a sentence")


def test_seven_tabs_of_one_browser_all_work(server: RunningServer, device: Device) -> None:
    """A browser opens six connections to one address; tabs that are put away hold none."""
    room = Room(server).open()
    first = Phone(device(PHONE), server, room.code).join()
    tabs = [first]
    for _ in range(6):
        tabs[-1].expect_connected()
        sleep(tabs[-1].page)
        tabs.append(Phone(first.page.context.new_page(), server, room.code).come())
    for number, tab in enumerate(tabs):
        wake(tab.page)
        tab.expect_connected()
        tab.send(f"From tab {number}")
        tab.expect_saved(f"From tab {number}")
        sleep(tab.page)
    assert database_texts(server, room.code) == [f"From tab {number}" for number in range(7)]


def test_a_database_that_is_taken_away_and_put_back_loses_nothing(
    own_server: RunningServer, device: Device
) -> None:
    """The console says what is wrong, cards wait on their phone, and go when the file is back.

    Then the server is killed: the console, a Streamlit page, comes back by itself at its place
    and works, without anybody who loads it again.
    """
    server = own_server
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    console = Console(device(CONSOLE), server).take_over(room.words)
    console.settled()
    console.page.evaluate("window.neverReloaded = true")
    phone.send("Before")
    phone.expect_saved("Before")

    file = server.folder / "reframe.db"
    file.rename(server.folder / "tidied.db")
    phone.send("While it was away")
    said = "The database file was moved or deleted. Put it back where it was"
    alert = console.page.get_by_role("alert").filter(has_text=said)
    expect(alert).to_contain_text("What people send waits on their devices", timeout=SLOW)
    phone.expect_state("While it was away", WAITING)
    (server.folder / "tidied.db").rename(file)
    phone.expect_saved("While it was away")
    expect(alert).to_be_hidden(timeout=SLOW)

    server.kill()
    expect(console.page.get_by_text("Waiting for the room", exact=True)).to_be_visible(timeout=SLOW)
    server.start()
    console.connected()
    console.press("Close the writing")
    closing = console.page.get_by_role("button", name="Close the writing", exact=True)
    expect(closing).to_be_hidden(timeout=SLOW)
    assert room.state()["activity"]["open"] is False
    assert console.page.evaluate("window.neverReloaded") is True
    phone.expect_connected()
    assert database_texts(server, room.code) == ["Before", "While it was away"]
