"""Taking cards on: what a vote proposes, one press, and taken back as one act."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import select

from tests.conftest import JoinAs
from tests.workshop.voting import Several, VotingRoom
from workshop.db import Database
from workshop.domain import room, undo_redo
from workshop.domain.cards import add_card
from workshop.domain.named_steps import named_undo
from workshop.domain.themes.merges import merge_cards
from workshop.domain.threads import choices
from workshop.domain.threads.forwarding import put_forward
from workshop.drafts import NewCard
from workshop.errors import InvalidInputError, NotAllowedError
from workshop.models import Audit, Card
from workshop.playbook import load_playbook
from workshop.queries.cards import Audience
from workshop.queries.threads.choices import Proposal, chosen_cards, proposal
from workshop.queries.threads.taking import taking
from workshop.queries.viewer import Viewer
from workshop.words import catalogue

FOCUS = "segments.focus"
CHOOSE = "reframe.choose"


def offered(db: Database, viewer: Viewer, activity: str = FOCUS) -> Proposal:
    with db.read() as session:
        found = proposal(session, viewer.workshop_id, activity)
    assert found is not None
    return found


def fields(db: Database, card: str) -> dict[str, object]:
    with db.read() as session:
        return dict(session.get_one(Card, card).fields)


def stays_away(db: Database, card: str) -> None:
    with db.write() as work:
        found = work.session.get_one(Card, card)
        found.fields = {**found.fields, "non_user": True}
        work.commit()


@pytest.fixture
def voted(voting: VotingRoom, several: Several) -> list[str]:
    """Six groups; the first three got 5, 4 and 3 dots, and the third one stays away."""
    voting.open(cards=6)
    one, two, three = voting.cards[:3]
    stays_away(voting.db, three)
    for number, who in enumerate(several("resident", 5)):
        ballot = [one, *([two] if number < 4 else []), *([three] if number < 3 else [])]
        voting.cast(who, ballot[:2] if len(ballot) > 2 and voting.round.dots < 3 else ballot)
    voting.close()
    return voting.cards


def test_a_closed_vote_proposes_and_chooses_nothing_by_itself(
    db: Database, facilitator: Viewer, voted: list[str]
) -> None:
    """The best ones are ticked; nobody's focus changes before the press."""
    found = offered(db, facilitator)
    assert found.ticked
    assert found.ticked[0] == voted[0]
    assert found.chosen == ()
    assert all("focus" not in fields(db, card) for card in voted)


def test_one_press_takes_the_proposal_on_and_one_undo_takes_it_back(
    db: Database, facilitator: Viewer, voted: list[str]
) -> None:
    """The rows, the field on every card and the audit change together, twice."""
    taken = choices.take_on(db, viewer=facilitator, activity=FOCUS)
    assert offered(db, facilitator).chosen == tuple(taken)
    assert {card for card in voted if fields(db, card).get("focus")} == set(taken)
    with db.read() as session:
        assert chosen_cards(session, facilitator.workshop_id) >= set(taken)
        assert [row for row in session.exec(select(Audit)) if row.verb == "take_on"]
    with db.read() as session:
        named, _ = named_undo(session, facilitator, Audience.FACILITATOR)
    assert named.startswith("our focus ‘Card 0’, ‘Card 1’")
    assert catalogue("cy").tell(named).startswith("ein ffocws: ‘Card 0’, ‘Card 1’")
    assert undo_redo.undo(db, viewer=facilitator).verb == "take_on"
    assert offered(db, facilitator).chosen == ()
    assert not [card for card in voted if fields(db, card).get("focus")]
    undo_redo.redo(db, viewer=facilitator)
    assert offered(db, facilitator).chosen == tuple(taken)


def test_what_was_chosen_is_said_in_one_sentence_with_the_press_that_takes_it_on(
    db: Database, facilitator: Viewer, voted: list[str]
) -> None:
    """First what the vote chose and the press, then what it is now and none; undo turns it back."""
    found = offered(db, facilitator)
    assert (found.sentence, found.step) == ("You chose “Card 0” and “Card 1”", "take-on")
    assert found.press == "Take these on as our focus"
    assert catalogue("cy").tell(found.press) == "Derbyn y rhain: ein ffocws"
    choices.take_on(db, viewer=facilitator, activity=FOCUS)
    found = offered(db, facilitator)
    assert (found.step, found.press) == (None, "")
    assert found.sentence == "Our focus: “Card 0” and “Card 1”"
    undo_redo.undo(db, viewer=facilitator)
    assert offered(db, facilitator).step == "take-on"


def test_ticks_can_be_changed_before_the_press(
    db: Database, facilitator: Viewer, voted: list[str]
) -> None:
    """The facilitator's ticks stand in place of the vote's, and of what was taken on before."""
    choices.take_on(db, viewer=facilitator, activity=FOCUS)
    choices.take_on(db, viewer=facilitator, activity=FOCUS, cards=[voted[5]])
    assert offered(db, facilitator).chosen == (voted[5],)
    assert [card for card in voted if fields(db, card).get("focus")] == [voted[5]]


def test_one_of_the_kept_stays_away(voting: VotingRoom, several: Several) -> None:
    """Where no group with most dots stays away, the best that does comes in, and it is said."""
    voting.open(cards=4)
    stays_away(voting.db, voting.cards[3])
    people = several("staff", 6)
    for who in people[:5]:
        voting.cast(who, voting.cards[:2])
    voting.cast(people[5], [voting.cards[3]])
    voting.close()
    found = offered(voting.db, voting.facilitator)
    assert voting.cards[3] in found.ticked
    assert any("stays away" in sentence for sentence in found.says)


def test_what_is_least_sure_and_would_hurt_most_is_tested_first(
    voting: VotingRoom, several: Several
) -> None:
    """On that map less comes first on the line of how sure we are."""
    voting.activity = "prototyping.rank"
    places = {"Certain, very bad": (90, 90), "Guess, very bad": (5, 90), "Certain, fine": (95, 5)}
    cards = {text: voting.add(text) for text in (*places, "Guess, fine")}
    voting.reopen()
    for who in several("resident", 3):
        said = [{"card": cards[text], "x": x, "y": y} for text, (x, y) in places.items()]
        voting.cast(who, [*said, {"card": cards["Guess, fine"], "x": 20, "y": 20}])
    voting.close()
    found = offered(voting.db, voting.facilitator, voting.activity)
    assert found.ticked[0] == cards["Guess, very bad"]
    assert cards["Certain, fine"] not in found.ticked
    assert found.press == "Take these on as what we test first"


def test_each_table_takes_its_own_on_with_one_tap(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """No press is needed, and the next step starts from the table's own, tapped already."""
    step = "prototyping.must-be-true"
    room.open_activity(db, viewer=facilitator, activity=step, anyway=True)
    own, other, theirs = (
        add_card(db, viewer=who, draft=NewCard(activity=step, text=text)).id
        for who, text in ((resident, "Dads come"), (resident, "It rains"), (staff, "Staff stay"))
    )
    room.open_activity(db, viewer=facilitator, activity="prototyping.rank", anyway=True)
    for who, card in ((resident, own), (staff, theirs)):
        put_forward(db, viewer=who, card_id=card)
    found = offered(db, facilitator, "prototyping.rank")
    assert set(found.chosen) == set(found.ticked) == {own, theirs}
    assert (found.step, found.most) == (None, 12)
    assert found.sentence == "What we test first: “Dads come” and “Staff stay”"
    room.open_activity(db, viewer=facilitator, activity="prototyping.cheapest-test", anyway=True)
    with db.read() as session:
        doing = taking(session, resident, "prototyping.cheapest-test").doings[0]
    (tap,) = [tap for tap in doing.taps if tap.kind == "assumption"]
    assert tap.alone
    assert {card.id: card.first for card in tap.cards} == {own: True, other: False, theirs: False}
    room.open_activity(db, viewer=facilitator, activity="prototyping.rank", anyway=True)
    put_forward(db, viewer=resident, card_id=other)
    assert set(offered(db, facilitator, "prototyping.rank").chosen) == {other, theirs}


def test_a_table_that_tapped_nothing_starts_from_its_own_and_from_no_other_tables_alone(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """Its own cards come first; with none of its own it is offered what others tapped, unticked."""
    step, then = "prototyping.must-be-true", "prototyping.cheapest-test"
    room.open_activity(db, viewer=facilitator, activity=step, anyway=True)
    own, theirs, same = (
        add_card(db, viewer=who, draft=NewCard(activity=step, text=text)).id
        for who, text in ((resident, "A"), (staff, "C"), (resident, "The same"))
    )
    late = join_as("partner", table=9)
    room.open_activity(db, viewer=facilitator, activity="prototyping.rank", anyway=True)
    put_forward(db, viewer=staff, card_id=theirs)
    room.open_activity(db, viewer=facilitator, activity=then, anyway=True)

    def starts(viewer: Viewer) -> tuple[set[str], bool]:
        with db.read() as session:
            doing = taking(session, viewer, then).doings[0]
        (tap,) = [tap for tap in doing.taps if tap.kind == "assumption"]
        return {card.id for card in tap.cards if card.first}, tap.alone

    assert starts(staff) == ({theirs}, True)
    assert starts(resident) == ({own, same}, False)
    assert starts(late) == ({theirs}, False)
    merge_cards(db, viewer=facilitator, cards=[same], into=theirs)
    assert starts(resident) == ({theirs}, True)  # it stands for theirs and for its own


def test_a_press_stands_in_place_of_what_tables_tapped_until_they_tap_again(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """What it leaves out is out, merged cards too; one undo takes back the press and no later tap.

    Nothing is ticked that is not taken on, so the box says what is the case.
    """
    step, rank = "prototyping.must-be-true", "prototyping.rank"
    room.open_activity(db, viewer=facilitator, activity=step, anyway=True)
    own, other, theirs, same = (
        add_card(db, viewer=who, draft=NewCard(activity=step, text=text)).id
        for who, text in ((resident, "A"), (resident, "B"), (staff, "C"), (staff, "D"))
    )
    room.open_activity(db, viewer=facilitator, activity=rank, anyway=True)
    for who, card in ((resident, own), (staff, same)):
        put_forward(db, viewer=who, card_id=card)
    merge_cards(db, viewer=facilitator, cards=[same], into=theirs)

    def stands() -> tuple[set[str], set[str], str | None]:
        with db.read() as session:
            everything = chosen_cards(session, facilitator.workshop_id)
        found = offered(db, facilitator, rank)
        assert set(found.chosen) == everything - {same}
        return set(found.chosen), set(found.ticked), found.step

    assert stands() == ({own, theirs}, {own, theirs}, None)
    choices.take_on(db, viewer=facilitator, activity=rank, cards=[other])
    assert stands() == ({other}, {other}, None)
    with db.read() as session:
        named, _ = named_undo(session, facilitator, Audience.FACILITATOR)
    assert named == "what we test first ‘B’"
    undo_redo.undo(db, viewer=facilitator)
    assert stands() == ({own, theirs}, {own, theirs}, None)
    undo_redo.redo(db, viewer=facilitator)
    assert stands() == ({other}, {other}, None)
    put_forward(db, viewer=staff, card_id=theirs)
    assert stands() == ({other, theirs}, {other, theirs}, None)
    choices.take_on(db, viewer=facilitator, activity=rank, cards=[other])
    put_forward(db, viewer=resident, card_id=own)  # in place of the other one
    undo_redo.undo(db, viewer=facilitator)
    assert stands() == ({own, theirs}, {own, theirs}, None)


def test_too_few_voters_propose_nothing(voting: VotingRoom, several: Several) -> None:
    """Two ballots would tell who voted for what; the room talks and taps."""
    voting.open(cards=4)
    for who in several("resident", 2):
        voting.cast(who, voting.cards[:2])
    voting.close()
    found = offered(voting.db, voting.facilitator)
    assert found.ticked == ()
    assert found.says == ("Too few for a secret vote. Talk, then tap.",)


def test_a_tie_at_the_edge_is_said_and_voted_on_alone(voting: VotingRoom, several: Several) -> None:
    """Four are level for three places: they fit in with one more, or are voted on again."""
    voting.open(cards=8)
    people = several("staff", 6)
    for number, who in enumerate(people):
        voting.cast(who, [voting.cards[number]])
    voting.close()
    found = offered(voting.db, voting.facilitator)
    assert len(found.level) == 6
    again = choices.vote_again(voting.db, viewer=voting.facilitator)
    assert set(again) == set(found.level)
    assert {option.id for option in voting.seen_by(people[0]).options} == set(again)


def test_participants_take_nothing_on(
    db: Database, facilitator: Viewer, resident: Viewer, voted: list[str]
) -> None:
    """The press is the facilitator's, whoever asks the server for it."""
    for verb in (choices.take_on, choices.ask, choices.vote_again):
        with pytest.raises(NotAllowedError):
            verb(db, viewer=resident, activity=FOCUS, cards=voted[:2])
    assert offered(db, facilitator).chosen == ()


@pytest.mark.parametrize("pick", [lambda c: [], lambda c: [c[0], c[0]], lambda c: ["nobody"]])
def test_what_cannot_be_taken_on_is_refused_with_a_sentence(
    db: Database,
    facilitator: Viewer,
    voted: list[str],
    pick: Callable[[list[str]], list[str]],
) -> None:
    """Nothing, twice the same, or a card that is not there: nothing changes."""
    with pytest.raises(InvalidInputError):
        choices.take_on(db, viewer=facilitator, activity=FOCUS, cards=pick(voted))
    assert offered(db, facilitator).chosen == ()


def test_more_than_the_method_keeps_is_refused(
    db: Database, facilitator: Viewer, voted: list[str]
) -> None:
    """Three groups, and one more for a tie; five are no focus."""
    with pytest.raises(InvalidInputError, match="4 at most"):
        choices.take_on(db, viewer=facilitator, activity=FOCUS, cards=voted[:5])


def test_a_step_that_decides_nothing_says_so(db: Database, facilitator: Viewer) -> None:
    """In an activity without a decision there is no press."""
    with pytest.raises(InvalidInputError, match="Nothing is chosen"):
        choices.take_on(db, viewer=facilitator, activity="insights.write", cards=["x"])


@pytest.fixture
def scorers(several: Several) -> list[Viewer]:
    return several("resident", 4)


@pytest.fixture
def challenges(voting: VotingRoom, scorers: list[Viewer]) -> list[str]:
    """Two challenges on two insights each; all score the first one higher. The vote is open."""
    db, leads = voting.db, voting.facilitator
    insights = [
        add_card(
            db, viewer=leads, draft=NewCard(activity="insights.write", text=f"Insight {number}")
        ).id
        for number in range(2)
    ]
    room.reveal(db, viewer=leads, activity="insights.write")
    voting.activity = CHOOSE
    voting.cards = [
        add_card(
            db,
            viewer=leads,
            draft=NewCard(
                activity="reframe.from-to", text=f"To {number}", links={"insights": insights}
            ),
        ).id
        for number in range(2)
    ]
    voting.reopen()
    for who in scorers:
        ballot = zip(voting.cards, (5, 2), strict=True)
        voting.cast(who, [{"card": card, "score": score} for card, score in ballot])
    return voting.cards


def test_the_challenge_is_agreed_in_two_presses_from_the_scores(
    voting: VotingRoom, several: Several, challenges: list[str]
) -> None:
    """Press one ends the scores and asks about the winner; press two ends that and agrees."""
    db, leads = voting.db, voting.facilitator
    assert choices.ask(db, viewer=leads) == [challenges[0]]
    assert voting.round.method == "consent"
    for who in several("staff", 3):
        voting.cast(who, [{"card": challenges[0], "consent": "yes"}])
    assert choices.take_on(db, viewer=leads) == [challenges[0]]
    assert fields(db, challenges[0])["agreed"] is True
    assert fields(db, challenges[0])["agreed_on"]
    assert "agreed" not in fields(db, challenges[1])
    undo_redo.undo(db, viewer=leads)
    assert "agreed" not in fields(db, challenges[0])


def test_a_no_is_heard_before_the_room_agrees(
    voting: VotingRoom, several: Several, challenges: list[str]
) -> None:
    """The press says what to do about it, and goes on only when pressed knowingly."""
    db, leads = voting.db, voting.facilitator
    choices.ask(db, viewer=leads)
    for number, who in enumerate(several("staff", 3)):
        said = "no" if number == 0 else "yes"
        voting.cast(who, [{"card": challenges[0], "consent": said}])
    with pytest.raises(InvalidInputError, match="cannot live with it"):
        choices.take_on(db, viewer=leads)
    assert "agreed" not in fields(db, challenges[0])
    assert offered(db, leads, CHOOSE).doubts == 1
    choices.take_on(db, viewer=leads, anyway=True)
    assert fields(db, challenges[0])["agreed"] is True


def test_answers_that_cannot_be_told_are_not_called_a_yes(
    voting: VotingRoom, several: Several, challenges: list[str]
) -> None:
    """Asked twice, with one more the second time: nobody hears that nobody said no."""
    db, leads = voting.db, voting.facilitator
    staff = several("staff", 4)
    for people in (staff[:3], staff):
        choices.ask(db, viewer=leads, cards=challenges[:1])
        for who in people:
            voting.cast(who, [{"card": challenges[0], "consent": "no"}])
    voting.close()
    found = offered(db, leads, CHOOSE)
    assert "Their answers could be worked out, so none is shown. Ask around the room." in found.says
    assert not found.ticked


def test_another_question_is_told_though_one_more_came(
    voting: VotingRoom, several: Several, scorers: list[Viewer], challenges: list[str]
) -> None:
    """Four gave scores, five are asked whether they can live with it: no answer is another's."""
    choices.ask(voting.db, viewer=voting.facilitator)
    for who in [*scorers, *several("staff", 1)]:
        voting.cast(who, [{"card": challenges[0], "consent": "yes"}])
    voting.close()
    assert "Nobody said no. Agree." in offered(voting.db, voting.facilitator, CHOOSE).says


def test_a_challenge_without_insights_waits_until_they_are_chosen(
    voting: VotingRoom, several: Several, challenges: list[str]
) -> None:
    """They can be picked with the very press."""
    db, leads = voting.db, voting.facilitator
    bare = add_card(
        db, viewer=leads, draft=NewCard(activity="reframe.from-to", text="Nothing behind it")
    ).id
    with pytest.raises(InvalidInputError, match="two insights"):
        choices.take_on(db, viewer=leads, activity=CHOOSE, cards=[bare])
    assert "agreed" not in fields(db, bare)
    with db.read() as session:
        insights = [card.id for card in session.exec(select(Card)) if card.kind == "insight"]
    choices.take_on(db, viewer=leads, activity=CHOOSE, cards=[bare], insights=insights)
    assert fields(db, bare)["agreed"] is True


def test_residents_choose_at_least_half_of_the_signs(voting: VotingRoom, several: Several) -> None:
    """What more of the others like gives way."""
    voting.activity = "vision.signs"
    signs = [voting.add(text) for text in ("Fewer forms", "Less cost", "Quick calls", "Sleep")]
    more = [voting.add(text) for text in ("Friends", "Fresh air")]
    staff, others, residents = several("staff", 6), several("staff", 5), several("resident", 4)
    voting.reopen()
    for people, dots in ((staff, signs[:2]), (others, [signs[2]]), (residents, more)):
        for who in people:
            voting.cast(who, dots)
    voting.close()
    found = offered(voting.db, voting.facilitator, voting.activity)
    assert found.ticked == (signs[0], more[0], more[1])
    assert found.says[:2] == tuple(
        f"Residents choose at least half, so “{text}” is in." for text in ("Friends", "Fresh air")
    )
    assert found.says[2:] == (
        "Residents and staff are far apart on “Fewer forms”, “Friends” and “Fresh air”. "
        "Talk about why first.",
    )
    assert choices.take_on(voting.db, viewer=voting.facilitator) == [signs[0], *more]
    assert not any("chosen_by_residents" in fields(voting.db, card) for card in (*signs, *more))


def test_what_must_be_in_gives_way_to_no_choice_of_residents(
    voting: VotingRoom, several: Several, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a step that asks for both: the only one that has what one needs stays, though last."""
    voting.activity = "vision.signs"
    activity = load_playbook("en").activity(voting.activity)
    assert activity.decide
    both = replace(activity.decide, must="owner")
    monkeypatch.setattr("workshop.queries.threads.choices.decision_of", lambda *_: both)
    signs = [voting.add(text) for text in ("Fewer forms", "Less cost", "Quick calls", "Sleep")]
    more = [voting.add(text) for text in ("Friends", "Fresh air")]
    with voting.db.write() as work:
        work.session.get_one(Card, signs[2]).fields = {"owner": "Aneta"}
        work.commit()
    staff, others, residents = several("staff", 6), several("staff", 5), several("resident", 4)
    voting.reopen()
    for people, dots in ((staff, signs[:2]), (others, [signs[2]]), (residents, more)):
        for who in people:
            voting.cast(who, dots)
    voting.close()
    found = offered(voting.db, voting.facilitator, voting.activity)
    assert found.ticked == (signs[2], more[0], more[1])


def test_the_only_one_kept_is_the_winner_of_the_whole_room(
    voting: VotingRoom, several: Several
) -> None:
    """Half of one is no residents' choice: one more vote on two has the winner that it has."""
    voting.activity = "vision.signs"
    signs = [voting.add(text) for text in ("Fewer forms", "Less cost", "Quick calls", "Sleep")]
    staff, residents = several("staff", 6), several("resident", 4)
    voting.reopen()
    for people, dots in ((staff, signs[:2]), (residents, signs[2:])):
        for who in people:
            voting.cast(who, dots)
    voting.close()
    choices.vote_again(voting.db, viewer=voting.facilitator, cards=signs[:2])
    for people, dots in ((staff, signs[:1]), (residents, signs[1:2])):
        for who in people:
            voting.cast(who, dots)
    voting.close()
    assert offered(voting.db, voting.facilitator, voting.activity).ticked == (signs[0],)
