"""How many presses each task of a facilitator takes, with what can be seen and pressed alone.

Typing and dropping a file are not counted, keys are. Run by hand, it prints the table:
``uv run pytest -m long -n 0 -s tests/browser/day/test_clicks.py``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW, Console, Room
from tests.browser.running import RunningServer
from tests.browser.test_spend import FILE

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]
Device = Callable[..., Page]
SAID: list[str] = []


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    yield
    print("\n| task | at most | presses |\n| --- | --- | --- |", *SAID, sep="\n")


@dataclass
class Presses:
    """Presses what is in view, and counts."""

    console: Console
    task: str
    most: int
    count: int = 0

    def click(self, what: Locator) -> None:
        """It must be there, by its name, without scrolling."""
        expect(what).to_be_in_viewport(timeout=SLOW)
        expect(what).to_be_enabled(timeout=SLOW)
        what.click()
        self.count += 1
        self.console.settled()

    def key(self, key: str) -> None:
        self.console.page.keyboard.press(key)
        self.count += 1

    def counted(self) -> None:
        SAID.append(f"| {self.task} | {self.most} | {self.count} |")
        assert self.count <= self.most


def desk(device: Device, server: RunningServer, room: Room, page: str = "console") -> Console:
    console = Console(device(CONSOLE), server).take_over(room.words)
    console.come(room.code, page)
    console.page.get_by_role("main").get_by_role("heading").first.wait_for(timeout=SLOW)
    console.settled()
    return console


def link(console: Console, name: str) -> Locator:
    return console.page.get_by_role("link", name=re.compile(f"^{name}")).first


def test_show_a_case(server: RunningServer, device: Device) -> None:
    console = desk(device, server, Room(server).open("horizon.cases"))
    presses = Presses(console, "show a case", 1)
    box = console.page.locator(".st-key-console\\.library_box, [class*=library_box]").first
    presses.click(box.get_by_role("button").first)
    expect(console.page.get_by_role("button", name=re.compile("^Back to the wall"))).to_be_visible(
        timeout=SLOW
    )
    presses.counted()


def test_download_for_the_sponsor(server: RunningServer, device: Device) -> None:
    console = desk(device, server, Room(server).open())
    presses = Presses(console, "download for the sponsor, from the console", 2)
    presses.click(link(console, "Downloads"))
    expect(console.button("Download the brief")).to_be_enabled(timeout=SLOW)
    with console.page.expect_download(timeout=SLOW) as got:
        presses.click(console.button("Download the brief"))
    assert got.value.suggested_filename.startswith(console.page.url.rpartition("code=")[2][:5])
    presses.counted()


def test_hide_a_card(server: RunningServer, device: Device) -> None:
    room = Room(server).open()
    room.add("Nobody asked the mums")
    console = desk(device, server, room)
    presses = Presses(console, "hide a card that came", 2)
    console.card("Nobody asked the mums").hover()
    presses.click(console.page.get_by_role("button", name=re.compile("^What to do with")))
    presses.click(console.button("Hide"))
    expect(console.page.get_by_text("Hidden from the room").first).to_be_visible(timeout=SLOW)
    presses.counted()


def test_change_minutes_and_move_a_step(server: RunningServer, device: Device) -> None:
    """From the row in which the keyboard is: by keys alone."""
    console = desk(device, server, Room(server), "plan")
    rows = console.page.get_by_role("grid", name="Run sheet").get_by_role("row")
    step = rows.filter(has=console.page.locator("[data-act], input, td")).nth(3)
    step.focus()
    before = step.inner_text()
    presses = Presses(console, "change minutes of a step", 1)
    presses.key("+")
    expect(step).not_to_have_text(before, timeout=SLOW)
    presses.counted()
    console.settled()
    presses = Presses(console, "move a step one place", 1)
    at = step.get_attribute("data-key")
    presses.key("Alt+ArrowDown")
    expect(rows.nth(4)).to_have_attribute("data-key", at or "", timeout=SLOW)
    presses.counted()


def test_make_a_workshop(server: RunningServer, device: Device) -> None:
    console = Console(device(CONSOLE), server).welcome()
    presses = Presses(console, "make a workshop", 2)
    presses.click(console.page.get_by_text("Make a workshop", exact=True))
    console.page.get_by_label("What is the workshop called?").fill("Growing up in Ashby")
    console.settled()
    made = console.button("Make the workshop")
    made.scroll_into_view_if_needed()
    presses.click(made)
    expect(console.page.get_by_text("Write this down.")).to_be_visible(timeout=SLOW)
    presses.counted()


def test_a_spending_file_from_the_console(
    server: RunningServer, device: Device, tmp_path: Path
) -> None:
    file = tmp_path / "april.csv"
    file.write_text(FILE, encoding="cp1252")
    console = desk(device, server, Room(server).open("resources.spend"))
    presses = Presses(console, "a spending file to the room, from the console", 2)
    presses.click(link(console, "Resource audit"))
    drop = console.page.locator("input[type=file]")
    drop.wait_for(state="attached", timeout=SLOW)
    drop.set_input_files(file)
    keep = console.page.get_by_role("button", name=re.compile("Keep 2 lines"))
    keep.wait_for(timeout=SLOW)
    keep.scroll_into_view_if_needed()
    presses.click(keep)
    expect(console.page.get_by_role("heading", name="From spending files")).to_be_visible(
        timeout=SLOW
    )
    presses.counted()


def test_agree_on_a_challenge(server: RunningServer, device: Device) -> None:
    """Its card is written; the two insights behind it are named in the same box."""
    room = Room(server).open()
    insights = [room.add(f"Nobody asked the mums {n}") for n in range(2)]
    room.open("reframe.from-to")
    links = {"insights": insights}
    said = room.make("reframe.from-to", "reframe", "A community of its own", links=links)
    assert said
    room.open("reframe.choose")
    console = desk(device, server, room)
    presses = Presses(console, "agree on a challenge", 2)
    box = console.page.locator("[class*=decide_box]")
    box.get_by_role("combobox").first.fill("A community")
    console.page.keyboard.press("Enter")  # chosen by its words, as typing
    console.settled()
    presses.key("Escape")  # the list is closed
    presses.click(box.get_by_role("button", name=re.compile("^Agree")).last)
    expect(console.page.get_by_text(re.compile("This is .* now"))).to_be_visible(timeout=SLOW)
    presses.counted()
