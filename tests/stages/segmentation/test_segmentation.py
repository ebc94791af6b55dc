"""The stage Segmentation: a map with words, who comes and who does not, and our focus."""

from functools import partial

from tests.stages.conftest import Device, OpenAs, all_sent, drawn, sentences
from tests.stages.walking import keys, part, put
from workshop.db import Database
from workshop.queries.cards import cards_for
from workshop.queries.viewer import Viewer


def group(db: Database, viewer: Viewer, name: str, **fields: object) -> str:
    return put(db, viewer, "segments.map", "segment", name, **fields)


def the_map(app: object) -> str:
    return next(one.value for one in app.html if "rf-map" in one.value)


def test_every_group_is_on_the_map_by_its_whole_name(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """A group that stays away has a shape and words; what people typed is never markup."""
    group(db, facilitator, "Regulars", contact="often", trust=5, non_user=False)
    group(db, facilitator, "<b>Dads</b>", contact="once", trust=2, non_user=True, focus=True)
    app = part(desk.open("segmentation"), "segmentation", "map")
    shown = the_map(app)
    row = next(row for row in shown.split("<tr>") if "Little trust" in row)
    cells = row.split("<td>")[1:]
    assert [("&lt;b&gt;Dads" in cell) for cell in cells] == [False, True, False, False]
    assert "◆ Stays away" in cells[1]
    assert "★ In our focus" in cells[1]
    assert "Stays away" not in next(row for row in shown.split("<tr>") if "Regulars" in row)
    table = next(one.value for one in app.html if "rf-table" in one.value)
    assert "Yes, they stay away" in table


def test_a_group_is_put_on_the_map(desk: Device, db: Database, facilitator: Viewer) -> None:
    """It waits beside the map until both questions are answered, and keeps its other fields."""
    card = group(db, facilitator, "New parents", voice="We are tired", contact="some")
    app = part(desk.open("segmentation"), "segmentation", "map")
    assert not [one for one in app.html if "New parents" in one.value and "rf-map" in one.value]
    spot = f"segmentation.place.{card}"
    assert app.selectbox(key=f"{spot}.contact").value == "some"
    app.selectbox(key=f"{spot}.trust").set_value(4)
    save = next(one for one in app.button if one.key == f"{spot}.save")
    drawn(save.click().run())
    assert sentences(app) == []
    assert "New parents" in the_map(app)
    with db.read() as session:
        stored = cards_for(session, facilitator, kinds=["segment"])[0].fields
    assert {name: stored[name] for name in ("voice", "contact", "trust")} == {
        "voice": "We are tired",
        "contact": "some",
        "trust": 4,
    }


def test_groups_stand_by_whether_they_come(desk: Device, db: Database, facilitator: Viewer) -> None:
    """Those who never come first; a tiny group is warned about; a size says how it is known."""
    group(db, facilitator, "Regulars", contact="often")
    group(db, facilitator, "Strangers", contact="none", size=9, size_basis="guess")
    group(db, facilitator, "Dads", contact="once", size=1260, size_basis="count")
    app = part(desk.open("segmentation"), "segmentation", "groups")
    titles = [one.value for one in app.markdown if one.value.startswith("**Who")]
    assert titles == ["**Who never comes (1)**", "**Who rarely comes (1)**", "**Who comes (1)**"]
    assert [one.value.startswith("Fewer than 10 people") for one in app.warning] == [True]
    sent = all_sent(app)
    assert "1,260. We counted" in sent
    assert "9. We guessed" in sent
    assert "Nobody yet. Who could ask?" in sent


def test_whether_somebody_comes_is_said_once_above_their_column(
    desk: Device, db: Database, facilitator: Viewer
) -> None:
    """A card beneath keeps what else was said of them."""
    add = partial(put, db, facilitator, "segments.list", "potential_user")
    add("Regulars", here_now="uses_us")
    add("Night workers", here_now="never_came")
    app = part(desk.open("segmentation"), "segmentation", "everyone")
    titles = [one.value for one in app.markdown if one.value.startswith("**They")]
    assert titles == ["**They never came (1)**", "**They come (1)**"]
    cards = [one.value for one in app.html if "rf-card" in one.value]
    assert [name for name in ("Night workers", "Regulars") for one in cards if name in one] == [
        "Night workers",
        "Regulars",
    ]
    assert not [one for one in cards if "Do they come to us?" in one]


def test_the_facilitator_notes_our_focus(
    desk: Device, device: OpenAs, db: Database, facilitator: Viewer, participant_token: str
) -> None:
    """Two or three groups, one of which stays away; everybody reads it, only one may set it."""
    regulars = group(db, facilitator, "Regulars", contact="often", non_user=False)
    nans = group(db, facilitator, "Nans", contact="some", non_user=False)
    dads = group(db, facilitator, "Dads", contact="once", non_user=True)
    app = part(desk.open("segmentation"), "segmentation", "focus")

    def said() -> list[str]:
        return [one.value for one in app.warning]

    def flip(card: str) -> None:
        drawn(app.button(key=f"segmentation.focus.{card}").click().run())

    few = "One group is chosen. Choose one or two more."
    same = "None of these groups stays away from us. Choose one that does."
    assert said() == []
    flip(regulars)
    assert said() == [few, same]
    flip(nans)
    assert said() == [same]
    flip(dads)
    assert said() == []
    flip(nans)
    with db.read() as session:
        cards = cards_for(session, facilitator, kinds=["segment"])
    assert {card.id for card in cards if card.fields.get("focus")} == {regulars, dads}
    seen = part(device(participant_token).open("segmentation"), "segmentation", "focus")
    assert "★ In our focus" in all_sent(seen)
    assert not [key for key in keys(seen.button) if key.startswith("segmentation.focus.")]


def test_editing_a_group_keeps_it_in_focus(desk: Device, db: Database, facilitator: Viewer) -> None:
    """No form changes the focus, since choosing is an act of its own."""
    dads = group(db, facilitator, "Dads", contact="once", focus=True, non_user=True)
    app = part(desk.open("segmentation"), "segmentation", "groups")
    edit = next(one for one in app.button if one.key.endswith(f"{dads}.edit"))
    drawn(edit.click().run())
    box = next(one for one in app.text_input if one.key.endswith(f"{dads}.text"))
    box.set_value("Dads on shifts")
    save = next(one for one in app.button if one.key.endswith(f"edit.{dads}.save"))
    drawn(save.click().run())
    with db.read() as session:
        card = cards_for(session, facilitator, kinds=["segment"])[0]
    assert (card.text, card.fields["focus"]) == ("Dads on shifts", True)
