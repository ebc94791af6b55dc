"""A secret word in a card: every byte that anybody else receives is searched for it."""

import json

import httpx
import pytest
from sqlmodel import Session, select

from tests.workshop.live.conftest import WRITE, Browser, Listen, NewBrowser
from workshop.db import Database
from workshop.domain.cards import hide_card, star_card
from workshop.domain.promises import tighten
from workshop.domain.room import reveal
from workshop.domain.undo_redo import undo
from workshop.domain.workshops import close_workshop
from workshop.enums import Attribution
from workshop.errors import InvalidInputError
from workshop.exports.telling.collect import collect
from workshop.models import Audit, Card, Receipt
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer

WORDS, NAME = "xyzzy-words", "Plugh-Name"


def everything_others_get(
    writer: Browser, other: Browser, site: str, listen: Listen
) -> dict[str, bytes]:
    """What another phone, the projector and a stranger receive, from every door there is."""
    wall, phone = listen("projector"), listen("phone", token=other.token)
    revision = other.http.get(other.api()).json()["revision"]
    wall.until_revision(revision)
    phone.until_revision(revision)
    code = writer.code
    found = {
        "projector stream": bytes(wall.raw),
        "another phone's stream": bytes(phone.raw),
        "a stranger's projector page": httpx.get(f"{site}/project/{code}").content,
    }
    for path in (f"/room/{code}", f"/project/{code}", other.api(), other.api("/mine")):
        found[path] = other.http.get(path).content
    for path in (f"/sort/{code}", other.api("/sort"), other.api("/sort/suggestions?kind=insight")):
        found[path] = other.http.get(path).content
    for view in ("phone", "projector"):
        found[f"changes {view}"] = other.http.get(other.api(f"/changes?view={view}")).content
    return found


def test_an_unrevealed_card_is_in_no_byte_of_anybody_else(
    site: str, new_browser: NewBrowser, listen: Listen, writing: None
) -> None:
    """Neither its words nor its writer's name or role; only that a card lies there."""
    other = new_browser("staff")
    early_wall, early_phone = listen("projector"), listen("phone", token=other.token)
    writer = new_browser("councillor", name=NAME)
    card = writer.added(WORDS)
    writer.http.patch(writer.api(f"/cards/{card}"), json={"text": WORDS + "!", "version": 1})
    received = everything_others_get(writer, other, site, listen)
    for listener in (early_wall, early_phone):
        listener.until_revision(other.http.get(other.api()).json()["revision"])
    received |= {"early wall": bytes(early_wall.raw), "early phone": bytes(early_phone.raw)}
    for door, content in received.items():
        assert WORDS.encode() not in content, door
        assert NAME.encode() not in content, door
        if b"/room/" not in door.encode() and "page" not in door and "/project/" not in door:
            assert b"councillor" not in content, door
    assert card.encode() in received["projector stream"]
    for listener in (early_wall, early_phone):
        assert listener.cards[card].keys() == {"op", "id"}


def test_an_unrevealed_card_cannot_be_put_on_the_big_screen(
    site: str, new_browser: NewBrowser, host_browser: Browser, listen: Listen, writing: None
) -> None:
    """Not even the facilitator can show one card large before the reveal."""
    writer, other = new_browser(), new_browser()
    card = writer.added(WORDS)
    assert host_browser.steer("show", what=f"card:{card}").status_code == 422
    for door, content in everything_others_get(writer, other, site, listen).items():
        assert WORDS.encode() not in content, door


def _step(browser: Browser, do: str, **given: object) -> httpx.Response:
    return browser.http.post(browser.api("/sort"), json={"do": do, **given})


def test_nobody_finds_an_unrevealed_card_by_sorting(
    site: str, new_browser: NewBrowser, host_browser: Browser, listen: Listen, writing: None
) -> None:
    """Whatever the facilitator does with it, and whatever somebody else tries on its id."""
    writer, other = new_browser("councillor", name=NAME), new_browser("staff")
    card, twin = writer.added(WORDS), writer.added(f"{WORDS} too")
    host_browser.steer("sorting", allowed=True)
    theme = _step(host_browser, "add-theme", name="Pile", cards=[card]).json()["themes"][0]
    assert _step(host_browser, "merge", cards=[twin], card=card).status_code == 200
    answers = [
        _step(other, "move", cards=[card], source=theme, target=None),
        _step(other, "add-theme", name="Mine", cards=[twin]),
        _step(other, "merge", cards=[card], card=twin),
        _step(other, "unmerge", cards=[twin]),
        _step(other, "comment", card=card, text="What is this?"),
        _step(other, "accept", groups=[{"name": "Mine", "cards": [card]}]),
    ]
    assert {answer.status_code for answer in answers} == {404}
    received = everything_others_get(writer, other, site, listen)
    received |= {f"answer {n}": answer.content for n, answer in enumerate(answers)}
    host_page = host_browser.http.get(host_browser.api("/sort/suggestions?kind=insight")).content
    received["the facilitator's suggestions, which may be projected"] = host_page
    for door, content in received.items():
        assert WORDS.encode() not in content, door
        assert NAME.encode() not in content, door


def test_a_private_card_is_in_nobodys_theme(
    site: str, new_browser: NewBrowser, host_browser: Browser, listen: Listen, writing: None
) -> None:
    """Not even its id can be read off where other cards lie."""
    writer, other = new_browser("councillor"), new_browser()
    card = writer.added(WORDS, private=True)
    shown = writer.added("For all to see")
    host_browser.steer("reveal", activity=WRITE)
    for do, given in (
        ("add-theme", {"name": "Pile", "cards": [card]}),
        ("merge", {"cards": [shown], "card": card}),
        ("merge", {"cards": [card], "card": shown}),
        ("comment", {"card": card, "text": "Hm"}),
    ):
        assert _step(host_browser, do, **given).status_code == 404
    for door, content in everything_others_get(writer, other, site, listen).items():
        assert card.encode() not in content, door


def _facilitator_bytes(host: Browser, listen: Listen) -> bytes:
    console = listen("console", token=host.token)
    changes = host.http.get(host.api("/changes?view=console")).content
    return bytes(console.raw) + changes


def test_an_anonymous_card_has_no_author_for_anybody(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
    writing_anonymously: None,
) -> None:
    """The facilitator reads the words, and finds neither role nor name on any screen."""
    writer = new_browser("councillor", name=NAME)
    card = writer.added(WORDS)
    writer.http.patch(writer.api(f"/cards/{card}"), json={"text": WORDS + "!", "version": 1})
    reveal(db, viewer=facilitator, activity=WRITE)
    received = _facilitator_bytes(host_browser, listen)
    assert WORDS.encode() in received
    assert b"councillor" not in received
    assert NAME.encode() not in received
    with db.read() as session:
        (seen,) = [c for c in cards_for(session, facilitator, activity=WRITE) if c.id == card]
    assert (seen.role, seen.author, seen.table) == (None, "", None)


def test_anonymous_stays_anonymous_in_merged_cards_comments_undo_and_archive(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
    writing_anonymously: None,
) -> None:
    """Sorting, merging and commenting leave no thread to whoever wrote."""
    writer = new_browser("councillor", name=NAME)
    card, twin = writer.added(WORDS), writer.added(f"{WORDS} too")
    reveal(db, viewer=facilitator, activity=WRITE)
    host_browser.steer("sorting", allowed=True)
    assert _step(writer, "merge", cards=[twin], card=card).status_code == 200
    assert _step(writer, "add-theme", name="Pile", cards=[card]).status_code == 200
    comment = _step(writer, "comment", card=card, text="xyzzy-comment").json()["id"]
    assert _step(writer, "undo").status_code == 200
    assert _step(writer, "redo").status_code == 200
    received = _facilitator_bytes(host_browser, listen)
    received += host_browser.http.get(host_browser.api("/sort")).content
    assert b"xyzzy-comment" in received
    assert b"councillor" not in received
    assert NAME.encode() not in received
    with db.read() as session:
        assert [_threads(session, one) for one in (card, twin, comment)] == [[], [], []]
    found = collect(db, facilitator)
    sorted_by = [row.actor for row in found.audit if row.object_type == "board"]
    assert sorted_by
    assert set(sorted_by) == {None}


def _threads(session: Session, card: str) -> list[str]:
    """Everything stored beside a card that leads to the person who wrote it."""
    audit = session.exec(select(Audit).where(Audit.object_id == card)).all()
    actors = [row.actor_id for row in audit if row.actor_id and row.actor_role == "participant"]
    told = [json.dumps([row.before, row.after]) for row in audit]
    names = [text for text in told if "author" in text or "role_group" in text or NAME in text]
    return actors + names


def test_the_audit_names_no_actor_of_an_anonymous_card(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, writing_anonymously: None
) -> None:
    """Adding, changing, taking back: none of these rows can tell who it was, from the start."""
    writer = new_browser("councillor", name=NAME)
    card = writer.added(WORDS)
    writer.http.patch(writer.api(f"/cards/{card}"), json={"text": "New", "version": 1})
    writer.http.delete(writer.api(f"/cards/{card}"))
    writer.http.post(writer.api(f"/cards/{card}/restore"))
    star_card(db, viewer=facilitator, card_id=card)
    undo(db, viewer=facilitator)
    with db.read() as session:
        assert _threads(session, card) == []


def test_the_label_of_a_lone_councillor_is_in_no_answer(
    db: Database,
    facilitator: Viewer,
    new_browser: NewBrowser,
    host_browser: Browser,
    listen: Listen,
    writing: None,
) -> None:
    """A label that only one person can have is their name; beside two more it is a group's."""
    writer = new_browser("councillor", name=NAME)
    for _ in range(3):
        new_browser("resident")
    reveal(db, viewer=facilitator, activity=WRITE)
    card = writer.added(WORDS)
    console = listen("console", token=host_browser.token)
    wall, phone = listen("projector"), listen("phone", token=writer.token)
    for screen in (wall, console, phone):
        screen.wait(lambda heard=screen: card in heard.cards)
        assert screen.cards[card].keys().isdisjoint({"role", "role_label", "author"})
    told = collect(db, facilitator).cards
    assert {one.role_group for one in told if one.text == WORDS} == {None}
    for _ in range(2):
        new_browser("councillor")
    told = collect(db, facilitator).cards
    assert {one.role_group for one in told if one.text == WORDS} == {"councillor"}


def test_a_promise_that_was_tightened_covers_what_was_written_before(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, listen: Listen, writing: None
) -> None:
    """After tightening, the wall drops the roles that it showed."""
    writer = new_browser("councillor", name=NAME)
    for _ in range(2):
        new_browser("councillor")
    reveal(db, viewer=facilitator, activity=WRITE)
    card = writer.added(WORDS)
    wall = listen("projector")
    assert wall.cards[card]["role"] == "councillor"
    tighten(db, viewer=facilitator, activity=WRITE, attribution=Attribution.ANONYMOUS)
    wall.wait(lambda: "role" not in wall.cards[card])
    assert wall.cards[card].keys().isdisjoint({"role", "role_label", "author"})


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (Attribution.ROLE, Attribution.NAMED),
        (Attribution.ANONYMOUS, Attribution.ROLE),
        (Attribution.ANONYMOUS, Attribution.NAMED),
    ],
)
def test_a_promise_is_never_loosened(
    first: Attribution, then: Attribution, db: Database, facilitator: Viewer, writing: None
) -> None:
    """What people were told before they wrote holds for the whole workshop."""
    tighten(db, viewer=facilitator, activity=WRITE, attribution=first)
    with pytest.raises(InvalidInputError, match="never loosened"):
        tighten(db, viewer=facilitator, activity=WRITE, attribution=then)


def test_closing_cuts_every_thread_to_the_writer(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, writing: None
) -> None:
    """After the close neither card, audit nor receipt leads from a card to a device."""
    writer = new_browser("councillor", name=NAME)
    card = writer.added(WORDS)
    hide_card(db, viewer=facilitator, card_id=card)
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        stored = session.get_one(Card, card)
        assert (stored.author_id, stored.author_name, stored.table_no) == (None, "", None)
        assert session.exec(select(Receipt).where(Receipt.card_id == card)).all() == []
        assert _threads(session, card) == []


def test_a_withdrawn_cards_words_are_gone_after_the_close(
    db: Database, facilitator: Viewer, new_browser: NewBrowser, writing: None
) -> None:
    """What a person took back is nowhere in the file any more, not in the audit either."""
    writer = new_browser()
    card = writer.added(WORDS)
    writer.http.delete(writer.api(f"/cards/{card}"))
    close_workshop(db, viewer=facilitator)
    with db.read() as session:
        rows = session.exec(select(Audit).where(Audit.object_id == card)).all()
        assert session.get_one(Card, card).text == ""
        assert [(row.before, row.after) for row in rows] == [(None, None)] * len(rows)
