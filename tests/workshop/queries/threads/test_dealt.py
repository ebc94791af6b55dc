"""Cases and lenses on the tables: the same for a table each time, another for its neighbour."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlmodel import select

from tests import postgres
from tests.conftest import JoinAs
from workshop.db import Database, UnitOfWork
from workshop.domain import cards, room
from workshop.domain.people.members import join
from workshop.domain.people.tables import form_tables, keep_deal
from workshop.drafts import Joining, NewCard
from workshop.library import load_library
from workshop.models import ActivityRun, Card
from workshop.playbook import Activity, Playbook
from workshop.queries.room import room_state
from workshop.queries.threads.dealt import dealt
from workshop.queries.threads.taking import own_share, taking
from workshop.queries.viewer import Viewer, as_now


def test_each_table_reads_three_cases_near_far_and_one_that_ended(playbook: Playbook) -> None:
    cases = playbook.activity("horizon.cases")
    first, second = (dealt(cases, table, "en") for table in (1, 2))
    assert [one.shown.kind for one in first] == ["case"] * 3
    assert not {one.key for one in first} & {one.key for one in second}
    assert first == dealt(cases, 1, "en") == dealt(cases, None, "en")
    found = [load_library("en").case(one.key) for one in first]
    assert [case.distance for case in found[:2]] == ["near", "far"]
    assert found[2].outcome_kind in ("closed", "mixed")


def test_no_two_neighbours_look_through_the_same_lens(playbook: Playbook) -> None:
    lens = playbook.activity("horizon.lens")
    drawn = [dealt(lens, table, "en")[0].key for table in range(1, 9)]
    assert all(one != other for one, other in pairwise(drawn))


def test_the_big_screen_says_which_table_reads_what(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """One line a table at which somebody sits, and only while that step is open."""
    for viewer, table in ((resident, 3), (staff, 7)):
        join(db, viewer=viewer, draft=Joining(role_group="resident", table=table))
    room.open_activity(db, viewer=facilitator, activity="horizon.cases")
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
        mine = taking(session, resident, "horizon.cases").reads
    assert state is not None
    assert [(one.table, len(one.titles)) for one in state.dealt] == [(3, 3), (7, 3)]
    assert len(mine) == 3
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    with db.read() as session:
        later = room_state(session, facilitator.workshop_id)
    assert later is not None
    assert later.dealt == ()


@pytest.mark.parametrize(("cards", "tables"), [(7, 3), (3, 3), (2, 5), (1, 1), (0, 4)])
def test_cards_that_are_spread_lie_each_on_one_table(cards: int, tables: int) -> None:
    """All are dealt, no table is without; only with too few cards do two tables share one."""
    made = [Card(id=str(n), fields={"amount_pence": n * 100}) for n in range(cards)]  # type: ignore[call-arg]
    numbers = list(range(2, 2 + tables))  # tables need not begin with 1
    shares = [[card.id for card in own_share(made, numbers, table)] for table in numbers]
    assert {one for share in shares for one in share} == {card.id for card in made}
    assert all(shares) == (cards > 0)
    if cards >= tables:
        assert sum(map(len, shares)) == cards
        assert shares[0][0] == "0"  # the oldest
        made.append(Card(id="later", fields={"amount_pence": 10**6}))  # type: ignore[call-arg]
        made[0].fields = {"amount_pence": 0}
        after = [[card.id for card in own_share(made, numbers, table)] for table in numbers]
        assert [[one for one in share if one != "later"] for share in after] == shares


def test_tables_build_different_ideas_and_reach_all(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer, join_as: JoinAs
) -> None:
    """Each table's own stand first, also for a sheet of paper; who sits nowhere has all of them.

    Once something is written, a table that comes later takes nothing from the others; where new
    tables are formed, all is dealt anew.
    """
    texts = ["A bench", "A choir", "A night bus"]
    for text in texts:
        draft = NewCard(activity="solutions.ideas", kind="idea", text=text)
        cards.add_card(db, viewer=facilitator, draft=draft)
    room.open_activity(db, viewer=facilitator, activity="solutions.ideas", anyway=True)
    room.reveal(db, viewer=facilitator)
    room.open_activity(db, viewer=facilitator, activity="solutions.build", anyway=True)

    def first(viewer: Viewer) -> tuple[set[str], int]:
        with db.read() as session:
            found = taking(session, viewer, "solutions.build")
        tap = next(tap for tap in found.doings[0].taps if tap.kind == "idea")
        return {card.text for card in tap.cards if card.first}, len(tap.cards)

    assert first(resident) == ({"A bench", "A night bus"}, 3)
    assert first(staff) == ({"A choir"}, 3)
    draft = NewCard(activity="solutions.build", text="Tea on a bench")
    cards.add_card(db, viewer=resident, draft=draft)
    late = {table: join_as("partner", table=table) for table in (3, 4)}
    assert (first(resident), first(staff)) == (({"A bench", "A night bus"}, 3), ({"A choir"}, 3))
    assert (first(late[3]), first(late[4])) == (first(resident), first(staff))
    form_tables(db, viewer=facilitator, tables=4, seed=1)
    with db.read() as session:
        seated = [as_now(session, one) for one in (resident, staff, *late.values())]
    shares = [first(one)[0] for one in seated]
    assert set().union(*shares) == set(texts)
    assert {len(share) for share in shares} == {1}
    assert first(replace(facilitator, table_no=2)) == ({"A choir"}, 3)
    assert first(facilitator) == (set(texts), 3)


@pytest.mark.about_postgresql
def test_first_writers_at_two_servers_note_one_deal(
    db: Database,
    facilitator: Viewer,
    resident: Viewer,
    staff: Viewer,
    join_as: JoinAs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second waits for the first one's commit before it looks, and so does who sits down."""
    room.open_activity(db, viewer=facilitator, activity="solutions.build", anyway=True)
    other = Database(db.url)
    found: list[list[int]] = []
    begun = threading.Event()

    def noted(work: UnitOfWork, run: ActivityRun, activity: Activity) -> None:
        found.append(list(run.dealt_to))
        keep_deal(work, run, activity)
        begun.set()
        until = time.monotonic() + 30
        while len(found) == 1 and waiting() < 2:
            assert time.monotonic() < until

    def waiting() -> int:
        return int(postgres.ask("SELECT count(*) FROM pg_locks WHERE NOT granted")[0][0])

    def write(at: Database, viewer: Viewer) -> None:
        draft = NewCard(activity="solutions.build", text=f"Tea at {viewer.table_no}")
        cards.add_card(at, viewer=viewer, draft=draft)

    monkeypatch.setattr(cards, "keep_deal", noted)
    with ThreadPoolExecutor(3) as threads:
        writers = [threads.submit(write, *one) for one in ((db, resident), (other, staff))]
        assert begun.wait(30)
        comes = threads.submit(join_as, "partner", table=3)
        for one in writers:
            one.result(60)
        comes.result(60)
    other.close()
    assert found == [[], [1, 2]]
    with db.read() as session:
        wanted = select(ActivityRun.dealt_to).where(ActivityRun.key == "solutions.build")
        assert session.exec(wanted).one() == [1, 2]


@pytest.mark.parametrize("early", [0, 1, 2])
def test_a_step_is_dealt_to_all_who_sit_down_before_something_is_written(
    db: Database, facilitator: Viewer, join_as: JoinAs, early: int
) -> None:
    """Whoever was there when it opened; what is tried and not kept, or opened again, deals none."""
    for text in ("Sleep", "Calls", "Friends"):
        draft = NewCard(activity="vision.signs", kind="indicator", text=text)
        sign = cards.add_card(db, viewer=facilitator, draft=draft).id
    numbers = (7, 8, 9)
    people = [join_as("resident", table=table) for table in numbers[:early]]
    room.open_activity(db, viewer=facilitator, activity="vision.targets", anyway=True)
    written = NewCard(
        activity="vision.targets",
        kind="first_step",
        text="Ask around",
        fields={"owner": "Aneta"},
        links={"indicators": [sign]},
    )
    assert cards.try_card(db, viewer=facilitator, draft=written)
    room.close_activity(db, viewer=facilitator)
    people += [join_as("staff", table=table) for table in numbers[early:]]
    room.open_activity(db, viewer=facilitator, activity="vision.targets", anyway=True)

    def shares(*viewers: Viewer) -> list[list[str]]:
        with db.read() as session:
            found = [taking(session, one, "vision.targets").doings[0] for one in viewers]
        return [[card.text for card in one.taps[0].cards if card.first] for one in found]

    assert shares(*people) == [["Sleep"], ["Calls"], ["Friends"]]
    cards.add_card(db, viewer=people[0], draft=written)
    later = join_as("partner", table=10)
    assert shares(*people) == [["Sleep"], ["Calls"], ["Friends"]]
    assert shares(later) == shares(people[0])


def test_what_is_added_to_a_card_keeps_the_deal_too(
    db: Database, facilitator: Viewer, join_as: JoinAs
) -> None:
    step = "resources.timing"
    lines = [
        cards.add_card(
            db,
            viewer=facilitator,
            draft=NewCard(activity="resources.spend", kind="resource_line", text=text),
        )
        for text in ("Buses", "Halls", "Rent", "Tea")
    ]
    one, two = (join_as("staff", table=table) for table in (1, 2))
    room.open_activity(db, viewer=facilitator, activity=step, anyway=True)
    said = NewCard(activity=step, onto=lines[0].id, version=1, fields={"fit": "good"})
    cards.add_card(db, viewer=one, draft=said)
    join_as("staff", table=3)
    with db.read() as session:
        found = [taking(session, who, step).doings[0].onto for who in (one, two)]
    shares = [{card.text for card in each if card.first} for each in found]
    assert shares == [{"Buses", "Rent"}, {"Halls", "Tea"}]
