"""Gates, demands, the run sheet and the trace: what the method insists on."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from tests.workshop.passing import closed_long_ago
from workshop.db import Database
from workshop.domain.cards import add_card, edit_card, hide_card
from workshop.domain.links import link_cards
from workshop.domain.plan import (
    add_activity,
    set_minutes,
)
from workshop.domain.room import move_to, open_activity
from workshop.domain.run_sheet.edits import nudge_steps, remove_steps
from workshop.domain.templates.own_templates import copy_workshop
from workshop.domain.workshops import create_workshop
from workshop.drafts import CardEdit, NewCard, NewWorkshop
from workshop.errors import (
    ClosedError,
    GateClosedError,
    InvalidInputError,
    LockedError,
    NotAllowedError,
)
from workshop.models import Audit, Workshop
from workshop.playbook import Playbook
from workshop.queries.cards import cards_for
from workshop.queries.gates import closed_gates
from workshop.queries.room import run_sheet
from workshop.queries.trace import RULES, Trace
from workshop.queries.viewer import Viewer, host

Add = Callable[..., str]


@pytest.fixture
def lead(db: Database, playbook: Playbook) -> Viewer:
    """The host of a five-session workshop, whose plan holds nearly every activity."""
    draft = NewWorkshop.read({"title": "Method", "template": "five-sessions"})
    made = create_workshop(db, draft=draft, playbook=playbook)
    with db.read() as session:
        return host(session, made.code)


@pytest.fixture
def add(db: Database, lead: Viewer) -> Add:
    def adding(
        activity: str,
        kind: str,
        text: str,
        links: dict[str, list[str]] | None = None,
        **fields: object,
    ) -> str:
        draft = {"activity": activity, "kind": kind, "text": text, "fields": fields}
        draft["links"] = {name: tuple(ids) for name, ids in (links or {}).items()}
        return add_card(db, viewer=lead, draft=NewCard.read(draft)).id

    return adding


def trace(db: Database, viewer: Viewer) -> Trace:
    with db.read() as session:
        return Trace(cards_for(session, viewer))


def test_money_stays_shut_until_there_is_an_insight(db: Database, lead: Viewer, add: Add) -> None:
    """Opening a money activity says what to do first, and works once an insight exists."""
    with pytest.raises(GateClosedError) as refused:
        open_activity(db, viewer=lead, activity="resources.guess")
    assert refused.value.gates == ("insights-exist",)
    add("insights.write", "insight", "People fear being judged")
    open_activity(db, viewer=lead, activity="resources.guess")
    with db.read() as session:
        assert session.get_one(Workshop, lead.workshop_id).current_activity == "resources.guess"


def test_a_gate_can_be_opened_knowingly_and_that_is_kept(db: Database, lead: Viewer) -> None:
    """Going on anyway opens the gate for good and stands in the audit."""
    open_activity(db, viewer=lead, activity="solutions.ideas", anyway=True)
    with db.read() as session:
        assert closed_gates(session, lead.workshop_id, "solutions.build") == []
        last = session.exec(select(Audit).order_by(col(Audit.revision).desc())).first()
        assert last is not None
        assert last.verb == "open_activity"
        assert last.after == {"activity": "solutions.ideas", "gates_opened": ["reframe-agreed"]}


def test_a_gate_that_the_plan_cannot_meet_is_not_there(db: Database, playbook: Playbook) -> None:
    """The taster has no activity that agrees on a reframe, so its ideas just open."""
    draft = NewWorkshop.read({"title": "Short", "template": "taster"})
    made = create_workshop(db, draft=draft, playbook=playbook)
    with db.read() as session:
        viewer = host(session, made.code)
    open_activity(db, viewer=viewer, activity="solutions.ideas")


def test_hidden_insights_do_not_open_the_money(db: Database, lead: Viewer, add: Add) -> None:
    """An insight that was taken off the wall does not count."""
    card = add("insights.write", "insight", "Something rude")
    hide_card(db, viewer=lead, card_id=card)
    with pytest.raises(GateClosedError):
        open_activity(db, viewer=lead, activity="resources.guess")


def test_a_reframe_is_agreed_only_on_two_insights(db: Database, lead: Viewer, add: Add) -> None:
    """One insight is not enough; with two the agreement is saved and cannot lose one again."""
    one = add("insights.write", "insight", "One")
    two = add("insights.write", "insight", "Two")
    card = add("reframe.from-to", "reframe", "Grow a community", {"insights": [one]}, before="More")
    agreed = CardEdit.read({"version": 1, "fields": {"before": "More", "agreed": True}})
    with pytest.raises(InvalidInputError, match="two insights"):
        edit_card(db, viewer=lead, card_id=card, draft=agreed)
    link_cards(db, viewer=lead, card_id=card, name="insights", to=(one, two))
    edit_card(db, viewer=lead, card_id=card, draft=agreed)
    with pytest.raises(LockedError):
        link_cards(db, viewer=lead, card_id=card, name="insights", to=(two,))
    assert len(trace(db, lead).linked(card, "insights")) == 2


def test_no_test_without_its_lines(db: Database, lead: Viewer, add: Add) -> None:
    """A prototype runs, and is tried on people, only after success and stop line are written."""
    card = add("prototyping.version-one", "prototype", "Simple form", success_line="8 of 10")
    running = CardEdit.read(
        {"version": 1, "fields": {"success_line": "8 of 10", "status": "running"}}
    )
    with pytest.raises(InvalidInputError, match="Before a test starts"):
        edit_card(db, viewer=lead, card_id=card, draft=running)
    with pytest.raises(InvalidInputError, match="Before a test starts"):
        add("prototyping.try", "trial", "Tried on three", {"prototype": [card]})
    lines = {"success_line": "8 of 10", "stop_line": "fewer than 5", "status": "running"}
    edit_card(db, viewer=lead, card_id=card, draft=CardEdit.read({"version": 1, "fields": lines}))
    add("prototyping.try", "trial", "Tried on three", {"prototype": [card]})
    assert [c.text for c in trace(db, lead).of("trial")] == ["Tried on three"]


@pytest.fixture
def chain(add: Add) -> dict[str, str]:
    """A whole chain from a segment to a vision line, with nothing left over."""
    ids = {}
    ids["segment"] = add("segments.name", "segment", "Those who stay away", non_user=True)
    ids["one"] = add("insights.write", "insight", "Fear", {"segments": [ids["segment"]]})
    ids["two"] = add("insights.write", "insight", "Form", {"segments": [ids["segment"]]})
    both = {"insights": [ids["one"], ids["two"]]}
    ids["reframe"] = add("reframe.from-to", "reframe", "Own support", both)
    rests = {"reframe": [ids["reframe"]], "segments": [ids["segment"]], **both}
    ids["solution"] = add("solutions.build", "solution", "Parent-led offer", rests)
    proto = {"solution": [ids["solution"]]}
    ids["prototype"] = add("prototyping.version-one", "prototype", "Form", proto)
    ids["indicator"] = add("vision.signs", "indicator", "Children reached")
    measured = {"indicator": [ids["indicator"]]}
    ids["measurement"] = add("vision.targets", "measurement", "2010 count", measured)
    line = {"solutions": [ids["solution"]], "indicators": [ids["indicator"]]}
    ids["line"] = add("vision.write", "vision_line", "A place to meet", line)
    return ids


@pytest.mark.parametrize(
    ("card", "link", "rule", "alone"),
    [
        ("line", "solutions", "vision-line-without-solution", "line"),
        ("line", "indicators", "vision-line-without-indicator", "line"),
        ("prototype", "solution", "prototype-without-solution", "prototype"),
        ("solution", "reframe", "solution-without-reframe", "solution"),
        ("solution", "insights", "solution-without-insight", "solution"),
        ("measurement", "indicator", "indicator-without-measurement", "indicator"),
    ],
)
def test_deleting_one_link_leaves_that_line_resting_on_nothing(
    db: Database, lead: Viewer, chain: dict[str, str], card: str, link: str, rule: str, alone: str
) -> None:
    """A whole chain has no gaps; without one link exactly that line is named."""
    assert trace(db, lead).gaps() == []
    link_cards(db, viewer=lead, card_id=chain[card], name=link, to=())
    gaps = [(gap.rule, gap.card.id) for gap in trace(db, lead).gaps()]
    assert (rule, chain[alone]) in gaps
    others = {("solution-without-prototype", chain["solution"])} if card == "prototype" else set()
    assert set(gaps) == {(rule, chain[alone])} | others


def test_the_trace_goes_back_to_the_card_somebody_wrote(
    db: Database, lead: Viewer, chain: dict[str, str]
) -> None:
    """From a vision line down to segments and insights, each once; from a segment up again."""
    found = trace(db, lead)
    down = {line.card.id for line in found.rests_on(chain["line"])}
    assert down == {chain[n] for n in ("solution", "indicator", "reframe", "one", "two", "segment")}
    up = {line.card.id for line in found.carries(chain["segment"])}
    assert up == {chain[n] for n in ("one", "two", "reframe", "solution", "prototype", "line")}


def test_links_only_go_where_the_method_has_them(
    db: Database, lead: Viewer, chain: dict[str, str]
) -> None:
    """A wrong name, a wrong kind, itself, or a card of another workshop is refused."""
    for name, to in (
        ("nonsense", chain["segment"]),
        ("reframe", chain["segment"]),
        ("segments", chain["solution"]),
        ("segments", "no-such-card"),
    ):
        with pytest.raises(InvalidInputError):
            link_cards(db, viewer=lead, card_id=chain["solution"], name=name, to=(to,))


def test_the_run_sheet_can_be_changed(db: Database, lead: Viewer) -> None:
    """Activities are added where the road has them, moved, timed and taken off again."""
    add_activity(db, viewer=lead, activity="insights.day")
    set_minutes(db, viewer=lead, activity="insights.day", minutes=21)
    with db.read() as session:
        keys = [run.activity.key for run in run_sheet(session, lead.workshop_id)]
        found = next(r for r in run_sheet(session, lead.workshop_id) if r.minutes == 21)
    assert found.activity.key == "insights.day"
    assert keys.index("insights.day") < keys.index("insights.read")
    assert keys.index("insights.day") > keys.index("segments.focus")
    nudge_steps(db, viewer=lead, activities=["insights.day"], earlier=False)
    remove_steps(db, viewer=lead, activities=["insights.day"])
    with db.read() as session:
        after = [run.activity.key for run in run_sheet(session, lead.workshop_id)]
    assert after == [key for key in keys if key != "insights.day"]


def test_an_activity_with_cards_stays(db: Database, lead: Viewer, add: Add) -> None:
    """Nothing that somebody wrote is lost by changing the plan; nor is the core removed."""
    add("segments.list", "potential_user", "Night workers")
    for key in ("segments.list", "insights.write"):
        with pytest.raises(NotAllowedError):
            remove_steps(db, viewer=lead, activities=[key])
    move_to(db, viewer=lead, activity="team.rules")
    with pytest.raises(NotAllowedError):
        remove_steps(db, viewer=lead, activities=["team.rules"])


def test_a_copy_has_the_plan_and_none_of_the_cards(db: Database, lead: Viewer, add: Add) -> None:
    """Copying keeps run sheet and minutes; the new workshop is empty and has its own code."""
    add("insights.write", "insight", "Old words")
    set_minutes(db, viewer=lead, activity="insights.write", minutes=17)
    made = copy_workshop(db, viewer=lead, title="Next year", token="t" * 43)
    with db.read() as session:
        copy = host(session, made.code)
        plans = [
            [(r.activity.key, r.minutes, r.session) for r in run_sheet(session, v.workshop_id)]
            for v in (lead, copy)
        ]
        assert plans[0] == plans[1]
        assert cards_for(session, copy) == []


def test_residents_write_the_vision_and_others_answer(
    db: Database, facilitator: Viewer, resident: Viewer, staff: Viewer
) -> None:
    """In the vision only residents write its lines; staff are told so and may answer."""
    open_activity(db, viewer=facilitator, activity="vision.write")
    line = NewCard.read({"activity": "vision.write", "text": "A place to meet friends"})
    add_card(db, viewer=resident, draft=line)
    with pytest.raises(NotAllowedError, match="write first"):
        add_card(db, viewer=staff, draft=line)
    answer = {"activity": "vision.write", "kind": "vision_answer", "text": "We will open the doors"}
    add_card(db, viewer=staff, draft=NewCard.read(answer))
    with db.read() as session:
        kinds = [card.kind for card in cards_for(session, facilitator)]
    assert kinds == ["vision_line", "vision_answer"]


def test_a_table_works_on_its_own_cards_in_the_next_activity(
    db: Database, facilitator: Viewer, join_as: Callable[..., Viewer]
) -> None:
    """A table-mate gives a size to the table's segment; another table may not touch it."""
    writer, mate = join_as("resident", table=3), join_as("staff", table=3)
    stranger = join_as("staff", table=4)
    open_activity(db, viewer=facilitator, activity="segments.name")
    draft = NewCard.read({"activity": "segments.name", "text": "Dads"})
    card = add_card(db, viewer=writer, draft=draft).id
    open_activity(db, viewer=facilitator, activity="segments.size")
    edit = CardEdit.read({"version": 1, "fields": {"size": 120}})
    with pytest.raises(NotAllowedError):
        edit_card(db, viewer=stranger, card_id=card, draft=edit)
    edit_card(db, viewer=mate, card_id=card, draft=edit)
    with db.read() as session:
        seen = [(c.editable, c.fields) for c in cards_for(session, mate, kinds=["segment"])]
        other = [c.editable for c in cards_for(session, stranger, kinds=["segment"])]
    assert seen == [(True, {"size": 120})]
    assert other == [False]
    open_activity(db, viewer=facilitator, activity="insights.write")
    closed_long_ago(db, "segments.name")
    with pytest.raises(ClosedError):
        edit_card(db, viewer=mate, card_id=card, draft=CardEdit.read({"version": 2, "text": "x"}))


def test_every_gap_has_its_sentence(playbook: Playbook) -> None:
    """Each rule of the coverage view has words, and no words are left over."""
    assert set(playbook.words.coverage) == {rule.key for rule in RULES}


def test_a_solution_is_chosen_for_a_test_when_it_names_people_who_stay_away_or_says_why_not(
    db: Database, lead: Viewer, add: Add
) -> None:
    users = add("segments.list", "segment", "Regulars", non_user=False)
    away = add("segments.list", "segment", "Stay away", non_user=True)
    with pytest.raises(InvalidInputError, match="name a group of people who stay away"):
        add("solutions.build", "solution", "More of it", {"segments": [users]}, to_test=True)
    draft = add("solutions.build", "solution", "More of it", {"segments": [users]})
    link_cards(db, viewer=lead, card_id=draft, name="segments", to=(users, away))
    edit_card(db, viewer=lead, card_id=draft, draft=CardEdit(version=1, fields={"to_test": True}))
    with pytest.raises(InvalidInputError, match="name a group of people who stay away"):
        link_cards(db, viewer=lead, card_id=draft, name="segments", to=(users,))
    add("solutions.build", "solution", "For us", to_test=True, no_non_user_why="They asked for it")


def test_what_the_room_decides_is_not_one_persons_to_set(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    """A participant cannot put their own group in focus; the facilitator's mark stays on edits."""
    open_activity(db, viewer=facilitator, activity="segments.name")
    draft = {"activity": "segments.name", "text": "Dads"}
    with pytest.raises(NotAllowedError, match="decides this together"):
        add_card(db, viewer=resident, draft=NewCard.read(draft | {"fields": {"focus": True}}))
    card = add_card(db, viewer=resident, draft=NewCard.read(draft)).id
    alone = CardEdit.read({"version": 1, "fields": {"focus": True}})
    with pytest.raises(NotAllowedError, match="decides this together"):
        edit_card(db, viewer=resident, card_id=card, draft=alone)
    edit_card(db, viewer=facilitator, card_id=card, draft=alone)
    kept = CardEdit.read({"version": 2, "fields": {"focus": True, "area": "North"}})
    edit_card(db, viewer=resident, card_id=card, draft=kept)
    with db.read() as session:
        fields = [c.fields for c in cards_for(session, facilitator, kinds=["segment"])]
    assert fields == [{"focus": True, "area": "North"}]
