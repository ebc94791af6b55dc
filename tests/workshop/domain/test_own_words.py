"""The facilitator's own words and steps: on every screen, in every file, and after an import."""

from functools import partial

import pytest

from workshop.db import Database
from workshop.domain import cards, plan, room
from workshop.domain.run_sheet import edits
from workshop.domain.templates import own_templates
from workshop.domain.workshops import describe
from workshop.drafts import Description, NewCard, OwnStep, StepWords
from workshop.errors import ChangedMeanwhileError, InvalidInputError, NotAllowedError, NotFoundError
from workshop.exports import FORMATS, collect_story
from workshop.exports.telling.edition import Edition
from workshop.imports.archive import import_archive
from workshop.live.wire import room_json
from workshop.playbook import load_playbook
from workshop.queries.room import room_state, run_sheet
from workshop.queries.viewer import Viewer

WORDS = {
    "title": "Zebra title",
    "prompt": "Zebra prompt?",
    "hint": "Zebra hint",
    "aloud": ["Zebra aloud"],
    "steps": ["Zebra step"],
}


def told(db: Database, workshop_id: str) -> dict[str, object]:
    with db.read() as session:
        state = room_state(session, workshop_id)
    assert state is not None
    found: dict[str, object] = room_json(state)["activity"]
    return found


def test_own_words_stand_on_screens_in_files_and_in_the_archive(
    db: Database, facilitator: Viewer
) -> None:
    plan.set_words(db, viewer=facilitator, activity="insights.write", draft=StepWords.read(WORDS))
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    seen = told(db, facilitator.workshop_id)
    assert (seen["title"], seen["prompt"], seen["hint"]) == tuple(
        WORDS[name] for name in ("title", "prompt", "hint")
    )
    with db.read() as session:
        runs = run_sheet(session, facilitator.workshop_id)
    step = next(run.activity for run in runs if run.activity.key == "insights.write")
    assert (step.aloud, step.steps) == (("Zebra aloud",), ("Zebra step",))
    story = collect_story(db, facilitator, Edition())
    assert "Zebra title" in FORMATS["csv"].render(story).decode("latin-1") or any(
        step.activity.title == "Zebra title" for step in story.steps
    )
    made = import_archive(db, FORMATS["json"].render(story))
    assert told(db, made.id)["prompt"] == "Zebra prompt?"


def test_words_of_two_facilitators_at_once_are_both_kept_and_a_clash_is_said(
    db: Database, facilitator: Viewer
) -> None:
    say = partial(plan.set_words, db, viewer=facilitator, activity="insights.write")
    nothing = StepWords()
    say(draft=StepWords(title="Zebra title"), seen=nothing)
    say(draft=StepWords(prompt="Zebra prompt?"), seen=nothing)
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    seen = told(db, facilitator.workshop_id)
    assert (seen["title"], seen["prompt"]) == ("Zebra title", "Zebra prompt?")
    with pytest.raises(ChangedMeanwhileError, match="“Zebra title”") as error:
        say(draft=StepWords(title="Lion title"), seen=nothing)
    assert error.value.current == {"title": "Zebra title"}
    say(draft=StepWords(title="Lion title"), seen=StepWords(title="Zebra title"))
    assert told(db, facilitator.workshop_id)["title"] == "Lion title"


def test_empty_words_are_the_methods_and_an_empty_hint_is_none(
    db: Database, facilitator: Viewer
) -> None:
    usual = load_playbook().activity("insights.write")
    plan.set_words(db, viewer=facilitator, activity="insights.write", draft=StepWords.read(WORDS))
    none = {"title": "", "prompt": "", "hint": ""}
    plan.set_words(db, viewer=facilitator, activity="insights.write", draft=StepWords.read(none))
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    seen = told(db, facilitator.workshop_id)
    assert (seen["title"], seen["prompt"], seen["hint"]) == (usual.title, usual.prompt, "")


def test_the_question_of_the_day_is_asked_in_its_step(db: Database, facilitator: Viewer) -> None:
    question = "What would make Ashby a good place to grow old?"
    draft = Description(title="Ashby", life_question=question)
    describe(db, viewer=facilitator, draft=draft)
    room.move_to(db, viewer=facilitator, activity="team.life-question")
    assert told(db, facilitator.workshop_id)["prompt"] == question
    with db.read() as session:
        state = room_state(session, facilitator.workshop_id)
    assert state is not None
    assert state.current is not None
    assert question in state.current.activity.aloud


@pytest.mark.parametrize("sort", ["write", "talk", "parking-lot", "energiser", "break"])
def test_a_step_of_ones_own_is_run_like_any_other(
    db: Database, facilitator: Viewer, resident: Viewer, sort: str
) -> None:
    given = {"sort": sort, "prompt": "Own zebra?", "minutes": 7, "after": "insights.write"}
    key = plan.add_own_step(db, viewer=facilitator, draft=OwnStep.read(given))
    with db.read() as session:
        runs = run_sheet(session, facilitator.workshop_id)
    keys = [run.activity.key for run in runs]
    assert keys.index(key) == keys.index("insights.write") + 1
    run = runs[keys.index(key)]
    assert (run.minutes, run.activity.prompt, run.activity.stage) == (7, "Own zebra?", "insights")
    room.open_activity(db, viewer=facilitator, activity=key)
    assert told(db, facilitator.workshop_id)["prompt"] == "Own zebra?"
    if run.activity.collects:
        draft = NewCard.read({"activity": key, "text": "A zebra thought"})
        cards.add_card(db, viewer=resident, draft=draft)
        with pytest.raises(NotAllowedError):
            edits.remove_steps(db, viewer=facilitator, activities=[key])
    story = collect_story(db, facilitator, Edition())
    assert [step.planned for step in story.steps if step.activity.key == key] == [7]
    made = import_archive(db, FORMATS["json"].render(story))
    assert told(db, made.id)["key"] == key
    edits.nudge_steps(db, viewer=facilitator, activities=[key], earlier=True)


def test_a_vote_of_ones_own_is_about_the_cards_that_were_chosen(
    db: Database, facilitator: Viewer, resident: Viewer
) -> None:
    room.open_activity(db, viewer=facilitator, activity="insights.write")
    draft = NewCard.read({"activity": "insights.write", "text": "The bus stops at six"})
    cards.add_card(db, viewer=resident, draft=draft)
    room.reveal(db, viewer=facilitator)
    step = OwnStep.read({"sort": "vote", "about": "insight"})
    key = plan.add_own_step(db, viewer=facilitator, draft=step)
    room.open_activity(db, viewer=facilitator, activity=key)
    vote = told(db, facilitator.workshop_id)["vote"]
    assert isinstance(vote, dict)
    assert (vote["method"], vote["open"]) == ("dots", True)
    room.close_activity(db, viewer=facilitator)
    assert collect_story(db, facilitator, Edition()).report is not None


def test_what_makes_no_step_is_refused_with_a_sentence(db: Database, facilitator: Viewer) -> None:
    with pytest.raises(InvalidInputError, match="Choose first which cards"):
        plan.add_own_step(db, viewer=facilitator, draft=OwnStep.read({"sort": "vote"}))
    with pytest.raises(InvalidInputError):
        OwnStep.read({"sort": "dance"})
    for key in ("own.", "own.dance.x", "own.vote.nothing.x", "own.write.insight.x"):
        with pytest.raises(NotFoundError):
            load_playbook().activity(key)


def test_a_copy_of_the_plan_keeps_the_words_and_the_steps(
    db: Database, facilitator: Viewer
) -> None:
    plan.set_words(db, viewer=facilitator, activity="insights.write", draft=StepWords.read(WORDS))
    key = plan.add_own_step(db, viewer=facilitator, draft=OwnStep.read({"sort": "break"}))
    made = own_templates.copy_workshop(db, viewer=facilitator, title="Again", token="t" * 40)
    with db.read() as session:
        runs = run_sheet(session, made.id)
    assert {run.activity.title for run in runs} >= {"Zebra title", "Break"}
    assert key in [run.activity.key for run in runs]
