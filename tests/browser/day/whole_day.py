"""People with phones and a facilitator who go through a whole plan by what their pages offer.

Whoever taps reads the visible form as a person does: earlier cards are tapped, choices are tapped,
and only what is still empty is typed. Each text is written down; one that would have to be typed
again fails at once, and so does a step that adds to earlier cards without offering them.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, product
from typing import Any

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as LateError

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, Console, Phone, Projector
from tests.browser.running import RunningServer
from workshop.enums import Way
from workshop.kinds import field_spec
from workshop.playbook import TEXT, Activity, Decision, load_playbook

Device = Callable[..., Page]
GROUPS = ("Resident", "Staff", "Partner", "Resident")
TABLES = 2
STEERED = re.compile("/steer$")
TRIES = 8

_WHO = "gardeners drivers bakers grandmothers cleaners painters nurses fishers tailors weavers"
_DO = "share mend borrow carry paint open lend plant count brew"
_WHAT = "benches kettles ladders lanterns bicycles blankets orchards stairwells keys songbooks"
_WHERE = "uphill indoors nearby overnight downstairs outside weekly quietly together early"

_FORM = """() => {
  const seen = (node) => Boolean(node && node.offsetParent !== null);
  const form = document.querySelector("[data-part=writing]");
  const pressed = (one) => one.getAttribute("aria-pressed") === "true";
  const groups = [...form.querySelectorAll("[role=group]")].filter(seen).map((group) => ({
    label: group.getAttribute("aria-label") || group.querySelector(".ask-label").textContent,
    help: (group.querySelector("small") || {}).textContent || "",
    buttons: [...group.querySelectorAll("button.chip")].filter(seen).map((one) => ({
      card: one.dataset.id || "", done: Boolean(one.querySelector("small")), on: pressed(one) })),
  }));
  const boxes = [...form.querySelectorAll("input, textarea")];
  const lines = boxes.filter((one) => seen(one) && one.id).map((one) => ({
    id: one.id, date: one.type === "date", value: one.value,
    label: form.querySelector(`label[for="${one.id}"]`)?.textContent || "" }));
  return { shown: seen(form) && groups.length + lines.length > 0, groups, lines };
}"""
"""What of the form can be seen: groups of things to tap, and boxes; shown once there are any."""

_STATES = "all => all.map(one => one.dataset.state)"

_IN_PLACE = """() => {
  const [head, asked, note] = [".project-head", ".question", ".wall-note"].map((one) =>
    document.querySelector(one).getBoundingClientRect());
  const end = note.height ? note.top : innerHeight;
  return asked.height > 0 && asked.top >= head.bottom - 1 && asked.bottom <= end + 1;
}"""
"""Whether a step's question and what belongs to it stand below the title, and on the screen."""

WHAT_IS_IT, WHICH_ONE = "What is it?", "Which one?"
CONSENT = "Can you live with it?"
AGREED = frozenset({"We count", "It is counted in"})
"""What people at a table say aloud before they tap, so that all tap the same."""
MOST_TAPS = 15
BEST = {3: 0, 5: 4, 25: 4}
"""Of so many answers the best one: the first of yes to no, the last of 1 to 5, a map's corner."""
COUNTED = ("whole", "pence", "percent", "decimal")


@dataclass
class Typed:
    """Everything that was typed in a day, by everybody."""

    said: dict[str, str] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(21))
    ways: "count[int]" = field(default_factory=count)

    def words(self) -> str:
        """A few words that nobody has said, and that no near twin is of by chance."""
        lists = [words.split() for words in (_WHO, _DO, _WHAT, _WHERE)]
        all_ways = list(product(*lists))
        return " ".join(all_ways[next(self.ways) * 3_671 % len(all_ways)]).capitalize()

    def at(self, step: str) -> list[str]:
        """The words that were typed in a step, in their order."""
        return [text for text, where in self.said.items() if where.startswith(f"{step},")]

    def note(self, text: str, where: str) -> str:
        """Write down what is typed; what was typed before has to be tapped."""
        assert text not in self.said, (
            f"“{text}” is typed for {where}, and was for {self.said[text]}"
        )
        self.said[text] = where
        return text


class Taps:
    """One person, who is this many of the room."""

    def __init__(self, phone: Phone, number: int, typed: Typed) -> None:
        self.phone, self.number, self.typed = phone, number, typed
        self.page, self.group_of = phone.page, GROUPS[number].lower()
        self.tapped = 0
        self.sends: list[list[str]] = []
        """What was typed for each card that was sent."""

    def follow(self, prompt: str) -> None:
        expect(self.phone.prompt).to_have_text(prompt, timeout=SLOW)

    def form(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(_FORM)
        return found

    def group(self, label: str) -> Locator:
        return self.page.get_by_role("group", name=label, exact=True)

    def write(self, activity: Activity, adds_to: bool, numbers: set[str]) -> int:
        """Do each of the things that this step offers, once; how many were sent."""
        with suppress(LateError):
            self.page.wait_for_function(f"() => ({_FORM})().shown", timeout=3_000)
        form = self.form()
        if not form["shown"]:
            return 0
        which = next((one for one in form["groups"] if one["label"] == WHAT_IS_IT), None)
        if which is None:
            return self.one(activity, adds_to, numbers)
        sent = 0
        for place in range(len(which["buttons"])):
            self.group(WHAT_IS_IT).get_by_role("button").nth(place).click()
            sent += self.one(activity, False, numbers)
        return sent

    def one(self, activity: Activity, adds_to: bool, numbers: set[str]) -> int:
        """Tap and type until nothing is open, and send it."""
        self.sends.append([])
        self.tap_all(adds_to, activity.key)
        new = 0
        for line in self.form()["lines"]:  # what is carried over from a tapped card stands there
            if not line["value"].strip():
                self.type(line, f"{activity.key}, {line['label']}", numbers)
                new += 1
        if not new and not self.tapped:
            return 0
        self.page.get_by_role("button", name="Send", exact=True).click()
        return 1

    def answer(self) -> None:
        """Two who tapped the same one are asked whether they mean the same: yes."""
        mine = self.page.locator("[data-part=mine]")
        for _ in range(SLOW // 100):
            states = set(
                mine.locator("li").evaluate_all("all => all.map(one => one.dataset.state)")
            )
            if "asked" in states:
                asked = mine.locator("li[data-state=asked]").first
                asked.get_by_role("button", name=re.compile("^Yes: ")).first.click()
            elif "refused" in states:
                self.leave_to_others(mine.locator("li[data-state=refused]").first)
            elif not states & {"waiting", "sent", "saving"}:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"Not saved: {mine.inner_text()}")

    def tap_all(self, adds_to: bool, where: str) -> None:
        """One tap in each group where nothing is tapped: other people, other choices."""
        self.tapped = 0
        dealt_with: set[str] = {WHAT_IS_IT}
        for _ in range(MOST_TAPS):
            groups = self.form()["groups"]
            if adds_to:
                names = [one["label"] for one in groups]
                assert WHICH_ONE in names, f"{where} adds to what was said, and offers none of it"
            open_ones = [one for one in groups if one["label"] not in dealt_with]
            if not open_ones:
                return
            group = open_ones[0]
            dealt_with.add(group["label"])
            self.tap(group)

    def tap(self, group: dict[str, Any]) -> None:
        buttons, label = group["buttons"], group["label"]
        if any(one["on"] for one in buttons) and label != WHICH_ONE:
            return
        free = [at for at, one in enumerate(buttons) if not one["done"] and one["card"] != "none"]
        if not free:
            return
        if label == WHICH_ONE:
            at = self.number % sum(one["card"] != "none" for one in buttons)
            wanted = [at if at in free else free[-1]]  # each takes another one, as a table would
            if buttons[wanted[0]]["on"]:
                return
        elif buttons[free[0]]["card"]:
            wanted = free[: 2 if group["help"] else 1]
        else:
            wanted = [free[0 if label in AGREED else self.number % len(free)]]
        for at in wanted:
            self.group(label).get_by_role("button").nth(at).click()
            self.tapped += label != WHICH_ONE

    def type(self, line: dict[str, Any], where: str, numbers: set[str]) -> None:
        form = self.page.locator("[data-part=writing]")
        # Found by its words: news of the room may draw the small questions again.
        named = form.get_by_label(line["label"], exact=True).first
        box = form.locator("#box") if line["id"] == "box" else named
        if line["date"]:
            day = date(2031, 1, 1) + timedelta(days=next(self.typed.numbers))
            text = day.isoformat()
        elif line["label"] in numbers:
            text = str(next(self.typed.numbers))
        else:
            text = self.typed.words()
        self.sends[-1].append(self.typed.note(text, where))
        box.fill(text)

    def leave_to_others(self, refused: Locator) -> None:
        """Somebody at the table was quicker with the same card: theirs stays."""
        expect(refused).to_contain_text("Somebody answered this just before you")
        own = refused.locator(".card-text").inner_text()
        shown = set(own.split(" · "))
        for send in self.sends:
            for text in send if shown & set(send) else ():
                self.typed.said.pop(text, None)
        refused.get_by_role("button", name=re.compile("^Remove")).click()

    def sort(self) -> None:
        """Put two cards that are in no theme yet into one, on the page of sorting."""
        self.page.get_by_role("link", name="Sort the cards together").click()
        column = self.page.get_by_role("listbox", name="In no theme yet")
        cards = column.get_by_role("option")
        expect(cards.nth(1)).to_be_visible(timeout=SLOW)
        press = self.page.keyboard.press
        cards.first.focus()
        for key in ("Space", "ArrowDown", "Space", "m"):
            press(key)
        self.page.get_by_role("button", name="A new theme").click()
        name = self.typed.note(self.typed.words(), "the name of a theme")
        self.page.get_by_label("Name of the theme").fill(name)
        press("Enter")
        expect(self.page.get_by_role("listbox", name=name)).to_be_visible(timeout=SLOW)
        self.page.go_back()

    def vote(self, asks: str = "") -> Iterator[None]:
        """Answer for each card, as the vote asks, and let the others do the same meanwhile.

        All are of one mind, whatever order their cards stand in, so nothing comes out level. A
        second vote of a step is known by what it ``asks``: until then the first one stands there.
        """
        voting = self.page.locator("[data-part=vote]")
        options = voting.get_by_role("listitem")
        expect(voting).to_contain_text(asks, timeout=SLOW)
        expect(options.first).to_be_visible(timeout=SLOW)
        if voting.locator(".turns").is_visible():
            yield from self.place_all(voting)
        else:
            texts = voting.locator(".option > .card-text").all_inner_texts()
            liked = sorted(range(len(texts)), key=texts.__getitem__)
            for at in liked:
                if not self.answer_for(options.nth(at), best=at == liked[0]):
                    break
        yield
        expect(voting.get_by_role("status").filter(has_text="Saved")).to_be_visible(timeout=SLOW)

    def place_all(self, voting: Locator) -> Iterator[None]:
        """One card after another on two lines: the next one comes by itself."""
        turn = voting.locator(".turn-at")
        last = int(turn.inner_text().split(" of ")[1])
        texts = voting.locator(".option > .card-text").all_text_contents()
        for at in range(1, last + 1):
            # The last cards may still be on their way, so the number of all may grow.
            expect(turn).to_have_text(re.compile(f"^{at} of "), timeout=SLOW)
            card = voting.get_by_role("listitem")
            words = card.locator(".card-text").first.text_content()
            self.answer_for(card, best=words == min(texts))
            yield

    def answer_for(self, option: Locator, *, best: bool) -> bool:
        """A dot, or a tap on each scale; False where no dot is left."""
        dot = option.get_by_role("button", name="Put a dot")
        if dot.count():
            if dot.get_attribute("aria-disabled") == "true":
                return False
            dot.click()
            return True
        steps = option.locator("label.step")
        top = BEST[steps.count()]
        steps.nth(top if best or not top else top - 1 - self.number % 2).click()
        return True

    def share_out(self) -> bool:
        """Share £100 out: all of it on the first part."""
        split = self.page.get_by_role("region", name="Share out £100")
        if not split.is_visible():
            return False
        split.get_by_role("slider").nth(self.number % 2).press("End")
        split.get_by_role("button", name="Send").click()
        return True


def counted(activity: Activity) -> set[str]:
    """The labels of the boxes that take a number."""
    kinds = load_playbook().kinds
    asked = [(given.kind, name) for given in activity.gives for name in given.asked if name != TEXT]
    specs = [(kind, name, field_spec(kind, name)) for kind, name in asked]
    return {
        kinds[kind].fields[name].label
        for kind, name, spec in specs
        if spec is not None and spec.widget in COUNTED
    }


class Day:
    """A room of four phones, a big screen and a console, made by hand in an empty database."""

    def __init__(self, server: RunningServer, device: Device, plan: str) -> None:
        self.server, self.typed = server, Typed()
        self.plan = load_playbook().template(plan)
        self.desk = Console(device(CONSOLE), server)
        self.desk.welcome()
        title = self.typed.note("Growing up in Ashby", "the title")
        self.code, words = self.desk.make(title, self.plan.title)
        assert len(words.split()) == 4
        self.desk.press("Open the console")
        screen = self.desk.page.context.new_page()
        screen.set_viewport_size({"width": PROJECTOR["width"], "height": PROJECTOR["height"]})
        self.wall = Projector(screen, server, self.code)
        self.wall.base = self.desk.base
        self.wall.come()
        expect(self.wall.bar).to_be_visible(timeout=SLOW)
        self.desk.page.goto("about:blank")  # a console that follows a day: test_road.py
        self.people = [
            Taps(self._joined(device, number, group), number, self.typed)
            for number, group in enumerate(GROUPS)
        ]
        self.presses: dict[str, int] = {}

    def _joined(self, device: Device, number: int, group: str) -> Phone:
        table = str(number % TABLES + 1)
        return Phone(device(PHONE), self.server, self.code).join(group, table=table)

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

    @property
    def is_open(self) -> bool:
        return "Close" in self.wall.page.locator("[data-do=open]").inner_text()

    def open(self, activity: Activity) -> None:
        prompt = self.wall.page.locator("[data-part=prompt]")
        if prompt.inner_text() != activity.prompt:
            self.key("ArrowRight")
        expect(prompt).to_have_text(activity.prompt, timeout=SLOW)
        if not self.is_open:
            self.key("o")
        self.wall.page.wait_for_function(_IN_PLACE, timeout=SLOW)

    def go_through(self) -> None:
        """Every step of the plan in its order: open, write, show, vote, close, decide."""
        book = load_playbook()
        for planned in self.plan.activities:
            self.step(book.activity(planned.key))

    def step(self, activity: Activity) -> None:
        self.open(activity)
        sorts = activity.way == Way.SORT and not activity.gives and activity.votes is None
        for one in self.people[:TABLES] if sorts else ():
            one.follow(activity.prompt)
            one.sort()
        if not sorts and not activity.closes_itself:
            self.write(activity)
        if activity.hidden:
            self.key("r")
        if activity.forward:
            self.put_forward(activity)
        if activity.votes is not None:
            for one in self.people:
                one.follow(activity.prompt)
            self.vote()
        if self.is_open:
            self.key("o")
        decide = activity.decide
        by_tables = decide and decide.by == "table"  # their taps have decided
        if decide and not by_tables and not (decide.unless and self.plan.holds(decide.unless)):
            by_hand = decide.by == "press"
            self.presses[activity.key] = self.press(decide) if by_hand else self.take_on()

    def write(self, activity: Activity) -> None:
        """Whoever may write here writes, at the same time as the others."""
        given = activity.offered
        adds_to = len(given) == 1 and not given[0].makes
        for one in self.people if given else ():
            if (
                activity.writers
                and len(activity.gives) == 1
                and one.group_of not in activity.writers
            ):
                continue
            if not activity.writers:  # the others may have a question of their own
                one.follow(activity.prompt)
            if not one.share_out():
                one.write(activity, adds_to, counted(activity))
        for one in self.people:
            one.answer()

    def put_forward(self, activity: Activity) -> None:
        """Somebody at each table taps a card; another phone there shows it tapped, too."""
        for number in range(TABLES):
            taps, sees = (
                one.page.get_by_role("region", name="Put forward")
                for one in (self.people[number], self.people[number + TABLES])
            )
            card = taps.locator("button.card-chip").first
            expect(card).to_be_visible(timeout=SLOW)
            named = f'[data-id="{card.get_attribute("data-id")}"]'
            taps.locator(named).click()
            for phone in (taps, sees):
                on = phone.locator(named)
                expect(on).to_have_attribute("aria-pressed", "true", timeout=SLOW)

    def vote(self, asks: str = "") -> None:
        """Everybody votes at the same time: while one waits for the next card, another taps."""
        voting = [one.vote(asks) for one in self.people]
        while voting:
            voting = [one for one in voting if next(one, self) is not self]

    def take_on(self) -> int:
        """What a vote proposes is taken on at the big screen; how many presses it took."""
        take = self.wall.page.locator("[data-do=take]")
        presses = 0
        asks = True
        while asks:
            expect(take).to_be_visible(timeout=SLOW)
            asks = "Ask" in take.inner_text()
            take.click()
            presses += 1
            if not asks:
                break
            self.vote(CONSENT)
            self.key("o")
        expect(take).to_be_hidden(timeout=SLOW)
        return presses

    def press(self, decide: Decision) -> int:
        """What the facilitator chooses without a vote is chosen on the console, with one press."""
        self.desk.come(self.code)
        page, say = self.desk.page, decide.say[0].upper() + decide.say[1:]
        expect(page.get_by_role("heading", name=say, exact=True)).to_be_visible(timeout=SLOW)
        box = page.get_by_test_id("stMultiSelect").filter(has_text="Take these on")
        taken = box.get_by_role("button", name=re.compile("^Remove")).first
        for _ in range(TRIES):
            self.desk.settled()
            if taken.is_visible():  # what the room put forward is chosen already
                break
            with suppress(LateError):
                box.get_by_role("combobox").click(timeout=4_000)
                page.get_by_role("option").first.click(timeout=4_000)
            page.keyboard.press("Escape")
            with suppress(LateError):  # a second one would be more than one keeps
                taken.wait_for(timeout=8_000)
                break
        self.desk.settled()
        page.get_by_role("button", name=re.compile("^(Take th|Agree)")).click()
        chosen = page.get_by_role("heading", name=re.compile(f"^{re.escape(say)}: "))
        expect(chosen).to_be_visible(timeout=SLOW)
        page.goto("about:blank")
        return 1
