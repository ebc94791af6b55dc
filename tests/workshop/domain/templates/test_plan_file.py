"""A plan as one file: what is written is read back, and what is none is a sentence."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from workshop.db import Database
from workshop.domain import plan as verbs
from workshop.domain.templates.own_templates import plan_of
from workshop.domain.templates.plan_file import MAX_BYTES, PlanFile, read_plan, written
from workshop.drafts import OwnStep, StepWords
from workshop.errors import InvalidInputError
from workshop.queries.viewer import Viewer

PLAN = {
    "format": "reframe-plan",
    "version": 1,
    "title": "Our day",
    "template": "taster",
    "language": "en",
    "booked_minutes": 90,
    "steps": [{"key": "insights.write", "minutes": 9, "attribution": "role"}],
}


def given_plan(**changed: object) -> bytes:
    return json.dumps(PLAN | changed).encode()


def test_what_is_written_is_read_back(db: Database, facilitator: Viewer) -> None:
    """With minutes, own words and steps of one's own."""
    words = StepWords.read({"prompt": "چه کسی نمی‌آید؟ **x** <b>", "aloud": ["One.", "Two."]})
    verbs.set_words(db, viewer=facilitator, activity="insights.write", draft=words)
    verbs.set_minutes(db, viewer=facilitator, activity="insights.write", minutes=23)
    own = OwnStep.read({"sort": "vote", "about": "insight", "title": "Which one?"})
    key = verbs.add_own_step(db, viewer=facilitator, draft=own)
    plan = plan_of(db, viewer=facilitator, title="Our way")
    assert read_plan(written(plan)) == plan
    assert plan.title == "Our way"
    by_key = {step.key: step for step in plan.steps}
    assert by_key["insights.write"].minutes == 23
    assert by_key["insights.write"].words.prompt == words.prompt
    assert by_key[key].words.title == "Which one?"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a plan that Reframe wrote"),
        (b"\xff\xfe\x00", "not a plan that Reframe wrote"),
        (b"[" * 100_000, "not a plan that Reframe wrote"),
        (b"[]", "not a plan that Reframe wrote"),
        (b'{"format": "reframe-archive"}', "not a plan that Reframe wrote"),
        (b" " * (MAX_BYTES + 1), "too large for a plan"),
        (given_plan(version=2), "newer Reframe"),
        (given_plan(title=" "), "Give the plan a name"),
        (given_plan(title="x" * 300), "title"),
        (given_plan(template="party"), "another version of the method"),
        (given_plan(language="xx"), "“xx”, in which there is no method here."),
        (given_plan(language="../en"), "language"),
        (given_plan(booked_minutes=0), "booked_minutes"),
        (given_plan(surprise=1), "“surprise” cannot be set here."),
        (given_plan(steps=[]), "steps"),
        (given_plan(steps=[{"key": "segments.map", "minutes": 9, "attribution": "role"}]), "needs"),
        (
            given_plan(
                steps=[
                    {"key": "segments.map", "minutes": 9, "attribution": "role", "session": 2},
                    PLAN["steps"][0],
                ]
            ),
            "in meeting 1. Put the meetings in their order.",
        ),
        (given_plan(steps=PLAN["steps"] * 2), "stands in this plan twice"),
        (given_plan(steps=[{**PLAN["steps"][0], "minutes": 241}]), "steps.0.minutes"),
        (given_plan(steps=[{**PLAN["steps"][0], "words": {"stage": "x"}}]), "steps.0.words"),
        (
            given_plan(steps=[*PLAN["steps"], {**PLAN["steps"][0], "key": "own.dance.x"}]),
            "another version of the method",
        ),
    ],
)
def test_what_is_no_plan_is_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence) as refused:
        read_plan(content)
    assert str(refused.value).endswith(".")


@settings(max_examples=25, deadline=None)
@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
        lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner),
        max_leaves=8,
    ),
    some.sampled_from(sorted(PLAN)),
)
def test_any_value_in_any_place_is_taken_or_refused_in_words(value: object, name: str) -> None:
    content = json.dumps(PLAN | {name: value}).encode()
    try:
        plan = read_plan(content)
    except InvalidInputError as refused:
        assert str(refused).endswith(".")  # noqa: PT017 - both ends are right here
        return
    assert isinstance(plan, PlanFile)
    assert read_plan(written(plan)) == plan
