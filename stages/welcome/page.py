"""The first screen: the code box, then making a workshop, then this device's own."""

from html import escape

import streamlit as st

from stages.parts import page_links, plain
from stages.parts.days import day_words, reminder
from stages.parts.state import MADE
from stages.parts.unerased import say_unerased
from stages.parts.visit import Visit, guarded, here
from stages.welcome import example, new_workshop, signing_in
from workshop.db import now
from workshop.enums import WorkshopState
from workshop.live.addresses import base_addresses, for_phones
from workshop.queries.copies import Copy, copies
from workshop.queries.viewer import OwnWorkshop, own_workshops

NO_COOKIE = (
    "This browser did not keep our cookie, so it cannot make or find workshops. "
    "Allow cookies for this address, then load this page again."
)

AT_ONCE = 2
"""Workshops of this device that stand on the first screen."""


@guarded
def page() -> None:
    visit = here()
    made = MADE.get()
    if made is not None:
        new_workshop.show_once(visit, made)
        return
    if visit.problem:
        plain.sorry(visit.problem)
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.html('<h1 class="rf-brand">Reframe</h1>')
        plain.paragraph(
            "People who live here and people who work here find better ways that cost less.",
            "welcome",
        )
        plain.code_box()
        st.caption("No account and no email. One code brings everyone in.")
    with right:
        _run_workshops(visit)
    if visit.token is not None:
        example.look(visit)
    _for_phones(visit)


def _for_phones(visit: Visit) -> None:
    """Where phones find this server, at the foot."""
    address = base_addresses(visit.settings)[0]
    if for_phones(address):
        st.html(
            f'<p class="rf-foot">Phones reach it at <b translate="no">{escape(address)}</b></p>'
        )


def _run_workshops(visit: Visit) -> None:
    st.header("I run workshops")
    if visit.token is None:
        plain.sorry(NO_COOKIE)
        return
    say_unerased(visit.db)
    signing_in.who(visit)
    with visit.reading() as session:
        own = own_workshops(session, visit.token)
        twins = copies(session)
    _own_workshops(own, twins)
    signing_in.elsewhere(visit)
    with st.expander("Make a workshop", icon=":material/add_circle:", key="welcome.make"):
        new_workshop.form(visit)
    with st.expander(
        "Take over a workshop from another device",
        icon=":material/key:",
        key="welcome.take_over",
    ):
        plain.words_box()


def _own_workshops(own: list[OwnWorkshop], twins: dict[str, Copy]) -> None:
    """The newest in view; who has many finds the others behind one press."""
    for workshop in own[:AT_ONCE]:
        _own_workshop(workshop, twins)
    if more := own[AT_ONCE:]:
        with st.expander(
            f"{len(more)} more on this device", icon=":material/history:", key="welcome.more"
        ):
            for workshop in more:
                _own_workshop(workshop, twins)


def _own_workshop(workshop: OwnWorkshop, twins: dict[str, Copy]) -> None:
    with st.container(border=True, gap="xsmall", key=f"welcome.own.{workshop.code}"):
        plain.paragraph(workshop.title)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _signs(workshop, twins)
            if workshop.facilitates:
                page_links.link(
                    "console",
                    f"Console of {workshop.code}",
                    code=workshop.code,
                    icon=":material/podium:",
                )
            else:
                plain.same_tab_link(f"Room {workshop.code}", f"/room/{workshop.code}")


def _signs(workshop: OwnWorkshop, twins: dict[str, Copy]) -> None:
    st.badge(workshop.code, icon=":material/tag:", color="gray")
    if workshop.state == WorkshopState.CLOSED:
        st.badge("Closed", icon=":material/lock:", color="gray")
    if workshop.code in twins:
        others = ", ".join(twins[workshop.code].others)
        st.badge(f"Also here as {others}", icon=":material/content_copy:", color="orange")
    if reminder(workshop.erase_on, now().date()) and workshop.erase_on:
        erased = f"Erased on {day_words(workshop.erase_on)}"
        st.badge(erased, icon=":material/event_busy:", color="orange")
    if workshop.is_example:
        st.badge("Example", icon=":material/travel_explore:", color="gray")
