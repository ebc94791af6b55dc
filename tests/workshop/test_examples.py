"""The worked example: real figures, invented people, and a chain from fear to vision."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from sqlmodel import select

from tests.workshop.test_plain_words import grade, sentences, words
from workshop import cli
from workshop.db import Database
from workshop.domain.people.members import new_token, register_device
from workshop.domain.workshops import MadeWorkshop
from workshop.enums import Role, RoleGroup, StageKey, Visibility
from workshop.errors import InvalidInputError, NotFoundError, SettingsError
from workshop.examples import build_example, content, example_names, load_example
from workshop.kinds import KINDS, CardKind, field_specs
from workshop.library import load_library
from workshop.measures import CostComparison, ServiceCost, compare_costs, round_for_display
from workshop.measures.exact import Number
from workshop.models import Audit, Card, Person, Workshop
from workshop.queries.cards import CardView, cards_for
from workshop.queries.room import run_sheet
from workshop.queries.trace import Trace
from workshop.queries.viewer import Viewer, host, identify
from workshop.queries.votes.rounds import all_rounds

PUBLISHED_TOTAL_PENCE = 50_926_100


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database with one example in it, for tests that only read."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('example') / 'reframe.db'}")
    database.migrate()
    yield database
    database.close()


@pytest.fixture(scope="module")
def made(shared: Database) -> MadeWorkshop:
    return build_example(shared)


@pytest.fixture(scope="module")
def lead(shared: Database, made: MadeWorkshop) -> Viewer:
    with shared.read() as session:
        return host(session, made.code)


@pytest.fixture(scope="module")
def cards(shared: Database, lead: Viewer) -> list[CardView]:
    """Everything a facilitator sees, so all but the card that was taken back."""
    with shared.read() as session:
        return cards_for(session, lead)


@pytest.fixture(scope="module")
def trace(cards: list[CardView]) -> Trace:
    return Trace(cards)


def one(cards: list[CardView], kind: CardKind, text: str) -> CardView:
    (found,) = [card for card in cards if card.kind == kind and card.text == text]
    return found


def said(card: CardView) -> str:
    """All words of a card: its text and its fields."""
    return f"{card.text} {json.dumps(card.fields, ensure_ascii=False)}"


def test_the_workshop_is_an_open_example_that_says_what_is_invented(
    shared: Database, made: MadeWorkshop
) -> None:
    """It is marked in the database, and title and place say it to everybody."""
    with shared.read() as session:
        workshop = session.get_one(Workshop, made.id)
    assert workshop.is_example
    assert workshop.state == "open"
    assert workshop.current_activity == "vision.close"
    assert "people and cards are invented" in workshop.title
    assert "people and cards are invented, figures with a source are published" in workshop.place
    assert workshop.life_question == "What will most improve people's lives?"


def test_every_activity_was_done_closed_and_shown(shared: Database, lead: Viewer) -> None:
    """Nothing is left open, and nothing that the room may see lies face down."""
    with shared.read() as session:
        runs = run_sheet(session, lead.workshop_id)
    assert [run.activity.key for run in runs if run.open or run.ended_at is None] == []
    assert [run.activity.key for run in runs if run.face_down] == []
    assert {run.activity.stage for run in runs if run.cards} == set(StageKey)


def test_eighteen_people_of_four_groups_sit_at_four_tables(shared: Database, lead: Viewer) -> None:
    """All of them joined as people do, and residents are the largest group."""
    with shared.read() as session:
        people = session.exec(select(Person).where(Person.workshop_id == lead.workshop_id)).all()
    groups = Counter(person.role_group for person in people)
    assert groups == {"resident": 8, "staff": 5, "partner": 3, "manager": 2}
    assert {person.table_no for person in people} == {1, 2, 3, 4}


def test_every_kind_of_every_stage_appears(cards: list[CardView]) -> None:
    """At least 120 cards, and not one kind of card that a newcomer would not find."""
    assert len(cards) >= 120
    assert {CardKind(card.kind) for card in cards} == set(CardKind)
    assert {KINDS[CardKind(card.kind)].stage for card in cards} == set(StageKey)


def test_no_group_speaks_for_the_others(cards: list[CardView]) -> None:
    """Each group's part of the cards is near its part of the people, within a tenth."""
    example = load_example("knowsley")
    groups_of = {person.name: person.role_group for person in example.people}
    written = Counter(groups_of[card.by] for card in example.cards if card.by in groups_of)
    people = Counter(groups_of.values())
    assert len(people) > 2
    for group in people:
        share = Fraction(written[group], written.total()) - Fraction(people[group], people.total())
        assert abs(share) < Fraction(1, 10), group
    assert {card.role for card in cards if card.kind == "vision_line"} == {RoleGroup.RESIDENT}
    assert RoleGroup.RESIDENT not in {c.role for c in cards if c.kind == "vision_answer"}


def test_a_group_so_small_that_a_label_would_name_somebody_is_on_no_card(
    cards: list[CardView],
) -> None:
    """But on those that name who they are about, or who does it, in their own words."""
    naming = {
        CardKind.ROSTER_ENTRY,
        CardKind.FIRST_STEP,
        CardKind.SYSTEM_ASK,
        CardKind.COMMITMENT,
    }
    people = Counter(person.role_group for person in load_example("knowsley").people)
    small = {group for group in people if people[group] < 3}
    assert small
    assert small.isdisjoint({card.role for card in cards if card.kind not in naming})


def test_the_chain_runs_from_the_vision_to_the_fear_of_being_judged(
    trace: Trace, cards: list[CardView]
) -> None:
    """Vision line, parent-led offer, reframe, insight and three field notes hang together."""
    line = next(c for c in trace.of(CardKind.VISION_LINE) if "walk in as you are" in c.text)
    solution = one(cards, CardKind.SOLUTION, "Open sessions led by parents")
    reframe = one(cards, CardKind.REFRAME, "A community able to support its own families")
    (insight,) = [c for c in trace.linked(reframe.id, "insights") if "look at how" in c.text]
    assert solution in trace.linked(line.id, "solutions")
    assert trace.linked(solution.id, "reframe") == [reframe]
    assert "they fear being judged" in insight.fields["sentence"]
    notes = trace.linked(insight.id, "supported_by")
    assert [note.kind for note in notes] == ["field_note"] * 3
    below = {found.card.id for found in trace.rests_on(line.id)}
    assert below >= {solution.id, reframe.id, insight.id, *(note.id for note in notes)}


def test_the_chain_reaches_a_prototype_and_a_measured_indicator(trace: Trace) -> None:
    """The same vision line says what was tried, and how one would know, with start and goal."""
    line = next(c for c in trace.of(CardKind.VISION_LINE) if "walk in as you are" in c.text)
    decisions = {c.fields["decision"] for c in trace.linked(line.id, "prototypes")}
    assert decisions == {"keep"}
    (indicator,) = [c for c in trace.linked(line.id, "indicators") if "judged" in c.text]
    readings = trace.resting(indicator.id, CardKind.MEASUREMENT)
    assert {card.fields["sort"] for card in readings} == {"baseline", "target"}


def test_the_gaps_are_the_two_that_were_left_on_purpose(trace: Trace) -> None:
    """The coverage view has one insight that nobody used and one group without a solution."""
    assert [(gap.rule, gap.card.text) for gap in trace.gaps()] == [
        ("segment-without-solution", "Recently arrived families"),
        (
            "insight-unused",
            "The main road is our real front door, and for half of us it is shut.",
        ),
    ]


def scenario(card: CardView, kind: str) -> ServiceCost:
    fields = card.fields
    return ServiceCost(
        card.text, fields["cost_pence"], fields["reach_count"], fields["reach_unit"], kind
    )


@pytest.fixture(scope="module")
def comparison(cards: list[CardView]) -> CostComparison:
    existing = one(cards, CardKind.COST_SCENARIO, "Existing service")
    redesigned = one(cards, CardKind.COST_SCENARIO, "Redesigned service, year 1")
    assert redesigned.fields["basis"] == "forecast"
    return compare_costs(scenario(existing, "actual"), scenario(redesigned, "forecast"))


def pounds(pence: Number) -> str:
    shown = round_for_display(Fraction(pence) / 100)
    return f"{'−' if shown < 0 else ''}£{abs(shown):,}"


def percent(value: Fraction | None) -> str:
    assert value is not None
    shown = round_for_display(value)
    return f"{'−' if shown < 0 else ''}{abs(shown)}%"


def test_the_cost_table_is_the_published_one(comparison: CostComparison) -> None:
    """What the stored scenarios come to, as shown, equals the table of the case paper."""
    assert {
        "cost_difference": pounds(comparison.cost_change_pence),
        "cost_difference_percent": percent(comparison.cost_change_percent),
        "reach_difference": str(comparison.reach_change),
        "reach_difference_percent": percent(comparison.reach_change_percent),
        "unit_cost_existing": pounds(comparison.unit_cost_existing_pence),
        "unit_cost_redesigned": pounds(comparison.unit_cost_redesigned_pence),
        "unit_cost_difference": pounds(comparison.unit_cost_change_pence),
        "unit_cost_difference_percent": percent(comparison.unit_cost_change_percent),
    } == {
        "cost_difference": "−£67,111",
        "cost_difference_percent": "−13%",
        "reach_difference": "371",
        "reach_difference_percent": "133%",
        "unit_cost_existing": "£1,832",
        "unit_cost_redesigned": "£681",
        "unit_cost_difference": "−£1,151",
        "unit_cost_difference_percent": "−63%",
    }
    assert comparison.is_forecast
    assert comparison.existing.reach_unit == comparison.redesigned.reach_unit == "family"


def test_the_paper_s_own_table_stands_beside_it(cards: list[CardView]) -> None:
    """The claim and its source are a card of their own, so that both can be set side by side."""
    (card,) = [c for c in cards if c.text.startswith("The paper's own table")]
    for figure in ("−£67,111 (−13%)", "+371 (133%)", "£1,832", "£681", "−£1,151 (−63%)"):
        assert figure in card.text
    assert "forecast" in card.text
    assert "families" in card.text
    assert card.fields["source"] == "Case paper on Knowsley, about early 2011"


PAPER, ARTICLE = "Case paper on Knowsley, about early 2011", "Municipal Journal, 7 Aug 2014"


def reading(card: CardView) -> tuple[str | None, Decimal | None, int | None, Decimal | None, str]:
    fields = card.fields
    value, share = (
        None if fields.get(n) is None else Decimal(fields[n]) for n in ("value", "percent")
    )
    source = PAPER if PAPER in card.text else ARTICLE if ARTICLE in card.text else "invented"
    return fields["sort"], value, fields.get("numerator"), share, source


def test_the_measures_are_the_published_ones_and_units_are_kept_apart(trace: Trace) -> None:
    """Children and families have indicators of their own; each reading names its source."""
    found = {
        (card.text, card.fields["unit"]): [
            reading(r) for r in trace.resting(card.id, CardKind.MEASUREMENT)
        ]
        for card in trace.of(CardKind.INDICATOR)
    }
    assert found == {
        ("Parents who felt judged on their first visit", "person"): [
            ("baseline", None, 13, Decimal(65), "invented"),
            ("target", None, 4, Decimal(20), "invented"),
        ],
        ("Children reached", "child"): [
            ("baseline", None, 397, Decimal("22.7"), PAPER),
            ("target", None, None, Decimal(75), PAPER),
        ],
        ("Children registered", "child"): [
            ("baseline", None, 934, Decimal(53), PAPER),
            ("target", None, None, Decimal(90), PAPER),
        ],
        ("Families reached", "family"): [
            ("baseline", None, None, Decimal(22), ARTICLE),
            ("actual", None, None, Decimal(90), ARTICLE),
        ],
        ("Families registered", "family"): [("actual", None, None, Decimal(60), ARTICLE)],
        ("Volunteers", "person"): [
            ("baseline", Decimal(2), None, None, PAPER),
            ("actual", Decimal(12), None, None, PAPER),
            ("target", Decimal(50), None, None, PAPER),
        ],
        ("Volunteer hours", "hour"): [
            ("baseline", Decimal(220), None, None, PAPER),
            ("actual", Decimal(1840), None, None, PAPER),
            ("target", Decimal(5000), None, None, PAPER),
        ],
        ("Helpers who were hired", "person"): [("actual", Decimal(5), None, None, ARTICLE)],
    }


def test_what_does_not_agree_is_named_with_both_sources(trace: Trace) -> None:
    """Two starting numbers, results that may be swapped, and joiners against a stock."""
    clashes = [
        card
        for card in trace.of(CardKind.COMMENT)
        if "case paper, about early 2011" in card.text and ARTICLE in card.text
    ]
    figures = [sorted(set(re.findall(r"\d+(?:\.\d)?%|\b38\b|\b50\b", c.text))) for c in clashes]
    assert figures == [["22%", "22.7%"], ["60%", "75%", "90%"], ["38", "50"]]
    assert all(len(trace.linked(card.id, "about")) >= 2 for card in clashes)


def test_the_invented_split_adds_up_to_the_published_total(trace: Trace) -> None:
    """To the penny, by strand, with the post that is shared out over all four."""
    split: Counter[str] = Counter()
    for line in trace.of(CardKind.RESOURCE_LINE):
        amount = line.fields.get("amount_pence", 0)
        if line.fields["sort"] != "volunteer_time":
            assert "Invented" in line.fields["source"]
        for share in trace.resting(line.id, CardKind.STRAND_SHARE):
            (strand,) = trace.linked(share.id, "strand")
            split[strand.text] += int(amount * Decimal(share.fields["share_percent"]) / 100)
        for strand in trace.linked(line.id, "strand"):
            split[strand.text] += amount
    assert split == {
        "Child development and learning": 18_500_000,
        "Family support": 15_000_000,
        "Outreach and engagement": 6_426_100,
        "Business and administration": 11_000_000,
    }
    assert split.total() == PUBLISHED_TOTAL_PENCE


def test_the_lines_that_plans_lose_are_there(trace: Trace) -> None:
    """Commissioning and looking after volunteers have lines; volunteer time is hours, not money."""
    lines = trace.of(CardKind.RESOURCE_LINE)
    assert {"commissioning", "volunteer_support", "overheads"} < {c.fields["covers"] for c in lines}
    (time,) = [c for c in lines if c.fields["sort"] == "volunteer_time"]
    assert "amount_pence" not in time.fields
    assert Decimal(time.fields["hours"]) == 220
    for line in lines:
        for kind in (CardKind.ALLOCATION, CardKind.STRAND_SHARE):
            shares = [Decimal(c.fields["share_percent"]) for c in trace.resting(line.id, kind)]
            assert sum(shares) in (0, 100), line.text


NUMBERS = {"size", "people", "worked_for", "numerator", "reach_count", "people_before"}
PLAN_NUMBERS = {CardKind.BUDGET_GUESS, CardKind.SOLUTION, CardKind.ROLE_CHANGE}
FEELINGS = {"need_weight"}


def figures_of(card: CardView) -> list[str]:
    """The fields of a card that hold a figure about the world, and not a feeling or an order."""
    return [
        spec.name
        for spec in field_specs(CardKind(card.kind))
        if spec.name in card.fields
        and spec.name not in FEELINGS
        and (spec.widget in ("pence", "percent", "decimal") or spec.name in NUMBERS)
    ]


def test_every_figure_has_a_published_source_with_its_date_or_says_that_it_is_invented(
    cards: list[CardView],
) -> None:
    """In fields and in texts: money, shares and counts never stand without where they come from."""
    published = [s.words.lower() for s in load_example("knowsley").sources.values() if s.published]
    assert all(re.search(r"\b20\d\d\b", source) for source in published)
    bare = [
        (card.text, figures_of(card))
        for card in cards
        if figures_of(card) or re.search(r"£\d|\d%", said(card))
        if "invented" not in said(card).lower()
        and not any(source in said(card).lower() for source in published)
        if "case paper, about early 2011" not in card.text
    ]
    assert bare == []


CAPITALS = set(
    re.findall(
        r"\w+",
        "Whiston Knowsley England English Saturday Saturdays Monday Tuesday Tuesdays Sunday Friday "
        "February July I Mum Innovation Unit Municipal Journal Aug Apr Family Voices Source "
        "Olympic Year Gold Case Invented Bands C EO",
    )
)
BEGINNINGS = set(
    re.findall(
        r"\w+",
        "A All Anyone Both Dads Health Me Nans One Shops Staff Table The Two Helper",
    )
)
NAME_FIELDS = set(
    re.findall(
        r"\w+",
        "owner asked_by who_will_ask helper credit signed_by who known_by holder offered_by "
        "made_by speaker who_said who_talks does_it answers_for_it who_gains",
    )
)


def test_nobody_real_is_named(cards: list[CardView]) -> None:
    """Inside a sentence, and anywhere in a field for people, capitals are places or aliases."""
    aliases = {person.name for person in load_example("knowsley").people}
    known = CAPITALS | {part for alias in aliases for part in re.split(r"[ -]", alias)}
    strange = [
        (name, word)
        for card in cards
        for name, text in (("text", card.text), *card.fields.items())
        if isinstance(text, str)
        for sentence in sentences(text)
        for word in words(sentence)[0 if name in NAME_FIELDS else 1 :]
        if word[0].isupper() and word.split("'")[0] not in known
        if not (name in NAME_FIELDS and word in BEGINNINGS)
    ]
    assert strange == []


def test_everybody_is_an_alias_marked_as_invented(cards: list[CardView]) -> None:
    """The file says so of each person, and so does the list of who is in the team."""
    aliases = {person.name for person in load_example("knowsley").people}
    roster = [card for card in cards if card.kind == CardKind.ROSTER_ENTRY]
    assert {card.text for card in roster} == {f"{alias} (invented)" for alias in aliases}
    assert sum(bool(card.fields.get("core_team")) for card in roster) == 9
    in_core = {card.fields["role_group"] for card in roster if card.fields.get("core_team")}
    assert "resident" in in_core


def test_names_and_dates_stand_on_every_first_step(cards: list[CardView]) -> None:
    """Each step has one invented owner and one day."""
    aliases = {f"{person.name} (invented)" for person in load_example("knowsley").people}
    steps = [card for card in cards if card.kind == CardKind.FIRST_STEP]
    assert len(steps) >= 5
    assert all(c.fields["owner"] in aliases and c.fields["by_when"] for c in steps)
    asks = {card.fields["sort"] for card in cards if card.kind == CardKind.SYSTEM_ASK}
    assert asks == {"freedom", "funding", "support"}


def test_every_vote_of_the_plan_was_held(shared: Database, lead: Viewer) -> None:
    """Each round is closed, and nobody voted without being there."""
    with shared.read() as session:
        found = {
            run.activity.key: all_rounds(session, lead.workshop_id, run.activity)
            for run in run_sheet(session, lead.workshop_id)
            if run.activity.votes is not None
        }
    assert len(found) >= 8
    for key, rounds in found.items():
        assert [(r.number, r.open) for r in rounds] == [(1, False)], key
        assert 4 <= rounds[0].voted <= rounds[0].could == 18


def test_the_reframe_was_agreed_by_the_room(shared: Database, lead: Viewer, trace: Trace) -> None:
    """It is agreed as a clear act, once, before any idea; the other one stays a proposal."""
    agreed = [card.text for card in trace.of(CardKind.REFRAME) if card.fields.get("agreed")]
    assert agreed == ["A community able to support its own families"]
    with shared.read() as session:
        acts = session.exec(
            select(Audit.verb).where(
                Audit.workshop_id == lead.workshop_id, Audit.verb == "agree_on"
            )
        ).all()
        assert session.get_one(Workshop, lead.workshop_id).gates_opened == []
    assert acts == ["agree_on"]


def test_the_prototypes_show_a_keep_and_a_stop(trace: Trace) -> None:
    """Four versions until 8 of 10 were done, and a registrar that saved money by not coming."""
    form, registrar = (
        next(c for c in trace.of(CardKind.PROTOTYPE) if c.text.startswith(title))
        for title in ("A simpler first contact form", "A registrar")
    )
    versions = trace.resting(form.id, CardKind.VERSION)
    trials = trace.resting(form.id, CardKind.TRIAL)
    assert [card.fields["number"] for card in versions] == [1, 2, 3, 4]
    assert [(c.fields["worked_for"], c.fields["people"]) for c in trials] == [
        (3, 10),
        (5, 10),
        (7, 10),
        (8, 10),
    ]
    assert form.fields["decision"] == "keep"
    assert registrar.fields["decision"] == "stop"
    assert registrar.fields["not_spent_pence"] > 0


def test_the_six_areas_are_those_of_the_paper(cards: list[CardView]) -> None:
    """All six, in their published words."""
    areas = [card.text for card in cards if card.kind == CardKind.COPRODUCTION_AREA]
    assert areas == [
        "Taking down barriers to access",
        "Support that differs by need",
        "Readiness for school",
        "Less isolation",
        "Healthier children",
        "More provision out in the community",
    ]


def test_every_concern_was_answered_or_heard(cards: list[CardView]) -> None:
    """No concern is left without words, an owner and a day."""
    concerns = [card for card in cards if card.kind == CardKind.CONCERN]
    assert len(concerns) >= 4
    for card in concerns:
        assert {"response", "owner", "status", "by_when"} <= card.fields.keys()
        assert card.role is None
        assert card.author == ""


def test_there_is_something_for_a_shareable_export_to_leave_out(
    cards: list[CardView], shared: Database, lead: Viewer
) -> None:
    """Quotes with and without a yes, private cards, and one card hidden and one taken back."""
    quoted = [card for card in cards if card.fields.get("quote") and "consent" in card.fields]
    assert {card.fields["consent"] for card in quoted} == {"yes", "no", "not_asked"}
    with shared.read() as session:
        rows = session.exec(select(Card).where(Card.workshop_id == lead.workshop_id)).all()
    assert [row.text for row in rows if row.withdrawn] == ["They need an app."]
    assert sum(row.hidden for row in rows) == 1
    private = {row.kind for row in rows if row.visibility == Visibility.FACILITATOR}
    assert private == {"worry", "concern", "access_need", "follow_up_contact"}
    assert sum(row.starred for row in rows) >= 8


def test_a_newcomer_may_join_and_sees_only_what_the_room_may_see(
    shared: Database, made: MadeWorkshop, cards: list[CardView]
) -> None:
    """Everything but the private, the hidden and the withdrawn cards, and what only sums tell."""
    token = new_token()
    register_device(shared, token=token)
    with shared.read() as session:
        viewer = identify(session, token=token, code=made.code)
        seen = cards_for(session, viewer)
    assert viewer.role is Role.PARTICIPANT
    summed = {card.id for card in cards if KINDS[CardKind(card.kind)].totals}
    assert summed
    assert {c.id for c in seen} == {
        c.id for c in cards if not (c.private or c.hidden or c.id in summed)
    }


def test_cases_and_lenses_are_those_of_the_library(cards: list[CardView]) -> None:
    """Each note on a case or lens opens one that is there; one of the cases has closed."""
    library = load_library()
    cases = [library.case(c.fields["case_key"]) for c in cards if c.kind == CardKind.CASE_NOTE]
    lenses = [library.lens(c.fields["lens_key"]) for c in cards if c.kind == CardKind.LENS_NOTE]
    assert len(lenses) >= 3
    assert {case.outcome_kind for case in cases} >= {"worked", "closed"}


def test_the_cards_read_at_nine_to_eleven() -> None:
    """Stage by stage, what people wrote stays at grade 6 or below (Flesch-Kincaid)."""
    texts: dict[StageKey, list[str]] = {}
    for card in load_example("knowsley").cards:
        if KINDS[card.kind].text == "long" and not card.source:
            texts.setdefault(KINDS[card.kind].stage, []).append(card.text)
    assert {
        stage: round(grade(found), 1) for stage, found in texts.items() if grade(found) > 6
    } == {}


def test_building_again_makes_another_workshop_with_the_same_cards(
    shared: Database, made: MadeWorkshop, cards: list[CardView]
) -> None:
    """Nothing is shared between the two, and the maker's device facilitates what it made."""
    token = new_token()
    again = build_example(shared, token=token)
    assert again.code != made.code
    with shared.read() as session:
        assert identify(session, token=token, code=again.code).role is Role.FACILITATOR
        assert identify(session, token=token, code=made.code).role is Role.PARTICIPANT
        others = cards_for(session, host(session, again.code))
    assert [(c.text, c.fields) for c in others] == [(c.text, c.fields) for c in cards]
    assert not {c.id for c in others} & {c.id for c in cards}


def test_an_example_that_is_not_there_is_said_in_a_sentence(db: Database) -> None:
    """The message says which there are, and nothing is made."""
    with pytest.raises(NotFoundError, match=r"no example called “kirkby”\. Choose from: knowsley"):
        build_example(db, name="kirkby")
    with db.read() as session:
        assert session.exec(select(Workshop)).all() == []


BROKEN = """
language = "en"
activities = []
sources = {}
people = [{ name = "Teapot", role_group = "staff", table = 1, invented = true }]
workshop = { title = "Broken" }
"""


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with one small example, to which a test adds a mistake."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "workshop.toml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr(content, "EXAMPLES_DIR", tmp_path)
    load_example.cache_clear()
    yield folder / "cards.toml"
    load_example.cache_clear()


def card_toml(**changed: str) -> str:
    card = {
        "key": "one",
        "activity": "insights.write",
        "kind": "insight",
        "by": "Teapot",
        "text": "A card",
        **changed,
    }
    return "[[cards]]\n" + "".join(
        f"{name} = {json.dumps(value)}\n" for name, value in card.items()
    )


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        (card_toml(by="Nobody"), "“one” is by “Nobody”"),
        (card_toml(source="hearsay"), "“one” has the source “hearsay”"),
        (card_toml() + 'links.segments = ["two"]\n', "“one” links “two”"),
        (card_toml() * 2, "card “one” stands there twice"),
        ('[[edits]]\ncard = "two"\nactivity = "insights.write"\n', "an edit changes “two”"),
        (card_toml(kind="poem"), "cards.0.kind"),
        (
            '[[votes]]\nactivity = "segments.focus"\nby = "Nobody"\nchoices = [{ card = "two" }]\n',
            "a vote is by “Nobody”; “Nobody” votes for “two”",
        ),
        ("people = []", "has more than cards, edits, votes, stops: people"),
        ("[[cards]", "cannot be read"),
    ],
)
def test_a_mistake_in_the_files_is_named(broken: Path, mistake: str, message: str) -> None:
    """The message says which example and which card, before anything is stored."""
    assert example_names() == ("broken",)
    broken.write_text(mistake, encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(message)):
        load_example("broken")


def test_an_example_that_the_method_refuses_leaves_nothing_behind(
    db: Database, broken: Path
) -> None:
    """A card that its activity does not take ends the building, and the workshop goes again."""
    broken.write_text(card_toml(kind="prototype"), encoding="utf-8")
    with pytest.raises(InvalidInputError, match="cannot be added in this activity"):
        build_example(db, name="broken")
    with db.read() as session:
        assert session.exec(select(Workshop)).all() == []


def test_the_command_prints_the_code_and_the_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``workshop example knowsley --json`` prints what ``workshop new --json`` prints."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'reframe.db'}")
    assert cli.main(["example", "knowsley", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed.keys() == {"code", "facilitator_url"}
    assert re.fullmatch(r"[A-Z]{5}", printed["code"])
    assert cli.main(["example", "kirkby"]) == 1
    assert "Choose from: knowsley" in capsys.readouterr().err
