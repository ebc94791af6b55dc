"""The playbook: stages, activities, templates and shared words, as the files say them."""

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.enums import Attribution, RoleGroup, StageKey, Way
from workshop.errors import NotFoundError, SettingsError
from workshop.kinds import KINDS, CardKind, field_spec
from workshop.models import Workshop
from workshop.playbook import (
    DATA_DIR,
    WRITE_INSIGHTS,
    Gate,
    Playbook,
    Stage,
    Template,
    load_playbook,
    overrun,
    planned_minutes,
)

COVERAGE = Path(__file__).parent.parent / "method_coverage.csv"
SCREENS = {*StageKey, "console", "welcome", "downloads"}


def minutes_by_stage(playbook: Playbook, template: Template) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for planned in template.activities:
        counted[playbook.activity(planned.key).stage] += planned.minutes
    return dict(counted)


def test_the_stages_are_the_road_in_its_order(playbook: Playbook) -> None:
    """Nine stages with their titles, as every screen lists them."""
    assert [(stage.key.value, stage.title) for stage in playbook.stages] == [
        ("team", "Team"),
        ("segmentation", "Segmentation"),
        ("insights", "Insight capture"),
        ("horizon", "Horizon scanning"),
        ("resources", "Resource audit"),
        ("reframe", "Reframe"),
        ("solutions", "New solutions"),
        ("prototyping", "Prototyping"),
        ("vision", "Vision board"),
    ]


def full_minutes(stage: Stage) -> int:
    """Minutes of the full method for this stage, without its extra activities."""
    return sum(activity.minutes for activity in stage.activities if not activity.extra)


def test_the_full_method_takes_570_minutes(playbook: Playbook) -> None:
    """Default minutes add up to the method's own timing, shared work counted in New solutions."""
    assert {stage.key.value: full_minutes(stage) for stage in playbook.stages} == {
        "team": 45,
        "segmentation": 50,
        "insights": 65,
        "horizon": 55,
        "resources": 60,
        "reframe": 40,
        "solutions": 75 + 50,
        "prototyping": 60,
        "vision": 70,
    }
    assert sum(full_minutes(stage) for stage in playbook.stages) == 570


def test_one_day_is_the_default_and_visits_every_stage(playbook: Playbook) -> None:
    """330 working minutes: the method's minutes for each stage, and 15 of slack."""
    assert [template.key for template in playbook.templates] == [
        "one-day",
        "taster",
        "five-sessions",
        "half-day",
        "two-evenings",
        "councillors",
        "online",
    ]
    template = playbook.template("one-day")
    assert list(minutes_by_stage(playbook, template).items()) == [
        ("team", 22),
        ("segmentation", 27),
        ("insights", 33),
        ("horizon", 31),
        ("resources", 19),
        ("reframe", 26),
        ("solutions", 55),
        ("prototyping", 35),
        ("vision", 67),
    ]
    assert (template.slack_minutes, planned_minutes(template)) == (15, 330)


def test_the_taster_has_exactly_its_parts(playbook: Playbook) -> None:
    """Ninety minutes from the life question to the closing word."""
    template = playbook.template("taster")
    assert [(planned.key, planned.minutes) for planned in template.activities] == [
        ("team.life-question", 10),
        ("segments.map", 13),
        ("insights.write", 7),
        ("horizon.lens", 11),
        ("reframe.used-to-think", 4),
        ("reframe.from-to", 7),
        ("solutions.ideas", 11),
        ("vision.headline", 5),
        ("vision.front-page", 4),
        ("vision.write", 10),
        ("vision.close", 4),
    ]
    assert planned_minutes(template) == 90


def test_each_of_the_five_sessions_fits_its_two_hours(playbook: Playbook) -> None:
    """Five meetings with work in between, none of them longer than booked."""
    template = playbook.template("five-sessions")
    planned: Counter[int] = Counter()
    for activity in template.activities:
        planned[activity.session] += activity.minutes
    assert [(session.number, session.minutes) for session in template.sessions] == [
        (number, 120) for number in range(1, 6)
    ]
    assert all(planned[session.number] <= session.minutes for session in template.sessions)
    assert all(session.after for session in template.sessions)
    assert planned_minutes(template) <= template.booked_minutes == 600


def test_every_template_fits_what_it_books_and_holds_the_insights(playbook: Playbook) -> None:
    """No template warns of itself, and other programs find insights under one key in all."""
    for template in playbook.templates:
        assert template.holds(WRITE_INSIGHTS)
        assert overrun(template, template.booked_minutes) == 0
        sessions = [planned.session for planned in template.activities]
        assert sessions == sorted(sessions)


def test_a_plan_longer_than_booked_says_by_how_much(playbook: Playbook) -> None:
    """The warning needs the minutes that are too many."""
    assert overrun(playbook.template("one-day"), 300) == 30
    assert overrun(playbook.template("one-day"), 330) == 0
    assert overrun(playbook.template("taster"), 120) == 0


def test_activities_of_a_session_follow_the_road_or_come_back_on_purpose(
    playbook: Playbook,
) -> None:
    """In one sitting no template jumps back, but for tests that are decided before the rest."""
    order = [activity.key for activity in playbook.activities]
    for template in playbook.templates:
        for number in {planned.session for planned in template.activities}:
            keys = [item.key for item in template.activities if item.session == number]
            moved = [key for key in keys if key not in ("team.roster", "team.place")]
            moved = [key for key in moved if key != "prototyping.decide"]
            assert moved == sorted(moved, key=order.index)


def test_every_kind_can_be_added_in_some_activity_of_the_method(playbook: Playbook) -> None:
    """No kind of card is without a place where people make it."""
    collected = {kind for activity in playbook.activities for kind in activity.collects}
    assert collected == set(CardKind)


def test_what_a_phone_asks_beside_the_box_can_be_answered_there(playbook: Playbook) -> None:
    """At most three small fields, all of the kind that the box makes."""
    for activity in playbook.activities:
        assert len(activity.asks) <= 3
        for name in activity.asks:
            assert field_spec(activity.collects[0], name) is not None


def test_people_think_alone_before_others_show_their_cards(playbook: Playbook) -> None:
    """Every solo writing that starts a talk keeps its cards face down until the reveal."""
    for key in (
        "team.life-question",
        "insights.write",
        "resources.guess",
        "reframe.used-to-think",
        "solutions.ideas",
        "solutions.concerns",
        "vision.headline",
    ):
        activity = playbook.activity(key)
        assert (activity.form, activity.hidden) == ("solo", True)


def test_votes_are_secret(playbook: Playbook) -> None:
    """Whoever votes is never named."""
    votes = [activity for activity in playbook.activities if activity.way is Way.VOTE]
    assert {activity.attribution for activity in votes} == {Attribution.ANONYMOUS}
    assert all(activity.votes and activity.about for activity in votes)


def test_residents_write_the_vision_first_in_ten_minutes(playbook: Playbook) -> None:
    """The method found that residents say it in ten minutes; staff answer afterwards."""
    vision = playbook.activity("vision.write")
    assert (vision.minutes, vision.writers) == (10, (RoleGroup.RESIDENT,))
    assert RoleGroup.RESIDENT not in playbook.activity("vision.answer").writers
    for template in playbook.templates:
        planned = {item.key: item.minutes for item in template.activities}
        # Those in charge do not write the residents' vision.
        assert ("vision.write" in planned) == (template.key != "councillors")
        assert planned.get("vision.write", 10) == 10


def test_whoever_may_not_write_first_can_still_say_something(playbook: Playbook) -> None:
    """An activity with first writers lets the others answer, or stands beside one that does."""
    first = {a.key: a.collects[1:] for a in playbook.activities if a.writers}
    assert first == {"vision.write": (CardKind.VISION_ANSWER,), "vision.answer": ()}
    everyone = {group for key in first for group in playbook.activity(key).writers}
    assert everyone == set(RoleGroup)


def test_private_writing_goes_to_private_kinds_or_is_marked(playbook: Playbook) -> None:
    """Whoever is promised that only the facilitator reads it, is kept that promise."""
    private = {activity.key for activity in playbook.activities if activity.private}
    assert private == {"team.access", "solutions.concerns"}
    for activity in playbook.activities:
        if activity.collects and KINDS[activity.collects[0]].anonymous:
            assert activity.attribution is Attribution.ANONYMOUS


def test_gates_name_the_activities_in_which_they_are_met(playbook: Playbook) -> None:
    """Money waits for insights, ideas for the reframe, a test for its stop line."""
    met_in = {gate: words.met_in for gate, words in playbook.words.gates.items()}
    assert met_in == {
        Gate.INSIGHTS_EXIST: ("insights.write", "insights.sentences"),
        Gate.REFRAME_AGREED: ("reframe.choose",),
        Gate.STOP_LINE_SET: ("prototyping.cheapest-test", "prototyping.version-one"),
    }
    for stage in playbook.stages:
        for activity in stage.activities:
            assert set(stage.needs) <= set(activity.needs)
    gated = {gate: [a.key for a in playbook.activities if gate in a.needs] for gate in Gate}
    assert "resources.guess" in gated[Gate.INSIGHTS_EXIST]
    assert "vision.cost" in gated[Gate.INSIGHTS_EXIST]
    assert "solutions.ideas" in gated[Gate.REFRAME_AGREED]
    assert gated[Gate.STOP_LINE_SET] == ["prototyping.try", "prototyping.decide"]


def test_in_the_taster_no_gate_can_shut_the_room_out(playbook: Playbook) -> None:
    """A gate that no activity of the template can meet is not looked at."""
    template = playbook.template("taster")
    shut = [
        (planned.key, gate)
        for planned in template.activities
        for gate in playbook.activity(planned.key).needs
        if any(template.holds(key) for key in playbook.words.gates[gate].met_in)
    ]
    assert shut == []


def test_the_shared_words_are_all_there(playbook: Playbook) -> None:
    """Role groups, promises, ways, forms and the gentle question each have words."""
    words = playbook.words
    assert set(words.role_groups) == set(RoleGroup)
    assert words.role_groups[RoleGroup.RESIDENT].label == "Resident"
    assert (
        words.attribution[Attribution.ANONYMOUS]
        == "Nobody will see who wrote this, not even the facilitator. No name is kept with it. "
        "Only this browser can change it."
    )
    assert [(gentle.said[0], gentle.ask) for gentle in words.gentle] == [
        ("hard to reach", "Who have we not reached yet, and why?")
    ]


def test_the_playbook_is_read_once(playbook: Playbook) -> None:
    """Every request may ask for it."""
    assert load_playbook() is load_playbook("en") is playbook


@pytest.mark.parametrize("find", ["stage", "activity", "template"])
def test_an_unknown_key_is_not_found(playbook: Playbook, find: str) -> None:
    """A made-up key gets a sentence."""
    look_up: Callable[[str], object] = getattr(playbook, find)
    with pytest.raises(NotFoundError, match=f"There is no {find} called “nonsense”"):
        look_up("nonsense")


def test_an_unknown_language_is_refused() -> None:
    """The sentence says which languages folder was looked into."""
    with pytest.raises(SettingsError, match="no method in the language “xx”"):
        load_playbook("xx")


BROKEN = [
    ("method/en/insights.toml", 'way = "write"', 'way = "shout"', "activities.0.way"),
    ("method/en/insights.toml", "minutes = 60", "minutes = 0", "activities.0.minutes"),
    ("method/en/insights.toml", 'title = "Insight capture"', 'tittle = "x"', "title"),
    ("method/en/insights.toml", 'new = "field_note"', 'new = "reading"', "“place”, which reading"),
    ("method/en/insights.toml", 'new = "field_note"', 'old = "reading"', "gives.0"),
    (
        "method/en/insights.toml",
        'links = { segments = "segment" }',
        'links = { who = "segment" }',
        "field_note has no link “who”",
    ),
    ("method/en/insights.toml", '"theme.gathers"', '"theme.holds"', "theme has no “holds”"),
    ("method/en/reframe.toml", '"belief.now_think"', '"idea.text"', "not among what it takes"),
    (
        "method/en/resources.toml",
        '{ kind = "resource_line", deal = "spread", must = false }]\ngives = [{ fields',
        '{ kind = "strand", must = false }]\ngives = [{ fields',
        "takes has to name it",
    ),
    ("method/en/solutions.toml", 'fields = "solution"', 'fields = "asset"', "does not have"),
    ("method/en/segmentation.toml", 'must = "non_user"', 'must = "shy"', "“shy” is no field"),
    ("method/en/segmentation.toml", "keep = [2, 3]", "keep = [3, 2]", "keep needs a least"),
    ("method/en/segmentation.toml", 'by = "dots"', 'by = "score"', "needs votes = “score”"),
    (
        "method/en/reframe.toml",
        ', else = "No insight is there yet. Go back and write one."',
        "",
        "else has to say",
    ),
    ("templates/taster.toml", '"reach"]', '"reach", "cost"]', "no activity of this plan fills"),
    ("templates/taster.toml", ', "reach"]', "]", "lacks “reach”"),
    ("method/en/team.toml", 'gives = [{ new = "ground_rule" }]', "", "gives needs a kind"),
    (
        "method/en/insights.toml",
        'words = "sentence"',
        'words = "confidence"',
        "words: “confidence” is not the first box of a new card",
    ),
    ("method/en/team.toml", 'kind = "life_goal"', 'kind = "goal"', "decide.kind"),
    (
        "method/en/resources.toml",
        'takes = [{ kind = "resource_line", deal = "spread", must = false }]\ngives = '
        '[{ fields = "resource_line", taps = ["time_type", "fit", "timing"] }]',
        "",
        "takes or decide needs a kind",
    ),
    ("method/en/insights.toml", 'taps = ["consent"]', 'taps = ["wage"]', "“wage”"),
    ("method/en/insights.toml", '"insights.day"', '"insights.read"', "stands there twice"),
    ("method/en/insights.toml", 'key = "insights"', 'key = "team"', "key must be “insights”"),
    ("method/en/segmentation.toml", 'votes = "matrix"', "", "axes go with votes"),
    ("method/en/segmentation.toml", 'votes = "dots"', "", "votes must say how"),
    ("method/en/vision.toml", 'needs = ["insights-exist"]', 'needs = ["money"]', "needs.0"),
    ("method/en/words.toml", 'solo = "On your own"', "", "forms lacks words for solo"),
    ("method/en/words.toml", "[[gentle]]", "[[gentel]]", "gentle"),
    ("method/en/words.toml", '["reframe.choose"]', '["reframe.chose"]', "“reframe.chose”"),
    ("templates/taster.toml", '"insights.write"', '"insights.read"', "“insights.write”"),
    ("templates/taster.toml", '"vision.close"', '"vision.clothes"', "“vision.clothes”"),
    ("templates/taster.toml", '"vision.close"', '"vision.write"', "stands there twice"),
    ("templates/taster.toml", 'key = "taster"', 'key = "tester"', "like the file"),
    ("templates/five-sessions.toml", "session = 5", "session = 6", "no session 6"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), BROKEN)
def test_a_broken_file_is_refused_naming_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    """A facilitator who edits a file learns which file and which key to mend."""
    shutil.copytree(DATA_DIR / "method", tmp_path / "method")
    shutil.copytree(DATA_DIR / "templates", tmp_path / "templates")
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_playbook("en", tmp_path)
    assert path.name in str(refused.value)
    assert problem in str(refused.value)


def test_a_missing_file_is_refused_naming_it(tmp_path: Path) -> None:
    """A file that was lost is named, and so is an empty folder of templates."""
    shutil.copytree(DATA_DIR / "method", tmp_path / "method")
    with pytest.raises(SettingsError, match=r"templates: there is no template"):
        load_playbook("en", tmp_path)
    (tmp_path / "method" / "en" / "horizon.toml").unlink()
    with pytest.raises(SettingsError, match=r"horizon\.toml is missing"):
        load_playbook("en", tmp_path)


def test_the_coverage_table_names_only_what_is_there(playbook: Playbook) -> None:
    """All 121 elements of the method have a place, and each named place exists."""
    with COVERAGE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted({int(row["row"]) for row in rows}) == list(range(1, 122))
    for row in rows:
        place, field = row["kind_or_place"], row["field"]
        assert row["element"], row
        assert (row["screen"] in SCREENS) if row["screen"] else row["note"], row
        if place in set(CardKind):
            links = {link.name for link in KINDS[CardKind(place)].links}
            names = {"text"} | set(KINDS[CardKind(place)].fields.model_fields) | links
            assert field in names, row
        elif place == "activity":
            assert playbook.activity(field), row
        elif place == "workshop":
            assert field in Workshop.model_fields, row
        elif place == "template":
            assert playbook.template(field), row
        elif place == "gate":
            assert Gate(field), row
        elif place == "later":
            assert row["note"], row
        else:
            assert place in {"card", "measure", "library", "export", "words", "room", "none"}, row
