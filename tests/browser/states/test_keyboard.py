"""By keyboard alone: from menu to menu, a letter for an act, and a focus that stays."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW, Console, Phone, Room
from tests.browser.running import RunningServer

pytestmark = pytest.mark.timeout(300)
FIRST, SECOND, THIRD = "The door is heavy", "The form is long", "The queue is cold"
PAGE, PART = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
NEAR = 60  # pixels: what a box is higher or lower than usual
TOP = "one => one.getBoundingClientRect().top"
HELD = "() => document.activeElement.textContent"


def runs_of(page: Page) -> list[int]:
    """What Streamlit has drawn of the page since, each time whole or a part."""
    runs: list[int] = []

    def hear(frame: bytes | str) -> None:
        sent = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        ended = sent.WhichOneof("type") == "script_finished"
        if ended and sent.script_finished in (PAGE, PART):  # else another took its place
            runs.append(sent.script_finished)

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", hear)

    page.on("websocket", opened)
    return runs


def test_a_card_is_starred_and_hidden_by_keys_and_the_focus_is_never_lost(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    room = Room(server).open()
    for text in (SECOND, FIRST):
        room.add(text)
    room.steer("reveal")
    page = device(CONSOLE, reduced_motion="reduce")
    runs = runs_of(page)
    console = Console(page, server).take_over(room.words).come(room.code, "insights")
    console.connected()
    menu = page.get_by_role("button", name=f"What to do with “{FIRST}”")
    menu.focus()
    page.keyboard.press("ArrowUp")
    assert SECOND in page.evaluate(HELD)
    page.keyboard.press("ArrowDown")
    assert FIRST in page.evaluate(HELD)
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog", name=f"What to do with “{FIRST}”")
    expect(opened).to_be_visible()
    runs.clear()
    for pressed in (1, 2):
        page.keyboard.press("s")
        signs = console.card(FIRST).get_by_text("★ Starred")
        expect(signs).to_have_count(pressed % 2, timeout=SLOW)
        console.settled()
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    room.add(THIRD)  # what others do is heard all the same, and then the page is drawn
    expect(console.card(THIRD)).to_be_visible(timeout=SLOW)
    console.settled()
    assert runs == [PART, PART, PAGE]
    menu.focus()
    page.keyboard.press("Enter")
    expect(opened).to_be_visible()
    page.keyboard.press("s")
    expect(console.card(FIRST).get_by_text("★ Starred")).to_be_visible(timeout=SLOW)
    opened.get_by_role("button", name="Hide Shortcut H").focus()
    page.keyboard.press("Enter")
    expect(console.card(FIRST).get_by_text("Hidden from the room")).to_be_visible(timeout=SLOW)
    console.settled()
    page.wait_for_function("() => document.activeElement !== document.body")
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    page.wait_for_function("() => document.activeElement !== document.body")
    assert console.card(SECOND).get_by_text("★ Starred").count() == 0


def test_a_card_is_moved_by_keys_in_its_menu(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    """The choice opens where M was pressed, and the same line puts it away: the focus stays."""
    room = Room(server).open()
    room.add(FIRST)
    room.make("insights.name", "theme", "Getting in")
    room.steer("reveal")
    page = device(CONSOLE, reduced_motion="reduce")
    console = Console(page, server).take_over(room.words).come(room.code, "insights")
    console.connected()
    page.get_by_role("button", name=f"What to do with “{FIRST}”").focus()
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog", name=f"What to do with “{FIRST}”")
    move = opened.get_by_role("button", name="Move to a theme")
    stay = opened.get_by_role("button", name="Leave it here")
    choice = opened.get_by_role("combobox")
    move.focus()
    page.keyboard.press("Enter")
    expect(choice).to_be_visible(timeout=SLOW)
    console.settled()
    expect(stay).to_be_focused()
    page.keyboard.press("Enter")
    expect(choice).to_be_hidden(timeout=SLOW)
    console.settled()
    expect(move).to_be_focused()
    page.keyboard.press("m")
    expect(choice).to_be_visible(timeout=SLOW)
    choice.focus()
    page.keyboard.press("ArrowDown")
    wanted = page.get_by_role("option", name="Getting in")
    expect(wanted).to_be_visible(timeout=SLOW)
    expect(choice).to_have_attribute(
        "aria-activedescendant", str(wanted.get_attribute("id")), timeout=SLOW
    )
    page.keyboard.press("Enter")
    expect(page.get_by_text("In no theme yet")).to_be_hidden(timeout=SLOW)


def test_what_stands_below_a_writing_box_stays_where_it_is_when_the_box_comes_late(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    room = Room(server).open()
    room.add(FIRST)
    room.steer("reveal")
    page = device(CONSOLE, reduced_motion="reduce")
    late: list[Route] = []
    page.route("**/write/composer.js", lambda route: late.append(route))  # noqa: PLW0108 - needs a function
    console = Console(page, server).take_over(room.words).come(room.code, "insights")
    console.connected()
    menu = page.get_by_role("button", name=f"What to do with “{FIRST}”")
    expect(menu).to_be_visible(timeout=SLOW)
    assert late == []  # a facilitator has asked for no box
    console.press("Write as one of the room")
    while not late:
        page.wait_for_timeout(50)
    console.settled()
    before = menu.evaluate(TOP)
    late[0].continue_()
    expect(console.button("Send")).to_be_visible(timeout=SLOW)
    assert abs(menu.evaluate(TOP) - before) < NEAR


def test_who_closes_a_dialog_whose_opener_has_gone_comes_to_the_question(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    """The card is taken back in another tab while its writer says it in another language."""
    room = Room(server).open()
    room.steer("stop-timer")  # nothing else that changes on the page brings the focus back
    phone = Phone(device(CONSOLE), server, room.code).join()
    phone.send(FIRST)
    phone.expect_saved(FIRST)
    opener = phone.card(FIRST).get_by_role("button", name=re.compile("^In another language"))
    opener.press("Enter")
    dialog = phone.page.get_by_role("dialog", name="In another language")
    expect(dialog).to_be_visible(timeout=SLOW)
    other = Phone(phone.page.context.new_page(), server, room.code).come()
    other.press(FIRST, "Take back")
    other.expect_state(FIRST, "Taken back")
    phone.page.bring_to_front()
    expect(opener).to_have_count(0, timeout=SLOW)
    phone.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(phone.prompt).to_be_focused()


def test_an_edit_of_the_run_sheet_is_taken_back_and_done_again_by_keys(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    """And the keys stand in the first view, also below what is said of the time."""
    room = Room(server).open()
    page = device(CONSOLE, reduced_motion="reduce")
    console = Console(page, server).take_over(room.words).come(room.code, "plan")
    console.connected()
    expect(page.get_by_text("Gone by: ")).to_be_visible(timeout=SLOW)
    expect(page.locator(".keys")).to_be_in_viewport(ratio=1, timeout=SLOW)
    rows = page.get_by_role("grid", name="Run sheet").get_by_role("row")
    rows.filter(has=page.get_by_role("spinbutton")).focus()
    starts = rows.last.locator(".starts")
    at = starts.inner_text()
    minutes = page.get_by_label(re.compile("^Minutes of "))
    before = minutes.input_value()
    longer = str(int(before) + 1)
    page.keyboard.press("+")
    expect(starts).not_to_have_text(at)  # the sheet itself has been told
    expect(console.button(f"Undo: {before} → {longer} minutes")).to_be_visible()
    for again in ("Control+y", "Control+Shift+z"):
        console.settled()
        page.keyboard.press("Control+z")
        expect(minutes).to_have_value(before)
        expect(console.button(f"Do again: {before} → {longer} minutes")).to_be_visible()
        console.settled()
        page.keyboard.press(again)
        expect(minutes).to_have_value(longer)
        expect(console.button(f"Undo: {before} → {longer} minutes")).to_be_visible()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    expect(target).to_be_visible(timeout=SLOW)
    for _ in range(150):
        if target.evaluate("node => node.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {target}.")


def test_from_the_console_to_a_file_at_home_by_tab_and_enter_alone(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    """Reveal, close, go to the downloads by the list of pages, and take one home."""
    room = Room(server).open()
    room.add(FIRST)
    page = device(CONSOLE, reduced_motion="reduce")
    console = Console(page, server).take_over(room.words)
    console.connected()
    expect(page).to_have_title("Console · Reframe")
    tab_to(page, console.button("Close the writing"))
    page.keyboard.press("Enter")
    expect(console.button("Show the cards to the room")).to_be_visible(timeout=SLOW)
    console.settled()
    tab_to(page, console.button("Show the cards to the room"))
    page.keyboard.press("Enter")
    expect(console.button("Show the cards to the room")).to_be_hidden(timeout=SLOW)
    console.settled()
    tab_to(page, page.get_by_role("link", name="Downloads").first)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Downloads · Reframe", timeout=SLOW)
    wanted = page.get_by_role("main").get_by_role("button", name="Download").first
    expect(wanted).to_be_visible(timeout=SLOW)
    console.settled()
    tab_to(page, wanted)
    with page.expect_download(timeout=SLOW) as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.startswith(room.code)
