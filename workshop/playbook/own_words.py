"""What one workshop says in its own words, and steps of its own: the method with them in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from workshop.enums import StageKey
from workshop.playbook.model import Activity, Playbook

OWN = "own."
WORDED = ("title", "prompt", "hint", "aloud", "steps")
"""What of a step can be said in other words."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words that this workshop uses for a step; what is None stays as the method says it.

    ``stage`` is where a step of one's own stands on the road.
    """

    title: str | None = None
    prompt: str | None = None
    hint: str | None = None
    aloud: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    stage: StageKey | None = None

    @classmethod
    def read(cls, kept: Mapping[str, object] | None) -> "OwnWords":
        """From how it is stored; what is not known is left out."""
        found = dict(kept or {})

        def text(name: str) -> str | None:
            return None if found.get(name) is None else str(found[name])

        def lines(name: str) -> tuple[str, ...] | None:
            given = found.get(name)
            return tuple(map(str, given)) if isinstance(given, list | tuple) else None

        stage = text("stage")
        return cls(
            title=text("title"),
            prompt=text("prompt"),
            hint=text("hint"),
            aloud=lines("aloud"),
            steps=lines("steps"),
            stage=StageKey(stage) if stage else None,
        )

    def said(self, activity: Activity) -> Activity:
        """The step as this workshop says it. An empty hint takes the hint away."""
        given = {name: getattr(self, name) for name in (*WORDED, "stage")}
        changed = {name: value for name, value in given.items() if value is not None}
        if changed.get("hint") == "":
            changed["hint"] = None
        return replace(activity, **changed) if changed else activity


def is_own(key: str) -> bool:
    """Whether a step was added by the facilitator and is no part of the method."""
    return key.startswith(OWN)


def in_own_words(
    activity: Activity, words: Mapping[str, object] | None, question: str, usual: str
) -> Activity:
    """The step with the facilitator's words; the question of the day stands where the usual did."""
    if question and question != usual:
        activity = replace(
            activity,
            prompt=question if activity.prompt == usual else activity.prompt,
            aloud=tuple(question if line == usual else line for line in activity.aloud),
        )
    return OwnWords.read(words).said(activity) if words else activity


def own_playbook(
    playbook: Playbook, runs: Iterable[tuple[str, Mapping[str, object] | None]], question: str
) -> Playbook:
    """The method as this workshop says it, with its own steps in their stages."""
    usual = playbook.words.life_question
    words = dict(runs)

    def said(activity: Activity) -> Activity:
        return in_own_words(activity, words.get(activity.key), question, usual)

    own = [said(playbook.activity(key)) for key in words if is_own(key)]
    stages = tuple(
        replace(
            stage,
            activities=(
                *(said(activity) for activity in stage.activities),
                *(activity for activity in own if activity.stage == stage.key),
            ),
        )
        for stage in playbook.stages
    )
    return replace(playbook, stages=stages)
