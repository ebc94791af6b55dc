"""Paper that people write on: worksheets, blank cards, ballots, and what they agree to."""

from typing import Any

from workshop.enums import Attribution, RoleGroup, VoteMethod
from workshop.exports.paper.plan_pieces import has_sheet
from workshop.exports.paper.room import PaperRoom
from workshop.measures import dots_each
from workshop.playbook import Given
from workshop.queries.room import RunState
from workshop.tokens import LIGHT

SHAPES = {
    RoleGroup.RESIDENT: "circle",
    RoleGroup.STAFF: "square",
    RoleGroup.PARTNER: "triangle",
    RoleGroup.MANAGER: "diamond",
    RoleGroup.COUNCILLOR: "star",
    RoleGroup.OBSERVER: "ring",
}
"""Groups are told apart by shape and word as well as by colour."""
MOST_BOXES, LONE_BOXES = 8, 4
BLANK_LINES = 6


def worksheets(room: PaperRoom) -> list[dict[str, Any]]:
    """A sheet for each table in each step in which people write."""
    return [
        _sheet(room, run, table)
        for run in room.runs
        if has_sheet(run)
        for table in range(1, room.tables + 1)
    ]


def _sheet(room: PaperRoom, run: RunState, table: int) -> dict[str, Any]:
    activity, words = run.activity, room.playbook.words
    promise = [words.attribution[run.attribution]]
    if activity.private:
        promise.append(words.write_private)
    named = run.attribution is Attribution.NAMED
    groups = [words.role_groups[group].label for group in SHAPES]
    return {
        "is": "sheet",
        "title": activity.title,
        "step": f"Step {room.number(run)}",
        "table": str(table),
        "code": f"{room.codes[activity.key]}-{table}",
        "prompt": activity.prompt,
        "does": run.tables[table - 1] if table <= len(run.tables) else "",
        "hint": activity.hint or "",
        "promise": " ".join(promise),
        "name": named,
        "groups": [] if run.attribution is Attribution.ANONYMOUS else groups,
        "boxes": _boxes(room, run),
    }


def _boxes(room: PaperRoom, run: RunState) -> list[dict[str, Any]]:
    boxes: list[dict[str, Any]] = []
    offered = [one for one in run.activity.offered if one.makes or one.fields]
    for given in offered[:2]:
        boxes += _of(room, given)
    if len(boxes) == 1:
        boxes = boxes * LONE_BOXES
    return boxes[:MOST_BOXES]


def _of(room: PaperRoom, given: Given) -> list[dict[str, Any]]:
    words = room.playbook.kind(given.kind)
    found: list[dict[str, Any]] = []
    for name in ("text", *given.asked) if given.makes else given.asked:
        if name == "text" and any(one["label"] == words.text for one in found):
            continue
        told = words.fields.get(name)
        label = words.text if told is None else told.label
        ticks = [] if told is None else [str(one) for one in told.options.values()]
        found.append({"label": label, "ticks": ticks})
    return found


def blank_cards(room: PaperRoom) -> list[dict[str, Any]]:
    """A page of blank cards for each group, by colour, shape and word."""
    labels = room.playbook.words.role_groups
    return [
        {
            "is": "cards",
            "title": f"Cards: {labels[group].label}",
            "label": labels[group].label,
            "shape": shape,
            "wash": LIGHT[group],
            "edge": LIGHT[f"{group}-edge"],
        }
        for group, shape in SHAPES.items()
    ]


def ballots(room: PaperRoom) -> list[dict[str, Any]]:
    """A ballot for each vote of the plan: its cards where they are there, else lines to fill in."""
    return [_ballot(room, run) for run in room.runs if run.activity.votes is not None]


def _ballot(room: PaperRoom, run: RunState) -> dict[str, Any]:
    method, words = run.activity.votes, room.playbook.words
    assert method is not None  # noqa: S101 - only votes come here
    cards = [one.text for one in room.votes[run.activity.key]] or [""] * BLANK_LINES
    dots = dots_each(len(cards))
    marks = {
        VoteMethod.DOTS: ["○" * dots],
        VoteMethod.SCORE: ["1", "2", "3", "4", "5"],
        VoteMethod.CONSENT: ["Yes", "Yes, with a doubt", "No"],
        VoteMethod.MATRIX: [],
    }[method]
    how = words.votes[method].help
    if method is VoteMethod.DOTS:
        how = f"{how} You have {dots} dots. Fill in one circle for each."
    axes = run.activity.axes
    return {
        "is": "ballot",
        "title": run.activity.title,
        "step": f"Step {room.number(run)}",
        "code": room.codes[run.activity.key],
        "prompt": run.activity.prompt,
        "how": how,
        "marks": marks,
        "cards": cards,
        "axes": [axes.x, axes.y] if axes and method is VoteMethod.MATRIX else [],
    }


CONSENT = (
    ("My words", "What I wrote or said today may be used, without my name."),
    ("My name", "My name may stand beside my words."),
    ("My drawing", "A picture of what I drew or made may be shown."),
    ("My photo", "A photo in which I can be seen may be shown."),
)
CONSENT_LEAD = (
    "You choose. Tick what you agree to, and leave the rest. You can change your mind later, and "
    "nothing happens if you say no. Keep one copy, and give one to the facilitator."
)


def consent_slips(_room: PaperRoom) -> list[dict[str, Any]]:
    """What somebody agrees to about words, name and pictures; twice, for both to keep."""
    choices = [list(one) for one in CONSENT]
    lines = ["Name", "Day", "Signature, or who read it out and heard the yes"]
    slip = {"title": "What I agree to", "lead": CONSENT_LEAD, "choices": choices, "lines": lines}
    return [{"is": "consent", **slip}]
