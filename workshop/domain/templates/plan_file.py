"""A plan as one file: its steps in order, with their minutes and the words that were changed.

It holds no cards, no people, no dates and no names of who leads.
"""

import json
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from workshop.drafts import Draft, Line, LongLine, StepWords
from workshop.enums import Attribution
from workshop.errors import InvalidInputError, NotFoundError, SettingsError
from workshop.kinds import SHORT_MAX
from workshop.playbook import WRITE_INSIGHTS, Playbook, load_playbook

MAX_BYTES = 1024**2
MOST_STEPS = 300
NOT_A_PLAN = (
    "This file is not a plan that Reframe wrote. "
    "On the page Plan of a workshop, “Get it as a file” makes one."
)

Key = Annotated[str, Field(min_length=1, max_length=SHORT_MAX)]


class PlanStep(Draft):
    """One step; what is left out is as the method has it."""

    key: Key
    minutes: Annotated[int, Field(ge=1, le=240)]
    session: Annotated[int, Field(ge=1, le=99)] = 1
    attribution: Attribution
    hidden: bool = False
    looks_first: bool = False
    closes_at_end: bool = False
    brings: Line = ""
    words: StepWords = StepWords()


class PlanFile(Draft):
    """A whole plan. ``template`` is the one of the method that it was made from."""

    format: Literal["reframe-plan"] = "reframe-plan"
    version: Literal[1] = 1
    title: Line
    template: Key
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")]
    life_question: LongLine = ""
    booked_minutes: Annotated[int, Field(ge=10, le=6000)]
    steps: Annotated[tuple[PlanStep, ...], Field(min_length=1, max_length=MOST_STEPS)]

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if not self.title:
            raise ValueError("Give the plan a name first.")
        keys = [step.key for step in self.steps]
        twice = next((key for key in keys if keys.count(key) > 1), "")
        if twice:
            raise ValueError(f"The step “{twice}” stands in this plan twice.")
        if WRITE_INSIGHTS not in keys:
            raise ValueError(f"Every plan needs the step “{WRITE_INSIGHTS}”.")
        for before, step in pairwise(self.steps):
            if step.session < before.session:
                raise ValueError(
                    f"“{before.key}” is in meeting {before.session} and the step after it, "
                    f"“{step.key}”, in meeting {step.session}. Put the meetings in their order."
                )
        return self

    def require_known(self) -> Playbook:
        """The method that it is made of. Raises InvalidInputError for steps that are not in it."""
        try:
            playbook = load_playbook(self.language)
            playbook.template(self.template)
            for step in self.steps:
                playbook.activity(step.key)
        except SettingsError as problem:  # it says in which folder, which is ours alone
            raise InvalidInputError(
                f"This plan is in the language “{self.language}”, in which there is no method here."
            ) from problem
        except NotFoundError as problem:
            raise InvalidInputError(
                f"This plan is of another version of the method: {problem}"
            ) from problem
        return playbook

    @property
    def minutes(self) -> int:
        """Of all steps together."""
        return sum(step.minutes for step in self.steps)


def written(plan: PlanFile) -> bytes:
    """The plan as JSON, to be kept and handed on."""
    told = plan.model_dump(mode="json", exclude_none=True)
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def read_plan(content: bytes) -> PlanFile:
    """A plan from a file. Raises InvalidInputError, with a sentence on what to do."""
    if len(content) > MAX_BYTES:
        raise InvalidInputError("This file is too large for a plan. " + NOT_A_PLAN)
    try:
        given = json.loads(content)
    except (ValueError, RecursionError):
        raise InvalidInputError(NOT_A_PLAN) from None
    if not isinstance(given, dict) or given.get("format") != "reframe-plan":
        raise InvalidInputError(NOT_A_PLAN)
    if given.get("version") != 1:
        raise InvalidInputError("This plan is from a newer Reframe. Bring this one up to date.")
    plan = PlanFile.read(given)
    plan.require_known()
    return plan
