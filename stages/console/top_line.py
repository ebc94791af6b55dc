"""The day in one line: what time it is, how far the road is walked, and when we finish."""

from datetime import datetime, timedelta
from html import escape
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from stages.console import schedule
from stages.parts import redraw
from stages.parts.board import Board
from workshop.db import now
from workshop.errors import WorkshopError
from workshop.queries.agenda import pace
from workshop.queries.schedule import Timing, late_words, session_of

EVERY_SECONDS = 20
TOP = "console.top"


def top_line(board: Board) -> None:
    """The line, and behind one press what could be shortened. Of an example only its name."""
    timed = bool(board.runs) and not board.state.closed and not board.workshop.is_example
    if not timed:
        st.html(f'<h1 class="rf-heading" dir="auto">{escape(board.workshop.title)}</h1>')
        return
    redraw.part(TOP, board, _timed)


def _timed(board: Board) -> None:
    line, mend = st.columns([6, 1], gap="small", vertical_alignment="center")
    with line:
        _line(board)
    day = schedule.session_agenda(board)
    going = pace(day, board.current_key, now()) if day else None
    late = going.short if going else schedule.session_timing(board).over
    with (
        mend,
        st.popover(
            f"Make up {late} min" if late > 0 else "Time",
            icon=":material/schedule:",
            width="stretch",
            key="console.mend",
        ),
    ):
        schedule.the_time(board)


@st.fragment(run_every=EVERY_SECONDS)
def _line(board: Board) -> None:
    """Drawn again by itself, since time goes by with nothing happening."""
    try:
        with board.visit.reading():
            found, day = schedule.session_timing(board), schedule.session_agenda(board)
    except WorkshopError as error:
        st.text(str(error))
        return
    title = escape(board.workshop.title)
    clock, end = clock_of(board, now()), clock_of(board, now() + timedelta(minutes=found.left))
    said, how = _finish(found, end), _pace(found)
    going = pace(day, board.current_key, now()) if day else None
    if day is not None and going is not None:
        said = f"We finish at {day.on_the_clock(going.finishes)}"
        late = " class=rf-notice" if going.behind > 0 else ""
        how = f"<p{late}>{schedule.late_badge(going)}</p>"
    st.html(
        f'<div class="rf-day"><p class="rf-clock">{clock}</p>'
        f'<div class="rf-road"><h1 dir="auto">{title}</h1>{_ribbon(board)}</div>'
        f'<div class="rf-end"><p>{said}</p>{how}</div></div>'
    )


def clock_of(board: Board, moment: datetime) -> str:
    """The time on the wall of the room."""
    try:
        zone = ZoneInfo(board.workshop.time_zone or st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return f"{moment.astimezone(zone):%H:%M}"


def _finish(found: Timing, end: str) -> str:
    return f"We finish at {end}" if found.begun else f"Begun now, we finish at {end}"


def _pace(found: Timing) -> str:
    """What holds, and what does not."""
    if found.begun and found.over > 0:
        return f'<p class="rf-notice">{found.over} min longer than booked</p>'
    if found.begun and found.late > 0:
        return f'<p class="rf-notice">{late_words(found.late)}, still in time</p>'
    said = late_words(found.late) if found.begun else "Not begun yet"
    return f"<p>{said}, breaks come on top</p>"


def _ribbon(board: Board) -> str:
    """A block for each stage, as long as its minutes; what lies behind is filled."""
    runs = session_of(board.runs, board.current_key)
    keys = [run.activity.key for run in runs]
    here = keys.index(board.current_key) if board.current_key in keys else -1
    blocks, place = [], 0
    for stage, group in groupby(runs, key=lambda run: run.activity.stage):
        steps = list(group)
        behind = min(len(steps), max(0, here - place))
        part = sum(run.minutes for run in steps[:behind]) / (sum(r.minutes for r in steps) or 1)
        now_here = place <= here < place + len(steps)
        place += len(steps)
        title = escape(board.visit.playbook.stage(stage).title)
        blocks.append(
            f'<span style="flex:{max(1, sum(run.minutes for run in steps))}"'
            f'{" class=rf-here" if now_here else ""} title="{title}">'
            f'<i style="width:{round(100 * part)}%"></i></span>'
        )
    said = f"Step {here + 1} of {len(keys)}" if here >= 0 else f"{len(keys)} steps"
    return f'<div class="rf-ribbon" role="img" aria-label="{said}">{"".join(blocks)}</div>'
