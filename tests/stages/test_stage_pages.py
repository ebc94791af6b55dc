"""Every stage's page: what may be read there, what can be added, and that nothing leaks."""

import pytest

from stages.registry import STAGES
from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from workshop.db import Database
from workshop.domain import room
from workshop.domain.cards import add_card, hide_card
from workshop.domain.links import link_cards
from workshop.domain.people.members import new_token
from workshop.drafts import NewCard
from workshop.kinds import CardKind
from workshop.queries.cards import CardView, cards_for
from workshop.queries.viewer import Viewer

SECRET = "quincunx"


def _cards(db: Database, viewer: Viewer) -> list[CardView]:
    with db.read() as session:
        return cards_for(session, viewer)


@pytest.fixture
def secrets_everywhere(db: Database, facilitator: Viewer, resident: Viewer) -> None:
    """A word in all places that others may not read: face down, private, hidden, taken back."""

    def add(viewer: Viewer, activity: str, text: str, **more: object) -> str:
        draft = NewCard.read({"activity": activity, "text": text, **more})
        return add_card(db, viewer=viewer, draft=draft).id

    room.open_activity(db, viewer=facilitator, activity="insights.write")
    face_down = add(resident, "insights.write", f"Face down {SECRET}")
    shown = add(facilitator, "reframe.from-to", "A new challenge for all to read")
    link_cards(db, viewer=facilitator, card_id=shown, name="insights", to=(face_down,))
    hidden = add(facilitator, "horizon.borrow", f"Hidden {SECRET}")
    hide_card(db, viewer=facilitator, card_id=hidden)
    add(facilitator, "team.arrive", f"Private {SECRET}", private=True)
    room.open_activity(db, viewer=facilitator, activity="solutions.concerns", anyway=True)
    add(resident, "solutions.concerns", f"Concern {SECRET}", fields={"response": SECRET})


@pytest.mark.usefixtures("secrets_everywhere")
@pytest.mark.parametrize("page", [*STAGES, "welcome", "console", "downloads"])
def test_nothing_private_or_face_down_is_sent_to_another_participant(
    device: OpenAs, participant_token: str, page: str
) -> None:
    """Not in a list, not in a picker, not as a link's label: it never leaves the server."""
    assert SECRET not in all_sent(device(participant_token).open(page))


@pytest.mark.usefixtures("secrets_everywhere")
@pytest.mark.parametrize("page", ["insights", "horizon", "team", "reframe", "solutions"])
def test_nothing_is_sent_where_a_stage_is_drawn_plainly(
    device: OpenAs, participant_token: str, page: str
) -> None:
    assert SECRET not in all_sent(device(participant_token).open_plainly(page))


@pytest.mark.usefixtures("secrets_everywhere")
@pytest.mark.parametrize("page", [*STAGES, "welcome", "console", "downloads"])
def test_nothing_at_all_is_sent_to_a_visitor(device: OpenAs, page: str) -> None:
    sent = all_sent(device(new_token()).open(page))
    assert SECRET not in sent
    assert "A new challenge" not in sent


@pytest.mark.usefixtures("secrets_everywhere")
@pytest.mark.parametrize("page", ["insights", "horizon", "team", "solutions"])
def test_the_facilitator_reads_it_all(desk: Device, page: str) -> None:
    """So the test above would see the word if it were sent."""
    assert SECRET in all_sent(desk.open_plainly(page))


@pytest.mark.parametrize("page", list(STAGES))
def test_every_stage_opens_for_everybody_with_nothing_in_it(
    desk: Device, device: OpenAs, participant_token: str, page: str
) -> None:
    for app in (desk.open(page), device(participant_token).open(page)):
        assert len(app.title) == 1
        assert sentences(app) == []


def test_a_facilitator_adds_a_card_with_all_its_details(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Text, a choice, several choices and money come into the database as they were meant."""
    app = desk.open_plainly("resources")
    kind = CardKind.RESOURCE_LINE
    app.session_state[f"resources.{kind}.section"] = True
    drawn(app.run())
    drawn(app.button(key=f"resources.{kind}.adding").click().run())
    prefix = f"resources.{kind}.add.{kind}.0"
    app.text_input(key=f"{prefix}.text").set_value("Health visitors")
    money = next(
        one for one in app.text_input if one.key.startswith(prefix) and one.key.endswith("_pence")
    )
    money.set_value("twelve")
    save = next(one for one in app.button if one.key == f"{prefix}.save")
    drawn(save.click().run())
    assert len(sentences(app)) == 1
    assert "needs an amount in pounds" in sentences(app)[0]
    assert app.text_input(key=f"{prefix}.text").value == "Health visitors"
    app.text_input(key=money.key).set_value("1,250.50")
    save = next(one for one in app.button if one.key == f"{prefix}.save")
    drawn(save.click().run())
    assert sentences(app) == []
    name = money.key.removeprefix(f"{prefix}.")
    assert [(c.text, c.fields[name]) for c in _cards(db, facilitator)] == [
        ("Health visitors", 125050)
    ]


def test_an_empty_card_is_refused_and_the_form_stays(desk: Device, db: Database) -> None:
    app = desk.open_plainly("segmentation")
    kind = CardKind.SEGMENT
    app.session_state[f"segmentation.{kind}.section"] = True
    drawn(app.run())
    drawn(app.button(key=f"segmentation.{kind}.adding").click().run())
    drawn(app.button(key=f"segmentation.{kind}.add.{kind}.0.save").click().run())
    assert sentences(app) == ["There are no words yet. Please write something first."]


def test_a_participant_adds_only_while_the_activity_is_open(
    device: OpenAs, db: Database, facilitator: Viewer, participant_token: str
) -> None:
    participant = device(participant_token)
    app = participant.open_plainly("insights")
    app.session_state["insights.insight.section"] = True
    drawn(app.run())
    assert "insights.insight.adding" not in [one.key for one in app.button]
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    app = participant.open_plainly("insights")
    app.session_state["insights.insight.section"] = True
    drawn(app.run())
    assert "insights.insight.adding" in [one.key for one in app.button]


def test_words_are_shown_as_they_were_typed(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Neither HTML nor Markdown nor Streamlit's own marks do anything."""
    typed = "<img src=x onerror=alert(1)> **bold** :red[x] $x^2$"
    draft = NewCard(activity="team.arrive", text=typed)
    add_card(db, viewer=facilitator, draft=draft)
    app = desk.open_plainly("team")
    shown = [one.value for one in app.html if "bold" in one.value]
    assert len(shown) == 1
    assert "&lt;img src=x onerror=alert(1)&gt; **bold** :red[x] $x^2$" in shown[0]
    assert not [one.value for one in app.markdown if "bold" in one.value]


def test_what_it_rests_on_is_chosen_by_its_first_words(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Two cards that begin alike stay apart in the picker."""
    for _ in range(2):
        draft = NewCard(activity="segments.list", text="Mums", kind=CardKind.SEGMENT)
        add_card(db, viewer=facilitator, draft=draft)
    app = desk.open_plainly("insights")
    app.session_state["insights.insight.section"] = True
    drawn(app.run())
    drawn(app.button(key="insights.insight.adding").click().run())
    picker = app.multiselect(key="insights.insight.add.insight.0.link.segments")
    assert list(picker.options) == ["Mums", "Mums (2)"]
