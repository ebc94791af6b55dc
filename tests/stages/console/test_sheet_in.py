"""What comes back with a sheet: its photo, and whose words are added to a card that is there."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from stages.console.paper import NOT_KEPT
from stages.console.sheet_in import LIST
from tests.stages.conftest import Device, all_sent, drawn, sentences
from tests.stages.console.test_clock import how_it_is_typed, labelled, sheet_in
from workshop.db import Database
from workshop.domain import pictures, room
from workshop.domain.cards import add_card
from workshop.domain.pictures import SIDE_OF_MANY
from workshop.domain.promises import tighten
from workshop.drafts import NewCard
from workshop.enums import Attribution
from workshop.models import ActivityRun, Audit, Card, Media, Person
from workshop.queries.viewer import Viewer

STEP = "insights.write"
KEEP_ONE, KEEP_MANY = "Keep the photo with this card", "Keep the photo with these cards"


def photo() -> tuple[str, bytes, str]:
    made = BytesIO()
    Image.new("RGB", (SIDE_OF_MANY + 500, 900), "#eee").save(made, "JPEG")
    return "sheet.jpg", made.getvalue(), "image/jpeg"


def upload(app: AppTest) -> AppTest:
    [box] = [
        one for one in app.file_uploader if ".paper_list." in one.key or ".sheet_in." in one.key
    ]
    return drawn(box.set_value(photo()).run())


def boxes_to_keep(app: AppTest) -> list[Any]:
    return [one for one in app.checkbox if one.label in (KEEP_ONE, KEEP_MANY)]


def kept(db: Database) -> list[tuple[str, int | None, str | None, int]]:
    """Each card with its table, the words of its photo and how long the longer side of that is."""
    with db.read() as session:
        found = session.exec(
            select(Card, Media)
            .outerjoin(Media, col(Media.card_id) == col(Card.id))
            .where(Card.activity == STEP)
            .order_by(col(Card.created_revision))
        ).all()
        return [
            (
                card.text,
                card.table_no,
                media and media.alt,
                max(Image.open(BytesIO(media.content)).size) if media else 0,
            )
            for card, media in found
        ]


def save(app: AppTest, text: str) -> AppTest:
    main(app).set_value(text)
    return drawn(labelled(app, "Save this insight").click().run())


def main(app: AppTest) -> Any:
    return next(one for one in app.text_area if (one.key or "").endswith(".text"))


def test_a_photo_is_of_its_sheet_and_kept_with_the_cards_for_which_it_is_wanted(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Nor do the words that were begun, or whose they are, go on to the sheet of the next table."""
    app = upload(sheet_in(desk, db, facilitator, STEP))
    app = save(app, "Nobody asked for the photo")
    boxes_to_keep(app)[0].set_value(True)
    app = save(app, "With the photo")
    assert sentences(app) == []
    assert [one.value for one in boxes_to_keep(app)] == [False]
    main(app).set_value("Begun at table 2")
    labelled(app, "Whose card is it?").set_value("staff")
    boxes_to_keep(app)[0].set_value(True)
    code = app.text_input(key="plan.sheet_in.code")
    app = drawn(code.set_value(code.value.replace("-2", "-1")).run())
    assert (main(app).value, boxes_to_keep(app)) == ("", [])
    assert labelled(app, "Whose card is it?").value != "staff"
    app = save(app, "Of table 1")
    assert sentences(app) == []
    assert kept(db) == [
        ("Nobody asked for the photo", 2, None, 0),
        ("With the photo", 2, "Sheet of paper: With the photo", SIDE_OF_MANY),
        ("Of table 1", 1, None, 0),
    ]


def test_a_photo_stays_with_the_list_of_its_sheet(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    app = sheet_in(desk, db, facilitator, STEP)
    app = upload(drawn(how_it_is_typed(app).set_value(LIST).run()))
    assert [one.label for one in boxes_to_keep(app)] == [KEEP_MANY]
    code = app.text_input(key="plan.sheet_in.code")
    app = drawn(code.set_value(code.value.replace("-2", "-1")).run())
    app = drawn(how_it_is_typed(app).set_value(LIST).run())
    assert boxes_to_keep(app) == []


@pytest.mark.parametrize("as_list", [False, True])
def test_where_nobody_may_learn_who_wrote_no_handwriting_is_kept(
    desk: Device, db: Database, facilitator: Viewer, as_list: bool
) -> None:
    """The photo can be typed from all the same."""
    tighten(db, viewer=facilitator, activity=STEP, attribution=Attribution.ANONYMOUS)
    app = sheet_in(desk, db, facilitator, STEP)
    if as_list:
        app = drawn(how_it_is_typed(app).set_value(LIST).run())
    assert NOT_KEPT not in all_sent(app)
    app = upload(app)
    assert NOT_KEPT in all_sent(app)
    assert boxes_to_keep(app) == []
    if as_list:
        lines = next(one for one in app.text_area if (one.key or "").endswith(".lines"))
        lines.set_value("Typed from it")
        app = drawn(labelled(app, "Add these cards").click().run())
    else:
        app = save(app, "Typed from it")
    assert sentences(app) == []
    assert kept(db) == [("Typed from it", None, None, 0)]


def test_a_photo_without_a_place_is_said_before_its_card_is_added(
    desk: Device, db: Database, facilitator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 0)
    app = upload(sheet_in(desk, db, facilitator, STEP))
    boxes_to_keep(app)[0].set_value(True)
    app = save(app, "With the photo")
    assert sentences(app) == ["This workshop holds 0 pictures already. Take one away first."]
    assert (main(app).value, kept(db)) == ("With the photo", [])


@pytest.mark.parametrize(
    ("promise", "who"),
    [(Attribution.NAMED, ["Amina", "Ann", "facilitator"]), (Attribution.ROLE, [None, None, None])],
)
def test_what_is_added_to_a_card_from_a_sheet_is_kept_as_what_a_phone_adds(
    desk: Device,
    db: Database,
    facilitator: Viewer,
    resident: Viewer,
    staff: Viewer,
    promise: Attribution,
    who: list[str | None],
) -> None:
    """Amina has a phone, Ann wrote on paper, and then somebody of whom only the group is known."""
    room.open_activity(db, viewer=facilitator, activity="segments.map")
    card = add_card(db, viewer=staff, draft=NewCard(activity="segments.map", text="Dads")).id
    step = "segments.name"
    app = sheet_in(desk, db, facilitator, step)
    with db.write() as work:
        run = work.session.exec(select(ActivityRun).where(ActivityRun.key == step)).one()
        run.attribution = promise
        work.commit()
    said = NewCard(activity=step, onto=card, fields={"voice": "Ask us"})
    add_card(db, viewer=resident, draft=said)
    app = drawn(labelled(app, "Which one?").select(card).run())
    assert labelled(app, "Who says this?").options[0] == "Ann, Resident, table 2"
    labelled(app, "What they need").set_value("A warm room")
    app = drawn(labelled(app, "Save to this group of people").click().run())
    labelled(app, "Who says this?").set_value("partner")
    labelled(app, "What they need").set_value("A warm room, and tea")
    app = drawn(labelled(app, "Save to this group of people").click().run())
    assert sentences(app) == []
    with db.read() as session:
        acts = session.exec(
            select(Audit.actor_id)
            .where(Audit.object_id == card, Audit.verb == "edit_card")
            .order_by(col(Audit.revision))
        ).all()
        names = {one.id: one.name or "facilitator" for one in session.exec(select(Person))}
        kept_card = session.get_one(Card, card)
        assert [names.get(actor or "") for actor in acts] == who
        assert (kept_card.author_name, kept_card.via) == ("Ben", "phone")
        assert kept_card.fields == {"voice": "Ask us", "needs": "A warm room, and tea"}
