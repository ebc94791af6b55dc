"""Looking at the worked example: one on each server, made when it is first asked for."""

import time

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from stages.parts import identity, miniatures, page_links, plain
from stages.parts.state import CODE
from stages.parts.visit import Visit, attempt, show_problem
from workshop.domain.people.members import register_device
from workshop.domain.workshops import require_may_create
from workshop.errors import UnknownDeviceError
from workshop.examples import Bringing
from workshop.queries.viewer import newest_example

SPOT = "welcome.example"
LOOK_SECONDS = 0.2


def look(visit: Visit) -> None:
    """The tour, and a workshop which is over with everything in it: beside each other."""
    with visit.reading() as session:
        code = newest_example(session)
    tour, example = st.columns(2, gap="medium")
    with tour, _with_picture("tour"):
        st.header("The tour", anchor=False)
        st.text("One thread through all nine stages: what you do, and what the room sees.")
        plain.same_tab_link("Take the tour: five minutes", "/tour")
    if code is None and not identity.at_this_machine(visit.settings):
        return
    with example, _with_picture("example"):
        st.header("A worked example", anchor=False)
        st.text("A whole day from real figures. Its people and their words are invented.")
        _open_it(visit, code)


def _with_picture(name: str) -> DeltaGenerator:
    """A box with its drawing at the left; gives the place for the words."""
    with st.container(border=True, height="stretch", key=f"welcome.look.{name}"):
        drawing, words = st.columns([4, 6], gap="small", vertical_alignment="center")
    with drawing:
        miniatures.miniature(name)
    return words


def _open_it(visit: Visit, code: str | None) -> None:
    pressed = st.button("Look at the example", icon=":material/travel_explore:", key=SPOT)
    if pressed and attempt(SPOT, lambda: _open(visit, code)):
        page_links.go("team", code=CODE.get())
    show_problem(SPOT)


def _open(visit: Visit, code: str | None) -> None:
    if visit.token is None:
        raise UnknownDeviceError("Allow cookies for this address, then load the page again.")
    if code is None:
        local = identity.at_this_machine(visit.settings)
        require_may_create(visit.settings, from_this_machine=local)
        code = _make(visit)
    # Somebody else's press may have begun it.
    register_device(visit.db, token=visit.token)
    CODE.set(code)


def _make(visit: Visit) -> str:
    """Make the example in a thread of its own, and show how far it is."""
    words = "Making the example. It is made once, then it opens at once."
    bar = st.progress(0.0, words)
    making = Bringing.begin(visit.db, visit.token)
    while making.is_alive():
        bar.progress(making.part, words)
        time.sleep(LOOK_SECONDS)
    if making.problem is not None:
        raise making.problem
    return making.code
