"""The room page where its script does not come: words still go out, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, Phone, Room, archive, database_texts
from tests.browser.running import RunningServer
from workshop.live import assets

Device = Callable[..., Page]


def test_words_go_out_though_the_script_does_not_arrive(
    server: RunningServer, device: Device
) -> None:
    """By the page's own form, with what became of them; the script then goes on as ever."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    page = phone.page
    scripts = "**/room/static/**/*.js"
    page.route(scripts, lambda route: route.abort())
    page.reload()
    for name in ("Change", "Next person"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    more = page.get_by_role("link", name="Change your cards, raise your hand")
    expect(more).to_be_visible(timeout=SLOW)
    page.get_by_label("Your words").fill("Sent by the form")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Your card is saved")).to_be_visible()
    assert database_texts(server, room.code) == ["Sent by the form"]
    page.get_by_label("Your words").fill("Half a thought")
    page.unroute(scripts)
    page.reload()
    phone.expect_saved("Sent by the form")
    expect(page.get_by_role("button", name="Next person")).to_be_visible()
    expect(more).to_have_count(0)
    phone.write("Half a thought, whole")
    page.reload()
    expect(phone.box).to_have_value("Half a thought, whole")
    phone.send("By the script")
    phone.expect_saved("By the script")
    assert database_texts(server, room.code) == ["Sent by the form", "By the script"]


def test_what_the_form_has_sent_is_not_begun_any_more(
    server: RunningServer, device: Device
) -> None:
    """Begun with the script, sent without it; then it is back, and its box is empty."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    page, words = phone.page, "Buses stop at six,\nand it is “far” – naïve 😀"
    scripts = "**/room/static/**/*.js"
    phone.write(words)
    page.wait_for_function("() => JSON.stringify({...localStorage}).includes('Buses stop')")
    page.route(scripts, lambda route: route.abort())
    page.reload()
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/room/*?saved=*")
    page.unroute(scripts)
    page.reload()
    phone.expect_saved(words.replace("\n", " "))
    expect(phone.box).to_have_value("")
    phone.write(words)  # once more, on purpose
    page.wait_for_function("() => JSON.stringify({...localStorage}).includes('Buses stop')")
    page.reload()
    expect(phone.box).to_have_value(words, timeout=SLOW)
    assert database_texts(server, room.code) == [words]


def test_a_script_of_another_kind_breaks_nothing(server: RunningServer, device: Device) -> None:
    """An engine that cannot read it, or somebody else's page in its place.

    One that is so old that it cannot shows the page's own forms without a wait.
    """
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()

    def broken(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body="class { #a = ?; }")

    def aged(route: Route) -> None:
        """What such an engine takes the styles for."""
        served = assets._asset("on-room/room.css")
        assert served is not None
        known = served.plain.decode().replace("(touch-action:pan-x)", "(unheard-of:1)")
        assert known.encode() != served.plain
        route.fulfill(content_type="text/css", body=known)

    phone.page.route("**/room/static/**/*.js", broken)
    phone.page.route("**/room.css", aged)
    phone.page.reload()
    more = phone.page.get_by_role("link", name="Change your cards, raise your hand")
    expect(more).to_be_visible(timeout=4_000)
    phone.page.get_by_label("Your words").fill("Sent all the same")
    phone.page.get_by_role("button", name="Send", exact=True).click()
    expect(phone.page.get_by_role("status").first).to_contain_text("saved")
    assert database_texts(server, room.code) == ["Sent all the same"]


def test_what_is_typed_into_a_plain_question_outlives_a_script_that_comes_late(
    server: RunningServer, device: Device
) -> None:
    room = Room(server).open("reframe.used-to-think")
    phone = Phone(device(PHONE), server, room.code).join()
    page = phone.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/room/static/**/room*.js", hold)
    page.reload(wait_until="commit")
    page.locator("main").evaluate("main => main.classList.add('is-plain')")  # after eight seconds
    page.get_by_label("Your words").fill("Bins were the trouble")
    page.get_by_label("Now I think").fill("Nobody asks us")
    with page.expect_response("**/room*.js"):
        for each in held:
            each.continue_()
    page.unroute("**/room/static/**/room*.js")
    page.wait_for_load_state()
    page.get_by_role("button", name="Send", exact=True).click()
    phone.expect_saved("Bins were the trouble")
    assert records(server, room, "belief") == [
        {"text": "Bins were the trouble", "now_think": "Nobody asks us"}
    ]


OLD = """
  for (const each of [Element, Document, DocumentFragment]) delete each.prototype.replaceChildren;
  delete HTMLDialogElement.prototype.showModal;
"""


def test_a_browser_that_lacks_what_the_script_needs_joins_and_sends(
    server: RunningServer, device: Device
) -> None:
    """As browsers were before 2021: by the page's own forms."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code)
    phone.page.add_init_script(OLD)
    phone.come()
    phone.page.get_by_role("radio", name="Resident").check()
    phone.page.get_by_role("button", name="Join in").click()
    phone.box.fill("From an old phone")
    phone.page.get_by_role("button", name="Send", exact=True).click()
    expect(phone.page.get_by_role("status").first).to_contain_text("saved")
    assert database_texts(server, room.code) == ["From an old phone"]


def records(server: RunningServer, room: Room, kind: str) -> list[dict[str, Any]]:
    """The text and fields of each card of that kind, oldest first."""
    cards = archive(server, room.code)["cards"]
    found = [card for card in cards if card["kind"] == kind]
    return [{"text": card["text"], **card["fields"]} for card in found]


def sends(page: Page, button: str = "Send") -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Your card is saved")).to_be_visible()


@pytest.mark.parametrize("engine", ["none", "old"])
def test_every_question_of_a_step_is_asked_without_the_script(
    engine: str, server: RunningServer, device: Device
) -> None:
    """£100 to share out, two boxes, a choice between kinds; what only a script can do is told."""
    room = Room(server).open("resources.spend")
    for part in ("Family support", "Buses & trains"):
        room.make("resources.spend", "strand", part)
    page = device(PHONE, java_script_enabled=engine == "old")
    if engine == "old":
        page.add_init_script(OLD)
    page.goto(f"{server.url}/join/{room.code}")
    page.get_by_role("radio", name="Resident").check()
    page.get_by_role("button", name="Join in").click()
    if engine == "old":  # a script that failed is known at once, and nobody waits for the forms
        expect(page.locator("main.is-plain")).to_be_visible(timeout=SLOW)

    room.open("resources.guess")
    page.reload()
    expect(page.get_by_text("Share out £100 over the parts of the work.")).to_be_visible()
    page.get_by_label("Family support").fill("٦٠")
    page.get_by_label("Buses & trains").fill("£30")
    page.get_by_role("button", name="Send my guess").click()
    expect(page.get_by_role("status").first).to_contain_text("£10 is left to share out")
    expect(page.get_by_label("Family support")).to_have_value("٦٠")
    for pounds in ("40", "35"):
        page.get_by_label("Buses & trains").fill(pounds)
        page.get_by_label("Family support").fill(str(100 - int(pounds)))
        sends(page, "Send my guess")
    assert records(server, room, "budget_guess") == [
        {
            "text": "Family support £65 · Buses & trains £35",
            "split": ["Family support: 65", "Buses & trains: 35"],
        }
    ]

    room.open("reframe.used-to-think")
    page.reload()
    page.get_by_label("Your words").fill("Bins were the trouble")
    page.get_by_label("Now I think").fill("Nobody asks us")
    sends(page)
    assert records(server, room, "belief") == [
        {"text": "Bins were the trouble", "now_think": "Nobody asks us"}
    ]

    room.open("team.hopes")
    page.reload()
    page.get_by_label("Your words").fill("The bus stops running")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Choose first what it is.")
    expect(page.get_by_label("Your words")).to_have_value("The bus stops running")
    page.get_by_role("radio", name="Worry").check()
    sends(page)
    assert [one["text"] for one in records(server, room, "worry")] == ["The bus stops running"]
    assert records(server, room, "hope") == []

    room.make("segments.map", "segment", "Night shift")
    room.open("segments.size")
    page.reload()
    expect(page.get_by_role("button", name="Send", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Choose earlier cards here").click()
    page.get_by_role("link", name="Night shift").click()
    page.get_by_label("How many").first.fill("120")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    assert records(server, room, "segment")[0]["size"] == 120

    votes_and_changes_their_mind(page, room)
    if engine == "none":
        sorts_without_a_button_that_does_nothing(page, room)
    hands_the_phone_on(page)


def votes_and_changes_their_mind(page: Page, room: Room) -> None:
    """By keyboard; Back shows what counts, and one that is sent again counts once."""
    room.open("insights.write")
    for text in ("Buses stop at six", "No clinic at school"):
        room.add(text)
    room.steer("reveal")
    room.open("insights.vote")
    page.goto(f"{page.url.partition('/plain/')[0]}/room/{room.code}")
    page.get_by_role("link", name="Vote here").click()
    dots = page.get_by_role("group", name="Put your dots on the cards").get_by_role("checkbox")
    expect(dots).to_have_count(2)
    bus = page.get_by_role("checkbox", name="Buses stop at six")
    bus.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send my vote").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your vote is saved.")
    expect(bus).to_be_checked()
    bus.uncheck()
    page.get_by_role("checkbox", name="No clinic at school").check()
    page.get_by_role("button", name="Send my vote").click()
    expect(page.get_by_role("status")).to_contain_text("Your vote is saved.")
    page.go_back()
    expect(bus).not_to_be_checked()
    page.get_by_role("button", name="Send my vote").click()
    expect(page.get_by_role("status")).to_contain_text("Your vote is saved.")
    expect(page.get_by_role("checkbox", name="No clinic at school")).to_be_checked()
    vote = room.state()["activity"]["vote"]
    assert (vote["voted"], vote["could"]) == (1, 1)


def sorts_without_a_button_that_does_nothing(page: Page, room: Room) -> None:
    room.open("insights.sort")
    room.steer("sorting", allowed=True, at="insights.sort")
    plain = page.url.partition("?")[0]
    page.goto(f"{plain.partition('/plain/')[0]}/sort/{room.code}")
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="Sort without JavaScript").click()
    expect(page.get_by_role("checkbox", name="Buses stop at six")).to_be_visible()
    page.goto(plain)


def hands_the_phone_on(page: Page) -> None:
    """A hand goes up, and the next person finds nothing of whoever wrote here before."""
    page.get_by_role("button", name="Raise my hand").click()
    expect(page.get_by_role("status")).to_contain_text("sees that you want to speak")
    expect(page.get_by_text("Nobody asks us")).to_have_count(0)
    expect(page.get_by_text("Bins were the trouble").first).to_be_visible()
    page.get_by_text("Somebody else is here now").click()
    page.get_by_role("button", name="I am the next person").click()
    expect(page.get_by_role("heading", name="Who are you here as?")).to_be_visible()
    expect(page.get_by_text("Bins were the trouble")).to_have_count(0)
    page.get_by_role("link", name="I was here before").click()
    expect(page.get_by_label("Your two words from the other screen")).to_be_visible()


def test_big_screen_and_sorting_say_that_they_do_not_follow(
    server: RunningServer, device: Device
) -> None:
    """Also to somebody who wants nothing to move; a page that runs never says it."""
    room = Room(server).open()
    page = device(PROJECTOR, reduced_motion="reduce")
    page.goto(f"{server.url}/f/{room.words}")
    ways = {"project": "does not follow the room by itself", "sort": "did not arrive"}
    for way, said in ways.items():
        page.goto(f"{server.url}/{way}/{room.code}")
        expect(page.get_by_text("Connected", exact=True)).to_be_attached(timeout=SLOW)
        expect(page.get_by_text(said)).to_have_count(0)
    page.route("**/room/static/**/*.js", lambda route: route.abort())
    for way, said in ways.items():
        page.goto(f"{server.url}/{way}/{room.code}")
        expect(page.get_by_text(said)).to_be_visible(timeout=SLOW)
