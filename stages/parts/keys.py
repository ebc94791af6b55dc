"""Single letters that press a button: whether they act, for this person, on every page (2.1.4)."""

from functools import partial

import streamlit as st

from stages.parts.state import SILENT, set_widget, widget_value


def shortcut(key: str) -> str | None:
    """That key, unless this person has switched single letters off."""
    return None if SILENT.get() else key


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
