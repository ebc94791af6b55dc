"""A step in the facilitator's own words, and steps of one's own."""

from functools import partial

import streamlit as st

from stages.parts.board import Board
from stages.parts.state import set_widget, widget_value
from stages.parts.visit import attempt
from workshop.domain import plan as verbs
from workshop.domain.themes.sort_board import theme_targets
from workshop.drafts import OwnStep, StepWords
from workshop.kinds import CardKind
from workshop.queries.room import RunState

SPOT = "plan"
SORTS = {
    "write": "Write: each person answers a question",
    "vote": "Vote: dots on cards that are there",
    "sort": "Sort: put cards into themes",
    "talk": "Talk",
    "parking-lot": "Parking lot: what we come back to later",
    "energiser": "Energiser",
    "break": "Break",
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
    activity, key = run.activity, run.activity.key
    with st.form(f"plan.words_form.{key}", border=False):
        st.markdown("**In your own words.** An empty title or question is as the method says it.")
        st.text_input("Title", activity.title, max_chars=200, key=f"plan.words.title.{key}")
        st.text_area("Question", activity.prompt, max_chars=300, key=f"plan.words.prompt.{key}")
        st.text_area(
            "Line below it", activity.hint or "", max_chars=300, key=f"plan.words.hint.{key}"
        )
        st.text_area(
            "Read aloud, one sentence a line",
            "\n".join(activity.aloud),
            key=f"plan.words.aloud.{key}",
        )
        st.text_area(
            "How to do it, one step a line",
            "\n".join(activity.steps),
            key=f"plan.words.steps.{key}",
        )
        st.form_submit_button(
            "Save these words",
            icon=":material/save:",
            key=f"plan.words.save.{key}",
            on_click=_save_words,
            args=(board, run),
        )


def _save_words(board: Board, run: RunState) -> None:
    """Only what was changed is kept, so that the method's own words go on following it."""
    key, usual = run.activity.key, board.visit.playbook.activity(run.activity.key)
    typed = {
        name: str(widget_value(f"plan.words.{name}.{key}"))
        for name in ("title", "prompt", "hint", "aloud", "steps")
    }
    said: dict[str, object] = {name: typed[name].strip() for name in ("title", "prompt", "hint")}
    for name in ("aloud", "steps"):
        said[name] = [line.strip() for line in typed[name].splitlines() if line.strip()]
    plain = {
        "title": usual.title,
        "prompt": usual.prompt,
        "hint": usual.hint or "",
        "aloud": list(usual.aloud),
        "steps": list(usual.steps),
    }
    changed = {name: value for name, value in said.items() if value != plain[name]}

    def verb() -> None:
        draft = StepWords.read(changed)
        verbs.set_words(board.visit.db, viewer=board.viewer, activity=key, draft=draft)

    attempt(SPOT, verb, "All screens say it so now.")


def add_own(board: Board) -> None:
    """A step that the method does not have, behind any other."""
    st.subheader("Add a step of your own", icon=":material/edit_square:", anchor=False)
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
