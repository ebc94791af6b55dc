"""A whole day from an empty database, by clicks and keys alone, and what is left of it."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as LateError

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Phone, Projector, archive
from tests.browser.running import RunningServer
from workshop.playbook import load_playbook

Device = Callable[..., Page]

STEERED = re.compile("/steer$")
TRIES = 8
GOAL = "No child waits alone: quillwort"
GROUP = "We are home before six: marjoram"
INSIGHTS = ("She waits an hour for a bus: saxifrage", "Nobody rang us back: hellebore")
BORROWED = "We could borrow the open kitchen: tamarisk"
MONEY = "Two family workers: bergamot"
BEFORE = "How do we fill the sessions: lovage"
CHALLENGE = "How do neighbours share the waiting: celandine"
SOLUTION = "The warm bus stop: agrimony"
TEST = "One bench, one flask, one week: valerian"
STOP = "Fewer than three people sit down: comfrey"
VISION = "This is a place where nobody waits alone: eyebright"


@dataclass(frozen=True)
class Found:
    """Where words have to stand when everything is opened again."""

    stage: str
    part: str
    words: tuple[str, ...]


EVERYWHERE = (
    Found("team", "What we want", (GOAL,)),
    Found("segmentation", "The groups", (GROUP,)),
    Found("insights", "The wall", INSIGHTS),
    Found("horizon", "What we could borrow", (BORROWED,)),
    Found("resources", "Where the money goes", (MONEY,)),
    Found("reframe", "From … to …", (BEFORE, CHALLENGE)),
    Found("solutions", "Build the best", (SOLUTION,)),
    Found("prototyping", "One test, step by step", (TEST, STOP)),
    Found("vision", "The vision", (VISION,)),
)


class Steering:
    """The facilitator at the projector, who moves the room by keys."""

    def __init__(self, wall: Projector, plan: list[str]) -> None:
        self.wall, self.plan, self.here = wall, plan, 0
        self.prompts = {one.key: one.prompt for one in load_playbook().activities}

    @property
    def prompt(self) -> str:
        return self.prompts[self.plan[self.here]]

    def key(self, key: str) -> None:
        """Press a key until the server is asked: one that comes too early moves nothing twice."""
        page = self.wall.page
        for _ in range(TRIES):
            with suppress(LateError):
                with page.expect_request(STEERED, timeout=3_000) as asked:
                    page.keyboard.press(key)
                break
        else:
            raise AssertionError(f"The key {key} does nothing.")
        answer = asked.value.response()
        assert answer is not None
        assert answer.ok, answer.text()
        answer.finished()

    def go_to(self, activity: str) -> None:
        """Step by step along the plan, as a room goes."""
        while self.plan[self.here] != activity:
            self.key("ArrowRight")
            self.here += 1
            prompt = self.wall.page.locator("[data-part=prompt]")
            expect(prompt).to_have_text(self.prompt, timeout=SLOW)

    def open(self, activity: str) -> None:
        self.go_to(activity)
        self.key("o")


class Table(Console):
    """A laptop at the stage pages, for work that has many parts."""

    def turn_on(self, switch: str) -> None:
        self.settled()
        self.page.get_by_test_id("stCheckbox").filter(has_text=switch).first.click()

    def type(self, label: str, words: str) -> None:
        box = self.page.get_by_role("textbox", name=label, exact=True).first
        expect(box).to_be_visible(timeout=SLOW)
        box.fill(words)

    def choose(self, label: str, *words: str) -> None:
        """Choose these in a box that takes several."""
        box = self.page.get_by_test_id("stMultiSelect").filter(has_text=label).first
        for one in words:
            chosen = box.get_by_role("button", name=f"Remove {one}", exact=True)
            for _ in range(TRIES):
                # News from the room may draw the page again and close the list.
                with suppress(LateError):
                    box.get_by_role("combobox").click(timeout=4_000)
                    box.get_by_role("combobox").fill(one, timeout=4_000)
                    self.page.get_by_role("option", name=one).click(timeout=4_000)
                self.close_list()
                if chosen.is_visible():
                    break
            expect(chosen).to_be_visible(timeout=SLOW)

    def close_list(self) -> None:
        """Close an open list of options: it hides the rest of the page; words typed go first."""
        choices = self.page.get_by_role("listbox")
        for _ in range(TRIES):
            if not choices.is_visible():
                break
            self.page.keyboard.press("Escape")
            with suppress(AssertionError):
                expect(choices).to_be_hidden(timeout=1_000)

    def save(self, singular: str, words: str) -> None:
        self.press(f"Save this {singular}")
        expect(self.said(words)).to_be_visible(timeout=SLOW)

    def said(self, words: str) -> Locator:
        return self.page.get_by_role("main").get_by_text(words).filter(visible=True).first

    def part(self, label: str) -> None:
        """Turn to a part of a stage."""
        self.settled()
        chosen = self.page.get_by_test_id("stButtonGroup").get_by_text(label, exact=True).first
        expect(chosen).to_be_visible(timeout=SLOW)
        chosen.click()
        self.settled()


@pytest.mark.timeout(600)
def test_a_whole_day_from_an_empty_database(own_server: RunningServer, device: Device) -> None:
    """Nine stages, two phones, a vote, an agreement, a power cut; each word is there afterwards."""
    server = own_server
    desk = Table(device(CONSOLE), server)
    desk.welcome()
    code, words = desk.make("Growing up in Ashby", "One day")
    assert len(words.split()) == 4
    desk.press("Open the console")

    screen = desk.page.context.new_page()
    screen.set_viewport_size({"width": PROJECTOR["width"], "height": PROJECTOR["height"]})
    wall = Projector(screen, server, code)
    wall.base = desk.base
    wall.come()
    expect(wall.bar).to_be_visible(timeout=SLOW)
    plan = [one.key for one in load_playbook().template("one-day").activities]
    room = Steering(wall, plan)
    resident = Phone(device(PHONE), server, code).join("Resident")
    staff = Phone(device(PHONE), server, code).join("Staff")

    room.open("team.life-question")
    write(room, resident, GOAL)
    show(room, GOAL)
    group_of_people(desk, room, code)
    room.open("insights.write")
    write(room, resident, INSIGHTS[0])
    write(room, staff, INSIGHTS[1])
    show(room, *INSIGHTS)
    vote(room, resident)
    room.open("horizon.borrow")
    write(room, staff, BORROWED)
    money(desk, room, code)
    challenge(desk, room, code)
    solution(desk, room, code)
    prototype(desk, room, code)
    room.open("vision.write")
    write(room, resident, VISION)
    wall.shows(VISION)

    server.kill()
    server.start()
    record = str(archive(server, code))
    for found in EVERYWHERE:
        desk.come(code, found.stage)
        desk.part(found.part)
        for one in found.words:
            expect(desk.said(one)).to_be_visible(timeout=SLOW)
            assert one in record
    assert ballots_kept(server) == 1
    assert ballots(server, code) == []  # one voter alone is never told


def write(room: Steering, phone: Phone, text: str) -> None:
    """Write once the phone has followed the room, and the room is open."""
    expect(phone.prompt).to_have_text(room.prompt, timeout=SLOW)
    send = phone.page.get_by_role("button", name="Send", exact=True)
    expect(send).to_have_attribute("aria-disabled", "false", timeout=SLOW)
    phone.send(text)
    phone.expect_saved(text)


def show(room: Steering, *texts: str) -> None:
    """Cards that were face down are read by the room."""
    for text in texts:
        room.wall.shows_no(text)
    room.key("r")
    for text in texts:
        room.wall.shows(text)


def vote(room: Steering, phone: Phone) -> None:
    """A resident puts one dot on the first insight."""
    room.open("insights.vote")
    options = phone.page.locator("[data-part=vote]").get_by_role("listitem")
    option = options.filter(has_text=INSIGHTS[0])
    option.get_by_role("button", name="Put a dot").click()
    said = phone.page.get_by_role("status").filter(has_text="left")
    expect(said).to_contain_text("Saved", timeout=SLOW)
    room.key("o")


def group_of_people(desk: Table, room: Steering, code: str) -> None:
    room.open("segments.name")
    desk.come(code, "segmentation")
    desk.turn_on("Add a group of people")
    desk.type("What would this group call itself?", GROUP)
    desk.save("group of people", GROUP)


def money(desk: Table, room: Steering, code: str) -> None:
    room.open("resources.spend")
    desk.come(code, "resources")
    desk.turn_on("Add a line with all its details")
    desk.type("What is it?", MONEY)
    desk.type("Amount", "64,000")
    desk.save("money or time line", MONEY)


def challenge(desk: Table, room: Steering, code: str) -> None:
    """A new challenge that rests on both insights, and the room agrees on it."""
    room.open("reframe.from-to")
    desk.come(code, "reframe")
    desk.turn_on("Add a new challenge")
    desk.type("To: what is the challenge now?", CHALLENGE)
    desk.choose("Insights behind it", *INSIGHTS)
    desk.type("From: what were we trying to fix?", BEFORE)
    desk.save("new challenge", CHALLENGE)
    room.go_to("reframe.choose")
    desk.part("Choose and agree")
    desk.press("Agree on this challenge")
    expect(desk.page.get_by_text("Our challenge, agreed").first).to_be_visible(timeout=SLOW)


def solution(desk: Table, room: Steering, code: str) -> None:
    room.open("solutions.build")
    desk.come(code, "solutions")
    desk.turn_on("Build an idea into a solution")
    desk.type("What is it called?", SOLUTION)
    desk.save("solution", SOLUTION)


def prototype(desk: Table, room: Steering, code: str) -> None:
    """A test with the line at which it would stop."""
    room.open("prototyping.version-one")
    desk.come(code, "prototyping")
    desk.part("All tests")
    desk.turn_on("Add a test")
    desk.type("What do we try?", TEST)
    desk.type("It worked if …", "Ten people sit down")
    desk.type("We stop if …", STOP)
    desk.save("test", TEST)


def ballots(server: RunningServer, code: str) -> list[object]:
    """All ballots of the day, as the archive tells them."""
    return [one for vote in archive(server, code)["rounds"] for one in vote["ballots"]]


def ballots_kept(server: RunningServer) -> int:
    """How many ballots the database of this one workshop holds."""
    path = server.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM ballot").fetchone()[0])
