"""Links from one of our pages to another, with the workshop's code always in the address."""

import streamlit as st

from stages.parts import plain
from stages.parts.state import PAGES


def link(place: str, label: str, *, code: str, icon: str | None = None) -> None:
    """A link to the page of that name, such as ``console`` or ``insights``."""
    page = PAGES.get().get(place)
    if page is not None:
        st.page_link(page, label=label, icon=icon, query_params={"code": code})
    else:
        plain.same_tab_link(label, f"/{place}?code={code}")


def go(place: str, *, code: str) -> None:
    """Leave for the page of that name at once."""
    page = PAGES.get().get(place)
    if page is not None:
        st.switch_page(page, query_params={"code": code})
