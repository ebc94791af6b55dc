"""Every key of the session's state, with its type; and how keys of widgets are made.

Nothing here is more than convenience: what a page shows comes from cookie, address and database,
so that a restarted server shows the same page again.
"""

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

    def clear(self) -> None:
        st.session_state.pop(self.name, None)


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
    """The card that is being edited, the version it had then, and a newer one that came since."""

    card_id: str
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
PROBLEM: Slot[Problem | None] = Slot("here.problem", None)
ASKED: Slot[Asked | None] = Slot("here.asked", None)
DONE: Slot[str] = Slot("here.done", "")
READY: Slot[Ready | None] = Slot("downloads.ready", None)
EDITING: Slot[Editing | None] = Slot("cards.editing", None)
SHOWN: Slot[dict[str, int]] = Slot("cards.shown", {})
TIMES_ADDED: Slot[dict[str, int]] = Slot("cards.times_added", {})


def widget_key(stage: str, action: str, row_id: str = "") -> str:
    """``stage.action`` or ``stage.action.row``: no two widgets share one."""
    return f"{stage}.{action}.{row_id}" if row_id else f"{stage}.{action}"
