"""Money lines by hand: rows of a few boxes, pay in bands, shares that have to add up."""

from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from stages.resources.lines_by_hand import SORTS, band_words, pay_of
from tests.stages.conftest import Device, drawn, sentences
from tests.stages.walking import keys, part, put
from workshop.db import Database
from workshop.domain.room import open_gate, reveal
from workshop.playbook import Gate
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer

ROW = "resources.hand"


@pytest.fixture(autouse=True)
def _shown(db: Database, facilitator: Viewer) -> None:
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    reveal(db, viewer=facilitator, activity="resources.guess")


def add_rows(app: AppTest, *names: str) -> None:
    for name in names:
        drawn(app.button(key=f"{ROW}.new.{name}").click().run())


def stored(db: Database, viewer: Viewer, kind: str = "resource_line") -> dict[str, dict]:
    with db.read() as session:
        return {card.text: card.fields for card in cards_for(session, viewer, kinds=[kind])}


def test_each_sort_of_row_is_saved_with_its_fields(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """One button saves them all; pay is a band times the posts, never what somebody earns."""
    strand = put(db, facilitator, "resources.spend", "strand", "Family support")
    app = part(desk.open("resources"), "resources", "money")
    add_rows(app, *SORTS)
    typed = {
        0: {"text": "Support workers", "fte": "1,5"},
        1: {"text": "The old hall", "amount_pence": "£12,000", "funder": "Council"},
        2: {"text": "Music lessons", "amount_pence": "950.50", "provider": "Acme"},
        3: {"text": "Lunch club", "hours": "12"},
        4: {"text": "Toys", "provider": "The shop"},
        5: {"text": "Lottery", "amount_pence": "5000", "funder": "Lottery fund"},
    }
    for number, boxes in typed.items():
        for box, said in boxes.items():
            app.text_input(key=f"{ROW}.{number}.{box}").set_value(said)
    app.selectbox(key=f"{ROW}.0.band").set_value(2_500_000)
    app.selectbox(key=f"{ROW}.0.strand").set_value(strand)
    app.selectbox(key=f"{ROW}.3.period").set_value("week")
    drawn(app.run())
    assert "We count the middle of the band for each post: £41,250 a year." in [
        one.value for one in app.caption
    ]
    drawn(app.button(key=f"{ROW}.save").click().run())
    assert sentences(app) == []
    assert stored(db, facilitator) == {
        "Support workers": {
            "sort": "salary",
            "fte": "1.5",
            "pay_band": "£25,000 to £30,000",
            "amount_pence": 4_125_000,
            "period": "year",
        },
        "The old hall": {
            "sort": "building",
            "amount_pence": 1_200_000,
            "period": "year",
            "funder": "Council",
        },
        "Music lessons": {
            "sort": "contract",
            "amount_pence": 95_050,
            "period": "year",
            "provider": "Acme",
        },
        "Lunch club": {"sort": "volunteer_time", "hours": "12", "period": "week"},
        "Toys": {"sort": "in_kind", "provider": "The shop", "period": "year"},
        "Lottery": {
            "sort": "income",
            "amount_pence": 500_000,
            "period": "year",
            "funder": "Lottery fund",
        },
    }
    with db.read() as session:
        links = {card.text: card.links for card in cards_for(session, facilitator)}
    assert links["Support workers"] == {"strand": (strand,)}
    assert f"{ROW}.save" not in keys(app.button), "nothing is left to save"


def test_a_row_that_is_refused_stays_as_it_was_typed(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    app = part(desk.open("resources"), "resources", "money")
    add_rows(app, "building", "contract", "salary")
    app.text_input(key=f"{ROW}.0.text").set_value("Rooms")
    app.text_input(key=f"{ROW}.0.amount_pence").set_value("lots")
    app.text_input(key=f"{ROW}.1.text").set_value("Lessons")
    app.text_input(key=f"{ROW}.2.fte").set_value("half")
    drawn(app.button(key=f"{ROW}.save").click().run())
    assert list(stored(db, facilitator)) == ["Lessons"]
    assert sentences(app) == [
        "“How much, in pounds?” needs an amount in pounds, such as 12.50.",
        "“How many full-time posts?” needs a number, such as 2 or 0.5.",
    ]
    assert app.text_input(key=f"{ROW}.0.amount_pence").value == "lots"
    drawn(app.button(key=f"{ROW}.2.drop").click().run())
    app.text_input(key=f"{ROW}.0.amount_pence").set_value("20")
    drawn(app.button(key=f"{ROW}.save").click().run())
    assert sentences(app) == []
    assert stored(db, facilitator)["Rooms"]["amount_pence"] == 2_000


def test_shares_show_what_is_left_until_they_add_up(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Posts between parts of the work, per cent between groups; refused shares stay."""
    made = put(
        db, facilitator, "resources.spend", "resource_line", "Team", sort="salary", fte="2.5"
    )
    play = put(db, facilitator, "resources.spend", "strand", "Play")
    talk = put(db, facilitator, "resources.spend", "strand", "Talk")
    app = part(desk.open("resources"), "resources", "strands")
    drawn(app.selectbox(key="resources.shareout.line").set_value(made).run())
    prefix = f"resources.shareout.{made}.strand"
    drawn(app.text_input(key=f"{prefix}.{play}").set_value("1").run())
    assert "Shared: 1 of 2.5 full-time posts. 1.5 left." in [one.value for one in app.info]
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert sentences(app) == [
        "These shares add up to 1 posts. 1.5 of 2.5 is left. "
        "Share it out too, or say that the rest is still open."
    ]
    assert app.text_input(key=f"{prefix}.{play}").value == "1"
    drawn(app.text_input(key=f"{prefix}.{talk}").set_value("1.5").run())
    assert "It adds up." in app.success[0].value
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert stored(db, facilitator, "strand_share") == {
        "Play": {"share_percent": "40", "fte": "1"},
        "Talk": {"share_percent": "60", "fte": "1.5"},
    }


def test_rows_and_shares_half_done_are_there_again_after_a_look_at_another_part(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Only what somebody typed: a box that nobody touched follows what others save."""
    made = put(db, facilitator, "resources.spend", "resource_line", "Rooms", sort="building")
    play = put(db, facilitator, "resources.spend", "strand", "Play")
    talk = put(db, facilitator, "resources.spend", "strand", "Talk")
    app = part(desk.open("resources"), "resources", "money")
    add_rows(app, "salary", "building")
    app.text_input(key=f"{ROW}.0.text").set_value("Support workers")
    app.selectbox(key=f"{ROW}.0.band").set_value(2_500_000)
    app.selectbox(key=f"{ROW}.0.strand").set_value(play)
    app.text_input(key=f"{ROW}.1.amount_pence").set_value("950")
    drawn(app.selectbox(key=f"{ROW}.1.period").set_value("week").run())
    part(app, "resources", "strands")
    drawn(app.selectbox(key="resources.shareout.line").set_value(made).run())
    prefix = f"resources.shareout.{made}.strand"
    drawn(app.text_input(key=f"{prefix}.{play}").set_value("40").run())
    part(app, "resources", "money")
    rows = [
        app.text_input(key=f"{ROW}.0.text").value,
        app.selectbox(key=f"{ROW}.0.band").value,
        app.selectbox(key=f"{ROW}.0.strand").value,
        app.text_input(key=f"{ROW}.1.amount_pence").value,
        app.selectbox(key=f"{ROW}.1.period").value,
    ]
    assert rows == ["Support workers", 2_500_000, play, "950", "week"]
    links = {"line": (made,), "strand": (talk,)}
    put(db, facilitator, "resources.spend", "strand_share", "Talk", links, share_percent="60")
    part(app, "resources", "strands")
    shares = [app.text_input(key=f"{prefix}.{one}").value for one in (play, talk)]
    assert (app.selectbox(key="resources.shareout.line").value, shares) == (made, ["40", "60"])


def test_gifts_on_no_budget_are_looked_for_beside_the_money(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Those that every place has are named before anybody wrote one; the plan need not ask."""
    put(db, facilitator, "resources.spend", "asset", "A warm hall", sort="place")
    app = part(desk.open("resources"), "resources", "money")
    said = [one.value for one in app.text]
    for line in ("People: none yet", "A place: 1", "A skill: none yet", "Trust: none yet"):
        assert line in said
    drawn(app.button(key="resources.gifts.adding.asset").click().run())
    app.text_area(key="resources.gifts.add.asset.0.text").set_value("Eight mums who listen")
    drawn(app.button(key="resources.gifts.add.asset.0.save").click().run())
    assert set(stored(db, facilitator, "asset")) == {"A warm hall", "Eight mums who listen"}


def test_bands_are_said_in_pounds_and_counted_by_their_middle() -> None:
    assert band_words(2_500_000) == "£25,000 to £30,000"
    assert pay_of(2_500_000, Decimal("0.5")) == 1_375_000
