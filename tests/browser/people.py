"""The people of a room, as they act and as they see: on a phone, at the wall, at the console.

Everything is found by role and label, as a person or a screen reader finds it.
"""

import json
import re
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Locator, Page, Response, expect
from playwright.sync_api import TimeoutError as LateError

from tests.browser.running import RunningServer
from tests.more_steps import with_more_steps
from tests.workshop.passing import closed_long_ago
from workshop.db import Database
from workshop.domain.workshops import close_workshop, create_workshop, reopen_workshop
from workshop.drafts import NewWorkshop
from workshop.playbook import load_playbook
from workshop.queries.viewer import host

SLOW = 30_000
"""Milliseconds to wait for what may need Streamlit, a restarted server, or a busy machine."""

SAVED, WAITING = "Saved", "Waiting to send"


class Room:
    """A workshop on a running server, steered over the API as a facilitator's program would."""

    def __init__(
        self, server: RunningServer, title: str = "Growing up in Ashby", template: str = "one-day"
    ) -> None:
        self.server = server
        db = self._database()
        draft = NewWorkshop(title=title, template=template)
        made = create_workshop(db, draft=draft, playbook=load_playbook())
        if template == "one-day":
            with_more_steps(db, made.id)
        db.close()
        self.code, self.words = made.code, made.secret
        self._client: httpx.Client | None = None

    def _database(self) -> Database:
        return Database(self.server.environment["DATABASE_URL"])

    @property
    def client(self) -> httpx.Client:
        """A facilitator's device of its own."""
        if self._client is None:
            base = f"http://127.0.0.1:{self.server.port}"
            self._client = httpx.Client(base_url=base, timeout=30)
            answer = self._client.get(f"/f/{self.words}")
            assert answer.status_code == 303, answer.text
        return self._client

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.client.get(f"/api/{self.code}").json()
        return state

    def steer(self, do: str, **more: object) -> dict[str, Any]:
        answer = self.client.post(f"/api/{self.code}/steer", json={"do": do, **more})
        assert answer.status_code == 200, answer.text
        state: dict[str, Any] = answer.json()
        return state

    def open(self, activity: str = "insights.write", *, closes: bool = False) -> "Room":
        """People in tests look longer than those who wait: a vote stays open until it is closed.

        ``closes``: it closes itself, as votes do outside of tests.
        """
        self.steer("open", activity=activity, anyway=True)
        if load_playbook().activity(activity).votes is not None and not closes:
            self.steer("stay-open")
        return self

    def add(self, text: str, activity: str = "insights.write", key: str = "") -> str:
        """A card from the facilitator's own device; its id."""
        answer = self.client.post(
            f"/api/{self.code}/cards",
            json={"activity": activity, "text": text},
            headers={"Idempotency-Key": key or f"test-key-{hash(text) & 0xFFFFFFFFFFFF:016x}"},
        )
        assert answer.status_code in (200, 201), answer.text
        return str(answer.json()["id"])

    def make(self, activity: str, kind: str, text: str, **more: object) -> str:
        """A card of any kind from the facilitator's own device; its id."""
        answer = self.client.post(
            f"/api/{self.code}/cards",
            json={"activity": activity, "kind": kind, "text": text, **more},
            headers={"Idempotency-Key": f"make-{kind}-{hash(text) & 0xFFFFFFFFFFFF:016x}"},
        )
        assert answer.status_code in (200, 201), answer.text
        return str(answer.json()["id"])

    def change(self, card: str, text: str) -> None:
        """The words of a card that nobody has changed yet, by its writer."""
        draft = {"version": 1, "text": text, "fields": {}}
        answer = self.client.patch(f"/api/{self.code}/cards/{card}", json=draft)
        assert answer.status_code == 200, answer.text

    def move(self, card: str, theme: str) -> None:
        """A card that is in no theme yet, by somebody else."""
        move = {"do": "move", "cards": [card], "source": None, "target": theme}
        key = {"Idempotency-Key": f"move-{hash((card, theme)) & 0xFFFFFFFFFFFF:016x}"}
        answer = self.client.post(f"/api/{self.code}/sort", json=move, headers=key)
        assert answer.status_code == 200, answer.text

    def long_closed(self, activity: str = "insights.write") -> None:
        """Close the step, so long ago that nothing is on its way to it any more."""
        self.steer("close")
        db = self._database()
        closed_long_ago(db, activity, self.code)
        db.close()

    def close(self) -> None:
        self._end(close_workshop)

    def reopen(self) -> None:
        self._end(reopen_workshop)

    def _end(self, verb: Any) -> None:
        db = self._database()
        with db.read() as session:
            viewer = host(session, self.code)
        verb(db, viewer=viewer)
        db.close()


def archive(server: RunningServer, code: str) -> dict[str, Any]:
    """The whole record, as ``workshop export CODE --format json`` writes it."""
    folder = server.folder / "export"
    server.command("export", code, "--format", "json", "--to", str(folder))
    text = (folder / f"{code}-archive.json").read_text(encoding="utf-8")
    record: dict[str, Any] = json.loads(text)
    return record


class Phone:
    """A participant's page at ``/room/CODE``."""

    def __init__(self, page: Page, server: RunningServer, code: str) -> None:
        self.page, self.server, self.code = page, server, code
        self.acknowledged: list[str] = []
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        """Remember the words of each card that the server has acknowledged to this page."""
        asked = response.request
        if asked.method == "POST" and asked.url.endswith("/cards") and response.ok:
            with suppress(BrowserError):
                sent = json.loads(asked.post_data or "{}")
                if "text" in sent:  # what is only added to a card has no words of its own
                    self.acknowledged.append(sent["text"])

    def come(self) -> "Phone":
        self.page.goto(f"{self.server.url}/join/{self.code}")
        return self

    def join(self, group: str = "Resident", *, name: str = "", table: str = "") -> "Phone":
        self.come()
        self.page.get_by_role("radio", name=group).check()
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("Table number").fill(table)
        self.page.get_by_role("button", name="Join in").click()
        expect(self.page.get_by_text(f"You are here as: {group}")).to_be_visible(timeout=SLOW)
        return self

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Your words", exact=True)

    @property
    def prompt(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def write(self, text: str) -> None:
        self.box.fill(text)

    def send(self, text: str) -> None:
        """Write a card and press Send; it then lies in the outbox, and the box is empty."""
        self.write(text)
        self.page.get_by_role("button", name="Send", exact=True).click()
        expect(self.box).to_have_value("")

    def card(self, text: str) -> Locator:
        """The row of one of my cards."""
        words = self.page.get_by_text(text, exact=True)
        return self.page.get_by_role("listitem").filter(has=words)

    def press(self, text: str, action: str) -> None:
        """One of the buttons of a card, such as Change or Take back."""
        name = re.compile(f"^{re.escape(action)}")
        self.card(text).get_by_role("button", name=name).click()

    def change(self, text: str, new: str) -> None:
        self.press(text, "Change")
        self.page.get_by_label("Change your words").fill(new)
        self.page.get_by_role("button", name="Save", exact=True).click()

    def rows(self) -> Locator:
        """All of my cards, newest first."""
        return self.page.locator("[data-part=mine]").get_by_role("listitem")

    def expect_state(self, text: str, state: str) -> None:
        """There is one row with these words, and it says so."""
        expect(self.card(text).get_by_text(state, exact=True)).to_be_visible(timeout=SLOW)
        expect(self.card(text)).to_have_count(1, timeout=SLOW)

    def expect_saved(self, *texts: str) -> None:
        for text in texts:
            self.expect_state(text, SAVED)

    def expect_said(self, sentence: str) -> None:
        """It stands on the page, and may have been said to screen readers too."""
        expect(self.page.get_by_text(sentence).first).to_be_visible(timeout=SLOW)

    def expect_connected(self) -> None:
        expect(self.page.get_by_text("Connected", exact=True)).to_be_visible(timeout=SLOW)

    def expect_waiting(self) -> None:
        expect(self.page.get_by_text("Waiting for the room", exact=True)).to_be_visible(
            timeout=SLOW
        )


_HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  const state = () => (hidden ? "hidden" : "visible");
  Object.defineProperty(document, "visibilityState", { configurable: true, get: state });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def sleep(page: Page) -> None:
    """Put the tab away, as a locked phone does, and see that it ends its stream.

    The browser that tests drive takes every tab for visible, so the page is told otherwise.
    """
    with page.expect_event("requestfailed", lambda request: "/live/" in request.url):
        page.evaluate(_HIDE, True)


def wake(page: Page) -> None:
    page.evaluate(_HIDE, False)


class Projector:
    """The wall at ``/project/CODE``."""

    def __init__(self, page: Page, server: RunningServer, code: str) -> None:
        self.page, self.server, self.code = page, server, code
        self.base = server.url

    def come(self) -> "Projector":
        self.page.goto(f"{self.base}/project/{self.code}")
        return self

    @property
    def wall(self) -> Locator:
        return self.page.get_by_role("region", name="The wall")

    @property
    def cards(self) -> Locator:
        return self.wall.get_by_role("listitem")

    @property
    def timer(self) -> Locator:
        return self.page.get_by_role("timer")

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("toolbar", name="Steer the room")

    def shows(self, text: str) -> None:
        words = self.wall.get_by_text(text, exact=True)
        expect(words).to_be_visible(timeout=SLOW)

    def shows_no(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0, timeout=SLOW)

    def seconds_left(self) -> int:
        """What the timer says, in seconds."""
        return int(self.timer.evaluate(f"node => ({_SECONDS})(node.textContent)"))

    def expect_more_time_than(self, seconds: int) -> None:
        expect(self.timer).to_be_visible(timeout=SLOW)
        self.page.wait_for_function(
            f"([timer, before]) => ({_SECONDS})(timer.textContent) > before",
            arg=[self.timer.element_handle(), seconds],
            timeout=SLOW,
        )


_SECONDS = "text => text.split(' ')[0].split(':').reduce((sum, part) => sum * 60 + Number(part), 0)"


class Console:
    """The facilitator's pages of the app."""

    def __init__(self, page: Page, server: RunningServer) -> None:
        page.set_default_timeout(SLOW)
        self.page, self.server = page, server
        self.base = server.url

    def welcome(self) -> "Console":
        """On the server's own machine, where a workshop can be made without a key."""
        self.base = self.server.here
        self.page.goto(self.base)
        expect(self.page.get_by_role("heading", name="Reframe", level=1)).to_be_visible(
            timeout=SLOW
        )
        return self

    def make(self, title: str, plan: str) -> tuple[str, str]:
        """Make a workshop by hand; its code and its four words as they were shown."""
        self.page.get_by_text("Make a workshop", exact=True).click()
        plans = self.page.get_by_role("combobox", name="Which plan do you want to start from?")
        expect(plans).to_be_visible(timeout=SLOW)
        self.settled()
        wanted = self.page.get_by_role("option", name=re.compile(f"^{re.escape(plan)},"))
        for _ in range(8):  # a page that is drawn meanwhile closes the list again
            plans.click()
            with suppress(LateError):
                wanted.click(timeout=5_000)
                break
            self.page.keyboard.press("Escape")
            self.settled()
        self.settled()
        self.page.get_by_label("What is the workshop called?").fill(title)
        self.settled()
        self.press("Make the workshop")
        expect(self.page.get_by_text("Write this down.")).to_be_visible(timeout=SLOW)
        code = self.page.get_by_text(re.compile(r"^[A-Z]{5}$")).first.inner_text()
        words = self.page.get_by_text(re.compile(r"^[a-z]+ [a-z]+ [a-z]+ [a-z]+$")).inner_text()
        return code, words

    def take_over(self, words: str) -> "Console":
        """By the facilitator's link."""
        self.page.goto(f"{self.base}/f/{words.replace(' ', '-')}")
        return self

    def come(self, code: str, page: str = "console") -> "Console":
        self.page.goto(f"{self.base}/{page}?code={code}")
        return self

    def press(self, name: str) -> None:
        button = self.button(name)
        expect(button).to_be_enabled(timeout=SLOW)
        button.click()

    def button(self, name: str) -> Locator:
        """The button of that name, beside which the key that presses it may stand."""
        said = re.compile(f"^{re.escape(name)}( Shortcut .+)?$")
        return self.page.get_by_role("button", name=said)

    def expect_button(self, name: str) -> None:
        expect(self.button(name)).to_be_visible(timeout=SLOW)

    def act(self, text: str, name: str) -> None:
        """A line of a card's menu, which shows when somebody points at the card."""
        card = self.card(text)
        card.hover()
        card.get_by_role("button", name=re.compile("^What to do with")).click()
        menu = self.page.get_by_role("dialog", name=re.compile("^What to do with"))
        said = re.compile(f"^{re.escape(name)}( Shortcut .+)?$")
        menu.get_by_role("button", name=said).click()
        self.settled()
        self.page.keyboard.press("Escape")
        expect(menu).to_be_hidden()

    def card(self, text: str) -> Locator:
        """The box of one card, with its buttons."""
        words = self.page.get_by_text(text, exact=True)
        boxes = self.page.get_by_test_id("stVerticalBlock").filter(has=words)
        return boxes.last

    def connected(self) -> None:
        """Streamlit hears the server, and so does the line that follows the room."""
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=SLOW)
        expect(self.page.get_by_text("Connected", exact=True)).to_be_visible(timeout=SLOW)
        self.settled()

    def settled(self) -> None:
        """Streamlit has drawn the page and is not running; nor is it before its first run."""
        app = self.page.get_by_test_id("stApp")
        expect(app.get_by_test_id("stElementContainer").first).to_be_attached(timeout=SLOW)
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=SLOW)


def sideways(page: Page) -> int:
    """Pixels that the page, or the app's main part, can be scrolled to the side: best none."""
    return int(
        page.evaluate(
            """() => {
              const found = [document.scrollingElement, document.querySelector("main, .stMain")];
              return Math.max(...found.map(each => each ? each.scrollWidth - each.clientWidth : 0));
            }"""
        )
    )


def database_texts(server: RunningServer, code: str) -> list[str]:
    """The words of a workshop's cards straight from the database file, oldest first."""
    path = Path(server.environment["DATABASE_URL"].removeprefix("sqlite:///"))
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30) as connection:
        rows = connection.execute(
            "SELECT card.text FROM card JOIN workshop ON workshop.id = card.workshop_id "
            "WHERE workshop.code = ? ORDER BY card.created_revision",
            (code,),
        ).fetchall()
    connection.close()
    return [row[0] for row in rows]
