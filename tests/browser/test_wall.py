"""The wall with more cards than it has room for, and with scripts that few machines have."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Phone, Projector, Room
from tests.browser.running import RunningServer

LARGE = 240
SOME = 24
SCRIPTS = {
    "কেউ ফোন ধরে না": ["U+980-9FF"],
    "ਕੋਈ ਜਵਾਬ ਨਹੀਂ": ["U+A00-A7F"],
    "ዝምልስ ሰብ የለን": ["U+1200-139F"],
    "没有人": ["U+4E00-4FFF", "U+6600-67FF", "U+6C00-6DFF"],
    "한국": ["U+AC00-B3FF", "U+D400-DBFF"],
}
"""Words, and the ranges of the files that they need."""
LOADED = """() => [...document.fonts].filter(
  face => face.family.includes("World") && face.status === "loaded"
).map(face => face.unicodeRange.split(",")[0]).sort()"""
FILLED = """() => {
  const board = document.querySelector(".wall-board");
  const { bottom } = board.getBoundingClientRect();
  const ends = [...document.querySelectorAll(".wall-column > :last-child")].map(
    card => bottom - card.getBoundingClientRect().bottom);
  const letters = parseFloat(getComputedStyle(board).fontSize);
  return [letters / innerHeight, Math.min(...ends) / board.clientHeight];
}"""
ALL_LOADED = f"asked => JSON.stringify(({LOADED})()) === JSON.stringify(asked)"
Device = Callable[..., Page]


def numbers(wall: Projector) -> list[int]:
    """The numbers of the cards that are in the page, the newest first."""
    texts = wall.cards.locator("p:first-child").all_text_contents()
    return sorted((int(text.split()[0]) for text in texts), reverse=True)


def test_a_full_wall_shows_the_newest_and_every_other_by_turning_pages(
    server: RunningServer, device: Device
) -> None:
    """One by one they fill the wall: the newest stay, and Page Down leads to all of the others."""
    room = Room(server).open()
    room.steer("reveal")
    page = device(PROJECTOR)
    wall = Projector(page, server, room.code).come()
    expect(wall.wall.get_by_text("No cards yet")).to_be_visible(timeout=SLOW)
    most = 90
    for number in range(most):
        room.add(f"{number} is what I saw, and I did not expect to see it just there")
        if number == SOME - 1:
            expect(wall.cards).to_have_count(SOME, timeout=SLOW)
            letters, free = page.evaluate(FILLED)
            assert letters > 1 / 37  # a fortieth before, and two fifths of the wall empty
            assert 0 <= free < 0.25  # room for some more, so that not every one changes it
    expect(wall.cards.filter(has_text=f"{most - 1} is what")).to_be_visible(timeout=SLOW)

    seen = numbers(wall)
    assert seen == list(range(most - 1, most - 1 - len(seen), -1))
    assert len(seen) < most
    expect(page.get_by_text(f"and {most - len(seen)} more")).to_be_visible()
    for _ in range(most):
        if 0 in seen:
            break
        page.keyboard.press("PageDown")
        seen += numbers(wall)
    assert seen == list(range(most - 1, -1, -1))

    # Who comes to a wall as large as that fetches it packed, and then hears what is new.
    for number in range(most, LARGE):
        room.add(f"{number} is what I saw, {'and did not expect to see there, ' * 8}really")
    late, packed = device(PROJECTOR), []
    late.on("response", lambda one: packed.append(one.headers) if "/wall?" in one.url else None)
    other = Projector(late, server, room.code).come()
    expect(other.cards.filter(has_text=f"{LARGE - 1} is what")).to_be_visible(timeout=SLOW)
    room.add(f"{LARGE} came after that")
    expect(other.cards.filter(has_text=f"{LARGE} came after that")).to_be_visible(timeout=SLOW)
    assert {headers["content-encoding"] for headers in packed} == {"gzip"}


def test_every_script_is_seen_on_phone_wall_sort_and_the_apps_page(
    server: RunningServer, device: Device
) -> None:
    """Each page loads the files of the scripts that it shows, and of no other."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    phone.expect_connected()
    assert phone.page.evaluate(LOADED) == []
    phone.send(next(iter(SCRIPTS)))
    phone.page.wait_for_function(ALL_LOADED, arg=SCRIPTS[next(iter(SCRIPTS))], timeout=SLOW)
    for words in list(SCRIPTS)[1:]:
        room.add(words)
    room.steer("reveal")
    ranges = sorted(one for each in SCRIPTS.values() for one in each)
    wall = Projector(device(PROJECTOR), server, room.code).come()
    console = Console(device(CONSOLE), server).take_over(room.words)
    console.come(room.code, "insights")
    for page in (wall.page, console.page):
        for words in SCRIPTS:
            expect(page.get_by_text(words, exact=True).first).to_be_visible(timeout=SLOW)
        page.wait_for_function(ALL_LOADED, arg=ranges, timeout=SLOW)
    room.open("insights.sort")
    room.steer("sorting", allowed=True, at="insights.sort")
    phone.page.locator("[data-part=sort] a").click(timeout=SLOW)
    expect(phone.page.get_by_role("option").first).to_be_visible(timeout=SLOW)
    phone.page.wait_for_function(ALL_LOADED, arg=ranges, timeout=SLOW)
