"""The pictures of the money and what the room does with them: weigh, judge, answer, try."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from stages.resources.page import PARTS
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, part, put, sent_in_all_parts
from workshop.db import Database
from workshop.domain.plan import add_activity
from workshop.domain.room import open_activity, open_gate, reveal
from workshop.playbook import Gate
from workshop.queries.cards import CardView, cards_for
from workshop.queries.viewer import Viewer

SPEND, FAIR, OVERLAPS = "resources.spend", "resources.fairness", "resources.overlaps"


@pytest.fixture(autouse=True)
def _shown(db: Database, facilitator: Viewer, request: pytest.FixtureRequest) -> None:
    """Money may be shown, and the plan has every talk about it; nobody guesses any more."""
    for activity in (FAIR, OVERLAPS):
        add_activity(db, viewer=facilitator, activity=activity)
    open_gate(db, viewer=facilitator, gate=Gate.INSIGHTS_EXIST)
    if request.function is not test_a_guess_is_shared_out_on_a_laptop_too:
        reveal(db, viewer=facilitator, activity="resources.guess")


def html(app: AppTest) -> str:
    return "\n".join(one.value for one in app.html)


def warned(app: AppTest) -> str:
    return "\n".join(one.value.replace("\\", "") for one in app.warning)


def of_kind(db: Database, viewer: Viewer, kind: str) -> list[CardView]:
    with db.read() as session:
        return cards_for(session, viewer, kinds=[kind])


def line(db: Database, viewer: Viewer, pounds: int, **fields: Any) -> str:
    given = {"amount_pence": pounds * 100, "period": "year", **fields}
    return put(db, viewer, SPEND, "resource_line", f"A line of {pounds}", **given)


def groups(db: Database, viewer: Viewer) -> list[str]:
    """The example of section 4.6: A, B and C with all their money."""
    made = []
    for name, size, weight, pounds in (
        ("A", 250, "1", 220_000),
        ("B", 400, "1.2", 140_000),
        ("C", 350, "2", 60_000),
    ):
        made.append(put(db, viewer, "segments.map", "segment", name, size=size, need_weight=weight))
        line(db, viewer, pounds, for_whom=name)
    return made


def test_a_weight_is_moved_live_and_the_sentence_follows(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """The slider changes what has to move; the log says from what to what and by which role."""
    _, _, c = groups(db, facilitator)
    app = part(desk.open("resources"), "resources", "fair")
    assert "£145,594 would have to move to “C”" in html(app)
    assert "Gini, need" in html(app)
    drawn(app.slider(key=f"resources.weights.{c}").set_value(1.0).run())
    assert "£145,594" not in html(app)
    assert "2 to 1" in html(app)
    assert "The facilitator" in html(app)


def test_the_room_weighs_while_it_talks_and_looks_before(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    a, *_ = groups(db, facilitator)
    theirs = part(device(participant_token).open("resources"), "resources", "fair")
    assert theirs.slider(key=f"resources.weights.{a}").disabled
    open_activity(db, viewer=facilitator, activity=FAIR, anyway=True)
    theirs = part(device(participant_token).open("resources"), "resources", "fair")
    drawn(theirs.slider(key=f"resources.weights.{a}").set_value(3.0).run())
    assert "Somebody in the room" in html(theirs)
    segments = {
        card.text: card.fields["need_weight"] for card in of_kind(db, facilitator, "segment")
    }
    assert segments["A"] == "3.0"


def test_each_overlap_is_given_its_word(desk: Device, db: Database, facilitator: Viewer) -> None:
    """The lines make the matrix; a word makes a card, and another word changes the same card."""
    for provider, pounds in (("Council", 30), ("Library", 20), ("Clinic", 10)):
        line(db, facilitator, pounds, provider=provider, purpose="Engage", for_whom="C")
    app = part(desk.open("resources"), "resources", "overlaps")
    assert "1 overlap waits for our word" in html(app)
    word = f"{OVERLAPS}.why.0"
    drawn(app.button_group(key=word).set_value("accident").run())
    assert "Overlaps by accident could free up to £30 a year." in html(app)
    drawn(app.button_group(key=word).set_value("safety_net").run())
    assert "No overlap is there by accident, so none frees money." in html(app)
    (note,) = of_kind(db, facilitator, "overlap_note")
    assert note.text == "Council and Library and Clinic do “Engage” for “C”."
    assert note.fields == {"verdict": "safety_net", "purpose": "Engage", "for_whom": "C"}
    assert len(note.links["lines"]) == 3


def test_before_early_or_in_a_crisis(desk: Device, db: Database, facilitator: Viewer) -> None:
    line(db, facilitator, 30, time_type="crisis")
    other = line(db, facilitator, 70)
    app = part(desk.open("resources"), "resources", "when")
    assert "So far that is said of £30 of £100." in html(app)
    drawn(app.button_group(key=f"resources.when.{other}").set_value("prevent").run())
    assert "£30 of every £100 that we know of comes in a crisis." in html(app)


def test_who_pays_is_not_always_who_gains(desk: Device, db: Database, facilitator: Viewer) -> None:
    line(db, facilitator, 100, funder="Council")
    gain = {"who_gains": "Hospital", "amount_pence": 50_00, "sort": "public_money"}
    put(db, facilitator, "vision.cost", "benefit", "Fewer visits", **gain)
    app = part(desk.open("resources"), "resources", "payers")
    assert "Council would pay. Hospital would gain without paying." in html(app)


def shared(db: Database, viewer: Viewer) -> None:
    for name in ("Play", "Paper"):
        put(db, viewer, SPEND, "strand", name)


def test_a_guess_is_shared_out_on_a_laptop_too(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """It must add up; nothing typed is lost; a second saving changes the same guess."""
    shared(db, facilitator)
    open_activity(db, viewer=facilitator, activity="resources.guess", anyway=True)
    app = part(device(participant_token).open("resources"), "resources", "guess")
    drawn(app.button(key="resources.split.open.False").click().run())
    app.number_input(key="resources.split.0.0").set_value(70)
    drawn(app.button(key="resources.split.0.save").click().run())
    assert sentences(app) == ["The parts must add up to £100. £30 is left to share out."]
    assert app.number_input(key="resources.split.0.0").value == 70
    app.number_input(key="resources.split.0.1").set_value(30)
    drawn(app.button(key="resources.split.0.save").click().run())
    assert sentences(app) == []
    drawn(app.button(key="resources.split.open.True").click().run())
    app.number_input(key="resources.split.1.0").set_value(60)
    app.number_input(key="resources.split.1.1").set_value(40)
    drawn(app.button(key="resources.split.1.save").click().run())
    (guess,) = of_kind(db, facilitator, "budget_guess")
    assert (guess.text, guess.fields) == (
        "Play £60 · Paper £40",
        {"split": ["Play: 60", "Paper: 40"]},
    )


def knowsley(db: Database, viewer: Viewer) -> str:
    """The published pictures, before and after; the id of the one after."""
    said = {"period": "year", "reach_unit": "family"}
    before = {"sort": "existing", "basis": "measured", "cost_pence": 50_926_100, "reach_count": 278}
    after = {"sort": "redesigned", "basis": "forecast", "cost_pence": 44_215_000}
    after |= {"reach_count": 649}
    put(db, viewer, "vision.cost", "cost_scenario", "Existing service", **said, **before)
    return put(db, viewer, "vision.cost", "cost_scenario", "Redesigned", **said, **after)


def test_the_case_is_a_draft_until_what_is_left_out_is_answered(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    card = knowsley(db, facilitator)
    app = part(desk.open("vision"), "vision", "cost")
    for said in ("£509,261", "−£67,111 (−13 %)", "+371 (133 %)", "−£1,151 (−63 %)"):
        assert said in html(app)
    assert "Total cost falls by 13 %: less than the 20 to 60 % we aim for." in html(app)
    assert "Answer these first: the cost of changing, running costs" in warned(app)
    answers = {"change_costs": "left_out", "overheads": "includes"}
    answers |= {"volunteer_support": "none_of", "commissioning": "includes"}
    for cost, said in answers.items():
        drawn(app.button_group(key=f"vision.cost.check.{card}.{cost}").set_value(said).run())
    assert "Answer these first" not in warned(app)
    after = next(one for one in of_kind(db, facilitator, "cost_scenario") if one.id == card)
    assert after.fields["left_out"] == ["change_costs"]
    assert after.fields["includes"] == ["overheads", "commissioning"]


def test_sliders_try_and_keep_nothing_unless_asked(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """At 242 families the new way is no dearer for each one; kept, it is one more forecast."""
    card = knowsley(db, facilitator)
    app = part(desk.open("vision"), "vision", "cost")
    spot = f"vision.whatif.{card}"
    assert "It breaks even at 242 families. At 649 you are above that point." in html(app)
    drawn(app.slider(key=f"{spot}.reach").set_value(200).run())
    assert "It breaks even at 242 families. At 200 you are below that point." in html(app)
    assert len(of_kind(db, facilitator, "cost_scenario")) == 2
    drawn(app.button(key=f"{spot}.keep").click().run())
    kept = of_kind(db, facilitator, "cost_scenario")[-1]
    assert kept.text == "What if: £442,150 for 200 families"
    assert (kept.fields["basis"], kept.fields["reach_count"]) == ("forecast", 200)
    assert "Existing service → What if: £442,150 for 200 families" in all_sent(app)


def test_numbers_that_do_not_agree_stand_side_by_side(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    sign = put(db, facilitator, "vision.signs", "indicator", "Reach", unit="child", sort="reach")
    for source, percent, number in (("Case paper", "22.7", 397), ("Case study", "22", None)):
        fields = {"sort": "baseline", "percent": percent, "numerator": number}
        links = {"indicator": (sign,)}
        put(db, facilitator, "vision.signs", "measurement", source, links, **fields)
    app = part(desk.open("vision"), "vision", "signs")
    assert "Some numbers do not agree." in warned(app)
    assert "so 1,746 to 1,752 in all" in html(app)
    assert "Case study" in html(app)
    assert "They choose at least half: 1 more." in warned(app)


def test_only_the_facilitator_puts_figures_on_the_big_screen(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    groups(db, facilitator)
    theirs = part(device(participant_token).open("resources"), "resources", "fair")
    assert "screen.figure:segments" not in keys(theirs.button)
    app = part(desk.open("resources"), "resources", "fair")
    drawn(app.button(key="screen.figure:segments").click().run())
    assert any("On the big screen now" in one.value for one in app.markdown)


def test_no_picture_gives_one_posts_pay_away(
    device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """A post alone in a column, with a payer, for a group or in an overlap is a band only."""
    post = {"sort": "salary", "fte": "1", "provider": "Council", "purpose": "Lead"}
    put(db, facilitator, "segments.map", "segment", "A", size=10)
    put(db, facilitator, "segments.map", "segment", "B", size=10)
    line(
        db,
        facilitator,
        41_237,
        **post,
        for_whom="A",
        funder="Council",
        decision="stop",
        time_type="crisis",
    )
    line(db, facilitator, 7_000, provider="Library", purpose="Lead", for_whom="A", decision="keep")
    sent = sent_in_all_parts(device(participant_token), "resources", PARTS)
    assert "£40,000 to £45,000" in sent
    assert "41,237" not in sent
    assert "4123700" not in sent
