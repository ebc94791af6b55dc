"""Pictures, people who share a device, ways back, signs, late words and who steers."""

import re
from collections.abc import Callable
from functools import partial
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Report, violations
from tests.browser.conftest import CONSOLE, PHONE, PROJECTOR
from tests.browser.people import SLOW, WAITING, Console, Phone, Projector, Room, database_texts
from tests.browser.running import RunningServer
from tests.workshop.recordings.samples import mp4
from workshop.db import Database
from workshop.domain.people.hands import lower_hands, raise_hand
from workshop.live.server import COOKIE
from workshop.queries.viewer import host, identify

Device = Callable[..., Page]
LATE = "Saved. It still counts"


def photo() -> dict[str, object]:
    """As a phone's camera makes it: large."""
    made = BytesIO()
    Image.effect_noise((3000, 2000), 50).convert("RGB").save(made, "JPEG")
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def chip(page: Page, name: str) -> Locator:
    """A button that can be pressed in; it then has a tick before its words."""
    return page.get_by_role("button", name=re.compile(rf"^(✓ )?{re.escape(name)}$"))


def loaded(image: Locator) -> None:
    """The picture has come, and has pixels."""
    expect(image).to_be_visible(timeout=SLOW)
    expect(image).to_have_js_property("complete", True, timeout=SLOW)
    assert image.evaluate("image => image.naturalWidth") > 0


TONE = """
  const getUserMedia = async () => {
    const room = new AudioContext();
    const tone = room.createOscillator();
    const out = room.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    return out.stream;
  };
  Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia } });
"""
"""A microphone, as on a page with https, that hears one tone; what records it, and plays it, is
the browser's own."""
LENGTH = """async path => {
  const answer = await fetch(path);
  const room = new OfflineAudioContext(1, 1, 48000);
  const sound = await room.decodeAudioData(await answer.arrayBuffer());
  return [answer.headers.get("content-type"), sound.duration];
}"""


def test_a_card_is_said_in_place_of_written(server: RunningServer, device: Device) -> None:
    """By keyboard, without wifi, across a reload; what was cleaned still plays."""
    room = Room(server).open()
    page = device(PHONE)
    page.add_init_script(TONE)
    phone = Phone(page, server, room.code).join()
    button(page, "Say it").press("Enter")
    expect(button(page, "Start")).to_be_focused(timeout=SLOW)
    expect(page.get_by_text("Only the facilitator hears it")).to_be_visible()
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_text("0:01 of 1:30")).to_be_visible(timeout=SLOW)
    assert violations(page) == set()
    button(page, "Stop").press("Enter")
    expect(button(page, "Use this")).to_be_focused(timeout=SLOW)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your voice goes out with this card.")).to_be_visible(timeout=SLOW)
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_text("Your voice goes out with this card.")).to_be_visible(timeout=SLOW)
    page.context.set_offline(True)
    button(page, "Send").click()
    phone.expect_state("Spoken, not yet typed", WAITING)
    page.context.set_offline(False)
    phone.expect_saved("Spoken, not yet typed")
    expect(page.get_by_text("Your voice goes out with this card.")).to_be_hidden()
    mine = page.evaluate("path => fetch(path).then(one => one.json())", f"/api/{room.code}/mine")
    [card] = mine["cards"]
    mime, length = page.evaluate(LENGTH, f"/api/{room.code}/cards/{card['id']}/recording")
    assert mime == "audio/webm"
    assert length > 0.5
    page.reload()
    phone.press("Spoken, not yet typed", "Your recording")
    expect(page.get_by_role("heading", name="Your recording")).to_be_visible(timeout=SLOW)
    assert page.locator("dialog audio").evaluate("sound => sound.paused && !sound.readyState")
    page.locator("dialog audio").evaluate("sound => sound.play()")
    expect(page.locator("dialog audio")).not_to_have_js_property("readyState", 0, timeout=SLOW)
    assert violations(page) == set()
    button(page, "Take the recording away").click()
    phone.expect_said("This recording is not here any more.")
    expect(phone.card("Spoken, not yet typed").get_by_role("button")).to_have_count(3)
    gone = page.evaluate(
        "path => fetch(path).then(one => one.status)",
        f"/api/{room.code}/cards/{card['id']}/recording",
    )
    assert gone == 404


def test_the_room_moves_on_while_somebody_says_a_card(
    server: RunningServer, device: Device
) -> None:
    """It goes on being recorded for its own question, and lies with the cards until it is sent."""
    room = Room(server).open()
    page = device(PHONE)
    page.add_init_script(TONE)
    phone = Phone(page, server, room.code).join()
    asked = phone.prompt.inner_text()
    button(page, "Say it").click()
    button(page, "Start").click()
    expect(page.get_by_text("0:01 of 1:30")).to_be_visible(timeout=SLOW)
    room.open("segments.map")
    still = page.get_by_text(f"You are still recording for “{asked}”.")
    expect(still.first).to_be_visible(timeout=SLOW)
    button(page, "Keep them and go on").click()
    expect(phone.prompt).not_to_have_text(asked)
    phone.expect_state("Spoken, not yet typed", "Kept here, not sent")
    where = page.get_by_text(f"Your recording is kept for “{asked}”. You find it below")
    expect(where.first).to_be_visible(timeout=SLOW)
    expect(button(page, "Say it")).to_be_visible()
    phone.press("Spoken, not yet typed", "Remove")
    phone.press("Spoken, not yet typed", "Put back")
    phone.expect_state("Spoken, not yet typed", "Kept here, not sent")
    phone.press("Spoken, not yet typed", "Send to the old question")
    page.locator("details.before summary").click(timeout=SLOW)
    expect(phone.card("Spoken, not yet typed").get_by_text(LATE)).to_be_visible(timeout=SLOW)
    mine = page.evaluate("path => fetch(path).then(one => one.json())", f"/api/{room.code}/mine")
    [card] = mine["cards"]
    path = f"/api/{room.code}/cards/{card['id']}/recording"
    assert page.evaluate("path => fetch(path).then(one => one.status)", path) == 200


def test_where_a_page_may_not_use_the_microphone_the_phones_own_recorder_does_it(
    server: RunningServer, device: Device
) -> None:
    """As on plain http: a file is taken, and one that is no recording is refused in a sentence."""
    room = Room(server).open()
    page = device(PHONE)
    phone = Phone(page, server, room.code).join()
    button(page, "Say it").click()
    expect(page.get_by_text("Your phone opens its recorder")).to_be_visible(timeout=SLOW)
    expect(button(page, "Start")).to_be_hidden()
    assert violations(page) == set()
    taken = page.get_by_label("Record or choose a file")
    for words, content in (("Not a recording", b"no sound at all"), ("", mp4())):
        phone.write(words)
        taken.set_input_files([{"name": "a.m4a", "mimeType": "audio/mp4", "buffer": content}])
        button(page, "Use this").click()
        button(page, "Send").click()
        if words:
            phone.expect_said("This is not a recording that we can keep.")
            button(page, "Say it").click()
    phone.expect_saved("Spoken, not yet typed")


def test_a_photo_and_a_drawing_are_answers_without_a_word_typed(
    server: RunningServer, device: Device
) -> None:
    """Taken without wifi they wait like words, come back after a reload, and reach the wall."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join()
    page = phone.page
    expect(button(page, "Add a photo")).to_be_visible(timeout=SLOW)
    page.context.set_offline(True)
    page.locator("input[type=file]").set_input_files([photo()])  # type: ignore[list-item]
    expect(page.get_by_role("img", name="A photo")).to_be_visible(timeout=SLOW)
    button(page, "Send").click()
    phone.expect_state("A photo", WAITING)
    page.context.set_offline(False)
    phone.expect_saved("A photo")

    button(page, "Draw instead").click()
    sheet = page.get_by_role("img", name="Draw here with a finger, a pen or the mouse")
    sheet.click(position={"x": 40, "y": 40})
    room.open("segments.map")
    button(page, "Keep them and go on").click(timeout=SLOW)  # the sheet is open still
    phone.expect_state("A drawing", "Kept here, not sent")
    expect(sheet).to_be_hidden()
    expect(page.get_by_text("Your drawing is kept for “What did you see or hear")).to_be_visible()
    room.open()
    expect(page.get_by_role("img", name="A drawing")).to_be_visible(timeout=SLOW)
    button(page, "Take the picture away").click()
    button(page, "Draw instead").click()
    sheet.click(position={"x": 40, "y": 40})
    button(page, "Use this drawing").click()
    page.reload()
    expect(page.get_by_role("img", name="A drawing")).to_be_visible(timeout=SLOW)
    room.open("segments.map")
    button(page, "Keep them and go on").click(timeout=SLOW)
    phone.expect_state("A drawing", "Kept here, not sent")
    expect(page.get_by_role("img", name="A drawing")).to_be_hidden()
    room.open()
    expect(page.get_by_role("img", name="A drawing")).to_be_visible(timeout=SLOW)
    expect(phone.card("A drawing")).to_have_count(0)
    phone.send("Where we cross the road")
    phone.expect_saved("Where we cross the road")
    expect(button(page, "Add a photo")).to_be_visible(timeout=SLOW)
    button(page, "Draw instead").click()
    sheet.click(position={"x": 40, "y": 40})
    room.open("segments.map")
    button(page, "Send to the old question").click(timeout=SLOW)  # as it is drawn so far
    expect(sheet).to_be_hidden()
    room.open()
    saved = re.compile("^Saved")  # late, where it came before the question was open again
    expect(phone.card("A drawing").get_by_text(saved)).to_be_visible(timeout=SLOW)

    room.steer("reveal")
    wall = Projector(device(PROJECTOR), server, room.code).come()
    wall.shows("Where we cross the road")
    loaded(wall.wall.get_by_role("img", name="A photo"))
    loaded(wall.wall.get_by_role("img", name="Where we cross the road"))
    loaded(phone.card("A photo").locator("img"))


def test_a_tables_device_writes_for_two_people(server: RunningServer, device: Device) -> None:
    """Each card is its person's; the choice stays until it is changed, and is said on the card."""
    room = Room(server).open()
    phone = Phone(device(PHONE), server, room.code).join("Staff")
    page = phone.page
    for group, name in (("resident", "Dora"), ("partner", "")):
        page.get_by_text("Write for people beside me").click()
        page.get_by_label("Who are they here as?").select_option(group)
        page.get_by_label("Their name.").fill(name)
        button(page, "Add them").click()
        expect(button(page, "Add them")).to_be_hidden(timeout=SLOW)
    expect(chip(page, "Partner 2")).to_have_attribute("aria-pressed", "true")
    phone.send("From the partner")
    chip(page, "Dora, Resident").click()
    phone.send("From Dora")
    chip(page, "Mine").click()
    phone.send("My own")
    phone.expect_saved("From the partner", "From Dora", "My own")
    expect(phone.card("From Dora").get_by_text("for Dora")).to_be_visible()
    room.steer("reveal")
    wall = Projector(device(PROJECTOR), server, room.code).come()
    for text, group in (("From Dora", "Resident"), ("My own", "Staff")):
        card = wall.cards.filter(has_text=text)
        expect(card).to_be_visible(timeout=SLOW)
        expect(card.get_by_text(group, exact=True)).to_have_count(0)  # one of a group has no label
    expect(wall.page.get_by_text("3 people are here").first).to_be_attached(timeout=SLOW)


def test_two_words_bring_me_and_my_cards_into_another_browser(
    server: RunningServer, device: Device
) -> None:
    """The scanner's browser showed the words; the other is me then, and the first one says so."""
    room = Room(server).open()
    first = Phone(device(PHONE), server, room.code).join()
    first.send("Written in the scanner")
    first.expect_saved("Written in the scanner")
    shown = first.page.get_by_text("Your two words:")
    words = shown.locator("strong").inner_text(timeout=SLOW)

    second = Phone(device(PHONE), server, room.code).come()
    button(second.page, "I was here before").click()
    typed = second.page.get_by_label("Your two words from the other screen")
    typed.fill("wrong words")
    typed.press("Enter")
    second.expect_said("These two words bring nobody back.")
    typed.fill(words.upper())
    typed.press("Enter")
    second.expect_said("You are here as: Resident")
    second.expect_saved("Written in the scanner")
    expect(first.page.get_by_text("You have gone on in another browser.")).to_be_visible(
        timeout=SLOW
    )
    second.send("Written here")
    second.expect_saved("Written here")
    assert len(database_texts(server, room.code)) == 2


def another_hand_instead(server: RunningServer, code: str, page: Page) -> None:
    """Hands go down and this page's goes up, heard of as one: so many are up as before."""
    cookies = {each.get("name"): each.get("value") for each in page.context.cookies()}
    db = Database(server.environment["DATABASE_URL"])
    with db.read() as session:
        facilitator = host(session, code)
        person = identify(session, token=cookies[COOKIE], code=code)
    swapped = db.together(
        [
            partial(lower_hands, db, viewer=facilitator),
            partial(raise_hand, db, viewer=person),
        ]
    )
    db.close()
    assert [each.error for each in swapped] == [None, None]


def test_signs_and_a_locked_room(server: RunningServer, device: Device) -> None:
    """Done and a hand are counted on the wall; who comes late to a locked room is told why.

    A hand is also said to a facilitator who does not see the console.
    """
    room = Room(server).open()
    console = Console(device(CONSOLE), server).take_over(room.words).page
    expect(console.locator("[data-status=connected]").first).to_be_visible(timeout=SLOW)
    aloud = console.get_by_role("status").filter(has_text="Somebody has raised a hand.")
    phone = Phone(device(PHONE), server, room.code).join()
    wall = Projector(device(PROJECTOR), server, room.code).come()
    chip(phone.page, "I’m done").click()
    chip(phone.page, "Raise my hand").click()
    expect(wall.page.get_by_text("1 hand is up · 1 is done")).to_be_visible(timeout=SLOW)
    expect(aloud).to_have_count(1, timeout=SLOW)
    expect(chip(phone.page, "My hand is up")).to_have_attribute("aria-pressed", "true")
    phone.page.reload()
    expect(chip(phone.page, "My hand is up")).to_be_visible(timeout=SLOW)
    room.steer("lower-hands")
    expect(chip(phone.page, "Raise my hand")).to_have_attribute(
        "aria-pressed", "false", timeout=SLOW
    )
    phone.expect_said("The facilitator has seen your hand.")
    expect(aloud).to_have_count(0)
    tab = phone.page.context.new_page()
    tab.goto(phone.page.url)
    chip(phone.page, "Raise my hand").click()
    for page in (phone.page, tab):  # one of them sends, both are told
        expect(chip(page, "My hand is up")).to_be_visible(timeout=SLOW)
    second = Phone(device(PHONE), server, room.code).join()
    another_hand_instead(server, room.code, second.page)
    for page in (phone.page, tab):
        expect(chip(page, "Raise my hand")).to_be_visible(timeout=SLOW)
    tab.close()

    room.steer("lock")
    late = Phone(device(PHONE), server, room.code).come()
    late.page.get_by_role("radio", name="Staff").check()
    button(late.page, "Join in").click()
    late.expect_said("The room is locked, so nobody new can join now.")
    phone.send("I was here already")
    phone.expect_saved("I was here already")
    room.steer("unlock")
    button(late.page, "Join in").click()
    late.expect_said("You are here as: Staff")


def test_what_was_typed_in_time_goes_out_late_knowingly(
    server: RunningServer, device: Device
) -> None:
    """The facilitator closed while somebody typed, then moved on while somebody else did."""
    room = Room(server).open()
    phone, other = (Phone(device(PHONE), server, room.code).join() for _ in range(2))
    phone.write("Half way through a thought")
    other.write("Another thought")
    room.steer("close")
    phone.expect_said("This question is closed now. You can still send what you wrote.")
    phone.send("Half way through a thought, ended")
    phone.expect_state("Half way through a thought, ended", LATE)
    phone.write("Begun after the close")
    expect(button(phone.page, "Send")).to_have_attribute("aria-disabled", "true")
    why = phone.page.get_by_text("This question is closed now. Your words are kept.")
    expect(why).to_be_in_viewport()
    expect(phone.box).to_have_accessible_description(re.compile("This question is closed now"))
    above, box = (found.bounding_box() for found in (why, phone.box))
    assert above
    assert box
    assert above["y"] + above["height"] <= box["y"]
    room.steer("next")
    other.expect_said("The room has moved on. Your words are kept.")
    button(other.page, "Send to the old question").click()
    other.page.get_by_text("Your cards from before (1)").click()
    other.expect_state("Another thought", LATE)
    assert sorted(database_texts(server, room.code)) == [
        "Another thought",
        "Half way through a thought, ended",
    ]


def test_a_second_device_takes_over_with_the_four_words_and_nobody_else_does(
    server: RunningServer, device: Device
) -> None:
    """A link that is opened, and the room is steered; wrong words, or none, steer nothing."""
    room = Room(server).open()
    seizer = device(PHONE)
    seizer.goto(f"{server.url}/f/not-the-right-words")
    expect(seizer.get_by_text("These four words open no workshop.")).to_be_visible(timeout=SLOW)
    join = Phone(seizer, server, room.code).join()
    asked = """async path => (await fetch(path, { method: "POST", body: '{"do": "next"}',
      headers: { "Content-Type": "application/json" } })).status"""
    assert join.page.evaluate(asked, f"/api/{room.code}/steer") == 403

    page = device(CONSOLE)
    page.goto(f"{server.url}/f/{room.words.replace(' ', '-')}")
    wall = Projector(page, server, room.code).come()
    before = room.state()["activity"]["key"]
    expect(wall.bar).to_be_visible(timeout=SLOW)
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-part=prompt]")).not_to_have_text("", timeout=SLOW)
    page.wait_for_function(
        "async ([path, before]) => (await (await fetch(path)).json()).activity.key !== before",
        arg=[f"/api/{room.code}", before],
        timeout=SLOW,
    )


def test_what_is_new_on_the_phone_is_accessible(server: RunningServer, device: Device) -> None:
    """With a photo, the drawing sheet, people beside me and the way back: axe finds nothing."""
    room = Room(server).open()
    report = Report()
    page = device({"width": 320, "height": 700})
    phone = Phone(page, server, room.code).come()
    button(page, "I was here before").click()
    report.look("way back", page)
    phone.join()
    page.get_by_text("Write for people beside me").click()
    button(page, "Draw instead").click()
    report.look("drawing", page)
    button(page, "Cancel").click()
    page.locator("input[type=file]").set_input_files([photo()])  # type: ignore[list-item]
    expect(page.get_by_role("img", name="A photo")).to_be_visible(timeout=SLOW)
    page.get_by_label("Who are they here as?").select_option("resident")
    button(page, "Add them").click()
    expect(chip(page, "Resident 1")).to_be_visible(timeout=SLOW)
    report.look("with a photo", page)
    assert report.found == {}


def test_one_device_votes_for_two_people_who_came_in_the_middle_of_the_vote(
    server: RunningServer, device: Device
) -> None:
    """Each has a ballot and all dots of their own; a reload shows mine again."""
    room = Room(server).open()
    for text in ("More buses", "A bench", "A light"):
        room.add(text)
    room.steer("reveal")
    room.open("insights.vote")
    phone = Phone(device(PHONE), server, room.code).join("Staff")
    page = phone.page

    def dot(text: str) -> Locator:
        row = page.get_by_role("listitem").filter(has_text=text)
        return row.get_by_role("button", name=re.compile("dot"))

    dot("More buses").click()
    expect(page.get_by_text("1 of 2 dots left")).to_be_visible(timeout=SLOW)
    page.get_by_text("Write for people beside me").click()
    page.get_by_label("Who are they here as?").select_option("resident")
    button(page, "Add them").click()
    expect(page.get_by_text("2 of 2 dots left")).to_be_visible(timeout=SLOW)
    dot("A bench").click()
    dot("A light").click()
    expect(page.get_by_text("All your dots are used").first).to_be_visible(timeout=SLOW)
    page.reload()
    expect(page.get_by_text("1 of 2 dots left")).to_be_visible(timeout=SLOW)
    page.wait_for_function(
        "async path => (await (await fetch(path)).json()).activity.vote.voted === 2",
        arg=f"/api/{room.code}",
        timeout=SLOW,
    )
    room.steer("close")
    expect(page.get_by_text("The vote is closed.").first).to_be_attached(timeout=SLOW)
