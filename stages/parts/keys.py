"""Single letters that press a button: whether they act, for this person, on every page (2.1.4).

They act for those alone who can switch them off, which is done on the console: facilitators.
"""

from functools import partial

import streamlit as st

from stages.parts.state import SILENT, set_widget, widget_value
from workshop.queries.viewer import Viewer


def shortcut(viewer: Viewer, key: str) -> str | None:
    """That key for a facilitator who has not switched single letters off; nobody else has any."""
    return key if viewer.is_facilitator and not SILENT.get() else None


def switch(where: str, which: str) -> None:
    """Switch them off and on; ``which`` says what acts here."""
    widget = f"{where}.keys"
    set_widget(widget, not SILENT.get())
    st.toggle(
        f"Single letters act: {which}",
        key=widget,
        help="They rest while you type. This is for all pages.",
        on_change=partial(_switched, widget),
    )


def _switched(widget: str) -> None:
    SILENT.set(not widget_value(widget, True))
