"""Where the room is on the road: what lies behind, what is now, what comes next."""

from collections.abc import Sequence
from enum import StrEnum

from workshop.enums import StageKey
from workshop.queries.room import RunState


class StageProgress(StrEnum):
    DONE = "done"
    SKIPPED = "skipped"
    NOW = "now"
    NEXT = "next"
    LATER = "later"
    NOT_PLANNED = "not planned"


ICONS = {
    StageProgress.DONE: ":material/check_circle:",
    StageProgress.SKIPPED: ":material/step_over:",
    StageProgress.NOW: ":material/play_circle:",
    StageProgress.NEXT: ":material/arrow_circle_right:",
    StageProgress.LATER: ":material/circle:",
    StageProgress.NOT_PLANNED: ":material/do_not_disturb_on:",
}
WORDS = {
    StageProgress.DONE: "done",
    StageProgress.SKIPPED: "skipped",
    StageProgress.NOW: "now",
    StageProgress.NEXT: "next",
    StageProgress.LATER: "",
    StageProgress.NOT_PLANNED: "not today",
}


def road(
    runs: Sequence[RunState], current: str | None, *, closed: bool = False
) -> dict[StageKey, StageProgress]:
    """Each stage's place on the road. In a closed workshop all that was planned is done.

    A stage is done when the room has passed the last of its activities.
    """
    keys = [run.activity.key for run in runs]
    here = keys.index(current) if current in keys else -1
    stages = [run.activity.stage for run in runs]
    found = dict.fromkeys(StageKey, StageProgress.NOT_PLANNED)
    for place, stage in enumerate(stages):
        if closed or place < here:
            found[stage] = StageProgress.DONE
        elif not closed and place > here:
            found[stage] = StageProgress.LATER
    if closed:
        return found
    if here >= 0:
        found[stages[here]] = StageProgress.NOW
    following = next((s for s in stages[here + 1 :] if found[s] is StageProgress.LATER), None)
    if following is not None:
        found[following] = StageProgress.NEXT
    return found


def step_of(
    place: int, runs: Sequence[RunState], current: str | None, *, closed: bool = False
) -> StageProgress:
    """The place on the road of one line of the run sheet.

    What lies behind, was never opened and holds no card was skipped.
    """
    keys = [run.activity.key for run in runs]
    here = keys.index(current) if current in keys else -1
    if closed or place < here:
        run = runs[place]
        return (
            StageProgress.DONE if run.started_at is not None or run.cards else StageProgress.SKIPPED
        )
    if place == here:
        return StageProgress.NOW
    return StageProgress.NEXT if place == here + 1 else StageProgress.LATER
