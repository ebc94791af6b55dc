"""Sorting cards into themes: moves by id, so that nobody's work is lost, and each can be undone."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.workshop.sorting import NAME, WRITE, SortingRoom
from workshop.db import Database
from workshop.domain import undo_redo
from workshop.domain.cards import hide_card, withdraw_card
from workshop.domain.comments import comment_on
from workshop.domain.links import relink_card
from workshop.domain.people.members import new_token, register_device
from workshop.domain.people.steerers import lock_room
from workshop.domain.plan import add_activity
from workshop.domain.room import close_activity, move_to, open_activity
from workshop.domain.run_sheet.edits import remove_steps
from workshop.domain.themes import sorts
from workshop.domain.themes.merges import merge_cards
from workshop.domain.workshops import MadeWorkshop, close_workshop, delete_workshop, reopen_workshop
from workshop.drafts import CardMove, CommentText, NewTheme, ThemeChange, ThemeGroups
from workshop.errors import (
    ChangedMeanwhileError,
    ClosedError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnknownDeviceError,
)
from workshop.models import Audit, Card
from workshop.queries.viewer import Viewer, identify


def test_cards_are_moved_into_a_theme_and_on(board: SortingRoom) -> None:
    """A card leaves the theme where it was seen, and every screen is told where it lies."""
    one, two, three = board.write("one", "two", "three")
    buses = board.theme("Buses", one, two)
    doors = board.theme("Doors")
    assert board.board() == {"": {"three"}, "Buses": {"one", "two"}, "Doors": set()}
    assert board.move(two, source=buses, target=doors) == ()
    assert board.move(three, target=doors) == ()
    assert board.move(one, source=buses) == ()
    assert board.board() == {"": {"one"}, "Buses": set(), "Doors": {"two", "three"}}


def test_what_somebody_else_moved_first_stays_where_they_put_it(board: SortingRoom) -> None:
    """The second mover saw an older board: their other cards move, this one is named."""
    one, two = board.write("one", "two")
    buses, doors = board.theme("Buses"), board.theme("Doors")
    board.move(one, target=buses)
    assert board.move(one, two, target=doors) == (one,)
    assert board.board() == {"": set(), "Buses": {"one"}, "Doors": {"two"}}


def test_the_same_move_twice_moves_once(board: SortingRoom) -> None:
    """A page that did not hear the answer may ask again."""
    (one,) = board.write("one")
    buses = board.theme("Buses")
    for _ in range(2):
        assert board.move(one, target=buses) == ()
    for _ in range(2):
        assert board.move(one, source=buses) == ()
    assert board.board() == {"": {"one"}, "Buses": set()}


def test_cards_that_are_gone_stay_away_and_the_others_move(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    open_activity(db, viewer=board.facilitator, activity=WRITE)
    (mine,) = board.write("mine", viewer=resident)
    (other,) = board.write("other")
    withdraw_card(db, viewer=resident, card_id=mine)
    buses = board.theme("Buses")
    assert board.move(mine, other, "nothing", target=buses) == tuple(sorted([mine, "nothing"]))
    assert board.board() == {"": set(), "Buses": {"other"}}
    with pytest.raises(NotFoundError, match="not here any more"):
        board.move("nothing", target=buses)


def test_only_what_a_theme_gathers_goes_into_one(board: SortingRoom) -> None:
    (one,) = board.write("one")
    buses, doors = board.theme("Buses", one), board.theme("Doors")
    with pytest.raises(InvalidInputError, match="cannot be put into a theme"):
        board.move(buses, target=doors)
    with pytest.raises(NotFoundError, match="This theme is not here"):
        board.move(one, source=buses, target=one)


def test_a_private_card_is_nobodys_to_sort(board: SortingRoom) -> None:
    """Its place would tell the room that there is such a card."""
    (secret,) = board.write("for you alone", private=True)
    buses = board.theme("Buses")
    with pytest.raises(NotFoundError):
        board.move(secret, target=buses)


def test_a_theme_is_split_by_moving_cards_into_a_new_one(board: SortingRoom) -> None:
    one, two, three = board.write("one", "two", "three")
    buses = board.theme("Buses", one, two, three)
    board.theme("Night buses", two, three, source=buses)
    assert board.board() == {"": set(), "Buses": {"one"}, "Night buses": {"two", "three"}}
    undo_redo.undo(board.db, viewer=board.facilitator)
    assert board.board() == {"": set(), "Buses": {"one", "two", "three"}}


def test_merged_themes_gather_all_cards_under_one_name(board: SortingRoom) -> None:
    """And a move into the one that is gone goes into the one that it became."""
    one, two, three = board.write("one", "two", "three")
    buses, trains = board.theme("Buses", one), board.theme("Trains", two)
    sorts.merge_themes(board.db, viewer=board.facilitator, themes=[trains], into=buses)
    assert board.board() == {"": {"three"}, "Buses": {"one", "two"}}
    assert board.move(three, target=trains) == ()
    assert board.board() == {"": set(), "Buses": {"one", "two", "three"}}
    for _ in range(2):
        undo_redo.undo(board.db, viewer=board.facilitator)
    assert board.board() == {"": {"three"}, "Buses": {"one"}, "Trains": {"two"}}
    with pytest.raises(InvalidInputError, match="two themes"):
        sorts.merge_themes(board.db, viewer=board.facilitator, themes=[buses], into=buses)


def test_a_theme_taken_away_leaves_its_cards(board: SortingRoom) -> None:
    one, two = board.write("one", "two")
    buses = board.theme("Buses", one, two)
    sorts.remove_theme(board.db, viewer=board.facilitator, theme_id=buses)
    assert board.board() == {"": {"one", "two"}}
    undo_redo.undo(board.db, viewer=board.facilitator)
    assert board.board() == {"": set(), "Buses": {"one", "two"}}


def test_a_theme_gets_another_name_and_colour(board: SortingRoom) -> None:
    """Two people naming at once both keep their words: the second is shown the first's."""
    buses = board.theme("Buses")
    told = board.told()[buses]
    assert (told["colour"], told["version"]) == ("teal", 1)
    rename = ThemeChange(name="Getting there", version=1)
    sorts.change_theme(board.db, viewer=board.facilitator, theme_id=buses, draft=rename)
    late = ThemeChange(name="Transport", version=1)
    with pytest.raises(ChangedMeanwhileError, match="“Getting there” first") as refused:
        sorts.change_theme(board.db, viewer=board.facilitator, theme_id=buses, draft=late)
    assert refused.value.current == {"text": "Getting there", "version": 2}
    colour = ThemeChange(colour="plum", version=1)
    sorts.change_theme(board.db, viewer=board.facilitator, theme_id=buses, draft=colour)
    assert board.told()[buses]["colour"] == "plum"
    for _ in range(2):
        undo_redo.undo(board.db, viewer=board.facilitator)
    assert (board.told()[buses]["text"], board.told()[buses]["colour"]) == ("Buses", "teal")


def test_each_new_theme_takes_the_colour_that_fewest_have(board: SortingRoom) -> None:
    themes = [board.theme(f"Theme {n}") for n in range(9)]
    told = board.told()
    colours = [told[theme]["colour"] for theme in themes]
    assert len(set(colours[:8])) == 8
    assert colours[8] == colours[0]


def test_a_new_theme_lies_where_such_cards_are_named(board: SortingRoom) -> None:
    """Never in a step whose cards lie face down, or nobody would see it."""
    move_to(board.db, viewer=board.facilitator, activity="team.rules")
    remove_steps(board.db, viewer=board.facilitator, activities=[NAME])
    theme = board.theme("Doors")
    assert board.told()[theme]["text"] == "Doors"
    add_activity(board.db, viewer=board.facilitator, activity=NAME)
    theme = board.theme("Buses")
    assert board.told()[theme]["activity"] == NAME


def test_proposed_groups_become_themes_in_one_step(board: SortingRoom) -> None:
    """Cards that somebody has sorted meanwhile stay; one undo takes all back."""
    one, two, three, four = board.write("one", "two", "three", "four")
    board.theme("Mine", two)
    draft = ThemeGroups.read(
        {"groups": [{"name": "A", "cards": [one, two]}, {"name": "B", "cards": [three, four]}]}
    )
    done = sorts.accept_groups(board.db, viewer=board.facilitator, draft=draft)
    assert done.stayed == (two,)
    assert board.board() == {"": set(), "Mine": {"two"}, "A": {"one"}, "B": {"three", "four"}}
    undo_redo.undo(board.db, viewer=board.facilitator)
    assert board.board() == {"": {"one", "three", "four"}, "Mine": {"two"}}
    undo_redo.redo(board.db, viewer=board.facilitator)
    assert board.board() == {"": set(), "Mine": {"two"}, "A": {"one"}, "B": {"three", "four"}}
    with pytest.raises(NotFoundError, match="in themes already"):
        sorts.accept_groups(board.db, viewer=board.facilitator, draft=draft)


def test_an_undo_leaves_what_others_have_moved_since(board: SortingRoom, resident: Viewer) -> None:
    one, two = board.write("one", "two")
    buses, doors = board.theme("Buses"), board.theme("Doors")
    board.move(one, two, target=buses)
    board.move(two, source=buses, target=doors, viewer=resident)
    step = undo_redo.undo(board.db, viewer=board.facilitator)
    assert step.left == 1
    assert board.board() == {"": {"one"}, "Buses": set(), "Doors": {"two"}}


def test_whoever_sorts_has_an_undo_of_their_own(
    board: SortingRoom, resident: Viewer, staff: Viewer
) -> None:
    """It takes back their last step, not the last step of the room."""
    one, two = board.write("one", "two")
    buses = board.theme("Buses")
    board.move(one, target=buses, viewer=resident)
    board.move(two, target=buses, viewer=staff)
    undo_redo.undo(board.db, viewer=resident)
    assert board.board() == {"": {"one"}, "Buses": {"two"}}
    undo_redo.redo(board.db, viewer=resident)
    assert board.board() == {"": set(), "Buses": {"one", "two"}}
    with pytest.raises(NotFoundError, match="nothing to do again"):
        undo_redo.redo(board.db, viewer=staff)


def test_participants_sort_only_where_they_are_let(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    """The step to sort lets all sort while it is open; the facilitator says so for others."""
    one, _ = board.write("one", "two")
    theme = sorts.add_theme(db, viewer=resident, draft=NewTheme(name="Buses")).themes[0]
    board.move(one, target=theme, viewer=resident)
    sorts.allow_sorting(db, viewer=board.facilitator, allowed=False)
    with pytest.raises(NotAllowedError, match="The facilitator sorts"):
        board.move(one, source=theme, viewer=resident)
    with pytest.raises(NotAllowedError, match="The facilitator sorts"):
        undo_redo.undo(db, viewer=resident)
    sorts.allow_sorting(db, viewer=board.facilitator, allowed=True)
    close_activity(db, viewer=board.facilitator)
    with pytest.raises(NotAllowedError):
        board.move(one, source=theme, viewer=resident)
    open_activity(db, viewer=board.facilitator, activity=WRITE)
    with pytest.raises(NotAllowedError):
        board.move(one, source=theme, viewer=resident)
    sorts.allow_sorting(db, viewer=board.facilitator, allowed=True)
    assert board.move(one, source=theme, viewer=resident) == ()
    with pytest.raises(NotAllowedError, match="Only the facilitator"):
        sorts.allow_sorting(db, viewer=resident, allowed=True)


def test_a_participant_cannot_find_out_what_lies_face_down(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """A card they may not read is as one that is not there, whatever they try."""
    room = SortingRoom(db, facilitator)
    open_activity(db, viewer=facilitator, activity=WRITE)
    sorts.allow_sorting(db, viewer=facilitator, allowed=True)
    down, hidden = room.write("down", "hidden")
    theme = room.theme("Buses")
    hide_card(db, viewer=facilitator, card_id=hidden)
    answers = []
    for card in (down, hidden, "nothing"):
        with pytest.raises(NotFoundError) as refused:
            room.move(card, target=theme, viewer=resident)
        answers.append(str(refused.value))
    assert len(set(answers)) == 1


def test_nobody_learns_after_the_end_who_sorted(board: SortingRoom, resident: Viewer) -> None:
    """Undo needs to know whose step it was, and only while the room is open."""
    (one,) = board.write("one")
    buses = board.theme("Buses")
    board.move(one, target=buses, viewer=resident)

    def actors() -> set[str | None]:
        with board.db.read() as session:
            rows = session.exec(select(Audit).where(Audit.object_type == "board"))
            return {row.actor_id for row in rows}

    assert resident.person_id in actors()
    close_workshop(board.db, viewer=board.facilitator)
    assert resident.person_id not in actors()


def test_nothing_is_sorted_after_the_end(board: SortingRoom) -> None:
    (one,) = board.write("one")
    buses = board.theme("Buses", one)
    close_workshop(board.db, viewer=board.facilitator)
    with pytest.raises(ClosedError):
        board.move(one, source=buses)


def test_every_step_has_its_revision_and_an_audit_row_without_words(
    board: SortingRoom, db: Database
) -> None:
    (one,) = board.write("xyzzy")
    with db.read() as session:
        before = session.get_one(Card, one).revision
    buses = board.theme("Buses", one)
    with db.read() as session:
        row = session.get_one(Audit, before + 1)
        card = session.get_one(Card, one)
    assert (row.verb, row.object_type, row.revision) == ("add_theme", "board", card.revision)
    assert row.before == {"places": {one: []}, "removed": {buses: True}}
    assert row.after == {"places": {one: [buses]}, "removed": {buses: False}}


def test_the_older_way_of_linking_tells_every_screen_too(board: SortingRoom) -> None:
    (one,) = board.write("one")
    buses = board.theme("Buses")
    relink_card(
        board.db, viewer=board.facilitator, card_id=buses, name="gathers", add=(one,), drop=()
    )
    assert board.board() == {"": set(), "Buses": {"one"}}


def test_a_theme_that_lost_its_words_at_the_end_does_not_come_back(board: SortingRoom) -> None:
    board.theme("Buses")
    undo_redo.undo(board.db, viewer=board.facilitator)
    close_workshop(board.db, viewer=board.facilitator)
    reopen_workshop(board.db, viewer=board.facilitator)
    undo_redo.redo(board.db, viewer=board.facilitator)
    assert board.board() == {"": set()}


def test_a_sorted_workshop_is_deleted_whole(board: SortingRoom, db: Database) -> None:
    one, two = board.write("one", "two")
    board.theme("Buses", one, two)
    delete_workshop(db, viewer=board.facilitator, typed_code=board.facilitator.code)
    with db.read() as session:
        assert session.get(Card, one) is None


def test_a_move_needs_cards() -> None:
    with pytest.raises(InvalidInputError):
        CardMove.read({"cards": []})
    with pytest.raises(InvalidInputError, match="Give the theme a name"):
        NewTheme.read({"name": "  "})


def test_who_knows_the_code_and_has_not_joined_sorts_nothing(
    board: SortingRoom, db: Database, workshop: MadeWorkshop
) -> None:
    """Sorting signs no card with a person, so a locked room must keep them out all the same."""
    one, two = board.write("one", "two")
    buses = board.theme("Buses", one)
    device = new_token()
    register_device(db, token=device)
    with db.read() as session:
        outside = identify(session, token=device, code=workshop.code)
    lock_room(db, viewer=board.facilitator, locked=True)
    steps: list[Callable[[], object]] = [
        lambda: board.move(two, target=buses, viewer=outside),
        lambda: sorts.add_theme(db, viewer=outside, draft=NewTheme(name="Doors")),
        lambda: sorts.remove_theme(db, viewer=outside, theme_id=buses),
        lambda: merge_cards(db, viewer=outside, cards=[one], into=two),
        lambda: comment_on(db, viewer=outside, card_id=one, draft=CommentText(text="No")),
    ]
    for step in steps:
        with pytest.raises(UnknownDeviceError, match="join the workshop"):
            step()
    assert board.board() == {"": {"two"}, "Buses": {"one"}}
