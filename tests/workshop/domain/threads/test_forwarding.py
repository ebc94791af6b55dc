"""Which of its cards a table puts before the room: one tap, and what the vote is on then."""

from collections.abc import Sequence

import pytest
from sqlmodel import col, select

from tests.conftest import JoinAs
from workshop.db import Database
from workshop.domain import cards, room
from workshop.domain.cards import Voice, add_card
from workshop.domain.people.members import join
from workshop.domain.people.moderation import mute
from workshop.domain.people.tables import form_tables, no_tables
from workshop.domain.themes.merges import merge_cards
from workshop.domain.threads.forwarding import put_forward
from workshop.domain.threads.translations import set_language, translate
from workshop.domain.undo_redo import redo, undo
from workshop.domain.votes import cast
from workshop.drafts import BallotPaper, CardLanguage, Joining, NewCard, Translation
from workshop.enums import RoleGroup, Via
from workshop.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    UnknownDeviceError,
)
from workshop.exports import collect
from workshop.exports.formats import archive
from workshop.imports.archive import import_archive
from workshop.live.wire import taking_json, tapped
from workshop.models import ActivityRun, Audit, Card, VoteRound
from workshop.playbook import load_playbook
from workshop.queries.threads.choices import proposal
from workshop.queries.threads.forwarded import choosing
from workshop.queries.threads.taking import taking
from workshop.queries.viewer import Viewer, as_now, identify
from workshop.queries.votes.rounds import options, voting
from workshop.queries.votes.totals import results

CLUSTER, DOTS, GOALS = "solutions.cluster", "solutions.dots", "team.life-question"


def idea(db: Database, viewer: Viewer, text: str) -> str:
    return add_card(db, viewer=viewer, draft=NewCard(activity=CLUSTER, kind="idea", text=text)).id


def tables_ideas(
    db: Database, facilitator: Viewer, *tables: tuple[Viewer, Sequence[str]]
) -> list[list[str]]:
    """The ideas of each table, and the room in the step in which they are put together."""
    room.open_activity(db, viewer=facilitator, activity="solutions.ideas", anyway=True)
    made = [
        [
            add_card(db, viewer=who, draft=NewCard(activity="solutions.ideas", text=text)).id
            for text in texts
        ]
        for who, texts in tables
    ]
    room.reveal(db, viewer=facilitator)
    room.open_activity(db, viewer=facilitator, activity=CLUSTER, anyway=True)
    return made


def offered(db: Database, viewer: Viewer, key: str = CLUSTER) -> tuple[int, dict[str, bool]]:
    with db.read() as session:
        found = choosing(session, viewer, load_playbook().activity(key))
    assert found is not None
    return found.most, {card.id: card.on for card in found.cards}


def voted_on(db: Database, viewer: Viewer, key: str = DOTS) -> list[str]:
    with db.read() as session:
        return [
            one.text for one in options(session, viewer.workshop_id, load_playbook().activity(key))
        ]


def test_a_table_taps_among_its_own_and_all_at_it_see_that(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """The other table's cards are not there to tap, not even by their ids."""
    beside = join_as("partner", table=1)
    own, theirs = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["C"]))
    assert offered(db, beside) == (3, dict.fromkeys(own, False))
    put_forward(db, viewer=beside, card_id=own[1])
    assert offered(db, resident) == (3, {own[0]: False, own[1]: True})
    with pytest.raises(NotFoundError, match="cannot be put forward just now"):
        put_forward(db, viewer=beside, card_id=theirs[0])
    put_forward(db, viewer=resident, card_id=own[1], forward=False)
    assert offered(db, beside) == (3, dict.fromkeys(own, False))


def test_the_vote_is_on_what_was_put_forward_and_the_newest_of_the_others(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Where no table chose, all are voted on: nothing is lost because a step was left out."""
    own, _ = tables_ideas(db, facilitator, (resident, ["A", "B", "C"]), (staff, ["D", "E"]))
    assert voted_on(db, facilitator) == ["A", "B", "C", "D", "E"]
    put_forward(db, viewer=resident, card_id=own[0])
    put_forward(db, viewer=resident, card_id=own[1])
    assert voted_on(db, facilitator) == ["A", "B", "E"]


def test_without_tables_each_person_puts_forward_their_own(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    one, two = join_as("resident"), join_as("staff")
    own, theirs = tables_ideas(db, facilitator, (one, ["A", "B"]), (two, ["C", "D"]))
    assert offered(db, one)[1] == dict.fromkeys(own, False)
    put_forward(db, viewer=one, card_id=own[0])
    assert voted_on(db, facilitator) == ["A", "D"]
    assert offered(db, two)[1] == dict.fromkeys(theirs, False)


def test_so_many_and_no_more(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: JoinAs
) -> None:
    """Three of few tables, two from five tables on; the fourth tap says what to do first."""
    (own,) = tables_ideas(db, facilitator, (resident, ["A", "B", "C", "D"]))
    for card in own[:3]:
        put_forward(db, viewer=resident, card_id=card)
    with pytest.raises(InvalidInputError, match="3 go on at most"):
        put_forward(db, viewer=resident, card_id=own[3])
    for table in range(2, 6):
        join_as("partner", table=table)
    assert offered(db, resident)[0] == 2


def test_where_one_goes_on_the_next_tap_takes_its_place(
    db: Database, facilitator: Viewer, resident: Viewer, join_as: JoinAs
) -> None:
    for table in range(2, 7):
        join_as("partner", table=table)
    room.open_activity(db, viewer=facilitator, activity=GOALS)
    goals = [
        add_card(db, viewer=resident, draft=NewCard(activity=GOALS, text=text)).id
        for text in ("Sleep", "Friends")
    ]
    assert offered(db, resident, GOALS) == (1, {})  # they lie face down
    with pytest.raises(NotFoundError):
        put_forward(db, viewer=resident, card_id=goals[0])
    room.reveal(db, viewer=facilitator)
    put_forward(db, viewer=resident, card_id=goals[0])
    put_forward(db, viewer=resident, card_id=goals[1])
    assert offered(db, resident, GOALS) == (1, {goals[0]: False, goals[1]: True})
    with db.read() as session:
        found = proposal(session, facilitator.workshop_id, GOALS)
    assert found is not None
    assert (found.ticked, found.says) == ((goals[1],), ("One card was tapped. It stands first.",))


def test_what_is_hidden_taken_back_or_waiting_is_nobodys_to_put_forward(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """And what was put forward before it was hidden is not voted on."""
    own, _ = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["C"]))
    put_forward(db, viewer=resident, card_id=own[0])
    cards.hide_card(db, viewer=facilitator, card_id=own[0])
    assert offered(db, resident)[1] == {own[1]: False}
    assert "A" not in voted_on(db, facilitator)
    for who in (resident, facilitator):
        with pytest.raises(NotFoundError):
            put_forward(db, viewer=who, card_id=own[0], forward=False)


def test_two_tables_that_share_a_card_both_stand_for_it(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """What was put together is one card: either table puts it forward, and it counts for both."""
    own, theirs = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["A!", "C"]))
    merge_cards(db, viewer=facilitator, cards=[theirs[0]], into=own[0])
    assert set(offered(db, staff)[1]) == {own[0], theirs[1]}
    put_forward(db, viewer=staff, card_id=own[0])
    assert voted_on(db, facilitator) == ["A"]


def test_a_choice_stays_where_its_card_is_put_together_with_another(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """The card tapped may be the one that stands second: it is one card, and it was chosen."""
    own, theirs = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["A!", "C"]))
    put_forward(db, viewer=resident, card_id=own[1])
    put_forward(db, viewer=staff, card_id=theirs[0])
    merge_cards(db, viewer=facilitator, cards=[theirs[0]], into=own[0])
    assert voted_on(db, facilitator) == ["A", "B"]
    assert offered(db, staff)[1] == {own[0]: True, theirs[1]: False}
    undo(db, viewer=facilitator)
    assert voted_on(db, facilitator) == ["B", "A!"]
    redo(db, viewer=facilitator)
    put_forward(db, viewer=staff, card_id=own[0], forward=False)
    assert offered(db, staff)[1] == {own[0]: False, theirs[1]: False}
    assert voted_on(db, facilitator) == ["B", "C"]


def test_the_only_choice_of_all_stays_where_it_stands_second(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    own, theirs = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["A!", "C"]))
    put_forward(db, viewer=staff, card_id=theirs[0])
    merge_cards(db, viewer=facilitator, cards=[theirs[0]], into=own[0])
    assert voted_on(db, facilitator) == ["A"]


@pytest.mark.parametrize("via", [Via.PAPER, Via.SCRIBE])
def test_what_was_typed_in_for_people_without_a_phone_stands_for_itself(
    db: Database, facilitator: Viewer, resident: Viewer, via: Via
) -> None:
    """One facilitator typed all of them in, who is no table that sends one card alone."""
    (own,) = tables_ideas(db, facilitator, (resident, ["A", "B"]))
    for text in ("P1", "P2", "P3"):
        draft = NewCard(activity=CLUSTER, kind="idea", text=text)
        voice = Voice(RoleGroup.RESIDENT, text)
        add_card(db, viewer=facilitator, draft=draft, via=via, voice=voice)
    put_forward(db, viewer=resident, card_id=own[0])
    assert voted_on(db, facilitator) == ["A", "P1", "P2", "P3"]


def vote_on(db: Database, facilitator: Viewer, voters: Sequence[Viewer], card: str) -> None:
    """Everybody gives a dot to one card, in the vote of the step that is opened now."""
    room.open_activity(db, viewer=facilitator, activity=DOTS, anyway=True)
    with db.read() as session:
        found = voting(session, facilitator, load_playbook().activity(DOTS)).round
    assert found is not None
    ballot = BallotPaper.read({"choices": [{"card": card}]})
    for voter in voters:
        cast(db, viewer=voter, round_id=found.id, draft=ballot)


def dots(db: Database, facilitator: Viewer) -> dict[str, int]:
    with db.read() as session:
        (found,) = results(session, facilitator.workshop_id, load_playbook().activity(DOTS))
    return {one.option.text: one.total.votes for one in found.options}


def test_neither_a_late_card_nor_a_later_tap_takes_a_ballot_away(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """What a vote is about is fixed when it opens, and is told in an archive as it was."""
    own, theirs = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["D", "E"]))
    put_forward(db, viewer=resident, card_id=own[0])
    voters = [resident, staff, join_as("partner", table=1), join_as("staff", table=2)]
    vote_on(db, facilitator, voters, theirs[1])
    late = NewCard(activity=CLUSTER, kind="idea", text="Late")
    add_card(
        db, viewer=facilitator, draft=late, via=Via.PAPER, voice=Voice(RoleGroup.STAFF, table=2)
    )
    with db.read() as session:
        found = voting(session, staff, load_playbook().activity(DOTS))
    assert {one.text for one in found.options} == {"A", "E"}
    assert [one.card for one in found.mine] == [theirs[1]]
    room.close_activity(db, viewer=facilitator)
    assert dots(db, facilitator) == {"A": 0, "E": 4}
    room.open_activity(db, viewer=facilitator, activity=CLUSTER, anyway=True)
    put_forward(db, viewer=staff, card_id=theirs[0])
    assert dots(db, facilitator) == {"A": 0, "E": 4}
    merge_cards(db, viewer=facilitator, cards=[theirs[1]], into=own[1])
    assert dots(db, facilitator) == {"A": 0, "B": 4}
    made = import_archive(db, archive.as_json(collect(db, facilitator)))
    with db.read() as session:
        asked = session.exec(select(VoteRound.asked).order_by(col(VoteRound.opened_at))).all()
    assert made.code
    assert [len(one or ()) for one in asked] == [2, 2]


def test_a_vote_on_all_cards_takes_late_ones_in_and_loses_none_to_a_tap(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """Where no table chose anything, a vote is about all of them, and stays that."""
    own, theirs = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["D", "E"]))
    voters = [resident, staff, join_as("partner", table=1), join_as("staff", table=2)]
    vote_on(db, facilitator, voters, theirs[0])
    idea(db, facilitator, "Late")
    room.close_activity(db, viewer=facilitator)
    assert dots(db, facilitator) == {"A": 0, "B": 0, "D": 4, "E": 0, "Late": 0}
    room.open_activity(db, viewer=facilitator, activity=CLUSTER, anyway=True)
    put_forward(db, viewer=resident, card_id=own[0])
    put_forward(db, viewer=staff, card_id=theirs[1])
    assert dots(db, facilitator) == {"A": 0, "B": 0, "D": 4, "E": 0, "Late": 0}


def test_what_lies_face_down_when_a_vote_opens_is_voted_on_once_it_is_shown(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """The newest of a table that tapped none, shown late, and nothing that was not chosen."""
    own, _ = tables_ideas(db, facilitator, (resident, ["A", "B"]), (staff, ["D"]))
    put_forward(db, viewer=resident, card_id=own[0])
    with db.write() as work:
        (run,) = work.session.exec(select(ActivityRun).where(ActivityRun.key == CLUSTER))
        run.hidden, run.revealed = True, False
        work.commit()
    for table, text in ((1, "C"), (2, "E")):
        draft, voice = (
            NewCard(activity=CLUSTER, kind="idea", text=text),
            Voice(RoleGroup.STAFF, table=table),
        )
        add_card(db, viewer=facilitator, draft=draft, via=Via.PAPER, voice=voice)
    vote_on(db, facilitator, [], "")
    act = load_playbook().activity(DOTS)
    with db.read() as session:
        assert {one.text for one in voting(session, staff, act).options} == {"A", "D"}
    room.reveal(db, viewer=facilitator, activity=CLUSTER)
    with db.read() as session:
        assert {one.text for one in voting(session, staff, act).options} == {"A", "D", "E"}


def test_a_tap_takes_no_choice_of_another_table_back(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """A card that two tables share, or that came along with somebody, is not this table's alone."""
    for table in range(3, 7):
        join_as("partner", table=table)
    room.open_activity(db, viewer=facilitator, activity=GOALS)
    own, theirs, other = (
        add_card(db, viewer=who, draft=NewCard(activity=GOALS, text=text)).id
        for who, text in ((resident, "Sleep"), (staff, "More sleep"), (staff, "Friends"))
    )
    room.reveal(db, viewer=facilitator)
    merge_cards(db, viewer=facilitator, cards=[theirs], into=own)
    put_forward(db, viewer=resident, card_id=own)
    put_forward(db, viewer=staff, card_id=other)
    assert offered(db, resident, GOALS) == (1, {own: True})
    assert offered(db, staff, GOALS) == (1, {own: True, other: True})


def test_what_was_tapped_and_what_goes_on_without_a_tap_are_both_said(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    room.open_activity(db, viewer=facilitator, activity=GOALS)
    one, two = (
        add_card(db, viewer=who, draft=NewCard(activity=GOALS, text=text)).id
        for who, text in ((resident, "Sleep"), (staff, "Friends"))
    )
    room.reveal(db, viewer=facilitator)
    put_forward(db, viewer=resident, card_id=one)
    with db.read() as session:
        found = proposal(session, facilitator.workshop_id, GOALS)
    assert found is not None
    said = "One card was tapped. 1 more goes on, where nobody tapped any. These 2 stand first."
    assert (set(found.ticked), found.says) == ({one, two}, (said,))


def test_who_steers_taps_for_a_table_without_phones(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Cards from paper are there for the facilitator, who may put any of them forward."""
    tables_ideas(db, facilitator, (resident, ["A"]))
    draft = NewCard(activity=CLUSTER, kind="idea", text="From paper")
    voice = Voice(RoleGroup.RESIDENT, table=3)
    paper = add_card(db, viewer=facilitator, draft=draft, via=Via.PAPER, voice=voice).id
    assert paper in offered(db, facilitator)[1]
    put_forward(db, viewer=facilitator, card_id=paper)
    assert voted_on(db, facilitator) == ["A", "From paper"]


def test_who_may_not(db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer) -> None:
    """Strangers, somebody muted, and a step in which nothing is put forward."""
    (own,) = tables_ideas(db, facilitator, (resident, ["A"]))
    with db.read() as session:
        stranger = identify(session, token=None, code=facilitator.code)
    with pytest.raises(UnknownDeviceError):
        put_forward(db, viewer=stranger, card_id=own[0])
    mute(db, viewer=facilitator, card_id=own[0])
    with pytest.raises(NotAllowedError, match="Say at your table"):
        put_forward(db, viewer=resident, card_id=own[0])
    room.open_activity(db, viewer=facilitator, activity=DOTS, anyway=True)
    with pytest.raises(InvalidInputError, match="Nothing is put forward"):
        put_forward(db, viewer=staff, card_id=own[0])


def test_nobody_learns_from_the_history_who_tapped(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    (own,) = tables_ideas(db, facilitator, (resident, ["A"]))
    put_forward(db, viewer=resident, card_id=own[0])
    with db.read() as session:
        (row,) = session.exec(select(Audit).where(Audit.verb == "put_forward")).all()
        card = session.get_one(Card, own[0])
    assert (row.actor_id, row.before, row.after) == (None, {"forward": False}, {"forward": True})
    assert card.revision == row.revision


def test_nobody_learns_from_a_table_that_they_name_later_what_was_written_there(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """Goals are written alone and promise no name; who sat there meanwhile knows them anyway."""
    beside, moves = join_as("partner", table=1), join_as("councillor", table=2)
    room.open_activity(db, viewer=facilitator, activity=GOALS)
    own, theirs = (
        add_card(db, viewer=who, draft=NewCard(activity=GOALS, text=text)).id
        for who, text in ((resident, "Sleep"), (staff, "Friends"))
    )
    room.reveal(db, viewer=facilitator)
    late = join_as("partner", table=1)
    assert offered(db, beside, GOALS) == (2, {own: False})
    assert offered(db, late, GOALS) == (2, {})
    with pytest.raises(NotFoundError):
        put_forward(db, viewer=late, card_id=own)
    moved = join(db, viewer=moves, draft=Joining(role_group="councillor", table=1))
    assert offered(db, moved, GOALS) == (2, {})
    back = join(db, viewer=moves, draft=Joining(role_group="councillor", table=2))
    assert offered(db, back, GOALS) == (2, {})
    again = join(db, viewer=staff, draft=Joining(role_group="staff", table=1))
    assert offered(db, again, GOALS) == (2, {theirs: False})
    stays = join(db, viewer=beside, draft=Joining(role_group="partner", table=1))
    assert offered(db, stays, GOALS) == (2, {own: False})
    newer = add_card(db, viewer=resident, draft=NewCard(activity=GOALS, text="Rest")).id
    assert set(offered(db, late, GOALS)[1]) == {newer}
    put_forward(db, viewer=late, card_id=newer)
    assert offered(db, beside, GOALS) == (2, {own: False, newer: True})


def test_new_tables_tell_nobody_what_was_written_at_the_old_ones(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """Whoever is put to another table has their own cards alone, and nobody without a table any."""
    room.open_activity(db, viewer=facilitator, activity=GOALS)
    own, theirs = (
        add_card(db, viewer=who, draft=NewCard(activity=GOALS, text=text)).id
        for who, text in ((resident, "Sleep"), (staff, "Friends"))
    )
    room.reveal(db, viewer=facilitator)
    form_tables(db, viewer=facilitator, tables=1)
    with db.read() as session:
        seated = [as_now(session, one) for one in (resident, staff)]
    assert [one.table_no for one in seated] == [1, 1]
    assert [set(offered(db, one, GOALS)[1]) for one in seated] == [{own}, {theirs}]
    no_tables(db, viewer=facilitator)
    with db.read() as session:
        stood = [as_now(session, one) for one in seated]
    assert [(one.table_no, one.table_since) for one in stood] == [(None, None)] * 2


def test_a_step_that_starts_from_my_tables_cards_tells_no_more_of_them(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """What stands first on a phone is no way round: what I used to think is written alone too."""
    beside, step = join_as("partner", table=1), "reframe.used-to-think"
    room.open_activity(db, viewer=facilitator, activity=step, anyway=True)
    for who, text in ((resident, "Own"), (staff, "Elsewhere")):
        add_card(db, viewer=who, draft=NewCard(activity=step, text=text))
    room.reveal(db, viewer=facilitator)
    found = {}
    for who, viewer in (("beside", beside), ("late", join_as("partner", table=1))):
        with db.read() as session:
            doing = taking(session, viewer, "reframe.from-to").doings[0]
        (tap,) = [tap for tap in doing.taps if tap.kind == "belief"]
        found[who] = {card.text for card in tap.cards if card.first}
    assert found == {"beside": {"Own"}, "late": {"Own", "Elsewhere"}}


def test_what_there_is_to_tap_stands_in_its_own_language(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """Both lists carry a card's language and what was said beside it, as the wall does."""
    urdu, english = "کارڈ", "Cards"
    [[spoken_, plain]] = tables_ideas(db, facilitator, (resident, [urdu, "Own words"]))
    given = CardLanguage(language="ur")
    set_language(db, viewer=resident, card_id=spoken_, draft=given)
    said = Translation(text=english)
    translate(db, viewer=resident, card_id=spoken_, language="en", draft=said)
    with db.read() as session:
        told = taking_json(taking(session, resident, CLUSTER), "en", "en")
        put_up = choosing(session, resident, load_playbook().activity(CLUSTER))
    assert put_up is not None
    taps = [card for doing in told["doings"] for tap in doing["taps"] for card in tap["cards"]]
    beside = [{"lang": "en", "text": english}]
    assert {card["id"]: (card.get("lang"), card.get("translations")) for card in taps} == {
        spoken_: ("ur", beside),
        plain: (None, None),
    }
    assert {card.id: tapped(card) for card in put_up.cards} == {
        spoken_: {"lang": "ur", "translations": beside},
        plain: {},
    }
