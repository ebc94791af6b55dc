"""Signing in with a council's own accounts, where the settings have such a sign-in."""

from functools import partial

import streamlit as st

from stages.parts import identity, page_links, plain
from stages.parts.visit import Visit, attempt, show_problem
from workshop.domain.people.accounts import leave, sign_in, steer_own
from workshop.errors import WorkshopError
from workshop.queries.owners import owned_elsewhere

SPOT = "welcome.account"


def who(visit: Visit) -> None:
    """Who has signed in here, and a way in or out."""
    if visit.settings.sign_in is None or visit.token is None:
        return
    show_problem(SPOT)
    claims = identity.claims()
    if claims is None:
        st.button("Sign in", icon=":material/login:", key=f"{SPOT}.in", on_click=_go)
        st.caption("With your work account. People who take part never need one.")
        return
    try:
        sign_in(visit.db, token=visit.token, claims=claims, lets_in=visit.settings.sign_in)
    except WorkshopError as error:
        plain.sorry(str(error))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"You are signed in as {claims.email}.")
        st.button(
            "Sign out", icon=":material/logout:", key=f"{SPOT}.out", on_click=partial(_leave, visit)
        )


def _go() -> None:
    st.login()


def _leave(visit: Visit) -> None:
    if attempt(SPOT, lambda: leave(visit.db, token=visit.token or "")):
        st.logout()


def elsewhere(visit: Visit) -> None:
    """The workshops that belong to who has signed in, and that this device does not steer yet."""
    if visit.settings.sign_in is None:
        return
    with visit.reading() as session:
        found = owned_elsewhere(session, visit.token)
    if not found:
        return
    st.caption("Your workshops on other devices, the newest first")
    for workshop in found:
        with st.container(border=True, key=f"{SPOT}.{workshop.code}"):
            plain.paragraph(workshop.title)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(workshop.code, icon=":material/tag:", color="gray")
                st.button(
                    f"Run {workshop.code} from here",
                    icon=":material/podium:",
                    key=f"{SPOT}.run.{workshop.code}",
                    on_click=partial(_run, visit, workshop.code),
                )


def _run(visit: Visit, code: str) -> None:
    if attempt(SPOT, partial(steer_own, visit.db, token=visit.token or "", code=code)):
        page_links.go("console", code=code)
