"""Paper that people write on: worksheets, blank cards, ballots, and what they agree to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from workshop.enums import Attribution, RoleGroup, VoteMethod
from workshop.exports.paper.plan_pieces import has_sheet
from workshop.exports.paper.room import PaperRoom
from workshop.kinds import FieldSpec, field_spec
from workshop.measures import dots_each
from workshop.playbook import TEXT, Given
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
BLANK_LINES = 6
MANY, SOME = 2, 4
"""As many boxes leave room for three cards on a sheet, and for two."""
LONGEST_SCALE = 10
"""A longer scale is written down as a number."""
NAMELESS = "Write no name. Your words are typed in without one, and nobody learns whose they are."


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
    nameless = run.attribution is Attribution.ANONYMOUS
    promise = [NAMELESS if nameless else words.attribution[run.attribution]]
    if activity.private:
        promise.append(words.write_private)
    entries = [_entry(room, run, given) for given in activity.on_paper]
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
        "whose": _whose(run),
        "groups": ", ".join(_groups(room)),
        "entries": entries,
        "times": _times(entries),
    }


def _groups(room: PaperRoom) -> list[str]:
    """The groups that somebody can be of: the room's own first."""
    own = [one.name for one in room.workshop.open_voices]
    return [*own, *(room.playbook.words.role_groups[group].label for group in SHAPES)]


def _whose(run: RunState) -> str:
    """What is written beside each card, so that it counts for who wrote it."""
    if run.attribution is Attribution.ANONYMOUS:
        return ""
    named = run.attribution is Attribution.NAMED
    return "My name or my group" if named else "My group"


def _entry(room: PaperRoom, run: RunState, given: Given) -> dict[str, Any]:
    """Everything that one card of a sheet asks for: boxes, things to tick, lines to fill in."""
    words, several = room.playbook.kind(given.kind), len(run.activity.on_paper) > 1
    groups = room.playbook.words.role_groups
    title = given.say or words.singular if several else ""
    lines = [words.links[link] for link in given.tapped]
    if given.writers:
        who = ", ".join(groups[group].label for group in given.writers if group in SHAPES)
        title = f"{title} ({who})".strip() if several else who
    boxes = [] if given.makes else [_box(f"Which {words.singular}?", line=True)]
    names = (*given.boxes, *given.taps)
    for name in (TEXT, *names) if given.makes and TEXT not in names else names:
        spec = field_spec(given.kind, name)
        label = words.text if name == TEXT else words.fields[name].label
        ticks = _ticks(spec, words.fields[name].options) if spec else []
        short = spec is not None and spec.widget not in ("long", "list")
        boxes.append(_box(label, ticks=ticks, line=short))
    return {"title": title[:1].upper() + title[1:], "boxes": boxes, "lines": lines}


def _box(label: str, *, ticks: Sequence[str] = (), line: bool = False) -> dict[str, Any]:
    return {"label": label, "ticks": list(ticks), "line": line}


def _ticks(spec: FieldSpec, options: Mapping[str, str]) -> list[str]:
    """What there is to choose from: the same choices and steps as on a phone."""
    if spec.widget == "yesno":
        return ["Yes", "No"]
    low, high = spec.low, spec.high
    if spec.widget == "whole" and isinstance(low, int) and isinstance(high, int):
        return [str(n) for n in range(low, high + 1)] if high - low <= LONGEST_SCALE else []
    return [str(one) for one in options.values()]


def _times(entries: Sequence[Mapping[str, Any]]) -> int:
    """How often all this stands on a sheet: several people write on it."""
    boxes = sum(len(one["boxes"]) for one in entries)
    if all(box["ticks"] or box["line"] for one in entries for box in one["boxes"]):
        return 4
    if len(entries) > 1:
        return 2 if boxes <= MANY else 1
    if boxes == 1:
        return 4
    return 3 if boxes <= MANY + 1 else 2 if boxes <= SOME else 1


def blank_cards(room: PaperRoom) -> list[dict[str, Any]]:
    """A page of blank cards for each group, by colour, shape and word.

    One of the room's own has its own word, with colour and shape of the group it counts with.
    """
    labels = room.playbook.words.role_groups
    own = [(one.role_group, one.name) for one in room.workshop.open_voices]
    return [
        {
            "is": "cards",
            "title": f"Cards: {label}",
            "label": label,
            "shape": SHAPES[group],
            "wash": LIGHT[group],
            "edge": LIGHT[f"{group}-edge"],
        }
        for group, label in [*own, *((group, labels[group].label) for group in SHAPES)]
    ]


def ballots(room: PaperRoom) -> list[dict[str, Any]]:
    """A ballot for each vote of the plan: its cards where they are there, else lines to fill in."""
    return [_ballot(room, run) for run in room.runs if run.activity.votes is not None]


def _ballot(room: PaperRoom, run: RunState) -> dict[str, Any]:
    method, words = run.activity.votes, room.playbook.words
    assert method is not None  # noqa: S101 - only votes come here
    there = [one.text for one in room.votes[run.activity.key]]
    marks = {
        VoteMethod.DOTS: ["Dot"],
        VoteMethod.SCORE: ["1", "2", "3", "4", "5"],
        VoteMethod.CONSENT: ["Yes", "Yes, with a doubt", "No"],
        VoteMethod.MATRIX: [],
    }[method]
    how = words.votes[method].help
    if method is VoteMethod.DOTS:
        dots = f"{dots_each(len(there))} dots" if there else "as many dots as you are told"
        how = f"{how} You have {dots}: fill in one circle on each card that you choose."
    axes = run.activity.axes if method is VoteMethod.MATRIX else None
    return {
        "is": "ballot",
        "title": run.activity.title,
        "step": f"Step {room.number(run)}",
        "code": room.codes[run.activity.key],
        "prompt": run.activity.prompt,
        "how": how,
        "groups": _groups(room),
        "marks": marks,
        "cards": there or [""] * BLANK_LINES,
        "axes": None if axes is None else asdict(axes),
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
