"""The colours that charts take in the theme that this person sees."""

import streamlit as st

from workshop.charts import DARK, LIGHT, ThemeLook


def look() -> ThemeLook:
    """Light or dark, as the browser says."""
    return DARK if st.context.theme.type == "dark" else LIGHT
