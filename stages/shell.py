"""The script that the app runs: who are you, which workshop, which page."""

import streamlit as st

from stages import frame

st.set_page_config(page_title="Reframe", page_icon=frame.ICON, layout="wide")
frame.run()
