"""The whole plan: every step by meeting and stage, where the room stands, and how to change it."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

import streamlit as st

from stages.console import meetings, own_plans, own_steps, printing, run_sheet, sheet_in
from stages.console.schedule import late_or_long, plan_sums
from stages.parts import boxes, plain
from stages.parts.board import Board, read_board
from stages.parts.stage import STEP_WORDS, follow_room
from stages.parts.state import TIMES_FOLLOWED, set_widget, widget_value
from stages.parts.visit import attempt, doing, guarded, member, show_problem
from stages.road import ICONS, StageProgress, step_of
from workshop.db import now
from workshop.domain import plan as verbs
from workshop.domain import promises, room
from workshop.domain.run_sheet import edits
from workshop.enums import Attribution, StageKey
from workshop.errors import ChangedMeanwhileError
from workshop.queries.room import RunState
from workshop.queries.schedule import lasting, minutes_of
from workshop.words import catalogue, languages, own_name

SPOT, MINUTES = "plan", "plan.minutes"
Block = tuple[int, StageKey, list[RunState]]


@guarded
def page() -> None:
    """Everybody may read the plan; a facilitator changes it."""
    visit = member()
    board = read_board(visit)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.title("The plan", icon=":material/list_alt:", anchor=False, width="content")
        plan_sums(board)
    late_or_long(board)
    if board.viewer.is_facilitator:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            if may_change(board) and len(_meetings(board)) == 1:
                meetings.when_and_where(board, _meetings(board)[0])
            printing.print_part(board)
            printing.invite_part(board)
            typing = may_change(board) and sheet_in.wanted()
            if may_change(board):
                run_sheet.undo_buttons(board)
        if typing:
            sheet_in.sheet_in(board)
    show_problem(SPOT)
    if may_change(board):
        _edit(board)
    else:
        _read(board)
    if may_change(board):
        _add(board)
        own_steps.add_own(board)
    if board.viewer.is_facilitator:
        own_plans.own_plans(board)
        _drafts()
    follow_room(board)


def _edit(board: Board) -> None:
    """When each meeting is, the run sheet, and beside it the step that is chosen."""
    numbers = _meetings(board)
    for number in numbers:
        if len(numbers) > 1:
            st.header(_meeting(board, number), anchor=False)
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                meetings.when_and_where(board, number)
        show_problem(f"{meetings.SPOT}.{number}")
    sheet, beside = st.columns([738, 296], gap="medium")
    with sheet:
        run_sheet.run_sheet(board)
    with beside:
        _line(board, run_sheet.choose_step(board))
        run_sheet.time_spent(board)


def _read(board: Board) -> None:
    """The plan for who only reads it: every step by meeting and stage."""
    numbers = _meetings(board)
    for number, stage, runs in blocks(board):
        if runs[0] is next(r for r in board.runs if r.session == number):
            if len(numbers) > 1:
                st.header(_meeting(board, number), anchor=False)
            meetings.when_and_where(board, number)
        _block(board, number, stage, runs)


def _meetings(board: Board) -> list[int]:
    return sorted({run.session for run in board.runs})


def _drafts() -> None:
    """Which languages of the phones no speaker has looked through yet."""
    drafts = [own_name(one) for one in languages()[1:] if catalogue(one).draft]
    if drafts:
        st.caption(
            f"Phones can also show {', '.join(drafts)}. These words are drafts, not yet checked by "
            "a speaker. On the server, “workshop words” writes them as a sheet to look through."
        )


def may_change(board: Board) -> bool:
    return board.viewer.is_facilitator and not board.state.closed


def blocks(board: Board) -> Iterator[Block]:
    """Steps that follow each other in one meeting and stage."""
    for (number, stage), runs in groupby(board.runs, lambda r: (r.session, r.activity.stage)):
        yield number, stage, list(runs)


def _meeting(board: Board, number: int) -> str:
    templates = board.visit.playbook.templates
    own = next((one for one in templates if one.key == board.workshop.template), None)
    sessions = own.sessions if own else ()
    title = next((one.title for one in sessions if one.number == number), "")
    return plain.as_text(f"Meeting {number}: {title}" if title else f"Meeting {number}")


def _block(board: Board, number: int, stage: StageKey, runs: list[RunState]) -> None:
    words = board.visit.playbook.stage(stage)
    here = any(run.activity.key == board.current_key for run in runs)
    minutes = lasting(sum(run.minutes for run in runs))
    steps = "1 step" if len(runs) == 1 else f"{len(runs)} steps"
    now_here = ", now" if here and not board.state.closed else ""
    day = meetings.day_of(board, number)
    when = f"{day.stretch(runs)}, " if day else ""
    opened = st.expander(
        f"{plain.as_text(words.title)}: {when}{steps}, {minutes}{now_here}",
        icon=f":material/{words.icon}:",
        expanded=here,
        type="compact",
        # Lines can move, so that a stage stands in a meeting twice.
        key=f"plan.block.{number}.{runs[0].activity.key}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            for run in runs:
                _line(board, run)


def _line(board: Board, run: RunState) -> None:
    key = run.activity.key
    place = [one.activity.key for one in board.runs].index(key)
    step = step_of(place, board.runs, board.current_key, closed=board.state.closed)
    with st.container(border=step is StageProgress.NOW, key=f"plan.line.{key}"):
        day = meetings.day_of(board, run.session)
        when, trouble = meetings.facts(day, run) if day else ("", "")
        lock = ":material/lock: " if run.hold else ""
        title = f"{ICONS[step]} {lock}{when} **{place + 1}. {plain.as_text(run.activity.title)}**"
        st.markdown(title)
        st.caption(plain.as_text(_facts(run, step)))
        if trouble:
            st.markdown(f":orange[:material/schedule: {plain.as_text(trouble)}]")
        if not may_change(board):
            return
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            _go(board, run, step)
            _minutes(board, run)
            _move(board, run, place)
            _copy_or_remove(board, run)
        _change(board, run)


def _copy_or_remove(board: Board, run: RunState) -> None:
    db, viewer, key = board.visit.db, board.viewer, run.activity.key
    for name, label, icon, verb, done in (
        ("copy", "Copy it", "content_copy", edits.copy_steps, "A copy stands behind it."),
        ("remove", "Take it out of the plan", "remove", edits.remove_steps, "It is off the plan."),
    ):
        st.button(
            label,
            icon=f":material/{icon}:",
            type="tertiary",
            key=f"plan.{name}.{key}",
            on_click=doing(SPOT, partial(verb, db, viewer=viewer, activities=[key]), done),
        )


def _minutes(board: Board, run: RunState) -> None:
    """The minutes planned, saved as soon as they are changed."""
    box = _box(run)
    boxes.begin(MINUTES, {box: run.minutes})
    st.number_input(
        f"Minutes planned for {plain.as_text(run.activity.title)}",
        1,
        240,
        step=1,
        label_visibility="collapsed",
        width=130,
        key=f"{MINUTES}.{box}",
        on_change=_save_minutes,
        args=(board, run.activity.key, box),
    )


def _box(run: RunState) -> str:
    """The name of the box for a step's minutes: another one whenever it follows the sheet.

    A browser that has not heard of it yet so sends the old minutes to a box that is gone.
    """
    key, times = run.activity.key, TIMES_FOLLOWED.get()
    box = f"{times.get(key, 0)}.{key}"
    seen = boxes.seen(MINUTES).get(box, run.minutes)
    if widget_value(f"{MINUTES}.{box}", seen) != seen or seen == run.minutes:
        return box
    TIMES_FOLLOWED.set({**times, key: times.get(key, 0) + 1})
    return f"{TIMES_FOLLOWED.get()[key]}.{key}"


def _move(board: Board, run: RunState, place: int) -> None:
    """One place earlier or later; on the run sheet itself two keys do it."""
    key, title = run.activity.key, plain.as_text(run.activity.title)
    move = partial(edits.nudge_steps, board.visit.db, viewer=board.viewer, activities=[key])
    for name, label, icon, earlier, last in (
        ("up", "Earlier", "arrow_upward", True, place == 0),
        ("down", "Later", "arrow_downward", False, place == len(board.runs) - 1),
    ):
        st.button(
            label,
            icon=f":material/{icon}:",
            type="tertiary",
            key=f"plan.{name}.{key}",
            help=f"{label} in the plan: {title}",
            disabled=last,
            on_click=doing(SPOT, partial(move, earlier=earlier)),
        )


def _facts(run: RunState, step: StageProgress) -> str:
    took = minutes_of(run, now())
    parts = [STEP_WORDS[step], f"{lasting(run.minutes)} planned"]
    if took is not None:
        parts.append(f"{lasting(int(took))} {'so far' if run.open else 'taken'}")
    if run.cards:
        parts.append("1 card" if run.cards == 1 else f"{run.cards} cards")
    parts += [
        f"{name}: {said}" for name, said in (("Leads", run.leads), ("Needs", run.brings)) if said
    ]
    return " · ".join(parts)


def _go(board: Board, run: RunState, step: StageProgress) -> None:
    if step is StageProgress.NOW:
        st.badge("The room is here", icon=":material/play_circle:", color="green")
        return
    verb = partial(room.move_to, board.visit.db, viewer=board.viewer, activity=run.activity.key)
    st.button(
        f"Bring the room to step {1 + board.runs.index(run)}",
        icon=":material/arrow_forward:",
        type="tertiary",
        key=f"plan.go.{run.activity.key}",
        on_click=doing(SPOT, verb, "The room is there now."),
    )


def _change(board: Board, run: RunState) -> None:
    """Who leads it and what it needs, what tables do, its words and its promise."""
    meetings.step_form(board, run)
    run_sheet.tables_form(board, run)
    own_steps.words_form(board, run)
    _promise(board, run)


def _save_minutes(board: Board, key: str, box: str) -> None:
    seen = boxes.seen(MINUTES)[box]
    minutes = int(widget_value(f"{MINUTES}.{box}", seen))
    save = partial(verbs.set_minutes, board.visit.db, viewer=board.viewer, activity=key)

    def verb() -> None:
        try:
            save(minutes=minutes, seen=seen)
        except ChangedMeanwhileError as error:
            boxes.know(MINUTES, {box: error.current["minutes"]})
            raise
        boxes.know(MINUTES, {box: minutes})

    attempt(SPOT, verb, "Saved.")


def _promise(board: Board, run: RunState) -> None:
    """What people are told before they write: about their names, and when others read it."""
    words, key = board.visit.playbook.words, run.activity.key
    st.text(f"What people are promised: {words.attribution[run.attribution]}")
    order = list(Attribution)
    for stricter in order[order.index(run.attribution) + 1 :]:
        verb = partial(
            promises.tighten,
            board.visit.db,
            viewer=board.viewer,
            activity=key,
            attribution=stricter,
        )
        st.button(
            plain.as_text(f"Promise this instead: {words.attribution[stricter]}"),
            icon=":material/shield:",
            key=f"plan.tighten.{key}.{stricter}",
            on_click=doing(SPOT, verb, "This is promised from now on."),
        )
    if run.attribution is not order[-1]:
        st.caption(
            "A stricter promise also covers what is written already. There is no way back. Where "
            "no group is told either, recorded voices go too: type what was spoken first."
        )
    _alone(board, run)


def _alone(board: Board, run: RunState) -> None:
    """Whether people write alone and all cards are shown at once."""
    activity = run.activity
    if not activity.collects or activity.private or run.revealed:
        return
    may_go_back = run.started_at is None and not run.cards
    if run.hidden:
        st.text("People write alone. All cards are shown at the same time.")
        if not may_go_back:
            return
    st.button(
        "Show each card as it comes" if run.hidden else "Let people write alone first",
        icon=":material/visibility:" if run.hidden else ":material/visibility_off:",
        key=f"plan.alone.{activity.key}",
        on_click=doing(
            SPOT,
            partial(
                promises.write_alone,
                board.visit.db,
                viewer=board.viewer,
                activity=activity.key,
                alone=not run.hidden,
            ),
            "This is promised from now on.",
        ),
    )


def _add(board: Board) -> None:
    planned = {run.activity.key for run in board.runs}
    book = board.visit.playbook
    missing = {one.key: one for one in book.activities if one.key not in planned}
    if not missing:
        return
    st.header("Add a step of the method", icon=":material/playlist_add:", anchor=False)
    st.selectbox(
        "Which step?",
        list(missing),
        index=None,
        format_func=lambda key: (
            f"{book.stage(missing[key].stage).title}: {missing[key].title} "
            f"({missing[key].minutes} min)"
        ),
        placeholder="Choose a step",
        key="plan.add_which",
    )
    chosen = widget_value("plan.add_which")
    if chosen in missing:
        st.text(missing[chosen].purpose)
    st.button(
        "Add it to the plan",
        icon=":material/add:",
        key="plan.add",
        disabled=chosen not in missing,
        on_click=_add_chosen,
        args=(board,),
    )


def _add_chosen(board: Board) -> None:
    chosen = widget_value("plan.add_which")
    verb = partial(verbs.add_activity, board.visit.db, viewer=board.viewer, activity=chosen)
    if attempt(SPOT, verb, "It is on the plan now."):
        set_widget("plan.add_which", None)
