"""An act redraws its own parts of a page; whatever else happens redraws the page.

A part is drawn with the page, and alone only where the act that was done says that it changes
nothing beyond. Any other press in a part goes on to the whole page, so that no part grows old.

What a part was drawn with can be old when it is pressed, as others were drawn alone since. So a
callback looks itself, then, whether its parts are enough.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any

import streamlit as st

from stages.browser import components
from stages.parts import visit
from stages.parts.board import Board, read_board
from stages.parts.state import ASKED, MOVING, PROBLEM, Slot
from workshop.errors import WorkshopError
from workshop.queries.room import RoomState, room_state

FOLLOW = "follow"
NOTHING_LARGE = ("join", "wall", "themes", "tables")
"""What the big screen shows of the whole room; else a button somewhere leads back from it."""


@dataclass
class Page:
    """The page as it was drawn last: its parts, each with those around it, and the revision up to
    which all of it shows."""

    revision: int | None = None
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    around: list[str] = field(default_factory=list)
    """While it is drawn: the parts that are begun."""


@dataclass
class Alone:
    """The parts that are still to be drawn alone, and the room as it is now."""

    parts: set[str]
    board: Board = field(repr=False)


PAGE_DRAWN: Slot[Page] = Slot("here.drawn", Page())
ALONE: Slot[Alone | None] = Slot("here.alone", None)


def page_begins() -> None:
    """The whole page is drawn now."""
    PAGE_DRAWN.set(Page())
    ALONE.clear()


def part(key: str, board: Board, draw: Callable[[Board], None]) -> None:
    """Draw this part, with the page now and alone after an act of its own.

    ``draw`` raises a WorkshopError or a KeyError where what it shows is gone: then the page is
    drawn instead.
    """
    page = PAGE_DRAWN.begin(Page())
    page.parts[key] = tuple(page.around)
    with_page = [board]

    def draw_whole(now: Board) -> None:
        page.around.append(key)
        try:
            draw(now)
        finally:
            page.around.remove(key)

    @st.fragment(key=f"part.{key}")
    def shown() -> None:
        if with_page:
            draw_whole(with_page.pop())
            return
        alone = ALONE.get()
        if alone is None or key not in alone.parts:
            st.rerun()
        for one in [one for one, around in page.parts.items() if key in around]:
            del page.parts[one]  # what is in it is told anew, and may be gone
        try:
            draw_whole(alone.board)
        except (WorkshopError, KeyError):
            st.rerun()
        alone.parts.remove(key)  # only now: another press can end the drawing of it
        if not alone.parts:
            ALONE.clear()  # it holds every card

    shown()


def follow(board: Board, *, view: str, large: bool = False) -> None:
    """The page hears the room, and asks to be drawn again for what others do.

    Of an act that redraws its own parts alone it learns the revision, and does not ask for that.
    """
    page = PAGE_DRAWN.begin(Page())
    if page.revision is None:
        page.revision = board.state.revision

    def draw(_: Board) -> None:
        revision = PAGE_DRAWN.get().revision or 0
        components.follow(code=board.viewer.code, revision=revision, view=view, large=large)

    part(FOLLOW, board, draw)


def doing(board: Board, where: str, verb: Callable[[], object], *parts: str) -> Callable[[], None]:
    """``visit.doing`` of an act that changes nothing on a page beyond ``parts``, by how keys end.

    The page is drawn all the same where the act is refused, where something else happened in the
    room since it was drawn, and where a sentence stands on it that now goes away.
    """

    def callback() -> None:
        page = PAGE_DRAWN.get()
        said = PROBLEM.get() or ASKED.get() or MOVING.get()
        before = _room(board)
        with _own_moves(board) as moves:
            done = visit.attempt(where, verb)
        now = _now(board) if done and not said else None
        seen = before.revision if before and before.revision == page.revision else None
        if now and seen is not None and now.state.revision == seen + len(moves):
            page.revision = now.state.revision
            _alone(now, FOLLOW, *parts)
        else:
            ALONE.clear()

    return callback


def showing(
    board: Board, where: str, verb: Callable[[], object], *parts: str
) -> Callable[[], None]:
    """The same for an act on the big screen, while no other part can say that it shows it large."""
    alone = doing(board, where, verb, *parts)

    def callback() -> None:
        now = _room(board)
        shown = {board.state.projector, now.projector if now else ""}
        if shown <= set(NOTHING_LARGE):
            alone()
        else:
            ALONE.clear()
            visit.attempt(where, verb)

    return callback


def looking(
    board: Board, verb: Callable[[], object], *parts: str, one: Slot[Any] | None = None
) -> Callable[[], None]:
    """A callback that changes nothing in the room, and nothing on the page beyond ``parts``.

    ``one`` is what a single place on the page has at a time: the page is drawn where it goes from
    one to another.
    """

    def callback() -> None:
        before = one.get() if one else None
        verb()
        after = one.get() if one else None
        now = _now(board)
        if now and not (before and after and before != after):
            _alone(now, *parts)
        else:
            ALONE.clear()

    return callback


def _now(board: Board) -> Board | None:
    """The room as it is now; None for who may not look any more, to whom the page says so."""
    try:
        return read_board(board.visit)
    except WorkshopError:
        return None


def _room(board: Board) -> RoomState | None:
    """How the room stands now; None where it was deleted, or is not this person's to see now."""
    try:
        with board.visit.reading() as session:
            return room_state(session, board.viewer.workshop_id)
    except WorkshopError:
        return None


@contextmanager
def _own_moves(board: Board) -> Iterator[list[int]]:
    """The revisions that are written meanwhile for this page, and not by others."""
    here, moves = get_ident(), list[int]()

    def hear(workshop_id: str, revision: int) -> None:
        if get_ident() == here and workshop_id == board.viewer.workshop_id:
            moves.append(revision)

    board.visit.db.on_commit(hear)
    try:
        yield moves
    finally:
        board.visit.db.forget(hear)


def _alone(now: Board, *ends: str) -> None:
    """Draw these parts alone, as far as the page has them; the page where it has none.

    What an act before has asked for and is not drawn yet is drawn with them.
    """
    there = PAGE_DRAWN.get().parts
    found = {one for one in there if one.endswith(ends)}
    waiting = ALONE.get()
    if found and waiting is not None:
        found |= waiting.parts
    parts = {one for one in found if not found & set(there[one])}  # a part brings what is in it
    if parts:
        ALONE.set(Alone(parts, now))
        these(sorted(parts))
    else:
        ALONE.clear()


def these(parts: list[str]) -> None:
    """Ask for these parts and not for the page; nothing that follows is done."""
    st.rerun([f"part.{one}" for one in parts])
