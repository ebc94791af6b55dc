"""Every sentence of a participant's page and of the big screen speaks the language of its browser.

The catalogue of the server is made for this: each sentence is longer, accented, between marks, and
goes from right to left. What stands outside of the marks is a sentence that nobody could translate.
What is said to screen readers alone is written down as it is said, all day.
"""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR, end
from tests.browser.people import SLOW, Room, sideways
from tests.browser.running import RunningServer
from tests.browser.test_people_in_the_room import TONE
from tests.pseudo import stretched, unmarked, write_pseudo
from workshop.db import Database
from workshop.domain.summary_release import share_summary
from workshop.library import load_library
from workshop.playbook import load_playbook
from workshop.queries.viewer import host

Device = Callable[..., Page]
LANGUAGE = "ar"
STEPS = ("team.life-question", "insights.write", "segments.missing", "reframe.used-to-think")
SERVING = """
import pathlib, sys
from workshop.words import catalogues
catalogues.FOLDER = pathlib.Path(sys.argv.pop(1))
from stages.serving import main
sys.exit(main())
"""
LEFT_OVER = """([people, also]) => {
  const bare = text => {
    for (const one of people) text = text.replaceAll(one, "");
    for (let was = ""; was !== text;) { was = text; text = text.replace(/⟦[^⟦⟧]*⟧/gu, ""); }
    return /\\p{L}{2}/u.test(text) ? text.trim() : "";
  };
  const found = [];
  for (const node of document.body.querySelectorAll("*")) {
    if (node.closest(`script, style, kbd, .languages, .room-title${also}`)) continue;
    if (node.closest("[hidden], [translate=no]")) continue;
    const said = ["aria-label", "alt", "title", "placeholder"].map(name => node.getAttribute(name));
    for (const each of node.childNodes) // what is said around a part of it is said by the whole
      if (each.nodeType === 3 && bare(node.textContent)) said.push(each.textContent);
    for (const text of said) if (text && bare(text)) found.push(bare(text));
  }
  return found;
}"""


IN_LIST = """() => [...document.querySelectorAll(".sort-list")].findIndex(
  list => list.contains(document.activeElement))"""
HEARS = """() => {
  const live = "[aria-live]:not([aria-live=off]), [role=status], [role=alert]";
  const hear = node => {
    const place = (node.nodeType === 1 ? node : node.parentElement)?.closest(live);
    const said = place && !place.closest("[hidden]") && place.textContent.trim();
    if (said) heard(said);
  };
  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(live).forEach(hear);
    new MutationObserver(all => all.forEach(one => hear(one.target))).observe(
      document.body, { subtree: true, childList: true, characterData: true });
  });
}"""


def outside(text: str, people: list[str]) -> str:
    """What of it nobody could translate."""
    for one in people:
        text = text.replace(one, "")
    return unmarked(text)


def resident_says(room: Room, text: str) -> None:
    """Somebody who lives here joins without a script, and writes a card."""
    base = f"http://127.0.0.1:{room.server.port}"
    with httpx.Client(base_url=base, timeout=30, follow_redirects=True) as phone:
        phone.get(f"/join/{room.code}").raise_for_status()
        phone.post(f"/join/{room.code}", data={"role_group": "resident"}).raise_for_status()
        card = {"activity": "insights.write", "kind": "insight", "text": text}
        key = {"Idempotency-Key": f"says-{text.replace(' ', '-')}-0123456789"}
        phone.post(f"/api/{room.code}/cards", json=card, headers=key).raise_for_status()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    words = tmp_path_factory.mktemp("words")
    write_pseudo(LANGUAGE, words)
    folder: Path = tmp_path_factory.mktemp("server")
    running = RunningServer(folder, serving=(sys.executable, "-c", SERVING, str(words)))
    running.start()
    yield running
    end(running)


def test_no_sentence_is_left_in_english_and_none_leaves_its_place(
    server: RunningServer, device: Device
) -> None:
    """Way in, join, write, mistake, no scripts, sort, vote, pause, closed, what is kept or read."""
    page = device(PHONE)
    people = ["Growing up in Ashby", "Buses stop at six", "Clinics at school", "Ali"]
    heard: list[str] = []
    page.expose_function("heard", lambda said: heard.append(said))  # noqa: PLW0108 - no builtin
    page.add_init_script(f"({HEARS})()")

    def looks_right(where: str) -> None:
        assert page.evaluate(LEFT_OVER, [[*people, room.code], ", noscript"]) == [], where
        root = "document.scrollingElement"
        assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 1, where

    room = Room(server)
    screen = device(PROJECTOR)
    screen.goto(f"{server.url}/f/{room.words}")
    screen.goto(f"{server.url}/project/{room.code}?lang={LANGUAGE}")
    expect(screen.locator("[data-do=next]")).to_be_visible(timeout=SLOW)
    assert screen.locator(".code").evaluate("node => getComputedStyle(node).direction") == "ltr"

    def wall_looks_right(where: str, shows: str) -> None:
        """On the big screen too, which is steered from there."""
        expect(screen.locator(shows)).to_be_visible(timeout=SLOW)
        assert screen.evaluate(LEFT_OVER, [[*people, room.code], ", noscript"]) == [], where

    wall_looks_right("joining", ".joining .people")
    screen.keyboard.press("?")
    wall_looks_right("keys", ".keys-languages")
    screen.keyboard.press("Escape")
    page.goto(f"{server.url}/join/XXXXX?lang={LANGUAGE}")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == LANGUAGE
    looks_right("no such room")
    page.goto(f"{server.url}/join/{room.code}")
    page.locator(".join-go").click()
    expect(page.locator("[data-part=join-say]")).to_contain_text("⟦")
    looks_right("nothing chosen")
    page.locator("input[value=resident]").check()
    page.locator("#name").fill("Ali")
    page.locator(".join-go").click()
    expect(page.locator("[data-part=who-text]")).to_contain_text("⟦", timeout=SLOW)
    expect(page.locator("[data-part=pulse][data-status=connected]")).to_be_visible(timeout=SLOW)
    looks_right("we start soon")

    def moves_to(step: str) -> None:
        """The phone has followed: what is typed from now on is typed to this step."""
        room.open(step)
        asked = stretched(load_playbook().activity(step).prompt)
        expect(page.locator("[data-part=prompt]")).to_have_text(asked, timeout=SLOW)

    for step in STEPS:
        moves_to(step)
        looks_right(step)
    moves_to("insights.write")
    page.locator("#box").fill("Buses stop at six")
    page.locator("[data-part=send]").click()
    expect(page.locator("[data-part=mine] [data-state=saved]")).to_have_count(1, timeout=SLOW)
    looks_right("saved")
    wall_looks_right("a card lies face down", ".wall-backs")
    screen.route("**/live/**", lambda route: route.abort())  # also before it hears the room
    screen.reload()
    wall_looks_right("no news yet", ".prompt")
    screen.unroute("**/live/**")
    screen.reload()
    page.locator("[data-part=send]").click()
    looks_right("an empty card")
    page.locator("[data-part=next-person]").click()
    looks_right("next person")
    bare = device(PHONE, java_script_enabled=False)
    bare.context.add_cookies(page.context.cookies())
    bare.goto(f"{server.url}/room/{room.code}")
    expect(bare.locator("[data-part=plain-note]")).to_contain_text("⟦")
    assert bare.evaluate(LEFT_OVER, [[*people, room.code], ", [data-part=say]"]) == []
    page.reload()
    clinics = room.make("insights.write", "insight", "Clinics at school")
    for number in range(3):  # of one or two nobody is told the group
        resident_says(room, f"Ali {number}")
    room.steer("reveal")
    wall_looks_right("the wall, with groups", ".wall-card:has(bdi) >> nth=0")
    screen.keyboard.press("Enter")
    wall_looks_right("one card, large", ".closeup-foot bdi >> nth=0")
    screen.keyboard.press("Escape")
    moves_to("insights.sort")
    room.steer("sorting", allowed=True, at="insights.sort")
    page.locator("[data-part=sort] a").click()
    card = page.locator("[role=option]").first
    expect(card).to_be_visible(timeout=SLOW)
    looks_right("sort")
    card.click()
    for more in page.locator("[data-more]").all():
        more.click()
    for act in ("open", "move"):
        page.locator(f"[data-do={act}]").click()
        expect(page.locator("dialog[open]")).to_be_visible()
        looks_right(act)
        page.keyboard.press("Escape")
    page.locator("[data-do=new-theme]").click()
    page.locator("dialog[open] input").fill("Ali")
    page.locator("dialog[open] input").press("Enter")
    expect(page.locator("[data-part=say]")).to_contain_text("Ali", timeout=SLOW)
    looks_right("a theme is made")
    expect(page.locator("[data-do=undo] .sort-what")).to_have_text(
        stretched("make the theme {theme}").replace("{theme}", "\u2068‘Ali’\u2069"), timeout=SLOW
    )
    screen.keyboard.press("u")
    expect(screen.locator(".bar-said")).to_contain_text("⟦", timeout=SLOW)
    wall_looks_right("what undo takes back", ".bar-said")
    page.locator("[role=option]").first.focus()
    assert page.evaluate(IN_LIST) == 0
    page.keyboard.press("ArrowLeft")  # the next column is on the left
    assert page.evaluate(IN_LIST) == 1
    page.keyboard.press("ArrowRight")
    assert page.evaluate(IN_LIST) == 0
    page.locator("[data-do=suggest]").click()
    expect(page.locator("[data-part=say], dialog[open]").first).to_contain_text("⟦")
    looks_right("suggested themes")
    page.goto(f"{server.url}/room/{room.code}")
    room.open("insights.vote")
    expect(page.locator("[data-part=vote] li").first).to_be_visible(timeout=SLOW)
    looks_right("vote")
    wall_looks_right("vote", "[data-part=voted]")
    page.locator(".dot-button").first.click()
    expect(page.locator("[data-part=vote] [role=status]")).to_contain_text(
        stretched("Saved"), timeout=SLOW
    )
    room.steer("close")
    wall_looks_right("what a vote proposes", ".results")
    room.steer("take-on", cards=[clinics])
    chosen = page.locator(".chosen-sentence")
    expect(chosen).to_contain_text("Clinics at school", timeout=SLOW)
    looks_right("what was chosen")
    wall_looks_right("results", ".results")
    room.steer("pause")
    expect(page.locator("[data-part=paused]")).to_be_visible(timeout=SLOW)
    looks_right("pause")
    wall_looks_right("pause", ".project-paused")
    room.steer("resume")
    room.close()
    expect(page.locator("[data-part=ended]")).to_be_visible(timeout=SLOW)
    looks_right("closed")
    wall_looks_right("thanks", ".ended-thanks")
    page.goto(f"{server.url}/kept/{room.code}")
    looks_right("kept")
    page.goto(f"{server.url}/read/{room.code}")
    assert page.evaluate(LEFT_OVER, [[*people, room.code], ", main [lang=en]"]) == []
    page.goto(f"{server.url}/read/{room.code}?case={load_library('en').cases[0].slug}")
    assert page.evaluate(LEFT_OVER, [[*people, room.code], ", main [lang=en]"]) == []
    page.set_viewport_size(CONSOLE)
    for address in (page.url, f"{server.url}/read/{room.code}", f"{server.url}/room/{room.code}"):
        page.goto(address)
        used = page.evaluate("() => document.querySelector('main').clientWidth / innerWidth")
        assert used > 0.6, address
        assert sideways(page) == 0
    page.set_viewport_size(PHONE)
    page.goto(f"{server.url}/board/{room.code}")
    expect(page.locator("[data-part=print]")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("[data-part=say]")).not_to_be_empty()
    assert page.evaluate(LEFT_OVER, [[*people, room.code], ", noscript"]) == []
    assert len(set(heard)) > 10
    assert {one for one in heard if outside(one, [*people, room.code])} == set()


def shared(room: Room) -> None:
    db = Database(room.server.environment["DATABASE_URL"])
    with db.read() as session:
        viewer = host(session, room.code)
    share_summary(db, viewer=viewer, shared=True)
    db.close()


def test_no_sentence_of_the_other_ways_to_vote_and_to_say_something_is_left_in_english(
    server: RunningServer, device: Device
) -> None:
    """A case, a lens, each vote, £100, what is put forward, translated and spoken, the summary."""
    room = Room(server, template="five-sessions")
    people = ["Growing up in Ashby", "Buses stop at six", "They come to us", "Meals at six", "Ali"]
    people.append("A promise")
    for each in load_library("en").cases:  # and their sources, which keep their names
        people += [each.title, *(source.title for source in each.sources)]
    left: dict[str, list[str]] = {}
    page, screen = device(PHONE), device(PROJECTOR)
    page.add_init_script(TONE)

    def look(where: str, shows: str, *, also: str = "", wall: str = "") -> None:
        """What stands in English on the phone, and on the big screen where it ``wall`` shows."""
        for seen, wanted in ((page, shows), (screen, wall)):
            if not wanted:
                continue
            expect(seen.locator(wanted).first).to_be_visible(timeout=SLOW)
            found = seen.evaluate(LEFT_OVER, [[*people, room.code], f", noscript{also}"])
            left[f"{where}: {wanted}"] = found

    def moves_to(step: str) -> None:
        """The phone and the big screen have followed."""
        room.open(step)
        asked = stretched(load_playbook().activity(step).prompt)
        for one in (page.locator("[data-part=prompt]"), screen.locator(".prompt")):
            expect(one).to_have_text(asked, timeout=SLOW)

    screen.goto(f"{server.url}/f/{room.words}")
    screen.goto(f"{server.url}/project/{room.code}?lang={LANGUAGE}")
    page.goto(f"{server.url}/join/{room.code}?lang={LANGUAGE}")
    page.locator("input[value=resident]").check()
    page.locator("#name").fill("Ali")
    page.locator("#table").fill("1")
    page.locator(".join-go").click()
    expect(page.locator("[data-part=who-text]")).to_contain_text("⟦", timeout=SLOW)

    case, lens = load_library("en").cases[0], load_library("en").lenses[0]
    room.open("horizon.cases")
    room.steer("show", what=f"case:{case.slug}")
    own = stretched(case.summary)
    expect(screen.locator(".shown-text")).to_have_text(own, timeout=SLOW)
    expect(page.locator("[data-part=shown]")).to_contain_text(own, timeout=SLOW)
    assert screen.locator(".shown-title").get_attribute("lang") == "en"
    look("case", "[data-part=shown]", wall=".shown-text")
    room.steer("show", what=f"lens:{lens.slug}")
    look("lens", "[data-part=shown]:has(li)", wall=".shown-numbered")
    room.steer("show", what="wall")

    moves_to("insights.write")
    page.locator("#box").fill("Buses stop at six")
    page.locator("[data-part=send]").click()
    expect(page.locator("[data-part=mine] [data-state=saved]")).to_have_count(1, timeout=SLOW)
    page.locator("[data-do=words]").click()
    page.locator("#words-text").fill("Ali")
    look("translate", "dialog[open]", also=", option")
    page.locator("dialog[open] .button").first.click()
    expect(page.locator("dialog[open]")).to_have_count(0, timeout=SLOW)
    look("translated", "[data-part=mine] [data-state=saved]")
    page.locator(".adds button").nth(2).click()
    look("say it", ".saying")
    turn = page.locator(".saying:not([hidden]) .button").first
    turn.click()
    expect(page.locator(".saying .count")).to_contain_text("0:01", timeout=SLOW)
    look("recording", ".saying .count")
    turn.click()
    use = page.locator(".saying:not([hidden]) .button:not(.quiet):visible").last
    expect(use).to_be_visible(timeout=SLOW)
    look("recorded", ".saying")
    use.click()
    look("a voice waits", "[data-part=composer]")
    room.open("team.life-question")
    look("the room has moved on", "[data-part=moved] button")
    page.locator("[data-part=moved] button").first.click()

    moves_to("team.life-question")
    look("a voice is kept", "#box", wall=".prompt")
    moves_to("reframe.from-to")
    look("two lines", "#box", wall=".prompt")
    room.add("They come to us", "reframe.from-to")
    room.steer("reveal", activity="reframe.from-to")
    for step, method in (
        ("reframe.choose", "score"),
        ("solutions.matrix", "matrix"),
        ("solutions.agreement", "consent"),
    ):
        if method == "matrix":
            moves_to("solutions.build")
            room.add("Meals at six", "solutions.build")
            room.steer("reveal")
        moves_to(step)
        if method == "consent":
            room.add("A promise", step)
        look(method, "[data-part=vote] li", wall="[data-part=voted]")
        page.locator("[data-part=vote] input[type=radio]").first.check(force=True)
        expect(page.locator("[data-part=vote] [role=status]").first).to_contain_text(
            stretched("Saved"), timeout=SLOW
        )
        look(f"{method}, answered", "[data-part=vote] li")
        room.steer("close")
        look(f"{method}, closed", "[data-part=vote]", wall=".results")
    moves_to("resources.spend")
    for part in ("Ali", "Buses stop at six", "Meals at six"):
        room.make("resources.spend", "strand", part)
    room.steer("reveal")
    moves_to("resources.guess")
    look("£100", ".split-part", wall=".prompt")
    page.locator(".split-step").last.click()
    look("£100, some of it", ".split-part")

    moves_to("solutions.ideas")
    page.locator("#box").fill("Meals at six")
    page.locator("[data-part=send]").click()
    expect(page.locator("[data-part=mine] [data-state=saved]").first).to_be_visible(timeout=SLOW)
    room.steer("reveal")
    moves_to("solutions.cluster")
    look("put forward", "[data-part=forward] button", wall=".field-card")
    page.locator("[data-part=forward] button").first.click()
    expect(page.locator("[data-part=forward] [aria-pressed=true]")).to_have_count(1, timeout=SLOW)
    look("put forward, tapped", "[data-part=forward] button")

    room.close()
    shared(room)
    look("closed", "[data-part=ended]", wall=".ended-thanks")
    page.goto(f"{server.url}/summary/{room.code}")
    day = page.locator(".where").inner_text().split("·")[-1].strip()
    assert not re.search("[A-Za-z]", day)
    people.append(day)
    look("summary", "main")
    assert {where: found for where, found in left.items() if found} == {}
