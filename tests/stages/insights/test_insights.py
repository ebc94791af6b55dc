"""The stage Insight capture: the wall, quotes without a yes, journeys, sentences, the trail."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, part, put, sent_in_all_parts
from workshop.db import Database
from workshop.domain import room
from workshop.domain.links import link_cards
from workshop.domain.plan import add_activity
from workshop.queries.cards import CardView, cards_for
from workshop.queries.viewer import Viewer

PARTS = ("wall", "notes", "journey", "sentences", "trail")
MOST_PARTS = 430
ASK = "Who have we not reached yet, and why?"


def stored(db: Database, viewer: Viewer) -> dict[str, CardView]:
    with db.read() as session:
        return {card.id: card for card in cards_for(session, viewer)}


def insight(db: Database, viewer: Viewer, text: str, **fields: object) -> str:
    return put(db, viewer, "insights.write", "insight", text, **fields)


@pytest.fixture
def shown(db: Database, facilitator: Viewer) -> None:
    """What is written lies face up."""
    room.reveal(db, viewer=facilitator, activity="insights.write")


@pytest.mark.usefixtures("shown")
def test_cards_move_between_themes_by_a_choice(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Into a theme, on to another, and out again; what another put there meanwhile stays."""
    card = insight(db, facilitator, "The form asked who lives with me")
    other = insight(db, facilitator, "They looked at my coat")
    first, second = (
        put(db, facilitator, "insights.name", "theme", name) for name in ("Hello", "Papers")
    )
    app = desk.open("insights")
    drawn(app.toggle(key="insights.sorting").set_value(True).run())

    def move(here: str, there: str) -> None:
        drawn(app.selectbox(key=f"insights.move.{here}.{card}").set_value(there).run())
        assert sentences(app) == []

    def held() -> tuple[set[str], set[str]]:
        cards = stored(db, facilitator)
        return tuple(set(cards[one].links.get("gathers", ())) for one in (first, second))

    move("", first)
    assert held() == ({card}, set())
    link_cards(db, viewer=facilitator, card_id=first, name="gathers", to=(card, other))
    move(first, second)
    assert held() == ({other}, {card})
    move(second, "")
    assert held() == ({other}, set())


@pytest.mark.usefixtures("shown")
def test_the_menu_of_one_card_moves_it_to_a_theme(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Asked for with M; the choice stands in that menu alone, and goes with either answer."""
    card, other = (insight(db, facilitator, words) for words in ("The bus is late", "Or early"))
    theme = put(db, facilitator, "insights.name", "theme", "Buses")
    asks, choice = f"insights.wall.loose.{card}.move", f"insights.move..{card}"
    app = desk.open("insights")
    assert choice not in keys(app.selectbox)
    drawn(app.button(key=asks).click().run())
    assert f"insights.move..{other}" not in keys(app.selectbox)
    assert app.button(key=asks).label == "Leave it here"
    drawn(app.button(key=asks).click().run())
    assert choice not in keys(app.selectbox)
    drawn(app.button(key=asks).click().run())
    drawn(app.selectbox(key=choice).set_value(theme).run())
    assert f"insights.wall.{theme}.{card}.move" in keys(app.button)
    assert [one for one in keys(app.selectbox) if one.startswith("insights.move")] == []


@pytest.mark.usefixtures("shown")
def test_a_move_from_the_menu_that_is_refused_is_said(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Somebody else moves the card between M and the choice; it then stands elsewhere."""
    card = insight(db, facilitator, "The bus is late")
    here, there = (put(db, facilitator, "insights.name", "theme", name) for name in ("A", "B"))
    app = desk.open("insights")
    drawn(app.button(key=f"insights.wall.loose.{card}.move").click().run())
    link_cards(db, viewer=facilitator, card_id=there, name="gathers", to=(card,))
    drawn(app.selectbox(key=f"insights.move..{card}").set_value(here).run())
    assert sentences(app) == ["Somebody else moved this card first. It stays where they put it."]
    assert stored(db, facilitator)[there].links["gathers"] == (card,)
    assert app.button(key=f"insights.wall.{there}.{card}.move").label == "Move to a theme"


@pytest.mark.usefixtures("shown")
def test_a_choice_that_was_asked_for_goes_with_the_sorting_of_all(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    card = insight(db, facilitator, "The bus is late")
    put(db, facilitator, "insights.name", "theme", "Buses")
    app = desk.open("insights")
    drawn(app.button(key=f"insights.wall.loose.{card}.move").click().run())
    for sorting in (True, False):
        drawn(app.toggle(key="insights.sorting").set_value(sorting).run())
    assert f"insights.move..{card}" not in keys(app.selectbox)


@pytest.mark.usefixtures("shown")
def test_a_card_moves_nowhere_while_its_form_is_open(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    card, other = (insight(db, facilitator, words) for words in ("The bus is late", "Or early"))
    put(db, facilitator, "insights.name", "theme", "Buses")
    app = desk.open("insights")
    drawn(app.toggle(key="insights.sorting").set_value(True).run())

    def choices() -> set[str]:
        return {one for one in keys(app.selectbox) if one.startswith("insights.move")}

    both = {f"insights.move..{one}" for one in (card, other)}
    assert choices() == both
    drawn(app.button(key=f"insights.wall.loose.{card}.edit").click().run())
    assert choices() == {f"insights.move..{other}"}
    drawn(app.button(key=f"insights.wall.loose.edit.{card}.cancel").click().run())
    assert choices() == both


def test_letters_act_for_those_alone_who_can_switch_them_off(
    desk: Device,
    device: OpenAs,
    db: Database,
    facilitator: Viewer,
    resident: Viewer,
    participant_token: str,
) -> None:
    """N and those in the menu of a card, for a facilitator until the switch; a participant, who has
    the same buttons, has none.
    """
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    card = insight(db, resident, "The bus is late")
    room.reveal(db, viewer=facilitator, activity="insights.write")

    def lettered(app: AppTest) -> dict[str, str]:
        return {one.key: one.proto.shortcut for one in app.button if one.proto.shortcut}

    own = device(participant_token).open("insights")
    assert {"insights.wall.adding.insight", f"insights.wall.loose.{card}.trail"} <= {
        *keys(own.button)
    }
    assert lettered(own) == {}
    where = f"insights.wall.loose.{card}"
    acts = {"edit": "e", "star": "s", "hide": "h", "large": "l", "trail": "w"}
    assert lettered(desk.open("insights")) == {
        "insights.wall.adding.insight": "n",
        **{f"{where}.{act}": letter for act, letter in acts.items()},
    }
    console = desk.open("console")
    drawn(console.toggle(key="console.keys").set_value(False).run())
    assert lettered(console) == {}


@pytest.mark.usefixtures("shown")
def test_participants_read_the_wall_and_do_not_sort_others_themes(
    device: OpenAs, db: Database, facilitator: Viewer, participant_token: str
) -> None:
    insight(db, facilitator, "The bus is late", evidence="lived")
    put(db, facilitator, "insights.name", "theme", "Hello")
    app = device(participant_token).open("insights")
    assert "The bus is late" in all_sent(app)
    assert "I lived it" in all_sent(app)
    assert "insights.sorting" not in keys(app.toggle)


@pytest.mark.parametrize("consent", ["no", "not_asked", None, "yes"])
@pytest.mark.parametrize("kind", ["insight", "field_note"])
@pytest.mark.usefixtures("shown")
def test_a_quote_is_shared_only_after_a_yes(
    desk: Device,
    device: OpenAs,
    db: Database,
    facilitator: Viewer,
    participant_token: str,
    consent: str | None,
    kind: str,
) -> None:
    """The facilitator reads it with its mark; nobody else gets the words before there is a yes."""
    add_activity(db, viewer=facilitator, activity="insights.fieldwork")
    activity = "insights.write" if kind == "insight" else "insights.fieldwork"
    quote = {"quote": "quincunx", "speaker": "a parent", "consent": consent}
    card = put(db, facilitator, activity, kind, "Somebody spoke", **quote)
    put(db, facilitator, "insights.name", "theme", "Hello", {"gathers": (card,)})
    for_all = sent_in_all_parts(device(participant_token), "insights", PARTS)
    assert ("quincunx" in for_all) is (consent == "yes")
    assert ("It is not for sharing" in for_all) is (consent != "yes")
    for_me = sent_in_all_parts(desk, "insights", PARTS)
    assert "quincunx" in for_me
    assert ("Not for sharing" in for_me) is (consent != "yes")


def test_face_down_cards_are_counted_and_not_sent(
    device: OpenAs, db: Database, facilitator: Viewer, resident: Viewer, participant_token: str
) -> None:
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    insight(db, resident, "A quincunx")
    everything = sent_in_all_parts(device(participant_token), "insights", PARTS)
    assert "quincunx" not in everything
    assert "1 card lies face down" in everything


@pytest.mark.usefixtures("shown")
def test_a_journey_is_a_line_and_a_table(desk: Device, db: Database, facilitator: Viewer) -> None:
    """The line says in words how each step feels; the table holds the steps in their order."""
    dads = put(db, facilitator, "segments.map", "segment", "Dads")
    whose = {"segments": (dads,)}

    def step(text: str, **fields: object) -> None:
        put(db, facilitator, "insights.journey", "journey_step", text, whose, **fields)

    step("I come back", phase="after", feeling=2)
    step("I walk past", phase="before", feeling=-1)
    app = part(desk.open("insights"), "insights", "journey")
    sent = all_sent(app)
    assert "How each step feels. Before: bad; After: very good." in sent
    table = next(one.value for one in app.html if "rf-table" in one.value)
    assert table.index("I walk past") < table.index("I come back")
    assert "Very good" in table


@pytest.mark.usefixtures("shown")
def test_a_sentence_is_finished_in_place(desk: Device, db: Database, facilitator: Viewer) -> None:
    """What was seen stays; the sentence and how sure we are come to it; the question is gentle."""
    card = insight(db, facilitator, "She hid the bottle", evidence="observed")
    app = part(desk.open("insights"), "insights", "sentences")
    prefix = f"insights.finish.{card}"
    said = "People are hard to reach because we write, which means nobody reads it."
    app.text_area(key=f"{prefix}.sentence").set_value(said)
    app.selectbox(key=f"{prefix}.confidence").set_value("high")
    save = next(one for one in app.button if one.key == f"{prefix}.save")
    drawn(save.click().run())
    assert sentences(app) == []
    fields = stored(db, facilitator)[card].fields
    assert (fields["sentence"], fields["confidence"], fields["evidence"]) == (
        said,
        "high",
        "observed",
    )
    assert [ASK in one.value for one in app.info] == [True]


@pytest.mark.usefixtures("shown")
def test_the_trail_leads_back_to_what_was_written_and_on(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """Insights that led to nothing are listed until something rests on them."""
    add_activity(db, viewer=facilitator, activity="insights.fieldwork")
    note = put(db, facilitator, "insights.fieldwork", "field_note", "She stood at the gate")
    behind = {"supported_by": (note,)}
    card = put(db, facilitator, "insights.write", "insight", "Fear is stronger", behind)
    app = part(desk.open("insights"), "insights", "trail")
    assert "**These led to nothing yet (1)**" in "".join(one.value for one in app.markdown)
    app.session_state[f"insights.trail.{card}"] = True
    drawn(app.run())
    trail = [one.value for one in app.html if "rf-trail" in one.value]
    assert len(trail) == 1
    assert "She stood at the gate" in trail[0]
    assert "Field note" in trail[0]
    put(db, facilitator, "insights.name", "theme", "Hello", {"gathers": (card,)})
    app = part(desk.open("insights"), "insights", "trail")
    assert "led to nothing" not in all_sent(app)


@pytest.mark.usefixtures("shown")
def test_the_menu_of_any_card_shows_its_trail(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    card = insight(db, facilitator, "The bus is late")
    mind = {"insights": (card,)}
    put(db, facilitator, "reframe.used-to-think", "belief", "They do not care", mind)
    app = desk.open("insights")
    assert "They do not care" not in all_sent(app)
    drawn(app.button(key=f"insights.wall.loose.{card}.trail").click().run())
    assert "They do not care" in all_sent(app)
    assert "It rests on no other card yet." in [one.value for one in app.text]


def test_words_that_blame_get_a_gentle_question_and_are_saved(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """After adding, and after editing; gone with the next thing that is done."""
    app = desk.open("insights")
    drawn(app.button(key="insights.wall.adding.insight").click().run())
    prefix = "insights.wall.add.insight.0"
    app.text_area(key=f"{prefix}.text").set_value("Hard-to-reach mums")
    save = next(one for one in app.button if one.key == f"{prefix}.save")
    drawn(save.click().run())
    assert [ASK in one.value for one in app.info if "question" in one.value] == [True]
    card = next(iter(stored(db, facilitator).values()))
    assert card.text == "Hard-to-reach mums"
    star = next(one for one in app.button if one.key.endswith(f"{card.id}.star"))
    drawn(star.click().run())
    assert ASK not in all_sent(app)


@pytest.mark.usefixtures("shown")
def test_a_full_wall_is_drawn_in_windows(desk: Device, db: Database, facilitator: Viewer) -> None:
    """As many parts with twice the cards, in each part of the page; the newest are there first."""

    def parts() -> dict[str, int]:
        app = desk.open("insights")
        return {name: sum(1 for _ in part(app, "insights", name)._tree) for name in PARTS}

    def write(first: int, last: int) -> list[str]:
        said = [{"sentence": f"People stay away {number}"} for number in range(first, last)]
        half = [one if place % 2 else {} for place, one in enumerate(said)]
        return [
            insight(db, facilitator, f"Seen {first + place}", **fields)
            for place, fields in enumerate(half)
        ]

    theme = put(db, facilitator, "insights.name", "theme", "Hello")
    held = write(0, 30)
    link_cards(db, viewer=facilitator, card_id=theme, name="gathers", to=tuple(held))
    write(30, 60)
    before = parts()
    held += write(60, 90)
    link_cards(db, viewer=facilitator, card_id=theme, name="gathers", to=tuple(held))
    write(90, 120)
    assert parts() == before
    assert max(before.values()) <= MOST_PARTS

    app = part(desk.open("insights"), "insights", "wall")
    assert "Seen 119" in all_sent(app)
    assert "Seen 107" not in all_sent(app)
    labels = []
    while more := [one for one in app.button if one.key == "insights.wall.loose.more"]:
        labels.append(more[0].label)
        drawn(more[0].click().run())
    assert labels == ["Show 20 more of 48", "Show 20 more of 28", "Show 8 more"]
    assert "Seen 30" in all_sent(app)


@pytest.mark.usefixtures("shown")
def test_the_wall_shows_the_cards_that_are_looked_for(
    desk: Device, device: OpenAs, participant_token: str, db: Database, facilitator: Viewer
) -> None:
    """In what was seen and taught, in a quote that they may read, and in the name of a theme,
    whatever the case; a theme that is found by its name is shown with all its cards."""
    pram = insight(db, facilitator, "I stood outside with the PRAM", quote="quincunx")
    taught = insight(db, facilitator, "She left", sentence="A pram needs a door")
    other = insight(db, facilitator, "The bus is late")
    loose = insight(db, facilitator, "Dogs wait too")
    put(db, facilitator, "insights.name", "theme", "Getting in", {"gathers": (pram, other, taught)})
    put(db, facilitator, "insights.name", "theme", "Papers")

    def counts(app: AppTest) -> list[str]:
        said = "".join(one.value for one in app.html)
        return re.findall(r"[0-9]+ of [0-9]+|[0-9]+(?= cards?)", said)

    def shown(app: AppTest) -> list[str]:
        stars = [key.rsplit(".", 2)[1] for key in keys(app.button) if key.endswith(".star")]
        return [one for one in (pram, taught, other, loose) if one in stars]

    app = desk.open("insights")
    assert shown(app) == [pram, taught, other, loose]
    for typed, found, said in (
        ("pram", [pram, taught], ["2 of 3"]),
        ("getting", [pram, taught, other], ["3"]),
        ("QUINCUNX", [pram], ["1 of 3"]),
        ("dogs", [loose], []),
        ("dog waiting", [loose], []),
        ("zebra", [], []),
    ):
        drawn(app.text_input(key="insights.find").set_value(f" {typed} ").run())
        assert shown(app) == found
        assert counts(app) == said
        assert "No cards in it yet" not in all_sent(app)
    assert [one.value for one in app.text if "zebra" in one.value] == ["No card says “zebra”."]
    drawn(app.button(key="insights.find.all").click().run())
    assert shown(app) == [pram, taught, other, loose]
    assert app.text_input(key="insights.find").value == ""
    theirs = device(participant_token).open("insights")
    drawn(theirs.text_input(key="insights.find").set_value("quincunx").run())
    assert "I stood outside" not in all_sent(theirs)
    assert "No card says “quincunx”." in [one.value for one in theirs.text]


@pytest.mark.usefixtures("shown")
def test_what_a_card_has_no_room_for_stands_in_its_menu(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    dads = put(db, facilitator, "segments.map", "segment", "Dads")
    card = put(
        db,
        facilitator,
        "insights.write",
        "insight",
        "The bus is late",
        {"segments": (dads,)},
        evidence="lived",
    )
    app = desk.open("insights")
    said = [one.value for one in app.html if "I lived it" in one.value]
    assert ["rf-facts" in one for one in said] == [False, True]
    assert "Dads" in said[1]
    assert "Dads" not in said[0]
    assert f"insights.wall.loose.{card}.star" in keys(app.button)
