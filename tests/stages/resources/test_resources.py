"""Resource audit: insights first, a guess before the numbers, then money that adds up."""

from collections.abc import Callable

import pytest

from stages.resources.page import PARTS
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, part, put, sent_in_all_parts
from workshop.db import Database
from workshop.domain.cards import hide_card
from workshop.domain.room import open_activity, open_gate, reveal
from workshop.figures.pounds import said_amount, said_exactly
from workshop.models import Workshop
from workshop.playbook import Gate
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer

SECRET = "quincunx"
MONEY = "Heat and light"


@pytest.fixture
def shown(db: Database, facilitator: Viewer) -> None:
    """Money may be shown: the gate is open and the guesses are turned over."""
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    reveal(db, viewer=facilitator, activity="resources.guess")


def line(db: Database, viewer: Viewer, text: str = MONEY, **fields: object) -> str:
    given = {"amount_pence": 2_000_000, "period": "year", "sort": "building", **fields}
    return put(db, viewer, "resources.spend", "resource_line", text, **given)


def html(app: object) -> str:
    return "\n".join(one.value for one in app.html)  # type: ignore[attr-defined]


def test_money_waits_for_insights_and_one_click_shows_it(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """Everybody reads the sentence; only the facilitator has the button, and it is kept."""
    line(db, facilitator)
    sentence = "Money comes after insights. There are no insights yet. Write at least one insight"
    for app in (device(participant_token).open("resources"), desk.open("resources")):
        assert any(sentence in one.value for one in app.info)
        assert MONEY not in all_sent(app)
    assert "resources.gate.insights-exist" not in keys(
        device(participant_token).open("resources").button
    )
    app = desk.open("resources")
    drawn(app.button(key="resources.gate.insights-exist").click().run())
    assert not any(sentence in one.value for one in app.info)
    with db.read() as session:
        opened = session.get_one(Workshop, facilitator.workshop_id).gates_opened
    assert opened == ["insights-exist"]


def test_an_insight_opens_the_money(desk: Device, db: Database, facilitator: Viewer) -> None:
    put(db, facilitator, "insights.write", "insight", "People fear being judged")
    assert "resources.gate.insights-exist" not in keys(desk.open("resources").button)


def test_the_numbers_wait_for_the_guesses(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """Until the guesses are turned over, or a later step has begun, no number is sent."""
    line(db, facilitator)
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    assert MONEY not in sent_in_all_parts(device(participant_token), "resources", PARTS)
    app = desk.open("resources")
    drawn(app.button(key="resources.reveal").click().run())
    theirs = device(participant_token).open("resources")
    assert MONEY in all_sent(part(theirs, "resources", "money"))


def test_a_later_step_shows_the_numbers_too(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """A room that skips the guessing is not kept from its work."""
    line(db, facilitator)
    open_activity(db, viewer=facilitator, activity="resources.spend", anyway=True)
    app = device(participant_token).open("resources")
    assert app.session_state["resources.part"] == "money"
    assert MONEY in all_sent(app)


def test_the_facilitator_gets_the_numbers_ready_unseen(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    line(db, facilitator)
    app = desk.open("resources")
    drawn(app.toggle(key="resources.prepare").set_value(True).run())
    assert MONEY in all_sent(part(app, "resources", "money"))
    assert "resources.prepare" not in keys(device(participant_token).open("resources").toggle)


def test_guesses_that_lie_face_down_wait_behind_a_press_on_the_facilitators_page(
    desk: Device, db: Database, facilitator: Viewer, join_as: Callable[..., Viewer]
) -> None:
    """A facilitator's page is projected as well; what lies face down is told once asked for."""
    line(db, facilitator)
    people = [join_as("resident") for _ in range(4)]
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    open_activity(db, viewer=facilitator, activity="resources.guess", anyway=True)
    for at, participant in enumerate(people):
        text, split = f"{SECRET} {at}", [f"{SECRET}: {40 + at}", f"Play: {60 - at}"]
        put(db, participant, "resources.guess", "budget_guess", text, split=split)
    open_activity(db, viewer=facilitator, activity="resources.spend", anyway=True)
    app = part(desk.open("resources"), "resources", "guess")
    asks = app.toggle(key="resources.face_down")
    assert (asks.label, SECRET in all_sent(app)) == (
        "Look at the 4 guesses that lie face down",
        False,
    )
    drawn(asks.set_value(True).run())
    assert all_sent(app).count(SECRET) > 4
    reveal(db, viewer=facilitator, activity="resources.guess")
    app = part(desk.open("resources"), "resources", "guess")
    assert ("resources.face_down" in keys(app.toggle), SECRET in all_sent(app)) == (False, True)


@pytest.mark.usefixtures("shown")
def test_a_line_is_written_in_pounds_and_kept_in_pence(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Bad money is refused with a sentence, and nothing that was typed is lost."""
    put(db, facilitator, "resources.spend", "strand", "Family support")
    app = part(desk.open("resources"), "resources", "money")
    drawn(app.button(key="resources.lines.adding.resource_line").click().run())
    prefix = "resources.lines.add.resource_line.0"
    app.text_input(key=f"{prefix}.text").set_value("Rooms")
    app.text_input(key=f"{prefix}.amount_pence").set_value("lots")
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert sentences(app) == ["“Amount” needs an amount in pounds, such as 12.50."]
    app.text_input(key=f"{prefix}.amount_pence").set_value("1,250.50")
    drawn(app.button(key=f"{prefix}.save").click().run())
    assert sentences(app) == []
    with db.read() as session:
        (found,) = cards_for(session, facilitator, kinds=["resource_line"])
    assert (found.text, found.fields) == ("Rooms", {"amount_pence": 125050, "period": "year"})
    assert "Together we spend £1,250.50 a year." in html(app)


@pytest.mark.usefixtures("shown")
def test_nobodys_own_pay_is_sent_to_a_participant(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """A single post shows as a band in the table, in its part of the work and in the columns."""
    strand = put(db, facilitator, "resources.spend", "strand", "Admin")
    put(
        db,
        facilitator,
        "resources.spend",
        "resource_line",
        "The manager",
        {"strand": (strand,)},
        sort="salary",
        fte="1",
        amount_pence=41_237_00,
        period="year",
    )
    line(db, facilitator)
    sent = sent_in_all_parts(device(participant_token), "resources", PARTS)
    assert "£40,000 to £45,000" in sent
    assert "41,237" not in sent
    assert "4123700" not in sent


@pytest.mark.usefixtures("shown")
def test_each_part_of_the_work_has_its_three_columns(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Spent, needed and how local people help; the cost of paying them must be said."""
    strand = put(
        db,
        facilitator,
        "resources.spend",
        "strand",
        "Outreach",
        needed_pence=500_000,
        community_helps="The parents' group does it",
    )
    app = part(desk.open("resources"), "resources", "strands")
    assert any("What are they paid for it?" in one.value for one in app.warning)
    where = f"resources.paid.{strand}"
    drawn(app.button(key=f"{where}.adding.resource_line").click().run())
    app.text_input(key=f"{where}.add.resource_line.0.text").set_value("The parents' group")
    app.text_input(key=f"{where}.add.resource_line.0.amount_pence").set_value("20000")
    drawn(app.button(key=f"{where}.add.resource_line.0.save").click().run())
    with db.read() as session:
        (found,) = cards_for(session, facilitator, kinds=["resource_line"])
    assert (found.fields["covers"], found.links) == ("commissioning", {"strand": (strand,)})
    assert not app.warning
    assert "£20,000" in html(app)
    assert "£5,000 a year" in html(app)
    assert "£100" in html(app)


@pytest.mark.usefixtures("shown")
def test_a_line_goes_into_its_column_and_a_stop_says_what_it_needs(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Sorting keeps all other fields; what is to stop asks who would feel it until that is said."""
    made = line(db, facilitator)
    app = part(desk.open("resources"), "resources", "sort")
    assert "**Not sorted yet (1)**" in [one.value for one in app.markdown]
    drawn(app.selectbox(key=f"resources.sort.{made}").set_value("stop").run())
    with db.read() as session:
        (found,) = cards_for(session, facilitator)
    assert found.fields == {
        "sort": "building",
        "amount_pence": 2_000_000,
        "period": "year",
        "decision": "stop",
    }
    assert "**Stop (1)**" in [one.value for one in app.markdown]
    assert any("is to stop" in one.value for one in app.warning)
    where = f"resources.stop.{made}"
    drawn(app.button(key=f"{where}.adding.stop_entry").click().run())
    app.text_area(key=f"{where}.add.stop_entry.0.text").set_value("Close the old hall")
    app.text_area(key=f"{where}.add.stop_entry.0.affected").set_value("The choir")
    drawn(app.button(key=f"{where}.add.stop_entry.0.save").click().run())
    said = [one.value for one in app.warning]
    assert said == ["Still to say: how we keep them safe, where the money goes instead."]


@pytest.mark.usefixtures("shown")
def test_overlaps_say_why_and_only_accidents_free_money(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    for verdict in ("choice", "accident"):
        put(
            db,
            facilitator,
            "resources.spend",
            "overlap_note",
            verdict,
            verdict=verdict,
            saving_pence=300_00,
        )
    app = part(desk.open("resources"), "resources", "overlaps")
    assert "Overlaps by accident could free up to £300 a year." in html(app)
    assert "**What people noted (2)**" in [one.value for one in app.markdown]


@pytest.mark.usefixtures("shown")
def test_the_place_for_a_file_stands_beside_the_guesses_and_the_money_for_facilitators(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    put(db, facilitator, "resources.spend", "resource_line", "Rent", amount_pence=1_200_00)
    app = desk.open("resources")
    found = {name: len(part(app, "resources", name).file_uploader) for name in PARTS}
    assert found == dict.fromkeys(PARTS, 0) | {"guess": 1, "money": 1}
    drawn(part(app, "resources", "guess").button(key="resources.lines").click().run())
    assert "Where the money goes" in [one.value for one in app.header]
    theirs = device(participant_token).open("resources")
    assert not any(part(theirs, "resources", name).file_uploader for name in PARTS)


@pytest.mark.usefixtures("shown")
def test_gifts_stand_beside_the_money(desk: Device, db: Database, facilitator: Viewer) -> None:
    put(db, facilitator, "resources.spend", "asset", "A warm hall", sort="place")
    app = part(desk.open("resources"), "resources", "money")
    assert "Gifts on no budget: 1" in [one.value for one in app.header]
    assert "A warm hall" in html(app)


@pytest.mark.usefixtures("shown")
def test_no_part_sends_what_is_hidden(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    for kind in ("resource_line", "strand", "asset", "overlap_note", "stop_entry", "fairness_note"):
        made = put(db, facilitator, "resources.spend", kind, SECRET)
        hide_card(db, viewer=facilitator, card_id=made)
    assert SECRET not in sent_in_all_parts(device(participant_token), "resources", PARTS)


def test_amounts_are_said_as_people_write_them() -> None:
    assert [said_exactly(pence) for pence in (0, 5, 1250, 120_000_00)] == [
        "£0",
        "£0.05",
        "£12.50",
        "£120,000",
    ]
    assert said_amount(None, guarded=False) == "Not said"
    assert said_amount(31_000_00, guarded=True) == "£30,000 to £35,000"
