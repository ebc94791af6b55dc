"""What the facilitator takes away."""

import streamlit as st

from stages.visit import guarded, member
from workshop.errors import NotAllowedError


@guarded
def page() -> None:
    visit = member()
    if not visit.here.is_facilitator:
        raise NotAllowedError("Only the facilitator can download the records of a workshop.")
    st.title("Downloads", icon=":material/download:", anchor=False)
