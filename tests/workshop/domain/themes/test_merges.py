"""Cards that say the same, shown as one: nothing is lost, and votes add up by the person."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.sorting import WRITE, SortingRoom
from tests.workshop.voting import VotingRoom
from workshop.db import Database
from workshop.domain import undo_redo
from workshop.domain.cards import hide_card, withdraw_card
from workshop.domain.room import open_activity
from workshop.domain.themes import merges
from workshop.errors import InvalidInputError, NotFoundError
from workshop.queries.viewer import Viewer
from workshop.queries.votes.ballots import Chosen, as_one

Several = Callable[[str, int], list[Viewer]]


def merge(room: SortingRoom | VotingRoom, *cards: str, into: str) -> None:
    merges.merge_cards(room.db, viewer=room.facilitator, cards=cards, into=into)


def leads(board: SortingRoom) -> dict[str, str]:
    return {
        str(card["text"]): str(board.told()[str(card["merged_into"])]["text"])
        for card in board.told().values()
        if card.get("merged_into") in board.told()
    }


def test_both_keep_their_words_and_their_authors(
    board: SortingRoom, resident: Viewer, staff: Viewer
) -> None:
    """Every screen is told which card is shown with which; each is still a card of its own."""
    open_activity(board.db, viewer=board.facilitator, activity=WRITE)
    (one,) = board.write("The bus stops at six", viewer=resident)
    (two,) = board.write("Buses stop at six!", viewer=staff)
    merge(board, two, into=one)
    told = board.told()
    assert told[two]["merged_into"] == one
    assert ("role" in told[one], "role" in told[two]) == (False, False)  # one of each is here
    merges.unmerge_cards(board.db, viewer=board.facilitator, cards=[two])
    assert "merged_into" not in board.told()[two]
    undo_redo.undo(board.db, viewer=board.facilitator)
    assert leads(board) == {"Buses stop at six!": "The bus stops at six"}
    undo_redo.undo(board.db, viewer=board.facilitator)
    assert leads(board) == {}


def test_what_was_merged_goes_where_its_card_goes(board: SortingRoom) -> None:
    """Nothing is ever merged into a card that is merged itself, also not by undo."""
    one, two, three, four = board.write("1", "2", "3", "4")
    merge(board, two, into=one)
    merge(board, one, into=three)
    assert leads(board) == {"1": "3", "2": "3"}
    merge(board, four, into=two)
    assert leads(board) == {"1": "3", "2": "3", "4": "3"}
    merges.unmerge_cards(board.db, viewer=board.facilitator, cards=[two])
    merge(board, three, into=two)
    undo_redo.undo(board.db, viewer=board.facilitator)
    undo_redo.undo(board.db, viewer=board.facilitator)
    assert leads(board) == {"1": "3", "2": "3", "4": "3"}


def test_an_undo_never_makes_a_chain(board: SortingRoom, resident: Viewer) -> None:
    """What somebody else made of the cards meanwhile is followed to its end."""
    one, two, three = board.write("1", "2", "3")
    merge(board, two, into=one)
    merges.unmerge_cards(board.db, viewer=board.facilitator, cards=[two])
    merges.merge_cards(board.db, viewer=resident, cards=[one], into=three)
    undo_redo.undo(board.db, viewer=board.facilitator)
    assert leads(board) == {"1": "3", "2": "3"}
    merges.unmerge_cards(board.db, viewer=resident, cards=[one])
    merges.merge_cards(board.db, viewer=resident, cards=[three], into=one)
    assert leads(board) == {"2": "1", "3": "1"}


def test_a_card_whose_first_card_goes_stands_for_itself(
    board: SortingRoom, resident: Viewer
) -> None:
    open_activity(board.db, viewer=board.facilitator, activity=WRITE)
    (one,) = board.write("one", viewer=resident)
    (two,) = board.write("two")
    merge(board, two, into=one)
    assert board.board() == {"": {"one"}}
    withdraw_card(board.db, viewer=resident, card_id=one)
    assert board.board() == {"": {"two"}}
    withdraw_card(board.db, viewer=resident, card_id=one, withdrawn=False)
    hide_card(board.db, viewer=board.facilitator, card_id=one)
    assert board.board() == {"": {"two"}}


def test_what_cannot_be_one_is_refused(board: SortingRoom) -> None:
    one, two = board.write("one", "two")
    (secret,) = board.write("secret", private=True)
    theme = board.theme("Buses")
    with pytest.raises(InvalidInputError, match="two cards that say the same"):
        merge(board, one, into=one)
    with pytest.raises(InvalidInputError, match="same kind"):
        merge(board, theme, into=one)
    with pytest.raises(NotFoundError):
        merge(board, secret, into=one)
    with pytest.raises(NotFoundError):
        merge(board, one, into=secret)
    with pytest.raises(NotFoundError, match="for itself already"):
        merges.unmerge_cards(board.db, viewer=board.facilitator, cards=[two])


def test_dots_add_up_and_nobody_counts_twice(voting: VotingRoom, several: Several) -> None:
    """Three people gave a dot to one or both of two cards: the one card has three votes."""
    a, b, c = several("resident", 3)
    voting.open(cards=3)
    one, two, three = voting.cards
    voting.cast(a, [one, two])
    voting.cast(b, [one, three])
    voting.cast(c, [two])
    merge(voting, two, into=one)
    assert [option.also for option in voting.seen_by(a).options if option.id == one] == [
        ("Card 1",)
    ]
    assert voting.mine(a) == {one}
    assert voting.mine(c) == {one}
    voting.close()
    assert voting.tally == {one: 3, three: 1}
    merges.unmerge_cards(voting.db, viewer=voting.facilitator, cards=[two])
    assert voting.tally == {one: 2, two: 2, three: 1}


def test_whoever_votes_on_loses_no_dot_of_merged_cards(
    voting: VotingRoom, several: Several
) -> None:
    """What was said of each card is kept beside the ballot as far as dots are left."""
    (a,) = several("resident", 1)
    voting.open(cards=10)
    one, two, three, four, *_ = voting.cards
    voting.cast(a, [one, two])
    merge(voting, two, into=one)
    assert voting.seen_by(a).left == voting.round.dots - 1
    voting.cast(a, [one, three])
    merges.unmerge_cards(voting.db, viewer=voting.facilitator, cards=[two])
    assert voting.mine(a) == {one, two, three}
    merge(voting, two, into=one)
    voting.cast(a, [three])
    assert voting.mine(a) == {three}
    voting.cast(a, [two, one, four])
    assert voting.mine(a) == {one, four}


def test_scores_of_one_person_for_both_cards_count_once(
    voting: VotingRoom, several: Several
) -> None:
    """Their middle counts, whichever card stands first; unchanged ballots keep what they said."""
    a, b, c = several("resident", 3)
    voting.open("score", cards=2)
    one, two = voting.cards
    voting.cast(a, [{"card": one, "score": 5}, {"card": two, "score": 2}])
    for other in (b, c):
        voting.cast(other, [{"card": one, "score": 5}, {"card": two, "score": 1}])
    merge(voting, one, into=two)
    (mine,) = voting.seen_by(a).mine
    assert (mine.card, mine.score) == (two, 4)
    voting.cast(a, [{"card": two, "score": 4}])
    voting.close()
    total = voting.result(two).total
    assert (total.votes, total.voters, total.counts["4"], total.counts["3"]) == (3, 3, 1, 2)
    merges.unmerge_cards(voting.db, viewer=voting.facilitator, cards=[one])
    assert voting.result(one).total.mean == 5


LINES = st.lists(
    st.builds(
        Chosen,
        st.sampled_from("abc"),
        consent=st.sampled_from(["yes", "live", "no"]),
    ),
    unique_by=lambda line: line.card,
)


@given(LINES)
def test_consent_keeps_the_strongest_objection_whatever_the_order(lines: list[Chosen]) -> None:
    one = as_one(lines, {"a": "c", "b": "c"})
    assert one == as_one(list(reversed(lines)), {"a": "c", "b": "c"})
    strength = ["yes", "live", "no"]
    expected = max((line.consent or "" for line in lines), key=strength.index, default=None)
    assert [line.consent for line in one] == ([expected] if lines else [])


def test_participants_merge_only_what_they_may_read(
    board: SortingRoom, db: Database, resident: Viewer
) -> None:
    one, two = board.write("one", "two")
    hide_card(db, viewer=board.facilitator, card_id=two)
    with pytest.raises(NotFoundError):
        merges.merge_cards(db, viewer=resident, cards=[two], into=one)
    with pytest.raises(NotFoundError):
        merges.merge_cards(db, viewer=resident, cards=[one], into=two)
