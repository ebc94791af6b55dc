"""No form empties what a colleague has saved since it was drawn: every form that exists."""

import re
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from tests.stages.conftest import Device, drawn, minutes_of, sentences
from tests.stages.walking import part
from workshop.db import Database
from workshop.domain.cards import add_card
from workshop.domain.changed_fields import changed_only
from workshop.domain.links import link_cards, relink_card
from workshop.domain.money.shares import share_line
from workshop.domain.plan import set_minutes
from workshop.domain.workshops import describe, set_wifi
from workshop.drafts import Description, NewCard, SharedLine, Wifi
from workshop.errors import ChangedMeanwhileError
from workshop.models import ActivityRun, Link, Workshop
from workshop.queries.room import run_sheet
from workshop.queries.viewer import Viewer

ROOT = Path(__file__).parents[2]
NEW, VERSION, BOXES = "makes something new", "compares versions", "saves what was changed"
FORMS = {
    "console/meetings.py": BOXES,
    "console/own_steps.py": BOXES,
    "console/owners.py": NEW,
    "console/paper.py": NEW,
    "console/rights.py": BOXES,
    "console/room_check.py": BOXES,
    "console/run_sheet.py": BOXES,
    "console/sheet_in.py": NEW,
    "console/votes.py": NEW,
    "console/workshop_details.py": BOXES,
    "console/workshop_life.py": "takes the typed code as the only answer",
    "insights/insight_sentences.py": BOXES,
    "parts/cards/card_form.py": VERSION,
    "parts/cards/field_groups.py": VERSION,
    "parts/cards/taken.py": VERSION,
    "parts/cards/link_choice.py": "adds and takes away single links",
    "reframe/agreements.py": VERSION,
    "segmentation/segment_map.py": BOXES,
    "team/purpose.py": BOXES,
    "vision/statement.py": NEW,
    "welcome/new_workshop.py": NEW,
}
UNFORMED = {"console/plan.py": BOXES, "resources/shares.py": BOXES}
"""Boxes with a button of their own, which count while people type."""
MARKS = {BOXES: r"\bboxes\.begin\(", VERSION: r"\bversion\b"}


def test_every_form_is_known_with_how_it_keeps_what_others_save() -> None:
    stages = ROOT / "stages"
    found = {
        path.relative_to(stages).as_posix()
        for path in stages.rglob("*.py")
        if re.search(r"\bst\.form\(", path.read_text(encoding="utf-8"))
    }
    assert found == set(FORMS)
    for name, way in (FORMS | UNFORMED).items():
        text = (stages / name).read_text(encoding="utf-8")
        assert re.search(MARKS.get(way, ""), text), f"{name} {way}, it is said"


def test_only_what_was_changed_is_saved_and_a_clash_is_said() -> None:
    seen, now = {"a": 1, "b": 2}, {"a": 1, "b": 3}
    assert changed_only(now, seen, {"a": 9, "b": 2}) == {"a": 9}
    assert changed_only(now, seen, {"a": 1, "b": 3}) == {"b": 3}
    assert changed_only(now, None, {"a": 1, "b": 2}) == {"a": 1, "b": 2}
    with pytest.raises(ChangedMeanwhileError, match="“3”") as error:
        changed_only(now, seen, {"a": 1, "b": 4})
    assert error.value.current == {"b": 3}


def about(db: Database, viewer: Viewer) -> Workshop:
    with db.read() as session:
        return session.get_one(Workshop, viewer.workshop_id)


def _box(app: AppTest, label: str) -> Any:
    return next(one for one in (*app.text_input, *app.text_area) if label in one.label)


def _press(app: AppTest, label: str) -> AppTest:
    return drawn(next(one for one in app.button if label in one.label).click().run())


VENUE = "The hall in Mill Lane"
COLLEAGUE = {"title": "Growing up", "venue": VENUE, "booked_minutes": 200}


@pytest.mark.parametrize(
    ("page", "venue", "sponsor", "save"),
    [
        ("team", "Where we meet", "Sponsor", "Save what this is about"),
        ("console", "Where do you meet", "Who asked for it", "Save this"),
    ],
)
def test_a_description_that_was_drawn_before_empties_nothing(
    page: str,
    venue: str,
    sponsor: str,
    save: str,
    desk: Device,
    db: Database,
    facilitator: Viewer,
) -> None:
    """What a colleague saved stays; where both wrote, both are kept until somebody decides."""
    title = about(db, facilitator).title
    app = desk.open(page)
    app = _details(app) if page == "console" else part(app, "team", "people")
    draft = Description.read({**COLLEAGUE, "title": title})
    describe(db, viewer=facilitator, draft=draft)
    _box(app, sponsor).set_value("The mayor")
    _press(app, save)
    now = about(db, facilitator)
    assert (now.venue, now.sponsor, now.booked_minutes) == (VENUE, "The mayor", 200)

    describe(db, viewer=facilitator, draft=draft.model_copy(update={"sponsor": "The council"}))
    _box(app, sponsor).set_value("The school")
    _press(app, save)
    assert about(db, facilitator).sponsor == "The council"
    assert "The council" in sentences(app)[0]
    assert _box(app, sponsor).value == "The school"
    _press(app, save)
    assert about(db, facilitator).sponsor == "The school"


def _details(app: AppTest) -> AppTest:
    """The part of the console where the description stands."""
    app.session_state["console.keep"] = True
    return drawn(app.run())


def test_the_wifi_keeps_its_password_when_only_its_name_was_looked_at(
    db: Database, facilitator: Viewer
) -> None:
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Hall", password="old words"))
    seen = Wifi(ssid="Hall")
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Hall", password="newer words"))
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Hall", hidden=True), seen=seen)
    now = about(db, facilitator)
    assert (now.wifi_ssid, now.wifi_password, now.wifi_hidden) == ("Hall", "newer words", True)
    set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Library", password="books"))
    with pytest.raises(ChangedMeanwhileError, match="Library"):
        set_wifi(db, viewer=facilitator, draft=Wifi(ssid="Mill"), seen=seen)
    set_wifi(db, viewer=facilitator, draft=Wifi(), seen=Wifi(ssid="Library"))
    assert about(db, facilitator).wifi_password == ""


def test_minutes_that_somebody_else_has_planned_stay(db: Database, facilitator: Viewer) -> None:
    key = "insights.write"

    def minutes() -> int:
        with db.read() as session:
            return session.get_one(ActivityRun, run).minutes

    with db.read() as session:
        found = session.exec(
            select(ActivityRun).where(
                ActivityRun.workshop_id == facilitator.workshop_id, ActivityRun.key == key
            )
        ).one()
        run, seen = found.id, found.minutes
    set_minutes(db, viewer=facilitator, activity=key, minutes=44)
    set_minutes(db, viewer=facilitator, activity=key, minutes=seen, seen=seen)
    assert minutes() == 44, "the old number was not typed by anybody"
    with pytest.raises(ChangedMeanwhileError, match="44"):
        set_minutes(db, viewer=facilitator, activity=key, minutes=50, seen=seen)
    set_minutes(db, viewer=facilitator, activity=key, minutes=50, seen=44)
    assert minutes() == 50


def test_a_box_that_nobody_touched_follows_what_others_save(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Minutes on the plan: drawn again, they are the colleague's, and saving changes nothing."""
    app = desk.open("plan")
    set_minutes(db, viewer=facilitator, activity="team.arrive", minutes=44)
    _open_line(app, "team.arrive")
    assert minutes_of(app, "team.arrive").value == 44
    set_minutes(db, viewer=facilitator, activity="team.arrive", minutes=33)
    drawn(app.run())
    assert minutes_of(app, "team.arrive").value == 33


def test_minutes_of_the_run_sheet_are_not_taken_back_by_the_box_beside_it(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """A browser may ask for the page again before it has heard of other minutes."""
    app = desk.open("plan")
    _open_line(app, "team.arrive")
    before, held = app._tree, minutes_of(app, "team.arrive").value
    set_minutes(db, viewer=facilitator, activity="team.arrive", minutes=44)
    drawn(app.run())
    app._tree = before
    minutes_of(app, "team.arrive").set_value(held)
    drawn(app.run())

    def planned() -> int:
        with db.read() as session:
            runs = run_sheet(session, facilitator.workshop_id)
        return next(run.minutes for run in runs if run.activity.key == "team.arrive")

    assert planned() == minutes_of(app, "team.arrive").value == 44
    for typed in (held, 7, 8):
        drawn(minutes_of(app, "team.arrive").set_value(typed).run())
        assert planned() == typed, "typed by hand, it counts"

    before = app._tree
    for other in (20, 21):
        set_minutes(db, viewer=facilitator, activity="team.arrive", minutes=other)
        drawn(app.run())
    app._tree = before
    minutes_of(app, "team.arrive").set_value(8)
    drawn(app.run())
    assert planned() == minutes_of(app, "team.arrive").value == 21, "unheard of twice"
    drawn(minutes_of(app, "team.arrive").set_value(8).run())
    assert planned() == 8, "typed back beside the sheet, it counts"

    before = app._tree
    set_minutes(db, viewer=facilitator, activity="team.arrive", minutes=30)
    drawn(app.run())
    app._tree = before
    drawn(minutes_of(app, "team.arrive").set_value(9).run())
    assert planned() == minutes_of(app, "team.arrive").value == 30
    assert "30" in sentences(app)[0], "what was typed before the sheet was seen is refused aloud"


def _open_line(app: AppTest, key: str) -> None:
    drawn(app.selectbox(key="plan.which").set_value(key).run())


def put(db: Database, viewer: Viewer, activity: str, kind: str, text: str, **fields: Any) -> str:
    given = {"activity": activity, "kind": kind, "text": text, "fields": fields}
    return add_card(db, viewer=viewer, draft=NewCard.read(given)).id


def test_links_that_others_made_meanwhile_stay(db: Database, facilitator: Viewer) -> None:
    one, two, sentence = (
        put(db, facilitator, "insights.write", "insight", text) for text in ("One", "Two", "So")
    )
    link_cards(db, viewer=facilitator, card_id=sentence, name="supported_by", to=(one,))
    relink = partial(relink_card, db, viewer=facilitator, card_id=sentence, name="supported_by")
    relink(add=[two], drop=[])
    relink(add=[], drop=[one])
    with db.read() as session:
        assert list(session.exec(select(Link.to_id))) == [two]


def test_shares_of_a_line_are_not_set_over_somebody_elses(
    db: Database, facilitator: Viewer
) -> None:
    where = "resources.spend"
    amount = {"amount_pence": 100_00, "period": "year", "sort": "contract"}
    line = put(db, facilitator, where, "resource_line", "Bus passes", **amount)
    part = put(db, facilitator, where, "strand", "Getting about")

    def share(percent: int, seen: dict[str, Decimal]) -> None:
        shares = {part: Decimal(percent)}
        draft = SharedLine(activity=where, line=line, over="strand", shares=shares, rest_open=True)
        share_line(db, viewer=facilitator, draft=draft, seen=seen)

    share(30, {part: Decimal(0)})
    with pytest.raises(ChangedMeanwhileError, match="30"):
        share(50, {part: Decimal(0)})
    share(50, {part: Decimal(30)})
