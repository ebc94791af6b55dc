"""The one door to the session's state: what pages keep for themselves, and what widgets hold.

What a page keeps has a ``Slot``: here, or beside the type that it holds where that is a page's own;
no two have one name. A widget and its key are one thing, so the key
is written where the widget is drawn, as ``stage.field`` or ``stage.action.row``; what the widget
holds is read and set through ``widget_value`` and its like, never through Streamlit's own mapping.

Nothing here is more than convenience: what a page shows comes from cookie, address and database,
so that a restarted server shows the same page again.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

import streamlit as st

from workshop.domain.workshops import MadeWorkshop
from workshop.exports.telling.edition import Edition

T = TypeVar("T")


@dataclass(frozen=True)
class Slot(Generic[T]):
    """One named place in the session's state."""

    name: str
    default: T

    def get(self) -> T:
        return cast(T, st.session_state.get(self.name, self.default))

    def set(self, value: T) -> None:
        st.session_state[self.name] = value

    def begin(self, value: T) -> T:
        """What is kept here; this value from now on where nothing was."""
        return cast(T, st.session_state.setdefault(self.name, value))

    def clear(self) -> None:
        st.session_state.pop(self.name, None)


@dataclass(frozen=True)
class Slots(Generic[T]):
    """A place of one name for each part of a page, such as ``console.wifi.seen``."""

    name: str
    default: T

    def at(self, spot: str) -> Slot[T]:
        return Slot(f"{spot}.{self.name}", self.default)


@dataclass(frozen=True)
class Problem:
    """A sentence for the person, and the part of the page where it belongs."""

    where: str
    sentence: str


@dataclass(frozen=True)
class Asked:
    """A gentle question about words that were saved at this part of the page."""

    where: str
    question: str


@dataclass(frozen=True)
class Newer:
    """What stands in a card that somebody else saved while this person was editing it."""

    text: str
    version: int
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Editing:
    """The version that a card had when its form was opened, and a newer one that came since."""

    version: int
    newer: Newer | None = None


@dataclass(frozen=True)
class Ready:
    """All files of an edition in a zip, and the revision at which they were made."""

    edition: Edition
    revision: int
    content: bytes = field(repr=False)

    def is_of(self, edition: Edition, revision: int) -> bool:
        """Whether it still is what would be made now."""
        return (self.edition, self.revision) == (edition, revision)


CODE: Slot[str] = Slot("here.code", "")
PAGE: Slot[str] = Slot("here.page", "")
PAGES: Slot[dict[str, Any]] = Slot("here.pages", {})
MADE: Slot[MadeWorkshop | None] = Slot("welcome.made", None)
SURE: Slot[str] = Slot("here.sure", "")
NEW_WORDS: Slot[str] = Slot("console.new_words", "")
PAPER: Slot[str] = Slot("console.paper_name", "")
LINE: Slot[str] = Slot("plan.line", "")
SILENT: Slot[bool] = Slot("here.silent", False)
PROBLEM: Slot[Problem | None] = Slot("here.problem", None)
ASKED: Slot[Asked | None] = Slot("here.asked", None)
DONE: Slot[str] = Slot("here.done", "")
READY: Slot[Ready | None] = Slot("downloads.ready", None)
EDITING: Slot[dict[str, Editing]] = Slot("cards.editing", {})
"""By card: several forms stand open at a time, as closing one would lose what is typed in it."""
MOVING: Slot[str] = Slot("cards.moving", "")
SHOWN: Slot[dict[str, int]] = Slot("cards.shown", {})
TIMES_ADDED: Slot[dict[str, int]] = Slot("cards.times_added", {})
TIMES_FOLLOWED: Slot[dict[str, int]] = Slot("plan.times_followed", {})
SEEN: Slots[dict[str, Any]] = Slots("seen", {})
FOLLOWED: Slots[str | None] = Slots("part_follows", "")
KNOWN: Slots[list[str] | None] = Slots("known", None)
WRITING: Slots[bool] = Slots("open", False)
ONCE: Slots[str] = Slots("once", "")
ALIKE: Slots[tuple[dict[str, str], ...]] = Slots("alike", ())
HELD: Slot[dict[str, Any]] = Slot("here.held", {})


def widget_value(key: str, default: Any = None) -> Any:
    """What the widget of this key holds; the default before it was drawn."""
    return st.session_state.get(key, default)


def set_widget(key: str, value: Any) -> None:
    """Let the widget hold this; before it is drawn, or from a callback.

    What it holds already is not set again: a box of a form would lose what is typed in it, of
    which nothing is known here before the form is sent.
    """
    held = st.session_state.get(key)
    if key not in st.session_state or type(held) is not type(value) or held != value:
        st.session_state[key] = value


def start_widget(key: str, value: Any) -> None:
    """Let the widget begin with this, and keep what somebody has put there since."""
    st.session_state.setdefault(key, value)


def hold_widget(key: str, value: Any, options: Collection[Any] | None = None) -> None:
    """As ``start_widget``, for a form that is half done: what was put there is there again after a
    look at another part of the page, or at another page.

    A widget that is not drawn is forgotten by Streamlit. With ``options``, what is none of them any
    more is not there again.
    """
    held = HELD.begin({})
    if key in st.session_state:
        held[key] = st.session_state[key]
        return
    before = held.get(key, value)
    st.session_state[key] = before if options is None or before in options else value


def let_go(prefix: str) -> None:
    """Forget what is held of a form that is done: of all widgets whose keys begin so."""
    HELD.set({key: value for key, value in HELD.get().items() if not key.startswith(prefix)})


def has_widget(key: str) -> bool:
    """Whether the widget was drawn, or filled."""
    return key in st.session_state
