"""Whoever's right has ended meanwhile is refused by everything in a page that is still open.

The pages are walked as the facilitator; then, without drawing them again, everything that can be
pressed is pressed and every file that is made on demand is asked for.
"""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, get_args

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from stages.console import run_sheet
from stages.parts.board import Board
from stages.parts.state import PROBLEM, Slot
from stages.registry import STAGES
from tests.stages.conftest import Device, drawn
from tests.stages.exploring import Spot, go, opened, parts, switches_on, widgets
from tests.workshop.filled import Filled, fill, joined
from workshop.db import Database
from workshop.domain.people.hands import raise_hand
from workshop.domain.people.members import take_over
from workshop.domain.people.steerers import end_steering, hand_over
from workshop.domain.workshops import delete_workshop, set_wifi
from workshop.drafts import Wifi
from workshop.errors import NotAllowedError, WorkshopError
from workshop.queries.viewer import identify

OTHERS_TOKEN = "o" * 40
PLAIN = ("console", "plan", "downloads")
SWITCHES = ("toggle", "checkbox")
ALSO = {"console": [("console.keep", True)]}
"""What is drawn only where it was opened: looking after the workshop."""


@dataclass
class Heard:
    """What the page's callbacks came to, and the files that it would make on demand."""

    attempts: int = 0
    refusals: list[str] = field(default_factory=list)
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    found = Heard()
    set_, clear, defer = Slot.set, Slot.clear, MediaFileManager.add_deferred

    def setting(slot: Slot[Any], value: Any) -> None:
        if slot is PROBLEM:
            found.refusals.append(value.sentence)
        set_(slot, value)

    def clearing(slot: Slot[Any]) -> None:
        found.attempts += slot is PROBLEM
        clear(slot)

    def deferring(manager: Any, make: Any, *given: Any, **named: Any) -> str:
        found.files[str(named.get("file_name") or given[-1])] = make
        return defer(manager, make, *given, **named)

    monkeypatch.setattr(Slot, "set", setting)
    monkeypatch.setattr(Slot, "clear", clearing)
    monkeypatch.setattr(MediaFileManager, "add_deferred", deferring)
    return found


@pytest.fixture
def filled(db: Database) -> Filled:
    """A full workshop with somebody else who steers, hands that are up, and a wifi."""
    found = fill(db)
    facilitator = found.facilitator
    other = joined(db, found.code, "staff", "Ben", 2)
    hand_over(db, viewer=facilitator, person_id=other.person_id or "")
    for person in (found.resident, found.staff):
        raise_hand(db, viewer=person)
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Hall", password="old words"))
    return found


@pytest.fixture
def own_desk(monkeypatch: pytest.MonkeyPatch, filled: Filled) -> Device:
    return Device(monkeypatch, filled.token, filled.code)


def end(db: Database, filled: Filled) -> None:
    """Another facilitator ends the steering of the device whose pages are open."""
    take_over(db, token=OTHERS_TOKEN, secret=filled.made.secret)
    with db.read() as session:
        other = identify(session, token=OTHERS_TOKEN, code=filled.code)
    end_steering(db, viewer=other, person_id=filled.facilitator.person_id or "")


def delete(db: Database, filled: Filled) -> None:
    delete_workshop(db, viewer=filled.facilitator, typed_code=filled.code)


def everything(db: Database) -> str:
    """A mark of all that is stored."""
    with sqlite3.connect(db.path) as connection:
        mark = hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    connection.close()
    return mark


def press_all(app: AppTest) -> int:
    """Type into every box, then press everything that can be pressed, all in one run."""
    pressed = 0
    trails = [key for key in widgets(app) if str(key).endswith(".trail")]
    for key, widget in widgets(app).items():
        if getattr(widget, "disabled", False) or key in trails[1:]:  # one dialog at a time
            continue
        if widget.type in ("text_area", "text_input"):
            widget.set_value("Words of somebody who is out")
        elif widget.type == "button":
            widget.click()
            pressed += 1
        elif widget.type in SWITCHES and ".add" not in str(widget.key):
            widget.set_value(not widget.value)
            pressed += 1
        elif widget.type == "number_input":
            widget.increment()
            pressed += 1
        elif widget.type == "slider" and not isinstance(widget.value, list | tuple):
            widget.set_value(widget.max if widget.value != widget.max else widget.min)
            pressed += 1
    app.run()
    assert [item.stack_trace for item in app.exception] == []
    return pressed


def page_of(device: Device, where: str) -> list[AppTest]:
    if where in PLAIN:
        app = opened(device.open(where))
        first = opened(app, ["console.scribe", "console.paper_in"])
        return [first, *(_also(device, where, *given) for given in ALSO.get(where, ()))]
    found = []
    for part in parts(device.open(where), where):
        app = go(device, Spot(where, part))
        found.append(opened(app, switches_on(app)))
    return found


def _also(device: Device, where: str, slot: str, value: object) -> AppTest:
    """The page once more, with something opened that is drawn only then."""
    app = device.open(where)
    app.session_state[slot] = value
    return opened(drawn(app.run()))


@pytest.mark.parametrize(
    ("where", "meanwhile"),
    [*((where, end) for where in (*PLAIN, *STAGES)), *((where, delete) for where in PLAIN)],
)
def test_nothing_in_an_open_page_works_for_whom_it_should_not(
    db: Database,
    own_desk: Device,
    filled: Filled,
    heard: Heard,
    where: str,
    meanwhile: Callable[[Database, Filled], None],
) -> None:
    drawn_pages = page_of(own_desk, where)
    meanwhile(db, filled)
    before = everything(db)
    heard.attempts, heard.refusals = 0, []
    pressed = sum(press_all(app) for app in drawn_pages)

    assert everything(db) == before
    assert pressed > 0
    # What finds nothing to do does nothing, whoever asks; all else says why not.
    assert heard.attempts - len(heard.refusals) <= len(drawn_pages)
    assert heard.refusals
    assert bool(heard.files) == (where in ("downloads", "plan"))
    for make in heard.files.values():
        with pytest.raises(WorkshopError):
            make()


def test_the_same_presses_do_a_lot_while_the_right_is_there(
    db: Database, own_desk: Device, filled: Filled, heard: Heard
) -> None:
    console, _ = page_of(own_desk, "console")
    before = everything(db)
    heard.attempts, heard.refusals = 0, []

    press_all(console)

    assert everything(db) != before
    assert len(heard.refusals) < heard.attempts
    assert heard.files == {}


def test_an_open_run_sheet_edits_nothing_any_more(
    db: Database, own_desk: Device, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its rows ask for, by mouse or by keys, on one step or on several."""
    boards: list[Board] = []
    draw = run_sheet.run_sheet
    monkeypatch.setattr(run_sheet, "run_sheet", lambda board: (boards.append(board), draw(board)))
    own_desk.open("plan")
    (board,) = boards
    first, second, third = (run for run in board.runs[-3:])
    keys = [first.activity.key, second.activity.key]
    minutes = [[run.activity.key, run.minutes, run.minutes + 5] for run in (first, second)]
    asked: list[dict[str, Any]] = [
        {"act": "move", "keys": keys, "before": third.activity.key},
        {"act": "nudge", "keys": keys, "earlier": True},
        {"act": "copy", "keys": keys},
        {"act": "remove", "keys": keys},
        {"act": "minutes", "minutes": minutes},
        {"act": "undo", "seen": board.state.revision},
        {"act": "redo", "seen": board.state.revision},
    ]
    acts = set(get_args(run_sheet.SheetEdit.model_fields["act"].annotation))
    assert {one["act"] for one in asked} == acts - {"choose"}
    end(db, filled)
    before = everything(db)

    for one in asked:
        with pytest.raises(NotAllowedError, match="steer"):
            run_sheet._do(board, one)
    assert everything(db) == before
