"""Which parts of a page an act redraws alone, and when the whole page is drawn instead.

That a browser then draws these alone is tested in ``tests/browser/states/test_keyboard.py``.
"""

from functools import partial
from threading import Thread

import pytest

from stages.parts import redraw
from stages.parts.cards import card_list
from stages.parts.state import EDITING, MOVING, Editing
from tests.stages.conftest import Device, all_sent, drawn, sentences
from tests.stages.walking import put
from workshop.db import Database
from workshop.domain.cards import edit_card, star_card
from workshop.domain.room import open_activity, reveal, show
from workshop.domain.workshops import close_workshop
from workshop.drafts import CardEdit
from workshop.queries.viewer import Viewer


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Each time, the parts that were asked for; a page that is drawn asks for none."""
    found: list[list[str]] = []

    def these(parts: list[str]) -> None:
        found.append(parts)
        redraw.ALONE.clear()  # they are drawn with the page here

    monkeypatch.setattr(redraw, "these", these)
    return found


def test_a_star_redraws_its_card_alone_unless_something_else_happened(
    desk: Device, db: Database, facilitator: Viewer, asked: list[list[str]]
) -> None:
    """What somebody else did since, or a sentence that goes away, is drawn with the page."""
    first, second = (
        put(db, facilitator, "insights.write", "insight", text) for text in ("One", "Two")
    )
    where = "insights.wall.loose"
    app = desk.open("insights")
    own = ["follow", f"{where}.card.{first}"]
    for _ in range(2):
        drawn(app.button(key=f"{where}.{first}.star").click().run())
    assert asked == [own, own]

    star_card(db, viewer=facilitator, card_id=second, starred=True)
    drawn(app.button(key=f"{where}.{first}.star").click().run())
    assert asked == [own, own]
    drawn(app.button(key=f"{where}.{first}.edit").click().run())
    assert asked == [own, own, own[1:]]
    close_workshop(db, viewer=facilitator)
    drawn(app.button(key=f"{where}.{second}.star").click().run())
    assert (len(sentences(app)), asked) == (1, [own, own, own[1:]])


def test_a_second_act_draws_also_what_still_waits_of_the_first(
    desk: Device, db: Database, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is left waiting where the page is drawn."""
    asked: list[list[str]] = []
    monkeypatch.setattr(redraw, "these", asked.append)  # nothing of it is drawn yet
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    cards = [put(db, facilitator, "insights.write", "insight", text) for text in ("One", "Two")]
    where = "insights.wall.loose"
    app = desk.open("insights")
    both = []
    for card in cards:
        both.append(f"{where}.card.{card}")
        drawn(app.button(key=f"{where}.{card}.star").click().run())
        assert asked.pop() == sorted(["follow", *both])
    drawn(app.button(key=f"{where}.{cards[0]}.edit").click().run())
    assert asked.pop() == sorted(["follow", *both])
    put(db, facilitator, "insights.write", "insight", "Three")
    drawn(app.button(key=f"{where}.{cards[1]}.star").click().run())
    assert redraw.ALONE.name not in app.session_state

    app = desk.open("console")
    drawn(app.button(key=f"console.cards.{cards[0]}.star").click().run())
    drawn(app.button(key="console.do.more_time").click().run())
    card, tells = f"console.cards.card.{cards[0]}", "console.history"
    assert asked == [[card, tells, "follow"], [card, tells, "console.now", "console.top"]]


def test_the_clock_redraws_what_tells_the_time_and_undo(
    desk: Device, db: Database, facilitator: Viewer, asked: list[list[str]]
) -> None:
    """The line that follows the room stands in the panel, and so is not asked for beside it."""
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    put(db, facilitator, "insights.write", "insight", "One")
    app = desk.open("console")
    drawn(app.button(key="console.do.more_time").click().run())
    drawn(app.button(key="console.do.pause").click().run())
    assert asked == [["console.history", "console.now", "console.top"]] * 2
    # A button of one key keeps the focus, whatever it says next.
    assert app.button(key="console.do.pause").label == "Go on"
    assert app.button(key="console.do.closing").label == "Close at the end"
    drawn(app.button(key="console.do.closing").click().run())
    assert app.button(key="console.do.closing").label == "Stay open at the end"
    assert asked.pop() == asked[0]
    drawn(app.button(key="console.projector").click().run())
    assert asked[2:] == [["console.history", "console.screen", "follow"]]


def test_forms_stand_open_beside_each_other_and_each_keeps_to_its_own_card(
    desk: Device, db: Database, facilitator: Viewer, asked: list[list[str]]
) -> None:
    """Opening a second one would take the words that are typed in the first."""
    first, second = (
        put(db, facilitator, "insights.write", "insight", text) for text in ("One", "Two")
    )
    where = "insights.wall.loose"

    def saved(card: str, version: int, text: str) -> None:
        draft = CardEdit.read({"version": version, "text": text, "fields": {}})
        edit_card(db, viewer=facilitator, card_id=card, draft=draft)

    def texts() -> list[str]:
        return [str(item.value) for item in app.text_area if str(item.key).endswith(".text")]

    saved(second, 1, "Two, said better")
    app = desk.open("insights")
    for card in (first, second):
        drawn(app.button(key=f"{where}.{card}.edit").click().run())
        assert asked.pop() == [f"{where}.card.{card}"]
    assert sorted(texts()) == ["One", "Two, said better"]

    saved(first, 1, "What somebody else says")
    app.text_area(key=f"{where}.edit.{first}.text").set_value("What is typed")
    drawn(app.button(key=f"{where}.edit.{first}.save").click().run())
    assert "What somebody else says" in all_sent(app)
    assert sorted(texts()) == ["Two, said better", "What is typed"]

    drawn(app.button(key=f"{where}.edit.{first}.save").click().run())
    assert texts() == ["Two, said better"]
    drawn(app.button(key=f"{where}.{first}.edit").click().run())
    drawn(app.button(key=f"{where}.edit.{first}.cancel").click().run())
    assert texts() == ["Two, said better"]
    assert app.session_state[EDITING.name] == {second: Editing(2)}


def test_what_somebody_else_does_within_an_act_that_moves_nothing_is_drawn(
    desk: Device,
    db: Database,
    facilitator: Viewer,
    asked: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = (
        put(db, facilitator, "insights.write", "insight", text) for text in ("One", "Two")
    )
    where = "insights.wall.loose"

    def meanwhile(*_args: object, **_given: object) -> None:
        other = Thread(
            target=partial(star_card, db, viewer=facilitator, card_id=second, starred=True)
        )
        other.start()
        other.join()

    monkeypatch.setattr(card_list, "star_card", meanwhile)
    app = desk.open("insights")
    drawn(app.button(key=f"{where}.{first}.star").click().run())
    assert asked == []


def test_what_one_place_has_at_a_time_goes_to_another_with_the_page(
    desk: Device, db: Database, facilitator: Viewer, asked: list[list[str]]
) -> None:
    """The part that had it is not drawn alone, and the one that has it now knows nothing of it."""
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    reveal(db, viewer=facilitator)
    put(db, facilitator, "insights.name", "theme", "Getting in")
    first, second = (
        put(db, facilitator, "insights.write", "insight", text) for text in ("One", "Two")
    )
    where = "insights.wall.loose"
    app = desk.open("insights")
    app.session_state[MOVING.name] = f"{where}.{first}"  # drawn alone since
    drawn(app.button(key=f"{where}.{second}.move").click().run())
    assert (app.session_state[MOVING.name], asked) == (f"{where}.{second}", [])
    app.session_state[MOVING.name] = f"{where}.{first}"
    drawn(app.button(key=f"{where}.{second}.move").click().run())  # “Leave it here”, as it says
    assert app.session_state[MOVING.name] == f"{where}.{first}"
    assert asked.pop() == [f"{where}.card.{second}"]
    drawn(app.button(key=f"{where}.{first}.move").click().run())
    assert MOVING.name not in app.session_state
    assert asked.pop() == [f"{where}.card.{first}"]

    app = desk.open("insights")
    drawn(app.button(key=f"{where}.{first}.large").click().run())
    assert asked.pop() == ["follow", f"{where}.card.{first}"]
    drawn(app.button(key=f"{where}.{first}.large").click().run())  # “Back to the wall”
    assert asked == []
    app = desk.open("insights")
    show(db, viewer=facilitator, what=f"card:{first}")
    app.session_state[redraw.PAGE_DRAWN.name].revision += 1  # its own act, drawn alone since
    drawn(app.button(key=f"{where}.{second}.large").click().run())
    assert asked == []


def test_a_card_that_moves_redraws_the_two_columns_unless_one_is_new_or_empty(
    desk: Device, db: Database, facilitator: Viewer, asked: list[list[str]]
) -> None:
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    reveal(db, viewer=facilitator)
    theme = put(db, facilitator, "insights.name", "theme", "Getting in")
    first, second, _ = (
        put(db, facilitator, "insights.write", "insight", text) for text in ("One", "Two", "Three")
    )

    def move(card: str, here: str, there: str) -> None:
        drawn(app.button(key=f"insights.wall.{here or 'loose'}.{card}.move").click().run())
        asked.clear()
        drawn(app.selectbox(key=f"insights.move.{here}.{card}").set_value(there).run())
        assert MOVING.name not in app.session_state

    app = desk.open("insights")
    both = ["follow", *sorted(f"insights.column.{one}" for one in (theme, "loose"))]
    move(first, "", theme)
    assert asked == [both]
    assert app.button(key=f"insights.wall.{theme}.{first}.move")
    move(second, "", theme)
    assert asked == [both]
    other = put(db, facilitator, "insights.name", "theme", "Getting out")
    app = desk.open("insights")
    move(first, theme, other)
    assert asked == [["follow", *sorted(f"insights.column.{one}" for one in (theme, other))]]


def test_hiding_a_card_redraws_it_and_what_counts_the_cards_that_are_shown(
    desk: Device, db: Database, facilitator: Viewer, asked: list[list[str]]
) -> None:
    open_activity(db, viewer=facilitator, activity="insights.write", anyway=True)
    card = put(db, facilitator, "insights.write", "insight", "One")
    app = desk.open("insights")
    where = "insights.wall.loose"
    drawn(app.button(key=f"{where}.{card}.hide").click().run())
    counts = ["insights.behind", "insights.results", "insights.voices"]
    assert asked == [["follow", *counts, f"{where}.card.{card}"]]

    app = desk.open("console")
    drawn(app.button(key=f"console.cards.{card}.hide").click().run())
    tells = [f"console.{one}" for one in ("choosing", "history", "now", "only", "people")]
    assert asked.pop() == [f"console.cards.card.{card}", *tells]
