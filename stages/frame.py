"""The frame around every page: the road as navigation, the code in the address."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from stages.browser import components
from stages.console import page as console
from stages.console import plan
from stages.downloads import page as downloads
from stages.parts import plain, redraw
from stages.parts.state import ASKED, CODE, MOVING, PAGE, PAGES, PROBLEM, widget_value
from stages.parts.visit import VISIT, Visit, arrive, say_done
from stages.registry import STAGES
from stages.road import ICONS, WORDS, StageProgress, road
from stages.welcome import page as welcome
from stages.welcome import tour
from workshop.domain.summary_release import may_take_summary
from workshop.enums import StageKey
from workshop.errors import WorkshopError
from workshop.queries.about import about
from workshop.queries.room import room_state, run_sheet

SIDEBAR = 264
"""Pixels."""
ICON = Path(__file__).parent.parent / "workshop" / "live" / "room" / "mark.svg"


def run() -> None:
    """Draw the frame and the page inside it."""
    if not PAGES.get():
        # The list of pages takes its width as it is first drawn, which a slow run lets be early.
        st.set_page_config(initial_sidebar_state=SIDEBAR)
    plain.style()
    st.logo(str(ICON), size="large")
    try:
        page = _page()
    except WorkshopError as error:
        plain.sorry(str(error))
        return
    st.set_page_config(
        page_title=f"{page.title} · Reframe",
        initial_sidebar_state="collapsed" if folded(page.url_path) else SIDEBAR,
    )
    say_done()
    visit = VISIT.get()
    try:
        page.run()
    finally:
        VISIT.clear()
    _sidebar(visit)


def folded(address: str) -> bool:
    """Whether the road begins folded: on the first screen, and in a window too narrow for both."""
    window = widget_value(components.WINDOW)
    return not address or bool(window and window.get("narrow"))


def _sidebar(visit: Visit | None) -> None:
    """Which workshop this is, the room, and what there is so far on one page: from everywhere."""
    with st.sidebar:
        components.untranslated()
        components.unsaved()
        components.keyboard()
    if code := CODE.get():
        with st.sidebar:
            st.badge(code, icon=":material/tag:", color="gray")
            plain.same_tab_link("Go to the room", f"/room/{code}")
            if visit is not None and visit.viewer is not None and visit.viewer.is_facilitator:
                downloads.brief(visit)


def _page() -> st.Page:
    redraw.page_begins()
    visit = arrive()
    VISIT.set(visit)
    pages = _pages(visit)
    PAGES.set({page.url_path or "welcome": page for page in pages})
    chosen = st.navigation(pages, expanded=True, position="sidebar")
    if visit.viewer is not None:
        _keep_code(visit.viewer.code)
    if PAGE.get() != chosen.url_path:
        PAGE.set(chosen.url_path)
        PROBLEM.clear()
        ASKED.clear()
        MOVING.clear()
    return chosen


def _keep_code(code: str) -> None:
    """So that a reload, or a server that was started again, comes back to this workshop."""
    CODE.set(code)
    if st.query_params.get("code") != code:
        st.query_params["code"] = code


def _pages(visit: Visit) -> list[st.Page]:
    """Every page has its address for everybody; those that are of no use yet are not listed."""
    here = visit.viewer is not None
    leads = visit.viewer is not None and visit.viewer.is_facilitator
    steps = _steps(visit)
    return [
        st.Page(welcome.page, title="Welcome", icon=":material/home:", default=True),
        _listed(tour.page, "Tour", ":material/tour:", _is_example(visit)),
        _listed(console.page, "Console", ":material/podium:", leads),
        _listed(plan.page, "Plan", ":material/list_alt:", here),
        *(
            _listed(page, _title(visit, key, steps[key]), ICONS[steps[key]], here, key.value)
            for key, page in STAGES.items()
        ),
        _listed(downloads.page, "Downloads", ":material/download:", leads or _shares(visit)),
    ]


def _shares(visit: Visit) -> bool:
    """Whether those who took part may take the summary home now."""
    if visit.viewer is None:
        return False
    with visit.reading() as session:
        return may_take_summary(about(session, visit.viewer.workshop_id))


def _is_example(visit: Visit) -> bool:
    if visit.viewer is None:
        return False
    with visit.reading() as session:
        return about(session, visit.viewer.workshop_id).is_example


def _listed(
    page: Callable[[], None], title: str, icon: str, shown: bool, path: str = ""
) -> st.Page:
    return st.Page(
        page,
        title=title,
        icon=icon,
        url_path=path or title.lower(),
        visibility="visible" if shown else "hidden",
    )


def _steps(visit: Visit) -> Mapping[StageKey, StageProgress]:
    if visit.viewer is None:
        return dict.fromkeys(StageKey, StageProgress.LATER)
    with visit.reading() as session:
        state = room_state(session, visit.viewer.workshop_id)
        runs = run_sheet(session, visit.viewer.workshop_id)
    current = state.current.activity.key if state and state.current else None
    return road(runs, current, closed=bool(state and state.closed))


def _title(visit: Visit, key: StageKey, step: StageProgress) -> str:
    title = visit.playbook.stage(key).title
    return f"{title} ({WORDS[step]})" if WORDS[step] else title
