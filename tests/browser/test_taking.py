"""What a step starts from, on a phone: earlier cards to tap, so that nothing is typed twice."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import PHONE, PROJECTOR
from tests.browser.people import SLOW, Phone, Projector, Room, archive
from tests.browser.running import RunningServer
from tests.workshop.recordings.samples import mp4
from workshop.kinds import CardKind
from workshop.playbook import load_playbook

Device = Callable[..., Page]


def choice(phone: Phone, text: str) -> Locator:
    """An earlier card that can be tapped; a tick stands before its words once it is."""
    words = re.compile(rf"^{re.escape(text)}$")
    return phone.page.get_by_role("button").filter(has=phone.page.get_by_text(words))


def send(phone: Phone) -> Locator:
    return phone.page.get_by_role("button", name="Send", exact=True)


def keep(phone: Phone, room: Room, name: str, value: object) -> None:
    """Put something into what this browser keeps for the room."""
    given = [f"reframe.{room.code}.{name}", json.dumps(value)]
    phone.page.evaluate("([name, value]) => localStorage.setItem(name, value)", given)


def said() -> dict[str, str]:
    """A voice as it waits in a browser."""
    content = b64encode(mp4()).decode()
    return {"content": content, "type": "audio/mp4", "text": "Spoken, not yet typed"}


def cards_of(room: Room, kind: str) -> list[dict[str, Any]]:
    """Every card of a kind as its writer's device and the room know it."""
    answer = room.client.get(f"/api/{room.code}/changes?view=console&since=0-0")
    assert answer.status_code == 200, answer.text
    return [card for card in answer.json()["cards"] if card.get("kind") == kind]


def groups(room: Room, *names: str) -> Room:
    room.open("segments.map")
    for name in names:
        room.add(name, "segments.map")
    return room


def test_a_group_named_before_is_tapped_and_added_to(server: RunningServer, device: Device) -> None:
    """No second card; the tap survives a reload, and the next group follows by itself."""
    room = groups(Room(server), "Dads", "New parents").open("segments.name")
    phone = Phone(device(PHONE), server, room.code).join()
    expect(phone.page.get_by_text("Which one?")).to_be_visible(timeout=SLOW)
    expect(phone.box).to_be_hidden()
    choice(phone, "Dads").click()
    phone.page.get_by_label("What they would say").fill("We never get asked")
    keep(phone, room, "recording.segments.name", said())
    phone.page.reload()
    expect(choice(phone, "Dads")).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    expect(phone.page.get_by_label("What they would say")).to_have_value("We never get asked")
    send(phone).click()
    expect(phone.page.get_by_text("to “Dads”")).to_be_visible(timeout=SLOW)
    phone.expect_saved("We never get asked")
    expect(choice(phone, "New parents")).to_have_attribute("aria-pressed", "true")
    expect(choice(phone, "Dads").get_by_text("has an answer")).to_be_visible()
    barriers = load_playbook().kind(CardKind.SEGMENT).fields["barriers"].options
    phone.page.get_by_role("button", name=barriers["trust"], exact=True).click()
    send(phone).click()
    phone.expect_saved(barriers["trust"])  # in the words that were tapped
    voice = phone.page.get_by_text("Your voice goes out with this card.")
    expect(voice).to_be_hidden()  # it was said before Dads were tapped, and went out with nothing
    phone.page.get_by_role("button", name="None of these: write a new one").click()
    expect(voice).to_be_visible(timeout=SLOW)
    assert sorted(card["text"] for card in cards_of(room, "segment")) == ["Dads", "New parents"]


def test_nothing_is_written_before_it_is_known_to_what(
    server: RunningServer, device: Device
) -> None:
    """No box while the groups are on their way; a lost question is asked again by itself."""
    room = groups(Room(server), "Dads", "New parents")
    phone = Phone(device(PHONE), server, room.code).join()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.page.route("**/taking", hold)
    room.open("segments.name")
    waits = phone.page.get_by_text("Waiting for the room. We keep trying.")
    expect(waits).to_be_visible(timeout=SLOW)
    for each in (phone.box, phone.page.get_by_label("What they would say"), send(phone)):
        expect(each).to_be_hidden()
    while held:
        held.pop().abort()
    phone.page.unroute("**/taking", hold)
    choice(phone, "Dads").click()
    expect(waits).to_be_hidden()
    expect(send(phone)).to_be_visible()


def test_where_what_was_said_does_not_come_people_write_all_the_same(
    server: RunningServer, device: Device
) -> None:
    """What was begun on the way stays, and goes to the group that is tapped in the end."""
    room = groups(Room(server), "Dads", "New parents")
    phone = Phone(device(PHONE), server, room.code).join()
    phone.page.route("**/taking", lambda route: route.abort())
    room.open("segments.name")
    phone.box.fill("They work at night")
    phone.page.unroute_all(behavior="wait")
    choice(phone, "Dads").click(timeout=SLOW)
    phone.page.get_by_role("button", name="None of these: write a new one").click()
    expect(phone.box).to_have_value("They work at night")


def test_what_was_said_to_a_card_and_refused_goes_out_as_written(
    server: RunningServer, device: Device
) -> None:
    """As a phone may still hold it: the words go without the voice, or back into a box."""
    room = groups(Room(server), "Dads").open("segments.name")
    phone = Phone(device(PHONE), server, room.code).join()
    [dads] = cards_of(room, "segment")
    for place, words in enumerate(("We work nights", "Nobody asks us")):
        key = f"said-to-a-card-{place}"
        added = {"activity": "segments.name", "onto": dads["id"], "version": dads["version"]}
        item = {"key": key, "op": "add", "state": "waiting", "at": place + 1, "text": words}
        keep(phone, room, f"out.{key}", {**item, **added, "fields": {}, "recording": said()})
    phone.page.reload()
    for words in ("We work nights", "Nobody asks us"):
        expect(phone.card(words).get_by_text("What is added to a card is written.")).to_be_visible(
            timeout=SLOW
        )
    phone.press("Nobody asks us", "Put in the box")
    expect(phone.card("Nobody asks us")).to_have_count(0)
    expect(phone.page.locator("#box")).to_have_value("Nobody asks us")
    phone.press("We work nights", "Send without the recording")
    expect(phone.page.get_by_role("button", name="Send without the recording")).to_have_count(0)
    expect(phone.page.get_by_text("What is added to a card is written.")).to_have_count(0)


def test_somebody_answered_just_before(server: RunningServer, device: Device) -> None:
    """Both answers are kept until the second writer has chosen; nothing is overwritten silently."""
    room = groups(Room(server), "Dads").open("segments.name")
    phones = [Phone(device(PHONE), server, room.code).join(name=name) for name in ("Ann", "Ben")]
    for phone, words in zip(phones, ("We work nights", "We sleep by day"), strict=True):
        expect(choice(phone, "Dads")).to_have_attribute("aria-pressed", "true", timeout=SLOW)
        phone.page.get_by_label("What they would say").fill(words)
    send(phones[0]).click()
    phones[0].expect_saved("We work nights")
    send(phones[1]).click()
    row = phones[1].card("We sleep by day")
    expect(
        row.get_by_text("Somebody answered this just before you: “We work nights”")
    ).to_be_visible(timeout=SLOW)
    row.get_by_role("button", name=re.compile("^Use my words")).click()
    phones[1].expect_saved("We sleep by day")


def test_news_takes_nothing_from_what_is_typed_beside_the_box(
    server: RunningServer, device: Device
) -> None:
    """A card that goes and comes back leaves the words; a colleague's answer leaves the focus."""
    room = groups(Room(server), "Dads", "New parents").open("segments.name")
    phone = Phone(device(PHONE), server, room.code).join()
    line = phone.page.get_by_label("What they would say")
    choice(phone, "Dads").click()
    line.press_sequentially("We sleep")
    dads = next(card for card in cards_of(room, "segment") if card["text"] == "Dads")
    of_dads = f"/api/{room.code}/cards/{dads['id']}"
    room.client.delete(of_dads, headers={"Idempotency-Key": "take-dads-away"}).raise_for_status()
    expect(line).to_have_count(0, timeout=SLOW)
    again = {"Idempotency-Key": "put-dads-back"}
    room.client.post(f"{of_dads}/restore", headers=again).raise_for_status()
    expect(line).to_have_value("We sleep", timeout=SLOW)
    line.press("End")
    version = next(
        each["version"] for each in cards_of(room, "segment") if each["id"] == dads["id"]
    )
    voice = {"onto": dads["id"], "version": version, "fields": {"voice": "We work nights"}}
    answer = {"activity": "segments.name", "kind": "segment", **voice}
    key = {"Idempotency-Key": "a-colleague-answers"}
    room.client.post(f"/api/{room.code}/cards", json=answer, headers=key).raise_for_status()
    answered = choice(phone, "Dads").get_by_text("has an answer")
    expect(answered).to_be_visible(timeout=SLOW)
    phone.page.keyboard.type(" by day")  # where the writer's hand is
    expect(line).to_have_value("We sleep by day")


def test_from_and_to_come_from_the_tapped_belief(server: RunningServer, device: Device) -> None:
    """From stands before To, each with its own words; a tap fills both, and the links follow."""
    room = Room(server).open("insights.write")
    for text in ("Nobody answers the phone", "Buses stop at six"):
        room.add(text)
    room.steer("reveal")
    room.open("reframe.used-to-think")
    room.make(
        "reframe.used-to-think",
        "belief",
        "People do not care",
        fields={"now_think": "People are not asked"},
    )
    room.steer("reveal")
    room.open("reframe.from-to")
    phone = Phone(device(PHONE), server, room.code).join()
    choice(phone, "People do not care").click()
    before = phone.page.get_by_role("textbox").first
    expect(before).to_have_value("People do not care")
    expect(phone.box).to_have_value("People are not asked")
    for text in ("Nobody answers the phone", "Buses stop at six"):
        choice(phone, text).click()
    send(phone).click()
    phone.expect_saved("People are not asked")
    wall = Projector(device(PROJECTOR), server, room.code).come()
    said = wall.cards.locator(".card-text")
    expect(said).to_have_text("From: People do not care To: People are not asked", timeout=SLOW)
    record = archive(server, room.code)
    (made,) = [card["key"] for card in record["cards"] if card["kind"] == "reframe"]
    links = [link["name"] for link in record["links"] if link["source"] == made]
    assert sorted(links) == ["beliefs", "insights", "insights"]


def test_one_sentence_has_one_box(server: RunningServer, device: Device) -> None:
    """In a room without heaps the sentence is the card; of a heap it says more than its name."""
    sentence = "Parents stay away because we close at five"
    room = Room(server).open("insights.sentences")
    phone = Phone(device(PHONE), server, room.code).join()
    boxes = phone.page.locator("main").get_by_role("textbox")
    expect(phone.box).to_be_hidden(timeout=SLOW)
    expect(boxes).to_have_count(1)
    send(phone).click()
    expect(phone.page.get_by_text("Write something first.").first).to_be_visible()
    boxes.fill(sentence)
    send(phone).click()
    phone.expect_saved(sentence)
    expect(boxes).to_have_value("")
    room.steer("reveal")
    wall = Projector(device(PROJECTOR), server, room.code).come()
    expect(wall.cards.get_by_text(sentence)).to_have_count(1, timeout=SLOW)
    (card,) = [one for one in archive(server, room.code)["cards"] if one["kind"] == "insight"]
    assert (card["text"], card["fields"]["sentence"]) == (sentence, sentence)


def test_nothing_is_there_so_the_phone_says_what_to_do(
    server: RunningServer, device: Device
) -> None:
    room = Room(server).open("segments.name")
    phone = Phone(device(PHONE), server, room.code).join()
    expect(phone.page.get_by_text("No group is named yet. Name one here.")).to_be_visible(
        timeout=SLOW
    )
    phone.send("Night workers")
    phone.expect_saved("Night workers")


def test_nearly_the_same_is_asked_about(server: RunningServer, device: Device) -> None:
    """One tap uses the card that is there; another one writes a new card all the same."""
    room = groups(Room(server), "Young parents")
    phone = Phone(device(PHONE), server, room.code).join()
    phone.send("young Parents!")
    row = phone.card("young Parents!")
    expect(row.get_by_text("Is it this one?")).to_be_visible(timeout=SLOW)
    row.get_by_role("button", name="Yes: Young parents").click()
    phone.expect_saved("young Parents!")
    phone.send("The young parents")
    phone.card("The young parents").get_by_role("button", name=re.compile("^No, it is new")).click()
    phone.expect_saved("The young parents")
    found = {card["text"]: card.get("merged_into") for card in cards_of(room, "segment")}
    assert found["young Parents!"] is not None
    assert found["The young parents"] is None


def own_cards(phone: Phone) -> Locator:
    """What a table can put forward."""
    region = phone.page.get_by_role("region", name="Put forward")
    return region.locator("button.card-chip")


_MATTERS = """async () => {
  const loaded = performance.getEntriesByType('resource').map(one => one.name)
  const { Forward } = await import(loaded.find(name => name.includes('/write/forward.js')))
  const room = { code: '', pulse: { on() {} }, say() {} }
  const part = new Forward(document.createElement('div'), room)
  const cards = [{ id: 'here', text: '', on: false }]
  part.found = { activity: 'a', kind: 'idea', most: 1, cards }
  return [{ op: 'add', id: 'face down' }, { op: 'add', id: 'other', kind: 'insight' },
    { op: 'add', id: 'new', kind: 'idea' }, { op: 'edit', id: 'here' },
    { op: 'remove', id: 'gone' }].map(part.matters)
}"""
"""After which changes a phone asks again: not for each card that lies face down."""


def test_a_table_puts_one_of_its_cards_before_the_room(
    server: RunningServer, device: Device
) -> None:
    """Everybody at the table sees the tap, also on the page of sorting; the vote is on it then."""
    room = Room(server).open("solutions.ideas")
    wall = Projector(device(PROJECTOR), server, room.code).come()
    table, other = ("1", "2")
    ann, ben, cas = (
        Phone(device(PHONE), server, room.code).join(name=name, table=at)
        for name, at in (("Ann", table), ("Ben", table), ("Cas", other))
    )
    for phone, text in ((ann, "A bench"), (ann, "A night bus"), (cas, "A choir")):
        phone.send(text)
        phone.expect_saved(text)
    room.steer("reveal")
    room.open("solutions.cluster")
    for phone in (ann, ben):
        expect(own_cards(phone)).to_have_count(2, timeout=SLOW)
        assert own_cards(phone).all_inner_texts() == ["A night bus", "A bench"]
    assert ann.page.evaluate(_MATTERS) == [False, False, True, True, True]
    own_cards(ann).filter(has_text="A bench").hover()
    ann.page.mouse.down()  # news that come while a finger is on a card take no press away
    with ann.page.expect_response("**/forward", timeout=SLOW):
        own_cards(ben).filter(has_text="A night bus").click()
    ann.page.wait_for_timeout(100)
    ann.page.mouse.up()
    tapped = own_cards(ben).filter(has_text="A bench")
    expect(tapped).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    own_cards(ben).filter(has_text="A night bus").click()
    night_bus = own_cards(ann).filter(has_text="A night bus")
    expect(night_bus).to_have_attribute("aria-pressed", "false", timeout=SLOW)
    sorted_now = wall.page.locator(".field-card")  # the step's own kind, though in no theme yet
    expect(sorted_now).to_have_count(3, timeout=SLOW)
    expect(sorted_now.filter(has_text="A bench")).to_contain_text("Put forward", timeout=SLOW)
    ben.page.get_by_role("link", name="Sort the cards together").click()
    expect(tapped).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    room.open("solutions.dots")
    texts = ann.page.locator("[data-part=vote] .option > .card-text")
    expect(texts).to_have_count(2, timeout=SLOW)
    assert sorted(texts.all_inner_texts()) == ["A bench", "A choir"]
