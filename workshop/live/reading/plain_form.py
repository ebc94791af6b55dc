"""What the room page asks by itself, where no script asks it: each question as one plain field."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from workshop.digits import plain_digits
from workshop.errors import InvalidInputError
from workshop.figures.labels import shortened
from workshop.kinds import CardKind, field_spec
from workshop.live.answers.room import ActivityAnswer
from workshop.playbook import TEXT, load_playbook

SPLIT = "split"
_YES = {"true": "Yes", "false": "No"}
_POUNDS = re.compile(r"[\d,]*\.?\d{1,2}")


def in_plain(activity: ActivityAnswer, language: str) -> dict[str, Any]:
    """The step for the template: ``only_adds`` is one whose cards are added to, and none is made.
    ``chooses`` is one where people start from earlier cards.

    ``box_says`` is the question of the box, where more is asked than one, and ``asked_first`` names
    what stands above it. ``only_asks`` is the first question where there is no box beside them.
    """
    gives = load_playbook(language).activity(activity["key"]).gives
    kind = activity["kind"]
    says = load_playbook(language).kind(kind).text if kind else ""
    boxes = gives[0].boxes if gives else ()
    return {
        "asked_first": boxes[: boxes.index(TEXT)] if TEXT in boxes else (),
        "only_asks": gives[0].words if gives and gives[0].makes and TEXT not in boxes else None,
        "only_adds": bool(gives) and not gives[0].makes,
        "chooses": any(given.tapped or not given.makes for given in gives),
        "box_says": says if activity["asks"] and says != activity["prompt"] else "",
    }


def draft_of(sent: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What a draft of a card is read from. Raises InvalidInputError where a choice is missing.

    A question's field is called “kind.name”, so that only those of the chosen kind are taken.
    """
    given = dict(sent)
    draft: dict[str, Any] = {name: given.get(name, "") for name in ("activity", "text")}
    kind = next((one for one in CardKind if one == given.get("kind")), None)
    if kind is None:
        if draft["activity"] and load_playbook().activity(draft["activity"]).either:
            raise InvalidInputError("Choose first what it is.")
        return draft
    fields: dict[str, Any] = {}
    for name, value in sent:
        of, _, asked = name.partition(".")
        spec = field_spec(kind, asked) if asked and of == kind else None
        if spec is None or not value.strip():
            continue
        if spec.widget == "choices":
            fields.setdefault(asked, []).append(value)
        else:
            fields[asked] = as_pounds(value) if spec.widget == "pence" else value
    words = draft["text"] or fields.get(given.get("first", ""), "")
    return draft | {"text": words, "kind": kind, "fields": fields}


def all_said(sent: Sequence[tuple[str, str]], language: str) -> str:
    """What stands in such a form, to be copied: the words, then each answer below its question."""
    playbook = load_playbook(language)
    said: dict[str, list[str]] = {}
    for name, value in sent:
        of, _, asked = name.partition(".")
        kind = next((one for one in CardKind if one == of), None)
        spec = field_spec(kind, asked) if kind else None
        if name == "text":
            said.setdefault("", []).append(value)
        elif of == SPLIT:
            said.setdefault(asked, []).append(value)
        elif kind and spec:
            words = playbook.kind(kind).fields[asked]
            shown = _YES.get(value, value) if spec.widget == "yesno" else value
            said.setdefault(words.label, []).append(words.options.get(value, shown))
    told = (f"{label}\n{'; '.join(values)}".strip() for label, values in said.items())
    return "\n\n".join(one for one in told if one)


def guess_of(sent: Mapping[str, str]) -> dict[str, Any]:
    """A guess of all the money, from a field for each part of the work."""
    parts = [(name.partition(".")[2], n) for name, n in sent.items() if name.startswith(SPLIT)]
    said = [(name, plain_digits(n.strip()).removeprefix("£").strip() or "0") for name, n in parts]
    text = " · ".join(f"{name} £{number}" for name, number in said)
    longest = 200
    return {
        "activity": sent.get("activity", ""),
        "kind": CardKind.BUDGET_GUESS,
        "text": shortened(text, longest),
        "fields": {SPLIT: [f"{name}: {number}" for name, number in said]},
    }


def as_pounds(typed: str) -> str:
    """Money as it was typed: a bare number is pounds, in whose digits it may be."""
    plain = plain_digits(typed.strip())
    return f"£{plain}" if _POUNDS.fullmatch(plain) else typed
