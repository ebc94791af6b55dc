"""What is typed into a form of the app stays until it is sent, whatever is drawn meanwhile.

What is chosen is not set again, as nobody but a person can: the form says what it was.
"""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import CONSOLE
from tests.browser.people import SLOW, Console, Room
from tests.browser.running import RunningServer

FIRST, SECOND = "The door is heavy", "The form is long"
THEIRS = "The form is longer than last year"


def box_of(page: Page, card: str) -> Locator:
    """The main box of the form in which a card is edited, in whichever theme it stands."""
    return page.locator(f"[class*='-edit-{card}-text'] textarea")


def shown_after_staying(page: Page) -> Locator:
    """Who is asked whether to leave, and stays, is shown the words that no box holds."""
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.evaluate("setTimeout(() => location.reload())")
    return page.get_by_role("dialog", name="What you typed or chose was not sent")


def test_words_in_open_forms_stay_and_are_asked_for_before_the_page_is_left(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    room = Room(server).open()
    second, first = room.add(SECOND), room.add(FIRST)
    room.steer("reveal")
    theme = room.make("insights.name", "theme", "Getting in")
    page = device(CONSOLE, reduced_motion="reduce")
    console = Console(page, server).take_over(room.words).come(room.code, "insights")
    console.connected()
    typed = {first: f"{FIRST} and slow", second: f"{SECOND} and old"}
    for card, text in ((first, FIRST), (second, SECOND)):
        console.act(text, "Edit")
        expect(box_of(page, card)).to_have_value(text, timeout=SLOW)
        box_of(page, card).fill(typed[card])

    def stay() -> None:
        for card, words in typed.items():
            expect(box_of(page, card)).to_have_value(words, timeout=SLOW)

    stay()
    room.change(second, THEIRS)
    room.move(first, theme)
    expect(page.get_by_text("There is something new.")).to_be_visible(timeout=SLOW)
    console.press("Show it now")
    expect(page.get_by_text("There is something new.")).to_be_hidden(timeout=SLOW)
    expect(page.locator(f".st-key-insights-wall-{theme}-edit-{first}-text")).to_be_visible()
    stay()
    page.get_by_text("Journeys", exact=True).click()
    expect(box_of(page, first)).to_be_hidden(timeout=SLOW)
    left = shown_after_staying(page)
    expect(left.get_by_text(typed[first])).to_be_visible(timeout=SLOW)
    expect(left.get_by_text(typed[second])).to_be_visible()
    left.get_by_role("button", name="Close").click()
    expect(left).to_be_hidden()
    page.get_by_text("The wall", exact=True).click()
    stay()
    expect(page.get_by_text(f"Somebody saved this in the meantime: “{THEIRS}”")).to_be_visible()

    form = page.get_by_test_id("stForm").filter(has=box_of(page, first))
    form.get_by_role("button", name="Save").click()
    expect(box_of(page, first)).to_be_hidden(timeout=SLOW)
    expect(page.get_by_text(typed.pop(first), exact=True)).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name="Plan").click()
    expect(page.get_by_role("heading", name="The plan", level=1)).to_be_visible(timeout=SLOW)
    console.settled()
    page.get_by_role("link", name="Insight capture").click()
    stay()

    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    console.connected()
    console.act(THEIRS, "Edit")
    expect(box_of(page, second)).to_have_value(THEIRS, timeout=SLOW)
    box_of(page, second).fill(typed[second])
    room.move(second, theme)
    console.press("Show it now")
    expect(page.locator(f".st-key-insights-wall-{theme}-edit-{second}-text")).to_be_visible()
    stay()
    form = page.get_by_test_id("stForm").filter(has=box_of(page, second))
    form.get_by_role("button", name="Cancel").click()
    expect(box_of(page, second)).to_be_hidden(timeout=SLOW)
    console.settled()
    page.reload()
    assert asked == ["beforeunload"]


def test_a_choice_that_was_not_sent_is_said_and_asked_for_before_the_page_is_left(
    server: RunningServer, device: Callable[..., Page]
) -> None:
    room = Room(server).open()
    card = room.add(FIRST)
    room.steer("reveal")
    theme = room.make("insights.name", "theme", "Getting in")
    page = device(CONSOLE, reduced_motion="reduce")
    console = Console(page, server).take_over(room.words).come(room.code, "insights")
    console.connected()
    console.act(FIRST, "Edit")
    choice = page.locator(f"[class*='-edit-{card}-evidence']").get_by_role("combobox")
    expect(choice).to_have_value("", timeout=SLOW)
    choice.focus()
    choice.press("ArrowDown")
    page.get_by_role("option", name="I saw it").click()
    expect(choice).to_have_value("I saw it")
    said = page.get_by_text("You had chosen “I saw it” here, and it was not sent. Choose it again.")
    expect(page.locator("[data-testid=stForm][data-unsaved]")).to_be_visible()
    expect(said).to_be_hidden()

    room.move(card, theme)
    console.press("Show it now")
    expect(page.locator(f".st-key-insights-wall-{theme}-edit-{card}-text")).to_be_visible()
    expect(choice).to_have_value("")
    expect(said).to_be_visible()
    page.get_by_text("Journeys", exact=True).click()
    expect(choice).to_be_hidden(timeout=SLOW)
    left = shown_after_staying(page)
    expect(left.get_by_text("I saw it")).to_be_visible(timeout=SLOW)
    left.get_by_role("button", name="Close").click()
    page.get_by_text("The wall", exact=True).click()
    expect(said).to_be_visible(timeout=SLOW)

    choice.focus()
    choice.press("ArrowDown")
    page.get_by_role("option", name="I saw it").click()
    expect(said).to_be_hidden()
    form = page.get_by_test_id("stForm").filter(has=box_of(page, card))
    form.get_by_role("button", name="Save").click()
    expect(box_of(page, card)).to_be_hidden(timeout=SLOW)
    console.settled()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []
    console.connected()
    console.act(FIRST, "Edit")
    expect(choice).to_have_value("I saw it", timeout=SLOW)

    # Menus hold forms too, drawn beside the page. A time in one is asked for as well.
    console.come(room.code, "plan")
    page.get_by_role("button", name="When and where").first.click()
    menu = page.get_by_test_id("stPopoverBody")
    for part, typed in (("hour", "9"), ("minute", "30")):
        menu.get_by_role("spinbutton", name=f"{part}, Begins").press_sequentially(typed)
    expect(menu.locator("[data-testid=stForm][data-unsaved]")).to_be_visible(timeout=SLOW)
    page.reload()
    assert asked == ["beforeunload"]
