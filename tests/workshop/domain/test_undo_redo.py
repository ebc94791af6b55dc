"""Undo and redo: each step of a facilitator on a card, and never anybody else's words."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import JoinAs
from tests.workshop.sorting import SortingRoom
from workshop.db import Database
from workshop.domain import cards, room, undo_redo
from workshop.domain.journal import card_state, next_revision, record
from workshop.domain.named_steps import named_undo
from workshop.domain.paper import add_list
from workshop.domain.people.members import new_token
from workshop.domain.people.steerers import end_steering, hand_over
from workshop.domain.people.way_back import come_back
from workshop.domain.themes import merges, sorts
from workshop.domain.workshops import MadeWorkshop, close_workshop, reopen_workshop
from workshop.drafts import CardEdit, NewCard
from workshop.enums import RoleGroup
from workshop.errors import (
    ChangedMeanwhileError,
    ClosedError,
    NotAllowedError,
    NotFoundError,
    UnknownDeviceError,
)
from workshop.kinds import CardKind
from workshop.models import Audit, Card, Workshop
from workshop.queries.cards import Audience, cards_for
from workshop.queries.viewer import Viewer, host, identify
from workshop.words import catalogue

ACTIVITY = "insights.write"


@pytest.fixture
def card_id(db: Database, facilitator: Viewer, resident: Viewer) -> str:
    """A resident's card; the activity is open."""
    room.open_activity(db, viewer=facilitator, activity=ACTIVITY)
    draft = NewCard(activity=ACTIVITY, text="The bus stops at six")
    return cards.add_card(db, viewer=resident, draft=draft).id


def state(db: Database, card_id: str) -> dict[str, object]:
    with db.read() as session:
        return card_state(session.get_one(Card, card_id))


def version(db: Database, card_id: str) -> int:
    with db.read() as session:
        return session.get_one(Card, card_id).version


def edit(db: Database, viewer: Viewer, card_id: str, text: str) -> None:
    draft = CardEdit(version=version(db, card_id), text=text)
    cards.edit_card(db, viewer=viewer, card_id=card_id, draft=draft)


STEPS: dict[str, Callable[[Database, Viewer, str], object]] = {
    "star_card": lambda db, who, card: cards.star_card(db, viewer=who, card_id=card),
    "edit_card": lambda db, who, card: edit(db, who, card, "The last bus goes at six"),
}


@pytest.mark.parametrize("verb", STEPS)
def test_undo_brings_back_what_was_and_redo_what_had_been_done(
    db: Database, facilitator: Viewer, card_id: str, verb: str
) -> None:
    before = state(db, card_id)
    STEPS[verb](db, facilitator, card_id)
    after = state(db, card_id)
    assert after != before
    assert undo_redo.undo(db, viewer=facilitator).verb == verb
    assert state(db, card_id) == before
    assert undo_redo.redo(db, viewer=facilitator).verb == verb
    assert state(db, card_id) == after


def test_taking_a_mark_off_can_be_undone_too(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    marked = state(db, card_id)
    cards.star_card(db, viewer=facilitator, card_id=card_id, starred=False)
    undo_redo.undo(db, viewer=facilitator)
    assert state(db, card_id) == marked


def test_hiding_is_never_taken_back_in_passing(
    db: Database, facilitator: Viewer, resident: Viewer, card_id: str
) -> None:
    """An abusive card stays hidden, however often somebody presses Undo or does it again."""
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    cards.hide_card(db, viewer=facilitator, card_id=card_id)
    paper(db, facilitator, "One", "Two", "Three")
    assert named(db, facilitator) == ("add 3 cards from paper", "")
    taken = undo_redo.undo(db, viewer=facilitator)
    assert (taken.verb, taken.cards) == ("add_card", 3)
    assert named(db, facilitator) == ("star ‘The bus stops at six’", "add 3 cards from paper")
    undo_redo.undo(db, viewer=facilitator)
    with pytest.raises(NotFoundError, match="Nothing to undo"):
        undo_redo.undo(db, viewer=facilitator)
    for _ in range(2):
        undo_redo.redo(db, viewer=facilitator)
    assert state(db, card_id)["hidden"] is True
    with db.read() as session:
        seen = cards_for(session, resident, activity=ACTIVITY)
        assert sorted(card.text for card in seen if not card.own) == []
        room.reveal(db, viewer=facilitator, activity=ACTIVITY)
    with db.read() as session:
        found = {card.text for card in cards_for(session, resident) if not card.own}
    assert found == {"One", "Two", "Three"}


def test_showing_a_hidden_card_again_is_no_step_either(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    cards.hide_card(db, viewer=facilitator, card_id=card_id)
    cards.hide_card(db, viewer=facilitator, card_id=card_id, hidden=False)
    with pytest.raises(NotFoundError):
        undo_redo.undo(db, viewer=facilitator)


def test_lists_from_paper_are_taken_back_one_by_one(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    """Each press takes back what one press brought in, and a single card by its words."""
    paper(db, facilitator, "One", "Two")
    paper(db, facilitator, "Three", "Four", "Five")
    one = paper(db, facilitator, "*Said* aloud")[0]
    assert named(db, facilitator)[0] == "add ‘*Said* aloud’"
    assert [undo_redo.undo(db, viewer=facilitator).cards for _ in range(3)] == [1, 3, 2]
    assert state(db, one)["withdrawn"] is True
    assert [undo_redo.redo(db, viewer=facilitator).cards for _ in range(3)] == [2, 3, 1]
    assert state(db, one)["withdrawn"] is False


def test_a_card_that_was_taken_back_already_is_not_offered(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    one = paper(db, facilitator, "Said aloud")[0]
    cards.withdraw_card(db, viewer=facilitator, card_id=one)
    assert undo_redo.undo(db, viewer=facilitator).verb == "star_card"


def test_what_lost_its_words_at_the_close_is_not_brought_back(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    paper(db, facilitator, "Said aloud")
    undo_redo.undo(db, viewer=facilitator)
    close_workshop(db, viewer=facilitator)
    reopen_workshop(db, viewer=facilitator)
    with pytest.raises(NotFoundError, match="nothing to do again"):
        undo_redo.redo(db, viewer=facilitator)


def test_an_older_history_with_hiding_in_it_reads_as_it_was(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    """A workshop in which hiding was still undone: what stands before it is what comes next."""
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    cards.hide_card(db, viewer=facilitator, card_id=card_id)
    with db.write() as work:
        workshop = work.session.get_one(Workshop, facilitator.workshop_id)
        card = work.session.get_one(Card, card_id)
        before = card_state(card)
        card.hidden = False
        record(
            work,
            workshop,
            facilitator,
            "undo",
            object_type="card",
            object_id=card_id,
            revision=next_revision(work, workshop),
            before=before,
            after=card_state(card),
        )
        work.commit()
    assert named(db, facilitator) == ("star ‘The bus stops at six’", "")
    assert undo_redo.undo(db, viewer=facilitator).verb == "star_card"
    assert undo_redo.redo(db, viewer=facilitator).verb == "star_card"


def test_a_page_that_may_be_projected_quotes_no_card_that_lies_face_down(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    with db.read() as session:
        assert named_undo(session, facilitator, Audience.ROOM) == ("star a card", "")
    room.reveal(db, viewer=facilitator, activity=ACTIVITY)
    with db.read() as session:
        assert named_undo(session, facilitator, Audience.ROOM)[0] == "star ‘The bus stops at six’"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We want 90 % reached by spring", "We want 90 % reached by spring"),
        ("By spring we want to have reached 90 % residents of all the estates", None),
        ("x" * 61, "x" * 59 + "…"),
        ("Nobody comes to the hall on a Friday, whatever we offer, and so on", None),
    ],
)
def test_a_long_card_is_named_by_its_first_whole_words(
    board: SortingRoom, db: Database, text: str, said: str | None
) -> None:
    [card] = board.write(text)
    cards.star_card(db, viewer=board.facilitator, card_id=card)
    name = named(db, board.facilitator)[0].removeprefix("star ‘").removesuffix("’")
    if said is not None:
        assert name == said
        return
    first = name.removesuffix("…")
    assert len(name) <= 61
    assert text.startswith(first)
    assert text[len(first)] in " ,", "no word is cut"


def test_every_step_has_a_name(board: SortingRoom, db: Database) -> None:
    """Each kind of step on the board says what it was, and how many cards it was about."""
    one, two, three = board.write("one", "two", "three")
    said = []

    def then(_done: object) -> None:
        said.append(named(db, board.facilitator)[0])

    buses = board.theme("Buses", one)
    then(buses)
    then(board.move(two, three, target=buses))
    then(merges.merge_cards(db, viewer=board.facilitator, cards=[two], into=one))
    then(merges.unmerge_cards(db, viewer=board.facilitator, cards=[two]))
    trains = board.theme("Trains")
    then(sorts.merge_themes(db, viewer=board.facilitator, themes=[trains], into=buses))
    then(sorts.remove_theme(db, viewer=board.facilitator, theme_id=buses))
    assert said == [
        "make the theme ‘Buses’",
        "move 2 cards",
        "make one card of ‘one’ and ‘two’",
        "let 1 card stand alone",
        "put themes together",
        "take the theme ‘Buses’ away",
    ]
    assert [catalogue("pl").tell(one) for one in said] == [
        "utwórz temat ‘Buses’",
        "przenieś 2 karty",
        "połącz w jedną kartę: ‘one’ i ‘two’",
        "rozdziel 1 kartę",
        "połącz tematy",
        "usuń temat ‘Buses’",
    ]


def paper(db: Database, viewer: Viewer, *lines: str) -> list[str]:
    added = add_list(
        db,
        viewer=viewer,
        activity=ACTIVITY,
        kind=CardKind.INSIGHT,
        text="\n".join(lines),
        voice=cards.Voice(RoleGroup.RESIDENT),
        key=f"paper.{lines[0]}",
    )
    return [card.id for card in added]


def named(db: Database, viewer: Viewer) -> tuple[str, str]:
    with db.read() as session:
        return named_undo(session, viewer, Audience.FACILITATOR)


def test_steps_go_back_one_by_one_in_order(db: Database, facilitator: Viewer, card_id: str) -> None:
    for step in STEPS.values():
        step(db, facilitator, card_id)
    undone = [undo_redo.undo(db, viewer=facilitator).verb for _ in STEPS]
    assert undone == list(reversed(STEPS))
    redone = [undo_redo.redo(db, viewer=facilitator).verb for _ in STEPS]
    assert redone == list(STEPS)


def test_setting_what_is_set_already_is_no_step(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    """A star set twice goes with one undo."""
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    again = cards.star_card(db, viewer=facilitator, card_id=card_id)
    assert again.created is False
    undo_redo.undo(db, viewer=facilitator)
    assert state(db, card_id)["starred"] is False
    with pytest.raises(NotFoundError):
        undo_redo.undo(db, viewer=facilitator)


def test_a_new_step_forgets_what_could_be_redone(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    undo_redo.undo(db, viewer=facilitator)
    edit(db, facilitator, card_id, "The last bus goes at six")
    with pytest.raises(NotFoundError, match="nothing to do again"):
        undo_redo.redo(db, viewer=facilitator)


def test_nothing_done_nothing_to_undo(db: Database, facilitator: Viewer, card_id: str) -> None:
    with pytest.raises(NotFoundError, match="Nothing to undo"):
        undo_redo.undo(db, viewer=facilitator)
    with pytest.raises(NotFoundError, match="nothing to do again"):
        undo_redo.redo(db, viewer=facilitator)


def test_what_participants_do_is_theirs(
    db: Database, facilitator: Viewer, resident: Viewer, card_id: str
) -> None:
    """A participant's edit and withdrawal are no steps of the facilitator."""
    edit(db, resident, card_id, "The bus stops at half past six")
    cards.withdraw_card(db, viewer=resident, card_id=card_id)
    with pytest.raises(NotFoundError):
        undo_redo.undo(db, viewer=facilitator)


def test_words_that_the_writer_changed_since_are_kept(
    db: Database, facilitator: Viewer, resident: Viewer, card_id: str
) -> None:
    edit(db, facilitator, card_id, "The last bus goes at six")
    edit(db, resident, card_id, "The very last bus goes at six")
    with pytest.raises(ChangedMeanwhileError) as refused:
        undo_redo.undo(db, viewer=facilitator)
    assert refused.value.current == {"text": "The very last bus goes at six", "version": 3}
    assert state(db, card_id)["text"] == "The very last bus goes at six"


def test_undo_touches_only_what_its_step_changed(
    db: Database, facilitator: Viewer, resident: Viewer, card_id: str
) -> None:
    """Taking a star off keeps the words that its writer corrected meanwhile."""
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    edit(db, resident, card_id, "The bus stops at seven")
    undo_redo.undo(db, viewer=facilitator)
    assert state(db, card_id) == {
        **state(db, card_id),
        "text": "The bus stops at seven",
        "starred": False,
    }


def test_undoing_words_makes_a_new_version(
    db: Database, facilitator: Viewer, resident: Viewer, card_id: str
) -> None:
    """So that a writer who still has the undone words cannot overwrite without seeing both."""
    edit(db, facilitator, card_id, "The last bus goes at six")
    undo_redo.undo(db, viewer=facilitator)
    assert version(db, card_id) == 3
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    undo_redo.undo(db, viewer=facilitator)
    assert version(db, card_id) == 3
    with pytest.raises(ChangedMeanwhileError):
        cards.edit_card(
            db, viewer=resident, card_id=card_id, draft=CardEdit(version=2, text="Six sharp")
        )


def test_each_undo_is_a_revision_with_its_audit_row(
    db: Database, facilitator: Viewer, card_id: str
) -> None:
    cards.star_card(db, viewer=facilitator, card_id=card_id)
    undo_redo.undo(db, viewer=facilitator)
    with db.read() as session:
        workshop = session.get_one(Workshop, facilitator.workshop_id)
        row = session.get_one(Audit, workshop.revision)
        card = session.get_one(Card, card_id)
    assert (row.verb, row.revision, row.object_id) == ("undo", workshop.revision, card_id)
    assert (row.before["starred"], row.after["starred"]) == (True, False)
    assert card.revision == workshop.revision


def test_facilitators_share_one_history_with_the_host(
    db: Database, facilitator: Viewer, workshop: MadeWorkshop, card_id: str
) -> None:
    with db.read() as session:
        server = host(session, workshop.code)
    cards.star_card(db, viewer=server, card_id=card_id)
    undo_redo.undo(db, viewer=facilitator)
    assert state(db, card_id)["starred"] is False


def test_only_facilitators_undo_and_only_while_the_workshop_is_open(
    db: Database, facilitator: Viewer, resident: Viewer, workshop: MadeWorkshop, card_id: str
) -> None:
    cards.hide_card(db, viewer=facilitator, card_id=card_id)
    with pytest.raises(NotAllowedError):
        undo_redo.undo(db, viewer=resident)
    with db.read() as session:
        stranger = identify(session, token=None, code=workshop.code)
    with pytest.raises(UnknownDeviceError):
        undo_redo.undo(db, viewer=stranger)
    close_workshop(db, viewer=facilitator)
    with pytest.raises(ClosedError):
        undo_redo.undo(db, viewer=facilitator)


MOVES = st.lists(
    st.sampled_from(["hide", "show", "star", "unstar", "edit", "undo", "redo"]), max_size=15
)


@given(moves=MOVES)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_road_back_and_forth_agrees_with_a_plain_list_of_states(
    db: Database, facilitator: Viewer, moves: list[str]
) -> None:
    """The card is always where a list of states with a cursor says, and as hidden as it was set."""
    draft = NewCard(activity=ACTIVITY, text="0")
    card_id = cards.add_card(db, viewer=facilitator, draft=draft).id
    road, here, hidden = [(False, "0")], 0, False
    for number, move in enumerate(moves, 1):
        starred, text = road[here]
        if move in ("hide", "show"):
            hidden = move == "hide"
            cards.hide_card(db, viewer=facilitator, card_id=card_id, hidden=hidden)
        elif move in ("undo", "redo"):
            there = here + (1 if move == "redo" else -1)
            if not 0 <= there < len(road):
                continue
            (undo_redo.redo if move == "redo" else undo_redo.undo)(db, viewer=facilitator)
            here = there
        else:
            if move == "edit":
                edit(db, facilitator, card_id, str(number))
                new = (starred, str(number))
            else:
                cards.star_card(db, viewer=facilitator, card_id=card_id, starred=move == "star")
                new = (move == "star", text)
            if new != road[here]:
                road, here = [*road[: here + 1], new], here + 1
        now = state(db, card_id)
        assert (now["starred"], now["text"], now["hidden"]) == (*road[here], hidden)


def test_who_steered_before_has_a_history_of_their_own_as_a_participant(
    board: SortingRoom, db: Database, workshop: MadeWorkshop, join_as: JoinAs
) -> None:
    """What they did and took back while they steered is the facilitators'."""
    device = new_token()
    helper = join_as("staff", token=device)
    one, two = board.write("one", "two")
    buses = board.theme("Buses")
    assert helper.person_id is not None
    hand_over(db, viewer=board.facilitator, person_id=helper.person_id)
    steers = who(db, workshop, device)
    cards.star_card(db, viewer=steers, card_id=one)
    undo_redo.undo(db, viewer=steers)
    board.move(two, target=buses, viewer=steers)
    end_steering(db, viewer=board.facilitator, person_id=helper.person_id)
    now = who(db, workshop, device)
    with pytest.raises(NotFoundError):
        undo_redo.undo(db, viewer=now)
    board.move(one, target=buses, viewer=now)
    assert undo_redo.undo(db, viewer=now).verb == "move_cards"
    assert board.board() == {"": {"one"}, "Buses": {"two"}}


def test_two_histories_of_who_came_back_are_one_that_can_be_read(
    board: SortingRoom, db: Database, workshop: MadeWorkshop, join_as: JoinAs
) -> None:
    """On two devices somebody did again what the other device's step would have forgotten."""
    before, later = join_as("resident"), new_token()
    stray = join_as("resident", token=later)
    one, two = board.write("one", "two")
    buses = board.theme("Buses")
    board.move(one, target=buses, viewer=before)
    undo_redo.undo(db, viewer=before)
    board.move(two, target=buses, viewer=stray)
    undo_redo.redo(db, viewer=before)
    come_back(db, viewer=stray, words=before.return_words)
    me = who(db, workshop, later)
    assert undo_redo.undo(db, viewer=me).verb == "move_cards"
    assert board.board() == {"": {"two"}, "Buses": {"one"}}


def who(db: Database, workshop: MadeWorkshop, device: str) -> Viewer:
    with db.read() as session:
        return identify(session, token=device, code=workshop.code)
