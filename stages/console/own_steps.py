"""A step in the facilitator's own words, and steps of one's own."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from stages.parts import boxes
from stages.parts.board import Board
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import attempt
from workshop.domain import plan as verbs
from workshop.domain.themes.sort_board import theme_targets
from workshop.drafts import OwnStep, StepWords
from workshop.errors import ChangedMeanwhileError
from workshop.kinds import CardKind
from workshop.playbook import Activity
from workshop.queries.room import RunState

SPOT = "plan"
LINES = ("aloud", "steps")
SORTS = {
    "write": "Write: each person answers a question",
    "vote": "Vote: dots on cards that are there",
    "sort": "Sort: put cards into themes",
    "talk": "Talk",
    "parking-lot": "Parking lot: what we come back to later",
    "energiser": "Energiser",
    "break": "Break",
    "lunch": "Lunch",
    "arrivals": "Arriving",
}
VOTED_ON = (
    CardKind.LIFE_GOAL,
    CardKind.SEGMENT,
    CardKind.INSIGHT,
    CardKind.THEME,
    CardKind.REFRAME,
    CardKind.IDEA,
    CardKind.SOLUTION,
    CardKind.OBSERVATION,
)


def words_form(board: Board, run: RunState) -> None:
    """All that is said in this step, to be changed for this workshop."""
    key = run.activity.key
    spot = f"plan.words.{key}"
    boxes.begin(spot, _as_typed(run.activity))
    with st.form(f"plan.words_form.{key}", border=False):
        st.markdown("**In your own words.** A title or question left empty is the method's own.")
        st.text_input("Title", max_chars=200, key=f"{spot}.title")
        st.text_area("Question", max_chars=300, key=f"{spot}.prompt")
        st.text_area("Line below the question", max_chars=300, key=f"{spot}.hint")
        st.text_area("Read aloud, one sentence a line", key=f"{spot}.aloud")
        st.text_area("How to do it, one step a line", key=f"{spot}.steps")
        st.form_submit_button(
            "Save these words",
            icon=":material/save:",
            key=f"plan.words.save.{key}",
            on_click=_save_words,
            args=(board, run),
        )


def _as_typed(activity: Activity) -> dict[str, str]:
    """What is said in a step, as its boxes hold it."""
    return {
        "title": activity.title,
        "prompt": activity.prompt,
        "hint": activity.hint or "",
        "aloud": "\n".join(activity.aloud),
        "steps": "\n".join(activity.steps),
    }


def _save_words(board: Board, run: RunState) -> None:
    """Only what was changed is kept, so that the method's own words go on following it."""
    key, spot = run.activity.key, f"plan.words.{run.activity.key}"
    usual = _as_typed(board.visit.playbook.activity(key))

    def verb() -> None:
        draft, seen = _draft(boxes.typed(spot), usual), _draft(boxes.seen(spot), usual)
        try:
            verbs.set_words(
                board.visit.db, viewer=board.viewer, activity=key, draft=draft, seen=seen
            )
        except ChangedMeanwhileError as error:
            boxes.know(
                spot, {name: _box(name, error.current[name], usual) for name in error.current}
            )
            raise

    attempt(SPOT, verb, "All screens say it so now.")


def _draft(typed: Mapping[str, str], usual: Mapping[str, str]) -> StepWords:
    """What is said otherwise than the method says it. Raises InvalidInputError."""
    said: dict[str, object] = {name: typed[name].strip() for name in ("title", "prompt", "hint")}
    for name in LINES:
        said[name] = _lines(typed[name])
    plain = {name: _lines(text) if name in LINES else text for name, text in usual.items()}
    return StepWords.read({name: one for name, one in said.items() if one != plain[name]})


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _box(name: str, said: object, usual: Mapping[str, str]) -> str:
    """Words as they are kept, in a box; None is how the method says it."""
    if isinstance(said, list | tuple):
        return "\n".join(map(str, said))
    return usual[name] if said is None else str(said)


def add_own(board: Board) -> None:
    """A step that the method does not have, behind any other."""
    st.header("Add a step of your own", icon=":material/edit_square:", anchor=False)
    sort = st.selectbox(
        "What do people do?", list(SORTS), format_func=SORTS.__getitem__, key="plan.own.sort"
    )
    kinds = {"vote": VOTED_ON, "sort": theme_targets()}.get(str(sort), ())
    words = board.visit.playbook
    with st.form("plan.own.form", border=True):
        if kinds:
            st.selectbox(
                "Which cards?",
                list(kinds),
                format_func=lambda kind: words.kind(CardKind(kind)).plural.capitalize(),
                key="plan.own.about",
            )
        st.text_input("Title, if you want one", max_chars=200, key="plan.own.title")
        st.text_area("What do you ask or say?", max_chars=300, key="plan.own.prompt")
        usual = words.activity(f"own.{sort}").minutes
        st.number_input("Minutes", 1, 240, usual, step=1, key=f"plan.own.minutes.{sort}")
        titles = {run.activity.key: run.activity.title for run in board.runs}
        here = list(titles).index(board.current_key) if board.current_key in titles else 0
        st.selectbox(
            "After which step?",
            list(titles),
            index=here if titles else None,
            format_func=lambda key: titles.get(key, ""),
            key="plan.own.after",
        )
        st.form_submit_button(
            "Add my step",
            icon=":material/add:",
            key="plan.own.add",
            on_click=partial(_add, board, str(sort), bool(kinds)),
        )


def _add(board: Board, sort: str, about: bool) -> None:
    given = {
        "sort": sort,
        "about": widget_value("plan.own.about") if about else None,
        "minutes": int(widget_value(f"plan.own.minutes.{sort}")),
        "title": widget_value("plan.own.title"),
        "prompt": widget_value("plan.own.prompt"),
        "after": widget_value("plan.own.after") or "",
    }

    def verb() -> None:
        verbs.add_own_step(board.visit.db, viewer=board.viewer, draft=OwnStep.read(given))

    if attempt(SPOT, verb, "Your step is on the plan now."):
        for name in ("title", "prompt"):
            set_widget(f"plan.own.{name}", "")
