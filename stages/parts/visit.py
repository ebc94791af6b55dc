"""One visit of one person to a page: who, in which workshop, with what database behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps

import streamlit as st
from sqlmodel import Session

from stages.parts import identity, plain
from stages.parts.state import ASKED, CODE, DONE, PROBLEM, Problem, Slot
from stages.parts.unerased import say_unerased
from workshop.db import Database, open_database
from workshop.enums import Role
from workshop.errors import NotAllowedError, NotFoundError, TooFastError, WorkshopError
from workshop.playbook import Playbook, load_playbook
from workshop.queries.about import about
from workshop.queries.viewer import Viewer, as_now, find_device, identify, own_workshops
from workshop.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at which workshop. ``viewer`` is None while no workshop is chosen."""

    db: Database
    settings: Settings
    token: str | None
    playbook: Playbook
    viewer: Viewer | None = None
    problem: str = ""

    @property
    def here(self) -> Viewer:
        """The viewer, where a page needs one. Raises NotFoundError without a workshop."""
        if self.viewer is None:
            raise NotFoundError(
                self.problem or "Choose a workshop first. Type its code on the welcome page."
            )
        return self.viewer

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read of one moment, by somebody who is then still who they were when they came.

        Raises a WorkshopError with a sentence where a right has ended since.
        """
        with self.db.read() as session:
            if self.viewer is not None:
                as_now(session, self.viewer)
            yield session


VISIT: Slot[Visit | None] = Slot("here.visit", None)
"""Only while a page is being drawn: the next drawing looks again."""


def arrive() -> Visit:
    """Find out who is here and in which workshop: the address, the session, or the newest."""
    settings = load_settings()
    visit = Visit(
        open_database(settings),
        settings,
        identity.device_token(),
        load_playbook(settings.language),
    )
    with visit.db.read() as session:
        code = st.query_params.get("code", "") or CODE.get()
        if not code:
            own = own_workshops(session, visit.token)
            code = own[0].code if own else ""
        if not code:
            return visit
        try:
            viewer = _identified(session, visit, code)
        except (NotFoundError, TooFastError) as error:
            return replace(visit, problem=str(error))
        language = about(session, viewer.workshop_id).language
    return replace(visit, viewer=viewer, playbook=load_playbook(language))


def _identified(session: Session, visit: Visit, code: str) -> Viewer:
    """Who is here by this code; guesses are slowed as at every other door."""
    limits = identity.limits(visit.settings)
    try:
        viewer = identify(session, token=visit.token, code=code)
    except NotFoundError:
        known = find_device(session, visit.token)
        limits.wrong_try(identity.address(), known.id if known else "")
        raise
    if visit.token is None:
        limits.stranger(identity.address())
    return viewer


def here() -> Visit:
    """The visit that the frame found in this very drawing of the page, or a look at who is here."""
    return VISIT.get() or arrive()


def member() -> Visit:
    """The visit of somebody who has joined the workshop. Raises a sentence for anybody else."""
    visit = here()
    if visit.here.role is Role.VISITOR:
        raise NotAllowedError("Join the workshop first. Then you can look around here.")
    return visit


def guarded(page: Callable[[], None]) -> Callable[[], None]:
    """A page whose WorkshopError is shown as its sentence, with the way on. Nothing wider."""

    @wraps(page)
    def shown() -> None:
        try:
            page()
        except WorkshopError as error:
            st.title("This page cannot be shown", anchor=False)
            plain.sorry(str(error))
            ways_on()

    return shown


def ways_on() -> None:
    """For somebody who cannot see this page: the room, or the code box."""
    visit = arrive()
    say_unerased(visit.db)
    if visit.viewer is not None:
        plain.same_tab_link("Go to the room", f"/join/{visit.viewer.code}", main=True)
    else:
        plain.code_box()


def attempt(where: str, verb: Callable[[], object], done: str = "") -> bool:
    """Do something that may be refused; the sentence then shows at ``where`` until the next try.

    ``done`` is said quietly when it worked.
    """
    PROBLEM.clear()
    ASKED.clear()
    try:
        verb()
    except WorkshopError as error:
        PROBLEM.set(Problem(where, str(error)))
        return False
    if done:
        DONE.set(done)
    return True


def doing(where: str, verb: Callable[[], object], done: str = "") -> Callable[[], None]:
    """``attempt`` as a callback for a button."""

    def callback() -> None:
        attempt(where, verb, done)

    return callback


def show_problem(where: str) -> None:
    """The sentence of what was refused here, if anything was."""
    problem = PROBLEM.get()
    if problem is not None and problem.where == where:
        plain.sorry(problem.sentence)


def say_done() -> None:
    """Say once that something worked."""
    if done := DONE.get():
        DONE.clear()
        st.toast(done, icon=":material/check:")
